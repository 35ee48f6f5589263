//! Whether an interviewer may do a thing now, and what would then have happened.

use super::super::event::Event;
use super::super::exact::Exact;
use super::super::ids::DimensionId;
use super::super::plan::{Direction, Plan, Slot};
use super::super::scale::{Minutes, Rating};
use super::action::{Action, Refusal};
use super::state::{Asking, Origin, Phase, Place, State};

pub(super) fn decide(plan: &Plan, state: &State, action: Action) -> Result<Event, Refusal> {
    match action {
        Action::Begin(beginning) => {
            needs(state, Phase::Ready)?;
            Ok(Event::Began(beginning))
        }
        Action::Next => step(plan, state, 1),
        Action::Back => step(plan, state, -1),
        Action::Go(place) => go(plan, state, place),
        Action::Hint(which) => hint(state, which),
        Action::FollowUp(follow_up) => {
            needs(state, Phase::Live)?;
            let asking = current(state)?;
            if usize::from(follow_up) >= asking.question.question.follow_ups.len() {
                return Err(Refusal::NoFollowUp(u16::from(follow_up) + 1));
            }
            Ok(Event::FollowedUp { slot: asking.slot, follow_up })
        }
        Action::Skip(slot, reason) => {
            needs(state, Phase::Live)?;
            let asking = at(state, slot)?;
            if asking.skipped.is_some() {
                return Err(Refusal::Skipped(asking.slot));
            }
            if asking.replaced_by.is_some() {
                return Err(Refusal::Swapped(asking.slot));
            }
            Ok(Event::Skipped { slot: asking.slot, reason })
        }
        Action::Swap(direction) => swap(plan, state, direction),
        Action::BringIn(question) => {
            needs(state, Phase::Live)?;
            if let Some(there) = state.asking.iter().find(|a| a.question.question.id == question.question.id) {
                return Err(Refusal::AlreadyIn(there.slot));
            }
            let section = plan.sections.get(state.section()).ok_or(Refusal::NoSuchSection)?;
            let after = state.current().map(|asking| asking.slot);
            Ok(Event::BroughtIn { after, section: section.id.clone(), question })
        }
        Action::Pause => {
            needs(state, Phase::Live)?;
            if state.clock.running { Ok(Event::Paused) } else { Err(Refusal::Paused) }
        }
        Action::Resume => match state.phase {
            Phase::Live | Phase::Scoring => Ok(Event::Resumed),
            now => Err(Refusal::Phase { now, needs: Phase::Live }),
        },
        Action::Extend(minutes) => {
            needs(state, Phase::Live)?;
            if !(1..=60).contains(&minutes.0) {
                return Err(Refusal::Extension);
            }
            let section = plan.sections.get(state.section()).ok_or(Refusal::NoSuchSection)?;
            let so_far = state.extensions.get(&state.section()).copied().unwrap_or(Minutes(0));
            if so_far.0 + minutes.0 > 600 {
                return Err(Refusal::Extension);
            }
            Ok(Event::Extended { section: section.id.clone(), minutes })
        }
        Action::Undo => undo(state),
        Action::End(ending) => {
            needs(state, Phase::Live)?;
            Ok(Event::ConversationEnded { ending })
        }
        Action::Submit => {
            needs(state, Phase::Scoring)?;
            Ok(Event::Submitted)
        }
        Action::Amend(reason, change) => amend(plan, state, &reason, *change),
        recording => {
            match state.phase {
                Phase::Live | Phase::Scoring => {}
                now => return Err(Refusal::Phase { now, needs: Phase::Live }),
            }
            if matches!(recording, Action::Conclude(..) | Action::Recommend(_)) {
                needs(state, Phase::Scoring)?;
            }
            record(plan, state, recording)
        }
    }
}

/// What is recorded about the candidate: free until submission, an amendment after it.
fn record(plan: &Plan, state: &State, action: Action) -> Result<Event, Refusal> {
    match action {
        Action::Observe(slot, signal, seen) => {
            let asking = asked(state, slot)?;
            asking.signal_text(signal).ok_or(Refusal::NoSignal)?;
            Ok(Event::Observed { slot: asking.slot, signal, seen })
        }
        Action::Rate(slot, dimension, rating) => {
            let asking = asked(state, slot)?;
            known(plan, &dimension)?;
            Ok(Event::Rated { slot: asking.slot, dimension, rating })
        }
        Action::Note(slot, text) => {
            let slot = match slot {
                Some(slot) => Some(state.asking(slot).ok_or(Refusal::NoSuchSlot(slot))?.slot),
                None if state.phase == Phase::Live => state.current().map(|asking| asking.slot),
                None => None,
            };
            let text = text.trim_end().to_owned();
            if text.trim().is_empty() { Err(Refusal::EmptyNote) } else { Ok(Event::Noted { slot, text }) }
        }
        Action::Flag(flag, slot, quote) => {
            plan.rubric.red_flag(&flag).ok_or_else(|| Refusal::NoFlag(flag.clone()))?;
            let slot = at(state, slot)?.slot;
            let quote = quote.trim().to_owned();
            if quote.is_empty() { Err(Refusal::NoQuote) } else { Ok(Event::Flagged { flag, slot, quote }) }
        }
        Action::Tick(criterion, shown) => {
            plan.rubric.criterion(&criterion).ok_or_else(|| Refusal::NoCriterion(criterion.clone()))?;
            Ok(Event::Ticked { criterion, shown })
        }
        Action::Conclude(dimension, score, reason) => {
            known(plan, &dimension)?;
            let reason = reason.trim().to_owned();
            if reason.is_empty() && score.is_some_and(|score| needs_reason(state, &dimension, score)) {
                return Err(Refusal::ReasonNeeded);
            }
            Ok(Event::Concluded { dimension, score, reason })
        }
        Action::Recommend(recommendation) => {
            if let Some(band) = &recommendation.band {
                plan.rubric.band(band).ok_or_else(|| Refusal::NoBand(band.clone()))?;
            }
            Ok(Event::Recommended(recommendation))
        }
        _ => Err(Refusal::NotAmendable),
    }
}

/// Whether a conclusion is half a point or more from the mean of the ratings, or rests on none.
fn needs_reason(state: &State, dimension: &DimensionId, score: Rating) -> bool {
    let half = Exact::ratio(1, 2);
    state.mean_rating(dimension).is_none_or(|mean| Some((&Exact::from(score) - &mean).abs()) >= half)
}

fn amend(plan: &Plan, state: &State, reason: &str, change: Action) -> Result<Event, Refusal> {
    needs(state, Phase::Submitted)?;
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Refusal::AmendmentReason);
    }
    let change = record(plan, state, change)?;
    Ok(Event::Amended { reason, change: Box::new(change) })
}

fn step(plan: &Plan, state: &State, by: isize) -> Result<Event, Refusal> {
    needs(state, Phase::Live)?;
    let course = state.course(plan);
    let edge = if by > 0 { Refusal::AtTheEnd } else { Refusal::AtTheBeginning };
    let here = course.iter().position(|place| *place == state.place);
    let next = if let Some(here) = here {
        here.checked_add_signed(by)
    } else {
        // A section without questions that one was brought into: its first question comes next.
        let first = course.iter().position(|place| state.section_of(*place) >= state.section());
        if by > 0 { first } else { first.and_then(|first| first.checked_sub(1)) }
    };
    let place = next.and_then(|position| course.get(position)).ok_or(edge)?;
    go(plan, state, *place)
}

fn go(plan: &Plan, state: &State, place: Place) -> Result<Event, Refusal> {
    needs(state, Phase::Live)?;
    match place {
        Place::Section(position) => {
            let section = plan.sections.get(position).ok_or(Refusal::NoSuchSection)?;
            match state.asking.iter().find(|a| a.section == position && a.replaced_by.is_none()) {
                Some(asking) => Ok(Event::Asked { slot: asking.slot }),
                None => Ok(Event::SectionEntered { section: section.id.clone() }),
            }
        }
        Place::Slot(slot) => {
            let asking = state.asking(slot).ok_or(Refusal::NoSuchSlot(slot))?;
            match asking.replaced_by {
                Some(_) => Err(Refusal::Swapped(slot)),
                None => Ok(Event::Asked { slot }),
            }
        }
    }
}

fn hint(state: &State, which: Option<u8>) -> Result<Event, Refusal> {
    needs(state, Phase::Live)?;
    let asking = current(state)?;
    let count = u8::try_from(asking.question.question.hints.len()).unwrap_or(u8::MAX);
    let hint = which
        .or_else(|| (0..count).find(|hint| !asking.hints.contains(hint)))
        .filter(|hint| *hint < count)
        .ok_or(Refusal::NoHint)?;
    Ok(Event::Hinted { slot: asking.slot, hint })
}

fn swap(plan: &Plan, state: &State, direction: Direction) -> Result<Event, Refusal> {
    needs(state, Phase::Live)?;
    let asking = current(state)?;
    if asking.replaced_by.is_some() {
        return Err(Refusal::Swapped(asking.slot));
    }
    let section = plan.sections.get(asking.section).ok_or(Refusal::NoSuchSection)?;
    let used = state.asking.iter().any(|a| a.section == asking.section && a.origin == Origin::Backup(direction));
    if used || asking.continues.is_some() || !section.backups.iter().any(|backup| backup.direction == direction) {
        return Err(Refusal::NoBackup(direction));
    }
    Ok(Event::Swapped { slot: asking.slot, backup: direction })
}

fn undo(state: &State) -> Result<Event, Refusal> {
    match state.phase {
        Phase::Live | Phase::Scoring => {}
        now => return Err(Refusal::Phase { now, needs: Phase::Live }),
    }
    state
        .entries
        .iter()
        .rev()
        .find(|entry| entry.event.can_be_undone() && !state.undone.contains(&entry.seq))
        .map(|entry| Event::Undone { entry: entry.seq })
        .ok_or(Refusal::NothingToUndo)
}

fn needs(state: &State, phase: Phase) -> Result<(), Refusal> {
    if state.phase == phase { Ok(()) } else { Err(Refusal::Phase { now: state.phase, needs: phase }) }
}

fn current(state: &State) -> Result<&Asking, Refusal> {
    state.current().ok_or(Refusal::NoQuestion)
}

fn at(state: &State, slot: Option<Slot>) -> Result<&Asking, Refusal> {
    match slot {
        Some(slot) => state.asking(slot).ok_or(Refusal::NoSuchSlot(slot)),
        None => current(state),
    }
}

fn asked(state: &State, slot: Option<Slot>) -> Result<&Asking, Refusal> {
    let asking = at(state, slot)?;
    if asking.asked.is_some() { Ok(asking) } else { Err(Refusal::NotAsked(asking.slot)) }
}

fn known(plan: &Plan, dimension: &DimensionId) -> Result<(), Refusal> {
    plan.rubric.dimension(dimension).map(|_| ()).ok_or_else(|| Refusal::NoDimension(dimension.clone()))
}
