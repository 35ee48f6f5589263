//! Text into lines of cells: wrapped, cleaned, styled so that color never carries a meaning alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use textwrap::{Options, WordSplitter};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::page::clean;
use crate::page::layout::WORDS;

use super::super::view::Scrolled;

/// The styles: of the sixteen colors only those that can be read on light and on dark, always beside a word or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Whether there may be color.
    pub color: bool,
}

#[expect(clippy::unused_self, reason = "a caller need not know which styles depend on color")]
impl Palette {
    fn colored(self, color: Color) -> Style {
        if self.color { Style::new().fg(color) } else { Style::new() }
    }

    /// Titles and what is under the eye.
    pub(crate) fn bold(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What stays in the background.
    pub(crate) fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Headings.
    pub(crate) fn heading(self) -> Style {
        self.colored(Color::Magenta).add_modifier(Modifier::BOLD)
    }

    /// Of strong answers.
    pub(crate) fn strong(self) -> Style {
        self.colored(Color::Green)
    }

    /// Of weak answers.
    pub(crate) fn weak(self) -> Style {
        self.colored(Color::Magenta)
    }

    /// What needs attention.
    pub(crate) fn alarm(self) -> Style {
        self.colored(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// What needs attention at once.
    pub(crate) fn siren(self) -> Style {
        self.colored(Color::Red).add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }

    /// What the cursor stands on, the mode, what was chosen.
    pub(crate) fn reversed(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Wraps a text at `width` columns, between words. Code (fenced or indented) is broken only where it does not fit, and says so.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in clean::block(text).lines() {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if fence {
            continue;
        }
        if fenced || line.starts_with("  ") || line.starts_with('|') {
            lines.extend(broken(line, width));
        } else {
            let options = Options::new(width).word_separator(WORDS);
            let pieces = textwrap::wrap(line, options.word_splitter(WordSplitter::NoHyphenation).break_words(true));
            // Signs that belong together may take more room than each by itself.
            let narrow =
                |piece: &str| if piece.width() <= width { vec![piece.to_owned()] } else { broken(piece, width) };
            lines.extend(pieces.into_iter().flat_map(|piece| narrow(piece.trim_end())));
        }
    }
    lines
}

/// Wraps a text that is code throughout.
pub(super) fn wrap_code(text: &str, width: usize) -> Vec<String> {
    clean::block(text)
        .lines()
        .filter(|line| !line.trim_start().starts_with("```"))
        .flat_map(|line| broken(line, width.max(1)))
        .collect()
}

/// Begins what did not fit on a line of code.
const GOES_ON: &str = "↳ ";

/// A line of code, broken between words where it is too long; what comes after a break has a sign before it.
fn broken(line: &str, width: usize) -> Vec<String> {
    let line = line.trim_end();
    if line.width() <= width {
        return vec![line.to_owned()];
    }
    let mut lines = vec![String::new()];
    let mut used = 0;
    let begin = |lines: &mut Vec<String>| {
        let sign = if width > 8 { GOES_ON } else { "" };
        lines.push(sign.to_owned());
        sign.width()
    };
    for word in line.split_inclusive(' ') {
        let room = width.saturating_sub(used);
        if word.trim_end().width() > room && lines.last().is_some_and(|line| !line.trim().is_empty() && line != GOES_ON)
        {
            used = begin(&mut lines);
        }
        // A word that is longer than a line is broken all the same.
        for cluster in word.graphemes(true) {
            if used + cluster.width() > width {
                if cluster == " " {
                    continue;
                }
                used = begin(&mut lines);
            }
            if let Some(last) = lines.last_mut() {
                last.push_str(cluster);
            }
            used += cluster.width();
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A line cut after a word where there is no room for all of it, with a sign that there is more.
pub(super) fn shorten(text: &str, width: usize) -> String {
    let text = clean::line(text);
    if text.width() <= width {
        return text.into_owned();
    }
    let mut used = 0;
    let mut whole = None;
    let mut some = String::new();
    let mut out = String::new();
    for cluster in text.graphemes(true) {
        if cluster == " " && used + 2 <= width && !out.trim().is_empty() {
            whole = Some(out.trim_end().to_owned());
        }
        used += cluster.width();
        out.push_str(cluster);
        if used < width {
            some.clone_from(&out);
        }
        if used > width {
            break;
        }
    }
    match whole {
        Some(whole) => whole + " …",
        None if width == 0 => String::new(),
        None => some.trim_end().to_owned() + "…",
    }
}

/// A marked text: the mark before the first line, the others indented below its text.
pub(super) fn bullet(mark: &str, text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    let indent = self::width(mark);
    let pieces = wrap(text, width.saturating_sub(indent));
    let pieces = if pieces.is_empty() { vec![String::new()] } else { pieces };
    let line = |(index, piece): (usize, String)| {
        let start = if index == 0 { mark.to_owned() } else { " ".repeat(indent) };
        Line::styled(start + &piece, style)
    };
    pieces.into_iter().enumerate().map(line).collect()
}

/// A text as lines of one style.
pub(super) fn lines(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    wrap(text, width).into_iter().map(|line| Line::styled(line, style)).collect()
}

/// Two columns beside each other, `gap` blanks between them; the first is `left` wide.
pub(super) fn beside(
    first: Vec<Line<'static>>,
    second: Vec<Line<'static>>,
    left: usize,
    gap: usize,
) -> Vec<Line<'static>> {
    let count = first.len().max(second.len());
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    (0..count)
        .map(|_| {
            let here = first.next().unwrap_or_default();
            let there = second.next().unwrap_or_default();
            let padding = (left + gap).saturating_sub(here.width());
            let mut spans = styled(here);
            spans.push(Span::raw(" ".repeat(padding)));
            spans.extend(styled(there));
            Line::from(spans)
        })
        .collect()
}

/// A line's spans, each with the line's style in it.
fn styled(line: Line<'static>) -> Vec<Span<'static>> {
    let style = line.style;
    line.spans.into_iter().map(|span| Span { style: style.patch(span.style), ..span }).collect()
}

/// A rule with a title in it.
pub(super) fn rule(title: &str, width: usize, palette: Palette) -> Line<'static> {
    let title = shorten(title, width.saturating_sub(6));
    let title = if title.is_empty() { title } else { format!(" {title} ") };
    let rest = width.saturating_sub(2 + self::width(&title));
    Line::from(vec![
        Span::styled("──", palette.dim()),
        Span::styled(title, palette.heading()),
        Span::styled("─".repeat(rest), palette.dim()),
    ])
}

fn is_rule(line: &Line<'_>) -> bool {
    line.spans.first().is_some_and(|span| span.content == "──")
}

/// Two texts on one line: the first is cut where there is no room for both.
pub(super) fn sides(left: Line<'static>, right: Line<'static>, width: usize) -> Line<'static> {
    let taken = right.width();
    let room = width.saturating_sub(taken + usize::from(taken > 0));
    let mut spans = cut_spans(styled(left), room);
    let used: usize = spans.iter().map(Span::width).sum();
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used + taken))));
    spans.extend(styled(right));
    Line::from(spans)
}

/// Spans cut at `width` columns, with an ellipsis where something was cut.
fn cut_spans(spans: Vec<Span<'static>>, width: usize) -> Vec<Span<'static>> {
    let total: usize = spans.iter().map(Span::width).sum();
    if total <= width {
        return spans;
    }
    let mut room = width;
    let mut out = Vec::new();
    for span in spans {
        let wide = span.width();
        if wide < room {
            room -= wide;
            out.push(span);
            continue;
        }
        out.push(Span::styled(shorten(&span.content, room), span.style));
        break;
    }
    out
}

/// Puts lines into an area from line `scroll` on; says how far it could be scrolled.
pub(super) fn put(buffer: &mut Buffer, area: Rect, lines: &[Line<'_>], scroll: usize) -> usize {
    let height = usize::from(area.height);
    let furthest = lines.len().saturating_sub(height);
    let scroll = scroll.min(furthest);
    for (line, y) in lines.iter().skip(scroll).zip(area.top()..area.bottom()) {
        debug_assert!(area.width < 28 || line.width() <= usize::from(area.width), "too wide: {line}");
        buffer.set_line(area.x, y, line, area.width);
    }
    scroll
}

/// How many lines of so many have room at once: where not all have, one is for the word that says so.
pub(super) fn room(area: Rect, count: usize) -> usize {
    let height = usize::from(area.height);
    if count > height && height > 1 { height - 1 } else { height }
}

/// The same as [`put`]; where there is more than has room, the last line of the area says how much, and which key shows it.
pub(super) fn put_scrolled(
    buffer: &mut Buffer,
    area: Rect,
    lines: &[Line<'_>],
    scroll: usize,
    palette: Palette,
) -> Scrolled {
    let height = room(area, lines.len());
    if lines.len() <= height {
        put(buffer, area, lines, 0);
        return Scrolled { scroll: 0, page: height, below: 0 };
    }
    let inner = Rect { height: u16::try_from(height).unwrap_or(area.height), ..area };
    let scroll = put(buffer, inner, lines, scroll);
    let mut below = lines.len().saturating_sub(scroll + height);
    // A heading stands over something: as the last line in sight it waits for the next page.
    if below > 0 && height > 1 && lines.get(scroll + height - 1).is_some_and(is_rule) {
        let last = Rect { y: inner.bottom() - 1, height: 1, ..area };
        put(buffer, last, &[Line::raw(" ".repeat(area.width.into()))], 0);
        below += 1;
    }
    if usize::from(area.height) > height {
        let foot = Rect { y: inner.bottom(), height: 1, ..area };
        put(buffer, foot, &[more(scroll, below, ("PgUp", "PgDn"), foot.width.into(), palette)], 0);
    }
    Scrolled { scroll, page: height, below }
}

/// Puts a list with the line under its cursor in sight, and says how much more there is; `rows` are the first and the last line
/// of each thing that the cursor can stand on. Gives what a page up and a page down lead to.
pub(super) fn put_list(
    buffer: &mut Buffer,
    area: Rect,
    lines: &[Line<'_>],
    (rows, row): (&[(usize, usize)], usize),
    palette: Palette,
) -> (usize, usize) {
    let height = room(area, lines.len());
    let (first, last) = rows.get(row).or(rows.last()).copied().unwrap_or_default();
    // What stands above the first, such as its heading, comes along.
    let scroll = if row == 0 { 0 } else { in_sight(0, first, last, height) };
    let inner = Rect { height: u16::try_from(height).unwrap_or(area.height), ..area };
    let shown = put(buffer, inner, lines, scroll);
    if usize::from(area.height) > height {
        let below = lines.len().saturating_sub(shown + height);
        let foot = Rect { y: inner.bottom(), height: 1, ..area };
        put(buffer, foot, &[more(shown, below, ("Up", "Down"), area.width.into(), palette)], 0);
    }
    // A page goes from what stands at its foot to where that stands at its top, and back.
    let up = rows.iter().rposition(|(_, last)| *last <= shown).unwrap_or(0);
    let down = rows.iter().rposition(|(_, last)| last + 1 < shown + 2 * height).unwrap_or(0);
    (up, down)
}

/// The rows of a list that has a line each.
pub(super) fn rows(count: usize) -> Vec<(usize, usize)> {
    (0..count).map(|row| (row, row)).collect()
}

/// A rule that says how much more there is above and below.
pub(super) fn more(
    above: usize,
    below: usize,
    (up, down): (&str, &str),
    columns: usize,
    palette: Palette,
) -> Line<'static> {
    let lines = |count: usize| if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
    let mut words = Vec::new();
    if above > 0 {
        words.push(format!("{} above: {up}", lines(above)));
    }
    if below > 0 {
        words.push(format!("{} below: {down}", lines(below)));
    }
    let text = format!(" {} ", words.join(" · "));
    let rest = columns.saturating_sub(2 + width(&text));
    Line::from(vec![
        Span::styled("─".repeat(rest), palette.dim()),
        Span::styled(text, palette.bold()),
        Span::styled("──", palette.dim()),
    ])
}

/// The scroll at which the lines `first..=last` are in sight, moving as little as can be.
pub(super) fn in_sight(scroll: usize, first: usize, last: usize, height: usize) -> usize {
    if first < scroll {
        first
    } else if last >= scroll + height {
        (last + 1).saturating_sub(height).min(first)
    } else {
        scroll
    }
}
