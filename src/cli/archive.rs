//! `jianbao archive`: the issued issues of a year for the records office (归档).

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Arg, ArgMatches, value_parser};

use super::build::is_inside;
use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::reporter::ConsoleReporter;
use super::subcommand::Subcommand;
use super::target::check_folder;
use super::typography::Typography;
use super::{args, environment};
use crate::filing::{LeftOutItem, NOTICE_FILE};
use crate::model::FILING_REGISTER;
use crate::pdf::Options;
use crate::pipeline::{FiledYear, Filing, FilingAudience, FilingOutcome, Typesetting, file_year};
use crate::project::Folders;
use crate::publish::{FolderOutcome, may_write_filed, write_file, write_filed};
use crate::site::RootFile;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "archive",
    about: "归档：把一年里印发的各期交给档案室，一件一个文件夹，编档号，附元数据、校验码和归档文件目录（DA/T 22）\n不写 --to 只列出来，什么也不写",
    arguments: |command| {
        command
            .override_usage("jianbao archive <年度> [选项]")
            .arg(
                Arg::new("year")
                    .value_name("年度")
                    .required(true)
                    .value_parser(value_parser!(u16).range(1900..=2999))
                    .help("哪一年的，按成文日期，如 2026"),
            )
            .arg(args::path(
                "to",
                "文件夹",
                "写到哪里：新的或空的文件夹，或者以前写的同一年度的归档",
            ))
            .arg(
                args::text(
                    "audience",
                    "受众",
                    "归哪些：internal（默认）公开和内部的，public 只归公开的，classified 连同标有密级的",
                )
                .value_parser(["public", "internal", "classified"])
                .hide_possible_values(true),
            )
            .arg(args::text(
                "again",
                "原因",
                "归过档的一期改了保管期限等，或者不再归档：写明原因，原来的档号注销",
            ))
            .arg(args::content())
            .arg(args::templates())
            .arg(args::path(
                "output",
                "文件夹",
                "资料库的文件夹，印发的 PDF 从这里取，默认是项目的 output/",
            ))
            .arg(args::typst())
            .arg(args::flag(
                "strict-fonts",
                "字体表里首选的字体缺一种就停下，不用替代",
            ))
    },
    run,
};

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let working = environment::working();
    let folders = environment::folders(matches);
    let target = matches
        .get_one::<PathBuf>("to")
        .map(|target| working.join(target));
    if let Some(target) = &target {
        check_target(target, &folders)?;
    }
    let again = matches.get_one::<String>("again").map(|text| text.trim());
    if again == Some("") {
        return Err(CommandError::NoReason);
    }
    let year = matches.get_one::<u16>("year").copied().unwrap_or_default();
    let audience = match matches.get_one::<String>("audience").map(String::as_str) {
        Some("public") => FilingAudience::Public,
        Some("classified") => FilingAudience::Classified,
        _ => FilingAudience::Internal,
    };
    let sources = environment::content(&folders.content)?;
    let typography = Typography::of(matches, &folders.templates)?;
    let options = Options::default();
    let places = environment::places(matches, folders.root.clone());
    let reporter = ConsoleReporter::new(console, &sources, places, Instant::now(), false);
    let request = Filing {
        typesetting: Typesetting {
            sources: &sources,
            layouts: &typography.layouts,
            fonts: &typography.fonts,
            options: &options,
        },
        year,
        audience,
        output: &folders.output,
        today: environment::date(None)?,
        again,
    };
    match file_year(&request, &reporter)? {
        FilingOutcome::Refused => {
            console.plain(&format!("{year} 年度没有归档，什么也没有写"));
            Ok(Exit::Content)
        }
        FilingOutcome::Nothing(left_out) => {
            console.print(&format!("{year} 年度没有可以归档的：没有印发过的一期"));
            say_left_out(&left_out, console);
            Ok(Exit::Content)
        }
        FilingOutcome::Ready(filed) => {
            let Some(target) = target else {
                preview(&filed, year, console);
                return Ok(Exit::Done);
            };
            let private = audience == FilingAudience::Classified;
            write(&filed, year, &target, &folders.content, private, console)
        }
    }
}

/// A folder that is nobody else's: not in the content, and not where a web server may hand it out.
fn check_target(target: &Path, folders: &Folders) -> Result<(), CommandError> {
    if is_inside(target, &folders.content) {
        return Err(CommandError::FiledInContent(target.to_owned()));
    }
    check_folder(target, folders)
}

fn write(
    filed: &FiledYear,
    year: u16,
    target: &Path,
    content: &Path,
    private: bool,
    console: &Console,
) -> Result<Exit, CommandError> {
    // The codes first: a folder never has one that nobody has written down.
    let register = content.join(FILING_REGISTER);
    let given = filed.register.as_ref();
    // Whether the folder may be written is asked before anything is.
    may_write_filed(target, NOTICE_FILE, &filed.head)?;
    if let Some(text) = given {
        write_file(&register, text.as_bytes())?;
    }
    let outcome = write_filed(target, &filed.files, NOTICE_FILE, &filed.head, private)?;
    let count = filed.items.len();
    console.result(&match outcome {
        FolderOutcome::Written => format!(
            "{year} 年度归档 {count} 件，新编档号 {} 个，写在 {}",
            filed.new,
            target.display()
        ),
        FolderOutcome::Unchanged => format!(
            "{year} 年度归档 {count} 件，{} 里的没有变化",
            target.display()
        ),
    });
    say_left_out(&filed.left_out, console);
    if given.is_some() {
        console.line(&format!(
            "档号记在 {}，和片段一起存进 git 或备份；以后再归档，档号不变",
            register.display()
        ));
    }
    let sums = RootFile::Checksums.name();
    console.line(&format!("核对：在那个文件夹里运行 sha256sum -c {sums}"));
    Ok(Exit::Done)
}

/// What would be filed.
fn preview(filed: &FiledYear, year: u16, console: &Console) {
    for item in &filed.items {
        let number = match item.document_number.is_empty() {
            true => String::new(),
            false => format!("{}　", item.document_number),
        };
        console.print(&format!("{}　{number}{}", item.code, item.title));
    }
    console.result(&format!(
        "{year} 年度可以归档 {} 件，其中新编档号 {} 个；什么也没有写，归档加上 --to 文件夹",
        filed.items.len(),
        filed.new
    ));
    say_left_out(&filed.left_out, console);
}

fn say_left_out(left_out: &[LeftOutItem], console: &Console) {
    if left_out.is_empty() {
        return;
    }
    console.plain(&format!("没有归档的 {} 期：", left_out.len()));
    for item in left_out {
        console.plain(&format!("  {}：{}", item.place, item.reason));
    }
}
