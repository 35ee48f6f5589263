//! What a person pastes into Greenhouse, field by field, in the order of its form: key take-aways, attributes, the overall recommendation.

use serde::Serialize;

use super::super::super::ids::{DimensionId, SessionId};
use super::super::words::SystemWords;
use super::losses::{Losses, assessed};
use super::{SentCard, Step, comment, recommended, take_aways};

/// A scorecard as it is pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Pasted {
    /// The session.
    pub session: SessionId,
    /// Whose scorecard it is.
    pub candidate: String,
    /// Who has to paste it.
    pub interviewer: String,
    /// The round's title.
    pub interview: String,
    /// The day.
    pub date: String,
    /// The first field of the form.
    pub key_take_aways: Option<String>,
    /// What was rated.
    pub attributes: Vec<Attribute>,
    /// The last field: the interface's word, null where a person has to choose.
    pub overall: Option<FormChoice>,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Attribute {
    /// The dimension.
    pub dimension: DimensionId,
    /// Its title.
    pub name: String,
    /// What to choose.
    pub rating: Option<FormChoice>,
    /// What to write beside it.
    pub note: Option<String>,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FormChoice {
    /// The interface's word.
    pub word: String,
    /// As the form shows it.
    pub label: String,
}

impl FormChoice {
    fn of(step: &Step) -> Option<Self> {
        let word = step.word.clone()?;
        let mut label = word.replace('_', " ");
        if let Some(first) = label.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Some(Self { word, label })
    }
}

/// Scorecards as they are pasted.
pub(crate) fn paste(cards: &[SentCard<'_>], words: &SystemWords, losses: &mut Losses) -> Vec<Pasted> {
    let one = |scored: &SentCard<'_>| {
        let card = scored.card;
        let attributes = assessed(*scored).map(|(line, rating)| {
            let step = Step::of(&words.attribute, rating);
            losses.dimension(line, &step);
            Attribute {
                dimension: line.id.clone(),
                name: line.title.clone(),
                rating: FormChoice::of(&step),
                note: comment(line),
            }
        });
        let attributes = attributes.collect();
        let overall = recommended(*scored).map(|rating| Step::of(&words.overall, rating));
        losses.recommendation(overall.as_ref());
        Pasted {
            session: card.session.clone(),
            candidate: card.candidate.name.clone(),
            interviewer: card.interviewer.name.clone(),
            interview: card.round.title.clone(),
            date: card.round.date.clone(),
            key_take_aways: take_aways(card),
            attributes,
            overall: overall.as_ref().and_then(FormChoice::of),
        }
    };
    cards.iter().map(one).collect()
}
