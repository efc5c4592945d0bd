//! Issuing (印发): an issue as it goes out is written down in a record beside its fragments, and so is everything that is done to it afterwards.

use std::collections::BTreeMap;

use super::assembly::{self, PROGRAM, unrecorded, wording};
use super::issued::{known_as, record_gone};
use super::past_figures::past_figures;
use super::print::Typesetting;
use super::{BuildEvent, PrintError, Reporter, pdfs};
use crate::diag::Sink;
use crate::issuance::{
    self, Act, ActKind, IssuanceRecord, IssuedPdf, PastFigures, Wording, compare, fingerprints,
    text_changes,
};
use crate::model::{Document, ISSUANCE_RECORD, IssueId, TextChange};
use crate::pdf::STANDARDS_WITH_SOURCES;
use crate::source::Sources;
use crate::stage::PlannedIssue;
use crate::zh::date::IssueDate;

/// What to issue, and with what.
#[derive(Debug)]
pub struct Issuing<'a> {
    /// What the PDF is set with.
    pub typesetting: Typesetting<'a>,
    /// The issue, as `<series>/<year>/<folder>`.
    pub issue: &'a str,
    /// The day on which it goes out, or goes out again, as the caller said it.
    pub date: Option<IssueDate>,
    /// Today: for what says no date itself.
    pub today: IssueDate,
    /// The issues that the site knows as issued, with the day of each: a record that is gone is not begun anew.
    pub known: &'a BTreeMap<IssueId, IssueDate>,
    /// Why an issue that went out goes out again; none for any other act.
    pub again: Option<&'a str>,
    /// Whether its PDF is recorded too.
    pub pdf: bool,
}

/// What came of it.
#[derive(Debug)]
pub enum IssuingOutcome {
    /// There is something new to be written down.
    Written(IssuedIssue),
    /// The record says everything already.
    Unchanged(IssuanceRecord),
    /// It cannot go out: the findings have been told.
    Refused,
    /// It is a draft (草稿).
    Draft,
    /// It would have gone out before its own date.
    Early {
        /// When it would have gone out.
        date: IssueDate,
        /// Its date of issue (成文日期).
        own: IssueDate,
    },
}

/// An issue that went out.
#[derive(Debug)]
pub struct IssuedIssue {
    /// Its place in the archive.
    pub id: IssueId,
    /// Where its record belongs, below the content folder.
    pub path: String,
    /// What is to be written there.
    pub record: IssuanceRecord,
    /// What was done now.
    pub acts: Vec<Act>,
    /// Whether an older record could not be believed and is replaced.
    pub replaced: bool,
}

/// Issues one issue, or records what has been done to it since.
///
/// # Errors
/// No typst, a machine at fault, or a stop that was asked for.
pub fn issue(request: &Issuing<'_>, reporter: &dyn Reporter) -> Result<IssuingOutcome, PrintError> {
    let sources = request.typesetting.sources;
    let plan = assembly::plan(sources);
    let planned = plan.issues.iter();
    let Some(planned) = planned
        .into_iter()
        .find(|issue| issue.id.path() == request.issue)
    else {
        return Ok(IssuingOutcome::Refused);
    };
    let assembled = assembly::assemble_anew(sources, &plan, planned);
    let (document, sink) = assembled.finished();
    let failed = document.is_none() || planned.series.is_none();
    if failed || !sink.is_empty() {
        let mut said = Sink::default();
        if failed {
            said.copy_from(&plan.sink);
        }
        said.append(sink);
        reporter.report(BuildEvent::Findings(&said.into_sorted()));
    }
    let Some(document) = document else {
        return Ok(IssuingOutcome::Refused);
    };
    if document.publication.draft {
        return Ok(IssuingOutcome::Draft);
    }
    let date = request
        .date
        .unwrap_or_else(|| first_date(request, &document, planned));
    if date.surely_before(document.head.date.value) {
        return Ok(IssuingOutcome::Early {
            date,
            own: document.head.date.value,
        });
    }
    let now = wording(&document, sources);
    let before = issuance::find(sources, &planned.id, &planned.publication.former);
    let (old, replaced) = match before {
        None => {
            if let (Some((was, date)), None) = (known_as(planned, request.known), request.again) {
                let place = Some(assembly::place_of(sources, planned));
                let gone = record_gone(&planned.id, was, date, place);
                reporter.report(BuildEvent::Findings(&[gone]));
                return Ok(IssuingOutcome::Refused);
            }
            (None, false)
        }
        Some((_, Ok(record))) => (Some(record), false),
        Some((_, Err(_))) if request.again.is_some() => (None, true),
        Some((_, Err(bad))) => {
            let mut said = Sink::default();
            issuance::unreadable(&planned.id, &bad, &mut said);
            reporter.report(BuildEvent::Findings(&said.into_sorted()));
            return Ok(IssuingOutcome::Refused);
        }
    };
    let mut acts = match &old {
        Some(record) => {
            let changes = compare(&record.text, &now);
            let changed = text_changes(&record.text, &now, &changes);
            let acts = later_acts(request, &document, record, changed);
            if acts.is_empty() && changes.is_empty() {
                return Ok(IssuingOutcome::Unchanged(record.clone()));
            }
            // A folder that was moved is no reason for another text.
            if acts.iter().all(|act| act.kind == ActKind::Moved) && !changes.is_empty() {
                refuse(sources, &plan, planned, reporter);
                return Ok(IssuingOutcome::Refused);
            }
            acts
        }
        None => first_acts(request, &document, date),
    };
    let same_text = old
        .as_ref()
        .is_some_and(|record| compare(&record.text, &now).is_empty() && request.again.is_none());
    let pdf = match old.as_ref().filter(|_| same_text) {
        // The PDF that went out is still the PDF of this text.
        Some(record) => record.pdf.clone(),
        None if !request.pdf => None,
        None => {
            let Some(compiled) = request.typesetting.set(&document, reporter)? else {
                return Ok(IssuingOutcome::Refused);
            };
            let pdf = IssuedPdf {
                pages: compiled.pages,
                bytes: compiled.bytes.len() as u64,
                sha256: pdfs::sha256(&compiled.bytes),
                has_sources: request.typesetting.options.standards == STANDARDS_WITH_SOURCES,
            };
            if let Some(act) = acts.last_mut() {
                act.pdf = Some(pdf.sha256.clone());
            }
            Some(pdf)
        }
    };
    let mut all = old.map(|record| record.acts).unwrap_or_default();
    all.extend(acts.iter().cloned());
    Ok(IssuingOutcome::Written(IssuedIssue {
        id: planned.id.clone(),
        path: format!("{}/{ISSUANCE_RECORD}", planned.id),
        record: record(
            &planned.id,
            all,
            pdf,
            sources,
            &past_figures(&plan, planned),
            &now,
        ),
        acts,
        replaced,
    }))
}

fn record(
    id: &IssueId,
    acts: Vec<Act>,
    pdf: Option<IssuedPdf>,
    sources: &Sources,
    figures: &[PastFigures],
    now: &Wording,
) -> IssuanceRecord {
    let mut checksums = fingerprints(sources, id);
    checksums.extend(
        figures
            .iter()
            .map(|past| (past.name(), past.checksum.clone())),
    );
    IssuanceRecord {
        id: id.clone(),
        moved_from: None,
        program: PROGRAM.to_owned(),
        acts,
        pdf,
        sources: checksums,
        text: now.lines.iter().map(|line| line.text.clone()).collect(),
    }
}

/// When an issue went out for the first time: as it says itself, as its imprint (版记) says on paper, or today.
fn first_date(request: &Issuing<'_>, document: &Document, planned: &PlannedIssue) -> IssueDate {
    let said = planned.spec.as_ref().and_then(|spec| spec.issued_on);
    let (_, printed) = document.imprint_office();
    said.map(|said| said.value)
        .or(printed.filter(|date| date.day.is_some()))
        .unwrap_or(request.today)
}

/// What is done to an issue that has no record yet: it goes out, and what `issue.yaml` says of it since is written down with it.
fn first_acts(request: &Issuing<'_>, document: &Document, date: IssueDate) -> Vec<Act> {
    let mut acts = vec![Act {
        date,
        kind: ActKind::Issued,
        reason: request.again.map(str::to_owned),
        pdf: None,
        changes: Vec::new(),
    }];
    for amendment in &document.publication.amendments {
        acts.push(Act {
            date: amendment.date,
            kind: ActKind::Amended(amendment.kind),
            reason: amendment.note.clone(),
            pdf: None,
            changes: Vec::new(),
        });
    }
    acts
}

/// What is done to an issue that went out: that it was moved, the amendments that its record does not know, or that it goes out again. The first of the others takes what changed
/// in the text; a correction (更正) before any other.
fn later_acts(
    request: &Issuing<'_>,
    document: &Document,
    record: &IssuanceRecord,
    changed: Vec<TextChange>,
) -> Vec<Act> {
    let new = unrecorded(document, record);
    let mut acts: Vec<Act> = new
        .iter()
        .map(|amendment| Act {
            date: amendment.date,
            kind: ActKind::Amended(amendment.kind),
            reason: amendment.note.clone(),
            pdf: None,
            changes: Vec::new(),
        })
        .collect();
    acts.sort_by_key(|act| (act.kind, act.date));
    if let Some(reason) = request.again {
        acts.push(Act {
            date: request.date.unwrap_or(request.today),
            kind: ActKind::Reissued,
            reason: Some(reason.to_owned()),
            pdf: None,
            changes: Vec::new(),
        });
    }
    if let Some(first) = acts.first_mut() {
        first.changes = changed;
    }
    if let Some(former) = &record.moved_from {
        acts.insert(
            0,
            Act {
                date: request.date.unwrap_or(request.today),
                kind: ActKind::Moved,
                reason: Some(format!("原址 {former}")),
                pdf: None,
                changes: Vec::new(),
            },
        );
    }
    acts
}

/// Tells why the text of an issue that went out may not be another.
fn refuse(
    sources: &Sources,
    plan: &crate::stage::Plan,
    planned: &PlannedIssue,
    reporter: &dyn Reporter,
) {
    let (_, sink) = assembly::assemble(sources, plan, planned).finished();
    reporter.report(BuildEvent::Findings(&sink.into_sorted()));
}
