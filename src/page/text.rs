//! A page as plain text at a width: for a terminal, a screen reader and a pipe alike. No frames, no color.

use textwrap::core::display_width;

use crate::threads::in_parts;

use super::block::{Block, Depth, Fact, Item, Line, Marks, Page};
use super::grid::grid;
use super::heard::{self, heard_text, minus_in_words};
use super::layout::{bullet, columns, cut, options, paragraph};
use super::table::{Column, ColumnKind, Table};

/// The widest column of labels; a longer label pushes its own text aside.
const WIDEST_LABEL: usize = 26;

impl Page {
    /// The page as text for a terminal of so many columns.
    pub fn text(&self, width: usize) -> String {
        text(self, width)
    }

    /// The page as text for a listener, wrapped at so many columns.
    pub(crate) fn spoken(&self, width: usize) -> String {
        spoken(self, width)
    }
}

/// Whether a page is looked at or listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Sight,
    /// Nothing is drawn, and nothing stands in columns.
    Hearing,
}

/// The page at a width. Blocks are a blank line apart; what follows a heading stands right below it.
pub(super) fn text(page: &Page, width: usize) -> String {
    written(page.seen(), (width, Sense::Sight))
}

/// The same for a listener: a row of a table is a sentence, and a label has a colon.
pub(super) fn spoken(page: &Page, width: usize) -> String {
    written(heard::blocks(page).iter(), (width, Sense::Hearing))
}

fn written<'a>(blocks: impl Iterator<Item = &'a Block>, of: (usize, Sense)) -> String {
    /// A thread of their own is worth it for so many.
    const AT_LEAST: usize = 16;
    let blocks: Vec<&Block> = blocks.collect();
    let titled: Vec<&[&Block]> = blocks.chunk_by(|_, next| !matches!(next, Block::Heading(Depth::Title, _))).collect();
    let mut out = String::new();
    let parts = in_parts(&titled, AT_LEAST, |part| -> Vec<String> {
        part.iter().map(|blocks| below_title(blocks, of)).collect()
    });
    for part in parts.into_iter().flatten() {
        if !out.is_empty() {
            out.push('\n');
        }
        out += &part;
    }
    out
}

/// A title with all below it, or what stands before the first.
fn below_title(blocks: &[&Block], (width, sense): (usize, Sense)) -> String {
    let mut out = String::new();
    let mut depth = Depth::Title;
    let mut stays_close = true;
    for block in blocks {
        let is_heading = matches!(block, Block::Heading(..));
        if !out.is_empty() && (is_heading || !stays_close) {
            out.push('\n');
        }
        // What leads up to the next block, too, stands right above it.
        stays_close = is_heading || matches!(block, Block::Lines(lines) if leads(lines));
        match block {
            Block::Heading(own, title) => {
                depth = *own;
                out += &heading(*own, title.text.as_str(), (width, sense));
            }
            Block::Lines(lines) => {
                out.extend(lines.iter().map(|line| paragraph(line.text.as_str(), width, indent(depth))));
            }
            Block::Prose(prose) | Block::Verbatim(prose) => out += &paragraph(prose.as_str(), width, indent(depth)),
            Block::List(marks, items) => out += &list(*marks, items, depth, width),
            Block::Table(table) => {
                out += &match sense {
                    Sense::Sight => grid(table, width),
                    Sense::Hearing => sentences(table, width),
                }
            }
        }
    }
    out
}

fn leads(lines: &[Fact]) -> bool {
    lines.last().is_some_and(|line| line.text.as_str().ends_with(':'))
}

fn indent(depth: Depth) -> &'static str {
    match depth {
        Depth::Title => "",
        Depth::Section => "  ",
        Depth::Part => "    ",
    }
}

fn heading(depth: Depth, title: &str, (width, sense): (usize, Sense)) -> String {
    match depth {
        Depth::Title if sense == Sense::Hearing => paragraph(title, width, ""),
        Depth::Title => {
            let title = paragraph(title, width, "");
            let rule = title.lines().map(display_width).max().unwrap_or(0);
            format!("{title}{}\n", "-".repeat(rule))
        }
        Depth::Section => paragraph(title, width, ""),
        Depth::Part => paragraph(title, width, "  "),
    }
}

fn list(marks: Marks, items: &[Item], depth: Depth, width: usize) -> String {
    let indent = if depth == Depth::Part { "    " } else { "  " };
    let labels = items.iter().filter_map(|item| item.label.as_ref()).map(|label| display_width(label.as_str()));
    let column = labels.filter(|width| *width <= WIDEST_LABEL).max().unwrap_or(0);
    // Single signs are marks, and words are a column of their own.
    let gap = if column > 1 { "  " } else { " " };
    let mark = |index: usize, item: &Item| {
        let label = item.label.as_ref().map(super::Clean::as_str).unwrap_or_default();
        match marks {
            Marks::Bullets => format!("{indent}- "),
            Marks::Numbers => format!("{indent}{}. ", index + 1),
            Marks::Column => {
                let fill = column.saturating_sub(display_width(label));
                format!("{indent}{label}{}{gap}", " ".repeat(fill))
            }
            Marks::RunIn if label.is_empty() => indent.to_owned(),
            Marks::RunIn => format!("{indent}{label}: "),
            Marks::Nothing => String::new(),
        }
    };
    items.iter().enumerate().map(|(index, item)| lines(&mark(index, item), item, marks, width)).collect()
}

fn lines(mark: &str, item: &Item, marks: Marks, width: usize) -> String {
    let below = match marks {
        // Run-in labels differ in width, so that their further lines stand below the label and not below the text.
        Marks::RunIn | Marks::Nothing => "    ".to_owned(),
        Marks::Bullets | Marks::Numbers | Marks::Column => " ".repeat(display_width(mark)),
    };
    let mut out = String::new();
    for (index, line) in item.lines.iter().enumerate() {
        let mark = if index == 0 { mark } else { &below };
        match line {
            // Behind a label of any width, the first line would not stand in one column with the others.
            Line::Written(text) if matches!(marks, Marks::RunIn | Marks::Nothing) => {
                out += &format!("{}\n{}", mark.trim_end(), paragraph(text.as_str(), width, &below));
            }
            Line::Wrapped(text) | Line::Heard { seen: text, .. } if marks == Marks::RunIn => {
                out += &run_in(mark, text.as_str(), width);
            }
            Line::Written(text) | Line::Wrapped(text) | Line::Heard { seen: text, .. } => {
                out += &bullet(mark, text.as_str(), width);
            }
            Line::Cut(text) | Line::Known { seen: text, .. } => out += &(cut(&format!("{mark}{text}"), width) + "\n"),
            Line::Whole(text) => out += &format!("{mark}{text}\n"),
            Line::Labeled(label, text) => out += &bullet(&format!("{mark}{label}: "), text.text.as_str(), width),
        }
    }
    out
}

/// A label that the text goes on behind; further lines are indented by four.
fn run_in(mark: &str, text: &str, width: usize) -> String {
    let indent = mark.len() - mark.trim_start().len();
    let options = options(width).subsequent_indent("    ");
    let text = format!("{}{text}", &mark[indent..]);
    if indent + columns(&text) <= width.max(20) {
        // What fits is not wrapped.
        return format!("{}{}\n", &mark[..indent], text.trim_end());
    }
    let wrapped = textwrap::wrap(&text, options.initial_indent(&mark[..indent]));
    wrapped.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// A row as a sentence: what it is named by, behind the numbers that stand before that, then the other cells, each with its column's
/// title. What has nothing in a column says nothing of it, and a row without a name goes on with
/// the one before.
fn sentences(table: &Table, width: usize) -> String {
    let (rows, more) = table.on_screen();
    let columns: Vec<(usize, &Column)> = table.written().collect();
    let name = columns.iter().find(|(_, column)| column.kind == ColumnKind::Words).map_or(0, |(index, _)| *index);
    let (lead, rest): (Vec<_>, Vec<_>) = columns.into_iter().partition(|(index, _)| *index <= name);
    let is_said = |text: &&str| !matches!(*text, "" | "-");
    let about = table.about.as_ref().map(|about| paragraph(&format!("{about}:"), width, ""));
    let mut out = about.unwrap_or_default();
    let mut named = String::new();
    for row in rows {
        if is_said(&Table::text(row, name)) {
            let texts = lead.iter().map(|(index, _)| Table::text(row, *index)).filter(is_said).map(in_words);
            named = texts.collect::<Vec<_>>().join(", ");
        }
        let cells = rest.iter().map(|(index, column)| (column, Table::text(row, *index)));
        let said = |(column, text): (&&Column, &str)| {
            column.around(text).replace("{title}", column.spoken().as_str()).replace("{}", &cell_in_words(column, text))
        };
        let cells: Vec<String> = cells.filter(|(_, text)| is_said(text)).map(said).collect();
        let end = if cells.is_empty() { "" } else { ": " };
        out += &bullet("- ", &heard_text(&format!("{named}{end}{}", cells.join(", "))), width);
    }
    out + &more.map(|line| line + "\n").unwrap_or_default()
}

/// A cell as it is heard: of numbers the sign, too.
fn cell_in_words(column: &Column, text: &str) -> String {
    match column.kind {
        ColumnKind::Words => in_words(text),
        ColumnKind::Numbers | ColumnKind::Intervals { .. } => minus_in_words(&in_words(text)),
    }
}

/// A cell without signs that stand for words: `> 99%`, and `1=` for a rank that is shared.
fn in_words(text: &str) -> String {
    let shared = text.strip_suffix('=').filter(|rank| rank.parse::<usize>().is_ok());
    match (text.strip_prefix("> "), text.strip_prefix("< "), shared) {
        (Some(bound), _, _) => format!("over {bound}"),
        (None, Some(bound), _) => format!("under {bound}"),
        (None, None, Some(rank)) => format!("{rank}, tied"),
        (None, None, None) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Cell;
    use super::*;

    #[test]
    fn blocks_are_a_blank_line_apart_and_stand_right_below_their_heading() {
        let mut page = Page::titled("A title");
        page.lines(["one", "two"]).section("A section").texts(Marks::Bullets, ["first", "second"]);
        page.list(Marks::Column, [Item::labeled("Q1", "x").and("why", "y"), Item::labeled("Q10", "z")]);
        assert_eq!(
            text(&page, 40),
            "A title\n-------\none\ntwo\n\nA section\n  - first\n  - second\n\n  Q1   x\n       why: y\n  Q10  z\n"
        );
    }

    #[test]
    fn a_listener_hears_a_row_as_a_sentence_and_no_rule_below_a_title() {
        let mut page = Page::titled("A title");
        let columns = [Column::numbers("rank"), Column::words("candidate"), Column::numbers("t").called("Technical")];
        let rows = [["1", "Ann Lee", "4.50"], ["2", "Kim", "-"]].map(|row| row.map(Cell::from));
        page.table(Table::new(columns, rows)).section("A section");
        page.list(Marks::Column, [Item::labeled("Q1", "x"), Item::labeled("Q10", "z")]);
        assert_eq!(
            spoken(&page, 60),
            "A title\n- 1, Ann Lee: Technical 4.50\n- 2, Kim\n\nA section\n  Q1: x\n  Q10: z\n"
        );
    }
}
