//! Any sequence of keys leaves a journal that replays to what the screen showed, and never panics.

use hotseat::core::session::Session;
use hotseat::live::board::Backdrop;
use hotseat::live::board::draw::{Scene, draw};
use hotseat::live::board::keys::{Press, TABLE};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::driver::Interviewer;
use super::plan;

/// Something that happens to the board.
#[derive(Debug, Clone)]
enum Happening {
    Key(KeyEvent),
    Text(String),
    Paste(String),
    Wait(u64),
    Pause,
    Resize(u16, u16),
    Disk(bool),
}

fn key_of(press: Press) -> KeyEvent {
    match press {
        Press::Char(character) => KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE),
        Press::Ctrl(character) => KeyEvent::new(KeyCode::Char(character), KeyModifiers::CONTROL),
        Press::Alt(code) => KeyEvent::new(code, KeyModifiers::ALT),
        Press::CtrlCode(code) => KeyEvent::new(code, KeyModifiers::CONTROL),
        Press::Code(code) => KeyEvent::new(code, KeyModifiers::NONE),
        Press::Digit | Press::Number => KeyEvent::new(KeyCode::Char('4'), KeyModifiers::NONE),
        Press::Letter => KeyEvent::new(KeyCode::Char('b'), KeyModifiers::NONE),
    }
}

/// Every key of the table, leaving aside.
fn table_keys() -> Vec<KeyEvent> {
    TABLE.iter().flat_map(|line| line.presses).map(|press| key_of(*press)).collect()
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        20 => proptest::sample::select(table_keys()).prop_map(Happening::Key),
        6 => proptest::sample::select("1234590-ynesch".chars().collect::<Vec<_>>())
            .prop_map(|character| Happening::Key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE))),
        3 => "[ -~李é\u{301}ア]{1,12}".prop_map(Happening::Text),
        1 => "\\PC{0,30}".prop_map(Happening::Paste),
        2 => (0_u64..600).prop_map(Happening::Wait),
        1 => Just(Happening::Pause),
        1 => (1_u16..150, 1_u16..45).prop_map(|(columns, rows)| Happening::Resize(columns, rows)),
        1 => any::<bool>().prop_map(Happening::Disk),
    ]
}

fn happens(kim: &mut Interviewer, happening: &Happening) {
    match happening {
        Happening::Key(key) => kim.key(*key),
        Happening::Text(text) => {
            kim.types(text);
        }
        Happening::Paste(text) => {
            kim.pastes(text);
        }
        Happening::Wait(seconds) => {
            kim.waits(*seconds);
        }
        Happening::Pause => {
            kim.pauses();
        }
        Happening::Resize(columns, rows) => {
            kim.resizes(*columns, *rows);
        }
        Happening::Disk(full) => kim.world.full.set(*full),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_01_any_keys_leave_a_journal_that_replays_to_what_the_screen_showed(happenings in proptest::collection::vec(happening(), 0..120)) {
        let mut kim = Interviewer::sits_down(80, 24);
        for happening in &happenings {
            happens(&mut kim, happening);
            kim.buffer();
            let journal = kim.world.journal.borrow().clone();
            prop_assert_eq!(journal.len(), kim.state().entries.len(), "what is shown is on disk");
        }
        let replayed = Session::replay(plan::plan(), kim.world.journal.borrow().iter().cloned());
        let replayed = replayed.expect("a journal that replays");
        prop_assert_eq!(&replayed, kim.session());
        let buffer = kim.buffer();
        let (about, library) = (plan::about(), plan::library());
        let backdrop = Backdrop { about: &about, library: &library, color: true };
        let failure = kim.failure();
        let now = kim.now();
        let scene = Scene { session: &replayed, view: kim.view(), now, backdrop, failure: failure.as_deref() };
        let mut again = Buffer::empty(buffer.area);
        draw(&scene, buffer.area, &mut again);
        prop_assert_eq!(super::driver::text(&again), super::driver::text(&buffer));
    }
}
