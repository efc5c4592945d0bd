//! `catalogue.csv`: the table for any program.
//!
//! UTF-8 with a byte order mark, without which Excel and WPS on Chinese Windows read it as GBK; lines end in CR LF (RFC 4180). A cell that a
//! spreadsheet would take for a formula gets an apostrophe before it.

use std::borrow::Cow;

use super::catalogued::Catalogue;
use super::error::CatalogueError;
use super::table::{COLUMNS, CatalogueCell, rows};
use super::text::clean;
use crate::model::OutputFile;
use crate::site::RootFile;

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

pub(super) fn file(catalogue: &Catalogue<'_>) -> Result<OutputFile, CatalogueError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(COLUMNS.iter().map(|column| column.head))?;
    for row in rows(catalogue) {
        for column in COLUMNS {
            match (column.cell)(&row) {
                CatalogueCell::Empty => writer.write_field("")?,
                CatalogueCell::Text(text) => writer.write_field(&*inert(&clean(&text)))?,
                CatalogueCell::Number(number) => writer.write_field(number.to_string())?,
                CatalogueCell::Date(date) => writer.write_field(date.iso())?,
                CatalogueCell::Link { path, .. } => writer.write_field(path)?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(OutputFile {
        path: RootFile::CatalogueCsv.name().to_owned(),
        bytes,
    })
}

/// `text` with an apostrophe before it where it begins like a formula, in half or full width.
pub fn inert(text: &str) -> Cow<'_, str> {
    let begins_a_formula = text
        .trim_start_matches([' ', '　', '\n'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if begins_a_formula {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_inert_and_nothing_else() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1", "＝1", " =1", "\n=1"] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        for text in ["", "甲=乙", "2026-03", "——甲", "（一）", "'a"] {
            assert_eq!(inert(text), text);
        }
    }
}
