//! What is heard at a terminal around an interview: why each question is in, and after practice the sheet before the two change places.

use insta::assert_snapshot;

use crate::support::Sandbox;

/// All that is said from the submission to the return match, as a listener hears it.
#[test]
fn the_sheet_is_read_before_roles_are_swapped() {
    let sandbox = Sandbox::furnished();
    let line = "chat --mock --level mid --track maker --seed 7";
    let mut terminal = sandbox.interview(line, ["Ann Lee", "Kim Park"]).on_terminal(80, 50);
    terminal.reads("What now?").types("\r").reads("/begin or yes begins the conversation: ").types("/begin\r");
    terminal.reads("left> ").types("/saw 1\r").reads("saw: ").reads("left> ");
    terminal.types("/rate t 2 c 5\r").reads("Q1: ").reads("left> ");
    terminal.types("names the tool before the idea\r").reads("noted").reads("left> ");
    terminal.types("/end\r").reads("means no: ").types("/yes\r").reads("After the conversation").reads("1 to 5: ");
    terminal.types("/go take-aways\r").reads("What went well: ").types("says what she does not know\r");
    terminal.reads("What went well: ").types("/done\r").reads("means no: ");
    let before = terminal.raw().len();
    terminal.types("/yes\r").reads("Return match with roles swapped? /yes starts it, Enter means no: ");
    terminal.types("/yes\r").reads("/begin or yes begins the conversation: ");
    let said = String::from_utf8_lossy(&terminal.raw()[before..]).replace("\r\n", "\n");
    assert_snapshot!("return-match", said);
    terminal.types("/quit\r").reads("means no: ").types("/yes\r").ends_with(0);
}

/// Why each question is in, in words that nobody has to look up.
#[test]
fn reasons_before_an_interview_are_heard_in_words() {
    let sandbox = Sandbox::furnished();
    let line = "chat --level mid --track maker --seed 7";
    let mut terminal = sandbox.interview(line, ["Ann Lee", "Kim Park"]).on_terminal(80, 50);
    terminal.reads("What now?").reads("Enter for 1: ");
    let before = terminal.raw().len();
    terminal.types("say why\r").reads("Hide why each is in").reads("Enter for 1: ");
    let said = String::from_utf8_lossy(&terminal.raw()[before..]).replace("\r\n", "\n");
    assert_snapshot!("reasons-heard", said);
    for word in ["cost", "mix", "bound", "slot", "! "] {
        assert!(!said.contains(word), "{word}: {said}");
    }
    terminal.types("exchange\r").reads("Which question would you like to exchange?").reads("Enter for 1: ");
    terminal.types("1\r").reads("Which one in the place of Q1?").reads("fits less well, by ");
    terminal.types("\u{4}").ends_with(130);
}
