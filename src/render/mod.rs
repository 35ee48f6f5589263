//! From values to text: tables, cards, CSV, Markdown; and the cleaning of text that came from outside.

pub mod calibrate;
pub mod card;
pub mod clean;
pub mod compare;
pub mod csv;
pub mod evidence;
pub mod feedback;
pub mod layout;
pub mod library;
pub mod markdown;
pub mod plan;
pub mod question;
pub mod score;
pub mod sessions;
pub mod table;
