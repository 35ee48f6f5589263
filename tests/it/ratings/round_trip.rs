//! What one command writes another reads (law 15): `export` by `calibrate --from` and by `import`, notes included.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::support::Sandbox;

const IMPORT: &str = "import --format technical-screening --level mid --date 2026-11-20";

/// A rating of a candidate by an interviewer on a dimension, and a note.
type Rated = (u8, Option<String>);

/// A table of ratings with notes that need care.
fn table() -> impl Strategy<Value = Vec<Vec<Rated>>> {
    let note = prop::option::of("[a-z=+@'\"#,;\n -]{1,12}".prop_filter("it says something", |text| {
        text.trim().len() == text.len() && text.chars().any(char::is_alphanumeric)
    }));
    prop::collection::vec(prop::collection::vec((1..=5_u8, note), 4), 4..=6)
}

const PEOPLE: [&str; 6] = ["Ada One", "=Bea Two", "'Cy Three", "+Do, Four", "Ed \"Five\"", "Zoë Grün"];
const INTERVIEWERS: [&str; 3] = ["Fern Ash", "Basil Reed", "Iris Holly"];
const DIMENSIONS: [&str; 4] = ["technical", "problem-solving", "communication", "code-quality"];

fn csv(rows: &[Vec<Rated>]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = "candidate,interviewer,dimension,score,note\n".to_owned();
    for (at, row) in rows.iter().enumerate() {
        for (dimension, (score, note)) in DIMENSIONS.iter().zip(row) {
            let (candidate, interviewer) = (quoted(PEOPLE[at]), INTERVIEWERS[at % 3]);
            let second = INTERVIEWERS[(at + 1) % 3];
            let note = quoted(note.as_deref().unwrap_or_default());
            text += &format!(
                "{candidate},{interviewer},{dimension},{score},{note}\n{candidate},{second},{dimension},{},\n",
                6 - score
            );
        }
    }
    text
}

/// Cards without what tells two imports of one file apart: ids, which are drawn, and the sessions' names, which have them.
fn cards(sandbox: &Sandbox) -> Vec<Value> {
    let cards = sandbox.run("export --json").json();
    let mut cards: Vec<Value> = cards.as_array().expect("a list").clone();
    for card in &mut cards {
        card["session"] = Value::Null;
        card["candidate"]["id"] = Value::Null;
    }
    cards.sort_by_key(ToString::to_string);
    cards
}

#[test]
fn law_15_what_export_writes_calibrate_and_import_read() {
    let mut runner = TestRunner::new(Config { cases: 6, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&table(), |rows| {
        let first = Sandbox::empty();
        first.write("ratings.csv", csv(&rows));
        first.run(&format!("{IMPORT} workspace/ratings.csv --apart")).fine();
        let from_sessions = first.run("calibrate --json").fine();
        for wide in ["", " --wide"] {
            let exported = first.run(&format!("export{wide}")).fine();
            first.write("export.csv", &exported);
            let from_file = first.run("calibrate --json --scale 1..5 --from workspace/export.csv").fine();
            prop_assert_eq!(&from_file, &from_sessions);
            let second = Sandbox::empty();
            second.write("export.csv", &exported);
            second.run(&format!("{IMPORT} workspace/export.csv --apart")).fine();
            if wide.is_empty() {
                prop_assert_eq!(cards(&second), cards(&first));
            }
            prop_assert_eq!(names(&second), names(&first));
        }
        Ok(())
    });
    ran.expect("it holds");
}

/// The names of all candidates.
fn names(sandbox: &Sandbox) -> Vec<String> {
    let people: Value = serde_json::from_str(&sandbox.read("sessions/people.json")).expect("JSON");
    let mut names: Vec<String> =
        people["candidates"].as_object().expect("people").values().map(ToString::to_string).collect();
    names.sort();
    names
}

/// The example panel has means, flags and amendments: what is counted of it is the same from its export.
#[test]
fn law_15_the_example_panel_is_calibrated_alike_from_its_export() {
    let sandbox = Sandbox::empty();
    let exported = sandbox.run("export --example").fine();
    sandbox.write("export.csv", exported);
    let from_file = sandbox.run("calibrate --json --scale 1..5 --from workspace/export.csv").fine();
    assert_eq!(from_file, sandbox.run("calibrate --example --json").fine());
}

/// A session that was held: who, what, and all that an export says of it.
#[derive(Debug, Clone)]
struct RandomSession {
    candidate: usize,
    interviewer: usize,
    is_second_format: bool,
    level: usize,
    day: u32,
    ratings: Vec<(u8, usize, u8)>,
    conclusions: Vec<Option<(Option<u8>, String)>>,
    flags: Vec<(bool, u8, String)>,
    notes: Vec<String>,
    recommendation: Option<(usize, Vec<String>)>,
    course: RandomCourse,
}

/// How it went.
#[derive(Debug, Clone)]
struct RandomCourse {
    ending: usize,
    mock: bool,
    minutes: u64,
    /// Who went on, in turn.
    hand_overs: Vec<usize>,
    amendments: Vec<(String, RandomChange)>,
}

/// A change after submission.
#[derive(Debug, Clone)]
enum RandomChange {
    Note(String),
    Conclusion(usize, u8),
    Completed,
    Withdrawn,
}

/// A text as people type one, of several lines too.
fn text() -> impl Strategy<Value = String> {
    "[a-zé=+@'\"#,;:()1-3 -]{1,14}(\n {0,3}[a-z'=-]{1,8}){0,2}".prop_filter_map("it says something", |text| {
        let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
        let text = lines.join("\n").trim().to_owned();
        text.chars().any(char::is_alphanumeric).then_some(text)
    })
}

fn course() -> impl Strategy<Value = RandomCourse> {
    let change = prop_oneof![
        text().prop_map(RandomChange::Note),
        (0..4_usize, 1..=5_u8).prop_map(|(dimension, score)| RandomChange::Conclusion(dimension, score)),
        Just(RandomChange::Completed),
        Just(RandomChange::Withdrawn),
    ];
    (
        prop_oneof![6 => Just(0_usize), 1 => Just(1), 1 => Just(2)],
        prop::bool::weighted(0.1),
        0..90_u64,
        prop::collection::vec(0..3_usize, 0..3),
        prop::collection::vec((text(), change), 0..3),
    )
        .prop_map(|(ending, mock, minutes, hand_overs, amendments)| RandomCourse {
            ending,
            mock,
            minutes,
            hand_overs,
            amendments,
        })
}

fn session() -> impl Strategy<Value = RandomSession> {
    let conclusion = prop::option::of((prop::option::weighted(0.8, 1..=5_u8), text()));
    (
        (0..5_usize, 0..3_usize, any::<bool>(), 0..2_usize, 1..4_u32),
        prop::collection::vec((1..=4_u8, 0..4_usize, 1..=5_u8), 0..12),
        prop::collection::vec(conclusion, 4),
        prop::collection::vec((any::<bool>(), 1..=4_u8, text()), 0..3),
        prop::collection::vec(text(), 0..6),
        prop::option::of((0..5_usize, prop::collection::vec(text(), 3))),
        course(),
    )
        .prop_map(
            |(
                (candidate, interviewer, is_second_format, level, day),
                ratings,
                conclusions,
                flags,
                notes,
                recommendation,
                course,
            )| {
                RandomSession {
                    candidate,
                    interviewer,
                    is_second_format,
                    level,
                    day,
                    ratings,
                    conclusions,
                    flags,
                    notes,
                    recommendation,
                    course,
                }
            },
        )
}

/// Whether a session has a score that counts: nothing is calibrated where none has.
fn counts(held: &RandomSession) -> bool {
    let is_assessed = |dimension: usize| held.conclusions[dimension].as_ref().is_none_or(|(score, _)| score.is_some());
    ENDINGS[held.course.ending] == "completed"
        && !held.course.mock
        && held.ratings.iter().any(|(_, dimension, _)| is_assessed(*dimension))
}

const FORMATS: [&str; 2] = ["technical-screening", "deep-technical"];
const INTERVIEWER_IDS: [&str; 3] = ["fern-ash", "basil-reed", "iris-holly"];
const LEVELS: [&str; 2] = ["mid", "senior"];
const ENDINGS: [&str; 3] = ["completed", "stopped-early", "no-show"];
const BANDS: [&str; 5] = ["strong-hire", "hire", "borderline", "no-hire", "strong-no-hire"];

/// The journal of a session.
fn journal(held: &RandomSession, number: usize) -> String {
    let course = &held.course;
    // Nobody hands over to whom it is.
    let mut turns = vec![held.interviewer];
    turns.extend(course.hand_overs.iter().filter(|next| **next != held.interviewer).take(1));
    let interviewer = INTERVIEWER_IDS[turns[turns.len() - 1]];
    turns.reverse();
    let mut events = vec![json!({
        "type": "began", "candidate": format!("c{}abc", held.candidate), "interviewer": interviewer,
        "mock": course.mock, "extra_time": 0, "filling": []
    })];
    for (slot, dimension, rating) in &held.ratings {
        events.push(json!({"type": "rated", "slot": slot, "dimension": DIMENSIONS[*dimension], "rating": rating}));
    }
    for (is_listed, slot, quote) in &held.flags {
        events.push(match is_listed {
            true => json!({"type": "flagged", "flag": "blames-others", "slot": slot, "quote": quote}),
            false => json!({"type": "flagged", "title": "Looks (answers) up", "slot": slot, "quote": quote}),
        });
    }
    events.extend(held.notes.iter().map(|text| json!({"type": "noted", "text": text})));
    events.extend(turns.iter().skip(1).map(|to| json!({"type": "handed-over", "to": INTERVIEWER_IDS[*to]})));
    let ended = events.len();
    events.push(json!({"type": "conversation-ended", "ending": ENDINGS[course.ending]}));
    for (dimension, concluded) in DIMENSIONS.iter().zip(&held.conclusions) {
        if let Some((score, reason)) = concluded {
            events.push(json!({"type": "concluded", "dimension": dimension, "score": score, "reason": reason}));
        }
    }
    if let Some((band, texts)) = &held.recommendation {
        events.push(json!({"type": "recommended", "band": BANDS[*band], "reason": texts[0], "strengths": [texts[1], "and\n  so on"], "growth": [texts[2]]}));
    }
    events.push(json!({"type": "submitted"}));
    let noted = events.iter().position(|event| event["type"] == "noted");
    let mut withdrawn = false;
    for (reason, change) in &course.amendments {
        let change = match change {
            RandomChange::Note(text) => json!({"type": "noted", "text": text}),
            RandomChange::Conclusion(dimension, score) => {
                json!({"type": "concluded", "dimension": DIMENSIONS[*dimension], "score": score, "reason": reason})
            }
            RandomChange::Completed => json!({"type": "conversation-ended", "ending": "completed"}),
            RandomChange::Withdrawn => match noted.filter(|_| !std::mem::replace(&mut withdrawn, true)) {
                Some(at) => json!({"type": "withdrawn", "entry": at + 1}),
                None => continue,
            },
        };
        events.push(json!({"type": "amended", "reason": reason, "change": change}));
    }
    let line = |(seq, event): (usize, Value)| {
        let ms = if seq > ended { course.minutes * 60_000 } else { 0 };
        // No two begin at one moment.
        let at = format!("2026-11-0{}T09:{:02}:{number:02}Z", held.day, seq.min(59));
        format!("{}\n", json!({"seq": seq, "at": at, "ms": ms, "event": event}))
    };
    (1..).zip(events).map(line).collect()
}

/// The rows of an export but for the sessions' names, which say of what document an imported one is.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row").iter().skip(1).map(str::to_owned).collect());
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.sort();
    rows
}

/// The list of sessions but for their names.
fn list(sandbox: &Sandbox) -> Vec<Vec<String>> {
    rows(&sandbox.run("sessions --csv").fine())
}

/// What cards say of the course of sessions, but for what an import does not hold: who recorded what, and when.
fn courses(sandbox: &Sandbox) -> Vec<String> {
    let cards = sandbox.run("export --json").json();
    let course = |card: &Value| {
        let (round, until) = (&card["round"], &card["handed_over"]);
        let until: Vec<Value> =
            until.as_array().into_iter().flatten().map(|own| json!([own["interviewer"], own["until"]])).collect();
        let notes = card["notes"].as_array().into_iter().flatten().map(|note| &note["text"]);
        let notes: Vec<&Value> = notes.collect();
        json!([
            card["candidate"],
            card["interviewer"],
            round["ending"],
            round["mock"],
            round["minutes_used"],
            until,
            notes,
            card["amendments"],
            card["changes"],
            card["recommendation"]
        ])
        .to_string()
    };
    let mut all: Vec<String> = cards.as_array().expect("a list").iter().map(course).collect();
    all.sort();
    all
}

/// The comparison but for what needs the questions: how many they had in common.
fn compared(sandbox: &Sandbox) -> Value {
    let mut value = sandbox.run("compare --json").json();
    for group in value["groups"].as_array_mut().into_iter().flatten() {
        for field in ["questions_in_common", "questions", "caution"] {
            group.as_object_mut().expect("a group").remove(field);
        }
        for left in group["left_out"].as_array_mut().into_iter().flatten() {
            left["session"] = Value::Null;
        }
        for ranked in ["ranked", "unranked"] {
            for one in group[ranked].as_array_mut().into_iter().flatten() {
                one["sessions"] = Value::Null;
                for flag in one["flags"].as_array_mut().into_iter().flatten() {
                    flag["ms"] = Value::Null;
                }
            }
        }
    }
    value
}

/// That two outputs are the same; the first line that differs where they are not.
fn same(what: &str, one: &str, other: &str) -> Result<(), TestCaseError> {
    let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    prop_assert!(one == other, "{}: {:?}", what, differs);
    Ok(())
}

/// Sessions of several formats and levels, with means, conclusions, flags, recommendations and notes: from either export the same sessions
/// are imported, and what is calibrated is the same.
#[test]
fn law_15_sessions_are_the_same_after_export_and_import() {
    let plans: Vec<Vec<String>> = FORMATS
        .iter()
        .map(|format| {
            let plan = |level: &&str| {
                let mut drawn = Sandbox::empty().run(&format!("plan {format} --level {level} --seed 1 --json")).json();
                // What was weighed stands beside the plan, and is no part of it.
                drawn.as_object_mut().expect("a plan").remove("assembly");
                drawn.to_string()
            };
            LEVELS.iter().map(plan).collect()
        })
        .collect();
    let mut runner =
        TestRunner::new(Config { cases: 10, max_shrink_iters: 60, failure_persistence: None, ..Config::default() });
    let sessions = prop::collection::vec(session(), 3..9);
    let sessions = sessions.prop_filter("one counts", |sessions| sessions.iter().any(counts));
    let ran = runner.run(&sessions, |sessions| {
        let first = Sandbox::empty();
        let candidates: serde_json::Map<String, Value> =
            PEOPLE.iter().take(5).enumerate().map(|(at, name)| (format!("c{at}abc"), json!(name))).collect();
        let people = json!({"version": 1, "candidates": candidates, "interviewers": {"fern-ash": "Fern Ash", "basil-reed": "Basil Reed", "iris-holly": "Iris Holly"}});
        first.write("sessions/people.json", people.to_string());
        for (at, held) in sessions.iter().enumerate() {
            let who = INTERVIEWER_IDS[held.interviewer];
            let folder = format!("sessions/2026-11-0{}-c{}abc-r1-{who}-{at:04}", held.day, held.candidate);
            first.write(&format!("{folder}/plan.json"), &plans[usize::from(held.is_second_format)][held.level]);
            first.write(&format!("{folder}/journal.jsonl"), journal(held, at));
        }
        first.run("check").fine();
        let from_sessions = first.run("calibrate --json").fine();
        for wide in ["", " --wide"] {
            let exported = first.run(&format!("export{wide}")).fine();
            first.write("export.csv", &exported);
            let from_file = first.run("calibrate --json --scale 1..5 --from workspace/export.csv").fine();
            same("calibrated from the file", &from_file, &from_sessions)?;
            let second = Sandbox::empty();
            second.write("export.csv", &exported);
            second.run("import workspace/export.csv --apart").fine();
            let again = second.run(&format!("export{wide}")).fine();
            prop_assert_eq!(rows(&again), rows(&exported));
            prop_assert_eq!(list(&second), list(&first));
            prop_assert_eq!(courses(&second), courses(&first));
            // Two that somebody held with one candidate on one day come in the order of names that were drawn; all others are in order.
            let held: BTreeSet<_> = sessions.iter().map(|own| (own.day, own.candidate, own.interviewer)).collect();
            if held.len() < sessions.len() {
                continue;
            }
            same("calibrated from the import", &second.run("calibrate --json").fine(), &from_sessions)?;
            prop_assert_eq!(compared(&second), compared(&first));
        }
        Ok(())
    });
    ran.expect("it holds");
}

/// An export that somebody changed in one of two places that say the same is refused with both; changed in both it is read.
#[test]
fn a_changed_export_is_refused_with_both_cells() {
    let sandbox = Sandbox::empty();
    let long = sandbox.run("export --example").fine();
    let wide = sandbox.run("export --example --wide").fine();
    let mut said = String::new();
    for (what, text, from, to) in [
        ("a score beside a conclusion", &long, ",technical,40,3,3,1,", ",technical,40,5,3,1,"),
        ("a conclusion beside a score", &long, ",3,85,3,borderline", ",4,85,3,borderline"),
        ("a fraction beside a mean", &long, "4,4,1,Q6:4,,", "4,3,1,Q6:4,,"),
        ("a rating beside a mean", &long, "4,4,1,Q6:4,,", "4,4,1,Q6:5,,"),
        ("a score that was taken out", &long, ",technical,40,3,3,1,", ",technical,40,,3,1,"),
        (
            "another level in one row",
            &long,
            "deep-technical,mid,backend,backend-mid-deep-technical-21,1,core,completed,false,problem",
            "deep-technical,senior,backend,backend-mid-deep-technical-21,1,core,completed,false,problem",
        ),
        ("a format that is not here", &long, "deep-technical,mid,", "deeper-technical,mid,"),
        ("a mean beside ratings", &wide, "completed,false,5,5,5,5,technical,", "completed,false,5,4.5,5,5,technical,"),
    ] {
        assert!(text.contains(from), "{what}: {text}");
        sandbox.write("changed.csv", text.replacen(from, to, 1));
        let run = sandbox.run("import workspace/changed.csv");
        assert_eq!((run.code, sandbox.path("sessions").exists()), (3, false), "{what}: {run}");
        said += &format!("# {what}\n{}\n", run.stderr);
    }
    insta::assert_snapshot!("changed-exports", said);
    // Files of earlier versions, which have fewer columns, are read.
    let earlier = first_columns(&long, 27);
    assert!(earlier.starts_with("session,") && !earlier.contains("conclusion_reason"), "{earlier}");
    sandbox.write("earlier.csv", earlier);
    sandbox.run("import workspace/earlier.csv").fine();
}

/// Sessions that lie here would count twice.
#[test]
fn an_export_is_not_imported_beside_its_sessions() {
    let (first, second) = (Sandbox::empty(), Sandbox::empty());
    first.write("ratings.csv", "candidate,interviewer,dimension,score\nAda One,Fern Ash,technical,4\n");
    first.run(&format!("{IMPORT} workspace/ratings.csv")).fine();
    let exported = first.run("export").fine();
    for sandbox in [&first, &second] {
        sandbox.write("export.csv", &exported);
    }
    for flags in ["", " --dry-run"] {
        let refused = first.run(&format!("import workspace/export.csv{flags}"));
        assert!(refused.code == 1 && refused.stderr.contains("1 session of"), "{refused}");
        assert!(refused.stderr.contains("would count twice: here already"), "{refused}");
    }
    second.run("import workspace/export.csv").fine();
    let again = second.run("export").fine();
    assert_eq!(rows(&again), rows(&exported));
}

/// What is exported, corrected and imported again takes the place of what it was exported from, whatever the rounds are called, and so
/// does what is corrected a second time in the same export.
#[test]
fn a_corrected_export_takes_the_place_of_what_it_came_from() {
    let tables = [
        ("no rounds", "", "", 1),
        ("rounds", ",round", ",onsite", 1),
        ("two rounds", ",round", ",R2\nAda One,Fern Ash,technical,3,R3", 2),
    ];
    for (what, head, more, count) in tables {
        for shape in ["", " --wide"] {
            let sandbox = Sandbox::empty();
            let table = format!("candidate,interviewer,dimension,score{head}\nAda One,Fern Ash,technical,4{more}\n");
            sandbox.write("ratings.csv", table);
            sandbox.run(&format!("{IMPORT} workspace/ratings.csv")).fine();
            let exported = sandbox.run(&format!("export{shape}")).fine();
            for score in ["2", "5"] {
                let (from, to) = if shape.is_empty() {
                    (",technical,40,4,4,1,,4,", format!(",technical,40,{score},{score},1,,{score},"))
                } else {
                    (",completed,false,4,", format!(",completed,false,{score},"))
                };
                assert!(exported.contains(from), "{what}: {exported}");
                sandbox.write("corrected.csv", exported.replace(from, &to));
                let refused = sandbox.run("import workspace/corrected.csv");
                assert!(refused.code == 1 && refused.stderr.contains("would count twice"), "{what}: {refused}");
                sandbox.run("import workspace/corrected.csv --replace").fine();
                let cards = cards(&sandbox);
                assert_eq!(cards.len(), count, "{what}{shape}: {cards:?}");
                let corrected =
                    |card: &&Value| card["dimensions"].to_string().contains(&format!("\"score\":\"{score}\""));
                assert_eq!(cards.iter().filter(corrected).count(), 1, "{what}{shape}: {cards:?}");
            }
        }
    }
}

/// What pandas and openpyxl make of an export is imported as the export itself: `exports.py` has put it through them. The files are what
/// `export --example` wrote once, with a no-show, a hand-over and notes that need care added by hand.
#[test]
fn an_export_that_went_through_other_programs_is_imported_alike() {
    let read = |name: &str| std::fs::read(super::here(&format!("exports/{name}"))).expect("it reads");
    let imported = |name: &str, bytes: &[u8]| {
        let sandbox = Sandbox::empty();
        sandbox.write(name, bytes);
        sandbox.run(&format!("import workspace/{name}")).fine();
        (rows(&sandbox.run("export").fine()), list(&sandbox), courses(&sandbox))
    };
    let own = imported("export.csv", &read("export.csv"));
    assert!(own.1.iter().any(|session| session.contains(&"no-show".to_owned())), "{:?}", own.1);
    for other in ["export.xlsx", "export.ods", "export_wide.csv", "export_wide.xlsx", "export_wide.ods"] {
        assert_eq!(imported(other, &read(other)), own, "{other}");
    }
    // A spreadsheet that shows days with the day first writes them so; the 13th says it of all of them, those without a score included.
    let mut written = String::from_utf8(read("export.csv")).expect("text");
    for day in 10..=13 {
        written = written.replace(&format!(",2026-11-{day},"), &format!(",{day}/11/2026,"));
    }
    assert!(written.contains(",13/11/2026,"));
    assert_eq!(imported("export.csv", written.as_bytes()), own);
}

/// The first columns of a CSV.
fn first_columns(csv: &str, count: usize) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in reader.records() {
        writer.write_record(row.expect("a row").iter().take(count)).expect("it writes");
    }
    String::from_utf8(writer.into_inner().expect("it writes")).expect("text")
}
