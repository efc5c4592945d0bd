//! What stands in the margins: the page's number (7.5), the lower red line of a letter (10.1), the words of a copy for review.

use super::look::RunLook;
use super::measures::{
    FOOTER, HEADER, LETTER_BOTTOM, LETTER_FOOTER, LETTER_OVER, MARGIN_TOP, MASTHEAD_LETTER,
};
use super::paragraph::{EdgeLine, Indent, WordParagraph};
use super::run::push_text;
use super::writing::Writing;
use super::xml::WordXml;

/// A part of the package that stands in the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Margin {
    /// Over odd pages.
    HeaderOdd,
    /// Over even pages.
    HeaderEven,
    /// Over the first page of a letter.
    HeaderFirst,
    /// Under odd pages.
    FooterOdd,
    /// Under even pages.
    FooterEven,
    /// Under the first page of a letter.
    FooterFirst,
}

impl Margin {
    /// How its reference begins.
    pub(super) fn open(self) -> &'static str {
        match self {
            Self::HeaderOdd => "<w:headerReference w:type=\"default\"",
            Self::HeaderEven => "<w:headerReference w:type=\"even\"",
            Self::HeaderFirst => "<w:headerReference w:type=\"first\"",
            Self::FooterOdd => "<w:footerReference w:type=\"default\"",
            Self::FooterEven => "<w:footerReference w:type=\"even\"",
            Self::FooterFirst => "<w:footerReference w:type=\"first\"",
        }
    }

    /// Whether it stands over the page.
    pub(super) fn is_header(self) -> bool {
        matches!(self, Self::HeaderOdd | Self::HeaderEven | Self::HeaderFirst)
    }
}

impl Writing<'_> {
    /// The parts in the margins, each with the name by which the text knows it.
    pub(super) fn margins(&self) -> Vec<(Margin, &'static str)> {
        let mut parts = vec![
            (Margin::FooterOdd, "rFooterOdd"),
            (Margin::FooterEven, "rFooterEven"),
        ];
        let letter = self.is_letterhead();
        if letter {
            parts.push((Margin::FooterFirst, "rFooterFirst"));
        }
        if letter || self.mark.is_some() {
            parts.push((Margin::HeaderOdd, "rHeaderOdd"));
            parts.push((Margin::HeaderEven, "rHeaderEven"));
            if letter {
                parts.push((Margin::HeaderFirst, "rHeaderFirst"));
            }
        }
        parts
    }

    /// The part itself.
    pub(super) fn margin(&self, margin: Margin) -> WordXml {
        let mut xml = WordXml::default();
        xml.raw(if margin.is_header() {
            "<w:hdr"
        } else {
            "<w:ftr"
        });
        xml.raw(" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">");
        match margin {
            Margin::HeaderOdd | Margin::HeaderEven => self.header(&mut xml, true),
            Margin::HeaderFirst => self.header(&mut xml, false),
            Margin::FooterOdd => self.number("right").write(&mut xml, 0),
            Margin::FooterEven => self.number("left").write(&mut xml, 0),
            Margin::FooterFirst => self.letter_foot().write(&mut xml, 0),
        }
        xml.raw(if margin.is_header() {
            "</w:hdr>"
        } else {
            "</w:ftr>"
        });
        xml
    }

    /// 7.5: the number between two dashes, one character in from the outer edge.
    fn number(&self, align: &'static str) -> WordParagraph {
        let mut paragraph = WordParagraph::new("Footer");
        paragraph.align = Some(align);
        paragraph.indent = Some(Indent {
            left: 280,
            right: 280,
            ..Indent::default()
        });
        if self.is_letterhead() {
            paragraph.space.1 = FOOTER - LETTER_FOOTER;
        }
        let look = RunLook::default();
        push_text(&mut paragraph.runs, "— ", &look);
        for part in [
            "<w:fldChar w:fldCharType=\"begin\"/>",
            "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>",
            "<w:fldChar w:fldCharType=\"separate\"/>",
            "<w:t>1</w:t>",
            "<w:fldChar w:fldCharType=\"end\"/>",
        ] {
            paragraph.runs.raw("<w:r>");
            look.write(&mut paragraph.runs);
            paragraph.runs.raw(part);
            paragraph.runs.raw("</w:r>");
        }
        push_text(&mut paragraph.runs, " —", &look);
        paragraph
    }

    /// 10.1: the lower double line, thin over thick, 20 mm over the paper's edge.
    fn letter_foot(&self) -> WordParagraph {
        let mut paragraph = WordParagraph::new("Footer");
        paragraph.pitch = Some(20);
        paragraph.space.1 = LETTER_BOTTOM - LETTER_FOOTER - 20;
        paragraph.indent = Some(Indent {
            left: -LETTER_OVER.0,
            right: -LETTER_OVER.1,
            ..Indent::default()
        });
        paragraph.rule = Some(EdgeLine {
            above: true,
            kind: "thinThickSmallGap",
            thickness: MASTHEAD_LETTER.rule,
            distance: 0,
            red: true,
            hidden: self.document.head.elements.overprint,
        });
        paragraph
    }

    /// The words of a copy for review; over the later pages of a letter also what pushes their text down to its place.
    fn header(&self, xml: &mut WordXml, fills: bool) {
        let mut height = 0;
        if let Some(mark) = self.mark {
            let mut paragraph = WordParagraph::new("Header");
            push_text(&mut paragraph.runs, &mark.words, &RunLook::default());
            paragraph.write(xml, 0);
            height = 400;
        }
        if fills && self.is_letterhead() {
            let mut paragraph = WordParagraph::new("Header");
            paragraph.pitch = Some(MARGIN_TOP - HEADER - height);
            paragraph.write(xml, 0);
        } else if self.mark.is_none() {
            let mut paragraph = WordParagraph::new("Header");
            paragraph.pitch = Some(20);
            paragraph.write(xml, 0);
        }
    }
}
