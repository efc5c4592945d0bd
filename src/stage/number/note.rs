//! Notes (注释) get their numbers: ①, ②, … through the whole issue, in the order in which a reader meets their marks.
//!
//! GB/T 9704-2012 says nothing of notes. ① is the mark that CY/T 121—2015 asks for under a page, and that official texts use for it; `[1]` is how
//! GB/T 7714 numbers a list of references, and a raised plain figure would be read as an exponent after the figures such texts are full of. Numbers run
//! through the issue rather than beginning anew on each page, because the web page has no pages: the same note has the same number everywhere.

use super::Numberer;
use crate::model::{Inline, InlineKind, plain_text};
use crate::zh::label::Numerals;

impl Numberer<'_> {
    /// Numbers the notes whose marks stand in `content`.
    pub(super) fn number_notes(&mut self, content: &mut [Inline]) {
        for inline in content {
            let InlineKind::Note(note) = &mut inline.kind else {
                self.number_notes(inline.children_mut());
                continue;
            };
            if let Some((first, marks)) = self.notes.get_mut(&note.span) {
                *marks += 1;
                note.repeated = true;
                note.label.clone_from(&first.label);
                note.anchor.clone_from(&first.anchor);
                note.mark = format!("{}-{marks}", first.mark);
                continue;
            }
            let before = u32::try_from(self.notes.len()).unwrap_or(u32::MAX);
            note.label = Numerals::Circled.format(before.saturating_add(1));
            note.anchor = self.anchor("n", &plain_text(&note.content));
            note.mark = format!("{}-mark", note.anchor);
            self.notes.insert(note.span, ((**note).clone(), 1));
        }
    }
}
