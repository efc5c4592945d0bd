//! Word files made by hand, so that each has what is asked of it and nothing else.

use std::io::{Cursor, Write};

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\"";

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS: &str = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file on its way.
#[derive(Default)]
pub struct WordFile {
    body: String,
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
}

impl WordFile {
    /// Adds XML to the body.
    pub fn xml(mut self, xml: &str) -> Self {
        self.body.push_str(xml);
        self
    }

    /// Adds a paragraph with these properties.
    pub fn paragraph(self, properties: &str, text: &str) -> Self {
        self.xml(&format!(
            "<w:p><w:pPr>{properties}</w:pPr>{}</w:p>",
            run("", text)
        ))
    }

    /// Adds a paragraph of text.
    pub fn text(self, text: &str) -> Self {
        self.paragraph("", text)
    }

    /// Adds a paragraph at the level of a list.
    pub fn numbered(self, list: u8, level: u8, text: &str) -> Self {
        let properties =
            format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        self.paragraph(&properties, text)
    }

    /// Adds a part with a relation to it; a part of XML has its root's content given.
    pub fn part(mut self, id: &str, kind: &str, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{KIND}/{kind}\" Target=\"{name}\"/>"
        ));
        self.parts
            .push((format!("word/{name}"), bytes.as_ref().to_vec()));
        self
    }

    /// Adds a relation that leads out of the file.
    pub fn outside(mut self, id: &str, kind: &str, address: &str) -> Self {
        self.relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{KIND}/{kind}\" Target=\"{address}\" TargetMode=\"External\"/>"
        ));
        self
    }

    /// The file.
    pub fn bytes(self) -> Vec<u8> {
        let package = format!(
            "<Relationships {RELATIONS}><Relationship Id=\"rId1\" Type=\"{KIND}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        );
        let document = format!(
            "<?xml version=\"1.0\"?><w:document {SPACES}><w:body>{}</w:body></w:document>",
            self.body
        );
        let relations = format!(
            "<Relationships {RELATIONS}>{}</Relationships>",
            self.relations
        );
        let types: String = self
            .parts
            .iter()
            .filter_map(|(name, _)| {
                let kind = name.rsplit('/').next()?.strip_suffix(".xml")?;
                let kind = kind.trim_end_matches(|c: char| c.is_ascii_digit());
                Some(format!(
                    "<Override PartName=\"/{name}\" ContentType=\"{WORD}.{kind}+xml\"/>"
                ))
            })
            .collect();
        let types = format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>{types}</Types>"
        );
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), package.into_bytes()),
            ("word/document.xml".to_owned(), document.into_bytes()),
            (
                "word/_rels/document.xml.rels".to_owned(),
                relations.into_bytes(),
            ),
        ];
        parts.extend(self.parts);
        package_of(&parts)
    }
}

/// A package of these parts.
pub fn package_of(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(bytes).expect("a part");
    }
    archive.finish().expect("a package").into_inner()
}

/// A part of XML.
pub fn root(name: &str, content: &str) -> String {
    format!("<w:{name} {SPACES}>{content}</w:{name}>")
}

/// A run of text with these properties.
pub fn run(properties: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// Lists as offices set them: 1 counts 一、（一）1.（1）, 2 has bullets.
pub fn lists() -> String {
    let level = |place: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{place}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels = [
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimal", "（%4）"),
    ];
    let bullets = level(0, "bullet", "\u{F06C}");
    root(
        "numbering",
        &format!(
            "<w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{bullets}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>",
            levels.concat()
        ),
    )
}

/// A cell of a table.
pub fn cell(properties: &str, text: &str) -> String {
    format!(
        "<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{}</w:p></w:tc>",
        run("", text)
    )
}

/// A row of a table.
pub fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}
