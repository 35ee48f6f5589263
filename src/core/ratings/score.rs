//! Scores as people write them: `4`, `4.0`, `3,5`, `4/5`, `4 out of 5`, `5 - Excellent`, a word of the rubric; and what is no score.

use std::str::FromStr;

use super::super::names::plain;
use super::super::rubric::FiveTexts;
use super::super::scale::Rating;

/// What a text in the place of a score says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum SaidScore {
    /// Nobody rated.
    NotRated,
    /// This many points.
    Points(f64),
    /// This many points of so many: `4/5`.
    Of(f64, f64),
    /// A word of the rubric, and the score that it stands for.
    Word(f64),
    /// A number with a word of the rubric beside it, and the score that the word stands for: `4 - good`.
    Beside(f64, f64),
    /// A number with words beside it that say which end of its scale it is: `4 - Strong hire`.
    End(f64, ScaleEnd),
}

/// An end of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScaleEnd {
    Best,
    Worst,
}

/// Words of hiring forms that nobody has but for the ends of a scale.
const ENDS: [(&str, ScaleEnd); 12] = [
    ("strong hire", ScaleEnd::Best),
    ("strong yes", ScaleEnd::Best),
    ("definitely yes", ScaleEnd::Best),
    ("definitely hire", ScaleEnd::Best),
    ("definite hire", ScaleEnd::Best),
    ("definite yes", ScaleEnd::Best),
    ("strong no hire", ScaleEnd::Worst),
    ("strong no", ScaleEnd::Worst),
    ("definitely no", ScaleEnd::Worst),
    ("definitely not", ScaleEnd::Worst),
    ("definite no", ScaleEnd::Worst),
    ("definitely no hire", ScaleEnd::Worst),
];

/// The lowest and the highest score of every rubric, between which its words stand.
pub(crate) const RUBRIC_ENDS: (i32, i32) = (1, 5);

/// Why a text is no score.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoScore {
    /// It is none of the words that are known.
    #[error(
        "`{0}` is no score: give a number, or leave it empty where nobody rated; --words WORD=NUMBER says what a word counts as, --not-rated WORD that nobody rated"
    )]
    Word(String),
    /// A part of a hundred.
    #[error("`{0}` is a percentage; write scores in points of the scale")]
    Percent(String),
    /// A day.
    #[error("`{0}` is a date, not a score; a spreadsheet makes one of a score such as 3-4 or 3.4")]
    Date(String),
    /// Two numbers.
    #[error("`{0}` has more than one number; write one score")]
    Several(String),
    /// A number with a power of ten.
    #[error("`{0}` has an exponent: write the score out")]
    Exponent(String),
    /// A number with other words behind it, which may be a comment.
    #[error("`{0}` begins with a number and goes on, as a comment may: write the score alone, or as in `4 - good`")]
    Comment(String),
    /// A mark that separates thousands or decimals.
    #[error("`{0}` may be a decimal or thousands: write it with a decimal point")]
    Thousands(String),
    /// A comma where others have a point.
    #[error("`{text}` has a decimal {}, and scores above have a decimal {}: write all of them alike", mark(*.comma), mark(!.comma))]
    Mixed {
        /// The text.
        text: String,
        /// Whether it has a comma.
        comma: bool,
    },
    /// A number of which nobody said what it counts as, where that was said of others.
    #[error("`{0}` is not among the numbers of which --words says what they count as: say it of all")]
    NotCounted(String),
}

fn mark(comma: bool) -> &'static str {
    if comma { "comma" } else { "point" }
}

/// Reads scores, one after another, of one source.
#[derive(Debug, Clone, Default)]
pub(crate) struct ScoreReader {
    /// A word for each score, lowest first; none where no rubric is known.
    labels: Vec<(String, f64)>,
    /// Whether decimals have a comma, once one was seen.
    comma: Option<bool>,
    /// What a person says that words count as, before all others, and whether one of them came.
    words: Vec<(WordScore, bool)>,
    /// What a person says that numbers count as, likewise.
    numbers: Vec<(f64, WordScore, bool)>,
    /// What else stands where nobody rated, as it was said, and whether it came.
    blanks: Vec<(String, bool)>,
}

/// What stands where nobody rated.
const NOT_RATED: [&str; 12] =
    ["", "-", "--", "–", "—", "n/a", "na", "n.a.", "not rated", "not assessed", "not applicable", "not scored"];

impl ScoreReader {
    /// With the words of a rubric's scale.
    pub(crate) fn with_labels(scale: &FiveTexts) -> Self {
        let labels = Rating::ALL.iter().map(|rating| (plain(scale.at(*rating)), f64::from(rating.get())));
        Self { labels: labels.collect(), ..Self::default() }
    }

    /// The same, with more that stands where nobody rated, such as 99.
    pub(crate) fn with_blanks(self, blanks: &[String]) -> Self {
        Self { blanks: blanks.iter().map(|blank| (blank.trim().to_owned(), false)).collect(), ..self }
    }

    /// The same, with words that a person says are numbers of the scale.
    pub(crate) fn with_words(self, words: &[WordScore]) -> Self {
        let number = |one: &WordScore| {
            let number = one.word.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())?;
            Some((number, one.clone(), false))
        };
        Self {
            words: words.iter().filter(|one| number(one).is_none()).map(|one| (one.clone(), false)).collect(),
            numbers: words.iter().filter_map(number).collect(),
            ..self
        }
    }

    /// Whether a person says what numbers count as.
    pub(crate) fn counts_numbers(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// What a person said of words and of what is not rated that never came, as it is said again.
    pub(crate) fn unmet(&self) -> Vec<String> {
        let words = self.words.iter().filter(|(_, met)| !met).map(|(one, _)| one);
        let words = words.chain(self.numbers.iter().filter(|(.., met)| !met).map(|(_, one, _)| one));
        let words = words.map(|one| format!("--words \"{}={}\"", one.word, one.score));
        let blanks = self.blanks.iter().filter(|(_, met)| !met).map(|(blank, _)| format!("--not-rated \"{blank}\""));
        words.chain(blanks).collect()
    }

    /// Whether decimals had a comma.
    pub(crate) fn has_comma(&self) -> bool {
        self.comma == Some(true)
    }

    /// What a text says.
    ///
    /// # Errors
    /// Why it is no score.
    pub(crate) fn read(&mut self, text: &str) -> Result<SaidScore, NoScore> {
        let text = text.trim();
        if self.is_blank(text) {
            return Ok(SaidScore::NotRated);
        }
        if let Some(points) = digits(text) {
            return self.counted(points, text).map(SaidScore::Points);
        }
        let lower = plain(text);
        let lower = lower.trim();
        if let Some((one, met)) = self.words.iter_mut().find(|(one, _)| plain(&one.word) == lower) {
            *met = true;
            return Ok(SaidScore::Points(one.score));
        }
        if NOT_RATED.contains(&lower) {
            return Ok(SaidScore::NotRated);
        }
        if let Some((_, points)) = self.labels.iter().find(|(label, _)| label == lower) {
            return Ok(SaidScore::Word(*points));
        }
        if let Some(said) = stars(lower) {
            return Ok(said);
        }
        let Some((number, rest)) = leading(lower) else { return Err(NoScore::Word(text.to_owned())) };
        let points = self.number(number, text)?;
        self.with_rest(points, rest.trim(), text)
    }

    /// Whether a person said that this stands where nobody rated; `99.0` is `99`.
    fn is_blank(&mut self, text: &str) -> bool {
        let is = |blank: &str| {
            let numbers = (blank.parse::<f64>(), text.parse::<f64>());
            plain(blank) == plain(text) || matches!(numbers, (Ok(one), Ok(other)) if (one - other).abs() < 1e-9)
        };
        let found = self.blanks.iter_mut().find(|(blank, _)| is(blank));
        found.is_some_and(|(_, met)| {
            *met = true;
            true
        })
    }

    /// What a number counts as: itself, unless a person says something else of numbers.
    fn counted(&mut self, points: f64, text: &str) -> Result<f64, NoScore> {
        if self.numbers.is_empty() {
            return Ok(points);
        }
        let own = self.numbers.iter_mut().find(|(number, ..)| (number - points).abs() < 1e-9);
        let (_, counts, met) = own.ok_or_else(|| NoScore::NotCounted(text.to_owned()))?;
        *met = true;
        Ok(counts.score)
    }

    /// What a number and the text after it say.
    fn with_rest(&mut self, points: f64, rest: &str, text: &str) -> Result<SaidScore, NoScore> {
        if rest.is_empty() {
            return self.counted(points, text).map(SaidScore::Points);
        }
        if rest.starts_with('%') {
            return Err(NoScore::Percent(text.to_owned()));
        }
        for of in ["/", "out of ", "of "] {
            if let Some((most, "")) =
                rest.strip_prefix(of).and_then(|most| leading(most.trim())).map(|(most, rest)| (most, rest.trim()))
            {
                return Ok(SaidScore::Of(points, self.number(most, text)?));
            }
        }
        if is_date(text) {
            return Err(NoScore::Date(text.to_owned()));
        }
        if is_exponent(rest) {
            return Err(NoScore::Exponent(text.to_owned()));
        }
        if rest.chars().any(|letter| letter.is_ascii_digit()) {
            return Err(NoScore::Several(text.to_owned()));
        }
        let word = rest.trim_start_matches(['-', '–', '—', ':', '.', ')', '(', '=', ' ']);
        let begins_apart = rest.starts_with(['-', '–', '—', ':', '.', ')', '(', '=']);
        if (begins_apart || text.contains(' ')) && word.starts_with(char::is_alphabetic) {
            let named = self
                .labels
                .iter()
                .find(|(label, _)| label == word.trim_end_matches([')', '.', ' ']))
                .map(|(_, stands)| *stands);
            let counts_numbers = self.counts_numbers();
            let end = ENDS.iter().find(|(label, _)| *label == word.trim_end_matches([')', '.', ' ']));
            return match (named, end) {
                (Some(stands), _) if !counts_numbers => Ok(SaidScore::Beside(points, stands)),
                (None, Some((_, end))) if !counts_numbers => Ok(SaidScore::End(points, *end)),
                (Some(_) | None, _) if begins_apart && word.split_whitespace().count() <= LABEL_WORDS => {
                    self.counted(points, text).map(SaidScore::Points)
                }
                (Some(_) | None, _) => Err(NoScore::Comment(text.to_owned())),
            };
        }
        Err(NoScore::Word(text.to_owned()))
    }

    /// A number with a decimal point or comma, the same in the whole source.
    fn number(&mut self, number: &str, text: &str) -> Result<f64, NoScore> {
        let Some(at) = number.find(['.', ',']) else { return number.parse().map_err(|_| NoScore::Word(text.into())) };
        let comma = number[at..].starts_with(',');
        let decimals = &number[at + 1..];
        if comma && decimals.len() == 3 {
            return Err(NoScore::Thousands(text.to_owned()));
        }
        // `4.0` in a table with commas is a slip; both can't be decimals.
        if self.comma.is_some_and(|before| before != comma) {
            return Err(NoScore::Mixed { text: text.to_owned(), comma });
        }
        self.comma = Some(comma);
        number.replace(',', ".").parse().map_err(|_| NoScore::Word(text.to_owned()))
    }
}

/// The most words of what a score is called, as in `3 - meets most of the expectations`.
const LABEL_WORDS: usize = 6;

/// What a word counts as: `Weak=2`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WordScore {
    word: String,
    score: f64,
}

/// A text that does not say what a word counts as.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` does not say what a word counts as; write Weak=2")]
pub(crate) struct NoWordScore(String);

impl FromStr for WordScore {
    type Err = NoWordScore;

    fn from_str(text: &str) -> Result<Self, NoWordScore> {
        let said = text.rsplit_once('=').and_then(|(word, score)| {
            let word = word.trim().to_owned();
            let score = score.trim().parse::<f64>().ok().filter(|score| score.is_finite())?;
            (!word.is_empty()).then_some(Self { word, score })
        });
        said.ok_or_else(|| NoWordScore(text.to_owned()))
    }
}

/// A score in stars, empty ones among them: `★★★★` is 4, and `★★★★☆` 4 of 5.
fn stars(text: &str) -> Option<SaidScore> {
    if text.is_ascii() {
        return None;
    }
    let (mut full, mut all) = (0.0, 0.0);
    for letter in text.chars() {
        match letter {
            '★' | '⭐' => (full, all) = (full + 1.0, all + 1.0),
            '☆' => all += 1.0,
            '\u{fe0f}' | ' ' => {}
            _ => return None,
        }
    }
    if full < all { Some(SaidScore::Of(full, all)) } else { (full > 0.0).then_some(SaidScore::Points(full)) }
}

/// A number of one or two digits, which nearly all scores are.
fn digits(text: &str) -> Option<f64> {
    match *text.as_bytes() {
        [one @ b'0'..=b'9'] => Some(f64::from(one - b'0')),
        [ten @ b'1'..=b'9', one @ b'0'..=b'9'] => Some(f64::from((ten - b'0') * 10 + one - b'0')),
        _ => None,
    }
}

/// The number that a text begins with, and the rest: a sign, digits, and at most one decimal mark with digits after it.
fn leading(text: &str) -> Option<(&str, &str)> {
    let unsigned = text.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(text);
    let count = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = count(unsigned);
    if whole == 0 || text.starts_with('\u{2212}') {
        return None;
    }
    let after = &unsigned[whole..];
    let decimals = after.strip_prefix(['.', ',']).map_or(0, count);
    let length = text.len() - unsigned.len() + whole + if decimals > 0 { decimals + 1 } else { 0 };
    text.split_at_checked(length)
}

/// Whether what stands behind a number, in small letters, is the exponent of a power of ten.
fn is_exponent(rest: &str) -> bool {
    let exponent = rest.strip_prefix('e').map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    exponent.is_some_and(|exponent| !exponent.is_empty() && exponent.bytes().all(|letter| letter.is_ascii_digit()))
}

/// A number as it is written in a sentence: one of many digits by its power of ten.
pub(crate) fn in_a_sentence(value: f64) -> String {
    if value.abs() < 1e9 { value.to_string() } else { format!("{value:e}") }
}

/// Whether a text has the shape of a day: three numbers, or the name of a month among numbers.
fn is_date(text: &str) -> bool {
    const MONTHS: [&str; 23] = [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = text.to_lowercase();
    let is_number = |part: &&&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = lower.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let months = parts.iter().filter(|part| MONTHS.contains(part)).count();
    if months == 1 && parts.iter().filter(is_number).count() + 1 == parts.len() {
        return true;
    }
    let parts: Vec<&str> = lower.split(['-', '/', '.', ' ', 't', ':']).filter(|part| !part.is_empty()).collect();
    parts.iter().all(|part| is_number(&part)) && (parts.len() == 3 || parts.len() > 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SaidScore, NoScore> {
        ScoreReader { labels: vec![("good".into(), 4.0), ("below average".into(), 2.0)], ..ScoreReader::default() }
            .read(text)
    }

    #[test]
    fn scores_are_read_as_people_write_them() {
        for (text, points) in [
            ("4", 4.0),
            (" 4 ", 4.0),
            ("10", 10.0),
            ("4.0", 4.0),
            ("3.00", 3.0),
            ("3,5", 3.5),
            ("-1", -1.0),
            ("007", 7.0),
            ("5 - Excellent", 5.0),
            ("5: Excellent", 5.0),
            ("3) fair", 3.0),
            ("2 (poor)", 2.0),
            ("3.5 - fine", 3.5),
            ("4 (strong)", 4.0),
            ("★★★★", 4.0),
            ("⭐️⭐️⭐️", 3.0),
        ] {
            assert_eq!(read(text), Ok(SaidScore::Points(points)), "{text}");
        }
        for text in ["1e308", "4E0", "4.0e+00", "1.5e-3", "-1E308"] {
            assert_eq!(read(text), Err(NoScore::Exponent(text.to_owned())), "{text}");
        }
        for (text, points) in [("good", 4.0), ("GOOD", 4.0), ("Below average", 2.0)] {
            assert_eq!(read(text), Ok(SaidScore::Word(points)), "{text}");
        }
        for (text, points) in [("4 – good", 4.0), ("4 good", 4.0), ("2 (Good)", 2.0), ("5: good.", 5.0)] {
            assert_eq!(read(text), Ok(SaidScore::Beside(points, 4.0)), "{text}");
        }
        for (text, points, most) in [
            ("4/5", 4.0, 5.0),
            ("4 / 5", 4.0, 5.0),
            ("3,5/5", 3.5, 5.0),
            ("4 out of 5", 4.0, 5.0),
            ("7 of 10", 7.0, 10.0),
            ("★★★★☆", 4.0, 5.0),
        ] {
            assert_eq!(read(text), Ok(SaidScore::Of(points, most)), "{text}");
        }
        for text in ["", " ", "-", "N/A", "n/a", "NA", "—", "Not rated"] {
            assert_eq!(read(text), Ok(SaidScore::NotRated), "{text}");
        }
    }

    #[test]
    fn what_a_person_says_of_words_and_numbers_holds_for_all_and_is_said_where_it_never_comes() {
        let words: Vec<WordScore> =
            ["3=4", "4=5", "Foo=4", "ok=3"].into_iter().map(|word| word.parse().expect("a word")).collect();
        let mut reader = ScoreReader::default().with_words(&words).with_blanks(&["77".to_owned(), "Absent".to_owned()]);
        assert_eq!(reader.read("3"), Ok(SaidScore::Points(4.0)));
        assert_eq!(reader.read("3.0"), Ok(SaidScore::Points(4.0)));
        assert_eq!(reader.read("3 - fine"), Ok(SaidScore::Points(4.0)));
        assert_eq!(reader.read("OK"), Ok(SaidScore::Points(3.0)));
        assert_eq!(reader.read("2"), Err(NoScore::NotCounted("2".into())));
        assert_eq!(reader.read("absent"), Ok(SaidScore::NotRated));
        assert_eq!(reader.unmet(), ["--words \"Foo=4\"", "--words \"4=5\"", "--not-rated \"77\""]);
        assert_eq!(read("4 - Strong hire"), Ok(SaidScore::End(4.0, ScaleEnd::Best)));
        assert_eq!(read("1 (Strong No)"), Ok(SaidScore::End(1.0, ScaleEnd::Worst)));
    }

    #[test]
    fn what_is_no_score_is_said_to_be_what_it_is() {
        let given = |text: &str| text.to_owned();
        for text in ["Strong Hire", "four", "bad", "4+", "4*", "#DIV/0!", "TRUE", "4stars"] {
            assert_eq!(read(text), Err(NoScore::Word(given(text))), "{text}");
        }
        for text in ["3-4", "3 - 4", "4 5", "4;5", "1.2.3.4"] {
            assert_eq!(read(text), Err(NoScore::Several(given(text))), "{text}");
        }
        for text in ["2026-11-21", "21/11/2026", "3-Apr", "1 Jan", "2026-11-21 10:00"] {
            assert_eq!(read(text), Err(NoScore::Date(given(text))), "{text}");
        }
        for text in ["2 attempts needed", "10 minutes late", "3 - fine, but it took two hints to get there"] {
            assert_eq!(read(text), Err(NoScore::Comment(given(text))), "{text}");
        }
        assert_eq!(read("80%"), Err(NoScore::Percent(given("80%"))));
        assert_eq!(read("1,500"), Err(NoScore::Thousands(given("1,500"))));
        let mut scores = ScoreReader::default();
        assert_eq!(scores.read("3,5"), Ok(SaidScore::Points(3.5)));
        assert_eq!(scores.read("4.5"), Err(NoScore::Mixed { text: "4.5".into(), comma: false }));
    }
}
