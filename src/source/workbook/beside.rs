//! What lies over the cells of a sheet: remarks of colleagues (批注), pictures, charts, text boxes.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::error::WorkbookError;
use super::look::place_of;
use super::package::{Package, is_of};

/// Something drawn over the cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetDrawing {
    /// What it is: 图片、图表、文本框、图形.
    pub what: &'static str,
    /// The cell at its upper left corner.
    pub place: Option<(u32, u32)>,
    /// The words in it.
    pub text: String,
}

/// The remarks at cells of the sheet that lies at `path`.
///
/// # Errors
/// A part that cannot be read.
pub(super) fn remarks(
    package: &mut Package<'_>,
    path: &str,
) -> Result<BTreeMap<(u32, u32), String>, WorkbookError> {
    let mut found = BTreeMap::new();
    // What newer programs keep as a thread stands in the old place too, with a notice of the program before it.
    for (kind, element) in [
        ("comments", "comment"),
        ("threadedComment", "threadedComment"),
    ] {
        let mut of_kind: BTreeMap<(u32, u32), Vec<String>> = BTreeMap::new();
        for part in package.all_related(path, |node| is_of(node, kind))? {
            let text = package.text(&part)?;
            let part = parsed(&text)?;
            let all = part.descendants().filter(|node| is(*node, element));
            for remark in all {
                let place = remark.attribute("ref").and_then(place_of);
                let text = words(remark);
                if let Some(place) = place.filter(|_| !text.is_empty()) {
                    of_kind.entry(place).or_default().push(text);
                }
            }
        }
        let joined = of_kind
            .into_iter()
            .map(|(place, texts)| (place, texts.join("　")));
        found.extend(joined);
    }
    Ok(found)
}

/// What is drawn on the sheet that lies at `path`.
///
/// # Errors
/// A part that cannot be read.
pub(super) fn drawn(
    package: &mut Package<'_>,
    path: &str,
) -> Result<Vec<SheetDrawing>, WorkbookError> {
    let mut found = Vec::new();
    for part in package.all_related(path, |node| is_of(node, "drawing"))? {
        let text = package.text(&part)?;
        let part = parsed(&text)?;
        let anchors = part.root_element().children();
        for anchor in anchors.filter(|node| node.tag_name().name().ends_with("Anchor")) {
            let has = |name: &str| anchor.descendants().any(|node| is(node, name));
            let is_unseen = anchor.descendants().any(|node| {
                is(node, "cNvPr") && matches!(node.attribute("hidden"), Some("1" | "true"))
            });
            if is_unseen {
                continue;
            }
            let text = words(anchor);
            let what = match () {
                () if has("chart") || has("graphicFrame") => "图表",
                () if has("pic") => "图片",
                () if !text.is_empty() => "文本框",
                () => "图形",
            };
            found.push(SheetDrawing {
                what,
                place: corner(anchor),
                text,
            });
        }
    }
    Ok(found)
}

fn parsed(text: &str) -> Result<Document<'_>, WorkbookError> {
    Document::parse(text).map_err(|_| WorkbookError::Damaged)
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

fn corner(anchor: Node<'_, '_>) -> Option<(u32, u32)> {
    let from = anchor.children().find(|node| is(*node, "from"))?;
    let at = |name: &str| -> Option<u32> {
        let node = from.children().find(|node| is(*node, name))?;
        node.text()?.trim().parse().ok()
    };
    Some((at("row")?, at("col")?))
}

/// The words in `node`, a space for each end of a paragraph.
fn words(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|node| {
        is(*node, "t") || is(*node, "text") && node.children().all(|child| child.is_text())
    });
    let all: String = texts.filter_map(|text| text.text()).collect();
    let lines = all.split_whitespace();
    lines.collect::<Vec<_>>().join(" ")
}
