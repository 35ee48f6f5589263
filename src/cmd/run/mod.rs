//! `hotseat run` and `hotseat resume`: from the first question about the interview to the last about the candidate.

mod drawing;

use std::rc::Rc;

use crate::core::assembly::{self, Request};
use crate::core::event::Beginning;
use crate::core::ids::SessionId;
use crate::core::library::Library;
use crate::core::people::Match;
use crate::core::plan::Plan;
use crate::core::session::{AskedBefore, Phase, Recorder as _};
use crate::live::words::Face;
use crate::page::sessions::cells;
use crate::store::{self, Live, NewSession, Parts, Stored};

use super::args::{ResumeArgs, RunArgs};
use super::context::Context;
use super::failure::{Failure, Result};
use super::interview::{self, Afterward};
use super::people::{Pair, candidate_id, interviewer_id, pair};
use super::plan::history;
use super::prompt::Manner;
use super::sessions::unfinished;

/// What is held, by whom and on which face.
struct Holding {
    plan: Plan,
    beginning: Beginning,
    face: Face,
}

/// Asks for what is missing, draws, lets the interviewer change the draw, and starts.
pub(super) fn run(context: &mut Context, mut args: RunArgs) -> Result {
    needed(context, &args)?;
    let filling = drawing::filling(&args.filling)?;
    let library = context.library(Parts::All)?.library;
    let manner = manner(context, args.plain);
    let (plan, pair) = match args.kit.take() {
        Some(path) => {
            let kit = drawing::kit(context, &path)?;
            let round = drawing::round(manner, context, &kit, args.round)?;
            let plan = drawing::round_of(&kit, round)?;
            let pair = pair(context, manner, &args)?;
            drawing::warn_of_repeats(context, &plan, &pair.candidate)?;
            context.print(&crate::page::plan::outline(&plan, false).text(context.width()))?;
            (plan, pair)
        }
        None => drawing::drawn(context, &library, manner, &args)?,
    };
    let Pair { candidate, interviewer } = pair;
    let beginning = Beginning { candidate, interviewer, mock: args.mock, extra_time: args.extra_time, filling };
    hold(context, &library, Holding { plan, beginning, face: face(context, args.plain) })
}

/// Holds a session, and return matches after it for as long as they are wanted.
fn hold(context: &mut Context, library: &Library, mut holding: Holding) -> Result {
    loop {
        let mut recorder = begin(context, holding.plan.clone(), holding.beginning.clone())?;
        if interview::hold(context, &mut recorder, library, holding.face)? == Afterward::Done {
            return Ok(());
        }
        drop(recorder);
        holding = swapped(context, library, holding)?;
    }
}

/// Goes on with a session.
pub(super) fn resume(context: &mut Context, args: &ResumeArgs) -> Result {
    let found = match &args.session {
        Some(given) => store::find(&context.workspace, given)?,
        None => open_session(context, args.plain)?,
    };
    if found.session.state().phase == Phase::Submitted {
        let hint = format!("`hotseat scorecard {}` shows it", found.id);
        return Err(Failure::refused(format!("the session {} is submitted", found.id), hint));
    }
    let (mut recorder, dropped) = found.open(Rc::clone(&context.surroundings.clock))?;
    if let Some(dropped) = dropped {
        context.say(&format!(
            "the last line of the journal (line {}) was not written whole and was dropped ({} bytes)",
            dropped.line, dropped.bytes
        ));
    }
    let face = face(context, args.plain);
    let library = to_bring_in_from(context);
    let left = interview::hold(context, &mut recorder, &library, face)?;
    let (plan, state) = (recorder.session().plan().clone(), recorder.session().state());
    let (Afterward::ReturnMatch, Some(beginning)) = (left, state.beginning.clone()) else { return Ok(()) };
    drop(recorder);
    let library = context.library(Parts::All)?.library;
    let holding = swapped(context, &library, Holding { plan, beginning, face })?;
    hold(context, &library, holding)
}

/// The library that questions can be brought in from. A session that goes on needs nothing of it.
fn to_bring_in_from(context: &Context) -> Library {
    if let Ok(loaded) = context.library(Parts::All) {
        return loaded.library;
    }
    context.say("the library can't be read, so no question can be brought in; `hotseat check` says what is wrong");
    Library::default()
}

/// The session to go on with, where none was named: the only one, or the one that is chosen.
fn open_session(context: &Context, plain: bool) -> Result<Stored> {
    let mut open = unfinished(store::all(&context.workspace)?);
    if open.is_empty() {
        return Err(Failure::refused("there is no session to go on with", "`hotseat run` starts one"));
    }
    if open.len() > 1 {
        if !context.surroundings.interactive {
            return Err(Failure::usage("several sessions are open", "name one; `hotseat sessions` lists them"));
        }
        let people = store::read_people(&context.workspace)?;
        let titles: Vec<String> = open
            .iter()
            .filter_map(|found| found.session.listed(&found.id, &people))
            .map(|line| cells(&line).join("  "))
            .collect();
        let chosen = manner(context, plain).choose("Go on with", &titles, 0)?;
        open.swap(0, chosen);
    }
    Ok(open.swap_remove(0))
}

/// Without a terminal there is nobody to ask, so everything must be said.
fn needed(context: &Context, args: &RunArgs) -> Result {
    if context.surroundings.interactive {
        return Ok(());
    }
    let drawn = args.kit.is_none();
    let missing: Vec<&str> = [
        (drawn && args.format.is_none(), "FORMAT"),
        (drawn && args.wanted.level.is_none(), "--level"),
        (drawn && args.wanted.track.is_none(), "--track"),
        (args.wanted.candidate.is_none(), "--candidate"),
        (args.interviewer.is_none(), "--interviewer"),
    ]
    .into_iter()
    .filter_map(|(missing, name)| missing.then_some(name))
    .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(
        format!("there is no terminal to ask at; missing: {}", missing.join(", ")),
        "give them, or run hotseat in a terminal",
    ))
}

/// The full screen where there is one and it is wanted.
fn face(context: &Context, plain: bool) -> Face {
    if context.surroundings.screen && !plain { Face::Board } else { Face::Lines }
}

fn manner(context: &Context, plain: bool) -> Manner {
    if plain || !context.surroundings.interactive {
        Manner::Lines
    } else {
        Manner::Lists { color: context.surroundings.color, width: context.width() }
    }
}

/// Makes the session.
fn begin(context: &mut Context, plan: Plan, beginning: Beginning) -> Result<Live> {
    let date = context.surroundings.clock.now().format("%Y-%m-%d");
    let round = plan.kit.as_ref().map_or("r1".to_owned(), |kit| format!("r{}", kit.round));
    let random = context.surroundings.draw_name(4);
    let name = format!("{date}-{}-{round}-{}-{random}", beginning.candidate, beginning.interviewer);
    let id = SessionId::new(name).map_err(|error| Failure::refused(error.to_string(), "give a shorter name"))?;
    let new = NewSession { id, plan, beginning };
    Ok(new.create(&context.workspace.sessions(), Rc::clone(&context.surroundings.clock))?)
}

/// The return match: roles swapped, and nothing asked that either has seen.
fn swapped(context: &mut Context, library: &Library, holding: Holding) -> Result<Holding> {
    let Holding { plan, beginning, face } = holding;
    let people = store::read_people(&context.workspace)?;
    let candidate_name = people.candidate_name(&beginning.candidate);
    let interviewer_name = people.interviewer_name(&beginning.interviewer);
    let candidate = match people.candidate(&interviewer_name) {
        Match::Known(id) => id,
        _ => candidate_id(context, Manner::Lines, &people, &interviewer_name, true)?,
    };
    let interviewer = interviewer_id(context, &people, &candidate_name)?;
    let mut history = history(context)?;
    let now = history.now;
    history.asked.extend(plan.all_questions().map(|banked| AskedBefore {
        question: banked.question.id.clone(),
        candidate: candidate.clone(),
        at: now,
        kit: None,
    }));
    let request = Request {
        formats: vec![plan.format.clone()],
        loop_id: None,
        level: plan.level,
        track: plan.track.clone(),
        technologies: plan.technologies.clone(),
        candidate: Some(candidate.clone()),
        seed: context.surroundings.draw_seed(),
    };
    let kit = assembly::assemble(library, &request, &history)?;
    let plan = drawing::unkitted(drawing::round_of(&kit, 1)?);
    context.print(&format!("\n{}\n", crate::page::plan::outline(&plan, false).text(context.width())))?;
    Ok(Holding { plan, beginning: Beginning { candidate, interviewer, ..beginning }, face })
}
