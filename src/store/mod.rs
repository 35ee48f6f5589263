//! Everything on disk: the workspace, its documents, sessions and people. The only place that touches files.

mod atomic;
mod documents;
mod embedded;
mod error;
mod journal;
mod people;
mod session;
mod sessions;
mod workspace;

pub use atomic::write_file;
pub use documents::{FileProblem, LARGEST, Loaded, Parts, check, load, load_kit, rubric};
pub use embedded::shipped;
pub use error::{Error, Result};
pub use journal::{Dropped, Journal, parse};
pub use people::{read_people, with_people};
pub use session::{Clock, Live, NewSession, open};
pub use sessions::{Found, again, all, example, find, history, journal_length, locked};
pub use workspace::{MARKER, Origin, Workspace, locate};
