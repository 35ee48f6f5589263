//! Laws 1, 2, 4, 5, 7 and 8 in the core, as properties over arbitrary actions.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, TimeDelta};
use hotseat::core::assembly::{History, Request, Wishes, assemble};
use hotseat::core::bank::{Bank, Question, QuestionText, Signals};
use hotseat::core::event::{Beginning, Ending, Entry, Event, Flag, Recommendation, Signal};
use hotseat::core::exact::Exact;
use hotseat::core::ids::{
    BandId, BankId, CandidateId, CriterionId, DimensionId, FlagId, InterviewerId, QuestionId, SessionId, TopicId,
    TrackId,
};
use hotseat::core::library::Library;
use hotseat::core::plan::{Banked, Direction, Plan, SectionIndex, Slot};
use hotseat::core::scale::{Kind, Level, Millis, Minutes, Percent, Rating};
use hotseat::core::scorecard::{About, Card, evaluate};
use hotseat::core::session::{Action, Assess, Phase, Place, Refusal, Session};
use hotseat::core::version::Version1;
use hotseat::store::{self, Parts};
use proptest::prelude::*;

use crate::history;
use crate::support::shipped_library;

pub(crate) fn time() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T10:00:00+01:00").expect("a time")
}

pub(crate) fn question(number: usize, kind: Kind, minutes: u16) -> Question {
    let text = |what: &str| format!("{what} of question {number}");
    Question {
        id: QuestionId::new(format!("q-{number}")).expect("an id"),
        kind,
        level: if number.is_multiple_of(3) { Level::Junior } else { Level::Mid },
        difficulty: u8::try_from(number % 5 + 1).expect("small"),
        minutes: Minutes(minutes),
        topics: vec![TopicId::new(format!("t-{number}")).expect("an id")],
        technologies: Vec::new(),
        dimensions: ["technical", "communication"].map(|id| DimensionId::new(id).expect("an id")).to_vec(),
        enemies: Vec::new(),
        blanks: Vec::new(),
        retired: false,
        wording: QuestionText {
            prompt: text("prompt"),
            answer: text("answer"),
            signals: Signals { strong: vec![text("strong"), text("strong too")], weak: vec![text("weak")] },
            hints: vec![text("hint"), text("second hint")],
            follow_ups: vec![text("follow-up")],
            handout: None,
        }
        .into(),
    }
}

/// The shipped formats, rubric and tracks over one small bank, so that nothing here depends on the shipped questions.
fn library() -> Library {
    let mut library = shipped_library(Parts::WithoutBanks);
    let kinds = [(Kind::Concept, 5), (Kind::SystemDesign, 25), (Kind::CodeReview, 10), (Kind::SystemDesign, 45)];
    let questions = (0..48)
        .map(|number| {
            let (kind, minutes) = kinds[number % 4];
            question(number, kind, minutes)
        })
        .collect();
    let id = BankId::new("small").expect("an id");
    let bank = Bank { version: Version1, id: id.clone(), title: "Small".into(), questions };
    library.banks.insert(id.clone(), bank);
    for track in &mut library.tracks {
        track.banks = vec![id.clone()];
    }
    for format in library.formats.values_mut() {
        for section in &mut format.sections {
            section.banks.clear();
        }
    }
    library
}

pub(crate) fn plan(format: &str, seed: u64) -> Plan {
    let request = Request {
        formats: vec![format.parse().expect("an id")],
        loop_id: None,
        level: Level::Mid,
        track: TrackId::new("backend").expect("an id"),
        technologies: Vec::new(),
        candidate: None,
        seed,
        wishes: Wishes::default(),
    };
    assemble(&library(), &request, &History::empty(time())).expect("it draws").kit.rounds.remove(0)
}

pub(crate) fn beginning(extra_time: u16) -> Beginning {
    Beginning {
        candidate: CandidateId::new("c1").expect("an id"),
        interviewer: InterviewerId::new("kim").expect("an id"),
        mock: false,
        extra_time: Percent::try_from(extra_time).expect("a percent"),
        filling: Vec::new(),
    }
}

fn dimension() -> impl Strategy<Value = DimensionId> {
    prop::sample::select(vec!["technical", "problem-solving", "communication", "code-quality", "no-such-one"])
        .prop_map(|id| DimensionId::new(id).expect("an id"))
}

fn rating() -> impl Strategy<Value = Option<Rating>> {
    prop::option::of(prop::sample::select(Rating::ALL.to_vec()))
}

fn slot() -> impl Strategy<Value = Option<Slot>> {
    prop::option::of((0_u16..12).prop_map(Slot))
}

fn signal() -> impl Strategy<Value = Signal> {
    prop_oneof![(0_u8..4).prop_map(Signal::Strong), (0_u8..3).prop_map(Signal::Weak)]
}

fn assess() -> impl Strategy<Value = Assess> {
    prop_oneof![
        (slot(), signal(), any::<bool>()).prop_map(|(slot, signal, seen)| Assess::Observe(slot, signal, seen)),
        (slot(), dimension(), rating()).prop_map(|(slot, dimension, rating)| Assess::Rate(slot, dimension, rating)),
        (slot(), "\\PC{0,12}").prop_map(|(slot, text)| Assess::Note(slot, text)),
        (slot(), "[ a-z]{0,8}").prop_map(|(slot, quote)| {
            Assess::Flag(FlagId::new("blames-others").expect("an id").into(), slot, quote)
        }),
        (slot(), "[ a-z]{0,3}", "[ a-z]{0,8}").prop_map(|(slot, title, quote)| Assess::Flag(
            Flag::Own(title),
            slot,
            quote
        )),
        any::<Option<bool>>().prop_map(|shown| Assess::Tick(CriterionId::new("teamwork").expect("an id"), shown)),
        (dimension(), rating(), "[a-z]{0,3}")
            .prop_map(|(dimension, score, why)| Assess::Conclude(dimension, score, why)),
        Just(Assess::Recommend(Recommendation { band: BandId::new("hire").ok(), ..Recommendation::default() })),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        6 => assess().prop_map(Action::Assess),
        3 => Just(Action::Next),
        1 => Just(Action::Back),
        1 => (0_u16..12).prop_map(|slot| Action::Go(Place::Slot(Slot(slot)))),
        1 => (0_usize..5).prop_map(|section| Action::Go(Place::Section(SectionIndex(section)))),
        1 => prop::option::of(0_u8..3).prop_map(Action::Hint),
        1 => (0_u8..3).prop_map(Action::FollowUp),
        1 => slot().prop_map(|slot| Action::Skip(slot, "no time".into())),
        1 => prop::sample::select(vec![Direction::Easier, Direction::Harder]).prop_map(Action::Swap),
        1 => (100_usize..104).prop_map(|number| Action::BringIn(Box::new(Banked {
            bank: BankId::new("small").expect("an id"),
            question: question(number, Kind::Concept, 5),
        }))),
        1 => Just(Action::Pause),
        1 => Just(Action::Resume),
        1 => (0_u16..70).prop_map(|minutes| Action::Extend(Minutes(minutes))),
        3 => Just(Action::Undo),
        1 => Just(Action::Unmake),
        2 => Just(Action::Redo),
        2 => (1_u64..40).prop_map(Action::Remove),
        2 => (1_u64..40, "[a-z]{0,3}").prop_map(|(entry, text)| Action::ChangeNote(entry, text)),
        1 => prop::sample::select(vec![Ending::Completed, Ending::StoppedEarly, Ending::NoShow]).prop_map(Action::End),
        1 => Just(Action::Submit),
        1 => ("[a-z]{0,3}", assess()).prop_map(|(why, change)| Action::Amend(why.into(), change)),
        1 => ("[a-z]{0,3}", prop::sample::select(vec![Ending::Completed, Ending::StoppedEarly, Ending::NoShow]))
            .prop_map(|(why, ending)| Action::AmendEnding(why.into(), ending)),
        1 => (0_u64..200_000).prop_map(|ms| Action::Sleep(Millis(ms))),
        1 => prop::sample::select(vec!["kim", "lee"])
            .prop_map(|id| Action::HandOver(InterviewerId::new(id).expect("an id"))),
    ]
}

/// Actions with the milliseconds before each, and how the wall clock jumped meanwhile, in seconds.
fn course() -> impl Strategy<Value = Vec<(Action, u64, i64)>> {
    prop::collection::vec((action(), 0_u64..90_000, -7200_i64..7200), 0..60)
}

/// Plays the actions that are not refused; gives the session and its journal.
fn play(plan: &Plan, course: Vec<(Action, u64, i64)>) -> (Session, Vec<Entry>) {
    let mut session = Session::new(plan.clone());
    let mut entries = Vec::new();
    let mut ms = Millis(0);
    let mut at = time();
    let begin = (Action::Begin(beginning(0)), 0, 0);
    for (action, passed, jump) in std::iter::once(begin).chain(course) {
        ms = ms.plus(Millis(passed));
        at += TimeDelta::seconds(jump);
        if let Ok(event) = session.decide(action) {
            let entry = session.entry(event, at, ms);
            let accepted = session.apply(entry.clone());
            assert_eq!(accepted, Ok(()), "what decide yields, apply accepts: {entry:?}");
            entries.push(entry);
        }
    }
    (session, entries)
}

fn journal(entries: &[Entry]) -> Vec<u8> {
    let lines = entries.iter().map(|entry| serde_json::to_string(entry).expect("an entry writes") + "\n");
    lines.collect::<String>().into_bytes()
}

pub(crate) fn card(session: &Session) -> Option<Card> {
    let id = SessionId::new("2026-11-21-c1-r1-kim-x").expect("an id");
    let about = About {
        session: id,
        candidate: "Robin".into(),
        interviewer: "Kim".into(),
        earlier: Vec::new(),
        amenders: BTreeMap::new(),
    };
    evaluate(session.plan(), session.state(), about)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn law_01_what_decide_yields_apply_accepts_and_replay_gives_the_live_state(course in course(), seed in 0_u64..4) {
        for format in ["deep-technical", "system-design"] {
            let plan = plan(format, seed);
            let (live, entries) = play(&plan, course.clone());
            let (read, dropped) = store::parse(&journal(&entries)).expect("the journal reads");
            prop_assert_eq!(dropped, None);
            prop_assert_eq!(&read, &entries);
            let replayed = Session::replay(plan, read).expect("the journal replays");
            prop_assert_eq!(replayed, live);
        }
    }

    #[test]
    fn what_is_undone_and_redone_is_as_it_was(course in course(), seed in 0_u64..4, times in 1_usize..30) {
        let (mut session, entries) = play(&plan("system-design", seed), course);
        prop_assume!(matches!(session.state().phase, Phase::Live | Phase::Scoring));
        let states = |session: &Session| history::recorded(session.state());
        // What was recorded after a question was gone back to stays: its skip is no longer in the history.
        let mut ms = entries.last().map_or(Millis(0), |entry| entry.ms);
        let mut before = Vec::new();
        let mut act = |session: &mut Session, action: Action| {
            ms = ms.plus(Millis(1000));
            let event = session.decide(action)?;
            let entry = session.entry(event, time(), ms);
            session.apply(entry).expect("it follows");
            Ok::<(), Refusal>(())
        };
        for _ in 0..times {
            let here = states(&session);
            if act(&mut session, Action::Undo).is_err() {
                break;
            }
            before.push(here);
        }
        for wanted in before.into_iter().rev() {
            act(&mut session, Action::Redo).expect("what was undone can be made again");
            prop_assert_eq!(states(&session), wanted);
        }
        let again = Session::replay(session.plan().clone(), session.state().entries.clone()).expect("it replays");
        prop_assert_eq!(again, session);
    }

    /// A removal leaves what there would be if the recording had never been made, and an undo of it what there was.
    #[test]
    fn what_is_removed_is_as_if_it_had_never_been_recorded(all in prop::collection::vec(assess(), 1..30), which in any::<prop::sample::Index>()) {
        let plan = plan("deep-technical", 1);
        let (first, entries) = play(&plan, all.into_iter().map(|assess| (assess.into(), 0, 0)).collect());
        let findings: Vec<Event> = entries.iter().skip(1).map(|entry| entry.event.clone()).collect();
        prop_assume!(!findings.is_empty());
        let gone = which.index(findings.len());
        let seq = gone as u64 + 2;
        let mut removed = first.clone();
        let follow = |session: &mut Session, event: Event| {
            let entry = session.entry(event, time(), Millis(0));
            session.apply(entry).expect("it follows");
        };
        let event = removed.decide(Action::Remove(seq));
        prop_assert_eq!(event.is_ok(), first.removable().contains(&seq));
        let Ok(event) = event else { return Ok(()) };
        follow(&mut removed, event);
        let mut never = Session::new(plan);
        follow(&mut never, entries[0].event.clone());
        for (_, event) in findings.into_iter().enumerate().filter(|(index, _)| *index != gone) {
            follow(&mut never, event);
        }
        let told = |session: &Session| {
            let state = session.state();
            let notes: Vec<_> = state.notes.iter().map(|note| (note.slot, note.text.clone())).collect();
            let flags: Vec<_> = state.flags.iter().map(|flag| (flag.flag.clone(), flag.slot, flag.quote.clone())).collect();
            (notes, flags, state.asking.clone(), state.criteria.clone(), state.conclusions.clone())
        };
        prop_assert_eq!(told(&removed), told(&never));
        let mut undone = removed.clone();
        let event = undone.decide(Action::Undo).expect("the removal");
        follow(&mut undone, event);
        prop_assert_eq!(history::recorded(undone.state()), history::recorded(first.state()));
    }

    #[test]
    fn law_02_a_journal_cut_anywhere_gives_its_whole_lines(course in course(), cut in any::<prop::sample::Index>()) {
        let (_, entries) = play(&plan("deep-technical", 1), course);
        let bytes = journal(&entries);
        let cut = cut.index(bytes.len() + 1);
        let (read, dropped) = store::parse(&bytes[..cut]).expect("whole lines read");
        let ended = bytes[..cut].split(|byte| *byte == b'\n').count() - 1;
        // A line that lacks nothing but its end is whole.
        let lacks_end = bytes[..cut].last().is_some_and(|byte| *byte != b'\n') && bytes.get(cut) == Some(&b'\n');
        let whole = ended + usize::from(lacks_end);
        prop_assert_eq!(read.len(), whole);
        prop_assert_eq!(&read[..], &entries[..whole]);
        let rest = cut - bytes[..cut].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let rest = if lacks_end { 0 } else { rest };
        prop_assert_eq!(dropped.map_or(0, |dropped| dropped.bytes), rest);
    }

    #[test]
    fn law_02_a_damaged_line_in_the_middle_is_named(course in course(), line in any::<prop::sample::Index>()) {
        let (_, entries) = play(&plan("deep-technical", 1), course);
        let line = line.index(entries.len());
        let mut text = String::new();
        for (index, entry) in entries.iter().enumerate() {
            let whole = serde_json::to_string(entry).expect("an entry writes");
            text += if index == line { &whole[1..] } else { &whole };
            text.push('\n');
        }
        let (found, _) = store::parse(text.as_bytes()).expect_err("it is damaged");
        prop_assert_eq!(found, line + 1);
    }

    #[test]
    fn law_02_a_missing_or_repeated_entry_is_refused(course in course(), line in any::<prop::sample::Index>()) {
        let plan = plan("deep-technical", 1);
        let (_, entries) = play(&plan, course);
        let line = line.index(entries.len());
        let mut missing = entries.clone();
        missing.remove(line);
        if line + 1 < entries.len() {
            prop_assert!(Session::replay(plan.clone(), missing).is_err());
        }
        let mut doubled = entries.clone();
        doubled.insert(line, entries[line].clone());
        prop_assert!(Session::replay(plan, doubled).is_err());
    }

    #[test]
    fn law_05_a_plan_is_frozen_and_keeps_every_score(course in course()) {
        let plan = plan("deep-technical", 2);
        let (session, entries) = play(&plan, course);
        let frozen = serde_json::to_string(&plan).expect("a plan writes");
        let read: Plan = serde_json::from_str(&frozen).expect("a plan reads");
        prop_assert_eq!(&read, &plan);
        let (again, _) = store::parse(&journal(&entries)).expect("it reads");
        let again = Session::replay(read, again).expect("it replays");
        prop_assert_eq!(card(&again), card(&session));
    }

    #[test]
    fn law_07_absent_is_absent_and_never_averaged_away(course in course()) {
        let (session, _) = play(&plan("deep-technical", 3), course);
        let state = session.state();
        let Some(card) = card(&session) else { return Ok(()) };
        for line in &card.dimensions {
            let rated = state.asking.iter().any(|asking| asking.ratings.contains_key(&line.id));
            let concluded = state.conclusions.get(&line.id).is_some_and(|conclusion| conclusion.score.is_some());
            prop_assert_eq!(line.score.is_some(), rated || concluded);
            prop_assert_eq!(line.mean.is_some(), rated);
            if let Some(score) = &line.score {
                prop_assert!(*score >= Exact::from(1) && *score <= Exact::from(5));
            }
        }
        // The total over the assessed dimensions alone, in integers of another making.
        let mut weight = 0;
        let mut sum = Exact::zero();
        for line in card.dimensions.iter().filter(|line| line.score.is_some()) {
            weight += i64::from(line.weight);
            sum = sum + &Exact::from(i64::from(line.weight)) * line.score.as_ref().expect("there");
        }
        let wanted = if weight >= 60 { sum / weight } else { None };
        prop_assert_eq!(card.result.total, wanted);
    }

    #[test]
    fn law_08_elapsed_time_never_runs_backward(course in course(), backward in 0_u64..100_000) {
        let plan = plan("deep-technical", 1);
        let (_, entries) = play(&plan, course);
        let mut session = Session::new(plan);
        let mut before = (Millis(0), Millis(0));
        for entry in entries {
            session.apply(entry).expect("it follows");
            let clock = &session.state().clock;
            let now = (clock.now, clock.used);
            prop_assert!(now.0 >= before.0 && now.1 >= before.1, "{:?} after {:?}", now, before);
            let sections: u64 = clock.sections.values().map(|ms| ms.0).sum();
            prop_assert_eq!(sections, clock.used.0);
            before = now;
        }
        // Even a recorder whose own clock fell back writes an entry that is not earlier.
        let earlier = Millis(before.0.0.saturating_sub(backward));
        if let Ok(event) = session.decide(Assess::Note(None, "x".into()).into()) {
            prop_assert!(session.entry(event, time(), earlier).ms >= before.0);
        }
    }

    #[test]
    fn no_mean_total_or_band_is_in_what_scoring_shows(course in course()) {
        let (session, _) = play(&plan("deep-technical", 1), course);
        prop_assume!(session.state().phase == Phase::Scoring);
        for dimension in &session.plan().rubric.dimensions {
            // What people typed may say anything.
            let shown = hotseat::live::lines::show::evidence_on(&session, dimension, 80);
            let (title, below) = shown.split_once("your ratings: ").expect("the ratings are shown");
            let shown = format!("{title}{}", below.lines().next().unwrap_or_default());
            // Ratings are whole; whatever has decimals is a mean or a total.
            let decimals = shown.as_bytes().windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b'.' && w[2].is_ascii_digit());
            prop_assert!(!decimals, "{}", shown);
            for band in &session.plan().rubric.bands {
                prop_assert!(!shown.contains(&band.title), "{}", shown);
            }
        }
    }
}

#[test]
fn law_04_the_same_request_gives_the_same_kit_byte_for_byte() {
    let bytes = |seed| serde_json::to_string(&plan("deep-technical", seed)).expect("a plan writes");
    for seed in 0..20 {
        assert_eq!(bytes(seed), bytes(seed));
    }
    assert_ne!(bytes(1), bytes(2));
}
