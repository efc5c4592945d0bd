//! What a run of characters looks like, and the faces that it names.

use super::measures::RED;
use super::xml::WordXml;

/// A class of faces, as the standard names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// 仿宋, the text.
    Fangsong,
    /// 楷体.
    Kai,
    /// 黑体.
    Hei,
    /// 小标宋, titles and the mark.
    Xiaobiaosong,
    /// 宋体, the page's number.
    Song,
}

impl Face {
    /// All faces with the name that every Windows or every office has, what else the same letters are called, and the shape by which a program finds a
    /// stand-in (PANOSE).
    pub(super) const ALL: &[(Face, &str, &str, &str)] = &[
        (
            Face::Fangsong,
            "仿宋",
            "仿宋_GB2312",
            "02010609060101010101",
        ),
        (Face::Kai, "楷体", "楷体_GB2312", "02010609060101010101"),
        (Face::Hei, "黑体", "SimHei", "02010609060101010101"),
        (
            Face::Xiaobiaosong,
            "方正小标宋简体",
            "华文中宋",
            "02010600040101010101",
        ),
        (Face::Song, "宋体", "SimSun", "02010600030101010101"),
    ];

    /// The face of Latin letters and digits.
    pub(super) const LATIN: &str = "Times New Roman";

    /// What Word calls it.
    pub(super) fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(face, ..)| *face == self);
        found.map_or("宋体", |(_, name, ..)| name)
    }
}

/// What a run looks like where that is not what its paragraph's style says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RunLook {
    /// A style of characters.
    pub style: Option<&'static str>,
    /// Its face.
    pub face: Option<Face>,
    /// Bold, which the standard does not know.
    pub bold: bool,
    /// Struck out.
    pub strike: bool,
    /// In the red of the mark.
    pub red: bool,
    /// Letters drawn for paper that bears them already (套打).
    pub hidden: bool,
    /// How wide its letters are drawn, in hundredths.
    pub scale: Option<i64>,
    /// What is added between two letters, in twips.
    pub spacing: Option<i64>,
    /// Its size in half points.
    pub size: Option<i64>,
    /// Marked as not written yet.
    pub marked: bool,
    /// Raised, as the mark of a note.
    pub raised: bool,
}

impl RunLook {
    /// Writes `<w:rPr>`, its elements in the order of the schema. The hint makes quotation marks and dots those of the Chinese face.
    pub(super) fn write(&self, xml: &mut WordXml) {
        xml.raw("<w:rPr>");
        if let Some(style) = self.style {
            xml.value("<w:rStyle w:val=\"", style);
        }
        xml.raw("<w:rFonts w:hint=\"eastAsia\"");
        if let Some(face) = self.face {
            xml.attribute(" w:eastAsia=\"", face.name());
        }
        xml.raw("/>");
        if self.bold {
            xml.raw("<w:b/>");
        }
        if self.strike {
            xml.raw("<w:strike/>");
        }
        if self.hidden {
            xml.raw("<w:color w:val=\"FFFFFF\"/>");
        } else if self.red {
            xml.value("<w:color w:val=\"", RED);
        }
        if let Some(spacing) = self.spacing {
            xml.value("<w:spacing w:val=\"", spacing);
        }
        if let Some(scale) = self.scale {
            xml.value("<w:w w:val=\"", scale);
        }
        if let Some(size) = self.size {
            xml.value("<w:sz w:val=\"", size);
            xml.value("<w:szCs w:val=\"", size);
        }
        if self.marked {
            xml.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"D0D0D0\"/>");
        }
        if self.raised {
            xml.raw("<w:vertAlign w:val=\"superscript\"/>");
        }
        xml.raw("</w:rPr>");
    }
}
