//! What keys do in the conversation.

use ratatui::crossterm::event::KeyEvent;

use crate::core::plan::Slot;
use crate::core::scale::Minutes;
use crate::core::session::{Action, Asking, Assess, Recorder, Refusal, Shown, shown_to_candidate};
use crate::page::{clean, layout};

use super::super::drafts::Purpose;
use super::super::verbs;
use super::super::words;
use super::choices;
use super::field::Field;
use super::interview::{Board, CROWDED};
use super::keys::{FACE, InTalk, Way};
use super::parts;
use super::prose::PAUSE;
use super::view::{Ask, Choice, Cursor, Eye, Focus, List, Seen, Stands};
use super::writing::AS_LEFT;

/// How much `+` adds.
const MORE: Minutes = Minutes(5);

impl Board<'_> {
    pub(super) fn act_in_talk(&mut self, deed: InTalk, key: Option<&KeyEvent>) {
        if self.view.focus == Focus::Plan
            && let Some(does) = self.would_do(deed)
        {
            return self.refuse(format!("that would {does}, not what the cursor is on: Esc closes the plan first"));
        }
        match deed {
            InTalk::Begin => self.begin(),
            InTalk::Next => self.next(),
            InTalk::Back => self.go(Action::Back),
            InTalk::Keep if self.session().is_about_to_begin() => self.keep_for_the_beginning(),
            InTalk::Keep => self.keep_written(),
            InTalk::ToRate if self.session().state().current().is_none() => {
                self.focus(Focus::Note);
                let onward = words::onward(self.session(), FACE);
                self.refuse(format!("nothing is rated here: what you type is a note; {onward}"));
            }
            InTalk::ToRate => self.focus(Focus::Rate),
            InTalk::Turn => self.turn(match self.view.focus {
                Focus::Note if self.session().state().current().is_some() => Focus::Rate,
                Focus::Note | Focus::Rate => Focus::Plan,
                Focus::Plan => Focus::Note,
            }),
            InTalk::TurnBack => self.turn(match self.view.focus {
                Focus::Note => Focus::Plan,
                Focus::Plan if self.session().state().current().is_some() => Focus::Rate,
                Focus::Rate | Focus::Plan => Focus::Note,
            }),
            InTalk::Escape if self.view.eye.stands != Stands::Question => {
                if self.view.eye.stands == Stands::Anchors && self.view.focus == Focus::Rate {
                    self.view.focus = self.view.eye.anchors_from;
                }
                self.view.eye.stands = Stands::Question;
                self.view.eye.scroll = 0;
            }
            InTalk::Escape if self.view.focus == Focus::Note => {
                self.say("this is the note: what you type is written here");
            }
            InTalk::Escape => self.focus(Focus::Note),
            InTalk::Scroll(way) => self.scroll(way),
            InTalk::Walk(way) if self.view.focus == Focus::Plan => self.walk(way),
            InTalk::Walk(way) => self.walk_marks(way),
            InTalk::Rate(how) => self.rate(how, key),
            InTalk::Tick => self.tick_row(),
            InTalk::TickLetter => self.tick_letter(key),
            InTalk::Go => self.go_to_row(),
            InTalk::Hint => self.ask_to_hint(),
            InTalk::Skip => self.ask_at_question(Choice::Skip),
            InTalk::Drop => match self.session().least_valuable() {
                Some(slot) => self.view.ask = Some(Ask::about(Choice::Drop(slot))),
                None => self.does(|keeper| verbs::drop(keeper, None, FACE)),
            },
            InTalk::Backup => self.swap(),
            InTalk::Extend => self.does(|keeper| verbs::extend(keeper, MORE, FACE)),
            InTalk::Pause => self.pause(),
            InTalk::Explain => self.explain(),
            InTalk::Anchors => self.show_anchors(),
            InTalk::CopyPrompt => self.copy_for_candidate("prompt", Shown::prompt),
            InTalk::CopyHandout => self.copy_for_candidate("handout", Shown::handout),
            InTalk::Flag => match self.session().state().current().map(|asking| asking.slot) {
                Some(slot) => self.view.ask = Some(Ask::list(List::Flags(slot))),
                None => self.refuse("a red flag belongs to a question, and there is none here"),
            },
            InTalk::Find => self.view.ask = Some(Ask::list(List::Questions)),
            InTalk::HandOver => self.write(Purpose::HandOver),
            InTalk::End => {
                let row = choices::ending_looked_for(self.session(), "");
                self.view.ask = Some(Ask::Choice { choice: Choice::End, cursor: Cursor { row, scroll: 0 } });
            }
        }
    }

    /// What a deed would do to the question that is being asked, where the eyes may be on another one.
    fn would_do(&self, deed: InTalk) -> Option<String> {
        let here = self.session().state().current().map(|asking| asking.slot)?;
        let does = match deed {
            InTalk::Hint => format!("give a hint at {here}"),
            InTalk::Flag => format!("raise a red flag at {here}"),
            InTalk::Skip => format!("skip {here}"),
            InTalk::Drop => format!("drop {}", self.session().least_valuable()?),
            InTalk::Backup => format!("swap {here}"),
            InTalk::CopyPrompt | InTalk::CopyHandout => format!("copy from {here}"),
            InTalk::Begin
            | InTalk::Next
            | InTalk::Back
            | InTalk::ToRate
            | InTalk::Pause
            | InTalk::Turn
            | InTalk::TurnBack
            | InTalk::Escape
            | InTalk::Keep
            | InTalk::Scroll(_)
            | InTalk::Walk(_)
            | InTalk::Rate(_)
            | InTalk::Tick
            | InTalk::TickLetter
            | InTalk::Anchors
            | InTalk::Extend
            | InTalk::Find
            | InTalk::Explain
            | InTalk::HandOver
            | InTalk::End
            | InTalk::Go => return None,
        };
        Some(does)
    }

    /// Opens a box about the current question.
    fn ask_at_question(&mut self, choice: fn(Slot) -> Choice) {
        match self.session().state().current().map(|asking| asking.slot) {
            Some(slot) => self.view.ask = Some(Ask::about(choice(slot))),
            None => self.refuse(self.refused(&Refusal::NoQuestion)),
        }
    }

    fn swap(&mut self) {
        let slot = self.session().state().current().map(|asking| asking.slot);
        match slot {
            Some(slot) if choices::open_backups(self.session(), slot).is_empty() => {
                self.refuse("this section has no backup left");
            }
            Some(_) | None => self.ask_at_question(Choice::Swap),
        }
    }

    /// Asks whether to give the next hint, which is shown first: what was said can't be unsaid.
    fn ask_to_hint(&mut self) {
        match self.session().state().current().map(|asking| (asking.slot, choices::next_hint(asking))) {
            Some((slot, Some(_))) => self.view.ask = Some(Ask::about(Choice::Hint(slot))),
            Some((_, None)) | None => self.refuse_hint(),
        }
    }

    /// Gives the next hint, and brings it into sight whole.
    pub(super) fn hint(&mut self) {
        let next = self.session().state().current().and_then(choices::next_hint).map(|(number, _)| number);
        let Some(number) = next else { return self.refuse_hint() };
        let count = self.session().state().current().map_or(0, |asking| asking.question().hints.len());
        if self.accept(Action::Hint(None)) {
            self.view.eye.hint = Some(number);
            self.view.eye.stands = Stands::Question;
            self.view.eye.follow = true;
            if self.view.focus == Focus::Plan {
                self.view.focus = Focus::Note;
            }
            if !self.unsaved() {
                self.say(format!("hint {} of {count} given; Ctrl-X takes it back", number + 1));
            }
        }
    }

    fn refuse_hint(&mut self) {
        let hints = self.session().state().current().map(|asking| asking.question().hints.len());
        match hints {
            None => self.refuse(self.refused(&Refusal::NoQuestion)),
            Some(0) => self.refuse("this question has no hints"),
            Some(_) => self.refuse(words::refusal(&Refusal::NoHint, FACE)),
        }
    }

    fn begin(&mut self) {
        if self.crowded {
            return self.refuse(CROWDED);
        }
        let before = self.session().state().place;
        // What was typed before is on the interview as a whole: no question was asked yet.
        let typed = !self.view.notes().is_empty();
        if self.keep_note() && self.accept(Action::Resume) {
            self.settle(before);
            self.say("the conversation has begun, and the clocks run; Ctrl-T stops them");
            if typed {
                self.say_too("what you typed before is a note on the interview now");
            }
        }
    }

    /// The explanation stands where the question does, so the outline gives way.
    fn explain(&mut self) {
        let open = self.view.eye.stands == Stands::Explanation && self.view.focus != Focus::Plan;
        self.view.eye.stands = if open { Stands::Question } else { Stands::Explanation };
        if self.view.focus == Focus::Plan {
            self.view.focus = Focus::Note;
        }
        self.view.eye.scroll = 0;
        self.view.eye.follow = false;
    }

    /// Gives the focus on a key that may have slipped into a text: what follows it at once goes on with that text.
    fn turn(&mut self, focus: Focus) {
        let now = self.keeper.now();
        let typed = self.wrote.is_some_and(|wrote| now.since(wrote) < PAUSE);
        self.turned = (typed && self.view.focus == Focus::Note && !self.view.note.is_blank()).then_some(now);
        self.focus(focus);
    }

    /// Gives the focus; what is read there is read from its top.
    pub(super) fn focus(&mut self, focus: Focus) {
        self.view.focus = focus;
        let eye = &mut self.view.eye;
        (eye.scroll, eye.aside, eye.follow) = (0, 0, true);
        if focus == Focus::Plan {
            self.view.plan = Cursor { row: parts::outline_row(self.session()), scroll: 0 };
        }
        if focus == Focus::Rate {
            let first =
                self.session().state().current().and_then(|asking| {
                    parts::dimensions(asking).iter().position(|id| !asking.ratings.contains_key(*id))
                });
            self.view.eye.row = first.unwrap_or(0);
        }
    }

    /// Keeps the note that is written; one that was half typed before it is back then.
    fn keep_written(&mut self) {
        if self.view.note.is_as_left() && self.comes_at_once() {
            return self.refuse(AS_LEFT);
        }
        let slot = self.session().state().current().map(|asking| asking.slot);
        if self.view.note.is_blank() {
            self.refuse(words::refusal(&Refusal::EmptyNote, FACE));
        } else if !self.accept_typed(Assess::Note(slot, self.view.note.text()), self.view.note.typed()) {
            return;
        }
        self.view.note.clear();
        if let Some(field) = self.view.behind.pop() {
            self.view.note = Field::back(&field.text(), field.typed());
            self.say_too("what you had half typed before is back");
        }
        self.keep_draft();
    }

    /// Walks through dimensions, signals and follow-ups.
    fn walk_marks(&mut self, way: Way) {
        // Where the anchors stand in the place of the signals, there is nothing to walk on but the dimensions.
        let anchors = self.view.eye.stands == Stands::Anchors;
        let rows =
            |asking: &Asking| parts::dimensions(asking).len() + if anchors { 0 } else { parts::marks(asking).len() };
        let count = self.session().state().current().map_or(0, rows);
        let mut cursor = Cursor { row: self.view.eye.row, scroll: 0 };
        cursor.go(way, count, &Seen::default());
        self.view.eye = Eye { row: cursor.row, follow: true, hint: None, ..self.view.eye.clone() };
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
                self.say(format!("the {what} is on the clipboard: {}", layout::cut(&text, 100)));
                self.copy(text);
            }
            None => self.refuse(format!("there is no {what} here")),
        }
    }
}
