//! The conversation: one prompt line that never blocks it.

use crate::core::event::Ending;
use crate::core::find::{self, Hit};
use crate::core::ids::DimensionId;
use crate::core::plan::{Direction, Slot};
use crate::core::scale::{Minutes, NotARating, Rating};
use crate::core::session::{Action, Assess, NotRecorded, Place, Session};
use crate::page::layout;

use super::command::{self, Typed, Word};
use super::{FACE, Lines, Next, Result, said, show, told, verbs, words};

/// What a line led to.
enum Step {
    Said(String),
    /// Show the question anew.
    Again,
    Ended,
    Leave,
}

/// How many questions are listed at once.
const MOST: usize = 8;

/// The current place: its section where one has just entered it, and its question.
fn at(session: &Session, before: Option<Place>, width: usize) -> String {
    let (plan, state) = (session.plan(), session.state());
    let position = state.section();
    let mut out = String::new();
    if before.map(|place| state.section_of(place)) != Some(position)
        && let Some(section) = plan.section(position)
    {
        out += &show::section(section, width);
    }
    if let Some(asking) = state.current() {
        out += &show::question(session, asking, width);
    }
    out
}

fn dimension(session: &Session, given: &str) -> std::result::Result<DimensionId, String> {
    let found = session.plan().rubric.dimension_named(given);
    found.map(|dimension| dimension.id.clone()).map_err(|error| error.hint().unwrap_or_else(|| error.to_string()))
}

/// A rating, or none for 0 and -.
fn rating(text: &str) -> std::result::Result<Option<Rating>, String> {
    match text {
        "0" | "-" => Ok(None),
        other => other.parse().map(Some).map_err(|error: NotARating| error.to_string()),
    }
}

impl Lines<'_> {
    /// Runs until the conversation ends or the interviewer leaves.
    pub(super) fn talk(&mut self) -> Result<Next> {
        let mut shown = None;
        let mut warned = 0;
        loop {
            let here = self.session().state().place;
            if shown != Some(here) {
                let text = at(self.session(), shown, self.width());
                self.print(&text)?;
                shown = Some(here);
            }
            let pace = self.session().pace(self.keeper.now());
            if pace.behind > warned
                && let Some(late) = words::late(&pace, FACE)
            {
                self.say(&late)?;
            }
            warned = pace.behind;
            let clocks = show::clocks(self.session(), &pace);
            let Some(line) = self.ask(&format!("{clocks} > "))? else { return Ok(Next::Leave) };
            match self.step(&line)? {
                Step::Said(text) => self.print(&text)?,
                Step::Again => shown = None,
                Step::Ended => return Ok(Next::Phase),
                Step::Leave => return Ok(Next::Leave),
            }
        }
    }

    fn step(&mut self, line: &str) -> Result<Step> {
        let width = self.width();
        let (word, rest) = match command::parse(line) {
            Typed::Empty => return Ok(Step::Said(String::new())),
            Typed::Note(text) => return Ok(self.assess(Assess::Note(None, text), "noted")),
            Typed::Rate(scores) => return Ok(self.rate_in_order(&scores)),
            Typed::Unknown(command) => return Ok(self.unknown(&command)),
            Typed::Command(word, rest) => (word, rest),
        };
        Ok(match word {
            Word::Next => self.moved(Action::Next),
            Word::Back => self.moved(Action::Back),
            Word::Go => match rest.parse() {
                Ok(slot) => self.moved(Action::Go(Place::Slot(slot))),
                Err(_) => Step::Said("say which question, such as /go Q5\n".into()),
            },
            Word::Rate => self.rate(&rest),
            Word::Saw => self.observe(&rest, true),
            Word::Unsaw => self.observe(&rest, false),
            Word::Hint => self.hint(&rest),
            Word::Probe => match rest.parse::<u8>().ok().and_then(|number| number.checked_sub(1)) {
                Some(follow_up) => self.done(|lines| verbs::follow_up(lines.keeper, follow_up, FACE)),
                None => Step::Said("say which follow-up, such as /probe 1\n".into()),
            },
            Word::Flag => self.flag(&rest),
            Word::Skip => {
                let why = if rest.is_empty() { "skipped" } else { &rest };
                self.done(|lines| verbs::skip(lines.keeper, why, FACE))
            }
            Word::Drop => match rest.parse() {
                Ok(slot) => self.done(|lines| verbs::drop(lines.keeper, Some(slot), FACE)),
                Err(_) if rest.is_empty() => self.done(|lines| verbs::drop(lines.keeper, None, FACE)),
                Err(_) => {
                    Step::Said("say which question, such as /drop Q5, or nothing for the least valuable\n".into())
                }
            },
            Word::Swap => match rest.as_str() {
                "easier" | "e" => self.done(|lines| verbs::swap(lines.keeper, Direction::Easier)),
                "harder" | "h" => self.done(|lines| verbs::swap(lines.keeper, Direction::Harder)),
                _ => Step::Said("say /swap easier or /swap harder\n".into()),
            },
            Word::Bring => self.bring(&rest),
            Word::Pause => self.done(|lines| verbs::pause(lines.keeper, FACE)),
            Word::Resume => self.done(|lines| verbs::resume(lines.keeper)),
            Word::Extend => match rest.parse::<u16>() {
                Ok(minutes) => self.done(|lines| verbs::extend(lines.keeper, Minutes(minutes))),
                Err(_) => Step::Said("say by how many minutes, such as /extend 5\n".into()),
            },
            Word::Undo => self.done(|lines| verbs::undo(lines.keeper)),
            Word::Show => Step::Again,
            Word::Answer => Step::Said(self.answer()),
            Word::Anchors => Step::Said(self.anchors(&rest)),
            Word::Outline => Step::Said(show::outline(self.session(), width)),
            Word::Time => {
                let pace = self.session().pace(self.keeper.now());
                let late = words::late(&pace, FACE).unwrap_or_default();
                Step::Said(format!("{}\n{}", show::clocks(self.session(), &pace), said(&late)))
            }
            Word::Checklist => {
                let checklist = &self.session().plan().rubric.checklists.during;
                Step::Said(show::checklist(words::DURING, checklist, width))
            }
            Word::End => return self.end(&rest),
            Word::Quit => Step::Leave,
            Word::Help => Step::Said(command::help(width)),
        })
    }

    /// What came of a verb.
    fn done(&mut self, verb: impl FnOnce(&mut Self) -> verbs::Done) -> Step {
        let done = verb(self);
        Step::Said(told(&done, self.width()))
    }

    /// Records what is said about the candidate, and says so in a word; a refusal or a failed write is said at once.
    fn assess(&mut self, assess: Assess, word: &str) -> Step {
        match self.record(assess) {
            Ok(()) => Step::Said(said(word)),
            Err(error) => refused(&error),
        }
    }

    /// The new place speaks for itself.
    fn moved(&mut self, action: Action) -> Step {
        match self.record(action) {
            Ok(()) => Step::Said(String::new()),
            Err(error) => refused(&error),
        }
    }

    /// `/4 3`: the question's dimensions in order.
    fn rate_in_order(&mut self, scores: &str) -> Step {
        let Some(asking) = self.session().state().current() else { return Step::Said(said(words::NOTHING_TO_RATE)) };
        let (slot, dimensions) = (asking.slot, asking.dimensions.clone());
        let scores: Vec<&str> = scores.split_whitespace().collect();
        if scores.len() > dimensions.len() {
            return Step::Said(format!("{slot} has {} dimensions\n", dimensions.len()));
        }
        let ratings: std::result::Result<Vec<_>, String> = scores.iter().map(|score| rating(score)).collect();
        match ratings {
            Ok(ratings) => self.rate_all(slot, dimensions.into_iter().zip(ratings)),
            Err(wrong) => Step::Said(said(&wrong)),
        }
    }

    fn rate_all(&mut self, slot: Slot, ratings: impl Iterator<Item = (DimensionId, Option<Rating>)>) -> Step {
        for (dimension, rating) in ratings {
            if let Err(error) = self.record(Assess::Rate(Some(slot), dimension, rating)) {
                return refused(&error);
            }
        }
        let session = self.session();
        let shown = session.state().asking(slot).map(|asking| show::ratings(session, asking));
        Step::Said(shown.unwrap_or_default())
    }

    /// `t 4`, `t=4`, or several of them.
    fn rate(&mut self, rest: &str) -> Step {
        let Some(slot) = self.session().state().current().map(|asking| asking.slot) else {
            return Step::Said(said(words::NOTHING_TO_RATE));
        };
        let parts: Vec<&str> = rest.split([' ', '=', ',']).filter(|part| !part.is_empty()).collect();
        let pairs: std::result::Result<Vec<_>, String> = parts
            .chunks(2)
            .map(|pair| match pair {
                [name, score] => Ok((dimension(self.session(), name)?, rating(score)?)),
                _ => Err("rate as in /rate t 4".to_owned()),
            })
            .collect();
        match pairs {
            Ok(pairs) if !pairs.is_empty() => self.rate_all(slot, pairs.into_iter()),
            Ok(_) => Step::Said("rate as in /rate t 4\n".into()),
            Err(wrong) => Step::Said(said(&wrong)),
        }
    }

    /// `/t 4` rates; anything else is a slip.
    fn unknown(&mut self, command: &str) -> Step {
        let name = command.split([' ', '=']).next().unwrap_or_default();
        if dimension(self.session(), name).is_ok() {
            return self.rate(command);
        }
        let near = command::nearest(name);
        let hint = near.first().map(|near| format!("; did you mean /{near}?")).unwrap_or_default();
        Step::Said(said(&format!("there is no /{name}{hint} (/? lists all)")))
    }

    fn observe(&mut self, rest: &str, seen: bool) -> Step {
        let numbers: Vec<&str> = rest.split([' ', ',']).filter(|part| !part.is_empty()).collect();
        if numbers.is_empty() {
            return Step::Said("say which signal, such as /saw 1\n".into());
        }
        let mut text = String::new();
        for number in numbers {
            let asking = self.session().state().current();
            let signal =
                asking.and_then(|asking| Some((show::numbered_signal(asking, number.parse().ok()?)?, asking.slot)));
            text += &match signal {
                Some((signal, slot)) => told(&verbs::observe(self.keeper, slot, signal, seen), self.width()),
                None => said(&format!("there is no signal {number} here")),
            };
        }
        Step::Said(text)
    }

    fn hint(&mut self, rest: &str) -> Step {
        let which = rest.parse::<u8>().ok().and_then(|number| number.checked_sub(1));
        if !rest.is_empty() && which.is_none() {
            return Step::Said("say which hint, such as /hint 2, or nothing for the next\n".into());
        }
        self.done(|lines| verbs::hint(lines.keeper, which))
    }

    fn flag(&mut self, rest: &str) -> Step {
        let width = self.width();
        let rubric = &self.session().plan().rubric;
        let (name, quote) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if name.is_empty() {
            let flags = rubric.red_flags.iter();
            return Step::Said(
                flags.map(|flag| layout::bullet(&format!("  {}: ", flag.id), &flag.looks_like, width)).collect(),
            );
        }
        match rubric.red_flag_named(name).map(|flag| flag.id.clone()) {
            Ok(flag) => self.assess(Assess::Flag(flag.into(), None, quote.trim_matches('"').to_owned()), "flagged"),
            Err(error) => {
                let hint = error.hint().unwrap_or_else(|| "/flag lists them".into());
                Step::Said(said(&format!("{error}: {hint}")))
            }
        }
    }

    /// Finds a question by words; the only one is gone to or brought in, several are listed.
    fn bring(&mut self, rest: &str) -> Step {
        if rest.is_empty() {
            return Step::Said("say what it is about, such as /bring connection pool\n".into());
        }
        let hits = find::in_interview(self.session(), self.library, &find::Words::new(rest));
        let named = hits.iter().position(|hit| hit.question().id.as_str() == rest);
        match (hits.as_slice(), named.and_then(|position| hits.get(position))) {
            ([], _) => Step::Said(said(words::NOTHING_FOUND)),
            ([only], _) | (_, Some(only)) => {
                let wanted = verbs::Wanted::from(*only);
                self.done(|lines| verbs::bring(lines.keeper, &wanted))
            }
            (several, None) => {
                let line = |hit: &Hit<'_>| {
                    let name = match hit {
                        Hit::InRound(asking) => format!("/go {}", asking.slot),
                        Hit::InLibrary(found) => format!("/bring {}", found.question.id),
                    };
                    let text = words::found(hit.question(), self.session().state());
                    format!("{name}\n    {}\n", layout::cut(&text, self.width().saturating_sub(4)))
                };
                let list: String = several.iter().take(MOST).map(line).collect();
                let more = several.len().saturating_sub(MOST);
                let more =
                    if more > 0 { format!("; {more} more are not shown: give another word") } else { String::new() };
                Step::Said(format!("{list}{} fit; take one by its command{more}\n", several.len()))
            }
        }
    }

    fn answer(&self) -> String {
        let asking = self.session().state().current();
        asking.map_or("there is no question here\n".into(), |asking| {
            layout::paragraph(&asking.question().answer, self.width(), "  ")
        })
    }

    fn anchors(&self, rest: &str) -> String {
        let (session, width) = (self.session(), self.width());
        let rubric = &session.plan().rubric;
        if rest.is_empty() {
            let own = session.state().current().map(|asking| asking.dimensions.clone()).unwrap_or_default();
            let chosen = rubric.dimensions.iter().filter(|dimension| own.is_empty() || own.contains(&dimension.id));
            return chosen.map(|dimension| show::anchors(dimension, &rubric.scale, width)).collect();
        }
        match rubric.dimension_named(rest) {
            Ok(dimension) => show::anchors(dimension, &rubric.scale, width),
            Err(error) => said(&error.hint().unwrap_or_else(|| error.to_string())),
        }
    }

    fn end(&mut self, rest: &str) -> Result<Step> {
        let ending = match rest {
            "" => Ending::Completed,
            "early" | "e" => Ending::StoppedEarly,
            "no-show" | "noshow" => Ending::NoShow,
            _ => return Ok(Step::Said("say /end, /end early or /end no-show\n".into())),
        };
        let unasked = words::unasked(self.session().state()).filter(|_| ending == Ending::Completed);
        let warn = unasked.map(|warn| format!("{warn} ")).unwrap_or_default();
        let answer = self.ask(&format!("{warn}End the conversation? y ends it: "))?;
        if !answer.is_some_and(|answer| answer.trim().eq_ignore_ascii_case("y")) {
            return Ok(Step::Said("going on\n".into()));
        }
        match self.record(Action::End(ending)) {
            Ok(()) => Ok(Step::Ended),
            Err(error) => Ok(refused(&error)),
        }
    }
}

fn refused(error: &NotRecorded) -> Step {
    Step::Said(said(&words::not_recorded(error, FACE)))
}
