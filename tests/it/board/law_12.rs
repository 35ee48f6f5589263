//! Law 12: no text that a person might type or paste, in any mode, ends, skips, drops, swaps, submits or reveals anything.

use hotseat::core::event::{Event, Finding, Recording, Talk};
use hotseat::core::session::Phase;
use hotseat::live::board::keys::{TABLE, Trait, YES};
use proptest::prelude::*;

use super::driver::Interviewer;

/// Words that interviewers write, and those that name what a program does.
const WORDS: &str = "a able about above accept access across act add after again against age ago agree all allow almost alone along already \
    also although always am among an and answer any apart api app appear apply approach are argue around array as ask asked asks at attack \
    attempt auth avoid await away back backend bad base basic be became because become been before began begin behind being believe below best \
    better between big bit block body book both break brief bring browser bug build but by cache call calls came can candidate care case catch \
    cause change check choose class clean clear client close cloud code come common compare complete concern confused connect consider copy \
    correct could count course cover create cut data database day deadlock decide deep default delete deploy describe design detail did differ \
    difficult do docs does done down draw drop drops each early easier easy edge effect either else empty end ended ends enough error even event \
    ever every example except excuse exit expect explain explains extend fact fail fails fair false far fast feel few field file fill find fine \
    finish first fix flag flags flow follow for forget form found four frame free friend from full function gave get gets give given gives go goes \
    going good got great group guess had half handle happen happy hard harder has hash have he hear help helped helps her here hers high hint \
    hints his hit hold hook how however http idea if impact improve in index instead into invalid is issue it its job join just keep kept key \
    kind knew know knows lack large last late later lead learn least leave left less let level like limit line list little load lock log long \
    look loop lost lot low made main make makes many map may maybe me mean means measure memory merge met method middle might mind minutes miss \
    mock mode model more most move much must my name near need needs never new next nice no nobody node none nor not note nothing now number object \
    of off often ok old on once one only open option or order other our out over own page part pass past path pause people perhaps plan please \
    point pool poor port present press private problem process prompt proper proxy pull pure push put query question quick quit quite race raise \
    rate rather react read reads ready real reason recall redo refuse render repeat request reset resume retry return review right role round rule \
    run runs safe said same save saw say says schema score search second section see seems seen sees send sense serious server session set several \
    share she short should show shows shut side signal simple since single size skip skipped skips slow small so solid some soon sort sound \
    speak spec speed split spot sql stale start state stay step still stop store strong struggles stuck style submit submits such suggest sure swap \
    swaps system table take talk task team tell test tests text than thanks that the their them then there they thing think this thought three \
    through time timeout to today together told too took top total trade tree tried true trust try turn two type under undo unless until up update \
    us use used user useful uses using value vary very view wait want wants was way we weak well went were what when where which while who whole \
    why wide will with within without word work works worse would write wrong yes yet you young your zero zone";

/// Texts that once did harm, and what is pasted in interviews.
const TEXTS: [&str; 26] = [
    "she sees",
    "half a note",
    "end",
    "quit",
    "skip",
    "submit yes",
    "yes\nyes\ny\n",
    "e\nn\n",
    "e\nc\n",
    "ec",
    "es",
    "s\n\ny\n",
    "d\nd\n",
    "b e\nb h\n",
    "q\ny\n",
    "?\n\n\n",
    "h h h",
    "u u",
    "no, no, no!\n\t- he undid it\n",
    "/end\n/skip\n/yes\n/submit\n",
    "fn main() {\n\tlet seen = \"s\";\n\tif seen { end(); }\n}\n",
    "def page(request):\n    body = render(request)\n    return Response(body)\n\n\npage(None)\n",
    "SELECT *\nFROM users\nWHERE age > 30 -- slow\n;",
    "for (;;) { skip(); drop(); }\n\n",
    "\t\t\n\n\t\n",
    "12345 54321 0 - 9\n",
];

/// A place on the board, and how one gets there.
type Place = (&'static str, fn(&mut Interviewer));

/// Where a box asked whether a note is to have another text: there Enter puts that text in its place.
const CHANGED: &str = "a note that is changed";

/// Every mode, list, box and part of the desk.
const PLACES: [Place; 44] = [
    ("the checklist", |kim| {
        kim.presses("Ctrl-P");
    }),
    ("a section with a script", |kim| to(kim, "Ctrl-Y")),
    ("a script in RATE", |kim| to(kim, "Ctrl-Y Ctrl-R")),
    ("NOTE", |kim| at_question(kim, "")),
    ("RATE", |kim| at_question(kim, "Ctrl-R")),
    ("RATE at the signals", |kim| at_question(kim, "Ctrl-R Down Down Down Down")),
    ("PLAN", |kim| at_question(kim, "BackTab")),
    ("PLAN at a backup", |kim| at_question(kim, "BackTab Down Down Down")),
    ("the anchors", |kim| at_question(kim, "F2")),
    ("the explanation", |kim| at_question(kim, "F3")),
    ("the cover", |kim| at_question(kim, "Ctrl-L")),
    ("the cover over RATE", |kim| at_question(kim, "Ctrl-R Ctrl-L")),
    ("the help of NOTE", |kim| at_question(kim, "Ctrl-O")),
    ("the help of RATE", |kim| at_question(kim, "Ctrl-R Ctrl-O")),
    ("the help of PLAN", |kim| at_question(kim, "BackTab F1")),
    ("the list of flags", |kim| at_question(kim, "Ctrl-F")),
    ("the quote of a flag", |kim| at_question(kim, "Ctrl-F Enter")),
    ("the search", |kim| at_question(kim, "F4")),
    ("the history", |kim| at_question(kim, "F10")),
    ("the box of a skip", |kim| at_question(kim, "F6")),
    ("the box of a drop", |kim| at_question(kim, "F7")),
    ("the box of a swap", |kim| at_question(kim, "F8")),
    ("the box of the end", |kim| at_question(kim, "F9")),
    ("the box of the end at a no-show", |kim| at_question(kim, "F9 Down Down")),
    ("the box of leaving", |kim| at_question(kim, "Ctrl-C")),
    ("the box of a hint", |kim| {
        at_question(kim, "");
        kim.chooses("give the next hint").sees("Give hint 1");
    }),
    ("the box of a question brought in", |kim| {
        at_question(kim, "F4");
        kim.types("pool").presses("Enter").sees("Bring this question in");
    }),
    ("the desk's ratings", |kim| at_desk(kim, "")),
    ("the desk at a dimension", |kim| at_desk(kim, "Tab")),
    ("the desk at the criteria", |kim| at_desk(kim, "Tab Tab Tab Tab Tab")),
    ("the desk at the recommendation", |kim| at_desk(kim, "Ctrl-S BackTab BackTab")),
    ("the desk at the take-aways", |kim| at_desk(kim, "Ctrl-S BackTab")),
    ("the desk at the last look", |kim| at_desk(kim, "Ctrl-S")),
    ("the help of the last look", |kim| at_desk(kim, "Ctrl-S Ctrl-O")),
    ("the box of the submission", |kim| at_desk(kim, "Ctrl-S Ctrl-S")),
    ("the box of going back", |kim| at_desk(kim, "F9")),
    ("a covered desk", |kim| at_desk(kim, "Ctrl-L")),
    ("the box of an undo", |kim| {
        at_question(kim, "Ctrl-R 4 Esc");
        kim.chooses("undo: take back").sees("Take this back?");
    }),
    ("the box of a line that was found by typing", |kim| {
        at_question(kim, "Ctrl-O");
        kim.types("pause").presses("Enter").sees("Do this?");
    }),
    ("who goes on", |kim| {
        at_question(kim, "");
        kim.chooses("hand over to another");
    }),
    ("the box of a removal", |kim| {
        at_question(kim, "Ctrl-R 4 Esc F10 Delete");
        kim.sees("Remove this by itself?");
    }),
    (CHANGED, |kim| {
        at_question(kim, "");
        kim.types("older").presses("Enter F10 Delete Down Ctrl-Y").sees("as it is to read from now on");
    }),
    ("the history of the desk", |kim| at_desk(kim, "F10")),
    ("the card", |kim| {
        at_desk(kim, "Ctrl-S Ctrl-S Ctrl-Y");
        kim.sees("CARD");
    }),
];

fn to(kim: &mut Interviewer, keys: &str) {
    if !keys.is_empty() {
        kim.presses(keys);
    }
}

fn at_question(kim: &mut Interviewer, keys: &str) {
    kim.presses("Ctrl-Y Ctrl-N");
    to(kim, keys);
}

fn at_desk(kim: &mut Interviewer, keys: &str) {
    kim.presses("Ctrl-Y Ctrl-N Ctrl-R 4 F9 Ctrl-Y").sees("SCORE");
    to(kim, keys);
}

/// How a text comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coming {
    KeyByKey,
    Pasted,
    Burst,
}

const COMINGS: [Coming; 3] = [Coming::KeyByKey, Coming::Pasted, Coming::Burst];

fn comes(kim: &mut Interviewer, coming: Coming, text: &str) {
    match coming {
        Coming::KeyByKey => kim.types_out(text),
        Coming::Pasted => kim.pastes(text),
        Coming::Burst => kim.bursts(text),
    };
}

/// What a text may lead to: notes, ratings, ticks, moves; all of it can be taken back.
fn is_harmless(event: &Event) -> bool {
    match event {
        Event::Recording(recording) => match recording {
            Recording::Found(finding) => match finding {
                Finding::Observed { .. }
                | Finding::Rated { .. }
                | Finding::Noted { .. }
                | Finding::Flagged { .. }
                | Finding::Ticked { .. }
                | Finding::Concluded { .. }
                | Finding::Recommended(_) => true,
            },
            Recording::FollowedUp { .. } => true,
            Recording::Hinted { .. }
            | Recording::Skipped { .. }
            | Recording::Extended { .. }
            | Recording::NoteChanged { .. }
            | Recording::Removed { .. } => false,
        },
        Event::Talk(talk) => match talk {
            Talk::Entered(_) | Talk::Asked(_) => true,
            Talk::Swapped { .. } | Talk::BroughtIn { .. } => false,
        },
        Event::Course(_) | Event::Undone { .. } | Event::Redone { .. } | Event::Amended { .. } => false,
    }
}

/// Lets a text come at a place, and looks at what it did.
fn check(kim: &mut Interviewer, place: &str, coming: Coming, text: &str) -> Result<(), String> {
    let arrived = kim.state().entries.len();
    check_since(kim, arrived, place, (coming, text))
}

/// The same, where others came before it, since `arrived` entries.
fn check_since(
    kim: &mut Interviewer,
    arrived: usize,
    place: &str,
    (coming, text): (Coming, &str),
) -> Result<(), String> {
    let (events, phase, covered) = (kim.state().entries.len(), kim.state().phase, kim.view().covered);
    let asks = kim.view().ask.is_some();
    comes(kim, coming, text);
    let how = format!("`{}` at {place}, {coming:?}", text.escape_debug());
    let entries = &kim.state().entries;
    // Where keys act, a text takes back what its own keys recorded, and nothing that was there before it.
    let took_back = |event: &Event| match event {
        Event::Undone { entry: undone, .. } => {
            let found = entries[arrived..].iter().find(|entry| entry.seq == *undone);
            found.is_some_and(|entry| matches!(entry.event, Event::Recording(_)) && is_harmless(&entry.event))
        }
        Event::Course(_) | Event::Talk(_) | Event::Recording(_) | Event::Redone { .. } | Event::Amended { .. } => false,
    };
    let replaced = |event: &Event| matches!(event, Event::Recording(Recording::NoteChanged { .. })) && place == CHANGED;
    let harmless = |event: &Event| is_harmless(event) || took_back(event) || replaced(event);
    let harm = entries[events..].iter().find(|entry| !harmless(&entry.event));
    if let Some(harm) = harm {
        return Err(format!("{how} led to {:?}", harm.event));
    }
    if kim.left().is_some() || kim.state().phase != phase || kim.view().covered != covered {
        return Err(format!("{how} left, ended or uncovered"));
    }
    if covered {
        let screen = kim.screen();
        if ["Strong", "Ratings", "Hints", "Technical", "Total"].iter().any(|secret| screen.contains(secret)) {
            return Err(format!("{how} revealed:\n{screen}"));
        }
    }
    if coming == Coming::Burst
        && text.is_ascii()
        && !asks
        && phase == Phase::Live
        && text.chars().filter(|c| c.is_alphabetic()).count() > 6
    {
        let whole = text.lines().all(|line| kim.half_typed().contains(line));
        if !whole {
            return Err(format!("{how} was not kept whole: {:?}", kim.half_typed()));
        }
    }
    Ok(())
}

fn at((_, arrive): Place) -> Interviewer {
    let mut kim = Interviewer::sits_down(80, 24);
    arrive(&mut kim);
    kim
}

/// How many words come before the interviewer begins anew: each wraps the whole of what was typed again, and a note of hundreds shows no more.
const STRETCH: usize = 90;

#[track_caller]
fn no_text_does_harm(coming: Coming) {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    assert!(words.len() > 500);
    for place in PLACES {
        for text in TEXTS {
            check(&mut at(place), place.0, coming, text).unwrap_or_else(|harm| panic!("{harm}"));
        }
        // Word after word, wherever that leads; pasted, a word is no different from a text. In a burst a word is a pasted text or a few
        // keys, whichever it is: a third of them is enough.
        let some = match coming {
            Coming::KeyByKey => 1,
            Coming::Burst => 3,
            Coming::Pasted => continue,
        };
        for stretch in words.chunks(STRETCH) {
            let mut kim = at(place);
            let arrived = kim.state().entries.len();
            for (number, word) in stretch.iter().enumerate().step_by(some) {
                let after = if number % 7 == 6 { "\n" } else { " " };
                let text = format!("{word}{after}");
                check_since(&mut kim, arrived, place.0, (coming, &text)).unwrap_or_else(|harm| panic!("{harm}"));
            }
        }
    }
}

#[test]
fn law_12_no_text_ends_skips_drops_swaps_submits_or_reveals_anything() {
    no_text_does_harm(Coming::KeyByKey);
}

#[test]
fn law_12_no_pasted_text_does() {
    no_text_does_harm(Coming::Pasted);
}

#[test]
fn law_12_nor_does_a_burst_of_keys() {
    no_text_does_harm(Coming::Burst);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_12_nor_do_any_printable_keys(
        place in 0..PLACES.len(),
        coming in proptest::sample::select(COMINGS.to_vec()),
        text in "[ -~\n\t]{1,40}|[\n\t eysqdnbch]{1,30}|\\PC{1,20}",
    ) {
        let mut kim = at(PLACES[place]);
        prop_assert_eq!(check(&mut kim, PLACES[place].0, coming, &text), Ok(()));
    }
}

/// What does harm, where it is done, and the line of the list that does it.
const DEEDS: [(&str, &str, bool); 8] = [
    ("Ctrl-Y Ctrl-N", "skip this question", true),
    ("Ctrl-Y Ctrl-N", "drop the section's least valuable", true),
    ("Ctrl-Y Ctrl-N", "put an easier or a harder backup", true),
    ("Ctrl-Y Ctrl-N", "end the conversation: to its end", true),
    ("Ctrl-Y Ctrl-N", "give the next hint", true),
    ("Ctrl-Y Ctrl-N", "leave; `hotseat resume` continues", false),
    ("Ctrl-Y Ctrl-N F9 Ctrl-Y", "back into the conversation", false),
    ("Ctrl-Y Ctrl-N F9 Ctrl-Y Ctrl-S", "submit the scorecard", false),
];

#[test]
fn law_12_what_does_harm_asks_with_a_key_that_text_cannot_hold_and_can_be_taken_back() {
    assert!(!YES.is_text());
    for (arrive, does, can_be_undone) in DEEDS {
        let mut kim = Interviewer::sits_down(80, 24);
        kim.presses(arrive);
        let (before, state) = (kim.journal().len(), kim.state().clone());
        kim.chooses(does).sees("Ctrl-Y does it");
        assert_eq!(kim.journal().len(), before, "{does} asks first");
        kim.types("yes y").presses("Enter Tab Space y Y").sees("Ctrl-Y does it");
        assert_eq!((kim.journal().len(), kim.left()), (before, None), "{does} is done by a text");
        kim.presses("Esc").does_not_see("Ctrl-Y does it");
        assert_eq!(kim.journal().len(), before, "{does} was refused");
        kim.chooses(does).presses("Ctrl-Y");
        assert!(kim.journal().len() > before || kim.left().is_some(), "{does} is done by its key");
        if can_be_undone {
            kim.presses("Ctrl-X");
            if kim.view().ask.is_some() {
                // What takes the end back lets the clocks run, and asks, too.
                kim.sees("Take this back?").presses("Ctrl-X Enter y").sees("Take this back?").presses("Ctrl-Y");
            }
            kim.sees("undone: ");
            let questions = |state: &hotseat::core::session::State| {
                state
                    .asking
                    .iter()
                    .map(|asking| (asking.slot, asking.skipped.clone(), asking.hints.clone()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(questions(kim.state()), questions(&state), "{does}");
            assert_eq!(kim.state().phase, state.phase, "{does}");
        }
    }
}

#[test]
fn law_12_every_deed_that_asks_is_in_the_table_and_none_has_a_key_of_text() {
    let asks: Vec<_> = TABLE.iter().filter(|key| key.deed.is(Trait::Asks) || key.deed.is(Trait::Reveals)).collect();
    assert!(asks.len() >= DEEDS.len(), "{asks:?}");
    for key in asks {
        assert!(key.presses.iter().all(|press| !press.is_text()), "{} can be typed: {}", key.shown(), key.does);
    }
}

#[test]
fn a_burst_is_written_whole_wherever_it_comes() {
    let code = "fn main() {\n\tlet s = 1;\n}";
    for mode in ["Esc", "Ctrl-R", "BackTab"] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses(mode).bursts(code);
        assert_eq!(kim.half_typed(), code, "{mode}");
        assert_eq!(
            kim.state().asking.iter().filter(|asking| asking.ratings.is_empty()).count(),
            kim.state().asking.len()
        );
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R").bursts("4").bursts("a3");
    let asking = kim.state().asking.first().expect("a question");
    assert_eq!((asking.ratings.len(), asking.signals.len()), (2, 1), "a few keys at once are keys");
    kim.presses("Ctrl-F").bursts("grasp of\ntesting").sees("No grasp of testing");
}

/// What does harm when it is made again, where, and how it was done first.
const AGAIN: [(&str, &str); 5] = [
    ("F9 Ctrl-Y", "Make the end of the conversation again?"),
    ("F6 Ctrl-Y", "Skip Q1 again?"),
    ("F7 Ctrl-Y", " again?"),
    ("F8 Ctrl-Y", "in the place of Q1 again?"),
    ("F4 Enter Ctrl-Y", "Bring this question in again"),
];

#[test]
fn law_12_to_make_harm_again_asks_like_the_deed() {
    for (deed, asks) in AGAIN {
        for listed in [true, false] {
            let mut kim = Interviewer::asks(80, 24);
            if deed.starts_with("F4") {
                kim.presses("F4").types("pool").presses("Enter Ctrl-Y");
            } else {
                kim.presses(deed);
            }
            kim.presses("Ctrl-X");
            if kim.view().ask.is_some() {
                kim.sees("Take this back?").presses("Ctrl-Y");
            }
            kim.sees("undone: ");
            let (before, phase) = (kim.journal().len(), kim.state().phase);
            if listed {
                kim.chooses("make again what was taken back");
            } else {
                kim.presses("Ctrl-Y").does_not_see("again?").presses("F12");
            }
            kim.sees(asks).types("yes y").presses("Enter Tab Space y Y").bursts("a text, pasted\n\n");
            assert_eq!((kim.journal().len(), kim.state().phase), (before, phase), "{deed}");
            kim.presses("Ctrl-Y").sees("redone: ");
            assert!(kim.journal().len() > before, "{deed}");
        }
    }
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("Ctrl-R 4 Ctrl-X F12").sees("redone: Technical skills 4");
    kim.presses("Ctrl-G Ctrl-Y Ctrl-X").chooses("make again what was taken back").sees("Give hint 1 at Q1 again?");
    kim.presses("Esc F12").sees("Give hint 1 at Q1 again?").presses("Ctrl-Y").sees("redone: hint 1 at Q1");
}

#[test]
fn a_half_typed_note_is_kept_where_the_end_is_made_again() {
    let mut kim = Interviewer::asks(80, 24);
    kim.presses("F9 Ctrl-Y Ctrl-X Ctrl-Y")
        .types("half")
        .presses("F12 Ctrl-Y")
        .says("redone: ")
        .says("in the last look");
    assert_eq!((kim.notes().len(), kim.half_typed().as_str()), (0, ""));
    kim.presses("Ctrl-S").sees("Half typed, on Q1: half").presses("Ctrl-S Ctrl-Y");
    assert_eq!(kim.notes(), ["half"]);
}

#[test]
fn law_12_chords_among_pasted_text_do_nothing_and_a_box_wants_its_key_alone() {
    let mut kim = Interviewer::asks(80, 24);
    let before = kim.journal().len();
    kim.presses_at_once("a F9 Ctrl-Y").does_not_see("Ctrl-Y does it");
    assert_eq!((kim.half_typed().as_str(), kim.journal().len()), ("a", before));
    for keys in ["Ctrl-Y Ctrl-Y", "x Ctrl-Y", "Enter Ctrl-Y", "Down Ctrl-Y"] {
        kim.presses("F9").presses_at_once(keys);
        assert_eq!((kim.journal().len(), kim.state().phase), (before, Phase::Live), "{keys}");
        kim.presses("Esc");
    }
    kim.presses_at_once("F9 Ctrl-Y").sees("Ctrl-Y does it").presses("Esc").presses_at_once("Ctrl-C Ctrl-C");
    assert_eq!((kim.journal().len(), kim.left()), (before, None));
    kim.presses_at_once("Ctrl-C");
    assert!(kim.left().is_some());
}

#[test]
fn law_12_where_a_box_has_no_room_nothing_is_asked_or_done() {
    for (columns, rows) in [(20, 5), (40, 12)] {
        let mut kim = Interviewer::asks(80, 24);
        kim.presses("F9").resizes(columns, rows).sees("End the");
        let before = kim.journal().len();
        kim.presses("Ctrl-Y").sees("make the");
        assert_eq!((kim.journal().len(), kim.state().phase), (before, Phase::Live));
        kim.presses("Esc");
        for key in ["F4", "F6", "F7", "F8", "F9", "Ctrl-F", "Ctrl-O", "Ctrl-G", "F12"] {
            kim.presses(key).sees("make the");
            assert!(kim.view().ask.is_none() && kim.journal().len() == before, "{key}");
        }
        kim.resizes(80, 24).does_not_see("Ctrl-Y does it").presses("F9 Ctrl-Y Ctrl-S").resizes(columns, rows).screen();
        let before = kim.journal().len();
        kim.presses("Ctrl-S").sees("make the").presses("Ctrl-Y");
        assert_eq!((kim.journal().len(), kim.state().phase), (before, Phase::Scoring));
    }
}
