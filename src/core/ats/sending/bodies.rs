//! The bodies that Ashby and Lever take, one for each scorecard, by a mapping.

use serde_json::{Map, Value, json};

use super::super::super::scale::Rating;
use super::super::super::scorecard::DimensionLine;
use super::super::words::{SystemWords, WordMeaning, WordSet, folded};
use super::losses::{Losses, assessed};
use super::mapping::{CardPart, MappedField, MappedSession, Mapping};
use super::{Receiver, SentCard, Step, comment, recommended, take_aways, whole};

/// What is sent, one for each scorecard.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Bodies {
    /// In the order of the scorecards.
    pub bodies: Vec<Value>,
}

/// What a mapping leaves open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unfilled {
    /// A session has no application.
    #[error("session {0} ({1}) has no application")]
    Application(String, String),
    /// A session has nobody who interviewed.
    #[error("session {0} ({1}) has no user")]
    User(String, String),
    /// A session has one of panel and interview.
    #[error("session {0} ({1}) has one of panel and interview: Lever takes both or none")]
    Panel(String, String),
    /// A field can't hold what is mapped to it.
    #[error("field `{title}` ({kind}) can't hold {from}")]
    Kind {
        /// The field.
        title: String,
        /// Its type.
        kind: String,
        /// What.
        from: String,
    },
    /// A choice is not among the options.
    #[error("field `{title}` has no option for {score} of 5, such as `{word}`; it has: {options}")]
    Option {
        /// The field.
        title: String,
        /// The score.
        score: u8,
        /// The table's word for it.
        word: String,
        /// What there is.
        options: String,
    },
}

/// The bodies of the scorecards that the mapping names.
///
/// # Errors
/// All that the mapping leaves open.
pub(crate) fn bodies(
    cards: &[SentCard<'_>],
    mapping: &Mapping,
    words: &SystemWords,
    losses: &mut Losses,
) -> Result<Bodies, Vec<Unfilled>> {
    let mut open = Vec::new();
    let mut made = Bodies::default();
    for scored in cards {
        let Some(session) = mapping.sessions.get(&scored.card.session) else { continue };
        open.extend(unfilled(mapping.system, scored, session));
        without_a_field(scored, mapping, losses);
        let mut filling = BodyFilling { words, losses, open: &mut open };
        let values: Vec<(&MappedField, Value)> = mapping
            .fields
            .iter()
            .filter_map(|field| Some((field, filling.value(mapping.system, field, *scored)?)))
            .collect();
        made.bodies.push(body(mapping, session, values));
    }
    open.dedup();
    if open.is_empty() { Ok(made) } else { Err(open) }
}

/// Counts what of a scorecard no field takes.
fn without_a_field(scored: &SentCard<'_>, mapping: &Mapping, losses: &mut Losses) {
    let is_taken = |part: &CardPart| mapping.fields.iter().any(|field| field.takes(part));
    if !is_taken(&CardPart::Notes) {
        losses.words(take_aways(scored.card).as_deref());
    }
    for (line, _) in assessed(*scored).filter(|(line, _)| !is_taken(&CardPart::Dimension(line.id.clone()))) {
        losses.unmapped(&line.title);
    }
    if !is_taken(&CardPart::Recommendation) && recommended(*scored).is_some() {
        losses.unmapped("the recommendation");
    }
}

fn unfilled(target: Receiver, scored: &SentCard<'_>, session: &MappedSession) -> Vec<Unfilled> {
    let (id, who) = (scored.card.session.to_string(), scored.card.candidate.name.clone());
    let is_lever = target == Receiver::Lever;
    let mut open = Vec::new();
    if session.application.trim().is_empty() {
        open.push(Unfilled::Application(id.clone(), who.clone()));
    }
    if is_lever && session.user.trim().is_empty() {
        open.push(Unfilled::User(id.clone(), who.clone()));
    }
    if is_lever && session.panel.trim().is_empty() != session.interview.trim().is_empty() {
        open.push(Unfilled::Panel(id, who));
    }
    open
}

fn body(mapping: &Mapping, session: &MappedSession, values: Vec<(&MappedField, Value)>) -> Value {
    let mut body = Map::new();
    let mut put = |name: &str, text: &str| {
        if !text.trim().is_empty() {
            body.insert(name.to_owned(), json!(text.trim()));
        }
    };
    if mapping.system == Receiver::Lever {
        put("baseTemplateId", &mapping.form);
        put("panel", &session.panel);
        put("interview", &session.interview);
        let values: Vec<Value> =
            values.into_iter().map(|(field, value)| json!({ "id": field.path, "value": value })).collect();
        body.insert("fieldValues".into(), values.into());
        return json!({ "opportunity": session.application.trim(), "perform_as": session.user.trim(), "body": body });
    }
    put("applicationId", &session.application);
    put("formDefinitionId", &mapping.form);
    put("userId", &session.user);
    put("interviewEventId", &session.interview);
    let values: Vec<Value> =
        values.into_iter().map(|(field, value)| json!({ "path": field.path, "value": value })).collect();
    body.insert("feedbackForm".into(), json!({ "fieldSubmissions": values }));
    body.into()
}

struct BodyFilling<'a> {
    words: &'a SystemWords,
    losses: &'a mut Losses,
    open: &'a mut Vec<Unfilled>,
}

impl BodyFilling<'_> {
    /// The value of a field; none where nothing goes there.
    fn value(&mut self, target: Receiver, field: &MappedField, scored: SentCard<'_>) -> Option<Value> {
        let card = scored.card;
        if !field.scores.is_empty() {
            return self.several(field, scored);
        }
        match field.from.as_ref()? {
            CardPart::Notes => {
                let notes = take_aways(card)?;
                match field.kind.as_str() {
                    "RichText" => Some(json!({ "type": "PlainText", "value": notes })),
                    "String" | "LongText" | "textarea" | "text" => Some(json!(notes)),
                    _ => self.cannot(field),
                }
            }
            CardPart::Date if field.kind.eq_ignore_ascii_case("date") => Some(json!(card.round.date)),
            CardPart::Date => self.cannot(field),
            CardPart::Recommendation => {
                let step = recommended(scored).map(|rating| Step::of(&self.words.overall, rating));
                self.losses.recommendation(step.as_ref());
                self.chosen(field, &step?, &self.words.overall.clone())
            }
            CardPart::Dimension(id) => {
                let line = card.dimensions.iter().find(|line| line.id == *id)?;
                let (step, note) = self.step(line, scored)?;
                if field.kind == "Score" && target == Receiver::Ashby {
                    let score: u8 = step.word.as_deref()?.parse().ok().or_else(|| self.cannot(field))?;
                    let mut value = json!({ "score": score });
                    if let (Some(note), Some(fields)) = (note, value.as_object_mut()) {
                        fields.insert("comments".into(), json!({ "type": "PlainText", "value": note }));
                    }
                    return Some(value);
                }
                self.losses.note(note.as_deref());
                self.chosen(field, &step, &self.words.attribute.clone())
            }
        }
    }

    /// The step for a dimension's score, and what is said beside it; none where it was not assessed.
    fn step(&mut self, line: &DimensionLine, scored: SentCard<'_>) -> Option<(Step, Option<String>)> {
        let step = Step::of(&self.words.attribute, whole(line)?);
        self.losses.dimension(line, &step);
        let scale = (!step.exact)
            .then(|| format!("{} of 5 in hotseat ({})", step.rating.get(), scored.rubric.scale.at(step.rating)));
        let note = scale.into_iter().chain(comment(line)).reduce(|one, more| format!("{one}\n{more}"));
        Some((step, note))
    }

    /// The scores of a field that holds several, each in its place; one that was not assessed has a null there. None where nothing goes there.
    fn several(&mut self, field: &MappedField, scored: SentCard<'_>) -> Option<Value> {
        let mut values = Vec::new();
        for score in &field.scores {
            let line = match &score.from {
                Some(CardPart::Dimension(id)) => scored.card.dimensions.iter().find(|line| line.id == *id),
                None => None,
                Some(CardPart::Recommendation | CardPart::Notes | CardPart::Date) => return self.cannot(field),
            };
            let Some((step, note)) = line.and_then(|line| self.step(line, scored)) else {
                values.push(json!({ "score": null }));
                continue;
            };
            let number = step.word.as_deref().and_then(|word| word.parse::<u8>().ok());
            let mut value = json!({ "score": number });
            if let (Some(note), Some(fields)) = (note, value.as_object_mut()) {
                fields.insert("comment".into(), json!(note));
            }
            values.push(value);
        }
        let is_scored = values.iter().any(|value| !value["score"].is_null());
        is_scored.then(|| values.into())
    }

    /// A choice: the option that is the table's word, or else the one that means the same score.
    fn chosen(&mut self, field: &MappedField, step: &Step, set: &WordSet) -> Option<Value> {
        let word = step.word.clone()?;
        if field.options.is_empty() {
            return Some(json!(word));
        }
        let is_word =
            |(value, label): &&(String, String)| folded(value) == folded(&word) || folded(label) == folded(&word);
        let meant = match set.meaning(&word) {
            Some(WordMeaning::Rated(rating)) => Some(rating),
            Some(WordMeaning::NotRated) | None => None,
        };
        let says_it = |label: &str, rating: Rating| set.meaning(label) == Some(WordMeaning::Rated(rating));
        let found = field
            .options
            .iter()
            .find(is_word)
            .or_else(|| field.options.iter().find(|(_, label)| meant.is_some_and(|rating| says_it(label, rating))));
        if let Some((value, _)) = found {
            return Some(json!(value));
        }
        self.open.push(Unfilled::Option {
            title: field.title.clone(),
            score: step.rating.get(),
            word,
            options: field.options.iter().map(|(_, label)| label.clone()).collect::<Vec<_>>().join(", "),
        });
        None
    }

    fn cannot<T>(&mut self, field: &MappedField) -> Option<T> {
        let from = field.from.as_ref().map(ToString::to_string).unwrap_or_default();
        self.open.push(Unfilled::Kind { title: field.title.clone(), kind: field.kind.clone(), from });
        None
    }
}
