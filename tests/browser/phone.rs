//! Pages on a phone and on paper.

use serde_json::Value;

use super::browser::{self, Key};
use super::site::{self, By};

/// An issue begins on the first screen, and what is known about it is folded away until somebody asks.
#[test]
fn an_issue_begins_on_the_first_screen_of_a_phone() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    tab.set_viewport(375, 667);
    let issues = super::scan::issues(site);
    for issue in &issues {
        let page = format!("{}/index.html", issue.path);
        tab.open(&site.address(By::File, &page));
        // What has become of an issue stands before it, and is as long as it is.
        if tab.count(".standing") > 0 {
            continue;
        }
        let top = tab
            .evaluate("document.querySelector('.sheet h1').getBoundingClientRect().top + scrollY");
        let top = top.as_f64().expect("a number");
        println!("{}: title at {top}", issue.path);
        // A note of the editor (按语) stands before the title.
        let most = if tab.count(".sheet > .note") > 0 {
            667.0
        } else {
            160.0
        };
        assert!(top <= most, "{}: {top}", issue.path);
        assert_eq!(
            visible(&mut tab, ".facts"),
            Value::Bool(false),
            "{}",
            issue.path
        );
    }
    // With a pointer and with the keyboard.
    tab.click(".facts-label");
    assert_eq!(visible(&mut tab, ".facts"), Value::Bool(true));
    tab.evaluate("document.getElementById('jb-facts').focus()");
    tab.press(Key::Space);
    assert_eq!(visible(&mut tab, ".facts"), Value::Bool(false));
    tab.set_viewport(1280, 900);
    assert_eq!(visible(&mut tab, ".facts"), Value::Bool(true));
    assert_eq!(visible(&mut tab, ".facts-label"), Value::Bool(false));
}

/// Several 编印单位, a joint mark, a long name and several numbers push no title down; the names are among the facts, and none is torn.
#[test]
fn several_publishers_and_offices_leave_the_title_on_the_first_screen() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put("site.yaml", "名称: 云汀市总工会资料库\n");
    let offices = [
        "云汀市总工会",
        "云汀市人力资源和社会保障局",
        "云汀市财政局",
        "云汀市工业和信息化局",
        "云汀市工商业联合会",
        "共青团云汀市委员会",
        "云汀市妇女联合会",
        "云汀市教育局",
        "云汀市司法局",
        "云汀市民政局",
        "云汀市交通运输局",
        "云汀市应急管理局",
    ];
    let publishers = "单位: [云汀市总工会办公室, 云汀市人力资源和社会保障局职业能力建设科, 云汀市劳动竞赛委员会办公室]\n";
    let joint = |count: usize| {
        format!(
            "名称: 通知\n版式: 公文\n报头: [{}]\n报头后缀: 文件\n文号: 云{count}〔{{年}}〕{{号}}号\n",
            offices[..count].join(", ")
        )
    };
    let kinds = [
        (
            "jian",
            format!("名称: 简报\n版式: 简报\n报头: 云汀市劳动竞赛和职工创新工作简报\n期号: 第{{期}}期（总第{{总期}}期）\n总期起点: 216\n{publishers}"),
        ),
        (
            "dan",
            "名称: 动态\n版式: 简报\n报头: 工运动态\n期号: 第{期}期（总第{总期}期）\n总期起点: 216\n单位: 云汀市总工会办公室\n".to_owned(),
        ),
        (
            "jiyao",
            format!("名称: 纪要\n版式: 纪要\n报头: 云汀市总工会主席办公会议纪要\n期号: 第{{期}}期\n{publishers}"),
        ),
        ("er", joint(2)),
        ("san", joint(3)),
        ("wu", joint(5)),
        ("shangbao", joint(5).replace("云5", "云上")),
        ("qianfa", joint(5).replace("云5", "云签")),
        ("shier", joint(12)),
    ];
    // To a superior (上行文), with marks in the corner.
    let marks = "密级: 内部资料\n紧急程度: 特急\n";
    for (key, series) in &kinds {
        put(&format!("{key}/series.yaml"), series);
        let extra = match *key {
            "shangbao" => format!("{marks}签发人: [林致远]\n"),
            "qianfa" => format!("{marks}份号: 12\n签发人: [林致远, 沈若, 顾长河, 方晓, 彭立新]\n"),
            "shier" => format!("{marks}签发人: [林致远, 沈若]\n"),
            _ => String::new(),
        };
        put(
            &format!("{key}/2026/1/issue.yaml"),
            &format!(
                "日期: 2026-11-18\n标题: 关于开展集体协商要约行动情况的通报\n{extra}正文: [正文.md]\n"
            ),
        );
        put(&format!("{key}/2026/1/正文.md"), "正文如下。\n");
    }
    let site = site::Site::build(folder.path(), &[]);
    tab.set_viewport(375, 667);
    let mut late = Vec::new();
    for (key, series) in &kinds {
        tab.open(&site.address(By::File, &format!("{key}/2026/1/index.html")));
        let top = tab
            .evaluate("document.querySelector('.sheet h1').getBoundingClientRect().top + scrollY")
            .as_f64()
            .expect("a number");
        println!("{key}: title at {top}");
        if top > 160.0 {
            late.push(format!("{key}: {top}"));
        }
        let head = tab.evaluate(&format!(
            "({LINES})(document.querySelector('.sheet .head')).map(line => line.trim())"
        ));
        let head: Vec<&str> = head
            .as_array()
            .expect("lines")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        // Of more offices than two lines hold the others are among the facts.
        if series.contains("报头: [") && *key != "shier" {
            for office in offices.iter().filter(|office| series.contains(**office)) {
                assert!(
                    head.iter().any(|line| line.contains(office)),
                    "{key}: {office} in {head:?}"
                );
            }
        }
        // Nothing is wider than the screen, and what is left out of the head is among the facts.
        assert_eq!(
            tab.evaluate("document.documentElement.scrollWidth"),
            375,
            "{key}"
        );
        if series.contains(publishers) {
            tab.click(".facts-label");
            assert!(
                tab.text(".facts").contains("云汀市劳动竞赛委员会办公室"),
                "{key}"
            );
        }
        let folded = match *key {
            "qianfa" => "林致远、沈若、顾长河、方晓、彭立新",
            "shier" => "云汀市交通运输局、云汀市应急管理局",
            _ => continue,
        };
        tab.click(".facts-label");
        assert!(tab.text(".facts").contains(folded), "{key}");
    }
    assert!(late.is_empty(), "{late:?}");
}

fn visible(tab: &mut browser::Tab, css: &str) -> Value {
    tab.evaluate(&format!(
        "document.querySelector('{css}').getClientRects().length > 0"
    ))
}

/// What stays at the edge while a wide table is moved is of its first column; no other cell is put over it.
#[test]
fn only_the_first_column_of_a_wide_table_stays() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    tab.set_viewport(375, 667);
    let mut staying = 0;
    for issue in super::scan::issues(site) {
        let page = format!("{}/index.html", issue.path);
        tab.open(&site.address(By::File, &page));
        let found = tab.evaluate(
            "(() => { let staying = 0, others = []; for (const table of document.querySelectorAll('.scroll table')) \
               for (const cell of table.querySelectorAll('th, td')) { \
                 if (getComputedStyle(cell).position !== 'sticky') continue; \
                 staying++; \
                 if (Math.abs(cell.getBoundingClientRect().left - table.getBoundingClientRect().left) > 2) others.push(cell.textContent); } \
               return [staying, others.join('、')]; })()",
        );
        staying += found[0].as_u64().expect("a number");
        assert_eq!(found[1], "", "{}", issue.path);
    }
    assert!(staying > 0);
}

/// The lines of an element, as a reader sees them.
const LINES: &str = "(element) => { const lines = []; let top = null; \
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT); \
    for (let node = walker.nextNode(); node; node = walker.nextNode()) { \
      for (let i = 0; i < node.data.length; i++) { \
        const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1); \
        const box = range.getBoundingClientRect(); \
        if (box.width === 0) continue; \
        if (top === null || box.top > top + 8) lines.push(''); \
        top = box.top; lines[lines.length - 1] += node.data[i]; } } \
    return lines; }";

/// The heads of pages and the names in lists break between the parts of names only.
#[test]
fn names_are_whole_on_a_phone() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put(
        "site.yaml",
        "名称: 云汀市总工会劳动和技能竞赛委员会办公室资料库\n",
    );
    put(
        "units.yaml",
        "单位:\n  - 代号: renshe\n    名称: 云汀市人力资源和社会保障局\n  - 代号: qinghe\n    名称: 青禾县总工会\n",
    );
    put(
        "a/series.yaml",
        "名称: 新就业形态劳动者权益保障工作督查通报\n版式: 公文\n文号: 云〔{年}〕{号}号\n",
    );
    put(
        "a/2026/1/issue.yaml",
        "日期: 2026-11-18\n标题: 关于有关事项的通报\n正文:\n  - 按: 单位\n",
    );
    for (unit, name) in [
        ("renshe", "云汀市人力资源和社会保障局"),
        ("qinghe", "青禾县总工会"),
    ] {
        put(
            &format!("a/2026/1/{unit}.md"),
            &format!(
                "---\n单位: {name}\n---\n这里的工作按要求推进，台账健全，问题全部整改到位，各方面反映都比较好。\n"
            ),
        );
    }
    let site = site::Site::build(folder.path(), &["--no-pdf"]);
    for width in [320, 375] {
        tab.set_viewport(width, 667);
        for (page, name) in [
            ("index.html", "总工会"),
            ("a/index.html", "新就业形态"),
            ("a/2026/index.html", "督查通报"),
            ("units/renshe/index.html", "人力资源和社会保障局"),
        ] {
            tab.open(&site.address(By::File, page));
            let lines = tab.evaluate(&format!("({LINES})(document.querySelector('.hero h1'))"));
            let lines: Vec<String> = serde_json::from_value(lines).expect("lines");
            println!("{width} {page}: {}", lines.join("|"));
            assert!(
                lines.iter().any(|line| line.contains(name)),
                "{width} {page}: {lines:?}"
            );
            let last = lines.last().expect("a line");
            assert!(last.chars().count() > 2, "{width} {page}: {lines:?}");
        }
    }
}

/// The size of the text (字号) that a reader chose holds on the page without a script, and on every page with one.
#[test]
fn the_size_of_the_text_holds() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = site::sample();
    let size = "parseFloat(getComputedStyle(document.documentElement).fontSize)";
    tab.open(&site.address(By::Http, "index.html"));
    let usual = tab.evaluate(size).as_f64();
    tab.click("label[for=jb-size-large]");
    assert!(tab.evaluate(size).as_f64() > usual);
    tab.open(&site.address(By::Http, "ducha/2026/1/index.html"));
    assert!(tab.evaluate(size).as_f64() > usual, "on the next page");
    tab.evaluate("localStorage.clear()");
    tab.without_scripts();
    tab.open(&site.address(By::Http, "index.html"));
    assert_eq!(tab.evaluate(size).as_f64(), usual);
    tab.click("label[for=jb-size-large]");
    assert!(tab.evaluate(size).as_f64() > usual, "without a script");
}
