//! The scoring desk, part by part. No mean, total or band: a conclusion is made from the evidence.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::core::event::Ending;
use crate::core::ids::DimensionId;
use crate::core::scorecard::{EvidenceLine, apart, evidence, evidence_of, thin_words};
use crate::core::session::Session;
use crate::page::clean;

use super::super::super::words;
use super::super::parts::{self, Part, TakeAway};
use super::ratings::{self, Judged};
use super::text::{
    Palette, beside, bullet, in_sight, lines, more, put, put_scrolled, room, rule, shorten, sides, width,
};
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
    Seen { desk_scroll: Some(desk_scroll), page: usize::from(body.height / 2), ..Seen::default() }
}

/// Whom it is about and what is missing; what is open, and all parts with those that are done.
fn header(scene: &Scene<'_>, parts: &[Part], here: usize, columns: usize) -> [Line<'static>; 2] {
    let palette = scene.palette();
    let state = scene.session.state();
    let left = Line::styled(format!(" Scoring: {}", clean::line(&scene.backdrop.about.candidate)), palette.bold());
    let unrated = parts::rating_rows(scene.session).iter().filter(|row| parts::is_unrated(scene.session, row)).count();
    let right = match (state.ending, unrated) {
        (Some(Ending::NoShow), _) => "the candidate did not come ".to_owned(),
        (_, 0) => "all rated ".to_owned(),
        (_, many) => format!("{many} unrated "),
    };
    let names: Vec<String> = parts.iter().map(|part| name(scene.session, part)).collect();
    [sides(left, Line::raw(right), columns), tabs(&names, here, columns, palette)]
}

/// The parts by their titles, the open one marked; where not all have room, those around it, and how many there are.
fn tabs(names: &[String], here: usize, columns: usize, palette: Palette) -> Line<'static> {
    let taken = |range: std::ops::Range<usize>| -> usize {
        names.get(range).map_or(0, |names| names.iter().map(|name| width(name) + 2).sum())
    };
    let mut range = here..(here + 1).min(names.len());
    let which = format!(" {} of {} ", here + 1, names.len());
    let all = taken(0..names.len()) <= columns;
    let room = if all { columns } else { columns.saturating_sub(width(&which) + 4) };
    loop {
        let before = range.end;
        if range.end < names.len() && taken(range.start..range.end + 1) <= room {
            range.end += 1;
        }
        if range.start > 0 && taken(range.start - 1..range.end) <= room {
            range.start -= 1;
        } else if range.end == before {
            break;
        }
    }
    let mut spans = Vec::new();
    if !all {
        spans.push(Span::raw(if range.start > 0 { "… " } else { "" }));
    }
    for (position, name) in names.iter().enumerate().take(range.end).skip(range.start) {
        let style = if position == here { palette.bold().patch(palette.reversed()) } else { Style::new() };
        spans.push(Span::styled(format!(" {} ", shorten(name, columns.saturating_sub(16))), style));
    }
    if all {
        return Line::from(spans);
    }
    spans.push(Span::raw(if range.end < names.len() { " …" } else { "" }));
    sides(Line::from(spans), Line::styled(which, palette.dim()), columns)
}

/// A part's title, with a sign where it is done.
fn name(session: &Session, part: &Part) -> String {
    let (plan, state) = (session.plan(), session.state());
    let given = state.recommendation.as_ref();
    let (done, title) = match part {
        Part::Ratings => (state.unrated().next().is_none(), "Ratings"),
        Part::Dimension(id) => {
            let concluded = state.conclusions.get(id).is_some_and(|conclusion| conclusion.score.is_some());
            (concluded, ratings::title(&plan.rubric, id))
        }
        Part::Criteria => (!state.criteria.is_empty(), "Criteria"),
        Part::Recommendation => (given.is_some_and(|given| given.band.is_some()), "Recommendation"),
        Part::TakeAways => {
            (given.is_some_and(|given| !given.strengths.is_empty() || !given.growth.is_empty()), "Take-aways")
        }
        Part::Submission => (false, "Submit"),
    };
    format!("{}{title}", if done { "+" } else { "" })
}

/// Evidence, a line each: when, where, what.
fn evidence_lines(scene: &Scene<'_>, found: &[EvidenceLine], columns: usize) -> Vec<Line<'static>> {
    let palette = scene.palette();
    if found.is_empty() {
        return lines(&format!(" {}", words::NO_EVIDENCE), columns, palette.dim());
    }
    let one = |line: &EvidenceLine| {
        let clock = parts::since_beginning(scene.session, line.ms).clock();
        let mark = format!(" {clock} {:<4}{:<7}", line.slot, line.what.as_str());
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
    let names = rows.iter().map(|(_, id)| width(ratings::title(rubric, id))).max().unwrap_or(0);
    let line = |(position, (slot, id)): (usize, &(crate::core::plan::Slot, DimensionId))| {
        let rating = session.state().asking(*slot).and_then(|asking| asking.ratings.get(id)).copied();
        let mut spans = vec![Span::raw(format!(" {slot:<4}"))];
        let judged = Judged { rubric, id, chosen: rating };
        let room = if rating.is_some() { columns.saturating_sub(5) } else { names + 18 };
        spans.extend(judged.scores(position == row, (names, room), palette).spans);
        if rating.is_none() {
            spans.push(Span::styled("  unrated", palette.alarm()));
        }
        Line::from(spans)
    };
    let list: Vec<Line<'static>> = rows.iter().enumerate().map(line).collect();
    let most = (area.height / 3).max(3);
    let tall = u16::try_from(list.len()).unwrap_or(most).min(most);
    let top = Rect { height: tall, ..area };
    walked(buffer, top, &list, row, palette);
    let Some((slot, id)) = rows.get(row) else { return 0 };
    let rest = Rect { y: top.bottom(), height: area.height - tall, ..area };
    let rating = session.state().asking(*slot).and_then(|asking| asking.ratings.get(id)).copied();
    let mut page = vec![rule(&words::headline(session, *slot, usize::MAX), columns, palette)];
    if let Some(asking) = session.state().asking(*slot) {
        page.extend(evidence_lines(scene, &evidence_of(session.plan(), session.state(), asking), columns));
    }
    // The anchors take what the evidence leaves, and half of the room where both are long.
    let height = usize::from(rest.height);
    let room = height.saturating_sub(1 + page.len()).max(height / 2);
    let anchors = Judged { rubric, id, chosen: rating }.anchors(columns, room, palette);
    let below = u16::try_from(anchors.len()).unwrap_or(0) + 1;
    let title = ratings::title(rubric, id);
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
    let names = width(ratings::title(&plan.rubric, id));
    let mut head = vec![judged.scores(true, (names, columns), palette)];
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
    let found = evidence_lines(scene, &evidence(plan, state, id), columns - if wide { side + 2 } else { 0 });
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

/// Lines with the one under the cursor in sight, and how many more there are.
fn walked(buffer: &mut Buffer, area: Rect, list: &[Line<'static>], row: usize, palette: Palette) {
    let height = room(area, list.len());
    let inner = Rect { height: u16::try_from(height).unwrap_or(area.height), ..area };
    let shown = put(buffer, inner, list, in_sight(0, row.saturating_sub(1), row + 1, height));
    if usize::from(area.height) > height {
        let below = list.len().saturating_sub(shown + height);
        let foot = Rect { y: inner.bottom(), height: 1, ..area };
        put(buffer, foot, &[more(shown, below, ("Up", "Down"), area.width.into(), palette)], 0);
    }
}

/// Draws a list with the line under the cursor in sight; gives the scroll of what stands below it.
fn listed(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer, Titled { title, list, below }: &Titled<'_>) -> usize {
    let palette = scene.palette();
    put(buffer, area, &[rule(title, usize::from(area.width), palette)], 0);
    let foot = u16::try_from(below.len()).unwrap_or(0).min(area.height / 2);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + foot), ..area };
    walked(buffer, body, list, scene.view.desk.row, palette);
    let foot = Rect { y: body.bottom(), height: foot, ..area };
    put_scrolled(buffer, foot, below, scene.view.desk.scroll, palette)
}

fn pointed(text: &str, here: bool, columns: usize, palette: Palette) -> Line<'static> {
    let (pointer, style) = if here { (">", palette.reversed()) } else { (" ", Style::new()) };
    Line::styled(shorten(&format!("{pointer} {text}"), columns), style)
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
    let titled = Titled { title: words::CRITERIA, list: &list, below: &below.unwrap_or_default() };
    listed(scene, area, buffer, &titled)
}

/// The bands, the best first; their numbers grow with the band.
fn recommendation(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> usize {
    let (session, palette) = (scene.session, scene.palette());
    let columns = usize::from(area.width);
    let given = session.state().recommendation.as_ref();
    let bands = &session.plan().rubric.bands;
    let titles = bands.iter().map(|band| width(&band.title)).max().unwrap_or(0).min(columns / 3);
    let line = |(position, band): (usize, &crate::core::rubric::Band)| {
        let number = bands.len() - position;
        let chosen = given.and_then(|given| given.band.as_ref()) == Some(&band.id);
        let here = position == scene.view.desk.row;
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
    if let Some(band) = bands.get(scene.view.desk.row) {
        below.push(rule(&band.title, columns, palette));
        below.extend(bullet(" ", &band.meaning, columns, Style::new()));
    }
    let reason = given.map(|given| given.reason.as_str()).filter(|reason| !reason.is_empty());
    below.push(rule("Why (Enter writes it)", columns, palette));
    below.extend(bullet(" ", reason.unwrap_or("Nothing is written yet."), columns, Style::new()));
    let title = "Your recommendation: its number, or the arrows and Space";
    listed(scene, area, buffer, &Titled { title, list: &list, below: &below })
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
                TakeAway::NewStrength => "went well:  (Enter writes a line)".into(),
                TakeAway::Growth(line) => format!("to work on: {}", given.growth.get(line).map_or("", String::as_str)),
                TakeAway::NewGrowth => "to work on: (Enter writes a line)".into(),
            };
            pointed(&text, position == scene.view.desk.row, columns, palette)
        })
        .collect();
    let mut below = lines(" The candidate may read these lines.", columns, palette.dim());
    let here = match parts::take_aways(session).get(scene.view.desk.row) {
        Some(TakeAway::Strength(line)) => given.strengths.get(*line),
        Some(TakeAway::Growth(line)) => given.growth.get(*line),
        Some(TakeAway::NewStrength | TakeAway::NewGrowth) | None => None,
    };
    if let Some(text) = here {
        below.push(rule("Under the cursor", columns, palette));
        below.extend(bullet(" ", text, columns, Style::new()));
    }
    listed(scene, area, buffer, &Titled { title: words::TAKE_HOME, list: &list, below: &below })
}

fn submission(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> usize {
    let (session, palette) = (scene.session, scene.palette());
    let (plan, state) = (session.plan(), session.state());
    let columns = usize::from(area.width);
    let mut page = vec![rule("Before you submit", columns, palette)];
    if state.ending == Some(Ending::NoShow) {
        page.extend(lines(" The candidate did not come; nothing is assessed.", columns, Style::new()));
    } else {
        for line in missing(session) {
            page.extend(bullet("  - ", &line, columns, palette.alarm()));
        }
        if page.len() == 1 {
            page.push(Line::raw(" Nothing is missing."));
        }
        let given = state.recommendation.as_ref().and_then(|recommendation| recommendation.band.as_ref());
        if let Some(band) = given.and_then(|band| plan.rubric.band(band)) {
            page.extend(bullet(" Your recommendation: ", &band.title, columns, Style::new()));
        }
        if let Some(apart) = apart(plan, state) {
            page.extend(bullet(" ", &apart, columns, palette.alarm()));
        }
        page.push(rule(words::THIN, columns, palette));
        let thin = thin_words(plan, state);
        if thin.is_empty() {
            page.push(Line::raw(" nowhere"));
        }
        for thin in thin {
            page.extend(bullet("  - ", &thin, columns, Style::new()));
        }
        page.push(rule(words::AFTER, columns, palette));
        for line in &plan.rubric.checklists.after {
            page.extend(bullet("  - ", line, columns, Style::new()));
        }
    }
    let ready =
        lines(" Ctrl-S submits the scorecard; after that every change needs a reason.", columns, palette.bold());
    let foot = u16::try_from(ready.len()).unwrap_or(1).min(area.height);
    let body = Rect { height: area.height - foot, ..area };
    put(buffer, Rect { y: body.bottom(), height: foot, ..area }, &ready, 0);
    put_scrolled(buffer, body, &page, scene.view.desk.scroll, palette)
}

/// What is missing, in words: ratings question by question, the recommendation, and why.
fn missing(session: &Session) -> Vec<String> {
    let (plan, state) = (session.plan(), session.state());
    let mut missing = Vec::new();
    for asking in state.unrated() {
        let titles: Vec<&str> = asking.unrated().map(|id| ratings::title(&plan.rubric, id)).collect();
        missing.push(format!("{} is not rated on {}", asking.slot, titles.join(", ")));
    }
    if state.mock() {
        return missing;
    }
    match state.recommendation.as_ref() {
        Some(given) if given.band.is_some() => {
            if given.reason.trim().is_empty() {
                missing.push("your recommendation has no reason".into());
            }
        }
        Some(_) | None => missing.push("you recommend nothing yet".into()),
    }
    missing
}
