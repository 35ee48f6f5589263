//! Replaces files whole: a reader sees the old text or the new one, whatever happens in between.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use super::error::{Error, Result, io};
use super::private;

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Whoever the system lets.
    Shared,
    /// Its owner alone.
    Private,
}

/// How the name of a file begins that is being written.
pub(super) const WRITING: &str = ".hotseat-";

/// Writes beside the file, syncs, renames over it, and syncs the folder, so that not even a power cut leaves half of it.
pub(super) fn replace(path: &Path, bytes: &[u8], access: Access) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folder(folder, access)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(WRITING);
    permit(&mut builder, access);
    let mut file = builder.tempfile_in(folder).map_err(io("write into", folder))?;
    file.write_all(bytes).map_err(io("write", path))?;
    file.as_file().sync_all().map_err(io("write", path))?;
    file.persist(path).map_err(|error| Error::Io { doing: "write", path: path.to_owned(), source: error.error })?;
    sync_folder(folder);
    Ok(())
}

/// Makes a folder and those above it; private ones are for their owner alone, and one that is there already is made so.
pub(super) fn make_folder(folder: &Path, access: Access) -> Result<()> {
    if folder.is_dir() {
        if access == Access::Private {
            private::close(folder);
        }
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    if access == Access::Private {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder).map_err(io("make the folder", folder))
}

#[cfg(unix)]
fn permit(builder: &mut tempfile::Builder<'_, '_>, access: Access) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = if access == Access::Private { 0o600 } else { 0o644 };
    builder.permissions(fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn permit(_: &mut tempfile::Builder<'_, '_>, _: Access) {}

/// A renamed file is only safe once its folder is; where folders can't be synced, nothing more can be done.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Writes a file that a person named, such as `-o FILE`: through a link to what it leads to, and into a device or a pipe. A regular file
/// is replaced whole and keeps who may read it.
///
/// # Errors
/// What the system refused.
pub(crate) fn write_file(path: &Path, text: &str) -> Result<()> {
    let Ok(found) = fs::metadata(path) else { return replace(path, text.as_bytes(), Access::Shared) };
    if !found.is_file() {
        let opened = File::options().write(true).open(path);
        return opened.and_then(|mut file| file.write_all(text.as_bytes())).map_err(io("write", path));
    }
    let target = fs::canonicalize(path).map_err(io("write", path))?;
    replace(&target, text.as_bytes(), Access::Shared)?;
    fs::set_permissions(&target, found.permissions()).map_err(io("write", path))
}
