//! The command line: parsed once, here, into the core's own types.

mod documents;
mod interview;
mod listed;
mod panel;
mod shared;

use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueHint};

use super::failure::EXIT_CODES;

pub(super) use documents::{
    CheckArgs, CompletionsArgs, CopyArgs, InitArgs, ListingArgs, ManualArgs, QuestionsArgs, SchemaArgs,
};
pub(super) use interview::{AMENDING, AmendArgs, EndingArg, PlanArgs, PresentArgs, ResumeArgs, RunArgs};
pub(super) use panel::{
    CalibrateArgs, CompareArgs, ExportArgs, FeedbackArgs, HistoryArgs, ImportArgs, ScoreArgs, ScorecardArgs,
    SessionsArgs, TableArgs,
};
pub(super) use shared::{OutputArgs, ScopeArgs, Target, WantedArgs};

/// Run, score and compare technical interviews.
#[derive(Debug, Parser)]
#[command(name = "hotseat", version, about, max_term_width = 100, disable_help_subcommand = true, after_help = after_help())]
pub(super) struct Cli {
    /// Where your own documents and sessions are
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) workspace: Option<PathBuf>,
    /// Line by line, for screen readers and simple terminals
    #[arg(long, global = true)]
    pub(super) plain: bool,
    /// What to do; on a terminal without it: go on with an unfinished interview, or start one
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What to try first, and what it shows.
pub(super) const EXAMPLES: [(&str, &str); 2] = [
    ("hotseat run warm-up", "ten minutes, to see how it goes"),
    ("hotseat compare --example", "three candidates laid side by side"),
];

fn after_help() -> String {
    let examples = EXAMPLES.map(|(line, what)| format!("{line:<26} {what}")).join("\n         ");
    let codes = EXIT_CODES.map(|(code, meaning)| format!("{code} {meaning}")).join(", ");
    format!("Try it:  {examples}\n\nExit codes: {codes}.")
}

impl Cli {
    /// What was typed.
    ///
    /// # Errors
    /// Where help is wanted, or what was typed is no command line.
    pub(super) fn parsed() -> Result<Self, clap::Error> {
        let mut command = with_negative_numbers(Self::command());
        let mut matches = command.try_get_matches_from_mut(std::env::args_os())?;
        Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
    }
}

/// Takes a negative number for a value everywhere, so that it is said what is expected in its place: no flag is called by a digit.
fn with_negative_numbers(command: clap::Command) -> clap::Command {
    let takes = |arg: clap::Arg| if arg.get_action().takes_values() { arg.allow_negative_numbers(true) } else { arg };
    command.mut_args(takes).mut_subcommands(with_negative_numbers)
}

/// What to do.
#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "there is one, once")]
pub(super) enum Command {
    /// In a workspace.
    #[command(flatten)]
    Inside(Inside),
    /// From the command line alone.
    #[command(flatten)]
    Alone(Alone),
}

/// What is made from the command line alone, so that it works wherever the program was put.
#[derive(Debug, Subcommand)]
pub(super) enum Alone {
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print a man page
    Man(ManualArgs),
}

/// What is done in a workspace, or with the shipped library where there is none.
#[derive(Debug, Subcommand)]
pub(super) enum Inside {
    /// Run an interview; asks for what it needs
    Run(RunArgs),
    /// Go on with a session that is not submitted yet
    Resume(ResumeArgs),
    /// Show the candidate prompt and handout of a live session, in a terminal of its own
    Present(PresentArgs),
    /// Draw an interview, or all rounds of a loop, without running it
    Plan(PlanArgs),
    /// Change a submitted scorecard, with a reason
    Amend(Box<AmendArgs>),
    /// Show the scorecards of submitted sessions
    Scorecard(ScorecardArgs),
    /// Write what the candidate may take home
    Feedback(FeedbackArgs),
    /// Use the rubric as a calculator
    Score(ScoreArgs),
    /// Lay candidates side by side
    Compare(CompareArgs),
    /// Say how far interviewers agree and how sure the ranking is, and adjust for how strictly each rates
    Calibrate(CalibrateArgs),
    /// Write every submitted scorecard as one tidy CSV
    Export(ExportArgs),
    /// Take in ratings made on paper or elsewhere
    Import(ImportArgs),
    /// List sessions
    Sessions(SessionsArgs),
    /// List what was asked, when and of whom
    History(HistoryArgs),
    /// Search the banks, or show one question whole
    Questions(QuestionsArgs),
    /// List formats, or show one
    Formats(ListingArgs),
    /// List loops, or show one
    Loops(ListingArgs),
    /// List role tracks, or show one
    Tracks(ListingArgs),
    /// List rubrics, or show one with its anchors
    Rubrics(ListingArgs),
    /// Find every problem in banks, formats, rubrics, kits and sessions
    Check(CheckArgs),
    /// Make a workspace
    Init(InitArgs),
    /// Put editable copies of shipped documents into the workspace
    Copy(CopyArgs),
    /// Print the JSON Schema of a document
    Schema(SchemaArgs),
}

impl Inside {
    /// Whether it reads the workspace and makes none. What shows the shipped example reads none.
    pub(super) fn reads_workspace(&self) -> bool {
        match self {
            Self::Run(_) | Self::Init(_) | Self::Copy(_) | Self::Schema(_) => false,
            Self::Import(args) => args.list || args.remove.is_some(),
            Self::Check(args) => args.folder.is_none(),
            Self::Scorecard(args) => !args.example,
            Self::Feedback(args) => !args.example,
            Self::Compare(args) => !args.scope.example,
            Self::Calibrate(args) => !args.scope.example,
            Self::Export(args) => !args.scope.example,
            Self::Sessions(args) => !args.example,
            Self::History(args) => !args.example,
            Self::Questions(args) => !args.example,
            Self::Resume(_)
            | Self::Present(_)
            | Self::Plan(_)
            | Self::Amend(_)
            | Self::Score(_)
            | Self::Formats(_)
            | Self::Loops(_)
            | Self::Tracks(_)
            | Self::Rubrics(_) => true,
        }
    }
}
