//! `jianbao extract`: what each unit gets of one issue, as a PDF and a Word file to be sent to it alone.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Arg, ArgMatches};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::reporter::ConsoleReporter;
use super::subcommand::Subcommand;
use super::target::check_target;
use super::typography::Typography;
use super::{args, environment};
use crate::pipeline::{Extraction, Typesetting, extract};
use crate::publish::write_private;
use crate::stage::discover::discover;
use crate::zh::system_error::in_words;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "extract",
    about: "单位摘送：从一期里摘出一个单位自己的内容，排成 PDF 和 Word 文件，只发给这个单位\n有它的片段、表格里它的行、它的问题和时限；没有别的单位的",
    arguments: |command| {
        command
            .override_usage("jianbao extract <系列/年/期> <--unit 单位|--all> [选项]")
            .arg(
                Arg::new("issue")
                    .value_name("系列/年/期")
                    .required(true)
                    .help("哪一期，如 ducha/2026/3"),
            )
            .arg(args::text(
                "unit",
                "单位",
                "哪个单位，登记表里的名称、全称、简称都行",
            ))
            .arg(args::flag("all", "有内容的单位每个一份"))
            .arg(args::path(
                "to",
                "文件夹",
                "写到哪个文件夹，每个单位一个 PDF、一个 Word 文件，默认是当前文件夹；没有就新建",
            ))
            .arg(args::flag("no-pdf", "只要 Word 文件，不排 PDF"))
            .arg(args::content())
            .arg(args::templates())
            .arg(args::path(
                "output",
                "文件夹",
                "资料库的文件夹，不会写进去，默认是项目的 output/",
            ))
            .arg(args::typst())
            .arg(args::flag(
                "strict-fonts",
                "字体表里首选的字体缺一种就停下，不用替代",
            ))
            .group(
                clap::ArgGroup::new("which")
                    .args(["unit", "all"])
                    .required(true),
            )
    },
    run,
};

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let working = environment::working();
    let folders = environment::folders(matches);
    let sources = discover(&folders.content)?;
    let issue = environment::issue(matches, &sources)?;
    let folder = match matches.get_one::<PathBuf>("to") {
        Some(folder) => working.join(folder),
        None => working.clone(),
    };
    let is_new = !folder.is_dir();
    let beside = match is_new {
        true => folder.clone(),
        false => folder.join("摘送.pdf"),
    };
    check_place(&beside, &folder, is_new, &folders)?;
    let typography = Typography::of(matches, &folders.templates)?;
    let options = environment::pdf_options(matches);
    let places = environment::places(matches, folders.root.clone());
    let reporter = ConsoleReporter::new(console, &sources, places, Instant::now(), false);
    let unit = matches.get_one::<String>("unit").map(|unit| unit.trim());
    let request = Extraction {
        typesetting: Typesetting {
            sources: &sources,
            layouts: &typography.layouts,
            fonts: &typography.fonts,
            options: &options,
        },
        issue: &issue,
        unit,
        today: environment::date(None)?,
        pdf: !matches.get_flag("no-pdf"),
    };
    let Some(extracts) = extract(&request, &reporter)? else {
        console.plain(&format!("{issue} 有错误，没有摘送"));
        return Ok(Exit::Content);
    };
    if is_new {
        std::fs::create_dir_all(&folder).map_err(|error| CommandError::Unopened {
            path: folder.clone(),
            reason: in_words(&error),
        })?;
    }
    for extract in &extracts {
        let name = file_name(&issue, &extract.unit);
        let mut written = Vec::new();
        if let Some(pdf) = &extract.pdf {
            let path = folder.join(format!("{name}.pdf"));
            write_private(&path, pdf)?;
            written.push(path);
        }
        let path = folder.join(format!("{name}.docx"));
        write_private(&path, &extract.word)?;
        written.push(path);
        let pages = extract.pages;
        let pages = pages.map_or(String::new(), |pages| format!("{pages} 页，"));
        let names: Vec<String> = written
            .iter()
            .map(|path| {
                let shown = path.strip_prefix(&working).unwrap_or(path);
                shown.display().to_string()
            })
            .collect();
        console.result(&format!("{}：{pages}{}", extract.unit, names.join("、")));
        if !extract.left_out.is_empty() {
            console.plain(&format!(
                "  表格里写着“{}”的行没有摘进去，请看要不要补上",
                extract.left_out.join("”“")
            ));
        }
    }
    console.result(&format!(
        "{issue} 摘送 {} 个单位（不在资料库里，发给各单位以后自行保管或删去）",
        extracts.len()
    ));
    Ok(Exit::Done)
}

/// The folder is neither in a site nor in the content; a new one lies in one that is there.
fn check_place(
    beside: &Path,
    folder: &Path,
    is_new: bool,
    folders: &crate::project::Folders,
) -> Result<(), CommandError> {
    let asked = match is_new {
        true => beside.with_extension("pdf"),
        false => beside.to_owned(),
    };
    if is_new && folder.exists() {
        return Err(CommandError::Unopened {
            path: folder.to_owned(),
            reason: "这是文件，不是文件夹".to_owned(),
        });
    }
    check_target(&asked, folders, &["pdf"]).map(|_| ())
}

/// The name of a unit's file, without what no disk takes.
fn file_name(issue: &str, unit: &str) -> String {
    let plain = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        c if c.is_control() => '-',
        c => c,
    };
    let issue = issue.replace('/', "-");
    let unit: String = unit.chars().map(plain).collect();
    format!("{issue}-{unit}")
}
