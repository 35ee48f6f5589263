//! Several files that belong together: all of them are written, or none of the new ones is there.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::atomic::{Access, Existing, make_folder, open_file};
use super::documents::files;
use super::error::{Result, io};

/// Writes files into a folder, which is made where it is not there. No file has its name before all are written; where one can't have
/// it, those that were new go again, and so does the folder; what was replaced by then stays replaced.
///
/// # Errors
/// [`super::Error::Exists`] for the first that is there and is to be kept, before anything is written, and what the system refused.
pub(crate) fn write_together(folder: &Path, files: &[(String, String)], existing: Existing) -> Result<()> {
    let is_new = !folder.exists();
    make_folder(folder, Access::Shared)?;
    let mut made = Vec::new();
    let written = write_all(folder, files, existing, &mut made);
    if written.is_err() {
        for path in made {
            let _ = fs::remove_file(path);
        }
        if is_new {
            let _ = fs::remove_dir(folder);
        }
    }
    written
}

fn write_all(folder: &Path, files: &[(String, String)], existing: Existing, made: &mut Vec<PathBuf>) -> Result<()> {
    let mut open = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        let mut file = open_file(&path, existing)?;
        file.write_all(text.as_bytes()).map_err(io("write", &path))?;
        file.settle()?;
        open.push((path, file));
    }
    for (path, file) in open {
        let is_new = !path.exists();
        file.finish()?;
        if is_new {
            made.push(path);
        }
    }
    Ok(())
}

/// The names of the JSON documents in a folder that begin so.
pub(crate) fn named_like(folder: &Path, beginning: &str) -> Vec<String> {
    let files = files(folder, "json").unwrap_or_default();
    let names = files.iter().filter_map(|path| path.file_name()?.to_str());
    names.filter(|name| name.starts_with(beginning)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Error;
    use super::*;

    fn named(names: &[&str]) -> Vec<(String, String)> {
        names.iter().map(|name| ((*name).to_owned(), format!("new {name}"))).collect()
    }

    #[test]
    fn all_are_written_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("cohort");
        let names = ["a.json", "b.json", "c.json"];
        write_together(&inside, &named(&names), Existing::Kept).expect("all are new");
        assert_eq!(named_like(&inside, ""), names);
        fs::remove_file(inside.join("a.json")).expect("it goes");
        let kept = write_together(&inside, &named(&names), Existing::Kept);
        assert!(matches!(kept, Err(Error::Exists(path)) if path.ends_with("b.json")));
        assert_eq!(named_like(&inside, ""), ["b.json", "c.json"], "the first was not written either");
        fs::File::create(inside.join("b.json")).expect("it is emptied");
        write_together(&inside, &named(&names), Existing::Replaced).expect("they may be replaced");
        assert_eq!(fs::read_to_string(inside.join("b.json")).expect("it reads"), "new b.json");
    }

    /// The last can't have its name, since a folder came into being there after it was opened: here, one that can't be replaced.
    #[test]
    fn what_was_named_goes_again_where_the_last_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("cohort");
        let twice = named(&["a.json", "b.json", "b.json"]);
        assert!(write_together(&inside, &twice, Existing::Kept).is_err());
        assert!(!inside.exists(), "neither a file nor the folder is left");
    }
}
