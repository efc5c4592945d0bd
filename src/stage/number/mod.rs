//! Numbering: headings, ordered lists, pictures and tables get their numbers, and everything that can be linked to its anchor.

mod anchor;
pub(crate) mod attachments;
mod note;
mod passage;
mod run_in;
mod tables;
#[cfg(test)]
mod tests;
mod title;
mod typed;

use std::collections::BTreeMap;

pub use self::title::title_lines;
use super::part::{Part, asset_of};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    Article, ArticleHead, Asset, Block, CodeBlock, Column, Figure, FigurePicture, FigureRow,
    FileId, Heading, Inline, InlineKind, List, ListItem, ListStart, Note, Noticed, Paragraph,
    QuotationBlock, Span, UnitPassage, plain_text, values,
};
use crate::source::{Draft, DraftItem, title_bars};
use crate::zh::label::LabelStyle;

/// Counts through one issue. Figures and tables are counted through the whole issue, headings and lists through each text.
#[derive(Debug)]
pub struct Numberer<'a> {
    styles: &'a [LabelStyle],
    /// Names of offices and units, which no title tears.
    names: &'a [String],
    list_styles: Vec<LabelStyle>,
    assets: &'a [Asset],
    counters: [u32; 4],
    /// The level of the heading that we are under.
    level: usize,
    /// The last number of a list under the heading that we are under.
    list: u32,
    figures: u32,
    tables: u32,
    /// The notes that have their numbers, by the places where they were typed, and how many marks each has so far.
    notes: BTreeMap<Span, (Note, u32)>,
    anchors: BTreeMap<String, u32>,
    passages: Vec<UnitPassage>,
    noticed: Noticed,
    /// The file whose heading stands too deep, which has been said.
    too_deep: Option<FileId>,
    sink: &'a mut Sink,
}

/// The mark of an item in a list without numbers.
const BULLET: &str = "•";

impl<'a> Numberer<'a> {
    /// A numberer with `styles` for the levels of headings, at most four. `assets` are the files that go beside the page.
    #[must_use]
    pub fn new(styles: &'a [LabelStyle], assets: &'a [Asset], sink: &'a mut Sink) -> Self {
        Self {
            styles,
            names: &[],
            list_styles: list_styles(styles),
            assets,
            counters: [0; 4],
            level: 0,
            list: 0,
            figures: 0,
            tables: 0,
            notes: BTreeMap::new(),
            anchors: BTreeMap::new(),
            passages: Vec::new(),
            noticed: Noticed::default(),
            too_deep: None,
            sink,
        }
    }

    /// The same, for titles in which these names of offices and units stay whole.
    #[must_use]
    pub fn keeping(mut self, names: &'a [String]) -> Self {
        self.names = names;
        self
    }

    /// The blocks of a text whose headings begin at the first level.
    pub fn text(&mut self, parts: Vec<Part>) -> Vec<Block> {
        let counters = std::mem::take(&mut self.counters);
        let (level, list) = (self.level, self.list);
        (self.level, self.list) = (0, 0);
        let blocks = self.parts(parts, 0);
        self.counters = counters;
        (self.level, self.list) = (level, list);
        blocks
    }

    /// What the text is about, unit by unit, as far as it is numbered.
    pub fn take_passages(&mut self) -> Vec<UnitPassage> {
        std::mem::take(&mut self.passages)
    }

    /// What was noticed so far.
    pub fn take_noticed(&mut self) -> Noticed {
        std::mem::take(&mut self.noticed)
    }

    fn parts(&mut self, parts: Vec<Part>, base: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in parts {
            match part {
                Part::Drafts(drafts) => blocks.extend(self.drafts(drafts, base)),
                Part::OfUnit { unit, title, part } => {
                    let own = self.parts(vec![*part], base);
                    self.passages.extend(passage::of(unit, title, &own));
                    blocks.extend(own);
                }
                Part::Heading { title, children } => {
                    let content = vec![Inline::text(title.value, title.span)];
                    blocks.extend(self.heading(base, 1, content, None, title.span));
                    blocks.extend(self.parts(children, base + 1));
                }
                Part::Column { title, children } => {
                    let anchor = self.anchor("c", &title);
                    let inner = self.parts(children, base);
                    blocks.push(Block::Column(Column {
                        title,
                        anchor,
                        blocks: inner,
                    }));
                }
                // It is a table or a picture by now, or what is wrong with it has been said.
                Part::MetricTable(_) | Part::MetricChart(_) => {}
                Part::Article(article) => {
                    title_bars::check(&article.head.title, self.sink);
                    let anchor = self.anchor("a", &values(&article.head.title).concat());
                    let inner = self.text(vec![Part::Drafts(article.drafts)]);
                    blocks.push(Block::Article(Box::new(Article {
                        head: ArticleHead {
                            title: title_lines(&article.head.title, self.names),
                            ..article.head
                        },
                        blocks: inner,
                        anchor,
                        span: article.span,
                    })));
                }
            }
        }
        blocks
    }

    fn drafts(&mut self, drafts: Vec<Draft>, base: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut rest = drafts.into_iter().peekable();
        while let Some(draft) = rest.next() {
            match draft {
                Draft::Heading {
                    level,
                    content,
                    span,
                } => {
                    let (content, own) = run_in::split(content);
                    let runs_in = own.is_none() && plain_text(&content).ends_with('。');
                    let next =
                        rest.next_if(|next| runs_in && matches!(next, Draft::Paragraph { .. }));
                    let mut run_in = match next {
                        Some(Draft::Paragraph { content, .. }) => Some(content),
                        _ => own,
                    };
                    if let Some(content) = &mut run_in {
                        self.number_notes(content);
                    }
                    blocks.extend(self.heading(base, usize::from(level), content, run_in, span));
                }
                other => blocks.extend(self.block(other, 0)),
            }
        }
        blocks
    }

    fn heading(
        &mut self,
        base: usize,
        own: usize,
        mut content: Vec<Inline>,
        run_in: Option<Vec<Inline>>,
        span: Span,
    ) -> Option<Block> {
        let level = base + own;
        let Some(style) = self.styles.get(level - 1) else {
            // One fragment has one cause, however many headings it has.
            if self.too_deep.replace(span.file) != Some(span.file) {
                let message = format!("这是第{level}级标题，编号样式只有{}级", self.styles.len());
                let above = match base {
                    0 => String::new(),
                    _ => format!(
                        "；提纲里的标题、单位和片头里的“标题”各占一级，这个片段的“#”已是第{}级",
                        base + 1
                    ),
                };
                self.sink.push(
                    Diagnostic::new(code::TOO_DEEP, span, message)
                        .help(format!("减少“#”的个数，或把这一段改成有序列表{above}")),
                );
            }
            return None;
        };
        self.counters[level - 1] += 1;
        self.counters[level..].fill(0);
        self.level = level;
        self.list = 0;
        let number = self.counters[level - 1];
        let label = style.format(number);
        self.drop_typed_number(&mut content, number, &label, span);
        let anchor = self.anchor("h", &plain_text(&content));
        Some(Block::Heading(Heading {
            level: u8::try_from(level).unwrap_or(4),
            label,
            content,
            run_in,
            anchor,
            span,
        }))
    }

    /// A block other than a heading that counts; `depth` is that of the list around it.
    fn block(&mut self, draft: Draft, depth: usize) -> Option<Block> {
        Some(match draft {
            Draft::Heading { content, span, .. } => {
                self.noticed.misplaced_headings.push(span);
                self.paragraph(vec![Inline::new(InlineKind::Strong(content), span)], span)
            }
            Draft::Paragraph { content, span } => self.paragraph(content, span),
            Draft::List {
                ordered,
                start,
                items,
                span,
            } => self.list(ordered, start, items, span, depth),
            Draft::Quote { blocks, span } => Block::Quote(QuotationBlock {
                blocks: blocks
                    .into_iter()
                    .filter_map(|draft| self.block(draft, depth))
                    .collect(),
                span,
            }),
            Draft::Code { text, span } => Block::Code(CodeBlock {
                anchor: self.anchor("x", &text),
                text,
                span,
            }),
            Draft::Table(table) => Block::Table(Box::new(self.table(*table))),
            Draft::Figure {
                file,
                mut caption,
                width,
                span,
            } => {
                self.figures += 1;
                let label = format!("图{}", self.figures);
                self.drop_caption_number(&mut caption, "图", self.figures);
                let alt = plain_text(&caption);
                let (path, size) = asset_of(self.assets, file);
                Block::Figure(Box::new(Figure {
                    width,
                    anchor: self.figure_anchor(&caption, &path),
                    picture: FigurePicture::File { path, size },
                    alt: if alt.is_empty() { label.clone() } else { alt },
                    label,
                    caption,
                    span,
                }))
            }
            Draft::Chart {
                mut chart,
                mut caption,
                alt,
                span,
            } => {
                self.figures += 1;
                self.drop_caption_number(&mut caption, "图", self.figures);
                // Its figures are offered as a file too, which is named after this.
                chart.table.anchor = self.anchor("t", &plain_text(&caption));
                Block::Figure(Box::new(Figure {
                    picture: FigurePicture::Chart(chart),
                    label: format!("图{}", self.figures),
                    anchor: self.figure_anchor(&caption, "chart"),
                    caption,
                    alt,
                    width: None,
                    span,
                }))
            }
            Draft::Figures { figures, span } => Block::Figures(FigureRow {
                figures: figures
                    .into_iter()
                    .filter_map(|draft| self.block(draft, depth))
                    .collect(),
                span,
            }),
            Draft::Rule(span) => Block::Rule(span),
        })
    }

    fn paragraph(&mut self, mut content: Vec<Inline>, span: Span) -> Block {
        self.number_notes(&mut content);
        Block::Paragraph(Paragraph {
            anchor: self.anchor("p", &plain_text(&content)),
            content,
            span,
        })
    }

    fn list(
        &mut self,
        ordered: bool,
        start: u32,
        items: Vec<DraftItem>,
        span: Span,
        depth: usize,
    ) -> Block {
        let mut number = 0;
        // A list that a paragraph interrupted goes on where its writer says so; any other begins anew.
        if ordered && start != 1 {
            let before = if depth == 0 { self.list } else { 0 };
            if start == before + 1 && start > 0 {
                number = before;
            } else {
                self.noticed.list_starts.push(ListStart {
                    place: span,
                    typed: start,
                    before,
                });
            }
        }
        let items: Vec<ListItem> = items
            .into_iter()
            .map(|DraftItem { blocks, span }| {
                number += 1;
                ListItem {
                    label: if ordered {
                        self.item_label(depth, number)
                    } else {
                        BULLET.to_owned()
                    },
                    number,
                    blocks: blocks
                        .into_iter()
                        .filter_map(|draft| self.block(draft, depth + usize::from(ordered)))
                        .collect(),
                    span,
                }
            })
            .collect();
        if ordered && depth == 0 {
            self.list = number;
        }
        Block::List(List {
            ordered,
            items,
            span,
        })
    }

    /// The label of an item: the third style and then the fourth, lower where a heading of that level stands above.
    fn item_label(&self, depth: usize, number: u32) -> String {
        let first = self.level.saturating_sub(2).min(2);
        let last = self.list_styles.len() - 1;
        self.list_styles[(first + depth).min(last)].format(number)
    }
}

/// The styles of lists: those of the third and fourth level, then ①. Where the series has fewer levels, the ones of the standard; but a list does
/// not look like the headings above it.
fn list_styles(styles: &[LabelStyle]) -> Vec<LabelStyle> {
    let standard = LabelStyle::standard();
    let mut lists: Vec<LabelStyle> = (2..4)
        .filter_map(|level| styles.get(level).or(standard.get(level)).cloned())
        .collect();
    lists.extend(LabelStyle::from_sample("①"));
    for (list, fallback) in lists.iter_mut().zip(&standard[2..]) {
        if list.format(1).is_empty() {
            *list = fallback.clone();
        }
    }
    let looks_like_heading =
        |list: &LabelStyle| styles.len() < 3 && styles.iter().any(|style| style.looks_like(list));
    while lists.len() > 1 && looks_like_heading(&lists[0]) {
        lists.remove(0);
    }
    lists
}
