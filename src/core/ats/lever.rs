//! Lever: feedback on opportunities, a template's fields with their values. The overall rating is of four points, without a middle.

use serde_json::{Map, Value};

use super::greenhouse::{known, persons};
use super::page::SystemRecord;
use super::record::{Reference, SystemPerson, id, text, word};
use super::resources::{Resource, Resources, SourceFile};
use super::sheet::{CardState, Competence, FilledCard, Missing, Set, WithoutFile};

/// The feedback forms.
pub(super) fn sheets(resources: &Resources, files: &[SourceFile]) -> Vec<FilledCard> {
    let opportunities = persons(resources, Resource::Applications, "opportunity");
    let users = persons(resources, Resource::Users, "user");
    let interviews = resources.by_id(Resource::Interviews);
    let sheet = |record: &SystemRecord| {
        let is_deleted = record.get("deletedAt").is_some() || record.get("deleted_at").is_some();
        let is_complete = !record.fields.contains_key("completedAt") || record.get("completedAt").is_some();
        let mut sheet = FilledCard {
            place: record.place,
            state: match (is_deleted, is_complete) {
                (true, _) => CardState::Deleted,
                (false, true) => CardState::Submitted,
                (false, false) => CardState::Draft,
            },
            candidate: match record.reference(&[
                "opportunity",
                "opportunity_id",
                "opportunityId",
                "candidate",
                "candidateId",
            ]) {
                Reference::Whole(fields) => SystemPerson::of("opportunity", fields),
                Reference::Id(value) => id(Some(value)).map(|id| known(&opportunities, "opportunity", &id)),
                Reference::None => {
                    let label = files.get(record.place.file).and_then(SourceFile::label);
                    label.map(|label| known(&opportunities, "opportunity", label))
                }
            }
            .unwrap_or_else(|| SystemPerson::unknown("opportunity", "that is not named")),
            interviewer: match record.reference(&["user", "user_id", "userId"]) {
                Reference::Whole(fields) => SystemPerson::of("user", fields),
                Reference::Id(value) => id(Some(value)).map(|id| known(&users, "user", &id)),
                Reference::None => None,
            },
            round: record
                .id(&["interview"])
                .and_then(|id| interviews.get(&id)?.text(&["subject", "name"]))
                .or_else(|| record.text(&["text"])),
            date: record.day(&["completedAt", "createdAt"]),
            overall: None,
            ratings: Vec::new(),
            notes: None,
            answers: 0,
        };
        for field in record.objects("fields") {
            answer(&mut sheet, field);
        }
        sheet
    };
    resources.all(Resource::Scorecards).iter().map(sheet).collect()
}

/// What of Lever is missing.
pub(super) fn missing(resources: &Resources) -> Vec<Missing> {
    let names = |record: &SystemRecord, fields: &[&str]| matches!(record.reference(fields), Reference::Whole(_));
    let all = resources.all(Resource::Scorecards);
    let mut missing = Vec::new();
    if !resources.has(Resource::Applications) && !all.iter().all(|record| names(record, &["opportunity", "candidate"]))
    {
        missing.push(Missing { file: "opportunities", holds: "the candidates' names", without: WithoutFile::Ids });
    }
    if !resources.has(Resource::Users) && !all.iter().all(|record| names(record, &["user"])) {
        missing.push(Missing { file: "users", holds: "the interviewers' names", without: WithoutFile::Ids });
    }
    missing
}

fn answer(sheet: &mut FilledCard, field: &Map<String, Value>) {
    let kind = text(field.get("type")).unwrap_or_default();
    let title = text(field.get("text")).unwrap_or_else(|| kind.clone());
    let value = field.get("value").filter(|value| !value.is_null());
    match kind.as_str() {
        "score-system" => sheet.overall = single(value),
        "score" | "rating" => {
            sheet.ratings.push(Competence {
                place: sheet.place,
                name: title,
                word: single(value),
                note: text(field.get("comment")),
                set: Set::Attribute,
            });
        }
        "scorecard" => scorecard(sheet, field),
        "textarea" | "text" => {
            let note = single(value).map(|text| format!("{title}: {text}"));
            sheet.notes = [sheet.notes.take(), note].into_iter().flatten().reduce(|all, one| format!("{all}\n{one}"));
        }
        _ => sheet.answers += usize::from(value.is_some()),
    }
}

/// The competencies of a field of several, whose names stand beside the values or in them.
fn scorecard(sheet: &mut FilledCard, field: &Map<String, Value>) {
    let named = field.get("scores").and_then(Value::as_array).cloned().unwrap_or_default();
    let values = field.get("value").and_then(|value| value.as_array().or_else(|| value.get("scores")?.as_array()));
    // Older answers have the scores where newer ones have the names.
    let values = values.cloned().unwrap_or_else(|| named.clone());
    for (at, value) in values.iter().enumerate() {
        let of = |name: &str| value.as_object().and_then(|fields| fields.get(name));
        let beside = named.get(at).and_then(|named| text(named.get("text")));
        let Some(name) = text(of("text")).or(beside) else { continue };
        let score = of("score").or_else(|| of("value")).or_else(|| (!value.is_object()).then_some(value));
        sheet.ratings.push(Competence {
            place: sheet.place,
            name,
            word: word(score),
            note: text(of("comment")),
            set: Set::Attribute,
        });
    }
}

/// A value that may stand alone, in a list, or as an option.
fn single(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Array(values) => single(values.first()),
        Value::Object(fields) => ["text", "value", "score"].iter().find_map(|name| word(fields.get(*name))),
        other => word(Some(other)),
    }
}
