//! What a shell knows of hotseat: `hotseat completions` and `hotseat man`, both made from the command line's own description.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::core::library::Library;
use crate::core::names::{self, Named};
use crate::page::Clean;
use crate::store::{self, Parts};

use super::args::{AMENDING, Cli, CompletionsArgs, EXAMPLES, ManualArgs};
use super::failure::{EXIT_CODES, Failure, Result};
use super::outlet;

/// `hotseat completions`: a script for a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut described(), "hotseat", &mut script);
    outlet::print_own(&script).map_err(Failure::output)
}

/// `hotseat man`: one page on stdout, or all of them into a folder.
pub(super) fn man(args: &ManualArgs) -> Result {
    let mut hotseat = Cli::command();
    hotseat.build();
    if let Some(folder) = &args.all {
        return all(&hotseat, folder);
    }
    let command = match &args.command {
        Some(given) => names::find(given, hotseat.get_subcommands())?,
        None => &hotseat,
    };
    outlet::print_own(&page(command)?).map_err(Failure::output)
}

impl Named for Command {
    const WHAT: &'static str = "command";

    fn name(&self) -> &str {
        self.get_name()
    }
}

/// The command line as a shell should know it: with the names of commands, and of the shipped documents, where one is asked for by name.
/// Those of a workspace are not in it, as a script is made once for all of them; so it only offers, and never parses.
fn described() -> Command {
    let hotseat = Cli::command();
    let commands: Vec<String> = hotseat.get_subcommands().map(|own| own.get_name().to_owned()).collect();
    let library = store::shipped_library(Parts::All);
    hotseat.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        command.mut_args(|argument| {
            let placeholder = argument.get_value_names().and_then(<[_]>::first).map(|word| word.as_str().to_owned());
            let offered = match (name.as_str(), argument.get_id().as_str()) {
                ("man", "command") => commands.iter().map(PossibleValue::new).collect(),
                (_, "technologies") => documents(&library, "TECH"),
                ("formats" | "loops" | "tracks" | "rubrics", "id") => documents(&library, &name),
                _ => placeholder.map(|word| documents(&library, &word)).unwrap_or_default(),
            };
            if offered.is_empty() { argument } else { argument.value_parser(PossibleValuesParser::new(offered)) }
        })
    })
}

/// The shipped documents of a kind, as the placeholder of an argument or the command that lists them calls it; nothing for any other word.
fn documents(library: &Library, kind: &str) -> Vec<PossibleValue> {
    fn offer<'a>(documents: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<PossibleValue> {
        documents.into_iter().map(|(id, title)| PossibleValue::new(id.to_owned()).help(title.to_owned())).collect()
    }
    match kind {
        "FORMAT" | "formats" => offer(library.formats.iter().map(|(id, format)| (id.as_str(), format.title.as_str()))),
        "LOOP" | "loops" => offer(library.loops.iter().map(|one| (one.id.as_str(), one.title.as_str()))),
        "FORMAT|LOOP" => [documents(library, "FORMAT"), documents(library, "LOOP")].concat(),
        "TRACK" | "tracks" => offer(library.tracks.iter().map(|track| (track.id.as_str(), track.title.as_str()))),
        "RUBRIC" | "rubrics" => offer(library.rubrics.iter().map(|(id, rubric)| (id.as_str(), rubric.title.as_str()))),
        "BANK" => offer(library.banks.iter().map(|(id, bank)| (id.as_str(), bank.title.as_str()))),
        "TECH" => offer(library.technologies.iter().map(|one| (one.id.as_str(), one.title.as_str()))),
        _ => Vec::new(),
    }
}

/// The date of a page. It has none, as two builds of one version are to give the same bytes; and an empty argument has to be quoted, or
/// `roff` writes nothing and the version slides into its place.
const UNDATED: &str = "\"\"";

/// What hotseat looks at besides its arguments.
const ENVIRONMENT: [(&str, &str); 4] = [
    ("HOTSEAT_WORKSPACE", "the workspace, where --workspace names none"),
    ("XDG_DATA_HOME", "the folder of user data, if not ~/.local/share (on macOS and Windows the system's own)"),
    ("NO_COLOR", "if set to anything, nothing is colored"),
    ("TERM", "if dumb, everything goes line by line, as with --plain"),
];

/// What stands where in a workspace.
const FILES: [(&str, &str); 6] = [
    ("hotseat.json", "marks a folder as a workspace, for it and all folders below"),
    ("banks/ formats/ rubrics/", "your own documents; one with the name of a shipped one replaces it"),
    ("kits/", "drawn interviews, for several candidates"),
    ("sessions/", "a folder for each interview: plan.json, and journal.jsonl with all that was recorded"),
    ("sessions/import-*.json", "ratings from elsewhere"),
    ("people.json", "names and ids of candidates and interviewers"),
];

/// A command's page. What clap calls "extra", the text below its help, stands here in sections of its own.
fn page(command: &Command) -> Result<Vec<u8>> {
    let whole = command.has_subcommands();
    let man = Man::new(command.clone())
        .date(UNDATED)
        .source(concat!("hotseat ", env!("CARGO_PKG_VERSION")))
        .manual("hotseat");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if whole {
        man.render_subcommands_section(&mut page)?;
    }
    let mut end = Roff::new();
    let mut section = |title: &str, lines: &[(String, &str)]| {
        end.control("SH", [title]);
        for (term, meaning) in lines {
            end.control("TP", []).text([bold(term.as_str())]).text([roman(*meaning)]);
        }
    };
    section("EXIT STATUS", &EXIT_CODES.map(|(code, meaning)| (code.to_string(), meaning)));
    if whole {
        section("ENVIRONMENT", &ENVIRONMENT.map(|(name, meaning)| (name.to_owned(), meaning)));
        section("FILES", &FILES.map(|(path, meaning)| (path.to_owned(), meaning)));
        section("EXAMPLES", &EXAMPLES.map(|(line, what)| (line.to_owned(), what)));
    }
    if command.get_name() == "amend" {
        section("EXAMPLES", &AMENDING.map(|(line, what)| (line.to_owned(), what)));
    }
    end.to_writer(&mut page)?;
    if whole {
        man.render_version_section(&mut page)?;
    }
    Ok(page)
}

/// A file for the program and one for each command, named as `man` looks for them.
fn all(hotseat: &Command, folder: &Path) -> Result {
    let mut written = 0;
    for command in std::iter::once(hotseat).chain(hotseat.get_subcommands().filter(|own| !own.is_hide_set())) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let text = String::from_utf8_lossy(&page(command)?).into_owned();
        store::write_into(folder, &format!("{name}.1"), &text)?;
        written += 1;
    }
    let said = Clean::said(&format!("wrote {written} pages into {}", folder.display()));
    outlet::say(&format!("{said}\n"));
    Ok(())
}
