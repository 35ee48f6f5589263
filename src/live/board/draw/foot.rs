//! The two lines at the foot: what the last key led to and what was saved; the mode and its keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::page::{clean, layout};

use super::super::super::told;
use super::super::areas;
use super::super::keys;
use super::super::view::Tone;
use super::Scene;
use super::text::{put, sides};

/// Draws the two lines.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width);
    put(buffer, area, &[status(scene, columns), bar(scene, columns)], 0);
}

/// A failed write fills the line until it succeeds.
fn status(scene: &Scene<'_>, columns: usize) -> Line<'static> {
    let palette = scene.palette();
    if let Some(failure) = scene.failure {
        let text = layout::cut(&format!(" {failure}"), columns);
        let padded = format!("{text}{}", " ".repeat(columns.saturating_sub(super::text::width(&text))));
        return Line::styled(padded, palette.siren());
    }
    let entries = &scene.session.state().entries;
    let saved = entries
        .last()
        .map(|entry| format!("saved {}: {} ", entry.at.format("%H:%M:%S"), told::event(scene.session, &entry.event)));
    let saved = saved.unwrap_or_default();
    match &scene.view.said {
        Some((tone, text)) => {
            let style = if *tone == Tone::Loud { palette.alarm() } else { palette.bold() };
            let left = Line::styled(format!(" {}", clean::line(text)), style);
            let time = entries.last().map(|entry| format!("saved {} ", entry.at.format("%H:%M:%S")));
            sides(left, Line::styled(time.unwrap_or_default(), palette.dim()), columns)
        }
        None => sides(Line::default(), Line::styled(layout::cut(&saved, columns), palette.dim()), columns),
    }
}

fn bar(scene: &Scene<'_>, columns: usize) -> Line<'static> {
    let palette = scene.palette();
    let mode = areas::mode(scene.session, scene.view);
    let mut spans = vec![Span::styled(format!(" {mode} "), palette.bold().patch(palette.reversed()))];
    let mut used = mode.len() + 2;
    let mut known = Vec::new();
    for key in keys::bar(areas::areas(scene.session, scene.view)) {
        let first = key.presses.first().map(ToString::to_string).unwrap_or_default();
        // A key of a wider place that means something else here, or the same again.
        if known.contains(&first) || known.iter().any(|bar| bar == key.bar) {
            continue;
        }
        known.extend([first.clone(), key.bar.to_owned()]);
        let wide = first.len() + key.bar.len() + 3;
        if used + wide > columns {
            break;
        }
        used += wide;
        spans.push(Span::styled(format!("  {first}"), palette.bold()));
        spans.push(Span::styled(format!(" {}", key.bar), Style::new()));
    }
    Line::from(spans)
}

/// Under the cover only that it is one, and that something could not be saved.
pub(super) fn under_cover(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let last = Rect { y: area.bottom() - 1, height: 1, ..area };
    let palette = scene.palette();
    let text = if scene.failure.is_some() { "Ctrl-L  NOT SAVED" } else { "Ctrl-L" };
    put(buffer, last, &[sides(Line::default(), Line::styled(text, palette.dim()), usize::from(area.width))], 0);
}
