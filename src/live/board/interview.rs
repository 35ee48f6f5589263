//! The board: takes keys, records what they mean, and keeps what could not be recorded yet.

use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind};
use ratatui::layout::Position;

use crate::core::scale::Millis;
use crate::core::session::{Action, Phase, Place, Recorder, Session};

use super::super::drafts::Aside;
use super::super::verbs;
use super::super::{Keeper, Left};
use super::super::{told, words};
use super::areas;
use super::burst::{self, Burst};
use super::draw::{self, Backdrop};
use super::keys::{self, Area, AtCard, Deed, FACE, OnScreen, Trait, Way};
use super::parts;
use super::prose::{FastTicks, KEPT, KEPT_AT_DESK, TypedRun};
use super::retrying::Retrying;
use super::view::{Ask, Choice, Cursor, Eye, Focus, List, Seen, View};

/// What the board wants of the terminal.
#[derive(Debug, Default)]
struct Wants {
    left: Option<Left>,
    copy: Option<String>,
}

/// How often the session's time is kept while the clocks run: as much of it a crash may lose.
const BEAT: Millis = Millis(5000);

/// So soon after a key that goes on, the same one is a slip: fingers that mean it twice take longer, and see what the first one did.
const TWICE: Millis = Millis(350);

/// Why a box did not take its key.
pub(super) const CROWDED: &str = "keys that come all at once answer no box: press it again";

/// The live board over a session.
pub struct Board<'a> {
    pub(super) keeper: Retrying<'a>,
    pub(super) backdrop: Backdrop<'a>,
    pub(super) view: View,
    wants: Wants,
    pub(super) run: TypedRun,
    /// Whether the key that acts came together with others.
    pub(super) crowded: bool,
    /// When a text was pasted last.
    pub(super) pasted: Option<Millis>,
    /// When a character was written last.
    pub(super) wrote: Option<Millis>,
    /// When a half-typed note was left by a key that may have slipped into it.
    pub(super) turned: Option<Millis>,
    /// What was not obeyed line by line, and is kept for that.
    pub(super) aside: Vec<Aside>,
    /// The letters that tick something and came as fast as a word, so that they are a note: ticks as long as nothing else is typed.
    pub(super) fast_ticks: Option<FastTicks>,
    /// The digits that were not taken, in words, until something is recorded.
    pub(super) untaken: Option<String>,
    /// When the session's time was kept last.
    kept_time: Millis,
    /// What a key did last, and when.
    did: Option<(Deed, Millis)>,
    /// The last key, and when it came.
    pub(super) last_key: Option<(KeyEvent, Millis)>,
    /// The key before it, and how long before.
    pub(super) key_before: Option<(KeyEvent, Millis)>,
}

impl<'a> Board<'a> {
    /// A board over a session that was just made or is being resumed. The clocks of a new one stand still until the conversation begins.
    pub fn open(keeper: &'a mut dyn Keeper, backdrop: Backdrop<'a>) -> Self {
        let plan = Cursor { row: parts::outline_row(keeper.session()), scroll: 0 };
        let view = View { eye: Eye { follow: true, ..Eye::default() }, plan, ..View::default() };
        let mut board = Self {
            keeper: Retrying::new(keeper),
            backdrop,
            view,
            wants: Wants::default(),
            run: TypedRun::default(),
            crowded: false,
            pasted: None,
            wrote: None,
            turned: None,
            aside: Vec::new(),
            fast_ticks: None,
            untaken: None,
            kept_time: Millis::default(),
            did: None,
            last_key: None,
            key_before: None,
        };
        // The Enter that opened the program may be held a moment too long.
        board.last_key = Some((KeyEvent::from(KeyCode::Enter), board.keeper.now()));
        board.view.known = board.keeper.known_interviewers();
        let state = board.session().state();
        let new = state.entries.len() == 1;
        let resumed = !new && state.phase == Phase::Live && !board.session().is_about_to_begin();
        // A crash stopped no clock; and who comes back sees first where they are.
        if new || (resumed && board.session().state().clock.running) {
            board.accept(Action::Pause);
        }
        let here = resumed.then(|| board.where_one_is());
        let back = board.keeper.take_draft().and_then(|draft| board.restore(&draft));
        match (here, back) {
            (Some(here), None) => board.say(here),
            (Some(here), Some(back)) => board.say(format!("{here}; {back}")),
            (None, Some(back)) => board.say(format!("{back}: it goes on at its end, and Enter keeps it")),
            (None, None) => {}
        }
        if let Some(aside) = board.lines_aside() {
            board.say_too(&aside);
        }
        board.enter_part(board.part_of_text());
        board
    }

    /// Whose interview it is, how far it is, and that the clocks stand still.
    fn where_one_is(&self) -> String {
        let (plan, state) = (self.session().plan(), self.session().state());
        let candidate = &self.backdrop.about.candidate;
        let place = told::place(self.session(), state.place);
        let used = told::minutes_of(state.clock.used);
        format!("{candidate}, {}: you are at {place}, after {used}; {}", plan.title, words::still(FACE))
    }

    /// The session.
    pub fn session(&self) -> &Session {
        self.keeper.session()
    }

    /// The view.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// How the board was left, once it was.
    pub fn left(&self) -> Option<Left> {
        self.wants.left
    }

    /// The text that is to go to the clipboard.
    pub fn take_copy(&mut self) -> Option<String> {
        self.wants.copy.take()
    }

    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let now = self.keeper.now();
        let failure = self.failure();
        let scene = draw::Scene {
            session: self.keeper.session(),
            view: &self.view,
            now,
            backdrop: self.backdrop,
            failure: failure.as_deref(),
        };
        let drawn = draw::draw(&scene, frame.area(), frame.buffer_mut());
        if let Some((x, y)) = drawn.cursor {
            frame.set_cursor_position(Position { x, y });
        }
        self.keep_drawn(drawn);
    }

    /// What drawing found out: nothing is scrolled further than that was possible.
    fn keep_drawn(&mut self, drawn: Seen) {
        let view = &mut self.view;
        if let Some(eye) = drawn.eye {
            view.eye.scroll = eye.scroll;
        }
        if let Some(aside) = drawn.aside {
            view.eye.aside = aside.scroll;
        }
        if let Some(list) = drawn.list {
            let scoring = self.keeper.session().state().phase == Phase::Scoring;
            match &mut view.ask {
                Some(Ask::List { cursor, .. } | Ask::Choice { cursor, .. }) => cursor.scroll = list.scroll,
                Some(Ask::Write { .. }) => {}
                None if scoring => view.desk.cursor.scroll = list.scroll,
                None => view.plan.scroll = list.scroll,
            }
        }
        view.drawn = drawn;
    }

    /// Takes a key.
    pub fn press(&mut self, key: &KeyEvent) {
        if key.kind == KeyEventKind::Release || self.is_left() {
            return;
        }
        self.view.said = None;
        self.try_again();
        let now = self.keeper.now();
        self.key_before = self.last_key.replace((*key, now)).map(|(before, at)| (before, now.since(at)));
        let before = self.recordings();
        let ends = keys::printable(key).is_none() && keys::text_of(key) != Some('\n');
        let leaves_box = key.code == KeyCode::Esc && matches!(self.view.ask, Some(Ask::Choice { .. }));
        let is_kept = ends && self.keep_short_run() || leaves_box && self.run.is_aside();
        if !self.take_in_run(key) {
            match keys::deed(self.areas(), key) {
                Some(deed) => {
                    if !matches!(deed, Deed::Edit(_)) {
                        self.pasted = None;
                    }
                    self.act(deed, Some(key));
                }
                None if self.closes_box(key) || self.lets_go(key) => {}
                None => self.write_key(key),
            }
        }
        self.say_of_run();
        self.forget_ticks();
        if self.recordings() != before {
            self.untaken = None;
        }
        if let Some(untaken) = self.untaken.clone().filter(|_| self.view.said.is_none()) {
            self.refuse(untaken);
        }
        if is_kept {
            let scoring = self.session().state().phase == Phase::Scoring;
            self.say_too(if scoring { KEPT_AT_DESK } else { KEPT });
        }
        if self.keeper.draft_failed() {
            self.keep_draft();
        }
    }

    /// Takes keys that came without a wait between them.
    pub fn burst(&mut self, keys: &[KeyEvent]) {
        self.crowded = keys.iter().filter(|key| key.kind != KeyEventKind::Release).count() > 1;
        for typed in burst::typed(keys) {
            match typed {
                Burst::Text(text) => self.paste_burst(&text),
                Burst::Keys(keys) => keys.iter().for_each(|key| self.press(key)),
            }
        }
        self.crowded = false;
    }

    /// Where the next key acts, the narrowest area first.
    pub(crate) fn areas(&self) -> &'static [Area] {
        areas::areas(self.keeper.session(), &self.view)
    }

    /// Does a thing; `key` is what was pressed for it, if it was not chosen from the help.
    pub(super) fn act(&mut self, deed: Deed, key: Option<&KeyEvent>) {
        if self.view.covered && !deed.is(Trait::UnderCover) {
            return;
        }
        if self.view.drawn.small && deed.is(Trait::NeedsRoom) {
            return self.refuse("no room for that: make the window larger");
        }
        if key.is_some() && self.is_doubled(deed) {
            return;
        }
        match deed {
            Deed::Screen(deed) => self.act_on_screen(deed),
            Deed::Talk(deed) => self.act_in_talk(deed, key),
            Deed::Desk(deed) => self.act_at_desk(deed, key),
            Deed::Over(deed) => self.act_over(deed),
            Deed::Card(AtCard::Leave) => self.leave(Left::Submitted),
            Deed::Card(AtCard::Scroll(way)) => self.scroll(way),
            Deed::Edit(edit) => self.edit(edit),
        }
    }

    /// Whether a key that goes on or adds to something was pressed twice: nobody has seen yet what it did the first time. Says so, and
    /// where one is.
    fn is_doubled(&mut self, deed: Deed) -> bool {
        let now = self.keeper.now();
        let doubled = self.did.replace((deed, now)).is_some_and(|(did, at)| did == deed && now.since(at) < TWICE);
        if !doubled || !deed.is(Trait::Once) {
            return false;
        }
        let key = keys::TABLE.iter().find(|key| key.deed == deed).map(keys::Key::shown).unwrap_or_default();
        let here = told::place(self.session(), self.session().state().place);
        self.refuse(format!(
            "the second {key} came too soon and was not taken: you are at {here}; press it again if you meant it"
        ));
        true
    }

    fn act_on_screen(&mut self, deed: OnScreen) {
        match deed {
            OnScreen::Help => self.turn_help(),
            OnScreen::Cover => self.cover(),
            OnScreen::Uncover if self.crowded => {}
            OnScreen::Uncover => self.view.covered = false,
            OnScreen::Stay => self.refuse("Ctrl-Z does nothing here: Ctrl-X takes back what was recorded last, Ctrl-/ undoes within a text, and Ctrl-C leaves"),
            OnScreen::Leave if self.session().state().phase == Phase::Submitted => self.leave(Left::Submitted),
            OnScreen::Leave if matches!(self.view.ask, Some(Ask::Choice { choice: Choice::Leave, .. })) => {
                if self.crowded {
                    return self.refuse(CROWDED);
                }
                self.leave(Left::Open);
            }
            OnScreen::Leave => {
                let closed = self.leave_box();
                self.put_text_away();
                self.view.ask = Some(Ask::about(Choice::Leave));
                self.say_closed(closed);
            }
            OnScreen::Undo => self.ask_to_undo(),
            OnScreen::Redo => self.ask_to_redo(),
            OnScreen::History => self.view.ask = Some(Ask::list(List::History)),
        }
    }

    /// Hides everything but the prompt, at once. Pressed again it stays: who hides something in a hurry may press twice.
    fn cover(&mut self) {
        self.put_text_away();
        self.view.ask = None;
        self.view.covered = true;
    }

    /// Whether it was left: then it takes no keys any more.
    pub(super) fn is_left(&self) -> bool {
        self.wants.left.is_some()
    }

    pub(super) fn leave(&mut self, how: Left) {
        self.keep_draft();
        self.wants.left = Some(how);
    }

    /// Whether something is not on disk yet; then [`Board::tick`] tries again.
    pub(crate) fn unsaved(&self) -> bool {
        self.keeper.is_waiting()
    }

    /// What fills the status line until everything is on disk.
    pub fn failure(&self) -> Option<String> {
        self.keeper.failure()
    }

    /// Writes what could not be written before.
    fn try_again(&mut self) {
        let before = self.session().state().place;
        if let Some(last) = self.keeper.try_again() {
            match last {
                Ok(_) => self.say("saved again"),
                Err(refusal) => self.refuse(words::refusal(&refusal, FACE)),
            }
            self.settle(before);
        }
    }

    /// Time passes: what could not be written is tried again once a second.
    pub fn tick(&mut self) {
        if let Some(woke) = verbs::woke(&mut self.keeper) {
            self.tell(woke);
        }
        let (now, state) = (self.keeper.now(), self.session().state());
        if state.phase == Phase::Live && state.clock.running && now.since(self.kept_time) >= BEAT {
            self.kept_time = now;
            self.keeper.keep_time();
        }
        if !self.keeper.has_waited() {
            return;
        }
        if self.unsaved() {
            self.try_again();
        }
        if self.keeper.draft_failed() {
            self.keep_draft();
        }
    }

    /// Leaves because a signal said so.
    pub(crate) fn end_by_signal(&mut self) {
        self.try_again();
        self.leave(Left::Signal);
    }

    pub(super) fn copy(&mut self, text: String) {
        self.wants.copy = Some(text);
    }

    /// Scrolls the question, the checklist or the card.
    pub(super) fn scroll(&mut self, way: Way) {
        let View { eye, drawn, focus, .. } = &mut self.view;
        eye.follow = false;
        match drawn.aside.filter(|_| *focus == Focus::Rate) {
            Some(aside) => aside.scrolled(&mut eye.aside, way),
            None => drawn.eye.unwrap_or_default().scrolled(&mut eye.scroll, way),
        }
    }

    /// After the session may have moved from a place: at another one begins in the note, whatever had the focus, and cursors that no
    /// longer stand on anything go where they make sense.
    pub(super) fn settle(&mut self, before: Place) {
        if self.session().state().place != before {
            self.view.focus = Focus::Note;
        }
        self.view.plan = Cursor { row: parts::outline_row(self.keeper.session()), scroll: 0 };
        self.view.eye = Eye { follow: true, ..Eye::default() };
    }
}
