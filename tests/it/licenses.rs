//! What hotseat is made of may be used: every crate is under a license that deny.toml allows, and comes from crates.io or from here.
//! `cargo deny` says more, and takes longer to install than all of this to run.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names in quotes on the line of deny.toml that begins so.
fn listed(beginning: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml reads");
    let line = text.lines().find(|line| line.starts_with(beginning)).expect("the list is there");
    line.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether an SPDX expression can be met by what is allowed: one side of an `OR`, all sides of an `AND`.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.trim();
    for (word, any) in [(" OR ", true), ("/", true), (" AND ", false)] {
        let parts = at_top_level(expression, word);
        if parts.len() > 1 {
            let mut met = parts.into_iter().map(|part| is_met(part, allowed));
            return if any { met.any(|met| met) } else { met.all(|met| met) };
        }
    }
    match expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => is_met(inner, allowed),
        None => allowed.contains(expression),
    }
}

/// The parts between a word, where it stands within no parentheses.
fn at_top_level<'a>(expression: &'a str, word: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, character) in expression.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 && at >= start && expression[at..].starts_with(word) {
            parts.push(&expression[start..at]);
            start = at + word.len();
        }
    }
    parts.push(&expression[start..]);
    parts
}

#[test]
fn an_expression_is_met_by_one_of_several_or_by_all_of_them() {
    let allowed = BTreeSet::from(["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned));
    for good in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR GPL-3.0) AND Unicode-3.0"] {
        assert!(is_met(good, &allowed), "{good}");
    }
    for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND NCSA", "", "GPL-2.0/GPL-3.0"] {
        assert!(!is_met(bad, &allowed), "{bad}");
    }
}

#[test]
fn every_crate_is_under_a_license_that_is_allowed() {
    let version = Command::new("rustc").arg("-vV").output().expect("the compiler runs");
    let version = String::from_utf8(version.stdout).expect("text");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    // Of other platforms nothing may be here.
    let arguments = ["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host];
    let said = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo runs");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let metadata: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    assert!(packages.len() > 100, "{}", packages.len());
    let allowed = listed("allow = [");
    let license = |package: &Value| package["license"].as_str().unwrap_or_default().to_owned();
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_met(&license(package), &allowed))
        .map(|package| format!("{}: {}", package["name"], license(package)))
        .collect();
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn every_crate_comes_from_the_registry_with_a_checksum_or_from_here() {
    for file in ["Cargo.lock", "fuzz/Cargo.lock"] {
        let text = std::fs::read_to_string(root().join(file)).expect(file);
        let packages: Vec<&str> = text.split("[[package]]\n").skip(1).collect();
        assert!(packages.len() > 80, "{file}: {}", packages.len());
        for package in packages {
            let source = package.lines().find_map(|line| line.strip_prefix("source = "));
            let is_known = match source {
                Some(source) => {
                    source == "\"registry+https://github.com/rust-lang/crates.io-index\""
                        && package.contains("\nchecksum = ")
                }
                None => package.starts_with("name = \"hotseat"),
            };
            assert!(is_known, "{file}: {package}");
        }
    }
}
