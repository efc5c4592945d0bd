//! The tags of a PDF, for those who hear it, and 要目 that leads to the pages of its entries.

use lopdf::{Dictionary, Document, Object};

use crate::layout::site::plain;
use crate::support::build_site;

/// The PDF of an issue of one series.
pub fn pdf(series: &str, issue: &str, files: &[(&str, String)]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put("site.yaml", "名称: 资料库\n");
    put("a/series.yaml", series);
    put("a/2026/1/issue.yaml", issue);
    for (name, text) in files {
        put(&format!("a/2026/1/{name}"), text);
    }
    let built = build_site(folder.path());
    built
        .files
        .get("a/2026/1/a-2026-1.pdf")
        .unwrap_or_else(|| panic!("{}", built.diagnostics))
        .clone()
}

/// The tags in reading order, each with those around it: `Document/H1`.
fn tags(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let root = document
        .catalog()
        .expect("a catalog")
        .get_deref(b"StructTreeRoot", &document);
    let mut out = Vec::new();
    walk(
        &document,
        root.and_then(Object::as_dict).expect("tags"),
        "",
        &mut out,
    );
    out
}

fn walk(document: &Document, element: &Dictionary, around: &str, out: &mut Vec<String>) {
    let path = match element.get(b"S").and_then(Object::as_name) {
        Ok(name) => format!("{around}/{}", String::from_utf8_lossy(name)),
        Err(_) => around.to_owned(),
    };
    if path != around {
        out.push(path.clone());
    }
    let Ok(kids) = element.get_deref(b"K", document) else {
        return;
    };
    let one = [kids.clone()];
    for kid in kids.as_array().map_or(&one[..], Vec::as_slice) {
        if let Ok((_, Object::Dictionary(kid))) = document.dereference(kid) {
            walk(document, kid, &path, out);
        }
    }
}

#[test]
fn the_title_is_the_first_heading_and_no_paragraph_stands_in_a_heading() {
    let text = format!(
        "{}。\n\n# 一级\n\n{}。\n\n## 二级\n\n- 甲\n- 乙\n",
        plain(40),
        plain(40)
    );
    let document = pdf(
        "名称: 通知\n版式: 公文\n报头: 云汀市总工会\n文号: 云〔{年}〕{号}号\n",
        "日期: 2026-11-18\n标题: [关于有关事项, 的通知]\n副题: 试行\n主送: [各县]\n署名: [云汀市总工会]\n正文: [正文.md]\n附件: [甲.md]\n",
        &[
            ("正文.md", text),
            ("甲.md", "---\n标题: 附表\n---\n附页。\n".to_owned()),
        ],
    );
    let bulletin = pdf(
        "名称: 简报\n版式: 简报\n报头: 云汀简报\n期号: 第{期}期\n",
        "日期: 2026-11-18\n正文:\n  - 栏目: 动态\n    文章: [甲.md]\n",
        &[(
            "甲.md",
            "---\n标题: 办实事\n按语: 这一篇值得看。\n---\n正文。\n".to_owned(),
        )],
    );
    for bytes in [document, bulletin] {
        let tags = tags(&bytes);
        let first = tags.iter().find(|tag| tag.contains("/H"));
        assert!(first.is_some_and(|tag| tag.ends_with("/H1")), "{tags:#?}");
        for tag in &tags {
            assert!(!tag.ends_with("/P/P") && !tag.contains("/P/L"), "{tags:#?}");
            assert!(
                !tag.contains("/H1/P") && !tag.contains("/H2/P"),
                "{tags:#?}"
            );
        }
    }
}

/// A heading that shares a line with its text is beside the paragraph, not in it, also where 署名 and date close that paragraph.
#[test]
fn a_heading_that_runs_in_stands_before_its_paragraph_and_not_in_it() {
    let text = format!(
        "如下。\n\n# 总体情况\n\n## 抓落实。 {}。\n\n## 抓发动，{}。 {}。\n\n## 抓督查。 {}。\n",
        plain(60),
        plain(30),
        plain(8),
        plain(40)
    );
    let bytes = pdf(
        "名称: 通知\n版式: 公文\n报头: [云汀市总工会, 云汀市财政局]\n报头后缀: 文件\n文号: 云〔{年}〕{号}号\n",
        "日期: 2026-11-18\n标题: 关于有关事项的通知\n署名: [云汀市总工会, 云汀市财政局]\n正文: [正文.md]\n",
        &[("正文.md", text)],
    );
    let tags = tags(&bytes);
    let blocks: Vec<&str> = tags
        .iter()
        .filter_map(|tag| tag.strip_prefix("/Document/"))
        .filter(|tag| !tag.contains('/') && *tag != "Div")
        .collect();
    // 文号, the title, 如下, the heading, and three that run in.
    assert_eq!(
        blocks,
        ["P", "H1", "P", "H2", "H3", "P", "H3", "P", "H3", "P"],
        "{tags:#?}"
    );
    // Each name of the joint mark is a paragraph, and so is 文件.
    let names = tags.iter().filter(|tag| tag.ends_with("/Div/Div/P"));
    assert_eq!(names.count(), 3, "{tags:#?}");
    let row = crate::layout::sheet::sheets(&bytes)[0].row("（一）抓落实。");
    assert!(row.text().chars().count() > 20, "{}", row.text());
    assert!((row.left() - 39.14).abs() < 3.0, "{}", row.left());
}

/// Where things stand on a letter does not say in which order they are read: it is that of the page of the site.
#[test]
fn a_letter_is_read_in_the_order_of_its_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put("site.yaml", "名称: 资料库\n");
    put(
        "a/series.yaml",
        "名称: 函\n版式: 信函\n报头: 云汀市总工会\n文号: 云工函〔{年}〕{号}号\n",
    );
    put(
        "a/2026/1/issue.yaml",
        "日期: 2026-11-18\n标题: 关于商请支持的函\n紧急程度: 特急\n主送: [市财政局]\n正文: [正文.md]\n",
    );
    put("a/2026/1/正文.md", "现将有关事项函告如下。\n");
    let built = build_site(folder.path());
    let page = String::from_utf8_lossy(&built.files["a/2026/1/index.html"]).into_owned();
    let (_, sheet) = page
        .split_once("<article class=\"sheet\">")
        .expect("a sheet");
    let document = Document::load_mem(&built.files["a/2026/1/a-2026-1.pdf"]).expect("a PDF");
    let printed = document.extract_text(&[1]).expect("text");
    let wanted = [
        "特急",
        "云汀市总工会",
        "云工函",
        "关于商请",
        "市财政局",
        "函告如下",
    ];
    for (of, text) in [("page", sheet), ("PDF", printed.as_str())] {
        let places: Vec<_> = wanted.iter().map(|words| text.find(words)).collect();
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{of}: {places:?}\n{text}"
        );
    }
}

/// A list is a list to those who hear it, with each label beside its item, and stands on the page as paragraphs do: indented two characters, its other
/// lines flush left.
#[test]
fn a_list_is_a_list_in_the_tags_and_paragraphs_on_the_page() {
    let text = format!(
        "前面一段。\n\n1. {}。\n2. 短的一项。\n\n   第二项的第二段。\n3. （括号开头）{}。\n",
        plain(60),
        plain(30)
    );
    let bytes = pdf(
        "名称: 通知\n版式: 公文\n报头: 云汀市总工会\n文号: 云〔{年}〕{号}号\n",
        "日期: 2026-11-18\n标题: 关于有关事项的通知\n署名: [云汀市总工会]\n正文: [正文.md]\n",
        &[("正文.md", text)],
    );
    let tags = tags(&bytes);
    let count = |end: &str| tags.iter().filter(|tag| tag.ends_with(end)).count();
    assert_eq!(count("/L"), 1, "{tags:#?}");
    assert_eq!(count("/L/LI"), 3, "{tags:#?}");
    assert_eq!(count("/L/LI/Lbl"), 3, "{tags:#?}");
    assert_eq!(count("/L/LI/LBody/P"), 4, "{tags:#?}");
    let page = &crate::layout::sheet::sheets(&bytes)[0];
    let indented = page.row("前面一段。").left();
    for words in ["短的一项。", "第二项的第二段。"] {
        let row = page.find(words).unwrap_or_else(|| panic!("{words}"));
        assert!(
            (row.left() - indented).abs() < 0.3,
            "{words}: {} {indented}",
            row.left()
        );
    }
}

#[test]
fn contents_say_the_pages_and_lead_there() {
    let article = |title: &str, lines: usize| {
        format!(
            "---\n标题: {title}\n---\n{}",
            format!("{}。\n\n", plain(60)).repeat(lines)
        )
    };
    let bytes = pdf(
        "名称: 简报\n版式: 简报\n报头: 云汀简报\n期号: 第{期}期\n",
        "日期: 2026-11-18\n要目: true\n正文:\n  - 文章: [甲.md, 乙.md]\n",
        &[
            ("甲.md", article("推进会召开", 30)),
            ("乙.md", article("办实事解难题", 3)),
        ],
    );
    let pages = crate::layout::sheet::sheets(&bytes);
    let place = |words: &str, from: usize| {
        let found = pages
            .iter()
            .skip(from)
            .position(|page| page.find(words).is_some());
        found.map_or(0, |page| page + from + 1)
    };
    let entry = pages[0].row("◇办实事解难题").text();
    let page = place("办实事解难题", 1);
    assert!(page > 2, "{page}");
    assert_eq!(entry, format!("◇办实事解难题{page}"));
    assert!((pages[0].row("◇办实事解难题").right() - 184.0).abs() < 0.3);
    let document = Document::load_mem(&bytes).expect("a PDF");
    let ids: Vec<_> = document.get_pages().into_values().collect();
    let first = document.get_dictionary(ids[0]).expect("a page");
    let links = first
        .get_deref(b"Annots", &document)
        .and_then(Object::as_array)
        .expect("links");
    let mut targets: Vec<usize> = links
        .iter()
        .filter_map(|link| {
            let (_, link) = document.dereference(link).ok()?;
            let link = link.as_dict().ok()?;
            let action = link.get_deref(b"A", &document).and_then(Object::as_dict);
            let place = link
                .get_deref(b"Dest", &document)
                .or_else(|_| action?.get_deref(b"D", &document))
                .ok()?;
            let id = place.as_array().ok()?.first()?.as_reference().ok()?;
            ids.iter().position(|page| *page == id)
        })
        .collect();
    // Words and number of an entry lead to the same page.
    targets.dedup();
    assert_eq!(targets, [0, page - 1]);
}
