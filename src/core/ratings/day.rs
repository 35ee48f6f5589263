//! Days as sources write them: with the year first, with dots, or with the day or the month first, which the whole source says once.

use std::str::FromStr;

use super::super::day::Day;
use super::super::names::plain;

/// Whether days have the day of the month before the month, or behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayOrder {
    /// `21/10/2026`.
    DayFirst,
    /// `10/21/2026`.
    MonthFirst,
}

impl DayOrder {
    /// In words.
    fn said(self) -> &'static str {
        match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
        }
    }
}

/// A text that names no order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no order of days; write day-first or month-first")]
pub(crate) struct NoDayOrder(String);

impl FromStr for DayOrder {
    type Err = NoDayOrder;

    fn from_str(text: &str) -> Result<Self, NoDayOrder> {
        match text.to_lowercase().as_str() {
            "day-first" => Ok(Self::DayFirst),
            "month-first" => Ok(Self::MonthFirst),
            _ => Err(NoDayOrder(text.to_owned())),
        }
    }
}

/// Why a text is no day that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UnclearDay {
    /// A number for a day.
    #[error("`{0}` is a spreadsheet's number for a day; format the column as 2026-11-21")]
    Serial(String),
    /// Day, month and year in one order or another, and no other day says in which.
    #[error(
        "`{0}` may be day/month or month/day, and no other day in the file says which: add --days day-first or --days month-first"
    )]
    Order(String),
    /// In another order than the others.
    #[error("`{text}` is no day with the {}, as others in the file are: write all of them alike", .order.said())]
    Contrary {
        /// The text.
        text: String,
        /// The order of the others.
        order: DayOrder,
    },
    /// A year of two digits, where nothing says in which order the three numbers are.
    #[error(
        "`{0}` has a year of two digits, and no day in the file says in which order the numbers are: add --days day-first or --days month-first, or write the year first and whole"
    )]
    ShortYear(String),
    /// Anything else.
    #[error("`{0}` is not a day such as 2026-11-21")]
    Other(String),
}

/// What the form of a text says of the day.
enum DayForm {
    /// It is this one.
    Is(Day),
    /// Two numbers and a year, in the one order or the other.
    Either(u32, u32, u32),
    /// Three numbers, the last of which is a year of two digits.
    Short(u32, u32, u32),
}

/// Reads days, one after another, of one source.
#[derive(Debug, Clone, Default)]
pub(crate) struct DayReader {
    /// In which order days are, once that is known.
    order: Option<DayOrder>,
    /// How many days were met that may be either.
    unclear: u64,
}

impl DayReader {
    /// With an order that is known.
    pub(crate) fn with(order: Option<DayOrder>) -> Self {
        Self { order, ..Self::default() }
    }

    /// The order, where it is known.
    pub(crate) fn order(&self) -> Option<DayOrder> {
        self.order
    }

    /// How many days were met that may be either, before the order was known.
    pub(crate) fn unclear(&self) -> u64 {
        self.unclear
    }

    /// Whether a text is a day, in whatever order.
    pub(super) fn is_day(&mut self, text: &str) -> bool {
        matches!(
            self.read(text),
            Ok(_) | Err(UnclearDay::Order(_) | UnclearDay::Contrary { .. } | UnclearDay::ShortYear(_))
        )
    }

    /// The day that a text says. The first that can be in one order only says the order of all.
    ///
    /// # Errors
    /// What makes it unclear.
    pub(crate) fn read(&mut self, text: &str) -> Result<Day, UnclearDay> {
        let text = text.trim();
        let other = || UnclearDay::Other(text.to_owned());
        let (first, second, year) = match form(text) {
            Some(DayForm::Is(day)) => return Ok(day),
            // The first may be the year as well, unless the order of all is known.
            Some(DayForm::Short(..)) if self.order.is_none() => return Err(UnclearDay::ShortYear(text.to_owned())),
            Some(DayForm::Either(first, second, year) | DayForm::Short(first, second, year)) => (first, second, year),
            None if text.parse::<f64>().is_ok() => return Err(UnclearDay::Serial(text.to_owned())),
            None => return Err(other()),
        };
        let (with_day, with_month) = (day_of(year, second, first), day_of(year, first, second));
        let order = match (with_day, with_month) {
            (None, None) => return Err(other()),
            (Some(day), Some(same)) if day == same => return Ok(day),
            (Some(_), None) => *self.order.get_or_insert(DayOrder::DayFirst),
            (None, Some(_)) => *self.order.get_or_insert(DayOrder::MonthFirst),
            (Some(_), Some(_)) => {
                let Some(order) = self.order else {
                    self.unclear += 1;
                    return Err(UnclearDay::Order(text.to_owned()));
                };
                order
            }
        };
        let found = match order {
            DayOrder::DayFirst => with_day,
            DayOrder::MonthFirst => with_month,
        };
        found.ok_or_else(|| UnclearDay::Contrary { text: text.to_owned(), order })
    }
}

/// In which years of two digits are.
const CENTURY: u32 = 2000;

/// The months, without accents, in English, German, French and Spanish; three letters of one and more are it, too.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janner", "janvier", "enero"],
    &["february", "februar", "fevrier", "febrero"],
    &["march", "marz", "maerz", "mars", "marzo"],
    &["april", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "juni", "juin", "junio"],
    &["july", "juli", "juillet", "julio"],
    &["august", "aout", "agosto"],
    &["september", "septembre", "septiembre"],
    &["october", "oktober", "octobre", "octubre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "decembre", "diciembre"],
];

/// A day whose month is spelled: `5 Oct 2026`, `October 5, 2026`, `05-Oct-26`, `Mon, 5. Oktober 2026`; a time may stand behind it.
fn spelled(text: &str) -> Option<Day> {
    const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let plain = plain(text);
    let parts = plain.split([' ', '-', ',', '/', '.']).filter(|part| !part.is_empty() && *part != "de");
    let mut parts: Vec<&str> = parts.take_while(|part| !part.contains(':')).collect();
    if parts.first().is_some_and(|first| WEEKDAYS.iter().any(|day| first.starts_with(day)) && parts.len() > 3) {
        parts.remove(0);
    }
    let is_word = |part: &str| part.len() >= 3 && part.chars().all(char::is_alphabetic);
    let month = |part: &str| {
        let is_it = |names: &[&str]| names.iter().any(|name| name.starts_with(part));
        if is_word(part) {
            MONTHS.iter().position(|names| is_it(names)).and_then(|at| u32::try_from(at + 1).ok())
        } else {
            None
        }
    };
    let number = |part: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| part.strip_suffix(end)).unwrap_or(part);
        digits.parse::<u32>().ok()
    };
    let (year, month, day) = match parts.as_slice() {
        [day, name, year] if month(name).is_some() && day.len() <= 4 => (*year, month(name)?, number(day)?),
        [name, day, year] if month(name).is_some() => (*year, month(name)?, number(day)?),
        _ => return None,
    };
    let year = match year.len() {
        4 => year.parse().ok()?,
        2 => CENTURY + year.parse::<u32>().ok()?,
        _ => return None,
    };
    day_of(year, month, day)
}

fn day_of(year: u32, month: u32, day: u32) -> Option<Day> {
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// What the form of a text says of the day; none where it is no day. Behind it may stand a time.
fn form(text: &str) -> Option<DayForm> {
    if text.contains(char::is_alphabetic)
        && let Some(day) = spelled(text)
    {
        return Some(DayForm::Is(day));
    }
    let is_of_date = |letter: char| letter.is_ascii_digit() || matches!(letter, '/' | '.' | '-');
    let end = text.find(|letter: char| !is_of_date(letter)).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let time = rest.strip_prefix(['T', 't']).unwrap_or_else(|| rest.trim_start_matches([',', ' ']));
    if !rest.is_empty() && !is_time(time) {
        return None;
    }
    let mark = date.chars().find(|letter| !letter.is_ascii_digit())?;
    let parts: Vec<&str> = date.split(mark).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            day_of(number(year)?, number(month)?, number(day)?).map(DayForm::Is)
        }
        [first, second, year] if first.len() <= 2 && second.len() <= 2 && year.len() == 4 => {
            let (first, second, year) = (number(first)?, number(second)?, number(year)?);
            // Nobody writes dots with the month first.
            if mark == '.' {
                day_of(year, second, first).map(DayForm::Is)
            } else {
                Some(DayForm::Either(first, second, year))
            }
        }
        [first, second, year] if first.len() <= 2 && second.len() <= 2 && year.len() == 2 => {
            let (first, second, year) = (number(first)?, number(second)?, CENTURY + number(year)?);
            if mark == '.' {
                day_of(year, second, first).map(DayForm::Is)
            } else {
                Some(DayForm::Short(first, second, year))
            }
        }
        _ => None,
    }
}

/// Whether a text is a time of day: hours and minutes, and if one likes seconds, the half of the day and a time zone.
fn is_time(text: &str) -> bool {
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ':' | '.'))).unwrap_or(text.len());
    let (time, rest) = text.split_at(end);
    let number = |text: &str, most: f64| text.parse::<f64>().is_ok_and(|number| (0.0..most).contains(&number));
    let fits = match time.split(':').collect::<Vec<_>>().as_slice() {
        [hour, minute] => number(hour, 24.0) && number(minute, 60.0),
        [hour, minute, second] => number(hour, 24.0) && number(minute, 60.0) && number(second, 61.0),
        _ => false,
    };
    let rest = rest.trim();
    let half = ["AM", "PM", "am", "pm", "a.m.", "p.m."].into_iter().find_map(|half| rest.strip_prefix(half));
    fits && is_zone(half.unwrap_or(rest).trim())
}

/// Whether a text is a time zone, or none: `Z`, `+01:00`, `GMT+2`, `AST`.
fn is_zone(text: &str) -> bool {
    let name = text.trim_start_matches(|letter: char| letter.is_ascii_uppercase() || letter == 'z');
    let offset = name.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(name);
    let named = text.len() - name.len();
    named <= 5
        && offset.len() <= 5
        && (offset.len() < name.len() || offset.is_empty())
        && offset.chars().all(|letter| letter.is_ascii_digit() || letter == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(order: Option<DayOrder>, text: &str) -> Result<String, UnclearDay> {
        DayReader::with(order).read(text).map(|day| day.to_string())
    }

    #[test]
    fn a_day_that_can_be_read_in_one_way_is_read() {
        for text in [
            "2026-10-21",
            "2026-10-21T10:00:00Z",
            "2026-10-21 10:00",
            "2026-10-21T10:00:00.5+01:00",
            "2026/10/21 2:11:30 PM GMT+2",
            "2026/10/21 11:07:29 AM AST",
            "10/21/2026 14:16:11",
            "10/21/2026",
            "21/10/2026",
            "21.10.2026",
            "21.10.2026, 14:16",
        ] {
            assert_eq!(read(None, text), Ok("2026-10-21".to_owned()), "{text}");
        }
        assert_eq!(read(None, "1.2.2026"), Ok("2026-02-01".to_owned()));
        assert_eq!(read(None, "3/3/2026"), Ok("2026-03-03".to_owned()));
        assert_eq!(read(None, "46347"), Err(UnclearDay::Serial("46347".into())));
        for text in ["yesterday", "2026-13-01", "2026-11-21x", "2026-11-21 25:00", "13/13/2026", "31.2.2026"] {
            assert_eq!(read(None, text), Err(UnclearDay::Other(text.into())), "{text}");
        }
    }

    #[test]
    fn one_day_says_the_order_of_all() {
        assert_eq!(read(None, "3/4/2026"), Err(UnclearDay::Order("3/4/2026".into())));
        assert_eq!(read(Some(DayOrder::DayFirst), "3/4/2026"), Ok("2026-04-03".to_owned()));
        assert_eq!(read(Some(DayOrder::MonthFirst), "3/4/2026"), Ok("2026-03-04".to_owned()));
        let mut days = DayReader::default();
        assert!(days.read("3/4/2026").is_err() && days.unclear() == 1 && days.order().is_none());
        assert!(days.read("10/21/2026").is_ok() && days.order() == Some(DayOrder::MonthFirst));
        let order = DayOrder::MonthFirst;
        assert_eq!(days.read("21/10/2026"), Err(UnclearDay::Contrary { text: "21/10/2026".into(), order }));
    }

    #[test]
    fn months_may_be_spelled_and_years_short() {
        let read = |order: Option<DayOrder>, text: &str| DayReader::with(order).read(text).map(|day| day.to_string());
        for text in [
            "5 Oct 2026",
            "October 5, 2026",
            "Oct 5th, 2026",
            "05-Oct-26",
            "5-Oct-2026",
            "Mon, 5 Oct 2026",
            "5. Oktober 2026",
            "5 octobre 2026",
            "5 de octubre de 2026",
            "5 Oct 2026 10:30",
            "5.10.26",
        ] {
            assert_eq!(read(None, text), Ok("2026-10-05".to_owned()), "{text}");
        }
        assert_eq!(read(None, "10/21/26"), Err(UnclearDay::ShortYear("10/21/26".into())));
        assert_eq!(read(Some(DayOrder::MonthFirst), "10/21/26"), Ok("2026-10-21".to_owned()));
        assert_eq!(read(Some(DayOrder::DayFirst), "21/10/26"), Ok("2026-10-21".to_owned()));
        for text in ["Rosa Park", "Oct 2026", "5 Octagon", "32 Oct 2026", "5 Oct 226"] {
            assert!(read(None, text).is_err(), "{text}");
        }
    }
}
