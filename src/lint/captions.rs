//! JB1012: a picture or a table without a caption.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Diagnostic, Explanation, Sink, code};
use crate::model::{Block, Span};
use crate::source::remarks;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1012"),
        name: "图表没有题",
        what: "正文里的图没有图题，或表没有表题。",
        why: "印出来只有“表1”“图1”两个字，读的人不知道是什么，检索也找不到。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "进度如下。\n\n| 单位 | 份数 |\n|---|---|\n| 青禾县 | 38 |\n",
        )],
        right: &[(
            "ducha/2026/1/正文.md",
            "进度如下。\n\n表：签约进度\n\n| 单位 | 份数 |\n|---|---|\n| 青禾县 | 38 |\n",
        )],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    // What is an attachment by itself has no number, and that attachment's title.
    for block in issue.blocks() {
        match block {
            Block::Figure(figure)
                if figure.caption.is_empty()
                    && !figure.label.is_empty()
                    && !held_remark(issue, figure.span) =>
            {
                sink.push(found(figure.span, "图", "![图题](文件名.png)"));
            }
            Block::Table(table) if table.caption.is_empty() && !table.label.is_empty() => {
                sink.push(found(
                table.span,
                "表",
                "写在正文里的表格，前面另起一段写“表：表题”；插入的文件写 ![表题](进度.yaml)；提纲里写 标题: 表题",
            ));
            }
            _ => {}
        }
    }
}

/// Whether what was typed as the caption was a remark that has been left out, which has been said.
fn held_remark(issue: &FinishedIssue<'_>, place: Span) -> bool {
    let typed = issue.sources.text(place.file).get(place.range());
    typed.is_some_and(|typed| !remarks::find(typed).is_empty())
}

fn found(place: Span, what: &str, example: &str) -> Diagnostic {
    RULE.found(place, format!("这个{what}没有{what}题，只会印出编号"))
        .help(format!("写上{what}题：{example}"))
}
