//! The record and the advice side by side, for a shared screen.

use crate::core::panel::{Compared, Record};

use super::super::layout::bullet;
use super::super::markdown as md;
use super::super::table::{Side, plain};
use super::{chances, dimensions, screen};

/// A group of candidates.
pub fn compared(group: &Compared, title: &str, width: usize) -> String {
    let mut out = screen(&group.calibrated, title, width, true);
    out += &chances(&group.calibrated, width);
    out += &dimensions(&group.calibrated, width);
    out.push('\n');
    let head = [("by exact scores", Side::Left), ("rank", Side::Right), ("total", Side::Right), ("band", Side::Left)];
    out += &plain(width, &head, group.exact.iter().map(row).collect());
    for left in &group.left_out {
        out += &bullet("  - ", &format!("not counted: {}, {} ({})", left.candidate, left.why, left.session), width);
    }
    out
}

fn row(record: &Record) -> Vec<String> {
    let band = record.band_title.clone().unwrap_or_else(|| "no band".to_owned());
    let lacks = if record.lacks.is_empty() { String::new() } else { format!("; {}", record.lacks.join("; ")) };
    vec![
        record.name.clone(),
        record.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string()),
        record.shown.clone().unwrap_or_else(|| "-".to_owned()),
        band + &lacks,
    ]
}

/// The record, for documents.
pub fn record_markdown(group: &Compared) -> String {
    format!("\n{}", md::table(&["by exact scores", "rank", "total", "band"], group.exact.iter().map(row)))
}
