//! A program in a terminal of its own: what a person sees and types.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How often something is looked at before it is given up, and how long between: half a minute in all.
const PATIENCE: usize = 3000;
const PAUSE: Duration = Duration::from_millis(10);

/// What the program has written so far.
struct Output {
    raw: Vec<u8>,
    screen: vt100::Parser,
    /// Nobody listens any more.
    deaf: bool,
}

/// A program that ends with the test.
struct Running(Box<dyn Child + Send + Sync>);

impl Drop for Running {
    fn drop(&mut self) {
        // A failed test leaves nothing running.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A terminal with a program in it.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    running: Running,
    writer: Box<dyn Write + Send>,
    output: Arc<Mutex<Output>>,
    listener: JoinHandle<()>,
    modes: String,
    /// How much of the output was read.
    read: usize,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { cols: columns, rows, pixel_width: 0, pixel_height: 0 }
}

/// Rows and columns.
fn sides(columns: u16, rows: u16) -> [NonZero<u16>; 2] {
    [rows, columns].map(|side| NonZero::new(side).expect("a size"))
}

/// A terminal's output, read in a thread of its own.
fn listen(master: &dyn MasterPty, columns: u16, rows: u16) -> (Arc<Mutex<Output>>, JoinHandle<()>) {
    let [rows, columns] = sides(columns, rows);
    let output = Output { raw: Vec::new(), screen: vt100::Parser::new(rows, columns, 0), deaf: false };
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

/// How the terminal treats input and output.
fn modes(master: &dyn MasterPty) -> String {
    let termios = master.get_termios().expect("modes");
    format!("{:?} {:?} {:?}", termios.input_flags, termios.output_flags, termios.local_flags)
}

impl Terminal {
    /// Starts a command; its width is the terminal's.
    pub(super) fn runs(command: &Command, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a terminal");
        let mut builder = CommandBuilder::new(command.get_program());
        builder.args(command.get_args());
        builder.cwd(command.get_current_dir().expect("a folder"));
        builder.env_clear();
        for (name, value) in command.get_envs().filter_map(|(name, value)| Some((name, value?))) {
            builder.env(name, value);
        }
        builder.env_remove("COLUMNS");
        builder.env("TERM", "xterm-256color");
        let modes = modes(pair.master.as_ref());
        let running = Running(pair.slave.spawn_command(builder).expect("a started program"));
        drop(pair.slave);
        let (output, listener) = listen(pair.master.as_ref(), columns, rows);
        let writer = pair.master.take_writer().expect("a writer");
        Self { master: pair.master, running, writer, output, listener, modes, read: 0 }
    }

    /// Types as fast as a person can: a `/yes` comes after its question was read, and an Enter at the end comes a moment after what it ends, or all of it would be a paste.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        // A chord that comes together with text would be a part of a paste.
        std::thread::sleep(std::time::Duration::from_millis(20));
        if text == "/yes\r" {
            std::thread::sleep(std::time::Duration::from_millis(400));
        }
        match text.strip_suffix('\r').filter(|before| !before.is_empty()) {
            Some(before) => {
                self.writes(before);
                std::thread::sleep(std::time::Duration::from_millis(20));
                self.writes("\r")
            }
            None => self.writes(text),
        }
    }

    /// Everything at once, as a terminal gives a paste.
    pub(crate) fn writes(&mut self, text: &str) -> &mut Self {
        self.writer.write_all(text.as_bytes()).expect("a terminal that listens");
        self.writer.flush().expect("a terminal that listens");
        self
    }

    fn output<T>(&self, look: impl FnOnce(&Output) -> T) -> T {
        look(&self.output.lock().expect("nobody panicked"))
    }

    pub(crate) fn screen(&self) -> String {
        self.output(|output| output.screen.screen().contents())
    }

    /// A fact about the screen.
    pub(crate) fn looks<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        self.output(|output| look(output.screen.screen()))
    }

    /// Every byte that was written.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.output(|output| output.raw.clone())
    }

    /// Waits until something is so; a program that hangs fails the test, a slow machine does not.
    #[track_caller]
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&mut Self) -> bool) -> &mut Self {
        for _ in 0..PATIENCE {
            if is_so(self) {
                return self;
            }
            std::thread::sleep(PAUSE);
        }
        assert!(is_so(self), "{what}; the screen is:\n{}", self.screen());
        self
    }

    /// Waits until the screen holds a text.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        self.until(&format!("`{text}` never came"), |terminal| terminal.screen().contains(text))
    }

    /// Waits until a text was printed since the last one that was read, wherever it stands now.
    #[track_caller]
    pub(crate) fn reads(&mut self, text: &str) -> &mut Self {
        let end = |terminal: &Self| {
            terminal.output(|output| {
                let rest = &output.raw[terminal.read..];
                rest.windows(text.len())
                    .position(|part| part == text.as_bytes())
                    .map(|at| terminal.read + at + text.len())
            })
        };
        self.until(&format!("`{text}` was never printed"), |terminal| end(terminal).is_some());
        self.read = end(self).expect("it is there");
        self
    }

    pub(crate) fn resizes(&mut self, columns: u16, rows: u16) -> &mut Self {
        let [high, wide] = sides(columns, rows);
        self.output.lock().expect("nobody panicked").screen.screen_mut().set_size(high, wide);
        self.master.resize(size(columns, rows)).expect("a new size");
        self
    }

    /// Sends a signal to the program.
    pub(crate) fn signals(&mut self, signal: &str) -> &mut Self {
        let id = self.running.0.process_id().expect("a program").to_string();
        let sent = Command::new("kill").args([signal, &id]).status().expect("kill");
        assert!(sent.success());
        self
    }

    /// Sends a signal to the program that the shell in the terminal runs.
    pub(crate) fn signals_child(&mut self, signal: &str) -> &mut Self {
        let id = self.running.0.process_id().expect("a program").to_string();
        let child = Command::new("pgrep").args(["-P", &id]).output().expect("pgrep").stdout;
        let child = String::from_utf8(child).expect("numbers").trim().to_owned();
        let sent = Command::new("kill").args([signal, &child]).status().expect("kill");
        assert!(sent.success());
        self
    }

    /// Waits for the end; gives the exit code, or 128 for the end by a signal.
    #[track_caller]
    pub(crate) fn ends(&mut self) -> u32 {
        self.until("the program never ended", |terminal| matches!(terminal.running.0.try_wait(), Ok(Some(_))));
        self.until("the terminal was never read to its end", |terminal| terminal.listener.is_finished());
        let status = self.running.0.wait().expect("an ended program");
        if status.signal().is_some() { 128 } else { status.exit_code() }
    }

    /// Waits for the end with one of these codes, after which the terminal is as it was: line by line, with its cursor, on its own screen.
    #[track_caller]
    pub(crate) fn ends_with_one_of(&mut self, codes: &[u32]) {
        let code = self.ends();
        assert!(codes.contains(&code), "{code}: {}", self.screen());
        self.until("the screen was not given back", |terminal| {
            terminal.looks(|screen| !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor())
        });
        assert_eq!(modes(self.master.as_ref()), self.modes, "the terminal's modes");
    }

    #[track_caller]
    pub(crate) fn ends_with(&mut self, code: u32) {
        self.ends_with_one_of(&[code]);
    }

    /// The terminal goes away, as a window that is closed; the program must end, and gives its exit code.
    pub(crate) fn goes_away(self) -> u32 {
        let Self { master, mut running, mut writer, output, listener, .. } = self;
        output.lock().expect("nobody panicked").deaf = true;
        // The listener holds the terminal open until it hears once more.
        writer.write_all(b"x").expect("a terminal");
        listener.join().expect("a listener that ends");
        drop((writer, master));
        let ended = (0..PATIENCE).find_map(|_| {
            std::thread::sleep(PAUSE);
            running.0.try_wait().ok().flatten()
        });
        let status = ended.expect("the program does not outlive its terminal");
        if status.signal().is_some() { 128 } else { status.exit_code() }
    }
}
