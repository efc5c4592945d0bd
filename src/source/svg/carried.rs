//! What a drawing says besides what is drawn: who made it, where its file lay, and what photos in it carry.

use std::collections::BTreeSet;

use base64::Engine as _;
use roxmltree::{Document, Node};

use super::names::{NOTES, XLINK};
use crate::picture::{self, Carried};

/// What of people and places a drawing that is let through carries; nothing can be taken out of it.
#[must_use]
pub fn carried(text: &str) -> BTreeSet<Carried> {
    let mut carried = BTreeSet::new();
    let Ok(document) = Document::parse(text) else {
        return carried;
    };
    for node in document.descendants() {
        if node.tag_name().name() == "image" {
            carried.extend(photo(node));
        }
        // What programs write of themselves is no Chinese.
        let is_remark = node.is_comment() && node.text().is_some_and(|text| text.contains(is_han));
        let is_unseen = node.tag_name().name() == "text" && has_words(node) && is_hidden(node);
        if is_remark || is_unseen {
            carried.insert(Carried::Words);
        }
        let is_note = |namespace: Option<&str>| namespace.is_some_and(|it| NOTES.contains(&it));
        if is_note(node.tag_name().namespace()) && has_words(node) {
            carried.extend(note(node.tag_name().name()));
        }
        for attribute in node.attributes() {
            // Where the file lay has the name of whoever drew it in it: C:\\Users\\zhang.
            let is_path = attribute.value().contains(['/', '\\'])
                && matches!(
                    attribute.name(),
                    "docname" | "export-filename" | "absref" | "docbase"
                );
            if is_note(attribute.namespace()) && is_path {
                carried.insert(Carried::Person);
            }
        }
    }
    carried.retain(|carried| carried.is_personal());
    carried
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Whether an element, or one around it, is not drawn.
fn is_hidden(node: Node<'_, '_>) -> bool {
    node.ancestors().any(|around| {
        let style: String = around
            .attribute("style")
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let says = |name: &str, value: &str| {
            around
                .attribute(name)
                .is_some_and(|typed| typed.trim() == value)
                || style
                    .split(';')
                    .any(|part| part == format!("{name}:{value}"))
        };
        says("display", "none")
            || says("visibility", "hidden")
            || says("opacity", "0")
            || says("fill-opacity", "0")
    })
}

/// What a note of this name says.
fn note(name: &str) -> Option<Carried> {
    match name {
        "creator" | "contributor" | "publisher" | "rights" => Some(Carried::Person),
        "coverage" => Some(Carried::Location),
        "title" | "description" | "subject" | "source" | "keywords" => Some(Carried::Words),
        _ => None,
    }
}

fn has_words(node: Node<'_, '_>) -> bool {
    node.descendants()
        .any(|inner| inner.is_text() && inner.text().is_some_and(|text| !text.trim().is_empty()))
}

/// What the photo in an element carries.
fn photo(node: Node<'_, '_>) -> BTreeSet<Carried> {
    let reference = node
        .attribute("href")
        .or_else(|| node.attribute((XLINK, "href")));
    let Some((_, data)) = reference.and_then(|reference| reference.split_once(";base64,")) else {
        return BTreeSet::new();
    };
    let data: String = data.split_ascii_whitespace().collect();
    let engine = base64::engine::GeneralPurpose::new(
        &base64::alphabet::STANDARD,
        base64::engine::GeneralPurposeConfig::new()
            .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true),
    );
    match engine.decode(data) {
        Ok(bytes) => &picture::carried(&bytes) | &picture::scan(&bytes),
        Err(_) => BTreeSet::from([Carried::Unread]),
    }
}
