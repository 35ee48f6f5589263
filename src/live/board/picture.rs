//! A terminal's screen as an SVG picture, for documents: text stays text.

use std::fmt::Write as _;

use crate::page::clean;

/// A cell of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glyph {
    /// What stands in it; empty where a wide character before it takes its room.
    pub text: String,
    /// The color of the text as a CSS color; none for the terminal's own.
    pub color: Option<&'static str>,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is dim.
    pub dim: bool,
    /// Whether text and background have changed places.
    pub reversed: bool,
}

/// The size of a cell and the margin around all of them, in CSS pixels.
const CELL: (usize, usize) = (8, 17);
const MARGIN: usize = 12;
const INK: &str = "#d8dee9";
const PAPER: &str = "#1d2129";

/// The picture of a screen, given row by row.
pub fn svg(rows: &[Vec<Glyph>], title: &str) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows.len() * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"13\" fill=\"{INK}\">\n",
        escaped(title)
    );
    for (y, row) in rows.iter().enumerate() {
        for (x, cells) in runs(row) {
            let text: String = cells.iter().map(|cell| cell.text.as_str()).collect();
            draw(&mut out, (x, y), cells, &text);
        }
    }
    out + "</g>\n</svg>\n"
}

/// Neighboring cells that look the same, with where they begin.
fn runs(row: &[Glyph]) -> Vec<(usize, &[Glyph])> {
    let look = |cell: &Glyph| (cell.color, cell.bold, cell.dim, cell.reversed);
    let mut start = 0;
    let runs = row.chunk_by(|one, other| look(one) == look(other));
    runs.map(|run| {
        let here = start;
        start += run.len();
        (here, run)
    })
    .collect()
}

fn draw(out: &mut String, (x, y): (usize, usize), cells: &[Glyph], text: &str) {
    let Some(first) = cells.first() else { return };
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let wide = cells.len() * CELL.0;
    let ink = first.color.unwrap_or(INK);
    if first.reversed {
        let _ = writeln!(out, "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{ink}\"/>", CELL.1);
    }
    if text.trim().is_empty() {
        return;
    }
    let skipped = text.chars().take_while(|character| *character == ' ').count();
    let shown = text.trim();
    let left = left + skipped * CELL.0;
    let wide = cells.len().saturating_sub(skipped + text.len() - text.trim_end().len()) * CELL.0;
    let weight = if first.bold { " font-weight=\"bold\"" } else { "" };
    let opacity = if first.dim { " opacity=\"0.6\"" } else { "" };
    let fill = match (first.reversed, first.color) {
        (true, _) => format!(" fill=\"{PAPER}\""),
        (false, Some(color)) => format!(" fill=\"{color}\""),
        (false, None) => String::new(),
    };
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{wide}\" xml:space=\"preserve\"{weight}{opacity}{fill}>{}</text>",
        top + 13,
        escaped(shown)
    );
}

fn escaped(text: &str) -> String {
    clean::line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, bold: bool) -> Vec<Glyph> {
        text.chars().map(|character| Glyph { text: character.to_string(), bold, ..Glyph::default() }).collect()
    }

    #[test]
    fn markup_in_a_cell_is_text() {
        let picture = svg(&[cells("<script> & \u{1b}", false)], "a \"b\"");
        assert!(picture.contains("&lt;script&gt; &amp; \u{FFFD}") && !picture.contains("<script"), "{picture}");
        assert!(picture.contains("<title>a &quot;b&quot;</title>"), "{picture}");
    }

    #[test]
    fn cells_that_look_the_same_are_one_text_where_they_begin() {
        let row = [cells("ab", false), cells(" cd", true)].concat();
        let picture = svg(&[row], "t");
        // 12 of margin and 8 a cell: the bold run begins in column 2, its text in column 3.
        assert!(picture.contains("<text x=\"12\" y=\"25\" textLength=\"16\" xml:space=\"preserve\">ab<"), "{picture}");
        assert!(
            picture
                .contains("<text x=\"36\" y=\"25\" textLength=\"16\" xml:space=\"preserve\" font-weight=\"bold\">cd<"),
            "{picture}"
        );
    }
}
