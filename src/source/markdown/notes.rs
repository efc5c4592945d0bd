//! Notes (注释): what each says, and its marks in the text.

use std::ops::Range;

use super::Lowering;
use super::frame::ElementKind;
use crate::diag::{Diagnostic, code};
use crate::model::{Inline, InlineKind, Note, Span, has_note};
use crate::source::Draft;

impl Lowering<'_> {
    /// A mark of the note `name`.
    pub(super) fn note_mark(&mut self, name: &str, range: &Range<usize>) {
        let span = self.exact(range);
        let place = self.stack.iter().find_map(|frame| match frame.open {
            ElementKind::Heading(_) => Some("标题"),
            // A head is repeated on every page of its table, and its note cannot be.
            ElementKind::Head(_) => Some("表头"),
            _ => None,
        });
        if let Some(place) = place {
            self.note_refused(place, span);
        }
        let Some(note) = self.notes.get(name).cloned() else {
            // The guard has reported it.
            let typed = self.text.get(range.clone()).unwrap_or_default().to_owned();
            return self.inline(InlineKind::Text(typed), span);
        };
        self.inline(InlineKind::Note(Box::new(note)), span);
    }

    /// Says that a mark of a note cannot stand in `place`.
    pub(super) fn note_refused(&mut self, place: &str, span: Span) {
        self.sink.push(
            Diagnostic::new(code::NOTE, span, format!("{place}里不能有注释"))
                .help("把注释的记号移到正文里第一次说到它的地方，或把内容写进正文，用括号括起来"),
        );
    }

    /// Says it where one stands in a caption.
    pub(super) fn no_note_in_caption(&mut self, caption: &[Inline]) {
        let marked = caption
            .iter()
            .find(|inline| has_note(std::slice::from_ref(inline)));
        if let Some(inline) = marked {
            self.note_refused("表题", inline.span);
        }
    }

    /// What a note says is one paragraph.
    pub(super) fn note(&mut self, name: String, blocks: Vec<Draft>, span: Span) {
        let mut blocks = blocks.into_iter();
        let (content, more) = match (blocks.next(), blocks.next()) {
            (Some(Draft::Paragraph { content, .. }), more) => (content, more.is_some()),
            (first, _) => (Vec::new(), first.is_some()),
        };
        let (message, help) = match (more, content.is_empty()) {
            (true, _) => (
                "注释只能是一段文字",
                "图、表和别的段落写在正文里，注释里写“见图1”",
            ),
            (false, true) => ("注释没有内容", "在“:”后面写上注释的内容，写在同一行"),
            (false, false) => {
                let note = Note {
                    label: String::new(),
                    anchor: String::new(),
                    mark: String::new(),
                    repeated: false,
                    content,
                    span,
                };
                self.notes.entry(name).or_insert(note);
                return;
            }
        };
        self.sink
            .push(Diagnostic::new(code::NOTE, span, message).help(help));
    }
}
