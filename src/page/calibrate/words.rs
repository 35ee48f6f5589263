//! What the numbers mean, in sentences.

use std::collections::BTreeSet;

use calibration::agreement::{Coefficient, Estimate, NoInterval, Statistic, Undefined};
use calibration::report::{Block, CandidateLine, DimensionLine, Report, Uncalibrated};
use calibration::{CalibratedScore, CompareError, FitError, Grouping, SureOf};

use super::numbers::{chance, chance_in_words, decimals, letter, percent, two};
use crate::core::counted::{counted, listed};

/// What the numbers are for, as it is heard.
pub(super) const ADVISES: &str = "This is advice: what decides are the exact scores.";
/// What a short list says of the others.
pub(super) const MORE: &str = "--details, --csv and --json have all";

/// Where there is nothing to say anything of.
pub(super) const NOTHING: &str = "There are no ratings to calibrate.";

/// What the table holds.
pub(super) fn table_of(report: &Report) -> String {
    let (least, _, most) = report.design.interviewers_per_candidate;
    let many = if least == most { counted(most, "interviewer") } else { format!("{least} to {most} interviewers") };
    let each = if report.candidates.len() == 1 { "The candidate" } else { "Each candidate" };
    format!(
        "{} of {} on {}, on a scale from {} to {}. {each} was seen by {many}.",
        counted(report.n, "rating"),
        counted(report.candidates.len(), "candidate"),
        counted(report.dimensions.len(), "dimension"),
        report.scale.min,
        report.scale.max
    )
}

/// What a total is, and how its dimensions are weighted.
fn total(report: &Report) -> String {
    let (counted_on, left): (Vec<_>, Vec<_>) = report.dimensions.iter().partition(|dimension| dimension.weight > 0);
    let names = |of: &[&DimensionLine]| of.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
    let weights = if report.dimensions.windows(2).all(|pair| pair[0].weight == pair[1].weight) {
        "all dimensions alike".to_owned()
    } else if left.is_empty() {
        "dimensions weighted as in the rubric".to_owned()
    } else {
        format!("of {} alone, weighted as in the rubric, without {}", names(&counted_on), names(&left))
    };
    format!("what an average interviewer would have given, {weights}.")
}

/// That an interval ends where the scale does, or goes beyond the scores seen, where one does.
fn at_end(report: &Report) -> &'static str {
    if are_cut(report) {
        return " Where a total or an interval ends with the scale, the scale can't show more: ranks and chances go by what it would be \
                without an end.";
    }
    if report.candidates.iter().any(|line| line.at_end.is_some()) {
        return " Where an interval ends with the scale, the scale can't show more.";
    }
    let (min, max) = (f64::from(report.scale.min), f64::from(report.scale.max));
    let is_beyond = |total: CalibratedScore| total.lower < min || total.upper > max;
    let is_any = report.candidates.iter().filter_map(|line| line.total).any(is_beyond);
    match (is_any, report.is_scale_declared) {
        (false, _) => "",
        (true, true) => " Beyond the scale means more than it can show.",
        (true, false) => " Of the scale, only the scores seen are known: --scale says where it ends.",
    }
}

/// How far off by chance what is too large to compute exactly may be.
pub(super) fn by_chance(report: &Report) -> Option<String> {
    let accuracy = report.model.accuracy?;
    let share = |value: f64| format!("{}%", decimals(100.0 * value, 2));
    let (found, wanted) = (share(accuracy.deviation), share(accuracy.tolerance));
    Some(format!(
        "The table is too large for exact traces: {} random probes tell them, by which the model's standard deviations are off by about {found} ({wanted} is allowed).",
        accuracy.probes
    ))
}

/// Whether several totals are at one end of the scale, and have ranks of their own all the same.
fn are_cut(report: &Report) -> bool {
    let at = |end: i32| {
        let is_there = |line: &&CandidateLine| {
            line.at_end.is_some() && two(line.total.map(|total| total.value)) == two(Some(f64::from(end)))
        };
        let ranks = report.candidates.iter().filter(is_there).filter_map(|line| line.place);
        ranks.map(|place| (place.component, place.rank)).collect::<BTreeSet<_>>().len() > 1
    };
    at(report.scale.min) || at(report.scale.max)
}

/// What the totals mean, as it is heard.
pub(super) fn total_means(report: &Report) -> String {
    let by_chance = by_chance(report).map(|text| format!(" {text}")).unwrap_or_default();
    format!("The total is {}{}{by_chance}", total(report), at_end(report))
}

/// What the columns of the ranking mean.
pub(super) fn legend(report: &Report) -> String {
    let grouped = match report.design.grouping {
        Some(Grouping::WithTheFirst) => "nobody with a letter can be told from the first with it",
        _ => "no two candidates with the same letter can be told apart",
    };
    let (total, at_end) = (total(report), at_end(report));
    let by_chance = by_chance(report).map(|text| format!(" {text}")).unwrap_or_default();
    format!(
        "Group: {grouped}. Total: {total} Next: the chance of a higher total than the candidate below.{at_end}{by_chance}"
    )
}

/// Sentences: agreement; who can be told apart; who saw whom.
pub(super) fn findings(report: &Report) -> Vec<String> {
    [Some(agreement(report, two)), apart(report), design(report)].into_iter().flatten().collect()
}

/// In the place of an interval.
pub(super) const TOO_FEW: &str = "too few to say";
/// Of fewer scores given by two people, one more or less decides whether they agree.
const FEWEST: usize = 3;
/// Narrower than this, an interval is one number where two decimals are shown.
const WIDTH_SHOWN: f64 = 0.005;

/// Whether agreement was seen on so little that a number for it says nothing.
pub(super) fn are_too_few(alpha: &Estimate) -> bool {
    alpha.n < FEWEST || alpha.interval == Err(NoInterval::FewAlike)
}

/// Why nobody is ranked, where nobody is: nothing was fitted, or what was fitted claims to know all totals exactly.
pub(super) fn unranked(report: &Report) -> Option<String> {
    if report.candidates.iter().all(|line| line.place.is_none()) {
        return Some(report.uncalibrated.map_or_else(String::new, |reason| plainly(report, reason)));
    }
    let is_exact = |line: &CandidateLine| line.total.is_none_or(|total| total.upper - total.lower < WIDTH_SHOWN);
    let reason = "the scores are too few, or too much alike, to say how sure a total would be";
    report.candidates.iter().all(is_exact).then(|| reason.to_owned())
}

/// Why nothing was fitted, for people who fit nothing themselves.
fn plainly(report: &Report, reason: Uncalibrated) -> String {
    match reason {
        Uncalibrated::Fit(FitError::NoTerms) | Uncalibrated::Compare(CompareError::CandidatesNotTold)
            if report.candidates.len() == 1 =>
        {
            "there is only one candidate, and nobody to compare with".to_owned()
        }
        Uncalibrated::Fit(FitError::NoTerms) => {
            "these ratings can't tell a strict interviewer from a weak candidate".to_owned()
        }
        Uncalibrated::Fit(
            FitError::TooFewRatings
            | FitError::NoError
            | FitError::NoVariation
            | FitError::TooManyFixed
            | FitError::TooLarge
            | FitError::NotFinite,
        )
        | Uncalibrated::Term(_)
        | Uncalibrated::Compare(_) => reason.to_string(),
    }
}

/// How many units have the scores of two people or more. The shares have a value wherever there are any, alpha only where scores differ.
pub(super) fn seen_by_two(block: &Block) -> usize {
    block.coefficients.estimate(Coefficient::Equal).map_or(0, |share| share.n)
}

/// What two people or more scored: so many candidates on the one dimension that there is, or each on several.
pub(super) fn scored_by_two(n: usize, dimensions: usize) -> String {
    match (n, dimensions) {
        (1, 1) => "1 candidate was scored by two or more".to_owned(),
        (n, 1) => format!("{n} candidates were scored by two or more"),
        (1, _) => "1 pair of candidate and dimension was scored by two or more".to_owned(),
        (n, _) => format!("{n} pairs of candidate and dimension were scored by two or more"),
    }
}

/// How far the interviewers agree, with its number as `number` writes it.
pub(super) fn agreement(report: &Report, number: impl Fn(Option<f64>) -> String) -> String {
    let overall = &report.agreement.overall.coefficients;
    let within = overall.value(Coefficient::WithinOne).unwrap_or_default();
    let found = overall.estimate(Coefficient::AlphaInterval);
    if let Some(alpha) = found.filter(are_too_few) {
        return format!(
            "Whether the interviewers agree cannot be told: only {}; {} of the pairs of scores are within one point.",
            scored_by_two(alpha.n, report.dimensions.len()),
            percent(within)
        );
    }
    let Some(Estimate { value: alpha, interval, .. }) = found else {
        let undefined = overall.get(Coefficient::AlphaInterval).and_then(Statistic::undefined);
        let reason = undefined.map(|reason| reason.to_string()).unwrap_or_default();
        // Scores between the steps have no share that is equal, but the model takes them as they are.
        return match report.model.icc.filter(|_| undefined == Some(Undefined::BetweenSteps)) {
            Some(icc) => format!(
                "How far the interviewers agree is known from the model alone: an ICC of {} for the score of one, where 1 is full \
                 agreement and 0 is none. Shares and alpha have no value: {reason}.",
                decimals(icc.absolute, 2)
            ),
            None => format!("Whether the interviewers agree cannot be told: {reason}."),
        };
    };
    let words = if alpha >= 0.8 {
        "agree closely: any of them would have given nearly the same scores"
    } else if alpha >= 0.667 {
        "agree well enough for a first conclusion"
    } else if alpha >= 0.4 {
        "agree loosely: it matters who interviewed whom"
    } else if alpha > 0.0 {
        "hardly agree: talk about what each score means before anything else"
    } else {
        "agree no better than chance: talk about what each score means before anything else"
    };
    let sure = match interval {
        Ok(interval) if interval.upper - interval.lower > 0.5 => ", from too little to be sure of it",
        Ok(_) => "",
        Err(_) => ", with no interval to say how sure that is",
    };
    format!(
        "The interviewers {words}; {} of the pairs of scores are within one point (alpha {}{sure}).",
        percent(within),
        number(Some(alpha))
    )
}

/// What stays out of the statistics on categories.
pub(super) fn left_out(block: &Block) -> Option<String> {
    let left = block.left_out;
    let mut parts = Vec::new();
    match left.means {
        0 => {}
        1 => parts.push("1 mean that is between two scores of the scale".to_owned()),
        many => parts.push(format!("{many} means that are between two scores of the scale")),
    }
    if left.repeated > 0 {
        parts.push(format!("{} (the first of one person counts)", counted(left.repeated, "repeated score")));
    }
    if left.single > 0 {
        // Somebody else may have given one that is left out as well.
        let counts = if left.means > 0 { " that counts" } else { "" };
        parts.push(format!("{} where nobody else gave one{counts}", counted(left.single, "score")));
    }
    (!parts.is_empty()).then(|| format!("Left out of this: {}.", parts.join(", and ")))
}

/// How sure it is who is told apart, and of what that is so.
pub(super) fn sure(report: &Report) -> String {
    let sure = percent(report.design.apart_from);
    match report.design.groups {
        SureOf::Panel => format!("{sure} for the panel as a whole"),
        SureOf::Pairs => format!("{sure}, pair by pair"),
    }
}

/// So many names of those who are level are given.
const MOST_LEVEL: usize = 4;

/// Those of a part who are level with its first: who shares the rank, and who is below by no more than "next" shows as an even chance.
fn level<'a>(part: &[&'a CandidateLine]) -> Vec<&'a CandidateLine> {
    let is_level = |pair: &[&CandidateLine]| {
        let (Some(one), Some(other)) =
            (pair.first().and_then(|line| line.place), pair.last().and_then(|line| line.place))
        else {
            return false;
        };
        one.rank == other.rank || one.above_next.is_some_and(|above| chance(above) == chance(0.5))
    };
    let many = part.windows(2).take_while(|pair| is_level(pair)).count() + 1;
    part.iter().take(many).copied().collect()
}

/// Who is ahead, in a sentence; of a panel in parts, of each. Nobody is where several are level.
pub(super) fn leading(report: &Report) -> String {
    let of_part = |part: usize| -> Vec<&CandidateLine> {
        report.candidates.iter().filter(|line| line.place.is_some_and(|place| place.component == part)).collect()
    };
    let names = |level: &[&CandidateLine]| match level {
        all if all.len() > MOST_LEVEL => format!("{} candidates", all.len()),
        all => listed(&all.iter().map(|line| line.name.as_str()).collect::<Vec<_>>()),
    };
    if report.design.parts > 1 {
        let ahead = |part: usize| {
            let (all, number) = (of_part(part), part + 1);
            match level(&all).as_slice() {
                [only] if all.len() == 1 => format!("{} is alone in part {number}", only.name),
                [first] => format!("{} is ahead in part {number}", first.name),
                level => format!("{} are level in part {number}", names(level)),
            }
        };
        let more = report.design.parts.saturating_sub(MOST_LEVEL);
        let more = (more > 0).then(|| format!("there are {}", counted(more, "other part")));
        let all: Vec<String> = (0..report.design.parts).take(MOST_LEVEL).map(ahead).chain(more).collect();
        return format!("{}.", listed(&all.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    let all = of_part(0);
    match level(&all).as_slice() {
        [first] => {
            let best = first.best.map(|best| format!(", with a chance of {} of being the best", chance_in_words(best)));
            format!("{} is ahead{}.", first.name, best.unwrap_or_default())
        }
        level => {
            let ranks = |line: &&CandidateLine| line.place.map(|place| place.rank);
            let is_same = level.windows(2).all(|pair| pair.first().map(ranks) == pair.last().map(ranks));
            let how = if is_same { "have the same total" } else { "are level" };
            format!("Nobody is ahead: {} {how}.", names(level))
        }
    }
}

/// That nobody is told apart at all.
pub(super) fn unsettled(report: &Report) -> String {
    let (sure, within) = (sure(report), if report.design.parts > 1 { " within any part" } else { "" });
    match report.design.grouping {
        Some(Grouping::WithTheFirst) => {
            format!("Nobody{within} can be told from the first at {sure}: these ratings do not settle an order.")
        }
        Some(Grouping::EachPair) | None => {
            format!("No two candidates{within} can be told apart at {sure}: these ratings do not settle an order.")
        }
    }
}

/// Of whom it is said that nobody can be told apart: of every two of a group, or of its first and the others.
pub(super) fn whole(report: &Report) -> &'static str {
    match report.design.grouping {
        Some(Grouping::WithTheFirst) => "nobody can be told from the first of it",
        Some(Grouping::EachPair) | None => "no two candidates can be told apart",
    }
}

/// Nothing where nobody is ranked: why not stands with the ratings.
fn apart(report: &Report) -> Option<String> {
    let placed: Vec<&CandidateLine> = report.candidates.iter().filter(|line| line.place.is_some()).collect();
    let (None, Some(first), Some(last)) = (unranked(report), placed.first(), placed.last()) else { return None };
    let groups = last.place.map_or(0, |place| place.group + 1);
    let sure = sure(report);
    if placed.len() == 1 {
        return Some(format!("{} is alone: there is nobody to compare with.", first.name));
    }
    let in_part = report.design.parts;
    if groups == in_part {
        return Some(format!("{} {}", unsettled(report), leading(report)));
    }
    let (from, to) = (letter(0), letter(groups.saturating_sub(1)));
    Some(format!(
        "There are {groups} groups, {from} to {to}: within a group {} at {sure}, and neighbors in different groups may \
         be as close as the column \"next\" says. {}",
        whole(report),
        leading(report)
    ))
}

/// Who saw whom; nothing of one candidate, of whom that is said above.
pub(super) fn design(report: &Report) -> Option<String> {
    let design = &report.design;
    let all = report.candidates.len();
    if all == 1 {
        return None;
    }
    let parts = || format!("The panel falls into {} parts that share no interviewer", design.parts);
    Some(match (design.parts, design.shared_candidates) {
        (2.., _) if unranked(report).is_some() => format!("{}.", parts()),
        (2.., _) => format!(
            "{}, each ranked by itself; totals and chances across parts assume that the parts' candidates and interviewers are alike on \
             average.",
            parts()
        ),
        (_, 0) => {
            "No candidate was seen by two interviewers, so severe interviewers cannot be told from weak candidates."
                .to_owned()
        }
        (_, shared) => {
            let seen = match shared {
                2 if all == 2 => "both candidates were seen by two or more".to_owned(),
                shared if shared == all => format!("all {all} candidates were seen by two or more"),
                1 => format!("1 of {all} candidates was seen by two or more"),
                shared => format!("{shared} of {all} candidates were seen by two or more"),
            };
            format!("Everybody is linked through shared interviewers; {seen}.")
        }
    })
}
