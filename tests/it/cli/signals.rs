//! Signals and terminals that go away, wherever one is: the terminal is as it was, what is kept is said, and the clocks stop.

use crate::support::{BRIEF, Sandbox, Terminal};

use super::cards::panel;

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

/// What a signal's name is on the command line of `kill`.
const SIGNALS: [&str; 4] = ["-TERM", "-HUP", "-QUIT", "-INT"];

/// A place with what leads to it: what is seen, and what is typed then.
type Place = &'static [(&'static str, &'static str)];

/// Before an interview: at a list, at a name, and where it is asked whether to leave.
const BEFORE: [Place; 3] = [
    &[("Which interview", "")],
    &[("Which interview", "\r"), ("At which level?", "\r"), ("For which role?", "\r"), ("The candidate's name", "Ann")],
    &[("Which interview", "\r"), ("At which level?", "/leave\r"), ("/yes leaves", "")],
];

fn walk(terminal: &mut Terminal, place: Place) {
    for (seen, typed) in place {
        terminal.reads(seen).types(typed);
    }
}

#[test]
fn before_an_interview_a_signal_starts_none() {
    for (number, signal) in SIGNALS.into_iter().enumerate() {
        let sandbox = Sandbox::furnished();
        let mut terminal = sandbox.call(["run", "--plain"]).on_terminal(80, 24);
        walk(&mut terminal, BEFORE[number % BEFORE.len()]);
        terminal.signals(signal).reads("left; no interview was started").ends_with(130);
        // On the screen.
        let mut terminal = sandbox.call(["run"]).on_terminal(80, 24);
        terminal.sees("Which interview").signals(signal).reads("left; no interview was started").ends_with(130);
        assert!(!sandbox.path("sessions").exists(), "{signal}");
    }
}

/// Line by line: before the conversation, at a question, where only `/yes` does it, at the ratings and the reasons after it.
const DURING: [Place; 4] = [
    &[("/begin or yes begins the conversation: ", "")],
    &[("/begin or yes begins the conversation: ", "/begin\r"), ("left> ", "/next\r"), ("left> ", "half a note")],
    &[
        ("/begin or yes begins the conversation: ", "/begin\r"),
        ("left> ", "/next\r"),
        ("left> ", "/end\r"),
        ("means no: ", ""),
    ],
    &[
        ("/begin or yes begins the conversation: ", "/begin\r"),
        ("left> ", "/next\r"),
        ("left> ", "/end\r"),
        ("means no: ", "/yes\r"),
        ("Technical skills, 1 to 5: ", ""),
    ],
];

fn interview(sandbox: &Sandbox, place: Place) -> Terminal {
    let mut terminal = sandbox.interview(BRIEF, PAIR).on_terminal(80, 24);
    terminal.reads("What now?").types("\r");
    walk(&mut terminal, place);
    terminal
}

#[track_caller]
fn is_paused(sandbox: &Sandbox, place: Place) {
    let journal = sandbox.journal();
    let last = journal.lines().last().expect("a line");
    // After the conversation no clock runs.
    let is_over = journal.contains("conversation-ended");
    assert_eq!(last.ends_with("{\"type\":\"paused\"}}"), !is_over, "{place:?}: {journal}");
}

#[test]
fn during_an_interview_a_signal_stops_the_clocks_and_says_what_is_kept() {
    for (place, signal) in DURING.into_iter().zip(SIGNALS) {
        let sandbox = Sandbox::furnished();
        let mut terminal = interview(&sandbox, place);
        terminal
            .signals(signal)
            .reads("everything up to the last Enter is kept; go on with:")
            .reads("  hotseat resume ");
        terminal.ends_with(130);
        is_paused(&sandbox, place);
    }
}

#[test]
fn a_terminal_that_is_closed_stops_the_clocks() {
    for place in [DURING[1], DURING[2]] {
        let sandbox = Sandbox::furnished();
        assert_eq!(interview(&sandbox, place).goes_away(), 130);
        is_paused(&sandbox, place);
    }
}

/// On the full screen, too, where stderr is the terminal that is gone.
#[test]
fn a_terminal_that_is_closed_is_left_from_every_screen() {
    let sandbox = Sandbox::furnished();
    let mut terminal = sandbox.call(["run"]).on_terminal(80, 24);
    terminal.sees("Which interview");
    assert_eq!(terminal.goes_away(), 130);
    assert!(!sandbox.path("sessions").exists());
    let start = ["run", "--candidate", "Ann Lee", "--interviewer", "Kim Park"];
    let call = || sandbox.call(start.into_iter().chain(BRIEF.split(' ')));
    let mut terminal = call().on_terminal(100, 30);
    terminal.sees("What now?").types("\r").sees("Ctrl-Y").types("\x19").sees("NOTE").types("half a note");
    assert_eq!(terminal.goes_away(), 130);
    is_paused(&sandbox, &[]);
    let mut terminal = sandbox.call(["resume"]).on_terminal(100, 30);
    terminal.sees("half a note");
    assert_eq!(terminal.goes_away(), 130);
    is_paused(&sandbox, &[]);
}

#[test]
fn where_one_of_several_is_asked_for_a_signal_changes_nothing() {
    let sandbox = panel();
    let before = sandbox.tree();
    for (arguments, signal) in [(&["scorecard", "--plain"][..], "-QUIT"), (&["scorecard"], "-HUP")] {
        let mut terminal = sandbox.call(arguments.iter().copied()).on_terminal(80, 24);
        terminal.sees("Sessions").signals(signal).reads("left; nothing was changed").ends_with(130);
    }
    assert_eq!(sandbox.tree(), before);
}

/// Ctrl-Z stops the program as a shell expects it; brought back, one hears where one is, and what was half typed goes on.
#[test]
fn stopped_and_brought_back_nothing_is_lost() {
    let sandbox = Sandbox::furnished();
    let shell = sandbox.program("bash", ["--norc", "--noprofile", "-i"]).env("PS1", "prompt ");
    let mut terminal = shell.on_terminal(80, 24);
    let hotseat = env!("CARGO_BIN_EXE_hotseat");
    let line = format!("{hotseat} run --plain --candidate 'Ann Lee' --interviewer 'Kim Park' {BRIEF}\r");
    terminal.reads("prompt").types(&line).reads("What now?").types("\r");
    terminal
        .reads("/begin or yes begins the conversation: ")
        .types("/begin\r")
        .reads("left> ")
        .types("/next\r")
        .reads("left> ");
    terminal.types("asks for").types("\x1a").reads("Stopped").reads("prompt").types("fg\r");
    terminal.reads("Q1").reads("left> asks for").types(" the limits\r").reads("noted").reads("left> ");
    // Where it is asked whether to do a thing, it is asked again.
    terminal.types("/end\r").reads("End the conversation?").reads("means no: ").types("\x1a").reads("Stopped");
    terminal.reads("prompt").types("fg\r").reads("End the conversation?").reads("means no: ").types("/no\r");
    terminal.reads("not done").reads("left> ").types("/q\r").reads("means no: ").types("/yes\r");
    terminal.reads("go on with").reads("prompt").types("exit\r").ends_with(0);
    let journal = sandbox.journal();
    assert!(journal.contains("\"asks for the limits\"") && !journal.contains("conversation-ended"), "{journal}");
}

/// Where no shell could bring it back it goes on, and says where one is; so does Ctrl-L.
#[test]
fn without_a_shell_nothing_stops_and_ctrl_l_reads_again_where_one_is() {
    let sandbox = Sandbox::furnished();
    let mut terminal = interview(&sandbox, DURING[1]);
    terminal.types("\x1a").reads("left> half a note").types(" more\r").reads("noted").reads("left> ");
    terminal.types("\x0c\r").reads("Q1").reads("left> ").types("with\x0c a \x07bell\r").reads("noted");
    terminal.types("/q\r").reads("means no: ").types("/yes\r").ends_with(0);
    let journal = sandbox.journal();
    assert!(journal.contains("\"half a note more\"") && journal.contains("\"with a bell\""), "{journal}");
}

/// A line without an end fills no memory: what fits is kept, which is said, and the next line is read.
#[test]
fn a_line_that_is_too_long_is_cut_and_the_next_one_read() {
    let sandbox = Sandbox::furnished();
    // At the edge stands a letter of two bytes.
    let long = format!("{}é{}", "a".repeat(65_535), "b".repeat(300_000));
    let said = sandbox.interview(BRIEF, PAIR).stdin(&format!("/next\n{long}\nthe next one\n/q\n/yes\n")).run().fine();
    assert!(said.contains("A line was longer than 65,536 bytes: what is beyond them is left out."), "{said}");
    let journal = sandbox.journal();
    assert!(journal.contains(&format!("\"{}\"", "a".repeat(65_535))), "whole characters alone");
    assert!(journal.contains("\"the next one\"") && !journal.contains("bb"));
}
