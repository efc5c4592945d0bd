//! Word files (.docx) of Word, WPS and LibreOffice: what a reader of the page sees, and what stands beside the text.
//!
//! Nothing outside the file is ever fetched, no macro is looked at, and every part is read within bounds.

mod body;
mod export_notes;
mod number_format;
mod numbering;
mod package;
mod reader;
mod run_state;
mod runs;
mod styles;
mod symbols;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

pub use self::export_notes::ExportNotes;
use self::numbering::AutomaticNumbers;
use self::package::{WordPackage, WordRelations, attribute, child, is, parse};
use self::reader::{BodyReader, ShownPicture, id_of, plain_text};
use self::styles::WordStyles;
use super::error::ImportError;
use super::manuscript::{Manuscript, SentPicture};
use super::revisions::Revisions;

/// Reads the Word file in `bytes`.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], revisions: Revisions) -> Result<Manuscript, ImportError> {
    let mut package = WordPackage::open(bytes)?;
    let mut sent = manuscript(&mut package, revisions, false)?;
    if sent.names_elements {
        sent.properties = export_notes::read(&mut package)?.properties;
    }
    Ok(sent)
}

/// The text of a Word file that this program wrote and people changed, with all revisions accepted, and what the file says of itself.
///
/// # Errors
/// Why it cannot be read.
pub fn read_returned(bytes: &[u8]) -> Result<(Manuscript, ExportNotes), ImportError> {
    let mut package = WordPackage::open(bytes)?;
    let notes = export_notes::read(&mut package)?;
    Ok((manuscript(&mut package, Revisions::Accepted, true)?, notes))
}

fn manuscript(
    package: &mut WordPackage<'_>,
    revisions: Revisions,
    keeps_blank: bool,
) -> Result<Manuscript, ImportError> {
    let main = package
        .relations("")?
        .into_values()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(
            || "word/document.xml".to_owned(),
            |relation| relation.target,
        );
    let text = package
        .text(&main)?
        .ok_or_else(|| ImportError::Damaged(format!("里面没有 {main}")))?;
    let relations = package.relations(&main)?;
    let styles = match related(package, &relations, "styles")? {
        Some(text) => WordStyles::read(parse(&text, "styles.xml")?.root_element()),
        None => WordStyles::default(),
    };
    let mut numbers = match related(package, &relations, "numbering")? {
        Some(text) => AutomaticNumbers::read(parse(&text, "numbering.xml")?.root_element()),
        None => AutomaticNumbers::default(),
    };
    let comments = comments(package, &relations)?;
    let mut reader = BodyReader {
        styles: &styles,
        numbers: &mut numbers,
        relations: &relations,
        revisions,
        notes: &BTreeMap::new(),
        comments: &comments,
        pictures: Vec::new(),
        sent: Manuscript::default(),
        met: BTreeSet::new(),
        is_revised: false,
        joined: None,
        bookmarks: Vec::new(),
        keeps_blank,
        marks: BTreeMap::new(),
        in_notes: true,
        faces: BTreeMap::new(),
    };
    let notes = notes(package, &relations, &mut reader)?;
    reader.notes = &notes;
    reader.in_notes = false;
    let document = parse(&text, &main)?;
    let body = child(document.root_element(), "body")
        .ok_or_else(|| ImportError::Damaged(format!("{main} 里没有正文")))?;
    let mut elements = reader.blocks(body, 0);
    elements.extend(reader.rest());
    for (id, text) in comments.iter().filter(|(id, _)| !reader.met.contains(*id)) {
        let _ = id;
        reader.sent.leave_out("批注（不知道在哪一段）", text);
    }
    let BodyReader {
        pictures,
        mut sent,
        is_revised,
        faces,
        ..
    } = reader;
    for (face, texts) in &faces {
        sent.remark(reader::lost_face(face, texts));
    }
    sent.elements = elements;
    sent.names_elements = styles.names_elements();
    if is_revised {
        sent.remark(match revisions {
            Revisions::Accepted => {
                "文件里有修订，按全部接受处理（要按全部拒绝，加上 --revisions 拒绝）"
            }
            Revisions::Refused => "文件里有修订，按全部拒绝处理",
        });
    }
    if package.has("vbaproject.bin") {
        sent.leave_out("宏（程序，没有运行，也没有带过来）", "");
    }
    around(package, &relations, &mut sent)?;
    show(package, pictures, &mut sent);
    Ok(sent)
}

/// The text of the part that the document has for `kind`.
fn related(
    package: &mut WordPackage<'_>,
    relations: &WordRelations,
    kind: &str,
) -> Result<Option<String>, ImportError> {
    let found = relations
        .values()
        .find(|relation| relation.kind == kind && !relation.external);
    match found {
        Some(relation) => package.text(&relation.target),
        None => Ok(None),
    }
}

fn comments(
    package: &mut WordPackage<'_>,
    relations: &WordRelations,
) -> Result<BTreeMap<String, String>, ImportError> {
    let mut comments = BTreeMap::new();
    if let Some(text) = related(package, relations, "comments")? {
        let document = parse(&text, "comments.xml")?;
        for node in document.descendants().filter(|node| is(*node, "comment")) {
            let who = attribute(node, "author").unwrap_or_default();
            let text = plain_text(node).replace('\n', " ");
            let said = match who {
                "" => format!("批注：{text}"),
                who => format!("批注（{who}）：{text}"),
            };
            if let Some(id) = id_of(node) {
                comments.insert(id.to_owned(), said);
            }
        }
    }
    Ok(comments)
}

/// What footnotes and endnotes say, by kind and id.
fn notes(
    package: &mut WordPackage<'_>,
    relations: &WordRelations,
    reader: &mut BodyReader<'_>,
) -> Result<BTreeMap<String, String>, ImportError> {
    let mut notes = BTreeMap::new();
    for kind in ["footnote", "endnote"] {
        let Some(text) = related(package, relations, &format!("{kind}s"))? else {
            continue;
        };
        let document = parse(&text, "footnotes.xml")?;
        let is_note = |node: &Node<'_, '_>| {
            is(*node, kind) && matches!(attribute(*node, "type"), None | Some("normal"))
        };
        for node in document.root_element().children().filter(is_note) {
            let mut said = String::new();
            for element in reader.blocks(node, 0) {
                if let super::manuscript::ManuscriptElement::Paragraph(paragraph) = element {
                    said.push_str(paragraph.text().replace('\n', "").trim());
                    reader.sent.noted.push(paragraph);
                } else {
                    reader.sent.leave_out("注释里的表格", &plain_text(node));
                }
            }
            if let Some(id) = id_of(node) {
                notes.insert(format!("{kind} {id}"), said);
            }
        }
    }
    reader.pictures.clear();
    Ok(notes)
}

/// Names what stands in heads and feet of the pages.
fn around(
    package: &mut WordPackage<'_>,
    relations: &WordRelations,
    sent: &mut Manuscript,
) -> Result<(), ImportError> {
    for (kind, what) in [("header", "页眉"), ("footer", "页脚")] {
        let parts = relations
            .values()
            .filter(|relation| relation.kind == kind && !relation.external);
        let parts: BTreeSet<&String> = parts.map(|relation| &relation.target).collect();
        for part in parts {
            let Some(text) = package.text(part)? else {
                continue;
            };
            let document = parse(&text, part)?;
            let said = plain_text(document.root_element());
            // A page number alone is counted anew.
            let is_number = said
                .chars()
                .all(|c| c.is_ascii_digit() || " -—－\n".contains(c));
            if !said.is_empty() {
                sent.leave_out(if is_number { "页码" } else { what }, &said);
            }
            let art = document
                .descendants()
                .filter_map(|node| attribute(node, "string"));
            for text in art {
                sent.leave_out("水印", text);
            }
        }
    }
    Ok(())
}

/// Reads the pictures that the text shows.
fn show(package: &mut WordPackage<'_>, pictures: Vec<ShownPicture>, sent: &mut Manuscript) {
    for picture in pictures {
        sent.pictures.push(SentPicture {
            // One that cannot be read is nothing, which is said where it is written.
            bytes: package.picture(&picture.part).unwrap_or_default(),
            description: picture.description,
        });
    }
}
