//! The shipped documents, compiled in.

use super::compiled::{Compiled, CompiledDocument};

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
/// A document of the library: its path, its tree, its texts, and where in these its parts begin.
type CompiledFile = (&'static str, &'static [u8], &'static str, &'static [(usize, usize)]);

#[expect(clippy::unreadable_literal, reason = "build.rs writes them, and nobody reads them")]
const COMPILED: &[CompiledFile] = include!(concat!(env!("OUT_DIR"), "/compiled.rs"));
/// The names of their fields.
const KEYS: &[&str] = include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// The shipped files below a folder, as path and text, in the order of paths.
pub fn shipped(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let start = format!("{folder}/");
    FILES.iter().copied().filter(move |(path, _)| path.starts_with(&start))
}

/// The documents of the shipped library, in the order of paths.
pub(super) fn compiled() -> impl Iterator<Item = (&'static str, CompiledDocument)> {
    COMPILED.iter().map(|(path, tree, texts, parts)| {
        (*path, CompiledDocument { whole: Compiled { tree, texts, keys: KEYS }, parts })
    })
}

/// The shipped file at exactly that path.
pub(super) fn shipped_text(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}
