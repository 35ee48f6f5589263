//! What is wrong is said with what to do next and the right exit code; nothing panics, and nothing is lost.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};

use insta::assert_snapshot;

use super::sandbox::{Call, Sandbox, document};

const RUN: &str = "run brief --plain --level mid --track maker --seed 7";

/// Each call with all that it printed, said and returned. None may panic or go on as if nothing were wrong.
fn said<const N: usize>(calls: [(&str, Call); N]) -> String {
    let mut out = String::new();
    for (name, call) in calls {
        let said = call.run();
        assert!(!said.stderr.contains("panicked"), "{name}: {}", said.stderr);
        assert_ne!(said.code, 0, "{name}: {}", said.all());
        out += &format!("$ {name}\n{}\n", said.all());
    }
    out
}

#[test]
fn unknown_names_suggest_the_nearest() {
    let sandbox = Sandbox::furnished();
    let line = |line: &'static str| (line, sandbox.call(line.split(' ')));
    assert_snapshot!(
        "unknown-names",
        said([
            line("plan breif"),
            line("plan zzz --track maker"),
            line("plan brief --level midd --track maker"),
            line("plan brief --track makr"),
            line("plan brief --track maker --tech postgres"),
            line("plan brief --track maker --tech zzz"),
            line("plan technical-screening --track maker"),
            line("score technicl=4"),
            line("score --rubric cor technical=4 --level expert"),
            line("score --rubric crft technical=4"),
            line("formats chatt"),
            line("loops tworounds"),
            line("tracks ux"),
            line("rubrics kraft"),
            line("questions --bank craf-t"),
            line("questions --kind desing"),
            line("questions design-inbx"),
            line("scorecard 2026"),
            line("feedback nobody"),
            line("resume nobody"),
            line("sessions --candidate Nobody"),
            line("compare Nobody"),
            line("compare --kit nothing"),
            line("run brief --plain --level mid --track maker --candidate A --interviewer B --kit missing.json"),
            line("run two-rounds --plain --level mid --track maker --candidate A --interviewer B"),
            line("run brief --plain --level mid --track maker --candidate A --interviewer B --fill projct=x"),
            line("run brief --plain --level mid --track maker --candidate A --interviewer B --extra-time 301"),
            line("frobnicate"),
        ])
    );
}

#[test]
fn only_whole_scores_from_one_to_five_are_scores() {
    let sandbox = Sandbox::empty();
    let line = |line: &'static str| (line, sandbox.call(line.split(' ')));
    assert_snapshot!(
        "scores",
        said([
            line("score technical=0"),
            line("score technical=6"),
            line("score technical=3.5"),
            line("score technical=four"),
            line("score technical=04"),
            line("score technical=+4"),
            line("score technical=-4"),
            line("score technical="),
            line("score technical"),
            line("score technical=4 t=4"),
            line("score"),
        ])
    );
}

/// A workspace with one document that is wrong in one way.
fn with(name: &str, text: impl AsRef<[u8]>) -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.write(name, text);
    sandbox
}

/// The same, made from a document of the furnished workspace.
fn changed(name: &str, from: &str, to: &str) -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.change(name, from, to);
    sandbox
}

/// What `check` says of each, with the notes on what the workspace replaces left out.
fn checked<const N: usize>(workspaces: [(&str, Sandbox); N]) -> String {
    let mut out = String::new();
    for (name, sandbox) in workspaces {
        let said = sandbox.run("check");
        assert_eq!(said.code, 3, "{name}: {}", said.all());
        let stderr: String =
            said.stderr.lines().filter(|line| !line.starts_with("note: ")).map(|line| format!("{line}\n")).collect();
        out += &format!("# {name}\n{}{stderr}\n", said.stdout);
    }
    out
}

#[test]
fn every_problem_of_a_rubric_is_named_with_its_place() {
    let rubric = "rubrics/craft.json";
    assert_snapshot!(
        "rubrics",
        checked([
            ("weights that add to 99", changed(rubric, "\"weight\": 40", "\"weight\": 39")),
            ("a threshold out of order", changed(rubric, "\"at_least\": \"3.8\"", "\"at_least\": \"4.6\"")),
            ("a threshold that is no decimal", changed(rubric, "\"at_least\": \"3.8\"", "\"at_least\": \"3,8\"")),
            ("a floor on nothing", changed(rubric, "\"dimension\": \"technical\"", "\"dimension\": \"techncal\"")),
            ("a cap at no band", changed(rubric, "\"caps_at\": \"no-hire\"", "\"caps_at\": \"nohire\"")),
            ("a dimension twice", changed(rubric, "\"id\": \"code-quality\"", "\"id\": \"technical\"")),
            ("an anchor is missing", changed(rubric, "\"3\": \"fair\",", "")),
        ])
    );
}

#[test]
fn every_problem_of_a_format_is_named_with_its_place() {
    let format = "formats/brief.json";
    assert_snapshot!(
        "formats",
        checked([
            ("minutes that do not add up", changed(format, "\"minutes\": 25", "\"minutes\": 26")),
            ("a mix that does not", changed(format, "\"mid\": [\n      10,", "\"mid\": [\n      11,")),
            ("continues nothing", changed(format, "\"continues\": \"design\"", "\"continues\": \"desing\"")),
            ("continues itself", changed(format, "\"continues\": \"design\"", "\"continues\": \"trade-offs\"")),
            ("continue each other", {
                let sandbox = changed(format, "\"continues\": \"design\"", "\"continues\": \"core\"");
                sandbox.change(format, "\"id\": \"core\",", "\"id\": \"core\",\n \"continues\": \"trade-offs\",");
                sandbox
            }),
            (
                "continues a later one",
                changed(format, "\"id\": \"core\",", "\"id\": \"core\",\n \"continues\": \"design\","),
            ),
            ("continues a script", changed(format, "\"continues\": \"design\"", "\"continues\": \"opening\"")),
            ("an unknown dimension", changed(format, "\"communication\"", "\"comunication\"")),
            ("an unknown rubric", changed(format, "\"rubric\": \"craft\"", "\"rubric\": \"crafts\"")),
            ("another id than its file", changed(format, "\"id\": \"brief\"", "\"id\": \"short\"")),
            ("a loop over nothing", changed("formats/loops.json", "\"chat\"", "\"chats\"")),
            ("a track over no bank", changed("formats/tracks.json", "\"craft\"", "\"crafts\"")),
        ])
    );
}

#[test]
fn every_problem_of_a_bank_is_named_with_its_place() {
    let bank = "banks/craft.json";
    let own = document(bank);
    let twice = own.replacen("\"id\": \"craft\"", "\"id\": \"second\"", 1);
    let only = |text: &str| {
        let mut bank: serde_json::Value = serde_json::from_str(text).expect("it reads");
        let questions = bank["questions"].as_array_mut().expect("questions");
        questions.truncate(1);
        serde_json::to_string_pretty(&bank).expect("it writes")
    };
    let deep = format!("{{\"version\": 1, \"id\": {}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    assert_snapshot!(
        "banks",
        checked([
            ("an id in two banks", {
                let sandbox = with("banks/second.json", only(&twice));
                sandbox.change("formats/tracks.json", "\"craft\"", "\"craft\", \"second\"");
                sandbox
            }),
            ("an unknown field", changed(bank, "\"difficulty\": 2", "\"difficulty\": 2,\n      \"dificulty\": 3")),
            ("an unknown kind", changed(bank, "\"kind\": \"concept\"", "\"kind\": \"concpt\"")),
            ("an unknown level", changed(bank, "\"level\": \"mid\"", "\"level\": \"middle\"")),
            ("an unknown technology", changed(bank, "\"postgresql\"", "\"postgresq\"")),
            ("a difficulty of 6", changed(bank, "\"difficulty\": 2", "\"difficulty\": 6")),
            ("a difficulty of 2.5", changed(bank, "\"difficulty\": 2", "\"difficulty\": 2.5")),
            ("a newer version", changed(bank, "\"version\": 1", "\"version\": 2")),
            ("a name that is a path", changed(bank, "\"id\": \"caching-basics\"", "\"id\": \"../../etc\"")),
            ("an enemy that is nowhere", changed(bank, "\"backoff\"\n", "\"backof\"\n")),
            ("a blank that nothing fills", changed(bank, "{project}", "{projct}")),
            ("a comma is missing", changed(bank, "\"difficulty\": 2,", "\"difficulty\": 2")),
            ("empty", with("banks/empty.json", "")),
            ("invalid UTF-8", with("banks/broken.json", b"{\"version\": 1,\n \"id\": \"bro\xffken\"}")),
            ("nested ten thousand deep", with("banks/deep.json", deep)),
            ("a list", with("banks/list.json", "[]")),
            ("without questions", with("banks/none.json", "{\"version\": 1, \"id\": \"none\", \"title\": \"None\"}")),
        ])
    );
}

#[test]
fn a_bank_of_a_hundred_megabytes_is_not_read() {
    let sandbox = Sandbox::furnished();
    let file = File::create(sandbox.path("banks/huge.json")).expect("a file");
    file.set_len(100 << 20).expect("a sparse file");
    assert_snapshot!("huge", checked([("100 MB", sandbox)]));
}

/// A document that is wrong keeps every command that needs it from guessing.
#[test]
fn commands_say_what_is_wrong_with_the_documents_they_need() {
    let sandbox = changed("formats/brief.json", "\"minutes\": 25", "\"minutes\": 26");
    assert_snapshot!(
        "needed",
        said([("plan brief --track maker", sandbox.call(["plan", "brief", "--track", "maker"]))])
    );
}

#[test]
fn a_kit_that_is_wrong_is_refused() {
    let sandbox = Sandbox::furnished();
    let kit = sandbox.path("kits/opening.json").display().to_string();
    sandbox.call(["plan", "two-rounds", "--level", "mid", "--track", "maker", "--seed", "7", "-o", &kit]).run().fine();
    let run = |more: &[&str]| {
        let start = ["run", "--plain", "--candidate", "A", "--interviewer", "B", "--kit", "opening"];
        sandbox.call(start.into_iter().chain(more.iter().copied()))
    };
    assert_snapshot!(
        "kit",
        said([
            ("without a round", run(&[])),
            ("round 0", run(&["--round", "0"])),
            ("round 3", run(&["--round", "3"])),
            ("round x", run(&["--round", "x"])),
        ])
    );
    sandbox.change("kits/opening.json", "\"seed\"", "\"sead\"");
    assert_snapshot!("kit-damaged", said([("--round 1", run(&["--round", "1"]))]));
}

#[test]
fn names_of_people() {
    let sandbox = Sandbox::furnished();
    let long = "x".repeat(300);
    let refused = |name: &str| {
        let arguments = RUN.split(' ').chain(["--candidate", name, "--interviewer", "Kim Park"]);
        sandbox.call(arguments).stdin("/q\n")
    };
    assert_snapshot!(
        "people",
        said([
            ("an escape sequence", refused("Ann\u{1b}[31m")),
            ("a right-to-left override", refused("Ann\u{202e}eeL")),
            ("three hundred letters", refused(&long)),
            ("nothing", refused("  ")),
            ("punctuation", refused("...")),
        ])
    );
    assert!(!sandbox.path("sessions").exists(), "nobody was taken up");
    for name in ["../../etc", "=cmd()", "अनिता शर्मा", "Ann Lee"] {
        refused(name).chance(name.len() as u64).run().fine();
    }
    let people = fs::read_to_string(sandbox.path("sessions/people.json")).expect("people");
    for name in ["../../etc", "=cmd()", "अनिता शर्मा", "Ann Lee"] {
        assert!(people.contains(name), "{people}");
    }
    for session in sandbox.sessions() {
        assert!(session.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{session}");
        assert!(sandbox.path("sessions").join(session).join("plan.json").is_file());
    }
    assert!(sandbox.run("export").code == 0);
    assert_snapshot!("people-near", said([("one letter away", refused("Ann Leo"))]));
    let other = RUN.split(' ').chain(["--candidate", "Ann Leo", "--interviewer", "Kim Park", "--new-candidate"]);
    sandbox.call(other).chance(99).stdin("/q\n").run().fine();
    assert!(fs::read_to_string(sandbox.path("sessions/people.json")).expect("people").contains("Ann Leo"));
}

/// A candidate of whom nothing is known is no mistake before the first interview; but it is said.
#[test]
fn a_plan_for_somebody_unknown_says_so() {
    let sandbox = Sandbox::furnished();
    let plan = "plan brief --level mid --track maker --seed 7 --candidate Nobody";
    let said = sandbox.run(plan);
    assert_eq!(said.code, 0);
    assert_eq!(said.stderr, "note: nobody called Nobody is known here, so no question was left out for them\n");
    assert_eq!(said.stdout, sandbox.run("plan brief --level mid --track maker --seed 7").stdout);
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    let sandbox = Sandbox::furnished();
    let line = |line: &'static str| (line, sandbox.call(line.split(' ')));
    assert_snapshot!("no-terminal", said([line("run"), line("run brief --level mid"), line("resume")]));
}

#[test]
fn a_closed_pipe_is_silent() {
    let sandbox = Sandbox::furnished();
    for line in ["questions", "formats --json", "rubrics craft", "schema plan", "completions bash", "--help", "check"] {
        let mut child = sandbox.call(line.split(' ')).open();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("text");
        let code = child.wait().expect("it ends").code();
        assert!(!stderr.contains("panicked") && !stderr.contains("error"), "{line}: {stderr}");
        assert_eq!(code, Some(0), "{line}: {stderr}");
    }
}

/// The pipe closes in the middle of an interview: what was acknowledged is kept.
#[test]
fn a_closed_pipe_loses_nothing_of_an_interview() {
    let sandbox = Sandbox::furnished();
    let arguments = RUN.split(' ').chain(["--candidate", "Ann Lee", "--interviewer", "Kim Park"]);
    let mut child = sandbox.call(arguments).open();
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    writeln!(stdin, "/next\nkept before the pipe closed").expect("it reads");
    assert!(lines.any(|line| line.expect("text").ends_with("> noted")));
    drop(lines);
    // The program may be gone before it reads this.
    let _ = writeln!(stdin, "and after\n/time\n/time\n/time");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert!(sandbox.journal().contains("kept before the pipe closed"));
    assert_eq!(sandbox.call(["resume"]).stdin("still goes on\n/q\n").run().code, 0);
    assert!(sandbox.journal().contains("still goes on"));
}

#[test]
fn a_journal_cut_in_its_last_line_goes_on_without_it() {
    let sandbox = Sandbox::furnished();
    sandbox.hold(RUN, "Ann Lee", "Kim Park", 7, "/n\nfirst\nsecond\n").fine();
    let whole = sandbox.journal();
    let cut = &whole[..whole.len() - 20];
    let file = format!("sessions/{}/journal.jsonl", sandbox.session());
    sandbox.write(&file, cut);
    let checked = sandbox.run("check");
    assert_eq!(checked.code, 3);
    assert!(checked.stdout.contains("journal.jsonl:5:1: the last line was not written whole ("), "{}", checked.stdout);
    assert!(checked.stdout.contains("hint: `hotseat resume` drops it and goes on"), "{}", checked.stdout);
    assert_eq!(sandbox.journal(), cut, "checking changes nothing");
    let resumed = sandbox.call(["resume"]).stdin("third\n/q\n").run();
    assert_eq!(resumed.code, 0, "{}", resumed.all());
    assert!(
        resumed.stderr.starts_with("the last line of the journal (line 5) was not written whole and was dropped ("),
        "{}",
        resumed.stderr
    );
    let journal = sandbox.journal();
    assert!(journal.starts_with(&cut[..=cut.rfind('\n').expect("a line")]), "{journal}");
    for kept in ["first", "second", "third"] {
        assert!(journal.contains(kept), "{journal}");
    }
    assert_eq!(sandbox.run("check").code, 0);
}

/// A process killed before the first entry leaves a session that nobody began; it is named, and in nobody's way.
#[test]
fn a_session_that_never_began_is_refused_and_in_nobodys_way() {
    let sandbox = Sandbox::furnished();
    sandbox.hold(RUN, "Ann Lee", "Kim Park", 7, "/q\n").fine();
    let session = sandbox.session();
    for left in ["", "{\"seq\":1,\"at\":\"2026"] {
        sandbox.write(&format!("sessions/{session}/journal.jsonl"), left);
        let said = sandbox.call(["resume", &session]).stdin("a note\n/q\n").run();
        assert_eq!(said.code, 1, "{}", said.all());
        assert!(
            said.stderr.ends_with(&format!(
                "error: the session {session} never began: nothing was recorded in it\nhint: start again with `hotseat run`\n"
            )),
            "{}",
            said.stderr
        );
        assert_eq!(sandbox.run("sessions").code, 0);
        assert_eq!(sandbox.call(["resume"]).run().code, 1);
        assert_eq!(sandbox.run("plan brief --track maker").code, 0);
    }
}

#[test]
fn a_journal_damaged_in_the_middle_is_reported_and_left_alone() {
    let sandbox = Sandbox::furnished();
    sandbox.hold(RUN, "Ann Lee", "Kim Park", 7, "/n\nfirst\nsecond\n").fine();
    let file = format!("sessions/{}/journal.jsonl", sandbox.session());
    let whole = sandbox.journal();
    let lines: Vec<&str> = whole.lines().collect();
    let session = sandbox.session();
    let mut out = String::new();
    let with = |index: usize, line: &str| {
        let mut damaged: Vec<&str> = lines.clone();
        damaged[index] = line;
        damaged.join("\n") + "\n"
    };
    let cases = [
        ("half a line", with(2, &lines[2][..30])),
        (
            "a line is missing",
            lines.iter().enumerate().filter(|(n, _)| *n != 2).map(|(_, l)| format!("{l}\n")).collect(),
        ),
        ("a line is there twice", format!("{}\n{}\n{}\n", lines[0], lines[1], lines[1])),
        ("time runs backward", with(3, &lines[3].replace("\"ms\":7000", "\"ms\":1"))),
        ("a question that is not there", with(1, &lines[1].replace("\"slot\":1", "\"slot\":99"))),
        ("an unknown event", with(2, &lines[2].replace("noted", "sung"))),
        ("an unknown field", with(2, &lines[2].replace("\"text\"", "\"txt\":1,\"text\""))),
        ("an empty line", with(2, "")),
        (
            "a rating of 6",
            with(
                2,
                "{\"seq\":3,\"at\":\"2026-11-21T10:00:05Z\",\"ms\":5000,\"event\":{\"type\":\"rated\",\"slot\":1,\"dimension\":\"technical\",\"rating\":6}}",
            ),
        ),
    ];
    for (name, damaged) in cases {
        assert_ne!(damaged, whole, "{name}");
        sandbox.write(&file, &damaged);
        for (command, call) in [
            ("resume", sandbox.call(["resume", &session]).stdin("never\n")),
            ("scorecard", sandbox.call(["scorecard", &session])),
            ("check", sandbox.call(["check"])),
        ] {
            let said = call.run();
            assert_eq!(said.code, 3, "{name}, {command}: {}", said.all());
            let shown = said.all().replace(&session, "[SESSION]");
            let shown: String = shown.lines().filter(|l| !l.starts_with("note: ")).map(|l| format!("{l}\n")).collect();
            if command != "scorecard" {
                out += &format!("# {name}, {command}\n{shown}\n");
            }
        }
        assert_eq!(sandbox.journal(), damaged, "{name}: nothing was changed");
    }
    assert_snapshot!("damaged", out);
}

#[test]
fn a_session_open_in_another_terminal_is_left_alone() {
    let sandbox = Sandbox::furnished();
    let arguments = RUN.split(' ').chain(["--candidate", "Ann Lee", "--interviewer", "Kim Park"]);
    let mut child = sandbox.call(arguments).open();
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    writeln!(stdin, "/next\nheld open").expect("it reads");
    assert!(lines.any(|line| line.expect("text").ends_with("> noted")));
    let session = sandbox.session();
    let before = sandbox.journal();
    let said = sandbox.call(["resume", &session]).stdin("from the side\n").run();
    assert_eq!(
        (said.code, said.stderr),
        (
            1,
            format!(
                "error: the session {session} is open in another terminal\n\
                 hint: leave it there first (q, or /quit), then resume it here\n"
            )
        )
    );
    // Reading is free.
    assert!(sandbox.run("sessions").fine().contains("Ann Lee"));
    assert_eq!(sandbox.journal(), before);
    writeln!(stdin, "and on\n/quit").expect("it reads");
    drop(stdin);
    lines.for_each(drop);
    assert!(child.wait().expect("it ends").success());
    assert!(sandbox.journal().contains("and on"));
}

/// An hour back on the clock on the wall: the session's clock goes on.
#[test]
fn a_clock_that_is_set_back_changes_no_time_used() {
    let sandbox = Sandbox::furnished();
    sandbox.hold(RUN, "Ann Lee", "Kim Park", 7, "/n\nbefore\n").fine();
    let resumed =
        sandbox.call(["resume"]).env("HOTSEAT_NOW", "2026-11-21T09:00:00Z").stdin("after\n/end\ny\n/s\ny\n").run();
    assert_eq!(resumed.code, 0, "{}", resumed.all());
    let entries: Vec<serde_json::Value> =
        sandbox.journal().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let times: Vec<u64> = entries.iter().map(|entry| entry["ms"].as_u64().expect("a time")).collect();
    assert!(times.is_sorted(), "{times:?}");
    assert!(entries.iter().any(|entry| entry["at"].as_str().expect("a time").starts_with("2026-11-21T09:00")));
    let card = sandbox.call(["scorecard", &sandbox.session(), "--json"]).run().json();
    assert_eq!(card["round"]["date"], "2026-11-21");
    assert_eq!(sandbox.run("check").code, 0);
}

#[test]
fn a_workspace_that_is_missing_reads_as_empty_and_one_that_cannot_be_made_is_named() {
    let sandbox = Sandbox::empty();
    let missing = sandbox.folder().join("nowhere").display().to_string();
    let read = sandbox.call(["sessions", "--workspace", &missing]).run();
    assert_eq!(read.code, 0, "{}", read.all());
    assert!(!sandbox.folder().join("nowhere").exists(), "reading makes nothing");
    // Below a file there is no folder, not even for root.
    sandbox.write("file", "");
    let below = sandbox.path("file/workspace").display().to_string();
    let arguments =
        "run warm-up --plain --level mid --track backend --seed 7 --candidate A --interviewer B --workspace";
    assert_snapshot!(
        "workspace",
        said([
            ("run", sandbox.call(arguments.split(' ').chain([below.as_str()])).stdin("/q\n")),
            ("init", sandbox.call(["init", &below])),
            ("check", sandbox.call(["check", &missing])),
            ("-o", sandbox.call(["score", "t=4", "--workspace", &below, "--rubric", "none"])),
        ])
        .replace(&missing, "[MISSING]")
    );
    let file = format!("{below}/kit.json");
    let said = sandbox.call(["plan", "warm-up", "--track", "backend", "--seed", "1", "-o", &file]).run();
    assert_eq!(said.code, 1, "{}", said.all());
    assert!(said.stderr.starts_with("error: can't make the folder [WORKSPACE]/file/workspace\n"), "{}", said.stderr);
    let said = sandbox.call(["sessions"]).env("HOTSEAT_NOW", "yesterday").run();
    assert_eq!(
        (said.code, said.stderr.as_str()),
        (2, "error: HOTSEAT_NOW is `yesterday`\nhint: give a time such as 2026-11-21T10:00:00Z\n")
    );
    let said = sandbox.call(["sessions"]).without("HOTSEAT_WORKSPACE").without("HOME").below("cd /").run();
    assert_eq!(
        (said.code, said.stderr.as_str()),
        (1, "error: there is no home folder to keep data in\nhint: give a folder with --workspace DIR\n")
    );
}
