//! `hotseat export --ats`: scorecards as an applicant tracking system takes them. Nothing is sent.

use std::path::Path;

use crate::core::ats::sending::{
    FormDefinition, Losses, MappedField, Mapping, Receiver, SentCard, bodies, form, model, paste,
};
use crate::core::event::Ending;
use crate::core::rubric::Rubric;
use crate::core::scorecard::Card;
use crate::page::pasted::PastedCards;
use crate::page::{self, NotShown, Notation};
use crate::store::{self, Parts};

use super::args::ExportArgs;
use super::context::Context;
use super::failure::{Failure, Result};

/// Writes scorecards for a system.
pub(super) fn send(context: &Context, args: &ExportArgs, target: Receiver, cards: &[(&Card, &Rubric)]) -> Result {
    let loaded = context.library(Parts::WithoutBanks)?;
    loaded.has([("formats", "ats")])?;
    let words = loaded.library.rating_words.of(target.system());
    let mut losses = Losses::default();
    // Practice says nothing of a candidate, and nobody was assessed who did not come.
    let sent = |card: &Card| !card.round.mock && card.round.ending != Ending::NoShow;
    losses.not_sent = cards.iter().filter(|(card, _)| !sent(card)).count();
    let cards: Vec<SentCard<'_>> =
        cards.iter().filter(|(card, _)| sent(card)).map(|(card, rubric)| SentCard { card, rubric }).collect();
    if cards.is_empty() {
        return Err(Failure::refused("no submitted session fits", "`hotseat sessions` lists them"));
    }
    let mut notation = Notation::Json;
    let text = match target {
        Receiver::Greenhouse => {
            let answer = PastedCards(paste(&cards, words, &mut losses));
            notation = args.output.notation()?.unwrap_or_else(|| context.text());
            context.shown(&answer, notation)?
        }
        Receiver::Merge => {
            only_json(args, target)?;
            page::json(&model(&cards, words, &mut losses)).map_err(NotShown::from)?
        }
        Receiver::Ashby | Receiver::Lever => {
            only_json(args, target)?;
            match (&args.template, &args.mapping) {
                (Some(file), _) => {
                    let mapping = read_form(file, target)?.mapping(target, &cards);
                    to_complete(context, &mapping, &cards);
                    page::json(&mapping).map_err(NotShown::from)?
                }
                (None, Some(file)) => by_mapping(context, file, (target, &cards), &mut losses)?,
                (None, None) => {
                    let message = format!("{target} needs to know which field of its form takes what");
                    let hint = "--template FORM.json makes a mapping from a saved form definition, --mapping FILE takes it; see docs/ats.md";
                    return Err(Failure::usage(message, hint));
                }
            }
        }
    };
    for said in losses.said(target.system().title()) {
        context.say(&said);
    }
    context.deliver(&text, args.output.target(), notation.title())
}

/// That no other notation than JSON was asked for.
fn only_json(args: &ExportArgs, target: Receiver) -> Result {
    // A mapping gives a body for each scorecard, one a line.
    let is_lines = args.mapping.is_some() && args.template.is_none();
    let notation = if is_lines { args.output.notation_of_lines()? } else { args.output.notation()? };
    match notation {
        None | Some(Notation::Json) => Ok(()),
        Some(Notation::Csv | Notation::Markdown | Notation::Html | Notation::Text { .. } | Notation::Spoken { .. }) => {
            Err(Failure::usage(format!("what {target} takes is JSON"), "leave the other notation out"))
        }
    }
}

fn read_form(file: &Path, target: Receiver) -> Result<FormDefinition> {
    let text = store::read_form(file)?;
    form(target, &text).map_err(|error| {
        let message = format!("{}: {error}", file.display());
        Failure::listed(message, Vec::new(), "save one form definition: docs/ats.md says how")
    })
}

/// Says what a mapping wants of a person.
fn to_complete(context: &Context, mapping: &Mapping, cards: &[SentCard<'_>]) {
    let open: Vec<String> = mapping.fields.iter().flat_map(MappedField::open).collect();
    if !open.is_empty() {
        let rubric = cards.first().map(|scored| scored.rubric);
        let dimensions =
            rubric.into_iter().flat_map(|rubric| &rubric.dimensions).map(|dimension| dimension.id.to_string());
        let parts: Vec<String> = dimensions.chain(["recommendation", "notes", "date"].map(str::to_owned)).collect();
        context.say(&format!(
            "their titles don't say what goes into {}: write it in the mapping's `from`, one of {}; null leaves a field empty",
            open.join(", "),
            parts.join(", ")
        ));
    }
    let needed = match mapping.system {
        Receiver::Lever => "`application` and `user`",
        Receiver::Greenhouse | Receiver::Ashby | Receiver::Merge => "`application`",
    };
    context.say(&format!("every session needs its {needed}; take out those that are not to be sent"));
}

/// A body for each scorecard, one a line.
fn by_mapping(
    context: &Context,
    file: &Path,
    (target, cards): (Receiver, &[SentCard<'_>]),
    losses: &mut Losses,
) -> Result<String> {
    let mapping: Mapping = store::load_mapping(file)?;
    if mapping.system != target {
        let message = format!("{} is a mapping for {}", file.display(), mapping.system);
        return Err(Failure::usage(message, format!("--ats {}", mapping.system)));
    }
    let library = context.library(Parts::WithoutBanks)?.library;
    let made = bodies(cards, &mapping, library.rating_words.of(target.system()), losses).map_err(|open| {
        let lines: Vec<String> = open.iter().map(ToString::to_string).collect();
        let message = format!("{} leaves {} open; nothing was written", file.display(), things(lines.len()));
        Failure::listed(message, lines, "complete the mapping; `from` is null where nothing goes into a field")
    })?;
    let known = |scored: &&SentCard<'_>| mapping.sessions.contains_key(&scored.card.session);
    let unknown = cards.iter().filter(|scored| !known(scored)).count();
    if unknown > 0 {
        context.say(&format!(
            "left out: {} that the mapping does not name; --template makes it anew",
            scorecards(unknown)
        ));
    }
    for field in mapping.fields.iter().filter(|field| field.required && !field.is_filled()) {
        context.say(&format!(
            "the form requires `{}`, and nothing is mapped to it: {} may refuse it",
            field.title,
            target.system().title()
        ));
    }
    let empty: Vec<String> = mapping
        .fields
        .iter()
        .filter(|field| !field.required || field.is_filled())
        .flat_map(MappedField::open)
        .collect();
    if !empty.is_empty() {
        context.say(&format!("left empty, since their `from` is null: {}", empty.join(", ")));
    }
    let mut text = String::new();
    for body in &made.bodies {
        text += &serde_json::to_string(body).map_err(NotShown::from)?;
        text.push('\n');
    }
    Ok(text)
}

fn things(count: usize) -> String {
    if count == 1 { "1 thing".into() } else { format!("{count} things") }
}

fn scorecards(count: usize) -> String {
    if count == 1 { "1 scorecard".into() } else { format!("{count} scorecards") }
}
