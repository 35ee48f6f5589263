//! `hotseat amend`: changes a submitted scorecard, with a reason that stays on it.

use std::rc::Rc;

use crate::core::event::Recommendation;
use crate::core::plan::Slot;
use crate::core::scale::Millis;
use crate::core::session::{Action, Assess, NotRecorded, Phase, Recorder as _, Refusal, Session};
use crate::page::card::from_to;
use crate::store::{self, Stored};

use super::args::AmendArgs;
use super::cards::NamedSession;
use super::context::Context;
use super::failure::{Failure, Result};
use super::sessions::{Sought, chosen};

/// Records each change as an amendment of its own, and says what it came to.
pub(super) fn amend(context: &Context, args: &AmendArgs) -> Result {
    let found = found(context, args)?;
    let changes = changes(args, &found)?;
    // All of it or nothing: what is refused is refused before the first change is recorded.
    let mut tried = found.session.clone();
    for change in &changes {
        let event = tried.decide(change.clone()).map_err(|refusal| refused(&found, refusal))?;
        let entry = tried.entry(event, context.surroundings.clock.now(), Millis::default());
        // What is decided follows.
        let _ = tried.apply(entry);
    }
    let many = changes.len();
    let (mut recorder, _) = found.open(Rc::clone(&context.surroundings.clock))?;
    for change in changes {
        recorder.record(change)?;
    }
    say(context, args, (&found, recorder.session()), many)
}

/// The submitted session that is meant.
fn found(context: &Context, args: &AmendArgs) -> Result<Stored> {
    // A name by itself is looked up without reading the others, of which one may be damaged.
    if let Ok(found) = store::find(&context.workspace, &args.session)
        && found.session.state().phase == Phase::Submitted
    {
        return Ok(found);
    }
    let given = [args.session.clone()];
    let found = chosen(context, context.own_sessions()?, &given, Sought::Amended)?.found.into_iter().next();
    found.ok_or(Failure::Interrupted)
}

/// What is to be changed: first what is taken back, then the ending, since whether anything can be assessed hangs on it.
fn changes(args: &AmendArgs, found: &Stored) -> Result<Vec<Action>> {
    let (plan, state) = (found.session.plan(), found.session.state());
    let because = |change| Action::Amend(args.reason.clone(), change);
    let (mut back, mut anew) = (Vec::new(), Vec::new());
    for given in &args.rate {
        let (slot, score) = given
            .split_once(':')
            .ok_or_else(|| Failure::usage(format!("`{given}` is not a rating"), "write it as Q3:technical=4"))?;
        let (dimension, rating) = plan.rubric.scored_or_none(score)?;
        let slot: Slot = slot.parse()?;
        let rated = state.asking(slot).is_none_or(|asking| asking.ratings.contains_key(dimension));
        if rating.is_none() && !rated {
            let title = plan.rubric.title_of(dimension);
            let message = format!("{slot} is not rated on {title}, so there is nothing to take back");
            return Err(Failure::refused(message, format!("`hotseat scorecard {}` shows the ratings", found.id)));
        }
        let list = if rating.is_none() { &mut back } else { &mut anew };
        list.push(because(Assess::Rate(Some(slot), dimension.clone(), rating)));
    }
    for given in &args.conclude {
        let (dimension, score) = plan.rubric.scored_or_none(given)?;
        let concluded = state.conclusions.get(dimension).is_some_and(|conclusion| conclusion.score.is_some());
        if score.is_none() && !concluded {
            let title = plan.rubric.title_of(dimension);
            let message = format!("there is no conclusion on {title} to take back");
            return Err(Failure::refused(message, format!("`hotseat scorecard {}` shows them", found.id)));
        }
        let (list, reason) =
            if score.is_none() { (&mut back, String::new()) } else { (&mut anew, args.reason.clone()) };
        list.push(because(Assess::Conclude(dimension.clone(), score, reason)));
    }
    if let Some(note) = &args.note {
        let slot = args.at.as_deref().map(str::parse).transpose()?;
        anew.push(because(Assess::Note(slot, note.clone())));
    }
    if let Some(band) = &args.recommend {
        let band = Some(plan.rubric.band_named(band)?.id.clone());
        let before = state.recommendation.clone().unwrap_or_default();
        // The reason of another band is another reason.
        let reason = args.because.clone().unwrap_or_else(|| args.reason.clone());
        anew.push(because(Assess::Recommend(Recommendation { band, reason, ..before })));
    }
    let mut changes = back;
    changes.extend(args.ending.map(|ending| Action::AmendEnding(args.reason.clone(), ending.into())));
    changes.extend(anew);
    if changes.is_empty() {
        return Err(Failure::usage(
            "nothing is to be changed",
            "give --rate, --conclude, --note, --recommend or --ending",
        ));
    }
    Ok(changes)
}

/// Why it is refused, and for a no-show how what is rated is taken back.
fn refused(found: &Stored, refusal: Refusal) -> Failure {
    let is_rated_no_show = matches!(refusal, Refusal::RatedNoShow(_));
    let failure = Failure::from(NotRecorded::from(refusal));
    if !is_rated_no_show {
        return failure;
    }
    let state = found.session.state();
    let ratings = state
        .asking
        .iter()
        .flat_map(|asking| asking.ratings.keys().map(move |id| format!("--rate {}:{id}=none", asking.slot)));
    let concluded = state.conclusions.iter().filter(|(_, conclusion)| conclusion.score.is_some());
    let conclusions = concluded.map(|(id, _)| format!("--conclude {id}=none"));
    let all: Vec<String> = ratings.chain(conclusions).collect();
    Failure::refused(failure.message(), format!("this takes them back in the same call: {}", all.join(" ")))
}

/// What was changed, which conclusions stand over a changed rating, and what the total is now.
fn say(context: &Context, args: &AmendArgs, (found, now): (&Stored, &Session), many: usize) -> Result {
    let people = context.people();
    let (rubric, state) = (&now.plan().rubric, now.state());
    let Some(card) = (NamedSession { id: &found.id, session: now, people: &people }).evaluated() else {
        return Ok(());
    };
    for change in card.changes.iter().skip(card.changes.len().saturating_sub(many)) {
        context.say(&format!("amended {}", from_to(change)));
    }
    let mut rated: Vec<_> = Vec::new();
    for given in &args.rate {
        let score = given.split_once(':').map_or(given.as_str(), |(_, score)| score);
        rated.push(rubric.scored_or_none(score)?.0);
    }
    rated.sort_unstable();
    rated.dedup();
    for dimension in rated {
        if let Some(score) = state.conclusions.get(dimension).and_then(|conclusion| conclusion.score) {
            let title = rubric.title_of(dimension);
            context.say(&format!("your conclusion of {score} on {title} stands; --conclude changes it"));
        }
    }
    let band = card.result.band_title.as_ref().map(|band| format!(", {band}")).unwrap_or_default();
    let total = match &card.result.shown {
        Some(total) => format!("the total is now {total}{band}"),
        None => "there is no total now".to_owned(),
    };
    context.say(&format!("{total}; `hotseat scorecard {}` shows it", found.id));
    Ok(())
}
