//! A mark in the text of an issue that has none in `issue.yaml`: the head of a Word document that was pasted along, of a fragment, of a table, or of a file
//! beside `issue.yaml` that was meant for it. Such an issue is shown to nobody until somebody has looked.

use std::collections::{BTreeMap, BTreeSet};

use super::issue::IssueSpec;
use super::mark_words::{self, MarkSaid};
use super::marks;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, IssueId, Span};
use crate::source::files::{extension, is_issue_name};
use crate::source::yaml::{Node, Yaml};
use crate::source::{Sources, front_matter};

/// So many lines of a fragment may be the head of the document that was pasted: there a mark is known that further down may be prose.
const HEAD: usize = 12;

/// A place in a file, and what stands there.
struct FoundMark {
    typed: String,
    place: Span,
    is_classified: bool,
}

/// Whether nothing in the texts of an issue says who may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmarked {
    /// Something does, or nobody has looked at all of them.
    No,
    /// Nothing does.
    Seen,
    /// Nothing did when another plan was made of the same files: these have not been read now.
    Remembered,
}

/// The first mark in the files of the issue, or in a field of `spec` that is printed elsewhere; it is reported. None where the issue has a mark of secrecy.
/// The files are not looked at where they are known to be `unmarked`.
pub fn doubt(
    sources: &Sources,
    id: &IssueId,
    spec: Option<&IssueSpec>,
    unmarked: bool,
    sink: &mut Sink,
) -> Option<Span> {
    if spec.is_some_and(|spec| spec.elements.secrecy().is_some()) {
        return None;
    }
    let remark = spec.and_then(|spec| spec.remark.as_ref());
    let of_field = remark.and_then(|remark| {
        let is_classified = is_level(&remark.value);
        (is_classified || is_flag(&remark.value)).then(|| FoundMark {
            typed: remark.value.clone(),
            place: remark.span,
            is_classified,
        })
    });
    let found = of_field.or_else(|| match unmarked {
        true => None,
        false => in_files(sources, id),
    })?;
    let covers = |place: Span| {
        place.file == found.place.file
            && place.start <= found.place.start
            && found.place.end <= place.end
    };
    let is_said = sink
        .errors()
        .any(|finding| finding.code == code::UNCLEAR_MARK && finding.place.is_some_and(covers));
    if !is_said {
        sink.push(
            Diagnostic::new(
                code::UNCLEAR_MARK,
                found.place,
                format!(
                    "这里写着“{}”，issue.yaml 里却没有写；弄清以前这一期不收入资料库",
                    found.typed
                ),
            )
            .help(match found.is_classified {
                true => "有密级的，在 issue.yaml 里写，如 密级: 机密★1年，删去这一行；没有密级的，删去这一行",
                false => "密级、受众和草稿写在 issue.yaml 里，对整期有效；不是这个意思，删去这一行",
            }),
        );
    }
    Some(found.place)
}

/// Whether no file of the issue but its `issue.yaml` says who may see it.
#[must_use]
pub fn is_unmarked(sources: &Sources, id: &IssueId) -> bool {
    in_files(sources, id).is_none() && internal_line(sources, id).is_none()
}

fn internal_line(sources: &Sources, id: &IssueId) -> Option<FoundMark> {
    let is_internal = |typed: &str| mark_words::said(typed) == Some(MarkSaid::Internal);
    sources.below(&id.path()).find_map(|(file, path)| {
        let is_fragment = extension(path) == "md";
        let below = |typed: &str| mark_words::said_further_down(typed) == Some(MarkSaid::Internal);
        let found = || in_lines(sources.text(file), 0, file, (&is_internal, &below));
        is_fragment.then(found).flatten()
    })
}

/// The first line of a fragment that says that the paper is for those inside (内部资料，注意保存), while the issue is shown to everybody; it is
/// reported.
pub fn internal(sources: &Sources, id: &IssueId, sink: &mut Sink) -> Option<Span> {
    let found = internal_line(sources, id)?;
    let message = format!(
        "这里写着“{}”，这一期却是公开的；弄清以前这一期不收入资料库",
        found.typed
    );
    let finding = Diagnostic::new(code::UNCLEAR_MARK, found.place, message);
    sink.push(finding.help(
        "只给内部看的，在 issue.yaml 里写 受众: 内部 或 密级: 内部资料　注意保存，删去这一行；可以公开的，删去这一行",
    ));
    Some(found.place)
}

/// Those of the issues without an `issue.yaml` in which no mark stands, neither in their fragments nor in the file that was perhaps meant for it.
#[must_use]
pub fn without_marks(
    sources: &Sources,
    headless: &BTreeMap<IssueId, Option<FileId>>,
) -> BTreeSet<IssueId> {
    let is_open = |(id, mistaken): &(&IssueId, &Option<FileId>)| {
        let said = &mut Sink::default();
        mistaken.is_none_or(|file| marks::doubt(sources, file, true, false, said).is_none())
            && doubt(sources, id, None, false, said).is_none()
    };
    let open = headless.iter().filter(is_open);
    open.map(|(id, _)| id.clone()).collect()
}

fn in_files(sources: &Sources, id: &IssueId) -> Option<FoundMark> {
    let folder = id.path();
    sources.below(&folder).find_map(|(file, path)| {
        let name = &path[folder.len() + 1..];
        if name == "issue.yaml" {
            return None;
        }
        if is_issue_name(name) {
            if sources.size(file) == 0 {
                return None;
            }
            let place = marks::doubt(sources, file, true, false, &mut Sink::default())?;
            let lines = sources.text(file).get(place.start as usize..);
            let line = lines.and_then(|text| text.lines().next());
            return Some(FoundMark {
                typed: line.unwrap_or(name).trim().to_owned(),
                place,
                is_classified: false,
            });
        }
        let text = sources.text(file);
        match extension(path).as_str() {
            "md" => in_fragment(text, file),
            "yaml" | "yml" => in_yaml(text, file),
            "csv" => {
                let row = |line: &str| format!("|{}", line.replace([',', '\t', ';'], "|"));
                let is_level = |line: &str| line.contains('密') && is_level(&row(line));
                in_lines(text, 0, file, (&is_level, &is_level))
            }
            _ => None,
        }
    })
}

fn in_fragment(text: &str, file: FileId) -> Option<FoundMark> {
    let parts = front_matter::split(text, file, &mut Sink::default());
    let (front, body, start) = parts.map_or((None, text, 0), |parts| {
        (
            parts.front.map(|front| (front, parts.front_start)),
            parts.body,
            parts.body_start,
        )
    });
    let of_front = front.and_then(|(front, start)| {
        let (place, _) = marks::in_front(front)?;
        let line = front[place..].lines().next().unwrap_or_default();
        Some(FoundMark {
            typed: line.trim().to_owned(),
            place: Span::new(file, start + place, start + place + line.trim_end().len()),
            is_classified: false,
        })
    });
    of_front.or_else(|| in_lines(body, start, file, (&is_level, &is_level_below)))
}

/// Whether a line is a mark of the kind that is looked for.
type IsMark<'a> = &'a dyn Fn(&str) -> bool;

/// The first of the lines of `text` that is a mark at its head or below it, 受众: 内部, or 草稿: 是.
fn in_lines(
    text: &str,
    offset: usize,
    file: FileId,
    (at_head, below): (IsMark<'_>, IsMark<'_>),
) -> Option<FoundMark> {
    let mut place = offset;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let typed = line.trim();
        let start = place + line.len() - line.trim_start().len();
        place += line.len();
        if typed.is_empty() {
            continue;
        }
        let is_mark = if seen < HEAD { at_head } else { below };
        let is_classified = is_mark(typed);
        if is_classified || is_flag(typed) {
            return Some(FoundMark {
                typed: typed.to_owned(),
                place: Span::new(file, start, start + typed.len()),
                is_classified,
            });
        }
        seen += 1;
    }
    None
}

/// A mark in a table that is written in YAML: among its outermost keys, or in the words that stand above and below it. Its rows are its own.
fn in_yaml(text: &str, file: FileId) -> Option<FoundMark> {
    if !text.contains(['密', '受', '草']) && !text.contains("secrecy") {
        return None;
    }
    let Some(yaml) = Yaml::parse(text, file, 0, &mut Sink::default()) else {
        return in_lines(text, 0, file, (&is_level, &is_level_below));
    };
    let entries = yaml.root().entries()?;
    entries.into_iter().find_map(|(name, value)| {
        let key = name.text().unwrap_or_default();
        let line = format!("{key}: {}", value.text().unwrap_or_default());
        let of_key = || is_level(&line) || is_flag(&line) || marks::in_front(&line).is_some();
        let is_grid = ["列", "行", "columns", "rows", "指标", "metrics"].contains(&key.as_str());
        if is_grid || !(of_key() || any_text(value, &is_level)) {
            return None;
        }
        let place = name.span;
        let typed = text
            .get(place.start as usize..)
            .and_then(|text| text.lines().next());
        Some(FoundMark {
            typed: typed.unwrap_or(&key).trim().to_owned(),
            place,
            is_classified: true,
        })
    })
}

/// Whether any line of text in `node` is one.
fn any_text(node: Node<'_>, is_one: &dyn Fn(&str) -> bool) -> bool {
    match node.items() {
        Some(items) => items.into_iter().any(|item| any_text(item, is_one)),
        None => node.text().is_some_and(|text| text.lines().any(is_one)),
    }
}

/// Two papers may have been pasted one below the other, each with its head.
fn is_level_below(typed: &str) -> bool {
    mark_words::said_further_down(typed) == Some(MarkSaid::Classified)
}

fn is_level(typed: &str) -> bool {
    mark_words::said(typed) == Some(MarkSaid::Classified)
}

/// 受众: 内部 or 草稿: 是, where a front matter did not begin.
fn is_flag(typed: &str) -> bool {
    if typed.len() > 100 || !typed.contains([':', '：']) {
        return false;
    }
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let says = |keys: &[&str], values: &[&str]| {
        plain.split_once(['：', ':']).is_some_and(|(key, value)| {
            let value = value.trim_matches(['"', '\'', '，', '。']);
            keys.contains(&key) && values.contains(&value)
        })
    };
    says(&["受众", "受眾", "audience"], &["内部", "internal"])
        || says(&["草稿", "draft"], &["是", "true"])
}

#[cfg(test)]
mod tests {
    use super::{is_flag, is_level};

    #[test]
    fn only_a_line_that_is_nothing_else_is_a_mark() {
        for typed in [
            "受众: 内部",
            "草稿：是",
            "机密★1年",
            "密级：秘密",
            "**绝密★长期**",
            "机　密",
            "秘密☆6个月",
            "【秘密】",
        ] {
            assert!(is_level(typed) || is_flag(typed), "{typed}");
        }
        for typed in [
            "秘密文件要专人保管",
            "保密工作",
            "内部资料　注意保存",
            "机密级岗位3个",
            "",
        ] {
            assert!(!is_level(typed) && !is_flag(typed), "{typed}");
        }
    }
}
