//! A calibrated panel as records.

use calibration::report::{CandidateLine, InterviewerLine, OrdinalLine, Report};

use super::super::records::{Records, cell};
use super::details::said;
use super::numbers::letter;

const HEAD: [&str; 17] = [
    "kind",
    "part",
    "rank",
    "group",
    "id",
    "name",
    "dimension",
    "n",
    "raw",
    "value",
    "sd",
    "lower",
    "upper",
    "best",
    "above_next",
    "verdict",
    "note",
];

/// Rows of candidates (total, ability, each dimension) and, where they are in the report, of the ordinal model and of interviewers
/// (severity).
pub(super) fn records(report: &Report) -> Records {
    Records::new(&HEAD, rows(report))
}

/// The same for several reports, each with a name in front.
pub(super) fn records_of<'a>(reports: impl IntoIterator<Item = (&'a str, &'a Report)>) -> Records {
    let head: Vec<&str> = std::iter::once("of").chain(HEAD).collect();
    let named = |(name, report): (&'a str, &'a Report)| {
        rows(report).into_iter().map(move |row| std::iter::once(name.to_owned()).chain(row).collect())
    };
    Records::new(&head, reports.into_iter().flat_map(named))
}

fn rows(report: &Report) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = report.candidates.iter().flat_map(candidate).collect();
    rows.extend(report.ordinal.iter().flat_map(|ordinal| &ordinal.candidates).map(ordinal));
    rows.extend(report.interviewers.iter().flatten().map(interviewer));
    rows
}

/// A candidate in the ordinal model, in logits.
fn ordinal(line: &OrdinalLine) -> Vec<String> {
    filled([
        (0, "ordinal".to_owned()),
        (1, (line.component + 1).to_string()),
        (2, line.rank.to_string()),
        (4, line.id.clone()),
        (5, line.name.clone()),
        (9, cell(Some(line.effect))),
        (10, cell(Some(line.sd))),
    ])
}

fn candidate(line: &CandidateLine) -> Vec<Vec<String>> {
    let place = line.place;
    let row = |kind: &str, dimension: &str, raw: Option<f64>, value: [Option<f64>; 4], total: bool| {
        let only = |value: Option<f64>| if total { cell(value) } else { String::new() };
        vec![
            kind.to_owned(),
            cell(place.map(|place| place.component + 1)),
            cell(place.map(|place| place.rank)),
            cell(place.map(|place| letter(place.group))),
            line.id.clone(),
            line.name.clone(),
            dimension.to_owned(),
            line.n.to_string(),
            cell(raw),
            cell(value[0]),
            cell(value[1]),
            cell(value[2]),
            cell(value[3]),
            only(line.best),
            only(place.and_then(|place| place.above_next)),
            String::new(),
            line.undefined.clone().unwrap_or_default(),
        ]
    };
    let of =
        |value: calibration::CalibratedScore| [Some(value.value), Some(value.sd), Some(value.lower), Some(value.upper)];
    let own = line.ability;
    let mut rows = vec![
        row("total", "", line.raw, line.total.map_or([None; 4], of), true),
        row("ability", "", line.raw, [own.calibrated, own.sd, own.lower, own.upper], false),
    ];
    let dimensions = line.dimensions.iter();
    rows.extend(dimensions.map(|(name, value)| row("dimension", name, value.raw, of(value.calibrated), false)));
    rows
}

fn interviewer(line: &InterviewerLine) -> Vec<String> {
    filled([
        (0, "severity".to_owned()),
        (4, line.id.clone()),
        (5, line.name.clone()),
        (7, line.n.to_string()),
        (9, cell(line.severity)),
        (10, cell(line.sd)),
        (11, cell(line.lower)),
        (12, cell(line.upper)),
        (15, line.verdict.as_ref().map(said).unwrap_or_default()),
        (16, line.undefined.clone().unwrap_or_default()),
    ])
}

/// A row with these cells and no others.
fn filled(cells: impl IntoIterator<Item = (usize, String)>) -> Vec<String> {
    let mut row = vec![String::new(); HEAD.len()];
    for (index, cell) in cells {
        if let Some(place) = row.get_mut(index) {
            *place = cell;
        }
    }
    row
}
