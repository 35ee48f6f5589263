//! What keys do in what lies over the screen: the list of what can be done, boxes that ask, lists, texts.

use crate::core::event::Ending;
use crate::core::session::{Action, Assess, Phase, Recorder as _, Refusal};

use super::super::Left;
use super::super::verbs::{self, Wanted};
use super::super::words;
use super::choices;
use super::help;
use super::interview::{Board, CROWDED};
use super::keys::{Deed, FACE, InTalk, OnScreen, Over, Way};
use super::parts;
use super::view::{Ask, Choice, Field, Focus, Purpose, View};

impl Board<'_> {
    pub(super) fn act_over(&mut self, deed: Over) {
        match deed {
            Over::Close => self.close(),
            Over::Walk(way) => self.walk_list(way),
            Over::Page(way) => self.page_list(way),
            Over::Choose => self.choose(),
            Over::Confirm => self.confirm(),
        }
    }

    /// Opens the list of what can be done; what lay over the screen comes back when it is closed.
    pub(super) fn open_help(&mut self) {
        let behind = self.view.ask.take().map(Box::new);
        self.view.ask = Some(Ask::Help { row: 0, scroll: 0, turned: false, behind });
    }

    fn close(&mut self) {
        self.put_text_away();
        self.view.ask = match self.view.ask.take() {
            Some(Ask::Help { behind, .. }) => behind.map(|ask| *ask),
            Some(
                Ask::Choice { .. } | Ask::Flag { .. } | Ask::Find { .. } | Ask::History { .. } | Ask::Write { .. },
            )
            | None => None,
        };
    }

    /// The view as it was before the list of what can be done was opened.
    pub(super) fn before_help(&self) -> View {
        let ask = match &self.view.ask {
            Some(Ask::Help { behind, .. }) => behind.as_deref().cloned(),
            other => other.clone(),
        };
        View { ask, ..self.view.clone() }
    }

    /// What the cursor stands on, or the text that is written.
    fn choose(&mut self) {
        let Some(ask) = self.view.ask.clone() else { return };
        match ask {
            Ask::Flag { slot, field, row } => {
                if let Some(flag) = parts::flag(self.session(), &field.text(), row) {
                    self.write(Purpose::Quote(flag, slot), "");
                }
            }
            Ask::Find { field, row, .. } => {
                let hits = parts::find(self.session(), self.backdrop.library, &field.text());
                match hits.get(row).map(|hit| Wanted::from(*hit)) {
                    Some(wanted @ Wanted::InRound(_)) => {
                        self.view.ask = None;
                        self.move_on(|keeper| verbs::bring(keeper, &wanted));
                    }
                    Some(Wanted::InLibrary(banked)) => self.view.ask = Some(Ask::about(Choice::Bring(banked))),
                    None => {}
                }
            }
            Ask::History { row } => {
                let place = self.session().history().get(row).and_then(|line| line.place);
                match place {
                    Some(_) if self.session().state().phase != Phase::Live => {
                        self.refuse("the conversation has ended: there is no going to a question");
                    }
                    Some(place) => {
                        self.view.ask = None;
                        self.go(Action::Go(place));
                    }
                    None => self.refuse("that belongs to no question"),
                }
            }
            Ask::Write { purpose, field } => self.written(&purpose, &field),
            Ask::Help { row, .. } => self.choose_deed(row),
            Ask::Choice { .. } => {}
        }
    }

    /// Does what a line of the help says, or asks first.
    fn choose_deed(&mut self, row: usize) {
        let before = self.before_help();
        let Some((key, acts)) = help::keys(self.session(), &before).get(row).copied() else { return };
        if !acts {
            return self.refuse(format!("not here: {}", key.area.title()));
        }
        if key.deed.needs_its_key() {
            return self.refuse(format!("its key does it: {}", key.shown()));
        }
        let slot = self.session().state().current().map(|asking| asking.slot);
        self.put_text_away();
        self.view.ask = None;
        // A hint that is not asked for by its own chord is shown before it is given.
        if let (Deed::Talk(InTalk::Hint), Some(slot)) = (key.deed, slot) {
            match self.session().state().asking(slot).and_then(choices::next_hint) {
                Some(_) => self.view.ask = Some(Ask::about(Choice::Hint(slot))),
                None => self.refuse_hint(),
            }
            return;
        }
        if key.deed == Deed::Screen(OnScreen::Redo) && verbs::redo_hints(self.session()) {
            return self.box_of_redo();
        }
        self.act(key.deed, None);
    }

    /// The box's own key: what it asks about is done.
    fn confirm(&mut self) {
        let Some(Ask::Choice { choice, row, .. }) = self.view.ask.clone() else { return };
        if self.crowded {
            return self.refuse(CROWDED);
        }
        if let Choice::End = choice {
            return self.end(choices::ENDINGS.get(row).copied().unwrap_or(Ending::Completed));
        }
        self.view.ask = None;
        match choice {
            Choice::End => {}
            Choice::Leave => self.leave(Left::Open),
            Choice::Skip(_) => self.skip(),
            Choice::Drop(slot) => self.does(|keeper| verbs::drop(keeper, Some(slot), FACE)),
            Choice::Swap(slot) => {
                if let Some(direction) = choices::backups(self.session(), slot).get(row).copied() {
                    self.move_on(|keeper| verbs::swap(keeper, direction));
                }
            }
            Choice::Bring(banked) => {
                let wanted = Wanted::InLibrary(banked);
                self.move_on(|keeper| verbs::bring(keeper, &wanted));
            }
            Choice::Hint(_) => self.hint(),
            Choice::Redo(entry) if self.session().next_redo().is_some_and(|next| next.seq == entry) => self.redo(),
            Choice::Redo(_) => self.refuse("something else was recorded since: this is not made again"),
            Choice::HandOver(name) => self.hand_over(&name),
            Choice::ToTalk => {
                if self.accept(Action::Resume) {
                    self.view.focus = Focus::Note;
                    self.settle();
                }
            }
            Choice::Submit => {
                if self.keep_texts() && self.accept(Action::Submit) {
                    self.view.scroll = 0;
                }
            }
        }
    }

    /// Another interviewer takes over.
    fn hand_over(&mut self, name: &str) {
        match self.keeper.interviewer(name) {
            Ok((id, name)) => {
                let done = verbs::hand_over(&mut self.keeper, id, &name);
                if done.is_ok() {
                    self.view.handed_over.push(name);
                }
                self.tell(done);
            }
            Err(why) => self.refuse(why),
        }
    }

    /// Keeps what is half typed as notes, so that no submission drops it; says whether the way is free.
    fn keep_texts(&mut self) -> bool {
        let note = (None, self.view.note.text());
        let drafts = self.view.unfinished.iter().filter_map(|(purpose, text)| match purpose {
            Purpose::Note(slot) => Some((*slot, text.clone())),
            Purpose::Quote(_, slot) => Some((Some(*slot), text.clone())),
            Purpose::Reason(..) | Purpose::Why | Purpose::Strength | Purpose::Growth => Some((None, text.clone())),
            Purpose::HandOver => None,
        });
        let texts: Vec<_> = std::iter::once(note).chain(drafts).filter(|(_, text)| !text.trim().is_empty()).collect();
        for (slot, text) in texts {
            if !self.accept(Assess::Note(slot, text)) {
                return false;
            }
        }
        self.view.note.clear();
        self.view.unfinished.clear();
        self.keep_draft();
        true
    }

    /// Ends the conversation; where it can't end like that, the box stays for another answer.
    fn end(&mut self, ending: Ending) {
        // What is refused keeps nothing.
        if let Err(refusal @ Refusal::RatedNoShow(_)) = self.session().decide(Action::End(ending)) {
            return self.refuse(words::rated_no_show(self.session(), &refusal, FACE));
        }
        if self.keep_note() && self.accept(Action::End(ending)) {
            self.view.ask = None;
            self.view.scroll = 0;
            self.enter_part(0);
        }
    }

    fn walk_list(&mut self, way: Way) {
        let before = self.before_help();
        let session = self.keeper.session();
        let (row, count) = match &mut self.view.ask {
            Some(Ask::Flag { field, row, .. }) => (row, parts::flag_rows(session, &field.text())),
            Some(Ask::Find { field, row, scroll }) => {
                *scroll = 0;
                let count = parts::find(session, self.backdrop.library, &field.text()).len();
                (row, count)
            }
            Some(Ask::History { row }) => (row, session.history().len()),
            Some(Ask::Help { row, turned, .. }) => {
                *turned = false;
                (row, help::keys(session, &before).len())
            }
            Some(Ask::Choice { choice, row, scroll }) => {
                *scroll = 0;
                let count = choices::asked(session, choice, *row).answers.len();
                (row, count)
            }
            Some(Ask::Write { .. }) | None => return,
        };
        *row = way.walked(*row, count);
    }

    fn page_list(&mut self, way: Way) {
        let page = self.view.page;
        match &mut self.view.ask {
            Some(Ask::Help { scroll, turned, .. }) => {
                *scroll = way.paged(*scroll, page);
                *turned = true;
            }
            Some(Ask::History { row }) => {
                let last = self.keeper.session().history().len().saturating_sub(1);
                *row = way.paged(*row, page).min(last);
            }
            Some(Ask::Choice { scroll, .. } | Ask::Find { scroll, .. }) => *scroll = way.paged(*scroll, page),
            Some(Ask::Flag { .. } | Ask::Write { .. }) | None => {}
        }
    }

    /// Opens a text; one that was closed unfinished for the same purpose is still there.
    pub(super) fn write(&mut self, purpose: Purpose, text: &str) {
        let there = self.view.unfinished.iter().position(|(for_what, _)| *for_what == purpose);
        let unfinished = there.map(|position| self.view.unfinished.remove(position));
        let field = Field::new(unfinished.as_ref().map_or(text, |(_, text)| text.as_str()));
        self.view.ask = Some(Ask::Write { purpose, field });
    }

    /// A text is finished.
    fn written(&mut self, purpose: &Purpose, field: &Field) {
        let text = field.text().trim().to_owned();
        let mut recommendation = self.recommendation();
        let action = match purpose {
            Purpose::Quote(flag, slot) => Assess::Flag(flag.clone(), Some(*slot), text),
            Purpose::Reason(dimension, score) => Assess::Conclude(dimension.clone(), *score, text),
            Purpose::Note(_) | Purpose::Strength | Purpose::Growth | Purpose::HandOver if text.is_empty() => {
                self.view.ask = None;
                return;
            }
            Purpose::HandOver => {
                self.view.ask = Some(Ask::about(Choice::HandOver(text)));
                return;
            }
            Purpose::Note(slot) => Assess::Note(*slot, text),
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
        if !self.accept(action) {
            return;
        }
        self.view.ask = None;
        self.after_written(purpose);
        self.keep_draft();
    }
}
