//! What a header says behind a column's name: the scale of its scores (`Rating (1-5)`, `Technical skills /10`), their unit, that an
//! answer is required.

use super::direction::direction_of;

/// The scale that a header gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HeaderScale {
    /// The lowest score, where the header says it: `(1-5)`, not `(/5)`.
    pub min: Option<i32>,
    /// The highest.
    pub max: i32,
}

impl HeaderScale {
    /// Whether a score can be given on it.
    pub(crate) fn has(self, value: f64) -> bool {
        value <= f64::from(self.max) && self.min.is_none_or(|min| value >= f64::from(min))
    }
}

impl std::fmt::Display for HeaderScale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.min {
            Some(min) => write!(f, "{min} to {}", self.max),
            None => write!(f, "up to {}", self.max),
        }
    }
}

/// A header's name without what stands in parentheses behind it, for telling what it is.
pub(super) fn name_of(cell: &str) -> &str {
    let (name, behind) = parted(cell);
    // What brackets hold is the row of a grid in a form, and says more than what stands before it.
    if behind.is_some_and(|behind| behind.starts_with('[')) && said(behind).is_none() { cell } else { name }
}

/// A header's name without its scale or unit; anything else in parentheses belongs to the name: `Fern Ash (HM)`.
pub(crate) fn without_scale(cell: &str) -> &str {
    let (name, behind) = parted(cell);
    if behind.is_none() || said(behind).is_some() { name } else { cell.trim() }
}

/// The scale that a header gives, if any.
pub(crate) fn scale_of(cell: &str) -> Option<HeaderScale> {
    match said(parted(cell).1) {
        Some(Behind::Scale(scale)) => Some(scale),
        Some(Behind::Unit) | None => None,
    }
}

/// What stands behind a name and does not belong to it.
enum Behind {
    Scale(HeaderScale),
    Unit,
}

/// A header as its name and what stands behind that, with the mark that opens it.
fn parted(cell: &str) -> (&str, Option<&str>) {
    let text = cell.trim().trim_end_matches('*').trim_end();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(at) = text.strip_suffix(close).and_then(|inside| inside.rfind(open)) {
            let name = text[..at].trim_end();
            return if name.is_empty() { (text, None) } else { (name, Some(&text[at..text.len() - 1])) };
        }
    }
    if let Some(at) = text.rfind('/')
        && at > 0
        && text[at + 1..].trim().parse::<u16>().is_ok()
    {
        return (text[..at].trim_end(), Some(&text[at..]));
    }
    for mark in [" - ", " – ", ": ", ", ", "; "] {
        if let Some((name, behind)) = text.split_once(mark)
            && direction_of(behind).is_some()
        {
            return (name.trim_end(), Some(behind));
        }
    }
    (text, None)
}

fn said(behind: Option<&str>) -> Option<Behind> {
    let behind = behind?;
    let inside = behind.strip_prefix(['(', '[']).unwrap_or(behind).trim().to_lowercase();
    if matches!(inside.as_str(), "points" | "pts" | "pt" | "score" | "rating" | "required" | "optional") {
        return Some(Behind::Unit);
    }
    if matches!(inside.as_str(), "%" | "percent" | "in %") {
        return Some(Behind::Scale(HeaderScale { min: Some(0), max: 100 }));
    }
    let ends = |text: &str| text.trim().trim_end_matches("points").trim_end_matches("pts").trim().parse::<i32>().ok();
    for of in ["/", "out of ", "of ", "max. ", "max ", "up to "] {
        if let Some(max) = inside.strip_prefix(of).and_then(ends) {
            return Some(Behind::Scale(HeaderScale { min: None, max }));
        }
    }
    let scale =
        inside.strip_prefix("scale").map_or(inside.as_str(), |rest| rest.trim_start_matches([' ', ':', 'o', 'f']));
    for between in ["..", " to ", "-", "–", "—", "…"] {
        if let Some((min, max)) = scale.split_once(between).and_then(|(min, max)| Some((ends(min)?, ends(max)?)))
            && min < max
        {
            return Some(Behind::Scale(HeaderScale { min: Some(min), max }));
        }
    }
    // Which end is the best is no part of a name; where both ends are named, they are the scale's.
    direction_of(&inside).map(|said| match said.ends {
        Some((min, max)) => Behind::Scale(HeaderScale { min: Some(min), max }),
        None => Behind::Unit,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_behind_a_name_is_no_part_of_it() {
        for (cell, name, min, max) in [
            ("Rating (1-5)", "Rating", Some(1), 5),
            ("Technical skills (1 to 10)", "Technical skills", Some(1), 10),
            ("Score [0..4]", "Score", Some(0), 4),
            ("Score (/10)", "Score", None, 10),
            ("Score (out of 5) *", "Score", None, 5),
            ("Technical /5", "Technical", None, 5),
            ("Score (%)", "Score", Some(0), 100),
            ("Points (scale: 1–9)", "Points", Some(1), 9),
            ("Technical skills (1 = excellent, 5 = poor)", "Technical skills", Some(1), 5),
        ] {
            assert_eq!((without_scale(cell), scale_of(cell)), (name, Some(HeaderScale { min, max })), "{cell}");
            assert_eq!(name_of(cell), name, "{cell}");
        }
        for (cell, name, plain) in [
            ("Score (points)", "Score", "Score"),
            ("grade (1 = best)", "grade", "grade"),
            ("Rating - lower is better", "Rating", "Rating"),
            ("Fern Ash (HM)", "Fern Ash (HM)", "Fern Ash"),
            ("Rate them [Technical skills]", "Rate them [Technical skills]", "Rate them [Technical skills]"),
            ("(1-5)", "(1-5)", "(1-5)"),
            ("Name *", "Name", "Name"),
            ("Pros/Cons", "Pros/Cons", "Pros/Cons"),
        ] {
            assert_eq!((without_scale(cell), name_of(cell), scale_of(cell)), (name, plain, None), "{cell}");
        }
    }
}
