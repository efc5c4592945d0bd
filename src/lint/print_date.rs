//! JB3003: printed before it was issued.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3003"),
        name: "印发日期早于成文日期",
        what: "版记里的印发日期在成文日期之前。",
        why: "先成文，后印发；多半是照抄上一期时漏改了一个日期。",
        source: "GB/T 9704-2012，7.3.5.4（成文日期）、7.4.3（印发日期）",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n印发机关: 云汀市总工会办公室\n印发日期: 2026-04-09\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n印发机关: 云汀市总工会办公室\n印发日期: 2026-07-09\n正文: [正文.md]\n",
        )],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let Some(head) = issue.document.map(|document| &document.head) else {
        return;
    };
    let Some(printed) = head.imprint.date else {
        return;
    };
    if printed.value.surely_before(head.date.value) {
        let message = format!(
            "印发日期 {} 早于成文日期 {}",
            printed.value.arabic(),
            head.date.value.arabic()
        );
        sink.push(
            RULE.found(printed.span, message)
                .help("改正其中一个；印发日期是付印的日子，不早于成文日期"),
        );
    }
}
