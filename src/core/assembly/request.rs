//! What is asked of the assembler, and why it may refuse.

use std::collections::BTreeSet;

use super::super::format::{Format, Track};
use super::super::ids::{CandidateId, FormatId, LoopId, RubricId, TechnologyId, TrackId};
use super::super::library::Library;
use super::super::scale::Level;
use super::history::History;

/// What is asked of the assembler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The formats, in order; those of the loop where there is one.
    pub formats: Vec<FormatId>,
    /// The loop that the formats come from.
    pub loop_id: Option<LoopId>,
    /// The level.
    pub level: Level,
    /// The role track.
    pub track: TrackId,
    /// The technologies that the candidate works with; none for any.
    pub technologies: Vec<TechnologyId>,
    /// For whom, where that is known: nobody is asked a question twice.
    pub candidate: Option<CandidateId>,
    /// What the draw begins with.
    pub seed: u64,
}

/// Why nothing was assembled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAssembled {
    /// No format was given, or it is not in the library.
    #[error("there is no such format")]
    NoFormat,
    /// The track is not in the library.
    #[error("there is no track `{0}`")]
    NoTrack(TrackId),
    /// The rubric is not in the library.
    #[error("there is no rubric `{0}`")]
    NoRubric(RubricId),
    /// The format makes no sense for the track.
    #[error("`{format}` makes no sense for the track `{track}`; these do: {}", .fitting.join(", "))]
    Track {
        /// The format.
        format: FormatId,
        /// The track.
        track: TrackId,
        /// The formats that make sense for it.
        fitting: Vec<String>,
    },
    /// The format makes no sense for the level.
    #[error("`{format}` makes no sense for the level {level}; it is for {}", .fitting.join(", "))]
    Level {
        /// The format.
        format: FormatId,
        /// The level.
        level: Level,
        /// The levels for which it makes sense.
        fitting: Vec<&'static str>,
    },
}

/// A request with everything it names looked up.
pub(super) struct Setting<'a> {
    pub(super) library: &'a Library,
    pub(super) request: &'a Request,
    pub(super) history: &'a History,
    pub(super) track: &'a Track,
    pub(super) formats: Vec<&'a Format>,
    /// The technologies asked for and all that they imply; none for any.
    pub(super) known: Option<BTreeSet<TechnologyId>>,
}

impl<'a> Setting<'a> {
    pub(super) fn new(library: &'a Library, request: &'a Request, history: &'a History) -> Result<Self, NotAssembled> {
        let track = library.track(&request.track).ok_or_else(|| NotAssembled::NoTrack(request.track.clone()))?;
        let mut formats = Vec::new();
        for id in &request.formats {
            let format = library.formats.get(id).ok_or(NotAssembled::NoFormat)?;
            if !track.formats.contains(id) {
                let fitting = track.formats.iter().map(ToString::to_string).collect();
                return Err(NotAssembled::Track { format: id.clone(), track: track.id.clone(), fitting });
            }
            if !format.levels.is_empty() && !format.levels.contains(&request.level) {
                let fitting = format.levels.iter().map(|level| level.as_str()).collect();
                return Err(NotAssembled::Level { format: id.clone(), level: request.level, fitting });
            }
            formats.push(format);
        }
        if formats.is_empty() {
            return Err(NotAssembled::NoFormat);
        }
        let known = (!request.technologies.is_empty()).then(|| library.known(&request.technologies));
        Ok(Self { library, request, history, track, formats, known })
    }

    pub(super) fn title(&self) -> String {
        let of = match &self.request.loop_id {
            Some(id) => self.library.list(id).map(|list| list.title.clone()),
            None => self.formats.first().map(|format| format.title.clone()),
        };
        format!("{}, {}, {}", of.unwrap_or_default(), self.request.level, self.track.title)
    }
}
