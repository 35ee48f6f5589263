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

fn cards(sandbox: &Sandbox) -> PathBuf {
    sandbox.path("sessions/.cards")
}

/// All that is no more than a cache.
const CACHES: [&str; 3] = ["sessions/.index", "sessions/.remarks", "sessions/.cards"];

fn all(sandbox: &Sandbox) -> Archive {
    let workspace = Workspace { root: sandbox.workspace(), origin: Origin::Flag };
    store::all(&workspace).expect("the folder can be looked into")
}

/// What is known without an index and what lies beside it; those that are there are put aside meanwhile.
fn without<T>(sandbox: &Sandbox, look: impl FnOnce() -> T) -> T {
    let caches = CACHES.map(|name| (sandbox.path(name), sandbox.folder().join(name.replace('/', "-"))));
    let are_there = caches.each_ref().map(|(place, aside)| fs::rename(place, aside).is_ok());
    let seen = look();
    for ((place, aside), is_there) in caches.iter().zip(are_there) {
        // One that cannot be put there is none.
        let _ = fs::remove_file(place);
        if is_there {
            fs::rename(aside, place).expect("it goes back");
        }
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
    /// The index, or what lies beside it, is an earlier one.
    Outdated(&'static str),
    /// A byte of it is another.
    Damaged(&'static str, Index, u8),
    /// It ends somewhere.
    Cut(&'static str, Index),
    /// Something stands behind its end.
    Lengthened(&'static str, Vec<u8>),
    /// It says that it is of a later version, or of another program.
    Future(&'static str),
    /// It is something else.
    Foreign(&'static str, Vec<u8>),
    /// It is what belongs beside it.
    Swapped(&'static str, &'static str),
    /// It is gone.
    Gone(&'static str),
    /// A folder stands in its place.
    Folder(&'static str),
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
        of_caches(),
        of_caches(),
        Just(Deed::Read),
        Just(Deed::Read),
    ]
}

/// Something that happens to the index, or to what lies beside it.
fn of_caches() -> impl Strategy<Value = Deed> {
    let cache = || prop::sample::select(CACHES.to_vec());
    let bytes = || prop::collection::vec(any::<u8>(), 0..200);
    prop_oneof![
        cache().prop_map(Deed::Outdated),
        (cache(), any::<Index>(), 1_u8..=255).prop_map(|(cache, at, bits)| Deed::Damaged(cache, at, bits)),
        (cache(), any::<Index>()).prop_map(|(cache, at)| Deed::Cut(cache, at)),
        (cache(), bytes()).prop_map(|(cache, bytes)| Deed::Lengthened(cache, bytes)),
        cache().prop_map(Deed::Future),
        (cache(), bytes()).prop_map(|(cache, bytes)| Deed::Foreign(cache, bytes)),
        (cache(), cache()).prop_map(|(cache, other)| Deed::Swapped(cache, other)),
        cache().prop_map(Deed::Gone),
        cache().prop_map(Deed::Folder),
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

fn done(sandbox: &Sandbox, deed: &Deed, first: &BTreeMap<&str, Vec<u8>>) {
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
        Deed::Outdated(cache) => replace(sandbox, cache, |_| first[cache].clone()),
        Deed::Damaged(cache, at, bits) => replace(sandbox, cache, |mut bytes| {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] ^= bits;
            }
            bytes
        }),
        Deed::Cut(cache, at) => replace(sandbox, cache, |mut bytes| {
            bytes.truncate(at.index(bytes.len().max(1)));
            bytes
        }),
        Deed::Lengthened(cache, more) => replace(sandbox, cache, |bytes| [bytes, more.clone()].concat()),
        Deed::Future(cache) => replace(sandbox, cache, |mut bytes| {
            // Of the cards it stands at the end.
            for at in 0..bytes.len().saturating_sub(16) {
                if bytes[at..].starts_with(b"hotseat index ") {
                    bytes[at + 14] += 1;
                }
            }
            bytes
        }),
        Deed::Foreign(cache, bytes) => replace(sandbox, cache, |_| bytes.clone()),
        Deed::Swapped(cache, other) => {
            let other = fs::read(sandbox.path(other)).unwrap_or_default();
            replace(sandbox, cache, |_| other);
        }
        Deed::Gone(cache) => drop(fs::remove_file(sandbox.path(cache))),
        Deed::Folder(cache) => {
            drop(fs::remove_file(sandbox.path(cache)));
            drop(fs::create_dir(sandbox.path(cache)));
        }
        Deed::Read => {
            settle(sandbox);
            all(sandbox);
        }
    }
}

/// Puts something else in the place of a file, where that is none yet as well, unless a folder stands there.
fn replace(sandbox: &Sandbox, name: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let bytes = fs::read(sandbox.path(name)).unwrap_or_default();
    if !sandbox.path(name).is_dir() {
        sandbox.write(name, change(bytes));
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
        sandbox.run("export --json").fine();
        let first = CACHES.map(|name| (name, fs::read(sandbox.path(name)).expect("so many have one")));
        let first = BTreeMap::from(first);
        prop_assert_eq!(&all(&sandbox), &known);
        for batch in &deeds {
            for deed in batch {
                done(&sandbox, deed, &first);
            }
            let plain = without(&sandbox, || all(&sandbox));
            prop_assert_eq!(&all(&sandbox), &plain, "with what was left of the index");
            prop_assert_eq!(&all(&sandbox), &plain, "with what was made of it");
        }
        // What lies beside the index shows in these alone.
        for line in ["export --wide", "export --json"] {
            let plain = without(&sandbox, || sandbox.run(line).to_string());
            prop_assert_eq!(&sandbox.run(line).to_string(), &plain, "{} with what was left", line);
            prop_assert_eq!(&sandbox.run(line).to_string(), &plain, "{} with what was made of it", line);
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
    // So are scorecards for programs.
    let bytes = fs::read(cards(&sandbox)).expect("it is made by whoever exports them");
    for at in [0, 20, 30, bytes.len() / 2, bytes.len() - 60, bytes.len() - 1] {
        let mut other = bytes.clone();
        other[at] ^= 1;
        sandbox.write("sessions/.cards", other);
        assert_eq!(&sandbox.run("export --json").to_string(), &plain["export --json"], "{at}");
    }
}

/// What people are called stands in no file but their list, and is what that says when scorecards are exported.
#[test]
fn kept_scorecards_know_nobody_by_name_and_call_everybody_as_the_list_does() {
    let sandbox = many();
    settle(&sandbox);
    all(&sandbox);
    let plain = sandbox.run("export --json").json();
    let bytes = fs::read(cards(&sandbox)).expect("it is made");
    let text = String::from_utf8_lossy(&bytes);
    let mut people: serde_json::Value = serde_json::from_str(&sandbox.read("sessions/people.json")).expect("people");
    let mut called = Vec::new();
    for whose in ["candidates", "interviewers"] {
        for (id, name) in people[whose].as_object_mut().expect("by id") {
            called.push(name.as_str().expect("a name").to_owned());
            *name = format!("\"Somebody\" {id} \\ é").into();
        }
    }
    assert!(called.iter().all(|name| !text.contains(&format!("\"{name}\""))), "{called:?}");
    sandbox.write("sessions/people.json", people.to_string());
    let renamed = sandbox.run("export --json").json();
    let names = |list: &serde_json::Value| -> Vec<(String, String)> {
        let people =
            list.as_array().expect("a list").iter().flat_map(|card| [&card["candidate"], &card["interviewer"]]);
        people.map(|own| (own["id"].to_string(), own["name"].as_str().expect("a name").to_owned())).collect()
    };
    assert_eq!(names(&plain).len(), names(&renamed).len());
    for (id, name) in names(&renamed) {
        assert_eq!(name, format!("\"Somebody\" {} \\ é", id.trim_matches('"')));
    }
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
    sandbox.run("export --json").fine();
    let kept = fs::read(cards(&sandbox)).expect("it is made");
    let gone = names.iter().find(|name| holds(&kept, name)).expect("one is submitted");
    fs::remove_dir_all(sandbox.path(&format!("sessions/{gone}"))).expect("it goes");
    sandbox.run("sessions").fine();
    assert!(!holds(&bytes(&sandbox), gone), "{gone}");
    assert!(!holds(&fs::read(remarks(&sandbox)).expect("it is there"), gone), "{gone}");
    assert!(!cards(&sandbox).exists(), "it had one of {gone}");
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
    sandbox
        .program("/bin/sh", ["-c", "umask 000; exec \"$0\" export --json", env!("CARGO_BIN_EXE_hotseat")])
        .run()
        .fine();
    for file in CACHES.map(|name| sandbox.path(name)) {
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
