//! Handing over: whom a typed name means. Who interviews already is no successor, and who is near a known name is asked about.

use super::super::drafts::Purpose;
use super::super::whom::{is_same, near};
use super::field::Field;
use super::interview::Board;
use super::view::{Ask, Choice};

impl Board<'_> {
    /// Opens the box of a hand-over; before it, the one that asks who is meant, where several may be.
    pub(super) fn ask_whom(&mut self, name: String) {
        let known = self.view.known.iter().find(|known| is_same(known, &name)).cloned();
        if known.is_some() || is_same(&name, self.interviewer()) {
            return self.ask_to_hand_over(known.unwrap_or(name));
        }
        let mut meant: Vec<String> = near(&self.view.known, &name).into_iter().map(str::to_owned).collect();
        if meant.is_empty() {
            return self.ask_to_hand_over(name);
        }
        meant.push(name);
        self.view.ask = Some(Ask::about(Choice::Meant(meant)));
    }

    /// Opens the box of a hand-over, if it is one to somebody else.
    pub(super) fn ask_to_hand_over(&mut self, name: String) {
        if is_same(&name, self.interviewer()) {
            self.view.ask = Some(Ask::Write { purpose: Purpose::HandOver, field: Field::new(&name) });
            return self.refuse(format!("{} interviews already: type another name, or Esc", self.interviewer()));
        }
        self.view.ask = Some(Ask::about(Choice::HandOver(name, self.half_typed())));
    }
}
