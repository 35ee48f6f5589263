//! `hotseat questions`, `formats`, `loops`, `tracks`, `rubrics`.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::core::counted::counted;
use crate::core::find;
use crate::core::ids::QuestionId;
use crate::core::library::{Found, Library};
use crate::core::names;
use crate::core::usage::{self, Usage};
use crate::page::OneOrAll;
use crate::page::library::Shelf;
use crate::page::question::QuestionList;
use crate::page::usage::UsageList;
use crate::store::Parts;

use super::args::{ListingArgs, QuestionsArgs};
use super::context::{self, Context};
use super::failure::{Failure, Result};

/// `hotseat questions`: all whose text has every word; or one whole, by its id.
pub(super) fn questions(context: &Context, args: &QuestionsArgs) -> Result {
    let loaded = context.library(Parts::All)?;
    let library = &loaded.library;
    if let [id] = args.words.as_slice()
        && !args.usage
        && let Some(found) = library.questions().find(|found| found.question.id.as_str() == id)
    {
        return context.show(&QuestionList(OneOrAll::One(found)), &args.output);
    }
    let bank = args.bank.as_deref().map(|given| names::find(given, library.banks.values())).transpose()?;
    let technology = context::technologies(library, args.technology.as_slice())?;
    let words = find::Words::new(&args.words.join(" "));
    let mut found = find::in_library(library, &words);
    found.retain(|found| {
        let question = found.question;
        bank.is_none_or(|bank| bank.id == *found.bank)
            && technology.iter().all(|id| question.technologies.contains(id))
            && args.level.is_none_or(|level| level == question.level)
            && args.kind.is_none_or(|kind| kind == question.kind)
    });
    if found.is_empty() && args.output.notation()?.is_none() {
        let near = args.words.first().map(|word| names::none_of(word, library.questions().map(|found| found.question)));
        let hint = near
            .and_then(|near| near.hint())
            .unwrap_or_else(|| "ask for less, or look with `hotseat questions`".into());
        // As a name that nothing has, it asks for what is not there.
        return Err(Failure::usage("no question is like that", hint));
    }
    if args.usage {
        return show_usage(context, args, found, library);
    }
    let count = found.len();
    context.show(&QuestionList(OneOrAll::All(found)), &args.output)?;
    // A listener has heard that before the list.
    if !context.surroundings.listens {
        context.say(&format!("{}; `hotseat questions ID` shows one whole", counted(count, "question")));
    }
    Ok(())
}

/// The use of these questions, the most asked first.
fn show_usage(context: &Context, args: &QuestionsArgs, found: Vec<Found<'_>>, library: &Library) -> Result {
    let sessions = context.sessions(args.example)?;
    let mut all = usage::usage(sessions.found.iter().map(|found| &found.summary));
    let known: BTreeSet<&QuestionId> = library.questions().map(|found| &found.question.id).collect();
    let gone = all.keys().filter(|question| !known.contains(*question)).count();
    let mut lines: Vec<(Found<'_>, Usage)> = Vec::new();
    for found in found {
        lines.push((found, all.remove(&found.question.id).unwrap_or_default()));
    }
    lines.sort_by_key(|(_, usage)| Reverse((usage.asked, usage.last_asked)));
    context.show(&UsageList(lines), &args.output)?;
    if gone > 0 {
        let were = if gone == 1 { "was" } else { "were" };
        context.say(&format!("note: {} {were} asked that the library does not have", counted(gone, "more question")));
    }
    Ok(())
}

/// `hotseat formats`.
pub(super) fn formats(context: &Context, args: &ListingArgs) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    loaded.has([("formats", args.id.as_deref().unwrap_or_default())])?;
    let library = &loaded.library;
    let one = args.id.as_deref().map(|id| names::find(id, library.formats.values())).transpose()?;
    context.show(&Shelf(OneOrAll::of(one, library.formats.values())), &args.output)
}

/// `hotseat loops`.
pub(super) fn loops(context: &Context, args: &ListingArgs) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    loaded.has([("formats", "loops")])?;
    let library = &loaded.library;
    let one = args.id.as_deref().map(|id| names::find(id, &library.loops)).transpose()?;
    context.show(&Shelf(OneOrAll::of(one, &library.loops)), &args.output)
}

/// `hotseat tracks`.
pub(super) fn tracks(context: &Context, args: &ListingArgs) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    loaded.has([("formats", "tracks")])?;
    let library = &loaded.library;
    let one = args.id.as_deref().map(|id| names::find(id, &library.tracks)).transpose()?;
    context.show(&Shelf(OneOrAll::of(one, &library.tracks)), &args.output)
}

/// `hotseat rubrics`.
pub(super) fn rubrics(context: &Context, args: &ListingArgs) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    loaded.has([("rubrics", args.id.as_deref().unwrap_or_default())])?;
    let library = &loaded.library;
    let one = args.id.as_deref().map(|id| names::find(id, library.rubrics.values())).transpose()?;
    context.show(&Shelf(OneOrAll::of(one, library.rubrics.values())), &args.output)
}
