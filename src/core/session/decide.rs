//! Whether an interviewer may do a thing now, and what would then have happened.

use super::super::event::{Change, Course, Ending, Event, Finding, Flag, Recording, Talk};
use super::super::exact::Exact;
use super::super::ids::{DimensionId, InterviewerId};
use super::super::plan::{Banked, Direction, Plan, Slot};
use super::super::quotes::unquoted;
use super::super::scale::{Minutes, Rating};
use super::action::{Action, AmendedBecause, Assess, Refusal};
use super::apply::slot_for;
use super::asking::{Arrival, Asking, PASSED};
use super::data::{Conclusion, Place, Raised, Removal};
use super::state::{Phase, State};

pub(super) fn decide(plan: &Plan, state: &State, action: Action) -> Result<Event, Refusal> {
    match action {
        Action::Begin(beginning) => {
            needs(state, Phase::Ready)?;
            Ok(Course::Began(beginning).into())
        }
        Action::Next => step(plan, state, 1).map(Event::from),
        Action::Back => step(plan, state, -1).map(Event::from),
        Action::Go(place) => go(plan, state, place).map(Event::from),
        Action::Hint(which) => hint(state, which).map(Event::from),
        Action::FollowUp(follow_up) => {
            needs(state, Phase::Live)?;
            let asking = current(state)?;
            if usize::from(follow_up) >= asking.question().follow_ups.len() {
                return Err(Refusal::NoFollowUp(u16::from(follow_up) + 1));
            }
            changes(!asking.follow_ups.contains(&follow_up))?;
            Ok(Recording::FollowedUp { slot: asking.slot, follow_up }.into())
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
            Ok(Recording::Skipped { slot: asking.slot, reason }.into())
        }
        Action::Pass(slot) => pass(state, slot).map(Event::from),
        Action::Swap(direction) => swap(plan, state, direction).map(Event::from),
        Action::BringIn(question) => bring_in(plan, state, question).map(Event::from),
        Action::Pause => {
            needs(state, Phase::Live)?;
            if state.clock.running { Ok(Course::Paused.into()) } else { Err(Refusal::Paused) }
        }
        Action::Resume => {
            open(state)?;
            Ok(Course::Resumed.into())
        }
        Action::Extend(minutes) => extend(plan, state, minutes).map(Event::from),
        Action::Undo => undo(state, false),
        Action::Unmake => undo(state, true),
        Action::Redo => redo(state),
        Action::ChangeNote(entry, text) => change_note(state, entry, &text).map(Event::from),
        Action::Remove(entry) => remove(plan, state, entry).map(Event::from),
        Action::End(ending) => {
            needs(state, Phase::Live)?;
            ends_so(plan, state, ending)?;
            Ok(Course::Ended(ending).into())
        }
        Action::Assess(assess) => {
            open(state)?;
            if let Assess::Conclude(..) | Assess::Recommend(_) = assess {
                needs(state, Phase::Scoring)?;
            }
            if state.is_no_show() && !fits_no_show(&assess) {
                return Err(Refusal::NoShow);
            }
            find_out(plan, state, assess).map(Event::from)
        }
        Action::Submit => {
            needs(state, Phase::Scoring)?;
            Ok(Course::Submitted.into())
        }
        Action::Amend(why, change) => {
            let (reason, by) = amended_because(state, why)?;
            if state.is_no_show() && !fits_no_show(&change) {
                return Err(Refusal::AmendedNoShow);
            }
            Ok(Event::Amended { reason, by, change: find_out(plan, state, change)?.into() })
        }
        Action::AmendEnding(why, ending) => {
            let (reason, by) = amended_because(state, why)?;
            if state.ending == Some(ending) {
                return Err(Refusal::SameEnding(ending));
            }
            ends_so(plan, state, ending)?;
            Ok(Event::Amended { reason, by, change: Change::Ended(ending) })
        }
        Action::Withdraw(why, entry) => {
            let (reason, by) = amended_because(state, why)?;
            if !state.can_be_withdrawn(entry) {
                return Err(Refusal::NothingToWithdraw(entry));
            }
            Ok(Event::Amended { reason, by, change: Change::Withdrawn { entry } })
        }
        Action::Sleep(ms) => {
            needs(state, Phase::Live)?;
            if ms.0 == 0 || !state.clock.running { Err(Refusal::Awake) } else { Ok(Course::Slept { ms }.into()) }
        }
        Action::HandOver(to) => {
            open(state)?;
            if state.interviewer() == Some(&to) {
                return Err(Refusal::SameInterviewer);
            }
            Ok(Course::HandedOver { to }.into())
        }
    }
}

/// Why a submitted scorecard is changed, and by whom.
fn amended_because(state: &State, why: AmendedBecause) -> Result<(String, Option<InterviewerId>), Refusal> {
    needs(state, Phase::Submitted)?;
    let reason = why.reason.trim().to_owned();
    if reason.is_empty() { Err(Refusal::AmendmentReason) } else { Ok((reason, why.by)) }
}

/// Whether a conversation can end so: who did not come has no ratings.
fn ends_so(plan: &Plan, state: &State, ending: Ending) -> Result<(), Refusal> {
    if ending != Ending::NoShow || !state.is_scored() {
        return Ok(());
    }
    let rubric = &plan.rubric;
    let rated = state.asking.iter().flat_map(|asking| {
        let rated = rubric.in_order(&asking.ratings);
        rated.map(move |(dimension, rating)| format!("{} {rating} at {}", dimension.title, asking.slot))
    });
    let concluded = rubric.in_order(&state.conclusions).filter_map(|(id, conclusion)| Some((id, conclusion.score?)));
    let concluded = concluded.map(|(dimension, score)| format!("the conclusion of {score} on {}", dimension.title));
    Err(Refusal::RatedNoShow(rated.chain(concluded).collect()))
}

/// Whether it can be said of somebody who did not come: what takes something back, and notes.
fn fits_no_show(assess: &Assess) -> bool {
    match assess {
        Assess::Note(..)
        | Assess::Remark(_)
        | Assess::Observe(_, _, false)
        | Assess::Rate(_, _, None)
        | Assess::Tick(_, None)
        | Assess::Conclude(_, None, _) => true,
        Assess::Observe(..)
        | Assess::Rate(..)
        | Assess::Flag(..)
        | Assess::Tick(..)
        | Assess::Conclude(..)
        | Assess::Recommend(_) => false,
    }
}

/// What is found out about the candidate, whenever that is possible.
fn find_out(plan: &Plan, state: &State, assess: Assess) -> Result<Finding, Refusal> {
    match assess {
        Assess::Observe(slot, signal, seen) => {
            let asking = asked(state, slot)?;
            asking.signal_text(signal).ok_or(Refusal::NoSignal)?;
            changes(asking.signals.contains_key(&signal) != seen)?;
            Ok(Finding::Observed { slot: asking.slot, signal, seen })
        }
        Assess::Rate(slot, dimension, rating) => {
            let asking = asked(state, slot)?;
            known(plan, &dimension)?;
            changes(asking.ratings.get(&dimension).copied() != rating)?;
            Ok(Finding::Rated { slot: asking.slot, dimension, rating })
        }
        Assess::Note(slot, text) => {
            let slot = match slot {
                Some(slot) => Some(state.asking(slot).ok_or(Refusal::NoSuchSlot(slot))?.slot),
                None => state.noted_at(),
            };
            Ok(Finding::Noted { slot, text: note(&text)? })
        }
        Assess::Remark(text) => Ok(Finding::Noted { slot: None, text: note(&text)? }),
        Assess::Flag(flag, slot, quote) => {
            let flag = match flag {
                Flag::Listed(id) => match plan.rubric.red_flag(&id) {
                    Some(_) => Flag::Listed(id),
                    None => return Err(Refusal::NoFlag(id)),
                },
                Flag::Own(title) => match title.trim() {
                    "" => return Err(Refusal::NoTitle),
                    title => Flag::Own(title.to_owned()),
                },
            };
            let slot = at(state, slot)?.slot;
            let quote = unquoted(&quote).to_owned();
            if quote.is_empty() {
                return Err(Refusal::NoQuote);
            }
            let is_it = |raised: &Raised| raised.flag == flag && raised.slot == slot && raised.quote == quote;
            changes(!state.flags.iter().any(is_it))?;
            Ok(Finding::Flagged { flag, slot, quote })
        }
        Assess::Tick(criterion, shown) => {
            plan.rubric.criterion(&criterion).ok_or_else(|| Refusal::NoCriterion(criterion.clone()))?;
            changes(state.criteria.get(&criterion).copied() != shown)?;
            Ok(Finding::Ticked { criterion, shown })
        }
        Assess::Conclude(dimension, score, reason) => {
            known(plan, &dimension)?;
            let reason = reason.trim().to_owned();
            changes(is_new_conclusion(state.conclusions.get(&dimension), score, &reason))?;
            if reason.is_empty() && score.is_some_and(|score| needs_reason(state, &dimension, score)) {
                return Err(Refusal::ReasonNeeded);
            }
            // A score that is given without a word takes no reason away that stands.
            let stands = state.conclusions.get(&dimension).filter(|_| reason.is_empty() && score.is_some());
            let reason = stands.map_or(reason, |stands| stands.reason.clone());
            Ok(Finding::Concluded { dimension, score, reason })
        }
        Assess::Recommend(recommendation) => {
            if let Some(band) = &recommendation.band {
                plan.rubric.band(band).ok_or_else(|| Refusal::NoBand(band.clone()))?;
            }
            changes(state.recommendation.clone().unwrap_or_default() != recommendation)?;
            Ok(Finding::Recommended(recommendation))
        }
    }
}

/// What changes nothing is no event: an undo of it would take back what stands all the same. Notes are another thing each time.
fn changes(does: bool) -> Result<(), Refusal> {
    if does { Ok(()) } else { Err(Refusal::Stands) }
}

/// Whether a conclusion says more than the one before it: the same score without a reason takes no reason away.
fn is_new_conclusion(before: Option<&Conclusion>, score: Option<Rating>, reason: &str) -> bool {
    match before {
        Some(before) => before.score != score || !reason.is_empty() && before.reason != reason,
        None => score.is_some() || !reason.is_empty(),
    }
}

/// Whether a conclusion is half a point or more from the mean of the ratings, or rests on none.
/// Whether a conclusion is so far from the ratings that it needs a reason.
pub(super) fn needs_reason(state: &State, dimension: &DimensionId, score: Rating) -> bool {
    let half = Exact::ratio(1, 2);
    state.mean_rating(dimension).is_none_or(|mean| Some((&Exact::from(score) - &mean).abs()) >= half)
}

fn step(plan: &Plan, state: &State, by: isize) -> Result<Talk, Refusal> {
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

fn go(plan: &Plan, state: &State, place: Place) -> Result<Talk, Refusal> {
    needs(state, Phase::Live)?;
    match place {
        Place::Section(position) => {
            let section = plan.section(position).ok_or(Refusal::NoSuchSection)?;
            match state.asking.iter().find(|a| a.section == position && a.replaced_by.is_none()) {
                Some(asking) => Ok(Talk::Asked(asking.slot)),
                None => Ok(Talk::Entered(section.id.clone())),
            }
        }
        Place::Slot(slot) => {
            let asking = state.asking(slot).ok_or(Refusal::NoSuchSlot(slot))?;
            match asking.replaced_by {
                Some(_) => Err(Refusal::Swapped(slot)),
                None => Ok(Talk::Asked(slot)),
            }
        }
    }
}

fn hint(state: &State, which: Option<u8>) -> Result<Recording, Refusal> {
    needs(state, Phase::Live)?;
    let asking = current(state)?;
    let count = u8::try_from(asking.question().hints.len()).unwrap_or(u8::MAX);
    if count == 0 {
        return Err(Refusal::NoHints);
    }
    let next = || (0..count).find(|hint| !asking.hints.contains(hint)).ok_or(Refusal::NoHint);
    let hint = which.map_or_else(next, |hint| if hint < count { Ok(hint) } else { Err(Refusal::NoSuchHint(count)) })?;
    changes(!asking.hints.contains(&hint))?;
    Ok(Recording::Hinted { slot: asking.slot, hint })
}

/// A question that was gone through and at which nothing is recorded was never asked, if somebody says so.
fn pass(state: &State, slot: Slot) -> Result<Recording, Refusal> {
    needs(state, Phase::Scoring)?;
    let asking = asked(state, Some(slot))?;
    if asking.skipped.is_some() {
        return Err(Refusal::Skipped(slot));
    }
    if asking.replaced_by.is_some() {
        return Err(Refusal::Swapped(slot));
    }
    if state.is_bare(asking) {
        Ok(Recording::Skipped { slot, reason: PASSED.into() })
    } else {
        Err(Refusal::NotBare(slot))
    }
}

fn swap(plan: &Plan, state: &State, direction: Direction) -> Result<Talk, Refusal> {
    needs(state, Phase::Live)?;
    let asking = current(state)?;
    if asking.replaced_by.is_some() {
        return Err(Refusal::Swapped(asking.slot));
    }
    let section = plan.section(asking.section).ok_or(Refusal::NoSuchSection)?;
    let used = state.asking.iter().any(|a| a.section == asking.section && a.arrival == Arrival::Backup(direction));
    if used || asking.continues.is_some() || !section.backups.iter().any(|backup| backup.direction == direction) {
        return Err(Refusal::NoBackup(direction));
    }
    slot_for(plan, state, state.next_seq()).ok_or(Refusal::NoSlotLeft)?;
    Ok(Talk::Swapped { slot: asking.slot, backup: direction })
}

fn undo(state: &State, for_good: bool) -> Result<Event, Refusal> {
    open(state)?;
    let entry = state.history.next_undo().ok_or(Refusal::NothingToUndo)?;
    Ok(Event::Undone { entry, for_good })
}

fn redo(state: &State) -> Result<Event, Refusal> {
    open(state)?;
    let entry = state.history.next_redo().ok_or(Refusal::NothingToRedo)?;
    Ok(Event::Redone { entry })
}

/// A note as it is recorded.
fn note(text: &str) -> Result<String, Refusal> {
    let text = text.trim_end().to_owned();
    if text.trim().is_empty() { Err(Refusal::EmptyNote) } else { Ok(text) }
}

fn change_note(state: &State, entry: u64, text: &str) -> Result<Recording, Refusal> {
    open(state)?;
    let text = note(text)?;
    let before = state.notes.iter().find(|note| note.entry == entry).ok_or(Refusal::NoSuchNote(entry))?;
    changes(before.text != text)?;
    Ok(Recording::NoteChanged { entry, text })
}

fn remove(plan: &Plan, state: &State, entry: u64) -> Result<Recording, Refusal> {
    open(state)?;
    Removal::of(plan, state, entry).ok_or(Refusal::NothingToRemove(entry))?;
    Ok(Recording::Removed { entry })
}

fn bring_in(plan: &Plan, state: &State, question: Box<Banked>) -> Result<Talk, Refusal> {
    needs(state, Phase::Live)?;
    if let Some(there) = state.asking.iter().find(|asking| asking.question().id == question.question.id) {
        return Err(Refusal::AlreadyIn(there.slot));
    }
    if !plan.rubric.rates(&question.question) {
        return Err(Refusal::NotRatable);
    }
    slot_for(plan, state, state.next_seq()).ok_or(Refusal::NoSlotLeft)?;
    let section = plan.section(state.section()).ok_or(Refusal::NoSuchSection)?.id.clone();
    Ok(Talk::BroughtIn { after: state.current().map(|asking| asking.slot), section, question })
}

fn extend(plan: &Plan, state: &State, minutes: Minutes) -> Result<Recording, Refusal> {
    needs(state, Phase::Live)?;
    let section = plan.section(state.section()).ok_or(Refusal::NoSuchSection)?;
    let so_far = state.extensions.get(&state.section()).copied().unwrap_or_default();
    if !(1..=60).contains(&minutes.0) || so_far.0.saturating_add(minutes.0) > 600 {
        return Err(Refusal::Extension);
    }
    Ok(Recording::Extended { section: section.id.clone(), minutes })
}

/// The session can still be recorded in: the conversation goes on, or has ended and the scorecard is not submitted.
fn open(state: &State) -> Result<(), Refusal> {
    match state.phase {
        Phase::Live | Phase::Scoring => Ok(()),
        now @ (Phase::Ready | Phase::Submitted) => Err(Refusal::Phase(now)),
    }
}

fn needs(state: &State, phase: Phase) -> Result<(), Refusal> {
    if state.phase == phase { Ok(()) } else { Err(Refusal::Phase(state.phase)) }
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
