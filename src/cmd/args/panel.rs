//! Arguments of the commands on what came of interviews: scorecards, comparison, calibration, export and import.

use std::path::PathBuf;

use calibration::{Scale, Term};
use clap::{Args, ValueHint};

use crate::core::ats::System;
use crate::core::ats::sending::Receiver;
use crate::core::day::Day;
use crate::core::scale::Level;

use super::listed;
use super::shared::{OutputArgs, ScopeArgs};

/// `hotseat scorecard`.
#[derive(Debug, Args)]
pub(in super::super) struct ScorecardArgs {
    /// Sessions, by name, by its beginning, or by the candidate's name; without any, asks
    pub(in super::super) sessions: Vec<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
    /// Use the shipped example panel
    #[arg(long)]
    pub(in super::super) example: bool,
}

/// `hotseat feedback`.
#[derive(Debug, Args)]
pub(in super::super) struct FeedbackArgs {
    /// The session, by name, by its beginning, or by the candidate's name; without it, asks
    pub(in super::super) session: Option<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
    /// Use the shipped example panel
    #[arg(long)]
    pub(in super::super) example: bool,
}

/// `hotseat score`.
#[derive(Debug, Args)]
pub(in super::super) struct ScoreArgs {
    /// The rubric
    #[arg(long, value_name = "RUBRIC", default_value = "core")]
    pub(in super::super) rubric: String,
    /// The level, for its floors
    #[arg(long, value_name = "LEVEL", value_parser = listed::level(), default_value = "mid")]
    pub(in super::super) level: Level,
    /// Scores from 1 to 5, such as technical=4 problem-solving=3
    #[arg(required = true, value_name = "DIMENSION=SCORE")]
    pub(in super::super) scores: Vec<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
}

/// `hotseat compare`.
#[derive(Debug, Args)]
pub(in super::super) struct CompareArgs {
    /// Candidates, by name; without any, all
    pub(in super::super) candidates: Vec<String>,
    #[command(flatten)]
    /// Which sessions.
    pub(in super::super) scope: ScopeArgs,
    /// Adjust for the interviewers' severity, and say how sure the order is
    #[arg(long)]
    pub(in super::super) calibrated: bool,
    /// The seed of calibration's draws
    #[arg(long, value_name = "N", default_value_t = 1, requires = "calibrated")]
    pub(in super::super) seed: u64,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
}

/// `hotseat calibrate`.
#[derive(Debug, Args)]
pub(in super::super) struct CalibrateArgs {
    /// Ratings from a CSV (candidate, interviewer, dimension, score, and if you like round) instead of sessions; keeps nothing
    #[arg(long, value_name = "RATINGS.csv", value_hint = ValueHint::FilePath, conflicts_with = "ScopeArgs")]
    pub(in super::super) from: Option<PathBuf>,
    /// Whose scorecards the records of a folder or JSON file are; told by what they hold if left out
    #[arg(long, value_name = "SYSTEM", value_parser = listed::system(), requires = "from")]
    pub(in super::super) ats: Option<System>,
    #[command(flatten)]
    /// Which sessions.
    pub(in super::super) scope: ScopeArgs,
    /// The scale of the file's scores, such as 1..9; without it, the range seen
    #[arg(long, value_name = "MIN..MAX", requires = "from", allow_hyphen_values = true)]
    pub(in super::super) scale: Option<Scale>,
    /// Fit exactly these terms
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = listed::term())]
    pub(in super::super) terms: Vec<Term>,
    /// For the person and the lead: severity by name, every statistic, the model, who next
    #[arg(long)]
    pub(in super::super) details: bool,
    /// The seed of all draws
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(in super::super) seed: u64,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
}

/// `hotseat export`.
#[derive(Debug, Args)]
pub(in super::super) struct ExportArgs {
    #[command(flatten)]
    /// Which sessions.
    pub(in super::super) scope: ScopeArgs,
    /// As an applicant tracking system takes them; nothing is sent
    #[arg(long, value_name = "SYSTEM", value_parser = listed::target())]
    pub(in super::super) ats: Option<Receiver>,
    /// Make a mapping to complete from a form definition that was saved (Ashby, Lever)
    #[arg(long, value_name = "FORM.json", value_hint = ValueHint::FilePath, requires = "ats", conflicts_with = "mapping")]
    pub(in super::super) template: Option<PathBuf>,
    /// Which field of the system's form takes what (Ashby, Lever)
    #[arg(long, value_name = "MAPPING.json", value_hint = ValueHint::FilePath, requires = "ats")]
    pub(in super::super) mapping: Option<PathBuf>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
}

/// `hotseat import`.
#[derive(Debug, Args)]
pub(in super::super) struct ImportArgs {
    /// A CSV with the columns candidate, interviewer, dimension, score, and if you like round, note, date
    #[arg(value_name = "RATINGS.csv", value_hint = ValueHint::FilePath)]
    pub(in super::super) file: PathBuf,
    /// Whose scorecards the records of a folder or JSON file are; told by what they hold if left out
    #[arg(long, value_name = "SYSTEM", value_parser = listed::system())]
    pub(in super::super) ats: Option<System>,
    /// Call people by the system's ids, where no file names them
    #[arg(long)]
    pub(in super::super) ids: bool,
    /// The format that was held
    #[arg(long, value_name = "FORMAT")]
    pub(in super::super) format: String,
    /// The level
    #[arg(long, value_name = "LEVEL", value_parser = listed::level())]
    pub(in super::super) level: Level,
    /// The day, where a row has none of its own
    #[arg(long, value_name = "DATE")]
    pub(in super::super) date: Day,
    /// The rubric; the format's if left out
    #[arg(long, value_name = "RUBRIC")]
    pub(in super::super) rubric: Option<String>,
    /// Put the ratings in the place of those of the same candidate, interviewer, dimension, round and day that were imported before
    #[arg(long)]
    pub(in super::super) replace: bool,
}

/// `hotseat sessions`.
#[derive(Debug, Args)]
pub(in super::super) struct SessionsArgs {
    /// Only this candidate's
    #[arg(long, value_name = "NAME")]
    pub(in super::super) candidate: Option<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
    /// Use the shipped example panel
    #[arg(long)]
    pub(in super::super) example: bool,
}
