//! The layering: what each module may use (DESIGN, the house), read from the source.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder reads") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("the file reads");
            found.push((path, text));
        }
    }
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of code in `src/<module>/` that hold one of `words`, unit tests apart.
fn offences(module: &str, words: &[&str]) -> Vec<String> {
    let mut offences = Vec::new();
    let files = sources(&root().join("src").join(module));
    assert!(!files.is_empty(), "src/{module} has no source");
    for (path, text) in files {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (index, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            if let Some(word) = words.iter().find(|word| line.contains(*word)) {
                let path = path.strip_prefix(root()).expect("below the root").display().to_string();
                offences.push(format!("{path}:{}: `{word}`", index + 1));
            }
        }
    }
    offences
}

#[test]
fn the_core_has_no_input_output_clock_environment_or_terminal() {
    let words = [
        "std::fs",
        "std::io",
        "std::env",
        "std::net",
        "std::process",
        "std::thread",
        "std::time",
        "Instant::",
        "SystemTime",
        "Utc::now",
        "Local::now",
        "print!(",
        "println!(",
        "eprint",
        "stdin",
        "stdout",
        "stderr",
        "ratatui",
        "crossterm",
        "clap::",
        "tempfile",
        "comfy_table",
        "rand::rng",
        "from_os_rng",
    ];
    assert_eq!(offences("core", &words), Vec::<String>::new());
}

#[test]
fn each_layer_uses_only_those_below_it() {
    assert_eq!(offences("core", &["crate::store", "crate::page", "crate::live", "crate::cmd"]), Vec::<String>::new());
    assert_eq!(offences("store", &["crate::page", "crate::live", "crate::cmd"]), Vec::<String>::new());
    assert_eq!(
        offences("page", &["crate::store", "crate::live", "crate::cmd", "std::fs", "std::env"]),
        Vec::<String>::new()
    );
    // A recorder and a clock are handed in.
    let words =
        ["crate::store", "crate::cmd", "std::fs", "std::env", "Instant::", "SystemTime", "Utc::now", "Local::now"];
    assert_eq!(offences("live", &words), Vec::<String>::new());
}

#[test]
fn only_the_store_touches_files() {
    for module in ["core", "page", "live", "cmd"] {
        assert_eq!(offences(module, &["std::fs", "File::open", "File::create", "OpenOptions"]), Vec::<String>::new());
    }
}

/// What is printed passes one place, where it is cleaned; a screen is drawn through another.
#[test]
fn only_the_way_out_writes_to_a_terminal() {
    let words =
        ["stdout().", "stdout()\n", "stderr().", "io::stdout()", "io::stderr()", "print!(", "println!(", "eprint"];
    let mut found = Vec::new();
    for module in ["core", "store", "page", "live", "cmd"] {
        found.extend(offences(module, &words));
    }
    let asks = |line: &String| line.contains("cmd/mod.rs") || line.contains("cmd/surroundings.rs");
    found.retain(|line| !line.contains("cmd/outlet.rs") && !line.contains("live/board/screen.rs") && !asks(line));
    assert_eq!(found, Vec::<String>::new());
    // These ask whether there is a terminal, and nothing else.
    for file in ["src/cmd/mod.rs", "src/cmd/surroundings.rs"] {
        let text = fs::read_to_string(root().join(file)).expect("it reads");
        for line in text.lines().filter(|line| line.contains("io::stdout()") || line.contains("io::stderr()")) {
            assert!(line.contains("is_terminal()"), "{file}: {line}");
        }
    }
}

/// The statistics are a crate of their own, which knows nothing of interviews, files or clocks.
#[test]
fn the_statistics_know_nothing_of_interviews() {
    let words = [
        "hotseat",
        "session",
        "kit",
        "hire",
        "hiring",
        "rubric",
        "scorecard",
        "debrief",
        "std::fs",
        "std::io",
        "std::env",
        "std::time",
    ];
    let mut offences = Vec::new();
    for (path, text) in sources(&root().join("crates/calibration/src")) {
        for (index, line) in text.lines().enumerate() {
            let words_of_line = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            if words_of_line
                .map(str::to_lowercase)
                .any(|word| words.iter().any(|banned| word.trim_end_matches('s') == *banned))
            {
                offences.push(format!("{}:{}: {}", path.display(), index + 1, line.trim()));
            }
        }
    }
    assert_eq!(offences, Vec::<String>::new());
}

#[test]
fn main_stays_short() {
    let text = fs::read_to_string(root().join("src/main.rs")).expect("main reads");
    assert!(text.lines().count() < 40);
}
