//! A page as it is heard: no ids, no signs that stand for words, and commands as one who listens types them.

use super::block::{Block, Fact, Item, Line, Marks, Page};
use super::clean::Clean;

/// What a listener hears of a page; columns are no list to hear, and what stands in tables is read row by row.
pub(super) fn blocks(page: &Page) -> Vec<Block> {
    page.heard().filter_map(block).collect()
}

fn block(block: &Block) -> Option<Block> {
    Some(match block {
        Block::Heading(depth, text) => Block::Heading(*depth, fact(text)?),
        Block::Lines(facts) => {
            let facts: Vec<Fact> = facts.iter().filter_map(fact).collect();
            (!facts.is_empty()).then_some(Block::Lines(facts))?
        }
        Block::List(marks, items) => list(*marks, items),
        Block::Prose(_) | Block::Verbatim(_) | Block::Table(_) => block.clone(),
    })
}

fn fact(fact: &Fact) -> Option<Fact> {
    let heard = fact.heard.as_ref().unwrap_or(&fact.text);
    (!heard.as_str().is_empty()).then(|| clean(heard).into())
}

/// A column of labels is read on behind each; where the labels are signs, the heading says what they stand for.
fn list(marks: Marks, items: &[Item]) -> Block {
    let is_word = |label: &Clean| label.as_str().chars().any(char::is_alphanumeric);
    let has_words = items.iter().filter_map(|item| item.label.as_ref()).any(is_word);
    let marks = match marks {
        Marks::Column if has_words => Marks::RunIn,
        Marks::Column => Marks::Bullets,
        Marks::Bullets | Marks::Numbers | Marks::RunIn | Marks::Nothing => marks,
    };
    let item = |item: &Item| Item {
        label: item.label.as_ref().filter(|label| is_word(label)).map(clean),
        lines: item.lines.iter().map(line).collect(),
    };
    Block::List(marks, items.iter().map(item).collect())
}

fn line(line: &Line) -> Line {
    match line {
        Line::Wrapped(text) => Line::Wrapped(clean(text)),
        Line::Cut(text) => Line::Cut(clean(text)),
        Line::Labeled(label, text) => match &text.heard {
            Some(heard) => Line::Wrapped(clean(heard)),
            None => Line::Labeled(clean(label), clean(&text.text).into()),
        },
        Line::Heard { heard, .. } | Line::Known { heard, .. } => Line::Wrapped(clean(heard)),
        Line::Whole(text) => Line::Whole(commands_in_plain(text.as_str()).into()),
        Line::Written(_) => line.clone(),
    }
}

fn clean(text: &Clean) -> Clean {
    heard_text(text.as_str()).into()
}

/// A text without signs and columns that only eyes understand.
pub(super) fn heard_text(text: &str) -> String {
    let mut words = text.replace(" · ", ", ");
    while words.contains("  ") {
        words = words.replace("  ", " ");
    }
    commands_in_plain(&words)
}

/// Numbers of the program's own with the word for their sign, which a voice leaves out: `minus 0.38`. A dash within a word or between
/// numbers is none.
pub(super) fn minus_in_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut before = ' ';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_minus =
            sign == '-' && matches!(before, ' ' | '(' | '[') && signs.peek().is_some_and(char::is_ascii_digit);
        if is_minus {
            words.push_str("minus ");
        } else {
            words.push(sign);
        }
        before = sign;
    }
    words
}

/// A command that keeps `--plain`; what is no command of hotseat's stays as it is, and a help is the same anyway.
pub(crate) fn command_in_plain(command: &str) -> String {
    let is_one = command.split_whitespace().next() == Some("hotseat");
    let is_complete = ["--plain", "--help"].iter().any(|option| command.contains(option));
    if is_one && !is_complete { format!("{command} --plain") } else { command.to_owned() }
}

/// A text whose suggested commands, between backticks or alone on its line, keep `--plain`, so that whoever listens goes on listening.
pub(crate) fn commands_in_plain(text: &str) -> String {
    let parts: Vec<String> = text
        .split('`')
        .enumerate()
        .map(|(index, part)| if index % 2 == 1 { command_in_plain(part) } else { part.to_owned() })
        .collect();
    let even = parts.len() % 2 == 1;
    let text = if even { parts.join("`") } else { text.to_owned() };
    let alone = |line: &str| if line.starts_with("  hotseat ") { command_in_plain(line) } else { line.to_owned() };
    text.split('\n').map(alone).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggested_command_keeps_plain_once() {
        let said = |text: &str| commands_in_plain(text);
        assert_eq!(said("`hotseat resume` goes on"), "`hotseat resume --plain` goes on");
        assert_eq!(said("`hotseat resume --plain` goes on"), "`hotseat resume --plain` goes on");
        assert_eq!(said("see `/notes` or `hotseat`"), "see `/notes` or `hotseat --plain`");
        assert_eq!(said("so:\n  hotseat scorecard x\nend"), "so:\n  hotseat scorecard x --plain\nend");
        assert_eq!(said("`hotseat amend --help` says more"), "`hotseat amend --help` says more");
        assert_eq!(said("hotseat is a program; a ` alone"), "hotseat is a program; a ` alone");
    }

    #[test]
    fn a_sign_before_a_number_is_a_word() {
        let said = "-0.38, (-1), 3-4, Q-2, - 5, -0.61 to -0.28";
        assert_eq!(minus_in_words(said), "minus 0.38, (minus 1), 3-4, Q-2, - 5, minus 0.61 to minus 0.28");
    }

    #[test]
    fn ids_and_signs_are_for_eyes() {
        let mut seen = Page::titled("A · title");
        seen.lines([
            Fact::from("one · two"),
            Fact::heard("session x-y-z", ""),
            Fact::heard("kit k · round 2", "round 2"),
        ]);
        seen.section("Strong").list(Marks::Column, [Item::labeled("+", "asks")]);
        seen.section("Questions").list(Marks::Column, [Item::cut("Q1  note", "why?").and_known("an-id", "2 min")]);
        let heard = seen.spoken(60);
        assert_eq!(heard, "A, title\none, two\nround 2\n\nStrong\n  - asks\n\nQuestions\n  Q1 note: why?\n    2 min\n");
        assert!(seen.text(60).contains("session x-y-z") && seen.text(60).contains("an-id (2 min)"));
    }
}
