//! `jianbao setup`: makes sure that typst is there, so that later builds fetch nothing.

use clap::ArgMatches;

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use super::{args, environment};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "setup",
    about: "准备排版程序 typst：没有就安装一次（约十几分钟），以后不再下载",
    arguments: |command| command.arg(args::typst()),
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folders = environment::folders(matches);
    let typst = environment::typst(&environment::places(matches, folders.root), console)?;
    console.result(&format!(
        "typst 已就绪：{}（{}）",
        typst.program().display(),
        typst.origin()
    ));
    Ok(Exit::Done)
}
