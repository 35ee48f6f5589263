//! Exact arithmetic: every number between a rating and a band is a ratio of integers.

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Sub};
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::rational::Rational;
use super::scale::Rating;

/// A rational number of any size.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(Rational);

/// Why a text is not an exact decimal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a decimal number such as 3.5")]
pub struct NotADecimal(pub String);

impl Exact {
    /// `numerator / denominator`; `None` where the denominator is zero.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        Rational::ratio(numerator, denominator).map(Self)
    }

    /// Zero.
    pub fn zero() -> Self {
        Self(Rational::ZERO)
    }

    /// The mean of the values; `None` where there are none.
    pub fn mean<'a>(values: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut sum = Rational::ZERO;
        let mut count = 0_i64;
        for value in values {
            sum = sum.plus(&value.0);
            count += 1;
        }
        sum.over(count).map(Self)
    }

    /// The mean of ratings; `None` where there are none.
    pub(crate) fn mean_rating(ratings: impl IntoIterator<Item = Rating>) -> Option<Self> {
        let mut ratings = ratings.into_iter().peekable();
        ratings.peek()?;
        let (sum, count) = ratings.fold((0, 0), |(sum, count), rating| (sum + i64::from(rating.get()), count + 1));
        Self::ratio(sum, count)
    }

    /// The distance from zero.
    #[must_use]
    pub(crate) fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// The nearest floating-point number, for statistics and drawing, which advise and never decide.
    pub(crate) fn to_f64(&self) -> f64 {
        self.0.to_f64()
    }

    /// As a fraction, such as `11/3`.
    pub(crate) fn fraction(&self) -> String {
        self.0.fraction()
    }

    /// As a decimal with all its digits; `None` where they repeat forever.
    pub(crate) fn decimal(&self) -> Option<String> {
        self.0.digits().map(|digits| self.rounded(digits))
    }

    /// As a decimal with `digits` places, halves away from zero.
    pub fn rounded(&self, digits: usize) -> String {
        let (is_negative, text) = self.0.scaled(digits);
        let sign = if is_negative { "-" } else { "" };
        let text = format!("{text:0>width$}", width = digits + 1);
        let (whole, part) = text.split_at(text.len() - digits);
        if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// With two decimals, or as many more as it takes to stand on the same side of every edge as the exact number does.
    pub fn shown_beside(&self, edges: &[Self]) -> String {
        for digits in 2..12 {
            let text = self.rounded(digits);
            let Ok(shown) = text.parse::<Self>() else { continue };
            if edges.iter().all(|edge| (shown >= *edge) == (self >= edge)) {
                return text;
            }
        }
        self.fraction()
    }
}

/// A number of the statistics as a decimal with so many places, halves away from zero as in [`Exact::rounded`]. A mean such as 3.275 is
/// no binary number, and is taken for the decimal of twelve places next to it, lest 3.275 become 3.27 and 3.325 become 3.33. Never a
/// negative zero.
pub(crate) fn decimals(value: f64, places: usize) -> String {
    let Ok(exact) = format!("{value:.12}").parse::<Exact>() else { return format!("{value:.places$}") };
    let text = exact.rounded(places);
    match text.strip_prefix('-') {
        Some(zero) if zero.chars().all(|char| "0.".contains(char)) => zero.to_owned(),
        Some(_) | None => text,
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(Rational::Small(value, 1))
    }
}

impl From<Rating> for Exact {
    fn from(rating: Rating) -> Self {
        Self::from(i64::from(rating.get()))
    }
}

impl FromStr for Exact {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let bad = || NotADecimal(text.to_owned());
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let unsigned = whole.strip_prefix('-').unwrap_or(whole);
        let empty_part = text.ends_with('.');
        if unsigned.is_empty() || !digits(unsigned) || !digits(part) || empty_part || text.len() > 40 {
            return Err(bad());
        }
        let behind = u32::try_from(part.len()).map_err(|_| bad())?;
        Rational::decimal(&format!("{whole}{part}"), behind).map(Self).ok_or_else(bad)
    }
}

/// All its digits where they end, else six places.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.decimal().unwrap_or_else(|| self.rounded(6)))
    }
}

macro_rules! operations {
    ($($operation:ident $method:ident $own:ident;)+) => {$(
        impl $operation for Exact {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                Self(self.0.$own(&other.0))
            }
        }
        impl<'a> $operation<&'a Exact> for &'a Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact(self.0.$own(&other.0))
            }
        }
    )+};
}
operations! {
    Add add plus;
    Sub sub minus;
    Mul mul times;
}

impl Div<i64> for Exact {
    type Output = Option<Self>;
    /// `None` where the divisor is zero.
    fn div(self, divisor: i64) -> Option<Self> {
        self.0.over(divisor).map(Self)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::zero(), |sum, value| sum + value)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

/// Reads `"3.5"` and, because people write it so, `3.5`: the shortest decimal of a floating-point number is the one that was typed.
impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Exact;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number such as \"3.5\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Exact, E> {
                text.parse().map_err(E::custom)
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Exact, E> {
                value.to_string().parse().map_err(E::custom)
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Exact, E> {
                value.to_string().parse().map_err(E::custom)
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Exact, E> {
                Ok(Exact::from(value))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for Exact {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "number"], "pattern": "^-?[0-9]+([.][0-9]+)?$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().expect("a decimal")
    }

    #[test]
    fn halves_are_rounded_away_from_zero_whatever_binary_makes_of_them() {
        for (value, places, shown) in [
            (3.275, 2, "3.28"),
            (3.325, 2, "3.33"),
            (2.675, 2, "2.68"),
            (1.005, 2, "1.01"),
            (-3.275, 2, "-3.28"),
            (-0.001, 2, "0.00"),
            (0.125 * 100.0, 0, "13"),
            (0.28 + 0.005, 2, "0.29"),
            (f64::NAN, 2, "NaN"),
            (1e300, 0, &format!("{:.0}", 1e300)),
        ] {
            assert_eq!(decimals(value, places), shown, "{value}");
        }
    }

    #[test]
    fn decimals_are_read_and_shown_exactly() {
        for text in ["0.1", "3.80", "-2.5", "4", "0.05"] {
            let again = exact(text).to_string();
            assert_eq!(exact(&again), exact(text));
        }
        assert_eq!(exact("3.80").to_string(), "3.8");
        assert_eq!(&exact("0.1") + &exact("0.2"), exact("0.3"));
        for bad in ["", ".", "1.", ".5", "1e3", "four", "3,5", "--1", "+1", "NaN"] {
            assert!(bad.parse::<Exact>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_repeating_number_is_rounded_for_people_and_kept_as_a_fraction() {
        let third = Exact::ratio(11, 3).expect("three is not zero");
        assert_eq!(third.decimal(), None);
        assert_eq!(third.rounded(2), "3.67");
        assert_eq!(third.fraction(), "11/3");
        assert_eq!(Exact::ratio(1, 0), None);
        assert_eq!(exact("-0.005").rounded(2), "-0.01");
        assert_eq!(exact("0.004").rounded(0), "0");
    }

    #[test]
    fn a_total_just_below_an_edge_never_looks_like_the_edge() {
        let edges = [exact("4.5"), exact("3.8")];
        assert_eq!(exact("4.05").shown_beside(&edges), "4.05");
        assert_eq!(exact("4.4999").shown_beside(&edges), "4.4999");
        assert_eq!(exact("3.796").shown_beside(&edges), "3.796");
        assert_eq!(exact("3.8").shown_beside(&edges), "3.80");
    }
}
