//! What a shell knows of hotseat: `hotseat completions` and `hotseat man`, both made from the command line's own description.

use std::io::Write as _;
use std::path::Path;

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::core::names::{self, Named};
use crate::store;

use super::args::{Cli, CompletionsArgs, ManualArgs};
use super::failure::Result;

/// `hotseat completions`: a script for a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "hotseat", &mut script);
    Ok(std::io::stdout().write_all(&script)?)
}

/// `hotseat man`: one page on stdout, or all of them into a folder.
pub(super) fn man(args: &ManualArgs) -> Result {
    let mut hotseat = Cli::command();
    hotseat.build();
    if let Some(folder) = &args.all {
        return all(&hotseat, folder);
    }
    if let Some(given) = &args.command {
        hotseat = names::find(given, hotseat.get_subcommands())?.clone();
    }
    Ok(std::io::stdout().write_all(&page(hotseat)?)?)
}

impl Named for clap::Command {
    const WHAT: &'static str = "command";

    fn name(&self) -> &str {
        self.get_name()
    }
}

fn page(command: clap::Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}

/// A file for the program and one for each command, named as `man` looks for them.
fn all(hotseat: &clap::Command, folder: &Path) -> Result {
    let mut written = 0;
    for command in std::iter::once(hotseat).chain(hotseat.get_subcommands().filter(|own| !own.is_hide_set())) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let text = String::from_utf8_lossy(&page(command.clone())?).into_owned();
        store::write_file(&folder.join(format!("{name}.1")), &text)?;
        written += 1;
    }
    // Nobody is hurt where it can't be heard.
    let _ = writeln!(std::io::stderr(), "wrote {written} pages into {}", folder.display());
    Ok(())
}
