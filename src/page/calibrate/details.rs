//! For the person and the lead: severity by name, every statistic, the model, who next; and chances of bands.

use std::collections::BTreeMap;

use calibration::Verdict;
use calibration::agreement::{Coefficient, Statistic, Weights};
use calibration::report::{Block, InterviewerLine, PairLine, Report};
use calibration::{DropReason, Dropped, Method, Term};

use super::super::block::{Fact, Page};
use super::super::heard::minus_in_words;
use super::super::question::spaced;
use super::super::table::{Cell, Column, Table};
use super::heard;
use super::numbers::{MORE, MOST, chance, decimals, percent, range, share_range, two};
use super::ordinal;
use super::titles::Titles;
use super::words::{left_out, unranked};
use crate::core::counted::counted;

/// Everything that a shared screen does not show.
pub(super) fn details(page: &mut Page, report: &Report, titles: &Titles) {
    if let Some(interviewers) = &report.interviewers {
        page.section("Severity: for the person and the lead, not for a shared screen");
        severity(page, report, interviewers);
    }
    chances(page, report);
    dimensions(page, report, titles);
    page.section("Agreement in full");
    let overall = &report.agreement.overall;
    // With the shares above, what was left out of them was said.
    let left = left_out(overall).filter(|_| overall.coefficients.estimate(Coefficient::AlphaInterval).is_none());
    block(page, "all dimensions", (overall, left));
    // Where nothing was rated by two, it was on no dimension.
    let all = &overall.coefficients;
    let has_values = Coefficient::ALL.iter().any(|one| all.value(*one).is_some());
    if report.agreement.by_dimension.len() > 1 && has_values {
        for (name, found) in &report.agreement.by_dimension {
            block(page, titles.title(name), (found, left_out(found)));
        }
    }
    page.lines(fitted_icc(report));
    match &overall.cohen_kappa {
        Some(pairs) => kappas(page, pairs),
        None => {
            page.line("Cohen's kappa is not listed pair by pair: there are too many interviewers.");
        }
    }
    let heard = |line: String| Fact::heard(&*line, minus_in_words(&line));
    ordinal::details(page, report);
    page.section("Model").lines(model(report).into_iter().map(heard));
    page.lines(next(report));
}

fn severity(page: &mut Page, report: &Report, interviewers: &[InterviewerLine]) {
    if report.model.undefined.is_some() {
        page.line("Nothing is calibrated, so nobody's severity is known.");
        return;
    }
    let undefined = interviewers.iter().find(|line| line.severity.is_none());
    if let Some(reason) = undefined.and_then(|line| line.undefined.as_ref()) {
        page.line(format!("{reason}."));
        return;
    }
    let (mut seen, mut spoken) = (Page::default(), Page::default());
    severity_seen(&mut seen, interviewers);
    heard::severity(&mut spoken, interviewers, MOST);
    page.either(&seen, &spoken);
}

fn severity_seen(page: &mut Page, interviewers: &[InterviewerLine]) {
    let columns = [
        Column::words("interviewer"),
        Column::numbers("n"),
        Column::numbers("shared"),
        Column::numbers("severity"),
        Column::numbers("95% interval"),
        Column::numbers("spread"),
        Column::words("verdict"),
    ];
    let rows = interviewers.iter().map(|line| {
        [
            Cell::from(&line.name),
            line.n.to_string().into(),
            line.shared.map_or_else(String::new, |shared| shared.to_string()).into(),
            two(line.severity).into(),
            range(line.lower, line.upper).into(),
            two(line.spread).into(),
            line.verdict.as_ref().map_or_else(String::new, said).into(),
        ]
    });
    page.table(Table::new(columns, rows).brief(MOST, MORE));
    page.line("Severity is points lower than the panel; shared candidates are those that others saw as well.");
}

pub(super) fn said(verdict: &Verdict<String>) -> String {
    match verdict {
        Verdict::Severe => "severe".to_owned(),
        Verdict::Lenient => "lenient".to_owned(),
        Verdict::Typical => "typical".to_owned(),
        Verdict::TooFew { more: 1 } => "too few to say; about 1 more shared candidate".to_owned(),
        Verdict::TooFew { more } => format!("too few to say; about {more} more shared candidates"),
        Verdict::Confounded { round } => format!("cannot be told from round {round}"),
    }
}

/// The chance of each band, in whole percent.
pub(super) fn chances(page: &mut Page, report: &Report) {
    let (mut seen, mut spoken) = (Page::default(), Page::default());
    chances_seen(&mut seen, report);
    heard::chances(&mut spoken, report, MOST);
    page.either(&seen, &spoken);
}

fn chances_seen(page: &mut Page, report: &Report) {
    let Some(first) = report.candidates.iter().find(|line| !line.bands.is_empty()) else { return };
    let mut columns = vec![Column::words("chance of"), Column::numbers("being best")];
    let bands = first.bands.iter().rev();
    columns.extend(bands.map(|(id, _)| Column::numbers(spaced(id))));
    let rows = report.candidates.iter().map(|line| {
        let mut row = vec![Cell::from(&line.name), line.best.map_or_else(|| "-".to_owned(), chance).into()];
        row.extend(line.bands.iter().rev().map(|(_, value)| Cell::from(chance(*value))));
        row
    });
    page.table(Table::new(columns, rows).brief(MOST, MORE));
}

/// Raw and calibrated scores by dimension.
pub(super) fn dimensions(page: &mut Page, report: &Report, titles: &Titles) {
    if report.candidates.iter().all(|line| line.dimensions.is_empty()) || report.dimensions.len() < 2 {
        return;
    }
    let (mut seen, mut spoken) = (Page::default(), Page::default());
    dimensions_seen(&mut seen, report, titles);
    heard::dimensions(&mut spoken, report, titles);
    page.either(&seen, &spoken);
}

fn dimensions_seen(page: &mut Page, report: &Report, titles: &Titles) {
    let columns = [
        Column::words("candidate"),
        Column::words("dimension"),
        Column::numbers("weight"),
        Column::numbers("raw"),
        Column::numbers("calibrated"),
        Column::numbers("95% interval"),
    ];
    let rows = report.candidates.iter().flat_map(|line| {
        line.dimensions.iter().zip(&report.dimensions).enumerate().map(|(index, ((name, value), dimension))| {
            [
                Cell::from(if index == 0 { line.name.as_str() } else { "" }),
                Cell::from(titles.title(name)),
                dimension.weight.to_string().into(),
                two(value.raw).into(),
                two(Some(value.calibrated.value)).into(),
                range(Some(value.calibrated.lower), Some(value.calibrated.upper)).into(),
            ]
        })
    });
    page.table(Table::new(columns, rows).brief(MOST, MORE));
}

fn block(page: &mut Page, title: &str, (block, left): (&Block, Option<String>)) {
    let columns =
        [Column::words(title), Column::numbers("value"), Column::numbers("95% interval"), Column::numbers("n")];
    let mut rows = Vec::new();
    let (mut valueless, mut open) = (BTreeMap::<String, Vec<&str>>::new(), BTreeMap::<String, Vec<&str>>::new());
    for coefficient in Coefficient::ALL {
        let Some(found) = block.coefficients.get(coefficient) else { continue };
        let estimate = match found {
            Statistic::Known(estimate) => estimate,
            Statistic::Unknown { undefined } => {
                valueless.entry(undefined.to_string()).or_default().push(coefficient.title());
                continue;
            }
        };
        if let Err(reason) = estimate.interval {
            open.entry(reason.to_string()).or_default().push(coefficient.title());
        }
        let interval = estimate.interval.ok();
        rows.push([
            Cell::from(coefficient.title()),
            decimals(estimate.value, 3).into(),
            share_range(interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)).into(),
            estimate.n.to_string().into(),
        ]);
    }
    if rows.is_empty() {
        page.line(format!("{title}: no statistic has a value."));
    } else {
        page.table(Table::new(columns, rows).about(title));
    }
    let said = |without: &'static str| {
        move |(reason, names): (String, Vec<&str>)| {
            let names = if names.len() > MANY { format!("{} of them", names.len()) } else { names.join("; ") };
            format!("Without {without}, because {reason}: {names}.")
        }
    };
    let without = valueless.into_iter().map(said("a value")).chain(open.into_iter().map(said("an interval")));
    page.lines(without.chain(left));
}

/// More statistics than these are counted, not named.
const MANY: usize = 8;

fn kappas(page: &mut Page, pairs: &[PairLine]) {
    let columns = [
        Column::words("Cohen's kappa"),
        Column::numbers("n"),
        Column::numbers("unweighted"),
        Column::numbers("linear"),
        Column::numbers("quadratic"),
        Column::numbers("95% interval"),
    ];
    let mut valueless = BTreeMap::<String, Vec<String>>::new();
    let (mut rows, mut has_interval) = (Vec::new(), false);
    for pair in pairs {
        let (one, other) = &pair.interviewers;
        // All three have a value, or none.
        if let Some(reason) = pair.kappa.get(Weights::Quadratic).and_then(Statistic::undefined) {
            valueless.entry(reason.to_string()).or_default().push(format!("{one} and {other}"));
            continue;
        }
        let of = |weights: Weights| two(pair.kappa.value(weights));
        let interval = pair.kappa.estimate(Weights::Quadratic).and_then(|estimate| estimate.interval.ok());
        has_interval |= interval.is_some();
        rows.push([
            Cell::from(format!("{one}, {other}")),
            pair.n.to_string().into(),
            of(Weights::Identity).into(),
            of(Weights::Linear).into(),
            of(Weights::Quadratic).into(),
            range(interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)).into(),
        ]);
    }
    if !rows.is_empty() {
        page.table(Table::new(columns, rows).brief(MOST, MORE).about("Cohen's kappa"));
        if has_interval {
            page.line("The interval is that of the quadratic one.");
        }
    }
    let said = |(reason, pairs): (String, Vec<String>)| {
        let pairs = if pairs.len() > MANY { format!("{} pairs", pairs.len()) } else { pairs.join("; ") };
        format!("Without a kappa, because {reason}: {pairs}.")
    };
    page.lines(valueless.into_iter().map(said));
}

/// What the intraclass correlations say of complete rows, of all ratings.
fn fitted_icc(report: &Report) -> Option<Fact> {
    let icc = report.model.icc?;
    let rows = report.agreement.overall.coefficients.estimate(Coefficient::Icc2).map_or(0, |estimate| estimate.n);
    let rows = match rows {
        0 => "fewer than two rows are complete".to_owned(),
        rows => format!("{rows} rows are complete"),
    };
    let line = format!(
        "By the fitted variances, which take all {} ({rows}): ICC(2,1) {}, ICC(3,1) {}.",
        counted(icc.n, "rating"),
        decimals(icc.absolute, 3),
        decimals(icc.consistency, 3)
    );
    Some(Fact::heard(&*line, minus_in_words(&line)))
}

fn model(report: &Report) -> Vec<String> {
    let model = &report.model;
    let (Some(variance), Some(intercept)) = (model.variance, model.intercept) else {
        return vec![format!("No model is fitted: {}.", unranked(report).unwrap_or_default())];
    };
    let named = [
        (Term::Candidate.title(), variance.candidate),
        (Term::Interviewer.title(), variance.interviewer),
        (Term::CandidateDimension.title(), variance.candidate_dimension),
        (Term::Halo.title(), variance.halo),
        ("error", Some(variance.residual)),
    ];
    let parts: Vec<String> =
        named.iter().filter_map(|(name, value)| Some(format!("{name} {:.4}", (*value)?))).collect();
    let singular = match named.iter().filter(|(_, value)| *value == Some(0.0)).count() {
        0 => String::new(),
        1 => "; a variance is estimated as zero".to_owned(),
        many => format!("; {many} variances are estimated as zero"),
    };
    let criterion = model.reml_criterion.map_or_else(|| "-".to_owned(), |value| decimals(value, 4));
    let method = match model.method {
        Some(Method::Integrated { .. }) => "intervals allow for the uncertain variances",
        _ => "intervals take the variances as known: the table is large",
    };
    let terms: Vec<&str> = model.terms.iter().map(|term| term.title()).collect();
    let mut lines = vec![
        format!("score = {} + error, by REML", terms.join(" + ")),
        format!("intercept {}; variances: {}{singular}", decimals(intercept, 4), parts.join(", ")),
        format!("REML criterion {criterion}; {method}"),
    ];
    lines.extend(model.dropped.iter().map(|dropped| format!("left out: {} ({})", dropped.term.title(), why(*dropped))));
    lines
}

/// Why a term is left out.
fn why(dropped: Dropped) -> String {
    match (dropped.term, dropped.reason) {
        (Term::CandidateDimension, DropReason::OneLevel) => "there is only one dimension".to_owned(),
        (_, reason) => reason.to_string(),
    }
}

/// Nothing where nobody is ranked, or nobody is there to be told from.
fn next(report: &Report) -> Option<String> {
    if report.candidates.iter().filter(|line| line.place.is_some()).count() < 2 {
        return None;
    }
    let said = report.design.next.as_ref().map_or_else(
        || "Who next: no new pair of these people would take away doubt about the top.".to_owned(),
        |next| {
            format!(
                "Who next: {} interviewing {} would take away {} of the doubt about the top.",
                next.interviewer,
                next.candidate,
                percent(next.relief)
            )
        },
    );
    Some(said)
}
