//! What assembly hands to numbering.

use crate::model::{ArticleHead, Asset, AttachmentHead, FileId, Span, Spanned, Table};
use crate::source::Draft;
use crate::stage::parse::metric_chart::MetricChartItem;
use crate::stage::parse::metric_table::MetricTableItem;

/// A part of an issue's text, in its place but not numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A fragment's blocks; its headings begin one level below the place.
    Drafts(Vec<Draft>),
    /// A part about one unit, or written by it: its code, its title where it has one of its own, and the part.
    OfUnit {
        /// The unit's code.
        unit: String,
        title: Option<String>,
        part: Box<Part>,
    },
    /// A heading of the outline, a group or a unit, with what is under it.
    Heading {
        /// The heading.
        title: Spanned<String>,
        /// What is under it.
        children: Vec<Part>,
    },
    /// A column (栏目).
    Column {
        /// Its name.
        title: Spanned<String>,
        /// Its articles.
        children: Vec<Part>,
    },
    /// An article (文章).
    Article(ArticlePart),
    /// A table of figures (指标), of which [`quotation`](super::quotation) makes a table before anything is numbered.
    MetricTable(Box<MetricTableItem>),
    /// A chart that is made of figures, not yet drawn.
    MetricChart(Box<MetricChartItem>),
}

impl Part {
    /// Where it is asked for, or its title stands; the beginning of the first file for a fragment's blocks, which have places of their own.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Heading { title, .. } | Self::Column { title, .. } => title.span,
            Self::Article(article) => article.span,
            Self::OfUnit { part, .. } => part.span(),
            Self::MetricTable(item) => item.span,
            Self::MetricChart(item) => item.table.span,
            Self::Drafts(_) => Span::file_start(FileId(0)),
        }
    }
}

/// An article before it is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticlePart {
    /// What stands around its text.
    pub head: ArticleHead,
    /// The text.
    pub drafts: Vec<Draft>,
    /// Where it was typed.
    pub span: Span,
}

/// Where the picture `file` lies beside the page, and its size in pixels.
#[must_use]
pub fn asset_of(assets: &[Asset], file: FileId) -> (String, Option<(u32, u32)>) {
    assets
        .iter()
        .filter(|asset| asset.source == file)
        .min_by_key(|asset| asset.form)
        .map(|asset| (asset.path.clone(), asset.size))
        .unwrap_or_default()
}

/// An attachment before it is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentPart {
    /// What stands over it.
    pub head: AttachmentHead,
    /// What it holds.
    pub body: AttachmentPartBody,
}

/// What an attachment holds, before it is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentPartBody {
    /// Text.
    Drafts(Vec<Draft>),
    Table(Box<Table>),
    /// A picture, and where it was asked for.
    Picture(FileId, Span),
    /// A file to be fetched.
    File {
        /// Path relative to the page.
        path: String,
        /// The name under which the writer keeps it.
        name: String,
        /// Size in bytes.
        size: u64,
    },
}
