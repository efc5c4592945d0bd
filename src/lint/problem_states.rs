//! JB1052: a status of a problem (问题) that cannot follow the one before.

use super::ledger::{faults, said};
use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{LedgerFaultKind, ProblemStatus};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB1052"),
        name: "问题的状态接不上",
        what: "已经整改的又写整改中、又销一次号；没有整改过的写反复；写了完成日期，状态不是已整改。",
        why: "销过号的不会再销一次：多半是写错了编号，或者问题又出现了而没有写明。",
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
                "---\n单位: 青禾县\n问题:\n  - {编号: 青禾-1, 状态: 反复}\n---\n青禾县的台账又不全了，正在补录。\n",
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
                "---\n单位: 青禾县\n问题:\n  - {编号: 青禾-1, 状态: 已整改, 完成日期: 2026-06-28}\n---\n青禾县的台账补齐了，已经验收。\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    for fault in faults(issue) {
        let number = &fault.number;
        let (message, help) = match &fault.kind {
            LedgerFaultKind::ClosedAlready(since, ProblemStatus::Done) => (
                format!("编号“{number}”{}已经整改销号，又销了一次", since.arabic()),
                "编号写错了就改正；重复的删去；又出现过的，先在出现的那一期写 状态: 反复",
            ),
            LedgerFaultKind::ClosedAlready(since, _) => (
                format!(
                    "编号“{number}”{}已经整改销号，这里又写没有整改完",
                    since.arabic()
                ),
                "编号写错了就改正；问题又出现了，写 状态: 反复",
            ),
            LedgerFaultKind::NotClosed => (
                format!("编号“{number}”还没有整改过，谈不上反复"),
                "写 状态: 整改中；中间整改过的，在那一期写上 状态: 已整改",
            ),
            LedgerFaultKind::DoneWithoutStatus => (
                format!("编号“{number}”写了完成日期，状态不是已整改"),
                "加上 状态: 已整改；还没有完成，删去完成日期",
            ),
            LedgerFaultKind::Twice
            | LedgerFaultKind::OtherContent(_)
            | LedgerFaultKind::OtherUnit(_)
            | LedgerFaultKind::Unregistered
            | LedgerFaultKind::NoUnit
            | LedgerFaultKind::Backward(_) => continue,
        };
        sink.push(said(&RULE, issue, fault, message).help(help));
    }
}
