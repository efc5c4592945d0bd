//! What can go wrong while the site is written.

use crate::zh::system_error::in_words;
use std::path::{Path, PathBuf};

/// Why the site could not be written; what stood there before still stands.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder holds files and no manifest of ours.
    NotOurs(PathBuf),
    /// The manifest is not one that this version can read.
    BadManifest(PathBuf),
    /// Something other than a folder stands where one is needed: a file, or a link to elsewhere.
    NotAFolder(PathBuf),
    /// Another build has taken the folder while this one stood still.
    Lost(PathBuf),
    /// A folder for filed issues (归档) holds something else, which is named.
    HoldsOther {
        folder: PathBuf,
        /// What it holds, in words.
        what: String,
    },
    /// A file is not what it was when it was looked at first.
    Shifted(PathBuf),
    /// The system refused.
    Io {
        /// What was to be done.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
}

impl PublishError {
    /// Makes an error out of the system's, saying what was to be done where.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }
}

impl std::fmt::Display for PublishError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOurs(path) => write!(
                f,
                "{} 里已有别的文件，不是 jianbao 生成的文件夹，没有写入。用 --output 指定一个新的或空的文件夹",
                path.display()
            ),
            Self::BadManifest(path) => write!(
                f,
                "{} 读不懂，可能已损坏，或是别的程序、更新的版本写的，没有写入。用 --output 换一个文件夹",
                path.display()
            ),
            Self::NotAFolder(path) => write!(
                f,
                "{} 应当是文件夹，现在是文件或指向别处的链接，没有写入。移走它再生成",
                path.display()
            ),
            Self::Lost(path) => write!(
                f,
                "{} 已由另一个 jianbao 接着写（这台电脑停顿过，或网络断过），这一次什么也没有改。等它写完，再生成一次",
                path.display()
            ),
            Self::HoldsOther { folder, what } => write!(
                f,
                "{} 里{what}，没有写入。用 --to 换一个新的或空的文件夹",
                folder.display()
            ),
            Self::Shifted(path) => write!(
                f,
                "{} 在归档的时候变了，什么也没有写。再运行一次",
                path.display()
            ),
            Self::Io {
                action,
                path,
                source,
            } => {
                let reason = in_words(source);
                write!(f, "{action} {} 失败：{reason}", path.display())
            }
        }
    }
}
