//! A bank beside its audit: which questions changed since, which entries are of no question, which claims rest on memory alone.

use serde_json::Value;

use super::super::audit::{Audit, AuditEntry, Digest};
use super::super::bank::Bank;
use super::super::ids::QuestionId;
use super::super::names::nearest;
use super::Problem;

/// What a bank and its audit say of each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audited {
    /// Problems of the bank.
    pub bank: Vec<Problem>,
    /// Problems of the audit.
    pub audit: Vec<Problem>,
    /// Questions that are asked but have no entry.
    pub missing: usize,
}

/// Holds a bank against its audit; `text` is the bank's own, since a digest is of a question as it is written.
pub fn audited(bank: &Bank, text: &str, audit: &Audit) -> Audited {
    let written = digests(text);
    let mut found = Audited::default();
    for (index, question) in bank.questions.iter().enumerate() {
        let Some(entry) = audit.questions.get(&question.id) else {
            found.missing += usize::from(!question.retired);
            continue;
        };
        found.bank.extend(
            changed(&question.id, entry, written.get(index))
                .map(|problem| Problem { pointer: format!("/questions/{index}"), ..problem }),
        );
    }
    let ids = || bank.questions.iter().map(|question| question.id.as_str());
    for id in audit.questions.keys().filter(|id| !ids().any(|known| known == id.as_str())) {
        let near = nearest(id.as_str(), ids()).first().map(|near| format!("did you mean `{near}`?"));
        let problem = Problem::at(format!("/questions/{id}"), format!("there is no question `{id}` in `{}`", bank.id));
        found.audit.push(problem.maybe_hint(near.or_else(|| Some("take the entry out".into()))));
    }
    found
}

/// The digests of a bank's questions, in their order.
fn digests(text: &str) -> Vec<Digest> {
    let bank: Value = serde_json::from_str(text).unwrap_or_default();
    bank.get("questions").and_then(Value::as_array).into_iter().flatten().map(Digest::of).collect()
}

fn changed(id: &QuestionId, entry: &AuditEntry, now: Option<&Digest>) -> Option<Problem> {
    let now = now.filter(|now| **now != entry.digest)?;
    let message = format!("`{id}` changed after its audit of {}", entry.date);
    Some(Problem::at("", message).hint(format!("look at it again, then give its entry the day and the digest {now}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANK: &str = r#"{"version": 1, "id": "b", "title": "B", "questions": [
        {"id": "one", "prompt": "Why?", "kind": "concept", "level": "mid", "difficulty": 2, "minutes": 5, "topics": ["t"],
         "dimensions": ["technical"], "answer": "So.", "signals": {"strong": ["s"], "weak": ["w"]}, "follow_ups": []}]}"#;

    fn found(bank: &str, entries: &str) -> Audited {
        let audit = serde_json::from_str(&format!(r#"{{"version": 1, "bank": "b", "questions": {{{entries}}}}}"#));
        audited(&serde_json::from_str(bank).unwrap(), bank, &audit.unwrap())
    }

    fn entry(id: &str, bank: &str) -> String {
        let digest = digests(bank)[0];
        format!(r#""{id}": {{"date": "2026-11-29", "digest": "{digest}", "ran": [], "looked_up": [], "changed": []}}"#)
    }

    #[test]
    fn an_entry_holds_until_its_question_changes() {
        assert_eq!(found(BANK, &entry("one", BANK)), Audited::default());
        let after = found(&BANK.replace("Why?", "Why not?"), &entry("one", BANK));
        assert_eq!(after.bank.len(), 1);
        assert_eq!(after.bank[0].pointer, "/questions/0");
        assert_eq!(after.bank[0].message, "`one` changed after its audit of 2026-11-29");
        assert!(after.audit.is_empty() && after.missing == 0);
    }

    #[test]
    fn an_entry_of_no_question_is_wrong_and_a_question_without_entry_is_counted() {
        let found = found(BANK, &entry("ome", BANK));
        assert_eq!((found.bank.len(), found.audit.len(), found.missing), (0, 1, 1));
        assert_eq!(found.audit[0].hint.as_deref(), Some("did you mean `one`?"));
        assert_eq!(
            super::super::audit::audited(
                &serde_json::from_str(&BANK.replace("[]}]}", "[], \"retired\": true}]}")).unwrap(),
                BANK,
                &serde_json::from_str(r#"{"version": 1, "bank": "b", "questions": {}}"#).unwrap()
            )
            .missing,
            0
        );
    }
}
