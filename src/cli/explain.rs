//! `jianbao explain`: what a code of a finding means, with examples.

use clap::{Arg, ArgMatches};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use crate::lint;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "explain",
    about: "说明一个问题代码：查什么、为什么、依据、怎样写是错、怎样写是对",
    arguments: |command| {
        command.override_usage("jianbao explain <代码> [选项]").arg(
            Arg::new("code")
                .value_name("代码")
                .required(true)
                .help("问题代码，如 JB1003"),
        )
    },
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let code = matches.get_one::<String>("code").map_or("", String::as_str);
    if let Some(text) = lint::explain(code) {
        console.result(text.trim_end());
        return Ok(Exit::Done);
    }
    Err(CommandError::UnknownCode(code.to_owned()))
}
