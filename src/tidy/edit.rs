//! An edit of a text: a range of it and what stands there instead. What no edit covers stays as it is, so nothing can be lost but what is listed.

use std::ops::Range;

/// What an edit is about, in the order in which people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PastedElement {
    /// A number typed before a heading: 一、（一）.
    HeadingNumber,
    /// A line in bold that stands for a heading.
    BoldHeading,
    /// A heading whose mark or face is not as the format wants it.
    HeadingMark,
    /// A number typed before an item of a list.
    ListNumber,
    /// A typed bullet.
    Bullet,
    /// Rows whose cells are parted by tabs.
    Table,
    /// White space that indents a paragraph.
    Indent,
    /// A mark typed with a Chinese keyboard.
    WideMark,
    /// 标题, as a whole document brings it along.
    Title,
    /// 主送
    Recipients,
    /// 附件说明
    AttachmentList,
    /// 署名
    Signature,
    /// 成文日期
    Date,
    /// 附注
    Remark,
    /// 主题词
    SubjectWords,
    /// 抄送
    CopiedTo,
    /// 印发机关 and 印发日期
    PrintedOn,
    /// 共印份数
    Copies,
    /// （此页无正文）
    NoText,
}

impl PastedElement {
    /// A measure word and what is counted: `个`, `手写标题编号`.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::HeadingNumber => ("个", "手写标题编号"),
            Self::BoldHeading => ("行", "用加粗当标题的文字"),
            Self::HeadingMark => ("个", "写法要改的标题"),
            Self::ListNumber => ("个", "手写列表编号"),
            Self::Bullet => ("个", "手写项目符号"),
            Self::Table => ("张", "用制表符隔开的表"),
            Self::Indent => ("处", "段首空格"),
            Self::WideMark => ("处", "全角记号"),
            Self::Title => ("处", "标题"),
            Self::Recipients => ("处", "主送"),
            Self::AttachmentList => ("处", "附件说明"),
            Self::Signature => ("处", "署名"),
            Self::Date => ("处", "日期"),
            Self::Remark => ("处", "附注"),
            Self::SubjectWords => ("处", "主题词"),
            Self::CopiedTo => ("处", "抄送"),
            Self::PrintedOn => ("处", "印发机关和日期"),
            Self::Copies => ("处", "份数"),
            Self::NoText => ("处", "“此页无正文”"),
        }
    }

    /// Whether the program prints it from what `issue.yaml` says.
    #[must_use]
    pub fn is_said_elsewhere(self) -> bool {
        self >= Self::Title
    }
}

/// What somebody has to look at says so.
pub(super) const CHECK: &str = "请核对";

/// A range of the text and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What it is about.
    pub element: PastedElement,
    /// The line where that begins, counted from 1; the same for edits that belong together.
    pub line: usize,
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub with: String,
    /// Why, in words that follow the element; may be empty.
    pub why: String,
}

impl Edit {
    /// Whether somebody has to look at what it changes: a number that will be another one.
    #[must_use]
    pub fn has_to_be_checked(&self) -> bool {
        self.why.contains(CHECK)
    }
}

/// `text` with `edits`, which are in order and do not overlap.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut place = 0;
    for edit in edits {
        out.push_str(text.get(place..edit.range.start).unwrap_or_default());
        out.push_str(&edit.with);
        place = edit.range.end;
    }
    out.push_str(text.get(place..).unwrap_or_default());
    out
}
