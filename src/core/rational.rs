//! Rational numbers: in two machine words as nearly all are, and of any size where they don't fit.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

/// A rational number. Equal numbers are equal values: one that fits is always small.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Rational {
    /// Numerator and denominator without a common divisor, the denominator positive.
    Small(i64, i64),
    /// One that does not fit.
    Big(BigRational),
}

impl Rational {
    pub(super) const ZERO: Self = Self::Small(0, 1);

    /// `numerator / denominator`; `None` where the denominator is zero.
    pub(super) fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self::reduced(numerator.into(), denominator.into()))
    }

    /// A decimal number: all its digits, and how many of them stand behind the point; `None` where the digits are none.
    pub(super) fn decimal(digits: &str, behind: u32) -> Option<Self> {
        let small = digits.parse::<i64>().ok().zip(10_i64.checked_pow(behind));
        if let Some((numerator, denominator)) = small {
            return Self::ratio(numerator, denominator);
        }
        let numerator: BigInt = digits.parse().ok()?;
        Some(Self::of(BigRational::new(numerator, BigInt::from(10).pow(behind))))
    }

    /// A fraction whose denominator is not zero.
    fn reduced(numerator: i128, denominator: i128) -> Self {
        if let (Ok(numerator), Ok(denominator)) = (i64::try_from(numerator), i64::try_from(denominator))
            && let Ok(divisor) =
                i64::try_from(common_divisor(numerator.unsigned_abs().into(), denominator.unsigned_abs().into()))
            && denominator > 0
        {
            // Nearly all are, and divide faster so.
            return Self::Small(numerator / divisor, denominator / divisor);
        }
        let divisor = common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let sign = if denominator < 0 { -1 } else { 1 };
        let part = |whole: i128| i128::try_from(divisor).ok().and_then(|divisor| (whole / divisor).checked_mul(sign));
        let fits = |whole: i128| part(whole).and_then(|part| i64::try_from(part).ok());
        match (fits(numerator), fits(denominator)) {
            (Some(numerator), Some(denominator)) => Self::Small(numerator, denominator),
            (_, _) => Self::Big(BigRational::new(numerator.into(), denominator.into())),
        }
    }

    fn of(big: BigRational) -> Self {
        match (big.numer().to_i64(), big.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => Self::Small(numerator, denominator),
            (_, _) => Self::Big(big),
        }
    }

    fn big(&self) -> BigRational {
        match self {
            Self::Small(numerator, denominator) => BigRational::new_raw((*numerator).into(), (*denominator).into()),
            Self::Big(big) => big.clone(),
        }
    }

    /// The distance from zero.
    pub(super) fn abs(&self) -> Self {
        match self {
            Self::Small(numerator, denominator) => Self::reduced(i128::from(*numerator).abs(), (*denominator).into()),
            Self::Big(big) => Self::of(big.abs()),
        }
    }

    /// The sum.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let small =
            self.crossed(other).and_then(|(one, other, denominator)| Some((one.checked_add(other)?, denominator)));
        match small {
            Some((numerator, denominator)) => Self::reduced(numerator, denominator),
            None => Self::of(self.big() + other.big()),
        }
    }

    /// The difference.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let small =
            self.crossed(other).and_then(|(one, other, denominator)| Some((one.checked_sub(other)?, denominator)));
        match small {
            Some((numerator, denominator)) => Self::reduced(numerator, denominator),
            None => Self::of(self.big() - other.big()),
        }
    }

    /// The product.
    pub(super) fn times(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a, b), Self::Small(c, d)) => {
                Self::reduced(i128::from(*a) * i128::from(*c), i128::from(*b) * i128::from(*d))
            }
            (_, _) => Self::of(self.big() * other.big()),
        }
    }

    /// The quotient; `None` where the divisor is zero.
    pub(super) fn over(&self, divisor: i64) -> Option<Self> {
        let over = |own: &Self| match own {
            Self::Small(numerator, denominator) => {
                Self::reduced((*numerator).into(), i128::from(*denominator) * i128::from(divisor))
            }
            Self::Big(big) => Self::of(big / BigInt::from(divisor)),
        };
        (divisor != 0).then(|| over(self))
    }

    /// Both numerators over a common denominator, where all of it is small.
    fn crossed(&self, other: &Self) -> Option<(i128, i128, i128)> {
        let (Self::Small(a, b), Self::Small(c, d)) = (self, other) else { return None };
        let (a, b, c, d) = (i128::from(*a), i128::from(*b), i128::from(*c), i128::from(*d));
        Some((a * d, c * b, b * d))
    }

    /// As a floating-point number, the nearest one.
    #[expect(clippy::cast_precision_loss, reason = "both are within what a floating-point number holds exactly")]
    pub(super) fn to_f64(&self) -> f64 {
        const EXACT: i64 = 1 << 53;
        match self {
            Self::Small(numerator, denominator)
                if numerator.unsigned_abs() < EXACT.unsigned_abs() && *denominator < EXACT =>
            {
                *numerator as f64 / *denominator as f64
            }
            Self::Small(..) | Self::Big(_) => self.big().to_f64().unwrap_or(f64::NAN),
        }
    }

    /// As a fraction, such as `11/3`.
    pub(super) fn fraction(&self) -> String {
        match self {
            Self::Small(numerator, denominator) => format!("{numerator}/{denominator}"),
            Self::Big(big) => format!("{}/{}", big.numer(), big.denom()),
        }
    }

    /// How many digits a decimal takes behind the point; `None` where they repeat forever.
    pub(super) fn digits(&self) -> Option<usize> {
        let mut rest = match self {
            Self::Small(_, denominator) => BigOrSmall::Small(*denominator),
            Self::Big(big) => BigOrSmall::Big(big.denom().clone()),
        };
        let digits = [2, 5].map(|factor| rest.divide_out(factor)).into_iter().max()?;
        rest.is_one().then_some(digits)
    }

    /// The number times a power of ten, rounded to a whole one, halves away from zero: whether it is below zero, and its digits.
    pub(super) fn scaled(&self, digits: usize) -> (bool, String) {
        if let Self::Small(numerator, denominator) = self {
            let power = u32::try_from(digits).ok().and_then(|digits| 10_i128.checked_pow(digits));
            let twice = power.and_then(|power| i128::from(*numerator).abs().checked_mul(power)?.checked_mul(2));
            if let Some(twice) = twice {
                let denominator = i128::from(*denominator);
                let rounded = (twice + denominator) / (2 * denominator);
                return (*numerator < 0 && rounded != 0, rounded.to_string());
            }
        }
        let scale = BigInt::from(10).pow(u32::try_from(digits).unwrap_or(u32::MAX));
        let scaled = (self.big() * &scale).round().to_integer();
        (scaled.is_negative(), scaled.abs().to_string())
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.crossed(other) {
            Some((one, other, _)) => one.cmp(&other),
            None => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A whole number above zero.
enum BigOrSmall {
    Small(i64),
    Big(BigInt),
}

impl BigOrSmall {
    /// Divides as often as nothing is left over; how often that was.
    fn divide_out(&mut self, factor: i64) -> usize {
        let mut count = 0;
        match self {
            Self::Small(number) => {
                while *number % factor == 0 {
                    *number /= factor;
                    count += 1;
                }
            }
            Self::Big(number) => {
                while (&*number % factor) == BigInt::ZERO {
                    *number /= factor;
                    count += 1;
                }
            }
        }
        count
    }

    fn is_one(&self) -> bool {
        match self {
            Self::Small(number) => *number == 1,
            Self::Big(number) => *number == BigInt::from(1),
        }
    }
}

/// The greatest; that of zero and a number is the number.
fn common_divisor(one: u128, other: u128) -> u128 {
    if let (Ok(one), Ok(other)) = (u64::try_from(one), u64::try_from(other)) {
        let (mut one, mut other) = (one, other);
        while other != 0 {
            (one, other) = (other, one % other);
        }
        return one.into();
    }
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number() -> impl Strategy<Value = (i64, i64)> {
        let part = || prop_oneof![-60_i64..60, any::<i64>(), Just(i64::MAX), Just(i64::MIN)];
        (part(), part().prop_filter("no zero below", |denominator| *denominator != 0))
    }

    fn both((numerator, denominator): (i64, i64)) -> (Rational, BigRational) {
        let own = Rational::ratio(numerator, denominator).expect("no zero below");
        (own, BigRational::new(numerator.into(), denominator.into()))
    }

    fn is(own: &Rational, big: &BigRational) -> bool {
        let is_small = big.numer().to_i64().is_some() && big.denom().to_i64().is_some();
        own.big() == *big && matches!(own, Rational::Small(..)) == is_small
    }

    proptest! {
        /// Another implementation says the same, of whatever size.
        #[test]
        fn it_is_arithmetic_whatever_fits(one in number(), other in number(), third in number(), divisor in any::<i64>(), digits in 0_usize..30) {
            let ((a, big_a), (b, big_b), (c, big_c)) = (both(one), both(other), both(third));
            // Products of two of them may not fit.
            let (x, big_x) = (a.times(&b), &big_a * &big_b);
            prop_assert!(is(&a, &big_a) && is(&x, &big_x));
            for (own, big) in [(&a, &big_a), (&x, &big_x)] {
                prop_assert!(is(&own.plus(&c), &(big + &big_c)));
                prop_assert!(is(&own.minus(&c), &(big - &big_c)));
                prop_assert!(is(&own.times(&c), &(big * &big_c)));
                prop_assert!(is(&own.abs(), &big.abs()));
                prop_assert_eq!(own.cmp(&c), big.cmp(&big_c));
                prop_assert_eq!(own == &c, big == &big_c);
                prop_assert_eq!(own.to_f64().to_bits(), big.to_f64().expect("a number").to_bits());
                prop_assert_eq!(own.fraction(), format!("{}/{}", big.numer(), big.denom()));
                let rounded = (big * BigInt::from(10).pow(u32::try_from(digits).expect("few"))).round().to_integer();
                prop_assert_eq!(own.scaled(digits), (rounded.is_negative(), rounded.abs().to_string()));
                prop_assert_eq!(own.over(divisor).is_none(), divisor == 0);
                prop_assert!(own.over(divisor).is_none_or(|quotient| is(&quotient, &(big / BigInt::from(divisor)))));
            }
        }
    }

    #[test]
    fn decimals_end_where_nothing_but_twos_and_fives_divides() {
        let digits = |numerator, denominator| Rational::ratio(numerator, denominator).and_then(|own| own.digits());
        assert_eq!(digits(1, 8), Some(3));
        assert_eq!(digits(3, 40), Some(3));
        assert_eq!(digits(4, 2), Some(0));
        assert_eq!(digits(1, 3), None);
        assert_eq!(Rational::decimal("12345678901234567890123", 22).and_then(|own| own.digits()), Some(22));
        assert_eq!(Rational::decimal("35", 1), Rational::ratio(7, 2));
    }
}
