//! JB1011: a number that was typed before a heading and dropped, because the counted one says the same.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::info("JB1011"),
        name: "手写的编号已去掉",
        what: "标题前手写了编号，与程序编出来的一样，已去掉手写的。",
        why: "编号由程序按位置编排；手写的留着，前面加减一部分就会错。",
        source: "GB/T 9704-2012，7.3.3（结构层次序数）",
        wrong: &[("ducha/2026/1/正文.md", "# 一、总体情况\n\n推进有力。\n")],
        right: &[("ducha/2026/1/正文.md", "# 总体情况\n\n推进有力。\n")],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let numbers = issue.noticed.typed_numbers.iter();
    for number in numbers.filter(|number| number.agrees) {
        let (typed, printed) = (&number.typed, &number.printed);
        let message = format!("标题的编号由程序编排，手写的“{typed}”已去掉");
        let help = match printed.is_empty() {
            true => format!(
                "删去“{typed}”；要印这样的编号，写 编号: [{}]",
                typed.trim_end()
            ),
            false => format!("删去“{typed}”，印出来是“{printed}”"),
        };
        sink.push(RULE.found(number.place, message).help(help));
    }
}
