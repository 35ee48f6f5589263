//! What spreadsheets of a recruiting team hold beside plain scores, each of which was once read wrong in silence: other languages, scales
//! whose lowest score is the best, comments, words, sums, days, names of dimensions, a sheet for each interviewer.

use super::{CALIBRATE, Case, HEAD, IMPORT, NOW, here};
use crate::support::Sandbox;

/// That both commands refuse a table, and say so.
fn refused(text: &str, said: &[&str]) {
    let case = Case::of("table.csv", text);
    for command in [CALIBRATE, IMPORT] {
        let refused = case.run(command, &[]);
        assert_eq!(refused.code, 3, "{command}: {refused}");
        for said in said {
            assert!(refused.stderr.contains(said), "{command}: no {said} in {refused}");
        }
    }
    assert_eq!(case.kept_ratings(), 0);
}

/// Twelve rows: two candidates, two interviewers, three things that are rated.
fn long(header: &str, separator: char) -> String {
    let mut text = header.to_owned() + "\n";
    for (number, candidate) in ["Ada One", "Bea Two"].into_iter().enumerate() {
        for (at, interviewer) in ["Fern Ash", "Basil Reed"].into_iter().enumerate() {
            for (which, theme) in ["Fachwissen", "Ausdauer", "Teamgeist"].into_iter().enumerate() {
                let cells = [candidate, interviewer, theme, &(1 + (number + at + which) % 5).to_string()];
                text += &(cells.join(&separator.to_string()) + "\n");
            }
        }
    }
    text
}

#[test]
fn headers_are_known_in_other_languages() {
    for header in [
        "Bewerber;Interviewer;Kriterium;Bewertung",
        "Kandidat;Prüfer;Kompetenz;Punkte",
        "Candidat;Évaluateur;Critère;Note",
        "Candidato;Evaluador;Criterio;Puntuación",
        "Bewerberin;Interviewerin;Kriterium;Note",
    ] {
        let read = Case::of("table.csv", long(header, ';')).run(CALIBRATE, &[]);
        assert!(read.stderr.contains("semicolons, one row per rating\n12 ratings"), "{header}: {read}");
    }
    // What is a grade in German is a note in English, and numbers tell which.
    let case = Case::of("note.csv", "Candidate,Interviewer,Skill,Score,Note\nAda One,Fern Ash,technical,4,fine\n");
    assert!(case.run(CALIBRATE, &["--dry-run"]).stdout.contains("fine"), "it is a note");
}

#[test]
fn a_column_that_tells_repeats_apart_is_asked_about() {
    let text = long("Person,Interviewer,Thema,Wert", ',');
    let case = Case::of("table.csv", &text);
    let asked = case.run(CALIBRATE, &["--columns", "candidate=Person"]);
    for said in [
        "`Thema`, which is not read, tells them apart",
        "--columns candidate=Person,dimension=Thema,score=Wert",
        "--columns \"candidate=Person,dimension=*\"",
    ] {
        assert!(asked.code == 3 && asked.stderr.contains(said), "no {said} in {asked}");
    }
    let read = case.run(CALIBRATE, &["--columns", "candidate=Person,dimension=Thema,score=Wert"]);
    assert_eq!(read.json()["n"], 12);
    let read = case.run(CALIBRATE, &["--columns", "candidate=Person,dimension=*"]);
    assert_eq!(read.json()["n"], 4);
    let rounds = "Candidate,Interviewer,Skill,Score,Phase\nA One,X,technical,3,phone\nA One,X,technical,4,onsite\nB Two,X,technical,2,phone\nB Two,X,technical,5,onsite\n";
    refused(rounds, &["2 of the first 4 rows repeat others", "--columns round=Phase", "--columns round:any"]);
    // A number of each row tells nothing apart.
    let numbered = "Candidate,Interviewer,Skill,Score,Ref\nA One,X,technical,3,1\nA One,X,technical,4,2\nB Two,X,technical,2,3\nB Two,X,technical,5,4\n";
    let read = Case::of("numbered.csv", numbered).run(CALIBRATE, &[]);
    assert!(read.stderr.contains("2 ratings repeat others"), "{read}");
    assert!(
        read.stderr.contains("A One by X on technical: 3 counts (workspace/numbered.csv:2, column D), 4 does not"),
        "{read}"
    );
}

#[test]
fn a_line_of_columns_is_proposed_from_what_they_hold() {
    let case = Case::of("table.csv", long("Wer,Von,Was,Wieviel", ','));
    let asked = case.run(CALIBRATE, &[]);
    let line = "--columns candidate=Wer,interviewer=Von,dimension=Was,score=Wieviel";
    let reads = format!("{line} reads \"Ada One, rated 1 on Fachwissen by Fern Ash\"");
    assert!(asked.code == 3 && asked.stderr.contains(&reads), "{asked}");
    let columns = line.trim_start_matches("--columns ");
    assert_eq!(case.run(CALIBRATE, &["--columns", columns]).json()["n"], 12);
    // A form asks who fills it in.
    let form = "Timestamp,Who are you?,Candidate name,Technical skills,Communication\n2026-10-21,Fern Ash,Ada One,4,3\n2026-10-21,Fern Ash,Bea Two,2,3\n2026-10-21,Basil Reed,Ada One,4,5\n";
    refused(form, &["--columns interviewer=#2 reads \"Ada One, rated 4 on Technical skills by Fern Ash\""]);
}

#[test]
fn whoever_filled_in_a_form_is_the_interviewer() {
    for header in ["Your name", "Submitted by", "Email address", "Email Address"] {
        let text = format!(
            "Timestamp,{header},Candidate name,Technical skills (1-5),Communication (1-5)\n2026/10/21 2:11:30 PM GMT+2,fern@x.org,Ada One,4,3\n2026/10/21 2:12:30 PM GMT+2,fern@x.org,Bea Two,2,3\n"
        );
        let case = Case::of("form.csv", text);
        let read = case.run(CALIBRATE, &[]).json();
        assert_eq!((&read["n"], &read["interviewers"][0]["id"]), (&4.into(), &"fern@x.org".into()), "{header}: {read}");
        case.run(IMPORT, &[]).fine();
    }
    // An address that no two candidates share may be their own.
    let own = "Candidate name,Email address,Technical skills,Communication\nAda One,a@x.org,4,3\nBea Two,b@x.org,2,3\n";
    refused(own, &["no column is the interviewer"]);
}

#[test]
fn a_header_that_says_which_end_is_best_is_heeded() {
    for header in ["grade (1 = best)", "Score (1 = excellent, 5 = poor)", "Rating (lower is better)"] {
        let text = format!(
            "Candidate,Interviewer,Dimension,\"{header}\"\nAda One,Fern Ash,technical,1\nBea Two,Fern Ash,technical,4\n"
        );
        refused(&text, &["says that the lowest score is the best", "--reverse", "--not-reversed"]);
        let case = Case::of("table.csv", text);
        let first = |read: crate::support::Said| {
            let read = read.json();
            let candidates = read["candidates"].as_array().cloned().unwrap_or_default();
            candidates.iter().find(|one| one["id"] == "Ada One").map(|one| one["raw"].clone())
        };
        let turned = case.run(CALIBRATE, &["--reverse", "--scale", "1..5"]);
        assert!(turned.stderr.contains("scale 1 to 5, 1 is best and counts as 5: as declared"), "{turned}");
        assert_eq!(first(turned), Some(5.0.into()), "{header}");
        let kept = case.run(CALIBRATE, &["--not-reversed", "--scale", "1..5"]);
        assert!(kept.stderr.contains("scale 1 to 5, 5 is best: as declared"), "{kept}");
        assert_eq!(first(kept), Some(1.0.into()), "{header}");
        case.run(IMPORT, &["--reverse"]).fine();
    }
    // So is a title above the header, and a header that says what is taken anyway needs no flag.
    refused(
        "\"Scale: 1 = very good, 5 = poor\",,,\nCandidate,Interviewer,Skill,Score\nAda One,Fern Ash,technical,1\n",
        &["says that the lowest score is the best: --reverse"],
    );
    let text = "Candidate,Interviewer,Skill,Score (5 = best)\nAda One,Fern Ash,technical,5\n";
    let case = Case::of("best.csv", text);
    case.run(IMPORT, &[]).fine();
    let refused = case.run(CALIBRATE, &["--reverse", "--scale", "1..5"]);
    assert!(refused.code == 3 && refused.stderr.contains("leave --reverse out"), "{refused}");
    // A word beside a number says it, too.
    let worded =
        Case::of("worded.csv", format!("{HEAD}Ada One,Fern Ash,technical,1 - Excellent\n")).run(CALIBRATE, &[]);
    assert!(worded.stderr.contains("where 1 is the best, add --reverse --scale 1..5"), "{worded}");
}

#[test]
fn comments_are_never_scores() {
    let text = "Candidate,Interviewer,Technical skills,Comments on Communication,Communication,Technical comments,Why?\n\
        Ada One,Fern Ash,4,good,3,2 attempts needed,10 minutes late\nBea Two,Fern Ash,2,10 minutes late,5,,\n";
    let case = Case::of("comments.csv", text);
    let read = case.run(CALIBRATE, &[]);
    assert!(read.stderr.contains("one column per dimension: 2 (Technical skills, Communication)"), "{read}");
    assert_eq!(read.json()["n"], 4);
    case.run(IMPORT, &[]).fine();
    let cards = case.sandbox.run("export --json").json().to_string();
    for kept in ["2 attempts needed", "good", "10 minutes late"] {
        assert!(cards.contains(kept), "no {kept} in {cards}");
    }
    // What stands beside a score that nobody gave is said, and a note of a row is kept with the score that somebody did.
    let text = "Candidate,Interviewer,Technical skills,Comments on Communication,Communication,Why?\n\
        Ada One,Fern Ash,4,never came to it,,\nBea Two,Fern Ash,N/A,,5,left early\nCy Three,Fern Ash,,,,never came\n";
    let case = Case::of("without.csv", text);
    assert_eq!(case.run(CALIBRATE, &[]).json()["n"], 2);
    let read = case.run(IMPORT, &[]);
    assert!(read.code == 0 && case.kept_ratings() == 2, "{read}");
    let left = "left out: 4 places where nobody rated, 2 notes beside scores that nobody gave";
    assert!(read.stderr.contains(left), "{read}");
    let cards = case.sandbox.run("export --json").json().to_string();
    assert!(cards.contains("left early") && !cards.contains("never came"), "{cards}");
    let long =
        Case::of("long.csv", format!("{HEAD}Ada One,Fern Ash,technical,2 attempts needed\n")).run(CALIBRATE, &[]);
    assert!(
        long.code == 3 && long.stderr.contains("column D: `2 attempts needed` begins with a number and goes on"),
        "{long}"
    );
    refused(
        "Candidate,Interviewer,Technical skills,Feedback\nAda One,Fern Ash,4,3\nBea Two,Fern Ash,2,5\n",
        &["`Feedback` is called as comments are, and holds numbers", "note=Feedback", "dimension=#3,dimension=#4"],
    );
}

#[test]
fn words_among_scores_are_named_and_can_be_mapped() {
    for title in ["Problem solving", "Attitude"] {
        let text = format!(
            "Candidate,Interviewer,Technical skills,{title},Communication,Level\nAda One,Fern Ash,4,Good,3,senior\n\
             Bea Two,Fern Ash,2,Weak,5,mid\nCy Three,Fern Ash,2,OK,5,mid\nDi Four,Fern Ash,2,Weak,5,senior\n"
        );
        refused(
            &text,
            &[&format!("`{title}` "), "`Weak`, `OK` (first at line 3, column D)", "--words \"Weak=NUMBER,OK=NUMBER\""],
        );
        let case = Case::of("words.csv", &text);
        let read = case.run(CALIBRATE, &["--words", "Weak=2,OK=3"]);
        assert!(read.stderr.contains("columns that are not read: `Level`"), "{read}");
        assert_eq!(read.json()["n"], 12);
        assert_eq!(case.run(CALIBRATE, &["--columns", "dimension=#3,dimension=#5"]).json()["n"], 8);
    }
    let stars =
        "Candidate,Interviewer,Technical skills,Communication\nAda One,Fern Ash,★★★★,★★\nBea Two,Fern Ash,★,★★★★★\n";
    let read = Case::of("stars.csv", stars).run(CALIBRATE, &["--dry-run"]);
    assert!(read.stderr.contains("4 ratings") && read.stderr.contains("scale 1 to 5"), "{read}");
}

#[test]
fn sums_are_nobody_in_columns_as_in_rows() {
    let rows = "Ada One,technical,4,3,3.5,3,3.5\nBea Two,technical,2,5,3.5,3,3.5\n";
    let text = format!("Candidate,Skill,Sue,Tom,Overall,Decision score,Final\n{rows}");
    let case = Case::of("overall.csv", &text);
    let read = case.run(CALIBRATE, &["--scale", "1..5"]);
    assert!(read.stderr.contains("one column per interviewer: 2 (Sue, Tom)"), "{read}");
    assert!(read.stderr.contains("not read: `Overall`, `Decision score`, `Final`"), "{read}");
    for sum in ["Overall", "Final", "Decision score", "Maximum"] {
        let refused = Case::of("row.csv", format!("{text}{sum},technical,4,3,,,\n")).run(IMPORT, &[]);
        assert!(refused.stderr.contains(&format!("`{sum}` stands where a candidate should")), "{refused}");
    }
    // Max is a name: where all of it is the highest of each row, both readings are shown.
    let max = "Candidate,Skill,Sue,Tom,Max\nAda One,technical,4,3,4\nBea Two,technical,2,5,5\n";
    refused(
        max,
        &[
            "`Max` may be a person or the highest score of each row",
            "--columns interviewer=#3,interviewer=#4 leaves it out",
            "--columns interviewer=#3,interviewer=#4,interviewer=#5 reads a person",
        ],
    );
    let case = Case::of("max.csv", max);
    assert_eq!(case.run(CALIBRATE, &["--columns", "interviewer=#3,interviewer=#4"]).json()["n"], 4);
    assert_eq!(case.run(CALIBRATE, &["--columns", "interviewer=#3,interviewer=#4,interviewer=#5"]).json()["n"], 6);
    // An overall score alone is what was given.
    let alone = Case::of("alone.csv", "Candidate,Interviewer,Overall\nAda One,Fern Ash,4\nBea Two,Fern Ash,3\n");
    assert_eq!(alone.run(CALIBRATE, &[]).json()["n"], 2);
    // Other scores beside the one that is called so are asked about.
    refused(
        "Candidate,Interviewer,Technical,Communication,Score\nAda One,Fern Ash,4,5,4\nBea Two,Fern Ash,2,3,4\n",
        &["--columns score=Score reads that one alone", "--columns dimension=#3,dimension=#4,dimension=#5"],
    );
}

#[test]
fn dimensions_that_the_rubric_has_not_weigh_as_the_others_do() {
    let text = "Candidate,Interviewer,Technical skills,Coding,Culture\nAda One,Fern Ash,5,1,1\nBea Two,Fern Ash,2,5,5\nAda One,Basil Reed,5,1,2\nBea Two,Basil Reed,1,4,5\n";
    let case = Case::of("part.csv", text);
    let weights = |read: &serde_json::Value| -> Vec<u64> {
        read["dimensions"].as_array().into_iter().flatten().filter_map(|one| one["weight"].as_u64()).collect()
    };
    let alike = case.run(CALIBRATE, &[]);
    assert!(alike.stderr.contains("rubric core has no Coding, Culture: all 3 dimensions weigh alike"), "{alike}");
    assert!(alike.stderr.contains("--dimension \"Coding=code-quality\""), "{alike}");
    assert_eq!(weights(&alike.json()), [1, 1, 1]);
    let own = case.run(CALIBRATE, &["--rubric-weights"]);
    assert!(own.stderr.contains("it has no Coding, Culture, which stay out of the total"), "{own}");
    assert_eq!(weights(&own.json()), [40, 0, 0]);
    let named = ["--dimension", "Coding=code-quality", "--dimension", "Culture=communication"];
    let called = case.run(CALIBRATE, &named);
    assert!(called.stderr.contains("dimensions weigh as in rubric core\n"), "{called}");
    assert_eq!(weights(&called.json()), [40, 15, 20]);
    let refused = case.run(IMPORT, &[]);
    assert!(
        refused.code == 3 && refused.stderr.contains("--dimension \"Coding=code-quality\" says which it is"),
        "{refused}"
    );
    case.run(IMPORT, &named).fine();
    assert_eq!(case.kept_ratings(), 12);
    let unmet = case.run(CALIBRATE, &["--dimension", "Codes=code-quality"]);
    assert!(unmet.stderr.contains("--dimension \"Codes=code-quality\" changes nothing"), "{unmet}");
    assert_eq!(case.run(CALIBRATE, &["--dimension", "Coding=nothing"]).code, 2);
}

#[test]
fn one_day_says_the_order_of_all_days_of_a_column() {
    let rows = |days: &[&str]| {
        let row =
            |(number, day): (usize, &&str)| format!("Candidate {number},Fern Ash,technical,{},{day}\n", 1 + number % 5);
        format!("{},date\n{}", HEAD.trim_end(), days.iter().enumerate().map(row).collect::<String>())
    };
    for (days, first) in [
        (["3/4/2026", "10/21/2026 14:16:11"], "2026-03-04"),
        (["3/4/2026", "21/10/2026"], "2026-04-03"),
        (["3.4.2026", "13.10.2026"], "2026-04-03"),
        (["2026/10/21 2:11:30 PM GMT+2", "2026-10-22"], "2026-10-21"),
    ] {
        let case = Case::of("days.csv", rows(&days));
        let read = case.run("calibrate --json --dry-run --from", &[]).json();
        assert_eq!(read["first"][0]["date"], first, "{days:?}: {read}");
        case.run(IMPORT, &[]).fine();
    }
    let open = Case::of("open.csv", rows(&["3/4/2026", "5/6/2026", "7/8/2026"]));
    for command in [CALIBRATE, IMPORT] {
        let refused = open.run(command, &[]);
        assert!(refused.code == 3 && refused.stderr.contains("--days day-first or --days month-first"), "{refused}");
        assert!(refused.stderr.contains("; and 2 more like it (`5/6/2026`, `7/8/2026`), at lines 3-4"), "{refused}");
        assert_eq!(refused.stderr.matches("may be day/month").count(), 1, "{refused}");
    }
    let day = |order: &str| {
        open.run("calibrate --json --dry-run --from", &["--days", order]).json()["first"][0]["date"].clone()
    };
    assert_eq!((day("day-first"), day("month-first")), ("2026-04-03".into(), "2026-03-04".into()));
    let both = Case::of("both.csv", rows(&["21/10/2026", "10/21/2026"])).run(IMPORT, &[]);
    assert!(both.stderr.contains("`10/21/2026` is no day with the day first, as others in the file are"), "{both}");
}

#[test]
fn a_sheet_for_each_interviewer_is_read_with_all_others() {
    let case = Case::book("sheets.xlsx");
    let refused = case.run(CALIBRATE, &[]);
    assert!(
        refused.code == 3 && refused.stderr.contains("`Basil Reed` has the same columns: --sheet all reads all"),
        "{refused}"
    );
    let read = case.run(CALIBRATE, &["--sheet", "all"]);
    assert!(
        read.stderr.contains("sheets Fern Ash, Basil Reed, one column per dimension: 2 (Technical skills, Communication), interviewer as the sheet is called"),
        "{read}"
    );
    assert_eq!(read.json()["n"], 8);
    case.run(IMPORT, &["--sheet", "all"]).fine();
    assert_eq!(case.kept_ratings(), 8);
    assert!(here("books/sheets.xlsx").exists());
}

#[test]
fn what_is_said_of_scores_is_true() {
    let six = Case::of("six.csv", format!("{HEAD}Ada One,Fern Ash,technical,4/5\nBea Two,Fern Ash,technical,6\n"));
    let refused = six.run(CALIBRATE, &[]);
    assert!(refused.code == 3 && refused.stderr.contains("6 is more than 5"), "{refused}");
    let zero = Case::of(
        "zero.csv",
        format!("{HEAD}Ada One,Fern Ash,technical,0\nBea Two,Fern Ash,technical,5\nPrepared by HR,,,\n"),
    );
    let read = zero.run(CALIBRATE, &[]);
    assert!(read.stderr.contains("where 0 says that nobody rated, add --not-rated 0"), "{read}");
    assert!(
        read.stderr.contains("left out: 1 row with one text and nothing else: `Prepared by HR` at line 4"),
        "{read}"
    );
    assert!(read.stderr.contains("scale 0 to 5, 5 is best: the range seen"), "{read}");
    let twice = Case::of(
        "twice.csv",
        format!("{HEAD}Ada One,Fern Ash,technical,4\nada one,Fern Ash,technical,2\nBea Two,Fern Ash,technical,2\n"),
    );
    let shown = twice.run("calibrate --json --dry-run --from", &[]).json();
    assert_eq!((&shown["ratings"], &shown["repeated"]), (&2.into(), &1.into()), "{shown}");
    let refused = twice.run(IMPORT, &[]);
    assert!(
        refused.stderr.contains(
            "Ada One by Fern Ash on technical stands above already, at workspace/twice.csv:2: 4 there, 2 here"
        ),
        "{refused}"
    );
}

#[test]
fn a_table_may_come_through_a_pipe() {
    let sandbox = Sandbox::empty();
    let rows = "candidate,interviewer,dimension,score,date\nAda One,Fern Ash,technical,4,11/21/2026\nBea Two,Fern Ash,technical,3,11/4/2026\n";
    for path in ["-", "/dev/stdin"] {
        let read = sandbox.call(["calibrate", "--from", path, "--json"]).stdin(rows).env("HOTSEAT_NOW", NOW).run();
        assert!(read.code == 0 && read.stderr.contains("2 ratings from"), "{path}: {read}");
    }
    let words: Vec<&str> = IMPORT.split(' ').chain(["-"]).collect();
    let kept = sandbox.call(words.iter().copied()).stdin(rows).env("HOTSEAT_NOW", NOW).run();
    assert_eq!(kept.code, 0, "{kept}");
    assert_eq!(sandbox.run("export").fine().matches(",technical,40,4,").count(), 1);
    let refused = sandbox.call(words).stdin("").env("HOTSEAT_NOW", NOW).run();
    assert!(refused.code == 3 && refused.stderr.contains("the file is empty"), "{refused}");
}

#[test]
fn forms_name_their_dimensions_in_a_grid() {
    let rows = "Your name,Candidate's name,Rate the candidate [Technical skills],Rate the candidate [Communication]\nFern Ash,Ada One,4,3\nFern Ash,Bea Two,2,3\n";
    let case = Case::of("form.csv", rows);
    case.run(IMPORT, &[]).fine();
    assert_eq!(case.kept_ratings(), 4);
}

#[test]
fn days_may_be_spelled_and_years_short() {
    let rows = "candidate,interviewer,dimension,score,date\nAda One,Fern Ash,technical,4,5 Oct 2026\nBea Two,Fern Ash,technical,3,\"October 6, 2026\"\nCal Three,Fern Ash,technical,3,07-Oct-26\n";
    let case = Case::of("days.csv", rows);
    case.run(IMPORT, &[]).fine();
    let export = case.sandbox.run("export").fine();
    for day in ["2026-10-05", "2026-10-06", "2026-10-07"] {
        assert!(export.contains(day), "no {day} in {export}");
    }
    let case = Case::of("short.csv", rows.replace("5 Oct 2026", "10/5/26"));
    let refused = case.run(IMPORT, &[]);
    assert!(refused.code == 3 && refused.stderr.contains("`10/5/26` has a year of two digits"), "{refused}");
    case.run(IMPORT, &["--days", "month-first"]).fine();
}

#[test]
fn words_alone_and_tables_on_their_side_are_said_to_be_what_they_are() {
    let words = "Candidate,Interviewer,technical,communication\nRosa,Ana,Agree,Disagree\nSam,Bo,Neutral,Agree\n";
    let refused = Case::of("words.csv", words).run(CALIBRATE, &[]);
    assert!(refused.code == 3 && refused.stderr.contains("where words are scores, --words"), "{refused}");
    let side = "Interviewer,Rosa Park,Sam Okoro\nAna,4,2\nBo,3,3\n";
    let refused = Case::of("side.csv", side).run(CALIBRATE, &[]);
    assert!(refused.code == 3 && refused.stderr.contains("are these candidates, side by side?"), "{refused}");
    let school = "Candidate,Interviewer,Dimension,Schulnote\nRosa,Ana,technical,1\nSam,Ana,technical,4\n";
    let refused = Case::of("school.csv", school).run(CALIBRATE, &[]);
    assert!(
        refused.code == 3 && refused.stderr.contains("`Schulnote` says that the lowest score is the best"),
        "{refused}"
    );
}
