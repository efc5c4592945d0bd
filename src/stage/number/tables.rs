//! Tables get their numbers through the whole issue, as many as an issue may have.

use super::Numberer;
use crate::diag::{Diagnostic, code};
use crate::model::Table;

/// The most tables of an issue: each is a workbook and a CSV file besides.
const MOST_TABLES: u32 = 1000;

impl Numberer<'_> {
    pub(super) fn table(&mut self, mut table: Table) -> Table {
        self.tables += 1;
        if self.tables == MOST_TABLES + 1 {
            let message = format!("这一期的表超过 {MOST_TABLES} 张，没有收");
            self.sink.push(
                Diagnostic::new(code::TOO_LARGE, table.span, message)
                    .help("把相连的几张并成一张，或分成几期"),
            );
        }
        table.label = format!("表{}", self.tables);
        self.drop_caption_number(&mut table.caption, "表", self.tables);
        table.anchor = self.table_anchor(&table);
        for cell in table.head.iter_mut().chain(&mut table.rows).flatten() {
            self.number_notes(&mut cell.content);
        }
        table
    }
}
