//! The places where typst may be.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use super::VERSION;

/// The places where typst is looked for, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Named on the command line (`--typst`).
    Option,
    /// Named by the variable `JIANBAO_TYPST`.
    Variable,
    /// Beside our own program.
    Beside,
    /// In the project's tool folder: `.jianbao/typst*/bin/`.
    Project,
    /// In the user's cache, where [`super::install()`] puts it.
    Cache,
    /// In a folder of `PATH`.
    Path,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Option => "--typst 指定的文件",
            Self::Variable => "环境变量 JIANBAO_TYPST 指定的文件",
            Self::Beside => "本程序所在的文件夹",
            Self::Project => "项目的 .jianbao 文件夹",
            Self::Cache => "用户的缓存文件夹",
            Self::Path => "PATH",
        })
    }
}

/// Everything about the environment that decides which typst is found.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The value of `--typst`.
    pub option: Option<PathBuf>,
    /// The value of `JIANBAO_TYPST`.
    pub variable: Option<PathBuf>,
    /// The folder of our own program.
    pub beside: Option<PathBuf>,
    /// The project's folder.
    pub project: Option<PathBuf>,
    /// The cache folder, see [`Places::cache`].
    pub cache: Option<PathBuf>,
    /// The value of `PATH`.
    pub path: Option<OsString>,
}

impl Places {
    /// The environment of this process.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub fn of_this_process(option: Option<PathBuf>, project: Option<PathBuf>) -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            option,
            variable: set("JIANBAO_TYPST").map(PathBuf::from),
            beside: std::env::current_exe()
                .ok()
                .and_then(|program| program.parent().map(Path::to_owned)),
            project,
            cache: cache_folder(|name| set(name), std::env::home_dir()),
            path: set("PATH"),
        }
    }

    /// Where our own installation lies in the cache: `~/.cache/jianbao/typst-<version>`.
    #[must_use]
    pub fn installation(&self) -> Option<PathBuf> {
        Some(self.cache.as_ref()?.join(format!("typst-{VERSION}")))
    }
}

/// The user's cache folder of this process.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
pub(super) fn user_cache() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    cache_folder(set, std::env::home_dir())
}

/// `$XDG_CACHE_HOME/jianbao` or `~/.cache/jianbao`, and `%LOCALAPPDATA%\jianbao` on Windows.
fn cache_folder(
    variable: impl Fn(&str) -> Option<OsString>,
    home: Option<PathBuf>,
) -> Option<PathBuf> {
    let named = |name| {
        variable(name)
            .map(PathBuf::from)
            .filter(|p| p.is_absolute())
    };
    let base = if cfg!(windows) {
        named("LOCALAPPDATA").or_else(|| named("XDG_CACHE_HOME"))
    } else {
        named("XDG_CACHE_HOME")
    };
    let base = base.or_else(|| home.filter(|p| p.is_absolute()).map(|p| p.join(".cache")))?;
    Some(base.join("jianbao"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(windows))]
    #[test]
    fn the_cache_follows_the_variable_only_where_it_is_absolute() {
        let home = Some(PathBuf::from("/home/a"));
        let with = |value: &'static str| cache_folder(|_| Some(value.into()), home.clone());
        assert_eq!(with("/x"), Some("/x/jianbao".into()));
        assert_eq!(with("x"), Some("/home/a/.cache/jianbao".into()));
        assert_eq!(cache_folder(|_| None, None), None);
    }
}
