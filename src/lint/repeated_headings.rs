//! JB3024: a heading that says again what stands right above it.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{AttachmentBody, Block, Span, Spanned, plain_text};
use crate::zh::text::loosely;

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3024"),
        name: "标题印了两遍",
        what: "标题与紧接在上面的标题一样：提纲、片头、附件里的标题或者单位名称已经印了，片段里又写了一遍。",
        why: "提纲和片头里写的标题由程序印，片段里再写，就印成上下两行一样的标题。",
        source: "docs/guide.md，四",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 标题: 总体情况\n    正文: [正文.md]\n",
            ),
            ("ducha/2026/1/正文.md", "# 总体情况\n\n各县区推进有力。\n"),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 标题: 总体情况\n    正文: [正文.md]\n",
            ),
            ("ducha/2026/1/正文.md", "各县区推进有力。\n"),
        ],
    },
    judge: Judge::Issue(check),
};

/// What stands above: its level, 0 for a title, and its words.
type HeadingAbove = Option<(u8, String)>;

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    for place in places(issue) {
        let message = "这个标题上面一行已经印了，会印两遍";
        let help = "删去这一行；提纲、片头里写的标题和单位名称由程序印";
        sink.push(RULE.found(place, message).help(help));
    }
}

/// Where headings stand that say again what stands above them.
pub(super) fn places(issue: &FinishedIssue<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    if let Some(document) = issue.document {
        walk(title(&document.head.title), &document.body, &mut found);
        for attachment in &document.attachments {
            if let AttachmentBody::Blocks(blocks) = &attachment.body {
                let above = Some((0, words(&attachment.head.title)));
                walk(above, blocks, &mut found);
            }
        }
    }
    found
}

fn words(text: &str) -> String {
    loosely(text.trim_end_matches(['。', '：']))
}

fn title(lines: &[Spanned<String>]) -> HeadingAbove {
    let title: String = lines.iter().map(|line| line.value.as_str()).collect();
    (!title.is_empty()).then(|| (0, words(&title)))
}

fn walk(mut above: HeadingAbove, blocks: &[Block], found: &mut Vec<Span>) {
    for block in blocks {
        above = match block {
            Block::Heading(heading) => {
                let own = words(&plain_text(&heading.content));
                let is_again = above
                    .as_ref()
                    .is_some_and(|(level, words)| *level < heading.level && *words == own);
                if is_again && !own.is_empty() {
                    found.push(heading.span);
                }
                heading.run_in.is_none().then_some((heading.level, own))
            }
            Block::Article(article) => {
                walk(title(&article.head.title), &article.blocks, found);
                None
            }
            Block::Column(column) => {
                walk(None, &column.blocks, found);
                None
            }
            _ => None,
        };
    }
}
