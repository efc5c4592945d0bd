//! What a past issue consists of, before it is written as files.

use super::manuscript::{ManuscriptElement, SentParagraph};
use super::past_frame::PastFrame;

/// A past issue in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastParts {
    /// What `issue.yaml` says.
    pub frame: PastFrame,
    /// 按语
    pub editor_note: Vec<SentParagraph>,
    /// The text, part by part.
    pub body: Vec<PastPart>,
    /// 附件
    pub attachments: Vec<PastText>,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastPart {
    /// Text of the issue itself.
    Text(Vec<ManuscriptElement>),
    /// The beginning of a column (栏目) with its name.
    Column(String),
    /// 文章
    Article(PastText),
}

/// A text with a title of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastText {
    /// The lines of the title.
    pub title: Vec<String>,
    /// 副题
    pub subtitle: Option<String>,
    /// 按语
    pub editor_note: Option<String>,
    /// 来源
    pub source: Option<String>,
    /// The text.
    pub elements: Vec<ManuscriptElement>,
}
