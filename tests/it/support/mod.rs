//! The program in a sandbox: a workspace of its own, a fixed clock and chance, no environment but what is given here.
//!
//! ```ignore
//! let sandbox = Sandbox::furnished();
//! let said = sandbox.interview(BRIEF, ["Ann Lee", "Kim Park"]).stdin("/next\na note\n/quit\n/yes\n").run();
//! said.says(1, "error: ...\nhint: ...\n");
//! assert_snapshot!("sessions", sandbox.run("sessions"));
//! sandbox.call(["run"]).on_terminal(80, 24).sees("Which interview").types("\x03").ends_with(130);
//! ```

mod terminal;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::SystemTime;

use hotseat::core::library::Library;
use hotseat::store::{self, Parts, Workspace};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) use terminal::Terminal;

/// The moment at which every run begins, unless it says otherwise.
pub(crate) const NOW: &str = "2026-11-21T10:00:00Z";

/// A round of the furnished workspace: an opening, three core questions, a design problem and its trade-offs.
pub(crate) const BRIEF: &str = "brief --level mid --track maker --seed 7";

/// A folder with a workspace in it.
pub(crate) struct Sandbox {
    folder: TempDir,
}

/// A run of the program, before it starts.
pub(crate) struct Call {
    command: Command,
    stdin: String,
    shown: PathBuf,
}

/// What a run printed and returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Sandbox {
    /// A workspace without any document.
    pub(crate) fn empty() -> Self {
        let sandbox = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::create_dir(sandbox.workspace()).expect("a workspace");
        sandbox
    }

    /// A workspace with a small bank, rubric, two formats, a loop and a track of its own, so that nothing shipped is drawn.
    pub(crate) fn furnished() -> Self {
        let sandbox = Self::copy_of(&own_documents());
        // As `init` makes it.
        fs::create_dir_all(sandbox.path("kits")).expect("a folder");
        sandbox
    }

    /// A workspace with everything that is in a folder.
    pub(crate) fn copy_of(folder: &Path) -> Self {
        let sandbox = Self::empty();
        copy(folder, &sandbox.workspace());
        sandbox
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn workspace(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    /// A file of the workspace.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.workspace().join(name)
    }

    /// The text of a file of the workspace.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Puts a file into the workspace.
    #[expect(clippy::disallowed_methods, reason = "a test's own file, which nobody else reads")]
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("below the workspace")).expect("a folder");
        fs::write(path, text).expect("it writes");
    }

    /// Changes a file of the workspace, which must hold `from`.
    pub(crate) fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} holds `{from}`");
        self.write(name, text.replacen(from, to, 1));
    }

    /// A run with these arguments.
    pub(crate) fn call<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Call {
        self.program(env!("CARGO_BIN_EXE_hotseat"), arguments)
    }

    /// A run of another program.
    pub(crate) fn program<'a>(&self, program: &str, arguments: impl IntoIterator<Item = &'a str>) -> Call {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder()).env_clear();
        for (name, value) in surroundings(&self.workspace()) {
            command.env(name, value);
        }
        Call { command, stdin: String::new(), shown: self.workspace() }
    }

    /// Runs a line of arguments, split at blanks.
    pub(crate) fn run(&self, line: &str) -> Said {
        self.call(line.split_whitespace()).run()
    }

    /// An interview of a candidate by an interviewer, line by line; what is typed is the call's `stdin`, a line at each prompt.
    pub(crate) fn interview(&self, line: &str, [candidate, interviewer]: [&str; 2]) -> Call {
        let start = ["run", "--plain", "--candidate", candidate, "--interviewer", interviewer];
        self.call(start.into_iter().chain(line.split_whitespace()))
    }

    /// The names of the session folders, in order; none where there is no session.
    pub(crate) fn sessions(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path("sessions")) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_dir())
            .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// The only session.
    pub(crate) fn session(&self) -> String {
        let mut names = self.sessions();
        assert_eq!(names.len(), 1, "{names:?}");
        names.remove(0)
    }

    /// The name of a file of the only session, within the workspace.
    pub(crate) fn of_session(&self, file: &str) -> String {
        format!("sessions/{}/{file}", self.session())
    }

    /// The text of the only session's journal.
    pub(crate) fn journal(&self) -> String {
        self.read(&self.of_session("journal.jsonl"))
    }

    /// Every file and folder with its time of change and its text.
    pub(crate) fn tree(&self) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.folder().to_owned()];
        while let Some(path) = open.pop() {
            let changed = fs::metadata(&path).and_then(|data| data.modified()).expect("it is there");
            let text = if path.is_dir() { Vec::new() } else { fs::read(&path).expect("it reads") };
            if path.is_dir() {
                open.extend(fs::read_dir(&path).expect("it reads").map(|entry| entry.expect("an entry").path()));
            }
            found.insert(path, (changed, text));
        }
        found
    }
}

/// Whatever the machine, the program sees this.
fn surroundings(workspace: &Path) -> [(&'static str, String); 8] {
    [
        ("HOTSEAT_WORKSPACE", workspace.display().to_string()),
        ("HOTSEAT_NOW", NOW.into()),
        ("HOTSEAT_CHANCE", "7".into()),
        ("COLUMNS", "80".into()),
        ("NO_COLOR", "1".into()),
        ("HOME", workspace.with_file_name("home").display().to_string()),
        ("PATH", "/usr/bin:/bin".into()),
        ("TERM", "xterm".into()),
    ]
}

impl Call {
    /// What is typed.
    pub(crate) fn stdin(mut self, text: &str) -> Self {
        self.stdin = text.into();
        self
    }

    /// Another draw of random names and seeds.
    pub(crate) fn chance(self, seed: u64) -> Self {
        self.env("HOTSEAT_CHANCE", &seed.to_string())
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Within the workspace, where relative paths begin.
    pub(crate) fn inside(mut self) -> Self {
        self.command.current_dir(&self.shown);
        self
    }

    /// The same run below a shell that first does `setup`.
    pub(crate) fn below(self, setup: &str) -> Self {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &format!("{setup}; exec \"$0\" \"$@\"")]);
        shell.arg(self.command.get_program()).args(self.command.get_args()).env_clear();
        if let Some(folder) = self.command.get_current_dir() {
            shell.current_dir(folder);
        }
        shell.envs(self.command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        Self { command: shell, ..self }
    }

    /// Runs to the end.
    pub(crate) fn run(mut self) -> Said {
        let stdin = std::mem::take(&mut self.stdin);
        let shown = self.shown.display().to_string();
        let mut child = self.open();
        // A program that reads nothing may be gone already.
        let _ = child.stdin.take().expect("a pipe").write_all(stdin.as_bytes());
        let output = child.wait_with_output().expect("it ends");
        let text =
            |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is printed is UTF-8").replace(&shown, "[WORKSPACE]");
        let code = output.status.code().expect("it was not killed");
        Said { stdout: text(output.stdout), stderr: text(output.stderr), code }
    }

    /// Starts with open pipes, to be typed into and listened to.
    pub(crate) fn open(mut self) -> Child {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.spawn().expect("the program starts")
    }

    /// Starts in a terminal of its own, of so many columns and rows.
    pub(crate) fn on_terminal(self, columns: u16, rows: u16) -> Terminal {
        Terminal::runs(&self.command, columns, rows)
    }
}

/// As a snapshot shows it.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-- stderr --\n{}-- exit {} --\n", self.stdout, self.stderr, self.code)
    }
}

impl Said {
    /// Asserts that it went well, and gives what was printed.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!(self.code, 0, "{self}");
        self.stdout
    }

    /// The same as JSON.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        let text = self.fine();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// Asserts the exit code and all of stderr.
    #[track_caller]
    pub(crate) fn says(&self, code: i32, stderr: &str) {
        assert_eq!((self.code, self.stderr.as_str()), (code, stderr), "{self}");
    }
}

fn own_documents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/workspace")
}

/// A document of the furnished workspace.
pub(crate) fn document(name: &str) -> String {
    fs::read_to_string(own_documents().join(name)).expect(name)
}

/// The furnished workspace's library; its track draws on its own bank alone.
pub(crate) fn furnished_library() -> Library {
    library(own_documents(), Parts::All)
}

/// The shipped library, with nothing laid over it.
pub(crate) fn shipped_library(parts: Parts) -> Library {
    library("/nonexistent/hotseat".into(), parts)
}

fn library(root: PathBuf, parts: Parts) -> Library {
    store::load(&Workspace { root, origin: store::Origin::Flag }, parts).expect("every document reads").library
}

/// Copies a folder with all below it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("it copies");
        }
    }
}

/// What is typed in an interview with everything in it, from the opening to the submission, for the format `brief`.
pub(crate) fn full_interview(ratings: [u8; 4]) -> String {
    let [first, second, third, design] = ratings;
    format!(
        "/next\n\
         says what a cache costs, with numbers\n\
         /saw 1\n\
         /{first} {first}\n\
         /next\n\
         /saw 3\n\
         /probe 1\n\
         /t {second}\n\
         /c {second}\n\
         /next\n\
         /{third} {third}\n\
         /flag blames-others \"it was the other team\"\n\
         /next\n\
         /hint\n\
         /yes\n\
         queue first, then the rest\n\
         /{design} {design} {design}\n\
         /next\n\
         /end\n\
         /yes\n\
         {design}\n\
         {design}\n\
         {design}\n\
         \n\
         \n\
         5\n\
         held every thread of the talk\n\
         y\n\
         4\n\
         Knows the craft\n\
         Asks before building\n\
         \n\
         Say numbers sooner\n\
         \n\
         /yes\n"
    )
}
