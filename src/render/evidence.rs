//! Evidence, a line each: when, where, what.

use crate::core::scorecard::EvidenceLine;

use super::layout::bullet;

/// The lines at a width.
pub fn lines(lines: &[EvidenceLine], width: usize) -> String {
    let one = |line: &EvidenceLine| {
        let mark = format!("  {} {:<3} {:<6} ", line.ms.clock(), line.slot, line.what.as_str());
        bullet(&mark, &line.text, width)
    };
    lines.iter().map(one).collect()
}
