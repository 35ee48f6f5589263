//! What a layout may have misread, and is asked about rather than taken: rows that a column left unread would tell apart, words among
//! scores, sums among people, and scores beside the one that is read.

use std::collections::BTreeSet;

use super::super::names::plain;
use super::computed::{Computed, WithOthers, WrittenNumber, computed};
use super::field::{RatingField, is_about};
use super::head::{Given, Head, listed};
use super::holds::{ColumnHolds, First, SeenRows};
use super::letters;
use super::nobody::{is_max_or_min, is_overall};
use super::options::{Layout, TableOptions, is_no_score, is_own};
use super::propose::{again, line, named};
use super::score::ScoreReader;

/// Holds a layout against what the columns hold.
///
/// # Errors
/// What else may be meant, with what to add for each reading.
pub(super) fn misread(
    head: &Head,
    (layout, seen): (&Layout, &SeenRows<'_>),
    wanted: &TableOptions,
) -> Result<(), String> {
    match layout {
        Layout::Export(_) => return Ok(()),
        Layout::Long(score) => {
            numbered_comments(head, (None, &[*score]), (seen, wanted))?;
            other_scores(head, *score, (seen, wanted))?;
        }
        Layout::Wide(field, columns) => {
            let is_told_one_by_one = head.columns(*field).len() > 1;
            if !is_told_one_by_one {
                numbered_comments(head, (Some(*field), columns), (seen, wanted))?;
                worded(head, (*field, columns), (seen, wanted))?;
                ends_of_rows(head, (*field, columns), (seen, wanted))?;
                computed_columns(head, (*field, columns), (seen, wanted))?;
            }
        }
    }
    repeated(head, layout, (seen, wanted))
}

fn header(head: &Head, column: usize) -> &str {
    head.cells.get(column).map_or("", |cell| cell.trim())
}

fn each(field: RatingField, columns: &[usize], wanted: &TableOptions) -> String {
    let mut parts = again(wanted, &[field]);
    parts.extend(columns.iter().map(|column| format!("{}=#{}", field.name(), column + 1)));
    line(&parts)
}

fn is_told(wanted: &TableOptions, field: RatingField) -> bool {
    wanted.told.iter().any(|told| told.field == field)
}

/// A column that is called like one of comments and holds numbers alone.
fn numbered_comments(
    head: &Head,
    (field, columns): (Option<RatingField>, &[usize]),
    (seen, wanted): (&SeenRows<'_>, &TableOptions),
) -> Result<(), String> {
    let is_numbered = |column: &usize| {
        let holds = seen.holds(*column);
        !columns.contains(column) && is_about(header(head, *column)) && holds.filled > 1 && holds.are_numbers()
    };
    if is_told(wanted, RatingField::Note) {
        return Ok(());
    }
    let Some(column) = (0..head.cells.len()).find(is_numbered) else { return Ok(()) };
    let mut as_note = again(wanted, &[RatingField::Note]);
    as_note.push(format!("note={}", named(head, column)));
    let as_scores = field.map_or_else(String::new, |field| {
        let all: BTreeSet<usize> = columns.iter().copied().chain([column]).collect();
        let all: Vec<usize> = all.into_iter().collect();
        format!(", {} reads them as scores", each(field, &all, wanted))
    });
    Err(format!(
        "`{}` is called as comments are, and holds numbers: {} reads them as notes{as_scores}",
        header(head, column),
        line(&as_note)
    ))
}

/// Columns of scores that are left unread beside the one that is read, where none of them says what was rated.
fn other_scores(head: &Head, score: usize, (seen, wanted): (&SeenRows<'_>, &TableOptions)) -> Result<(), String> {
    let is_settled = [RatingField::Score, RatingField::Dimension].into_iter().any(|field| is_told(wanted, field));
    if is_settled || head.has(RatingField::Dimension) {
        return Ok(());
    }
    let holds_scores = |column: &usize| {
        let cell = header(head, *column);
        !cell.is_empty() && !is_no_score(cell) && !is_about(cell) && seen.holds(*column).are_numbers()
    };
    let others: Vec<usize> = head.left().into_iter().filter(holds_scores).collect();
    if others.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = others.iter().map(|column| header(head, *column).to_owned()).collect();
    let mut one = again(wanted, &[]);
    one.push(format!("score={}", named(head, score)));
    let all: Vec<usize> = others.into_iter().chain([score]).collect::<BTreeSet<_>>().into_iter().collect();
    Err(format!(
        "`{}` is the score by its name, but {} hold scores as well: {} reads that one alone, {} reads one column per dimension",
        header(head, score),
        listed(&names),
        line(&one),
        each(RatingField::Dimension, &all, wanted)
    ))
}

/// Words that people rate with, besides the rubric's.
const RATED: [&str; 28] = [
    "weak",
    "ok",
    "okay",
    "great",
    "strong",
    "fair",
    "bad",
    "high",
    "medium",
    "low",
    "very good",
    "very strong",
    "very weak",
    "outstanding",
    "solid",
    "satisfactory",
    "meets",
    "exceeds",
    "below",
    "above",
    "acceptable",
    "fine",
    "mixed",
    "moderate",
    "sehr gut",
    "gut",
    "schlecht",
    "mittel",
];

/// Columns of words among columns of scores, which are ratings, too: a dimension of the rubric by its header, or few short words between
/// scores or such as people rate with.
fn worded(
    head: &Head,
    (field, columns): (RatingField, &[usize]),
    (seen, wanted): (&SeenRows<'_>, &TableOptions),
) -> Result<(), String> {
    let rows = seen.filled_rows();
    let is_scored = |column: Option<usize>| column.is_some_and(|column| columns.contains(&column));
    let rates = |holds: &ColumnHolds| {
        let known = holds
            .texts
            .iter()
            .filter(|(text, _)| RATED.contains(&plain(text).as_str()) || wanted.scores.clone().read(text).is_ok());
        known.count() * 2 >= holds.texts.len()
    };
    let is_rated = |column: &usize| {
        let (cell, holds) = (header(head, *column), seen.holds(*column));
        if columns.contains(column) || holds.scores == holds.filled || cell.is_empty() || is_overall(cell) {
            return false;
        }
        if is_own(cell, wanted) {
            return true;
        }
        let is_few = holds.texts.len() <= 7 && holds.texts.len() < holds.filled && holds.filled * 5 >= rows * 4;
        let stands_between = is_scored(column.checked_sub(1)) && is_scored(column.checked_add(1));
        is_few
            && holds.words <= 3
            && holds.days == 0
            && !is_no_score(cell)
            && !is_about(cell)
            && (stands_between || rates(&holds))
    };
    let Some(column) = head.left().into_iter().find(is_rated) else { return Ok(()) };
    let (cell, holds) = (header(head, column), seen.holds(column));
    let mut scores: ScoreReader = wanted.scores.clone();
    let odd: Vec<&(String, u64)> = holds.texts.iter().filter(|(text, _)| scores.read(text).is_err()).collect();
    let texts: Vec<String> = odd.iter().map(|(text, _)| text.clone()).collect();
    let place = odd.first().map_or_else(String::new, |(_, line)| {
        format!(" (first at line {line}, column {})", letters(u32::try_from(column + 1).unwrap_or_default()))
    });
    let what = if is_own(cell, wanted) { "is a dimension of the rubric" } else { "stands among columns of scores" };
    let example = texts.iter().map(|text| format!("{text}=NUMBER")).take(3).collect::<Vec<_>>().join(",");
    Err(format!(
        "`{cell}` {what}, and holds what is no score: {}{place}. --words \"{example}\" says what its words count as; {} leaves it out",
        listed(&texts),
        each(field, columns, wanted)
    ))
}

/// Columns called `Max` or `Min` that hold in each row the highest or the lowest of the others: a person, or an end.
fn ends_of_rows(
    head: &Head,
    (field, columns): (RatingField, &[usize]),
    (seen, wanted): (&SeenRows<'_>, &TableOptions),
) -> Result<(), String> {
    let is_end = |column: usize| is_max_or_min(header(head, column));
    let people: Vec<usize> = columns.iter().copied().filter(|column| is_end(*column).is_none()).collect();
    let points = |cell: &str| cell.replace(',', ".").parse::<f64>().ok();
    let is_computed = |column: usize, is_highest: bool| {
        let mut rows = seen.rows.iter().filter_map(|row| {
            let own = points(SeenRows::cell(row, column))?;
            let others: Vec<f64> = people.iter().filter_map(|other| points(SeenRows::cell(row, *other))).collect();
            let is_end = others.iter().all(|other| if is_highest { own >= *other } else { own <= *other });
            (others.len() > 1).then_some(is_end)
        });
        rows.next().is_some_and(|first| first && rows.all(|same| same))
    };
    let computed: Vec<usize> = columns
        .iter()
        .copied()
        .filter(|column| is_end(*column).is_some_and(|is_highest| is_computed(*column, is_highest)))
        .collect();
    let Some(first) = computed.first() else { return Ok(()) };
    let without: Vec<usize> = columns.iter().copied().filter(|column| !computed.contains(column)).collect();
    let names: Vec<String> = computed.iter().map(|column| header(head, *column).to_owned()).collect();
    let end = if is_end(*first) == Some(true) { "highest" } else { "lowest" };
    Err(format!(
        "{} may be {} or the {end} score of each row: {} leaves it out, {} reads {} of that name",
        listed(&names),
        one_of(field),
        each(field, &without, wanted),
        each(field, columns, wanted),
        one_of(field)
    ))
}

/// What a column of scores stands for, in words.
fn one_of(field: RatingField) -> &'static str {
    if field == RatingField::Interviewer { "a person" } else { "a dimension" }
}

/// Columns whose numbers are computed, row by row, from those of the other columns or of those before them, whatever they are called.
fn computed_columns(
    head: &Head,
    (field, columns): (RatingField, &[usize]),
    (seen, wanted): (&SeenRows<'_>, &TableOptions),
) -> Result<(), String> {
    let mut people: Vec<usize> = columns.to_vec();
    let mut found: Vec<(usize, Computed)> = Vec::new();
    // One sum may stand among those of which another is the mean.
    while let Some((column, way)) = people.iter().find_map(|column| {
        let others: Vec<usize> = people.iter().copied().filter(|other| other != column).collect();
        let before: Vec<usize> = others.iter().copied().filter(|other| other < column).collect();
        [before, others].iter().find_map(|others| Some((*column, computed_of(*column, others, seen)?)))
    }) {
        people.retain(|other| *other != column);
        found.push((column, way));
    }
    let Some((_, way)) = found.first() else { return Ok(()) };
    let names: Vec<String> = found.iter().map(|(column, _)| header(head, *column).to_owned()).collect();
    let (holds, it) = if found.len() == 1 { ("holds", "it") } else { ("hold", "them") };
    Err(format!(
        "{} {holds} in each row {} of other columns: {} leaves {it} out, {} reads {it} as scores all the same",
        listed(&names),
        way.title(),
        each(field, &people, wanted),
        each(field, columns, wanted)
    ))
}

/// By what a column is computed from others, in each row of which it holds a number.
fn computed_of(column: usize, others: &[usize], seen: &SeenRows<'_>) -> Option<Computed> {
    let number = |row: &First, column: usize| WrittenNumber::of(SeenRows::cell(row, column));
    let mut decimals = 0;
    let rows: Vec<(WrittenNumber, Vec<f64>)> = seen
        .rows
        .iter()
        .filter_map(|row| {
            let own = number(row, column)?;
            let others: Vec<WrittenNumber> = others.iter().filter_map(|other| number(row, *other)).collect();
            decimals = others.iter().map(|other| other.decimals).fold(decimals, u32::max);
            Some((own, others.into_iter().map(|other| other.value).collect()))
        })
        .collect();
    let all: Vec<WithOthers<'_>> = rows.iter().map(|(own, others)| (*own, others.as_slice())).collect();
    if all.len() < 2 { None } else { computed(&all, decimals) }
}

/// How many rows say again what others say, by the cells of some columns; rows without a candidate are not counted.
fn repeats(seen: &SeenRows<'_>, candidate: usize, columns: &[usize]) -> (usize, usize) {
    let rows: Vec<Vec<String>> = seen
        .rows
        .iter()
        .filter(|row| !SeenRows::cell(row, candidate).is_empty())
        .map(|row| columns.iter().map(|column| plain(SeenRows::cell(row, *column))).collect())
        .collect();
    let count = rows.len();
    (count - rows.into_iter().collect::<BTreeSet<_>>().len(), count)
}

/// Rows that repeat others by the columns that are read, where one that is not read tells them apart, or where most do.
fn repeated(head: &Head, layout: &Layout, (seen, wanted): (&SeenRows<'_>, &TableOptions)) -> Result<(), String> {
    let Some(candidate) = head.columns(RatingField::Candidate).first().copied() else { return Ok(()) };
    let scored: Vec<usize> = match layout {
        Layout::Long(score) => vec![*score],
        Layout::Wide(_, columns) => columns.clone(),
        Layout::Export(_) => return Ok(()),
    };
    let is_key = |field: &RatingField| !matches!(field, RatingField::Score | RatingField::Note);
    let keys = RatingField::ALL.into_iter().filter(is_key).flat_map(|field| head.columns(field));
    let keys: Vec<usize> = keys.chain(head.ids.values().copied()).filter(|column| !scored.contains(column)).collect();
    let (count, rows) = repeats(seen, candidate, &keys);
    if count < 2 || wanted.fill_down {
        return Ok(());
    }
    // A column that would tell what was rated, or else in which round.
    let has_dimension = head.has(RatingField::Dimension)
        || matches!(layout, Layout::Wide(RatingField::Dimension, columns) if columns.len() > 1);
    let field = if has_dimension { RatingField::Round } else { RatingField::Dimension };
    let is_settled = [RatingField::Dimension, RatingField::Round].into_iter().any(|field| is_told(wanted, field));
    if is_settled || head.has(field) {
        return Ok(());
    }
    let tells_apart = |column: usize| {
        let (cell, holds) = (header(head, column), seen.holds(column));
        let is_text = holds.are_short_texts() && holds.texts.len() > 1 && holds.texts.len() < holds.filled;
        if scored.contains(&column) || cell.is_empty() || !is_text || is_no_score(cell) || is_about(cell) {
            return None;
        }
        let with: Vec<usize> = keys.iter().copied().chain([column]).collect();
        let left = repeats(seen, candidate, &with).0;
        (left * 4 <= count).then_some((left, holds.texts.len(), column))
    };
    let apart = head.left().into_iter().filter_map(tells_apart).min();
    let as_is = |name: &str| {
        let mut parts = again(wanted, &[field]);
        parts.push(match layout {
            Layout::Wide(RatingField::Dimension, _) if field == RatingField::Dimension => "dimension=*".to_owned(),
            Layout::Wide(RatingField::Interviewer, _) => format!("interviewer=*,{}:{name}", field.name()),
            Layout::Wide(..) | Layout::Long(_) | Layout::Export(_) => format!("{}:{name}", field.name()),
        });
        line(&parts)
    };
    let same = if field == RatingField::Round { "any" } else { "overall" };
    if let Some((_, _, column)) = apart {
        let mut parts = again(wanted, &[field]);
        parts.push(format!("{}={}", field.name(), named(head, column)));
        match (layout, scored.as_slice()) {
            (Layout::Wide(RatingField::Dimension, _), [only]) if field == RatingField::Dimension => {
                parts.push(format!("score={}", named(head, *only)));
            }
            (Layout::Wide(RatingField::Interviewer, _), _)
                if wanted.told.iter().any(|told| told.from == Given::Rest) =>
            {
                parts.push("interviewer=*".to_owned());
            }
            (Layout::Wide(..) | Layout::Long(_) | Layout::Export(_), _) => {}
        }
        return Err(format!(
            "{count} of the first {rows} rows repeat others, and `{}`, which is not read, tells them apart: {} reads it as the {}, {} leaves it out, and the first of those that repeat counts",
            header(head, column),
            line(&parts),
            field.name(),
            as_is(same)
        ));
    }
    if rows >= 8 && count * 2 > rows && field == RatingField::Dimension {
        let left: Vec<String> = head
            .left()
            .into_iter()
            .filter(|column| !scored.contains(column))
            .map(|column| header(head, column).to_owned())
            .collect();
        let left =
            if left.is_empty() { String::new() } else { format!(" (columns that are not read: {})", listed(&left)) };
        return Err(format!(
            "{count} of the first {rows} rows repeat others, as no column says what was rated{left}: --columns dimension=HEADER says which does, {} reads the first of each all the same",
            as_is(same)
        ));
    }
    Ok(())
}
