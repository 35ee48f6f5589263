//! Handing over: whom a typed name means. Who interviews already is no successor, and who is near a known name is asked about.

use crate::core::names::{nearest, plain};

use super::super::drafts::Purpose;
use super::field::Field;
use super::interview::Board;
use super::view::{Ask, Choice};

fn is_same(one: &str, other: &str) -> bool {
    let words = |name: &str| plain(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    words(one) == words(other)
}

/// The known names that a typed one may mean: it is one of their words, their beginning, or nearly the same.
fn near<'a>(known: &'a [String], typed: &str) -> Vec<&'a str> {
    let wanted = plain(typed);
    let alike = nearest(typed, known.iter().map(String::as_str));
    let is_near =
        |name: &&str| plain(name).split_whitespace().any(|word| word == wanted) || alike.iter().any(|a| a == name);
    known.iter().map(String::as_str).filter(is_near).collect()
}

impl Board<'_> {
    /// Opens the box of a hand-over; before it, the one that asks who is meant, where several may be.
    pub(super) fn ask_whom(&mut self, name: String) {
        self.view.known = self.keeper.known_interviewers();
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
