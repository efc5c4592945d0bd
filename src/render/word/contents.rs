//! 本期要目 and 按语, which stand before the text.

use super::key;
use super::look::{Face, RunLook};
use super::measures::{CHAR, PITCH, width};
use super::paragraph::{Indent, WordParagraph};
use super::run::push_text;
use super::writing::{Setting, Writing};
use crate::model::{ContentsKind, main_contents, printed};
use crate::zh::text::gap_after;

/// Before an entry without a number of its own (practice).
const MARK: &str = "◇";

impl Writing<'_> {
    /// 本期要目, each entry a link to what it names. The numbers of pages are not said: only Word knows them, and a number that it has not counted anew is wrong without a
    /// word. `space` stands above; gives the free space above what follows.
    pub(super) fn contents_list(&mut self, space: i64) -> i64 {
        if !self.document.contents_list {
            return space;
        }
        let title = self
            .line("ContentsTitle", printed::CONTENTS)
            .after_space(space);
        self.paragraph(&title);
        for entry in main_contents(&self.document.body) {
            let is_column = entry.kind == ContentsKind::Column;
            let label = match (is_column, entry.label) {
                (true, _) => String::new(),
                (false, "") => MARK.to_owned(),
                (false, label) => format!("{label}{}", gap_after(label)),
            };
            let mut line = WordParagraph::new("ContentsEntry");
            line.keep_next = is_column;
            if !is_column {
                line.indent = Some(Indent {
                    left: 2 * CHAR + width(&label),
                    hanging: width(&label),
                    ..Indent::default()
                });
            }
            let look = RunLook {
                face: is_column.then_some(Face::Hei),
                ..RunLook::default()
            };
            push_text(&mut line.runs, &label, &look);
            line.runs.raw("<w:hyperlink");
            line.runs
                .attribute(" w:anchor=\"", key::of_anchor(entry.anchor));
            line.runs.raw(" w:history=\"1\">");
            self.push(&mut line.runs, &entry.text, &look);
            line.runs.raw("</w:hyperlink>");
            self.paragraph(&line);
        }
        PITCH
    }

    /// 按语 in 楷体. `space` stands above; gives the free space above what follows.
    pub(super) fn editor_note(&mut self, space: i64) -> i64 {
        let note = &self.document.editor_note;
        if note.is_empty() {
            return space;
        }
        self.spacer(space);
        let setting = Setting {
            style: "EditorNote",
            face: Some(Face::Kai),
            ..Setting::TEXT
        };
        self.blocks(note, setting, false);
        PITCH
    }

    /// Free space over what cannot say it itself.
    pub(super) fn spacer(&mut self, space: i64) {
        if space > 0 {
            let mut paragraph = WordParagraph::new("Anchor");
            paragraph.pitch = Some(space);
            paragraph.keep_next = true;
            self.paragraph(&paragraph);
        }
    }
}
