//! What several subcommands find in arguments and surroundings: typst, and the part of the archive that is meant.

use std::path::PathBuf;

use clap::ArgMatches;

use super::console::Console;
use crate::pdf::{self, FindError, Installer, Places, Typst};
use crate::pipeline::Selection;
use crate::source::Sources;

/// A typst to run; installed where none is found, which is said.
///
/// # Errors
/// Why there is none and what to type, in Chinese.
pub fn typst(places: &Places, console: &Console) -> Result<Typst, String> {
    match pdf::find(places) {
        Ok(typst) => {
            console.detail(&format!("typst：{}", typst.program().display()));
            return Ok(typst);
        }
        Err(FindError::NotFound { .. }) => {}
        Err(error) => return Err(error.to_string()),
    }
    let Some(cache) = &places.cache else {
        return Err("没有用户缓存文件夹，typst 无处可装。设置环境变量 HOME 再试，或用 --typst 指明 typst 的位置".to_owned());
    };
    let installer = Installer::new(cache.clone());
    pdf::install(&installer, &|text| console.line(text)).map_err(|error| error.to_string())
}

/// Where typst may be, as the arguments and the surroundings say.
#[must_use]
pub fn places(matches: &ArgMatches, project: PathBuf) -> Places {
    Places::of_this_process(matches.get_one::<PathBuf>("typst").cloned(), Some(project))
}

/// The part of the archive that the arguments name.
///
/// # Errors
/// A series or an issue that the content does not have, in Chinese.
pub fn selection(matches: &ArgMatches, sources: &Sources) -> Result<Selection, String> {
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
        return Err(format!(
            "没有系列“{series}”：内容文件夹里找不到 {series}/series.yaml"
        ));
    }
    if let Some(issue) = &selection.issue
        && !has(format!("{issue}/issue.yaml"))
    {
        return Err(format!(
            "没有“{issue}”这一期：内容文件夹里找不到 {issue}/issue.yaml。写成 系列/年/期，如 ducha/2026/3"
        ));
    }
    Ok(selection)
}
