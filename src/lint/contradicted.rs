//! JB1055: a number typed behind the name of a metric (指标) that says something else than the data.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1055"),
        name: "与报的数不一致",
        what: "指标的名称后面手写了一个数，和这一期报的、由它算出来的数都不一样；百分数的位数和别处不一样的也算。",
        why: "同一份文件里前后两个数，读者不知道信哪一个；写成引用，数就只有一处。",
        source: "实务",
        wrong: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 312}\n---\n发出要约书321份。\n",
            ),
        ],
        right: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, qinghe.md]\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 312}\n---\n发出要约书{{要约书}}份。\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    for amount in &issue.noticed.contradicted {
        let message = match amount.only_digits {
            true => format!(
                "“{}”这里写{}，别处印的是{}，位数不一样",
                amount.metric, amount.typed, amount.reported
            ),
            false => format!(
                "“{}”这里写{}，{}的数是{}",
                amount.metric, amount.typed, amount.whose, amount.reported
            ),
        };
        let help = format!(
            "写成引用 {}，数就不会不一致；说的是别的数，换一个说法",
            amount.quotation
        );
        sink.push(RULE.found(amount.place, message).help(help));
    }
}
