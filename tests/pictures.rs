//! Pictures as they are delivered, through the program: what readers get tells nothing of people and places, and what cannot be shown is refused by check and build alike.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read and write files and start the program"
)]

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::support::project::Project;

/// Stands for whatever must not get out.
const SECRET: &[u8] = b"MI-MI-3917";

/// A picture of many colours, red at its top left.
pub fn scene(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 {
            return Rgb([230, 20, 20]);
        }
        let shade = |n: u32, of: u32| u8::try_from(n * 255 / of).unwrap();
        Rgb([
            shade(x, width),
            shade(y, height),
            shade(x + y, width + height),
        ])
    }))
}

pub fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A photo with a table that says how it is turned, where it was taken and by whom, a remark, and a film behind it.
pub fn phone_photo(orientation: u8, width: u32, height: u32) -> Vec<u8> {
    let mut table = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x03\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    table.extend([orientation, 0, 0]);
    table.extend(b"\x01\x3B\0\x02\0\0\0\x0A\0\0\0\x40\x88\x25\0\x04\0\0\0\x01\0\0\0\x60\0\0\0\0");
    table.resize(6 + 0x40, 0);
    table.extend(SECRET);
    table.resize(6 + 0x60, 0);
    table.extend(b"\0\0\0\0\0\0");
    let plain = encoded(&scene(width, height), ImageFormat::Jpeg);
    let mut photo = plain[..2].to_vec();
    for (marker, body) in [(0xE1, table.as_slice()), (0xFE, SECRET)] {
        photo.extend([0xFF, marker]);
        photo.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
        photo.extend(body);
    }
    photo.extend(&plain[2..]);
    photo.extend(SECRET);
    photo
}

fn holds_secret(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|window| window == SECRET)
}

#[test]
fn a_phone_photo_tells_nothing_on_the_page_in_the_pdf_and_for_download() {
    let project = Project::new();
    project.issue(1, "走访。\n\n![走访职工](IMG 1.jpg)\n\n[原图](原图.jpg)\n");
    project.put("content/a/2026/1/IMG 1.jpg", phone_photo(6, 4000, 3000));
    project.put("content/a/2026/1/原图.jpg", phone_photo(1, 640, 480));
    let run = project.run(&["build"]).expect(0);
    for word in ["JB0051", "拍摄地点", "转正", "1843×2457"] {
        assert!(run.stderr.contains(word), "{word}\n{}", run.stderr);
    }
    assert!(!run.stderr.contains("JB0052"), "{}", run.stderr);
    let mut pictures = 0;
    for (path, bytes) in project.output() {
        assert!(!holds_secret(&bytes), "{path}");
        if path.ends_with(".jpg") {
            pictures += 1;
            let image = image::load_from_memory(&bytes).unwrap();
            let sizes = [(1843, 2457), (640, 480)];
            assert!(sizes.contains(&(image.width(), image.height())), "{path}");
        }
        if path.ends_with(".pdf") {
            // A photo stands in a PDF as it is: nothing is packed again.
            let jpeg = bytes.windows(3).any(|window| window == [0xFF, 0xD8, 0xFF]);
            assert!(jpeg, "{path}");
            assert!(bytes.len() < 2_000_000, "{} bytes", bytes.len());
        }
    }
    assert_eq!(pictures, 2);
    // What has not changed is neither drawn nor set again.
    let before = project.output();
    let again = project.run(&["build", "--full"]).expect(0);
    assert_eq!(before, project.output());
    assert!(again.said().contains("排版 PDF 0 份"), "{}", again.said());
}

#[test]
fn check_refuses_what_build_refuses_at_the_line_that_uses_it() {
    let whole = encoded(&scene(400, 300), ImageFormat::Jpeg);
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("a.jpg", whole[..whole.len() / 3].to_vec(), "不完整"),
        (
            "b.heic",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
            "HEIC",
        ),
        (
            "c.emf",
            {
                let mut emf = vec![0; 88];
                emf[0] = 1;
                emf[40..44].copy_from_slice(b" EMF");
                emf
            },
            "EMF",
        ),
        ("d.png", b"PK\x03\x04word/document.xml".to_vec(), "Word"),
        ("e.jpg", Vec::new(), "空的"),
        (
            "f.png",
            b"<!DOCTYPE html><html><body>404</body></html>".to_vec(),
            "网页",
        ),
    ];
    for (name, bytes, word) in cases {
        let project = Project::new();
        project.issue(1, &format!("一段。\n\n![现场]({name})\n"));
        project.put(&format!("content/a/2026/1/{name}"), bytes);
        for command in [["check"].as_slice(), &["build"]] {
            let run = project.run(command).expect(1);
            assert!(run.said().contains("JB0015"), "{}", run.said());
            assert!(run.said().contains("正文.md:3:1"), "{}", run.said());
            assert!(run.said().contains(word), "{word}: {}", run.said());
        }
    }
}

#[test]
fn a_picture_is_read_for_what_it_is() {
    let project = Project::new();
    project.issue(
        1,
        "一段。\n\n![甲](a.jpg)\n\n![乙](b.bmp)\n\n![丙](c.tif)\n\n![丁](d.png)\n",
    );
    let photo = scene(300, 200);
    project.put("content/a/2026/1/a.jpg", encoded(&photo, ImageFormat::Bmp));
    project.put("content/a/2026/1/b.bmp", encoded(&photo, ImageFormat::Bmp));
    project.put("content/a/2026/1/c.tif", encoded(&photo, ImageFormat::Tiff));
    project.put("content/a/2026/1/d.png", encoded(&photo, ImageFormat::Jpeg));
    let run = project.run(&["build"]).expect(0);
    assert_eq!(run.stderr.matches("JB0051").count(), 4, "{}", run.stderr);
    let output = project.output();
    let page = String::from_utf8(output["a/2026/1/index.html"].clone()).unwrap();
    for name in ["a.jpg", "b-bmp.jpg", "c-tif.jpg", "d-png.jpg"] {
        let path = format!("a/2026/1/files/{name}");
        assert!(output.contains_key(&path), "{path}");
        assert!(output[&path].starts_with(&[0xFF, 0xD8, 0xFF]), "{path}");
        assert!(page.contains(&format!("files/{name}")), "{name}");
    }
}

#[test]
fn a_picture_at_one_place_is_made_anew_where_it_is_offered_and_not_shown() {
    let project = Project::new();
    project.put("content/a/2026/1/photo.jpg", phone_photo(6, 4000, 3000));
    for (text, width) in [
        ("![走访](photo.jpg)", 1843),
        ("[原图](photo.jpg)", 4000),
        ("![走访](photo.jpg)", 1843),
    ] {
        project.issue(1, &format!("走访。\n\n{text}\n"));
        project.pages().expect(0);
        let bytes = project.read("output/a/2026/1/files/photo.jpg");
        let image = image::load_from_memory(&bytes).unwrap();
        assert_eq!(image.width(), width, "{text}");
    }
}

#[test]
fn a_photo_under_any_name_is_offered_without_what_it_tells() {
    let project = Project::new();
    project.issue(1, "走访。\n\n[签到](签到.pdf)\n\n[名单](list.wps)\n");
    project.put("content/a/2026/1/签到.pdf", phone_photo(1, 64, 48));
    project.put("content/a/2026/1/list.wps", phone_photo(1, 64, 48));
    let run = project.run(&["build", "--no-pdf"]).expect(0);
    assert_eq!(run.stderr.matches("去掉了").count(), 2, "{}", run.stderr);
    for (path, bytes) in project.output() {
        assert!(!holds_secret(&bytes), "{path}");
    }
}

#[test]
fn a_download_that_cannot_be_looked_at_is_said() {
    let project = Project::new();
    project.issue(1, "走访。\n\n[原图](photo.jpg)\n");
    let mut damaged = phone_photo(1, 64, 48);
    damaged.truncate(300);
    project.put("content/a/2026/1/photo.jpg", damaged);
    let run = project.run(&["check"]).expect(0);
    assert!(run.stderr.contains("JB0052"), "{}", run.stderr);
    // Larger than anything that is read as a whole; the disk keeps no bytes for what is not there.
    project.put("content/a/2026/1/photo.jpg", phone_photo(1, 64, 48));
    let path = project.path("content/a/2026/1/photo.jpg");
    let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(257 << 20).unwrap();
    let run = project.run(&["check"]).expect(0);
    assert!(run.stderr.contains("没有检查"), "{}", run.stderr);
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><metadata xmlns:d='http://purl.org/dc/elements/1.1/'><d:creator>某人</d:creator></metadata></svg>";
    project.issue(1, "走势。\n\n![走势](a.svg)\n");
    project.put("content/a/2026/1/a.svg", drawing);
    let run = project.run(&["check"]).expect(0);
    assert!(run.stderr.contains("作者或机主的姓名"), "{}", run.stderr);
}

#[test]
fn a_drawing_is_published_without_what_its_program_noted() {
    let project = Project::new();
    project.issue(1, "走势。\n\n![走势](a.svg)\n\n[原图](a.svg)\n");
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:s='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' xmlns:i='http://www.inkscape.org/namespaces/inkscape' width='9' height='9' s:docname='C:/Users/柳湾/a.svg'><metadata xmlns:d='http://purl.org/dc/elements/1.1/'><d:creator>柳湾</d:creator></metadata><!-- 柳湾 --><rect data-owner='柳湾' i:label='柳湾' width='5' height='5'/></svg>";
    project.put("content/a/2026/1/a.svg", drawing);
    let run = project.run(&["build", "--no-pdf"]).expect(0);
    assert!(run.said().contains("去掉了"), "{}", run.said());
    let files = project.output();
    let drawn: Vec<&String> = files
        .keys()
        .filter(|path| path.ends_with("a.svg"))
        .collect();
    assert!(!drawn.is_empty());
    for (path, bytes) in &files {
        let word = "柳湾".as_bytes();
        assert!(
            !bytes.windows(word.len()).any(|part| part == word),
            "{path}"
        );
    }
    let shown = String::from_utf8(files[drawn[0]].clone()).unwrap();
    assert!(shown.contains("<rect width='5' height='5'/>"), "{shown}");
}

#[test]
fn a_picture_that_is_shown_and_offered_is_there_in_both_forms() {
    let project = Project::new();
    project.issue(
        1,
        "走访。\n\n![现场](photo.jpg)\n\n[原图](photo.jpg)\n\n![甲](c.tif)\n\n![乙](c-tif.jpg)\n\n![丙](d.jpg)\n\n[丙](d.jpg)\n",
    );
    let put = |name: &str, bytes: Vec<u8>| project.put(&format!("content/a/2026/1/{name}"), bytes);
    put("photo.jpg", phone_photo(1, 4000, 3000));
    put("c.tif", encoded(&scene(300, 200), ImageFormat::Tiff));
    put("c-tif.jpg", encoded(&scene(90, 60), ImageFormat::Jpeg));
    put("d.jpg", encoded(&scene(120, 60), ImageFormat::Jpeg));
    project.run(&["build", "--no-pdf"]).expect(0);
    let output = project.output();
    let page = String::from_utf8(output["a/2026/1/index.html"].clone()).unwrap();
    let width = |name: &str| {
        assert!(page.contains(&format!("\"files/{name}\"")), "{name}");
        let bytes = &output[&format!("a/2026/1/files/{name}")];
        assert!(!holds_secret(bytes), "{name}");
        image::load_from_memory(bytes).unwrap().width()
    };
    assert_eq!(width("photo.jpg"), 4000);
    assert_eq!(width("photo-shown.jpg"), 1843);
    assert_eq!(width("d.jpg"), 120);
    assert!(!output.contains_key("a/2026/1/files/d-shown.jpg"));
    let mut both = [width("c-tif.jpg"), width("c-tif-shown.jpg")];
    both.sort_unstable();
    assert_eq!(both, [90, 300]);
}

#[test]
fn a_bulletin_may_begin_with_photos() {
    let photo = encoded(&scene(800, 600), ImageFormat::Png);
    let text = "各乡镇工会主席参加会议，交流经验做法。".repeat(4);
    for (name, title, article) in [
        ("one", "", format!("![现场](1.png)\n\n{text}")),
        (
            "titled",
            "标题: 工作动态\n",
            format!("![现场](1.png)\n\n{text}"),
        ),
        (
            "a row",
            "标题: 工作动态\n",
            format!("![现场](1.png) ![座谈](2.png)\n\n{text}"),
        ),
        ("nothing else", "", "![现场](1.png)".to_owned()),
    ] {
        let project = Project::new();
        project.put(
            "content/a/series.yaml",
            "名称: 简报\n版式: 简报\n报头: 工会简报\n期号: 第{期}期\n单位: 办公室\n",
        );
        project.put(
            "content/a/2026/1/issue.yaml",
            format!("{title}日期: 2026-07-08\n正文:\n  - 栏目: 动态\n    文章: [1.md, 2.md]\n"),
        );
        for (number, text) in [(1, &article), (2, &text)] {
            let front = format!("---\n标题: 第{number}篇\n来源: 青禾县总工会\n---\n");
            project.put(
                &format!("content/a/2026/1/{number}.md"),
                front + text + "\n",
            );
            project.put(&format!("content/a/2026/1/{number}.png"), &photo);
        }
        project.remove("content/a/2026/1/正文.md");
        let run = project.run(&["build"]).expect(0);
        assert!(!run.said().contains("JB9004"), "{name}: {}", run.said());
        let pages = crate::support::pdf::pages(&project.read("output/a/2026/1/a-2026-1.pdf"));
        let first: String = pages[0].iter().map(|line| line.text.as_str()).collect();
        assert!(first.contains("现场"), "{name}: {first}");
    }
}

/// Of a picture only the beginning is kept in memory, however large it is.
#[test]
fn of_a_picture_only_the_beginning_is_kept() {
    let project = Project::new();
    project.put("content/a/2026/1/a.jpg", phone_photo(1, 4000, 3000));
    let sources = jianbao::stage::discover::discover(&project.path("content")).unwrap();
    let file = sources.find("a/2026/1/a.jpg").unwrap();
    match &sources.file(file).unwrap().content {
        jianbao::source::Content::Binary { head, size } => {
            assert!(
                head.len() <= 1024 && *size > 100_000,
                "{} of {size}",
                head.len()
            );
        }
        other => panic!("no picture: {other:?}"),
    }
}
