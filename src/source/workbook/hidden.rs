//! Rows and columns of a sheet that are hidden: the reader of workbooks does not say.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

/// No sheet has more columns.
const MOST_COLUMNS: u32 = 16_384;

/// The part of a workbook with the sheet's own name is no longer than this.
const MOST_INDEX: u64 = 4 << 20;

/// The hidden rows and columns of the sheet `name`, from 0; none where the sheet cannot be found.
#[must_use]
pub fn find(bytes: &[u8], name: &str) -> (BTreeSet<u32>, BTreeSet<u32>) {
    sheet_path(bytes, name)
        .and_then(|path| read(bytes, &path))
        .unwrap_or_default()
}

fn part(bytes: &[u8], path: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = archive.by_name(path).ok()?;
    let mut text = String::new();
    part.take(MOST_INDEX).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Where the sheet lies in the package.
fn sheet_path(bytes: &[u8], name: &str) -> Option<String> {
    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = part(bytes, "xl/workbook.xml")?;
    let book = roxmltree::Document::parse(&book).ok()?;
    let sheet = book
        .descendants()
        .find(|node| node.has_tag_name_local("sheet") && node.attribute("name") == Some(name))?;
    let id = sheet.attribute((RELATION, "id"))?;
    let relations = part(bytes, "xl/_rels/workbook.xml.rels")?;
    let relations = roxmltree::Document::parse(&relations).ok()?;
    let target = relations
        .descendants()
        .find(|node| node.attribute("Id") == Some(id))?
        .attribute("Target")?;
    Some(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    })
}

trait LocalName {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl LocalName for roxmltree::Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn read(bytes: &[u8], path: &str) -> Option<(BTreeSet<u32>, BTreeSet<u32>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = archive.by_name(path).ok()?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut rows, mut columns) = (BTreeSet::new(), BTreeSet::new());
    let mut buffer = Vec::new();
    let mut next_row = 0;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).ok()?;
        let (Event::Start(element) | Event::Empty(element)) = event else {
            if matches!(event, Event::Eof) {
                return Some((rows, columns));
            }
            continue;
        };
        let value = |name: &str| -> Option<String> {
            let attribute = element.try_get_attribute(name).ok()??;
            Some(attribute.value.to_string())
        };
        let number = |name: &str| value(name).and_then(|text| text.parse::<u32>().ok());
        let is_hidden = value("hidden").is_some_and(|text| text == "1" || text == "true");
        match element.local_name().as_ref() {
            "row" => {
                let row = number("r").map_or(next_row, |row| row.saturating_sub(1));
                next_row = row + 1;
                if is_hidden {
                    rows.insert(row);
                }
            }
            "col" if is_hidden => {
                let (first, last) = (number("min")?, number("max")?.min(MOST_COLUMNS));
                columns.extend((first..=last).map(|column| column.saturating_sub(1)));
            }
            _ => {}
        }
    }
}
