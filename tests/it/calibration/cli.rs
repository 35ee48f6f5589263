//! `calibrate` and `compare --calibrated` as a person runs them: screens, files of every kind, refusals.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Said, Sandbox};

/// The program in an empty workspace of its own.
fn hotseat(arguments: &[&str]) -> Said {
    Sandbox::empty().call(arguments.iter().copied()).run()
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/calibration").join(name)
}

/// A set of ratings with known results.
pub(super) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/calibration/tests/data").join(name)
}

/// A file of ratings of this test's own.
pub(super) fn file(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("calibrate-{name}.csv"));
    fs::File::create(&path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
        .expect("it writes");
    path
}

pub(super) fn from(path: &Path, more: &[&str]) -> Said {
    let path = path.display().to_string();
    let mut arguments = vec!["calibrate", "--from", path.as_str()];
    arguments.extend(more);
    hotseat(&arguments)
}

pub(super) fn json(path: &Path, more: &[&str]) -> Value {
    let mut arguments = vec!["--json"];
    arguments.extend(more);
    let output = from(path, &arguments);
    output.json()
}

/// Reviewed by hand once; a change shows here as a difference.
fn same_as(screen: &str, arguments: &[&str]) {
    let output = hotseat(arguments);
    assert!(output.code == 0, "{output}");
    let path = here("screens").join(screen);
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    let found = output.stdout;
    assert!(found == wanted, "{} differs; printed:\n{found}", path.display());
}

/// The interviewers of this workspace are alike: their variance is zero, and so is each one's severity.
#[test]
fn no_zero_is_negative() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept/631d0d7/workspace");
    for notation in ["--json", "--csv", "--markdown", "--html"] {
        let found = Sandbox::copy_of(&workspace).call(["calibrate", "--details", notation]).inside().run().fine();
        let is_zero = |rest: &str| rest.contains('0') && rest.chars().all(|c| "0.".contains(c));
        let mut words = found.split(|c: char| !(c.is_ascii_alphanumeric() || "-.".contains(c)));
        assert_eq!(words.find(|word| word.strip_prefix('-').is_some_and(is_zero)), None, "{notation}");
    }
}

#[test]
fn the_example_panel_looks_as_reviewed() {
    same_as("calibrate.txt", &["calibrate", "--example"]);
    same_as("details.txt", &["calibrate", "--example", "--details"]);
    same_as("compare.txt", &["compare", "--calibrated", "--example"]);
    same_as("calibrate.md", &["calibrate", "--example", "--markdown"]);
}

#[test]
fn a_shared_screen_is_80_columns_wide_and_names_no_interviewer() {
    for arguments in [
        &["calibrate", "--example"][..],
        &["calibrate", "--example", "--csv"],
        &["calibrate", "--example", "--markdown"],
        &["compare", "--calibrated", "--example"],
        &["compare", "--calibrated", "--example", "--json"],
        &["compare", "--calibrated", "--example", "--csv"],
        &["compare", "--calibrated", "--example", "--markdown"],
    ] {
        let text = hotseat(arguments).stdout;
        assert!(!text.is_empty(), "{arguments:?}");
        for hidden in ["Basil", "basil", "Fern", "Iris", "severity"] {
            assert!(!text.contains(hidden), "{arguments:?} shows {hidden}");
        }
        assert!(text.contains("advice") || arguments.contains(&"--csv"), "{arguments:?}");
        if arguments.len() == 2 || arguments == ["compare", "--calibrated", "--example"] {
            let longest = text.lines().map(|line| line.chars().count()).max();
            assert!(longest.is_some_and(|longest| longest <= 80), "{arguments:?}: {longest:?}\n{text}");
            assert!(text.is_ascii(), "{arguments:?}: every terminal shows ASCII");
        }
    }
}

#[test]
fn given_terms_are_fitted_exactly_and_written_with_these_fields() {
    let path = data("shrout_fleiss_1979.csv");
    let found = json(&path, &["--scale", "1..10", "--terms", "candidate,interviewer"]);
    let expected: Value =
        serde_json::from_str(&fs::read_to_string(data("expected.json")).expect("there")).expect("JSON");
    let block = &expected["shrout_fleiss_1979"];
    let reml = &block["reml: score ~ 1 + (1|ratee) + (1|rater)"];
    let near = |found: &Value, wanted: &Value, tolerance: f64| {
        let (found, wanted) = (found.as_f64().expect("a number"), wanted.as_f64().expect("a number"));
        assert!((found - wanted).abs() <= tolerance * wanted.abs().max(1.0), "{found} is not {wanted}");
    };
    near(&found["model"]["variance"]["candidate"], &reml["variance"]["ratee"], 1e-6);
    near(&found["model"]["variance"]["interviewer"], &reml["variance"]["rater"], 1e-6);
    near(&found["model"]["variance"]["residual"], &reml["variance"]["Residual"], 1e-6);
    near(&found["model"]["intercept"], &reml["intercept"], 1e-6);
    near(&found["model"]["reml_criterion"], &reml["reml_criterion"], 1e-6);
    assert_eq!(found["model"]["terms"], serde_json::json!(["candidate", "interviewer"]));
    assert_eq!(found["model"]["singular"], false);
    assert_eq!(found["model"]["connected"], true);
    assert_eq!(found["n"], 24);
    let intercept = found["model"]["intercept"].as_f64().expect("a number");
    for (index, id) in reml["ratee"]["first"].as_array().expect("a list").iter().enumerate() {
        let lines = found["candidates"].as_array().expect("a list");
        let line = lines.iter().find(|line| line["id"] == *id).expect("the candidate");
        near(&line["effect"], &reml["ratee"]["blup"][index], 1e-6);
        near(&line["sd"], &reml["ratee"]["cond_sd"][index], 1e-6);
        let calibrated = line["calibrated"].as_f64().expect("a number") - intercept;
        near(&Value::from(calibrated), &reml["ratee"]["blup"][index], 1e-6);
        let (lower, upper) = (line["lower"].as_f64().expect("a number"), line["upper"].as_f64().expect("a number"));
        assert!(lower < calibrated + intercept && calibrated + intercept < upper);
    }
    for (index, id) in reml["rater"]["first"].as_array().expect("a list").iter().enumerate() {
        let lines = found["interviewers"].as_array().expect("a list");
        let line = lines.iter().find(|line| line["id"] == *id).expect("the interviewer");
        let severity = -line["severity"].as_f64().expect("a number");
        near(&Value::from(severity), &reml["rater"]["blup"][index], 1e-6);
        near(&line["sd"], &reml["rater"]["cond_sd"][index], 1e-6);
    }
    for of in ["overall"] {
        for kind in ["nominal", "ordinal", "interval"] {
            near(&found["agreement"][of]["alpha"][kind], &block["overall"]["krippendorff_alpha"][kind], 1e-9);
            let by = &found["agreement"]["by_dimension"]["overall"]["alpha"][kind];
            near(by, &block["overall"]["krippendorff_alpha"][kind], 1e-9);
        }
        for (name, value) in block["overall"]["icc"].as_object().expect("an object") {
            near(&found["agreement"][of]["icc"][name], value, 1e-9);
        }
        near(&found["agreement"][of]["fleiss_kappa"], &block["overall"]["fleiss_kappa"], 1e-9);
        near(&found["agreement"][of]["gwet"]["ac2_linear"], &block["overall"]["gwet"]["linear"], 1e-9);
    }
}

pub(super) const HEAD: &str = "candidate,interviewer,dimension,score\n";

#[test]
fn small_tables_get_an_answer_or_a_clear_word() {
    let cases = [
        ("one", "a,x,d,3\n", "too few ratings"),
        ("two", "a,x,d,3\nb,y,d,4\n", ""),
        ("one-interviewer", "a,x,d,3\nb,x,d,4\na,x,e,3\nb,x,e,5\nc,x,d,2\nc,x,e,2\n", ""),
        ("one-candidate", "a,x,d,3\na,y,d,4\na,x,e,3\na,y,e,5\n", "cannot tell candidates"),
        ("flat", "a,x,d,3\nb,x,d,3\na,y,d,3\nb,y,d,3\n", "do not vary"),
    ];
    for (name, rows, word) in cases {
        let path = file(name, &format!("{HEAD}{rows}"));
        let found = json(&path, &["--scale", "1..5"]);
        let text = found.to_string();
        assert!(text.contains(word), "{name}: {text}");
        assert!(!text.contains("NaN"), "{name}: {text}");
        for arguments in [&["--details"][..], &["--csv"], &["--markdown"], &["--terms", "candidate,interviewer"]] {
            let output = from(&path, arguments);
            assert!(output.code == 0, "{name} {arguments:?}: {}", output.stderr);
            let text = output.stdout;
            assert!(!text.contains("NaN") && !text.contains("inf "), "{name} {arguments:?}: {text}");
        }
    }
}

#[test]
fn a_singular_fit_is_zero_and_said_to_be() {
    // Each interviewer gives the same set of scores, so between them the moment estimate is below zero.
    let mut rows = String::from(HEAD);
    for (index, candidate) in ["a", "b", "c", "d", "e", "f"].into_iter().enumerate() {
        for (other, interviewer) in ["x", "y", "z"].into_iter().enumerate() {
            let wobble = if index % 2 == 0 { ["3", "4", "2"][(index + other) % 3] } else { "3" };
            rows += &format!("{candidate},{interviewer},d,{wobble}\n");
        }
    }
    let path = file("singular", &rows);
    let found = json(&path, &["--scale", "1..5", "--terms", "candidate,interviewer"]);
    assert_eq!(found["model"]["singular"], true);
    assert_eq!(found["model"]["variance"]["interviewer"], 0.0);
    assert_eq!(found["interviewers"][0]["severity"].as_f64().map(f64::abs), Some(0.0));
    assert!(from(&path, &["--details", "--terms", "candidate,interviewer"]).stdout.contains("estimated as zero"));
}

#[test]
fn too_many_dimensions_get_a_clear_word() {
    let mut rows = String::from(HEAD);
    for dimension in 0..301 {
        rows += &format!("a,x,d{dimension},{}\nb,x,d{dimension},3\n", 1 + dimension % 5);
    }
    let found = json(&file("many-dimensions", &rows), &["--scale", "1..5"]);
    let reason = found["model"]["undefined"].as_str().unwrap_or_default();
    assert!(reason.contains("more than 300 dimensions"), "{reason}");
}

#[test]
fn every_bad_row_is_named_by_its_line_and_nothing_is_taken() {
    let mut text = String::from("ratee,rater,item,score,note\na,x,d,3,fine\n,x,d,3,\nb,x,d,high,\nb,,d,2,\n");
    for _ in 0..20 {
        text += "c,x,d,9,\n";
    }
    text += "a,y,d,4,\nc,y,d,9,\n";
    let output = from(&file("bad", &text), &["--scale", "1..5"]);
    assert_eq!(output.code, 3);
    assert!(output.stdout.is_empty());
    let said = output.stderr;
    for part in [
        "24 problems",
        ":3, column A: the candidate is missing",
        ":4, column D: `high` is no score",
        ":5, column B: the interviewer",
        "and 20 more like it, at lines 7-25, 27",
    ] {
        assert!(said.contains(part), "no {part} in:\n{said}");
    }
    assert!(said.contains("9 is not on the scale 1..5"), "{said}");
}

#[test]
fn any_scale_is_seen_or_declared_and_said() {
    for (name, low, high) in [("nine", 1, 9), ("twenty", 0, 20)] {
        let mut rows = String::from(HEAD);
        for candidate in 0..8 {
            for interviewer in 0..4 {
                let step = (high - low) / 8;
                let score = low + step * ((candidate + interviewer * (candidate % 3)) % 9);
                rows += &format!("c{candidate},i{interviewer},d,{}\n", score.min(high));
            }
        }
        let path = file(name, &rows);
        let seen = from(&path, &[]);
        assert!(seen.code == 0, "{}", seen.stderr);
        assert!(seen.stderr.contains("the range seen"), "{}", seen.stderr);
        let declared = format!("{low}..{high}");
        let found = json(&path, &["--scale", &declared]);
        assert_eq!((found["scale"]["min"].as_i64(), found["scale"]["max"].as_i64()), (Some(low), Some(high)));
        assert!(found["candidates"][0]["bands"].as_object().is_some_and(serde_json::Map::is_empty));
        // The rating-weighted mean is kept: sum of n × total over candidates is the sum of all scores.
        let lines = found["candidates"].as_array().expect("a list");
        let of = |key: &str, value: &Value| value[key].as_f64().expect("a number");
        let kept: f64 = lines.iter().map(|line| of("n", line) * of("value", &line["total"])).sum();
        let given: f64 = lines.iter().map(|line| of("n", line) * of("raw", line)).sum();
        assert!((kept - given).abs() < 1e-6, "{kept} {given}");
    }
    let output = from(&file("wide", &format!("{HEAD}a,x,d,1\nb,x,d,9000\n")), &[]);
    assert_eq!(output.code, 3);
    let output = from(&file("nothing", HEAD), &[]);
    assert_eq!(output.code, 1);
    assert!(output.stderr.contains("has 0 ratings"), "{output}");
    let output = from(&file("usage", HEAD), &["--kit", "k"]);
    assert_eq!(output.code, 2);
}

#[test]
fn parts_that_share_nobody_are_ranked_each_by_itself() {
    let mut rows = String::from(HEAD);
    for candidate in 0..8 {
        for seat in 0..2 {
            for dimension in ["d", "e"] {
                let interviewer = 2 * (candidate % 2) + seat;
                let score = 1 + (candidate / 2 + seat * (candidate % 3)) % 5;
                rows += &format!("c{candidate},i{interviewer},{dimension},{score}\n");
            }
        }
    }
    let path = file("parts", &rows);
    let found = json(&path, &["--scale", "1..5"]);
    assert_eq!(found["model"]["connected"], false);
    assert_eq!(found["design"]["parts"], 2);
    let places: Vec<(u64, u64)> = found["candidates"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| (line["component"].as_u64().expect("a part"), line["rank"].as_u64().expect("a rank")))
        .collect();
    assert_eq!(places, [(0, 1), (0, 2), (0, 3), (0, 4), (1, 1), (1, 2), (1, 3), (1, 4)]);
    let text = from(&path, &["--scale", "1..5"]).stdout;
    assert!(text.contains("Part 1 of 2") && text.contains("alike on average"), "{text}");
    // Nobody of one part is ahead of those of the other.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(" is ahead in part 1 and ") && text.contains(" in part 2."), "{text}");
}

#[test]
fn who_has_the_same_total_is_not_ahead_and_shares_a_rank() {
    let rows = "Ann,x,d,5\nAnn,y,d,4\nBo,x,d,5\nBo,y,d,4\nCy,x,d,2\nCy,y,d,3\nDi,x,d,1\nDi,y,d,1\n";
    let path = file("level", &format!("{HEAD}{rows}"));
    let found = json(&path, &["--scale", "1..5"]);
    let ranks: Vec<_> = found["candidates"].as_array().expect("a list").iter().map(|line| &line["rank"]).collect();
    assert_eq!(ranks, [1, 1, 3, 4]);
    let groups: Vec<_> = found["candidates"].as_array().expect("a list").iter().map(|line| &line["group"]).collect();
    assert_eq!(groups[0], groups[1]);
    let text = from(&path, &["--scale", "1..5"]).stdout;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Nobody is ahead: Ann and Bo have the same total."), "{text}");
}

#[test]
fn where_interviewers_agree_exactly_nothing_is_calibrated() {
    let rows: String = (0..12).map(|index| format!("c{index},x,d,{0}\nc{index},y,d,{0}\n", index % 4 + 1)).collect();
    let path = file("exact", &format!("{HEAD}{rows}"));
    let text = from(&path, &["--scale", "1..5"]).stdout;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("nobody is ranked: who was rated and by whom explains every score"), "{text}");
    assert!(text.contains("agree closely"), "{text}");
}

/// A text without its line breaks.
fn in_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Their totals are 3.974 and 3.965, and the chance that they stand in that order is 50.3%.
#[test]
fn who_is_above_by_an_even_chance_is_level() {
    let rows = "Ann,x,d,4\nAnn,y,d,5\nBo,x,d,1\nBo,y,d,4\nCy,z,d,3\nCy,y,d,1\nDi,x,d,5\nDi,z,d,3\nEd,y,d,5\nEd,z,d,4\n";
    let path = file("even", &format!("{HEAD}{rows}"));
    let found = json(&path, &["--scale", "1..5"]);
    let lines = found["candidates"].as_array().expect("a list");
    assert_eq!((&lines[0]["id"], &lines[1]["id"]), (&"Ann".into(), &"Ed".into()));
    let next = lines[0]["above_next"].as_f64().expect("a chance");
    assert!(next > 0.5 && next < 0.505, "{next}");
    for plain in [&[][..], &["--plain"]] {
        let text = in_a_line(&from(&path, &[&["--scale", "1..5"], plain].concat()).stdout);
        assert!(text.contains("Nobody is ahead: Ann and Ed are level."), "{text}");
    }
    // The same beside a part that shares nobody with it.
    let rows = format!("{rows}Flo,u,d,5\nFlo,v,d,4\nGus,u,d,2\nGus,v,d,2\n");
    let text = in_a_line(&from(&file("even-part", &format!("{HEAD}{rows}")), &["--scale", "1..5"]).stdout);
    assert!(text.contains("Ann and Ed are level in part 1 and Flo is ahead in part 2."), "{text}");
}

/// Of two, to be the best and to be above the other is one question.
#[test]
fn one_question_has_one_chance() {
    let rows = "Ann,x,d,4\nAnn,y,d,5\nBo,x,d,3\nBo,y,d,3\n";
    let more = "Ann,x,e,4\nAnn,y,e,3\nBo,x,e,3\nBo,y,e,2\n";
    let path = file("one-question", &format!("{HEAD}{rows}{more}"));
    for seed in ["1", "2", "3"] {
        let found = json(&path, &["--scale", "1..5", "--seed", seed]);
        let lines = found["candidates"].as_array().expect("a list");
        assert_eq!(lines[0]["best"], lines[0]["above_next"], "{found}");
        let both = lines.iter().map(|line| line["best"].as_f64().expect("a chance")).sum::<f64>();
        assert!((both - 1.0).abs() < 1e-12, "{found}");
    }
}

/// Who got the same of the same has the same chance of being the best, whatever was drawn.
#[test]
fn who_cannot_be_told_apart_is_as_likely_the_best() {
    let rows = "Ann,x,d,5\nAnn,y,d,4\nBo,x,d,5\nBo,y,d,4\nCy,x,d,4\nCy,y,d,5\nDi,x,d,3\nDi,y,d,4\nEd,x,d,1\nEd,y,d,2\n";
    let found = json(&file("alike", &format!("{HEAD}{rows}")), &["--scale", "1..5"]);
    let best = |name: &str| {
        let lines = found["candidates"].as_array().expect("a list");
        lines.iter().find(|line| line["id"] == name).map(|line| line["best"].clone())
    };
    assert_eq!(best("Ann"), best("Bo"), "{found}");
    assert!(best("Ann").is_some_and(|best| best.as_f64() > Some(0.1)), "{found}");
}

/// Three totals are 5.00, and stand at the ranks 1 to 3 by what they would be on a longer scale.
#[test]
fn totals_at_the_end_of_the_scale_say_by_what_they_are_ranked() {
    let rows = "Ann,x,d,5\nAnn,z,d,5\nBo,y,d,5\nCy,x,d,4\nCy,y,d,5\nCy,z,d,5\nDi,x,d,2\nDi,y,d,3\nDi,z,d,5\nEd,x,d,1\nEd,y,d,2\nEd,z,d,4\nFlo,x,d,1\nFlo,y,d,2\nFlo,z,d,4\nGus,z,d,4\n";
    let path = file("ends", &format!("{HEAD}{rows}"));
    let found = json(&path, &["--scale", "1..5"]);
    let ranks: Vec<_> =
        found["candidates"].as_array().expect("a list").iter().take(3).map(|line| &line["rank"]).collect();
    assert_eq!(ranks, [1, 2, 3], "{found}");
    for plain in [&[][..], &["--plain"]] {
        let text = in_a_line(&from(&path, &[&["--scale", "1..5"], plain].concat()).stdout);
        assert!(text.contains("ranks and chances go by what it would be without an end"), "{text}");
    }
}

/// Scores between the steps have no shares and no alpha. The model takes them, and so do the ICCs: here of four complete rows.
#[test]
fn agreement_of_decimals_is_told_by_the_model() {
    let rows = "Ann,x,d,3.25\nAnn,y,d,3.5\nBo,x,d,2.25\nBo,y,d,2.75\nCy,x,d,4.5\nCy,y,d,4.75\nDi,x,d,1.1\nDi,y,d,1.6\n";
    let path = file("decimals", &format!("{HEAD}{rows}"));
    let found = json(&path, &["--scale", "1..5"]);
    let (fitted, complete) = (&found["model"]["icc"], &found["agreement"]["overall"]["icc"]);
    for (one, other) in [("absolute", "ICC(2,1)"), ("consistency", "ICC(3,1)")] {
        let [one, other] = [&fitted[one], &complete[other]].map(|value| value.as_f64().expect("a number"));
        assert!((one - other).abs() < 1e-6, "{one} {other}");
    }
    let text = in_a_line(&from(&path, &["--scale", "1..5", "--details"]).stdout);
    assert!(text.contains("How far the interviewers agree is known from the model alone: an ICC of 0.96"), "{text}");
    assert!(!text.contains("agree cannot be told"), "{text}");
    let said =
        "By the fitted variances, which take all 8 ratings (4 rows are complete): ICC(2,1) 0.961, ICC(3,1) 0.995.";
    assert!(text.contains(said), "{text}");
}

/// On communication both give the same scores: shares are of two candidates, and alpha has no value. What is left out beside means was
/// rated by others, too.
#[test]
fn what_shares_rest_on_is_said_where_alpha_has_no_value() {
    let rows = "Ann,x,d,3\nAnn,y,d,4\nBo,x,d,2\nBo,y,d,3\nCy,x,d,5\nCy,y,d,4\nAnn,x,e,4\nAnn,y,e,4\nBo,x,e,4\nBo,y,e,4\nCy,x,e,4\nCy,y,e,3.5\n";
    let path = file("shares", &format!("{HEAD}{rows}"));
    let text = from(&path, &["--scale", "1..5"]).stdout;
    let line = text.lines().find(|line| line.starts_with("e ")).unwrap_or_default();
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["e", "100%", "100%", "-", "-", "2"], "{text}");
    let text = in_a_line(&text);
    let left = "1 mean that is between two scores of the scale, and 1 score where nobody else gave one that counts.";
    assert!(text.contains(left), "{text}");
    let heard = in_a_line(&from(&path, &["--scale", "1..5", "--plain"]).stdout);
    let said = "On e, 2 candidates were scored by two or more; 100% of the pairs are equal; 100% of the pairs are within one point; alpha has no value, as all scores are equal";
    assert!(heard.contains(said), "{heard}");
}

/// One candidate, one interviewer, two ratings, all equal, one candidate rated again and again: what is said is so, and said once.
#[test]
fn of_the_smallest_tables_nothing_untrue_is_said() {
    let alone = "Ann,x,d,3\nAnn,y,d,4\n";
    let one = "Ann,x,d,3\nBo,x,d,4\nCy,x,d,5\nAnn,x,e,2\nBo,x,e,4\nCy,x,e,4\n";
    let flat = "Ann,x,d,3\nBo,x,d,3\nAnn,y,d,3\nBo,y,d,3\n";
    let again: String = (0..70).map(|row| format!("Ann,i{},d,{}\n", row % 7, 1 + row % 5)).collect();
    let cases: [(&str, &str, &[&str], &[&str]); 5] = [
        ("pair", "Ann,x,d,3\nBo,y,d,4\n", &["a strict interviewer from a weak candidate"], &["random term"]),
        (
            "alone",
            alone,
            &["there is only one candidate", "only 1 candidate was scored by two or more"],
            &["random term", "strict interviewer", "Everybody is linked"],
        ),
        ("only-x", one, &["severity cannot be told: only one person rated."], &["there is only one."]),
        ("all-equal", flat, &["the ratings do not vary", "both candidates were seen"], &["1.00 to 1.00", "all 2"]),
        ("again", &again, &["there is only one candidate"], &["random term", "Everybody is linked"]),
    ];
    for (name, rows, wanted, untrue) in cases {
        let path = file(name, &format!("{HEAD}{rows}"));
        for more in [&[][..], &["--plain"]] {
            let text = in_a_line(&from(&path, &[&["--scale", "1..5", "--details"], more].concat()).stdout);
            for wanted in wanted {
                assert!(text.contains(wanted), "{name} {more:?}: no {wanted} in {text}");
            }
            for untrue in untrue {
                assert!(!text.contains(untrue), "{name} {more:?}: {untrue} in {text}");
            }
        }
        json(&path, &["--scale", "1..5"]);
    }
}

#[test]
fn where_nothing_was_rated_nothing_untrue_is_said() {
    for arguments in [&["calibrate"][..], &["calibrate", "--details"], &["calibrate", "--json"]] {
        let said = hotseat(arguments);
        let plain = arguments != ["calibrate", "--json"];
        assert!(said.code == 0 && said.stdout.contains("There are no ratings to calibrate.") == plain, "{said}");
        for untrue in ["several rubrics", "weigh alike", "openings", "NaN", "Everybody is linked"] {
            assert!(
                !said.stderr.contains(untrue) && !said.stdout.contains(untrue),
                "{arguments:?}: {untrue} in {said}"
            );
        }
    }
}

/// Six ratings with a mean, a round each, and effects of dimensions and candidates: nothing is left to say how sure anything is, and a
/// search that ends where rounding stops it finds intervals of a few millionths.
#[test]
fn where_as_many_terms_as_ratings_explain_them_nobody_is_ranked() {
    let one = "C1,I0,d1,1\nC1,I0,d2,1\nC2,I0,d2,4\nC3,I0,d0,4\nC3,I0,d1,2\nC3,I0,d2,2\n";
    let other = "C1,I1,d1,1\nC1,I2,d0,4\nC1,I3,d1,1\nC2,I0,d0,5\nC2,I2,d1,3\nC2,I3,d0,2\n";
    for (name, rows) in [("saturated", one), ("saturated-too", other)] {
        let path = file(name, &format!("{HEAD}{rows}"));
        let found = json(&path, &["--scale", "1..5"]);
        let reason = found["model"]["undefined"].as_str().unwrap_or_default();
        assert!(reason.contains("explains every score"), "{name}: {found}");
        assert!(found["candidates"].as_array().expect("a list").iter().all(|line| line["total"].is_null()), "{name}");
        let text = from(&path, &["--scale", "1..5"]).stdout;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("nobody is ranked: who was rated and by whom explains every score"), "{name}: {text}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let path = data("wine_randall.csv");
    let run = |seed: &str| from(&path, &["--scale", "1..5", "--json", "--seed", seed]).stdout;
    assert_eq!(run("5"), run("5"));
    assert_ne!(run("5"), run("6"));
}
