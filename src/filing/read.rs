//! Reads the register back. Nothing of one that was touched is believed.

use std::collections::BTreeSet;

use super::register::{CHECKSUM, FORMAT, FilingEntry, FilingRegister, checksum};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{ArchivalCode, FILING_REGISTER, FileId, IssueId, Span};
use crate::source::{Content, Sources};
use crate::zh::date::IssueDate;

/// A register that cannot be used, and where in the file that shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadRegister {
    /// What is wrong with it.
    pub fault: RegisterFault,
    pub place: Span,
}

/// What is wrong with a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterFault {
    /// It is no text in UTF-8, or cannot be read.
    NoText,
    /// Git has left two versions in it.
    Conflict,
    /// Its end with the checksum is missing.
    Cut,
    /// It is not as it was written: the checksum does not fit.
    Touched,
    /// Of a format that this program does not know, or with a code that is there twice.
    Format,
}

impl BadRegister {
    /// Says what is wrong.
    pub fn say(self, sink: &mut Sink) {
        let message = match self.fault {
            RegisterFault::NoText => "归档登记读不出来",
            RegisterFault::Conflict => "归档登记里有 git 合并留下的冲突",
            RegisterFault::Cut => "归档登记不完整，末尾的校验没有了",
            RegisterFault::Touched => "归档登记被改动过，与末尾的校验不符",
            RegisterFault::Format => "归档登记的格式看不懂，可能是更新的 jianbao 写的",
        };
        let help = match self.fault {
            RegisterFault::Format => "换用写下它的那个版本或更新的 jianbao".to_owned(),
            _ => format!(
                "从 git 或备份里恢复原来的 {FILING_REGISTER}；以前给的档号都记在里面，不要删"
            ),
        };
        sink.push(
            Diagnostic::new(code::BAD_RECORD, self.place, message)
                .label("登记不可信，这一次什么也不归档")
                .help(help),
        );
    }
}

/// The register of the content; an empty one where nothing was filed yet.
///
/// # Errors
/// One that cannot be used.
pub fn find(sources: &Sources) -> Result<FilingRegister, BadRegister> {
    let Some(file) = sources.find(FILING_REGISTER) else {
        return Ok(FilingRegister::default());
    };
    match sources.file(file).map(|file| &file.content) {
        Some(Content::Text(text)) => read(text).map_err(|(fault, line)| BadRegister {
            fault,
            place: line_span(file, text, line),
        }),
        _ => Err(BadRegister {
            fault: RegisterFault::NoText,
            place: Span::file_start(file),
        }),
    }
}

/// The place of the line `line` of `text`, counted from 0.
fn line_span(file: FileId, text: &str, line: usize) -> Span {
    let start = text.split_inclusive('\n').take(line).map(str::len).sum();
    let found = text.split_inclusive('\n').nth(line);
    let length = found.map_or(0, |line| line.trim_end().len());
    Span::new(file, start, start + length)
}

fn read(text: &str) -> Result<FilingRegister, (RegisterFault, usize)> {
    // A checkout on Windows may have changed the line ends, and nothing else.
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.lines().collect();
    let marks = ["<<<<<<< ", ">>>>>>> "];
    let conflict = |line: &&str| marks.iter().any(|mark| line.starts_with(mark));
    if let Some(line) = lines.iter().position(conflict) {
        return Err((RegisterFault::Conflict, line));
    }
    let last = lines.len().saturating_sub(1);
    let Some(typed) = lines.last().and_then(|line| line.strip_prefix(CHECKSUM)) else {
        return Err((RegisterFault::Cut, last));
    };
    let end = text.rfind(CHECKSUM).unwrap_or(text.len());
    if checksum(&text[..end]) != typed {
        return Err((RegisterFault::Touched, last));
    }
    let register = entries(&lines).map(|entries| FilingRegister { entries });
    // What is written again is what was read, or something was not understood.
    let register = register.filter(|register| register.to_text() == text && fits(register));
    register.ok_or((RegisterFault::Format, 0))
}

/// Whether no code is there twice, and no issue has two that stand.
fn fits(register: &FilingRegister) -> bool {
    let mut codes = BTreeSet::new();
    let mut issues = BTreeSet::new();
    register.entries.iter().all(|entry| {
        let stands = entry.cancelled.is_none();
        codes.insert(&entry.code) && (!stands || issues.insert(&entry.id))
    })
}

fn entries(lines: &[&str]) -> Option<Vec<FilingEntry>> {
    let mut lines = lines.iter().copied().peekable();
    lines.next_if(|line| line.starts_with('#'));
    if lines.next()?.strip_prefix("格式: ") != Some(FORMAT) || lines.next()? != "登记:" {
        return None;
    }
    let mut entries = Vec::new();
    while let Some(code) = lines.peek()?.strip_prefix("- 档号: ") {
        lines.next();
        let code = ArchivalCode::parse(code)?;
        let id = IssueId::parse(lines.next()?.strip_prefix("  期: ")?)?;
        let date = IssueDate::parse(lines.next()?.strip_prefix("  归档: ")?).ok()?;
        let title = serde_json::from_str(lines.next()?.strip_prefix("  题名: ")?).ok()?;
        let cancelled = match lines.peek()?.strip_prefix("  注销: ") {
            Some(reason) => {
                lines.next();
                Some(serde_json::from_str(reason).ok()?)
            }
            None => None,
        };
        entries.push(FilingEntry {
            code,
            id,
            date,
            title,
            cancelled,
        });
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::SourceFile;
    use crate::source::files::decode;

    fn register() -> FilingRegister {
        let entry = |code: &str, folder: &str, cancelled: Option<&str>| FilingEntry {
            code: ArchivalCode::parse(code).expect(code),
            id: IssueId::parse(&format!("ducha/2026/{folder}")).expect(folder),
            date: IssueDate::parse("2027-01-10").expect("a date"),
            title: "关于“两会”的通报: 第一行".to_owned(),
            cancelled: cancelled.map(str::to_owned),
        };
        FilingRegister {
            entries: vec![
                entry("Z109-WS·2026-Y-BGS-0001", "1", Some("期限改为30年")),
                entry("Z109-WS·2026-D30-BGS-0001", "1", None),
                entry("Z109-WS·2026-D30-BGS-0002", "2", None),
            ],
        }
    }

    fn found(text: &[u8]) -> Result<FilingRegister, RegisterFault> {
        let file = SourceFile {
            path: FILING_REGISTER.to_owned(),
            content: decode(text.to_vec()),
        };
        find(&Sources::new("", vec![file])).map_err(|bad| bad.fault)
    }

    #[test]
    fn a_register_is_read_as_it_was_written() {
        let text = register().to_text();
        assert_eq!(found(text.as_bytes()), Ok(register()));
        let windows = text.replace('\n', "\r\n");
        assert_eq!(found(windows.as_bytes()), Ok(register()));
        assert_eq!(
            find(&Sources::new("", Vec::new())),
            Ok(FilingRegister::default())
        );
    }

    #[test]
    fn a_code_that_is_there_twice_is_not_believed() {
        let mut twice = register();
        twice.entries[2].code = twice.entries[1].code.clone();
        assert_eq!(
            found(twice.to_text().as_bytes()),
            Err(RegisterFault::Format)
        );
        let mut twice = register();
        twice.entries[0].cancelled = None;
        assert_eq!(
            found(twice.to_text().as_bytes()),
            Err(RegisterFault::Format)
        );
    }

    proptest! {
        #[test]
        fn whatever_is_edited_by_hand_is_not_believed(at in 0usize..4000, typed in "[0-9a-zA-Z甲: \n\"-]{0,4}", gone in 0usize..9) {
            let text = register().to_text();
            let bytes = text.as_bytes();
            let start = at % (bytes.len() + 1);
            let end = (start + gone).min(bytes.len());
            let edited = [&bytes[..start], typed.as_bytes(), &bytes[end..]].concat();
            match found(&edited) {
                Ok(read) => prop_assert!(edited == bytes && read == register()),
                Err(_) => prop_assert!(edited != bytes),
            }
        }
    }
}
