//! `hotseat present`: the candidate's screen. It reads the journal and nothing else, and shows only what the candidate may see.

use std::fmt::Write as _;
use std::rc::Rc;
use std::time::Duration;

use crate::core::scale::Millis;
use crate::core::session::{Phase, Shown, shown_to_candidate};
use crate::live::board::{self, Follower};
use crate::page::{clean, layout};
use crate::store::{self, Clock, Stored, Summarized};

use super::args::PresentArgs;
use super::context::Context;
use super::failure::{Failure, Result};
use super::meant::{self, unfinished};

/// Follows a live session; without a terminal, prints what the candidate may see now.
pub(super) fn present(context: &Context, args: &PresentArgs) -> Result {
    let found = match &args.session {
        Some(given) => match store::find(&context.workspace, given) {
            // Even one that is damaged elsewhere, or over, is found by its own name.
            Ok(found) => found,
            Err(store::Error::NoSession { .. }) => meant::shown(context, given)?.read()?,
            Err(error) => return Err(error.into()),
        },
        None => held(context)?.read()?,
    };
    let mut followed = Followed { found, clock: Rc::clone(&context.surroundings.clock), latest: Millis(0) };
    if context.surroundings.screen {
        return Ok(board::present(&mut followed, args.clock, context.surroundings.color)?);
    }
    if context.surroundings.interactive {
        return follow(context, &mut followed, args.clock);
    }
    let shown = followed.now_shown()?;
    context.print(&text(&shown, args.clock, context.width()))
}

/// How often it is looked whether something else is shown.
const BETWEEN: Duration = Duration::from_millis(300);

/// Line by line: what the candidate may see, and again whenever that changes, until the conversation has ended.
fn follow(context: &Context, followed: &mut Followed, clock: bool) -> Result {
    context.say("follows the interview line by line; Ctrl-C ends it");
    let mut before = None;
    loop {
        let shown = followed.now_shown()?;
        let now = text(&shown, false, context.width());
        if before.as_ref() != Some(&now) {
            let said = if now.is_empty() {
                "Nothing is shown now.\n".to_owned()
            } else {
                text(&shown, clock, context.width())
            };
            context.print(&format!("\n{said}"))?;
            before = Some(now);
        }
        if matches!(followed.found.session.state().phase, Phase::Scoring | Phase::Submitted) {
            return context.print("The conversation has ended.\n");
        }
        std::thread::sleep(BETWEEN);
    }
}

/// The session that is being held: the newest live one, those that are open in a program first.
fn held(context: &Context) -> Result<Summarized> {
    let mut live = unfinished(context.archive()?);
    live.retain(|found| found.summary.phase == Phase::Live);
    let open = live.iter().position(Summarized::is_held);
    if live.is_empty() {
        let hint = "`hotseat run` starts one; then present it in a second terminal";
        return Err(Failure::refused("no session is being held", hint));
    }
    Ok(live.swap_remove(open.unwrap_or(0)))
}

/// What the candidate may see, as text.
fn text(shown: &Shown, clock: bool, width: usize) -> String {
    let mut out = String::new();
    if let Some(prompt) = shown.prompt() {
        out += &layout::paragraph(prompt, width, "");
    }
    if let Some(handout) = shown.handout() {
        let lines = match handout.trim_end().lines().count() {
            1 => "1 line".to_owned(),
            many => format!("{many} lines"),
        };
        let _ = writeln!(out, "\nHandout, {lines}\n{}", clean::block(handout).trim_end());
    }
    if let (true, Some(section)) = (clock, shown.section()) {
        let _ = writeln!(out, "\n{} left in this section", section.left().clock());
    }
    out
}

/// A stored session, read again when its journal has changed.
struct Followed {
    found: Stored,
    clock: Rc<dyn Clock>,
    /// The latest moment shown, so that the clock never runs backward.
    latest: Millis,
}

impl Followed {
    /// What the candidate may see now.
    fn now_shown(&mut self) -> Result<Shown> {
        self.shown().map_err(|why| Failure::refused(why, "`hotseat check` says what is wrong"))
    }

    /// The session's clock, as near as another process can know it: the last entry's, and what has passed since.
    fn now(&self) -> Millis {
        let state = self.found.session.state();
        let here = state.clock.now;
        let Some(last) = state.entries.last().filter(|_| self.found.is_held()) else { return here };
        let passed = self.clock.now().signed_duration_since(last.at).num_milliseconds();
        here.plus(Millis(u64::try_from(passed).unwrap_or(0)))
    }
}

impl Follower for Followed {
    fn shown(&mut self) -> std::result::Result<Shown, String> {
        if self.found.changed() {
            self.found = self.found.again().map_err(|error| error.to_string())?;
        }
        self.latest = self.latest.max(self.now());
        Ok(shown_to_candidate(&self.found.session, self.latest))
    }
}
