//! `jianbao contributions`: who sent how many texts (供稿统计), in the terminal or as a workbook.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::folder::write_with_parents;
use super::subcommand::Subcommand;
use super::target::check_target;
use super::{args, environment};
use crate::catalogue;
use crate::contribution::{
    ContributionBook, ContributionColumn, ContributionTally, TallyPlace, TextUse, UnitTally,
    whole_year,
};
use crate::diag::{Diagnostic, Sink, human};
use crate::model::{Audience, IssueId};
use crate::pipeline::{BuildError, Visibility, assembly::plan};
use crate::stage::{Plan, contributions, place_name};
use crate::zh::text::is_wide;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "contributions",
    about: "供稿统计：一年里哪个单位报送几篇、采用几篇、用在哪里、得几分，照内容文件夹里的 计分.yaml 算\n\
            不写年份，就是最近一年；写一个单位，逐篇列出它的",
    arguments: |command| {
        command
            .override_usage("jianbao contributions [年份] [选项]")
            .arg(
                Arg::new("year")
                    .value_name("年份")
                    .value_parser(value_parser!(u16).range(1900..=2999))
                    .help("哪一年，如 2026"),
            )
            .arg(args::text(
                "unit",
                "单位",
                "只列这个单位，逐篇写明用在哪里、几分",
            ))
            .arg(
                Arg::new("to")
                    .long("to")
                    .value_name("文件")
                    .value_parser(value_parser!(PathBuf))
                    .help("写成工作簿，如 供稿统计.xlsx：每年一张汇总、一张逐篇"),
            )
            .arg(args::content())
    },
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folders = environment::folders(matches);
    let sources = environment::content(&folders.content)?;
    let plan = plan(&sources);
    let book = &plan.contributions;
    // Said here too: by what is wrong with rules and list these counts are wrong. What is wrong elsewhere is the matter of check.
    let mut found = Sink::default();
    drop(contributions(&sources, &plan, &mut found));
    let findings = found.into_sorted();
    if !findings.is_empty() {
        console.result(&human::render(&findings, &sources, false));
    }
    if book.rules.is_none() {
        return Err(CommandError::NoScores(folders.content.join("计分.yaml")));
    }
    // As the site for those inside: no drafts, nothing classified.
    let visibility = Visibility::of_site(Audience::Internal);
    let is_shown = |id: &IssueId| {
        let mut issues = plan.issues.iter();
        let issue = issues.find(|issue| issue.id == *id);
        issue.is_some_and(|issue| visibility.admits(issue))
    };
    let years = match matches.get_one::<u16>("year") {
        Some(year) => vec![*year],
        None => book.years(&is_shown),
    };
    let tallies = years.iter();
    let tallies: Vec<ContributionTally> = tallies
        .filter_map(|year| book.tally(whole_year(*year), &is_shown))
        .collect();
    let Some(latest) = tallies.first() else {
        console.result("还没有一篇供稿");
        return Ok(Exit::Done);
    };
    let name = |place: &TallyPlace| place_name(&plan, place);
    if let Some(file) = matches.get_one::<PathBuf>("to") {
        let file = &environment::working().join(file);
        check_target(file, &folders, &["xlsx"])?;
        let bytes = catalogue::workbook(&tallies, &name).map_err(BuildError::from)?;
        write_with_parents(file, &bytes)?;
        console.result(&format!("写了 {}", file.display()));
        return Ok(Exit::Done);
    }
    match matches.get_one::<String>("unit") {
        None => {
            print_table(latest, &name, console);
            print_unknown(book, latest, &is_shown, console);
        }
        Some(typed) => {
            let day = latest.period.1;
            let code = book.directory.find(typed.trim(), day);
            let code = code.map(|code| book.directory.counted(&code, day));
            let unit = code.and_then(|code| latest.units.iter().find(|it| it.unit.code == code));
            let unit = unit.ok_or_else(|| CommandError::UnknownUnit(typed.clone()))?;
            print_unit(unit, &plan, console);
        }
    }
    Ok(match findings.iter().any(Diagnostic::is_error) {
        false => Exit::Done,
        true => Exit::Content,
    })
}

fn print_table(tally: &ContributionTally, name: &dyn Fn(&TallyPlace) -> String, console: &Console) {
    let columns = ContributionColumn::USUAL;
    let mut rows: Vec<Vec<String>> = vec![
        columns
            .iter()
            .flat_map(|column| column.heads(tally, name))
            .collect(),
    ];
    rows.extend(tally.ranked().into_iter().map(|unit| {
        let cells = columns.iter().flat_map(|column| column.cells(tally, unit));
        cells.map(|cell| cell.words()).collect()
    }));
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0))
        .collect();
    console.result(&format!("{}年供稿统计", tally.period.0.year));
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, wide)| {
            let blanks = " ".repeat(wide.saturating_sub(width(cell)));
            format!("{cell}{blanks}")
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        console.result(line.trim_end());
    }
    console.result(&tally.note());
}

/// Sources that no register has: the office may have meant one of its units.
fn print_unknown(
    book: &ContributionBook,
    tally: &ContributionTally,
    is_shown: &dyn Fn(&IssueId) -> bool,
    console: &Console,
) {
    let rules = book.rules.as_ref().map(|rules| rules.at(tally.period.1));
    let series = rules.map(|rules| rules.series()).unwrap_or_default();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, id) in &book.unknown {
        if id.year == tally.period.0.year && series.contains(&id.series.as_str()) && is_shown(id) {
            *counts.entry(name).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return;
    }
    let names = counts
        .iter()
        .map(|(name, count)| format!("{name}（{count}篇）"));
    console.result(&format!(
        "来源不在单位登记表里，没有计：{}。其中有登记的单位，在 units.yaml 里给它加上这个别名",
        names.collect::<Vec<_>>().join("、")
    ));
}

fn print_unit(unit: &UnitTally, plan: &Plan, console: &Console) {
    console.result(&format!(
        "{}：报送{}篇，采用{}篇，得{}分（其中报送{}分），第{}名",
        unit.unit.name, unit.sent, unit.used, unit.points, unit.sent_points, unit.rank
    ));
    for text in &unit.texts {
        let uses = text.uses.iter().filter_map(|(contribution, points)| {
            let place = match &contribution.used {
                TextUse::Issue { id, .. } => {
                    let name = place_name(plan, &TallyPlace::Series(id.series.clone()));
                    format!("{name}（{}）", id.path())
                }
                TextUse::Outlet(name) => name.clone(),
                TextUse::Unused => return None,
            };
            Some(format!("{place} {points}分"))
        });
        let uses: Vec<String> = uses.collect();
        let used = match uses.is_empty() {
            true => "未采用".to_owned(),
            false => format!("{}，计{}分", uses.join("、"), text.points.normalize()),
        };
        console.result(&format!("  {}　{}　{used}", text.date.iso(), text.title));
    }
}

/// How wide `text` is in a terminal, in letters.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}
