//! The way through scoring: what is asked, thing by thing, and how it is put.

use crate::core::event::{Course, Event, Finding, Recording};
use crate::core::ids::{CriterionId, DimensionId};
use crate::core::plan::Slot;
use crate::core::rubric::Band;
use crate::core::session::Session;
use crate::page::{clean, layout};

use super::super::assessed::{self, dimensions};
use super::super::told::{self, RecommendedPart};
use super::{show, words};

/// A thing that scoring asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Thing {
    /// A rating that is missing.
    Rating(Slot, DimensionId),
    Conclusion(DimensionId),
    Criterion(CriterionId),
    Band,
    Reason,
    WentWell,
    ToWorkOn,
    Submission,
}

/// A part of scoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScoringPart {
    Ratings,
    Conclusions,
    Criteria,
    Recommendation,
    TakeAways,
    Submission,
}

impl ScoringPart {
    pub(super) const ALL: [Self; 6] =
        [Self::Ratings, Self::Conclusions, Self::Criteria, Self::Recommendation, Self::TakeAways, Self::Submission];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Ratings => "ratings",
            Self::Conclusions => "conclusions",
            Self::Criteria => "criteria",
            Self::Recommendation => "recommendation",
            Self::TakeAways => "take-aways",
            Self::Submission => "submission",
        }
    }
}

impl Thing {
    pub(super) fn part(&self) -> ScoringPart {
        match self {
            Self::Rating(..) => ScoringPart::Ratings,
            Self::Conclusion(_) => ScoringPart::Conclusions,
            Self::Criterion(_) => ScoringPart::Criteria,
            Self::Band | Self::Reason => ScoringPart::Recommendation,
            Self::WentWell | Self::ToWorkOn => ScoringPart::TakeAways,
            Self::Submission => ScoringPart::Submission,
        }
    }

    /// Its name in files.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Rating(slot, dimension) => format!("rating {slot} {dimension}"),
            Self::Conclusion(dimension) => format!("conclusion {dimension}"),
            Self::Criterion(criterion) => format!("criterion {criterion}"),
            Self::Band => "band".to_owned(),
            Self::Reason => "reason".to_owned(),
            Self::WentWell => "went-well".to_owned(),
            Self::ToWorkOn => "to-work-on".to_owned(),
            Self::Submission => "submission".to_owned(),
        }
    }

    /// What is asked, in a few words.
    pub(super) fn asked(&self, session: &Session) -> String {
        let rubric = &session.plan().rubric;
        match self {
            Self::Rating(_, dimension) => format!("the rating on {}", rubric.title_of(dimension)),
            Self::Conclusion(dimension) => format!("your conclusion on {}", rubric.title_of(dimension)),
            Self::Criterion(id) => {
                format!("the criterion {}", rubric.criterion(id).map_or(id.as_str(), |known| known.title.as_str()))
            }
            Self::Band => "your recommendation".to_owned(),
            Self::Reason => "why you recommend that".to_owned(),
            Self::WentWell => "what went well".to_owned(),
            Self::ToWorkOn => "what to work on".to_owned(),
            Self::Submission => "the submission".to_owned(),
        }
    }

    /// The dimension that is asked about.
    pub(super) fn dimension(&self) -> Option<&DimensionId> {
        match self {
            Self::Rating(_, dimension) | Self::Conclusion(dimension) => Some(dimension),
            Self::Criterion(_) | Self::Band | Self::Reason | Self::WentWell | Self::ToWorkOn | Self::Submission => None,
        }
    }

    /// The criterion that is asked about.
    pub(super) fn criterion(&self) -> Option<&CriterionId> {
        match self {
            Self::Criterion(criterion) => Some(criterion),
            Self::Rating(..)
            | Self::Conclusion(_)
            | Self::Band
            | Self::Reason
            | Self::WentWell
            | Self::ToWorkOn
            | Self::Submission => None,
        }
    }

    /// The question that a note here is about.
    pub(super) fn slot(&self) -> Option<Slot> {
        match self {
            Self::Rating(slot, _) => Some(*slot),
            Self::Conclusion(_)
            | Self::Criterion(_)
            | Self::Band
            | Self::Reason
            | Self::WentWell
            | Self::ToWorkOn
            | Self::Submission => None,
        }
    }
}

/// All that is asked for, in order. After a no-show that is the submission alone.
pub(super) fn things(session: &Session) -> Vec<Thing> {
    let state = session.state();
    if state.ending == Some(crate::core::event::Ending::NoShow) {
        return vec![Thing::Submission];
    }
    let mut things: Vec<Thing> = Vec::new();
    for asking in state.unrated() {
        things.extend(asking.unrated().map(|dimension| Thing::Rating(asking.slot, dimension.clone())));
    }
    things.extend(dimensions(session).into_iter().map(|id| Thing::Conclusion(id.clone())));
    things.extend(assessed::criteria(session).into_iter().map(|criterion| Thing::Criterion(criterion.id.clone())));
    if !state.mock() {
        things.extend([Thing::Band, Thing::Reason]);
    }
    things.extend([Thing::WentWell, Thing::ToWorkOn, Thing::Submission]);
    things
}

/// What a recording gave, as scoring asks for it.
fn thing_of(session: &Session, seq: u64) -> Option<Thing> {
    let Event::Recording(Recording::Found(finding)) = &session.state().entry(seq)?.event else { return None };
    match finding {
        Finding::Rated { slot, dimension, .. } => Some(Thing::Rating(*slot, dimension.clone())),
        Finding::Concluded { dimension, .. } => Some(Thing::Conclusion(dimension.clone())),
        Finding::Ticked { criterion, .. } => Some(Thing::Criterion(criterion.clone())),
        Finding::Recommended(_) => told::part_of(session, seq).map(|part| match part {
            RecommendedPart::Band => Thing::Band,
            RecommendedPart::Reason => Thing::Reason,
            RecommendedPart::WentWell => Thing::WentWell,
            RecommendedPart::ToWorkOn => Thing::ToWorkOn,
        }),
        Finding::Observed { .. } | Finding::Noted { .. } | Finding::Flagged { .. } => None,
    }
}

/// What was taken back or made again just now.
pub(super) fn turned(session: &Session) -> Option<Thing> {
    match &session.state().entries.last()?.event {
        Event::Undone { entry, .. } | Event::Redone { entry } => thing_of(session, *entry),
        Event::Course(_) | Event::Talk(_) | Event::Recording(_) | Event::Amended { .. } => None,
    }
}

/// What was given last since the conversation ended; none where nothing was.
pub(super) fn last(session: &Session) -> Option<Thing> {
    let is_end = |event: &Event| matches!(event, Event::Course(Course::Ended(_)));
    let history = session.history();
    let since = history.iter().take_while(|recorded| recorded.undone || !is_end(recorded.event));
    since.filter(|recorded| !recorded.undone).find_map(|recorded| thing_of(session, recorded.entry))
}

/// What is read out before a thing is asked, where it is not what was read out for the thing before.
pub(super) fn introduced(session: &Session, before: Option<&Thing>, thing: &Thing, width: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let new_part = before.map(Thing::part) != Some(thing.part());
    match thing {
        Thing::Rating(slot, _) => {
            if before.and_then(Thing::slot) == Some(*slot) {
                return String::new();
            }
            let many = state.unrated().count();
            let first = if new_part && many > 0 {
                show::heading(&format!("Questions that lack a rating: {many}"))
            } else {
                String::new()
            };
            let headline = layout::paragraph(&words::headline(session, *slot, usize::MAX), width, "");
            format!("\n{first}{headline}")
        }
        Thing::Conclusion(id) => {
            let text = format!("{}, your ratings: {}", plan.rubric.title_of(id), assessed::ratings_on(state, id));
            let reason = state.conclusions.get(id).map(|conclusion| conclusion.reason.as_str()).unwrap_or_default();
            let reason = if reason.is_empty() { String::new() } else { format!("; your reason so far: \"{reason}\"") };
            format!("\n{}", layout::paragraph(&format!("{text}{reason}"), width, ""))
        }
        Thing::Criterion(_) if new_part => format!("\n{}", show::heading(words::CRITERIA)),
        Thing::Band => {
            let mut text = format!("\n{}", show::heading("Your recommendation"));
            let bands = &plan.rubric.bands;
            for (above, band) in bands.iter().enumerate() {
                let mark = format!("{}. {}: ", bands.len() - above, clean::line(&band.title));
                text += &layout::bullet(&mark, &band.meaning, width);
            }
            text
        }
        Thing::WentWell | Thing::ToWorkOn => {
            let title =
                format!("\n{}", show::heading(&format!("{}, a line each; Enter alone goes on", words::TAKE_HOME)));
            let title = if new_part { title } else { String::new() };
            title + &so_far(take_aways(session, thing), width)
        }
        Thing::Criterion(_) | Thing::Reason | Thing::Submission => String::new(),
    }
}

/// The lines to take home that belong to a thing.
pub(super) fn take_aways<'a>(session: &'a Session, thing: &Thing) -> &'a [String] {
    let Some(given) = session.state().recommendation.as_ref() else { return &[] };
    match thing {
        Thing::WentWell => &given.strengths,
        Thing::ToWorkOn => &given.growth,
        Thing::Rating(..)
        | Thing::Conclusion(_)
        | Thing::Criterion(_)
        | Thing::Band
        | Thing::Reason
        | Thing::Submission => &[],
    }
}

/// Lines that are there already, numbered.
fn so_far(lines: &[String], width: usize) -> String {
    (1..).zip(lines).map(|(number, line)| layout::bullet(&format!("{number}. "), line, width)).collect()
}

/// How a thing is asked for, and how it stands so far.
pub(super) fn prompt(session: &Session, thing: &Thing) -> String {
    let (plan, state) = (session.plan(), session.state());
    let recommendation = state.recommendation.clone().unwrap_or_default();
    let so_far = |text: &str| if text.is_empty() { String::new() } else { format!(", so far {text}") };
    let prompt = match thing {
        Thing::Rating(slot, id) => {
            let rating = state.asking(*slot).and_then(|asking| asking.ratings.get(id));
            let rating = rating.map_or(String::new(), ToString::to_string);
            format!("{slot}, {}, 1 to 5{}", plan.rubric.title_of(id), so_far(&rating))
        }
        Thing::Conclusion(id) => {
            let score = state.conclusions.get(id).and_then(|conclusion| conclusion.score);
            let score = score.map_or(String::new(), |score| score.to_string());
            format!("Your conclusion on {}, 1 to 5{}", plan.rubric.title_of(id), so_far(&score))
        }
        Thing::Criterion(id) => {
            let Some(criterion) = plan.rubric.criterion(id) else { return String::new() };
            let judged = match state.criteria.get(id) {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            };
            format!("{}, {}: was it shown, yes or no{}", criterion.title, words::need(criterion.need), so_far(judged))
        }
        Thing::Band => {
            let band = recommendation.band.as_ref().and_then(|id| plan.rubric.band(id));
            let band = band.map_or("", |band| band.title.as_str());
            format!("1 to {}, or the title{}", plan.rubric.bands.len(), so_far(band))
        }
        Thing::Reason => {
            return match recommendation.reason.as_str() {
                "" => format!("{} ", words::WHY_RECOMMEND),
                reason => format!("Why do you recommend that? So far: {} ", clean::line(reason)),
            };
        }
        Thing::WentWell => "What went well".to_owned(),
        Thing::ToWorkOn => "What to work on".to_owned(),
        Thing::Submission => "/submit submits, /back goes back, /quit leaves".to_owned(),
    };
    format!("{}: ", clean::line(&prompt))
}

/// The band that a number, counted from the worst, or a title or name means.
pub(super) fn band<'a>(bands: &'a [Band], given: &str) -> Option<&'a Band> {
    if let Ok(number) = given.parse::<usize>() {
        return bands.len().checked_sub(number).filter(|_| number > 0).and_then(|above| bands.get(above));
    }
    let given = given.to_lowercase();
    let is = |band: &&Band| band.title.to_lowercase() == given || band.id.as_str() == given.replace(' ', "-");
    let begins = |band: &&Band| band.title.to_lowercase().starts_with(&given);
    let mut fitting = bands.iter().filter(begins);
    // A yes or no was meant for a question before this one.
    let answers = ["y", "yes", "n", "no"].contains(&given.as_str());
    let only = fitting.next().filter(|_| !answers && fitting.next().is_none());
    bands.iter().find(is).or(only)
}
