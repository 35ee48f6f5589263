//! The repository's banks beside their audits: a question that changed after its audit is named.

use std::path::Path;

use hotseat::core::audit::Audit;
use hotseat::core::bank::Bank;
use hotseat::core::check;
use hotseat::store;

use crate::support::Sandbox;

/// The audits of the repository, read from the folder: they are not compiled in.
fn audits() -> Vec<Audit> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("banks/audit");
    let files = std::fs::read_dir(folder).expect("the audits");
    files
        .map(|file| {
            let path = file.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("it reads");
            let audit: Audit =
                check::read(&text).unwrap_or_else(|problems| panic!("{}: {problems:#?}", path.display()));
            assert_eq!(path.file_stem().and_then(|stem| stem.to_str()), Some(audit.bank.as_str()));
            audit
        })
        .collect()
}

#[test]
fn no_shipped_question_changed_after_its_audit() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for audit in audits() {
        let path = format!("banks/{}.json", audit.bank);
        let (_, text) = store::shipped("banks").find(|(shipped, _)| *shipped == path).expect("the bank");
        let bank: Bank = serde_json::from_str(text).expect("the bank reads");
        let found = check::audited(&bank, text, &audit);
        wrong.extend(found.bank.into_iter().chain(found.audit).map(|problem| format!("{path}: {problem}")));
        seen += audit.questions.len();
    }
    assert!(seen > 1_000, "{seen} entries");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_audits_are_not_shipped() {
    let shipped: Vec<&str> = store::shipped("banks").map(|(path, _)| path).collect();
    assert!(shipped.contains(&"banks/react.json"));
    assert!(!shipped.iter().any(|path| path.contains("audit")), "{shipped:?}");
}

/// An audit of the furnished workspace's bank: an old digest, an entry of no question, and none of the others.
const AUDIT: &str = r#"{"version": 1, "bank": "craft", "questions": {
    "backof": {"date": "2026-11-20", "digest": "0000000000000000", "ran": [], "looked_up": [], "changed": []},
    "backoff": {"date": "2026-11-20", "digest": "0000000000000000", "ran": ["x"], "looked_up": [], "changed": []}}}"#;

#[test]
fn check_holds_banks_against_the_audits_of_the_workspace() {
    let sandbox = Sandbox::furnished();
    let before = sandbox.run("check");
    assert!(!before.stdout.contains("audit") && !before.stderr.contains("audit"), "{before}");
    sandbox.write("banks/audit/craft.json", AUDIT);
    let said = sandbox.run("check");
    assert_eq!(said.code, 3, "{said}");
    let named = |part: &str| said.stdout.lines().any(|line| line.contains(part));
    assert!(named("banks/craft.json") && named("`backoff` changed after its audit of 2026-11-20"), "{said}");
    assert!(named("there is no question `backof` in `craft`"), "{said}");
    assert!(said.stderr.contains("questions have no entry in the audit of their bank"), "{said}");
    sandbox.write("banks/audit/crafts.json", AUDIT.replace("\"craft\"", "\"crafts\""));
    assert!(sandbox.run("check").stdout.contains("there is no bank `crafts`"));
    sandbox.write("banks/craft.json", "{\"version\": 1, \"id\": \"craft\"");
    let said = sandbox.run("check");
    assert!(said.stdout.contains("the bank `craft` can't be read, so this audit was not held against it"), "{said}");
}
