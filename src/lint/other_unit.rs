//! JB3023: a unit's fragment that begins with another unit and never names its own.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3023"),
        name: "片头的单位与正文不符",
        what: "片头写着一个单位，正文却从另一个登记过的单位写起，自己的名字一次也没有出现。",
        why: "多半是复制了别人的片头没有改，这个单位的情况会印在另一个单位名下。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n---\n白石区签订集体合同38份。\n",
            ),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 白石区\n---\n白石区签订集体合同38份。\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    for other in &issue.noticed.misattributed {
        let message = format!(
            "片头写的是“{}”，正文却从“{}”写起，没有提到“{}”",
            other.unit, other.other, other.unit
        );
        let help = format!(
            "核对这是哪个单位的；是“{0}”的，片头改成 单位: {0}",
            other.other
        );
        sink.push(RULE.found(other.place, message).help(help));
    }
}
