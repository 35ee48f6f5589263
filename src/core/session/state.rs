//! What has come of a plan so far.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::bank::Blank;
use super::super::event::{Beginning, Course, Ending, Entry, Event, Finding, Recommendation, Recording};
use super::super::exact::Exact;
use super::super::ids::{CriterionId, DimensionId, InterviewerId};
use super::super::plan::{Plan, SectionIndex, Slot};
use super::super::scale::{Millis, Minutes, Percent};
use super::asking::{Asking, Status};
use super::data::{Amendment, Conclusion, HandOver, Note, Place, Raised, Undos};

/// Everything recorded in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Where in its course the session is.
    pub phase: Phase,
    /// Who and how, once it has begun.
    pub beginning: Option<Beginning>,
    /// How the conversation ended, once it has.
    pub ending: Option<Ending>,
    /// Time used.
    pub clock: Clocks,
    /// Where the conversation stands.
    pub place: Place,
    /// The questions' places, in the order in which they come up.
    pub asking: Vec<Asking>,
    /// Minutes added, by the section's position.
    pub extensions: BTreeMap<SectionIndex, Minutes>,
    /// Notes, in the order of writing.
    pub notes: Vec<Note>,
    /// Red flags raised.
    pub flags: Vec<Raised>,
    /// Criteria judged: shown or not.
    pub criteria: BTreeMap<CriterionId, bool>,
    /// Conclusions by dimension.
    pub conclusions: BTreeMap<DimensionId, Conclusion>,
    /// The interviewer's own view.
    pub recommendation: Option<Recommendation>,
    /// Changes after submission.
    pub amendments: Vec<Amendment>,
    /// Who handed over to whom, oldest first.
    pub hand_overs: Vec<HandOver>,
    /// Every entry so far, those taken back too.
    pub entries: Vec<Entry>,
    /// What an undo takes back and a redo makes again.
    pub history: Undos,
}

/// Where in its course a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Phase {
    /// Not begun.
    Ready,
    /// The conversation is going on.
    Live,
    /// The conversation has ended; ratings and conclusions are being made.
    Scoring,
    /// The scorecard is submitted.
    Submitted,
}

impl Phase {
    /// The word for it in files.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Live => "live",
            Self::Scoring => "scoring",
            Self::Submitted => "submitted",
        }
    }

    /// The words for it that people read.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Ready => "not begun",
            Self::Live => "in conversation",
            Self::Scoring => "not submitted",
            Self::Submitted => "submitted",
        }
    }
}

/// Time used, as of the last entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clocks {
    /// The session's clock at the last entry.
    pub now: Millis,
    /// Whether the conversation's clocks run.
    pub running: bool,
    /// Time used by the whole conversation, without pauses.
    pub used: Millis,
    /// The same by the section's position.
    pub sections: BTreeMap<SectionIndex, Millis>,
    /// The same by slot.
    pub slots: BTreeMap<Slot, Millis>,
    /// How long the machine slept meanwhile, as far as it was noticed: no clock counts it.
    pub slept: Millis,
    /// When the conversation's clocks stood still, oldest first.
    pub stood: Vec<Standstill>,
}

/// A time in which the conversation's clocks stood still, on the session's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standstill {
    /// From when.
    pub from: Millis,
    /// Until when.
    pub until: Millis,
}

/// When the conversation was held, on the session's clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conversation {
    /// When it began, after the checklist; none where it never did.
    pub began: Option<Millis>,
    /// When it ended, once it has.
    pub ended: Option<Millis>,
    /// When its clocks stood still, oldest first; the last is open where they still do.
    pub stood: Vec<Standstill>,
}

impl Conversation {
    /// A moment as people count it: what the conversation's own clock showed then, which does not count the time at the checklist nor
    /// any pause. What came after the end was no part of it, and says so; and where it never began, no clock ran that could be told.
    pub(crate) fn clock(&self, ms: Millis) -> String {
        if self.ended.is_some_and(|ended| ms > ended) {
            return "after the end".into();
        }
        self.began.map_or("at the checklist".into(), |began| self.ran(began, ms).clock())
    }

    /// How long its clocks ran between two moments.
    pub(crate) fn ran(&self, from: Millis, until: Millis) -> Millis {
        let still = self.stood.iter().map(|stood| stood.until.min(until).since(stood.from.max(from)));
        still.fold(until.since(from), Millis::since)
    }
}

impl State {
    /// The state before anything has happened.
    pub(super) fn new(plan: &Plan) -> Self {
        let mut asking: Vec<Asking> = Vec::new();
        for (position, section) in plan.placed_sections() {
            for planned in &section.questions {
                let planned = Asking::new(planned.slot, position, planned.banked.clone(), planned.must_ask);
                asking.push(planned.rated_by(&plan.rubric));
            }
            if let Some(continuation) = &section.continues {
                let earlier = plan.section_index(&continuation.section);
                let continued = asking.iter().rev().find(|a| Some(a.section) == earlier);
                if let Some(continued) = continued.cloned() {
                    let mut asking_again = Asking::new(continuation.slot, position, continued.banked.clone(), true);
                    asking_again.continues = Some(continued.continues.unwrap_or(continued.slot));
                    asking_again.minutes = section.minutes;
                    asking_again.dimensions.clone_from(&plan.dimensions);
                    asking.push(asking_again);
                }
            }
        }
        Self {
            phase: Phase::Ready,
            beginning: None,
            ending: None,
            clock: Clocks::default(),
            place: Place::Section(SectionIndex(0)),
            asking,
            extensions: BTreeMap::new(),
            notes: Vec::new(),
            flags: Vec::new(),
            criteria: BTreeMap::new(),
            conclusions: BTreeMap::new(),
            recommendation: None,
            amendments: Vec::new(),
            hand_overs: Vec::new(),
            entries: Vec::new(),
            history: Undos::default(),
        }
    }

    /// The number of the next entry.
    pub fn next_seq(&self) -> u64 {
        self.entries.len() as u64 + 1
    }

    /// The entry with a number.
    pub(crate) fn entry(&self, seq: u64) -> Option<&Entry> {
        self.entries.get(usize::try_from(seq).ok()?.checked_sub(1)?)
    }

    pub(super) fn asking_mut(&mut self, slot: Slot) -> Option<&mut Asking> {
        self.asking.iter_mut().find(|asking| asking.slot == slot)
    }

    /// The slot's place, if there is one.
    pub fn asking(&self, slot: Slot) -> Option<&Asking> {
        self.asking.iter().find(|asking| asking.slot == slot)
    }

    /// The question that the conversation stands at.
    pub fn current(&self) -> Option<&Asking> {
        match self.place {
            Place::Slot(slot) => self.asking(slot),
            Place::Section(_) => None,
        }
    }

    /// The position of the section that the conversation stands in.
    pub fn section(&self) -> SectionIndex {
        self.section_of(self.place)
    }

    /// The position of the section that a place is in.
    pub(crate) fn section_of(&self, place: Place) -> SectionIndex {
        match place {
            Place::Section(position) => position,
            Place::Slot(slot) => self.asking(slot).map_or(SectionIndex(0), |asking| asking.section),
        }
    }

    /// By how much every clock is stretched.
    pub(crate) fn extra_time(&self) -> Percent {
        self.beginning.as_ref().map_or(Percent::default(), |beginning| beginning.extra_time)
    }

    /// Time that is planned for a section, with extra time and what it was extended by.
    pub(crate) fn planned_in(&self, plan: &Plan, position: SectionIndex) -> Millis {
        let section = plan.section(position).map_or(Minutes(0), |section| section.minutes);
        let extension = self.extensions.get(&position).copied().unwrap_or_default();
        section.stretched(self.extra_time()).plus(extension.stretched(self.extra_time()))
    }

    /// The same for the whole round.
    pub(crate) fn planned(&self, plan: &Plan) -> Millis {
        plan.placed_sections().fold(Millis(0), |sum, (position, _)| sum.plus(self.planned_in(plan, position)))
    }

    /// When the conversation began, on the session's clock: after the checklist, where the clocks stand still. None where it never did.
    fn conversation_began(&self) -> Option<Millis> {
        let is = |entry: &Entry, course: Course| entry.event == Event::Course(course);
        let waited = self.entries.get(1).is_some_and(|second| is(second, Course::Paused));
        if !waited {
            return Some(Millis::default());
        }
        self.entries.iter().find(|entry| is(entry, Course::Resumed)).map(|entry| entry.ms)
    }

    /// When the conversation was held.
    pub(crate) fn conversation(&self) -> Conversation {
        let has_ended = matches!(self.phase, Phase::Scoring | Phase::Submitted);
        let ends = |entry: &&Entry| matches!(entry.event, Event::Course(Course::Ended(_)));
        let ended = self.entries.iter().rev().find(ends).filter(|_| has_ended).map(|entry| entry.ms);
        let mut stood = self.clock.stood.clone();
        if !self.clock.running {
            stood.push(Standstill { from: self.clock.now, until: Millis(u64::MAX) });
        }
        Conversation { began: self.conversation_began(), ended, stood }
    }

    /// Whether the session was made but the conversation has not begun: the clocks were stopped at once, and never ran since.
    pub(super) fn is_about_to_begin(&self) -> bool {
        self.phase == Phase::Live && !self.has_begun()
    }

    /// Whether the conversation began at any time, whatever became of it.
    pub(super) fn has_begun(&self) -> bool {
        self.conversation_began().is_some()
    }

    /// The question that a note is on which names none; none before the conversation begins and after it has ended: such a note is on the
    /// interview as a whole.
    pub(crate) fn noted_at(&self) -> Option<Slot> {
        let is_talk = self.phase == Phase::Live && self.has_begun();
        self.current().filter(|_| is_talk).map(|asking| asking.slot)
    }

    /// Who interviews now, or did at last: the one whose scorecard it is.
    pub(crate) fn interviewer(&self) -> Option<&InterviewerId> {
        let last = self.hand_overs.last().map(|hand_over| &hand_over.to);
        last.or_else(|| self.beginning.as_ref().map(|beginning| &beginning.interviewer))
    }

    /// Who interviewed before and handed over, in turn, each once; not whose scorecard it is.
    pub(crate) fn handed_over_by(&self) -> Vec<&InterviewerId> {
        let mut earlier: Vec<&InterviewerId> = Vec::new();
        for from in self.hand_overs.iter().map(|hand_over| &hand_over.from) {
            if Some(from) != self.interviewer() && !earlier.contains(&from) {
                earlier.push(from);
            }
        }
        earlier
    }

    /// Who interviewed at a moment of the session's clock, where that is somebody else than whose scorecard it is.
    pub(crate) fn earlier_interviewer(&self, ms: Millis) -> Option<&InterviewerId> {
        let then = self.hand_overs.iter().find(|hand_over| ms < hand_over.ms).map(|hand_over| &hand_over.from);
        then.filter(|then| Some(*then) != self.interviewer())
    }

    /// Whether the candidate did not come.
    pub(crate) fn is_no_show(&self) -> bool {
        self.ending == Some(Ending::NoShow)
    }

    /// Whether anything is scored: a rating, or a conclusion.
    pub(crate) fn is_scored(&self) -> bool {
        self.asking.iter().any(|asking| !asking.ratings.is_empty())
            || self.conclusions.values().any(|conclusion| conclusion.score.is_some())
    }

    /// Whether it is practice between friends.
    pub(crate) fn mock(&self) -> bool {
        self.beginning.as_ref().is_some_and(|beginning| beginning.mock)
    }

    /// What fills the blanks of prompts.
    pub(crate) fn filling(&self) -> &[(Blank, String)] {
        self.beginning.as_ref().map_or(&[], |beginning| &beginning.filling)
    }

    /// What has become of a question.
    pub(crate) fn status(&self, asking: &Asking) -> Status {
        if asking.replaced_by.is_some() {
            Status::Swapped
        } else if self.phase == Phase::Live && self.place == Place::Slot(asking.slot) {
            Status::Current
        } else if asking.skipped.is_some() {
            Status::Skipped
        } else if asking.asked.is_none() {
            Status::Open
        } else if asking.unrated().next().is_some() {
            Status::Unrated
        } else {
            Status::Done
        }
    }

    /// Whether nothing at all is recorded at a question.
    pub(crate) fn is_bare(&self, asking: &Asking) -> bool {
        let ticked = !asking.signals.is_empty() || !asking.follow_ups.is_empty() || !asking.hints.is_empty();
        asking.ratings.is_empty()
            && !ticked
            && self.notes_on(Some(asking.slot)).next().is_none()
            && self.flags.iter().all(|raised| raised.slot != asking.slot)
    }

    /// The questions that count as asked, and at which nothing at all is recorded; none of a no-show.
    pub(crate) fn bare(&self) -> impl Iterator<Item = &Asking> {
        self.asking.iter().filter(|asking| !self.is_no_show() && asking.was_asked() && self.is_bare(asking))
    }

    /// The questions that were asked but lack a rating, in order; none of a no-show.
    pub(crate) fn unrated(&self) -> impl Iterator<Item = &Asking> {
        let lacks = |asking: &&Asking| asking.was_asked() && asking.unrated().next().is_some();
        self.asking.iter().filter(move |asking| !self.is_no_show() && lacks(asking))
    }

    /// The exact mean of all ratings on a dimension; none where nobody rated it.
    pub(crate) fn mean_rating(&self, dimension: &DimensionId) -> Option<Exact> {
        Exact::mean_rating(self.asking.iter().filter_map(|asking| asking.ratings.get(dimension)).copied())
    }

    /// A dimension's score: the conclusion if there is one, else the exact mean of its ratings, else not assessed.
    pub(crate) fn dimension_score(&self, dimension: &DimensionId) -> Option<Exact> {
        let concluded = self.conclusions.get(dimension).and_then(|conclusion| conclusion.score);
        concluded.map(Exact::from).or_else(|| self.mean_rating(dimension))
    }

    /// When a hint was first given, on the session's clock.
    pub(crate) fn given(&self, slot: Slot, hint: u8) -> Millis {
        self.first_recorded(Recording::Hinted { slot, hint })
    }

    /// When a follow-up was first asked, on the session's clock.
    pub(crate) fn followed_up(&self, slot: Slot, follow_up: u8) -> Millis {
        self.first_recorded(Recording::FollowedUp { slot, follow_up })
    }

    fn first_recorded(&self, recording: Recording) -> Millis {
        let wanted = Event::Recording(recording);
        let given = |entry: &&Entry| !self.history.is_undone(entry.seq) && entry.event == wanted;
        self.entries.iter().find(given).map_or(Millis::default(), |entry| entry.ms)
    }

    /// The notes on a question, or on the interview.
    pub(crate) fn notes_on(&self, slot: Option<Slot>) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.slot == slot)
    }

    /// The text that a note was given last, whether the note stands or not; a text that was taken back does not count.
    pub(crate) fn text_given(&self, note: u64) -> Option<&str> {
        let changed = self.entries.iter().rev().find_map(|entry| match &entry.event {
            Event::Recording(Recording::NoteChanged { entry: changed, text }) if *changed == note => {
                (!self.history.is_undone(entry.seq)).then_some(text)
            }
            Event::Course(_)
            | Event::Talk(_)
            | Event::Recording(_)
            | Event::Undone { .. }
            | Event::Redone { .. }
            | Event::Amended { .. } => None,
        });
        let written = || match self.entry(note)?.event.finding()? {
            Finding::Noted { text, .. } => Some(text),
            Finding::Observed { .. }
            | Finding::Rated { .. }
            | Finding::Flagged { .. }
            | Finding::Ticked { .. }
            | Finding::Concluded { .. }
            | Finding::Recommended(_) => None,
        };
        changed.or_else(written).map(String::as_str)
    }

    /// Whether a note or a red flag that stands was recorded by an entry.
    pub(crate) fn can_be_withdrawn(&self, entry: u64) -> bool {
        self.notes.iter().any(|note| note.entry == entry) || self.flags.iter().any(|raised| raised.entry == entry)
    }

    /// The places that the conversation goes through, in order: every section without questions, and every question that is neither skipped nor replaced.
    pub(crate) fn course(&self, plan: &Plan) -> Vec<Place> {
        let mut course = Vec::new();
        for (position, _) in plan.placed_sections() {
            let mut any = false;
            for asking in self.asking.iter().filter(|asking| asking.section == position) {
                any = true;
                if asking.replaced_by.is_none() && (asking.skipped.is_none() || self.place == Place::Slot(asking.slot))
                {
                    course.push(Place::Slot(asking.slot));
                }
            }
            if !any {
                course.push(Place::Section(position));
            }
        }
        course
    }
}
