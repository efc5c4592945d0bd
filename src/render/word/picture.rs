//! Pictures: in the line, with the text for those who cannot see them, and their captions below.

use super::key;
use super::look::RunLook;
use super::measures::{ABOVE_LINE, CHAR, HEIGHT, PITCH, WIDTH};
use super::paragraph::WordParagraph;
use super::table::{frame, frame_cell};
use super::writing::Writing;
use super::xml::WordXml;
use crate::model::{Block, Figure, FigureRow};

/// English metric units in a twip.
pub(super) const EMU: i64 = 635;
/// The most height of a picture without a width: 120 mm.
const TALLEST: i64 = 6_803;

impl Writing<'_> {
    /// A picture with its caption.
    pub(super) fn figure(&mut self, figure: &Figure, held: bool) {
        let captioned = !figure.label.is_empty() || !figure.caption.is_empty();
        let mut paragraph = WordParagraph::new("Picture");
        paragraph.keep_next = captioned || held;
        let Some((drawing, _)) = self.drawn(figure, None) else {
            return;
        };
        paragraph.space.0 = ABOVE_LINE;
        paragraph.runs = drawing;
        self.paragraph(&paragraph);
        if captioned {
            let paragraph = self.figure_caption(figure, held);
            self.paragraph(&paragraph);
        }
    }

    /// Two or three beside each other, equally tall unless widths were asked for.
    pub(super) fn figures(&mut self, row: &FigureRow, held: bool) {
        let figures: Vec<&Figure> = row.figures.iter().filter_map(Block::as_figure).collect();
        let count = i64::try_from(figures.len()).unwrap_or(1).max(1);
        let free = WIDTH - CHAR * (count - 1);
        let asked: Option<Vec<i64>> = figures
            .iter()
            .map(|figure| figure.width.map(i64::from))
            .collect();
        let mut widths: Vec<i64> = match (asked, row.shares()) {
            (Some(asked), _) => {
                let sum = asked.iter().sum::<i64>().max(100);
                asked.iter().map(|width| free * width / sum).collect()
            }
            #[allow(
                clippy::cast_possible_truncation,
                reason = "a share is between 0 and 1"
            )]
            (None, Some(shares)) => shares
                .iter()
                .map(|share| (free as f64 * share) as i64)
                .collect(),
            (None, None) => figures.iter().map(|_| free / count).collect(),
        };
        let mut drawn = Vec::new();
        for (figure, width) in figures.iter().zip(&widths) {
            match self.drawn(figure, Some(*width)) {
                Some(drawing) => drawn.push(drawing),
                None => return,
            }
        }
        let tallest = drawn.iter().map(|(_, height)| *height).max().unwrap_or(0);
        if tallest > TALLEST {
            for width in &mut widths {
                *width = *width * TALLEST / tallest;
            }
            drawn.clear();
            for (figure, width) in figures.iter().zip(&widths) {
                drawn.extend(self.drawn(figure, Some(*width)));
            }
        }
        let columns: Vec<i64> = widths.iter().map(|width| width + CHAR).collect();
        let mut xml = WordXml::default();
        frame(&mut xml, &columns);
        xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for ((figure, (drawing, _)), width) in figures.iter().zip(drawn).zip(&columns) {
            let mut cell = WordXml::default();
            let mut paragraph = WordParagraph::new("Picture");
            paragraph.keep_next = true;
            paragraph.runs = drawing;
            self.paragraph_into(&mut cell, &paragraph);
            if !figure.label.is_empty() || !figure.caption.is_empty() {
                let paragraph = self.figure_caption(figure, held);
                self.paragraph_into(&mut cell, &paragraph);
            }
            frame_cell(&mut xml, *width, "top", &cell);
        }
        xml.raw("</w:tr></w:tbl>");
        self.body.append(&xml);
        if !held {
            self.paragraph(&WordParagraph::new("Anchor"));
        }
    }

    fn figure_caption(&mut self, figure: &Figure, held: bool) -> WordParagraph {
        let mut paragraph =
            WordParagraph::new("FigureCaption").known_by(key::of_anchor(&figure.anchor));
        paragraph.keep_next = held;
        let gap = if figure.label.is_empty() || figure.caption.is_empty() {
            ""
        } else {
            "　"
        };
        let look = RunLook::default();
        let mut runs = WordXml::default();
        self.push(&mut runs, &format!("{}{gap}", figure.label), &look);
        self.inlines(&mut runs, &figure.caption, &look);
        paragraph.runs = runs;
        paragraph
    }

    /// A picture as a run, with its height in twips; `width` in twips where that is decided already.
    fn drawn(&mut self, figure: &Figure, width: Option<i64>) -> Option<(WordXml, i64)> {
        let (name, columns, rows) = self.picture(figure)?;
        let (columns, rows) = (i64::from(columns.max(1)), i64::from(rows.max(1)));
        let room = if self.is_upright() { WIDTH } else { HEIGHT };
        let (mut wide, mut high) = match (width, figure.width) {
            (Some(width), _) => (width, width * rows / columns),
            (None, Some(part)) => {
                let width = room * i64::from(part) / 100;
                (width, width * rows / columns)
            }
            // A pixel is a point, as on paper.
            (None, None) => {
                let width = (columns * 20).min(room);
                (width, width * rows / columns)
            }
        };
        let alone = figure.label.is_empty();
        let most = if figure.width.is_none() && !alone {
            TALLEST
        } else {
            HEIGHT - 2 * PITCH
        };
        if width.is_none() && high > most {
            wide = wide * most / high;
            high = most;
        }
        let number = self.drawing();
        let mut xml = WordXml::default();
        xml.raw(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent",
        );
        xml.attribute(" cx=\"", wide * EMU);
        xml.attribute(" cy=\"", high * EMU);
        xml.raw("/><wp:docPr");
        xml.attribute(" id=\"", number);
        xml.attribute(" name=\"", format!("图片 {number}"));
        xml.attribute(" descr=\"", &figure.alt);
        xml.raw("/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr");
        xml.attribute(" id=\"", number);
        xml.attribute(" name=\"", format!("图片 {number}"));
        xml.attribute(" descr=\"", &figure.alt);
        xml.raw("/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip");
        xml.attribute(" r:embed=\"", name);
        xml.raw("/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext");
        xml.attribute(" cx=\"", wide * EMU);
        xml.attribute(" cy=\"", high * EMU);
        xml.raw("/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>");
        Some((xml, high))
    }
}
