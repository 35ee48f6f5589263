//! What a person hears: what was asked for and no more, at once and in words; and whatever they try is understood or answered with
//! an example.

use hotseat::core::bank::QuestionText;

use super::driver::{hold, hold_over};
use crate::board::plan;

/// At the first question.
fn at_q1(lines: &str) -> super::driver::Held {
    hold(&format!("/begin\n/next\n{lines}"))
}

/// Everything that ends in the same two ratings.
#[test]
fn a_rating_is_taken_however_it_is_written() {
    for typed in [
        "/4 3",
        "/rate 4 3",
        "/rate t4 c3",
        "/t4\n/c3",
        "/rate technical 4\n/rate communication 3",
        "/rate Technical skills=4, Communication: 3",
        "/rate 4 technical skills\n/score 3 c",
        "/rate Q1 4 3",
        "/rate q1: t four, c three",
        "/R T=4 C=3",
    ] {
        let held = at_q1(&format!("{typed}\n"));
        let ratings: Vec<u8> = held.session.state().asking[0].ratings.values().map(|rating| rating.get()).collect();
        assert_eq!((ratings.len(), ratings.iter().sum::<u8>()), (2, 7), "{typed}: {}", held.said);
        assert!(held.said.contains("Technical skills 4, good: "), "what the score stands for: {typed}: {}", held.said);
        assert!(held.notes().is_empty(), "{typed}: {}", held.said);
    }
}

#[test]
fn what_is_not_understood_is_answered_with_an_example() {
    for (typed, answer) in [
        ("/rate", "Ratings: Technical skills (t) not rated, Communication (c) not rated; /rate t 4"),
        ("/rate technical", "say the rating, too, such as /rate t 4"),
        ("/rate nothing 4", "there is no dimension `nothing`; there are: Technical skills (t)"),
        ("/rate t 6", "`6` is not a rating: give a whole number from 1 to 5"),
        ("/tick x1", "signals are named by their numbers, such as /saw 1 3"),
        ("/tick 9", "there is no signal 9 at Q1: they go from 1 to 5"),
        ("/saw", "Strong signals; /saw 1 ticks the first"),
        ("/probe", "Follow-ups; /probe 1 says that you asked the first"),
        ("/flag", "/flag 1 says what the first looks like"),
        ("/flag 1", "a red flag needs a quote of what was said or seen. "),
        ("/goto", "say which question, such as /go Q5"),
        (
            "/goto nowhere",
            "a question is named by its number, such as /go Q5, or by words of it, and a section by its title",
        ),
        ("/add", "say by how many minutes, such as /extend 5"),
        ("/add five", "a section is extended by minutes, such as /extend 5"),
        ("/evidence nothing", "say of which question or dimension, such as /evidence Q2 or /evidence t"),
        ("/swap", "say /swap easier or /swap harder"),
        ("/why", "the conversation is still going on: /end ends it"),
        ("/un", "there is no command /un; did you mean /unsaw or /undo?"),
    ] {
        let said = at_q1(&format!("{typed}\n")).said;
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(answer), "{typed}: {said}");
    }
}

#[test]
fn letters_tick_and_minutes_may_be_named() {
    let held = at_q1("/tick B\n/tick a, 4\n/add 5 minutes\n/extend +3\n/goto question 2\n/go introduction\n");
    assert_eq!(held.session.state().asking[0].signals.len(), 3, "{}", held.said);
    assert!(held.said.contains("5 more minutes for this section"), "{}", held.said);
    assert!(held.said.contains("3 more minutes for this section"), "{}", held.said);
    assert!(held.said.contains("\nQ2: ") && held.said.contains("Introduction, "), "{}", held.said);
    assert!(held.notes().is_empty(), "{}", held.said);
}

/// Ratings belong to what was recorded, at a question and on a dimension.
#[test]
fn evidence_says_how_a_question_is_rated() {
    let said = at_q1("/t 4\nasks first\n/evidence\n/evidence technical skills\n").said;
    assert!(said.contains("> Q1: Technical skills 4, Communication not rated\nQ1, note, at "), "{said}");
    assert!(said.contains("> Technical skills, your ratings: Q1 4\nQ1, note, at "), "{said}");
    // In scoring it is that of the dimension which is asked about.
    let said = at_q1("/4 4\nasks first\n/end early\n/yes\n/go communication\n/evidence\n/anchors\n").said;
    let scoring = said.split("Your conclusion on Communication").nth(1).expect("the second dimension");
    assert!(scoring.contains("Communication, your ratings: Q1 4\nQ1, note"), "{scoring}");
    assert!(said.contains("Communication, 20 percent of the total\n5, "), "{said}");
}

/// Neither anchors nor notes are read where nobody asked for them.
#[test]
fn scoring_reads_no_more_than_the_dimension_and_the_chosen_score() {
    let said = at_q1("/4 4\nasks first\n/end early\n/yes\n4\n").said;
    let scoring = said.split("and /help says").nth(1).expect("scoring");
    assert!(!scoring.contains("asks first") && !scoring.contains("percent"), "{scoring}");
    assert!(
        scoring.contains("\nTechnical skills, your ratings: Q1 4\nYour conclusion on Technical skills"),
        "{scoring}"
    );
    assert!(scoring.contains("1 to 5: recorded: your conclusion: Technical skills 4, good: "), "{scoring}");
}

/// Between two prompts there is never more than a listener can hold on to.
#[test]
fn nothing_that_is_read_out_by_itself_is_longer_than_a_screen_and_a_half() {
    let way = "/help\n/next\n/next\n/saw 1\n/history\n/plan\n/end\n/yes\n/help\n/back\n/submit\n";
    for part in at_q1(way).parts() {
        assert!(part.lines().count() <= 36, "{} lines: {part}", part.lines().count());
    }
}

#[test]
fn help_says_what_matters_now_and_the_rest_on_demand() {
    let said = at_q1("/help\n/help recording\n/help all\n/help clocks\n/help time\n/help minutes\n").said;
    let parts: Vec<&str> = said.split("> ").collect();
    let [.., now, recording, all, clocks, time, minutes, _] = parts.as_slice() else { panic!("{said}") };
    assert!(now.contains("/rate [Q5] NAME 4: rates") && !now.contains("/handover"), "{now}");
    assert!(now.contains("More: /help all, or /help and one of these: finding your"), "{now}");
    assert!(recording.starts_with("Recording\n/note [Q5] TEXT: "), "{recording}");
    assert!(all.contains("/handover NAME: ") && all.contains("/cover: "), "{all}");
    assert!(clocks.starts_with("Clocks\n/time: reads the clocks\n/pause: "), "a subject by its name: {clocks}");
    assert!(time.starts_with("/time: reads the clocks\n"), "{time}");
    assert!(minutes.starts_with("/extend 5: gives this section more minutes\n"), "{minutes}");
}

/// What does nothing where one is is said to work elsewhere, and does so: each of these words is refused here.
#[test]
fn help_is_about_where_one_is() {
    let scoring = "/begin\n/next\n/4 4\n/end\n/yes\n";
    for (way, words, place) in [
        ("", ["rate t 4", "hint", "next", "time", "undo"], "It works in the conversation, which /begin begins."),
        (
            "/begin\n/next\n",
            ["done", "submit", "done", "submit", "why"],
            "It works in scoring, after the conversation has ended.",
        ),
        (
            scoring,
            ["skip", "extend 5", "hint", "swap harder", "pause"],
            "It works in the conversation, into which /reopen goes back.",
        ),
    ] {
        for line in words {
            let word = line.split(' ').next().unwrap_or_default();
            let held = hold(&format!("{way}/help {word}\n/{line}\n"));
            let before = hold(way).session.state().entries.len();
            assert!(held.parts()[held.parts().len() - 2].contains(place), "{word}: {}", held.said);
            assert_eq!(held.session.state().entries.len(), before, "/{line} does nothing: {}", held.said);
        }
    }
    let said = hold(&format!("{scoring}/help\n/help next\n/help go\n/help clocks\n")).said;
    assert!(said.contains("/next: goes to the next thing, as Enter does") && !said.contains("next question"), "{said}");
    assert!(said.contains("/go PART: goes to a part of scoring, or to a dimension"), "{said}");
    assert!(said.contains("/pause, /resume and /extend work in the conversation, into which /reopen"), "{said}");
    let said = hold("/help recording\n").said;
    assert!(said.contains("/note [Q5] TEXT: ") && !said.contains("/hint [2]: "), "{said}");
}

/// What was read out a moment ago is not read again: a question that comes in, and a hint that was given.
#[test]
fn nothing_is_read_twice_in_a_row() {
    let held = at_q1("/hint\n/yes\n/swap harder\n/yes\n/next\n/back\n/show\n");
    let asking = held.session.state().asking.iter().find(|asking| !asking.hints.is_empty()).expect("a hint was given");
    let hint: Vec<&str> = asking.question().hints[0].split_whitespace().collect();
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(said.matches(&hint.join(" ")).count(), 1, "{}", held.said);
    assert!(said.contains("hint 1 counts as given"), "{}", held.said);
    let parts = held.parts();
    let came_in = parts.iter().find(|part| part.contains("stands in the place of Q1\n")).expect("it came in");
    assert!(!came_in.contains("Strong signals") && came_in.contains("/show reads the question again."), "{came_in}");
    assert!(came_in.contains("Ratings: "), "{came_in}");
    assert!(
        parts.last().is_some_and(|part| part.contains("Strong signals")),
        "/show reads it whole: {:?}",
        parts.last()
    );
}

/// What can't be recorded yet is refused once, with the way there.
#[test]
fn a_question_that_was_not_asked_takes_neither_ticks_nor_ratings() {
    for line in ["/saw q2 1 2", "/rate q2 t 4", "/flag q2 1 \"their fault\""] {
        let held = at_q1(&format!("{line}\n"));
        let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            said.matches("Q2 was not asked, so nothing is recorded there: /go Q2 asks it").count(),
            1,
            "{line}: {said}"
        );
        assert!(said.contains("Nothing was recorded"), "{line}: {said}");
    }
}

/// Under the cover nothing is in sight but what the candidate may see, and what would show more is not done.
#[test]
fn the_cover_hides_everything_but_the_prompt_until_it_is_lifted() {
    let held = at_q1("/cover\nshe asks\n/show\n/saw 1\n/next\n/pause\n/time\n/cover\nno\n/cover\n/yes\n");
    let (_, covered) = held.said.split_once("Covered.").expect("it is covered");
    let (under, after) = covered.rsplit_once("/yes lifts it, Enter means no: ").expect("it asks");
    for hidden in ["signals", "Ratings", "Follow-ups", "left>", "must ask"] {
        assert!(!under.contains(hidden), "{hidden}: {under}");
    }
    let first = &held.session.state().asking[0].question().prompt;
    let words: Vec<&str> = first.split_whitespace().take(4).collect();
    assert!(under.contains(&words.join(" ")), "{under}");
    assert!(under.contains("Q1, covered> noted") && under.contains("Q2, covered> "), "{under}");
    assert!(after.contains("Strong signals"), "{after}");
    assert!(under.contains("The whole round: "), "the clocks give nothing away: {under}");
    assert_eq!((held.notes(), held.aside()), (vec!["she asks"], vec!["/saw 1"]));
    assert!(held.said.ends_with("Q2, paused> "), "{}", held.said);
}

#[test]
fn a_reason_is_written_and_a_line_to_take_home_taken_off() {
    let held = at_q1(
        "/4 4\n/end early\n/yes\n/why sound throughout\n/why\n4\n/go recommendation\n4\nfor us\n/back\n/back\n0\n\
         /go take-aways\nasks first\nlistens well\n/remove 1\n/remove 7\n/remove\n/remove 1\n/remove\ndraws\ndraws\n/go technical skills\n/why\n",
    );
    let state = held.session.state();
    let conclusion = state.conclusions.values().next().expect("a conclusion");
    assert_eq!(conclusion.reason, "sound throughout", "the reason that stands stays with a score: {}", held.said);
    let given = state.recommendation.clone().expect("a recommendation");
    assert_eq!((given.band, given.reason.as_str()), (None, "for us"), "{}", held.said);
    assert_eq!(given.strengths, ["draws"], "{}", held.said);
    for said in [
        "recorded: your reason on Technical skills",
        "sound throughout",
        "taken off: asks first",
        "the candidate would read only \"draws\": type it again if you mean it",
        "the lines go from 1 to 1",
        "1. listens well\n/remove and a number takes that line off",
        "there is no line here",
    ] {
        assert!(held.said.contains(said), "{said}: {}", held.said);
    }
}

/// As many words as name a flag are its name; none of them is put into the candidate's mouth.
#[test]
fn a_flag_is_named_by_as_many_words_as_it_takes() {
    let flags = |typed: &str| {
        let held = at_q1(&format!("{typed}\n"));
        let flags = held.session.state().flags.iter().map(|flag| flag.quote.clone()).collect::<Vec<_>>();
        (flags, held.said)
    };
    for typed in ["/flag blames others \"it was them\"", "/flag blames-others: it was them", "/flag BLAMES it was them"]
    {
        let (flags, said) = flags(typed);
        assert_eq!(flags, ["it was them"], "{typed}: {said}");
        assert!(said.contains("with the words “it was them”"), "{said}");
    }
    for typed in ["/flag blames others", "/flag blames-others", "/flag blames"] {
        let (flags, said) = flags(typed);
        assert!(flags.is_empty() && said.contains("as the next line, or"), "{typed}: {said}");
    }
    assert_eq!(flags("/flag 2: \"so what\"").0, ["so what"]);
}

/// Commands that the program suggests go on line by line; what people wrote comes back letter by letter, whatever it looks like.
#[test]
fn what_people_wrote_is_read_as_they_wrote_it() {
    let mut plan = plan::plan();
    let code = "run it:\n  hotseat compare\nor `hotseat compare` again";
    let question = &mut plan.sections[1].questions[0].banked.question;
    question.wording = QuestionText { handout: Some(code.to_owned()), ..(**question).clone() }.into();
    let held = hold_over(plan, "/begin\n/next\nthey ran `hotseat compare`\n/notes\n/handout\n/help quit\n/quit\n/no\n");
    assert!(held.said.contains(&format!("{code}\n")), "{}", held.said);
    assert_eq!(held.notes(), ["they ran `hotseat compare`"]);
    assert!(held.said.contains("they ran `hotseat compare`\n"), "{}", held.said);
    assert!(!held.said.contains("compare --plain"), "{}", held.said);
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(said.matches("`hotseat resume --plain` goes on").count(), 2, "the help and the question: {said}");
}

/// Times of notes are those of the clock that is read out, which stands still in a pause. Each line comes a second after the one before.
#[test]
fn a_pause_is_in_no_time_of_a_note() {
    let held = hold("/begin\n/next\nbefore it\n/pause\nin it\nin it too\n/resume\nafter it\n/time\n/notes\n/history\n");
    let said = held.said.split_whitespace().collect::<Vec<_>>().join(" ");
    for note in [
        "1. Q1, at 00:02: before it",
        "2. Q1, at 00:03: in it",
        "3. Q1, at 00:03: in it too",
        "4. Q1, at 00:04: after it",
    ] {
        assert!(said.contains(note), "{note}: {said}");
    }
    for recorded in ["the note \"after it\" at Q1, 00:04", "the note \"in it too\" at Q1, 00:03"] {
        assert!(said.contains(recorded), "{recorded}: {said}");
    }
}
