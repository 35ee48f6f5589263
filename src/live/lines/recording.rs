//! What is recorded about the candidate: ratings, signals, follow-ups, hints, flags.

use crate::core::event::{Event, Flag, Recording};
use crate::core::ids::DimensionId;
use crate::core::plan::{Plan, Slot};
use crate::core::scale::{NotARating, Rating};
use crate::core::session::{Action, Asking, Assess, NotRecorded, Refusal};
use crate::page::clean;

use super::asking::Consent;
use super::command;
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

/// A rating, or none for 0 and -; a word for a number counts, too.
pub(super) fn rating(text: &str) -> std::result::Result<Option<Rating>, String> {
    let lower = text.trim().to_lowercase();
    let word = NUMBERS.iter().position(|word| *word == lower).map(|number| number.to_string());
    match word.as_deref().unwrap_or(&lower) {
        "0" | "-" | "none" => Ok(None),
        other => other.parse().map(Some).map_err(|error: NotARating| error.to_string()),
    }
}

/// Numbers in words, as they are dictated.
const NUMBERS: [&str; 6] = ["zero", "one", "two", "three", "four", "five"];

/// Whether a part of what was typed stands for a rating, if only for a wrong one.
fn is_number(part: &str) -> bool {
    let digits = part == "-" || part.starts_with(|c: char| c.is_ascii_digit());
    digits || NUMBERS.iter().any(|word| part.eq_ignore_ascii_case(word))
}

/// Why no signal can be ticked.
const NOTHING_TO_TICK: &str = "there is no question here whose signals could be ticked";

/// Ratings and the dimensions that they are on.
type GivenRatings = Vec<(DimensionId, Option<Rating>)>;

/// `t4` in two; a name that ends with a digit stays whole.
fn apart<'t>(plan: &Plan, part: &'t str) -> Vec<&'t str> {
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_one = name.is_empty() || name.len() == part.len() || dimension(plan, part).is_ok();
    if is_one { vec![part] } else { vec![name.trim_end_matches('-'), &part[name.len()..]] }
}

/// `t 4`, `t4`, `t=4`, `4 t`, `technical skills 4`, or several of them.
pub(super) fn pairs(plan: &Plan, text: &str) -> std::result::Result<GivenRatings, String> {
    let parts = text.split([' ', '=', ',', ':', ';']).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.flat_map(|part| apart(plan, part)).collect();
    if let [first, name @ ..] = parts.as_slice()
        && is_number(first)
        && !name.is_empty()
        && !name.iter().any(|part| is_number(part))
    {
        return Ok(vec![(dimension(plan, &name.join(" "))?, rating(first)?)]);
    }
    let mut pairs = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for part in parts {
        if name.is_empty() || !is_number(part) {
            name.push(part);
        } else {
            pairs.push((dimension(plan, &name.join(" "))?, rating(part)?));
            name.clear();
        }
    }
    match (pairs.is_empty(), name.is_empty()) {
        (false, true) => Ok(pairs),
        (true, false) => {
            let short = plan.rubric.short_name(&dimension(plan, &name.join(" "))?);
            Err(format!("say the rating, too, such as /rate {short} 4"))
        }
        (true, true) | (false, false) => {
            Err("a rating is a dimension and a number from 1 to 5, such as /rate t 4".into())
        }
    }
}

/// The question that a text names at its beginning, and the rest of it. A number alone is a rating.
fn at_question(text: &str) -> (Option<Slot>, &str) {
    let (first, others) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let named = first.trim_end_matches([':', ',']);
    match command::slot(named).filter(|_| named.starts_with(['q', 'Q', '#'])) {
        Some(slot) => (Some(slot), others.trim_start()),
        None => (None, text),
    }
}

impl Lines<'_> {
    pub(super) fn write(&mut self, text: &str) -> Upshot {
        if text.is_empty() {
            return Upshot::Brief("write the note after /note, such as /note asks before she starts".into());
        }
        Upshot::Brief(self.noted(text.to_owned(), "noted"))
    }

    /// `4 3`: the dimensions of the question that is named, or of the one that one stands at, in order.
    pub(super) fn rate_in_order(&mut self, named: Option<Slot>, scores: &str) -> Upshot {
        let parts = scores.split([' ', ',']).filter(|part| !part.is_empty());
        let ratings: std::result::Result<Vec<_>, String> = parts.map(rating).collect();
        let ratings = match ratings {
            Ok(ratings) => ratings,
            Err(wrong) => return Upshot::Kept(wrong),
        };
        let asking = match self.asking(named) {
            Ok(asking) => asking,
            Err(why) => return Upshot::Brief(why),
        };
        let (slot, dimensions) = (asking.slot, asking.dimensions.clone());
        if ratings.len() > dimensions.len() {
            let many = dimensions.len();
            return Upshot::Brief(format!("{slot} is rated on {many} dimensions, so give at most {many} numbers"));
        }
        self.rate_all(slot, dimensions.into_iter().zip(ratings).collect())
    }

    /// The question that is named, else the one that one stands at.
    fn asking(&self, named: Option<Slot>) -> std::result::Result<&Asking, String> {
        let state = self.session().state();
        match named.or(self.about) {
            Some(slot) => state.asking(slot).ok_or_else(|| format!("there is no {slot} in this round")),
            None => state.current().ok_or_else(|| words::NOTHING_TO_RATE.to_owned()),
        }
    }

    /// Records them, and says how the question is rated now and what was chosen.
    fn rate_all(&mut self, slot: Slot, ratings: GivenRatings) -> Upshot {
        let mut chosen = String::new();
        for (dimension, rating) in ratings {
            if let Err(error) = self.record(Assess::Rate(Some(slot), dimension.clone(), rating)) {
                return refused(&error);
            }
            if let Some(rating) = rating {
                chosen += &format!("\n{}", show::chosen(self.session().plan(), &dimension, rating));
            }
        }
        let session = self.session();
        let rated = session.state().asking(slot).map(|asking| show::rated(session.plan(), asking));
        Upshot::Brief(format!("{slot}: {}{chosen}", rated.unwrap_or_default()))
    }

    /// `t 4`, or several of them; before them the question, where it is another than this one. Alone, it reads the ratings.
    pub(super) fn rate(&mut self, rest: &str) -> Upshot {
        let (named, scores) = at_question(rest);
        let mut parts = scores.split([' ', ',']).filter(|part| !part.is_empty()).peekable();
        if parts.peek().is_none() {
            let session = self.session();
            return match self.asking(named) {
                Ok(asking) => Upshot::Said(show::ratings(session.plan(), asking, self.width())),
                Err(why) => Upshot::Brief(why),
            };
        }
        if parts.all(is_number) {
            return self.rate_in_order(named, scores);
        }
        let pairs = match pairs(self.session().plan(), scores) {
            Ok(pairs) => pairs,
            Err(wrong) => return Upshot::Kept(wrong),
        };
        match self.asking(named).map(|asking| asking.slot) {
            Ok(slot) => self.rate_all(slot, pairs),
            Err(why) => Upshot::Brief(why),
        }
    }

    /// Ticks signals or takes ticks off; alone, it reads them.
    pub(super) fn observe(&mut self, rest: &str, seen: bool) -> Upshot {
        let parts: Vec<&str> = rest.split([' ', ',']).filter(|part| !part.is_empty()).collect();
        let numbers: Option<Vec<usize>> = parts.iter().map(|part| command::number(part)).collect();
        let word = if seen { "saw" } else { "unsaw" };
        let Some(numbers) = numbers else {
            return Upshot::Kept(format!("signals are named by their numbers, such as /{word} 1 3"));
        };
        if numbers.is_empty() {
            return match self.asking(None) {
                Ok(asking) => Upshot::Said(show::signals_of(asking, self.width())),
                Err(_) => Upshot::Brief(NOTHING_TO_TICK.to_owned()),
            };
        }
        let mut text = String::new();
        for number in numbers {
            let Ok(asking) = self.asking(None) else { return Upshot::Brief(NOTHING_TO_TICK.to_owned()) };
            let (slot, count) = (asking.slot, show::signal_count(asking));
            let signal = show::numbered_signal(asking, number);
            let ticked = signal.is_some_and(|signal| asking.signals.contains_key(&signal));
            text += &match signal {
                Some(_) if !seen && !ticked => said(&format!("signal {number} was not ticked")),
                Some(signal) => told(&verbs::observe(self.keeper, slot, signal, seen), self.width()),
                None => said(&format!("there is no signal {number} at {slot}: they go from 1 to {count}")),
            };
        }
        Upshot::Said(text)
    }

    /// Says that a follow-up was asked; alone, it reads them.
    pub(super) fn probe(&mut self, rest: &str) -> Upshot {
        let Some(number) = command::number(rest) else {
            return match self.asking(None) {
                Ok(asking) if rest.is_empty() => Upshot::Said(show::follow_ups(asking, self.width())),
                Err(_) if rest.is_empty() => Upshot::Brief("there is no question here to follow up".into()),
                Ok(_) | Err(_) => Upshot::Kept("a follow-up is named by its number, such as /probe 1".into()),
            };
        };
        match u8::try_from(number - 1) {
            Ok(follow_up) => self.done(|lines| verbs::follow_up(lines.keeper, follow_up, FACE)),
            Err(_) => Upshot::Brief(format!("there is no follow-up {number} for this question")),
        }
    }

    /// Reads the hint, and asks before it counts as given.
    pub(super) fn hint(&mut self, rest: &str) -> Result<Upshot> {
        let which = command::number(rest).and_then(|number| u8::try_from(number - 1).ok());
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
        let rubric = &self.session().plan().rubric;
        let named = |name: &str| {
            let number = name.parse::<usize>().ok().and_then(|number| flags.get(number.checked_sub(1)?));
            number.or_else(|| rubric.red_flag_named(name).ok()).map(|flag| flag.id.clone().into())
        };
        // As many words as name a flag are its name, so that none of them is taken for what the candidate said.
        let mut ends: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
        ends.push(text.len());
        ends.into_iter().rev().find_map(|end| {
            let (name, quote) = text.split_at_checked(end)?;
            let name = name.trim_end_matches([':', ',']);
            Some((named(name)?, quote.trim_start().trim_start_matches([':', ',']).trim()))
        })
    }

    pub(super) fn flag(&mut self, rest: &str) -> Upshot {
        if rest.is_empty() {
            return Upshot::Said(self.flags());
        }
        if self.about.is_none() && self.session().state().current().is_none() {
            let why = words::refusal(&Refusal::NoQuestion, FACE);
            return Upshot::Kept(why);
        }
        let Some((flag, quote)) = self.flag_named(rest) else {
            let own = "one of your own is written as in /flag own Came unprepared: \"what job is this?\"";
            return Upshot::Kept(format!("no red flag has that number or name: /flag lists them, and {own}"));
        };
        let quote = quote.trim_matches('"').to_owned();
        let has_text = !quote.is_empty();
        match self.record(Assess::Flag(flag.clone(), self.about, quote.clone())) {
            Ok(()) => {
                let title = clean::line(flag.title(&self.session().plan().rubric));
                Upshot::Brief(format!("flagged: {title}, with the words “{}”", clean::line(&quote)))
            }
            Err(error @ NotRecorded::Refused(Refusal::NoQuote)) => {
                let example = format!("such as /flag {rest}: \"it was their fault\"");
                Upshot::Brief(format!("{}, {example}", words::not_recorded(&error, FACE)))
            }
            Err(error) if has_text => Upshot::Kept(words::not_recorded(&error, FACE)),
            Err(error) => refused(&error),
        }
    }
}
