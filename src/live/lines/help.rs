//! What can be typed: the commands that matter now first, then all of them by area.

use crate::core::session::Phase;
use crate::page::layout::{bullet, paragraph};

use super::command::{self, Listing, Subject, TABLE, Word};

const AREAS: [(Subject, &str); 8] = [
    (Subject::Way, "Finding your way"),
    (Subject::Record, "Recording"),
    (Subject::Undoing, "Taking back"),
    (Subject::Questions, "The questions"),
    (Subject::Time, "Time"),
    (Subject::End, "Ending and leaving"),
    (Subject::Scoring, "Scoring"),
    (Subject::Help, "Help and answers"),
];

/// What one needs most in the conversation.
const TALKING: [Word; 10] = [
    Word::Next,
    Word::Rate,
    Word::Saw,
    Word::Probe,
    Word::Hint,
    Word::Flag,
    Word::Undo,
    Word::Clocks,
    Word::Plan,
    Word::End,
];

/// What one needs most after it.
const SCORING: [Word; 10] = [
    Word::Next,
    Word::Back,
    Word::Done,
    Word::Anchors,
    Word::Evidence,
    Word::Note,
    Word::Undo,
    Word::Reopen,
    Word::Submit,
    Word::Quit,
];

/// A command and what it does, in a line.
fn line(entry: &Listing, width: usize) -> String {
    bullet(&format!("{}: ", usage(entry)), entry.does, width)
}

/// How a command is typed.
fn usage(entry: &Listing) -> String {
    let blank = if entry.takes.is_empty() { "" } else { " " };
    format!("/{}{blank}{}", entry.names[0], entry.takes)
}

/// What can be typed now, then everything.
pub(super) fn all(phase: Phase, width: usize) -> String {
    let (now, text) = if phase == Phase::Live {
        (TALKING, "A line without a slash is a note. The ten commands of the conversation:")
    } else {
        (SCORING, "Type the answer, or Enter to leave a thing as it is. The ten commands of scoring:")
    };
    let mut out = paragraph(text, width, "");
    out += &now.iter().map(|word| line(word.entry(), width)).collect::<String>();
    out += "\nAll commands, by what they are about. /help and a word says more.\n";
    for (area, title) in AREAS {
        out += &format!("\n{title}\n");
        out += &TABLE.iter().filter(|entry| entry.area == area).map(|entry| line(entry, width)).collect::<String>();
    }
    out
}

/// All about one command; none where the word is no command.
pub(super) fn about(word: &str, width: usize) -> Option<String> {
    let entry = command::meant(word)?;
    let mut out = line(entry, width);
    if !entry.more.is_empty() {
        out += &paragraph(entry.more, width, "");
    }
    let others: Vec<String> = entry
        .names
        .iter()
        .skip(1)
        .filter(|name| name.len() < entry.names[0].len())
        .map(|name| format!("/{name}"))
        .collect();
    if !others.is_empty() {
        out += &format!("In short: {}\n", others.join(", "));
    }
    Some(out)
}
