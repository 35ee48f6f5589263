//! The draw code: what a draw was made of and what came of it, short enough to be read aloud.
//!
//! `docs/assembly.md` says what each letter holds. The code does not hold library and history, only a few bits of each: enough to say
//! which of them is another one now.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Serialize, Serializer};

use super::super::bank::Question;
use super::super::plan::{ASSEMBLER, Kit};
use super::digest::DrawDigest;
use super::pool::Pool;
use super::request::{DistinctQuestions, Request, Setting, Wishes};

/// Digits and letters that are not mistaken for each other (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many letters each part takes, but for the seed, which takes as many as it needs.
const ASSEMBLER_LETTERS: usize = 1;
const MINUTE_LETTERS: usize = 5;
const PART_LETTERS: usize = 2;
const OUTCOME_LETTERS: usize = 3;
/// The first minute that a code can hold, 2020-01-01T00:00Z, in minutes of the epoch.
const FIRST_MINUTE: i64 = 18_262 * 24 * 60;

/// What a draw was made of, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawCode {
    /// The version of the assembler, of which five bits are kept.
    assembler: u8,
    /// Whole minutes since the beginning of 2020.
    minute: u32,
    /// Ten bits of what was asked for.
    wanted: u16,
    /// Ten bits of what the library has for it.
    library: u16,
    /// Ten bits of what was asked before; 0 where nothing was, or it was left out.
    history: u16,
    /// Fifteen bits of the questions that came of it.
    outcome: u16,
    /// What the draw began with.
    seed: u64,
}

/// What is another one now than when a code was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// The version of the assembler.
    Assembler,
    /// The seed.
    Seed,
    /// The time that it is drawn at.
    Time,
    /// What is asked for.
    Wanted,
    /// What the library has for it.
    Library,
    /// What was asked before.
    History,
}

/// Why a text is no draw code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotADrawCode {
    /// It has too few letters, or too many.
    #[error("it has {0} letters and digits, and a draw code has {LEAST} to {most}", most = LEAST + 12)]
    Length(usize),
    /// Something in it is no letter of a code.
    #[error("`{0}` stands in no draw code")]
    Letter(char),
    /// The last letter does not fit the others.
    #[error("a letter of it is wrong, or two have changed places")]
    Check,
}

/// So many letters a code has at least: a seed of one, and the last, by which slips are found.
const LEAST: usize = ASSEMBLER_LETTERS + MINUTE_LETTERS + 3 * PART_LETTERS + OUTCOME_LETTERS + 2;

impl DrawCode {
    /// The code of a draw; none at a time that a code can't hold.
    pub(super) fn of(pool: &Pool<'_>, kit: &Kit) -> Option<Self> {
        let setting = &pool.setting;
        Some(Self {
            assembler: five_bits(ASSEMBLER),
            minute: minute(setting.history.now)?,
            wanted: of_request(setting.request).part(),
            library: of_library(pool).part(),
            history: pool.history_digest().map_or(0, DrawDigest::part),
            outcome: of_kit(kit).outcome(),
            seed: setting.request.seed,
        })
    }

    /// What the draw began with.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The minute at which it was drawn, or as if.
    pub fn at(&self) -> DateTime<FixedOffset> {
        (DateTime::UNIX_EPOCH + TimeDelta::minutes(FIRST_MINUTE + i64::from(self.minute))).fixed_offset()
    }

    /// Whether nothing that was asked before mattered: there was nothing, or it was left out.
    pub fn is_without_history(&self) -> bool {
        self.history == 0
    }

    /// Whether the same questions came of the other draw.
    pub fn gives_the_same(&self, other: &Self) -> bool {
        self.outcome == other.outcome
    }

    /// What is another one in the other draw. What library and history have for a request says nothing beside that of another request.
    pub fn changed(&self, other: &Self) -> Vec<Changed> {
        let is_same_wish = self.wanted == other.wanted;
        let all = [
            (Changed::Assembler, self.assembler != other.assembler),
            (Changed::Seed, self.seed != other.seed),
            (Changed::Time, self.minute != other.minute),
            (Changed::Wanted, !is_same_wish),
            (Changed::Library, is_same_wish && self.library != other.library),
            (Changed::History, is_same_wish && self.history != other.history),
        ];
        all.into_iter().filter_map(|(what, is_other)| is_other.then_some(what)).collect()
    }
}

fn five_bits(number: u32) -> u8 {
    u8::try_from(number % 32).unwrap_or(0)
}

/// A time as whole minutes since the beginning of 2020, which end on 2083-10-18.
fn minute(time: DateTime<FixedOffset>) -> Option<u32> {
    u32::try_from(time.timestamp().div_euclid(60) - FIRST_MINUTE)
        .ok()
        .filter(|minute| minute >> (5 * MINUTE_LETTERS) == 0)
}

impl DrawCode {
    /// What its letters stand for, each below 32.
    fn values(&self) -> Vec<u8> {
        let mut values = Vec::new();
        push(&mut values, u64::from(self.assembler), ASSEMBLER_LETTERS);
        push(&mut values, u64::from(self.minute), MINUTE_LETTERS);
        for part in [self.wanted, self.library, self.history] {
            push(&mut values, u64::from(part), PART_LETTERS);
        }
        push(&mut values, u64::from(self.outcome), OUTCOME_LETTERS);
        let bits = (u64::BITS - self.seed.leading_zeros()) as usize;
        push(&mut values, self.seed, bits.div_ceil(5).max(1));
        let rest = checked(&values, 2);
        values.push((32 - rest) % 32);
        values
    }
}

impl fmt::Display for DrawCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |value: u8| char::from(LETTERS.get(usize::from(value)).copied().unwrap_or(b'?'));
        let groups: Vec<String> =
            self.values().chunks(4).map(|group| group.iter().map(|value| letter(*value)).collect()).collect();
        f.pad(&groups.join("-"))
    }
}

/// Appends a number as so many values below 32, the weightiest first.
fn push(values: &mut Vec<u8>, number: u64, letters: usize) {
    values.extend((0..letters).rev().map(|place| u8::try_from(number >> (5 * place) & 31).unwrap_or(0)));
}

/// Luhn's sum to the base of 32, from the last value with this factor: it finds every single wrong letter, and nearly every two
/// neighbors that have changed places.
fn checked(values: &[u8], last: u8) -> u8 {
    let factors = [last, 3 - last].into_iter().cycle();
    let sum = values.iter().rev().zip(factors).fold(0_u32, |sum, (value, factor)| {
        let product = u32::from(*value) * u32::from(factor);
        sum + product / 32 + product % 32
    });
    u8::try_from(sum % 32).unwrap_or(0)
}

impl FromStr for DrawCode {
    type Err = NotADrawCode;

    fn from_str(text: &str) -> Result<Self, NotADrawCode> {
        let value = |letter: char| {
            // What is heard or read wrong most often.
            let meant = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            };
            let found = LETTERS.iter().position(|known| char::from(*known) == meant);
            found.and_then(|at| u8::try_from(at).ok()).ok_or(NotADrawCode::Letter(letter))
        };
        let written = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
        let values: Vec<u8> = written.map(value).collect::<Result<_, _>>()?;
        if !(LEAST..=LEAST + 12).contains(&values.len()) {
            return Err(NotADrawCode::Length(values.len()));
        }
        if checked(&values, 1) != 0 {
            return Err(NotADrawCode::Check);
        }
        let mut left = values.split_last().map_or(&[][..], |(_, values)| values);
        let mut take = |letters: usize| {
            let (own, rest) = left.split_at(letters.min(left.len()));
            left = rest;
            own.iter().fold(0_u64, |number, value| (number << 5) | u64::from(*value))
        };
        let small = |number: u64| u16::try_from(number).unwrap_or(0);
        let assembler = u8::try_from(take(ASSEMBLER_LETTERS)).unwrap_or(0);
        let minute = u32::try_from(take(MINUTE_LETTERS)).unwrap_or(0);
        let [wanted, library, history] = [(); 3].map(|()| small(take(PART_LETTERS)));
        let outcome = small(take(OUTCOME_LETTERS));
        let code = Self { assembler, minute, wanted, library, history, outcome, seed: take(usize::MAX) };
        // A seed with noughts before it, or of more than 64 bits, stands in no code that was given.
        if code.values() == values { Ok(code) } else { Err(NotADrawCode::Check) }
    }
}

impl Serialize for DrawCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn of_request(request: &Request) -> DrawDigest {
    // Taken apart whole, so that nothing is forgotten; the seed stands in the code itself.
    let Request { formats, loop_id, level, track, technologies, candidate, seed: _, wishes } = request;
    let Wishes { include, exclude, variety } = wishes;
    let sorted = |ids: &DistinctQuestions| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    let mut digest = DrawDigest::new();
    digest.document(&(formats, loop_id, level, track, technologies, candidate, variety));
    digest.texts(&sorted(include));
    digest.texts(&sorted(exclude));
    digest
}

/// Of everything in the library that the choice looks at; texts are not.
fn of_library(pool: &Pool<'_>) -> DrawDigest {
    let Setting { library, track, formats, .. } = &pool.setting;
    let mut digest = DrawDigest::new();
    digest.document(&(formats, track, &library.technologies));
    for index in 0..pool.len() {
        // Taken apart whole, so that what a question comes to have is not forgotten.
        let Question {
            id,
            kind,
            level,
            difficulty,
            minutes,
            topics,
            technologies,
            dimensions: _,
            enemies,
            blanks: _,
            wording: _,
            // What is retired is not in the pool.
            retired: _,
        } = pool.question(index);
        digest.text(id);
        digest.text(pool.bank(index));
        digest.text(kind.as_str());
        digest.text(level.as_str());
        digest.number(u64::from(*difficulty));
        digest.number(u64::from(minutes.0));
        digest.texts(topics);
        digest.texts(technologies);
        digest.texts(enemies);
    }
    digest
}

/// Of the questions of a kit, in order, with the backups.
fn of_kit(kit: &Kit) -> DrawDigest {
    let mut digest = DrawDigest::new();
    for section in kit.rounds.iter().flat_map(|plan| &plan.sections) {
        digest.text(&section.id);
        for planned in &section.questions {
            digest.text(&planned.banked.question.id);
        }
        digest.number(section.backups.len() as u64);
        for backup in &section.backups {
            digest.text(&backup.banked.question.id);
        }
    }
    digest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code() -> impl Strategy<Value = DrawCode> {
        let seed = prop_oneof![Just(0), Just(u64::MAX), any::<u64>(), 0..1_000_000_u64];
        let parts = (0..1024_u16, 0..1024_u16, 0..1024_u16, 0..32_768_u16);
        (0..32_u8, 0..1_u32 << 25, parts, seed).prop_map(|(assembler, minute, parts, seed)| {
            let (wanted, library, history, outcome) = parts;
            DrawCode { assembler, minute, wanted, library, history, outcome, seed }
        })
    }

    /// Five letters hold 2^25 minutes: 23,301 days and 16:32 from the beginning of 2020.
    #[test]
    fn a_code_can_hold_the_minutes_that_the_documents_say() {
        let at = |text: &str| minute(DateTime::parse_from_rfc3339(text).expect("a time"));
        assert_eq!(at("2019-12-31T23:59:59Z"), None);
        assert_eq!(at("2020-01-01T00:00:00Z"), Some(0));
        assert_eq!(at("2083-10-18T16:31:59Z"), Some((1 << 25) - 1));
        assert_eq!(at("2083-10-18T16:32:00Z"), None);
    }

    proptest! {
        #[test]
        fn a_code_is_read_as_it_was_written_and_heard(code in code()) {
            let text = code.to_string();
            prop_assert_eq!(text.parse(), Ok(code));
            let heard = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(heard.parse(), Ok(code));
            prop_assert_eq!(minute(code.at()), Some(code.minute));
        }

        #[test]
        fn one_wrong_letter_is_found(code in code(), at in 0..30_usize, other in 1..32_u8) {
            let mut values = code.values();
            let at = at % values.len();
            values[at] = (values[at] + other) % 32;
            let text: String = values.iter().map(|value| char::from(LETTERS[usize::from(*value)])).collect();
            prop_assert_eq!(text.parse::<DrawCode>(), Err(NotADrawCode::Check), "{}", text);
        }
    }

    /// Computed by a few lines of Python from the description in `docs/assembly.md`.
    #[test]
    fn a_code_is_fixed_for_ever() {
        let code = DrawCode {
            assembler: 3,
            minute: 3_622_320,
            wanted: 1,
            library: 1023,
            history: 0,
            outcome: 12_345,
            seed: 348_358,
        };
        assert_eq!(code.to_string(), "33EH-DG01-ZZ00-C1SA-M66G");
        assert_eq!(code.at().to_rfc3339(), "2026-11-20T12:00:00+00:00");
    }

    #[test]
    fn what_is_no_code_is_said() {
        let wrong = |text: &str| text.parse::<DrawCode>().expect_err("no code").to_string();
        assert_eq!(wrong("7"), "it has 1 letters and digits, and a draw code has 17 to 29");
        assert_eq!(wrong("33EH-DG01-ZZ00-C1SA-M66!"), "`!` stands in no draw code");
        assert_eq!(wrong("33EH-DG01-ZZ00-C1SA-M66N"), "a letter of it is wrong, or two have changed places");
        assert_eq!(minute(DateTime::parse_from_rfc3339("2019-12-31T23:59:59Z").expect("a time")), None);
        assert_eq!(minute(DateTime::parse_from_rfc3339("2084-01-01T00:00:00Z").expect("a time")), None);
    }
}
