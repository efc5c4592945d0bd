//! One issue of a preview: as it is now, and as it last could be shown.

use std::sync::Arc;

use super::assembly::{self, AssembledIssue};
use crate::archive;
use crate::diag::{Diagnostic, Severity};
use crate::model::{Audience, Document, IssueId, IssueSummary};
use crate::source::Sources;
use crate::stage::{Plan, PlannedIssue};

/// One issue of the preview.
#[derive(Clone, Debug)]
pub struct Previewed {
    /// Its place.
    pub id: IssueId,
    /// What it was read from. Places in the findings are places in these files.
    pub sources: Arc<Sources>,
    /// What is wrong with it, in the order of the places.
    pub findings: Arc<Vec<Diagnostic>>,
    /// How it is shown; none where it has had errors from the beginning.
    pub shown: Option<Arc<ShownIssue>>,
    /// Whether what is shown is older than what is written, because that has errors.
    pub stale: bool,
    /// What it was made from, to notice when that changes; none of one that cannot be assembled.
    inputs: Option<Vec<String>>,
    /// Whether it says what other issues of its series bring.
    leans_on_series: bool,
}

/// An issue that can be shown.
#[derive(Debug)]
pub struct ShownIssue {
    /// The issue.
    pub document: Document,
    /// What it was made from.
    pub sources: Arc<Sources>,
    /// What lists say of it.
    pub summary: Arc<IssueSummary>,
    /// Why readers of the published site would not see it, in a word each: 草稿, 内部, a 密级.
    pub marks: Vec<String>,
}

impl Previewed {
    /// Assembles the issue. Where it has errors, it stays as it was shown `before`.
    pub fn assemble(
        sources: &Arc<Sources>,
        plan: &Plan,
        issue: &PlannedIssue,
        inputs: Option<Vec<String>>,
        before: Option<&Self>,
    ) -> Self {
        // Whoever may read it, and with the places that are still to be written.
        let AssembledIssue {
            document,
            sink,
            leans_on_series,
            ..
        } = assembly::assemble(sources, plan, issue);
        let stale = document.is_none();
        let shown = match document {
            Some(document) => Some(Arc::new(ShownIssue::new(document, sources))),
            None => before.and_then(|before| before.shown.clone()),
        };
        Self {
            id: issue.id.clone(),
            sources: Arc::clone(sources),
            findings: Arc::new(sink.into_sorted()),
            shown,
            stale,
            inputs,
            leans_on_series,
        }
    }

    /// Whether the issue is still what it was, now that it would be made from `inputs` and its series has changed or not.
    #[must_use]
    pub fn holds(&self, inputs: Option<&[String]>, series_has_changed: bool) -> bool {
        let is_same = inputs.is_some() && self.inputs.as_deref() == inputs;
        is_same && !(self.leans_on_series && series_has_changed)
    }

    /// How many of the findings are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        let errors = self.findings.iter().filter(|finding| finding.is_error());
        errors.count()
    }

    /// Whether any finding is at least a warning.
    #[must_use]
    pub fn is_flawed(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.code.severity >= Severity::Warning)
    }
}

impl ShownIssue {
    fn new(document: Document, sources: &Arc<Sources>) -> Self {
        let marks = marks(&document);
        let mut summary = archive::summary(&document);
        for mark in marks.iter().rev() {
            summary.title = format!("【{mark}】{}", summary.title);
        }
        Self {
            document,
            sources: Arc::clone(sources),
            summary: Arc::new(summary),
            marks,
        }
    }
}

fn marks(document: &Document) -> Vec<String> {
    let mut marks = Vec::new();
    if document.publication.draft {
        marks.push("草稿".to_owned());
    }
    if document.publication.audience == Audience::Internal {
        marks.push("内部".to_owned());
    }
    let secrecy = document.head.elements.secrecy.as_deref();
    marks.extend(secrecy.map(str::to_owned));
    marks
}
