//! What a Word file of this program says of itself: which issue it is, and the checksum of each paragraph as it went out.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::package::{WordPackage, attribute, is, parse};
use crate::import::error::ImportError;

/// What a file says of the issue that it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportNotes {
    /// The properties that it was given, by their names.
    pub properties: BTreeMap<String, String>,
    /// The checksum of the words of each paragraph, by the name of its bookmark; empty where the file has lost them.
    pub exported: BTreeMap<String, String>,
}

/// What the file in `package` says.
pub(super) fn read(package: &mut WordPackage<'_>) -> Result<ExportNotes, ImportError> {
    let mut notes = ExportNotes::default();
    if let Some(text) = package.text("docProps/custom.xml")? {
        let document = parse(&text, "custom.xml")?;
        for node in document.descendants().filter(|node| is(*node, "property")) {
            let words = node.descendants().filter(Node::is_text);
            let said = words.filter_map(|inner| inner.text());
            let said: String = said.collect();
            if let Some(name) = attribute(node, "name") {
                notes
                    .properties
                    .insert(name.to_owned(), said.trim().to_owned());
            }
        }
    }
    // Office programs number these parts anew.
    for part in package.below("customxml/") {
        if !part.ends_with(".xml") || part.contains("props") {
            continue;
        }
        let Some(text) = package.text(&part)? else {
            continue;
        };
        if !text.contains("urn:jianbao:exported") {
            continue;
        }
        let document = parse(&text, &part)?;
        for node in document.descendants().filter(|node| is(*node, "p")) {
            if let (Some(name), Some(words)) = (attribute(node, "name"), attribute(node, "words")) {
                notes.exported.insert(name.to_owned(), words.to_owned());
            }
        }
    }
    Ok(notes)
}
