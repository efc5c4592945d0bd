//! What is odd about a table as a whole: no data, a column without a name, a unit that stands there twice.

use super::raw_row::RawRow;
use crate::diag::{Diagnostic, Sink, code};

/// Whether a cell holds a number as people write it.
#[must_use]
pub fn is_number(text: &str) -> bool {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '%' | '％' | '-' | '+' | '.'))
        .collect();
    !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit())
}

/// What is odd about the table as a whole.
pub fn judge(head: &[RawRow], body: &[RawRow], sink: &mut Sink) {
    let Some(first) = head.first() else {
        return;
    };
    if body.is_empty() {
        sink.push(
            Diagnostic::new(
                code::TABLE_ODD,
                first.span,
                first.say("表格只有表头，没有数据"),
            )
            .help("在表格软件里看看数据是不是在别处；表头有几行，写“表头: 2”"),
        );
        return;
    }
    let width = first.cells.len();
    for column in 0..width {
        let has_name = head.iter().any(|row| {
            row.cells
                .get(column)
                .is_some_and(|cell| !cell.text.is_empty() || cell.covered)
        });
        if !has_name {
            sink.push(
                Diagnostic::new(
                    code::TABLE_ODD,
                    first.span,
                    first.say(&format!("第 {} 列没有列名", column + 1)),
                )
                .help("在表头里写上列名"),
            );
        }
    }
    let has_numbers = (1..width).any(|column| {
        body.iter().all(|row| {
            row.cells
                .get(column)
                .is_some_and(|cell| is_number(&cell.text))
        })
    });
    if !has_numbers || body.len() < 3 {
        return;
    }
    let mut seen: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut twice = Vec::new();
    for row in body {
        let Some(name) = row.cells.first().map(|cell| &cell.text) else {
            continue;
        };
        let is_name = name.chars().count() > 1 && !is_number(name) && !name.contains("计");
        if !is_name {
            continue;
        }
        let count = seen.entry(&**name).or_insert(0);
        *count += 1;
        if *count == 2 {
            twice.push((name, row));
        }
    }
    // A list of cases names its units again and again.
    if let [(name, row)] = twice.as_slice() {
        sink.push(
            Diagnostic::new(
                code::TABLE_ODD,
                name.span,
                row.say(&format!("“{}”在第一列出现了两次", name.value)),
            )
            .help("看看是不是重复报了；本来就有两行的，不用改"),
        );
    }
}
