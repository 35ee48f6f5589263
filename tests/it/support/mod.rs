//! Runs the program hermetically: own folder, cleared environment, fixed clock, chance and width.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A workspace in a folder of its own.
pub(crate) struct Hotseat {
    folder: TempDir,
    chance: u64,
}

/// What a run printed, and its exit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Hotseat {
    /// An empty workspace over the shipped library.
    pub(crate) fn shipped() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), chance: 7 }
    }

    /// A workspace whose one small bank stands in for the shipped ones, so that nothing depends on their questions.
    pub(crate) fn small() -> Self {
        let hotseat = Self::shipped();
        hotseat.write("banks/small.json", &bank().to_string());
        let mut tracks: Value = serde_json::from_str(include_str!("../../../formats/tracks.json")).expect("tracks");
        for track in tracks["tracks"].as_array_mut().expect("a list") {
            track["banks"] = json!(["small"]);
        }
        hotseat.write("formats/tracks.json", &tracks.to_string());
        hotseat
    }

    /// The workspace's folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the workspace.
    pub(crate) fn write(&self, name: &str, text: &str) {
        self.write_bytes(name, text.as_bytes());
    }

    /// Writes a file of the workspace.
    #[expect(clippy::disallowed_methods, reason = "a test's own files need no atomic replace")]
    pub(crate) fn write_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, bytes).expect("the file is written");
    }

    /// The program with its surroundings fixed.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hotseat"));
        command
            .args(arguments)
            .env_clear()
            .env("HOTSEAT_WORKSPACE", self.path())
            .env("HOTSEAT_NOW", "2026-11-21T10:00:00+01:00")
            .env("HOTSEAT_CHANCE", self.chance.to_string())
            .env("COLUMNS", "80")
            .env("NO_COLOR", "1")
            .current_dir(self.path());
        command
    }

    /// Runs it without input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs it with input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = self.spawn(arguments);
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).ok();
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes: &[u8]| {
            let root = self.path().display().to_string();
            String::from_utf8_lossy(bytes).replace(&root, "[workspace]")
        };
        Ran { stdout: text(&output.stdout), stderr: text(&output.stderr), code: output.status.code().unwrap_or(-1) }
    }

    /// Starts it with pipes.
    pub(crate) fn spawn(&self, arguments: &[&str]) -> Child {
        self.command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts")
    }

    /// The names of the sessions, in order.
    pub(crate) fn sessions(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path().join("sessions")) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.starts_with("20"))
            .collect();
        names.sort();
        names
    }

    /// The journal of the only session.
    pub(crate) fn journal(&self) -> PathBuf {
        let sessions = self.sessions();
        assert_eq!(sessions.len(), 1, "{sessions:?}");
        self.path().join("sessions").join(&sessions[0]).join("journal.jsonl")
    }

    /// A warm-up with one candidate, up to the end of `lines`.
    pub(crate) fn warm_up(&self, candidate: &str, interviewer: &str, lines: &str) -> Ran {
        let arguments = [
            "run",
            "warm-up",
            "--level",
            "mid",
            "--track",
            "backend",
            "--candidate",
            candidate,
            "--interviewer",
            interviewer,
            "--seed",
            "3",
            "--plain",
        ];
        self.run_with(&arguments, lines)
    }

    /// With another draw of random names.
    pub(crate) fn chance(mut self, chance: u64) -> Self {
        self.chance = chance;
        self
    }
}

impl Ran {
    /// All three, for a snapshot.
    pub(crate) fn whole(&self) -> String {
        format!("{}--- stderr\n{}--- exit {}\n", self.stdout, self.stderr, self.code)
    }

    /// What was printed, where it went well.
    pub(crate) fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}", self.whole());
        self.stdout
    }

    /// The printed JSON, where it went well.
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.ok()).expect("it is JSON")
    }
}

/// One question of every sort that the shipped formats take, at two levels.
pub(crate) fn bank() -> Value {
    let kinds = [
        ("concept", 4),
        ("concept", 4),
        ("concept", 5),
        ("concept", 5),
        ("concept", 5),
        ("concept", 5),
        ("coding", 20),
        ("coding", 20),
        ("system-design", 25),
        ("system-design", 45),
        ("code-review", 10),
        ("behavioral", 5),
        ("concept", 8),
        ("coding", 20),
    ];
    let questions: Vec<Value> = kinds
        .iter()
        .enumerate()
        .map(|(number, (kind, minutes))| {
            let technologies = if number % 4 == 3 { json!(["django"]) } else { json!([]) };
            json!({
                "id": format!("s-{number}"), "prompt": format!("Question {number}: what is behind door {number}, and why?"),
                "kind": kind, "level": if number % 5 == 0 { "junior" } else { "mid" }, "difficulty": number % 4 + 1,
                "minutes": minutes, "topics": [format!("door-{number}")], "technologies": technologies,
                "dimensions": ["technical", "communication"],
                "answer": "Behind it is what was put there. ".repeat(12).trim(),
                "signals": {"strong": ["Knocks first", "Asks who has the key"], "weak": ["Kicks it in", "Walks away"]},
                "hints": ["Is it locked?", "Who has the key?"],
                "follow_ups": ["And behind the next one?", "How would you know?"],
                "handout": "```text\na door\n```",
            })
        })
        .collect();
    json!({"version": 1, "id": "small", "title": "Small", "questions": questions})
}

/// What an interviewer types from the first section to a submitted card.
pub(crate) const WHOLE: &str = "/next\n\
    knocks before entering\n\
    /saw 1 3\n\
    /hint\n\
    /probe 1\n\
    /4 3\n\
    /flag blames-others \"the door was broken\"\n\
    /next\n\
    /t 2\n\
    /c 4\n\
    quiet\n\
    /end\n\
    y\n\
    \n\
    \n\
    /done\n\
    2\n\
    Would open every door with her.\n\
    Knocks first\n\
    \n\
    Ask for the key sooner\n\
    \n\
    y\n";
