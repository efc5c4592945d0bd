//! The folders of series and issues: which there are, and what stands in the wrong place.

use std::collections::{BTreeMap, BTreeSet};

use super::parse::units::is_code;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, IssueId, Span};
use crate::site::is_reserved;
use crate::source::Sources;

/// The folders of series and issues.
#[derive(Debug, Default)]
pub struct ContentFolders {
    /// By the series' folder.
    pub series: BTreeMap<String, SeriesFolder>,
}

/// The folder of a series.
#[derive(Debug, Default)]
pub struct SeriesFolder {
    /// Its `series.yaml`.
    pub file: Option<FileId>,
    /// The `issue.yaml` of each of its issues.
    pub issues: BTreeMap<IssueId, FileId>,
}

impl ContentFolders {
    /// Every folder that holds a `series.yaml` or an `issue.yaml`; what stands in the wrong place is reported.
    pub fn find(sources: &Sources, sink: &mut Sink) -> Self {
        let mut folders = Self::default();
        let mut texts_below: BTreeMap<&str, FileId> = BTreeMap::new();
        let mut issue_folders: BTreeSet<String> = BTreeSet::new();
        for (file, source) in sources.iter() {
            let parts: Vec<&str> = source.path.split('/').collect();
            match parts.as_slice() {
                [series, "series.yaml"] => {
                    if is_reserved(series) {
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
                [.., name @ ("site.yaml" | "units.yaml" | "series.yaml")]
                    if !has_effect(name, parts.len()) =>
                {
                    sink.push(without_effect(file, name));
                }
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

/// Whether a file of this name is read from a folder so deep.
fn has_effect(name: &str, parts: usize) -> bool {
    match name {
        "site.yaml" => parts == 1,
        "series.yaml" => parts == 2,
        _ => parts <= 2,
    }
}

fn without_effect(file: FileId, name: &str) -> Diagnostic {
    let place = match name {
        "site.yaml" => "放在内容文件夹里：site.yaml",
        "series.yaml" => "放在系列的文件夹里，如 ducha/series.yaml",
        _ => "放在内容文件夹里，供各系列用；或放在一个系列的文件夹里，如 ducha/units.yaml",
    };
    Diagnostic::new(
        code::NO_EFFECT,
        Span::file_start(file),
        format!("{name} 放在这里不起作用"),
    )
    .help(place)
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
