//! Folds what happened into the state; the same function live and in replay.

use std::collections::BTreeSet;

use super::super::event::{Course, Entry, Event, Finding, Recording, Talk};
use super::super::ids::SectionId;
use super::super::plan::{Plan, SectionIndex, Slot};
use super::super::scale::{Millis, Minutes};
use super::asking::{Arrival, Asking};
use super::state::{Amendment, Conclusion, Note, Phase, Place, Raised, State};

/// Why an entry cannot follow those before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The numbers have a gap or a repetition.
    #[error("entry {found} stands where entry {expected} belongs")]
    Sequence {
        /// The number that belongs here.
        expected: u64,
        /// The number that stands here.
        found: u64,
    },
    /// Session time ran backward.
    #[error("entry {0}: its session time lies before that of the entry above it")]
    Time(u64),
    /// It names a question that the session does not have.
    #[error("entry {0}: there is no {1} in this session")]
    Slot(u64, Slot),
    /// It names a section that the plan does not have.
    #[error("entry {0}: there is no section `{1}` in this plan")]
    Section(u64, SectionId),
    /// It takes back what cannot be taken back.
    #[error("entry {0}: it takes back entry {1}, which cannot be taken back")]
    Undo(u64, u64),
    /// It comes at a time when it cannot come.
    #[error("entry {0}: it cannot happen while the session is {1}")]
    Phase(u64, &'static str),
    /// It names something else that is not there.
    #[error("entry {0}: it names a {1} that is not there")]
    Missing(u64, &'static str),
}

/// On an error the state is as it was.
pub(super) fn apply(plan: &Plan, state: &mut State, entry: Entry) -> Result<(), Damage> {
    let expected = state.next_seq();
    if entry.seq != expected {
        return Err(Damage::Sequence { expected, found: entry.seq });
    }
    if entry.ms < state.clock.now {
        return Err(Damage::Time(entry.seq));
    }
    if let Event::Undone { entry: target } = entry.event {
        return undo(plan, state, entry, target);
    }
    if let Err(damage) = fold(plan, state, &entry) {
        let undone = std::mem::take(&mut state.undone);
        *state = refold(plan, std::mem::take(&mut state.entries), undone).unwrap_or_else(|_| State::new(plan));
        return Err(damage);
    }
    state.entries.push(entry);
    Ok(())
}

/// Folds all entries again but the one taken back. Where one stands and the clocks cannot be undone, so time used stays as it was.
fn undo(plan: &Plan, state: &mut State, entry: Entry, target: u64) -> Result<(), Damage> {
    let bad = Damage::Undo(entry.seq, target);
    let found = usize::try_from(target).ok().and_then(|n| n.checked_sub(1)).and_then(|n| state.entries.get(n));
    let open = matches!(state.phase, Phase::Live | Phase::Scoring);
    if !open || state.undone.contains(&target) || !found.is_some_and(|found| matches!(found.event, Event::Recording(_)))
    {
        return Err(bad);
    }
    let mut undone = state.undone.clone();
    undone.insert(target);
    let mut entries = state.entries.clone();
    let ms = entry.ms;
    entries.push(entry);
    let mut next = refold(plan, entries, undone).map_err(|_| bad)?;
    advance(&mut next, ms);
    *state = next;
    Ok(())
}

/// The state that the entries lead to, without those taken back.
fn refold(plan: &Plan, entries: Vec<Entry>, undone: BTreeSet<u64>) -> Result<State, Damage> {
    let mut state = State::new(plan);
    for entry in &entries {
        if undone.contains(&entry.seq) {
            advance(&mut state, entry.ms);
        } else {
            fold(plan, &mut state, entry)?;
        }
    }
    state.entries = entries;
    state.undone = undone;
    Ok(state)
}

/// Lets the session's clock run on to `ms`.
fn advance(state: &mut State, ms: Millis) {
    let passed = ms.since(state.clock.now);
    state.clock.now = state.clock.now.max(ms);
    if !state.clock.running {
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
        Event::Recording(event) => record(plan, state, entry, event),
        // What it takes back is left out of the fold; the entry itself only lets time pass.
        Event::Undone { .. } => Ok(()),
        Event::Amended { reason, change } => {
            only_while(state, entry, state.phase == Phase::Submitted)?;
            find_out(plan, state, entry, change)?;
            let amendment = Amendment { entry: entry.seq, at: entry.at, reason: reason.clone() };
            state.amendments.push(amendment);
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
            asking.skipped = None;
            place(state, Place::Slot(*slot), entry.ms);
        }
        Talk::Swapped { slot, backup } => {
            let new = Slot(last_slot(plan, state) + 1);
            let old = find(state, entry.seq, *slot)?;
            old.replaced_by = Some(new);
            let (section, must_ask) = (old.section, old.must_ask);
            let found = plan.section(section).and_then(|s| s.backups.iter().find(|b| b.direction == *backup));
            let banked = found.ok_or(Damage::Missing(entry.seq, "backup"))?.banked.clone();
            for continued in state.asking.iter_mut().filter(|asking| asking.continues == Some(*slot)) {
                continued.banked = banked.clone();
                continued.continues = Some(new);
            }
            let mut asking = Asking::new(new, section, banked, must_ask);
            asking.arrival = Arrival::Backup(*backup);
            insert_after(state, Some(*slot), asking);
            if state.place == Place::Slot(*slot) {
                place(state, Place::Slot(new), entry.ms);
            }
        }
        Talk::BroughtIn { after, section, question } => {
            let position = position(plan, entry, section)?;
            let new = Slot(last_slot(plan, state) + 1);
            let mut asking = Asking::new(new, position, (**question).clone(), false);
            asking.arrival = Arrival::BroughtIn;
            insert_after(state, *after, asking);
        }
    }
    Ok(())
}

/// What undo can take back.
fn record(plan: &Plan, state: &mut State, entry: &Entry, event: &Recording) -> Result<(), Damage> {
    let live = state.phase == Phase::Live;
    match event {
        Recording::Hinted { slot, hint } => {
            only_while(state, entry, live)?;
            find(state, entry.seq, *slot)?.hints.insert(*hint);
        }
        Recording::FollowedUp { slot, follow_up } => {
            only_while(state, entry, live)?;
            find(state, entry.seq, *slot)?.follow_ups.insert(*follow_up);
        }
        Recording::Skipped { slot, reason } => {
            only_while(state, entry, live)?;
            find(state, entry.seq, *slot)?.skipped = Some(reason.clone());
        }
        Recording::Extended { section, minutes } => {
            only_while(state, entry, live)?;
            let extension = state.extensions.entry(position(plan, entry, section)?).or_default();
            *extension = Minutes(extension.0.saturating_add(minutes.0));
        }
        Recording::Found(finding) => {
            let possible = match finding {
                Finding::Concluded { .. } | Finding::Recommended(_) => state.phase == Phase::Scoring,
                Finding::Observed { .. }
                | Finding::Rated { .. }
                | Finding::Noted { .. }
                | Finding::Flagged { .. }
                | Finding::Ticked { .. } => live || state.phase == Phase::Scoring,
            };
            only_while(state, entry, possible)?;
            find_out(plan, state, entry, finding)?;
        }
    }
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
            let note = Note { entry: seq, slot: *slot, ms: entry.ms, at: entry.at, text: text.clone() };
            state.notes.push(note);
        }
        Finding::Flagged { flag, slot, quote } => {
            plan.rubric.red_flag(flag).ok_or(Damage::Missing(seq, "red flag"))?;
            find(state, seq, *slot)?;
            let raised = Raised { entry: seq, flag: flag.clone(), slot: *slot, ms: entry.ms, quote: quote.clone() };
            state.flags.push(raised);
        }
        Finding::Ticked { criterion, shown } => {
            plan.rubric.criterion(criterion).ok_or(Damage::Missing(seq, "criterion"))?;
            state.criteria.insert(criterion.clone(), *shown);
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

fn last_slot(plan: &Plan, state: &State) -> u16 {
    state.asking.iter().map(|asking| asking.slot).max().unwrap_or(plan.last_slot()).max(plan.last_slot()).0
}

/// After a slot, else at the end of its section.
fn insert_after(state: &mut State, after: Option<Slot>, asking: Asking) {
    let at_slot = after.and_then(|slot| state.asking.iter().position(|a| a.slot == slot));
    let in_section = state.asking.iter().rposition(|a| a.section <= asking.section);
    let position = at_slot.or(in_section).map_or(0, |position| position + 1);
    state.asking.insert(position, asking);
}
