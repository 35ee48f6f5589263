//! Everything on disk: the workspace, its documents, sessions and people. The only place that touches files.

mod archive;
mod atomic;
mod ats;
mod check;
mod compiled;
mod documents;
mod embedded;
mod error;
mod imports;
mod index;
mod journal;
mod kits;
mod library_document;
mod listing;
mod opening;
mod people;
mod plans;
mod private;
mod reading;
mod session;
mod sessions;
mod stamp;
mod strays;
mod tables;
mod together;
mod workspace;

pub use archive::{Archive, Summarized, all};
pub(crate) use archive::{SaidRemarks, SessionText, all_watched, each_text, in_stretches, read_again, with_said};
pub(crate) use atomic::{Existing, open_file, write_into};
pub(crate) use ats::{holds_records, load_mapping, read_form, read_records};
pub(crate) use check::{Findings, check};
pub(crate) use documents::{Loaded, shipped_library};
pub use documents::{Parts, load};
pub use embedded::shipped;
pub(crate) use error::Error;
pub(crate) use imports::{
    ImportOutcome, StoredImport, import_name, import_names, mends_import, remove_import, store_imports, stored_import,
    stored_imports, weigh_imports,
};
pub use journal::parse;
pub(crate) use kits::{KitOrPlan, in_folder, kit_names, load_frozen, load_kit};
pub use people::with_people;
pub(crate) use people::{needs_people, people_file, read_people};
pub(crate) use session::Live;
pub use session::{Clock, NewSession};
pub use sessions::{Stored, example};
pub(crate) use sessions::{find, position};
#[cfg(feature = "fuzzing")]
pub(crate) use tables::read_table_of;
pub(crate) use tables::{PipedTable, is_workbook, piped, read_piped, read_rows, read_table};
pub(crate) use together::{named_like, write_together};
pub(crate) use workspace::locate;
pub use workspace::{Origin, Workspace};
