//! Anchors: the `id` of everything that can be linked to.
//!
//! Each is made from the text that it leads to, so that it stays when other parts of the issue are edited, and when the same content is built again.

use super::Numberer;
use crate::model::{Inline, Table, plain_text};

impl Numberer<'_> {
    /// An anchor made from `text`, unique within the issue: `<kind>-<eight hexadecimal digits>`, and a number where the same text stands there twice.
    pub fn anchor(&mut self, kind: &str, text: &str) -> String {
        let hash = blake3::hash(text.as_bytes()).to_hex();
        let anchor = format!("{kind}-{}", &hash[..8]);
        let count = self.anchors.entry(anchor.clone()).or_insert(0);
        *count += 1;
        if *count == 1 {
            anchor
        } else {
            format!("{anchor}-{count}")
        }
    }

    /// The anchor of a table: by its caption, so that it stays when a figure in it is put right; by its head where it has none.
    pub fn table_anchor(&mut self, table: &Table) -> String {
        let mut text = plain_text(&table.caption);
        if text.is_empty() {
            let rows = if table.head.is_empty() {
                &table.rows
            } else {
                &table.head
            };
            for cell in rows.iter().flatten() {
                text.push_str(&plain_text(&cell.content));
                text.push('\t');
            }
        }
        self.anchor("t", &text)
    }

    /// The anchor of a picture: by its caption, or by its file where it has none.
    pub fn figure_anchor(&mut self, caption: &[Inline], path: &str) -> String {
        let text = plain_text(caption);
        self.anchor("f", if text.is_empty() { path } else { &text })
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Sink;
    use crate::model::{Block, FileId, Inline, Span};
    use crate::source::Draft;
    use crate::stage::number::Numberer;
    use crate::stage::part::Part;
    use crate::zh::label::LabelStyle;

    fn anchors(paragraphs: &[&str]) -> Vec<String> {
        let drafts = paragraphs.iter().map(|text| Draft::Paragraph {
            content: vec![Inline::text(*text, Span::file_start(FileId(0)))],
            span: Span::file_start(FileId(0)),
        });
        let (styles, mut sink) = (LabelStyle::standard(), Sink::default());
        let mut numberer = Numberer::new(&styles, &[], &mut sink);
        let blocks = numberer.text(vec![Part::Drafts(drafts.collect())]);
        blocks
            .into_iter()
            .filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph.anchor),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn an_edit_elsewhere_leaves_an_anchor_as_it_is() {
        let before = anchors(&["甲", "乙", "丙", "乙"]);
        let after = anchors(&["甲改", "新增", "乙", "丙", "乙"]);
        assert_eq!(before[1..], after[2..]);
        assert_ne!(before[0], after[0]);
        assert_ne!(before[1], before[3], "the same text twice");
    }
}
