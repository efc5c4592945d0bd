//! JB1014: a heading where none can be numbered.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1014"),
        name: "引用或列表里的标题",
        what: "引用、列表里有用“#”写的标题。",
        why: "标题的层次按全文编号，引用和列表里的排不进去，只能印成加粗的一段。",
        source: "GB/T 9704-2012，7.3.3（结构层次序数）",
        wrong: &[("ducha/2026/1/正文.md", "> # 会议要求\n>\n> 抓好落实。\n")],
        right: &[("ducha/2026/1/正文.md", "# 会议要求\n\n> 抓好落实。\n")],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    for place in &issue.noticed.misplaced_headings {
        sink.push(
            RULE.found(*place, "引用和列表里的标题不参加编号，按加粗文字显示")
                .help("把标题移到引用或列表之外"),
        );
    }
}
