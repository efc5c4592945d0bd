//! A paragraph of the Word file: what departs from its style, in the order of the schema, and the mark by which it is known again.

use super::measures::RED;
use super::xml::WordXml;

/// A line above or below a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct EdgeLine {
    /// Above it, or below.
    pub above: bool,
    /// Word's name of the line: `single`, `thickThinSmallGap`, `thinThickSmallGap`.
    pub kind: &'static str,
    /// In eighths of a point.
    pub thickness: i64,
    /// From the line to the text, in points.
    pub distance: i64,
    /// Whether it is red.
    pub red: bool,
    /// Whether it only keeps its place, as on paper that has it already (套打).
    pub hidden: bool,
}

/// How far a paragraph stands from the edges of the type area, in twips; negative where it reaches over them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Indent {
    /// From the left.
    pub left: i64,
    /// From the right.
    pub right: i64,
    /// Its first line further right than the others.
    pub first: i64,
    /// Its first line further left than the others.
    pub hanging: i64,
}

/// A place at which text goes on after a tab.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tab {
    /// `left` or `right`.
    pub kind: &'static str,
    /// From the left edge of the type area, in twips.
    pub at: i64,
}

/// A paragraph before it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct WordParagraph {
    /// Its style.
    pub style: &'static str,
    /// By what it is known again; empty for what stands for nothing.
    pub key: String,
    /// Whether it stays on the page of the next one.
    pub keep_next: bool,
    /// Whether all its lines stay on one page.
    pub keep_lines: bool,
    /// Whether it begins a page.
    pub new_page: bool,
    /// A line above or below it.
    pub rule: Option<EdgeLine>,
    /// Where text goes on after tabs.
    pub tabs: Vec<Tab>,
    /// How high a line is, in twips, where that is not what the style says.
    pub pitch: Option<i64>,
    /// Free space above and below, in twips.
    pub space: (i64, i64),
    /// How it stands between the edges.
    pub indent: Option<Indent>,
    /// How its lines stand.
    pub align: Option<&'static str>,
    /// The level of a heading, from 0, where that is not what the style says.
    pub outline: Option<u8>,
    /// Ends a section of pages: its `w:sectPr`.
    pub section: Option<WordXml>,
    /// Its runs.
    pub runs: WordXml,
}

impl WordParagraph {
    /// An empty paragraph of this style.
    pub(super) fn new(style: &'static str) -> Self {
        Self {
            style,
            ..Self::default()
        }
    }

    /// Known again by `key`.
    pub(super) fn known_by(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// With free space above it.
    pub(super) fn after_space(mut self, twips: i64) -> Self {
        self.space.0 = twips.max(0);
        self
    }

    /// Writes it; `bookmark` is the number of its bookmark in the file.
    pub(super) fn write(&self, xml: &mut WordXml, bookmark: u32) {
        xml.raw("<w:p><w:pPr>");
        xml.value("<w:pStyle w:val=\"", self.style);
        if self.keep_next {
            xml.raw("<w:keepNext/>");
        }
        if self.keep_lines {
            xml.raw("<w:keepLines/>");
        }
        if self.new_page {
            xml.raw("<w:pageBreakBefore/>");
        }
        if let Some(rule) = &self.rule {
            rule.write(xml);
        }
        if !self.tabs.is_empty() {
            xml.raw("<w:tabs>");
            for tab in &self.tabs {
                xml.raw("<w:tab");
                xml.attribute(" w:val=\"", tab.kind);
                xml.attribute(" w:pos=\"", tab.at);
                xml.raw("/>");
            }
            xml.raw("</w:tabs>");
        }
        if self.space != (0, 0) || self.pitch.is_some() {
            xml.raw("<w:spacing");
            xml.attribute(" w:before=\"", self.space.0);
            xml.attribute(" w:after=\"", self.space.1);
            if let Some(pitch) = self.pitch {
                xml.attribute(" w:line=\"", pitch);
                xml.raw(" w:lineRule=\"exact\"");
            }
            xml.raw("/>");
        }
        if let Some(indent) = &self.indent {
            indent.write(xml);
        }
        if let Some(align) = self.align {
            xml.value("<w:jc w:val=\"", align);
        }
        if let Some(level) = self.outline {
            xml.value("<w:outlineLvl w:val=\"", level.min(8));
        }
        if let Some(section) = &self.section {
            xml.append(section);
        }
        xml.raw("</w:pPr>");
        if self.key.is_empty() {
            xml.append(&self.runs);
        } else {
            xml.raw("<w:bookmarkStart");
            xml.attribute(" w:id=\"", bookmark);
            xml.attribute(" w:name=\"", &self.key);
            xml.raw("/>");
            xml.append(&self.runs);
            xml.value("<w:bookmarkEnd w:id=\"", bookmark);
        }
        xml.raw("</w:p>");
    }
}

impl EdgeLine {
    fn write(&self, xml: &mut WordXml) {
        xml.raw("<w:pBdr>");
        xml.raw(if self.above { "<w:top" } else { "<w:bottom" });
        xml.attribute(" w:val=\"", self.kind);
        xml.attribute(" w:sz=\"", self.thickness);
        xml.attribute(" w:space=\"", self.distance.clamp(0, 31));
        let colour = match (self.hidden, self.red) {
            (true, _) => "FFFFFF",
            (false, true) => RED,
            (false, false) => "000000",
        };
        xml.attribute(" w:color=\"", colour);
        xml.raw("/></w:pBdr>");
    }
}

impl Indent {
    fn write(&self, xml: &mut WordXml) {
        xml.raw("<w:ind");
        xml.attribute(" w:left=\"", self.left);
        xml.attribute(" w:right=\"", self.right);
        // What a style says in characters goes before what is said in twips, so it is taken back.
        if self.hanging > 0 {
            xml.attribute(" w:hanging=\"", self.hanging);
        } else if self.first > 0 {
            xml.raw(" w:firstLineChars=\"200\"");
            xml.attribute(" w:firstLine=\"", self.first);
        } else {
            xml.raw(" w:firstLineChars=\"0\" w:firstLine=\"0\"");
        }
        xml.raw("/>");
    }
}
