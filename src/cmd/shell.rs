//! What a shell knows of hotseat: `hotseat completions` and `hotseat man`, both made from the command line's own description.

use std::io::Write as _;
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::core::names::{self, Named};
use crate::store;

use super::args::{Cli, CompletionsArgs, EXAMPLES, ManualArgs};
use super::failure::{EXIT_CODES, Failure, Result};

/// `hotseat completions`: a script for a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut described(), "hotseat", &mut script);
    std::io::stdout().write_all(&script).map_err(Failure::output)
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
    std::io::stdout().write_all(&page(command)?).map_err(Failure::output)
}

impl Named for Command {
    const WHAT: &'static str = "command";

    fn name(&self) -> &str {
        self.get_name()
    }
}

/// The command line with the list of its commands where one is asked for by name; only when it is whole can it be named in itself.
fn described() -> Command {
    let hotseat = Cli::command();
    let names: Vec<String> = hotseat.get_subcommands().map(|own| own.get_name().to_owned()).collect();
    hotseat.mut_subcommand("man", |man| {
        man.mut_arg("command", |argument| argument.value_parser(PossibleValuesParser::new(names)))
    })
}

/// A command's page. What clap calls "extra", the text below its help, stands here in sections of its own.
fn page(command: &Command) -> Result<Vec<u8>> {
    let whole = command.has_subcommands();
    let man = Man::new(command.clone()).source(concat!("hotseat ", env!("CARGO_PKG_VERSION"))).manual("hotseat");
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
        section("EXAMPLES", &EXAMPLES.map(|(line, what)| (line.to_owned(), what)));
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
    // Nobody is hurt where it can't be heard.
    let _ = writeln!(std::io::stderr(), "wrote {written} pages into {}", folder.display());
    Ok(())
}
