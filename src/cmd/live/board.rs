//! The full-screen way: the board over the session that the store keeps.

use crate::board::{self, Keeper, Setting};
use crate::core::library::Library;
use crate::core::scorecard::About;
use crate::core::session::Recorder as _;
use crate::store::{self, Live};

use super::super::context::Context;
use super::super::failure::{Failure, Result};
use super::Left;

impl Keeper for Live {
    fn draft(&self) -> Option<String> {
        Self::draft(self)
    }

    fn keep_draft(&mut self, text: &str) -> std::result::Result<(), String> {
        Self::keep_draft(self, text).map_err(|error| {
            let source = std::error::Error::source(&error).map(|source| format!(": {source}")).unwrap_or_default();
            format!("{error}{source}")
        })
    }
}

/// Opens the board, and says what is to be said once it was left.
pub(super) fn open(context: &mut Context, recorder: &mut Live, library: &Library) -> Result<Left> {
    let people = store::read_people(&context.workspace)?;
    let beginning = recorder.session().state().beginning.as_ref().ok_or(Failure::Interrupted)?;
    let about = About {
        session: recorder.id().clone(),
        candidate: people.candidate_name(&beginning.candidate),
        interviewer: people.interviewer_name(&beginning.interviewer),
    };
    let setting = Setting { about: &about, library, color: context.surroundings.color };
    match board::run(recorder, setting) {
        Ok(board::Left::Open) => super::leave(context, recorder),
        Ok(board::Left::Submitted) => super::submitted(context, recorder),
        Ok(board::Left::Signal) => {
            super::leave(context, recorder)?;
            Err(Failure::Interrupted)
        }
        Err(error) => {
            // The terminal is gone; what was recorded is not.
            super::leave(context, recorder)?;
            Err(error.into())
        }
    }
}
