//! Opens the files of a workspace, whatever stands in their place: a pipe that nobody writes into would keep a command waiting for ever,
//! and a device may never end. Only what a person names on the command line may be one.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Something else stands where a file belongs.
#[derive(Debug, thiserror::Error)]
#[error("{0} stands where a file belongs")]
pub(super) struct NotAFile(&'static str);

/// Opens a file to read it.
///
/// # Errors
/// What the system refused, and [`NotAFile`].
pub(super) fn to_read(path: &Path) -> io::Result<File> {
    open(File::options().read(true), path)
}

/// Opens a file that is there, to write after its end.
///
/// # Errors
/// What the system refused, and [`NotAFile`].
pub(super) fn to_append(path: &Path) -> io::Result<File> {
    open(File::options().append(true), path)
}

/// The same, and makes it for its owner's eyes alone where it is not there.
///
/// # Errors
/// What the system refused, and [`NotAFile`].
pub(super) fn to_append_or_make(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    open(&mut options, path)
}

/// What stands at a path where a file belongs, and is none; nothing where it is one, or nothing stands there.
pub(super) fn unfit(path: &Path) -> Option<io::Error> {
    match fs::metadata(path) {
        Ok(found) => other(&found),
        Err(refused) if refused.kind() == ErrorKind::NotFound && !path.is_symlink() => None,
        Err(refused) => Some(refused),
    }
}

fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;

        use rustix::fs::OFlags;
        // A pipe is opened at once, so that it can be seen to be one.
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    }
    // A pipe that nobody reads, and a socket, are not even opened.
    let file = options.open(path).map_err(|refused| match refused.kind() {
        ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::IsADirectory => refused,
        _ => unfit(path).unwrap_or(refused),
    })?;
    match other(&file.metadata()?) {
        Some(refused) => Err(refused),
        None => Ok(file),
    }
}

/// What is no file.
fn other(found: &Metadata) -> Option<io::Error> {
    if found.is_file() {
        return None;
    }
    if found.is_dir() {
        return Some(ErrorKind::IsADirectory.into());
    }
    Some(io::Error::new(ErrorKind::InvalidInput, NotAFile(kind(found))))
}

#[cfg(unix)]
fn kind(found: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    let found = found.file_type();
    if found.is_fifo() {
        "a pipe"
    } else if found.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn kind(_: &Metadata) -> &'static str {
    "a device"
}

/// Whether a file was refused because it is none.
pub(super) fn is_no_file(error: &io::Error) -> bool {
    error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<NotAFile>)
}

/// Whether links lead around in a circle.
#[cfg(unix)]
pub(super) fn is_circle(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

/// Elsewhere the system does not tell.
#[cfg(not(unix))]
pub(super) fn is_circle(_: &io::Error) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_is_opened_and_nothing_waits() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let made = std::process::Command::new("mkfifo").arg(at("pipe")).status().expect("mkfifo");
        assert!(made.success());
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).expect("a socket");
        std::os::unix::fs::symlink("/dev/zero", at("device")).expect("a link");
        std::os::unix::fs::symlink("circle", at("circle")).expect("a link");
        for (name, word) in [("pipe", "a pipe"), ("socket", "a socket"), ("device", "a device")] {
            for opened in [to_read(&at(name)), to_append(&at(name)), to_append_or_make(&at(name))] {
                let refused = opened.expect_err(name);
                assert!(is_no_file(&refused), "{name}: {refused}");
                assert_eq!(refused.to_string(), format!("{word} stands where a file belongs"));
            }
        }
        for opened in [to_read(folder.path()), to_append(folder.path())] {
            assert_eq!(opened.expect_err("a folder").kind(), ErrorKind::IsADirectory);
        }
        assert!(is_circle(&to_read(&at("circle")).expect_err("a circle")));
        assert!(to_append_or_make(&at("file")).is_ok() && to_read(&at("file")).is_ok());
        assert!(unfit(&at("file")).is_none() && unfit(&at("nothing")).is_none());
        assert!(unfit(&at("pipe")).is_some() && unfit(&at("circle")).is_some());
    }
}
