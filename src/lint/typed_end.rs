//! JB3010: 署名, 成文日期, 附件说明, 主题词 or 此页无正文 typed at the end of the text, where the program prints them or the standard has none.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{Block, DatePlace, Document, plain_text};
use crate::zh::date::IssueDate;

/// The rule.
pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3010"),
        name: "正文末尾写了程序会印的内容",
        what: "正文最后几段是署名、成文日期、附件说明、主题词或“此页无正文”。",
        why: "署名、日期、附件说明由程序印上，写在正文里就印两遍；主题词和“此页无正文”新标准已经不用。",
        source: "GB/T 9704-2012，7.3.4、7.3.5；新标准取消主题词",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "各单位要抓好落实。\n\n云汀市总工会\n\n2026年7月8日\n",
        )],
        right: &[("ducha/2026/1/正文.md", "各单位要抓好落实。\n")],
    },
    judge: Judge::Issue(check),
};

/// How many of the last paragraphs can be an end.
const LAST: usize = 6;

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let Some(document) = issue.document else {
        return;
    };
    for block in document.body.iter().rev().take(LAST).rev() {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        let text = plain_text(&paragraph.content);
        if let Some((what, help)) = repeated(text.trim(), document) {
            let message = format!("正文末尾写了{what}");
            sink.push(RULE.found(paragraph.span, message).help(help));
        }
    }
}

fn repeated(text: &str, document: &Document) -> Option<(&'static str, &'static str)> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let signed = document.head.signatures.iter().any(|name| {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        name == bare
    });
    let starts = |words: &[&str]| words.iter().any(|word| bare.starts_with(word));
    if signed {
        Some((
            "署名，会印两遍",
            "删去，署名写在 issue.yaml 或 series.yaml 里",
        ))
    } else if document.head.date_place == DatePlace::End && IssueDate::parse(&bare).is_ok() {
        Some((
            "日期，会和成文日期各印一遍",
            "删去，成文日期写在 issue.yaml 的“日期”里",
        ))
    } else if starts(&["附件：", "附件:"]) {
        Some((
            "附件说明",
            "删去，附件写在 issue.yaml 的“附件”里，说明由程序印上",
        ))
    } else if starts(&["主题词：", "主题词:"]) {
        Some((
            "主题词，新标准已经取消",
            "删去；供检索的主题写在 issue.yaml 的“主题”里",
        ))
    } else if starts(&["（此页无正文", "(此页无正文"]) {
        Some(("“此页无正文”，新标准已经不用", "删去，版面由程序安排"))
    } else {
        None
    }
}
