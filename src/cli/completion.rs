//! `jianbao completion`: a script that lets a shell complete commands and options, made from the grammar itself.

use clap::{Arg, ArgMatches, value_parser};
use clap_complete::{Shell, generate};

use super::args;
use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "completion",
    about: "写出命令行补全的脚本：装上以后，在终端里按 Tab 键补全命令和选项",
    arguments: |command| {
        command
            .override_usage("jianbao completion <终端> [选项]")
            .arg(
                Arg::new("shell")
                    .value_name("终端")
                    .required(true)
                    .value_parser(value_parser!(Shell))
                    .hide_possible_values(true)
                    .help(
                        "哪一种：bash、zsh、fish、powershell、elvish\n\
                         bash：jianbao completion bash > ~/.local/share/bash-completion/completions/jianbao\n\
                         powershell：jianbao completion powershell >> $PROFILE",
                    ),
            )
    },
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        let mut script = Vec::new();
        generate(*shell, &mut args::known_command(), "jianbao", &mut script);
        console.print(&String::from_utf8_lossy(&script));
    }
    Ok(Exit::Done)
}
