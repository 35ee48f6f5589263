//! Greenhouse: Harvest v3, where a scorecard lies about in flat resources, and v1, where it was whole.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::page::{RecordPlace, SystemRecord};
use super::record::{SystemPerson, id, text, word};
use super::resources::{Resource, Resources};
use super::sheet::{CardState, Competence, FilledCard, Missing, Set, WithoutFile};

/// People by the ids of their records.
pub(super) type Persons = BTreeMap<String, SystemPerson>;

/// The scorecards of Harvest v3.
pub(super) fn v3(resources: &Resources) -> Vec<FilledCard> {
    let (applications, candidates) =
        (resources.by_id(Resource::Applications), persons(resources, Resource::Candidates, "candidate"));
    let (users, rounds) = (users(resources), rounds(resources));
    let names = resources.by_id(Resource::Attributes);
    let mut ratings: BTreeMap<String, Vec<Competence>> = BTreeMap::new();
    for record in resources.all(Resource::AttributeRatings).iter().filter(|record| has_rating(record)) {
        let Some(scorecard) = record.id(&["scorecard_id"]) else { continue };
        let attribute = record.id(&["job_candidate_attribute_id"]).unwrap_or_default();
        let name = names.get(&attribute).and_then(|named| named.text(&["name"]));
        ratings.entry(scorecard).or_default().push(Competence {
            place: record.place,
            name: name.unwrap_or_else(|| format!("attribute {attribute}")),
            word: word(record.get("candidate_attribute_rating")),
            note: record.note(&["note"], &["note_with_tags"]),
            set: Set::Attribute,
        });
    }
    let sheet = |record: &SystemRecord| FilledCard {
        place: record.place,
        state: if record.text(&["status"]).is_none_or(|status| status == "complete") {
            CardState::Submitted
        } else {
            CardState::Draft
        },
        candidate: candidate(record, &applications, &candidates),
        interviewer: record.id(&["interviewer_id"]).map(|id| known(&users, "user", &id)),
        round: record.id(&["interview_kit_id"]).and_then(|kit| rounds.get(&kit).cloned()),
        date: record.day(&["interviewed_at", "submitted_at"]),
        overall: word(record.get("candidate_rating")),
        ratings: record.id(&["id"]).and_then(|id| ratings.get(&id).cloned()).unwrap_or_default(),
        notes: record.note(&["notes", "public_notes"], &["notes_with_tags"]),
        answers: 0,
    };
    resources.all(Resource::Scorecards).iter().map(sheet).collect()
}

/// The field of a rating in Harvest v3.
const RATING: &str = "candidate_attribute_rating";

/// Whether a record has a rating's field, whatever stands in it.
fn has_rating(record: &SystemRecord) -> bool {
    record.fields.contains_key(RATING)
}

/// Records of ratings in Harvest v3 that have no rating's field, with what they have in its place.
pub(super) fn v3_unclear(resources: &Resources) -> Vec<(RecordPlace, String)> {
    let why = |record: &SystemRecord| {
        let fields: Vec<String> = record.fields.keys().map(|name| format!("`{name}`")).collect();
        format!("a rating without `{RATING}`, which says what was rated; the record has {}", fields.join(", "))
    };
    let records = resources.all(Resource::AttributeRatings).iter();
    records.filter(|record| !has_rating(record)).map(|record| (record.place, why(record))).collect()
}

/// How many ratings of Harvest v3 are of scorecards that are not here.
pub(super) fn v3_strays(resources: &Resources) -> usize {
    let here = resources.by_id(Resource::Scorecards);
    let is_here = |record: &&SystemRecord| record.id(&["scorecard_id"]).is_some_and(|id| here.contains_key(&id));
    let records = resources.all(Resource::AttributeRatings).iter();
    records.filter(|record| has_rating(record) && !is_here(record)).count()
}

/// What of Harvest v3 is missing.
pub(super) fn v3_missing(resources: &Resources) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut wants = |resource, file, holds, without| {
        if !resources.has(resource) {
            missing.push(Missing { file, holds, without });
        }
    };
    wants(
        Resource::Scorecards,
        "scorecards",
        "who interviewed, in which application, and whether it is a draft",
        WithoutFile::Nothing,
    );
    wants(Resource::AttributeRatings, "scorecard_candidate_attributes", "the ratings", WithoutFile::Nothing);
    wants(
        Resource::Attributes,
        "job_candidate_attributes",
        "the names of what was rated, which have another id in each job",
        WithoutFile::Nothing,
    );
    wants(Resource::Applications, "applications", "whose application a scorecard is about", WithoutFile::Ids);
    wants(Resource::Candidates, "candidates", "the candidates' names", WithoutFile::Ids);
    wants(Resource::Users, "users", "the interviewers' names", WithoutFile::Ids);
    wants(Resource::Kits, "interview_kits", "which interview a scorecard is of", WithoutFile::NoRound);
    wants(Resource::Interviews, "job_interviews", "the interviews' names", WithoutFile::NoRound);
    missing
}

/// The scorecards of Harvest v1.
pub(super) fn v1(resources: &Resources) -> Vec<FilledCard> {
    let (applications, candidates) =
        (resources.by_id(Resource::Applications), persons(resources, Resource::Candidates, "candidate"));
    let sheet = |record: &SystemRecord| FilledCard {
        place: record.place,
        state: if record.text(&["submitted_at"]).is_some() { CardState::Submitted } else { CardState::Draft },
        candidate: candidate(record, &applications, &candidates),
        // Older answers have no interviewer beside who submitted.
        interviewer: ["interviewer", "submitted_by"]
            .iter()
            .find_map(|name| SystemPerson::of("user", record.get(name)?.as_object()?)),
        round: record.text(&["interview"]),
        date: record.day(&["interviewed_at", "submitted_at"]),
        overall: word(record.get("overall_recommendation")),
        ratings: attributes(record),
        notes: key_take_aways(record),
        // The key take-aways are kept as notes.
        answers: record.objects("questions").filter(|question| text(question.get("answer")).is_some()).count()
            - usize::from(key_take_aways(record).is_some()),
    };
    resources.all(Resource::Scorecards).iter().map(sheet).collect()
}

/// What of Harvest v1 is missing.
pub(super) fn v1_missing(resources: &Resources) -> Vec<Missing> {
    let is_missing = !resources.has(Resource::Candidates);
    is_missing
        .then_some(Missing { file: "candidates", holds: "the candidates' names", without: WithoutFile::Ids })
        .into_iter()
        .collect()
}

/// The ratings of a scorecard that has them inside.
pub(super) fn attributes(record: &SystemRecord) -> Vec<Competence> {
    let asked = |fields: &Map<String, Value>| {
        Some(Competence {
            place: record.place,
            name: text(fields.get("name"))?,
            word: word(fields.get("rating")),
            note: text(fields.get("note")),
            set: Set::Attribute,
        })
    };
    record.objects("attributes").filter_map(asked).collect()
}

/// What is asked of everybody in the first place; private notes stay where they are.
fn key_take_aways(record: &SystemRecord) -> Option<String> {
    let is_it = |question: &&Map<String, Value>| {
        text(question.get("question"))
            .is_some_and(|question| question.to_lowercase().replace('-', "").contains("key takeaways"))
    };
    record.objects("questions").find(is_it).and_then(|question| text(question.get("answer")))
}

/// The candidate of a record, by its own word or over its application.
fn candidate(
    record: &SystemRecord,
    applications: &BTreeMap<String, &SystemRecord>,
    candidates: &Persons,
) -> SystemPerson {
    let application = record.id(&["application_id"]);
    let own = record.id(&["candidate_id"]);
    let over = application.as_ref().and_then(|id| applications.get(id)).and_then(|found| found.id(&["candidate_id"]));
    match (own.or(over), application) {
        (Some(id), _) => known(candidates, "candidate", &id),
        (None, Some(application)) => SystemPerson::unknown("application", &application),
        (None, None) => SystemPerson::unknown("scorecard", &record.id(&["id"]).unwrap_or_default()),
    }
}

/// Somebody by their id; by the id alone where they are not among those who are known, such as users who were deleted.
pub(super) fn known(persons: &Persons, what: &str, id: &str) -> SystemPerson {
    persons.get(id).cloned().unwrap_or_else(|| SystemPerson::unknown(what, id))
}

/// The persons of a resource.
pub(super) fn persons(resources: &Resources, resource: Resource, what: &str) -> Persons {
    let records = resources.by_id(resource).into_iter();
    records.filter_map(|(id, record)| Some((id, SystemPerson::of(what, &record.fields)?))).collect()
}

/// The users, with addresses that may stand in a resource of their own.
fn users(resources: &Resources) -> Persons {
    let mut users = persons(resources, Resource::Users, "user");
    for record in resources.all(Resource::UserEmails) {
        let Some(user) = record.id(&["user_id"]) else { continue };
        let person = users.entry(user.clone()).or_insert_with(|| SystemPerson::unknown("user", &user));
        person.email = person.email.take().or_else(|| record.text(&["email"]));
    }
    users
}

/// The interviews' names by the kits of their scorecards.
fn rounds(resources: &Resources) -> BTreeMap<String, String> {
    let interviews = resources.by_id(Resource::Interviews);
    let kits = resources.by_id(Resource::Kits).into_iter();
    kits.filter_map(|(kit, record)| {
        let interview = id(record.get("job_interview_id"))?;
        Some((kit, interviews.get(&interview)?.text(&["name"])?))
    })
    .collect()
}
