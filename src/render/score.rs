//! Totals, bands and what bears on them, in words.

use std::fmt::Write as _;

use crate::core::rubric::Rubric;
use crate::core::scorecard::{CappedBy, Gap, LEAST_WEIGHT, Weighing};

/// The line of total and band, and a line for everything that bears on them.
pub fn result(rubric: &Rubric, result: &Weighing, mock: bool) -> String {
    let mut out = String::new();
    match (&result.shown, &result.band_title) {
        (Some(total), Some(band)) => {
            let provisional = if result.provisional { " (provisional)" } else { "" };
            let _ = writeln!(out, "Total {total} of 5: {band}{provisional}");
        }
        (Some(total), None) if mock => {
            let _ = writeln!(out, "Total {total} of 5; practice has no hire band");
        }
        (Some(total), None) => {
            let _ = writeln!(out, "Total {total} of 5");
        }
        (None, _) => {
            let least = LEAST_WEIGHT;
            let _ = writeln!(out, "No total: less than {least} % of the weight was assessed; see the panel");
        }
    }
    if let Some(fraction) = &result.total_fraction {
        let _ = writeln!(out, "Exactly {fraction}");
    }
    let _ = writeln!(out, "Weight assessed: {} %", result.assessed_weight);
    if !result.capped_by.is_empty() {
        let would = result.uncapped_band.as_ref().and_then(|id| rubric.band(id)).map_or("", |band| band.title.as_str());
        let _ = writeln!(out, "Without these it would be {would}:");
        for cap in &result.capped_by {
            let _ = writeln!(out, "  - {}", cap_text(rubric, cap));
        }
    }
    for gap in &result.missing {
        let _ = writeln!(out, "Missing: {}", gap_text(gap));
    }
    for gap in &result.not_checked {
        let _ = writeln!(out, "Not checked: {}", gap_text(gap));
    }
    // Titles come from a rubric.
    super::clean::block(&out).into_owned()
}

/// A cap in words.
pub fn cap_text(rubric: &Rubric, cap: &CappedBy) -> String {
    let band = |id| rubric.band(id).map_or("", |band| band.title.as_str());
    match cap {
        CappedBy::Dimension { dimension, score, at_least, caps_at } => {
            format!(
                "{dimension} is {}, below the floor of {at_least}: at best {}",
                score.shown_beside(std::slice::from_ref(at_least)),
                band(caps_at)
            )
        }
        CappedBy::Kind { kind, score, at_least, caps_at } => {
            format!(
                "{kind} questions are at {}, below the floor of {at_least}: at best {}",
                score.shown_beside(std::slice::from_ref(at_least)),
                band(caps_at)
            )
        }
        CappedBy::RedFlag { flag, caps_at } => format!("the red flag `{flag}`: at best {}", band(caps_at)),
    }
}

/// What is missing, in words.
pub fn gap_text(gap: &Gap) -> String {
    match gap {
        Gap::Dimension { dimension } => format!("{dimension} was not assessed"),
        Gap::FloorOnKind { kind } => format!("the floor on {kind} questions, of which none was rated"),
        Gap::FloorOnDimension { dimension } => format!("the floor on {dimension}, which was not assessed"),
    }
}
