//! The command line: one subcommand a file, and the only place that prints.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the edge to the terminal"
)]

mod archive;
mod args;
#[cfg(feature = "serve")]
mod browser;
mod build;
mod check;
mod checkup;
mod completion;
mod console;
mod contributions;
mod diff;
mod doctor;
mod environment;
mod error;
mod exit;
mod explain;
mod extract;
mod folder;
mod fonts;
mod import;
mod import_begun;
mod import_files;
mod import_issue;
mod init;
mod interrupt;
mod issue;
mod merge;
mod new;
mod own_window;
mod pieces;
mod print;
mod questions;
mod reporter;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod setup;
mod short_way;
mod status;
mod subcommand;
mod target;
mod templates;
mod tidy;
mod typed_file;
mod typography;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use self::console::Console;
use self::exit::Exit;
use self::subcommand::Subcommand;

/// Every subcommand in the order of the help.
const SUBCOMMANDS: &[&Subcommand] = &[
    &init::SUBCOMMAND,
    &build::SUBCOMMAND,
    &check::SUBCOMMAND,
    #[cfg(feature = "serve")]
    &serve::SUBCOMMAND,
    &new::SUBCOMMAND,
    &status::SUBCOMMAND,
    &contributions::SUBCOMMAND,
    &import::SUBCOMMAND,
    &tidy::SUBCOMMAND,
    &merge::SUBCOMMAND,
    &print::SUBCOMMAND,
    &extract::SUBCOMMAND,
    &diff::SUBCOMMAND,
    &issue::SUBCOMMAND,
    &verify::SUBCOMMAND,
    &archive::SUBCOMMAND,
    &explain::SUBCOMMAND,
    &setup::SUBCOMMAND,
    &fonts::SUBCOMMAND,
    &templates::SUBCOMMAND,
    &schema::SUBCOMMAND,
    &doctor::SUBCOMMAND,
    &completion::SUBCOMMAND,
];

/// Runs the program with the arguments `args`, the program's own name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    console::prepare();
    let args: Vec<OsString> = args.into_iter().collect();
    let exit = match own_window::folder_of_program(args.len()) {
        Some(folder) => {
            let commands = own_window::commands(&folder, &Console::new(false, false));
            let mut exits = commands.into_iter().map(run_one);
            // What comes after a failure needs what it did not do.
            let failed = exits.find(|exit| !matches!(exit, Exit::Done));
            own_window::hold();
            failed.unwrap_or(Exit::Done)
        }
        None => run_one(args),
    };
    interrupt::hold();
    ExitCode::from(exit as u8)
}

/// Runs one command, as it was typed.
fn run_one(args: Vec<OsString>) -> Exit {
    match args::command(SUBCOMMANDS).try_get_matches_from(args) {
        Ok(matches) => {
            let console = Console::new(matches.get_flag("quiet"), matches.get_flag("verbose"));
            // The preview ends in its own way.
            if matches.subcommand_name() != Some("serve") {
                interrupt::watch();
            }
            crate::pdf::sweep_left_behind();
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
    }
}
