//! Where a person's own documents and sessions are.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::atomic::{Access, make_folder, replace};
use super::error::{Error, Result, io, is_astray, unreadable};

/// The file that marks a workspace.
pub(crate) const MARKER: &str = "hotseat.json";

/// A folder with `banks/ formats/ rubrics/ kits/ sessions/`, each of which may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// The folder; it need not be there before the first write.
    pub root: PathBuf,
    /// How it was found.
    pub origin: Origin,
}

/// How a workspace was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `--workspace`.
    Flag,
    /// `HOTSEAT_WORKSPACE`.
    Environment,
    /// The nearest ancestor with a marker.
    Ancestor,
    /// The user's data folder.
    UserData,
}

/// Finds the workspace: the flag, else the environment, else the nearest ancestor with a marker, else the user's data folder.
///
/// # Errors
/// Where even the last has no home.
pub(crate) fn locate(
    flag: Option<PathBuf>,
    environment: Option<PathBuf>,
    here: &Path,
    home: Option<PathBuf>,
) -> Result<Workspace> {
    if let Some(root) = flag {
        return Ok(Workspace { root, origin: Origin::Flag });
    }
    if let Some(root) = environment {
        return Ok(Workspace { root, origin: Origin::Environment });
    }
    if let Some(root) = here.ancestors().find(|folder| folder.join(MARKER).is_file()) {
        return Ok(Workspace { root: root.to_owned(), origin: Origin::Ancestor });
    }
    let root = home.ok_or(Error::NoHome)?;
    Ok(Workspace { root, origin: Origin::UserData })
}

/// The path without links, as far as it leads somewhere; what is still to be made stays as it is written.
fn resolved(path: &Path) -> PathBuf {
    let found = path.ancestors().find_map(|there| {
        let whole = if there.as_os_str().is_empty() { Path::new(".") } else { there };
        Some(whole.canonicalize().ok()?.join(path.strip_prefix(there).ok()?))
    });
    found.unwrap_or_else(|| path.to_owned())
}

impl Workspace {
    /// That it is a folder, or is still to be made.
    ///
    /// # Errors
    /// Where something else stands in its place.
    pub(super) fn is_folder(&self) -> Result<()> {
        match fs::metadata(&self.root) {
            Ok(found) if !found.is_dir() => Err(io("use as a workspace", &self.root)(ErrorKind::NotADirectory.into())),
            Err(error) if is_astray(&self.root) => Err(unreadable(&self.root)(error)),
            Err(error) if error.kind() != ErrorKind::NotFound => Err(io("read the folder", &self.root)(error)),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// Where somebody named it, and nothing is there, by what it was named: nobody means an empty workspace by a slip.
    pub(crate) fn is_missing_as_named(&self) -> Option<&'static str> {
        let named = match self.origin {
            Origin::Flag => "--workspace",
            Origin::Environment => "HOTSEAT_WORKSPACE",
            Origin::Ancestor | Origin::UserData => return None,
        };
        let is_missing = fs::symlink_metadata(&self.root).is_err_and(|error| error.kind() == ErrorKind::NotFound);
        is_missing.then_some(named)
    }

    /// A folder of the workspace.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Where the sessions are.
    pub fn sessions(&self) -> PathBuf {
        self.folder("sessions")
    }

    /// Whether a file lies, or would lie, among the sessions: nothing but a session may be written there.
    pub(crate) fn keeps(&self, path: &Path) -> bool {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        resolved(folder).starts_with(resolved(&self.sessions()))
    }

    /// Makes the workspace with its folders and marker.
    ///
    /// # Errors
    /// Where it is there already, or the system refuses.
    pub(crate) fn init(&self) -> Result<()> {
        let marker = self.root.join(MARKER);
        if fs::symlink_metadata(&marker).is_ok() {
            return Err(Error::Exists(marker));
        }
        for folder in ["banks", "formats", "rubrics", "kits"] {
            make_folder(&self.folder(folder), Access::Shared)?;
        }
        make_folder(&self.sessions(), Access::Private)?;
        replace(&marker, b"{\n  \"version\": 1\n}\n", Access::Shared)
    }

    /// Puts a copy of a shipped document into the workspace.
    ///
    /// # Errors
    /// Where it is there already, or the system refuses.
    pub(crate) fn copy(&self, path: &str, text: &str) -> Result<PathBuf> {
        let target = self.root.join(path);
        if fs::symlink_metadata(&target).is_ok() {
            return Err(Error::Exists(target));
        }
        replace(&target, text.as_bytes(), Access::Shared)?;
        Ok(target)
    }
}
