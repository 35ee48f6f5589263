//! Names of things: a type of its own for each, parsed once at the edge, so that a format can never be passed where a bank is meant.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// The longest name accepted, in characters: it becomes part of file names.
pub(crate) const LONGEST: usize = 80;

/// Why a text is not a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a name: use lower-case letters a-z, digits and single hyphens, at most {LONGEST} characters")]
pub struct NotAName(pub String);

/// Whether `text` is made of lower-case ASCII letters and digits, joined by single hyphens.
pub(crate) fn is_slug(text: &str) -> bool {
    let fits = |(before, byte): (u8, u8)| match byte {
        b'a'..=b'z' | b'0'..=b'9' => true,
        b'-' => before != b'-',
        _ => false,
    };
    // As if it stood between two hyphens, so that there is none at its ends.
    let before = std::iter::once(b'-').chain(text.bytes());
    text.len() <= LONGEST && !text.is_empty() && !text.ends_with('-') && before.zip(text.bytes()).all(fits)
}

impl SessionId {
    /// A session's name from its parts, which are days and names of other things. Where that is longer than a name may be, the end gives
    /// way to a digest of the whole, so that different parts still make different names.
    ///
    /// # Errors
    /// Where a part is no name.
    pub(crate) fn of_parts(parts: &[&str]) -> Result<Self, NotAName> {
        let whole = parts.join("-");
        // A year of five digits is written with a sign.
        let whole = whole.trim_start_matches(['+', '-']);
        if whole.len() <= LONGEST {
            return Self::new(whole);
        }
        let digest = Sha256::digest(whole.as_bytes());
        let digest: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let start: String = whole.chars().take(LONGEST - digest.len() - 1).collect();
        Self::new(format!("{}-{digest}", start.trim_end_matches('-')))
    }

    /// Whether its name says that this candidate was interviewed: behind the day. Of a session that can't be read, nothing else does.
    pub(crate) fn names(&self, candidate: &CandidateId) -> bool {
        let behind_day = self.0.splitn(4, '-').nth(3).unwrap_or_default();
        behind_day.strip_prefix(candidate.as_str()).is_some_and(|rest| rest.starts_with('-'))
    }

    /// What it is called where it is saved anew for the `number`th time: `…-saved`, then `…-saved-2`, as other names that there are twice.
    /// One that was saved anew itself is called after the first.
    ///
    /// # Errors
    /// None, as a name and these parts make a name.
    pub(crate) fn saved_anew(&self, number: u32) -> Result<Self, NotAName> {
        let own = match self.0.rsplit_once("-saved") {
            Some((own, "")) => own,
            Some((own, rest)) if rest.strip_prefix('-').is_some_and(|rest| rest.parse::<u32>().is_ok()) => own,
            Some(_) | None => &self.0,
        };
        match number {
            1 => Self::of_parts(&[own, "saved"]),
            more => Self::of_parts(&[own, "saved", &more.to_string()]),
        }
    }
}

/// The nearest slug to a text for people: ASCII letters and digits kept, everything else a hyphen; `None` where nothing is left.
pub(crate) fn slug_of(text: &str) -> Option<String> {
    let mut slug = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
        if slug.len() >= 40 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    (!slug.is_empty()).then_some(slug)
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Parses a name.
            ///
            /// # Errors
            /// When the text is not a slug; see [`is_slug`].
            pub fn new(text: impl Into<String>) -> Result<Self, NotAName> {
                let text = text.into();
                if is_slug(&text) { Ok(Self(text)) } else { Err(NotAName(text)) }
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAName;
            fn from_str(text: &str) -> Result<Self, NotAName> {
                Self::new(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": LONGEST})
            }
        }
    )+};
}

names! {
    /// A question, unique over all banks.
    QuestionId;
    /// A question bank.
    BankId;
    /// A format: one kind of round.
    FormatId;
    /// A section of a format.
    SectionId;
    /// A named list of formats.
    LoopId;
    /// A role track.
    TrackId;
    /// A technology.
    TechnologyId;
    /// A topic of the banks.
    TopicId;
    /// A rubric.
    RubricId;
    /// A dimension of a rubric.
    DimensionId;
    /// A hire band of a rubric.
    BandId;
    /// A red flag of a rubric.
    FlagId;
    /// A criterion of a rubric.
    CriterionId;
    /// The frozen plans of one opening.
    KitId;
    /// Several kits that were made to be equally hard.
    CohortId;
    /// A candidate; random, so that it tells nothing about the person.
    CandidateId;
    /// An interviewer.
    InterviewerId;
    /// One interviewer's view of one round of one candidate; the name of its folder.
    SessionId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_names_its_candidate_behind_the_day() {
        let session = SessionId::new("2026-11-21-cb82z5-r1-kim-park-xdra").expect("a name");
        for (candidate, is_theirs) in [("cb82z5", true), ("kim-park", false), ("cb82z", false), ("r1", false)] {
            assert_eq!(session.names(&CandidateId::new(candidate).expect("an id")), is_theirs, "{candidate}");
        }
    }

    #[test]
    fn a_name_is_lower_case_words_joined_by_single_hyphens() {
        for good in ["a", "deep-technical", "q-2", "2026-11-21-c7f3k-r1-kim-x9"] {
            assert!(QuestionId::new(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "é", "a b", "../a", "a_b", &"a".repeat(81)] {
            assert!(QuestionId::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_saved_anew_is_numbered_from_the_second_on() {
        let session = SessionId::new("2026-11-21-c7f3k-r1-kim-x9").expect("a name");
        let anew = |session: &SessionId, number| session.saved_anew(number).expect("a name");
        let first = anew(&session, 1);
        assert_eq!(first.as_str(), "2026-11-21-c7f3k-r1-kim-x9-saved");
        assert_eq!(anew(&session, 2).as_str(), "2026-11-21-c7f3k-r1-kim-x9-saved-2");
        assert_eq!(anew(&first, 2), anew(&session, 2));
        assert_eq!(anew(&anew(&session, 2), 3).as_str(), "2026-11-21-c7f3k-r1-kim-x9-saved-3");
    }

    #[test]
    fn a_slug_keeps_what_it_can() {
        assert_eq!(slug_of("Kim O'Neill").as_deref(), Some("kim-o-neill"));
        assert_eq!(slug_of("../../etc").as_deref(), Some("etc"));
        assert_eq!(slug_of("अनिता"), None);
    }
}
