//! Texts of a cell that are not all of one look: the reader of workbooks gives the text alone, and 10 with a raised 4 would be 104, a struck 30 before 35 would
//! be 3035.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::error::WorkbookError;
use super::package::value;

/// A stretch of a cell's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TextRun {
    pub text: String,
    /// None where it looks as its cell does.
    pub look: Option<CellRunLook>,
}

/// How a stretch is set, as far as it changes what the text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellRunLook {
    pub struck: bool,
    /// Higher or lower than the rest.
    pub raised: bool,
}

/// The texts that all cells of a workbook share and that are not of one look, by their number.
///
/// # Errors
/// A part that cannot be read.
pub(super) fn shared(part: impl BufRead) -> Result<BTreeMap<usize, Vec<TextRun>>, WorkbookError> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    let mut texts = BTreeMap::new();
    let mut number = 0;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|_| WorkbookError::Damaged)? {
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                let runs = read(&mut reader, "si")?;
                if is_worth_telling(&runs) {
                    texts.insert(number, runs);
                }
                number += 1;
            }
            Event::Empty(element) if element.local_name().as_ref() == "si" => number += 1,
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// Whether a run is set otherwise than its cell, so that it matters.
pub(super) fn is_worth_telling(runs: &[TextRun]) -> bool {
    runs.iter().any(|run| run.look.is_some())
}

/// The runs up to the end of the element `closing`.
///
/// # Errors
/// A part that ends before it, or is no XML.
pub(super) fn read(
    reader: &mut Reader<impl BufRead>,
    closing: &str,
) -> Result<Vec<TextRun>, WorkbookError> {
    let mut runs = Vec::new();
    let mut buffer = Vec::new();
    let mut look = None;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|_| WorkbookError::Damaged)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "r" => look = None,
                "t" => {
                    let text = text_until(reader, "t")?;
                    runs.push(TextRun { text, look });
                }
                // How it is spoken (拼音) is no part of it.
                "rPh" => drop(text_until(reader, "rPh")?),
                _ => mark(&element, &mut look)?,
            },
            Event::Empty(element) => mark(&element, &mut look)?,
            Event::End(end) if end.local_name().as_ref() == closing => return Ok(runs),
            Event::Eof => return Err(WorkbookError::Damaged),
            _ => {}
        }
    }
}

fn mark(element: &BytesStart<'_>, look: &mut Option<CellRunLook>) -> Result<(), WorkbookError> {
    match element.local_name().as_ref() {
        "rPr" => *look = Some(CellRunLook::default()),
        "strike" => {
            let word = value(element, "val")?;
            let is_struck = word.is_none_or(|word| is_set(&word) != Some(false));
            look.get_or_insert_default().struck = is_struck;
        }
        "vertAlign" => {
            let word = value(element, "val")?;
            let is_raised = matches!(word.as_deref(), Some("superscript" | "subscript"));
            look.get_or_insert_default().raised = is_raised;
        }
        _ => {}
    }
    Ok(())
}

/// What a switch of the format says.
pub(super) fn is_set(word: &str) -> Option<bool> {
    match word {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// The text up to the end of the element `closing`.
///
/// # Errors
/// A part that ends before it, or is no XML.
pub(super) fn text_until(
    reader: &mut Reader<impl BufRead>,
    closing: &str,
) -> Result<String, WorkbookError> {
    let mut text = String::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|_| WorkbookError::Damaged)? {
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::CData(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(entity) => {
                if let Ok(Some(c)) = entity.resolve_char_ref() {
                    text.push(c);
                } else if let Some(known) = resolve_xml_entity(&entity) {
                    text.push_str(known);
                }
            }
            Event::End(end) if end.local_name().as_ref() == closing => return Ok(text),
            Event::Eof => return Err(WorkbookError::Damaged),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_keeps_its_look() {
        let table = "<sst><si><t>a</t></si><si/><si><r><rPr><strike/></rPr><t>30</t></r><r><t xml:space=\"preserve\"> 35</t></r>\
            <rPh><t>san</t></rPh></si><si><r><t>&#53;m</t></r><r><rPr><strike val=\"0\"/><vertAlign val=\"superscript\"/></rPr><t>2</t></r></si></sst>";
        let texts = shared(table.as_bytes()).expect("a table of texts");
        let of = |number: usize| -> Vec<(&str, bool, bool)> {
            let runs = texts.get(&number).map(Vec::as_slice).unwrap_or_default();
            let look = |run: &TextRun| run.look.unwrap_or_default();
            runs.iter()
                .map(|run| (run.text.as_str(), look(run).struck, look(run).raised))
                .collect()
        };
        assert_eq!(texts.keys().copied().collect::<Vec<_>>(), [2, 3]);
        assert_eq!(of(2), [("30", true, false), (" 35", false, false)]);
        assert_eq!(of(3), [("5m", false, false), ("2", false, true)]);
    }
}
