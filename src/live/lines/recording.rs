//! What is recorded about the candidate: ratings, signals, follow-ups, hints.

use crate::core::event::{Event, Recording};
use crate::core::ids::DimensionId;
use crate::core::names::Miss;
use crate::core::plan::{Plan, Slot};
use crate::core::scale::{NotARating, Rating};
use crate::core::session::{Action, Asking, Assess, NotRecorded, Phase, Refusal};

use super::asking::Consent;
use super::command;
use super::{FACE, Lines, Result, Upshot, refused, said, show, told, verbs, words};

/// The dimension that a title, a short name, a name or the beginning of one means, in any case.
pub(super) fn dimension(plan: &Plan, given: &str) -> std::result::Result<DimensionId, String> {
    let rubric = &plan.rubric;
    let titled = rubric.dimensions.iter().find(|dimension| dimension.title.to_lowercase() == given.to_lowercase());
    let named = rubric.dimension_named(&given.to_lowercase().replace(' ', "-"));
    let missing = match (titled, named) {
        (Some(found), _) | (None, Ok(found)) => return Ok(found.id.clone()),
        (None, Err(missing)) => missing,
    };
    if let (Miss::Several(_), Some(hint)) = (&missing.miss, missing.hint()) {
        return Err(format!("{missing}; {hint}"));
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
        other => other.parse().map(Some).map_err(|error: NotARating| format!("{error}, or 0 to take the rating back")),
    }
}

/// Numbers in words, as they are dictated.
const NUMBERS: [&str; 6] = ["zero", "one", "two", "three", "four", "five"];

/// Whether a part of what was typed stands for a rating, if only for a wrong one.
fn is_number(part: &str) -> bool {
    let digits = part == "-" || part.starts_with(|c: char| c.is_ascii_digit());
    digits || NUMBERS.iter().any(|word| part.eq_ignore_ascii_case(word))
}

/// Ratings and the dimensions that they are on.
type GivenRatings = Vec<(DimensionId, Option<Rating>)>;

/// `t4` in two, before its first digit; a number stays whole, and a name with a digit.
fn apart<'t>(plan: &Plan, part: &'t str) -> Vec<&'t str> {
    match part.find(|c: char| c.is_ascii_digit()) {
        Some(at) if at > 0 && dimension(plan, part).is_err() => {
            let (name, number) = part.split_at(at);
            vec![name, number]
                .into_iter()
                .map(|part| part.trim_end_matches('-'))
                .filter(|part| !part.is_empty())
                .collect()
        }
        Some(_) | None => vec![part],
    }
}

/// Words that one says between a rating and its dimension: `4 for technical`, `technical is a 4`.
const BETWEEN: [&str; 7] = ["for", "on", "in", "is", "was", "a", "an"];

/// The dimension that words mean, also with words around them that one says between a rating and its dimension.
fn dimension_said(plan: &Plan, words: &[&str]) -> std::result::Result<DimensionId, String> {
    let whole = dimension(plan, &words.join(" "));
    let is_between = |word: &&str| BETWEEN.iter().any(|between| word.eq_ignore_ascii_case(between));
    let first = words.iter().position(|word| !is_between(word));
    let last = words.iter().rposition(|word| !is_between(word));
    match (first, last) {
        (Some(first), Some(last)) if last + 1 - first < words.len() => {
            whole.or_else(|_| dimension(plan, &words[first..=last].join(" ")))
        }
        (Some(_) | None, Some(_) | None) => whole,
    }
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
        return Ok(vec![(dimension_said(plan, name)?, rating(first)?)]);
    }
    let mut pairs = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for part in parts {
        if name.is_empty() || !is_number(part) {
            name.push(part);
        } else {
            pairs.push((dimension_said(plan, &name)?, rating(part)?));
            name.clear();
        }
    }
    match (pairs.is_empty(), name.is_empty()) {
        (false, true) => Ok(pairs),
        (true, false) => {
            let short = plan.rubric.short_name(&dimension_said(plan, &name)?);
            Err(format!("say the rating, too, such as /rate {short} 4"))
        }
        (true, true) | (false, false) => {
            Err("a rating is a dimension and a number from 1 to 5, such as /rate t 4".into())
        }
    }
}

/// Whether a text is a dimension's name and then a number, if only a wrong one.
pub(super) fn begins_rating(plan: &Plan, text: &str) -> bool {
    text.split_once(char::is_whitespace)
        .is_some_and(|(name, rest)| is_number(rest.trim_start()) && dimension(plan, name).is_ok())
}

/// The question that a text names at its beginning, and the rest of it. A number alone is a rating.
pub(super) fn at_question(text: &str) -> (Option<Slot>, &str) {
    let (first, others) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let named = first.trim_end_matches([':', ',']);
    match command::slot(named).filter(|_| named.starts_with(['q', 'Q', '#'])) {
        Some(slot) => (Some(slot), others.trim_start()),
        None => (None, text),
    }
}

/// The numbers of `2, 3 and 5`.
fn numbered_parts(text: &str) -> Vec<&str> {
    text.split([' ', ',']).filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("and")).collect()
}

impl Lines<'_> {
    /// `/note`: at the question that is named first, else at the one that one stands at.
    pub(super) fn write(&mut self, text: &str) -> Upshot {
        let (named, text) = at_question(text);
        if text.is_empty() {
            return Upshot::Brief("write the note after /note, such as /note asks before she starts".into());
        }
        match named.map(|slot| (slot, self.session().decide(Assess::Note(named, text.to_owned()).into()))) {
            None => Upshot::Brief(self.noted(text.to_owned(), "noted")),
            Some((slot, Ok(_))) => {
                Upshot::Brief(self.noted_at(Some(slot), text.to_owned(), &format!("noted at {slot}")))
            }
            Some((_, Err(refusal))) => Upshot::Kept(words::refusal(&refusal, FACE)),
        }
    }

    /// `4 3`: the dimensions of the question that is named, or of the one that one stands at, in order.
    fn rate_in_order(&mut self, named: Option<Slot>, scores: &str) -> Upshot {
        let parts = scores.split([' ', ',']).filter(|part| !part.is_empty());
        let ratings: std::result::Result<Vec<_>, String> = parts.map(rating).collect();
        let ratings = match ratings {
            Ok(ratings) => ratings,
            Err(wrong) => return Upshot::Kept(wrong),
        };
        let asking = match self.asking(named) {
            Ok(asking) => asking,
            Err(why) => return Upshot::Refused(why),
        };
        let (slot, dimensions) = (asking.slot, asking.dimensions.clone());
        if ratings.len() > dimensions.len() {
            let many = dimensions.len();
            let plan = self.session().plan();
            let own: Vec<&str> = dimensions.iter().map(|id| plan.rubric.title_of(id)).collect();
            let most = if many == 1 { "1 number".to_owned() } else { format!("at most {many} numbers") };
            let own = words::listed(&own);
            return Upshot::Refused(format!("{slot} asks for {own}, so give {most}; others are rated by name"));
        }
        self.rate_all(slot, dimensions.into_iter().zip(ratings).collect())
    }

    /// The question that is named, else the one that one stands at.
    fn asking(&self, named: Option<Slot>) -> std::result::Result<&Asking, String> {
        match named {
            Some(slot) => self.session().state().asking(slot).ok_or_else(|| self.no_such(slot)),
            None => self.here().ok_or_else(|| self.nothing_here()),
        }
    }

    /// The question that one stands at. After the conversation that is the one which is asked about, and not the last that was talked
    /// about.
    pub(super) fn here(&self) -> Option<&Asking> {
        let state = self.session().state();
        match state.phase {
            Phase::Scoring => self.about.and_then(|slot| state.asking(slot)),
            Phase::Ready | Phase::Live | Phase::Submitted => state.current(),
        }
    }

    /// Why there is no question here.
    pub(super) fn nothing_here(&self) -> String {
        match self.session().state().phase {
            Phase::Scoring => {
                "no question is asked about here: name one, such as Q2, right after the command".to_owned()
            }
            Phase::Ready | Phase::Live | Phase::Submitted => words::refusal(&self.session().no_question(), FACE),
        }
    }

    /// A rating with what it stands for, which is read once an interview for each score on a dimension.
    pub(super) fn chosen(&mut self, dimension: &DimensionId, rating: Rating) -> String {
        let score = (dimension.clone(), rating);
        if self.scores_heard.contains(&score) {
            return show::chosen_in_short(self.session().plan(), dimension, rating);
        }
        self.scores_heard.push(score);
        show::chosen(self.session().plan(), dimension, rating)
    }

    /// Records them, and says how the question is rated now and what was chosen.
    fn rate_all(&mut self, slot: Slot, ratings: GivenRatings) -> Upshot {
        let (mut chosen, mut stands, mut recorded) = (String::new(), Vec::new(), 0);
        let before = self.session().state().asking(slot).map(|asking| asking.ratings.clone()).unwrap_or_default();
        for (dimension, rating) in ratings {
            let title = self.session().plan().rubric.title_of(&dimension).to_owned();
            match (self.record(Assess::Rate(Some(slot), dimension.clone(), rating)), rating) {
                (Ok(()), Some(rating)) => {
                    recorded += 1;
                    // What a score stands for is read once for each dimension of a question.
                    if !before.contains_key(&dimension) {
                        chosen += &format!("\n{}", self.chosen(&dimension, rating));
                    }
                }
                (Ok(()), None) => recorded += 1,
                (Err(NotRecorded::Refused(Refusal::Stands)), Some(rating)) => {
                    stands.push(format!("{title} {rating} stands already at {slot}"));
                }
                (Err(NotRecorded::Refused(Refusal::Stands)), None) => {
                    stands.push(format!("{title} is not rated at {slot}, so there is nothing to take back"));
                }
                (Err(error), _) if recorded == 0 => return refused(&error),
                (Err(error), _) => {
                    // Those before it are recorded, and stand in the line below.
                    stands.push(format!("{title}: {}", words::not_recorded(&error, FACE)));
                }
            }
        }
        if recorded == 0 {
            return Upshot::Brief(format!("{}. Nothing changed.", stands.join("; ")));
        }
        let session = self.session();
        let rated = session.state().asking(slot).map(|asking| show::rated_anew(session.plan(), asking, &before));
        let stands: String = stands.iter().map(|why| format!("{why}\n")).collect();
        Upshot::Brief(format!("{stands}{slot}: {}{chosen}", rated.unwrap_or_default()))
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
        if parts.all(is_number) { self.rate_in_order(named, scores) } else { self.rate_named(rest) }
    }

    /// Ratings with the names of their dimensions.
    pub(super) fn rate_named(&mut self, rest: &str) -> Upshot {
        let (named, scores) = at_question(rest);
        let pairs = match pairs(self.session().plan(), scores) {
            Ok(pairs) => pairs,
            Err(wrong) => return Upshot::Kept(wrong),
        };
        match self.asking(named).map(|asking| asking.slot) {
            Ok(slot) => self.rate_all(slot, pairs),
            Err(why) => Upshot::Refused(why),
        }
    }

    /// Ticks signals or takes ticks off; alone, it reads them.
    pub(super) fn observe(&mut self, rest: &str, seen: bool) -> Upshot {
        let (named, rest) = at_question(rest);
        let parts = numbered_parts(rest);
        let numbers: Option<Vec<usize>> = parts.iter().map(|part| command::number(part)).collect();
        let word = if seen { "saw" } else { "unsaw" };
        let Some(numbers) = numbers else {
            return Upshot::Kept(format!("signals are named by their numbers, such as /{word} 1 3"));
        };
        if numbers.is_empty() {
            return match self.asking(named) {
                Ok(asking) => Upshot::Said(show::signals_of(asking, self.width())),
                Err(why) => Upshot::Brief(why),
            };
        }
        let asking = match self.asking(named) {
            Ok(asking) => asking,
            Err(why) => return Upshot::Refused(why),
        };
        let (slot, count) = (asking.slot, show::signal_count(asking));
        // All of them, or none.
        let mut signals = Vec::new();
        for (part, number) in parts.iter().zip(numbers) {
            match show::numbered_signal(asking, number) {
                Some(signal) => signals.push((number, signal, asking.signals.contains_key(&signal))),
                None => {
                    return Upshot::Refused(format!("there is no signal {part} at {slot}: they go from 1 to {count}"));
                }
            }
        }
        let mut text = String::new();
        for (number, signal, ticked) in signals {
            text += &match (seen, ticked) {
                (true, true) => said(&format!("signal {number} is ticked already: nothing changed")),
                (false, false) => said(&format!("signal {number} was not ticked: nothing changed")),
                (true, false) | (false, true) => match verbs::observe(self.keeper, slot, signal, seen) {
                    Err(verbs::Stopped::NotRecorded(error)) if text.is_empty() => return refused(&error),
                    done => told(&done, self.width()),
                },
            };
        }
        Upshot::Said(text)
    }

    /// Says that follow-ups were asked; alone, it reads them.
    pub(super) fn probe(&mut self, rest: &str) -> Upshot {
        let parts = numbered_parts(rest);
        let asking = match self.asking(None) {
            Ok(asking) if parts.is_empty() => return Upshot::Said(show::follow_ups(asking, self.width())),
            Err(why) if parts.is_empty() => return Upshot::Brief(why),
            asking => asking,
        };
        let numbers: Option<Vec<usize>> = parts.iter().map(|part| command::number(part)).collect();
        let Some(numbers) = numbers else {
            return Upshot::Kept("follow-ups are named by their numbers, such as /probe 1".into());
        };
        let asking = match asking {
            Err(why) if self.session().state().phase == Phase::Scoring => return Upshot::Refused(why),
            asking => asking,
        };
        // All of them, or none.
        let many = asking.map_or(usize::MAX, |asking| asking.question().follow_ups.len());
        if let Some(missing) = numbers.iter().find(|number| **number > many) {
            let are = match many {
                0 => "it has none".to_owned(),
                1 => "it has one".to_owned(),
                many => format!("they go from 1 to {many}"),
            };
            return Upshot::Refused(format!("there is no follow-up {missing} for this question: {are}"));
        }
        let mut text = String::new();
        for number in numbers {
            let follow_up = u8::try_from(number - 1).unwrap_or(u8::MAX);
            match verbs::follow_up(self.keeper, follow_up, FACE) {
                Err(verbs::Stopped::NotRecorded(error)) => return refused(&error),
                done => text += &told(&done, self.width()),
            }
        }
        Upshot::Said(text)
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
            Err(Refusal::Stands) => {
                let asking = self.session().state().current();
                let hint = which.and_then(|index| asking?.question().hints.get(usize::from(index)));
                return Ok(Upshot::Brief(format!(
                    "hint {} was given already: {}",
                    which.map_or(0, |index| index + 1),
                    hint.map_or("", String::as_str)
                )));
            }
            Err(refusal) => return Ok(refused(&NotRecorded::Refused(refusal))),
        };
        let asking = self.session().state().asking(slot);
        let hint =
            asking.and_then(|asking| asking.question().hints.get(usize::from(index))).cloned().unwrap_or_default();
        let question = format!("Hint {}: {hint}\nCount it as given?", index + 1);
        Ok(match self.confirmed(&question, "says that it is given")? {
            // It was read out just before.
            Consent::Yes => self.recorded_by(|lines| {
                verbs::hint(lines.keeper, Some(index)).map(|_| format!("hint {} counts as given", index + 1))
            }),
            Consent::No => Upshot::Said(String::new()),
            Consent::Left(left) => Upshot::Leave(left),
        })
    }
}
