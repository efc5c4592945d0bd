//! The outline of one issue, filled with its fragments.

use super::contribution_table::{self, ContributionSource};
use super::folder::Folder;
use super::fragment::{fragment_part, joined_title, of_unit};
use super::{ledger_table, reporting_table, units};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Collected, Inline, Span, Spanned, Table};
use crate::source::Draft;
use crate::source::cell_budget::CellBudget;
use crate::source::retitle::retitle;
use crate::stage::parse::outline::FileItem;
use crate::stage::parse::{Fragment, IssueSpec, OutlineItem, SeriesSpec, table};
use crate::stage::part::{ArticlePart, Part};

/// Fills the outline of one issue.
pub struct Assembler<'a, 'f> {
    /// The issue.
    pub spec: &'a IssueSpec,
    pub series: &'a SeriesSpec,
    /// What its fragments bring besides text, and what follows from it.
    pub collected: &'a Collected,
    /// What a table of contributions (供稿) is made of.
    pub contributions: &'a ContributionSource<'a>,
    /// Counts what its tables hold.
    pub cells: CellBudget,
    /// Its files.
    pub folder: &'f mut Folder<'a>,
    /// Takes what is wrong.
    pub sink: &'f mut Sink,
}

impl Assembler<'_, '_> {
    /// The parts for `items`.
    pub fn parts(&mut self, items: &[OutlineItem]) -> Vec<Part> {
        items.iter().flat_map(|item| self.item(item)).collect()
    }

    fn item(&mut self, item: &OutlineItem) -> Vec<Part> {
        match item {
            OutlineItem::Fragment(name) => self
                .folder
                .fragment(name, self.sink)
                .map(|fragment| {
                    let unit = self.unit_of(&fragment);
                    let title = joined_title(&fragment);
                    of_unit(unit, title, fragment_part(fragment))
                })
                .into_iter()
                .collect(),
            OutlineItem::Section { title, items } => {
                let children = self.parts(items);
                vec![Part::Heading {
                    title: title.clone(),
                    children,
                }]
            }
            OutlineItem::Units(item) => {
                let reporting = &self.collected.reporting;
                units::parts(
                    item,
                    self.spec,
                    self.series,
                    self.folder,
                    reporting,
                    self.sink,
                )
            }
            OutlineItem::Column { title, articles } => {
                let children = articles
                    .iter()
                    .filter_map(|name| self.article(name))
                    .collect();
                vec![Part::Column {
                    title: title.clone(),
                    children,
                }]
            }
            OutlineItem::Articles(names) => {
                names.iter().filter_map(|name| self.article(name)).collect()
            }
            OutlineItem::MetricTable(item) => vec![Part::MetricTable(item.clone())],
            OutlineItem::MetricChart(item) => vec![Part::MetricChart(item.clone())],
            OutlineItem::Table(item) => self.table(item).into_iter().collect(),
            OutlineItem::Ledger(_) | OutlineItem::Reporting(_) | OutlineItem::Contributions(_)
                if self.cells.is_spent() =>
            {
                Vec::new()
            }
            OutlineItem::Ledger(item) => {
                let state = &self.collected.ledger;
                let table = ledger_table::table(item, state, &self.series.units, self.sink);
                self.filled(table)
            }
            OutlineItem::Reporting(item) => {
                let table = reporting_table::table(
                    item,
                    &self.collected.reporting,
                    self.spec.date.value,
                    self.sink,
                );
                self.filled(table)
            }
            OutlineItem::Contributions(item) => {
                let date = self.spec.date.value;
                let table = contribution_table::table(item, self.contributions, date, self.sink);
                self.filled(table)
            }
            OutlineItem::Figure(item) => self.figure(item).into_iter().collect(),
        }
    }

    /// A table that the program filled.
    fn filled(&mut self, table: Option<Table>) -> Vec<Part> {
        let table = table.and_then(|table| self.cells.admit(table, self.sink));
        let part = table.map(|table| Part::Drafts(vec![Draft::Table(Box::new(table))]));
        part.into_iter().collect()
    }

    fn article(&mut self, name: &Spanned<String>) -> Option<Part> {
        let fragment = self.folder.fragment(name, self.sink)?;
        if fragment.head.title.is_empty() && !fragment.front_is_unread {
            self.sink.push(
                Diagnostic::new(
                    code::MISSING_KEY,
                    Span::file_start(fragment.file),
                    "文章的片头缺少“标题”",
                )
                .help("在文件开头写上：---，换行，标题: 文章的标题，换行，---"),
            );
        }
        let span = fragment
            .head
            .title
            .first()
            .map_or(Span::file_start(fragment.file), |title| title.span);
        let unit = self.unit_of(&fragment);
        let title = joined_title(&fragment);
        let article = Part::Article(ArticlePart {
            head: fragment.head,
            drafts: fragment.drafts,
            span,
        });
        Some(of_unit(unit, title, article))
    }

    /// The unit that a fragment is about, or that its source (来源) names.
    fn unit_of(&self, fragment: &Fragment) -> Option<String> {
        let registry = &self.series.units;
        let named = self.folder.unit_code(fragment.file, registry);
        named.or_else(|| {
            let index = registry.find_by_any_name(fragment.head.source.as_deref()?)?;
            Some(registry.units.get(index)?.code.clone())
        })
    }

    fn table(&mut self, item: &FileItem) -> Option<Part> {
        let (path, sheet) = table::split_sheet(&item.file.value);
        let path = Spanned::new(path.to_owned(), item.file.span);
        let file = self.folder.find(&path, self.sink)?;
        if self.cells.is_spent() {
            return None;
        }
        let mut table = table::parse(self.folder.sources, file, sheet, item.head_rows, self.sink)?;
        table.span = item.file.span;
        let mut table = self.cells.admit(table, self.sink)?;
        if let Some(title) = &item.title {
            let caption = vec![Inline::text(title.value.clone(), title.span)];
            retitle(&mut table, caption, title.span, self.sink);
        }
        Some(Part::Drafts(vec![Draft::Table(Box::new(table))]))
    }

    fn figure(&mut self, item: &FileItem) -> Option<Part> {
        let file = self.folder.find(&item.file, self.sink)?;
        self.folder.show(file, item.file.span, self.sink)?;
        let caption = item
            .title
            .iter()
            .map(|title| Inline::text(title.value.clone(), title.span))
            .collect();
        Some(Part::Drafts(vec![Draft::Figure {
            file,
            caption,
            width: None,
            span: item.file.span,
        }]))
    }
}
