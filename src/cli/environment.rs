//! typst as the command line finds it: where it is said to be, where it is, or installed once.

use std::path::PathBuf;

use clap::ArgMatches;

use super::console::Console;
use crate::pdf::{self, FindError, Installer, Places, Typst};

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
