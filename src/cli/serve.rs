//! `jianbao serve`: the site in a browser while it is being written.

use std::path::Path;
use std::sync::mpsc;

use clap::{ArgMatches, value_parser};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use super::typography::Typography;
use super::{args, browser, environment};
use crate::pdf::Cancel;
use crate::pipeline::preview::Count;
use crate::project::{ProjectError, TemplateFiles};
use crate::serve::{ServeEvent, Settings, Tools, serve};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "serve",
    about: "在本机的浏览器里预览，保存后自动刷新；草稿只在这里看得到，不写任何文件",
    arguments: |command| {
        command
            .arg(args::content())
            .arg(args::templates())
            .arg(
                args::text("port", "端口", "端口，默认 8642，被占用时用下一个空着的")
                    .value_parser(value_parser!(u16).range(1..)),
            )
            .arg(args::text(
                "host",
                "域名",
                "经隧道或网页版编辑器打开预览时，浏览器地址栏里的域名；不写就只答复本机。\n写了，能打开这个域名的人都看得到草稿和内部各期",
            ))
            .arg(args::flag("open", "准备好后自动打开浏览器"))
            .arg(args::flag(
                "poll",
                "每秒查看一次改动；内容放在网络共享文件夹里、保存后不刷新时使用",
            ))
            .arg(args::typst())
    },
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folders = environment::folders(matches);
    let templates = folders.templates.clone();
    let settings = Settings {
        content: folders.content,
        templates: folders.templates,
        port: matches.get_one::<u16>("port").copied(),
        host: matches.get_one::<String>("host").cloned(),
        poll: matches.get_flag("poll"),
        places: environment::places(matches, folders.root),
        tools: Box::new(move || tools(&templates)),
        cancel: Cancel::default(),
    };
    let (sender, told) = mpsc::channel();
    let server = std::thread::spawn(move || serve(settings, &sender));
    let opens = matches.get_flag("open");
    // Ends when the server has ended and dropped its sender.
    for news in told {
        say(&news, console);
        if let (true, ServeEvent::Started { address, .. }) = (opens, &news)
            && browser::open(address).is_err()
        {
            console.line("浏览器没有自动打开，请把上面的预览地址复制到浏览器的地址栏。");
        }
    }
    let ended = server.join();
    // A PDF may be in the making for a page that nobody waits for any more.
    crate::pdf::end_all();
    match ended {
        Ok(Ok(())) => {
            console.line("预览已结束。");
            Ok(Exit::Done)
        }
        Ok(Err(error)) => Err(error.into()),
        Err(_) => Ok(Exit::Environment),
    }
}

/// What typst needs.
fn tools(templates: &Path) -> Result<Tools, ProjectError> {
    let files = TemplateFiles::read(templates)?;
    let Typography { layouts, fonts } = Typography::read(files.typst, templates, false)?;
    Ok(Tools { layouts, fonts })
}

fn say(news: &ServeEvent, console: &Console) {
    match news {
        ServeEvent::Started {
            address,
            issues,
            count,
        } => {
            console.print(&format!("预览地址：{address}"));
            console.line(&format!(
                "共 {issues} 期，{}。保存文件后网页自动刷新；按 Ctrl-C 结束。",
                words(*count)
            ));
        }
        ServeEvent::Updated {
            count,
            assembled,
            milliseconds,
        } => {
            let time = jiff::Zoned::now().strftime("%H:%M:%S").to_string();
            console.line(&format!("{time} 已更新，{}", words(*count)));
            console.detail(&format!("重新汇编 {assembled} 期，{milliseconds} 毫秒"));
        }
        ServeEvent::Findings(findings, sources) => console.diagnostics(findings, sources),
        ServeEvent::Trouble(reason) => console.error(reason),
    }
}

fn words(count: Count) -> String {
    match (count.errors, count.warnings) {
        (0, 0) => "没有发现问题".to_owned(),
        (errors, 0) => format!("{errors} 个错误"),
        (0, warnings) => format!("{warnings} 个警告"),
        (errors, warnings) => format!("{errors} 个错误，{warnings} 个警告"),
    }
}
