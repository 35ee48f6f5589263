//! The shipped documents, compiled in.

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The shipped files below a folder, as path and text, in the order of paths.
pub fn shipped(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let start = format!("{folder}/");
    FILES.iter().copied().filter(move |(path, _)| path.starts_with(&start))
}

/// The shipped file at exactly that path.
pub(super) fn shipped_text(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}
