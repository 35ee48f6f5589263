//! The candidate's screen: prompt and handout, until it is left.

use std::io;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use crate::core::session::Shown;

use super::draw::{self, Look, Palette};
use super::ears::{Ears, Outside};
use super::keys::{printable, text_of};
use super::screen::Screen;

/// What the candidate's screen follows.
pub(crate) trait Follower {
    /// What the candidate may see now; looked up again at every call.
    ///
    /// # Errors
    /// Why it can't be known any more, in words.
    fn shown(&mut self) -> Result<Shown, String>;
}

/// Shows the candidate prompt and handout until Esc or Ctrl-C is pressed.
///
/// # Errors
/// What the terminal or the follower refused.
pub(crate) fn present(follower: &mut dyn Follower, clock: bool, color: bool) -> io::Result<()> {
    let ears = Ears::open()?;
    let mut screen = Screen::enter()?;
    let mut look = Look { clock, scroll: 0, palette: Palette { color } };
    let mut before = Shown::default();
    let result = loop {
        let shown = match follower.shown() {
            Ok(shown) => shown,
            Err(why) => break Err(io::Error::other(why)),
        };
        if shown.prompt() != before.prompt() {
            look.scroll = 0;
        }
        before = shown.clone();
        let drawn = screen.draw(|frame| {
            look.scroll = draw::draw_for_candidate(&shown, look, frame.area(), frame.buffer_mut());
        });
        if let Err(error) = drawn {
            break Err(error);
        }
        match ears.outside.recv_timeout(Duration::from_millis(400)) {
            Ok(Outside::Keys(keys)) => {
                let page = usize::from(screen.terminal.size()?.height).saturating_sub(6).max(1);
                // A pasted text ends nothing.
                let typed = keys.iter().any(|key| text_of(key).is_some());
                if !typed && keys.iter().any(|key| !turned(key, page, &mut look.scroll)) {
                    break Ok(());
                }
            }
            Ok(Outside::End | Outside::Gone) | Err(RecvTimeoutError::Disconnected) => break Ok(()),
            Ok(Outside::Suspend) => screen.suspend()?,
            Ok(Outside::Terminal(_)) | Err(RecvTimeoutError::Timeout) => {}
        }
    };
    drop(screen);
    result
}

/// Scrolls what the candidate sees; says whether it goes on being shown.
#[expect(clippy::wildcard_enum_match_arm, reason = "few of all keys that there are do something here")]
fn turned(key: &KeyEvent, page: usize, scroll: &mut usize) -> bool {
    if key.kind == KeyEventKind::Release {
        return true;
    }
    match key.code {
        KeyCode::Down => *scroll = scroll.saturating_add(1),
        KeyCode::PageDown => *scroll = scroll.saturating_add(page),
        KeyCode::Up => *scroll = scroll.saturating_sub(1),
        KeyCode::PageUp => *scroll = scroll.saturating_sub(page),
        KeyCode::Home => *scroll = 0,
        // As far as there is anything, which is found out by drawing.
        KeyCode::End => *scroll = usize::MAX,
        KeyCode::Char('c') if printable(key).is_none() => return false,
        KeyCode::Esc => return false,
        _ => {}
    }
    true
}
