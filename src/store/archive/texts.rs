//! Texts that are made of sessions whole, and kept: such as scorecards for programs, which take long to make and change as seldom as the
//! sessions.

use crate::threads::in_order;

use super::super::error::Result;
use super::super::index::{self, KeptTexts, TextReader, TextWriter};
use super::super::sessions::Stored;
use super::super::stamp::{OpenFolder, Stamps};
use super::super::workspace::Workspace;
use super::SHARE;
use super::anew::{AT_ONCE, Rereading};
use super::summarized::Summarized;

/// What is made of a session.
pub(crate) enum SessionText<T> {
    /// A text that nothing but the session and the program make what it is, so that it is kept for the next time.
    Lasting(String),
    /// Something that is made anew each time.
    Passing(T),
}

/// What `make` makes of each of these sessions whole, or made of it as it is now an earlier time. In their order, all processors at work;
/// of those that can't be read, why.
///
/// # Errors
/// What `take` fails with.
pub(crate) fn each_text<'a, T: Send, E>(
    workspace: &Workspace,
    sessions: &'a [&'a Summarized],
    make: impl Fn(Stored) -> SessionText<T> + Sync,
    mut take: impl FnMut(&'a Summarized, Result<SessionText<T>>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let folder = workspace.sessions();
    let kept = KeptTexts::of(&folder);
    let is_fresh = |found: &&&Summarized| found.stamps().is_some_and(|stamps| !kept.has(&found.id, stamps));
    let fresh = sessions.iter().filter(is_fresh).count();
    // Where there is no index, there are few sessions, or nothing can be written.
    let is_indexed = index::written(&folder).is_some();
    let is_worth_it = is_indexed && fresh > 0 && fresh * SHARE >= sessions.len();
    let mut writer = if is_worth_it { TextWriter::beside(&folder, &kept) } else { None };
    let (open, again) = (OpenFolder::at(&folder), Rereading::default());
    let text = |reader: &mut Option<TextReader<'_>>, found: &Summarized| -> (Option<Stamps>, Result<_>) {
        if let Some(stamps) = found.stamps()
            && let Some(text) = reader.as_mut().and_then(|reader| reader.text(&found.id, stamps))
        {
            return (Some(stamps), Ok(SessionText::Lasting(text)));
        }
        // Before anything is read: what changes in between shows as a change.
        let stamps = found.stamps().and_then(|_| Stamps::of(&open, &found.id));
        (stamps, again.read(found).map(&make))
    };
    let texts = |part: &[&'a Summarized]| -> Vec<_> {
        let mut reader = kept.reader();
        part.iter().map(|found| (*found, text(&mut reader, found))).collect()
    };
    in_order(sessions, AT_ONCE, texts, |part| {
        part.into_iter().try_for_each(|(found, (stamps, made))| {
            if let (Some(writer), Some(stamps), Ok(SessionText::Lasting(text))) = (&mut writer, stamps, &made) {
                writer.add(&found.id, stamps, text);
            }
            take(found, made)
        })
    })?;
    if let Some(writer) = writer {
        writer.finish(&folder);
    }
    Ok(())
}
