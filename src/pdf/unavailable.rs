//! Why there is no typst to run.

use super::{FindError, InstallError};

/// Why there is no typst to run, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypstUnavailable {
    /// A file that somebody named cannot be used.
    #[error(transparent)]
    Find(#[from] FindError),
    /// None was found, and there is no cache folder to install it in.
    #[error(
        "没有用户缓存文件夹，typst 无处可装。设置环境变量 HOME 再试，或用 --typst 指明 typst 的位置"
    )]
    NoCache,
    /// None was found, and it could not be installed.
    #[error(transparent)]
    Install(#[from] InstallError),
}
