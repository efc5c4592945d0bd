//! A paragraph on its way: the runs so far, and what most of them look like.

use std::collections::BTreeMap;

use super::styles::WordLook;
use crate::import::manuscript::{
    ManuscriptElement, ParagraphLook, SentParagraph, SentText, TextPiece,
};

/// A paragraph on its way.
pub struct RunState {
    pub paragraph: SentParagraph,
    pub look: WordLook,
    pub boxes: Vec<ManuscriptElement>,
    /// The address that text leads to now.
    pub address: Option<String>,
    /// The instructions of the fields that are open, and whether their results have begun.
    pub fields: Vec<(String, bool)>,
    sizes: BTreeMap<u32, usize>,
    faces: BTreeMap<String, usize>,
}

impl RunState {
    /// A paragraph of this look, without text.
    pub fn new(look: &WordLook) -> Self {
        Self {
            paragraph: SentParagraph::default(),
            look: look.clone(),
            boxes: Vec::new(),
            address: None,
            fields: Vec::new(),
            sizes: BTreeMap::new(),
            faces: BTreeMap::new(),
        }
    }

    /// The paragraph, and what stands in its boxes.
    pub fn finish(mut self) -> (SentParagraph, Vec<ManuscriptElement>) {
        // Of two that are as frequent the smaller: what is large is the exception.
        let size = self.sizes.iter().rev().max_by_key(|(_, count)| **count);
        let face = self.faces.iter().max_by_key(|(_, count)| **count);
        self.paragraph.look = ParagraphLook {
            size: size.map(|(size, _)| *size),
            face: face.map(|(face, _)| face.clone()),
            ..ParagraphLook::default()
        };
        (self.paragraph, self.boxes)
    }

    /// Adds text of this look.
    pub fn put(&mut self, text: &str, look: &WordLook) {
        if text.is_empty() {
            return;
        }
        let seen = text.chars().filter(|c| !c.is_whitespace()).count();
        if let Some(size) = look.size.filter(|_| seen > 0) {
            *self.sizes.entry(size).or_default() += seen;
        }
        if let Some(face) = look.face.as_ref().filter(|_| seen > 0) {
            *self.faces.entry(face.clone()).or_default() += seen;
        }
        if let Some(address) = &self.address {
            let is_struck = look.struck == Some(true);
            if let Some(TextPiece::Link {
                text: words,
                address: known,
                struck,
            }) = self.paragraph.pieces.last_mut()
                && known == address
                && *struck == is_struck
            {
                words.push_str(text);
            } else {
                let link = TextPiece::Link {
                    text: text.to_owned(),
                    address: address.clone(),
                    struck: is_struck,
                };
                self.paragraph.pieces.push(link);
            }
            return;
        }
        let run = SentText {
            text: text.to_owned(),
            bold: look.bold == Some(true),
            struck: look.struck == Some(true),
            run_in: look.run_in,
        };
        if let Some(TextPiece::Text(last)) = self.paragraph.pieces.last_mut()
            && (last.bold, last.struck, last.run_in) == (run.bold, run.struck, run.run_in)
        {
            last.text.push_str(text);
            return;
        }
        self.paragraph.pieces.push(TextPiece::Text(run));
    }
}
