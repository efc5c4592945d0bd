//! The pages of a build: those of its issues first, then the lists that lead to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::documents::BuiltIssue;
use super::pdfs::Pdfs;
use super::{BuildError, Request};
use crate::archive;
use crate::model::{Document, IssueSummary, OutputFile, Series, Site};
use crate::publish::{IssueRecord, Output};
use crate::render::html::{self, IssueLinks, PdfFacts};
use crate::stage::Plan;

/// How many pages are drawn before they are written; the site as a whole need not fit into memory.
const AT_ONCE: usize = 64;

/// Writes every page. An issue without a document stays as an earlier build left it, if one did.
pub fn write(
    request: &Request<'_>,
    site: &Site,
    plan: &Plan,
    issues: &[BuiltIssue],
    pdfs: &Pdfs,
    output: &mut Output,
) -> Result<(), BuildError> {
    for asset in html::assets(request.templates) {
        output.write(&asset.path, &asset.bytes)?;
    }
    keep_others(request, plan, issues, output);

    let series: Vec<Arc<Series>> = plan.series.iter().map(|spec| spec.series.clone()).collect();
    let summaries = reading_order(&series, issues, output);
    let neighbours = neighbours(&summaries);
    // A page that is new is written before the pages and lists that will lead to it, so that a build that is killed leaves no link to nowhere.
    let lists = lists(request, site, plan, &series, &summaries, output)?;
    let (new_issues, known_issues): (Vec<&BuiltIssue>, Vec<&BuiltIssue>) = issues
        .iter()
        .filter(|issue| issue.document.is_some())
        .partition(|issue| output.old().issue(&issue.id).is_none());
    let (new_lists, known_lists): (Vec<OutputFile>, Vec<OutputFile>) = lists
        .into_iter()
        .partition(|page| !output.old().files.contains(&page.path));
    let site_of = SiteOf {
        request,
        site,
        summaries: &summaries,
        neighbours: &neighbours,
        pdfs,
    };
    site_of.write_issues(&new_issues, output)?;
    // The home page leads to everything: it comes last among the lists.
    for page in new_lists.iter().rev() {
        output.write(&page.path, &page.bytes)?;
    }
    site_of.write_issues(&known_issues, output)?;
    for page in known_lists.iter().rev() {
        output.write(&page.path, &page.bytes)?;
    }
    Ok(())
}

/// What every page of an issue is drawn from.
struct SiteOf<'a> {
    request: &'a Request<'a>,
    site: &'a Site,
    summaries: &'a [IssueSummary],
    neighbours: &'a Neighbours,
    pdfs: &'a Pdfs,
}

impl SiteOf<'_> {
    fn write_issues(&self, built: &[&BuiltIssue], output: &mut Output) -> Result<(), BuildError> {
        for chunk in built.chunks(AT_ONCE) {
            let pages: Vec<Result<OutputFile, html::TemplateError>> = chunk
                .par_iter()
                .filter_map(|issue| issue.document.as_ref())
                .map(|document| self.page(document))
                .collect();
            for (issue, page) in chunk.iter().zip(pages) {
                write_issue(self.request, issue, self.pdfs, &page?, output)?;
            }
        }
        Ok(())
    }

    fn page(&self, document: &Document) -> Result<OutputFile, html::TemplateError> {
        let path = document.id.path();
        let (previous, next) = self.neighbours.get(&path).copied().unwrap_or_default();
        let links = IssueLinks {
            previous: previous.map(|index| &self.summaries[index]),
            next: next.map(|index| &self.summaries[index]),
            pdf: self.pdfs.get(&path).map(|pdf| PdfFacts {
                bytes: pdf.bytes,
                pages: pdf.pages,
            }),
        };
        html::issue_page(self.request.templates, self.site, document, &links)
    }
}

fn write_issue(
    request: &Request<'_>,
    issue: &BuiltIssue,
    pdfs: &Pdfs,
    page: &OutputFile,
    output: &mut Output,
) -> Result<(), BuildError> {
    let Some(document) = &issue.document else {
        return Ok(());
    };
    let folder = document.id.path();
    for asset in &document.assets {
        let source = request.sources.disk_path(asset.source);
        output.copy(&format!("{folder}/{}", asset.path), &source)?;
    }
    let mut pdf = pdfs.get(&folder).cloned();
    if pdf.is_none() {
        // An older PDF stays on disk, though nothing leads to it, until a new one takes its place.
        let old = output.old().issue(&document.id).and_then(|r| r.pdf.clone());
        if let Some(old) = old.filter(|old| output.has(&document.id.pdf_path(), old.bytes)) {
            output.keep(&document.id.pdf_path());
            pdf = Some(old);
        }
    }
    output.write(&page.path, &page.bytes)?;
    let summary = archive::summary(document);
    output.record(&document.id, IssueRecord { summary, pdf });
    Ok(())
}

/// Keeps what this build is not about, and what it could not build.
fn keep_others(request: &Request<'_>, plan: &Plan, issues: &[BuiltIssue], output: &mut Output) {
    for issue in issues.iter().filter(|issue| issue.document.is_none()) {
        output.keep_issue(&issue.id);
    }
    let unknown: Vec<_> = output
        .old()
        .issues
        .values()
        .map(|record| record.summary.id.clone())
        .filter(|id| !issues.iter().any(|issue| issue.id == *id))
        .filter(|id| {
            let broken = plan.broken_series.contains(&id.series);
            broken || !request.selection.includes(id)
        })
        .collect();
    for id in unknown {
        output.keep_issue(&id);
    }
}

/// All issues that the site shows, by series in the order of the home page, then from the oldest to the newest.
fn reading_order(
    series: &[Arc<Series>],
    issues: &[BuiltIssue],
    output: &Output,
) -> Vec<IssueSummary> {
    let mut summaries: Vec<IssueSummary> = issues
        .iter()
        .filter_map(|issue| match &issue.document {
            Some(document) => Some(archive::summary(document)),
            None => output
                .old()
                .issue(&issue.id)
                .map(|record| record.summary.clone()),
        })
        .collect();
    let kept = output.kept_issues();
    summaries.extend(
        kept.into_iter()
            .filter(|summary| !issues.iter().any(|issue| issue.id == summary.id)),
    );
    let place = |code: &str| series.iter().position(|series| series.code == code);
    summaries.sort_by(|a, b| {
        place(&a.id.series)
            .cmp(&place(&b.id.series))
            .then_with(|| a.date.cmp(&b.date))
            .then_with(|| a.id.cmp(&b.id))
    });
    summaries
}

type Neighbours = BTreeMap<String, (Option<usize>, Option<usize>)>;

/// The issue before and after each in its series, as indices.
fn neighbours(summaries: &[IssueSummary]) -> Neighbours {
    let same_series = |a: usize, b: usize| summaries[a].id.series == summaries[b].id.series;
    (0..summaries.len())
        .map(|index| {
            let previous = index
                .checked_sub(1)
                .filter(|other| same_series(*other, index));
            let next = Some(index + 1)
                .filter(|other| *other < summaries.len() && same_series(*other, index));
            (summaries[index].id.path(), (previous, next))
        })
        .collect()
}

/// The lists to be written, the home page first. Those of an earlier build stay as they are where this build could not write them whole: where a
/// series cannot be read, or where only a part of the archive is built and a series has gone.
fn lists(
    request: &Request<'_>,
    site: &Site,
    plan: &Plan,
    series: &[Arc<Series>],
    summaries: &[IssueSummary],
    output: &mut Output,
) -> Result<Vec<OutputFile>, BuildError> {
    let mut pages = archive::pages(request.templates, site, series, summaries)?;
    let written: Vec<String> = pages.iter().map(|page| page.path.clone()).collect();
    let whole = plan.broken_series.is_empty();
    let old: Vec<String> = output
        .old()
        .files
        .iter()
        .filter(|path| path.ends_with("index.html") && path.matches('/').count() < 3)
        .filter(|path| !whole || (!request.selection.is_all() && !written.contains(path)))
        .cloned()
        .collect();
    for path in &old {
        output.keep(path);
    }
    pages.retain(|page| !old.contains(&page.path));
    Ok(pages)
}
