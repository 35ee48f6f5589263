//! Scoring line by line: nothing that was typed gets lost, and what is missing is named.

use hotseat::core::session::Phase;

use super::driver::{hold, hold_with, typed};
use hotseat::live::lines::Heard;

/// At the conclusions, with Q1 rated 4 and 4.
const SCORING: &str = "/begin\n/next\n/4 4\n/end early\n/yes\n";

#[test]
fn a_conclusion_waits_for_its_reason() {
    let held = hold(&format!("{SCORING}1\n\n\n?\nguessed throughout\n"));
    let state = held.session.state();
    let conclusion = state.conclusions.values().next().expect("a conclusion");
    assert_eq!(
        (conclusion.score.map(hotseat::core::scale::Rating::get), conclusion.reason.as_str()),
        (Some(1), "guessed throughout")
    );
    let said = "your 1 on Technical skills stands only with a reason; /back takes the 1 back";
    assert_eq!(held.said.matches(said).count(), 2, "{}", held.said);
}

/// What was only passed through is said to be so after the end; the end names what it may be.
#[test]
fn a_question_that_was_only_passed_through_is_said_to_be_so_in_scoring() {
    let held =
        hold("/begin\n/next\n/4 4\n/next\n/next\n/end early\n/yes\n/skip q2\n/yes\n/skip 1\n/undo\n/skip 2\n/no\n");
    let all = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "Nothing is recorded at Q2 and Q3. Where you only passed through them, /skip and its number says so in scoring.";
    assert!(all.contains(said), "{}", held.said);
    assert!(all.contains("Was Q2 only passed through, and not asked? It counts as skipped then."), "{}", held.said);
    assert!(all.contains("Q2 was only passed through: it counts as skipped, and not as asked"), "{}", held.said);
    assert!(all.contains("something is recorded at Q1, so it was asked"), "{}", held.said);
    assert!(all.contains("undone: that Q2 was only passed through"), "{}", held.said);
    assert!(held.session.state().asking.iter().all(|asking| asking.skipped.is_none()), "{}", held.said);
}

#[test]
fn a_conclusion_without_a_reason_is_none_and_kept_aside_until_there_is_one() {
    for on in ["", "/next\n", "/done\n", "/submit\n", "/reopen\n/yes\n", "/quit\n/yes\n"] {
        let held = hold(&format!("{SCORING}1\n{on}"));
        assert!(held.session.state().conclusions.is_empty(), "{on}");
        assert_eq!(held.aside(), ["Concluded 1 on Technical skills, without a reason"], "{on}: {}", held.said);
        assert!(held.notes().is_empty() && held.said.contains("so it is not a conclusion yet"), "{on}: {}", held.said);
    }
    let later = hold(&format!("{SCORING}1\n/next\n/go technical skills\n1\nguessed twice\n"));
    assert!(later.notes().is_empty() && later.aside().is_empty(), "{}", later.said);
    let back = hold(&format!("{SCORING}1\n/back\n3\nbetter later\n"));
    assert!(back.notes().is_empty());
    assert_eq!(
        back.session.state().conclusions.values().next().and_then(|c| c.score).map(hotseat::core::scale::Rating::get),
        Some(3)
    );
}

#[test]
fn a_reason_without_a_conclusion_is_a_note() {
    let held = hold(&format!("{SCORING}knows the tools well\n"));
    assert_eq!(held.notes(), ["knows the tools well"]);
    assert!(held.said.contains("give a whole number from 1 to 5, or 0"), "wrapped: {}", held.said);
}

#[test]
fn bands_are_numbered_from_the_worst_and_known_by_their_titles() {
    for (given, band) in [
        ("1", "strong-no-hire"),
        ("5", "strong-hire"),
        ("no hire", "no-hire"),
        ("STRONG HIRE", "strong-hire"),
        ("bord", "borderline"),
    ] {
        let held = hold(&format!("{SCORING}/go recommendation\n{given}\n"));
        let recommended = held.session.state().recommendation.clone().and_then(|r| r.band).map(|band| band.to_string());
        assert_eq!(recommended.as_deref(), Some(band), "{given}: {}", held.said);
    }
    let held = hold(&format!("{SCORING}/go recommendation\n6\nstrong\nno\nYes\n"));
    assert_eq!(held.session.state().recommendation, None);
    assert_eq!((held.aside(), held.notes().len()), (vec!["6", "strong", "no", "Yes"], 0));
}

#[test]
fn what_is_missing_is_named_before_submission() {
    let held = hold("/begin\n/next\n/saw 1\n/4\n/end\n/yes\n/submit\n/yes\n");
    assert_eq!(held.phase(), Phase::Submitted);
    insta::assert_snapshot!("missing", held.said.split("Still missing").nth(1).expect("a list"));
}

/// Before the question whether to submit, everything is read back in sentences; neither a mean nor a total is in it.
#[test]
fn what_will_be_submitted_is_read_back_first() {
    let held = hold(
        "/begin\n/next\n/saw 1\n/4 2\nasks first\n/flag 1 \"it was them\"\n/end\n/yes\n4\n4\nclear when asked\n/go criteria\nyes\n\
         /go recommendation\n4\nfor us\nasks first\n\ndraw first\n\n",
    );
    insta::assert_snapshot!("read-back", held.said.split("What will be submitted").nth(1).expect("it is read back"));
}

#[test]
fn one_walks_back_and_forth_through_scoring() {
    let held = hold(&format!("{SCORING}4\n/back\n5\nmore than that\n/go submission\n\n/back\nread on\n"));
    let state = held.session.state();
    assert_eq!(state.conclusions.values().next().and_then(|c| c.score).map(hotseat::core::scale::Rating::get), Some(5));
    assert_eq!(state.recommendation.clone().map(|r| r.growth), Some(vec!["read on".to_owned()]));
}

#[test]
fn no_recommendation_needs_no_reason() {
    let said = hold(&format!("{SCORING}/go recommendation\n\n")).said;
    assert!(said.ends_with("What went well: "), "{said}");
}

#[test]
fn the_reason_so_far_is_read_back() {
    let said = hold(&format!("{SCORING}/go recommendation\n4\nfor us\n/go recommendation\n\n")).said;
    assert!(said.ends_with("Why do you recommend that? So far: for us "), "{said}");
}

#[test]
fn a_full_disk_loses_no_note() {
    let lines = typed("/begin\n/next\nfirst\nsecond\nthird\nfourth\n");
    let held = hold_with(lines, Some(3));
    assert!(
        held.said.replace('\n', " ").contains(
            "NOT SAVED: can't write journal.jsonl: no space left; the note is tried again before the next line"
        )
    );
    assert!(held.said.contains("2 notes that could not be written are saved now"), "{}", held.said);
    assert_eq!(held.notes(), ["first", "second", "third", "fourth"]);
}

#[test]
fn a_paste_at_a_reason_is_a_note_and_the_question_waits() {
    let mut lines = typed(&format!("{SCORING}1\n"));
    lines.push(Heard::Pasted("a\nb".into()));
    lines.extend(typed("guessed twice\n"));
    let held = hold_with(lines, None);
    assert_eq!(held.notes(), ["a\nb"]);
    assert_eq!(held.session.state().conclusions.values().next().map(|c| c.reason.as_str()), Some("guessed twice"));
}

#[test]
fn a_recommendation_far_from_the_ratings_is_mentioned_without_a_number() {
    let far = hold("/begin\n/next\n/4 4\n/end early\n/yes\n/go recommendation\n1\nnot for us\n/submit\n").said;
    let page = far.split("Still missing").nth(1).expect("a list");
    assert!(page.contains("Your ratings point"), "{page}");
    assert!(!page.contains("4.0") && !page.contains("Total"), "{page}");
    let near = hold("/begin\n/next\n/4 4\n/end early\n/yes\n/go recommendation\n4\nfor us\n/submit\n").said;
    assert!(!near.contains("Your ratings point"), "{near}");
}

/// What is no text is not tried again by itself: that is said.
#[test]
fn a_full_disk_says_of_a_rating_that_it_is_to_be_typed_again() {
    let held = hold_with(typed("/begin\n/next\n/t 4\n/saw 1\n/t 4\n"), Some(3));
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    let again = "no space left; nothing of it was recorded, so type it again";
    assert_eq!(said.matches(again).count(), 2, "{said}");
    assert_eq!(held.session.state().asking[0].ratings.len(), 1);
}

/// Each undo says what it took back and what stands now, and what is asked next is that.
#[test]
fn an_undo_says_what_was_undone_what_stands_and_asks_for_it_again() {
    for (typed, said, asked) in [
        (
            "/go recommendation\n4\nfor us\n",
            "undone: the reason for the recommendation \"for us\"; you still recommend Hire, without a reason",
            "Why do you recommend that",
        ),
        ("/go recommendation\n4\n", "undone: recommending Hire; you recommend no band now", "1 to 5, or the title: "),
        (
            "/go take-aways\nasks first\n",
            "undone: line 1 of what went well \"asks first\"; what went well has no line now",
            "What went well: ",
        ),
        (
            "4\n5\nmore than that\n/back\n/back\n4\n0\n",
            "undone: no conclusion on Problem solving; back to 5",
            "Your conclusion on",
        ),
        ("/rate Q1 t 3\n", "undone: Technical skills 3 at Q1; back to 4", "Your conclusion on"),
    ] {
        let held = hold(&format!("{SCORING}{typed}/undo\n"));
        let parts = held.parts();
        let last = parts.last().expect("an answer").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(last.starts_with(said) && last.contains(asked.trim()), "{typed}: {last}");
    }
}

/// The history says of each part of the recommendation which it was.
#[test]
fn the_history_says_what_each_line_was() {
    let held =
        hold(&format!("{SCORING}/go recommendation\n4\nfor us\nasks first\n/remove 1\n\ndraw first\n/history\n"));
    for said in [
        ". line 1 of what to work on \"draw first\", ",
        ". taking off line 1 of what went well \"asks first\", ",
        ". line 1 of what went well \"asks first\", ",
        ". the reason for the recommendation \"for us\", ",
        ". recommending Hire, ",
    ] {
        assert!(held.said.contains(said), "{said}: {}", held.said);
    }
}

/// What the candidate will read is no slip.
#[test]
fn a_number_or_a_word_to_take_home_is_questioned() {
    let held = hold(&format!("{SCORING}/go take-aways\n4\nclarity\nclarity\n"));
    let given = held.session.state().recommendation.clone().expect("lines");
    assert_eq!((given.strengths, held.aside()), (vec!["clarity".to_owned()], vec!["4"]), "{}", held.said);
}
