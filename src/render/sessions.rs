//! The list of sessions.

use super::layout::paragraph;
use super::table::{Side, table as draw};

const HEAD: [(&str, Side); 6] = [
    ("session", Side::Left),
    ("candidate", Side::Left),
    ("interviewer", Side::Left),
    ("format", Side::Left),
    ("state", Side::Left),
    ("min", Side::Right),
];

/// A row a session; where a row would not fit, a line for its name, which is never broken, so that it can be copied, and one for the rest.
pub fn table(rows: Vec<[String; 6]>, width: usize) -> String {
    use unicode_width::UnicodeWidthStr as _;
    let widest =
        |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0).max(HEAD[column].0.width());
    let needed: usize = (0..HEAD.len()).map(|column| widest(column) + 2).sum();
    if needed <= width {
        return draw(width, HEAD, rows);
    }
    rows.iter()
        .map(|[session, candidate, interviewer, format, state, minutes]| {
            let facts = format!("{candidate} with {interviewer} · {format} · {state} · {minutes} min");
            super::clean::line(session).into_owned() + "\n" + &paragraph(&super::clean::line(&facts), width, "  ")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_session_is_never_broken() {
        let name = "2026-11-10-c7hqk-r1-basil-reed-n8vw";
        let row = [name, "Rowan Alder", "Basil Reed", "deep-technical, mid", "submitted", "59"].map(String::from);
        for width in [40, 80, 120] {
            let text = table(vec![row.clone()], width);
            assert!(text.contains(name), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
        }
    }
}
