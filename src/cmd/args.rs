//! The command line: parsed once, here, into the core's own types.

use std::path::PathBuf;

use calibration::{Scale, Term};
use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

use crate::core::scale::{Kind, Level, Percent};
use crate::page;

/// Run, score and compare technical interviews.
#[derive(Debug, Parser)]
#[command(name = "hotseat", version, about, max_term_width = 100, disable_help_subcommand = true, after_help = AFTER)]
pub(super) struct Cli {
    /// Where your own documents and sessions are
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) workspace: Option<PathBuf>,
    /// What to do; on a terminal without it: run
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const AFTER: &str = "Try it:  hotseat run warm-up      ten minutes, to see how it goes
         hotseat compare --example  three candidates laid side by side

Exit codes: 0 done, 1 refused or failed, 2 usage, 3 data has problems, 130 interrupted.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run an interview; asks for what it needs
    Run(Run),
    /// Go on with a session that is not submitted yet
    Resume(Resume),
    /// Show the candidate prompt and handout of a live session, in a terminal of its own
    Present(Present),
    /// Draw an interview, or all rounds of a loop, without running it
    Plan(Plan),
    /// Change a submitted scorecard, with a reason
    Amend(Amend),
    /// Show the scorecards of submitted sessions
    Scorecard(Scorecard),
    /// Write what the candidate may take home
    Feedback(Feedback),
    /// Use the rubric as a calculator
    Score(Score),
    /// Lay candidates side by side
    Compare(Compare),
    /// Say how far interviewers agree, adjust for their severity, and how sure the ranking is
    Calibrate(Calibrate),
    /// Write every submitted scorecard as one tidy CSV
    Export(Export),
    /// Take in ratings made on paper or elsewhere
    Import(Import),
    /// List sessions
    Sessions(Sessions),
    /// Search the banks, or show one question whole
    Questions(Questions),
    /// List formats, or show one
    Formats(Listing),
    /// List loops, or show one
    Loops(Listing),
    /// List role tracks, or show one
    Tracks(Listing),
    /// List rubrics, or show one with its anchors
    Rubrics(Listing),
    /// Find every problem in banks, formats, rubrics, kits and sessions
    Check(Check),
    /// Make a workspace
    Init(Init),
    /// Put editable copies of shipped documents into the workspace
    Copy(Copy),
    /// Print the JSON Schema of a document
    Schema(Schema),
    /// Print completions for a shell
    Completions(Completions),
    /// Print a man page
    Man(Manual),
}

/// For whom and by which technologies to draw.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Wanted {
    /// junior, mid, senior or lead
    #[arg(long, value_name = "LEVEL")]
    pub(super) level: Option<Level>,
    /// The role track, such as backend
    #[arg(long, value_name = "TRACK")]
    pub(super) track: Option<String>,
    /// Only questions that need none but these technologies (or what they imply)
    #[arg(long = "tech", value_name = "A,B", value_delimiter = ',')]
    pub(super) technologies: Vec<String>,
    /// The candidate's name
    #[arg(long, value_name = "NAME")]
    pub(super) candidate: Option<String>,
    /// Draw the same questions again
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,
}

/// `hotseat run`.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Run {
    /// The format, such as warm-up or technical-screening
    pub(super) format: Option<String>,
    #[command(flatten)]
    /// For whom to draw.
    pub(super) wanted: Wanted,
    /// Your name
    #[arg(long, value_name = "NAME")]
    pub(super) interviewer: Option<String>,
    /// The candidate is somebody else than those with a similar name
    #[arg(long)]
    pub(super) new_candidate: bool,
    /// Ask the questions of a kit (a file, or its name in kits/)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) kit: Option<PathBuf>,
    /// The round of the kit, counted from 1
    #[arg(long, value_name = "R", requires = "kit")]
    pub(super) round: Option<usize>,
    /// Practice between friends: feedback instead of a hire band
    #[arg(long)]
    pub(super) mock: bool,
    /// Stretch every clock by so many per cent
    #[arg(long, value_name = "PCT", default_value = "0")]
    pub(super) extra_time: Percent,
    /// Fill a blank of résumé-driven prompts, such as project="the billing rewrite"
    #[arg(long = "fill", value_name = "BLANK=TEXT")]
    pub(super) filling: Vec<String>,
    /// Line by line, for screen readers and simple terminals
    #[arg(long)]
    pub(super) plain: bool,
}

/// `hotseat present`.
#[derive(Debug, Args)]
pub(super) struct Present {
    /// The session, by name or unique prefix; without it, the one that is being held
    pub(super) session: Option<String>,
    /// Show the section's clock, too
    #[arg(long)]
    pub(super) clock: bool,
}

/// `hotseat resume`.
#[derive(Debug, Args)]
pub(super) struct Resume {
    /// The session, by name or unique prefix; without it, asks
    pub(super) session: Option<String>,
    /// Line by line, for screen readers and simple terminals
    #[arg(long)]
    pub(super) plain: bool,
}

/// `hotseat amend`.
#[derive(Debug, Args)]
pub(super) struct Amend {
    /// The session, by name or unique prefix
    pub(super) session: String,
    /// Why; it stays on the card
    #[arg(long, value_name = "WHY")]
    pub(super) reason: String,
    /// Rate a question anew
    #[arg(long, value_name = "Q3:DIMENSION=SCORE")]
    pub(super) rate: Vec<String>,
    /// Conclude on a dimension anew
    #[arg(long, value_name = "DIMENSION=SCORE")]
    pub(super) conclude: Vec<String>,
    /// Add a note
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    /// The question that the note is about
    #[arg(long, value_name = "Q3", requires = "note")]
    pub(super) at: Option<String>,
    /// Recommend another band
    #[arg(long, value_name = "BAND")]
    pub(super) recommend: Option<String>,
}

/// `hotseat plan`.
#[derive(Debug, Args)]
pub(super) struct Plan {
    /// A format or a loop
    #[arg(value_name = "FORMAT|LOOP")]
    pub(super) what: String,
    #[command(flatten)]
    /// For whom to draw.
    pub(super) wanted: Wanted,
    /// Draw as if it were this time, such as 2026-11-21T10:00:00Z
    #[arg(long, value_name = "TIME")]
    pub(super) now: Option<DateTime<FixedOffset>>,
    /// Say for each question why it is in, and for each section what was given up
    #[arg(long)]
    pub(super) explain: bool,
    #[command(flatten)]
    /// Which notation.
    pub(super) notation: Notation,
    /// Write the kit to a file
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
}

/// Which notation to print; text without any.
#[derive(Debug, Clone, Copy, Default, Args)]
#[group(multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "flags that exclude each other become one value in `chosen`")]
pub(super) struct Notation {
    /// For programs
    #[arg(long)]
    json: bool,
    /// For spreadsheets
    #[arg(long)]
    csv: bool,
    /// For documents
    #[arg(long)]
    markdown: bool,
    /// For a browser
    #[arg(long)]
    html: bool,
}

impl Notation {
    /// The notation that was asked for.
    pub(super) fn chosen(self) -> Option<page::Notation> {
        let all = [
            (self.json, page::Notation::Json),
            (self.csv, page::Notation::Csv),
            (self.markdown, page::Notation::Markdown),
            (self.html, page::Notation::Html),
        ];
        all.into_iter().find_map(|(asked, notation)| asked.then_some(notation))
    }
}

/// Which notation to print, and where to.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Output {
    #[command(flatten)]
    /// Which notation.
    pub(super) notation: Notation,
    /// Write to a file
    #[arg(short = 'o', long = "output", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: Option<PathBuf>,
}

/// Which sessions a command is about.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Scope {
    /// Only sessions of this kit
    #[arg(long, value_name = "KIT")]
    pub(super) kit: Option<String>,
    /// Only sessions of this format
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<String>,
    /// Only sessions of this loop's formats
    #[arg(long = "loop", value_name = "LOOP")]
    pub(super) loop_id: Option<String>,
    /// Only sessions at this level
    #[arg(long, value_name = "LEVEL")]
    pub(super) level: Option<Level>,
    /// Only sessions of this day and later
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<NaiveDate>,
    /// Use the shipped example panel
    #[arg(long)]
    pub(super) example: bool,
}

/// `hotseat scorecard`.
#[derive(Debug, Args)]
pub(super) struct Scorecard {
    /// Sessions, by name or unique prefix
    pub(super) sessions: Vec<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
    /// Use the shipped example panel
    #[arg(long)]
    pub(super) example: bool,
}

/// `hotseat feedback`.
#[derive(Debug, Args)]
pub(super) struct Feedback {
    /// The session, by name or unique prefix
    pub(super) session: Option<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
    /// Use the shipped example panel
    #[arg(long)]
    pub(super) example: bool,
}

/// `hotseat score`.
#[derive(Debug, Args)]
pub(super) struct Score {
    /// The rubric
    #[arg(long, value_name = "RUBRIC", default_value = "core")]
    pub(super) rubric: String,
    /// The level, for its floors
    #[arg(long, value_name = "LEVEL", default_value = "mid")]
    pub(super) level: Level,
    /// Scores from 1 to 5, such as technical=4 problem-solving=3
    #[arg(required = true, value_name = "DIMENSION=SCORE")]
    pub(super) scores: Vec<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
}

/// `hotseat compare`.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// Candidates, by name; without any, all
    pub(super) candidates: Vec<String>,
    #[command(flatten)]
    /// Which sessions.
    pub(super) scope: Scope,
    /// Adjust for the interviewers' severity, and say how sure the order is
    #[arg(long)]
    pub(super) calibrated: bool,
    /// The seed of calibration's draws
    #[arg(long, value_name = "N", default_value_t = 1, requires = "calibrated")]
    pub(super) seed: u64,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
}

/// `hotseat calibrate`.
#[derive(Debug, Args)]
pub(super) struct Calibrate {
    /// Ratings from a CSV (candidate, interviewer, dimension, score, and if you like round) instead of sessions; keeps nothing
    #[arg(long, value_name = "RATINGS.csv", value_hint = ValueHint::FilePath, conflicts_with_all = ["kit", "format", "loop_id", "level", "since", "example"])]
    pub(super) from: Option<PathBuf>,
    #[command(flatten)]
    /// Which sessions.
    pub(super) scope: Scope,
    /// The scale of the file's scores, such as 1..9; without it, the range seen
    #[arg(long, value_name = "MIN..MAX", requires = "from", value_parser = scale, allow_hyphen_values = true)]
    pub(super) scale: Option<Scale>,
    /// Fit exactly these terms: candidate, interviewer, dimension, round, candidate-dimension, halo
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(super) terms: Vec<Term>,
    /// For the person and the lead: severity by name, every statistic, the model, who next
    #[arg(long)]
    pub(super) details: bool,
    /// The seed of all draws
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
}

/// A scale such as `1..9`.
fn scale(text: &str) -> Result<Scale, String> {
    let ends = text.split_once("..").and_then(|(min, max)| Some((min.trim().parse().ok()?, max.trim().parse().ok()?)));
    let (min, max) = ends.ok_or_else(|| format!("`{text}` is not a scale such as 1..9"))?;
    Scale::new(min, max).map_err(|error| error.to_string())
}

/// `hotseat export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    /// Which sessions.
    pub(super) scope: Scope,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
}

/// `hotseat import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// A CSV with the columns candidate, interviewer, dimension, score, and if you like round, note, date
    #[arg(value_name = "RATINGS.csv", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
    /// The format that was held
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: String,
    /// The level
    #[arg(long, value_name = "LEVEL")]
    pub(super) level: Level,
    /// The day, where a row has none of its own
    #[arg(long, value_name = "DATE")]
    pub(super) date: NaiveDate,
    /// The rubric; the format's if left out
    #[arg(long, value_name = "RUBRIC")]
    pub(super) rubric: Option<String>,
}

/// `hotseat sessions`.
#[derive(Debug, Args)]
pub(super) struct Sessions {
    /// Only this candidate's
    #[arg(long, value_name = "NAME")]
    pub(super) candidate: Option<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
    /// Use the shipped example panel
    #[arg(long)]
    pub(super) example: bool,
}

/// `hotseat questions`.
#[derive(Debug, Args)]
pub(super) struct Questions {
    /// Words to look for, or the id of one question
    pub(super) words: Vec<String>,
    /// Only from this bank
    #[arg(long, value_name = "BANK")]
    pub(super) bank: Option<String>,
    /// Only those that need this technology
    #[arg(long = "tech", value_name = "TECH")]
    pub(super) technology: Option<String>,
    /// Only for this level
    #[arg(long, value_name = "LEVEL")]
    pub(super) level: Option<Level>,
    /// Only of this kind
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<Kind>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
}

/// `hotseat formats`, `loops`, `tracks`, `rubrics`.
#[derive(Debug, Args)]
pub(super) struct Listing {
    /// Show this one
    pub(super) id: Option<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
}

/// `hotseat check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The workspace to check
    #[arg(value_hint = ValueHint::DirPath)]
    pub(super) folder: Option<PathBuf>,
    /// List the names in the handouts of code reviews that neither answer nor signals mention
    #[arg(long)]
    pub(super) unnamed: bool,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(super) output: Output,
}

/// `hotseat init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// Where; this folder if left out
    #[arg(value_hint = ValueHint::DirPath)]
    pub(super) folder: Option<PathBuf>,
}

/// `hotseat copy`.
#[derive(Debug, Args)]
pub(super) struct Copy {
    /// Documents by path or name, such as formats/warm-up.json or core; without any, lists them
    pub(super) documents: Vec<String>,
}

/// `hotseat schema`.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// bank, audit, format, loops, tracks, technologies, rubric, kit or plan
    pub(super) document: String,
}

/// `hotseat completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: Shell,
}

/// `hotseat man`.
#[derive(Debug, Args)]
pub(super) struct Manual {
    /// The command; without one, hotseat itself
    pub(super) command: Option<String>,
    /// Write the pages of all commands into a folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub(super) all: Option<PathBuf>,
}
