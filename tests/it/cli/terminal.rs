//! The line-by-line interview in a terminal of its own: what a person sees and types.

use std::collections::BTreeSet;

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
    terminal.reads("Introduction (1 min)").reads("all 00:0").reads("> ").types("/next\r");
    terminal.reads("Q1, concept").reads("Strong (/saw 1 ticks)").reads("Q1 > ").types("explains it from own work\r");
    terminal.reads("noted").types("/saw 1\r").reads("saw: ").types("/4 4\r");
    terminal.reads("Ratings: t technical 4 · c communication 4").types("/nxt\r");
    terminal.reads("there is no /nxt; did you mean /next?").types("/end\r");
    terminal.reads("End the conversation").types("y\r").reads("After the conversation");
    terminal.reads("Your conclusion on Technical skills, 1-5: ").types("\r");
    terminal.reads("Your conclusion on Communication, 1-5: ").types("/done\r/done\r");
    terminal.reads("Your recommendation").types("/submit\r");
    terminal.reads("Submit the scorecard?").types("y\r").reads("Scorecard: Ann Lee");
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
    terminal.reads("> ").types("/next\r").reads("Q1 > ").types("kept\r").reads("noted");
    terminal.reads("Q1 > ").types("half ty\u{3}").ends_with_one_of(&[130, 128]);
    assert!(sandbox.journal().contains("kept"));
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
    terminal.reads("Q1 > ").types("/end\ry\r").reads("After the conversation").types("/submit\ry\r");
    terminal.reads("Feedback for Ann Lee").reads("Return match with roles swapped? r for yes, Enter for no: ");
    terminal.types("r\r").reads("Enter begins the conversation: ").types("\r").reads("Q1 > ").types("/quit\r");
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
