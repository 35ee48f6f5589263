//! What is recorded about the candidate: ratings, signals, follow-ups, hints, flags.

use crate::core::event::{Event, Flag, Recording};
use crate::core::ids::DimensionId;
use crate::core::plan::{Plan, Slot};
use crate::core::scale::{NotARating, Rating};
use crate::core::session::{Action, Assess, NotRecorded};
use crate::page::clean;

use super::asking::Consent;
use super::{FACE, Lines, Result, Upshot, refused, said, show, told, verbs, words};

/// The dimension that a title, a short name, a name or the beginning of one means, in any case.
pub(super) fn dimension(plan: &Plan, given: &str) -> std::result::Result<DimensionId, String> {
    let rubric = &plan.rubric;
    let titled = rubric.dimensions.iter().find(|dimension| dimension.title.to_lowercase() == given.to_lowercase());
    let named = rubric.dimension_named(&given.to_lowercase().replace(' ', "-")).ok();
    if let Some(found) = titled.or(named) {
        return Ok(found.id.clone());
    }
    let all: Vec<String> = rubric
        .dimensions
        .iter()
        .map(|dimension| format!("{} ({})", dimension.title, rubric.short_name(&dimension.id)))
        .collect();
    Err(format!("there is no dimension `{given}`; there are: {}", all.join(", ")))
}

/// A rating, or none for 0 and -.
pub(super) fn rating(text: &str) -> std::result::Result<Option<Rating>, String> {
    match text {
        "0" | "-" => Ok(None),
        other => other.parse().map(Some).map_err(|error: NotARating| error.to_string()),
    }
}

/// Ratings and the dimensions that they are on.
type GivenRatings = Vec<(DimensionId, Option<Rating>)>;

/// `t 4`, `t=4`, `technical skills 4`, or several of them.
pub(super) fn pairs(plan: &Plan, text: &str) -> std::result::Result<GivenRatings, String> {
    let mut pairs = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for part in text.split([' ', '=', ',']).filter(|part| !part.is_empty()) {
        let numeric = part == "-" || part.starts_with(|c: char| c.is_ascii_digit());
        if name.is_empty() || !numeric {
            name.push(part);
        } else {
            pairs.push((dimension(plan, &name.join(" "))?, rating(part)?));
            name.clear();
        }
    }
    match (pairs.is_empty(), name.is_empty()) {
        (false, true) => Ok(pairs),
        (true, false) if name.len() == 1 => Err(format!("say the rating, too, such as /rate {} 4", name[0])),
        _ => Err("a rating is a dimension and a number from 1 to 5, such as /rate t 4".into()),
    }
}

impl Lines<'_> {
    pub(super) fn write(&mut self, text: &str) -> Upshot {
        if text.is_empty() {
            return Upshot::Said("write the note after /note\n".into());
        }
        Upshot::Brief(self.noted(text.to_owned(), "noted"))
    }

    /// `/4 3`: the question's dimensions in order.
    pub(super) fn rate_in_order(&mut self, scores: &str) -> Upshot {
        let ratings: std::result::Result<Vec<_>, String> = scores.split_whitespace().map(rating).collect();
        let ratings = match ratings {
            Ok(ratings) => ratings,
            Err(wrong) => return Upshot::Kept(wrong),
        };
        let Some(asking) = self.session().state().current() else {
            return Upshot::Brief(words::NOTHING_TO_RATE.to_owned());
        };
        let (slot, dimensions) = (asking.slot, asking.dimensions.clone());
        if ratings.len() > dimensions.len() {
            let many = dimensions.len();
            return Upshot::Said(format!("{slot} is rated on {many} dimensions, so give at most {many} numbers\n"));
        }
        self.rate_all(slot, dimensions.into_iter().zip(ratings).collect())
    }

    fn rate_all(&mut self, slot: Slot, ratings: GivenRatings) -> Upshot {
        for (dimension, rating) in ratings {
            if let Err(error) = self.record(Assess::Rate(Some(slot), dimension, rating)) {
                return refused(&error);
            }
        }
        let session = self.session();
        let lines = session.state().asking(slot).map(|asking| {
            let of = |id: &DimensionId| {
                let rating = asking.ratings.get(id).map_or("not rated".to_owned(), ToString::to_string);
                format!("{} {rating}", session.plan().rubric.title_of(id))
            };
            asking.dimensions.iter().map(of).collect::<Vec<_>>().join(", ")
        });
        Upshot::Brief(format!("{slot}: {}", lines.unwrap_or_default()))
    }

    /// `t 4`, or several of them; before them the question, where it is another than this one.
    pub(super) fn rate(&mut self, rest: &str) -> Upshot {
        let (first, others) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let named: Option<Slot> = first.parse().ok();
        let pairs = match pairs(self.session().plan(), if named.is_some() { others } else { rest }) {
            Ok(pairs) => pairs,
            Err(wrong) => return Upshot::Kept(wrong),
        };
        let here = self.about.or_else(|| self.session().state().current().map(|asking| asking.slot));
        match named.or(here) {
            Some(slot) => self.rate_all(slot, pairs),
            None => Upshot::Brief(words::NOTHING_TO_RATE.to_owned()),
        }
    }

    pub(super) fn observe(&mut self, rest: &str, seen: bool) -> Upshot {
        let parts: Vec<&str> = rest.split([' ', ',']).filter(|part| !part.is_empty()).collect();
        let numbers: std::result::Result<Vec<usize>, _> = parts.iter().map(|part| part.parse::<usize>()).collect();
        let Ok(numbers) = numbers else {
            return Upshot::Kept("signals are named by their numbers, such as /saw 1 3".into());
        };
        if numbers.is_empty() {
            return Upshot::Said("say which signal, such as /saw 1\n".into());
        }
        let mut text = String::new();
        for number in numbers {
            let state = self.session().state();
            let asking = self.about.and_then(|slot| state.asking(slot)).or_else(|| state.current());
            let signal = asking.and_then(|asking| Some((show::numbered_signal(asking, number)?, asking.slot)));
            let ticked = signal.is_some_and(|(signal, _)| asking.is_some_and(|a| a.signals.contains_key(&signal)));
            text += &match signal {
                Some(_) if !seen && !ticked => said(&format!("signal {number} was not ticked")),
                Some((signal, slot)) => told(&verbs::observe(self.keeper, slot, signal, seen), self.width()),
                None => said(&format!("there is no signal {number} here")),
            };
        }
        Upshot::Said(text)
    }

    pub(super) fn probe(&mut self, rest: &str) -> Upshot {
        match rest.parse::<u8>().ok().and_then(|number| number.checked_sub(1)) {
            Some(follow_up) => self.done(|lines| verbs::follow_up(lines.keeper, follow_up, FACE)),
            None if rest.is_empty() => Upshot::Said("say which follow-up, such as /probe 1\n".into()),
            None => Upshot::Kept("a follow-up is named by its number, such as /probe 1".into()),
        }
    }

    /// Reads the hint, and asks before it counts as given.
    pub(super) fn hint(&mut self, rest: &str) -> Result<Upshot> {
        let which = rest.parse::<u8>().ok().and_then(|number| number.checked_sub(1));
        if !rest.is_empty() && which.is_none() {
            return Ok(Upshot::Kept("a hint is named by its number, such as /hint 2".into()));
        }
        let decided = self.session().decide(Action::Hint(which));
        let (slot, index) = match decided {
            Ok(event) => {
                let Event::Recording(Recording::Hinted { slot, hint }) = event else { return Ok(Upshot::Again) };
                (slot, hint)
            }
            Err(refusal) => return Ok(refused(&NotRecorded::Refused(refusal))),
        };
        let asking = self.session().state().asking(slot);
        let hint =
            asking.and_then(|asking| asking.question().hints.get(usize::from(index))).cloned().unwrap_or_default();
        let question = format!("Hint {}: {hint}\nDid you give it, or will you now?", index + 1);
        Ok(match self.confirmed(&question, "says that it is given")? {
            Consent::Yes => self.done(|lines| verbs::hint(lines.keeper, Some(index))),
            Consent::No => Upshot::Said(String::new()),
            Consent::Left(left) => Upshot::Leave(left),
        })
    }

    /// The flag that the beginning of a text means, and what follows it.
    fn flag_named<'t>(&self, text: &'t str) -> Option<(Flag, &'t str)> {
        let flags = &self.session().plan().rubric.red_flags;
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        if first.eq_ignore_ascii_case("own") {
            let (title, quote) = rest.split_once(':')?;
            return Some((Flag::Own(title.trim().to_owned()), quote.trim()));
        }
        let titled = flags.iter().find_map(|flag| {
            let rest = text.get(flag.title.len()..)?;
            let same = text.get(..flag.title.len())?.to_lowercase() == flag.title.to_lowercase();
            (same && !rest.starts_with(char::is_alphanumeric)).then_some((flag, rest))
        });
        let numbered = || first.parse::<usize>().ok().and_then(|number| flags.get(number.checked_sub(1)?));
        let named = || self.session().plan().rubric.red_flag_named(&first.to_lowercase()).ok();
        let found = titled.or_else(|| Some((numbered().or_else(named)?, rest)))?;
        Some((found.0.id.clone().into(), found.1.trim_start_matches([':', ',']).trim()))
    }

    pub(super) fn flag(&mut self, rest: &str) -> Upshot {
        if rest.is_empty() {
            return Upshot::Said(self.flags());
        }
        let Some((flag, quote)) = self.flag_named(rest) else {
            let own = "one of your own is written as in /flag own Came unprepared: \"what job is this?\"";
            return Upshot::Kept(format!("no red flag has that number or name: /flag lists them, and {own}"));
        };
        let quote = quote.trim_matches('"').to_owned();
        let has_text = !quote.is_empty();
        match self.record(Assess::Flag(flag.clone(), self.about, quote)) {
            Ok(()) => Upshot::Said(format!("flagged: {}\n", clean::line(flag.title(&self.session().plan().rubric)))),
            Err(error) if has_text => Upshot::Kept(words::not_recorded(&error, FACE)),
            Err(error) => refused(&error),
        }
    }
}
