//! JB1003: a file in an issue's folder that the issue does not use.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::Span;

/// The rule.
pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1003"),
        name: "没有用到的文件",
        what: "这一期的文件夹里有文件，提纲、附件和正文都没有用到它。",
        why: "片段交了却没有写进提纲，就不会印出来，谁也看不见它缺了。",
        source: "实务",
        wrong: &[("ducha/2026/1/结语.md", "各单位要抓好落实。\n")],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, 结语.md]\n",
            ),
            ("ducha/2026/1/结语.md", "各单位要抓好落实。\n"),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let folder = issue.id.path();
    for unused in &issue.noticed.unused {
        let path = issue.sources.path(unused.file);
        let name = path.get(folder.len() + 1..).unwrap_or(path);
        let message = match &unused.unit {
            Some(unit) => format!("“{unit}”的片段 {name} 没有被用到"),
            None if unused.is_fragment => format!("片段 {name} 没有被用到"),
            None => format!("文件 {name} 没有被用到"),
        };
        sink.push(
            RULE.found(Span::file_start(unused.file), message)
                .help(format!(
                    "在 {folder}/issue.yaml 的提纲或附件里写上它，或移走这个文件"
                )),
        );
    }
}
