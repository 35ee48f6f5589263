//! From the first question about the interview to the scorecard, in a real terminal.

use crate::board::pty::Terminal;

const HOTSEAT: &str = env!("CARGO_BIN_EXE_hotseat");

#[test]
fn a_person_who_has_read_nothing_is_led_through_the_warm_up_line_by_line() {
    let mut terminal = Terminal::runs(HOTSEAT, &["run", "--plain"], &[("HOTSEAT_CHANCE", "3")], 80, 50);
    terminal.sees("What do you hold?").sees("Enter for 1: ").types("\r");
    terminal.sees("At which level?").sees("Enter for 2: ").types("\r");
    terminal.sees("For which role?").types("\r");
    terminal.sees("The candidate's name: ").types("Ann Lee\r");
    terminal.sees("Your name: ").types("Kim\r");
    terminal.sees("What now?").sees("1  Start").types("\r");
    terminal.sees("Before you begin").sees("Enter begins the conversation").types("\r");
    terminal.sees("Introduction (1 min)").sees("all 00:0").types("/next\r");
    terminal.sees("Strong (/saw 1 ticks)").types("says why before how\r").sees("noted");
    terminal.types("/saw 1\r").sees("saw: ").types("/4 5\r").sees("technical 4");
    terminal.types("/nxt\r").sees("there is no /nxt; did you mean /next?");
    terminal.types("/end\r").sees("End the conversation").types("y\r");
    terminal.sees("After the conversation").sees("Your conclusion on Technical skills").types("/submit\r");
    terminal.sees("Submit the scorecard?").types("y\r").sees("Scorecard: Ann Lee").sees("Total 4.33 of 5").ends_with(0);
}

#[test]
fn lists_lead_to_the_board() {
    let mut terminal = Terminal::runs(HOTSEAT, &[], &[("HOTSEAT_CHANCE", "3")], 80, 24);
    terminal
        .sees("What do you hold?")
        .types("\r")
        .sees("At which level?")
        .types("\r")
        .sees("For which role?")
        .types("\r");
    terminal.sees("The candidate's name").types("Ann Lee\r").sees("Your name").types("Kim\r");
    terminal.sees("What now?").types("\r").sees("Before you begin").sees("READY");
    terminal.types("q").sees("Leave?").types("y").sees("go on with: hotseat resume").ends_with(0);
}

#[test]
fn broken_off_at_a_question_the_cursor_comes_back() {
    let mut terminal = Terminal::runs(HOTSEAT, &["run"], &[], 80, 24);
    terminal.sees("What do you hold?").types("\x03").ends_with(130);
    let mut terminal =
        Terminal::runs(HOTSEAT, &["run", "warm-up", "--level", "mid", "--track", "backend"], &[], 80, 24);
    terminal.sees("The candidate's name").types("An\x03").ends_with(130);
}
