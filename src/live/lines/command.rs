//! The commands of the conversation: one table for parsing and for help.

/// A command with what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// A note.
    Note(String),
    /// A command of the table and the rest of the line.
    Command(Word, String),
    /// Ratings for the question's dimensions in order: `/4 3`.
    Rate(String),
    /// Nothing.
    Empty,
    /// A line that begins with `/` but names no command.
    Unknown(String),
}

macro_rules! words {
    ($($word:ident $($name:literal)|+ $takes:literal $does:literal;)+) => {
        /// A command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Word {
            $($word,)+
        }

        /// Every command: its names, what it takes and what it does.
        const TABLE: &[(Word, &[&str], &str, &str)] = &[$((Word::$word, &[$($name),+], $takes, $does),)+];
    };
}

words! {
    Next "next" | "n" "" "the next question";
    Back "back" | "b" "" "the question before";
    Go "go" | "g" "Q5" "another question";
    Rate "rate" | "r" "t 4" "rate a dimension by its short name; 0 takes the rating back; so does /t 4 alone, and /4 3 rates the dimensions in order";
    Saw "saw" | "s" "1 3" "tick signals as observed";
    Unsaw "unsaw" "1" "take a tick back";
    Hint "hint" | "h" "[2]" "a hint was given: the next, or a certain one";
    Probe "probe" | "p" "1" "a follow-up was asked";
    Flag "flag" | "f" "FLAG quote" "raise a red flag with a quote; alone, lists them";
    Skip "skip" "[why]" "pass over this question and go on";
    Drop "drop" | "d" "[Q5]" "drop an if-time question: the one that is named, else the least valuable";
    Swap "swap" "easier|harder" "put the backup in this question's place";
    Bring "bring" "words" "find a question in plan or bank, and bring it in";
    Pause "pause" "" "stop the clocks";
    Resume "resume" "" "go on";
    Extend "extend" | "x" "5" "give this section more minutes";
    Undo "undo" | "u" "" "take the last recording back";
    Show "show" "" "this question again";
    Answer "answer" | "a" "" "the explanation";
    Anchors "anchors" "[t]" "what the scores of a dimension look like";
    Outline "plan" | "o" "" "the whole round";
    Time "time" "" "the clocks";
    Checklist "list" "" "the checklist for the conversation";
    End "end" "[early|no-show]" "end the conversation";
    Quit "quit" | "q" "" "leave; resume goes on";
    Help "?" | "help" "" "this list";
}

/// What a line means. A note that begins with a slash is written with two.
pub(super) fn parse(line: &str) -> Typed {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return Typed::Empty;
    }
    let Some(command) = trimmed.strip_prefix('/') else { return Typed::Note(line.trim_end().to_owned()) };
    if command.starts_with('/') {
        return Typed::Note(command.to_owned());
    }
    if command.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return Typed::Rate(command.to_owned());
    }
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let exact = TABLE.iter().find(|(_, names, _, _)| names.contains(&name));
    let beginning = || {
        let mut fitting =
            TABLE.iter().filter(|(_, names, _, _)| name.len() > 1 && names.iter().any(|full| full.starts_with(name)));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    match exact.or_else(beginning) {
        Some((word, ..)) => Typed::Command(*word, rest.trim().to_owned()),
        None => Typed::Unknown(command.to_owned()),
    }
}

/// The names that a mistyped command may have meant.
pub(super) fn nearest(name: &str) -> Vec<String> {
    crate::core::names::nearest(name, TABLE.iter().flat_map(|(_, names, _, _)| names.iter().copied()))
}

/// The table for people.
pub(super) fn help(width: usize) -> String {
    let mut out = String::from("Plain text is a note; // begins one with a slash. Commands:\n");
    for (_, names, takes, does) in TABLE {
        let names: Vec<String> = names.iter().map(|name| format!("/{name}")).collect();
        let usage = format!("{} {takes}", names.join(" "));
        out += &crate::page::layout::bullet(&format!("  {usage:<24} "), does, width);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_a_note_and_a_slash_begins_a_command() {
        assert_eq!(parse("4 retries, no jitter"), Typed::Note("4 retries, no jitter".into()));
        assert_eq!(parse("//next to the cache"), Typed::Note("/next to the cache".into()));
        assert_eq!(parse("/n"), Typed::Command(Word::Next, String::new()));
        assert_eq!(parse("/4 3"), Typed::Rate("4 3".into()));
        assert_eq!(
            parse("/flag blames-others \"their fault\""),
            Typed::Command(Word::Flag, "blames-others \"their fault\"".into())
        );
        assert_eq!(parse("/ext 5"), Typed::Command(Word::Extend, "5".into()));
        assert_eq!(parse("   "), Typed::Empty);
        assert_eq!(parse("/zzz"), Typed::Unknown("zzz".into()));
    }

    #[test]
    fn no_name_stands_for_two_commands() {
        let mut names: Vec<&str> = TABLE.iter().flat_map(|(_, names, _, _)| names.iter().copied()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
