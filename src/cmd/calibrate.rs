//! `hotseat calibrate`: agreement, severity and a calibrated comparison, from sessions or from a file of ratings.

use crate::core::panel::{Rated, Submitted, fits, rated, weights_of};
use crate::page::calibrate::{Panel, Titles};
use crate::store::Parts;

use super::args::CalibrateArgs;
use super::calibrate_from::{from_files, wanted};
use super::calibrating::report;
use super::context::{Context, scope};
use super::failure::{Failure, Result};

/// Calibrates and prints.
pub(super) fn calibrate(context: &Context, args: &CalibrateArgs) -> Result {
    match args.from.as_slice() {
        [] => from_sessions(context, args),
        files => from_files(context, args, files),
    }
}

fn from_sessions(context: &Context, args: &CalibrateArgs) -> Result {
    let sessions = context.sessions(args.scope.example)?;
    let library = context.library(Parts::WithoutBanks)?.library;
    let scope = scope(&library, &sessions, &args.scope)?;
    let all: Vec<Submitted<'_>> = sessions.submitted().into_iter().filter(|session| fits(session, &scope)).collect();
    let found = rated(&all, &sessions.people, args.step.unwrap_or_default())?;
    if found.ratings.is_empty() && !sessions.found.is_empty() {
        say_left_out(context, &found);
        return Err(Failure::refused("no submitted session fits", "`hotseat sessions` lists them"));
    }
    if found.openings > 1 {
        let text = format!(
            "{} openings (kit or format, and level) are put together; --kit, --format or --level takes one",
            found.openings
        );
        context.say(&text);
    }
    match all.iter().filter(|session| !session.summary.handed_over().is_empty()).count() {
        0 => {}
        1 => context.say("1 session was handed over: all of its scores count as those of who submitted it"),
        many => context.say(&format!(
            "{many} sessions were handed over: all of their scores count as those of who submitted them"
        )),
    }
    if found.rubric.is_none() && !found.ratings.is_empty() {
        context.say("the sessions used several rubrics: all dimensions weigh alike, and no band is computed");
    }
    let wanted = wanted(args, weights_of(&found.ratings, found.rubric), found.rubric)?;
    let report = report(context, (&found.ratings, &found.called), &wanted);
    let titles = Titles::of(all.iter().map(|session| &*session.summary.plan.rubric));
    let answer = Panel { report: &report, title: "Calibrated panel".to_owned(), titles, details: args.details };
    context.show(&answer, &args.output)?;
    // What counts comes first.
    say_left_out(context, &found);
    Ok(())
}

/// Names the sessions that count for nobody; a listener hears no ids.
fn say_left_out(context: &Context, found: &Rated<'_>) {
    for left in &found.left_out {
        let left = if context.surroundings.listens {
            left.heard()
        } else {
            format!("{}, {} ({})", left.candidate, left.why, left.session)
        };
        context.say(&format!("not counted: {left}"));
    }
}
