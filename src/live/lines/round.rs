//! What changes the round: questions passed over, swapped and brought in, minutes, the end. What can't be unsaid asks first.

use crate::core::event::{Course, Ending, Entry, Event};
use crate::core::find::{self, Hit};
use crate::core::plan::{Direction, Slot};
use crate::core::scale::Minutes;
use crate::core::session::{Action, NotRecorded, Phase, Refusal, Turn};
use crate::page::{clean, layout};

use super::super::told as history;
use super::super::whom;
use super::asking::Consent;
use super::command;
use super::{AskedFirst, FACE, Lines, Result, Upshot, recording, refused, said, show, told, verbs, words};

/// How many questions are read out at once.
const MOST: usize = 8;

/// The ending that is meant by what follows `/end`.
pub(super) fn ending_meant(rest: &str) -> Option<Ending> {
    match rest.to_lowercase().as_str() {
        "" | "completed" | "complete" | "done" => Some(Ending::Completed),
        "early" | "e" | "stopped early" | "stopped" => Some(Ending::StoppedEarly),
        "no-show" | "noshow" | "no show" => Some(Ending::NoShow),
        _ => None,
    }
}

impl Lines<'_> {
    /// What came of a verb.
    pub(super) fn done(&mut self, verb: impl FnOnce(&mut Self) -> verbs::Done) -> Upshot {
        let done = verb(self);
        Upshot::Said(told(&done, self.width()))
    }

    /// What came of a verb that records; where it did not, that is said.
    pub(super) fn recorded_by(&mut self, verb: impl FnOnce(&mut Self) -> verbs::Done) -> Upshot {
        match verb(self) {
            Err(verbs::Stopped::NotRecorded(error)) => refused(&error),
            done => Upshot::Said(told(&done, self.width())),
        }
    }

    /// What came of a verb, once it was asked about and answered with `/yes`.
    pub(super) fn once_confirmed(
        &mut self,
        (question, does): (&str, &str),
        verb: impl FnOnce(&mut Self) -> verbs::Done,
    ) -> Result<Upshot> {
        Ok(match self.confirmed(question, does)? {
            Consent::Yes => self.done(verb),
            Consent::No => Upshot::Said(String::new()),
            Consent::Left(left) => Upshot::Leave(left),
        })
    }

    /// Asks first where it is the end, after which the conversation goes on, or somebody else recorded it; and says of a hand-over that
    /// was the last thing done that it stays.
    pub(super) fn undo(&mut self) -> Result<Upshot> {
        let is_end = |entry: &&Entry| matches!(entry.event, Event::Course(Course::Ended(_)));
        if self.session().next_undo().as_ref().is_some_and(is_end) {
            let question = "Take the end of the conversation back? It goes on then, as it was before.";
            return self.once_confirmed((question, "takes it back"), |lines| verbs::undo(lines.keeper));
        }
        if let Some(entry) = self.session().next_undo().filter(|_| self.session().is_anothers(Turn::Undo)) {
            let what = history::event(self.session(), &entry.event);
            let question = format!("Take this back, which is from before the hand-over: {what}?");
            return self.once_confirmed((&question, "takes it back"), |lines| verbs::undo(lines.keeper));
        }
        let last = self.session().state().entries.last().map(|entry| &entry.event);
        let stays = matches!(last, Some(Event::Course(Course::HandedOver { .. })));
        let Upshot::Said(text) = self.done(|lines| verbs::undo(lines.keeper)) else { return Ok(Upshot::Again) };
        let more = if stays {
            said("a hand-over is not taken back by /undo: hand back with /handover")
        } else {
            String::new()
        };
        Ok(Upshot::Said(format!("{more}{text}")))
    }

    /// What asks before it is done asks before it is made again.
    pub(super) fn redo(&mut self, rest: &str) -> Result<Upshot> {
        if !rest.is_empty() {
            return self.redo_listed(rest);
        }
        let session = self.session();
        if session.next_redo().is_none() && session.history().iter().any(|recorded| recorded.again.is_some()) {
            return Ok(Upshot::Brief(words::nothing_to_redo(FACE)));
        }
        let asks = verbs::redo_harms(session) || verbs::redo_hints(session);
        match session.next_redo().filter(|_| asks && session.decide(Action::Redo).is_ok()) {
            Some(entry) => {
                let question = format!("Make this again: {}?", history::event(session, &entry.event));
                self.once_confirmed((&question, "makes it again"), |lines| verbs::redo(lines.keeper))
            }
            None => Ok(self.done(|lines| verbs::redo(lines.keeper))),
        }
    }

    /// Why nothing of the conversation can be done now; a text that came with it is kept.
    fn too_late(&self, text: &str) -> Option<Upshot> {
        let phase = self.session().state().phase;
        let why = words::refusal(&Refusal::Phase(phase), FACE);
        let outcome = if text.is_empty() { Upshot::Brief(why) } else { Upshot::Kept(why) };
        (phase != Phase::Live).then_some(outcome)
    }

    pub(super) fn skip(&mut self, rest: &str) -> Result<Upshot> {
        let alone = command::slot(rest).map(|slot| (Some(slot), ""));
        let (named, why) = alone.unwrap_or_else(|| recording::at_question(rest));
        if self.session().state().phase == Phase::Scoring
            && let Some(slot) = named
        {
            let outcome = self.pass(slot)?;
            self.not_lost(why, "your reason for the skip")?;
            return Ok(outcome);
        }
        if let Some(outcome) = self.too_late(why) {
            return Ok(outcome);
        }
        let here = self.session().state().current().map(|asking| asking.slot);
        if let Some(slot) = named.filter(|named| here != Some(*named)) {
            return Ok(Upshot::Refused(match self.session().state().asking(slot) {
                Some(_) => format!(
                    "only the question that you are at is skipped: /go {slot} goes there, and /skip skips it then"
                ),
                None => self.no_such(slot),
            }));
        }
        let Some(slot) = here else {
            let why_not = words::refusal(&self.session().no_question(), FACE);
            return Ok(if why.is_empty() { Upshot::Brief(why_not) } else { Upshot::Kept(why_not) });
        };
        let because = if why.is_empty() { String::new() } else { format!(" because \"{}\"", clean::line(why)) };
        let question = format!("Skip {slot}{because}, and go on?{}", self.still_counts(slot));
        let outcome = self.once_confirmed((&question, "skips it"), |lines| {
            verbs::skip(lines.keeper, if why.is_empty() { "skipped" } else { why }, FACE)
        })?;
        if self.session().state().asking(slot).is_none_or(|asking| asking.skipped.is_none()) {
            self.not_lost(why, "your reason for the skip")?;
        }
        Ok(outcome)
    }

    /// That a question is none of the round, and which there are.
    pub(super) fn no_such(&self, slot: Slot) -> String {
        let slots: Vec<Slot> = self.session().state().asking.iter().map(|asking| asking.slot).collect();
        let are = match (slots.iter().min(), slots.iter().max()) {
            (Some(first), Some(last)) if first != last => format!("; there are {first} to {last}"),
            (Some(only), _) => format!("; there is only {only}"),
            (None, _) => String::new(),
        };
        format!("there is no {slot} in this round{are}")
    }

    /// After the conversation: a question was only passed through.
    fn pass(&mut self, slot: Slot) -> Result<Upshot> {
        if let Err(refusal) = self.session().decide(Action::Pass(slot)) {
            return Ok(Upshot::Refused(words::refusal(&refusal, FACE)));
        }
        let question = format!("Was {slot} only passed through, and not asked? It counts as skipped then.");
        self.once_confirmed((&question, "says so"), |lines| verbs::pass(lines.keeper, slot, FACE))
    }

    /// That what is rated at a question counts whatever becomes of the question; nothing where nothing is.
    fn still_counts(&self, slot: Slot) -> String {
        let asking = self.session().state().asking(slot).filter(|asking| !asking.ratings.is_empty());
        asking.map(|_| format!(" The ratings at {slot} stay, and count.")).unwrap_or_default()
    }

    /// What came with a command that was not done is kept aside.
    fn not_lost(&mut self, text: &str, what: &str) -> Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.asked, what.to_owned());
        let kept = self.put_aside(text.to_owned(), &format!("/keep keeps {what} as a note"));
        self.asked = before;
        self.say(&kept)
    }

    pub(super) fn drop(&mut self, rest: &str) -> Result<Upshot> {
        let named = command::slot(rest);
        if named.is_none() && !rest.is_empty() {
            return Ok(Upshot::Kept("a question is named by its number, such as /drop Q5".into()));
        }
        if let Some(outcome) = self.too_late("") {
            return Ok(outcome);
        }
        let Some(slot) = named.or_else(|| self.session().least_valuable()) else {
            return Ok(self.done(|lines| verbs::drop(lines.keeper, None, FACE)));
        };
        let headline = words::headline(self.session(), slot, usize::MAX);
        let question = format!("Drop a question?{}\n{headline}", self.still_counts(slot));
        self.once_confirmed((&question, "drops it"), |lines| verbs::drop(lines.keeper, Some(slot), FACE))
    }

    pub(super) fn swap(&mut self, rest: &str) -> Result<Upshot> {
        let direction = match rest.to_lowercase().as_str() {
            "" => return Ok(Upshot::Brief("say /swap easier or /swap harder".into())),
            easier if "easier".starts_with(easier) => Direction::Easier,
            harder if "harder".starts_with(harder) => Direction::Harder,
            other if other.split([' ', ',']).all(|part| command::number(part).is_some()) => {
                return Ok(Upshot::Kept(format!("/swap changes the question; /saw {other} ticks signals")));
            }
            _ => return Ok(Upshot::Kept("a question is swapped by /swap easier or /swap harder".into())),
        };
        if let Err(refusal) = self.session().decide(Action::Swap(direction)) {
            return Ok(refused(&NotRecorded::Refused(refusal)));
        }
        let (plan, state, width) = (self.session().plan(), self.session().state(), self.width());
        let backups = plan.section(state.section()).map(|section| section.backups.iter()).unwrap_or_default();
        let backup = backups.clone().find(|backup| backup.direction == direction);
        let preview = backup.map(|backup| show::preview(&backup.banked.question, state, width)).unwrap_or_default();
        let here = state.current().map(|asking| asking.slot);
        let (slot, counts) =
            (here.map(|slot| slot.to_string()).unwrap_or_default(), here.map(|slot| self.still_counts(slot)));
        let beside = backup.zip(state.current());
        let beside = beside.map(|(other, here)| words::in_place_of(&other.banked.question, here.question()));
        self.print(&preview)?;
        let (beside, counts) = (beside.unwrap_or_default(), counts.unwrap_or_default());
        let question = format!("Put this question in the place of {slot}? It is {beside}.{counts}");
        let outcome = self.once_confirmed((&question, "swaps them"), |lines| {
            verbs::swap(lines.keeper, direction)?;
            let now = lines.session().state().current().map(|asking| asking.slot.to_string());
            Ok(format!("{} stands in the place of {slot}", now.unwrap_or_default()))
        })?;
        self.previewed = self.came_to(here);
        Ok(outcome)
    }

    /// Reads out what was found, numbered.
    pub(super) fn find(&mut self, rest: &str) -> Upshot {
        if rest.is_empty() {
            return Upshot::Brief("say what it is about, such as /find connection pool".into());
        }
        let (session, width) = (self.session(), self.width());
        let hits = find::in_interview(session, self.occasion.library, &find::Words::new(rest));
        if hits.is_empty() {
            return Upshot::Brief(words::NOTHING_FOUND.to_owned());
        }
        let shown = hits.len().min(MOST);
        let count = match hits.len() {
            1 => "1 question has all of these words.".to_owned(),
            many => format!("{many} questions have all of these words."),
        };
        let more = if hits.len() > shown {
            format!(" These are the first {shown}; another word narrows them down.")
        } else {
            String::new()
        };
        let mut text = layout::paragraph(&format!("{count}{more}"), width, "");
        for (number, hit) in (1..).zip(hits.iter().take(MOST)) {
            let here = match hit {
                Hit::InRound(asking) => format!("{} of this round, ", asking.slot),
                Hit::InLibrary(_) => String::new(),
            };
            let line = words::found(hit.question(), session.state());
            text += &layout::bullet(&format!("{number}. {here}"), &line, width);
        }
        let found = hits.iter().take(MOST).map(|hit| verbs::Wanted::from(*hit)).collect();
        self.found = found;
        text += "/bring and a number reads one whole, and asks before it comes in\n";
        Upshot::Said(text)
    }

    /// Reads a question whole, and asks before it comes into the round.
    pub(super) fn bring(&mut self, rest: &str) -> Result<Upshot> {
        if rest.is_empty() {
            return Ok(Upshot::Brief("say what it is about, such as /bring connection pool".into()));
        }
        let numbered = rest.parse::<usize>().ok().and_then(|number| self.found.get(number.checked_sub(1)?).cloned());
        if numbered.is_none() && rest.chars().all(|c| c.is_ascii_digit()) {
            return Ok(Upshot::Brief("no question was found by that number: /find and some words first".into()));
        }
        let wanted = match numbered {
            Some(wanted) => wanted,
            None => match self.only(rest) {
                Some(wanted) => wanted,
                None => return Ok(self.find(rest)),
            },
        };
        let state = self.session().state();
        let (question, ask) = match &wanted {
            verbs::Wanted::InRound(slot) => {
                let Some(asking) = state.asking(*slot) else { return Ok(Upshot::Said(String::new())) };
                (asking.question(), format!("This is {slot} of the round already. Go there?"))
            }
            verbs::Wanted::InLibrary(banked) => {
                if let Some(outcome) = self.too_late("") {
                    return Ok(outcome);
                }
                (&banked.question, "Bring this question in, and go there?".to_owned())
            }
        };
        let preview = show::preview(question, state, self.width());
        self.print(&preview)?;
        let here = self.session().state().current().map(|asking| asking.slot);
        let outcome = self.once_confirmed((&ask, "does that"), |lines| verbs::bring(lines.keeper, &wanted))?;
        self.previewed = self.came_to(here);
        Ok(outcome)
    }

    /// The question that one stands at now, where it is another than before.
    fn came_to(&self, before: Option<Slot>) -> Option<Slot> {
        let now = self.session().state().current().map(|asking| asking.slot);
        now.filter(|_| now != before)
    }

    /// The only question that has all of these words, or is named so.
    fn only(&self, rest: &str) -> Option<verbs::Wanted> {
        let hits = find::in_interview(self.session(), self.occasion.library, &find::Words::new(rest));
        let named = hits.iter().find(|hit| hit.question().id.as_str() == rest);
        match (hits.as_slice(), named) {
            (_, Some(only)) | ([only], None) => Some((*only).into()),
            (_, None) => None,
        }
    }

    pub(super) fn extend(&mut self, rest: &str) -> Upshot {
        let lower = rest.to_lowercase();
        let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
        let unit = ["", "m", "min", "mins", "minute", "minutes"].contains(&&lower[digits.len()..]);
        match digits.trim().trim_start_matches('+').parse::<u16>() {
            Ok(minutes) if unit => self.recorded_by(|lines| verbs::extend(lines.keeper, Minutes(minutes), FACE)),
            Err(_) if rest.is_empty() => Upshot::Brief("say by how many minutes, such as /extend 5".into()),
            Ok(_) | Err(_) => Upshot::Kept("a section is extended by minutes, such as /extend 5".into()),
        }
    }

    pub(super) fn end(&mut self, rest: &str) -> Result<Upshot> {
        let Some(ending) = ending_meant(rest) else {
            return Ok(Upshot::Kept("a conversation ends by /end, /end early or /end no-show".into()));
        };
        if let Err(refusal) = self.session().decide(Action::End(ending)) {
            if let Refusal::RatedNoShow(_) = refusal {
                return Ok(Upshot::Brief(self.rated_no_show()));
            }
            return Ok(refused(&NotRecorded::Refused(refusal)));
        }
        let unasked = words::unasked(self.session().state()).filter(|_| ending == Ending::Completed);
        let bare = words::nothing_recorded(self.session().state(), FACE).filter(|_| ending != Ending::NoShow);
        let warn = unasked.map(|warn| format!("{warn} ")).unwrap_or_default();
        let bare = bare.map(|bare| format!(" {bare}")).unwrap_or_default();
        let question = format!("{warn}End the conversation? It counts as {}.{bare}", words::ending(ending));
        let outcome = self.once_confirmed((&question, "ends it"), |lines| {
            lines.keeper.record(Action::End(ending))?;
            Ok(String::new())
        })?;
        Ok(outcome)
    }

    /// Why a rated conversation is no no-show: what is rated and concluded, and how each is taken back.
    fn rated_no_show(&self) -> String {
        let (plan, state) = (self.session().plan(), self.session().state());
        let rubric = &plan.rubric;
        let ratings =
            state.asking.iter().flat_map(|asking| rubric.in_order(&asking.ratings).map(|rated| (asking.slot, rated)));
        let ratings = ratings.map(|(slot, (dimension, rating))| {
            let (title, short) = (&dimension.title, rubric.short_name(&dimension.id));
            format!("{title} {rating} at {slot}: /rate {slot} {short} 0 takes it back.")
        });
        let concluded = rubric.in_order(&state.conclusions);
        let concluded = concluded.filter_map(|(dimension, conclusion)| Some((dimension, conclusion.score?)));
        let concluded = concluded.map(|(dimension, score)| {
            format!("Your conclusion of {score} on {}: in scoring, 0 takes it back.", dimension.title)
        });
        let all: Vec<String> = ratings.chain(concluded).collect();
        let why = "somebody who did not come has no ratings, and here there are some";
        format!("{why}. {} Or end it with /end, or /end early.", all.join(" "))
    }

    pub(super) fn hand_over(&mut self, name: &str) -> Result<Upshot> {
        if name.is_empty() {
            return Ok(Upshot::Brief("say to whom, such as /handover Kim Park".into()));
        }
        let known = self.keeper.known_interviewers();
        let is_known = known.iter().any(|known| whom::is_same(known, name));
        let near = if is_known { Vec::new() } else { whom::near(&known, name) };
        let near: Vec<String> = near.into_iter().map(|name| clean::line(name).into_owned()).collect();
        let new = match near.as_slice() {
            [] => String::new(),
            near => {
                let (name, near) = (clean::line(name), near.join(" or "));
                format!(
                    "Nobody is called {name} here; did you mean {near}? /handover and that name hands over to them.\n"
                )
            }
        };
        let somebody = if is_known { "" } else { ", somebody new" };
        let question = format!("{new}Hand over to {}{somebody}, who then interviews and submits?", clean::line(name));
        let before = self.session().state().interviewer().cloned();
        let outcome = self.once_confirmed((&question, "hands over"), |lines| {
            let (id, known) = lines.keeper.interviewer(name).map_err(verbs::Stopped::Nothing)?;
            verbs::hand_over(lines.keeper, id, &known)
        })?;
        // Whoever says no has no use for the name; another line may have come in the place of an answer.
        if self.session().state().interviewer() == before.as_ref() && self.asked_first != AskedFirst::Declined {
            self.not_lost(name, "what you typed after /handover")?;
        }
        Ok(outcome)
    }
}
