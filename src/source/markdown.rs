//! Markdown to drafts: pulldown-cmark reads, this lowers.
//!
//! Nothing a writer typed is dropped: HTML becomes text with a warning, a picture inside a paragraph follows it, an indented paragraph is a
//! paragraph and not code, and what Markdown has no meaning for stays as text.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::draft::Draft;
use super::strong::{self, Piece};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Align, Cell, FileId, Inline, Span, Table, plain_text};
use crate::zh::text::{is_invisible_control, is_wide};

/// Says what the targets of links and pictures mean; the phase that knows the files does.
pub trait Targets {
    /// The address that a link to `target` gets in the page; none where it must not be a link, which has been reported.
    fn link(&mut self, target: &str, span: Span, sink: &mut Sink) -> Option<String>;

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

/// Lowers `text`, which begins `offset` bytes into `file`.
pub fn lower(
    text: &str,
    file: FileId,
    offset: usize,
    targets: &mut dyn Targets,
    sink: &mut Sink,
) -> Vec<Draft> {
    let mut lowering = Lowering {
        text,
        file,
        offset,
        targets,
        sink,
        stack: vec![Frame::new(Open::Root, 0..text.len())],
        figures: Vec::new(),
        too_deep: 0,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        lowering.event(event, range);
    }
    while lowering.stack.len() > 1 {
        lowering.close();
    }
    let root = lowering.stack.pop();
    root.map(|frame| frame.blocks).unwrap_or_default()
}

/// Something that has been opened and not closed yet.
struct Frame {
    open: Open,
    range: std::ops::Range<usize>,
    blocks: Vec<Draft>,
    pieces: Vec<Piece>,
}

impl Frame {
    fn new(open: Open, range: std::ops::Range<usize>) -> Self {
        Self {
            open,
            range,
            blocks: Vec::new(),
            pieces: Vec::new(),
        }
    }

    fn holds_blocks(&self) -> bool {
        matches!(self.open, Open::Root | Open::Quote | Open::Item)
    }
}

enum Open {
    Root,
    Paragraph,
    Heading(u8),
    Quote,
    List {
        start: Option<u64>,
        items: Vec<Vec<Draft>>,
    },
    Item,
    Code {
        indented: bool,
        text: String,
    },
    Html(String),
    Table {
        alignments: Vec<Alignment>,
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    },
    Head(Vec<Cell>),
    Row(Vec<Cell>),
    Cell,
    Strong,
    Emphasis,
    Strike,
    Link(String),
    Picture(String),
    /// Markup without a meaning of its own, whose content counts as its parent's.
    Transparent,
}

struct Lowering<'t> {
    text: &'t str,
    file: FileId,
    offset: usize,
    targets: &'t mut dyn Targets,
    sink: &'t mut Sink,
    stack: Vec<Frame>,
    /// Pictures met inside the block that is being read; they follow it.
    figures: Vec<Draft>,
    too_deep: usize,
}

impl Lowering<'_> {
    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let trimmed = self
            .text
            .get(range.clone())
            .map_or(range.len(), |text| text.trim_end().len());
        Span::new(
            self.file,
            self.offset + range.start,
            self.offset + range.start + trimmed,
        )
    }

    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => {
                let text = self.visible(&text, &range);
                self.inline(Inline::Code(text));
            }
            Event::Html(text) => {
                if let Some(Frame {
                    open: Open::Html(html),
                    ..
                }) = self.stack.last_mut()
                {
                    html.push_str(&text);
                } else {
                    self.inline_html(&text, &range);
                }
            }
            Event::InlineHtml(text) => self.inline_html(&text, &range),
            Event::SoftBreak => {
                if self.space_at_break(&range) {
                    self.inline(Inline::Text(" ".to_owned()));
                }
            }
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Draft::Rule),
            // Only with options that are not switched on; as text nothing would be lost.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.inline(Inline::Text(text.into_string()));
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: std::ops::Range<usize>) {
        let open = match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading { level, .. } => Open::Heading(level_number(level)),
            Tag::BlockQuote(_) => Open::Quote,
            Tag::CodeBlock(kind) => Open::Code {
                indented: matches!(kind, CodeBlockKind::Indented),
                text: String::new(),
            },
            Tag::HtmlBlock => Open::Html(String::new()),
            Tag::List(start) => Open::List {
                start,
                items: Vec::new(),
            },
            Tag::Item => Open::Item,
            Tag::Table(alignments) => Open::Table {
                alignments,
                head: Vec::new(),
                rows: Vec::new(),
            },
            Tag::TableHead => Open::Head(Vec::new()),
            Tag::TableRow => Open::Row(Vec::new()),
            Tag::TableCell => Open::Cell,
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strike,
            Tag::Link { dest_url, .. } => Open::Link(dest_url.into_string()),
            Tag::Image { dest_url, .. } => Open::Picture(dest_url.into_string()),
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => Open::Transparent,
        };
        let starts_block = matches!(
            open,
            Open::Paragraph
                | Open::Heading(_)
                | Open::Quote
                | Open::List { .. }
                | Open::Code { .. }
                | Open::Html(_)
                | Open::Table { .. }
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
        self.stack.push(Frame::new(open, range));
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

    /// Closes the innermost frame and hands what it holds to the one around it.
    fn close(&mut self) {
        let Some(Frame {
            open,
            range,
            blocks,
            pieces,
        }) = self.stack.pop()
        else {
            return;
        };
        let span = self.span(&range);
        match open {
            Open::Root => {}
            Open::Paragraph => self.paragraph(pieces, span),
            Open::Heading(level) => {
                let content = trim(strong::finish(pieces));
                self.block(Draft::Heading {
                    level,
                    content,
                    span,
                });
            }
            Open::Quote => self.block(Draft::Quote(blocks)),
            Open::List { start, items } => self.block(Draft::List {
                ordered: start.is_some(),
                start: u32::try_from(start.unwrap_or(1)).unwrap_or(u32::MAX),
                items,
                span,
            }),
            Open::Item => {
                if let Some(Frame {
                    open: Open::List { items, .. },
                    ..
                }) = self.stack.last_mut()
                {
                    items.push(blocks);
                } else {
                    blocks.into_iter().for_each(|block| self.block(block));
                }
            }
            Open::Code { indented, text } => self.code(indented, text, span),
            Open::Html(html) => self.html_block(&html, span),
            Open::Table {
                alignments,
                head,
                rows,
            } => self.table(&alignments, head, rows, span),
            Open::Head(cells) => {
                if let Some(Frame {
                    open: Open::Table { head, .. },
                    ..
                }) = self.stack.last_mut()
                {
                    *head = cells;
                }
            }
            Open::Row(cells) => {
                if let Some(Frame {
                    open: Open::Table { rows, .. },
                    ..
                }) = self.stack.last_mut()
                {
                    rows.push(cells);
                }
            }
            Open::Cell => {
                let cell = Cell {
                    content: trim(strong::finish(pieces)),
                    colspan: 1,
                    rowspan: 1,
                    align: Align::Center,
                };
                if let Some(Frame {
                    open: Open::Head(cells) | Open::Row(cells),
                    ..
                }) = self.stack.last_mut()
                {
                    cells.push(cell);
                }
            }
            Open::Strong => self.inline(Inline::Strong(strong::finish(pieces))),
            Open::Emphasis => self.inline(Inline::Emphasis(strong::finish(pieces))),
            Open::Strike => self.inline(Inline::Strike(strong::finish(pieces))),
            Open::Link(target) => {
                let content = strong::finish(pieces);
                match self.targets.link(&target, span, self.sink) {
                    Some(href) => self.inline(Inline::Link { href, content }),
                    None => content.into_iter().for_each(|inline| self.inline(inline)),
                }
            }
            Open::Picture(target) => {
                let caption = trim(strong::finish(pieces));
                let draft = self.targets.picture(&target, caption, span, self.sink);
                self.figures.extend(draft);
            }
            Open::Transparent => {
                if let Some(parent) = self.stack.last_mut() {
                    parent.blocks.extend(blocks);
                    parent.pieces.extend(pieces);
                }
            }
        }
    }

    /// Adds a block to the innermost frame that holds blocks, and after it the pictures that were found inside it.
    fn block(&mut self, draft: Draft) {
        let figures = std::mem::take(&mut self.figures);
        if let Some(frame) = self.stack.iter_mut().rev().find(|f| f.holds_blocks()) {
            frame.blocks.push(draft);
            frame.blocks.extend(figures);
        }
    }

    fn paragraph(&mut self, pieces: Vec<Piece>, span: Span) {
        let content = trim(strong::finish(pieces));
        if plain_text(&content).trim().is_empty() {
            let figures = std::mem::take(&mut self.figures);
            figures.into_iter().for_each(|figure| self.block(figure));
        } else {
            self.block(Draft::Paragraph { content, span });
        }
    }

    /// A tight list item holds text without a paragraph around it; the text becomes one.
    fn flush_item_text(&mut self) {
        let Some(frame) = self.stack.last_mut() else {
            return;
        };
        if matches!(frame.open, Open::Item)
            && (!frame.pieces.is_empty() || !self.figures.is_empty())
        {
            let pieces = std::mem::take(&mut frame.pieces);
            let range = frame.range.clone();
            let span = self.span(&range);
            self.paragraph(pieces, span);
        }
    }

    fn code(&mut self, indented: bool, text: String, span: Span) {
        if indented {
            // Writers indent paragraphs with spaces; nobody means program text by that.
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let content = vec![Inline::Text(line.to_owned())];
                self.block(Draft::Paragraph { content, span });
            }
        } else {
            self.block(Draft::Code(text.trim_end_matches('\n').to_owned()));
        }
    }

    fn html_block(&mut self, html: &str, span: Span) {
        self.warn_of_html(span);
        for line in html.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let text = line.chars().filter(|c| !is_invisible_control(*c)).collect();
            self.block(Draft::Paragraph {
                content: vec![Inline::Text(text)],
                span,
            });
        }
    }

    fn inline_html(&mut self, html: &str, range: &std::ops::Range<usize>) {
        // The closing tag of a pair that has been reported says nothing new.
        if !html.starts_with("</") {
            self.warn_of_html(self.span(range));
        }
        let text = self.visible(html, range);
        self.inline(Inline::Text(text));
    }

    fn warn_of_html(&mut self, span: Span) {
        self.sink.push(
            Diagnostic::new(code::RAW_HTML, span, "HTML 代码不起作用，按文字原样显示")
                .help("要加粗写 **文字**，要换行就另起一段；确实要显示“<”，写成 \\<"),
        );
    }

    fn table(
        &mut self,
        alignments: &[Alignment],
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
        span: Span,
    ) {
        let mut table = Table {
            label: String::new(),
            caption: self.take_table_caption(),
            columns: u32::try_from(alignments.len()).unwrap_or(u32::MAX),
            before: Vec::new(),
            measure: None,
            head: vec![head],
            rows,
            note: None,
            span,
        };
        let typed: Vec<Option<Align>> = alignments
            .iter()
            .map(|alignment| match alignment {
                Alignment::None => None,
                Alignment::Left => Some(Align::Left),
                Alignment::Center => Some(Align::Center),
                Alignment::Right => Some(Align::Right),
            })
            .collect();
        table.align_columns(&typed);
        self.block(Draft::Table(table));
    }

    /// The paragraph before a table is its caption where it begins with 表：.
    fn take_table_caption(&mut self) -> Vec<Inline> {
        let Some(frame) = self.stack.iter_mut().rev().find(|f| f.holds_blocks()) else {
            return Vec::new();
        };
        let Some(Draft::Paragraph { content, .. }) = frame.blocks.last_mut() else {
            return Vec::new();
        };
        let Some(Inline::Text(text)) = content.first_mut() else {
            return Vec::new();
        };
        let Some(rest) = text
            .strip_prefix("表：")
            .or_else(|| text.strip_prefix("表:"))
        else {
            return Vec::new();
        };
        *text = rest.trim_start().to_owned();
        let caption = std::mem::take(content);
        frame.blocks.pop();
        caption
    }

    fn text(&mut self, text: &str, range: &std::ops::Range<usize>) {
        if let Some(Frame {
            open: Open::Code { text: code, .. } | Open::Html(code),
            ..
        }) = self.stack.last_mut()
        {
            code.push_str(text);
            return;
        }
        let as_typed = self.text.get(range.clone()) == Some(text);
        let text = self.visible(text, range);
        if !text.contains('*') || !as_typed {
            self.inline(Inline::Text(text));
            return;
        }
        let escaped_first = self.text[..range.start].ends_with('\\');
        let mut plain = String::new();
        for (index, c) in text.char_indices() {
            if c == '*' && !(index == 0 && escaped_first) {
                if !plain.is_empty() {
                    self.inline(Inline::Text(std::mem::take(&mut plain)));
                }
                self.piece(Piece::Star);
            } else {
                plain.push(c);
            }
        }
        if !plain.is_empty() {
            self.inline(Inline::Text(plain));
        }
    }

    /// `text` without characters that nobody sees; they are reported.
    fn visible(&mut self, text: &str, range: &std::ops::Range<usize>) -> String {
        if !text.contains(is_invisible_control) {
            return text.to_owned();
        }
        let span = self.span(range);
        self.sink.push(
            Diagnostic::new(
                code::INVISIBLE,
                span,
                "这里有看不见的控制字符，生成时已去掉",
            )
            .help("删去这段文字重新输入，不要从网页或聊天软件直接粘贴"),
        );
        text.chars().filter(|c| !is_invisible_control(*c)).collect()
    }

    fn inline(&mut self, inline: Inline) {
        self.piece(Piece::Done(inline));
    }

    fn piece(&mut self, piece: Piece) {
        if let Some(frame) = self.stack.last_mut() {
            frame.pieces.push(piece);
        }
    }

    /// Whether a line break in the source is a space: only between two characters that are not Chinese.
    fn space_at_break(&self, range: &std::ops::Range<usize>) -> bool {
        const MARKUP: [char; 6] = ['*', '_', '~', '`', '[', '>'];
        let skip = |c: &char| !c.is_whitespace() && !MARKUP.contains(c);
        let before = self.text[..range.start].chars().rev().find(skip);
        let after = self.text[range.end..].chars().find(skip);
        match (before, after) {
            (Some(before), Some(after)) => !is_wide(before) && !is_wide(after),
            _ => false,
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

/// Takes white space off both ends, full-width spaces included: the layout indents, not the writer.
fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = inlines.first_mut() {
        *first = first.trim_start().to_owned();
        if first.is_empty() {
            inlines.remove(0);
        }
    }
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.truncate(last.trim_end().len());
        if last.is_empty() {
            inlines.pop();
        }
    }
    inlines
}
