//! Asks on a terminal for what an amendment lacks, one thing after the other: what changes, from what to what, and why. Then what will
//! stand on the scorecard is read back, and only a yes makes it.

use crate::core::people::{Match, Name, People};
use crate::core::session::Session;
use crate::live::words;
use crate::page::card::deed;
use crate::page::layout;
use crate::store::Stored;

use super::super::args::AmendArgs;
use super::super::ask::{Expected, Flow, Inquiry, Manner, Pick, Piece, Response};
use super::super::cards::NamedSession;
use super::super::context::Context;
use super::super::failure::{Failure, Result};
use super::super::prompt;
use super::super::told::whose;
use super::outcome::{conclusions_that_stand, total_then};
use super::planned::{changes, tried};
use super::questions::{Amendable, NOW, Onward, PANEL, Responded, Wording};

/// Stands for a reason that is asked for later.
const LATER: &str = "the reason comes last";

/// What is asked last, unless the command line says it.
const AMENDER: &str = "Who amends it? The name stands with the change";

/// What is asked after a change.
const WHAT_ELSE: &str = "What else changes?";

/// Why there is no way back from there: it would lead into the midst of a change that is made.
const STAYS: &str =
    "The change before is made. The same kind again changes it anew; leaving leaves everything as it is.";

/// What changes a conclusion that stands over a changed rating.
const CONCLUDES: &str = "“2 A conclusion”";

/// Asked on the screen at the end.
const STANDS: &str = "This will stand on the scorecard. ^Y records it.";

/// What leaving costs.
const LOST: &str = "What you answered is lost, and nothing is changed.";

/// What is asked at the end.
const ASKS: &str = "/yes records it, /back goes back, and /leave leaves the scorecard as it is: ";

/// The arguments with what they lacked, once they were agreed to.
pub(super) fn asked(context: &Context, args: &AmendArgs, found: &Stored) -> Result<AmendArgs> {
    let people = context.people();
    let heading = format!("Amending the scorecard of {}", whose((&found.id, &found.session.summary()), &people));
    let mut flow = AmendmentFlow {
        context,
        people,
        heading,
        found,
        args,
        given: Vec::new(),
        taken_back: None,
        questioned: None,
        said: None,
        left: false,
    };
    loop {
        let answered = match context.manner().hold(&mut flow) {
            Ok(()) => match flow.reached() {
                Ok(args) => flow.agreement(&args).map(|agreement| (agreement, args)),
                Err(_) => Err(Failure::Interrupted),
            },
            Err(failure) => Err(failure),
        };
        match answered {
            Ok((Agreement::Yes, args)) => return Ok(args),
            Ok((Agreement::Back, _)) => flow.reply(Response::Back),
            Ok((Agreement::No, _)) | Err(Failure::Interrupted) => {
                context.say("left; nothing was changed");
                return Err(Failure::Interrupted);
            }
            Err(failure) => return Err(failure),
        }
    }
}

/// What was answered once everything had been read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Yes,
    Back,
    No,
}

/// The last question on the screen: whether it is to be recorded.
struct Approval {
    inquiry: Inquiry,
    reply: Option<Agreement>,
}

impl Flow for Approval {
    fn inquiry(&self) -> Inquiry {
        self.inquiry.clone()
    }

    fn reply(&mut self, reply: Response) {
        self.reply = Some(match reply {
            Response::Picked(_) => Agreement::Yes,
            Response::Back => Agreement::Back,
            Response::Typed(_) | Response::Leave => Agreement::No,
        });
    }

    fn can_go_back(&self) -> bool {
        true
    }

    fn lost(&self) -> Option<String> {
        Some(LOST.to_owned())
    }

    fn is_over(&self) -> bool {
        self.reply.is_some()
    }
}

/// Everything that is asked, as a machine: the answers so far say what is asked next.
struct AmendmentFlow<'a> {
    context: &'a Context,
    people: People,
    heading: String,
    found: &'a Stored,
    /// What the command line gave.
    args: &'a AmendArgs,
    given: Vec<Responded>,
    /// The answer that one went back to.
    taken_back: Option<Responded>,
    /// A single word where a sentence was expected: it counts where it is typed again.
    questioned: Option<String>,
    said: Option<String>,
    left: bool,
}

/// What is asked where the answers so far lead, and what was changed by them.
struct Pending {
    wording: Wording,
    so_far: Box<AmendArgs>,
    /// What each change did, in words.
    changes: Vec<String>,
}

impl AmendmentFlow<'_> {
    /// The arguments with all answers; as long as something is lacking, what is asked.
    fn reached(&self) -> std::result::Result<AmendArgs, Pending> {
        let (mut args, mut given) = (self.args.clone(), self.given.as_slice());
        let mut now = self.found.session.clone();
        let (mut deeds, mut made) = (self.deeds(&now), Vec::new());
        while !self.args.changes_something() {
            let kind = match given.split_first() {
                Some((Responded::Picked(index), rest)) => {
                    given = rest;
                    match Amendable::ALL.get(*index) {
                        Some(kind) => *kind,
                        None => break,
                    }
                }
                Some((Responded::Typed(_), _)) | None => {
                    return Err(Pending { wording: what(&args, made.len()), so_far: Box::new(args), changes: made });
                }
            };
            let mut taken = 0;
            loop {
                match kind.step((&self.found.session, &now), given.get(..taken).unwrap_or_default()) {
                    Onward::Asks(_) if taken < given.len() => taken += 1,
                    Onward::Asks(wording) => return Err(Pending { wording, so_far: Box::new(args), changes: made }),
                    Onward::Changes(put, text) => {
                        put(&mut args, text);
                        break;
                    }
                }
            }
            given = given.get(taken..).unwrap_or_default();
            // What is refused is said, and asked again.
            now = self.then(&args).map_or(now, |(then, _)| then);
            let before = std::mem::replace(&mut deeds, self.deeds(&now));
            made.push(newly(&before, &deeds).join("; "));
        }
        if args.reason.trim().is_empty() {
            match given.split_first() {
                Some((Responded::Typed(reason), rest)) => {
                    args.reason.clone_from(reason);
                    given = rest;
                }
                Some((Responded::Picked(_), _)) | None => {
                    let asks = "Why does it change? The reason stays on the scorecard".to_owned();
                    let wording = Wording::Line { asks, reader: Some(PANEL) };
                    return Err(Pending { wording, so_far: Box::new(args), changes: made });
                }
            }
        }
        if args.by.is_none() {
            match given.first() {
                Some(Responded::Typed(name)) => args.by = Some(self.called(name)).filter(|name| *name != self.own()),
                Some(Responded::Picked(_)) | None => {
                    return Err(Pending { wording: Wording::Amender, so_far: Box::new(args), changes: made });
                }
            }
        }
        Ok(args)
    }

    /// Whose scorecard it is, by name.
    fn own(&self) -> String {
        self.found.session.state().interviewer().map(|id| self.people.interviewer_name(id)).unwrap_or_default()
    }

    /// The interviewer whom a name means, as they are called here; somebody new as they were typed.
    fn called(&self, name: &str) -> String {
        match self.people.interviewer(name.trim()) {
            Match::Known(id) => self.people.interviewer_name(&id),
            Match::Near(_) | Match::New => name.trim().to_owned(),
        }
    }

    /// Why a name is not taken at once: it is none, or is near one that is known.
    fn no_name(&self, name: &str, again: bool) -> Option<String> {
        if let Err(error) = Name::new(name) {
            return Some(format!("{error}."));
        }
        match self.people.interviewer(name) {
            Match::Near(near) if !again => {
                let near: Vec<&str> = near.iter().map(|(_, known)| known.as_str()).collect();
                let are = if near.len() == 1 { "is" } else { "are" };
                Some(format!(
                    "{} {are} known here: type “{name}” again if that is somebody else.",
                    words::listed(&near)
                ))
            }
            Match::Near(_) | Match::Known(_) | Match::New => None,
        }
    }

    /// The session as it is once it is amended so, and how many changes that takes.
    fn then(&self, args: &AmendArgs) -> Result<(Session, usize)> {
        let reason = if args.reason.trim().is_empty() { LATER.to_owned() } else { args.reason.clone() };
        let changes = changes(&AmendArgs { reason, ..args.clone() }, self.found, None)?;
        let then = tried(self.context, self.found, &changes)?;
        Ok((then, changes.len()))
    }

    /// Whether it is asked what else changes.
    fn asks_what_else(&self) -> bool {
        matches!(self.reached(), Err(Pending { wording: Wording::OneOf { asks, .. }, .. }) if asks == WHAT_ELSE)
    }

    /// What was changed after submission, in words.
    fn deeds(&self, session: &Session) -> Vec<String> {
        let card = (NamedSession { id: &self.found.id, session, people: &self.people }).evaluated();
        card.map(|card| card.changes.iter().map(deed).collect()).unwrap_or_default()
    }

    /// Who amends it: the one who is named, else whose scorecard it is.
    fn amender(&self, args: &AmendArgs) -> String {
        args.by.clone().unwrap_or_else(|| self.own())
    }

    /// What will stand on the scorecard once it is amended, and what comes of it.
    fn read_back(&self, args: &AmendArgs) -> Result<Vec<String>> {
        let (then, many) = self.then(args)?;
        let deeds = self.deeds(&then);
        let mut said = deeds.get(deeds.len().saturating_sub(many)..).unwrap_or_default().to_vec();
        said.push(format!("reason: {}", args.reason.trim()));
        said.push(format!("by: {}", self.amender(args)));
        said.extend(conclusions_that_stand(args, &then, CONCLUDES)?);
        let card = |session| (NamedSession { id: &self.found.id, session, people: &self.people }).evaluated();
        said.extend(card(&then).map(|then| total_then(card(&self.found.session).as_ref(), &then)));
        Ok(said)
    }

    /// Asks whether that is to be, on the screen that asked for the rest, or by lines.
    fn agreement(&self, args: &AmendArgs) -> Result<Agreement> {
        match self.context.manner() {
            Manner::Lines { .. } => self.agreed(args),
            Manner::Screen => {
                let body = self.read_back(args)?.into_iter().map(Piece::Head).collect();
                let (heading, question) = (self.heading.clone(), STANDS.to_owned());
                let expected = Expected::Yes { does: "records it" };
                let mut approval =
                    Approval { inquiry: Inquiry { heading, body, question, expected, said: None }, reply: None };
                Manner::Screen.hold(&mut approval)?;
                Ok(approval.reply.unwrap_or(Agreement::No))
            }
        }
    }

    /// Reads back what will stand on the scorecard once it is amended, and asks until that is answered.
    fn agreed(&self, args: &AmendArgs) -> Result<Agreement> {
        self.context.say("This will stand on the scorecard:");
        for line in self.read_back(args)? {
            self.context.say(&line);
        }
        loop {
            let typed = prompt::typed(&layout::prompt(ASKS, self.context.width()))?;
            if prompt::agrees(typed.as_ref()) {
                return Ok(Agreement::Yes);
            }
            let line = typed.map(|(line, _)| line.trim().to_lowercase()).unwrap_or_default();
            match line.as_str() {
                "/back" => return Ok(Agreement::Back),
                "/leave" | "/quit" | "/q" | "/no" | "no" | "n" => return Ok(Agreement::No),
                _ => self.context.say("nothing is recorded yet: only /yes does it, with its slash and as a whole word"),
            }
        }
    }

    /// Why an answer is none where this is asked; nothing where it can be one.
    fn no_answer(&mut self, wording: &Wording, reply: &Response) -> Option<String> {
        let questioned = self.questioned.take();
        match (wording, reply) {
            (Wording::OneOf { picks, .. }, Response::Picked(index)) => {
                picks.get(*index).filter(|pick| pick.facts == NOW).map(|_| "That is how it stands already.".to_owned())
            }
            (Wording::Line { .. }, Response::Typed(text)) if text.trim().is_empty() => {
                Some("Nothing was typed; /back goes back, and /leave leaves.".to_owned())
            }
            (Wording::Line { reader: Some(reader), .. }, Response::Typed(text))
                if words::is_short(text) && questioned.as_deref() != Some(text.trim()) =>
            {
                self.questioned = Some(text.trim().to_owned());
                Some(format!("{reader} would read only “{}”: type it again if you mean it.", text.trim()))
            }
            (Wording::Amender, Response::Typed(name)) => {
                let said = self.no_name(name.trim(), questioned.as_deref() == Some(name.trim()));
                self.questioned = said.is_some().then(|| name.trim().to_owned());
                said
            }
            (Wording::OneOf { .. } | Wording::Line { .. } | Wording::Amender, _) => None,
        }
    }
}

/// What stands in the second and did not in the first.
fn newly(before: &[String], now: &[String]) -> Vec<String> {
    let mut before: Vec<&String> = before.iter().collect();
    let is_new = |deed: &&String| match before.iter().position(|known| known == deed) {
        Some(at) => {
            before.swap_remove(at);
            false
        }
        None => true,
    };
    now.iter().filter(is_new).cloned().collect()
}

/// What changes, or what else does. Each kind keeps its number.
fn what(args: &AmendArgs, made: usize) -> Wording {
    let pick = |kind: &Amendable| {
        let pick = Pick::new(kind.as_str());
        let replaces = *kind == Amendable::Note && args.note.is_some();
        if replaces { pick.with("in the place of the one before") } else { pick }
    };
    let mut picks: Vec<Pick> = Amendable::ALL.iter().map(pick).collect();
    if made == 0 {
        return Wording::OneOf { asks: "What changes?".to_owned(), picks, at: 0 };
    }
    picks.push(Pick::new("Nothing else: the reason comes next"));
    let at = picks.len() - 1;
    Wording::OneOf { asks: WHAT_ELSE.to_owned(), picks, at }
}

impl Flow for AmendmentFlow<'_> {
    fn inquiry(&self) -> Inquiry {
        let (wording, changes) = match self.reached() {
            Err(pending) => (pending.wording, pending.changes),
            // Nothing is asked any more.
            Ok(_) => (Wording::Line { asks: String::new(), reader: None }, Vec::new()),
        };
        let (question, expected) = match wording {
            Wording::OneOf { asks, picks, at } => {
                let before = match self.taken_back {
                    Some(Responded::Picked(index)) if index < picks.len() => Some(index),
                    Some(Responded::Picked(_) | Responded::Typed(_)) | None => None,
                };
                (asks, Expected::OneOf { picks, at: before.unwrap_or(at) })
            }
            Wording::Line { asks, .. } => {
                let before = match &self.taken_back {
                    Some(Responded::Typed(text)) => Some(text.clone()),
                    Some(Responded::Picked(_)) | None => None,
                };
                (asks, Expected::Line { before, known: Vec::new() })
            }
            Wording::Amender => {
                let before = match &self.taken_back {
                    Some(Responded::Typed(name)) => name.clone(),
                    Some(Responded::Picked(_)) | None => self.own(),
                };
                let known = self.people.interviewer_names();
                (AMENDER.to_owned(), Expected::Line { before: Some(before), known })
            }
        };
        let body = match changes.as_slice() {
            [] => Vec::new(),
            [only] => vec![Piece::Note(format!("1 change so far: {only}"))],
            [.., last] => vec![Piece::Note(format!("{} changes so far, the last of them: {last}", changes.len()))],
        };
        Inquiry { heading: self.heading.clone(), body, question, expected, said: self.said.clone() }
    }

    fn reply(&mut self, reply: Response) {
        (self.said, self.taken_back) = (None, None);
        if let Err(pending) = self.reached() {
            self.said = self.no_answer(&pending.wording, &reply);
            if self.said.is_some() {
                return;
            }
        }
        match reply {
            Response::Picked(index) => self.given.push(Responded::Picked(index)),
            Response::Typed(text) => self.given.push(Responded::Typed(text)),
            Response::Back if self.asks_what_else() => {
                self.said = Some(STAYS.to_owned());
                return;
            }
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
        let reached = self.reached();
        self.said = match &reached {
            Err(Pending { wording: Wording::OneOf { picks, .. }, .. }) if picks.is_empty() => {
                Some("There is nothing of that kind on this scorecard.".to_owned())
            }
            Ok(_) | Err(_) => None,
        };
        let so_far = reached.unwrap_or_else(|pending| *pending.so_far);
        if self.said.is_none() && so_far.changes_something() {
            self.said = self.then(&so_far).err().map(|failure| refusal(&failure));
        }
        if self.said.is_some() {
            self.given.pop();
        }
    }

    fn can_go_back(&self) -> bool {
        !self.given.is_empty()
    }

    fn lost(&self) -> Option<String> {
        (!self.given.is_empty()).then(|| LOST.to_owned())
    }

    fn is_over(&self) -> bool {
        self.left || self.reached().is_ok()
    }
}

/// Why that would be no change.
fn refusal(failure: &Failure) -> String {
    let hint = failure.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("{}{hint}.", failure.message())
}
