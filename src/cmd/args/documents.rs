//! Arguments of the commands on documents, and on the program itself.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use clap_complete::Shell;

use crate::core::scale::{Kind, Level};

use super::listed;
use super::shared::OutputArgs;

/// `hotseat questions`.
#[derive(Debug, Args)]
pub(in super::super) struct QuestionsArgs {
    /// Words to look for, or the id of one question
    pub(in super::super) words: Vec<String>,
    /// Only from this bank
    #[arg(long, value_name = "BANK")]
    pub(in super::super) bank: Option<String>,
    /// Only those that need this technology
    #[arg(long = "tech", value_name = "TECH")]
    pub(in super::super) technology: Option<String>,
    /// Only for this level
    #[arg(long, value_name = "LEVEL", value_parser = listed::level())]
    pub(in super::super) level: Option<Level>,
    /// Only of this kind
    #[arg(long, value_name = "KIND", value_parser = listed::kind())]
    pub(in super::super) kind: Option<Kind>,
    /// Show how often and when each was asked, how it was rated, and how well it separates candidates
    #[arg(long)]
    pub(in super::super) usage: bool,
    /// With --usage: of the shipped example panel
    #[arg(long, requires = "usage")]
    pub(in super::super) example: bool,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
}

/// `hotseat formats`, `loops`, `tracks`, `rubrics`.
#[derive(Debug, Args)]
pub(in super::super) struct ListingArgs {
    /// Show this one
    pub(in super::super) id: Option<String>,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
}

/// `hotseat check`.
#[derive(Debug, Args)]
pub(in super::super) struct CheckArgs {
    /// The workspace to check
    #[arg(value_hint = ValueHint::DirPath)]
    pub(in super::super) folder: Option<PathBuf>,
    /// List the names in the handouts of code reviews that neither answer nor signals mention
    #[arg(long)]
    pub(in super::super) unnamed: bool,
    #[command(flatten)]
    /// Which notation, and where to.
    pub(in super::super) output: OutputArgs,
}

/// `hotseat init`.
#[derive(Debug, Args)]
pub(in super::super) struct InitArgs {
    /// Where; this folder if left out
    #[arg(value_hint = ValueHint::DirPath)]
    pub(in super::super) folder: Option<PathBuf>,
}

/// `hotseat copy`.
#[derive(Debug, Args)]
pub(in super::super) struct CopyArgs {
    /// Documents by path or name, such as formats/warm-up.json or core; without any, lists them
    pub(in super::super) documents: Vec<String>,
}

/// `hotseat schema`.
#[derive(Debug, Args)]
pub(in super::super) struct SchemaArgs {
    /// The kind of document
    #[arg(value_parser = listed::document())]
    pub(in super::super) document: String,
}

/// `hotseat completions`.
#[derive(Debug, Args)]
pub(in super::super) struct CompletionsArgs {
    /// The shell
    pub(in super::super) shell: Shell,
}

/// `hotseat man`.
#[derive(Debug, Args)]
pub(in super::super) struct ManualArgs {
    /// The command; without one, hotseat itself
    pub(in super::super) command: Option<String>,
    /// Write the pages of all commands into a folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub(in super::super) all: Option<PathBuf>,
}
