//! The real program in a real terminal: however it ends, the terminal is given back and nothing is lost.

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use hotseat::core::plan::Kit;
use hotseat::live::board::{Setting, run};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use serde_json::json;

use super::driver::{Memory, World};
use super::plan;

/// How often something is looked at before it is given up, and how long between: half a minute in all.
const PATIENCE: usize = 3000;
const PAUSE: Duration = Duration::from_millis(10);

fn at_least_one(length: u16) -> NonZero<u16> {
    NonZero::new(length).expect("a size")
}

fn parser(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0)
}

/// What the program has written so far.
struct Output {
    raw: Vec<u8>,
    screen: vt100::Parser,
    /// Nobody listens any more.
    deaf: bool,
}

/// A terminal's output, read in a thread of its own.
fn listen(master: &dyn MasterPty, columns: u16, rows: u16) -> (Arc<Mutex<Output>>, JoinHandle<()>) {
    let output = Output { raw: Vec::new(), screen: parser(columns, rows), deaf: false };
    let output = Arc::new(Mutex::new(output));
    let mut reader = master.try_clone_reader().expect("a reader");
    let heard = Arc::clone(&output);
    let thread = std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            let mut output = heard.lock().expect("nobody panicked");
            if output.deaf {
                return;
            }
            output.raw.extend_from_slice(&buffer[..count]);
            output.screen.process(&buffer[..count]);
        }
    });
    (output, thread)
}

/// A terminal with a program in it.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn std::io::Write + Send>,
    output: Arc<Mutex<Output>>,
    listener: JoinHandle<()>,
    modes: String,
    home: tempfile::TempDir,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { cols: columns, rows, pixel_width: 0, pixel_height: 0 }
}

/// A kit of the fixture's plan, so that no bank and no question is needed to start.
fn kit(folder: &Path) -> PathBuf {
    let plan = serde_json::to_value(plan::plan()).expect("a plan");
    let kit = json!({
        "version": 1, "id": "fixture", "title": "Fixture", "format": "technical-screening", "level": "mid",
        "track": "backend", "technologies": [], "seed": 7, "rounds": [plan]
    });
    let kit: Kit = serde_json::from_value(kit).expect("a kit");
    let path = folder.join("kit.json");
    let file = std::fs::File::create(&path).expect("a file");
    serde_json::to_writer(file, &kit).expect("a written kit");
    path
}

impl Terminal {
    /// Starts a program; it gets a workspace of its own.
    pub(crate) fn runs(program: &str, arguments: &[&str], variables: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let kit = kit(home.path()).display().to_string();
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        for argument in arguments {
            command.arg(argument.replace("KIT", &kit));
        }
        command.env("HOTSEAT_WORKSPACE", home.path());
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        command.env_remove("COLUMNS");
        command.env("PS1", "prompt ");
        for (name, value) in variables {
            command.env(name, value);
        }
        let modes = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).expect("a started program");
        drop(pair.slave);
        let (output, listener) = listen(pair.master.as_ref(), columns, rows);
        let writer = pair.master.take_writer().expect("a writer");
        Self { master: pair.master, child, writer, output, listener, modes, home }
    }

    /// Starts an interview.
    fn interviews(variables: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let arguments = ["run", "--kit", "KIT", "--candidate", "Ann Lee", "--interviewer", "Kim"];
        let mut terminal = Self::runs(env!("CARGO_BIN_EXE_hotseat"), &arguments, variables, columns, rows);
        terminal.sees("Before you begin").types("\r").sees("Say hello").types("\x0e").sees("A colleague says");
        terminal
    }

    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        self.writer.write_all(text.as_bytes()).expect("a terminal that listens");
        self.writer.flush().expect("a terminal that listens");
        self
    }

    pub(crate) fn screen(&self) -> String {
        self.output.lock().expect("nobody panicked").screen.screen().contents()
    }

    /// Waits until something is so; a program that hangs fails the test, a slow machine does not.
    #[track_caller]
    fn until(&mut self, what: &str, is_so: impl Fn(&mut Self) -> bool) -> &mut Self {
        for _ in 0..PATIENCE {
            if is_so(self) {
                return self;
            }
            std::thread::sleep(PAUSE);
        }
        assert!(is_so(self), "{what}; the screen is:\n{}", self.screen());
        self
    }

    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        self.until(&format!("`{text}` never came"), |terminal| terminal.screen().contains(text))
    }

    /// Sends a signal to the program.
    pub(crate) fn signals(&mut self, signal: &str) {
        let id = self.child.process_id().expect("a program").to_string();
        let sent = Command::new("kill").args([signal, &id]).status().expect("kill");
        assert!(sent.success());
    }

    #[track_caller]
    pub(crate) fn ends_with(&mut self, code: u32) {
        self.until("the program never ended", |terminal| matches!(terminal.child.try_wait(), Ok(Some(_))));
        let status = self.child.wait().expect("an ended program");
        assert_eq!(status.exit_code(), code, "{}", self.screen());
        self.is_given_back();
    }

    /// The terminal is as it was: line by line, with its cursor, on its own screen.
    #[track_caller]
    fn is_given_back(&mut self) {
        self.until("the screen was not given back", |terminal| {
            let output = terminal.output.lock().expect("nobody panicked");
            let screen = output.screen.screen();
            !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
        });
        assert_eq!(modes(self.master.as_ref()), self.modes, "the terminal's modes");
    }

    /// A file of the one session.
    fn file(&self, name: &str) -> Option<String> {
        let sessions = std::fs::read_dir(self.home.path().join("sessions")).ok()?;
        let folder = sessions.flatten().map(|entry| entry.path()).find(|path| path.is_dir())?;
        std::fs::read_to_string(folder.join(name)).ok()
    }

    fn last_event(&self) -> String {
        let journal = self.file("journal.jsonl").unwrap_or_default();
        journal.lines().last().unwrap_or_default().to_owned()
    }
}

/// How the terminal treats input and output.
fn modes(master: &dyn MasterPty) -> String {
    let termios = master.get_termios().expect("modes");
    format!("{:?} {:?} {:?}", termios.input_flags, termios.output_flags, termios.local_flags)
}

#[test]
fn after_leaving_the_terminal_is_as_it_was() {
    let mut terminal = Terminal::interviews(&[], 80, 24);
    terminal.types("half a note\x03").sees("Leave?").types("y").ends_with(0);
    assert!(terminal.screen().contains("go on with: hotseat resume"), "{}", terminal.screen());
    assert_eq!(terminal.file("draft.txt").as_deref(), Some("half a note"));
    assert!(terminal.last_event().contains("paused"), "{}", terminal.last_event());
}

#[test]
fn a_signal_ends_the_program_and_loses_nothing() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let mut terminal = Terminal::interviews(&[], 80, 24);
        terminal.types("half a note").sees("> half a note").signals(signal);
        terminal.ends_with(130);
        assert_eq!(terminal.file("draft.txt").as_deref(), Some("half a note"), "{signal}");
        assert!(terminal.last_event().contains("paused"), "{signal}: {}", terminal.last_event());
    }
}

#[test]
fn a_kill_loses_at_most_the_pause_in_which_it_came() {
    let mut terminal = Terminal::interviews(&[], 80, 24);
    terminal.types("half a note").sees("> half a note");
    terminal.until("the draft was never kept", |terminal| terminal.file("draft.txt").as_deref() == Some("half a note"));
    terminal.signals("-KILL");
    terminal.until("the program never ended", |terminal| matches!(terminal.child.try_wait(), Ok(Some(_))));
    assert_eq!(terminal.file("draft.txt").as_deref(), Some("half a note"));
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let terminal = Terminal::interviews(&[], 80, 24);
    let Terminal { master, mut child, mut writer, output, listener, home, .. } = terminal;
    output.lock().expect("nobody panicked").deaf = true;
    // The listener holds the terminal open until it hears once more.
    writer.write_all(b"x").expect("a terminal");
    listener.join().expect("a listener that ends");
    drop(writer);
    drop(master);
    let mut patience = PATIENCE;
    while !matches!(child.try_wait(), Ok(Some(_))) {
        if patience == 0 {
            child.kill().expect("a program to end");
            panic!("the program outlived its terminal");
        }
        patience -= 1;
        std::thread::sleep(PAUSE);
    }
    drop(home);
}

/// What the test below runs in a terminal: a board whose keeper panics at the first note.
#[test]
#[ignore = "run by the test of a panic, in a terminal"]
fn a_board_that_panics() {
    let mut memory = Memory::new(plan::plan(), World::default());
    memory.panics_at_notes = true;
    let (about, library) = (plan::about(), plan::library());
    run(&mut memory, Setting { about: &about, library: &library, color: true }).expect("a terminal");
}

#[test]
fn after_a_panic_the_terminal_is_as_it_was_and_the_message_can_be_read() {
    let program = std::env::current_exe().expect("this program").display().to_string();
    let arguments = ["--ignored", "--exact", "board::pty::a_board_that_panics", "--nocapture", "--test-threads=1"];
    let mut terminal = Terminal::runs(&program, &arguments, &[], 100, 30);
    terminal.sees("Before you begin").types("\r").sees("Say hello").types("note\r");
    terminal.sees("the keeper panics").ends_with(101);
}

#[test]
fn a_resize_during_a_note_keeps_it() {
    let mut terminal = Terminal::interviews(&[], 80, 24);
    terminal.types("half a note").sees("> half a note");
    for (columns, rows) in [(60, 18), (140, 40), (30, 8), (80, 24)] {
        terminal
            .output
            .lock()
            .expect("nobody panicked")
            .screen
            .screen_mut()
            .set_size(at_least_one(rows), at_least_one(columns));
        terminal.master.resize(size(columns, rows)).expect("a new size");
        terminal.sees(if columns < 60 { "The board needs 60 x 16" } else { "> half a note" });
    }
    terminal.types(" and more").sees("> half a note and more");
}

#[test]
fn suspended_and_brought_back_the_board_goes_on() {
    let line = format!("{} run --kit KIT --candidate 'Ann Lee' --interviewer Kim", env!("CARGO_BIN_EXE_hotseat"));
    let home_kit = line; // The kit's place is only known once the terminal has a folder.
    let mut terminal = Terminal::runs("bash", &["--norc", "--noprofile", "-i"], &[], 80, 24);
    let kit = terminal.home.path().join("kit.json").display().to_string();
    terminal.sees("prompt").types(&format!("{}\r", home_kit.replace("KIT", &kit)));
    terminal.sees("Before you begin").types("\r").sees("Say hello").types("half a note").sees("> half a note");
    terminal.types("\x1a").sees("Stopped");
    assert!(!terminal.output.lock().expect("nobody panicked").screen.screen().alternate_screen(), "its own screen");
    assert_eq!(terminal.file("draft.txt").as_deref(), Some("half a note"));
    terminal.types("fg\r").sees("> half a note").types("!").sees("> half a note!");
    terminal.types("\x03").sees("Leave?").types("y").sees("go on with").types("exit\r");
    terminal.ends_with(0);
}

#[test]
fn pasted_text_is_written_and_not_obeyed() {
    let mut terminal = Terminal::interviews(&[], 80, 24);
    terminal.types("\x1b[200~q\rdse\x1b[201~").sees("dse").types("\x1b").sees(" RATE ");
    assert!(!terminal.file("journal.jsonl").unwrap_or_default().contains("noted"));
}

#[test]
fn the_prompt_goes_to_the_clipboard_of_the_terminal() {
    let mut terminal = Terminal::interviews(&[], 80, 24);
    terminal.types("\x1b").sees(" RATE ").types("c").sees("the prompt is on the clipboard");
    let raw = terminal.output.lock().expect("nobody panicked").raw.clone();
    // base64 of "A colleague", by coreutils' base64.
    let wanted = b"\x1b]52;c;QSBjb2xsZWFndW";
    assert!(raw.windows(wanted.len()).any(|window| window == wanted));
}

#[test]
fn without_color_nothing_is_colored_and_with_it_only_the_sixteen_are_used() {
    for (variables, colored) in [(&[("NO_COLOR", "1")][..], false), (&[][..], true)] {
        let mut terminal = Terminal::interviews(variables, 80, 24);
        terminal.types("\x12A4").sees("[4] 5");
        let output = terminal.output.lock().expect("nobody panicked");
        let screen = output.screen.screen();
        let cells = (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)));
        let colors: Vec<vt100::Color> = cells
            .flat_map(|cell| [cell.fgcolor(), cell.bgcolor()])
            .filter(|color| *color != vt100::Color::Default)
            .collect();
        assert_eq!(!colors.is_empty(), colored, "{colors:?}");
        assert!(colors.iter().all(|color| matches!(color, vt100::Color::Idx(0..=15))), "{colors:?}");
    }
}

#[test]
fn a_pipe_gets_the_plain_way() {
    let home = tempfile::tempdir().expect("a folder");
    let kit = kit(home.path());
    let mut child = Command::new(env!("CARGO_BIN_EXE_hotseat"))
        .args(["run", "--candidate", "Ann Lee", "--interviewer", "Kim", "--kit"])
        .arg(kit)
        .env("HOTSEAT_WORKSPACE", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a program");
    child.stdin.take().expect("input").write_all(b"/next\na note\n/quit\n").expect("input");
    let output = child.wait_with_output().expect("output");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("noted") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn plain_is_plain_on_a_terminal_too() {
    let arguments = ["run", "--plain", "--kit", "KIT", "--candidate", "Ann Lee", "--interviewer", "Kim"];
    let mut terminal = Terminal::runs(env!("CARGO_BIN_EXE_hotseat"), &arguments, &[], 80, 24);
    terminal.sees("Enter begins the conversation").types("\r").sees("[section").types("/quit\r").ends_with(0);
    let raw = terminal.output.lock().expect("nobody panicked").raw.clone();
    assert!(!raw.contains(&0x1b), "no escape sequence at all");
}

#[test]
fn a_second_terminal_follows_the_session_and_changes_nothing() {
    let mut terminal = Terminal::interviews(&[], 80, 24);
    let pair = native_pty_system().openpty(size(80, 24)).expect("a terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_hotseat"));
    command.args(["present", "--clock"]);
    command.env("HOTSEAT_WORKSPACE", terminal.home.path());
    command.env("TERM", "xterm-256color");
    let modes = modes(pair.master.as_ref());
    let child = pair.slave.spawn_command(command).expect("a started program");
    drop(pair.slave);
    let (output, listener) = listen(pair.master.as_ref(), 80, 24);
    let writer = pair.master.take_writer().expect("a writer");
    let home = tempfile::tempdir().expect("a folder");
    let mut candidate = Terminal { master: pair.master, child, writer, output, listener, modes, home };
    candidate.sees("A colleague says").sees("left in this section");
    terminal.types("a secret note\r\x12A4").sees("[4] 5");
    let journal = terminal.file("journal.jsonl");
    for secret in ["secret", "technical", "Asks who", "Strong"] {
        assert!(!candidate.screen().contains(secret), "{}", candidate.screen());
    }
    assert_eq!(terminal.file("journal.jsonl"), journal, "nothing is written by following");
    terminal.types("\x0e").sees("Q2 of 4");
    candidate.sees("Which requests may a client repeat").types("q").ends_with(0);
}
