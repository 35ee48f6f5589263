//! Lists the shipped documents, so that they are compiled in: `banks/`, `formats/`, `rubrics/` and the example panel in `sessions/`; and
//! makes a number of the source that the index of sessions depends on, so that no index outlives a change to it.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[expect(clippy::disallowed_methods, reason = "cargo reads what a build script writes only after it has ended")]
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut list = String::from("&[\n");
    for folder in ["banks", "formats", "rubrics", "sessions"] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files)?;
        files.sort();
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            let _ = writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string());
        }
    }
    list.push_str("]\n");
    println!("cargo::rustc-env=HOTSEAT_CORE={:x}", source(&root, &["src/core", "src/store/index"])?);
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("embedded.rs"), list)
}

/// A number made of all source below some folders.
fn source(root: &Path, folders: &[&str]) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    let mut left: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut files = Vec::new();
    while let Some(path) = left.pop() {
        println!("cargo::rerun-if-changed={}", path.display());
        if path.is_dir() {
            left.extend(
                fs::read_dir(&path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?,
            );
        } else {
            files.push(path);
        }
    }
    files.sort();
    for path in files {
        hasher.write(&fs::read(path)?);
    }
    Ok(hasher.finish())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let known = path.extension().is_some_and(|extension| extension == "json" || extension == "jsonl");
        // The audit of the banks is for their authors, not for the binary.
        if path.is_dir() && path.file_name().is_none_or(|name| name != "audit") {
            collect(&path, files)?;
        } else if known {
            files.push(path);
        }
    }
    Ok(())
}
