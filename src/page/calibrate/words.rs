//! What the numbers mean, in sentences.

use calibration::agreement::{Coefficient, Estimate, Statistic};
use calibration::report::{Block, CandidateLine, DimensionLine, Report};

use super::numbers::{chance, decimals, letter, percent};

/// What the table holds.
pub(super) fn table_of(report: &Report) -> String {
    let interviewers = report.design.interviewers_per_candidate;
    let each = if interviewers.0 == interviewers.2 {
        format!("{} each", interviewers.0)
    } else {
        format!("{} to {} each", interviewers.0, interviewers.2)
    };
    format!(
        "{} of {} by interviewers ({each}), {}, scale {} to {}.",
        count(report.n, "rating"),
        count(report.candidates.len(), "candidate"),
        count(report.dimensions.len(), "dimension"),
        report.scale.min,
        report.scale.max
    )
}

fn count(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// What the columns of the ranking mean.
pub(super) fn legend(report: &Report) -> String {
    let (counted, left): (Vec<_>, Vec<_>) = report.dimensions.iter().partition(|dimension| dimension.weight > 0);
    let names = |of: &[&DimensionLine]| of.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
    let weights = if report.dimensions.windows(2).all(|pair| pair[0].weight == pair[1].weight) {
        "all dimensions alike".to_owned()
    } else if left.is_empty() {
        "dimensions weighted as in the rubric".to_owned()
    } else {
        format!("of {} alone, weighted as in the rubric, without {}", names(&counted), names(&left))
    };
    let (min, max) = (f64::from(report.scale.min), f64::from(report.scale.max));
    let beyond =
        report.candidates.iter().filter_map(|line| line.total).any(|total| total.lower < min || total.upper > max);
    let grouped = match report.design.grouping {
        Some(calibration::Grouping::WithTheFirst) => "nobody can be told from the first of a letter",
        _ => "no two of one letter can be told apart",
    };
    let beyond = if beyond { " Beyond the scale: more than it can show." } else { "" };
    format!(
        "grp: {grouped}. total: what an average interviewer would have given, {weights}. \
         next: the chance of a higher total than the next one.{beyond}"
    )
}

/// Three sentences: agreement; who can be told apart; who saw whom.
pub(super) fn findings(report: &Report) -> [String; 3] {
    [agreement(report), apart(report), design(report)]
}

/// In the place of an interval.
pub(super) const TOO_FEW: &str = "too few to say";
/// Of fewer scores given by two people, one more or less decides whether they agree.
const FEWEST: usize = 3;
/// With fewer, that all agree alike is chance, though no draw from them shows it.
const FEWEST_ALIKE: usize = 10;
/// Narrower than this, an interval is one number where two decimals are shown.
const WIDTH_SHOWN: f64 = 0.005;

/// Whether agreement was seen on so little that a number for it says nothing.
pub(super) fn are_too_few(alpha: &Estimate) -> bool {
    let is_exact = alpha.interval.is_some_and(|interval| interval.upper - interval.lower < WIDTH_SHOWN);
    alpha.n < FEWEST || (is_exact && alpha.n < FEWEST_ALIKE)
}

/// Why nobody is ranked, where nobody is: nothing was fitted, or what was fitted claims to know all totals exactly.
pub(super) fn unranked(report: &Report) -> Option<String> {
    if report.candidates.iter().all(|line| line.place.is_none()) {
        return Some(report.candidates.iter().find_map(|line| line.undefined.clone()).unwrap_or_default());
    }
    let is_exact = |line: &CandidateLine| line.total.is_none_or(|total| total.upper - total.lower < WIDTH_SHOWN);
    let reason = "the scores are too few, or too much alike, to say how sure a total would be";
    report.candidates.iter().all(is_exact).then(|| reason.to_owned())
}

fn agreement(report: &Report) -> String {
    let overall = &report.agreement.overall.coefficients;
    let within = overall.value(Coefficient::WithinOne).unwrap_or_default();
    let found = overall.estimate(Coefficient::AlphaInterval);
    if let Some(alpha) = found.filter(are_too_few) {
        let times = match alpha.n {
            0 => "nowhere".to_owned(),
            1 => "only once".to_owned(),
            n => format!("only {n} times"),
        };
        return format!(
            "Whether the interviewers agree cannot be told: two or more of them scored a candidate on the same dimension {times}; {} of those pairs are within one point.",
            percent(within)
        );
    }
    let Some(Estimate { value: alpha, interval, .. }) = found else {
        let reason = overall.get(Coefficient::AlphaInterval).and_then(Statistic::undefined);
        let reason = reason.map(|reason| reason.to_string()).unwrap_or_default();
        return format!("Whether the interviewers agree cannot be told: {reason}.");
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
        Some(interval) if interval.upper - interval.lower > 0.5 => ", and there is too little to be sure of that",
        Some(_) => "",
        None => ", with no interval to say how sure that is",
    };
    format!(
        "The interviewers {words}; {} of pairs are within one point (alpha {}{sure}).",
        percent(within),
        decimals(alpha, 2)
    )
}

/// What stays out of the statistics on categories.
pub(super) fn left_out(block: &Block) -> Option<String> {
    let left = block.left_out;
    let mut parts = Vec::new();
    if left.means > 0 {
        parts.push(format!("{} that are not conclusions", count(left.means, "mean")));
    }
    if left.repeated > 0 {
        parts.push(format!("{} repeated (of several scores of one person the first counts)", left.repeated));
    }
    if left.single > 0 {
        parts.push(format!("{} that only one person gave", count(left.single, "score")));
    }
    (!parts.is_empty()).then(|| format!("Left out here: {}.", parts.join(", ")))
}

fn apart(report: &Report) -> String {
    let placed: Vec<&CandidateLine> = report.candidates.iter().filter(|line| line.place.is_some()).collect();
    let (None, Some(first), Some(last)) = (unranked(report), placed.first(), placed.last()) else {
        return format!("Nobody is ranked: {}.", unranked(report).unwrap_or_default());
    };
    let groups = last.place.map_or(0, |place| place.group + 1);
    let sure = percent(report.design.apart_from);
    let whole = match report.design.grouping {
        Some(calibration::Grouping::WithTheFirst) => "nobody can be told from its first",
        _ => "no two can be told apart",
    };
    let best = first.best.map_or_else(|| "an unknown".to_owned(), chance);
    let leading = format!("{} is ahead, being the best with chance {best}", first.name);
    if placed.len() == 1 {
        return format!("{} is alone: there is nobody to compare with.", first.name);
    }
    let in_part = report.design.parts;
    if groups == in_part {
        let within = if in_part > 1 { " within any part" } else { "" };
        return format!(
            "No two candidates{within} can be told apart at {sure}: these ratings do not settle an order, though {leading}."
        );
    }
    format!(
        "Groups {} to {}: within one {whole} at {sure}, pair by pair; neighbors across groups may be as close as \
         \"next\" says; {leading}.",
        letter(0),
        letter(groups.saturating_sub(1))
    )
}

fn design(report: &Report) -> String {
    let design = &report.design;
    if design.parts > 1 {
        return format!(
            "The panel falls into {} parts that share no interviewer, each ranked by itself; totals and chances across parts \
             assume that the parts' candidates and interviewers are alike on average.",
            design.parts
        );
    }
    if design.shared_candidates == 0 {
        return "No candidate was seen by two interviewers, so severe interviewers cannot be told from weak candidates."
            .to_owned();
    }
    format!(
        "Everybody is linked through shared interviewers; {} of {} candidates were seen by two or more.",
        design.shared_candidates,
        report.candidates.len()
    )
}
