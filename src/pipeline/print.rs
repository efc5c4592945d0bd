//! One issue for the printer, as a PDF or in another of its forms, outside any site: the only way to those of an issue that no site may show.

use std::collections::BTreeSet;

use super::artifacts::{self, Make};
use super::carried_on;
use super::faces::is_han;
use super::{BuildEvent, PrintError, Reporter, assembly, faces, pdf_faults, pdfs};
use crate::diag::{self, Sink};
use crate::issuance::{self, ReviewRecord};
use crate::lint;
use crate::model::printed::ReviewMark;
use crate::model::{Document, IssueId};
use crate::pdf::{self, Compiled, Failure, Fonts, Options, Template};
use crate::render::{text, typst};
use crate::source::Sources;
use crate::source::remarks::UNWRITTEN;
use crate::stage::PlannedIssue;
use crate::zh::date::IssueDate;

/// What to print, and with what.
#[derive(Debug)]
pub struct Printing<'a> {
    /// The content.
    pub sources: &'a Sources,
    /// The layouts (版式) in Typst.
    pub layouts: &'a [Template],
    /// The faces for each role, the project's own first.
    pub fonts: &'a Fonts,
    /// The issue, as `<series>/<year>/<folder>`.
    pub issue: &'a str,
    /// In which form, by the ending of its file: one of [`endings`].
    pub ending: &'a str,
    /// Today, where an issue that has not been issued is printed as a copy for review (送审稿); none where it is printed as it will be issued.
    pub review: Option<IssueDate>,
    /// Whether the red parts are left out for paper that has them already (套打), also where the issue does not say so itself.
    pub overprint: bool,
    /// How typst is run.
    pub options: &'a Options,
}

/// An issue as it leaves the program.
#[derive(Debug)]
pub struct PrintedIssue {
    /// Its place in the archive.
    pub id: IssueId,
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages a PDF has.
    pub pages: Option<u32>,
    /// Which draft it is, where it is a copy for review (送审稿).
    pub review: Option<PrintedReview>,
    /// Whether its red parts were left out (套打).
    pub overprint: bool,
}

/// A copy for review (送审稿) that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedReview {
    /// Which draft it is (第几稿); none where the record of the earlier ones cannot be read.
    pub number: Option<u32>,
    /// Where the record of review belongs, below the content folder.
    pub path: String,
    /// What is to be written there; none where that stands there already or would lose what cannot be read.
    pub record: Option<String>,
    mark: ReviewMark,
}

/// The endings of the forms in which an issue can be printed: those that need no site around it.
#[must_use]
pub fn endings() -> Vec<&'static str> {
    artifacts::ARTIFACTS
        .iter()
        .filter(|artifact| !matches!(artifact.make, Make::InSite(_)))
        .map(|artifact| artifact.ending)
        .chain([PIECE])
        .collect()
}

/// The ending of the piece of HTML for editors of 公众号, which is in no site.
const PIECE: &str = "html";

/// Sets one issue, whoever may read it, classified (密级) and drafts among them. There is none where the content has errors, which have been told.
///
/// # Errors
/// No typst, a machine at fault, or a stop that was asked for.
pub fn print(
    request: &Printing<'_>,
    reporter: &dyn Reporter,
) -> Result<Option<PrintedIssue>, PrintError> {
    let mut plan = assembly::plan(request.sources);
    let mut sink = std::mem::take(&mut plan.sink);
    let planned = plan
        .issues
        .iter()
        .find(|issue| issue.id.path() == request.issue);
    let mut review = None;
    let mut overprint = request.overprint;
    let mut document: Option<Document> = planned.and_then(|issue| {
        let assembled = assembly::assemble(request.sources, &plan, issue);
        let date = request
            .review
            .filter(|_| !is_issued(request.sources, issue));
        // A copy for review goes on plain paper.
        overprint |= assembled.overprint && date.is_none();
        let (document, own) = match date {
            // What nobody has written yet is marked, and keeps nobody from reading the rest.
            Some(_) => (assembled.document, softened(assembled.sink)),
            None => assembled.finished(),
        };
        if let (Some(date), Some(document)) = (date, &document) {
            review = Some(reviewed(request.sources, document, date));
        }
        sink.append(own);
        document
    });
    if let Some(document) = &mut document {
        document.head.elements.overprint = overprint;
    }
    let faces = faces::stand_ins(
        &document.iter().collect::<Vec<_>>(),
        request.fonts,
        request.sources,
    );
    faces
        .into_iter()
        .flatten()
        .for_each(|finding| sink.push(finding));
    reporter.report(BuildEvent::Findings(&sink.into_sorted()));
    let Some(document) = document else {
        return Ok(None);
    };
    let mark = review.as_ref().map(|review| &review.mark);
    let form = artifacts::ARTIFACTS
        .iter()
        .find(|artifact| artifact.ending == request.ending);
    let drawn = match form.map(|form| &form.make) {
        Some(Make::Alone(make)) => {
            let bytes = make(&document);
            Some(match mark {
                Some(mark) => text::marked(&bytes, &mark.words),
                None => bytes,
            })
        }
        Some(Make::WithPictures(make)) => Some(make(&document, request.sources, mark)?),
        Some(Make::InSite(_)) if request.ending == PIECE => {
            Some(carried_on::piece(&document, request.sources, mark)?)
        }
        Some(Make::InSite(_) | Make::Typst) | None => None,
    };
    if let Some(bytes) = drawn {
        return Ok(Some(PrintedIssue {
            bytes,
            id: document.id,
            pages: None,
            review,
            overprint,
        }));
    }
    let typesetting = Typesetting {
        sources: request.sources,
        layouts: request.layouts,
        fonts: request.fonts,
        options: request.options,
    };
    let compiled = typesetting.set_marked(&document, mark, reporter)?;
    Ok(compiled.map(|compiled| PrintedIssue {
        id: document.id,
        bytes: compiled.bytes,
        pages: Some(compiled.pages),
        review,
        overprint,
    }))
}

/// Whether an issue went out, or says that it did.
pub(super) fn is_issued(sources: &Sources, issue: &PlannedIssue) -> bool {
    let said = issue.spec.as_ref().and_then(|spec| spec.issued_on);
    said.is_some() || issuance::find(sources, &issue.id, &issue.publication.former).is_some()
}

/// What keeps an issue from being published, and not from being read by those who still work on it, as a warning.
fn softened(sink: Sink) -> Sink {
    let mut softer = Sink::default();
    for mut finding in sink.into_sorted() {
        if lint::is_unfinished(finding.code) {
            finding.code = diag::code::warning(finding.code.id);
        }
        softer.push(finding);
    }
    softer
}

/// Which draft `document` is, with what is to be kept of it.
fn reviewed(sources: &Sources, document: &Document, date: IssueDate) -> PrintedReview {
    let before = ReviewRecord::find(sources, &document.id);
    let (number, record) = match before.clone() {
        None => (None, None),
        Some(mut record) => {
            let number = record.print(&assembly::wording(document, sources), date);
            let is_new = before.as_ref() != Some(&record);
            (Some(number), is_new.then(|| record.to_text(&document.id)))
        }
    };
    let draft = number.map_or(String::new(), |number| format!("第{number}稿　"));
    PrintedReview {
        number,
        path: ReviewRecord::path(&document.id),
        record,
        mark: ReviewMark {
            words: format!("送审稿　{draft}{}", date.arabic()),
            unwritten: UNWRITTEN,
            lacking: BTreeSet::new(),
        },
    }
}

/// What one issue is set with, outside any site.
#[derive(Clone, Copy, Debug)]
pub struct Typesetting<'a> {
    /// The content.
    pub sources: &'a Sources,
    /// The layouts (版式) in Typst.
    pub layouts: &'a [Template],
    /// The faces for each role, the project's own first.
    pub fonts: &'a Fonts,
    /// How typst is run.
    pub options: &'a Options,
}

impl Typesetting<'_> {
    /// Sets `document`. There is no PDF where typst refuses what its writers wrote, which is told.
    ///
    /// # Errors
    /// As [`print`](print()).
    pub fn set(
        self,
        document: &Document,
        reporter: &dyn Reporter,
    ) -> Result<Option<Compiled>, PrintError> {
        self.set_marked(document, None, reporter)
    }

    /// The Chinese characters of `document` that no font has.
    fn lacking(self, document: &Document) -> BTreeSet<char> {
        let mut lacking = self.fonts.without_glyph(&typst::characters(document));
        lacking.retain(|c| is_han(*c));
        lacking
    }

    pub(super) fn set_marked(
        self,
        document: &Document,
        mark: Option<&ReviewMark>,
        reporter: &dyn Reporter,
    ) -> Result<Option<Compiled>, PrintError> {
        let program = reporter.typst()?;
        // Who reads a draft is not kept from it by a name that wants a font: what stands for it is said, and nothing is issued so.
        let mark = mark.map(|mark| ReviewMark {
            lacking: self.lacking(document),
            ..mark.clone()
        });
        if let Some(mark) = mark.as_ref().filter(|mark| !mark.lacking.is_empty()) {
            let mut said = Sink::default();
            for finding in pdf_faults::stood_in(&mark.lacking, document, self.sources) {
                said.push(finding);
            }
            reporter.report(BuildEvent::Findings(&said.into_sorted()));
        }
        let mark = mark.as_ref();
        let job = pdfs::marked_job(document, self.sources, self.options.standards, mark);
        let mut result = None;
        pdf::compile(
            &program,
            self.layouts,
            self.fonts,
            &[job],
            self.options,
            &mut |_, compiled| result = Some(compiled),
        );
        match result {
            Some(Ok(compiled)) => Ok(Some(compiled)),
            Some(Err(failure @ (Failure::Environment { .. } | Failure::Cancelled))) => {
                Err(failure.into())
            }
            Some(Err(failure)) => {
                let mut late = Sink::default();
                pdf_faults::report(&failure, document, self.sources, &mut late);
                reporter.report(BuildEvent::Findings(&late.into_sorted()));
                Ok(None)
            }
            None => Err(Failure::Cancelled.into()),
        }
    }
}
