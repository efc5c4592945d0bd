//! JB1006: units that had to report and did not.

use super::{FinishedIssue, Judge, Rule, unused_files};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1006"),
        name: "没有交片段的单位",
        what: "提纲按单位编排，登记表里应报的单位有的没有片段，也没有在指标表里报数。文字里引用了未报单位、提纲里有报送情况表的，读者自己看得到，不提醒。",
        why: "缺一个单位，通报就不完整；印出来以后没有人看得出是漏了还是本来不用报。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - 按: 单位\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n---\n青禾县签订集体合同38份。\n",
            ),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n应报单位: [青禾县]\n正文:\n  - 正文.md\n  - 按: 单位\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n---\n青禾县签订集体合同38份。\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    if issue.went_out() || unused_files::explain_silence(issue.noticed) {
        return;
    }
    for silent in &issue.noticed.silent {
        let folder = silent.folder.as_ref();
        let place = folder.map_or_else(String::new, |folder| format!("子文件夹“{folder}”里"));
        let message = format!(
            "{place}有{}个单位没有交片段：{}",
            silent.units.len(),
            silent.units.join("、")
        );
        sink.push(
            RULE.found(silent.place, message).help(
                "催交；本来就不用交的，在 issue.yaml 或 series.yaml 的“应报单位”里只写要交的",
            ),
        );
    }
}
