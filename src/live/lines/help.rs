//! What can be typed: the commands that matter now first, then all of them by area.

use crate::core::session::Phase;
use crate::page::layout::{bullet, paragraph};

use super::command::{self, Listing, Subject, TABLE, Word};

const AREAS: [(Subject, &str); 8] = [
    (Subject::Way, "Finding your way"),
    (Subject::Record, "Recording"),
    (Subject::Undoing, "Taking back"),
    (Subject::Questions, "The questions"),
    (Subject::Time, "Clocks"),
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
    Word::Why,
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

/// What matters most now, and how to hear more.
pub(super) fn now(phase: Phase, width: usize) -> String {
    let (now, text) = if phase == Phase::Live {
        (TALKING, "A line without a slash is a note. The commands that matter most in the conversation:")
    } else {
        (SCORING, "Type the answer, or Enter to leave a thing as it is. The commands that matter most in scoring:")
    };
    let mut out = paragraph(text, width, "");
    out += &now.iter().map(|word| line(word.entry(), width)).collect::<String>();
    let areas: Vec<String> = AREAS.iter().map(|(_, title)| title.to_lowercase()).collect();
    let more = format!("More: /help and one of these words, or /help all. {}.", areas.join(", "));
    out + &paragraph(&more, width, "")
}

/// What can be done before the conversation.
pub(super) fn before(width: usize) -> String {
    let begins =
        "Nothing runs yet, and Enter alone does nothing here. A line without a slash is a note. What can be done now:";
    let no_show = bullet("/end no-show: ", "says that the candidate did not come; it asks first", width);
    let words = [Word::Begin, Word::Plan, Word::Quit, Word::Help].map(|word| line(word.entry(), width));
    format!("{}{}{no_show}", paragraph(begins, width, ""), words.concat())
}

/// The commands of one area, or of all.
fn area(title: &str, of: Subject, width: usize) -> String {
    format!(
        "{title}\n{}",
        TABLE.iter().filter(|entry| entry.area == of).map(|entry| line(entry, width)).collect::<String>()
    )
}

/// Every command, by what it is about.
fn all(width: usize) -> String {
    let areas: Vec<String> = AREAS.iter().map(|(of, title)| area(title, *of, width)).collect();
    areas.join("\n")
}

/// All about one command or what commands are about; none where the word is neither.
pub(super) fn about(word: &str, width: usize) -> Option<String> {
    let lower = word.to_lowercase();
    if lower == "all" {
        return Some(all(width));
    }
    let exact = TABLE.iter().any(|entry| entry.names.contains(&lower.trim_start_matches('/')));
    let titled = AREAS.iter().find(|(_, title)| !exact && lower.len() > 2 && title.to_lowercase().contains(&lower));
    if let Some((of, title)) = titled {
        return Some(area(title, *of, width));
    }
    let said = command::of_saying(lower.trim_start_matches('/')).map(Word::entry);
    let entry = said.or_else(|| command::meant(word))?;
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
