//! What a command can fail with, and the exit code that says so.

use std::io;

use crate::core::assembly::NotEquivalent;
use crate::core::check::FileProblem;
use crate::core::names::NotFound;
use crate::core::people::NotAPerson;
use crate::core::plan::Lacking;
use crate::core::plan::NotASlot;
use crate::core::rubric::NotAScore;
use crate::core::session::NotRecorded;
use crate::core::{assembly, session};
use crate::page::plan::lacking_text;
use crate::page::{Clean, NotShown, clean, commands_in_plain, layout};
use crate::store;

use calibration::RatingsError;

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The request was wrong: exit code 2.
    Usage(Said),
    /// It was refused, or the system failed: exit code 1.
    Failed(Said),
    /// Data has problems: exit code 3.
    Data(Said),
    /// The person broke off: exit code 130.
    Interrupted,
    /// Nobody reads what is printed any more: silent.
    BrokenPipe,
}

/// What is said about a failure.
#[derive(Debug)]
pub(super) struct Said {
    message: Clean,
    details: Vec<Clean>,
    hint: Option<Clean>,
}

impl Said {
    fn new(message: impl Into<String>) -> Self {
        Self { message: Clean::said(&message.into()), details: Vec::new(), hint: None }
    }

    fn with(self, details: Vec<String>) -> Self {
        Self { details: details.into_iter().map(|detail| Clean::said(&clean::line(&detail))).collect(), ..self }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(Clean::said(&clean::line(&hint.into()))), ..self }
    }

    fn hinted(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }
}

/// What the program's exit codes mean.
pub(super) const EXIT_CODES: [(u8, &str); 5] =
    [(0, "done"), (1, "refused or failed"), (2, "usage"), (3, "data has problems"), (130, "interrupted")];

/// The result of a command.
pub(super) type Result<T = ()> = std::result::Result<T, Failure>;

impl Failure {
    /// A wrong request, with what to do next.
    pub(super) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage(Said::new(message).hint(hint))
    }

    /// A refusal, with what to do next.
    pub(super) fn refused(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Failed(Said::new(message).hint(hint))
    }

    /// Texts that could not be written, each of them whole: they stand nowhere else.
    pub(super) fn unsaved(texts: &str, hint: impl Into<String>) -> Self {
        Self::Failed(Said { message: Clean::block(texts), details: Vec::new(), hint: None }.hint(hint))
    }

    /// Data that was listed already has problems.
    pub(super) fn problems(count: impl Into<String>) -> Self {
        Self::Data(Said::new(count))
    }

    /// Data with problems that are listed here.
    pub(super) fn listed(message: String, details: Vec<String>, hint: &str) -> Self {
        Self::Data(Said::new(message).with(details).hint(hint))
    }

    /// A wrong request where there are several that it may mean, which are listed.
    pub(super) fn several(message: impl Into<String>, details: Vec<String>, hint: impl Into<String>) -> Self {
        Self::Usage(Said::new(message).with(details).hint(hint))
    }

    /// A refusal because of what exists, which is listed.
    pub(super) fn existing(message: impl Into<String>, details: Vec<String>, hint: impl Into<String>) -> Self {
        Self::Failed(Said::new(message).with(details).hint(hint))
    }

    /// What is printed could not be.
    pub(super) fn output(error: io::Error) -> Self {
        let hint = match error.kind() {
            io::ErrorKind::BrokenPipe | io::ErrorKind::Interrupted => return error.into(),
            io::ErrorKind::StorageFull => "free some disk space where the output goes, and do it again",
            _ => "look where the output goes",
        };
        Self::refused(format!("can't write the output: {error}"), hint)
    }

    /// What was to be written as JSON and could not be: the place refused it, or it has no JSON.
    pub(super) fn not_written(error: serde_json::Error) -> Self {
        if error.is_io() { Self::output(error.into()) } else { NotShown::from(error).into() }
    }

    /// What failed, without what to do next.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Usage(said) | Self::Failed(said) | Self::Data(said) => said.message.to_string(),
            Self::Interrupted | Self::BrokenPipe => String::new(),
        }
    }

    /// What to do next, where that is known.
    pub(super) fn hint(&self) -> Option<&str> {
        match self {
            Self::Usage(said) | Self::Failed(said) | Self::Data(said) => said.hint.as_ref().map(Clean::as_str),
            Self::Interrupted | Self::BrokenPipe => None,
        }
    }

    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Failed(_) => 1,
            Self::Data(_) => 3,
            Self::Interrupted => 130,
            Self::BrokenPipe => 0,
        }
    }

    /// What is printed on stderr, wrapped where it has a width; for whoever listens the commands keep `--plain`. Nothing for an interruption
    /// or a broken pipe.
    pub(super) fn text(&self, width: Option<usize>, listens: bool) -> String {
        let (Self::Usage(said) | Self::Failed(said) | Self::Data(said)) = self else { return String::new() };
        let line = |mark: &str, text: &str| {
            let text = if listens { commands_in_plain(text) } else { text.to_owned() };
            match width {
                Some(width) => layout::bullet(mark, &text, width),
                None => format!("{mark}{text}\n"),
            }
        };
        let mut text = line("error: ", said.message.as_str());
        for detail in &said.details {
            text += &line("  ", detail.as_str());
        }
        if let Some(hint) = &said.hint {
            text += &line("hint: ", hint.as_str());
        }
        text
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        let details = match &error {
            store::Error::Documents(problems) | store::Error::Named(problems) => problem_lines(problems),
            other => std::error::Error::source(other).map(ToString::to_string).into_iter().collect(),
        };
        let said = Said::new(error.to_string()).with(details).hinted(error.hint());
        match error {
            error if error.is_data() => Self::Data(said),
            error if error.is_about_a_name() => Self::Usage(said),
            _ => Self::Failed(said),
        }
    }
}

fn problem_lines(problems: &[FileProblem]) -> Vec<String> {
    const MOST: usize = 8;
    let mut lines: Vec<String> = problems.iter().take(MOST).map(ToString::to_string).collect();
    if problems.len() > MOST {
        lines.push(format!("... and {} more", problems.len() - MOST));
    }
    lines
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            io::ErrorKind::Interrupted => Self::Interrupted,
            _ => Self::Failed(Said::new(error.to_string())),
        }
    }
}

impl From<NotFound> for Failure {
    fn from(error: NotFound) -> Self {
        Self::Usage(Said::new(error.to_string()).hinted(error.hint()))
    }
}

impl From<NotAScore> for Failure {
    fn from(error: NotAScore) -> Self {
        Self::Usage(Said::new(error.to_string()).hinted(error.hint()))
    }
}

impl From<NotASlot> for Failure {
    fn from(error: NotASlot) -> Self {
        Self::usage(error.to_string(), "write it as Q3")
    }
}

impl From<NotShown> for Failure {
    fn from(error: NotShown) -> Self {
        match error {
            NotShown::NoTable(_) => Self::usage(error.to_string(), "use --json, --markdown or --html"),
            NotShown::Json(_) => Self::refused(error.to_string(), "please report this"),
        }
    }
}

impl From<assembly::NotAssembled> for Failure {
    fn from(error: assembly::NotAssembled) -> Self {
        match &error {
            assembly::NotAssembled::Wishes(against) => {
                let details: Vec<String> = against.iter().map(ToString::to_string).collect();
                Self::several(
                    "not every wish can be kept",
                    details,
                    "`hotseat questions` says what there is; take one of them out",
                )
            }
            assembly::NotAssembled::NothingFits { sections, .. } => {
                let details = sections.iter().map(|(id, lacking)| format!("{id}: {}", lacking_text(*lacking)));
                let kept_out = |count: fn(&Lacking) -> u32| sections.iter().any(|(_, lacking)| count(lacking) > 0);
                let flags = [
                    ("--tech", kept_out(|lacking| lacking.technology)),
                    ("--candidate", kept_out(|lacking| lacking.asked_before)),
                    ("--exclude", kept_out(|lacking| lacking.excluded)),
                ];
                let flags: Vec<&str> = flags.iter().filter(|(_, is)| *is).map(|(flag, _)| *flag).collect();
                let hint = match flags.as_slice() {
                    [] => "try another level or track".to_owned(),
                    flags => format!("try another level or track, or leave {} out", flags.join(" or ")),
                };
                Self::existing(error.to_string(), details.collect(), hint)
            }
            assembly::NotAssembled::TooLarge(_) | assembly::NotAssembled::Work { .. } => {
                Self::refused(error.to_string(), "make the rounds shorter, or draw the rounds of a loop one by one")
            }
            assembly::NotAssembled::Cohort(why) => Self::refused(error.to_string(), equivalent_hint(why)),
            assembly::NotAssembled::NoName(_) => Self::refused(
                error.to_string(),
                "give a --seed with fewer digits, or the track or the format a shorter name",
            ),
            assembly::NotAssembled::NoFormat
            | assembly::NotAssembled::NoTrack(_)
            | assembly::NotAssembled::NoRubric(_)
            | assembly::NotAssembled::Track { .. }
            | assembly::NotAssembled::Level { .. } => {
                Self::refused(error.to_string(), "`hotseat tracks` and `hotseat formats` say what fits what")
            }
        }
    }
}

/// What to do where there is no cohort as it is wanted.
fn equivalent_hint(why: &NotEquivalent) -> String {
    match why {
        NotEquivalent::Loop { .. } => "draw a cohort for each of its formats; --exclude keeps questions apart".into(),
        NotEquivalent::NothingDrawn => "leave --cohort out".into(),
        NotEquivalent::Included { possible, .. } => {
            format!("leave --include out, or ask for a cohort of {possible}; --max-use and --overlap allow more")
        }
        NotEquivalent::Overlap { most, .. } => format!("give an --overlap of at most {most}"),
        NotEquivalent::TooMany { possible: 0, .. } => "try another level or track".into(),
        NotEquivalent::TooMany { possible, .. } => {
            format!("ask for {possible}, or let plans share questions: --max-use 2 with --overlap 1, or more")
        }
    }
}

impl From<RatingsError> for Failure {
    fn from(error: RatingsError) -> Self {
        Self::refused(error.to_string(), "take fewer sessions, with --kit, --format, --level or --since")
    }
}

impl From<session::Refusal> for Failure {
    fn from(error: session::Refusal) -> Self {
        Self::Failed(Said::new(error.to_string()))
    }
}

impl From<NotRecorded> for Failure {
    fn from(error: NotRecorded) -> Self {
        Self::Failed(Said::new(error.to_string()))
    }
}

impl From<NotAPerson> for Failure {
    fn from(error: NotAPerson) -> Self {
        Self::usage(error.to_string(), "give the name as you would write it on the card")
    }
}
