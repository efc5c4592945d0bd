//! The text of a Word file, block by block: paragraphs, tables, and what wraps them.

use roxmltree::Node;

use super::package::{attribute, child, is, value};
use super::reader::{BodyReader, ChangedText, DEEPEST, branch, plain_text, reviser};
use super::run_state::RunState;
use super::styles::WordLook;
use super::tables;
use crate::import::manuscript::{AutomaticNumber, ManuscriptElement, ParagraphLook, SentParagraph};
use crate::import::standard_element::StandardElement;

impl BodyReader<'_> {
    /// The blocks in `parent`.
    pub fn blocks(&mut self, parent: Node<'_, '_>, depth: usize) -> Vec<ManuscriptElement> {
        let mut elements = Vec::new();
        if depth > DEEPEST {
            let text = plain_text(parent);
            self.sent.leave_out("套了太多层的内容", &text);
            return elements;
        }
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => elements.extend(self.paragraph(node, depth)),
                "tbl" => elements.extend(tables::read(self, node, depth)),
                "sdt" => {
                    if let Some(content) = child(node, "sdtContent") {
                        elements.extend(self.blocks(content, depth + 1));
                    }
                }
                "customXml" | "smartTag" => elements.extend(self.blocks(node, depth + 1)),
                "AlternateContent" => {
                    if let Some(branch) = branch(node) {
                        elements.extend(self.blocks(branch, depth + 1));
                    }
                }
                "bookmarkStart" => self.bookmarks.extend(bookmark(node)),
                "altChunk" => self.sent.leave_out("嵌进来的另一个文件", ""),
                _ => match self.change(node) {
                    ChangedText::Stays => elements.extend(self.blocks(node, depth + 1)),
                    ChangedText::Goes(what) => self.sent.leave_out(what, &plain_text(node)),
                    ChangedText::No | ChangedText::Moved => {}
                },
            }
        }
        elements
    }

    /// A paragraph, with what stands in text boxes that are anchored in it behind it.
    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) -> Vec<ManuscriptElement> {
        let properties = child(node, "pPr");
        let style = properties.and_then(|node| value(node, "pStyle"));
        let mark = properties.and_then(|node| child(node, "rPr"));
        let look = WordLook::of(properties, None).over(&self.styles.look(style));
        let mut state = RunState::new(&look);
        state.paragraph.bookmarks.append(&mut self.bookmarks);
        self.runs(node, &mut state, depth);
        let (mut paragraph, boxes) = state.finish();
        let gone = self.is_gone(mark);
        let revised = mark.into_iter().flat_map(|mark| mark.children());
        for node in revised.filter(|node| ["ins", "del"].iter().any(|name| is(*node, name))) {
            note_reviser(&mut paragraph, node);
        }
        if let Some(mut before) = self.joined.take() {
            before.pieces.append(&mut paragraph.pieces);
            before.remarks.append(&mut paragraph.remarks);
            before.bookmarks.append(&mut paragraph.bookmarks);
            before.revisers.append(&mut paragraph.revisers);
            paragraph.bookmarks = before.bookmarks;
            paragraph.revisers = before.revisers;
            paragraph.pieces = before.pieces;
            paragraph.remarks = before.remarks;
        }
        if gone {
            self.joined = Some(paragraph);
            return boxes;
        }
        let (by_name, role) = self.styles.meaning(style);
        let by_outline = look
            .outline
            .filter(|level| *level < 9)
            .map(|level| level + 1);
        paragraph.look = ParagraphLook {
            heading: by_name.or(by_outline),
            role,
            element: self.styles.element(style),
            number: self.number(&look, style),
            centered: look.alignment.as_deref() == Some("center"),
            right: matches!(look.alignment.as_deref(), Some("right" | "end")),
            ..paragraph.look
        };
        let mut elements = Vec::new();
        let is_known = self.keeps_blank && !paragraph.bookmarks.is_empty();
        let is_rule = paragraph.look.element == Some(StandardElement::Rule);
        if !paragraph.is_blank() || is_known || is_rule {
            elements.push(ManuscriptElement::Paragraph(paragraph));
        }
        elements.extend(boxes);
        elements
    }

    /// The last paragraph, where the mark behind it is gone.
    pub fn rest(&mut self) -> Option<ManuscriptElement> {
        let last = self
            .joined
            .take()
            .filter(|paragraph| !paragraph.is_blank())?;
        Some(ManuscriptElement::Paragraph(last))
    }

    fn number(&mut self, look: &WordLook, style: Option<&str>) -> Option<AutomaticNumber> {
        let list = look.list.as_deref().filter(|list| *list != "0")?;
        let of_style = self
            .styles
            .style_of_list(style)
            .and_then(|style| self.numbers.level_of_style(list, &style));
        let level = look.list_level.or(of_style).unwrap_or(0);
        let number = self.numbers.next(list, level)?;
        let by_name = self.styles.list_depth(style).filter(|_| level == 0);
        Some(AutomaticNumber {
            depth: by_name.unwrap_or(number.depth),
            ..number
        })
    }
}

/// The name of a bookmark that a person or a program gave; not the one that Word keeps for itself.
pub fn bookmark(node: Node<'_, '_>) -> Option<String> {
    let name = attribute(node, "name")?;
    (name != "_GoBack").then(|| name.to_owned())
}

/// Notes who made the revision `node` in `paragraph`.
pub fn note_reviser(paragraph: &mut SentParagraph, node: Node<'_, '_>) {
    let reviser = reviser(node);
    if !paragraph.revisers.contains(&reviser) {
        paragraph.revisers.push(reviser);
    }
}
