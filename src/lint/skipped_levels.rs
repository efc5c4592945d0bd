//! JB1022: a heading two levels below the one above it, or a text whose first heading is not of the first level.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{AttachmentBody, Block, Heading, Span, plain_text};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1022"),
        name: "标题跳过了一级",
        what: "上面是第1级标题（一、），紧接着就是第3级（1.），中间没有第2级（（一））；或者一开头的标题就不是第1级。",
        why: "结构层次依次用“一、”“（一）”“1.”“（1）”；多写了“#”的标题会印成更低一级的编号和字体。",
        source: "GB/T 9704-2012，7.3.3（结构层次序数）",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "# 总体情况\n\n### 进度\n\n各县区推进有力。\n",
        )],
        right: &[(
            "ducha/2026/1/正文.md",
            "# 总体情况\n\n## 进度\n\n各县区推进有力。\n",
        )],
    },
    judge: Judge::Issue(check),
};

/// What is said of the first place, and how many there are: whoever leaves a level out does so everywhere.
#[derive(Default)]
struct Skips {
    first: Option<(Span, String)>,
    count: usize,
}

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let Some(document) = issue.document else {
        return;
    };
    let mut skips = Skips::default();
    walk(&document.body, &mut skips);
    for attachment in &document.attachments {
        if let AttachmentBody::Blocks(blocks) = &attachment.body {
            walk(blocks, &mut skips);
        }
    }
    let Some((place, mut message)) = skips.first else {
        return;
    };
    if skips.count > 1 {
        message.push_str(&format!("（共 {} 处）", skips.count));
    }
    sink.push(RULE.found(place, message).help(
        "每往下一级只多写一个“#”；不用中间那一级编号的，在 issue.yaml 或 series.yaml 写明用哪几级，如 编号: [一、, 1.]",
    ));
}

/// Numbers begin anew in each article.
fn walk(blocks: &[Block], skips: &mut Skips) {
    let mut above: Option<&Heading> = None;
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let last = above.map_or(0, |above| above.level);
                if heading.level > last + 1 {
                    skips.count += 1;
                    skips
                        .first
                        .get_or_insert_with(|| (heading.span, message(above, heading)));
                }
                above = Some(heading);
            }
            Block::Article(article) => walk(&article.blocks, skips),
            Block::Column(column) => walk(&column.blocks, skips),
            Block::Paragraph(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::List(_)
            | Block::Quote(_)
            | Block::Figures(_)
            | Block::Code(_)
            | Block::Rule(_) => {}
        }
    }
}

fn message(above: Option<&Heading>, heading: &Heading) -> String {
    let shown = |heading: &Heading| {
        const LONGEST: usize = 12;
        let words = format!("{}{}", heading.label, plain_text(&heading.content));
        let short: String = words.chars().take(LONGEST).collect();
        let more = if short.len() < words.len() { "…" } else { "" };
        format!("第{}级“{short}{more}”", heading.level)
    };
    match above {
        Some(above) => format!(
            "标题跳过了一级：上面是{}，这里是{}",
            shown(above),
            shown(heading)
        ),
        None => format!("标题从{}开始，上面没有第1级的", shown(heading)),
    }
}
