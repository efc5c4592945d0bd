//! The record of an issue (印发记录), and the text that it is kept as.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::model::{Amendment, AmendmentKind, IssueId, TextChange, is_record};
use crate::source::{Content, Sources};
use crate::zh::date::IssueDate;

/// The version of the format that this program writes and reads.
pub(super) const FORMAT: &str = "1";

/// How the line with the record's own checksum begins; it is the last.
pub(super) const CHECKSUM: &str = "校验: ";

/// What is said of a PDF with embedded sources, and of no other.
pub(super) const WITH_SOURCES: &str = ", 嵌有源文件: true";

/// What went out, and what was done to it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuanceRecord {
    /// The issue.
    pub id: IssueId,
    /// Where it lay when the record was written, if that is not where it lies now (原址).
    pub moved_from: Option<IssueId>,
    /// The program that wrote the record, with its version.
    pub program: String,
    /// What was done, the issuing first; never empty.
    pub acts: Vec<Act>,
    /// The PDF as it stands since the last act; none where it was recorded without one.
    pub pdf: Option<IssuedPdf>,
    /// A short checksum of each text that the issue was made from, by its path below the content folder.
    pub sources: BTreeMap<String, String>,
    /// The text as it stands since the last act, line by line.
    pub text: Vec<String>,
}

/// A PDF that went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedPdf {
    /// Number of pages.
    pub pages: u32,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// Whether the texts that the issue was made from are embedded in it.
    pub has_sources: bool,
}

/// Something that was done to an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// When.
    pub date: IssueDate,
    /// What.
    pub kind: ActKind,
    /// Why.
    pub reason: Option<String>,
    /// SHA-256 of the PDF that went out with it, where one did.
    pub pdf: Option<String>,
    /// What it changed in the text.
    pub changes: Vec<TextChange>,
}

/// What can be done to an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActKind {
    /// 印发
    Issued,
    /// 更正, 废止 or 撤回, as `issue.yaml` has it.
    Amended(AmendmentKind),
    /// 重新印发, with a reason.
    Reissued,
    /// 移动: its folder lies at another place since; the text stays.
    Moved,
}

impl Act {
    /// Whether it is one that `issue.yaml` says too: 更正, 废止, 撤回.
    #[must_use]
    pub fn is_amendment(&self) -> bool {
        matches!(self.kind, ActKind::Amended(_))
    }
}

impl ActKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Issued,
        Self::Amended(AmendmentKind::Corrected),
        Self::Amended(AmendmentKind::Superseded),
        Self::Amended(AmendmentKind::Withdrawn),
        Self::Reissued,
        Self::Moved,
    ];

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Issued => "印发",
            Self::Amended(kind) => kind.word(),
            Self::Reissued => "重新印发",
            Self::Moved => "移动",
        }
    }
}

impl IssuanceRecord {
    /// When it was issued.
    #[must_use]
    pub fn issued_on(&self) -> Option<IssueDate> {
        self.acts.first().map(|act| act.date)
    }

    /// For each of the amendments that `issue.yaml` has, the act that recorded it; none for one that has not been recorded. Several of one kind on one day
    /// are told apart by their order.
    #[must_use]
    pub fn acts_of(&self, amendments: &[Amendment]) -> Vec<Option<&Act>> {
        let mut free: Vec<&Act> = self.acts.iter().collect();
        let recorded = amendments.iter().map(|amendment| {
            let kind = ActKind::Amended(amendment.kind);
            let same = |act: &&Act| act.kind == kind && act.date == amendment.date;
            let place = free.iter().position(same)?;
            Some(free.remove(place))
        });
        recorded.collect()
    }

    /// The file as it is written: YAML whose lines are paragraphs, with a checksum of itself at its end.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!(
            "# 印发记录：这一期印发时的文字。由 jianbao issue 写下，不要手改，也不要删；文字真要改，先在 issue.yaml 里写“更正”。\n\
             格式: {FORMAT}\n期: {}\n程序: {}\n经过:\n",
            self.id, self.program
        );
        for act in &self.acts {
            let (date, word) = (act.date.iso(), act.kind.word());
            let _ = writeln!(text, "- 日期: {date}\n  事项: {word}");
            if let Some(reason) = &act.reason {
                let _ = writeln!(text, "  原因: {}", quoted(reason));
            }
            if let Some(pdf) = &act.pdf {
                let _ = writeln!(text, "  PDF: {pdf}");
            }
            if !act.changes.is_empty() {
                text.push_str("  改动:\n");
            }
            for change in &act.changes {
                let side = |line: &Option<String>| quoted(line.as_deref().unwrap_or_default());
                let (before, after) = (side(&change.before), side(&change.after));
                let _ = writeln!(text, "  - 原文: {before}\n    改为: {after}");
            }
        }
        match &self.pdf {
            Some(pdf) => {
                let sources = if pdf.has_sources { WITH_SOURCES } else { "" };
                let _ = writeln!(
                    text,
                    "PDF: {{页数: {}, 字节: {}, sha256: {}{sources}}}",
                    pdf.pages, pdf.bytes, pdf.sha256
                );
            }
            None => text.push_str("PDF: 无\n"),
        }
        text.push_str("文字: |\n");
        for line in &self.text {
            let _ = writeln!(text, "  {line}");
        }
        text.push_str("依据:\n");
        for (path, checksum) in &self.sources {
            let _ = writeln!(text, "  {}: {checksum}", quoted(path));
        }
        text += &Self::checksum_line(&text);
        text
    }

    /// The last line of a record whose other lines are `text`.
    #[must_use]
    pub fn checksum_line(text: &str) -> String {
        format!("{CHECKSUM}{}\n", sha256(text.as_bytes()))
    }
}

/// A text in quotation marks on one line, as JSON and YAML have it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// As `sha256sum` prints it.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A short checksum of each text that the issue `id` may be made from: those of its folder, its series' and the archive's.
#[must_use]
pub fn fingerprints(sources: &Sources, id: &IssueId) -> BTreeMap<String, String> {
    let shared = [
        "site.yaml".to_owned(),
        "units.yaml".to_owned(),
        "metrics.yaml".to_owned(),
        format!("{}/series.yaml", id.series),
        format!("{}/metrics.yaml", id.series),
        format!("{}/units.yaml", id.series),
    ];
    let own = sources
        .below(&id.path())
        .filter(|(_, path)| !is_record(path))
        .map(|(file, _)| file);
    shared
        .iter()
        .filter_map(|path| sources.find(path))
        .chain(own)
        .filter_map(|file| match &sources.file(file)?.content {
            Content::Text(text) => {
                let checksum = blake3::hash(text.replace("\r\n", "\n").as_bytes());
                let checksum = checksum.to_hex()[..16].to_owned();
                Some((sources.path(file).to_owned(), checksum))
            }
            _ => None,
        })
        .collect()
}
