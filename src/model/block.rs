//! The blocks of a document, after assembly and numbering.

use crate::chart::ChartDrawing;

use super::{ArticleHead, Inline, Span, Spanned, Table};

/// One block. Backends match it without a wildcard, so that a new block is a compile error until each of them draws it. The large ones stand elsewhere: most
/// blocks are paragraphs, and thousands of issues are held at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A numbered heading (层次标题), perhaps run in with its paragraph.
    Heading(Heading),
    /// A paragraph, indented by two characters (GB/T 9704-2012, 7.3.3).
    Paragraph(Paragraph),
    /// A list, ordered or not.
    List(List),
    /// Quoted blocks.
    Quote(QuotationBlock),
    /// Text kept as it was typed, line by line.
    Code(CodeBlock),
    /// A table with its caption.
    Table(Box<Table>),
    /// A picture with its caption.
    Figure(Box<Figure>),
    /// Pictures side by side.
    Figures(FigureRow),
    /// A break between two parts of a text (`---` in Markdown), and where it was typed.
    Rule(Span),
    /// A column (栏目) of a 简报: a head over several articles.
    Column(Column),
    /// An article (文章) of a 简报.
    Article(Box<Article>),
}

/// A heading of one of the four levels of GB/T 9704-2012, 7.3.3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 4, counted in the finished document.
    pub level: u8,
    /// The printed number, e.g. `一、` or `（一）`; empty where the style has none.
    pub label: String,
    /// What stands after the number.
    pub content: Vec<Inline>,
    /// The paragraph that follows on the same line, where the heading ends in 。 (run-in heading, 段首标题).
    pub run_in: Option<Vec<Inline>>,
    /// The `id` of the heading in the page, unique in the document and stable while its neighbours change.
    pub anchor: String,
    /// Where the heading was typed.
    pub span: Span,
}

/// A paragraph of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The text.
    pub content: Vec<Inline>,
    /// The `id` in the page, made from the text: unique in the document and stable while its neighbours change.
    pub anchor: String,
    /// Where it was typed.
    pub span: Span,
}

/// Text kept as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBlock {
    /// The lines, with their breaks.
    pub text: String,
    /// The `id` in the page, as that of a paragraph.
    pub anchor: String,
    /// Where it was typed, its fences included.
    pub span: Span,
}

/// Quoted blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotationBlock {
    /// What is quoted, in order; the editor's own words stand beside it.
    pub blocks: Vec<Block>,
    /// Where the quotation was typed.
    pub span: Span,
}

/// A list, numbered or with bullets; its items may hold lists again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Whether the items carry numbers.
    pub ordered: bool,
    /// The items in order.
    pub items: Vec<ListItem>,
    /// Where the list was typed.
    pub span: Span,
}

/// A list's item: its mark and what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// The printed number of an ordered item, e.g. `1.` or `（1）`; a bullet otherwise.
    pub label: String,
    /// The number as such, for backends that count themselves; the item's place in an unordered list.
    pub number: u32,
    /// The item's blocks.
    pub blocks: Vec<Block>,
    /// Where it was typed, its mark included.
    pub span: Span,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What is shown.
    pub picture: FigurePicture,
    /// `图1`, `图2`, … in order of the document; empty for a picture that is an attachment by itself and has that attachment's title.
    pub label: String,
    /// What the caption says after the number; may be empty.
    pub caption: Vec<Inline>,
    /// What the picture shows, for those who cannot see it; never empty.
    pub alt: String,
    /// The `id` in the page, made from caption or file: unique in the document and stable while its neighbours change.
    pub anchor: String,
    /// How wide it is printed, in hundredths of the type area; none where that follows from the picture.
    pub width: Option<u8>,
    /// Where the picture was asked for.
    pub span: Span,
}

/// What a [`Figure`] shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigurePicture {
    /// A picture of the writers.
    File {
        /// Its path relative to the page in the site, e.g. `files/tu-1.png`.
        path: String,
        /// Width and height in pixels; none where the picture has none, as a drawing.
        size: Option<(u32, u32)>,
    },
    /// A chart (图表) that is drawn from figures.
    Chart(Box<Chart>),
}

/// A chart (图表).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What is drawn, to stand in a page or to be printed.
    pub drawing: ChartDrawing,
    /// The figures behind it, for those who want them exactly; without number and caption. The page shows it on request, print does not.
    pub table: Table,
}

impl Figure {
    /// The path of its picture; none for a chart.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match &self.picture {
            FigurePicture::File { path, .. } => Some(path),
            FigurePicture::Chart(_) => None,
        }
    }
}

/// Pictures side by side, at most three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// The pictures, each a [`Block::Figure`] with a caption of its own.
    pub figures: Vec<Block>,
    /// Where they were asked for.
    pub span: Span,
}

impl FigureRow {
    /// How wide each picture of the row is, in parts of the row, so that all are equally tall: none where a size is not known.
    #[must_use]
    pub fn shares(&self) -> Option<Vec<f64>> {
        let ratios: Option<Vec<f64>> = self
            .figures
            .iter()
            .map(|figure| match figure {
                Block::Figure(figure) => {
                    let FigurePicture::File { size, .. } = &figure.picture else {
                        return None;
                    };
                    let (width, height) = size.filter(|(_, height)| *height > 0)?;
                    Some(f64::from(width) / f64::from(height))
                }
                _ => None,
            })
            .collect();
        let ratios = ratios?;
        let sum: f64 = ratios.iter().sum();
        Some(ratios.into_iter().map(|ratio| ratio / sum).collect())
    }
}

/// A column (栏目) of a 简报.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The column's name.
    pub title: Spanned<String>,
    /// The `id` in the page.
    pub anchor: String,
    /// Its articles, and whatever else the outline puts under it.
    pub blocks: Vec<Block>,
}

/// An article (文章) of a 简报; the numbers of its headings start anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What stands around its text.
    pub head: ArticleHead,
    /// The text.
    pub blocks: Vec<Block>,
    /// The `id` in the page.
    pub anchor: String,
    /// Where the article was typed.
    pub span: Span,
}
