//! What a subcommand is, and how a run ends.

use clap::ArgMatches;

use super::console::Console;
use super::error::CommandError;

/// How a run ends; scripts may rely on the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// The content has errors.
    Content = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The environment is at fault: typst, disk, a folder that is not ours.
    Environment = 3,
}

/// One subcommand.
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
