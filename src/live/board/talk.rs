//! What keys do in the conversation.

use ratatui::crossterm::event::KeyEvent;

use crate::core::plan::{SectionIndex, Slot};
use crate::core::scale::{Minutes, Rating};
use crate::core::session::{Action, Asking, Assess, Phase, Place, Recorder, Refusal, Shown, shown_to_candidate};
use crate::page::{clean, layout};

use super::super::verbs::{self, Done};
use super::super::words;
use super::choices;
use super::interview::Board;
use super::keys::{self, FACE, InTalk, Rate, Way};
use super::parts::{self, Mark, OutlineRow};
use super::view::{Ask, Choice, Field, Focus, Purpose, Stands};

/// How much `+` adds.
const MORE: Minutes = Minutes(5);

impl Board<'_> {
    pub(super) fn act_in_talk(&mut self, deed: InTalk, key: Option<&KeyEvent>) {
        match deed {
            InTalk::Begin => self.begin(),
            InTalk::Next => self.go(Action::Next),
            InTalk::Back => self.go(Action::Back),
            InTalk::Keep => {
                self.keep_note();
            }
            InTalk::ToRate if self.view.focus == Focus::Rate => self.view.focus = Focus::Note,
            InTalk::ToRate => self.focus(Focus::Rate),
            InTalk::Turn => self.focus(match self.view.focus {
                Focus::Note => Focus::Rate,
                Focus::Rate => Focus::Plan,
                Focus::Plan => Focus::Note,
            }),
            InTalk::TurnBack => self.focus(match self.view.focus {
                Focus::Note => Focus::Plan,
                Focus::Rate => Focus::Note,
                Focus::Plan => Focus::Rate,
            }),
            InTalk::Escape if self.view.stands != Stands::Question => {
                if self.view.stands == Stands::Anchors && self.view.focus == Focus::Rate {
                    self.view.focus = self.view.anchors_from;
                }
                self.view.stands = Stands::Question;
                self.view.scroll = 0;
            }
            InTalk::Escape => self.view.focus = Focus::Note,
            InTalk::Page(way) => self.page(way),
            InTalk::Walk(way) => self.walk(way),
            InTalk::Rate(how) => self.rate(how, key),
            InTalk::Tick => self.tick_row(),
            InTalk::TickLetter => self.tick_letter(key),
            InTalk::Go => self.go_to_row(),
            InTalk::Hint => self.hint(),
            InTalk::Skip => self.ask_at_question(Choice::Skip),
            InTalk::Drop => match self.session().least_valuable() {
                Some(slot) => self.view.ask = Some(Ask::about(Choice::Drop(slot))),
                None => self.does(|keeper| verbs::drop(keeper, None, FACE)),
            },
            InTalk::Backup => self.swap(),
            InTalk::Extend => self.does(|keeper| verbs::extend(keeper, MORE)),
            InTalk::Pause => self.pause(),
            InTalk::Explain => self.explain(),
            InTalk::Anchors => self.show_anchors(),
            InTalk::CopyPrompt => self.copy_for_candidate("prompt", Shown::prompt),
            InTalk::CopyHandout => self.copy_for_candidate("handout", Shown::handout),
            InTalk::Flag => match self.session().state().current().map(|asking| asking.slot) {
                Some(slot) => self.view.ask = Some(Ask::Flag { slot, field: Field::default(), row: 0 }),
                None => self.refuse("a red flag belongs to a question, and there is none here"),
            },
            InTalk::Find => self.view.ask = Some(Ask::Find { field: Field::default(), row: 0, scroll: 0 }),
            InTalk::HandOver => self.write(Purpose::HandOver, ""),
            InTalk::End => self.view.ask = Some(Ask::about(Choice::End)),
        }
    }

    /// Opens a box about the current question.
    fn ask_at_question(&mut self, choice: fn(Slot) -> Choice) {
        match self.session().state().current().map(|asking| asking.slot) {
            Some(slot) => self.view.ask = Some(Ask::about(choice(slot))),
            None => self.refuse(words::refusal(&Refusal::NoQuestion, FACE)),
        }
    }

    fn swap(&mut self) {
        let slot = self.session().state().current().map(|asking| asking.slot);
        match slot {
            Some(slot) if choices::backups(self.session(), slot).is_empty() => {
                self.refuse("this section has no backup left");
            }
            Some(_) | None => self.ask_at_question(Choice::Swap),
        }
    }

    /// Gives the next hint, and brings it into sight whole.
    pub(super) fn hint(&mut self) {
        let next = self.session().state().current().and_then(choices::next_hint).map(|(number, _)| number);
        let Some(number) = next else { return self.refuse_hint() };
        let count = self.session().state().current().map_or(0, |asking| asking.question().hints.len());
        if self.accept(Action::Hint(None)) {
            self.view.hint = Some(number);
            self.view.stands = Stands::Question;
            self.view.follow = true;
            if self.view.focus == Focus::Plan {
                self.view.focus = Focus::Note;
            }
            if !self.unsaved() {
                self.say(format!("hint {} of {count} given; Ctrl-X takes it back", number + 1));
            }
        }
    }

    pub(super) fn refuse_hint(&mut self) {
        let hints = self.session().state().current().map(|asking| asking.question().hints.len());
        match hints {
            None => self.refuse(words::refusal(&Refusal::NoQuestion, FACE)),
            Some(0) => self.refuse("this question has no hints"),
            Some(_) => self.refuse(words::refusal(&Refusal::NoHint, FACE)),
        }
    }

    /// All five anchors stand where the signals do, and the digits still rate.
    fn show_anchors(&mut self) {
        if self.session().state().current().is_none() {
            return self.refuse(words::NOTHING_TO_RATE);
        }
        let open = self.view.stands == Stands::Anchors && self.view.focus == Focus::Rate;
        if open {
            self.view.focus = self.view.anchors_from;
        } else {
            self.view.anchors_from = self.view.focus;
            if self.view.focus != Focus::Rate {
                self.focus(Focus::Rate);
            }
        }
        self.view.stands = if open { Stands::Question } else { Stands::Anchors };
        self.view.aside = 0;
        self.view.scroll = 0;
    }

    fn begin(&mut self) {
        if self.accept(Action::Resume) {
            self.settle();
        }
    }

    /// The explanation stands where the question does, so the outline gives way.
    fn explain(&mut self) {
        let open = self.view.stands == Stands::Explanation && self.view.focus != Focus::Plan;
        self.view.stands = if open { Stands::Question } else { Stands::Explanation };
        if self.view.focus == Focus::Plan {
            self.view.focus = Focus::Note;
        }
        self.view.scroll = 0;
        self.view.follow = false;
    }

    fn focus(&mut self, focus: Focus) {
        self.view.focus = focus;
        self.view.follow = true;
        if focus == Focus::Plan {
            self.view.plan_row = parts::outline_row(self.session());
        }
        if focus == Focus::Rate {
            let first =
                self.session().state().current().and_then(|asking| {
                    parts::dimensions(asking).iter().position(|id| !asking.ratings.contains_key(*id))
                });
            self.view.row = first.unwrap_or(0);
        }
    }

    /// Keeps the note where one was written; says whether the way is free.
    pub(super) fn keep_note(&mut self) -> bool {
        if self.view.note.is_blank() {
            self.view.note.clear();
            return true;
        }
        let slot = self.session().state().current().map(|asking| asking.slot);
        let accepted = self.accept(Assess::Note(slot, self.view.note.text()));
        if accepted {
            self.view.note.clear();
            self.keep_draft();
        }
        accepted
    }

    /// Moves; a half-typed note stays with the question that it was typed at.
    pub(super) fn go(&mut self, action: Action) {
        self.move_on(|keeper| {
            keeper.record(action)?;
            Ok(String::new())
        });
    }

    /// The same, by a verb that moves.
    pub(super) fn move_on(&mut self, verb: impl FnOnce(&mut dyn Recorder) -> Done) {
        let half_typed = !self.view.note.is_blank();
        if !self.keep_note() {
            return;
        }
        let moved = verb(&mut self.keeper);
        let settles = moved.is_ok();
        if settles {
            self.settle();
        }
        let silent = moved.as_ref().is_ok_and(String::is_empty);
        self.tell(moved);
        if settles && silent && half_typed {
            self.say("your note was kept with the question before");
        }
    }

    fn walk(&mut self, way: Way) {
        let session = self.keeper.session();
        let (row, count) = if self.view.focus == Focus::Plan {
            (&mut self.view.plan_row, parts::outline(session).len())
        } else {
            let rows = |asking: &Asking| parts::dimensions(asking).len() + parts::marks(asking).len();
            (&mut self.view.row, session.state().current().map_or(0, rows))
        };
        *row = way.walked(*row, count);
        self.view.follow = true;
        self.view.hint = None;
    }

    fn rate(&mut self, how: Rate, key: Option<&KeyEvent>) {
        let Some(asking) = self.session().state().current() else {
            return self.refuse(words::NOTHING_TO_RATE);
        };
        let slot = asking.slot;
        let dimensions = parts::dimensions(asking);
        // From what can be ticked, a score goes to the first dimension that has none.
        let open = || dimensions.iter().position(|id| !asking.ratings.contains_key(*id));
        let row = if self.view.row < dimensions.len() || how != Rate::Digit { Some(self.view.row) } else { open() };
        let found = row.and_then(|row| Some((row, (*dimensions.get(row)?).clone())));
        let Some((row, dimension)) = found else {
            return self.refuse("ratings belong to dimensions: Up goes to them");
        };
        let count = dimensions.len();
        let before = asking.ratings.get(&dimension).copied();
        let rating = match how {
            Rate::Nothing => None,
            Rate::Lower => before.and_then(|rating| Rating::try_from(rating.get() - 1).ok()),
            Rate::Higher => Rating::try_from(before.map_or(1, |rating| rating.get() + 1)).ok().or(before),
            Rate::Digit => digit(key),
        };
        if rating == before && how != Rate::Digit {
            return;
        }
        if self.accept(Assess::Rate(Some(slot), dimension, rating)) {
            let on = matches!(how, Rate::Digit | Rate::Nothing) && row + 1 < count;
            self.view.row = row + usize::from(on);
            self.view.follow = true;
        }
    }

    fn tick_row(&mut self) {
        let Some(asking) = self.session().state().current() else { return };
        let position = self.view.row.checked_sub(parts::dimensions(asking).len());
        match position.and_then(|position| parts::marks(asking).get(position).copied()) {
            Some(mark) => self.tick_mark(mark),
            None => self.refuse("the digits rate; Down goes to what can be ticked"),
        }
    }

    /// Ticks by letter; the cursor goes along, so that the tick is in sight.
    fn tick_letter(&mut self, key: Option<&KeyEvent>) {
        let wanted = key.and_then(keys::printable).map(|letter| letter.to_ascii_lowercase());
        let found = self.session().state().current().and_then(|asking| {
            let marks = parts::marks(asking);
            let position = (0..marks.len()).find(|position| parts::letter(*position) == wanted)?;
            Some((parts::dimensions(asking).len() + position, *marks.get(position)?))
        });
        match found {
            Some((row, mark)) => {
                self.view.row = row;
                self.view.follow = true;
                self.view.hint = None;
                self.tick_mark(mark);
            }
            None => self.refuse("nothing here has that letter"),
        }
    }

    fn tick_mark(&mut self, mark: Mark) {
        let Some(asking) = self.session().state().current() else { return };
        let slot = asking.slot;
        match mark {
            Mark::Signal(signal) => {
                let seen = !asking.signals.contains_key(&signal);
                self.does(|keeper| verbs::observe(keeper, slot, signal, seen));
            }
            Mark::FollowUp(number) => self.does(|keeper| verbs::follow_up(keeper, number, FACE)),
        }
    }

    fn go_to_row(&mut self) {
        match parts::outline(self.session()).get(self.view.plan_row).copied() {
            Some(OutlineRow::Section(position)) => self.go(Action::Go(Place::Section(position))),
            Some(OutlineRow::Question(slot)) => {
                self.go(Action::Go(Place::Slot(slot)));
                if self.session().state().place == Place::Slot(slot) {
                    self.view.focus = Focus::Note;
                }
            }
            Some(OutlineRow::Backup(section, backup)) => self.swap_for(section, backup),
            None => {}
        }
    }

    /// A backup takes the current question's place, if it is one of its section.
    fn swap_for(&mut self, section: SectionIndex, backup: usize) {
        let direction = self.session().plan().section(section).and_then(|section| section.backups.get(backup));
        let direction = direction.map(|backup| backup.direction);
        let here = self.session().state().current().filter(|asking| asking.section == section);
        let Some(slot) = here.map(|asking| asking.slot) else {
            return self.refuse("a backup takes the place of a question of its section: go to that question first");
        };
        match choices::backups(self.session(), slot).iter().position(|open| Some(*open) == direction) {
            Some(row) => self.view.ask = Some(Ask::Choice { choice: Choice::Swap(slot), row, scroll: 0 }),
            None => self.refuse("that backup is used already"),
        }
    }

    /// Skips the question and goes on, where there is anything to go on to.
    pub(super) fn skip(&mut self) {
        if !self.keep_note() {
            return;
        }
        let before = self.session().state().place;
        let skipped = verbs::skip(&mut self.keeper, "skipped", FACE);
        if self.session().state().place != before {
            self.settle();
        }
        self.tell(skipped);
    }

    pub(super) fn undo(&mut self) {
        if self.keeper.take_back() {
            return self.say("taken back before it was saved");
        }
        self.turn_history(verbs::undo);
    }

    /// Makes again what was taken back; asks first where the deed itself asks.
    pub(super) fn ask_to_redo(&mut self) {
        if verbs::redo_harms(self.session()) { self.box_of_redo() } else { self.redo() }
    }

    /// Opens the box that asks whether to make it again.
    pub(super) fn box_of_redo(&mut self) {
        let entry = self.session().next_redo().map(|entry| entry.seq);
        self.view.ask = entry.map(|entry| Ask::about(Choice::Redo(entry)));
    }

    /// Makes again what was taken back.
    pub(super) fn redo(&mut self) {
        self.turn_history(verbs::redo);
    }

    /// Where the history moved the conversation or ended it, the screen goes along.
    fn turn_history(&mut self, verb: fn(&mut dyn Recorder) -> Done) {
        let stood = |board: &Self| (board.session().state().place, board.session().state().phase);
        let before = stood(self);
        let slot = self.session().state().current().map(|asking| asking.slot);
        let done = verb(&mut self.keeper);
        let now = stood(self);
        if now.0 != before.0 || now.1 != before.1 {
            self.settle();
        }
        if now.1 != before.1 {
            self.enter_part(0);
        }
        // After the end there is no line for a half-typed note: it is kept with its question.
        if now.1 == Phase::Scoring
            && !self.view.note.is_blank()
            && self.accept(Assess::Note(slot, self.view.note.text()))
        {
            self.view.note.clear();
            self.keep_draft();
        }
        self.view.hint = None;
        let rows = |asking: &Asking| parts::dimensions(asking).len() + parts::marks(asking).len();
        let last = self.session().state().current().map_or(0, rows).saturating_sub(1);
        self.view.row = self.view.row.min(last);
        self.tell(done);
    }

    fn pause(&mut self) {
        if self.session().state().clock.running {
            self.does(|keeper| verbs::pause(keeper, FACE));
        } else {
            self.does(verbs::resume);
        }
    }

    fn copy_for_candidate(&mut self, what: &str, of: fn(&Shown) -> Option<&str>) {
        let shown = shown_to_candidate(self.session(), self.keeper.now());
        match of(&shown).map(|text| clean::block(text).into_owned()) {
            Some(text) => {
                self.say(format!("the {what} is on the clipboard: {}", layout::cut(&text, 40)));
                self.copy(text);
            }
            None => self.refuse(format!("there is no {what} here")),
        }
    }
}

/// The rating that a digit means.
pub(super) fn digit(key: Option<&KeyEvent>) -> Option<Rating> {
    key.and_then(keys::printable).and_then(|character| character.to_string().parse().ok())
}
