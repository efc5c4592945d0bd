//! Reads a record back. Nothing of one that was touched is believed.

use std::collections::BTreeMap;

use super::record::{
    Act, ActKind, CHECKSUM, FORMAT, IssuanceRecord, IssuedPdf, WITH_SOURCES, sha256,
};
use crate::model::{FileId, ISSUANCE_RECORD, IssueId, Span, TextChange};
use crate::source::{Content, Sources};
use crate::zh::date::IssueDate;

/// A record that cannot be used, and where in the file that shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadRecord {
    /// What is wrong with it.
    pub fault: RecordFault,
    pub place: Span,
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFault {
    /// It is no text in UTF-8, or cannot be read.
    NoText,
    /// Git has left two versions in it.
    Conflict,
    /// Its end with the checksum is missing.
    Cut,
    /// It is not as it was written: the checksum does not fit.
    Touched,
    /// Of a format that this program does not know.
    Format,
    /// It is that of another issue.
    OtherIssue,
}

/// The record of the issue `id` and the file that it stands in; none where it has none. One that was made at a former address (原址) is its own.
#[must_use]
pub fn find(
    sources: &Sources,
    id: &IssueId,
    former: &[IssueId],
) -> Option<(FileId, Result<IssuanceRecord, BadRecord>)> {
    let file = sources.find(&format!("{}/{ISSUANCE_RECORD}", id.path()))?;
    let read = match sources.file(file).map(|file| &file.content) {
        Some(Content::Text(text)) => read(text, id, former).map_err(|(fault, line)| BadRecord {
            fault,
            place: line_span(file, text, line),
        }),
        _ => Err(BadRecord {
            fault: RecordFault::NoText,
            place: Span::file_start(file),
        }),
    };
    Some((file, read))
}

/// The place of the line `line` of `text`, counted from 0, without its indent and its line end.
pub(super) fn line_span(file: FileId, text: &str, line: usize) -> Span {
    let mut start = 0;
    for (number, content) in text.split_inclusive('\n').enumerate() {
        if number == line {
            let end = start + content.trim_end_matches(['\n', '\r']).len();
            let indent = content.len() - content.trim_start_matches(' ').len();
            return Span::new(file, (start + indent).min(end), end);
        }
        start += content.len();
    }
    Span::file_start(file)
}

/// The place of the line `index` of the recorded text.
pub(super) fn text_span(file: FileId, text: &str, index: usize) -> Span {
    let begins = text.lines().position(|line| line == "文字: |");
    begins.map_or(Span::file_start(file), |first| {
        line_span(file, text, first + 1 + index)
    })
}

/// The place of the PDF in a record.
#[must_use]
pub fn pdf_span(file: FileId, text: &str) -> Span {
    let line = text.lines().position(|line| line.starts_with("PDF: "));
    line.map_or(Span::file_start(file), |line| line_span(file, text, line))
}

/// The record in `text`, or what is wrong with it at which line.
fn read(
    text: &str,
    id: &IssueId,
    former: &[IssueId],
) -> Result<IssuanceRecord, (RecordFault, usize)> {
    // A checkout on Windows may have changed the line ends, and nothing else.
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.lines().collect();
    let marks = ["<<<<<<< ", ">>>>>>> "];
    let conflict = |line: &&str| marks.iter().any(|mark| line.starts_with(mark));
    if let Some(line) = lines.iter().position(conflict) {
        return Err((RecordFault::Conflict, line));
    }
    let last = lines.len().saturating_sub(1);
    let Some(typed) = lines.last().and_then(|line| line.strip_prefix(CHECKSUM)) else {
        return Err((RecordFault::Cut, last));
    };
    let end = text.rfind(CHECKSUM).unwrap_or(text.len());
    if sha256(&text.as_bytes()[..end]) != typed {
        return Err((RecordFault::Touched, last));
    }
    let mut reader = Reader {
        lines: &lines,
        at: 0,
    };
    let record = reader.record();
    let record = record.ok_or((RecordFault::Format, reader.at.min(last)))?;
    if record.id != *id && !former.contains(&record.id) {
        let line = lines.iter().position(|line| line.starts_with("期: "));
        return Err((RecordFault::OtherIssue, line.unwrap_or(last)));
    }
    let moved_from = (record.id != *id).then_some(record.id);
    Ok(IssuanceRecord {
        id: id.clone(),
        moved_from,
        ..record
    })
}

/// Goes through the lines; what is not as [`IssuanceRecord::to_text`] writes it ends the reading where it stands.
struct Reader<'a> {
    lines: &'a [&'a str],
    at: usize,
}

impl<'a> Reader<'a> {
    fn record(&mut self) -> Option<IssuanceRecord> {
        if self.lines.first()?.starts_with('#') {
            self.at += 1;
        }
        if self.lines.get(self.at)?.strip_prefix("格式: ") != Some(FORMAT) {
            return None;
        }
        self.at += 1;
        let id = IssueId::parse(self.take("期: ")?)?;
        let program = self.take("程序: ")?.to_owned();
        self.take("经过:")?;
        let mut acts = Vec::new();
        while let Some(date) = self.maybe("- 日期: ") {
            acts.push(self.act(date)?);
        }
        if acts.is_empty() {
            return None;
        }
        let pdf = match self.take("PDF: ")? {
            "无" => None,
            pdf => Some(issued_pdf(pdf)?),
        };
        self.take("文字: |")?;
        let mut text = Vec::new();
        while let Some(line) = self.maybe("  ") {
            text.push(line.to_owned());
        }
        self.take("依据:")?;
        let mut sources = BTreeMap::new();
        while let Some(line) = self.maybe("  ") {
            let (path, checksum) = line.rsplit_once(": ")?;
            sources.insert(serde_json::from_str(path).ok()?, checksum.to_owned());
        }
        self.take(CHECKSUM)?;
        (self.at == self.lines.len()).then_some(IssuanceRecord {
            id,
            moved_from: None,
            program,
            acts,
            pdf,
            sources,
            text,
        })
    }

    fn act(&mut self, date: &str) -> Option<Act> {
        let date = IssueDate::parse(date).ok()?;
        let word = self.take("  事项: ")?;
        let kind = ActKind::ALL.into_iter().find(|kind| kind.word() == word)?;
        let reason = match self.maybe("  原因: ") {
            Some(reason) => Some(serde_json::from_str(reason).ok()?),
            None => None,
        };
        let pdf = self.maybe("  PDF: ").map(str::to_owned);
        let mut changes = Vec::new();
        if self.maybe("  改动:").is_some() {
            while let Some(before) = self.maybe("  - 原文: ") {
                let after = self.take("    改为: ")?;
                let side = |quoted: &str| -> Option<Option<String>> {
                    let line: String = serde_json::from_str(quoted).ok()?;
                    Some((!line.is_empty()).then_some(line))
                };
                changes.push(TextChange {
                    before: side(before)?,
                    after: side(after)?,
                });
            }
        }
        Some(Act {
            date,
            kind,
            reason,
            pdf,
            changes,
        })
    }

    /// What follows `start` on the line, which must begin so.
    fn take(&mut self, start: &str) -> Option<&'a str> {
        let rest = self.lines.get(self.at)?.strip_prefix(start)?;
        self.at += 1;
        Some(rest)
    }

    /// As [`Reader::take`], of a line that may be another.
    fn maybe(&mut self, start: &str) -> Option<&'a str> {
        self.take(start)
    }
}

fn issued_pdf(text: &str) -> Option<IssuedPdf> {
    let text = text.strip_prefix("{页数: ")?.strip_suffix('}')?;
    let without = text.strip_suffix(WITH_SOURCES);
    let (text, has_sources) = (without.unwrap_or(text), without.is_some());
    let (pages, text) = text.split_once(", 字节: ")?;
    let (bytes, sha256) = text.split_once(", sha256: ")?;
    Some(IssuedPdf {
        pages: pages.parse().ok()?,
        bytes: bytes.parse().ok()?,
        sha256: sha256.to_owned(),
        has_sources,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AmendmentKind;

    fn record() -> IssuanceRecord {
        let date = |text: &str| IssueDate::parse(text).expect("a date");
        IssuanceRecord {
            id: IssueId::parse("ducha/2026/3").expect("an issue"),
            moved_from: None,
            program: "jianbao 0.1.0".to_owned(),
            acts: vec![
                Act {
                    date: date("2026-04-08"),
                    kind: ActKind::Issued,
                    reason: None,
                    pdf: Some("ab".to_owned()),
                    changes: Vec::new(),
                },
                Act {
                    date: date("2026-05-06"),
                    kind: ActKind::Amended(AmendmentKind::Corrected),
                    reason: Some("“38”应为\"45\"\n换行".to_owned()),
                    pdf: None,
                    changes: vec![
                        TextChange {
                            before: Some("段：38份\\n".to_owned()),
                            after: Some("段：45份".to_owned()),
                        },
                        TextChange {
                            before: None,
                            after: Some("段：新".to_owned()),
                        },
                    ],
                },
            ],
            pdf: Some(IssuedPdf {
                pages: 6,
                bytes: 48_211,
                sha256: "cd".to_owned(),
                has_sources: false,
            }),
            sources: BTreeMap::from([("ducha/2026/3/a: b.md".to_owned(), "ef".to_owned())]),
            text: vec![
                "标题：关于……的通报".to_owned(),
                "段：".to_owned(),
                "段：校验: 甲".to_owned(),
                "段：  前面空两格".to_owned(),
            ],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let (record, id) = (record(), record().id);
        let text = record.to_text();
        assert_eq!(read(&text, &id, &[]), Ok(record.clone()));
        assert_eq!(
            read(&text.replace('\n', "\r\n"), &id, &[]),
            Ok(record.clone())
        );
        let mut with_sources = record.clone();
        if let Some(pdf) = &mut with_sources.pdf {
            pdf.has_sources = true;
        }
        assert_eq!(
            read(&with_sources.to_text(), &id, &[]),
            Ok(with_sources.clone())
        );
        let value: serde_yaml::Value =
            serde_yaml::from_str(&with_sources.to_text()).expect("a YAML text");
        assert_eq!(value["PDF"]["嵌有源文件"].as_bool(), Some(true));
        let without = IssuanceRecord {
            pdf: None,
            text: Vec::new(),
            sources: BTreeMap::new(),
            ..record
        };
        assert_eq!(read(&without.to_text(), &id, &[]), Ok(without));
    }

    #[test]
    fn it_is_yaml_for_others() {
        let value: serde_yaml::Value =
            serde_yaml::from_str(&record().to_text()).expect("a YAML text");
        let words = value["文字"].as_str().expect("the text");
        assert_eq!(words.lines().nth(3), Some("段：  前面空两格"));
        let change = &value["经过"][1]["改动"][0]["改为"];
        assert_eq!(change.as_str(), Some("段：45份"));
        assert_eq!(value["PDF"]["页数"].as_u64(), Some(6));
    }

    #[test]
    fn no_byte_of_it_can_be_touched_unnoticed() {
        let (text, id) = (record().to_text(), record().id);
        for place in (0..text.len()).filter(|place| text.is_char_boundary(*place)) {
            let mut cut = text.clone();
            cut.truncate(place);
            // Without its last line end it still says everything.
            if place + 1 < text.len() {
                assert!(read(&cut, &id, &[]).is_err(), "cut at {place}");
            }
            let mut more = text.clone();
            more.insert(place, '1');
            assert!(read(&more, &id, &[]).is_err(), "1 at {place}");
            let mut less = text.clone();
            less.remove(place);
            if place + 1 < text.len() {
                assert!(read(&less, &id, &[]).is_err(), "one less at {place}");
            }
        }
        let conflict = format!("<<<<<<< HEAD\n{text}");
        assert_eq!(read(&conflict, &id, &[]), Err((RecordFault::Conflict, 0)));
        let other = IssueId::parse("ducha/2026/4").expect("an issue");
        assert_eq!(read(&text, &other, &[]), Err((RecordFault::OtherIssue, 2)));
        let newer = text.replace("格式: 1", "格式: 2");
        let end = newer.rfind(CHECKSUM).expect("a checksum");
        let newer = format!(
            "{}{CHECKSUM}{}\n",
            &newer[..end],
            sha256(&newer.as_bytes()[..end])
        );
        assert_eq!(read(&newer, &id, &[]), Err((RecordFault::Format, 1)));
        assert_eq!(read("", &id, &[]), Err((RecordFault::Cut, 0)));
    }
}
