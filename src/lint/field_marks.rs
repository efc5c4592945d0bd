//! JB3007: marks of the text in a field, where none works: titles, 按语, cells of YAML and CSV.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{Document, Spanned};
use crate::source::field_words::{first_mark, first_quotation};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::FIELD_MARK,
        name: "记号在这里不起作用",
        what: "issue.yaml、片头、YAML 和 CSV 表格里写了 **、[文字](网址)、<br>、\\n 一类的记号，或者在主送、署名、抄送、主题里引用指标。",
        why: "这些地方只印文字，记号会原样印出来。",
        source: "docs/guide.md，二",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于**第二季度**集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let fields = issue.prose().iter().filter(|prose| prose.is_field);
    // What stands in a workbook was said when it was read, with the name of the cell.
    for prose in fields.filter(|prose| !prose.is_in_workbook) {
        let typed = issue.sources.text(prose.span.file).get(prose.span.range());
        let typed = typed.unwrap_or_default();
        // What comes from a register is said there.
        let start: String = prose.text.chars().take(2).collect();
        if !typed.contains(start.trim()) {
            continue;
        }
        // Of an item of a list it has been said.
        let is_list = typed.starts_with(['[', '-']);
        if prose.text.contains('\n') && !prose.keeps_lines && !is_list {
            let message = "这里只印一行，几行会接在一起";
            sink.push(RULE.found(prose.span, message).help("写成一行"));
        }
        if let Some(mark) = first_mark(prose.text) {
            let place = prose.place(issue.sources, mark.at..mark.at + mark.typed.len());
            sink.push(mark.said(place, ""));
        }
    }
    for line in issue.document.into_iter().flat_map(unanswered) {
        if let Some(mark) = first_quotation(line) {
            sink.push(mark.said(line.span, ""));
        }
    }
}

/// The fields in which no quotation of a figure is answered.
fn unanswered(document: &Document) -> impl Iterator<Item = &Spanned<String>> {
    let head = &document.head;
    let masthead = head.masthead.iter();
    masthead
        .flat_map(|masthead| masthead.offices.iter().chain(&masthead.suffix))
        .chain(&head.recipients)
        .chain(&head.signatures)
        .chain(&head.topics)
        .chain(&head.elements.approvers)
        .chain(head.elements.attendance.iter().map(|row| &row.names))
        .chain(head.imprint.rows.iter().map(|row| &row.text))
        .chain(&head.imprint.office)
}
