//! The commands: one table for parsing and for help.

use crate::core::plan::Slot;
use crate::live::words;

/// What a command is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Way,
    Record,
    Undoing,
    Questions,
    Time,
    End,
    Scoring,
    Help,
}

/// A line, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// A text.
    Text(String),
    /// A command of the table and the rest of the line.
    Command(Word, String),
    /// Ratings for the question's dimensions in order: `/4 3`.
    Rate(String),
    /// Nothing.
    Empty,
    /// A line that begins with `/` but is no command, and why.
    NoCommand(String),
}

/// What a command is, for parsing and for help.
pub(super) struct Listing {
    pub(super) word: Word,
    /// The whole word first, then its short forms.
    pub(super) names: &'static [&'static str],
    /// What it takes: nothing, something, or in brackets what may be left out.
    pub(super) takes: &'static str,
    pub(super) does: &'static str,
    pub(super) area: Subject,
    /// What more there is to know, for `/help WORD`.
    pub(super) more: &'static str,
}

macro_rules! words {
    ($($area:ident { $($word:ident $($name:literal)|+ $takes:literal $does:literal $more:literal;)+ })+) => {
        /// A command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Word {
            $($($word,)+)+
        }

        /// Every command, area by area.
        pub(super) const TABLE: &[Listing] = &[$($(Listing {
            word: Word::$word,
            names: &[$($name),+],
            takes: $takes,
            does: $does,
            area: Subject::$area,
            more: $more,
        },)+)+];
    };
}

words! {
    Way {
        Begin "begin" | "start" "" "begins the conversation" "At the checklist, a yes does the same. From then on the clocks run; /pause stops them.";
        Next "next" | "n" "" "goes to the next question" "";
        Back "back" | "previous" | "prev" | "b" "" "goes to the question before" "";
        Go "go" | "goto" | "jump" | "g" "Q5" "goes to another question, or to a section by its title" "";
        Plan "plan" | "outline" | "o" "[all]" "reads the round, a line for each question, and what has become of it" "/plan all reads the questions whole, and the backups.";
        Show "show" | "question" | "again" | "repeat" "[Q5]" "reads a question again, or another one without going there" "";
        Cover "cover" "" "puts everything but the prompt out of sight, for a screen that the candidate sees"
            "What you type then is kept as a note, and /next, /back, /pause, /resume and /time work. /cover again lifts it, and asks. Where a terminal can't clear its screen, blank lines push it up, and what stood there is still to be found by scrolling up.";
    }
    Record {
        Note "note" | "write" "[Q5] TEXT" "writes a note" "In the conversation a line without a slash is a note, too. Two slashes begin a note with one, or with both where a blank follows. A question before the text is where it goes: /note Q1 asks first.";
        Rate "rate" | "score" | "ratings" | "r" "[Q5] NAME 4" "rates on a dimension; 5 is best, 0 takes the rating back"
            "NAME is a title or its short form: /rate t 4 or /rate technical skills 4. /t 4 or /t4 alone does the same, and /rate 4 3 or /4 3 rates the dimensions in order. Without anything it reads the ratings of the question.";
        Saw "saw" | "tick" | "signals" | "s" "[Q5] [1 3]" "ticks signals that you saw; alone, it reads them" "The numbers are those of the question; letters count, too: /tick b ticks the second.";
        Unsaw "unsaw" | "untick" "[Q5] 1" "takes ticks off" "";
        Probe "probe" | "follow-up" | "followup" | "asked" | "p" "[1]" "says that you asked a follow-up; alone, it reads them" "";
        Hint "hint" | "hints" | "h" "[2]" "gives the next hint, or a certain one" "It reads the hint and asks first, as a hint that was given stays on the scorecard.";
        Flag "flag" | "flags" | "f" "[Q5] [NAME QUOTE]" "raises a red flag, with a quote of what was said or seen; alone, it lists them" "NAME is a number of that list, or a title: /flag 1 \"it was their fault\". A flag of your own has a title and a colon: /flag own Came unprepared: \"what job is this?\"";
        Notes "notes" "" "reads your notes, and the lines that were not obeyed" "";
        Keep "keep" "[2|all|none]" "keeps a line that was not obeyed as a note; alone, the last one" "/keep none drops them all, and asks first. The number is that of /notes. A line that begins with a slash and is no command, or is refused, is on no scorecard before that.";
        Evidence "evidence" | "e" "[Q5|NAME]" "reads what you recorded at a question, or on a dimension" "";
    }
    Undoing {
        Undo "undo" | "u" "" "takes the last recording back" "Again and again it goes back further; /redo makes it again. Swaps, questions brought in and the end are taken back, too, and the end asks first; a hand-over is not: hand back with /handover.";
        Redo "redo" "[3]" "makes again what was taken back last, or one thing of the list" "The number is that of /history, where what was taken back stays: once something else was recorded, it is recorded again. What asks before it is done asks again.";
        History "history" "[3|all]" "lists what you recorded, the newest first, or goes to where one of it belongs" "What was taken back stays in the list, and says so; /redo and its number brings it back.";
        Remove "remove" | "delete" "[2|all|KIND]" "removes one thing that you recorded, whatever came after it; alone, it reads what can be removed" "The number is that of the list which was read last: by /remove, /history or /notes. KIND is flag, follow-up, hint, note, rating or signal: /remove flag, or /unflag, takes off the only red flag, or lists them where there are more; /remove flag last takes off the newest. /undo brings it back. At the take-aways it takes the line with that number off.";
        Change "change" | "edit" | "fix" "2 TEXT" "gives a note another text" "The number is that of the list which was read last: by /notes, /history or /remove. The note stays where and when it was written. /undo brings the old text back.";
    }
    Questions {
        Skip "skip" "[Q5] [WHY]" "passes over this question and goes on" "It asks first. Another question than this one is gone to first: /go Q5. In scoring, /skip Q5 says that Q5 was only passed through, and not asked.";
        Drop "drop" | "d" "[Q5]" "drops a question that is asked only if there is time" "It asks first. Without a question it takes the one that matters least.";
        Swap "swap" "easier|harder" "puts an easier or a harder question in this one's place" "It reads the other question first, and asks.";
        Find "find" "WORDS" "finds questions in this round and in the library" "All words must be in the question, its topics or its technologies, where a word stands for those that begin with it.";
        Bring "bring" "2|WORDS" "brings a question into the round, and goes there" "It reads the question first, and asks. The number is one of the last /find.";
        Handout "handout" | "code" "[Q5]" "reads the handout" "";
        Answer "answer" | "explanation" | "a" "[Q5]" "reads what is right, and why" "";
        Anchors "anchors" "[NAME]" "reads what each score on a dimension looks like" "";
        Checklist "checklist" | "list" "" "reads the checklist for where you are: before, in or after the conversation" "";
    }
    Time {
        Clocks "time" | "clock" | "clocks" "" "reads the clocks" "";
        Pause "pause" "" "stops the clocks" "";
        Resume "resume" | "continue" "" "lets the clocks run again" "";
        Extend "extend" | "add" | "more" | "x" "5" "gives this section more minutes" "";
    }
    End {
        End "end" | "stop" | "finish" "[early|no-show]" "ends the conversation; scoring follows" "It asks first.";
        HandOver "handover" | "hand-over" "NAME" "hands over to another interviewer" "It asks first. What was recorded before stays as it is, and the scorecard is theirs.";
        Quit "quit" | "leave" | "exit" | "q" "" "leaves hotseat; everything is kept, and `hotseat resume` goes on" "It asks first.";
    }
    Scoring {
        Done "done" "" "goes to the next part of scoring" "";
        Why "why" "[TEXT]" "writes why you conclude or recommend that; alone, it reads the reason" "It belongs to the conclusion or the recommendation that you stand at.";
        Submit "submit" "" "submits the scorecard" "It reads everything back first, names what is missing, and asks.";
        Reopen "reopen" "" "goes back into the conversation" "It asks first, since the clocks run again then.";
    }
    Help {
        Help "help" | "commands" | "?" "[WORD|all]" "lists the commands that matter now, or says more about one" "WORD is a command, or what commands are about: /help recording. /help all reads every command.";
        Yes "yes" "" "answers a question that asks for it" "Typed alone, right after the question. Enter means no; any other line does not do it, either, and is kept or obeyed by itself.";
        No "no" | "cancel" "" "answers no" "";
    }
}

impl Word {
    /// Its line in the table.
    pub(super) fn entry(self) -> &'static Listing {
        // Each word of the enum has its line in the table, as both come from one list.
        TABLE.iter().find(|entry| entry.word == self).unwrap_or(&TABLE[0])
    }
}

/// Whether a line is a yes that was not typed as one: without its slash, or a letter of it too many or too few.
pub(crate) fn is_nearly_yes(line: &str) -> bool {
    let word = line.trim().trim_start_matches('/').trim_end_matches(['.', '!', ',']).to_lowercase();
    let is_typo = (2..=4).contains(&word.len()) && strsim::osa_distance(&word, "yes") == 1;
    !words::is_yes(line) && (is_typo || ["y", "yes", "yep", "yeah"].contains(&word.as_str()))
}

/// What says no.
const NO: [&str; 5] = ["no", "n", "nope", "nah", "noo"];

/// Whether a line says no and nothing else, with a slash or without.
pub(crate) fn is_no(line: &str) -> bool {
    let word = line.trim().trim_start_matches('/').trim_end_matches(['.', '!']);
    NO.iter().any(|no| word.eq_ignore_ascii_case(no))
}

/// What a line means. A text that begins with a slash is written with two.
pub(super) fn parse(line: &str) -> Typed {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return Typed::Empty;
    }
    let Some(command) = trimmed.strip_prefix('/') else { return Typed::Text(line.trim_end().to_owned()) };
    if command.starts_with("/ ") {
        // A comment, as code has them.
        return Typed::Text(trimmed.to_owned());
    }
    if command.starts_with('/') {
        return Typed::Text(command.to_owned());
    }
    if command.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return Typed::Rate(command.to_owned());
    }
    let (name, rest) = apart(command);
    if let Some((_, word, implied)) =
        SAYINGS.iter().find(|(said, ..)| name.eq_ignore_ascii_case(said) && rest.is_empty())
    {
        return Typed::Command(*word, (*implied).to_owned());
    }
    if let Some((_, kind)) = COUNTERPARTS.iter().find(|(said, _)| name.eq_ignore_ascii_case(said)) {
        return Typed::Command(Word::Remove, format!("{kind} {rest}").trim_end().to_owned());
    }
    match meant(name) {
        Some(entry) if entry.takes.is_empty() && !rest.is_empty() => {
            Typed::NoCommand(format!("/{} stands alone", entry.names[0]))
        }
        Some(entry) => Typed::Command(entry.word, rest.to_owned()),
        None => Typed::NoCommand(unknown(name)),
    }
}

/// Words that are a command and what it takes, at once.
const SAYINGS: [(&str, Word, &str); 4] = [
    ("no-show", Word::End, "no-show"),
    ("noshow", Word::End, "no-show"),
    ("easier", Word::Swap, "easier"),
    ("harder", Word::Swap, "harder"),
];

/// The counterparts of what records something, and the kind of thing that they remove.
const COUNTERPARTS: [(&str, &str); 7] = [
    ("unflag", "flag"),
    ("unprobe", "follow-up"),
    ("unasked", "follow-up"),
    ("unhint", "hint"),
    ("unnote", "note"),
    ("unrate", "rating"),
    ("unscore", "rating"),
];

/// The command that a saying or a counterpart stands for.
pub(super) fn of_saying(said: &str) -> Option<Word> {
    let is = |saying: &str| said.eq_ignore_ascii_case(saying);
    let saying = SAYINGS.iter().find(|(saying, ..)| is(saying)).map(|(_, word, _)| *word);
    saying.or_else(|| COUNTERPARTS.iter().any(|(saying, _)| is(saying)).then_some(Word::Remove))
}

/// The word of a command and what follows it; a blank between a whole word and a number may lack: `/hint2`.
fn apart(command: &str) -> (&str, &str) {
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let takes =
        |entry: &Listing| !entry.takes.is_empty() && entry.names.iter().any(|full| full.eq_ignore_ascii_case(word));
    if word.len() > 1 && word.len() < name.len() && TABLE.iter().any(takes) {
        return (word, command[word.len()..].trim());
    }
    (name, rest.trim())
}

/// The number that a number, or a letter counted from a, means.
pub(super) fn number(text: &str) -> Option<usize> {
    let text = text.trim_start_matches('#').trim_end_matches(['.', ')', ':']);
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        (Some(letter @ ('a'..='z' | 'A'..='Z')), None) => {
            usize::try_from(u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1).ok()
        }
        (Some(_) | None, _) => text.parse().ok().filter(|number| *number > 0),
    }
}

/// The question that `Q5`, `5`, `#5` or `question 5` means.
pub(super) fn slot(text: &str) -> Option<Slot> {
    let lower = text.trim().to_lowercase();
    let name = lower.strip_prefix("question").unwrap_or(&lower).trim_start().trim_start_matches('#');
    let digits = name.strip_prefix('q').unwrap_or(name).trim_start().trim_end_matches('.');
    digits.parse().ok().filter(|_| digits.starts_with(|c: char| c.is_ascii_digit()))
}

/// The command that a word or its only beginning means, in any case.
pub(super) fn meant(name: &str) -> Option<&'static Listing> {
    let name = name.trim_start_matches('/').to_lowercase();
    let exact = TABLE.iter().find(|entry| entry.names.contains(&name.as_str()));
    exact.or_else(|| match begun(&name).as_slice() {
        [only] => Some(*only),
        [] | [_, ..] => None,
    })
}

/// The commands that begin so; a letter alone begins none.
fn begun(name: &str) -> Vec<&'static Listing> {
    let begins = |entry: &&Listing| name.len() > 1 && entry.names.iter().any(|full| full.starts_with(name));
    TABLE.iter().filter(begins).collect()
}

/// Where every command is to be found.
const HELP: &str = "/help lists what there is";

/// Whether a line would have recorded something about the candidate, so that it is worth keeping where it is refused.
pub(super) fn says_what_was_seen(line: &str) -> bool {
    match parse(line) {
        Typed::Command(Word::Rate | Word::Saw | Word::Unsaw | Word::Probe | Word::Flag | Word::Note, rest) => {
            !rest.is_empty()
        }
        Typed::Command(..) | Typed::Empty | Typed::Text(_) => false,
        // Ratings by name have no word before them.
        Typed::Rate(_) | Typed::NoCommand(_) => true,
    }
}

/// Says that a word is no command, and which it may have meant.
pub(super) fn unknown(name: &str) -> String {
    if name.eq_ignore_ascii_case("unskip") {
        return format!("there is no command /{name}; /undo takes a skip back, and so does /go and the question");
    }
    let several: Vec<String> = begun(&name.to_lowercase()).iter().map(|entry| format!("/{}", entry.names[0])).collect();
    if !several.is_empty() {
        return format!("there is no command /{name}; did you mean {}?", several.join(" or "));
    }
    let names = TABLE.iter().flat_map(|entry| entry.names.iter().copied());
    let near = crate::core::names::nearest(name, names.filter(|name| name.len() > 1));
    let hint = near.first().map(|near| format!("; did you mean /{near}?"));
    hint.map_or_else(
        || format!("there is no command /{name}: {HELP}"),
        |hint| format!("there is no command /{name}{hint}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_has_every_command_and_no_other() {
        let guide = include_str!("../../../docs/interview.md");
        let commands = guide.split('`').skip(1).step_by(2).filter_map(|code| code.split_whitespace().next());
        let written: Vec<&str> = commands.filter(|word| word.starts_with('/')).collect();
        for entry in TABLE {
            let name = format!("/{}", entry.names[0]);
            assert!(written.contains(&name.as_str()), "{name} is missing in docs/interview.md");
        }
        for word in written {
            assert!(
                !matches!(parse(word), Typed::NoCommand(_) | Typed::Text(_)),
                "docs/interview.md has {word}, which is no command"
            );
        }
    }

    #[test]
    fn a_line_without_a_slash_is_text_and_a_slash_begins_a_command() {
        assert_eq!(parse("4 retries, no jitter"), Typed::Text("4 retries, no jitter".into()));
        assert_eq!(parse("//next to the cache"), Typed::Text("/next to the cache".into()));
        assert_eq!(parse("// a comment"), Typed::Text("// a comment".into()));
        assert_eq!(parse("/n"), Typed::Command(Word::Next, String::new()));
        assert_eq!(parse("/NEXT"), Typed::Command(Word::Next, String::new()));
        assert_eq!(parse("/4 3"), Typed::Rate("4 3".into()));
        assert_eq!(
            parse("/flag blames-others \"their fault\""),
            Typed::Command(Word::Flag, "blames-others \"their fault\"".into())
        );
        assert_eq!(parse("/ext 5"), Typed::Command(Word::Extend, "5".into()));
        assert_eq!(parse("   "), Typed::Empty);
    }

    #[test]
    fn what_is_no_command_says_why() {
        assert_eq!(parse("/zzz"), Typed::NoCommand("there is no command /zzz: /help lists what there is".into()));
        assert_eq!(parse("/nxt"), Typed::NoCommand("there is no command /nxt; did you mean /next?".into()));
        assert_eq!(parse("/next to the cache"), Typed::NoCommand("/next stands alone".into()));
        assert_eq!(
            parse("/etc/passwd is read"),
            Typed::NoCommand("there is no command /etc/passwd: /help lists what there is".into())
        );
    }

    #[test]
    fn what_a_person_would_try_is_understood() {
        for (typed, word, rest) in [
            ("/hint2", Word::Hint, "2"),
            ("/go5", Word::Go, "5"),
            ("/goto Q5", Word::Go, "Q5"),
            ("/tick B", Word::Saw, "B"),
            ("/add 5", Word::Extend, "5"),
            ("/no-show", Word::End, "no-show"),
            ("/harder", Word::Swap, "harder"),
            ("/leave", Word::Quit, ""),
        ] {
            assert_eq!(parse(typed), Typed::Command(word, rest.into()), "{typed}");
        }
        assert_eq!(
            parse("/t4"),
            Typed::NoCommand("there is no command /t4: /help lists what there is".into()),
            "a rating by its short name"
        );
        assert_eq!(parse("/sh"), Typed::Command(Word::Show, String::new()));
        let several = "there is no command /un; did you mean /unsaw or /undo?";
        assert_eq!(parse("/un"), Typed::NoCommand(several.into()));
        let numbers = ["1", "#2", "3.", "b", "B", "0", "x1", ""].map(number);
        assert_eq!(numbers, [Some(1), Some(2), Some(3), Some(2), Some(2), None, None, None]);
        let slots = ["Q5", "q5", "5", "#5", "question 5", "Q 5", "five", ""].map(slot);
        let five = Some(Slot(5));
        assert_eq!(slots, [five, five, five, five, five, five, None, None]);
    }

    #[test]
    fn no_name_stands_for_two_commands() {
        let mut names: Vec<&str> = TABLE.iter().flat_map(|entry| entry.names.iter().copied()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn every_command_has_a_whole_word() {
        assert!(TABLE.iter().all(|entry| entry.names[0].len() > 1));
    }
}
