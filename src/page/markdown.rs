//! A page as Markdown (`CommonMark`, with the tables of GitHub's). Text from outside can't become markup.

use super::block::{Block, Depth, Item, Marks, Page};
use super::table::{Column, ColumnKind, Table};

/// The page; blocks are a blank line apart.
pub(super) fn markdown(page: &Page) -> String {
    let blocks: Vec<String> = page.blocks.iter().map(block).collect();
    blocks.join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(Depth::Title, text) => format!("# {}\n", inline(text.as_str())),
        Block::Heading(Depth::Section, text) => format!("## {}\n", inline(text.as_str())),
        Block::Heading(Depth::Part, text) => format!("### {}\n", inline(text.as_str())),
        Block::Lines(lines) => match lines.as_slice() {
            [only] => format!("{}\n", paragraph(only.as_str())),
            several => several.iter().map(|line| format!("- {}\n", paragraph(line.as_str()))).collect(),
        },
        Block::Prose(text) => prose(text.as_str()),
        Block::List(marks, items) => list(*marks, items),
        Block::Table(own) => table(own),
    }
}

/// Text in a line or a table's cell.
fn inline(text: &str) -> String {
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
        let label = item.label.as_ref().map(|label| inline(label.as_str()));
        let mark = match (marks, label) {
            (Marks::Numbers, _) => format!("{}. ", index + 1),
            (Marks::RunIn, Some(label)) => format!("- **{label}:** "),
            (Marks::Bullets | Marks::Column | Marks::Nothing, Some(label)) => format!("- **{label}** "),
            (Marks::Bullets | Marks::Column | Marks::RunIn | Marks::Nothing, None) => "- ".to_owned(),
        };
        let inner = if marks == Marks::Numbers { "   " } else { "  " };
        for (index, line) in item.lines.iter().enumerate() {
            let text = match line.parts() {
                (Some(label), text) => format!("**{}:** {}", inline(label.as_str()), inline(text.as_str())),
                (None, text) => paragraph(text.as_str()),
            };
            out += &if index == 0 { format!("{mark}{text}\n") } else { format!("{inner}- {text}\n") };
        }
    }
    out
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
    let mut out = String::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let marks = fence_of(line);
        match (fence, marks) {
            (None, Some(open)) => fence = Some(open),
            (Some(open), Some(close)) if close.starts_with(open) && line.trim() == close => fence = None,
            (None | Some(_), _) => {}
        }
        let code = fence.is_some() || marks.is_some();
        out += &if code { line.to_owned() } else { harmless(line) };
        out.push('\n');
    }
    if let Some(open) = fence {
        out += open;
        out.push('\n');
    }
    out
}

/// The backticks or tildes that a fence begins with.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ['`', '~'].into_iter().find_map(|sign| {
        let length = line.chars().take_while(|character| *character == sign).count();
        (length >= 3).then(|| &line[..length])
    })
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
    use super::super::Cell;
    use super::*;

    #[test]
    fn what_comes_from_outside_is_no_markup() {
        let mut page = Page::titled("a *b* <i>");
        page.lines(["- x", "1. y"]).texts(Marks::Bullets, ["[z](u)"]);
        page.table(Table::new([Column::words("a|b"), Column::numbers("n")], [[Cell::from("c|d"), Cell::from("1")]]));
        assert_eq!(
            markdown(&page),
            "# a \\*b\\* \\<i\\>\n\n- \\- x\n- 1\\. y\n\n- \\[z\\](u)\n\n| a\\|b | n |\n| --- | ---: |\n| c\\|d | 1 |\n"
        );
    }

    #[test]
    fn prose_keeps_its_code_and_closes_its_fence() {
        assert_eq!(
            prose("a <b> `Vec<T>` ![x](y)\n```rust\nVec<T>"),
            "a \\<b> `Vec<T>` !\\[x](y)\n```rust\nVec<T>\n```\n"
        );
        assert_eq!(prose("```\n<b>\n```\n<b>"), "```\n<b>\n```\n\\<b>\n");
    }
}
