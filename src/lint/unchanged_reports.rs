//! JB3006: a unit's fragment that is word for word one of the issue before.

use std::collections::BTreeMap;

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{FileId, Span, UnitReport};
use crate::source::front_matter;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3006"),
        name: "片段与上一期一字不差",
        what: "单位交的片段，正文与同一系列上一期的某个片段完全一样。",
        why: "多半是交错了文件，或照抄上一期还没有改，旧数字会当作新数字印出去。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第一季度集体协商推进情况的通报\n日期: 2026-04-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n---\n截至本季度末，青禾县签订集体合同38份，覆盖企业112家。\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [qinghe.md]\n",
            ),
            (
                "ducha/2026/2/qinghe.md",
                "---\n单位: 青禾县\n---\n截至本季度末，青禾县签订集体合同38份，覆盖企业112家。\n",
            ),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第一季度集体协商推进情况的通报\n日期: 2026-04-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n---\n截至本季度末，青禾县签订集体合同38份，覆盖企业112家。\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [qinghe.md]\n",
            ),
            (
                "ducha/2026/2/qinghe.md",
                "---\n单位: 青禾县\n---\n截至本季度末，青禾县签订集体合同45份，覆盖企业131家。\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

/// A text of fewer characters says so little (无, 本季度无新增) that it may well be the same again.
const SHORTEST: usize = 20;

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let Some((_, previous)) = &issue.collected.previous else {
        return;
    };
    let text_of = |report: &UnitReport| body(issue.sources.text(report.file), report.file);
    let before: BTreeMap<&str, FileId> = previous
        .reports
        .iter()
        .map(|report| (text_of(report), report.file))
        .collect();
    for report in &issue.collected.own.reports {
        let text = text_of(report);
        if text.chars().count() < SHORTEST {
            continue;
        }
        if let Some(same) = before.get(text) {
            let message = format!(
                "“{}”的片段与上一期的 {} 一字不差",
                report.unit,
                issue.sources.path(*same)
            );
            sink.push(
                RULE.found(report.place, message)
                    .related(Span::file_start(*same), "上一期的片段")
                    .help("请单位核对，换成这一期的内容"),
            );
        }
    }
}

/// A fragment's text without its front matter (片头).
fn body(text: &str, file: FileId) -> &str {
    // A front matter that is never closed has been said where the fragment was read.
    let parts = front_matter::split(text, file, &mut Sink::default());
    parts.map_or(text, |parts| parts.body).trim()
}
