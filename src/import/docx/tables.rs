//! Tables of a Word file, with the cells that are one.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::package::{attribute, child, is, switch, value};
use super::reader::{BodyReader, ChangedText, branch, plain_text};
use crate::import::manuscript::{ManuscriptElement, SentCell, SentTable};
use crate::import::tables::fill;

/// No table has more columns.
const MOST_COLUMNS: usize = 200;
/// No document has more rows in a table.
const MOST_ROWS: usize = 20_000;

/// The rows or cells in `parent` that stay, out of whatever wraps them.
fn parts<'a, 'i>(
    reader: &mut BodyReader<'_>,
    parent: Node<'a, 'i>,
    name: &str,
    depth: usize,
) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    if depth == 0 {
        return found;
    }
    for node in parent.children().filter(Node::is_element) {
        if is(node, name) {
            found.push(node);
        } else if let Some(content) = child(node, "sdtContent") {
            found.extend(parts(reader, content, name, depth - 1));
        } else if is(node, "AlternateContent") {
            if let Some(branch) = branch(node) {
                found.extend(parts(reader, branch, name, depth - 1));
            }
        } else if is(node, "customXml") || matches!(reader.change(node), ChangedText::Stays) {
            found.extend(parts(reader, node, name, depth - 1));
        }
    }
    found
}

/// The table `node`; tables in its cells follow it. A table of one cell is a frame around text, and its text is the document's.
pub fn read(
    reader: &mut BodyReader<'_>,
    node: Node<'_, '_>,
    depth: usize,
) -> Vec<ManuscriptElement> {
    let mut table = SentTable::default();
    let mut behind = Vec::new();
    // The cell that is open downwards in each column: its row and its place there.
    let mut open: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut head_goes_on = true;
    for row in parts(reader, node, "tr", 8) {
        let properties = child(row, "trPr");
        if reader.is_gone(properties) {
            let text = plain_text(row);
            reader.sent.leave_out("修订里去掉的一行表格", &text);
            continue;
        }
        if table.rows.len() >= MOST_ROWS {
            reader
                .sent
                .leave_out("太长的表格后面的行", &plain_text(row));
            continue;
        }
        let grid = |name: &str| {
            let skipped = properties.and_then(|node| value(node, name));
            skipped
                .and_then(|count| count.trim().parse::<usize>().ok())
                .unwrap_or(0)
                .min(MOST_COLUMNS)
        };
        let is_head = properties.and_then(|node| switch(node, "tblHeader")) == Some(true);
        head_goes_on &= is_head;
        table.head_rows += usize::from(head_goes_on);
        let at = table.rows.len();
        let mut cells: Vec<SentCell> = Vec::new();
        let mut column = grid("gridBefore");
        if column > 0 {
            cells.push(SentCell::empty(0, column));
        }
        for cell in parts(reader, row, "tc", 8) {
            let properties = child(cell, "tcPr");
            let span = properties.and_then(|node| value(node, "gridSpan"));
            let span = span
                .and_then(|span| span.trim().parse::<usize>().ok())
                .unwrap_or(1);
            let span = span.clamp(1, MOST_COLUMNS);
            let mut paragraphs = Vec::new();
            for element in reader.blocks(cell, depth + 1) {
                match element {
                    ManuscriptElement::Paragraph(paragraph) => paragraphs.push(paragraph),
                    inner @ ManuscriptElement::Table(_) => {
                        reader.sent.remark("表格里套着的表格排到外面一张的后面");
                        behind.push(inner);
                    }
                }
            }
            let merged = properties.and_then(|node| child(node, "vMerge"));
            let goes_on = merged.is_some_and(|node| attribute(node, "val") != Some("restart"));
            let beside = properties.and_then(|node| child(node, "hMerge"));
            let is_beside = beside.is_some_and(|node| attribute(node, "val") != Some("restart"));
            if is_beside && let Some(left) = cells.last_mut() {
                left.colspan += span;
                left.paragraphs.append(&mut paragraphs);
                column += span;
                continue;
            }
            let above = open.get(&column).copied().filter(|_| goes_on);
            if let Some(above) =
                above.and_then(|(row, place)| table.rows.get_mut(row)?.get_mut(place))
            {
                above.rowspan = at + 1 - open.get(&column).map_or(at, |(row, _)| *row);
                above.paragraphs.append(&mut paragraphs);
            } else {
                match merged {
                    Some(_) => open.insert(column, (at, cells.len())),
                    None => open.remove(&column),
                };
                cells.push(SentCell {
                    paragraphs,
                    column,
                    colspan: span,
                    rowspan: 1,
                });
            }
            column += span;
        }
        let after = grid("gridAfter");
        if after > 0 {
            cells.push(SentCell::empty(column, after));
        }
        table.columns = table.columns.max(column + after);
        table.rows.push(cells);
    }
    fill(&mut table);
    let mut elements = Vec::new();
    match table.rows.as_mut_slice() {
        [] => {}
        [row] if row.len() == 1 => {
            reader
                .sent
                .remark("只有一格的表格是围着文字的框，里面的文字当作正文");
            let paragraphs = row.remove(0).paragraphs.into_iter();
            elements.extend(paragraphs.map(ManuscriptElement::Paragraph));
        }
        _ => elements.push(ManuscriptElement::Table(table)),
    }
    elements.extend(behind);
    elements
}
