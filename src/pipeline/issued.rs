//! What a build says and keeps of what was issued.

use std::collections::BTreeMap;

use super::documents::BuiltIssue;
use super::{BuildEvent, Reporter, assembly};
use crate::diag::{Diagnostic, Sink, code};
use crate::issuance::{self, IssuanceRecord};
use crate::model::{ISSUANCE_RECORD, IssueId, Span, join_lines};
use crate::publish::{ActFacts, KnownPdf, Output};
use crate::source::Sources;
use crate::stage::PlannedIssue;
use crate::zh::date::IssueDate;

/// What the manifest keeps of a record.
pub fn facts(record: &IssuanceRecord) -> impl Iterator<Item = ActFacts> {
    record.acts.iter().map(|act| ActFacts {
        date: act.date,
        word: act.kind.word().to_owned(),
        pdf: act.pdf.clone(),
    })
}

/// Which issue of the content went out with a PDF of this checksum, by its records: a site is not needed, nor has it what is classified.
#[must_use]
pub fn recorded_pdf(sources: &Sources, sha256: &str) -> Option<KnownPdf> {
    let plan = assembly::plan(sources);
    plan.issues.iter().find_map(|issue| {
        let (_, read) = issuance::find(sources, &issue.id, &issue.publication.former)?;
        let record = read.ok()?;
        let act = record
            .acts
            .iter()
            .rev()
            .find(|act| act.pdf.as_deref() == Some(sha256))?;
        let title = issue.spec.as_ref().map(|spec| join_lines(&spec.title));
        Some(KnownPdf {
            id: issue.id.clone(),
            title: title.unwrap_or_default(),
            act: Some((act.kind.word().to_owned(), act.date)),
            replaced: record.pdf.is_some_and(|last| last.sha256 != sha256),
        })
    })
}

/// An issue that the site knows as issued, and whose record is gone, stays as it is: nothing says any more what it must be.
pub fn miss_records(issues: &mut [BuiltIssue], output: &Output, sink: &mut Sink) {
    for issue in issues {
        let Some(document) = &issue.document else {
            continue;
        };
        if issue.record.is_some() {
            continue;
        }
        // It may have been moved, and its record left behind.
        let mut places = std::iter::once(&issue.id).chain(&document.publication.former);
        let known = places.find_map(|id| Some((id, output.old().issue(id)?.acts.first()?.date)));
        let Some((was, date)) = known else {
            continue;
        };
        sink.push(record_gone(&issue.id, was, date, None));
        issue.document = None;
    }
}

/// As which issue the site knows `issue` as issued, with the day: at its place, or at one that it had before.
#[must_use]
pub fn known_as<'a>(
    issue: &'a PlannedIssue,
    known: &BTreeMap<IssueId, IssueDate>,
) -> Option<(&'a IssueId, IssueDate)> {
    let mut places = std::iter::once(&issue.id).chain(&issue.publication.former);
    places.find_map(|id| Some((id, *known.get(id)?)))
}

/// Says that the site knows the issue as issued on `date`, at `was`, and that its record is gone.
#[must_use]
pub fn record_gone(
    id: &IssueId,
    was: &IssueId,
    date: IssueDate,
    place: Option<Span>,
) -> Diagnostic {
    let date = date.arabic();
    let (message, help) = if id == was {
        (
            format!("{id} 已于{date}印发，它的印发记录 {id}/{ISSUANCE_RECORD} 不见了"),
            "从 git 或备份里恢复这个文件".to_owned(),
        )
    } else {
        (
            format!("{was} 已于{date}印发，移到 {id} 以后没有带上印发记录 {ISSUANCE_RECORD}"),
            format!("把原来文件夹里的 {ISSUANCE_RECORD} 移到 {id}/"),
        )
    };
    let finding = match place {
        Some(place) => Diagnostic::new(code::NOT_RECORDED, place, message),
        None => Diagnostic::without_place(code::NOT_RECORDED, message),
    };
    finding.help(format!(
        "{help}；恢复不了，核对正文后运行 jianbao issue {id} --again 原因"
    ))
}

/// Says which issues that are published, and not issued, have another text than at the last build.
pub fn say_changed(reporter: &dyn Reporter, issues: &[BuiltIssue], output: &Output) {
    let changed: Vec<IssueId> = issues
        .iter()
        .filter(|issue| issue.document.is_some() && issue.record.is_none())
        .filter(|issue| {
            let old = output.old().issue(&issue.id);
            old.is_some_and(|old| !old.text.is_empty() && old.text != issue.text)
        })
        .map(|issue| issue.id.clone())
        .collect();
    if !changed.is_empty() {
        reporter.report(BuildEvent::TextsChanged(&changed));
    }
}

/// Says that the PDF that went out is not there any more, and that what can be set now is another.
pub fn pdf_lost(issue: &BuiltIssue, sources: &Sources, sink: &mut Sink) {
    let id = &issue.id;
    let file = sources.find(&format!("{id}/{ISSUANCE_RECORD}"));
    let message = format!("{id} 印发的 PDF 不在资料库里，现在重排的与它不同，没有放上");
    let finding = match file.map(|file| issuance::pdf_span(file, sources.text(file))) {
        Some(place) => Diagnostic::new(code::ISSUED_PDF_LOST, place, message),
        None => Diagnostic::without_place(code::ISSUED_PDF_LOST, message),
    };
    sink.push(finding.label("印发的是这一份").help(format!(
        "从备份里找回 {}，放回资料库的文件夹再生成；找不回，运行 jianbao issue {id} --again 原因",
        id.pdf_path()
    )));
}
