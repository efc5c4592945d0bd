//! JB1016: an issue without any text.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB1016"),
        name: "没有正文",
        what: "“正文”里什么也没有列。",
        why: "只有标题和日期的一期不能印发。",
        source: "GB/T 9704-2012，7.3.3（正文）",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: []\n附件: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    // Where a fragment is missing, that has been said already.
    let (Some(document), true) = (issue.document, issue.noticed.whole) else {
        return;
    };
    if document.body.is_empty() {
        sink.push(
            RULE.found(document.head.date.span, "这一期没有正文")
                .help("在“正文”里写上片段的文件名"),
        );
    }
}
