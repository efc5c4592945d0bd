//! JB1053: dates of a problem (问题) that run backward.

use super::ledger::{faults, said};
use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::LedgerFaultKind;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB1053"),
        name: "问题的日期倒退",
        what: "时限、完成日期在发现日期之前，时限比原来的提前，或发现、完成的日期在这一期的日期之后。",
        why: "日期倒退多半是写错了年份或月份，逾期的天数会跟着错。",
        source: "docs/guide.md，问题台账",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第一季度督查情况的通报\n日期: 2026-04-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n问题:\n  - {编号: 青禾-1, 内容: 台账不全, 时限: 2026-06-30}\n---\n青禾县的台账还不全。\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第二季度督查情况的通报\n日期: 2026-07-08\n正文: [qinghe.md]\n",
            ),
            (
                "ducha/2026/2/qinghe.md",
                "---\n单位: 青禾县\n问题:\n  - {编号: 青禾-1, 时限: 2026-03-31}\n---\n青禾县申请延期，经市里同意。\n",
            ),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第一季度督查情况的通报\n日期: 2026-04-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n问题:\n  - {编号: 青禾-1, 内容: 台账不全, 时限: 2026-06-30}\n---\n青禾县的台账还不全。\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第二季度督查情况的通报\n日期: 2026-07-08\n正文: [qinghe.md]\n",
            ),
            (
                "ducha/2026/2/qinghe.md",
                "---\n单位: 青禾县\n问题:\n  - {编号: 青禾-1, 时限: 2026-09-30}\n---\n青禾县申请延期，经市里同意。\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    for fault in faults(issue) {
        let LedgerFaultKind::Backward(words) = &fault.kind else {
            continue;
        };
        let message = format!("编号“{}”的{words}", fault.number);
        sink.push(said(&RULE, issue, fault, message).help("核对年份和月份，改正写错的一个"));
    }
}
