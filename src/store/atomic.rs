//! Replaces files whole: a reader sees the old text or the new one, whatever happens in between.

use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::error::{Error, Result, io, is_astray, unreadable};
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
    let folder = folder_of(path);
    make_folder(folder, access)?;
    let mut file = beside(folder, access)?;
    file.write_all(bytes).map_err(io("write", path))?;
    file.as_file().sync_all().map_err(io("write", path))?;
    file.persist(path).map_err(|error| Error::Io { doing: "write", path: path.to_owned(), source: error.error })?;
    sync_folder(folder);
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file in a folder that is still to get its name.
pub(super) fn beside(folder: &Path, access: Access) -> Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(WRITING);
    permit(&mut builder, access);
    builder.tempfile_in(folder).map_err(io("write into", folder))
}

/// Makes a folder and those above it; private ones are for their owner alone, and one that is there already is made so.
pub(super) fn make_folder(folder: &Path, access: Access) -> Result<()> {
    if folder.is_dir() {
        if access == Access::Private {
            private::close(folder);
        }
        return Ok(());
    }
    if is_astray(folder) {
        return Err(unreadable(folder)(ErrorKind::NotFound.into()));
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

/// What may be done to a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It stays as it is.
    Kept,
    /// Another takes its place.
    Replaced,
}

/// A file that a person named, such as `-o FILE`, while it is being written. What the system refuses meanwhile is said in the end; until
/// then nothing has the file's name that is not whole.
#[derive(Debug)]
pub(crate) struct NamedFile {
    path: PathBuf,
    out: BufWriter<Outlet>,
    refused: Option<std::io::Error>,
}

/// Where it is written to.
#[derive(Debug)]
enum Outlet {
    /// A device or a pipe.
    Open(File),
    /// Beside the place that it is to have; with the rights of the file that it replaces there.
    Beside(tempfile::NamedTempFile, PathBuf, Option<fs::Permissions>),
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Open(file) => file.write(bytes),
            Self::Beside(file, ..) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Open(file) => file.flush(),
            Self::Beside(file, ..) => file.flush(),
        }
    }
}

/// What is written at once, in bytes.
const AT_ONCE: usize = 1 << 16;

/// Opens a file that a person named, in a folder that is there: through a link what it leads to, and a device or a pipe. A regular file
/// that is there already stays as it is, or is replaced whole: the new one may be read by those who might read the old one, and other
/// names of the old one still lead to the old one.
///
/// # Errors
/// [`Error::Exists`] where a file is kept, [`Error::NoFolder`], or what the system refused.
pub(crate) fn open_file(path: &Path, existing: Existing) -> Result<NamedFile> {
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(Error::NoFolder(folder.to_owned()));
    }
    let target = match fs::metadata(path) {
        Ok(found) if !found.is_file() => {
            Outlet::Open(File::options().write(true).open(path).map_err(io("write", path))?)
        }
        Ok(_) if existing == Existing::Kept => return Err(Error::Exists(path.to_owned())),
        Ok(found) => {
            let target = fs::canonicalize(path).map_err(io("write", path))?;
            Outlet::Beside(beside(folder_of(&target), Access::Private)?, target, Some(found.permissions()))
        }
        Err(_) if path.is_symlink() && existing == Existing::Kept => return Err(Error::Exists(path.to_owned())),
        Err(_) => {
            let target = end_of(path).map_err(io("write", path))?;
            let folder = folder_of(&target);
            if !folder.is_dir() {
                return Err(Error::NoFolder(folder.to_owned()));
            }
            Outlet::Beside(beside(folder, Access::Shared)?, target, None)
        }
    };
    Ok(NamedFile { path: path.to_owned(), out: BufWriter::with_capacity(AT_ONCE, target), refused: None })
}

/// Where a path leads that nothing stands at: through links, to what is to be made.
fn end_of(path: &Path) -> std::io::Result<PathBuf> {
    /// More links than a system follows.
    const MOST: usize = 64;
    let mut path = path.to_owned();
    for _ in 0..MOST {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            // It is no link.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::NotFound) => return Ok(path),
            Err(error) => return Err(error),
        }
    }
    fs::metadata(&path)?;
    Ok(path)
}

impl Write for NamedFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.refused.is_none() {
            self.refused = self.out.write_all(bytes).err();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl NamedFile {
    /// Hands all that was written to the system, so that a full disk is known before any file has its name.
    ///
    /// # Errors
    /// What the system refused.
    pub(super) fn settle(&mut self) -> Result<()> {
        let refused = self.refused.take().map_or(Ok(()), Err);
        refused.and_then(|()| self.out.flush()).map_err(io("write", &self.path))
    }

    /// Gives the file its name, now that it is whole.
    ///
    /// # Errors
    /// [`Error::Exists`] where a file has got the name meanwhile that is to be kept, and what the system refused.
    pub(crate) fn finish(self) -> Result<()> {
        let Self { path, out, refused } = self;
        let written = refused.map_or(Ok(()), Err).map_err(io("write", &path));
        written?;
        let target = out.into_inner().map_err(|error| io("write", &path)(error.into_error()))?;
        let Outlet::Beside(file, target, before) = target else { return Ok(()) };
        let failed = |error: tempfile::PersistError| io("write", &path)(error.error);
        if let Some(permissions) = before {
            // Before it has the name, so that nobody reads it in between who might not.
            file.as_file().set_permissions(permissions).map_err(io("write", &path))?;
            file.as_file().sync_all().map_err(io("write", &path))?;
            file.persist(&target).map_err(failed)?;
        } else {
            file.as_file().sync_all().map_err(io("write", &path))?;
            file.persist_noclobber(&target).map_err(|error| match error.error.kind() {
                ErrorKind::AlreadyExists => Error::Exists(path.clone()),
                _ => failed(error),
            })?;
        }
        sync_folder(folder_of(&target));
        Ok(())
    }
}

/// Writes a file that a person named, whole.
///
/// # Errors
/// As [`open_file`] and [`NamedFile::finish`].
pub(crate) fn write_file(path: &Path, text: &str, existing: Existing) -> Result<()> {
    let mut file = open_file(path, existing)?;
    file.write_all(text.as_bytes()).map_err(io("write", path))?;
    file.finish()
}

/// Writes a file into a folder, which is made where it is not there, over what has its name.
///
/// # Errors
/// What the system refused.
pub(crate) fn write_into(folder: &Path, name: &str, text: &str) -> Result<()> {
    make_folder(folder, Access::Shared)?;
    write_file(&folder.join(name), text, Existing::Replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_kept_or_replaced_whole_with_its_rights_and_without_its_other_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, other) = (folder.path().join("card.md"), folder.path().join("other.md"));
        write_file(&path, "new", Existing::Kept).expect("it is new");
        assert!(matches!(write_file(&path, "newer", Existing::Kept), Err(Error::Exists(_))));
        fs::hard_link(&path, &other).expect("another name");
        let mut permissions = fs::metadata(&path).expect("it is there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions.clone()).expect("its owner may");
        write_file(&path, "newer", Existing::Replaced).expect("it may be replaced");
        assert_eq!(fs::read_to_string(&path).expect("it reads"), "newer");
        assert_eq!(fs::metadata(&path).expect("it is there").permissions(), permissions);
        assert_eq!(fs::read_to_string(&other).expect("it reads"), "new", "what has another name is another file");
        let nowhere = folder.path().join("none").join("card.md");
        assert!(matches!(write_file(&nowhere, "new", Existing::Kept), Err(Error::NoFolder(_))));
        assert_eq!(fs::read_dir(folder.path()).expect("it lists").count(), 2, "nothing is left beside them");
    }
}
