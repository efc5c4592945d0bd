//! What stands over the text: masthead, numbers, title, main recipients, 本期要目 and 按语.

use super::Plain;
use crate::model::printed;
use crate::model::{DatePlace, Document, IssueHead, main_contents};

impl Plain {
    pub(super) fn head(&mut self, document: &Document) {
        let IssueHead {
            masthead,
            elements,
            numbers,
            title,
            subtitle,
            date,
            date_place,
            recipients: _,
            // What closes the text is in `end` and `imprint`.
            signatures: _,
            remark: _,
            imprint: _,
            topics: _,
        } = &document.head;
        let date_at = |place: DatePlace| (*date_place == place).then(|| date.value.arabic());
        let copy_number = elements.printed_copy_number();
        let marks = [&elements.secrecy, &elements.urgency];
        self.lines(copy_number);
        self.lines(marks.into_iter().flatten());
        self.gap();
        if let Some(masthead) = masthead {
            let (lines, suffix) = masthead.lines();
            self.lines(lines);
            self.lines(suffix);
        }
        // Without title and masthead the issue number is part of the name under which the issue is known.
        let is_named = title.is_empty() && masthead.is_none();
        self.lines(numbers.issue.iter().filter(|_| !is_named));
        let approvers = (!elements.approvers.is_empty()).then(|| elements.printed_approvers());
        let numbers = [numbers.document.clone(), approvers];
        self.joined(numbers.into_iter().flatten());
        let date = date_at(DatePlace::Head);
        let publishers = document.head_publishers().iter().cloned();
        self.joined(publishers.chain(date));
        self.gap();
        let opening_first = document.series.layout.rules().opening_first;
        if opening_first {
            self.opening(document);
        }
        if is_named {
            self.line(document.full_title());
        } else {
            self.lines(title);
        }
        self.lines(subtitle.as_ref().map(|text| printed::SUBTITLE.text(text)));
        let date = date_at(DatePlace::UnderTitle);
        self.lines(date.map(|date| printed::DATE_UNDER_TITLE.text(date)));
        self.gap();
        self.lines(document.printed_recipients());
        if !opening_first && (document.contents_list || !document.editor_note.is_empty()) {
            self.gap();
            self.opening(document);
        }
    }

    /// 本期要目 and 按语.
    fn opening(&mut self, document: &Document) {
        if document.contents_list {
            self.line(printed::CONTENTS);
            for entry in main_contents(&document.body) {
                self.indented(1, &format!("{}{}", entry.label, entry.text));
            }
            self.gap();
        }
        self.blocks(&document.editor_note, 1);
        self.gap();
    }

    /// Short texts on one line.
    pub(super) fn joined(&mut self, texts: impl Iterator<Item = String>) {
        let texts: Vec<String> = texts.collect();
        if !texts.is_empty() {
            self.line(texts.join("　"));
        }
    }
}
