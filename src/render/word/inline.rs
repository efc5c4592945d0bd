//! Text with its marking, as runs; links and notes with it.

use super::key;
use super::look::{Face, RunLook};
use super::paragraph::WordParagraph;
use super::run::push_text;
use super::writing::Writing;
use super::xml::WordXml;
use crate::model::{Inline, InlineKind, LinkTarget, Note};

impl Writing<'_> {
    /// Writes `content` to the end of `runs`.
    pub(super) fn inlines(&mut self, runs: &mut WordXml, content: &[Inline], look: &RunLook) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => self.push(runs, text, look),
                InlineKind::Computed(computed) => self.push(runs, &computed.text, look),
                InlineKind::Strong(content) => {
                    self.inlines(
                        runs,
                        content,
                        &RunLook {
                            bold: true,
                            ..*look
                        },
                    );
                }
                InlineKind::Emphasis(content) => {
                    let face = Some(Face::Kai);
                    self.inlines(runs, content, &RunLook { face, ..*look });
                }
                InlineKind::Strike(content) => {
                    let strike = true;
                    self.inlines(runs, content, &RunLook { strike, ..*look });
                }
                InlineKind::Link { target, content } => match target {
                    LinkTarget::Address(address) => {
                        let name = self.link(address);
                        runs.raw("<w:hyperlink");
                        runs.attribute(" r:id=\"", name);
                        runs.raw(">");
                        let style = Some("Hyperlink");
                        self.inlines(runs, content, &RunLook { style, ..*look });
                        runs.raw("</w:hyperlink>");
                    }
                    // A file beside the page cannot be reached from a file that is passed on: its words stand without a link, as on paper.
                    LinkTarget::File { .. } => {
                        self.inlines(
                            runs,
                            content,
                            &RunLook {
                                bold: true,
                                ..*look
                            },
                        );
                    }
                },
                InlineKind::Note(note) => self.note(runs, note, look),
                InlineKind::Break => push_text(runs, "\n", look),
            }
        }
    }

    /// The mark of a note, and the note itself at the first of its marks. The number is text, as all numbers are.
    fn note(&mut self, runs: &mut WordXml, note: &Note, look: &RunLook) {
        let raised = RunLook {
            raised: true,
            ..*look
        };
        if note.repeated {
            push_text(runs, &note.label, &raised);
            return;
        }
        self.note_count += 1;
        let number = self.note_count;
        runs.raw("<w:r>");
        raised.write(runs);
        runs.raw("<w:footnoteReference w:customMarkFollows=\"1\"");
        runs.attribute(" w:id=\"", number);
        runs.raw("/><w:t>");
        runs.text(&note.label);
        runs.raw("</w:t></w:r>");

        let mut paragraph =
            WordParagraph::new("FootnoteText").known_by(key::of_anchor(&note.anchor));
        let plain = RunLook::default();
        let raised = RunLook {
            raised: true,
            ..plain
        };
        push_text(&mut paragraph.runs, &note.label, &raised);
        let mut said = WordXml::default();
        self.inlines(&mut said, &note.content, &plain);
        paragraph.runs.append(&said);
        let mut notes = std::mem::take(&mut self.notes);
        notes.raw("<w:footnote");
        notes.attribute(" w:id=\"", number);
        notes.raw(">");
        self.paragraph_into(&mut notes, &paragraph);
        notes.raw("</w:footnote>");
        self.notes = notes;
    }
}
