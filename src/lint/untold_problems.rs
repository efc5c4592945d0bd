//! JB1054: a problem (问题) that is past its time, and of which nothing is said.

use std::collections::BTreeMap;

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::LedgerProblem;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1054"),
        name: "逾期的问题没有下文",
        what: "这一期说到了问题台账，应报或交了片段的单位有问题过了时限还没有整改，却一个字也没有提。",
        why: "答应了而没有下文的问题，多半是忘了；台账里会一直印着逾期。",
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
                "标题: 关于第二季度督查情况的通报\n日期: 2026-07-08\n正文: [qinghe.md, {表: 问题整改清单, 问题: 全部}]\n",
            ),
            (
                "ducha/2026/2/qinghe.md",
                "---\n单位: 青禾县\n---\n青禾县新建工会12家，发展会员310人。\n",
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
                "标题: 关于第二季度督查情况的通报\n日期: 2026-07-08\n正文: [qinghe.md, {表: 问题整改清单, 问题: 全部}]\n",
            ),
            (
                "ducha/2026/2/qinghe.md",
                "---\n单位: 青禾县\n问题:\n  - {编号: 青禾-1, 状态: 整改中, 说明: 还差两个乡镇}\n---\n青禾县新建工会12家，发展会员310人。\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let mut untold: BTreeMap<String, Vec<&LedgerProblem>> = BTreeMap::new();
    for problem in issue.collected.untold_problems() {
        let of_unit = untold.entry(problem.unit_names()).or_default();
        of_unit.push(problem);
    }
    for (unit, problems) in untold {
        let words: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}（{}）", problem.number.value, problem.state.words()))
            .collect();
        let message = format!(
            "{unit}有{}个问题过了时限，这一期没有提到：{}",
            problems.len(),
            words.join("、")
        );
        let reports = &issue.collected.own.reports;
        let report = reports.iter().find(|report| {
            let code = report.code.as_deref();
            let units = problems.iter().flat_map(|problem| &problem.units.value);
            units
                .into_iter()
                .any(|unit| Some(unit.code.as_str()) == code)
        });
        let Some(place) = report.map(|report| report.place).or_else(|| issue.place()) else {
            continue;
        };
        let mut finding = RULE.found(place, message);
        let last = problems.iter().filter_map(|problem| problem.number.place);
        for place in last.take(3) {
            finding = finding.related(place, "在这里登记");
        }
        sink.push(finding.help(
            "问一问：整改了写 状态: 已整改，没有就写 状态: 整改中 和 说明，经同意延期的写新的 时限",
        ));
    }
}
