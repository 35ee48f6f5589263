//! Standard input, line by line: one reader for everything that asks, so that nothing that was typed ahead is lost between two of them.
//!
//! While an interview is held, signals are heard while a line is waited for, and lines that come at once are told from typed ones.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How soon after a question nobody has read it yet and typed an answer: what comes sooner was typed or pasted before.
pub(super) const TOO_SOON: Duration = Duration::from_millis(300);

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// A line, without its end.
    Line(String),
    /// There is no more.
    End,
    /// A signal asks the program to end.
    Signal,
}

/// What was waited for, and came.
#[derive(Debug, PartialEq, Eq)]
enum Waited {
    Input,
    #[cfg_attr(not(unix), expect(dead_code, reason = "signals are heard on Unix alone"))]
    Signal,
}

/// What was read and is not a whole line yet, or was not asked for yet.
static READ: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn buffer() -> MutexGuard<'static, Vec<u8>> {
    READ.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the first line of what was read, if it is whole.
fn take_line(buffer: &mut Vec<u8>) -> Option<String> {
    let end = buffer.iter().position(|byte| *byte == b'\n')?;
    let line: Vec<u8> = buffer.drain(..=end).collect();
    Some(text(&line))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned()
}

/// The next line.
///
/// # Errors
/// What the system refused.
pub(super) fn line() -> io::Result<Read> {
    let mut buffer = buffer();
    loop {
        if let Some(line) = take_line(&mut buffer) {
            return Ok(Read::Line(line));
        }
        if outside::wait()? == Waited::Signal {
            return Ok(Read::Signal);
        }
        if outside::read(&mut buffer)? == 0 {
            let rest = std::mem::take(&mut *buffer);
            return Ok(if rest.is_empty() { Read::End } else { Read::Line(text(&rest)) });
        }
    }
}

/// The lines that came together with the last one: nobody types them so fast.
///
/// # Errors
/// What the system refused.
pub(super) fn at_once() -> io::Result<Vec<String>> {
    let mut buffer = buffer();
    let mut lines = Vec::new();
    loop {
        while let Some(line) = take_line(&mut buffer) {
            lines.push(line);
        }
        if !outside::is_more()? || outside::read(&mut buffer)? == 0 {
            return Ok(lines);
        }
    }
}

pub(super) use outside::listen;

#[cfg(unix)]
mod outside {
    use std::io::{self, Read as _};
    use std::os::fd::AsFd as _;
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::OnceLock;
    use std::sync::atomic::AtomicBool;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

    use super::Waited;

    /// How long the lines of a pasted text may be apart.
    const TOGETHER: Timespec = Timespec { tv_sec: 0, tv_nsec: 80_000_000 };

    /// Where signals are heard; nowhere before [`listen`].
    static SIGNALS: OnceLock<UnixStream> = OnceLock::new();

    /// Hears from now on the signals that would end the process, so that it can say what is kept. One that comes before the last was
    /// heard ends the process at once.
    ///
    /// # Errors
    /// What the system refused.
    pub(in super::super) fn listen() -> io::Result<()> {
        if SIGNALS.get().is_some() {
            return Ok(());
        }
        let (hears, tells) = UnixStream::pair()?;
        hears.set_nonblocking(true)?;
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
            let pending = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register_conditional_default(signal, Arc::clone(&pending))?;
            signal_hook::flag::register(signal, pending)?;
            signal_hook::low_level::pipe::register(signal, tells.try_clone()?)?;
        }
        let _ = SIGNALS.set(hears);
        Ok(())
    }

    /// Waits until a line or a signal comes.
    pub(super) fn wait() -> io::Result<Waited> {
        let Some(mut signals) = SIGNALS.get() else { return Ok(Waited::Input) };
        loop {
            let stdin = io::stdin();
            let mut waited = [PollFd::new(signals, PollFlags::IN), PollFd::new(&stdin, PollFlags::IN)];
            match poll(&mut waited, None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            let [signal, input] = waited.map(|fd| !fd.revents().is_empty());
            if signal {
                let mut heard = [0; 64];
                let _ = signals.read(&mut heard);
                return Ok(Waited::Signal);
            }
            if input {
                return Ok(Waited::Input);
            }
        }
    }

    /// Whether more comes at once.
    pub(super) fn is_more() -> io::Result<bool> {
        let stdin = io::stdin();
        let mut waited = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut waited, Some(&TOGETHER)) {
            Ok(_) => Ok(waited[0].revents().contains(PollFlags::IN)),
            Err(Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads what is there, not through the buffer of the standard library: that would hide what is left.
    pub(super) fn read(buffer: &mut Vec<u8>) -> io::Result<usize> {
        let mut bytes = [0; 4096];
        loop {
            match rustix::io::read(io::stdin().as_fd(), &mut bytes) {
                Ok(count) => {
                    buffer.extend_from_slice(bytes.get(..count).unwrap_or_default());
                    return Ok(count);
                }
                Err(Errno::INTR) => {}
                // The terminal is gone.
                Err(Errno::IO) => return Ok(0),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

#[cfg(not(unix))]
mod outside {
    use std::io::{self, BufRead as _};

    use super::Waited;

    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub(in super::super) fn listen() -> io::Result<()> {
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub(super) fn wait() -> io::Result<Waited> {
        Ok(Waited::Input)
    }

    /// What lines are typed at once can't be told here, so that each is taken by itself.
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub(super) fn is_more() -> io::Result<bool> {
        Ok(false)
    }

    pub(super) fn read(buffer: &mut Vec<u8>) -> io::Result<usize> {
        io::stdin().lock().read_until(b'\n', buffer)
    }
}
