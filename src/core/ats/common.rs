//! The common models of Merge and Unified: an overall recommendation; what the system behind them rated rides along, where it does.

use serde_json::{Map, Value};

use super::greenhouse::{attributes, known, persons};
use super::page::SystemRecord;
use super::record::{Reference, SystemPerson, id, text, word};
use super::resources::{Resource, Resources};
use super::sheet::{CardState, Competence, FilledCard, Missing, Set, WithoutFile};

/// What the overall recommendation is called as a dimension, where nothing else was rated.
const OVERALL: &str = "Overall";

/// Merge's scorecards.
pub(super) fn merge(resources: &Resources) -> Vec<FilledCard> {
    let applications = resources.by_id(Resource::Applications);
    let candidates = persons(resources, Resource::Candidates, "candidate");
    let users = persons(resources, Resource::Users, "user");
    let interviews = resources.by_id(Resource::Interviews);
    let candidate_of = |fields: &Map<String, Value>| match fields.get("candidate") {
        Some(Value::Object(fields)) => SystemPerson::of("candidate", fields),
        other => Some(known(&candidates, "candidate", &id(other)?)),
    };
    let sheet = |record: &SystemRecord| {
        let candidate = match record.reference(&["application"]) {
            Reference::Whole(fields) => candidate_of(fields).or_else(|| SystemPerson::of("application", fields)),
            Reference::Id(value) => id(Some(value)).map(|application| {
                let found = applications.get(&application).and_then(|found| candidate_of(&found.fields));
                found.unwrap_or_else(|| SystemPerson::unknown("application", &application))
            }),
            Reference::None => None,
        };
        let round = match record.reference(&["interview"]) {
            Reference::Whole(fields) => text(fields.get("name")).or_else(|| id(fields.get("id"))),
            Reference::Id(value) => id(Some(value)).map(|id| {
                let found = interviews.get(&id).and_then(|found| found.text(&["name", "title"]));
                found.unwrap_or(id)
            }),
            Reference::None => None,
        };
        let sheet = FilledCard {
            place: record.place,
            state: match (record.get("remote_was_deleted"), record.get("submitted_at")) {
                (Some(Value::Bool(true)), _) => CardState::Deleted,
                (_, Some(_)) => CardState::Submitted,
                (_, None) => CardState::Draft,
            },
            candidate: candidate
                .unwrap_or_else(|| SystemPerson::unknown("scorecard", &record.id(&["id"]).unwrap_or_default())),
            interviewer: match record.reference(&["interviewer"]) {
                Reference::Whole(fields) => SystemPerson::of("user", fields),
                Reference::Id(value) => id(Some(value)).map(|id| known(&users, "user", &id)),
                Reference::None => None,
            },
            round,
            date: record.day(&["submitted_at", "remote_created_at"]),
            overall: word(record.get("overall_recommendation")),
            ratings: riding_along(record),
            notes: None,
            answers: 0,
        };
        overall_alone(sheet)
    };
    resources.all(Resource::Scorecards).iter().map(sheet).collect()
}

/// Unified's scorecards.
pub(super) fn unified(resources: &Resources) -> Vec<FilledCard> {
    let candidates = persons(resources, Resource::Candidates, "candidate");
    let users = persons(resources, Resource::Users, "user");
    let applications = resources.by_id(Resource::Applications);
    let sheet = |record: &SystemRecord| {
        let over = |id: String| applications.get(&id)?.id(&["candidate_id"]);
        let candidate = record.id(&["candidate_id"]).or_else(|| record.id(&["application_id"]).and_then(over));
        let sheet = FilledCard {
            place: record.place,
            state: CardState::Submitted,
            candidate: candidate.map_or_else(
                || SystemPerson::unknown("application", &record.id(&["application_id", "id"]).unwrap_or_default()),
                |id| known(&candidates, "candidate", &id),
            ),
            interviewer: record.id(&["interviewer_id"]).map(|id| known(&users, "user", &id)),
            round: record.id(&["interview_id"]),
            date: record.day(&["created_at", "updated_at"]),
            overall: word(record.get("recommendation")),
            ratings: riding_along(record),
            notes: record.note(&["comment"], &[]),
            answers: record.objects("questions").filter(|question| text(question.get("answer")).is_some()).count(),
        };
        overall_alone(sheet)
    };
    resources.all(Resource::Scorecards).iter().map(sheet).collect()
}

/// What of a common model is missing.
pub(super) fn missing(resources: &Resources) -> Vec<Missing> {
    let all = resources.all(Resource::Scorecards);
    let is_whole = |name: &str| all.iter().all(|record| record.get(name).is_some_and(Value::is_object));
    let over_applications = all.iter().any(|record| matches!(record.reference(&["application"]), Reference::Id(_)));
    let mut missing = Vec::new();
    if over_applications && !resources.has(Resource::Applications) {
        missing.push(Missing {
            file: "applications",
            holds: "whose application a scorecard is about",
            without: WithoutFile::Ids,
        });
    }
    let applications_name = resources
        .all(Resource::Applications)
        .iter()
        .all(|record| record.get("candidate").is_some_and(Value::is_object));
    let names_candidates =
        is_whole("application") || over_applications && resources.has(Resource::Applications) && applications_name;
    if !resources.has(Resource::Candidates) && !names_candidates {
        missing.push(Missing { file: "candidates", holds: "the candidates' names", without: WithoutFile::Ids });
    }
    if !resources.has(Resource::Users) && !is_whole("interviewer") {
        missing.push(Missing { file: "users", holds: "the interviewers' names", without: WithoutFile::Ids });
    }
    missing
}

/// The ratings of the system behind a common model: beside its own fields, or in what the model kept of the original.
fn riding_along(record: &SystemRecord) -> Vec<Competence> {
    let own = attributes(record);
    if !own.is_empty() {
        return own;
    }
    let kept = record.objects("remote_data").filter_map(|kept| kept.get("data"));
    let raw = record.get("raw").into_iter().chain(kept);
    let inside = raw.flat_map(|data| match data {
        Value::Array(values) => values.iter().filter_map(Value::as_object).collect::<Vec<_>>(),
        Value::Object(fields) => vec![fields],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    });
    inside.flat_map(|fields| attributes(&SystemRecord { fields: fields.clone(), place: record.place })).collect()
}

/// Where nothing but the whole was rated, that is what there is.
fn overall_alone(mut sheet: FilledCard) -> FilledCard {
    if sheet.ratings.is_empty()
        && let Some(word) = sheet.overall.take()
    {
        sheet.ratings.push(Competence {
            place: sheet.place,
            name: OVERALL.into(),
            word: Some(word),
            note: None,
            set: Set::Overall,
        });
    }
    sheet
}
