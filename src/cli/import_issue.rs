//! `jianbao import --as issue`: past issues (往期) whole, each into a folder of its own. What lies there already is left as it is, so that a run may be done again.

use std::path::{Path, PathBuf};

use super::console::Console;
use super::environment;
use super::error::CommandError;
use super::exit::Exit;
use super::import_files as files;
use crate::import::{self, Certainty, ImportError, ImportOptions, PastIssue, Revisions};
use crate::model::Dated;
use crate::pdf;
use crate::project::Folders;
use crate::source::files::extension;
use crate::stage;
use crate::stage::discover::SENT_IN;
use crate::stage::parse::SeriesSpec;
use crate::zh::system_error::in_words;

/// A row of the table at the end: the file, how sure it is, and what became of it.
type IssueRow = (String, Option<Certainty>, String);

/// Imports the files `found` as past issues of the series or into the issue `to`.
///
/// # Errors
/// A series that there is not, or a disk that takes nothing.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn past_issues(
    found: &[PathBuf],
    folders: &Folders,
    to: Option<&str>,
    revisions: Revisions,
    writes: bool,
    console: &Console,
) -> Result<Exit, CommandError> {
    let parts = |to: &str| Path::new(to).components().count();
    let series = to.map(|to| {
        Path::new(to)
            .iter()
            .next()
            .and_then(|name| name.to_str())
            .unwrap_or(to)
    });
    if let Some(series) = series
        && !folders.content.join(series).join("series.yaml").is_file()
    {
        return Err(CommandError::UnknownSeries(series.to_owned()));
    }
    let known = match series {
        Some(series) => known_series(folders, series)?,
        None => None,
    };
    let fixed = to.filter(|to| parts(to) == 3 && found.len() == 1);
    let mut rows: Vec<IssueRow> = Vec::new();
    for path in found {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let bytes = match files::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let why = in_words(&error);
                console.error(&format!("{} 读不了：{why}", path.display()));
                rows.push((name, None, "读不了".to_owned()));
                continue;
            }
        };
        let made = match read(&name, &bytes, revisions, known.as_ref()) {
            Ok(made) => made,
            Err(error) => {
                console.error(&format!("{} {error}", path.display()));
                rows.push((name, None, error.to_string()));
                continue;
            }
        };
        let place = match (fixed, series, &made.place) {
            (Some(fixed), ..) => Some(fixed.to_owned()),
            (None, Some(series), Some(place)) => Some(format!("{series}/{place}")),
            _ => None,
        };
        show(&name, &made, place.as_deref(), found.len() > 1, console);
        let outcome = match place {
            None => "不知道放在哪一年哪一期，没有写；用 --to 系列/年/期 单独导入".to_owned(),
            Some(place) if !writes => place,
            Some(place) => write(&folders.content.join(&place), &place, &name, &bytes, &made)?,
        };
        rows.push((name, Some(made.report.certainty), outcome));
    }
    console.result("各个文件：");
    for (name, certainty, outcome) in &rows {
        let word = certainty.map_or("不行", Certainty::word);
        console.result(&format!("  {word}　{name}　→ {outcome}"));
    }
    if !writes {
        console.result(
            "以上只是预览，什么也没有写。要写进去，加上 --to 系列（或 系列/年/期）和 --write",
        );
    }
    Ok(
        match rows.iter().any(|(_, certainty, _)| certainty.is_none()) {
            true => Exit::Content,
            false => Exit::Done,
        },
    )
}

/// What `series.yaml` says at each time.
fn known_series(folders: &Folders, code: &str) -> Result<Option<Dated<SeriesSpec>>, CommandError> {
    let plan = stage::plan(&environment::content(&folders.content)?);
    let mut series = plan.series.into_iter();
    Ok(series.find(|series| series.last().series.code == code))
}

fn read(
    name: &str,
    bytes: &[u8],
    revisions: Revisions,
    series: Option<&Dated<SeriesSpec>>,
) -> Result<PastIssue, ImportError> {
    let options = ImportOptions {
        revisions,
        series,
        ..ImportOptions::default()
    };
    match import::past_issue(name, bytes, &options) {
        Err(ImportError::OldDocument) => {
            let Ok(read) = pdf::as_docx(bytes, &extension(name)) else {
                return Err(ImportError::OldDocument);
            };
            import::past_issue(name, &read, &options)
        }
        made => made,
    }
}

fn show(name: &str, made: &PastIssue, place: Option<&str>, several: bool, console: &Console) {
    let word = made.report.certainty.word();
    console.result(&format!(
        "{name}　{word}　→ {}",
        place.unwrap_or("不知道放在哪里")
    ));
    for line in made.report.lines() {
        console.result(&format!("  {line}"));
    }
    for file in &made.files {
        console.result(&format!(
            "  新文件 {}（{} 字节）",
            file.name,
            file.bytes.len()
        ));
        let is_text = file.name.ends_with(".md") || file.name.ends_with(".yaml");
        if is_text && (!several || file.name == "issue.yaml") {
            String::from_utf8_lossy(&file.bytes)
                .lines()
                .for_each(|line| console.added(line));
        }
    }
    console.result("");
}

/// Writes the issue into its folder, unless one lies there; what became of it.
fn write(
    folder: &Path,
    place: &str,
    name: &str,
    bytes: &[u8],
    made: &PastIssue,
) -> Result<String, CommandError> {
    if folder.join("issue.yaml").symlink_metadata().is_ok() {
        return Ok(format!("{place} 已经有了，没有写"));
    }
    // A run that was stopped left some of it, and not yet what makes it an issue.
    let rest: Vec<(String, Vec<u8>)> = made
        .files
        .iter()
        .filter(|file| files::read(&folder.join(&file.name)).ok().as_ref() != Some(&file.bytes))
        .map(|file| (file.name.clone(), file.bytes.clone()))
        .collect();
    let report = format!("{name}\n\n{}\n", made.report.lines().join("\n"));
    let (issue, rest): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|(name, _)| name == "issue.yaml");
    files::write_new(folder, &rest)?;
    files::keep(folder, name, bytes, &report)?;
    files::write_new(folder, &issue)?;
    Ok(format!("写了 {place}，原件在 {SENT_IN}/"))
}
