//! Asks on a terminal for what an amendment lacks, one thing after the other: what changes, from what to what, and why. Then what will
//! stand on the scorecard is read back, and only a yes makes it.

use crate::core::session::{NotRecorded, Session};
use crate::page::card::deed;
use crate::store::Stored;

use super::super::args::AmendArgs;
use super::super::ask::{Expected, Flow, Inquiry, Pick, Piece, Response};
use super::super::cards::NamedSession;
use super::super::context::Context;
use super::super::failure::{Failure, Result};
use super::super::sessions::whose;
use super::planned::changes;
use super::questions::{Amendable, Onward, Responded, Wording};

/// Stands for a reason that is asked for later.
const LATER: &str = "asked for later";

/// The arguments with what they lacked.
pub(super) fn asked(context: &Context, args: &AmendArgs, found: &Stored) -> Result<AmendArgs> {
    let people = context.people();
    let heading = format!("Amending the scorecard of {}", whose((&found.id, &found.session.summary()), &people));
    let mut flow = AmendmentFlow { heading, found, args, given: Vec::new(), taken_back: None, said: None, left: false };
    let held = context.manner().hold(&mut flow);
    let args = flow.reached().ok();
    match (held, args) {
        (Ok(()), Some(args)) => Ok(args),
        (Ok(()), None) | (Err(Failure::Interrupted), _) => {
            context.say("left; nothing was changed");
            Err(Failure::Interrupted)
        }
        (Err(failure), _) => Err(failure),
    }
}

/// Reads back what will stand on the scorecard once it is amended, and asks.
pub(super) fn agreed(context: &Context, args: &AmendArgs, (found, then): (&Stored, &Session), many: usize) -> Result {
    let people = context.people();
    context.say("This will stand on the scorecard:");
    let card = (NamedSession { id: &found.id, session: then, people: &people }).evaluated();
    let changes = card.map(|card| card.changes).unwrap_or_default();
    for change in changes.get(changes.len().saturating_sub(many)..).unwrap_or_default() {
        context.say(&deed(change));
    }
    context.say(&format!("reason: {}", args.reason.trim()));
    if context.agrees("/yes records it, any other line leaves the scorecard as it is: ")? {
        return Ok(());
    }
    context.say("not done; nothing was changed");
    Err(Failure::Interrupted)
}

/// Everything that is asked, as a machine: the answers so far say what is asked next.
struct AmendmentFlow<'a> {
    heading: String,
    found: &'a Stored,
    /// What the command line gave.
    args: &'a AmendArgs,
    given: Vec<Responded>,
    /// The answer that one went back to.
    taken_back: Option<Responded>,
    said: Option<String>,
    left: bool,
}

/// What is asked where the answers so far lead, and what was changed by them.
struct Pending {
    wording: Wording,
    so_far: Box<AmendArgs>,
    changes: usize,
}

impl AmendmentFlow<'_> {
    /// The arguments with all answers; as long as something is lacking, what is asked.
    fn reached(&self) -> std::result::Result<AmendArgs, Pending> {
        let session = &self.found.session;
        let (mut args, mut given) = (self.args.clone(), self.given.as_slice());
        let mut made = 0;
        while !self.args.changes_something() {
            let kinds: Vec<Amendable> =
                Amendable::ALL.into_iter().filter(|kind| *kind != Amendable::Note || args.note.is_none()).collect();
            // Behind the first change, the first line ends them.
            let ends = usize::from(made > 0);
            let kind = match given.split_first() {
                Some((Responded::Picked(index), rest)) => {
                    given = rest;
                    match index.checked_sub(ends).and_then(|index| kinds.get(index)) {
                        Some(kind) => *kind,
                        None => break,
                    }
                }
                Some((Responded::Typed(_), _)) | None => {
                    return Err(Pending { wording: what(&kinds, made), so_far: Box::new(args), changes: made });
                }
            };
            let mut taken = 0;
            loop {
                match kind.step(session, given.get(..taken).unwrap_or_default()) {
                    Onward::Asks(_) if taken < given.len() => taken += 1,
                    Onward::Asks(wording) => return Err(Pending { wording, so_far: Box::new(args), changes: made }),
                    Onward::Changes(put, text) => {
                        put(&mut args, text);
                        break;
                    }
                }
            }
            given = given.get(taken..).unwrap_or_default();
            made += 1;
        }
        if args.reason.trim().is_empty() {
            match given.first() {
                Some(Responded::Typed(reason)) => args.reason.clone_from(reason),
                Some(Responded::Picked(_)) | None => {
                    let asks = "Why does it change? The reason stays on the scorecard".to_owned();
                    return Err(Pending { wording: Wording::Line { asks }, so_far: Box::new(args), changes: made });
                }
            }
        }
        Ok(args)
    }
}

/// What changes, or what else does.
fn what(kinds: &[Amendable], made: usize) -> Wording {
    let mut picks: Vec<Pick> = kinds.iter().map(|kind| Pick::new(kind.as_str())).collect();
    if made > 0 {
        picks.insert(0, Pick::new("Nothing else: the reason comes next"));
    }
    let asks = if made > 0 { "What else changes?" } else { "What changes?" };
    Wording::OneOf { asks: asks.to_owned(), picks, at: 0 }
}

impl Flow for AmendmentFlow<'_> {
    fn inquiry(&self) -> Inquiry {
        let (wording, changes) = match self.reached() {
            Err(pending) => (pending.wording, pending.changes),
            // Nothing is asked any more.
            Ok(_) => (Wording::Line { asks: String::new() }, 0),
        };
        let (question, expected) = match wording {
            Wording::OneOf { asks, picks, at } => {
                let before = match self.taken_back {
                    Some(Responded::Picked(index)) if index < picks.len() => Some(index),
                    Some(Responded::Picked(_) | Responded::Typed(_)) | None => None,
                };
                (asks, Expected::OneOf { picks, at: before.unwrap_or(at) })
            }
            Wording::Line { asks } => {
                let before = match &self.taken_back {
                    Some(Responded::Typed(text)) => Some(text.clone()),
                    Some(Responded::Picked(_)) | None => None,
                };
                (asks, Expected::Line { before, known: Vec::new() })
            }
        };
        let count = if changes == 1 { "1 change".to_owned() } else { format!("{changes} changes") };
        let body = if changes > 0 { vec![Piece::Note(format!("{count} so far."))] } else { Vec::new() };
        Inquiry { heading: self.heading.clone(), body, question, expected, said: self.said.clone() }
    }

    fn reply(&mut self, reply: Response) {
        (self.said, self.taken_back) = (None, None);
        match reply {
            Response::Picked(index) => self.given.push(Responded::Picked(index)),
            Response::Typed(text) if text.trim().is_empty() => {
                self.said = Some("Nothing was typed; /back goes back, and /leave leaves.".to_owned());
                return;
            }
            Response::Typed(text) => self.given.push(Responded::Typed(text)),
            Response::Back => {
                self.taken_back = self.given.pop();
                self.left |= self.taken_back.is_none();
                return;
            }
            Response::Leave => {
                self.left = true;
                return;
            }
        }
        let so_far = self.reached().unwrap_or_else(|pending| *pending.so_far);
        if so_far.changes_something() {
            self.said = refused(&so_far, self.found);
        }
        if self.said.is_some() {
            self.given.pop();
        }
    }

    fn can_go_back(&self) -> bool {
        !self.given.is_empty()
    }

    fn lost(&self) -> Option<String> {
        (!self.given.is_empty()).then(|| "What you answered is lost, and nothing is changed.".to_owned())
    }

    fn is_over(&self) -> bool {
        self.left || self.reached().is_ok()
    }
}

/// Why that would be no change; none where it is one.
fn refused(args: &AmendArgs, found: &Stored) -> Option<String> {
    let args = AmendArgs { reason: LATER.to_owned(), ..args.clone() };
    let failure = match changes(&args, found) {
        Ok(changes) => changes
            .into_iter()
            .find_map(|change| found.session.decide(change).err())
            .map(|refusal| Failure::from(NotRecorded::from(refusal)))?,
        Err(failure) => failure,
    };
    let hint = failure.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
    Some(format!("{}{hint}.", failure.message()))
}
