//! Removing one thing that was recorded, by its number in the list that was read out last.

use super::super::removing;
use super::super::told as history;
use super::history::MOST;
use super::{FACE, Lines, Result, Upshot};

impl Lines<'_> {
    /// Alone, or with `all`, it reads what can be removed; with a number it removes that.
    pub(super) fn remove_recorded(&mut self, rest: &str) -> Result<Upshot> {
        let number = match rest {
            "" => return Ok(self.removable(MOST)),
            "all" => return Ok(self.removable(usize::MAX)),
            other => other.trim_start_matches('#').parse::<usize>().ok(),
        };
        let Some(number) = number else {
            return Ok(Upshot::Kept("what is removed is named by its number: /remove alone reads the list".into()));
        };
        if self.read_out.is_empty() {
            return Ok(Upshot::Refused("no list was read out yet: /remove alone reads what can be removed".into()));
        }
        let Some(entry) = number.checked_sub(1).and_then(|index| self.read_out.get(index)).copied() else {
            return Ok(Upshot::Refused(format!("the list goes from 1 to {}", self.read_out.len())));
        };
        if self.session().handed_over_since(entry) {
            let what = history::entry_of(self.session(), entry);
            let question = format!("Remove this, which is from before the hand-over: {what}?");
            return self.once_confirmed((&question, "removes it"), |lines| removing::remove(lines.keeper, entry, FACE));
        }
        Ok(self.recorded_by(|lines| removing::remove(lines.keeper, entry, FACE)))
    }

    /// What can be removed, the newest first.
    fn removable(&mut self, most: usize) -> Upshot {
        let removable = removing::removable(self.session());
        if removable.is_empty() {
            return Upshot::Brief("nothing is recorded that can be removed".into());
        }
        let lines = self.numbered(&removable, most);
        let older = removable.len().saturating_sub(most);
        let older = if older > 0 { format!("{older} older; /remove all reads them, too\n") } else { String::new() };
        let entries = removable.iter().map(|recorded| recorded.entry).collect();
        self.read_out = entries;
        Upshot::Said(format!(
            "{lines}{older}/remove and a number of this list removes that, and /undo brings it back\n"
        ))
    }
}
