//! What can be taken back and made again, amended, handed over: sessions driven by hand.

use hotseat::core::event::{Ending, Event, Flag, Recommendation, Talk};
use hotseat::core::ids::{BandId, BankId, DimensionId, InterviewerId};
use hotseat::core::plan::{Banked, Direction, Slot};
use hotseat::core::scale::{Kind, Millis, Rating};
use hotseat::core::session::{Action, Again, AmendedBecause, Asking, Assess, Phase, Place, Session, State};

use crate::laws::session::{beginning, card, plan, question, time};

/// What was recorded, without the clocks, the place and the journal.
pub(crate) fn recorded(state: &State) -> impl PartialEq + std::fmt::Debug + use<> {
    // When a question was first asked is not recorded but a matter of the clocks.
    let asking = state.asking.iter().cloned().map(|asking| Asking { asked: None, ..asking });
    (
        (state.phase, state.ending, asking.collect::<Vec<_>>(), state.extensions.clone()),
        (state.notes.clone(), state.flags.clone(), state.criteria.clone()),
        (state.conclusions.clone(), state.recommendation.clone()),
    )
}

/// A session that is driven by hand, a second for each thing that is done.
struct Driven(Session, u64);

impl Driven {
    fn begun(format: &str) -> Self {
        let mut driven = Self(Session::new(plan(format, 1)), 0);
        driven.act(Action::Begin(beginning(0)));
        driven
    }

    fn act(&mut self, action: impl Into<Action>) -> Event {
        self.1 += 1000;
        let event = self.0.decide(action.into()).expect("it may be done");
        let entry = self.0.entry(event.clone(), time(), Millis(self.1));
        self.0.apply(entry).expect("it follows");
        let again = Session::replay(self.0.plan().clone(), self.0.state().entries.clone());
        assert_eq!(again.as_ref(), Ok(&self.0), "replay gives the live state");
        event
    }

    fn refused(&self, action: impl Into<Action>) -> String {
        self.0.decide(action.into()).expect_err("it is refused").to_string()
    }

    fn state(&self) -> &State {
        self.0.state()
    }
}

fn rate(dimension: &str, score: usize) -> Assess {
    Assess::Rate(None, DimensionId::new(dimension).expect("an id"), Some(Rating::ALL[score - 1]))
}

#[test]
fn what_stood_on_a_mistake_cannot_be_made_again() {
    let mut driven = Driven::begun("deep-technical");
    driven.act(Action::Swap(Direction::Easier));
    driven.act(Action::Skip(None, "no time".into()));
    driven.act(Action::Undo);
    // The question that was skipped goes with the swap that brought it in.
    driven.act(Action::Unmake);
    assert_eq!(driven.refused(Action::Redo), "there is nothing to redo");
    assert!(driven.0.history().iter().all(|recorded| recorded.again != Some(Again::Redo)));
}

#[test]
fn undo_takes_back_what_was_recorded_and_not_where_one_stands_or_the_time() {
    let mut driven = Driven::begun("deep-technical");
    let technical = DimensionId::new("technical").expect("an id");
    driven.act(rate("technical", 4));
    driven.act(Action::Next);
    let used = driven.state().clock.used;
    assert_eq!(driven.act(Action::Undo), Event::Undone { entry: 2, for_good: false });
    assert_eq!(driven.state().asking[0].ratings.get(&technical), None);
    assert_eq!(driven.state().place, Place::Slot(Slot(2)));
    assert_eq!(driven.state().clock.used, used.plus(Millis(1000)));
    assert_eq!(driven.refused(Action::Undo), "there is nothing to undo");
    assert_eq!(driven.act(Action::Redo), Event::Redone { entry: 2 });
    assert_eq!(driven.state().asking[0].ratings.get(&technical), Some(&Rating::ALL[3]));
    assert_eq!(driven.refused(Action::Redo), "there is nothing to redo");
}

#[test]
fn what_was_a_mistake_leaves_the_history_as_if_it_had_never_been_recorded() {
    let mut driven = Driven::begun("deep-technical");
    driven.act(rate("technical", 4));
    driven.act(Action::Undo);
    driven.act(rate("technical", 2));
    assert_eq!(driven.refused(Action::Redo), "there is nothing to redo");
    assert_eq!(driven.act(Action::Unmake), Event::Undone { entry: 4, for_good: true });
    assert_eq!(driven.act(Action::Redo), Event::Redone { entry: 2 });
    assert_eq!(driven.refused(Action::Redo), "there is nothing to redo");
}

#[test]
fn nothing_is_redone_once_something_else_was_recorded() {
    let mut driven = Driven::begun("deep-technical");
    driven.act(rate("technical", 4));
    driven.act(Action::Undo);
    driven.act(Action::Next);
    driven.act(Action::Pause);
    driven.act(Action::Resume);
    assert!(driven.0.decide(Action::Redo).is_ok(), "moving and pausing are not in the history");
    driven.act(Assess::Note(None, "something else".into()));
    assert_eq!(driven.refused(Action::Redo), "there is nothing to redo");
    driven.act(Action::Undo);
    assert_eq!(driven.act(Action::Redo), Event::Redone { entry: 7 });
}

#[test]
fn a_swap_is_undone_and_one_stands_where_one_stood() {
    let mut driven = Driven::begun("system-design");
    let swappable = |driven: &Driven| {
        [Direction::Easier, Direction::Harder].into_iter().find(|way| driven.0.decide(Action::Swap(*way)).is_ok())
    };
    while swappable(&driven).is_none() {
        driven.act(Action::Next);
    }
    let direction = swappable(&driven).expect("there is a backup");
    let (old, before) = (driven.state().place, recorded(driven.state()));
    driven.act(Action::Swap(direction));
    let Place::Slot(new) = driven.state().place else { panic!("it stands at a question") };
    driven.act(rate("technical", 2));
    driven.act(Action::Next);
    driven.act(Action::Back);
    driven.act(Action::Undo);
    driven.act(Action::Undo);
    assert_eq!((driven.state().place, recorded(driven.state()) == before), (old, true));
    assert_eq!(driven.refused(Action::Go(Place::Slot(new))), format!("there is no {new} in this plan"));
    // Another gets another number; the one that was taken back is no longer to be had.
    let section = driven.state().section();
    driven.act(Action::BringIn(Box::new(Banked {
        bank: BankId::new("small").expect("an id"),
        question: question(100, Kind::Concept, 5),
    })));
    let brought_in = driven.state().asking.iter().map(|asking| asking.slot).max().expect("there are some");
    assert!(brought_in > new, "{brought_in} after {new}");
    assert_eq!(driven.refused(Action::Redo), "there is nothing to redo");
    driven.act(Action::Go(Place::Slot(brought_in)));
    driven.act(Action::Undo);
    assert_eq!((driven.state().place, driven.state().section()), (old, section));
    driven.act(Action::Redo);
    assert!(driven.state().asking(brought_in).is_some());
}

/// Two questions would have had the same number, and a redo of the swap none.
#[test]
fn no_question_comes_in_once_numbers_are_used_up() {
    let mut planned = plan("system-design", 1);
    let last = planned.sections.iter_mut().flat_map(|section| &mut section.questions).next_back();
    last.expect("there are questions").slot = Slot(u16::MAX - 1);
    let mut driven = Driven(Session::new(planned), 0);
    driven.act(Action::Begin(beginning(0)));
    let bring_in = |number| {
        Action::BringIn(Box::new(Banked {
            bank: BankId::new("small").expect("an id"),
            question: question(number, Kind::Concept, 5),
        }))
    };
    let swap = |driven: &Driven| {
        [Direction::Easier, Direction::Harder]
            .map(|way| driven.0.decide(Action::Swap(way)).map_err(|no| no.to_string()))
    };
    while swap(&driven).iter().all(Result::is_err) {
        driven.act(Action::Next);
    }
    driven.act(bring_in(100));
    let none_left = "there is no number left for another question in this interview";
    assert_eq!(driven.refused(bring_in(101)), none_left);
    assert!(swap(&driven).contains(&Err(none_left.to_owned())));
    // Nor once the one that came in is taken back: it keeps its number, and can be made again.
    driven.act(Action::Undo);
    assert_eq!(driven.refused(bring_in(101)), none_left);
    driven.act(Action::Redo);
    let slots: Vec<Slot> = driven.state().asking.iter().map(|asking| asking.slot).collect();
    assert_eq!(slots.iter().filter(|slot| **slot == Slot(u16::MAX)).count(), 1, "{slots:?}");
    // A journal that brings in another all the same is damaged.
    let mut events = driven.state().entries.iter().map(|entry| entry.event.clone());
    let brought_in = events.find(|event| matches!(event, Event::Talk(Talk::BroughtIn { .. }))).expect("it is there");
    let entry = driven.0.entry(brought_in, time(), Millis(driven.1));
    let damage = driven.0.apply(entry).expect_err("it is damaged").to_string();
    assert!(damage.ends_with("there is no number left for another question"), "{damage}");
}

#[test]
fn the_end_is_undone_before_what_was_recorded_before_it() {
    let mut driven = Driven::begun("deep-technical");
    driven.act(rate("technical", 4));
    driven.act(Action::End(Ending::StoppedEarly));
    let used = driven.state().clock.used;
    driven.1 += 600_000;
    driven.act(Action::Undo);
    assert_eq!((driven.state().phase, driven.state().ending), (Phase::Live, None));
    assert_eq!(driven.state().clock.used, used, "the time after the end was not used");
    assert!(driven.state().clock.running);
    driven.act(Action::Redo);
    assert_eq!((driven.state().phase, driven.state().ending), (Phase::Scoring, Some(Ending::StoppedEarly)));
    // Gone back into by itself, the conversation has no end left to take back.
    driven.act(Action::Resume);
    assert_eq!(driven.act(Action::Undo), Event::Undone { entry: 2, for_good: false });
    driven.act(Action::End(Ending::Completed));
    driven.act(Action::Submit);
    assert_eq!(driven.refused(Action::Undo), "the scorecard is submitted");
}

#[test]
fn a_skip_is_gone_once_the_question_is_gone_back_to() {
    let mut driven = Driven::begun("deep-technical");
    let here = driven.state().place;
    driven.act(Action::Skip(None, "no time".into()));
    driven.act(Action::Next);
    driven.act(Action::Go(here));
    assert_eq!(driven.refused(Action::Undo), "there is nothing to undo");
}

/// A note that was none goes by itself, however much was recorded after it; an undo of that brings it back in its place.
#[test]
fn one_recording_is_removed_out_of_turn() {
    let mut driven = Driven::begun("deep-technical");
    for text in ["asks first", "maybe", "draws"] {
        driven.act(Assess::Note(None, text.into()));
    }
    let notes = |driven: &Driven| driven.state().notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>();
    assert_eq!(
        serde_json::to_string(&driven.act(Action::Remove(3))).expect("it writes"),
        r#"{"type":"removed","entry":3}"#
    );
    assert_eq!(notes(&driven), ["asks first", "draws"]);
    assert_eq!(driven.refused(Action::Remove(3)), "entry 3 does not stand, or can't be removed by itself");
    assert_eq!(driven.act(Action::Undo), Event::Undone { entry: 5, for_good: false });
    assert_eq!(notes(&driven), ["asks first", "maybe", "draws"]);
    driven.act(Action::Redo);
    driven.act(Action::Undo);
    // What came before it can still be taken back, one by one.
    driven.act(Action::Remove(2));
    assert_eq!(driven.act(Action::Undo), Event::Undone { entry: 9, for_good: false });
    for entry in [4, 3, 2] {
        assert_eq!(driven.act(Action::Undo), Event::Undone { entry, for_good: false });
    }
    assert_eq!((notes(&driven).len(), driven.refused(Action::Undo).as_str()), (0, "there is nothing to undo"));
}

/// What was replaced goes unseen, and an undo of what replaced it finds what was there before both.
#[test]
fn what_was_replaced_is_removed_from_below() {
    let mut driven = Driven::begun("deep-technical");
    let technical = DimensionId::new("technical").expect("an id");
    let rating = |driven: &Driven| driven.state().asking[0].ratings.get(&technical).map(|rating| rating.get());
    for score in [2, 3, 5] {
        driven.act(rate("technical", score));
    }
    driven.act(Action::Remove(3));
    assert_eq!(rating(&driven), Some(5));
    driven.act(Action::Remove(4));
    assert_eq!(rating(&driven), Some(2), "the 3 between them is gone");
    driven.act(Action::Undo);
    driven.act(Action::Undo);
    driven.act(Action::Undo);
    assert_eq!(rating(&driven), Some(3));
    // Neither what came into the round nor what left it can go by itself, since other things stand on it.
    driven.act(Action::Skip(None, "no time".into()));
    driven.act(Action::Swap(Direction::Easier));
    let seq = driven.state().entries.len() as u64;
    for entry in [1, seq - 1, seq, seq + 9] {
        assert!(driven.refused(Action::Remove(entry)).contains("can't be removed by itself"), "{entry}");
    }
    driven.act(Action::End(Ending::StoppedEarly));
    driven.act(Action::Remove(2));
    driven.act(Action::Submit);
    assert_eq!(driven.refused(Action::Remove(3)), "the scorecard is submitted");
}

/// An undo puts back what was there, and folds nothing again: thousands of them take no noticeable time.
#[test]
fn thousands_of_undos_replay() {
    let mut driven = Driven::begun("deep-technical");
    let mut entries = driven.state().entries.clone();
    let mut session = driven.0.clone();
    let mut act = |session: &mut Session, action: Action| {
        let event = session.decide(action).expect("it may be done");
        let entry = session.entry(event, time(), Millis(0));
        entries.push(entry.clone());
        session.apply(entry).expect("it follows");
    };
    for number in 0..4000 {
        act(&mut session, Assess::Note(None, format!("note {number}")).into());
    }
    for _ in 0..4000 {
        act(&mut session, Action::Undo);
    }
    assert!(session.state().notes.is_empty());
    assert_eq!(Session::replay(session.plan().clone(), entries).expect("it replays"), session);
    driven.act(Action::Next);
}

fn submitted(ending: Ending, rated: bool) -> Driven {
    let mut driven = Driven::begun("deep-technical");
    if rated {
        for dimension in ["technical", "problem-solving", "communication", "code-quality"] {
            driven.act(rate(dimension, 4));
        }
    }
    driven.act(Action::End(ending));
    driven.act(Action::Submit);
    driven
}

fn band(id: &str, reason: &str) -> Assess {
    let band = Some(BandId::new(id).expect("an id"));
    Assess::Recommend(Recommendation { band, reason: reason.into(), ..Recommendation::default() })
}

#[test]
fn a_no_show_has_no_ratings() {
    let mut driven = Driven::begun("deep-technical");
    driven.act(rate("technical", 4));
    assert!(driven.refused(Action::End(Ending::NoShow)).contains("has no ratings"));
    driven.act(Action::Undo);
    driven.act(Action::End(Ending::NoShow));
    assert!(driven.refused(rate("technical", 4)).contains("did not come"));
    driven.act(Assess::Note(None, "waited a quarter of an hour".into()));
    driven.act(Action::Submit);
    let why = || AmendedBecause::from("a slip");
    assert!(driven.refused(Action::Amend(why(), rate("technical", 4))).ends_with("amend the ending first"));
    assert!(driven.refused(Action::AmendEnding(why(), Ending::NoShow)).contains("already"));
    assert_eq!(driven.refused(Action::AmendEnding(" ".into(), Ending::Completed)), "an amendment needs a reason");
    driven.act(Action::AmendEnding(why(), Ending::StoppedEarly));
    driven.act(Action::Amend(why(), rate("technical", 4)));
    assert!(driven.refused(Action::AmendEnding(why(), Ending::NoShow)).contains("has no ratings"));
}

#[test]
fn the_card_says_what_an_amendment_changed_from_what_and_to_what() {
    let mut driven = submitted(Ending::StoppedEarly, true);
    let why = || AmendedBecause::from("read my notes");
    driven.act(Action::AmendEnding(why(), Ending::Completed));
    driven.act(Action::Amend(why(), rate("technical", 5)));
    let technical = DimensionId::new("technical").expect("an id");
    driven.act(Action::Amend(why(), Assess::Conclude(technical, Some(Rating::ALL[3]), "so".into())));
    let technical = DimensionId::new("technical").expect("an id");
    driven.act(Action::Amend(why(), Assess::Conclude(technical, Some(Rating::ALL[2]), "read my notes".into())));
    driven.act(Action::Amend(why(), band("hire", "knows the work")));
    driven.act(Action::Amend(why(), band("strong-hire", "knows it well")));
    driven.act(Action::Amend(why(), Assess::Note(None, "late".into())));
    let card = serde_json::to_value(card(&driven.0).expect("a card")).expect("it writes");
    let changes = card["changes"].as_array().expect("a list").iter();
    let told: Vec<_> = changes
        .map(|change| [&change["what"], &change["from"], &change["to"]].map(ToString::to_string).join(" "))
        .collect();
    assert_eq!(
        told,
        [
            r#""the ending" "stopped early" "completed""#,
            r#""Technical skills at Q1" "4" "5""#,
            r#""the conclusion on Technical skills" "the mean of the ratings" "4""#,
            r#""the conclusion on Technical skills" "4 (so)" "3""#,
            r#""the recommendation" null "Hire (knows the work)""#,
            r#""the recommendation" "Hire (knows the work)" "Strong hire (knows it well)""#,
            r#""a note" null "late""#,
        ]
    );
    assert_eq!(card["changes"][0]["reason"], "read my notes");
    assert_eq!(card["round"]["ending"], "completed");
}

#[test]
fn a_conclusion_over_no_ratings_replaces_no_mean_and_the_marks_around_a_quote_come_off() {
    let mut driven = Driven::begun("deep-technical");
    for (typed, kept) in
        [("\"it broke\"", "it broke"), ("“so”", "so"), ("\"a\" and \"b\"", "\"a\" and \"b\""), ("don't", "don't")]
    {
        driven.act(Assess::Flag(Flag::Own("Blames".into()), None, typed.into()));
        assert_eq!(driven.state().flags.last().map(|raised| raised.quote.as_str()), Some(kept));
    }
    driven.act(Action::End(Ending::StoppedEarly));
    driven.act(Action::Submit);
    let technical = || DimensionId::new("technical").expect("an id");
    driven.act(Action::Amend("so".into(), Assess::Conclude(technical(), Some(Rating::ALL[3]), "so".into())));
    driven.act(Action::Amend("so".into(), Assess::Conclude(technical(), None, String::new())));
    let card = serde_json::to_value(card(&driven.0).expect("a card")).expect("it writes");
    let from_to = |at: usize| [&card["changes"][at]["from"], &card["changes"][at]["to"]].map(ToString::to_string);
    assert_eq!([from_to(0), from_to(1)], [["null", "\"4\""], ["\"4 (so)\"", "null"]]);
}

#[test]
fn the_times_on_a_card_count_from_the_beginning_of_the_conversation() {
    let mut driven = Driven::begun("deep-technical");
    driven.act(Action::Pause);
    driven.1 += 20_000;
    driven.act(Action::Resume);
    driven.act(Assess::Note(None, "in the conversation".into()));
    driven.act(Action::Pause);
    driven.1 += 300_000;
    driven.act(Assess::Note(None, "in a pause".into()));
    driven.act(Action::Resume);
    driven.act(Assess::Note(None, "after it".into()));
    driven.act(Action::End(Ending::StoppedEarly));
    driven.act(Action::Submit);
    let card = card(&driven.0).expect("a card");
    let line = &card.dimensions[0].evidence[0];
    assert_eq!((line.ms, card.clock(line.ms).as_str()), (Millis(24_000), "00:01"));
    // In a pause the conversation's clock stands: each step takes a second.
    let clocks: Vec<String> = card.dimensions[0].evidence.iter().map(|line| card.clock(line.ms)).collect();
    assert_eq!(clocks, ["00:01", "00:02", "00:03"]);
}

#[test]
fn a_red_flag_of_ones_own_is_shown_and_counted_and_caps_nothing() {
    let mut driven = Driven::begun("deep-technical");
    for dimension in ["technical", "problem-solving", "communication", "code-quality"] {
        driven.act(rate(dimension, 5));
    }
    let own = |title: &str| Assess::Flag(Flag::Own(title.into()), None, "one moment".into());
    assert_eq!(driven.refused(own("  ")), "a red flag of your own needs a title");
    driven.act(own(" Looks things up "));
    driven.act(Action::End(Ending::Completed));
    driven.act(Action::Submit);
    let card = serde_json::to_value(card(&driven.0).expect("a card")).expect("it writes");
    let flag = &card["flags"][0];
    assert_eq!(
        (&flag["id"], &flag["title"], &flag["own"]),
        (&"looks-things-up".into(), &"Looks things up".into(), &true.into())
    );
    assert_eq!(
        (&card["result"]["band"], &card["result"]["capped_by"]),
        (&"strong-hire".into(), &serde_json::json!([]))
    );
}

#[test]
fn who_hands_over_stays_on_the_card_and_on_the_evidence() {
    let lee = || InterviewerId::new("lee").expect("an id");
    let mut driven = Driven::begun("deep-technical");
    driven.act(Assess::Note(None, "before".into()));
    assert_eq!(
        driven.refused(Action::HandOver(InterviewerId::new("kim").expect("an id"))),
        "that is who interviews already"
    );
    driven.act(Action::HandOver(lee()));
    driven.act(Assess::Note(None, "after".into()));
    driven.act(Action::End(Ending::Completed));
    driven.act(Action::Submit);
    assert_eq!(
        driven.refused(Action::HandOver(InterviewerId::new("kim").expect("an id"))),
        "the scorecard is submitted"
    );
    let card = serde_json::to_value(card(&driven.0).expect("a card")).expect("it writes");
    assert_eq!(card["interviewer"]["id"], "lee");
    assert_eq!(card["handed_over"][0]["interviewer"]["id"], "kim");
    let evidence = card["dimensions"][0]["evidence"].as_array().expect("a list");
    let by: Vec<_> = evidence.iter().map(|line| (line["text"].as_str(), line["by"].as_str())).collect();
    assert_eq!(by, [(Some("before"), Some("kim")), (Some("after"), None)]);
}

#[test]
fn what_the_machine_slept_counts_on_no_clock() {
    let mut driven = Driven::begun("deep-technical");
    let used = driven.state().clock.used;
    driven.act(Action::Sleep(Millis(720_000)));
    assert_eq!(driven.state().clock.used, used.plus(Millis(1000)));
    driven.act(Action::Pause);
    assert_eq!(driven.refused(Action::Sleep(Millis(720_000))), "the computer did not sleep");
    driven.act(Action::End(Ending::Completed));
    driven.act(Action::Submit);
    let card = serde_json::to_value(card(&driven.0).expect("a card")).expect("it writes");
    assert_eq!(card["round"]["minutes_slept"], 12);
}

#[test]
fn a_question_that_the_rubric_cannot_rate_is_not_brought_in() {
    let mut driven = Driven::begun("deep-technical");
    let about = |number, dimensions: &[&str]| {
        let mut question = question(number, Kind::Concept, 5);
        question.dimensions = dimensions.iter().map(|id| DimensionId::new(*id).expect("an id")).collect();
        Action::BringIn(Box::new(Banked { bank: BankId::new("small").expect("an id"), question }))
    };
    assert!(driven.refused(about(100, &["juggling"])).contains("can't be rated"));
    driven.act(about(100, &["juggling", "technical"]));
    let asking = driven.state().asking.iter().max_by_key(|asking| asking.slot).expect("one");
    assert_eq!(asking.dimensions.iter().map(ToString::to_string).collect::<Vec<_>>(), ["technical"]);
}

#[test]
fn the_history_is_a_list_from_the_newest_with_what_was_taken_back() {
    let mut driven = Driven::begun("deep-technical");
    driven.act(rate("technical", 4));
    driven.act(Action::Next);
    driven.act(Assess::Note(None, "a note".into()));
    driven.act(Action::Undo);
    driven.act(Action::Pause);
    let list: Vec<_> = driven.0.history().iter().map(|one| (one.entry, one.place, one.undone)).collect();
    assert_eq!(list, [(4, Some(Place::Slot(Slot(2))), true), (2, Some(Place::Slot(Slot(1))), false)]);
}

/// DESIGN: a dimension without any note is thin. What is written at the dimension while one concludes is a note, and so is one at a
/// question that is about the dimension, rated on it or not.
#[test]
fn a_note_of_its_own_or_at_a_question_about_it_is_a_note_on_a_dimension() {
    let thin = |driven: &Driven| serde_json::to_string(&card(&driven.0).expect("a card").thin).expect("JSON");
    let no_note = r#"{"thin":"no-note","dimension":"technical"}"#;
    let conclude = |score: usize, why: &str| {
        Assess::Conclude(DimensionId::new("technical").expect("an id"), Some(Rating::ALL[score - 1]), why.into())
    };
    let mut driven = Driven::begun("deep-technical");
    driven.act(rate("technical", 4));
    driven.act(Action::End(Ending::Completed));
    assert!(thin(&driven).contains(no_note));
    driven.act(conclude(4, ""));
    assert!(thin(&driven).contains(no_note), "a number is no note");
    driven.act(conclude(4, "named every limit by himself"));
    assert!(!thin(&driven).contains(no_note), "{}", thin(&driven));
    // The second question is about it, too, and not rated on it.
    let mut driven = Driven::begun("deep-technical");
    driven.act(rate("technical", 4));
    driven.act(Action::Next);
    driven.act(Assess::Note(None, "named the limits".into()));
    assert!(!thin(&driven).contains(no_note), "{}", thin(&driven));
}

/// A change of a note that is taken off by itself, and one under another that stays.
#[test]
fn changes_of_a_note_are_removed_by_themselves_and_go_and_come_back_with_it() {
    let mut driven = Driven::begun("deep-technical");
    let texts = |driven: &Driven| driven.state().notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>();
    driven.act(Assess::Note(None, "a".into()));
    driven.act(Action::ChangeNote(2, "b".into()));
    driven.act(Action::ChangeNote(2, "c".into()));
    assert_eq!(driven.refused(Action::ChangeNote(2, "c".into())), "that stands already, so nothing changed");
    assert_eq!(driven.refused(Action::ChangeNote(2, " ".into())), "the note is empty");
    assert_eq!(driven.refused(Action::ChangeNote(3, "x".into())), "entry 3 is no note that stands");
    driven.act(Action::Remove(3));
    assert_eq!(texts(&driven), ["c"], "the later text stands");
    driven.act(Action::Undo);
    driven.act(Action::Remove(4));
    assert_eq!(texts(&driven), ["b"]);
    driven.act(Action::Undo);
    assert_eq!(texts(&driven), ["c"]);
    driven.act(Action::Remove(2));
    assert_eq!((texts(&driven).len(), driven.0.removable().len()), (0, 0), "its changes go with it");
    driven.act(Action::Undo);
    assert_eq!((texts(&driven), driven.0.removable().len()), (vec!["c".to_owned()], 3));
    for text in ["b", "a"] {
        driven.act(Action::Undo);
        assert_eq!(texts(&driven), [text]);
    }
    driven.act(Action::Undo);
    for _ in 0..3 {
        driven.act(Action::Redo);
    }
    assert_eq!(texts(&driven), ["c"]);
    // After submission it is withdrawn with the text that it had.
    driven.act(Action::End(Ending::Completed));
    driven.act(Action::Submit);
    driven.act(Action::Withdraw("not mine".into(), 2));
    let changes = serde_json::to_value(card(&driven.0).expect("a card").changes).expect("JSON");
    assert_eq!(changes[0]["from"], "c");
}
