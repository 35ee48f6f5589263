//! What can be typed: the commands that matter now first, then all of them by area.

use crate::core::session::{Phase, Session};
use crate::live::words;
use crate::page::layout::{bullet, paragraph};

use super::command::{self, Listing, Subject, TABLE, Word};

/// Where one is, as far as it decides what can be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Before,
    Talk,
    Scoring,
}

impl Mode {
    pub(super) fn of(session: &Session) -> Self {
        match session.state().phase {
            Phase::Live if session.is_about_to_begin() => Self::Before,
            Phase::Ready | Phase::Live => Self::Talk,
            Phase::Scoring | Phase::Submitted => Self::Scoring,
        }
    }

    /// Whether a command does something there.
    fn has(self, word: Word) -> bool {
        match word {
            Word::Plan | Word::Note | Word::Notes | Word::Keep | Word::Quit | Word::Help | Word::Yes | Word::No => true,
            Word::Begin => self == Self::Before,
            Word::End => self != Self::Scoring,
            Word::Probe
            | Word::Hint
            | Word::Skip
            | Word::Drop
            | Word::Swap
            | Word::Bring
            | Word::Pause
            | Word::Resume
            | Word::Extend => self == Self::Talk,
            Word::Done | Word::Why | Word::Submit | Word::Reopen => self == Self::Scoring,
            Word::Next
            | Word::Back
            | Word::Go
            | Word::Show
            | Word::Cover
            | Word::Rate
            | Word::Saw
            | Word::Unsaw
            | Word::Flag
            | Word::Evidence
            | Word::Undo
            | Word::Redo
            | Word::History
            | Word::Remove
            | Word::Change
            | Word::Find
            | Word::Handout
            | Word::Answer
            | Word::Anchors
            | Word::Checklist
            | Word::Clocks
            | Word::HandOver => self != Self::Before,
        }
    }

    /// Where a command does something that does nothing here.
    fn elsewhere(self, word: Word) -> &'static str {
        match (word, self) {
            (Word::Begin, _) => "before the conversation",
            (Word::Done | Word::Why | Word::Submit | Word::Reopen, _) => "in scoring, after the conversation has ended",
            (_, Self::Before) => "in the conversation, which /begin begins",
            (_, Self::Talk | Self::Scoring) => "in the conversation, into which /reopen goes back",
        }
    }
}

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

/// What a command takes, does, and what more there is to know, where one is.
fn told(entry: &Listing, mode: Mode) -> (&'static str, &'static str, &'static str) {
    match (entry.word, mode) {
        (Word::Next, Mode::Scoring) => (
            "",
            "goes to the next thing, as Enter does",
            "A conclusion that still lacks its reason is put aside, while Enter waits for the reason.",
        ),
        (Word::Back, Mode::Scoring) => ("", "goes to the thing before", ""),
        (Word::Go, Mode::Scoring) => (
            "PART",
            "goes to a part of scoring, or to a dimension",
            "Such as /go conclusions or /go technical skills. /go Q2 goes to a question that lacks a rating.",
        ),
        _ => (entry.takes, entry.does, entry.more),
    }
}

/// A command and what it does, in a line.
fn line(entry: &Listing, mode: Mode, width: usize) -> String {
    let (takes, does, _) = told(entry, mode);
    let blank = if takes.is_empty() { "" } else { " " };
    bullet(&format!("/{}{blank}{takes}: ", entry.names[0]), does, width)
}

/// What matters most now, and how to hear more.
pub(super) fn now(mode: Mode, width: usize) -> String {
    let (now, text) = match mode {
        Mode::Before => return before(width),
        Mode::Talk => (TALKING, "A line without a slash is a note. The commands that matter most in the conversation:"),
        Mode::Scoring => {
            let text = "Type the answer, or Enter to leave a thing as it is; but a conclusion that needs a reason waits for it, and \
                        /back takes it back. The commands that matter most in scoring:";
            (SCORING, text)
        }
    };
    let mut out = paragraph(text, width, "");
    out += &now.iter().map(|word| line(word.entry(), mode, width)).collect::<String>();
    let areas: Vec<String> = AREAS.iter().map(|(_, title)| title.to_lowercase()).collect();
    out + &paragraph(&format!("More: /help all, or /help and one of these: {}.", areas.join("; ")), width, "")
}

/// What can be done before the conversation.
fn before(width: usize) -> String {
    let begins =
        "Nothing runs yet, and Enter alone does nothing here. A line without a slash is a note. What can be done now:";
    let no_show = bullet("/end no-show: ", "says that the candidate did not come; it asks first", width);
    let words = [Word::Begin, Word::Plan, Word::Quit, Word::Help].map(|word| line(word.entry(), Mode::Before, width));
    format!("{}{}{no_show}", paragraph(begins, width, ""), words.concat())
}

/// The commands of one area: what they do here, and which of them do nothing here.
fn area(title: &str, of: Subject, mode: Mode, width: usize) -> String {
    let (here, others): (Vec<&Listing>, Vec<&Listing>) =
        TABLE.iter().filter(|entry| entry.area == of).partition(|entry| mode.has(entry.word));
    let mut out = format!("{title}\n");
    out += &here.iter().map(|entry| line(entry, mode, width)).collect::<String>();
    let mut rest = others.as_slice();
    while let Some(first) = rest.first() {
        let place = mode.elsewhere(first.word);
        let end = rest.iter().position(|entry| mode.elsewhere(entry.word) != place).unwrap_or(rest.len());
        let (same, after) = rest.split_at(end);
        let names: Vec<String> = same.iter().map(|entry| format!("/{}", entry.names[0])).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let word = if same.len() == 1 { "works" } else { "work" };
        out += &paragraph(&format!("{} {word} {place}.", words::listed(&names)), width, "");
        rest = after;
    }
    out
}

/// Every command, by what it is about.
fn all(mode: Mode, width: usize) -> String {
    let areas: Vec<String> = AREAS.iter().map(|(of, title)| area(title, *of, mode, width)).collect();
    areas.join("\n")
}

/// All about one command, or what commands are about, or those that are described by a word; else that there is none.
pub(super) fn about(word: &str, mode: Mode, width: usize) -> Result<String, String> {
    let lower = word.to_lowercase();
    let lower = lower.trim_start_matches('/');
    if lower == "all" {
        return Ok(all(mode, width));
    }
    let is_exact = TABLE.iter().any(|entry| entry.names.contains(&lower));
    // The whole name of a subject is that, also where a command is called so.
    let is_whole = |title: &str| title == lower || title.strip_suffix('s') == Some(lower);
    let is_part = |title: &str| !is_exact && lower.len() > 2 && title.contains(lower);
    let titled = |fits: &dyn Fn(&str) -> bool| AREAS.iter().find(|(_, title)| fits(&title.to_lowercase()));
    if let Some((of, title)) = titled(&is_whole).or_else(|| titled(&is_part)) {
        return Ok(area(title, *of, mode, width));
    }
    let said = command::of_saying(lower).map(Word::entry);
    match said.or_else(|| command::meant(lower)) {
        Some(entry) => Ok(command_in_full(entry, mode, width)),
        None => described(lower, mode, width),
    }
}

/// All about one command.
fn command_in_full(entry: &Listing, mode: Mode, width: usize) -> String {
    let mut out = line(entry, mode, width);
    let (_, _, further) = told(entry, mode);
    if !further.is_empty() {
        out += &paragraph(further, width, "");
    }
    if !mode.has(entry.word) {
        out += &paragraph(&format!("It works {}.", mode.elsewhere(entry.word)), width, "");
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
    out
}

/// The commands whose description has a word; else that there is none.
fn described(word: &str, mode: Mode, width: usize) -> Result<String, String> {
    let has = |entry: &&Listing| {
        let (_, does, further) = told(entry, mode);
        let mut words = does.split(|c: char| !c.is_alphanumeric()).chain(further.split(|c: char| !c.is_alphanumeric()));
        mode.has(entry.word) && words.any(|known| known.eq_ignore_ascii_case(word))
    };
    let found: String = TABLE.iter().filter(has).map(|entry| line(entry, mode, width)).collect();
    if found.is_empty() { Err(command::unknown(word)) } else { Ok(found) }
}
