//! The line-by-line interview in a terminal of its own: what a person sees and types.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::sandbox::{Sandbox, surroundings};

/// How long a screen may take before the test gives up; nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal with the program in it.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    printed: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    all: String,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        let size = PtySize { rows: 50, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_hotseat"));
        command.args(arguments);
        command.cwd(sandbox.folder());
        command.env_clear();
        for (name, value) in surroundings(&sandbox.workspace()) {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, printed) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().expect("a writer");
        let [rows, columns] = [50, 100].map(|side| NonZero::new(side).expect("not zero"));
        let screen = vt100::Parser::new(rows, columns, 0);
        Self { child, keys, printed, screen, all: String::new(), _master: pair.master }
    }

    /// Types keys.
    fn type_keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the terminal takes it");
        self.keys.flush().expect("the terminal takes it");
    }

    /// Waits until what was printed since the last wait holds a text.
    fn sees(&mut self, text: &str) {
        while !self.all.contains(text) {
            let Ok(bytes) = self.printed.recv_timeout(PATIENCE) else {
                panic!("`{text}` never came:\n{}\n--\n{}", self.screen.screen().contents(), self.all.escape_debug());
            };
            self.take(&bytes);
        }
        let end = self.all.find(text).expect("it is there") + text.len();
        self.all.drain(..end);
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.all += &String::from_utf8_lossy(bytes);
    }

    /// Waits for the end; gives the exit code, or 128 and the signal's number.
    fn ends(&mut self) -> u32 {
        while let Ok(bytes) = self.printed.recv_timeout(PATIENCE) {
            self.take(&bytes);
        }
        let status = self.child.wait().expect("it ends");
        if status.signal().is_some() { 128 } else { status.exit_code() }
    }

    fn cursor_is_hidden(&self) -> bool {
        self.screen.screen().hide_cursor()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A failed test leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The furnished workspace, where the track holds the warm-up, too.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.change("formats/tracks.json", "\"brief\"", "\"warm-up\", \"brief\"");
    sandbox
}

/// From a bare `run --plain` to the scorecard, with nothing but Enter, a name, and what the screen says.
#[test]
fn a_person_who_has_read_nothing_comes_to_a_scorecard() {
    let sandbox = sandbox();
    let mut terminal = Terminal::open(&sandbox, &["run", "--plain"]);
    terminal.sees("What do you hold?");
    terminal.sees("1  Warm-up");
    terminal.sees("Enter for 1: ");
    terminal.type_keys("99\r");
    terminal.sees("`99` is not one of the numbers");
    terminal.type_keys("\r");
    terminal.sees("At which level?");
    terminal.sees("Enter for 2: ");
    terminal.type_keys("\r");
    terminal.sees("For which role?");
    terminal.type_keys("\r");
    terminal.sees("The candidate's name: ");
    terminal.type_keys("\r");
    terminal.sees("a name needs at least one letter or digit");
    terminal.type_keys("Ann Lee\r");
    terminal.sees("Your name: ");
    terminal.type_keys("Kim Park\r");
    terminal.sees("Warm-up (to try the program), 10 min");
    terminal.sees("What now?");
    terminal.sees("1  Start");
    terminal.type_keys("2\r");
    terminal.sees("What now?");
    terminal.type_keys("4\r");
    terminal.sees("why: ");
    terminal.sees("What now?");
    terminal.type_keys("3\r");
    terminal.sees("Which one?");
    terminal.type_keys("\r");
    terminal.sees("By which?");
    terminal.type_keys("\r");
    terminal.sees("What now?");
    terminal.type_keys("\r");
    terminal.sees("Before you begin");
    terminal.sees("Enter begins the conversation: ");
    terminal.type_keys("\r");
    terminal.sees("Introduction (1 min)");
    terminal.sees("> ");
    terminal.type_keys("/next\r");
    terminal.sees("Q1, concept");
    terminal.sees("Q1 > ");
    terminal.type_keys("explains it from own work\r");
    terminal.sees("noted");
    terminal.type_keys("/saw 1\r");
    terminal.sees("saw: ");
    terminal.type_keys("/4 4\r");
    terminal.sees("Ratings: t technical 4 · c communication 4");
    terminal.type_keys("/end\r");
    terminal.sees("End the conversation");
    terminal.type_keys("y\r");
    terminal.sees("After the conversation");
    terminal.sees("Your conclusion on Technical skills, 1-5: ");
    terminal.type_keys("\r");
    terminal.sees("Your conclusion on Communication, 1-5: ");
    terminal.type_keys("/done\r");
    terminal.type_keys("/done\r");
    terminal.sees("Your recommendation");
    terminal.type_keys("/submit\r");
    terminal.sees("Submit the scorecard?");
    terminal.type_keys("y\r");
    terminal.sees("Scorecard: Ann Lee");
    // 4 in both that were rated: 40 % and 20 % of the weight, which is just enough.
    terminal.sees("Total 4.00 of 5: Hire");
    terminal.sees("submitted; `hotseat scorecard ");
    assert_eq!(terminal.ends(), 0);
    assert!(!terminal.cursor_is_hidden());
    assert!(sandbox.run("sessions").fine().contains("Ann Lee"));
}

/// The lists that arrow keys walk through, as far as the draw; then left.
#[test]
fn lists_lead_to_the_draw_and_leaving_makes_no_session() {
    let sandbox = sandbox();
    let mut terminal = Terminal::open(&sandbox, &["run"]);
    terminal.sees("What do you hold?");
    terminal.sees("Warm-up (to try the program)");
    terminal.type_keys("\r");
    terminal.sees("At which level?");
    terminal.type_keys("\r");
    terminal.sees("For which role?");
    terminal.type_keys("\r");
    terminal.sees("The candidate's name");
    terminal.type_keys("Ann Lee\r");
    terminal.sees("Your name");
    terminal.type_keys("Kim Park\r");
    terminal.sees("What now?");
    // One up from the first is the last: leave.
    terminal.type_keys("\u{1b}[A\r");
    assert_eq!(terminal.ends(), 130);
    assert!(!terminal.cursor_is_hidden(), "the cursor came back");
    assert!(sandbox.sessions().is_empty());
}

#[test]
fn interrupting_a_list_brings_the_cursor_back() {
    let sandbox = sandbox();
    for escape in ["\u{3}", "\u{1b}"] {
        let mut terminal = Terminal::open(&sandbox, &["run"]);
        terminal.sees("What do you hold?");
        terminal.sees("Warm-up (to try the program)");
        terminal.type_keys(escape);
        assert_eq!(terminal.ends(), 130, "{escape:?}");
        assert!(!terminal.cursor_is_hidden(), "the cursor came back after {escape:?}");
    }
}

#[test]
fn interrupting_a_name_brings_the_cursor_back() {
    let sandbox = sandbox();
    let mut terminal = Terminal::open(&sandbox, &["run", "warm-up", "--level", "mid", "--track", "maker"]);
    terminal.sees("The candidate's name");
    terminal.type_keys("An\u{3}");
    assert_eq!(terminal.ends(), 130);
    assert!(!terminal.cursor_is_hidden());
    assert!(!sandbox.path("sessions").exists());
}

/// Ctrl-C in the middle of the conversation: everything acknowledged is kept, and the session goes on.
#[test]
fn interrupting_the_conversation_loses_nothing() {
    let sandbox = sandbox();
    let run = [
        "run",
        "brief",
        "--plain",
        "--level",
        "mid",
        "--track",
        "maker",
        "--candidate",
        "Ann Lee",
        "--interviewer",
        "Kim",
    ];
    let mut terminal = Terminal::open(&sandbox, &run);
    terminal.sees("What now?");
    terminal.type_keys("\r");
    terminal.sees("Enter begins the conversation: ");
    terminal.type_keys("\r");
    terminal.sees("> ");
    terminal.type_keys("/next\r");
    terminal.sees("Q1 > ");
    terminal.type_keys("kept\r");
    terminal.sees("noted");
    terminal.sees("Q1 > ");
    terminal.type_keys("half ty\u{3}");
    let code = terminal.ends();
    assert!(code == 130 || code == 128, "{code}");
    assert!(!terminal.cursor_is_hidden());
    assert!(sandbox.journal().contains("kept"));
    assert_eq!(sandbox.call(["resume"]).stdin("on\n/q\n").run().code, 0);
}

/// Ctrl-D is the end of what is typed: the session is left, and can be gone on with.
#[test]
fn the_end_of_input_leaves_the_session_open() {
    let sandbox = sandbox();
    let run = [
        "run",
        "brief",
        "--plain",
        "--level",
        "mid",
        "--track",
        "maker",
        "--candidate",
        "Ann Lee",
        "--interviewer",
        "Kim",
    ];
    let mut terminal = Terminal::open(&sandbox, &run);
    terminal.sees("What now?");
    terminal.type_keys("\r");
    terminal.sees("Enter begins the conversation: ");
    terminal.type_keys("\r");
    terminal.sees("> ");
    terminal.type_keys("\u{4}");
    terminal.sees("everything is kept; go on with: hotseat resume ");
    assert_eq!(terminal.ends(), 0);
}

/// Practice: the feedback sheet, then one key for the return match with roles swapped and no question twice.
#[test]
fn practice_goes_on_with_roles_swapped() {
    let sandbox = sandbox();
    let run = [
        "run",
        "chat",
        "--plain",
        "--mock",
        "--level",
        "mid",
        "--track",
        "maker",
        "--candidate",
        "Ann Lee",
        "--interviewer",
        "Kim",
    ];
    let mut terminal = Terminal::open(&sandbox, &run);
    terminal.sees("What now?");
    terminal.type_keys("\r");
    terminal.sees("Enter begins the conversation: ");
    terminal.type_keys("\r");
    terminal.sees("Q1 > ");
    terminal.type_keys("/end\ry\r");
    terminal.sees("After the conversation");
    terminal.type_keys("/submit\ry\r");
    terminal.sees("Feedback for Ann Lee");
    terminal.sees("Return match with roles swapped? r for yes, Enter for no: ");
    terminal.type_keys("r\r");
    terminal.sees("Enter begins the conversation: ");
    terminal.type_keys("\r");
    terminal.sees("Q1 > ");
    terminal.type_keys("/quit\r");
    assert_eq!(terminal.ends(), 0);
    let listed = sandbox.run("sessions --json").json();
    let listed = listed.as_array().expect("a list");
    assert_eq!(listed.len(), 2);
    let swapped = listed.iter().any(|line| line["candidate"] == "Kim" && line["interviewer"] == "Ann Lee");
    assert!(swapped, "{listed:?}");
    let mut seen = std::collections::BTreeSet::new();
    for session in sandbox.sessions() {
        let plan = std::fs::read_to_string(sandbox.path("sessions").join(session).join("plan.json")).expect("a plan");
        let plan: hotseat::core::plan::Plan = serde_json::from_str(&plan).expect("it reads");
        for planned in plan.questions() {
            assert!(seen.insert(planned.banked.question.id.clone()), "{} twice", planned.banked.question.id);
        }
    }
}

/// On a terminal, where colors are not stripped on the way, flags are no less cleaned.
#[test]
fn law_9_evil_flags_on_a_terminal() {
    let sandbox = sandbox();
    for arguments in [
        ["plan", "brief", "--level", "\u{1b}[31mx\u{202e}"],
        ["sessions", "--json", "\u{1b}]0;title\u{7}", "x"],
        ["score", "a", "--rubric", "\u{1b}[2J\u{9b}31m"],
    ] {
        let mut terminal = Terminal::open(&sandbox, &arguments);
        assert_eq!(terminal.ends(), 2);
        let shown = terminal.all.clone();
        for evil in ["\u{1b}[31mx", "\u{202e}", "\u{1b}]0;", "\u{7}", "\u{1b}[2J", "\u{9b}"] {
            assert!(!shown.contains(evil), "{arguments:?}: {shown:?}");
        }
    }
}
