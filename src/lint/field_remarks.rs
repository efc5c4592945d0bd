//! JB3008: a remark to colleagues in a field, where it would be printed.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::source::remarks;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB3008"),
        name: "备注写在会印出来的地方",
        what: "标题、按语、附注、表格的格子等地方写了 <!-- … -->、%%…%% 或【待核】一类给同事看的话。",
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
    for prose in issue.prose().iter().filter(|prose| prose.is_field) {
        for range in remarks::find(prose.text) {
            let place = prose.place(issue.sources, range);
            sink.push(
                RULE.found(place, "这是写给同事的备注，写在这里会印出来")
                    .help("删去它；YAML 里的备注写在“ #”后面"),
            );
        }
    }
}
