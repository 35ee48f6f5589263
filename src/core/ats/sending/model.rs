//! Scorecards in Merge's common model, as a page of its list: relations expanded, ratings beside the model's own fields.

use serde::Serialize;
use serde_json::{Value, json};

use super::super::words::SystemWords;
use super::losses::{Losses, assessed};
use super::{SentCard, Step, comment, recommended, take_aways};

/// A page of scorecards.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ModelPage {
    next: Option<String>,
    previous: Option<String>,
    results: Vec<ModelCard>,
}

/// A scorecard. Its ratings are an extra field, since the model has none.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ModelCard {
    id: String,
    remote_id: String,
    application: Value,
    interview: Value,
    interviewer: Value,
    submitted_at: String,
    overall_recommendation: Option<String>,
    remote_was_deleted: bool,
    attributes: Vec<Value>,
}

/// The page.
pub(crate) fn model(cards: &[SentCard<'_>], words: &SystemWords, losses: &mut Losses) -> ModelPage {
    let one = |scored: &SentCard<'_>| {
        let card = scored.card;
        let attributes = assessed(*scored).map(|(line, rating)| {
            let step = Step::of(&words.attribute, rating);
            losses.dimension(line, &step);
            json!({ "name": line.title, "rating": step.word, "note": comment(line) })
        });
        let attributes = attributes.collect();
        let overall = recommended(*scored).map(|rating| Step::of(&words.overall, rating));
        losses.recommendation(overall.as_ref());
        losses.words(take_aways(card).as_deref());
        let person = |id: &str, name: &str| {
            let (first, last) = name.rsplit_once(' ').unwrap_or((name, ""));
            json!({ "id": id, "first_name": first, "last_name": Some(last).filter(|last| !last.is_empty()) })
        };
        ModelCard {
            id: card.session.to_string(),
            remote_id: card.session.to_string(),
            application: json!({
                "id": card.candidate.id,
                "candidate": person(card.candidate.id.as_str(), &card.candidate.name),
            }),
            interview: json!({ "id": card.round.format, "name": card.round.title }),
            interviewer: person(card.interviewer.id.as_str(), &card.interviewer.name),
            // A card says the day; its middle is on that day in every place.
            submitted_at: format!("{}T12:00:00Z", card.round.date),
            overall_recommendation: overall.and_then(|step| step.word),
            remote_was_deleted: false,
            attributes,
        }
    };
    ModelPage { next: None, previous: None, results: cards.iter().map(one).collect() }
}
