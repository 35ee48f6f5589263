//! Law 12, line by line: no text, typed or pasted, at any question, ends, skips, drops, swaps, brings in, submits or gives away; and no
//! line is lost.

use std::sync::LazyLock;

use hotseat::core::session::Phase;
use hotseat::live::Left;
use hotseat::live::lines::Heard;
use hotseat::store::Parts;
use proptest::prelude::*;

use super::driver::{hold, hold_with, typed};
use crate::support::shipped_library;

/// Ways to every question that is asked line by line. Each ends at it.
const WAYS: [(&str, &str); 27] = [
    ("before the conversation", ""),
    ("in a section without questions", "/begin\n"),
    ("at a question", "/begin\n/next\n"),
    ("paused", "/begin\n/next\n/pause\n"),
    ("under the cover", "/begin\n/next\n/cover\n"),
    ("whether to lift the cover", "/begin\n/next\n/cover\n/cover\n"),
    ("whether to give a hint", "/begin\n/next\n/hint\n"),
    ("whether to skip", "/begin\n/next\n/skip\n"),
    ("whether to drop", "/begin\n/next\n/drop\n"),
    ("whether to swap", "/begin\n/next\n/swap easier\n"),
    ("whether to bring in", "/begin\n/next\n/bring pool\n"),
    ("whether to end", "/begin\n/next\n/end\n"),
    ("whether it was a no-show", "/begin\n/end no-show\n"),
    ("whether to leave", "/begin\n/next\n/quit\n"),
    ("whether to hand over", "/begin\n/next\n/handover Robin\n"),
    ("a rating that is missing", "/begin\n/next\n/end\n/yes\n"),
    ("a conclusion", "/begin\n/next\n/4 4\n/end\n/yes\n"),
    ("why one concludes so", "/begin\n/next\n/4 4\n/end\n/yes\n1\n"),
    ("a criterion", "/begin\n/next\n/end\n/yes\n/go criteria\n"),
    ("a recommendation", "/begin\n/next\n/end\n/yes\n/go recommendation\n"),
    ("why one recommends so", "/begin\n/next\n/end\n/yes\n/go recommendation\n4\n"),
    ("what went well", "/begin\n/next\n/end\n/yes\n/go take-aways\n"),
    ("what to work on", "/begin\n/next\n/end\n/yes\n/go take-aways\nasks first\n\n"),
    ("whether to submit", "/begin\n/next\n/end\n/yes\n/submit\n"),
    ("after a no to that", "/begin\n/next\n/end\n/yes\n/submit\n\n"),
    ("whether to submit a no-show", "/begin\n/end no-show\n/yes\n"),
    ("whether to leave while scoring", "/begin\n/next\n/end\n/yes\n/quit\n"),
];

const COMMANDS: [&str; 57] = [
    "delete", "next", "n", "back", "b", "go", "plan", "o", "show", "note", "rate", "r", "saw", "s", "unsaw", "probe",
    "p", "hint", "h", "flag", "f", "evidence", "undo", "redo", "history", "skip", "drop", "d", "swap", "handout",
    "answer", "a", "anchors", "list", "time", "pause", "resume", "extend", "end", "quit", "q", "done", "submit",
    "reopen", "help", "no", "en", "handover", "hand", "cover", "why", "remove", "tick", "add", "no-show", "harder",
    "score",
];

/// Words of English and lines of code, from the questions that are shipped.
static TEXTS: LazyLock<(Vec<String>, Vec<String>)> = LazyLock::new(|| {
    let library = shipped_library(Parts::All);
    let mut words: Vec<String> = Vec::new();
    let mut code: Vec<String> = Vec::new();
    for found in library.banks.values().flat_map(|bank| &bank.questions) {
        words.extend(found.prompt.split_whitespace().chain(found.answer.split_whitespace()).map(str::to_owned));
        code.extend(found.handout.iter().flat_map(|handout| handout.lines()).map(str::to_owned));
    }
    words.sort_unstable();
    words.dedup();
    (words, code)
});

/// A line that a person may type or paste, without its marker.
fn line() -> impl Strategy<Value = String> {
    let word = || proptest::sample::select(&TEXTS.0[..]);
    let command = || proptest::sample::select(&COMMANDS[..]);
    let case = |text: String, upper: bool| if upper { text.to_uppercase() } else { text };
    prop_oneof![
        2 => Just(String::new()),
        2 => "\\PC{0,30}",
        4 => proptest::collection::vec(word(), 1..6).prop_map(|words| words.join(" ")),
        3 => proptest::sample::select(&TEXTS.1[..]),
        3 => word().prop_map(|word| format!("/{word}")),
        8 => (command(), any::<bool>()).prop_map(move |(name, upper)| case(format!("/{name}"), upper)),
        4 => (command(), word()).prop_map(|(name, word)| format!("/{name} {word}")),
        2 => (command(), "[1-5]").prop_map(|(name, number)| format!("/{name} {number}")),
        2 => proptest::sample::select(&["1", "2", "5", "0", "-", "y", "Y", "yes", "YES", "n", "/y", "/ye", "/yes!", "/yes please",
            "//yes", "/ yes", "yes /yes", "/end early", "/end no-show", "/swap harder", "/submit it", "/4 4", "/t 5"][..])
            .prop_map(str::to_owned),
    ]
    .prop_filter("that is the answer", |line| !line.trim().eq_ignore_ascii_case("/yes"))
}

/// Lines one by one, or pasted at once.
fn inputs() -> impl Strategy<Value = Vec<Heard>> {
    let pasted = proptest::collection::vec(prop_oneof![6 => line(), 1 => Just("/yes".to_owned())], 2..6);
    let input = prop_oneof![8 => line().prop_map(Heard::Line), 1 => Just(Heard::TooSoon("/yes".into())), 1 => pasted.prop_map(|lines| Heard::Pasted(lines.join("\n")))];
    proptest::collection::vec(input, 0..16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_12_no_line_does_what_only_yes_may(way in proptest::sample::select(&WAYS[..]), inputs in inputs()) {
        let before = hold(way.1);
        let mut all = typed(way.1);
        all.extend(inputs);
        let held = hold_with(all, None);
        prop_assert_eq!(held.protected(), before.protected(), "{}: {}", way.0, held.said);
        prop_assert_eq!(held.left, Left::Open);
        prop_assert_ne!(held.phase(), Phase::Submitted);
        if before.phase() == Phase::Live {
            prop_assert_eq!(held.phase(), Phase::Live);
        }
    }

    #[test]
    fn no_line_is_lost(
        way in proptest::sample::select(&WAYS[..]),
        lines in proptest::collection::vec(line(), 1..12),
        full_at in proptest::option::of(2_usize..12),
    ) {
        // Each line gets a word of its own, so that it can be found again. What searches is obeyed, and needs no keeping.
        let marked: Vec<String> = lines.iter().enumerate().map(|(number, line)| format!("{line} zq{number}x")).collect();
        let mut all = typed(way.1);
        // The way there needs the disk.
        let full_at = full_at.map(|at| at + all.len());
        all.extend(marked.iter().cloned().map(Heard::Line));
        // Room to write again what the disk refused.
        all.extend(typed("last words\nvery last words\nthe end of it"));
        let held = hold_with(all, full_at);
        let journal = held.journal();
        for (number, line) in marked.iter().enumerate() {
            let mark = format!("zq{number}x");
            prop_assert!(journal.contains(&mark) || held.draft.contains(&mark), "{}: {line:?} is lost: {}", way.0, held.said);
        }
    }
}

#[test]
fn every_way_ends_at_the_question_that_it_is_for() {
    let ends = [
        ("before the conversation", "/begin or yes begins the conversation: "),
        ("in a section without questions", "Introduction, 05:00 left> "),
        ("at a question", "Q1, section 15:00 left> "),
        ("paused", "Q1, paused> "),
        ("under the cover", "Q1, covered> "),
        ("a rating that is missing", "Q1, Technical skills, 1 to 5: "),
        ("a conclusion", "Your conclusion on Technical skills, 1 to 5: "),
        ("why one concludes so", "A conclusion of 1 differs from that. Why? "),
        ("a recommendation", "1 to 5, or the title: "),
        ("why one recommends so", "Why do you recommend that, in a sentence or two? "),
        ("what went well", "What went well: "),
        ("what to work on", "What to work on: "),
        ("after a no to that", "/submit submits, /back goes back, /quit leaves: "),
    ];
    for (way, lines) in WAYS {
        let all = hold(lines).said;
        // Nobody answers, and what was begun is kept as a note.
        let kept = [
            "/keep keeps what you typed after /handover as a note\n",
            "your 1 on Technical skills has no reason, so it is not a conclusion yet: /go\ntechnical skills asks for it again\n",
        ];
        let said = kept.iter().fold(all.as_str(), |said, kept| said.trim_end_matches(kept));
        match ends.iter().find(|(name, _)| *name == way) {
            Some((_, end)) => assert!(said.ends_with(end), "{way}: {said}"),
            None if way == "a criterion" => assert!(said.ends_with("yes or no: "), "{way}: {said}"),
            None => assert!(said.ends_with(", Enter means no: "), "{way}: {said}"),
        }
    }
}

/// Each deed that asks: what leads to the question, and how it shows that it was done.
#[test]
fn yes_alone_does_it_and_undo_takes_it_back() {
    let deeds = ["/hint", "/skip", "/drop", "/swap easier", "/bring pool", "/end", "/end early"];
    for deed in deeds {
        let asked = hold(&format!("/begin\n/next\n{deed}\n"));
        assert_eq!(asked.protected(), 0, "{deed}: {}", asked.said);
        let done = hold(&format!("/begin\n/next\n{deed}\n/yes\n"));
        assert_eq!(done.protected(), 1, "{deed}: {}", done.said);
        // To take the end back asks, too.
        let yes = if deed.starts_with("/end") { "/yes\n" } else { "" };
        let undone = hold(&format!("/begin\n/next\n{deed}\n/yes\n/undo\n{yes}"));
        assert!(undone.said.contains("undone: "), "{deed}: {}", undone.said);
        assert_eq!(undone.phase(), Phase::Live, "{deed}");
        let (before, after) = (asked.session.state(), undone.session.state());
        let skipped =
            |state: &hotseat::core::session::State| state.asking.iter().filter(|a| a.skipped.is_some()).count();
        let hinted = |state: &hotseat::core::session::State| state.asking.iter().map(|a| a.hints.len()).sum::<usize>();
        assert_eq!(
            (before.asking.len(), skipped(before), hinted(before)),
            (after.asking.len(), skipped(after), hinted(after)),
            "{deed}"
        );
    }
}

#[test]
fn a_text_at_a_question_means_no_and_is_a_note() {
    let held = hold("/begin\n/next\n/skip\nsays it depends on the load\n/end\n/etc/hosts is read first\n");
    assert_eq!(held.protected(), 0);
    assert_eq!(held.notes(), ["says it depends on the load"]);
    assert_eq!(held.aside(), ["/etc/hosts is read first"]);
    assert!(held.said.contains("not done; /skip asks again. The line is kept as a note."), "{}", held.said);
    assert!(
        held.said.contains("not done; /end asks again. Besides, there is no command /etc/hosts: /help"),
        "{}",
        held.said
    );
}

#[test]
fn a_command_at_a_question_means_no_and_is_obeyed_by_itself() {
    let held = hold("/begin\n/next\n/skip\n/4 3\n/end\n/next\n");
    assert_eq!(held.protected(), 0);
    assert!(held.said.contains("Q1: Technical skills 4, Communication 3"), "{}", held.said);
    assert!(held.said.contains("\nQ2: "), "{}", held.said);
}

#[test]
fn a_pasted_text_is_one_note_wherever_it_comes() {
    for (way, lines) in WAYS {
        let mut all = typed(lines);
        all.push(Heard::Pasted("def end():\n/end\n/yes\n    return 1".into()));
        let held = hold_with(all, None);
        assert!(held.notes().contains(&"def end():\n/end\n/yes\n    return 1"), "{way}: {}", held.said);
        let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("4 lines came at once: they are kept as one note, and none was obeyed."), "{way}");
    }
}

#[test]
fn making_again_asks_like_the_deed_itself() {
    for deed in ["/hint", "/skip", "/drop", "/swap easier", "/bring pool", "/end", "/end early"] {
        let yes = if deed.starts_with("/end") { "/yes\n" } else { "" };
        let way = format!("/begin\n/next\n{deed}\n/yes\n/undo\n{yes}/redo\n");
        for (answer, times) in [("", 0), ("no\n", 0), ("/yes\n", 1)] {
            let held = hold(&format!("{way}{answer}"));
            assert_eq!(held.journal().matches("\"type\":\"redone\"").count(), times, "{deed}: {}", held.said);
        }
    }
    let rated = hold("/begin\n/next\n/4 4\n/undo\n/redo\n").said;
    assert!(rated.contains("redone: ") && !rated.contains("/yes"), "{rated}");
}

/// The terminal holds back the end of a paste that has no line break.
#[test]
fn the_end_of_a_paste_is_not_obeyed_with_what_is_typed_after_it() {
    for (way, lines) in WAYS {
        let mut all = typed(lines);
        all.push(Heard::Pasted("one\ntwo".into()));
        all.extend(typed("/t 1\n/note obeyed"));
        let held = hold_with(all, None);
        let notes = held.notes();
        assert!(held.aside().contains(&"/t 1"), "{way}: {}", held.said);
        assert!(notes.contains(&"obeyed") || way == "before the conversation", "{way}: {}", held.said);
        assert!(held.said.contains("right after a paste no command is obeyed"), "{way}: {}", held.said);
    }
    let mut later = typed("/begin\n/next\n");
    later.extend([Heard::Pasted("one\ntwo".into()), Heard::Line(String::new()), Heard::Line("/t 1".into())]);
    assert!(hold_with(later, None).said.contains("Q1: Technical skills 1"), "a second later it is obeyed");
}

/// A slow paste: nobody can have read the question.
#[test]
fn a_yes_that_comes_too_soon_does_nothing() {
    let mut all = typed("/begin\n/next\n/end\n");
    all.push(Heard::TooSoon("/yes".into()));
    all.push(Heard::TooSoon("/4 4".into()));
    let held = hold_with(all, None);
    assert_eq!((held.protected(), held.notes()), (0, vec![]), "{}", held.said);
    assert!(
        held.said.contains("not done, as that came before anybody could read the question; /end asks again"),
        "{}",
        held.said
    );
    assert!(held.said.contains("Q1: Technical skills 4"), "{}", held.said);
}

/// A line that is no command is kept as it was typed, and is on no scorecard before `/keep`.
#[test]
fn what_is_no_command_is_kept_aside() {
    let held = hold(
        "/begin\n/next\n/nxt\n/next to the cache\n/go to the database\n/4 retries\n/flag nobody \"quote\"\n//etc\n/note said twice\n",
    );
    let lines = ["/nxt", "/next to the cache", "/go to the database", "/4 retries", "/flag nobody \"quote\""];
    assert_eq!(held.aside(), lines);
    assert_eq!(held.notes(), ["/etc", "said twice"]);
    let said = "there is no command /nxt; did you mean /next? Nothing was recorded; /keep keeps\nthe line as a note.";
    assert!(held.said.contains(said), "{}", held.said);
    let kept =
        hold("/begin\n/next\n/nxt\n/etc/hosts is read\n/next\n/keep 2\n/keep\n/notes\n/keep 1\n/keep 1\n/keep\n");
    let notes: Vec<_> = kept.session.state().notes.iter().map(|note| (note.slot, note.text.as_str())).collect();
    let first = Some(hotseat::core::plan::Slot(1));
    assert_eq!(notes, [(first, "/etc/hosts is read"), (first, "/nxt")], "{}", kept.said);
    assert!(kept.said.contains("makes the first a note\n1. Q1, at 00:02: /nxt\n"), "{}", kept.said);
    assert!(kept.said.contains("1 line is still kept aside: /notes reads what is aside"), "{}", kept.said);
    assert!(kept.said.contains("that is a note already: \"/nxt\""), "{}", kept.said);
    assert!(kept.said.contains("no line is kept aside") && kept.draft.is_empty(), "{}", kept.said);
    let read = hold("/begin\n/next\n/nxt\n/end early\n/yes\n/submit\n").said;
    let missing = read.split("What will be submitted").nth(1).expect("the read-back");
    assert!(missing.contains("Not recorded, and on no scorecard"), "{missing}");
}

/// A plain yes or no is an answer, if only a wrong one, and no note.
#[test]
fn yes_and_no_without_a_slash_do_nothing_and_are_no_notes() {
    for answer in ["no", "nah", "N", "yes", "y"] {
        let held = hold(&format!("/begin\n/next\n/skip\n{answer}\n"));
        assert_eq!((held.protected(), held.notes().len()), (0, 0), "{answer}: {}", held.said);
    }
    assert!(hold("/begin\n/next\n/skip\nyes\n").said.contains("only /yes does it, with its slash"));
}
