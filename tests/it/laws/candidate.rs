//! Law 10: nothing but prompt and handout can reach the candidate, whatever was recorded.

use hotseat::core::bank::{Bank, fill};
use hotseat::core::event::{Beginning, Course, Entry, Event, Finding, Recording, Signal, Talk};
use hotseat::core::ids::{DimensionId, FlagId};
use hotseat::core::plan::{Banked, Plan, Slot};
use hotseat::core::scale::{Millis, Percent, Rating};
use hotseat::core::session::{Session, shown_to_candidate};
use hotseat::live::board::draw::{Look, Palette, draw_for_candidate};
use hotseat::store::shipped;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::board::driver::{Interviewer, text};
use crate::board::plan;

/// Every question of every shipped bank, and those of the fixture.
fn questions() -> Vec<Banked> {
    let banks = shipped("banks")
        .map(|(path, text)| serde_json::from_str::<Bank>(text).unwrap_or_else(|error| panic!("{path}: {error}")));
    let mut all: Vec<Banked> = banks
        .flat_map(|bank| bank.questions.into_iter().map(move |question| Banked { bank: bank.id.clone(), question }))
        .collect();
    all.extend(plan::plan().all_questions().cloned());
    all
}

/// A session at that question, in which everything was recorded that can be.
fn everything_recorded(banked: &Banked) -> Session {
    let mut plan: Plan = plan::plan();
    plan.sections[1].questions[0].banked = banked.clone().into();
    let (candidate, interviewer) = plan::pair();
    let slot = Slot(1);
    let question = &banked.question;
    let number = |length: usize| 0..u8::try_from(length).expect("a short list");
    let mut events: Vec<Event> = vec![
        Course::Began(Beginning {
            candidate,
            interviewer,
            mock: false,
            extra_time: Percent::default(),
            filling: vec![],
        })
        .into(),
        Talk::Asked(slot).into(),
    ];
    events.extend(number(question.hints.len()).map(|hint| Recording::Hinted { slot, hint }.into()));
    events.extend(number(question.follow_ups.len()).map(|follow_up| Recording::FollowedUp { slot, follow_up }.into()));
    let strong = number(question.signals.strong.len()).map(Signal::Strong);
    let weak = number(question.signals.weak.len()).map(Signal::Weak);
    events.extend(strong.chain(weak).map(|signal| Finding::Observed { slot, signal, seen: true }.into()));
    events.extend(question.dimensions.iter().map(|dimension| {
        Finding::Rated { slot, dimension: dimension.clone(), rating: Rating::try_from(1).ok() }.into()
    }));
    events.push(Finding::Noted { slot: Some(slot), text: "SECRET NOTE".into() }.into());
    let flag = FlagId::new("no-grasp-of-testing").expect("a name");
    events.push(Finding::Flagged { flag: flag.into(), slot, quote: "SECRET QUOTE".into() }.into());
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let entries = (1..).zip(events).map(|(seq, event)| Entry { seq, at, ms: Millis(seq * 1000), event });
    Session::replay(plan, entries).expect("a session")
}

/// The letters of a text: blanks, line breaks and code fences are a matter of layout.
fn letters(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("```"));
    lines.flat_map(str::chars).filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn law_10_the_candidate_sees_prompt_and_handout_and_nothing_else_of_every_question_of_every_bank() {
    let questions = questions();
    assert!(questions.len() >= 6, "the fixture's at least");
    for banked in questions {
        let session = everything_recorded(&banked);
        let shown = shown_to_candidate(&session, Millis(0));
        let prompt = fill(&banked.question.prompt, &[]);
        let handout = banked.question.handout.clone().unwrap_or_default();
        let expected = letters(&prompt) + &letters(&handout);
        // Room for all of it, and not so much more that filling it is what takes the time.
        let rows = handout.lines().count() + prompt.lines().count() + prompt.len() / 60 + 20;
        let area = Rect::new(0, 0, 240, u16::try_from(rows).expect("a short question"));
        let mut buffer = Buffer::empty(area);
        let look = Look { clock: false, scroll: 0, palette: Palette { color: true } };
        draw_for_candidate(&shown, look, area, &mut buffer);
        assert_eq!(letters(&text(&buffer)), expected, "{}", banked.question.id);
    }
}

#[test]
fn law_10_the_clock_adds_the_sections_time_and_nothing_else() {
    let banked = plan::plan().all_questions().next().expect("a question").clone();
    let session = everything_recorded(&banked);
    let last = session.state().clock.now;
    let area = Rect::new(0, 0, 100, 30);
    let mut buffer = Buffer::empty(area);
    let look = Look { clock: true, scroll: 0, palette: Palette { color: false } };
    draw_for_candidate(&shown_to_candidate(&session, last), look, area, &mut buffer);
    let prompt = letters(&fill(&banked.question.prompt, &[]));
    let screen = letters(&text(&buffer));
    let clock = screen.strip_prefix(&prompt).expect("the prompt, then the clock");
    assert!(clock.ends_with("leftinthissection"), "{clock}");
    assert_eq!(clock.trim_end_matches("leftinthissection").len(), "14:50".len(), "{clock}");
}

#[test]
fn law_10_before_and_after_the_conversation_and_between_questions_nothing_is_shown() {
    let mut kim = Interviewer::sits_down(80, 24);
    let nothing = |kim: &Interviewer| {
        let shown = shown_to_candidate(kim.session(), Millis(0));
        shown.prompt().is_none() && shown.handout().is_none()
    };
    assert!(nothing(&kim), "at the checklist");
    kim.presses("Ctrl-Y");
    assert!(nothing(&kim), "in a section without a question");
    kim.presses("Ctrl-N");
    assert!(!nothing(&kim), "at a question");
    kim.presses("F9 Ctrl-Y");
    assert!(nothing(&kim), "while scoring");
}

#[test]
fn law_10_a_question_that_is_rated_on_every_dimension_shows_no_score() {
    let banked = plan::plan().all_questions().next().expect("a question").clone();
    let session = everything_recorded(&banked);
    let asking = session.state().current().expect("a question");
    assert!(asking.ratings.contains_key(&DimensionId::new("technical").expect("a name")), "it is rated");
    let shown = format!("{:?}", shown_to_candidate(&session, Millis(0)));
    for secret in ["SECRET", "explanation", "stale page", "Cache-Control and Age", "behind a login"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}
