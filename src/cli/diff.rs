//! `jianbao diff`: what changed since somebody read an issue, in words, numbers first; on the terminal or as a list (改动清单) for the signer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Arg, ArgMatches};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::pieces::marked_pieces;
use super::reporter::ConsoleReporter;
use super::subcommand::Subcommand;
use super::target::check_target;
use super::typography::Typography;
use super::{args, environment};
use crate::model::{Document, IssueId};
use crate::pdf::Options;
use crate::pipeline::{
    IssueState, StateError, StateLines, Typesetting, assembly::plan, compared, plain_lines,
    state_lines,
};
use crate::project::{Folders, TemplateFiles};
use crate::publish::{SiteText, site_texts, write_private};
use crate::render::{html, text};
use crate::revision::{ChangeKind, ComparedIssue, WordingChange, change_list, summary};
use crate::source::Sources;
use crate::stage::Plan;
use crate::stage::discover::discover;
use crate::zh::date::IssueDate;
use crate::zh::numeral::parse_han;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "diff",
    about: "改了什么：领导看过的送审稿和现在相比、两个日子相比、两次生成的资料库相比，数字在前\n不写哪一期，就列出每一期",
    arguments: |command| {
        command
            .override_usage("jianbao diff [系列/年/期] [选项]")
            .arg(
                Arg::new("issue")
                    .value_name("系列/年/期")
                    .help("哪一期，如 ducha/2026/3"),
            )
            .arg(args::text(
                "from",
                "哪一稿",
                "从哪一稿：送审（最近一次，默认）、第2稿、印发、日期（那天手里的一稿）、资料库或内容文件夹的位置",
            ))
            .arg(args::text("to", "哪一稿", "到哪一稿，写法相同，默认是“现在”"))
            .arg(args::path(
                "write",
                "文件",
                "写成改动清单：.pdf 供签批，.html 供网上看，.txt 供粘贴",
            ))
            .arg(args::content())
            .arg(args::templates())
            .arg(args::typst())
    },
    run,
};

/// One side of a comparison.
enum Side {
    State(IssueState, String),
    /// Other content, as it is there.
    Content(Box<Sources>, Box<Plan>, String),
    Site(BTreeMap<IssueId, SiteText>, String),
}

impl Side {
    fn is_site(&self) -> bool {
        matches!(self, Self::Site(..))
    }
}

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let working = environment::working();
    let folders = environment::folders(matches);
    let write = matches
        .get_one::<PathBuf>("write")
        .map(|target| working.join(target));
    let kind = match &write {
        Some(target) => check_target(target, &folders, &["pdf", "html", "txt"])?,
        None => "",
    };
    let typed = |name: &str| matches.get_one::<String>(name).map(|text| text.trim());
    let from = side(typed("from").unwrap_or("送审"), &working)?;
    let to = side(typed("to").unwrap_or("现在"), &working)?;
    for (one, other) in [(&from, &to), (&to, &from)] {
        if let (true, Side::State(state, name)) = (one.is_site(), other)
            && *state != IssueState::Now
        {
            return Err(CommandError::SiteAgainstState(name.clone()));
        }
    }
    let sources = discover(&folders.content)?;
    let plan = plan(&sources);
    let places = environment::places(matches, folders.root.clone());
    let reporter = ConsoleReporter::new(console, &sources, places, Instant::now(), false);
    let plain = from.is_site() || to.is_site();
    let lines = |side: &Side, id: &IssueId| lines(side, id, plain, (&sources, &plan), &reporter);

    let asked = typed("issue").map(|issue| issue.trim_matches('/').to_owned());
    let mut ids: Vec<IssueId> = plan.issues.iter().map(|issue| issue.id.clone()).collect();
    for one in [&from, &to] {
        match one {
            Side::Site(texts, _) => ids.extend(texts.keys().cloned()),
            Side::Content(_, plan, _) => ids.extend(plan.issues.iter().map(|one| one.id.clone())),
            Side::State(..) => {}
        }
    }
    ids.sort();
    ids.dedup();
    if let Some(asked) = &asked {
        ids.retain(|id| id.path() == *asked);
        if ids.is_empty() {
            return Err(CommandError::UnknownIssue(asked.clone()));
        }
    }
    let mut found = Vec::new();
    for id in ids {
        let both = lines(&from, &id).and_then(|from| {
            let from = from.map(|from| Ok((from, lines(&to, &id)?)));
            from.transpose()
        });
        match both {
            Ok(Some((from, Some(to)))) => found.push(compared(id, &from, &to)),
            Ok(_) => {}
            Err(error) if asked.is_some() => return Err(error.into()),
            // Among all issues there are many that nobody was shown, and some that are still being written.
            Err(StateError::Nothing(_) | StateError::Unknown { .. }) => {}
            Err(error) => console.plain(&format!("注意：{error}")),
        }
    }
    if found.is_empty() {
        return Err(CommandError::NothingInCommon);
    }
    let changed: Vec<ComparedIssue> = match asked {
        Some(_) => found.clone(),
        None => found
            .iter()
            .filter(|one| !one.changes.is_empty())
            .cloned()
            .collect(),
    };
    let Some(target) = write else {
        for issue in &changed {
            say(issue, console);
        }
        let same = found.len() - changed.len();
        match (changed.is_empty(), same) {
            (true, _) => console.result(&format!("对照了 {same} 期，都没有改动")),
            (false, 0) => {}
            (false, _) => console.result(&format!("另有 {same} 期没有改动")),
        }
        return Ok(Exit::Done);
    };
    let date = environment::date(None)?;
    let listed = if changed.is_empty() {
        &found[..1]
    } else {
        &changed[..]
    };
    let Some(list) = change_list(listed, date) else {
        return Err(CommandError::NothingInCommon);
    };
    let bytes = match kind {
        "html" => html::standalone_page(&list),
        "txt" => text::issue(&list),
        _ => match set(&folders, &sources, &list, &reporter)? {
            Some(bytes) => bytes,
            None => return Ok(Exit::Content),
        },
    };
    write_private(&target, &bytes)?;
    let count: usize = changed.iter().map(|issue| issue.changes.len()).sum();
    console.result(&format!("改动清单共 {count} 处，写在 {}", target.display()));
    Ok(Exit::Done)
}

fn set(
    folders: &Folders,
    sources: &Sources,
    list: &Document,
    reporter: &ConsoleReporter<'_>,
) -> Result<Option<Vec<u8>>, CommandError> {
    let files = TemplateFiles::read(&folders.templates)?;
    let typography = Typography::read(files.typst, &folders.templates, false)?;
    let typesetting = Typesetting {
        sources,
        layouts: &typography.layouts,
        fonts: &typography.fonts,
        options: &Options::default(),
    };
    let compiled = typesetting.set(list, reporter)?;
    Ok(compiled.map(|compiled| compiled.bytes))
}

/// The lines of the issue `id` on one side; none where that side does not have it.
fn lines(
    side: &Side,
    id: &IssueId,
    plain: bool,
    (sources, own): (&Sources, &Plan),
    reporter: &ConsoleReporter<'_>,
) -> Result<Option<StateLines>, StateError> {
    let of = |sources: &Sources, plan: &Plan, state: IssueState| {
        let issue = plan.issues.iter().find(|issue| issue.id == *id);
        issue
            .map(|issue| state_lines(sources, plan, issue, state, plain, reporter))
            .transpose()
    };
    match side {
        Side::State(state, _) => of(sources, own, *state),
        Side::Content(sources, plan, name) => {
            let lines = of(sources, plan, IssueState::Now)?;
            Ok(lines.map(|lines| StateLines {
                name: name.clone(),
                ..lines
            }))
        }
        Side::Site(texts, name) => Ok(texts.get(id).map(|text| StateLines {
            name: name.clone(),
            title: text.title.clone(),
            lines: plain_lines(&text.text),
        })),
    }
}

/// What was typed for one side.
fn side(typed: &str, working: &Path) -> Result<Side, CommandError> {
    let state = |state| Ok(Side::State(state, typed.to_owned()));
    match typed {
        "现在" => return state(IssueState::Now),
        "送审" | "送审稿" => return state(IssueState::Latest),
        "印发" => return state(IssueState::Issued),
        _ => {}
    }
    let number = typed.strip_prefix('第').unwrap_or(typed).strip_suffix('稿');
    let number = number.and_then(|number| number.parse().ok().or_else(|| parse_han(number)));
    if let Some(number) = number {
        return state(IssueState::Draft(number));
    }
    if let Ok(date) = IssueDate::parse(typed) {
        return state(IssueState::On(date));
    }
    folder(typed, &working.join(typed))
}

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn folder(typed: &str, folder: &Path) -> Result<Side, CommandError> {
    if !folder.is_dir() {
        return Err(CommandError::UnknownState(typed.to_owned()));
    }
    if let Some(texts) = site_texts(folder)? {
        return Ok(Side::Site(texts, format!("资料库 {typed}")));
    }
    if !folder.join("site.yaml").is_file() {
        return Err(CommandError::NoStates(folder.to_owned()));
    }
    let sources = discover(folder)?;
    let plan = plan(&sources);
    let name = format!("内容文件夹 {typed}");
    Ok(Side::Content(Box::new(sources), Box::new(plan), name))
}

fn say(issue: &ComparedIssue, console: &Console) {
    console.result(&format!(
        "{}《{}》由{}到{}：{}",
        issue.id,
        issue.title,
        issue.from,
        issue.to,
        summary(&issue.changes)
    ));
    for (kind, word) in ChangeKind::ALL {
        let changes = issue.changes.iter().filter(|change| change.kind == kind);
        for (number, change) in changes.enumerate() {
            if number == 0 {
                console.result(&format!("  {word}"));
            }
            say_change(change, console);
        }
    }
}

fn say_change(change: &WordingChange, console: &Console) {
    let place = change.position();
    if !place.is_empty() {
        console.result(&format!("    {place}"));
    }
    match change.kind {
        ChangeKind::Moved => console.result(&format!(
            "      移到这里：{}",
            marked_pieces(&change.before)
        )),
        _ => {
            if !change.before.is_empty() {
                console.removed(&marked_pieces(&change.before));
            }
            if !change.after.is_empty() {
                console.added(&marked_pieces(&change.after));
            }
        }
    }
}
