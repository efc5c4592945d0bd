//! The styles of the Word file, under the names that offices know: 标题 1 to 标题 4, 正文, 题注 are Word's own, the others are those of the standard's elements.

use super::look::Face;
use super::measures::{
    CHAR, PITCH, PITCH_SMALL, SIZE_ARTICLE, SIZE_BODY, SIZE_NOTE, SIZE_SMALL, SIZE_TITLE, TIGHTENED,
};
use super::xml::WordXml;

/// A style of paragraphs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// By what the file names it.
    pub id: &'static str,
    /// What users read; Word shows its own English names in Chinese.
    pub name: &'static str,
    /// The face of its Chinese letters.
    face: Face,
    /// Its size in half points.
    size: i64,
    /// Whether the first line is set in by two characters (7.3.3).
    indented: bool,
    /// How its lines stand.
    align: &'static str,
    /// How high a line is, in twips; 0 where that is as high as what stands in it.
    pitch: i64,
    /// Whether it stays on the page of what follows.
    keep_next: bool,
    /// The level of a heading, from 0.
    outline: Option<u8>,
    /// Whether Word has it by itself.
    built_in: bool,
}

const BODY: Style = Style {
    id: "Normal",
    name: "Normal",
    face: Face::Fangsong,
    size: SIZE_BODY,
    indented: true,
    align: "both",
    pitch: PITCH,
    keep_next: false,
    outline: None,
    built_in: true,
};
const OWN: Style = Style {
    built_in: false,
    ..BODY
};
const LINE: Style = Style {
    indented: false,
    ..OWN
};

const fn heading(id: &'static str, name: &'static str, face: Face, level: u8) -> Style {
    Style {
        id,
        name,
        face,
        keep_next: true,
        outline: Some(level),
        ..BODY
    }
}

const fn line(id: &'static str, name: &'static str, face: Face, align: &'static str) -> Style {
    Style {
        id,
        name,
        face,
        align,
        ..LINE
    }
}

const fn sized(style: Style, size: i64, pitch: i64) -> Style {
    Style {
        size,
        pitch,
        ..style
    }
}

const fn kept(style: Style) -> Style {
    Style {
        keep_next: true,
        ..style
    }
}

/// Every style of paragraphs.
pub(super) const STYLES: &[Style] = &[
    BODY,
    heading("Heading1", "heading 1", Face::Hei, 0),
    heading("Heading2", "heading 2", Face::Kai, 1),
    heading("Heading3", "heading 3", Face::Fangsong, 2),
    heading("Heading4", "heading 4", Face::Fangsong, 3),
    Style {
        built_in: true,
        ..kept(sized(
            line("Title", "Title", Face::Xiaobiaosong, "center"),
            SIZE_TITLE,
            PITCH,
        ))
    },
    Style {
        built_in: true,
        ..kept(line("Subtitle", "Subtitle", Face::Kai, "center"))
    },
    Style {
        built_in: true,
        ..kept(sized(
            line("Caption", "caption", Face::Hei, "center"),
            SIZE_SMALL,
            PITCH,
        ))
    },
    Style {
        id: "ListParagraph",
        name: "List Paragraph",
        ..BODY
    },
    Style {
        id: "Quote",
        name: "Quote",
        face: Face::Kai,
        ..BODY
    },
    Style {
        built_in: true,
        ..sized(
            line("FootnoteText", "footnote text", Face::Fangsong, "left"),
            SIZE_NOTE,
            360,
        )
    },
    Style {
        built_in: true,
        ..sized(
            line("Footer", "footer", Face::Song, "left"),
            SIZE_SMALL,
            360,
        )
    },
    Style {
        built_in: true,
        ..sized(
            line("Header", "header", Face::Hei, "right"),
            SIZE_SMALL,
            400,
        )
    },
    sized(
        line("Masthead", "发文机关标志", Face::Xiaobiaosong, "center"),
        108,
        1_350,
    ),
    line("Classification", "密级和紧急程度", Face::Hei, "left"),
    line("DocumentNumber", "发文字号", Face::Fangsong, "center"),
    line("Publisher", "编印单位和日期", Face::Fangsong, "left"),
    kept(line("ContentsTitle", "要目标题", Face::Hei, "center")),
    line("ContentsEntry", "要目", Face::Fangsong, "left"),
    line("Recipients", "主送机关", Face::Fangsong, "both"),
    Style {
        id: "EditorNote",
        name: "按语",
        face: Face::Kai,
        ..OWN
    },
    kept(line("Column", "栏目", Face::Hei, "left")),
    kept(sized(
        line("ArticleTitle", "文章标题", Face::Xiaobiaosong, "center"),
        SIZE_ARTICLE,
        PITCH,
    )),
    line("Source", "来源", Face::Fangsong, "right"),
    sized(line("Code", "代码", Face::Fangsong, "left"), SIZE_NOTE, 420),
    line("Rule", "分隔线", Face::Fangsong, "left"),
    sized(
        line("Picture", "图片", Face::Fangsong, "center"),
        SIZE_BODY,
        0,
    ),
    sized(
        line("FigureCaption", "图题", Face::Fangsong, "center"),
        SIZE_SMALL,
        PITCH,
    ),
    kept(sized(
        line("TableLine", "表前和计量单位", Face::Fangsong, "left"),
        SIZE_SMALL,
        PITCH,
    )),
    sized(
        line("TableText", "表格文字", Face::Fangsong, "center"),
        SIZE_SMALL,
        406,
    ),
    sized(
        line("TableNote", "表注", Face::Fangsong, "left"),
        SIZE_SMALL,
        420,
    ),
    line("AttachmentList", "附件说明", Face::Fangsong, "left"),
    line("Attendance", "出席", Face::Fangsong, "both"),
    line("Signature", "发文机关署名", Face::Fangsong, "left"),
    line("Date", "成文日期", Face::Fangsong, "left"),
    Style {
        id: "Remark",
        name: "附注",
        ..OWN
    },
    kept(line("AttachmentLabel", "附件顺序号", Face::Hei, "left")),
    kept(sized(
        line("AttachmentTitle", "附件标题", Face::Xiaobiaosong, "center"),
        SIZE_TITLE,
        PITCH,
    )),
    sized(
        line("Imprint", "版记", Face::Fangsong, "both"),
        SIZE_SMALL,
        PITCH_SMALL,
    ),
    sized(line("Anchor", "版记位置", Face::Fangsong, "left"), 2, 20),
];

/// `styles.xml`.
pub(super) fn part() -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts");
    fonts(&mut xml, Face::Fangsong);
    xml.raw("/><w:kern w:val=\"0\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:snapToGrid w:val=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>");
    for style in STYLES {
        style.write(&mut xml);
    }
    xml.raw("<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default WordParagraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>");
    xml.raw("<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>");
    xml.raw("<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/></w:style>");
    for (id, name, face) in RUN_IN {
        xml.raw("<w:style w:type=\"character\" w:customStyle=\"1\"");
        xml.attribute(" w:styleId=\"", id);
        xml.raw(">");
        xml.value("<w:name w:val=\"", name);
        xml.raw("<w:qFormat/><w:rPr><w:rFonts");
        xml.attribute(" w:eastAsia=\"", face.name());
        xml.raw("/></w:rPr></w:style>");
    }
    xml.raw("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
    xml.raw("</w:styles>");
    xml
}

/// The styles of headings that run in with their paragraph (段首标题), by level.
pub(super) const RUN_IN: [(&str, &str, Face); 4] = [
    ("RunIn1", "段首标题 1", Face::Hei),
    ("RunIn2", "段首标题 2", Face::Kai),
    ("RunIn3", "段首标题 3", Face::Fangsong),
    ("RunIn4", "段首标题 4", Face::Fangsong),
];

fn fonts(xml: &mut WordXml, face: Face) {
    xml.attribute(" w:ascii=\"", Face::LATIN);
    xml.attribute(" w:eastAsia=\"", face.name());
    xml.attribute(" w:hAnsi=\"", Face::LATIN);
    xml.attribute(" w:cs=\"", Face::LATIN);
}

impl Style {
    fn write(&self, xml: &mut WordXml) {
        xml.raw("<w:style w:type=\"paragraph\"");
        if self.id == BODY.id {
            xml.raw(" w:default=\"1\"");
        } else if !self.built_in {
            xml.raw(" w:customStyle=\"1\"");
        }
        xml.attribute(" w:styleId=\"", self.id);
        xml.raw(">");
        xml.value("<w:name w:val=\"", self.name);
        if self.id != BODY.id {
            xml.value("<w:basedOn w:val=\"", BODY.id);
            if self.outline.is_some() || self.keep_next {
                xml.value("<w:next w:val=\"", BODY.id);
            }
        }
        xml.raw("<w:qFormat/><w:pPr>");
        if self.keep_next {
            xml.raw("<w:keepNext/>");
        }
        xml.raw("<w:widowControl w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\"");
        if self.pitch > 0 {
            xml.attribute(" w:line=\"", self.pitch);
            xml.raw(" w:lineRule=\"exact\"/>");
        } else {
            xml.raw(" w:line=\"240\" w:lineRule=\"auto\"/>");
        }
        if self.indented {
            xml.raw("<w:ind w:firstLineChars=\"200\"");
            xml.attribute(" w:firstLine=\"", 2 * CHAR);
            xml.raw("/>");
        } else {
            xml.raw("<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>");
        }
        xml.value("<w:jc w:val=\"", self.align);
        if let Some(level) = self.outline {
            xml.value("<w:outlineLvl w:val=\"", level);
        }
        xml.raw("</w:pPr><w:rPr><w:rFonts");
        fonts(xml, self.face);
        xml.raw("/>");
        let tightened = if self.size == SIZE_BODY { TIGHTENED } else { 0 };
        xml.value("<w:spacing w:val=\"", tightened);
        xml.value("<w:sz w:val=\"", self.size);
        xml.value("<w:szCs w:val=\"", self.size);
        xml.raw("</w:rPr></w:style>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_a_name_of_its_own_and_states_its_indent() {
        for (at, style) in STYLES.iter().enumerate() {
            for other in &STYLES[..at] {
                assert_ne!(style.id, other.id);
                assert_ne!(style.name, other.name);
            }
        }
    }
}
