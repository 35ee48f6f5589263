//! The lists of the desk: criteria, bands, take-aways, and the last look before submission.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::core::rubric::Band;
use crate::core::scorecard::thin_words;
use crate::page::layout::told_apart;

use super::super::super::super::{readback, told, words};
use super::super::super::complaints::{Complaint, Weight, complaints};
use super::super::super::keys::FACE;
use super::super::super::parts::{self, TakeAway};
use super::super::super::view::Seen;
use super::super::Scene;
use super::super::text::{Palette, bullet, lines, put, put_list, put_scrolled, rows, rule, shorten, width};

/// A list under a title, with something below it.
struct Titled<'a> {
    title: &'a str,
    list: &'a [Line<'static>],
    /// The lines of each thing that the cursor can stand on.
    rows: Vec<(usize, usize)>,
    below: &'a [Line<'static>],
}

/// Draws a list with the line under the cursor in sight; gives the scroll of what stands below it.
fn listed(
    scene: &Scene<'_>,
    area: Rect,
    buffer: &mut Buffer,
    Titled { title, list, rows, below }: &Titled<'_>,
) -> Seen {
    let palette = scene.palette();
    put(buffer, area, &[rule(title, usize::from(area.width), palette)], 0);
    // The list has the room that it wants, but for a third, which is read below it.
    let wanted = u16::try_from(list.len() + 1).unwrap_or(area.height);
    let room = area.height.saturating_sub(wanted).max(area.height / 3);
    let foot = u16::try_from(below.len()).unwrap_or(0).min(room);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + foot), ..area };
    let pages = put_list(buffer, body, list, (rows, scene.view.desk.cursor.row), palette);
    let foot = Rect { y: body.bottom(), height: foot, ..area };
    let shown = put_scrolled(buffer, foot, below, scene.view.desk.cursor.scroll, palette);
    Seen { list: Some(shown), pages, ..Seen::default() }
}

/// Lines of a list, each with what stands before it, the one under the cursor marked. No two look alike that are not.
fn pointed(lines: &[(String, String)], row: usize, columns: usize, palette: Palette) -> Vec<Line<'static>> {
    let room = |mark: &str| columns.saturating_sub(2 + width(mark));
    let texts: Vec<(&str, usize)> = lines.iter().map(|(mark, text)| (text.as_str(), room(mark))).collect();
    let shown = told_apart(&texts, shorten).into_iter().zip(lines).enumerate();
    let line = |(position, (text, (mark, _))): (usize, (String, &(String, String)))| {
        let (pointer, style) = if position == row { (">", palette.reversed()) } else { (" ", Style::new()) };
        Line::styled(shorten(&format!("{pointer} {mark}{text}"), columns), style)
    };
    shown.map(line).collect()
}

pub(super) fn criteria(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let (session, palette) = (scene.session, scene.palette());
    let columns = usize::from(area.width);
    let criteria = parts::criteria(session);
    let lines: Vec<(String, String)> = criteria
        .iter()
        .map(|criterion| {
            let judged = session.state().criteria.get(&criterion.id).copied();
            let judged = judged.map_or("", |shown| told::judged(Some(shown)));
            (format!("{judged:<10}"), format!("{} ({})", criterion.title, words::need(criterion.need)))
        })
        .collect();
    let list = pointed(&lines, scene.view.desk.cursor.row, columns, palette);
    let below = criteria.get(scene.view.desk.cursor.row).map(|criterion| {
        let mut below = vec![rule("What it looks like", columns, palette)];
        let is_cut = |(mark, text): &(String, String)| width(mark) + width(text) + 2 > columns;
        if lines.get(scene.view.desk.cursor.row).is_some_and(is_cut) {
            below.extend(bullet(" ", &criterion.title, columns, palette.bold()));
        }
        below.extend(bullet(" ", &criterion.looks_like, columns, Style::new()));
        below
    });
    let titled =
        Titled { title: words::CRITERIA, list: &list, rows: rows(list.len()), below: &below.unwrap_or_default() };
    listed(scene, area, buffer, &titled)
}

/// The bands, the best first; their numbers grow with the band.
pub(super) fn recommendation(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let (session, palette) = (scene.session, scene.palette());
    let columns = usize::from(area.width);
    let given = session.state().recommendation.as_ref();
    let bands = &session.plan().rubric.bands;
    let titles = bands.iter().map(|band| width(&band.title)).max().unwrap_or(0).min(columns / 3);
    let line = |(position, band): (usize, &Band)| {
        let number = bands.len() - position;
        let chosen = given.and_then(|given| given.band.as_ref()) == Some(&band.id);
        let here = position == scene.view.desk.cursor.row;
        let pointer = if here { ">" } else { " " };
        let mark = if chosen { format!("{pointer}[{number:>2}] ") } else { format!("{pointer} {number:>2}  ") };
        let style = if chosen { palette.bold() } else { Style::new() };
        let style = if here { style.patch(palette.reversed()) } else { style };
        let title = shorten(&band.title, titles);
        let gap = " ".repeat(titles.saturating_sub(width(&title)));
        Line::styled(shorten(&format!("{mark}{title}{gap} {}", band.meaning), columns), style)
    };
    let list: Vec<Line<'static>> = bands.iter().enumerate().map(line).collect();
    let mut below = Vec::new();
    if let Some(band) = bands.get(scene.view.desk.cursor.row) {
        below.push(rule(&band.title, columns, palette));
        below.extend(bullet(" ", &band.meaning, columns, Style::new()));
    }
    let reason = given.map(|given| given.reason.as_str()).filter(|reason| !reason.is_empty());
    below.push(rule("Why (type it, or Enter)", columns, palette));
    below.extend(bullet(" ", reason.unwrap_or("Nothing is written yet."), columns, Style::new()));
    let title = "Your recommendation: its number, or arrows and Space";
    listed(scene, area, buffer, &Titled { title, list: &list, rows: rows(list.len()), below: &below })
}

pub(super) fn take_aways(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let (session, palette) = (scene.session, scene.palette());
    let columns = usize::from(area.width);
    let given = session.state().recommendation.clone().unwrap_or_default();
    let texts: Vec<(String, String)> = parts::take_aways(session)
        .into_iter()
        .map(|row| {
            let new = "(type a line, or Enter)".to_owned();
            let (what, text) = match row {
                TakeAway::Strength(line) => ("went well:  ", given.strengths.get(line).cloned().unwrap_or_default()),
                TakeAway::NewStrength => ("went well:  ", new),
                TakeAway::Growth(line) => ("to work on: ", given.growth.get(line).cloned().unwrap_or_default()),
                TakeAway::NewGrowth => ("to work on: ", new),
            };
            (what.to_owned(), text)
        })
        .collect();
    let list = pointed(&texts, scene.view.desk.cursor.row, columns, palette);
    let mut below = lines(&format!(" {}", words::CANDIDATE_READS), columns, palette.dim());
    let here = match parts::take_aways(session).get(scene.view.desk.cursor.row) {
        Some(TakeAway::Strength(line)) => given.strengths.get(*line),
        Some(TakeAway::Growth(line)) => given.growth.get(*line),
        Some(TakeAway::NewStrength | TakeAway::NewGrowth) | None => None,
    };
    if let Some(text) = here {
        below.push(rule("Under the cursor", columns, palette));
        below.extend(bullet(" ", text, columns, Style::new()));
    }
    listed(scene, area, buffer, &Titled { title: words::TAKE_HOME, list: &list, rows: rows(list.len()), below: &below })
}

/// The last look: each complaint with the cursor on the way to where it is mended, and what one should think of.
pub(super) fn submission(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let (session, palette) = (scene.session, scene.palette());
    let (plan, state) = (session.plan(), session.state());
    let columns = usize::from(area.width);
    let complaints = complaints(session, scene.view);
    let (mut list, mut rows) = (Vec::new(), Vec::new());
    let mut add = |list: &mut Vec<Line<'static>>, text: &str, style: Style| {
        let here = rows.len() == scene.view.desk.cursor.row;
        let (pointer, style) = if here { ("> - ", style.patch(palette.reversed())) } else { ("  - ", style) };
        let start = list.len();
        list.extend(bullet(pointer, text, columns, style));
        rows.push((start, list.len() - 1));
    };
    let no_show = state.is_no_show();
    let weighs = |complaint: &Complaint, weight: Weight| complaint.weight == weight;
    if no_show {
        let left = "No-show: the candidate did not come, and nothing is assessed. One thing is left to do:";
        list.extend(bullet(" ", left, columns, Style::new()));
        list.extend(bullet(" ", "Ctrl-S submits the scorecard; it is not submitted yet.", columns, palette.bold()));
    } else if !complaints.iter().any(|complaint| complaint.weight == Weight::Missing) {
        list.extend(lines(" Nothing is missing that must be there.", columns, Style::new()));
    }
    if complaints.iter().any(|complaint| weighs(complaint, Weight::HalfTyped)) {
        list.extend(lines(" What is half typed becomes a note on the card:", columns, Style::new()));
    }
    for complaint in &complaints {
        let style = match complaint.weight {
            Weight::HalfTyped => palette.bold(),
            Weight::Missing | Weight::Apart => palette.alarm(),
            Weight::Thin | Weight::Blank => continue,
        };
        add(&mut list, &complaint.text, style);
    }
    let thin: Vec<_> = complaints.iter().filter(|complaint| weighs(complaint, Weight::Thin)).collect();
    if !no_show {
        list.push(rule(words::THIN, columns, palette));
        if thin.is_empty() {
            let said = thin_words(plan, state).pop().unwrap_or("nowhere".into());
            list.extend(bullet(" ", &said, columns, Style::new()));
        }
    }
    for complaint in thin {
        add(&mut list, &complaint.text, Style::new());
    }
    list.push(rule("Whatever else there is to say", columns, palette));
    for complaint in complaints.iter().filter(|complaint| weighs(complaint, Weight::Blank)) {
        add(&mut list, &complaint.text, Style::new());
    }
    add(&mut list, "a note on the interview (Enter writes one)", Style::new());
    let mut below = vec![rule(readback::TITLE, columns, palette)];
    let sentences = readback::sentences(session, FACE);
    below.extend(sentences.iter().flat_map(|sentence| bullet(" ", sentence, columns, Style::new())));
    if !no_show {
        below.push(rule(words::AFTER, columns, palette));
        for line in &plan.rubric.checklists.after {
            below.extend(bullet("  - ", line, columns, Style::new()));
        }
    }
    let mends = if no_show && complaints.is_empty() { "" } else { " Enter goes where it is mended;" };
    let ready = &format!("{mends} Ctrl-S submits, and asks.");
    let ready = lines(ready, columns, palette.bold());
    let foot = u16::try_from(ready.len()).unwrap_or(1).min(area.height);
    let body = Rect { height: area.height - foot, ..area };
    put(buffer, Rect { y: body.bottom(), height: foot, ..area }, &ready, 0);
    listed(scene, body, buffer, &Titled { title: "Before you submit", list: &list, rows, below: &below })
}
