//! The plan: which series and issues there are, in which order, with which numbers. It is small even for a large archive; the fragments are read
//! later, one issue at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::folders::{ContentFolders, misnamed};
use super::parse::download::Downloads;
use super::parse::filing::FilingSpec;
use super::parse::marks_in_text::Unmarked;
use super::parse::path::looks_like;
use super::parse::{
    IssueSpec, OutlineItem, SeriesSpec, issue, marks, marks_around, marks_in_text, site,
};
use super::publications::{self, Held};
use super::registers::{metrics_register, registry, shared_register_unread};
use super::series_files::{parse_series, series_order};
use super::series_numbers::{self, Registry};
use super::times;
use crate::contribution::ContributionBook;
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::IssueFigures;
use crate::model::{
    Audience, Contributions, Dated, DocumentNumbers, FileId, IssueId, Publication, Site, Span,
    UnitRegistry,
};
use crate::source::Sources;

/// What is to be built.
#[derive(Debug)]
pub struct Plan {
    /// The archive; none where `site.yaml` cannot be used.
    pub site: Option<Site>,
    /// What else the archive offers for download.
    pub downloads: Downloads,
    /// Where the archive says that issues are filed (归档).
    pub filing: FilingSpec,
    /// The series in the order in which they are shown.
    pub series: Vec<Dated<SeriesSpec>>,
    /// The issues, by series in that order and then by folder; those that cannot be built are among them.
    pub issues: Vec<PlannedIssue>,
    /// The folders of series whose `series.yaml` or `units.yaml` cannot be used.
    pub broken_series: BTreeSet<String>,
    /// Issues of which something lies there and no `issue.yaml`, which has been said: what stands of them stays.
    pub headless: BTreeSet<IssueId>,
    /// Who sent which text (供稿), once it was asked for.
    pub contributions: ContributionBook,
    /// What is wrong with the files that belong to no single issue.
    pub sink: Sink,
}

impl Plan {
    /// The series of `issue` as it was on its date.
    #[must_use]
    pub fn series_of(&self, issue: &PlannedIssue) -> Option<&SeriesSpec> {
        let series = &self.series[issue.series?];
        let date = issue.spec.as_ref().map(|spec| spec.date.value);
        Some(date.map_or_else(|| series.last(), |date| series.at(date)))
    }

    /// Where `issue` is filed (归档): as it says itself, as its series said on its date, or as the archive says.
    #[must_use]
    pub fn filing_of(&self, issue: &PlannedIssue) -> FilingSpec {
        let own = issue.spec.as_ref().map(|spec| spec.filing.clone());
        let of_series = self.series_of(issue).map(|series| series.filing.clone());
        let wider = of_series.unwrap_or_default().over(&self.filing);
        own.unwrap_or_default().over(&wider)
    }

    /// The registers of units (单位登记表) of the series whose folder `is_wanted`, each once, as they have been at each time: the latest first.
    #[must_use]
    pub fn registers(&self, is_wanted: &dyn Fn(&str) -> bool) -> Vec<&Arc<UnitRegistry>> {
        let mut registers: Vec<&Arc<UnitRegistry>> = Vec::new();
        let wanted = |series: &&Dated<SeriesSpec>| is_wanted(&series.last().series.code);
        for series in self.series.iter().filter(wanted) {
            let mut times: Vec<&SeriesSpec> = series.all().collect();
            times.reverse();
            for spec in times {
                let is_new = registers
                    .iter()
                    .all(|known| !Arc::ptr_eq(known, &spec.units));
                if is_new {
                    registers.push(&spec.units);
                }
            }
        }
        registers
    }
}

/// What is known before a plan is made.
#[derive(Clone, Copy, Default)]
pub struct PlanMemory<'a> {
    /// Another plan, made a little earlier, and the paths of what has changed since: an `issue.yaml` that is not among these, and in which nothing was wrong, is not read
    /// again.
    pub before: Option<(&'a Plan, &'a BTreeSet<String>)>,
    /// Whether it is known of the issue in a folder (`<series>/<year>/<folder>`) that nothing in its texts says who may see it.
    pub unmarked: Option<&'a (dyn Fn(&str) -> bool + Sync)>,
}

/// One issue of the plan.
#[derive(Debug)]
pub struct PlannedIssue {
    /// Its place.
    pub id: IssueId,
    /// Its series, as an index into [`Plan::series`]; none where the series cannot be used.
    pub series: Option<usize>,
    /// Its `issue.yaml`; none where that cannot be used.
    pub spec: Option<IssueSpec>,
    /// Document number (发文字号) and issue number (期号), counted or typed.
    pub numbers: DocumentNumbers,
    /// How it is kept, with what the series and the site say where it is silent.
    pub publication: Publication,
    /// Whether a line of its `issue.yaml` or of the series' file looks like 密级, 受众 or 草稿 and was not read: then no site shows it.
    pub in_doubt: bool,
    /// Whether nothing in its texts says who may see it, so far as that is known.
    pub unmarked: Unmarked,
    /// What was reported in it (指标); none where nothing was.
    pub figures: Option<Arc<IssueFigures>>,
    /// What is wrong with it so far.
    pub sink: Sink,
    /// What its fragments bring besides text, once it was asked for.
    pub brought: OnceLock<Contributions>,
}

/// Reads `site.yaml`, `units.yaml`, and every `series.yaml` and `issue.yaml`.
#[must_use]
pub fn plan(sources: &Sources) -> Plan {
    plan_after(sources, PlanMemory::default())
}

/// As [`plan`], where something is known before.
#[must_use]
pub fn plan_after(sources: &Sources, memory: PlanMemory<'_>) -> Plan {
    let before = memory.before;
    let known: BTreeMap<&IssueId, &PlannedIssue> = before
        .iter()
        .flat_map(|(plan, _)| &plan.issues)
        .map(|issue| (&issue.id, issue))
        .collect();
    let kept = |id: &IssueId, file: FileId| -> Option<IssueSpec> {
        let (_, changed) = before?;
        let issue = known.get(id).filter(|issue| issue.sink.is_empty())?;
        // The places in it are places in the file of this id.
        let spec = issue
            .spec
            .as_ref()
            .filter(|spec| spec.date.span.file == file)?;
        (!changed.contains(sources.path(file))).then(|| spec.clone())
    };
    let mut sink = Sink::default();
    let mut site = match sources.find("site.yaml") {
        Some(file) => site::parse(sources, file, &mut sink),
        None => {
            sink.push(match looks_like(sources, "", "site.yaml") {
                Some(mistaken) => misnamed(sources, mistaken, "site.yaml", "什么也不会生成"),
                None => Diagnostic::without_place(
                    code::MISSING_FILE,
                    "内容文件夹里没有 site.yaml",
                )
                .help("新建 site.yaml，写上 名称: 云汀市总工会简报资料库；或用 --content 指明正确的文件夹"),
            });
            None
        }
    };
    let site_mark = sources
        .find("site.yaml")
        .and_then(|file| marks::doubt(sources, file, false, site.is_some(), &mut sink));
    let site_failed = marks_around::is_lost(sources, site_mark, &mut site, &sink);
    let shared_units = registry(sources, "units.yaml", &mut sink);
    let shared_metrics = metrics_register(sources, "metrics.yaml", &mut sink);
    let folders = ContentFolders::find(sources, &mut sink);
    shared_register_unread(sources, &folders, &mut sink);
    let headless = marks_in_text::without_marks(sources, &folders.headless);
    let order = series_order(&folders, site.as_ref(), &mut sink);

    let mut all_series = Vec::new();
    let mut issues = Vec::new();
    let mut numbers = Registry::default();
    let mut broken_series = BTreeSet::new();
    let mut read = Vec::new();
    let mut count = 0;
    for name in order {
        let folder = &folders.series[&name];
        let mut spec = parse_series(
            sources,
            &name,
            folder.file,
            (shared_units.as_ref(), shared_metrics.as_ref()),
            &mut sink,
        );
        let mut found = |file| marks::doubt(sources, file, false, true, &mut sink).is_some();
        let series_in_doubt = folder.file.is_some_and(&mut found);
        spec = spec.filter(|_| !series_in_doubt);
        if let (Some(file), Some(site)) = (&mut spec, &site) {
            for spec in file.specs.all_mut() {
                spec.line_ends = spec.line_ends.or(site.line_ends);
                spec.audience = spec.audience.or(site.audience);
                spec.word_files = spec.word_files.or(site.word_files);
                Arc::make_mut(&mut spec.series).word_files = spec.word_files.unwrap_or(false);
            }
        }
        let index = spec.is_some().then_some(count);
        count += usize::from(spec.is_some());
        let planned: Vec<PlannedIssue> = folder
            .issues
            .par_iter()
            .map(|(id, file)| {
                let mut sink = Sink::default();
                let mut in_doubt = series_in_doubt;
                let spec = kept(id, *file).or_else(|| {
                    let spec = issue::parse(sources, *file, id, &mut sink);
                    in_doubt |=
                        marks::doubt(sources, *file, true, spec.is_some(), &mut sink).is_some();
                    spec
                });
                let is_remembered = memory.unmarked.is_some_and(|known| known(&id.path()));
                let of_texts =
                    marks_in_text::doubt(sources, id, spec.as_ref(), is_remembered, &mut sink);
                in_doubt |= of_texts.is_some();
                PlannedIssue {
                    id: id.clone(),
                    series: index,
                    spec,
                    numbers: DocumentNumbers::default(),
                    publication: Publication::default(),
                    in_doubt,
                    unmarked: match is_remembered {
                        true => Unmarked::Remembered,
                        false => Unmarked::No,
                    },
                    figures: None,
                    sink,
                    brought: OnceLock::new(),
                }
            })
            .collect();
        read.push((name, spec, planned, series_in_doubt));
    }
    // What was moved, within its series or to another one, is not missing where it was.
    let moved: BTreeSet<IssueId> = read
        .iter()
        .flat_map(|(_, _, planned, _)| planned)
        .filter_map(|issue| issue.spec.as_ref())
        .flat_map(|spec| &spec.publication.former)
        .map(|former| former.value.clone())
        .collect();
    for (name, spec, mut planned, series_in_doubt) in read {
        let audience = spec.as_ref().and_then(|file| file.specs.last().audience);
        let indices = match &spec {
            Some(file) => {
                for issue in &mut planned {
                    if let Some(spec) = &issue.spec {
                        times::check(file, spec, &mut issue.sink);
                    }
                }
                number_issues(&file.specs, &mut planned, &moved, &mut numbers)
            }
            None => vec![None; planned.len()],
        };
        for (issue, index) in planned.iter_mut().zip(indices) {
            resolve_publication(issue, audience.unwrap_or_default(), index);
            let is_public = issue.publication.audience == Audience::Public;
            let spec = issue.spec.as_ref();
            let is_unmarked = spec.is_some_and(|spec| spec.elements.secrecy().is_none());
            let is_open = is_unmarked && is_public && !issue.in_doubt;
            if is_open && issue.unmarked != Unmarked::Remembered {
                let found = marks_in_text::internal(sources, &issue.id, &mut issue.sink);
                issue.in_doubt = found.is_some();
                if found.is_none() {
                    issue.unmarked = Unmarked::Seen;
                }
            }
        }
        match spec {
            Some(file) => all_series.push(file.specs),
            // Where a mark is in doubt, none of its issues is shown, and nothing of it need be known.
            None if series_in_doubt => {}
            None => {
                broken_series.insert(name);
            }
        }
        issues.extend(planned);
    }
    let without_register = without_register(sources, &all_series, &mut issues);
    if let Some(place) = without_register {
        sink.push(
            Diagnostic::new(code::MISSING_FILE, place, "按单位编排，却没有单位登记表")
                .help("在内容文件夹里新建 units.yaml，登记各个单位；写法：单位: [{代号: qinghe, 名称: 青禾县}]"),
        );
    }
    let held: Vec<Held<'_>> = issues
        .iter()
        .map(|issue| Held {
            id: &issue.id,
            spec: issue.spec.as_ref(),
            publication: &issue.publication,
        })
        .collect();
    for (index, found) in publications::check(&held).into_iter().enumerate() {
        issues[index].sink.append(found);
    }
    Plan {
        downloads: site
            .as_ref()
            .map(|site| site.downloads.clone())
            .unwrap_or_default(),
        filing: site
            .as_ref()
            .map(|site| site.filing.clone())
            .unwrap_or_default(),
        site: site.map(|spec| spec.site).filter(|_| !site_failed),
        series: all_series,
        issues,
        broken_series,
        headless,
        contributions: ContributionBook::default(),
        sink,
    }
}

/// Takes the series from the issues that are arranged by units where there is no register at all, so that they are not built, and returns the first
/// place that asks for one. It is one thing that is missing, however many issues want it.
fn without_register(
    sources: &Sources,
    all_series: &[Dated<SeriesSpec>],
    issues: &mut [PlannedIssue],
) -> Option<Span> {
    let mut first = None;
    for issue in issues {
        let series = issue.series.and_then(|index| all_series.get(index));
        let place = issue
            .spec
            .as_ref()
            .and_then(|spec| spec.outline.iter().find_map(OutlineItem::by));
        let own = format!("{}/units.yaml", issue.id.series);
        let has_file = [own.as_str(), "units.yaml"]
            .iter()
            .any(|path| sources.find(path).is_some());
        if let (Some(series), Some(place)) = (series, place)
            && series.all().all(|series| series.units.units.is_empty())
            && !has_file
        {
            first.get_or_insert(place);
            issue.series = None;
        }
    }
    first
}

/// Numbers the issues of a series, and returns for each of them the index number (索引号) that the series' rule gives it.
fn number_issues(
    spec: &Dated<SeriesSpec>,
    planned: &mut [PlannedIssue],
    moved: &BTreeSet<IssueId>,
    registry: &mut Registry,
) -> Vec<Option<String>> {
    let known: Vec<usize> = (0..planned.len())
        .filter(|index| planned[*index].spec.is_some())
        .collect();
    let specs: Vec<&IssueSpec> = planned
        .iter()
        .filter_map(|issue| issue.spec.as_ref())
        .collect();
    let series = planned.first().map(|issue| issue.id.series.clone());
    let unread: Vec<&IssueId> = planned
        .iter()
        .filter(|issue| issue.spec.is_none())
        .map(|issue| &issue.id)
        .chain(
            moved
                .iter()
                .filter(|id| Some(&id.series) == series.as_ref()),
        )
        .collect();
    let numbered = series_numbers::number(spec, &specs, &unread, registry);
    let mut indices = vec![None; planned.len()];
    for (index, result) in known.into_iter().zip(numbered) {
        planned[index].numbers = result.numbers;
        planned[index].sink.append(result.sink);
        indices[index] = result.index;
    }
    indices
}

fn resolve_publication(issue: &mut PlannedIssue, audience: Audience, index: Option<String>) {
    if let Some(spec) = &issue.spec {
        let mark = spec.elements.secrecy();
        issue.publication =
            publications::resolve(&spec.publication, mark, audience, index, &mut issue.sink);
    }
}
