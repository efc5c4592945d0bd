//! Rows and columns of a sheet that are hidden: the reader of workbooks does not say. What cannot be told is an error: printing what somebody hid would tell it.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::WorkbookError;
use crate::source::package_path::below;

/// No sheet has more columns.
const MOST_COLUMNS: u32 = 16_384;

/// The parts of a workbook that say where its sheets lie are no longer than this.
const MOST_INDEX: u64 = 4 << 20;

/// The hidden rows and columns of the sheet `name`, from 0.
///
/// # Errors
/// A workbook of which it cannot be told what is hidden.
pub fn find(bytes: &[u8], name: &str) -> Result<(BTreeSet<u32>, BTreeSet<u32>), WorkbookError> {
    let mut package = Package::open(bytes)?;
    let path = package.sheet_path(name)?;
    package.hidden(&path)
}

/// The parts of a workbook.
pub(super) struct Package<'b>(zip::ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, WorkbookError> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes));
        archive.map(Self).map_err(|_| WorkbookError::Damaged)
    }

    /// The part at `path`, whichever case and slashes its name is written in.
    fn part(
        &mut self,
        path: &str,
    ) -> Result<zip::read::ZipFile<'_, Cursor<&'b [u8]>>, WorkbookError> {
        let names = self.0.file_names().flatten();
        let found = names
            .map(|name| name.to_string())
            .find(|name| name.replace('\\', "/").eq_ignore_ascii_case(path))
            .ok_or(WorkbookError::Damaged)?;
        self.0.by_name(&found).map_err(|_| WorkbookError::Damaged)
    }

    pub(super) fn text(&mut self, path: &str) -> Result<String, WorkbookError> {
        let mut text = String::new();
        let part = self.part(path)?;
        part.take(MOST_INDEX + 1)
            .read_to_string(&mut text)
            .map_err(|_| WorkbookError::Damaged)?;
        if text.len() as u64 > MOST_INDEX {
            return Err(WorkbookError::TooLarge);
        }
        Ok(text)
    }

    /// The path that the relation `is_meant` of the part `from` leads to.
    fn related(
        &mut self,
        from: &str,
        is_meant: impl Fn(roxmltree::Node<'_, '_>) -> bool,
    ) -> Result<String, WorkbookError> {
        let (folder, name) = from.rsplit_once('/').unwrap_or(("", from));
        let relations = match folder {
            "" => format!("_rels/{name}.rels"),
            folder => format!("{folder}/_rels/{name}.rels"),
        };
        let relations = self.text(&relations)?;
        let relations =
            roxmltree::Document::parse(&relations).map_err(|_| WorkbookError::Damaged)?;
        let target = relations
            .descendants()
            .find(|node| node.tag_name().name() == "Relationship" && is_meant(*node))
            .and_then(|node| node.attribute("Target"))
            .ok_or(WorkbookError::Damaged)?;
        Ok(below(folder, target))
    }

    /// Where the sheet lies in the package.
    fn sheet_path(&mut self, name: &str) -> Result<String, WorkbookError> {
        let path = self.related("", |node| {
            let kind = node.attribute("Type").unwrap_or_default();
            kind.ends_with("/officeDocument")
        })?;
        let book = self.text(&path)?;
        let book = roxmltree::Document::parse(&book).map_err(|_| WorkbookError::Damaged)?;
        // The space of the name `id` is another one in strict workbooks.
        let id = book
            .descendants()
            .find(|node| node.tag_name().name() == "sheet" && node.attribute("name") == Some(name))
            .and_then(|sheet| {
                sheet
                    .attributes()
                    .find(|attribute| attribute.name() == "id")
            })
            .ok_or(WorkbookError::Damaged)?;
        self.related(&path, |node| node.attribute("Id") == Some(id.value()))
    }

    fn hidden(&mut self, path: &str) -> Result<(BTreeSet<u32>, BTreeSet<u32>), WorkbookError> {
        let mut reader = Reader::from_reader(BufReader::new(self.part(path)?));
        let (mut rows, mut columns) = (BTreeSet::new(), BTreeSet::new());
        let mut buffer = Vec::new();
        let mut next_row = 0;
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer);
            let element = match event.map_err(|_| WorkbookError::Damaged)? {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => return Ok((rows, columns)),
                _ => continue,
            };
            match element.local_name().as_ref() {
                "row" => {
                    let row = match number(&element, "r")? {
                        Some(row) => row.checked_sub(1).ok_or(WorkbookError::Damaged)?,
                        None => next_row,
                    };
                    next_row = row.saturating_add(1);
                    if is_hidden(&element, "ht")? {
                        rows.insert(row);
                    }
                }
                "col" => {
                    if !is_hidden(&element, "width")? {
                        continue;
                    }
                    let (Some(first), Some(last)) =
                        (number(&element, "min")?, number(&element, "max")?)
                    else {
                        return Err(WorkbookError::Damaged);
                    };
                    if first == 0 || last < first {
                        return Err(WorkbookError::Damaged);
                    }
                    columns.extend(first - 1..last.min(MOST_COLUMNS));
                }
                _ => {}
            }
        }
    }
}

fn value(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, WorkbookError> {
    let attribute = element
        .try_get_attribute(name)
        .map_err(|_| WorkbookError::Damaged)?;
    Ok(attribute.map(|attribute| attribute.value.trim().to_owned()))
}

fn number(element: &BytesStart<'_>, name: &str) -> Result<Option<u32>, WorkbookError> {
    value(element, name)?
        .map(|text| text.parse().map_err(|_| WorkbookError::Damaged))
        .transpose()
}

/// Whether a row or column is hidden, or drawn so that nothing of it is seen.
fn is_hidden(element: &BytesStart<'_>, size: &str) -> Result<bool, WorkbookError> {
    let hidden = match value(element, "hidden")?.as_deref() {
        None | Some("0" | "false") => false,
        Some("1" | "true") => true,
        Some(_) => return Err(WorkbookError::Damaged),
    };
    let size = value(element, size)?.and_then(|text| text.parse::<f64>().ok());
    Ok(hidden || size == Some(0.0))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

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
            assert_eq!(find(&bytes, "汇总"), Ok(expected.clone()), "{folder}");
            assert_eq!(find(&bytes, "底稿"), Err(WorkbookError::Damaged));
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
            assert_eq!(find(&bytes, "汇总"), Err(WorkbookError::Damaged), "{sheet}");
        }
        let long = format!("<worksheet/>{}", " ".repeat(5 << 20));
        let mut bytes = package("xl", &"r".repeat(5 << 20), &long);
        assert_eq!(find(&bytes, "汇总"), Err(WorkbookError::TooLarge));
        bytes.truncate(40);
        assert_eq!(find(&bytes, "汇总"), Err(WorkbookError::Damaged));
    }
}
