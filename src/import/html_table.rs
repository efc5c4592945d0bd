//! Tables of web pages, with the cells that are one.

use super::html::PageReader;
use super::html_tags::attribute;
use super::manuscript::{ManuscriptElement, SentCell, SentParagraph};
use super::tables::fill;

impl PageReader {
    pub(super) fn begin_cell(&mut self, tag: &str) {
        self.end_cell();
        let span = |name: &str| {
            let span = attribute(tag, name).and_then(|span| span.trim().parse::<usize>().ok());
            span.unwrap_or(1).clamp(1, 200)
        };
        let mut column = self.row.last().map_or(0, |cell| cell.column + cell.colspan);
        while self.down.get(column).is_some_and(|rows| *rows > 0) {
            column += 1;
        }
        self.cell = Some(SentCell {
            paragraphs: Vec::new(),
            column,
            colspan: span("colspan"),
            rowspan: span("rowspan"),
        });
    }

    pub(super) fn end_cell(&mut self) {
        self.end();
        if let Some(cell) = self.cell.take() {
            self.row.push(cell);
        }
        self.open = SentParagraph::default();
    }

    pub(super) fn end_row(&mut self) {
        self.end_cell();
        let row = std::mem::take(&mut self.row);
        let Some(table) = &mut self.table else { return };
        if row.is_empty() {
            return;
        }
        for rows in &mut self.down {
            *rows = rows.saturating_sub(1);
        }
        for cell in &row {
            let end = cell.column + cell.colspan;
            table.columns = table.columns.max(end);
            self.down.resize(self.down.len().max(end), 0);
            self.down[cell.column..end].fill(cell.rowspan - 1);
        }
        table.rows.push(row);
    }

    pub(super) fn end_table(&mut self) {
        self.end_row();
        self.down.clear();
        let Some(mut table) = self.table.take() else {
            return;
        };
        // A span may say more rows than there are.
        let count = table.rows.len();
        for (place, row) in table.rows.iter_mut().enumerate() {
            for cell in row.iter_mut() {
                cell.rowspan = cell.rowspan.min(count - place);
            }
        }
        fill(&mut table);
        if table.columns > 1 && table.rows.len() > 1 {
            self.sent.elements.push(ManuscriptElement::Table(table));
            return;
        }
        // A table of one row or column sets a page, and holds its text.
        for paragraph in table
            .rows
            .into_iter()
            .flatten()
            .flat_map(|cell| cell.paragraphs)
        {
            self.sent
                .elements
                .push(ManuscriptElement::Paragraph(paragraph));
        }
    }
}
