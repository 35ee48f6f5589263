//! The wizard's questions in words.

use crate::core::assembly::Offer;
use crate::core::bank::{Question, fill};
use crate::core::counted::{counted, listed};
use crate::core::plan::{Banked, GivenUp, Plan};
use crate::core::scale::Level;
use crate::core::session::Phase;
use crate::page::layout::one_line;
use crate::page::plan::{code_text, given_up_text, reasons, relaxed_text};
use crate::page::reckoned::fit;

use super::super::ask::{Expected, Flow, Inquiry, Pick, Piece, Response};
use super::super::told::told;
use super::answers::Person;
use super::wizard::{Order, Stage, Wizard};

impl Flow for Wizard<'_> {
    fn inquiry(&self) -> Inquiry {
        let (body, question, expected) = asked(self);
        Inquiry { heading: heading(self), body, question, expected, said: self.said.clone() }
    }

    fn reply(&mut self, reply: Response) {
        self.take(reply);
    }

    fn can_go_back(&self) -> bool {
        self.has_asked() || self.shows_reasons()
    }

    fn lost(&self) -> Option<String> {
        let said = said_so_far(self);
        Some(if said.is_empty() || !self.has_asked() {
            "No interview is started.".into()
        } else {
            format!("No interview is started, and your answers are forgotten: {}.", said.join(", "))
        })
    }

    fn is_over(&self) -> bool {
        self.outcome.is_some()
    }
}

/// What is known of the interview so far, by its titles.
fn said_so_far(wizard: &Wizard<'_>) -> Vec<String> {
    let answers = &wizard.answers;
    let mut said = Vec::new();
    match (&wizard.fixed.kit, wizard.plan()) {
        (Some(kit), None) => said.push(kit.title.clone()),
        (Some(_), Some(plan)) => said.push(format!("{}, {}", plan.title, plan.level)),
        (None, _) => {
            said.extend(wizard.format().map(|format| format.title.clone()));
            said.extend(answers.level.map(|level| level.to_string()));
            let track = answers.track.as_ref().and_then(|id| wizard.read.library.track(id));
            said.extend(track.map(|track| track.title.clone()));
        }
    }
    said.extend(answers.candidate.as_ref().map(|person| person.called().to_owned()));
    said.extend(answers.interviewer.as_ref().map(|person| format!("interviewed by {}", person.called())));
    said
}

fn heading(wizard: &Wizard<'_>) -> String {
    let kind = if wizard.fixed.mock { "New practice interview" } else { "New interview" };
    let said = said_so_far(wizard);
    if said.is_empty() || wizard.step == Stage::Unfinished {
        return if wizard.step == Stage::Unfinished { "hotseat".into() } else { kind.into() };
    }
    format!("{kind}: {}", said.join(", "))
}

fn asked(wizard: &Wizard<'_>) -> (Vec<Piece>, String, Expected) {
    let one_of = |picks: Vec<Pick>, at: Option<usize>| Expected::OneOf { picks, at: at.unwrap_or(0) };
    let plain = |question: &str, expected: Expected| (Vec::new(), question.to_owned(), expected);
    let answers = &wizard.answers;
    match wizard.step {
        Stage::Unfinished => {
            let people = &wizard.read.people;
            let open = wizard.unfinished();
            let question = if open.len() == 1 {
                "One interview is not finished. What would you like to do?"
            } else {
                "Several interviews are not finished. What would you like to do?"
            };
            let mut picks: Vec<Pick> = open
                .into_iter()
                .filter_map(|found| told(found, people))
                .map(|told| {
                    Pick::new(format!("Go on with {}", told.candidate)).with(told.facts_and_held()).about(told.about)
                })
                .collect();
            picks.push(Pick::new("Start a new interview"));
            plain(question, one_of(picks, None))
        }
        Stage::Format => {
            let formats = wizard.formats();
            let at = formats.iter().position(|format| Some(&format.id) == answers.format.as_ref());
            let last = wizard.last().map(|plan| &plan.format);
            let pick = |format: &&crate::core::format::Format| {
                let minutes = format!("{} min", format.minutes);
                let facts = if last == Some(&format.id) { format!("{minutes}, {LAST_TIME}") } else { minutes };
                Pick::new(&format.title).with(facts).about(&format.summary)
            };
            plain("Which interview do you want to hold?", one_of(formats.iter().map(pick).collect(), at))
        }
        Stage::Level => {
            let levels = wizard.levels();
            let last = wizard.last().map(|plan| plan.level);
            let at = answers.level.or(last).unwrap_or(Level::Mid);
            let at = levels.iter().position(|level| *level == at);
            let picks = levels.into_iter().map(|own| level(own, last == Some(own))).collect();
            plain("At which level?", one_of(picks, at))
        }
        Stage::Track => {
            let tracks = wizard.tracks();
            let last = wizard.last().map(|plan| &plan.track);
            let at = answers.track.as_ref().or(last);
            let at = tracks.iter().position(|track| Some(&track.id) == at);
            let pick = |track: &&crate::core::format::Track| {
                let facts = if last == Some(&track.id) { LAST_TIME } else { "" };
                Pick::new(&track.title).with(facts).about(&track.summary)
            };
            plain("For which role?", one_of(tracks.iter().map(pick).collect(), at))
        }
        Stage::Round => {
            let rounds = wizard.fixed.kit.iter().flat_map(|kit| &kit.rounds);
            let picks = rounds.map(|plan| Pick::new(&plan.title).with(format!("{} min", plan.minutes))).collect();
            plain("Which round?", one_of(picks, answers.round.and_then(|round| round.checked_sub(1))))
        }
        Stage::Candidate => {
            let known = wizard.read.people.candidate_names();
            let before = answers.candidate.as_ref().map(|person| person.called().to_owned());
            plain("The candidate's name", Expected::Line { before, known })
        }
        Stage::Interviewer => {
            let before = answers.interviewer.as_ref().map(|person| person.called().to_owned());
            interviewer(before, wizard.last_interviewers(), wizard.read.people.interviewer_names())
        }
        Stage::WhichCandidate => near(answers.candidate.as_ref()),
        Stage::WhichInterviewer => near(answers.interviewer.as_ref()),
        Stage::Existing => existing(wizard),
        Stage::Plan => {
            // Enter starts, whatever was done before.
            let picks = wizard.menu().into_iter().map(|order| menu(wizard, order)).collect();
            (plan(wizard), "What now?".into(), one_of(picks, None))
        }
        Stage::Exchange => {
            let questions = wizard.plan().into_iter().flat_map(Plan::questions);
            let picks =
                questions.map(|planned| offered(&format!("{}  ", planned.slot), &planned.banked, None)).collect();
            let last = wizard.draw.as_ref().map(|draw| draw.slot);
            let at = wizard.plan().and_then(|plan| plan.questions().position(|planned| Some(planned.slot) == last));
            plain("Which question would you like to exchange?", one_of(picks, at))
        }
        Stage::Instead => {
            let others = wizard.draw.iter().flat_map(|draw| &draw.others);
            let slot = wizard.draw.as_ref().map(|draw| draw.slot.to_string()).unwrap_or_default();
            let picks = others.map(|other| offered("", &other.banked, Some(more(other)))).collect();
            plain(&format!("Which one in the place of {slot}?"), one_of(picks, None))
        }
    }
}

/// Asks who interviews. The one who interviewed last is offered; where that were several, nobody knows who sits here, and they are named.
fn interviewer(before: Option<String>, last: Vec<String>, known: Vec<String>) -> (Vec<Piece>, String, Expected) {
    let said = match last.as_slice() {
        _ if before.is_some() => None,
        [] => None,
        [one] => Some(format!("{one} interviewed last.")),
        [first, others @ ..] => {
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            Some(format!("{first} began the last interview, and {} went on with it.", listed(&others)))
        }
    };
    let others = known.into_iter().filter(|name| !last.contains(name)).collect::<Vec<_>>();
    let offered = (last.len() == 1).then(|| last.first().cloned()).flatten();
    // Those who come into question stand first.
    let known = last.into_iter().chain(others).collect();
    let body = said.map(Piece::Head).into_iter().collect();
    (body, "Your name".into(), Expected::Line { before: before.or(offered), known })
}

/// Beside what was held last.
const LAST_TIME: &str = "last time";

fn level(level: Level, is_last: bool) -> Pick {
    let years = match level {
        Level::Junior => "1-2 years of experience",
        Level::Mid => "3-4 years",
        Level::Senior => "5-6 years",
        Level::Lead => "more than 6 years",
    };
    let facts = if is_last { format!("{years}, {LAST_TIME}") } else { years.to_owned() };
    Pick::new(level.to_string()).with(facts)
}

/// A question to choose: in a line, and whole below.
fn offered(label: &str, banked: &Banked, more: Option<String>) -> Pick {
    let question = &banked.question;
    let prompt = fill(&question.prompt, &[]);
    let facts =
        format!("{} min, {}, {}, difficulty {}", question.minutes, question.kind, question.level, question.difficulty);
    let facts = more.map_or_else(|| facts.clone(), |more| format!("{facts}, {more}"));
    Pick::new(format!("{label}{}", one_line(&prompt))).with(facts).about(prompt)
}

/// How well the whole would fit with it.
fn more(other: &Offer) -> String {
    let points = counted(other.more.unsigned_abs(), "point");
    let fits = match other.more {
        0 => "fits as well".to_owned(),
        more if more > 0 => format!("fits less well, by {points}"),
        _ => format!("fits better, by {points}"),
    };
    if other.breaks > 0 { format!("{fits}, against a rule") } else { fits }
}

fn near<Id: PartialEq>(person: Option<&Person<Id>>) -> (Vec<Piece>, String, Expected) {
    let name = person.map(|person| person.name.clone()).unwrap_or_default();
    let near = person.map(|person| person.near.as_slice()).unwrap_or_default();
    let mut picks: Vec<Pick> = near.iter().map(|(_, name)| Pick::new(name).with("known here")).collect();
    picks.push(Pick::new(&name).with("somebody new"));
    // Enter alone means the name that was given, and nobody whom no one named.
    let at = near.len();
    (
        Vec::new(),
        format!("“{name}” is not known here, but a similar name is. Who is meant?"),
        Expected::OneOf { picks, at },
    )
}

fn existing(wizard: &Wizard<'_>) -> (Vec<Piece>, String, Expected) {
    let people = &wizard.read.people;
    let found = wizard.existing();
    let (open, over): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.summary.phase != Phase::Submitted);
    let answers = &wizard.answers;
    let candidate = answers.candidate.as_ref().map(Person::called).unwrap_or_default();
    let interviewer = answers.interviewer.as_ref().map(Person::called).unwrap_or_default();
    let body = vec![Piece::Head(format!("{interviewer} has held this interview with {candidate} before."))];
    let past = over.iter().filter_map(|found| told(found, people));
    let past = past.map(|pick| Piece::Note(format!("{}. {}", pick.facts, pick.about)));
    let namesake = "Another person of that name needs one of their own: go back, and add to the name.";
    let body = body.into_iter().chain(past).chain([Piece::Note(namesake.into())]).collect();
    let open = open.iter().filter_map(|found| told(found, people));
    let mut picks: Vec<Pick> = open
        .map(|pick| Pick::new(format!("Go on with the one of {}", pick.when_and_held())).about(pick.about))
        .collect();
    picks.push(Pick::new("Start another one all the same"));
    (body, "What would you like to do?".into(), Expected::OneOf { picks, at: 0 })
}

fn menu(wizard: &Wizard<'_>, order: Order) -> Pick {
    match order {
        Order::Start => Pick::new("Start"),
        Order::DrawAgain => Pick::new("Draw other questions"),
        Order::Exchange => Pick::new("Exchange one question"),
        Order::TakeBack => Pick::new("Take back the last change"),
        Order::Explain if wizard.explained => Pick::new("Hide why each is in"),
        Order::Explain => Pick::new("Say why each is in"),
    }
}

/// The plan, a line a question; with the reasons below each where they are wanted.
fn plan(wizard: &Wizard<'_>) -> Vec<Piece> {
    let Some(plan) = wizard.plan() else { return Vec::new() };
    let mut pieces = vec![Piece::Head(format!("{}, {} min, seed {}", plan.title, plan.minutes, plan.seed))];
    let account = wizard.draw.as_ref().and_then(super::draw::Drawing::account);
    if let Some(account) = account {
        pieces.extend(account.relaxed.iter().map(|rule| Piece::Note(format!("! {}", relaxed_text(plan, rule)))));
    }
    if let Some(account) = account.filter(|account| !account.proven) {
        pieces.push(Piece::Note(fit(account)));
    }
    let repeats = wizard.repeats();
    let widest = plan.last_slot().to_string().len();
    let facts = |question: &Question| format!("{}, {}", question.kind, question.level);
    for section in &plan.sections {
        pieces.push(Piece::Head(format!("{} ({})", section.title, minutes(section))));
        for planned in &section.questions {
            let question = &planned.banked.question;
            let text = one_line(&fill(&question.prompt, &[]));
            let label = format!("{:widest$}", planned.slot.to_string());
            let time = format!("{:>2} min", question.minutes);
            pieces.push(Piece::Row { label, time, text, facts: facts(question) });
            if repeats.contains(&planned.slot) {
                pieces.push(Piece::Note("This candidate was asked it before.".into()));
            }
            if wizard.explained {
                pieces.push(Piece::Note(reasons(&planned.why)));
            }
        }
        let lacks = section.given_up.iter().filter(|given_up| match given_up {
            GivenUp::Empty { .. } | GivenUp::TooFew { .. } => true,
            GivenUp::Mix { .. } | GivenUp::Rest { .. } | GivenUp::Topic { .. } | GivenUp::Backup { .. } => {
                wizard.explained
            }
        });
        pieces.extend(lacks.map(|given_up| Piece::Note(format!("! {}", given_up_text(section, given_up)))));
    }
    if let Some(code) = wizard.draw.as_ref().and_then(super::draw::Drawing::code) {
        pieces.push(Piece::Note(code_text(code)));
    }
    // A proof is no news, and stands last.
    if let Some(account) = account.filter(|account| account.proven && wizard.explained) {
        pieces.push(Piece::Note(fit(account)));
    }
    pieces
}

fn minutes(section: &crate::core::plan::PlannedSection) -> String {
    if let Some(continuation) = &section.continues {
        return format!("{} min, {} goes on with the problem before", section.minutes, continuation.slot);
    }
    if section.questions.is_empty() && section.kinds.is_empty() {
        return format!("{} min, no questions", section.minutes);
    }
    format!("{} of {} min", section.used_minutes, section.minutes)
}
