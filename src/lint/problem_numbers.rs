//! JB1051: the number of a problem (问题) that is another's, or nobody's.

use super::ledger::{faults, said};
use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::LedgerFaultKind;
use crate::source::fields::nearest_of;
use crate::zh::difference::shortened;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB1051"),
        name: "问题的编号对不上",
        what: "同一期里一个编号写了两次；编号已经是另一个问题、另一个单位的；没有登记过的编号只写了变化；新问题没有责任单位。",
        why: "一个问题各期都用同一个编号，台账靠它接上；接错了，整改情况就记到别的问题上。",
        source: "docs/guide.md，问题台账",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度督查情况的通报\n日期: 2026-07-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n问题:\n  - {编号: 青禾-1, 内容: 台账不全}\n  - {编号: 青禾-1, 内容: 经费没有到位}\n---\n青禾县有两个问题。\n",
            ),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度督查情况的通报\n日期: 2026-07-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n问题:\n  - {编号: 青禾-1, 内容: 台账不全}\n  - {编号: 青禾-2, 内容: 经费没有到位}\n---\n青禾县有两个问题。\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let numbers = || issue.collected.ledger.problems.iter();
    for fault in faults(issue) {
        let number = &fault.number;
        let (message, help) = match &fault.kind {
            LedgerFaultKind::Twice => (
                format!("编号“{number}”在这一期写了两次"),
                "是一个问题，合成一条；是两个问题，换一个编号".to_owned(),
            ),
            LedgerFaultKind::OtherContent(content) => (
                format!("编号“{number}”已经是另一个问题：{}", shortened(content)),
                "是另一个问题，换一个编号；是同一个，不用再写“内容”，有补充的写在“说明”里"
                    .to_owned(),
            ),
            LedgerFaultKind::OtherUnit(unit) => (
                format!("编号“{number}”是{unit}的问题"),
                "编号写错了就改正；确实移交了，写上 责任单位: 接手的单位".to_owned(),
            ),
            LedgerFaultKind::Unregistered => {
                let known = numbers().map(|problem| problem.number.value.as_str());
                let help = match nearest_of(number, known) {
                    Some(nearest) => format!("是否为“{nearest}”？"),
                    None => "新的问题要写“内容”；在内部的、标了密级的或后来撤回的一期登记的，这里要重新写全".to_owned(),
                };
                (format!("以前各期没有登记过编号“{number}”"), help)
            }
            LedgerFaultKind::NoUnit => (
                format!("编号“{number}”没有写责任单位"),
                "加上 责任单位: 青禾县，或在片头写上 单位".to_owned(),
            ),
            LedgerFaultKind::ClosedAlready(..)
            | LedgerFaultKind::NotClosed
            | LedgerFaultKind::Backward(_)
            | LedgerFaultKind::DoneWithoutStatus => continue,
        };
        sink.push(said(&RULE, issue, fault, message).help(help));
    }
}
