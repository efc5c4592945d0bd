//! The text of an issue as a tree for JSON: every block, every table cell, every anchor.

use serde::{Serialize, Serializer};

use super::text::{Text, clean, texts};
use crate::model::{
    ArticleHead, Block, Cell, FigurePicture, Inline, InlineKind, LinkTarget, Table, join_lines,
    plain_text,
};
use crate::render::html::link;

/// One block.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TreeNode<'a> {
    Heading {
        level: u8,
        #[serde(skip_serializing_if = "str::is_empty")]
        label: &'a str,
        #[serde(flatten)]
        text: TreeRun<'a>,
        anchor: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        run_in: Option<TreeRun<'a>>,
    },
    Paragraph {
        #[serde(flatten)]
        text: TreeRun<'a>,
        anchor: &'a str,
    },
    List {
        ordered: bool,
        items: Vec<TreeItem<'a>>,
    },
    Quote {
        body: Vec<TreeNode<'a>>,
    },
    Code {
        text: Text<'a>,
        anchor: &'a str,
    },
    Table(Box<TableData<'a>>),
    Figure {
        href: String,
        #[serde(skip_serializing_if = "str::is_empty")]
        label: &'a str,
        #[serde(flatten)]
        caption: TreeRun<'a>,
        alt: Text<'a>,
        anchor: &'a str,
    },
    /// A chart, as the figures in it.
    Chart {
        #[serde(skip_serializing_if = "str::is_empty")]
        label: &'a str,
        #[serde(flatten)]
        caption: TreeRun<'a>,
        alt: Text<'a>,
        anchor: &'a str,
        table: Box<TableData<'a>>,
    },
    /// Pictures side by side.
    Figures {
        body: Vec<TreeNode<'a>>,
    },
    Rule,
    Column {
        title: Text<'a>,
        anchor: &'a str,
        body: Vec<TreeNode<'a>>,
    },
    Article {
        title: Owned,
        #[serde(skip_serializing_if = "Option::is_none")]
        subtitle: Option<Text<'a>>,
        anchor: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        editor_note: Option<Text<'a>>,
        body: Vec<TreeNode<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        source: Option<Text<'a>>,
    },
}

/// An item of a list.
#[derive(Serialize)]
pub struct TreeItem<'a> {
    label: &'a str,
    body: Vec<TreeNode<'a>>,
}

/// A table. A cell that covers others stands in the first of its places, and the others are absent.
#[derive(Serialize)]
pub struct TableData<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(flatten)]
    caption: TreeRun<'a>,
    anchor: &'a str,
    columns: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<Text<'a>>,
    head: Vec<Vec<CellData<'a>>>,
    rows: Vec<Vec<CellData<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Text<'a>>,
}

/// A cell: its text, or an object where there is more to say.
#[derive(Serialize)]
#[serde(untagged)]
pub enum CellData<'a> {
    Plain(Owned),
    Full {
        #[serde(flatten)]
        text: TreeRun<'a>,
        #[serde(skip_serializing_if = "is_one")]
        colspan: u32,
        #[serde(skip_serializing_if = "is_one")]
        rowspan: u32,
    },
}

/// Text, and its parts where some of it is marked or broken into lines.
#[derive(Serialize)]
pub struct TreeRun<'a> {
    text: Owned,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Vec<TreeText<'a>>>,
}

/// A part of a text: a string where it is plain.
#[derive(Serialize)]
#[serde(untagged)]
pub enum TreeText<'a> {
    Plain(Text<'a>),
    Marked(TreeMark<'a>),
}

/// A marked part.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TreeMark<'a> {
    Strong {
        content: Vec<TreeText<'a>>,
    },
    Emphasis {
        content: Vec<TreeText<'a>>,
    },
    Strike {
        content: Vec<TreeText<'a>>,
    },
    Code {
        text: Text<'a>,
    },
    Link {
        href: String,
        content: Vec<TreeText<'a>>,
    },
    /// A number that was computed, with where it comes from.
    Computed {
        text: Text<'a>,
        source: Text<'a>,
    },
    /// A note; what it says stands with its first mark.
    Note {
        label: Text<'a>,
        anchor: &'a str,
        #[serde(flatten)]
        text: Option<TreeRun<'a>>,
    },
    Break,
}

/// A text that was put together, cleaned when it is written.
pub struct Owned(String);

impl Serialize for Owned {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&clean(&self.0))
    }
}

fn is_one(number: &u32) -> bool {
    *number == 1
}

/// The tree of `blocks`.
pub fn nodes(blocks: &[Block]) -> Vec<TreeNode<'_>> {
    blocks.iter().map(node).collect()
}

fn node(block: &Block) -> TreeNode<'_> {
    match block {
        Block::Heading(heading) => TreeNode::Heading {
            level: heading.level,
            label: &heading.label,
            text: run(&heading.content),
            anchor: &heading.anchor,
            run_in: heading.run_in.as_deref().map(run),
        },
        Block::Paragraph(paragraph) => TreeNode::Paragraph {
            text: run(&paragraph.content),
            anchor: &paragraph.anchor,
        },
        Block::List(list) => TreeNode::List {
            ordered: list.ordered,
            items: list
                .items
                .iter()
                .map(|item| TreeItem {
                    label: &item.label,
                    body: nodes(&item.blocks),
                })
                .collect(),
        },
        Block::Quote(quote) => TreeNode::Quote {
            body: nodes(&quote.blocks),
        },
        Block::Code(code) => TreeNode::Code {
            text: Text(&code.text),
            anchor: &code.anchor,
        },
        Block::Table(content) => TreeNode::Table(Box::new(table(content))),
        Block::Figure(figure) => match &figure.picture {
            FigurePicture::File { path, .. } => TreeNode::Figure {
                href: link::encode_path(path),
                label: &figure.label,
                caption: run(&figure.caption),
                alt: Text(&figure.alt),
                anchor: &figure.anchor,
            },
            FigurePicture::Chart(chart) => TreeNode::Chart {
                label: &figure.label,
                caption: run(&figure.caption),
                alt: Text(&figure.alt),
                anchor: &figure.anchor,
                table: Box::new(table(&chart.table)),
            },
        },
        Block::Figures(row) => TreeNode::Figures {
            body: nodes(&row.figures),
        },
        Block::Rule(_) => TreeNode::Rule,
        Block::Column(column) => TreeNode::Column {
            title: Text(&column.title),
            anchor: &column.anchor,
            body: nodes(&column.blocks),
        },
        Block::Article(article) => {
            let ArticleHead {
                title,
                subtitle,
                editor_note,
                source,
            } = &article.head;
            TreeNode::Article {
                title: Owned(join_lines(title)),
                subtitle: subtitle.as_deref().map(Text),
                anchor: &article.anchor,
                editor_note: editor_note.as_deref().map(Text),
                body: nodes(&article.blocks),
                source: source.as_deref().map(Text),
            }
        }
    }
}

fn table(table: &Table) -> TableData<'_> {
    TableData {
        label: &table.label,
        caption: run(&table.caption),
        anchor: &table.anchor,
        columns: table.columns,
        before: texts(&table.before),
        measure: table.measure.as_deref().map(Text),
        head: rows(&table.head),
        rows: rows(&table.rows),
        note: table.note.as_deref().map(Text),
    }
}

fn rows(rows: &[Vec<Cell>]) -> Vec<Vec<CellData<'_>>> {
    rows.iter()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

fn cell(cell: &Cell) -> CellData<'_> {
    let text = run(&cell.content);
    if text.content.is_none() && cell.colspan == 1 && cell.rowspan == 1 {
        return CellData::Plain(text.text);
    }
    CellData::Full {
        text,
        colspan: cell.colspan,
        rowspan: cell.rowspan,
    }
}

fn run(inlines: &[Inline]) -> TreeRun<'_> {
    let plain = inlines
        .iter()
        .all(|inline| matches!(inline.kind, InlineKind::Text(_)));
    TreeRun {
        text: Owned(plain_text(inlines)),
        content: (!plain).then(|| parts(inlines)),
    }
}

fn parts(inlines: &[Inline]) -> Vec<TreeText<'_>> {
    inlines.iter().map(part).collect()
}

fn part(inline: &Inline) -> TreeText<'_> {
    TreeText::Marked(match &inline.kind {
        InlineKind::Text(text) => return TreeText::Plain(Text(text)),
        InlineKind::Strong(content) => TreeMark::Strong {
            content: parts(content),
        },
        InlineKind::Emphasis(content) => TreeMark::Emphasis {
            content: parts(content),
        },
        InlineKind::Strike(content) => TreeMark::Strike {
            content: parts(content),
        },
        InlineKind::Code(text) => TreeMark::Code { text: Text(text) },
        InlineKind::Link { target, content } => TreeMark::Link {
            href: match target {
                LinkTarget::Address(address) => link::encode_href(address),
                LinkTarget::File { path, .. } => link::encode_path(path),
            },
            content: parts(content),
        },
        InlineKind::Computed(computed) => TreeMark::Computed {
            text: Text(&computed.text),
            source: Text(&computed.source),
        },
        InlineKind::Note(note) => TreeMark::Note {
            label: Text(&note.label),
            anchor: &note.anchor,
            text: (!note.repeated).then(|| run(&note.content)),
        },
        InlineKind::Break => TreeMark::Break,
    })
}
