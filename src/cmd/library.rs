//! `hotseat questions`, `formats`, `loops`, `tracks`, `rubrics`.

use crate::core::find;
use crate::core::names;
use crate::page::OneOrAll;
use crate::page::library::Shelf;
use crate::page::question::QuestionList;
use crate::store::Parts;

use super::args::{ListingArgs, QuestionsArgs};
use super::context::{self, Context};
use super::failure::{Failure, Result};

/// `hotseat questions`: all whose text has every word; or one whole, by its id.
pub(super) fn questions(context: &Context, args: &QuestionsArgs) -> Result {
    let loaded = context.library(Parts::All)?;
    let library = &loaded.library;
    if let [id] = args.words.as_slice()
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
        return Err(Failure::refused("no question is like that", hint));
    }
    let count = found.len();
    context.show(&QuestionList(OneOrAll::All(found)), &args.output)?;
    context.say(&format!("{count} questions; `hotseat questions ID` shows one whole"));
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
