//! Files of tables: CSV, YAML, workbooks.

use super::findings::fault;
use super::letters::Letters;
use super::spreadsheet;
use super::values::{FILE, alone};
use crate::diag::Sink;
use crate::model::{Table, plain_text};
use crate::source::Content;
use crate::source::files::decode_file;
use crate::stage::parse::table::parse;

/// A table as CSV, or as YAML where it begins with a letter: what stands in its cells is what was typed.
pub fn table(text: &str) -> Option<String> {
    let is_yaml = text.starts_with(|c: char| c.is_alphabetic()) && text.contains(": ");
    let path = if is_yaml {
        "a/2026/1/t.yaml"
    } else {
        "a/2026/1/t.csv"
    };
    let sources = alone(path, decode_file(path, text.as_bytes().to_vec()));
    let mut sink = Sink::default();
    let table = parse(&sources, FILE, None, 1, &mut sink);
    if let Some(fault) = judged(table.as_ref(), sources.text(FILE), &sink) {
        return Some(fault);
    }
    let read = Letters::of(&words(&table?));
    let missing = Letters::of(sources.text(FILE)).missing_in(&read, "");
    let missing = missing.filter(|_| !is_yaml && sink.is_empty() && !text.starts_with("sep="))?;
    Some(format!("“{missing}” is in no cell, and nothing is said"))
}

/// A workbook whose only sheet has this XML.
pub fn workbook(text: &str) -> Option<String> {
    let bytes = spreadsheet::workbook(text)?;
    let size = bytes.len() as u64;
    let content = Content::Binary { head: bytes, size };
    let sources = alone("a/2026/1/t.xlsx", content);
    let mut sink = Sink::default();
    let table = parse(&sources, FILE, None, 1, &mut sink);
    judged(table.as_ref(), "", &sink)
}

fn judged(table: Option<&Table>, text: &str, sink: &Sink) -> Option<String> {
    let Some(table) = table else {
        let told = sink.has_errors();
        return match told {
            true => fault(sink, text),
            false => Some("no table, and nobody is told why".to_owned()),
        };
    };
    // Every row has all columns: its own cells, and those that hang down into it.
    let mut free = vec![0_u32; table.rows.len() + table.head.len()];
    for (row, cells) in table.head.iter().chain(&table.rows).enumerate() {
        for cell in cells {
            let last = free.len().min(row + cell.rowspan as usize);
            free[row..last]
                .iter_mut()
                .for_each(|width| *width += cell.colspan);
        }
    }
    if !sink.has_errors() && free.iter().any(|width| *width != table.columns) {
        return Some(format!(
            "a row that is not {} wide: {free:?}",
            table.columns
        ));
    }
    fault(sink, text)
}

fn words(table: &Table) -> String {
    let cells = table.head.iter().chain(&table.rows).flatten();
    let mut words: String = cells.map(|cell| plain_text(&cell.content)).collect();
    words += &plain_text(&table.caption);
    for text in table.before.iter().chain(&table.measure).chain(&table.note) {
        words += text;
    }
    words
}
