//! Everything that will be submitted, read back; what is missing has its own list.

use crate::core::session::Session;
use crate::page::layout::paragraph;

use super::super::readback;
use super::super::words::Face;
use super::{lookalike, show};

/// All of it, a sentence a line.
pub(super) fn read_back(session: &Session, width: usize) -> String {
    let sentences = readback::sentences(session, Face::Lines).into_iter().chain(commands(session));
    let lines: String = sentences.map(|sentence| paragraph(&sentence, width, "")).collect();
    format!("{}{lines}", show::heading(readback::TITLE))
}

/// Notes that read like commands: what they were to record is not recorded.
fn commands(session: &Session) -> Option<String> {
    const MOST: usize = 5;
    let notes = &session.state().notes;
    let meant: Vec<String> = notes
        .iter()
        .filter(|note| lookalike::is_command(session.plan(), &note.text))
        .map(|note| match note.slot {
            Some(slot) => format!("\"{}\" at {slot}", note.text.trim()),
            None => format!("\"{}\"", note.text.trim()),
        })
        .collect();
    let more = meant.len().saturating_sub(MOST);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let what = match meant.len() {
        0 => return None,
        1 => "1 note looks like a command that was".to_owned(),
        many => format!("{many} notes look like commands that were"),
    };
    Some(format!("{what} not obeyed: {}{more}.", meant.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ")))
}
