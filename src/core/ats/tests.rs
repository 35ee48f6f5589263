//! Whole folders of each system, and what is wrong with others.

use super::super::ratings::Called;
use super::found::{FoundScorecards, NoScorecards, NotCounted, find};
use super::resources::SourceFile;
use super::system::System;
use super::words::RatingWords;
use super::{Chunk, chunks};

fn words() -> RatingWords {
    serde_json::from_str(include_str!("../../../formats/ats.json")).expect("the table reads")
}

/// Files by their paths below the folder that was named, and what they hold.
fn read(files: &[(&str, &str)], said: Option<System>) -> Result<FoundScorecards, NoScorecards> {
    let mut all: Vec<Chunk> = Vec::new();
    let mut sources = Vec::new();
    for (number, (path, text)) in files.iter().enumerate() {
        all.extend(chunks(number, text).expect("it holds records"));
        let mut names: Vec<String> = path.rsplit('/').map(str::to_owned).collect();
        names[0] = names[0].rsplit_once('.').expect("an ending").0.to_owned();
        sources.push(SourceFile { shown: (*path).to_owned(), called: Called::Records, names });
    }
    find(&sources, all, &words(), said)
}

/// A line for each rating: candidate, interviewer, dimension, score, round, day, note.
fn lines(found: &FoundScorecards) -> Vec<String> {
    let line = |one: &super::found::WrittenRating| {
        let mut line = format!("{}, {}, {}, {}", one.candidate, one.interviewer, one.dimension, one.score.get());
        let said =
            [one.reason.clone(), one.note.clone()].into_iter().flatten().reduce(|one, more| format!("{one}\n{more}"));
        for more in [one.round.clone(), one.date.map(|day| day.to_string()), said] {
            line += &format!(", {}", more.unwrap_or_else(|| "-".into()).replace('\n', " / "));
        }
        line
    };
    found.ratings.iter().map(line).collect()
}

fn left_out(found: &FoundScorecards) -> Vec<(NotCounted, usize)> {
    found.left_out.iter().map(|(what, count)| (*what, *count)).collect()
}

macro_rules! folder {
    ($system:literal: $($file:literal),+ $(,)?) => {
        [$((concat!($system, "/", $file), include_str!(concat!("../../../tests/ats/", $system, "/", $file)))),+]
    };
}

fn v3() -> [(&'static str, &'static str); 8] {
    folder!("greenhouse-v3": "applications.jsonl", "candidates.jsonl", "interview_kits.jsonl", "job_candidate_attributes.jsonl",
        "job_interviews.jsonl", "scorecard_candidate_attributes.jsonl", "scorecards.jsonl", "users.jsonl")
}

#[test]
fn greenhouse_v3_is_put_together_from_its_resources() {
    let found = read(&v3(), None).expect("it reads");
    assert_eq!(
        lines(&found),
        [
            "Ada One, Fern Ash, Technical skills, 5, Deep technical, 2026-10-06, clear on indexes / Calm under follow-ups.",
            "Ada One, Fern Ash, Communication, 3, Deep technical, 2026-10-06, -",
            "Ada One, Basil Reed, Technical skills, 1, System design, 2026-10-07, could not explain a join",
            "Ada One, Basil Reed, Communication, 2, System design, 2026-10-07, -",
            "Bea Two, Fern Ash, Technical skills, 4, Deep technical, 2026-10-09, -",
        ]
    );
    assert_eq!(left_out(&found), [(NotCounted::Draft, 1), (NotCounted::Overall, 3)]);
    assert_eq!((found.scorecards, found.not_rated.len(), found.unclear.len()), (3, 1, 0));
    assert!(found.missing.is_empty() && found.notes.is_empty(), "{found:?}");
}

#[test]
fn whatever_is_missing_is_named_with_what_it_holds() {
    let without = |gone: &[&str]| {
        let left: Vec<_> = v3()
            .into_iter()
            .filter(|(path, _)| !gone.iter().any(|gone| path.ends_with(&format!("/{gone}.jsonl"))))
            .collect();
        read(&left, None)
    };
    let needed = ["scorecards", "scorecard_candidate_attributes", "job_candidate_attributes"];
    for gone in needed {
        let Err(NoScorecards::Missing(System::Greenhouse, missing)) = without(&[gone]) else {
            panic!("without {gone}")
        };
        assert_eq!(missing.iter().map(|one| one.file).collect::<Vec<_>>(), [gone]);
    }
    let found = without(&["candidates", "users", "interview_kits"]).expect("ids stand for them");
    assert_eq!(found.missing.iter().map(|one| one.file).collect::<Vec<_>>(), ["candidates", "users", "interview_kits"]);
    assert_eq!(lines(&found)[3], "candidate 4001, user 32, Communication, 2, -, 2026-10-07, -");
    let found = without(&["applications", "candidates"]).expect("applications stand for candidates");
    assert!(lines(&found)[4].starts_with("application 9002, Fern Ash"), "{:?}", lines(&found));
}

#[test]
fn one_competency_is_one_dimension_whatever_its_id_and_people_of_one_name_stay_two() {
    let files = v3().map(|(path, text)| {
        (
            path,
            text.replace("\"Basil\"", "\"Fern\"")
                .replace("\"Reed\"", "\"Ash\"")
                .replace("\"id\": 32", "\"primary_email\": \"f2@example.org\", \"id\": 32.0"),
        )
    });
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let found = read(&files, None).expect("it reads");
    let who: std::collections::BTreeSet<&str> = found.ratings.iter().map(|one| one.interviewer.as_str()).collect();
    assert_eq!(who.into_iter().collect::<Vec<_>>(), ["Fern Ash (f2@example.org)", "Fern Ash (user 31)"]);
    assert_eq!(found.notes.len(), 1, "{:?}", found.notes);
}

#[test]
fn users_who_were_deleted_and_words_that_nobody_knows_are_named_and_counted() {
    let files = v3().map(|(path, text)| {
        (path, text.replace("\"id\": 32, \"first_name\"", "\"id\": 99, \"first_name\"").replace("\"mixed\"", "\"meh\""))
    });
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let found = read(&files, None).expect("it reads");
    assert!(lines(&found).iter().any(|line| line.starts_with("Ada One, user 32, ")));
    let [(place, why)] = found.unclear.as_slice() else { panic!("{:?}", found.unclear) };
    assert_eq!((place.file, place.record, place.line), (5, 2, 2));
    assert_eq!(why, "`meh` on Communication is none of: definitely_not, mixed, no, strong_yes, yes, no_decision");
    assert_eq!(
        found.notes,
        [
            "1 rating says `meh`, which formats/ats.json does not know of Greenhouse (Harvest v3)",
            "1 interviewer is not among the users, perhaps deleted: called by the id",
        ]
    );
}

fn v1() -> [(&'static str, &'static str); 2] {
    folder!("greenhouse-v1": "scorecards.json", "candidates.json")
}

#[test]
fn greenhouse_v1_counts_for_the_interviewer_and_not_for_who_filed_it() {
    let found = read(&v1(), None).expect("it reads");
    assert_eq!(
        lines(&found),
        [
            "Linden Moss, Fern Ash, Technical skills, 1, Deep technical, 2025-10-06, lost in joins / Calm, and far from the level.",
            "Linden Moss, Fern Ash, Communication, 3, Deep technical, 2025-10-06, -",
        ]
    );
    assert_eq!(found.system, System::GreenhouseV1);
    assert_eq!(left_out(&found), [(NotCounted::Draft, 1), (NotCounted::Overall, 1), (NotCounted::Answer, 1)]);
}

#[test]
fn what_is_called_another_version_or_system_is_refused() {
    let files = v1().map(|(path, text)| (path.replace("v1", "v3"), text));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let error = read(&files, None).expect_err("it says v3");
    assert_eq!(
        error.to_string(),
        "greenhouse-v3/scorecards.json is called v3, but it holds scorecards of Greenhouse (Harvest v1)"
    );
    assert!(read(&files, Some(System::GreenhouseV1)).is_ok(), "somebody said what it is");
    let error = read(&files, Some(System::Greenhouse)).expect_err("somebody said what it is not");
    assert_eq!(error.to_string(), "these are scorecards of Greenhouse (Harvest v1), not of Greenhouse (Harvest v3)");
    let both: Vec<_> = v1().into_iter().chain(v3()).collect();
    assert!(matches!(read(&both, None), Err(NoScorecards::SeveralSystems(_))));
    assert_eq!(read(&[("users.json", "[]")], None), Err(NoScorecards::NoRecord));
}

#[test]
fn ashby_is_read_with_values_by_path_and_in_a_list() {
    let files = folder!("ashby": "application.list.json", "applicationFeedback.list.json", "applicationFeedback.list.page-2.json", "interview.list.json");
    let found = read(&files, None).expect("it reads");
    assert_eq!(
        lines(&found),
        [
            "Linden Moss, Fern Ash, Technical skills, 5, Deep technical, 2026-10-06, clear on indexes / Calm under follow-ups.",
            "Linden Moss, Fern Ash, Communication, 2, Deep technical, 2026-10-06, -",
            "Linden Moss, Fern Ash, Problem solving, 4, Deep technical, 2026-10-06, -",
            "Rowan Hill, basil@example.org, Technical skills, 1, Deep technical, 2026-10-07, lost in joins",
        ]
    );
    assert_eq!(left_out(&found), [(NotCounted::Draft, 1), (NotCounted::Overall, 1), (NotCounted::Answer, 2)]);
    assert!(found.missing.is_empty() && found.unclear.is_empty(), "{found:?}");
    let alone = read(&files[1..2], None).expect("ids stand for candidates");
    assert_eq!(alone.missing.len(), 1);
    assert!(lines(&alone)[0].starts_with("application a1, Fern Ash, Technical skills, 5, -,"));
}

#[test]
fn lever_s_feedback_is_of_the_opportunity_that_its_file_is_called_after() {
    let files = folder!("lever": "feedback/op-1.json", "opportunities.json", "users.jsonl");
    let found = read(&files, None).expect("it reads");
    assert_eq!(
        lines(&found),
        [
            "Linden Moss, Fern Ash, Technical skills, 5, Deep technical, 2026-10-06, Notes: Calm under follow-ups.",
            "Linden Moss, Fern Ash, Problem solving, 2, Deep technical, 2026-10-06, only with hints",
            "Linden Moss, Fern Ash, Code quality, 1, Deep technical, 2026-10-06, -",
        ]
    );
    assert_eq!(
        left_out(&found),
        [(NotCounted::Draft, 1), (NotCounted::Deleted, 1), (NotCounted::Overall, 1), (NotCounted::Answer, 1)]
    );
    assert_eq!(found.not_rated.len(), 1);
}

#[test]
fn merge_has_what_rides_along_or_else_the_whole() {
    let files = folder!("merge": "applications.json", "candidates.json", "remote_users.json", "scorecards.json");
    let found = read(&files, None).expect("it reads");
    assert_eq!(
        lines(&found),
        [
            "Linden Moss, Fern Ash, Technical skills, 5, iv1, 2026-10-06, clear on indexes",
            "Linden Moss, Fern Ash, Communication, 3, iv1, 2026-10-06, -",
            "Linden Moss, Basil Reed, Overall, 1, -, 2026-10-07, -",
        ]
    );
    assert_eq!(left_out(&found), [(NotCounted::Deleted, 1), (NotCounted::Overall, 1)]);
    assert!(found.missing.is_empty(), "{found:?}");
}

#[test]
fn unified_s_questions_are_no_ratings() {
    let files = folder!("unified": "candidates.json", "employees.json", "scorecards.json");
    let found = read(&files, None).expect("it reads");
    assert_eq!(lines(&found), ["Linden Moss, Fern Ash, Overall, 5, Deep technical, 2026-10-06, Calm."]);
    assert_eq!(left_out(&found), [(NotCounted::Answer, 1), (NotCounted::Unrated, 1)]);
}

#[test]
fn pages_that_overlap_count_once_and_pages_that_are_cut_are_said() {
    let page = |more: bool, rating: &str, updated: &str| {
        format!(
            r#"{{"data":[{{"id":1,"updated_at":"{updated}","scorecard_id":501,"job_candidate_attribute_id":801,"candidate_attribute_rating":"{rating}"}}],"hasNext":{more}}}"#
        )
    };
    let (old, new) = (page(true, "no", "2026-10-06"), page(false, "yes", "2026-10-08"));
    let mut files: Vec<(&str, &str)> =
        v3().into_iter().filter(|(path, _)| !path.contains("scorecard_candidate")).collect();
    files.push(("x/scorecard_candidate_attributes-1.json", &new));
    files.push(("x/scorecard_candidate_attributes-2.json", &old));
    let found = read(&files, None).expect("it reads");
    assert!(
        lines(&found)[0].starts_with("Ada One, Fern Ash, Technical skills, 4"),
        "the newer one: {:?}",
        lines(&found)
    );
    assert!(left_out(&found).contains(&(NotCounted::Repeated, 1)));
    assert_eq!(
        found.notes,
        [
            "x/scorecard_candidate_attributes-2.json says that more pages follow, and none is here: some scorecards may be missing"
        ]
    );
    // Where no page is the last one, some of it is missing for certain, and that is a problem.
    let first = page(true, "yes", "2026-10-08");
    files.truncate(files.len() - 2);
    files.push(("x/scorecard_candidate_attributes.json", &first));
    let found = read(&files, None).expect("it reads");
    assert_eq!(found.unclear.len(), 1);
    assert!(found.unclear[0].1.contains("more pages follow, and none of them is here"), "{found:?}");
}
