//! `hotseat run` and `hotseat resume`: from the first question about the interview to the last about the candidate.

mod answers;
mod draw;
mod held;
mod offered;
mod pages;
#[cfg(test)]
mod walks;
mod wizard;

use std::rc::Rc;
use std::sync::Arc;

use crate::core::assembly::{self, Request, Wishes};
use crate::core::event::Beginning;
use crate::core::ids::{CandidateId, SessionId};
use crate::core::library::Library;
use crate::core::names;
use crate::core::people::Name;
use crate::core::plan::{Kit, Plan};
use crate::core::session::{AskedBefore, Phase, Recorder as _};
use crate::live::words::Face;
use crate::store::{self, Live, Loaded, NewSession, Parts, Stored};

use super::args::{ResumeArgs, RunArgs};
use super::context::{self, Context};
use super::failure::{Failure, Result};
use super::history::PastWanted;
use super::interview::{self, Afterward};
use super::meant::{Sought, chosen, unfinished};
use super::people::{candidate_id, interviewer_id};
use super::plan::{drawable, draws_from};
use super::surroundings::shell_word;
use super::told::told;
use answers::{Answers, Frozen};
use wizard::{Known, Settled, Stage, Wizard};

/// What is said where the questions before an interview were left.
const LEFT: &str = "left; no interview was started";

/// What is held, by whom and on which face.
struct Holding {
    plan: Plan,
    beginning: Beginning,
    face: Face,
}

/// A bare `hotseat`: goes on with an unfinished session, or starts a new one.
pub(super) fn start(context: &mut Context) -> Result {
    // Who can't be named can't be interviewed; an interview that is not finished goes on all the same.
    if store::needs_people(&context.workspace).is_err() && !unfinished(context.archive()?).is_empty() {
        context.say("people.json can't be read, so no new interview can begin; one that is not finished can go on");
        return resume(context, &ResumeArgs { session: None });
    }
    ask_and_hold(context, &RunArgs::default(), None, true)
}

/// Asks for what is missing, draws, lets the interviewer change the draw, and starts.
pub(super) fn run(context: &mut Context, args: &RunArgs) -> Result {
    // What is wrong with a file is said before what is missing beside it.
    let kit = held::frozen(context, args)?;
    needed(context, args)?;
    ask_and_hold(context, args, kit, false)
}

fn ask_and_hold(context: &mut Context, args: &RunArgs, kit: Option<Kit>, offers_unfinished: bool) -> Result {
    let filling = held::filling(&args.filling)?;
    let loaded = context.library(Parts::All)?;
    let library = &loaded.library;
    let sessions = context.archive()?;
    // Who can't be named at the end is asked nothing before it.
    let people = store::needs_people(&context.workspace)?;
    let past = PastWanted::read(context, (library, &people), &args.wanted)?;
    let read = Known { library, drawn_from: past.history(context, &sessions), people, sessions };
    let (fixed, given) = said_by_flags(context, (&read, &loaded), args, kit)?;
    let mut wizard = Wizard::new(&read, fixed, given, context.surroundings.chance.clone());
    wizard.begin(offers_unfinished)?;
    if let Err(failure) = answered(context, &mut wizard) {
        if matches!(failure, Failure::Interrupted) {
            context.say(LEFT);
        }
        return Err(failure);
    }
    match wizard.outcome {
        Some(Settled::Start { plan, candidate, interviewer }) => {
            if !context.surroundings.interactive {
                let outline = context.text_of(&crate::page::plan::outline(&plan, false));
                // Where nobody can read it, the interview says so, and records what a script has to say all the same.
                let _ = context.print(&format!("\n{outline}\n"));
            }
            let candidate = candidate.known.map_or_else(|| candidate_id(context, &candidate.name), Ok)?;
            context.say_unread_of(&candidate);
            let interviewer = interviewer.known.map_or_else(|| interviewer_id(context, &interviewer.name), Ok)?;
            let beginning = Beginning { candidate, interviewer, mock: args.mock, extra_time: args.extra_time, filling };
            let face = face(context);
            hold(context, (library, &past), Holding { plan: *plan, beginning, face })
        }
        Some(Settled::Resume(id)) => go_on(context, &store::find(&context.workspace, id.as_str())?),
        Some(Settled::Left) | None => {
            context.say(LEFT);
            Err(Failure::Interrupted)
        }
    }
}

/// Has the questions answered that are left: by a person, or without a terminal by nobody.
fn answered(context: &Context, wizard: &mut Wizard<'_>) -> Result {
    if !context.surroundings.interactive {
        return unattended(context, wizard);
    }
    if wizard.fixed.kit.is_some() && wizard.step == Stage::Plan && wizard.repeats().is_empty() {
        // A kit is frozen, so that nothing is left to ask.
        wizard.start();
        return Ok(());
    }
    context.manner().hold(wizard)
}

/// Without a terminal, what would be asked about is refused, or said.
fn unattended(context: &Context, wizard: &mut Wizard<'_>) -> Result {
    loop {
        match wizard.step {
            Stage::WhichCandidate => {
                let near = wizard.answers.candidate.iter().flat_map(|person| &person.near);
                let names: Vec<String> = near.map(|(id, name)| format!("{name} ({id})")).collect();
                let given = wizard.answers.candidate.as_ref().map(|person| person.name.as_str()).unwrap_or_default();
                let known = match names.len() {
                    1 => "is",
                    _ => "are",
                };
                let message = format!("`{given}` is not known, but {} {known}", names.join(" and "));
                let id = wizard.answers.candidate.iter().flat_map(|person| &person.near).next();
                let same =
                    id.map(|(id, _)| format!("--candidate {id} where that is who is meant; ")).unwrap_or_default();
                return Err(Failure::usage(message, format!("{same}--new-candidate where it is somebody else")));
            }
            Stage::WhichInterviewer => {
                if let Some(person) = &wizard.answers.interviewer {
                    let names: Vec<&str> = person.near.iter().map(|(_, name)| name.as_str()).collect();
                    context.say(&format!(
                        "note: {} is new here as an interviewer; {} is known",
                        person.name,
                        names.join(" and ")
                    ));
                }
                wizard.pass();
            }
            Stage::Existing => return Err(twice(wizard)),
            Stage::Plan => {
                for slot in wizard.repeats() {
                    context.say(&format!("note: {slot} was asked of this candidate before"));
                }
                wizard.start();
                return Ok(());
            }
            Stage::Unfinished
            | Stage::Format
            | Stage::Level
            | Stage::Track
            | Stage::Round
            | Stage::Candidate
            | Stage::Interviewer
            | Stage::Exchange
            | Stage::Instead => {
                return Err(Failure::usage(
                    "there is no terminal to ask at",
                    "give every flag, or run hotseat in a terminal",
                ));
            }
        }
    }
}

/// That the same interviewer has held the same round with the same candidate.
fn twice(wizard: &Wizard<'_>) -> Failure {
    let found = wizard.existing();
    let lines = found.iter().filter_map(|found| {
        let pick = told(found, &wizard.read.people)?;
        Some(format!("{}: {}. {}", found.id, pick.facts, pick.about))
    });
    let lines = lines.collect();
    let open = found.iter().find(|found| found.summary.phase != Phase::Submitted);
    let interviewer = wizard.answers.interviewer.as_ref().map(answers::Person::called).unwrap_or_default();
    let candidate = wizard.answers.candidate.as_ref().map(answers::Person::called).unwrap_or_default();
    let resume = open.map(|open| format!("`hotseat resume {}` goes on with it; ", open.id)).unwrap_or_default();
    let hint = format!("{resume}--again starts another one with the same person; {}", namesake(candidate));
    Failure::existing(format!("{interviewer} has held this round with {candidate} before"), lines, hint)
}

/// How another person of a name is interviewed: names are all that tells people apart.
fn namesake(name: &str) -> String {
    let other = shell_word(&format!("{name} (2)"));
    format!("another person of that name needs one of their own: --candidate {other} --new-candidate")
}

/// That somebody of that very name is known, whom --new-candidate does not mean.
fn known_already(person: &answers::Person<CandidateId>) -> Option<Failure> {
    let id = person.known.as_ref()?;
    let name = person.called();
    let hint = format!("leave --new-candidate out where it is the same person; {}", namesake(name));
    Some(Failure::usage(format!("{name} ({id}) is known here already"), hint))
}

/// What flags say: what is fixed by them, and what need not be asked.
fn said_by_flags(
    context: &Context,
    (read, loaded): (&Known<'_>, &Loaded),
    args: &RunArgs,
    kit: Option<Kit>,
) -> Result<(Frozen, Answers)> {
    let mut given = Answers { again: args.again, ..Answers::default() };
    if let Some(kit) = &kit {
        let only = (kit.rounds.len() == 1).then_some(1);
        given.round = args.round.or(only);
        if let Some(round) = given.round {
            held::has_round(kit, round)?;
        } else if !context.surroundings.interactive {
            let message = format!("the kit has {} rounds", kit.rounds.len());
            return Err(Failure::usage(message, "choose one with --round"));
        }
        held::agrees(kit, args, given.round)?;
        // A plan of no kit is known again by its format.
        given.format = kit.rounds.first().filter(|plan| plan.kit.is_none()).map(|plan| plan.format.clone());
    } else {
        given.level = args.wanted.level;
        if let Some(format) = &args.format {
            let (formats, loop_id) = drawable(loaded, format)?;
            if loop_id.is_some() {
                let draw = format!("`hotseat plan {format} -o kit.json` draws it");
                let hint = format!("{draw}, then `hotseat run --kit kit.json --round 1`");
                return Err(Failure::refused(format!("`{format}` is a loop of several rounds"), hint));
            }
            given.format = formats.into_iter().next();
        }
        if let Some(track) = &args.wanted.track {
            let track = names::find(track, &read.library.tracks)?;
            draws_from(loaded, given.format.as_slice(), track)?;
            given.track = Some(track.id.clone());
        }
    }
    if let Some(name) = &args.wanted.candidate {
        let person = answers::candidate(&read.people, &Name::new(name)?);
        if let Some(known) = args.new_candidate.then(|| known_already(&person)).flatten() {
            return Err(known);
        }
        given.candidate = Some(person);
    }
    if let Some(name) = &args.interviewer {
        given.interviewer = Some(answers::interviewer(&read.people, &Name::new(name)?));
    }
    let technologies = context::technologies(read.library, &args.wanted.technologies)?;
    let (seed, mock, new_candidate) = (args.wanted.seed, args.mock, args.new_candidate);
    let wishes = args.wanted.wishes();
    Ok((Frozen { kit, technologies, wishes, seed, mock, new_candidate }, given))
}

/// Holds a session, and return matches after it for as long as they are wanted.
fn hold(context: &mut Context, (library, past): (&Library, &PastWanted), mut holding: Holding) -> Result {
    loop {
        let mut recorder = begin(context, holding.plan.clone(), holding.beginning.clone())?;
        if interview::hold(context, &mut recorder, library, holding.face)? == Afterward::Done {
            return Ok(());
        }
        drop(recorder);
        holding = swapped(context, (library, past), holding)?;
    }
}

/// Goes on with a session.
pub(super) fn resume(context: &mut Context, args: &ResumeArgs) -> Result {
    // A name by itself is looked up without reading the others, of which one may be damaged.
    if let Some(Ok(found)) = args.session.as_deref().map(|given| store::find(&context.workspace, given))
        && found.session.state().phase != Phase::Submitted
    {
        return go_on(context, &found);
    }
    let given: Vec<String> = args.session.clone().into_iter().collect();
    let found = chosen(context, context.own_sessions()?, &given, Sought::Unfinished)?.found.into_iter().next();
    go_on(context, &found.ok_or(Failure::Interrupted)?.read()?)
}

fn go_on(context: &mut Context, found: &Stored) -> Result {
    let (mut recorder, dropped) = found.open(Rc::clone(&context.surroundings.clock))?;
    if let Some(dropped) = dropped {
        context.say(&dropped.to_string());
    }
    let face = face(context);
    let library = to_bring_in_from(context);
    let left = interview::hold(context, &mut recorder, &library, face)?;
    let (plan, state) = (recorder.session().plan().clone(), recorder.session().state());
    let (Afterward::ReturnMatch, Some(beginning)) = (left, state.beginning.clone()) else { return Ok(()) };
    drop(recorder);
    let library = context.library(Parts::All)?.library;
    let from = (&library, &PastWanted::of_sessions());
    let holding = swapped(context, from, Holding { plan, beginning, face })?;
    hold(context, from, holding)
}

/// The library that questions can be brought in from. A session that goes on needs nothing of it.
fn to_bring_in_from(context: &Context) -> Library {
    if let Ok(loaded) = context.library(Parts::All) {
        return loaded.library;
    }
    context.say("the library can't be read, so no question can be brought in; `hotseat check` says what is wrong");
    Library::default()
}

/// Without a terminal there is nobody to ask, so everything must be said.
fn needed(context: &Context, args: &RunArgs) -> Result {
    if context.surroundings.interactive {
        return Ok(());
    }
    let drawn = args.kit.is_none() && args.plan.is_none();
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
fn face(context: &Context) -> Face {
    if context.surroundings.screen { Face::Board } else { Face::Lines }
}

/// Makes the session.
fn begin(context: &mut Context, plan: Plan, beginning: Beginning) -> Result<Live> {
    let date = context.surroundings.clock.now().format("%Y-%m-%d");
    let round = plan.kit.as_ref().map_or("r1".to_owned(), |kit| format!("r{}", kit.round));
    let random = context.surroundings.chance.name(4);
    let name = format!("{date}-{}-{round}-{}-{random}", beginning.candidate, beginning.interviewer);
    let id = SessionId::new(name).map_err(|error| Failure::refused(error.to_string(), "give a shorter name"))?;
    let new = NewSession { id, plan, beginning };
    Ok(new.create(&context.workspace.sessions(), Rc::clone(&context.surroundings.clock))?)
}

/// The return match: roles swapped, and nothing asked that either has seen.
fn swapped(context: &mut Context, (library, past): (&Library, &PastWanted), holding: Holding) -> Result<Holding> {
    let Holding { plan, beginning, face } = holding;
    let people = context.people();
    let candidate_name = people.candidate_name(&beginning.candidate);
    let interviewer_name = people.interviewer_name(&beginning.interviewer);
    let candidate = candidate_id(context, &interviewer_name)?;
    let interviewer = interviewer_id(context, &candidate_name)?;
    let mut history = past.history(context, &context.archive()?);
    let now = history.now;
    history.asked.push(AskedBefore {
        questions: plan.all_questions().map(|banked| Arc::new(banked.question.id.clone())).collect(),
        candidate: Some(candidate.clone()),
        at: now,
        kit: None,
    });
    let request = Request {
        formats: vec![plan.format.clone()],
        loop_id: None,
        level: plan.level,
        track: plan.track.clone(),
        technologies: plan.technologies.clone(),
        candidate: Some(candidate.clone()),
        seed: context.surroundings.chance.seed(),
        wishes: Wishes::default(),
    };
    let kit = assembly::assemble(library, &request, &history)?.kit;
    let plan = held::unkitted(kit.rounds.into_iter().next().ok_or(Failure::Interrupted)?);
    // The two have changed places at one terminal, so that what will be asked is for the interviewer's screen alone.
    let (title, level) = (&plan.title, plan.level);
    context.say(&format!("roles swapped: {candidate_name} interviews {interviewer_name}: {title}, {level} level"));
    Ok(Holding { plan, beginning: Beginning { candidate, interviewer, ..beginning }, face })
}
