//! Markdown pieces; text from outside can't become markup.

use super::clean;

/// Text in a line or a table's cell.
pub fn text(text: &str) -> String {
    let mut out = String::new();
    for character in clean::line(text).chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// A table.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut out = row(&head.iter().map(|cell| text(cell)).collect::<Vec<_>>());
    out += &row(&vec!["---".to_owned(); head.len()]);
    for cells in rows {
        out += &row(&cells.iter().map(|cell| text(cell)).collect::<Vec<_>>());
    }
    out
}
