//! What an interviewer may want to do, and why it may not be done now.

use super::super::event::{Beginning, Ending, Flag, Recommendation, Signal};
use super::super::ids::{BandId, CriterionId, DimensionId, FlagId, InterviewerId};
use super::super::plan::{Banked, Direction, Slot};
use super::super::scale::{Millis, Minutes, Rating};
use super::data::Place;
use super::state::Phase;

/// Something that an interviewer wants to do. Where a slot is left out, the current question is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Begin.
    Begin(Beginning),
    /// Go to the next place.
    Next,
    /// Go back to the place before.
    Back,
    /// Go to a place.
    Go(Place),
    /// Give the next hint of the ladder, or a certain one (counted from 0).
    Hint(Option<u8>),
    /// Ask a follow-up, counted from 0.
    FollowUp(u8),
    /// Pass over or drop a question.
    Skip(Option<Slot>, String),
    /// Say after the conversation that a question was only passed through, and never asked.
    Pass(Slot),
    /// Put a backup in the current question's place.
    Swap(Direction),
    /// Bring in a question after the current one.
    BringIn(Box<Banked>),
    /// Stop the clocks.
    Pause,
    /// Go on.
    Resume,
    /// Give the current section more minutes.
    Extend(Minutes),
    /// Take back what was recorded last.
    Undo,
    /// Take back what was recorded last by mistake: no redo makes it again, and what could be made again before it can be so still. The
    /// history can record it anew.
    Unmake,
    /// Make again what was taken back last.
    Redo,
    /// Give the note that an entry recorded another text.
    ChangeNote(u64, String),
    /// Take off what an entry recorded, whatever was recorded after it.
    Remove(u64),
    /// End the conversation.
    End(Ending),
    /// Say something about the candidate.
    Assess(Assess),
    /// Submit the scorecard.
    Submit,
    /// Say something about the candidate after submission: why, and what.
    Amend(AmendedBecause, Assess),
    /// Say after submission how the conversation ended after all: why, and how.
    AmendEnding(AmendedBecause, Ending),
    /// Take back a note or a red flag after submission: why, and the number of the entry that recorded it.
    Withdraw(AmendedBecause, u64),
    /// The machine slept for so long while the clocks ran.
    Sleep(Millis),
    /// Another interviewer goes on.
    HandOver(InterviewerId),
}

/// Why a submitted scorecard is changed, and who changes it: it stays on the scorecard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendedBecause {
    /// Why.
    pub reason: String,
    /// Who; none where that is not known.
    pub by: Option<InterviewerId>,
}

impl<T: Into<String>> From<T> for AmendedBecause {
    fn from(reason: T) -> Self {
        Self { reason: reason.into(), by: None }
    }
}

/// Something to say about the candidate: free until submission, an amendment after it. It leads to a
/// [`Finding`](super::super::event::Finding).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assess {
    /// Observe a signal, or take it back.
    Observe(Option<Slot>, Signal, bool),
    /// Rate on a dimension, or take the rating back.
    Rate(Option<Slot>, DimensionId, Option<Rating>),
    /// Write a note on the current question, or on the interview.
    Note(Option<Slot>, String),
    /// Write a note on the interview as a whole, wherever one stands.
    Remark(String),
    /// Raise a red flag, with a quote.
    Flag(Flag, Option<Slot>, String),
    /// Judge a criterion, or take the judgment back.
    Tick(CriterionId, Option<bool>),
    /// Conclude on a dimension; none keeps the mean.
    Conclude(DimensionId, Option<Rating>, String),
    /// Recommend.
    Recommend(Recommendation),
}

impl Assess {
    /// A note on that question wherever one stands, or without one on the interview as a whole.
    pub(crate) fn note_on(slot: Option<Slot>, text: String) -> Self {
        match slot {
            Some(slot) => Self::Note(Some(slot), text),
            None => Self::Remark(text),
        }
    }
}

impl From<Assess> for Action {
    fn from(assess: Assess) -> Self {
        Self::Assess(assess)
    }
}

/// Why a thing may not be done now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It belongs to another phase than the one that the session is in.
    #[error("{}", phase(*.0))]
    Phase(Phase),
    /// There is no question here.
    #[error("there is no question here")]
    NoQuestion,
    /// There is no question here, and none comes after.
    #[error("there is no question here, and none comes after")]
    NoMoreQuestions,
    /// No such slot.
    #[error("there is no {0} in this plan")]
    NoSuchSlot(Slot),
    /// No such section.
    #[error("there is no such section in this plan")]
    NoSuchSection,
    /// The last place.
    #[error("nothing comes after this")]
    AtTheEnd,
    /// The first place.
    #[error("this is the beginning")]
    AtTheBeginning,
    /// A question without hints.
    #[error("this question has no hints")]
    NoHints,
    /// No more hints.
    #[error("there are no more hints for this question")]
    NoHint,
    /// No such hint, of so many.
    #[error("there is no such hint: {}", hints(*.0))]
    NoSuchHint(u8),
    /// It changes nothing.
    #[error("that stands already, so nothing changed")]
    Stands,
    /// No such follow-up.
    #[error("there is no follow-up {0} for this question")]
    NoFollowUp(u16),
    /// No such signal.
    #[error("there is no such signal for this question")]
    NoSignal,
    /// No such dimension.
    #[error("the rubric has no dimension `{0}`")]
    NoDimension(DimensionId),
    /// No such flag.
    #[error("the rubric has no red flag `{0}`")]
    NoFlag(FlagId),
    /// A flag without a quote.
    #[error("a red flag needs a quote of what was said or seen")]
    NoQuote,
    /// No such criterion.
    #[error("the rubric has no criterion `{0}`")]
    NoCriterion(CriterionId),
    /// No such band.
    #[error("the rubric has no band `{0}`")]
    NoBand(BandId),
    /// An empty note.
    #[error("the note is empty")]
    EmptyNote,
    /// Rating what was not asked.
    #[error("{0} was not asked, so it can't be rated: go to it first")]
    NotAsked(Slot),
    /// Already skipped.
    #[error("{0} is skipped already")]
    Skipped(Slot),
    /// Passed through, although something is recorded there.
    #[error("something is recorded at {0}, so it was asked")]
    NotBare(Slot),
    /// Already replaced.
    #[error("{0} was swapped already")]
    Swapped(Slot),
    /// No backup that way.
    #[error("there is no {0} backup left in this section")]
    NoBackup(Direction),
    /// A question that would come in, and no number for it.
    #[error("there is no number left for another question in this interview")]
    NoSlotLeft,
    /// The question is in the plan already.
    #[error("that question is in this round already, as {0}")]
    AlreadyIn(Slot),
    /// Already paused.
    #[error("the clocks stand still already")]
    Paused,
    /// Nothing to take back.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Nothing to make again.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// Something to be removed that can't be so by itself, or does not stand.
    #[error("entry {0} does not stand, or can't be removed by itself")]
    NothingToRemove(u64),
    /// A text for what is no note, or does not stand.
    #[error("entry {0} is no note that stands")]
    NoSuchNote(u64),
    /// Minutes out of range.
    #[error("extend by 1 to 60 minutes")]
    Extension,
    /// A conclusion far from the mean.
    #[error("say why: the conclusion differs from the ratings, or nothing was rated")]
    ReasonNeeded,
    /// A no-show of somebody who was rated.
    #[error(
        "somebody who did not come has no ratings, but here are {}: take them back, or call it completed or stopped early",
        .0.join(", ")
    )]
    RatedNoShow(Vec<String>),
    /// Something said about somebody who did not come, before submission.
    #[error("the candidate did not come, so there is nothing to assess")]
    NoShow,
    /// Something said about somebody who did not come, after submission.
    #[error("the candidate did not come, so there is nothing to assess: amend the ending first")]
    AmendedNoShow,
    /// The ending is that already.
    #[error("it is recorded as {} already", .0.as_str())]
    SameEnding(Ending),
    /// A red flag of one's own without a title.
    #[error("a red flag of your own needs a title")]
    NoTitle,
    /// A question that the rubric can't rate.
    #[error("this question can't be rated here: it is about nothing that the rubric of this round has")]
    NotRatable,
    /// The interviewer is the one who interviews.
    #[error("that is who interviews already")]
    SameInterviewer,
    /// The machine did not sleep.
    #[error("the computer did not sleep")]
    Awake,
    /// Something to be withdrawn that is neither a note nor a red flag, or does not stand.
    #[error("entry {0} is no note or red flag that stands")]
    NothingToWithdraw(u64),
    /// An amendment without a reason.
    #[error("an amendment needs a reason")]
    AmendmentReason,
}

fn hints(many: u8) -> String {
    if many == 1 { "this question has one".into() } else { format!("they go from 1 to {many}") }
}

fn phase(now: Phase) -> &'static str {
    match now {
        Phase::Ready => "the session has not begun",
        Phase::Live => "the conversation is still going on",
        Phase::Scoring => "the conversation has ended",
        Phase::Submitted => "the scorecard is submitted",
    }
}
