//! One issue, complete: what a backend needs and nothing else.

use std::sync::Arc;

use super::{
    Author, Block, FileId, IssueId, Masthead, Publication, Series, Spanned, StandardElements,
    UnitPassage,
};
use crate::zh::date::IssueDate;

/// One issue (一期), assembled and numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its place in the archive.
    pub id: IssueId,
    /// The series that it belongs to.
    pub series: Arc<Series>,
    /// The masthead; none for plain paper (白头件).
    pub masthead: Option<Masthead>,
    /// Marks, seals and places.
    pub elements: StandardElements,
    /// Its numbers.
    pub numbers: DocumentNumbers,
    /// The title, line by line; empty where the issue consists of articles with titles of their own.
    pub title: Vec<Spanned<String>>,
    /// The subtitle (副题) without its dash.
    pub subtitle: Option<Spanned<String>>,
    /// The date of issue (成文日期), perhaps known to the month only.
    pub date: IssueDate,
    /// Where the date is printed.
    pub date_place: super::DatePlace,
    /// The main recipients (主送) without the closing colon.
    pub recipients: Option<Spanned<String>>,
    /// The editor's note (按语).
    pub editor_note: Vec<Block>,
    /// Whether a list of contents (本期要目) stands on the first page.
    pub contents_list: bool,
    /// The text (正文).
    pub body: Vec<Block>,
    /// The attachments (附件), in order.
    pub attachments: Vec<Attachment>,
    /// The signatures (署名), in order.
    pub signatures: Vec<Spanned<String>>,
    /// The remark (附注) under the date, without its brackets.
    pub remark: Option<Spanned<String>>,
    /// The imprint (版记) or foot (报尾).
    pub imprint: Imprint,
    /// Topics (主题) under which readers look for it.
    pub topics: Vec<Spanned<String>>,
    /// The units (单位) that it contains fragments of: code and name, in the register's order.
    pub units: Vec<(String, String)>,
    /// What is about one of these units or was written by one, in the order of the text.
    pub passages: Vec<UnitPassage>,
    /// How it is kept in the archive.
    pub publication: Publication,
    /// Pictures and files that belong to the page, in order of their site path.
    pub assets: Vec<Asset>,
}

impl Document {
    /// Whom the properties of the PDF name as author.
    #[must_use]
    pub fn author(&self) -> Vec<&str> {
        match self.series.layout.rules().author {
            Author::Signatures => self.signatures.iter().map(|name| &**name).collect(),
            Author::Publishers => {
                let publishers = self.series.publishers.iter();
                publishers.map(String::as_str).collect()
            }
            Author::Masthead => match &self.masthead {
                Some(masthead) => masthead.offices.iter().map(|office| &**office).collect(),
                None => Vec::new(),
            },
        }
    }

    /// The title in one line, for lists, page titles and the PDF's properties.
    ///
    /// An issue without a title of its own is called by its series and number, or by its month.
    #[must_use]
    pub fn full_title(&self) -> String {
        if !self.title.is_empty() {
            return super::join_lines(&self.title);
        }
        match &self.numbers.issue {
            Some(number) => format!("{}{number}", self.series.name),
            None => format!("{}{}", self.series.name, self.date.arabic()),
        }
    }
}

/// The numbers of an issue, ready for print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentNumbers {
    /// The document number (发文字号), e.g. `平工督查字〔2011〕3号` (GB/T 9704-2012, 7.2.5).
    pub document: Option<String>,
    /// The issue number (期号), e.g. `第3期（总第120期）`, or that of a supplement (增刊).
    pub issue: Option<String>,
}

/// An attachment (附件).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// `附件`, or `附件1`, `附件2`, … where there are several (GB/T 9704-2012, 7.3.4).
    pub label: String,
    /// `1.`, `2.`, … in the list after the text; empty for a single attachment (7.3.4).
    pub number: String,
    /// Its title, the same in the list after the text and on its own page.
    pub title: Spanned<String>,
    /// The `id` in the page.
    pub anchor: String,
    /// What it holds.
    pub body: AttachmentBody,
}

/// What an attachment holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentBody {
    /// Text, a table or a picture, printed with the issue.
    Blocks(Vec<Block>),
    /// A file to be fetched from the page: its path relative to the page, and its size in bytes.
    File {
        /// Path relative to the issue's page.
        path: String,
        /// The name under which the writer keeps it.
        name: String,
        /// Size in bytes.
        size: u64,
    },
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

/// A file that is copied beside the page as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    /// Path relative to the issue's page, ASCII.
    pub path: String,
    /// The file in the content folder.
    pub source: FileId,
}
