//! What of a file's scores may mean one thing or another, and is asked about rather than taken.

use calibration::Scale;

use super::Account;
use super::score::{RUBRIC_ENDS, in_a_sentence};
use super::take::{Intake, Sentinel};

/// What may mean one thing or another, with what to add for each.
#[derive(Debug)]
pub(crate) struct UnclearScores {
    /// What is unclear.
    pub(crate) message: String,
    /// Where.
    pub(crate) places: Vec<String>,
    /// What to do about it.
    pub(crate) hint: String,
}

/// Scores that can't be what they seem, where no scale is declared: numbers that stand for none, words of the rubric beside numbers of
/// another scale, scores beyond what the header says.
pub(crate) fn unclear(account: &Account, reading: &Intake, declared: Option<Scale>) -> Option<UnclearScores> {
    if declared.is_some() {
        return None;
    }
    let [(lowest, first), (highest, last)] = reading.seen.ends?;
    let sentinels = reading.seen.sentinels();
    if !sentinels.is_empty() {
        let line = |one: &Sentinel| {
            let more = if one.count > 1 { format!(", and {} more of it", one.count - 1) } else { String::new() };
            format!("{}: {}{more}", account.at(one.place), one.value)
        };
        let values: Vec<String> = sentinels.iter().map(|one| one.value.to_string()).collect();
        let values = values.join(",");
        return Some(UnclearScores {
            message: format!("{values} may be a score or mean that nobody rated: all others are {lowest} to {highest}"),
            places: sentinels.iter().map(line).collect(),
            hint: format!("--not-rated={values} leaves them out; --scale MIN..MAX says that they are scores"),
        });
    }
    let (min, max) = (f64::from(RUBRIC_ENDS.0), f64::from(RUBRIC_ENDS.1));
    if let Some((word, place)) = &reading.word
        && (lowest < min || highest > max)
    {
        return Some(UnclearScores {
            message: format!(
                "`{word}` is a word of the rubric's scale {min}..{max}, and other scores are {lowest} to {highest}"
            ),
            places: vec![account.at(*place)],
            hint: "give numbers in the place of words".to_owned(),
        });
    }
    if account.scale.is_none()
        && let Some(of) = reading.of.filter(|of| highest > *of)
    {
        return Some(UnclearScores {
            message: format!(
                "{} is more than {of}, of which scores such as 4/{of} in the same file are a part",
                in_a_sentence(highest)
            ),
            places: vec![account.at(last)],
            hint: "mend the score, or declare the scale with --scale MIN..MAX".to_owned(),
        });
    }
    let header = account.scale?;
    let beyond = if highest > f64::from(header.max) {
        Some((highest, last))
    } else {
        header.min.filter(|min| lowest < f64::from(*min)).map(|_| (lowest, first))
    };
    beyond.map(|(score, place)| UnclearScores {
        message: format!("{} is not on the table's own scale, {header}", in_a_sentence(score)),
        places: vec![account.at(place)],
        hint: "mend the score, or the scale in the header".to_owned(),
    })
}
