//! The one walk over blocks, for whatever is no backend: what a block holds, and all blocks in reading order.

use super::{AttachmentBody, Block, Document, Figure, Inline, InlineKind, Note};

impl Block {
    /// The blocks directly inside it, in reading order.
    #[must_use]
    pub fn children(&self) -> Vec<&Block> {
        match self {
            Self::List(list) => list.items.iter().flat_map(|item| &item.blocks).collect(),
            Self::Quote(quote) => quote.blocks.iter().collect(),
            Self::Figures(row) => row.figures.iter().collect(),
            Self::Column(column) => column.blocks.iter().collect(),
            Self::Article(article) => article.blocks.iter().collect(),
            Self::Heading(_)
            | Self::Paragraph(_)
            | Self::Code(_)
            | Self::Table(_)
            | Self::Figure(_)
            | Self::Rule(_) => Vec::new(),
        }
    }
}

impl Block {
    /// The texts directly in it in reading order, each with its marking; what has no marking, as a title, is not among them.
    #[must_use]
    pub fn texts(&self) -> Vec<&[Inline]> {
        match self {
            Self::Heading(heading) => std::iter::once(&heading.content)
                .chain(&heading.run_in)
                .map(Vec::as_slice)
                .collect(),
            Self::Paragraph(paragraph) => vec![&paragraph.content],
            Self::Table(table) => std::iter::once(&table.caption)
                .chain(
                    table
                        .head
                        .iter()
                        .chain(&table.rows)
                        .flatten()
                        .map(|cell| &cell.content),
                )
                .map(Vec::as_slice)
                .collect(),
            Self::Figure(figure) => vec![&figure.caption],
            Self::List(_)
            | Self::Quote(_)
            | Self::Figures(_)
            | Self::Code(_)
            | Self::Rule(_)
            | Self::Column(_)
            | Self::Article(_) => Vec::new(),
        }
    }

    /// The notes (注释) whose first mark stands directly in it, in the order of their marks.
    #[must_use]
    pub fn notes(&self) -> Vec<&Note> {
        let mut notes = Vec::new();
        for inline in self.texts().into_iter().flatten() {
            inline.walk(&mut |inline| {
                if let InlineKind::Note(note) = &inline.kind
                    && !note.repeated
                {
                    notes.push(&**note);
                }
            });
        }
        notes
    }
}

/// Every block of `blocks` and inside them: each before what it holds, in reading order. No nesting of the input becomes a nesting of calls.
pub fn walk(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    let mut ahead: Vec<&Block> = blocks.iter().rev().collect();
    std::iter::from_fn(move || {
        let block = ahead.pop()?;
        ahead.extend(block.children().into_iter().rev());
        Some(block)
    })
}

impl Document {
    /// Every block that is printed with the issue, in reading order: editor's note, text, attachments.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let attached = self
            .attachments
            .iter()
            .filter_map(|attachment| match &attachment.body {
                AttachmentBody::Blocks(blocks) => Some(blocks.as_slice()),
                AttachmentBody::File { .. } => None,
            });
        walk(&self.editor_note)
            .chain(walk(&self.body))
            .chain(attached.flat_map(walk))
    }

    /// The notes (注释) of the issue in the order of their first marks, which is that of their numbers.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.blocks().flat_map(Block::notes)
    }

    /// Every picture that is printed with the issue, in reading order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks().filter_map(Block::as_figure)
    }
}

impl Block {
    /// The picture, if it is one.
    #[must_use]
    pub fn as_figure(&self) -> Option<&Figure> {
        match self {
            Block::Figure(figure) => Some(figure),
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Quote(_)
            | Block::Figures(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Rule(_)
            | Block::Column(_)
            | Block::Article(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Column, FileId, List, ListItem, QuotationBlock, Span, Spanned};

    #[test]
    fn each_block_comes_before_what_it_holds_and_after_what_stands_before_it() {
        let span = Span::file_start(FileId(0));
        let column = |title: &str, blocks| {
            Block::Column(Column {
                title: Spanned::new(title.to_owned(), span),
                anchor: String::new(),
                blocks,
            })
        };
        let item = |blocks| ListItem {
            label: String::new(),
            number: 1,
            blocks,
            span,
        };
        let quote = QuotationBlock {
            blocks: vec![column("二", Vec::new())],
            span,
        };
        let blocks = [
            column("一", vec![Block::Quote(quote)]),
            Block::List(List {
                ordered: true,
                items: vec![
                    item(vec![column("三", Vec::new()), column("四", Vec::new())]),
                    item(vec![column("五", Vec::new())]),
                ],
                span,
            }),
            column("六", Vec::new()),
        ];
        let titles: String = walk(&blocks)
            .filter_map(|block| match block {
                Block::Column(column) => Some(&*column.title),
                _ => None,
            })
            .collect();
        assert_eq!(titles, "一二三四五六");
        assert_eq!(walk(&blocks).count(), 8);
    }
}
