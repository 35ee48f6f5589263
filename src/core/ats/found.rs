//! What all systems' scorecards have in common, done once: words become scores, people get the names that they are known by, what counts
//! for nothing is counted, and what can't be understood is named.

use std::collections::{BTreeMap, BTreeSet};

use super::super::day::Day;
use super::super::scale::Rating;
use super::page::{Chunk, RecordPlace};
use super::people::{Labels, labels};
use super::resources::{Resource, Resources, SourceFile};
use super::sheet::{CardState, Competence, FilledCard, Missing, Set, WithoutFile};
use super::words::{DimensionEntry, RatingWords, SystemWords, WordMeaning};
use super::{System, ashby, common, greenhouse, lever};

/// A rating that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenRating {
    /// Where it stands.
    pub place: RecordPlace,
    /// Who was rated.
    pub candidate: String,
    /// Who rated.
    pub interviewer: String,
    /// What was rated, as the system calls it or as `formats/ats.json` does.
    pub dimension: String,
    /// The score that its word means.
    pub score: Rating,
    /// The interview's name.
    pub round: Option<String>,
    /// A note on it.
    pub reason: Option<String>,
    /// A note on the interview as a whole, with the first rating of a scorecard.
    pub note: Option<String>,
    /// The day.
    pub date: Option<Day>,
}

/// What counts for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NotCounted {
    /// A scorecard that was not submitted.
    Draft,
    /// A scorecard that was deleted.
    Deleted,
    /// A scorecard by nobody.
    NoInterviewer,
    /// A rating of the whole interview beside those of competencies.
    Overall,
    /// An answer to a question that asks for no rating.
    Answer,
    /// A rating on what the table of words leaves out.
    Dimension,
    /// A record that is there again.
    Repeated,
    /// A rating of a scorecard that is not here.
    Stray,
    /// A scorecard on which nothing is rated.
    Unrated,
}

impl NotCounted {
    /// So many of them.
    pub(super) fn said(self, count: usize) -> String {
        let (one, many) = match self {
            Self::Draft => ("draft", "drafts"),
            Self::Deleted => ("deleted scorecard", "deleted scorecards"),
            Self::NoInterviewer => ("scorecard without an interviewer", "scorecards without an interviewer"),
            Self::Overall => ("overall rating, which is no dimension", "overall ratings, which are no dimension"),
            Self::Answer => ("answer that is no rating", "answers that are no ratings"),
            Self::Dimension => {
                ("rating on what formats/ats.json leaves out", "ratings on what formats/ats.json leaves out")
            }
            Self::Repeated => ("record that is there again", "records that are there again"),
            Self::Stray => (
                "rating whose scorecard is not here (fetch scorecards and scorecard_candidate_attributes again, together)",
                "ratings whose scorecards are not here (fetch scorecards and scorecard_candidate_attributes again, together)",
            ),
            Self::Unrated => ("scorecard without a rating", "scorecards without a rating"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

/// A place for a rating where nothing was rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotRated {
    /// Where it stands.
    pub place: RecordPlace,
    /// What the system calls what was not rated.
    pub name: String,
    /// A note on it.
    pub note: Option<String>,
}

/// What files hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundScorecards {
    /// Whose scorecards they are.
    pub system: System,
    /// How many scorecards count.
    pub scorecards: usize,
    /// The ratings.
    pub ratings: Vec<WrittenRating>,
    /// Where a rating could stand, and nothing was rated.
    pub not_rated: Vec<NotRated>,
    /// What was left out, each with how often.
    pub left_out: BTreeMap<NotCounted, usize>,
    /// What can't be understood.
    pub unclear: Vec<(RecordPlace, String)>,
    /// What files are missing, without which there are ratings, but not all that belongs to them.
    pub missing: Vec<Missing>,
    /// What one should know, in sentences.
    pub notes: Vec<String>,
}

/// Why files hold no ratings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoScorecards {
    /// There is no record in them.
    #[error("its lists are empty: there is no record in it")]
    NoRecord,
    /// Nothing in them is a scorecard.
    #[error("there is no scorecard of {} in it", titles(System::ALL, " or "))]
    NoScorecard,
    /// They are of several systems.
    #[error("it holds scorecards of {}", titles(.0, " and "))]
    SeveralSystems(Vec<System>),
    /// They are not of the system that was said.
    #[error("these are scorecards of {}, not of {}", .found.title(), .said.title())]
    AnotherSystem {
        /// What was said.
        said: System,
        /// What it is.
        found: System,
    },
    /// They are called after another version.
    #[error("{file} is called {word}, but it holds scorecards of {}", .found.title())]
    AnotherVersion {
        /// Which file.
        file: String,
        /// What its name says.
        word: &'static str,
        /// What it is.
        found: System,
    },
    /// Files are missing without which there are no ratings.
    #[error("{} is not all there", .0.title())]
    Missing(System, Vec<Missing>),
}

fn titles(systems: &[System], and: &str) -> String {
    systems.iter().map(|system| system.title()).collect::<Vec<_>>().join(and)
}

impl NoScorecards {
    /// What to do next.
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::NoRecord => "fetch it again, and look whether what was asked for leaves anything".into(),
            Self::NoScorecard => {
                "docs/ats.md says what each system's files hold; of hotseat's own exports the CSV is read".into()
            }
            Self::SeveralSystems(_) => "put each system's files in a folder of its own".into(),
            Self::AnotherSystem { found, .. } => format!("--ats {found}"),
            Self::AnotherVersion { found, .. } => {
                format!("--ats {found} takes them as what they are; or call the file after what it holds")
            }
            Self::Missing(..) => "put these files beside the others, as JSON or JSON Lines".into(),
        }
    }
}

/// Reads the records of files; `said` is the system that they are said to be of.
///
/// # Errors
/// Why they hold no ratings.
pub(crate) fn find(
    files: &[SourceFile],
    chunks: Vec<Chunk>,
    words: &RatingWords,
    said: Option<System>,
) -> Result<FoundScorecards, NoScorecards> {
    let resources = Resources::of(files, chunks);
    let system = system(&resources, files, said)?;
    let own = words.of(system);
    let (sheets, missing) = match system {
        System::Greenhouse => (greenhouse::v3(&resources), greenhouse::v3_missing(&resources)),
        System::GreenhouseV1 => (greenhouse::v1(&resources), greenhouse::v1_missing(&resources)),
        System::Ashby => (ashby::sheets(&resources, own), ashby::missing(&resources)),
        System::Lever => (lever::sheets(&resources, files), lever::missing(&resources)),
        System::Merge => (common::merge(&resources), common::missing(&resources)),
        System::Unified => (common::unified(&resources), common::missing(&resources)),
    };
    let (needed, missing): (Vec<_>, Vec<_>) = missing.into_iter().partition(|one| one.without == WithoutFile::Nothing);
    if !needed.is_empty() {
        return Err(NoScorecards::Missing(system, needed));
    }
    let counted: Vec<&FilledCard> = sheets.iter().filter(|sheet| sheet.state == CardState::Submitted).collect();
    let mut gathering = Gathering::new(words, system, labels(&counted));
    for sheet in &sheets {
        gathering.sheet(sheet);
    }
    gathering.count(resources.repeated, NotCounted::Repeated);
    if system == System::Greenhouse {
        gathering.count(greenhouse::v3_strays(&resources), NotCounted::Stray);
        gathering.unclear.extend(greenhouse::v3_unclear(&resources));
    }
    let mut found = gathering.found(missing);
    let more = "the service says that more pages follow, and none of them is here: fetch them as well";
    found.unclear.extend(resources.unfinished.iter().map(|place| (*place, more.to_owned())));
    found.notes.extend(resources.cut.iter().map(|place| {
        let file = files.get(place.file).map_or("a page", |file| file.shown.as_str());
        format!("{file} says that more pages follow, and none is here: some scorecards may be missing")
    }));
    found.notes.extend(strangers(&resources, system));
    Ok(found)
}

/// The one system of which there are scorecards.
fn system(resources: &Resources, files: &[SourceFile], said: Option<System>) -> Result<System, NoScorecards> {
    let mut by_system: BTreeMap<System, usize> = BTreeMap::new();
    let parts = resources.all(Resource::Scorecards).iter().chain(resources.all(Resource::AttributeRatings));
    for record in parts {
        if let Some(system) = System::of(record) {
            by_system.entry(system).or_insert(record.place.file);
        }
    }
    let (system, file) = match by_system.iter().collect::<Vec<_>>().as_slice() {
        [] if resources.is_empty() => return Err(NoScorecards::NoRecord),
        [] => return Err(NoScorecards::NoScorecard),
        [(system, file)] => (**system, **file),
        several => return Err(NoScorecards::SeveralSystems(several.iter().map(|(system, _)| **system).collect())),
    };
    match said {
        Some(said) if said != system => return Err(NoScorecards::AnotherSystem { said, found: system }),
        Some(_) => return Ok(system),
        None => {}
    }
    let other = match system {
        System::Greenhouse => "v1",
        System::GreenhouseV1 => "v3",
        System::Ashby | System::Lever | System::Merge | System::Unified => return Ok(system),
    };
    let Some(file) = files.get(file) else { return Ok(system) };
    let mut words = file.names.iter().flat_map(|name| name.split(|letter: char| !letter.is_alphanumeric()));
    if words.any(|word| word.eq_ignore_ascii_case(other)) {
        return Err(NoScorecards::AnotherVersion { file: file.shown.clone(), word: other, found: system });
    }
    Ok(system)
}

/// Users to whom scorecards refer and who are not among the users.
fn strangers(resources: &Resources, system: System) -> Option<String> {
    if system != System::Greenhouse || !resources.has(Resource::Users) {
        return None;
    }
    let known = resources.by_id(Resource::Users);
    let interviewers = resources.all(Resource::Scorecards).iter().filter_map(|record| record.id(&["interviewer_id"]));
    let gone: BTreeSet<String> = interviewers.filter(|id| !known.contains_key(id)).collect();
    let count = gone.len();
    let (who, are) = if count == 1 { ("interviewer", "is") } else { ("interviewers", "are") };
    (count > 0).then(|| format!("{count} {who} {are} not among the users, perhaps deleted: called by the id"))
}

struct Gathering<'a> {
    words: &'a RatingWords,
    system: System,
    labels: Labels,
    scorecards: usize,
    ratings: Vec<WrittenRating>,
    not_rated: Vec<NotRated>,
    left_out: BTreeMap<NotCounted, usize>,
    unclear: Vec<(RecordPlace, String)>,
    /// Words that mean nothing in the table, each with how often it is there.
    unknown: BTreeMap<String, usize>,
}

impl<'a> Gathering<'a> {
    fn new(words: &'a RatingWords, system: System, labels: Labels) -> Self {
        Self {
            words,
            system,
            labels,
            scorecards: 0,
            ratings: Vec::new(),
            not_rated: Vec::new(),
            left_out: BTreeMap::new(),
            unclear: Vec::new(),
            unknown: BTreeMap::new(),
        }
    }

    fn sheet(&mut self, sheet: &FilledCard) {
        match sheet.state {
            CardState::Submitted => {}
            CardState::Draft => return self.count(1, NotCounted::Draft),
            CardState::Deleted => return self.count(1, NotCounted::Deleted),
        }
        let Some(interviewer) = &sheet.interviewer else { return self.count(1, NotCounted::NoInterviewer) };
        if sheet.ratings.is_empty() {
            self.count(1, NotCounted::Unrated);
        } else {
            self.scorecards += 1;
        }
        self.count(usize::from(sheet.overall.is_some()), NotCounted::Overall);
        self.count(sheet.answers, NotCounted::Answer);
        let date = match &sheet.date {
            None => None,
            Some(Ok(day)) => Some(*day),
            Some(Err(why)) => {
                self.unclear.push((sheet.place, format!("the date: {why}")));
                None
            }
        };
        let mut notes = sheet.notes.clone();
        for asked in &sheet.ratings {
            let Some((dimension, score)) = self.understood(asked) else { continue };
            self.ratings.push(WrittenRating {
                place: asked.place,
                candidate: self.labels.of(&sheet.candidate),
                interviewer: self.labels.of(interviewer),
                dimension,
                score,
                round: sheet.round.clone(),
                reason: asked.note.clone(),
                note: notes.take(),
                date,
            });
        }
    }

    /// The dimension and score of a rating; none where it counts for nothing or is not understood.
    fn understood(&mut self, asked: &Competence) -> Option<(String, Rating)> {
        let SystemWords { overall, attribute } = self.words.of(self.system);
        let set = match asked.set {
            Set::Overall => overall,
            Set::Attribute => attribute,
        };
        let score = match asked.word.as_deref().map(|word| (word, set.meaning(word))) {
            None | Some((_, Some(WordMeaning::NotRated))) => {
                self.not_rated.push(NotRated {
                    place: asked.place,
                    name: asked.name.clone(),
                    note: asked.note.clone(),
                });
                return None;
            }
            Some((_, Some(WordMeaning::Rated(score)))) => Ok(score),
            Some((word, None)) => Err(word),
        };
        let dimension = match self.words.dimension(&asked.name) {
            DimensionEntry::No => asked.name.clone(),
            DimensionEntry::As(ours) => ours.to_string(),
            DimensionEntry::LeftOut => {
                self.count(1, NotCounted::Dimension);
                return None;
            }
        };
        match score {
            Ok(score) => Some((dimension, score)),
            Err(word) => {
                *self.unknown.entry(word.to_owned()).or_default() += 1;
                let what = format!("`{word}` on {} is none of: {}", asked.name, set.known());
                self.unclear.push((asked.place, what));
                None
            }
        }
    }

    fn count(&mut self, count: usize, what: NotCounted) {
        if count > 0 {
            *self.left_out.entry(what).or_default() += count;
        }
    }

    fn found(self, missing: Vec<Missing>) -> FoundScorecards {
        let mut notes = self.labels.said();
        notes.extend(self.unknown.into_iter().map(|(word, count)| {
            let say = if count == 1 { "rating says" } else { "ratings say" };
            format!("{count} {say} `{word}`, which formats/ats.json does not know of {}", self.system.title())
        }));
        FoundScorecards {
            system: self.system,
            scorecards: self.scorecards,
            ratings: self.ratings,
            not_rated: self.not_rated,
            left_out: self.left_out,
            unclear: self.unclear,
            missing,
            notes,
        }
    }
}
