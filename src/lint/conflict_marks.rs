//! JB3002: marks of a conflict (冲突标记) that a version control left in a text.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::Span;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB3002"),
        name: "没有合并完的冲突",
        what: "片段里有一行以“<<<<<<< ”或“>>>>>>> ”开头：两个人改了同一处，合并工具把两种写法都留下了。",
        why: "不选定一种，两种写法和标记会一起印出来。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "推进有力。\n\n<<<<<<< HEAD\n签订集体合同38份。\n=======\n签订集体合同39份。\n>>>>>>> 青禾县\n",
        )],
        right: &[("ducha/2026/1/正文.md", "推进有力。\n\n签订集体合同39份。\n")],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    // YAML with such a line cannot be read, and that is said already.
    for (file, text) in issue.texts(&["md", "csv"]) {
        if let Some((start, length)) = first_mark(text) {
            sink.push(
                RULE.found(
                    Span::new(file, start, start + length),
                    "这里有没有合并完的冲突标记",
                )
                .help("选定一种写法，删去另一种和“<<<<<<<”“=======”“>>>>>>>”几行"),
            );
        }
    }
}

/// Where the first line with such a mark begins, and how long it is. Both an opening and a closing mark must be there, or one with the name that a program
/// gives its text (`HEAD`), so that a row of signs that somebody drew is none.
fn first_mark(text: &str) -> Option<(usize, usize)> {
    let mut first = None;
    let (mut opened, mut closed, mut named) = (false, false, false);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (opens, closes) = (line.starts_with("<<<<<<< "), line.starts_with(">>>>>>> "));
        if opens || closes {
            named |= line[8..].starts_with(|c: char| c.is_ascii_alphanumeric());
            first = first.or(Some((start, line.trim_end().len())));
        }
        opened |= opens;
        closed |= closes;
        start += line.len();
    }
    first.filter(|_| opened && closed || named)
}

#[cfg(test)]
mod tests {
    use super::first_mark;

    #[test]
    fn a_mark_is_seven_signs_at_the_start_of_a_line_with_its_counterpart() {
        assert_eq!(first_mark("甲\n<<<<<<< 乙\r\n>>>>>>> 丙"), Some((4, 11)));
        for half in [
            "甲\n<<<<<<< HEAD\n乙",
            "=======\n>>>>>>> gai-biao\n",
            "<<<<<<< 3f2ac10",
        ] {
            assert!(first_mark(half).is_some(), "{half}");
        }
        for fine in [
            "<<<<<<< 乙",
            "<<<<<<<<<< 乙\n>>>>>>>>> 丙",
            "  <<<<<<< 乙\n >>>>>>> 丙",
            "=======\n",
        ] {
            assert_eq!(first_mark(fine), None, "{fine}");
        }
    }
}
