//! The library and the workspace: listings, questions, schemas, help, `init` and `copy`.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Sandbox, document};

#[test]
fn help_stands_on_stdout() {
    let sandbox = Sandbox::empty();
    // With the exit codes; without a terminal, a bare call shows it, too.
    assert_snapshot!("help", sandbox.run("--help"));
    assert_eq!(sandbox.run(""), sandbox.run("--help"));
    for command in ["run", "resume", "plan", "scorecard", "feedback", "score", "compare", "export", "sessions"] {
        let said = sandbox.call([command, "--help"]).run();
        said.says(0, "");
        assert!(said.stdout.contains("Usage: hotseat"), "{said}");
    }
    assert!(sandbox.run("--version").fine().starts_with("hotseat "));
}

#[test]
fn questions() {
    let sandbox = Sandbox::furnished();
    assert_snapshot!("questions", sandbox.run("questions --bank craft --kind system-design"));
    assert_snapshot!(
        "questions-wide",
        sandbox.call(["questions", "--bank", "craft", "clock"]).env("COLUMNS", "120").run()
    );
    assert_snapshot!("questions-one", sandbox.run("questions design-inbox"));
    assert_snapshot!("questions-one-json", sandbox.run("questions design-inbox --json"));
    let found = sandbox.run("questions --bank craft --tech postgresql --level mid --json").json();
    let ids: Vec<&str> = found.as_array().expect("a list").iter().map(|q| q["id"].as_str().expect("an id")).collect();
    assert_eq!(ids, ["index-cost", "schema-change"]);
}

#[test]
fn listings() {
    let sandbox = Sandbox::furnished();
    for line in [
        "formats brief",
        "loops",
        "loops two-rounds --json",
        "tracks",
        "tracks maker",
        "tracks --json",
        "rubrics",
        "rubrics craft",
        "formats",
    ] {
        assert_snapshot!(line.replace(' ', "-"), sandbox.run(line));
    }
    for line in ["formats brief --json", "rubrics craft --json"] {
        let own = format!("{}.json", line.trim_end_matches(" --json").replace(' ', "/"));
        let own: Value = serde_json::from_str(&document(&own)).expect("it reads");
        let printed = sandbox.run(line).json();
        assert_eq!(printed["id"], own["id"]);
        assert_eq!(printed["title"], own["title"]);
    }
    for command in ["formats", "loops", "tracks", "rubrics"] {
        let list = sandbox.run(&format!("{command} --json")).json();
        assert!(list.as_array().is_some_and(|list| !list.is_empty()), "{command}");
    }
    let all = sandbox.run("formats --json").json();
    // The shipped ones of the framework, and the two of the workspace.
    assert_eq!(all.as_array().map(Vec::len), Some(14));
}

#[test]
fn init_and_copy() {
    let sandbox = Sandbox::empty();
    assert_snapshot!("init", sandbox.run("init new"));
    assert_snapshot!("init-again", sandbox.run("init new"));
    let inside = |line: &str| {
        let mut arguments: Vec<&str> = vec!["--workspace", "new"];
        arguments.extend(line.split_whitespace());
        sandbox.call(arguments).run()
    };
    assert_snapshot!("copy", inside("copy formats/warm-up.json core"));
    assert_snapshot!("copy-again", inside("copy core"));
    assert_snapshot!("copy-unknown", inside("copy warm-upp"));
    assert!(inside("copy").fine().contains("formats/warm-up.json\n"));
    assert_snapshot!("check-copied", inside("check --json").fine());
    assert!(inside("check").stderr.contains("note: formats/warm-up.json of the workspace replaces the shipped one"));
    // A folder below the marker is in the workspace.
    let below = sandbox.folder().join("new/banks").display().to_string();
    sandbox.call(["copy", "tracks"]).without("HOTSEAT_WORKSPACE").below(&format!("cd {below}")).run().fine();
    assert!(sandbox.folder().join("new/formats/tracks.json").is_file());
}

#[test]
fn schemas_are_json() {
    let sandbox = Sandbox::empty();
    let help = sandbox.run("schema --help").fine();
    let (_, documents) = help.split_once("[possible values: ").expect("it lists them");
    let (documents, _) = documents.split_once(']').expect("the list ends");
    let documents: Vec<&str> = documents.split(',').map(str::trim).collect();
    assert_eq!(documents.len(), 14, "{documents:?}");
    for document in documents {
        let schema = sandbox.call(["schema", document]).run().json();
        assert!(schema["properties"]["version"].is_object() || document == "scorecard", "{document}: {schema}");
        assert!(schema["properties"].is_object(), "{document}: {schema}");
    }
    assert_snapshot!("schema-unknown", sandbox.run("schema bnk"));
}

#[test]
fn the_shell_knows_the_values_of_closed_lists() {
    let sandbox = Sandbox::empty();
    // Those for PowerShell and elvish know no values, and those for fish only the values of options.
    for (shell, known) in
        [("bash", "halo"), ("zsh", "halo"), ("fish", "halo"), ("powershell", "--terms"), ("elvish", "--terms")]
    {
        assert!(sandbox.call(["completions", shell]).run().fine().contains(known), "{shell}");
    }
    // What bash offers after the words that are typed.
    let offered = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let set = format!("COMP_WORDS=({line} ''); COMP_CWORD={}", words.len());
        let (last, program) = (words[words.len() - 1], env!("CARGO_BIN_EXE_hotseat"));
        let script = format!(
            r#"eval "$('{program}' completions bash)"; {set}; _hotseat hotseat '' {last}; echo "${{COMPREPLY[*]}}""#
        );
        let out = std::process::Command::new("bash").args(["-c", &script]).output().expect("bash runs");
        assert!(out.status.success() && out.stderr.is_empty(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("text").trim().to_owned()
    };
    assert_eq!(offered("hotseat plan warm-up --level"), "junior mid senior lead");
    assert_eq!(offered("hotseat score --level"), "junior mid senior lead");
    assert!(offered("hotseat questions --kind").contains("code-review"));
    assert!(offered("hotseat calibrate --terms").contains("halo"));
    assert_eq!(offered("hotseat amend --ending"), "completed stopped-early no-show");
    assert!(offered("hotseat schema").contains("technologies"));
    assert!(offered("hotseat man").contains("calibrate"));
    // Of the shipped documents it knows the names.
    for (line, known) in [
        ("hotseat run", "warm-up"),
        ("hotseat plan", "warm-up"),
        ("hotseat plan warm-up --track", "backend"),
        ("hotseat plan warm-up --tech", "django"),
        ("hotseat questions --bank", "real-time"),
        ("hotseat compare --format", "warm-up"),
        ("hotseat score --rubric", "core"),
        ("hotseat tracks", "backend"),
        ("hotseat rubrics", "core"),
    ] {
        assert!(offered(line).split_whitespace().any(|word| word == known), "{line}: {}", offered(line));
    }
    let loops = sandbox.run("loops --json").json();
    let some = loops.as_array().and_then(|all| all[0]["id"].as_str()).expect("a loop").to_owned();
    for line in ["hotseat plan", "hotseat loops", "hotseat compare --loop"] {
        assert!(offered(line).split_whitespace().any(|word| word == some), "{line}: {}", offered(line));
    }
}

#[test]
fn a_man_page_says_values_and_exit_codes() {
    let sandbox = Sandbox::empty();
    assert_snapshot!("man-questions", sandbox.run("man questions").fine());
    assert_snapshot!("man-hotseat", sandbox.run("man").fine());
    sandbox.run("man --all pages").fine();
    let pages = std::fs::read_dir(sandbox.folder().join("pages")).expect("the folder");
    let pages: Vec<_> = pages.map(|entry| entry.expect("an entry").path()).collect();
    assert!(pages.len() > 20, "{pages:?}");
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page");
        assert!(text.contains(".SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\ndone\n"), "{}", page.display());
    }
}
