//! The board: takes keys, records what they mean, and keeps what could not be recorded yet.

use ratatui::Frame;
use ratatui::crossterm::event::{KeyEvent, KeyEventKind};
use ratatui::layout::Position;

use crate::core::event::Event;
use crate::core::plan::Slot;
use crate::core::session::{Action, NotRecorded, Phase, Recorder, Session};

use super::super::verbs::{self, Done, Stopped};
use super::super::words;
use super::super::{Keeper, Left};
use super::areas;
use super::burst::{self, Burst};
use super::draw::{self, Backdrop};
use super::keys::{self, Area, AtCard, Deed, Edit, FACE, OnScreen, Way};
use super::parts;
use super::prose::TypedRun;
use super::retrying::Retrying;
use super::view::{Ask, Choice, Field, Focus, Purpose, Stands, Tone, View};

/// What the board wants of the terminal.
#[derive(Debug, Default)]
struct Wants {
    left: Option<Left>,
    copy: Option<String>,
    suspend: bool,
}

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
}

impl<'a> Board<'a> {
    /// A board over a session that was just made or is being resumed. The clocks of a new one stand still until the conversation begins.
    pub fn open(keeper: &'a mut dyn Keeper, backdrop: Backdrop<'a>) -> Self {
        let view = View { follow: true, plan_row: parts::outline_row(keeper.session()), ..View::default() };
        let mut board = Self {
            keeper: Retrying::new(keeper),
            backdrop,
            view,
            wants: Wants::default(),
            run: TypedRun::default(),
            crowded: false,
        };
        let state = board.session().state();
        let new = state.entries.len() == 1;
        let resumed = state.phase == Phase::Live && !board.session().is_about_to_begin();
        if new {
            board.accept(Action::Pause);
        } else if resumed {
            board.accept(Action::Resume);
        }
        if let Some(draft) = board.keeper.take_draft() {
            board.restore(&draft);
        }
        board.enter_part(0);
        board
    }

    /// A half-typed text of before; one that was recorded just before the crash is not shown twice.
    fn restore(&mut self, draft: &str) {
        let text = self.at_question(draft).1.trim_end();
        let recorded = self.session().state().notes.last().is_some_and(|note| note.text == text);
        if recorded {
            return self.keep_draft();
        }
        if self.session().state().phase == Phase::Live {
            self.view.note = Field::new(draft);
        } else {
            let (slot, text) = self.at_question(draft);
            self.view.ask = Some(Ask::Write { purpose: Purpose::Note(slot), field: Field::new(text) });
        }
        self.say("your half-typed text is back where you write: Enter keeps it as a note");
    }

    /// The question that a draft names, and the draft without its name.
    fn at_question<'d>(&self, draft: &'d str) -> (Option<Slot>, &'d str) {
        let named = draft.strip_prefix("On ").and_then(|rest| rest.split_once(": "));
        let asking = self.session().state().asking.iter();
        let found = named.and_then(|(name, text)| {
            let slot = asking.map(|asking| asking.slot).find(|slot| slot.to_string() == name)?;
            Some((Some(slot), text))
        });
        found.unwrap_or((None, draft))
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

    /// Whether the program is to be suspended.
    pub(crate) fn take_suspend(&mut self) -> bool {
        std::mem::take(&mut self.wants.suspend)
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
        let seen = draw::draw(&scene, frame.area(), frame.buffer_mut());
        if let Some((x, y)) = seen.cursor {
            frame.set_cursor_position(Position { x, y });
        }
        if let Some(scroll) = seen.scroll {
            self.view.scroll = scroll;
        }
        if let Some(scroll) = seen.desk_scroll {
            self.view.desk.scroll = scroll;
        }
        if let Some(scroll) = seen.aside {
            self.view.aside = scroll;
        }
        if let Some(drawn) = seen.over_scroll {
            match &mut self.view.ask {
                Some(Ask::Help { scroll, .. } | Ask::Choice { scroll, .. } | Ask::Find { scroll, .. }) => {
                    *scroll = drawn;
                }
                Some(Ask::Flag { .. } | Ask::History { .. } | Ask::Write { .. }) | None => {}
            }
        }
        if let (Some(drawn), Some(Ask::Help { row, turned, .. })) = (seen.over_row, &mut self.view.ask) {
            *row = drawn;
            *turned = false;
        }
        self.view.page = seen.page;
        self.view.columns = seen.columns;
        self.view.small = seen.small;
    }

    /// Takes a key.
    pub fn press(&mut self, key: &KeyEvent) {
        if key.kind == KeyEventKind::Release || self.wants.left.is_some() {
            return;
        }
        self.view.said = None;
        self.try_again();
        if !self.take_in_run(key) {
            match keys::deed(self.areas(), key) {
                Some(deed) => self.act(deed, Some(key)),
                None => self.write_key(key),
            }
        }
        self.say_of_run();
        if self.keeper.draft_failed() {
            self.keep_draft();
        }
    }

    /// Takes keys that came without a wait between them.
    pub fn burst(&mut self, keys: &[KeyEvent]) {
        self.crowded = keys.iter().filter(|key| key.kind != KeyEventKind::Release).count() > 1;
        for typed in burst::typed(keys) {
            match typed {
                Burst::Text(text) => self.paste(&text),
                Burst::Keys(keys) => keys.iter().for_each(|key| self.press(key)),
            }
        }
        self.crowded = false;
    }

    /// A key that the table does not know here: it writes, or is told what would act.
    pub(super) fn write_key(&mut self, key: &KeyEvent) {
        let character = keys::printable(key);
        let covered = self.view.covered;
        if let (Some(character), Some(field)) = (character, self.field()) {
            field.write(character);
            return self.typed();
        }
        if covered || keys::text_of(key).is_none() {
            return;
        }
        match &self.view.ask {
            Some(Ask::Choice { .. }) => self.refuse("Ctrl-Y does it, Esc goes back"),
            Some(Ask::Help { .. } | Ask::History { .. }) => {
                self.refuse("the arrows choose, Enter does it, Esc closes the list");
            }
            Some(Ask::Flag { .. } | Ask::Find { .. } | Ask::Write { .. }) => {}
            None => self.refuse("no such key here: Ctrl-O shows what can be done"),
        }
    }

    /// Takes a pasted text: it is always written, never obeyed.
    pub fn paste(&mut self, text: &str) {
        if self.wants.left.is_some() {
            return;
        }
        self.view.said = None;
        self.run = TypedRun::default();
        let phase = self.session().state().phase;
        let narrowing = matches!(self.view.ask, Some(Ask::Flag { .. } | Ask::Find { .. })) && !self.view.covered;
        if self.field().is_some() {
            let text = if narrowing { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text.to_owned() };
            let fits = self.field().is_none_or(|field| field.paste(&text));
            self.pasted(fits, None);
        } else if phase == Phase::Live {
            self.view.note.begin_line();
            let fits = self.view.note.paste(text);
            self.pasted(fits, Some("pasted into the note; nothing else was done"));
        } else if phase == Phase::Scoring && self.view.ask.is_none() && !self.view.covered {
            self.write(Purpose::Note(None), "");
            let fits = self.field().is_none_or(|field| field.paste(text));
            self.pasted(fits, Some("pasted into a note on the interview; nothing else was done"));
        } else {
            self.refuse("there is nothing here to paste into");
        }
    }

    fn pasted(&mut self, fits: bool, said: Option<&str>) {
        self.typed();
        if !fits {
            self.refuse("the text was too long: what had room was pasted");
        } else if let Some(said) = said {
            self.say(said);
        }
        self.keep_draft();
    }

    /// The field that printable keys go to.
    pub(super) fn field(&mut self) -> Option<&mut Field> {
        if self.view.covered {
            let talking = self.keeper.session().state().phase == Phase::Live;
            return talking.then_some(&mut self.view.note);
        }
        match &mut self.view.ask {
            Some(Ask::Write { field, .. } | Ask::Flag { field, .. } | Ask::Find { field, .. }) => Some(field),
            Some(Ask::Help { .. } | Ask::Choice { .. } | Ask::History { .. }) => None,
            None => {
                let state = self.keeper.session().state();
                let noting = state.phase == Phase::Live
                    && self.view.focus == Focus::Note
                    && !self.keeper.session().is_about_to_begin();
                noting.then_some(&mut self.view.note)
            }
        }
    }

    /// After a change of a text: a list that it narrows begins at its top.
    fn typed(&mut self) {
        match &mut self.view.ask {
            Some(Ask::Find { row, scroll, .. }) => (*row, *scroll) = (0, 0),
            Some(Ask::Flag { row, .. }) => *row = 0,
            Some(Ask::Help { .. } | Ask::Choice { .. } | Ask::History { .. } | Ask::Write { .. }) | None => {}
        }
    }

    /// Where the next key acts, the narrowest area first.
    pub(crate) fn areas(&self) -> &'static [Area] {
        areas::areas(self.keeper.session(), &self.view)
    }

    /// Does a thing; `key` is what was pressed for it, if it was not chosen from the help.
    pub(super) fn act(&mut self, deed: Deed, key: Option<&KeyEvent>) {
        if self.view.covered && !deed.acts_under_cover() {
            return;
        }
        if self.view.small && deed.needs_room() {
            return self.refuse("no room for that: make the window larger");
        }
        match deed {
            Deed::Screen(deed) => self.act_on_screen(deed),
            Deed::Talk(deed) => self.act_in_talk(deed, key),
            Deed::Desk(deed) => self.act_at_desk(deed, key),
            Deed::Over(deed) => self.act_over(deed),
            Deed::Card(AtCard::Leave) => self.leave(Left::Submitted),
            Deed::Card(AtCard::Page(way)) => self.page(way),
            Deed::Edit(edit) => self.edit(edit),
        }
    }

    fn act_on_screen(&mut self, deed: OnScreen) {
        match deed {
            OnScreen::Help => self.open_help(),
            OnScreen::Cover => self.cover(),
            OnScreen::Suspend => {
                self.keep_draft();
                self.wants.suspend = true;
            }
            OnScreen::Leave if self.session().state().phase == Phase::Submitted => self.leave(Left::Submitted),
            OnScreen::Leave if matches!(self.view.ask, Some(Ask::Choice { choice: Choice::Leave, .. })) => {
                if self.crowded {
                    return self.refuse(CROWDED);
                }
                self.leave(Left::Open);
            }
            OnScreen::Leave => {
                self.put_text_away();
                self.view.ask = Some(Ask::about(Choice::Leave));
            }
            OnScreen::Undo => self.undo(),
            OnScreen::Redo => self.ask_to_redo(),
            OnScreen::History => self.view.ask = Some(Ask::History { row: 0 }),
        }
    }

    fn edit(&mut self, edit: Edit) {
        let Some(field) = self.field() else { return };
        field.edit(edit);
        if !matches!(edit, Edit::Left | Edit::Right | Edit::Up | Edit::Down) {
            self.typed();
        }
    }

    /// Hides everything but the prompt, at once, or shows it again.
    fn cover(&mut self) {
        self.view.covered = !self.view.covered;
        if self.view.covered {
            self.put_text_away();
            self.view.ask = None;
        }
    }

    /// Keeps a text that is being written for when it is opened again.
    pub(super) fn put_text_away(&mut self) {
        if let Some((purpose, field)) = self.view.ask.as_ref().and_then(Ask::written) {
            let draft = (!field.is_blank()).then(|| (purpose.clone(), field.text()));
            self.view.unfinished.retain(|(other, _)| draft.as_ref().is_none_or(|(purpose, _)| other != purpose));
            self.view.unfinished.extend(draft);
        }
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

    /// Records, and says why not where it may not be.
    pub(super) fn record(&mut self, action: impl Into<Action>) -> Result<Event, NotRecorded> {
        let recorded = self.keeper.record(action.into());
        if let Err(NotRecorded::Refused(refusal)) = &recorded {
            self.refuse(words::refusal(refusal, FACE));
        }
        recorded
    }

    /// The same; says whether it may be done now, whatever the disk said.
    pub(super) fn accept(&mut self, action: impl Into<Action>) -> bool {
        verbs::accepted(&self.record(action))
    }

    /// Does it, and says what came of it.
    pub(super) fn does(&mut self, verb: impl FnOnce(&mut dyn Recorder) -> Done) {
        let done = verb(&mut self.keeper);
        self.tell(done);
    }

    /// Says what came of a verb.
    pub(super) fn tell(&mut self, done: Done) {
        match done {
            Ok(text) if text.is_empty() => {}
            Ok(text) => self.say(text),
            // The status line says that it is not saved yet.
            Err(Stopped::NotRecorded(NotRecorded::Kept(_))) => {}
            Err(stopped) => self.refuse(stopped.said(FACE)),
        }
    }

    /// Writes what could not be written before.
    fn try_again(&mut self) {
        if let Some(last) = self.keeper.try_again() {
            match last {
                Ok(_) => self.say("saved again"),
                Err(refusal) => self.refuse(words::refusal(&refusal, FACE)),
            }
            self.settle();
        }
    }

    /// Time passes: what could not be written is tried again once a second.
    pub fn tick(&mut self) {
        if let Some(woke) = verbs::woke(&mut self.keeper) {
            self.tell(woke);
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

    /// Whether a half-typed text changed since it was last kept.
    pub(crate) fn draft_is_new(&self) -> bool {
        self.keeper.is_new(&self.draft())
    }

    /// All text that is typed but not recorded: notes that the disk refused, the half-typed note, and what is being written elsewhere.
    fn draft(&self) -> String {
        let note = (!self.view.note.is_blank()).then(|| self.view.note.text());
        // A name is no text about the candidate.
        let is_text = |purpose: &Purpose| *purpose != Purpose::HandOver;
        let written = self.view.ask.as_ref().and_then(Ask::written);
        let written = written.filter(|(purpose, field)| is_text(purpose) && !field.is_blank());
        let written = written.map(|(purpose, field)| (purpose.clone(), field.text()));
        let drafts = self.view.unfinished.iter().filter(|(purpose, _)| is_text(purpose)).cloned();
        let mut drafts: Vec<_> = drafts.chain(written).collect();
        // A single note on a question comes back as one.
        if let ([(Purpose::Note(Some(slot)), text)], None) = (drafts.as_mut_slice(), &note) {
            *text = format!("On {slot}: {text}");
        }
        let written = drafts.into_iter().map(|(_, text)| text);
        self.keeper.unwritten(note.into_iter().chain(written))
    }

    /// Keeps the half-typed text on disk.
    pub fn keep_draft(&mut self) {
        let draft = self.draft();
        self.keeper.keep_draft(draft);
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
    pub(super) fn page(&mut self, way: Way) {
        self.view.follow = false;
        let page = self.view.page;
        if self.view.focus == Focus::Rate && self.view.columns && self.session().state().phase == Phase::Live {
            self.view.aside = way.paged(self.view.aside, page);
        } else {
            self.view.scroll = way.paged(self.view.scroll, page);
        }
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.view.said = Some((Tone::Calm, text.into()));
    }

    pub(super) fn refuse(&mut self, text: impl Into<String>) {
        self.view.said = Some((Tone::Loud, text.into()));
    }

    /// After the session may have moved: cursors that no longer stand on anything go where they make sense.
    pub(super) fn settle(&mut self) {
        self.view.plan_row = parts::outline_row(self.keeper.session());
        self.view.row = 0;
        self.view.scroll = 0;
        self.view.aside = 0;
        self.view.hint = None;
        self.view.follow = true;
        self.view.stands = Stands::Question;
    }
}
