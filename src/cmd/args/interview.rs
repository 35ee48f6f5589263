//! Arguments of the commands around an interview: plan, run, resume, present, amend.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::core::assembly::DrawCode;
use crate::core::event::Ending;
use crate::core::scale::Percent;

use super::shared::{NotationArgs, WantedArgs};

/// `hotseat run`.
#[derive(Debug, Clone, Default, Args)]
pub(in super::super) struct RunArgs {
    /// The format, such as warm-up or technical-screening
    pub(in super::super) format: Option<String>,
    #[command(flatten)]
    /// For whom to draw.
    pub(in super::super) wanted: WantedArgs,
    /// Your name
    #[arg(long, value_name = "NAME")]
    pub(in super::super) interviewer: Option<String>,
    /// The candidate is somebody else than those with a similar name
    #[arg(long)]
    pub(in super::super) new_candidate: bool,
    /// Ask the questions of a kit (a file, or its name in kits/)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in super::super) kit: Option<PathBuf>,
    /// Ask the questions of one plan: a kit of one round, such as a cohort's, or the plan.json of a session
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "kit")]
    pub(in super::super) plan: Option<PathBuf>,
    /// The round of the kit, counted from 1
    #[arg(long, value_name = "R", requires = "kit")]
    pub(in super::super) round: Option<usize>,
    /// Start another session of the same candidate, round and interviewer
    #[arg(long)]
    pub(in super::super) again: bool,
    /// Practice between friends: feedback instead of a hire band
    #[arg(long)]
    pub(in super::super) mock: bool,
    /// Stretch every clock by so many percent
    #[arg(long, value_name = "PCT", default_value = "0")]
    pub(in super::super) extra_time: Percent,
    /// Fill a blank of resume-driven prompts, such as project="the billing rewrite"
    #[arg(long = "fill", value_name = "BLANK=TEXT")]
    pub(in super::super) filling: Vec<String>,
}

/// `hotseat present`.
#[derive(Debug, Args)]
pub(in super::super) struct PresentArgs {
    /// The session, by its name or its beginning, or by the candidate's name; without it, the one that is being held
    pub(in super::super) session: Option<String>,
    /// Show the section's clock, too
    #[arg(long)]
    pub(in super::super) clock: bool,
}

/// `hotseat resume`.
#[derive(Debug, Args)]
pub(in super::super) struct ResumeArgs {
    /// The session, by its name or its beginning, or by the candidate's name; without it, asks
    pub(in super::super) session: Option<String>,
}

/// What to try with `hotseat amend`, and what it does.
pub(in super::super) const AMENDING: [(&str, &str); 3] = [
    ("hotseat amend ann --reason \"read my notes again\" --rate Q3:technical=4", "rates Q3 anew"),
    ("hotseat amend ann --reason \"said after the call\" --note \"knows Redis\" --at Q2", "adds a note to Q2"),
    ("hotseat amend ann --reason \"ticked by mistake\" --signal Q1:2=not-seen", "takes back the second signal of Q1"),
];

fn amending() -> String {
    let examples = AMENDING.map(|(line, what)| format!("  {line}\n    {what}"));
    format!("Examples:\n{}", examples.join("\n"))
}

/// `hotseat amend`.
#[derive(Debug, Clone, Args)]
#[command(after_help = amending())]
pub(in super::super) struct AmendArgs {
    /// The session, by name, by its beginning, or by the candidate's name; without it, asks
    pub(in super::super) session: Option<String>,
    /// Why, in a sentence: it stays on the scorecard, beside what was changed; no change is made without it
    #[arg(long, value_name = "WHY", default_value = "", hide_default_value = true)]
    pub(in super::super) reason: String,
    /// Who amends it, by name; without it, whose scorecard it is
    #[arg(long, value_name = "NAME")]
    pub(in super::super) by: Option<String>,
    /// Rate a question anew; Q3:DIMENSION=none takes the rating back
    #[arg(long, value_name = "Q3:DIMENSION=SCORE")]
    pub(in super::super) rate: Vec<String>,
    /// Conclude on a dimension anew; DIMENSION=none takes the conclusion back
    #[arg(long, value_name = "DIMENSION=SCORE")]
    pub(in super::super) conclude: Vec<String>,
    /// Observe a signal, by its number, its letter or words of it, or take it back with =not-seen
    #[arg(long, value_name = "Q3:SIGNAL=seen")]
    pub(in super::super) signal: Vec<String>,
    /// Judge a criterion: shown, not-shown, or none for neither
    #[arg(long, value_name = "CRITERION=shown")]
    pub(in super::super) criterion: Vec<String>,
    /// Raise a red flag, by its number, its name or a title of your own, with what was said or seen
    #[arg(long, value_name = "Q3:FLAG=QUOTE")]
    pub(in super::super) flag: Vec<String>,
    /// Add a line to what went well, for the candidate
    #[arg(long, value_name = "LINE")]
    pub(in super::super) went_well: Vec<String>,
    /// Add a line to what to work on, for the candidate
    #[arg(long, value_name = "LINE")]
    pub(in super::super) to_work_on: Vec<String>,
    /// Take back a note, a red flag or a line for the candidate, by words of it, or by the number it is listed with where two have them
    #[arg(long, value_name = "WORDS")]
    pub(in super::super) withdraw: Vec<String>,
    /// Add a note
    #[arg(long, value_name = "TEXT")]
    pub(in super::super) note: Option<String>,
    /// The question that the note is about
    #[arg(long, value_name = "Q3", requires = "note")]
    pub(in super::super) at: Option<String>,
    /// Recommend another band, by its title or name
    #[arg(long, value_name = "BAND")]
    pub(in super::super) recommend: Option<String>,
    /// Why you recommend it; without it, the reason of the amendment
    #[arg(long, value_name = "WHY", requires = "recommend")]
    pub(in super::super) because: Option<String>,
    /// How the conversation ended after all
    #[arg(long, value_enum, value_name = "ENDING")]
    pub(in super::super) ending: Option<EndingArg>,
}

impl AmendArgs {
    /// Whether anything is to be changed.
    pub(in super::super) fn changes_something(&self) -> bool {
        let lists = [
            &self.rate,
            &self.conclude,
            &self.signal,
            &self.criterion,
            &self.flag,
            &self.went_well,
            &self.to_work_on,
            &self.withdraw,
        ];
        let any = lists.iter().any(|list| !list.is_empty());
        any || self.note.is_some() || self.recommend.is_some() || self.ending.is_some()
    }
}

/// How a conversation can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in super::super) enum EndingArg {
    /// To its end
    Completed,
    /// Before its end
    #[value(alias = "early")]
    StoppedEarly,
    /// The candidate did not come
    #[value(alias = "noshow")]
    NoShow,
}

impl From<EndingArg> for Ending {
    fn from(given: EndingArg) -> Self {
        match given {
            EndingArg::Completed => Self::Completed,
            EndingArg::StoppedEarly => Self::StoppedEarly,
            EndingArg::NoShow => Self::NoShow,
        }
    }
}

/// The largest cohort: what it takes to draw one grows with its plans.
const MOST_PLANS: i64 = 200;

/// `hotseat plan`.
#[derive(Debug, Args)]
pub(in super::super) struct PlanArgs {
    /// A format or a loop
    #[arg(value_name = "FORMAT|LOOP")]
    pub(in super::super) what: String,
    #[command(flatten)]
    /// For whom to draw.
    pub(in super::super) wanted: WantedArgs,
    /// Draw what this draw code was given for, with the same request; where that can't be, say what has changed
    #[arg(long, value_name = "CODE", conflicts_with_all = ["seed", "without_history"])]
    pub(in super::super) draw: Option<DrawCode>,
    /// Say for each question why it is in, what it costs and what could stand in its place, and for each section what was given up
    #[arg(long)]
    pub(in super::super) explain: bool,
    #[command(flatten)]
    /// Which notation.
    pub(in super::super) notation: NotationArgs,
    /// Draw so many plans, with different questions and equally hard, as kits into the folder that -o names
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MOST_PLANS))]
    pub(in super::super) cohort: Option<u16>,
    /// In how many plans of a cohort a question may come, as a backup, too [default: 1]
    #[arg(long, value_name = "K", requires = "cohort", value_parser = clap::value_parser!(u16).range(1..=MOST_PLANS))]
    pub(in super::super) max_use: Option<u16>,
    /// How many questions two plans of a cohort may share [default: 0]
    #[arg(long, value_name = "M", requires = "cohort")]
    pub(in super::super) overlap: Option<u16>,
    /// Write the kit to a file, or those of a cohort into a folder; what is there already stays as it is
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(in super::super) output: Option<PathBuf>,
    /// Replace what is there already
    #[arg(long, requires = "output")]
    pub(in super::super) force: bool,
}
