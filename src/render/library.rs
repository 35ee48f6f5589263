//! Formats, loops, tracks and rubrics.

use std::fmt::Write as _;

use crate::core::format::{Format, Loop, Track};
use crate::core::rubric::{Need, Rubric};
use crate::core::scale::Rating;

use super::clean;
use super::layout::{bullet, heading, paragraph};
use super::table::{Side, table};

/// All formats.
pub fn formats<'a>(formats: impl IntoIterator<Item = &'a Format>, width: usize) -> String {
    let head = [("format", Side::Left), ("min", Side::Right), ("sections", Side::Left)];
    let row = |format: &Format| {
        let sections: Vec<String> = format.sections.iter().map(|s| format!("{} {}", s.title, s.minutes)).collect();
        [format.id.to_string(), format.minutes.to_string(), sections.join(" · ")]
    };
    table(width, head, formats.into_iter().map(row))
}

/// One format.
pub fn format(format: &Format, width: usize) -> String {
    let mut out = heading(&format!("{}: {}, {} min", format.id, format.title, format.minutes));
    out += &paragraph(&format.summary, width, "");
    let dimensions: Vec<&str> = format.dimensions.iter().map(AsRef::as_ref).collect();
    out += &paragraph(&format!("rubric {}; assesses {}", format.rubric, dimensions.join(", ")), width, "");
    if !format.levels.is_empty() {
        let levels: Vec<&str> = format.levels.iter().map(|level| level.as_str()).collect();
        let _ = writeln!(out, "for {}", levels.join(", "));
    }
    for section in &format.sections {
        let kinds: Vec<&str> = section.kinds.iter().map(|kind| kind.as_str()).collect();
        let what = match (&section.continues, kinds.is_empty()) {
            (Some(id), _) => format!("goes on with the problem of `{id}`"),
            (None, true) => "script".into(),
            (None, false) => {
                format!("{}, {} to {} questions", kinds.join(", "), section.min_questions, section.max_questions)
            }
        };
        let _ = writeln!(out, "\n{}  ({} min)\n  {what}", clean::line(&section.title), section.minutes);
        if let Some(script) = &section.script {
            out += &paragraph(script, width, "  ");
        }
    }
    out += "\nDifficulty 1-5, per cent of the rated minutes\n";
    for (level, mix) in &format.mix {
        let shares: Vec<String> = mix.iter().map(|share| format!("{share:>3}")).collect();
        let _ = writeln!(out, "  {level:<7} {}", shares.join(" "));
    }
    out
}

/// All loops.
pub fn loops(loops: &[Loop], width: usize) -> String {
    let head = [("loop", Side::Left), ("title", Side::Left), ("rounds", Side::Left)];
    let row = |list: &Loop| {
        let formats: Vec<&str> = list.formats.iter().map(AsRef::as_ref).collect();
        [list.id.to_string(), list.title.clone(), formats.join(", ")]
    };
    table(width, head, loops.iter().map(row))
}

/// All tracks.
pub fn tracks(tracks: &[Track], width: usize) -> String {
    let head = [("track", Side::Left), ("title", Side::Left), ("summary", Side::Left)];
    table(width, head, tracks.iter().map(|track| [track.id.to_string(), track.title.clone(), track.summary.clone()]))
}

/// One track.
pub fn track(track: &Track, width: usize) -> String {
    let mut out = heading(&format!("{}: {}", track.id, track.title));
    out += &paragraph(&track.summary, width, "");
    let banks: Vec<&str> = track.banks.iter().map(AsRef::as_ref).collect();
    let formats: Vec<&str> = track.formats.iter().map(AsRef::as_ref).collect();
    out += &bullet("banks    ", &banks.join(", "), width);
    out += &bullet("formats  ", &formats.join(", "), width);
    for (kind, by) in &track.stands_for {
        let _ = writeln!(out, "{by} stands in for {kind}");
    }
    for dimension in &track.leaves_out {
        let _ = writeln!(out, "{dimension} is not expected");
    }
    out
}

/// All rubrics.
pub fn rubrics<'a>(rubrics: impl IntoIterator<Item = &'a Rubric>, width: usize) -> String {
    let head = [("rubric", Side::Left), ("title", Side::Left), ("dimensions", Side::Left)];
    let row = |rubric: &Rubric| {
        let dimensions: Vec<String> = rubric.dimensions.iter().map(|d| format!("{} {} %", d.id, d.weight)).collect();
        [rubric.id.to_string(), rubric.title.clone(), dimensions.join(", ")]
    };
    table(width, head, rubrics.into_iter().map(row))
}

/// One rubric with its anchors.
pub fn rubric(rubric: &Rubric, width: usize) -> String {
    let mut out = heading(&format!("{}: {}", rubric.id, rubric.title));
    for dimension in &rubric.dimensions {
        let _ = writeln!(out, "\n{} ({}), {} %", clean::line(&dimension.title), dimension.id, dimension.weight);
        out += &paragraph(&dimension.why, width, "  ");
        for rating in Rating::ALL.iter().rev() {
            let mark = format!("  {rating} {:<14} ", rubric.scale.at(*rating));
            out += &bullet(&mark, dimension.anchors.at(*rating), width);
        }
    }
    out += "\nBands\n";
    for band in &rubric.bands {
        out += &bullet(&format!("  {:<15} from {:<4} ", band.title, band.at_least.to_string()), &band.meaning, width);
    }
    out += "\nFloors\n";
    for floor in &rubric.floors {
        let of = floor.dimension.as_ref().map(ToString::to_string);
        let of = of.or_else(|| floor.kind.map(|kind| format!("{kind} questions"))).unwrap_or_default();
        let caps_at = clean::line(rubric.band(&floor.caps_at).map_or("", |band| band.title.as_str()));
        let _ = writeln!(out, "  {:<7} {of} at least {}, else {caps_at} at best", floor.level, floor.at_least);
    }
    out += "\nRed flags\n";
    for flag in &rubric.red_flags {
        out += &bullet(&format!("  {}: ", flag.title), &flag.looks_like, width);
    }
    out += "\nCriteria\n";
    for criterion in &rubric.criteria {
        let need = if criterion.need == Need::MustHave { "must have" } else { "nice to have" };
        out += &bullet(&format!("  {} ({need}): ", criterion.title), &criterion.looks_like, width);
    }
    out
}
