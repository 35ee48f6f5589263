//! Whether it matters that the steps of the scale are taken as equal: a sentence for everybody, and the model for the lead.

use calibration::report::{OrdinalReport, Report};
use calibration::{OrderChange, Term, Threshold};

use super::super::block::{Fact, Marks, Page};
use super::super::heard::minus_in_words;
use super::super::table::{Cell, Column, Table};
use super::numbers::{MORE, MOST, decimals, two};
use super::words;
use crate::core::counted::counted;

/// The answer in a sentence, and what it leaves out in another; nothing where nobody asked, and no order where nobody is ranked.
pub(super) fn said(report: &Report) -> Option<String> {
    let is_ranked = words::unranked(report).is_none();
    let ordinal = report.ordinal.as_ref().filter(|ordinal| is_ranked || ordinal.order.is_none())?;
    let answer = match (&ordinal.order, &ordinal.undefined) {
        (Some(order), _) => changed(ordinal, order),
        (None, Some(reason)) => {
            format!("Whether it matters that steps of the scale are taken as equal cannot be told: {reason}.")
        }
        (None, None) => return None,
    };
    let left_out = match ordinal.left_out {
        0 => String::new(),
        1 => " Neither of the two orders counts the 1 score that is between two steps.".to_owned(),
        many => format!(" Neither of the two orders counts the {many} scores that are between two steps."),
    };
    Some(format!("{answer}{left_out}"))
}

fn changed(ordinal: &OrdinalReport, order: &OrderChange) -> String {
    if order.turned == 0 && order.farthest > 0 {
        return "Steps of the scale are taken as equal; a model that only knows their order (ordinal) turns nobody round, but tells some \
                apart who are level so, or the other way."
            .to_owned();
    }
    if order.turned == 0 {
        return "Steps of the scale are taken as equal; a model that only knows their order (ordinal) puts the candidates \
                in the same order."
            .to_owned();
    }
    let farthest = ordinal.candidates.iter().find(|line| line.rank.abs_diff(line.linear_rank) == order.farthest);
    let moved = farthest.map(|line| {
        format!(", the farthest move is that of {}, from rank {} to {}", line.name, line.linear_rank, line.rank)
    });
    let correlation = order.tau.map(|tau| format!(" (rank correlation {})", decimals(tau, 2)));
    let across = match order.turned_across_groups {
        0 => "no two of different groups change places".to_owned(),
        many => format!("{} of different groups change places", counted(many, "pair")),
    };
    format!(
        "Steps of the scale are taken as equal; in a model that only knows their order (ordinal), {} of {} stand the other \
         way round{}, {} of the {} among them{}, and {across}.",
        order.turned,
        counted(order.pairs, "pair"),
        correlation.unwrap_or_default(),
        order.neighbors_turned,
        if order.neighbors == 1 {
            "1 pair of neighbors".to_owned()
        } else {
            format!("{} pairs of neighbors", order.neighbors)
        },
        moved.unwrap_or_default()
    )
}

/// The model, its thresholds and both ranks of everybody.
pub(super) fn details(page: &mut Page, report: &Report) {
    let Some(ordinal) = &report.ordinal else { return };
    page.section("Steps of the scale, not taken as equal");
    if let (true, Some(reason)) = (ordinal.thresholds.is_empty(), &ordinal.undefined) {
        page.line(format!("No ordinal model: {reason}."));
        return;
    }
    let (mut seen, mut spoken) = (Page::default(), Page::default());
    seen.table(thresholds(&ordinal.thresholds));
    spoken.texts(Marks::Bullets, widths(&ordinal.thresholds));
    seen.table(ranks(ordinal));
    spoken.texts(
        Marks::Bullets,
        ordinal.candidates.iter().take(MOST).map(|line| {
            let effect = minus_in_words(&two(Some(line.effect)));
            let (rank, linear) = (line.rank, line.linear_rank);
            format!(
                "{}: rank {rank}, where equal steps say {linear}; an effect of {effect}, with a deviation of {}",
                line.name,
                two(Some(line.sd))
            )
        }),
    );
    page.either(&seen, &spoken);
    let heard = |line: String| Fact::heard(&*line, minus_in_words(&line));
    page.lines(model(ordinal).into_iter().map(heard));
}

fn thresholds(thresholds: &[Threshold]) -> Table {
    let columns = [
        Column::words("between"),
        Column::numbers("threshold"),
        Column::numbers("standard error"),
        Column::numbers("to the next"),
    ];
    let next = thresholds.iter().skip(1).map(|next| Some(next.value)).chain([None]);
    let rows = thresholds.iter().zip(next).map(|(threshold, next)| {
        [
            Cell::from(format!("{} and {}", threshold.below, threshold.above)),
            two(Some(threshold.value)).into(),
            two(Some(threshold.standard_error)).into(),
            two(next.map(|next| next - threshold.value)).into(),
        ]
    });
    Table::new(columns, rows).about("thresholds").brief(MOST, MORE)
}

/// How wide each score is between its thresholds, as it is heard.
fn widths(thresholds: &[Threshold]) -> Vec<String> {
    let width = |pair: &[Threshold]| {
        format!("A score of {} is {} wide", pair[0].above, two(Some(pair[1].value - pair[0].value)))
    };
    thresholds.windows(2).map(width).collect()
}

fn ranks(ordinal: &OrdinalReport) -> Table {
    let columns = [
        Column::words("candidate"),
        Column::numbers("rank, equal steps"),
        Column::numbers("rank, ordinal"),
        Column::numbers("effect"),
        Column::numbers("deviation"),
    ];
    let rows = ordinal.candidates.iter().map(|line| {
        [
            Cell::from(&line.name),
            line.linear_rank.to_string().into(),
            line.rank.to_string().into(),
            two(Some(line.effect)).into(),
            two(Some(line.sd)).into(),
        ]
    });
    Table::new(columns, rows).about("both orders").brief(MOST, MORE)
}

fn model(ordinal: &OrdinalReport) -> Vec<String> {
    let (Some(variance), Some(log)) = (ordinal.variance, ordinal.log_likelihood) else { return Vec::new() };
    let named = [
        (Term::Candidate.title(), variance.candidate),
        (Term::Interviewer.title(), variance.interviewer),
        (Term::CandidateDimension.title(), variance.candidate_dimension),
        (Term::Halo.title(), variance.halo),
    ];
    let parts: Vec<String> =
        named.iter().filter_map(|(name, value)| Some(format!("{name} {}", decimals((*value)?, 4)))).collect();
    let terms: Vec<&str> = ordinal.terms.iter().map(|term| term.title()).collect();
    let singular = if ordinal.singular == Some(true) { "; a variance is estimated as zero" } else { "" };
    let mut lines = vec![
        format!("logit of a score at most j = threshold j - ({}), by maximum likelihood", terms.join(" + ")),
        format!("variances in squared logits: {}{singular}", parts.join(", ")),
        format!("log-likelihood {}, by Laplace's approximation, of {}", decimals(log, 4), counted(ordinal.n, "score")),
    ];
    lines.extend(
        ordinal.dropped.iter().map(|dropped| format!("left out: {} ({})", dropped.term.title(), dropped.reason)),
    );
    lines
}
