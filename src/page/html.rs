//! A page as HTML: one file that needs no other, plain, and right for a screen reader. Text from outside can't become markup.

use std::fmt::Write as _;

use super::block::{Block, Item, Line, Marks, Page};
use super::layout;
use super::table::{ColumnKind, Table};

/// Enough to read comfortably; pages that want more have a stylesheet of their own.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse}th,td{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}\
.number{text-align:right}.prose,pre{white-space:pre-wrap}";

/// The page as a document of its own.
pub(super) fn html(page: &Page) -> String {
    let own = page.document.as_ref().map(|title| format!("<h1>{}</h1>\n", escaped(title.as_str())));
    let title = page.document.as_ref().or_else(|| page.first_heading());
    let title = title.map(|title| escaped(title.as_str())).unwrap_or_default();
    let below = usize::from(own.is_some());
    let body: String = own.into_iter().chain(page.seen().map(|own| block(own, below))).collect();
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

fn block(block: &Block, below: usize) -> String {
    match block {
        Block::Heading(depth, text) => {
            let level = depth.level() + below;
            format!(
                "<h{level}>{}</h{level}>
",
                with_code(text.text.as_str())
            )
        }
        Block::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| with_code(line.text.as_str())).collect();
            format!("<p>{}</p>\n", lines.join("<br>\n"))
        }
        Block::Prose(text) => prose(text.as_str()),
        Block::Verbatim(text) => verbatim(text.as_str()),
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
    if let Line::Written(text) = line {
        return if layout::is_code(text.as_str()) {
            format!("<pre>{}\n</pre>", escaped(text.as_str()))
        } else {
            text.as_str().lines().map(with_code).collect::<Vec<_>>().join("<br>\n")
        };
    }
    match line.parts() {
        (Some(label), text) => format!("<b>{}:</b> {}", escaped(label.as_str()), with_code(text.as_str())),
        (None, text) => with_code(text.as_str()),
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
            let _ = write!(out, "<td{}>{}</td>", class(column.kind), with_code(Table::text(row, index)));
        }
        out += "</tr>\n";
    }
    out + "</tbody>\n</table>\n"
}

/// Paragraphs with their line breaks, fenced blocks as code, and what stands between backticks as code.
fn prose(text: &str) -> String {
    let mut out = String::new();
    for (is_code, lines) in layout::fenced(text) {
        if is_code {
            let inside = lines.get(1..lines.len() - 1).unwrap_or_default();
            let _ = writeln!(out, "<pre><code>{}\n</code></pre>", escaped(&inside.join("\n")));
            continue;
        }
        for paragraph in lines.split(|line| line.trim().is_empty()).filter(|lines| !lines.is_empty()) {
            let lines: Vec<String> = paragraph.iter().map(|line| with_code(line)).collect();
            let _ = writeln!(out, "<p class=\"prose\">{}</p>", lines.join("\n"));
        }
    }
    out
}

/// Fenced blocks and what stands between them, all of it as it stands.
fn verbatim(text: &str) -> String {
    let block = |(is_code, lines): (bool, Vec<&str>)| {
        let inside = if is_code { lines.get(1..lines.len() - 1).unwrap_or_default() } else { &lines };
        format!("<pre>{}\n</pre>\n", escaped(&inside.join("\n")))
    };
    layout::fenced(text).into_iter().map(block).collect()
}

fn with_code(line: &str) -> String {
    if !layout::has_code(line) {
        return escaped(line);
    }
    let part = |(index, part): (usize, &str)| {
        if index % 2 == 1 { format!("<code>{}</code>", escaped(part)) } else { escaped(part) }
    };
    line.split('`').enumerate().map(part).collect()
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
