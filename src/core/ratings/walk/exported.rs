//! The rows of `hotseat export`: conclusions and means are told apart by its columns, and whatever stands in two of them has to agree.

use std::fmt;
use std::ops::ControlFlow;

use super::super::export::{Export, ExportedScores, OwnColumns};
use super::super::packed::{of_questions, on_dimension, text_on};
use super::super::{ExportedSession, Gleaned, RatingBasis, Score, Spot, Taking, Who, letters};
use super::{Cells, Walk, at_column, written};
use crate::core::scale::Rating;

/// A cell with the name of its column.
#[derive(Clone, Copy)]
struct NamedCell<'a> {
    name: &'a str,
    column: Option<usize>,
    text: &'a str,
}

impl fmt::Display for NamedCell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.name)?;
        if let Some(column) = self.column.and_then(|column| u32::try_from(column + 1).ok()) {
            write!(f, " (column {})", letters(column))?;
        }
        if self.text.is_empty() { f.write_str(" is empty") } else { write!(f, " says {}", self.text) }
    }
}

impl NamedCell<'_> {
    fn number(&self) -> Result<Option<f64>, String> {
        if self.text.is_empty() {
            return Ok(None);
        }
        let number = self.text.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Some).ok_or_else(|| format!("{self}, which is no number"))
    }

    /// That it says something else than another one.
    fn against(&self, other: &Self) -> String {
        format!("{self}, but {other}: let both say the same, or export it anew")
    }

    /// The same of a score, with what it takes to correct one.
    fn against_score(&self, other: &Self, correct: &str) -> String {
        format!("{self}, but {other}: {correct}, or export it anew")
    }
}

/// Whether two numbers are the same to the places that an export writes.
fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() < 5.1e-7
}

/// The mean of ratings such as `Q1:4 Q2:3`; none where there are none.
fn mean(ratings: &NamedCell<'_>) -> Result<Option<f64>, String> {
    let all: Vec<(_, Rating)> = of_questions(ratings.text).map_err(|error| format!("`{}`: {error}", ratings.name))?;
    let sum: u32 = all.iter().map(|(_, rating)| u32::from(rating.get())).sum();
    let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
    Ok((count > 0).then(|| f64::from(sum) / f64::from(count)))
}

impl Walk {
    pub(super) fn exported(
        &self,
        place: Spot,
        (cells, export): (&impl Cells, &Export),
        each: &mut Taking<'_>,
    ) -> ControlFlow<()> {
        let mut common = match self.common(cells) {
            Ok(common) => common,
            Err((column, why)) => return each(Gleaned::Bad(at_column(place, column), why)),
        };
        common.candidate.name = plain_cell(common.candidate.name);
        common.interviewer = plain_cell(common.interviewer);
        // The notes are the session's.
        common.note = None;
        let own = &export.own;
        let text = |column: Option<usize>| text_of(cells, column);
        // Without a kit, its round is the stage of ratings that were imported.
        if text(own.kit).is_empty() {
            common.round = Some(text(own.round)).filter(|stage| !stage.is_empty()).or(common.round);
        }
        let interviewer = Who { name: common.interviewer, id: self.interviewer_id(cells) };
        let said = ExportedSession {
            ending: text(Some(export.ending)),
            mock: text(Some(export.mock)),
            candidate: common.candidate,
            interviewer,
            date: common.date.unwrap_or_default(),
            beside: common.beside,
            ..session(own, text)
        };
        each(Gleaned::Session(place, &said))?;
        let kinds = text(own.kinds);
        match &export.scores {
            ExportedScores::Long { conclusion, numerator, denominator } => {
                let ratings = text(own.ratings);
                let score = long_score(
                    [own.score, Some(*conclusion), Some(*numerator), Some(*denominator), own.ratings]
                        .map(|column| (column, text(column))),
                );
                match score {
                    Ok(None) => match text(own.reasons) {
                        "" => each(Gleaned::NotRated(place)),
                        reason => each(Gleaned::Unassessed(place, common.dimension, reason)),
                    },
                    Err(why) => each(Gleaned::Bad(place, why)),
                    Ok(Some(score)) => {
                        let mut rating = written(&common, place, (interviewer, common.dimension, score));
                        rating.basis = RatingBasis { ratings, kinds };
                        rating.reason = Some(text(own.reasons)).filter(|reason| !reason.is_empty());
                        each(Gleaned::Rating(rating))
                    }
                }
            }
            ExportedScores::Wide { dimensions, concluded } => {
                let concluded = NamedCell { name: "concluded", column: Some(*concluded), text: text(Some(*concluded)) };
                for column in dimensions {
                    let place = at_column(place, Some(*column));
                    let name = self.names.get(*column).map_or("", String::as_str);
                    let cell = NamedCell { name, column: Some(*column), text: text(Some(*column)) };
                    let ratings = on_dimension(text(own.ratings), name);
                    let named = NamedCell { name: "ratings", column: own.ratings, text: ratings };
                    match wide_score(&cell, (&concluded, &named)) {
                        Ok(None) => match text_on(text(own.reasons), name) {
                            None => each(Gleaned::NotRated(place))?,
                            Some(reason) => each(Gleaned::Unassessed(place, name, &reason))?,
                        },
                        Err(why) => each(Gleaned::Bad(place, why))?,
                        Ok(Some(score)) => {
                            let reason = text_on(text(own.reasons), name);
                            let mut rating = written(&common, place, (interviewer, name, score));
                            rating.basis = RatingBasis { ratings, kinds };
                            rating.reason = reason.as_deref();
                            each(Gleaned::Rating(rating))?;
                        }
                    }
                }
                ControlFlow::Continue(())
            }
        }
    }
}

/// What a row says of its session.
fn session<'a>(own: &OwnColumns, text: impl Fn(Option<usize>) -> &'a str) -> ExportedSession<'a> {
    ExportedSession {
        session: text(own.session),
        format: text(own.format),
        level: text(own.level),
        track: text(own.track),
        kit: text(own.kit),
        round: text(own.round),
        rubric: text(own.rubric),
        recommendation: text(own.recommendation),
        reason: text(own.reason),
        strengths: text(own.strengths),
        growth: text(own.growth),
        flags: text(own.flags),
        notes: text(own.notes),
        handed_over: text(own.handed_over),
        hand_overs: text(own.hand_overs),
        amendments: text(own.amendments),
        minutes_used: text(own.minutes_used),
        expected_kinds: text(own.expected_kinds),
        ..ExportedSession::default()
    }
}

/// What it takes to correct a score that stands in several columns of the long export.
const CORRECT: &str =
    "to correct the score, write it into `score` and `conclusion`, and empty `score_numerator` and `score_denominator`";

/// The score of a row of the long export: the conclusion, else the mean as a fraction; none where nobody rated.
fn long_score(cells: [(Option<usize>, &str); 5]) -> Result<Option<Score<'_>>, String> {
    let names = ["score", "conclusion", "score_numerator", "score_denominator", "ratings"];
    let mut all = names.into_iter().zip(cells).map(|(name, (column, text))| NamedCell { name, column, text });
    let mut next = || all.next().unwrap_or(NamedCell { name: "", column: None, text: "" });
    let [score, conclusion, numerator, denominator, ratings] = [next(), next(), next(), next(), next()];
    // Files of other programs may leave the decimal out.
    let has_score = score.column.is_some();
    let fraction = match (numerator.number()?, denominator.number()?) {
        (Some(above), Some(below)) if below > 0.0 => Some(above / below),
        (None, None) => None,
        (Some(_) | None, _) => return Err(numerator.against(&denominator)),
    };
    let shown = score.number()?;
    if let Some(concluded) = conclusion.number()? {
        if has_score && !shown.is_some_and(|shown| is_same(shown, concluded)) {
            return Err(score.against_score(&conclusion, CORRECT));
        }
        if fraction.is_some_and(|fraction| !is_same(fraction, concluded)) {
            return Err(numerator.against_score(&conclusion, CORRECT));
        }
        return Ok(Some(Score::Text(conclusion.text)));
    }
    if has_score && shown.is_some() != fraction.is_some() {
        return Err(score.against_score(&numerator, CORRECT));
    }
    let Some(value) = fraction else {
        return if ratings.text.is_empty() { Ok(None) } else { Err(score.against(&ratings)) };
    };
    if shown.is_some_and(|shown| !is_same(shown, value)) {
        return Err(score.against_score(&numerator, CORRECT));
    }
    if mean(&ratings)?.is_some_and(|mean| !is_same(mean, value)) {
        return Err(numerator.against_score(&ratings, CORRECT));
    }
    Ok(Some(Score::Mean(value)))
}

/// The score of a column of the wide export.
fn wide_score<'a>(
    cell: &NamedCell<'a>,
    (concluded, ratings): (&NamedCell<'_>, &NamedCell<'_>),
) -> Result<Option<Score<'a>>, String> {
    let is_concluded = concluded.text.split(' ').any(|own| own == cell.name);
    let Some(value) = cell.number()? else {
        // Where a score was taken out, nothing is corrected.
        return match (is_concluded, ratings.text.is_empty()) {
            (true, _) => Err(cell.against(concluded)),
            (false, false) => Err(cell.against(ratings)),
            (false, true) => Ok(None),
        };
    };
    if is_concluded {
        return Ok(Some(Score::Text(cell.text)));
    }
    match mean(ratings)? {
        Some(mean) if !is_same(mean, value) => {
            let correct = format!("to correct the score, write `{}` into `concluded`, too", cell.name);
            Err(cell.against_score(ratings, &correct))
        }
        Some(mean) => Ok(Some(Score::Mean(mean))),
        None => Ok(Some(Score::Mean(value))),
    }
}

/// The text of a cell of our own; empty where there is no such column.
fn text_of(cells: &impl Cells, column: Option<usize>) -> &str {
    let text = column.and_then(|column| std::str::from_utf8(cells.cell(column)).ok());
    text.map(plain_cell).unwrap_or_default()
}

/// A cell of our own without the apostrophe that keeps spreadsheets from running it.
pub(crate) fn plain_cell(text: &str) -> &str {
    let rest = text.trim_start_matches('\'').trim_start();
    let runs = rest.starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}', '\u{FFFD}']);
    text.strip_prefix('\'').filter(|_| runs).unwrap_or(text)
}
