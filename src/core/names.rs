//! Finding what a person meant: exact names, unique prefixes, and the nearest where there is neither.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

/// Why a word names nothing here, or not one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// What the word should have named.
    pub what: &'static str,
    /// The word.
    pub given: String,
    /// How it misses.
    pub miss: Miss,
}

/// How a word misses what it should name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Miss {
    /// Nothing has that name.
    Unknown {
        /// What it may have meant, the nearest first.
        nearest: Vec<String>,
        /// All that it could have been, where that is a short list.
        choices: Vec<String>,
    },
    /// It is the beginning of several names: these.
    Several(Vec<String>),
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.miss {
            Miss::Unknown { .. } => write!(f, "there is no {} `{}`", self.what, self.given),
            Miss::Several(_) => write!(f, "`{}` could be more than one {}", self.given, self.what),
        }
    }
}

impl std::error::Error for NotFound {}

impl NotFound {
    /// What to do next.
    pub(crate) fn hint(&self) -> Option<String> {
        match &self.miss {
            Miss::Several(names) => Some(format!("did you mean {}?", alternatives(names)?)),
            Miss::Unknown { nearest, choices } => match alternatives(nearest) {
                Some(nearest) => Some(format!("did you mean {nearest}?")),
                None => (!choices.is_empty()).then(|| format!("there are: {}", choices.join(", "))),
            },
        }
    }
}

/// Names to choose from, in a sentence; none where there are none.
fn alternatives(names: &[String]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    (!quoted.is_empty()).then(|| quoted.join(" or "))
}

/// The names nearest to `given`, at most three, the nearest first; none where nothing is near.
pub(crate) fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let given = plain(given);
    let length = given.chars().count();
    let allowed = (length / 3).max(1);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = plain(name);
            // Lengths that are further apart than that need no table of all letters against all.
            let may_be_near = lower.chars().count().abs_diff(length) <= allowed;
            let distance = if may_be_near { strsim::osa_distance(&given, &lower) } else { usize::MAX };
            let starts = given.len() >= 2 && (lower.starts_with(&given) || lower.split('-').any(|w| w == given));
            (distance <= allowed || starts).then_some((if starts { 0 } else { distance }, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// The error for a word that names none of `names`.
pub(crate) fn not_found<'a>(what: &'static str, given: &str, names: impl IntoIterator<Item = &'a str>) -> NotFound {
    let names: Vec<&str> = names.into_iter().collect();
    let choices = if names.len() <= 16 { names.iter().map(|name| (*name).to_owned()).collect() } else { Vec::new() };
    NotFound { what, given: given.to_owned(), miss: Miss::Unknown { nearest: nearest(given, names), choices } }
}

/// What is found by its name.
pub(crate) trait Named {
    /// What it is called in messages.
    const WHAT: &'static str;

    /// Its name.
    fn name(&self) -> &str;

    /// What people call it, where that is something else: it is on the screen, so it may be typed, too.
    fn title(&self) -> Option<&str> {
        None
    }
}

/// Says by which name things of a type are found: their id, and their title where they are `titled`.
macro_rules! named {
    ($($thing:ty: $what:literal $($titled:ident)?),+ $(,)?) => {$(
        impl $crate::core::names::Named for $thing {
            const WHAT: &'static str = $what;

            fn name(&self) -> &str {
                self.id.as_str()
            }

            $($crate::core::names::$titled!();)?
        }
    )+};
}
pub(crate) use named;

/// What people call a thing that has a title.
macro_rules! titled {
    () => {
        fn title(&self) -> Option<&str> {
            Some(&self.title)
        }
    };
}
pub(crate) use titled;

/// The error for a word that names none of `things`.
pub(crate) fn none_of<'a, T: Named + 'a>(given: &str, things: impl IntoIterator<Item = &'a T>) -> NotFound {
    not_found(T::WHAT, given, things.into_iter().map(Named::name))
}

/// A name as it is compared: without case and accents, with a hyphen for every gap between words.
pub(crate) fn folded(given: &str) -> String {
    plain(given).split_whitespace().collect::<Vec<_>>().join("-")
}

/// A text as it is looked up: in lower case, and without the accents of Latin, Greek and Cyrillic letters, which not every keyboard
/// has. Marks of other scripts stay, since they are what tells syllables apart.
pub(crate) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(text.len());
    let letters = text.nfkd().filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}'));
    for letter in letters.flat_map(char::to_lowercase) {
        match letter {
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            other => plain.push(other),
        }
    }
    plain.nfc().collect()
}

/// The one of `things` whose name or title `given` is, or whose name it is the only beginning of; in any case.
///
/// # Errors
/// Where none or several begin so.
pub(crate) fn find<'a, T: Named>(given: &str, things: impl IntoIterator<Item = &'a T>) -> Result<&'a T, NotFound> {
    let things: Vec<&'a T> = things.into_iter().collect();
    let wanted = folded(given);
    if let Some(exact) = called(given, things.iter().copied()) {
        return Ok(exact);
    }
    let begins = |thing: &&'a T| !wanted.is_empty() && thing.name().starts_with(&wanted);
    match things.iter().copied().filter(begins).collect::<Vec<_>>().as_slice() {
        [only] => Ok(only),
        [] => Err(none_of(given, things)),
        several => Err(NotFound {
            what: T::WHAT,
            given: given.to_owned(),
            miss: Miss::Several(several.iter().take(5).map(|thing| thing.name().to_owned()).collect()),
        }),
    }
}

/// The one of `things` whose name or title `given` is, in any case, with blanks or hyphens.
pub(crate) fn called<'a, T: Named>(given: &str, things: impl IntoIterator<Item = &'a T>) -> Option<&'a T> {
    let wanted = folded(given);
    let is_it = |thing: &&T| thing.name() == wanted || thing.title().is_some_and(|title| folded(title) == wanted);
    things.into_iter().find(is_it)
}

/// The one of `things` that a short name, a name or its only beginning means.
///
/// # Errors
/// As in [`find`].
pub(crate) fn find_short<'a, T: Named>(given: &str, things: &'a [T]) -> Result<&'a T, NotFound> {
    let names: Vec<&str> = things.iter().map(Named::name).collect();
    let position = short_names(&names).iter().position(|(short, _)| short.eq_ignore_ascii_case(given));
    position.and_then(|position| things.get(position)).map_or_else(|| find(given, things), Ok)
}

/// Short names for typing: the initials of each (`t`, `ps`, `c`, `cq`); where two share theirs, as many letters as tell them apart.
pub(crate) fn short_names<'a>(names: &[&'a str]) -> Vec<(String, &'a str)> {
    let initials = |name: &str| name.split('-').filter_map(|word| word.chars().next()).collect::<String>();
    names
        .iter()
        .map(|name| {
            let own = initials(name);
            let shared = names.iter().filter(|other| initials(other) == own).count() > 1;
            let taken = |length: usize| {
                let start: String = name.chars().take(length).collect();
                names.iter().filter(|other| other.starts_with(&start)).count() > 1
            };
            let short = if shared {
                let length = (1..name.len()).find(|length| !taken(*length)).unwrap_or(name.len());
                name.chars().take(length).collect()
            } else {
                own
            };
            (short, *name)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Named for &str {
        const WHAT: &'static str = "dimension";

        fn name(&self) -> &str {
            self
        }
    }

    const DIMENSIONS: [&str; 4] = ["technical", "problem-solving", "communication", "code-quality"];

    #[test]
    fn fingers_need_one_or_two_letters_for_a_dimension() {
        let find = |given| find_short(given, &DIMENSIONS).copied();
        assert_eq!(find("t"), Ok("technical"));
        assert_eq!(find("ps"), Ok("problem-solving"));
        assert_eq!(find("p"), Ok("problem-solving"));
        assert_eq!(find("c"), Ok("communication"));
        assert_eq!(find("cq"), Ok("code-quality"));
        assert_eq!(find("CQ"), Ok("code-quality"));
        assert_eq!(find("Problem Solving"), Ok("problem-solving"));
        let several = find("co").expect_err("communication or code quality");
        assert_eq!(several.to_string(), "`co` could be more than one dimension");
        assert_eq!(several.hint().as_deref(), Some("did you mean `communication` or `code-quality`?"));
        assert!(find("x").is_err());
    }

    #[test]
    fn the_nearest_is_suggested() {
        let error = find("technical-screning", &["technical-screening", "warm-up"]);
        let hint = error.err().and_then(|e| e.hint());
        assert_eq!(hint.as_deref(), Some("did you mean `technical-screening`?"));
        assert!(nearest("zzz", ["warm-up"]).is_empty());
    }

    #[test]
    fn what_is_looked_up_needs_no_accents() {
        assert_eq!(
            ["Zoë", "ŁUKASZ", "İlkay", "Søren", "Štěpán"].map(plain),
            ["zoe", "lukasz", "ilkay", "soren", "stepan"]
        );
        assert_eq!(plain("अनिता"), "अनिता");
    }
}
