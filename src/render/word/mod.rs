//! An issue as a Word file (.docx), for those who go on working with it in Word or WPS: registry offices, 公众号 editors, the leader who changes words.
//!
//! It holds what the PDF holds, by the same standard, as what office programs have for it: styles, fixed lines, indents by characters, tables with merged cells and
//! repeated heads, notes, bookmarks. Numbers are text: what is printed does not change where it is opened. The same document gives the same bytes.

mod attachments;
mod blocks;
mod closing;
mod columns;
mod contents;
mod exported;
mod given;
mod head;
mod imprint;
mod inline;
pub(crate) mod key;
mod letterhead;
mod look;
mod margins;
mod mark;
mod measures;
mod package;
mod paragraph;
mod picture;
mod run;
mod sections;
mod styles;
mod table;
mod writing;
mod xml;

pub use self::exported::{EXPORTED_PART, EXPORTED_PROPERTY, digest, words_checksum};
pub use self::given::{Pictures, WordError, WordPicture};
use self::writing::{Setting, Writing};
use crate::model::Document;
use crate::model::printed::ReviewMark;

/// Draws `document`, for review where there is a `mark`.
///
/// # Errors
/// A picture that cannot be had; a document cannot be at fault.
pub fn issue(
    document: &Document,
    pictures: Pictures<'_>,
    mark: Option<&ReviewMark>,
) -> Result<Vec<u8>, WordError> {
    let mut writing = Writing::new(document, pictures, mark);
    let space = writing.masthead();
    let opening_first = document.series.layout.rules().opening_first;
    let mut space = space;
    if opening_first {
        space = writing.contents_list(space);
        space = writing.editor_note(space);
    }
    if writing.title(space) {
        space = 0;
    }
    writing.recipients(space);
    if document.printed_recipients().is_some() {
        space = 0;
    }
    if !opening_first {
        space = writing.contents_list(space);
        space = writing.editor_note(space);
    }
    writing.spacer(space);
    let closed = writing.is_closed();
    writing.blocks(&document.body, Setting::TEXT, closed);
    writing.closing();
    writing.attachments();
    writing.imprint();
    package::packed(writing)
}
