//! The commands: each opens what it needs, calls the core, renders and saves.

mod amend;
mod args;
mod ask;
mod ats;
mod calibrate;
mod calibrate_from;
mod calibrating;
mod cards;
mod check;
mod cohort;
mod compare;
mod console;
mod context;
mod documents;
mod failure;
mod history;
mod import;
mod input;
mod intake;
mod interview;
mod library;
mod meant;
mod outlet;
mod people;
mod plan;
mod present;
mod progress;
mod prompt;
mod run;
mod schemas;
mod score;
mod sending;
mod sessions;
mod shell;
mod surroundings;
mod told;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::CommandFactory as _;

use args::{Alone, Cli, Command, Inside};
use context::Context;
use failure::Result;
use surroundings::Surroundings;

/// Parses, runs, says once what failed, and returns the exit code.
pub fn main() -> ExitCode {
    let cli = match Cli::parsed() {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to stdout with 0, usage to stderr with 2; a closed pipe is nobody's concern.
            if error.use_stderr() {
                // It repeats what was typed, which may hold anything.
                let text = error.render().to_string();
                outlet::say(crate::page::Clean::said(&text).as_str());
            } else {
                let _ = outlet::print(&error.render().to_string());
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut listens = cli.plain;
    match run(cli, &mut listens) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let width = std::io::stderr().is_terminal().then(|| surroundings::width(true));
            outlet::say(&failure.text(width, listens));
            ExitCode::from(failure.code())
        }
    }
}

/// Does what was asked for; says who listens, once that is known, for what is said at the end.
fn run(cli: Cli, listens: &mut bool) -> Result {
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let command = match cli.command {
        Some(Command::Alone(Alone::Completions(args))) => return shell::completions(&args),
        Some(Command::Alone(Alone::Man(args))) => return shell::man(&args),
        Some(Command::Inside(command)) => Some(command),
        None if terminal => None,
        None => {
            let help = Cli::command().render_help();
            return Ok(outlet::print(&help.to_string())?);
        }
    };
    let mut surroundings = Surroundings::read()?;
    surroundings.screen &= !cli.plain;
    surroundings.listens = cli.plain;
    *listens = surroundings.is_line_by_line();
    let mut context = Context::new(surroundings, cli.workspace)?;
    let Some(command) = command else { return run::start(&mut context) };
    if command.reads_workspace() {
        context.needs_workspace()?;
    }
    match command {
        Inside::Run(args) => run::run(&mut context, &args),
        Inside::Resume(args) => run::resume(&mut context, &args),
        Inside::Present(args) => present::present(&context, &args),
        Inside::Plan(args) => match args.cohort {
            None => plan::plan(&mut context, &args),
            Some(plans) => cohort::draw(&mut context, &args, plans),
        },
        Inside::Amend(args) => amend::amend(&context, &args),
        Inside::Scorecard(args) => cards::scorecard(&context, &args),
        Inside::Feedback(args) => cards::feedback(&context, &args),
        Inside::Export(args) => cards::export(&context, &args),
        Inside::Import(args) => import::import(&mut context, &args),
        Inside::Score(args) => score::score(&context, &args),
        Inside::Calibrate(args) => calibrate::calibrate(&context, &args),
        Inside::Compare(args) => compare::compare(&context, &args),
        Inside::Sessions(args) => sessions::sessions(&context, &args),
        Inside::History(args) => history::history(&context, &args),
        Inside::Questions(args) => library::questions(&context, &args),
        Inside::Formats(args) => library::formats(&context, &args),
        Inside::Loops(args) => library::loops(&context, &args),
        Inside::Tracks(args) => library::tracks(&context, &args),
        Inside::Rubrics(args) => library::rubrics(&context, &args),
        Inside::Check(args) => check::check(&context, &args),
        Inside::Init(args) => documents::init(&context, args),
        Inside::Copy(args) => documents::copy(&context, &args),
        Inside::Schema(args) => documents::schema(&context, &args),
    }
}
