//! JB3008: a remark to colleagues in a field, where it would be printed.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::Span;
use crate::source::field_words::{remark_said, remarks};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::FIELD_REMARK,
        name: "备注写在会印出来的地方",
        what: "标题、按语、附注、表格的格子、site.yaml 和登记表里的名称等地方写了 <!-- … -->、%%…%% 或【待核】一类给同事看的话。",
        why: "这些地方的文字原样印出来，备注会跟着印发；片段正文里的备注才会自动去掉。",
        source: "docs/guide.md，二",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报<!-- 标题再议 -->\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报   # 标题再议\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let fields = issue.prose().iter().filter(|prose| prose.is_field);
    // What stands in a workbook was said when it was read, with the name of the cell.
    for prose in fields.filter(|prose| !prose.is_in_workbook) {
        for range in remarks(prose.text) {
            sink.push(remark_said(prose.place(issue.sources, range), ""));
        }
    }
    if let Some(place) = over_lines(issue) {
        sink.push(remark_said(place, ""));
    }
}

/// The title, where a remark begins in one of its lines and ends in another.
fn over_lines(issue: &FinishedIssue<'_>) -> Option<Span> {
    let title = &issue.document?.head.title;
    let (first, last) = (title.first()?, title.last()?);
    let alone: usize = title.iter().map(|line| remarks(line).len()).sum();
    let lines: Vec<&str> = title.iter().map(|line| line.value.as_str()).collect();
    let is_parted = alone == 0 && !remarks(&lines.concat()).is_empty();
    is_parted.then(|| first.span.to(last.span))
}
