//! A saved form definition, and the mapping that begins with it: fields whose titles are a dimension's take that dimension.

use serde_json::{Map, Value};

use super::super::super::ids::DimensionId;
use super::super::super::rubric::Rubric;
use super::super::ashby::{FormField, fields, is_notes, is_overall};
use super::super::page::chunks;
use super::super::record::{id, text};
use super::mapping::{CardPart, MappedField, MappedScore, MappedSession, Mapping};
use super::{Receiver, SentCard};

/// A form as the system describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormDefinition {
    id: String,
    title: String,
    fields: Vec<FormField>,
}

/// Why a file is no form definition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotAForm {
    /// It holds no records at all.
    #[error("{0}")]
    NoRecords(String),
    /// Nothing in it has fields.
    #[error("no form with fields is in it")]
    None,
    /// There are several.
    #[error("{} forms are in it: {}", .0.len(), .0.join(", "))]
    Several(Vec<String>),
}

/// Reads a saved form definition: Ashby's `feedbackFormDefinition.info`, Lever's feedback template.
///
/// # Errors
/// Why it is none.
pub(crate) fn form(target: Receiver, file: &str) -> Result<FormDefinition, NotAForm> {
    let found = chunks(0, file).map_err(|error| NotAForm::NoRecords(error.to_string()))?;
    let records = found.into_iter().flat_map(|chunk| chunk.records);
    let mut forms: Vec<FormDefinition> = records.filter_map(|record| of(target, &record.fields)).collect();
    match (forms.pop(), forms.as_slice()) {
        (None, _) => Err(NotAForm::None),
        (Some(only), []) => Ok(only),
        (Some(last), others) => {
            Err(NotAForm::Several(others.iter().chain([&last]).map(|form| form.title.clone()).collect()))
        }
    }
}

fn of(target: Receiver, record: &Map<String, Value>) -> Option<FormDefinition> {
    let own = |names: &[&str]| names.iter().find_map(|name| id(record.get(*name)));
    let fields = match target {
        Receiver::Lever => template_fields(record),
        Receiver::Greenhouse | Receiver::Ashby | Receiver::Merge => fields(record),
    };
    (!fields.is_empty()).then_some(FormDefinition {
        id: own(&["feedbackFormDefinitionId", "formDefinitionId", "baseTemplateId", "id"])?,
        title: text(record.get("title")).or_else(|| text(record.get("text"))).unwrap_or_default(),
        fields,
    })
}

/// The fields of Lever's feedback template.
fn template_fields(record: &Map<String, Value>) -> Vec<FormField> {
    let list = record.get("fields").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    let field = |own: &Map<String, Value>| {
        let options = own.get("options").and_then(Value::as_array).into_iter().flatten();
        let option = |option: &Value| text(option.get("text")).or_else(|| text(Some(option)));
        Some(FormField {
            path: id(own.get("id"))?,
            title: text(own.get("text")).unwrap_or_default(),
            kind: text(own.get("type"))?,
            options: options.filter_map(option).map(|text| (text.clone(), text)).collect(),
            scores: scores(own),
            required: own.get("required").and_then(Value::as_bool).unwrap_or_default(),
        })
    };
    list.filter_map(field).collect()
}

/// What the scores of a field are called that holds several. One without a name keeps its place.
fn scores(field: &Map<String, Value>) -> Vec<String> {
    let list = field.get("scores").and_then(Value::as_array).into_iter().flatten();
    list.map(|score| text(score.get("text")).unwrap_or_default()).collect()
}

impl FormDefinition {
    /// A mapping to complete: what its fields' titles say, and every card with its session.
    pub(crate) fn mapping(&self, target: Receiver, cards: &[SentCard<'_>]) -> Mapping {
        let rubric = cards.first().map(|scored| scored.rubric);
        let field = |field: &FormField| MappedField {
            path: field.path.clone(),
            title: field.title.clone(),
            kind: field.kind.clone(),
            required: field.required,
            options: field.options.clone(),
            from: source(field, rubric),
            scores: field
                .scores
                .iter()
                .map(|title| MappedScore {
                    title: title.clone(),
                    from: dimension(title, rubric).map(CardPart::Dimension),
                })
                .collect(),
        };
        let session = |scored: &SentCard<'_>| {
            let named = MappedSession {
                candidate: scored.card.candidate.name.clone(),
                interviewer: scored.card.interviewer.name.clone(),
                ..MappedSession::default()
            };
            (scored.card.session.clone(), named)
        };
        Mapping {
            version: super::super::super::version::Version1,
            system: target,
            form: self.id.clone(),
            title: self.title.clone(),
            fields: self.fields.iter().map(field).collect(),
            sessions: cards.iter().map(session).collect(),
        }
    }
}

/// What a field's type and title ask for; nothing where they don't say.
fn source(field: &FormField, rubric: Option<&Rubric>) -> Option<CardPart> {
    let rates = ["Score", "score", "ValueSelect", "Number", "dropdown"].contains(&field.kind.as_str());
    if is_overall(field) || field.kind == "score-system" {
        return Some(CardPart::Recommendation);
    }
    if is_notes(field) || field.kind == "textarea" && super::super::words::folded(&field.title) == "notes" {
        return Some(CardPart::Notes);
    }
    dimension(&field.title, rubric).filter(|_| rates).map(CardPart::Dimension)
}

/// The dimension that is called so.
fn dimension(called: &str, rubric: Option<&Rubric>) -> Option<DimensionId> {
    let wanted = super::super::words::folded(called);
    let is_it = |title: &str| super::super::words::folded(title) == wanted;
    let mut dimensions = rubric.into_iter().flat_map(|rubric| &rubric.dimensions);
    let meant = dimensions.find(|dimension| is_it(&dimension.title) || is_it(dimension.id.as_str()));
    meant.map(|dimension| dimension.id.clone())
}
