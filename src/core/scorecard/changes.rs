//! What was changed after submission: what it was, from what, to what, why and when, in words.

use std::collections::BTreeMap;

use super::super::event::{Change, Ending, Finding, Recommendation};
use super::super::ids::{CriterionId, DimensionId, InterviewerId};
use super::super::plan::Plan;
use super::super::quotes::quoted;
use super::super::rubric::Rubric;
use super::super::scale::Rating;
use super::super::session::{Amendment, Before, State};
use super::change_line::{Alteration, Amender, ChangeLine};

/// What stands in the place of a note or a red flag that does not stand any more.
const WITHDRAWN: &str = "withdrawn";

/// Every change after submission, oldest first.
pub(super) fn changes(plan: &Plan, state: &State, amenders: &BTreeMap<InterviewerId, String>) -> Vec<ChangeLine> {
    let by = |id: &InterviewerId| Amender {
        name: amenders.get(id).cloned().unwrap_or_else(|| id.to_string()),
        id: id.clone(),
    };
    let amendments = state.amendments.iter();
    amendments.map(|amendment| change((plan, state), amendment, amendment.by.as_ref().map(by))).collect()
}

fn change((plan, state): (&Plan, &State), amendment: &Amendment, by: Option<Amender>) -> ChangeLine {
    let (what, from, to) = match &amendment.change {
        Change::Ended(ending) => ("the ending".to_owned(), before_ending(amendment), Some(ending_words(*ending))),
        Change::Found(finding) => found(plan, state, amendment.before.as_ref(), finding),
        Change::Withdrawn { entry } => withdrawn(plan, state, *entry),
        Change::Told { what, from, to } => (what.clone(), from.clone(), to.clone()),
    };
    ChangeLine {
        at: amendment.at.to_rfc3339(),
        reason: amendment.reason.clone(),
        by,
        deed: deed(&amendment.change),
        what,
        from,
        to,
    }
}

fn deed(change: &Change) -> Alteration {
    match change {
        Change::Found(Finding::Noted { .. } | Finding::Flagged { .. })
        | Change::Told { from: None, to: Some(_), .. } => Alteration::Added,
        Change::Withdrawn { .. } => Alteration::Withdrew,
        Change::Told { from: Some(_), to: Some(to), .. } if to == WITHDRAWN => Alteration::Withdrew,
        Change::Told { .. }
        | Change::Ended(_)
        | Change::Found(
            Finding::Rated { .. }
            | Finding::Concluded { .. }
            | Finding::Recommended(_)
            | Finding::Ticked { .. }
            | Finding::Observed { .. },
        ) => Alteration::Changed,
    }
}

fn before_ending(amendment: &Amendment) -> Option<String> {
    match &amendment.before {
        Some(Before::Ended { ending, .. }) => ending.map(ending_words),
        _ => None,
    }
}

/// What was changed, from what and to what.
fn found(
    plan: &Plan,
    state: &State,
    before: Option<&Before>,
    finding: &Finding,
) -> (String, Option<String>, Option<String>) {
    let rubric = &plan.rubric;
    let scored = |rating: Option<Rating>| Some(rating.map_or_else(|| "not rated".to_owned(), |r| r.to_string()));
    match finding {
        Finding::Rated { slot, dimension, rating } => {
            let was = match before {
                Some(Before::Rated(_, _, was)) => *was,
                _ => None,
            };
            (format!("{} at {slot}", rubric.title_of(dimension)), scored(was), scored(*rating))
        }
        Finding::Concluded { dimension, score, .. } => {
            let was = match before {
                Some(Before::Concluded(_, Some(was))) => was.score.map(|score| because(score, &was.reason)),
                _ => None,
            };
            // Without a conclusion the mean of the ratings counts, where there are any.
            let mean = || state.mean_rating(dimension).map(|_| "the mean of the ratings".to_owned());
            (conclusion(rubric, dimension), was.or_else(mean), score.map(|score| score.to_string()).or_else(mean))
        }
        Finding::Recommended(recommendation) => {
            let was = match before {
                Some(Before::Recommended(was)) => was.as_ref(),
                _ => None,
            };
            let away = |given: Option<&Recommendation>| given.map(take_aways).unwrap_or_default();
            let view = |given: &Recommendation| (given.band.clone(), given.reason.clone());
            let is_view = was.map(view).unwrap_or_default() != view(recommendation);
            let (before, now) = (away(was), away(Some(recommendation)));
            if before == now || is_view {
                let was = was.map(|was| recommended(rubric, was));
                ("the recommendation".into(), was, Some(recommended(rubric, recommendation)))
            } else {
                // The lines that stay are not said.
                let only = |of: &[String], than: &[String]| {
                    let lines: Vec<&str> = of.iter().filter(|line| !than.contains(line)).map(String::as_str).collect();
                    Some(lines.join("; ")).filter(|lines| !lines.is_empty())
                };
                ("what the candidate takes home".into(), only(&before, &now), only(&now, &before))
            }
        }
        Finding::Ticked { criterion, shown } => {
            let was = match before {
                Some(Before::Ticked(_, was)) => *was,
                _ => None,
            };
            (format!("the criterion \"{}\"", title(rubric, criterion)), Some(judged(was)), Some(judged(*shown)))
        }
        Finding::Observed { slot, signal, seen } => {
            let text = state.asking(*slot).and_then(|asking| asking.signal_text(*signal)).unwrap_or_default();
            let was = matches!(before, Some(Before::Observed(_, _, Some(_))));
            (format!("\"{text}\" at {slot}"), Some(saw(was)), Some(saw(*seen)))
        }
        Finding::Noted { slot, text } => {
            let at = slot.map(|slot| format!(" at {slot}")).unwrap_or_default();
            (format!("a note{at}"), None, Some(text.clone()))
        }
        Finding::Flagged { flag, slot, quote } => {
            (format!("a red flag at {slot}"), None, Some(format!("{}: {}", flag.title(rubric), quoted(quote))))
        }
    }
}

fn conclusion(rubric: &Rubric, dimension: &DimensionId) -> String {
    format!("the conclusion on {}", rubric.title_of(dimension))
}

/// A conclusion with its reason, which that of an amendment replaces.
fn because(score: Rating, reason: &str) -> String {
    if reason.is_empty() { score.to_string() } else { format!("{score} ({reason})") }
}

fn recommended(rubric: &Rubric, recommendation: &Recommendation) -> String {
    let band = recommendation.band.as_ref().map_or("no band", |id| rubric.band_title(id));
    if recommendation.reason.is_empty() { band.to_owned() } else { format!("{band} ({})", recommendation.reason) }
}

fn title<'a>(rubric: &'a Rubric, criterion: &'a CriterionId) -> &'a str {
    rubric.criterion(criterion).map_or(criterion.as_str(), |known| known.title.as_str())
}

fn judged(shown: Option<bool>) -> String {
    match shown {
        Some(true) => "shown",
        Some(false) => "not shown",
        None => "not judged",
    }
    .to_owned()
}

/// The lines that the candidate may read.
fn take_aways(given: &Recommendation) -> Vec<String> {
    let went_well = given.strengths.iter().map(|line| format!("went well: {line}"));
    let to_work_on = given.growth.iter().map(|line| format!("to work on: {line}"));
    went_well.chain(to_work_on).collect()
}

/// A note or a red flag that does not stand any more, with what it said.
fn withdrawn(plan: &Plan, state: &State, entry: u64) -> (String, Option<String>, Option<String>) {
    let finding = state.entry(entry).and_then(|entry| entry.event.finding());
    // It is said as it stood, and when it was recorded: others may say the same.
    let (what, _, was) = finding.map(|finding| found(plan, state, None, finding)).unwrap_or_default();
    let is_note = matches!(finding, Some(Finding::Noted { .. }));
    let was = if is_note { state.text_given(entry).map(str::to_owned) } else { was };
    let at = state.entry(entry).map(|entry| format!(", {}", state.conversation().clock(entry.ms))).unwrap_or_default();
    (format!("{what}{at}"), was, Some(WITHDRAWN.to_owned()))
}

fn saw(seen: bool) -> String {
    if seen { "seen" } else { "not seen" }.to_owned()
}

fn ending_words(ending: Ending) -> String {
    match ending {
        Ending::Completed => "completed",
        Ending::StoppedEarly => "stopped early",
        Ending::NoShow => "no-show",
    }
    .to_owned()
}
