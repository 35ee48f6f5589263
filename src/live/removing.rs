//! Removing one recording by itself, whatever was recorded after it: a note that was none, a signal that was not seen after all; and
//! giving a note another text.

use crate::core::session::{Action, Recorded, Recorder, Session};

use super::told;
use super::verbs::Done;
use super::words::{self, Face};

/// What can be removed, the newest first.
pub(crate) fn removable(session: &Session) -> Vec<Recorded<'_>> {
    let removable = session.removable();
    session.history().into_iter().filter(|recorded| removable.contains(&recorded.entry)).collect()
}

/// Gives a note another text; it stays where and when it was written, and theirs who wrote it.
pub(crate) fn change_note(recorder: &mut dyn Recorder, entry: u64, text: String, face: Face) -> Done {
    recorder.record(Action::ChangeNote(entry, text))?;
    Ok(words::note_changed(face))
}

/// Removes what an entry recorded; says what it was, and what stands now where that changed.
pub(crate) fn remove(recorder: &mut dyn Recorder, entry: u64, face: Face) -> Done {
    let what = told::entry_of(recorder.session(), entry);
    let was_replaced = recorder.session().is_replaced(entry);
    recorder.record(Action::Remove(entry))?;
    let stands = if was_replaced {
        "; what replaced it stands".to_owned()
    } else {
        told::stands_now(recorder.session(), entry).map(|stands| format!("; {stands}")).unwrap_or_default()
    };
    Ok(words::removed(&what, &stands, face))
}
