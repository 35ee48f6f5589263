//! Sheets of workbooks (`.xlsx`, `.ods`), row by row.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader as _, Sheet, SheetVisible, Xlsx};

use crate::core::ratings::layout::First;
use crate::core::ratings::walk::{Cells, MergedCell};

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

    fn merged(&self, _: usize) -> MergedCell {
        MergedCell::Unknown
    }
}

impl SheetRow {
    fn put(&mut self, column: u32, content: Option<Content>) {
        let Some(content) = content else { return };
        let column = usize::try_from(column).unwrap_or_default();
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
    #[error("it is a zip file, but no workbook (.xlsx or .ods) that can be read: {0}")]
    NoWorkbook(String),
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
                Err(NoSheet::NoWorkbook(xlsx.to_string()))
            }
            Err(error) => Err(NoSheet::NoWorkbook(error.to_string())),
        })
    }

    fn sheets(&self) -> &[Sheet] {
        match self {
            Self::Xlsx(workbook) => workbook.sheets_metadata(),
            Self::Ods(workbook) => workbook.sheets_metadata(),
        }
    }

    /// The name of the sheet that is meant: the first that is not hidden, where none is named. Beside it, how many there are.
    pub(super) fn sheet(&self, wanted: Option<&str>) -> Result<(String, usize), NoSheet> {
        let sheets = self.sheets();
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let found = match wanted {
            Some(wanted) => sheets.iter().find(|sheet| sheet.name.to_lowercase() == wanted.to_lowercase()),
            None => sheets.iter().find(|sheet| sheet.visible == SheetVisible::Visible).or(sheets.first()),
        };
        match (found, wanted) {
            (Some(sheet), _) => Ok((sheet.name.clone(), sheets.len())),
            (None, Some(wanted)) => Err(NoSheet::Unknown(wanted.to_owned(), names.join(", "))),
            (None, None) => Err(NoSheet::Empty),
        }
    }

    /// Walks over the rows of a sheet that hold anything, until `each` has enough.
    pub(super) fn rows(&mut self, sheet: &str, each: &mut dyn FnMut(&SheetRow) -> bool) -> Result<(), NoSheet> {
        match self {
            Self::Xlsx(workbook) => xlsx_rows(workbook, sheet, each),
            Self::Ods(workbook) => ods_rows(workbook, sheet, each),
        }
    }
}

fn broken(error: impl std::fmt::Display) -> NoSheet {
    NoSheet::Broken(error.to_string())
}

fn xlsx_rows(
    workbook: &mut Xlsx<BufReader<File>>,
    sheet: &str,
    each: &mut dyn FnMut(&SheetRow) -> bool,
) -> Result<(), NoSheet> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut row = SheetRow::default();
    while let Some(cell) = reader.next_cell_with_formula().map_err(broken)? {
        let number = u64::from(cell.pos.0) + 1;
        if number != row.row {
            if !row.cells.is_empty() && !each(&row) {
                return Ok(());
            }
            row = SheetRow { row: number, cells: Vec::new() };
        }
        row.put(cell.pos.1, content(cell.value, cell.formula.is_some()));
    }
    if !row.cells.is_empty() {
        each(&row);
    }
    Ok(())
}

fn ods_rows(
    workbook: &mut Ods<BufReader<File>>,
    sheet: &str,
    each: &mut dyn FnMut(&SheetRow) -> bool,
) -> Result<(), NoSheet> {
    let range = workbook.worksheet_range(sheet).map_err(broken)?;
    let formulas = workbook.worksheet_formula(sheet).map_err(broken)?;
    let Some((top, left)) = range.start() else { return Ok(()) };
    for (at, cells) in (top..).zip(range.rows()) {
        let mut row = SheetRow { row: u64::from(at) + 1, cells: Vec::new() };
        for (column, value) in (left..).zip(cells) {
            let has_formula = formulas.get_value((at, column)).is_some_and(|formula| !formula.is_empty());
            row.put(column, content(borrowed(value), has_formula));
        }
        if !row.cells.is_empty() && !each(&row) {
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
    match (text.trim().is_empty(), has_formula) {
        (true, true) => Some(Content::NotComputed),
        (true, false) => None,
        (false, _) => Some(Content::Text(text)),
    }
}

/// A moment as ISO writes it, so that it is a day where one is wanted and no number where a score is.
fn iso(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}
