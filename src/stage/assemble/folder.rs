//! The folder of one issue: its fragments, and which of its files are used.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    Asset, FileId, ISSUANCE_RECORD, IssueId, SilentUnits, Span, Spanned, UnitRegistry, UnusedFile,
};
use crate::source::files::extension;
use crate::source::markdown::guard::LineEnds;
use crate::source::{Content, Sources};
use crate::stage::parse::download::Downloads;
use crate::stage::parse::fragment::{self, Fragment};
use crate::stage::parse::path::resolve;
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
    /// Files that go beside the page.
    pub assets: BTreeSet<Asset>,
    /// The units whose fragments are used.
    reporting: BTreeSet<usize>,
    /// Units that had to report and did not.
    pub silent: Vec<SilentUnits>,
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
        // What is no part of the text: its outline, and the record of what was issued.
        let mut used: BTreeSet<FileId> = ["issue.yaml", ISSUANCE_RECORD]
            .iter()
            .filter_map(|name| sources.find(&format!("{path}/{name}")))
            .collect();
        let mut unclear = false;
        let mut fragments = BTreeMap::new();
        let mut by_unit = BTreeMap::new();
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
            downloads,
            path,
            fragments,
            units: by_unit,
            used,
            taken: BTreeSet::new(),
            unclear,
            assets: BTreeSet::new(),
            reporting: BTreeSet::new(),
            silent: Vec::new(),
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
                problem.report(self.sources, &self.path, &name.value, name.span, sink);
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

    /// What goes beside the page, one file a path: a picture that is shown and offered is there as it is shown.
    pub fn into_assets(self) -> Vec<Asset> {
        let mut assets: Vec<Asset> = self.assets.into_iter().collect();
        assets.dedup_by(|later, first| later.path == first.path);
        let paths: BTreeSet<String> = assets.iter().map(|asset| asset.path.clone()).collect();
        for asset in &mut assets {
            asset.former = asset.former.take().filter(|former| !paths.contains(former));
        }
        assets
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

    /// Takes every unit's fragment as used: the outline would use them, if what it names were not misspelt.
    pub fn mark_units_used(&mut self) {
        self.used.extend(self.units.keys());
    }

    /// The files that nothing uses. One that cannot be read is reported instead.
    pub fn unused(&self, sink: &mut Sink) -> Vec<UnusedFile> {
        let mut unused = Vec::new();
        for (file, _) in self.sources.below(&self.path) {
            if self.used.contains(&file) {
                continue;
            }
            // What cannot be read may be a fragment: its text must not be missed without an error.
            if let Some(Content::Unreadable(reason)) =
                self.sources.file(file).map(|file| &file.content)
            {
                sink.push(Diagnostic::new(
                    code::UNREADABLE,
                    Span::file_start(file),
                    format!("读不了这个文件：{reason}"),
                ));
                continue;
            }
            let fragment = self.fragments.get(&file);
            let unit = fragment.and_then(|fragment| fragment.unit.as_ref());
            unused.push(UnusedFile {
                file,
                is_fragment: fragment.is_some(),
                unit: unit.map(|unit| unit.value.clone()),
            });
        }
        unused
    }

    /// The code of the unit whose fragment `file` is.
    #[must_use]
    pub fn unit_code(&self, file: FileId, registry: &UnitRegistry) -> Option<String> {
        let unit = registry.units.get(*self.units.get(&file)?)?;
        Some(unit.code.clone())
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
