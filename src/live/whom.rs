//! Whom a typed name means where an interview is handed over: who is near a known name is asked about.

use crate::core::names::{nearest, plain};

/// Whether two names are one, whatever their case, accents and blanks.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let words = |name: &str| plain(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    words(one) == words(other)
}

/// The known names that a typed one may mean: it is one of their words, their beginning, or nearly the same.
pub(crate) fn near<'a>(known: &'a [String], typed: &str) -> Vec<&'a str> {
    let wanted = plain(typed);
    let alike = nearest(typed, known.iter().map(String::as_str));
    let is_near =
        |name: &&str| plain(name).split_whitespace().any(|word| word == wanted) || alike.iter().any(|a| a == name);
    known.iter().map(String::as_str).filter(is_near).collect()
}
