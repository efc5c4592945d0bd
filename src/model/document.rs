//! One issue, complete: what a backend needs and nothing else.

use std::sync::Arc;

use super::{
    AttachmentHead, Author, Block, FileId, IssueHead, IssueId, LineQuotation, ProblemEntry,
    Publication, ReportedMetric, Series, UnitPassage, UnitTexts,
};
/// One issue (一期), assembled and numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its place in the archive.
    pub id: IssueId,
    /// The series that it belongs to.
    pub series: Arc<Series>,
    /// What stands around the text.
    pub head: IssueHead,
    /// The editor's note (按语).
    pub editor_note: Vec<Block>,
    /// Whether a list of contents (本期要目) stands on the first page.
    pub contents_list: bool,
    /// The text (正文).
    pub body: Vec<Block>,
    /// The attachments (附件), in order.
    pub attachments: Vec<Attachment>,
    /// The units (单位) that it contains fragments of: code and name, in the register's order.
    pub units: Vec<(String, String)>,
    /// What has become of these units (曾用名, 并入, 拆分), a sentence each. It is not printed; search finds the issue by it.
    pub unit_histories: Vec<String>,
    /// What is about one of these units or was written by one, in the order of the text.
    pub passages: Vec<UnitPassage>,
    /// What its fragments say of problems (问题), for the units' dossiers and the list of open problems.
    pub problems: Vec<ProblemEntry>,
    /// What its tables show of metrics (指标), unit by unit.
    pub reported: Vec<ReportedMetric>,
    /// The numbers quoted in lines without marks, that of the title first.
    pub quoted_lines: Vec<LineQuotation>,
    /// How it is kept in the archive.
    pub publication: Publication,
    /// Names of units and offices, which no line of a title, a caption or a cell tears.
    pub names: Vec<String>,
    /// What of it is about single units, for its abstract.
    pub unit_texts: UnitTexts,
    /// Pictures and files that belong to the page, in order of their site path.
    pub assets: Vec<Asset>,
}

impl Document {
    /// Whom the properties of the PDF name as author.
    #[must_use]
    pub fn author(&self) -> Vec<&str> {
        match self.series.layout.rules().author {
            Author::Signatures => self.head.signatures.iter().map(|name| &**name).collect(),
            Author::Publishers => {
                let publishers = self.series.publishers.iter();
                publishers.map(String::as_str).collect()
            }
            Author::Masthead => match &self.head.masthead {
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
        if !self.head.title.is_empty() {
            return super::join_lines(&self.head.title);
        }
        match &self.head.numbers.issue {
            Some(number) => format!("{}{number}", self.series.name),
            None => format!("{}{}", self.series.name, self.head.date.value.arabic()),
        }
    }
}

/// An attachment (附件).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// `附件`, or `附件1`, `附件2`, … where there are several (GB/T 9704-2012, 7.3.4).
    pub label: String,
    /// `1.`, `2.`, … in the list after the text; empty for a single attachment (7.3.4).
    pub number: String,
    /// What stands over it.
    pub head: AttachmentHead,
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

/// In which form a file goes beside the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssetForm {
    /// A picture that the page shows: upright, not larger than is seen, without what it carries about people and places.
    Shown,
    /// A picture for download: its pixels as they are, without what it carries.
    Offered,
    /// A drawing without what its program noted for itself.
    Drawing,
    /// Byte for byte as it lies in the content.
    AsIs,
}

/// A file that goes beside the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    /// Path relative to the issue's page.
    pub path: String,
    /// The file in the content folder.
    pub source: FileId,
    /// What is done to it on the way.
    pub form: AssetForm,
    /// Width and height in pixels of a picture that is shown.
    pub size: Option<(u32, u32)>,
    /// Where sites of earlier versions have it: it goes on lying there too where it does.
    pub former: Option<String>,
}
