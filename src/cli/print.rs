//! `jianbao print`: the PDF or the plain text of one issue for the printer, kept out of every site; the way to print what is classified (密级) or still a draft.

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
use crate::pipeline::{PrintedReview, Printing, endings, print};
use crate::publish::{write_file, write_private};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "print",
    about: "排出一期的 PDF，不放进资料库；标有密级的、草稿都可以\n还没有印发的印成送审稿：页边有“送审稿”、第几稿和日期，【待填】的地方标出来",
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
                "写到哪里，默认是当前文件夹里的 <系列>-<年>-<期>.pdf；写成 .txt 就是纯文本版，写成 .docx 就是 Word 版，写成 .html 可以粘贴到公众号",
            ))
            .arg(args::content())
            .arg(args::templates())
            .arg(args::path(
                "output",
                "文件夹",
                "资料库的文件夹，PDF 不会写进去，默认是项目的 output/",
            ))
            .arg(args::flag(
                "final",
                "定稿：没有印发的也不印“送审稿”字样，还有【待填】的不排印",
            ))
            .arg(args::flag(
                "overprint",
                "套打：不印红色部分，用于已经印好红头的纸；资料库里的 PDF 总是有红头",
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
    let working = environment::working();
    let folders = environment::folders(matches);
    let sources = environment::content(&folders.content)?;
    let issue = environment::issue(matches, &sources)?;
    let target = match matches.get_one::<PathBuf>("to") {
        Some(target) => working.join(target),
        None => working.join(format!("{}.pdf", issue.replace('/', "-"))),
    };
    let ending = check_target(&target, &folders, &endings())?;

    let typography = Typography::of(matches, &folders.templates)?;
    let options = environment::pdf_options(matches);
    let places = environment::places(matches, folders.root.clone());
    let reporter = ConsoleReporter::new(console, &sources, places, Instant::now(), false);
    let request = Printing {
        sources: &sources,
        layouts: &typography.layouts,
        fonts: &typography.fonts,
        issue: &issue,
        ending,
        review: match matches.get_flag("final") {
            true => None,
            false => Some(environment::date(None)?),
        },
        overprint: matches.get_flag("overprint"),
        options: &options,
    };
    let Some(printed) = print(&request, &reporter)? else {
        console.plain(&format!("{issue} 有错误，没有排印"));
        return Ok(Exit::Content);
    };
    write_private(&target, &printed.bytes)?;
    let review = printed.review.as_ref();
    let draft = match review.map(|review| review.number) {
        Some(Some(number)) => format!("送审稿第{number}稿，"),
        Some(None) => "送审稿，".to_owned(),
        None => String::new(),
    };
    let pages = printed.pages.map(|pages| format!("共 {pages} 页，"));
    let overprint = match printed.overprint {
        true => "套打，红色部分没有印，",
        false => "",
    };
    console.result(&format!(
        "{issue} {draft}{overprint}{}写在 {}（不在资料库里，用完自行保管或删去）",
        pages.unwrap_or_default(),
        target.display()
    ));
    if let Some(review) = review {
        remember(review, &folders.content, &issue, console);
    }
    Ok(Exit::Done)
}

/// Keeps what the copy for review says, for `jianbao diff`; the copy is printed whether that can be kept or not.
fn remember(review: &PrintedReview, content: &Path, issue: &str, console: &Console) {
    let target = content.join(&review.path);
    if review.number.is_none() {
        console.plain(&format!(
            "注意：{} 读不出来，这一稿的文字没有记下。从 git 或备份里恢复它，或者删去它再印",
            target.display()
        ));
        return;
    }
    if let Some(record) = &review.record
        && let Err(error) = write_file(&target, record.as_bytes())
    {
        console.plain(&format!(
            "注意：{error}。这一稿的文字没有记下，以后不能用 jianbao diff 和它对照"
        ));
        return;
    }
    console.line(&format!(
        "领导看过以后改了什么，用 jianbao diff {issue} 列出来；定稿付印用 --final，或先 jianbao issue {issue}"
    ));
}
