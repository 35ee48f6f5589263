//! `hotseat plan`: draws an interview, or all rounds of a loop, without running it.

use crate::core::assembly::{self, Assembled, Changed, DrawCode, History, Request};
use crate::core::format::{Format, Loop, Track};
use crate::core::ids::{FormatId, LoopId};
use crate::core::library::Library;
use crate::core::names::{self, Named};
use crate::core::people::{Match, People};
use crate::core::plan::Kit;
use crate::core::scale::Level;
use crate::page::plan::Drawn;
use crate::page::{self, NotShown, Notation};
use crate::store::{Loaded, Parts};

use super::args::{PlanArgs, Target, WantedArgs};
use super::context::{self, Context};
use super::failure::{Failure, Result};
use super::history::PastWanted;
use super::meant::known_candidate;

/// Draws and prints; `-o` writes the kit.
pub(super) fn plan(context: &mut Context, args: &PlanArgs) -> Result {
    let loaded = context.library(Parts::All)?;
    let drawn = args.wanted.seed.is_none() && args.draw.is_none();
    let mut request = request(context, &loaded, &args.what, &args.wanted)?;
    let library = &loaded.library;
    let mut wanted = args.wanted.clone();
    if let Some(code) = &args.draw {
        request.seed = code.seed();
        // At its time there was what the code's draw looked at; at another, or with files that are named, that is to be seen.
        let says_nothing = wanted.now.is_none() && wanted.history.is_empty();
        wanted.without_history = says_nothing && code.is_without_history();
        wanted.now.get_or_insert(code.at());
    }
    let history = looked_at(context, library, &wanted)?;
    // What could stand in each question's place is looked for only where it is said.
    let says_all = args.explain || args.notation.chosen() == Some(Notation::Json);
    let (assembled, choices) = if says_all {
        assembly::explained(library, &request, &history)?
    } else {
        (assembly::assemble(library, &request, &history)?, Vec::new())
    };
    if let Some(candidate) = &request.candidate {
        context.say_unread_of(candidate);
    }
    let Assembled { kit, account, code } = assembled;
    if let Some(then) = &args.draw {
        draws_again(context, then, code.as_ref())?;
    }
    let answer = Drawn { kit: &kit, explain: args.explain, account: &account, code: code.as_ref(), choices: &choices };
    let notation = args.notation.for_kit(args.output.as_deref())?;
    let text = context.text();
    let target = args.output.as_deref().map(|path| Target { path, force: args.force, bom: false });
    let drawn_for = drawn_for(&kit);
    match (target, notation) {
        (None, notation) => context.print(&context.shown(&answer, notation.unwrap_or(text))?)?,
        // A document is wanted, not the kit to draw rounds from.
        (Some(_), Some(notation @ (Notation::Csv | Notation::Markdown | Notation::Html))) => {
            context.deliver(
                &context.shown(&answer, notation)?,
                target,
                &format!("{}: {drawn_for}", notation.title()),
            )?;
        }
        (Some(_), None) if args.notation.is_text(args.output.as_deref()) => {
            context.deliver(&context.shown(&answer, text)?, target, &format!("{}: {drawn_for}", text.title()))?;
        }
        (Some(_), Some(Notation::Json | Notation::Text { .. } | Notation::Spoken { .. }) | None) => {
            if args.explain || args.notation.chosen().is_some() {
                context.print(&context.shown(&answer, args.notation.chosen().unwrap_or(text))?)?;
            }
            context.deliver(&page::json(&kit).map_err(NotShown::from)?, target, &format!("a kit: {drawn_for}"))?;
        }
    }
    // Of what was refused no seed is of use.
    if drawn {
        context.say(&seeded(kit.seed, code.as_ref()));
    }
    Ok(())
}

/// What a draw looks at of what was asked before.
pub(super) fn looked_at(context: &Context, library: &Library, wanted: &WantedArgs) -> Result<History> {
    let sessions = if wanted.without_history { Vec::new() } else { context.archive()? };
    let people = if wanted.history.is_empty() { People::default() } else { context.people() };
    Ok(PastWanted::read(context, (library, &people), wanted)?.history(context, &sessions))
}

/// What a kit was drawn for: its title names level and role, which have defaults and may not have been asked for.
fn drawn_for(kit: &Kit) -> String {
    match kit.rounds.len() {
        1 => kit.title.clone(),
        many => format!("{}, {many} rounds", kit.title),
    }
}

/// What a seed that was drawn is good for.
pub(super) fn seeded(seed: u64, code: Option<&DrawCode>) -> String {
    let until = "draws the same again until the library changes, something is asked or time passes";
    let code = code.map(|code| format!("; --draw {code} draws the same later, too, or says what has changed"));
    format!("seed {seed}: --seed {seed} {until}{}", code.unwrap_or_default())
}

/// That the same came of a draw as of the one that a code was given for; otherwise, why not.
fn draws_again(context: &Context, then: &DrawCode, now: Option<&DrawCode>) -> Result {
    let changed = now.map(|now| then.changed(now)).unwrap_or_default();
    let named = |changed: &[Changed]| changed.iter().map(|what| changed_text(*what)).collect::<Vec<_>>();
    if now.is_some_and(|now| then.gives_the_same(now)) {
        if !changed.is_empty() {
            let changed = named(&changed).join("; ");
            context.say(&format!(
                "note: the draw code gives the same questions, although this is not as it was: {changed}"
            ));
        }
        return Ok(());
    }
    let mut details = named(&changed);
    if details.is_empty() {
        details
            .push("something that the code does not hold: of library, history and request it has ten bits each".into());
    }
    let hint =
        format!("--seed {} draws what that seed gives now; a plan written with -o always stays the same", then.seed());
    Err(Failure::existing("this draw code gives other questions now; what has changed since:", details, hint))
}

/// What is another one now than when a draw code was given.
fn changed_text(changed: Changed) -> String {
    match changed {
        Changed::Assembler => "the assembler: this version of hotseat chooses in another way",
        Changed::Seed => "the seed",
        Changed::Time => "the time: --now names another minute, and questions have rested otherwise",
        Changed::Wanted => {
            "what is asked for: format, --level, --track, --tech, --candidate, --include, --exclude or --variety"
        }
        Changed::Library => {
            "the library: the format, the track, its technologies or its questions, but for their texts"
        }
        Changed::History => "the history: what was asked before that time",
    }
    .to_owned()
}

/// The request that words make, with mid and the first track where nothing else is said.
pub(super) fn request(context: &mut Context, loaded: &Loaded, what: &str, wanted: &WantedArgs) -> Result<Request> {
    let library = &loaded.library;
    let (formats, loop_id) = drawable(loaded, what)?;
    let track = match &wanted.track {
        Some(given) => names::find(given, &library.tracks)?,
        None => {
            library.tracks.first().ok_or_else(|| Failure::refused("there are no tracks", "see formats/tracks.json"))?
        }
    };
    draws_from(loaded, &formats, track)?;
    let candidate = match &wanted.candidate {
        Some(name) => {
            let people = context.people();
            if people.candidate(name) == Match::New {
                context.needs_names()?;
                context.say(&format!("note: nobody called {name} is known here, so no question was left out for them"));
                None
            } else {
                Some(known_candidate(context, &people, name)?)
            }
        }
        None => None,
    };
    Ok(Request {
        formats,
        loop_id,
        level: wanted.level.unwrap_or(Level::Mid),
        track: track.id.clone(),
        technologies: context::technologies(library, &wanted.technologies)?,
        candidate,
        seed: wanted.seed.unwrap_or_else(|| context.surroundings.chance.seed()),
        wishes: wanted.wishes(),
    })
}

/// What a plan is drawn for.
enum Drawable<'a> {
    Format(&'a Format),
    Loop(&'a Loop),
}

impl Named for Drawable<'_> {
    const WHAT: &'static str = "format or loop";

    fn name(&self) -> &str {
        match self {
            Self::Format(format) => format.name(),
            Self::Loop(list) => list.name(),
        }
    }
}

/// The formats that a word means, where what it means can be read.
pub(super) fn drawable(loaded: &Loaded, what: &str) -> Result<(Vec<FormatId>, Option<LoopId>)> {
    loaded.has([("formats", what), ("formats", "tracks"), ("formats", "technologies")])?;
    formats_of(&loaded.library, what).or_else(|unknown| {
        loaded.has([("formats", "loops")])?;
        Err(unknown)
    })
}

/// That everything can be read that a draw for a track takes from: a plan short of a bank would be another plan, in silence.
pub(super) fn draws_from(loaded: &Loaded, formats: &[FormatId], track: &Track) -> Result {
    let formats = formats.iter().filter_map(|id| loaded.library.formats.get(id));
    let rubrics = formats.map(|format| ("rubrics", format.rubric.as_str()));
    Ok(loaded.has(rubrics.chain(track.banks.iter().map(|bank| ("banks", bank.as_str()))))?)
}

/// The formats that a word means: one, or those of a loop.
fn formats_of(library: &Library, what: &str) -> Result<(Vec<FormatId>, Option<LoopId>)> {
    // Of a loop and a format of one name, the loop is meant.
    let formats =
        library.formats.values().filter(|format| library.loops.iter().all(|list| list.name() != format.name()));
    let all: Vec<Drawable<'_>> =
        formats.map(Drawable::Format).chain(library.loops.iter().map(Drawable::Loop)).collect();
    Ok(match names::find(what, &all)? {
        Drawable::Format(format) => (vec![format.id.clone()], None),
        Drawable::Loop(list) => (list.formats.clone(), Some(list.id.clone())),
    })
}
