//! 信函 (10.1): the mark 30 mm under the paper's edge, a red double line 4 mm below it, the numbers under that.

use super::key;
use super::look::{Face, RunLook};
use super::mark::marked_line;
use super::measures::{LETTER_OVER, MASTHEAD_LETTER, PITCH, WIDTH};
use super::paragraph::{EdgeLine, Indent, Tab, WordParagraph};
use super::run::push_tab;
use super::writing::Writing;
use crate::model::IssueHead;

impl Writing<'_> {
    /// The head of a letter. Gives the free space that belongs above the title.
    pub(super) fn letterhead(&mut self) -> i64 {
        let IssueHead {
            masthead,
            elements,
            // In `beside`.
            numbers: _,
            // In `head`, as for every layout.
            title: _,
            subtitle: _,
            date: _,
            date_place: _,
            recipients: _,
            // In `closing` and `imprint`.
            signatures: _,
            remark: _,
            imprint: _,
            // In `package`, with what the file says of itself.
            topics: _,
        } = &self.document.head;
        let overprint = elements.overprint;
        // A joint letter bears the sponsor's mark only.
        let name = masthead.as_ref().map(|masthead| {
            let office = masthead.offices.first().map_or("", |office| &**office);
            let suffix = masthead.suffix.as_deref().unwrap_or_default();
            format!("{office}{suffix}")
        });
        let mut mark = marked_line(
            &name.unwrap_or_default(),
            &MASTHEAD_LETTER,
            WIDTH,
            overprint,
        );
        mark.key = key::of_head("masthead");
        mark.indent = Some(Indent {
            left: -LETTER_OVER.0,
            right: -LETTER_OVER.1,
            ..Indent::default()
        });
        mark.rule = Some(EdgeLine {
            above: false,
            kind: "thickThinSmallGap",
            thickness: MASTHEAD_LETTER.rule,
            distance: 5,
            red: true,
            hidden: overprint,
        });
        self.paragraph(&mark);
        self.beside();
        if !elements.approvers.is_empty() {
            let mut line = self
                .line("Publisher", &elements.printed_approvers())
                .known_by(key::of_head("approvers"));
            line.align = Some("right");
            self.paragraph(&line);
        }
        let names = self.document.head_publishers();
        for (at, name) in names.iter().enumerate() {
            let key = key::of_head_at("publisher", at);
            let line = self.line("Publisher", name).known_by(key);
            self.paragraph(&line);
        }
        2 * PITCH
    }

    /// 份号, 密级 and 紧急程度 flush left, 发文字号 flush right, line by line.
    fn beside(&mut self) {
        let head = &self.document.head;
        let copy = head.elements.printed_copy_number();
        let left: Vec<(String, bool)> = copy
            .map(|number| (number, false))
            .into_iter()
            .chain(
                [&head.elements.secrecy, &head.elements.urgency]
                    .into_iter()
                    .flatten()
                    .map(|mark| (mark.value.clone(), true)),
            )
            .collect();
        let right: Vec<&String> = [&head.numbers.document, &head.numbers.issue]
            .into_iter()
            .flatten()
            .collect();
        for at in 0..left.len().max(right.len()) {
            let mut line = WordParagraph::new("Publisher").known_by(key::of_head_at("beside", at));
            line.tabs.push(Tab {
                kind: "right",
                at: WIDTH,
            });
            if at == 0 {
                line.space.0 = 60;
            }
            if let Some((text, hei)) = left.get(at) {
                let look = RunLook {
                    face: hei.then_some(Face::Hei),
                    ..RunLook::default()
                };
                self.push(&mut line.runs, text, &look);
            }
            if let Some(text) = right.get(at) {
                push_tab(&mut line.runs);
                self.push(&mut line.runs, text, &RunLook::default());
            }
            self.paragraph(&line);
        }
    }
}
