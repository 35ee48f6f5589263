//! The lines at the foot: what the last key led to and what was saved; the mode and its keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::core::event::{Event, Finding, Recording};
use crate::core::session::{Action, Phase, Refusal};
use crate::page::clean;

use super::super::areas;
use super::super::choices;
use super::super::keys::{self, Deed, InTalk, Key, Press};
use super::super::view::{Focus, Tone};
use super::Scene;
use super::text::{put, shorten, sides, wrap};

/// The most lines that are said.
const MOST: usize = 3;

/// How many lines the foot takes: what the last key led to is read whole.
pub(super) fn height(scene: &Scene<'_>, columns: usize) -> u16 {
    let said = scene.view.said.as_ref().map_or(0, |(_, text)| said_lines(text, columns).len());
    let failure = scene.failure.map_or(0, |failure| said_lines(failure, columns).len());
    let lines = if scene.failure.is_some() { failure } else { said };
    1 + u16::try_from(lines.clamp(1, MOST)).unwrap_or(1)
}

/// What is said, as it is broken into lines: an indent, and a blank at the end.
fn said_lines(text: &str, columns: usize) -> Vec<String> {
    let mut lines = wrap(&clean::line(text), columns.saturating_sub(2));
    if lines.len() > MOST {
        lines.truncate(MOST);
        if let Some(last) = lines.last_mut() {
            *last = shorten(&format!("{last} …"), columns.saturating_sub(2));
        }
    }
    lines
}

/// Draws the lines.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width);
    let mut lines = status(scene, columns);
    lines.truncate(usize::from(area.height.saturating_sub(1)));
    lines.push(bar(scene, columns));
    put(buffer, area, &lines, 0);
}

/// A failed write fills the lines until it succeeds.
fn status(scene: &Scene<'_>, columns: usize) -> Vec<Line<'static>> {
    let palette = scene.palette();
    let indented = |text: &str, style: Style| -> Vec<Line<'static>> {
        said_lines(text, columns).into_iter().map(|piece| Line::styled(format!(" {piece}"), style)).collect()
    };
    if let Some(failure) = scene.failure {
        let mut lines = indented(failure, palette.siren());
        for line in &mut lines {
            let rest = columns.saturating_sub(line.width());
            line.spans.push(Span::raw(" ".repeat(rest)));
        }
        return lines;
    }
    let time = scene.session.state().entries.last().map(|entry| format!("saved {} ", entry.at.format("%H:%M:%S")));
    let time = Line::styled(time.unwrap_or_default(), palette.dim());
    match &scene.view.said {
        Some((tone, text)) => {
            let style = if *tone == Tone::Loud { palette.alarm() } else { palette.bold() };
            let mut lines = indented(text, style);
            match lines.as_mut_slice() {
                [only] if only.width() + time.width() < columns => {
                    let left = std::mem::take(only);
                    *only = sides(left, time, columns);
                }
                _ => {}
            }
            lines
        }
        None => vec![sides(Line::styled(interviewer(scene), palette.dim()), time, columns)],
    }
}

/// Who interviews now, or scores: whose notes these are.
fn interviewer(scene: &Scene<'_>) -> String {
    let now = scene.view.handed_over.last().unwrap_or(&scene.backdrop.about.interviewer);
    let does = match scene.session.state().phase {
        Phase::Ready | Phase::Live => "interviews",
        Phase::Scoring => "scores",
        Phase::Submitted => return String::new(),
    };
    format!(" {} {does}", clean::line(now))
}

/// The mode and its keys: as many as have room, what matters most first; the key of all keys always.
fn bar(scene: &Scene<'_>, columns: usize) -> Line<'static> {
    let palette = scene.palette();
    let mode = areas::mode(scene.session, scene.view);
    let mut spans = vec![Span::styled(format!(" {mode} "), palette.bold().patch(palette.reversed()))];
    let mut used = mode.len() + 2;
    let all = [format!("  {}", keys::HELP.short()), " all keys ".to_owned()];
    let room = columns.saturating_sub(all.iter().map(String::len).sum::<usize>() + 1);
    let is_last = scene.session.decide(Action::Next) == Err(Refusal::AtTheEnd);
    let bands = scene.session.plan().rubric.bands.len().min(9);
    let current = scene.session.state().current();
    // A hint is not offered where there is none to give; nor what belongs to a question where there is none.
    let offered = |key: &&Key| match key.deed {
        Deed::Talk(InTalk::Hint) => current.and_then(choices::next_hint).is_some(),
        Deed::Talk(InTalk::ToRate | InTalk::Flag) => current.is_some(),
        Deed::Talk(_) | Deed::Screen(_) | Deed::Desk(_) | Deed::Over(_) | Deed::Card(_) | Deed::Edit(_) => true,
    };
    for key in keys::frequent(areas::areas(scene.session, scene.view)).into_iter().filter(offered) {
        let name = match key.presses.first() {
            Some(Press::Number) => format!("1-{bands}"),
            Some(first) => first.short(),
            None => continue,
        };
        // Where nothing comes after, the end does.
        let ends = key.deed == keys::Deed::Talk(keys::InTalk::Next) && is_last;
        let (name, word) = if ends { ("F9".to_owned(), "end") } else { (name, key.bar) };
        let word = if key.deed == Deed::Talk(InTalk::Turn) { turned_to(scene) } else { word };
        let wide = name.len() + word.len() + 3;
        if used + wide > room {
            continue;
        }
        used += wide;
        spans.push(Span::styled(format!("  {name}"), palette.bold()));
        spans.push(Span::raw(format!(" {word}")));
    }
    let [name, word] = all;
    let all = Line::from(vec![Span::styled(name, palette.bold()), Span::raw(word)]);
    sides(Line::from(spans), all, columns)
}

/// Where the key leads that turns from one to the next.
fn turned_to(scene: &Scene<'_>) -> &'static str {
    match scene.view.focus {
        Focus::Note if scene.session.state().current().is_some() => "rate",
        Focus::Note | Focus::Rate => "plan",
        Focus::Plan => "note",
    }
}

/// Under the cover only that it is one, how much is typed and whether it was kept, and that something could not be saved: no word of it.
pub(super) fn under_cover(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let last = Rect { y: area.bottom() - 1, height: 1, ..area };
    let palette = scene.palette();
    let text = if scene.failure.is_some() { "Ctrl-Y  NOT SAVED" } else { "Ctrl-Y" };
    let typed = Line::styled(words_typed(scene), palette.dim());
    put(buffer, last, &[sides(typed, Line::styled(text, palette.dim()), usize::from(area.width))], 0);
}

/// How many words are typed; once they are recorded, that they were.
fn words_typed(scene: &Scene<'_>) -> String {
    let count = scene.view.note.text().split_whitespace().count();
    let was_noted = scene
        .session
        .state()
        .entries
        .iter()
        .rev()
        .take(2)
        .any(|entry| matches!(entry.event, Event::Recording(Recording::Found(Finding::Noted { .. }))));
    match (count, &scene.view.said) {
        (0, Some((Tone::Calm, _))) if was_noted => "kept".into(),
        (0, _) => String::new(),
        (1, _) => "1 word".into(),
        (many, _) => format!("{many} words"),
    }
}
