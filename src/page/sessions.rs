//! The list of sessions.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use crate::core::counted::counted;
use crate::core::event::Ending;
use crate::core::session::Listed;
use crate::threads::{WORTH_IT, in_parts};

use super::answer::Answer;
use super::block::{Item, Marks, Page};
use super::records::{NoTable, Records, cell};
use super::table::{Cell, Column, Table};

/// What `sessions` answers with: for programs in the order of names, for people the newest first.
#[derive(Debug)]
pub(crate) struct SessionList<'a> {
    /// The sessions.
    pub listed: Vec<Listed<'a>>,
    /// Where they are listened to, the command that opens each, in the same order.
    pub opened_by: Option<Vec<String>>,
}

impl Answer for SessionList<'_> {
    fn value(&self) -> impl Serialize {
        &self.listed
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
        // Of many it would take long to write both.
        if let Some(opened_by) = &self.opened_by {
            let mut newest: Vec<(&Listed<'_>, &String)> = self.listed.iter().zip(opened_by).collect();
            newest.sort_by_key(|(line, _)| std::cmp::Reverse(line.began));
            let heard = newest
                .into_iter()
                .map(|(line, command)| Item::new(said(line)).and_whole(format!("to open it: `{command}`")));
            page.list(Marks::Bullets, heard);
        } else {
            let mut newest: Vec<&Listed<'_>> = self.listed.iter().collect();
            newest.sort_by_key(|line| std::cmp::Reverse(line.began));
            let rows = in_parts(&newest, WORTH_IT, |part| -> Vec<Vec<Cell>> {
                part.iter().map(|line| cells(line).into_iter().map(Cell::from).collect()).collect()
            });
            page.table(Table::new(columns, rows.into_iter().flatten()).stacking());
        }
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
            "handed_over",
        ];
        let row = |line: &Listed<'_>| {
            vec![
                line.session.to_string(),
                line.date.to_string(),
                line.candidate.to_owned(),
                line.interviewer.to_owned(),
                line.format.to_string(),
                line.level.to_string(),
                line.track.to_string(),
                line.phase.as_str().to_owned(),
                cell(line.ending.map(Ending::as_str)),
                line.mock.to_string(),
                line.minutes_used.to_string(),
                line.handed_over.join("; "),
            ]
        };
        Ok(Records::new(&head, self.listed.iter().map(row)))
    }
}

/// A moment, for people: the day and the time of day.
pub(crate) fn when(at: DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// A session as it is heard: whom, when and what, and what became of it.
fn said(line: &Listed<'_>) -> String {
    let mock = if line.mock { ", practice" } else { "" };
    let minutes = counted(line.minutes_used, "minute");
    let minutes = if line.is_no_show() { String::new() } else { format!(", {minutes}") };
    let (whom, day, what, level) = (line.candidate, line.date, line.title, line.level);
    let (interviewers, standing) = (line.interviewers(), line.standing());
    format!("{whom}, {day}, {what}, {level} level{mock}, with {interviewers}: {standing}{minutes}")
}

/// The cells of a session's row.
fn cells(line: &Listed<'_>) -> [String; 6] {
    let mock = if line.mock { ", practice" } else { "" };
    let minutes = if line.is_no_show() { String::new() } else { line.minutes_used.to_string() };
    [
        line.session.to_string(),
        line.candidate.to_owned(),
        line.interviewers(),
        format!("{}, {}{mock}", line.title, line.level),
        line.standing(),
        minutes,
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{Notation, show};
    use super::*;
    use crate::core::ids::SessionId;
    use crate::core::scale::Level;
    use crate::core::session::Phase;

    #[test]
    fn the_name_of_a_session_is_never_broken() {
        let name = "2026-11-10-c7hqk-r1-basil-reed-n8vw";
        let session = SessionId::new(name).expect("it is a name");
        let (format, track) = ("deep-technical".parse().expect("a name"), "backend".parse().expect("a name"));
        let line = Listed {
            session: &session,
            date: "2026-11-10".parse().expect("a day"),
            candidate: "Rowan Alder",
            interviewer: "Basil Reed",
            format: &format,
            title: "Deep technical",
            level: Level::Mid,
            track: &track,
            phase: Phase::Submitted,
            ending: Some(Ending::Completed),
            mock: false,
            minutes_used: 59,
            handed_over: Vec::new(),
            began: DateTime::parse_from_rfc3339("2026-11-10T09:00:00+01:00").expect("a time"),
        };
        let answer = SessionList { listed: vec![line], opened_by: None };
        for width in [40, 80, 120] {
            let text = show(&answer, Notation::Text { width }).expect("it is text");
            assert!(text.contains(name), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
        }
    }
}
