//! The two lines at the top: clocks, pace, and where one is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::core::scale::Millis;
use crate::core::session::{Asking, Pace, Session, Timing};
use crate::page::clean;

use super::super::super::words;
use super::super::keys::FACE;
use super::Scene;
use super::text::{Palette, put, sides};

/// How long before a section's end the notice comes.
const NOTICE: Millis = Millis(120_000);

/// Draws the two lines.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) {
    let pace = scene.session.pace(scene.now);
    let columns = usize::from(area.width);
    let lines = [clocks(scene, &pace, columns), place(scene, &pace, columns)];
    put(buffer, area, &lines, 0);
}

fn clocks(scene: &Scene<'_>, pace: &Pace, columns: usize) -> Line<'static> {
    let palette = scene.palette();
    let state = scene.session.state();
    let title = scene.session.plan().section(state.section()).map(|section| clean::line(&section.title).into_owned());
    let title = title.unwrap_or_default();
    let style = if pace.section.over() > Millis(0) { palette.alarm() } else { palette.bold() };
    let paused = if state.clock.running { Span::raw("") } else { Span::styled(" PAUSED ", palette.siren()) };
    let left = |long: bool| {
        let title = if long { format!(" {title}  ") } else { " Section ".into() };
        let section = if long { timing(pace.section) } else { short(pace.section) };
        Line::from(vec![Span::styled(title, palette.bold()), Span::styled(section, style)])
    };
    let right = |long: bool| {
        let interview = if long { timing(pace.interview) } else { short(pace.interview) };
        let style = if pace.interview.over() > Millis(0) { palette.alarm() } else { Style::new() };
        Line::from(vec![paused.clone(), Span::raw("  interview "), Span::styled(interview, style), Span::raw(" ")])
    };
    let fits = |left: &Line<'_>, right: &Line<'_>| left.width() + right.width() < columns;
    for (one, other) in [(left(true), right(true)), (left(true), right(false)), (left(false), right(true))] {
        if fits(&one, &other) {
            return sides(one, other, columns);
        }
    }
    sides(left(false), right(false), columns)
}

fn timing(timing: Timing) -> String {
    let planned = timing.planned.clock();
    if timing.over() > Millis(0) {
        format!("OVER by {} of {planned}", timing.over().clock())
    } else {
        format!("{} left of {planned}", timing.left().clock())
    }
}

fn short(timing: Timing) -> String {
    if timing.over() > Millis(0) {
        format!("OVER by {}", timing.over().clock())
    } else {
        format!("{} left", timing.left().clock())
    }
}

/// Where one is, and what the pace asks for.
fn place(scene: &Scene<'_>, pace: &Pace, columns: usize) -> Line<'static> {
    let palette = scene.palette();
    let session = scene.session;
    let facts = match session.state().current() {
        Some(asking) => facts(session, asking, pace),
        None => " no question here".into(),
    };
    sides(Line::raw(facts), advice(session, pace, palette), columns)
}

fn facts(session: &Session, asking: &Asking, pace: &Pace) -> String {
    let question = asking.question();
    let state = session.state();
    let standing = state.asking.iter().filter(|asking| asking.replaced_by.is_none() && asking.skipped.is_none());
    let when = words::arrival(asking);
    let used = pace.question.map(|timing| format!("{} of {} min", timing.used.clock(), asking.minutes));
    format!(
        " {} of {} · {when} · {} {} · {}",
        asking.slot,
        standing.count(),
        question.kind,
        question.difficulty,
        used.unwrap_or_default()
    )
}

/// What helps now: that a section is about to end, how late one is and what to do; else that all is well.
fn advice(session: &Session, pace: &Pace, palette: Palette) -> Line<'static> {
    let over = pace.section.over() > Millis(0);
    let ending = !over && pace.section.left() <= NOTICE;
    let ends = format!("ends in {}", pace.section.left().clock());
    if let Some(late) = words::late(pace, FACE) {
        let ends = if ending { format!("{ends}, ") } else { String::new() };
        return Line::styled(format!("{ends}{late} "), palette.alarm());
    }
    if over {
        return Line::styled(format!("this section is over: {} ", words::on_or_extend(FACE)), palette.alarm());
    }
    if ending {
        let last = session.state().section().0 + 1 == session.plan().sections.len();
        let what = if last { "the interview" } else { "the section" };
        return Line::styled(format!("{what} {ends} "), palette.bold());
    }
    Line::raw("on pace ")
}
