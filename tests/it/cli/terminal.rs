//! The line-by-line interview in a terminal of its own: what a person sees and types.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};

use hotseat::core::plan::Plan;

use crate::support::{BRIEF, Call, Sandbox};

/// The furnished workspace, where the track holds the warm-up, too.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.change("formats/tracks.json", "\"brief\"", "\"warm-up\", \"brief\"");
    sandbox
}

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

/// From a bare `run --plain` to the scorecard, with nothing but Enter, a name, and what the screen says.
#[test]
fn a_person_who_has_read_nothing_comes_to_a_scorecard() {
    let sandbox = sandbox();
    let mut terminal = sandbox.call(["run", "--plain"]).on_terminal(100, 50);
    terminal.reads("What do you hold?").reads("1  Warm-up").reads("Enter for 1: ").types("99\r");
    terminal.reads("`99` is not one of the numbers").types("\r");
    terminal.reads("At which level?").reads("Enter for 2: ").types("\r");
    terminal.reads("For which role?").types("\r");
    terminal.reads("The candidate's name: ").types("\r");
    terminal.reads("a name needs at least one letter or digit").types("Ann Lee\r");
    terminal.reads("Your name: ").types("Kim Park\r");
    terminal.reads("Warm-up (to try the program), 10 min").reads("What now?").reads("1  Start").types("2\r");
    terminal.reads("What now?").types("4\r").reads("why: ");
    terminal.reads("What now?").types("3\r").reads("Which one?").types("\r").reads("By which?").types("\r");
    terminal.reads("What now?").types("\r");
    terminal.reads("Before you begin").reads("Enter begins the conversation: ").types("\r");
    terminal.reads("Introduction, 1 minute, section 1 of").reads("left> ").types("/next\r");
    terminal.reads("Q1: must ask, concept").reads("Strong signals; /saw 1 ticks the first").reads("left> ");
    terminal.types("explains it from own work\r");
    terminal.reads("noted").reads("left> ").types("/saw 1\r").reads("saw: ").reads("left> ").types("/4 4\r");
    terminal.reads("Q1: Technical skills 4, Communication 4").reads("left> ").types("/nxt\r");
    terminal.reads("there is no command /nxt; did you mean /next? The line is kept as a note.").reads("left> ");
    terminal.types("/end\r").reads("End the conversation?").reads("any other line means no: ").types("/yes\r");
    terminal.reads("After the conversation").reads("Your conclusion on Technical skills, 1 to 5: ").types("\r");
    terminal.reads("Your conclusion on Communication, 1 to 5: ").types("/done\r");
    terminal.reads("Your recommendation").reads("the title: ").types("/submit\r");
    terminal.reads("Still missing").reads("Submit the scorecard?").reads("means no: ").types("/yes\r");
    terminal.reads("Scorecard: Ann Lee");
    // 4 in both that were rated: 40 % and 20 % of the weight, which is just enough.
    terminal.reads("Total 4.00 of 5: Hire").reads("submitted; `hotseat scorecard ").ends_with(0);
    assert!(sandbox.run("sessions").fine().contains("Ann Lee"));
}

/// From the lists that arrow keys walk through to `What now?`.
fn draw(call: Call) -> crate::support::Terminal {
    let mut terminal = call.on_terminal(100, 50);
    terminal.reads("What do you hold?").reads("Warm-up (to try the program)").types("\r");
    terminal.reads("At which level?").types("\r").reads("For which role?").types("\r");
    terminal.reads("The candidate's name").types("Ann Lee\r").reads("Your name").types("Kim Park\r");
    terminal.reads("What now?");
    terminal
}

#[test]
fn lists_lead_to_the_draw_and_leaving_makes_no_session() {
    let sandbox = sandbox();
    // One up from the first is the last: leave.
    draw(sandbox.call(["run"])).types("\u{1b}[A\r").ends_with(130);
    assert!(sandbox.sessions().is_empty());
}

/// A bare `hotseat` is `hotseat run`.
#[test]
fn lists_lead_to_the_board() {
    let sandbox = sandbox();
    let mut terminal = draw(sandbox.call([]));
    terminal.types("\r").sees("Before you begin").sees("READY").types("q").sees("Leave?").types("y");
    terminal.sees("go on with: hotseat resume").ends_with(0);
}

#[test]
fn interrupting_a_list_or_a_name_brings_the_cursor_back() {
    let sandbox = sandbox();
    for escape in ["\u{3}", "\u{1b}"] {
        let mut terminal = sandbox.call(["run"]).on_terminal(100, 50);
        terminal.reads("What do you hold?").reads("Warm-up (to try the program)").types(escape).ends_with(130);
    }
    let name = sandbox.call(["run", "warm-up", "--level", "mid", "--track", "maker"]);
    name.on_terminal(100, 50).reads("The candidate's name").types("An\u{3}").ends_with(130);
    assert!(!sandbox.path("sessions").exists());
}

/// Ctrl-C in the middle of the conversation: everything acknowledged is kept, and the session goes on.
#[test]
fn interrupting_the_conversation_loses_nothing() {
    let sandbox = sandbox();
    let mut terminal = sandbox.interview(BRIEF, PAIR).on_terminal(100, 50);
    terminal.reads("What now?").types("\r").reads("Enter begins the conversation: ").types("\r");
    terminal.reads("left> ").types("/next\r").reads("Q1, ").reads("left> ").types("kept\r").reads("noted");
    terminal.reads("left> ").types("half ty\u{3}");
    terminal.reads("interrupted; everything up to the last Enter is kept; go on with: hotseat resume").ends_with(130);
    let journal = sandbox.journal();
    assert!(journal.contains("kept") && !journal.contains("half ty"), "{journal}");
    assert!(journal.trim_end().ends_with("{\"type\":\"paused\"}}"), "the clocks stand still: {journal}");
    sandbox.call(["resume"]).stdin("on\n/q\n").run().fine();
}

/// Ctrl-D is the end of what is typed: the session is left, and can be gone on with.
#[test]
fn the_end_of_input_leaves_the_session_open() {
    let sandbox = sandbox();
    let mut terminal = sandbox.interview(BRIEF, PAIR).on_terminal(100, 50);
    terminal.reads("What now?").types("\r").reads("Enter begins the conversation: ").types("\r").reads("> ");
    terminal.types("\u{4}").reads("everything is kept; go on with: hotseat resume ").ends_with(0);
}

/// Practice: the feedback sheet, then one key for the return match with roles swapped and no question twice.
#[test]
fn practice_goes_on_with_roles_swapped() {
    let sandbox = sandbox();
    let mut terminal = sandbox.interview("chat --mock --level mid --track maker", PAIR).on_terminal(100, 50);
    terminal.reads("What now?").types("\r").reads("Enter begins the conversation: ").types("\r");
    terminal.reads("left> ").types("/end\r").reads("means no: ").types("/yes\r").reads("After the conversation");
    terminal.reads("1 to 5: ").types("/submit\r").reads("Submit the scorecard?").reads("means no: ").types("/yes\r");
    terminal.reads("Feedback for Ann Lee").reads("Return match with roles swapped? r for yes, Enter for no: ");
    terminal.types("r\r").reads("Enter begins the conversation: ").types("\r").reads("left> ").types("/quit\r");
    terminal.reads("means no: ").types("/yes\r");
    terminal.ends_with(0);
    let listed = sandbox.run("sessions --json").json();
    let listed = listed.as_array().expect("a list");
    assert_eq!(listed.len(), 2);
    let swapped = listed.iter().any(|line| line["candidate"] == "Kim Park" && line["interviewer"] == "Ann Lee");
    assert!(swapped, "{listed:?}");
    let mut seen = BTreeSet::new();
    for session in sandbox.sessions() {
        let plan = sandbox.read(&format!("sessions/{session}/plan.json"));
        let plan: Plan = serde_json::from_str(&plan).expect("it reads");
        for planned in plan.questions() {
            assert!(seen.insert(planned.banked.question.id.clone()), "{} twice", planned.banked.question.id);
        }
    }
}

/// At the first question, line by line.
fn at_a_question(sandbox: &Sandbox) -> crate::support::Terminal {
    let mut terminal = sandbox.interview(BRIEF, PAIR).on_terminal(100, 50);
    terminal.reads("What now?").types("\r").reads("Enter begins the conversation: ").types("\r");
    terminal.reads("left> ").types("/next\r").reads("Q1: ").reads("left> ");
    terminal
}

/// Lines that come at once are a pasted text, whatever they say; the last one without Enter is still being typed.
#[test]
fn lines_pasted_on_a_terminal_are_one_note() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    terminal.types("def end():\r/end\r/yes\r/skip\r/yes\r");
    terminal.reads("5 lines came at once: they are kept as one note, and none was obeyed.").reads("left> ");
    terminal.types("/end\r").reads("any other line means no: ").types("/yes\r/yes\r");
    terminal.reads("not done").reads("2 lines came at once").reads("left> ").types("\u{4}").ends_with(0);
    let journal = sandbox.journal();
    assert!(journal.contains("\"text\":\"def end():\\n/end\\n/yes\\n/skip\\n/yes\""), "{journal}");
    assert!(!journal.contains("\"type\":\"ended\"") && !journal.contains("\"type\":\"skipped\""), "{journal}");
}

/// A signal while a line is waited for: what is kept is said, and the clocks stop.
#[test]
fn a_signal_says_what_is_kept() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    terminal
        .signals("-TERM")
        .reads("everything up to the last Enter is kept; go on with: hotseat resume")
        .ends_with(130);
    assert!(sandbox.journal().trim_end().ends_with("{\"type\":\"paused\"}}"), "{}", sandbox.journal());
}

/// Nobody reads what is printed: a script is recorded to its end all the same, and that is said.
#[test]
fn output_that_nobody_reads_loses_no_input() {
    let sandbox = sandbox();
    let mut child = sandbox.interview(BRIEF, PAIR).open();
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    writeln!(stdin, "/next").expect("it reads");
    assert!(lines.any(|line| line.expect("text").starts_with("Ratings; ")));
    drop(lines);
    for number in 0..20 {
        writeln!(stdin, "unread note {number}").expect("it reads");
    }
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let journal = sandbox.journal();
    assert!((0..20).all(|number| journal.contains(&format!("unread note {number}"))), "{stderr}{journal}");
    assert!(
        stderr.contains("nobody reads the output any more, but every line that is still to come is recorded"),
        "{stderr}"
    );
    assert!(stderr.contains("everything is kept; go on with: hotseat resume"), "{stderr}");
    assert_eq!(output.status.code(), Some(0));
}

/// The candidate's second terminal, line by line: what is shown, and again when it changes.
#[test]
fn a_second_terminal_follows_line_by_line() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    let mut second = sandbox.call(["present"]).without("TERM").below("export TERM=dumb").on_terminal(80, 24);
    second.reads("follows the interview line by line; Ctrl-C ends it").reads("Your build got slow over a year.");
    terminal.types("/next\r").reads("Q2: ");
    second.reads("What is a cache for, and when does it lie to you?");
    terminal.reads("left> ").types("/end early\r").reads("means no: ").types("/yes\r");
    second.reads("The conversation has ended.").ends_with(0);
}
