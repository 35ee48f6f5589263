//! The interview within a command: the face that is wanted over the session that the store keeps, and what is said once it was left.

use crate::core::ids::InterviewerId;
use crate::core::library::Library;
use crate::core::people::{Name, People};
use crate::core::scorecard::About;
use crate::core::session::{Phase, Recorder as _};
use crate::live::board::{self, Backdrop};
use crate::live::words::Face;
use crate::live::{self, Keeper, lines, verbs};
use crate::store::Live;

use super::cards::NamedSession;
use super::console::{Away, LineTerminal};
use super::context::Context;
use super::failure::{Failure, Result};
use super::input;
use super::sessions::said_name;
use super::surroundings::shell_word;

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

    fn keep_time(&mut self) {
        Self::keep_time(self);
    }

    fn interviewer(&mut self, name: &str) -> std::result::Result<(InterviewerId, String), String> {
        let name = Name::new(name).map_err(|error| error.to_string())?;
        let found: Result<_> = self.with_people(|people| {
            let id = people.interviewer_called(&name, || "interviewer".into())?;
            let known = people.interviewer_name(&id);
            Ok((id, known))
        });
        found.map_err(|failure| failure.message())
    }

    fn known_interviewers(&self) -> Vec<String> {
        let names = |people: &mut People| Ok::<_, Failure>(people.interviewer_names());
        self.with_people(names).unwrap_or_default()
    }
}

impl From<lines::Broken> for Failure {
    fn from(error: lines::Broken) -> Self {
        match error {
            lines::Broken::Console(error) => error.into(),
            lines::Broken::NotRecorded(error) => error.into(),
            lines::Broken::Lost(_) => Self::unsaved(&error.to_string(), "write them down elsewhere"),
        }
    }
}

/// How a person left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Afterward {
    /// The session can be gone on with, or is submitted.
    Done,
    /// It is submitted, and the two want to swap roles.
    ReturnMatch,
}

/// Holds the interview until it is left.
pub(super) fn hold(context: &Context, recorder: &mut Live, library: &Library, face: Face) -> Result<Afterward> {
    if recorder.session().state().phase == Phase::Ready {
        // The process ended between making the session and its first entry, which held who was meant.
        let message = format!("the session {} never began: nothing was recorded in it", recorder.id());
        return Err(Failure::refused(message, "start again with `hotseat run`"));
    }
    let about = about(context, recorder)?;
    let mut refused = None;
    let left = match face {
        Face::Board => board::run(recorder, Backdrop { about: &about, library, color: context.surroundings.color })
            .map_err(Failure::from),
        Face::Lines => {
            input::listen()?;
            let mut console = LineTerminal {
                width: context.width(),
                attended: context.surroundings.interactive,
                typed: context.surroundings.typed,
                away: match (context.surroundings.interactive, context.surroundings.clears) {
                    (true, true) => Away::Cleared,
                    (true, false) => Away::Scrolled,
                    (false, _) => Away::Nowhere,
                },
                unread: false,
                refused: None,
            };
            let occasion = lines::Occasion { who: &about, library, plain: context.surroundings.is_line_by_line() };
            let left = lines::run(&mut console, recorder, occasion).map_err(Failure::from);
            refused = console.refused;
            left
        }
    };
    let done = afterward(context, recorder, (left, face));
    match refused {
        Some(error) if done.is_ok() => Err(unshown(&error)),
        Some(_) | None => done,
    }
}

/// That what was recorded could not be shown.
fn unshown(error: &std::io::Error) -> Failure {
    let hint = "what was recorded is kept all the same; make room where the output goes before the next one";
    Failure::refused(format!("can't write the output: {error}"), hint)
}

/// What comes after an interview that was left.
fn afterward(context: &Context, recorder: &mut Live, (left, face): (Result<live::Left>, Face)) -> Result<Afterward> {
    match left {
        Ok(live::Left::Open) => leave(context, recorder, "everything is kept").map(|()| Afterward::Done),
        Ok(live::Left::Submitted) => submitted(context, recorder),
        Ok(live::Left::Signal) => {
            let kept = match face {
                Face::Board => "everything is kept",
                // What was not ended with Enter never came here.
                Face::Lines => "interrupted; everything up to the last Enter is kept",
            };
            leave(context, recorder, kept)?;
            Err(Failure::Interrupted)
        }
        Err(error) => {
            // The terminal is gone, or the disk full; what was recorded is not lost.
            leave(context, recorder, "what was recorded is kept")?;
            Err(error)
        }
    }
}

fn about(context: &Context, recorder: &Live) -> Result<About> {
    About::of(recorder.id(), recorder.session().state(), &context.people()).ok_or(Failure::Interrupted)
}

/// Stops the clocks, and says what is kept.
fn leave(context: &Context, recorder: &mut Live, kept: &str) -> Result {
    // Where the session had to be saved anew, the pause is recorded there.
    verbs::leave(recorder).or_else(|why| {
        context.say(&why.to_string());
        verbs::leave(recorder)
    })?;
    let name = said_name(context, recorder.id(), false);
    context.offer(&format!("{kept}; go on with"), &format!("resume {name}"));
    Ok(())
}

fn submitted(context: &Context, recorder: &Live) -> Result<Afterward> {
    let people = context.people();
    let shown = NamedSession { id: recorder.id(), session: recorder.session(), people: &people };
    let (mock, no_show) = (recorder.session().state().mock(), recorder.session().state().is_no_show());
    let id = said_name(context, recorder.id(), true);
    context.say("submitted");
    // Whoever listens at a terminal hears what is offered first, and the whole on request.
    let listens = context.surroundings.interactive && context.surroundings.is_line_by_line();
    let is_practice = mock && !no_show;
    let printed = if listens {
        // What a friend takes home from practice is read before anything else is asked.
        let printed = if is_practice { context.print(&format!("\n{}", shown.feedback(context))) } else { Ok(()) };
        context.offer("to hear the scorecard", &format!("scorecard {id}"));
        printed
    } else {
        let text = if is_practice { shown.feedback(context) } else { shown.card(context) };
        let printed = context.print(&format!("\n{text}\n"));
        context.offer("to see it again", &format!("scorecard {id}"));
        printed
    };
    if !no_show {
        context.offer("for what the candidate may take home", &format!("feedback {id}"));
    }
    context.offer("how to change it, with a reason", "amend --help");
    // It is submitted, whether it could be shown or not.
    printed?;
    if is_practice && context.surroundings.interactive {
        let question = "Return match with roles swapped? /yes starts it, Enter means no: ";
        if context.agrees(question)? {
            return Ok(Afterward::ReturnMatch);
        }
        // What was seen on both sides is remembered only now; later it is practice like any other.
        let what = "to swap roles another time, where what you asked today may be asked again";
        context.offer(what, &swapped_later(recorder, &people));
    }
    Ok(Afterward::Done)
}

/// The practice of the same kind in which the two have changed places.
fn swapped_later(recorder: &Live, people: &People) -> String {
    let (plan, state) = (recorder.session().plan(), recorder.session().state());
    let candidate = state.interviewer().map(|id| people.interviewer_name(id)).unwrap_or_default();
    let beginning = state.beginning.as_ref();
    let interviewer = beginning.map(|beginning| people.candidate_name(&beginning.candidate)).unwrap_or_default();
    let technologies: Vec<&str> = plan.technologies.iter().map(AsRef::as_ref).collect();
    let tech = if technologies.is_empty() { String::new() } else { format!(" --tech {}", technologies.join(",")) };
    let (candidate, interviewer) = (shell_word(&candidate), shell_word(&interviewer));
    let drawn = format!("run {} --mock --level {} --track {}{tech}", plan.format, plan.level, plan.track);
    format!("{drawn} --candidate {candidate} --interviewer {interviewer}")
}
