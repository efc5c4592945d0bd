//! Why a project's templates or fonts cannot be used. The data is in the variants, the words only in `Display`.

use crate::zh::system_error::in_words;
use std::io;
use std::path::{Path, PathBuf};

/// Why a project's templates or fonts cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProjectError {
    /// The templates folder cannot be read; with what the system said.
    #[error("读不了模板文件夹 {}：{reason}", folder.display())]
    Templates {
        /// As it was looked for.
        folder: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The fonts below the templates folder cannot be read or laid out.
    #[error("读不了字体文件夹 {}：{reason}", folder.display())]
    Fonts {
        /// The templates folder.
        folder: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The table of fonts cannot be read.
    #[error("读不了字体表 {}：{reason}", path.display())]
    FontTable {
        /// The table.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The table of fonts is not one.
    #[error("字体表 {}：{fault}", path.display())]
    BadFontTable {
        /// The table.
        path: PathBuf,
        /// What is wrong with it.
        fault: FontTableFault,
    },
    /// Fonts that the table wants first are not there, and a substitute is refused (`--strict-fonts`).
    #[error(
        "字体不全：{}。把字体文件放进 templates/fonts/local/，或不加 --strict-fonts 用替代字体",
        list(missing)
    )]
    Substitutes {
        /// The role (用途) and the family that it wants.
        missing: Vec<(String, String)>,
    },
}

/// What is wrong with the table of fonts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontTableFault {
    /// It is not a mapping from roles to lists of families.
    #[error("写法有误，每行应当像 小标宋: [方正小标宋简体, Noto Serif CJK SC]")]
    Form,
    /// It names a role that there is not.
    #[error("没有“{name}”这种用途，可以写：{}", known.join("、"))]
    UnknownRole {
        /// The role.
        name: String,
        /// The roles that there are.
        known: Vec<&'static str>,
    },
    /// No font that a role names is there.
    #[error("“{role}”写的字体都没有：{}。把字体文件放进 templates/fonts/local/，或改正字体名", wanted.join("、"))]
    NoFont {
        /// Which face of the layouts, e.g. 小标宋.
        role: String,
        /// The families that it names.
        wanted: Vec<String>,
    },
}

impl ProjectError {
    /// The templates folder `folder` could not be read.
    pub(super) fn templates(folder: &Path, error: &io::Error) -> Self {
        Self::Templates {
            folder: folder.to_owned(),
            reason: in_words(error),
        }
    }

    /// The fonts of `folder` could not be read.
    #[must_use]
    pub fn fonts(folder: &Path, error: &io::Error) -> Self {
        Self::Fonts {
            folder: folder.to_owned(),
            reason: in_words(error),
        }
    }
}

fn list(missing: &[(String, String)]) -> String {
    let each: Vec<String> = missing
        .iter()
        .map(|(role, family)| format!("{role}要用“{family}”"))
        .collect();
    each.join("，")
}
