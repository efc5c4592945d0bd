//! One issue for the printer, as a PDF or in another of its forms, outside any site: the only way to those of an issue that no site may show.

use super::artifacts::{self, Make};
use super::{BuildEvent, PrintError, Reporter, assembly, pdf_faults, pdfs};
use crate::diag::Sink;
use crate::model::{Document, IssueId};
use crate::pdf::{self, Compiled, Failure, Fonts, Options, Template};
use crate::source::Sources;

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
}

impl PrintedIssue {
    fn pdf(id: IssueId, compiled: Compiled) -> Self {
        Self {
            id,
            bytes: compiled.bytes,
            pages: Some(compiled.pages),
        }
    }
}

/// The endings of the forms in which an issue can be printed: those that need no site around it.
#[must_use]
pub fn endings() -> Vec<&'static str> {
    artifacts::ARTIFACTS
        .iter()
        .filter(|artifact| !matches!(artifact.make, Make::InSite(_)))
        .map(|artifact| artifact.ending)
        .collect()
}

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
    let document = planned.and_then(|issue| {
        let assembled = assembly::assemble(request.sources, &plan, issue);
        let (document, own) = assembled.finished();
        sink.append(own);
        document
    });
    reporter.report(BuildEvent::Findings(&sink.into_sorted()));
    let Some(document) = document else {
        return Ok(None);
    };
    let alone = artifacts::ARTIFACTS
        .iter()
        .filter(|artifact| artifact.ending == request.ending)
        .find_map(|artifact| match artifact.make {
            Make::Alone(make) => Some(make),
            Make::InSite(_) | Make::Typst => None,
        });
    if let Some(make) = alone {
        return Ok(Some(PrintedIssue {
            bytes: make(&document),
            id: document.id,
            pages: None,
        }));
    }
    let typesetting = Typesetting {
        sources: request.sources,
        layouts: request.layouts,
        fonts: request.fonts,
        options: request.options,
    };
    let compiled = typesetting.set(&document, reporter)?;
    Ok(compiled.map(|compiled| PrintedIssue::pdf(document.id, compiled)))
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
        let typst = reporter.typst()?;
        let job = pdfs::job(document, self.sources, self.options.standards);
        let mut result = None;
        pdf::compile(
            &typst,
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
