//! Folds what happened into the state; the same function live and in replay.

use super::super::event::{Change, Course, Entry, Event, Finding, Flag, Recording, Talk};
use super::super::ids::SectionId;
use super::super::plan::{Plan, SectionIndex, Slot};
use super::super::scale::{Millis, Minutes};
use super::asking::{Arrival, Asking};
use super::damage::Damage;
use super::data::{Amendment, Before, Conclusion, HandOver, Note, Place, Raised, Removal};
use super::state::{Phase, Standstill, State};

/// On an error the state is as it was.
pub(super) fn apply(plan: &Plan, state: &mut State, entry: Entry) -> Result<(), Damage> {
    let expected = state.next_seq();
    if entry.seq != expected {
        return Err(Damage::Sequence { expected, found: entry.seq });
    }
    if entry.ms < state.clock.now {
        return Err(Damage::Time(entry.seq));
    }
    if let Err(damage) = follow(plan, state, &entry) {
        *state = again(plan, std::mem::take(&mut state.entries)).unwrap_or_else(|_| State::new(plan));
        return Err(damage);
    }
    state.entries.push(entry);
    Ok(())
}

/// The state that the entries lead to.
fn again(plan: &Plan, entries: Vec<Entry>) -> Result<State, Damage> {
    let mut state = State::new(plan);
    for entry in entries {
        follow(plan, &mut state, &entry)?;
        state.entries.push(entry);
    }
    Ok(state)
}

/// Folds in an entry and keeps, for an undo, what was there before it.
fn follow(plan: &Plan, state: &mut State, entry: &Entry) -> Result<(), Damage> {
    match entry.event {
        Event::Undone { entry: target, for_good } => undo(state, entry, target, for_good),
        Event::Redone { entry: target } => redo(plan, state, entry, target),
        Event::Course(_) | Event::Talk(_) | Event::Recording(_) => {
            let before = Before::of(plan, state, entry);
            fold(plan, state, entry)?;
            if let Some(before) = before {
                state.history.push(entry.seq, before);
            }
            Ok(())
        }
        Event::Amended { .. } => {
            let before = Before::of(plan, state, entry);
            fold(plan, state, entry)?;
            if let (Some(before), Some(amendment)) = (before, state.amendments.last_mut()) {
                amendment.before = Some(before);
            }
            Ok(())
        }
    }
}

/// Puts back what was there before the entry. Where one stands and the clocks can't be undone, so time used stays as it was.
fn undo(state: &mut State, entry: &Entry, target: u64, for_good: bool) -> Result<(), Damage> {
    let bad = Damage::Undo(entry.seq, target);
    if !matches!(state.phase, Phase::Live | Phase::Scoring) {
        return Err(bad);
    }
    // Earlier versions took back recordings alone, over swaps, questions brought in and the end, and also what was void.
    let is_recording = |entry: &Entry| matches!(entry.event, Event::Recording(_));
    let void = state.history.void.contains(&target) && state.entry(target).is_some_and(is_recording);
    if void && !state.history.is_undone(target) {
        advance(state, entry.ms);
        state.history.undone.insert(target);
        return Ok(());
    }
    let last = state.history.next_undo();
    let last_recording =
        || state.history.standing.iter().rposition(|(seq, _)| state.entry(*seq).is_some_and(is_recording));
    let position = if last == Some(target) { state.history.standing.len().checked_sub(1) } else { last_recording() };
    let Some(position) = position.filter(|position| state.history.standing[*position].0 == target) else {
        return Err(bad);
    };
    advance(state, entry.ms);
    let (_, before) = state.history.standing.remove(position);
    before.put_back(state, target);
    state.history.undone.insert(target);
    state.history.took_back(target, for_good);
    Ok(())
}

/// Folds the entry in again, as of when it was.
fn redo(plan: &Plan, state: &mut State, entry: &Entry, target: u64) -> Result<(), Damage> {
    let bad = Damage::Redo(entry.seq, target);
    if !matches!(state.phase, Phase::Live | Phase::Scoring) || state.history.next_redo() != Some(target) {
        return Err(bad);
    }
    let made = state.entry(target).cloned().ok_or(bad.clone())?;
    advance(state, entry.ms);
    let before = Before::of(plan, state, &made).ok_or(bad)?;
    match &made.event {
        // It stood in this phase before it was taken back: a conclusion, after which the conversation went on.
        Event::Recording(recording) => record(plan, state, &made, recording)?,
        Event::Course(_) | Event::Talk(_) | Event::Undone { .. } | Event::Redone { .. } | Event::Amended { .. } => {
            fold(plan, state, &made)?;
        }
    }
    state.history.again.pop();
    state.history.undone.remove(&target);
    state.history.standing.push((target, before));
    Ok(())
}

/// The number of the slot that comes in with the entry `seq`: the next free one. One that was taken back keeps its number, so that no
/// two questions ever have the same. None where there is no number left.
pub(super) fn slot_for(plan: &Plan, state: &State, seq: u64) -> Option<Slot> {
    let came_in = |entry: &&Entry| matches!(entry.event, Event::Talk(Talk::Swapped { .. } | Talk::BroughtIn { .. }));
    let before = state.entries.iter().take_while(|entry| entry.seq < seq).filter(came_in).count();
    plan.last_slot().0.checked_add(u16::try_from(before).ok()?)?.checked_add(1).map(Slot)
}

/// Lets the session's clock run on to `ms`.
fn advance(state: &mut State, ms: Millis) {
    let before = state.clock.now;
    let passed = ms.since(before);
    state.clock.now = before.max(ms);
    if !state.clock.running {
        let until = state.clock.now;
        if let Some(last) = state.clock.stood.last_mut().filter(|last| last.until == before) {
            last.until = until;
        } else if passed.0 > 0 {
            state.clock.stood.push(Standstill { from: before, until });
        }
        return;
    }
    let section = state.section();
    let clock = &mut state.clock;
    clock.used = clock.used.plus(passed);
    let in_section = clock.sections.entry(section).or_default();
    *in_section = in_section.plus(passed);
    if let Place::Slot(slot) = state.place {
        let in_slot = clock.slots.entry(slot).or_default();
        *in_slot = in_slot.plus(passed);
    }
}

fn fold(plan: &Plan, state: &mut State, entry: &Entry) -> Result<(), Damage> {
    advance(state, entry.ms);
    match &entry.event {
        Event::Course(event) => course(plan, state, entry, event),
        Event::Talk(event) => talk(plan, state, entry, event),
        Event::Recording(event) => {
            only_while(state, entry, fits(event, state.phase))?;
            record(plan, state, entry, event)
        }
        // They have no part in the fold: see `follow`.
        Event::Undone { .. } | Event::Redone { .. } => Ok(()),
        Event::Amended { reason, by, change } => {
            only_while(state, entry, state.phase == Phase::Submitted)?;
            match change {
                Change::Found(finding) => find_out(plan, state, entry, finding)?,
                Change::Ended(ending) => state.ending = Some(*ending),
                Change::Withdrawn { entry: gone } => withdraw(state, entry, *gone)?,
                Change::Told { .. } => {}
            }
            let (reason, by, change) = (reason.clone(), by.clone(), change.clone());
            state.amendments.push(Amendment { entry: entry.seq, at: entry.at, reason, by, change, before: None });
            Ok(())
        }
    }
}

fn only_while(state: &State, entry: &Entry, possible: bool) -> Result<(), Damage> {
    if possible { Ok(()) } else { Err(Damage::Phase(entry.seq, state.phase.as_str())) }
}

/// The phases of the session and its clocks.
fn course(plan: &Plan, state: &mut State, entry: &Entry, event: &Course) -> Result<(), Damage> {
    let phase = state.phase;
    match event {
        Course::Began(beginning) => {
            only_while(state, entry, phase == Phase::Ready)?;
            state.phase = Phase::Live;
            state.beginning = Some(beginning.clone());
            state.clock.running = true;
            if let Some(first) = state.course(plan).first() {
                place(state, *first, entry.ms);
            }
        }
        Course::Paused => {
            only_while(state, entry, phase == Phase::Live)?;
            state.clock.running = false;
        }
        Course::Resumed => {
            only_while(state, entry, phase == Phase::Live || phase == Phase::Scoring)?;
            if phase == Phase::Scoring {
                state.history.make_void(|before| matches!(before, Before::Ended { .. }));
                state.history.forget_again();
            }
            state.phase = Phase::Live;
            state.ending = None;
            state.clock.running = true;
        }
        Course::Ended(ending) => {
            only_while(state, entry, phase == Phase::Live)?;
            state.phase = Phase::Scoring;
            state.ending = Some(*ending);
            state.clock.running = false;
        }
        Course::Submitted => {
            only_while(state, entry, phase == Phase::Scoring)?;
            state.phase = Phase::Submitted;
        }
        Course::Slept { ms } => {
            only_while(state, entry, phase == Phase::Live)?;
            state.clock.slept = state.clock.slept.plus(*ms);
        }
        Course::HandedOver { to } => {
            only_while(state, entry, phase == Phase::Live || phase == Phase::Scoring)?;
            if let Some(from) = state.interviewer().cloned() {
                state.hand_overs.push(HandOver { entry: entry.seq, from, to: to.clone(), ms: entry.ms, at: entry.at });
            }
        }
    }
    Ok(())
}

fn position(plan: &Plan, entry: &Entry, id: &SectionId) -> Result<SectionIndex, Damage> {
    plan.section_index(id).ok_or_else(|| Damage::Section(entry.seq, id.clone()))
}

/// What moves the conversation.
fn talk(plan: &Plan, state: &mut State, entry: &Entry, event: &Talk) -> Result<(), Damage> {
    only_while(state, entry, state.phase == Phase::Live)?;
    match event {
        Talk::Entered(section) => {
            let position = position(plan, entry, section)?;
            place(state, Place::Section(position), entry.ms);
        }
        Talk::Asked(slot) => {
            let asking = find(state, entry.seq, *slot)?;
            if asking.skipped.take().is_some() {
                state.history.make_void(|before| matches!(before, Before::Skipped(skipped, _) if skipped == slot));
            }
            place(state, Place::Slot(*slot), entry.ms);
        }
        Talk::Swapped { slot, backup } => {
            let new = slot_for(plan, state, entry.seq).ok_or(Damage::NoSlotLeft(entry.seq))?;
            let old = find(state, entry.seq, *slot)?;
            old.replaced_by = Some(new);
            let (section, must_ask) = (old.section, old.must_ask);
            let found = plan.section(section).and_then(|s| s.backups.iter().find(|b| b.direction == *backup));
            let found = found.ok_or(Damage::Missing(entry.seq, "backup"))?;
            let banked = found.banked.clone();
            for continued in state.asking.iter_mut().filter(|asking| asking.continues == Some(*slot)) {
                continued.banked = banked.clone();
                continued.continues = Some(new);
            }
            let mut asking = Asking::new(new, section, banked, must_ask).rated_by(&plan.rubric);
            asking.arrival = Arrival::Backup(*backup);
            insert_after(state, Some(*slot), asking);
            if state.place == Place::Slot(*slot) {
                place(state, Place::Slot(new), entry.ms);
            }
        }
        Talk::BroughtIn { after, section, question } => {
            let position = position(plan, entry, section)?;
            let new = slot_for(plan, state, entry.seq).ok_or(Damage::NoSlotLeft(entry.seq))?;
            let mut asking = Asking::new(new, position, (**question).clone().into(), false).rated_by(&plan.rubric);
            asking.arrival = Arrival::BroughtIn;
            insert_after(state, *after, asking);
        }
    }
    Ok(())
}

/// Whether a recording can be made in a phase.
fn fits(recording: &Recording, phase: Phase) -> bool {
    let live = phase == Phase::Live;
    match recording {
        Recording::Hinted { .. } | Recording::FollowedUp { .. } | Recording::Extended { .. } => live,
        Recording::Found(Finding::Concluded { .. } | Finding::Recommended(_)) => phase == Phase::Scoring,
        // After the conversation a skip says of a question that it was only passed through.
        Recording::Skipped { .. }
        | Recording::NoteChanged { .. }
        | Recording::Removed { .. }
        | Recording::Found(
            Finding::Observed { .. }
            | Finding::Rated { .. }
            | Finding::Noted { .. }
            | Finding::Flagged { .. }
            | Finding::Ticked { .. },
        ) => live || phase == Phase::Scoring,
    }
}

/// What is recorded.
fn record(plan: &Plan, state: &mut State, entry: &Entry, event: &Recording) -> Result<(), Damage> {
    match event {
        Recording::Hinted { slot, hint } => {
            find(state, entry.seq, *slot)?.hints.insert(*hint);
        }
        Recording::FollowedUp { slot, follow_up } => {
            find(state, entry.seq, *slot)?.follow_ups.insert(*follow_up);
        }
        Recording::Skipped { slot, reason } => {
            find(state, entry.seq, *slot)?.skipped = Some(reason.clone());
        }
        Recording::Extended { section, minutes } => {
            let extension = state.extensions.entry(position(plan, entry, section)?).or_default();
            *extension = Minutes(extension.0.saturating_add(minutes.0));
        }
        Recording::Found(finding) => find_out(plan, state, entry, finding)?,
        Recording::NoteChanged { entry: changed, text } => {
            let note = state.notes.iter_mut().find(|note| note.entry == *changed);
            let note = note.ok_or(Damage::Missing(entry.seq, "note"))?;
            note.text.clone_from(text);
            note.changed = Some(entry.ms);
        }
        Recording::Removed { entry: gone } => {
            Removal::of(plan, state, *gone).ok_or(Damage::Missing(entry.seq, "recording"))?.take_off(state);
        }
    }
    Ok(())
}

/// A note or a red flag that does not stand any more.
fn withdraw(state: &mut State, entry: &Entry, gone: u64) -> Result<(), Damage> {
    if !state.can_be_withdrawn(gone) {
        return Err(Damage::Missing(entry.seq, "note or red flag"));
    }
    state.notes.retain(|note| note.entry != gone);
    state.flags.retain(|raised| raised.entry != gone);
    Ok(())
}

/// What was found out about the candidate.
fn find_out(plan: &Plan, state: &mut State, entry: &Entry, finding: &Finding) -> Result<(), Damage> {
    let seq = entry.seq;
    match finding {
        Finding::Observed { slot, signal, seen } => {
            let asking = find(state, seq, *slot)?;
            asking.signal_text(*signal).ok_or(Damage::Missing(seq, "signal"))?;
            if *seen {
                asking.signals.entry(*signal).or_insert(entry.ms);
            } else {
                asking.signals.remove(signal);
            }
        }
        Finding::Rated { slot, dimension, rating } => {
            plan.rubric.dimension(dimension).ok_or(Damage::Missing(seq, "dimension"))?;
            let asking = find(state, seq, *slot)?;
            match rating {
                Some(rating) => asking.ratings.insert(dimension.clone(), *rating),
                None => asking.ratings.remove(dimension),
            };
        }
        Finding::Noted { slot, text } => {
            if let Some(slot) = slot {
                find(state, seq, *slot)?;
            }
            let (text, changed) = (text.clone(), None);
            state.notes.push(Note { entry: seq, slot: *slot, ms: entry.ms, at: entry.at, text, changed });
        }
        Finding::Flagged { flag, slot, quote } => {
            if let Flag::Listed(flag) = flag {
                plan.rubric.red_flag(flag).ok_or(Damage::Missing(seq, "red flag"))?;
            }
            find(state, seq, *slot)?;
            let raised = Raised { entry: seq, flag: flag.clone(), slot: *slot, ms: entry.ms, quote: quote.clone() };
            state.flags.push(raised);
        }
        Finding::Ticked { criterion, shown } => {
            plan.rubric.criterion(criterion).ok_or(Damage::Missing(seq, "criterion"))?;
            match shown {
                Some(shown) => state.criteria.insert(criterion.clone(), *shown),
                None => state.criteria.remove(criterion),
            };
        }
        Finding::Concluded { dimension, score, reason } => {
            plan.rubric.dimension(dimension).ok_or(Damage::Missing(seq, "dimension"))?;
            let conclusion = Conclusion { score: *score, reason: reason.clone() };
            state.conclusions.insert(dimension.clone(), conclusion);
        }
        Finding::Recommended(recommendation) => {
            if let Some(band) = &recommendation.band {
                plan.rubric.band(band).ok_or(Damage::Missing(seq, "band"))?;
            }
            state.recommendation = Some(recommendation.clone());
        }
    }
    Ok(())
}

fn find(state: &mut State, seq: u64, slot: Slot) -> Result<&mut Asking, Damage> {
    state.asking.iter_mut().find(|asking| asking.slot == slot).ok_or(Damage::Slot(seq, slot))
}

fn place(state: &mut State, place: Place, ms: Millis) {
    state.place = place;
    if let Place::Slot(slot) = place
        && let Some(asking) = state.asking.iter_mut().find(|asking| asking.slot == slot)
    {
        asking.asked.get_or_insert(ms);
    }
}

/// After a slot, else at the end of its section.
fn insert_after(state: &mut State, after: Option<Slot>, asking: Asking) {
    let at_slot = after.and_then(|slot| state.asking.iter().position(|a| a.slot == slot));
    let in_section = state.asking.iter().rposition(|a| a.section <= asking.section);
    let position = at_slot.or(in_section).map_or(0, |position| position + 1);
    state.asking.insert(position, asking);
}
