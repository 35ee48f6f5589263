//! Plays a script: a line each, `MM:SS COMMAND`, or a command alone right after the one before.

use anyhow::{Context as _, Result, anyhow, bail};
use hotseat::core::event::{Ending, Recommendation, Signal};
use hotseat::core::ids::{BandId, CriterionId, DimensionId, FlagId};
use hotseat::core::plan::{Direction, Slot};
use hotseat::core::scale::Rating;
use hotseat::core::session::{Action, Assess, Place, Recorder, Session};

use super::clock::Scripted;

/// Plays all of it.
pub(crate) fn play(recorder: &mut impl Recorder, clock: &Scripted, text: &str) -> Result<()> {
    let mut recommendation = Recommendation::default();
    let mut seconds = 0;
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let line = line.trim();
        let timed = line.split_once(' ').and_then(|(time, rest)| Some((moment(time)?, rest)));
        let (at, command) = timed.unwrap_or((seconds + 3, line));
        seconds = at;
        clock.reach(seconds);
        step(recorder, &mut recommendation, command).with_context(|| format!("line {number}: {line}"))?;
    }
    Ok(())
}

fn moment(text: &str) -> Option<u64> {
    let (minutes, seconds) = text.split_once(':')?;
    Some(minutes.parse::<u64>().ok()? * 60 + seconds.parse::<u64>().ok()?)
}

fn step(recorder: &mut impl Recorder, recommendation: &mut Recommendation, command: &str) -> Result<()> {
    let (word, rest) = command.split_once(' ').unwrap_or((command, ""));
    let session = recorder.session();
    let actions = match word {
        "ask" => {
            let slot = slot(session, rest)?;
            // The first question is asked by beginning.
            if session.state().place == Place::Slot(slot) { Vec::new() } else { vec![Action::Go(Place::Slot(slot))] }
        }
        "saw" => rest.split(' ').map(|number| saw(session, number)).collect::<Result<_>>()?,
        "hint" => vec![Action::Hint(None)],
        "probe" => vec![Action::FollowUp(rest.parse::<u8>()?.checked_sub(1).context("counted from 1")?)],
        "rate" => rates(session, rest)?,
        "flag" => {
            let (flag, quote) = rest.split_once(' ').context("a flag and a quote")?;
            vec![Assess::Flag(FlagId::new(flag)?.into(), None, quote.into()).into()]
        }
        "swap" => vec![Action::Swap(Direction::Easier)],
        "skip" => {
            let (id, reason) = rest.split_once(' ').context("a question and a reason")?;
            vec![Action::Skip(Some(slot(session, id)?), reason.into())]
        }
        "note" => vec![Assess::Note(None, rest.into()).into()],
        "end" => vec![Action::End(Ending::Completed)],
        "shown" => vec![Assess::Tick(CriterionId::new(rest)?, Some(true)).into()],
        "not-shown" => vec![Assess::Tick(CriterionId::new(rest)?, Some(false)).into()],
        "conclude" => vec![conclude(session, rest)?.into()],
        "recommend" => {
            let (band, reason) = rest.split_once(' ').context("a band and a reason")?;
            recommendation.band = Some(BandId::new(band)?);
            recommendation.reason = reason.into();
            Vec::new()
        }
        "plus" => {
            recommendation.strengths.push(rest.into());
            Vec::new()
        }
        "minus" => {
            recommendation.growth.push(rest.into());
            Vec::new()
        }
        "submit" => vec![Assess::Recommend(recommendation.clone()).into(), Action::Submit],
        "amend" => {
            let (reason, note) = rest.split_once(" | ").context("a reason and a note")?;
            vec![Action::Amend(reason.into(), Assess::Note(None, note.into()))]
        }
        other => bail!("no command `{other}`"),
    };
    for action in actions {
        recorder.record(action)?;
    }
    Ok(())
}

fn slot(session: &Session, id: &str) -> Result<Slot> {
    let found = session.state().asking.iter().find(|asking| asking.question().id.as_str() == id);
    found.map(|asking| asking.slot).ok_or_else(|| anyhow!("the round has no question `{id}`"))
}

/// Signals are numbered through, strong ones first, as on the screen.
fn saw(session: &Session, number: &str) -> Result<Action> {
    let asking = session.state().current().context("no question here")?;
    let index = number.parse::<u8>()?.checked_sub(1).context("counted from 1")?;
    let strong = u8::try_from(asking.question().signals.strong.len())?;
    let signal = if index < strong { Signal::Strong(index) } else { Signal::Weak(index - strong) };
    Ok(Assess::Observe(None, signal, true).into())
}

/// Ratings for the question's dimensions in order.
fn rates(session: &Session, ratings: &str) -> Result<Vec<Action>> {
    let asking = session.state().current().context("no question here")?;
    let dimensions = asking.question().dimensions.iter().cloned();
    let rate = |(id, text): (DimensionId, &str)| Ok(Assess::Rate(None, id, Some(text.parse::<Rating>()?)).into());
    dimensions.zip(ratings.split(' ')).map(rate).collect()
}

fn conclude(session: &Session, text: &str) -> Result<Assess> {
    let mut parts = text.splitn(3, ' ');
    let dimension = session.plan().rubric.dimension_named(parts.next().context("a dimension")?)?;
    let score = parts.next().context("a score")?.parse::<Rating>()?;
    Ok(Assess::Conclude(dimension.id.clone(), Some(score), parts.next().unwrap_or_default().into()))
}
