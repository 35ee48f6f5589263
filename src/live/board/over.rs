//! What keys do in what lies over the screen: lists, boxes that ask, texts.

use crate::core::event::{Ending, Flag};
use crate::core::plan::Slot;
use crate::core::session::{Action, Assess, Phase, Refusal};

use super::super::Left;
use super::super::drafts::Purpose;
use super::super::verbs::{self, Wanted};
use super::super::{told, words};
use super::choices;
use super::field::Field;
use super::help;
use super::interview::{Board, CROWDED};
use super::keys::{Deed, FACE, Key, OnScreen, Over, Trait, Way};
use super::parts;
use super::view::{Ask, Choice, Focus, List};
use super::writing::{AS_LEFT, NOTED_AT_BOX};

/// Why nothing was chosen from a list.
const NOTHING_THERE: &str = "no line is left to choose: take back some of what you typed";

impl Board<'_> {
    pub(super) fn act_over(&mut self, deed: Over) {
        match deed {
            Over::Close => self.close_and_say(),
            Over::Walk(way) => self.walk(way),
            Over::Choose => self.choose(),
            Over::Confirm => self.confirm(),
            Over::Remove => self.ask_to_remove(),
        }
    }

    /// That nothing was chosen from a list.
    pub(super) fn nothing_there(&mut self) {
        self.refuse(NOTHING_THERE);
    }

    /// What the cursor stands on, or the text that is written.
    fn choose(&mut self) {
        if self.hastens_to_flag() {
            return;
        }
        match self.view.ask.clone() {
            Some(Ask::List { of, field, cursor }) => {
                let typed = field.text();
                match of {
                    List::Flags(slot) => self.choose_listed_flag(slot, &typed, cursor.row),
                    List::TitleOrQuote(slot, text) => self.choose_title_or_quote((slot, &text), &typed, cursor.row),
                    List::Questions => self.choose_question(&typed, cursor.row),
                    List::History => self.choose_recorded(&typed, cursor.row),
                    List::Help(_) => self.choose_deed(&typed, cursor.row),
                }
            }
            Some(Ask::Write { purpose, field }) => self.written(&purpose, &field),
            Some(Ask::Choice { .. }) | None => {}
        }
    }

    pub(super) fn choose_flag(&mut self, slot: Slot, typed: &str, row: usize) {
        match parts::flag(self.session(), typed, row) {
            Some(flag) => {
                let joined = matches!(flag, Flag::Own(_)) && typed.trim().contains('\n');
                self.write(Purpose::Quote(flag, slot));
                if joined {
                    self.say("the title has one line: those of what you pasted are joined in it");
                }
            }
            None => self.nothing_there(),
        }
    }

    fn choose_question(&mut self, typed: &str, row: usize) {
        let hits = parts::find(self.session(), self.backdrop.library, typed);
        match hits.get(row).map(|hit| Wanted::from(*hit)) {
            Some(wanted @ Wanted::InRound(_)) => {
                self.view.ask = None;
                self.move_on(|keeper| verbs::bring(keeper, &wanted));
            }
            Some(Wanted::InLibrary(banked)) => self.view.ask = Some(Ask::about(Choice::Bring(banked))),
            None => self.nothing_there(),
        }
    }

    fn choose_recorded(&mut self, typed: &str, row: usize) {
        let names = parts::interviewers(self.backdrop.about, &self.view.handed_over);
        let history = parts::history(self.session(), &names, typed);
        let line = history.get(row);
        if let Some((entry, again)) = line.and_then(|line| Some((line.entry, line.again?))) {
            return self.bring_back(entry, again);
        }
        match line.map(|line| line.place) {
            None => self.nothing_there(),
            Some(_) if line.is_some_and(parts::hands_over) => self.refuse(words::HAND_OVER_AGAIN),
            Some(_) if self.session().state().phase != Phase::Live => {
                self.refuse("the conversation has ended: there is no going to a question");
            }
            Some(Some(place)) if place == self.session().state().place => {
                let is_note =
                    line.is_some_and(|line| self.session().state().notes.iter().any(|note| note.entry == line.entry));
                let del = if is_note { "Del changes its text, or removes it" } else { "Del removes it" };
                self.refuse(format!("that is of {}, where you are: {del}", told::place(self.session(), place)));
            }
            Some(Some(place)) => {
                self.view.ask = None;
                self.go(Action::Go(place));
            }
            Some(None) => self.refuse("that belongs to no question"),
        }
    }

    /// Does what a line of the help says, or asks first.
    fn choose_deed(&mut self, typed: &str, row: usize) {
        let before = self.before_help();
        let Some((key, acts)) = help::keys(self.session(), &before, typed).get(row).copied() else {
            return self.nothing_there();
        };
        if !acts {
            return self.refuse(self.where_it_acts(key, &before));
        }
        if key.deed.is(Trait::NeedsItsKey) {
            return self.refuse(format!("its key does it: {}", key.shown()));
        }
        self.view.ask = before.ask;
        let closed = self.leave_box();
        self.put_text_away();
        self.view.ask = None;
        // What its own chord records at once is asked about first where a text could have chosen it; what asks by itself is not.
        if typed.trim().is_empty() || !key.deed.is(Trait::Records) {
            self.act_from_list(key.deed);
            self.point_at_ending(typed);
        } else {
            self.view.ask = Some(Ask::about(Choice::Do(key)));
        }
        self.say_closed(closed);
    }

    /// The box of the end opens on what was looked for.
    fn point_at_ending(&mut self, typed: &str) {
        let row = choices::ending_looked_for(self.session(), typed);
        if let Some(Ask::Choice { choice: Choice::End, cursor }) = &mut self.view.ask {
            cursor.row = row;
        }
    }

    /// Does a deed that was chosen from the list: what turns the history shows first what that is.
    pub(super) fn act_from_list(&mut self, deed: Deed) {
        match deed {
            Deed::Screen(OnScreen::Undo) if self.session().next_undo().is_some() && !self.unsaved() => {
                self.box_of_undo();
            }
            Deed::Screen(OnScreen::Redo) if self.session().next_redo().is_some() => self.box_of_redo(),
            Deed::Screen(_) | Deed::Talk(_) | Deed::Desk(_) | Deed::Over(_) | Deed::Card(_) | Deed::Edit(_) => {
                self.act(deed, None);
            }
        }
    }

    /// The box's own key: what it asks about is done.
    fn confirm(&mut self) {
        let Some(Ask::Choice { choice, cursor }) = self.view.ask.clone() else { return };
        if self.crowded {
            return self.refuse(CROWDED);
        }
        let row = cursor.row;
        self.does_what_the_box_asks(choice, row);
        self.view.at_box = self.view.at_box && matches!(self.view.ask, Some(Ask::Choice { .. }));
    }

    fn does_what_the_box_asks(&mut self, choice: Choice, row: usize) {
        if let Choice::End = choice {
            if let Some(ending) = choices::endings(self.session()).get(row) {
                self.end(*ending);
            }
            return;
        }
        self.view.ask = None;
        match choice {
            Choice::End => {}
            Choice::Leave => self.leave(Left::Open),
            Choice::Skip(_) => self.skip(),
            Choice::Drop(slot) => self.does(|keeper| verbs::drop(keeper, Some(slot), FACE)),
            Choice::Swap(slot) => {
                if let Some(direction) = choices::open_backups(self.session(), slot).get(row).copied() {
                    self.move_on(|keeper| verbs::swap(keeper, direction));
                }
            }
            Choice::Bring(banked) => {
                let wanted = Wanted::InLibrary(banked);
                self.move_on(|keeper| verbs::bring(keeper, &wanted));
            }
            Choice::Hint(_) => self.hint(),
            Choice::Do(Key { deed, .. }) => self.act(*deed, None),
            Choice::Undo(entry) if self.session().next_undo().is_some_and(|next| next.seq == entry) => self.undo(),
            Choice::Undo(_) => self.refuse("that is no longer what was recorded last: it is not taken back"),
            Choice::Redo(entry) if self.session().next_redo().is_some_and(|next| next.seq == entry) => self.redo(),
            Choice::Redo(_) => self.refuse("that is no longer what redo makes again next: it is not made again"),
            Choice::Again(entry) => self.record_again(entry),
            Choice::Remove(entry) => self.remove_or_correct(entry, row),
            Choice::HandOver(name, _) => self.hand_over(&name),
            Choice::Meant(names) => {
                if let Some(name) = names.get(row) {
                    self.ask_to_hand_over(name.clone());
                }
            }
            Choice::ToTalk => {
                let before = self.session().state().place;
                if self.accept(Action::Resume) {
                    self.view.focus = Focus::Note;
                    self.settle(before);
                }
            }
            Choice::Submit(_) => {
                if self.keep_texts() && self.accept(Action::Submit) {
                    self.view.eye.scroll = 0;
                    self.say("the scorecard is submitted; Esc leaves");
                }
            }
        }
    }

    /// Another interviewer takes over. What is half typed belongs to who typed it: it is recorded before.
    fn hand_over(&mut self, name: &str) {
        match self.keeper.interviewer(name) {
            Ok((id, name)) => {
                // What is refused keeps nothing.
                if let Err(refusal) = self.session().decide(Action::HandOver(id.clone())) {
                    return self.refuse(words::refusal(&refusal, FACE));
                }
                if !self.keep_texts() {
                    return;
                }
                let before = self.interviewer().to_owned();
                let done = verbs::hand_over(&mut self.keeper, id, &name);
                let done = done.map(|said| format!("{said}; handing over to {before} goes back"));
                if done.is_ok() {
                    self.view.known.push(name.clone());
                    self.view.handed_over.push(name);
                }
                self.tell(done);
            }
            Err(why) => self.refuse(why),
        }
    }

    /// Who interviews now.
    pub(super) fn interviewer(&self) -> &str {
        self.view.handed_over.last().unwrap_or(&self.backdrop.about.interviewer)
    }

    /// Ends the conversation; where it can't end like that, the box stays for another answer.
    fn end(&mut self, ending: Ending) {
        // What is refused keeps nothing.
        if let Err(refusal @ Refusal::RatedNoShow(_)) = self.session().decide(Action::End(ending)) {
            return self.refuse(words::rated_no_show(self.session(), &refusal, FACE));
        }
        let kept = self.view.notes().len();
        let at_box = self.view.at_box && !self.view.note.is_blank();
        if self.keep_note() && self.accept(Action::End(ending)) {
            if kept > 0 && !self.unsaved() {
                let kept = match (kept, at_box) {
                    (1, true) => NOTED_AT_BOX.to_owned(),
                    (many, true) => format!("{}, the one that was typed at the box on the interview", kept_notes(many)),
                    (many, false) => kept_notes(many),
                };
                self.say(format!("it counts as {}; {kept}", words::ending(ending)));
            }
            self.view.ask = None;
            self.view.eye.scroll = 0;
            self.enter_part(0);
            if ending == Ending::NoShow && !self.unsaved() {
                self.say("it ended as a no-show; the scorecard is not submitted yet: Ctrl-S submits it");
            }
        }
    }

    /// Walks through the list that has the keys, whatever it is a list of.
    pub(super) fn walk(&mut self, way: Way) {
        let count = self.lines();
        let drawn = self.view.drawn;
        let scoring = self.session().state().phase == Phase::Scoring;
        let cursor = match &mut self.view.ask {
            Some(Ask::List { cursor, .. } | Ask::Choice { cursor, .. }) => cursor,
            Some(Ask::Write { .. }) => return,
            None if scoring => &mut self.view.desk.cursor,
            None => &mut self.view.plan,
        };
        match count {
            Some(count) => cursor.go(way, count, &drawn),
            None => drawn.list.unwrap_or_default().scrolled(&mut cursor.scroll, way),
        }
    }

    /// Whether no line of a list has what was typed: of the red flags, none but the one that it would be the title of.
    pub(super) fn fits_nothing(&self, of: &List, typed: &str) -> bool {
        let session = self.session();
        match of {
            List::Flags(slot) => {
                parts::flags(session, typed).is_empty() && self.view.begun_flags(*slot, typed).is_empty()
            }
            List::TitleOrQuote(..) => parts::long_texts(typed).is_empty(),
            List::Questions => parts::find(session, self.backdrop.library, typed).is_empty(),
            List::History => {
                let names = parts::interviewers(self.backdrop.about, &self.view.handed_over);
                parts::history(session, &names, typed).is_empty()
            }
            List::Help(_) => help::keys(session, &self.before_help(), typed).is_empty(),
        }
    }

    /// How many lines that list has; none where there is only a text to scroll.
    fn lines(&self) -> Option<usize> {
        let session = self.session();
        let count = match &self.view.ask {
            Some(Ask::List { of, field, .. }) => {
                let typed = field.text();
                match of {
                    List::Flags(slot) => parts::flag_rows(session, &typed) + self.view.begun_flags(*slot, &typed).len(),
                    List::TitleOrQuote(..) => parts::long_texts(&typed).len(),
                    List::Questions => parts::find(session, self.backdrop.library, &typed).len(),
                    List::History => {
                        let names = parts::interviewers(self.backdrop.about, &self.view.handed_over);
                        parts::history(session, &names, &typed).len()
                    }
                    List::Help(_) => help::keys(session, &self.before_help(), &typed).len(),
                }
            }
            Some(Ask::Choice { choice, cursor }) => {
                let answers = choices::asked(session, choice, cursor.row).answers.len();
                return (answers > 0).then_some(answers);
            }
            Some(Ask::Write { .. }) => 0,
            None if session.state().phase == Phase::Scoring => return self.desk_lines(),
            None => parts::outline(session).len(),
        };
        Some(count)
    }

    /// A text is finished.
    fn written(&mut self, purpose: &Purpose, field: &Field) {
        if field.is_as_left() && self.comes_at_once() {
            return self.refuse(AS_LEFT);
        }
        let text = field.text().trim().to_owned();
        let mut recommendation = self.recommendation();
        let action = match purpose {
            Purpose::Quote(flag, slot) => Assess::Flag(flag.clone(), Some(*slot), text),
            Purpose::Reason(dimension, score) => Assess::Conclude(dimension.clone(), *score, text),
            Purpose::Correction(..) if text.is_empty() => {
                return self
                    .refuse("an empty text removes nothing: Esc closes it, and Del in the history removes the note");
            }
            Purpose::Note(_) | Purpose::Strength | Purpose::Growth | Purpose::HandOver if text.is_empty() => {
                self.view.ask = None;
                return self.say("it is closed, and nothing was recorded");
            }
            Purpose::HandOver if text.contains('\n') => {
                return self
                    .refuse("a name has one line, and this has several: Esc closes it, and keeps a longer text");
            }
            Purpose::HandOver => {
                self.view.ask = None;
                self.view.unfinished.retain(|half| half.purpose != Purpose::HandOver);
                return self.ask_whom(text);
            }
            Purpose::Note(slot) => Assess::note_on(*slot, text),
            Purpose::Correction(entry, _) => return self.correct(*entry, text),
            Purpose::Why => {
                recommendation.reason = text;
                Assess::Recommend(recommendation)
            }
            Purpose::Strength => {
                recommendation.strengths.push(text);
                Assess::Recommend(recommendation)
            }
            Purpose::Growth => {
                recommendation.growth.push(text);
                Assess::Recommend(recommendation)
            }
        };
        if !self.accept_typed(action, field.typed()) {
            return;
        }
        self.view.ask = None;
        self.after_written(purpose);
        self.keep_draft();
    }
}

/// That what was half typed is recorded now.
fn kept_notes(count: usize) -> String {
    match count {
        1 => "what you had half typed is a note now".to_owned(),
        many => format!("your {many} half-typed texts are notes now, each by itself"),
    }
}
