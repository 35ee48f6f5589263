//! What stands in the place of a name and is nobody's: a row that sums up others (`Total`, `AVG`, `Ø`), a word for no one (`N/A`).

use super::field::words_of;

/// Words that sum up, at least one of which a total has: in English, German, French, Spanish, Dutch and a few more, without accents.
const SUMS: [&str; 61] = [
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
    "durchschnitt",
    "durchschnitte",
    "durchschnittlich",
    "durchschnittswert",
    "durchschnittsnote",
    "mittelwert",
    "mittelwerte",
    "summe",
    "summen",
    "gesamtsumme",
    "gesamtpunkte",
    "gesamtpunktzahl",
    "zwischensumme",
    "standardabweichung",
    "stabw",
    "varianz",
    "anzahl",
    "moyenne",
    "moyennes",
    "moyen",
    "somme",
    "totaux",
    "mediane",
    "ecart",
    "promedio",
    "promedios",
    "suma",
    "totales",
    "mediana",
    "desviacion",
    "totaal",
    "subtotaal",
    "gemiddelde",
    "gemiddeld",
    "mediaan",
    "totale",
    "итого",
    "среднее",
    "平均",
    "合计",
    "合計",
];
/// The same, but words that headers have for other things as well: they count only where all words go with a total.
const ALONE: [&str; 6] = ["media", "mittel", "gesamt", "ensemble", "conjunto", "insgesamt"];
/// Words that a total may have beside them.
const BESIDE: [&str; 81] = [
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
    "per",
    "by",
    "for",
    "each",
    "impression",
    "recommendation",
    "evaluation",
    "assessment",
    "result",
    "results",
    "outcome",
    "hire",
    "hiring",
    "dimension",
    "dimensions",
    "competency",
    "competencies",
    "bewerber",
    "kandidat",
    "kandidaten",
    "note",
    "nota",
    "noten",
    "punkte",
    "punktzahl",
    "bewertung",
    "bewertungen",
    "wertung",
    "eindruck",
    "ergebnis",
    "gew",
    "gewichtet",
    "gewichtete",
    "gewichteter",
    "gewichtetes",
    "pro",
    "je",
    "aller",
    "der",
    "die",
    "generale",
    "general",
    "ponderee",
    "ponderada",
    "ponderado",
    "gewogen",
    "type",
    "candidat",
    "candidats",
    "candidato",
    "par",
    "por",
    "de",
];
/// What sums up without any of the words.
const PHRASES: [&str; 15] = [
    "std dev",
    "st dev",
    "sub total",
    "points possible",
    "possible points",
    "max points",
    "maximum points",
    "maximum score",
    "max score",
    "min score",
    "minimum score",
    "max rating",
    "max punkte",
    "nombre d entretiens",
    "numero de entrevistas",
];
/// Words for what holds for a column and is nobody's score: weights, ranks, limits.
const LIMITS: [&str; 29] = [
    "weight",
    "weights",
    "weighting",
    "weightings",
    "rank",
    "ranks",
    "ranking",
    "threshold",
    "thresholds",
    "benchmark",
    "benchmarks",
    "cutoff",
    "range",
    "ranges",
    "spread",
    "target",
    "targets",
    "gewicht",
    "gewichte",
    "gewichtung",
    "rang",
    "schwelle",
    "spannweite",
    "poids",
    "seuil",
    "peso",
    "pesos",
    "umbral",
    "drempel",
];
/// The same in several words.
const LIMIT_PHRASES: [&str; 12] = [
    "hire bar",
    "hiring bar",
    "pass mark",
    "passing mark",
    "pass score",
    "passing score",
    "cut off",
    "cut off score",
    "out of",
    "pass bar",
    "minimum to pass",
    "required score",
];
/// Marks for a mean and a sum.
const MARKS: [&str; 5] = ["Ø", "⌀", "∅", "Σ", "∑"];

/// Whether a text says that what stands beside it or under it sums up others: all of its words do, or go with one that does. `Max`
/// and `Min Jun` are names of people.
pub(crate) fn is_total(text: &str) -> bool {
    if !text.is_ascii() && text.split_whitespace().next().is_some_and(|word| MARKS.contains(&word)) {
        return true;
    }
    if text.is_ascii() && !may_be_total(text) {
        return false;
    }
    let words = words_of(text.trim_end_matches(['=', ' ']));
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let sums = |word: &String| is(&SUMS, word) || is(&ALONE, word);
    let all_go = words.iter().all(|word| sums(word) || is(&BESIDE, word));
    (all_go && words.iter().any(sums)) || PHRASES.contains(&words.join(" ").as_str())
}

/// Whether a text names what holds for columns or rows and is nobody's score: `Weight`, `Rank`, `Hire bar`, `Range`.
pub(crate) fn is_limit(text: &str) -> bool {
    // Nearly no name begins with any of these, and this is asked for each row.
    let first = text.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let begins = |phrase: &&str| phrase.split(' ').next().is_some_and(|own| own.eq_ignore_ascii_case(first));
    if !LIMITS.iter().any(|own| own.eq_ignore_ascii_case(first)) && !LIMIT_PHRASES.iter().any(begins) {
        return false;
    }
    let words = words_of(text.trim_end_matches(['=', ' ']));
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    (words.iter().all(|word| is(&LIMITS, word) || is(&BESIDE, word)) && words.iter().any(|word| is(&LIMITS, word)))
        || LIMIT_PHRASES.contains(&words.join(" ").as_str())
}

/// Whether a text is the letter by which statistics count.
pub(super) fn is_count(text: &str) -> bool {
    matches!(text.trim_end_matches(['=', ' ']), "n" | "N")
}

/// Words that sum up where they stand alone or beside those of a total, and that are nobody's name.
const OVERALL: [&str; 36] = [
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
    "weighted",
    "hire",
    "recommendation",
    "verdict",
    "gesamtnote",
    "gesamteindruck",
    "gesamtbewertung",
    "gesamtwertung",
    "gesamturteil",
    "gesamtergebnis",
    "endnote",
    "endergebnis",
    "empfehlung",
    "gewichtet",
    "gewichtete",
    "globale",
    "global",
    "generale",
    "recommandation",
    "ponderee",
    "recomendacion",
    "ponderada",
    "ponderado",
    "eindoordeel",
    "eindcijfer",
];

/// Whether a text sums up where a person should stand, or heads a column of what does: `Overall`, `Final score`, `Decision score`.
pub(crate) fn is_overall(text: &str) -> bool {
    // Nearly no name has such a word, and this is asked for each row.
    let mut own = text.split(|letter: char| !letter.is_alphanumeric());
    if text.is_ascii() && !own.any(|own| OVERALL.iter().any(|word| word.eq_ignore_ascii_case(own))) {
        return false;
    }
    let words = words_of(text);
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let all_go =
        words.iter().all(|word| is(&OVERALL, word) || is(&SUMS, word) || is(&ALONE, word) || is(&BESIDE, word));
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
        let is = |known: &&str| known.eq_ignore_ascii_case(word);
        first.is_ascii_alphabetic()
            && (SUMS.iter().chain(&ALONE).any(is)
                || ["std", "st", "sub", "points", "max", "maximum", "min", "minimum", "nombre", "numero"]
                    .iter()
                    .any(is))
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
            "Durchschnitt",
            "Mittelwert",
            "Mittel",
            "Gew. Mittel",
            "Summe",
            "Gesamt",
            "Moyenne",
            "Moyenne générale",
            "Écart type",
            "Promedio",
            "Media",
            "Totaal",
            "Gemiddelde score",
            "Max score",
            "Average per interviewer",
            "平均",
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
        for text in [
            "Overall",
            "Final",
            "Decision score",
            "Overall rating",
            "Maximum",
            "Final (1-5)",
            "Gesamtnote",
            "Gesamteindruck",
            "Note globale",
            "Weighted score",
            "Overall recommendation",
            "Overall impression",
            "Hire score",
        ] {
            assert!(is_overall(text), "{text}");
        }
        for text in
            ["Weight", "Weights:", "Rank", "Threshold", "Hire bar", "Pass mark", "Range", "Spread", "Benchmark", "Peso"]
        {
            assert!(is_limit(text), "{text}");
        }
        for text in ["Hire Adeyemi", "Rank Ndiaye", "Otto Rank", "Norm", "Target Practice", "Ranger"] {
            assert!(!is_limit(text), "{text}");
        }
        for text in ["Social media", "Media relations", "Mittelstand", "Global mindset", "Hiring sense"] {
            assert!(!is_total(text) && !is_overall(text) && !sums_up(text), "{text}");
        }
        for text in ["Overall communication", "Final interview", "Decision making", "Max", "Score", "Total Quality"] {
            assert!(!is_overall(text), "{text}");
        }
        assert!(is_nobody("N/A") && is_nobody("tbd") && !is_nobody("Na") && !is_nobody("Nan Li"));
    }
}
