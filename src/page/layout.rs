//! Paragraphs, headings and bullets at a width, for a terminal and for a screen reader alike.

use std::fmt::Write as _;

use textwrap::Options;

use super::clean;

/// Wraps a paragraph at `width` columns; lines of it that are indented or fenced code stay as they are.
pub fn paragraph(text: &str, width: usize, indent: &str) -> String {
    wrapped(text, width, indent, indent)
}

/// Wraps a bullet: the first line begins with `mark`, the others are indented below its text.
pub fn bullet(mark: &str, text: &str, width: usize) -> String {
    let mark = clean::line(mark);
    let rest = " ".repeat(textwrap::core::display_width(&mark));
    wrapped(text, width, &mark, &rest)
}

fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let text = clean::block(text);
    let mut out = String::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        let start = if index == 0 { first } else { rest };
        let fence = line.trim_start().starts_with("```");
        if fenced || fence || line.starts_with("  ") {
            let _ = writeln!(out, "{}", format!("{start}{line}").trim_end());
        } else if line.trim().is_empty() {
            out.push('\n');
        } else {
            let options = Options::new(width.max(20)).initial_indent(start).subsequent_indent(rest).break_words(true);
            for piece in textwrap::wrap(line, options) {
                let _ = writeln!(out, "{}", piece.trim_end());
            }
        }
        fenced ^= fence;
    }
    out
}

/// A heading, underlined.
pub fn heading(text: &str) -> String {
    let text = clean::line(text);
    let rule = "-".repeat(textwrap::core::display_width(&text));
    format!("{text}\n{rule}\n")
}

/// At most `width` columns of a line, with an ellipsis where something was cut.
pub fn cut(text: &str, width: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation as _;
    use unicode_width::UnicodeWidthStr as _;
    let text = clean::line(text);
    if text.width() <= width {
        return text.into_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        if used + cluster.width() + 1 > width {
            break;
        }
        used += cluster.width();
        out.push_str(cluster);
    }
    out.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_wrapped_and_prose_is() {
        let text = "one two three four five six\n```python\nx = [1,    2, 3, 4, 5, 6, 7, 8]\n```";
        let shown = paragraph(text, 20, "  ");
        assert!(shown.contains("x = [1,    2, 3, 4, 5, 6, 7, 8]"), "{shown}");
        assert!(shown.lines().next().is_some_and(|line| line.len() <= 20), "{shown}");
    }

    #[test]
    fn a_line_is_cut_at_a_width_in_any_script() {
        assert_eq!(cut("李李李李", 5), "李李…");
        assert_eq!(cut("short", 5), "short");
    }
}
