//! Tables at a width, without frames, so that they read well aloud and copy well.

use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::clean;

/// Which side a column leans to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table with a head; cells are cleaned and wrapped so that the whole fits `width` columns.
pub fn table<const N: usize>(
    width: usize,
    head: [(&str, Side); N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let head: Vec<(&str, Side)> = head.to_vec();
    plain(width, &head, rows.into_iter().map(|row| row.to_vec()).collect())
}

/// The same for a number of columns that is known only at run time.
pub fn plain(width: usize, head: &[(&str, Side)], rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_header(head.iter().map(|(title, _)| *title));
    for row in rows {
        table.add_row(row.iter().map(|cell| clean::line(cell).into_owned()));
    }
    for (index, (_, side)) in head.iter().enumerate() {
        if let Some(column) = table.column_mut(index) {
            column.set_padding((0, 2));
            if *side == Side::Right {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    let text: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    text.join("\n") + "\n"
}
