//! A document of the library, understood by where it stands.

use std::path::Path;

use crate::core::ats::RatingWords;
use crate::core::bank::Bank;
use crate::core::check::{self, Checkable, Problem};
use crate::core::format::{Format, Loops, Technologies, Tracks};
use crate::core::later_value::LaterValue;
use crate::core::rubric::Rubric;

use super::compiled::{CompiledDocument, NotFitting};

/// How a document is written down. Shipped ones are checked by tests, so that a start need not check them again.
#[derive(Debug, Clone, Copy)]
pub(super) enum WrittenAs<'a> {
    Shipped(CompiledDocument),
    Own(&'a str),
}

/// What the library is made of.
pub(super) enum LibraryDocument {
    Bank(Bank),
    Rubric(Rubric),
    Format(Format),
    Loops(Loops),
    Tracks(Tracks),
    Technologies(Technologies),
    RatingWords(Box<RatingWords>),
}

/// The folder that a document stands in, and its name.
pub(super) fn folder_and_name(path: &Path) -> (&str, &str) {
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    (folder, path.file_stem().and_then(|name| name.to_str()).unwrap_or_default())
}

impl LibraryDocument {
    /// What stands at a path; none in a folder that belongs to nothing here.
    pub(super) fn read(path: &Path, written: WrittenAs<'_>) -> Result<Option<Self>, Vec<Problem>> {
        let (folder, name) = folder_and_name(path);
        Ok(Some(match (folder, name) {
            ("banks", _) => {
                let bank = match written {
                    WrittenAs::Own(_) => read::<Bank>(written)?,
                    WrittenAs::Shipped(document) => shipped_bank(document).map_err(|error| not_fitting(&error))?,
                };
                is_named(name, bank.id.as_str())?;
                Self::Bank(bank)
            }
            ("rubrics", _) => {
                let rubric = read::<Rubric>(written)?;
                is_named(name, rubric.id.as_str())?;
                Self::Rubric(rubric)
            }
            ("formats", "loops") => Self::Loops(read(written)?),
            ("formats", "tracks") => Self::Tracks(read(written)?),
            ("formats", "technologies") => Self::Technologies(read(written)?),
            ("formats", "ats") => Self::RatingWords(Box::new(read(written)?)),
            ("formats", _) => {
                let format = read::<Format>(written)?;
                is_named(name, format.id.as_str())?;
                Self::Format(format)
            }
            // No other folder is looked into.
            _ => return Ok(None),
        }))
    }
}

/// A shipped bank, of which the wording of a question is read when somebody looks at it.
pub(super) fn shipped_bank(document: CompiledDocument) -> Result<Bank, NotFitting> {
    let mut bank: Bank = document.whole.read()?;
    for (question, wording) in bank.questions.iter_mut().zip(document.parts()) {
        // A test reads every one, so that none is empty for being unreadable.
        question.wording = LaterValue::made_by(move || wording.read().unwrap_or_default());
    }
    Ok(bank)
}

fn read<T: Checkable>(written: WrittenAs<'_>) -> Result<T, Vec<Problem>> {
    match written {
        WrittenAs::Own(text) => check::read(text),
        WrittenAs::Shipped(document) => document.whole.read().map_err(|error| not_fitting(&error)),
    }
}

fn not_fitting(error: &NotFitting) -> Vec<Problem> {
    vec![Problem::at("", error.to_string())]
}

/// A document is called as its file is, so that people find it.
fn is_named(stem: &str, id: &str) -> Result<(), Vec<Problem>> {
    if stem == id {
        return Ok(());
    }
    let message = format!("the id is `{id}`, but the file is called `{stem}`");
    Err(vec![Problem::at("/id", message).hint("make them the same")])
}
