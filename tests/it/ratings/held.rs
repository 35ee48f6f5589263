//! What was held: the stage, the format and the level that a table names.

use std::fmt::Write;

use super::{CALIBRATE, Case, IMPORT};

/// Eight candidates by three interviewers in two stages, where `Ana` is hard on a stage alone.
fn staged() -> String {
    let mut rows = "Candidate,Interviewer,Stage,Dimension,Score,Date\n".to_owned();
    for (at, candidate) in ["Rosa", "Sam", "Tilda", "Uma", "Viktor", "Wes", "Xenia", "Yan"].into_iter().enumerate() {
        for (who, interviewer) in ["Ana Reed", "Bo Lind", "Cy Moor"].into_iter().enumerate() {
            for (stage, hard) in [("Phone screen", 0), ("Onsite", usize::from(who == 0))] {
                for (number, dimension) in ["technical", "communication"].into_iter().enumerate() {
                    let early = usize::from(stage == "Phone screen");
                    let score = (1 + at % 3 + early + (at * 7 + who * 3 + number * 5 + early) % 2).max(2) - hard;
                    writeln!(rows, "{candidate},{interviewer},{stage},{dimension},{score},2026-10-05")
                        .expect("it writes");
                }
            }
        }
    }
    rows
}

#[test]
fn an_import_keeps_the_stage_so_that_calibration_is_the_same() {
    let case = Case::of("staged.csv", staged());
    let words = |said: &str| -> Vec<String> {
        let report: serde_json::Value = serde_json::from_str(said).expect("JSON");
        let model = &report["model"];
        assert!(model["terms"].to_string().contains("round"), "{model}");
        let interviewers = report["interviewers"].as_array().expect("a list").iter();
        let mut all: Vec<String> = interviewers
            .map(|own| format!("{} {:.4} {}", own["name"], own["severity"].as_f64().expect("a number"), own["verdict"]))
            .collect();
        let candidates = report["candidates"].as_array().expect("a list").iter();
        all.extend(candidates.map(|own| format!("{} {:.4}", own["name"], own["raw"].as_f64().expect("a number"))));
        all.sort();
        all
    };
    let from_file = words(&case.run(CALIBRATE, &["--scale", "1..5"]).fine());
    case.run(IMPORT, &[]).fine();
    assert_eq!(words(&case.sandbox.run("calibrate --json").fine()), from_file);
    // It goes out with an export, comes in again, and counts there, too.
    let export = case.sandbox.run("export").fine();
    assert!(export.contains(",,Phone screen,core,"), "{export}");
    let other = Case::of("export.csv", &export);
    assert_eq!(words(&other.run(CALIBRATE, &[]).fine()), from_file);
    other.run(IMPORT, &[]).fine();
    assert_eq!(words(&other.sandbox.run("calibrate --json").fine()), from_file);
}

const NAMED: &str = "Candidate,Interviewer,Format,Level,technical\nRosa,Ana Reed,Deep technical,Senior,4\nSam,Ana Reed,technical-screening,junior,3\n";

#[test]
fn a_table_says_what_was_held_by_its_own_columns() {
    let case = Case::of("held.csv", NAMED);
    let import = "import --date 2026-11-20";
    let read = case.run(import, &[]);
    assert!(read.code == 0 && !read.stderr.contains("not read"), "{read}");
    let export = case.sandbox.run("export").fine();
    assert!(export.contains(",deep-technical,senior,") && export.contains(",technical-screening,junior,"), "{export}");
    // A flag that contradicts it is refused, with both.
    let case = Case::of("held.csv", NAMED);
    let refused = case.run(IMPORT, &[]);
    let why = "the format is `Deep technical` here, and --format says technical-screening";
    assert!(refused.code == 3 && refused.stderr.contains(why), "{refused}");
    let refused = case.run(import, &["--level", "junior"]);
    let why = "the level is `Senior` here, and --level says junior";
    assert!(refused.code == 3 && refused.stderr.contains(why), "{refused}");
    assert_eq!(case.kept_ratings(), 0);
    // What it does not say, a flag says, and only that.
    let half = Case::of("half.csv", NAMED.replace("Level", "Notes on level"));
    let refused = half.run(import, &[]);
    assert!(refused.code == 2 && refused.stderr.contains("does not say at which level it was held"), "{refused}");
    half.run(import, &["--level", "mid"]).fine();
    // Words that are no format's are a round, as before, and a level that is none is named as not read.
    let other = NAMED.replace("Deep technical", "Onsite").replace("Senior", "IC5");
    let read = Case::of("other.csv", other).run(IMPORT, &[]);
    assert!(read.code == 0 && read.stderr.contains("columns that are not read: `Level`"), "{read}");
}

#[test]
fn replacing_says_what_was_held_otherwise() {
    let case = Case::of("held.csv", "Candidate,Interviewer,technical\nRosa,Ana Reed,4\n");
    case.run(IMPORT, &[]).fine();
    let again = case.run("import --format deep-technical --level mid --date 2026-11-20", &["--replace"]);
    assert!(again.code == 0 && again.stderr.contains("Rosa by Ana Reed: held as Technical"), "{again}");
    assert!(
        again.stderr.contains(", now Deep technical") && !again.stderr.contains("every value is as it was"),
        "{again}"
    );
}
