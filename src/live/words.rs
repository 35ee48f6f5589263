//! What is said in an interview, once for both faces; what a person presses or types for a thing is filled in by [`Face`].

use std::cmp::Ordering;

use crate::core::bank::{Question, fill};
pub(crate) use crate::core::counted::listed;
use crate::core::event::Ending;
use crate::core::ids::DimensionId;
use crate::core::plan::{Backup, Direction, SectionIndex, Slot};
use crate::core::quotes::quoted;
use crate::core::rubric::{Need, Rubric};
use crate::core::scale::{Millis, Minutes, Rating};
use crate::core::session::{Action, Arrival, Asking, NotRecorded, Pace, Phase, Refusal, Session, State, Status};
use crate::page::layout::cut;
use crate::page::question::spaced;

use super::assessed;
use super::drafts::Purpose;
use super::told;

/// Heads the checklist before the conversation.
pub(crate) const BEFORE: &str = "Before you begin";
/// Heads the checklist for the conversation.
pub(crate) const DURING: &str = "During the conversation";
/// Heads the checklist after the conversation.
pub(crate) const AFTER: &str = "After the conversation";
/// Nothing supports the ratings on a dimension or at a question.
pub(crate) const NO_EVIDENCE: &str = "No signal, hint, note or flag was recorded.";
/// Heads the scores that rest on little.
pub(crate) const THIN: &str = "Where the evidence is thin";
/// Heads the criteria.
pub(crate) const CRITERIA: &str = "Criteria that this round could show";
/// Heads the take-aways.
pub(crate) const TAKE_HOME: &str = "For the candidate to take home";
/// Who reads the take-aways.
pub(crate) const CANDIDATE_READS: &str = "The candidate may read these lines.";
/// Asks for the recommendation's reason.
pub(crate) const WHY_RECOMMEND: &str = "Why do you recommend that, in a sentence or two?";
/// Whether a line is the one that does what is asked about: the whole word alone, with its slash, and no beginning of it.
pub(crate) fn is_yes(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case("/yes")
}

/// Asks before the scorecard is submitted.
pub(crate) const SUBMIT: &str = "Submit the scorecard? After that, every change needs a reason.";
/// A crash left a draft.
pub(crate) const DRAFT: &str = "your half-typed note was kept, and is a note now";
/// Before what a key recorded.
pub(crate) const RECORDED: &str = "recorded: ";
/// An undo took back what was recorded before a hand-over.
pub(crate) const HAND_OVER_STANDS: &str =
    "; it was recorded before the hand-over, which stands: handing over again goes back";
/// A hand-over that was chosen in the history.
pub(crate) const HAND_OVER_AGAIN: &str = "a hand-over is not taken back: handing over again (under Ctrl-O) goes back";
/// Why nothing can be rated.
pub(crate) const NOTHING_TO_RATE: &str = "there is no question here to rate";
/// Something was taken back, but a redo does not make it again.
pub(crate) fn nothing_to_redo(face: Face) -> String {
    let how = face.of(
        "F10 lists what was taken back, and Enter brings it back",
        "/history lists what was taken back, and /redo and its number brings it back",
    );
    format!("{}: {how}", Refusal::NothingToRedo)
}

/// A search found nothing.
pub(crate) const NOTHING_FOUND: &str = "no question has all of these words";

/// How an interview is held, and so what one presses or types for a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    /// The full screen: keys.
    Board,
    /// Line by line: commands.
    Lines,
}

impl Face {
    fn of(self, key: &'static str, command: &'static str) -> &'static str {
        match self {
            Self::Board => key,
            Self::Lines => command,
        }
    }

    fn next(self) -> &'static str {
        self.of("Ctrl-N", "/next")
    }

    fn undo(self) -> &'static str {
        self.of("Ctrl-X", "/undo")
    }

    fn end(self) -> &'static str {
        self.of("F9 (or its line under Ctrl-O)", "/end")
    }

    /// What reads the notes.
    pub(super) fn notes(self) -> &'static str {
        self.of("F10", "/notes")
    }

    fn run(self) -> &'static str {
        self.of("Ctrl-T", "/resume")
    }
}

/// Why a thing may not be done now, and what leads on.
pub(crate) fn refusal(refusal: &Refusal, face: Face) -> String {
    let onward = match refusal {
        Refusal::NoQuestion => format!("{} goes to the next one", face.next()),
        Refusal::AtTheEnd | Refusal::NoMoreQuestions => format!("{} ends the conversation", face.end()),
        Refusal::Paused => format!("{} lets them run", face.run()),
        Refusal::Phase(Phase::Live) => format!("{} ends it", face.end()),
        Refusal::Phase(Phase::Scoring) => format!("{} goes back into it", face.of("Ctrl-O", "/reopen")),
        Refusal::NotAsked(slot) if face == Face::Lines => {
            return format!(
                "{slot} was not asked, so nothing is recorded there: /go {slot} asks it, as long as the conversation goes on"
            );
        }
        Refusal::Phase(Phase::Ready | Phase::Submitted)
        | Refusal::NoSuchSlot(_)
        | Refusal::NoSuchSection
        | Refusal::AtTheBeginning
        | Refusal::NoHints
        | Refusal::NoHint
        | Refusal::NoSuchHint(_)
        | Refusal::Stands
        | Refusal::NoFollowUp(_)
        | Refusal::NoSignal
        | Refusal::NoDimension(_)
        | Refusal::NoFlag(_)
        | Refusal::NoQuote
        | Refusal::NoCriterion(_)
        | Refusal::NoBand(_)
        | Refusal::EmptyNote
        | Refusal::NotAsked(_)
        | Refusal::Skipped(_)
        | Refusal::NotBare(_)
        | Refusal::Swapped(_)
        | Refusal::NoBackup(_)
        | Refusal::NoSlotLeft
        | Refusal::AlreadyIn(_)
        | Refusal::NothingToUndo
        | Refusal::NothingToRedo
        | Refusal::RatedNoShow(_)
        | Refusal::NoShow
        | Refusal::AmendedNoShow
        | Refusal::SameEnding(_)
        | Refusal::NoTitle
        | Refusal::NotRatable
        | Refusal::NothingToWithdraw(_)
        | Refusal::NothingToRemove(_)
        | Refusal::NoSuchNote(_)
        | Refusal::SameInterviewer
        | Refusal::Awake
        | Refusal::Extension
        | Refusal::ReasonNeeded
        | Refusal::AmendmentReason => return refusal.to_string(),
    };
    format!("{refusal}: {onward}")
}

/// Why a rated conversation is no no-show: which ratings there are, and what to do.
pub(crate) fn rated_no_show(session: &Session, refused: &Refusal, face: Face) -> String {
    let rubric = &session.plan().rubric;
    let rated = session.state().asking.iter().filter(|asking| !asking.ratings.is_empty()).map(|asking| {
        let titles: Vec<&str> =
            rubric.in_order(&asking.ratings).map(|(dimension, _)| dimension.title.as_str()).collect();
        format!("{} is rated on {}", asking.slot, titles.join(", "))
    });
    let rated: Vec<String> = rated.collect();
    if rated.is_empty() {
        return refusal(refused, face);
    }
    format!(
        "somebody who did not come has no ratings, but {}: {} or a 0 takes a rating back",
        rated.join("; "),
        face.undo()
    )
}

/// Why nothing was recorded.
pub(crate) fn not_recorded(error: &NotRecorded, face: Face) -> String {
    match error {
        NotRecorded::Refused(refusal) => self::refusal(refusal, face),
        NotRecorded::Failed(_) | NotRecorded::Kept(_) => error.to_string(),
    }
}

/// How a conversation ended, in words.
pub(crate) fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Completed => "completed",
        Ending::StoppedEarly => "stopped early",
        Ending::NoShow => "a no-show",
    }
}

/// How a conversation can end, as an answer.
pub(crate) fn ends_like(ending: Ending) -> &'static str {
    match ending {
        Ending::Completed => "It came to its end.",
        Ending::StoppedEarly => "It was stopped early.",
        Ending::NoShow => "No-show: the candidate did not come.",
    }
}

/// The words by which people look for one way to end, and no other.
pub(crate) fn ending_is_called(ending: Ending) -> &'static str {
    match ending {
        Ending::Completed => "completed complete whole",
        Ending::StoppedEarly => "stop stopped early quit break off abort cancel",
        Ending::NoShow => "no-show no show absent missing the candidate did does not come came",
    }
}

/// A question was left by a step without anything recorded at it: it may have been walked over.
pub(crate) fn left_bare(slot: Slot, face: Face) -> String {
    let back = face.of("Ctrl-P", "/back");
    format!("you passed {slot}, where nothing is recorded; {back} goes back to it")
}

pub(super) fn skipped(slot: Slot, moved: bool, face: Face) -> String {
    let end =
        if moved { String::new() } else { format!("; it was the last one: {} ends the conversation", face.end()) };
    format!("skipped {slot}; {} takes it back{end}", face.undo())
}

/// A question was only passed through, as is said after the conversation.
pub(super) fn passed(slot: Slot, face: Face) -> String {
    format!("{slot} was only passed through: it counts as skipped, and not as asked; {} takes that back", face.undo())
}

/// The questions at which nothing is recorded, before the conversation ends: asked, or only passed through.
pub(crate) fn nothing_recorded(state: &State, face: Face) -> Option<String> {
    const NAMED: usize = 6;
    let slots: Vec<String> = state.bare().map(|asking| asking.slot.to_string()).collect();
    let mut named: Vec<&str> = slots.iter().take(NAMED).map(String::as_str).collect();
    let more = slots.len().saturating_sub(NAMED);
    let more = format!("{more} more");
    if slots.len() > NAMED {
        named.push(&more);
    }
    let (at, them) = (listed(&named), if slots.len() == 1 { "it" } else { "them" });
    let says = face.of("F6 says so at the ratings", "/skip and its number says so in scoring");
    (!slots.is_empty()).then(|| format!("Nothing is recorded at {at}. Where you only passed through {them}, {says}."))
}

/// What follows something that has a reason; nothing where there is none.
pub(crate) fn because(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(", because {}", quoted(reason)) }
}

/// What a text that was replaced said; nothing where there was none.
pub(crate) fn was(before: &str) -> String {
    if before.is_empty() { String::new() } else { format!(", was {}", quoted(&cut(before, 60))) }
}

/// Going to a skipped question asked it after all.
pub(crate) fn unskipped(slot: Slot, face: Face) -> String {
    let again =
        face.of("F6 skips it again", "/skip skips it again, and /show and its number looks without going there");
    format!("{slot} is no longer skipped; {again}")
}

/// The questions between two places that were passed over, as they are skipped.
pub(crate) fn passed_over(slots: &[Slot], face: Face) -> Option<String> {
    let names: Vec<String> = slots.iter().map(ToString::to_string).collect();
    let first = names.first()?;
    let are = if names.len() == 1 { "is skipped, so it was" } else { "are skipped, so they were" };
    let onward = match face {
        Face::Board => String::new(),
        Face::Lines => format!("; /show {first} reads it, and /go {first} asks it after all"),
    };
    Some(format!("{} {are} passed over{onward}", names.join(", ")))
}

/// What was removed by itself, and what brings it back.
pub(super) fn removed(what: &str, stands: &str, face: Face) -> String {
    format!("removed: {what}{stands}; {} brings it back", face.undo())
}

/// A note has another text.
pub(super) fn note_changed(face: Face) -> String {
    format!(
        "the note has its new text, and stands where and when it was written; {} brings the old text back",
        face.undo()
    )
}

pub(super) fn dropped(slot: Slot, face: Face) -> String {
    format!("dropped {slot}; {} takes it back", face.undo())
}

pub(super) fn asked_already(face: Face) -> String {
    match face {
        Face::Board => format!("that was asked already; {} takes the last recording back", face.undo()),
        Face::Lines => "that was asked already, so nothing changed; /unprobe takes it off".to_owned(),
    }
}

/// What goes on from here: to what comes next, or to the end where nothing does.
pub(crate) fn onward(session: &Session, face: Face) -> String {
    match session.decide(Action::Next) {
        Err(Refusal::AtTheEnd) => format!("{} ends the conversation", face.end()),
        Ok(_) | Err(_) => format!("{} goes on", face.next()),
    }
}

/// That the clocks stand still, and what lets them run.
pub(crate) fn still(face: Face) -> String {
    format!("the clocks stand still; {} lets them run", face.run())
}

pub(super) fn extended(minutes: Minutes, face: Face) -> String {
    format!("{} for this section; {} takes that back", told::more_minutes(minutes), face.undo())
}

/// A question as a list of what was found has it.
pub(crate) fn found(question: &Question, state: &State) -> String {
    let prompt = fill(&question.prompt, state.filling());
    format!("{} min, difficulty {}: {prompt}", question.minutes, question.difficulty)
}

/// A question as one looks at it before it is asked: all that can be known of it but its answer.
pub(crate) fn preview(question: &Question, state: &State) -> String {
    let joined = |names: Vec<&str>| names.join(", ");
    // A topic is known by an id of plain words.
    let topics = spaced(&joined(question.topics.iter().map(AsRef::as_ref).collect()));
    let technologies = joined(question.technologies.iter().map(AsRef::as_ref).collect());
    let technologies = if technologies.is_empty() { technologies } else { format!(" · {technologies}") };
    let facts = format!("{} · {topics}{technologies}", question.kind);
    let handout = question.handout.as_ref().map(|handout| format!("\n\nHandout:\n```\n{handout}\n```"));
    format!("{}\n{facts}{}", found(question, state), handout.unwrap_or_default())
}

/// A question in a line.
pub(crate) fn headline(session: &Session, slot: Slot, width: usize) -> String {
    let asking = session.state().asking(slot);
    let prompt = asking.map(|asking| fill(&asking.question().prompt, session.state().filling()));
    cut(&format!("{slot}  {}", prompt.unwrap_or_default()), width)
}

/// How a question came into the round, or how much it matters there.
pub(crate) fn arrival(asking: &Asking) -> String {
    match (asking.arrival, asking.continues) {
        (_, Some(slot)) => format!("goes on with {slot}"),
        (Arrival::Backup(_), None) => "backup".into(),
        (Arrival::BroughtIn, None) => "brought in".into(),
        (Arrival::Planned, None) if asking.must_ask => "must ask".into(),
        (Arrival::Planned, None) => "if time".into(),
    }
}

/// What has become of a question.
pub(crate) fn status(state: &State, asking: &Asking) -> String {
    let status = match state.status(asking) {
        Status::Open if asking.must_ask => "must ask",
        Status::Open => "if time",
        Status::Current => "now",
        Status::Done => "done",
        Status::Unrated => return assessed::how_far(asking),
        Status::Skipped => "skipped",
        Status::Swapped => "swapped",
    };
    status.to_owned()
}

/// Which way a section's backup leads, or that it was used.
pub(crate) fn backup(state: &State, section: SectionIndex, backup: &Backup) -> String {
    let is_it = |asking: &&Asking| asking.section == section && asking.question().id == backup.banked.question.id;
    if state.asking.iter().any(|asking| is_it(&asking)) {
        return "used".into();
    }
    let planned = state.asking.iter().filter(|asking| asking.section == section && asking.arrival == Arrival::Planned);
    match (backup.is_beyond(planned.map(|asking| asking.question().difficulty)), backup.direction) {
        (true, direction) => direction.to_string(),
        (false, Direction::Easier) => "as easy".into(),
        (false, Direction::Harder) => "as hard".into(),
    }
}

/// What a question is beside the one whose place it takes.
pub(crate) fn in_place_of(other: &Question, here: &Question) -> String {
    let how = match other.difficulty.cmp(&here.difficulty) {
        Ordering::Less => return "easier".into(),
        Ordering::Greater => return "harder".into(),
        Ordering::Equal => "of the same difficulty",
    };
    let level = match other.level.cmp(&here.level) {
        Ordering::Less => ", for a lower level",
        Ordering::Equal => "",
        Ordering::Greater => ", for a higher level",
    };
    let length = match other.minutes.cmp(&here.minutes) {
        Ordering::Less => ", shorter",
        Ordering::Equal => "",
        Ordering::Greater => ", longer",
    };
    let topic = if other.topics.iter().any(|topic| here.topics.contains(topic)) { "" } else { ", on another topic" };
    format!("{how}{level}{length}{topic}")
}

/// Whether a criterion must be shown.
pub(crate) fn need(need: Need) -> &'static str {
    match need {
        Need::MustHave => "must have",
        Need::NiceToHave => "nice to have",
    }
}

/// Asks why somebody concludes far from the ratings.
pub(crate) fn why_conclude(session: &Session, dimension: &DimensionId, score: Rating) -> String {
    let title = session.plan().rubric.title_of(dimension);
    let state = session.state();
    if state.asking.iter().any(|asking| asking.ratings.contains_key(dimension)) {
        // Their mean is not said before the submission.
        let rated = assessed::ratings_on(state, dimension);
        if session.asks_why(dimension, score) {
            format!("{title}: you rated {rated}. A conclusion of {score} differs from that. Why?")
        } else {
            format!("{title}: you rated {rated}. Why do you conclude {score}?")
        }
    } else {
        format!("{title}: you rated no question on it. What does a conclusion of {score} rest on?")
    }
}

/// How late one is and what to do about it; nothing where all is well.
pub(crate) fn late(pace: &Pace, face: Face) -> Option<String> {
    if pace.behind == 0 {
        return None;
    }
    let drop = pace.drop.map(|slot| format!("drop {slot}"));
    let keep = pace.keep.map(|slot| match face {
        // Nothing beside it says what that is about.
        Face::Lines => format!("{slot} is still to be asked"),
        Face::Board => format!("keep {slot}"),
    });
    let advice: Vec<String> = drop.into_iter().chain(keep).collect();
    let advice = if advice.is_empty() { on_or_extend(face).to_owned() } else { advice.join(", ") };
    Some(format!("{} min behind: {advice}", pace.behind))
}

/// How much of the planned time a conversation has used.
pub(crate) fn minutes_used(used: Millis, planned: Millis) -> String {
    format!("{} of {} minutes used", used.minutes(), planned.minutes())
}

/// What to do where a section has no time left.
pub(crate) fn on_or_extend(face: Face) -> &'static str {
    face.of("go on, or extend it", "go on, or /extend 5")
}

/// The questions that must be asked and were not, before the conversation ends, and how many more are left; none where none must be.
pub(crate) fn unasked(state: &State) -> Option<String> {
    let open = state.asking.iter().filter(|asking| state.status(asking) == Status::Open);
    let (must, others): (Vec<&Asking>, Vec<&Asking>) = open.partition(|asking| asking.must_ask);
    let others = match others.len() {
        0 => String::new(),
        1 => ", and 1 other".into(),
        many => format!(", and {many} others"),
    };
    match must.len() {
        0 => None,
        1 => Some(format!("1 must-ask question was not asked{others}.")),
        many => Some(format!("{many} must-ask questions were not asked{others}.")),
    }
}

/// The questions that lack a rating, before the scorecard is submitted: by name, as far as there are few. Those that have none are told
/// apart from those that lack some.
pub(crate) fn unrated(state: &State) -> Option<String> {
    let mut lacking: Vec<&Asking> = state.unrated().collect();
    lacking.sort_by_key(|asking| asking.slot);
    let (bare, some): (Vec<&Asking>, Vec<&Asking>) = lacking.into_iter().partition(|asking| asking.ratings.is_empty());
    let none = few(&bare).map(|(named, many)| format!("{named} {} no rating.", if many { "have" } else { "has" }));
    let some = few(&some).map(|(named, many)| {
        let (are, they) = if many { ("are", "they are") } else { ("is", "it is") };
        format!("{named} {are} not rated on every dimension that {they} about.")
    });
    none.into_iter().chain(some).reduce(|none, some| format!("{none} {some}"))
}

/// Questions by name, as far as there are few, and whether there are several; nothing where there is none.
fn few(asking: &[&Asking]) -> Option<(String, bool)> {
    const NAMED: usize = 6;
    let slots: Vec<String> = asking.iter().map(|asking| asking.slot.to_string()).collect();
    // One more is named as shortly as it is counted.
    let more = if slots.len() > NAMED + 1 { slots.len() - NAMED } else { 0 };
    let named = slots.get(..slots.len() - more).unwrap_or_default();
    let several = slots.len() > 1;
    match named.split_last() {
        None => None,
        Some((last, [])) => Some((last.clone(), several)),
        Some((last, before)) if more == 0 => Some((format!("{} and {last}", before.join(", ")), several)),
        Some(_) => Some((format!("{} and {more} more", named.join(", ")), several)),
    }
}

/// Where a text that is being written stands.
pub(crate) fn stands_in(rubric: &Rubric, purpose: &Purpose) -> String {
    match purpose {
        Purpose::Quote(flag, slot) => format!("in the quote of the red flag {} at {slot}", flag.title(rubric)),
        Purpose::Reason(dimension, _) => format!("in the reason for {}", rubric.title_of(dimension)),
        Purpose::Why => "in the reason for your recommendation".into(),
        Purpose::Strength => "in what went well".into(),
        Purpose::Growth => "in what to work on".into(),
        Purpose::HandOver => "in the name of who goes on".into(),
        Purpose::Note(Some(slot)) => format!("on {slot}"),
        Purpose::Note(None) => "on the interview".into(),
        Purpose::Correction(_, Some(slot)) => format!("in the new text of a note on {slot}"),
        Purpose::Correction(_, None) => "in the new text of a note on the interview".into(),
    }
}

/// That nothing is recommended, before the scorecard is submitted.
pub(crate) fn unrecommended(state: &State) -> Option<String> {
    let given = state.recommendation.as_ref().is_some_and(|given| given.band.is_some());
    let wanted = !state.mock() && !state.is_no_show() && !given;
    wanted.then(|| "You have not recommended a band yet.".into())
}

/// Whether what somebody will read is a number or a single word: a slip more often than meant.
pub(crate) fn is_short(text: &str) -> bool {
    !text.trim().contains(char::is_whitespace) || !text.chars().any(char::is_alphabetic)
}
