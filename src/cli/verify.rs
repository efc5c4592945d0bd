//! `jianbao verify`: whether a copy of the site is what was built, and whether a PDF is the one that went out.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use super::{args, environment};
use crate::pipeline::recorded_pdf;
use crate::project::Folders;
use crate::publish::{Flaw, KnownPdf, Verification, file_sha256, known_pdf, verify};
use crate::stage::discover::discover;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "verify",
    about: "核对资料库：文件少没少、改没改、多没多，印发的 PDF 是不是原来那份；不需要内容文件夹\n写一个 PDF 文件，就核对它是不是印发的那一份",
    arguments: |command| {
        command
            .override_usage("jianbao verify [文件夹或 PDF] [选项]")
            .arg(
                Arg::new("what")
                    .value_name("文件夹或 PDF")
                    .value_parser(value_parser!(PathBuf))
                    .help("资料库（或它的副本）的文件夹，默认是项目的 output/；或一个 PDF 文件"),
            )
            .arg(args::path(
                "output",
                "文件夹",
                "核对 PDF 时资料库在哪里，默认是项目的 output/",
            ))
            .arg(args::content())
    },
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let working = environment::working();
    let folders = environment::folders(matches);
    let what = matches.get_one::<PathBuf>("what");
    let what = what.map_or(folders.output.clone(), |what| working.join(what));
    if what.is_file() {
        return pdf_alone(&what, &folders, console);
    }
    if !what.is_dir() {
        return Err(CommandError::NoSite(what));
    }
    match verify(&what)? {
        Some(found) => Ok(say_site(&what, &found, console)),
        None => Err(CommandError::NoSite(what)),
    }
}

/// Looks for a PDF in the site, and then in the records of the content: one that is classified is in no site.
fn pdf_alone(pdf: &Path, folders: &Folders, console: &Console) -> Result<Exit, CommandError> {
    let in_site = known_pdf(&folders.output, pdf);
    let is_known = |known: &Option<KnownPdf>| {
        let known = known.as_ref();
        known.is_some_and(|known| known.act.is_some())
    };
    if in_site.as_ref().is_ok_and(is_known) {
        return Ok(say_pdf(pdf, in_site?.as_ref(), console));
    }
    let sources = discover(&folders.content).ok();
    let recorded = sources.and_then(|sources| recorded_pdf(&sources, &file_sha256(pdf)?));
    if recorded.is_some() {
        return Ok(say_pdf(pdf, recorded.as_ref(), console));
    }
    match in_site {
        // Without a site and without records nobody knows.
        Err(error) => Err(error.into()),
        Ok(known) => Ok(say_pdf(pdf, known.as_ref(), console)),
    }
}

fn say_pdf(pdf: &Path, known: Option<&KnownPdf>, console: &Console) -> Exit {
    let pdf = pdf.display();
    let Some(known) = known else {
        console.print(&format!(
            "{pdf}：不是。资料库和印发记录里没有哪一期印发过这份 PDF，或者它被改动过"
        ));
        return Exit::Content;
    };
    let (id, title) = (&known.id, &known.title);
    match (&known.act, known.replaced) {
        (Some((word, date)), false) => console.print(&format!(
            "{pdf}：是。{id}《{title}》{}{word}的就是这一份",
            date.arabic()
        )),
        (Some((word, date)), true) => console.print(&format!(
            "{pdf}：是 {id}《{title}》{}{word}的那一份，后来又印发了新的，以资料库里的为准",
            date.arabic()
        )),
        (None, _) => console.print(&format!(
            "{pdf}：与资料库里 {id}《{title}》的 PDF 一致，但这一期没有印发记录"
        )),
    }
    Exit::Done
}

fn say_site(root: &Path, found: &Verification, console: &Console) -> Exit {
    for flaw in &found.flaws {
        console.plain(&match flaw {
            Flaw::Missing(path) => format!("少了：{path}"),
            Flaw::Changed(path) => format!("改动过：{path}"),
            Flaw::Added(path) => format!("多出：{path}（不是 jianbao 生成的）"),
            Flaw::NotIssued(path) => format!("不是印发的那一份：{path}"),
            Flaw::DeadLink { page, href } => format!("链接打不开：{page} 里的 {href}"),
        });
    }
    if found.interrupted {
        console.plain("注意：上次生成没有做完，再运行一次 jianbao build");
    }
    if found.unknown > 0 {
        console.plain(&format!(
            "注意：有 {} 个文件没有校验码，是以前的版本生成的，只核对了在不在；再生成一次就有了",
            found.unknown
        ));
    }
    let root = root.display();
    if found.flaws.is_empty() {
        console.result(&format!(
            "{root}：{} 个文件都在，与生成时一致；有印发记录的 {} 期",
            found.files, found.issued
        ));
        return Exit::Done;
    }
    console.print(&format!("{root}：共 {} 处不符", found.flaws.len()));
    Exit::Content
}
