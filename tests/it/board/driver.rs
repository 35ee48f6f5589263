//! Drives the board by keys and reads its screen, so that a journey reads as sentences.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::{DateTime, FixedOffset, TimeDelta};
use hotseat::core::event::{Beginning, Entry, Event, Finding, Recording};
use hotseat::core::ids::InterviewerId;
use hotseat::core::plan::Plan;
use hotseat::core::scale::{Millis, Percent};
use hotseat::core::session::{Action, NotRecorded, Recorder, Session, State};
use hotseat::live::board::view::View;
use hotseat::live::board::{Backdrop, Board};
use hotseat::live::{Keeper, Left};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::plan;

/// What the tests share with the keeper inside the board.
#[derive(Debug, Default, Clone)]
pub(crate) struct World {
    /// The session's clock.
    pub(crate) now: Rc<Cell<u64>>,
    /// Whether the disk is full.
    pub(crate) full: Rc<Cell<bool>>,
    /// The draft on disk.
    pub(crate) draft: Rc<RefCell<String>>,
    /// The journal on disk.
    pub(crate) journal: Rc<RefCell<Vec<Entry>>>,
    /// The interviewers who are known, by name.
    pub(crate) known: Rc<RefCell<Vec<String>>>,
}

/// Keeps a session in memory, as the store does on disk.
pub(crate) struct Memory {
    session: Session,
    world: World,
    /// Whether it panics when a note is recorded.
    pub(crate) panics_at_notes: bool,
}

/// Wall time at the beginning.
fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-21T10:00:00+00:00").expect("a time")
}

impl Memory {
    pub(crate) fn new(plan: Plan, world: World) -> Self {
        let (candidate, interviewer) = plan::pair();
        let mut memory = Self { session: Session::new(plan), world, panics_at_notes: false };
        let beginning =
            Beginning { candidate, interviewer, mock: false, extra_time: Percent::default(), filling: vec![] };
        memory.record(Action::Begin(beginning)).expect("the beginning");
        memory
    }

    /// The session as it is read from the journal.
    pub(crate) fn again(plan: Plan, world: World) -> Self {
        let session = Session::replay(plan, world.journal.borrow().iter().cloned()).expect("a journal that replays");
        Self { session, world, panics_at_notes: false }
    }
}

impl Recorder for Memory {
    fn session(&self) -> &Session {
        &self.session
    }

    fn now(&self) -> Millis {
        Millis(self.world.now.get()).max(self.session.state().clock.now)
    }

    fn record(&mut self, action: Action) -> Result<Event, NotRecorded> {
        let event = self.session.decide(action)?;
        assert!(
            !(self.panics_at_notes && matches!(event, Event::Recording(Recording::Found(Finding::Noted { .. })))),
            "the keeper panics"
        );
        if self.world.full.get() {
            return Err(NotRecorded::Failed("can't write journal.jsonl: no space left".into()));
        }
        let ms = self.now();
        let at = start() + TimeDelta::milliseconds(i64::try_from(ms.0).expect("a short time"));
        let entry = self.session.entry(event.clone(), at, ms);
        self.session.apply(entry.clone()).expect("what decide yields, apply accepts");
        self.world.journal.borrow_mut().push(entry);
        Ok(event)
    }
}

impl Keeper for Memory {
    fn draft(&self) -> Option<String> {
        Some(self.world.draft.borrow().clone()).filter(|draft| !draft.is_empty())
    }

    fn keep_draft(&mut self, text: &str) -> Result<(), String> {
        if self.world.full.get() {
            return Err("no space left".into());
        }
        text.clone_into(&mut self.world.draft.borrow_mut());
        Ok(())
    }

    fn interviewer(&mut self, name: &str) -> Result<(InterviewerId, String), String> {
        if !self.world.known.borrow().iter().any(|known| known == name) {
            return Err(format!("{name} can't be looked up here"));
        }
        Ok((InterviewerId::new(name.to_lowercase().replace(' ', "-")).expect("a name"), name.to_owned()))
    }

    fn known_interviewers(&self) -> Vec<String> {
        self.world.known.borrow().clone()
    }
}

/// An interviewer at the board.
pub(crate) struct Interviewer {
    board: Board<'static>,
    terminal: Terminal<TestBackend>,
    pub(crate) world: World,
    /// Whether the last key that was pressed by its name writes.
    wrote: bool,
    /// The last key that was pressed by its name, and when.
    pressed: Option<(KeyEvent, u64)>,
}

impl Interviewer {
    /// Sits down before a new session.
    pub(crate) fn sits_down(columns: u16, rows: u16) -> Self {
        let world = World::default();
        Self::at(Memory::new(plan::plan(), world.clone()), world, columns, rows)
    }

    /// The same, once the conversation has begun.
    pub(crate) fn begins(columns: u16, rows: u16) -> Self {
        let mut interviewer = Self::sits_down(columns, rows);
        interviewer.presses("Ctrl-Y");
        interviewer
    }

    /// The same, at the first question.
    pub(crate) fn asks(columns: u16, rows: u16) -> Self {
        let mut interviewer = Self::begins(columns, rows);
        interviewer.presses("Ctrl-N");
        interviewer
    }

    /// Sits down before what the journal holds.
    pub(crate) fn comes_back(world: World, columns: u16, rows: u16) -> Self {
        Self::at(Memory::again(plan::plan(), world.clone()), world, columns, rows)
    }

    /// The same, for another plan.
    pub(crate) fn comes_back_to(plan: Plan, world: World, columns: u16, rows: u16) -> Self {
        Self::at(Memory::again(plan, world.clone()), world, columns, rows)
    }

    /// Sits down before a session of some other plan.
    pub(crate) fn with_plan(plan: Plan, columns: u16, rows: u16) -> Self {
        let world = World::default();
        Self::at(Memory::new(plan, world.clone()), world, columns, rows)
    }

    fn at(memory: Memory, world: World, columns: u16, rows: u16) -> Self {
        // A board borrows its keeper for as long as it lives; a test's lives as long as the test.
        let keeper: &'static mut Memory = Box::leak(Box::new(memory));
        let about = Box::leak(Box::new(plan::about()));
        let library = Box::leak(Box::new(plan::library()));
        let board = Board::open(keeper, Backdrop { about, library, color: true });
        let terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a screen");
        Self { board, terminal, world, wrote: false, pressed: None }
    }

    /// Types a text, key by key.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            let shift = if character.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
            self.key(KeyEvent::new(KeyCode::Char(character), shift));
        }
        self
    }

    /// Types a text key by key, so many milliseconds apart, and draws after each.
    pub(crate) fn types_every(&mut self, milliseconds: u64, text: &str) -> &mut Self {
        for character in text.chars() {
            self.world.now.set(self.world.now.get() + milliseconds);
            self.board.burst(&[key_of(character)]);
        }
        self
    }

    /// Types a text so fast that no person could: as a terminal without bracketed paste gives a pasted one.
    pub(crate) fn bursts(&mut self, text: &str) -> &mut Self {
        let keys: Vec<KeyEvent> = text.chars().map(key_of).collect();
        self.board.burst(&keys);
        self
    }

    /// Presses keys by their names, so fast that no person could.
    pub(crate) fn presses_at_once(&mut self, names: &str) -> &mut Self {
        let keys: Vec<KeyEvent> = names.split(' ').map(key).collect();
        self.board.burst(&keys);
        self
    }

    /// Types a text key by key, line breaks and tabs too.
    pub(crate) fn types_out(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            self.board.burst(&[key_of(character)]);
        }
        self
    }

    /// Chooses a line of the list of what can be done, by what it says.
    #[track_caller]
    pub(crate) fn chooses(&mut self, does: &str) -> &mut Self {
        self.presses("Ctrl-O");
        for _ in 0..200 {
            let under = self.screen().lines().any(|line| line.starts_with('>') && line.contains(does));
            if under {
                return self.presses("Enter");
            }
            self.presses("Down");
        }
        panic!("no line says `{does}`");
    }

    /// Presses keys by their names, separated by blanks: each by itself, so that those that write come with a pause between them, and
    /// those that are pressed again.
    pub(crate) fn presses(&mut self, names: &str) -> &mut Self {
        for name in names.split(' ') {
            let key = key(name);
            let writes = matches!(key.code, KeyCode::Char(_)) && key.modifiers.is_empty();
            let now = self.world.now.get();
            if writes && self.wrote {
                self.world.now.set(now + 800);
            }
            // Pressed twice in a moment, these are taken once.
            let is_once = matches!(name, "Ctrl-N" | "Ctrl-P" | "F5");
            if let Some((pressed, at)) = self.pressed
                && is_once
                && pressed == key
            {
                self.world.now.set(now.max(at + 800));
            }
            self.wrote = writes;
            self.key(key);
            self.pressed = Some((key, self.world.now.get()));
        }
        self
    }

    pub(crate) fn key(&mut self, key: KeyEvent) {
        self.board.press(&key);
    }

    pub(crate) fn pastes(&mut self, text: &str) -> &mut Self {
        self.board.paste(text);
        self
    }

    /// Lets time pass.
    pub(crate) fn waits(&mut self, seconds: u64) -> &mut Self {
        self.world.now.set(self.world.now.get() + seconds * 1000);
        self.board.tick();
        self
    }

    /// Pauses in typing.
    pub(crate) fn pauses(&mut self) -> &mut Self {
        self.board.keep_draft();
        self
    }

    pub(crate) fn resizes(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal.backend_mut().resize(columns, rows);
        self
    }

    /// The screen as it is drawn now. Not the test backend's own buffer: that leaves what a wide character covered, where a terminal does not.
    pub(crate) fn buffer(&mut self) -> Buffer {
        let drawn = self.terminal.draw(|frame| self.board.draw(frame)).expect("a drawn screen");
        drawn.buffer.clone()
    }

    /// The screen as text.
    pub(crate) fn screen(&mut self) -> String {
        text(&self.buffer())
    }

    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "`{text}` is not on the screen:\n{screen}");
        self
    }

    #[track_caller]
    pub(crate) fn does_not_see(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "`{text}` is on the screen:\n{screen}");
        self
    }

    /// What the last key led to, however it is broken into lines.
    #[track_caller]
    pub(crate) fn says(&mut self, text: &str) -> &mut Self {
        let said = self.view().said.clone().map(|(_, said)| said).unwrap_or_default();
        assert!(said.contains(text), "`{text}` is not said, but `{said}`");
        self
    }

    pub(crate) fn state(&self) -> &State {
        self.board.session().state()
    }

    pub(crate) fn session(&self) -> &Session {
        self.board.session()
    }

    pub(crate) fn view(&self) -> &View {
        self.board.view()
    }

    pub(crate) fn failure(&self) -> Option<String> {
        self.board.failure()
    }

    /// The session's clock.
    pub(crate) fn now(&self) -> Millis {
        Millis(self.world.now.get()).max(self.state().clock.now)
    }

    pub(crate) fn left(&self) -> Option<Left> {
        self.board.left()
    }

    pub(crate) fn clipboard(&mut self) -> Option<String> {
        self.board.take_copy()
    }

    /// The half-typed notes that wait behind it, oldest first.
    pub(crate) fn behind(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for field in &self.view().behind {
            texts.push(field.text());
        }
        texts
    }

    pub(crate) fn half_typed(&self) -> String {
        self.board.view().note.text()
    }

    /// The texts of the notes on disk, oldest first.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.state().notes.iter().map(|note| note.text.clone()).collect()
    }

    /// Every text that is recorded, of whatever kind.
    pub(crate) fn texts(&self) -> Vec<String> {
        let given = self.state().recommendation.clone().unwrap_or_default();
        let reasons = self.state().conclusions.values().map(|conclusion| conclusion.reason.clone());
        let texts =
            self.notes().into_iter().chain(reasons).chain([given.reason]).chain(given.strengths).chain(given.growth);
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// What is in the journal, as the names of events.
    pub(crate) fn journal(&self) -> Vec<Event> {
        self.world.journal.borrow().iter().map(|entry| entry.event.clone()).collect()
    }
}

/// The key that writes a character.
pub(crate) fn key_of(character: char) -> KeyEvent {
    match character {
        '\n' => KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE),
        '\t' => KeyEvent::new(KeyCode::Tab, KeyModifiers::NONE),
        other if other.is_uppercase() => KeyEvent::new(KeyCode::Char(other), KeyModifiers::SHIFT),
        other => KeyEvent::new(KeyCode::Char(other), KeyModifiers::NONE),
    }
}

/// A key by its name, such as `Ctrl-N`, `Enter` or `4`.
pub(crate) fn key(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('-') {
        Some(("Ctrl", rest)) => (KeyModifiers::CONTROL, rest),
        Some(("Alt", rest)) => (KeyModifiers::ALT, rest),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Space" => KeyCode::Char(' '),
        other => {
            if let Some(number) = other.strip_prefix('F').and_then(|number| number.parse().ok()) {
                return KeyEvent::new(KeyCode::F(number), modifiers);
            }
            let mut characters = other.chars();
            let (Some(character), None) = (characters.next(), characters.next()) else {
                panic!("no key is called {other}")
            };
            let character = if modifiers == KeyModifiers::CONTROL { character.to_ascii_lowercase() } else { character };
            KeyCode::Char(character)
        }
    };
    KeyEvent::new(code, modifiers)
}

/// A screen as text; trailing blanks cut.
pub(crate) fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            line += symbol;
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}
