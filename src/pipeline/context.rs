//! What is drawn from: the site as a whole, and what it has around each issue.

use std::borrow::Cow;
use std::sync::{Arc, Mutex};

use super::error::BuildError;
use super::neighbours::{Amendments, Neighbours};
use super::pdfs::Pdfs;
use crate::catalogue;
use crate::contribution::ContributionTally;
use crate::model::{
    Amendment, Document, Entry, Format, IssueId, IssueSummary, OutputFile, Series, Site,
    UnitRegistry,
};
use crate::publish::PdfRecord;
use crate::render::html::{self, IssueLinks, Templates};
use crate::search::{IndexMemory, IndexedIssue};
use crate::source::Sources;
use crate::stage::Plan;

/// What the files are drawn from.
#[derive(Clone, Copy)]
pub struct SiteContext<'a> {
    /// The pages' templates.
    pub templates: &'a Templates,
    /// The archive.
    pub site: &'a Site,
    pub plan: &'a Plan,
    /// The series in the order of the home page.
    pub series: &'a [Arc<Series>],
    /// Every issue that the site shows, in reading order.
    pub entries: &'a [Entry],
    /// What the site tells of contributions (供稿), year by year, the last first.
    pub contributions: &'a [ContributionTally],
    /// These issues in the same order, as the search index is made from them.
    pub indexed: &'a (dyn Fn() -> Cow<'a, [IndexedIssue]> + Sync),
    /// What is known of the last search index.
    pub index: &'a Mutex<IndexMemory>,
}

impl<'a> SiteContext<'a> {
    /// The registers of units (单位登记表) of the series that the site names, as they have been at each time.
    pub fn registers(&self) -> Vec<&'a Arc<UnitRegistry>> {
        let is_named = |code: &str| self.series.iter().any(|series| series.code == code);
        self.plan.registers(&is_named)
    }
}

/// What every page of an issue is drawn from.
pub struct IssueContext<'a> {
    /// The pages' templates.
    pub templates: &'a Templates,
    /// The archive.
    pub site: &'a Site,
    /// The content, for pictures.
    pub sources: &'a Sources,
    /// Every issue that the site shows, in reading order.
    pub entries: &'a [Entry],
    /// Where each stands among them.
    pub neighbours: &'a Neighbours,
    /// The PDFs that there are.
    pub pdfs: &'a Pdfs,
    /// What has become of them.
    pub amendments: &'a Amendments,
    /// The related issues of each, as indices into the entries.
    pub related: &'a [Vec<usize>],
}

impl IssueContext<'_> {
    /// The page of an issue that has these other forms.
    pub fn page(
        &self,
        document: &Document,
        formats: &[Format],
    ) -> Result<OutputFile, html::TemplateError> {
        let amendments = &document.publication.amendments;
        self.with_links(&document.id, amendments, formats, |links| {
            html::issue_page(self.templates, self.site, document, links)
        })
    }

    /// Gives `take` what the page of the issue `id` links to, which has these amendments and other forms.
    pub fn with_links<T>(
        &self,
        id: &IssueId,
        amendments: &[Amendment],
        formats: &[Format],
        take: impl FnOnce(&IssueLinks<'_>) -> T,
    ) -> T {
        let path = id.path();
        let around = self.neighbours.get(&path);
        let related = around.and_then(|around| self.related.get(around.index));
        let related = related.into_iter().flatten();
        let related: Vec<&Entry> = related.map(|&index| &self.entries[index]).collect();
        let pdf = self.pdfs.get(&path).map(PdfRecord::facts);
        let entry = |index: usize| &self.entries[index];
        let amended_by = amendments.iter().map(|amendment| {
            let by = amendment.by.as_ref()?;
            self.amendments.place(&by.path()).map(entry)
        });
        let made_by = self.amendments.made_by(&path).iter();
        let (amended_by, amends): (Vec<_>, Vec<_>) = (
            amended_by.collect(),
            made_by
                .map(|(kind, index)| (*kind, entry(*index)))
                .collect(),
        );
        let own = around.and_then(|around| self.entries.get(around.index));
        take(&IssueLinks {
            record: own.map(|entry| &entry.summary.record),
            previous: around.and_then(|around| around.previous).map(entry),
            next: around.and_then(|around| around.next).map(entry),
            pdf: pdf.as_ref(),
            formats,
            amended_by: &amended_by,
            amends: &amends,
            related: &related,
        })
    }

    /// What other programs are told of an issue, with its text: `issue.json`.
    pub fn data(
        &self,
        document: &Document,
        summary: &IssueSummary,
        formats: &[Format],
    ) -> Result<OutputFile, BuildError> {
        let pdf = self.pdfs.get(&document.id.path()).map(PdfRecord::facts);
        let data = catalogue::issue_file(self.site, document, summary, pdf.as_ref(), formats)?;
        Ok(data)
    }
}
