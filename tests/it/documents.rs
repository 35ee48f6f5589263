//! The documents tell the truth: their console blocks are run, and an interview shown as text is held again.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use hotseat::core::audit::Audit;
use hotseat::core::bank::Bank;
use hotseat::core::check::{self, Checkable};
use hotseat::core::exact::Exact;
use hotseat::core::format::{Format, Loops, Technologies, Tracks};
use hotseat::core::people::People;
use hotseat::core::rubric::Rubric;
use hotseat::core::session::Phase;
use hotseat::live::board::keys::TABLE;
use hotseat::store;

use crate::support::Sandbox;

const DOCUMENTS: [&str; 7] = [
    "README.md",
    "docs/authoring.md",
    "docs/design.md",
    "docs/files.md",
    "docs/interview.md",
    "docs/json.md",
    "docs/scoring.md",
];

fn read(document: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(document)).expect(document)
}

/// An empty folder of this test's own, with each document copied into it beside a sandbox for its commands.
fn stage(name: &str) -> PathBuf {
    let stage = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&stage);
    for document in DOCUMENTS {
        let copy = stage.join(document);
        // With both folders, the commands of a document run in one sandbox of its own, which they may write to.
        for sandbox in [copy.with_extension("in"), copy.with_extension("out")] {
            fs::create_dir_all(&sandbox).expect("the stage is writable");
            fs::File::create(sandbox.join(".keep")).expect("the stage is writable");
        }
        let mut file = fs::File::create(&copy).expect("the stage is writable");
        file.write_all(with_final_breaks(&read(document)).as_bytes()).expect("the stage is writable");
    }
    stage
}

/// trycmd takes the line break before a closing fence for the fence's, so that the output's own has to be added.
fn with_final_breaks(text: &str) -> String {
    let mut console = false;
    let mut out = String::new();
    for line in text.lines() {
        if console && line == "```" && !out.ends_with("\n\n") && !out.ends_with("\n...\n") {
            out.push('\n');
        }
        console = line == "```console" || (console && line != "```");
        out += line;
        out.push('\n');
    }
    out
}

/// Whatever the machine, the commands see this.
fn surroundings(home: &Path) -> [(&'static str, String); 10] {
    let home = home.display().to_string();
    [
        ("HOTSEAT_WORKSPACE", String::new()),
        ("HOTSEAT_NOW", "2026-11-21T10:00:00Z".into()),
        ("HOTSEAT_CHANCE", "7".into()),
        ("COLUMNS", "80".into()),
        ("NO_COLOR", "1".into()),
        ("LANG", "C.UTF-8".into()),
        ("TZ", "UTC".into()),
        ("HOME", home.clone()),
        ("XDG_DATA_HOME", home.clone()),
        ("APPDATA", home),
    ]
}

#[test]
fn console_blocks_show_what_the_program_prints() {
    let stage = stage("documents");
    let cases = trycmd::TestCases::new();
    for (name, value) in surroundings(&stage.join("home")) {
        cases.env(name, value);
    }
    for document in DOCUMENTS {
        cases.case(stage.join(document));
    }
    cases.run();
}

/// What stands in the document between a line and the end of the fenced block that follows it.
fn block_after(text: &str, mark: &str) -> String {
    let (_, rest) = text.split_once(mark).expect("the mark stands in the document");
    let (_, rest) = rest.split_once("```text\n").expect("a block follows");
    rest.split_once("```").expect("the block ends").0.to_owned()
}

/// How a prompt of the conversation ends.
const PROMPT: &str = " left> ";

/// Splits what was printed after each prompt, and puts behind it what was typed there.
fn with_typed(printed: &str, typed: &[&str]) -> String {
    let mut typed = typed.iter();
    let mut out = String::new();
    for line in printed.split_inclusive('\n') {
        let mut rest = line;
        while let Some((prompt, after)) = rest.split_once(PROMPT) {
            for part in [prompt, PROMPT, typed.next().unwrap_or(&""), "\n"] {
                out += part;
            }
            rest = after;
        }
        out += rest;
    }
    out
}

#[test]
fn the_interview_in_the_readme_is_one_that_was_held() {
    let shown = block_after(&read("README.md"), "<!-- held again by a test -->");
    let typed: Vec<&str> = shown.lines().filter_map(|line| line.split_once(PROMPT)).map(|(_, typed)| typed).collect();
    // Before what is shown, the introduction is left behind.
    let before = ["/next"];
    let at_prompts: Vec<&str> = before.iter().chain(&typed).copied().collect();
    let input = at_prompts.join("\n") + "\n";
    let sandbox = Sandbox::empty();
    let warm_up = sandbox.interview("warm-up --level mid --track backend --seed 7", ["Rowan Alder", "Fern Ash"]);
    let held = with_typed(&warm_up.stdin(&input).run().stdout, &at_prompts);

    let mut rest = held.lines();
    for line in shown.lines().filter_map(fixed) {
        assert!(rest.any(|printed| printed.starts_with(line)), "`{line}` was not printed, or not here:\n{held}");
    }
}

/// The part of a shown line that does not come from a bank, which may be edited; none where all of it does.
fn fixed(line: &str) -> Option<&str> {
    if line.starts_with(|c: char| c == ' ' || c.is_ascii_digit()) || line == "..." {
        return None;
    }
    let from_bank = ["saw: ", "Q1: must ask, concept, mid level, difficulty "];
    Some(from_bank.into_iter().find(|start| line.starts_with(start)).unwrap_or(line))
}

/// Whether a document reads without a problem.
fn reads<T: Checkable>(text: &str) {
    if let Err(problems) = check::read::<T>(text) {
        panic!("{text}\n{problems:#?}");
    }
}

/// What a page's examples are said to be, and their texts.
fn examples_of(page: &str) -> Vec<(&str, &str)> {
    let parts = page.split("<!-- reads as: ").skip(1);
    parts
        .map(|part| {
            let (kind, rest) = part.split_once(" -->\n```json\n").expect("a block follows at once");
            (kind, rest.split_once("```").expect("the block ends").0)
        })
        .collect()
}

/// The list of technologies on the page is the only one that can't stand for the shipped list: every bank would miss its own.
#[test]
fn the_examples_of_files_are_a_workspace_without_a_problem() {
    let text = read("docs/files.md");
    let sandbox = Sandbox::empty();
    let mut written = 0;
    for (kind, example) in examples_of(&text) {
        let place = match kind {
            "bank" => "banks/our-services.json",
            "audit" => "banks/audit/our-services.json",
            "format" => "formats/design-and-talk.json",
            "loops" => "formats/loops.json",
            "tracks" => "formats/tracks.json",
            "rubric" => "rubrics/pair.json",
            "people" => "sessions/people.json",
            "technologies" | "journal" => continue,
            other => panic!("nothing is called {other}"),
        };
        sandbox.write(place, example);
        written += 1;
    }
    let said = sandbox.run("check");
    assert_eq!((written, said.code), (7, 0), "{said}");
    assert!(said.stderr.contains("no problems: ") && !said.stderr.contains("no entry in the audit"), "{said}");
}

/// A question of a minute is too short for every kind, so that `check` says the limits of each.
#[test]
fn the_limits_of_minutes_are_those_that_check_says() {
    let text = read("docs/authoring.md");
    let (_, table) = text.split_once("| kind | least | most | common |\n").expect("the table");
    let rows = table.lines().skip(1).take_while(|line| line.starts_with("| "));
    let written: BTreeSet<(String, String, String)> = rows
        .map(|row| {
            let cells: Vec<String> = row.split('|').map(|cell| cell.trim().to_owned()).collect();
            (cells[1].clone(), cells[2].clone(), cells[3].clone())
        })
        .collect();
    let questions: Vec<serde_json::Value> = written
        .iter()
        .map(|(kind, ..)| {
            serde_json::json!({
                "id": kind, "prompt": "Why?", "kind": kind, "level": "mid", "difficulty": 2, "minutes": 1, "topics": ["t"],
                "dimensions": ["communication"], "answer": "So.", "signals": { "strong": ["a"], "weak": ["b"] },
                "follow_ups": ["And?"], "handout": "Here."
            })
        })
        .collect();
    let sandbox = Sandbox::empty();
    let bank = serde_json::json!({ "version": 1, "id": "short", "title": "Short", "questions": questions });
    sandbox.write("banks/short.json", bank.to_string());
    let said: serde_json::Value = serde_json::from_str(&sandbox.run("check --json").stdout).expect("JSON");
    let hints = said["problems"].as_array().expect("problems").iter().filter_map(|problem| problem["hint"].as_str());
    let said: BTreeSet<(String, String, String)> = hints
        .filter_map(|hint| hint.strip_prefix("a question of kind ")?.strip_suffix(" minutes"))
        .filter_map(|hint| {
            let (kind, limits) = hint.split_once(" takes ")?;
            let (least, most) = limits.split_once(" to ")?;
            Some((kind.to_owned(), least.to_owned(), most.to_owned()))
        })
        .collect();
    assert_eq!((written.len(), written), (10, said));
}

#[test]
fn the_examples_of_files_read_as_what_they_are_said_to_be() {
    let text = read("docs/files.md");
    let examples = examples_of(&text);
    for (kind, example) in &examples {
        match *kind {
            "bank" => reads::<Bank>(example),
            "audit" => reads::<Audit>(example),
            "format" => reads::<Format>(example),
            "loops" => reads::<Loops>(example),
            "tracks" => reads::<Tracks>(example),
            "technologies" => reads::<Technologies>(example),
            "rubric" => reads::<Rubric>(example),
            "people" => reads::<People>(example),
            "journal" => {
                let (entries, dropped) = store::parse(example.as_bytes()).expect("every line reads");
                assert_eq!((matches!(entries.len(), 13 | 21), dropped), (true, None));
            }
            other => panic!("nothing is called {other}"),
        }
    }
    assert_eq!(examples.len(), 10);
}

/// The numbers of docs/scoring.md that no command prints.
#[test]
fn the_worked_examples_of_scoring_are_right() {
    let ratio = |numerator, denominator| Exact::ratio(numerator, denominator).expect("a ratio");
    assert_eq!(Exact::mean(&[4, 4, 3].map(Exact::from)), Some(ratio(11, 3)));
    assert_eq!(Exact::mean(&[ratio(11, 3), Exact::from(3)]), Some(ratio(10, 3)));
    assert_eq!(Exact::mean(&[Exact::from(3), ratio(29, 7), Exact::from(4)]), Some(ratio(26, 7)));
    assert_eq!(ratio(22799, 6000).rounded(2), "3.80");
    assert_eq!(ratio(22799, 6000).shown_beside(&[ratio(38, 10)]), "3.7998");

    let hazel = example_total("Hazel Thorne");
    assert_eq!(hazel.as_deref(), Some("1067/280"));
}

/// The exact panel total of a candidate of the example.
fn example_total(name: &str) -> Option<String> {
    use hotseat::core::panel::{Scope, Submitted, compare};
    let (found, people) = store::example().expect("the example reads");
    let summaries: Vec<_> = found.iter().map(|found| (&found.id, found.session.summary())).collect();
    let sessions: Vec<_> = summaries.iter().map(|(id, summary)| Submitted { id, summary }).collect();
    let comparison = compare(&sessions, &Scope::default(), &people);
    let ranked = comparison.groups.into_iter().flat_map(|group| group.ranked);
    ranked.map(|ranked| ranked.standing).find(|standing| standing.candidate.name == name)?.result.total_fraction
}

/// Every name of a field in a JSON value; what stands under `scores` is named by the rubric.
fn keys(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                found.insert(key.clone());
                if key != "scores" {
                    keys(value, found);
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

/// What documents a field: its name in backticks, on the page on JSON or, for documents, on the one on files.
#[test]
fn every_field_that_is_printed_is_documented() {
    let pages = read("docs/json.md") + &read("docs/files.md");
    let sandbox = Sandbox::empty();
    let calls = [
        "scorecard --example --json",
        "feedback 2026-11-11-cm4xz-r1-fern-ash-x6pq --example --json",
        "compare --example --json",
        "export --example --json",
        "sessions --example --json",
        "score t=3 ps=5 c=5 --level senior --json",
        "plan deep-technical --level mid --track backend --seed 1 --json",
        "plan senior-lead --level lead --track backend --seed 1 --json",
        "plan practical-assessment --level mid --track backend --seed 1 --json",
        "questions --level junior --json",
        "formats --json",
        "loops --json",
        "tracks --json",
        "rubrics --json",
        "check --json",
    ];
    let mut undocumented = BTreeSet::new();
    for call in calls {
        let value = sandbox.run(call).json();
        let mut found = BTreeSet::new();
        keys(&value, &mut found);
        assert!(!found.is_empty(), "{call} prints no field");
        undocumented.extend(
            found.into_iter().filter(|key| !pages.contains(&format!("`{key}`"))).map(|key| format!("{key} ({call})")),
        );
    }
    assert!(undocumented.is_empty(), "not documented: {undocumented:#?}");
}

/// Three candidates, three interviewers, one kit, everything submitted; with a flag, a swap, a skip and an amendment to look at.
#[test]
fn the_guide_has_every_key_of_the_board_and_no_other() {
    let guide = read("docs/interview.md");
    let cells = guide.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let written: BTreeSet<&str> =
        cells.flat_map(|cell| cell.split(", ")).map(|key| key.trim_start_matches("and ")).collect();
    let written: BTreeSet<&str> = written.into_iter().map(|key| key.split(' ').next().unwrap_or(key)).collect();
    let pressed: BTreeSet<String> = TABLE.iter().flat_map(|key| key.presses).map(ToString::to_string).collect();
    for key in &pressed {
        assert!(written.contains(key.as_str()), "{key} is missing in docs/interview.md");
    }
    // The last table is of commands, and its first column of what they are about.
    for key in written.iter().filter(|key| key.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())) {
        assert!(pressed.contains(*key), "docs/interview.md has {key}, which is no key of the board");
    }
}

#[test]
fn the_example_panel_is_whole() {
    let (found, people) = store::example().expect("the example reads");
    assert_eq!((found.len(), people.candidates.len(), people.interviewers.len()), (9, 3, 3));
    let mut kits = BTreeSet::new();
    let mut pairs = BTreeSet::new();
    let mut seen = [0; 4];
    for store::Stored { session, dropped, .. } in &found {
        let state = session.state();
        assert_eq!((state.phase, dropped), (Phase::Submitted, &None));
        let beginning = state.beginning.as_ref().expect("it began");
        kits.insert(session.plan().kit.clone());
        pairs.insert((beginning.candidate.clone(), beginning.interviewer.clone()));
        let swapped = state.asking.iter().filter(|asking| asking.replaced_by.is_some()).count();
        let skipped = state.asking.iter().filter(|asking| asking.skipped.is_some()).count();
        for (count, here) in seen.iter_mut().zip([state.flags.len(), swapped, skipped, state.amendments.len()]) {
            *count += here;
        }
        assert!(state.notes.len() >= 6 && state.recommendation.is_some());
    }
    assert_eq!((kits.len(), pairs.len()), (1, 9));
    // Linden's three interviewers swapped one question and dropped another; Fern did not see Hazel's last one.
    assert_eq!(seen, [1, 3, 4, 1]);
}
