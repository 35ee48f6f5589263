//! The real program in a real terminal: however it ends, the terminal is given back and nothing is lost.

use hotseat::core::plan::Kit;
use hotseat::live::board::{Backdrop, run};
use serde_json::json;

use crate::support::{Call, Sandbox, Terminal};

use super::driver::{Memory, World};
use super::plan;

/// A workspace with a kit of the fixture's plan, so that no bank and no question is needed to start.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::empty();
    let kit = json!({
        "version": 1, "id": "fixture", "title": "Fixture", "format": "technical-screening", "level": "mid",
        "track": "backend", "technologies": [], "seed": 7, "rounds": [serde_json::to_value(plan::plan()).expect("a plan")]
    });
    let kit: Kit = serde_json::from_value(kit).expect("a kit");
    sandbox.write("kits/fixture.json", serde_json::to_string(&kit).expect("a written kit"));
    sandbox
}

const RUN: [&str; 7] = ["run", "--kit", "fixture", "--candidate", "Ann Lee", "--interviewer", "Kim"];

/// With colors, and time that passes as it does.
fn lively(call: Call) -> Call {
    call.without("NO_COLOR").without("HOTSEAT_NOW")
}

/// An interview at its first question.
fn interview(sandbox: &Sandbox) -> Terminal {
    at_the_first_question(lively(sandbox.call(RUN)))
}

fn at_the_first_question(call: Call) -> Terminal {
    let mut terminal = call.on_terminal(80, 24);
    terminal.sees("Before you begin").types("\x19").sees("Say hello").types("\x0e").sees("A colleague says");
    terminal
}

/// The half-typed note on disk, behind the label that says when its typing began.
fn draft(sandbox: &Sandbox) -> Option<String> {
    let draft = std::fs::read_to_string(sandbox.path(&sandbox.of_session("draft.txt"))).ok()?;
    let (label, text) = draft.split_once('\u{1f}')?;
    label.starts_with("note@").then(|| text.to_owned())
}

fn last_event(sandbox: &Sandbox) -> String {
    sandbox.journal().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn after_leaving_the_terminal_is_as_it_was() {
    let sandbox = sandbox();
    let mut terminal = interview(&sandbox);
    terminal.types("half a note").sees("half a note").types("\x03").sees("Leave?").types("\x19").ends_with(0);
    let screen = terminal.screen();
    assert!(screen.contains("go on with:") && screen.contains("\n  hotseat resume "), "{screen}");
    assert_eq!(draft(&sandbox).as_deref(), Some("half a note"));
    assert!(last_event(&sandbox).contains("paused"), "{}", last_event(&sandbox));
}

#[test]
fn a_signal_ends_the_program_and_loses_nothing() {
    for signal in ["-TERM", "-HUP", "-QUIT", "-INT"] {
        let sandbox = sandbox();
        let mut terminal = interview(&sandbox);
        terminal.types("half a note").sees("> half a note").signals(signal).ends_with(130);
        assert_eq!(draft(&sandbox).as_deref(), Some("half a note"), "{signal}");
        assert!(last_event(&sandbox).contains("paused"), "{signal}: {}", last_event(&sandbox));
    }
}

#[test]
fn law_03_a_kill_loses_at_most_the_pause_in_which_it_came() {
    let sandbox = sandbox();
    let mut terminal = interview(&sandbox);
    let kept = |_: &mut Terminal| draft(&sandbox).as_deref() == Some("half a note");
    terminal.types("half a note").sees("> half a note").until("the draft was never kept", kept);
    terminal.signals("-KILL").ends();
    assert_eq!(draft(&sandbox).as_deref(), Some("half a note"));
}

/// What passed since the last line of the journal is kept beside it every few seconds.
#[test]
fn law_08_a_kill_loses_no_more_of_the_clocks_than_a_few_seconds() {
    let sandbox = sandbox();
    let mut terminal = interview(&sandbox);
    let kept = || std::fs::read_to_string(sandbox.path(&sandbox.of_session("clock.txt"))).ok();
    terminal.until("the time was never kept", |_: &mut Terminal| kept().is_some());
    terminal.signals("-KILL").ends();
    let kept: u64 = kept().and_then(|kept| kept.parse().ok()).expect("milliseconds");
    assert!(kept >= 5000, "{kept}");
    let mut terminal = lively(sandbox.call(["resume"])).on_terminal(80, 24);
    terminal.sees("Ctrl-T lets them run");
    let paused = last_event(&sandbox);
    let ms = paused.split_once("\"ms\":").and_then(|(_, rest)| rest.split(',').next()?.parse::<u64>().ok());
    assert!(ms.is_some_and(|ms| ms >= kept), "{paused}");
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let sandbox = sandbox();
    interview(&sandbox).goes_away();
    assert!(last_event(&sandbox).contains("paused"), "{}", last_event(&sandbox));
}

/// What the test below runs in a terminal: a board whose keeper panics at the first note.
#[test]
#[ignore = "run by the test of a panic, in a terminal"]
fn a_board_that_panics() {
    let mut memory = Memory::new(plan::plan(), World::default());
    memory.panics_at_notes = true;
    let (about, library) = (plan::about(), plan::library());
    run(&mut memory, Backdrop { about: &about, library: &library, color: true }).expect("a terminal");
}

#[test]
fn after_a_panic_the_terminal_is_as_it_was_and_the_message_can_be_read() {
    let program = std::env::current_exe().expect("this program").display().to_string();
    let arguments = ["--ignored", "--exact", "board::pty::a_board_that_panics", "--nocapture", "--test-threads=1"];
    let sandbox = sandbox();
    let mut terminal = sandbox.program(&program, arguments).on_terminal(100, 30);
    terminal.sees("Before you begin").types("\x19").sees("Say hello").types("note\r");
    terminal.sees("the keeper panics").ends_with(101);
}

#[test]
fn a_resize_during_a_note_keeps_it() {
    let sandbox = sandbox();
    let mut terminal = interview(&sandbox);
    terminal.types("half a note").sees("> half a note");
    for (columns, rows) in [(60, 18), (140, 40), (30, 8), (80, 24)] {
        terminal.resizes(columns, rows);
        terminal.sees(if columns < 60 { "The board needs 60 x 16" } else { "> half a note" });
    }
    terminal.types(" and more").sees("> half a note and more");
}

/// What is printed after the board is as wide as the window is then.
#[test]
fn what_comes_after_the_board_has_the_width_of_the_window_as_it_is_now() {
    let sandbox = sandbox();
    let mut terminal = interview(&sandbox);
    let note = "They asked for another day, since the train from the coast did not run at all.";
    terminal.resizes(60, 18).types(note).sees("did not run at all.").types("\r").sees("00:0");
    terminal.types("\x1b[20~").sees("End the conversation?").types("\x1b[B\x1b[B").sees("nothing is assessed");
    terminal.types("\x19").sees("still to be submitted").types("\x13").sees("Submit the scorecard?").types("\x19");
    terminal.sees("No-show").types("\x1b").sees("how to change it, with a reason:").ends_with(0);
    let raw = String::from_utf8_lossy(&terminal.raw()).into_owned();
    let (_, after) = raw.rsplit_once("\x1b[?1049l").expect("a screen that was given back");
    assert!(after.contains("They asked for another day"), "{after}");
    // Between words, where the window ends now; a suggested command has a line of its own, however long.
    let too_long = after.lines().find(|line| !line.contains("hotseat ") && line.chars().count() > 60);
    assert_eq!(too_long, None, "{after}");
}

#[test]
fn suspended_and_brought_back_the_board_goes_on() {
    let sandbox = sandbox();
    let shell = sandbox.program("bash", ["--norc", "--noprofile", "-i"]);
    let mut terminal = lively(shell).env("PS1", "prompt ").on_terminal(80, 24);
    let line = format!("{} run --kit fixture --candidate 'Ann Lee' --interviewer Kim\r", env!("CARGO_BIN_EXE_hotseat"));
    terminal.sees("prompt").types(&line).sees("Before you begin").types("\x19").sees("Say hello");
    terminal.types("half a note").sees("> half a note").types("\x1a").sees("Ctrl-X takes back");
    terminal.signals_child("-TSTP").sees("Stopped");
    assert!(!terminal.looks(vt100::Screen::alternate_screen), "its own screen");
    assert_eq!(draft(&sandbox).as_deref(), Some("half a note"));
    terminal.types("fg\r").sees("> half a note").types("!").sees("> half a note!");
    terminal.types("\x03").sees("Leave?").types("\x19").sees("go on with").types("exit\r").ends_with(0);
}

#[test]
fn pasted_text_is_written_and_not_obeyed() {
    let sandbox = sandbox();
    let mut terminal = interview(&sandbox);
    terminal.types("\x1b[200~q\rdse\x1b[201~").sees("dse").types("\x12").sees(" RATE ");
    assert!(!sandbox.journal().contains("noted"));
    // Without bracketed paste the same text is a burst of keys.
    let before = sandbox.journal();
    terminal.types("she sees\rhalf an end").sees("pasted").types("\x1b").sees("half an end");
    assert_eq!(sandbox.journal(), before, "nothing is obeyed");
}

#[test]
fn the_prompt_goes_to_the_clipboard_of_the_terminal() {
    let sandbox = sandbox();
    let mut terminal = interview(&sandbox);
    let down = "\x1b[B";
    terminal.types("\x0f").sees("What is used most");
    // Above the list stands the field in which it is narrowed.
    let is_under = |line: &&str| line.starts_with("> ") && line.trim() != ">";
    let under = |screen: &str| screen.lines().find(is_under).map(str::to_owned).unwrap_or_default();
    loop {
        let line = under(&terminal.screen());
        if line.contains("copy the prompt") {
            break;
        }
        // The next key goes down only once this one did: those on the way would go past the line.
        terminal.types(down).until("the cursor goes down", |terminal| {
            let now = under(&terminal.screen());
            !now.is_empty() && now != line
        });
    }
    terminal.types("\r").sees("the prompt is on the clipboard");
    // base64 of "A colleague", by coreutils' base64.
    terminal.reads("\x1b]52;c;QSBjb2xsZWFndW");
}

#[test]
fn without_color_nothing_is_colored_and_with_it_only_the_sixteen_are_used() {
    for colored in [false, true] {
        let sandbox = sandbox();
        let call = lively(sandbox.call(RUN));
        let mut terminal = at_the_first_question(if colored { call } else { call.env("NO_COLOR", "1") });
        terminal.types("\x12").sees(" RATE ").types("a4").sees("[4] 5");
        let colors: Vec<vt100::Color> = terminal.looks(|screen| {
            let cells = (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)));
            let colors = cells.flat_map(|cell| [cell.fgcolor(), cell.bgcolor()]);
            colors.filter(|color| *color != vt100::Color::Default).collect()
        });
        assert_eq!(!colors.is_empty(), colored, "{colors:?}");
        assert!(colors.iter().all(|color| matches!(color, vt100::Color::Idx(0..=15))), "{colors:?}");
    }
}

#[test]
fn a_pipe_gets_the_plain_way() {
    let sandbox = sandbox();
    let text = lively(sandbox.call(RUN.into_iter().chain(["--again"]))).stdin("/next\na note\n/quit\n").run().fine();
    assert!(text.contains("noted") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn plain_is_plain_on_a_terminal_too() {
    let sandbox = sandbox();
    let mut terminal = lively(sandbox.call(RUN.into_iter().chain(["--plain"]))).on_terminal(80, 24);
    terminal
        .sees("/begin or yes begins the conversation")
        .types("/begin\r")
        .sees("left>")
        .types("/quit\r")
        .sees("Leave?")
        .types("/yes\r")
        .ends_with(0);
    assert!(!terminal.raw().contains(&0x1b), "no escape sequence at all");
}

#[test]
fn law_10_a_second_terminal_follows_the_session_shows_no_secret_and_changes_nothing() {
    let sandbox = sandbox();
    let mut terminal = interview(&sandbox);
    let mut candidate = lively(sandbox.call(["present", "--clock"])).on_terminal(80, 24);
    candidate.sees("A colleague says").sees("left in this section");
    terminal
        .types("a secret note")
        .sees("a secret note")
        .types("\r")
        .until("the note was never kept", |_| sandbox.journal().contains("a secret note"));
    terminal.types("\x12").sees(" RATE ").types("a4").sees("[4] 5");
    let journal = sandbox.journal();
    for secret in ["secret", "technical", "Asks who", "Strong"] {
        assert!(!candidate.screen().contains(secret), "{}", candidate.screen());
    }
    assert_eq!(sandbox.journal(), journal, "nothing is written by following");
    terminal.types("\x0e").sees("Q2, 2 to come");
    candidate.sees("Which requests may a client repeat").types("q").types("quit; rm\r");
    terminal.types("\x10").sees("Q1, 3 to come");
    candidate.sees("A colleague says").types("\x1b").ends_with(0);
}
