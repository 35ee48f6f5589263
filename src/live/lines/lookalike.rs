//! Lines that look like commands but begin with no slash, or with a wrong word: it is said what they may have been, and they are no
//! notes by themselves.

use crate::core::plan::Plan;

use super::command::{self, Listing, TABLE, Typed, Word};
use super::recording;

/// How many words a text for a command may have before it reads like a sentence that begins with the same word.
const FEW: usize = 3;

/// The command that a line without a slash may have been meant as: its first word is a command's, or one typo away, and what follows
/// is what that command takes. `t 4` and `4 for technical` are ratings.
pub(super) fn command_of(plan: &Plan, line: &str) -> Option<String> {
    let line = line.trim();
    if line.contains('\n') || line.starts_with('/') {
        return None;
    }
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let (first, rest) = (first.to_lowercase(), rest.trim());
    if rest.is_empty() && matches!(first.as_str(), "no-show" | "noshow") {
        return Some("/end no-show".into());
    }
    let named = TABLE.iter().find(|entry| entry.names.contains(&first.as_str()));
    let is_near = |entry: &&Listing| {
        let mut whole = entry.names.iter().filter(|name| name.len() > 2);
        first.chars().count() > 2 && whole.any(|name| strsim::osa_distance(name, &first) == 1)
    };
    let meant = named.or_else(|| TABLE.iter().find(is_near));
    if let Some(entry) = meant.filter(|entry| takes(plan, entry.word, (rest, named.is_some()))) {
        let blank = if rest.is_empty() { "" } else { " " };
        return Some(format!("/{}{blank}{rest}", entry.names[0]));
    }
    let are_scores = line.split([' ', ',']).filter(|part| !part.is_empty()).all(is_score);
    if are_scores && !line.is_empty() {
        return Some(format!("/{line}"));
    }
    is_rating(plan, line).then(|| format!("/rate {line}"))
}

/// Whether a part of a line is a score by itself.
fn is_score(part: &str) -> bool {
    matches!(part, "1" | "2" | "3" | "4" | "5")
}

/// The command at the end of a text, from its slash on, where one is written so and what follows it is what it takes.
pub(super) fn command_at_end<'t>(plan: &Plan, text: &'t str) -> Option<&'t str> {
    let last = text.lines().next_back()?.trim_end();
    let at = last.rfind(" /")?;
    let command = last.get(at + 1..)?;
    let is_command = match command::parse(command) {
        Typed::Command(word, rest) => {
            let is_whole = command.get(1..).is_some_and(|name| {
                let name = name.split_whitespace().next().unwrap_or_default();
                TABLE.iter().any(|entry| entry.names.contains(&name.to_lowercase().as_str()))
            });
            is_whole && takes(plan, word, (&rest, true)) || matches!(word, Word::Yes | Word::No)
        }
        Typed::Rate(scores) => scores.split([' ', ',']).all(|part| part.parse::<u8>().is_ok_and(|score| score < 6)),
        Typed::NoCommand(_) => is_rating(plan, command.trim_start_matches('/')),
        Typed::Text(_) | Typed::Empty => false,
    };
    is_command.then_some(command)
}

/// Whether a note reads like a command that was not obeyed.
pub(super) fn is_command(plan: &Plan, note: &str) -> bool {
    // Two slashes begin a note with one, so that the slash alone says nothing.
    command_of(plan, note.trim_start_matches('/')).is_some()
}

fn is_rating(plan: &Plan, text: &str) -> bool {
    recording::pairs(plan, recording::at_question(text).1).is_ok()
}

/// Whether what follows a word is what its command takes. Words that a sentence may begin with as well are told from it by the rest.
fn takes(plan: &Plan, word: Word, (rest, is_exact): (&str, bool)) -> bool {
    let mut parts = rest.split([' ', ',']).filter(|part| !part.is_empty());
    let is_number = |part: &str| part.len() < 4 && command::number(part).is_some();
    let is_short = is_exact && rest.split_whitespace().count() <= FEW;
    match word {
        Word::Saw
        | Word::Unsaw
        | Word::Probe
        | Word::Hint
        | Word::Redo
        | Word::Remove
        | Word::Extend
        | Word::History
        | Word::Keep => parts.all(is_number),
        Word::Rate => rest.is_empty() || is_rating(plan, rest) || parts.all(|part| part.parse::<u8>().is_ok()),
        Word::Go | Word::Show | Word::Evidence | Word::Drop | Word::Handout | Word::Answer | Word::Anchors => {
            rest.is_empty() || command::slot(rest).is_some()
        }
        Word::Flag => parts.next().is_none_or(|part| part == "own" || is_number(part)),
        Word::Swap => rest.is_empty() || matches!(rest, "easier" | "harder"),
        Word::End => rest.is_empty() || matches!(rest, "early" | "no-show"),
        Word::Bring => rest.is_empty() || is_number(rest) || is_short,
        Word::Find | Word::HandOver | Word::Skip => rest.is_empty() || is_short,
        Word::Plan => rest.is_empty() || rest == "all",
        Word::Help => rest.is_empty() || is_exact && parts.count() < 2,
        Word::Note
        | Word::Notes
        | Word::Why
        | Word::Next
        | Word::Back
        | Word::Cover
        | Word::Begin
        | Word::Undo
        | Word::Checklist
        | Word::Clocks
        | Word::Pause
        | Word::Resume
        | Word::Quit
        | Word::Done
        | Word::Submit
        | Word::Reopen => rest.is_empty(),
        Word::Change => parts.next().is_some_and(|part| part.parse::<usize>().is_ok()),
        // Where they are asked for, what else is typed is said to be a note.
        Word::Yes | Word::No => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_looks_like_a_command_by_its_first_word_and_by_what_follows() {
        let plan = include_str!("../../../sessions/2026-11-10-c7hqk-r1-iris-holly-b2rm/plan.json");
        let plan = serde_json::from_str(plan).expect("a plan");
        for (line, command) in [
            ("rat t 4", "/rate t 4"),
            ("rate 4 3", "/rate 4 3"),
            ("t 4", "/rate t 4"),
            ("5", "/5"),
            ("4 3", "/4 3"),
            ("4 for technical", "/rate 4 for technical"),
            ("Q2 t 4", "/rate Q2 t 4"),
            ("saw 1 3", "/saw 1 3"),
            ("nxt", "/next"),
            ("NEXT", "/next"),
            ("undo", "/undo"),
            ("go q5", "/go q5"),
            ("extend 5", "/extend 5"),
            ("flag 1 it was them", "/flag 1 it was them"),
            ("find connection pool", "/find connection pool"),
            ("end no-show", "/end no-show"),
        ] {
            assert_eq!(command_of(&plan, line).as_deref(), Some(command), "{line}");
        }
        for prose in [
            "held open",
            "42",
            "next time she would ask first",
            "asked for the limits",
            "saw the race at once",
            "4 retries, no jitter",
            "shows the plan first",
            "ends with a summary",
            "hints at a cache",
            "goes for the index",
            "backs off",
            "the answer is right",
            "finds it after a hint was given",
        ] {
            assert_eq!(command_of(&plan, prose), None, "{prose}");
        }
        assert!(is_command(&plan, "/ratee t 4"));
        assert!(!is_command(&plan, "/etc\nand more"));
        assert!(!is_command(&plan, "/end is what she would call"));
    }
}
