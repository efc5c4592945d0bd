//! `jianbao status`: who has sent what for an issue in preparation, and what is missing from whom.

use clap::{Arg, ArgMatches};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use super::{args, environment};
use crate::model::{Delivery, ReportingUnit};
use crate::pipeline::{IssueStatus, Selection, assembly::plan, status};
use crate::source::Sources;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "status",
    about: "报送情况：正在准备的一期，谁报来了，谁还没有报，哪些问题没有下文；齐了退出状态是 0，没齐是 1\n不写哪一期，就看各系列的草稿，没有草稿的看还没有印发的最后一期",
    arguments: |command| {
        command
            .override_usage("jianbao status [系列 或 系列/年/期] [选项]")
            .arg(
                Arg::new("which")
                    .value_name("系列 或 系列/年/期")
                    .help("哪个系列，如 ducha；或哪一期，如 ducha/2026/3"),
            )
            .arg(args::content())
    },
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folders = environment::folders(matches);
    let sources = environment::content(&folders.content)?;
    let selection = selection(matches.get_one::<String>("which"), &sources)?;
    let issues = status(&sources, &plan(&sources), &selection);
    if issues.is_empty() {
        console.result("没有正在准备的一期");
        return Ok(Exit::Done);
    }
    for issue in &issues {
        for line in lines(issue) {
            console.result(&line);
        }
    }
    Ok(match issues.iter().all(IssueStatus::is_complete) {
        true => Exit::Done,
        false => Exit::Content,
    })
}

fn selection(typed: Option<&String>, sources: &Sources) -> Result<Selection, CommandError> {
    let Some(typed) = typed.map(|typed| typed.trim().trim_matches('/').to_owned()) else {
        return Ok(Selection::default());
    };
    let has = |path: String| sources.find(&path).is_some();
    if typed.contains('/') {
        return match has(format!("{typed}/issue.yaml")) {
            true => Ok(Selection {
                issue: Some(typed),
                ..Selection::default()
            }),
            false => Err(CommandError::UnknownIssue(typed)),
        };
    }
    match has(format!("{typed}/series.yaml")) {
        true => Ok(Selection {
            series: Some(typed),
            ..Selection::default()
        }),
        false => Err(CommandError::UnknownSeries(typed)),
    }
}

/// What is said of one issue: its name, then what is there and what is missing.
fn lines(issue: &IssueStatus) -> Vec<String> {
    let draft = if issue.is_draft { "（草稿）" } else { "" };
    let mut lines = vec![format!("{}　{}{draft}", issue.id, issue.title)];
    let reporting = &issue.reporting;
    match reporting.units.is_empty() {
        true => lines.push("  没有哪个单位必须报送".to_owned()),
        false => {
            let closing = reporting.closing.as_ref();
            let closing =
                closing.map_or_else(String::new, |date| format!("截止{}，", date.value.arabic()));
            lines.push(format!("  {closing}{}", reporting.counts().words()));
        }
    }
    let named = |word: &str, holds: &dyn Fn(&ReportingUnit) -> bool| {
        let units = reporting.units.iter().filter(|unit| holds(unit));
        let names: Vec<String> = units
            .map(|unit| match unit.late {
                Some(days) => format!("{}（迟{days}天）", unit.name),
                None => unit.name.clone(),
            })
            .collect();
        (!names.is_empty()).then(|| format!("  {word}：{}", names.join("、")))
    };
    lines.extend(named("未报", &|unit| unit.delivery == Delivery::Silent));
    lines.extend(named("零报", &|unit| unit.delivery == Delivery::Nil));
    lines.extend(named("已报", &|unit| unit.delivery == Delivery::Report));
    for unit in &reporting.units {
        if !unit.missing.is_empty() {
            lines.push(format!(
                "  缺项：{}缺{}",
                unit.name,
                unit.missing.join("、")
            ));
        }
    }
    if let Some(counts) = issue.ledger {
        lines.push(format!("  问题台账：{}", counts.words()));
    }
    for (unit, number, standing) in &issue.untold {
        lines.push(format!("  没有下文：{unit}的 {number}（{standing}）"));
    }
    lines.push(match issue.is_complete() {
        true => "  齐了".to_owned(),
        false => "  还没有齐".to_owned(),
    });
    lines
}
