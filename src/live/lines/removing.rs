//! Removing one thing that was recorded: by its number in the list that was read out last, or by what it is.

use crate::core::event::{Event, Finding, Recording};
use crate::core::plan::Slot;
use crate::core::session::{NotRecorded, Recorded, Refusal};

use super::super::removing;
use super::super::told as history;
use super::history::MOST;
use super::verbs::Stopped;
use super::{FACE, Lines, Result, Upshot, command, recording, show, told, why_not};

/// What can be removed, and how it is named.
const WHAT: &str = "/remove reads what can be removed, and takes a number of that list, or a kind: flag, follow-up, hint, note, rating \
                    or signal, such as /remove flag";

/// A kind of recording, as `/remove` and its counterparts such as `/unflag` name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RecordedKind {
    Flag,
    FollowUp,
    Hint,
    Note,
    Rating,
    Signal,
}

impl RecordedKind {
    /// The kind that a word names, one or many.
    fn named(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        Some(match word.strip_suffix('s').unwrap_or(&word) {
            "flag" => Self::Flag,
            "follow-up" | "followup" | "probe" => Self::FollowUp,
            "hint" => Self::Hint,
            "note" => Self::Note,
            "rating" | "rate" | "score" => Self::Rating,
            "signal" | "tick" | "saw" => Self::Signal,
            _ => return None,
        })
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Flag => "red flag",
            Self::FollowUp => "follow-up",
            Self::Hint => "hint",
            Self::Note => "note",
            Self::Rating => "rating",
            Self::Signal => "signal",
        }
    }

    /// Whether it is what an event recorded.
    fn is(self, event: &Event) -> bool {
        let Event::Recording(recording) = event else { return false };
        let kind = match recording {
            Recording::Hinted { .. } => Self::Hint,
            Recording::FollowedUp { .. } => Self::FollowUp,
            Recording::Found(Finding::Flagged { .. }) => Self::Flag,
            Recording::Found(Finding::Noted { .. }) => Self::Note,
            Recording::Found(Finding::Rated { .. }) => Self::Rating,
            Recording::Found(Finding::Observed { .. }) => Self::Signal,
            Recording::Found(Finding::Ticked { .. } | Finding::Concluded { .. } | Finding::Recommended(_))
            | Recording::Skipped { .. }
            | Recording::Extended { .. }
            | Recording::NoteChanged { .. }
            | Recording::Removed { .. } => return false,
        };
        kind == self
    }
}

/// The question that an event is about.
fn slot_of(event: &Event) -> Option<Slot> {
    let Event::Recording(recording) = event else { return None };
    match recording {
        Recording::Hinted { slot, .. } | Recording::FollowedUp { slot, .. } | Recording::Skipped { slot, .. } => {
            Some(*slot)
        }
        Recording::Found(finding) => finding.slot(),
        Recording::Extended { .. } | Recording::NoteChanged { .. } | Recording::Removed { .. } => None,
    }
}

impl Lines<'_> {
    /// Alone, or with `all`, it reads what can be removed; with a number, or by what it is, it removes that.
    pub(super) fn remove_recorded(&mut self, rest: &str) -> Result<Upshot> {
        match rest {
            "" => return Ok(self.removable(MOST, |_| true)),
            "all" => return Ok(self.removable(usize::MAX, |_| true)),
            _ => {}
        }
        let (first, which) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if let Some(kind) = RecordedKind::named(first) {
            return self.remove_kind(kind, which.trim());
        }
        if rest.split([' ', ',']).filter(|part| !part.is_empty()).all(|part| command::number(part).is_some())
            && !which.is_empty()
        {
            let why = "one thing is removed at a time, since the numbers change with it";
            return Ok(Upshot::Refused(format!("{why}: {WHAT}")));
        }
        if rest.trim_start_matches('#').parse::<usize>().is_err() {
            return Ok(Upshot::Kept(format!("nothing recorded is called “{rest}”: {WHAT}")));
        }
        match self.read_as(rest, "/remove") {
            Ok(entry) => self.remove_entry(entry),
            Err(why) => Ok(Upshot::Refused(why)),
        }
    }

    fn remove_entry(&mut self, entry: u64) -> Result<Upshot> {
        if !self.session().removable().contains(&entry) {
            let history = self.session().history();
            let undone = history.iter().any(|recorded| recorded.entry == entry && recorded.undone);
            let how =
                if undone { "is taken back already" } else { "can't be removed by itself; /undo goes back to it" };
            let what = history::entry_of(self.session(), entry);
            return Ok(Upshot::Refused(format!("{what}: that {how}")));
        }
        if self.session().handed_over_since(entry) {
            let what = history::entry_of(self.session(), entry);
            let question = format!("Remove this, which is from before the hand-over: {what}?");
            return self.once_confirmed((&question, "removes it"), |lines| removing::remove(lines.keeper, entry, FACE));
        }
        Ok(self.recorded_by(|lines| removing::remove(lines.keeper, entry, FACE)))
    }

    /// `/change 2 TEXT`: gives a note of the list that was read last another text.
    pub(super) fn change_note(&mut self, rest: &str) -> Upshot {
        let (number, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let number = number.trim_end_matches(['.', ')', ':']);
        let text = text.trim();
        if text.is_empty() || number.trim_start_matches('#').parse::<usize>().is_err() {
            let how = "say the number that /notes reads, and the new text, such as /change 2 asks first".to_owned();
            return if rest.is_empty() { Upshot::Brief(how) } else { Upshot::Kept(how) };
        }
        let entry = match self.read_as(number, "/history") {
            Ok(entry) => entry,
            Err(why) => return Upshot::Kept(why),
        };
        match removing::change_note(self.keeper, entry, text.to_owned(), FACE) {
            // What one typed is the number of the list, and not the entry's.
            Err(Stopped::NotRecorded(NotRecorded::Refused(Refusal::NoSuchNote(_)))) => {
                let what = history::entry_of(self.session(), entry);
                let number = number.trim_start_matches('#');
                Upshot::Kept(format!(
                    "{number} of the list that was read is no note that stands: {what}. /notes reads those that do"
                ))
            }
            Err(Stopped::NotRecorded(error)) if !matches!(error, NotRecorded::Refused(Refusal::Stands)) => {
                Upshot::Kept(why_not(&error))
            }
            done => Upshot::Said(told(&done, self.width())),
        }
    }

    /// Removes the only one of a kind here, or the one that its own number or name means; where that could be several, they are read.
    fn remove_kind(&mut self, kind: RecordedKind, which: &str) -> Result<Upshot> {
        let is_last = which.eq_ignore_ascii_case("last");
        if kind == RecordedKind::Note && !which.is_empty() && !is_last {
            return self.remove_recorded(which);
        }
        let what = kind.as_str();
        let here = self.here().map(|asking| asking.slot);
        let named = |recorded: &Recorded<'_>| which.is_empty() || is_last || self.is_named(recorded.event, which);
        let all = removing::removable(self.session()).into_iter().filter(|recorded| kind.is(recorded.event));
        let all: Vec<Recorded<'_>> = all.filter(named).collect();
        // The newest comes first.
        let newest = all.first().map(|recorded| recorded.entry).filter(|_| is_last);
        if let Some(newest) = newest {
            return self.remove_entry(newest);
        }
        let fitting: Vec<u64> =
            all.iter().filter(|recorded| slot_of(recorded.event) == here).map(|recorded| recorded.entry).collect();
        match (fitting.as_slice(), all.is_empty()) {
            // A kind alone says which one only where there is one.
            ([only], _) if all.len() == 1 || !which.is_empty() => self.remove_entry(*only),
            (_, true) if which.is_empty() => {
                Ok(Upshot::Refused(format!("no {what} is recorded that can be removed: {WHAT}")))
            }
            (_, true) => Ok(Upshot::Refused(format!("no {what} “{which}” is recorded that can be removed: {WHAT}"))),
            (_, false) => {
                let entries: Vec<u64> = all.iter().map(|recorded| recorded.entry).collect();
                Ok(self.removable(usize::MAX, |recorded| entries.contains(&recorded.entry)))
            }
        }
    }

    /// Whether something recorded has a number or a name of its own that a text gives.
    fn is_named(&self, event: &Event, which: &str) -> bool {
        let Event::Recording(recording) = event else { return false };
        let number = command::number(which);
        let is = |index: u8| number == Some(usize::from(index) + 1);
        match recording {
            Recording::Hinted { hint, .. } => is(*hint),
            Recording::FollowedUp { follow_up, .. } => is(*follow_up),
            Recording::Found(Finding::Flagged { flag, .. }) => {
                self.flag_named(which).is_some_and(|(named, _)| named == *flag)
                    || flag.title(&self.session().plan().rubric).to_lowercase() == which.to_lowercase()
            }
            Recording::Found(Finding::Rated { dimension, .. }) => {
                recording::dimension(self.session().plan(), which).is_ok_and(|named| named == *dimension)
            }
            Recording::Found(Finding::Observed { slot, signal, .. }) => {
                let asking = self.session().state().asking(*slot);
                let named = asking.and_then(|asking| show::numbered_signal(asking, number?));
                named == Some(*signal)
            }
            Recording::Found(
                Finding::Noted { .. } | Finding::Ticked { .. } | Finding::Concluded { .. } | Finding::Recommended(_),
            )
            | Recording::Skipped { .. }
            | Recording::Extended { .. }
            | Recording::NoteChanged { .. }
            | Recording::Removed { .. } => false,
        }
    }

    /// Those that can be removed and are wanted, the newest first.
    fn removable(&mut self, most: usize, is_wanted: impl Fn(&Recorded<'_>) -> bool) -> Upshot {
        let removable = removing::removable(self.session());
        let removable: Vec<Recorded<'_>> = removable.into_iter().filter(is_wanted).collect();
        if removable.is_empty() {
            return Upshot::Brief("nothing is recorded that can be removed".into());
        }
        let lines = self.numbered(&removable, most);
        let older = removable.len().saturating_sub(most);
        let older = if older > 0 { format!("{older} older; /remove all reads them, too\n") } else { String::new() };
        // What was not heard has no number.
        let entries = removable.iter().take(most).map(|recorded| recorded.entry).collect();
        self.read_out = entries;
        Upshot::Said(format!(
            "{lines}{older}/remove and a number of this list removes that, and /undo brings it back\n"
        ))
    }
}
