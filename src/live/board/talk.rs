//! What keys do in the conversation.

use ratatui::crossterm::event::KeyEvent;

use crate::core::scale::{Minutes, Rating};
use crate::core::session::{Action, Asking, Assess, Place, Recorder, Shown, shown_to_candidate};
use crate::page::{clean, layout};

use super::super::verbs::{self, Done};
use super::super::words;
use super::interview::Board;
use super::keys::{self, FACE, InTalk, Rate, Way};
use super::parts::{self, Mark, OutlineRow};
use super::view::{Ask, Choice, Field, Focus};

/// How much `+` adds.
const MORE: Minutes = Minutes(5);

impl Board<'_> {
    pub(super) fn act_in_talk(&mut self, deed: InTalk, key: &KeyEvent) {
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
            InTalk::Escape if self.view.explaining => self.view.explaining = false,
            InTalk::Escape => self.focus(if self.view.focus == Focus::Note { Focus::Rate } else { Focus::Note }),
            InTalk::Page(way) => self.page(way),
            InTalk::Walk(way) => self.walk(way),
            InTalk::Rate(how) => self.rate(how, key),
            InTalk::Tick => self.tick_row(),
            InTalk::TickLetter => self.tick_letter(key),
            InTalk::Go => self.go_to_row(),
            InTalk::Hint => self.does(|keeper| verbs::hint(keeper, None)),
            InTalk::Skip => self.skip(),
            InTalk::Drop => self.does(|keeper| verbs::drop(keeper, None, FACE)),
            InTalk::Extend => self.does(|keeper| verbs::extend(keeper, MORE)),
            InTalk::Undo => self.undo(),
            InTalk::Pause => self.pause(),
            InTalk::Explain => self.explain(),
            InTalk::CopyPrompt => self.copy_for_candidate("prompt", Shown::prompt),
            InTalk::CopyHandout => self.copy_for_candidate("handout", Shown::handout),
            InTalk::Flag => match self.session().state().current().map(|asking| asking.slot) {
                Some(slot) => self.view.ask = Some(Ask::Flag { slot, field: Field::default(), row: 0 }),
                None => self.refuse("a red flag belongs to a question, and there is none here"),
            },
            InTalk::Find => self.view.ask = Some(Ask::Find { field: Field::default(), row: 0 }),
            InTalk::Backup => self.view.ask = Some(Ask::Choice(Choice::Backup)),
            InTalk::End => self.view.ask = Some(Ask::Choice(Choice::End)),
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
    }

    fn rate(&mut self, how: Rate, key: &KeyEvent) {
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
                self.does(|keeper| verbs::observe(keeper, slot, signal, seen));
            }
            Mark::FollowUp(number) => self.does(|keeper| verbs::follow_up(keeper, number, FACE)),
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

    /// Skips the question and goes on, where there is anything to go on to.
    fn skip(&mut self) {
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
        self.does(verbs::undo);
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
pub(super) fn digit(key: &KeyEvent) -> Option<Rating> {
    keys::printable(key).and_then(|character| character.to_string().parse().ok())
}
