//! What is held: a round of a kit, or a plan that was drawn; and what fills the blanks of its prompts.

use std::path::Path;

use crate::core::bank::Blank;
use crate::core::ids::QuestionId;
use crate::core::names;
use crate::core::plan::{Kit, Plan};
use crate::page::clean;
use crate::store::{self, KitOrPlan};

use super::super::args::RunArgs;
use super::super::context::Context;
use super::super::failure::{Failure, Result};
use super::super::surroundings::shell_word;

/// What fills the blanks of prompts.
pub(super) fn filling(given: &[String]) -> Result<Vec<(Blank, String)>> {
    given
        .iter()
        .map(|text| {
            let (name, value) =
                text.split_once('=').filter(|(_, value)| !value.trim().is_empty()).ok_or_else(|| {
                    Failure::usage(format!("`{text}` fills no blank"), "write it as project=\"the billing rewrite\"")
                })?;
            let blank = Blank::ALL.into_iter().find(|blank| blank.as_str().eq_ignore_ascii_case(name.trim()));
            let blank = blank.ok_or_else(|| Failure::from(names::none_of(name, &Blank::ALL)))?;
            Ok((blank, clean::line(value.trim()).into_owned()))
        })
        .collect()
}

/// A draw for one session belongs to no kit, so that it is never taken for the same opening.
pub(super) fn unkitted(mut plan: Plan) -> Plan {
    plan.kit = None;
    plan
}

/// What is held of what was frozen: a kit, or one plan as a kit of its own; nothing where a draw is wanted.
pub(super) fn frozen(context: &Context, args: &RunArgs) -> Result<Option<Kit>> {
    for path in args.kit.iter().chain(&args.plan).filter(|path| path.is_dir()) {
        if let Some(first) = store::in_folder(&context.workspace, path) {
            let flag = if args.kit.is_some() { "--kit" } else { "--plan" };
            let hint = format!("name a file in it, such as `{flag} {}`", shell_word(&first.display().to_string()));
            return Err(Failure::usage(format!("{} is a folder, and {flag} takes one file", path.display()), hint));
        }
    }
    if let Some(path) = args.kit.as_deref() {
        return store::load_kit(&context.workspace, path)?.ok_or_else(|| unknown(context, path)).map(Some);
    }
    let Some(path) = args.plan.as_deref() else { return Ok(None) };
    match store::load_frozen(&context.workspace, path)?.ok_or_else(|| unknown(context, path))? {
        KitOrPlan::Kit(kit) if kit.rounds.len() == 1 => Ok(Some(kit)),
        KitOrPlan::Kit(kit) => {
            let message =
                format!("{} is a kit of {} rounds, and --plan holds one plan", path.display(), kit.rounds.len());
            let hint = format!("`--kit {} --round 1` holds the first", shell_word(&path.display().to_string()));
            Err(Failure::usage(message, hint))
        }
        KitOrPlan::Plan(plan) => {
            let kit =
                Kit::of_plan(*plan).map_err(|error| Failure::refused(error.to_string(), "give a shorter name"))?;
            Ok(Some(kit))
        }
    }
}

/// That a name is no file and no kit's.
fn unknown(context: &Context, path: &Path) -> Failure {
    let missing = names::none_of(&path.to_string_lossy(), &store::kit_names(&context.workspace));
    match missing.hint() {
        Some(_) => missing.into(),
        None => Failure::usage(missing.to_string(), "name a file that `hotseat plan` wrote with -o, or a kit of kits/"),
    }
}

/// That a round is one of the kit's.
pub(super) fn has_round(kit: &Kit, round: usize) -> Result {
    if (1..=kit.rounds.len()).contains(&round) {
        return Ok(());
    }
    let has = match kit.rounds.len() {
        1 => "it has one round".to_owned(),
        rounds => format!("it has rounds 1 to {rounds}"),
    };
    Err(Failure::usage(format!("the kit has no round {round}"), has))
}

/// A kit is frozen, so that what would draw something else contradicts it; what says the same does not.
pub(super) fn agrees(kit: &Kit, args: &RunArgs, round: Option<usize>) -> Result {
    let wanted = &args.wanted;
    let (what, of) = if args.plan.is_some() { ("plan", "--plan") } else { ("kit", "--kit") };
    let mut against = Vec::new();
    let mut differs = |flag: &str, given: Option<String>, own: String| {
        if let Some(given) = given.filter(|given| !names_same(given, &own, &own)) {
            let own = if own.is_empty() { "none".into() } else { own };
            against.push(format!("{flag} {given}: the {what} has {own}"));
        }
    };
    let rounds: Vec<&Plan> = kit
        .rounds
        .iter()
        .enumerate()
        .filter(|(index, _)| round.is_none_or(|round| round == index + 1))
        .map(|(_, plan)| plan)
        .collect();
    let formats: Vec<&str> = rounds.iter().map(|plan| plan.format.as_str()).collect();
    let is_named = |given: &str| rounds.iter().any(|plan| names_same(given, plan.format.as_str(), &plan.title));
    differs("the format", args.format.clone().filter(|given| !is_named(given)), formats.join(", "));
    differs("--level", wanted.level.map(|level| level.to_string()), kit.level.to_string());
    differs("--track", wanted.track.clone(), kit.track.to_string());
    let own: Vec<&str> = kit.technologies.iter().map(AsRef::as_ref).collect();
    let technologies = (!wanted.technologies.is_empty()).then(|| wanted.technologies.join(","));
    differs("--tech", technologies, own.join(","));
    differs("--seed", wanted.seed.map(|seed| seed.to_string()), kit.seed.to_string());
    let names = |ids: &[QuestionId]| ids.iter().map(QuestionId::to_string).collect::<Vec<_>>().join(",");
    let draws = [
        ("--include", (!wanted.include.is_empty()).then(|| names(&wanted.include))),
        ("--exclude", (!wanted.exclude.is_empty()).then(|| names(&wanted.exclude))),
        ("--variety", wanted.variety.map(|variety| variety.to_string())),
        ("--history", wanted.history.first().map(|file| file.display().to_string())),
        ("--now", wanted.now.map(|now| now.to_rfc3339())),
    ];
    let draws = draws.into_iter().filter_map(|(flag, given)| Some(format!("{flag} {}", given?)));
    let draws = draws.chain(wanted.without_history.then(|| "--without-history".to_owned()));
    against.extend(draws.map(|given| format!("{given}: nothing is drawn for a {what}")));
    if against.is_empty() {
        return Ok(());
    }
    let message = if against.len() == 1 {
        format!("this contradicts the {what}")
    } else {
        format!("these contradict the {what}")
    };
    let hint =
        format!("a {what} is frozen: leave them out to hold it as it is, or leave {of} out to draw other questions");
    Err(Failure::several(message, against, hint))
}

fn names_same(given: &str, name: &str, title: &str) -> bool {
    let joined = given.split_whitespace().collect::<Vec<_>>().join("-");
    joined.eq_ignore_ascii_case(name) || names::plain(given) == names::plain(title)
}
