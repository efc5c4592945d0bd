//! The outline (提纲) of an issue and its list of attachments.

use super::format::{self, shape_of};
use super::keys;
use super::metric_chart::{self, MetricChartItem};
use super::metric_table::{self, MetricTableItem};
use super::outline_contributions::{self, ContributionItem};
use super::outline_tables::{self, LedgerItem, ReportingItem};
use super::printed_words::{Field, take_off};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Span, Spanned};
use crate::source::slips::half_width;
use crate::source::yaml::Node;
use crate::source::{Fields, value, whole_number};

/// One entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutlineItem {
    Fragment(Spanned<String>),
    /// A heading of the outline's own over more entries.
    Section {
        /// The heading.
        title: Spanned<String>,
        /// What stands under it.
        items: Vec<OutlineItem>,
    },
    /// The units' fragments in the order of the register.
    Units(UnitsItem),
    /// A column (栏目) of articles.
    Column {
        /// Its name.
        title: Spanned<String>,
        /// The articles' files.
        articles: Vec<Spanned<String>>,
    },
    /// Articles (文章) outside any column.
    Articles(Vec<Spanned<String>>),
    /// A table file.
    Table(FileItem),
    /// The ledger of problems (问题台账), or a part of it.
    Ledger(LedgerItem),
    /// Who has reported (报送情况).
    Reporting(ReportingItem),
    /// Who sent how many texts (供稿).
    Contributions(ContributionItem),
    /// A table that is made of figures (指标).
    MetricTable(Box<MetricTableItem>),
    /// A chart that is drawn from figures (指标).
    MetricChart(Box<MetricChartItem>),
    /// A picture.
    Figure(FileItem),
}

impl OutlineItem {
    /// Where it, or something under it, is arranged by units.
    #[must_use]
    pub fn by(&self) -> Option<Span> {
        match self {
            Self::Units(item) => Some(item.by.span),
            Self::Section { items, .. } => items.iter().find_map(Self::by),
            _ => None,
        }
    }

    /// It and everything under it.
    pub fn all<'a>(items: &'a [Self], see: &mut dyn FnMut(&'a Self)) {
        for item in items {
            see(item);
            if let Self::Section { items, .. } = item {
                Self::all(items, see);
            }
        }
    }
}

/// `按: …`: headings for groups and units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitsItem {
    /// 单位, 类别, or the name of a grouping.
    pub by: Spanned<String>,
    /// How a group's heading is written.
    pub group_title: Option<Spanned<String>>,
    /// How a unit's heading is written.
    pub unit_title: Option<Spanned<String>>,
    /// Only these groups or units; empty for all.
    pub only: Vec<Spanned<String>>,
    /// Only fragments in this subfolder.
    pub folder: Option<Spanned<String>>,
    /// Where the entry stands.
    pub span: Span,
}

/// A file with what the outline says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileItem {
    /// The file's path, relative to the folder.
    pub file: Spanned<String>,
    /// A caption or title in place of the file's own.
    pub title: Option<Spanned<String>>,
    /// How many rows of a CSV file are its head.
    pub head_rows: u32,
}

/// An attachment as the issue names it.
pub type AttachmentSpec = FileItem;

/// Outlines nested deeper than this are refused; there are four levels of headings.
const MAX_DEPTH: usize = 8;

/// Reads an outline.
pub fn outline(node: Node<'_>, sink: &mut Sink) -> Vec<OutlineItem> {
    items(node, 0, sink)
}

fn items(node: Node<'_>, depth: usize, sink: &mut Sink) -> Vec<OutlineItem> {
    if depth > MAX_DEPTH {
        sink.push(Diagnostic::new(
            code::TOO_DEEP,
            node.span,
            "提纲套得太深，标题最多四级",
        ));
        return Vec::new();
    }
    match node.items() {
        Some(nodes) => nodes
            .into_iter()
            .filter_map(|node| item(node, depth, sink))
            .collect(),
        None => item(node, depth, sink).into_iter().collect(),
    }
}

fn item(node: Node<'_>, depth: usize, sink: &mut Sink) -> Option<OutlineItem> {
    if node.entries().is_none() {
        // The part of a name behind ` #` is a comment to YAML: what is left leads to no file.
        if let Some(hash) = node.swallowed() {
            let typed = node.text().unwrap_or_default();
            let message = "文件名里有空格和“#”，“#”起的字当作了注释";
            let finding = Diagnostic::new(code::BAD_VALUE, node.span.to(hash), message);
            sink.push(finding.help(format!("给整个文件名加引号：\"{} #…\"", typed.trim())));
            return None;
        }
        let name = value::text(node, "正文", sink)?;
        if name.starts_with(['｛', '［']) {
            let message = "这里用了全角括号，当作了文件名";
            let help = format!("改用半角：{}", half_width(&name));
            sink.push(Diagnostic::new(code::BAD_VALUE, name.span, message).help(help));
            return None;
        }
        return Some(OutlineItem::Fragment(name));
    }
    let mut fields = Fields::open(node, shape_of(node), sink)?;
    let item = if fields.has(keys::BY) {
        units(&mut fields, sink).map(OutlineItem::Units)
    } else if fields.has(keys::COLUMN) {
        let title = fields
            .get(keys::COLUMN, sink)
            .and_then(|node| value::text(node, "栏目", sink))
            .map(|title| take_off(title, Field::Column, sink));
        let articles = fields.require(keys::ARTICLES, sink);
        let articles = articles.map_or_else(Vec::new, |node| {
            let articles = value::references(node, "文章", sink);
            if articles.is_empty() && node.items().is_some_and(|items| items.is_empty()) {
                let message = "这个栏目下没有文章，只会印出栏目的名称";
                let finding = Diagnostic::new(code::EMPTY, node.span, message);
                sink.push(finding.help("写上文章：文章: [01.md]；这一期没有，就删去这个栏目"));
            }
            articles
        });
        title.map(|title| OutlineItem::Column { title, articles })
    } else if fields.has(keys::ARTICLES) {
        fields
            .get(keys::ARTICLES, sink)
            .map(|node| OutlineItem::Articles(value::references(node, "文章", sink)))
    } else if fields.has(keys::PROBLEMS) {
        outline_tables::ledger(&mut fields, sink).map(OutlineItem::Ledger)
    } else if fields.has(keys::REPORTING) {
        outline_tables::reporting(&mut fields, sink).map(OutlineItem::Reporting)
    } else if fields.has(keys::CONTRIBUTIONS) {
        outline_contributions::read(&mut fields, sink).map(OutlineItem::Contributions)
    } else if fields.has(keys::CHART) {
        let item = metric_chart::read(&mut fields, sink);
        item.map(|item| OutlineItem::MetricChart(Box::new(item)))
    } else if fields.has(keys::TABLE) && fields.has(keys::METRICS) {
        let item = metric_table::read(&mut fields, sink);
        item.map(|item| OutlineItem::MetricTable(Box::new(item)))
    } else if fields.has(keys::TABLE) {
        file(&mut fields, keys::TABLE, sink).map(OutlineItem::Table)
    } else if fields.has(keys::FIGURE) {
        file(&mut fields, keys::FIGURE, sink).map(OutlineItem::Figure)
    } else if fields.has(keys::FILE) && !fields.has(keys::TITLE) {
        fields
            .get(keys::FILE, sink)
            .and_then(|node| value::text(node, "文件", sink))
            .map(OutlineItem::Fragment)
    } else {
        let title = fields
            .require(keys::TITLE, sink)
            .and_then(|node| value::text(node, "标题", sink));
        // A heading that is missing or cannot be read is said; what stands under it is used all the same.
        let title = title.unwrap_or_else(|| Spanned::new(String::new(), fields.span()));
        let items = fields
            .require(keys::BODY, sink)
            .map(|node| items(node, depth + 1, sink))
            .unwrap_or_default();
        Some(OutlineItem::Section { title, items })
    };
    fields.finish(sink);
    item
}

fn units(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<UnitsItem> {
    let by = fields
        .get(keys::BY, sink)
        .and_then(|node| value::text(node, "按", sink));
    let group_title = fields
        .get(keys::TITLE, sink)
        .and_then(|node| value::text(node, "标题", sink));
    let unit_title = fields
        .get(keys::UNIT_TITLE, sink)
        .and_then(|node| value::text(node, "单位标题", sink));
    if let Some(title) = unit_title
        .as_ref()
        .filter(|title| !title.contains("{名称}"))
    {
        let message = format!("“单位标题”里没有 {{名称}}，每个单位都印“{}”", title.value);
        let finding = Diagnostic::new(code::NOT_A_MARK, title.span, message);
        sink.push(finding.help("要印单位的名称，写成 单位标题: \"{名称}\""));
    }
    let only = fields
        .get(keys::ONLY, sink)
        .map(|node| value::references(node, "只含", sink))
        .unwrap_or_default();
    let folder = fields
        .get(keys::FOLDER, sink)
        .and_then(|node| value::text(node, "文件夹", sink));
    Some(UnitsItem {
        by: by?,
        group_title,
        unit_title,
        only,
        folder,
        span: fields.span(),
    })
}

fn file(fields: &mut Fields<'_>, key: crate::source::Key, sink: &mut Sink) -> Option<FileItem> {
    let file = fields
        .require(key, sink)
        .and_then(|node| value::text(node, key.zh, sink));
    let title = fields
        .get(keys::TITLE, sink)
        .and_then(|node| value::text(node, "标题", sink));
    let head_rows = fields
        .get(keys::HEAD_ROWS, sink)
        .and_then(|node| whole_number::read(node, "表头", sink))
        .and_then(|number| {
            if number.value == 0 {
                let message = "“表头”从 1 开始：表格至少有一行表头";
                let finding = Diagnostic::new(code::BAD_VALUE, number.span, message);
                sink.push(finding.help("写表头的行数；只有一行的，删去“表头”"));
                return None;
            }
            Some(number.value)
        })
        .unwrap_or(1);
    Some(FileItem {
        file: file?,
        title,
        head_rows,
    })
}

/// Reads the list of attachments.
pub fn attachments(node: Node<'_>, sink: &mut Sink) -> Vec<AttachmentSpec> {
    let nodes = node.items().unwrap_or_else(|| vec![node]);
    nodes
        .into_iter()
        .filter_map(|node| {
            if let Some(entries) = node.entries() {
                if let [(name, title)] = entries.as_slice()
                    && let (Some(name_typed), Some(title_typed)) = (name.text(), title.text())
                    && name_typed
                        .rsplit_once('.')
                        .is_some_and(|(_, end)| end.is_ascii())
                {
                    let message =
                        format!("“{name_typed}”当作附件的文件，“{title_typed}”当作它的标题");
                    let finding = Diagnostic::new(code::MENDED_MARK, node.span, message);
                    sink.push(
                        finding.help(format!("写成 {{文件: {name_typed}, 标题: {title_typed}}}")),
                    );
                    return Some(FileItem {
                        file: Spanned::new(name_typed, name.span),
                        title: value::text(*title, "标题", sink),
                        head_rows: 1,
                    });
                }
                let mut fields = Fields::open(node, &format::ATTACHMENT, sink)?;
                let item = file(&mut fields, keys::FILE, sink);
                fields.finish(sink);
                return item;
            }
            let file = value::text(node, "附件", sink)?;
            Some(FileItem {
                file,
                title: None,
                head_rows: 1,
            })
        })
        .collect()
}
