//! A calibrated panel as CSV and as Markdown.

use std::fmt::Write as _;

use calibration::agreement::Coefficient;
use calibration::report::{ADVICE, CandidateLine, InterviewerLine, Report};

use super::super::markdown as md;
use super::{details::said, findings, letter, range, two};

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

/// Rows of candidates (total, ability, each dimension) and, where they are in the report, of interviewers (severity).
pub fn csv(report: &Report) -> String {
    super::super::csv::csv(&HEAD, rows(report))
}

/// The same for several reports, each with a name in front.
pub fn csv_of(reports: &[(String, &Report)]) -> String {
    let mut head = vec!["of"];
    head.extend(HEAD);
    let all = reports.iter().flat_map(|(name, report)| {
        rows(report).into_iter().map(move |row| {
            let mut full = vec![name.clone()];
            full.extend(row);
            full
        })
    });
    super::super::csv::csv(&head, all)
}

fn rows(report: &Report) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = report.candidates.iter().flat_map(candidate).collect();
    rows.extend(report.interviewers.iter().flatten().map(interviewer));
    rows
}

fn full(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn candidate(line: &CandidateLine) -> Vec<Vec<String>> {
    let place = line.place;
    let row = |kind: &str, dimension: &str, raw: Option<f64>, value: [Option<f64>; 4], total: bool| {
        let only = |value: Option<f64>| if total { full(value) } else { String::new() };
        vec![
            kind.to_owned(),
            place.map(|place| (place.component + 1).to_string()).unwrap_or_default(),
            place.map(|place| place.rank.to_string()).unwrap_or_default(),
            place.map(|place| letter(place.group)).unwrap_or_default(),
            line.id.clone(),
            line.name.clone(),
            dimension.to_owned(),
            line.n.to_string(),
            full(raw),
            full(value[0]),
            full(value[1]),
            full(value[2]),
            full(value[3]),
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
    let mut row = vec![String::new(); HEAD.len()];
    let cells = [
        (0, "severity".to_owned()),
        (4, line.id.clone()),
        (5, line.name.clone()),
        (7, line.n.to_string()),
        (9, full(line.severity)),
        (10, full(line.sd)),
        (11, full(line.lower)),
        (12, full(line.upper)),
        (15, line.verdict.as_ref().map(said).unwrap_or_default()),
        (16, line.undefined.clone().unwrap_or_default()),
    ];
    for (index, cell) in cells {
        if let Some(place) = row.get_mut(index) {
            *place = cell;
        }
    }
    row
}

/// For documents; interviewers only where the report has them.
pub fn markdown(report: &Report, title: &str, level: usize) -> String {
    let marks = "#".repeat(level);
    let mut out = format!("{marks} {}\n\n{}\n\n", md::text(title), md::text(ADVICE));
    for sentence in findings(report) {
        let _ = writeln!(out, "- {}", md::text(&sentence));
    }
    out.push('\n');
    let head = ["part", "rank", "group", "candidate", "n", "raw", "total", "95 % interval", "best", "above next"];
    out += &md::table(
        &head,
        report.candidates.iter().map(|line| {
            let place = line.place;
            vec![
                place.map_or_else(|| "-".into(), |place| (place.component + 1).to_string()),
                place.map_or_else(|| "-".into(), |place| place.rank.to_string()),
                place.map_or_else(|| "-".into(), |place| letter(place.group)),
                line.name.clone(),
                line.n.to_string(),
                two(line.raw),
                two(line.total.map(|total| total.value)),
                range(line.total.map(|total| total.lower), line.total.map(|total| total.upper)),
                two(line.best),
                two(place.and_then(|place| place.above_next)),
            ]
        }),
    );
    let head = ["agreement", "equal", "within 1", "alpha", "n"];
    let all = std::iter::once(("all dimensions", &report.agreement.overall));
    let blocks = all.chain(report.agreement.by_dimension.iter().map(|(name, block)| (name.as_str(), block)));
    out.push('\n');
    out += &md::table(
        &head,
        blocks.map(|(name, block)| {
            let found = &block.coefficients;
            let n = found.estimate(Coefficient::AlphaInterval).map_or(0, |estimate| estimate.n);
            let of = |coefficient: Coefficient| two(found.value(coefficient));
            let (equal, within) = (of(Coefficient::Equal), of(Coefficient::WithinOne));
            vec![name.to_owned(), equal, within, of(Coefficient::AlphaInterval), n.to_string()]
        }),
    );
    if let Some(interviewers) = &report.interviewers {
        out.push('\n');
        out += &md::table(
            &["interviewer", "n", "severity", "95 % interval", "verdict"],
            interviewers.iter().map(|line| {
                let verdict = line.verdict.as_ref().map(said).or_else(|| line.undefined.clone());
                let interval = range(line.lower, line.upper);
                vec![line.name.clone(), line.n.to_string(), two(line.severity), interval, verdict.unwrap_or_default()]
            }),
        );
    }
    out
}
