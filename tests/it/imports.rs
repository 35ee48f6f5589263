//! The layering as a list of what is allowed, so that a new crate in the core is a decision and not a slip (DESIGN, the house).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What the core may use beside itself.
const CORE: [&str; 15] = [
    "std",
    "serde",
    "serde_json",
    "chrono",
    "schemars",
    "sha2",
    "num_bigint",
    "num_rational",
    "num_traits",
    "strsim",
    "unicode_normalization",
    "unicode_segmentation",
    "unicode_width",
    "thiserror",
    "jsonc_parser",
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("it reads") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// The crates of Cargo.toml, as they are called in code.
fn crates() -> BTreeSet<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).expect("it reads");
    let dependencies =
        text.split("dependencies]\n").skip(1).flat_map(|part| part.lines().take_while(|l| !l.starts_with('[')));
    dependencies.filter_map(|line| Some(line.split_once(" = ")?.0.trim().replace('-', "_"))).collect()
}

#[test]
fn the_core_uses_nothing_but_what_is_listed() {
    let known = crates();
    assert!(known.contains("clap") && known.contains("chacha20"), "{known:?}");
    let mut offences = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core");
    for path in files(&folder) {
        let text = fs::read_to_string(&path).expect("it reads");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in (1..).zip(code.lines()) {
            let line = line.split("//").next().unwrap_or_default();
            for (at, _) in line.match_indices("::") {
                let root: String = line[..at]
                    .chars()
                    .rev()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect();
                let inside = line[..at - root.len()].ends_with("::");
                if !inside && known.contains(&root) && !CORE.contains(&root.as_str()) {
                    offences.push(format!("{}:{number}: {root}", path.display()));
                }
            }
        }
    }
    assert_eq!(offences, Vec::<String>::new());
}
