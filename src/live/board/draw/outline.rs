//! The plan as an outline: what has become of each question, and where one is.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::core::bank::fill;
use crate::core::plan::PlannedSection;
use crate::core::session::{Phase, Place};
use crate::page::layout::told_apart;

use super::super::super::words;
use super::super::parts::{self, OutlineRow};
use super::super::view::Focus;
use super::Scene;
use super::text::{shorten, width};

/// The lines of the outline; the one under the cursor is marked where the outline has the focus.
pub(super) fn lines(scene: &Scene<'_>, columns: usize) -> Vec<Line<'static>> {
    let (session, palette) = (scene.session, scene.palette());
    let (plan, state) = (session.plan(), session.state());
    let focused = scene.view.focus == Focus::Plan && state.phase == Phase::Live;
    // A blank after the longest of them.
    let statuses = state.asking.iter().map(|asking| words::status(state, asking).len() + 1);
    let wide = statuses.max().unwrap_or(0).max(9);
    let line = |row: OutlineRow| -> (String, String, Style) {
        match row {
            OutlineRow::Section(section) => {
                let more = state.extensions.get(&section).map_or(0, |more| more.0);
                let minutes = |planned: u16| planned.saturating_add(more);
                let title = plan.section(section);
                let title = title.map(|section| format!("{} ({} min)", section.title, minutes(section.minutes.0)));
                let here = if state.place == Place::Section(section) { " · now" } else { "" };
                (String::new(), format!("{}{here}", title.unwrap_or_default()), palette.heading())
            }
            OutlineRow::Question(slot) => match state.asking(slot) {
                Some(asking) => {
                    let prompt = fill(&asking.question().prompt, state.filling());
                    let hold = if state.place == Place::Slot(slot) { palette.bold() } else { Style::new() };
                    (format!(" {slot:<4}{:<wide$}", words::status(state, asking)), prompt, hold)
                }
                None => (String::new(), String::new(), Style::new()),
            },
            OutlineRow::Backup(section, backup) => {
                let backup = plan.section(section).and_then(|section| section.backups.get(backup));
                let text = backup.map(|backup| {
                    let prompt = fill(&backup.banked.question.prompt, state.filling());
                    (format!("     {:<wide$}", words::backup(state, section, backup)), prompt)
                });
                let (mark, prompt) = text.unwrap_or_default();
                (mark, prompt, palette.dim())
            }
        }
    };
    let lines: Vec<(String, String, Style)> = parts::outline(session).into_iter().map(line).collect();
    let room = |mark: &str| columns.saturating_sub(1 + width(mark));
    let texts: Vec<(&str, usize)> = lines.iter().map(|(mark, text, _)| (text.as_str(), room(mark))).collect();
    let shown = told_apart(&texts, shorten).into_iter().zip(&lines).enumerate();
    let drawn = |(position, (text, (mark, _, style))): (usize, (String, &(String, String, Style)))| {
        let here = focused && position == scene.view.plan.row;
        let pointer = if here { ">" } else { " " };
        let style = if here { style.patch(palette.reversed()) } else { *style };
        Line::styled(shorten(&format!("{pointer}{mark}{text}"), columns), style)
    };
    shown.map(drawn).collect()
}

/// What the line under the cursor is about, whole.
pub(super) fn preview(scene: &Scene<'_>) -> String {
    let session = scene.session;
    let (plan, state) = (session.plan(), session.state());
    match parts::outline(session).get(scene.view.plan.row) {
        Some(OutlineRow::Section(section)) => {
            let whole = |section: &PlannedSection| {
                format!("{}\n{}", section.title, section.script.as_deref().unwrap_or_default())
            };
            plan.section(*section).map(whole).unwrap_or_default()
        }
        Some(OutlineRow::Question(slot)) => {
            state.asking(*slot).map(|asking| words::preview(asking.question(), state)).unwrap_or_default()
        }
        Some(OutlineRow::Backup(section, backup)) => {
            let backup = plan.section(*section).and_then(|section| section.backups.get(*backup));
            backup.map(|backup| words::preview(&backup.banked.question, state)).unwrap_or_default()
        }
        None => String::new(),
    }
}
