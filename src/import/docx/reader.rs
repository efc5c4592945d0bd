//! What reads a Word file: what it knows of the file, what it has found so far, and what becomes of changed text.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::numbering::AutomaticNumbers;
use super::package::{WordRelations, attribute, child, is};
use super::styles::WordStyles;
use crate::import::manuscript::{Manuscript, Reviser, SentParagraph};
use crate::import::revisions::Revisions;

/// Tables in tables, boxes in boxes: deeper than this nobody nests them.
pub const DEEPEST: usize = 40;

/// A picture that the text shows: its part, and what its writer described it as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPicture {
    pub part: String,
    pub description: String,
}

/// Reads the text of a Word file.
pub struct BodyReader<'r> {
    pub styles: &'r WordStyles,
    pub numbers: &'r mut AutomaticNumbers,
    pub relations: &'r WordRelations,
    pub revisions: Revisions,
    /// What notes say, by their kind and id.
    pub notes: &'r BTreeMap<String, String>,
    /// What comments (批注) say, by id.
    pub comments: &'r BTreeMap<String, String>,
    pub pictures: Vec<ShownPicture>,
    pub sent: Manuscript,
    /// The comments that have been met.
    pub met: BTreeSet<String>,
    /// Whether something was changed with revisions on.
    pub is_revised: bool,
    /// What stands before a paragraph mark that is gone: it belongs to the next paragraph.
    pub joined: Option<SentParagraph>,
    /// Bookmarks that begin between paragraphs: they belong to the next one.
    pub bookmarks: Vec<String>,
    /// Whether a paragraph without text is kept where it has a bookmark.
    pub keeps_blank: bool,
    /// The notes by their marks, where the text has typed those itself.
    pub marks: BTreeMap<String, usize>,
    /// Whether what notes say is read.
    pub in_notes: bool,
    /// What stands out in ways that a fragment has no mark for, by the way: 斜体.
    pub faces: BTreeMap<&'static str, Vec<String>>,
}

/// What the wrapper of changed text is, and whether its text stays.
pub enum ChangedText {
    No,
    Stays,
    Goes(&'static str),
    /// Text that was moved and stands elsewhere too.
    Moved,
}

impl BodyReader<'_> {
    /// Whether the text in `node` stays as revisions are asked for.
    pub fn change(&mut self, node: Node<'_, '_>) -> ChangedText {
        let accepted = self.revisions == Revisions::Accepted;
        let change = match node.tag_name().name() {
            "ins" if accepted => ChangedText::Stays,
            "ins" => ChangedText::Goes("插入的修订"),
            "del" if accepted => ChangedText::Goes("删去的修订"),
            "del" => ChangedText::Stays,
            "moveTo" if accepted => ChangedText::Stays,
            "moveFrom" if !accepted => ChangedText::Stays,
            "moveTo" | "moveFrom" => ChangedText::Moved,
            _ => return ChangedText::No,
        };
        self.is_revised = true;
        change
    }

    /// Whether properties of a paragraph mark or a row say that it is gone.
    pub fn is_gone(&mut self, properties: Option<Node<'_, '_>>) -> bool {
        let Some(node) = properties else { return false };
        let mark = match self.revisions {
            Revisions::Accepted => ["del", "moveFrom"],
            Revisions::Refused => ["ins", "moveTo"],
        };
        let gone = mark.iter().any(|name| child(node, name).is_some());
        self.is_revised |= gone;
        gone
    }
}

/// What is said of texts that stood out by `face`; the first of them are named.
pub fn lost_face(face: &str, texts: &[String]) -> String {
    const NAMED: usize = 5;
    const LONGEST: usize = 20;
    let short = |text: &String| match text.chars().count() {
        0..=LONGEST => format!("“{text}”"),
        _ => format!("“{}……”", text.chars().take(LONGEST - 2).collect::<String>()),
    };
    let named: Vec<String> = texts.iter().take(NAMED).map(short).collect();
    let more = match texts.len() > NAMED {
        true => format!("等 {} 处", texts.len()),
        false => String::new(),
    };
    format!(
        "{face}没有带过来，按平常的字放进来：{}{more}；要突出的，写成 **要点**",
        named.concat()
    )
}

/// Who made a revision, and on which day.
pub fn reviser(node: Node<'_, '_>) -> Reviser {
    let day = attribute(node, "date").and_then(|moment| moment.get(..10));
    Reviser {
        name: attribute(node, "author").unwrap_or_default().to_owned(),
        day: day.unwrap_or_default().to_owned(),
    }
}

/// The branch of alternatives that is read: the first that holds text or a picture.
pub fn branch<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let says = |branch: &Node<'a, 'i>| {
        let names = ["t", "blip", "imagedata", "sym", "delText"];
        branch
            .descendants()
            .any(|node| names.iter().any(|name| is(node, name)))
    };
    let branches = || {
        node.children()
            .filter(|node| is(*node, "Choice") || is(*node, "Fallback"))
    };
    branches().find(says).or_else(|| branches().next())
}

/// All text in `node`, a line for each paragraph.
pub fn plain_text(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        match inner.tag_name().name() {
            "t" | "delText" => text.push_str(inner.text().unwrap_or_default()),
            "p" if !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
            "tab" => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// The id of a node, for notes and comments.
pub fn id_of<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "id")
}
