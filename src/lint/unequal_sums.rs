//! JB1056: a total and its parts in one sentence that do not add up.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{Block, Span, TypedLine};
use crate::zh::sums::{SumMismatchKind, mismatches};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1056"),
        name: "分项与总数不合",
        what: "一句话里先说总数再列分项（其中、分别为、冒号后面），或者先列分项再说合计，分项加起来和总数对不上。只列一部分分项的，加起来多于总数才算。",
        why: "读者会自己加一遍；对不上，整篇的数都不可信。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
            ),
            (
                "ducha/2026/1/正文.md",
                "共收到意见484条，其中工资类361条、工时类104条、其他18条。\n",
            ),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
            ),
            (
                "ducha/2026/1/正文.md",
                "共收到意见483条，其中工资类361条、工时类104条、其他18条。\n",
            ),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let Some(document) = issue.document else {
        return;
    };
    for block in document.blocks() {
        // The cells of a table are no sentences; its totals are held against its columns where it is read.
        if matches!(block, Block::Table(_)) {
            continue;
        }
        for text in block.texts() {
            let line = TypedLine::of(text);
            for mismatch in mismatches(&line.text) {
                let typed = |span: Span| issue.sources.text(span.file).get(span.range());
                let first = text.first().map(|inline| inline.span);
                let Some(place) = line.place(mismatch.range.clone(), typed).or(first) else {
                    continue;
                };
                let (total, sum) = (&mismatch.total, &mismatch.sum);
                let parts = mismatch.parts.join("、");
                let message = match mismatch.kind {
                    SumMismatchKind::LargePart => {
                        format!("这里的总数是{total}，其中的{parts}却比它多")
                    }
                    SumMismatchKind::TooMuch => {
                        format!("这里的总数是{total}，其中的{parts}加起来是{sum}，比它多")
                    }
                    SumMismatchKind::Unequal => {
                        format!("这里的总数是{total}，{parts}加起来是{sum}")
                    }
                };
                sink.push(
                    RULE.found(place, message)
                        .help("核对总数和各分项；分项之间有重复的，在句子里写明“有交叉”"),
                );
            }
        }
    }
}
