//! The list of what is filed (归档文件目录; DA/T 22-2015, 5.5 and its appendix): what stands in its columns, and the list as CSV.

use crate::catalogue::csv::inert;
use crate::catalogue::text::clean;
use crate::model::{ArchivalCode, Document, Record, Site, is_classified};
use crate::zh::date::IssueDate;

/// One item (件) of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledItem {
    /// 档号
    pub code: ArchivalCode,
    /// 文号; empty where it has none.
    pub document_number: String,
    /// 责任者: who issued it.
    pub responsible: String,
    /// 题名; in square brackets where the issue has no title of its own (5.5.1 e).
    pub title: String,
    /// 日期, in eight digits.
    pub date: String,
    /// 密级; empty where it has none.
    pub secrecy: String,
    /// 页数
    pub pages: u32,
    /// 备注
    pub remark: String,
}

/// An issue that is not filed this time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutItem {
    /// Where it lies.
    pub place: String,
    /// Its title, in one line; empty where that cannot be read.
    pub title: String,
    /// Why.
    pub reason: String,
    /// Whether no file may name it: those who get the folder may not know of it.
    pub is_withheld: bool,
}

/// Why a form of the list could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The workbook.
    #[error("无法写出 归档文件目录.xlsx：{0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The table.
    #[error("无法写出 归档文件目录.csv：{0}")]
    Table(#[from] csv::Error),
    /// The metadata.
    #[error("无法写出 元数据.xml：{0}")]
    Metadata(#[from] std::io::Error),
}

/// A column, with its width in a workbook in digits.
pub(super) struct FiledColumn {
    pub head: &'static str,
    pub width: f64,
    /// What stands in it, given the item and its place in the list, counted from 1.
    pub text: fn(usize, &FiledItem) -> String,
}

const fn column(
    head: &'static str,
    width: f64,
    text: fn(usize, &FiledItem) -> String,
) -> FiledColumn {
    FiledColumn { head, width, text }
}

/// In the order of the standard.
pub(super) const COLUMNS: &[FiledColumn] = &[
    column("序号", 6.0, |number, _| number.to_string()),
    column("档号", 30.0, |_, item| item.code.to_string()),
    column("文号", 24.0, |_, item| item.document_number.clone()),
    column("责任者", 24.0, |_, item| item.responsible.clone()),
    column("题名", 50.0, |_, item| item.title.clone()),
    column("日期", 10.0, |_, item| item.date.clone()),
    column("密级", 8.0, |_, item| item.secrecy.clone()),
    column("页数", 6.0, |_, item| item.pages.to_string()),
    column("备注", 24.0, |_, item| item.remark.clone()),
];

impl FiledItem {
    /// What the list says of `document`, which has the code `code` and whose PDF has so many pages.
    #[must_use]
    pub fn of(document: &Document, site: &Site, code: ArchivalCode, pages: u32) -> Self {
        let date = document.head.date.value;
        let record = Record::of(document);
        let title = document.full_title();
        Self {
            code,
            document_number: document.head.numbers.document.clone().unwrap_or_default(),
            responsible: record.issued_by(site).join("；"),
            title: match document.head.title.is_empty() {
                true => format!("[{title}]"),
                false => title,
            },
            date: eight_digits(date),
            secrecy: secrecy(document).0.unwrap_or_default(),
            pages,
            remark: remark(document),
        }
    }
}

/// Year, month and day in eight digits; a day that is not known is `00`.
pub(super) fn eight_digits(date: IssueDate) -> String {
    let day = date.day.unwrap_or_default();
    format!("{:04}{:02}{day:02}", date.year, date.month)
}

/// Level and term of secrecy (密级, 保密期限); none where the issue is no state secret.
pub(super) fn secrecy(document: &Document) -> (Option<String>, Option<String>) {
    let mark = document.head.elements.secrecy.as_ref();
    let Some(mark) = mark.filter(|mark| is_classified(mark)) else {
        return (None, None);
    };
    match mark.split_once('★') {
        Some((level, term)) => (Some(level.to_owned()), Some(term.to_owned())),
        None => (Some(mark.value.clone()), None),
    }
}

/// What has become of it, and what else somebody who looks for it should know.
fn remark(document: &Document) -> String {
    let mut said: Vec<String> = Vec::new();
    if document.head.numbers.document.is_none()
        && let Some(number) = &document.head.numbers.issue
    {
        said.push(number.clone());
    }
    if document.head.date.value.day.is_none() {
        said.push("成文日期只到月".to_owned());
    }
    for amendment in &document.publication.amendments {
        let date = amendment.date.arabic();
        said.push(format!("{date}{}", amendment.kind.word()));
    }
    said.join("；")
}

/// The list as CSV, as `catalogue.csv` is written: UTF-8 with a byte order mark, lines that end in CR LF, nothing that a program takes for a formula.
///
/// # Errors
/// What the library refuses.
pub fn list_csv(items: &[FiledItem]) -> Result<Vec<u8>, ListError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(COLUMNS.iter().map(|column| column.head))?;
    for (number, item) in (1..).zip(items) {
        for column in COLUMNS {
            let text = (column.text)(number, item);
            writer.write_field(&*inert(&clean(&text)))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    let written = writer.into_inner();
    written.map_err(|error| csv::Error::from(error.into_error()).into())
}
