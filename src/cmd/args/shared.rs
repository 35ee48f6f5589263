//! What several commands share: for whom to draw, which sessions, which notation and where to.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use clap::{Args, ValueHint};

use crate::core::assembly::Wishes;
use crate::core::day::Day;
use crate::core::ids::QuestionId;
use crate::core::scale::Level;
use crate::core::weighing::ChoiceWeights;
use crate::page;

use super::super::failure::Failure;
use super::listed;

/// For whom and by which technologies to draw.
#[derive(Debug, Clone, Default, Args)]
pub(in super::super) struct WantedArgs {
    /// The level to interview at
    #[arg(long, value_name = "LEVEL", value_parser = listed::level())]
    pub(in super::super) level: Option<Level>,
    /// The role track, such as backend
    #[arg(long, value_name = "TRACK")]
    pub(in super::super) track: Option<String>,
    /// Only questions that need none but these technologies (or what they imply)
    #[arg(long = "tech", value_name = "A,B", value_delimiter = ',')]
    pub(in super::super) technologies: Vec<String>,
    /// The candidate's name
    #[arg(long, value_name = "NAME")]
    pub(in super::super) candidate: Option<String>,
    /// What chance begins with: one seed draws the same questions as long as library, history and time are the same
    #[arg(long, value_name = "N", value_parser = listed::seed())]
    pub(in super::super) seed: Option<u64>,
    /// A question that must come, by its name; several with commas
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(in super::super) include: Vec<QuestionId>,
    /// A question that must not come, by its name; several with commas
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(in super::super) exclude: Vec<QuestionId>,
    /// How much chance there is, in points; 0 for the pure optimum, which is then the same for every seed but for ties [default: the format's, else 200]
    #[arg(long, value_name = "V", value_parser = clap::value_parser!(u32).range(0..=i64::from(ChoiceWeights::MOST)))]
    pub(in super::super) variety: Option<u32>,
    /// Draw as if it were this time, such as 2026-11-21T10:00:00Z: nothing that was asked later counts
    #[arg(long, value_name = "TIME", value_parser = listed::moment())]
    pub(in super::super) now: Option<DateTime<FixedOffset>>,
    /// Let what was asked elsewhere count, too: a CSV with `question`, `asked_at` and, if you like, `candidate`, as `history --csv` writes it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in super::super) history: Vec<PathBuf>,
    /// Draw as if nothing had been asked before: no question rests, and none is left out for the candidate
    #[arg(long, conflicts_with = "history")]
    pub(in super::super) without_history: bool,
}

impl WantedArgs {
    /// What is wished for beside the format.
    pub(in super::super) fn wishes(&self) -> Wishes {
        let distinct = |ids: &[QuestionId]| ids.iter().cloned().collect();
        Wishes { include: distinct(&self.include), exclude: distinct(&self.exclude), variety: self.variety }
    }
}

/// Which notation to print; text without any.
#[derive(Debug, Clone, Copy, Default, Args)]
#[group(multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "flags that exclude each other become one value in `chosen`")]
pub(in super::super) struct NotationArgs {
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

impl NotationArgs {
    /// The notation for a file, or for stdout.
    ///
    /// # Errors
    /// [`BadFileName`] where the file's name ends like another one, or like what is not written.
    pub(in super::super) fn for_file(self, file: Option<&Path>) -> Result<Option<page::Notation>, BadFileName> {
        notation_for(self.chosen(), file, self.chosen().is_none())
    }

    /// Whether a file is text by its name alone: no flag says what it is.
    pub(in super::super) fn is_text(self, file: Option<&Path>) -> bool {
        let ending = file.and_then(Path::extension).and_then(std::ffi::OsStr::to_str).map(str::to_ascii_lowercase);
        self.chosen().is_none() && ending.is_some_and(|ending| PLAIN.contains(&ending.as_str()))
    }

    /// The same where a file without a notation is a kit, whatever its name ends in.
    ///
    /// # Errors
    /// [`BadFileName`] where the file's name ends like another one, or like a workbook's or a document's.
    pub(in super::super) fn for_kit(self, file: Option<&Path>) -> Result<Option<page::Notation>, BadFileName> {
        notation_for(self.chosen(), file, false)
    }

    /// The notation that was asked for.
    pub(in super::super) fn chosen(self) -> Option<page::Notation> {
        // Taken apart whole, so that a new flag is not forgotten here.
        let Self { json, csv, markdown, html } = self;
        let all = [
            (json, page::Notation::Json),
            (csv, page::Notation::Csv),
            (markdown, page::Notation::Markdown),
            (html, page::Notation::Html),
        ];
        all.into_iter().find_map(|(asked, notation)| asked.then_some(notation))
    }
}

/// Which notation to print, and where to.
#[derive(Debug, Clone, Default, Args)]
pub(in super::super) struct OutputArgs {
    #[command(flatten)]
    /// Which notation.
    pub(in super::super) notation: NotationArgs,
    /// Write to a file, in the notation of its ending (.json, .csv, .md, .html); one that is there already stays as it is
    #[arg(short = 'o', long = "output", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in super::super) file: Option<PathBuf>,
    /// Replace the file that is there already
    #[arg(long, requires = "file")]
    pub(in super::super) force: bool,
    /// Begin a .csv with a byte-order mark, by which Excel knows that its letters are UTF-8
    #[arg(long, requires = "file")]
    pub(in super::super) bom: bool,
}

/// Why an answer can't be written into a file of that name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(in super::super) enum BadFileName {
    /// It ends like another notation than the one that was asked for.
    #[error("{} ends like {}, and {} was asked for", file.display(), ends.title(), asked.title())]
    Otherwise {
        /// The file.
        file: PathBuf,
        /// What its name ends like.
        ends: page::Notation,
        /// What was asked for.
        asked: page::Notation,
    },
    /// It ends like what is not written: another program would not open it.
    #[error("{} ends in .{ending}, which hotseat can't write", file.display())]
    Unwritten {
        /// The file.
        file: PathBuf,
        /// What its name ends in.
        ending: String,
    },
    /// A byte-order mark was asked for where none belongs.
    #[error("--bom is for CSV, and {} is none", file.display())]
    NoCsv {
        /// The file.
        file: PathBuf,
    },
}

impl From<BadFileName> for Failure {
    fn from(error: BadFileName) -> Self {
        let hint = match &error {
            BadFileName::Otherwise { .. } => "name the file by the notation, or leave one of them out",
            BadFileName::Unwritten { .. } => {
                "it writes .csv (which spreadsheets open), .json, .md, .html and .txt: name the file so"
            }
            BadFileName::NoCsv { .. } => "name the file .csv, or leave --bom out",
        };
        Self::usage(error.to_string(), hint)
    }
}

/// Endings of names that are those of text, and that promise no other notation: a flag may say any.
const PLAIN: [&str; 2] = ["txt", "text"];
/// Endings of workbooks and documents, which no notation is, whatever was asked for.
const OTHERS: [&str; 10] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "numbers", "docx", "doc", "odt", "pdf"];

/// The notation to write in: the one that was asked for, else the one that the file's name ends like; none where neither says. Where the
/// name has to say it, an ending that says none is refused.
fn notation_for(
    asked: Option<page::Notation>,
    file: Option<&Path>,
    must_say: bool,
) -> Result<Option<page::Notation>, BadFileName> {
    let ending = file.and_then(Path::extension).and_then(std::ffi::OsStr::to_str).map(str::to_ascii_lowercase);
    let ends = ending.as_deref().and_then(page::Notation::of_ending);
    let is_unwritten = |ending: &str| OTHERS.contains(&ending) || (must_say && !PLAIN.contains(&ending));
    match (asked, ends, file) {
        (Some(asked), Some(ends), Some(file)) if asked != ends => {
            Err(BadFileName::Otherwise { file: file.to_owned(), ends, asked })
        }
        (_, None, Some(file)) if ending.as_deref().is_some_and(is_unwritten) => {
            Err(BadFileName::Unwritten { file: file.to_owned(), ending: ending.unwrap_or_default() })
        }
        (asked, ends, _) => Ok(asked.or(ends)),
    }
}

/// A file to write to.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Target<'a> {
    /// Where.
    pub(in super::super) path: &'a Path,
    /// Whether it may take the place of one that is there.
    pub(in super::super) force: bool,
    /// Whether it begins with a byte-order mark.
    pub(in super::super) bom: bool,
}

impl OutputArgs {
    /// The notation to write in; none where neither a flag nor the file's name says.
    ///
    /// # Errors
    /// [`BadFileName`] where they say different ones, or the name what is not written.
    pub(in super::super) fn notation(&self) -> Result<Option<page::Notation>, BadFileName> {
        let notation = self.notation.for_file(self.file.as_deref())?;
        match &self.file {
            Some(file) if self.bom && notation != Some(page::Notation::Csv) => {
                Err(BadFileName::NoCsv { file: file.clone() })
            }
            Some(_) | None => Ok(notation),
        }
    }

    /// The notation of an answer that is lines of JSON, which a name may end like, too: `.jsonl`, `.ndjson`.
    ///
    /// # Errors
    /// As in [`Self::notation`].
    pub(in super::super) fn notation_of_lines(&self) -> Result<Option<page::Notation>, BadFileName> {
        let ending = self.file.as_deref().and_then(Path::extension).and_then(std::ffi::OsStr::to_str);
        if ending.is_some_and(|ending| ["jsonl", "ndjson"].iter().any(|own| own.eq_ignore_ascii_case(ending))) {
            return self.notation.for_file(None);
        }
        self.notation()
    }

    /// The file to write to; none for stdout.
    pub(in super::super) fn target(&self) -> Option<Target<'_>> {
        self.file.as_deref().map(|path| Target { path, force: self.force, bom: self.bom })
    }
}

/// Which sessions a command is about.
#[derive(Debug, Clone, Default, Args)]
pub(in super::super) struct ScopeArgs {
    /// Only sessions of this kit
    #[arg(long, value_name = "KIT")]
    pub(in super::super) kit: Option<String>,
    /// Only sessions of this format
    #[arg(long, value_name = "FORMAT")]
    pub(in super::super) format: Option<String>,
    /// Only sessions of this loop's formats
    #[arg(long = "loop", value_name = "LOOP")]
    pub(in super::super) loop_id: Option<String>,
    /// Only sessions at this level
    #[arg(long, value_name = "LEVEL", value_parser = listed::level())]
    pub(in super::super) level: Option<Level>,
    /// Only sessions of this day and later
    #[arg(long, value_name = "DATE")]
    pub(in super::super) since: Option<Day>,
    /// Use the shipped example panel
    #[arg(long)]
    pub(in super::super) example: bool,
}
