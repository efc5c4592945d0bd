//! What is said where an issue is no longer what was issued.

use std::collections::BTreeSet;

use super::blame::Blame;
use super::compare::{ChangedLine, moved_lines};
use super::past_figures::PastFigures;
use super::read::{BadRecord, RecordFault, text_span};
use super::record::{Act, IssuanceRecord};
use super::wording::{ATTACHED_FILE, Wording};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, ISSUANCE_RECORD, IssueId, Span};
use crate::source::Sources;
use crate::zh::difference::{differing, inserted, shortened};

/// So many places are shown one by one; a text that is another altogether is not worth more.
const SHOWN: usize = 8;

/// One issue whose text is no longer that of its record.
#[derive(Clone, Copy, Debug)]
pub struct Departure<'a> {
    /// All texts.
    pub sources: &'a Sources,
    /// The record, and the file that it stands in.
    pub record: (FileId, &'a IssuanceRecord),
    /// The figures of the issues that it may quote.
    pub figures: &'a [PastFigures],
    /// The text as it is now.
    pub now: &'a Wording,
    /// The lines that changed.
    pub changes: &'a [ChangedLine],
    /// Whether `issue.yaml` has an amendment that the record does not know yet.
    pub amended: bool,
    /// The program that runs, with its version.
    pub program: &'a str,
    /// The place that stands for the issue as a whole.
    pub place: Span,
}

/// Says what stood, what would stand, and where that comes from.
pub fn changed(departure: &Departure<'_>, sink: &mut Sink) {
    let Departure {
        sources,
        record: (file, record),
        figures,
        now,
        changes,
        amended,
        program,
        place,
    } = *departure;
    let id = &record.id;
    let blame = Blame::new(sources, id, record, figures);
    let help = settle(id, amended);
    let date = record
        .issued_on()
        .map_or(String::new(), |date| date.arabic());
    let stood: Vec<&str> = record.text.iter().map(String::as_str).collect();
    let stands: Vec<&str> = now.lines.iter().map(|line| line.text.as_str()).collect();
    let moved = moved_lines(&stood, &stands, changes);
    let others = changes.iter().filter(|change| {
        let stays = |side: Option<usize>, moved: &BTreeSet<usize>| {
            side.is_none_or(|line| !moved.contains(&line))
        };
        (change.before.is_some() && change.after.is_some())
            || (stays(change.before, &moved.0) && stays(change.after, &moved.1))
    });
    let others: Vec<&ChangedLine> = others.collect();
    for change in others.iter().copied().take(SHOWN) {
        let before = change.before.and_then(|line| record.text.get(line));
        let after = change.after.and_then(|line| now.lines.get(line));
        let (before_text, after_text) = (
            before.map_or("", String::as_str),
            after.map_or("", |line| line.text.as_str()),
        );
        let neighbour = change
            .after
            .is_none()
            .then(|| nearest(changes, change, now))
            .flatten();
        let typed = after.and_then(|line| line.span).or(neighbour);
        let to_blame = blame.place(before_text, after_text, typed);
        let mut diagnostic = Diagnostic::new(
            code::ISSUED_CHANGED,
            to_blame.unwrap_or(place),
            format!(
                "{id} 已印发，文字不能再变：{}",
                words(before_text, after_text)
            ),
        )
        .label(match (before, after) {
            (Some(_), None) => "印发时这附近还有一处，现在没有了",
            _ => "现在的文字由此而来",
        });
        if let Some(line) = change.before {
            let stood = text_span(file, sources.text(file), line);
            let stood = narrowed(stood, sources, &inserted(after_text, before_text));
            diagnostic = diagnostic.related(stood, format!("{date}印发的文字"));
        }
        sink.push(diagnostic.help(help.clone()));
    }
    if let Some(line) = moved.0.first().and_then(|line| record.text.get(*line)) {
        let (kind, words) = line.split_once('：').unwrap_or(("", line));
        let message = format!(
            "{id} 已印发，文字不能再变：有 {} 处会换位置，如{kind}“{}”",
            moved.0.len(),
            shortened(words)
        );
        let file = blame.changed.first().map(|file| Span::file_start(*file));
        sink.push(
            Diagnostic::new(code::ISSUED_CHANGED, file.unwrap_or(place), message)
                .label("这个文件改过，先后因此变了")
                .help(help.clone()),
        );
    }
    let mut notes = Vec::new();
    if others.len() > SHOWN {
        notes.push(format!("还有 {} 处也会变", others.len() - SHOWN));
    }
    // A file that is no text is named where it changed.
    let is_file = |line: Option<&str>| line.is_some_and(|line| line.starts_with(ATTACHED_FILE));
    let of_files = changes.iter().all(|change| {
        let before = change.before.and_then(|line| record.text.get(line));
        let after = change.after.and_then(|line| now.lines.get(line));
        is_file(before.map(String::as_str)) || is_file(after.map(|line| line.text.as_str()))
    });
    if !blame.figures.is_empty() {
        let issues = blame.figures.iter().map(|past| past.issue.to_string());
        let issues = issues.collect::<Vec<_>>().join("、");
        notes.push(format!("{issues} 的指标印发以后改过"));
    } else if blame.changed.is_empty() && blame.gone.is_empty() && !of_files {
        notes.push(if record.program == program {
            "这一期的文字来源没有改，变的是别处：同一系列里增减了别的期，或引用的文件变了"
                .to_owned()
        } else {
            format!(
                "文字来源没有改，是程序从 {} 换成了 {program}",
                record.program
            )
        });
    }
    if !blame.gone.is_empty() {
        notes.push(format!("印发时用的 {} 不在了", blame.gone.join("、")));
    }
    if !notes.is_empty() {
        let message = format!("{id} 已印发，文字不能再变：{}", notes.join("；"));
        sink.push(Diagnostic::new(code::ISSUED_CHANGED, place, message).help(help));
    }
}

/// The part of `line` that says `words`; what it is, where no words of it went.
fn narrowed(line: Span, sources: &Sources, words: &str) -> Span {
    let text = sources
        .text(line.file)
        .get(line.range())
        .unwrap_or_default();
    let kind = text.find('：').unwrap_or(text.len());
    match text.find(words).filter(|_| !words.is_empty()) {
        Some(at) => line.part(at, at + words.len()),
        None => line.part(0, kind),
    }
}

/// The place of a line that still stands before one that went.
fn nearest(changes: &[ChangedLine], change: &ChangedLine, now: &Wording) -> Option<Span> {
    let gone = change.before?;
    // Lines before it that came or went move it.
    let earlier = changes
        .iter()
        .take_while(|other| other.before.is_none_or(|line| line < gone));
    let (mut came, mut went) = (0, 0);
    for other in earlier {
        came += usize::from(other.before.is_none());
        went += usize::from(other.after.is_none());
    }
    let at = (gone + came).saturating_sub(went + 1);
    now.lines
        .get(..=at.min(now.lines.len().checked_sub(1)?))?
        .iter()
        .rev()
        .find_map(|line| line.span)
}

/// The name in a line of an attached file, without its checksum.
fn file_name(line: &str) -> &str {
    line.rsplit_once(' ').map_or(line, |(name, _)| name)
}

/// The change in words, with what it is about.
fn words(before: &str, after: &str) -> String {
    let plain = |line: &'_ str| -> (String, String) {
        let (kind, words) = line.split_once('：').unwrap_or(("", line));
        (kind.to_owned(), words.to_owned())
    };
    match (before.is_empty(), after.is_empty()) {
        (false, false) => {
            let ((kind, before), (_, after)) = (plain(before), plain(after));
            if kind == ATTACHED_FILE {
                return format!("文件“{}”的内容换了", file_name(&before));
            }
            let (before, after) = differing(&before, &after);
            format!("{kind}“{before}”会成为“{after}”")
        }
        (false, true) => {
            let (kind, before) = plain(before);
            if kind == ATTACHED_FILE {
                return format!("文件“{}”会没有了", file_name(&before));
            }
            format!("{kind}“{}”会没有了", shortened(&before))
        }
        (true, _) => {
            let (kind, after) = plain(after);
            if kind == ATTACHED_FILE {
                return format!("会多出文件“{}”", file_name(&after));
            }
            format!("会多出{kind}“{}”", shortened(&after))
        }
    }
}

/// How such a change is settled.
fn settle(id: &IssueId, amended: bool) -> String {
    if amended {
        return format!(
            "这次更正或撤回还没有记下：运行 jianbao issue {id}，改动会记入印发记录并写在网页上"
        );
    }
    format!(
        "改回去；原来印错了，在 issue.yaml 里写“更正”，再运行 jianbao issue {id}（另见 jianbao explain JB4001）"
    )
}

/// Says that an act (更正, 废止, 撤回, 移动) of an issue that went out is not in its record yet.
pub fn unrecorded(id: &IssueId, word: &str, place: Span, sink: &mut Sink) {
    let message = format!("{id} 已印发，这次{word}还没有记下");
    sink.push(
        Diagnostic::new(code::ACT_NOT_RECORDED, place, message).help(format!(
            "运行 jianbao issue {id}，记入印发记录，网页上的经过就有了"
        )),
    );
}

/// Says that the record has an act (更正, 废止, 撤回) of which `issue.yaml` says nothing any more: readers would not be told.
pub fn act_gone(id: &IssueId, act: &Act, place: Span, sink: &mut Sink) {
    let (date, word) = (act.date, act.kind.word());
    sink.push(
        Diagnostic::new(
            code::NOT_RECORDED,
            place,
            format!(
                "{id} 的印发记录里有{}的{word}，issue.yaml 里却没有了",
                date.arabic()
            ),
        )
        .help(format!(
            "恢复这一行，如 {word}: {{日期: {}, 说明: …}}；做过的事不能从记录里去掉",
            date.iso()
        )),
    );
}

/// Says that an issue is a draft (草稿) by its mark, though it went out.
pub fn draft(id: &IssueId, place: Span, sink: &mut Sink) {
    sink.push(
        Diagnostic::new(
            code::ISSUED_DRAFT,
            place,
            format!("{id} 已经印发，却标着草稿，资料库里不再有它"),
        )
        .help("删去“草稿”；收回不用的，写“撤回”"),
    );
}

/// Says that an issue that says 印发 has no record, or one of another date.
pub fn missing(id: &IssueId, place: Span, recorded: Option<&IssuanceRecord>, sink: &mut Sink) {
    let diagnostic = match recorded.and_then(IssuanceRecord::issued_on) {
        None => Diagnostic::new(
            code::NOT_RECORDED,
            place,
            format!("写了已印发，却没有印发记录 {ISSUANCE_RECORD}，印发的是什么没有记下"),
        )
        .help(format!(
            "运行 jianbao issue {id} 记下；原来有记录的，从备份或 git 里恢复 {ISSUANCE_RECORD}"
        )),
        Some(date) => Diagnostic::new(
            code::NOT_RECORDED,
            place,
            format!("印发日期与印发记录不符：记录的是 {}", date.arabic()),
        )
        .help(format!("改成 印发: {}，或删去这一行", date.iso())),
    };
    sink.push(diagnostic);
}

/// Says that a record cannot be used.
pub fn unreadable(id: &IssueId, bad: &BadRecord, sink: &mut Sink) {
    let message = match bad.fault {
        RecordFault::NoText => "印发记录读不出来",
        RecordFault::Conflict => "印发记录里有 git 合并留下的冲突",
        RecordFault::Cut => "印发记录不完整，末尾的校验没有了",
        RecordFault::Touched => "印发记录被改动过，与末尾的校验不符",
        RecordFault::Format => "印发记录的格式看不懂，可能是更新的 jianbao 写的",
        RecordFault::OtherIssue => "这是另一期的印发记录",
    };
    let help = match bad.fault {
        RecordFault::Format => "换用写下它的那个版本或更新的 jianbao".to_owned(),
        RecordFault::OtherIssue => format!(
            "文件夹移动过的，把印发记录移回原处，或运行 jianbao issue {id} --again 原因；从别处复制来的，删去它"
        ),
        _ => format!(
            "从 git 或备份里恢复原来的 {ISSUANCE_RECORD}；恢复不了，核对正文后运行 jianbao issue {id} --again 原因"
        ),
    };
    sink.push(
        Diagnostic::new(code::BAD_RECORD, bad.place, format!("{id}：{message}"))
            .label("记录不可信，这一期不会生成")
            .help(help),
    );
}
