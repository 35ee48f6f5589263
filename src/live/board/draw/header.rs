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
use super::text::{Palette, put, shorten, sides, width};

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
    // The clocks come first; the title takes what they leave.
    let long = columns >= 76;
    let clock = |timing: Timing| if long { self::timing(timing) } else { short(timing) };
    // Where there is one section it lasts as long as the interview: one clock says it.
    let section = if scene.session.plan().sections.len() == 1 { String::new() } else { clock(pace.own) };
    let interview = clock(pace.interview);
    let over = if pace.interview.over() > Millis(0) { palette.alarm() } else { Style::new() };
    let right = Line::from(vec![paused, Span::raw("  interview "), Span::styled(interview, over), Span::raw(" ")]);
    let room = columns.saturating_sub(right.width() + width(&section) + 4);
    let title = shorten(&title, room);
    let left = Line::from(vec![Span::styled(format!(" {title}  "), palette.bold()), Span::styled(section, style)]);
    sides(left, right, columns)
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
    let advice = advice(session, pace, palette);
    let room = columns.saturating_sub(advice.width() + 1);
    let facts = match session.state().current() {
        Some(asking) => facts(session, asking, pace, room),
        None => shorten(" no question here", room),
    };
    sides(Line::raw(facts), advice, columns)
}

/// What there is to know about the question, as far as there is room for whole facts.
fn facts(session: &Session, asking: &Asking, pace: &Pace, room: usize) -> String {
    let question = asking.question();
    let state = session.state();
    let standing: Vec<_> =
        state.asking.iter().filter(|asking| asking.replaced_by.is_none() && asking.skipped.is_none()).collect();
    let which = match standing.iter().position(|other| other.slot == asking.slot) {
        Some(position) => match standing.len() - position - 1 {
            0 => format!(" {}, the last", asking.slot),
            more => format!(" {}, {more} to come", asking.slot),
        },
        None => format!(" {}, {}", asking.slot, if asking.replaced_by.is_some() { "swapped" } else { "skipped" }),
    };
    let used = pace.question.map(|timing| format!("{} of {} min", timing.used.clock(), asking.minutes));
    let kind = format!("{}, difficulty {}", question.kind, question.difficulty);
    // Where the pace needs the room, the number says where one is.
    let mut out = if width(&which) > room { format!(" {}", asking.slot) } else { which };
    for fact in [Some(words::arrival(asking)), used, Some(kind)].into_iter().flatten() {
        if width(&out) + 3 + width(&fact) > room {
            break;
        }
        out = format!("{out} · {fact}");
    }
    shorten(&out, room)
}

/// Whether one stands in the section that the interview ends with.
fn is_last_section(session: &Session) -> bool {
    session.state().section().0 + 1 == session.plan().sections.len()
}

/// What helps now: that a section is about to end, how late one is and what to do; else that all is well.
fn advice(session: &Session, pace: &Pace, palette: Palette) -> Line<'static> {
    if !session.state().clock.running {
        return Line::styled("paused: Ctrl-T goes on ", palette.alarm());
    }
    let over = pace.section.over() > Millis(0);
    let ending = !over && pace.section.left() <= NOTICE;
    let left = format!("{} left", pace.section.left().clock());
    if let Some(late) = words::late(pace, FACE) {
        let left = if ending { format!("{left}, ") } else { String::new() };
        return Line::styled(format!("{left}{late} "), palette.alarm());
    }
    let last = is_last_section(session);
    if over && last {
        return Line::styled("the time is up: end it (F9), or extend it ", palette.alarm());
    }
    if over {
        return Line::styled(format!("this section is over: {} ", words::on_or_extend(FACE)), palette.alarm());
    }
    if ending {
        let what = if last { "the interview" } else { "the section" };
        return Line::styled(format!("{what} has {left} "), palette.bold());
    }
    Line::raw("on pace ")
}
