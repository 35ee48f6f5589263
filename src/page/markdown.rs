//! A page as Markdown (`CommonMark`, with the tables of GitHub's). Text from outside can't become markup.

use super::block::{Block, Item, Line, Marks, Page};
use super::layout;
use super::table::{Column, ColumnKind, Table};

/// The page; blocks are a blank line apart.
pub(super) fn markdown(page: &Page) -> String {
    let title = page.document.as_ref().map(|title| format!("# {}\n", inline(title.as_str())));
    let below = usize::from(title.is_some());
    let blocks = title.into_iter().chain(page.seen().map(|own| block(own, below)));
    blocks.collect::<Vec<_>>().join("\n")
}

fn block(block: &Block, below: usize) -> String {
    match block {
        Block::Heading(depth, text) => format!(
            "{} {}
",
            "#".repeat(depth.level() + below),
            inline(text.text.as_str())
        ),
        // A backslash at its end breaks a line.
        Block::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| paragraph(line.text.as_str())).collect();
            lines.join("\\\n") + "\n"
        }
        Block::Prose(text) => prose(text.as_str()),
        Block::Verbatim(text) => verbatim(text.as_str()),
        Block::List(marks, items) => list(*marks, items),
        Block::Table(own) => table(own),
    }
}

/// Text in a line or a table's cell; what stands between two backticks is code.
fn inline(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if !layout::has_code(text) {
        return escaped(text);
    }
    // A bar ends a table's cell within code, too.
    let part = |(index, part): (usize, &&str)| {
        if index % 2 == 1 { format!("`{}`", part.replace('|', "\\|")) } else { escaped(part) }
    };
    parts.iter().enumerate().map(part).collect()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Text at the beginning of a line, where a dash or a number with a dot would begin a list.
fn paragraph(text: &str) -> String {
    let text = inline(text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let is_number = digits > 0 && text[digits..].starts_with(['.', ')']);
    if is_number {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else if text.starts_with(['-', '+', '=']) {
        format!("\\{text}")
    } else {
        text
    }
}

fn list(marks: Marks, items: &[Item]) -> String {
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        // The words of a label may have been put below each other by blanks.
        let label = item.label.as_ref().map(|label| inline(&layout::one_line(label.as_str())));
        let mark = match (marks, label) {
            (Marks::Numbers, _) => format!("{}. ", index + 1),
            (Marks::RunIn, Some(label)) => format!("- **{label}:** "),
            (Marks::Bullets | Marks::Column | Marks::Nothing, Some(label)) => format!("- **{label}** "),
            (Marks::Bullets | Marks::Column | Marks::RunIn | Marks::Nothing, None) => "- ".to_owned(),
        };
        let inner = if marks == Marks::Numbers { "   " } else { "  " };
        for (index, line) in item.lines.iter().enumerate() {
            let text = match (line, line.parts()) {
                (Line::Written(text), _) => written(text.as_str(), inner),
                (_, (Some(label), text)) => format!("**{}:** {}", inline(label.as_str()), inline(text.as_str())),
                (_, (None, text)) => paragraph(text.as_str()),
            };
            out += &if index == 0 {
                // Nothing stands behind a label whose text begins on a line of its own.
                let mark = if text.starts_with('\n') { mark.trim_end() } else { &mark };
                format!("{mark}{text}\n")
            } else {
                format!("{inner}- {text}\n")
            };
        }
    }
    out
}

/// Lines that stay lines, within an item of a list: code in a fence that nothing in it closes, prose with a break at each end.
fn written(text: &str, inner: &str) -> String {
    if !layout::is_code(text) {
        let lines: Vec<String> = text.lines().filter(|line| !line.trim().is_empty()).map(paragraph).collect();
        return lines.join(&format!("\\\n{inner}"));
    }
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let lines = [format!("{fence}text").as_str(), text, fence.as_str()].join("\n");
    let lines: Vec<String> = lines.lines().map(|line| format!("{inner}{line}").trim_end().to_owned()).collect();
    format!("\n\n{}", lines.join("\n"))
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let rule = |column: &Column| match column.kind {
        ColumnKind::Numbers => "---:".to_owned(),
        ColumnKind::Words | ColumnKind::Intervals { .. } => "---".to_owned(),
    };
    let mut out = row(table.written().map(|(_, column)| inline(column.title.as_str())).collect());
    out += &row(table.written().map(|(_, column)| rule(column)).collect());
    for cells in &table.rows {
        out += &row(table.written().map(|(index, _)| inline(Table::text(cells, index))).collect());
    }
    out
}

/// A bank's text is Markdown already; what could become HTML or load a picture becomes text, and an open fence is closed.
fn prose(text: &str) -> String {
    let run = |(is_code, lines): (bool, Vec<&str>)| {
        let lines: Vec<String> =
            lines.into_iter().map(|line| if is_code { line.to_owned() } else { harmless(line) }).collect();
        lines.join("\n") + "\n"
    };
    layout::fenced(text).into_iter().map(run).collect::<Vec<_>>().join("\n")
}

/// Fenced blocks stay, and what stands between them is fenced.
fn verbatim(text: &str) -> String {
    let mut out = String::new();
    for (is_code, lines) in layout::fenced(text) {
        let lines = lines.join("\n");
        out += &if is_code { format!("{lines}\n") } else { format!("```text\n{lines}\n```\n") };
    }
    out
}

/// A line of prose without HTML and pictures; what stands between backticks is code and stays.
fn harmless(line: &str) -> String {
    let parts: Vec<&str> = line.split('`').collect();
    let last = parts.len() - 1;
    let parts = parts.iter().enumerate().map(|(index, part)| {
        let is_code = index % 2 == 1 && index < last;
        if is_code { (*part).to_owned() } else { part.replace('<', "\\<").replace("![", "!\\[") }
    });
    parts.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::super::table::Cell;
    use super::*;

    #[test]
    fn what_comes_from_outside_is_no_markup() {
        let mut page = Page::titled("a *b* <i>");
        page.lines(["- x", "1. y"]).texts(Marks::Bullets, ["[z](u)"]);
        page.table(Table::new([Column::words("a|b"), Column::numbers("n")], [[Cell::from("c|d"), Cell::from("1")]]));
        assert_eq!(
            markdown(&page),
            "# a \\*b\\* \\<i\\>\n\n\\- x\\\n1\\. y\n\n- \\[z\\](u)\n\n| a\\|b | n |\n| --- | ---: |\n| c\\|d | 1 |\n"
        );
    }

    #[test]
    fn prose_keeps_its_code_and_closes_its_fence() {
        assert_eq!(
            prose("a <b> `Vec<T>` ![x](y)\n```rust\nVec<T>"),
            "a \\<b> `Vec<T>` !\\[x](y)\n\n```rust\nVec<T>\n```\n"
        );
        assert_eq!(prose("```\n<b>\n```\n<b>"), "```\n<b>\n```\n\n\\<b>\n");
    }
}
