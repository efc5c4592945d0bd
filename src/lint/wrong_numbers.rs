//! JB1010: a number that was typed before a heading or a list and is not the one that is counted there.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB1010"),
        name: "手写的编号不对",
        what: "标题前手写的编号，或列表手写的起始号，与程序依次编出来的不符。",
        why: "多半是中间少了一部分，或移动以后忘了改；程序不替人猜哪一个对。",
        source: "GB/T 9704-2012，7.3.3（结构层次序数）",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "# 总体情况\n\n推进有力。\n\n# 三、下一步安排\n\n抓好落实。\n",
        )],
        right: &[(
            "ducha/2026/1/正文.md",
            "# 总体情况\n\n推进有力。\n\n# 下一步安排\n\n抓好落实。\n",
        )],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let numbers = issue.noticed.typed_numbers.iter();
    for number in numbers.filter(|number| !number.agrees) {
        let (typed, printed) = (&number.typed, &number.printed);
        let message = format!("手写的编号“{typed}”与自动编号“{printed}”不符");
        sink.push(RULE.found(number.place, message).help(format!(
            "删去“{typed}”，印出来是“{printed}”；如果中间缺了一部分，先补上"
        )));
    }
    for start in &issue.noticed.list_starts {
        let message = match start.before {
            _ if start.typed == 0 => "列表从 0 开始，印出来从 1 开始".to_owned(),
            0 => format!("列表从 {} 开始，前面没有编到这里的列表", start.typed),
            before => format!("列表从 {} 开始，前面却只编到 {before}", start.typed),
        };
        sink.push(
            RULE.found(start.place, message)
                .help("列表从 1. 写起，各条由程序依次编号"),
        );
    }
}
