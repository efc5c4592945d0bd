//! JB1021: places (占位) that somebody still has to write, as `jianbao new` leaves them.
//!
//! An issue with such a place is assembled, so that a preview can show how far it is, but it is no issue to be published.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::Span;
use crate::source::remarks::UNWRITTEN;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::error("JB1021"),
        name: "还没有写的地方",
        what: "这一期的文件里还有“【待填】”。每个文件只说第一处。",
        why: "jianbao new 用它标出要写的地方；留着就不能印发。预览照样显示，好边写边看。",
        source: "实务",
        wrong: &[("ducha/2026/1/正文.md", "【待填】这里写总体情况。\n")],
        right: &[("ducha/2026/1/正文.md", "第二季度集体协商推进有力。\n")],
    },
    judge: Judge::Unfinished(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let cells = issue.document.is_some().then(|| issue.prose());
    let cells = cells
        .into_iter()
        .flatten()
        .filter(|prose| prose.is_in_workbook);
    if let Some(cell) = cells
        .into_iter()
        .find(|prose| prose.text.contains(UNWRITTEN))
    {
        let message = format!("工作簿里还没有写：“{}”", cell.text);
        sink.push(RULE.found(cell.span, message).help(format!(
            "在表格软件里写上内容，删去“{UNWRITTEN}”和后面的提示"
        )));
    }
    for (file, text) in issue.texts(&["md", "yaml", "yml", "csv"]) {
        let Some(start) = text.find(UNWRITTEN) else {
            continue;
        };
        let rest = &text[start..];
        let end = rest.find(['\n', '\r', '"']).unwrap_or(rest.len());
        sink.push(
            RULE.found(Span::new(file, start, start + end), "这里还没有写")
                .help(format!("写上内容，删去“{UNWRITTEN}”和后面的提示")),
        );
    }
}
