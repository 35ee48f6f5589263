//! What calibration makes of simulated panels whose truth is known: how often intervals hold it, and how often a panel's groups hold a
//! pair in the wrong order.
//!
//! `cargo run --release -p hotseat-calibration --example panels -- DIR SCENARIO...`, where DIR has, for each scenario,
//! `panels_SCENARIO.csv` (`panel,ratee,rater,item,score`) and `panels_SCENARIO_truth.csv` (`panel,kind,id,truth`).

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use calibration::{Calibration, Model, Options, Rating, RatingsBuilder, Scale, Score, SureOf};

/// One of so many candidates stands outermost at either end: 2.5% each.
const OUTERMOST: usize = 40;

#[derive(Default)]
struct Tally {
    panels: f64,
    wrong: f64,
    groups: f64,
    held: f64,
    of: f64,
    held_outermost: f64,
    of_outermost: f64,
    held_seen: f64,
    of_seen: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let folder = given.next().ok_or("the folder of the panels is missing")?;
    println!(
        "scenario, groups sure of: panels with a wrong pair, groups a panel, intervals that hold the truth, of those who truly are outermost, of those who seem so"
    );
    for scenario in given {
        let truths = truths(&fs::read_to_string(format!("{folder}/panels_{scenario}_truth.csv"))?)?;
        let panels = panels(&fs::read_to_string(format!("{folder}/panels_{scenario}.csv"))?)?;
        for groups in SureOf::ALL {
            let mut tally = Tally::default();
            for (panel, ratings) in &panels {
                count(&mut tally, ratings, truths.get(panel).ok_or("a panel without truth")?, groups)?;
            }
            println!(
                "{scenario}, {}: {:.1}%, {:.1}, {:.1}%, {:.1}%, {:.1}%",
                groups.key(),
                100.0 * tally.wrong / tally.panels,
                tally.groups / tally.panels,
                100.0 * tally.held / tally.of,
                100.0 * tally.held_outermost / tally.of_outermost,
                100.0 * tally.held_seen / tally.of_seen
            );
        }
    }
    Ok(())
}

type Truths = BTreeMap<String, BTreeMap<String, f64>>;
type Panels = BTreeMap<String, Vec<[String; 4]>>;

fn truths(text: &str) -> Result<Truths, Box<dyn Error>> {
    let mut truths = Truths::new();
    for line in text.lines().skip(1) {
        let [panel, kind, id, truth] = line.split(',').collect::<Vec<_>>()[..] else { return Err(line.into()) };
        if kind == "ratee" {
            truths.entry(panel.to_owned()).or_default().insert(id.to_owned(), truth.parse()?);
        }
    }
    Ok(truths)
}

fn panels(text: &str) -> Result<Panels, Box<dyn Error>> {
    let mut panels = Panels::new();
    for line in text.lines().skip(1) {
        let [panel, candidate, by, item, score] = line.split(',').collect::<Vec<_>>()[..] else {
            return Err(line.into());
        };
        panels.entry(panel.to_owned()).or_default().push([candidate, by, item, score].map(str::to_owned));
    }
    Ok(panels)
}

/// Counts one panel. A group begins where somebody is told from one of the group before, most clearly from its first: that pair counts.
fn count(
    tally: &mut Tally,
    rows: &[[String; 4]],
    truth: &BTreeMap<String, f64>,
    groups: SureOf,
) -> Result<(), Box<dyn Error>> {
    let mut builder = RatingsBuilder::new(Scale::new(1, 5)?);
    for [candidate, interviewer, dimension, score] in rows {
        let score = Score::Conclusion(score.parse()?);
        builder.push(Rating { candidate, interviewer, dimension, round: None, score })?;
    }
    let ratings = builder.build();
    let weights = vec![1; ratings.dimensions().len()];
    let options = Options { groups, ..Options::default() };
    let found = Calibration::new(&ratings, Model::full(), options)?.compare(&weights, &[])?;
    let truth: Vec<f64> = ratings.candidates().iter().map(|id| truth.get(id).copied().unwrap_or(f64::NAN)).collect();
    let center = truth.iter().sum::<f64>() / f64::from(u32::try_from(truth.len())?);
    let mut sorted = truth.clone();
    sorted.sort_by(f64::total_cmp);
    let edge = truth.len().div_ceil(OUTERMOST);
    let (low, high) = (sorted[edge - 1], sorted[truth.len() - edge]);
    tally.panels += 1.0;
    // The first of the group so far, by part.
    let mut leaders: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut is_wrong = false;
    for (place, standing) in found.candidates.iter().enumerate() {
        let (own, group) = (truth[standing.candidate], standing.place.group);
        match leaders.get(&standing.place.component) {
            Some((_, of)) if *of == group => {}
            Some((leader, _)) => {
                is_wrong |= truth[*leader] < own;
                leaders.insert(standing.place.component, (standing.candidate, group));
            }
            None => drop(leaders.insert(standing.place.component, (standing.candidate, group))),
        }
        let expected = own - center + found.mean;
        let holds = f64::from(u8::from(standing.ability.lower <= expected && expected <= standing.ability.upper));
        tally.of += 1.0;
        tally.held += holds;
        if own <= low || own >= high {
            tally.of_outermost += 1.0;
            tally.held_outermost += holds;
        }
        if place < edge || place >= truth.len() - edge {
            tally.of_seen += 1.0;
            tally.held_seen += holds;
        }
    }
    let last = found.candidates.iter().map(|standing| standing.place.group).max().unwrap_or(0);
    tally.groups += f64::from(u32::try_from(last + 1)?);
    tally.wrong += f64::from(u8::from(is_wrong));
    Ok(())
}
