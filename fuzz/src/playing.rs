//! Plays a session over a plan, whatever the plan is: everything that an interviewer can do, once or more.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use hotseat::core::event::{Beginning, Ending, Entry, Flag, Recommendation, Signal};
use hotseat::core::ids::{BandId, CandidateId, CriterionId, InterviewerId, SessionId};
use hotseat::core::plan::{Direction, Plan, SectionIndex, Slot};
use hotseat::core::scale::{Millis, Minutes, Percent, Rating};
use hotseat::core::scorecard::{About, evaluate};
use hotseat::core::session::{Action, Assess, Place, Session, shown_to_candidate};
use hotseat::store;

fn name<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("a name")
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T10:00:00+01:00").expect("a time")
}

fn actions(plan: &Plan) -> Vec<Action> {
    let begin = Beginning {
        candidate: name::<CandidateId>("c1"),
        interviewer: name::<InterviewerId>("kim"),
        mock: false,
        extra_time: Percent::default(),
        filling: Vec::new(),
    };
    let mut actions = vec![Action::Begin(begin), Action::Next, Action::Next];
    let dimensions: Vec<_> = plan.rubric.dimensions.iter().take(3).map(|dimension| dimension.id.clone()).collect();
    for dimension in &dimensions {
        actions.push(Assess::Rate(None, dimension.clone(), Some(Rating::ALL[3])).into());
    }
    actions.extend([
        Action::Hint(None),
        Action::FollowUp(0),
        Assess::Observe(None, Signal::Strong(0), true).into(),
        Assess::Note(None, "a note".into()).into(),
        Action::Swap(Direction::Easier),
        Action::Undo,
        Action::Redo,
        Action::Extend(Minutes(5)),
        Action::Next,
        Action::Skip(None, "no time".into()),
        Action::Go(Place::Slot(Slot(2))),
        Action::Go(Place::Section(SectionIndex(1))),
        Action::Swap(Direction::Harder),
        Action::Back,
        Action::Pause,
        Action::Sleep(Millis(90_000)),
        Action::Resume,
        Action::HandOver(name("lee")),
        Assess::Tick(name::<CriterionId>("teamwork"), Some(true)).into(),
        Assess::Flag(Flag::Own("Rude".into()), None, "quoted".into()).into(),
        Action::End(Ending::Completed),
    ]);
    for dimension in &dimensions {
        actions.push(Assess::Conclude(dimension.clone(), Some(Rating::ALL[2]), "because".into()).into());
    }
    let band = plan.rubric.bands.first().map(|band| BandId::clone(&band.id));
    actions.extend([
        Assess::Recommend(Recommendation { band, ..Recommendation::default() }).into(),
        Action::Submit,
        Action::Amend("a slip".into(), Assess::Note(None, "another".into())),
        Action::AmendEnding("a slip".into(), Ending::StoppedEarly),
    ]);
    actions
}

/// Plays it; what is decided is accepted, and the journal of it replays to the same session and card.
pub fn play(plan: &Plan) {
    go_on(Session::new(plan.clone()));
}

/// Goes on with a session, wherever it stands.
pub fn go_on(mut session: Session) {
    let (now, actions) = (now(), actions(session.plan()));
    for (number, action) in (1..).zip(actions) {
        let Ok(event) = session.decide(action) else { continue };
        let entry = session.entry(event, now, Millis(number * 20_000));
        let accepted = session.apply(entry.clone());
        assert_eq!(accepted, Ok(()), "what decide yields, apply accepts: {entry:?}");
        shown_to_candidate(&session, Millis(number * 20_000));
    }
    again(&session);
}

/// A session's journal, written and read again, leads to the same session and the same card.
pub fn again(session: &Session) {
    let journal = written(&session.state().entries);
    let (entries, dropped) = store::parse(&journal).expect("what was written reads");
    assert_eq!((entries.len(), dropped), (session.state().entries.len(), None));
    let replayed = Session::replay(session.plan().clone(), entries).expect("what was accepted replays");
    assert_eq!(&replayed, session, "the state replayed is the state");
    assert_eq!(card(&replayed), card(session));
}

/// The lines of a journal.
pub fn written(entries: &[Entry]) -> Vec<u8> {
    let lines = entries.iter().map(|entry| serde_json::to_string(entry).expect("an entry writes") + "\n");
    lines.collect::<String>().into_bytes()
}

fn card(session: &Session) -> Option<hotseat::core::scorecard::Card> {
    let about = About {
        session: name::<SessionId>("2026-11-21-c1-r1-kim-x"),
        candidate: "Robin".into(),
        interviewer: "Kim".into(),
        earlier: Vec::new(),
        amenders: BTreeMap::new(),
    };
    evaluate(session.plan(), session.state(), about)
}
