//! Parts of a cell's text that are set higher, lower or struck out: the reader of workbooks gives the text alone, and 10 with a raised 4 would be 104.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::hidden::Package;

/// How a part of a cell's text is set, which is not printed so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunMark {
    /// Higher or lower than the rest.
    Script(String),
    /// Struck out.
    Struck(String),
}

/// The texts of a workbook that have such parts, with what is to be said of each. A workbook without a table of texts has none.
#[must_use]
pub fn find(bytes: &[u8]) -> BTreeMap<String, RunMark> {
    let table = Package::open(bytes).and_then(|mut package| package.text("xl/sharedStrings.xml"));
    let Ok(table) = table else {
        return BTreeMap::new();
    };
    let Ok(table) = roxmltree::Document::parse(&table) else {
        return BTreeMap::new();
    };
    let texts = table.root_element().children().filter(Node::is_element);
    texts
        .filter_map(|text| {
            let runs = text.children().filter(|run| run.tag_name().name() == "r");
            let mark = runs.clone().find_map(mark)?;
            let whole: String = runs.map(words).collect();
            Some((whole.trim().to_owned(), mark))
        })
        .collect()
}

fn mark(run: Node<'_, '_>) -> Option<RunMark> {
    let words = words(run);
    if words.trim().is_empty() {
        return None;
    }
    let marks = run
        .children()
        .find(|child| child.tag_name().name() == "rPr")?;
    marks.children().find_map(|kind| {
        let value = kind.attribute("val");
        match kind.tag_name().name() {
            "vertAlign" if matches!(value, Some("superscript" | "subscript")) => {
                Some(RunMark::Script(words.clone()))
            }
            "strike" if !matches!(value, Some("0" | "false")) => {
                Some(RunMark::Struck(words.clone()))
            }
            _ => None,
        }
    })
}

fn words(run: Node<'_, '_>) -> String {
    let texts = run
        .children()
        .filter(|child| child.tag_name().name() == "t");
    texts.filter_map(|text| text.text()).collect()
}
