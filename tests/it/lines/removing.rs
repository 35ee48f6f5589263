//! Removing one thing that was recorded, whatever came after it; and answers that are none, which are no notes.

use hotseat::live::lines::Heard;

use crate::board::driver::{Memory, World};
use crate::board::plan;

use super::driver::{Held, goes_on, hold, hold_with, typed};

const AT_Q1: &str = "/begin\n/next\n";

/// What was answered to the last line but the end of input.
fn answer(held: &Held) -> String {
    held.parts().last().expect("an answer").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn one_note_goes_by_its_number_in_the_list_that_was_read_last() {
    let recorded = format!("{AT_Q1}asks for the limits first\nwait\n/saw 1\n/t 4\n");
    let list = hold(&format!("{recorded}/remove\n"));
    assert!(answer(&list).starts_with("1. Technical skills 4 at Q1, 00:0"), "{}", answer(&list));
    assert!(answer(&list).contains("3. the note \"wait\" at Q1, 00:0"), "{}", answer(&list));
    assert!(answer(&list).contains("/remove and a number of this list removes that"), "{}", answer(&list));
    for read in ["/remove", "/history", "/remove all"] {
        let held = hold(&format!("{recorded}{read}\n/remove 3\n"));
        let said = "removed: the note \"wait\" at Q1; /undo brings it back";
        assert!(answer(&held).starts_with(said), "{read}: {}", answer(&held));
        assert_eq!(held.notes(), ["asks for the limits first"], "{read}");
        assert_eq!(held.session.state().asking[0].ratings.len(), 1, "what came later stands");
    }
    // The number is that of the notes where these were read last.
    let held = hold(&format!("{recorded}/notes\n/remove 2\n/undo\n"));
    assert!(answer(&held).starts_with("undone: removing the note \"wait\" at Q1; it stands again"), "{}", held.said);
    assert_eq!(held.notes(), ["asks for the limits first", "wait"]);
    let signal = hold(&format!("{recorded}/remove\n/remove 2\n"));
    assert!(answer(&signal).contains("; not ticked now; /undo brings it back"), "{}", answer(&signal));
    let again = hold(&format!("{recorded}/t 5\n/remove\n/remove 2\n"));
    let said = "removed: Technical skills 4 at Q1; what replaced it stands; /undo brings it back";
    assert!(answer(&again).starts_with(said), "{}", answer(&again));
}

#[test]
fn what_can_not_be_removed_is_refused_with_what_to_do() {
    for (typed, said) in [
        ("/remove\n", "nothing is recorded that can be removed"),
        ("/remove 1\n", "no list was read out yet: /remove alone reads one. Nothing was recorded."),
        (
            "a note here\n/remove\n/remove 2\n",
            "the list that was read goes from 1 to 1; /remove all reads all there is. Nothing was recorded.",
        ),
        ("/skip\n/yes\n/history\n/remove 1\n", "skipping Q1: that can't be removed by itself; /undo goes back to it."),
        ("a note here\n/remove\n/remove 1\n/remove 1\n", "the note \"a note here\" at Q1: that is taken back already."),
        ("/remove the cache\n", "nothing recorded is called “the cache”: /remove reads what can be removed"),
    ] {
        let held = hold(&format!("{AT_Q1}{typed}"));
        assert!(answer(&held).starts_with(said), "{typed}: {}", answer(&held));
    }
}

/// At the take-aways the lines that were read out last are those to take home, until another list was.
#[test]
fn at_the_take_aways_a_number_means_the_list_that_was_read_last() {
    let scoring = format!("{AT_Q1}a note of mine\n/4 4\n/end early\n/yes\n/go take-aways\nasks first\n");
    let line = hold(&format!("{scoring}/remove 1\n"));
    assert!(answer(&line).starts_with("taken off: asks first"), "{}", answer(&line));
    let note = hold(&format!("{scoring}/notes\n/remove 1\n"));
    assert!(answer(&note).starts_with("removed: the note \"a note of mine\" at Q1"), "{}", answer(&note));
    let after = hold(&format!("{scoring}/notes\nlistens well\n/remove 1\n"));
    assert!(answer(&after).starts_with("taken off: asks first"), "{}", answer(&after));
}

/// A word or two where only certain answers were asked for are an answer, if a wrong one, and no note.
#[test]
fn what_is_no_answer_is_held_and_the_question_comes_again() {
    for (way, typed, asked) in [
        ("/begin\n/next\n/skip\n", "maybe", "Q1, section"),
        ("/begin\n/next\n/end\n", "wait", "Q1, section"),
        ("", "wait", "/begin or yes begins the conversation:"),
        ("/begin\n/next\n/end\n/yes\n", "hm", "Q1, Technical skills, 1 to 5:"),
        ("/begin\n/next\n/4 4\n/end\n/yes\n", "not sure", "Your conclusion on Technical skills, 1 to 5:"),
        ("/begin\n/next\n/4 4\n/end\n/yes\n/go criteria\n", "partly", "yes or no:"),
        ("/begin\n/next\n/4 4\n/end\n/yes\n/go recommendation\n", "perhaps", "1 to 5, or the title:"),
        ("/begin\n/next\n/4 4\n/end\n/yes\n/submit\n", "later", "/submit submits,"),
    ] {
        let held = hold(&format!("{way}{typed}\n"));
        assert_eq!((held.notes().len(), held.aside()), (0, vec![typed]), "{way}: {}", held.said);
        assert!(answer(&held).contains("Nothing was recorded; /keep keeps the line as a note."), "{}", answer(&held));
        assert!(answer(&held).contains(asked), "{way}: {}", answer(&held));
    }
    // A sentence is a note wherever it comes, and that is said.
    let held = hold("/begin\n/next\n/skip\nshe draws the queue first\n");
    assert!(answer(&held).starts_with("not done; /skip asks again. The line is kept as a note."), "{}", answer(&held));
}

/// What is not recorded says where it was typed.
#[test]
fn lines_aside_say_where_they_belong() {
    let held = hold(
        "/begin\n/nxt\n/next\n/nxt\n/skip\nmaybe\n/4 4\n/end\n/yes\nhm\n/go criteria\npartly\n/go recommendation\nperhaps\n\
         /go take-aways\nclarity\n/notes\n",
    );
    for line in [
        "1. Introduction, at 00:01: /nxt\n",
        "2. Q1, at 00:03: /nxt\n",
        "3. Q1, where /yes skips it, at 00:05: maybe\n",
        "4. your conclusion on Technical skills, after the end: hm\n",
        "6. your recommendation, after the end: perhaps\n",
        "7. what went well, after the end: clarity\n",
    ] {
        assert!(held.said.contains(line), "{line}: {}", held.said);
    }
    assert!(held.said.contains("5. the criterion "), "{}", held.said);
}

/// A line that is kept as a note later says when it was typed: in another minute, or before the end.
#[test]
fn what_is_kept_later_says_when_it_was_typed() {
    let kept = hold("/begin\n/next\n/nxt\n/keep\n/nxt again\n/end\n/yes\n/keep\nhm\n/keep\n");
    assert_eq!(kept.notes(), ["/nxt", "/nxt again (typed at 00:04)", "hm"], "{}", kept.said);
    // It comes back from the disk with its time, and without where an earlier version wrote it.
    let world = World::default();
    drop(Memory::new(plan::plan(), world.clone()));
    let first = hold("/begin\n/next\n/nxt\n");
    world.journal.borrow_mut().clone_from(&first.session.state().entries);
    world.draft.replace(format!("{}\u{1e}line Q1\u{1f}/sw", first.draft));
    world.now.set(200_000);
    let held = goes_on(&world, "/resume\n/keep all\n");
    assert_eq!(held.notes(), ["/nxt (typed at 00:02)", "/sw"], "{}", held.said);
}

/// What is asked is asked anew, with where one is, and nothing else happens.
#[test]
fn whoever_comes_back_hears_where_they_are() {
    for (way, asked) in [
        ("", "/begin or yes begins the conversation: "),
        ("/begin\n/next\n", "Q1, section 14:"),
        ("/begin\n/next\n/cover\n", "Q1, covered> "),
        ("/begin\n/next\n/end\n", "Enter means no: "),
        ("/begin\n/next\n/4 4\n/end\n/yes\n", "Your conclusion on Technical skills, 1 to 5: "),
        ("/begin\n/next\n/4 4\n/end\n/yes\n/submit\n", "/yes submits it, Enter means no: "),
    ] {
        for heard in [Heard::Anew, Heard::Stopped] {
            let mut all = typed(way);
            all.push(heard);
            let (before, held) = (hold(way), hold_with(all, None));
            let parts = held.parts();
            assert!(parts.last().is_some_and(|part| part.contains(asked)), "{way}: {:?}", parts.last());
            assert_eq!(held.session.state().entries.len(), before.session.state().entries.len(), "{way}");
            assert!(held.aside().len() <= before.aside().len() && held.notes().is_empty(), "{way}: {}", held.said);
        }
    }
    let mut end = typed("/begin\n/next\n/end\n");
    end.push(Heard::Stopped);
    let said = hold_with(end, None).said;
    assert_eq!(said.matches("End the conversation?").count(), 2, "{said}");
}

/// A kind alone says which one only where there is one.
#[test]
fn a_kind_alone_lists_those_of_the_kind_where_there_are_more() {
    let only = hold(&format!("{AT_Q1}asks first\n/remove note\n"));
    assert!(answer(&only).starts_with("removed: the note \"asks first\" at Q1"), "{}", answer(&only));
    let two = format!("{AT_Q1}asks first\n/next\ndraws the queue\n");
    let listed = hold(&format!("{two}/remove note\n"));
    assert!(answer(&listed).starts_with("1. the note \"draws the queue\" at Q2"), "{}", answer(&listed));
    assert_eq!(listed.notes(), ["asks first", "draws the queue"]);
    assert_eq!(hold(&format!("{two}/remove note last\n")).notes(), ["asks first"]);
    assert_eq!(hold(&format!("{two}/remove note\n/remove note 2\n")).notes(), ["draws the queue"]);
}

/// A note gets another text by its number in the list that was read last, and stays where it is.
#[test]
fn a_note_is_given_another_text_by_its_number() {
    let two = format!("{AT_Q1}asks frist\n/next\ndraws the queue\n/notes\n");
    for word in ["change", "edit", "fix"] {
        let held = hold(&format!("{two}/{word} 1 asks first\n"));
        assert!(answer(&held).starts_with("the note has its new text"), "{}", answer(&held));
        assert_eq!(held.notes(), ["asks first", "draws the queue"]);
        assert_eq!(held.session.state().notes[0].slot, Some(hotseat::core::plan::Slot(1)));
    }
    assert_eq!(hold(&format!("{two}/change 1 asks first\n/undo\n")).notes(), ["asks frist", "draws the queue"]);
    for typed in ["/change 3 asks first", "/change asks first", "/change 1"] {
        let held = hold(&format!("{two}{typed}\n"));
        assert!(answer(&held).contains("Nothing was recorded"), "{typed}: {}", answer(&held));
        assert_eq!((held.notes(), held.aside()), (vec!["asks frist", "draws the queue"], vec![typed]));
    }
    let signal = hold(&format!("{AT_Q1}/saw 1\n/history\n/change 1 asks first\n"));
    assert_eq!((signal.notes().len(), signal.aside()), (0, vec!["/change 1 asks first"]), "{}", signal.said);
}

/// What is named so that it can't be removed is answered with what can.
#[test]
fn what_can_be_removed_is_said_where_something_else_is_named() {
    let rated = format!("{AT_Q1}/rate t 4\n");
    for (typed, why) in [
        ("/remove commands", "nothing recorded is called “commands”: "),
        ("/remove the last note", "nothing recorded is called “the last note”: "),
        ("/remove 1 2", "one thing is removed at a time"),
        ("/unflag", "no red flag is recorded that can be removed: "),
    ] {
        let held = hold(&format!("{rated}{typed}\n"));
        let said = answer(&held).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.starts_with(why), "{typed}: {said}");
        assert!(said.contains("a kind: flag, follow-up, hint, note, rating or signal, such as /remove flag"), "{said}");
        assert_eq!(held.session.state().asking[0].ratings.len(), 1, "{typed}");
    }
}

/// What is no note is named by the number that was typed, and by what it is.
#[test]
fn a_change_of_what_is_no_note_names_the_number_that_was_typed() {
    let held = hold("/begin\n/next\na note\n/4 4\n/history\n/change 1 asks first\n");
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("1 of the list that was read is no note that stands: "), "{said}");
    assert!(said.contains("/notes reads those that do") && !said.contains("entry "), "{said}");
    assert_eq!(held.notes(), ["a note"]);
}
