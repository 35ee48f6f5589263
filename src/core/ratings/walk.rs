//! From rows of cells to ratings as they are written.

pub(crate) mod exported;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::computed::{RowsAbove, WrittenNumber};
use super::export::{Export, ExportedScores};
use super::head::{RatingField, Supply};
use super::layout::{HeldColumns, Layout, TableLayout, TableOptions};
use super::nobody::{is_count, is_limit, is_max_or_min, is_nobody, is_overall, is_total};
use super::numbered::RatingPart;
use super::units::HeaderScale;
use super::{BesideColumns, Gleaned, HeldTexts, RatingBasis, Score, Spot, Taking, Who, Written};

/// A row of cells.
pub(crate) trait Cells {
    /// How many cells there are.
    fn count(&self) -> usize;
    /// A cell, trimmed; empty where there is none.
    fn cell(&self, column: usize) -> &[u8];
    /// Why what stands in a cell is not what it seems, such as a date formatted as a number.
    fn wrong(&self, column: usize) -> Option<&str>;
    /// Whether an empty cell is a part of one above it, as far as that is known.
    fn merged(&self, column: usize) -> MergedCell;
}

/// Whether an empty cell is a part of one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MergedCell {
    /// Nobody knows: text has no merged cells, and a column of a sheet may be filled by eye alone.
    Unknown,
    /// It is.
    Part,
    /// It is not, and others of its column are: nothing was meant here.
    Apart,
}

/// Texts that a row takes from the one above where cells are merged.
const FILLED: [RatingField; 5] =
    [RatingField::Candidate, RatingField::Interviewer, RatingField::Dimension, RatingField::Round, RatingField::Date];

/// The reading of a table, row by row.
#[derive(Debug, Clone)]
pub(crate) struct Walk {
    layout: Layout,
    /// The scale that the header gives.
    scale: Option<HeaderScale>,
    /// The columns of the fields.
    at: [Option<usize>; 7],
    /// Texts that are the same for all rows.
    same: [Option<String>; 7],
    ids: [Option<usize>; 2],
    /// The names of the columns, for wide tables.
    names: Vec<String>,
    /// Columns of texts about one column of scores, by that.
    abouts: BTreeMap<usize, usize>,
    /// The columns that say what was held.
    held: HeldColumns,
    /// How many columns the header has.
    width: usize,
    /// What separates cells, where it is a text: commas may be decimal ones.
    separator: Option<u8>,
    above: Option<[String; 5]>,
    /// How many cells were filled from above, by field.
    filled: [u64; 5],
    /// The names of the row before that are somebody's, which most rows share with it.
    somebody: [String; 3],
    /// The lowest and the highest score so far of each column of scores of a wide table, and of how many rows.
    ends: Vec<(f64, f64)>,
    scored_rows: usize,
    /// The scores of a wide table so far: of all rows, and of those of the candidate who comes.
    above_all: RowsAbove,
    above_own: (String, RowsAbove),
    /// Rows without anything in them, that other rows follow or not.
    pub empty: u64,
    /// Whether practice, no-shows and interviews that were stopped early are wanted, too.
    wants_uncounted: bool,
    /// Rows of those, where they are not wanted.
    pub uncounted: u64,
    /// Rows of one text that names nobody, as below a table, by line; the first of them.
    pub footers: Vec<(u64, String)>,
    /// How many there are.
    pub footer_count: u64,
}

/// How many rows below a table are named.
const FOOTERS: usize = 3;

/// The one dimension of a table that names none.
pub(crate) const OVERALL: &str = "overall";

/// What a row has besides its scores.
struct Common<'a> {
    candidate: Who<'a>,
    interviewer: &'a str,
    dimension: &'a str,
    round: Option<&'a str>,
    held: HeldTexts<'a>,
    note: Option<&'a str>,
    date: Option<&'a str>,
    beside: BesideColumns,
}

/// Why a text of a row can't be had, and in which column it should stand.
type NoText = (Option<usize>, String);

/// The fields that name somebody or something.
const NAMES: [RatingField; 3] = [RatingField::Candidate, RatingField::Interviewer, RatingField::Dimension];

/// A place of a row, in one of its columns, counted from 0.
fn at_column(place: Spot, column: Option<usize>) -> Spot {
    Spot { column: column.and_then(|column| u32::try_from(column + 1).ok()), ..place }
}

impl Walk {
    pub(crate) fn new(plan: &TableLayout, wanted: &TableOptions, separator: Option<u8>) -> Self {
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
            scale: plan.scale,
            at,
            same: RatingField::ALL.map(same),
            ids: [RatingField::Candidate, RatingField::Interviewer].map(|field| plan.head.ids.get(&field).copied()),
            names: match &plan.layout {
                Layout::Wide(field, _) => {
                    (0..plan.head.cells.len()).map(|column| plan.name(*field, column).to_owned()).collect()
                }
                Layout::Long(_) | Layout::Export(_) => plan.head.cells.clone(),
            },
            abouts: plan.abouts.clone(),
            held: plan.held,
            width: plan.head.cells.len(),
            separator,
            above: wanted.fill_down.then(Default::default),
            filled: [0; 5],
            somebody: Default::default(),
            ends: Vec::new(),
            scored_rows: 0,
            above_all: RowsAbove::default(),
            above_own: Default::default(),
            empty: 0,
            wants_uncounted: wanted.uncounted,
            uncounted: 0,
            footers: Vec::new(),
            footer_count: 0,
        }
    }

    /// The columns of what a row's rating depends on, and how many columns the header has, where all of that stands in a row itself: in a
    /// long table in which nothing is filled from above.
    pub(crate) fn numbered(&self) -> Option<([Option<usize>; 8], usize)> {
        let Layout::Long(score) = self.layout else { return None };
        let column = |part| match part {
            RatingPart::Candidate => self.at[RatingField::Candidate as usize],
            RatingPart::CandidateId => self.ids[0],
            RatingPart::Interviewer => self.at[RatingField::Interviewer as usize],
            RatingPart::InterviewerId => self.ids[1],
            RatingPart::Dimension => self.at[RatingField::Dimension as usize],
            RatingPart::Score => Some(score),
            RatingPart::Round => self.at[RatingField::Round as usize],
            RatingPart::Date => self.at[RatingField::Date as usize],
        };
        self.above.is_none().then(|| (RatingPart::ALL.map(column), self.width))
    }

    /// Hands on what a row has.
    pub(crate) fn row(&mut self, place: Spot, cells: &impl Cells, each: &mut Taking<'_>) -> ControlFlow<()> {
        if (0..cells.count()).all(|column| cells.cell(column).is_empty() && cells.wrong(column).is_none()) {
            self.empty += 1;
            // What stands below an empty row is something else, unless a merged cell reaches over it.
            for (field, text) in FILLED.into_iter().zip(self.above.iter_mut().flatten()) {
                if self.at[field as usize].is_none_or(|column| cells.merged(column) != MergedCell::Part) {
                    text.clear();
                }
            }
            return ControlFlow::Continue(());
        }
        if let Some(text) = self.footer(cells) {
            self.footer_count += 1;
            if self.footers.len() < FOOTERS {
                self.footers.push((place.line, text));
            }
            return ControlFlow::Continue(());
        }
        if let Some(why) = self.surplus(cells) {
            return each(Gleaned::Bad(place, why));
        }
        if let Some((column, why)) = self.nobody(cells) {
            return each(Gleaned::Bad(at_column(place, Some(column)), why));
        }
        if let Some(why) = self.computed(cells) {
            return each(Gleaned::Bad(place, why));
        }
        if self.above.is_some() {
            self.fill(cells);
        }
        match &self.layout {
            Layout::Long(score) => self.long((place, *score), cells, each),
            Layout::Export(export) => {
                let counts =
                    cells.cell(export.ending) == b"completed" && !cells.cell(export.mock).eq_ignore_ascii_case(b"true");
                if !counts && !self.wants_uncounted {
                    self.uncounted += 1;
                    return ControlFlow::Continue(());
                }
                self.exported(place, (cells, export), each)
            }
            Layout::Wide(field, columns) => {
                see_ends(&mut self.ends, columns, cells);
                self.scored_rows += 1;
                self.wide(place, (cells, *field, columns), each)
            }
        }
    }

    /// Why a row is none of ratings, where its scores are computed from those above: of all rows, or of those of one candidate. Others are
    /// kept, to be held against those below.
    fn computed(&mut self, cells: &impl Cells) -> Option<String> {
        let Layout::Wide(_, columns) = &self.layout else { return None };
        if self.above_all.is_full() {
            return None;
        }
        let number = |column: &usize| std::str::from_utf8(cells.cell(*column)).ok().and_then(WrittenNumber::of);
        let row: Vec<Option<WrittenNumber>> = columns.iter().map(number).collect();
        let text = |field: RatingField| {
            let cell = self.at[field as usize].map(|column| cells.cell(column)).unwrap_or_default();
            std::str::from_utf8(cell).unwrap_or_default()
        };
        let candidate = text(RatingField::Candidate);
        if !candidate.is_empty() && candidate != self.above_own.0 {
            self.above_own = (candidate.to_owned(), RowsAbove::default());
        }
        let named = |whose: &str, way: &str| {
            format!(
                "its scores are {way} of those of {whose}: is this a row of totals? remove it; where it is somebody's, move it above them"
            )
        };
        let is_count =
            [RatingField::Candidate, RatingField::Interviewer].into_iter().any(|field| is_count(text(field)));
        let (all, own) = (&self.above_all, &self.above_own.1);
        let found = if is_count && all.counts(&row) {
            Some(named("all rows above", "the number"))
        } else if let Some(way) = all.computed(&row) {
            Some(named("all rows above", way.title()))
        } else {
            own.computed(&row).map(|way| named(&format!("`{}` above", self.above_own.0), way.title()))
        };
        if found.is_none() {
            self.above_all.add(&row);
            self.above_own.1.add(&row);
        }
        found
    }

    /// Whether the scores of a row called `Max` or `Min` are at least the highest or at most the lowest of all rows above it, as the ends
    /// of the scale are, too.
    fn is_end(&self, text: &str, cells: &impl Cells) -> bool {
        let (Layout::Wide(_, columns), Some(is_highest)) = (&self.layout, is_max_or_min(text)) else { return false };
        let is_end = |(column, (lowest, highest)): (&usize, &(f64, f64))| {
            points(cells.cell(*column)).is_none_or(|own| if is_highest { own >= *highest } else { own <= *lowest })
        };
        let has_score = columns.iter().any(|column| points(cells.cell(*column)).is_some());
        self.scored_rows > 1 && has_score && columns.iter().zip(&self.ends).all(is_end)
    }

    /// The one text of a row that has no score and not all the names that a rating needs: something written below the table.
    fn footer(&self, cells: &impl Cells) -> Option<String> {
        let mut filled =
            (0..cells.count()).filter(|column| !cells.cell(*column).is_empty() || cells.wrong(*column).is_some());
        let column = filled.next()?;
        if filled.next().is_some() || self.above.is_some() || cells.wrong(column).is_some() {
            return None;
        }
        let is_scored = match &self.layout {
            Layout::Long(score) => column == *score,
            Layout::Wide(_, columns) => columns.contains(&column),
            Layout::Export(_) => return None,
        };
        let is_part = |name: &usize| cells.merged(*name) == MergedCell::Part;
        let others = NAMES.into_iter().filter_map(|field| self.at[field as usize]).filter(|name| *name != column);
        let others: Vec<usize> = others.collect();
        let text = String::from_utf8_lossy(cells.cell(column)).into_owned();
        (!is_scored && !others.is_empty() && !others.iter().any(is_part) && !is_total(&text)).then_some(text)
    }

    /// That a row has more cells than the header, and what may have made it so.
    fn surplus(&self, cells: &impl Cells) -> Option<String> {
        let more = (self.width..cells.count()).find(|column| !cells.cell(*column).is_empty())?;
        let is_number = |column: usize| {
            let cell = cells.cell(column);
            !cell.is_empty() && cell.iter().all(u8::is_ascii_digit)
        };
        let pair =
            (1..=more).find(|column| self.separator == Some(b',') && is_number(*column - 1) && is_number(*column));
        let cause = if let Some(column) = pair {
            let text = |column: usize| String::from_utf8_lossy(cells.cell(column)).into_owned();
            let (whole, decimals) = (text(column - 1), text(column));
            format!("is `{whole},{decimals}` a decimal comma? write {whole}.{decimals}, or put it in quotes")
        } else {
            let mark = match self.separator {
                Some(b';') => "semicolon",
                Some(b'\t') => "tab",
                Some(b'|') => "bar",
                Some(_) | None => "comma",
            };
            format!("put quotes around a text with a {mark}")
        };
        Some(format!("the row has {} cells, but the header has {}: {cause}", more + 1, self.width))
    }

    /// Where a row names nobody, but sums up others or says that there is nobody, and why that is no rating.
    fn nobody(&mut self, cells: &impl Cells) -> Option<(usize, String)> {
        let whose = |what: &str, text: &str, sums_up: bool| {
            if sums_up || is_total(text) {
                return Some(format!("`{text}` stands where {what} should: is this a row of totals? remove it"));
            }
            is_nobody(text).then(|| format!("`{text}` stands where {what} should, and is nobody's name"))
        };
        let limits = |what: &str, text: &str| {
            is_limit(text).then(|| {
                format!(
                    "`{text}` stands where {what} should: is this a row of weights, ranks or limits? remove it; or write the person's whole name"
                )
            })
        };
        let names = NAMES.into_iter().zip(["a candidate", "an interviewer", "a dimension"]);
        let mut is_named = false;
        let mut ends = Vec::new();
        for ((field, what), before) in names.zip(&mut self.somebody) {
            let Some(column) = self.at[field as usize] else { continue };
            let cell = cells.cell(column);
            is_named |= !cell.is_empty();
            if cell == before.as_bytes() {
                continue;
            }
            let text = std::str::from_utf8(cell).unwrap_or_default();
            // A dimension may be called anything but a total.
            let is_person = field != RatingField::Dimension;
            let sums_up = is_person && is_overall(text);
            let found = whose(what, text, sums_up).filter(|_| is_person || is_total(text));
            let found = found.or_else(|| limits(what, text).filter(|_| is_person));
            if let Some(why) = found {
                return Some((column, why));
            }
            if is_person && is_max_or_min(text).is_some() {
                ends.push((column, what, text));
            }
            before.clear();
            before.push_str(text);
        }
        if let Some((column, what, text)) = ends.into_iter().find(|(.., text)| self.is_end(text, cells)) {
            let why = format!(
                "`{text}` stands where {what} should, over the scores of all rows above: is this a row of totals? remove it; or write the person's whole name"
            );
            return Some((column, why));
        }
        if is_named {
            return None;
        }
        // Where no name has its column, a total may stand in any other.
        let noted = self.at[RatingField::Note as usize];
        let column = (0..cells.count()).find(|column| Some(*column) != noted && !cells.cell(*column).is_empty())?;
        let text = std::str::from_utf8(cells.cell(column)).unwrap_or_default();
        let why = is_total(text)
            .then(|| format!("`{text}` begins a row without names: is this a row of totals? remove it"))?;
        Some((column, why))
    }

    /// Remembers names for the rows below, and counts what is filled.
    fn fill(&mut self, cells: &impl Cells) {
        let fillable = self.fillable(cells);
        let at = self.at;
        let Some(above) = &mut self.above else { return };
        for ((field, text), (fills, filled)) in
            FILLED.into_iter().zip(above).zip(fillable.into_iter().zip(&mut self.filled))
        {
            let own = at[field as usize].map(|column| cells.cell(column)).unwrap_or_default();
            if !own.is_empty() {
                *text = String::from_utf8_lossy(own).into_owned();
            } else if fills && !text.is_empty() {
                *filled += 1;
            }
        }
    }

    /// Which empty cells of a row take what stands above: those of a merged cell where that is known, else those of a row that names
    /// somebody or something itself. A row that names nothing may be a total.
    fn fillable(&self, cells: &impl Cells) -> [bool; 5] {
        let column = |field: RatingField| self.at[field as usize];
        let is_empty = |field: RatingField| column(field).is_none_or(|column| cells.cell(column).is_empty());
        let names_nothing = NAMES.into_iter().all(is_empty);
        FILLED.map(|field| {
            let Some(column) = column(field) else { return false };
            cells.cell(column).is_empty()
                && match cells.merged(column) {
                    MergedCell::Part => true,
                    MergedCell::Apart => false,
                    MergedCell::Unknown => !names_nothing,
                }
        })
    }

    /// How many cells of which columns were filled from above, in words.
    pub(crate) fn filled(&self) -> Vec<String> {
        let said = |(field, count): (RatingField, &u64)| {
            let column = self.at[field as usize].filter(|_| *count > 0)?;
            let cells = if *count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
            let name = self.names.get(column).map_or("", String::as_str);
            Some(format!("filled {cells} of column `{name}` with what stands above"))
        };
        FILLED.into_iter().zip(&self.filled).filter_map(said).collect()
    }

    /// The text of a field; empty where there is none.
    fn text<'a>(&'a self, field: RatingField, cells: &'a impl Cells) -> Result<&'a str, NoText> {
        let Some(column) = self.at[field as usize] else {
            return Ok(self.same[field as usize].as_deref().unwrap_or_default());
        };
        if let Some(why) = cells.wrong(column) {
            return Err((Some(column), why.to_owned()));
        }
        let own = utf8(cells.cell(column)).map_err(|why| (Some(column), why))?;
        let filled = FILLED.into_iter().position(|filled| filled == field);
        match (&self.above, filled) {
            (Some(above), Some(at)) if own.is_empty() && self.fillable(cells)[at] => Ok(&above[at]),
            (Some(_) | None, _) => Ok(own),
        }
    }

    /// That a name is missing, and what to do where it may stand above.
    fn missing(&self, field: RatingField, cells: &impl Cells) -> NoText {
        let column = self.at[field as usize];
        let names = |field: &RatingField| self.at[*field as usize].is_some_and(|column| !cells.cell(column).is_empty());
        let merged = column.map_or(MergedCell::Unknown, |column| cells.merged(column));
        let advice = match (merged, NAMES.iter().any(names)) {
            (MergedCell::Part, _) => "; the cell is a part of one above: --fill-down takes its name",
            (MergedCell::Unknown, true) if self.above.is_none() => {
                "; where cells are merged, --fill-down takes the name above"
            }
            (MergedCell::Apart, true) => "; it is no part of a merged cell: write the name",
            (MergedCell::Unknown, true) => "; nothing above it is its name: write the name",
            (MergedCell::Unknown | MergedCell::Apart, false) => {
                ", and the row names nobody: is this a row of totals? remove it"
            }
        };
        (column, format!("the {} is missing{advice}", field.name()))
    }

    /// What the row has besides its scores.
    fn common<'a>(&'a self, cells: &'a impl Cells) -> Result<Common<'a>, NoText> {
        let optional =
            |field: RatingField| self.text(field, cells).map(|text| Some(text).filter(|text| !text.is_empty()));
        let name = self.text(RatingField::Candidate, cells)?;
        if name.is_empty() {
            return Err(self.missing(RatingField::Candidate, cells));
        }
        let is_wide_by = |field: RatingField| matches!(&self.layout, Layout::Wide(own, _) if *own == field);
        let interviewer = self.text(RatingField::Interviewer, cells)?;
        if interviewer.is_empty() && !is_wide_by(RatingField::Interviewer) {
            return Err(self.missing(RatingField::Interviewer, cells));
        }
        let mut dimension = self.text(RatingField::Dimension, cells)?;
        let is_wide_export = matches!(&self.layout, Layout::Export(Export { scores: ExportedScores::Wide { .. }, .. }));
        if dimension.is_empty() && !is_wide_by(RatingField::Dimension) && !is_wide_export {
            if self.at[RatingField::Dimension as usize].is_some() {
                return Err(self.missing(RatingField::Dimension, cells));
            }
            dimension = OVERALL;
        }
        let id = self.ids[0].map(|column| utf8(cells.cell(column)).map_err(|why| (Some(column), why))).transpose()?;
        let column = |field: RatingField| self.at[field as usize].and_then(|column| u32::try_from(column + 1).ok());
        let held = |column: Option<usize>| {
            let text = column.and_then(|column| std::str::from_utf8(cells.cell(column)).ok());
            text.filter(|text| !text.is_empty())
        };
        Ok(Common {
            candidate: Who { name, id: id.filter(|id| !id.is_empty()) },
            interviewer,
            dimension,
            round: optional(RatingField::Round)?,
            held: HeldTexts { format: held(self.held.format), level: held(self.held.level), scale: self.scale },
            note: optional(RatingField::Note)?,
            date: optional(RatingField::Date)?,
            beside: BesideColumns {
                candidate: column(RatingField::Candidate),
                interviewer: column(RatingField::Interviewer),
                dimension: column(RatingField::Dimension),
                date: column(RatingField::Date),
            },
        })
    }

    /// Why a cell holds no score, whatever it seems to hold.
    fn no_score(cells: &impl Cells, column: usize) -> Option<String> {
        if let Some(why) = cells.wrong(column) {
            return Some(why.to_owned());
        }
        let is_part = cells.cell(column).is_empty() && cells.merged(column) == MergedCell::Part;
        is_part.then(|| {
            "the cell is a part of one above it, and a score counts for one row: split them and write each score"
                .to_owned()
        })
    }

    fn interviewer_id<'a>(&self, cells: &'a impl Cells) -> Option<&'a str> {
        self.ids[1].and_then(|column| std::str::from_utf8(cells.cell(column)).ok()).filter(|id| !id.is_empty())
    }

    fn long(&self, (place, column): (Spot, usize), cells: &impl Cells, each: &mut Taking<'_>) -> ControlFlow<()> {
        let common = match self.common(cells) {
            Ok(common) => common,
            Err((column, why)) => return each(Gleaned::Bad(at_column(place, column), why)),
        };
        let place = at_column(place, Some(column));
        if let Some(why) = Self::no_score(cells, column) {
            return each(Gleaned::Bad(place, why));
        }
        match utf8(cells.cell(column)) {
            Ok("") => match common.note {
                None => each(Gleaned::NotRated(place)),
                Some(note) => each(Gleaned::Unassessed(place, common.dimension, note)),
            },
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
            Err((column, why)) => return each(Gleaned::Bad(at_column(place, column), why)),
        };
        let mut noted = false;
        for column in columns {
            let place = at_column(place, Some(*column));
            if let Some(why) = Self::no_score(cells, *column) {
                each(Gleaned::Bad(place, why))?;
                continue;
            }
            let name = self.names.get(*column).map_or("", String::as_str);
            let of = if field == RatingField::Interviewer {
                (Who { name, id: None }, common.dimension)
            } else {
                (Who { name: common.interviewer, id: self.interviewer_id(cells) }, name)
            };
            let about = self.abouts.get(column).and_then(|about| std::str::from_utf8(cells.cell(*about)).ok());
            let about = about.filter(|about| !about.is_empty());
            match utf8(cells.cell(*column)) {
                Ok("") => {
                    // The note of a row without any score stands beside the last that nobody gave.
                    let is_last = !noted && columns.last() == Some(column);
                    match about.or(common.note.filter(|_| is_last)) {
                        None => each(Gleaned::NotRated(place))?,
                        Some(note) => each(Gleaned::Unassessed(place, of.1, note))?,
                    }
                }
                Ok(score) => {
                    let mut rating = written(&common, place, (of.0, of.1, Score::Text(score)));
                    if field == RatingField::Interviewer {
                        rating.beside.interviewer = place.column;
                    }
                    // A note of a row is one note, whatever the number of its scores.
                    rating.note = rating.note.filter(|_| !noted);
                    noted = true;
                    rating.reason = about;
                    each(Gleaned::Rating(rating))?;
                }
                Err(why) => each(Gleaned::Bad(place, why))?,
            }
        }
        ControlFlow::Continue(())
    }
}

/// A cell's number.
fn points(cell: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(cell).ok().filter(|text| !text.is_empty())?;
    if text.contains(',') { text.replace(',', ".").parse().ok() } else { text.parse().ok() }
}

/// Widens the ends of columns by a row.
fn see_ends(ends: &mut Vec<(f64, f64)>, columns: &[usize], cells: &impl Cells) {
    ends.resize(columns.len(), (f64::MAX, f64::MIN));
    for (column, (lowest, highest)) in columns.iter().zip(ends) {
        if let Some(own) = points(cells.cell(*column)) {
            (*lowest, *highest) = (lowest.min(own), highest.max(own));
        }
    }
}

fn written<'a>(
    common: &'a Common<'a>,
    place: Spot,
    (interviewer, dimension, score): (Who<'a>, &'a str, Score<'a>),
) -> Written<'a> {
    Written {
        place,
        beside: common.beside,
        candidate: common.candidate,
        interviewer,
        dimension,
        score,
        round: common.round,
        held: Some(&common.held),
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
