//! The command line: one subcommand a file, and the only place that prints.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the edge to the terminal, the clock and the environment"
)]

mod args;
mod build;
mod check;
mod console;
mod environment;
mod error;
mod fonts;
mod new;
mod print;
#[cfg(feature = "serve")]
mod serve;
mod setup;
mod typography;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ArgMatches;

use self::console::Console;
use self::error::CommandError;

/// How a run ends; scripts may rely on the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// The content has errors.
    Content = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The surroundings are at fault: typst, disk, a folder that is not ours.
    Environment = 3,
}

/// One subcommand.
struct Subcommand {
    name: &'static str,
    about: &'static str,
    /// Adds its arguments.
    arguments: fn(clap::Command) -> clap::Command,
    run: fn(&ArgMatches, &Console) -> Result<Exit, CommandError>,
}

/// Every subcommand in the order of the help.
const SUBCOMMANDS: &[&Subcommand] = &[
    &build::SUBCOMMAND,
    &check::SUBCOMMAND,
    #[cfg(feature = "serve")]
    &serve::SUBCOMMAND,
    &new::SUBCOMMAND,
    &print::SUBCOMMAND,
    &setup::SUBCOMMAND,
    &fonts::SUBCOMMAND,
];

/// Runs the program with the arguments `args`, the program's own name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let exit = match args::command(SUBCOMMANDS).try_get_matches_from(args) {
        Ok(matches) => {
            let console = Console::new(matches.get_flag("quiet"), matches.get_flag("verbose"));
            match matches.subcommand() {
                Some((name, matches)) => SUBCOMMANDS
                    .iter()
                    .find(|subcommand| subcommand.name == name)
                    .map_or(Exit::Usage, |subcommand| {
                        (subcommand.run)(matches, &console).unwrap_or_else(|error| {
                            console.error(&error.to_string());
                            error.exit()
                        })
                    }),
                None => Exit::Usage,
            }
        }
        Err(error) => args::report(&error, &Console::new(false, false)),
    };
    ExitCode::from(exit as u8)
}
