//! The site as it would be built now, held in memory, and each file of it drawn when somebody asks for it.
//!
//! A preview shows its editor everything: drafts, internal and classified issues too. It writes nothing. After a change only those issues are assembled
//! again that the change can concern, so that a large archive answers as quickly as a small one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use super::artifacts::{self, Material};
use super::assets::preparation;
use super::changed_files::ChangedFiles;
use super::context::{IssueContext, SiteContext};
use super::contributions;
use super::dependencies::Dependencies;
use super::entries;
use super::neighbours::{Amendments, Neighbours, neighbours};
use super::pdfs::{self, Pdfs};
use super::shared::GROUPS;
use super::{BuildError, Visibility, assembly, pdf_faults, search, tables};
use crate::archive;
use crate::contribution::ContributionTally;
use crate::diag::{Diagnostic, Severity, Sink};
use crate::model::{Audience, Entry, OutputFile, Series, Site, TitlePhrases, is_table_file};
use crate::pdf::{Compiled, Failure, Job, Preparation, STANDARDS};
use crate::publish::PdfRecord;
use crate::render::html::{self, Templates};
use crate::search::{IndexMemory, IndexedIssue, IssueText};
use crate::site::{Route, media_type};
use crate::source::Sources;
use crate::stage::{Plan, PlanMemory};

pub use super::pdfs::Pdfs as PreviewPdfs;
pub use super::previewed::{Previewed, ShownIssue};

/// The content as it is now.
#[derive(Debug)]
pub struct Preview {
    sources: Arc<Sources>,
    plan: Plan,
    site: Option<Site>,
    series: Vec<Arc<Series>>,
    issues: BTreeMap<String, Previewed>,
    entries: Vec<Entry>,
    /// What the site tells of contributions (供稿).
    contributions: Vec<ContributionTally>,
    neighbours: Neighbours,
    amendments: Amendments,
    shared: Vec<Diagnostic>,
    assembled: usize,
    /// What has changed since the first of the previews that this one follows.
    changes: ChangedFiles,
}

/// How many findings there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// What keeps an issue from being built.
    pub errors: usize,
    /// What somebody should look at.
    pub warnings: usize,
}

impl Count {
    fn add(&mut self, findings: &[Diagnostic]) {
        let of = |severity| {
            let findings = findings.iter();
            findings.filter(|f| f.code.severity == severity).count()
        };
        self.errors += of(Severity::Error);
        self.warnings += of(Severity::Warning);
    }
}

impl Preview {
    /// The preview of `sources`.
    #[must_use]
    pub fn new(sources: Arc<Sources>) -> Self {
        Self::make(sources, None)
    }

    /// The preview of `sources`, which differ from those of this one in the files at `changed`.
    #[must_use]
    pub fn again(&self, sources: Arc<Sources>, changed: &BTreeSet<String>) -> Self {
        Self::make(sources, Some((self, changed)))
    }

    fn make(sources: Arc<Sources>, before: Option<(&Self, &BTreeSet<String>)>) -> Self {
        let mut plan = assembly::plan_after(
            &sources,
            PlanMemory {
                before: before.map(|(preview, changed)| (&preview.plan, changed)),
                unmarked: None,
            },
        );
        let shared = std::mem::take(&mut plan.sink).into_sorted();
        let changes = before.map(|(preview, changed)| preview.changes.and(changed));
        let changes = changes.unwrap_or_default();
        let stamps = |folder: &str| Some(changes.stamp(folder));
        let everybody = Visibility::of_site(Audience::Internal);
        let dependencies = Dependencies::new(&sources, &plan, everybody, &stamps, &BTreeMap::new());
        let indices = (0..plan.issues.len()).into_par_iter();
        let made = indices.map(|index| {
            let issue = &plan.issues[index];
            let old = before.and_then(|(preview, _)| preview.issues.get(&issue.id.path()));
            let inputs = dependencies.inputs(index);
            let series_has_changed = before.is_some_and(|(preview, _)| {
                let series = &issue.id.series;
                preview.changes.stamp(series) != changes.stamp(series)
            });
            match old.filter(|old| old.holds(inputs.as_deref(), series_has_changed)) {
                Some(old) => (false, old.clone()),
                None => {
                    let made = Previewed::assemble(&sources, &plan, issue, inputs, old);
                    (true, made)
                }
            }
        });
        let made: Vec<(bool, Previewed)> = made.collect();
        let assembled = made.iter().filter(|(is_new, _)| *is_new).count();
        let issues: BTreeMap<String, Previewed> = made
            .into_iter()
            .map(|(_, issue)| (issue.id.path(), issue))
            .collect();
        let mut series: Vec<Arc<Series>> = plan
            .series
            .iter()
            .map(|spec| spec.last().series.clone())
            .collect();
        // The last good state of a series stays with that of its issues.
        let kept = before.iter().flat_map(|(preview, _)| &preview.series);
        let kept: Vec<Arc<Series>> = kept
            .filter(|series| plan.broken_series.contains(&series.code))
            .cloned()
            .collect();
        series.extend(kept);
        let site = plan.site.clone();
        let site = site.or_else(|| before.and_then(|(preview, _)| preview.site.clone()));
        let mut entries: Vec<Entry> = issues
            .values()
            .filter_map(|issue| issue.shown.as_ref())
            .map(|shown| Entry {
                summary: Arc::clone(&shown.summary),
                pdf: None,
                formats: artifacts::formats(&shown.document),
                phrases: TitlePhrases::default(),
            })
            .collect();
        entries::sort(&mut entries, &series);
        Self {
            neighbours: neighbours(&entries),
            amendments: Amendments::of(&entries),
            contributions: contributions::shown(&plan, Audience::Internal, &series, &entries),
            sources,
            plan,
            site,
            series,
            issues,
            entries,
            shared,
            assembled,
            changes,
        }
    }

    /// The files that it was made from.
    #[must_use]
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// The archive; none as long as `site.yaml` cannot be used.
    #[must_use]
    pub fn site(&self) -> Option<&Site> {
        self.site.as_ref()
    }

    /// The issues by their path, `<series>/<year>/<folder>`.
    #[must_use]
    pub fn issues(&self) -> &BTreeMap<String, Previewed> {
        &self.issues
    }

    /// The findings that belong to no single issue, in the order of their places in [`Preview::sources`].
    #[must_use]
    pub fn shared_findings(&self) -> &[Diagnostic] {
        &self.shared
    }

    /// How many issues were assembled to make it; the others were kept.
    #[must_use]
    pub fn assembled(&self) -> usize {
        self.assembled
    }

    /// How many findings there are in all.
    #[must_use]
    pub fn count(&self) -> Count {
        let mut count = Count::default();
        count.add(&self.shared);
        for issue in self.issues.values() {
            count.add(&issue.findings);
        }
        count
    }

    /// The issue whose page it is, or beside whose page it lies, if there is one.
    #[must_use]
    pub fn issue_of(&self, route: &Route) -> Option<&Previewed> {
        self.issues.get(&route.of_issue()?.path())
    }

    /// What typst is given of an issue.
    #[must_use]
    pub fn pdf_job(shown: &ShownIssue) -> Job {
        pdfs::job(&shown.document, &shown.sources, STANDARDS)
    }

    /// What pages say of a PDF.
    #[must_use]
    pub fn pdf_record(key: &str, compiled: &Compiled) -> PdfRecord {
        pdfs::record(key, compiled)
    }

    /// Why an issue has no PDF, as findings about what its writer wrote, with places in the issue's own sources.
    #[must_use]
    pub fn pdf_findings(shown: &ShownIssue, failure: &Failure) -> Vec<Diagnostic> {
        let mut sink = Sink::default();
        pdf_faults::report(failure, &shown.document, &shown.sources, &mut sink);
        sink.into_sorted()
    }
}

/// A file of the site, as it is found by its path.
#[derive(Debug)]
pub enum Found {
    /// Drawn in memory, with its media type.
    Drawn(OutputFile, &'static str),
    /// A picture or a file of the content folder, which goes beside the page, and what is made of it before.
    Asset(PathBuf, Option<Preparation>),
    /// The PDF of this issue, which is set when it is asked for.
    Pdf(Arc<ShownIssue>),
}

/// A preview with the templates by which it is drawn.
#[derive(Debug)]
pub struct View {
    /// The content.
    pub preview: Arc<Preview>,
    /// The pages' templates.
    pub templates: Arc<Templates>,
    /// The groups of shared files that somebody has asked for already.
    groups: Vec<OnceLock<Result<Vec<OutputFile>, Arc<BuildError>>>>,
    /// The related issues of each, once somebody has asked for an issue.
    related: OnceLock<Vec<Vec<usize>>>,
}

impl View {
    /// A view of which nothing is drawn yet.
    #[must_use]
    pub fn new(preview: Arc<Preview>, templates: Arc<Templates>) -> Self {
        Self {
            preview,
            templates,
            groups: GROUPS
                .iter()
                .copied()
                .flatten()
                .map(|_| OnceLock::new())
                .collect(),
            related: OnceLock::new(),
        }
    }

    /// The file that a build would write there; `pdfs` are those that have been set. There is none without a site, or where an issue has never been
    /// without errors.
    ///
    /// # Errors
    /// A fault in the templates, or in a file of the catalogue.
    pub fn file(&self, route: &Route, pdfs: &Pdfs) -> Result<Option<Found>, Arc<BuildError>> {
        let Some(site) = self.preview.site() else {
            return Ok(None);
        };
        let path = route.path();
        if let Some(issue) = self.preview.issue_of(route)
            && let Some(shown) = &issue.shown
        {
            let rest = route.below(&Route::issue(&issue.id).folder());
            let mut assets = shown.document.assets.iter();
            if let Some(asset) = assets
                .find(|asset| asset.path == rest || asset.former.as_deref() == Some(rest.as_str()))
            {
                let place = shown.sources.disk_path(asset.source);
                return Ok(Some(Found::Asset(place, preparation(asset.form))));
            }
            if is_table_file(&rest) {
                let files = tables::files(&shown.document).map_err(Arc::new)?;
                let found = files.into_iter().find(|file| file.path == path);
                return Ok(found.map(|file| Found::Drawn(file, media_type(&path))));
            }
            let of_issue = IssueContext {
                templates: &self.templates,
                site,
                sources: &shown.sources,
                entries: &self.preview.entries,
                neighbours: &self.preview.neighbours,
                amendments: &self.preview.amendments,
                related: self
                    .related
                    .get_or_init(|| archive::related(&self.preview.entries)),
                pdfs,
            };
            let material = Material {
                document: &shown.document,
                summary: &shown.summary,
                text: None,
                sources: &shown.sources,
            };
            if let Some(artifact) = artifacts::at(route, &issue.id)
                && (artifact.wanted)(&shown.document.series)
            {
                let drawn = artifact.draw(&of_issue, &material).map_err(Arc::new)?;
                return Ok(Some(match drawn {
                    Some(file) => Found::Drawn(file, artifact.media_type),
                    None => Found::Pdf(Arc::clone(shown)),
                }));
            }
        }
        let mut assets = search::with_script(html::assets(&self.templates)).into_iter();
        if let Some(asset) = assets.find(|asset| asset.path == path) {
            return Ok(Some(Found::Drawn(asset, media_type(&path))));
        }
        for (index, group) in GROUPS.iter().copied().flatten().enumerate() {
            if !(group.holds)(route) {
                continue;
            }
            let files = self.groups[index].get_or_init(|| {
                let indexed = || Cow::Owned(self.indexed());
                let index = Mutex::default();
                let drawn = (group.draw)(self.whole(site, &indexed, &index), &[]);
                drawn.map_err(Arc::new)
            });
            let mut files = files.as_ref().map_err(Clone::clone)?.iter();
            if let Some(file) = files.find(|file| file.path == path) {
                return Ok(Some(Found::Drawn(file.clone(), media_type(&path))));
            }
        }
        Ok(None)
    }

    fn indexed(&self) -> Vec<IndexedIssue> {
        let entries = self.preview.entries.par_iter();
        let shown = entries.filter_map(|entry| {
            let issue = self.preview.issues.get(&entry.summary.id.path())?;
            let text = IssueText::of(&issue.shown.as_ref()?.document);
            Some(IndexedIssue::of(&text, String::new()))
        });
        shown.collect()
    }

    fn whole<'a>(
        &'a self,
        site: &'a Site,
        indexed: &'a (dyn Fn() -> Cow<'a, [IndexedIssue]> + Sync),
        index: &'a Mutex<IndexMemory>,
    ) -> SiteContext<'a> {
        SiteContext {
            templates: &self.templates,
            site,
            plan: &self.preview.plan,
            series: &self.preview.series,
            entries: &self.preview.entries,
            contributions: &self.preview.contributions,
            indexed,
            index,
        }
    }
}
