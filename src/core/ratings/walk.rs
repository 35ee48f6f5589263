//! From rows of cells to ratings as they are written.

mod exported;

use std::ops::ControlFlow;

use super::head::{RatingField, Supply};
use super::layout::{Export, ExportedScores, Layout, TableLayout};
use super::{Gleaned, RatingBasis, Score, Spot, Taking, Who, Written};

/// A row of cells.
pub(crate) trait Cells {
    /// How many cells there are.
    fn count(&self) -> usize;
    /// A cell, trimmed; empty where there is none.
    fn cell(&self, column: usize) -> &[u8];
    /// Why what stands in a cell is not what it seems, such as a date formatted as a number.
    fn wrong(&self, column: usize) -> Option<&str>;
}

/// Texts that a row takes from the one above where cells are merged.
const FILLED: [RatingField; 5] =
    [RatingField::Candidate, RatingField::Interviewer, RatingField::Dimension, RatingField::Round, RatingField::Date];

/// The reading of a table, row by row.
#[derive(Debug, Clone)]
pub(crate) struct Walk {
    layout: Layout,
    /// The columns of the fields.
    at: [Option<usize>; 7],
    /// Texts that are the same for all rows.
    same: [Option<String>; 7],
    ids: [Option<usize>; 2],
    /// The names of the columns, for wide tables.
    names: Vec<String>,
    /// How many columns the header has.
    width: usize,
    /// Whether cells are separated by commas, which may be decimal ones.
    commas: bool,
    above: Option<[String; 5]>,
    /// Rows without anything in them, that other rows follow or not.
    pub empty: u64,
    /// Rows of practice, of no-shows and of interviews that were stopped early.
    pub uncounted: u64,
}

/// The one dimension of a table that names none.
pub(crate) const OVERALL: &str = "overall";

/// What a row has besides its scores.
struct Common<'a> {
    candidate: Who<'a>,
    interviewer: &'a str,
    dimension: &'a str,
    round: Option<&'a str>,
    note: Option<&'a str>,
    date: Option<&'a str>,
}

impl Walk {
    pub(crate) fn new(plan: &TableLayout, fill_down: bool, commas: bool) -> Self {
        let column = |field: RatingField| plan.head.columns(field).first().copied();
        let same = |field: RatingField| {
            plan.head.fields.get(&field).into_iter().flatten().find_map(|supply| match supply {
                Supply::Same(text) => Some(text.clone()),
                Supply::Column(_) => None,
            })
        };
        let mut at = RatingField::ALL.map(column);
        let format = plan.head.cells.iter().position(|cell| cell == "format");
        match &plan.layout {
            Layout::Export(_) => at[RatingField::Round as usize] = format,
            Layout::Wide(field, _) => at[*field as usize] = None,
            Layout::Long(_) => {}
        }
        Self {
            layout: plan.layout.clone(),
            at,
            same: RatingField::ALL.map(same),
            ids: [RatingField::Candidate, RatingField::Interviewer].map(|field| plan.head.ids.get(&field).copied()),
            names: plan.head.cells.clone(),
            width: plan.head.cells.len(),
            commas,
            above: fill_down.then(Default::default),
            empty: 0,
            uncounted: 0,
        }
    }

    /// Hands on what a row has.
    pub(crate) fn row(&mut self, place: Spot, cells: &impl Cells, each: &mut Taking<'_>) -> ControlFlow<()> {
        if (0..cells.count()).all(|column| cells.cell(column).is_empty() && cells.wrong(column).is_none()) {
            self.empty += 1;
            return ControlFlow::Continue(());
        }
        if let Some(why) = self.surplus(cells) {
            return each(Gleaned::Bad(place, why));
        }
        if self.above.is_some() {
            self.fill(cells);
        }
        match &self.layout {
            Layout::Long(score) => self.long((place, *score), cells, each),
            Layout::Export(export) => {
                if cells.cell(export.ending) != b"completed" || cells.cell(export.mock) == b"true" {
                    self.uncounted += 1;
                    return ControlFlow::Continue(());
                }
                self.exported(place, (cells, export), each)
            }
            Layout::Wide(field, columns) => self.wide(place, (cells, *field, columns), each),
        }
    }

    /// That a row has more cells than the header, and what may have made it so.
    fn surplus(&self, cells: &impl Cells) -> Option<String> {
        let more = (self.width..cells.count()).find(|column| !cells.cell(*column).is_empty())?;
        let is_number = |column: usize| {
            let cell = cells.cell(column);
            !cell.is_empty() && cell.iter().all(u8::is_ascii_digit)
        };
        let pair = (1..=more).find(|column| self.commas && is_number(*column - 1) && is_number(*column));
        let cause = match pair {
            Some(column) => {
                let text = |column: usize| String::from_utf8_lossy(cells.cell(column)).into_owned();
                let (whole, decimals) = (text(column - 1), text(column));
                format!("is `{whole},{decimals}` a decimal comma? write {whole}.{decimals}, or put it in quotes")
            }
            None => "put quotes around a text with a comma".to_owned(),
        };
        Some(format!("the row has {} cells, but the header has {}: {cause}", more + 1, self.width))
    }

    /// Remembers names for the rows below.
    fn fill(&mut self, cells: &impl Cells) {
        let at = self.at;
        let Some(above) = &mut self.above else { return };
        for (field, text) in FILLED.into_iter().zip(above) {
            let own = at[field as usize].map(|column| cells.cell(column)).unwrap_or_default();
            if !own.is_empty() {
                *text = String::from_utf8_lossy(own).into_owned();
            }
        }
    }

    /// The text of a field; empty where there is none.
    fn text<'a>(&'a self, field: RatingField, cells: &'a impl Cells) -> Result<&'a str, String> {
        let Some(column) = self.at[field as usize] else {
            return Ok(self.same[field as usize].as_deref().unwrap_or_default());
        };
        if let Some(why) = cells.wrong(column) {
            return Err(why.to_owned());
        }
        let own = utf8(cells.cell(column))?;
        let filled = FILLED.into_iter().position(|filled| filled == field);
        match (&self.above, filled) {
            (Some(above), Some(at)) if own.is_empty() => Ok(&above[at]),
            (Some(_) | None, _) => Ok(own),
        }
    }

    /// What the row has besides its scores.
    fn common<'a>(&'a self, cells: &'a impl Cells) -> Result<Common<'a>, String> {
        let optional =
            |field: RatingField| self.text(field, cells).map(|text| Some(text).filter(|text| !text.is_empty()));
        let name = self.text(RatingField::Candidate, cells)?;
        let missing = |what: &str| {
            let merged =
                if self.above.is_none() { "; where cells are merged, --fill-down takes the name above" } else { "" };
            Err(format!("the {what} is missing{merged}"))
        };
        if name.is_empty() {
            return missing("candidate");
        }
        if is_total(name) {
            return Err(format!("`{name}` stands where a candidate should: is this a row of totals? remove it"));
        }
        let is_wide_by = |field: RatingField| matches!(&self.layout, Layout::Wide(own, _) if *own == field);
        let interviewer = self.text(RatingField::Interviewer, cells)?;
        if interviewer.is_empty() && !is_wide_by(RatingField::Interviewer) {
            return missing("interviewer");
        }
        let mut dimension = self.text(RatingField::Dimension, cells)?;
        let is_wide_export = matches!(&self.layout, Layout::Export(Export { scores: ExportedScores::Wide { .. }, .. }));
        if dimension.is_empty() && !is_wide_by(RatingField::Dimension) && !is_wide_export {
            if self.at[RatingField::Dimension as usize].is_some() {
                return missing("dimension");
            }
            dimension = OVERALL;
        }
        let id = self.ids[0].map(|column| utf8(cells.cell(column))).transpose()?;
        Ok(Common {
            candidate: Who { name, id: id.filter(|id| !id.is_empty()) },
            interviewer,
            dimension,
            round: optional(RatingField::Round)?,
            note: optional(RatingField::Note)?,
            date: optional(RatingField::Date)?,
        })
    }

    fn interviewer_id<'a>(&self, cells: &'a impl Cells) -> Option<&'a str> {
        self.ids[1].and_then(|column| std::str::from_utf8(cells.cell(column)).ok()).filter(|id| !id.is_empty())
    }

    fn long(&self, (place, column): (Spot, usize), cells: &impl Cells, each: &mut Taking<'_>) -> ControlFlow<()> {
        let common = match self.common(cells) {
            Ok(common) => common,
            Err(why) => return each(Gleaned::Bad(place, why)),
        };
        let place = Spot { column: u32::try_from(column + 1).ok(), ..place };
        if let Some(why) = cells.wrong(column) {
            return each(Gleaned::Bad(place, why.to_owned()));
        }
        match utf8(cells.cell(column)) {
            Ok("") => each(Gleaned::NotRated(place)),
            Ok(score) => {
                let interviewer = Who { name: common.interviewer, id: self.interviewer_id(cells) };
                let mut rating = written(&common, place, (interviewer, common.dimension, Score::Text(score)));
                // A note beside one score is about that score.
                (rating.reason, rating.note) = (common.note, None);
                each(Gleaned::Rating(rating))
            }
            Err(why) => each(Gleaned::Bad(place, why)),
        }
    }

    fn wide(
        &self,
        place: Spot,
        (cells, field, columns): (&impl Cells, RatingField, &[usize]),
        each: &mut Taking<'_>,
    ) -> ControlFlow<()> {
        let common = match self.common(cells) {
            Ok(common) => common,
            Err(why) => return each(Gleaned::Bad(place, why)),
        };
        let mut noted = false;
        for column in columns {
            let place = Spot { column: u32::try_from(column + 1).ok(), ..place };
            if let Some(why) = cells.wrong(*column) {
                each(Gleaned::Bad(place, why.to_owned()))?;
                continue;
            }
            let name = self.names.get(*column).map_or("", String::as_str);
            match utf8(cells.cell(*column)) {
                Ok("") => each(Gleaned::NotRated(place))?,
                Ok(score) => {
                    let of = if field == RatingField::Interviewer {
                        (Who { name, id: None }, common.dimension)
                    } else {
                        (Who { name: common.interviewer, id: self.interviewer_id(cells) }, name)
                    };
                    let mut rating = written(&common, place, (of.0, of.1, Score::Text(score)));
                    // A note of a row is one note, whatever the number of its scores.
                    rating.note = rating.note.filter(|_| !noted);
                    noted = true;
                    each(Gleaned::Rating(rating))?;
                }
                Err(why) => each(Gleaned::Bad(place, why))?,
            }
        }
        ControlFlow::Continue(())
    }
}

fn written<'a>(
    common: &Common<'a>,
    place: Spot,
    (interviewer, dimension, score): (Who<'a>, &'a str, Score<'a>),
) -> Written<'a> {
    Written {
        place,
        candidate: common.candidate,
        interviewer,
        dimension,
        score,
        round: common.round,
        reason: None,
        note: common.note,
        date: common.date,
        basis: RatingBasis::default(),
    }
}

fn utf8(cell: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(cell)
        .map_err(|_| "the row is not UTF-8 text, though the file begins so; save it as UTF-8".to_owned())
}

/// Whether a name is none, but says that its row sums up others.
fn is_total(name: &str) -> bool {
    const TOTALS: [&str; 12] = [
        "total",
        "totals",
        "grand total",
        "average",
        "avg",
        "mean",
        "sum",
        "median",
        "count",
        "std dev",
        "points possible",
        "max points",
    ];
    TOTALS.iter().any(|total| name.trim().trim_end_matches(':').eq_ignore_ascii_case(total))
}
