//! A page as HTML: one file that needs no other, plain, and right for a screen reader. Text from outside can't become markup.

use std::fmt::Write as _;

use super::block::{Block, Depth, Item, Line, Marks, Page};
use super::table::{ColumnKind, Table};

/// Enough to read comfortably; pages that want more have a stylesheet of their own.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse}th,td{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}\
.number{text-align:right}.prose,pre{white-space:pre-wrap}";

/// The page as a document of its own.
pub(super) fn html(page: &Page) -> String {
    let title = page.first_heading().map(|title| escaped(title.as_str())).unwrap_or_default();
    let body: String = page.blocks.iter().map(block).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Text between tags or in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            other => out.push(other),
        }
    }
    out
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(Depth::Title, text) => format!("<h1>{}</h1>\n", escaped(text.as_str())),
        Block::Heading(Depth::Section, text) => format!("<h2>{}</h2>\n", escaped(text.as_str())),
        Block::Heading(Depth::Part, text) => format!("<h3>{}</h3>\n", escaped(text.as_str())),
        Block::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| escaped(line.as_str())).collect();
            format!("<p>{}</p>\n", lines.join("<br>\n"))
        }
        Block::Prose(text) => prose(text.as_str()),
        Block::List(marks, items) => list(*marks, items),
        Block::Table(own) => table(own),
    }
}

fn list(marks: Marks, items: &[Item]) -> String {
    let (tag, colon) = match marks {
        Marks::Numbers => ("ol", ""),
        Marks::RunIn => ("ul", ":"),
        Marks::Bullets | Marks::Column | Marks::Nothing => ("ul", ""),
    };
    let mut out = format!("<{tag}>\n");
    for item in items {
        let label = item.label.as_ref().map(|label| format!("<b>{}{colon}</b> ", escaped(label.as_str())));
        let lines: Vec<String> = item.lines.iter().map(line).collect();
        let _ = writeln!(out, "<li>{}{}</li>", label.unwrap_or_default(), lines.join("<br>\n"));
    }
    out + &format!("</{tag}>\n")
}

fn line(line: &Line) -> String {
    match line.parts() {
        (Some(label), text) => format!("<b>{}:</b> {}", escaped(label.as_str()), escaped(text.as_str())),
        (None, text) => escaped(text.as_str()),
    }
}

fn table(table: &Table) -> String {
    let class = |kind: ColumnKind| match kind {
        ColumnKind::Numbers => " class=\"number\"",
        ColumnKind::Words | ColumnKind::Intervals { .. } => "",
    };
    let mut out = String::from("<table>\n<thead>\n<tr>");
    for (_, column) in table.written() {
        let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(column.kind), escaped(column.title.as_str()));
    }
    out += "</tr>\n</thead>\n<tbody>\n";
    for row in &table.rows {
        out += "<tr>";
        for (index, column) in table.written() {
            let _ = write!(out, "<td{}>{}</td>", class(column.kind), escaped(Table::text(row, index)));
        }
        out += "</tr>\n";
    }
    out + "</tbody>\n</table>\n"
}

/// Paragraphs with their line breaks, fenced blocks as code, and what stands between backticks as code.
fn prose(text: &str) -> String {
    let mut out = String::new();
    let mut paragraph: Vec<String> = Vec::new();
    let mut code: Option<Vec<&str>> = None;
    let flush = |out: &mut String, paragraph: &mut Vec<String>| {
        if !paragraph.is_empty() {
            let _ = writeln!(out, "<p class=\"prose\">{}</p>", paragraph.join("\n"));
            paragraph.clear();
        }
    };
    let block = |lines: &[&str]| format!("<pre><code>{}\n</code></pre>\n", escaped(&lines.join("\n")));
    for line in text.lines() {
        match (&mut code, line.trim_start().starts_with("```")) {
            (None, true) => {
                flush(&mut out, &mut paragraph);
                code = Some(Vec::new());
            }
            (Some(lines), true) => {
                out += &block(lines);
                code = None;
            }
            (Some(lines), false) => lines.push(line),
            (None, false) if line.trim().is_empty() => flush(&mut out, &mut paragraph),
            (None, false) => paragraph.push(with_code(line)),
        }
    }
    flush(&mut out, &mut paragraph);
    // A fence that is never closed holds the rest.
    out + &code.map(|lines| block(&lines)).unwrap_or_default()
}

fn with_code(line: &str) -> String {
    let parts: Vec<&str> = line.split('`').collect();
    let last = parts.len() - 1;
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index % 2 == 0 {
            out += &escaped(part);
        } else if index < last {
            let _ = write!(out, "<code>{}</code>", escaped(part));
        } else {
            let _ = write!(out, "`{}", escaped(part));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_is_no_markup() {
        let mut page = Page::titled("<script>alert('x')</script>");
        page.line("a & b").prose("use `Vec<T>` and\n<b>\n\n```html\n<i>\n");
        let shown = html(&page);
        assert!(!shown.contains("<script") && !shown.contains("<b>") && !shown.contains("<i>"), "{shown}");
        assert!(shown.contains("<title>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</title>"), "{shown}");
        assert!(shown.contains("<p>a &amp; b</p>"), "{shown}");
        assert!(shown.contains("use <code>Vec&lt;T&gt;</code> and\n&lt;b&gt;</p>"), "{shown}");
        assert!(shown.contains("<pre><code>&lt;i&gt;\n</code></pre>"), "{shown}");
    }
}
