//! What comes from outside: keys, pastes, signals; each on a thread of its own.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event::{self, Event, KeyEvent};

/// What comes from outside.
pub(super) enum Outside {
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
pub(super) struct Ears {
    pub(super) outside: Receiver<Outside>,
    stop: Arc<AtomicBool>,
    reader: Option<thread::JoinHandle<()>>,
    #[cfg(unix)]
    signals: signal_hook::iterator::Handle,
}

impl Ears {
    pub(super) fn open() -> io::Result<Self> {
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
    pub(super) fn close(mut self) {
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
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGTSTP])?;
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
