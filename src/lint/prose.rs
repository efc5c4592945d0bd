//! The words of an issue as rules read them: titles, headings, paragraphs, cells, captions, with the place where each was typed.

use std::ops::Range;

use super::Issue;
use crate::model::{Block, Cell, Inline, Span, Table};
use crate::source::Sources;

/// A run of words without any marking in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prose<'a> {
    /// The words.
    pub text: &'a str,
    /// Where they were typed.
    pub span: Span,
}

impl Prose<'_> {
    /// Where the part `range` of the words was typed. Where the words differ from what was typed (an escape, a break of lines), the part is looked for;
    /// where it is not found, the place is that of all the words.
    #[must_use]
    pub fn place(&self, sources: &Sources, range: Range<usize>) -> Span {
        let start = self.span.range().start;
        let typed = sources.text(self.span.file).get(self.span.range());
        let (Some(typed), Some(part)) = (typed, self.text.get(range.clone())) else {
            return self.span;
        };
        let before = self.text[..range.start].matches(part).count();
        let found = if typed.starts_with(self.text) {
            Some(range.start)
        } else {
            typed.match_indices(part).nth(before).map(|(at, _)| at)
        };
        found.map_or(self.span, |at| {
            Span::new(self.span.file, start + at, start + at + part.len())
        })
    }
}

impl<'a> Issue<'a> {
    /// Every run of words that readers see, but for text kept as it was typed (code): the head and the end of the issue, then its blocks.
    #[must_use]
    pub fn prose(&self) -> Vec<Prose<'a>> {
        let mut all = Vec::new();
        let Some(document) = self.document else {
            return all;
        };
        if let Some(date) = self.noticed.date {
            // Somewhere in issue.yaml.
            let span = Span::new(date.file, 0, self.sources.text(date.file).len());
            let imprint = document.imprint.rows.iter().map(|row| &row.text);
            let lines = document
                .title
                .iter()
                .chain(&document.subtitle)
                .chain(&document.recipients)
                .chain(&document.signatures)
                .chain(&document.remark)
                .chain(&document.topics)
                .chain(
                    document
                        .attachments
                        .iter()
                        .map(|attachment| &attachment.title),
                )
                .chain(imprint);
            all.extend(lines.map(|text| Prose { text, span }));
        }
        for block in self.blocks() {
            of_block(block, &mut all);
        }
        all
    }
}

fn of_block<'a>(block: &'a Block, all: &mut Vec<Prose<'a>>) {
    match block {
        Block::Heading(heading) => {
            of_inlines(&heading.content, heading.span, all);
            of_inlines(
                heading.run_in.as_deref().unwrap_or_default(),
                heading.span,
                all,
            );
        }
        Block::Paragraph(paragraph) => of_inlines(&paragraph.content, paragraph.span, all),
        Block::Table(table) => of_table(table, all),
        Block::Figure(figure) => of_inlines(&figure.caption, figure.span, all),
        Block::Article(article) => {
            let lines = article
                .title
                .iter()
                .chain(&article.subtitle)
                .chain(&article.source);
            all.extend(lines.map(|text| Prose {
                text,
                span: article.span,
            }));
        }
        Block::Column(_) | Block::List(_) | Block::Quote(_) | Block::Code(_) | Block::Rule => {}
    }
}

fn of_table<'a>(table: &'a Table, all: &mut Vec<Prose<'a>>) {
    of_inlines(&table.caption, table.span, all);
    let lines = table.before.iter().chain(&table.measure).chain(&table.note);
    all.extend(lines.map(|text| Prose {
        text,
        span: table.span,
    }));
    let cells = table.head.iter().chain(&table.rows).flatten();
    for Cell { content, .. } in cells {
        of_inlines(content, table.span, all);
    }
}

fn of_inlines<'a>(inlines: &'a [Inline], span: Span, all: &mut Vec<Prose<'a>>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => all.push(Prose { text, span }),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. } => of_inlines(content, span, all),
            Inline::Code(_) | Inline::Break => {}
        }
    }
}
