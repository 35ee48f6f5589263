//! The terminal: entered and restored in one place, whatever ends the board; and the loop that feeds it keys, signals and time.

use std::io::{self, Stdout, Write as _};
use std::sync::Arc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind,
};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::{Frame, Terminal};

use crate::core::session::Shown;

use super::super::{Keeper, Left};
use super::burst::{self, Burst};
use super::draw::{self, Backdrop, Look, Palette};
use super::interview::Board;
use super::keys::{printable, text_of};

/// How long a pause in typing is: then the half-typed note is kept.
const PAUSE: Duration = Duration::from_millis(50);
/// How often time is looked at.
const TICK: Duration = Duration::from_secs(1);
/// How many keys may come without a pause before the half-typed note is kept all the same.
const BURST: u32 = 24;

/// The terminal while the board has it. Dropping it gives the terminal back.
struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Screen {
    /// The one place where the screen is entered.
    fn enter() -> io::Result<Self> {
        static HOOK: Once = Once::new();
        // A panic must give the terminal back before its message is printed.
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                give_back();
                before(info);
            }));
        });
        take()?;
        match Terminal::new(CrosstermBackend::new(io::stdout())) {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take()?;
        self.draw_anew()
    }

    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
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
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste).inspect_err(|_| give_back())
}

/// Errors have nowhere to go: the terminal may be gone.
fn give_back() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// What comes from outside.
enum Outside {
    /// Keys that came without a wait between them.
    Keys(Vec<KeyEvent>),
    /// A paste, a new size.
    Terminal(Event),
    /// The program is to end.
    End,
    /// The program is to be suspended.
    #[cfg_attr(not(unix), expect(dead_code, reason = "there is no such signal"))]
    Suspend,
    /// The terminal can't be read any more.
    Gone,
}

/// The threads that listen; dropping it stops them.
struct Ears {
    outside: Receiver<Outside>,
    stop: Arc<AtomicBool>,
    reader: Option<thread::JoinHandle<()>>,
    #[cfg(unix)]
    signals: signal_hook::iterator::Handle,
}

impl Ears {
    fn open() -> io::Result<Self> {
        let (sender, outside) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        let signals = listen_to_signals(sender.clone())?;
        let stopping = Arc::clone(&stop);
        // A thread of its own, because reading from a terminal that is gone may never come back.
        let reader = thread::spawn(move || read_keys(&sender, &stopping));
        Ok(Self {
            outside,
            stop,
            reader: Some(reader),
            #[cfg(unix)]
            signals,
        })
    }

    /// Stops listening to keys, so that nobody else's are taken; not where the terminal is gone.
    fn close(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        #[cfg(unix)]
        self.signals.close();
    }
}

/// How long the next key of a burst may take: nobody types that fast.
const BETWEEN: Duration = Duration::from_millis(2);
/// The longest burst that is taken at once.
const TOGETHER: usize = 4096;

fn read_keys(sender: &Sender<Outside>, stop: &AtomicBool) {
    let mut keys = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let wait = if keys.is_empty() { Duration::from_millis(100) } else { BETWEEN };
        let read = match event::poll(wait) {
            Ok(false) => None,
            Ok(true) => Some(event::read()),
            Err(error) => Some(Err(error)),
        };
        let mut heard = Vec::new();
        let mut gone = false;
        match read {
            Some(Ok(Event::Key(key))) if keys.len() < TOGETHER => {
                keys.push(key);
                continue;
            }
            Some(Ok(Event::Key(key))) => heard.push(Outside::Keys(vec![key])),
            Some(Ok(event)) => heard.push(Outside::Terminal(event)),
            Some(Err(_)) => {
                heard.push(Outside::Gone);
                gone = true;
            }
            None => {}
        }
        if !keys.is_empty() {
            heard.insert(0, Outside::Keys(std::mem::take(&mut keys)));
        }
        for heard in heard {
            if sender.send(heard).is_err() {
                return;
            }
        }
        if gone {
            return;
        }
    }
}

#[cfg(unix)]
fn listen_to_signals(sender: Sender<Outside>) -> io::Result<signal_hook::iterator::Handle> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP])?;
    let handle = signals.handle();
    thread::spawn(move || {
        for signal in signals.forever() {
            let heard = if signal == SIGTSTP { Outside::Suspend } else { Outside::End };
            if sender.send(heard).is_err() {
                return;
            }
        }
    });
    Ok(handle)
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
        screen.terminal.draw(|frame| board.draw(frame))?;
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
    if board.take_suspend() {
        screen.suspend()?;
    }
    if let Some(text) = board.take_copy() {
        let mut out = io::stdout();
        write!(out, "\x1b]52;c;{}\x07", STANDARD.encode(text))?;
        out.flush()?;
    }
    Ok(())
}

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
        let drawn = screen.terminal.draw(|frame| {
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
        screen.terminal.draw(|frame| dialog.draw(frame))?;
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

/// Scrolls what the candidate sees; says whether it goes on being shown.
#[expect(clippy::wildcard_enum_match_arm, reason = "few of all keys that there are do something here")]
fn turned(key: &KeyEvent, page: usize, scroll: &mut usize) -> bool {
    if key.kind == KeyEventKind::Release {
        return true;
    }
    match key.code {
        KeyCode::Down => *scroll += 1,
        KeyCode::PageDown => *scroll += page,
        KeyCode::Up => *scroll = scroll.saturating_sub(1),
        KeyCode::PageUp => *scroll = scroll.saturating_sub(page),
        KeyCode::Char('c') if printable(key).is_none() => return false,
        KeyCode::Esc => return false,
        _ => {}
    }
    true
}
