//! Where the words of each paragraph of the Word file were typed, by the name of its bookmark.

use std::collections::BTreeMap;

use crate::model::{
    Article, Attachment, AttachmentBody, Block, Cell, Document, Figure, Heading, Inline,
    InlineKind, List, Span, Spanned, Table, column_places,
};
use crate::render::word::key;
use crate::source::Sources;
use crate::source::files::extension;

/// A stretch of words as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PrintedPiece {
    pub(super) text: String,
    /// Where exactly these words were typed, in one piece; none for what is computed, counted, or written in another way.
    pub(super) typed: Option<Span>,
}

/// What a paragraph is in its fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TypedBlock {
    Paragraph,
    /// A heading, by its printed level.
    Heading(u8),
    /// An item of a list.
    Item,
}

/// Where a paragraph comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParagraphPlace {
    /// Its words in order, without its number.
    pub(super) pieces: Vec<PrintedPiece>,
    /// The block that it is, where it is one by itself and can be moved.
    pub(super) block: Option<(TypedBlock, Span)>,
    /// Somewhere to point at.
    pub(super) near: Option<Span>,
}

/// The places of all paragraphs of `document`, which was made from `sources`, by the names of their bookmarks.
#[must_use]
pub fn places(document: &Document, sources: &Sources) -> BTreeMap<String, ParagraphPlace> {
    let mut finder = Finder {
        sources,
        places: BTreeMap::new(),
    };
    finder.head(document);
    finder.blocks(&document.editor_note, true);
    finder.blocks(&document.body, true);
    for attachment in &document.attachments {
        finder.attachment(attachment);
    }
    for note in document.notes() {
        let pieces = finder.pieces(&note.content);
        finder.put(key::of_anchor(&note.anchor), pieces, None);
    }
    finder.places
}

struct Finder<'a> {
    sources: &'a Sources,
    places: BTreeMap<String, ParagraphPlace>,
}

impl Finder<'_> {
    fn put(&mut self, name: String, pieces: Vec<PrintedPiece>, block: Option<(TypedBlock, Span)>) {
        let first = pieces.iter().find_map(|piece| piece.typed);
        let near = block.map(|(_, span)| span).or(first);
        let place = ParagraphPlace {
            pieces,
            block,
            near,
        };
        self.places.entry(name).or_insert(place);
    }

    /// Where exactly `text` was typed at `span`.
    fn exact(&self, text: &str, span: Span) -> Option<Span> {
        let typed = self.sources.text(span.file).get(span.range())?;
        if typed == text {
            return Some(span);
        }
        let mut found = typed.match_indices(text);
        let (at, _) = found.next().filter(|_| !text.is_empty())?;
        found
            .next()
            .is_none()
            .then(|| span.part(at, at + text.len()))
    }

    fn pieces(&self, inlines: &[Inline]) -> Vec<PrintedPiece> {
        let mut pieces = Vec::new();
        for inline in inlines {
            let fixed = |text: &str| PrintedPiece {
                text: text.to_owned(),
                typed: None,
            };
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => pieces.push(PrintedPiece {
                    text: text.clone(),
                    typed: self.exact(text, inline.span),
                }),
                InlineKind::Computed(computed) => pieces.push(fixed(&computed.text)),
                InlineKind::Strong(content)
                | InlineKind::Emphasis(content)
                | InlineKind::Strike(content)
                | InlineKind::Link { content, .. } => pieces.extend(self.pieces(content)),
                InlineKind::Note(note) => pieces.push(fixed(&note.label)),
                InlineKind::Break => pieces.push(fixed("\n")),
            }
        }
        pieces
    }

    fn line(&self, line: &Spanned<String>) -> PrintedPiece {
        PrintedPiece {
            text: line.value.clone(),
            typed: self.exact(&line.value, line.span),
        }
    }

    /// A line of names that may have been typed as a list: each name by itself, or the whole.
    fn names(&self, line: &Spanned<String>) -> Vec<PrintedPiece> {
        let whole = self.line(line);
        if whole.typed.is_some() {
            return vec![whole];
        }
        let names = line.value.split(['、', '，', '。']);
        let names = names.filter(|name| !name.is_empty());
        let names = names.map(|name| PrintedPiece {
            text: name.to_owned(),
            typed: self.exact(name, line.span),
        });
        names.collect()
    }

    fn head(&mut self, document: &Document) {
        let head = &document.head;
        let title = head.title.iter().map(|line| self.line(line)).collect();
        self.put(key::of_head("title"), title, None);
        let single = [
            ("subtitle", head.subtitle.as_ref()),
            ("recipients", head.recipients.as_ref()),
            ("remark", head.remark.as_ref()),
            ("office", head.imprint.office.as_ref()),
        ];
        for (name, line) in single {
            if let Some(line) = line {
                let pieces = self.names(line);
                self.put(key::of_head(name), pieces, None);
            }
        }
        // How many lines signatures and rows take is decided when they are drawn: each line is offered all of them.
        let signatures: Vec<PrintedPiece> =
            head.signatures.iter().map(|line| self.line(line)).collect();
        let rows = head.imprint.rows.iter();
        let rows: Vec<PrintedPiece> = rows.flat_map(|row| self.names(&row.text)).collect();
        let attachments = document.attachments.iter();
        let attachments: Vec<PrintedPiece> = attachments
            .map(|attachment| self.line(&attachment.head.title))
            .collect();
        for (name, pieces) in [
            ("signature", signatures),
            ("imprint", rows),
            ("attachment", attachments),
        ] {
            for at in 0..=pieces.len() {
                self.put(key::of_head_at(name, at), pieces.clone(), None);
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], movable: bool) {
        for block in blocks {
            self.block(block, movable);
        }
    }

    fn block(&mut self, block: &Block, movable: bool) {
        match block {
            Block::Heading(heading) => self.heading(heading, movable),
            Block::Paragraph(paragraph) => {
                let pieces = self.pieces(&paragraph.content);
                let own = movable.then_some((TypedBlock::Paragraph, paragraph.span));
                self.put(key::of_anchor(&paragraph.anchor), pieces, own);
            }
            Block::List(list) => self.list(list),
            // Their lines have marks of their own, which a line that is put in would lack.
            Block::Quote(quote) => self.blocks(&quote.blocks, false),
            Block::Code(code) => {
                let text = code.text.trim_end_matches('\n');
                let piece = PrintedPiece {
                    text: text.to_owned(),
                    typed: self.exact(text, code.span),
                };
                self.put(key::of_anchor(&code.anchor), vec![piece], None);
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Figures(row) => self.blocks(&row.figures, false),
            Block::Rule(_) => {}
            Block::Column(column) => {
                let pieces = vec![self.line(&column.title)];
                self.put(key::of_anchor(&column.anchor), pieces, None);
                self.blocks(&column.blocks, movable);
            }
            Block::Article(article) => self.article(article, movable),
        }
    }

    fn heading(&mut self, heading: &Heading, movable: bool) {
        let mut pieces = self.pieces(&heading.content);
        pieces.extend(self.pieces(heading.run_in.as_deref().unwrap_or_default()));
        let own = (TypedBlock::Heading(heading.level), heading.span);
        self.put(
            key::of_anchor(&heading.anchor),
            pieces,
            movable.then_some(own),
        );
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let mut rest = item.blocks.as_slice();
            if let Some((Block::Paragraph(first), others)) = rest.split_first() {
                let pieces = self.pieces(&first.content);
                // An item that holds more than its line goes nowhere without it.
                let own = others.is_empty().then_some((TypedBlock::Item, item.span));
                self.put(key::of_anchor(&first.anchor), pieces, own);
                rest = others;
            }
            self.blocks(rest, false);
        }
    }

    fn table(&mut self, table: &Table) {
        let anchor = &table.anchor;
        let caption = self.pieces(&table.caption);
        self.put(key::part_of(anchor, "caption"), caption, None);
        for (at, line) in table.before.iter().enumerate() {
            let pieces = vec![self.line(line)];
            self.put(
                key::part_of(anchor, &format!("before{}", at + 1)),
                pieces,
                None,
            );
        }
        for (part, line) in [("measure", &table.measure), ("note", &table.note)] {
            if let Some(line) = line {
                let pieces = vec![self.line(line)];
                self.put(key::part_of(anchor, part), pieces, None);
            }
        }
        let head = table.head.len();
        for (first, rows) in [(0, &table.head), (head, &table.rows)] {
            let places = column_places(rows, table.columns);
            for (at, (row, places)) in rows.iter().zip(places).enumerate() {
                for (cell, place) in row.iter().zip(places) {
                    let name = key::cell_of(anchor, first + at + 1, place + 1);
                    let pieces = self.cell(cell);
                    self.put(name, pieces, None);
                }
            }
        }
    }

    fn cell(&self, cell: &Cell) -> Vec<PrintedPiece> {
        let pieces = self.pieces(&cell.content);
        let typed = self.sources.text(cell.span.file).get(cell.span.range());
        let is_blank = typed.is_some_and(|typed| typed.trim().is_empty());
        let ending = extension(self.sources.path(cell.span.file));
        let is_text = matches!(ending.as_str(), "md" | "csv");
        if pieces.is_empty() && is_blank && is_text {
            return vec![PrintedPiece {
                text: String::new(),
                typed: Some(cell.span),
            }];
        }
        pieces
    }

    fn figure(&mut self, figure: &Figure) {
        let pieces = self.pieces(&figure.caption);
        self.put(key::of_anchor(&figure.anchor), pieces, None);
    }

    fn article(&mut self, article: &Article, movable: bool) {
        let anchor = &article.anchor;
        let title = article.head.title.iter();
        let title = title.map(|line| self.line(line)).collect();
        self.put(key::of_anchor(anchor), title, None);
        let lines = article.head.lines();
        for (letter, lines) in [
            ("u", &lines.under_title),
            ("b", &lines.before_text),
            ("e", &lines.at_end),
        ] {
            for (at, line) in lines.iter().enumerate() {
                let pieces = vec![self.line(line.typed)];
                let name = key::part_of(anchor, &format!("{letter}{}", at + 1));
                self.put(name, pieces, None);
            }
        }
        self.blocks(&article.blocks, movable);
    }

    fn attachment(&mut self, attachment: &Attachment) {
        let pieces = vec![self.line(&attachment.head.title)];
        self.put(key::part_of(&attachment.anchor, "title"), pieces, None);
        if let AttachmentBody::Blocks(blocks) = &attachment.body {
            self.blocks(blocks, true);
        }
    }
}
