//! What stands around a text: the head of an issue, of an article, of an attachment.
//!
//! Each is one value on its way to every backend, and each backend takes it apart without `..`: a key more is an error of the compiler wherever it must be
//! shown.

use super::affixes::{Affixes, BARE, EDITOR_NOTE, SOURCE, SUBTITLE};
use super::{DatePlace, Masthead, Spanned, StandardElements};
use crate::zh::date::IssueDate;

/// What stands around the text of an issue: its head (版头, 报头), its title, its closing and its imprint (版记).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueHead {
    /// The masthead; none for plain paper (白头件).
    pub masthead: Option<Masthead>,
    /// Marks, seals and places.
    pub elements: StandardElements,
    /// Document number (发文字号) and issue number (期号), as they are printed.
    pub numbers: DocumentNumbers,
    /// The title, line by line; empty where the issue consists of articles with titles of their own.
    pub title: Vec<Spanned<String>>,
    /// The subtitle (副题) without its dash.
    pub subtitle: Option<Spanned<String>>,
    /// The date of issue (成文日期), perhaps known to the month only.
    pub date: Spanned<IssueDate>,
    /// Where the date is printed.
    pub date_place: DatePlace,
    /// The main recipients (主送) without the closing colon.
    pub recipients: Option<Spanned<String>>,
    /// The signatures (署名), in order.
    pub signatures: Vec<Spanned<String>>,
    /// The remark (附注) under the date, without its brackets.
    pub remark: Option<Spanned<String>>,
    /// The imprint (版记) or foot (报尾).
    pub imprint: Imprint,
    /// Topics (主题) under which readers look for it.
    pub topics: Vec<Spanned<String>>,
}

/// What stands around the text of an article, as the front matter (片头) of its fragment says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleHead {
    /// The title, line by line as it is to be printed.
    pub title: Vec<Spanned<String>>,
    /// A second title under the first (副题) without its dash.
    pub subtitle: Option<Spanned<String>>,
    /// What the editor says of it (按语), before its text.
    pub editor_note: Option<Spanned<String>>,
    /// Who sent it in (来源, 供稿单位), printed at the end in brackets.
    pub source: Option<Spanned<String>>,
}

/// What stands over an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentHead {
    /// Its title, the same in the list after the text and on its own page.
    pub title: Spanned<String>,
}

/// The numbers of an issue, ready for print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentNumbers {
    /// The document number (发文字号), e.g. `平工督查字〔2011〕3号` (GB/T 9704-2012, 7.2.5).
    pub document: Option<String>,
    /// The issue number (期号), e.g. `第3期（总第120期）`, or that of a supplement (增刊).
    pub issue: Option<String>,
}

/// The end of the issue: who gets it, who printed it, how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// 抄送, 报, 送, 发, … in their order.
    pub rows: Vec<ImprintRow>,
    /// The printing office (印发机关).
    pub office: Option<Spanned<String>>,
    /// The date of printing (印发日期); always a full date.
    pub date: Option<Spanned<IssueDate>>,
    /// The number of copies (共印N份).
    pub copies: Option<Spanned<u32>>,
}

/// One line of recipients in the imprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImprintRow {
    /// `抄送`, `报`, `送`, `发`, `本期印发`, `本期增发`, or `主送` where it moved here.
    pub label: String,
    /// The names with their closing full stop.
    pub text: Spanned<String>,
}

/// What a line beside the title of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadRole {
    /// The subtitle (副题).
    Subtitle,
    /// What the editor says of it (按语).
    EditorNote,
    /// Who sent it in (来源).
    Source,
}

/// A line beside the title of an article.
#[derive(Clone, Copy, Debug)]
pub struct HeadLine<'a> {
    /// What it is.
    pub role: HeadRole,
    /// Its text as it was typed.
    pub typed: &'a Spanned<String>,
    affixes: Affixes,
}

impl HeadLine<'_> {
    /// The line as it is printed.
    #[must_use]
    pub fn printed(&self) -> String {
        self.affixes.text(self.typed)
    }
}

/// The lines of an article besides its title and its text; every backend shows all of them.
#[derive(Clone, Debug, Default)]
pub struct ArticleLines<'a> {
    /// Between title and text.
    pub under_title: Vec<HeadLine<'a>>,
    /// Before the text, as paragraphs of their own.
    pub before_text: Vec<HeadLine<'a>>,
    /// After the text.
    pub at_end: Vec<HeadLine<'a>>,
}

impl<'a> ArticleLines<'a> {
    /// All of them, in the order of the page.
    pub fn all(&self) -> impl Iterator<Item = &HeadLine<'a>> {
        let before = self.under_title.iter().chain(&self.before_text);
        before.chain(&self.at_end)
    }
}

impl ArticleHead {
    /// Where each key of the head is printed, and as what.
    #[must_use]
    pub fn lines(&self) -> ArticleLines<'_> {
        let Self {
            // It is a heading, and drawn as one.
            title: _,
            subtitle,
            editor_note,
            source,
        } = self;
        let begun = editor_note
            .as_ref()
            .is_some_and(|note| begins_as_note(note));
        let line = |role, affixes| {
            move |typed| HeadLine {
                role,
                typed,
                affixes,
            }
        };
        ArticleLines {
            under_title: subtitle
                .iter()
                .map(line(HeadRole::Subtitle, SUBTITLE))
                .collect(),
            before_text: editor_note
                .iter()
                .map(line(
                    HeadRole::EditorNote,
                    if begun { BARE } else { EDITOR_NOTE },
                ))
                .collect(),
            at_end: source.iter().map(line(HeadRole::Source, SOURCE)).collect(),
        }
    }
}

/// Whether an editor's note (按语) begins with its own word, so that no 编者按： stands before it: 【按语】, 编 者 按：, 编者的话：, 按　….
#[must_use]
pub fn begins_as_note(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "编者按",
        "编者的话",
        "编者注",
        "编者附言",
        "编后",
        "按语",
        "编辑的话",
        "编辑部：",
    ];
    let opening = ['【', '〔', '（', '(', '［', '[', '“', '《', '◆', '●', '■'];
    let inner = text.trim_start().trim_start_matches(opening);
    let plain: String = inner
        .chars()
        .take(12)
        .filter(|c| !c.is_whitespace())
        .collect();
    // 按照计划推进 is no word.
    let alone = inner
        .strip_prefix('按')
        .is_some_and(|rest| rest.starts_with(['：', ':', '　', '】', '〕', '）', ')', '］', ']']));
    alone || WORDS.iter().any(|word| plain.starts_with(word))
}

#[cfg(test)]
mod note_tests {
    use super::begins_as_note;

    #[test]
    fn a_note_that_says_what_it_is_needs_no_word() {
        for text in [
            "编者按：现印发",
            "【按语】现印发",
            "〔按〕现印发",
            "（编者按）现印发",
            "编 者 按：现印发",
            "按　现印发",
            "按：现印发",
            "编者的话：现印发",
            "编者注：现印发",
            "【编者按】现印发",
        ] {
            assert!(begins_as_note(text), "{text}");
        }
        for text in [
            "现印发",
            "按照计划推进",
            "按月通报",
            "（一）现印发",
            "编制情况",
            "按 季度通报",
        ] {
            assert!(!begins_as_note(text), "{text}");
        }
    }
}
