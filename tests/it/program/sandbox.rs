//! The program in a sandbox: a workspace of its own, a fixed clock and chance, no environment but what is given here.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The moment at which every run begins, unless it says otherwise.
pub(crate) const NOW: &str = "2026-11-21T10:00:00Z";

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
        let sandbox = Self::empty();
        copy(&own_documents(), &sandbox.workspace());
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

    /// Puts a file into the workspace.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("below the workspace")).expect("a folder");
        put(&path, text.as_ref());
    }

    /// Changes a file of the workspace, which must hold `from`.
    pub(crate) fn change(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).expect("it reads");
        assert!(text.contains(from), "{name} holds `{from}`");
        self.write(name, text.replacen(from, to, 1));
    }

    /// A run with these arguments.
    pub(crate) fn call<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Call {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
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

    /// Holds an interview line by line: `script` is typed, a line at each prompt.
    pub(crate) fn hold(&self, line: &str, candidate: &str, interviewer: &str, chance: u64, script: &str) -> Said {
        let arguments = line.split_whitespace().chain(["--candidate", candidate, "--interviewer", interviewer]);
        self.call(arguments).chance(chance).stdin(script).run()
    }

    /// The names of the session folders, in order.
    pub(crate) fn sessions(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("sessions")).expect("sessions");
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

    /// The text of the only session's journal.
    pub(crate) fn journal(&self) -> String {
        let path = self.path("sessions").join(self.session()).join("journal.jsonl");
        String::from_utf8_lossy(&fs::read(path).expect("a journal")).into_owned()
    }
}

/// Whatever the machine, the program sees this.
pub(crate) fn surroundings(workspace: &Path) -> Vec<(&'static str, String)> {
    let home = workspace.with_file_name("home").display().to_string();
    vec![
        ("HOTSEAT_WORKSPACE", workspace.display().to_string()),
        ("HOTSEAT_NOW", NOW.into()),
        ("HOTSEAT_CHANCE", "7".into()),
        ("COLUMNS", "80".into()),
        ("NO_COLOR", "1".into()),
        ("HOME", home),
        ("PATH", "/usr/bin:/bin".into()),
        ("TERM", "xterm".into()),
    ]
}

impl Call {
    pub(crate) fn stdin(mut self, text: &str) -> Self {
        self.stdin = text.into();
        self
    }

    pub(crate) fn chance(self, seed: u64) -> Self {
        self.env("HOTSEAT_CHANCE", &seed.to_string())
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// With the workspace for the folder that it stands in.
    pub(crate) fn inside(mut self) -> Self {
        self.command.current_dir(&self.shown);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs to the end.
    pub(crate) fn run(self) -> Said {
        let shown = self.shown.clone();
        let output = self.start().wait_with_output().expect("it ends");
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("what is printed is UTF-8");
            text.replace(&shown.display().to_string(), "[WORKSPACE]")
        };
        let code = output.status.code().expect("it was not killed");
        Said { stdout: text(output.stdout), stderr: text(output.stderr), code }
    }

    /// Starts, with what there is to type already typed.
    pub(crate) fn start(mut self) -> Child {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program starts");
        // A program that reads nothing may be gone already.
        let _ = child.stdin.take().expect("a pipe").write_all(self.stdin.as_bytes());
        child
    }

    /// Starts with an open pipe to type into.
    pub(crate) fn open(mut self) -> Child {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.spawn().expect("the program starts")
    }

    /// The same run below a shell that first does `setup`.
    pub(crate) fn below(self, setup: &str) -> Self {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &format!("{setup}; exec \"$0\" \"$@\"")]);
        shell.arg(self.command.get_program()).args(self.command.get_args()).env_clear();
        if let Some(folder) = self.command.get_current_dir() {
            shell.current_dir(folder);
        }
        for (name, value) in self.command.get_envs() {
            if let Some(value) = value {
                shell.env(name, value);
            }
        }
        Self { command: shell, ..self }
    }
}

impl Said {
    /// Everything, as a snapshot shows it.
    pub(crate) fn all(&self) -> String {
        format!("{}-- stderr --\n{}-- exit {} --\n", self.stdout, self.stderr, self.code)
    }

    /// Asserts that it went well, and gives what was printed.
    pub(crate) fn fine(self) -> String {
        assert_eq!(self.code, 0, "{}", self.all());
        self.stdout
    }

    /// The same as JSON.
    pub(crate) fn json(self) -> serde_json::Value {
        let text = self.fine();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

fn own_documents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/program/workspace")
}

/// A document of the furnished workspace.
pub(crate) fn document(name: &str) -> String {
    fs::read_to_string(own_documents().join(name)).expect(name)
}

/// Copies a folder with all below it.
pub(crate) fn copy(from: &Path, to: &Path) {
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

/// Writes a file; tests need not be atomic.
#[expect(clippy::disallowed_methods, reason = "a test's own file, which nobody else reads")]
pub(crate) fn put(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).expect("it writes");
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
         queue first, then the rest\n\
         /{design} {design} {design}\n\
         /next\n\
         /end\n\
         y\n\
         {design}\n\
         {design}\n\
         {design}\n\
         \n\
         \n\
         5\n\
         held every thread of the talk\n\
         y\n\
         2\n\
         Knows the craft\n\
         Asks before building\n\
         \n\
         Say numbers sooner\n\
         \n\
         y\n"
    )
}
