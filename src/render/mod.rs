//! What has no page yet: the line-by-line interview.

pub mod live;
pub mod picture;

pub use crate::page::{clean, layout};
