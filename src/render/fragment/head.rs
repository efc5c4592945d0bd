//! What stands over the text: masthead, numbers, title, main recipients, 本期要目 and 按语.

use super::{LineLook, StyledHtml};
use crate::model::printed;
use crate::model::{DatePlace, Document, IssueHead};

impl StyledHtml<'_> {
    pub(super) fn head(&mut self, document: &Document) {
        let IssueHead {
            masthead,
            elements,
            numbers,
            title,
            subtitle,
            date,
            date_place,
            // With what moved here from 版记.
            recipients: _,
            // What closes the text is in `end` and `imprint`.
            signatures: _,
            remark: _,
            imprint: _,
            // Only the archive knows them.
            topics: _,
        } = &document.head;
        let date_at = |place: DatePlace| (*date_place == place).then(|| date.value.arabic());
        self.lines(LineLook::Flush, elements.printed_copy_number());
        let marks = [&elements.secrecy, &elements.urgency];
        self.lines(LineLook::Flush, marks.into_iter().flatten());
        if let Some(masthead) = masthead {
            let (lines, suffix) = masthead.lines();
            self.lines(LineLook::Masthead, lines);
            self.lines(LineLook::Masthead, suffix);
        }
        self.lines(LineLook::Centred, &numbers.issue);
        let approvers = (!elements.approvers.is_empty()).then(|| elements.printed_approvers());
        self.joined(numbers.document.clone().into_iter().chain(approvers));
        let publishers = document.head_publishers().iter().cloned();
        self.joined(publishers.chain(date_at(DatePlace::Head)));
        if masthead.is_some() && document.series.layout.rules().red_line {
            self.html.tag("<p style=\"margin:4px 0 20px;border-bottom:2px solid #e60012;line-height:0;font-size:0\">\u{a0}</p>\n");
        }
        let opening_first = document.series.layout.rules().opening_first;
        if opening_first {
            self.opening(document);
        }
        let title: Vec<&str> = title.iter().map(|line| &**line).collect();
        if !title.is_empty() {
            self.line(LineLook::Title, &title.join("\n"));
        }
        self.lines(
            LineLook::Centred,
            subtitle.as_ref().map(|text| printed::SUBTITLE.text(text)),
        );
        let date = date_at(DatePlace::UnderTitle);
        self.lines(
            LineLook::Centred,
            date.map(|date| printed::DATE_UNDER_TITLE.text(date)),
        );
        self.lines(LineLook::Flush, document.printed_recipients());
        if !opening_first {
            self.opening(document);
        }
    }

    /// 本期要目 and 按语.
    fn opening(&mut self, document: &Document) {
        if document.contents_list {
            self.line(LineLook::Centred, printed::CONTENTS);
            for entry in crate::model::main_contents(&document.body) {
                self.line(LineLook::Text, &format!("{}{}", entry.label, entry.text));
            }
        }
        self.blocks(&document.editor_note);
    }
}
