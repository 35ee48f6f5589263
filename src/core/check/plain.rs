//! Texts without their code, and their words: what several checks read.

use std::collections::BTreeSet;

/// The text without fenced code.
pub(super) fn prose(text: &str) -> String {
    let mut fenced = false;
    let mut out = String::new();
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        if !fence && !fenced {
            out.push_str(line);
            out.push('\n');
        }
        fenced ^= fence;
    }
    out
}

/// The text without fenced code and without what stands in backticks.
pub(super) fn bare(text: &str) -> String {
    prose(text)
        .split('`')
        .enumerate()
        .filter(|(index, _)| index % 2 == 0)
        .map(|(_, part)| part)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words of four letters and more.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    each_word(text).collect()
}

/// The same in their order, as often as they stand there.
pub(super) fn each_word(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(3).is_some());
    words.map(str::to_lowercase)
}
