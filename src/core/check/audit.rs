//! A bank beside its audit: which questions changed since, which entries are of no question, which claims rest on memory alone.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::audit::{Audit, AuditEntry, Digest};
use super::super::bank::{Bank, Question};
use super::super::ids::QuestionId;
use super::super::names::nearest;
use super::Problem;
use super::plain::bare;

/// The most entries of no question for which the nearest one is looked for.
const MOST_HELD: usize = 100;

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
    for (index, question) in bank.questions.iter().enumerate() {
        let unsourced = audit.questions.get(&question.id).is_some_and(|entry| !entry.has_source());
        if let Some((field, claim)) = unsourced.then(|| sweeping(question)).flatten() {
            let message = format!("`{}` says `{claim}`, but its audit neither ran nor looked up anything", question.id);
            let hint = "find out whether that holds without exception, or say when it does";
            found.bank.push(Problem::at(format!("/questions/{index}/{field}"), message).hint(hint));
        }
    }
    let ids: BTreeSet<&str> = bank.questions.iter().map(|question| question.id.as_str()).collect();
    for (number, id) in audit.questions.keys().filter(|id| !ids.contains(id.as_str())).enumerate() {
        let held = if number < MOST_HELD { ids.len() } else { 0 };
        let near = nearest(id.as_str(), ids.iter().copied().take(held)).into_iter().next();
        let near = near.map(|near| format!("did you mean `{near}`?"));
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

/// The first claim in the answer or the signals that leaves no exception, or that depends on a version, and where it stands.
fn sweeping(question: &Question) -> Option<(String, &'static str)> {
    let mut texts = vec![("answer".to_owned(), bare(&question.answer))];
    for (side, signals) in [("strong", &question.signals.strong), ("weak", &question.signals.weak)] {
        texts.extend(signals.iter().enumerate().map(|(n, text)| (format!("signals/{side}/{n}"), text.clone())));
    }
    texts.into_iter().find_map(|(field, text)| {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let said = |claim: &&str| {
            let claim: Vec<&str> = claim.split(' ').collect();
            words.windows(claim.len()).any(|found| found == claim.as_slice())
        };
        ["always", "never", "by default"].into_iter().find(said).map(|claim| (field, claim))
    })
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
        let retired = BANK.replace("[]}]}", r#"[], "retired": true}]}"#);
        assert_eq!(super::tests::found(&retired, "").missing, 0);
    }

    #[test]
    fn a_claim_without_exception_needs_a_source() {
        for claim in ["It never blocks.", "Always so.", "On by default."] {
            let bank = BANK.replace("So.", claim);
            let after = found(&bank, &entry("one", &bank));
            assert_eq!((after.bank.len(), after.bank[0].pointer.as_str()), (1, "/questions/0/answer"), "{claim}");
            let sourced = entry("one", &bank).replace(r#""ran": []"#, r#""ran": ["It."]"#);
            assert_eq!(found(&bank, &sourced), Audited::default());
        }
        let bank = BANK.replace("So.", "The default `never` is nevertheless kept.");
        assert_eq!(found(&bank, &entry("one", &bank)), Audited::default());
    }
}
