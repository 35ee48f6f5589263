//! Scorecards for programs without what people are called, which stands in their list alone: such a text can be kept with the sessions,
//! and says what the list says whenever it is read.

use crate::core::ids::{CandidateId, InterviewerId};
use crate::core::people::People;
use crate::core::scorecard::Card;

use super::super::answer::{JsonElement, json_element, json_within};

/// Stands around what is to be called by its name: a character that is meant for private use.
const MARK: char = '\u{E0F0}';
/// What follows the first of a pair.
const CANDIDATE: char = 'c';
const INTERVIEWER: char = 'i';

/// A scorecard as an element of a list, its people marked.
pub(crate) struct NamelessCard(String);

impl NamelessCard {
    /// That of a scorecard; none where its own texts have such marks, or where it has no JSON.
    pub(crate) fn of(mut card: Card) -> Option<Self> {
        let mut marks = 0;
        card.call(
            |id| format!("{MARK}{CANDIDATE}{id}{MARK}"),
            |id| {
                marks += 2;
                format!("{MARK}{INTERVIEWER}{id}{MARK}")
            },
        );
        let text = json_element(&card).ok()?.into_text();
        (text.matches(MARK).count() == marks + 2).then_some(Self(text))
    }

    /// One that was kept as [`Self::into_text`] gave it.
    pub(crate) fn kept(text: String) -> Self {
        Self(text)
    }

    /// What is to be kept of it.
    pub(crate) fn into_text(self) -> String {
        self.0
    }

    /// The same with everybody's name.
    pub(crate) fn named(self, people: &People) -> JsonElement {
        let mut parts = self.0.split(MARK);
        let mut text = String::with_capacity(self.0.len());
        text.push_str(parts.next().unwrap_or_default());
        while let (Some(who), Some(after)) = (parts.next(), parts.next()) {
            text.push_str(&json_within(&called(who, people)));
            text.push_str(after);
        }
        JsonElement::of_json(text)
    }
}

/// What somebody is called: by the name, or by the id where nobody knows it.
fn called(who: &str, people: &People) -> String {
    let candidate = who.strip_prefix(CANDIDATE).and_then(|id| CandidateId::new(id).ok());
    let interviewer = who.strip_prefix(INTERVIEWER).and_then(|id| InterviewerId::new(id).ok());
    let candidate = candidate.map(|id| people.candidate_name(&id));
    candidate.or_else(|| interviewer.map(|id| people.interviewer_name(&id))).unwrap_or_default()
}
