//! Ashby: what `applicationFeedback.list` answers with. A submission carries its form's definition; its values are keyed by the fields'
//! paths, in an object or in a list.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::greenhouse::{known, persons};
use super::page::SystemRecord;
use super::record::{Reference, SystemPerson, id, rich_text, text, word};
use super::resources::{Resource, Resources};
use super::sheet::{CardState, Competence, FilledCard, Missing, Set, WithoutFile};
use super::words::{SystemWords, WordMeaning, folded};

/// A field of a feedback form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormField {
    /// By which its value is found.
    pub path: String,
    /// What people read.
    pub title: String,
    /// Such as `Score` or `RichText`; empty where it is not known.
    pub kind: String,
    /// The values that can be chosen, with what people read.
    pub options: Vec<(String, String)>,
    /// What each of several scores is called, where the field holds several.
    pub scores: Vec<String>,
    /// Whether the form refuses to go without.
    pub required: bool,
}

/// The submitted forms.
pub(super) fn sheets(resources: &Resources, words: &SystemWords) -> Vec<FilledCard> {
    let forms: BTreeMap<String, Vec<FormField>> =
        resources.by_id(Resource::Forms).into_iter().map(|(id, record)| (id, fields(&record.fields))).collect();
    let people = AshbyPeople {
        applications: resources.by_id(Resource::Applications),
        candidates: persons(resources, Resource::Candidates, "candidate"),
        users: persons(resources, Resource::Users, "user"),
    };
    let interviews = resources.by_id(Resource::Interviews);
    let sheet = |record: &SystemRecord| {
        let mut form = fields(&record.fields);
        if form.is_empty() {
            let id = record.id(&["feedbackFormDefinitionId", "formDefinitionId"]);
            form = id.and_then(|id| forms.get(&id).cloned()).unwrap_or_default();
        }
        let mut sheet = FilledCard {
            place: record.place,
            state: if record.day(&["submittedAt"]).is_some() { CardState::Submitted } else { CardState::Draft },
            candidate: people.candidate(record),
            interviewer: people.interviewer(record),
            round: record.id(&["interviewId"]).and_then(|id| interviews.get(&id)?.text(&["title", "name"])).or_else(
                || record.get("interview").and_then(Value::as_object).and_then(|fields| text(fields.get("title"))),
            ),
            date: record.day(&["submittedAt"]),
            overall: None,
            ratings: Vec::new(),
            notes: None,
            answers: 0,
        };
        for (field, value) in values(record, &form) {
            answer(&mut sheet, &field, &value, words);
        }
        sheet
    };
    resources.all(Resource::Scorecards).iter().map(sheet).collect()
}

/// What of Ashby is missing.
pub(super) fn missing(resources: &Resources) -> Vec<Missing> {
    let names_anybody = resources.has(Resource::Applications)
        || resources
            .all(Resource::Scorecards)
            .iter()
            .all(|record| record.get("candidate").is_some() || record.get("application").is_some());
    let mut missing = Vec::new();
    if !names_anybody {
        let holds = "whose application a submission is about (application.list)";
        missing.push(Missing { file: "applications", holds, without: WithoutFile::Ids });
    }
    missing
}

struct AshbyPeople<'a> {
    applications: BTreeMap<String, &'a SystemRecord>,
    candidates: BTreeMap<String, SystemPerson>,
    users: BTreeMap<String, SystemPerson>,
}

impl AshbyPeople<'_> {
    fn candidate(&self, record: &SystemRecord) -> SystemPerson {
        let application = record.id(&["applicationId"]);
        let found = application.as_ref().and_then(|id| self.applications.get(id).copied());
        let whole = [Some(record), found].into_iter().flatten().find_map(|record| self.candidate_of(&record.fields));
        let inside = record.get("application").and_then(Value::as_object).and_then(|fields| self.candidate_of(fields));
        whole.or(inside).unwrap_or_else(|| SystemPerson::unknown("application", &application.unwrap_or_default()))
    }

    fn candidate_of(&self, fields: &Map<String, Value>) -> Option<SystemPerson> {
        let whole =
            fields.get("candidate").and_then(Value::as_object).and_then(|fields| SystemPerson::of("candidate", fields));
        whole.or_else(|| Some(known(&self.candidates, "candidate", &id(fields.get("candidateId"))?)))
    }

    /// Who filled the form in, which in Ashby is who interviewed.
    fn interviewer(&self, record: &SystemRecord) -> Option<SystemPerson> {
        match record.reference(&["submittedByUser", "submitter", "submittedByUserId", "userId"]) {
            Reference::None => None,
            Reference::Whole(fields) => SystemPerson::of("user", fields),
            Reference::Id(value) => Some(known(&self.users, "user", &id(Some(value))?)),
        }
    }
}

/// The fields of a form's definition, in its order.
pub(crate) fn fields(holder: &Map<String, Value>) -> Vec<FormField> {
    let definition = holder.get("formDefinition").and_then(Value::as_object).unwrap_or(holder);
    let list = |fields: &Map<String, Value>, name: &str| -> Vec<Map<String, Value>> {
        let values = fields.get(name).and_then(Value::as_array).into_iter().flatten();
        values.filter_map(Value::as_object).cloned().collect()
    };
    let sections = list(definition, "sections");
    sections.iter().flat_map(|section| list(section, "fields")).filter_map(|around| field(&around)).collect()
}

fn field(around: &Map<String, Value>) -> Option<FormField> {
    let own = around.get("field").and_then(Value::as_object).unwrap_or(around);
    let path = text(own.get("path")).or_else(|| text(own.get("id")))?;
    let options = own.get("selectableValues").and_then(Value::as_array).into_iter().flatten().filter_map(|option| {
        let value = word(option.get("value"))?;
        Some((value.clone(), text(option.get("label")).unwrap_or(value)))
    });
    Some(FormField {
        title: text(own.get("title")).or_else(|| text(own.get("humanReadablePath"))).unwrap_or_else(|| path.clone()),
        path,
        kind: text(own.get("type")).unwrap_or_default(),
        options: options.collect(),
        scores: Vec::new(),
        required: around.get("isRequired").and_then(Value::as_bool).unwrap_or_default(),
    })
}

/// The submitted values with their fields, in the form's order where they are keyed by path.
fn values(record: &SystemRecord, form: &[FormField]) -> Vec<(FormField, Value)> {
    let unknown = |path: &str| FormField {
        path: path.to_owned(),
        title: path.to_owned(),
        kind: String::new(),
        options: Vec::new(),
        scores: Vec::new(),
        required: false,
    };
    let of_path = |path: &str| form.iter().find(|field| field.path == path).cloned();
    match record.get("submittedValues").or_else(|| record.get("submitted_values")) {
        Some(Value::Object(values)) => {
            let in_form = form.iter().filter_map(|field| Some((field.clone(), values.get(&field.path)?.clone())));
            let others = values.iter().filter(|(path, _)| form.iter().all(|field| field.path != **path));
            in_form.chain(others.map(|(path, value)| (unknown(path), value.clone()))).collect()
        }
        Some(Value::Array(values)) => {
            let objects = values.iter().filter_map(Value::as_object);
            objects
                .filter_map(|entry| {
                    let own = field(entry)?;
                    let value = entry.get("value").or_else(|| entry.get("submittedValue"))?.clone();
                    Some((of_path(&own.path).unwrap_or(own), value))
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Takes a value for what it is: the overall recommendation, a rating, a note, or another question's answer.
fn answer(sheet: &mut FilledCard, field: &FormField, value: &Value, words: &SystemWords) {
    if value.is_null() {
        return;
    }
    let score = value.as_object().and_then(|fields| {
        fields.get("score").map(|score| (score, fields.get("comments").or_else(|| fields.get("comment"))))
    });
    let label = |word: &str| field.options.iter().find(|(value, _)| value == word).map(|(_, label)| label.clone());
    if is_overall(field) {
        let value = score.map_or(value, |(score, _)| score);
        // The value is what the table knows; where it does not, what people read may be.
        sheet.overall = word(Some(value)).map(|word| match words.overall.meaning(&word) {
            Some(_) => word,
            None => label(&word).unwrap_or(word),
        });
        return;
    }
    let (word, note) = match score {
        Some((score, comments)) => (word(Some(score)), rich_text(comments)),
        None if field.kind == "Score" => (word(Some(value)), None),
        None if rates(field, words) => (word(Some(value)).map(|word| label(&word).unwrap_or(word)), None),
        None if field.kind.contains("RichText") || is_notes(field) => {
            let note = rich_text(Some(value))
                .map(|text| if is_notes(field) { text } else { format!("{}: {text}", field.title) });
            sheet.notes = [sheet.notes.take(), note].into_iter().flatten().reduce(|all, one| format!("{all}\n{one}"));
            return;
        }
        None => {
            sheet.answers += 1;
            return;
        }
    };
    sheet.ratings.push(Competence { place: sheet.place, name: field.title.clone(), word, note, set: Set::Attribute });
}

pub(super) fn is_overall(field: &FormField) -> bool {
    [&field.path, &field.title]
        .iter()
        .any(|name| matches!(folded(name).as_str(), "overall_recommendation" | "recommendation" | "overall_rating"))
}

pub(super) fn is_notes(field: &FormField) -> bool {
    let is_text = field.kind.is_empty() || ["RichText", "LongText", "String"].contains(&field.kind.as_str());
    is_text
        && [&field.path, &field.title].iter().any(|name| {
            matches!(folded(name).as_str(), "notes" | "feedback" | "comments" | "summary" | "overall_feedback")
        })
}

/// Whether a choice is a rating: what people read of all options means something in the table, and three different scores at least, so that
/// a question with yes or no is none.
fn rates(field: &FormField, words: &SystemWords) -> bool {
    let meanings: Option<Vec<WordMeaning>> =
        field.options.iter().map(|(_, label)| words.attribute.meaning(label)).collect();
    let mut scores: Vec<u8> = meanings
        .into_iter()
        .flatten()
        .filter_map(|meaning| match meaning {
            WordMeaning::Rated(rating) => Some(rating.get()),
            WordMeaning::NotRated => None,
        })
        .collect();
    scores.sort_unstable();
    scores.dedup();
    scores.len() >= 3
}
