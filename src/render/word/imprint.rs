//! 版记 (7.4) and the 报尾 of a 简报: at the foot of the last page, its last line on the lower edge of the type area.
//!
//! It is a text box that stands on the foot of the page of its paragraph, which is the last one. A floating table or a frame would be the same in Word and nothing in
//! LibreOffice. Notes at the foot of that page would lie under it, as no program moves either for the other: there it follows the text.

use super::key;
use super::look::RunLook;
use super::measures::{PITCH_SMALL, SIZE_SMALL, WIDTH, hundredths};
use super::paragraph::{Indent, Tab, WordParagraph};
use super::picture::EMU;
use super::run::push_tab;
use super::table::frame;
use super::writing::Writing;
use super::xml::WordXml;
use crate::model::{AttachmentBody, ImprintRow, printed, walk};

/// One character of 4号 from either edge (7.4.2).
const INSET: i64 = 280;
/// Lines of 0.35 mm outside, of 0.25 mm inside (7.4.1), in eighths of a point.
const OUTER: i64 = 8;
const INNER: i64 = 6;
/// From the lower edge of the type area to Word's lower margin, in English metric units.
const BELOW: i64 = 87_120;

/// The highest box for 版记: the type area (225 mm) less two lines, as how many lines it takes is an estimate.
const BOX: i64 = 12_756 - 2 * PITCH_SMALL;

impl Writing<'_> {
    /// Writes the last paragraph, with 版记 in it where there is one.
    pub(super) fn imprint(&mut self) {
        let mut last = WordParagraph::new("Anchor");
        if let Some((table, height)) = self.imprint_table() {
            // What is higher than a page would lose its beginning in a box.
            if self.ends_with_notes() || height > BOX {
                last.pitch = Some(PITCH_SMALL);
                last.keep_next = true;
                self.paragraph(&last);
                self.body.append(&table);
                last = WordParagraph::new("Anchor");
            } else {
                let mut body = table;
                self.paragraph_into(&mut body, &WordParagraph::new("Anchor"));
                last.runs = self.boxed(&body, height);
            }
        }
        self.paragraph(&last);
    }

    /// Whether notes may stand on the last page: what ends the issue begins a page if it is an attachment.
    fn ends_with_notes(&self) -> bool {
        let printed = self.document.attachments.iter().rev();
        let last = printed.filter_map(|attachment| match &attachment.body {
            AttachmentBody::Blocks(blocks) => Some(blocks.as_slice()),
            AttachmentBody::File { .. } => None,
        });
        let last = last.into_iter().next().unwrap_or(&self.document.body);
        walk(last).any(|block| !block.notes().is_empty())
    }

    /// The table of its rows, and how high that is.
    fn imprint_table(&mut self) -> Option<(WordXml, i64)> {
        let document = self.document;
        let rules = document.series.layout.rules();
        let rows = document.imprint_rows();
        let (office, date) = document.imprint_office();
        let copies = document.head.imprint.printed_copies();
        let mut bands: Vec<(WordXml, i64)> = Vec::new();
        if !rows.is_empty() {
            bands.push(self.rows_band(&rows));
        }
        if office.is_some() || date.is_some() {
            let mut line = WordParagraph::new("Imprint").known_by(key::of_head("office"));
            line.align = Some("left");
            line.indent = Some(inset(0));
            line.tabs.push(Tab {
                kind: "right",
                at: WIDTH - INSET,
            });
            self.push(
                &mut line.runs,
                office.unwrap_or_default(),
                &RunLook::default(),
            );
            if let Some(date) = date {
                push_tab(&mut line.runs);
                let date = printed::PRINTED_ON.text(date.arabic());
                self.push(&mut line.runs, &date, &RunLook::default());
            }
            let mut band = WordXml::default();
            self.paragraph_into(&mut band, &line);
            bands.push((band, 1));
        }
        if let Some(copies) = copies {
            let mut line = self
                .line("Imprint", &copies)
                .known_by(key::of_head("copies"));
            line.align = Some("right");
            line.indent = Some(inset(0));
            let mut band = WordXml::default();
            self.paragraph_into(&mut band, &line);
            bands.push((band, 1));
        }
        if bands.is_empty() {
            return None;
        }
        let lines: i64 = bands.iter().map(|(_, lines)| lines).sum();
        let height = lines * PITCH_SMALL + 60;
        let count = bands.len();
        let mut table = WordXml::default();
        frame(&mut table, &[WIDTH]);
        for (at, (band, _)) in bands.iter().enumerate() {
            table.raw("<w:tr>");
            if height <= BOX {
                table.raw("<w:trPr><w:cantSplit/></w:trPr>");
            }
            table.raw("<w:tc><w:tcPr><w:tcW");
            table.attribute(" w:w=\"", WIDTH);
            table.raw(" w:type=\"dxa\"/>");
            if rules.imprint_lined {
                table.raw("<w:tcBorders>");
                border(&mut table, "<w:top", if at == 0 { OUTER } else { INNER });
                border(
                    &mut table,
                    "<w:bottom",
                    if at + 1 == count { OUTER } else { INNER },
                );
                table.raw("</w:tcBorders>");
            }
            table.raw("<w:vAlign w:val=\"center\"/></w:tcPr>");
            table.append(band);
            table.raw("</w:tc></w:tr>");
        }
        table.raw("</w:tbl>");
        Some((table, height))
    }

    /// Rows of label and names; names continue under the first of them.
    fn rows_band(&mut self, rows: &[ImprintRow]) -> (WordXml, i64) {
        let widest = rows
            .iter()
            .map(|row| hundredths(&row.printed_label()) * SIZE_SMALL / 10)
            .max()
            .unwrap_or(0);
        let mut band = WordXml::default();
        let mut lines = 0;
        for (at, row) in rows.iter().enumerate() {
            let label = row.printed_label();
            let own = hundredths(&label) * SIZE_SMALL / 10;
            let key = key::of_head_at("imprint", at);
            let mut line = WordParagraph::new("Imprint").known_by(key);
            line.indent = Some(Indent {
                hanging: widest,
                ..inset(widest)
            });
            self.push(&mut line.runs, &label, &RunLook::default());
            if own < widest {
                line.tabs.push(Tab {
                    kind: "left",
                    at: INSET + widest,
                });
                push_tab(&mut line.runs);
            }
            self.push(&mut line.runs, &row.text, &RunLook::default());
            self.paragraph_into(&mut band, &line);
            // A character less a line, for the marks that no line begins with.
            let room = WIDTH - 2 * INSET - widest - SIZE_SMALL * 10;
            let taken = hundredths(&row.text) * SIZE_SMALL / 10;
            lines += (taken + room - 1) / room.max(1);
        }
        (band, lines.max(1))
    }

    /// A box on the foot of the page, `height` high.
    fn boxed(&mut self, body: &WordXml, height: i64) -> WordXml {
        let number = self.drawing();
        let (wide, high) = (WIDTH * EMU, height * EMU + BELOW);
        let mut xml = WordXml::default();
        xml.raw("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"251659264\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"0\"><wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"margin\"><wp:align>left</wp:align></wp:positionH><wp:positionV relativeFrom=\"margin\"><wp:align>bottom</wp:align></wp:positionV><wp:extent");
        xml.attribute(" cx=\"", wide);
        xml.attribute(" cy=\"", high);
        xml.raw(
            "/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapTopAndBottom/><wp:docPr",
        );
        xml.attribute(" id=\"", number);
        xml.raw(" name=\"版记\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext");
        xml.attribute(" cx=\"", wide);
        xml.attribute(" cy=\"", high);
        xml.raw("/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>");
        xml.append(body);
        xml.raw("</w:txbxContent></wps:txbx><wps:bodyPr rot=\"0\" vert=\"horz\" wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\"");
        xml.attribute(" bIns=\"", BELOW);
        xml.raw(" anchor=\"b\"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>");
        xml
    }
}

fn inset(more: i64) -> Indent {
    Indent {
        left: INSET + more,
        right: INSET,
        ..Indent::default()
    }
}

fn border(xml: &mut WordXml, open: &'static str, thickness: i64) {
    xml.raw(open);
    xml.attribute(" w:val=\"single\" w:sz=\"", thickness);
    xml.raw(" w:space=\"0\" w:color=\"000000\"/>");
}
