//! The index of sessions is a cache: with it, without it, with an old, a damaged or another program's one, everything that is said is the same.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use hotseat::store::{self, Archive, Origin, Workspace};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::Sandbox;

const COMMANDS: [&str; 12] = [
    "sessions --json",
    "compare --json",
    "compare --calibrated --csv",
    "export",
    "export --json",
    "export --wide",
    "export --wide --markdown",
    "export --ats merge",
    "calibrate --json",
    "scorecard --json",
    "plan brief --track maker --seed 7 --candidate Ann --json",
    "present",
];

/// The kept sessions of every phase and ending, three times each, and their imports.
fn many() -> Sandbox {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept/631d0d7/workspace");
    let sandbox = Sandbox::copy_of(&kept);
    for name in sandbox.sessions() {
        for again in ["b", "c"] {
            copy(&sandbox, &name, &format!("{name}-{again}"));
        }
    }
    assert!(sandbox.sessions().len() > 32, "fewer have no index");
    sandbox
}

fn copy(sandbox: &Sandbox, from: &str, to: &str) {
    for file in ["plan.json", "journal.jsonl"] {
        if let Ok(text) = fs::read(sandbox.path(&format!("sessions/{from}/{file}"))) {
            sandbox.write(&format!("sessions/{to}/{file}"), text);
        }
    }
}

/// Lets the clock of the file system go on, so that what was written before can be told from what is written later.
fn settle(sandbox: &Sandbox) {
    std::thread::sleep(Duration::from_millis(120));
    sandbox.write("sessions/clock", "");
    fs::remove_file(sandbox.path("sessions/clock")).expect("it was there");
}

fn index(sandbox: &Sandbox) -> PathBuf {
    sandbox.path("sessions/.index")
}

fn remarks(sandbox: &Sandbox) -> PathBuf {
    sandbox.path("sessions/.remarks")
}

fn all(sandbox: &Sandbox) -> Archive {
    let workspace = Workspace { root: sandbox.workspace(), origin: Origin::Flag };
    store::all(&workspace).expect("the folder can be looked into")
}

/// What is known without an index; the one that is there is put aside meanwhile.
fn without<T>(sandbox: &Sandbox, look: impl FnOnce() -> T) -> T {
    let (index, aside) = (index(sandbox), sandbox.folder().join("aside"));
    let is_there = fs::rename(&index, &aside).is_ok();
    let seen = look();
    // One that cannot be put there is none.
    let _ = fs::remove_file(&index);
    if is_there {
        fs::rename(&aside, &index).expect("it goes back");
    }
    seen
}

/// The names of the imports' files.
fn imports(sandbox: &Sandbox) -> Vec<String> {
    let entries = fs::read_dir(sandbox.path("sessions")).expect("it lists");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("import-")).collect()
}

/// Something that happens to the sessions between two readings.
#[derive(Debug, Clone)]
enum Deed {
    /// So many bytes of the end of a journal are lost.
    Truncated(Index, usize),
    /// What was written is followed by something.
    Appended(Index, &'static str),
    /// A rating is another, and the journal as long and as old as before.
    Rated(Index, u8),
    /// The plan's title is another, as long as before.
    Retitled(Index),
    /// The plan is no plan.
    Broken(Index),
    Removed(Index),
    Copied(Index, u8),
    Renamed(Index, u8),
    /// Only a file of it is left.
    Halved(Index, &'static str),
    /// The index is an earlier one.
    Outdated,
    /// A byte of the index is another.
    Damaged(Index, u8),
    /// The index ends somewhere.
    Cut(Index),
    /// Time goes by, and somebody reads.
    Read,
}

fn deed() -> impl Strategy<Value = Deed> {
    let which = any::<Index>;
    let lines = prop::sample::select(vec!["{\"seq\":", "\n", "{}\n", "x"]);
    let file = prop::sample::select(vec!["plan.json", "journal.jsonl"]);
    prop_oneof![
        (which(), 1_usize..400).prop_map(|(at, bytes)| Deed::Truncated(at, bytes)),
        (which(), lines).prop_map(|(at, line)| Deed::Appended(at, line)),
        (which(), 1_u8..=5).prop_map(|(at, rating)| Deed::Rated(at, rating)),
        (which(), 1_u8..=5).prop_map(|(at, rating)| Deed::Rated(at, rating)),
        which().prop_map(Deed::Retitled),
        which().prop_map(Deed::Broken),
        which().prop_map(Deed::Removed),
        (which(), any::<u8>()).prop_map(|(at, name)| Deed::Copied(at, name)),
        (which(), any::<u8>()).prop_map(|(at, name)| Deed::Renamed(at, name)),
        (which(), file).prop_map(|(at, file)| Deed::Halved(at, file)),
        Just(Deed::Outdated),
        (which(), 1_u8..=255).prop_map(|(at, bits)| Deed::Damaged(at, bits)),
        which().prop_map(Deed::Cut),
        Just(Deed::Read),
        Just(Deed::Read),
    ]
}

/// Changes a file, which stays as old as it was.
fn rewrite(sandbox: &Sandbox, name: &str, change: impl FnOnce(String) -> String) {
    let path = sandbox.path(name);
    let Ok(text) = fs::read_to_string(&path) else { return };
    let before = fs::metadata(&path).and_then(|found| found.modified()).expect("it is there");
    sandbox.write(name, change(text));
    let file = File::options().append(true).open(path).expect("it opens");
    file.set_modified(before).expect("its owner may");
}

fn done(sandbox: &Sandbox, deed: &Deed, first: &[u8]) {
    let names = sandbox.sessions();
    let name_of = |at: &Index| names[at.index(names.len())].as_str();
    let of = |at: &Index, file: &str| format!("sessions/{}/{file}", name_of(at));
    let folder = |at: &Index| sandbox.path(&format!("sessions/{}", name_of(at)));
    match deed {
        Deed::Truncated(at, bytes) => rewrite(sandbox, &of(at, "journal.jsonl"), |mut text| {
            let left = text.len().saturating_sub(*bytes);
            text.truncate((0..=left).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
            text
        }),
        Deed::Appended(at, line) => rewrite(sandbox, &of(at, "journal.jsonl"), |text| text + line),
        Deed::Rated(at, rating) => rewrite(sandbox, &of(at, "journal.jsonl"), |text| {
            let found = text.match_indices("\"rating\":").map(|(at, mark)| at + mark.len()).last();
            let Some(at) = found.filter(|at| text[*at..].starts_with(|sign: char| sign.is_ascii_digit())) else {
                return text;
            };
            format!("{}{rating}{}", &text[..at], &text[at + 1..])
        }),
        Deed::Retitled(at) => rewrite(sandbox, &of(at, "plan.json"), |text| text.replacen("interview", "innerview", 1)),
        Deed::Broken(at) => rewrite(sandbox, &of(at, "plan.json"), |text| text.replacen('{', "[", 1)),
        Deed::Removed(at) => fs::remove_dir_all(folder(at)).expect("it goes"),
        Deed::Copied(at, name) => copy(sandbox, name_of(at), &format!("2026-01-01-copy-{name}")),
        Deed::Renamed(at, name) => {
            let _ = fs::rename(folder(at), sandbox.path(&format!("sessions/2026-01-02-other-{name}")));
        }
        Deed::Halved(at, file) => {
            let _ = fs::remove_file(sandbox.path(&of(at, file)));
        }
        Deed::Outdated => sandbox.write("sessions/.index", first),
        Deed::Damaged(at, bits) => {
            if let Ok(mut bytes) = fs::read(index(sandbox)) {
                let at = at.index(bytes.len());
                bytes[at] ^= bits;
                sandbox.write("sessions/.index", bytes);
            }
        }
        Deed::Cut(at) => {
            if let Ok(bytes) = fs::read(index(sandbox)) {
                sandbox.write("sessions/.index", &bytes[..at.index(bytes.len())]);
            }
        }
        Deed::Read => {
            settle(sandbox);
            all(sandbox);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn law_11_whatever_happens_to_sessions_and_index_the_same_is_known_without_it(
        deeds in prop::collection::vec(prop::collection::vec(deed(), 1..5), 1..4),
    ) {
        let sandbox = many();
        settle(&sandbox);
        let known = all(&sandbox);
        let first = fs::read(index(&sandbox)).expect("so many have an index");
        prop_assert_eq!(&all(&sandbox), &known);
        for batch in &deeds {
            for deed in batch {
                done(&sandbox, deed, &first);
            }
            let plain = without(&sandbox, || all(&sandbox));
            prop_assert_eq!(&all(&sandbox), &plain, "with what was left of the index");
            prop_assert_eq!(&all(&sandbox), &plain, "with what was made of it");
        }
    }
}

/// The same as whole commands say it, in every notation that has all of it.
#[test]
fn law_11_every_command_says_the_same_with_an_index_and_without() {
    let sandbox = many();
    let said = || -> BTreeMap<&str, String> {
        COMMANDS.into_iter().map(|line| (line, sandbox.run(line).to_string())).collect()
    };
    let plain = without(&sandbox, said);
    settle(&sandbox);
    all(&sandbox);
    assert!(index(&sandbox).is_file());
    for (line, before) in &plain {
        assert_eq!(&sandbox.run(line).to_string(), before, "{line}");
    }
    // Another program's, and none that can be read.
    let bytes = fs::read(index(&sandbox)).expect("it is there");
    for at in [0, 20, 30, bytes.len() / 2, bytes.len() - 1] {
        let mut other = bytes.clone();
        other[at] ^= 1;
        sandbox.write("sessions/.index", other);
        assert_eq!(&sandbox.run("export").to_string(), &plain["export"], "{at}");
    }
    sandbox.write("sessions/.index", "");
    assert_eq!(&sandbox.run("export").to_string(), &plain["export"]);
    // What was said in the sessions lies beside it, and is no more than a cache either.
    all(&sandbox);
    let bytes = fs::read(remarks(&sandbox)).expect("it is made with the index");
    for at in [0, 20, 30, bytes.len() / 2, bytes.len() - 1] {
        let mut other = bytes.clone();
        other[at] ^= 1;
        sandbox.write("sessions/.remarks", other);
        assert_eq!(&sandbox.run("export --wide").to_string(), &plain["export --wide"], "{at}");
    }
    fs::remove_file(remarks(&sandbox)).expect("it is there");
    assert_eq!(&sandbox.run("export --wide").to_string(), &plain["export --wide"]);
    assert!(remarks(&sandbox).is_file(), "it is made anew");
    fs::remove_file(remarks(&sandbox)).expect("it is there");
    fs::create_dir(remarks(&sandbox)).expect("a folder in its place");
    assert_eq!(&sandbox.run("export --wide").to_string(), &plain["export --wide"]);
    fs::remove_dir(remarks(&sandbox)).expect("it is empty");
    fs::remove_file(index(&sandbox)).expect("it is there");
    fs::create_dir(index(&sandbox)).expect("a folder in its place");
    assert_eq!(&sandbox.run("export").to_string(), &plain["export"]);
}

/// A session that is gone leaves nothing in the index once somebody has looked, and an entry of another process is seen at once.
#[test]
fn what_is_removed_leaves_the_index_and_what_is_appended_is_seen_at_once() {
    let sandbox = many();
    settle(&sandbox);
    all(&sandbox);
    let bytes = |sandbox: &Sandbox| fs::read(index(sandbox)).expect("it is there");
    let holds = |bytes: &[u8], name: &str| bytes.windows(name.len()).any(|part| part == name.as_bytes());
    let names = sandbox.sessions();
    assert!(names.iter().all(|name| holds(&bytes(&sandbox), name)));
    let gone = &names[7];
    fs::remove_dir_all(sandbox.path(&format!("sessions/{gone}"))).expect("it goes");
    sandbox.run("sessions").fine();
    assert!(!holds(&bytes(&sandbox), gone), "{gone}");
    assert!(!holds(&fs::read(remarks(&sandbox)).expect("it is there"), gone), "{gone}");
    let import = imports(&sandbox).into_iter().next().expect("an import");
    assert!(holds(&bytes(&sandbox), &import));
    fs::remove_file(sandbox.path(&format!("sessions/{import}"))).expect("it goes");
    sandbox.run("sessions").fine();
    assert!(!holds(&bytes(&sandbox), &import), "{import}");
    let live = sandbox.run("sessions --json").json();
    let live = live.as_array().expect("a list").iter().find(|line| line["phase"] == "live").expect("one is live");
    let journal = format!("sessions/{}/journal.jsonl", live["session"].as_str().expect("a name"));
    let text = sandbox.read(&journal);
    let entry: serde_json::Value = serde_json::from_str(text.lines().last().expect("a line")).expect("an entry");
    let seq = entry["seq"].as_u64().expect("a number") + 1;
    let ended = serde_json::json!({ "seq": seq, "at": entry["at"], "ms": entry["ms"], "event": { "type": "conversation-ended", "ending": "completed" } });
    sandbox.write(&journal, format!("{text}{ended}\n"));
    let list = sandbox.run("sessions --json").json();
    let after = list.as_array().expect("a list").iter().find(|line| line["session"] == live["session"]);
    assert_eq!(after.expect("it is there")["phase"], "scoring");
}

/// What is said after submission is exported at once, however long the session was in the index.
#[test]
fn what_is_amended_is_exported_at_once() {
    let sandbox = many();
    settle(&sandbox);
    all(&sandbox);
    let before = sandbox.run("export --wide").to_string();
    let list = sandbox.run("sessions --json").json();
    let submitted = list.as_array().expect("a list").iter().find(|line| line["phase"] == "submitted");
    let journal =
        submitted.and_then(|line| line["session"].as_str()).map(|name| format!("sessions/{name}/journal.jsonl"));
    let journal = journal.filter(|journal| sandbox.path(journal).is_file()).expect("its journal");
    let text = sandbox.read(&journal);
    let entry: serde_json::Value = serde_json::from_str(text.lines().last().expect("a line")).expect("an entry");
    let seq = entry["seq"].as_u64().expect("a number") + 1;
    let change = serde_json::json!({ "type": "noted", "text": "came back with a better answer" });
    let amended = serde_json::json!({ "seq": seq, "at": entry["at"], "ms": entry["ms"], "event": { "type": "amended", "reason": "a letter", "change": change } });
    sandbox.write(&journal, format!("{text}{amended}\n"));
    let after = sandbox.run("export --wide").to_string();
    assert!(!before.contains("a better answer") && after.contains("a better answer"), "{after}");
}

/// It is for its owner alone, holds no name and no note, and is not made where nothing can be written.
#[cfg(unix)]
#[test]
fn the_index_is_private_and_knows_nobody_by_name() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = many();
    settle(&sandbox);
    sandbox.program("/bin/sh", ["-c", "umask 000; exec \"$0\" sessions", env!("CARGO_BIN_EXE_hotseat")]).run().fine();
    for file in [index(&sandbox), remarks(&sandbox)] {
        let mode = fs::metadata(file).expect("it is made").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let bytes = fs::read(index(&sandbox)).expect("it reads");
    let text = String::from_utf8_lossy(&bytes);
    let people: serde_json::Value = serde_json::from_str(&sandbox.read("sessions/people.json")).expect("people");
    let names = people["candidates"].as_object().expect("candidates").values();
    for name in names.chain(people["interviewers"].as_object().expect("interviewers").values()) {
        assert!(!text.contains(name.as_str().expect("a name")), "{name}");
    }
    let text_of = |line: &str| {
        let entry: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(entry["event"].get("text")?.as_str()?.to_owned())
    };
    let names = sandbox.sessions();
    let journals = names
        .iter()
        .filter_map(|name| fs::read_to_string(sandbox.path(&format!("sessions/{name}/journal.jsonl"))).ok());
    let notes: Vec<String> = journals.flat_map(|text| text.lines().filter_map(text_of).collect::<Vec<_>>()).collect();
    assert!(notes.len() > 20 && notes.iter().all(|note| note.len() < 8 || !text.contains(note)), "{notes:?}");
    assert_eq!(
        fs::read_dir(sandbox.path("sessions"))
            .expect("it lists")
            .filter(|entry| {
                entry.as_ref().expect("an entry").file_name().to_string_lossy().starts_with(".hotseat-")
            })
            .count(),
        0,
        "nothing is left beside it"
    );
}
