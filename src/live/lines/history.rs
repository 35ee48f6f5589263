//! What was recorded, as a list, and the way from there to where it belongs.

use crate::core::session::{Action, Place, Recorded};
use crate::page::layout;

use super::super::told;
use super::{Lines, Upshot};

/// How many are read out at once.
pub(super) const MOST: usize = 15;

impl Lines<'_> {
    /// The list, or one of it by its number: then one goes to where it belongs.
    pub(super) fn history(&mut self, rest: &str) -> Upshot {
        match rest {
            "" => self.listed(MOST),
            "all" => self.listed(usize::MAX),
            other => match other.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) {
                Some(index) => self.jump(index),
                None => {
                    Upshot::Kept("something recorded is named by its number in the list, such as /history 3".into())
                }
            },
        }
    }

    fn listed(&mut self, most: usize) -> Upshot {
        let history = self.session().history();
        if history.is_empty() {
            return Upshot::Said("nothing is recorded yet\n".into());
        }
        let lines = self.numbered(&history, most);
        let older = history.len().saturating_sub(most);
        let older = if older > 0 { format!("{older} older; /history all reads them, too\n") } else { String::new() };
        let entries = history.iter().map(|recorded| recorded.entry).collect();
        self.read_out = entries;
        Upshot::Said(format!("{lines}{older}"))
    }

    /// Recordings with their numbers, at most so many.
    pub(super) fn numbered(&self, history: &[Recorded<'_>], most: usize) -> String {
        let session = self.session();
        let conversation = session.state().conversation();
        let line = |(number, recorded): (usize, &Recorded<'_>)| {
            let what = told::entry_of(session, recorded.entry);
            let undone = if recorded.undone { ", taken back" } else { "" };
            let slot = match recorded.place {
                Some(Place::Slot(slot)) => slot.to_string(),
                Some(Place::Section(_)) | None => String::new(),
            };
            // Most of it says by itself where it was.
            let at = if slot.is_empty() || what.contains(&slot) { String::new() } else { format!(" at {slot}") };
            layout::bullet(
                &format!("{number}. "),
                &format!("{what}{at}, {}{undone}", conversation.clock(recorded.ms)),
                self.width(),
            )
        };
        (1..).zip(history).take(most).map(line).collect()
    }

    fn jump(&mut self, index: usize) -> Upshot {
        let history = self.session().history();
        let Some(place) = history.get(index).map(|recorded| recorded.place) else {
            let many = history.len();
            return Upshot::Brief(format!("the list goes from 1 to {many}"));
        };
        match place {
            Some(place) if place == self.session().state().place => Upshot::Said("you are there\n".into()),
            Some(place) => self.moved(Action::Go(place)),
            None => Upshot::Said("that belongs to the whole interview, so there is nowhere to go\n".into()),
        }
    }
}
