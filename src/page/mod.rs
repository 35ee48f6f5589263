//! A page: what a command shows to people, before any notation. A command makes one page and one value; text, Markdown, HTML, CSV
//! and JSON are a renderer each.
//!
//! Whatever gets into a page is cleaned on the way in, by type: it holds [`Clean`] text and nothing else.

mod answer;
mod block;
pub mod calibrate;
pub mod card;
pub mod clean;
pub(crate) mod cohort;
pub mod compare;
mod csv;
mod feedback;
mod grid;
mod heard;
pub(crate) mod history;
mod html;
pub(crate) mod imports;
pub mod layout;
pub mod library;
mod markdown;
pub(crate) mod pasted;
pub mod plan;
pub mod problems;
pub mod question;
pub(crate) mod reckoned;
mod records;
pub mod score;
pub mod sessions;
mod table;
mod text;
pub(crate) mod understood;
pub mod unnamed;
pub(crate) mod usage;

pub use answer::Answer;
pub(crate) use answer::{
    JsonElement, JsonList, NotShown, Notation, OneOrAll, beside, json, json_element, show, show_page, write_json,
};
pub(crate) use block::Page;
pub(crate) use clean::Clean;
pub(crate) use heard::{command_in_plain, commands_in_plain};
