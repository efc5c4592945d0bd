//! What stands before and after the fields of an issue in print.

use std::fmt::Display;

use serde::Serialize;

/// What stands before and after a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Affixes {
    pub before: &'static str,
    pub after: &'static str,
}

impl Affixes {
    pub(super) const fn new(before: &'static str, after: &'static str) -> Self {
        Self { before, after }
    }

    /// `text` with what stands around it.
    #[must_use]
    pub fn text(&self, text: impl Display) -> String {
        format!("{}{text}{}", self.before, self.after)
    }
}

/// Around a subtitle (副题).
pub const SUBTITLE: Affixes = Affixes::new("——", "");
/// Around a date under the title.
pub const DATE_UNDER_TITLE: Affixes = Affixes::new("（", "）");
/// Around the main recipients (主送) under the title.
pub const RECIPIENTS: Affixes = Affixes::new("", "：");
/// Around the label of a row of names: 抄送, 出席, ….
pub const LABEL: Affixes = Affixes::new("", "：");
/// Around a column's name (栏目).
pub const COLUMN: Affixes = Affixes::new("【", "】");
/// Before the editor's note (按语) of an article.
pub const EDITOR_NOTE: Affixes = Affixes::new("编者按：", "");
/// Around what says by itself what it is.
pub const BARE: Affixes = Affixes::new("", "");
/// Around who sent an article in (来源).
pub const SOURCE: Affixes = Affixes::new("（", "）");
/// Around a remark (附注).
pub const REMARK: Affixes = Affixes::new("（", "）");
/// Around the name of a file that is not printed.
pub const FILE: Affixes = Affixes::new("（电子件：", "）");
/// Around the date of printing (印发日期).
pub const PRINTED_ON: Affixes = Affixes::new("", "印发");
/// Around the number of copies.
pub const COPIES: Affixes = Affixes::new("（共印", "份）");
/// Around a table's unit of measure (计量单位).
pub const MEASURE: Affixes = Affixes::new("单位：", "");
/// Around the note under a table.
pub const NOTE: Affixes = Affixes::new("注：", "");
