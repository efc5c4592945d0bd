//! The folders of series and issues: which there are, and what stands in the wrong place.

use std::collections::{BTreeMap, BTreeSet};

use super::parse::path::{is_device, looks_like, looks_meant};
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
    /// Folders of series whose names cannot be used, which has been said.
    refused: BTreeSet<String>,
    /// Folders of issues in which something lies, and no `issue.yaml`: each with the file that was perhaps meant for it.
    pub headless: BTreeMap<IssueId, Option<FileId>>,
}

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
        for (file, path) in sources.paths() {
            let parts: Vec<&str> = path.split('/').collect();
            if let Some(name) = passed_over(sources, &parts) {
                sink.push(beside(file, &parts, name));
            }
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
                        folders.refuse(file, series, series, "系列", sink);
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
                    texts_below.entry(&path[..length]).or_insert(file);
                }
                _ => {}
            }
        }
        for (folder, file) in texts_below {
            let series = folder.split('/').next().unwrap_or(folder);
            if issue_folders.contains(folder) || folders.refused.contains(series) {
                continue;
            }
            let mistaken = looks_like(sources, folder, "issue.yaml");
            if let Some(id) = IssueId::parse(folder) {
                folders.headless.insert(id, mistaken);
            }
            sink.push(match mistaken {
                Some(mistaken) => misnamed(sources, mistaken, "issue.yaml", "这一期不会生成"),
                None => Diagnostic::new(
                    code::MISSING_FILE,
                    Span::file_start(file),
                    format!("{folder}/ 里有片段，却没有 issue.yaml，这一期不会生成"),
                )
                .help("新建 issue.yaml，至少写上 标题、日期、正文"),
            });
        }
        for (name, folder) in &folders.series {
            if let (None, Some(file)) = (folder.file, folder.issues.values().next()) {
                sink.push(match looks_like(sources, name, "series.yaml") {
                    Some(mistaken) => {
                        misnamed(sources, mistaken, "series.yaml", "它的各期不会生成")
                    }
                    None => Diagnostic::new(
                        code::MISSING_FILE,
                        Span::file_start(*file),
                        format!("系列 {name}/ 里没有 series.yaml，它的各期不会生成"),
                    )
                    .help(format!("新建 {name}/series.yaml，至少写上 名称、版式")),
                });
            }
        }
        folders
    }

    /// Whether a series of this name lies there in a folder whose name cannot be used, which has been said.
    pub fn has_refused(&self, series: &str) -> bool {
        let folded = series.trim().to_lowercase();
        let mut refused = self.refused.iter();
        refused.any(|name| name.trim().to_lowercase() == folded)
    }

    /// Says once that the folder at `path` has a name that cannot be used.
    fn refuse(&mut self, file: FileId, path: &str, name: &str, what: &str, sink: &mut Sink) {
        if self.refused.insert(path.to_owned()) {
            sink.push(bad_name(file, name, what));
        }
    }

    fn add_issue(&mut self, series: &str, year: &str, folder: &str, file: FileId, sink: &mut Sink) {
        if !is_code(series) {
            self.refuse(file, series, series, "系列", sink);
            return;
        }
        if !is_code(folder) {
            let path = format!("{series}/{year}/{folder}");
            self.refuse(file, &path, folder, "期", sink);
            return;
        }
        let year = match year.parse::<u16>() {
            Ok(number) if is_year(year) => number,
            _ => {
                if self.refused.insert(format!("{series}/{year}")) {
                    let digits: String = year.chars().filter(char::is_ascii_digit).collect();
                    let help = match is_year(&digits) {
                        true => format!("改名为 {digits}"),
                        false => "年份文件夹用四位数字，如 2026".to_owned(),
                    };
                    let message = format!("“{year}”不是年份文件夹");
                    let place = Span::file_start(file);
                    sink.push(Diagnostic::new(code::BAD_FOLDER, place, message).help(help));
                }
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

/// The name of the register that is read instead of the file at `parts`, which looks like one and lies beside it: `series.yml` beside `series.yaml`.
fn passed_over(sources: &Sources, parts: &[&str]) -> Option<&'static str> {
    const REGISTERS: [&str; 4] = ["site.yaml", "units.yaml", "metrics.yaml", "series.yaml"];
    let (last, folder) = parts.split_last()?;
    // Hardly a file is called so.
    if last.ends_with(".md") || !last.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = REGISTERS.iter().find(|name| looks_meant(last, name))?;
    let is_read = match *name {
        "metrics.yaml" => parts.len() <= 2,
        name => has_effect(name, parts.len()),
    };
    let folder: String = folder.iter().flat_map(|part| [*part, "/"]).collect();
    let lies_there = || sources.find(&format!("{folder}{name}")).is_some();
    (is_read && lies_there()).then_some(*name)
}

fn beside(file: FileId, parts: &[&str], name: &str) -> Diagnostic {
    let typed = parts.last().copied().unwrap_or_default();
    Diagnostic::new(
        code::NO_EFFECT,
        Span::file_start(file),
        format!("{typed} 不起作用：用的是同一个文件夹里的 {name}"),
    )
    .help(format!("里面有用的内容移到 {name}，删去这个文件"))
}

fn is_year(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit())
}

fn bad_name(file: FileId, name: &str, what: &str) -> Diagnostic {
    const RULE: &str = "文件夹名只用小写英文字母、数字和连字符，如 ducha、3、s1";
    let lower = name.trim().to_ascii_lowercase();
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let usable = [lower, digits].into_iter().find(|name| is_code(name));
    let help = match usable {
        _ if is_device(name) => format!("Windows 不能有这个名字的文件夹，换一个；{RULE}"),
        Some(usable) => format!("改名为 {usable}；{RULE}"),
        None => RULE.to_owned(),
    };
    Diagnostic::new(
        code::BAD_FOLDER,
        Span::file_start(file),
        format!("{what}的文件夹名“{name}”不能用在网址里"),
    )
    .help(help)
}

/// Says that `file` would have to be called `name`; `loss` is what comes of it as it is.
pub fn misnamed(sources: &Sources, file: FileId, name: &str, loss: &str) -> Diagnostic {
    let path = sources.path(file);
    let typed = path.rsplit('/').next().unwrap_or(path);
    let message = format!("文件名应当是 {name}，这里是“{typed}”，{loss}");
    Diagnostic::new(code::MISSING_FILE, Span::file_start(file), message).help(format!(
        "把“{typed}”改名为 {name}；看不到文件名的结尾时，在资源管理器的“查看”里勾选“文件扩展名”"
    ))
}
