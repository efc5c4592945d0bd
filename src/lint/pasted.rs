//! JB3010: a fragment that looks pasted from Word, with what it looks like counted in one finding: numbers and bold for headings, signature and date.

use std::collections::BTreeSet;

use super::{FinishedIssue, Judge, Rule, repeated_headings};
use crate::diag::{Explanation, Sink, code};
use crate::model::{FileId, Span, walk};
use crate::source::files::extension;
use crate::tidy::{Known, PastedElement, Tidied, tidy};
use crate::zh::label::typed_number;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3010"),
        name: "像是从 Word 粘贴来的文字",
        what: "片段里有手写编号的标题、用加粗代替的标题，或者文末写了署名、日期、附件说明、主题词、“此页无正文”这些由程序印的内容。",
        why: "手写编号的一行只是文字，不成标题，进不了目录，也不会跟着重新编号；署名、日期、附件说明写在正文里就印两遍；主题词和“此页无正文”新标准已经不用。",
        source: "GB/T 9704-2012，7.3.3、7.3.4、7.3.5；新标准取消主题词",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "　　一、总体情况\n　　各单位要抓好落实。\n\n云汀市总工会\n\n2026年7月8日\n",
        )],
        right: &[("ducha/2026/1/正文.md", "# 总体情况\n\n各单位要抓好落实。\n")],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let folder = issue.id.path();
    let text = |path: String| {
        let file = issue.sources.find(&path)?;
        Some(issue.sources.text(file))
    };
    let of_issue = text(format!("{folder}/issue.yaml"));
    let of_series = text(format!("{}/series.yaml", issue.id.series));
    let files: Vec<String> = issue
        .sources
        .below(&folder)
        .filter_map(|(_, path)| {
            Some(
                path.strip_prefix(&folder)?
                    .trim_start_matches('/')
                    .to_owned(),
            )
        })
        .filter(|path| path != "issue.yaml")
        .collect();
    // What the issue says is read once for all its fragments.
    let of_issue = Known::new(of_issue, of_series, "", files);
    let repeated = repeated_headings::places(issue);
    for file in fragments(issue) {
        let path = issue.sources.path(file);
        let name = path
            .strip_prefix(&folder)
            .unwrap_or(path)
            .trim_start_matches('/');
        let known = of_issue.named(name);
        let typed = issue.sources.text(file);
        let tidied = tidy(typed, &known);
        if !looks_pasted(&tidied) {
            continue;
        }
        let lines: Vec<&str> = typed.split_inclusive('\n').collect();
        let Some(first) = first_line(&tidied).filter(|line| (1..=lines.len()).contains(line))
        else {
            continue;
        };
        let start: usize = lines[..first - 1].iter().map(|line| line.len()).sum();
        let line = lines[first - 1];
        let below = lines[first..].iter().find(|line| !line.trim().is_empty());
        if stands_alone(&tidied, line, below.copied().unwrap_or_default()) {
            continue;
        }
        // That a heading says the title again is said of the heading.
        let is_said = |place: &Span| {
            place.file == file && (start..start + line.len()).contains(&place.range().start)
        };
        if only_sign(&tidied) == Some(PastedElement::Title) && repeated.iter().any(is_said) {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let place = Span::new(file, start + indent, start + line.trim_end().len());
        let help = help(path, &tidied, &lines);
        let message = format!("这段像是从 Word 粘贴来的：{}", tidied.summary());
        sink.push(RULE.found(place, message).help(help));
    }
}

/// What to do: what `tidy` would do, or why it cannot.
fn help(path: &str, tidied: &Tidied, lines: &[&str]) -> String {
    if tidied.is_clean() {
        let whys: BTreeSet<&str> = tidied.left.iter().map(|left| left.why.as_str()).collect();
        return whys.into_iter().collect::<Vec<_>>().join("；");
    }
    let numbers = tidied
        .edits
        .iter()
        .filter(|edit| edit.element == PastedElement::HeadingNumber);
    let mut lines = numbers.filter_map(|edit| lines.get(edit.line.checked_sub(1)?));
    let why = if is_printed_twice(tidied) {
        "署名、日期等由程序印，写在这里会印两遍"
    } else if lines.any(|line| line.trim_start().starts_with('第')) {
        "标题写成“# 总则”，编号由程序编；要印“第一章”，在 issue.yaml 里写 编号: [第一章]"
    } else {
        "标题写成“# 总体情况”，编号由程序编"
    };
    format!("运行 jianbao tidy {path} 看怎样整理，加 --write 就照此改好；{why}")
}

/// The fragments of which something is in the document, its attachments included.
fn fragments(issue: &FinishedIssue<'_>) -> BTreeSet<FileId> {
    let Some(document) = issue.document else {
        return BTreeSet::new();
    };
    let blocks = document
        .blocks()
        .flat_map(|block| walk(std::slice::from_ref(block)));
    let files = blocks.flat_map(|block| {
        let texts = block.texts().into_iter().flatten();
        texts.map(|inline| inline.span.file).collect::<Vec<_>>()
    });
    files
        .filter(|&file| extension(issue.sources.path(file)) == "md")
        .collect()
}

/// Whether there is something that changes what readers see: a heading that is none, or what is printed twice. Bullets and tables are read as they are.
fn looks_pasted(tidied: &Tidied) -> bool {
    let count = |wanted: PastedElement| {
        let counts = tidied.counts().into_iter();
        counts
            .filter(|(element, _)| *element == wanted)
            .map(|(_, count)| count)
            .sum::<usize>()
    };
    // One line in bold may be meant as it is.
    count(PastedElement::HeadingNumber) > 0
        || count(PastedElement::BoldHeading) > 1
        || is_printed_twice(tidied)
}

/// Whether the only sign of Word is a line that is right as it stands: `（一）` before a sentence with its text, a number and nothing else, a date between the title
/// of a table and the table. `below` is the next line.
fn stands_alone(tidied: &Tidied, line: &str, below: &str) -> bool {
    let Some(element) = only_sign(tidied) else {
        return false;
    };
    let line = line.trim();
    if element == PastedElement::HeadingNumber {
        let words = typed_number(line).map_or(line, |number| &line[number.length..]);
        let is_sentence = words.trim_end_matches('。').contains('。') && !line.contains("**");
        return words.trim().is_empty() || is_sentence;
    }
    element.is_said_elsewhere() && below.trim_start().starts_with(['|', '｜'])
}

/// The sign of Word, where there is one and no other.
fn only_sign(tidied: &Tidied) -> Option<PastedElement> {
    let counts = tidied.counts().into_iter();
    let mut counts = counts.filter(|(element, _)| *element != PastedElement::Indent);
    match (counts.next(), counts.next()) {
        (Some((element, 1)), None) => Some(element),
        _ => None,
    }
}

fn is_printed_twice(tidied: &Tidied) -> bool {
    tidied
        .counts()
        .iter()
        .any(|(element, _)| element.is_said_elsewhere())
}

/// The first line that shows it.
fn first_line(tidied: &Tidied) -> Option<usize> {
    let edits = tidied.edits.iter().map(|edit| (edit.element, edit.line));
    let left = tidied
        .left
        .iter()
        .filter_map(|left| Some((left.element?, left.line)));
    edits
        .chain(left)
        .filter(|(element, _)| *element != PastedElement::Indent)
        .map(|(_, line)| line)
        .min()
}
