//! The screen as a function of session, view and now.

mod candidate;
mod desk;
mod foot;
mod header;
mod outline;
mod over;
mod question;
mod ratings;
mod scene;
mod talk;
mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::counted::counted;
use crate::core::session::{Phase, shown_to_candidate};

use super::super::words;
use super::field::Field;
use super::view::{Ask, Choice, Seen};

pub use candidate::{Look, draw as draw_for_candidate};
pub use scene::{Backdrop, Scene};
pub use text::Palette;

/// The narrowest and lowest screen on which the board can be used.
pub(crate) const SMALLEST: (u16, u16) = (60, 16);

/// Draws the whole screen.
pub fn draw(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    if scene.view.covered {
        let shown = shown_to_candidate(scene.session, scene.now);
        let look = Look { clock: false, scroll: 0, palette: scene.palette() };
        candidate::draw(&shown, look, area, buffer);
        foot::under_cover(scene, area, buffer);
        return Seen::default();
    }
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return too_small(scene, area, buffer);
    }
    let tall = foot::height(scene, usize::from(area.width));
    let body = Rect { height: area.height - tall, ..area };
    let foot = Rect { y: area.bottom() - tall, height: tall, ..area };
    let mut drawn = match scene.session.state().phase {
        Phase::Live if scene.session.is_about_to_begin() => before(scene, body, buffer),
        Phase::Ready | Phase::Live => talk::draw(scene, body, buffer),
        Phase::Scoring => desk::draw(scene, body, buffer),
        Phase::Submitted => card(scene, body, buffer),
    };
    over::draw(scene, body, buffer, &mut drawn);
    foot::draw(scene, foot, buffer);
    drawn
}

/// A clear word where there is no room; the session goes on all the same.
fn too_small(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let words = format!(
        "The board needs {} x {}; this is {} x {}.\nMake the window larger. Everything is kept, and what you type is taken: {}.",
        SMALLEST.0,
        SMALLEST.1,
        area.width,
        area.height,
        super::areas::mode(scene.session, scene.view)
    );
    let width = usize::from(area.width);
    let mut lines = Vec::new();
    if let Some((_, said)) = &scene.view.said {
        lines.extend(text::lines(said, width, scene.palette().alarm()));
    }
    if let Some(Ask::Choice { choice, cursor }) = &scene.view.ask {
        let title = super::choices::asked(scene.session, choice, cursor.row).title;
        let leaves = if *choice == Choice::Leave { ", Ctrl-C again leaves" } else { "" };
        lines.extend(text::lines(&format!("{title} Esc goes back{leaves}."), width, scene.palette().bold()));
    }
    lines.extend(text::lines(&words, width, scene.palette().bold()));
    if let Some(failure) = scene.failure {
        lines.splice(0..0, text::lines(failure, usize::from(area.width), scene.palette().siren()));
    }
    text::put(buffer, area, &lines, 0);
    Seen { small: true, ..Seen::default() }
}

/// The checklist before the conversation.
fn before(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let (plan, state) = (scene.session.plan(), scene.session.state());
    let palette = scene.palette();
    let width = usize::from(area.width);
    let about = scene.backdrop.about;
    let extra = state.extra_time().get();
    let stretched = plan.minutes.stretched(state.extra_time()).minutes();
    let extra = if extra > 0 { format!(" (every clock stretched by {extra}%)") } else { String::new() };
    let mut lines = text::lines(&format!("{} with {}", plan.title, about.candidate), width, palette.bold());
    let facts = format!(
        "{stretched} minutes{extra} · {} · {} · {} · interviewer {}",
        plan.level,
        plan.track,
        counted(plan.questions().count(), "question"),
        about.interviewer
    );
    lines.extend(text::lines(&facts, width, ratatui::style::Style::new()));
    lines.push(ratatui::text::Line::default());
    lines.push(text::rule(words::BEFORE, width, palette));
    for line in &plan.rubric.checklists.before {
        lines.extend(text::bullet("  - ", line, width, ratatui::style::Style::new()));
    }
    lines.push(ratatui::text::Line::default());
    lines.push(text::rule(words::DURING, width, palette));
    for line in &plan.rubric.checklists.during {
        lines.extend(text::bullet("  - ", line, width, ratatui::style::Style::new()));
    }
    lines.push(ratatui::text::Line::default());
    let notes = &scene.view.behind;
    let ready = if scene.view.notes().is_empty() {
        "The clocks stand still. Ctrl-Y begins the conversation. What you type until then is a note on the interview."
    } else {
        "The clocks stand still. Ctrl-Y begins the conversation, and what you typed becomes a note on the interview."
    };
    let ready = text::lines(ready, width, palette.bold());
    let note = |note: &Field| {
        let note = note.text();
        let note = crate::page::clean::line(&note).into_owned();
        let note = format!("Your half-typed note: {}", crate::page::layout::cut(&note, 2 * width));
        text::lines(&note, width, ratatui::style::Style::new())
    };
    let mut foot: Vec<ratatui::text::Line<'static>> = notes.iter().flat_map(note).collect();
    // The last of them stay in sight.
    foot.drain(..foot.len().saturating_sub(usize::from(area.height / 3)));
    foot.extend(ready);
    let editor = talk::editor_lines(scene, area).clamp(1, (area.height / 3).max(1));
    let said = u16::try_from(foot.len()).unwrap_or(1);
    let room = area.height.saturating_sub(said + editor);
    let eye = text::put_scrolled(buffer, Rect { height: room, ..area }, &lines, scene.view.eye.scroll, palette);
    let foot_area = Rect { y: area.y + room, height: area.height - room - editor, ..area };
    text::put(buffer, foot_area, &foot, 0);
    let note = Rect { y: foot_area.bottom(), height: editor, ..area };
    let cursor = talk::field(&scene.view.note, note, scene.view.ask.is_none(), palette, buffer);
    Seen { cursor, eye: Some(eye), ..Seen::default() }
}

/// The submitted card.
fn card(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) -> Seen {
    let (plan, state) = (scene.session.plan(), scene.session.state());
    let width = usize::from(area.width).min(100);
    let mut about = scene.backdrop.about.clone();
    for name in &scene.view.handed_over {
        let before = std::mem::replace(&mut about.interviewer, name.clone());
        about.earlier.push(before);
    }
    let card = crate::core::scorecard::evaluate(plan, state, about);
    let table = card.map(|card| crate::page::card::page(&card, &plan.rubric).text(width)).unwrap_or_default();
    let lines: Vec<ratatui::text::Line<'static>> =
        table.lines().map(|line| ratatui::text::Line::raw(line.to_owned())).collect();
    let eye = text::put_scrolled(buffer, area, &lines, scene.view.eye.scroll, scene.palette());
    Seen { eye: Some(eye), ..Seen::default() }
}
