//! `hotseat calibrate`: agreement, severity and a calibrated comparison, from sessions or from a file of ratings.

use std::io::Write as _;
use std::path::Path;

use calibration::report::{Called, Report, Wanted, report};
use calibration::{Model, Rating, RatingsBuilder, RatingsError, Scale, Score};

use crate::core::names;
use crate::core::panel::{Rated, Submitted, bands_of, fits, rated, weights_of};
use crate::core::rubric::Rubric;
use crate::page::Notation;
use crate::page::calibrate::Panel;
use crate::store::{self, Parts, TidyRead, TidyRow};

use super::args::CalibrateArgs;
use super::ats;
use super::context::{Context, scope};
use super::failure::{Failure, Result};
use super::import::refuse_bad;

/// The most rows of one file.
const MOST_ROWS: u64 = 10_000_000;
/// Progress is shown from this many milliseconds on.
const PATIENCE: u64 = 1000;
/// The rubric that a file's dimensions are held against.
const RUBRIC: &str = "core";

/// Calibrates and prints.
pub(super) fn calibrate(context: &Context, args: &CalibrateArgs) -> Result {
    match &args.from {
        Some(file) => from_file(context, args, file),
        None => from_sessions(context, args),
    }
}

fn from_sessions(context: &Context, args: &CalibrateArgs) -> Result {
    let sessions = context.sessions(args.scope.example)?;
    let library = context.library(Parts::WithoutBanks)?.library;
    let scope = scope(&library, &sessions, &args.scope)?;
    let all: Vec<Submitted<'_>> = sessions.submitted().into_iter().filter(|session| fits(session, &scope)).collect();
    let found = rated(&all, &sessions.people)?;
    say_left_out(context, &found);
    if found.ratings.is_empty() && !sessions.found.is_empty() {
        return Err(Failure::refused("no submitted session fits", "`hotseat sessions` lists them"));
    }
    if found.openings > 1 {
        let text = format!(
            "{} openings (kit or format, and level) are put together; --kit, --format or --level takes one",
            found.openings
        );
        context.say(&text);
    }
    if found.rubric.is_none() {
        context.say("the sessions used several rubrics: all dimensions weigh alike, and no band is computed");
    }
    let wanted = wanted(args, weights_of(&found.ratings, found.rubric), found.rubric);
    let report = report(&found.ratings, &found.called, &wanted);
    let answer = Panel { report: &report, title: "Calibrated panel".to_owned(), details: args.details };
    context.show(&answer, &args.output)
}

/// Names the sessions that count for nobody.
pub(super) fn say_left_out(context: &Context, found: &Rated<'_>) {
    for left in &found.left_out {
        context.say(&format!("not counted: {}, {} ({})", left.candidate, left.why, left.session));
    }
}

fn wanted(args: &CalibrateArgs, weights: Vec<u32>, rubric: Option<&Rubric>) -> Wanted {
    let everything = args.details || args.output.notation.chosen() == Some(Notation::Json);
    Wanted {
        exact: (!args.terms.is_empty()).then(|| Model::of(&args.terms)),
        weights,
        bands: rubric.map(bands_of).unwrap_or_default(),
        seed: args.seed,
        details: everything,
        severity: everything,
    }
}

fn from_file(context: &Context, args: &CalibrateArgs, file: &Path) -> Result {
    let shown = file.display().to_string();
    let is_records = store::holds_records(file);
    let scale = args.scale.or(is_records.then_some(RUBRIC_SCALE));
    let mut builder = scale.map_or_else(RatingsBuilder::open, RatingsBuilder::new);
    let loaded = context.library(Parts::WithoutBanks)?;
    let started = context.surroundings.clock.elapsed().0;
    let watched = context.surroundings.watched;
    let slow = || watched && context.surroundings.clock.elapsed().0.saturating_sub(started) > PATIENCE;
    let progress = |text: &str| {
        // Nobody is hurt where progress can't be shown.
        let _ = write!(std::io::stderr(), "\r{text:<40}");
    };
    let rubric = names::find(RUBRIC, loaded.library.rubrics.values())?;
    let mut take = |row: TidyRow<'_>| {
        // A system has the titles of dimensions where we have names.
        let own =
            rubric.dimensions.iter().find(|own| is_records && names::plain(&own.title) == names::plain(row.dimension));
        let row = TidyRow { dimension: own.map_or(row.dimension, |own| own.id.as_str()), ..row };
        push(&mut builder, &row).map_err(|error| error.to_string())
    };
    let read = if is_records {
        let scorecards = ats::read(context, file, (&loaded, args.ats))?;
        TidyRead { rows: ats::take(context, (&scorecards, file), &mut take)?, bad: Vec::new() }
    } else {
        store::read_tidy(file, take, |rows| {
            if slow() {
                progress(&format!("read {rows} ratings"));
            }
        })?
    };
    let slow = slow();
    if slow {
        progress("fitting");
    }
    refuse_bad(&shown, &read.bad)?;
    if read.rows == 0 || read.rows > MOST_ROWS {
        return Err(Failure::refused(
            format!("{shown} has {} ratings", read.rows),
            format!("calibrate takes 1 to {MOST_ROWS} at once"),
        ));
    }
    let ratings = builder.build();
    let weights = weights_of(&ratings, Some(rubric));
    let matches = rubric.dimensions.iter().any(|own| ratings.dimensions().iter().any(|name| name == own.id.as_str()));
    let own_scale = ratings.scale() == RUBRIC_SCALE;
    let wanted = wanted(args, weights, Some(rubric).filter(|_| own_scale));
    let report = report(&ratings, &Called::default(), &wanted);
    if slow {
        progress("");
        progress("");
    }
    let scale = ratings.scale();
    let how = if is_records && args.scale.is_none() {
        "as formats/ats.json has it"
    } else if args.scale.is_some() {
        "as declared"
    } else {
        "the range seen; --scale MIN..MAX declares another"
    };
    context.say(&format!("{} ratings from {shown}; nothing is kept", ratings.len()));
    context.say(&format!("scale {} to {}: {how}", scale.min, scale.max));
    context.say(&weighing(&report, matches));
    let answer = Panel { report: &report, title: format!("Ratings of {}", short(file)), details: args.details };
    context.show(&answer, &args.output)
}

/// The scale on which a rubric's bands are.
const RUBRIC_SCALE: Scale = Scale { min: 1, max: 5 };

fn short(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

/// How the dimensions of a file weigh.
fn weighing(report: &Report, matches: bool) -> String {
    if !matches {
        return format!("rubric {RUBRIC} has none of these dimensions: all weigh alike");
    }
    let without = report.dimensions.iter().filter(|line| line.weight == 0).map(|line| line.id.as_str());
    let without: Vec<&str> = without.collect();
    if without.is_empty() {
        return format!("dimensions weigh as in rubric {RUBRIC}");
    }
    format!("dimensions weigh as in rubric {RUBRIC}; it has no {}, which stay out of the total", without.join(", "))
}

/// Why a row of a file is no rating.
#[derive(Debug, thiserror::Error)]
enum UnfitRow {
    #[error("`{0}` is not a number")]
    NotANumber(String),
    #[error("the score: {0}")]
    Refused(#[from] RatingsError),
}

/// Adds a row: a whole number is a conclusion, any other number a mean.
fn push(builder: &mut RatingsBuilder, row: &TidyRow<'_>) -> std::result::Result<(), UnfitRow> {
    let score = match row.score.parse::<i32>() {
        Ok(score) => Score::Conclusion(score),
        Err(_) => match row.score.parse::<f64>() {
            Ok(value) if value.is_finite() && value.fract() == 0.0 && value.abs() < 1e6 => whole(value),
            Ok(value) if value.is_finite() => Score::Mean(value),
            _ => return Err(UnfitRow::NotANumber(row.score.to_owned())),
        },
    };
    let rating = Rating {
        candidate: row.candidate,
        interviewer: row.interviewer,
        dimension: row.dimension,
        round: row.round,
        score,
    };
    Ok(builder.push(rating)?)
}

/// `4.0` is a conclusion as well.
#[expect(clippy::cast_possible_truncation, reason = "a whole number below a million")]
fn whole(value: f64) -> Score {
    Score::Conclusion(value as i32)
}
