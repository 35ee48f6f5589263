//! A session in words: whose it is, what is held and when, and how far it is.

use crate::core::event::Ending;
use crate::core::ids::SessionId;
use crate::core::people::People;
use crate::core::session::{Phase, Standpoint, Summary};
use crate::live::words;
use crate::page::sessions::when;
use crate::store::Summarized;

use super::ask::Pick;

/// Whose session it is, of what and when, for what is said of one that was meant by a name.
pub(super) fn whose((id, summary): (&SessionId, &Summary), people: &People) -> String {
    let Some(line) = summary.listed(id, people) else { return id.to_string() };
    let when = summary.began.as_ref().map(|began| when(began.at)).unwrap_or_default();
    format!("{}, {}, {when}", line.candidate, line.title)
}

/// A session in words.
pub(super) struct Told {
    /// Whose it is.
    pub(super) candidate: String,
    /// When it began.
    pub(super) when: String,
    /// With whom, what is held, and when it began.
    pub(super) facts: String,
    /// How far it is.
    pub(super) about: String,
    /// Whether another window has it open.
    pub(super) is_held: bool,
}

/// Why an interview is not gone on with.
pub(super) const HELD: &str =
    "That interview is open in another window: go on there, or leave it there first. Here you can choose another one.";

/// Another window has a session open.
const OPEN_ELSEWHERE: &str = "open in another window";

impl Told {
    /// The facts; first that another window has it open, where one has, since a line may be cut.
    pub(super) fn facts_and_held(&self) -> String {
        if self.is_held { format!("{OPEN_ELSEWHERE}, {}", self.facts) } else { self.facts.clone() }
    }

    /// When it began; and that another window has it open, where one has.
    pub(super) fn when_and_held(&self) -> String {
        if self.is_held { format!("{}, {OPEN_ELSEWHERE}", self.when) } else { self.when.clone() }
    }
}

impl From<Told> for Pick {
    fn from(told: Told) -> Self {
        Self::new(&told.candidate).with(told.facts_and_held()).about(told.about)
    }
}

/// A session in words; none where it never began.
pub(super) fn told(found: &Summarized, people: &People) -> Option<Told> {
    let summary = &found.summary;
    let (line, began) = (summary.listed(&found.id, people)?, summary.began.as_ref()?);
    let practice = if line.mock { ", practice" } else { "" };
    let when = when(began.at);
    let facts = format!("with {}, {}, {}{practice}, {when}", line.interviewers(), line.title, line.level);
    let used = words::minutes_used(summary.used, summary.planned);
    let far = match (summary.phase, line.ending) {
        (Phase::Ready, _) => "Not begun".to_owned(),
        (Phase::Live, _) => match &summary.stands {
            Some(Standpoint::Before) => "The conversation has not begun".to_owned(),
            Some(Standpoint::Question(slot)) => format!("In the conversation at {slot}, {used}"),
            Some(Standpoint::Section(Some(title))) => format!("In the conversation at “{title}”, {used}"),
            Some(Standpoint::Section(None)) | None => format!("In the conversation, {used}"),
        },
        (Phase::Scoring, Some(Ending::Completed) | None) => {
            format!("The conversation is over, {used}; the scorecard is not submitted")
        }
        (Phase::Scoring, Some(ending @ (Ending::StoppedEarly | Ending::NoShow))) => {
            format!("The conversation is over ({}); the scorecard is not submitted", ending.title())
        }
        (Phase::Submitted, Some(Ending::Completed) | None) => format!("Submitted, {used}"),
        (Phase::Submitted, Some(ending @ (Ending::StoppedEarly | Ending::NoShow))) => {
            format!("Submitted ({})", ending.title())
        }
    };
    let is_held = found.is_held();
    let held = if is_held { " Another window has it open." } else { "" };
    let about = format!("{far}.{held}");
    Some(Told { candidate: line.candidate.to_owned(), when, facts, about, is_held })
}
