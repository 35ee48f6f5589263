//! `hotseat calibrate --from`: the same for ratings of a file, which is read and not kept.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use calibration::report::{Called, Report, Wanted, report};
use calibration::{Model, Number, Numbered, Ratings, RatingsBuilder, Scale, Score, Steps};

use crate::core::day::Day;
use crate::core::ids::slug_of;
use crate::core::names;
use crate::core::panel::{bands_of, weights_of};
use crate::core::ratings::between::BetweenPoints;
use crate::core::ratings::called;
use crate::core::ratings::layout::TableOptions;
use crate::core::ratings::nobody::is_overall;
use crate::core::ratings::repeats::RepeatedRatings;
use crate::core::ratings::take::{Intake, ScoreRules, Understood};
use crate::core::ratings::unclear::{UnclearScores, unclear};
use crate::core::ratings::who::Crowd;
use crate::core::ratings::{Account, Gleaned};
use crate::core::rubric::Rubric;
use crate::page::Notation;
use crate::page::calibrate::Panel;
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
/// The rubric that a file's dimensions are held against.
const RUBRIC: &str = "core";

/// Ratings on their way into a table.
struct Calibrating<'a> {
    builder: RatingsBuilder,
    rubric: &'a Rubric,
    steps: Option<Steps>,
    /// Numbers in the table by numbers in the file.
    candidates: Vec<Option<Number>>,
    interviewers: Vec<Option<Number>>,
    dimensions: Vec<(String, Number, String)>,
    /// Numbers of rounds as they are written; the empty text is a round that is not known.
    rounds: HashMap<String, Number>,
    /// How rounds are written first, by what `import` knows them by.
    round_names: HashMap<String, String>,
    /// Numbers of the sessions of an export, by name.
    sessions: HashMap<String, u32>,
    /// The session of the ratings that come, where the file says.
    session: Option<u32>,
    called: Called,
    /// Scores between whole numbers.
    between: BetweenPoints,
}

impl<'a> Calibrating<'a> {
    fn new(args: &CalibrateArgs, (rubric, scale): (&'a Rubric, Option<Scale>)) -> Result<Self> {
        let builder = scale.map_or_else(RatingsBuilder::open, RatingsBuilder::new);
        let builder = builder.with_steps(args.step.unwrap_or_default())?;
        Ok(Self {
            builder,
            rubric,
            steps: args.step,
            candidates: Vec::new(),
            interviewers: Vec::new(),
            dimensions: Vec::new(),
            rounds: HashMap::new(),
            round_names: HashMap::new(),
            sessions: HashMap::new(),
            session: None,
            called: Called::default(),
            between: BetweenPoints::default(),
        })
    }

    /// The number of a dimension, and what it counts for: the rubric's own where it has that name or title.
    fn dimension(&mut self, given: &str) -> (Number, usize) {
        if let Some(at) = self.dimensions.iter().position(|(text, ..)| text == given) {
            return (self.dimensions[at].1, at);
        }
        let own = self.rubric.dimension_called(given).map(|own| own.id.to_string());
        let known = self.dimensions.iter().find(|(_, _, name)| names::plain(name) == names::plain(given));
        let name = own.or_else(|| known.map(|(_, _, name)| name.clone())).unwrap_or_else(|| given.to_owned());
        let number = self.builder.dimension(&name);
        self.dimensions.push((given.to_owned(), number, name));
        (number, self.dimensions.len() - 1)
    }

    /// The number of a session of an export.
    fn number_of(&mut self, session: &str) -> u32 {
        if let Some(number) = self.sessions.get(session) {
            return *number;
        }
        let number = u32::try_from(self.sessions.len()).unwrap_or(u32::MAX);
        self.sessions.insert(session.to_owned(), number);
        number
    }

    /// Takes a rating; the number of its dimension is that of [`Calibrating::dimensions`].
    fn take(&mut self, intake: &Intake, taken: &Understood<'_>) -> std::result::Result<usize, String> {
        let score = self.score(taken);
        // What does not fit the scale leaves no name behind.
        self.builder.sees(score).map_err(|error| error.to_string())?;
        let (dimension, named) = self.dimension(taken.dimension);
        let candidate = match at(&mut self.candidates, taken.candidate) {
            Some(number) => *number,
            slot => {
                let (key, name) = key_of(&intake.candidates, taken.candidate);
                self.called.candidates.extend(name.map(|name| (key.clone(), name)));
                *slot.insert(self.builder.candidate(&key))
            }
        };
        let interviewer = match at(&mut self.interviewers, taken.interviewer) {
            Some(number) => *number,
            slot => {
                let (key, name) = key_of(&intake.interviewers, taken.interviewer);
                self.called.interviewers.extend(name.map(|name| (key.clone(), name)));
                *slot.insert(self.builder.interviewer(&key))
            }
        };
        let round = if let Some(number) = self.rounds.get(taken.round.unwrap_or_default()) {
            *number
        } else {
            let name = taken.round.map(|round| {
                let known = slug_of(round).unwrap_or_else(|| round.to_owned());
                self.round_names.entry(known).or_insert_with(|| round.to_owned()).clone()
            });
            let number = self.builder.round(name.as_deref());
            self.rounds.insert(taken.round.unwrap_or_default().to_owned(), number);
            number
        };
        let occasion = self.session.unwrap_or_else(|| taken.date.map_or(0, Day::number));
        let numbered = Numbered { candidate, interviewer, dimension, round, occasion };
        self.builder.push_numbered(numbered, score).map_err(|error| error.to_string())?;
        Ok(named)
    }

    /// A whole number is a conclusion, and with a step whatever is on one; anything else is a mean.
    fn score(&mut self, taken: &Understood<'_>) -> Score {
        let value = taken.points.value;
        if taken.points.is_mean {
            return Score::Mean(value);
        }
        if self.steps.is_some() || value.fract() == 0.0 {
            return Score::Step(value);
        }
        self.between.take(value);
        Score::Mean(value)
    }
}

/// Where the number in the table of a number in the file stands.
fn at(numbers: &mut Vec<Option<Number>>, number: u32) -> &mut Option<Number> {
    let number = usize::try_from(number).unwrap_or_default();
    if numbers.len() <= number {
        numbers.resize(number + 1, None);
    }
    &mut numbers[number]
}

/// By what somebody is known in the table, and the name where that is something else.
fn key_of(crowd: &Crowd, number: u32) -> (String, Option<String>) {
    let Some(met) = crowd.of(number) else { return (String::new(), None) };
    let name = met.name.as_str().to_owned();
    match &met.id {
        Some(id) => (id.clone(), Some(name)),
        None => (name, None),
    }
}

/// Calibrates the ratings of a file, and prints.
pub(super) fn from_file(context: &Context, args: &CalibrateArgs, file: &Path) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    let rubric = names::find(RUBRIC, loaded.library.rubrics.values())?;
    let source = RatingsSource::open(context, (file, args.ats, &args.table), &loaded)?;
    let declared = args.scale.or(source.scale());
    let mut filling = Calibrating::new(args, (rubric, declared))?;
    let scale = declared.map(|scale| (scale.min, scale.max));
    let wanted = intake::wanted(&args.table, rubric, scale)?;
    let rules = source.with_days(intake::marks(&args.table, rubric, scale)?, &wanted)?;
    let mut reading = Intake::new(rules.clone(), &args.table.same);
    let started = context.surroundings.clock.elapsed().0;
    let watched = context.surroundings.watched;
    let slow = || watched && context.surroundings.clock.elapsed().0.saturating_sub(started) > PATIENCE;
    let mut rows: usize = 0;
    let account = source.walk(&wanted, &mut |found| {
        rows += 1;
        if rows.is_multiple_of(262_144) && slow() {
            progress(&format!("read {rows} ratings"));
        }
        take(&mut filling, &mut reading, found)
    })?;
    let shown = file.display().to_string();
    if filling.builder.len() > MOST {
        let message = format!("{shown} has more than {MOST} ratings");
        return Err(Failure::refused(message, format!("calibrate takes 1 to {MOST} at once")));
    }
    let how = scale_of(&mut filling.builder, (&account, &reading), (args.scale, source.scale()))?;
    intake::say(context, &account, &reading);
    let unclear = unclear(&account, &reading, declared);
    if !args.table.dry_run {
        intake::refuse_bad(context, &args.table, (&account, &reading))?;
        if filling.builder.is_empty() {
            return Err(Failure::refused(
                format!("{shown} has 0 ratings"),
                format!("calibrate takes 1 to {MOST} at once; --dry-run shows how the file is understood"),
            ));
        }
        unclear.as_ref().map_or(Ok(()), |unclear| Err(asked(unclear)))?;
    }
    say_near(context, &args.table, (&account, &reading));
    let (between, called) = (filling.between, filling.called);
    let (ratings, repeated) = filling.builder.build_of_first();
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
        intake::refuse_bad(context, &args.table, (&account, &reading))?;
        return unclear.map_or(Ok(()), |unclear| Err(asked(&unclear)));
    }
    if slow() {
        progress("fitting");
    }
    let report = reported(args, (&ratings, rubric), &called)?;
    if slow() {
        progress("");
        progress("");
    }
    let answer = Panel { report: &report, title: format!("Ratings of {}", short(file)), details: args.details };
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
    } else if let Some(of) = reading.of
        && reading.seen.ends.is_none_or(|[_, (highest, _)]| highest <= of)
    {
        said = Some((1.0, of, "as scores such as 4/5 say"));
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
        Some(_) | None => format!("the range seen; {another}"),
    })
}

/// What is unclear is no rating until somebody says what it is.
fn asked(unclear: &UnclearScores) -> Failure {
    Failure::listed(unclear.message.clone(), unclear.places.clone(), &unclear.hint)
}

/// Takes what a source comes upon.
fn take(filling: &mut Calibrating<'_>, reading: &mut Intake, found: Gleaned<'_>) -> ControlFlow<()> {
    match found {
        Gleaned::Rating(written) => match reading.understand(&written) {
            Ok(Some(understood)) => match filling.take(reading, &understood) {
                Ok(dimension) => reading.took(&understood, &filling.dimensions[dimension].2),
                Err(why) => reading.problems.push(written.place, why),
            },
            Ok(None) => {}
            Err(bad) => reading.problems.push(bad.place, bad.why),
        },
        // What was said beside the scores counts for nothing here; that it was another session does.
        Gleaned::Session(_, said) => filling.session = Some(filling.number_of(said.session)),
        Gleaned::NotRated(_) => reading.not_rated += 1,
        Gleaned::Bad(place, why) => reading.problems.push(place, why),
    }
    // What is too much is not read.
    if filling.builder.len() > MOST { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

fn reported(args: &CalibrateArgs, (ratings, rubric): (&Ratings, &Rubric), called: &Called) -> Result<Report> {
    let own_scale = ratings.scale() == RUBRIC_SCALE;
    let weights = weights(ratings, (rubric, args.rubric_weights));
    let wanted = wanted(args, weights, Some(rubric).filter(|_| own_scale))?;
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

fn short(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
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
    let account = source.walk(wanted, &mut |found| {
        match found {
            Gleaned::Rating(written) => {
                if let Ok(Some(taken)) = reading.understand(&written) {
                    repeats.take(&taken);
                }
            }
            Gleaned::Session(_, said) => said.session.clone_into(&mut repeats.session),
            Gleaned::NotRated(_) | Gleaned::Bad(..) => {}
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
        details: everything,
        severity: everything,
    })
}
