//! What keys do in the conversation.

use ratatui::crossterm::event::KeyEvent;

use crate::core::event::{Event, Recording};
use crate::core::plan::Slot;
use crate::core::scale::{Minutes, Rating};
use crate::core::session::{Action, Asking, Assess, Place, Recorder as _, Shown, shown_to_candidate};
use crate::render::{layout, live};

use super::keys::{self, Rate, Talk, Way};
use super::live::{Board, walked};
use super::parts::{self, Mark, OutlineRow};
use super::view::{Ask, Choice, Field, Focus};

/// How much `+` adds.
const MORE: Minutes = Minutes(5);

impl Board<'_> {
    pub(super) fn act_in_talk(&mut self, deed: Talk, key: &KeyEvent) {
        match deed {
            Talk::Begin => self.begin(),
            Talk::Next => self.go(Action::Next),
            Talk::Back => self.go(Action::Back),
            Talk::Keep => {
                self.keep_note();
            }
            Talk::ToRate if self.view.focus == Focus::Rate => self.view.focus = Focus::Note,
            Talk::ToRate => self.focus(Focus::Rate),
            Talk::Turn => self.focus(match self.view.focus {
                Focus::Note => Focus::Rate,
                Focus::Rate => Focus::Plan,
                Focus::Plan => Focus::Note,
            }),
            Talk::TurnBack => self.focus(match self.view.focus {
                Focus::Note => Focus::Plan,
                Focus::Rate => Focus::Note,
                Focus::Plan => Focus::Rate,
            }),
            Talk::Escape if self.view.explaining => self.view.explaining = false,
            Talk::Escape => self.focus(if self.view.focus == Focus::Note { Focus::Rate } else { Focus::Note }),
            Talk::Page(way) => self.page(way),
            Talk::Walk(way) => self.walk(way),
            Talk::Rate(how) => self.rate(how, key),
            Talk::Tick => self.tick_row(),
            Talk::TickLetter => self.tick_letter(key),
            Talk::Go => self.go_to_row(),
            Talk::Hint => self.hint(),
            Talk::Skip => self.skip(),
            Talk::Drop => self.drop_least(),
            Talk::Extend => self.extend(),
            Talk::Undo => self.undo(),
            Talk::Pause => self.pause(),
            Talk::Explain => self.explain(),
            Talk::CopyPrompt => self.copy_for_candidate("prompt", Shown::prompt),
            Talk::CopyHandout => self.copy_for_candidate("handout", Shown::handout),
            Talk::Flag => match self.session().state().current().map(|asking| asking.slot) {
                Some(slot) => self.view.ask = Some(Ask::Flag { slot, field: Field::default(), row: 0 }),
                None => self.refuse("a red flag belongs to a question, and there is none here"),
            },
            Talk::Find => self.view.ask = Some(Ask::Find { field: Field::default(), row: 0 }),
            Talk::Backup => self.view.ask = Some(Ask::Choice(Choice::Backup)),
            Talk::End => self.view.ask = Some(Ask::Choice(Choice::End)),
        }
    }

    fn begin(&mut self) {
        if self.accept(Action::Resume) {
            self.settle();
        }
    }

    /// The explanation stands where the question does, so the outline gives way.
    fn explain(&mut self) {
        self.view.explaining = !self.view.explaining || self.view.focus == Focus::Plan;
        self.view.focus = Focus::Rate;
        self.view.scroll = 0;
        self.view.follow = false;
    }

    fn extend(&mut self) {
        if self.accept(Action::Extend(MORE)) {
            self.say(format!("{MORE} more minutes for this section"));
        }
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
        let half_typed = !self.view.note.is_blank();
        if self.keep_note() && self.record(action).is_ok() {
            self.settle();
            if half_typed {
                self.say("your note was kept with the question before");
            }
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
        *row = walked(*row, way, count);
        self.view.follow = true;
    }

    fn rate(&mut self, how: Rate, key: &KeyEvent) {
        let Some(asking) = self.session().state().current() else {
            return self.refuse("there is no question here to rate");
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
            None => self.refuse("1 to 5 rate; Down goes to what can be ticked"),
        }
    }

    /// Ticks by letter; the cursor goes along, so that the tick is in sight.
    fn tick_letter(&mut self, key: &KeyEvent) {
        let wanted = keys::printable(key);
        let found = self.session().state().current().and_then(|asking| {
            let marks = parts::marks(asking);
            let position = (0..marks.len()).find(|position| parts::letter(*position) == wanted)?;
            Some((parts::dimensions(asking).len() + position, *marks.get(position)?))
        });
        match found {
            Some((row, mark)) => {
                self.view.row = row;
                self.view.follow = true;
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
                let text = asking.signal_text(signal).unwrap_or_default().to_owned();
                if self.accept(Assess::Observe(Some(slot), signal, seen)) {
                    self.say(format!("{}: {text}", if seen { "saw" } else { "not seen" }));
                }
            }
            Mark::FollowUp(number) if asking.follow_ups.contains(&number) => {
                self.say("that was asked already; u takes the last recording back");
            }
            Mark::FollowUp(number) => {
                self.accept(Action::FollowUp(number));
            }
        }
    }

    fn go_to_row(&mut self) {
        match parts::outline(self.session()).get(self.view.plan_row).copied() {
            Some(OutlineRow::Section(position)) => self.go(Action::Go(Place::Section(position))),
            Some(OutlineRow::Question(slot)) => self.go(Action::Go(Place::Slot(slot))),
            Some(OutlineRow::Backup(..)) => {
                self.say("a backup takes a question's place: go to the question, then b");
            }
            None => {}
        }
    }

    fn hint(&mut self) {
        if let Ok(Event::Recording(Recording::Hinted { slot, hint })) = self.record(Action::Hint(None)) {
            let asking = self.session().state().asking(slot);
            let text = asking.and_then(|asking| asking.question().hints.get(usize::from(hint))).cloned();
            self.say(format!("hint {}: {}", hint + 1, text.unwrap_or_default()));
        }
    }

    fn skip(&mut self) {
        let Some(slot) = self.session().state().current().map(|asking| asking.slot) else {
            return self.refuse("there is no question here to skip");
        };
        if !self.keep_note() || !self.accept(Action::Skip(Some(slot), "skipped".into())) {
            return;
        }
        // At the last question there is nothing to go on to.
        let moved = self.record(Action::Next).is_ok();
        let end = if moved { "" } else { "; it was the last one: e ends the conversation" };
        if moved {
            self.settle();
        }
        self.say(format!("skipped {slot}; u takes it back{end}"));
    }

    fn drop_least(&mut self) {
        match self.session().least_valuable() {
            Some(slot) => self.drop_question(slot),
            None => self.refuse("no if-time question is left in this section"),
        }
    }

    fn drop_question(&mut self, slot: Slot) {
        if self.accept(Action::Skip(Some(slot), "no time".into())) {
            self.say(format!("dropped {slot}; u takes it back"));
        }
    }

    pub(super) fn undo(&mut self) {
        if self.keeper.take_back() {
            return self.say("taken back before it was saved");
        }
        if let Ok(Event::Undone { entry }) = self.record(Action::Undo) {
            let entries = &self.session().state().entries;
            let index = usize::try_from(entry).unwrap_or(0).saturating_sub(1);
            let what = entries.get(index).map(|entry| live::event(&entry.event)).unwrap_or_default();
            self.say(format!("undone: {what}"));
        }
    }

    fn pause(&mut self) {
        if self.session().state().clock.running {
            if self.accept(Action::Pause) {
                self.say("the clocks stand still; Ctrl-T lets them run");
            }
        } else if self.accept(Action::Resume) {
            self.say("the clocks run");
        }
    }

    fn copy_for_candidate(&mut self, what: &str, of: fn(&Shown) -> Option<&str>) {
        let shown = shown_to_candidate(self.session(), self.keeper.now());
        match of(&shown).map(|text| crate::render::clean::block(text).into_owned()) {
            Some(text) => {
                self.say(format!("the {what} is on the clipboard: {}", layout::cut(&text, 40)));
                self.copy(text);
            }
            None => self.refuse(format!("there is no {what} here")),
        }
    }
}

/// The rating that a digit means.
pub(super) fn digit(key: &KeyEvent) -> Option<Rating> {
    keys::printable(key).and_then(|character| character.to_string().parse().ok())
}
