//! Records by resource: which of them are scorecards, applications, candidates, users. A file says so by its name or its folder's, as
//! connectors and scripts call it, or else by what its records hold.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ratings::Called;
use super::page::{Chunk, RecordPlace, SystemRecord};
use super::system::System;

/// What records are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Resource {
    /// Scorecards, or what a system has in their place.
    Scorecards,
    /// The ratings of scorecards, where they stand apart.
    AttributeRatings,
    /// What those ratings are of.
    Attributes,
    /// Applications; Lever's opportunities.
    Applications,
    Candidates,
    Users,
    UserEmails,
    /// Which interview a scorecard's form belongs to.
    Kits,
    Interviews,
    /// Definitions of feedback forms.
    Forms,
    /// What is not needed.
    Other,
}

/// What files may be called for it, without the plural's `s`.
const NAMES: [(&str, Resource); 24] = [
    ("scorecard", Resource::Scorecards),
    ("feedback", Resource::Scorecards),
    ("application_feedback", Resource::Scorecards),
    ("opportunity_feedback", Resource::Scorecards),
    ("scorecard_candidate_attribute", Resource::AttributeRatings),
    ("job_candidate_attribute", Resource::Attributes),
    ("application", Resource::Applications),
    ("opportunity", Resource::Applications),
    ("opportunitie", Resource::Applications),
    ("candidate", Resource::Candidates),
    ("contact", Resource::Candidates),
    ("user", Resource::Users),
    ("remote_user", Resource::Users),
    ("employee", Resource::Users),
    ("interviewer", Resource::Users),
    ("user_email", Resource::UserEmails),
    ("interview_kit", Resource::Kits),
    ("job_interview", Resource::Interviews),
    ("interview", Resource::Interviews),
    ("feedback_form_definition", Resource::Forms),
    ("feedback_form", Resource::Forms),
    ("feedback_template", Resource::Other),
    ("scorecard_question_answer", Resource::Other),
    ("scorecard_question", Resource::Other),
];

/// What stands in files' names beside that.
const BESIDE: [&str; 18] = [
    "greenhouse",
    "harvest",
    "ashby",
    "lever",
    "merge",
    "unified",
    "ats",
    "api",
    "v1",
    "v2",
    "v3",
    "page",
    "part",
    "export",
    "list",
    "all",
    "response",
    "stream",
];

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// As it is shown.
    pub shown: String,
    /// How places in it are called.
    pub called: Called,
    /// Its name without the ending, and those of the folders that it stands in, up to the one that was named; the innermost first.
    pub names: Vec<String>,
}

/// All records, by resource.
#[derive(Debug, Default)]
pub(super) struct Resources {
    by: BTreeMap<Resource, Vec<SystemRecord>>,
    /// How many records were there more than once, and were taken once.
    pub repeated: usize,
    /// Places of records after which the service said that more follows, and nothing did: those of which another page is the last one,
    /// since pages may be read in any order.
    pub cut: Vec<RecordPlace>,
    /// The same of resources of which no page is the last one, so that some of it is missing for certain.
    pub unfinished: Vec<RecordPlace>,
}

impl Resources {
    /// Sorts chunks into resources. A record that is there more than once counts as it was written last.
    pub(super) fn of(files: &[SourceFile], chunks: Vec<Chunk>) -> Self {
        let mut all = Self::default();
        let mut open: BTreeMap<Resource, RecordPlace> = BTreeMap::new();
        let mut ended: BTreeSet<Resource> = BTreeSet::new();
        for chunk in chunks {
            let file = chunk.records.first().and_then(|record| files.get(record.place.file));
            let called = chunk.name.iter().chain(file.into_iter().flat_map(|file| &file.names));
            let mut told = called.filter_map(|name| by_name(name));
            let told = told.next();
            let mut last = None;
            for record in chunk.records {
                let resource = by_content(&record, told);
                last = Some((resource, record.place));
                all.by.entry(resource).or_default().push(record);
            }
            if let Some((resource, place)) = last {
                if chunk.more {
                    open.insert(resource, place);
                } else {
                    open.remove(&resource);
                    ended.insert(resource);
                }
            }
        }
        for (resource, place) in open {
            if ended.contains(&resource) { all.cut.push(place) } else { all.unfinished.push(place) }
        }
        for records in all.by.values_mut() {
            all.repeated += newest(records);
        }
        all
    }

    /// The records of a resource.
    pub(super) fn all(&self, resource: Resource) -> &[SystemRecord] {
        self.by.get(&resource).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether there is no record at all.
    pub(super) fn is_empty(&self) -> bool {
        self.by.values().all(Vec::is_empty)
    }

    /// Whether there is any record of it.
    pub(super) fn has(&self, resource: Resource) -> bool {
        !self.all(resource).is_empty()
    }

    /// The records of a resource by their ids.
    pub(super) fn by_id(&self, resource: Resource) -> BTreeMap<String, &SystemRecord> {
        self.all(resource).iter().filter_map(|record| Some((record.id(&["id"])?, record))).collect()
    }
}

/// Takes out all but the newest of those with one id; how many went.
fn newest(records: &mut Vec<SystemRecord>) -> usize {
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    let changed = |record: &SystemRecord| record.text(&["updated_at", "updatedAt", "modified_at"]);
    for (at, record) in records.iter().enumerate() {
        let Some(id) = record.id(&["id"]) else { continue };
        let before = last.get(&id).and_then(|before| records.get(*before));
        let is_older = before.is_some_and(|before| changed(before) > changed(record));
        if !is_older {
            last.insert(id, at);
        }
    }
    let before = records.len();
    let mut at = 0;
    records.retain(|record| {
        let keeps = record.id(&["id"]).is_none_or(|id| last.get(&id) == Some(&at));
        at += 1;
        keeps
    });
    before - records.len()
}

/// What a name says.
fn by_name(name: &str) -> Option<Resource> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for letter in name.chars() {
        let ends = !letter.is_alphanumeric() || letter.is_uppercase() && was_lower;
        if ends && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        was_lower = letter.is_lowercase();
        word.extend(letter.to_lowercase().filter(|letter| letter.is_alphanumeric()));
    }
    words.push(word);
    words.retain(|word| {
        !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()) && !BESIDE.contains(&word.as_str())
    });
    let wanted = words.join("_");
    let wanted = wanted.strip_suffix('s').unwrap_or(&wanted);
    NAMES.iter().find(|(name, _)| *name == wanted).map(|(_, resource)| *resource)
}

/// What a record is of: what it holds says so of scorecards, whatever its file is called; of others their name, where it is known.
fn by_content(record: &SystemRecord, named: Option<Resource>) -> Resource {
    let has = |names: &[&str]| names.iter().any(|name| record.fields.contains_key(*name));
    let is_rating = named == Some(Resource::AttributeRatings) && has(&["scorecard_id"]);
    if has(&["candidate_attribute_rating"]) || is_rating {
        return Resource::AttributeRatings;
    }
    if System::of(record).is_some() {
        return Resource::Scorecards;
    }
    if let Some(named) = named.filter(|named| *named != Resource::Scorecards) {
        return named;
    }
    if has(&["candidate_attribute_type_id"]) {
        Resource::Attributes
    } else if has(&["job_interview_id"]) {
        Resource::Kits
    } else if has(&["formDefinition"]) {
        Resource::Forms
    } else if has(&["applications", "application_ids", "applicationIds"]) {
        Resource::Candidates
    } else if has(&["candidate_id", "candidate", "candidateId"]) {
        Resource::Applications
    } else if has(&["globalRole", "isEnabled", "site_admin", "employee_id", "access_role", "accessRole"]) {
        Resource::Users
    } else {
        named.unwrap_or(Resource::Other)
    }
}

impl SourceFile {
    /// What a file is called beside the resource that it is named after: of Lever's feedback, whose answers don't say of which opportunity
    /// they are, that is the opportunity.
    pub(super) fn label(&self) -> Option<&str> {
        self.names.iter().map(|name| own_part(name)).find(|part| !part.is_empty())
    }
}

fn own_part(name: &str) -> &str {
    let is_beside = |letter: char| !letter.is_alphanumeric();
    let mut part = name.trim_matches(is_beside);
    for known in ["opportunity_feedback", "opportunity", "feedback", "lever"] {
        let (start, end) = (part.get(..known.len()), part.len().checked_sub(known.len()).and_then(|at| part.get(at..)));
        if start.is_some_and(|start| start.eq_ignore_ascii_case(known)) {
            part = part.get(known.len()..).unwrap_or_default().trim_matches(is_beside);
        } else if end.is_some_and(|end| end.eq_ignore_ascii_case(known)) {
            part = part.get(..part.len() - known.len()).unwrap_or_default().trim_matches(is_beside);
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_in_many_ways() {
        for (name, resource) in [
            ("scorecards", Resource::Scorecards),
            ("greenhouse-scorecards-2026-10-07", Resource::Scorecards),
            ("applicationFeedback.list.page-2", Resource::Scorecards),
            ("Scorecard_Candidate_Attributes", Resource::AttributeRatings),
            ("job_candidate_attributes_0001", Resource::Attributes),
            ("users-2", Resource::Users),
            ("opportunities", Resource::Applications),
            ("feedbackFormDefinition", Resource::Forms),
        ] {
            assert_eq!(by_name(name), Some(resource), "{name}");
        }
        assert_eq!(by_name("application_stages"), None);
        assert_eq!(by_name("0001"), None);
    }

    #[test]
    fn a_file_of_feedback_may_be_called_after_its_opportunity() {
        let label = |names: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            SourceFile { shown: String::new(), called: Called::Lines, names }.label().map(str::to_owned)
        };
        assert_eq!(label(&["feedback-1f2e"]).as_deref(), Some("1f2e"));
        assert_eq!(label(&["feedback", "1f2e"]).as_deref(), Some("1f2e"));
        assert_eq!(label(&["1f2e-feedback"]).as_deref(), Some("1f2e"));
        assert_eq!(label(&["feedback"]), None);
    }
}
