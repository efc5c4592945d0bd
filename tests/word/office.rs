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

/// An imprint that fills more than a page in Word, where nothing makes its type smaller, goes on overleaf: nothing of it is above the paper.
#[test]
fn libreoffice_shows_the_whole_of_a_long_imprint() {
    let project = Project::new();
    let names: Vec<String> = (1..=60)
        .map(|n| format!("云汀市第{n:02}新就业形态劳动者联合工会"))
        .collect();
    project.put(
        "content/a/2026/1/issue.yaml",
        format!(
            "标题: 关于开展集体协商的通报\n日期: 2026-11-18\n正文: [正文.md]\n主送: [{}]\n抄送: [市委办公室]\n",
            names.join(", ")
        ),
    );
    project
        .run(&["print", "a/2026/1", "--to", "稿.docx"])
        .expect(0);
    if !office::converted(&project, "稿.docx", "pdf", "drawn") {
        return;
    }
    let drawn = lopdf::Document::load_mem(&project.read("drawn/稿.pdf")).expect("a PDF");
    let numbers: Vec<u32> = drawn.get_pages().keys().copied().collect();
    let mut drawn = squeezed(&drawn.extract_text(&numbers).expect("its text"));
    // A name may begin on one page and end on the next: what stands between is the page's number and the mark of the copy.
    let mark = drawn.split("关于").next().unwrap_or_default().to_owned();
    for number in numbers {
        drawn = drawn.replace(&format!("—{number}—{mark}"), "");
    }
    for name in &names {
        assert!(drawn.contains(name), "{name} is not drawn: {drawn}");
    }
}
