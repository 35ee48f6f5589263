//! Numbers for people: two decimals, chances as percentages, letters of groups.

pub(super) use crate::core::exact::decimals;

/// The most rows of one table on a screen.
pub(super) const MOST: usize = 200;
/// What a table says of the others.
pub(super) const MORE: &str = "--csv and --json have all";

/// A number with two decimals, or a dash.
pub(super) fn two(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| decimals(value, 2))
}

/// A chance in whole percent; only what is certain is 0 or 100.
pub(super) fn chance(chance: f64) -> String {
    if chance > 0.995 {
        "> 99%".to_owned()
    } else if chance < 0.005 {
        "< 1%".to_owned()
    } else {
        percent(chance)
    }
}

/// The same in a sentence.
pub(super) fn chance_in_words(value: f64) -> String {
    chance(value).replace("> ", "over ").replace("< ", "under ")
}

/// A share in whole percent.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", decimals(100.0 * share, 0))
}

/// An interval in words.
pub(super) fn range(lower: Option<f64>, upper: Option<f64>) -> String {
    match (lower, upper) {
        (Some(lower), Some(upper)) => format!("{} to {}", decimals(lower, 2), decimals(upper, 2)),
        _ => "-".to_owned(),
    }
}

/// The interval of a statistic that is at most 1. What reaches far below -1, where some have no end, says no more than that.
pub(super) fn share_range(lower: Option<f64>, upper: Option<f64>) -> String {
    match (lower, upper) {
        (Some(lower), Some(upper)) if lower < -1.0 => format!("below -1 to {}", decimals(upper, 2)),
        (lower, upper) => range(lower, upper),
    }
}

/// The letter of a group: A to Z, then AA, AB.
pub(super) fn letter(group: usize) -> String {
    let own = char::from(b'A' + u8::try_from(group % 26).unwrap_or(0));
    if group < 26 { own.to_string() } else { format!("{}{own}", letter(group / 26 - 1)) }
}
