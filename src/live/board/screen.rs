//! The terminal: entered and restored in one place, whatever ends the board; and the loop that feeds it keys, signals and time.

use std::cell::Cell;
use std::io::{self, Stdout, Write};
use std::rc::Rc;
use std::sync::Once;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyEvent};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::{Frame, Terminal};

use crate::core::people::steers;
use crate::page::clean;

use super::super::{Keeper, Left};
use super::burst::{self, Burst};
use super::draw::Backdrop;
use super::ears::{Ears, Outside};
use super::interview::Board;

/// How long a pause in typing is: then the half-typed note is kept.
const PAUSE: Duration = Duration::from_millis(50);
/// How often time is looked at.
const TICK: Duration = Duration::from_secs(1);
/// How many keys may come without a pause before the half-typed note is kept all the same.
const BURST: u32 = 24;

/// The terminal while the board has it. Dropping it gives the terminal back.
pub(super) struct Screen {
    pub(super) terminal: Terminal<CrosstermBackend<TerminalWriter>>,
    given_back: Rc<Cell<bool>>,
}

/// The way to the terminal, until it is given back. What is written after that goes nowhere: `Terminal` shows the cursor once more when it
/// is dropped, and says on stderr where that fails, which panics where stderr is the terminal that is gone.
pub(super) struct TerminalWriter {
    out: Stdout,
    given_back: Rc<Cell<bool>>,
}

impl Write for TerminalWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.given_back.get() { Ok(bytes.len()) } else { self.out.write(bytes) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.given_back.get() { Ok(()) } else { self.out.flush() }
    }
}

impl Screen {
    /// The one place where the screen is entered.
    pub(super) fn enter() -> io::Result<Self> {
        static HOOK: Once = Once::new();
        // A panic must give the terminal back before its message is printed.
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                give_back();
                before(info);
            }));
        });
        take().map_err(hung_up)?;
        let given_back = Rc::new(Cell::new(false));
        let way = TerminalWriter { out: io::stdout(), given_back: Rc::clone(&given_back) };
        match Terminal::new(CrosstermBackend::new(way)) {
            Ok(terminal) => Ok(Self { terminal, given_back }),
            Err(error) => {
                give_back();
                Err(hung_up(error))
            }
        }
    }

    /// Draws the screen; what was drawn is [harmless](scrub) before it is shown.
    ///
    /// # Errors
    /// What the terminal refused, and `Interrupted` where it is gone.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let drawn = self.terminal.draw(|frame| {
            draw(frame);
            scrub(frame.buffer_mut());
        });
        drawn.map(drop).map_err(hung_up)
    }

    /// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take()?;
        self.draw_anew()
    }

    #[cfg(not(unix))]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.draw_anew()
    }

    /// Forgets what is on the screen. Not by `Terminal::clear`: that asks the terminal for its cursor and waits for an answer that the reading thread takes.
    fn draw_anew(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // After a panic it is given back already, and leaving its own screen once more would put the cursor over the message.
        if !thread::panicking() {
            give_back();
        }
        self.given_back.set(true);
    }
}

/// That the terminal is gone ends the program as a signal does, of which the error may be heard first.
fn hung_up(error: io::Error) -> io::Error {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) {
        return io::ErrorKind::Interrupted.into();
    }
    error
}

/// Puts a sign into the place of whatever steers a terminal, wherever it came from: no screen has to think of it.
pub(crate) fn scrub(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if cell.symbol().chars().any(steers) {
            let harmless = clean::line(cell.symbol()).into_owned();
            cell.set_symbol(&harmless);
        }
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    // A program that was killed may have left its own screen standing, and the first drawing leaves out what is blank.
    execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste)
        .inspect_err(|_| give_back())
}

/// Errors have nowhere to go: the terminal may be gone.
fn give_back() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Runs the board until it is left.
///
/// # Errors
/// What the terminal refused. What was recorded is on disk, and the half-typed note with it.
pub fn run(keeper: &mut dyn Keeper, backdrop: Backdrop<'_>) -> io::Result<Left> {
    let ears = Ears::open()?;
    let mut screen = Screen::enter()?;
    let mut board = Board::open(keeper, backdrop);
    let left = feed(&mut board, &mut screen, &ears);
    board.keep_draft();
    drop(screen);
    match left {
        Ok(Left::Signal) => Ok(Left::Signal),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Left::Signal),
        Ok(left) => {
            ears.close();
            Ok(left)
        }
        Err(error) => Err(error),
    }
}

/// Draws, waits, and gives the board what came, until it is left.
fn feed(board: &mut Board<'_>, screen: &mut Screen, ears: &Ears) -> io::Result<Left> {
    let mut unkept = 0;
    loop {
        screen.draw(|frame| board.draw(frame))?;
        let patience = if board.draft_is_new() { PAUSE } else { TICK };
        match ears.outside.recv_timeout(patience) {
            Ok(heard) => {
                hear(board, screen, heard)?;
                // What waits already is taken before the screen is drawn again.
                for heard in ears.outside.try_iter().take(64) {
                    hear(board, screen, heard)?;
                }
                unkept += 1;
                if unkept >= BURST {
                    board.keep_draft();
                    unkept = 0;
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                board.keep_draft();
                unkept = 0;
                board.tick();
            }
            Err(RecvTimeoutError::Disconnected) => board.end_by_signal(),
        }
        if let Some(left) = board.left() {
            return Ok(left);
        }
    }
}

fn hear(board: &mut Board<'_>, screen: &mut Screen, heard: Outside) -> io::Result<()> {
    match heard {
        Outside::Keys(keys) => board.burst(&keys),
        Outside::Terminal(Event::Paste(text)) => board.paste(&text),
        Outside::Terminal(_) => {}
        Outside::End | Outside::Gone => board.end_by_signal(),
        Outside::Suspend => {
            board.keep_draft();
            screen.suspend()?;
        }
    }
    if let Some(text) = board.take_copy() {
        let mut out = io::stdout();
        let written = write!(out, "\x1b]52;c;{}\x07", STANDARD.encode(text));
        written.and_then(|()| out.flush()).map_err(hung_up)?;
    }
    Ok(())
}

/// Something small that has the screen for itself until it is over.
pub(crate) trait Dialog {
    /// Draws it whole.
    fn draw(&mut self, frame: &mut Frame<'_>);
    /// Takes a key.
    fn press(&mut self, key: &KeyEvent);
    /// Takes text that was pasted.
    fn paste(&mut self, text: &str);
    /// Whether it is over.
    fn is_over(&self) -> bool;
}

/// Shows a dialog until it is over; whether it came so far, and the program is not to end.
///
/// # Errors
/// What the terminal refused.
pub(crate) fn converse(dialog: &mut dyn Dialog) -> io::Result<bool> {
    let ears = Ears::open()?;
    let mut screen = Screen::enter()?;
    while !dialog.is_over() {
        screen.draw(|frame| dialog.draw(frame))?;
        match ears.outside.recv() {
            Ok(Outside::Keys(keys)) => {
                for typed in burst::typed(&keys) {
                    match typed {
                        Burst::Text(text) => dialog.paste(&text),
                        Burst::Keys(keys) => keys.iter().for_each(|key| dialog.press(key)),
                    }
                }
            }
            Ok(Outside::Terminal(Event::Paste(text))) => dialog.paste(&text),
            Ok(Outside::Terminal(_)) => {}
            Ok(Outside::Suspend) => screen.suspend()?,
            Ok(Outside::End | Outside::Gone) | Err(_) => return Ok(false),
        }
    }
    drop(screen);
    ears.close();
    Ok(true)
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn nothing_that_steers_stays_on_a_screen() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        for (x, symbol) in (0..).zip(["\u{1b}", "a\u{202e}", "e\u{301}", "\u{9b}"]) {
            buffer[(x, 0)].set_symbol(symbol);
        }
        scrub(&mut buffer);
        let shown: Vec<&str> = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(shown, ["\u{fffd}", "a\u{fffd}", "e\u{301}", "\u{fffd}"]);
    }
}
