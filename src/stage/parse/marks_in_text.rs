//! A mark of secrecy (密级) in the text of an issue that has none in `issue.yaml`: the head of a Word document that was pasted along. Such an issue is shown to
//! nobody until somebody has looked.

use std::collections::{BTreeMap, BTreeSet};

use super::elements::is_classified_mark;
use super::issue::IssueSpec;
use super::marks;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, IssueId, Span};
use crate::source::files::extension;
use crate::source::{Content, Sources};

/// So many lines of a fragment may be the head of the document that was pasted.
const HEAD: usize = 12;

/// The first mark of secrecy in the fragments of the issue, or in a field of `spec` that is printed elsewhere; it is reported. None where the issue has a mark.
pub fn doubt(
    sources: &Sources,
    id: &IssueId,
    spec: Option<&IssueSpec>,
    sink: &mut Sink,
) -> Option<Span> {
    if spec.is_some_and(|spec| spec.elements.secrecy().is_some()) {
        return None;
    }
    let remark = spec.and_then(|spec| spec.remark.as_ref());
    let of_field = remark.and_then(|remark| {
        let typed = remark.value.trim_matches(['（', '）', '(', ')']);
        is_mark(typed).then(|| (typed.to_owned(), remark.span))
    });
    let (typed, place) = of_field.or_else(|| in_fragments(sources, id))?;
    sink.push(
        Diagnostic::new(
            code::UNCLEAR_MARK,
            place,
            format!("这里写着“{typed}”，issue.yaml 里却没有写；弄清以前这一期不收入资料库"),
        )
        .help(match is_classified_mark(&bare(&typed)) {
            true => format!(
                "有密级的，在 issue.yaml 里写 密级: {}，删去这一行；没有密级的，删去这一行",
                bare(&typed)
            ),
            false => {
                "受众和草稿写在 issue.yaml 里，对整期有效；不是这个意思，删去这一行".to_owned()
            }
        }),
    );
    Some(place)
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
            && doubt(sources, id, None, said).is_none()
    };
    let open = headless.iter().filter(is_open);
    open.map(|(id, _)| id.clone()).collect()
}

fn in_fragments(sources: &Sources, id: &IssueId) -> Option<(String, Span)> {
    sources.below(&id.path()).find_map(|(file, path)| {
        let is_own = path.ends_with("/issue.yaml");
        if is_own || !["md", "yaml", "yml"].contains(&extension(path).as_str()) {
            return None;
        }
        let Content::Text(text) = &sources.file(file)?.content else {
            return None;
        };
        let mut place = 0;
        let mut seen = 0;
        for line in text.split_inclusive('\n') {
            let typed = line.trim();
            let start = place + line.len() - line.trim_start().len();
            place += line.len();
            if typed.is_empty() {
                continue;
            }
            if is_mark(typed) {
                let span = Span::new(file, start, start + typed.len());
                return Some((typed.to_owned(), span));
            }
            seen += 1;
            if seen == HEAD {
                return None;
            }
        }
        None
    })
}

/// So many characters a mark may have besides digits and what may stand around it; a line of more is something else.
const LONGEST: usize = 40;

/// Whether a line is nothing but a mark: of secrecy, with or without its key before it, or 受众: 内部, 草稿: 是 where a front matter did not begin or takes
/// no such key.
fn is_mark(typed: &str) -> bool {
    let counts = |c: &char| {
        !(c.is_whitespace() || c.is_ascii_digit() || matches!(c, '*' | '【' | '】' | '"' | '\''))
    };
    let may_be = || typed.contains(['密', '受', '草', 'a', 'd']);
    if typed.chars().filter(counts).nth(LONGEST).is_some() || !may_be() {
        return false;
    }
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let says = |keys: &[&str], values: &[&str]| {
        plain.split_once(['：', ':']).is_some_and(|(key, value)| {
            keys.contains(&key) && values.contains(&value.trim_matches(['"', '\'']))
        })
    };
    is_classified_mark(&bare(typed))
        || says(
            &["受众", "受眾", "audience"],
            &["内部", "内 部", "internal"],
        )
        || says(&["草稿", "draft"], &["是", "true"])
}

/// The mark without its key, and without the marks and blanks that are typed around it.
fn bare(typed: &str) -> String {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !"*【】".contains(*c))
        .map(|c| if c == '☆' { '★' } else { c })
        .collect();
    let rest = ["密级", "密級"].iter().find_map(|key| {
        let rest = plain.strip_prefix(key)?;
        rest.strip_prefix(['：', ':'])
    });
    rest.map_or(plain.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::is_mark;

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
            assert!(is_mark(typed), "{typed}");
        }
        for typed in [
            "秘密文件要专人保管",
            "保密工作",
            "内部资料　注意保存",
            "机密级岗位3个",
            "",
        ] {
            assert!(!is_mark(typed), "{typed}");
        }
    }
}
