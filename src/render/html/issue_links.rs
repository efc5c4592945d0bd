//! What the page of an issue links to.

use crate::model::{AmendmentKind, Entry, Format, PdfFacts, Record};

/// What the page of an issue links to.
#[derive(Clone, Copy, Debug, Default)]
pub struct IssueLinks<'a> {
    /// What the catalogue says of the issue itself, where that is known already.
    pub record: Option<&'a Record>,
    /// The issue before it in its series.
    pub previous: Option<&'a Entry>,
    /// The issue after it.
    pub next: Option<&'a Entry>,
    /// Its PDF, where there is one.
    pub pdf: Option<&'a PdfFacts>,
    /// Its other forms.
    pub formats: &'a [Format],
    /// For each of its amendments the issue that is named there, where the site shows it.
    pub amended_by: &'a [Option<&'a Entry>],
    /// The issues that it corrects, supersedes or withdraws.
    pub amends: &'a [(AmendmentKind, &'a Entry)],
    /// Issues on the same topics and units (相关), the closest first.
    pub related: &'a [&'a Entry],
}
