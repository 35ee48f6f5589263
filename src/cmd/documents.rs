//! `hotseat init`, `copy`, `schema`.

use std::path::{Path, PathBuf};

use crate::core::names;
use crate::page::{self, NotShown};
use crate::store::{self, Workspace};

use super::args::{CopyArgs, InitArgs, SchemaArgs};
use super::context::Context;
use super::failure::{Failure, Result};
use super::schemas::SCHEMAS;

/// `hotseat init`.
pub(super) fn init(context: &Context, args: InitArgs) -> Result {
    let root = args.folder.unwrap_or_else(|| PathBuf::from("."));
    let workspace = Workspace { root, ..context.workspace.clone() };
    workspace.init()?;
    let root = workspace.root.display();
    context.say(&format!(
        "made a workspace in {root}\nits sessions/ is for your eyes alone; run hotseat anywhere below it"
    ));
    Ok(())
}

/// `hotseat copy`.
pub(super) fn copy(context: &Context, args: &CopyArgs) -> Result {
    let documents: Vec<(&str, &str)> = ["banks", "formats", "rubrics"].into_iter().flat_map(store::shipped).collect();
    if args.documents.is_empty() {
        let list: String = documents.iter().map(|(path, _)| format!("{path}\n")).collect();
        return context.print(&list);
    }
    let mut chosen = Vec::new();
    for given in &args.documents {
        let wanted = given.trim_end_matches(".json");
        let matching: Vec<&(&str, &str)> = documents
            .iter()
            .filter(|(path, _)| {
                let path = path.trim_end_matches(".json");
                path == wanted || Path::new(path).file_name().is_some_and(|name| name == wanted)
            })
            .collect();
        match matching.as_slice() {
            [document] => chosen.push(**document),
            [] => {
                let stems = documents.iter().filter_map(|(path, _)| Path::new(path).file_stem()?.to_str());
                let missing = names::not_found("document", given, documents.iter().map(|(path, _)| *path).chain(stems));
                let hint = missing.hint().unwrap_or_else(|| "`hotseat copy` lists them".into());
                return Err(Failure::usage(missing.to_string(), hint));
            }
            several => {
                let paths: Vec<&str> = several.iter().map(|(path, _)| *path).collect();
                let message = format!("`{given}` is the name of several documents");
                return Err(Failure::usage(message, format!("give one of: {}", paths.join(", "))));
            }
        }
    }
    for (path, text) in chosen {
        let target = context.workspace.copy(path, text)?;
        context.say(&format!("wrote {}; it replaces the shipped one", target.display()));
    }
    Ok(())
}

/// `hotseat schema`.
pub(super) fn schema(context: &Context, args: &SchemaArgs) -> Result {
    let described = names::find(&args.document, &SCHEMAS)?;
    context.print(&page::json(&described.schema()).map_err(NotShown::from)?)
}
