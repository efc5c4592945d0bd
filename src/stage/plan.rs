//! The plan: which series and issues there are, in which order, with which numbers. It is small even for a large archive; the fragments are read
//! later, one issue at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::filings::{self, Held};
use super::parse::site::SiteSpec;
use super::parse::units::is_code;
use super::parse::{IssueSpec, SeriesSpec, issue, series, site, units};
use super::series_numbers::{self, Registry};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    Audience, DocumentNumbers, FileId, Filing, IssueId, RESERVED, Site, Span, UnitRegistry,
};
use crate::source::Sources;
use crate::source::fields::nearest_of;

/// What is to be built.
#[derive(Debug)]
pub struct Plan {
    /// The archive; none where `site.yaml` cannot be used.
    pub site: Option<Site>,
    /// The series in the order in which they are shown.
    pub series: Vec<SeriesSpec>,
    /// The issues, by series in that order and then by folder; those that cannot be built are among them.
    pub issues: Vec<PlannedIssue>,
    /// The folders of series whose `series.yaml` or `units.yaml` cannot be used.
    pub broken_series: BTreeSet<String>,
    /// What is wrong with the files that belong to no single issue.
    pub sink: Sink,
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
    /// Its numbers.
    pub numbers: DocumentNumbers,
    /// How it is kept, with what the series and the site say where it is silent.
    pub filing: Filing,
    /// What is wrong with it so far.
    pub sink: Sink,
}

/// Reads `site.yaml`, `units.yaml`, and every `series.yaml` and `issue.yaml`.
#[must_use]
pub fn plan(sources: &Sources) -> Plan {
    plan_after(sources, None)
}

/// As [`plan`], where sources have changed a little since another plan was made of them: an `issue.yaml` that is not among the changed paths, and in which
/// nothing was wrong, is not read again.
#[must_use]
pub fn plan_after(sources: &Sources, before: Option<(&Plan, &BTreeSet<String>)>) -> Plan {
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
    let site = match sources.find("site.yaml") {
        Some(file) => site::parse(sources, file, &mut sink),
        None => {
            sink.push(
                Diagnostic::without_place(
                    code::MISSING_FILE,
                    "内容文件夹里没有 site.yaml",
                )
                .help("新建 site.yaml，写上 名称: 云汀市总工会简报资料库；或用 --content 指明正确的文件夹"),
            );
            None
        }
    };
    let site_failed = sink.has_errors();
    let shared_units = registry(sources, "units.yaml", &mut sink);
    let folders = Folders::find(sources, &mut sink);
    let order = series_order(&folders, site.as_ref(), &mut sink);

    let mut all_series = Vec::new();
    let mut issues = Vec::new();
    let mut numbers = Registry::default();
    let mut broken_series = BTreeSet::new();
    for name in order {
        let folder = &folders.series[&name];
        let spec = parse_series(
            sources,
            &name,
            folder.file,
            shared_units.as_ref(),
            &mut sink,
        );
        let index = spec.is_some().then_some(all_series.len());
        let mut planned: Vec<PlannedIssue> = folder
            .issues
            .iter()
            .map(|(id, file)| {
                let mut sink = Sink::default();
                let spec = kept(id, *file).or_else(|| issue::parse(sources, *file, id, &mut sink));
                PlannedIssue {
                    id: id.clone(),
                    series: index,
                    spec,
                    numbers: DocumentNumbers::default(),
                    filing: Filing::default(),
                    sink,
                }
            })
            .collect();
        let audience = spec.as_ref().and_then(|spec| spec.audience);
        let audience = audience.or(site.as_ref().and_then(|site| site.audience));
        let indices = match &spec {
            Some(spec) => number_issues(spec, &mut planned, &mut numbers),
            None => vec![None; planned.len()],
        };
        for (issue, index) in planned.iter_mut().zip(indices) {
            settle(issue, audience.unwrap_or_default(), index);
        }
        match spec {
            Some(spec) => all_series.push(spec),
            None => {
                broken_series.insert(name);
            }
        }
        issues.extend(planned);
    }
    let held: Vec<Held<'_>> = issues
        .iter()
        .map(|issue| Held {
            id: &issue.id,
            spec: issue.spec.as_ref(),
            filing: &issue.filing,
        })
        .collect();
    for (index, found) in filings::check(&held).into_iter().enumerate() {
        issues[index].sink.append(found);
    }
    Plan {
        site: site.map(|spec| spec.site).filter(|_| !site_failed),
        series: all_series,
        issues,
        broken_series,
        sink,
    }
}

/// Numbers the issues of a series, and returns for each of them the index number (索引号) that the series' rule gives it.
fn number_issues(
    spec: &SeriesSpec,
    planned: &mut [PlannedIssue],
    registry: &mut Registry,
) -> Vec<Option<String>> {
    let known: Vec<usize> = (0..planned.len())
        .filter(|index| planned[*index].spec.is_some())
        .collect();
    let specs: Vec<&IssueSpec> = planned
        .iter()
        .filter_map(|issue| issue.spec.as_ref())
        .collect();
    let numbered = series_numbers::number(spec, &specs, registry);
    let mut indices = vec![None; planned.len()];
    for (index, result) in known.into_iter().zip(numbered) {
        planned[index].numbers = result.numbers;
        planned[index].sink.append(result.sink);
        indices[index] = result.index;
    }
    indices
}

fn settle(issue: &mut PlannedIssue, audience: Audience, index: Option<String>) {
    if let Some(spec) = &issue.spec {
        let mark = spec.formalities.secrecy();
        issue.filing = filings::settle(&spec.filing, mark, audience, index, &mut issue.sink);
    }
}

/// The register in `path`: an empty one where there is no such file, none where it has errors.
fn registry(sources: &Sources, path: &str, sink: &mut Sink) -> Option<Arc<UnitRegistry>> {
    let Some(file) = sources.find(path) else {
        return Some(Arc::new(UnitRegistry::default()));
    };
    let mut own = Sink::default();
    let registry = units::parse(sources, file, &mut own);
    let failed = own.has_errors();
    sink.append(own);
    registry.filter(|_| !failed).map(Arc::new)
}

fn parse_series(
    sources: &Sources,
    name: &str,
    file: Option<FileId>,
    shared: Option<&Arc<UnitRegistry>>,
    sink: &mut Sink,
) -> Option<SeriesSpec> {
    let file = file?;
    let own_units = format!("{name}/units.yaml");
    let mut own = Sink::default();
    let units = if sources.find(&own_units).is_some() {
        registry(sources, &own_units, &mut own)
    } else {
        shared.cloned()
    };
    let spec = series::parse(
        sources,
        file,
        name,
        units.clone().unwrap_or_default(),
        &mut own,
    );
    let failed = own.has_errors() || units.is_none();
    sink.append(own);
    spec.filter(|_| !failed)
}

/// The folders of series and issues.
#[derive(Debug, Default)]
struct Folders {
    series: BTreeMap<String, SeriesFolder>,
}

#[derive(Debug, Default)]
struct SeriesFolder {
    file: Option<FileId>,
    issues: BTreeMap<IssueId, FileId>,
}

impl Folders {
    /// Every folder that holds a `series.yaml` or an `issue.yaml`; what stands in the wrong place is reported.
    fn find(sources: &Sources, sink: &mut Sink) -> Self {
        let mut folders = Self::default();
        let mut texts_below: BTreeMap<&str, FileId> = BTreeMap::new();
        let mut issue_folders: BTreeSet<String> = BTreeSet::new();
        for (file, source) in sources.iter() {
            let parts: Vec<&str> = source.path.split('/').collect();
            match parts.as_slice() {
                [series, "series.yaml"] => {
                    if RESERVED.contains(series) {
                        sink.push(
                            Diagnostic::new(
                                code::BAD_FOLDER,
                                Span::file_start(file),
                                format!("系列的文件夹不能叫“{series}”，资料库自己要用这个名字"),
                            )
                            .help("换一个名字"),
                        );
                    } else if is_code(series) {
                        folders.series.entry((*series).to_owned()).or_default().file = Some(file);
                    } else {
                        sink.push(bad_name(file, series, "系列"));
                    }
                }
                [series, year, folder, "issue.yaml"] => {
                    issue_folders.insert(format!("{series}/{year}/{folder}"));
                    folders.add_issue(series, year, folder, file, sink);
                }
                [.., "issue.yaml"] => sink.push(
                    Diagnostic::new(
                        code::BAD_FOLDER,
                        Span::file_start(file),
                        "issue.yaml 放错了地方",
                    )
                    .help("一期的文件夹应当是 <系列>/<年份>/<期>/，如 ducha/2026/3/issue.yaml"),
                ),
                [_, year, folder, ..] if parts.len() > 3 && is_year(year) => {
                    let length = parts[0].len() + year.len() + folder.len() + 2;
                    texts_below.entry(&source.path[..length]).or_insert(file);
                }
                _ => {}
            }
        }
        for (folder, file) in texts_below {
            if !issue_folders.contains(folder) {
                sink.push(
                    Diagnostic::new(
                        code::MISSING_FILE,
                        Span::file_start(file),
                        format!("{folder}/ 里有片段，却没有 issue.yaml，这一期不会生成"),
                    )
                    .help("新建 issue.yaml，至少写上 标题、日期、正文"),
                );
            }
        }
        for (name, folder) in &folders.series {
            if let (None, Some(file)) = (folder.file, folder.issues.values().next()) {
                sink.push(
                    Diagnostic::new(
                        code::MISSING_FILE,
                        Span::file_start(*file),
                        format!("系列 {name}/ 里没有 series.yaml，它的各期不会生成"),
                    )
                    .help(format!("新建 {name}/series.yaml，至少写上 名称、版式")),
                );
            }
        }
        folders
    }

    fn add_issue(&mut self, series: &str, year: &str, folder: &str, file: FileId, sink: &mut Sink) {
        for (name, what) in [(series, "系列"), (folder, "期")] {
            if !is_code(name) {
                sink.push(bad_name(file, name, what));
                return;
            }
        }
        let year = match year.parse::<u16>() {
            Ok(number) if is_year(year) => number,
            _ => {
                sink.push(
                    Diagnostic::new(
                        code::BAD_FOLDER,
                        Span::file_start(file),
                        format!("“{year}”不是年份文件夹"),
                    )
                    .help("年份文件夹用四位数字，如 2026"),
                );
                return;
            }
        };
        let id = IssueId {
            series: series.to_owned(),
            year,
            folder: folder.to_owned(),
        };
        self.series
            .entry(series.to_owned())
            .or_default()
            .issues
            .insert(id, file);
    }
}

fn is_year(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit())
}

fn bad_name(file: FileId, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(
        code::BAD_FOLDER,
        Span::file_start(file),
        format!("{what}的文件夹名“{name}”不能用在网址里"),
    )
    .help("文件夹名只用小写英文字母、数字和连字符，如 ducha、3、s1")
}

/// The series in the order that `site.yaml` names, then the others by name.
fn series_order(folders: &Folders, site: Option<&SiteSpec>, sink: &mut Sink) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    for name in site.iter().flat_map(|site| &site.order) {
        if folders.series.contains_key(&name.value) && !order.contains(&name.value) {
            order.push(name.value.clone());
            continue;
        }
        let (kind, message) = if order.contains(&name.value) {
            (
                code::DUPLICATE_NAME,
                format!("系列“{}”写了两次", name.value),
            )
        } else {
            (
                code::MISSING_FILE,
                format!("没有系列文件夹“{}”", name.value),
            )
        };
        let diagnostic = Diagnostic::new(kind, name.span, message);
        let nearest = nearest_of(&name.value, folders.series.keys().map(String::as_str));
        sink.push(match nearest {
            Some(nearest) if kind == code::MISSING_FILE => {
                diagnostic.help(format!("是否为“{nearest}”？"))
            }
            _ => diagnostic.help("改正或删去这一项"),
        });
    }
    let rest: Vec<String> = folders
        .series
        .keys()
        .filter(|name| !order.contains(name))
        .cloned()
        .collect();
    order.extend(rest);
    order
}
