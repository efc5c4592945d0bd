//! What an office document that is offered for download tells besides its text: who wrote it, what was struck out, remarks, hidden sheets; and what photos in
//! an archive tell. The file is offered as it is, so this is said.

use std::io::{Cursor, Read};

use roxmltree::Document;

use crate::picture;

/// No part of a document that is looked at is larger; what is, is not known.
const MOST_PART: u64 = 16 << 20;

/// So many parts of an archive are looked at.
const MOST_PARTS: usize = 2_000;

type OfficePackage<'b> = zip::ZipArchive<Cursor<&'b [u8]>>;

/// Whether a file that begins with `head` is one of those: a document of an office program, a PDF, an archive.
#[must_use]
pub fn may_tell(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"%PDF")
}

/// What the file tells, in the words in which it is said; empty where it is nothing that anybody would mind.
#[must_use]
pub fn told(bytes: &[u8]) -> Vec<&'static str> {
    if bytes.starts_with(b"%PDF") {
        return if pdf_author(bytes) {
            vec!["作者"]
        } else {
            Vec::new()
        };
    }
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let names: Vec<String> = package
        .file_names()
        .flatten()
        .map(|name| name.to_string())
        .collect();
    let has = |begin: &str| names.iter().any(|name| name.starts_with(begin));
    let mut told = Vec::new();
    if has("[Content_Types].xml") {
        if has_author(&mut package) {
            told.push("作者");
        }
        let text = part(&mut package, "word/document.xml").unwrap_or_default();
        if ["<w:del ", "<w:ins ", "<w:moveFrom "]
            .iter()
            .any(|mark| text.contains(mark))
        {
            told.push("修订痕迹（删去的字还在）");
        }
        if [
            "word/comments",
            "xl/comments",
            "xl/threadedComments",
            "ppt/comments",
        ]
        .iter()
        .any(|name| has(name))
        {
            told.push("批注");
        }
        if ["<w:vanish/>", "<w:vanish />"]
            .iter()
            .any(|mark| text.contains(mark))
        {
            told.push("隐藏的文字");
        }
        let is_hidden = |begin: &str, mark: &str, package: &mut OfficePackage<'_>| {
            let parts = names.iter().filter(|name| name.starts_with(begin));
            parts
                .take(MOST_PARTS)
                .any(|name| part(package, name).is_some_and(|text| text.contains(mark)))
        };
        if is_hidden("xl/worksheets/", " hidden=\"1\"", &mut package) {
            told.push("隐藏的行、列");
        }
        if is_hidden("ppt/slides/", " show=\"0\"", &mut package) {
            told.push("隐藏的幻灯片");
        }
        if has("ppt/notesSlides/") {
            told.push("备注页");
        }
        let mut photos = names.iter().filter(|name| name.contains("/media/"));
        if photos.any(|name| tells_photo(&mut package, name)) {
            told.push("带着拍摄地点、姓名的照片");
        }
        let book = part(&mut package, "xl/workbook.xml").unwrap_or_default();
        if book.contains("state=\"hidden\"") || book.contains("state=\"veryHidden\"") {
            told.push("隐藏的工作表");
        }
        return told;
    }
    if names
        .iter()
        .take(MOST_PARTS)
        .any(|name| tells_photo(&mut package, name))
    {
        told.push("带着拍摄地点、姓名的照片");
    }
    told
}

fn part(package: &mut OfficePackage<'_>, name: &str) -> Option<String> {
    let file = package.by_name(name).ok()?;
    let mut text = String::new();
    file.take(MOST_PART).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Whether the properties of a document name somebody. What programs write of themselves is nobody.
fn has_author(package: &mut OfficePackage<'_>) -> bool {
    const PROGRAMS: [&str; 7] = [
        "wps",
        "office",
        "openpyxl",
        "python",
        "libreoffice",
        "administrator",
        "jianbao",
    ];
    let Some(properties) = part(package, "docProps/core.xml") else {
        return false;
    };
    let Ok(properties) = Document::parse(&properties) else {
        return false;
    };
    let mut names = properties
        .descendants()
        .filter(|node| matches!(node.tag_name().name(), "creator" | "lastModifiedBy"))
        .filter_map(|node| node.text());
    names.any(|name| {
        let lower = name.trim().to_lowercase();
        !lower.is_empty() && !PROGRAMS.iter().any(|program| lower.contains(program))
    })
}

fn tells_photo(package: &mut OfficePackage<'_>, name: &str) -> bool {
    let lower = name.to_lowercase();
    if ![".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".webp"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        return false;
    }
    let Ok(file) = package.by_name(name) else {
        return false;
    };
    let mut bytes = Vec::new();
    if file.take(MOST_PART).read_to_end(&mut bytes).is_err() {
        return false;
    }
    let mut carried = picture::scan(&bytes);
    carried.extend(picture::carried(&bytes));
    carried.iter().any(|carried| carried.is_personal())
}

/// Whether a PDF names its author: `/Author (…)` or `/Author <…>` with something in it.
fn pdf_author(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Author";
    bytes.windows(KEY.len()).enumerate().any(|(place, window)| {
        if window != KEY {
            return false;
        }
        let rest = &bytes[place + KEY.len()..];
        let rest = rest.trim_ascii_start();
        match rest.first() {
            Some(b'(') => rest.get(1).is_some_and(|next| *next != b')'),
            Some(b'<') => rest.get(1).is_some_and(|next| !matches!(next, b'>' | b'<')),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::told;
    use std::io::{Cursor, Write};

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive
                .start_file(*name, zip::write::SimpleFileOptions::default())
                .expect("a part");
            archive.write_all(text.as_bytes()).expect("a part");
        }
        archive.finish().expect("an archive").into_inner()
    }

    const CORE: &str = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>NAME</dc:creator></cp:coreProperties>";

    #[test]
    fn documents_tell_of_their_writers() {
        let core = CORE.replace("NAME", "贺知远");
        let word = package(&[
            ("[Content_Types].xml", ""),
            ("docProps/core.xml", &core),
            (
                "word/document.xml",
                "<w:p><w:del w:id=\"1\">旧</w:del></w:p>",
            ),
            ("word/comments.xml", ""),
        ]);
        assert_eq!(told(&word), ["作者", "修订痕迹（删去的字还在）", "批注"]);
        let sheet = package(&[
            ("[Content_Types].xml", ""),
            ("docProps/core.xml", &CORE.replace("NAME", "openpyxl")),
            ("xl/workbook.xml", "<sheet name=\"底稿\" state=\"hidden\"/>"),
        ]);
        assert_eq!(told(&sheet), ["隐藏的工作表"]);
        let unseen = package(&[
            ("[Content_Types].xml", ""),
            (
                "word/document.xml",
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>底稿</w:t></w:r>",
            ),
        ]);
        assert_eq!(told(&unseen), ["隐藏的文字"]);
        let rows = package(&[
            ("[Content_Types].xml", ""),
            ("xl/workbook.xml", "<sheet name=\"表\"/>"),
            ("xl/worksheets/sheet1.xml", "<row r=\"2\" hidden=\"1\"/>"),
        ]);
        assert_eq!(told(&rows), ["隐藏的行、列"]);
        let slides = package(&[
            ("[Content_Types].xml", ""),
            ("ppt/slides/slide1.xml", "<p:sld show=\"0\"/>"),
            ("ppt/notesSlides/notesSlide1.xml", ""),
        ]);
        assert_eq!(told(&slides), ["隐藏的幻灯片", "备注页"]);
        assert_eq!(told(b"%PDF-1.7\n<< /Author (HE) >>"), ["作者"]);
        assert!(told(b"%PDF-1.7\n<< /Author () >>").is_empty());
        assert!(told(b"PK\x03\x04 no archive").is_empty());
    }
}
