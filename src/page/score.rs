//! Totals, bands and what bears on them, in words; the calculator's answer.

use serde::Serialize;

use crate::core::exact::Exact;
use crate::core::ids::{DimensionId, FlagId};
use crate::core::rubric::Rubric;
use crate::core::scorecard::{CappedBy, Gap, LEAST_WEIGHT, Weighing};

use super::answer::Answer;
use super::block::{Item, Marks, Page};
use super::records::{NoTable, Records, cell};

/// What `score` answers with.
#[derive(Debug)]
pub(crate) struct Scored<'a> {
    /// By what it was scored.
    pub rubric: &'a Rubric,
    /// What came of it.
    pub weighing: Weighing,
}

impl Answer for Scored<'_> {
    fn value(&self) -> impl Serialize {
        &self.weighing
    }

    fn page(&self) -> Page {
        let mut page = Page::default().called("Score");
        // Nothing is expected of a calculation, which knows no questions.
        let not_checked = self.weighing.not_checked.iter();
        let not_checked = not_checked.map(|gap| format!("Not checked: {}", gap_text(self.rubric, gap)));
        result(&mut page, self.rubric, &self.weighing, (false, not_checked.collect()));
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        let own = &self.weighing;
        let gaps = |gaps: &[Gap]| gaps.iter().map(|gap| gap_named(&Names::Ids, gap)).collect::<Vec<_>>().join("; ");
        let caps: Vec<String> = own.capped_by.iter().map(|cap| cap_named(&Names::Ids, self.rubric, cap)).collect();
        let (numerator, denominator) = fraction(own.total.as_ref());
        let row = vec![
            cell(own.total.as_ref()),
            numerator,
            denominator,
            cell(own.band.as_ref()),
            own.provisional.to_string(),
            own.assessed_weight.to_string(),
            cell(own.uncapped_band.as_ref()),
            caps.join("; "),
            gaps(&own.missing),
            gaps(&own.not_checked),
        ];
        let head = [
            "total",
            "total_numerator",
            "total_denominator",
            "band",
            "provisional",
            "assessed_weight",
            "uncapped_band",
            "capped_by",
            "missing",
            "not_checked",
        ];
        Ok(Records::new(&head, [row]))
    }
}

/// Numerator and denominator as two cells, both empty where there is no score.
pub(super) fn fraction(score: Option<&Exact>) -> (String, String) {
    let fraction = score.map(Exact::fraction).unwrap_or_default();
    fraction.split_once('/').map(|(above, below)| (above.to_owned(), below.to_owned())).unwrap_or_default()
}

/// Total and band, and a line for everything that bears on them, to what the card has `beside` them.
pub(super) fn result(page: &mut Page, rubric: &Rubric, result: &Weighing, (mock, beside): (bool, Vec<String>)) {
    let provisional = if result.provisional { " (provisional)" } else { "" };
    let total = match (&result.shown, &result.band_title) {
        (Some(total), Some(band)) => format!("Total {total} of 5: {band}{provisional}"),
        (Some(total), None) if mock => format!("Total {total} of 5{provisional}; practice has no hire band"),
        (Some(total), None) => format!("Total {total} of 5{provisional}"),
        (None, _) => format!("No total: it needs {LEAST_WEIGHT}% of the weight to be assessed"),
    };
    let mut lines = vec![total, format!("Assessed: {}% of the rubric, by weight", result.assessed_weight)];
    lines.extend(result.missing.iter().map(|gap| format!("Missing: {}", gap_text(rubric, gap))));
    lines.extend(beside);
    page.lines(lines);
    if !result.capped_by.is_empty() {
        let would = result.uncapped_band.as_ref().and_then(|id| rubric.band(id)).map_or("", |band| band.title.as_str());
        page.line(format!("Without these it would be {would}:"));
        page.list(Marks::Bullets, result.capped_by.iter().map(|cap| Item::new(cap_text(rubric, cap))));
    }
}

/// How dimensions and flags are called: for people by their titles, for spreadsheets by their ids.
enum Names<'a> {
    Titles(&'a Rubric),
    Ids,
}

impl Names<'_> {
    fn dimension(&self, id: &DimensionId) -> String {
        match self {
            Self::Titles(rubric) => rubric.title_of(id).to_owned(),
            Self::Ids => id.to_string(),
        }
    }

    fn flag(&self, id: &FlagId) -> String {
        match self {
            Self::Titles(rubric) => {
                format!("\"{}\"", rubric.red_flag(id).map_or(id.as_str(), |flag| flag.title.as_str()))
            }
            Self::Ids => format!("`{id}`"),
        }
    }
}

/// A cap in words.
pub(super) fn cap_text(rubric: &Rubric, cap: &CappedBy) -> String {
    cap_named(&Names::Titles(rubric), rubric, cap)
}

fn cap_named(names: &Names<'_>, rubric: &Rubric, cap: &CappedBy) -> String {
    let band = |id| rubric.band(id).map_or("", |band| band.title.as_str());
    match cap {
        CappedBy::Dimension { dimension, score, at_least, caps_at } => {
            format!(
                "{} is {}, below the floor of {at_least}: at best {}",
                names.dimension(dimension),
                score.shown_beside(std::slice::from_ref(at_least)),
                band(caps_at)
            )
        }
        CappedBy::Kind { kind, score, at_least, caps_at } => {
            format!(
                "{kind} questions are at {}, below the floor of {at_least}: at best {}",
                score.shown_beside(std::slice::from_ref(at_least)),
                band(caps_at)
            )
        }
        CappedBy::RedFlag { flag, caps_at } => format!("the red flag {}: at best {}", names.flag(flag), band(caps_at)),
    }
}

/// What is missing, in words.
pub(super) fn gap_text(rubric: &Rubric, gap: &Gap) -> String {
    gap_named(&Names::Titles(rubric), gap)
}

fn gap_named(names: &Names<'_>, gap: &Gap) -> String {
    match gap {
        Gap::Dimension { dimension } => format!("{} was not assessed", names.dimension(dimension)),
        Gap::FloorOnKind { kind } => format!("the floor on {kind} questions, of which none was rated"),
        Gap::FloorOnDimension { dimension } => {
            format!("the floor on {}, which was not assessed", names.dimension(dimension))
        }
    }
}
