//! Numbers for people: two decimals, chances in per cents, letters of groups.

/// A number with two decimals, or a dash.
pub(super) fn two(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{:.2}", tidy(value)))
}

/// A chance in whole per cents; only what is certain is 0 or 100.
pub(super) fn chance(chance: f64) -> String {
    if chance > 0.995 {
        "> 99 %".to_owned()
    } else if chance < 0.005 {
        "< 1 %".to_owned()
    } else {
        format!("{:.0} %", 100.0 * chance)
    }
}

/// Never a negative zero.
fn tidy(value: f64) -> f64 {
    if value.abs() < 0.005 { 0.0 } else { value }
}

/// An interval in words.
pub(super) fn range(lower: Option<f64>, upper: Option<f64>) -> String {
    match (lower, upper) {
        (Some(lower), Some(upper)) => format!("{:.2} to {:.2}", tidy(lower), tidy(upper)),
        _ => "-".to_owned(),
    }
}

/// The letter of a group: A to Z, then AA, AB.
pub(super) fn letter(group: usize) -> String {
    let own = char::from(b'A' + u8::try_from(group % 26).unwrap_or(0));
    if group < 26 { own.to_string() } else { format!("{}{own}", letter(group / 26 - 1)) }
}
