//! What a person wants of the reading of a table, how a table may be laid out, and what its headers say of columns that are scores or none.

use super::called::CalledDimensions;
use super::direction::BestEnd;
use super::export::Export;
use super::field::words_of;
use super::head::{RatingField, ToldColumn};
use super::nobody::{is_limit, sums_up};
use super::score::ScoreReader;
use super::units::without_scale;

/// What a person wants of the reading of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableOptions {
    /// What they say of columns.
    pub told: Vec<ToldColumn>,
    /// The sheet of a workbook; the first one without.
    pub sheet: Option<String>,
    /// Whether empty names stand for those above.
    pub fill_down: bool,
    /// Names and titles of the rubric's dimensions, and what a person calls them.
    pub dimensions: Vec<String>,
    /// What the file calls them.
    pub called: CalledDimensions,
    /// For words in the place of scores.
    pub scores: ScoreReader,
    /// The scale that scores are on, where a person or the command says it.
    pub scale: Option<(i32, i32)>,
    /// Which end of it is the best, where a person says it.
    pub best: Option<BestEnd>,
    /// Names and titles of the formats that a column may name as what was held; none where nobody wants to know.
    pub formats: Vec<String>,
    /// Whether sessions of an export that count for nobody are wanted, too: practice, no-shows, and those that were stopped early.
    pub uncounted: bool,
    /// Whose ratings they are where no column is the interviewer: the title of a sheet of several.
    pub interviewer: Option<String>,
}

/// How a table is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A row for each rating, with the column of its score.
    Long(usize),
    /// A column for each of these.
    Wide(RatingField, Vec<usize>),
    /// As `hotseat export` writes it.
    Export(Export),
}

/// Whether a header is the name or title of a dimension of the rubric.
pub(super) fn is_own(cell: &str, wanted: &TableOptions) -> bool {
    wanted.dimensions.iter().any(|own| own.eq_ignore_ascii_case(without_scale(cell)))
}

/// Whether a header says that its column holds numbers that nobody gave as scores: computed from others, or of another kind.
pub(super) fn is_no_score(cell: &str) -> bool {
    let words = words_of(cell);
    let is_other = |word: &String| {
        matches!(
            word.as_str(),
            "rank"
                | "weight"
                | "year"
                | "years"
                | "yrs"
                | "yoe"
                | "months"
                | "salary"
                | "phone"
                | "zip"
                | "minutes"
                | "duration"
        )
    };
    // `No-code skills` are rated, `Req. No.` is not.
    let numbers =
        |word: &String| matches!(word.as_str(), "id" | "no" | "nr" | "number" | "index" | "row" | "age" | "attempt");
    sums_up(cell)
        || is_limit(cell)
        || is_of_interview(&words)
        || matches!(cell.trim(), "#" | "№")
        || words.iter().any(is_other)
        || words.last().is_some_and(numbers)
}

/// Whether a header names what is known of an interview and is no score of it, where that is all that it says: `Level`, `Week`,
/// `Interview length`, `# of interviews`; `Energy level` and `Order of arguments` are rated.
fn is_of_interview(words: &[String]) -> bool {
    const KNOWN: [&str; 30] = [
        "level",
        "levels",
        "seniority",
        "stufe",
        "niveau",
        "nivel",
        "week",
        "weeks",
        "woche",
        "semaine",
        "semana",
        "month",
        "attempts",
        "tries",
        "order",
        "sequence",
        "seq",
        "position",
        "length",
        "hours",
        "time",
        "dauer",
        "duree",
        "duracion",
        "interviews",
        "rounds",
        "sessions",
        "slot",
        "cohort",
        "batch",
    ];
    const BESIDE: [&str; 19] = [
        "#",
        "no",
        "nr",
        "number",
        "num",
        "count",
        "of",
        "the",
        "interview",
        "candidate",
        "job",
        "in",
        "min",
        "mins",
        "h",
        "anzahl",
        "der",
        "nombre",
        "de",
    ];
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let counts = |word: &String| matches!(word.as_str(), "#" | "number" | "num" | "anzahl");
    let all_go = words.iter().all(|word| is(&KNOWN, word) || is(&BESIDE, word));
    (all_go && words.iter().any(|word| is(&KNOWN, word))) || words.first().is_some_and(counts) && words.len() > 1
}
