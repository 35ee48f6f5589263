//! `hotseat questions`, `formats`, `loops`, `tracks`, `rubrics`.

use crate::core::library::Found;
use crate::core::names::{not_found, resolve};
use crate::render;
use crate::store::Parts;

use super::args::{Listing, Questions};
use super::context::{self, Context};
use super::failure::{Failure, Result};

/// `hotseat questions`: all whose text has every word; or one whole, by its id.
pub(super) fn questions(context: &Context, args: &Questions) -> Result {
    let loaded = context.library(Parts::All)?;
    let library = &loaded.library;
    if let [id] = args.words.as_slice()
        && let Some(found) = library.questions().find(|found| found.question.id.as_str() == id)
    {
        return if args.json {
            context.print_json(&Banked::of(found))
        } else {
            context.print(&render::question::whole(found, context.width()))
        };
    }
    let bank = args.bank.as_deref().map(|given| context::bank(library, given)).transpose()?;
    let technology = context::technologies(library, args.technology.as_slice())?;
    let words: Vec<String> = args.words.iter().map(|word| word.to_lowercase()).collect();
    let found: Vec<Found<'_>> = library
        .questions()
        .filter(|found| {
            let question = found.question;
            bank.is_none_or(|bank| bank == found.bank)
                && technology.iter().all(|id| question.technologies.contains(id))
                && args.level.is_none_or(|level| level == question.level)
                && args.kind.is_none_or(|kind| kind == question.kind)
                && has_words(found, &words)
        })
        .collect();
    if args.json {
        return context.print_json(&found.into_iter().map(Banked::of).collect::<Vec<_>>());
    }
    if found.is_empty() {
        let near = args
            .words
            .first()
            .map(|word| not_found("question", word, library.questions().map(|f| f.question.id.as_str())));
        let hint = near
            .and_then(|near| near.hint())
            .unwrap_or_else(|| "ask for less, or look with `hotseat questions`".into());
        return Err(Failure::refused("no question is like that", hint));
    }
    context.print(&render::question::list(&found, context.width()))?;
    context.say(&format!("{} questions; `hotseat questions ID` shows one whole", found.len()));
    Ok(())
}

#[derive(serde::Serialize)]
struct Banked<'a> {
    bank: &'a str,
    #[serde(flatten)]
    question: &'a crate::core::bank::Question,
}

impl<'a> Banked<'a> {
    fn of(found: Found<'a>) -> Self {
        Self { bank: found.bank.as_str(), question: found.question }
    }
}

fn has_words(found: &Found<'_>, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let question = found.question;
    let names = question.topics.iter().map(AsRef::as_ref).chain(question.technologies.iter().map(AsRef::as_ref));
    let mut text = format!("{} {} {} {} ", question.id, found.bank, question.prompt, question.answer);
    text.extend(names.flat_map(|name: &str| [name, " "]));
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// `hotseat formats`.
pub(super) fn formats(context: &Context, args: &Listing) -> Result {
    let library = context.library(Parts::WithoutBanks)?.library;
    match &args.id {
        Some(id) => {
            let format = context::format(&library, id)?;
            if args.json {
                context.print_json(format)
            } else {
                context.print(&render::library::format(format, context.width()))
            }
        }
        None if args.json => context.print_json(&library.formats.values().collect::<Vec<_>>()),
        None => context.print(&render::library::formats(library.formats.values(), context.width())),
    }
}

/// `hotseat loops`.
pub(super) fn loops(context: &Context, args: &Listing) -> Result {
    let library = context.library(Parts::WithoutBanks)?.library;
    let mut loops = library.loops.clone();
    if let Some(id) = &args.id {
        let names: Vec<&str> = library.loops.iter().map(|list| list.id.as_str()).collect();
        let name = resolve("loop", id, &names)?;
        loops.retain(|list| list.id.as_str() == name);
        if let (true, Some(list)) = (args.json, loops.first()) {
            return context.print_json(list);
        }
    }
    if args.json { context.print_json(&loops) } else { context.print(&render::library::loops(&loops, context.width())) }
}

/// `hotseat tracks`.
pub(super) fn tracks(context: &Context, args: &Listing) -> Result {
    let library = context.library(Parts::WithoutBanks)?.library;
    match &args.id {
        Some(id) => {
            let track = context::track(&library, id)?;
            if args.json {
                context.print_json(track)
            } else {
                context.print(&render::library::track(track, context.width()))
            }
        }
        None if args.json => context.print_json(&library.tracks),
        None => context.print(&render::library::tracks(&library.tracks, context.width())),
    }
}

/// `hotseat rubrics`.
pub(super) fn rubrics(context: &Context, args: &Listing) -> Result {
    let library = context.library(Parts::WithoutBanks)?.library;
    match &args.id {
        Some(id) => {
            let rubric = context::rubric(&library, id)?;
            if args.json {
                context.print_json(rubric)
            } else {
                context.print(&render::library::rubric(rubric, context.width()))
            }
        }
        None if args.json => context.print_json(&library.rubrics.values().collect::<Vec<_>>()),
        None => context.print(&render::library::rubrics(library.rubrics.values(), context.width())),
    }
}
