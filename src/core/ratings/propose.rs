//! What to add where a header does not say enough: whole lines of `--columns`, from what the columns hold, with the reading that each
//! gives.

use super::field::{is_about, words_of};
use super::head::{Given, Head, RatingField, ToldColumn, listed};
use super::holds::{ColumnHolds, First, SeenRows};
use super::nobody::sums_up;
use super::options::{TableOptions, is_own};

/// How a column is named in `--columns`: by its header where a shell and a list take that as it is, else by its number.
pub(super) fn named(head: &Head, column: usize) -> String {
    let cell = head.cells.get(column).map_or("", |cell| cell.trim());
    let is_plain = !cell.is_empty() && cell.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let is_only = head.cells.iter().filter(|other| words_of(other) == words_of(cell)).count() == 1;
    if is_plain && is_only { cell.to_owned() } else { format!("#{}", column + 1) }
}

/// What a person said of columns, but for some fields, to be said again before more.
pub(super) fn again(wanted: &TableOptions, but: &[RatingField]) -> Vec<String> {
    let stays = |told: &&ToldColumn| !but.contains(&told.field) && told.from != Given::Rest;
    wanted.told.iter().filter(stays).map(ToString::to_string).collect()
}

/// A line of `--columns` for a shell.
pub(super) fn line(parts: &[String]) -> String {
    let columns = parts.join(",");
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '=' | '#' | ',' | ':' | '.');
    if columns.chars().all(is_plain) { format!("--columns {columns}") } else { format!("--columns \"{columns}\"") }
}

/// A line of `--columns` that says what the header does not, from what the columns hold, with what it reads; none where they hold nothing
/// that can be told.
pub(super) fn proposed(
    head: &Head,
    (seen, scored): (&SeenRows<'_>, &[usize]),
    wanted: &TableOptions,
) -> Option<String> {
    let rows = seen.filled_rows();
    if rows < 2 {
        return None;
    }
    let header = |column: usize| head.cells.get(column).map_or("", String::as_str);
    let mut texts: Vec<(usize, ColumnHolds)> = head
        .left()
        .into_iter()
        .filter(|column| !scored.contains(column) && !is_about(header(*column)) && !sums_up(header(*column)))
        .map(|column| (column, seen.holds(column)))
        .filter(|(_, holds)| holds.are_short_texts() && holds.filled * 5 >= rows * 4)
        .collect();
    let mut parts = again(wanted, &[]);
    let mut take = |texts: &mut Vec<(usize, ColumnHolds)>, field: RatingField, at: Option<usize>| {
        let (column, _) = at.filter(|at| *at < texts.len()).map(|at| texts.remove(at))?;
        parts.push(format!("{}={}", field.name(), named(head, column)));
        Some(column)
    };
    let first = |field: RatingField| head.columns(field).first().copied();
    let is_long = scored.len() == 1 || head.has(RatingField::Score);
    // Dimensions are few, and are the rubric's or nobody's names; of those who are left, interviewers repeat more than candidates do.
    let is_dimension = |holds: &ColumnHolds| {
        holds.texts.iter().any(|(text, _)| is_own(text, wanted)) || holds.names * 2 < holds.filled
    };
    let few = |holds: &ColumnHolds| holds.texts.len() < holds.filled;
    let mut dimension = first(RatingField::Dimension);
    let people = usize::from(!head.has(RatingField::Candidate)) + usize::from(!head.has(RatingField::Interviewer));
    if is_long && dimension.is_none() && !head.has(RatingField::Dimension) && texts.len() > people {
        let at = (0..texts.len()).filter(|at| few(&texts[*at].1));
        let best = at.min_by_key(|at| (!is_dimension(&texts[*at].1), texts[*at].1.texts.len()));
        dimension = take(&mut texts, RatingField::Dimension, best);
    }
    let candidate = match first(RatingField::Candidate) {
        Some(column) => Some(column),
        None if head.has(RatingField::Candidate) => None,
        None => {
            let most = (0..texts.len()).max_by_key(|at| (texts[*at].1.texts.len(), std::cmp::Reverse(*at)));
            Some(take(&mut texts, RatingField::Candidate, most)?)
        }
    };
    let interviewer = match first(RatingField::Interviewer) {
        Some(column) => Some(column),
        None if head.has(RatingField::Interviewer) => None,
        None => {
            let repeats = (0..texts.len()).filter(|at| few(&texts[*at].1));
            let fewest =
                repeats.min_by_key(|at| (texts[*at].1.names * 2 < texts[*at].1.filled, texts[*at].1.texts.len()));
            Some(take(&mut texts, RatingField::Interviewer, fewest)?)
        }
    };
    let score = if is_long {
        match (first(RatingField::Score), scored) {
            (Some(column), _) => column,
            (None, [only]) => {
                parts.push(format!("score={}", named(head, *only)));
                *only
            }
            (None, _) => return None,
        }
    } else {
        *scored.first()?
    };
    let row = seen.rows.iter().find(|row| !SeenRows::cell(row, score).is_empty())?;
    let said = |before: &str, column: Option<usize>| {
        column.map_or_else(String::new, |column| format!("{before}{}", SeenRows::cell(row, column)))
    };
    let of = if is_long { said(" on ", dimension) } else { format!(" on {}", header(score)) };
    let place = |part: &String| RatingField::ALL.into_iter().position(|field| part.starts_with(field.name()));
    parts.sort_by_key(place);
    (!parts.is_empty()).then(|| {
        format!(
            "{} reads \"{}, rated {}{of}{}\"",
            line(&parts),
            said("", candidate),
            SeenRows::cell(row, score),
            said(" by ", interviewer)
        )
    })
}

/// Columns of scores where neither interviewers nor dimensions have a column of their own.
pub(super) fn unsaid(head: &Head, (seen, columns): (&SeenRows<'_>, &[usize]), wanted: &TableOptions) -> String {
    let rows = seen.rows;
    let name = |column: usize| head.cells.get(column).map_or("", String::as_str);
    let is_dimension = |column: &usize| is_own(name(*column), wanted);
    let proposed = proposed(head, (seen, columns), wanted);
    let who = who_is_rated(head, columns);
    if let (Some(who), false, true) = (&who, columns.is_empty(), columns.iter().all(is_dimension)) {
        let names: Vec<String> = columns.iter().map(|column| name(*column).to_owned()).collect();
        let first = proposed.map_or_else(String::new, |proposed| format!("{proposed}; else "));
        return format!(
            "{} {}, but no column is the interviewer: {first}say who with --columns {who}interviewer:NAME",
            listed(&names),
            if names.len() == 1 { "is a dimension" } else { "are dimensions" }
        );
    }
    let (Some(who), Some((candidate, row, column))) = (who, example(head, rows, columns)) else {
        let which = proposed.map_or_else(
            || "say which with --columns candidate=HEADER,interviewer=HEADER,score=HEADER, or by their numbers, such as score=#4".to_owned(),
            |proposed| format!("going by what the columns hold, {proposed}"),
        );
        return format!(
            "no column is the candidate, interviewer or score; the header has {}: {which}",
            listed(&head.cells)
        );
    };
    if let (Some(proposed), [_]) = (&proposed, columns) {
        return format!(
            "no column is the {}; the header has {}: going by what the columns hold, {proposed}",
            if head.has(RatingField::Candidate) { "interviewer" } else { "candidate or interviewer" },
            listed(&head.cells)
        );
    }
    let first = proposed.map_or_else(String::new, |proposed| format!("{proposed}, "));
    let score = row.cells.get(column).map_or("", String::as_str);
    let names: Vec<String> = columns.iter().map(|column| name(*column).to_owned()).collect();
    format!(
        "{} may be interviewers or dimensions: {first}--columns {who}interviewer=* reads \"{candidate}, rated {score} by {}\", --columns {who}dimension=*,interviewer:NAME \"{candidate}, rated {score} on {} by NAME\"",
        listed(&names),
        name(column),
        name(column)
    )
}

/// What says in `--columns` who was rated, where the header does not: the first column without scores; none where there is none.
fn who_is_rated(head: &Head, scored: &[usize]) -> Option<String> {
    if head.has(RatingField::Candidate) {
        return Some(String::new());
    }
    let column = head.left().into_iter().find(|column| !scored.contains(column))?;
    Some(format!("candidate=#{},", column + 1))
}

/// The first score of a wide table, to show a reading by.
fn example<'a>(head: &Head, rows: &'a [First], columns: &[usize]) -> Option<(&'a str, &'a First, usize)> {
    let told = head.columns(RatingField::Candidate).first().copied();
    let candidate = told.or_else(|| head.left().into_iter().find(|column| !columns.contains(column)))?;
    rows.iter().find_map(|row| {
        let column = columns.iter().find(|column| row.cells.get(**column).is_some_and(|cell| !cell.is_empty()))?;
        Some((row.cells.get(candidate)?.as_str(), row, *column))
    })
}

/// Whether a header says that its column is a rater: `Rater 1`, `Judge B`, `J2`.
pub(super) fn is_numbered_interviewer(cell: &str) -> bool {
    let words = words_of(cell);
    let text = words.join(" ");
    let base = text.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    let lettered = words.len() == 2 && words[1].chars().count() == 1;
    let known = |word: &str| RatingField::Interviewer.words().contains(&word);
    (base.len() < text.len() && known(base)) || (lettered && known(&words[0]))
}
