//! Arguments of the commands on what came of interviews: scorecards, comparison, calibration, export and import.

use std::path::PathBuf;

use calibration::{Scale, Steps, SureOf, Term};
use clap::{Args, ValueHint};

use crate::core::ats::System;
use crate::core::ats::sending::Receiver;
use crate::core::day::Day;
use crate::core::ratings::called::CalledDimension;
use crate::core::ratings::day::DayOrder;
use crate::core::ratings::head::ToldColumn;
use crate::core::ratings::score::WordScore;
use crate::core::ratings::who::Same;
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
    /// Take out how strictly or mildly each interviewer rates, and say how sure the order is
    #[arg(long)]
    pub(in super::super) calibrated: bool,
    /// The seed of calibration's draws
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = listed::seed(), requires = "calibrated")]
    pub(in super::super) seed: u64,
    /// What is sure of groups at 95%: the whole panel at once, or each of its pairs by itself
    #[arg(long, value_name = "WHAT", default_value = "panel", value_parser = listed::groups(), requires = "calibrated")]
    pub(in super::super) groups: SureOf,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
}

/// `hotseat calibrate`.
#[derive(Debug, Args)]
pub(in super::super) struct CalibrateArgs {
    /// Ratings from a table (.csv, .tsv, .xlsx, .ods) or from scorecards of a tracking system (a folder, .json, .jsonl) instead of sessions, several files together; keeps nothing
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, num_args = 1.., conflicts_with = "ScopeArgs")]
    pub(in super::super) from: Vec<PathBuf>,
    /// Whose scorecards the records of a folder or JSON file are; told by what they hold if left out
    #[arg(long, value_name = "SYSTEM", value_parser = listed::system(), requires = "from")]
    pub(in super::super) ats: Option<System>,
    #[command(flatten)]
    /// Which sessions.
    pub(in super::super) scope: ScopeArgs,
    /// The scale of the file's scores, such as 1..9; without it, the range seen
    #[arg(long, value_name = "MIN..MAX", requires = "from", allow_hyphen_values = true)]
    pub(in super::super) scale: Option<Scale>,
    /// The step from a score to the next, such as 0.5: half points are scores then, and not between them
    #[arg(long, value_name = "STEP")]
    pub(in super::super) step: Option<Steps>,
    #[command(flatten)]
    /// How the file is read.
    pub(in super::super) table: TableArgs,
    /// Weigh as the rubric does, though the file has dimensions that it has not: those stay out of the total
    #[arg(long, requires = "from")]
    pub(in super::super) rubric_weights: bool,
    /// Fit exactly these terms
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = listed::term())]
    pub(in super::super) terms: Vec<Term>,
    /// For those who run interviews: how strictly each interviewer rates by name, every statistic, the model, whom to interview next
    #[arg(long)]
    pub(in super::super) details: bool,
    /// The seed of all draws
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = listed::seed())]
    pub(in super::super) seed: u64,
    /// What is sure of groups at 95%: the whole panel at once, or each of its pairs by itself
    #[arg(long, value_name = "WHAT", default_value = "panel", value_parser = listed::groups())]
    pub(in super::super) groups: SureOf,
    /// Say whether it matters that the steps of the scale are taken as equal: fit a model that knows their order only, and hold both orders of the candidates against each other
    #[arg(long)]
    pub(in super::super) ordinal: bool,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
}

/// `hotseat export`.
#[derive(Debug, Args)]
#[command(
    after_help = "A table for programs stays one, with --plain as without; `hotseat scorecard --plain` is for listening."
)]
pub(in super::super) struct ExportArgs {
    #[command(flatten)]
    /// Which sessions.
    pub(in super::super) scope: ScopeArgs,
    /// A row for each scorecard, with recommendation, take-aways, flags and notes, instead of one for each dimension
    #[arg(long, conflicts_with = "ats")]
    pub(in super::super) wide: bool,
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
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(in super::super) struct ImportArgs {
    /// Tables (.csv, .tsv, .xlsx, .ods) with candidates, interviewers, dimensions, scores, and if you like rounds, notes, dates; or scorecards of a tracking system (a folder, .json, .jsonl)
    #[arg(id = "from", value_name = "FILE", value_hint = ValueHint::FilePath, required_unless_present_any = ["list", "remove"])]
    pub(in super::super) files: Vec<PathBuf>,
    /// List the ratings that were imported
    #[arg(long, conflicts_with_all = ["from", "remove"])]
    pub(in super::super) list: bool,
    /// Take ratings back that were imported, by the whole name that --list shows
    #[arg(long, value_name = "NAME", conflicts_with_all = ["from", "dry_run"])]
    pub(in super::super) remove: Option<String>,
    /// Remove them without asking
    #[arg(long, requires = "remove")]
    pub(in super::super) yes: bool,
    /// Whose scorecards the records of a folder or JSON file are; told by what they hold if left out
    #[arg(long, value_name = "SYSTEM", value_parser = listed::system())]
    pub(in super::super) ats: Option<System>,
    /// Call people by the system's ids, where no file names them
    #[arg(long)]
    pub(in super::super) ids: bool,
    /// The format that was held, where the file does not say (`hotseat export` does)
    #[arg(long, value_name = "FORMAT")]
    pub(in super::super) format: Option<String>,
    /// The level, where the file does not say
    #[arg(long, value_name = "LEVEL", value_parser = listed::level())]
    pub(in super::super) level: Option<Level>,
    /// The day, where a row has none of its own
    #[arg(long, value_name = "DATE")]
    pub(in super::super) date: Option<Day>,
    /// The rubric; the format's if left out
    #[arg(long, value_name = "RUBRIC")]
    pub(in super::super) rubric: Option<String>,
    /// Put the ratings in the place of those of the same candidate, interviewer, dimension, round and day that were imported before
    #[arg(long)]
    pub(in super::super) replace: bool,
    #[command(flatten)]
    /// How the file is read.
    pub(in super::super) table: TableArgs,
    #[command(flatten)]
    /// Which notation, and where to, of what --list and --dry-run show.
    pub(in super::super) output: OutputArgs,
}

/// How a table of ratings is read.
#[derive(Debug, Args)]
#[group(requires = "from")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(in super::super) struct TableArgs {
    /// Which column is what: candidate=Applicant, interviewer=*, dimension:overall, score=#4
    #[arg(long, value_name = "FIELD=HEADER", value_delimiter = ',')]
    pub(in super::super) columns: Vec<ToldColumn>,
    /// The sheet of a workbook, or `all` of them; the first if left out
    #[arg(long, value_name = "NAME")]
    pub(in super::super) sheet: Option<String>,
    /// Take the name above where cells are merged
    #[arg(long)]
    pub(in super::super) fill_down: bool,
    /// The lowest score is the best one
    #[arg(long)]
    pub(in super::super) reverse: bool,
    /// The highest score is the best one, whatever a header says
    #[arg(long, conflicts_with = "reverse")]
    pub(in super::super) not_reversed: bool,
    /// Whether days such as 3/4/2026 have the day or the month first: day-first, month-first
    #[arg(long, value_name = "ORDER")]
    pub(in super::super) days: Option<DayOrder>,
    /// Which dimension of the rubric the file means by another name, such as "Coding=code-quality"
    #[arg(long, value_name = "NAME=DIMENSION")]
    pub(in super::super) dimension: Vec<CalledDimension>,
    /// What words count as in the place of scores, such as Weak=2,OK=3
    #[arg(long, value_name = "WORD=NUMBER", value_delimiter = ',')]
    pub(in super::super) words: Vec<WordScore>,
    /// One name means the person of another, such as "F. Ash=Fern Ash"
    #[arg(long, value_name = "NAME=NAME")]
    pub(in super::super) same: Vec<Same>,
    /// Names that are near to others are other people
    #[arg(long)]
    pub(in super::super) apart: bool,
    /// What stands where nobody rated, beside blanks and N/A, such as 99
    #[arg(long, value_name = "TEXT", value_delimiter = ',', allow_hyphen_values = true)]
    pub(in super::super) not_rated: Vec<String>,
    /// Leave out what can't be understood, and say how much that is
    #[arg(long)]
    pub(in super::super) skip_bad: bool,
    /// Show how the file is understood, and do nothing with it
    #[arg(long)]
    pub(in super::super) dry_run: bool,
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

/// `hotseat history`.
#[derive(Debug, Args)]
pub(in super::super) struct HistoryArgs {
    /// Leave candidates and sessions out
    #[arg(long)]
    pub(in super::super) anonymous: bool,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
    /// Use the shipped example panel
    #[arg(long)]
    pub(in super::super) example: bool,
}
