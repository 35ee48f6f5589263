//! What was recorded, as a list: the way from there to where it belongs, and back to what was taken back.

use crate::core::session::{Action, Again, Place, Recorded};
use crate::page::layout;

use super::super::told;
use super::{Lines, Result, Upshot, refused, verbs};

/// How many are read out at once.
pub(super) const MOST: usize = 15;

impl Lines<'_> {
    /// The list, or one of it by its number: then one goes to where it belongs.
    pub(super) fn history(&mut self, rest: &str) -> Upshot {
        match rest {
            "" => self.listed(MOST),
            "all" => self.listed(usize::MAX),
            other if other.trim_start_matches('#').parse::<usize>().is_err() => {
                Upshot::Kept("something recorded is named by its number in the list, such as /history 3".into())
            }
            other => match self.read_as(other, "/history") {
                Ok(entry) => self.jump(entry),
                Err(why) => Upshot::Brief(why),
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
        let can_come_back = history.iter().take(most).any(|recorded| recorded.again.is_some());
        let again =
            if can_come_back { "/redo and a number of this list brings back what was taken back\n" } else { "" };
        // What was not heard has no number.
        let entries = history.iter().take(most).map(|recorded| recorded.entry).collect();
        self.read_out = entries;
        Upshot::Said(format!("{lines}{older}{again}"))
    }

    /// The entry that a number of the list which was read last means; else why it means none, with the command that reads a list.
    pub(super) fn read_as(&self, given: &str, reads: &str) -> std::result::Result<u64, String> {
        let number = given.trim_start_matches('#').parse::<usize>().ok();
        let entry = number.and_then(|number| self.read_out.get(number.checked_sub(1)?)).copied();
        entry.ok_or_else(|| match self.read_out.len() {
            0 => format!("no list was read out yet: {reads} alone reads one"),
            many => format!("the list that was read goes from 1 to {many}; {reads} all reads all there is"),
        })
    }

    /// Recordings with their numbers, at most so many.
    pub(super) fn numbered(&self, history: &[Recorded<'_>], most: usize) -> String {
        let session = self.session();
        let conversation = session.state().conversation();
        let line = |(number, recorded): (usize, &Recorded<'_>)| {
            let what = told::entry_of(session, recorded.entry);
            // The number of a hint says nothing to whoever did not learn it by heart.
            let words = told::words_of(session, recorded.entry);
            let undone = if recorded.undone { ", taken back" } else { "" };
            let slot = match recorded.place {
                Some(Place::Slot(slot)) => slot.to_string(),
                Some(Place::Section(_)) | None => String::new(),
            };
            // Most of it says by itself where it was.
            let at = if slot.is_empty() || what.contains(&slot) { String::new() } else { format!(" at {slot}") };
            layout::bullet(
                &format!("{number}. "),
                &format!("{what}{at}, {}{undone}{words}", conversation.clock(recorded.ms)),
                self.width(),
            )
        };
        (1..).zip(history).take(most).map(line).collect()
    }

    fn jump(&mut self, entry: u64) -> Upshot {
        let history = self.session().history();
        let place = history.iter().find(|recorded| recorded.entry == entry).and_then(|recorded| recorded.place);
        match place {
            Some(place) if place == self.session().state().place => Upshot::Said("you are there\n".into()),
            Some(place) => self.moved(Action::Go(place)),
            None => Upshot::Said("that belongs to the whole interview, so there is nowhere to go\n".into()),
        }
    }

    /// Makes again what the list that was read last has by a number: by a redo, or as a new recording where something else was
    /// recorded since.
    pub(super) fn redo_listed(&mut self, given: &str) -> Result<Upshot> {
        if given.trim_start_matches('#').parse::<usize>().is_err() {
            return Ok(Upshot::Kept("what is made again is named by its number: /history reads the list".into()));
        }
        let entry = match self.read_as(given, "/history") {
            Ok(entry) => entry,
            Err(why) => return Ok(Upshot::Refused(why)),
        };
        if self.session().next_redo().is_some_and(|next| next.seq == entry) {
            return self.redo("");
        }
        let history = self.session().history();
        let recorded = history.iter().find(|recorded| recorded.entry == entry);
        let (undone, again) = recorded.map_or((false, None), |recorded| (recorded.undone, recorded.again));
        let what = told::entry_of(self.session(), entry);
        Ok(match (again, verbs::again(self.session(), entry)) {
            (None, _) if !undone => Upshot::Brief(format!("that stands, so nothing changed: {what}")),
            (Some(Again::Redo), _) => {
                Upshot::Brief("/redo alone makes it again, after what was taken back later".into())
            }
            (Some(Again::Anew), Some(action)) => match self.record(action) {
                Ok(()) => Upshot::Brief(format!("recorded again: {what}")),
                Err(error) => refused(&error),
            },
            (Some(Again::Anew) | None, _) => {
                Upshot::Brief("that is not brought back from here: do it again where it was done".into())
            }
        })
    }
}
