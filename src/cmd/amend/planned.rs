//! What an amendment changes, from its arguments.

use crate::core::event::{Flag, Recommendation, Signal};
use crate::core::find;
use crate::core::ids::InterviewerId;
use crate::core::plan::Slot;
use crate::core::quotes::quoted;
use crate::core::rubric::NotAScore;
use crate::core::scale::Millis;
use crate::core::session::{Action, AmendedBecause, Assess, NotRecorded, Refusal, Session};
use crate::store::Stored;

use super::super::args::AmendArgs;
use super::super::context::Context;
use super::super::failure::{Failure, Result};

/// What is to be changed: first what is taken back, then the ending, since whether anything can be assessed hangs on it.
pub(super) fn changes(args: &AmendArgs, found: &Stored, by: Option<&InterviewerId>) -> Result<Vec<Action>> {
    let by = by.or_else(|| found.session.state().interviewer()).cloned();
    let why = AmendedBecause { reason: args.reason.clone(), by };
    let mut planned = Planned { args, found, why: why.clone(), back: Vec::new(), anew: Vec::new() };
    planned.rate()?;
    planned.conclude()?;
    planned.observe()?;
    planned.judge()?;
    planned.raise()?;
    planned.note()?;
    planned.recommend()?;
    let mut changes = planned.back;
    changes.extend(args.ending.map(|ending| Action::AmendEnding(why.clone(), ending.into())));
    changes.extend(planned.anew);
    Ok(changes)
}

/// The session as it is after these changes, one after the other; none is recorded.
pub(super) fn tried(context: &Context, found: &Stored, changes: &[Action]) -> Result<Session> {
    let mut tried = found.session.clone();
    for change in changes {
        let event = tried.decide(change.clone()).map_err(|refusal| refused(found, refusal))?;
        let entry = tried.entry(event, context.surroundings.clock.now(), Millis::default());
        // What is decided follows.
        let _ = tried.apply(entry);
    }
    Ok(tried)
}

/// Why it is refused, and for a no-show how what is rated is taken back.
fn refused(found: &Stored, refusal: Refusal) -> Failure {
    let is_rated_no_show = matches!(refusal, Refusal::RatedNoShow(_));
    let failure = Failure::from(NotRecorded::from(refusal));
    if !is_rated_no_show {
        return failure;
    }
    let state = found.session.state();
    let ratings = state
        .asking
        .iter()
        .flat_map(|asking| asking.ratings.keys().map(move |id| format!("--rate {}:{id}=none", asking.slot)));
    let concluded = state.conclusions.iter().filter(|(_, conclusion)| conclusion.score.is_some());
    let conclusions = concluded.map(|(id, _)| format!("--conclude {id}=none"));
    let all: Vec<String> = ratings.chain(conclusions).collect();
    Failure::refused(failure.message(), format!("this takes them back in the same call: {}", all.join(" ")))
}

/// The changes that the arguments ask for.
struct Planned<'a> {
    args: &'a AmendArgs,
    found: &'a Stored,
    /// Why, and who says so.
    why: AmendedBecause,
    /// What is taken back.
    back: Vec<Action>,
    /// What is said anew.
    anew: Vec<Action>,
}

impl Planned<'_> {
    fn because(&self, change: Assess) -> Action {
        Action::Amend(self.why.clone(), change)
    }

    fn nothing(&self, message: String, shows: &str) -> Failure {
        Failure::refused(message, format!("`hotseat scorecard {}` shows {shows}", self.found.id))
    }

    fn rate(&mut self) -> Result {
        let (rubric, state) = (&self.found.session.plan().rubric, self.found.session.state());
        for given in &self.args.rate {
            let (slot, score) = at_slot(given, "a rating", "Q3:technical=4")?;
            let (dimension, rating) = rubric.scored_or_none(score).map_err(|wrong| no_score_at(slot, &wrong))?;
            let rated = state.asking(slot).is_none_or(|asking| asking.ratings.contains_key(dimension));
            if rating.is_none() && !rated {
                let title = rubric.title_of(dimension);
                let message = format!("{slot} is not rated on {title}, so there is nothing to take back");
                return Err(self.nothing(message, "the ratings"));
            }
            let change = self.because(Assess::Rate(Some(slot), dimension.clone(), rating));
            if rating.is_none() { self.back.push(change) } else { self.anew.push(change) }
        }
        Ok(())
    }

    fn conclude(&mut self) -> Result {
        let (rubric, state) = (&self.found.session.plan().rubric, self.found.session.state());
        for given in &self.args.conclude {
            let (dimension, score) = rubric.scored_or_none(given)?;
            let concluded = state.conclusions.get(dimension).is_some_and(|conclusion| conclusion.score.is_some());
            if score.is_none() && !concluded {
                let title = rubric.title_of(dimension);
                return Err(self.nothing(format!("there is no conclusion on {title} to take back"), "them"));
            }
            let reason = if score.is_none() { String::new() } else { self.args.reason.clone() };
            let change = self.because(Assess::Conclude(dimension.clone(), score, reason));
            if score.is_none() { self.back.push(change) } else { self.anew.push(change) }
        }
        Ok(())
    }

    /// Signals, by their letters on the board or by words of them.
    fn observe(&mut self) -> Result {
        for given in &self.args.signal {
            let (slot, rest) = at_slot(given, "a signal", "Q3:a=seen")?;
            let form =
                || Failure::usage(format!("`{given}` is not a signal"), "write it as Q3:a=seen or Q3:a=not-seen");
            let (name, seen) = rest.rsplit_once('=').ok_or_else(form)?;
            let seen = match seen.trim() {
                "seen" => true,
                "not-seen" | "none" => false,
                _ => return Err(form()),
            };
            let signal = signal(self.found, slot, name)?;
            let asking = self.found.session.state().asking(slot);
            if asking.is_some_and(|asking| asking.signals.contains_key(&signal) == seen) {
                let how = if seen { "seen" } else { "not seen" };
                return Err(self.nothing(format!("that signal is recorded as {how} already"), "it"));
            }
            let change = self.because(Assess::Observe(Some(slot), signal, seen));
            if seen { self.anew.push(change) } else { self.back.push(change) }
        }
        Ok(())
    }

    fn judge(&mut self) -> Result {
        for given in &self.args.criterion {
            let form = || {
                let hint = "write it as CRITERION=shown, =not-shown or =none";
                Failure::usage(format!("`{given}` is not a judgment of a criterion"), hint)
            };
            let (name, judged) = given.split_once('=').ok_or_else(form)?;
            let shown = match judged.trim() {
                "shown" => Some(true),
                "not-shown" => Some(false),
                "none" => None,
                _ => return Err(form()),
            };
            let criterion = self.found.session.plan().rubric.criterion_named(name)?.id.clone();
            if self.found.session.state().criteria.get(&criterion).copied() == shown {
                return Err(self.nothing(format!("the criterion is `{}` already", judged.trim()), "it"));
            }
            let change = self.because(Assess::Tick(criterion, shown));
            if shown.is_none() { self.back.push(change) } else { self.anew.push(change) }
        }
        Ok(())
    }

    fn raise(&mut self) -> Result {
        let rubric = &self.found.session.plan().rubric;
        for given in &self.args.flag {
            let example = "Q3:FLAG=what was said or seen";
            let (slot, rest) = at_slot(given, "a red flag", example)?;
            let form = || Failure::usage(format!("`{given}` has no quote"), format!("write it as {example}"));
            let (name, quote) = rest.split_once('=').ok_or_else(form)?;
            let name = name.trim();
            let flag = match (numbered(name, &rubric.red_flags), rubric.red_flag_named(name)) {
                (Some(flag), _) | (None, Ok(flag)) => Flag::Listed(flag.id.clone()),
                (None, Err(_)) => Flag::Own(name.to_owned()),
            };
            let change = self.because(Assess::Flag(flag, Some(slot), quote.to_owned()));
            self.anew.push(change);
        }
        Ok(())
    }

    fn note(&mut self) -> Result {
        if let Some(note) = &self.args.note {
            let slot = self.args.at.as_deref().map(str::parse).transpose()?;
            let change = self.because(Assess::Note(slot, note.clone()));
            self.anew.push(change);
        }
        Ok(())
    }

    /// The recommendation and what the candidate takes home; and what is withdrawn, since that may be a line of it.
    fn recommend(&mut self) -> Result {
        let before = self.found.session.state().recommendation.clone().unwrap_or_default();
        let mut lines = before.clone();
        for words in &self.args.withdraw {
            match self.withdrawn(&lines, words)? {
                Withdrawn::Entry(entry) => self.back.push(Action::Withdraw(self.why.clone(), entry)),
                Withdrawn::Line(line) => {
                    lines.strengths.retain(|other| *other != line);
                    lines.growth.retain(|other| *other != line);
                }
            }
        }
        lines.strengths.extend(self.args.went_well.iter().cloned());
        lines.growth.extend(self.args.to_work_on.iter().cloned());
        if lines != before {
            let change = self.because(Assess::Recommend(lines.clone()));
            self.anew.push(change);
        }
        if let Some(band) = &self.args.recommend {
            let band = Some(self.found.session.plan().rubric.band_named(band)?.id.clone());
            // The reason of another band is another reason; that of the same band stands.
            let stands = if band == lines.band { &lines.reason } else { &self.args.reason };
            let reason = self.args.because.clone().unwrap_or_else(|| stands.clone());
            let change = self.because(Assess::Recommend(Recommendation { band, reason, ..lines }));
            self.anew.push(change);
        }
        Ok(())
    }

    /// What is withdrawn: the one note, red flag or line for the candidate that has all of these words, or the number that it is read
    /// with.
    fn withdrawn(&self, lines: &Recommendation, words: &str) -> Result<Withdrawn> {
        let all = withdrawable(&self.found.session);
        let number = words.trim().strip_prefix('#').and_then(|number| number.parse::<usize>().ok());
        if let Some(one) = number.and_then(|number| all.get(number.checked_sub(1)?)) {
            return Ok(one.withdrawn.clone());
        }
        let wanted = find::Words::new(words);
        let stands = |one: &Withdrawable| match &one.withdrawn {
            Withdrawn::Entry(_) => true,
            Withdrawn::Line(line) => lines.strengths.contains(line) || lines.growth.contains(line),
        };
        let meant = (1..).zip(&all).filter(|(_, one)| stands(one) && wanted.stand_in(&one.text));
        let meant: Vec<(usize, &Withdrawable)> = meant.collect();
        match meant.as_slice() {
            [(_, only)] => Ok(only.withdrawn.clone()),
            [] => {
                let message = format!("no note, red flag or line for the candidate has the words `{words}`");
                Err(Failure::usage(message, format!("`hotseat scorecard {}` shows them", self.found.id)))
            }
            several => {
                let one = |(number, one): &(usize, &Withdrawable)| format!("#{number}, {}: {}", one.what, one.text);
                let message = format!("`{words}` means {} of what was recorded", several.len());
                let hint =
                    format!("give more words of one of them, or its number, such as `--withdraw '#{}'`", several[0].0);
                Err(Failure::several(message, several.iter().map(one).collect(), hint))
            }
        }
    }
}

/// What is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Withdrawn {
    /// A note or a red flag, by the number of its entry.
    Entry(u64),
    /// A line for the candidate.
    Line(String),
}

/// Something that can be withdrawn: what it says, and by what one like it is told from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Withdrawable {
    pub(super) withdrawn: Withdrawn,
    pub(super) text: String,
    pub(super) what: String,
}

/// All that can be withdrawn, in the order of its numbers.
pub(super) fn withdrawable(session: &Session) -> Vec<Withdrawable> {
    let (rubric, state) = (&session.plan().rubric, session.state());
    let conversation = state.conversation();
    let at = |slot: Option<Slot>, ms: Millis| {
        let slot = slot.map(|slot| format!(" at {slot}")).unwrap_or_default();
        format!("{slot}, {}", conversation.clock(ms))
    };
    let notes = state.notes.iter().map(|note| Withdrawable {
        withdrawn: Withdrawn::Entry(note.entry),
        text: note.text.clone(),
        what: format!("a note{}", at(note.slot, note.ms)),
    });
    let flags = state.flags.iter().map(|raised| Withdrawable {
        withdrawn: Withdrawn::Entry(raised.entry),
        text: format!("{}: {}", raised.flag.title(rubric), quoted(&raised.quote)),
        what: format!("a red flag{}", at(Some(raised.slot), raised.ms)),
    });
    let given = state.recommendation.clone().unwrap_or_default();
    let line = |what: &'static str| {
        move |line: String| Withdrawable { withdrawn: Withdrawn::Line(line.clone()), text: line, what: what.to_owned() }
    };
    let well = given.strengths.into_iter().map(line("a line of what went well"));
    let work = given.growth.into_iter().map(line("a line of what to work on"));
    notes.chain(flags).chain(well).chain(work).collect()
}

/// The question of `Q3:...`, and the rest.
fn at_slot<'a>(given: &'a str, what: &str, example: &str) -> Result<(Slot, &'a str)> {
    let form = || Failure::usage(format!("`{given}` is not {what}"), format!("write it as {example}"));
    let (slot, rest) = given.split_once(':').ok_or_else(form)?;
    Ok((slot.parse()?, rest))
}

/// Why a text is no score at a question, and how it is written there.
fn no_score_at(slot: Slot, wrong: &NotAScore) -> Failure {
    match wrong {
        NotAScore::Dimension(_) => wrong.clone().into(),
        NotAScore::Form(_) => Failure::usage(wrong.to_string(), format!("write it as {slot}:technical=4")),
        NotAScore::Rating(dimension, _) => Failure::usage(wrong.to_string(), format!("such as {slot}:{dimension}=4")),
    }
}

/// The signal of a question that a letter means, or words of it.
fn signal(found: &Stored, slot: Slot, name: &str) -> Result<Signal> {
    let asking = found.session.state().asking(slot).ok_or_else(|| NotRecorded::from(Refusal::NoSuchSlot(slot)))?;
    let signals = &asking.question().signals;
    let strong = (0_u8..).zip(&signals.strong).map(|(number, text)| (Signal::Strong(number), text));
    let weak = (0_u8..).zip(&signals.weak).map(|(number, text)| (Signal::Weak(number), text));
    let all: Vec<_> = strong.chain(weak).zip('a'..='z').collect();
    let name = name.trim();
    let lettered = all.iter().find(|(_, letter)| name.eq_ignore_ascii_case(&letter.to_string()));
    let words = find::Words::new(name);
    let mut worded = all.iter().filter(|((_, text), _)| !words.is_empty() && words.stand_in(text));
    // A number is that of the line-by-line mode, even where it stands in the words of one.
    let meant = lettered.or_else(|| numbered(name, &all));
    let meant = meant.or_else(|| worded.next().filter(|_| worded.next().is_none()));
    meant.map(|((signal, _), _)| *signal).ok_or_else(|| {
        let list = all.iter().zip(1..).map(|(((_, text), letter), number)| format!("{number} or {letter}: {text}"));
        let message = format!("`{name}` is not one signal of {slot}; they are:");
        Failure::several(message, list.collect(), "give the number, the letter, or words that only one has")
    })
}

/// The one of them that a number means, counted from 1, as they are read out line by line.
fn numbered<'a, T>(given: &str, all: &'a [T]) -> Option<&'a T> {
    all.get(given.parse::<usize>().ok()?.checked_sub(1)?)
}
