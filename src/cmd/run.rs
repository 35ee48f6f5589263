//! `hotseat run` and `hotseat resume`: from the first question about the interview to the last about the candidate.

use std::path::Path;
use std::rc::Rc;

use crate::core::assembly::{self, AskedBefore, History, Request};
use crate::core::bank::Blank;
use crate::core::event::Beginning;
use crate::core::format::Format;
use crate::core::ids::{CandidateId, InterviewerId, SessionId, slug_of};
use crate::core::library::Library;
use crate::core::names::not_found;
use crate::core::people::{Match, Name, People};
use crate::core::plan::{Kit, Plan, Slot};
use crate::core::scale::Level;
use crate::core::session::Recorder as _;
use crate::render;
use crate::store::{self, Found, NewSession, Parts};

use super::args::{Resume, Run};
use super::context::{self, Context};
use super::failure::{Failure, Result};
use super::live::{self, Left};
use super::plan::{formats_of, history};
use super::prompt::Manner;
use super::sessions::{Line, unfinished};

/// Who sits on which side.
#[derive(Debug, Clone)]
struct Pair {
    candidate: CandidateId,
    interviewer: InterviewerId,
}

/// Asks for what is missing, draws, lets the interviewer change the draw, and starts.
pub(super) fn run(context: &mut Context, mut args: Run) -> Result {
    needed(context, &args)?;
    let filling = filling(&args.filling)?;
    let library = context.library(Parts::All)?.library;
    let manner = manner(context, args.plain);
    let board = on_board(context, args.plain);
    let mut pair = None;
    let plan = match args.kit.take() {
        Some(path) => {
            let kit = kit(context, &path)?;
            let round = round(manner, context, &kit, args.round)?;
            let plan = round_of(&kit, round)?;
            let who = people(context, manner, &args)?;
            warn_of_repeats(context, &plan, &who.candidate)?;
            pair = Some(who);
            context.print(&render::plan::outline(&plan, false, context.width()))?;
            plan
        }
        None => drawn(context, &library, manner, &mut args, &mut pair)?,
    };
    let Some(mut pair) = pair else { return Err(Failure::Interrupted) };
    let mut plan = plan;
    loop {
        let beginning = Beginning {
            candidate: pair.candidate.clone(),
            interviewer: pair.interviewer.clone(),
            mock: args.mock,
            extra_time: args.extra_time,
            filling: filling.clone(),
        };
        let left = begin(context, plan.clone(), beginning, Some(&library).filter(|_| board))?;
        if left != Left::ReturnMatch {
            return Ok(());
        }
        (plan, pair) = swapped(context, &library, &plan, &pair)?;
    }
}

/// Goes on with a session.
pub(super) fn resume(context: &mut Context, args: &Resume) -> Result {
    let found = if let Some(given) = &args.session {
        store::find(&context.workspace, given)?
    } else {
        let mut open = unfinished(store::all(&context.workspace)?);
        if open.is_empty() {
            return Err(Failure::refused("there is no session to go on with", "`hotseat run` starts one"));
        }
        if open.len() > 1 {
            if !context.surroundings.interactive {
                return Err(Failure::usage("several sessions are open", "name one; `hotseat sessions` lists them"));
            }
            let people = store::read_people(&context.workspace)?;
            let titles: Vec<String> =
                open.iter().filter_map(|found| Line::of(found, &people)).map(|line| line.cells().join("  ")).collect();
            let chosen = manner(context, args.plain).choose("Go on with", &titles, 0)?;
            open.swap(0, chosen);
        }
        open.swap_remove(0)
    };
    if found.session.state().phase == crate::core::session::Phase::Submitted {
        let hint = format!("`hotseat scorecard {}` shows it", found.id);
        return Err(Failure::refused(format!("the session {} is submitted", found.id), hint));
    }
    let folder = found.folder.ok_or(Failure::Interrupted)?;
    let plan = found.session.plan().clone();
    let (mut recorder, dropped) = store::open(&folder, &found.id, Rc::clone(&context.surroundings.clock))?;
    if let Some(dropped) = dropped {
        context.say(&format!(
            "the last line of the journal (line {}) was not written whole and was dropped ({} bytes)",
            dropped.line, dropped.bytes
        ));
    }
    let pair = recorder
        .session()
        .state()
        .beginning
        .as_ref()
        .map(|b| Pair { candidate: b.candidate.clone(), interviewer: b.interviewer.clone() });
    let mock = recorder.session().state().mock();
    let extra_time = recorder.session().state().extra_time();
    let board = on_board(context, args.plain);
    let library = if board { context.library(Parts::All)?.library } else { Library::default() };
    let left = live::resume(context, &mut recorder, Some(&library).filter(|_| board))?;
    drop(recorder);
    let (Left::ReturnMatch, Some(pair)) = (left, pair) else { return Ok(()) };
    let library = context.library(Parts::All)?.library;
    let (plan, pair) = swapped(context, &library, &plan, &pair)?;
    let Pair { candidate, interviewer } = pair;
    let beginning = Beginning { candidate, interviewer, mock, extra_time, filling: Vec::new() };
    begin(context, plan, beginning, Some(&library).filter(|_| board))?;
    Ok(())
}

/// Without a terminal there is nobody to ask, so everything must be said.
fn needed(context: &Context, args: &Run) -> Result {
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

/// Whether the interview is held on the full-screen board.
fn on_board(context: &Context, plain: bool) -> bool {
    context.surroundings.screen && !plain
}

fn manner(context: &Context, plain: bool) -> Manner {
    if plain || !context.surroundings.interactive {
        Manner::Lines
    } else {
        Manner::Lists { color: context.surroundings.color, width: context.width() }
    }
}

/// What fills the blanks of prompts.
fn filling(given: &[String]) -> Result<Vec<(Blank, String)>> {
    given
        .iter()
        .map(|text| {
            let known = Blank::ALL.map(Blank::as_str);
            let (name, value) =
                text.split_once('=').filter(|(_, value)| !value.trim().is_empty()).ok_or_else(|| {
                    Failure::usage(format!("`{text}` fills no blank"), "write it as project=\"the billing rewrite\"")
                })?;
            let blank = Blank::ALL.into_iter().find(|blank| blank.as_str() == name);
            let blank = blank.ok_or_else(|| Failure::from(not_found("blank", name, known)))?;
            Ok((blank, render::clean::line(value.trim()).into_owned()))
        })
        .collect()
}

/// Asks for format, level, track and people, draws, and lets the interviewer change the draw.
fn drawn(
    context: &mut Context,
    library: &Library,
    manner: Manner,
    args: &mut Run,
    pair: &mut Option<Pair>,
) -> Result<Plan> {
    let mut formats: Vec<&Format> = library.formats.values().collect();
    formats.sort_by_key(|format| (format.id.as_str() != "warm-up", format.minutes));
    let format = if let Some(given) = &args.format {
        given.clone()
    } else {
        let titles: Vec<String> = formats
            .iter()
            .map(|format| format!("{}, {} min: {}", format.title, format.minutes, format.summary))
            .collect();
        formats[manner.choose("What do you hold?", &titles, 0)?].id.to_string()
    };
    let (formats, loop_id) = formats_of(library, &format)?;
    if loop_id.is_some() {
        let hint = format!("`hotseat plan {format} -o kit.json` draws it, then `hotseat run --kit kit.json --round 1`");
        return Err(Failure::refused(format!("`{format}` is a loop of several rounds"), hint));
    }
    let last = last_session(context)?;
    let last = last.as_ref().map(|found| found.session.plan());
    let level = if let Some(level) = args.wanted.level {
        level
    } else {
        let titles = ["junior, 1-2 years", "mid, 3-4 years", "senior, 5-6 years", "lead, more than 6 years"];
        let titles: Vec<String> = titles.iter().map(ToString::to_string).collect();
        let known = last.and_then(|plan| Level::ALL.iter().position(|level| *level == plan.level));
        Level::ALL[manner.choose("At which level?", &titles, known.unwrap_or(1))?]
    };
    let track = if let Some(given) = &args.wanted.track {
        context::track(library, given)?
    } else {
        let fitting: Vec<_> =
            library.tracks.iter().filter(|track| formats.iter().all(|f| track.formats.contains(f))).collect();
        let titles: Vec<String> = fitting.iter().map(|track| format!("{}: {}", track.title, track.summary)).collect();
        if fitting.is_empty() {
            return Err(Failure::refused(format!("no track holds `{format}`"), "see `hotseat tracks`"));
        }
        let known = last.and_then(|plan| fitting.iter().position(|track| track.id == plan.track));
        fitting[manner.choose("For which role?", &titles, known.unwrap_or(0))?]
    };
    let who = people(context, manner, args)?;
    let seed = args.wanted.seed.unwrap_or_else(|| context.surroundings.draw_seed());
    let mut request = Request {
        formats,
        loop_id: None,
        level,
        track: track.id.clone(),
        technologies: context::technologies(library, &args.wanted.technologies)?,
        candidate: Some(who.candidate.clone()),
        seed,
    };
    *pair = Some(who);
    let history = history(context)?;
    accepted(context, library, manner, &mut request, &history)
}

/// Shows the draw; on a terminal until it is accepted.
fn accepted(
    context: &mut Context,
    library: &Library,
    manner: Manner,
    request: &mut Request,
    history: &History,
) -> Result<Plan> {
    let mut kit = assembly::assemble(library, request, history)?;
    loop {
        let plan = round_of(&kit, 1)?;
        context.print(&format!("\n{}\n", render::plan::outline(&plan, false, context.width())))?;
        if !context.surroundings.interactive {
            return Ok(unkitted(plan));
        }
        let choices = ["Start", "Draw again", "Swap a question", "Say why each is in", "Leave"].map(String::from);
        match manner.choose("What now?", &choices, 0)? {
            0 => return Ok(unkitted(plan)),
            1 => {
                request.seed = context.surroundings.draw_seed();
                kit = assembly::assemble(library, request, history)?;
            }
            2 => kit = exchanged(context, library, manner, request, history, kit)?,
            3 => context.print(&render::plan::outline(&plan, true, context.width()))?,
            _ => return Err(Failure::Interrupted),
        }
    }
}

/// A draw for one session belongs to no kit, so that it is never taken for the same opening.
fn unkitted(mut plan: Plan) -> Plan {
    plan.kit = None;
    plan
}

fn exchanged(
    context: &Context,
    library: &Library,
    manner: Manner,
    request: &Request,
    history: &History,
    mut kit: Kit,
) -> Result<Kit> {
    let plan = round_of(&kit, 1)?;
    let slots: Vec<Slot> = plan.questions().map(|planned| planned.slot).collect();
    let titles: Vec<String> = plan
        .questions()
        .map(|planned| render::layout::cut(&format!("{} {}", planned.slot, planned.banked.question.prompt), 100))
        .collect();
    let slot = slots[manner.choose("Which one?", &titles, 0)?];
    let others = assembly::alternatives(library, request, history, &kit, (0, slot))?;
    if others.is_empty() {
        context.say("the banks have no other question that fits there");
        return Ok(kit);
    }
    let titles: Vec<String> = others
        .iter()
        .take(12)
        .map(|other| {
            let question = &other.question;
            render::layout::cut(
                &format!("{} min, difficulty {}: {}", question.minutes, question.difficulty, question.prompt),
                100,
            )
        })
        .collect();
    let chosen = others[manner.choose("By which?", &titles, 0)?].clone();
    kit.rounds = kit.rounds.into_iter().map(|plan| assembly::replaced(plan, slot, &chosen)).collect();
    Ok(kit)
}

/// Looks both names up, or takes them up.
fn people(context: &mut Context, manner: Manner, args: &Run) -> Result<Pair> {
    let known = store::read_people(&context.workspace)?;
    let check = |text: &str| Name::new(text).err().map(|error| error.to_string());
    let candidate = match &args.wanted.candidate {
        Some(name) => name.clone(),
        None => manner.text("The candidate's name", None, check)?,
    };
    let interviewer = match &args.interviewer {
        Some(name) => name.clone(),
        None => manner.text("Your name", last_interviewer(context, &known)?, check)?,
    };
    let candidate = candidate_id(context, manner, &known, &candidate, args.new_candidate)?;
    let interviewer = interviewer_id(context, &known, &interviewer)?;
    Ok(Pair { candidate, interviewer })
}

/// The session that began last, for what is remembered from it.
fn last_session(context: &Context) -> Result<Option<Found>> {
    let sessions = store::all(&context.workspace)?;
    Ok(sessions.into_iter().max_by_key(|found| found.session.state().entries.first().map(|entry| entry.at)))
}

fn last_interviewer(context: &Context, people: &People) -> Result<Option<String>> {
    let last = last_session(context)?;
    let beginning = last.and_then(|found| found.session.state().beginning.clone());
    Ok(beginning.map(|beginning| people.interviewer_name(&beginning.interviewer)))
}

fn candidate_id(context: &mut Context, manner: Manner, people: &People, given: &str, new: bool) -> Result<CandidateId> {
    let near = match people.candidate(given) {
        Match::Known(id) => return Ok(id),
        Match::Near(near) if !new => near,
        Match::Near(_) | Match::New => Vec::new(),
    };
    let name = Name::new(given)?;
    if !near.is_empty() {
        if !context.surroundings.interactive {
            let names: Vec<String> = near.iter().map(|(id, name)| format!("{name} ({id})")).collect();
            let message = format!("`{}` is not known, but {} is", name.as_str(), names.join(" and "));
            return Err(Failure::usage(message, "give the id, or add --new-candidate where it is somebody else"));
        }
        let mut titles: Vec<String> = near.iter().map(|(id, name)| format!("{name} ({id})")).collect();
        titles.push(format!("{}, who is somebody else", name.as_str()));
        let chosen = manner.choose("Who is meant?", &titles, 0)?;
        if let Some((id, _)) = near.get(chosen) {
            return Ok(id.clone());
        }
    }
    let mut id = random_candidate(context)?;
    while people.candidates.contains_key(&id) {
        id = random_candidate(context)?;
    }
    store::with_people(&context.workspace, |people| people.candidates.insert(id.clone(), name.as_str().to_owned()))?;
    Ok(id)
}

fn random_candidate(context: &mut Context) -> Result<CandidateId> {
    let name = format!("c{}", context.surroundings.draw_name(5));
    CandidateId::new(name).map_err(|error| Failure::refused(error.to_string(), "please report this"))
}

fn interviewer_id(context: &mut Context, people: &People, given: &str) -> Result<InterviewerId> {
    if let Match::Known(id) = people.interviewer(given) {
        return Ok(id);
    }
    let name = Name::new(given)?;
    let mut slug: String = slug_of(name.as_str()).unwrap_or_else(|| format!("i{}", context.surroundings.draw_name(5)));
    slug.truncate(20);
    let slug = slug.trim_end_matches('-').to_owned();
    let mut id = InterviewerId::new(slug.clone());
    let mut number = 2;
    while id.as_ref().is_ok_and(|id| people.interviewers.contains_key(id)) {
        id = InterviewerId::new(format!("{slug}-{number}"));
        number += 1;
    }
    let id = id.map_err(|error| Failure::refused(error.to_string(), "give another name"))?;
    store::with_people(&context.workspace, |people| people.interviewers.insert(id.clone(), name.as_str().to_owned()))?;
    Ok(id)
}

fn kit(context: &Context, path: &Path) -> Result<Kit> {
    let named = context.workspace.folder("kits").join(path).with_extension("json");
    Ok(store::load_kit(if !path.exists() && named.is_file() { &named } else { path })?)
}

fn round(manner: Manner, context: &Context, kit: &Kit, given: Option<usize>) -> Result<usize> {
    match given {
        Some(round) => Ok(round),
        None if kit.rounds.len() == 1 => Ok(1),
        None if !context.surroundings.interactive => {
            Err(Failure::usage(format!("the kit has {} rounds", kit.rounds.len()), "choose one with --round"))
        }
        None => {
            let titles: Vec<String> =
                kit.rounds.iter().map(|plan| format!("{}, {} min", plan.title, plan.minutes)).collect();
            Ok(manner.choose("Which round?", &titles, 0)? + 1)
        }
    }
}

fn round_of(kit: &Kit, round: usize) -> Result<Plan> {
    let plan = round.checked_sub(1).and_then(|index| kit.rounds.get(index));
    plan.cloned().ok_or_else(|| {
        Failure::usage(format!("the kit has no round {round}"), format!("it has 1 to {}", kit.rounds.len()))
    })
}

/// A kit is frozen, so that nothing is left out of it; but the interviewer should know.
fn warn_of_repeats(context: &Context, plan: &Plan, candidate: &CandidateId) -> Result {
    let history = history(context)?;
    for planned in plan.questions() {
        let id = &planned.banked.question.id;
        if history.was_asked(id, candidate, plan.kit.as_ref()) {
            context.say(&format!("note: {} ({id}) was asked of this candidate before", planned.slot));
        }
    }
    Ok(())
}

/// Makes the session and runs it.
fn begin(context: &mut Context, plan: Plan, beginning: Beginning, library: Option<&Library>) -> Result<Left> {
    let date = context.surroundings.clock.now().format("%Y-%m-%d");
    let round = plan.kit.as_ref().map_or("r1".to_owned(), |kit| format!("r{}", kit.round));
    let random = context.surroundings.draw_name(4);
    let name = format!("{date}-{}-{round}-{}-{random}", beginning.candidate, beginning.interviewer);
    let id = SessionId::new(name).map_err(|error| Failure::refused(error.to_string(), "give a shorter name"))?;
    let new = NewSession { id, plan, beginning };
    let mut recorder = new.create(&context.workspace.sessions(), Rc::clone(&context.surroundings.clock))?;
    live::run(context, &mut recorder, library)
}

/// The return match: roles swapped, and nothing asked that either has seen.
fn swapped(context: &mut Context, library: &Library, plan: &Plan, pair: &Pair) -> Result<(Plan, Pair)> {
    let people = store::read_people(&context.workspace)?;
    let candidate_name = people.candidate_name(&pair.candidate);
    let interviewer_name = people.interviewer_name(&pair.interviewer);
    let candidate = match people.candidate(&interviewer_name) {
        Match::Known(id) => id,
        _ => candidate_id(context, Manner::Lines, &People::default(), &interviewer_name, true)?,
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
    let plan = unkitted(round_of(&kit, 1)?);
    context.print(&format!("\n{}\n", render::plan::outline(&plan, false, context.width())))?;
    Ok((plan, Pair { candidate, interviewer }))
}
