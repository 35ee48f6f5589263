//! `hotseat amend`: changes a submitted scorecard, with a reason that stays on it.

mod asking;
mod outcome;
mod planned;
mod questions;

use std::rc::Rc;

use crate::core::session::{Phase, Recorder as _, Session};
use crate::page::card::deed;
use crate::store::{self, Stored};

use super::args::AmendArgs;
use super::cards::NamedSession;
use super::context::Context;
use super::failure::{Failure, Result};
use super::meant::{Sought, chosen};
use super::people::interviewer_id;
use super::surroundings::{self, shell_word};
use super::told::whose;

use outcome::{conclusions_that_stand, total_then};
use planned::{changes, tried};

/// Records each change as an amendment of its own, and says whose scorecard it was and what it came to.
pub(super) fn amend(context: &Context, args: &AmendArgs) -> Result {
    // Which session it is comes first: where it can't be read, no reason helps; where none is named, there is a list.
    let found = found(context, args)?;
    let missing = missing(args);
    if !missing.is_empty() && !context.surroundings.interactive {
        return Err(incomplete(&missing));
    }
    let asked = if missing.is_empty() { None } else { Some(asking::asked(context, args, &found)?) };
    let is_asked = asked.is_some();
    let args = asked.as_ref().unwrap_or(args);
    // All of it or nothing: what is refused is refused before the first change is recorded, and before a new name is kept.
    tried(context, &found, &changes(args, &found, None)?)?;
    let (mut recorder, dropped) = found.open(Rc::clone(&context.surroundings.clock))?;
    let by = args.by.as_deref().map(|name| interviewer_id(context, name)).transpose()?;
    let changes = changes(args, &found, by.as_ref())?;
    let many = changes.len();
    if let Some(dropped) = dropped {
        context.say(&dropped.to_string());
    }
    for change in changes {
        recorder.record(change)?;
    }
    say(context, (args, is_asked), (&found, recorder.session()), many)
}

/// What an amendment can't do without.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needed {
    Reason,
    Change,
}

/// What of it was not given.
fn missing(args: &AmendArgs) -> Vec<Needed> {
    let reason = args.reason.trim().is_empty().then_some(Needed::Reason);
    let change = (!args.changes_something()).then_some(Needed::Change);
    reason.into_iter().chain(change).collect()
}

/// All that is missing at once, with a whole example: what was typed, and what it lacks.
fn incomplete(missing: &[Needed]) -> Failure {
    let mut typed: Vec<String> = surroundings::arguments().iter().map(|word| shell_word(word)).collect();
    if missing.contains(&Needed::Reason) {
        typed.retain(|word| !matches!(word.as_str(), "''" | "--reason" | "--reason="));
    }
    let message = match missing {
        [Needed::Reason] => {
            "an amendment needs a reason: it stays on the scorecard, so that the panel knows why it was changed"
        }
        [Needed::Change] => "an amendment needs something to change",
        _ => "an amendment needs a reason, which stays on the scorecard, and something to change",
    };
    typed.extend(missing.iter().map(|needed| match needed {
        Needed::Reason => "--reason \"why it changes\"".to_owned(),
        Needed::Change => "--rate Q1:technical=4".to_owned(),
    }));
    let more = if missing.contains(&Needed::Change) { "; `hotseat amend --help` has more examples" } else { "" };
    Failure::usage(message, format!("such as `hotseat {}`{more}", typed.join(" ")))
}

/// The submitted session that is meant.
fn found(context: &Context, args: &AmendArgs) -> Result<Stored> {
    // A name by itself is looked up without reading the others, of which one may be damaged.
    if let Some(given) = &args.session
        && let Ok(found) = store::find(&context.workspace, given)
        && found.session.state().phase == Phase::Submitted
    {
        return Ok(found);
    }
    let given: Vec<String> = args.session.iter().cloned().collect();
    let found = chosen(context, context.own_sessions()?, &given, Sought::Amended)?.found.into_iter().next();
    Ok(found.ok_or(Failure::Interrupted)?.read()?)
}

/// Whose scorecard was changed and how, which conclusions stand over a changed rating, and what the total is now.
fn say(context: &Context, (args, asked): (&AmendArgs, bool), (found, now): (&Stored, &Session), many: usize) -> Result {
    let people = context.people();
    let before = NamedSession::of(found, &people).evaluated();
    let Some(card) = (NamedSession { id: &found.id, session: now, people: &people }).evaluated() else {
        return Ok(());
    };
    let whose = whose((&found.id, &found.session.summary()), &people);
    match card.changes.get(card.changes.len().saturating_sub(many)..).unwrap_or_default() {
        [only] => context.say(&format!("{whose}: {}", deed(only))),
        all => {
            context.say(&format!("{whose}:"));
            for change in all {
                context.say(&deed(change));
            }
        }
    }
    // Whoever was asked has read it before the yes.
    let stands = if asked { Vec::new() } else { conclusions_that_stand(args, now, "--conclude")? };
    for line in stands {
        context.say(&line);
    }
    let total = total_then(before.as_ref(), &card);
    context.say(&format!("{total}; `hotseat scorecard {}` shows it", found.id));
    Ok(())
}
