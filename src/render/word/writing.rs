//! The Word file under construction: its text, and what stands beside it in other parts of the package.

use std::collections::BTreeMap;

use super::exported::{words_checksum, words_of};
use super::given::{Pictures, WordError, WordPicture};
use super::look::{Face, RunLook};
use super::paragraph::WordParagraph;
use super::run::push_text;
use super::xml::WordXml;
use crate::model::printed::ReviewMark;
use crate::model::{Document, Figure};

/// In what surroundings blocks stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// The style of their paragraphs.
    pub style: &'static str,
    /// The face of their text where that is not the style's.
    pub face: Option<Face>,
    /// How far they are set in from the left, in twips.
    pub left: i64,
    /// The level above them in the outline.
    pub depth: u8,
}

/// What a Word file is written with.
pub(super) struct Writing<'a> {
    /// The issue.
    pub document: &'a Document,
    /// Where its pictures are.
    pictures: Pictures<'a>,
    /// What a copy for review carries.
    pub mark: Option<&'a ReviewMark>,
    /// The text so far.
    pub body: WordXml,
    /// The notes so far.
    pub notes: WordXml,
    /// How many notes there are.
    pub note_count: u32,
    /// Addresses that links lead to, by what the text names them.
    pub links: BTreeMap<String, String>,
    /// What figures show, by path or anchor; each with its place in the package.
    pub media: BTreeMap<String, (String, WordPicture)>,
    /// The last number of a bookmark, and of a drawing.
    bookmarks: u32,
    drawings: u32,
    /// The level of the last heading in the outline, which the next may pass by one.
    pub last_depth: u8,
    /// Whether the pages lie on their side now.
    pub on_side: bool,
    /// How many sections have ended.
    pub sections: usize,
    /// Where the section begins in the text.
    pub section_start: usize,
    /// What happened to a picture.
    pub fault: Option<WordError>,
    /// The paragraphs that can be known again, each with the checksum of its words.
    pub exported: Vec<(String, String)>,
}

impl<'a> Writing<'a> {
    pub(super) fn new(
        document: &'a Document,
        pictures: Pictures<'a>,
        mark: Option<&'a ReviewMark>,
    ) -> Self {
        Self {
            document,
            pictures,
            mark,
            body: WordXml::default(),
            notes: WordXml::default(),
            note_count: 0,
            links: BTreeMap::new(),
            media: BTreeMap::new(),
            bookmarks: 0,
            drawings: 0,
            last_depth: 0,
            on_side: false,
            sections: 0,
            section_start: 0,
            fault: None,
            exported: Vec::new(),
        }
    }

    /// Writes a paragraph to the end of the text.
    pub(super) fn paragraph(&mut self, paragraph: &WordParagraph) {
        let bookmark = self.bookmark();
        self.note_down(paragraph);
        paragraph.write(&mut self.body, bookmark);
    }

    /// Writes a paragraph into `xml`, as in a cell.
    pub(super) fn paragraph_into(&mut self, xml: &mut WordXml, paragraph: &WordParagraph) {
        let bookmark = self.bookmark();
        self.note_down(paragraph);
        paragraph.write(xml, bookmark);
    }

    fn note_down(&mut self, paragraph: &WordParagraph) {
        if !paragraph.key.is_empty() {
            let checksum = words_checksum(&words_of(paragraph.runs.as_str()));
            self.exported.push((paragraph.key.clone(), checksum));
        }
    }

    /// A paragraph of this style with plain text.
    pub(super) fn line(&self, style: &'static str, text: &str) -> WordParagraph {
        let mut paragraph = WordParagraph::new(style);
        self.push(&mut paragraph.runs, text, &RunLook::default());
        paragraph
    }

    /// Writes plain text; what nobody has written yet is marked in a copy for review.
    pub(super) fn push(&self, runs: &mut WordXml, text: &str, look: &RunLook) {
        let marked = look.marked || self.mark.is_some_and(|mark| text.contains(mark.unwritten));
        push_text(runs, text, &RunLook { marked, ..*look });
    }

    fn bookmark(&mut self) -> u32 {
        self.bookmarks += 1;
        self.bookmarks
    }

    /// The number of the next drawing; it is unique in the file.
    pub(super) fn drawing(&mut self) -> u32 {
        self.drawings += 1;
        self.drawings
    }

    /// By what the text names the address of a link.
    pub(super) fn link(&mut self, address: &str) -> String {
        let next = format!("rLink{}", self.links.len() + 1);
        self.links.entry(address.to_owned()).or_insert(next).clone()
    }

    /// By what the text names what the figure shows, with its width and height in points; none where it cannot be had, which ends the writing.
    pub(super) fn picture(&mut self, figure: &Figure) -> Option<(String, u32, u32)> {
        let path = figure.path().unwrap_or(&figure.anchor);
        if !self.media.contains_key(path) {
            let Some(picture) = (self.pictures)(figure) else {
                let name = figure.path().unwrap_or(&figure.alt);
                self.fault = Some(WordError::Picture(name.to_owned()));
                return None;
            };
            let name = format!("rPicture{}", self.media.len() + 1);
            self.media.insert(path.to_owned(), (name, picture));
        }
        let (name, picture) = self.media.get(path)?;
        Some((name.clone(), picture.width, picture.height))
    }
}
