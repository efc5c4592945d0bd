//! JB1020: a table across the page at the end of the text, after which signature and date stand on a page by themselves.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::Block;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1020"),
        name: "署名单独成页",
        what: "横排的表放在正文最后。",
        why: "横排的表自成一页，署名和日期只能落在后面没有正文的一页上。",
        source: "GB/T 9704-2012，7.3.5.5（成文日期与正文同页）",
        wrong: &[
            (
                "ducha/2026/1/正文.md",
                "进度见表1。\n\n![签约进度](进度.yaml)\n",
            ),
            (
                "ducha/2026/1/进度.yaml",
                "横排: true\n列: [单位, 份数]\n行:\n  - [青禾县, 38]\n",
            ),
        ],
        right: &[
            (
                "ducha/2026/1/正文.md",
                "进度见表1。\n\n![签约进度](进度.yaml)\n\n请各单位对照检查。\n",
            ),
            (
                "ducha/2026/1/进度.yaml",
                "横排: true\n列: [单位, 份数]\n行:\n  - [青禾县, 38]\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let body = issue.document.map_or(&[][..], |document| &document.body);
    if let Some(Block::Table(table)) = body.last()
        && table.landscape
    {
        sink.push(
            RULE.found(
                table.span,
                "横排的表放在正文最后，署名和日期会单独落在下一页",
            )
            .help("把这张表改成附件，或在它后面再写一段正文"),
        );
    }
}
