//! `hotseat calibrate --from`: the same for ratings of a file, which is read and not kept.

use std::ops::ControlFlow;
use std::path::PathBuf;

use calibration::report::{Called, Report, Wanted};
use calibration::{Model, Ratings, RatingsBuilder, Scale, Score};

use crate::core::names;
use crate::core::panel::{bands_of, weights_of};
use crate::core::ratings::between::BetweenPoints;
use crate::core::ratings::called;
use crate::core::ratings::layout::TableOptions;
use crate::core::ratings::nobody::is_overall;
use crate::core::ratings::numbered::{RowNumbers, Taker};
use crate::core::ratings::repeats::RepeatedRatings;
use crate::core::ratings::tabled::Tabling;
use crate::core::ratings::take::{Intake, ScoreRules};
use crate::core::ratings::unclear::{UnclearScores, unclear};
use crate::core::ratings::{Account, Gleaned};
use crate::core::rubric::Rubric;
use crate::page::Notation;
use crate::page::calibrate::{Panel, Titles};
use crate::page::understood::{Preview, ratings as counted};
use crate::store::Parts;

use super::args::{CalibrateArgs, TableArgs};
use super::calibrating::report;
use super::context::Context;
use super::failure::{Failure, Result};
use super::intake::{self, RUBRIC_SCALE, RatingsSource};
use super::outlet;

/// The most ratings of one file.
const MOST: usize = 10_000_000;
/// Progress is shown from this many milliseconds on.
const PATIENCE: u64 = 1000;
/// And each time that so many rows were read.
const SHOWN_EACH: usize = 262_144;
/// The rubric that a file's dimensions are held against.
const RUBRIC: &str = "core";

/// Ratings on their way into a table, whose count is shown where that takes long.
struct Watched<'a, 'b> {
    tabling: &'a mut Tabling<'b>,
    rows: usize,
    slow: &'a dyn Fn() -> bool,
}

impl Watched<'_, '_> {
    fn count(&mut self, rows: usize) {
        let before = self.rows;
        self.rows += rows;
        if self.rows / SHOWN_EACH > before / SHOWN_EACH && (self.slow)() {
            progress(&format!("read {} ratings", self.rows));
        }
    }
}

impl Taker for Watched<'_, '_> {
    fn take(&mut self, found: Gleaned<'_>) -> ControlFlow<()> {
        self.count(1);
        self.tabling.take(found)
    }

    fn wants_numbers(&self) -> bool {
        self.tabling.wants_numbers()
    }

    fn take_numbered(&mut self, rows: &[RowNumbers]) -> usize {
        let taken = self.tabling.take_numbered(rows);
        self.count(taken);
        taken
    }
}

/// Calibrates the ratings of files together, and prints.
pub(super) fn from_files(context: &Context, args: &CalibrateArgs, files: &[PathBuf]) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    let rubric = names::find(RUBRIC, loaded.library.rubrics.values())?;
    let source = RatingsSource::open_all(context, (files, args.ats, &args.table), &loaded)?;
    let declared = args.scale.or(source.scale());
    let scale = declared.map(|scale| (scale.min, scale.max));
    let wanted = intake::wanted(&args.table, rubric, scale)?;
    let rules = source.with_days(intake::marks(context, &args.table, (rubric, scale))?, &wanted)?;
    let reading = Intake::new(rules.clone(), &args.table.same);
    let mut tabling = Tabling::new(reading, MOST, (rubric, declared, args.step))?;
    let started = context.surroundings.clock.elapsed().0;
    let watched = context.surroundings.watched;
    let slow = || watched && context.surroundings.clock.elapsed().0.saturating_sub(started) > PATIENCE;
    let mut watching = Watched { tabling: &mut tabling, rows: 0, slow: &slow };
    let account = source.walk(&wanted, &mut watching)?;
    let shown = files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ");
    if tabling.is_too_much() {
        let message = format!("{shown} has more than {MOST} ratings");
        return Err(Failure::refused(message, format!("calibrate takes 1 to {MOST} at once")));
    }
    let Tabling { mut builder, reading, called, between, .. } = tabling;
    let how = scale_of(&mut builder, (&account, &reading), (args.scale, source.scale()))?;
    intake::say(context, &account, &reading);
    let unclear = unclear(&account, &reading, declared);
    let is_empty = builder.is_empty();
    let refused = || {
        intake::refuse_bad(context, &args.table, (&account, &reading))?;
        if is_empty {
            return Err(Failure::refused(
                format!("{shown} has 0 ratings"),
                "--dry-run shows how the file is understood, and what of it is no rating",
            ));
        }
        unclear.as_ref().map_or(Ok(()), |unclear| Err(asked(unclear)))
    };
    if !args.table.dry_run {
        refused()?;
    }
    say_near(context, &args.table, (&account, &reading));
    let (ratings, repeated) = builder.build_of_first();
    let repeats = if repeated > 0 { repeats(&source, (&wanted, &rules), (args, rubric))? } else { Vec::new() };
    say_counted(context, (&shown, &ratings), (repeated, &repeats), &between);
    let Scale { min, max } = ratings.scale();
    let best = if args.table.reverse { format!("{min} is best and counts as {max}") } else { format!("{max} is best") };
    context.say(&format!("scale {min} to {max}, {best}: {how}"));
    say_zero(context, (&account, &reading), declared);
    if !ratings.is_empty() {
        context.say(&weighing(&ratings, (rubric, args.rubric_weights)));
    }
    if args.table.dry_run {
        context.show(&Preview::of(&account, &reading).without_repeats(repeated), &args.output)?;
        return refused();
    }
    if slow() {
        progress("");
        progress("");
    }
    let report = reported(context, args, (&ratings, rubric), &called)?;
    let titles = Titles::of([rubric]);
    let answer =
        Panel { report: &report, title: format!("Ratings of {}", short(files)), titles, details: args.details };
    context.show(&answer, &args.output)
}

/// Makes the scale as wide as the file says it is, and says where it comes from.
fn scale_of(
    builder: &mut RatingsBuilder,
    (account, reading): (&Account, &Intake),
    (declared, known): (Option<Scale>, Option<Scale>),
) -> Result<String> {
    if declared.is_some() {
        return Ok("as declared".to_owned());
    }
    if known.is_some() {
        return Ok("as formats/ats.json has it".to_owned());
    }
    let mut said = None;
    let is_on = |value: f64| account.scale.is_some_and(|scale| scale.has(value));
    if let Some(scale) = account.scale
        && reading.seen.ends.is_none_or(|ends| ends.iter().all(|(value, _)| is_on(*value)))
    {
        said = Some((f64::from(scale.min.unwrap_or(1)), f64::from(scale.max), account.scale_by));
    } else if let Some(of) = reading.of
        && reading.seen.ends.is_none_or(|[_, (highest, _)]| highest <= of)
    {
        said = Some((1.0, of, "as scores such as 4/5 say"));
    } else if let Some(best) = reading.best
        && reading.seen.ends.is_some_and(|[_, (highest, _)]| highest <= best)
    {
        said = Some((1.0, best, "as the words beside the highest score say"));
    }
    if let Some((min, max, how)) = said {
        builder.sees(Score::Mean(min))?;
        builder.sees(Score::Mean(max))?;
        return Ok(how.to_owned());
    }
    let another = "--scale MIN..MAX declares another, and with --reverse the lowest is best";
    Ok(match reading.seen.ends {
        Some([(lowest, _), (highest, _)]) if (highest - lowest).abs() < 1e-9 => {
            format!("made up around {lowest}, the only score seen; {another}")
        }
        Some([(lowest, _), (highest, _)]) if lowest.fract() != 0.0 || highest.fract() != 0.0 => {
            format!("the range seen, {lowest} to {highest}, in whole points; {another}")
        }
        Some(_) => format!("the range seen; {another}"),
        None => format!("made up, as there is no score; {another}"),
    })
}

/// What is unclear is no rating until somebody says what it is.
fn asked(unclear: &UnclearScores) -> Failure {
    Failure::listed(unclear.message.clone(), unclear.places.clone(), &unclear.hint)
}

fn reported(
    context: &Context,
    args: &CalibrateArgs,
    (ratings, rubric): (&Ratings, &Rubric),
    called: &Called,
) -> Result<Report> {
    let own_scale = ratings.scale() == RUBRIC_SCALE;
    let weights = weights(ratings, (rubric, args.rubric_weights));
    let wanted = wanted(args, weights, Some(rubric).filter(|_| own_scale))?;
    Ok(report(context, (ratings, called), &wanted))
}

fn progress(text: &str) {
    outlet::say_over(&format!("{text:<40}"));
}

/// Says which names are near to each other: they stay apart, as nothing is kept.
fn say_near(context: &Context, args: &TableArgs, (account, reading): (&Account, &Intake)) {
    if args.apart {
        return;
    }
    let mut near = Vec::new();
    for crowd in [&reading.candidates, &reading.interviewers] {
        let met = crowd.met();
        near.extend(crowd.near().into_iter().map(|(later, earlier)| {
            let (one, other) = (&met[later], &met[earlier]);
            format!("`{}` ({}) is near to `{}`", one.name.as_str(), account.at(one.place), other.name.as_str())
        }));
    }
    let hint = "they count as different people; --same \"NAME=NAME\" makes them one, --apart says that they are not";
    intake::say_near(context, &near, hint);
}

/// Says how many ratings count, and how.
fn say_counted(
    context: &Context,
    (file, ratings): (&str, &Ratings),
    (repeated, repeats): (usize, &[String]),
    between: &BetweenPoints,
) {
    context.say(&format!("{} from {file}; nothing is kept", counted(ratings.len() as u64)));
    if repeated > 0 {
        let what = if repeated == 1 {
            "1 rating repeats another".to_owned()
        } else {
            format!("{repeated} ratings repeat others")
        };
        context.say(&format!(
            "left out: {what} (same candidate, interviewer, dimension, round and day; the first counts)"
        ));
        for repeat in repeats {
            context.say(&format!("  {repeat}"));
        }
        if repeated > repeats.len() && !repeats.is_empty() {
            context.say(&format!("  ... and {} more", repeated - repeats.len()));
        }
    }
    if between.count > 0 {
        let what = match between.count {
            1 => "1 score is between whole numbers and counts as a mean".to_owned(),
            count => format!("{count} scores are between whole numbers and count as means"),
        };
        context.say(&format!("{what}, which statistics on categories leave out; {}", between.advice()));
    }
}

fn short(files: &[PathBuf]) -> String {
    let name = |file: &PathBuf| file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    files.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Whether dimensions weigh as in the rubric: it has all of them but those that sum up others, or a person wants those that it has.
fn weigh_as_rubric(ratings: &Ratings, (rubric, is_wanted): (&Rubric, bool)) -> bool {
    let names = ratings.dimensions();
    names.iter().any(|name| is_own(rubric, name))
        && (is_wanted || names.iter().all(|name| is_own(rubric, name) || is_overall(name)))
}

fn is_own(rubric: &Rubric, name: &str) -> bool {
    rubric.dimensions.iter().any(|own| own.id.as_str() == name)
}

/// How much each dimension counts in the total.
fn weights(ratings: &Ratings, (rubric, is_wanted): (&Rubric, bool)) -> Vec<u32> {
    if weigh_as_rubric(ratings, (rubric, is_wanted)) {
        return weights_of(ratings, Some(rubric));
    }
    let names = ratings.dimensions();
    let all_sum_up = names.iter().all(|name| is_overall(name));
    names.iter().map(|name| u32::from(all_sum_up || !is_overall(name))).collect()
}

/// How the dimensions of a file weigh, and what the total is made of.
fn weighing(ratings: &Ratings, (rubric, is_wanted): (&Rubric, bool)) -> String {
    let names = ratings.dimensions();
    let without: Vec<&String> = names
        .iter()
        .zip(weights(ratings, (rubric, is_wanted)))
        .filter(|(_, weight)| *weight == 0)
        .map(|(name, _)| name)
        .collect();
    let without: Vec<&str> = without.into_iter().map(String::as_str).collect();
    if weigh_as_rubric(ratings, (rubric, is_wanted)) {
        return match without.as_slice() {
            [] => format!("dimensions weigh as in rubric {RUBRIC}"),
            [only] => format!("dimensions weigh as in rubric {RUBRIC}; it has no {only}, which stays out of the total"),
            several => format!(
                "dimensions weigh as in rubric {RUBRIC}; it has no {}, which stay out of the total",
                several.join(", ")
            ),
        };
    }
    let out =
        if without.is_empty() { String::new() } else { format!(", but {} stays out of the total", without.join(", ")) };
    let others: Vec<&str> = names.iter().map(String::as_str).filter(|name| !is_own(rubric, name)).collect();
    if others.len() == names.len() {
        return format!("rubric {RUBRIC} has none of these dimensions: all weigh alike{out}");
    }
    let first = others.iter().find(|name| !is_overall(name)).copied().unwrap_or_default();
    format!(
        "rubric {RUBRIC} has no {}: all {} dimensions weigh alike{out}; {} says which of the rubric's one is, --rubric-weights weighs as the rubric does and leaves out what it has not",
        others.join(", "),
        names.len(),
        called::hint(first, rubric)
    )
}

/// Says that a score is 0 where that may mean that nobody rated.
fn say_zero(context: &Context, (account, reading): (&Account, &Intake), declared: Option<Scale>) {
    let is_on_scale = account.scale.is_some_and(|scale| scale.min.is_some_and(|min| min <= 0));
    if let Some([(lowest, place), _]) = reading.seen.ends
        && declared.is_none()
        && !is_on_scale
        && lowest == 0.0
    {
        context.say(&format!(
            "note: the lowest score is 0, first at {}; where 0 says that nobody rated, add --not-rated 0",
            account.at(place)
        ));
    }
}

/// The first ratings that repeat others, in words: the file is read again for them.
fn repeats(
    source: &RatingsSource<'_>,
    (wanted, rules): (&TableOptions, &ScoreRules),
    (args, rubric): (&CalibrateArgs, &Rubric),
) -> Result<Vec<String>> {
    let mut reading = Intake::new(rules.clone(), &args.table.same);
    let mut repeats = RepeatedRatings::new(rubric);
    let account = source.walk(wanted, &mut |found: Gleaned<'_>| {
        match found {
            Gleaned::Rating(written) => {
                if let Ok(Some(taken)) = reading.understand(&written) {
                    repeats.take(&taken);
                }
            }
            Gleaned::Session(_, said) => said.session.clone_into(&mut repeats.session),
            Gleaned::NotRated(_) | Gleaned::Unassessed(..) | Gleaned::Bad(..) => {}
        }
        if repeats.has_enough() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(repeats.lines(&account, &reading))
}

/// What a report is to have.
pub(super) fn wanted(args: &CalibrateArgs, weights: Vec<u32>, rubric: Option<&Rubric>) -> Result<Wanted> {
    let everything = args.details || args.output.notation()? == Some(Notation::Json);
    Ok(Wanted {
        exact: (!args.terms.is_empty()).then(|| Model::of(&args.terms)),
        weights,
        bands: rubric.map(bands_of).unwrap_or_default(),
        seed: args.seed,
        groups: args.groups,
        ordinal: args.ordinal,
        details: everything,
        severity: everything,
    })
}
