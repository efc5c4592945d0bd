//! Faults that were found and mended, each as small as can be: what a writer typed is shown, or the writer is told.

use std::path::Path;

use super::support::{Built, build_site, html, pdf};

const SERIES: &str = "名称: 督查通报\n版式: 公文\n报头: 督查通报\n文号: 云工督查字〔{年}〕{号}号\n";
const ISSUE: &str = "标题: 通报\n日期: 2026-03-08\n正文: [正文.md]\n";
const ID: &str = "ducha/2026/1";

/// The site of one issue whose fragment is `text`.
fn built(text: &str, others: &[(&str, &str)]) -> Built {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put("site.yaml", "名称: 资料库\n");
    put("ducha/series.yaml", SERIES);
    put("ducha/2026/1/issue.yaml", ISSUE);
    put("ducha/2026/1/正文.md", text);
    for (path, text) in others {
        put(path, text);
    }
    build_site(folder.path())
}

/// Whether a reader of page and PDF finds `text`, or else the writer is told that something is wrong.
fn shown_or_said(built: &Built, text: &str) -> bool {
    !built.diagnostics.is_empty()
        || (html::text(html::main(built.page(ID)), &[]).contains(text)
            && pdf::text(built.pdf(ID)).contains(text))
}

#[test]
fn bold_goes_from_one_mark_to_the_next() {
    let site = built("**重点：**加强领导，全面**落实责任**。\n", &[]);
    let page = site.page(ID);
    assert!(
        page.contains("><strong>重点：</strong>加强领导，全面<strong>落实责任</strong>。</p>"),
        "{}",
        html::main(page)
    );
}

#[test]
fn a_paragraph_in_brackets_with_a_colon_is_not_lost() {
    let site = built("甲段。\n\n[注]: 数据截至6月底\n", &[]);
    assert!(shown_or_said(&site, "数据截至6月底"));
}

#[test]
fn a_cell_too_many_is_not_lost() {
    let site = built(
        "表：进度\n\n| 单位 | 份数 |\n|---|---|\n| 青禾县 | 12 | 未报全 |\n",
        &[],
    );
    assert!(shown_or_said(&site, "未报全"));
}

#[test]
fn a_product_keeps_its_signs() {
    let site = built("面积按2*3*4计算。\n", &[]);
    assert!(shown_or_said(&site, "2*3*4"));
}

#[test]
fn a_rule_under_a_paragraph_makes_no_heading() {
    let site = built("# 总体情况\n\n这一段到此结束。\n---\n下一段。\n", &[]);
    let text = html::text(html::main(site.page(ID)), &[]);
    assert!(
        !site.diagnostics.is_empty() || !text.contains("（一）这一段到此结束。"),
        "{text}"
    );
}

#[test]
fn a_heading_without_its_space_is_said() {
    let site = built("#总体情况\n\n情况良好。\n", &[]);
    let text = html::text(html::main(site.page(ID)), &[]);
    assert!(
        !site.diagnostics.is_empty() || text.contains("一、总体情况"),
        "{text}"
    );
}

#[test]
fn list_lines_without_a_space_do_not_run_together() {
    let site = built("1.召开会议。\n2.印发方案。\n", &[]);
    let text = html::text(html::main(site.page(ID)), &[]);
    assert!(
        !site.diagnostics.is_empty() || !text.contains("1.召开会议。2.印发方案。"),
        "{text}"
    );
}

#[test]
fn a_style_keeps_its_space() {
    let issue = format!("{ISSUE}编号: [\"第一章　\"]\n");
    let site = built("# 总则\n\n内容。\n", &[("ducha/2026/1/issue.yaml", &issue)]);
    assert!(
        site.page(ID)
            .contains("<span class=\"label\">第一章　</span>总则")
    );
}

#[test]
fn everything_wrong_is_said_at_once() {
    let issue = "标题: 通报\n日期: 2026-13-08\n正文: [没有.md]\n";
    let site = built("内容。\n", &[("ducha/2026/1/issue.yaml", issue)]);
    assert!(site.diagnostics.contains("JB0006"), "{}", site.diagnostics);
    assert!(site.diagnostics.contains("没有.md"), "{}", site.diagnostics);
}

#[test]
fn a_linked_file_is_saved_under_its_own_name() {
    let site = built(
        "见[台账](台账.xlsx)。\n",
        &[("ducha/2026/1/台账.xlsx", "x")],
    );
    assert!(
        site.page(ID).contains("download=\"台账.xlsx\""),
        "{}",
        html::main(site.page(ID))
    );
}

#[test]
fn headings_alone_do_not_leave_the_first_page_empty() {
    let text: String = (0..12).map(|n| format!("# 要点之{n}甲\n\n")).collect();
    let site = built(&text, &[]);
    let pages = pdf::pages(site.pdf(ID));
    let first: Vec<&str> = pages[0].iter().map(|line| line.text.as_str()).collect();
    assert!(first.contains(&"通报"), "{first:?}");
}

#[test]
fn a_note_is_a_note_in_every_form() {
    let site = built(
        "建会率[^口径]达到八成，个别单位[^口径]偏低[^1]。\n\n[^1]: 低于六成。\n[^口径]: 按企业数**计算**。\n",
        &[],
    );
    assert_eq!(site.diagnostics, "");
    let document = lopdf::Document::load_mem(site.pdf(ID)).expect("a PDF");
    let notes = document.objects.values().filter(|object| {
        object
            .as_dict()
            .and_then(|dictionary| dictionary.get(b"S")?.as_name())
            .is_ok_and(|name| name == b"Note")
    });
    assert_eq!(notes.count(), 2, "tagged as notes");

    let data = site.text("ducha/2026/1/issue.json");
    let note = r#"{"type":"note","label":"①","anchor":"n-"#;
    assert_eq!(data.matches(note).count(), 2, "{data}");
    assert!(
        data.contains(r#""text":"建会率达到八成，个别单位偏低。""#),
        "{data}"
    );
    assert!(
        data.contains(r#""text":"按企业数计算。","content":["按企业数","#),
        "{data}"
    );
    let passages = site.text("ducha/2026/1/text.js");
    assert!(passages.contains("①按企业数计算。"), "{passages}");
    assert!(
        passages.contains("建会率达到八成，个别单位偏低。"),
        "{passages}"
    );
    // Notes are no part of the text that stands in for the issue elsewhere.
    let index = site.text("index-2026.json");
    assert!(
        index.contains(r#""abstract":"建会率达到八成，个别单位偏低。""#),
        "{index}"
    );
}
