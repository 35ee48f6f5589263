//! The scoring desk, part by part. No mean, total or band: a conclusion is made from the evidence.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::core::ids::DimensionId;
use crate::core::scorecard::{EvidenceLine, evidence, evidence_of, thin};
use crate::core::session::Session;
use crate::page::{clean, layout};

use super::super::super::words;
use super::super::parts::{self, Part, TakeAway};
use super::ratings::Judged;
use super::text::{Palette, beside, bullet, in_sight, lines, put, put_scrolled, rule, sides};
use super::{Scene, Seen};

/// From how many columns on the evidence stands beside the anchors.
const WIDE: usize = 110;

/// Draws the part of the desk that is open.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let parts = parts::parts(scene.session);
    let here = scene.view.desk.part.min(parts.len().saturating_sub(1));
    let columns = usize::from(area.width);
    put(buffer, Rect { height: 2, ..area }, &header(scene, &parts, here, columns), 0);
    let body = Rect { y: area.y + 2, height: area.height - 2, ..area };
    let desk_scroll = match parts.get(here) {
        Some(Part::Ratings) => rating_queue(scene, body, buffer),
        Some(Part::Dimension(id)) => dimension(scene, id, body, buffer),
        Some(Part::Criteria) => criteria(scene, body, buffer),
        Some(Part::Recommendation) => recommendation(scene, body, buffer),
        Some(Part::TakeAways) => take_aways(scene, body, buffer),
        Some(Part::Submission) | None => submission(scene, body, buffer),
    };
    Seen { desk_scroll: Some(desk_scroll), ..Seen::default() }
}

/// What is open, and all parts with those that are done.
fn header(scene: &Scene<'_>, parts: &[Part], here: usize, columns: usize) -> [Line<'static>; 2] {
    let palette = scene.palette();
    let state = scene.session.state();
    let ending = state.ending.map_or("", crate::core::event::Ending::as_str);
    let left = Line::styled(format!(" Scoring: {}", clean::line(&scene.backdrop.about.candidate)), palette.bold());
    let unrated = parts::rating_rows(scene.session).iter().filter(|row| parts::is_unrated(scene.session, row)).count();
    let unrated = if unrated == 0 { "all rated".to_owned() } else { format!("{unrated} unrated") };
    let right = Line::raw(format!("{unrated} · conversation {ending} "));
    let part = |(position, part): (usize, &Part)| {
        let style = if position == here { palette.bold().patch(palette.reversed()) } else { Style::new() };
        Span::styled(format!(" {} ", short(scene.session, part, columns)), style)
    };
    let mut spans: Vec<Span<'static>> = parts.iter().enumerate().map(part).collect();
    // Where there is no room for all parts, those before the open one give way.
    let to_here =
        |spans: &[Span<'_>], first: usize| spans.iter().take(here + 1).skip(first).map(Span::width).sum::<usize>();
    let first = (0..here).find(|first| to_here(&spans, *first) <= columns).unwrap_or(here);
    [sides(left, right, columns), Line::from(spans.split_off(first))]
}

fn short(session: &Session, part: &Part, columns: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let wide = columns >= WIDE;
    let done = |done: bool| if done { "+" } else { "" };
    match part {
        Part::Ratings => format!("{}Ratings", done(state.unrated().next().is_none())),
        Part::Dimension(id) => {
            let short = plan.rubric.short_name(id);
            let title = plan.rubric.dimension(id).map_or(id.as_str(), |dimension| dimension.title.as_str());
            let concluded = state.conclusions.get(id).is_some_and(|conclusion| conclusion.score.is_some());
            format!("{}{}", done(concluded), if wide { title } else { &short })
        }
        Part::Criteria => format!("{}Criteria", done(!state.criteria.is_empty())),
        Part::Recommendation => {
            let given = state.recommendation.as_ref().is_some_and(|recommendation| recommendation.band.is_some());
            format!("{}{}", done(given), if columns >= 80 { "Recommend" } else { "Rec." })
        }
        Part::TakeAways => {
            let given = state.recommendation.as_ref().is_some_and(|r| !r.strengths.is_empty() || !r.growth.is_empty());
            format!("{}{}", done(given), if columns >= 80 { "Take-aways" } else { "Take" })
        }
        Part::Submission => "Submit".into(),
    }
}

/// Evidence, a line each: when, where, what.
fn evidence_lines(found: &[EvidenceLine], columns: usize, palette: Palette) -> Vec<Line<'static>> {
    if found.is_empty() {
        return lines(&format!(" {}", words::NO_EVIDENCE), columns, palette.dim());
    }
    let one = |line: &EvidenceLine| {
        let mark = format!(" {} {:<4}{:<7}", line.ms.clock(), line.slot, line.what.as_str());
        bullet(&mark, &line.text, columns, Style::new())
    };
    found.iter().flat_map(one).collect()
}

/// Every question that was asked with its ratings; the evidence at the one under the cursor, and its anchors.
fn rating_queue(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> usize {
    let (session, palette) = (scene.session, scene.palette());
    let columns = usize::from(area.width);
    let rubric = &session.plan().rubric;
    let rows = parts::rating_rows(session);
    let row = scene.view.desk.row.min(rows.len().saturating_sub(1));
    let line = |(position, (slot, id)): (usize, &(crate::core::plan::Slot, DimensionId))| {
        let rating = session.state().asking(*slot).and_then(|asking| asking.ratings.get(id)).copied();
        let mut spans = vec![Span::raw(format!(" {slot:<4}"))];
        spans.extend(Judged { rubric, id, chosen: rating }.scores(position == row, palette).spans);
        if rating.is_none() {
            spans.pop();
            spans.push(Span::styled("unrated", palette.alarm()));
        }
        Line::from(spans)
    };
    let list: Vec<Line<'static>> = rows.iter().enumerate().map(line).collect();
    let most = (area.height / 3).max(3);
    let tall = u16::try_from(list.len()).unwrap_or(most).min(most);
    let top = Rect { height: tall, ..area };
    put(buffer, top, &list, in_sight(0, row.saturating_sub(1), row + 1, usize::from(tall)));
    let Some((slot, id)) = rows.get(row) else { return 0 };
    let rest = Rect { y: top.bottom(), height: area.height - tall, ..area };
    let rating = session.state().asking(*slot).and_then(|asking| asking.ratings.get(id)).copied();
    let mut page = vec![rule(&words::headline(session, *slot, columns.saturating_sub(6)), columns, palette)];
    if let Some(asking) = session.state().asking(*slot) {
        page.extend(evidence_lines(&evidence_of(session.plan(), session.state(), asking), columns, palette));
    }
    // The anchors take what the evidence leaves, and half of the room where both are long.
    let height = usize::from(rest.height);
    let room = height.saturating_sub(1 + page.len()).max(height / 2);
    let anchors = Judged { rubric, id, chosen: rating }.anchors(columns, room, palette);
    let below = u16::try_from(anchors.len()).unwrap_or(0) + 1;
    let title = rubric.dimension(id).map_or(id.as_str(), |dimension| dimension.title.as_str());
    let foot = Rect { y: rest.bottom().saturating_sub(below), height: below.min(rest.height), ..rest };
    put(buffer, foot, &[rule(title, columns, palette)], 0);
    put(buffer, Rect { y: foot.y + 1, height: foot.height.saturating_sub(1), ..foot }, &anchors, 0);
    let middle = Rect { height: rest.height.saturating_sub(below), ..rest };
    put_scrolled(buffer, middle, &page, scene.view.desk.scroll, palette)
}

/// A dimension: the conclusion, the anchors, and the evidence that wrote itself; beside each other where there is room.
fn dimension(scene: &Scene<'_>, id: &DimensionId, area: Rect, buffer: &mut Buffer) -> usize {
    let (session, palette) = (scene.session, scene.palette());
    let (plan, state) = (session.plan(), session.state());
    let columns = usize::from(area.width);
    let conclusion = state.conclusions.get(id);
    let score = conclusion.and_then(|conclusion| conclusion.score);
    let rated = words::ratings(state, id);
    let judged = Judged { rubric: &plan.rubric, id, chosen: score };
    let mut head = vec![judged.scores(true, palette)];
    let without = score.is_none() && !state.asking.iter().any(|asking| asking.ratings.contains_key(id));
    let stands = match (score, without) {
        (Some(_), _) => "your conclusion stands; 0 takes it back",
        (None, true) => "not rated and not concluded: it stays not assessed",
        (None, false) => "no conclusion: your ratings stand",
    };
    head.extend(bullet("   ", &format!("{stands}. Ratings: {rated}"), columns, Style::new()));
    if let Some(conclusion) = conclusion.filter(|conclusion| !conclusion.reason.is_empty()) {
        head.extend(bullet("   because: ", &conclusion.reason, columns, Style::new()));
    }
    let wide = columns >= WIDE;
    let side = if wide { columns / 2 - 1 } else { columns };
    let room = usize::from(area.height).saturating_sub(head.len() + if wide { 1 } else { 5 });
    let anchors = judged.anchors(side, room, palette);
    let found = evidence_lines(&evidence(plan, state, id), columns - if wide { side + 2 } else { 0 }, palette);
    let tall = u16::try_from(head.len()).unwrap_or(0).min(area.height);
    put(buffer, Rect { height: tall, ..area }, &head, 0);
    let rest = Rect { y: area.y + tall, height: area.height - tall, ..area };
    if wide {
        let title = beside(
            vec![rule("What the scores look like", side, palette)],
            vec![rule("Evidence", columns - side - 2, palette)],
            side,
            2,
        );
        put(buffer, Rect { height: 1, ..rest }, &title, 0);
        let below = Rect { y: rest.y + 1, height: rest.height - 1, ..rest };
        let left = u16::try_from(side).unwrap_or(area.width);
        put(buffer, Rect { width: left, ..below }, &anchors, 0);
        let right = Rect { x: below.x + left + 2, width: below.width - left - 2, ..below };
        return put_scrolled(buffer, right, &found, scene.view.desk.scroll, palette);
    }
    let mid = u16::try_from(anchors.len()).unwrap_or(0).min(rest.height);
    put(buffer, Rect { height: mid, ..rest }, &anchors, 0);
    let below = Rect { y: rest.y + mid, height: rest.height - mid, ..rest };
    put(buffer, below, &[rule("Evidence", columns, palette)], 0);
    let below = Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
    put_scrolled(buffer, below, &found, scene.view.desk.scroll, palette)
}

/// A list under a title, with something below it.
struct Titled<'a> {
    title: &'a str,
    list: &'a [Line<'static>],
    below: &'a [Line<'static>],
}

/// Draws a list with the line under the cursor in sight.
fn listed(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer, Titled { title, list, below }: &Titled<'_>) {
    let palette = scene.palette();
    put(buffer, area, &[rule(title, usize::from(area.width), palette)], 0);
    let foot = u16::try_from(below.len()).unwrap_or(0).min(area.height / 2);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + foot), ..area };
    let row = scene.view.desk.row;
    put_scrolled(buffer, body, list, in_sight(0, row.saturating_sub(1), row + 1, usize::from(body.height)), palette);
    put(buffer, Rect { y: body.bottom(), height: foot, ..area }, below, 0);
}

fn pointed(text: &str, here: bool, columns: usize, palette: Palette) -> Line<'static> {
    let (pointer, style) = if here { (">", palette.reversed()) } else { (" ", Style::new()) };
    Line::styled(layout::cut(&format!("{pointer} {text}"), columns), style)
}

fn criteria(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> usize {
    let (session, palette) = (scene.session, scene.palette());
    let columns = usize::from(area.width);
    let criteria = parts::criteria(session);
    let list: Vec<Line<'static>> = criteria
        .iter()
        .enumerate()
        .map(|(position, criterion)| {
            let judged = match session.state().criteria.get(&criterion.id) {
                Some(true) => "shown",
                Some(false) => "not shown",
                None => "",
            };
            let need = words::need(criterion.need);
            pointed(
                &format!("{judged:<10}{} ({need})", criterion.title),
                position == scene.view.desk.row,
                columns,
                palette,
            )
        })
        .collect();
    let below = criteria.get(scene.view.desk.row).map(|criterion| {
        let mut below = vec![rule("What it looks like", columns, palette)];
        below.extend(bullet(" ", &criterion.looks_like, columns, Style::new()));
        below
    });
    let title = format!("{}: y shown, x not shown", words::CRITERIA);
    listed(scene, area, buffer, &Titled { title: &title, list: &list, below: &below.unwrap_or_default() });
    0
}

fn recommendation(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> usize {
    let (session, palette) = (scene.session, scene.palette());
    let columns = usize::from(area.width);
    let given = session.state().recommendation.as_ref();
    let list: Vec<Line<'static>> = (1_usize..)
        .zip(&session.plan().rubric.bands)
        .map(|(number, band)| {
            let chosen = given.and_then(|given| given.band.as_ref()) == Some(&band.id);
            let mark = if chosen { format!(">[{number}] ") } else { format!("  {number}  ") };
            let style = if chosen { palette.bold() } else { Style::new() };
            let style = if number == scene.view.desk.row + 1 { style.patch(palette.reversed()) } else { style };
            Line::styled(layout::cut(&format!("{mark}{:<15} {}", band.title, band.meaning), columns), style)
        })
        .collect();
    let reason = given.map(|given| given.reason.as_str()).filter(|reason| !reason.is_empty());
    let mut below = vec![rule("Why (w writes it)", columns, palette)];
    below.extend(bullet(" ", reason.unwrap_or("Nothing is written yet."), columns, Style::new()));
    listed(
        scene,
        area,
        buffer,
        &Titled { title: "Your recommendation: one of the numbers", list: &list, below: &below },
    );
    0
}

fn take_aways(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> usize {
    let (session, palette) = (scene.session, scene.palette());
    let columns = usize::from(area.width);
    let given = session.state().recommendation.clone().unwrap_or_default();
    let list: Vec<Line<'static>> = parts::take_aways(session)
        .into_iter()
        .enumerate()
        .map(|(position, row)| {
            let text = match row {
                TakeAway::Strength(line) => {
                    format!("went well:  {}", given.strengths.get(line).map_or("", String::as_str))
                }
                TakeAway::NewStrength => "went well:  (w writes a line)".into(),
                TakeAway::Growth(line) => format!("to work on: {}", given.growth.get(line).map_or("", String::as_str)),
                TakeAway::NewGrowth => "to work on: (w writes a line)".into(),
            };
            pointed(&text, position == scene.view.desk.row, columns, palette)
        })
        .collect();
    let below = lines(" The candidate may read these lines.", columns, palette.dim());
    listed(scene, area, buffer, &Titled { title: words::TAKE_HOME, list: &list, below: &below });
    0
}

fn submission(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> usize {
    let (session, palette) = (scene.session, scene.palette());
    let (plan, state) = (session.plan(), session.state());
    let columns = usize::from(area.width);
    let mut page = vec![rule("Before you submit", columns, palette)];
    if state.ending == Some(crate::core::event::Ending::NoShow) {
        page.extend(lines(" The candidate did not come; nothing is assessed.", columns, Style::new()));
    } else {
        let open: Vec<String> = state.unrated().map(|asking| asking.slot.to_string()).collect();
        let open = if open.is_empty() { "none".to_owned() } else { open.join(", ") };
        page.extend(bullet(" Questions with a dimension unrated: ", &open, columns, Style::new()));
        let given = state.recommendation.as_ref().and_then(|recommendation| recommendation.band.as_ref());
        let given = given.and_then(|band| plan.rubric.band(band)).map_or("none", |band| band.title.as_str());
        if !state.mock() {
            page.extend(bullet(" Your recommendation: ", given, columns, Style::new()));
        }
        page.push(rule(words::THIN, columns, palette));
        let thin = thin(plan, state);
        if thin.is_empty() {
            page.push(Line::raw(" nowhere"));
        }
        for thin in thin {
            page.extend(bullet("  - ", &thin.said(&plan.rubric), columns, Style::new()));
        }
        page.push(rule(words::AFTER, columns, palette));
        for line in &plan.rubric.checklists.after {
            page.extend(bullet("  - ", line, columns, Style::new()));
        }
    }
    let ready = lines(" Enter submits the scorecard; after that changes need a reason.", columns, palette.bold());
    let foot = u16::try_from(ready.len()).unwrap_or(1).min(area.height);
    let body = Rect { height: area.height - foot, ..area };
    put(buffer, Rect { y: body.bottom(), height: foot, ..area }, &ready, 0);
    put_scrolled(buffer, body, &page, scene.view.desk.scroll, palette)
}
