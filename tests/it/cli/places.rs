//! What stands where a file or folder of a workspace belongs: it is named, nothing waits for it, and nothing is made anew over it in silence.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::support::{BRIEF, Said, Sandbox};

const PAIR: [&str; 2] = ["Ann Lee", "Kim Park"];

/// A workspace in which a session was begun.
fn held() -> Sandbox {
    let sandbox = Sandbox::furnished();
    sandbox.interview(BRIEF, PAIR).stdin("/next\na note\n/quit\n/yes\n").run().fine();
    sandbox
}

fn take_away(path: &Path) {
    let Ok(found) = fs::symlink_metadata(path) else { return };
    if found.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("it goes");
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

/// Puts something where a file belongs.
type Putting = fn(&Path);

/// What may stand there, and how it is named.
const THINGS: [(Putting, &str); 4] = [
    (pipe, "a pipe stands where a file belongs"),
    (|path| symlink("/dev/zero", path).expect("a link"), "a device stands where a file belongs"),
    (|path| fs::create_dir(path).expect("a folder"), "a folder stands where a file belongs"),
    (|path| symlink(path, path).expect("a link"), "this link leads back to itself"),
];

#[track_caller]
fn has(said: &Said, code: i32, parts: &[&str]) {
    assert_eq!(said.code, code, "{said}");
    let all = format!("{}{}", said.stdout, said.stderr);
    for part in parts {
        assert!(all.contains(part), "no `{part}` in {said}");
    }
}

#[test]
fn whatever_stands_where_a_file_belongs_is_named_and_nothing_waits_for_it() {
    for (put, words) in THINGS {
        let sandbox = held();
        let of_session = |file: &str| sandbox.of_session(file);
        let files = [
            "banks/odd.json".into(),
            "kits/odd.json".into(),
            "rubrics/odd.json".into(),
            "sessions/import-odd.json".into(),
            "sessions/.people.lock".into(),
            "sessions/people.json".into(),
            of_session("draft.txt"),
            of_session("lock"),
            of_session("plan.json"),
            of_session("journal.jsonl"),
        ];
        for file in files {
            let path = sandbox.path(&file);
            let before = fs::read(&path);
            take_away(&path);
            put(&path);
            has(&sandbox.run("check"), 3, &[&format!("{file}: {words}"), "hint: "]);
            let listed = sandbox.run("sessions");
            assert_eq!(listed.code, 0, "{file}: {listed}");
            if file.ends_with("plan.json") || file.ends_with("journal.jsonl") {
                has(&listed, 0, &["left out: ", words]);
                has(&sandbox.call(["resume", &sandbox.session()]).run(), 3, &[words, "hint: "]);
            }
            if file.ends_with("lock") && words.contains("pipe") {
                has(&sandbox.interview("brief --again", PAIR).run(), 2, &[]);
                let session = sandbox.session();
                let said = sandbox.call(["resume", &session]).stdin("/quit\n/yes\n").run();
                if file.ends_with("/lock") {
                    has(&said, 1, &[words, "hint: move it away"]);
                }
            }
            take_away(&path);
            if let Ok(bytes) = before {
                sandbox.write(&file, bytes);
            }
        }
        sandbox.run("check").fine();
    }
}

/// The index is ignored whatever it is, and made anew.
#[test]
fn whatever_stands_in_place_of_the_index_is_replaced() {
    let sandbox = held();
    let index = sandbox.path("sessions/.index");
    for (put, _) in [THINGS[0], THINGS[1], THINGS[3]] {
        put(&index);
        sandbox.run("sessions").fine();
        assert!(fs::symlink_metadata(&index).map_or(true, |found| found.is_file()));
        sandbox.run("check").fine();
        take_away(&index);
    }
    fs::create_dir(&index).expect("a folder");
    sandbox.run("sessions").fine();
    has(&sandbox.run("check"), 3, &["sessions/.index: a folder stands where a file belongs", "hotseat makes it anew"]);
}

/// What a folder that can't be looked into may replace is stood in for by nothing that is shipped.
#[test]
fn a_folder_of_documents_that_cannot_be_read_is_stood_in_for_by_nothing() {
    for put in [THINGS[0].0, |path: &Path| symlink("/nowhere/at/all", path).expect("a link")] {
        let sandbox = Sandbox::empty();
        for (folder, command) in [
            ("banks", "plan warm-up --track backend --seed 1"),
            ("formats", "plan warm-up --track backend --seed 1"),
            ("rubrics", "score technical=4"),
        ] {
            sandbox.run(command).fine();
            put(&sandbox.path(folder));
            has(&sandbox.run(command), 3, &[&format!("this needs [WORKSPACE]/{folder}, which can't be read")]);
            has(&sandbox.run("check"), 3, &[&format!("[WORKSPACE]/{folder}: ")]);
            take_away(&sandbox.path(folder));
        }
    }
}

/// A drive that is not mounted takes no session out of the lists in silence.
#[test]
fn sessions_behind_a_link_that_leads_nowhere_are_missed_by_every_command() {
    let sandbox = held();
    let away = sandbox.folder().join("drive");
    fs::rename(sandbox.path("sessions"), &away).expect("it goes");
    symlink(sandbox.folder().join("unmounted"), sandbox.path("sessions")).expect("a link");
    sandbox.write("r.csv", "candidate,interviewer,dimension,score\nAnn Lee,Kim Park,technical,4\n");
    let import = format!("import {} --format brief --level mid --date 2026-11-20", sandbox.path("r.csv").display());
    for line in ["sessions", "check", "compare", "resume", "scorecard ann", &import] {
        has(&sandbox.run(line), 3, &["sessions: this link leads nowhere", "a drive may not be mounted"]);
    }
    has(&sandbox.interview(BRIEF, PAIR).run(), 3, &["this link leads nowhere"]);
    // One session of several.
    take_away(&sandbox.path("sessions"));
    fs::rename(&away, sandbox.path("sessions")).expect("it comes back");
    symlink("/nowhere/at/all", sandbox.path("sessions/2026-11-20-cxxxx-r1-kim-park-yyyy")).expect("a link");
    let problem = "sessions/2026-11-20-cxxxx-r1-kim-park-yyyy: this link leads nowhere";
    has(&sandbox.run("sessions"), 0, &["left out: ", problem]);
    has(&sandbox.run("check"), 3, &[problem]);
}

/// What is in no list is found by a check.
#[test]
fn what_lies_among_the_sessions_and_is_in_no_list_is_named_by_check() {
    let sandbox = held();
    let session = sandbox.session();
    let journal = sandbox.journal();
    let plan = sandbox.read(&sandbox.of_session("plan.json"));
    sandbox.write("sessions/2026-11-20-cxxxx-r1-kim-park-file", "");
    sandbox.write("sessions/2026-11-20-cxxxx-r1-kim-park-bare/lock", "");
    sandbox.write(&format!("sessions/{session} (1)/plan.json"), &plan);
    sandbox.write(&format!("sessions/{session} (1)/journal.jsonl"), &journal);
    sandbox.write("sessions/notes.txt", "");
    sandbox.write("sessions/todo", "");
    sandbox.write("sessions/papers/notes.txt", "");
    fs::create_dir(sandbox.path("sessions/2026-11-20-cxxxx-r1-kim-park-none")).expect("a folder");
    sandbox.write(&format!("sessions/grp/{session}/plan.json"), &plan);
    sandbox.write(&format!("sessions/grp/2026/{session}/journal.jsonl"), &journal);
    let said = sandbox.run("check");
    has(
        &said,
        3,
        &[
            "-file: something else stands where the folder of a session belongs",
            "-bare: a session was held here, but its plan and its journal are missing",
            " (1): a session lies here, but it is in no list: its folder's name is no session's",
            "notes.txt: this file among the sessions is none of hotseat's, and nothing reads it",
            "todo: this file among the sessions is none of hotseat's, and nothing reads it",
            "papers: a folder lies among the sessions that is none: it has neither plan nor journal",
            "-none: an empty folder lies among the sessions",
            &format!("grp/{session}: a session lies here, but it is in no list: it is a folder too deep"),
            &format!("grp/2026/{session}: a session lies here, but it is in no list: it is a folder too deep"),
            "9 problems",
        ],
    );
}

/// A new list of people with one name in it would hide that the old one is gone.
#[test]
fn a_list_of_people_that_is_gone_is_named_and_not_begun_anew() {
    let sandbox = held();
    let people = sandbox.read("sessions/people.json");
    fs::remove_file(sandbox.path("sessions/people.json")).expect("it is there");
    sandbox.write("r.csv", "candidate,interviewer,dimension,score\nBo Diaz,Kim Park,technical,4\n");
    let import = format!("import {} --format brief --level mid --date 2026-11-20", sandbox.path("r.csv").display());
    let words =
        "sessions/people.json: the file is missing, so that everybody in these sessions is known by an id alone";
    for said in [sandbox.interview(BRIEF, ["Bo Diaz", "Kim Park"]).run(), sandbox.run(&import), sandbox.run("check")] {
        has(&said, 3, &[words, "put it back from a copy; to go on without the names, write"]);
    }
    assert!(!sandbox.path("sessions/people.json").exists());
    has(&sandbox.run("sessions"), 0, &["left out: ", words]);
    assert_eq!(sandbox.call(["resume"]).stdin("on\n/quit\n/yes\n").run().code, 0, "what needs no name goes on");
    sandbox.write("sessions/people.json", "{ \"version\": 1 }");
    sandbox.run(&import).fine();
    sandbox.write("sessions/people.json", people);
    sandbox.run("check").fine();
}

/// Copies of folders and files are what file managers and synchronizing programs leave.
#[test]
fn copies_that_count_twice_are_named() {
    let sandbox = held();
    let session = sandbox.session();
    let (plan, journal) = (sandbox.read(&sandbox.of_session("plan.json")), sandbox.journal());
    let beginning: String = journal.lines().take(3).map(|line| format!("{line}\n")).collect();
    sandbox.write(&format!("sessions/{session}-copy/plan.json"), &plan);
    sandbox.write(&format!("sessions/{session}-copy/journal.jsonl"), &journal);
    sandbox.write(&format!("sessions/{session}-old/plan.json"), &plan);
    sandbox.write(&format!("sessions/{session}-old/journal.jsonl"), beginning);
    sandbox.write("r.csv", "candidate,interviewer,dimension,score\nBo Diaz,Kim Park,technical,4\n");
    sandbox
        .run(&format!("import {} --format brief --level mid --date 2026-11-20", sandbox.path("r.csv").display()))
        .fine();
    let import = fs::read_dir(sandbox.path("sessions")).expect("a folder").find_map(|entry| {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        name.starts_with("import-").then_some(name)
    });
    let import = import.expect("an import");
    sandbox.write("sessions/import-zz copy.json", sandbox.read(&format!("sessions/{import}")));
    sandbox.write(&format!("sessions/{session}-other/plan.json"), &plan);
    let first = journal.lines().next().expect("a line");
    let other =
        "{\"seq\":2,\"at\":\"2026-11-20T23:00:00Z\",\"ms\":90000000,\"event\":{\"type\":\"noted\",\"text\":\"alone\"}}";
    sandbox.write(&format!("sessions/{session}-other/journal.jsonl"), format!("{first}\n{other}\n"));
    let names = [
        format!("{session}-copy: this is a copy of {session}, which counts once"),
        format!("{session}-old: this is the beginning of {session}, which alone counts"),
        "begin alike and then differ, and both count".to_owned(),
        format!("import-zz copy.json: 1 of its ratings stands in {import}, too, and both count"),
    ];
    let parts: Vec<&str> = names.iter().map(String::as_str).collect();
    has(&sandbox.run("check"), 3, &parts);
    for command in ["compare", "calibrate", "export --csv", "sessions"] {
        let said = sandbox.run(command);
        let squeezed = Said { stderr: said.stderr.split_whitespace().collect::<Vec<_>>().join(" "), ..said };
        let is_said = |part: &&str| squeezed.stderr.contains(part);
        // The first three of what lies there twice are named one by one.
        assert!(parts.iter().filter(|part| is_said(part)).count() == 3, "{command}: {squeezed}");
        assert!(squeezed.stderr.contains("1 more lie there twice"), "{command}: {squeezed}");
    }
    let listed = sandbox.run("sessions --csv").fine();
    let own: Vec<&str> = listed.lines().filter(|line| line.starts_with(&session)).collect();
    assert_eq!(own.len(), 2, "the copy and the beginning count for nothing: {listed}");
}

/// That something has an import's name says nothing of what is in it.
#[test]
fn an_import_is_looked_into_before_nothing_is_changed() {
    let sandbox = Sandbox::furnished();
    sandbox.write("r.csv", "candidate,interviewer,dimension,score\nBo Diaz,Kim Park,technical,4\n");
    let import = format!("import {} --format brief --level mid --date 2026-11-20", sandbox.path("r.csv").display());
    let stored = sandbox.run(&import);
    let name = stored.stderr.trim_end().rsplit('/').next().expect("a name").to_owned();
    let file = format!("sessions/{name}");
    let whole = sandbox.read(&file);
    has(&sandbox.run(&import), 0, &["imported before, nothing changed"]);
    sandbox.write(&file, whole.replace("  ", "\t"));
    has(&sandbox.run(&import), 0, &["imported before, nothing changed"]);
    let damages: [&dyn Fn(&Path); 4] =
        [&|_| sandbox.write(&file, ""), &|_| sandbox.write(&file, &whole[..whole.len() / 2]), &pipe, &|path| {
            symlink("/nowhere/at/all", path).expect("a link");
        }];
    for damage in damages {
        take_away(&sandbox.path(&file));
        damage(&sandbox.path(&file));
        has(&sandbox.run(&import), 0, &["imported before, but it could not be read any more", "put back as"]);
        assert_eq!(sandbox.read(&file), whole);
    }
    let changed = whole.replacen("\"score\": 4", "\"score\": 5", 1);
    assert_ne!(changed, whole);
    sandbox.write(&file, &changed);
    has(&sandbox.run(&import), 3, &[&name, "it was changed since it was imported"]);
    assert_eq!(sandbox.read(&file), changed);
    take_away(&sandbox.path(&file));
    fs::create_dir(sandbox.path(&file)).expect("a folder");
    has(&sandbox.run(&import), 3, &[&name, "a folder stands where a file belongs"]);
}

#[test]
fn a_kit_is_meant_by_a_file_or_a_name_and_may_come_through_a_pipe() {
    let sandbox = Sandbox::furnished();
    sandbox.call(["plan", "brief", "--track", "maker", "--seed", "1", "-o", "kits/march.json"]).inside().run().fine();
    let run = |kit: &str| sandbox.interview(&format!("--kit {kit}"), PAIR).stdin("/quit\n/yes\n").run();
    has(&run("mrch"), 2, &["there is no kit `mrch`", "march"]);
    has(&run("none/at/all.json"), 1, &["can't read none/at/all.json"]);
    for (put, words) in THINGS {
        let path = sandbox.path("kits/odd.json");
        put(&path);
        has(&run("odd"), 3, &["kits/odd.json", words]);
        take_away(&path);
    }
    symlink("/nowhere/at/all", sandbox.path("kits/odd.json")).expect("a link");
    has(&run("odd"), 3, &["kits/odd.json", "this link leads nowhere"]);
    has(&run("workspace/kits"), 2, &["workspace/kits is a folder", "`--kit workspace/kits/march.json`"]);
    // A folder that happens to have the kit's name is not meant.
    fs::create_dir(sandbox.folder().join("march")).expect("a folder");
    assert_eq!(run("march").code, 0);
    let kit = sandbox.path("kits/march.json").display().to_string();
    let program = env!("CARGO_BIN_EXE_hotseat");
    let through =
        format!("{program} run --plain --again --candidate 'Bo Diaz' --interviewer 'Kim Park' --kit <(cat {kit})");
    let said = sandbox.program("bash", ["-c", &through]).stdin("/quit\n/yes\n").run();
    assert_eq!(said.code, 0, "{said}");
}

#[test]
fn a_link_that_leads_nowhere_is_written_through_by_force() {
    let sandbox = Sandbox::furnished();
    let write = |rest: &str| sandbox.call(format!("score technical=4 {rest}").split(' ')).inside().run();
    symlink("second.txt", sandbox.path("first.txt")).expect("a link");
    symlink("target.txt", sandbox.path("second.txt")).expect("a link");
    write("-o first.txt")
        .says(1, "error: first.txt is there already\nhint: name another file; --force replaces this one\n");
    write("-o first.txt --force").fine();
    assert!(sandbox.path("first.txt").is_symlink() && !sandbox.read("target.txt").is_empty());
    symlink("none/target.txt", sandbox.path("third.txt")).expect("a link");
    has(&write("-o third.txt --force"), 1, &["there is no folder none"]);
    symlink("circle.txt", sandbox.path("circle.txt")).expect("a link");
    has(&write("-o circle.txt --force"), 1, &["circle.txt", "hint: a link on this path leads back to itself"]);
}

/// As the XDG Base Directory Specification has it; the next rule is taken.
#[test]
fn a_relative_folder_for_data_is_ignored() {
    let sandbox = Sandbox::empty();
    let home = sandbox.folder().join("home").display().to_string();
    let call = |xdg: &str, home: &str| {
        let call = sandbox.call(["sessions"]).without("HOTSEAT_WORKSPACE").env("XDG_DATA_HOME", xdg).env("HOME", home);
        call.run()
    };
    has(&call("data", &home), 0, &["home/.local/share/hotseat yet"]);
    has(&call(&format!("{home}/data"), &home), 0, &["home/data/hotseat yet"]);
    has(&call("data", "home"), 1, &["there is no home folder to keep data in"]);
}

/// A plan that was damaged is put back from a copy: nobody wrote it by hand.
#[test]
fn a_plan_that_lacks_a_field_has_a_hint() {
    let sandbox = held();
    sandbox.change(&sandbox.of_session("plan.json"), "\"minutes\"", "\"minute\"");
    for said in [sandbox.run("check"), sandbox.call(["resume", &sandbox.session()]).run()] {
        has(&said, 3, &["plan.json:", "hint: "]);
    }
}

/// An editor that took the last line's end away, or left a blank line, took nothing from the journal.
#[test]
fn a_journal_without_its_last_line_break_is_whole() {
    let sandbox = held();
    let (file, whole) = (sandbox.of_session("journal.jsonl"), sandbox.journal());
    for end in ["", "\n\n"] {
        sandbox.write(&file, format!("{}{end}", whole.trim_end()));
        sandbox.run("check").fine();
        let resumed = sandbox.call(["resume"]).stdin("another\n/quit\n/yes\n").run();
        assert!(resumed.code == 0 && !resumed.stderr.contains("dropped"), "{resumed}");
        let journal = sandbox.journal();
        assert!(journal.starts_with(&whole) && journal.contains("another"), "{journal}");
        sandbox.run("check").fine();
    }
}

/// A script's lines stand nowhere else.
#[cfg(target_os = "linux")]
#[test]
fn a_script_whose_output_has_no_room_is_recorded_to_its_end() {
    let sandbox = Sandbox::furnished();
    let script = "/next\nfirst\nsecond\nthird\n/quit\n/yes\n";
    let said = sandbox.interview(BRIEF, PAIR).stdin(script).below("exec >/dev/full").run();
    has(&said, 1, &["every line that is still to come is recorded", "can't write the output", "everything is kept"]);
    for note in ["first", "second", "third"] {
        assert!(sandbox.journal().contains(note), "{said}");
    }
}
