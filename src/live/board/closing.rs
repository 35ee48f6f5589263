//! What closes what lies over the screen: the list of what can be done, a box that asks, a text; and a chord that opens another of them.

use ratatui::crossterm::event::KeyEvent;

use super::super::drafts::Purpose;
use super::areas;
use super::choices;
use super::interview::Board;
use super::keys::{self, AtDesk, AtSubmission, Deed, InTalk, OnScreen, Trait};
use super::view::{Ask, Choice, List, View};

impl Board<'_> {
    /// Opens the list of what can be done, or closes it; what lay over the screen comes back when it is closed.
    pub(super) fn turn_help(&mut self) {
        if matches!(self.view.ask, Some(Ask::List { of: List::Help(_), .. })) {
            return self.close();
        }
        let behind = self.view.ask.take().map(Box::new);
        self.view.ask = Some(Ask::list(List::Help(behind)));
    }

    pub(super) fn close(&mut self) {
        // What was typed at the box is a half-typed note like any other, once the box is closed.
        self.view.at_box = false;
        match self.view.ask.clone() {
            // What lies below the list comes back, with what is typed there.
            Some(ask @ Ask::List { of: List::Help(Some(_)), .. }) => self.put_away(&ask),
            Some(Ask::List { .. } | Ask::Choice { .. } | Ask::Write { .. }) | None => self.put_text_away(),
        }
        self.say_what_is_not_recorded();
        self.view.ask = match self.view.ask.take() {
            Some(Ask::List { of: List::Help(behind), .. }) => behind.map(|ask| *ask),
            Some(
                Ask::Choice { .. }
                | Ask::List { of: List::Flags(_) | List::TitleOrQuote(..) | List::Questions | List::History, .. }
                | Ask::Write { .. },
            )
            | None => None,
        };
    }

    /// A number that opened the box of its reason, and is left without one, is not recorded.
    fn say_what_is_not_recorded(&mut self) {
        let Some(Ask::Write { purpose: Purpose::Reason(dimension, Some(score)), .. }) = &self.view.ask else { return };
        let given = self.session().state().conclusions.get(dimension).and_then(|given| given.score);
        if given == Some(*score) {
            return;
        }
        let title = self.session().plan().rubric.title_of(dimension).to_owned();
        let kept = if self.view.unfinished.iter().any(|half| {
            Some(&half.purpose) == self.view.ask.as_ref().and_then(Ask::written).map(|(purpose, _)| purpose)
        }) {
            format!("; what you typed is kept: {score} opens it again")
        } else {
            String::new()
        };
        self.refuse(format!("{title} {score} is not recorded: it needs a reason{kept}"));
    }

    /// A chord that opens another list or box where a box asks: this one is closed, which is said, so that nobody answers it who means the
    /// other. What turns the history only closes it: nobody has read what that would be. Says whether the key was such a chord.
    pub(super) fn closes_box(&mut self, key: &KeyEvent) -> bool {
        let Some(Ask::Choice { choice, .. }) = &self.view.ask else { return false };
        let choice = choice.clone();
        if keys::text_of(key).is_some() {
            return false;
        }
        let below = View { ask: None, ..self.view.clone() };
        let Some(deed) = keys::deed(areas::areas(self.session(), &below), key) else { return false };
        // The chord that opened it, once more: nothing changes, and what was typed at the box goes on belonging to it.
        if opens(deed, &choice) {
            return false;
        }
        let turns = matches!(deed, Deed::Screen(OnScreen::Undo | OnScreen::Redo));
        if !turns && !deed.is(Trait::Asks) && !deed.is(Trait::NeedsRoom) {
            return false;
        }
        let closed = self.leave_box();
        if turns {
            let again = keys::called(key).unwrap_or_default();
            self.say_closed(closed);
            self.say_too(&format!("press {again} again if you mean what was recorded before"));
            return true;
        }
        self.act(deed, Some(key));
        self.say_closed(closed);
        true
    }

    /// A key that an open text does not take, where nothing is typed in it: the text is closed, and the key does what it does below. What
    /// turns the history is left alone there: it may be meant for the text. Says whether it was such a key.
    pub(super) fn lets_go(&mut self, key: &KeyEvent) -> bool {
        let Some(Ask::Write { purpose, field }) = &self.view.ask else { return false };
        if keys::printable(key).is_some() || self.is_draft(purpose, &field.text()) {
            return false;
        }
        let below = View { ask: None, ..self.view.clone() };
        let Some(deed) = keys::deed(areas::areas(self.session(), &below), key) else { return false };
        if matches!(deed, Deed::Screen(OnScreen::Undo | OnScreen::Redo)) {
            return false;
        }
        self.close_and_say();
        let closed = self.view.said.take();
        self.act(deed, Some(key));
        match (closed, self.view.said.take()) {
            (Some((tone, closed)), Some((_, said))) => self.view.said = Some((tone, format!("{closed}; {said}"))),
            (closed, said) => self.view.said = said.or(closed),
        }
        true
    }

    /// Before something else lies over the screen: closes the box that asks, and puts away what was typed at it; gives what it asked.
    pub(super) fn leave_box(&mut self) -> Option<String> {
        let Some(Ask::Choice { choice, cursor }) = &self.view.ask else { return None };
        let title = choices::asked(self.session(), choice, cursor.row).title;
        self.view.at_box = false;
        self.put_text_away();
        self.view.ask = None;
        Some(title)
    }

    /// That a box was closed and nothing of it was done.
    pub(super) fn say_closed(&mut self, asked: Option<String>) {
        if let Some(asked) = asked {
            self.say_too(&format!("not done, and closed: \"{asked}\""));
        }
    }

    /// The view as it was before the list of what can be done was opened.
    pub(super) fn before_help(&self) -> View {
        let ask = match &self.view.ask {
            Some(Ask::List { of: List::Help(behind), .. }) => behind.as_deref().cloned(),
            other => other.clone(),
        };
        View { ask, ..self.view.clone() }
    }
}

/// Whether a box is the one that a chord opens; boxes that open after something was chosen or typed have no chord of their own.
fn opens(deed: Deed, choice: &Choice) -> bool {
    match choice {
        Choice::End => deed == Deed::Talk(InTalk::End),
        Choice::Leave => deed == Deed::Screen(OnScreen::Leave),
        Choice::Skip(_) => deed == Deed::Talk(InTalk::Skip),
        Choice::Drop(_) => deed == Deed::Talk(InTalk::Drop),
        Choice::Swap(_) => deed == Deed::Talk(InTalk::Backup),
        Choice::Hint(_) => deed == Deed::Talk(InTalk::Hint),
        Choice::Undo(_) => deed == Deed::Screen(OnScreen::Undo),
        Choice::Redo(_) => deed == Deed::Screen(OnScreen::Redo),
        Choice::ToTalk => deed == Deed::Desk(AtDesk::ToTalk),
        Choice::Submit(_) => deed == Deed::Desk(AtDesk::Submission(AtSubmission::Submit)),
        Choice::Meant(_)
        | Choice::Bring(_)
        | Choice::Do(_)
        | Choice::Again(_)
        | Choice::Remove(_)
        | Choice::HandOver(..) => false,
    }
}
