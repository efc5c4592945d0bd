//! Gives back what a finished document holds in reserve: vectors and texts that grew bit by bit have room for more, which over thousands of issues is most of
//! the memory that they take.

use super::{AttachmentBody, Block, Document, Inline, InlineKind};

impl Document {
    /// Takes no more memory than the text needs. Nothing else about it changes.
    pub fn shrink(&mut self) {
        let mut rest: Vec<&mut Vec<Block>> = vec![&mut self.editor_note, &mut self.body];
        for attachment in &mut self.attachments {
            match &mut attachment.body {
                AttachmentBody::Blocks(blocks) => rest.push(blocks),
                AttachmentBody::File { .. } => {}
            }
        }
        while let Some(blocks) = rest.pop() {
            blocks.shrink_to_fit();
            for block in blocks {
                match block {
                    Block::Heading(heading) => {
                        shrink(&mut heading.content);
                        heading.run_in.iter_mut().for_each(shrink);
                    }
                    Block::Paragraph(paragraph) => shrink(&mut paragraph.content),
                    Block::List(list) => {
                        list.items.shrink_to_fit();
                        rest.extend(list.items.iter_mut().map(|item| &mut item.blocks));
                    }
                    Block::Quote(quote) => rest.push(&mut quote.blocks),
                    Block::Table(table) => {
                        for row in table.head.iter_mut().chain(&mut table.rows) {
                            row.shrink_to_fit();
                            row.iter_mut().for_each(|cell| shrink(&mut cell.content));
                        }
                    }
                    Block::Figures(row) => rest.push(&mut row.figures),
                    Block::Column(column) => rest.push(&mut column.blocks),
                    Block::Article(article) => rest.push(&mut article.blocks),
                    Block::Figure(_) | Block::Code(_) | Block::Rule(_) => {}
                }
            }
        }
    }
}

fn shrink(texts: &mut Vec<Inline>) {
    texts.shrink_to_fit();
    for text in texts {
        match &mut text.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => text.shrink_to_fit(),
            InlineKind::Computed(computed) => {
                computed.text.shrink_to_fit();
                computed.source.shrink_to_fit();
            }
            InlineKind::Strong(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strike(_)
            | InlineKind::Link { .. }
            | InlineKind::Note(_)
            | InlineKind::Break => {}
        }
    }
}
