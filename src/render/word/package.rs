//! The package around the text: parts, their kinds, how they are related, and what the file says of itself.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::exported::{self, EXPORTED_PART, EXPORTED_PROPERTY, digest};
use super::given::WordError;
use super::look::Face;
use super::margins::Margin;
use super::styles;
use super::writing::Writing;
use super::xml::WordXml;
use crate::model::{Audience, Document};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// Puts everything into the package. The first part is the list of kinds, as some readers want it.
pub(super) fn packed(mut writing: Writing<'_>) -> Result<Vec<u8>, WordError> {
    if let Some(fault) = writing.fault.take() {
        return Err(fault);
    }
    let margins = writing.margins();
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        (
            "[Content_Types].xml".to_owned(),
            kinds(&margins).into_part(),
        ),
        ("_rels/.rels".to_owned(), roots().into_part()),
        (
            "word/_rels/document.xml.rels".to_owned(),
            relations(&writing, &margins).into_part(),
        ),
        ("word/styles.xml".to_owned(), styles::part().into_part()),
        ("word/settings.xml".to_owned(), settings().into_part()),
        ("word/fontTable.xml".to_owned(), faces().into_part()),
        ("word/footnotes.xml".to_owned(), notes(&writing).into_part()),
        (
            "docProps/core.xml".to_owned(),
            core(writing.document).into_part(),
        ),
        ("docProps/app.xml".to_owned(), app().into_part()),
        (
            "docProps/custom.xml".to_owned(),
            custom(&writing).into_part(),
        ),
        (
            format!("customXml/{EXPORTED_PART}"),
            exported::part(&writing.exported).into_part(),
        ),
    ];
    for (margin, _) in &margins {
        parts.push((
            format!("word/{}", file(*margin)),
            writing.margin(*margin).into_part(),
        ));
    }
    if writing.notes.len() > 0 {
        parts.push((
            "word/_rels/footnotes.xml.rels".to_owned(),
            links(&writing).into_part(),
        ));
    }
    parts.push(("word/document.xml".to_owned(), text(&writing).into_part()));
    let media = std::mem::take(&mut writing.media);
    let mut pictures: Vec<(String, Vec<u8>)> = media
        .into_values()
        .map(|(name, picture)| (media_name(&name, picture.ending), picture.bytes))
        .collect();
    pictures.sort();
    parts.extend(
        pictures
            .into_iter()
            .map(|(name, bytes)| (format!("word/{name}"), bytes)),
    );
    zipped(&parts)
}

/// A package of these parts, the same on every machine: no clock, no system.
fn zipped(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, WordError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // Pictures are compressed already.
        let method = if name.starts_with("word/media/") {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        archive.start_file(name.as_str(), options)?;
        archive
            .write_all(bytes)
            .map_err(zip::result::ZipError::from)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn media_name(name: &str, ending: &str) -> String {
    format!("media/{}.{ending}", name.trim_start_matches('r'))
}

fn file(margin: Margin) -> &'static str {
    match margin {
        Margin::HeaderOdd => "header1.xml",
        Margin::HeaderEven => "header2.xml",
        Margin::HeaderFirst => "header3.xml",
        Margin::FooterOdd => "footer1.xml",
        Margin::FooterEven => "footer2.xml",
        Margin::FooterFirst => "footer3.xml",
    }
}

fn kinds(margins: &[(Margin, &'static str)]) -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpg\" ContentType=\"image/jpeg\"/><Default Extension=\"gif\" ContentType=\"image/gif\"/>");
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    let mut part = |name: &str, kind: String| {
        xml.raw("<Override");
        xml.attribute(" PartName=\"", format!("/{name}"));
        xml.attribute(" ContentType=\"", kind);
        xml.raw("/>");
    };
    part("word/document.xml", format!("{WORD}document.main+xml"));
    part("word/styles.xml", format!("{WORD}styles+xml"));
    part("word/settings.xml", format!("{WORD}settings+xml"));
    part("word/fontTable.xml", format!("{WORD}fontTable+xml"));
    part("word/footnotes.xml", format!("{WORD}footnotes+xml"));
    for (margin, _) in margins {
        let kind = if margin.is_header() {
            "header"
        } else {
            "footer"
        };
        part(
            &format!("word/{}", file(*margin)),
            format!("{WORD}{kind}+xml"),
        );
    }
    part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
    );
    for (name, kind) in [("app", "extended"), ("custom", "custom")] {
        part(
            &format!("docProps/{name}.xml"),
            format!("application/vnd.openxmlformats-officedocument.{kind}-properties+xml"),
        );
    }
    xml.raw("</Types>");
    xml
}

fn relation(xml: &mut WordXml, name: &str, kind: &str, target: &str, external: bool) {
    xml.raw("<Relationship");
    xml.attribute(" Id=\"", name);
    xml.attribute(" Type=\"", kind);
    xml.attribute(" Target=\"", target);
    if external {
        xml.raw(" TargetMode=\"External\"");
    }
    xml.raw("/>");
}

const RELATIONS_OPEN: &str =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";

fn roots() -> WordXml {
    let mut xml = WordXml::default();
    xml.raw(RELATIONS_OPEN);
    let office = |kind: &str| format!("{RELATIONS}{kind}");
    relation(
        &mut xml,
        "rId1",
        &office("officeDocument"),
        "word/document.xml",
        false,
    );
    relation(
        &mut xml,
        "rId2",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
        false,
    );
    relation(
        &mut xml,
        "rId3",
        &office("extended-properties"),
        "docProps/app.xml",
        false,
    );
    relation(
        &mut xml,
        "rId4",
        &office("custom-properties"),
        "docProps/custom.xml",
        false,
    );
    xml.raw("</Relationships>");
    xml
}

fn relations(writing: &Writing<'_>, margins: &[(Margin, &'static str)]) -> WordXml {
    let mut xml = WordXml::default();
    xml.raw(RELATIONS_OPEN);
    for (name, kind, target) in [
        ("rStyles", "styles", "styles.xml"),
        ("rSettings", "settings", "settings.xml"),
        ("rFonts", "fontTable", "fontTable.xml"),
        ("rNotes", "footnotes", "footnotes.xml"),
    ] {
        relation(&mut xml, name, &format!("{RELATIONS}{kind}"), target, false);
    }
    for (margin, name) in margins {
        let kind = if margin.is_header() {
            "header"
        } else {
            "footer"
        };
        relation(
            &mut xml,
            name,
            &format!("{RELATIONS}{kind}"),
            file(*margin),
            false,
        );
    }
    for (name, picture) in writing.media.values() {
        let target = media_name(name, picture.ending);
        relation(&mut xml, name, &format!("{RELATIONS}image"), &target, false);
    }
    let part = format!("../customXml/{EXPORTED_PART}");
    relation(
        &mut xml,
        "rExported",
        &format!("{RELATIONS}customXml"),
        &part,
        false,
    );
    addresses(&mut xml, writing);
    xml.raw("</Relationships>");
    xml
}

/// What the notes lead to.
fn links(writing: &Writing<'_>) -> WordXml {
    let mut xml = WordXml::default();
    xml.raw(RELATIONS_OPEN);
    addresses(&mut xml, writing);
    xml.raw("</Relationships>");
    xml
}

fn addresses(xml: &mut WordXml, writing: &Writing<'_>) {
    for (address, name) in &writing.links {
        relation(xml, name, &format!("{RELATIONS}hyperlink"), address, true);
    }
}

fn text(writing: &Writing<'_>) -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><w:body>");
    xml.append(&writing.body);
    xml.append(&writing.section());
    xml.raw("</w:body></w:document>");
    xml
}

fn notes(writing: &Writing<'_>) -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>");
    xml.append(&writing.notes);
    xml.raw("</w:footnotes>");
    xml
}

/// No compression of punctuation and no grid: lines are filled as on paper.
fn settings() -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>");
    xml
}

/// The faces, with what else the same letters are called, so that a machine without one takes the other.
fn faces() -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
    for (_, name, other, panose) in Face::ALL {
        xml.raw("<w:font");
        xml.attribute(" w:name=\"", name);
        xml.raw(">");
        xml.value("<w:altName w:val=\"", other);
        xml.value("<w:panose1 w:val=\"", panose);
        xml.raw("<w:charset w:val=\"86\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>");
    }
    xml.raw("<w:font");
    xml.attribute(" w:name=\"", Face::LATIN);
    xml.raw("><w:panose1 w:val=\"02020603050405020304\"/><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>");
    xml
}

/// Title, author, topics and number, and the date of the issue: never the time at which the file was made.
fn core(document: &Document) -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    xml.text(&document.full_title());
    xml.raw("</dc:title><dc:creator>");
    xml.text(&document.author().join("、"));
    xml.raw("</dc:creator><cp:keywords>");
    let topics: Vec<&str> = document.head.topics.iter().map(|topic| &**topic).collect();
    xml.text(&topics.join("、"));
    xml.raw("</cp:keywords><dc:description>");
    xml.text(document.head.numbers.main().unwrap_or_default());
    let date = document.head.date.value;
    let moment = format!(
        "{:04}-{:02}-{:02}T00:00:00Z",
        date.year,
        date.month,
        date.day.unwrap_or(1)
    );
    xml.raw("</dc:description><dc:language>zh-CN</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">");
    xml.text(&moment);
    xml.raw("</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">");
    xml.text(&moment);
    xml.raw("</dcterms:modified></cp:coreProperties>");
    xml
}

fn app() -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>jianbao</Application></Properties>");
    xml
}

/// Which issue it is, so that what was changed in it can find its way back.
fn custom(writing: &Writing<'_>) -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">");
    let mut entries = vec![
        ("期", writing.document.id.path()),
        (EXPORTED_PROPERTY, digest(&writing.exported)),
    ];
    // Nothing that is printed says it, and an issue that is made of this file must not become public.
    let audience = writing.document.publication.audience;
    if audience != Audience::Public {
        entries.push(("受众", audience.word().to_owned()));
    }
    for (number, (name, value)) in (2..).zip(entries) {
        xml.raw("<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\"");
        xml.attribute(" pid=\"", number);
        xml.attribute(" name=\"", name);
        xml.raw("><vt:lpwstr>");
        xml.text(&value);
        xml.raw("</vt:lpwstr></property>");
    }
    xml.raw("</Properties>");
    xml
}
