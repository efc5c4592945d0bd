//! The pages of a build: those of its issues first, then the lists that lead to them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::artifacts::{ARTIFACTS, Material};
use super::context::{IssueContext, SiteContext};
use super::contributions;
use super::documents::{BuiltIssue, WantedIssues};
use super::entries;
use super::event::progress;
use super::issued;
use super::neighbours::{Amendments, neighbours};
use super::pdfs::MadePdfs;
use super::removal::{self, Removal};
use super::reuse::Reused;
use super::search;
use super::settle::settle;
use super::shared;
use super::tables;
use super::{BuildError, BuildEvent, Outcome, Phase, Reporter, Request};
use crate::archive;
use crate::model::{Document, IssueId, IssueSummary, OutputFile, Series, Site};
use crate::publish::{IssueRecord, Output, Turn};
use crate::render::html::{self};
use crate::search::{IndexMemory, IndexedIssue, IssueText};
use crate::site::Route;
use crate::stage::Plan;
use crate::trace::KeptLists;

/// How many pages are drawn before they are written; the site as a whole need not fit into memory.
const AT_ONCE: usize = 16;

/// What the pages are made of.
pub struct PageContext<'a> {
    /// The archive.
    pub site: &'a Site,
    pub plan: &'a Plan,
    /// The issues of the build. Of each, the document is given up once its files are drawn.
    pub issues: &'a mut [BuiltIssue],
    /// Their PDFs.
    pub pdfs: &'a MadePdfs,
    /// What may not stay of an earlier build.
    pub removal: &'a Removal,
    /// How those are made after all that stand as the last build left them and can stay so no longer.
    pub wanted: WantedIssues<'a>,
    /// The last build; none where this one is held against none.
    pub reused: Option<&'a Reused<'a>>,
}

/// Writes every page. An issue without a document stays as an earlier build left it, if one did. Returns what is left of the lists for the next build.
pub fn write(
    request: &Request<'_>,
    reporter: &dyn Reporter,
    made: PageContext<'_>,
    output: &mut Output,
    outcome: &mut Outcome,
) -> Result<Vec<KeptLists>, BuildError> {
    let PageContext {
        site,
        plan,
        issues,
        pdfs,
        removal,
        wanted,
        reused,
    } = made;
    output.turn(Turn::Assets);
    output.write(&search::with_script(html::assets(request.templates)))?;
    let kept = entries::keep_others(request.selection, removal, plan, issues, output);

    let series: Vec<Arc<Series>> = request.visibility.series(plan);
    let entries = entries::in_reading_order(&series, issues, &pdfs.current, output);
    let neighbours = neighbours(&entries);
    let amendments = Amendments::of(&entries);
    if request.selection.is_all() {
        outcome.vanished = removal::note_vanished(removal, issues, &entries, output);
    }
    let related = archive::related(&entries);
    output.write(&search::missing(&series, &entries, issues, output))?;
    let site_of = IssueContext {
        templates: request.templates,
        site,
        sources: request.sources,
        entries: &entries,
        neighbours: &neighbours,
        amendments: &amendments,
        related: &related,
        pdfs: &pdfs.current,
    };
    let settled = settle(request, wanted, &site_of, issues, output)?;
    if issues.iter().any(|issue| issue.stands) {
        let again = issues.iter().filter(|issue| issue.document.is_some());
        let again: Vec<_> = again.map(|issue| (&issue.id, issue.why)).collect();
        reporter.report(BuildEvent::MadeAgain(&again));
    }
    outcome.built -= settled.failed.len();
    outcome
        .failed
        .extend(settled.failed.iter().map(IssueId::to_string));
    let late = settled.sink.into_sorted();
    if !late.is_empty() {
        reporter.report(BuildEvent::Findings(&late));
        outcome.diagnostics.extend(late);
    }
    let mut writer = IssueWriter {
        context: &site_of,
        removal,
        pdfs,
        wants_pdfs: request.pdf,
        indexed: BTreeMap::new(),
    };
    let (new_issues, known_issues): (Vec<&mut BuiltIssue>, Vec<&mut BuiltIssue>) = issues
        .iter_mut()
        .filter(|issue| issue.document.is_some())
        .partition(|issue| output.old().issue(&issue.id).is_none());
    let (new, of) = (new_issues.len(), new_issues.len() + known_issues.len());
    output.turn(Turn::NewIssues);
    writer.issues(new_issues, output, &|done| {
        progress(reporter, Phase::Pages, done, of);
    })?;
    output.turn(Turn::KnownIssues);
    writer.issues(known_issues, output, &|done| {
        progress(reporter, Phase::Pages, new + done, of);
    })?;
    // No document is held any more: what is drawn from all issues takes the room that they had.
    let before = request
        .reuse
        .and_then(|reuse| IndexMemory::parse(reuse.index?));
    let before = before.unwrap_or_default();
    let drawn = writer.indexed;
    let indexed = search::indexed(&series, &entries, issues, drawn, output, &before);
    let index = Mutex::new(before);
    let whole = SiteContext {
        templates: request.templates,
        site,
        plan,
        series: &series,
        entries: &entries,
        contributions: &contributions::shown(
            plan,
            request.visibility.audience(),
            &series,
            &entries,
        ),
        indexed: &|| Cow::Borrowed(&indexed),
        index: &index,
    };
    let lists = shared::write(whole, request.selection, reused, output)?;
    let audience = request.visibility.audience();
    contributions::keep_unread(plan, audience, &entries, output);
    output.turn(Turn::KnownIssues);
    output.unlink_removed(&kept)?;
    if request.reuse.is_some() {
        outcome.index = Some(index.into_inner().unwrap_or_else(PoisonError::into_inner));
    }
    Ok(lists)
}

/// What writes the files of issues.
struct IssueWriter<'a> {
    context: &'a IssueContext<'a>,
    removal: &'a Removal,
    pdfs: &'a MadePdfs,
    /// Whether every issue is to have one.
    wants_pdfs: bool,
    /// The issues that were drawn as the index has them, by their paths.
    indexed: BTreeMap<String, IndexedIssue>,
}

impl IssueWriter<'_> {
    fn issues(
        &mut self,
        mut built: Vec<&mut BuiltIssue>,
        output: &mut Output,
        progress: &dyn Fn(usize),
    ) -> Result<(), BuildError> {
        let mut done = 0;
        for chunk in built.chunks_mut(AT_ONCE) {
            let context = self.context;
            let drawn: Vec<Result<Drawn, BuildError>> = chunk
                .par_iter()
                .filter_map(|issue| issue.document.as_ref())
                .map(|document| draw(context, document))
                .collect();
            for (issue, drawn) in chunk.iter_mut().zip(drawn) {
                self.write(issue, drawn?, output)?;
                issue.document = None;
            }
            done += chunk.len();
            progress(done);
        }
        Ok(())
    }

    fn write(
        &mut self,
        issue: &mut BuiltIssue,
        drawn: Drawn,
        output: &mut Output,
    ) -> Result<(), BuildError> {
        let Some(document) = &issue.document else {
            return Ok(());
        };
        let folder = document.id.path();
        for asset in &document.assets {
            let route = Route::IssueFile(document.id.clone(), asset.path.clone());
            output.release(&route.path());
            if let Some(former) = &asset.former {
                let former = Route::IssueFile(document.id.clone(), former.clone());
                output.release(&former.path());
            }
        }
        output.release(&document.id.pdf_path());
        let mut pdf = self.context.pdfs.get(&folder).cloned();
        let is_withheld = self.pdfs.withheld.contains(&folder);
        if pdf.is_none() && !is_withheld && self.removal.may_keep_unlinked() {
            // An older PDF stays on disk, though nothing leads to it, until a new one takes its place.
            let old = output.old().issue(&document.id).and_then(|r| r.pdf.clone());
            if let Some(old) = old.filter(|old| output.has_pdf(&document.id.pdf_path(), old)) {
                output.keep(&document.id.pdf_path());
                pdf = Some(old);
            }
        }
        let is_current = pdf.as_ref() == self.context.pdfs.get(&folder);
        if is_withheld || !is_current || (self.wants_pdfs && pdf.is_none()) {
            // The next build looks after its PDF.
            issue.kept = None;
        }
        output.write(&drawn.files)?;
        self.indexed.insert(folder, drawn.indexed);
        let summary = drawn.summary;
        let record = IssueRecord {
            summary,
            pdf,
            text: issue.text.clone(),
            acts: issue.record.iter().flat_map(issued::facts).collect(),
        };
        output.record(&document.id, record);
        Ok(())
    }
}

/// Draws the files of one issue.
fn draw(context: &IssueContext<'_>, document: &Document) -> Result<Drawn, BuildError> {
    // The summary of every document has been made already, for the lists.
    let index = context
        .neighbours
        .get(&document.id.path())
        .map(|at| at.index);
    let summary = match index.and_then(|index| context.entries.get(index)) {
        Some(entry) => Arc::clone(&entry.summary),
        None => Arc::new(archive::summary(document)),
    };
    let text = IssueText::of(document);
    let material = Material {
        document,
        summary: &summary,
        text: Some(&text),
        sources: context.sources,
    };
    let mut files = tables::files(document)?;
    let drawn: Result<Vec<Option<OutputFile>>, BuildError> = ARTIFACTS
        .iter()
        .map(|artifact| artifact.draw(context, &material))
        .collect();
    files.extend(drawn?.into_iter().flatten());
    Ok(Drawn {
        files,
        summary,
        // The checksum is known once the file is written.
        indexed: IndexedIssue::of(&text, String::new()),
    })
}

/// What was drawn of one issue.
struct Drawn {
    /// In the order in which they are written.
    files: Vec<OutputFile>,
    /// What the manifest keeps of it.
    summary: Arc<IssueSummary>,
    /// What the search's index is made from.
    indexed: IndexedIssue,
}
