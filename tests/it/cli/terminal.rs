//! The line-by-line interview in a terminal of its own: what a person sees and types.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};

use hotseat::core::plan::Plan;
use insta::assert_snapshot;

use crate::support::{BRIEF, Call, Sandbox};

use super::cards::panel;

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
    terminal.reads("Which interview do you want to hold?").reads("1  Warm-up").reads("Enter for 1: ").types("99\r");
    terminal.reads("There is no 99 here: type 1 to 3.").types("warm\r");
    terminal
        .reads("At which level?")
        .reads("Enter for 2: ")
        .types("/bakc\r")
        .reads("There is no /bakc here.")
        .types("sen\r");
    terminal.reads("For which role?").types("/back\r").reads("At which level?").reads("Enter for 3: ").types("mid\r");
    terminal.reads("For which role?").types("\r");
    terminal.reads("The candidate's name: ").types("\r").reads("A name is needed").types("Ann Lee\r");
    terminal.reads("Your name: ").types("/back\r").reads("The candidate's name (Enter for Ann Lee): ").types("\r");
    terminal.reads("Your name: ").types("/leave\r").reads("Leave?").reads("Ann Lee").types("yes\r");
    terminal.reads("Only /yes does it").types("maybe\r").reads("Not left: the question comes again.");
    terminal.reads("Your name: ").types("Kim Park\r");
    terminal.reads("Warm-up (to try the program), 10 min").reads("What now?").reads("1  Start").types("2\r");
    terminal.reads("Drawn again").reads("What now?").types("say why\r").reads("meant for");
    terminal.reads("What now?").types("exch\r").reads("Which question would you like to exchange?").types("\r");
    terminal.reads("Which one in the place of Q1?").types("\r").reads("Q1 is another question now.");
    terminal.reads("What now?").types("start\r");
    terminal.reads("Before you begin").reads("/begin or yes begins the conversation: ").types("/begin\r");
    terminal.reads("Introduction, 1 minute, section 1 of").reads("left> ").types("/next\r");
    terminal.reads("Q1: must ask, concept").reads("Strong signals; /saw 1 ticks the first").reads("left> ");
    terminal.types("explains it from own work\r");
    terminal.reads("noted").reads("left> ").types("/saw 1\r").reads("saw: ").reads("left> ").types("/4 4\r");
    terminal.reads("Q1: Technical skills 4, Communication 4").reads("left> ").types("/nxt\r");
    terminal.reads("there is no command /nxt; did you mean /next? Nothing was recorded; /keep keeps").reads("left> ");
    terminal.types("/end\r").reads("End the conversation?").reads("Enter means no: ").types("/yes\r");
    terminal.reads("After the conversation").reads("Your conclusion on Technical skills, 1 to 5: ").types("\r");
    terminal.reads("Your conclusion on Communication, 1 to 5: ").types("/done\r");
    terminal.reads("Your recommendation").reads("the title: ").types("/submit\r");
    terminal.reads("Still missing").reads("Submit the scorecard?").reads("means no: ").types("/yes\r");
    // What is offered comes first, and the whole on request.
    terminal.reads("submitted").reads("to hear the scorecard:").reads("hotseat scorecard ").ends_with(0);
    // 4 in both that were rated: 40% and 20% of the weight, which is just enough.
    assert!(sandbox.run("scorecard").fine().contains("Total 4.00 of 5: Hire"));
    assert!(sandbox.run("sessions").fine().contains("Ann Lee"));
}

/// From the first list to `What now?`, at 80 columns and 24 lines.
fn draw(call: Call) -> crate::support::Terminal {
    let mut terminal = call.on_terminal(80, 24);
    terminal.sees("Which interview do you want to hold?").sees("> 1  Warm-up (to try the program)").types("\r");
    terminal.sees("At which level?").types("\r").sees("For which role?").types("\r");
    terminal.sees("The candidate's name").types("Ann Lee\r").sees("Your name").types("Kim Park\r");
    terminal.sees("What now?");
    terminal
}

/// The screen once nothing moves on it any more, without blanks at the ends of lines.
fn still(terminal: &mut crate::support::Terminal) -> String {
    let before = std::cell::RefCell::new(String::new());
    terminal.until("it stands still", |terminal| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        before.replace(terminal.screen()) == terminal.screen()
    });
    terminal.screen().lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// No letter leaves: only Ctrl-Y does, after it was said what is lost.
#[test]
fn lists_lead_to_the_draw_and_leaving_makes_no_session() {
    let sandbox = sandbox();
    let mut terminal = draw(sandbox.call(["run"]));
    assert_snapshot!("wizard-plan", still(&mut terminal));
    terminal.types("why\r").sees("meant for").sees("What now?").sees("Hide why each is in").sees("> 1  Start");
    assert_snapshot!("wizard-reasons", still(&mut terminal));
    terminal.types("\u{3}").sees("Leave?").sees("Ann Lee, interviewed by Kim Park");
    assert_snapshot!("wizard-leaving", still(&mut terminal));
    terminal.types("yes\ry q").types("\u{1b}").sees("What now?");
    terminal.types("\u{3}").sees("Leave?").types("\u{19}").reads("left; no interview was started").ends_with(130);
    assert!(!sandbox.path("sessions").exists(), "nobody was taken up");
}

/// A bare `hotseat` starts one where none is unfinished; else it offers those first.
#[test]
fn lists_lead_to_the_board_and_what_is_unfinished_is_offered_first() {
    let sandbox = sandbox();
    let mut terminal = draw(sandbox.call([]));
    terminal.types("\r").sees("Before you begin").sees("READY").signals("-TERM");
    terminal.reads("go on with:").reads("  hotseat resume ").ends_with(130);
    let mut terminal = sandbox.call([]).on_terminal(80, 24);
    terminal.sees("One interview is not finished").sees("> 1  Go on with Ann Lee");
    assert_snapshot!("wizard-unfinished", still(&mut terminal));
    // Down to a new one, forth, and back to what was offered first.
    terminal
        .types("\u{1b}[B\r")
        .sees("Which interview do you want to hold?")
        .types("\u{1b}")
        .sees("> 1  Go on with Ann Lee");
    terminal.types("\u{1b}[B\r").sees("Which interview").types("\r").sees("At which level?").types("\r");
    terminal.sees("For which role?").types("\r").sees("The candidate's name").types("ann\u{1b}[B\r");
    terminal.sees("Your name").types("\r").sees("has held this interview with Ann Lee before");
    assert_snapshot!("wizard-existing", still(&mut terminal));
    terminal.types("\r").sees("READY").signals("-TERM").ends_with(130);
    assert_eq!(sandbox.sessions().len(), 1);
}

/// Forth and back with arrows, letters and Esc: each answer is there again.
#[test]
fn escape_goes_back_and_every_answer_is_offered_again() {
    let sandbox = sandbox();
    let mut terminal = sandbox.call(["run"]).on_terminal(80, 24);
    terminal
        .sees("> 1  Warm-up")
        .types("xyz\r")
        .sees("Nothing here has “xyz” in it")
        .types("\u{1b}")
        .sees("> 1  Warm-up");
    terminal.types("warm\r").sees("At which level?").sees("> 2  mid").types("\u{1b}[B\r").sees("For which role?");
    terminal.types("\u{1b}").sees("> 3  senior").types("\r").sees("For which role?").types("\r");
    terminal.sees("The candidate's name").types("\r").sees("A name is needed").types("Ann Lee\r").sees("Your name");
    terminal.types("\u{1b}").sees("The candidate's name  Ann Lee").types("\u{1b}").sees("For which role?");
    terminal.types("\u{1b}").sees("> 3  senior").types("\u{1b}").sees("> 1  Warm-up").types("\u{1b}");
    // Nothing to go back to: it asks, and Esc goes on asking.
    terminal.sees("Leave?").types("\u{1b}").sees("> 1  Warm-up").types("\u{1b}").sees("Leave?").types("\u{19}");
    terminal.reads("left; no interview was started").ends_with(130);
}

#[test]
fn interrupting_a_list_or_a_name_brings_the_cursor_back() {
    let sandbox = sandbox();
    for escape in ["\u{3}", "\u{1b}"] {
        let mut terminal = sandbox.call(["run"]).on_terminal(100, 50);
        terminal.sees("Which interview").sees("Warm-up (to try the program)").types(escape).sees("Leave?");
        terminal.types("\u{3}").ends_with(130);
    }
    let name = sandbox.call(["run", "warm-up", "--level", "mid", "--track", "maker"]);
    name.on_terminal(100, 50)
        .sees("The candidate's name")
        .types("An")
        .types("\u{3}")
        .sees("Leave?")
        .types("\u{3}")
        .ends_with(130);
    assert!(!sandbox.path("sessions").exists());
}

/// A list of what is submitted, on a terminal: chosen with arrows or letters; and a near name is asked about.
#[test]
fn scorecards_and_feedback_are_chosen_from_a_list() {
    let sandbox = panel();
    let mut terminal = sandbox.call(["scorecard"]).on_terminal(80, 24);
    terminal.sees("Whose scorecard would you like to see?").sees("All of them");
    assert_snapshot!("list-of-scorecards", still(&mut terminal));
    terminal.types("cy\r").reads("Scorecard: Cy Gray").ends_with(0);
    // A number goes to its line, and Enter takes it, as it is line by line.
    let mut terminal = sandbox.call(["scorecard"]).on_terminal(80, 24);
    terminal.sees("> 1  ").types("6").sees("> 6  Cy Gray").types("\r").reads("Scorecard: Cy Gray").ends_with(0);
    let mut terminal = sandbox.call(["feedback", "bo chen", "--plain"]).on_terminal(80, 24);
    terminal.reads("Sessions with Bo Chen").reads("1  Bo Chen").reads("Enter for 1: ").types("2\r");
    terminal.reads("Feedback for Bo Chen").ends_with(0);
    let mut terminal = sandbox.call(["sessions", "--candidate", "Cy Gary"]).on_terminal(80, 24);
    terminal.sees("Nobody is called “Cy Gary” here").sees("> 1  None of these").types("\r").ends_with(130);
    let mut terminal = sandbox.call(["sessions", "--candidate", "Cy Gary"]).on_terminal(80, 24);
    terminal
        .sees("> 1  None of these")
        .sees("Down, then Enter")
        .types("\x1b[B")
        .sees("> 2  Cy Gray")
        .types("\r")
        .reads("Kim Park")
        .ends_with(0);
}

/// Ctrl-C in the middle of the conversation: everything acknowledged is kept, and the session goes on.
#[test]
fn interrupting_the_conversation_loses_nothing() {
    let sandbox = sandbox();
    let mut terminal = sandbox.interview(BRIEF, PAIR).on_terminal(100, 50);
    terminal.reads("What now?").types("\r").reads("/begin or yes begins the conversation: ").types("/begin\r");
    terminal.reads("left> ").types("/next\r").reads("Q1, ").reads("left> ").types("kept\r").reads("noted");
    terminal.reads("left> ").types("half ty\u{3}");
    terminal
        .reads("interrupted; everything up to the last Enter is kept; go on with:")
        .reads("  hotseat resume ")
        .ends_with(130);
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
    terminal
        .reads("What now?")
        .types("\r")
        .reads("/begin or yes begins the conversation: ")
        .types("/begin\r")
        .reads("> ");
    terminal
        .types("\u{4}")
        .reads("everything is kept; go on with:")
        .reads("  hotseat resume ")
        .reads(" --plain")
        .ends_with(0);
}

/// A line that no Enter ended is no line: Ctrl-D, however often, obeys nothing that is half typed.
#[test]
fn what_is_half_typed_is_not_obeyed_at_the_end_of_input() {
    let sandbox = sandbox();
    let mut terminal = sandbox.interview(BRIEF, PAIR).on_terminal(100, 50);
    terminal.reads("What now?").types("\r").reads("begins the conversation: ").types("/begin\r").reads("left> ");
    terminal.types("/end\r").reads("Enter means no: ");
    std::thread::sleep(std::time::Duration::from_millis(400));
    terminal.types("/yes").types("\u{4}").types("\u{4}").reads("no Enter ended the last line");
    terminal.reads("everything is kept").ends_with(0);
    let journal = sandbox.journal();
    assert!(!journal.contains("ended"), "{journal}");
    let mut terminal = sandbox.call(["resume", "--plain"]).on_terminal(100, 50);
    terminal.reads("paused> ").types("/notes\r").reads("/yes").reads("paused> ");
    terminal.types("\u{1b}[Agood\u{1b}[D map\r").reads("noted").reads("paused> ").types("\u{4}").ends_with(0);
    assert!(sandbox.journal().contains("\"good map\""), "{}", sandbox.journal());
    let mut terminal = sandbox.call(["run", "--plain"]).on_terminal(100, 50);
    terminal.reads("Enter for 1: ").types("3").types("\u{4}").types("\u{4}");
    terminal.reads("“3” was not taken: no Enter ended it.").ends_with(130);
}

/// Practice: the feedback sheet, then a yes for the return match with roles swapped and no question twice.
#[test]
fn practice_goes_on_with_roles_swapped() {
    let sandbox = sandbox();
    let mut terminal = sandbox.interview("chat --mock --level mid --track maker", PAIR).on_terminal(100, 50);
    terminal.reads("What now?").types("\r").reads("/begin or yes begins the conversation: ").types("/begin\r");
    terminal.reads("left> ").types("/end\r").reads("means no: ").types("/yes\r").reads("After the conversation");
    terminal
        .reads("1 to 5: ")
        .types("/submit\r")
        .reads("the candidate takes all of it home")
        .reads("Submit the scorecard?")
        .reads("means no: ")
        .types("/yes\r");
    terminal.reads("to hear the scorecard:").reads("Return match with roles swapped? /yes starts it, Enter means no: ");
    let heard = String::from_utf8_lossy(&terminal.raw()).into_owned();
    assert!(
        heard.contains("nothing is written on what went well") && !heard.contains("nothing for the candidate"),
        "{heard}"
    );
    // What is no answer is none: it is asked again.
    for line in ["/help", "/nxt", "thanks, that was fun"] {
        terminal.types(&format!("{line}\r")).reads(&format!("“{line}” was not taken: here /yes does it"));
        terminal.reads("Enter means no: ");
    }
    // Whoever is interviewed now sat at the terminal: nothing of what will be asked is shown there.
    let before = terminal.raw().len();
    terminal
        .types("/yes\r")
        .reads("roles swapped: Ann Lee interviews Kim Park: ")
        .reads("/begin or yes begins the conversation: ");
    let shown = String::from_utf8_lossy(&terminal.raw()[before..]).into_owned();
    assert!(!shown.contains("Q1"), "{shown}");
    terminal.types("/begin\r").reads("left> ").types("/quit\r");
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

/// Whoever declines the return match hears which practice is the same with roles swapped, and that command begins it.
#[test]
fn a_return_match_can_be_held_another_time() {
    let sandbox = sandbox();
    let mut terminal = sandbox.interview("chat --mock --level mid --track maker", PAIR).on_terminal(120, 50);
    terminal.reads("What now?").types("\r").reads("/begin or yes begins the conversation: ").types("/begin\r");
    terminal.reads("left> ").types("/end\r").reads("means no: ").types("/yes\r").reads("1 to 5: ");
    terminal.types("/submit\r").reads("Submit the scorecard?").reads("means no: ").types("/yes\r");
    let later = "run chat --mock --level mid --track maker --candidate 'Kim Park' --interviewer 'Ann Lee'";
    terminal.reads("Return match with roles swapped?").reads("means no: ").types("nope\r").reads("not done");
    terminal.reads("to swap roles another time").reads(&format!("hotseat {later} --plain")).ends_with(0);
    assert_eq!(sandbox.sessions().len(), 1);
    let flags = "run chat --mock --level mid --track maker --candidate";
    sandbox.call(flags.split(' ').chain(["Kim Park", "--interviewer", "Ann Lee"])).stdin("/quit\n").run().fine();
    assert_eq!(sandbox.sessions().len(), 2);
}

/// Enter alone at a name that is near to a known one means the name that was given.
#[test]
fn enter_at_a_near_name_means_the_name_that_was_given() {
    let sandbox = sandbox();
    sandbox.interview("chat --level mid --track maker", ["Moe", "Kim Park"]).stdin("/quit\n").run().fine();
    let mut terminal = sandbox.interview("chat --level mid --track maker", ["Zoe", "Kim Park"]).on_terminal(100, 50);
    terminal.reads("Who is meant?").reads("1  Moe, known here").reads("2  Zoe, somebody new").reads("Enter for 2: ");
    terminal.types("\r").reads("What now?").types("\r").reads("Zoe, interviewed by Kim Park").types("/quit\r");
    terminal.reads("means no: ").types("/yes\r").reads("hotseat resume Zoe --plain").ends_with(0);
}

/// The questions of the return match, where the practice before it began with these flags.
fn asked_in_return(sandbox: &Sandbox, flags: &str) -> BTreeSet<String> {
    let line = format!("chat --mock --level mid --track maker --seed 7 {flags}");
    let mut terminal = sandbox.interview(&line, PAIR).on_terminal(100, 50);
    terminal.reads("What now?").types("\r").reads("/begin or yes begins the conversation: ").types("/begin\r");
    terminal.reads("left> ").types("/end\r").reads("means no: ").types("/yes\r").reads("1 to 5: ");
    terminal.types("/submit\r").reads("means no: ").types("/yes\r");
    terminal.reads("Return match with roles swapped?").types("/yes\r");
    terminal.reads("/begin or yes begins the conversation: ").types("/quit\r").reads("means no: ").types("/yes\r");
    terminal.ends_with(0);
    let listed = sandbox.run("sessions --json").json();
    let listed = listed.as_array().expect("a list");
    let swapped = listed.iter().find(|line| line["candidate"] == "Kim Park").expect("it was begun");
    let session = swapped["session"].as_str().expect("a name");
    let plan: Plan = serde_json::from_str(&sandbox.read(&format!("sessions/{session}/plan.json"))).expect("it reads");
    plan.questions().map(|planned| planned.banked.question.id.to_string()).collect()
}

/// What was said for the practice of what was asked before is true of the return match, too.
#[test]
fn the_return_match_knows_what_was_asked_elsewhere() {
    let known = || {
        let sandbox = sandbox();
        let people = r#"{"version": 1, "candidates": {"ckp2x": "Kim Park"}}"#;
        sandbox.write("sessions/people.json", people);
        sandbox
    };
    let first = asked_in_return(&known(), "");
    let sandbox = known();
    let rows: Vec<String> = first.iter().map(|question| format!("{question},2026-11-20,Kim Park")).collect();
    sandbox.write("../elsewhere.csv", format!("question,asked_at,candidate\n{}\n", rows.join("\n")));
    let again = asked_in_return(&sandbox, "--history elsewhere.csv");
    assert!(first.is_disjoint(&again), "{first:?} {again:?}");
}

/// At the first question, line by line.
fn at_a_question(sandbox: &Sandbox) -> crate::support::Terminal {
    let mut terminal = sandbox.interview(BRIEF, PAIR).on_terminal(100, 50);
    terminal.reads("What now?").types("\r").reads("/begin or yes begins the conversation: ").types("/begin\r");
    terminal.reads("left> ").types("/next\r").reads("Q1: ").reads("left> ");
    terminal
}

/// Lines that come at once are a pasted text, whatever they say.
#[test]
fn lines_pasted_on_a_terminal_are_one_note() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    terminal.writes("def end():\r/end\r/yes\r/skip\r/yes\r");
    terminal.reads("5 lines came at once: they are kept as one note, and none was obeyed.").reads("left> ");
    terminal.types("/end\r").reads("Enter means no: ").writes("/yes\r/yes\r");
    terminal.reads("not done").reads("2 lines came at once").reads("left> ").types("\u{4}").ends_with(0);
    let journal = sandbox.journal();
    assert!(journal.contains("\"text\":\"def end():\\n/end\\n/yes\\n/skip\\n/yes\""), "{journal}");
    assert!(!journal.contains("\"type\":\"ended\"") && !journal.contains("\"type\":\"skipped\""), "{journal}");
}

/// The end of a paste that has no line break is part of it, and nothing that is typed next runs into it.
#[test]
fn a_paste_without_a_last_line_break_is_one_note() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    for paste in ["let a = 1;\rlet b = 2;\rlet c", "fetch();\rrender()"] {
        terminal.writes(paste).reads("lines came at once: they are kept as one note").reads("left> ");
        terminal.types("asks first\r").reads("noted").reads("left> ");
    }
    terminal.types("\u{4}").ends_with(0);
    let journal = sandbox.journal();
    for text in ["let a = 1;\\nlet b = 2;\\nlet c", "fetch();\\nrender()", "asks first"] {
        assert!(journal.contains(&format!("\"text\":\"{text}\"")), "{text}: {journal}");
    }
}

/// However slowly a terminal gives a paste: a `/yes` that comes before its question can have been read ends nothing.
#[test]
fn a_yes_counts_only_once_its_question_can_have_been_read() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    terminal.types("/end\r").reads("Enter means no: ").writes("/yes\r");
    terminal.reads("not done, as that came before anybody could read the question").reads("left> ");
    terminal.types("/end\r").reads("means no: ").types("/yes\r").reads("After the conversation");
    terminal.types("\u{4}").ends_with(0);
}

/// `/undo` leaves a hand-over as it is, and says so.
#[test]
fn a_hand_over_is_not_undone() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    terminal.types("/handover Robin Wood\r").reads("means no: ").types("/yes\r").reads("left> ");
    terminal.types("/undo\r").reads("a hand-over is not taken back by /undo: hand back with /handover");
    terminal.reads("left> ").types("\u{4}").ends_with(0);
}

/// A terminal cuts a line that is too long; that is said.
#[test]
fn a_line_that_the_terminal_cut_is_said_to_be_cut() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    terminal.types(&"x".repeat(4090)).types("123456789\r").reads("the rest of a longer one is lost").reads("noted");
    terminal.types("\u{4}").ends_with(0);
    assert!(sandbox.journal().contains("x12345\""), "4,095 bytes are kept");
}

/// A paste at the first questions is never obeyed, and neither is the end of it with what is typed after.
#[test]
fn lines_pasted_at_the_first_questions_are_never_obeyed() {
    let sandbox = sandbox();
    let mut terminal = sandbox.call(["run", "--plain"]).on_terminal(100, 50);
    terminal.reads("Enter for 1: ").types("\r").reads("At which level?").reads("Enter for 2: ");
    terminal.writes("/quit\r/yes\r").reads("Several lines came at once: none was taken.").reads("Enter for 2: ");
    terminal.types("/leave\r").reads("Right after a paste, a command is not obeyed").reads("Enter for 2: ");
    terminal.types("\r").reads("For which role?").types("\r").reads("The candidate's name: ").types("Ann Lee\r");
    terminal.reads("Your name: ").types("/leave\r").reads("Leave?").reads("to the question: ");
    terminal.writes("/yes\r/yes\r").reads("Several lines came at once").reads("Your name: ");
    terminal.types("\u{4}").ends_with(130);
}

/// Nobody reads what is printed: a script is recorded to its end all the same, and that is said.
#[test]
fn output_that_nobody_reads_loses_no_input() {
    let sandbox = sandbox();
    let mut child = sandbox.interview(BRIEF, PAIR).open();
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    writeln!(stdin, "/next").expect("it reads");
    assert!(lines.any(|line| line.expect("text").starts_with("Ratings: ")));
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
    assert!(stderr.contains("everything is kept; go on with:\n  hotseat resume "), "{stderr}");
    assert_eq!(output.status.code(), Some(0));
}

/// The candidate's second terminal, line by line: what is shown, and again when it changes.
#[test]
fn a_second_terminal_follows_line_by_line() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    let mut second = sandbox.call(["present"]).without("TERM").below("export TERM=dumb").on_terminal(80, 24);
    second.reads("follows the interview line by line; Ctrl-C ends it").reads("One test in a hundred runs fails.");
    terminal.types("/next\r").reads("Q2: ");
    second.reads("What is a cache for, and when does it lie to you?");
    terminal.reads("left> ").types("/end early\r").reads("means no: ").types("/yes\r");
    second.reads("The conversation has ended.").ends_with(0);
}

/// The lines of a prompt stand right below each other.
#[test]
fn a_second_terminal_shows_a_prompt_without_blank_lines_in_it() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    let mut second = sandbox.call(["present"]).on_terminal(50, 24);
    second.sees("you do on Monday?");
    let screen = second.screen();
    let mut lines = screen.lines().map(str::trim).skip_while(|line| line.is_empty());
    assert_eq!(lines.next(), Some("One test in a hundred runs fails. What do"), "{screen}");
    assert_eq!(lines.next(), Some("you do on Monday?"), "{screen}");
    second.types("\u{3}").ends_with(0);
    terminal.types("\u{4}").ends_with(0);
}

/// A file that is there is asked about in a line, below what stands on the terminal; only `/yes` replaces it.
#[test]
fn whether_to_replace_a_file_is_asked_in_a_line() {
    let sandbox = sandbox();
    let written = || sandbox.call(["score", "technical=4", "-o", "mine.txt"]).inside();
    written().run().fine();
    let first = sandbox.read("mine.txt");
    sandbox.write("mine.txt", "mine");
    let mut terminal = written().on_terminal(80, 24);
    terminal.reads("mine.txt is there already. /yes replaces it, Enter leaves it: ").types("y\r");
    terminal.reads("only /yes does it").reads("leaves it: ").types("no\r");
    terminal.reads("error: mine.txt is there already").ends_with(1);
    assert!(!String::from_utf8_lossy(&terminal.raw()).contains("\u{1b}[?1049h"), "it takes no screen");
    assert_eq!(sandbox.read("mine.txt"), "mine");
    let mut terminal = written().on_terminal(80, 24);
    terminal.reads("leaves it: ").types("/yes\r").reads("wrote mine.txt as text").ends_with(0);
    assert_eq!(sandbox.read("mine.txt"), first);
}

/// What comes at once is a paste, and answers nothing: neither in the lists on the screen nor in the numbered ones.
#[test]
fn what_is_pasted_before_an_interview_answers_nothing() {
    let sandbox = sandbox();
    let mut terminal = sandbox.call(["run"]).on_terminal(80, 24);
    terminal.sees("> 1  Warm-up").writes("warm\rmid\r\rAnn\rKim\r\r").sees("nothing has that in it").types("\u{1b}");
    terminal.sees("> 1  Warm-up").types("\u{1b}").sees("Leave?").types("\u{3}").ends_with(130);
    let mut terminal = sandbox.call(["run", "--plain"]).on_terminal(80, 24);
    terminal.reads("Enter for 1: ").writes("1\r2\r\rAnn\rKim\r\r").reads("Several lines came at once: none was taken.");
    terminal.reads("Enter for 1: ").types("\u{3}").reads("left; no interview was started").ends_with(130);
    assert!(!sandbox.path("sessions").exists());
}

/// A question that is longer than the terminal is wide breaks between words; for a script it never breaks.
#[test]
fn a_long_question_breaks_between_words_on_a_terminal_alone() {
    let sandbox = sandbox();
    let mut terminal = sandbox.interview(BRIEF, PAIR).on_terminal(60, 24);
    terminal
        .reads("What now?")
        .types("\r")
        .reads("/begin or yes begins the conversation: ")
        .types("/begin\r")
        .reads("left> ");
    terminal.types("/next\r").reads("left> ").types("/4 4\r").reads("left> ").types("/end early\r").reads("means no: ");
    terminal.types("/yes\r").reads("Your conclusion on Technical skills, 1 to 5: ").types("1\r");
    terminal.reads("Technical skills: you rated Q1 4. A conclusion of 1 differs\r\nfrom that. Why? ");
    // What is said of an interruption begins a line of its own.
    terminal
        .types("\u{3}")
        .reads("\r\nyour 1 on Technical skills has no reason")
        .reads("\r\ninterrupted; ")
        .ends_with(130);
    let script =
        sandbox.interview(&format!("{BRIEF} --again"), PAIR).chance(9).stdin("/next\n/4 4\n/end early\n/yes\n1\n");
    let said = script.run().stdout;
    assert!(said.contains("\nTechnical skills: you rated Q1 4. A conclusion of 1 differs from that. Why? "), "{said}");
}

/// Another window has it: that is said, and nothing is asked or lost.
#[test]
fn a_session_that_another_window_has_open_is_not_gone_on_with() {
    let sandbox = sandbox();
    let mut terminal = at_a_question(&sandbox);
    let second = sandbox.call(["resume", "--plain"]).stdin("lost?\n").run();
    assert_eq!(second.code, 1, "{second}");
    assert!(second.stderr.contains("is open in another terminal"), "{second}");
    terminal.types("still here\r").reads("noted").reads("left> ").types("\u{4}").ends_with(0);
    assert!(!sandbox.journal().contains("lost?"));
}

/// A bare `hotseat` says which interview another window has open, and goes on to the list where that is chosen.
#[test]
fn what_another_window_has_open_is_said_in_the_list_and_not_gone_on_with() {
    let sandbox = sandbox();
    let mut first = at_a_question(&sandbox);
    let mut second = sandbox.call([]).on_terminal(80, 24);
    second.sees("Go on with Ann Lee").sees("open in another window").types("\r");
    second.sees("That interview is open in another window").sees("One interview is not finished");
    second.types("\u{1b}[B\r").sees("Which interview do you want to hold?").sees("25 min, last time");
    second
        .types("warm\r")
        .sees("At which level?")
        .sees("last time")
        .types("\r")
        .sees("For which role?")
        .sees("last time");
    second.types("\u{3}");
    first.types("\u{4}").ends_with(0);
}

/// Under the cover a terminal's own means take away what stood there: nothing is read out for it.
#[test]
fn the_cover_line_by_line_clears_the_screen_without_blank_lines() {
    let sandbox = sandbox();
    let mut terminal = sandbox.interview(BRIEF, PAIR).on_terminal(80, 24);
    terminal.reads("What now?").types("\r").reads("/begin or yes begins the conversation: ").types("/begin\r");
    terminal.reads("left> ").types("/next\r").reads("left> ");
    let before = terminal.raw().len();
    terminal.types("/cover\r").reads("Covered.").reads("covered> ");
    let shown = String::from_utf8_lossy(&terminal.raw()[before..]).into_owned();
    assert!(shown.contains("\u{1b}[2J") && !shown.contains("\r\n\r\n\r\n"), "{shown:?}");
    terminal.types("\u{4}").reads("everything is kept").ends_with(0);
}
