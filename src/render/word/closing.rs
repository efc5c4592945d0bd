//! What follows the text: 附件说明 (7.3.4), 出席 and the like (10.3), 署名 and date (7.3.5), 附注 (7.3.6).

use super::key;
use super::look::{Face, RunLook};
use super::measures::{CHAR, PITCH, WIDTH, millimetres, width};
use super::paragraph::{Indent, WordParagraph};
use super::run::push_text;
use super::table::{frame, frame_cell};
use super::writing::Writing;
use super::xml::WordXml;
use crate::model::{AttachmentBody, AttachmentHead, DatePlace, Seal, Signer, Spanned, printed};

/// 7.3.5.2: from the right edge; how far the date begins right of 署名.
const SIGNATURE_INSET: i64 = 2;
const DATE_SHIFT: i64 = 2;
/// 7.3.5.1, 7.3.5.3: from the right edge.
const SEAL_INSET: i64 = 4;
/// How many seals stand in a row, and how wide one with its distance is, in millimetres.
const SEALS_A_ROW: i64 = 3;
const SEAL: i64 = 44;
/// The signature stamp (签名章), in millimetres.
const STAMP: (i64, i64) = (40, 20);

impl Writing<'_> {
    /// Whether anything follows the text that must share its page.
    pub(super) fn is_closed(&self) -> bool {
        let head = &self.document.head;
        !self.document.attachments.is_empty()
            || !head.elements.attendance.is_empty()
            || !head.signatures.is_empty()
            || matches!(head.elements.seal, Seal::Stamps(_))
            || head.date_place == DatePlace::End
    }

    /// Writes all of it.
    pub(super) fn closing(&mut self) {
        self.attachment_list();
        self.attendance();
        let head = &self.document.head;
        let date = (head.date_place == DatePlace::End).then(|| head.date.value.arabic());
        match &head.elements.seal {
            Seal::Seal => self.sealed(&head.signatures, date.as_deref()),
            Seal::Stamps(signers) if !signers.is_empty() => {
                self.stamped(&head.signatures, signers, date.as_deref());
            }
            Seal::None | Seal::Stamps(_) => self.signed(&head.signatures, date.as_deref()),
        }
        if let Some(remark) = &head.remark {
            let paragraph = self
                .line("Remark", &printed::REMARK.text(remark))
                .known_by(key::of_head("remark"));
            self.paragraph(&paragraph);
        }
    }

    /// 附件：1.xxxx; the later ones stand under the first, long names continue under their first character.
    fn attachment_list(&mut self) {
        let attachments = &self.document.attachments;
        let head = width(printed::ATTACHMENTS);
        let number = attachments.iter().map(|one| width(&one.number)).max();
        let number = number.unwrap_or(0);
        for (at, attachment) in attachments.iter().enumerate() {
            let key = key::of_head_at("attachment", at);
            let mut text = if at == 0 {
                printed::ATTACHMENTS.to_owned()
            } else {
                String::new()
            };
            let AttachmentHead { title } = &attachment.head;
            text.push_str(&attachment.number);
            text.push_str(title);
            if let AttachmentBody::File { name, .. } = &attachment.body
                && *name != title.value
            {
                text.push_str(&printed::FILE.text(name));
            }
            let mut paragraph = self.line("AttachmentList", &text).known_by(key);
            paragraph.keep_next = true;
            paragraph.indent = Some(Indent {
                left: 2 * CHAR + head + number,
                hanging: number + if at == 0 { head } else { 0 },
                ..Indent::default()
            });
            if at == 0 {
                paragraph.space.0 = PITCH;
            }
            self.paragraph(&paragraph);
        }
    }

    /// 出席, 请假 and 列席 of 纪要: labels in 黑体, names continuing under the first of them.
    fn attendance(&mut self) {
        let rows = &self.document.head.elements.attendance;
        for (at, row) in rows.iter().enumerate() {
            let label = row.printed_label();
            let key = key::of_head_at("attendance", at);
            let mut paragraph = WordParagraph::new("Attendance").known_by(key);
            let hei = RunLook {
                face: Some(Face::Hei),
                ..RunLook::default()
            };
            push_text(&mut paragraph.runs, &label, &hei);
            self.push(&mut paragraph.runs, &row.names, &RunLook::default());
            paragraph.indent = Some(Indent {
                left: 2 * CHAR + width(&label),
                hanging: width(&label),
                ..Indent::default()
            });
            if at == 0 {
                paragraph.space.0 = PITCH;
            }
            self.paragraph(&paragraph);
        }
    }

    /// 7.3.5.2: without a seal.
    fn signed(&mut self, names: &[Spanned<String>], date: Option<&str>) {
        let shift = if names.is_empty() {
            0
        } else {
            DATE_SHIFT * CHAR
        };
        let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
        let right = widest.max(date.map_or(0, width) + shift);
        let left = (WIDTH - SIGNATURE_INSET * CHAR - right).max(0);
        let mut lines = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let key = key::of_head_at("signature", at);
            let mut line = self.line("Signature", name).known_by(key);
            line.keep_next = at + 1 < names.len() || date.is_some();
            line.indent = Some(Indent {
                left,
                ..Indent::default()
            });
            lines.push(line);
        }
        if let Some(date) = date {
            let mut line = self.line("Date", date).known_by(key::of_head("date"));
            line.indent = Some(Indent {
                left: left + shift,
                ..Indent::default()
            });
            lines.push(line);
        }
        if let Some(first) = lines.first_mut() {
            first.space.0 = PITCH;
        }
        for line in &lines {
            self.paragraph(line);
        }
    }

    /// 7.3.5.1: with room for a seal on each name; the last name stands centred over the date.
    fn sealed(&mut self, names: &[Spanned<String>], date: Option<&str>) {
        let dated = date.map_or(0, width);
        let mut centre = SEAL_INSET * CHAR + dated / 2;
        let longest = names.iter().map(|name| width(name)).max().unwrap_or(0);
        if let [name] = names {
            centre = centre.max(longest.min(WIDTH) / 2);
            let mut line = self
                .line("Signature", name)
                .known_by(key::of_head_at("signature", 0));
            line.space.0 = 2 * PITCH;
            line.keep_next = date.is_some();
            line.align = Some("center");
            line.indent = Some(Indent {
                left: (WIDTH - 2 * centre).max(0),
                ..Indent::default()
            });
            self.paragraph(&line);
        } else if !names.is_empty() {
            self.sealed_rows(names, centre, longest);
        }
        if let Some(date) = date {
            let mut line = self.line("Date", date).known_by(key::of_head("date"));
            line.align = Some("right");
            if names.is_empty() {
                line.space.0 = 2 * PITCH;
            }
            line.indent = Some(Indent {
                right: (centre - dated / 2).max(0),
                ..Indent::default()
            });
            self.paragraph(&line);
        }
    }

    /// 联合行文: rows that fill up from the right, each as high as a seal but the last, whose seals press the date too.
    fn sealed_rows(&mut self, names: &[Spanned<String>], centre: i64, longest: i64) {
        let count = i64::try_from(names.len()).unwrap_or(1);
        let plan = |columns: i64| {
            let step = (2 * centre)
                .min((WIDTH - centre - millimetres(SEAL - 2) / 2) / (columns - 1).max(1));
            (columns, step)
        };
        let fits = |(columns, step): &(i64, i64)| {
            *step >= millimetres(SEAL) && longest <= 2 * (step - CHAR) && *columns <= count
        };
        let (columns, step) = (2..=SEALS_A_ROW.min(count))
            .rev()
            .map(plan)
            .find(fits)
            .unwrap_or((1, WIDTH.min(2 * centre)));
        let right = (centre - step / 2).max(0);
        let left = WIDTH - right - columns * step;
        let mut widths = vec![left.max(20)];
        widths.extend((0..columns).map(|_| step));
        // The first name gives what its row has too much; no column may have no width.
        if let Some(first) = widths.get_mut(1) {
            *first += left.min(20) - 20;
        }
        widths.push(right.max(20));
        let mut spacer = WordParagraph::new("Anchor");
        spacer.pitch = Some(2 * PITCH);
        spacer.keep_next = true;
        self.paragraph(&spacer);
        let mut xml = WordXml::default();
        frame(&mut xml, &widths);
        let a_row = usize::try_from(columns).unwrap_or(1);
        let rows: Vec<&[Spanned<String>]> = names.chunks(a_row).collect();
        let height = (millimetres(SEAL) / PITCH + 1) * PITCH;
        let mut at = 0;
        for (index, row) in rows.iter().enumerate() {
            let last = index + 1 == rows.len();
            xml.raw("<w:tr><w:trPr><w:cantSplit/>");
            if !last {
                xml.raw("<w:trHeight");
                xml.attribute(" w:val=\"", height);
                xml.raw(" w:hRule=\"exact\"/>");
            }
            xml.raw("</w:trPr>");
            let free = a_row - row.len();
            for (column, width) in widths.iter().enumerate() {
                let name = column
                    .checked_sub(1 + free)
                    .and_then(|place| row.get(place));
                let mut cell = WordXml::default();
                let mut line = match name {
                    Some(name) => {
                        at += 1;
                        self.line("Signature", name)
                            .known_by(key::of_head_at("signature", at - 1))
                    }
                    None => WordParagraph::new("Signature"),
                };
                line.align = Some("center");
                line.keep_next = true;
                self.paragraph_into(&mut cell, &line);
                frame_cell(&mut xml, *width, if last { "bottom" } else { "top" }, &cell);
            }
            xml.raw("</w:tr>");
        }
        xml.raw("</w:tbl>");
        self.body.append(&xml);
    }

    /// 7.3.5.3: room for the stamps (签名章), the post left of each; the date one blank line below.
    fn stamped(&mut self, names: &[Spanned<String>], signers: &[Signer], date: Option<&str>) {
        let mut spacer = WordParagraph::new("Anchor");
        spacer.pitch = Some(2 * PITCH);
        spacer.keep_next = true;
        self.paragraph(&spacer);
        let (wide, high) = (millimetres(STAMP.0), millimetres(STAMP.1));
        let inset = SEAL_INSET * CHAR;
        let widths = [WIDTH - inset - wide - 2 * CHAR, 2 * CHAR, wide, inset];
        let paired = names.len() == signers.len();
        let mut xml = WordXml::default();
        frame(&mut xml, &widths);
        for (at, signer) in signers.iter().enumerate() {
            let given = match (paired, at) {
                (true, _) => names.get(at..=at).unwrap_or_default(),
                (false, 0) => names,
                (false, _) => &[],
            };
            xml.raw("<w:tr><w:trPr><w:cantSplit/><w:trHeight");
            xml.attribute(" w:val=\"", high);
            xml.raw(" w:hRule=\"atLeast\"/></w:trPr>");
            let mut cell = WordXml::default();
            // The post may already begin with the office's name.
            let shown = given
                .iter()
                .filter(|name| !signer.post.starts_with(&***name));
            for (number, name) in shown.enumerate() {
                let key = key::of_head_at("signature", at + number);
                let mut line = self.line("Signature", name).known_by(key);
                line.align = Some("right");
                line.keep_next = true;
                self.paragraph_into(&mut cell, &line);
            }
            let key = key::of_head_at("post", at);
            let mut line = self.line("Signature", &signer.post).known_by(key);
            line.align = Some("right");
            line.keep_next = true;
            self.paragraph_into(&mut cell, &line);
            frame_cell(&mut xml, widths[0], "center", &cell);
            for width in &widths[1..] {
                let mut empty = WordXml::default();
                let mut line = WordParagraph::new("Signature");
                line.keep_next = true;
                self.paragraph_into(&mut empty, &line);
                frame_cell(&mut xml, *width, "center", &empty);
            }
            xml.raw("</w:tr>");
        }
        xml.raw("</w:tbl>");
        self.body.append(&xml);
        if let Some(date) = date {
            let mut line = self.line("Date", date).known_by(key::of_head("date"));
            line.align = Some("right");
            line.space.0 = PITCH;
            line.indent = Some(Indent {
                right: inset,
                ..Indent::default()
            });
            self.paragraph(&line);
        } else {
            self.paragraph(&WordParagraph::new("Anchor"));
        }
    }
}
