//! The same as it is heard: first the answer, then a sentence a candidate, then how far interviewers agree, and what to do next.

use calibration::agreement::{Coefficient, Statistic};
use calibration::report::{Block, CandidateLine, InterviewerLine, Report};
use calibration::{Grouping, Verdict};

use super::super::block::{Depth, Marks, Page};
use super::super::heard::minus_in_words;
use super::super::question::spaced;
use super::numbers::{chance_in_words, percent, two};
use super::ordinal;
use super::titles::Titles;
use super::words::{self, ADVISES, MORE};
use crate::core::counted::{counted, listed};

/// So many names of those who can't be told apart are heard.
const MOST_NAMES: usize = 6;

/// What may stand on a shared screen; of candidates and dimensions the first so many.
pub(super) fn screen((report, titles): (&Report, &Titles), title: &str, (most, dimensions): (usize, usize)) -> Page {
    let mut page = Page::titled(title);
    if report.n == 0 {
        page.line(words::NOTHING);
        return page;
    }
    page.line(ADVISES).lines(answer(report));
    candidates(&mut page, report, most);
    page.section("How far the interviewers agree").line(words::agreement(report, two_in_words));
    agreement(&mut page, (report, titles), dimensions);
    page.section("What this rests on").lines(std::iter::once(words::table_of(report)).chain(words::design(report)));
    page.lines(ordinal::said(report).map(|said| minus_in_words(&said)));
    page
}

/// What to do with it; `details` where what is for the lead was asked for.
pub(super) fn onward(page: &mut Page, report: &Report, details: bool) {
    if report.n == 0 {
        return;
    }
    let ranked = words::unranked(report).is_none();
    let alike = ranked && groups(report).iter().any(|group| group.len() > 1);
    let lines = [
        (ranked, "Decide by the exact scores; these totals say how sure their order is."),
        (alike, "Where candidates cannot be told apart, hear their scorecards before you prefer one of them."),
        (!details, "With --details, calibrate says for the lead who should interview whom next."),
    ];
    page.section("What to do next").lines(lines.iter().filter(|(is_so, _)| *is_so).map(|(_, line)| *line));
}

/// Who is ahead, how sure that is, and who can't be told apart.
fn answer(report: &Report) -> Vec<String> {
    if let Some(reason) = words::unranked(report) {
        return vec![format!("Nothing is calibrated, and nobody is ranked: {reason}.")];
    }
    let placed: Vec<&CandidateLine> = report.candidates.iter().filter(|line| line.place.is_some()).collect();
    let (Some(first), sure) = (placed.first(), words::sure(report)) else { return Vec::new() };
    if placed.len() == 1 {
        return vec![format!("{} is alone: there is nobody to compare with.", first.name)];
    }
    let groups = groups(report);
    if groups.len() == report.design.parts {
        return vec![words::unsettled(report), words::leading(report)];
    }
    let together = groups.iter().filter(|group| group.len() > 1).map(|group| {
        let names: Vec<&str> = group.iter().map(|line| line.name.as_str()).collect();
        match (report.design.grouping, names.as_slice()) {
            (Some(Grouping::WithTheFirst), [first, others @ ..]) if others.len() < MOST_NAMES => {
                format!("{first} cannot be told apart from {} at {sure}.", listed(others))
            }
            (_, names) if names.len() <= MOST_NAMES => format!("{} cannot be told apart at {sure}.", listed(names)),
            (Some(Grouping::WithTheFirst), [first, others @ ..]) => {
                format!("{} candidates cannot be told apart from {first} at {sure}.", others.len())
            }
            (_, names) => {
                let (first, last) =
                    (names.first().copied().unwrap_or_default(), names.last().copied().unwrap_or_default());
                format!("{} candidates, from {first} to {last}, cannot be told apart at {sure}.", names.len())
            }
        }
    });
    let together: Vec<String> = together.collect();
    let all_apart = together.is_empty().then(|| format!("All candidates can be told apart at {sure}."));
    std::iter::once(words::leading(report)).chain(together).chain(all_apart).collect()
}

/// Candidates who can't be told apart, the best first.
fn groups(report: &Report) -> Vec<Vec<&CandidateLine>> {
    let mut groups: Vec<((usize, usize), Vec<&CandidateLine>)> = Vec::new();
    for line in &report.candidates {
        let Some(place) = line.place else { continue };
        let key = (place.component, place.group);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(line),
            None => groups.push((key, vec![line])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// A sentence a candidate, the best first.
fn candidates(page: &mut Page, report: &Report, most: usize) {
    let ranked = words::unranked(report).is_none();
    page.section(if ranked { "Candidates, the best first" } else { "Candidates" });
    let all: Vec<&CandidateLine> = report.candidates.iter().collect();
    if !ranked {
        let said = |line: &&CandidateLine| {
            let raw = line.raw.map(|_| format!(", {} as rated", two(line.raw))).unwrap_or_default();
            format!("{}: {}{raw}", line.name, counted(line.n, "rating"))
        };
        page.texts(Marks::Bullets, all.iter().take(most).map(said));
    }
    let mut left = most;
    for part in 0..if ranked { report.design.parts } else { 0 } {
        let of_part = |line: &&&CandidateLine| line.place.is_some_and(|place| place.component == part);
        let lines: Vec<&CandidateLine> = all.iter().filter(of_part).copied().collect();
        if report.design.parts > 1 {
            let of = report.design.parts;
            page.heading(Depth::Part, format!("Part {} of {of}: shares no interviewer with the others", part + 1));
        }
        let behind = lines.iter().skip(1).map(|line| Some(line.name.as_str())).chain([None]);
        page.texts(Marks::Bullets, lines.iter().zip(behind).take(left).map(|(line, behind)| candidate(line, behind)));
        left = left.saturating_sub(lines.len());
    }
    let placed = all.iter().filter(|line| line.place.is_some()).count();
    let shown = if ranked { placed } else { all.len() };
    if shown > most {
        page.line(format!("And {} more: {MORE}.", shown - most));
    }
    if ranked {
        page.line(words::total_means(report));
    }
}

/// A number with two decimals, with the word for its sign.
fn two_in_words(value: Option<f64>) -> String {
    minus_in_words(&two(value))
}

fn candidate(line: &CandidateLine, behind: Option<&str>) -> String {
    let place = line.place.unwrap_or_default();
    let total = line.total.map(|total| {
        format!(": a total of {}, at 95 percent {}", two(Some(total.value)), between(total.lower, total.upper))
    });
    let raw = line.raw.map(|_| format!("; {} as rated", two(line.raw))).unwrap_or_default();
    let next = place
        .above_next
        .zip(behind)
        .map(|(chance, behind)| format!("; with a chance of {} above {behind}", chance_in_words(chance)));
    format!("{}, rank {}{}{raw}{}", line.name, place.rank, total.unwrap_or_default(), next.unwrap_or_default())
}

/// An interval in words, without a sign.
pub(super) fn between(lower: f64, upper: f64) -> String {
    minus_in_words(&format!("between {} and {}", two(Some(lower)), two(Some(upper))))
}

/// How far they agree, over all and on each dimension; where there is no number, that is said with the rest.
fn agreement(page: &mut Page, (report, titles): (&Report, &Titles), most: usize) {
    let overall = &report.agreement.overall;
    if overall.coefficients.estimate(Coefficient::AlphaInterval).is_none() {
        return;
    }
    let by_dimension = &report.agreement.by_dimension;
    let mut lines = vec![format!("Over all dimensions, {}", agreed(overall, by_dimension.len()))];
    if by_dimension.len() > 1 {
        lines.extend(
            by_dimension.iter().map(|(name, block)| format!("On {}, {}", titles.title(name), agreed(block, 1))),
        );
    }
    let more = lines.len().saturating_sub(most);
    page.texts(Marks::Bullets, lines.into_iter().take(most));
    if more > 0 {
        page.line(format!("And {more} more: {MORE}."));
    }
    page.lines(words::left_out(overall));
}

fn agreed(block: &Block, dimensions: usize) -> String {
    let found = &block.coefficients;
    let alpha = found.estimate(Coefficient::AlphaInterval);
    let many = words::seen_by_two(block);
    if let Some(reason) = found.get(Coefficient::Equal).and_then(Statistic::undefined) {
        return reason.to_string();
    }
    let times = words::scored_by_two(many, dimensions);
    let share = |coefficient, what: &str| {
        found.value(coefficient).map(|share| format!("; {} of the pairs {what}", percent(share))).unwrap_or_default()
    };
    let (equal, within) =
        (share(Coefficient::Equal, "are equal"), share(Coefficient::WithinOne, "are within one point"));
    if let Some(reason) = found.get(Coefficient::AlphaInterval).and_then(Statistic::undefined) {
        return format!("{times}{equal}{within}; alpha has no value, as {reason}");
    }
    let told = alpha.filter(|alpha| !words::are_too_few(alpha));
    let alpha = told.map_or_else(
        || "; that is too few to say how far they agree".to_owned(),
        |alpha| {
            let value = two_in_words(Some(alpha.value));
            let sure =
                alpha.interval.map(|interval| format!(", at 95 percent {}", between(interval.lower, interval.upper)));
            format!("; alpha is {value}{}, where 1 is full agreement and 0 is chance", sure.unwrap_or_default())
        },
    );
    format!("{times}{equal}{within}{alpha}")
}

/// How severe each interviewer is, a sentence or two each.
pub(super) fn severity(page: &mut Page, interviewers: &[InterviewerLine], most: usize) {
    page.texts(Marks::Bullets, interviewers.iter().take(most).map(rates));
    if interviewers.len() > most {
        page.line(format!("And {} more: {MORE}.", interviewers.len() - most));
    }
    page.line("Shared candidates are those that others saw as well.");
}

fn rates(line: &InterviewerLine) -> String {
    let how = match line.severity {
        Some(severity) => format!("rates {}{}", against_the_panel(severity), surely(line.lower, line.upper)),
        None => "has no severity".to_owned(),
    };
    let shared = line.shared.map(|shared| format!(" and {}", counted(shared, "shared candidate"))).unwrap_or_default();
    let spread = line.spread.map(|_| format!("; the scores given have a standard deviation of {}", two(line.spread)));
    let verdict = match line.verdict.as_ref() {
        Some(Verdict::Severe) => " That is severe.".to_owned(),
        Some(Verdict::Lenient) => " That is lenient.".to_owned(),
        Some(Verdict::Typical) => " That is typical.".to_owned(),
        Some(Verdict::TooFew { more }) => {
            format!(" That is too few to say; it takes about {}.", counted(*more, "more shared candidate"))
        }
        Some(Verdict::Confounded { round }) => format!(" That cannot be told from round {round}."),
        None => String::new(),
    };
    let spread = spread.unwrap_or_default();
    format!("{} {how}. That rests on {}{shared}{spread}.{verdict}", line.name, counted(line.n, "rating"))
}

/// A severity in words: above zero it is lower than the panel.
fn against_the_panel(severity: f64) -> String {
    let size = two(Some(severity.abs()));
    let points = if size == "1.00" { "point" } else { "points" };
    match severity {
        _ if size == "0.00" => "as the panel does".to_owned(),
        severity if severity > 0.0 => format!("{size} {points} more strictly than the panel"),
        _ => format!("{size} {points} more leniently than the panel"),
    }
}

/// The interval of a severity in words: on one side of zero between two sizes, else from one side to the other.
fn surely(lower: Option<f64>, upper: Option<f64>) -> String {
    let (Some(lower), Some(upper)) = (lower, upper) else { return String::new() };
    let size = |value: f64| two(Some(value.abs()));
    let (near, far) = if upper <= 0.0 { (upper, lower) } else { (lower, upper) };
    if lower < 0.0 && upper > 0.0 {
        return format!(", at 95 percent between {} more leniently and {} more strictly", size(lower), size(upper));
    }
    let how = if upper <= 0.0 { "leniently" } else { "strictly" };
    format!(", at 95 percent between {} and {} more {how}", size(near), size(far))
}

/// The chances of bands, a sentence a candidate.
pub(super) fn chances(page: &mut Page, report: &Report, most: usize) {
    if report.candidates.iter().all(|line| line.bands.is_empty()) {
        return;
    }
    page.section("How likely each band is");
    let said = |line: &CandidateLine| {
        let mut likely: Vec<(&str, f64)> = line.bands.iter().map(|(id, value)| (id.as_str(), *value)).collect();
        likely.sort_by(|one, other| other.1.total_cmp(&one.1));
        let (named, others): (Vec<_>, Vec<_>) = likely.into_iter().partition(|(_, value)| *value >= LEAST);
        let of = |(id, value): &(&str, f64)| format!("{} {}", spaced(id), chance_in_words(*value));
        let named: Vec<String> = named.iter().map(of).collect();
        let others = if others.is_empty() { "" } else { ", and any other under 1%" };
        let best = line.best.map(|best| format!("; the best of all {}", chance_in_words(best)));
        format!("{}: {}{others}{}", line.name, named.join(", "), best.unwrap_or_default())
    };
    page.texts(Marks::Bullets, report.candidates.iter().take(most).map(said));
}

/// Chances below this are heard together.
const LEAST: f64 = 0.005;

/// Scores by dimension, candidate by candidate.
pub(super) fn dimensions(page: &mut Page, report: &Report, titles: &Titles) {
    for line in report.candidates.iter().filter(|line| !line.dimensions.is_empty()) {
        page.section(format!("{}, dimension by dimension", line.name));
        let said = line.dimensions.iter().zip(&report.dimensions).map(|((name, value), dimension)| {
            let found = value.calibrated;
            let raw = value.raw.map(|_| format!("; {} as rated", two(value.raw))).unwrap_or_default();
            format!(
                "{}: {}, at 95 percent {}{raw}; it weighs {}",
                titles.title(name),
                two(Some(found.value)),
                between(found.lower, found.upper),
                dimension.weight
            )
        });
        page.texts(Marks::Bullets, said);
    }
}
