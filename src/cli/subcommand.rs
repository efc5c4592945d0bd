//! What a subcommand is.

use clap::ArgMatches;

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;

pub struct Subcommand {
    /// The word that is typed.
    pub name: &'static str,
    /// What it does, in a line of the help.
    pub about: &'static str,
    /// Adds its arguments.
    pub arguments: fn(clap::Command) -> clap::Command,
    /// Does it.
    pub run: fn(&ArgMatches, &Console) -> Result<Exit, CommandError>,
}
