//! Which end of a scale is the best, where a header or a title says so: `grade (1 = best)`, `lower is better`.

use super::super::names::plain;

/// Which end of a scale is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BestEnd {
    Lowest,
    Highest,
}

/// What a text says of a scale: which end is the best, and its ends, where it gives both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SaidDirection {
    pub best: BestEnd,
    pub ends: Option<(i32, i32)>,
    /// The highest score, where that is all that it says of the ends: `10 = best`.
    pub top: Option<i32>,
}

/// What is said of the good end, without accents.
const GOOD: [&str; 28] = [
    "best",
    "the best",
    "excellent",
    "outstanding",
    "exceptional",
    "very good",
    "great",
    "strong",
    "very strong",
    "top",
    "high",
    "highest",
    "perfect",
    "strong yes",
    "strong hire",
    "beste",
    "am besten",
    "beste note",
    "sehr gut",
    "ausgezeichnet",
    "hervorragend",
    "meilleur",
    "meilleure",
    "tres bien",
    "tres bon",
    "mejor",
    "excelente",
    "excellente",
];
/// What is said of the bad end.
const BAD: [&str; 27] = [
    "worst",
    "the worst",
    "poor",
    "very poor",
    "bad",
    "very bad",
    "weak",
    "very weak",
    "low",
    "lowest",
    "terrible",
    "unacceptable",
    "unsatisfactory",
    "inadequate",
    "strong no",
    "no hire",
    "strong no hire",
    "schlecht",
    "sehr schlecht",
    "schlechteste",
    "ungenugend",
    "mangelhaft",
    "pire",
    "mauvais",
    "peor",
    "malo",
    "insuficiente",
];
/// What says it without a number.
const LOWEST: [&str; 11] = [
    "schulnote",
    "lower is better",
    "lowest is best",
    "smaller is better",
    "low is good",
    "less is better",
    "lower the better",
    "lower = better",
    "reversed scale",
    "niedriger ist besser",
    "kleiner ist besser",
];
const HIGHEST: [&str; 6] =
    ["higher is better", "highest is best", "high is good", "higher the better", "higher = better", "hoher ist besser"];

/// What a text says of a scale, if anything.
pub(super) fn direction_of(text: &str) -> Option<SaidDirection> {
    let text = plain(text);
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    if says(&LOWEST) {
        return Some(SaidDirection { best: BestEnd::Lowest, ends: None, top: None });
    }
    if says(&HIGHEST) {
        return Some(SaidDirection { best: BestEnd::Highest, ends: None, top: None });
    }
    let said = statements(&text);
    let (least, most) = (said.iter().min_by_key(|one| one.0)?, said.iter().max_by_key(|one| one.0)?);
    let ends = (least.0 < most.0).then_some((least.0, most.0));
    // One number alone is the low end where it is no more than 1.
    let of_low = |is_good: bool| if is_good { BestEnd::Lowest } else { BestEnd::Highest };
    let of_high = |is_good: bool| if is_good { BestEnd::Highest } else { BestEnd::Lowest };
    let best = match ends {
        Some(_) => least.1.map(of_low).or_else(|| most.1.map(of_high)),
        None if least.0 <= 1 => least.1.map(of_low),
        None => least.1.map(of_high),
    }?;
    let top = (ends.is_none() && best == BestEnd::Highest && most.0 > 1).then_some(most.0);
    Some(SaidDirection { best, ends, top })
}

/// The ends of a scale that a title gives: `Scale: 1 (needs work) to 4 (ready)`.
pub(super) fn ends_in_title(text: &str) -> Option<(i32, i32)> {
    let lower = plain(text.trim());
    let is_scale = ["scale", "rating scale", "skala", "notenskala", "bewertungsskala", "echelle", "escala", "schaal"]
        .iter()
        .any(|word| lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    let said = statements(&lower);
    let ends = (said.iter().map(|one| one.0).min()?, said.iter().map(|one| one.0).max()?);
    (is_scale && ends.0 < ends.1).then_some(ends)
}

/// The numbers of a text that say what they mean: `1 = best`, `5: poor`, `1 is excellent`, `best = 1`; each with whether it is good.
fn statements(text: &str) -> Vec<(i32, Option<bool>)> {
    let text = parted_at_numbers(text);
    let is_apart = |letter: char| matches!(letter, ',' | ';' | '/' | '(' | ')' | '[' | ']' | '|' | '…' | '·');
    // `1 (best) to 5 (worst)`: what a parenthesis holds belongs to the number before it.
    let joined = text.replace(" (", " = ").replace(" - ", ", ").replace(" – ", ", ").replace("..", ", ");
    let joined = joined.replace(" to ", ", ").replace(" bis ", ", ").replace(" and ", ", ").replace(" und ", ", ");
    let said = joined.split(is_apart).filter_map(|part| {
        let words: Vec<&str> = part
            .split(|letter: char| letter.is_whitespace() || matches!(letter, '=' | ':' | '-' | '–' | '.' | '"' | '*'))
            .filter(|word| !word.is_empty() && !matches!(*word, "is" | "means" | "ist" | "est" | "es" | "being"))
            .collect();
        let at = words.iter().position(|word| word.parse::<u8>().is_ok())?;
        let number = words.get(at)?.parse::<u8>().ok()?;
        let meaning = |words: &[&str]| {
            let text = words.join(" ");
            if GOOD.contains(&text.as_str()) {
                Some(true)
            } else if BAD.contains(&text.as_str()) {
                Some(false)
            } else {
                None
            }
        };
        let behind = words.get(at + 1..).unwrap_or_default();
        let before = words.get(..at).unwrap_or_default();
        let own = if behind.is_empty() {
            meaning(before.get(before.len().saturating_sub(2)..).unwrap_or_default())
                .or_else(|| meaning(before.get(before.len().saturating_sub(1)..).unwrap_or_default()))
        } else {
            meaning(behind)
        };
        (own.is_some() || !behind.is_empty()).then_some((i32::from(number), own))
    });
    said.collect()
}

/// A text with a comma before each number that says what it means, as in `1=low 10=high`.
fn parted_at_numbers(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let begins = |at: usize| {
        let word = words.get(at).copied().unwrap_or_default();
        let rest = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let next = words.get(at + 1).copied().unwrap_or_default();
        rest.len() < word.len() && (rest.starts_with(['=', ':']) || rest.is_empty() && next.starts_with('='))
    };
    let parted: Vec<String> = (0..words.len())
        .map(|at| if at > 0 && begins(at) { format!(", {}", words[at]) } else { words[at].to_owned() })
        .collect();
    parted.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_header_says_of_its_ends_is_understood() {
        for text in [
            "grade (1 = best)",
            "Technical skills (1 = excellent, 5 = poor)",
            "Score (lower is better)",
            "Rating (1: very good - 6: poor)",
            "1 (best) to 5 (worst)",
            "Note (1 = sehr gut, 6 = ungenügend)",
            "Rating (5 = worst)",
            "Scale: 1 is best",
            "best = 1",
            "Schulnote",
        ] {
            assert_eq!(direction_of(text).map(|said| said.best), Some(BestEnd::Lowest), "{text}");
        }
        for text in ["Score (5 = best)", "Rating (1 = poor, 5 = excellent)", "1 (low) - 5 (high)", "higher is better"] {
            assert_eq!(direction_of(text).map(|said| said.best), Some(BestEnd::Highest), "{text}");
        }
        for text in ["Rating (1-5)", "Score /10", "Round 1", "Best answer", "Interview 1 (phone)", "Top 3 strengths"] {
            assert_eq!(direction_of(text), None, "{text}");
        }
        for (text, ends) in [
            ("Scale: 1 (no hire) to 4 (strong hire)", Some((1, 4))),
            ("Scale: 1 (needs work) to 4 (ready)", Some((1, 4))),
            ("Skala 1 = schlecht 6 = sehr gut", Some((1, 6))),
            ("Scaleup candidates 1 (a) to 4 (b)", None),
            ("Panel of March", None),
        ] {
            assert_eq!(ends_in_title(text), ends, "{text}");
        }
        let top = |text: &str| direction_of(text).and_then(|said| said.top);
        assert_eq!((top("10 = best"), top("1 = poor, 5 = excellent"), top("1 = best")), (Some(10), None, None));
        assert_eq!(direction_of("1=low 10=high").and_then(|said| said.ends), Some((1, 10)));
        let ends = direction_of("Technical skills (1 = excellent, 5 = poor)").and_then(|said| said.ends);
        assert_eq!(ends, Some((1, 5)));
    }
}
