//! The list of sessions.

use super::table::{Side, table as draw};

/// A row a session.
pub fn table(rows: Vec<[String; 6]>, width: usize) -> String {
    let head = [
        ("session", Side::Left),
        ("candidate", Side::Left),
        ("interviewer", Side::Left),
        ("format", Side::Left),
        ("state", Side::Left),
        ("min", Side::Right),
    ];
    draw(width, head, rows)
}
