//! Standard input, line by line: one reader for everything that asks, so that nothing that was typed ahead is lost between two of them.
//!
//! While an interview is held, signals are heard while a line is waited for, and lines that come at once are told from typed ones. What
//! comes is cleaned here: no control character but a tab gets into a text.

use std::io::{self, IsTerminal as _};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How soon after a question nobody has read it yet and typed an answer: what comes sooner was typed or pasted before.
pub(super) const TOO_SOON: Duration = Duration::from_millis(300);

/// So many bytes of a line are read; what is beyond them is left out. A terminal gives far fewer.
pub(super) const MOST: usize = 64 * 1024;

/// What a terminal gives before the signs of a key.
const ESCAPE: char = '\u{1b}';

/// What a terminal gives for Ctrl-L.
const CTRL_L: char = '\u{c}';

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// A line, without its end.
    Line(String),
    /// As much of a line as is read; the rest of it is left out.
    Cut(String),
    /// Ctrl-L and Enter: somebody wants to hear again where they are.
    Anew,
    /// The program was stopped and goes on.
    Stopped,
    /// There is no more, and what was typed of a line until then, where no Enter ended it: that is no line.
    End(String),
    /// A signal asks the program to end.
    Signal,
}

/// What was waited for, and came.
#[derive(Debug, PartialEq, Eq)]
enum Waited {
    Input,
    #[cfg_attr(not(unix), expect(dead_code, reason = "signals are heard on Unix alone"))]
    Stopped,
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
    Some(String::from_utf8_lossy(&line).into_owned())
}

/// Takes as much of a line as is read, where there is so much of it already; it ends with a whole character.
fn take_most(buffer: &mut Vec<u8>) -> Option<String> {
    let goes_on = |at: &usize| buffer.get(*at).is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000);
    let end = (0..=MOST).rev().find(|at| !goes_on(at)).filter(|_| buffer.len() > MOST)?;
    let line: Vec<u8> = buffer.drain(..end).collect();
    Some(clean(&String::from_utf8_lossy(&line)))
}

/// A text without its end, without what keys such as the arrows leave in it, and without control characters.
fn clean(text: &str) -> String {
    let mut left = text.trim_end_matches(['\n', '\r']).chars().peekable();
    let mut cleaned = String::new();
    while let Some(sign) = left.next() {
        match (sign, left.peek()) {
            // A key: its parameters, and the sign that ends them.
            (ESCAPE, Some('[')) => {
                left.next();
                while left.next().is_some_and(|sign| matches!(sign, ' '..='?')) {}
            }
            (ESCAPE, Some('O')) => {
                left.next();
                left.next();
            }
            (sign, _) if sign != '\t' && sign.is_control() => {}
            (sign, _) => cleaned.push(sign),
        }
    }
    cleaned
}

/// What a line means to the reader.
fn meant(line: &str) -> Read {
    let is_ctrl_l = line.contains(CTRL_L) && line.chars().all(|c| c == CTRL_L || c.is_whitespace());
    if is_ctrl_l && io::stdin().is_terminal() { Read::Anew } else { Read::Line(clean(line)) }
}

/// The next line.
///
/// # Errors
/// What the system refused.
pub(super) fn line() -> io::Result<Read> {
    let mut buffer = buffer();
    // Of a terminal that is gone nobody can tell any more that it was one.
    let is_typed = io::stdin().is_terminal();
    loop {
        if let Some(line) = take_line(&mut buffer) {
            return Ok(meant(&line));
        }
        if let Some(line) = take_most(&mut buffer) {
            skip_line(&mut buffer)?;
            return Ok(Read::Cut(line));
        }
        match outside::wait(&mut buffer)? {
            Waited::Input => {}
            Waited::Stopped => return Ok(Read::Stopped),
            Waited::Signal => return Ok(Read::Signal),
        }
        if outside::read(&mut buffer)? == 0 {
            let rest = String::from_utf8_lossy(&std::mem::take(&mut *buffer)).into_owned();
            // On a terminal it is Enter that makes a line; in a file the last may lack its end.
            let is_half = rest.is_empty() || is_typed;
            return Ok(if is_half { Read::End(clean(&rest)) } else { meant(&rest) });
        }
    }
}

/// Reads on to the end of a line and keeps nothing of it.
fn skip_line(buffer: &mut Vec<u8>) -> io::Result<()> {
    while take_line(buffer).is_none() {
        buffer.clear();
        if outside::read(buffer)? == 0 {
            return Ok(());
        }
    }
    Ok(())
}

/// What was typed of a line before the program was stopped: it is the beginning of the next line, and no key takes it back.
pub(super) fn half_typed() -> String {
    clean(&String::from_utf8_lossy(&buffer()))
}

/// So many signs of a line that no Enter ended come at once only where they are pasted.
const PASTED: usize = 5;

/// The lines that came together with the last one: nobody types them so fast. The end of a paste that has no line break is one of them.
///
/// # Errors
/// What the system refused.
pub(super) fn at_once() -> io::Result<Vec<String>> {
    let mut buffer = buffer();
    let mut lines = Vec::new();
    loop {
        while let Some(line) = take_line(&mut buffer) {
            lines.push(clean(&line));
        }
        if !outside::is_more()? {
            outside::take_half(&mut buffer)?;
            let half = clean(&String::from_utf8_lossy(&buffer));
            if !half.is_empty() && (!lines.is_empty() || half.chars().count() >= PASTED) {
                buffer.clear();
                lines.push(half);
            }
            return Ok(lines);
        }
        if outside::read(&mut buffer)? == 0 {
            return Ok(lines);
        }
    }
}

pub(super) use outside::listen;

#[cfg(unix)]
mod outside {
    use std::io::{self, IsTerminal as _, Read as _};
    use std::os::fd::AsFd as _;
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicBool, Ordering};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use rustix::process::{getpgrp, getsid};
    use rustix::termios::{
        LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcsetattr,
    };
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};

    use super::super::surroundings;
    use super::Waited;

    /// How long the lines of a pasted text may be apart.
    const TOGETHER: Timespec = Timespec { tv_sec: 0, tv_nsec: 80_000_000 };

    /// Where signals are heard, and which of them came.
    struct Heeded {
        hears: UnixStream,
        stops: Arc<AtomicBool>,
        goes_on: Arc<AtomicBool>,
        ends: Arc<AtomicBool>,
    }

    /// Nothing before [`listen`].
    static SIGNALS: OnceLock<Heeded> = OnceLock::new();

    /// Hears from now on the signals that would end the process, so that it can say what is kept, and those that stop it and let it go
    /// on. One that would end it, and comes before the last was heard, ends the process at once.
    ///
    /// # Errors
    /// What the system refused.
    pub(in super::super) fn listen() -> io::Result<()> {
        if SIGNALS.get().is_some() {
            return Ok(());
        }
        let (hears, tells) = UnixStream::pair()?;
        hears.set_nonblocking(true)?;
        let flag = || Arc::new(AtomicBool::new(false));
        let signals = Heeded { hears, stops: flag(), goes_on: flag(), ends: flag() };
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
            let pending = flag();
            signal_hook::flag::register_conditional_default(signal, Arc::clone(&pending))?;
            signal_hook::flag::register(signal, pending)?;
            signal_hook::flag::register(signal, Arc::clone(&signals.ends))?;
            signal_hook::low_level::pipe::register(signal, tells.try_clone()?)?;
        }
        for (signal, flag) in [(SIGTSTP, &signals.stops), (SIGCONT, &signals.goes_on)] {
            signal_hook::flag::register(signal, Arc::clone(flag))?;
            signal_hook::low_level::pipe::register(signal, tells.try_clone()?)?;
        }
        let _ = SIGNALS.set(signals);
        Ok(())
    }

    /// Waits until a line or a signal comes. Where the program is stopped meanwhile, what was typed of a line until then is kept.
    pub(super) fn wait(buffer: &mut Vec<u8>) -> io::Result<Waited> {
        let Some(signals) = SIGNALS.get() else { return Ok(Waited::Input) };
        let mut held = Held::here();
        loop {
            let stdin = io::stdin();
            let mut waited = [PollFd::new(&signals.hears, PollFlags::IN), PollFd::new(&stdin, PollFlags::IN)];
            match poll(&mut waited, None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            let [signal, input] = waited.map(|fd| !fd.revents().is_empty());
            if signal {
                let mut heard = [0; 64];
                let _ = (&signals.hears).read(&mut heard);
                if signals.ends.swap(false, Ordering::Relaxed) {
                    // What is half typed is no command for the shell.
                    let _ = tcflush(&stdin, QueueSelector::IFlush);
                    return Ok(Waited::Signal);
                }
                let stops = signals.stops.swap(false, Ordering::Relaxed);
                if stops {
                    take_half(buffer)?;
                    drop(held);
                    stop(signals)?;
                    held = Held::here();
                }
                if stops | signals.goes_on.swap(false, Ordering::Relaxed) {
                    return Ok(Waited::Stopped);
                }
                continue;
            }
            if input {
                return Ok(Waited::Input);
            }
        }
    }

    /// Stops as a shell with job control expects it; where no shell could let it go on again,
    /// nothing stops.
    fn stop(signals: &Heeded) -> io::Result<()> {
        let is_job = getsid(None).is_ok_and(|session| session != getpgrp());
        if is_job && !signals.goes_on.load(Ordering::Relaxed) {
            let stopped = surroundings::started();
            signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
            surroundings::was_stopped(stopped.elapsed());
        }
        Ok(())
    }

    /// Takes what is typed of a line, which a terminal keeps to itself until Enter.
    pub(super) fn take_half(buffer: &mut Vec<u8>) -> io::Result<()> {
        let stdin = io::stdin();
        let Some(before) = modes() else { return Ok(()) };
        let mut raw = before.clone();
        raw.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
        raw.special_codes[SpecialCodeIndex::VMIN] = 0;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&stdin, OptionalActions::Now, &raw)?;
        let taken = read(buffer);
        tcsetattr(&stdin, OptionalActions::Now, &before)?;
        taken.map(|_| ())
    }

    /// How the terminal treats what is typed; none where it is no terminal.
    fn modes() -> Option<Termios> {
        let stdin = io::stdin();
        stdin.is_terminal().then(|| tcgetattr(&stdin).ok()).flatten()
    }

    /// While it lives, Ctrl-Z does not throw away what is typed of a line.
    struct Held(Option<Termios>);

    impl Held {
        fn here() -> Self {
            let before = modes();
            if let Some(mut held) = before.clone() {
                held.local_modes.insert(LocalModes::NOFLSH);
                // Without it what is half typed is lost with Ctrl-Z, and nothing else.
                let _ = tcsetattr(io::stdin(), OptionalActions::Now, &held);
            }
            Self(before)
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            if let Some(before) = &self.0 {
                let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
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
    pub(super) fn wait(_: &mut Vec<u8>) -> io::Result<Waited> {
        Ok(Waited::Input)
    }

    /// What lines are typed at once can't be told here, so that each is taken by itself.
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub(super) fn is_more() -> io::Result<bool> {
        Ok(false)
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub(super) fn take_half(_: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn read(buffer: &mut Vec<u8>) -> io::Result<usize> {
        io::stdin().lock().read_until(b'\n', buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_leave_nothing_in_a_line() {
        for (typed, line) in [
            ("\u{1b}[Aparse_qs\u{1b}[1;5D ok\n", "parse_qs ok"),
            ("a\u{1b}OPb\u{1b}[3~\tc\u{7}\r\n", "ab\tc"),
            ("\u{1b}é[A]", "é[A]"),
            ("half\u{1b}[", "half"),
        ] {
            assert_eq!(clean(typed), line);
        }
    }
}
