//! Reads moments as journals have them.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};

/// Reads a moment of RFC 3339: one written as the program writes it right away, any other by chrono. Of the time that reading a journal
/// took, chrono took an eighth.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<FixedOffset>, D::Error> {
    deserializer.deserialize_str(MomentVisitor)
}

struct MomentVisitor;

impl Visitor<'_> for MomentVisitor {
    type Value = DateTime<FixedOffset>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an RFC 3339 formatted date and time string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<DateTime<FixedOffset>, E> {
        quick(text.as_bytes()).map_or_else(|| DateTime::deserialize(text.into_deserializer()), Ok)
    }
}

/// A moment such as `2026-11-21T10:32:05.123+01:00`; none where it is written in another way, or is no moment.
fn quick(text: &[u8]) -> Option<DateTime<FixedOffset>> {
    let (date, rest) = text.split_at_checked(10)?;
    let (time, rest) = rest.split_at_checked(9)?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *date else { return None };
    let [b'T', h1, h2, b':', n1, n2, b':', s1, s2] = *time else { return None };
    let year = number(&[y1, y2, y3, y4])?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&[m1, m2])?, number(&[d1, d2])?)?;
    let (nanoseconds, rest) = part(rest)?;
    let time = date.and_hms_nano_opt(number(&[h1, h2])?, number(&[n1, n2])?, number(&[s1, s2])?, nanoseconds)?;
    let offset = match *rest {
        [b'Z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (number(&[h1, h2])?, number(&[m1, m2]).filter(|minutes| *minutes < 60)?);
            let seconds = i32::try_from((hours * 60 + minutes) * 60).ok()?;
            if sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    time.and_local_timezone(FixedOffset::east_opt(offset)?).single()
}

/// The part of a second in nanoseconds, and what follows it.
fn part(rest: &[u8]) -> Option<(u32, &[u8])> {
    let Some(digits) = rest.strip_prefix(b".") else { return Some((0, rest)) };
    let many = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
    let places = u32::try_from(many).ok().filter(|places| (1..=9).contains(places))?;
    let (digits, rest) = digits.split_at(many);
    Some((number(digits)? * 10_u32.pow(9 - places), rest))
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_from(text: &str) -> Result<DateTime<FixedOffset>, serde_json::Error> {
        read(&mut serde_json::Deserializer::from_str(&serde_json::to_string(text)?))
    }

    #[test]
    fn every_way_to_write_a_moment_is_read_as_chrono_reads_it() {
        for text in [
            "2026-11-21T10:32:05Z",
            "2026-11-21T10:32:05.1+01:00",
            "2026-11-21T10:32:05.123456789-09:30",
            "2026-11-21T10:32:05.1234567891Z",
            "2026-11-21t10:32:05z",
            "2026-11-21 10:32:05Z",
            "2026-12-31T23:59:60Z",
            "2026-12-31T23:59:05-00:00",
            "+12026-01-02T00:00:00Z",
            "0000-01-01T00:00:00+23:59",
            "2026-02-29T00:00:00Z",
            "2026-02-28T24:00:00Z",
            "2026-02-28T20:00:00+24:00",
            "2026-02-28T20:00:00+12:60",
            "2026-02-28T20:00:00.Z",
            "2026-02-28T20:00:00",
            "2026-02-28",
            "",
        ] {
            assert_eq!(read_from(text).ok(), text.parse().ok(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_nearly_a_moment_is_read_as_chrono_reads_it(
            text in "[0-9]{3,5}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,10})?(Z|[+-][0-2][0-9]:?[0-6][0-9])?",
        ) {
            prop_assert_eq!(read_from(&text).ok(), text.parse().ok());
        }
    }
}
