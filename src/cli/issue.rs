//! `jianbao issue`: writes down what goes out, so that it stays what it was.

use std::path::Path;
use std::time::Instant;

use clap::{Arg, ArgMatches};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::reporter::ConsoleReporter;
use super::subcommand::Subcommand;
use super::typography::Typography;
use super::{args, environment};
use crate::issuance::{ActKind, IssuanceRecord};
use crate::pipeline::{IssuedIssue, Issuing, IssuingOutcome, Typesetting, issue};
use crate::publish::{site_issued, write_file};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "issue",
    about: "记下一期已经印发：文字、编号、收文单位和 PDF 从此不变，变了就报错\n印发以后更正、撤回、重新印发，也用它记下；记录在这一期文件夹的 印发.yaml 里",
    arguments: |command| {
        command
            .override_usage("jianbao issue <系列/年/期> [选项]")
            .arg(
                Arg::new("issue")
                    .value_name("系列/年/期")
                    .required(true)
                    .help("哪一期，如 ducha/2026/3"),
            )
            .arg(args::text(
                "date",
                "日期",
                "印发的日期，如 2026-04-08；默认是 issue.yaml 里的“印发”，再就是版记上的印发日期、今天",
            ))
            .arg(args::text(
                "again",
                "原因",
                "印发过的一期重新印发，写明原因，如 \"补印时改正页码\"",
            ))
            .arg(args::flag(
                "no-pdf",
                "只记文字，不记 PDF（没有排版程序时用）",
            ))
            .arg(args::content())
            .arg(args::templates())
            .arg(args::typst())
            .arg(args::flag(
                "embed-sources",
                "记下的是嵌有源文件的 PDF（与 jianbao build --embed-sources 配合）",
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
    let folders = environment::folders(matches);
    let typed = matches.get_one::<String>("date");
    let date = environment::date(typed)?;
    let again = matches.get_one::<String>("again").map(|text| text.trim());
    if again == Some("") {
        return Err(CommandError::NoReason);
    }
    let sources = environment::content(&folders.content)?;
    let wanted = environment::issue(matches, &sources)?;
    let typography = Typography::of(matches, &folders.templates)?;
    let options = environment::pdf_options(matches);
    let places = environment::places(matches, folders.root.clone());
    let reporter = ConsoleReporter::new(console, &sources, places, Instant::now(), false);
    let known = site_issued(&folders.output)?;
    let request = Issuing {
        known: &known,
        typesetting: Typesetting {
            sources: &sources,
            layouts: &typography.layouts,
            fonts: &typography.fonts,
            options: &options,
        },
        issue: &wanted,
        date: typed.map(|_| date),
        today: environment::date(None)?,
        again,
        pdf: !matches.get_flag("no-pdf"),
    };
    match issue(&request, &reporter)? {
        IssuingOutcome::Written(issued) => {
            let target = folders.content.join(&issued.path);
            write_file(&target, issued.record.to_text().as_bytes())?;
            report(&issued, &target, console);
            Ok(Exit::Done)
        }
        IssuingOutcome::Unchanged(record) => {
            console.result(&format!(
                "{wanted} {}，文字没有变化，不用再记。重新印发用 --again 写明原因",
                standing(&record)
            ));
            Ok(Exit::Done)
        }
        IssuingOutcome::Draft => {
            console.error(&format!(
                "{wanted} 还是草稿：定稿后删去 issue.yaml 里的“草稿: true”，再印发"
            ));
            Ok(Exit::Content)
        }
        IssuingOutcome::Early { date, own } => {
            console.error(&format!(
                "印发日期 {} 早于 {wanted} 的成文日期 {}，用 --date 写实际印发的日期",
                date.arabic(),
                own.arabic()
            ));
            Ok(Exit::Usage)
        }
        IssuingOutcome::Refused => {
            console.plain(&format!("{wanted} 没有记下，印发记录没有改动"));
            Ok(Exit::Content)
        }
    }
}

/// `已于2026年4月8日印发，2026年5月6日更正`
fn standing(record: &IssuanceRecord) -> String {
    let acts = record.acts.iter();
    let acts = acts.map(|act| format!("{}{}", act.date.arabic(), act.kind.word()));
    format!("已于{}", acts.collect::<Vec<_>>().join("，"))
}

fn report(issued: &IssuedIssue, target: &Path, console: &Console) {
    let id = &issued.id;
    for act in &issued.acts {
        let pdf = issued.record.pdf.as_ref().filter(|_| act.pdf.is_some());
        let pdf = pdf.map(|pdf| format!("，PDF 共 {} 页", pdf.pages));
        console.result(&format!(
            "{id} 已记下：{}{}{}",
            act.date.arabic(),
            act.kind.word(),
            pdf.unwrap_or_default()
        ));
        for change in &act.changes {
            console.line(&format!("  {}", change.words()));
        }
    }
    if issued.replaced {
        console.plain("注意：原来的印发记录不可信，已换成新的，以前的经过不再留有");
    }
    console.line(&format!(
        "记录写在 {}，和片段一起存进 git 或备份",
        target.display()
    ));
    let is_first = issued.acts.iter().any(|act| act.kind == ActKind::Issued);
    console.line(if is_first {
        "接着：jianbao build 放进资料库。以后文字要变会报错；印错了先写“更正”，再运行一次 jianbao issue"
    } else {
        "接着：jianbao build，网页会写明改了什么"
    });
}
