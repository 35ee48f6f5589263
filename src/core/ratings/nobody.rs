//! What stands in the place of a name and is nobody's: a row that sums up others (`Total`, `AVG`, `Ø`), a word for no one (`N/A`).

use super::field::words_of;

/// Words that sum up, at least one of which a total has.
const SUMS: [&str; 20] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "average",
    "averages",
    "avg",
    "mean",
    "means",
    "sum",
    "sums",
    "median",
    "medians",
    "count",
    "counts",
    "sd",
    "stdev",
    "stddev",
    "deviation",
    "variance",
];
/// Words that a total may have beside them.
const BESIDE: [&str; 28] = [
    "all",
    "and",
    "candidate",
    "candidates",
    "column",
    "final",
    "grade",
    "grades",
    "grand",
    "group",
    "interviewer",
    "interviewers",
    "mark",
    "marks",
    "of",
    "overall",
    "panel",
    "points",
    "rating",
    "ratings",
    "raw",
    "row",
    "score",
    "scores",
    "standard",
    "team",
    "the",
    "weighted",
];
/// What sums up without any of the words.
const PHRASES: [&str; 8] = [
    "std dev",
    "st dev",
    "sub total",
    "points possible",
    "possible points",
    "max points",
    "maximum points",
    "maximum score",
];
/// Marks for a mean and a sum.
const MARKS: [&str; 5] = ["Ø", "⌀", "∅", "Σ", "∑"];

/// Whether a text says that what stands beside it or under it sums up others: all of its words do, or go with one that does. `Max`
/// and `Min Jun` are names of people.
pub(crate) fn is_total(text: &str) -> bool {
    if !text.is_ascii() && text.split_whitespace().next().is_some_and(|word| MARKS.contains(&word)) {
        return true;
    }
    if !may_be_total(text) {
        return false;
    }
    let words = words_of(text.trim_end_matches(['=', ' ']));
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let all_go = words.iter().all(|word| is(&SUMS, word) || is(&BESIDE, word));
    (all_go && words.iter().any(|word| is(&SUMS, word))) || PHRASES.contains(&words.join(" ").as_str())
}

/// Words that sum up where they stand alone or beside those of a total, and that are nobody's name.
const OVERALL: [&str; 11] = [
    "overall",
    "final",
    "decision",
    "composite",
    "combined",
    "aggregate",
    "consensus",
    "maximum",
    "minimum",
    "highest",
    "lowest",
];

/// Whether a text sums up where a person should stand, or heads a column of what does: `Overall`, `Final score`, `Decision score`.
pub(crate) fn is_overall(text: &str) -> bool {
    // Nearly no name has such a word, and this is asked for each row.
    let mut own = text.split(|letter: char| !letter.is_alphanumeric());
    if !own.any(|own| OVERALL.iter().any(|word| word.eq_ignore_ascii_case(own))) {
        return false;
    }
    let words = words_of(text);
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let all_go = words.iter().all(|word| is(&OVERALL, word) || is(&SUMS, word) || is(&BESIDE, word));
    all_go && words.iter().any(|word| is(&OVERALL, word))
}

/// Which end a header names that is a person's name as well as a word for the highest or lowest of others: whether the highest.
pub(super) fn is_max_or_min(text: &str) -> Option<bool> {
    match words_of(text).as_slice() {
        [word] if word == "max" => Some(true),
        [word] if word == "min" => Some(false),
        _ => None,
    }
}

/// Whether any word of a header sums up, which is enough for a column beside others: `Technical total`.
pub(super) fn sums_up(cell: &str) -> bool {
    is_total(cell) || words_of(cell).iter().any(|word| SUMS.contains(&word.as_str()))
}

/// Whether a text has a word with which totals begin or end. Nearly no name has, and this is asked for each row.
fn may_be_total(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
        let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
        matches!(first, b't' | b's' | b'a' | b'm' | b'c' | b'd' | b'v' | b'p')
            && (SUMS.iter().any(|sum| sum.eq_ignore_ascii_case(word))
                || ["std", "st", "sub", "points", "max", "maximum"].iter().any(|it| it.eq_ignore_ascii_case(word)))
    })
}

/// Whether a text says that there is nobody.
pub(crate) fn is_nobody(text: &str) -> bool {
    const NOBODY: [&str; 16] = [
        "n/a",
        "#n/a",
        "n.a.",
        "n.a",
        "none",
        "nobody",
        "null",
        "nil",
        "nan",
        "tbd",
        "tba",
        "unknown",
        "(blank)",
        "(none)",
        "not applicable",
        "no name",
    ];
    // All of them are short, and names rarely are.
    text.len() <= 14 && NOBODY.iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_names_by_all_of_their_words() {
        for total in [
            "AVG",
            "Average score",
            "Mean",
            "Subtotal",
            "Sub-total",
            "Total",
            "Total:",
            "TOTAL =",
            "Sum",
            "Overall avg",
            "Ø",
            "Ø Score",
            "Grand Total",
            "Std. Dev.",
            "Points Possible",
            "Team average",
            "Average (n=5)",
            "Σ",
        ] {
            assert!(is_total(total), "{total}");
        }
        for name in [
            "Max",
            "Min Jun",
            "Sum Yi",
            "Øystein Dahl",
            "Dev Patel",
            "Overall",
            "Score",
            "Mark Count-Smith",
            "Ada One",
            "Maximum",
            "Total Quality",
            "St John",
        ] {
            assert!(!is_total(name), "{name}");
        }
        assert!(sums_up("Technical total") && sums_up("Panel mean") && !sums_up("Max") && !sums_up("Technical"));
        for text in ["Overall", "Final", "Decision score", "Overall rating", "Maximum", "Final (1-5)"] {
            assert!(is_overall(text), "{text}");
        }
        for text in ["Overall communication", "Final interview", "Decision making", "Max", "Score", "Total Quality"] {
            assert!(!is_overall(text), "{text}");
        }
        assert!(is_nobody("N/A") && is_nobody("tbd") && !is_nobody("Na") && !is_nobody("Nan Li"));
    }
}
