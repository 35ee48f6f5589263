//! Days as sources write them: ISO dates and date-times are read, every other form is refused by what makes it unclear.

use super::super::day::Day;

/// Why a text is no day that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UnclearDay {
    /// A number for a day.
    #[error("`{0}` is a spreadsheet's number for a day; format the column as 2026-11-21")]
    Serial(String),
    /// Day, month and year in one order or another.
    #[error("`{0}` may be day/month or month/day; write 2026-11-21")]
    Order(String),
    /// Anything else.
    #[error("`{0}` is not a day such as 2026-11-21")]
    Other(String),
}

/// The day of an ISO date or date-time.
///
/// # Errors
/// Which form makes it unclear.
pub(crate) fn day(text: &str) -> Result<Day, UnclearDay> {
    let (date, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let time = rest.strip_prefix(['T', 't', ' ']);
    if let Ok(day) = date.parse()
        && (rest.is_empty() || time.is_some_and(is_time))
    {
        return Ok(day);
    }
    let given = text.to_owned();
    if text.parse::<f64>().is_ok() {
        return Err(UnclearDay::Serial(given));
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [first, second, year]
            if first.len() < 4
                && is_number(first)
                && is_number(second)
                && year.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            Err(UnclearDay::Order(given))
        }
        _ => Err(UnclearDay::Other(given)),
    }
}

/// Whether a text is a time of day: hours and minutes, and if one likes seconds and a time zone.
fn is_time(text: &str) -> bool {
    let zone = |letter: char| matches!(letter, 'Z' | 'z' | '+' | '-');
    let (time, zone) = text.find(zone).map_or((text, ""), |at| text.split_at(at));
    let parts: Vec<&str> = time.trim().split(':').collect();
    let number = |text: &str, most: f64| text.parse::<f64>().is_ok_and(|number| (0.0..most).contains(&number));
    let fits = match parts.as_slice() {
        [hour, minute] => number(hour, 24.0) && number(minute, 60.0),
        [hour, minute, second] => number(hour, 24.0) && number(minute, 60.0) && number(second, 61.0),
        _ => false,
    };
    fits && zone.chars().skip(1).all(|letter| letter.is_ascii_digit() || letter == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_and_times_are_days_and_nothing_else_is() {
        for text in ["2026-11-21", "2026-11-21T10:00:00Z", "2026-11-21 10:00", "2026-11-21T10:00:00.5+01:00"] {
            assert_eq!(day(text).map(|day| day.to_string()), Ok("2026-11-21".to_owned()), "{text}");
        }
        assert_eq!(day("46347"), Err(UnclearDay::Serial("46347".into())));
        for text in ["21/11/2026", "11/21/2026", "1.2.2026", "01-02-26", "1/31/2024 15:45:12"] {
            assert_eq!(day(text), Err(UnclearDay::Order(text.into())), "{text}");
        }
        for text in ["yesterday", "2026-13-01", "2026-11-21x", "2026-11-21 25:00", "21 Nov 2026"] {
            assert_eq!(day(text), Err(UnclearDay::Other(text.into())), "{text}");
        }
    }
}
