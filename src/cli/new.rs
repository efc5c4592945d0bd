//! `jianbao new`: the folder of the next issue, with a place for everything that must be written.

use std::io;
use std::path::Path;

use clap::{Arg, ArgMatches};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::folder::write_whole;
use super::subcommand::Subcommand;
use super::{args, environment};
use crate::scaffold::{Scaffold, ScaffoldError, ScaffoldOptions, scaffold};
use crate::source::Sources;
use crate::source::remarks::UNWRITTEN;
use crate::stage::{self, Plan};
use crate::zh::system_error::in_words;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "new",
    about: "新建一期：按系列编好号，照上一期搭好提纲，给每个该报送的单位备好片段。\n系列写文件夹名，如 jianbao new ducha",
    arguments: |command| {
        command
            .override_usage("jianbao new <系列> [选项]")
            .arg(Arg::new("series").value_name("系列"))
            .arg(args::text(
                "date",
                "日期",
                "成文日期，如 2026-03-05，默认是今天",
            ))
            .arg(args::text("title", "标题", "标题，可以以后再写"))
            .arg(args::content())
    },
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folders = environment::folders(matches);
    let date = environment::date(matches.get_one::<String>("date"))?;
    let sources = environment::content(&folders.content)?;
    let plan = stage::plan(&sources);
    let series = matches.get_one::<String>("series");
    let Some(series) = series.map(|series| series.trim_matches('/').to_owned()) else {
        let known = plan
            .series
            .iter()
            .map(|spec| spec.last().series.code.clone());
        return Err(CommandError::NoSeries {
            known: known.collect(),
        });
    };
    let title = matches.get_one::<String>("title");
    let wish = ScaffoldOptions {
        series,
        date,
        title: title
            .map(|title| title.trim().to_owned())
            .filter(|t| !t.is_empty()),
    };
    let made = make(&folders.content, &sources, &plan, &wish)?;
    report(&made, &folders.content, console);
    Ok(Exit::Done)
}

/// Makes the folder of the issue that `wish` asks for.
///
/// # Errors
/// Why there is none.
pub fn make(
    content: &Path,
    sources: &Sources,
    plan: &Plan,
    wish: &ScaffoldOptions,
) -> Result<Scaffold, CommandError> {
    let made = scaffold(sources, plan, wish)?;
    match write_whole(&content.join(made.id.path()), &made.files) {
        Ok(()) => Ok(made),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(ScaffoldError::Exists(made.id).into())
        }
        Err(error) => Err(CommandError::NewIssue {
            issue: made.id.to_string(),
            reason: in_words(&error),
        }),
    }
}

fn report(made: &Scaffold, content: &Path, console: &Console) {
    let folder = content.join(made.id.path());
    console.result(&format!("新建了 {}", folder.display()));
    for (path, _) in &made.files {
        console.line(&format!("  {path}"));
    }
    if let Some(model) = &made.model {
        console.line(&format!("提纲照 {model} 搭好，正文没有照搬。"));
    }
    if !made.units.is_empty() {
        console.line(&format!(
            "有 {} 个单位要报送：{}。",
            made.units.len(),
            made.units.join("、")
        ));
    }
    console.line(&format!(
        "接着：把“{}”换成内容，用 jianbao serve 边写边看；写完删去 issue.yaml 里的“草稿: true”，再运行 jianbao build。",
        UNWRITTEN
    ));
}
