//! What a score is made from: the questions with their ratings, a dimension with its evidence, and the anchors.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::core::ids::DimensionId;
use crate::core::plan::Slot;
use crate::core::scale::Rating;
use crate::core::scorecard::{EvidenceLine, evidence, evidence_of};

use super::super::super::super::assessed;
use super::super::super::super::drafts::Purpose;
use super::super::super::super::words;
use super::super::super::parts;
use super::super::super::view::{Scrolled, Seen};
use super::super::Scene;
use super::super::ratings::{self, Judged};
use super::super::text::{self, Palette, beside, bullet, lines, put, put_list, put_scrolled, rule, width};

/// From how many columns on the evidence stands beside the anchors.
const WIDE: usize = 110;

/// Evidence, a line each: when, where, what.
fn evidence_lines(scene: &Scene<'_>, found: &[EvidenceLine], columns: usize) -> Vec<Line<'static>> {
    let palette = scene.palette();
    if found.is_empty() {
        return lines(&format!(" {}", words::NO_EVIDENCE), columns, palette.dim());
    }
    let conversation = scene.session.state().conversation();
    let one = |line: &EvidenceLine| {
        let clock = conversation.clock(line.ms);
        let mark = format!(" {clock} {:<4}{:<7}", line.slot, line.what.as_str());
        bullet(&mark, &line.text, columns, Style::new())
    };
    found.iter().flat_map(one).collect()
}

/// Every question that was asked with its ratings; the evidence at the one under the cursor, and its anchors.
pub(super) fn rating_queue(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let (session, palette) = (scene.session, scene.palette());
    let columns = usize::from(area.width);
    let rubric = &session.plan().rubric;
    let rows = parts::rating_rows(session);
    let row = scene.view.desk.cursor.row.min(rows.len().saturating_sub(1));
    let names = rows.iter().map(|(_, id)| width(ratings::title(rubric, id))).max().unwrap_or(0);
    let line = |(position, (slot, id)): (usize, &(Slot, DimensionId))| {
        let rating = session.state().asking(*slot).and_then(|asking| asking.ratings.get(id)).copied();
        let mut spans = vec![Span::raw(format!(" {slot:<4}"))];
        let judged = Judged { rubric, id, chosen: rating, none: ratings::NOT_RATED };
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
    let pages = put_list(buffer, top, &list, (&text::rows(list.len()), row), palette);
    let Some((slot, id)) = rows.get(row) else { return Seen::default() };
    let rest = Rect { y: top.bottom(), height: area.height - tall, ..area };
    let rating = session.state().asking(*slot).and_then(|asking| asking.ratings.get(id)).copied();
    let judged = Judged { rubric, id, chosen: rating, none: ratings::NOT_RATED };
    let title = ratings::title(rubric, id);
    let seen = |list: Scrolled| Seen { list: Some(list), pages, ..Seen::default() };
    let scroll = scene.view.desk.cursor.scroll;
    if scene.view.desk.anchors {
        return seen(all_anchors(judged, rest, scroll, buffer, palette));
    }
    let mut page = vec![rule(&words::headline(session, *slot, usize::MAX), columns, palette)];
    if let Some(asking) = session.state().asking(*slot) {
        page.extend(evidence_lines(scene, &evidence_of(session.plan(), session.state(), asking), columns));
    }
    // The anchors take what the evidence leaves, and half of the room where both are long.
    let height = usize::from(rest.height);
    let room = height.saturating_sub(1 + page.len()).max(height / 2);
    let anchors = judged.anchors(columns, room, palette);
    let below = u16::try_from(anchors.len()).unwrap_or(0) + 1;
    let foot = Rect { y: rest.bottom().saturating_sub(below), height: below.min(rest.height), ..rest };
    let cut = anchors.len() < judged.anchors(columns, usize::MAX, palette).len();
    let title = if cut { format!("{title} (F2 shows it whole)") } else { title.to_owned() };
    put(buffer, foot, &[rule(&title, columns, palette)], 0);
    put(buffer, Rect { y: foot.y + 1, height: foot.height.saturating_sub(1), ..foot }, &anchors, 0);
    let middle = Rect { height: rest.height.saturating_sub(below), ..rest };
    seen(put_scrolled(buffer, middle, &page, scroll, palette))
}

/// All five anchors, whole, in the place of the evidence.
fn all_anchors(judged: Judged<'_>, area: Rect, scroll: usize, buffer: &mut Buffer, palette: Palette) -> Scrolled {
    let columns = usize::from(area.width);
    let title = format!("{} (F2 goes back)", ratings::title(judged.rubric, judged.id));
    put(buffer, area, &[rule(&title, columns, palette)], 0);
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    put_scrolled(buffer, below, &judged.anchors(columns, usize::MAX, palette), scroll, palette)
}

/// The score whose reason is being written: it is recorded with it.
fn pending(scene: &Scene<'_>, id: &DimensionId) -> Option<Rating> {
    match scene.view.ask.as_ref()?.written()? {
        (Purpose::Reason(dimension, score), _) if dimension == id => *score,
        (
            Purpose::Reason(..)
            | Purpose::Quote(..)
            | Purpose::HandOver
            | Purpose::Why
            | Purpose::Strength
            | Purpose::Growth
            | Purpose::Note(_)
            | Purpose::Correction(..),
            _,
        ) => None,
    }
}

/// A dimension: the conclusion, the anchors, and the evidence that wrote itself; beside each other where there is room.
pub(super) fn dimension(scene: &Scene<'_>, id: &DimensionId, area: Rect, buffer: &mut Buffer) -> Seen {
    let (session, palette) = (scene.session, scene.palette());
    let (plan, state) = (session.plan(), session.state());
    let columns = usize::from(area.width);
    let conclusion = state.conclusions.get(id);
    let score = conclusion.and_then(|conclusion| conclusion.score);
    let chosen = pending(scene, id).or(score);
    let rated = assessed::ratings_on(state, id);
    let judged = Judged { rubric: &plan.rubric, id, chosen, none: "not concluded" };
    let names = width(ratings::title(&plan.rubric, id));
    let mut head = vec![judged.scores(true, (names, columns), palette)];
    let without = score.is_none() && !state.asking.iter().any(|asking| asking.ratings.contains_key(id));
    let stands = match (chosen, without) {
        (Some(chosen), _) if Some(chosen) != score => format!("{chosen} is not recorded before you say why"),
        (Some(_), _) => "your conclusion stands; 0 takes it back".into(),
        (None, true) => "not rated and not concluded: it stays not assessed".into(),
        (None, false) => "no conclusion: your ratings stand".into(),
    };
    head.extend(bullet("   ", &format!("{stands}. Ratings: {rated}"), columns, Style::new()));
    if let Some(conclusion) = conclusion.filter(|given| !given.reason.is_empty() && given.score == chosen) {
        head.extend(bullet("   because: ", &conclusion.reason, columns, Style::new()));
    }
    let scroll = scene.view.desk.cursor.scroll;
    let seen = |list: Scrolled| Seen { list: Some(list), ..Seen::default() };
    let wide = columns >= WIDE;
    let side = if wide { columns / 2 - 1 } else { columns };
    let room = usize::from(area.height).saturating_sub(head.len() + if wide { 1 } else { 5 });
    let anchors = judged.anchors(side, room, palette);
    let found = evidence_lines(scene, &evidence(plan, state, id), columns - if wide { side + 2 } else { 0 });
    let tall = u16::try_from(head.len()).unwrap_or(0).min(area.height);
    put(buffer, Rect { height: tall, ..area }, &head, 0);
    let rest = Rect { y: area.y + tall, height: area.height - tall, ..area };
    if scene.view.desk.anchors {
        return seen(all_anchors(judged, rest, scroll, buffer, palette));
    }
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
        return seen(put_scrolled(buffer, right, &found, scroll, palette));
    }
    let cut = anchors.len() < judged.anchors(side, usize::MAX, palette).len();
    let evidence = if cut { "Evidence (F2 shows the scores whole)" } else { "Evidence" };
    let mid = u16::try_from(anchors.len()).unwrap_or(0).min(rest.height);
    put(buffer, Rect { height: mid, ..rest }, &anchors, 0);
    let below = Rect { y: rest.y + mid, height: rest.height - mid, ..rest };
    put(buffer, below, &[rule(evidence, columns, palette)], 0);
    let below = Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
    seen(put_scrolled(buffer, below, &found, scroll, palette))
}
