//! What is taken back, and what brings it back: by the list, by what it is, and never in silence.

use hotseat::core::session::Phase;

use super::driver::{Held, hold};

const AT_Q1: &str = "/begin\n/next\n";
const SCORING: &str = "/begin\n/next\n/4 4\n/end early\n/yes\n";

/// What was answered to the last line.
fn answer(held: &Held) -> String {
    let parts = held.parts();
    parts.last().expect("an answer").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn at_q1(lines: &str) -> Held {
    hold(&format!("{AT_Q1}{lines}"))
}

/// The board's list of recordings brings back what no redo makes again; so does this one.
#[test]
fn what_was_taken_back_comes_back_by_its_number() {
    let way = "asks first\n/undo\n/saw 1\n";
    let redo = at_q1(&format!("{way}/redo\n"));
    let said = "there is nothing to redo: /history lists what was taken back, and /redo and its number brings it back";
    assert!(answer(&redo).starts_with(said), "{}", answer(&redo));
    let list = at_q1(&format!("{way}/history\n"));
    assert!(answer(&list).contains("2. the note \"asks first\" at Q1, 00:02, taken back"), "{}", answer(&list));
    assert!(answer(&list).contains("/redo and a number of this list brings back"), "{}", answer(&list));
    let back = at_q1(&format!("{way}/history\n/redo 2\n"));
    assert!(answer(&back).starts_with("recorded again: the note \"asks first\" at Q1"), "{}", answer(&back));
    assert_eq!(back.notes(), ["asks first"]);
    for (typed, said) in [
        ("/redo 2\n", "no list was read out yet: /history alone reads one."),
        ("/history\n/redo 1\n", "that stands, so nothing changed: ticked"),
        ("/history\n/redo 3\n", "the list that was read goes from 1 to 2; /history all reads all there is."),
        ("/redo it\n", "what is made again is named by its number: /history reads the list."),
    ] {
        let held = at_q1(&format!("{way}{typed}"));
        assert!(answer(&held).starts_with(said), "{typed}: {}", answer(&held));
        assert!(held.notes().is_empty(), "{typed}");
    }
    // The next one is made again as by a redo alone.
    assert!(answer(&at_q1("asks first\n/undo\n/history\n/redo 1\n")).starts_with("redone: the note"));
}

/// The number of a hint is not enough to know which it was.
#[test]
fn a_hint_and_a_follow_up_in_the_history_have_their_words() {
    let held = at_q1("/hint\n/yes\n/probe 1\n/history\n");
    let question = held.session.state().current().expect("one").question();
    let (hint, follow_up) = (&question.hints[0], &question.follow_ups[0]);
    assert!(answer(&held).contains(&format!("follow-up 1 at Q1, 00:04: {follow_up}")), "{}", answer(&held));
    assert!(answer(&held).contains(&format!(": {hint}")), "{}", answer(&held));
}

/// A number means what was read by it, and nothing that was not.
#[test]
fn a_number_of_the_history_is_that_of_the_list_that_was_read() {
    let many: String = (0..20).map(|number| format!("note number {number}\n")).collect();
    let held = at_q1(&format!("{many}/history\n/remove 16\n"));
    assert!(
        answer(&held).starts_with("the list that was read goes from 1 to 15; /remove all reads"),
        "{}",
        answer(&held)
    );
    assert!(answer(&at_q1("/history 1\n")).starts_with("no list was read out yet: /history alone reads one"));
    let shifted = at_q1("first one\n/history\nsecond one\n/remove 1\n");
    assert_eq!(shifted.notes(), ["second one"], "{}", shifted.said);
}

/// Whatever records something has a word that takes it off.
#[test]
fn the_counterparts_of_what_records_take_it_off() {
    for (way, said) in [
        ("/flag 1 \"it was them\"\n/unflag\n", "removed: the red flag"),
        ("/flag 1 \"it was them\"\n/saw 1\n/unflag 1\n", "removed: the red flag"),
        ("/flag own Late: \"sorry\"\n/remove flag late\n", "removed: the red flag \"Late\""),
        ("/probe 1\n/probe 2\n/unprobe 2\n", "removed: follow-up 2 at Q1"),
        ("/probe 1\n/remove follow-up\n", "removed: follow-up 1 at Q1"),
        ("/hint\n/yes\n/unhint\n", "removed: hint 1 at Q1"),
        ("/t 4\n/unrate t\n", "removed: Technical skills 4 at Q1; not rated now"),
        ("asks first\n/unnote\n", "removed: the note \"asks first\" at Q1"),
        ("/saw 2\n/remove signal 2\n", "removed: ticked"),
    ] {
        let held = at_q1(way);
        assert!(answer(&held).starts_with(said), "{way}: {}", answer(&held));
        let undone = at_q1(&format!("{way}/undo\n"));
        assert!(answer(&undone).contains("it stands again"), "{way}: {}", answer(&undone));
    }
    assert!(answer(&at_q1("/unflag\n")).starts_with("no red flag is recorded that can be removed: "));
    let two = at_q1("one of two\ntwo of two\n/unnote\n");
    assert!(answer(&two).starts_with("1. the note \"two of two\"") && two.notes().len() == 2, "{}", answer(&two));
}

#[test]
fn to_take_the_end_back_asks() {
    for deed in ["/undo", "/reopen"] {
        let asked = hold(&format!("{SCORING}{deed}\n/no\n"));
        assert_eq!(asked.phase(), Phase::Scoring, "{deed}: {}", asked.said);
        assert_eq!(hold(&format!("{SCORING}{deed}\n/yes\n")).phase(), Phase::Live, "{deed}");
    }
}

#[test]
fn a_reason_that_is_taken_off_is_said_to_be() {
    let way = format!("{SCORING}/why sound throughout\n");
    let history = hold(&format!("{way}/history\n"));
    assert!(
        answer(&history).starts_with("1. the reason on Technical skills \"sound throughout\""),
        "{}",
        answer(&history)
    );
    let removed = hold(&format!("{way}/history\n/remove 1\n"));
    let said = "removed: the reason on Technical skills \"sound throughout\"; no reason is written there now";
    assert!(answer(&removed).starts_with(said), "{}", answer(&removed));
}

#[test]
fn the_reason_of_a_recommendation_is_taken_off_where_it_is_asked_for() {
    let way = format!("{SCORING}/go recommendation\n4\nfor us all\n/back\n/remove\n");
    let held = hold(&way);
    let said = "taken off: \"for us all\"; you still recommend Hire, without a reason";
    assert!(answer(&held).starts_with(said), "{}", answer(&held));
    let again = hold(&format!("{way}/undo\n"));
    assert_eq!(again.session.state().recommendation.clone().expect("one").reason, "for us all", "{}", again.said);
}

/// Two flags of one name are told apart by what was said.
#[test]
fn a_red_flag_in_a_list_has_its_words() {
    let held = at_q1("/flag 1 \"it was them\"\n/flag 1 never me\n/unflag\n");
    assert!(answer(&held).contains("at Q1, with the words \"never me\", 00:"), "{}", answer(&held));
    assert!(answer(&held).contains("at Q1, with the words \"it was them\", 00:"), "{}", answer(&held));
}

/// A yes that was not typed as one is asked for again, and is no note where nothing is asked.
#[test]
fn a_yes_without_its_slash_is_asked_for_again() {
    for almost in ["ye", "yes", "y", "/ye", "yess", "Yes."] {
        let held = at_q1(&format!("/skip\n{almost}\n"));
        assert!(
            answer(&held).starts_with("not done yet: only /yes does it, with its slash"),
            "{almost}: {}",
            held.said
        );
        assert!(answer(&held).contains("/yes skips it, Enter means no:"), "{almost}: {}", held.said);
        assert_eq!(held.protected(), 0, "{almost}");
        assert_eq!(at_q1(&format!("/skip\n{almost}\n/yes\n")).protected(), 1, "{almost}");
    }
    for late in ["yes", "no", "ye"] {
        let held = at_q1(&format!("{late}\n"));
        assert_eq!((held.notes().len(), held.aside()), (0, vec![late]), "{}", held.said);
        assert!(answer(&held).starts_with("nothing is asked here that wants a yes or a no."), "{}", held.said);
    }
}

/// What was raised before at the same question is said, and the same words are no second flag.
#[test]
fn a_red_flag_that_stands_is_not_raised_twice_in_silence() {
    let same = at_q1("/flag 1 \"It was them.\"\n/flag 1 it was  them\n");
    assert!(answer(&same).starts_with("that red flag stands already at this question"), "{}", answer(&same));
    let other = at_q1("/flag 1 \"It was them\"\n/flag 1 never me\n");
    assert!(answer(&other).starts_with("flagged at Q1: "), "{}", answer(&other));
    assert!(
        answer(&other).contains("it stands there with the words “It was them”, too: /unflag"),
        "{}",
        answer(&other)
    );
    assert_eq!((same.session.state().flags.len(), other.session.state().flags.len()), (1, 2));
}

/// After the conversation nothing lands on the question that was talked about last.
#[test]
fn scoring_records_nothing_at_a_question_that_nobody_named() {
    for typed in ["/t 2", "/rate 4 2", "/saw 1", "/flag 1 \"it was them\"", "/evidence", "/probe 1"] {
        let before = hold(&format!("{SCORING}/go recommendation\n"));
        let held = hold(&format!("{SCORING}/go recommendation\n{typed}\n"));
        assert_eq!(held.session.state().entries.len(), before.session.state().entries.len(), "{typed}: {}", held.said);
        assert!(answer(&held).contains("name one, such as Q2"), "{typed}: {}", answer(&held));
    }
    let named = hold(&format!("{SCORING}/saw Q1 1\n/flag Q1 1 \"it was them\"\n"));
    assert_eq!(named.session.state().flags.len(), 1, "{}", named.said);
    assert_eq!(named.session.state().asking[0].signals.len(), 1, "{}", named.said);
    let criterion = hold(&format!("{SCORING}/go criteria\n/evidence\n"));
    assert!(answer(&criterion).contains("Q1: Technical skills 4"), "{}", answer(&criterion));
}

#[test]
fn what_is_skipped_or_dropped_is_said_to_count_where_it_is_rated() {
    let held = at_q1("/4 4\n/skip\n");
    assert!(answer(&held).contains("The ratings at Q1 stay, and count."), "{}", answer(&held));
    assert!(!answer(&at_q1("/skip\n")).contains("stay, and count"));
    let read = at_q1("/4 4\n/skip\n/yes\n/end early\n/yes\n/submit\n/show follow\n");
    assert!(answer(&read).contains("Q1 is skipped. Its ratings count all the same."), "{}", answer(&read));
}

/// Short by default; whole, or a part of it, on a word.
#[test]
fn what_will_be_submitted_is_read_in_parts() {
    let way = format!("{SCORING}/go submission\n/no\n");
    let short = hold(&way).said;
    let short = short.split("What will be submitted").nth(1).expect("it is read back").to_owned();
    assert!(short.lines().count() < 30 && short.starts_with(", in short\n"), "{short}");
    let whole = answer(&hold(&format!("{way}/show\n")));
    assert!(whole.starts_with("What will be submitted The conversation counts as stopped early. Q1: Tech"), "{whole}");
    let part = answer(&hold(&format!("{way}/show ratings\n")));
    assert!(part.starts_with("Q1: Technical skills 4, Communication 4. /submit submits"), "{part}");
    let missing = answer(&hold(&format!("{way}/show missing\n")));
    assert!(missing.starts_with("Still missing - "), "{missing}");
    let question = answer(&hold(&format!("{way}/show Q1\n")));
    assert!(question.starts_with("Q1: must ask"), "{question}");
}

/// One word answers no why.
#[test]
fn a_reason_of_one_word_is_questioned() {
    for way in ["1\n", "/go recommendation\n4\n", "4\n/back\n/why "] {
        let asked = hold(&format!("{SCORING}{way}maybe\n"));
        let said = "the panel would read only \"maybe\": type it again if you mean it";
        assert!(answer(&asked).starts_with(said), "{way}: {}", answer(&asked));
        assert!(asked.session.state().conclusions.values().all(|conclusion| conclusion.reason.is_empty()), "{way}");
    }
    // What was put aside elsewhere was not questioned here, nor was what was typed a line before the last.
    for way in ["maybe\n1\nmaybe\n", "1\nmaybe\n/evidence\nmaybe\n"] {
        let asked = hold(&format!("{SCORING}{way}"));
        assert!(answer(&asked).starts_with("the panel would read only"), "{way}: {}", answer(&asked));
    }
    let twice = hold(&format!("{SCORING}1\nmaybe\nmaybe\n"));
    assert!(answer(&twice).starts_with("recorded: your conclusion on Technical skills, 1"), "{}", answer(&twice));
}

/// Two clocks never contradict each other.
#[test]
fn the_last_section_has_one_clock() {
    let last = hold(&format!("/begin\n{}/time\n", "/next\n".repeat(30)));
    assert!(answer(&last).contains(", the last section, and the whole round: "), "{}", answer(&last));
    assert!(answer(&last).ends_with(" left>") && !answer(&last).contains("The whole round: "), "{}", answer(&last));
}

/// What a redo can't make again is there all the same, and nothing untrue is said about why.
#[test]
fn a_redo_that_makes_nothing_again_says_what_does() {
    let said = |lines: &str| answer(&hold(lines)).split_whitespace().collect::<Vec<_>>().join(" ");
    let how = "there is nothing to redo: /history lists what was taken back, and /redo and its number brings it back";
    assert!(said(&format!("{AT_Q1}/rate t 4\n/undo\n/rate t 3\n/redo\n")).starts_with(how));
    assert!(said(&format!("{AT_Q1}/rate t 4\n/redo\n")).starts_with("there is nothing to redo "));
}

/// The round in a line a question, and whole where that is wanted.
#[test]
fn the_plan_is_a_line_a_question_and_whole_on_request() {
    for way in ["", AT_Q1] {
        let short = hold(&format!("{way}/plan\n"));
        let said = *short.parts().last().expect("an answer");
        assert_eq!(said.lines().filter(|line| line.starts_with("- Q")).count(), 4, "{said}");
        assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
        assert!(said.contains("you are here") && !said.contains("Backup"), "{said}");
        let whole = answer(&hold(&format!("{way}/plan all\n")));
        assert!(whole.contains("Backup, ") && whole.contains("What do you look at first, and why?"), "{whole}");
    }
    assert!(answer(&hold(&format!("{AT_Q1}/plan it better\n"))).starts_with("/plan reads a line for each question"));
}

/// What is suggested goes on line by line.
#[test]
fn a_suggested_command_keeps_plain() {
    let asked = hold(&format!("{AT_Q1}/quit\n"));
    assert!(answer(&asked).contains("`hotseat resume --plain` goes on"), "{}", answer(&asked));
    assert!(answer(&hold(&format!("{AT_Q1}/help quit\n"))).contains("`hotseat resume --plain`"));
}

/// The help says what Enter does where a reason is needed, and it does that.
#[test]
fn enter_waits_for_a_reason_and_the_help_says_so() {
    let waits = hold(&format!("{SCORING}1\n\n"));
    assert!(answer(&waits).starts_with("your 1 on Technical skills stands only with a reason"), "{}", answer(&waits));
    let help = answer(&hold(&format!("{SCORING}/help\n"))).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("a conclusion that needs a reason waits for it, and /back takes it back"), "{help}");
}
