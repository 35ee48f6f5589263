//! What a sheet shows a person beside the values of its cells: rows and columns that are hidden, cells that are merged, numbers that
//! are shown as percentages. The reader of values tells none of it, so it is read from the workbook's XML here.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::core::ratings::letters;

/// The last row that any spreadsheet has.
const LAST_ROW: u32 = 1 << 20;
/// The last column.
const LAST_COLUMN: u32 = 1 << 14;

/// How a sheet looks. Rows and columns count from 1.
#[derive(Debug, Default)]
pub(super) struct SheetLook {
    /// Hidden rows in which something stands, as stretches.
    rows: Vec<(u32, u32)>,
    /// Hidden columns, as stretches.
    columns: Vec<(u32, u32)>,
    /// Merged cells: first and last row, first and last column.
    merged: Vec<[u32; 4]>,
    /// Columns in which cells of several rows are merged.
    merged_columns: HashSet<u32>,
    /// Rows and columns of numbers that are shown as percentages.
    percentages: HashSet<(u32, u32)>,
}

impl SheetLook {
    /// Whether a number is shown as a percentage.
    pub(super) fn is_percentage(&self, row: u32, column: u32) -> bool {
        self.percentages.contains(&(row, column))
    }

    /// Whether a cell is a part of one above it.
    pub(super) fn is_part(&self, row: u32, column: u32) -> bool {
        let is_in =
            |[top, bottom, left, right]: &[u32; 4]| *top < row && row <= *bottom && *left <= column && column <= *right;
        self.has_merged(column) && self.merged.iter().any(is_in)
    }

    /// Whether cells of several rows are merged in a column.
    pub(super) fn has_merged(&self, column: u32) -> bool {
        self.merged_columns.contains(&column)
    }

    /// What is hidden, in words; columns behind the last that holds anything are nobody's concern.
    pub(super) fn said(&self, last_column: usize) -> Vec<String> {
        let last = u32::try_from(last_column).unwrap_or(u32::MAX);
        let count = |stretches: &[(u32, u32)]| stretches.iter().map(|(first, last)| last - first + 1).sum::<u32>();
        let stretch = |name: &dyn Fn(u32) -> String, (first, last): &(u32, u32)| {
            if first == last { name(*first) } else { format!("{}-{}", name(*first), name(*last)) }
        };
        let said = |what: &str, stretches: &[(u32, u32)], name: &dyn Fn(u32) -> String| {
            const MOST: usize = 12;
            let shown: Vec<String> = stretches.iter().take(MOST).map(|one| stretch(name, one)).collect();
            let more = if stretches.len() > MOST { ", ..." } else { "" };
            match count(stretches) {
                0 => None,
                1 => Some(format!("1 {what} is hidden in the sheet, and read like the others: {}", shown.join(", "))),
                many => Some(format!(
                    "{many} {what}s are hidden in the sheet, and read like the others: {}{more}",
                    shown.join(", ")
                )),
            }
        };
        let columns = self.columns.iter().filter(|(first, _)| *first <= last);
        let columns: Vec<(u32, u32)> = columns.map(|(first, end)| (*first, (*end).min(last))).collect();
        let number = |row: u32| row.to_string();
        [said("row", &self.rows, &number), said("column", &columns, &letters)].into_iter().flatten().collect()
    }

    fn hide_row(&mut self, first: u32, last: u32) {
        match self.rows.last_mut() {
            Some((_, end)) if *end + 1 == first => *end = last,
            Some(_) | None => self.rows.push((first, last)),
        }
    }

    fn merge(&mut self, [top, bottom, left, right]: [u32; 4]) {
        if bottom > top {
            // Of a width without sense, columns behind the last one of a table hold nothing.
            self.merged_columns.extend(left..=right.min(left.saturating_add(1000)));
            self.merged.push([top, bottom, left, right]);
        }
    }
}

/// Why it can't be told how a sheet looks: its XML is other than expected.
type Unseen = Box<dyn std::error::Error + Send + Sync>;

type Xml<'a> = Reader<BufReader<zip::read::ZipFile<'a, BufReader<File>>>>;
type ZippedBook = ZipArchive<BufReader<File>>;

/// How a sheet of an `.xlsx` looks; `percentages` are the numbers of the styles that show one.
///
/// # Errors
/// That its XML is other than expected.
pub(super) fn of_xlsx(path: &Path, sheet: &str, percentages: &HashSet<usize>) -> Result<SheetLook, Unseen> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
    let mut id = None;
    each_start(&mut xml(&mut archive, "xl/workbook.xml")?, |element| {
        if element.local_name().as_ref() == "sheet" && attribute(element, "name")?.as_deref() == Some(sheet) {
            id = attribute(element, "id")?;
        }
        Ok(())
    })?;
    let mut target = None;
    each_start(&mut xml(&mut archive, "xl/_rels/workbook.xml.rels")?, |element| {
        if attribute(element, "Id")? == id && id.is_some() {
            target = attribute(element, "Target")?;
        }
        Ok(())
    })?;
    let target = target.ok_or("no part of the workbook is the sheet")?;
    let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let mut look = SheetLook::default();
    let (mut row, mut column, mut is_hidden) = (0, 0, false);
    each_start(&mut xml(&mut archive, &part)?, |element| {
        match element.local_name().as_ref() {
            "col" if is_true(element, "hidden")? => {
                let (first, last) =
                    (number(element, "min")?.unwrap_or(1), number(element, "max")?.unwrap_or(LAST_COLUMN));
                look.columns.push((first, last.max(first)));
            }
            "row" => {
                row = number(element, "r")?.unwrap_or(row + 1);
                column = 0;
                is_hidden = is_true(element, "hidden")?;
            }
            "c" => {
                // Cells are many, and where no style shows a percentage nothing is to be told of them.
                if percentages.is_empty() {
                    return Ok(());
                }
                column =
                    attribute(element, "r")?.and_then(|cell| place(&cell)).map_or(column + 1, |(_, column)| column);
                let style = number(element, "s")?.and_then(|style| usize::try_from(style).ok());
                if style.is_some_and(|style| percentages.contains(&style)) {
                    look.percentages.insert((row, column));
                }
            }
            "v" | "is" if is_hidden => {
                look.hide_row(row, row);
                is_hidden = false;
            }
            "mergeCell" => {
                let area = attribute(element, "ref")?.unwrap_or_default();
                if let Some((from, to)) = area.split_once(':').and_then(|(from, to)| Some((place(from)?, place(to)?))) {
                    look.merge([from.0, to.0, from.1, to.1]);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(look)
}

/// How a sheet of an `.ods` looks.
///
/// # Errors
/// That its XML is other than expected.
pub(super) fn of_ods(path: &Path, sheet: &str) -> Result<SheetLook, Unseen> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
    let mut look = SheetLook::default();
    let mut is_meant = false;
    let (mut columns, mut column) = (0_u32, 0_u32);
    // The rows that the last row element stands for, and whether they are hidden.
    let (mut row, mut last_row, mut is_hidden) = (0_u32, 0_u32, false);
    each_start(&mut xml(&mut archive, "content.xml")?, |element| {
        let element_name = element.name();
        match element_name.as_ref() {
            "table:table" => is_meant = attribute(element, "name")?.as_deref() == Some(sheet),
            _ if !is_meant => {}
            "table:table-column" => {
                let (first, last) = (columns + 1, columns.saturating_add(repeated(element, "columns")?));
                if is_unseen(element)? {
                    look.columns.push((first, last));
                }
                columns = last;
            }
            "table:table-row" => {
                row = last_row + 1;
                last_row = last_row.saturating_add(repeated(element, "rows")?).min(LAST_ROW);
                column = 0;
                is_hidden = is_unseen(element)?;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let first = column + 1;
                column = column.saturating_add(repeated(element, "columns")?).min(LAST_COLUMN);
                let kind = attribute(element, "value-type")?;
                if kind.is_some() && is_hidden {
                    look.hide_row(row, last_row);
                    is_hidden = false;
                }
                if kind.as_deref() == Some("percentage") {
                    // Nobody has as many rows of the same percentage.
                    for row in row..=last_row.min(row.saturating_add(10_000)) {
                        look.percentages.extend((first..=column).map(|column| (row, column)));
                    }
                }
                let span = |of| number(element, of).map(|span| span.unwrap_or(1).saturating_sub(1));
                let (down, right) = (span("number-rows-spanned")?, span("number-columns-spanned")?);
                look.merge([row, row.saturating_add(down), first, first.saturating_add(right)]);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(look)
}

fn xml<'a>(archive: &'a mut ZippedBook, part: &str) -> Result<Xml<'a>, Unseen> {
    let mut reader = Reader::from_reader(BufReader::new(archive.by_name(part)?));
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    Ok(reader)
}

/// Hands on each element as it begins.
fn each_start(
    xml: &mut Reader<impl BufRead>,
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), Unseen>,
) -> Result<(), Unseen> {
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer)? {
            Event::Start(element) => each(&element)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// The value of an attribute, by its name without a prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unseen> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(unescape(&attribute.value)?.into_owned()));
        }
    }
    Ok(None)
}

fn number(element: &BytesStart<'_>, name: &str) -> Result<Option<u32>, Unseen> {
    Ok(attribute(element, name)?.map(|text| text.parse()).transpose()?)
}

fn is_true(element: &BytesStart<'_>, name: &str) -> Result<bool, Unseen> {
    Ok(attribute(element, name)?.is_some_and(|text| text == "1" || text == "true"))
}

/// For how many rows or columns an element of an `.ods` stands.
fn repeated(element: &BytesStart<'_>, of: &str) -> Result<u32, Unseen> {
    Ok(number(element, &format!("number-{of}-repeated"))?.unwrap_or(1))
}

/// Whether a row or column of an `.ods` is hidden, by hand or by a filter.
fn is_unseen(element: &BytesStart<'_>) -> Result<bool, Unseen> {
    Ok(attribute(element, "visibility")?.is_some_and(|text| text == "collapse" || text == "filter"))
}

/// A cell such as `AB12`, as row and column.
fn place(cell: &str) -> Option<(u32, u32)> {
    let letters = cell.find(|letter: char| letter.is_ascii_digit())?;
    let (column, row) = cell.split_at(letters);
    let digit = |letter: u8| letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1);
    let column =
        column.bytes().try_fold(0_u32, |column, letter| column.checked_mul(26)?.checked_add(digit(letter)?))?;
    Some((row.parse().ok()?, column))
}

/// The numbers of the styles of an `.xlsx` that show a number as a percentage, by their formats.
pub(super) fn percentages<'a>(formats: impl Iterator<Item = Option<&'a str>>) -> HashSet<usize> {
    let known: BTreeMap<usize, &str> =
        formats.enumerate().filter_map(|(style, format)| Some((style, format?))).collect();
    known.into_iter().filter(|(_, format)| shows_percentage(format)).map(|(style, _)| style).collect()
}

/// Whether a format multiplies by a hundred: it has a `%` that is no text.
fn shows_percentage(format: &str) -> bool {
    let (mut is_text, mut is_escaped) = (false, false);
    format.chars().any(|letter| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        match letter {
            '"' => is_text = !is_text,
            '\\' if !is_text => is_escaped = true,
            '%' => return !is_text,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_formats_are_told() {
        assert_eq!(
            (place("A1"), place("AB12"), place("12"), place("A")),
            (Some((1, 1)), Some((12, 28)), Some((12, 0)), None)
        );
        let formats = [Some("0%"), Some("0.00"), None, Some("0.0 \"%\""), Some("0\\%"), Some("0.00%;-0.00%")];
        let mut found: Vec<usize> = percentages(formats.into_iter()).into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, [0, 5]);
    }
}
