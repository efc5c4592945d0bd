//! `jianbao import`: what units send in (来稿) becomes fragments; shows first what would be written, and writes only when told to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Arg, ArgMatches, value_parser};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::import_begun::BegunImports;
use super::import_files as files;
use super::import_issue::past_issues;
use super::subcommand::Subcommand;
use super::{args, environment};
use crate::import::{self, Certainty, FileNames, ImportError, ImportOptions, Imported, Revisions};
use crate::metric::MetricRegistry;
use crate::model::UnitRegistry;
use crate::pdf::{self, OfficeError};
use crate::project::Folders;
use crate::source::files::extension;
use crate::stage::discover::SENT_IN;
use crate::stage::{self, Plan};
use crate::zh::system_error::in_words;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "import",
    about: "导入来稿：把各单位交来的 Word、WPS 文件，工作簿，网页和文字变成片段、表格和图片。\n先列出认出了什么、要写什么、什么没有带过来，加 --write 才写进文件；原件留在这一期的“来稿”文件夹里",
    arguments: |command| {
        command
            .override_usage("jianbao import <文件或文件夹>… [--to 系列/年/期] [选项]")
            .arg(
                Arg::new("files")
                    .value_name("文件或文件夹")
                    .required(true)
                    .num_args(1..)
                    .value_parser(value_parser!(PathBuf))
                    .help("交来的文件，可以有几个；写文件夹就是里面的全部文件"),
            )
            .arg(args::text(
                "to",
                "系列/年/期",
                "放进哪一期，如 ducha/2026/3；不写就只看看变成什么样",
            ))
            .arg(
                Arg::new("as")
                    .long("as")
                    .value_name("种类")
                    .value_parser(["fragment", "table", "issue", "片段", "表格", "一期"])
                    .default_value("fragment")
                    .hide_default_value(true)
                    .hide_possible_values(true)
                    .help("当作什么：片段 fragment（默认）；表格 table，只要里面的表格；一期 issue，往期整篇的文件，--to 也可以只写系列"),
            )
            .arg(
                Arg::new("revisions")
                    .long("revisions")
                    .value_name("怎么办")
                    .value_parser(["接受", "拒绝", "accept", "refuse"])
                    .default_value("接受")
                    .hide_default_value(true)
                    .hide_possible_values(true)
                    .help("Word 文件里的修订：接受（默认）或拒绝"),
            )
            .arg(args::flag("write", "照列出的写进文件"))
            .arg(args::content())
    },
    run,
};

/// The issue into whose folder fragments go.
struct IssueFolder {
    path: PathBuf,
    /// As it was typed: `ducha/2026/3`.
    id: String,
    registry: Option<Arc<UnitRegistry>>,
    /// The metrics (指标) that its series registers.
    metrics: Option<Arc<MetricRegistry>>,
    /// Whether its series is made of articles.
    articles: bool,
    /// The units that have a fragment there already, with its path below the folder.
    units: Vec<(String, String)>,
}

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let working = std::env::current_dir().unwrap_or_else(|_| Path::new(".").to_owned());
    let content = matches.get_one::<PathBuf>("content").cloned();
    let folders = Folders::find(&working, content, None, None);
    let typed: Vec<PathBuf> = matches
        .get_many("files")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let found = files::find(&typed)?;
    let says = |name: &str, word: &str| {
        matches
            .get_one::<String>(name)
            .is_some_and(|said| said == word)
    };
    let only_tables = says("as", "table") || says("as", "表格");
    let refused = says("revisions", "拒绝") || says("revisions", "refuse");
    if says("as", "issue") || says("as", "一期") {
        let revisions = if refused {
            Revisions::Refused
        } else {
            Revisions::Accepted
        };
        let to = matches
            .get_one::<String>("to")
            .map(|typed| typed.trim_matches('/'));
        return past_issues(
            &found,
            &folders,
            to,
            revisions,
            matches.get_flag("write"),
            console,
        );
    }
    let issue = match matches.get_one::<String>("to") {
        Some(typed) => Some(issue_folder(&folders, typed.trim_matches('/'))?),
        None => None,
    };
    let options = ImportOptions {
        series: None,
        revisions: if refused {
            Revisions::Refused
        } else {
            Revisions::Accepted
        },
        registry: issue.as_ref().and_then(|issue| issue.registry.as_deref()),
        metrics: issue.as_ref().and_then(|issue| issue.metrics.as_deref()),
        articles: issue.as_ref().is_some_and(|issue| issue.articles),
        only_tables,
    };
    let taken = issue
        .as_ref()
        .map(|issue| files::names_below(&issue.path))
        .unwrap_or_default();
    let mut taken = FileNames::with(taken);
    let known = issue
        .as_ref()
        .map(|issue| files::known(&issue.path))
        .unwrap_or_default();
    let mut begun = issue
        .as_ref()
        .map(|issue| BegunImports::read(&issue.path, &known));
    let writes = matches.get_flag("write");
    let mut rows: Vec<(String, Option<Certainty>, String)> = Vec::new();
    let several = found.len() > 1;
    for path in &found {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let row = match one(path, &name, &options, &mut taken, &known, begun.as_ref()) {
            Err(reason) => {
                console.error(&format!("{}{reason}", path.display()));
                (name, None, reason.to_string())
            }
            Ok(FileOutcome::Before(kept)) => {
                console.result(&format!("{name}　已经导入过（{SENT_IN}/{kept}），跳过"));
                (name, Some(Certainty::Certain), "导入过".to_owned())
            }
            Ok(FileOutcome::Now(bytes, imported)) => {
                show(&name, &imported, issue.as_ref(), several, console);
                if let (Some(issue), Some(begun), true) = (&issue, &mut begun, writes) {
                    let to = (issue.path.as_path(), issue.id.as_str());
                    begun.import(to, &name, &bytes, &imported, console)?;
                }
                let made = imported
                    .name
                    .clone()
                    .unwrap_or_else(|| format!("{} 个表格和图片", imported.files.len()));
                (name, Some(imported.report.certainty), made)
            }
        };
        rows.push(row);
    }
    finish(&rows, issue.as_ref(), writes, &typed, console);
    if let Some(begun) = &begun {
        begun.say_rest(console);
    }
    Ok(
        match rows.iter().any(|(_, certainty, _)| certainty.is_none()) {
            true => Exit::Content,
            false => Exit::Done,
        },
    )
}

fn issue_folder(folders: &Folders, id: &str) -> Result<IssueFolder, CommandError> {
    let sources = environment::content(&folders.content)?;
    if sources.find(&format!("{id}/issue.yaml")).is_none() {
        return Err(CommandError::UnknownIssue(id.to_owned()));
    }
    let plan: Plan = stage::plan(&sources);
    let planned = plan.issues.iter().find(|issue| issue.id.path() == id);
    let series = planned.and_then(|issue| plan.series_of(issue));
    let registry = series.map(|series| Arc::clone(&series.units));
    let metrics = series.map(|series| Arc::clone(&series.metrics));
    let units = sources
        .below(id)
        .filter_map(|(file, path)| {
            let path = path[id.len() + 1..].to_owned();
            let name = import::unit_of(sources.text(file)).filter(|_| path.ends_with(".md"))?;
            Some((name, path))
        })
        .collect();
    Ok(IssueFolder {
        path: folders.content.join(id),
        id: id.to_owned(),
        registry: registry.filter(|registry| !registry.units.is_empty()),
        metrics: metrics.filter(|metrics| !metrics.is_empty()),
        articles: series
            .is_some_and(|series| series.series.layout == crate::model::Layout::Bulletin),
        units,
    })
}

/// What became of a file.
enum FileOutcome {
    /// It has been imported before, under this name.
    Before(String),
    Now(Vec<u8>, Box<Imported>),
}

/// Why nothing was made of a file.
#[derive(Debug, thiserror::Error)]
enum RefusedFile {
    #[error(" 读不了：{}", in_words(.0))]
    Unreadable(#[from] std::io::Error),
    #[error(" {0}")]
    Import(#[from] ImportError),
    #[error(" {0}。在 Word、WPS 里打开，“另存为”选“.docx”")]
    Office(OfficeError),
}

fn one(
    path: &Path,
    name: &str,
    options: &ImportOptions<'_>,
    taken: &mut FileNames,
    known: &BTreeMap<String, String>,
    begun: Option<&BegunImports>,
) -> Result<FileOutcome, RefusedFile> {
    let bytes = files::read(path)?;
    let sum = files::checksum(&bytes);
    if let Some(kept) = known.get(&sum) {
        return Ok(FileOutcome::Before(kept.clone()));
    }
    if let Some(begun) = begun {
        taken.release(begun.names(&sum));
    }
    let made = match import::fragment(name, &bytes, options, taken) {
        Err(ImportError::OldDocument) => {
            let read = pdf::as_docx(&bytes, &extension(name)).map_err(|error| match error {
                OfficeError::Missing => ImportError::OldDocument.into(),
                error => RefusedFile::Office(error),
            })?;
            let base = name.rsplit_once('.').map_or(name, |(base, _)| base);
            let mut made = import::fragment(&format!("{base}.docx"), &read, options, taken)?;
            let said = "旧格式的文件，由 LibreOffice 转成 .docx 再读";
            made.report.understood.insert(0, said.to_owned());
            made
        }
        made => made?,
    };
    Ok(FileOutcome::Now(bytes, Box::new(made)))
}

/// Prints what was understood and what would be written.
fn show(
    name: &str,
    made: &Imported,
    issue: Option<&IssueFolder>,
    several: bool,
    console: &Console,
) {
    console.result(&format!("{name}　{}", made.report.certainty.word()));
    for line in made.report.lines() {
        console.result(&format!("  {line}"));
    }
    let twin = made.unit.as_ref().and_then(|unit| {
        let units = issue
            .map(|issue| issue.units.as_slice())
            .unwrap_or_default();
        let is_own = |path: &String| made.name.as_ref() == Some(path);
        units
            .iter()
            .find(|(known, path)| known == unit && !is_own(path))
    });
    if let Some((unit, path)) = twin {
        console.result(&format!(
            "  这一期里已经有“{unit}”的片段 {path}：两份留一份，核对以后删去不要的"
        ));
    }
    for file in &made.files {
        console.result(&format!(
            "  新文件 {}（{} 字节）",
            file.name,
            file.bytes.len()
        ));
        if several {
            continue;
        }
        if file.name.ends_with(".yaml") {
            String::from_utf8_lossy(&file.bytes)
                .lines()
                .for_each(|line| console.added(line));
        }
    }
    if let Some(fragment) = &made.name {
        console.result(&format!("  新片段 {fragment}"));
        let most = if several { 8 } else { usize::MAX };
        made.text
            .lines()
            .take(most)
            .for_each(|line| console.added(line));
        if made.text.lines().count() > most {
            console.result("    ……");
        }
    }
    console.result("");
}

fn finish(
    rows: &[(String, Option<Certainty>, String)],
    issue: Option<&IssueFolder>,
    writes: bool,
    typed: &[PathBuf],
    console: &Console,
) {
    if rows.len() > 1 {
        console.result("各个来稿：");
        for (name, certainty, made) in rows {
            let word = certainty.map_or("不行", Certainty::word);
            console.result(&format!("  {word}　{name}　→ {made}"));
        }
    }
    if rows.iter().all(|(_, certainty, _)| certainty.is_none()) {
        return;
    }
    let typed: Vec<String> = typed
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    match (issue, writes) {
        (Some(_), true) => {}
        (Some(issue), false) => console.result(&format!(
            "以上只是预览，什么也没有写。照此写进去，运行：jianbao import {} --to {} --write",
            typed.join(" "),
            issue.id
        )),
        (None, _) => console
            .result("以上只是预览，什么也没有写。要写进一期，加上 --to 系列/年/期 和 --write"),
    }
}
