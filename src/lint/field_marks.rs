//! JB3007: marks of the text in a field, where none works: titles, 按语, cells of YAML and CSV.

use super::{FinishedIssue, Judge, Prose, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::source::markdown::guard::{LineEnds, guard, mark};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3007"),
        name: "记号在这里不起作用",
        what: "issue.yaml、片头、YAML 和 CSV 表格里写了 **、[文字](网址)、<br>、\\n 一类的记号。",
        why: "这些地方只印文字，记号会原样印出来。",
        source: "docs/guide.md，二",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于**第二季度**集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    judge: Judge::Issue(check),
};

/// Marks that no field understands, and what to write instead.
const OTHERS: &[(&str, &str)] = &[
    ("<br", "删去；要分行，标题写成列表，文字分成两段"),
    ("<b>", "删去"),
    ("&nbsp;", "删去，需要空格就打空格"),
    ("&emsp;", "删去，需要空格就打空格"),
    ("\\n", "删去；要分行，标题写成列表：[第一行, 第二行]"),
];

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    for prose in issue.prose().iter().filter(|prose| prose.is_field) {
        if prose.text.contains('\n') && !prose.keeps_lines {
            let message = "这里只印一行，几行会接在一起";
            sink.push(RULE.found(prose.span, message).help("写成一行"));
        }
        let Some((at, typed, help)) = first_mark(prose) else {
            continue;
        };
        let place = prose.place(issue.sources, at..at + typed.len());
        let message = format!("“{typed}”在这里不起作用，会照样印出来");
        sink.push(RULE.found(place, message).help(help));
    }
}

/// The first mark in a field: where it stands, how it is typed, and what to write instead. What is a mark is decided as it is in the text.
fn first_mark<'a>(prose: &Prose<'a>) -> Option<(usize, &'a str, &'static str)> {
    let text = prose.text;
    // No mark is without one of these, and hardly a field has any.
    if !text.contains(['*', '~', '＊', '～', '[', '<', '&', '\\']) {
        return None;
    }
    let guarded = guard(text, LineEnds::Joined);
    let emphasis = guarded.text.char_indices().find_map(|(at, c)| {
        mark(c)?;
        let start = guarded.typed(&(at..at + c.len_utf8())).start;
        let typed = text.get(start..)?;
        let end = typed.find(|c| !"*~＊～".contains(c)).unwrap_or(typed.len());
        Some((start, &typed[..end], "删去这个记号和与它成对的一个"))
    });
    // Two that only look like marks would be said in the text too; one alone is a sign of its own (张**).
    let strikes: Vec<usize> = text.match_indices("~~").map(|(at, _)| at).collect();
    let lookalike = match strikes.as_slice() {
        [first, _, ..] => Some((*first, "~~", "删去这个记号和与它成对的一个")),
        _ => None,
    };
    let link = text.find("](").and_then(|close| {
        let open = text[..close].rfind('[')?;
        let end = close + text[close..].find(')')? + 1;
        Some((open, &text[open..end], "只写文字；网址写在正文里"))
    });
    let lower = text.to_ascii_lowercase();
    let others = OTHERS.iter().filter_map(|(typed, help)| {
        let at = lower.find(typed)?;
        Some((at, &text[at..at + typed.len()], *help))
    });
    emphasis
        .into_iter()
        .chain(lookalike)
        .chain(link)
        .chain(others)
        .min_by_key(|(at, ..)| *at)
}
