//! The scoring desk, part by part. No mean, total or band: a conclusion is made from the evidence.

mod evidence;
mod lists;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::core::event::Ending;
use crate::core::session::Session;
use crate::page::clean;

use super::super::parts::{self, Part};
use super::super::view::Seen;
use super::text::{Palette, put, shorten, sides, width};
use super::{Scene, ratings};

/// Draws the part of the desk that is open.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let parts = parts::parts(scene.session);
    let here = scene.view.desk.part.min(parts.len().saturating_sub(1));
    let columns = usize::from(area.width);
    put(buffer, Rect { height: 2, ..area }, &header(scene, &parts, here, columns), 0);
    let body = Rect { y: area.y + 2, height: area.height - 2, ..area };
    match parts.get(here) {
        Some(Part::Ratings) => evidence::rating_queue(scene, body, buffer),
        Some(Part::Dimension(id)) => evidence::dimension(scene, id, body, buffer),
        Some(Part::Criteria) => lists::criteria(scene, body, buffer),
        Some(Part::Recommendation) => lists::recommendation(scene, body, buffer),
        Some(Part::TakeAways) => lists::take_aways(scene, body, buffer),
        Some(Part::Submission) | None => lists::submission(scene, body, buffer),
    }
}

/// Whom it is about and what is missing; what is open, and all parts with those that are done.
fn header(scene: &Scene<'_>, parts: &[Part], here: usize, columns: usize) -> [Line<'static>; 2] {
    let palette = scene.palette();
    let state = scene.session.state();
    let left = Line::styled(format!(" Scoring: {}", clean::line(&scene.backdrop.about.candidate)), palette.bold());
    let rows = parts::rating_rows(scene.session);
    let unrated = rows.iter().filter(|row| parts::is_unrated(scene.session, row)).count();
    let right = match (state.ending, unrated) {
        (Some(Ending::NoShow), _) => "no-show: the candidate did not come ".to_owned(),
        (_, 0) if rows.is_empty() => "nothing was asked ".to_owned(),
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
        Part::Criteria => {
            let all = parts::criteria(session);
            (all.iter().all(|criterion| state.criteria.contains_key(&criterion.id)), "Criteria")
        }
        Part::Recommendation => (given.is_some_and(|given| given.band.is_some()), "Recommendation"),
        Part::TakeAways => {
            (given.is_some_and(|given| !given.strengths.is_empty() || !given.growth.is_empty()), "Take-aways")
        }
        Part::Submission => (false, "Submit"),
    };
    format!("{}{title}", if done { "+" } else { "" })
}
