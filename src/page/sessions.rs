//! The list of sessions.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use crate::core::session::Listed;

use super::answer::Answer;
use super::block::Page;
use super::records::{NoTable, Records, cell};
use super::table::{Cell, Column, Table};

/// What `sessions` answers with, oldest first.
#[derive(Debug)]
pub(crate) struct SessionList(pub Vec<Listed>);

impl Answer for SessionList {
    fn value(&self) -> impl Serialize {
        &self.0
    }

    fn page(&self) -> Page {
        let columns = [
            Column::words("session"),
            Column::words("candidate").said("{}"),
            Column::words("interviewer").said("with {}"),
            Column::words("format").said("{}"),
            Column::words("state").said("{}"),
            Column::numbers("min").said("{} min"),
        ];
        let mut page = Page::default().called("Sessions");
        page.table(Table::new(columns, self.0.iter().map(|line| cells(line).map(Cell::from))).stacking());
        page
    }

    fn records(&self) -> Result<Records, NoTable> {
        let head = [
            "session",
            "date",
            "candidate",
            "interviewer",
            "format",
            "level",
            "track",
            "phase",
            "ending",
            "mock",
            "minutes_used",
        ];
        let row = |line: &Listed| {
            vec![
                line.session.to_string(),
                line.date.clone(),
                line.candidate.clone(),
                line.interviewer.clone(),
                line.format.clone(),
                line.level.clone(),
                line.track.clone(),
                line.phase.to_owned(),
                cell(line.ending),
                line.mock.to_string(),
                line.minutes_used.to_string(),
            ]
        };
        Ok(Records::new(&head, self.0.iter().map(row)))
    }
}

/// A moment, for people: the day and the time of day.
pub(crate) fn when(at: DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// The cells of a session's row.
fn cells(line: &Listed) -> [String; 6] {
    let mock = if line.mock { ", practice" } else { "" };
    let state = match line.ending {
        Some("completed") | None => line.phase.to_owned(),
        Some(ending) => format!("{}, {ending}", line.phase),
    };
    [
        line.session.to_string(),
        line.candidate.clone(),
        line.interviewer.clone(),
        format!("{}, {}{mock}", line.title, line.level),
        state,
        line.minutes_used.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{Notation, show};
    use super::*;
    use crate::core::ids::SessionId;

    #[test]
    fn the_name_of_a_session_is_never_broken() {
        let name = "2026-11-10-c7hqk-r1-basil-reed-n8vw";
        let line = Listed {
            session: SessionId::new(name).expect("it is a name"),
            date: "2026-11-10".into(),
            candidate: "Rowan Alder".into(),
            interviewer: "Basil Reed".into(),
            format: "deep-technical".into(),
            title: "Deep technical".into(),
            level: "mid".into(),
            track: "backend".into(),
            phase: "submitted",
            ending: Some("completed"),
            mock: false,
            minutes_used: 59,
        };
        let answer = SessionList(vec![line]);
        for width in [40, 80, 120] {
            let text = show(&answer, Notation::Text { width }).expect("it is text");
            assert!(text.contains(name), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
        }
    }
}
