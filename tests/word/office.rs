//! LibreOffice opens every Word file of the sample archive, and its pages are those of the PDF, one more or less.

use super::{built, paragraphs, word_files};
use crate::support::project::Project;
use crate::support::{build_site, office, pdf, root, squeezed};

/// Faces of the same width as those that the file names, so that lines break as they would where these are.
fn fonts(project: &Project) {
    let families = [
        ("仿宋", "Zhuque Fangsong (technical preview)"),
        ("楷体", "Bulletin Kai"),
        ("黑体", "Noto Sans CJK SC"),
        ("宋体", "Noto Serif CJK SC"),
        ("方正小标宋简体", "Noto Serif CJK SC"),
        ("Times New Roman", "Liberation Serif"),
    ];
    let mut text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir><cachedir>{}</cachedir>",
        root().join("templates/fonts").display(),
        project.path("fonts").display()
    );
    for (asked, given) in families {
        text.push_str(&format!("<match target=\"pattern\"><test name=\"family\"><string>{asked}</string></test><edit name=\"family\" mode=\"assign\" binding=\"same\"><string>{given}</string></edit></match>"));
    }
    text.push_str("</fontconfig>");
    project.put("fonts.conf", text);
}

#[test]
fn libreoffice_shows_the_pages_of_the_pdf() {
    let content = root().join("content");
    let (site, project) = (build_site(&content), built(&content));
    let Some(mut command) = office::libreoffice(&project, "word::office") else {
        return;
    };
    fonts(&project);
    let files = word_files(&project);
    for (path, bytes) in &files {
        let name = path.rsplit('/').next().expect("a name");
        project.put(&format!("docx/{name}.docx"), bytes);
    }
    let names = std::fs::read_dir(project.path("docx")).expect("the files");
    let done = command
        .env("FONTCONFIG_FILE", project.path("fonts.conf"))
        .args(["--convert-to", "pdf", "--outdir"])
        .arg(project.path("drawn"))
        .args(names.map(|name| name.expect("a file").path()))
        .output()
        .expect("LibreOffice");
    assert!(done.status.success(), "{done:?}");
    for (path, bytes) in &files {
        let (issue, name) = path.rsplit_once('/').expect("a folder");
        let drawn = project.read(&format!("drawn/{name}.pdf"));
        let drawn = lopdf::Document::load_mem(&drawn).expect("a PDF");
        let pages = drawn.get_pages();
        let (own, other) = (pdf::pages(site.pdf(issue)).len(), pages.len());
        assert!(
            own.abs_diff(other) <= 1,
            "{path}: {own} pages, in LibreOffice {other}"
        );
        // Every character is drawn, 版记 and notes with them.
        let numbers: Vec<u32> = pages.keys().copied().collect();
        let text = squeezed(&drawn.extract_text(&numbers).expect("its text"));
        for line in paragraphs(bytes) {
            for letter in line.chars().filter(|c| ('一'..='龥').contains(c)) {
                assert!(
                    text.contains(letter),
                    "{path}: LibreOffice does not draw {letter} of {line}"
                );
            }
        }
    }
}
