//! `hotseat calibrate --from`: the same for ratings of a file, which is read and not kept.

use std::ops::ControlFlow;
use std::path::Path;

use calibration::report::{Called, Report, Wanted, report};
use calibration::{Model, Ratings, RatingsBuilder, Scale, Score};

use crate::core::names;
use crate::core::panel::{bands_of, weights_of};
use crate::core::ratings::between::BetweenPoints;
use crate::core::ratings::numbered::{RowNumbers, Taker};
use crate::core::ratings::tabled::Tabling;
use crate::core::ratings::take::Intake;
use crate::core::ratings::unclear::{UnclearScores, unclear};
use crate::core::ratings::{Account, Gleaned};
use crate::core::rubric::Rubric;
use crate::page::Notation;
use crate::page::calibrate::{Panel, Titles};
use crate::page::understood::{Preview, ratings as counted};
use crate::store::Parts;

use super::args::{CalibrateArgs, TableArgs};
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

/// Calibrates the ratings of a file, and prints.
pub(super) fn from_file(context: &Context, args: &CalibrateArgs, file: &Path) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    let rubric = names::find(RUBRIC, loaded.library.rubrics.values())?;
    let source = RatingsSource::open(context, (file, args.ats, &args.table), &loaded)?;
    let declared = args.scale.or(source.scale());
    let scale = declared.map(|scale| (scale.min, scale.max));
    let reading = Intake::new(intake::marks(&args.table, rubric, scale)?, &args.table.same);
    let mut tabling = Tabling::new(reading, MOST, (rubric, declared, args.step))?;
    let started = context.surroundings.clock.elapsed().0;
    let watched = context.surroundings.watched;
    let slow = || watched && context.surroundings.clock.elapsed().0.saturating_sub(started) > PATIENCE;
    let mut watching = Watched { tabling: &mut tabling, rows: 0, slow: &slow };
    let account = source.walk(&intake::wanted(&args.table, rubric, scale), &mut watching)?;
    let shown = file.display().to_string();
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
                format!("calibrate takes 1 to {MOST} at once; --dry-run shows how the file is understood"),
            ));
        }
        unclear.as_ref().map_or(Ok(()), |unclear| Err(asked(unclear)))
    };
    if !args.table.dry_run {
        refused()?;
    }
    say_near(context, &args.table, (&account, &reading));
    let (ratings, repeated) = builder.build_of_first();
    say_counted(context, (&shown, &ratings), (repeated, &between));
    let scale = ratings.scale();
    context.say(&format!("scale {} to {}: {how}", scale.min, scale.max));
    if !ratings.is_empty() {
        context.say(&weighing(&ratings, rubric));
    }
    if args.table.dry_run {
        context.show(&Preview::of(&account, &reading), &args.output)?;
        return refused();
    }
    if slow() {
        progress("fitting");
    }
    let report = reported(args, (&ratings, rubric), &called)?;
    if slow() {
        progress("");
        progress("");
    }
    let titles = Titles::of([rubric]);
    let answer = Panel { report: &report, title: format!("Ratings of {}", short(file)), titles, details: args.details };
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
    if let Some(scale) = account.scale {
        said = Some((f64::from(scale.min.unwrap_or(1)), f64::from(scale.max), "as the header says"));
    } else if let Some(of) = reading.of {
        said = Some((1.0, of, "as scores such as 4/5 say"));
    }
    if let Some((min, max, how)) = said {
        builder.sees(Score::Mean(min))?;
        builder.sees(Score::Mean(max))?;
        return Ok(how.to_owned());
    }
    let another = "--scale MIN..MAX declares another";
    Ok(match reading.seen.ends {
        Some([(lowest, _), (highest, _)]) if (highest - lowest).abs() < 1e-9 => {
            format!("made up around {lowest}, the only score seen; {another}")
        }
        Some([(lowest, _), (highest, _)]) if lowest.fract() != 0.0 || highest.fract() != 0.0 => {
            format!("the range seen, {lowest} to {highest}, in whole points; {another}")
        }
        Some(_) | None => format!("the range seen; {another}"),
    })
}

/// What is unclear is no rating until somebody says what it is.
fn asked(unclear: &UnclearScores) -> Failure {
    Failure::listed(unclear.message.clone(), unclear.places.clone(), &unclear.hint)
}

fn reported(args: &CalibrateArgs, (ratings, rubric): (&Ratings, &Rubric), called: &Called) -> Result<Report> {
    let own_scale = ratings.scale() == RUBRIC_SCALE;
    let wanted = wanted(args, weights_of(ratings, Some(rubric)), Some(rubric).filter(|_| own_scale))?;
    Ok(report(ratings, called, &wanted))
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
fn say_counted(context: &Context, (file, ratings): (&str, &Ratings), (repeated, between): (usize, &BetweenPoints)) {
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
    }
    if between.count > 0 {
        let what = match between.count {
            1 => "1 score is between whole numbers and counts as a mean".to_owned(),
            count => format!("{count} scores are between whole numbers and count as means"),
        };
        context.say(&format!("{what}, which statistics on categories leave out; {}", between.advice()));
    }
}

fn short(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

/// How the dimensions of a file weigh.
fn weighing(ratings: &Ratings, rubric: &Rubric) -> String {
    let names = ratings.dimensions();
    let is_own = |name: &String| rubric.dimensions.iter().any(|own| own.id.as_str() == name);
    if !names.iter().any(is_own) {
        return format!("rubric {RUBRIC} has none of these dimensions: all weigh alike");
    }
    let weights = weights_of(ratings, Some(rubric));
    let without = names.iter().zip(weights).filter(|(_, weight)| *weight == 0).map(|(name, _)| name.as_str());
    let without: Vec<&str> = without.collect();
    if without.is_empty() {
        return format!("dimensions weigh as in rubric {RUBRIC}");
    }
    format!("dimensions weigh as in rubric {RUBRIC}; it has no {}, which stay out of the total", without.join(", "))
}

/// What a report is to have.
pub(super) fn wanted(args: &CalibrateArgs, weights: Vec<u32>, rubric: Option<&Rubric>) -> Result<Wanted> {
    let everything = args.details || args.output.notation()? == Some(Notation::Json);
    Ok(Wanted {
        exact: (!args.terms.is_empty()).then(|| Model::of(&args.terms)),
        weights,
        bands: rubric.map(bands_of).unwrap_or_default(),
        seed: args.seed,
        details: everything,
        severity: everything,
    })
}
