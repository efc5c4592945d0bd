//! The folder of one issue: its fragments, and which of its files are used.

use std::collections::{BTreeMap, BTreeSet};

use super::beside;
use super::elsewhere::is_of_issue;
use super::unused_file::unused_file;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    Asset, FileId, ISSUANCE_RECORD, IssueId, REVIEW_RECORD, SilentUnits, Span, Spanned,
    UnitRegistry, UnusedFile,
};
use crate::source::files::extension;
use crate::source::markdown::guard::LineEnds;
use crate::source::{Content, Sources};
use crate::stage::parse::download::Downloads;
use crate::stage::parse::fragment::{self, Fragment};
use crate::stage::parse::path::{meant, resolve, split_names};
use crate::stage::parse::picture;
use crate::stage::parse::units;

/// The files of one issue.
#[derive(Debug)]
pub struct Folder<'a> {
    /// All files.
    pub sources: &'a Sources,
    /// What else may be offered for download.
    pub downloads: &'a Downloads,
    path: String,
    fragments: BTreeMap<FileId, Fragment>,
    /// The unit of each fragment that names one.
    units: BTreeMap<FileId, usize>,
    used: BTreeSet<FileId>,
    /// The fragments that stand somewhere in the issue.
    taken: BTreeSet<FileId>,
    /// Whether there is a fragment of which it cannot be told whose it is.
    pub unclear: bool,
    /// Whether it is not known what the issue uses besides fragments: one of them cannot be read, or the outline leaves out what it was to take.
    partial: bool,
    /// Files that go beside the page.
    pub assets: BTreeSet<Asset>,
    /// The units whose fragments are used.
    reporting: BTreeSet<usize>,
    /// Units that had to report and did not.
    pub silent: Vec<SilentUnits>,
    /// Where the first fragment says something of metrics (指标).
    pub first_figure: Option<Span>,
}

impl<'a> Folder<'a> {
    /// Reads every fragment of the issue `id`; without a register the units that they name are not looked up.
    pub fn open(
        sources: &'a Sources,
        id: &IssueId,
        registry: Option<&UnitRegistry>,
        downloads: &'a Downloads,
        line_ends: LineEnds,
        sink: &mut Sink,
    ) -> Self {
        let path = id.path();
        // What is no part of the text: its outline, and the records of what was issued and shown.
        let mut used: BTreeSet<FileId> = ["issue.yaml", ISSUANCE_RECORD, REVIEW_RECORD]
            .iter()
            .filter_map(|name| sources.find(&format!("{path}/{name}")))
            .collect();
        let mut unclear = false;
        let mut partial = false;
        let mut fragments = BTreeMap::new();
        let mut by_unit = BTreeMap::new();
        // Without a register no name can be found in it, which has one cause.
        let has_register = registry.is_none_or(|registry| !registry.units.is_empty());
        let mut without_register: Option<Span> = None;
        let mut first_figure = None;
        for (file, name) in sources.below(&path) {
            if extension(name) != "md" {
                continue;
            }
            let mut own = Sink::default();
            let parsed = fragment::parse(sources, file, id, downloads, line_ends, &mut own);
            let unit_is_known = match parsed.as_ref().and_then(|f| f.unit.as_ref()) {
                Some(unit) => {
                    registry.is_none_or(|registry| registry.find_by_any_name(&unit.value).is_some())
                }
                None => !own.has_errors(),
            };
            if !unit_is_known {
                // Whose fragment this is cannot be told: that it is missing or not used would only be said because of the same slip.
                unclear = true;
                used.insert(file);
            }
            sink.append(own);
            let Some(fragment) = parsed else {
                partial = true;
                continue;
            };
            if let Some(registry) = registry {
                for problem in &fragment.problems {
                    problem.resolved(Some(registry), None, sink);
                }
            }
            first_figure = first_figure.or(fragment.metrics.first().map(|metric| metric.span));
            if let (Some(unit), false) = (&fragment.unit, has_register) {
                without_register.get_or_insert(unit.span);
            }
            if let (Some(unit), Some(registry)) = (&fragment.unit, registry)
                && has_register
                && let Some(index) = units::find(registry, unit, sink)
            {
                by_unit.insert(file, index);
            }
            fragments.insert(file, fragment);
        }
        if let Some(place) = without_register {
            sink.push(
                Diagnostic::new(
                    code::UNKNOWN_UNIT,
                    place,
                    "还没有单位登记表，片头里写的单位都查不到",
                )
                .help("在内容文件夹里新建 units.yaml，登记各个单位；不按单位编排的，删去片头里的“单位”"),
            );
        }
        Self {
            sources,
            downloads,
            path,
            fragments,
            units: by_unit,
            used,
            taken: BTreeSet::new(),
            unclear,
            partial,
            assets: BTreeSet::new(),
            reporting: BTreeSet::new(),
            silent: Vec::new(),
            first_figure,
        }
    }

    /// The file that the issue names; a missing one is reported.
    pub fn find(&mut self, name: &Spanned<String>, sink: &mut Sink) -> Option<FileId> {
        match resolve(self.sources, &self.path, &name.value) {
            Ok(file) => {
                self.used.insert(file);
                Some(file)
            }
            Err(problem) => {
                let parts = split_names(&name.value);
                let found: Vec<FileId> = parts
                    .iter()
                    .filter_map(|part| resolve(self.sources, &self.path, part).ok())
                    .collect();
                if parts.len() > 1 && !found.is_empty() {
                    let message = format!("几个文件名连在一起，当作了一个：{}", name.value);
                    let help = format!("各项之间用半角逗号：[{}]", parts.join(", "));
                    let finding = Diagnostic::new(code::MISSING_FILE, name.span, message);
                    sink.push(finding.help(help));
                    self.used.extend(found);
                    return None;
                }
                problem.report(self.sources, &self.path, &name.value, name.span, sink);
                self.used
                    .extend(meant(self.sources, &self.path, &name.value));
                None
            }
        }
    }

    /// Puts the picture `file` beside the page, if it can be shown.
    pub fn show(&mut self, file: FileId, span: Span, sink: &mut Sink) -> Option<()> {
        let asset = picture::shown(self.sources, file, &self.path, span, sink)?;
        self.assets.insert(asset);
        Some(())
    }

    /// Puts `file` beside the page for download; gives its path there and its size in bytes.
    pub fn offer(&mut self, file: FileId, span: Span, sink: &mut Sink) -> (String, u64) {
        let (asset, size) = picture::offered(self.sources, file, &self.path, span, sink);
        let path = asset.path.clone();
        self.assets.insert(asset);
        (path, size)
    }

    /// What goes beside the page, one file a path. A picture that is shown in another form than it is offered has a path of its own there.
    pub fn into_assets(self) -> Vec<Asset> {
        beside::one_file_a_path(self.assets, self.sources)
    }

    /// The fragment that the issue names. One that is used already is an error: its text would be printed twice.
    pub fn fragment(&mut self, name: &Spanned<String>, sink: &mut Sink) -> Option<Fragment> {
        let file = self.find(name, sink)?;
        if !self.taken.insert(file) {
            sink.push(
                Diagnostic::new(
                    code::USED_TWICE,
                    name.span,
                    format!("片段“{}”已经用过一次", name.value),
                )
                .help("删去其中一处，否则同一段文字会印两遍"),
            );
            return None;
        }
        if extension(&name.value) != "md" {
            sink.push(
                Diagnostic::new(
                    code::BAD_VALUE,
                    name.span,
                    format!("“{}”不是片段", name.value),
                )
                .help("片段是 .md 文件；表格写 表: 进度.yaml，图片写 图: 现场.png"),
            );
            return None;
        }
        if !is_of_issue(self.sources.path(file), &self.path, name, sink) {
            return None;
        }
        if let Some(unit) = self.units.get(&file) {
            self.reporting.insert(*unit);
        }
        self.take(file)
    }

    fn take(&mut self, file: FileId) -> Option<Fragment> {
        let kept = self.fragments.get_mut(&file)?;
        // Its text goes where it stands; what else it says is asked for later.
        let drafts = std::mem::take(&mut kept.drafts);
        let fragment = Fragment {
            drafts,
            ..kept.clone()
        };
        self.used.extend(fragment.uses.iter().copied());
        self.assets.extend(fragment.assets.iter().cloned());
        Some(fragment)
    }

    /// The fragments of each unit below the subfolder `subfolder` that are not used yet; two of one unit are an error.
    pub fn unit_fragments(
        &mut self,
        subfolder: Option<&Spanned<String>>,
        wanted: &BTreeSet<usize>,
        sink: &mut Sink,
    ) -> BTreeMap<usize, Fragment> {
        let prefix = match subfolder {
            Some(subfolder) => {
                format!("{}/{}/", self.path, subfolder.value.trim_matches('/'))
            }
            None => format!("{}/", self.path),
        };
        let files: Vec<(FileId, usize)> = self
            .units
            .iter()
            .filter(|(file, unit)| {
                self.sources.path(**file).starts_with(&prefix)
                    && !self.taken.contains(file)
                    && wanted.contains(unit)
            })
            .map(|(file, unit)| (*file, *unit))
            .collect();
        if files.is_empty()
            && let Some(subfolder) = subfolder
            && self
                .sources
                .below(prefix.trim_end_matches('/'))
                .next()
                .is_none()
        {
            sink.push(
                Diagnostic::new(
                    code::MISSING_FILE,
                    subfolder.span,
                    format!("这一期里没有子文件夹“{}”", subfolder.value),
                )
                .help(format!("新建 {prefix}，把单位片段放进去，或改正名字")),
            );
        }
        let mut found: BTreeMap<usize, Fragment> = BTreeMap::new();
        for (file, unit) in files {
            self.used.insert(file);
            self.taken.insert(file);
            let Some(fragment) = self.take(file) else {
                continue;
            };
            if let Some(first) = found.get(&unit) {
                let place = |fragment: &Fragment| {
                    fragment
                        .unit
                        .as_ref()
                        .map_or(Span::file_start(fragment.file), |unit| unit.span)
                };
                sink.push(
                    Diagnostic::new(
                        code::DUPLICATE_UNIT,
                        place(&fragment),
                        "同一个单位交了两份片段",
                    )
                    .related(place(first), "先有的一份")
                    .help("合成一份，或把其中一份放进另一个子文件夹，在提纲里用“文件夹”分开"),
                );
                continue;
            }
            self.reporting.insert(unit);
            found.insert(unit, fragment);
        }
        found
    }

    /// Whether the unit sent anything for this issue.
    #[must_use]
    pub fn has_fragment_of(&self, unit: usize) -> bool {
        self.units.values().any(|known| *known == unit)
    }

    /// The fragments of units, each with its unit in the register.
    pub fn reports(&self) -> impl Iterator<Item = (&Fragment, usize)> {
        let units = self.units.iter();
        units.filter_map(|(file, unit)| Some((self.fragments.get(file)?, *unit)))
    }

    /// Whether any fragment names a unit.
    #[must_use]
    pub fn has_reports(&self) -> bool {
        let mut fragments = self.fragments.values();
        fragments.any(|fragment| fragment.unit.is_some())
    }

    /// Takes every unit's fragment as used: the outline would use them, if what it names were not misspelt.
    pub fn mark_units_used(&mut self) {
        self.used.extend(self.units.keys());
        self.partial = true;
    }

    /// The files that nothing uses. One that cannot be read is reported instead.
    pub fn unused(&self, sink: &mut Sink) -> Vec<UnusedFile> {
        let mut unused = Vec::new();
        // What a fragment uses that nothing uses is not one more thing that nobody uses.
        let of_fragments: BTreeSet<FileId> = self
            .fragments
            .values()
            .flat_map(|fragment| fragment.uses.iter().copied())
            .collect();
        for (file, path) in self.sources.below(&self.path) {
            if self.used.contains(&file) || of_fragments.contains(&file) {
                continue;
            }
            // What cannot be read may be a fragment: its text must not be missed without an error.
            if let Some(Content::Unreadable(reason)) =
                self.sources.file(file).map(|file| &file.content)
            {
                let message = format!("读不了这个文件：{reason}");
                sink.push(
                    Diagnostic::new(code::UNREADABLE, Span::file_start(file), message)
                        .help("让它能读：改正权限、名字或位置，再做一次；用不着就移走"),
                );
                continue;
            }
            unused.extend(unused_file(file, path, self.fragments.get(&file)));
        }
        // What a fragment uses that is not read as one cannot be told.
        if self.partial || unused.iter().any(|unused| unused.misnamed.is_some()) {
            unused.retain(|unused| unused.is_fragment || unused.misnamed.is_some());
        }
        unused
    }

    /// The code of the unit whose fragment `file` is.
    #[must_use]
    pub fn unit_code(&self, file: FileId, registry: &UnitRegistry) -> Option<String> {
        let unit = registry.units.get(*self.units.get(&file)?)?;
        Some(unit.code.clone())
    }

    /// Takes a file as used that no text names.
    pub fn mark_used(&mut self, file: FileId) {
        self.used.insert(file);
    }

    /// The unit of each fragment that names one, as an index into the register.
    #[must_use]
    pub fn units(&self) -> &BTreeMap<FileId, usize> {
        &self.units
    }

    /// Code and name of each unit whose fragment is used, in the order of the register.
    #[must_use]
    pub fn units_in_order(&self, registry: &UnitRegistry) -> Vec<(String, String)> {
        self.reporting
            .iter()
            .filter_map(|index| registry.units.get(*index))
            .map(|unit| (unit.code.clone(), unit.name.clone()))
            .collect()
    }
}
