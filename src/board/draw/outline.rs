//! The plan as an outline: what has become of each question, and where one is.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::core::bank::fill;
use crate::core::session::{Asking, Phase, Place, Session, Status};
use crate::render::layout;

use super::super::parts::{self, OutlineRow};
use super::super::view::Focus;
use super::Scene;

/// The word for what has become of a question.
fn word(session: &Session, asking: &Asking) -> &'static str {
    match session.state().status(asking) {
        Status::Open if asking.must_ask => "must ask",
        Status::Open => "if time",
        Status::Current => "now",
        Status::Done => "done",
        Status::Unrated => "unrated",
        Status::Skipped => "skipped",
        Status::Swapped => "swapped",
    }
}

/// The lines of the outline; the one under the cursor is marked where the outline has the focus.
pub(super) fn lines(scene: &Scene<'_>, columns: usize) -> Vec<Line<'static>> {
    let (session, palette) = (scene.session, scene.palette());
    let (plan, state) = (session.plan(), session.state());
    let focused = scene.view.focus == Focus::Plan && state.phase == Phase::Live;
    let line = |(position, row): (usize, OutlineRow)| {
        let (text, style) = match row {
            OutlineRow::Section(section) => {
                let title = plan.section(section).map(|section| format!("{} ({} min)", section.title, section.minutes));
                let here = if state.place == Place::Section(section) { " · now" } else { "" };
                (format!("{}{here}", title.unwrap_or_default()), palette.heading())
            }
            OutlineRow::Question(slot) => match state.asking(slot) {
                Some(asking) => {
                    let prompt = fill(&asking.question().prompt, state.filling());
                    let hold = if state.place == Place::Slot(slot) { palette.bold() } else { Style::new() };
                    (format!(" {slot:<4}{:<9}{prompt}", word(session, asking)), hold)
                }
                None => (String::new(), Style::new()),
            },
            OutlineRow::Backup(section, backup) => {
                let backup = plan.section(section).and_then(|section| section.backups.get(backup));
                let text = backup.map(|backup| {
                    let used = state
                        .asking
                        .iter()
                        .any(|asking| asking.question().id == backup.banked.question.id && asking.section == section);
                    let prompt = fill(&backup.banked.question.prompt, state.filling());
                    let word = if used { "used".to_owned() } else { backup.direction.to_string() };
                    format!("   b {word:<8}{prompt}")
                });
                (text.unwrap_or_default(), palette.dim())
            }
        };
        let here = focused && position == scene.view.plan_row;
        let pointer = if here { ">" } else { " " };
        let style = if here { style.patch(palette.reversed()) } else { style };
        Line::styled(layout::cut(&format!("{pointer}{text}"), columns), style)
    };
    parts::outline(session).into_iter().enumerate().map(line).collect()
}
