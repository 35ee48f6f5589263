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

/// The question of a form's grid and its row: `Rate the candidate [Technical skills]`; none where brackets hold a scale or nothing.
pub(crate) fn grid_row(cell: &str) -> Option<(&str, &str)> {
    let (name, behind) = parted(cell);
    let row = behind.filter(|behind| said(Some(behind)).is_none())?.strip_prefix('[')?.trim();
    (!row.is_empty()).then_some((name, row))
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
    if let Some(at) = bare_scale(text) {
        return (text[..at].trim_end(), Some(text[at..].trim_start()));
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
    if let Some(scale) = range(&inside).or_else(|| most(&inside)) {
        return Some(Behind::Scale(scale));
    }
    // Which end is the best is no part of a name; where both ends are named, they are the scale's.
    direction_of(&inside).map(|said| match (said.ends, said.top) {
        (Some((min, max)), _) => Behind::Scale(HeaderScale { min: Some(min), max }),
        (None, Some(max)) => Behind::Scale(HeaderScale { min: None, max }),
        (None, None) => Behind::Unit,
    })
}

/// A number of points.
fn points(text: &str) -> Option<i32> {
    let number = ["points", "pts", "punkte", "punkten"].iter().find_map(|unit| text.trim().strip_suffix(unit));
    number.unwrap_or(text).trim().parse().ok()
}

/// A scale by both of its ends, in lower case: `1-5`, `from 1 to 10`, `scale: 1–9`, `von 1 bis 10`.
fn range(text: &str) -> Option<HeaderScale> {
    let mut scale = text.trim();
    for before in ["on a ", "on ", "auf einer ", "scale", "skala", ":", " ", "of ", "from ", "von ", "de ", "van "] {
        scale = scale.strip_prefix(before).unwrap_or(scale).trim_start();
    }
    let between = ["..", " to ", " bis ", " a ", " à ", " tot ", " through ", "-", "–", "—", "…"];
    between.iter().find_map(|between| {
        let (min, max) = scale.split_once(between).and_then(|(min, max)| Some((points(min)?, points(max)?)))?;
        (min < max).then_some(HeaderScale { min: Some(min), max })
    })
}

/// A scale by its highest score, in lower case: `/5`, `out of 10`, `von 10`, `10 max`, `7-point scale`.
fn most(text: &str) -> Option<HeaderScale> {
    let before = ["/", "out of ", "of ", "max. ", "max ", "max: ", "up to ", "von ", "aus ", "sur ", "sobre ", "van "];
    let behind =
        [" max", " max.", " maximum", "-point scale", " point scale", "-point", "-stufig", " points max", " pts max"];
    let number = before
        .iter()
        .find_map(|before| text.strip_prefix(before))
        .or_else(|| behind.iter().find_map(|behind| text.strip_suffix(behind)))?;
    points(number).filter(|max| *max > 1).map(|max| HeaderScale { min: None, max })
}

/// Words of which there are several, one after another, so that numbers behind them count those: `Questions 1-5`.
const NUMBERED: [&str; 26] = [
    "question",
    "questions",
    "q",
    "section",
    "sections",
    "part",
    "parts",
    "round",
    "rounds",
    "interview",
    "interviews",
    "task",
    "tasks",
    "week",
    "weeks",
    "day",
    "days",
    "item",
    "items",
    "problem",
    "problems",
    "exercise",
    "exercises",
    "level",
    "levels",
    "case",
];

/// Where a scale begins that stands behind a name without any mark: `Rating 1-10`, `Score out of 10`, `Bewertung von 10`.
fn bare_scale(text: &str) -> Option<usize> {
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    let is_scale = |at: &usize| {
        let (name, behind) = text.split_at(*at);
        let behind = behind.trim().to_lowercase();
        let last = name.split_whitespace().last().unwrap_or_default().to_lowercase();
        // What is left of a range that begins sooner is none.
        let is_whole = !last.ends_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '–' | '—'));
        let is_range =
            range(&behind).is_some_and(|scale| scale.min.is_some_and(|min| (0..=1).contains(&min)) && scale.max > 2);
        let is_most = ["out of ", "von ", "sur ", "sobre ", "max "].iter().any(|of| behind.starts_with(of))
            && most(&behind).is_some();
        is_whole && (is_range || is_most) && !NUMBERED.contains(&last.as_str()) && !name.trim().is_empty()
    };
    let mut spaces = spaces.filter(is_scale);
    spaces.next()
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
            ("Rating 1-10", "Rating", Some(1), 10),
            ("Score 1 to 10", "Score", Some(1), 10),
            ("Score from 1 to 10", "Score", Some(1), 10),
            ("Score out of 10", "Score", None, 10),
            ("Score 0–10", "Score", Some(0), 10),
            ("Score (1=low 10=high)", "Score", Some(1), 10),
            ("Score (10 = best)", "Score", None, 10),
            ("Score (10 max)", "Score", None, 10),
            ("Rating (7-point scale)", "Rating", None, 7),
            ("Rating (5 point scale)", "Rating", None, 5),
            ("Bewertung (1 bis 10)", "Bewertung", Some(1), 10),
            ("Bewertung von 10", "Bewertung", None, 10),
            ("Technical skills [1 = poor 5 = excellent]", "Technical skills", Some(1), 5),
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
            ("Questions 1-5", "Questions 1-5", "Questions 1-5"),
            ("Rater 2", "Rater 2", "Rater 2"),
            ("Von Neumann", "Von Neumann", "Von Neumann"),
            ("Pros/Cons", "Pros/Cons", "Pros/Cons"),
        ] {
            assert_eq!((without_scale(cell), name_of(cell), scale_of(cell)), (name, plain, None), "{cell}");
        }
    }
}
