//! `jianbao print`: the PDF or the plain text of one issue for the printer, kept out of every site; the way to print what is classified (密级) or still a draft.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Arg, ArgMatches};

use super::build::ConsoleReporter;
use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use super::typography::Typography;
use super::{args, environment};
use crate::pdf::{Options, STANDARDS_WITH_SOURCES};
use crate::pipeline::{Printing, endings, print};
use crate::project::{Folders, TemplateFiles};
use crate::publish::{holds_site, write_private};
use crate::stage::discover::discover;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "print",
    about: "排出一期的 PDF 供印刷，不放进资料库；标有密级的、草稿都可以",
    arguments: |command| {
        command
            .override_usage("jianbao print <系列/年/期> [选项]")
            .arg(
                Arg::new("issue")
                    .value_name("系列/年/期")
                    .required(true)
                    .help("哪一期，如 ducha/2026/3"),
            )
            .arg(args::path(
                "to",
                "文件",
                "写到哪里，默认是当前文件夹里的 <系列>-<年>-<期>.pdf；写成 .txt 就是纯文本版",
            ))
            .arg(args::content())
            .arg(args::templates())
            .arg(args::path(
                "output",
                "文件夹",
                "资料库的文件夹，PDF 不会写进去，默认是项目的 output/",
            ))
            .arg(args::typst())
            .arg(args::flag(
                "embed-sources",
                "把这一期的源文件嵌入 PDF（PDF/A-3a），供归档查证",
            ))
            .arg(args::flag(
                "strict-fonts",
                "字体表里首选的字体缺一种就停下，不用替代",
            ))
    },
    run,
};

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let working = std::env::current_dir().unwrap_or_else(|_| Path::new(".").to_owned());
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let folders = Folders::find(&working, path("content"), path("templates"), path("output"));
    let sources = discover(&folders.content)?;
    let issue = environment::issue(matches, &sources)?;
    let target = match path("to") {
        Some(target) => working.join(target),
        None => working.join(format!("{}.pdf", issue.replace('/', "-"))),
    };
    let ending = check_target(&target, &folders)?;

    let files = TemplateFiles::read(&folders.templates)?;
    let strict = matches.get_flag("strict-fonts");
    let typography = Typography::read(files.typst, &folders.templates, strict)?;
    let mut options = Options::default();
    if matches.get_flag("embed-sources") {
        options.standards = STANDARDS_WITH_SOURCES;
    }
    let places = environment::places(matches, folders.root.clone());
    let reporter = ConsoleReporter::new(console, &sources, places, Instant::now(), false);
    let request = Printing {
        sources: &sources,
        layouts: &typography.layouts,
        fonts: &typography.fonts,
        issue: &issue,
        ending,
        options: &options,
    };
    let Some(printed) = print(&request, &reporter)? else {
        console.plain(&format!("{issue} 有错误，没有排印"));
        return Ok(Exit::Content);
    };
    write_private(&target, &printed.bytes)?;
    let pages = printed.pages.map(|pages| format!("共 {pages} 页，"));
    console.result(&format!(
        "{issue} {}写在 {}（不在资料库里，用完自行保管或删去）",
        pages.unwrap_or_default(),
        target.display()
    ));
    Ok(Exit::Done)
}

/// The issue may be secret: it is never written where a web server may hand it out, nor over a file of another kind. The kind is the ending.
fn check_target(target: &Path, folders: &Folders) -> Result<&'static str, CommandError> {
    let kind = endings().into_iter().find(|known| {
        let typed = target.extension();
        typed.is_some_and(|ending| ending.eq_ignore_ascii_case(known))
    });
    let Some(kind) = kind else {
        let known = endings().into_iter().map(|ending| format!(".{ending}"));
        return Err(CommandError::UnknownEnding {
            target: target.to_owned(),
            known: known.collect::<Vec<_>>().join(" 或 "),
        });
    };
    if target.is_dir() {
        return Err(CommandError::TargetIsFolder(target.to_owned()));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(CommandError::NoTargetFolder(folder.to_owned()));
    }
    match holds_site(folder, &folders.output) {
        Some(site) => Err(CommandError::TargetInSite {
            target: target.to_owned(),
            site,
        }),
        None => Ok(kind),
    }
}
