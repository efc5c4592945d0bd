//! `jianbao doctor`: what this machine lacks, and what to do about it. This file looks; `checkup.rs` judges.

use std::fs;
use std::path::Path;

use clap::ArgMatches;

use super::checkup::{CheckedFolder, Findings, Verdict, judge};
use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use super::{args, environment, fonts};
use crate::pdf::{self, Places};
use crate::project::open_documents;
use crate::publish;
use crate::zh::system_error::in_words;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "doctor",
    about: "检查这台电脑缺什么：排版程序、字体、文件夹的权限、时钟等，并说明怎么办；不缺时退出状态是 0，缺了是 3",
    arguments: |command| {
        command
            .arg(args::content())
            .arg(args::templates())
            .arg(args::path(
                "output",
                "文件夹",
                "资料库的文件夹，默认是项目的 output/",
            ))
            .arg(args::typst())
    },
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folders = environment::folders(matches);
    let places = environment::places(matches, folders.root.clone());
    let substitutes = fonts::table(&folders.templates).map(|(_, table)| {
        let roles = table.roles.iter();
        let missing = roles.filter_map(|role| {
            let wanted = role.substituted()?.to_owned();
            Some((role.name.to_owned(), wanted))
        });
        missing.collect()
    });
    let findings = Findings {
        typst: pdf::find(&places)
            .map(|typst| format!("{}（{}）", typst.program().display(), typst.origin())),
        substitutes,
        content: readable(&folders.content),
        has_site_file: folders.content.join("site.yaml").is_file(),
        output: writable(&folders.output),
        output_is_in_use: publish::is_held(&folders.output),
        cache: cache(&places),
        office: pdf::has_office(),
        year: jiff::Zoned::now().year(),
        open_documents: open_documents(&folders.content),
    };
    let verdicts = judge(&findings);
    for verdict in &verdicts {
        console.print(&verdict.to_string());
    }
    let missing = verdicts.iter().filter(|verdict| verdict.is_missing());
    match missing.count() {
        0 => {
            console.result("检查完了，不缺什么。");
            Ok(Exit::Done)
        }
        count => {
            console.result(&format!("检查完了，{count} 项要处理，办法写在各项后面。"));
            Ok(Exit::Environment)
        }
    }
}

/// Whether the folder can be listed.
#[allow(clippy::disallowed_methods, reason = "the edge to the terminal")]
fn readable(folder: &Path) -> CheckedFolder {
    let fault = fs::read_dir(folder).err().map(|error| in_words(&error));
    CheckedFolder::new(folder, fault)
}

/// Whether a file can be written in the folder.
fn writable(folder: &Path) -> CheckedFolder {
    let fault = publish::try_writing(folder).err();
    CheckedFolder::new(folder, fault.map(|error| error.to_string()))
}

/// The cache folder; none where the system names none.
fn cache(places: &Places) -> Option<CheckedFolder> {
    places.cache.as_deref().map(writable)
}

impl Verdict {
    /// Whether something has to be done.
    fn is_missing(&self) -> bool {
        matches!(self, Self::Missing { .. })
    }
}
