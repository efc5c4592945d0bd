//! JB3022: a grade of secrecy without its term or without a number of the copy.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3022"),
        name: "密级没有期限或份号",
        what: "写了绝密、机密、秘密，却没有写保密期限，或没有写份号。",
        why: "涉密公文应当标注密级和保密期限，并标注份号。",
        source: "GB/T 9704-2012，7.2.1、7.2.2；《党政机关公文处理工作条例》第九条",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n密级: 秘密\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n密级: 秘密★1年\n份号: 12\n正文: [正文.md]\n",
        )],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let Some(elements) = issue.document.map(|document| &document.head.elements) else {
        return;
    };
    let Some(mark) = &elements.secrecy else {
        return;
    };
    let grades = ["绝密", "机密", "秘密"];
    let Some(grade) = grades.iter().find(|grade| mark.value.starts_with(**grade)) else {
        return;
    };
    let term = mark.value.contains('★');
    let missing = match (term, elements.copy_number.is_some()) {
        (true, true) => return,
        (false, true) => "保密期限",
        (true, false) => "份号",
        (false, false) => "保密期限和份号",
    };
    sink.push(
        RULE.found(mark.span, format!("写了“{grade}”，没有写{missing}"))
            .help(format!(
                "写成 密级: {grade}★1年，另写一行 份号: 12，照实际的期限和份号填"
            )),
    );
}
