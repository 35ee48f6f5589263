//! How a question's texts are worded: follow-ups that ask, hints that are not the follow-ups, signals that nothing gives away, American spelling.

use std::collections::BTreeSet;

use super::super::bank::Question;
use super::super::scale::Kind;
use super::Problem;
use super::plain::{bare, prose, words};

/// Verbs with which a probe asks without a question mark.
const REQUESTS: [&str; 32] = [
    "argue",
    "calculate",
    "compare",
    "convince",
    "define",
    "describe",
    "design",
    "draw",
    "estimate",
    "explain",
    "extend",
    "find",
    "give",
    "go",
    "imagine",
    "list",
    "make",
    "name",
    "read",
    "reword",
    "say",
    "show",
    "sketch",
    "split",
    "state",
    "suppose",
    "take",
    "tell",
    "trace",
    "walk",
    "word",
    "write",
];
/// The share of words, in percent, from which a hint is a follow-up.
const SAME_PROBE: usize = 50;
/// The fewest key words by which a signal can be given away.
const KEY_WORDS: usize = 4;
/// Words that say nothing about what a signal is about.
const FILLERS: [&str; 34] = [
    "about", "after", "also", "because", "been", "before", "between", "both", "could", "does", "each", "every", "from",
    "have", "instead", "into", "more", "most", "only", "other", "over", "rather", "same", "should", "such", "than",
    "that", "their", "there", "they", "this", "when", "which", "with",
];
/// British spellings by how they begin, and what is written instead.
const BRITISH: [(&str, &str); 52] = [
    ("acknowledgement", "acknowledgment"),
    ("amongst", "among"),
    ("analysed", "analyzed"),
    ("analysing", "analyzing"),
    ("artefact", "artifact"),
    ("authoris", "authoriz"),
    ("behaviour", "behavior"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("capitalis", "capitaliz"),
    ("catalogue", "catalog"),
    ("categoris", "categoriz"),
    ("centre", "center"),
    ("cheque", "check"),
    ("colour", "color"),
    ("containeris", "containeriz"),
    ("customis", "customiz"),
    ("defence", "defense"),
    ("enrolment", "enrollment"),
    ("favour", "favor"),
    ("finalis", "finaliz"),
    ("flavour", "flavor"),
    ("fulfilment", "fulfillment"),
    ("generalis", "generaliz"),
    ("grey", "gray"),
    ("honour", "honor"),
    ("initialis", "initializ"),
    ("judgement", "judgment"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("labour", "labor"),
    ("learnt", "learned"),
    ("licence", "license"),
    ("manoeuvre", "maneuver"),
    ("maximis", "maximiz"),
    ("minimis", "minimiz"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("neighbour", "neighbor"),
    ("normalis", "normaliz"),
    ("offence", "offense"),
    ("optimis", "optimiz"),
    ("organis", "organiz"),
    ("prioritis", "prioritiz"),
    ("realis", "realiz"),
    ("recognis", "recogniz"),
    ("sanitis", "sanitiz"),
    ("serialis", "serializ"),
    ("summaris", "summariz"),
    ("synchronis", "synchroniz"),
    ("tokenis", "tokeniz"),
    ("whilst", "while"),
];
/// Everything about a question's wording that its author should look at again.
pub(super) fn problems(question: &Question, pointer: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |field: String, message: String, hint: &str| {
        problems.push(Problem::at(format!("{pointer}/{field}"), format!("`{}`: {message}", question.id)).hint(hint));
    };
    for (n, follow_up) in question.follow_ups.iter().enumerate().filter(|(_, follow_up)| !asks(follow_up)) {
        let hint = "ask something, or make it a hint if it helps the candidate";
        say(format!("follow_ups/{n}"), format!("the follow-up \"{follow_up}\" asks nothing"), hint);
    }
    for (n, hint) in question.hints.iter().enumerate() {
        if let Some(probe) = question.follow_ups.iter().find(|probe| nearly(hint, probe)) {
            let advice = "a hint helps with the question; a follow-up goes beyond it";
            say(format!("hints/{n}"), format!("the hint is nearly the follow-up \"{probe}\""), advice);
        }
    }
    if let Some((n, signal)) = given_away(question) {
        let hint = "ask without the answer's own words, or listen for something that isn't said there";
        say(
            format!("signals/strong/{n}"),
            format!("prompt and handout give away the strong signal \"{signal}\""),
            hint,
        );
    }
    for (field, text) in texts(question) {
        if let Some((found, american)) = british(text) {
            say(field, format!("`{found}` is British"), &format!("it begins with \"{american}\" in American spelling"));
        }
    }
    problems
}

/// Every text of a question, with its place.
fn texts(question: &Question) -> Vec<(String, &str)> {
    let lists = [
        ("signals/strong", &question.signals.strong),
        ("signals/weak", &question.signals.weak),
        ("hints", &question.hints),
        ("follow_ups", &question.follow_ups),
    ];
    let mut texts = vec![("prompt".to_owned(), question.prompt.as_str()), ("answer".to_owned(), &question.answer)];
    texts.extend(question.handout.as_deref().map(|handout| ("handout".to_owned(), handout)));
    for (field, list) in lists {
        texts.extend(list.iter().enumerate().map(|(n, text)| (format!("{field}/{n}"), text.as_str())));
    }
    texts
}

/// Whether a probe asks: with a question mark, or with a request at the beginning of a sentence or clause.
fn asks(probe: &str) -> bool {
    let request = |clause: &str| {
        let first = clause.split_whitespace().next().unwrap_or_default().to_lowercase();
        REQUESTS.contains(&first.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    probe.contains('?') || probe.split(['.', ':', ';', ',']).any(request)
}

/// Whether a hint and a probe have half their words in common.
fn nearly(hint: &str, probe: &str) -> bool {
    let (a, b) = (words(hint), words(probe));
    let all = a.union(&b).count();
    all > 0 && a.intersection(&b).count() * 100 >= all * SAME_PROBE
}

/// A strong signal whose key words, the opening verb apart, all stand in the prompt or the handout; code is not read out, so it gives nothing away.
fn given_away(question: &Question) -> Option<(usize, &str)> {
    let mut seen = stems(&question.prompt);
    seen.extend(question.handout.iter().flat_map(|handout| stems(&prose(handout))));
    let given = |signal: &str| {
        let (verb, rest) = signal.split_once(' ').unwrap_or((signal, ""));
        let mut keys = stems(rest);
        let all = keys.is_subset(&seen);
        keys.extend(stems(verb).intersection(&seen).cloned());
        all && keys.len() >= KEY_WORDS
    };
    let mut signals = question.signals.strong.iter().map(String::as_str).enumerate();
    signals.find(|(_, signal)| given(signal))
}

/// The key words of a text without their endings.
fn stems(text: &str) -> BTreeSet<String> {
    let keys = words(text).into_iter().filter(|word| !FILLERS.contains(&word.as_str()));
    let stem = |word: String| {
        let ending = if word.ends_with("ss") { &["ing", "ed"][..] } else { &["ing", "ed", "s"] };
        let cut = ending.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() >= 4));
        cut.unwrap_or(&word).trim_end_matches('e').to_owned()
    };
    keys.map(stem).collect()
}

/// A word in British spelling outside code, and how it begins in American.
fn british(text: &str) -> Option<(String, &'static str)> {
    let bare = bare(text);
    bare.split(|c: char| !c.is_alphanumeric() && !"_-".contains(c)).find_map(|word| {
        if word.chars().skip(1).any(char::is_uppercase) {
            return None;
        }
        let lower = word.to_lowercase();
        let (_, american) = BRITISH.into_iter().find(|(british, _)| {
            // An optimist, realism: no verb in -ise.
            let noun = |rest: &str| british.ends_with("is") && rest.starts_with(['m', 't']);
            lower.strip_prefix(british).is_some_and(|rest| !noun(rest))
        })?;
        Some((word.to_owned(), american))
    })
}

/// The identifiers of a code review's handout that neither its answer nor its signals, hints and follow-ups name: each may be a flaw that nobody noticed.
pub(super) fn unnamed(question: &Question) -> Vec<String> {
    let Some(handout) = question.handout.as_deref().filter(|_| question.kind == Kind::CodeReview) else {
        return Vec::new();
    };
    let answered = texts(question).into_iter().filter(|(field, _)| field != "handout" && field != "prompt");
    let named: BTreeSet<String> = answered.flat_map(|(_, text)| names(text)).collect();
    let (mut seen, mut unnamed) = (BTreeSet::new(), Vec::new());
    for name in names(&fenced(handout)).filter(|name| compound(name) && !named.contains(name)) {
        if seen.insert(name.clone()) {
            unnamed.push(name);
        }
    }
    unnamed
}

/// Whether a name is surely one of the code's own: of several words, so that no keyword and no ordinary word is meant.
fn compound(name: &str) -> bool {
    let inner = name.trim_matches('_');
    let camel = inner.chars().zip(inner.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    camel || inner.contains('_')
}

fn names(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).map(str::to_owned)
}

/// The code of a text.
fn fenced(text: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        if inside && !fence {
            out.push_str(line);
            out.push('\n');
        }
        inside ^= fence;
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn question(change: &serde_json::Value) -> Question {
        let mut question = json!({
            "id": "q", "prompt": "A cart shows old prices. What do you look at?", "kind": "code-review", "level": "mid", "difficulty": 2,
            "minutes": 5, "topics": ["t"], "dimensions": ["technical"], "answer": "The cache.",
            "signals": { "strong": ["Asks how prices reach the page"], "weak": ["Restarts the server"] },
            "hints": ["What lies between them?"], "follow_ups": ["How would you test it?"]
        });
        let object = question.as_object_mut().unwrap();
        object.extend(change.as_object().unwrap().clone());
        serde_json::from_value(question).unwrap()
    }

    fn messages(change: &serde_json::Value) -> Vec<String> {
        let found = problems(&question(change), "/questions/0");
        found.into_iter().map(|problem| format!("{} {}", problem.pointer, problem.message)).collect()
    }

    #[test]
    fn a_question_that_is_right_is_left_alone() {
        assert_eq!(messages(&json!({})), Vec::<String>::new());
    }

    #[test]
    fn a_follow_up_asks() {
        assert!(asks("The partner is down for two days. Walk me through it."));
        assert!(asks("I am the manager: convince me in a minute."));
        assert!(!asks("Think of the cache between the two."));
        let found = messages(&json!({ "follow_ups": ["The cache keeps them for an hour."] }));
        assert_eq!(
            found,
            ["/questions/0/follow_ups/0 `q`: the follow-up \"The cache keeps them for an hour.\" asks nothing"]
        );
    }

    #[test]
    fn a_hint_is_not_a_follow_up() {
        let found = messages(&json!({ "hints": ["And how would you test this change?"] }));
        assert_eq!(found, ["/questions/0/hints/0 `q`: the hint is nearly the follow-up \"How would you test it?\""]);
    }

    #[test]
    fn a_signal_is_not_given_away_by_the_prompt_or_the_handout() {
        let handout = "The cache keys hold prices; customers see them.";
        let strong = json!({ "strong": ["Names the caches that hold prices of customers"], "weak": ["w"] });
        assert_eq!(messages(&json!({ "signals": strong, "handout": handout })).len(), 1);
        assert_eq!(messages(&json!({ "signals": strong, "prompt": handout })).len(), 1);
        assert_eq!(messages(&json!({ "signals": strong })).len(), 0);
    }

    #[test]
    fn british_spellings_are_found_outside_code() {
        assert_eq!(british("The Behaviour of it"), Some(("Behaviour".into(), "behavior")));
        assert_eq!(british("A CancelledError, aria-labelledby"), None);
        assert_eq!(british("An optimistic lock and `colour`\n```css\ngrey\n```\n"), None);
        assert_eq!(
            messages(&json!({ "hints": ["Which licence?"] })),
            ["/questions/0/hints/0 `q`: `licence` is British"]
        );
    }

    #[test]
    fn names_of_a_handout_that_nothing_else_names_are_listed() {
        let handout = "Review this.\n```python\ndef load_all(user_id):\n    return open_file(user_id)\n```\nsome_prose";
        let change = json!({ "handout": handout, "answer": "`load_all` opens any file." });
        assert_eq!(unnamed(&question(&change)), ["user_id", "open_file"]);
        let change = json!({ "handout": handout, "kind": "coding" });
        assert_eq!(unnamed(&question(&change)), Vec::<String>::new());
    }
}
