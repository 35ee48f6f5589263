//! Which names of people are so near to each other that they may mean one person.

use super::names::plain;

/// A name for [`is_near`]: without accents, titles, commas, and what stands in parentheses (`Dr. Zoë Grün (HM)` is `zoe grun`).
pub(crate) fn comparable(name: &str) -> String {
    let plain = plain(name);
    // An address says the name before its `@`, as most do.
    let plain = match plain.split_once('@') {
        Some((own, domain)) if domain.contains('.') && !plain.contains(' ') => own.replace(['.', '_', '-'], " "),
        Some(_) | None => plain,
    };
    let mut outside = String::new();
    let mut rest = plain.as_str();
    while let Some((before, (_, after))) =
        rest.split_once(['(', '[']).and_then(|(before, inside)| Some((before, inside.split_once([')', ']'])?)))
    {
        outside.push_str(before);
        outside.push(' ');
        rest = after;
    }
    outside.push_str(rest);
    let words = |text: &str| -> Vec<String> {
        text.split(|letter: char| letter.is_whitespace() || letter == ',')
            .filter(|word| !word.is_empty() && !is_title(word))
            .map(str::to_owned)
            .collect()
    };
    // A name that is all title or parentheses is kept as it is.
    let found = words(&outside).join(" ");
    if found.is_empty() { plain } else { found }
}

/// Whether a word stands before or behind a name and is no part of it. `Jr` is: it tells a son from his father.
fn is_title(word: &str) -> bool {
    matches!(
        word.trim_matches('.'),
        "dr" | "prof" | "professor" | "mr" | "mrs" | "ms" | "miss" | "mx" | "sir" | "phd" | "ph.d" | "msc" | "mba"
    )
}

/// Whether two names, each made [`comparable`], could be one that was mistyped, has its last name in front, or has an initial for its
/// first; or one is a word of the other. Names with different numbers or letters for them are different people: `Candidate 1` and
/// `Candidate 3`.
pub(crate) fn is_near(name: &str, wanted: &str) -> bool {
    if name.chars().filter(char::is_ascii_digit).ne(wanted.chars().filter(char::is_ascii_digit)) {
        return false;
    }
    if let (Some(one), Some(other)) = (lettered(name), lettered(wanted))
        && one != other
    {
        return false;
    }
    let length = wanted.chars().count();
    let letters = wanted.chars().filter(|letter| letter.is_alphabetic()).count();
    // So few letters are a code rather than a name.
    let allowed = match (letters, length) {
        (0..3, _) => 0,
        (_, 0..5) => 1,
        (3.., 5..) => 2,
    };
    // As many letters more or less are as many mistakes, and each makes no more than two letters come or go.
    let differing = (letters_of(name) ^ letters_of(wanted)).count_ones();
    (name.chars().count().abs_diff(length) <= allowed
        && usize::try_from(differing).is_ok_and(|differing| differing <= 2 * allowed)
        && strsim::osa_distance(name, wanted) <= allowed)
        || (length >= 3 && name.split(' ').any(|word| word == wanted))
        || (differing == 0 && is_turned(name, wanted))
        || is_abbreviated(name, wanted)
        || is_abbreviated(wanted, name)
}

/// Which letters a name has, by their last six bits.
fn letters_of(name: &str) -> u64 {
    name.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) & 63))
}

/// The letter that numbers a name: the `b` of `rater b`.
fn lettered(name: &str) -> Option<&str> {
    let (_, last) = name.rsplit_once(' ')?;
    (last.chars().count() == 1).then_some(last)
}

/// Whether two names have the same words in another order: `ash fern` and `fern ash`.
fn is_turned(name: &str, wanted: &str) -> bool {
    let words = |text: &'_ str| -> Vec<String> {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    name.len() == wanted.len() && name.contains(' ') && words(name) == words(wanted)
}

/// Whether a name is another one with an initial for one of its words, whichever, or without its middle initials.
fn is_abbreviated(short: &str, long: &str) -> bool {
    let initial = |word: &str| {
        let mut letters = word.trim_end_matches('.').chars();
        letters.next().filter(|_| letters.next().is_none())
    };
    let (mut same, mut initials) = (0, 0);
    let (mut own, mut others) = (short.split(' '), long.split(' '));
    let is_one_by_one = loop {
        match (own.next(), others.next()) {
            (None, None) => break same > 0 && initials == 1,
            (Some(one), Some(other)) if one == other => same += 1,
            (Some(one), Some(other)) if initial(one).is_some_and(|letter| other.starts_with(letter)) => initials += 1,
            (Some(_) | None, _) => break false,
        }
    };
    is_one_by_one || {
        let whole = long.split(' ').filter(|word| initial(word).is_none());
        short.contains(' ') && short.len() < long.len() && whole.eq(short.split(' '))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What is told by letters alone is never nearer by its distance.
        #[test]
        fn a_mistake_makes_no_more_than_two_letters_come_or_go(one in "[a-eé李 ]{0,9}", other in "[a-eé李 ]{0,9}") {
            let differing = (letters_of(&one) ^ letters_of(&other)).count_ones();
            prop_assert!(usize::try_from(differing).expect("they are few") <= 2 * strsim::osa_distance(&one, &other));
            prop_assert!(differing == 0 || !is_turned(&one, &other));
        }
    }
}
