//! For the person and the lead: severity by name, every statistic, the model, who next; and chances of bands.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use calibration::Term;
use calibration::agreement::{Coefficient, Weights};
use calibration::report::{Block, InterviewerLine, PairLine, Report, Said};

use super::super::layout::bullet;
use super::super::table::{Side, plain};
use super::words::left_out;
use super::{chance, range, two};

/// The most rows of one table.
const MOST: usize = 200;

/// Everything that a shared screen does not show.
pub fn details(report: &Report, width: usize) -> String {
    let mut out = String::new();
    if let Some(interviewers) = &report.interviewers {
        out += "\nSeverity: for the person and the lead, not for a shared screen\n";
        out += &severity(interviewers, width);
    }
    out += &chances(report, width);
    out += &dimensions(report, width);
    out += "\nAgreement in full\n";
    out += &block("all dimensions", &report.agreement.overall, width);
    if report.agreement.by_dimension.len() > 1 {
        for (name, found) in &report.agreement.by_dimension {
            out += &block(name, found, width);
        }
    }
    if let Some(pairs) = &report.agreement.overall.cohen_kappa {
        out += &kappas(pairs, width);
    }
    out += &model(report, width);
    out += &next(report, width);
    out
}

fn severity(interviewers: &[InterviewerLine], width: usize) -> String {
    if let Some(reason) =
        interviewers.iter().find(|line| line.severity.is_none()).and_then(|line| line.undefined.clone())
    {
        return bullet("  ", &reason, width);
    }
    let head = [
        ("interviewer", Side::Left),
        ("n", Side::Right),
        ("shared", Side::Right),
        ("severity", Side::Right),
        ("95 % interval", Side::Right),
        ("spread", Side::Right),
        ("verdict", Side::Left),
    ];
    let rows = interviewers.iter().take(MOST).map(|line| {
        vec![
            line.name.clone(),
            line.n.to_string(),
            line.shared.map_or_else(String::new, |shared| shared.to_string()),
            two(line.severity),
            range(line.lower, line.upper),
            two(line.spread),
            line.verdict.as_ref().map_or_else(String::new, said),
        ]
    });
    let mut out = plain(width, &head, rows.collect());
    if interviewers.len() > MOST {
        let _ = writeln!(out, "... and {} more: --csv and --json have all", interviewers.len() - MOST);
    }
    out + &bullet("", "severity: points lower than the panel; shared: candidates that others saw as well.", width)
}

pub(super) fn said(verdict: &Said) -> String {
    match verdict {
        Said::Severe => "severe".to_owned(),
        Said::Lenient => "lenient".to_owned(),
        Said::Typical => "typical".to_owned(),
        Said::TooFew { more } => format!("too few to say; about {more} more shared candidates"),
        Said::Confounded { round } => format!("cannot be told from round {round}"),
    }
}

/// The chance of each band, in whole per cents.
pub fn chances(report: &Report, width: usize) -> String {
    let bands: Vec<&str> = report
        .candidates
        .iter()
        .find(|line| !line.bands.is_empty())
        .map(|line| line.bands.iter().rev().map(|(id, _)| id.as_str()).collect())
        .unwrap_or_default();
    if bands.is_empty() {
        return String::new();
    }
    let mut head = vec![("chance of", Side::Left), ("being best", Side::Right)];
    let titles: Vec<String> = bands.iter().map(|band| band.replace('-', " ")).collect();
    head.extend(titles.iter().map(|band| (band.as_str(), Side::Right)));
    let rows = report.candidates.iter().take(MOST).map(|line| {
        let mut row = vec![line.name.clone(), line.best.map_or_else(|| "-".to_owned(), chance)];
        row.extend(line.bands.iter().rev().map(|(_, value)| chance(*value)));
        row
    });
    format!("\n{}", plain(width, &head, rows.collect()))
}

/// Raw and calibrated scores by dimension.
pub fn dimensions(report: &Report, width: usize) -> String {
    if report.candidates.iter().all(|line| line.dimensions.is_empty()) || report.dimensions.len() < 2 {
        return String::new();
    }
    let head = [
        ("candidate", Side::Left),
        ("dimension", Side::Left),
        ("weight", Side::Right),
        ("raw", Side::Right),
        ("calibrated", Side::Right),
        ("95 % interval", Side::Right),
    ];
    let rows = report.candidates.iter().flat_map(|line| {
        line.dimensions.iter().zip(&report.dimensions).enumerate().map(|(index, ((name, value), dimension))| {
            vec![
                if index == 0 { line.name.clone() } else { String::new() },
                name.clone(),
                dimension.weight.to_string(),
                two(value.raw),
                two(Some(value.calibrated.value)),
                range(Some(value.calibrated.lower), Some(value.calibrated.upper)),
            ]
        })
    });
    format!("\n{}", plain(width, &head, rows.take(MOST).collect()))
}

fn block(title: &str, block: &Block, width: usize) -> String {
    let head = [(title, Side::Left), ("value", Side::Right), ("95 % interval", Side::Right), ("n", Side::Right)];
    let (mut rows, mut reasons) = (Vec::new(), BTreeMap::<String, Vec<&str>>::new());
    for coefficient in Coefficient::ALL {
        let Some(found) = block.coefficients.get(coefficient) else { continue };
        let estimate = found.estimate();
        let interval = estimate.and_then(|estimate| estimate.interval);
        if let Some(reason) = found.undefined() {
            reasons.entry(reason.to_string()).or_default().push(coefficient.title());
        }
        rows.push(vec![
            coefficient.title().to_owned(),
            found.value().map_or_else(|| "-".to_owned(), |value| format!("{value:.3}")),
            range(interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)),
            estimate.map_or_else(|| "0".to_owned(), |estimate| estimate.n.to_string()),
        ]);
    }
    let mut out = plain(width, &head, rows);
    for (reason, names) in reasons {
        out += &bullet("", &format!("Without a value, because {reason}: {}.", names.join(", ")), width);
    }
    out += &left_out(block, width);
    out.push('\n');
    out
}

fn kappas(pairs: &[PairLine], width: usize) -> String {
    let head = [
        ("Cohen's kappa", Side::Left),
        ("n", Side::Right),
        ("unweighted", Side::Right),
        ("linear", Side::Right),
        ("quadratic", Side::Right),
        ("95 % interval", Side::Right),
    ];
    let rows = pairs.iter().take(MOST).map(|pair| {
        let of = |weights: Weights| two(pair.kappa.value(weights));
        let interval = pair.kappa.estimate(Weights::Quadratic).and_then(|estimate| estimate.interval);
        vec![
            format!("{}, {}", pair.interviewers.0, pair.interviewers.1),
            pair.n.to_string(),
            of(Weights::Identity),
            of(Weights::Linear),
            of(Weights::Quadratic),
            range(interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)),
        ]
    });
    plain(width, &head, rows.collect()) + &bullet("", "The interval is that of the quadratic one.", width)
}

fn model(report: &Report, width: usize) -> String {
    let model = &report.model;
    let mut out = String::from("\nModel\n");
    let (Some(variance), Some(intercept)) = (model.variance, model.intercept) else {
        return out + &bullet("  ", model.undefined.as_deref().unwrap_or("none"), width);
    };
    out += &bullet(
        "  ",
        &format!(
            "score = {} + error, by REML",
            model.terms.iter().map(|term| term.key()).collect::<Vec<_>>().join(" + ")
        ),
        width,
    );
    let named = [
        (Term::Candidate.title(), variance.candidate),
        (Term::Interviewer.title(), variance.interviewer),
        (Term::CandidateDimension.title(), variance.candidate_dimension),
        (Term::Halo.title(), variance.halo),
        ("error", Some(variance.residual)),
    ];
    let parts: Vec<String> =
        named.iter().filter_map(|(name, value)| Some(format!("{name} {:.4}", (*value)?))).collect();
    let singular = if model.singular == Some(true) { "; a variance is estimated as zero" } else { "" };
    out += &bullet("  ", &format!("intercept {intercept:.4}; variances: {}{singular}", parts.join(", ")), width);
    let criterion = model.reml_criterion.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
    let method = match model.method {
        Some(calibration::Method::Integrated { .. }) => "intervals allow for the uncertain variances",
        _ => "intervals take the variances as known: the table is large",
    };
    out += &bullet("  ", &format!("REML criterion {criterion}; {method}"), width);
    for dropped in &model.dropped {
        out += &bullet("  ", &format!("left out: {} ({})", dropped.term.key(), dropped.reason), width);
    }
    out
}

fn next(report: &Report, width: usize) -> String {
    let text = report.design.next.as_ref().map_or_else(
        || "Who next: no single interview would take away doubt about the top.".to_owned(),
        |next| {
            format!(
                "Who next: {} interviewing {} would take away {:.0} % of the doubt about the top.",
                next.interviewer,
                next.candidate,
                100.0 * next.relief
            )
        },
    );
    format!("\n{}", bullet("", &text, width))
}
