//! Captions typed as in a word processor: 图1　走访 in a line of its own under the picture, 表：进度 above a table that is inserted.

use super::Lowering;
use super::tables::is_caption;
use crate::diag::{Diagnostic, code};
use crate::model::{Inline, InlineKind, Span, plain_text};
use crate::source::Draft;
use crate::zh::numbered::caption;

impl Lowering<'_> {
    /// Takes the paragraph under a picture into it, where it is its caption; what the picture has as a caption already is not printed again, and that is said.
    /// Whether it was taken.
    pub(super) fn take_figure_caption(&mut self, below: &Draft) -> bool {
        let Draft::Paragraph { content, span } = below else {
            return false;
        };
        let frame = self.stack.iter().rev().find(|f| f.holds_blocks());
        if !frame.is_some_and(|frame| matches!(frame.blocks.last(), Some(Draft::Figure { .. }))) {
            return false;
        }
        let bare = without_bold(content, "图");
        let content = bare.as_ref().unwrap_or(content);
        let [
            Inline {
                kind: InlineKind::Text(text),
                ..
            },
        ] = content.as_slice()
        else {
            return false;
        };
        let typed = title(text, "图");
        if !is_caption(text.trim(), "图") || typed.is_empty() {
            return false;
        }
        let Some(frame) = self.stack.iter_mut().rev().find(|f| f.holds_blocks()) else {
            return false;
        };
        let Some(Draft::Figure { caption: shown, .. }) = frame.blocks.last_mut() else {
            return false;
        };
        if shown.is_empty() {
            shown.clone_from(content);
            // 图： is the mark of a caption; numbering takes 图1 off.
            let marked = text.trim_start().strip_prefix("图");
            let marked = marked.and_then(|rest| rest.strip_prefix(['：', ':']));
            if let (Some(rest), Some(first)) = (marked, shown.first_mut()) {
                first.cut_start(text.len() - rest.trim_start().len());
            }
            if bare.is_some() {
                self.sink.push(said_bold("图", *span));
            }
            return true;
        }
        let own = plain_text(shown);
        let is_same = title(&own, "图") == typed;
        self.sink.push(said_again("图", &own, is_same, *span));
        is_same
    }

    /// Takes the bold marks off the paragraph right above, where it is a caption and nothing else, and says so.
    pub(super) fn plain_caption_above(&mut self, kind: &str) {
        let Some(frame) = self.stack.iter_mut().rev().find(|f| f.holds_blocks()) else {
            return;
        };
        let Some(Draft::Paragraph { content, span }) = frame.blocks.last_mut() else {
            return;
        };
        if let Some(bare) = without_bold(content, kind) {
            *content = bare;
            self.sink.push(said_bold(kind, *span));
        }
    }

    /// What stands above an inserted table as its caption: it becomes the table's where the table has none, and is not printed again where it says the same.
    pub(super) fn take_caption_above(&mut self, inserted: &mut Draft) {
        let Draft::Table(table) = inserted else {
            return;
        };
        if table.caption.is_empty() {
            self.take_lines_above(table);
        }
        let begins = self
            .stack
            .last()
            .is_some_and(|frame| frame.pieces.is_empty());
        let above = begins.then(|| self.typed_caption()).flatten();
        let Some((typed, span)) = above else {
            return;
        };
        let own = plain_text(&table.caption);
        if own.is_empty() {
            table.caption = self.take_table_caption();
            return;
        }
        let is_same = title(&own, "表") == title(&typed, "表");
        if is_same {
            self.take_table_caption();
        }
        self.sink.push(said_again("表", &own, is_same, span));
    }

    /// The words of the paragraph right above, where a table would take it for its caption.
    fn typed_caption(&self) -> Option<(String, Span)> {
        let frame = self.stack.iter().rev().find(|f| f.holds_blocks())?;
        let Some(Draft::Paragraph { content, span }) = frame.blocks.last() else {
            return None;
        };
        let text = plain_text(content);
        is_caption(&text, "表").then_some((text, *span))
    }
}

/// What stands between the bold marks of a caption that is bold as a whole: **表1　进度**.
fn without_bold(content: &[Inline], kind: &str) -> Option<Vec<Inline>> {
    let [one] = content else {
        return None;
    };
    let InlineKind::Strong(inner) = &one.kind else {
        return None;
    };
    is_caption(plain_text(inner).trim(), kind).then(|| inner.clone())
}

fn said_bold(kind: &str, span: Span) -> Diagnostic {
    let message = format!("{kind}题的字体由程序定，两边的“**”不起作用");
    let help = format!("去掉“**”，写成 {kind}：{kind}题");
    Diagnostic::new(code::MENDED_MARK, span, message).help(help)
}

fn said_again(kind: &str, own: &str, is_same: bool, span: Span) -> Diagnostic {
    if is_same {
        return Diagnostic::new(
            code::MENDED_MARK,
            span,
            format!("{kind}题“{own}”已经写在方括号里，这一行不再印一次"),
        )
        .help("删去这一行");
    }
    Diagnostic::new(
        code::NOT_A_MARK,
        span,
        format!("这一行像是{kind}题，会当作一段印出来；{kind}题已经有了“{own}”"),
    )
    .help("两处留一处：删去这一行，或改方括号里的文字")
}

/// The title behind 图1 or 图：, or all of `text` where neither stands before it; for the comparison of two captions.
fn title<'t>(text: &'t str, kind: &str) -> &'t str {
    let text = text.trim();
    match caption(text, kind) {
        Some(found) => found.title,
        None => text
            .strip_prefix(kind)
            .and_then(|rest| rest.strip_prefix(['：', ':']))
            .map_or(text, str::trim),
    }
}
