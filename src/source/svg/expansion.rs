//! How large a drawing becomes when every `use` is followed: a few lines can ask for a thousand million copies.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::fault::{Fault, at};
use super::names::XLINK;

/// How many elements may be drawn.
const DRAWN: u64 = 200_000;

/// Refuses a drawing whose copies are too many or contain themselves.
pub fn check(text: &str, document: &Document<'_>) -> Result<(), Fault> {
    let mut by_id = BTreeMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            by_id.entry(id).or_insert(node);
        }
    }
    let mut counted = ExpansionCount {
        by_id,
        sizes: BTreeMap::new(),
        open: BTreeSet::new(),
    };
    let place =
        |node: Node<'_, '_>, words: &str| Err(at(text, node.range().start, words.to_owned()));
    match counted.size(document.root_element()) {
        Ok(size) if size <= DRAWN => Ok(()),
        Ok(_) => place(
            document.root_element(),
            "图片里重复引用的部分太多，画不出来",
        ),
        Err(node) => place(node, "<use> 引用了自己"),
    }
}

struct ExpansionCount<'a, 'input> {
    by_id: BTreeMap<&'a str, Node<'a, 'input>>,
    sizes: BTreeMap<usize, u64>,
    open: BTreeSet<usize>,
}

impl<'a, 'input> ExpansionCount<'a, 'input> {
    /// How many elements are drawn for `node`; where it contains itself, the `use` that does it. As deep as the drawing, whose depth is bounded, times the
    /// number of references on the way, which [`DEPTH`] bounds.
    fn size(&mut self, node: Node<'a, 'input>) -> Result<u64, Node<'a, 'input>> {
        if let Some(size) = self.sizes.get(&node.id().get_usize()) {
            return Ok(*size);
        }
        if self.open.len() > DEPTH || !self.open.insert(node.id().get_usize()) {
            return Err(node);
        }
        let mut size = 1_u64;
        if node.tag_name().name() == "use" {
            let reference = node
                .attribute("href")
                .or_else(|| node.attribute((XLINK, "href")));
            let target = reference
                .and_then(|reference| reference.trim().strip_prefix('#'))
                .and_then(|id| self.by_id.get(id).copied());
            if let Some(target) = target {
                size = size.saturating_add(self.size(target)?);
            }
        }
        for child in node.children().filter(Node::is_element) {
            size = size.saturating_add(self.size(child)?);
        }
        self.open.remove(&node.id().get_usize());
        self.sizes.insert(node.id().get_usize(), size);
        Ok(size)
    }
}

/// How long a chain of elements in one another and of references may be.
const DEPTH: usize = 400;
