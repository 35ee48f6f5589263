//! Everything on disk: the workspace, its documents, sessions and people. The only place that touches files.

mod atomic;
mod check;
mod documents;
mod embedded;
mod error;
mod imports;
mod journal;
mod people;
mod session;
mod sessions;
mod tidy;
mod workspace;

pub use atomic::write_file;
pub use check::{Findings, check};
pub use documents::{LARGEST, Loaded, Parts, load, load_kit};
pub use embedded::shipped;
pub use error::{Error, Result};
pub use imports::store_import;
pub use journal::{Dropped, Journal, parse};
pub use people::{read_people, with_people};
pub use session::{Clock, Live, NewSession};
pub use sessions::{Stored, all, example, find, position};
pub use tidy::{BadRow, TidyRead, TidyRow, read_tidy};
pub use workspace::{MARKER, Origin, Workspace, locate};
