//! Every one of the 8,105 characters of 通用规范汉字表 can be printed: each face has it, and a page that holds them all is set.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests read and write their own files"
)]

use crate::support;
use read_fonts::{FontRef, TableProvider};

/// 仿宋, 楷体, 黑体 and 小标宋.
const FACES: [&str; 4] = [
    "LXGWZhuqueFangsong-Regular.ttf",
    "BulletinKai-Regular.ttf",
    "NotoSansSC-Medium.otf",
    "NotoSerifSC-Bold.otf",
];

fn characters() -> Vec<char> {
    let text = include_str!("data/standard-characters.txt");
    let characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(characters.len(), 8105);
    characters
}

#[test]
fn every_face_has_every_standard_character() {
    for face in FACES {
        let bytes = std::fs::read(support::root().join("templates/fonts").join(face)).unwrap();
        let font = FontRef::new(&bytes).expect("a font");
        let map = font.cmap().expect("a map of characters");
        let missing: String = characters()
            .into_iter()
            .filter(|c| map.map_codepoint(*c).is_none())
            .collect();
        assert_eq!(missing, "", "{face}");
    }
}

/// Body text in 仿宋, a heading that runs in in 黑体 and one in 楷体, each with all characters.
#[test]
fn a_page_with_every_standard_character_is_set_and_none_is_lost() {
    let all: String = characters().into_iter().collect();
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("site.yaml", "名称: 资料库\n");
    put("a/series.yaml", "名称: 字表\n版式: 公文\n");
    put(
        "a/2026/1/issue.yaml",
        "标题: 字表\n日期: 2026-01-02\n正文: [正文.md]\n",
    );
    put(
        "a/2026/1/正文.md",
        &format!("{all}\n\n# {all}。\n\n段。\n\n## {all}。\n\n段。\n"),
    );
    let built = support::build_site(folder.path());
    assert_eq!(built.diagnostics, "");
    let text = support::squeezed(&support::pdf::text(built.pdf("a/2026/1")));
    for c in characters() {
        assert!(text.matches(c).count() >= 3, "{c}");
    }
}

/// What stands in every form of an office: boxes, ticked, crossed and empty, ticks, arrows.
#[test]
fn signs_of_forms_are_printed_in_text_heading_and_cell() {
    const SIGNS: &str = "☐☑☒□■√×✓✔✗✘→←⇒⇐⇔▲△●○★☆※①";
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("site.yaml", "名称: 资料库\n");
    put("a/series.yaml", "名称: 登记\n版式: 公文\n");
    put(
        "a/2026/1/issue.yaml",
        "标题: 登记表\n日期: 2026-01-02\n正文: [正文.md]\n",
    );
    let text = format!(
        "# 办结{SIGNS}\n\n**{SIGNS}**\n\n表：登记\n\n| 项目 | 办结 |\n|---|---|\n| 甲 | {SIGNS} |\n"
    );
    put("a/2026/1/正文.md", &text);
    let site = support::build_site(folder.path());
    assert!(!site.diagnostics.contains("JB900"), "{}", site.diagnostics);
    let printed = support::squeezed(&support::pdf::text(site.pdf("a/2026/1")));
    assert_eq!(printed.matches(SIGNS).count(), 3, "{printed}");
}
