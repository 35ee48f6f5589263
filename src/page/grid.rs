//! Tables as plain text at a width: rows in columns where they fit, else as lines.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table as Grid, Width};
use textwrap::core::display_width;

use crate::threads::{WORTH_IT, in_parts};

use super::layout::{columns, cut, paragraph};
use super::table::{Cell, Column, ColumnKind, Interval, Table};

/// The narrowest and the widest drawing of intervals, in columns.
const NARROWEST: usize = 12;
const WIDEST: usize = 40;

/// A table without frames, its cells wrapped so that the whole fits.
pub(super) fn grid(table: &Table, width: usize) -> String {
    let is_drawn = table.columns.iter().any(Column::is_drawn);
    let sum = |wide: fn(&Table, usize) -> usize, gap: usize| -> usize {
        table.written().map(|(column, _)| wide(table, column) + gap).sum()
    };
    // Of rows that stack wherever they don't fit, nobody need know the longest words.
    if table.stacks && !is_drawn && sum(natural, 1) > width {
        return stacked(table, width);
    }
    // The gap behind the last column is not shown. Columns stand closer before words are broken or rows stacked.
    let fits = |gap: &usize| sum(longest_word, *gap) <= width + gap;
    let Some(gap) = [2, 1].into_iter().skip(usize::from(is_drawn)).find(fits) else { return stacked(table, width) };
    let natural = sum(natural, gap);
    if table.stacks && natural > width {
        return stacked(table, width);
    }
    if !is_drawn && natural <= width + gap {
        return aligned(table, gap);
    }
    wrapped(table, gap, width)
}

/// The same where cells are wrapped, or intervals drawn.
fn wrapped(table: &Table, gap: usize, width: usize) -> String {
    let natural: usize = table.written().map(|(column, _)| natural(table, column) + gap).sum();
    let gap = u16::try_from(gap).unwrap_or(1);
    let room = width.saturating_sub(natural + 1);
    let drawn = if room < NARROWEST { 0 } else { room.min(WIDEST) };
    let shown: Vec<(usize, &Column)> =
        table.columns.iter().enumerate().filter(|(_, column)| !column.is_drawn() || drawn > 0).collect();
    let mut grid = Grid::new();
    grid.load_style(comfy_table::presets::NOTHING);
    grid.set_content_arrangement(ContentArrangement::Dynamic);
    grid.set_width(u16::try_from(width).unwrap_or(u16::MAX).saturating_add(gap));
    grid.set_header(shown.iter().map(|(_, column)| head(column, drawn)));
    let (rows, more) = table.on_screen();
    for row in rows {
        grid.add_row(shown.iter().map(|(index, column)| cell(column, row.get(*index), drawn)));
    }
    for (place, (index, column)) in shown.iter().enumerate() {
        if let Some(own) = grid.column_mut(place) {
            own.set_padding((0, gap));
            if !column.is_drawn() {
                let least = u16::try_from(longest_word(table, *index)).unwrap_or(u16::MAX);
                own.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least.saturating_add(gap))));
            }
            if column.kind == ColumnKind::Numbers {
                own.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    let lines = grid.lines().map(|line| line.replace(FILL, " ").trim_end().to_owned());
    let signs = shown.iter().filter(|(_, column)| column.is_drawn()).map(|(_, column)| column.said.to_owned());
    lines.chain(more).chain(signs).map(|line| line + "\n").collect()
}

/// A column of a table in which nothing has to be wrapped.
struct FittingColumn<'a> {
    index: usize,
    column: &'a Column,
    /// How wide it is, in columns of a terminal; the gap behind it apart.
    width: usize,
    gap: usize,
}

impl FittingColumn<'_> {
    /// Writes a cell with all blanks that belong to it.
    fn put(&self, out: &mut String, text: &str) {
        let fill = self.width.saturating_sub(columns(text));
        let is_number = self.column.kind == ColumnKind::Numbers;
        let (before, behind) = if is_number { (fill, self.gap) } else { (0, fill + self.gap) };
        out.extend(std::iter::repeat_n(' ', before));
        out.push_str(text);
        out.extend(std::iter::repeat_n(' ', behind));
    }

    /// Writes its cell of a row.
    fn put_cell(&self, out: &mut String, row: &[Cell]) {
        let text = Table::text(row, self.index);
        match self.column.most {
            Some(most) => self.put(out, &cut(text, most)),
            None => self.put(out, text),
        }
    }
}

/// A table in which nothing has to be wrapped: each cell beside the others of its column.
fn aligned<'a>(table: &'a Table, gap: usize) -> String {
    let (rows, more) = table.on_screen();
    let fitting = |(index, column): (usize, &'a Column)| {
        // Of cells that are cut, as wide as what is left of them.
        let width = match column.most {
            None => natural(table, index),
            Some(most) => {
                let left = rows.iter().map(|row| columns(&cut(Table::text(row, index), most))).max().unwrap_or(0);
                left.max(longest_word(table, index)).max(columns(column.title.as_str()))
            }
        };
        FittingColumn { index, column, width, gap }
    };
    let fitting: Vec<FittingColumn<'_>> = table.columns.iter().enumerate().map(fitting).collect();
    let line = |out: &mut String, put: &dyn Fn(&FittingColumn<'_>, &mut String)| {
        let from = out.len();
        for column in &fitting {
            put(column, out);
        }
        out.truncate(from + out[from..].trim_end().len());
        out.push('\n');
    };
    let mut out = String::new();
    line(&mut out, &|column, out| column.put(out, column.column.title.as_str()));
    let parts = in_parts(rows, WORTH_IT, |rows| {
        let mut out = String::new();
        for row in rows {
            line(&mut out, &|column, out| column.put_cell(out, row));
        }
        out.replace(FILL, " ")
    });
    out.extend(parts);
    out + &more.map(|line| line + "\n").unwrap_or_default()
}

/// How wide a column is where nothing is wrapped.
fn natural(table: &Table, column: usize) -> usize {
    let Some(own) = table.columns.get(column) else { return 0 };
    let widest = table.on_screen().0.iter().map(|row| columns(Table::text(row, column))).max().unwrap_or(0);
    widest.min(own.most.unwrap_or(usize::MAX)).max(display_width(own.title.as_str()))
}

/// How wide a column is at least where no word is broken.
fn longest_word(table: &Table, column: usize) -> usize {
    let Some(own) = table.columns.get(column) else { return 0 };
    let words = table.on_screen().0.iter().flat_map(|row| Table::text(row, column).split(' '));
    let widest = words.chain(own.title.as_str().split(' ')).map(columns).max().unwrap_or(0);
    widest.min(own.most.unwrap_or(usize::MAX))
}

fn head(column: &Column, drawn: usize) -> String {
    match column.kind {
        ColumnKind::Words | ColumnKind::Numbers => column.title.to_string(),
        ColumnKind::Intervals { low, high } => {
            let (low, high) = (format!("{low:.1}"), format!("{high:.1}"));
            let gap = drawn.saturating_sub(low.len() + high.len());
            format!("{low}{}{high}", FILL.repeat(gap))
        }
    }
}

/// A blank at which a cell is not broken.
const FILL: &str = "\u{a0}";

fn cell(column: &Column, cell: Option<&Cell>, drawn: usize) -> String {
    match (cell, column.kind) {
        (Some(Cell::Text(text)), _) => cut(text.as_str(), column.most.unwrap_or(usize::MAX)),
        (Some(Cell::Interval(interval)), ColumnKind::Intervals { low, high }) => bar(interval, low, high, drawn),
        (Some(Cell::Interval(_)) | None, _) => String::new(),
    }
}

/// The interval as dashes with its points' marks on them.
fn bar(interval: &Interval, low: f64, high: f64, width: usize) -> String {
    let at = |value: f64| {
        let last = width.saturating_sub(1);
        let share = (value - low) / (high - low);
        let steps = u32::try_from(last).map_or(0.0, f64::from);
        // Counting columns up keeps the conversion exact.
        (0..last).take_while(|&column| u32::try_from(column).map_or(0.0, f64::from) + 0.5 < share * steps).count()
    };
    let (lower, upper) = (at(interval.lower), at(interval.upper));
    let mut columns: Vec<char> =
        (0..width).map(|column| if (lower..=upper).contains(&column) { '-' } else { ' ' }).collect();
    for (value, mark) in &interval.points {
        if let Some(column) = columns.get_mut(at(*value)) {
            *column = *mark;
        }
    }
    let text: String = columns.into_iter().collect();
    text.trim_end().replace(' ', FILL)
}

/// Rows as lines: the first cell of words, behind the numbers that stand before it, with what stands beside it; then the rest, each
/// cell with its column's title.
fn stacked(table: &Table, width: usize) -> String {
    let (rows, more) = table.on_screen();
    let name = table.written().position(|(_, column)| column.kind == ColumnKind::Words).unwrap_or(0);
    let parts = in_parts(rows, WORTH_IT, |rows| {
        rows.iter().map(|row| lines_of_row(table, row, (name, width))).collect::<String>().replace(FILL, " ")
    });
    parts.concat() + &more.map(|line| line + "\n").unwrap_or_default()
}

/// The lines of a stacked row whose name stands in that column.
fn lines_of_row(table: &Table, row: &[Cell], (name, width): (usize, usize)) -> String {
    let said = |beside: bool| {
        let columns = table.written().skip(name + 1).filter(move |(_, column)| column.beside == beside);
        let cells = columns.map(|(index, column)| (column, Table::text(row, index)));
        // What is said around a cell is never parted from it.
        let around = |column: &Column, text: &str| {
            column.around(text).replace("{title}", column.title.as_str()).replace(' ', FILL)
        };
        cells.filter(|(_, text)| !text.is_empty()).map(move |(column, text)| around(column, text).replace("{}", text))
    };
    let mut out = String::new();
    let beside: Vec<String> = said(true).collect();
    let first = table.written().take(name + 1).map(|(index, _)| Table::text(row, index));
    let first = first.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("  ");
    let facts = format!("({})", beside.join(", "));
    if beside.is_empty() {
        out += &if first.is_empty() { first } else { format!("{first}\n") };
    } else if columns(&first) + columns(&facts) + 2 <= width {
        out += &format!("{first}  {facts}\n");
    } else {
        out += &format!("{first}\n{}", paragraph(&facts, width, "    "));
    }
    let below: Vec<String> = said(false).collect();
    let is_cut = table.stacks && table.columns.last().is_some_and(|column| column.most.is_some());
    let below = below.join(" · ");
    out + &if is_cut { cut(&format!("    {below}"), width) + "\n" } else { paragraph(&below, width, "  ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_fits_looks_as_if_it_had_been_wrapped() {
        let columns = || [Column::words("who"), Column::words("\u{e9}").at_most(6), Column::numbers("a number")];
        let rows =
            [["Ann", "a b c d", "1"], ["\u{674e}", "", "-22.5"], ["", "one two three", ""], ["B\u{a0}C", "x y ", "3"]];
        let many = rows.iter().cycle().take(3 * WORTH_IT + 1);
        for table in [
            Table::new(columns(), rows.map(|row| row.map(Cell::from))),
            Table::new(columns(), many.map(|row| row.map(Cell::from))),
            Table::new(columns(), rows.map(|row| row.map(Cell::from))).brief(2, "more"),
            Table::new(columns(), Vec::<[Cell; 3]>::new()),
        ] {
            for gap in [1, 2] {
                assert_eq!(aligned(&table, gap), wrapped(&table, gap, 60));
            }
        }
    }

    #[test]
    fn an_interval_is_drawn_where_there_is_room() {
        let row = || [Cell::from("Ann"), Interval { lower: 1.0, upper: 3.0, points: vec![(2.0, 'o')] }.into()];
        let table = Table::new([Column::words("who"), Column::intervals(1.0, 5.0, "o mean")], [row()]);
        let wide = grid(&table, 30);
        assert!(wide.contains("1.0                   5.0") && wide.contains("------o------"), "{wide}");
        assert_eq!(grid(&table, 14), "who\nAnn\n");
    }
}
