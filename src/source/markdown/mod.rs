//! Markdown to drafts: pulldown-cmark reads, this lowers.
//!
//! What the reader takes for a mark is decided before it, by [`guard`]. Nothing a writer typed is dropped: HTML becomes text with a warning, a picture inside a paragraph follows it, an indented paragraph is a
//! paragraph and not code, and what Markdown has no meaning for stays as text.

mod blocks;
mod captions;
mod emphasis;
mod figures;
mod frame;
pub(crate) mod guard;
mod inlines;
mod name_lists;
mod note_events;
mod notes;
mod tables;

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use self::emphasis::Piece;
use self::frame::{ElementKind, OpenElement, TypedEntity};
use self::guard::{Guarded, LineEnds};
use super::draft::Draft;
use super::invisible;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Inline, InlineKind, LinkTarget, Note, Span};

/// Says what the targets of links and pictures mean; the phase that knows the files does.
pub trait Targets {
    /// Where a link to `target` leads; none where it must not be a link, which has been reported.
    fn link(&mut self, target: &str, span: Span, sink: &mut Sink) -> Option<LinkTarget>;

    /// What stands for the picture syntax `![caption](target)`: a picture or a table; none where it cannot be, which has been reported.
    fn picture(
        &mut self,
        target: &str,
        caption: Vec<Inline>,
        span: Span,
        sink: &mut Sink,
    ) -> Option<Draft>;
}

/// Quotations and lists nested deeper than this are flattened and reported; no document needs them, and a backend must not run out of stack.
const MAX_DEPTH: usize = 24;

/// Lowers `text`, which begins `offset` bytes into `file`; `line_ends` says what a line end in it means.
pub fn lower(
    text: &str,
    file: FileId,
    offset: usize,
    line_ends: LineEnds,
    targets: &mut dyn Targets,
    sink: &mut Sink,
) -> Vec<Draft> {
    if let Some(found) = invisible::find(text) {
        let span = Span::new(file, offset + found.range.start, offset + found.range.end);
        sink.push(found.said(span));
    }
    let guarded = guard::guard(text, line_ends);
    for slip in &guarded.slips {
        let span = Span::new(file, offset + slip.range.start, offset + slip.range.end);
        sink.push(Diagnostic::new(slip.code, span, slip.message.clone()).help(slip.help.clone()));
    }
    let typed = text;
    let text = guarded.text.as_str();
    let mut lowering = Lowering {
        text,
        guarded: &guarded,
        line_ends,
        file,
        offset,
        targets,
        sink,
        stack: vec![OpenElement::new(ElementKind::Root, 0..text.len())],
        figures: Vec::new(),
        figure_end: None,
        table_end: None,
        too_deep: 0,
        joined_lines: None,
        entities: Vec::new(),
        notes: BTreeMap::new(),
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let events = Parser::new_ext(text, options).into_offset_iter().collect();
    // What notes say is read first, for their marks stand before them.
    let (notes, text) = note_events::part(events);
    for (event, range) in notes.into_iter().chain(text) {
        lowering.event(event, range);
    }
    while lowering.stack.len() > 1 {
        lowering.close();
    }
    lowering.say_entities();
    let root = lowering.stack.pop();
    let blocks = root.map(|frame| frame.blocks).unwrap_or_default();
    name_lists::set(blocks, typed, offset, sink)
}

struct Lowering<'t> {
    /// The text as the Markdown reader sees it.
    text: &'t str,
    guarded: &'t Guarded,
    line_ends: LineEnds,
    file: FileId,
    offset: usize,
    targets: &'t mut dyn Targets,
    sink: &'t mut Sink,
    stack: Vec<OpenElement>,
    /// Pictures met inside the block that is being read; they follow it.
    figures: Vec<Draft>,
    /// Where what belongs to the last of them ends.
    figure_end: Option<usize>,
    /// Where the last table that was inserted ends (`![…](….csv)`), which has no width.
    table_end: Option<usize>,
    too_deep: usize,
    /// Where the paragraph begins that has been reported for its line breaks.
    joined_lines: Option<usize>,
    /// The characters that are typed as codes (`&lt;`): each code, what it stands for, and where it is typed first.
    entities: Vec<TypedEntity>,
    /// The notes by the names that the guard gave them.
    notes: BTreeMap<String, Note>,
}

impl Lowering<'_> {
    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let trimmed = self
            .text
            .get(range.clone())
            .map_or(range.len(), |text| text.trim_end().len());
        let typed = self.guarded.typed(&(range.start..range.start + trimmed));
        Span::new(
            self.file,
            self.offset + typed.start,
            self.offset + typed.end,
        )
    }

    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => {
                let text = self.visible(&text);
                self.inline(InlineKind::Code(text), self.exact(&range));
            }
            // The guard hides every `<` of HTML; as text nothing would be lost.
            Event::Html(text) | Event::InlineHtml(text) => self.text(&text, &range),
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => self.inline(InlineKind::Break, self.exact(&range)),
            Event::Rule => self.block(Draft::Rule(self.span(&range))),
            // Only with options that are not switched on; as text nothing would be lost.
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inline(InlineKind::Text(text.into_string()), self.exact(&range));
            }
            Event::FootnoteReference(name) => self.note_mark(&name, &range),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: std::ops::Range<usize>) {
        let open = match tag {
            Tag::Paragraph => ElementKind::Paragraph,
            Tag::Heading { level, .. } => ElementKind::Heading(level_number(level)),
            Tag::BlockQuote(_) => ElementKind::Quote,
            Tag::CodeBlock(kind) => ElementKind::Code {
                indented: matches!(kind, CodeBlockKind::Indented),
                text: String::new(),
            },
            Tag::List(start) => ElementKind::List {
                start,
                items: Vec::new(),
                numbers: Vec::new(),
            },
            Tag::Item => ElementKind::Item,
            Tag::Table(alignments) => ElementKind::Table {
                alignments,
                head: Vec::new(),
                rows: Vec::new(),
            },
            Tag::TableHead => ElementKind::Head(Vec::new()),
            Tag::TableRow => ElementKind::Row(Vec::new()),
            Tag::TableCell => ElementKind::Cell,
            Tag::Link {
                dest_url,
                link_type: LinkType::Email,
                ..
            } => ElementKind::Link(format!("mailto:{}", guard::restore(&dest_url))),
            Tag::Link { dest_url, .. } => ElementKind::Link(guard::restore(&dest_url)),
            Tag::Image { dest_url, .. } => ElementKind::Picture(guard::restore(&dest_url)),
            Tag::FootnoteDefinition(name) => ElementKind::Note(name.into_string()),
            // The guard has left no mark of these, and the rest is not switched on.
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::HtmlBlock
            | Tag::MetadataBlock(_) => ElementKind::Transparent,
        };
        let starts_block = matches!(
            open,
            ElementKind::Paragraph
                | ElementKind::Heading(_)
                | ElementKind::Quote
                | ElementKind::List { .. }
                | ElementKind::Code { .. }
                | ElementKind::Table { .. }
        );
        if starts_block {
            self.flush_item_text();
        }
        if self.stack.len() >= MAX_DEPTH {
            if self.too_deep == 0 {
                let span = self.span(&range);
                self.sink.push(
                    Diagnostic::new(code::BAD_VALUE, span, "引用、列表或强调套得太深")
                        .help("减少嵌套的层数"),
                );
            }
            self.too_deep += 1;
            return;
        }
        if matches!(open, ElementKind::Item) {
            self.note_item_number(range.start);
        }
        self.stack.push(OpenElement::new(open, range));
    }

    fn end(&mut self, tag: TagEnd) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if matches!(tag, TagEnd::Item) {
            self.flush_item_text();
        }
        self.close();
    }

    fn inline(&mut self, kind: InlineKind, span: Span) {
        self.done(Inline::new(kind, span));
    }

    fn done(&mut self, inline: Inline) {
        self.piece(Piece::Done(inline));
    }

    fn piece(&mut self, piece: Piece) {
        if let Some(frame) = self.stack.last_mut() {
            frame.pieces.push(piece);
        }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
