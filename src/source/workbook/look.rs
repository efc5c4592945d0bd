//! What a sheet says of itself that the reader of workbooks does not tell: rows and columns that nobody sees, zeros that are not shown, parts of a cell's text
//! that are struck out or raised. What cannot be told is an error: printing what somebody hid would tell it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::WorkbookError;
use super::package::{Package, is_of, value};
use super::runs::{self, TextRun, is_set, is_worth_telling, text_until};

/// No sheet has more columns.
const MOST_COLUMNS: u32 = 16_384;

/// Nor more rows.
const MOST_ROWS: u32 = 1 << 20;

/// Rows that are not as high as this, in points, and columns that are not as wide, in characters, show nothing.
const LEAST_SEEN: f64 = 0.3;

/// What a sheet says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SheetLook {
    /// Rows that are not seen, from 0.
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_columns: BTreeSet<u32>,
    /// Whether cells with 0 in them look empty.
    pub hides_zeros: bool,
    /// What stands at the head and the foot of each printed page, as the sheet has it.
    pub page_lines: Vec<String>,
    /// The runs of the cells whose text is not all of one look.
    pub runs: BTreeMap<(u32, u32), Vec<TextRun>>,
}

/// What the sheet `name` says of itself.
///
/// # Errors
/// A workbook of which it cannot be told what is hidden.
pub(super) fn find(package: &mut Package<'_>, name: &str) -> Result<SheetLook, WorkbookError> {
    let book = package.book_path()?;
    let shared = package.all_related(&book, |node| is_of(node, "sharedStrings"))?;
    let shared = match shared.first() {
        Some(path) => runs::shared(BufReader::new(package.part(path)?))?,
        None => BTreeMap::new(),
    };
    let path = package.sheet_path(name)?;
    read(BufReader::new(package.part(&path)?), &shared)
}

fn read(
    sheet: impl BufRead,
    shared: &BTreeMap<usize, Vec<TextRun>>,
) -> Result<SheetLook, WorkbookError> {
    let mut reader = Reader::from_reader(sheet);
    let mut look = SheetLook::default();
    let mut buffer = Vec::new();
    // The row and the column that the next row and the next cell have where they do not say it.
    let (mut next_row, mut next_column) = (0, 0);
    // A row or column that says nothing of its size has that of all others.
    let (mut flat_rows, mut narrow_columns) = (false, false);
    let mut sized_columns = BTreeSet::new();
    let mut used_columns = BTreeSet::new();
    let mut is_shared = false;
    let mut cell = (0, 0);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let (element, has_content) = match event.map_err(|_| WorkbookError::Damaged)? {
            Event::Start(element) => (element, true),
            Event::Empty(element) => (element, false),
            Event::Eof => break,
            _ => continue,
        };
        match element.local_name().as_ref() {
            "sheetView" => {
                look.hides_zeros |= value(&element, "showZeros")?
                    .is_some_and(|value| matches!(value.as_str(), "0" | "false"));
            }
            "sheetFormatPr" => {
                flat_rows = is_unseen(&element, "defaultRowHeight")?;
                narrow_columns = is_unseen(&element, "defaultColWidth")?;
            }
            "row" => {
                let row = match number(&element, "r")? {
                    Some(row) => row.checked_sub(1).ok_or(WorkbookError::Damaged)?,
                    None => next_row,
                };
                next_row = row.saturating_add(1);
                next_column = 0;
                cell.0 = row;
                let sized = value(&element, "ht")?.is_some();
                if is_hidden(&element, "ht")? || flat_rows && !sized {
                    look.hidden_rows.insert(row);
                }
            }
            "col" => {
                let (Some(first), Some(last)) =
                    (number(&element, "min")?, number(&element, "max")?)
                else {
                    return Err(WorkbookError::Damaged);
                };
                if first == 0 || last < first {
                    return Err(WorkbookError::Damaged);
                }
                let columns = first - 1..last.min(MOST_COLUMNS);
                if is_hidden(&element, "width")? {
                    look.hidden_columns.extend(columns.clone());
                }
                if narrow_columns && value(&element, "width")?.is_some() {
                    sized_columns.extend(columns);
                }
            }
            "c" => {
                let named = value(&element, "r")?
                    .map(|name| place_of(&name).ok_or(WorkbookError::Damaged))
                    .transpose()?;
                cell = named.unwrap_or((cell.0, next_column));
                next_column = cell.1.saturating_add(1);
                used_columns.insert(cell.1);
                is_shared = value(&element, "t")?.as_deref() == Some("s");
            }
            // The reader of cells would count on with a name that is none.
            "mergeCell" | "dimension" => {
                let name = value(&element, "ref")?.unwrap_or_default();
                let ends: Option<Vec<(u32, u32)>> = name.split(':').map(place_of).collect();
                let is_area = ends.is_some_and(|ends| match ends[..] {
                    [_] => true,
                    [start, end] => start.0 <= end.0 && start.1 <= end.1,
                    _ => false,
                });
                if !name.is_empty() && !is_area {
                    return Err(WorkbookError::Damaged);
                }
            }
            // Only the texts that all cells share are marked by their number.
            "v" if has_content && is_shared && !shared.is_empty() => {
                let index = text_until(&mut reader, "v")?;
                let runs = index
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|index| shared.get(&index));
                if let Some(runs) = runs {
                    look.runs.insert(cell, runs.clone());
                }
            }
            "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader"
            | "firstFooter"
                if has_content =>
            {
                let closing = element.local_name().as_ref().to_owned();
                look.page_lines.push(text_until(&mut reader, &closing)?);
            }
            "is" if has_content => {
                let runs = runs::read(&mut reader, "is")?;
                if is_worth_telling(&runs) {
                    look.runs.insert(cell, runs);
                }
            }
            _ => {}
        }
    }
    if narrow_columns {
        let unsized_columns = used_columns.difference(&sized_columns);
        look.hidden_columns.extend(unsized_columns.copied());
    }
    Ok(look)
}

/// The row and the column of the cell of this name, from 0: `B3`.
pub(super) fn place_of(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.chars().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        let digit = u32::from(letter).checked_sub(u32::from('A'))?;
        (digit < 26).then(|| column.checked_mul(26)?.checked_add(digit + 1))?
    })?;
    let row = row.parse::<u32>().ok().filter(|row| *row <= MOST_ROWS)?;
    let column = Some(column).filter(|column| *column <= MOST_COLUMNS)?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn number(element: &BytesStart<'_>, name: &str) -> Result<Option<u32>, WorkbookError> {
    value(element, name)?
        .map(|text| text.parse().map_err(|_| WorkbookError::Damaged))
        .transpose()
}

/// Whether a row or column is hidden, or drawn so that nothing of it is seen.
fn is_hidden(element: &BytesStart<'_>, size: &str) -> Result<bool, WorkbookError> {
    let hidden = match value(element, "hidden")? {
        None => false,
        Some(word) => is_set(&word).ok_or(WorkbookError::Damaged)?,
    };
    Ok(hidden || is_unseen(element, size)?)
}

/// Whether `size` is said and is too small for anything to be seen.
fn is_unseen(element: &BytesStart<'_>, size: &str) -> Result<bool, WorkbookError> {
    let size = value(element, size)?.and_then(|text| text.parse::<f64>().ok());
    Ok(size.is_some_and(|size| size < LEAST_SEEN))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    fn found(bytes: &[u8], name: &str) -> Result<SheetLook, WorkbookError> {
        find(&mut Package::open(bytes)?, name)
    }

    /// A package with the given workbook below `folder` and the given sheet.
    fn package(folder: &str, space: &str, sheet: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let book = format!(
            "<workbook xmlns:r=\"{space}\"><sheets><sheet name=\"汇总\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        );
        let relation = |kind: &str, target: &str| {
            format!(
                "<Relationships><Relationship Id=\"rId1\" Type=\"x/{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        let parts = [
            (
                "_rels/.rels".to_owned(),
                relation("officeDocument", &format!("/{folder}/book.xml")),
            ),
            (format!("{folder}/book.xml"), book),
            (
                format!("{folder}/_rels/book.xml.rels"),
                relation("worksheet", "../Sheets/one.xml"),
            ),
            ("sheets/one.xml".to_owned(), sheet.to_owned()),
        ];
        for (path, text) in parts {
            zip.start_file(path, zip::write::SimpleFileOptions::default())
                .expect("a part");
            zip.write_all(text.as_bytes()).expect("a part");
        }
        zip.finish().expect("a package").into_inner()
    }

    #[test]
    fn what_is_hidden_is_found_in_every_kind_of_workbook() {
        let sheet = "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"5\" width=\"0\"/></cols>\
            <sheetData><row r=\"2\" hidden=\"true\"/><row/><row hidden=\"1\"/></sheetData></worksheet>";
        let expected = (BTreeSet::from([1, 3]), BTreeSet::from([1, 2, 4]));
        for (folder, space) in [
            (
                "xl",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            ),
            (
                "book",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        ] {
            let bytes = package(folder, space, sheet);
            let look = found(&bytes, "汇总").expect("a sheet");
            assert_eq!(
                (look.hidden_rows, look.hidden_columns),
                expected,
                "{folder}"
            );
            assert_eq!(found(&bytes, "底稿"), Err(WorkbookError::Damaged));
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_taken_for_shown() {
        for sheet in [
            "<worksheet><cols><col min=\"B\" max=\"3\" hidden=\"1\"/></cols></worksheet>",
            "<worksheet><cols><col max=\"3\" hidden=\"1\"/></cols></worksheet>",
            "<worksheet><sheetData><row r=\"x\" hidden=\"1\"/></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"1\" hidden=\"ja\"/></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"1\" hidden=",
        ] {
            let bytes = package("xl", "r", sheet);
            assert_eq!(
                found(&bytes, "汇总"),
                Err(WorkbookError::Damaged),
                "{sheet}"
            );
        }
        let long = format!("<worksheet/>{}", " ".repeat(5 << 20));
        let mut bytes = package("xl", &"r".repeat(5 << 20), &long);
        assert_eq!(found(&bytes, "汇总"), Err(WorkbookError::TooLarge));
        bytes.truncate(40);
        assert_eq!(found(&bytes, "汇总"), Err(WorkbookError::Damaged));
    }

    #[test]
    fn what_has_no_size_is_not_seen_and_zeros_may_not_be() {
        let sheet = "<worksheet><sheetViews><sheetView showZeros=\"0\"/></sheetViews><sheetFormatPr defaultRowHeight=\"0\" defaultColWidth=\"0\"/>\
            <cols><col min=\"1\" max=\"1\" width=\"9\"/></cols><sheetData><row r=\"1\" ht=\"14\"><c r=\"A1\"/><c/></row>\
            <row r=\"2\"><c r=\"A2\"/></row><row r=\"3\" ht=\"0.1\"/></sheetData></worksheet>";
        let look = found(&package("xl", "r", sheet), "汇总").expect("a sheet");
        assert!(look.hides_zeros);
        assert_eq!(look.hidden_rows, BTreeSet::from([1, 2]));
        assert_eq!(look.hidden_columns, BTreeSet::from([1]));
    }

    #[test]
    fn cells_are_found_by_their_names() {
        assert_eq!(place_of("A1"), Some((0, 0)));
        assert_eq!(place_of("AA10"), Some((9, 26)));
        for name in ["", "A", "7", "A0", "甲1"] {
            assert_eq!(place_of(name), None, "{name}");
        }
    }

    #[test]
    fn runs_are_found_at_their_cell() {
        let sheet = "<worksheet><sheetData><row r=\"2\"><c r=\"A2\"/><c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>30</t></r>\
            <r><t>35</t></r></is></c></row></sheetData></worksheet>";
        let look = found(&package("xl", "r", sheet), "汇总").expect("a sheet");
        let texts: Vec<&str> = look.runs[&(1, 1)]
            .iter()
            .map(|run| run.text.as_str())
            .collect();
        assert_eq!(texts, ["30", "35"]);
    }
}
