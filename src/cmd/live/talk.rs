//! The conversation: one prompt line that never blocks it.

use crate::core::event::{Ending, Event, Recording};
use crate::core::ids::DimensionId;
use crate::core::plan::{Banked, Direction, Slot};
use crate::core::scale::{Minutes, Rating};
use crate::core::session::{Action, Assess, NotRecorded, Place, Recorder, Session};
use crate::render::{self, live as show};
use crate::store::{Live, Parts};

use super::super::context::Context;
use super::super::failure::Result;
use super::super::prompt;
use super::Next;
use super::words::{self, Line, Word};

/// Runs until the conversation ends or the interviewer leaves.
pub(super) fn talk(context: &mut Context, recorder: &mut Live) -> Result<Next> {
    let mut shown = None;
    let mut warned = 0;
    loop {
        let place = recorder.session().state().place;
        if shown != Some(place) {
            context.print(&at(recorder.session(), shown, context.width()))?;
            shown = Some(place);
        }
        let standing = recorder.session().pace(recorder.now());
        if standing.behind > warned
            && let Some(late) = show::late(&standing)
        {
            context.print(&format!("{late}\n"))?;
        }
        warned = standing.behind;
        let clocks = show::clocks(recorder.session(), &standing);
        let Some(line) = prompt::line(&format!("{clocks} > "))? else { return Ok(Next::Leave) };
        match step(context, recorder, &line)? {
            Step::Said(text) => context.print(&text)?,
            Step::Again => shown = None,
            Step::Ended => return Ok(Next::Phase),
            Step::Leave => return Ok(Next::Leave),
        }
    }
}

/// What a line led to.
enum Step {
    Said(String),
    /// Show the question anew.
    Again,
    Ended,
    Leave,
}

/// The current place: its section where one has just entered it, and its question.
fn at(session: &Session, before: Option<Place>, width: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let position = state.section();
    let section_before = before.map(|place| state.section_of(place));
    let mut out = String::new();
    if section_before != Some(position)
        && let Some(section) = plan.section(position)
    {
        out += &show::section(section, width);
    }
    if let Some(asking) = state.current() {
        out += &show::question(session, asking, width);
    }
    out
}

fn step(context: &Context, recorder: &mut Live, line: &str) -> Result<Step> {
    let width = context.width();
    let (word, rest) = match words::parse(line) {
        Line::Empty => return Ok(Step::Said(String::new())),
        Line::Note(text) => return Ok(record(recorder, Assess::Note(None, text), "noted")),
        Line::Rate(scores) => return Ok(rate_in_order(recorder, &scores)),
        Line::Unknown(command) => return Ok(unknown(recorder, &command)),
        Line::Command(word, rest) => (word, rest),
    };
    let session = recorder.session();
    Ok(match word {
        Word::Next => moved(recorder, Action::Next),
        Word::Back => moved(recorder, Action::Back),
        Word::Go => match rest.parse() {
            Ok(slot) => moved(recorder, Action::Go(Place::Slot(slot))),
            Err(_) => Step::Said("say which question, such as /go Q5\n".into()),
        },
        Word::Rate => rate(recorder, &rest),
        Word::Saw => observe(recorder, &rest, true),
        Word::Unsaw => observe(recorder, &rest, false),
        Word::Hint => hint(recorder, &rest, width),
        Word::Probe => match rest.parse::<u8>().ok().and_then(|number| number.checked_sub(1)) {
            Some(follow_up) => record(recorder, Action::FollowUp(follow_up), "ticked"),
            None => Step::Said("say which follow-up, such as /probe 1\n".into()),
        },
        Word::Flag => flag(recorder, &rest, width),
        Word::Skip => skip(recorder, rest),
        Word::Drop => drop_question(recorder, &rest),
        Word::Swap => swap(recorder, &rest),
        Word::Bring => bring(context, recorder, &rest)?,
        Word::Pause => record(recorder, Action::Pause, "the clocks stand still; /resume goes on"),
        Word::Resume => record(recorder, Action::Resume, "the clocks run"),
        Word::Extend => match rest.parse::<u16>() {
            Ok(minutes) => record(recorder, Action::Extend(Minutes(minutes)), "extended"),
            Err(_) => Step::Said("say by how many minutes, such as /extend 5\n".into()),
        },
        Word::Undo => undo(recorder),
        Word::Show => Step::Again,
        Word::Answer => Step::Said(answer(session, width)),
        Word::Anchors => Step::Said(anchors(session, &rest, width)),
        Word::Outline => Step::Said(show::outline(session, width)),
        Word::Time => {
            let pace = session.pace(recorder.now());
            let late = show::late(&pace).map(|late| late + "\n").unwrap_or_default();
            Step::Said(format!("{}\n{late}", show::clocks(session, &pace)))
        }
        Word::Checklist => {
            let lines = &session.plan().rubric.checklists.during;
            Step::Said(show::checklist("During the conversation", lines, width))
        }
        Word::End => end(recorder, &rest)?,
        Word::Quit => Step::Leave,
        Word::Help => Step::Said(words::help(width)),
    })
}

/// Records, and says so in a word; a refusal or a failed write is said at once.
fn record(recorder: &mut Live, action: impl Into<Action>, done: &str) -> Step {
    match recorder.record(action.into()) {
        Ok(_) => Step::Said(format!("{done}\n")),
        Err(error) => refused(&error),
    }
}

fn refused(error: &NotRecorded) -> Step {
    Step::Said(format!("{}\n", render::clean::line(&error.to_string())))
}

fn moved(recorder: &mut Live, action: Action) -> Step {
    match recorder.record(action) {
        Ok(_) => Step::Said(String::new()),
        Err(error) => refused(&error),
    }
}

fn dimension(session: &Session, given: &str) -> std::result::Result<DimensionId, String> {
    let found = session.plan().rubric.dimension_named(given);
    found.map(|dimension| dimension.id.clone()).map_err(|error| error.hint().unwrap_or_else(|| error.to_string()))
}

/// A rating, or none for 0 and -.
fn rating(text: &str) -> std::result::Result<Option<Rating>, String> {
    match text {
        "0" | "-" => Ok(None),
        other => other.parse().map(Some).map_err(|error: crate::core::scale::NotARating| error.to_string()),
    }
}

/// `/4 3`: the question's dimensions in order.
fn rate_in_order(recorder: &mut Live, scores: &str) -> Step {
    let Some(asking) = recorder.session().state().current() else {
        return Step::Said("there is no question here to rate\n".into());
    };
    let (slot, dimensions) = (asking.slot, asking.dimensions.clone());
    let scores: Vec<&str> = scores.split_whitespace().collect();
    if scores.len() > dimensions.len() {
        return Step::Said(format!("{slot} has {} dimensions\n", dimensions.len()));
    }
    let ratings: std::result::Result<Vec<_>, String> = scores.iter().map(|score| rating(score)).collect();
    match ratings {
        Ok(ratings) => rate_all(recorder, slot, dimensions.into_iter().zip(ratings)),
        Err(wrong) => Step::Said(format!("{wrong}\n")),
    }
}

fn rate_all(recorder: &mut Live, slot: Slot, ratings: impl Iterator<Item = (DimensionId, Option<Rating>)>) -> Step {
    for (dimension, rating) in ratings {
        if let Err(error) = recorder.record(Assess::Rate(Some(slot), dimension, rating).into()) {
            return refused(&error);
        }
    }
    let session = recorder.session();
    let shown = session.state().asking(slot).map(|asking| show::ratings(session, asking));
    Step::Said(shown.unwrap_or_default())
}

/// `t 4`, `t=4`, or several of them.
fn rate(recorder: &mut Live, rest: &str) -> Step {
    let Some(slot) = recorder.session().state().current().map(|asking| asking.slot) else {
        return Step::Said("there is no question here to rate\n".into());
    };
    let parts: Vec<&str> = rest.split([' ', '=', ',']).filter(|part| !part.is_empty()).collect();
    let pairs: std::result::Result<Vec<_>, String> = parts
        .chunks(2)
        .map(|pair| match pair {
            [name, score] => Ok((dimension(recorder.session(), name)?, rating(score)?)),
            _ => Err("rate as in /rate t 4".to_owned()),
        })
        .collect();
    match pairs {
        Ok(pairs) if !pairs.is_empty() => rate_all(recorder, slot, pairs.into_iter()),
        Ok(_) => Step::Said("rate as in /rate t 4\n".into()),
        Err(wrong) => Step::Said(format!("{}\n", render::clean::line(&wrong))),
    }
}

/// `/t 4` rates; anything else is a slip.
fn unknown(recorder: &mut Live, command: &str) -> Step {
    let name = command.split([' ', '=']).next().unwrap_or_default();
    if dimension(recorder.session(), name).is_ok() {
        return rate(recorder, command);
    }
    let near = words::nearest(name);
    let hint = near.first().map(|near| format!("; did you mean /{near}?")).unwrap_or_default();
    Step::Said(format!("there is no /{}{hint} (/? lists all)\n", render::clean::line(name)))
}

fn observe(recorder: &mut Live, rest: &str, seen: bool) -> Step {
    let numbers: Vec<&str> = rest.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    if numbers.is_empty() {
        return Step::Said("say which signal, such as /saw 1\n".into());
    }
    let mut said = String::new();
    for number in numbers {
        let asking = recorder.session().state().current();
        let signal =
            asking.and_then(|asking| Some((show::numbered_signal(asking, number.parse().ok()?)?, asking.slot)));
        let Some((signal, slot)) = signal else {
            said += &format!("there is no signal {} here\n", render::clean::line(number));
            continue;
        };
        match recorder.record(Assess::Observe(Some(slot), signal, seen).into()) {
            Ok(_) => {
                let text = recorder.session().state().asking(slot).and_then(|asking| asking.signal_text(signal));
                let mark = if seen { "saw" } else { "not seen" };
                said += &format!("{mark}: {}\n", render::clean::line(text.unwrap_or_default()));
            }
            Err(error) => said += &format!("{}\n", render::clean::line(&error.to_string())),
        }
    }
    Step::Said(said)
}

fn hint(recorder: &mut Live, rest: &str, width: usize) -> Step {
    let which = rest.parse::<u8>().ok().and_then(|number| number.checked_sub(1));
    if !rest.is_empty() && which.is_none() {
        return Step::Said("say which hint, such as /hint 2, or nothing for the next\n".into());
    }
    match recorder.record(Action::Hint(which)) {
        Ok(Event::Recording(Recording::Hinted { hint, slot })) => {
            let asking = recorder.session().state().asking(slot);
            let text = asking.and_then(|asking| asking.question().hints.get(usize::from(hint)));
            Step::Said(render::layout::bullet("hint: ", text.map_or("", String::as_str), width))
        }
        Ok(_) => Step::Said(String::new()),
        Err(error) => refused(&error),
    }
}

fn flag(recorder: &mut Live, rest: &str, width: usize) -> Step {
    let rubric = &recorder.session().plan().rubric;
    let (name, quote) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if name.is_empty() {
        let one = |flag: &crate::core::rubric::RedFlag| {
            render::layout::bullet(&format!("  {}: ", flag.id), &flag.looks_like, width)
        };
        return Step::Said(rubric.red_flags.iter().map(one).collect());
    }
    match rubric.red_flag_named(name).map(|flag| flag.id.clone()) {
        Ok(flag) => record(recorder, Assess::Flag(flag, None, quote.trim_matches('"').to_owned()), "flagged"),
        Err(error) => {
            let hint = error.hint().unwrap_or_else(|| "/flag lists them".into());
            Step::Said(format!("{}\n", render::clean::line(&format!("{error}: {hint}"))))
        }
    }
}

fn skip(recorder: &mut Live, why: String) -> Step {
    let why = if why.is_empty() { "skipped".to_owned() } else { why };
    match recorder.record(Action::Skip(None, why)) {
        // At the last question there is nothing to go on to.
        Ok(_) => match recorder.record(Action::Next) {
            Ok(_) => Step::Said("skipped\n".into()),
            Err(_) => Step::Said("skipped; this was the last question: /end ends the conversation\n".into()),
        },
        Err(error) => refused(&error),
    }
}

fn drop_question(recorder: &mut Live, rest: &str) -> Step {
    let target = if rest.is_empty() { recorder.session().least_valuable() } else { rest.parse().ok() };
    match target {
        Some(slot) => record(recorder, Action::Skip(Some(slot), "no time".into()), &format!("dropped {slot}")),
        None => Step::Said("there is no if-time question left in this section\n".into()),
    }
}

fn swap(recorder: &mut Live, rest: &str) -> Step {
    let direction = match rest {
        "easier" | "e" => Direction::Easier,
        "harder" | "h" => Direction::Harder,
        _ => return Step::Said("say /swap easier or /swap harder\n".into()),
    };
    moved(recorder, Action::Swap(direction))
}

/// Finds a question by words; one is brought in and shown, several are listed.
fn bring(context: &Context, recorder: &mut Live, rest: &str) -> Result<Step> {
    if rest.is_empty() {
        return Ok(Step::Said("say what it is about, such as /bring connection pool\n".into()));
    }
    let library = context.library(Parts::All)?.library;
    let words: Vec<String> = rest.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let exact = library.questions().find(|found| found.question.id.as_str() == rest);
    let matching: Vec<_> = match exact {
        Some(found) => vec![found],
        None => library
            .questions()
            .filter(|found| {
                let text = format!("{} {} {}", found.question.id, found.bank, found.question.prompt).to_lowercase();
                !found.question.retired && words.iter().all(|word| text.contains(word))
            })
            .collect(),
    };
    match matching.as_slice() {
        [] => Ok(Step::Said("no question is like that\n".into())),
        [found] => {
            let banked = Banked { bank: found.bank.clone(), question: found.question.clone() };
            if let Err(error) = recorder.record(Action::BringIn(Box::new(banked))) {
                return Ok(refused(&error));
            }
            let new = recorder.session().state().asking.iter().map(|asking| asking.slot).max();
            Ok(new.map_or(Step::Again, |slot| moved(recorder, Action::Go(Place::Slot(slot)))))
        }
        several => {
            let list = several.get(..several.len().min(8)).unwrap_or_default();
            let text = render::question::list(list, context.width());
            Ok(Step::Said(format!("{text}{} fit; /bring ID brings one in\n", several.len())))
        }
    }
}

fn undo(recorder: &mut Live) -> Step {
    match recorder.record(Action::Undo) {
        Ok(Event::Undone { entry }) => {
            let index = usize::try_from(entry).unwrap_or(0).saturating_sub(1);
            let undone = recorder.session().state().entries.get(index).map(|entry| show::event(&entry.event));
            Step::Said(format!("undone: {}\n", render::clean::line(&undone.unwrap_or_default())))
        }
        Ok(_) => Step::Said(String::new()),
        Err(error) => refused(&error),
    }
}

fn answer(session: &Session, width: usize) -> String {
    let asking = session.state().current();
    asking.map_or("there is no question here\n".into(), |asking| {
        render::layout::paragraph(&asking.question().answer, width, "  ")
    })
}

fn anchors(session: &Session, rest: &str, width: usize) -> String {
    let rubric = &session.plan().rubric;
    if rest.is_empty() {
        let own = session.state().current().map(|asking| asking.dimensions.clone()).unwrap_or_default();
        let chosen = rubric.dimensions.iter().filter(|dimension| own.is_empty() || own.contains(&dimension.id));
        return chosen.map(|dimension| show::anchors(dimension, &rubric.scale, width)).collect();
    }
    match dimension(session, rest).map(|id| rubric.dimension(&id).map(|d| show::anchors(d, &rubric.scale, width))) {
        Ok(text) => text.unwrap_or_default(),
        Err(wrong) => format!("{}\n", render::clean::line(&wrong)),
    }
}

fn end(recorder: &mut Live, rest: &str) -> Result<Step> {
    let ending = match rest {
        "" => Ending::Completed,
        "early" | "e" => Ending::StoppedEarly,
        "no-show" | "noshow" => Ending::NoShow,
        _ => return Ok(Step::Said("say /end, /end early or /end no-show\n".into())),
    };
    let open =
        recorder.session().state().asking.iter().filter(|asking| asking.must_ask && asking.asked.is_none()).count();
    let warn = if open > 0 && ending == Ending::Completed {
        format!(" ({open} must-ask questions were not asked)")
    } else {
        String::new()
    };
    let answer = prompt::line(&format!("End the conversation{warn}? y ends it: "))?;
    if !answer.is_some_and(|answer| answer.trim().eq_ignore_ascii_case("y")) {
        return Ok(Step::Said("going on\n".into()));
    }
    match recorder.record(Action::End(ending)) {
        Ok(_) => Ok(Step::Ended),
        Err(error) => Ok(refused(&error)),
    }
}
