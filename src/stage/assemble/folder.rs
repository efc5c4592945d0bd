//! The folder of one issue: its fragments, and which of its files are used.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Asset, FileId, IssueId, Span, Spanned, UnitRegistry};
use crate::source::Sources;
use crate::source::files::extension;
use crate::stage::parse::fragment::{self, Fragment, asset_path};
use crate::stage::parse::units;

/// The files of one issue.
#[derive(Debug)]
pub struct Folder<'a> {
    /// All files.
    pub sources: &'a Sources,
    path: String,
    fragments: BTreeMap<FileId, Fragment>,
    /// The unit of each fragment that names one.
    units: BTreeMap<FileId, usize>,
    used: BTreeSet<FileId>,
    /// Files that go beside the page.
    pub assets: BTreeSet<Asset>,
    /// The units whose fragments are used.
    reporting: BTreeSet<usize>,
}

impl<'a> Folder<'a> {
    /// Reads every fragment of the issue `id`; without a register the units that they name are not looked up.
    pub fn open(
        sources: &'a Sources,
        id: &IssueId,
        registry: Option<&UnitRegistry>,
        sink: &mut Sink,
    ) -> Self {
        let path = id.path();
        let used = sources.find(&format!("{path}/issue.yaml")).into_iter();
        let mut fragments = BTreeMap::new();
        let mut by_unit = BTreeMap::new();
        for (file, name) in sources.below(&path) {
            if extension(name) != "md" {
                continue;
            }
            let Some(fragment) = fragment::parse(sources, file, id, sink) else {
                continue;
            };
            if let (Some(unit), Some(registry)) = (&fragment.unit, registry)
                && let Some(index) = units::find(registry, unit, sink)
            {
                by_unit.insert(file, index);
            }
            fragments.insert(file, fragment);
        }
        Self {
            sources,
            path,
            fragments,
            units: by_unit,
            used: used.collect(),
            assets: BTreeSet::new(),
            reporting: BTreeSet::new(),
        }
    }

    /// The file that the issue names; a missing one is reported.
    pub fn find(&mut self, name: &Spanned<String>, sink: &mut Sink) -> Option<FileId> {
        match fragment::resolve(self.sources, &self.path, &name.value) {
            Ok(file) => {
                self.used.insert(file);
                Some(file)
            }
            Err(problem) => {
                problem.report(self.sources, &self.path, &name.value, name.span, sink);
                None
            }
        }
    }

    /// Puts `file` beside the page and returns its path there.
    pub fn keep(&mut self, file: FileId) -> String {
        let path = asset_path(self.sources.path(file), &self.path);
        self.assets.insert(Asset {
            path: path.clone(),
            source: file,
        });
        path
    }

    /// The fragment that the issue names. One that is used already is an error: its text would be printed twice.
    pub fn fragment(&mut self, name: &Spanned<String>, sink: &mut Sink) -> Option<Fragment> {
        let before = self.used.len();
        let file = self.find(name, sink)?;
        if self.used.len() == before {
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
        if let Some(unit) = self.units.get(&file) {
            self.reporting.insert(*unit);
        }
        self.take(file)
    }

    fn take(&mut self, file: FileId) -> Option<Fragment> {
        let fragment = self.fragments.get(&file)?.clone();
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
                    && !self.used.contains(file)
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

    /// Reports the files that nothing uses.
    pub fn report_unused(&self, sink: &mut Sink) {
        for (file, path) in self.sources.below(&self.path) {
            if self.used.contains(&file) {
                continue;
            }
            let name = &path[self.path.len() + 1..];
            let message = match self.fragments.get(&file).map(|f| f.unit.as_ref()) {
                Some(Some(unit)) => {
                    format!("“{}”的片段 {name} 没有被用到", unit.value)
                }
                Some(None) => format!("片段 {name} 没有被用到"),
                None => format!("文件 {name} 没有被用到"),
            };
            sink.push(
                Diagnostic::new(code::UNUSED_FILE, Span::file_start(file), message).help(format!(
                    "在 {}/issue.yaml 的提纲或附件里写上它，或移走这个文件",
                    self.path
                )),
            );
        }
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
