//! Walks through the wizard by key presses, over what is shipped, at the sizes that a terminal may have.

use chrono::DateTime;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::ask::pictures;
use super::super::surroundings::Chance;
use super::*;
use crate::core::assembly::History;
use crate::core::people::People;
use crate::core::scale::Level;
use crate::store::{Origin, Workspace};

fn keys(text: &str) -> Vec<KeyEvent> {
    let code = |sign: char| match sign {
        '\n' => KeyCode::Enter,
        '<' => KeyCode::Esc,
        sign => KeyCode::Char(sign),
    };
    text.chars().map(|sign| KeyEvent::new(code(sign), KeyModifiers::NONE)).collect()
}

fn library() -> Library {
    let shipped = Workspace { root: "/nonexistent/hotseat".into(), origin: Origin::Flag };
    store::load(&shipped, Parts::All).expect("it reads").library
}

fn read(library: &Library) -> Known<'_> {
    let now = DateTime::parse_from_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    Known { library, drawn_from: History::empty(now), people: People::default(), sessions: Vec::new() }
}

fn wizard<'a>(read: &'a Known<'a>, given: Answers) -> Wizard<'a> {
    let mut wizard = Wizard::new(read, Frozen { seed: Some(7), ..Frozen::default() }, given, Chance::fixed(7));
    wizard.begin(true).expect("something is asked");
    wizard
}

/// Every shipped format for every level and role: the plan with its menu fits, or says how much more there is; and so with the reasons.
#[test]
fn every_plan_fits_with_its_menu_or_says_how_much_more_there_is() {
    let library = library();
    let read = read(&library);
    let mut plans = 0;
    let first = &library.tracks[0].id;
    for track in &library.tracks {
        for format in &track.formats {
            let levels = &library.formats[format].levels;
            let levels = Level::ALL.iter().filter(|level| levels.is_empty() || levels.contains(level));
            for (level, size) in levels.zip([(80, 24), (60, 18)].into_iter().cycle()) {
                if track.id != *first && size.0 == 80 {
                    continue;
                }
                let mut given = Answers { format: Some(format.clone()), level: Some(*level), ..Answers::default() };
                given.track = Some(track.id.clone());
                let mut wizard = wizard(&read, given);
                let shown = pictures(&mut wizard, &keys("Ann Lee\nKim Park\nwhy\n"), size);
                let last = shown.last().expect("a picture");
                for picture in [&shown[17], last] {
                    for text in ["What now?", "Start", "why each is in", "^C leave"] {
                        assert!(picture.contains(text), "{format} {} {level}: {text} in\n{picture}", track.id);
                    }
                }
                assert!(last.contains("meant for") || last.contains("from a level"), "{last}");
                plans += 1;
            }
        }
    }
    assert!(plans > 100, "{plans}");
}

/// Nothing of what was answered is lost on the way back, and the plan stays the one that was changed.
#[test]
fn answers_and_changes_are_there_again_after_going_back_and_forth() {
    let library = library();
    let read = read(&library);
    let mut wizard = wizard(&read, Answers::default());
    let walk = "warm\nsen\nbackend\nAnn Lee\nKim Park\nexch\n\n\n";
    pictures(&mut wizard, &keys(walk), (80, 24));
    let changed = wizard.plan().cloned().expect("a plan");
    assert_eq!((wizard.step, changed.level.as_str(), changed.track.as_str()), (Stage::Plan, "senior", "backend"));
    let back = pictures(&mut wizard, &keys("<<<<<"), (80, 24));
    for (picture, text) in
        back.iter().skip(1).zip(["Kim Park", "Ann Lee", "> 1  Backend", "> 3  senior", ">  1  Warm-up"])
    {
        assert!(picture.contains(text), "{text} in\n{picture}");
    }
    assert!(wizard.outcome.is_none());
    pictures(&mut wizard, &keys("\n\n\n\n\n"), (80, 24));
    assert_eq!((wizard.step, wizard.plan()), (Stage::Plan, Some(&changed)), "with Enter alone it is all there again");
    pictures(&mut wizard, &keys("take\n"), (80, 24));
    assert_ne!(wizard.plan(), Some(&changed));
    pictures(&mut wizard, &keys("start\n"), (80, 24));
    assert!(matches!(wizard.outcome, Some(Settled::Start { .. })));
}

/// A format that is for seniors alone, chosen after a junior was: the level is asked for again, with those that there are.
#[test]
fn a_level_that_does_not_fit_any_more_is_asked_for_again() {
    let library = library();
    let read = read(&library);
    let mut wizard = wizard(&read, Answers::default());
    let shown = pictures(&mut wizard, &keys("warm\njun\n<<leadership\n"), (80, 24));
    let last = shown.last().expect("a picture");
    assert!(last.contains("At which level?") && last.contains("senior") && !last.contains("junior"), "{last}");
}

/// What a newcomer types wrong: an empty name, letters that nothing has, a name of signs alone.
#[test]
fn what_is_wrong_is_said_where_it_was_typed() {
    let library = library();
    let read = read(&library);
    let mut wizard = wizard(&read, Answers::default());
    let shown = pictures(&mut wizard, &keys("xyz\n"), (80, 24));
    assert!(shown.last().is_some_and(|last| last.contains("Nothing here has “xyz” in it")), "{shown:?}");
    let shown = pictures(&mut wizard, &keys("warm\n\n\n\n"), (80, 24));
    assert!(shown.last().is_some_and(|last| last.contains("A name is needed")), "{shown:?}");
    let shown = pictures(&mut wizard, &keys("!?\n"), (80, 24));
    assert!(shown.last().is_some_and(|last| last.contains("a name needs at least one letter or digit")), "{shown:?}");
    let shown = pictures(&mut wizard, &keys("Ann\n\n"), (80, 24));
    assert!(shown.last().is_some_and(|last| last.contains("says who interviewed")), "{shown:?}");
}

/// Esc is one page back on every page, from the first question of a plan to the list of lists; at the first it asks.
#[test]
fn escape_goes_one_page_back_everywhere_and_loses_nothing() {
    let library = library();
    let read = read(&library);
    let mut wizard = wizard(&read, Answers::default());
    pictures(&mut wizard, &keys("warm\nsen\nbackend\nAnn Lee\nKim Park\nwhy\n"), (80, 24));
    assert!(wizard.explained);
    let shown = pictures(&mut wizard, &keys("<"), (80, 24));
    assert_eq!((wizard.step, wizard.explained), (Stage::Plan, false), "from the reasons to the plan");
    assert!(shown.last().is_some_and(|last| last.contains("> 1  Start")), "Enter starts: {shown:?}");
    pictures(&mut wizard, &keys("exch\n<"), (80, 24));
    assert_eq!(wizard.step, Stage::Plan, "from the questions to the plan");
    pictures(&mut wizard, &keys("exch\nQ2\n<"), (80, 24));
    assert_eq!(wizard.step, Stage::Exchange, "from the others to the questions");
    pictures(&mut wizard, &keys("<"), (80, 24));
    for before in [Stage::Interviewer, Stage::Candidate, Stage::Track, Stage::Level, Stage::Format] {
        pictures(&mut wizard, &keys("<"), (80, 24));
        assert_eq!(wizard.step, before);
    }
    let first = pictures(&mut wizard, &keys("<"), (80, 24));
    let asks = first.last().is_some_and(|last| last.contains("Leave?") && last.contains("No interview is started"));
    assert!(asks && wizard.outcome.is_none(), "{first:?}");
    pictures(&mut wizard, &keys("\n\n\n\n\n"), (80, 24));
    assert_eq!(wizard.step, Stage::Plan, "with Enter alone it is all there again");
}

/// A name that was half typed is still there after a look at the page before.
#[test]
fn a_half_typed_name_is_kept_on_the_way_back() {
    let library = library();
    let read = read(&library);
    let mut wizard = wizard(&read, Answers::default());
    let shown = pictures(&mut wizard, &keys("warm\nsen\nbackend\nAnn L<\n"), (80, 24));
    assert!(shown.last().is_some_and(|last| last.contains("The candidate's name  Ann L")), "{shown:?}");
}

/// A session of these interviewers, one after the other, as a workspace knows it.
fn held_by(names: &[&str]) -> (People, Vec<crate::store::Summarized>) {
    use crate::core::event::Beginning;
    use crate::core::scale::{Millis, Percent};
    use crate::core::session::{Action, HeldOnce, Session};

    let plan = include_str!("../../../sessions/2026-11-10-c7hqk-r1-iris-holly-b2rm/plan.json");
    let plan = serde_json::from_str::<Plan>(plan).expect("a plan");
    let mut people = People::default();
    let name = |text: &str| Name::new(text).expect("a name");
    let candidate = people.newcomer(&name("Ann Lee"), || "c1".to_owned()).expect("a candidate");
    let called = |name: &Name, people: &mut People| people.interviewer_called(name, || "x".to_owned()).expect("one");
    let ids: Vec<_> = names.iter().map(|text| called(&name(text), &mut people)).collect();
    called(&name("Aaron Abel"), &mut people);
    let (first, others) = ids.split_first().expect("somebody interviews");
    let at = DateTime::parse_from_rfc3339("2026-11-20T10:00:00Z").expect("a time");
    let beginning = Beginning {
        candidate,
        interviewer: first.clone(),
        mock: false,
        extra_time: Percent::default(),
        filling: Vec::new(),
    };
    let mut session = Session::new(plan);
    let actions = std::iter::once(Action::Begin(beginning)).chain(others.iter().cloned().map(Action::HandOver));
    for action in actions {
        let event = session.decide(action).expect("it may be done");
        let entry = session.entry(event, at, Millis::default());
        session.apply(entry).expect("it follows");
    }
    let id = SessionId::new("2026-11-20-c1-r1-kim-park-abcd").expect("a name");
    (people, vec![crate::store::Summarized::elsewhere(id, session, &mut HeldOnce::default())])
}

/// The one who interviewed last is offered; after a hand-over both are named, and nobody is.
#[test]
fn who_interviewed_last_is_offered_unless_the_interview_was_handed_over() {
    let library = library();
    let asks_for_the_interviewer = |names: &[&str]| {
        let (people, sessions) = held_by(names);
        let read = Known { people, sessions, ..read(&library) };
        let mut wizard = Wizard::new(&read, Frozen::default(), Answers::default(), Chance::fixed(7));
        wizard.begin(false).expect("something is asked");
        let shown = pictures(&mut wizard, &keys("warm\nsen\nbackend\nBo Chen\n"), (80, 24));
        shown.last().cloned().unwrap_or_default()
    };
    let one = asks_for_the_interviewer(&["Kim Park"]);
    assert!(one.contains("Kim Park interviewed last.") && one.contains("Your name  Kim Park"), "{one}");
    let two = asks_for_the_interviewer(&["Kim Park", "Lee Moon"]);
    assert!(two.contains("Kim Park began the last interview, and Lee Moon went on with it."), "{two}");
    assert!(!two.contains("Your name  Kim") && !two.contains("Your name  Lee"), "{two}");
    let place = |name: &str| two.rfind(name).expect("it is offered");
    assert!(
        place("Kim Park") < place("Lee Moon") && place("Lee Moon") < place("Aaron Abel"),
        "both stand first: {two}"
    );
}
