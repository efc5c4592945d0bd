//! What several subcommands find in arguments and environment: typst, the part of the archive that is meant, the date.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::console::Console;
use super::error::CommandError;
use crate::pdf::{
    self, FindError, Installer, Options, Places, STANDARDS_WITH_SOURCES, Typst, TypstUnavailable,
};
use crate::pipeline::Selection;
use crate::project::Folders;
use crate::publish;
use crate::source::Sources;
use crate::stage::discover::{DiscoverError, discover};
use crate::zh::date::IssueDate;

/// The folder in which the program was started.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn working() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| Path::new(".").to_owned())
}

/// The folders of the project: as the arguments name them, those that the subcommand has, or as they are found from the working folder.
#[must_use]
pub fn folders(matches: &ArgMatches) -> Folders {
    let path = |name: &str| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
    Folders::find(
        &working(),
        path("content"),
        path("templates"),
        path("output"),
    )
}

/// What lies in the folder of the content; what killed runs left half-written in it is removed.
///
/// # Errors
/// A folder that cannot be listed.
pub fn content(folder: &Path) -> Result<Sources, DiscoverError> {
    discover(folder).map(swept)
}

/// The same files; what killed runs left half-written among them is removed.
#[must_use]
pub fn swept(sources: Sources) -> Sources {
    publish::remove_orphans(sources.unfinished());
    sources
}

/// How PDFs are set, as the arguments say; with `--embed-sources` they carry what they were made from.
#[must_use]
pub fn pdf_options(matches: &ArgMatches) -> Options {
    let mut options = Options::default();
    if asked_for(matches, "embed-sources") {
        options.standards = STANDARDS_WITH_SOURCES;
    }
    options
}

/// A typst to run; installed where none is found, which is said.
///
/// # Errors
/// Why there is none and what to type.
pub fn typst(places: &Places, console: &Console) -> Result<Typst, TypstUnavailable> {
    match pdf::find(places) {
        Ok(typst) => {
            console.detail(&format!("typst：{}", typst.program().display()));
            return Ok(typst);
        }
        Err(FindError::NotFound { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let Some(cache) = &places.cache else {
        return Err(TypstUnavailable::NoCache);
    };
    let installer = Installer::new(cache.clone());
    Ok(pdf::install(&installer, &|text| console.line(text))?)
}

/// Where typst may be, as the arguments and the environment say.
#[must_use]
pub fn places(matches: &ArgMatches, project: PathBuf) -> Places {
    Places::of_this_process(matches.get_one::<PathBuf>("typst").cloned(), Some(project))
}

/// The part of the archive that the arguments name.
///
/// # Errors
/// A series or an issue that the content does not have.
pub fn selection(matches: &ArgMatches, sources: &Sources) -> Result<Selection, CommandError> {
    let selection = Selection {
        series: matches.get_one::<String>("series").cloned(),
        issue: matches
            .get_one::<String>("issue")
            .map(|issue| issue.trim_matches('/').to_owned()),
    };
    let has = |path: String| sources.find(&path).is_some();
    if let Some(series) = &selection.series
        && !has(format!("{series}/series.yaml"))
    {
        return Err(CommandError::UnknownSeries(series.clone()));
    }
    if let Some(issue) = &selection.issue
        && !has(format!("{issue}/issue.yaml"))
    {
        return Err(CommandError::UnknownIssue(issue.clone()));
    }
    Ok(selection)
}

/// The date that is typed, or else today's.
///
/// # Errors
/// What is no date, or a clock that has none.
pub fn date(typed: Option<&String>) -> Result<IssueDate, CommandError> {
    let Some(typed) = typed else {
        let today = jiff::Zoned::now().date();
        let parts = (
            u16::try_from(today.year()),
            u8::try_from(today.month()),
            u8::try_from(today.day()),
        );
        let (Ok(year), Ok(month), Ok(day)) = parts else {
            return Err(CommandError::Clock);
        };
        return IssueDate::new(year, month, Some(day)).map_err(|_| CommandError::Clock);
    };
    IssueDate::parse(typed).map_err(|fault| CommandError::Date {
        typed: typed.clone(),
        fault,
    })
}

/// The issue that is asked for, as `<series>/<year>/<folder>`.
///
/// # Errors
/// One that the content does not have.
pub fn issue(matches: &ArgMatches, sources: &Sources) -> Result<String, CommandError> {
    let typed = matches
        .get_one::<String>("issue")
        .map_or("", String::as_str);
    let issue = typed.trim_matches('/').to_owned();
    if sources.find(&format!("{issue}/issue.yaml")).is_none() {
        return Err(CommandError::UnknownIssue(issue));
    }
    Ok(issue)
}

/// Whether a switch is on; one that the subcommand does not have is off.
fn asked_for(matches: &ArgMatches, name: &str) -> bool {
    matches.try_get_one::<bool>(name).ok().flatten() == Some(&true)
}
