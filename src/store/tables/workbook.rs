//! Sheets of workbooks (`.xlsx`, `.ods`), row by row.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::rc::Rc;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader as _, Sheet, SheetType, SheetVisible, Style, Xlsx};

use crate::core::ratings::layout::First;
use crate::core::ratings::walk::{Cells, MergedCell};

use super::look::{self, SheetLook, percentages};

/// A cell as text, or why it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Text(String),
    NotComputed,
}

/// A row of a sheet: the cells that hold something, by column.
#[derive(Debug, Default)]
pub(super) struct SheetRow {
    /// Counted from 1.
    pub(super) row: u64,
    cells: Vec<Option<Content>>,
    /// How many of its cells have a formula whose text is empty.
    pub(super) empty_texts: u64,
    look: Rc<SheetLook>,
}

impl SheetRow {
    fn new(row: u64, look: &Rc<SheetLook>) -> Self {
        Self { row, cells: Vec::new(), empty_texts: 0, look: Rc::clone(look) }
    }

    /// Its number, and that of a column, as the look of its sheet counts.
    fn place(&self, column: usize) -> Option<(u32, u32)> {
        Some((u32::try_from(self.row).ok()?, u32::try_from(column + 1).ok()?))
    }
}

const NOT_COMPUTED: &str =
    "the cell has a formula that was not computed: open the file in a spreadsheet and save it once";

impl Cells for SheetRow {
    fn count(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, column: usize) -> &[u8] {
        match self.cells.get(column) {
            Some(Some(Content::Text(text))) => text.trim().as_bytes(),
            Some(Some(Content::NotComputed) | None) | None => &[],
        }
    }

    fn wrong(&self, column: usize) -> Option<&str> {
        matches!(self.cells.get(column), Some(Some(Content::NotComputed))).then_some(NOT_COMPUTED)
    }

    fn merged(&self, column: usize) -> MergedCell {
        match self.place(column) {
            Some((row, column)) if self.look.is_part(row, column) => MergedCell::Part,
            Some((_, column)) if self.look.has_merged(column) => MergedCell::Apart,
            Some(_) | None => MergedCell::Unknown,
        }
    }
}

impl SheetRow {
    /// Takes a cell, by its column counted from 0.
    fn put(&mut self, column: u32, value: DataRef<'_>, has_formula: bool) {
        let column = usize::try_from(column).unwrap_or_default();
        self.empty_texts += u64::from(has_formula && has_empty_text(&value));
        let is_percentage = self.place(column).is_some_and(|(row, column)| self.look.is_percentage(row, column));
        let content = match value {
            DataRef::Int(number) if is_percentage => Some(Content::Text(format!("{}%", number * 100))),
            DataRef::Float(number) if is_percentage => Some(Content::Text(percentage(number))),
            value => content(value, has_formula),
        };
        let Some(content) = content else { return };
        if self.cells.len() <= column {
            self.cells.resize(column + 1, None);
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = Some(content);
        }
    }

    /// Its cells as the first rows of a table are looked at.
    pub(super) fn first(&self) -> First {
        let text = |column| String::from_utf8_lossy(self.cell(column)).into_owned();
        First { line: self.row, cells: (0..self.cells.len()).map(text).collect() }
    }
}

/// A workbook that can be read.
pub(super) enum Workbook {
    Xlsx(Box<Xlsx<BufReader<File>>>),
    Ods(Box<Ods<BufReader<File>>>),
}

/// Why a workbook can't be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoSheet {
    #[error("it is a zip file, but there is no workbook (.xlsx or .ods) in it")]
    NoWorkbook,
    #[error("it is a zip file, but no workbook (.xlsx or .ods) that can be read: {0}")]
    Unreadable(String),
    #[error("the workbook is protected by a password: save it without one")]
    Password,
    #[error("there is no sheet `{0}`; the workbook has {1}")]
    Unknown(String, String),
    #[error("the workbook has no sheet")]
    Empty,
    #[error("the sheet can't be read: {0}")]
    Broken(String),
}

impl Workbook {
    /// Opens it.
    ///
    /// # Errors
    /// That it is none.
    pub(super) fn open(path: &Path) -> std::io::Result<Result<Self, NoSheet>> {
        let file = || File::open(path).map(BufReader::new);
        let xlsx = match Xlsx::new(file()?) {
            Ok(workbook) => return Ok(Ok(Self::Xlsx(Box::new(workbook)))),
            Err(error) => error,
        };
        Ok(match Ods::new(file()?) {
            Ok(workbook) => Ok(Self::Ods(Box::new(workbook))),
            Err(calamine::OdsError::Password) => Err(NoSheet::Password),
            Err(calamine::OdsError::InvalidMime(_) | calamine::OdsError::FileNotFound(_)) => {
                let is_one = !matches!(xlsx, calamine::XlsxError::FileNotFound(_));
                Err(if is_one { NoSheet::Unreadable(xlsx.to_string()) } else { NoSheet::NoWorkbook })
            }
            Err(error) => Err(NoSheet::Unreadable(error.to_string())),
        })
    }

    fn sheets(&self) -> &[Sheet] {
        match self {
            Self::Xlsx(workbook) => workbook.sheets_metadata(),
            Self::Ods(workbook) => workbook.sheets_metadata(),
        }
    }

    /// The names of the sheets that are not hidden.
    pub(super) fn seen(&self) -> Vec<String> {
        let is_seen = |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
        self.sheets().iter().filter(is_seen).map(|sheet| sheet.name.clone()).collect()
    }

    /// Whether anything stands in a sheet; one that can't be read is said to be so where it is read.
    pub(super) fn holds_anything(&mut self, sheet: &str) -> bool {
        let mut is_empty = true;
        let looked = self.rows((sheet, &Rc::default()), &mut |_| {
            is_empty = false;
            false
        });
        looked.is_err() || !is_empty
    }

    /// The sheet that is meant: the first that is not hidden, where none is named.
    pub(super) fn sheet(&self, wanted: Option<&str>) -> Result<ChosenSheet, NoSheet> {
        let sheets: Vec<&Sheet> = self.sheets().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let found = match wanted {
            Some(wanted) => sheets.iter().find(|sheet| sheet.name.to_lowercase() == wanted.to_lowercase()),
            None => sheets.iter().find(|sheet| sheet.visible == SheetVisible::Visible).or(sheets.first()),
        };
        let is_hidden = |sheet: &Sheet| sheet.visible != SheetVisible::Visible;
        match (found, wanted) {
            (Some(chosen), _) => Ok(ChosenSheet {
                name: chosen.name.clone(),
                is_hidden: is_hidden(chosen),
                others: sheets
                    .iter()
                    .filter(|sheet| sheet.name != chosen.name)
                    .map(|sheet| format!("`{}`{}", sheet.name, if is_hidden(sheet) { " (hidden)" } else { "" }))
                    .collect(),
            }),
            (None, Some(wanted)) => Err(NoSheet::Unknown(wanted.to_owned(), names.join(", "))),
            (None, None) => Err(NoSheet::Empty),
        }
    }

    /// How a sheet looks; none where its XML is other than expected.
    pub(super) fn look(&mut self, path: &Path, sheet: &str) -> Option<SheetLook> {
        match self {
            Self::Xlsx(workbook) => {
                let reader = workbook.worksheet_cells_reader(sheet).ok()?;
                let format = |style: &'_ Style| style.number_format.as_ref().map(|format| format.format_code.clone());
                let formats: Vec<Option<String>> = reader.styles().iter().map(format).collect();
                let percentages = percentages(formats.iter().map(Option::as_deref));
                look::of_xlsx(path, sheet, &percentages).ok()
            }
            Self::Ods(_) => look::of_ods(path, sheet).ok(),
        }
    }

    /// Walks over the rows of a sheet from the first that holds anything to the last, empty ones between them included, until `each`
    /// has enough. Where so many follow one another that have formats and nothing else, nothing behind them is read, and the first of
    /// those that are not is told.
    pub(super) fn rows(
        &mut self,
        (sheet, look): (&str, &Rc<SheetLook>),
        each: &mut dyn FnMut(&SheetRow) -> bool,
    ) -> Result<Option<u64>, NoSheet> {
        self.first_rows((sheet, look, u64::MAX), each)
    }

    /// The same for so many rows, counted from the first that holds anything.
    pub(super) fn first_rows(
        &mut self,
        (sheet, look, most): (&str, &Rc<SheetLook>, u64),
        each: &mut dyn FnMut(&SheetRow) -> bool,
    ) -> Result<Option<u64>, NoSheet> {
        match self {
            Self::Xlsx(workbook) => xlsx_rows(workbook, (sheet, look, most), each),
            Self::Ods(workbook) => ods_rows(workbook, (sheet, look), each).map(|()| None),
        }
    }
}

fn broken(error: impl std::fmt::Display) -> NoSheet {
    NoSheet::Broken(error.to_string())
}

/// A sheet that is to be read, and the names of those that are not.
#[derive(Debug)]
pub(super) struct ChosenSheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) others: Vec<String>,
}

/// So many rows that have formats and nothing else may follow one another.
const MOST_EMPTY: u64 = 100_000;

fn xlsx_rows(
    workbook: &mut Xlsx<BufReader<File>>,
    (sheet, look, most): (&str, &Rc<SheetLook>, u64),
    each: &mut dyn FnMut(&SheetRow) -> bool,
) -> Result<Option<u64>, NoSheet> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut gaps = Gaps { next: 0, look };
    let mut row = SheetRow::new(0, look);
    let (mut first, mut empty) = (None, 0);
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        let number = u64::from(cell.pos.0) + 1;
        if number != row.row {
            empty = if row.cells.is_empty() { empty + 1 } else { 0 };
            first = first.or((!row.cells.is_empty()).then_some(row.row));
            if !gaps.hand_on(&row, each) || first.is_some_and(|first| number - first >= most) {
                return Ok(None);
            }
            if empty > MOST_EMPTY {
                return Ok(Some(number));
            }
            row = SheetRow::new(number, look);
        }
        row.put(cell.pos.1, cell.value, cell.formula.is_some());
    }
    gaps.hand_on(&row, each);
    Ok(None)
}

/// Hands on rows, and the empty ones between them, which a file may leave out or keep.
struct Gaps<'a> {
    /// The row after the last that was handed on; 0 before the first.
    next: u64,
    look: &'a Rc<SheetLook>,
}

impl Gaps<'_> {
    /// Whether more is wanted after a row; one without anything in it waits for the next that has.
    fn hand_on(&mut self, row: &SheetRow, each: &mut dyn FnMut(&SheetRow) -> bool) -> bool {
        if row.cells.is_empty() {
            return true;
        }
        let from = if self.next == 0 { row.row } else { self.next };
        self.next = row.row + 1;
        (from..row.row).all(|number| each(&SheetRow::new(number, self.look))) && each(row)
    }
}

fn ods_rows(
    workbook: &mut Ods<BufReader<File>>,
    (sheet, look): (&str, &Rc<SheetLook>),
    each: &mut dyn FnMut(&SheetRow) -> bool,
) -> Result<(), NoSheet> {
    let range = workbook.worksheet_range(sheet).map_err(broken)?;
    let formulas = workbook.worksheet_formula(sheet).map_err(broken)?;
    let Some((top, left)) = range.start() else { return Ok(()) };
    let mut gaps = Gaps { next: 0, look };
    for (at, cells) in (top..).zip(range.rows()) {
        let mut row = SheetRow::new(u64::from(at) + 1, look);
        for (column, value) in (left..).zip(cells) {
            let has_formula = formulas.get_value((at, column)).is_some_and(|formula| !formula.is_empty());
            row.put(column, borrowed(value), has_formula);
        }
        if !gaps.hand_on(&row, each) {
            return Ok(());
        }
    }
    Ok(())
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(is) => DataRef::Bool(*is),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn content(value: DataRef<'_>, has_formula: bool) -> Option<Content> {
    let is_text = has_empty_text(&value);
    let text = match value {
        DataRef::Int(number) => number.to_string(),
        // Shortest digits that read back as the same: a whole number has no point.
        DataRef::Float(number) => number.to_string(),
        DataRef::SharedString(text) => text.to_owned(),
        DataRef::Bool(is) => is.to_string().to_uppercase(),
        DataRef::DateTime(moment) => iso(moment),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text,
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    };
    match (text.trim().is_empty(), has_formula && !is_text) {
        (true, true) => Some(Content::NotComputed),
        (true, false) => None,
        (false, _) => Some(Content::Text(text)),
    }
}

/// Whether a formula was computed, and gave a text without anything in it, as `=IF(A1="", "", A1)` does.
fn has_empty_text(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::String(text) => text.trim().is_empty(),
        DataRef::SharedString(text) => text.trim().is_empty(),
        DataRef::Int(_)
        | DataRef::Float(_)
        | DataRef::Bool(_)
        | DataRef::DateTime(_)
        | DataRef::DateTimeIso(_)
        | DataRef::DurationIso(_)
        | DataRef::Error(_)
        | DataRef::Empty => false,
    }
}

/// A share as it is shown: 0.8 is `80%`. What a share of a hundred can't hold exactly is rounded away.
fn percentage(share: f64) -> String {
    format!("{}%", (share * 100.0 * 1e9).round() / 1e9)
}

/// A moment as ISO writes it, so that it is a day where one is wanted and no number where a score is.
fn iso(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}
