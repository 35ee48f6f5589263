//! Asks on a terminal for what an amendment lacks, one thing after the other: what changes, and why.

use clap::ValueEnum as _;

use crate::core::session::NotRecorded;
use crate::store::Stored;

use super::super::args::{AmendArgs, EndingArg};
use super::super::ask::Pick;
use super::super::context::Context;
use super::super::failure::{Failure, Result};
use super::planned::changes;

/// Something that an amendment changes.
struct Amendable {
    /// What it is called.
    what: &'static str,
    /// How it is asked for.
    question: &'static str,
    /// Puts what was answered where the command line has it.
    put: fn(&mut AmendArgs, String),
}

const KINDS: [Amendable; 11] = [
    Amendable {
        what: "A rating",
        question: "Which, and what is it now? Such as Q3:technical=4, or =none to take it back",
        put: |args, text| args.rate = vec![text],
    },
    Amendable {
        what: "A conclusion",
        question: "On what, and what is it now? Such as technical=4, or =none to take it back",
        put: |args, text| args.conclude = vec![text],
    },
    Amendable {
        what: "A signal",
        question: "Which? Such as Q3:1=seen, or =not-seen to take it back",
        put: |args, text| args.signal = vec![text],
    },
    Amendable {
        what: "A criterion",
        question: "Which? Such as teamwork=shown, =not-shown, or =none for neither",
        put: |args, text| args.criterion = vec![text],
    },
    Amendable {
        what: "A red flag is added",
        question: "Which, and what was said or seen? Such as Q3:1=it was their fault",
        put: |args, text| args.flag = vec![text],
    },
    Amendable {
        what: "A note is added",
        question: "What do you want to note?",
        put: |args, text| args.note = Some(text),
    },
    Amendable {
        what: "A line is added to what went well",
        question: "What went well?",
        put: |args, text| args.went_well = vec![text],
    },
    Amendable {
        what: "A line is added to what to work on",
        question: "What is there to work on?",
        put: |args, text| args.to_work_on = vec![text],
    },
    Amendable {
        what: "A note, a red flag or a line for the candidate is taken back",
        question: "Which? Some words of it",
        put: |args, text| args.withdraw = vec![text],
    },
    Amendable {
        what: "The recommendation",
        question: "Which band, by its title?",
        put: |args, text| args.recommend = Some(text),
    },
    Amendable {
        what: "How the conversation ended",
        question: "How? completed, stopped-early or no-show",
        put: |args, text| args.ending = EndingArg::from_str(&text, true).ok(),
    },
];

/// Stands for a reason that is asked for later.
const LATER: &str = "asked for later";

/// The arguments with what they lacked.
pub(super) fn asked(context: &Context, args: &AmendArgs, found: &Stored) -> Result<AmendArgs> {
    ask(context, args, found).inspect_err(|failure| {
        if matches!(failure, Failure::Interrupted) {
            context.say("left; nothing was changed");
        }
    })
}

fn ask(context: &Context, args: &AmendArgs, found: &Stored) -> Result<AmendArgs> {
    let mut args = args.clone();
    let heading = format!("Amending {}", found.id);
    if !args.changes_something() {
        let picks = KINDS.iter().map(|kind| Pick::new(kind.what)).collect();
        let index = context.manner().choose(&heading, "What changes?", picks)?;
        let kind = KINDS.get(index).ok_or(Failure::Interrupted)?;
        let mut said = None;
        args = loop {
            let text = context.manner().line(&heading, kind.question, said)?;
            let mut tried = args.clone();
            (kind.put)(&mut tried, text);
            match refused(&tried, found) {
                None => break tried,
                why => said = why,
            }
        };
    }
    while args.reason.trim().is_empty() {
        args.reason = context.manner().line(&heading, "Why does it change? That stays on the scorecard", None)?;
    }
    Ok(args)
}

/// Why that would be no change; none where it is one.
fn refused(args: &AmendArgs, found: &Stored) -> Option<String> {
    if !args.changes_something() {
        return Some("That is none of them.".to_owned());
    }
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
