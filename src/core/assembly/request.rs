//! What is asked of the assembler, and why it may refuse.

use std::collections::BTreeSet;
use std::ops::Deref;

use super::super::bank::Question;
use super::super::format::Section;
use super::super::format::{Format, Track};
use super::super::ids::{
    BankId, CandidateId, FormatId, LoopId, NotAName, QuestionId, RubricId, SectionId, TechnologyId, TrackId,
};
use super::super::library::Library;
use super::super::plan::Lacking;
use super::super::scale::{Kind, Level};
use super::super::weighing::ChoiceWeights;
use super::contradiction::Contradiction;
use super::history::History;
use super::not_equivalent::NotEquivalent;

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
    /// What else is wished for.
    pub wishes: Wishes,
}

/// What is wished for beside the format: questions that must or must not come, and how much chance there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Questions that must come.
    pub include: DistinctQuestions,
    /// Questions that must not come.
    pub exclude: DistinctQuestions,
    /// The most that chance adds to a question, in points; the format's where nothing is said.
    pub variety: Option<u32>,
}

/// Questions by their names, each once and in the order in which they were first named: whoever names one twice wishes nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DistinctQuestions(Vec<QuestionId>);

impl FromIterator<QuestionId> for DistinctQuestions {
    fn from_iter<T: IntoIterator<Item = QuestionId>>(ids: T) -> Self {
        let mut met = BTreeSet::new();
        Self(ids.into_iter().filter(|id| met.insert(id.clone())).collect())
    }
}

impl Deref for DistinctQuestions {
    type Target = [QuestionId];

    fn deref(&self) -> &[QuestionId] {
        &self.0
    }
}

/// Why nothing was assembled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAssembled {
    /// No format was given, or it is not in the library.
    #[error("there is no such format")]
    NoFormat,
    /// What was drawn is named by its track, level and format, and by its seed; these give no name.
    #[error("what was drawn has no name: {0}")]
    NoName(NotAName),
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
    /// What is included or excluded can't be kept.
    #[error("not every wish can be kept: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Wishes(Vec<Contradiction>),
    /// No section gets a question, whichever rules give way.
    #[error("no bank of the track `{track}` has a question for this at the level {level}")]
    NothingFits {
        /// The track.
        track: TrackId,
        /// The level.
        level: Level,
        /// The sections, in order, with what keeps questions out.
        sections: Vec<(SectionId, Lacking)>,
    },
    /// A round or a loop is too large to be assembled.
    #[error("this is too large to be assembled: {0}")]
    TooLarge(String),
    /// There is no cohort as it is wanted.
    #[error(transparent)]
    Cohort(#[from] NotEquivalent),
    /// The search ended before it found anything.
    #[error("nothing was found within {work} steps of the search")]
    Work {
        /// The steps.
        work: u64,
    },
}

/// A section that draws questions: its round and its position in it, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Station {
    pub(super) round: usize,
    pub(super) section: usize,
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
    /// What the choice weighs: the first format's, since a loop is assembled as a whole.
    pub(super) weighing: ChoiceWeights,
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
        let Some(weighing) = formats.first().map(|format| format.assembly.clone()) else {
            return Err(NotAssembled::NoFormat);
        };
        let known = (!request.technologies.is_empty()).then(|| library.known(&request.technologies));
        Ok(Self { library, request, history, track, formats, known, weighing })
    }

    /// Whether a section takes a question of a bank: its kind, its bank and its topics.
    pub(super) fn takes<'b>(&self, section: &'b Section) -> impl Fn(&BankId, &Question) -> bool + use<'b> {
        let kinds: Vec<Kind> = section.kinds.iter().map(|kind| self.track.kind(*kind)).collect();
        move |bank, question| {
            kinds.contains(&question.kind)
                && (section.banks.is_empty() || section.banks.contains(bank))
                && (section.topics.is_empty() || question.topics.iter().any(|topic| section.topics.contains(topic)))
        }
    }

    pub(super) fn title(&self) -> String {
        let of = match &self.request.loop_id {
            Some(id) => self.library.list(id).map(|list| list.title.clone()),
            None => self.formats.first().map(|format| format.title.clone()),
        };
        format!("{}, {}, {}", of.unwrap_or_default(), self.request.level, self.track.title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_is_named_twice_counts_once_and_where_it_was_named_first() {
        let ids = ["flaky-test", "index-cost", "flaky-test", "http-vary", "index-cost"];
        let distinct: DistinctQuestions = ids.iter().map(|id| id.parse().expect("a name")).collect();
        let kept: Vec<&str> = distinct.iter().map(QuestionId::as_str).collect();
        assert_eq!(kept, ["flaky-test", "index-cost", "http-vary"]);
    }
}
