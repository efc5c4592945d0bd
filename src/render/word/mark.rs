//! 发文机关标志 (7.2.4): the name in red; for 联合行文 the names under each other, and what follows them at their right.

use super::key;
use super::look::RunLook;
use super::measures::{JOINT_HEIGHT, MastheadFigures, WIDTH, hundredths};
use super::paragraph::WordParagraph;
use super::run::push_text;
use super::table::{frame, frame_cell};
use super::writing::Writing;
use super::xml::WordXml;
use crate::model::Masthead;

impl Writing<'_> {
    /// 发文机关标志 (7.2.4); its letters begin `above` under the end of what stands before.
    pub(super) fn mark(&mut self, masthead: &Masthead, figures: &MastheadFigures, above: i64) {
        let overprint = self.document.head.elements.overprint;
        let (lines, suffix) = masthead.lines();
        if let [line] = lines.as_slice()
            && suffix.is_none()
        {
            let mut paragraph = marked_line(line, figures, WIDTH, overprint);
            paragraph.space.0 = (above - figures.size * 10 * 15 / 100).max(0);
            paragraph.key = key::of_head("masthead");
            self.paragraph(&paragraph);
            return;
        }
        // 联合行文: the names under each other, spread to the width of the longest, and 文件 at their right in the middle.
        let count = i64::try_from(lines.len()).unwrap_or(1).max(1);
        let longest = lines
            .iter()
            .map(|line| hundredths(line))
            .max()
            .unwrap_or(100);
        let beside = suffix.map_or(0, |suffix| hundredths(suffix) + 40);
        let total = (longest + beside).max(1);
        // As high as it may be, and as wide as the line with its letters as narrow as they may be.
        let size = figures
            .size
            .min(JOINT_HEIGHT * 10 / (125 * count))
            .min(WIDTH * 1000 / (figures.squeeze * total))
            .max(32);
        let scale = (WIDTH * 1000 / (total * size)).clamp(figures.squeeze, 100);
        let rest_width = beside * size * scale / 1000;
        // A little more than the letters need, so that none goes to a line of its own.
        let name_width = (longest * size * scale / 1000 + 80).min(WIDTH - rest_width);
        let scale = scale.min(name_width * 980 / (longest * size).max(1));
        let gap = (above - size * 10 * 15 / 100).max(20);
        let mut spacer = WordParagraph::new("Anchor");
        spacer.pitch = Some(gap.max(20));
        self.paragraph(&spacer);
        let joint = MastheadFigures { size, ..*figures };
        let mut names = WordXml::default();
        for (at, line) in lines.iter().enumerate() {
            let mut paragraph = marked_line(line, &joint, i64::MAX / 1_000_000, overprint);
            paragraph.align = Some("distribute");
            paragraph.key = key::of_head_at("masthead", at);
            scaled(&mut paragraph, line, &joint, scale, overprint);
            self.paragraph_into(&mut names, &paragraph);
        }
        let mut xml = WordXml::default();
        let margin = (WIDTH - name_width - rest_width).max(0) / 2;
        // No column may have no width: LibreOffice would share out the others anew.
        let spaced = margin >= 20;
        let mut columns = if spaced {
            vec![margin, name_width]
        } else {
            vec![name_width]
        };
        if rest_width > 0 {
            columns.push(rest_width);
        }
        frame(&mut xml, &columns);
        xml.raw("<w:tr>");
        if spaced {
            let mut empty = WordXml::default();
            self.paragraph_into(&mut empty, &WordParagraph::new("Anchor"));
            frame_cell(&mut xml, margin, "center", &empty);
        }
        frame_cell(&mut xml, name_width, "center", &names);
        if let Some(suffix) = suffix {
            let mut cell = WordXml::default();
            let mut paragraph = WordParagraph::new("Masthead").known_by(key::of_head("suffix"));
            scaled(&mut paragraph, suffix, &joint, scale, overprint);
            paragraph.align = Some("right");
            self.paragraph_into(&mut cell, &paragraph);
            frame_cell(&mut xml, rest_width, "center", &cell);
        }
        xml.raw("</w:tr></w:tbl>");
        self.body.append(&xml);
    }
}

/// A line of the mark: a name too long for `room` is drawn narrower, then smaller.
pub(super) fn marked_line(
    text: &str,
    figures: &MastheadFigures,
    room: i64,
    overprint: bool,
) -> WordParagraph {
    let natural = (hundredths(text) * figures.size / 10).max(1);
    let mut size = figures.size;
    let ratio = room * 100 / natural;
    if ratio < figures.squeeze {
        size = figures.size * ratio / figures.squeeze;
    }
    let scale = ratio.clamp(figures.squeeze, 100);
    let mut paragraph = WordParagraph::new("Masthead");
    let sized = MastheadFigures { size, ..*figures };
    scaled(&mut paragraph, text, &sized, scale, overprint);
    paragraph
}

/// Puts the letters of a mark into its paragraph.
fn scaled(
    paragraph: &mut WordParagraph,
    text: &str,
    figures: &MastheadFigures,
    scale: i64,
    overprint: bool,
) {
    paragraph.pitch = Some(figures.size * 125 / 10);
    paragraph.runs = WordXml::default();
    let look = RunLook {
        red: true,
        hidden: overprint,
        scale: (scale < 100).then_some(scale),
        size: Some(figures.size),
        ..RunLook::default()
    };
    push_text(&mut paragraph.runs, text, &look);
}
