//! What is held: drawn and changed until it is accepted, or a round of a kit.

use std::path::Path;

use crate::core::assembly::{self, History, Request};
use crate::core::bank::Blank;
use crate::core::format::Format;
use crate::core::ids::CandidateId;
use crate::core::library::Library;
use crate::core::names;
use crate::core::plan::{Kit, Plan, Slot};
use crate::core::scale::Level;
use crate::page::{clean, layout};
use crate::store;

use super::super::args::RunArgs;
use super::super::context::{self, Context};
use super::super::failure::{Failure, Result};
use super::super::people::{Pair, last_session, pair};
use super::super::plan::{formats_of, history};
use super::super::prompt::Manner;

/// What fills the blanks of prompts.
pub(super) fn filling(given: &[String]) -> Result<Vec<(Blank, String)>> {
    given
        .iter()
        .map(|text| {
            let (name, value) =
                text.split_once('=').filter(|(_, value)| !value.trim().is_empty()).ok_or_else(|| {
                    Failure::usage(format!("`{text}` fills no blank"), "write it as project=\"the billing rewrite\"")
                })?;
            let blank = Blank::ALL.into_iter().find(|blank| blank.as_str() == name);
            let blank = blank.ok_or_else(|| Failure::from(names::none_of(name, &Blank::ALL)))?;
            Ok((blank, clean::line(value.trim()).into_owned()))
        })
        .collect()
}

/// Asks for format, level, track and people, draws, and lets the interviewer change the draw.
pub(super) fn drawn(context: &mut Context, library: &Library, manner: Manner, args: &RunArgs) -> Result<(Plan, Pair)> {
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
        names::find(given, &library.tracks)?
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
    let pair = pair(context, manner, args)?;
    let seed = args.wanted.seed.unwrap_or_else(|| context.surroundings.draw_seed());
    let request = Request {
        formats,
        loop_id: None,
        level,
        track: track.id.clone(),
        technologies: context::technologies(library, &args.wanted.technologies)?,
        candidate: Some(pair.candidate.clone()),
        seed,
    };
    let drawing = Drawing { library, manner, request, history: history(context)? };
    Ok((drawing.accepted(context)?, pair))
}

/// A draw that the interviewer may still change.
struct Drawing<'a> {
    library: &'a Library,
    manner: Manner,
    request: Request,
    history: History,
}

impl Drawing<'_> {
    /// Shows the draw; on a terminal until it is accepted.
    fn accepted(mut self, context: &mut Context) -> Result<Plan> {
        let mut kit = assembly::assemble(self.library, &self.request, &self.history)?;
        loop {
            let plan = round_of(&kit, 1)?;
            context.print(&format!("\n{}\n", crate::page::plan::outline(&plan, false).text(context.width())))?;
            if !context.surroundings.interactive {
                return Ok(unkitted(plan));
            }
            let choices = ["Start", "Draw again", "Swap a question", "Say why each is in", "Leave"].map(String::from);
            match self.manner.choose("What now?", &choices, 0)? {
                0 => return Ok(unkitted(plan)),
                1 => {
                    self.request.seed = context.surroundings.draw_seed();
                    kit = assembly::assemble(self.library, &self.request, &self.history)?;
                }
                2 => kit = self.exchanged(context, kit)?,
                3 => context.print(&crate::page::plan::outline(&plan, true).text(context.width()))?,
                _ => return Err(Failure::Interrupted),
            }
        }
    }

    /// The draw with one question exchanged for another that fits there.
    fn exchanged(&self, context: &Context, mut kit: Kit) -> Result<Kit> {
        let plan = round_of(&kit, 1)?;
        let slots: Vec<Slot> = plan.questions().map(|planned| planned.slot).collect();
        let titles: Vec<String> = plan
            .questions()
            .map(|planned| layout::cut(&format!("{} {}", planned.slot, planned.banked.question.prompt), 100))
            .collect();
        let slot = slots[self.manner.choose("Which one?", &titles, 0)?];
        let others = assembly::alternatives(self.library, &self.request, &self.history, &kit, (0, slot))?;
        if others.is_empty() {
            context.say("the banks have no other question that fits there");
            return Ok(kit);
        }
        let titles: Vec<String> = others
            .iter()
            .take(12)
            .map(|other| {
                let question = &other.question;
                layout::cut(
                    &format!("{} min, difficulty {}: {}", question.minutes, question.difficulty, question.prompt),
                    100,
                )
            })
            .collect();
        let chosen = others[self.manner.choose("By which?", &titles, 0)?].clone();
        kit.rounds = kit.rounds.into_iter().map(|plan| assembly::replaced(plan, slot, &chosen)).collect();
        Ok(kit)
    }
}

/// A draw for one session belongs to no kit, so that it is never taken for the same opening.
pub(super) fn unkitted(mut plan: Plan) -> Plan {
    plan.kit = None;
    plan
}

pub(super) fn kit(context: &Context, path: &Path) -> Result<Kit> {
    let named = context.workspace.folder("kits").join(path).with_extension("json");
    Ok(store::load_kit(if !path.exists() && named.is_file() { &named } else { path })?)
}

pub(super) fn round(manner: Manner, context: &Context, kit: &Kit, given: Option<usize>) -> Result<usize> {
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

pub(super) fn round_of(kit: &Kit, round: usize) -> Result<Plan> {
    let plan = round.checked_sub(1).and_then(|index| kit.rounds.get(index));
    plan.cloned().ok_or_else(|| {
        Failure::usage(format!("the kit has no round {round}"), format!("it has 1 to {}", kit.rounds.len()))
    })
}

/// A kit is frozen, so that nothing is left out of it; but the interviewer should know.
pub(super) fn warn_of_repeats(context: &Context, plan: &Plan, candidate: &CandidateId) -> Result {
    let history = history(context)?;
    for planned in plan.questions() {
        let id = &planned.banked.question.id;
        if history.was_asked(id, candidate, plan.kit.as_ref()) {
            context.say(&format!("note: {} ({id}) was asked of this candidate before", planned.slot));
        }
    }
    Ok(())
}
