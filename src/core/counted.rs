//! Counts and lists in words.

use std::fmt::Display;

/// So many of something: `1 question`, `2 questions`, `0 questions`.
pub(crate) fn counted<N: Copy + Display + PartialEq + From<u8>>(count: N, what: &str) -> String {
    if count == N::from(1) { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Several things in a sentence.
pub(crate) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_said_in_the_singular() {
        assert_eq!([0_u16, 1, 2].map(|count| counted(count, "plan")), ["0 plans", "1 plan", "2 plans"]);
        assert_eq!([0_usize, 1, 21].map(|count| counted(count, "day")), ["0 days", "1 day", "21 days"]);
    }
}
