//! Paragraphs, headings and bullets at a width, for a terminal and for a screen reader alike.

use std::fmt::Write as _;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};

use super::clean;

/// Wraps a paragraph at `width` columns; lines of it that are indented or fenced code stay as they are.
pub(crate) fn paragraph(text: &str, width: usize, indent: &str) -> String {
    wrapped(text, width, indent, indent)
}

/// Wraps a bullet: the first line begins with `mark`, the others are indented below its text.
pub(crate) fn bullet(mark: &str, text: &str, width: usize) -> String {
    let mark = clean::line(mark);
    let rest = " ".repeat(textwrap::core::display_width(&mark));
    wrapped(text, width, &mark, &rest)
}

/// Wraps what stands before the cursor; the blank behind it stays.
pub(crate) fn prompt(text: &str, width: usize) -> String {
    let wrapped = paragraph(text, width.saturating_sub(1), "");
    let blank = if text.ends_with(' ') { " " } else { "" };
    format!("{}{blank}", wrapped.trim_end())
}

/// A text in one line, its words with one blank between them.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text of several lines is code, whose columns matter: some of its lines are indented or fenced.
pub(super) fn is_code(text: &str) -> bool {
    text.contains('\n') && text.lines().any(|line| line.starts_with("  ") || fence_of(line).is_some())
}

fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let text = clean::block(text);
    let mut out = String::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        let start = if index == 0 { first } else { rest };
        let fence = line.trim_start().starts_with("```");
        if fenced || fence || line.starts_with("  ") {
            let _ = writeln!(out, "{}", format!("{start}{line}").trim_end());
        } else if line.trim().is_empty() {
            out.push('\n');
        } else if columns(start) + columns(line) <= width.max(20) {
            // What fits is not wrapped.
            let _ = writeln!(out, "{}", format!("{start}{line}").trim_end());
        } else {
            // A command that is longer than a line is not broken either, so that it can be copied.
            let fits = |word: &Word<'_>| columns(rest) + columns(word) <= width.max(20);
            let breaks = marked(line).iter().all(|(word, is_command)| !is_command || fits(word));
            let options = options(width).break_words(breaks).initial_indent(start).subsequent_indent(rest);
            for piece in textwrap::wrap(line, options) {
                let _ = writeln!(out, "{}", piece.trim_end());
            }
        }
        fenced ^= fence;
    }
    out
}

/// How many columns a line takes.
pub(super) fn columns(line: &str) -> usize {
    if line.is_ascii() && !line.contains('\u{1b}') { line.len() } else { textwrap::core::display_width(line) }
}

/// With what a command begins that is suggested.
const COMMAND: &str = "hotseat";

/// Breaks lines at blanks alone, so that an id with hyphens can be copied, and within no command between backticks; a word longer than
/// a line is broken all the same.
pub(super) fn options<'a>(width: usize) -> Options<'a> {
    let options = Options::new(width.max(20)).break_words(true).word_splitter(WordSplitter::NoHyphenation);
    options.word_separator(WORDS)
}

/// Ends words at blanks; a command between backticks is one word, so that it stands on one line and can be copied.
pub(crate) const WORDS: WordSeparator = WordSeparator::Custom(words);

/// The words of a line with the blanks after each; a command between backticks is a part of one.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    Box::new(marked(line).into_iter().map(|(word, _)| word))
}

/// The same, each with whether it holds a command: with its backticks and the signs that stand right beside them.
fn marked(line: &str) -> Vec<(Word<'_>, bool)> {
    let has_code = has_code(line);
    let (mut is_code, mut is_command, mut before) = (false, false, ' ');
    let (mut from, mut holds, mut words) = (0, false, Vec::new());
    for (at, sign) in line.char_indices() {
        if before == ' ' && sign != ' ' && !is_command && at > 0 {
            words.push((Word::from(&line[from..at]), holds));
            (from, holds) = (at, false);
        }
        if has_code && sign == '`' {
            is_code = !is_code;
            is_command = is_code && line[at + 1..].starts_with(COMMAND);
            holds |= is_command;
        }
        before = sign;
    }
    if !line.is_empty() {
        words.push((Word::from(&line[from..]), holds));
    }
    words
}

/// A text in runs: fenced blocks with their fences, and what stands around them without the blank lines at its ends. A fence that is
/// never closed is closed at the end.
pub(super) fn fenced(text: &str) -> Vec<(bool, Vec<&str>)> {
    let mut runs: Vec<(bool, Vec<&str>)> = Vec::new();
    let mut open: Option<&str> = None;
    for line in text.lines() {
        let marks = fence_of(line);
        let begins = open.is_none() && marks.is_some();
        let inside = open.is_some();
        match runs.last_mut() {
            Some((is_code, lines)) if *is_code == inside && !begins => lines.push(line),
            Some(_) | None => runs.push((inside || begins, vec![line])),
        }
        match (open, marks) {
            (None, Some(_)) => open = marks,
            // A fence is closed by as many marks or more, with nothing behind them.
            (Some(fence), Some(close)) if close.starts_with(fence) && line.trim() == close => {
                open = None;
                runs.push((false, Vec::new()));
            }
            (None | Some(_), _) => {}
        }
    }
    if let (Some(fence), Some((_, lines))) = (open, runs.last_mut()) {
        lines.push(fence);
    }
    for (is_code, lines) in &mut runs {
        while !*is_code && lines.first().is_some_and(|line| line.trim().is_empty()) {
            lines.remove(0);
        }
        while !*is_code && lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
    }
    runs.retain(|(_, lines)| !lines.is_empty());
    runs
}

/// The backticks or tildes that a fence begins with.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ['`', '~'].into_iter().find_map(|sign| {
        let length = line.chars().take_while(|character| *character == sign).count();
        (length >= 3).then(|| &line[..length])
    })
}

/// Whether backticks stand in pairs, one at a time, so that what is between two of them is code.
pub(super) fn has_code(text: &str) -> bool {
    let parts: Vec<&str> = text.split('`').collect();
    parts.len() > 1 && parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(|code| !code.trim().is_empty())
}

/// At most `width` columns of a line, cut between words, with an ellipsis where something was cut. A word that is too long by itself is
/// cut within.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let text = clean::line(text);
    if textwrap::core::display_width(&text) <= width {
        return text.into_owned();
    }
    let rough = cut_anywhere(&text, width);
    let kept = rough.trim_end_matches('…');
    // Where the cut fell between two words already, both stay.
    let between = text.get(kept.len()..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    match kept.rfind(char::is_whitespace) {
        // What is indented or marked is no word.
        Some(gap) if !between && kept[..gap].contains(char::is_alphanumeric) => {
            let kept = kept[..gap].trim_end_matches(|sign: char| sign.is_whitespace() || ",;:-(".contains(sign));
            format!("{kept}…")
        }
        Some(_) | None => rough,
    }
}

/// Lines of a list, each with the room that it has and cut where it has no more. Of two that would look alike, each also has the words
/// from where it differs from the other.
pub(crate) fn told_apart(lines: &[(&str, usize)], cut: fn(&str, usize) -> String) -> Vec<String> {
    let cuts: Vec<String> = lines.iter().map(|(text, room)| cut(text, *room)).collect();
    let one = |(own, (text, room)): (usize, &(&str, usize))| {
        // Where all of it stands there is nothing to add.
        if !cuts[own].ends_with('…') {
            return None;
        }
        let text = clean::line(text);
        let twins =
            lines.iter().zip(&cuts).enumerate().filter(|(other, (_, shown))| *other != own && **shown == cuts[own]);
        let same = twins.filter_map(|(_, ((other, _), _))| {
            let other = clean::line(other);
            (other != text).then(|| text.chars().zip(other.chars()).take_while(|(one, other)| one == other).count())
        });
        let same = same.max()?;
        let common: String = text.chars().take(same).collect();
        let from = common.rfind(char::is_whitespace).map_or(0, |gap| gap + 1);
        let head = cut(&text, room / 3);
        let rest = room.saturating_sub(textwrap::core::display_width(&head) + 1);
        Some(format!("{head} {}", cut(text.get(from..)?.trim_start(), rest)))
    };
    lines.iter().enumerate().map(|line| one(line).unwrap_or_else(|| cuts[line.0].clone())).collect()
}

fn cut_anywhere(text: &str, width: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation as _;
    use unicode_width::UnicodeWidthStr as _;
    let mut out = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        if used + cluster.width() + 1 > width {
            break;
        }
        used += cluster.width();
        out.push_str(cluster);
    }
    out.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_would_look_alike_show_where_they_differ() {
        let texts = [
            "How would you size the pool of a service that reads?",
            "How would you size the pool of a service that writes a lot?",
            "How would you size the pool of an agent?",
            "Why?",
        ];
        let lines = texts.map(|text| (text, 30));
        assert_eq!(
            told_apart(&lines, cut),
            ["How would… reads?", "How would… writes a lot?", "How would… an agent?", "Why?"]
        );
        assert_eq!(told_apart(&texts.map(|text| (text, 60)), cut), texts, "with room for all nothing is cut");
        let twice = [(texts[0], 30), (texts[0], 30)];
        assert_eq!(told_apart(&twice, cut), ["How would you size the pool…"; 2], "what is the same is the same");
    }

    #[test]
    fn a_prompt_is_wrapped_between_words_and_keeps_its_blank() {
        assert_eq!(prompt("Why? ", 40), "Why? ");
        assert_eq!(
            prompt("Why do you recommend that, in a sentence? ", 24),
            "Why do you recommend\nthat, in a sentence? "
        );
    }

    #[test]
    fn a_command_between_backticks_stays_on_one_line() {
        let text = "Leave? Everything is kept, and `hotseat resume --plain` goes on.";
        assert_eq!(paragraph(text, 40, ""), "Leave? Everything is kept, and\n`hotseat resume --plain` goes on.\n");
        // Longer than a line, it has one of its own.
        assert_eq!(
            paragraph("then `hotseat resume one-session --plain` goes on", 20, ""),
            "then\n`hotseat resume one-session --plain`\ngoes on\n"
        );
        // Other code is broken between its words, as words are, and a command after it is not.
        let code = "`let total = 1 + 2` and `hotseat resume`";
        assert_eq!(paragraph(code, 20, ""), "`let total = 1 + 2`\nand `hotseat resume`\n");
        assert_eq!(paragraph("say `one two three four five six`", 20, ""), "say `one two three\nfour five six`\n");
        // Other words are wrapped as they were, and a backtick alone is a sign.
        assert_eq!(paragraph("a ` alone, and  more of these words", 20, ""), "a ` alone, and  more\nof these words\n");
        assert_eq!(paragraph(&"x".repeat(25), 20, ""), format!("{}\n{}\n", "x".repeat(20), "x".repeat(5)));
    }

    #[test]
    fn a_command_that_just_does_not_fit_is_not_broken() {
        for name in ["", "a", "ab", "abc", "abcd", "abcde", "abcdef"] {
            for (before, after) in [("", ""), ("", "."), ("(", "),")] {
                // 17 to 27 columns, at 20 of them.
                let word = format!("{before}`hotseat plan -k{name}`{after}");
                assert_eq!(paragraph(&format!("then {word} goes"), 20, ""), format!("then\n{word}\ngoes\n"));
                assert_eq!(bullet("- ", &format!("then {word} goes"), 20), format!("- then\n  {word}\n  goes\n"));
            }
        }
    }

    #[test]
    fn a_line_is_cut_between_words() {
        assert_eq!(cut("one two three", 13), "one two three");
        assert_eq!(cut("one two three", 12), "one two…");
        assert_eq!(cut("one two three", 8), "one two…");
        assert_eq!(cut("one, two three", 7), "one…");
        assert_eq!(cut("incomprehensible", 8), "incompr…");
        assert_eq!(cut("one two three", 0), "…");
        for width in 2..40 {
            let cut = super::cut("What, in a service of yours (any), was the cost?", width);
            assert!(textwrap::core::display_width(&cut) <= width, "{width}: {cut}");
        }
    }

    #[test]
    fn code_is_not_wrapped_and_prose_is() {
        let text = "one two three four five six\n```python\nx = [1,    2, 3, 4, 5, 6, 7, 8]\n```";
        let shown = paragraph(text, 20, "  ");
        assert!(shown.contains("x = [1,    2, 3, 4, 5, 6, 7, 8]"), "{shown}");
        assert!(shown.lines().next().is_some_and(|line| line.len() <= 20), "{shown}");
    }

    #[test]
    fn a_line_is_cut_at_a_width_in_any_script() {
        assert_eq!(cut("李李李李", 5), "李李…");
        assert_eq!(cut("short", 5), "short");
    }
}
