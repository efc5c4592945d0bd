//! The sections of the Word file: upright pages, and pages on their side for wide tables (横排).

use super::measures::{
    FOOTER, HEADER, LETTER_FOOTER, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP,
    MASTHEAD_LETTER, PAGE, millimetres,
};
use super::paragraph::WordParagraph;
use super::writing::Writing;
use super::xml::WordXml;
use crate::model::{Block, Layout};

/// Whether these blocks begin with a table on its side, or with headings right above one.
pub(super) fn lies_on_its_side(blocks: &[Block]) -> bool {
    let is_led =
        |block: &&Block| !matches!(block, Block::Heading(heading) if heading.run_in.is_none());
    matches!(blocks.iter().find(is_led), Some(Block::Table(table)) if table.landscape && table.columns > 0)
}

impl Writing<'_> {
    /// Whether the pages are upright now.
    pub(super) fn is_upright(&self) -> bool {
        !self.on_side
    }

    /// What follows stands on a page on its side.
    pub(super) fn turn_to_side(&mut self) {
        if self.on_side {
            return;
        }
        self.end_section();
        self.on_side = true;
    }

    /// What follows stands on an upright page again.
    pub(super) fn turn_upright(&mut self) {
        if self.on_side {
            self.end_section();
            self.on_side = false;
        }
    }

    /// Ends the section with a paragraph that takes no room, unless nothing is in it yet.
    fn end_section(&mut self) {
        if self.body.len() == self.section_start {
            return;
        }
        let mut paragraph = WordParagraph::new("Anchor");
        paragraph.section = Some(self.section());
        self.paragraph(&paragraph);
        self.sections += 1;
        self.section_start = self.body.len();
    }

    /// The properties of the section that ends here.
    pub(super) fn section(&self) -> WordXml {
        let letter = self.is_letterhead();
        let first = self.sections == 0;
        let mut xml = WordXml::default();
        xml.raw("<w:sectPr>");
        if first {
            for (what, name) in self.margins() {
                xml.raw(what.open());
                xml.attribute(" r:id=\"", name);
                xml.raw("/>");
            }
        }
        xml.raw("<w:pgSz");
        let (width, height) = if self.on_side { (PAGE.1, PAGE.0) } else { PAGE };
        xml.attribute(" w:w=\"", width);
        xml.attribute(" w:h=\"", height);
        if self.on_side {
            xml.raw(" w:orient=\"landscape\"");
        }
        xml.raw("/><w:pgMar");
        // A page on its side lies with its binding side up (clause 8).
        let (top, right, bottom, left) = if self.on_side {
            (
                millimetres(28),
                millimetres(37),
                millimetres(26),
                millimetres(35),
            )
        } else {
            let top = if letter { letter_top() } else { MARGIN_TOP };
            (top, MARGIN_RIGHT, MARGIN_BOTTOM, MARGIN_LEFT)
        };
        xml.attribute(" w:top=\"", top);
        xml.attribute(" w:right=\"", right);
        xml.attribute(" w:bottom=\"", bottom);
        xml.attribute(" w:left=\"", left);
        xml.attribute(" w:header=\"", HEADER);
        xml.attribute(" w:footer=\"", if letter { LETTER_FOOTER } else { FOOTER });
        xml.raw(" w:gutter=\"0\"/>");
        if first && letter {
            xml.raw("<w:titlePg/>");
        }
        xml.raw("</w:sectPr>");
        xml
    }

    /// Whether the first page is that of a letter, whose mark stands over the type area (10.1).
    pub(super) fn is_letterhead(&self) -> bool {
        self.document.series.layout == Layout::Letter && self.document.head.masthead.is_some()
    }
}

/// The upper margin of a letter: its mark begins 30 mm under the paper's edge (10.1). The headers of the other pages push their text down to where it belongs.
pub(super) fn letter_top() -> i64 {
    // The letters begin 0.15 of their size under the top of their line.
    MASTHEAD_LETTER.drop - MASTHEAD_LETTER.size * 10 * 15 / 100
}
