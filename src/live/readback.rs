//! Everything that will be submitted, read back in sentences; what is missing has its own list.

use crate::core::event::{Ending, Signal};
use crate::core::ids::DimensionId;
use crate::core::quotes::quoted;
use crate::core::rubric::Rubric;
use crate::core::session::{Asking, PASSED, Session, State};

use super::assessed;
use super::drafts::Purpose;
use super::words::{self, Face};

/// Heads it.
pub(crate) const TITLE: &str = "What will be submitted";

/// After practice there is a sheet with everything that stands at the questions.
const TAKEN_HOME: &str =
    "This is practice: the candidate takes all of it home, with your notes and ratings at every question.";

/// A part of what will be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadPart {
    Ratings,
    Signals,
    /// Follow-ups, hints and skips.
    Given,
    Conclusions,
    Criteria,
    Flags,
    Recommendation,
    TakeAways,
}

impl ReadPart {
    pub(crate) const ALL: [Self; 8] = [
        Self::Ratings,
        Self::Signals,
        Self::Given,
        Self::Conclusions,
        Self::Criteria,
        Self::Flags,
        Self::Recommendation,
        Self::TakeAways,
    ];

    /// What it is called.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ratings => "ratings",
            Self::Signals => "signals",
            Self::Given => "follow-ups",
            Self::Conclusions => "conclusions",
            Self::Criteria => "criteria",
            Self::Flags => "flags",
            Self::Recommendation => "recommendation",
            Self::TakeAways => "take-aways",
        }
    }

    /// It, sentence by sentence.
    pub(crate) fn sentences(self, session: &Session) -> Vec<String> {
        match self {
            Self::Ratings => ratings(session),
            Self::Signals => signals(session.state()),
            Self::Given => given(session),
            Self::Conclusions => conclusions(session),
            Self::Criteria => criteria(session),
            Self::Flags => flags(session),
            Self::Recommendation => recommendation(session).into_iter().collect(),
            Self::TakeAways => take_aways(session.state()),
        }
    }
}

/// All of it, sentence by sentence.
pub(crate) fn sentences(session: &Session, face: Face) -> Vec<String> {
    around(session, face, ReadPart::ALL.into_iter().flat_map(|part| part.sentences(session)).collect())
}

/// What is assessed, between how the conversation ended and what else there is.
pub(crate) fn around(session: &Session, face: Face, assessed: Vec<String>) -> Vec<String> {
    let state = session.state();
    let mut sentences = vec![format!("The conversation counts as {}.", ended(state))];
    if state.is_no_show() {
        sentences.push("The candidate did not come, and nothing is assessed.".into());
    } else {
        sentences.extend(assessed);
    }
    sentences.extend(notes(state, face));
    if state.mock() && !state.is_no_show() {
        sentences.push(TAKEN_HOME.to_owned());
    }
    sentences
}

fn ended(state: &State) -> &'static str {
    words::ending(state.ending.unwrap_or(Ending::Completed))
}

fn ratings(session: &Session) -> Vec<String> {
    let rated = session.state().asking.iter().filter(|asking| !asking.ratings.is_empty());
    let rated = rated.map(|asking| format!("{}: {}.", asking.slot, assessed::rated(session.plan(), asking)));
    let rated: Vec<String> = rated.collect();
    if rated.is_empty() { vec!["No question is rated.".into()] } else { rated }
}

/// What was ticked, the strong signals of a question before the weak ones.
fn signals(state: &State) -> Vec<String> {
    let at = |asking: &Asking, (what, is_it): (&str, fn(&Signal) -> bool)| {
        let texts: Vec<&str> = asking
            .signals
            .keys()
            .filter(|signal| is_it(signal))
            .filter_map(|signal| asking.signal_text(*signal))
            .collect();
        (!texts.is_empty()).then(|| format!("{what} at {}: {}.", asking.slot, texts.join("; ")))
    };
    let strong: fn(&Signal) -> bool = |signal| matches!(signal, Signal::Strong(_));
    let weak: fn(&Signal) -> bool = |signal| matches!(signal, Signal::Weak(_));
    let of = |asking| [at(asking, ("Strong signals", strong)), at(asking, ("Weak signals", weak))];
    state.asking.iter().flat_map(of).flatten().collect()
}

/// Follow-ups that were asked, hints that were given, and what was skipped.
fn given(session: &Session) -> Vec<String> {
    let of = |asking: &Asking| {
        let hint = |index: &u8| asking.question().hints.get(usize::from(*index)).map(String::as_str);
        let hints: Vec<&str> = asking.hints.iter().filter_map(hint).collect();
        let hints = (!hints.is_empty()).then(|| format!("Hints given at {}: {}", asking.slot, hints.join(" ")));
        let counts = if asking.ratings.is_empty() { "" } else { " Its ratings count all the same." };
        let skipped = asking.skipped.as_ref().map(|why| match why.as_str() {
            "" | "skipped" => format!("{} is skipped.{counts}", asking.slot),
            PASSED => format!("{} was {PASSED}, and counts as skipped.{counts}", asking.slot),
            why => format!("{} is skipped{}.{counts}", asking.slot, words::because(why)),
        });
        [assessed::follow_ups(asking), hints, skipped]
    };
    session.state().asking.iter().flat_map(of).flatten().collect()
}

fn conclusions(session: &Session) -> Vec<String> {
    let (plan, state) = (session.plan(), session.state());
    let sentence = |id| {
        let title = plan.rubric.title_of(id);
        let conclusion = state.conclusions.get(id);
        let own = conclusion.and_then(|conclusion| Some((conclusion.score?, conclusion.reason.as_str())));
        if let Some((score, reason)) = own {
            let scale = plan.rubric.scale.at(score);
            return format!("You conclude {score}, {scale}, on {title}{}.", words::because(reason));
        }
        let reason = conclusion.map(|conclusion| conclusion.reason.as_str()).unwrap_or_default();
        let reason = if reason.is_empty() { String::new() } else { format!(" You wrote: {}", quoted(reason)) };
        match state.dimension_score(id) {
            Some(_) => format!("On {title} your ratings stand: {}.{reason}", assessed::ratings_on(state, id)),
            None => format!("On {title} there is no score.{reason}"),
        }
    };
    // What has neither a rating nor a conclusion nor a word about it is said in one sentence.
    let is_said = |id: &&DimensionId| state.dimension_score(id).is_some() || state.conclusions.contains_key(*id);
    let (said, open): (Vec<_>, Vec<_>) = assessed::dimensions(session).into_iter().partition(is_said);
    let open: Vec<&str> = open.into_iter().map(|id| plan.rubric.title_of(id)).collect();
    let open = (!open.is_empty()).then(|| format!("Not assessed: {}.", words::listed(&open)));
    said.into_iter().map(sentence).chain(open).collect()
}

fn criteria(session: &Session) -> Vec<String> {
    let state = session.state();
    let titles = |judged: bool| -> Vec<&str> {
        let criteria = assessed::criteria(session)
            .into_iter()
            .filter(|criterion| state.criteria.get(&criterion.id) == Some(&judged));
        criteria.map(|criterion| criterion.title.as_str()).collect()
    };
    let sentence =
        |what: &str, titles: Vec<&str>| (!titles.is_empty()).then(|| format!("{what}: {}.", words::listed(&titles)));
    [sentence("Shown", titles(true)), sentence("Not shown", titles(false))].into_iter().flatten().collect()
}

fn flags(session: &Session) -> Vec<String> {
    let raised = &session.state().flags;
    if raised.is_empty() {
        return vec!["No red flag is raised.".into()];
    }
    let rubric = &session.plan().rubric;
    raised
        .iter()
        .map(|flag| format!("Red flag at {}: {}, {}.", flag.slot, flag.flag.title(rubric), quoted(&flag.quote)))
        .collect()
}

fn recommendation(session: &Session) -> Option<String> {
    let given = session.state().recommendation.clone().unwrap_or_default();
    let band = given.band.as_ref().and_then(|band| session.plan().rubric.band(band));
    match (band, given.reason.as_str()) {
        (Some(band), reason) => Some(format!("You recommend {}{}.", band.title, words::because(reason))),
        (None, "") => (!session.state().mock()).then(|| "You recommend no band.".to_owned()),
        (None, reason) => Some(format!("You recommend no band, but you wrote: {}", quoted(reason))),
    }
}

fn take_aways(state: &State) -> Vec<String> {
    let Some(given) = state.recommendation.as_ref() else { return Vec::new() };
    let well = given.strengths.iter().map(|line| format!("To take home, what went well: {line}"));
    let work = given.growth.iter().map(|line| format!("To take home, what to work on: {line}"));
    well.chain(work).collect()
}

fn notes(state: &State, face: Face) -> Option<String> {
    let reads = face.notes();
    match state.notes.len() {
        0 => (!state.is_no_show()).then(|| "There is no note.".to_owned()),
        1 => Some(format!("There is 1 note; {reads} reads it.")),
        many => Some(format!("There are {many} notes; {reads} reads them.")),
    }
}

/// A half-typed text with the place where it stands.
pub(crate) fn half_typed(rubric: &Rubric, purpose: &Purpose, text: &str) -> String {
    format!("Half typed, {}: {text}", words::stands_in(rubric, purpose))
}

/// That a red flag has a title and no quote, and so is none.
pub(crate) fn unquoted(rubric: &Rubric, purpose: &Purpose) -> String {
    format!("nothing stands {}, so it is not raised", words::stands_in(rubric, purpose))
}

/// The note that a half-typed text becomes, where it can't be gone on with: what was to be no note says what it was to be.
pub(crate) fn half_typed_as_note(rubric: &Rubric, purpose: &Purpose, text: &str) -> String {
    match purpose {
        Purpose::Note(_) => text.to_owned(),
        Purpose::Quote(..)
        | Purpose::HandOver
        | Purpose::Reason(..)
        | Purpose::Why
        | Purpose::Strength
        | Purpose::Growth
        | Purpose::Correction(..) => half_typed(rubric, purpose, text),
    }
}
