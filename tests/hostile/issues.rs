//! Whole issues with hostile text, names and links, built with typst: what they say is printed, nothing of it runs, and nobody else is harmed.

use super::shape;
use crate::support::project::{Project, files, is_of_manifest};

/// The text of a PDF, page after page, without white space: lines are broken anywhere.
fn printed(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("text");
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn page(project: &Project, path: &str) -> (String, shape::Page) {
    let html = project.text(path);
    let page = shape::check(&html).unwrap_or_else(|fault| panic!("{path}: {fault}\n{html}"));
    assert!(!page.elements.iter().any(|name| {
        ["script", "style", "iframe", "object", "base", "form"].contains(&name.as_str())
    }));
    assert!(
        !page
            .attributes
            .iter()
            .any(|name| name.starts_with("on") || name == "style")
    );
    assert!(html.contains("Content-Security-Policy\" content=\"default-src 'none';"));
    (html, page)
}

/// The text of a page as a reader sees it.
fn shown(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at + rest[at..].find('>').unwrap() + 1..];
    }
    text.push_str(rest);
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Code of every language that the text passes through; none of it may mean anything.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onclick='alert(1)",
    "</title></head><body onload=alert(1)>",
    "{{ site.name }}{% include \"base.html\" %}{# x #}",
    "{{7*7}}",
    "#import \"@preview/x:1.0.0\": *",
    "#read(\"/etc/passwd\") #panic() $x$ #eval(\"1\")",
    "\\u{0} \\n @label /* x */ // y",
    "&lt;b&gt; &amp;amp; ]]> <![CDATA[",
    "${jndi:ldap://x} %s %n ../../etc/passwd",
];

/// As a YAML scalar in single quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// As Markdown that means nothing but its characters: a backslash stands only before what would be a mark.
fn literal(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let escape = matches!(c, '*' | '~' | '[' | ']' | '<' | '|' | '`' | '&');
            escape.then_some('\\').into_iter().chain([c])
        })
        .collect()
}

#[test]
fn hostile_text_is_printed_as_text_everywhere() {
    let project = Project::new();
    project.put(
        "content/site.yaml",
        format!(
            "名称: {}\n单位: {}\n简介: {}\n",
            quoted(HOSTILE[0]),
            quoted(HOSTILE[1]),
            quoted(HOSTILE[2])
        ),
    );
    project.put(
        "content/a/series.yaml",
        format!(
            "名称: {}\n版式: 公文\n简介: {}\n报头: {}\n单位: [{}]\n印发机关: {}\n文号: {}\n",
            quoted(HOSTILE[0]),
            quoted(HOSTILE[4]),
            quoted("报头<b>"),
            quoted(HOSTILE[5]),
            quoted(HOSTILE[6]),
            quoted("云<script>〔{年}〕{号}号"),
        ),
    );
    let all: String = HOSTILE
        .iter()
        .map(|text| format!("{}\n\n", literal(text)))
        .collect();
    for (number, text) in HOSTILE.iter().enumerate() {
        let folder = format!("content/a/2026/{}", number + 1);
        project.put(
            &format!("{folder}/issue.yaml"),
            format!(
                "标题: {t}\n副题: {t}\n日期: 2026-07-08\n主送: [{t}]\n按语: {t}\n附注: {t}\n署名: [{t}]\n抄送: [{t}]\n主题: [{t}]\n\
                 正文:\n  - 正文.md\n  - 标题: {t}\n    正文: [二.md]\n  - 表: 表.yaml\n附件: [{{文件: 表.yaml, 标题: {t}}}, {{文件: a.xlsx, 标题: {t}}}]\n",
                t = quoted(text)
            ),
        );
        project.put(&format!("{folder}/正文.md"), format!("{all}<script>alert(2)</script>\n\n[链接](https://a.cn/\"onclick=alert(1)//<x>) [{}](a.xlsx)\n", literal(text)));
        project.put(&format!("{folder}/二.md"), format!("---\n标题: {t}\n来源: {t}\n---\n# {}\n\n`{}`\n\n> {}\n\n```{{=html}}\n{text}\n```\n", literal(text), text.replace('`', ""), literal(text), t = quoted(text)));
        project.put(
            &format!("{folder}/表.yaml"),
            format!(
                "标题: {t}\n计量单位: {t}\n列: [{t}, 乙]\n行: [[{t}, {t}]]\n注: {t}\n",
                t = quoted(text)
            ),
        );
        project.put(&format!("{folder}/a.xlsx"), "PK");
    }
    let run = project.run(&["build"]).expect(0);
    assert!(run.stderr.contains("JB0010"), "{}", run.stderr);
    for (number, text) in HOSTILE.iter().enumerate() {
        let number = number + 1;
        let (html, _) = page(&project, &format!("output/a/2026/{number}/index.html"));
        let shown = shown(&html);
        let bare = |text: &str| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        };
        assert!(
            bare(&shown).contains(&bare(text)),
            "{text} is not on the page"
        );
        let pdf = printed(&project.read(&format!("output/a/2026/{number}/a-2026-{number}.pdf")));
        for all in HOSTILE {
            let letters = |text: &str| {
                text.chars()
                    .filter(char::is_ascii_alphanumeric)
                    .collect::<String>()
            };
            assert!(
                letters(&pdf).contains(&letters(all)),
                "{all} is not in the PDF {number}"
            );
            assert!(
                bare(&shown).contains(&bare(all)),
                "{all} is not on the page {number}"
            );
        }
    }
    for path in files(&project.path("output")) {
        if path.ends_with(".html") {
            page(&project, &format!("output/{path}"));
        }
    }
}

#[test]
fn hidden_controls_are_taken_out_with_a_warning() {
    let project = Project::new();
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: \"甲\\u202E乙\\u0007丙\"\n日期: 2026-07-08\n正文: [正文.md]\n",
    );
    project.put(
        "content/a/2026/1/正文.md",
        "甲\u{202e}乙\u{200b}丙\u{7}丁\u{feff}。\n",
    );
    let run = project.run(&["build"]).expect(0);
    assert!(run.stderr.contains("JB0009"));
    let (html, _) = page(&project, "output/a/2026/1/index.html");
    assert!(
        html.contains("甲乙丙") && html.contains("甲乙丙丁。"),
        "{html}"
    );
    assert!(!html.contains(['\u{202e}', '\u{200b}', '\u{7}', '\u{feff}']));
    assert!(printed(&project.read("output/a/2026/1/a-2026-1.pdf")).contains("甲乙丙丁。"));
}

#[test]
fn a_title_that_leaves_no_room_for_text_is_refused() {
    let project = Project::new();
    let long = "关于推进集体协商工作的".repeat(364);
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("标题: {long}\n日期: 2026-07-08\n正文: [正文.md]\n"),
    );
    let run = project.run(&["build"]).expect(1);
    assert!(run.stderr.contains("JB9003") && run.stderr.contains("issue.yaml:1:1"));
    assert!(!project.has("output/a/2026/1/index.html"));
}

#[test]
fn a_heading_and_a_paragraph_of_thousands_of_characters_are_printed_whole() {
    let project = Project::new();
    let long = "关于推进集体协商工作的".repeat(364);
    let run_on = "甲".repeat(4_000) + "x".repeat(4_000).as_str();
    project.put(
        "content/a/2026/1/正文.md",
        format!("# {long}\n\n{run_on}\n"),
    );
    project.run(&["build"]).expect(0);
    let text = printed(&project.read("output/a/2026/1/a-2026-1.pdf"));
    // Words are broken by the numbers of pages, characters are not.
    assert_eq!(text.matches('协').count(), 364);
    assert_eq!(text.matches('x').count(), 4_000);
    assert!(text.matches('甲').count() >= 4_000);
}

#[test]
fn a_character_without_a_glyph_is_named_and_only_its_issue_waits() {
    for (character, code) in [("𠮷", "U+20BB7"), ("😀", "U+1F600"), ("\u{e000}", "U+E000")] {
        let project = Project::new();
        project.issue(2, "第二期。\n");
        project.issue(3, "第三期。\n");
        project.run(&["build"]).expect(0);
        let before = project.output();
        project.put(
            "content/a/2026/2/正文.md",
            format!("第二期改了，\n有{character}字。\n"),
        );
        project.put("content/a/2026/3/正文.md", "第三期也改了。\n");
        let run = project.run(&["build"]).expect(1);
        assert!(
            run.stderr.contains("JB9001") && run.stderr.contains(code),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("a/2026/2/正文.md:2:2"),
            "{}",
            run.stderr
        );
        let after = project.output();
        for path in [
            "a/2026/2/index.html",
            "a/2026/2/a-2026-2.pdf",
            "a/2026/1/index.html",
        ] {
            assert!(before[path] == after[path], "{path}");
        }
        assert!(before["a/2026/3/a-2026-3.pdf"] != after["a/2026/3/a-2026-3.pdf"]);
        assert!(
            project
                .text("output/a/2026/index.html")
                .contains("第2期通报")
        );
    }
}

/// The first bytes of a picture and nothing else.
const DAMAGED: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

#[test]
fn a_damaged_picture_stops_its_issue_only() {
    let project = Project::new();
    project.issue(2, "第二期。\n");
    project.put(
        "content/a/2026/1/正文.md",
        "正文一段。\n\n![走访](走访.png)\n",
    );
    project.put("content/a/2026/1/走访.png", DAMAGED);
    let run = project.run(&["build"]).expect(1);
    assert!(
        run.stderr.contains("JB0015") && run.stderr.contains("走访.png"),
        "{}",
        run.stderr
    );
    assert!(
        !project.has("output/a/2026/1/index.html") && project.has("output/a/2026/2/a-2026-2.pdf")
    );
}

#[test]
fn a_damaged_picture_is_pointed_at() {
    let project = Project::new();
    project.put(
        "content/a/2026/1/正文.md",
        "正文一段。\n\n![走访](走访.png)\n",
    );
    project.put("content/a/2026/1/走访.png", DAMAGED);
    let run = project.run(&["build"]).expect(1);
    assert!(run.stderr.contains("正文.md:3:1"), "{}", run.stderr);
    assert!(!run.stderr.contains("unexpected"), "{}", run.stderr);
}

#[test]
fn an_issue_with_errors_stays_as_it_was_and_the_others_are_built() {
    let faults = [
        ("正文.md", "---\n单位: 谁\n"),
        ("正文.md", "[甲](javascript:x)\n"),
        ("正文.md", "##### 五级\n"),
        // One that says nothing at all may have been marked, and is taken off: tests/safety/overlooked.rs.
        ("issue.yaml", "标题：甲\n"),
        (
            "issue.yaml",
            "标题: 甲\n日期: 2026-02-30\n正文: [正文.md]\n",
        ),
        (
            "issue.yaml",
            "标题: 甲\n日期: 2026-07-08\n正文: [没有.md]\n",
        ),
    ];
    for (file, text) in faults {
        let project = Project::new();
        project.issue(2, "第二期。\n");
        project.pages().expect(0);
        let before = project.output();
        project.put(&format!("content/a/2026/1/{file}"), text);
        project.put("content/a/2026/2/正文.md", "第二期改了。\n");
        let run = project.pages().expect(1);
        assert!(run.said().contains("a/2026/1"), "{}", run.said());
        let after = project.output();
        assert_eq!(
            before["a/2026/1/index.html"], after["a/2026/1/index.html"],
            "{text}"
        );
        assert!(
            project
                .text("output/a/2026/2/index.html")
                .contains("第二期改了"),
            "{text}"
        );
        for list in ["index.html", "a/index.html", "a/2026/index.html"] {
            assert!(
                project
                    .text(&format!("output/{list}"))
                    .contains("第1期通报"),
                "{list}: {text}"
            );
        }
    }
}

#[test]
fn a_broken_site_or_series_harms_nothing_that_stands() {
    for (path, text) in [
        ("site.yaml", "名称：甲库\n"),
        ("site.yaml", ""),
        ("a/series.yaml", "名称: 甲系列\n"),
        ("a/series.yaml", "[\n"),
        ("units.yaml", "单位: [{代号: 甲}]\n"),
    ] {
        let project = Project::new();
        project.pages().expect(0);
        let before = project.output();
        project.put(&format!("content/{path}"), text);
        project.pages().expect(1);
        let after = project.output();
        for (path, bytes) in &before {
            assert!(
                is_of_manifest(path) || after.get(path) == Some(bytes),
                "{path}: {text}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_content_are_neither_followed_nor_read() {
    use std::os::unix::fs::symlink;
    let project = Project::new();
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("秘密.md"), "秘密甲乙丙\n").unwrap();
    std::fs::write(
        outside.path().join("issue.yaml"),
        "标题: 秘密甲乙丙\n日期: 2026-07-08\n正文: [秘密.md]\n",
    )
    .unwrap();
    std::fs::write(outside.path().join("a.xlsx"), "秘密甲乙丙").unwrap();
    // A link in the place of an issue is named, and changes nothing.
    let issue = project.path("content/a/2026/9");
    symlink(outside.path(), &issue).unwrap();
    assert!(project.pages().expect(3).stderr.contains("a/2026/9"));
    std::fs::remove_file(&issue).unwrap();
    symlink(
        outside.path().join("秘密.md"),
        project.path("content/a/2026/1/秘密.md"),
    )
    .unwrap();
    symlink(
        outside.path().join("a.xlsx"),
        project.path("content/a/2026/1/a.xlsx"),
    )
    .unwrap();
    symlink(outside.path(), project.path("content/a/2026/1/夹")).unwrap();
    symlink("/dev/zero", project.path("content/a/2026/1/零.md")).unwrap();
    symlink(".", project.path("content/a/2026/1/环")).unwrap();
    // Any other is named where it lies, whether something uses it or not.
    let said = project.pages().expect(1).stderr;
    for name in ["秘密.md", "a.xlsx", "夹", "零.md", "环"] {
        assert!(
            said.contains(&format!("a/2026/1/{name}:")),
            "{name}: {said}"
        );
    }
    assert!(said.contains("指向别处的链接"), "{said}");
    for text in ["秘密.md", "夹/秘密.md", "零.md"] {
        project.put(
            "content/a/2026/1/issue.yaml",
            format!("标题: 甲\n日期: 2026-07-08\n正文: [正文.md, {text}]\n"),
        );
        let said = project.pages().expect(1).stderr;
        assert!(said.contains("JB1001") || said.contains("JB0018"), "{said}");
    }
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 甲\n日期: 2026-07-08\n正文: [正文.md]\n附件: [a.xlsx, 夹/a.xlsx]\n",
    );
    assert!(project.pages().expect(1).stderr.contains("JB1001"));
    for (path, bytes) in project.output() {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("秘密甲乙丙"),
            "{path}"
        );
    }
}

#[test]
fn no_path_leads_out_of_the_content_folder() {
    let project = Project::new();
    project.put("outside.md", "外面甲乙丙\n");
    project.put("outside.png", b"\x89PNG\r\n\x1a\n");
    let up = "../../../..";
    let ways = [
        format!("{up}/outside.md"),
        format!("{up}\\outside.md").replace('/', "\\"),
        format!("./{up}/outside.md"),
        format!("x/../{up}/outside.md"),
        "/etc/passwd".to_owned(),
        "C:/x.md".to_owned(),
        "C:\\x.md".to_owned(),
        "\\\\server\\x.md".to_owned(),
        "~/x.md".to_owned(),
        project.path("outside.md").display().to_string(),
    ];
    for way in &ways {
        for issue in [
            format!("正文: [正文.md, {}]", quoted(way)),
            format!("正文: [正文.md, {{表: {}}}]", quoted(way)),
            format!("正文: [正文.md, {{图: {}}}]", quoted(way)),
            format!("正文: [正文.md, {{文章: {}}}]", quoted(way)),
            format!("正文: [正文.md]\n附件: [{}]", quoted(way)),
            format!("正文: [正文.md]\n按语: {}", quoted(way)),
        ] {
            if issue.contains("按语") && !way.ends_with(".md") {
                continue;
            }
            project.put(
                "content/a/2026/1/issue.yaml",
                format!("标题: 甲\n日期: 2026-07-08\n{issue}\n"),
            );
            let said = project.run(&["check"]).expect(1).stderr;
            assert!(said.contains("JB1002"), "{issue}: {said}");
        }
        project.put(
            "content/a/2026/1/issue.yaml",
            "标题: 甲\n日期: 2026-07-08\n正文: [正文.md]\n",
        );
        for link in [
            format!("[甲](<{}>)", way.replace('\\', "\\\\")),
            format!("![甲](<{}>)", way.replace('\\', "\\\\")),
            format!("[甲]({})", way.replace('.', "%2e").replace('\\', "%5C")),
        ] {
            project.put("content/a/2026/1/正文.md", format!("正文。\n\n{link}\n"));
            let run = project.run(&["build", "--no-pdf"]);
            assert_eq!(run.code, Some(1), "{link}: {}", run.said());
            assert!(
                !files(&project.path("output"))
                    .iter()
                    .any(|path| path.contains("/files/"))
            );
        }
        project.put("content/a/2026/1/正文.md", "正文。\n");
    }
}

#[test]
fn strange_names_of_files_and_folders_are_borne() {
    let project = Project::new();
    let long = format!("{}.md", "长".repeat(80));
    let names = [
        long.as_str(),
        "空 格.md",
        "全　角.md",
        "引\"号'.md",
        "#井&和?.md",
        "<b>.md",
        "{{x}}.md",
        "换\n行.md",
        "点..点.md",
        "100%25.md",
        "-x.md",
        "😀.md",
    ];
    let mut outline = String::new();
    for name in names {
        project.put(
            &format!("content/a/2026/1/{name}"),
            format!("来自{}\n", name.len()),
        );
        let name = name.replace('"', "\\\"").replace('\n', "\\n");
        outline.push_str(&format!("  - \"{name}\"\n"));
    }
    for name in [
        "名 单.xlsx",
        "<script>.xlsx",
        "a\"onclick=1.xlsx",
        "%2e%2e.xlsx",
    ] {
        project.put(&format!("content/a/2026/1/{name}"), "PK");
    }
    let attachments = "附件: ['名 单.xlsx', '<script>.xlsx', 'a\"onclick=1.xlsx', '%2e%2e.xlsx']";
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("标题: 甲\n日期: 2026-07-08\n正文:\n  - 正文.md\n{outline}{attachments}\n"),
    );
    project.put("content/a/2026/A B/issue.yaml", "标题: 乙\n");
    project.put("content/a/20 26/1/issue.yaml", "标题: 乙\n");
    project.put("content/甲/2026/1/issue.yaml", "标题: 乙\n");
    let run = project.run(&["build", "--no-pdf"]).expect(1);
    assert_eq!(run.stderr.matches("JB0014").count(), 3, "{}", run.stderr);
    assert!(project.has("output/a/2026/1/index.html"), "{}", run.stderr);
    let (html, _) = page(&project, "output/a/2026/1/index.html");
    for name in names {
        assert!(html.contains(&format!("来自{}", name.len())), "{name}");
    }
    // A download keeps the name that its writer gave it, in a folder whose name is made.
    let is_download = |path: &String| {
        let folder = path.strip_suffix("/名 单.xlsx");
        let hash = folder.and_then(|folder| folder.strip_prefix("a/2026/1/files/"));
        hash.is_some_and(|hash| hash.len() == 12 && hash.is_ascii())
    };
    let strange = files(&project.path("output"));
    let strange: Vec<&String> = strange.iter().filter(|path| !path.is_ascii()).collect();
    assert!(strange.len() == 1 && is_download(strange[0]), "{strange:?}");
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_are_reported() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new();
    let folder = project.path("content/a/2026/1");
    std::fs::write(
        folder.join(OsStr::from_bytes(b"\xb5\xbc\xd3\xef.md")),
        "---\n单位: 甲\n---\n丢了的一段\n",
    )
    .unwrap();
    let said = project.run(&["check"]).said();
    assert!(!said.contains("没有发现问题"), "{said}");
}

#[test]
fn the_name_of_a_file_cannot_steer_the_terminal() {
    let project = Project::new();
    project.put("content/a/2026/1/甲\u{1b}[31m\u{202e}.md", "甲\n");
    let said = project.run(&["check"]).said();
    assert!(said.contains("JB1003"));
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
}

/// Every word of every fragment is on the page, or an error says why not.
#[track_caller]
fn nothing_is_lost(text: &str, words: &[&str]) {
    let project = Project::new();
    project.put("content/a/2026/1/正文.md", text);
    let run = project.pages();
    if run.code == Some(1) {
        return;
    }
    let html = project.text("output/a/2026/1/index.html");
    for word in words {
        assert!(
            shown(&html).contains(word),
            "“{word}” is lost without an error: {}",
            run.said()
        );
    }
}

#[test]
fn text_in_any_place_is_kept() {
    nothing_is_lost(
        "导语\n===\n\n[甲甲][没有]，![乙乙](图.svg)\n\n- [ ] 丙丙\n- [x] 丁丁\n\n戊戊\n\n己己\n\n术语\n: 庚庚\n\n$$辛辛$$\n\n壬壬\n\n<details>癸癸</details>\n\n    子子\n\n\t丑丑\n\n```寅\n卯卯\n```\n\n+++\n辰辰\n+++\n\n:::note\n巳巳\n:::\n\n> [!NOTE]\n> 午午\n",
        &[
            "丙丙", "丁丁", "戊戊", "己己", "庚庚", "辛辛", "壬壬", "癸癸", "子子", "丑丑", "卯卯",
            "辰辰", "巳巳", "午午",
        ],
    );
    nothing_is_lost(
        "甲甲\n\n---\n\n乙乙\n\n***\n丙丙\n",
        &["甲甲", "乙乙", "丙丙"],
    );
    nothing_is_lost(
        "|甲甲|\n|---|\n|乙乙|\n丙丙\n\n丁丁\n",
        &["甲甲", "乙乙", "丙丙", "丁丁"],
    );
    nothing_is_lost(
        "1. 甲甲\n   > 乙乙\n\n   丙丙\n2. # 丁丁\n3.\n4. 戊戊\n",
        &["甲甲", "乙乙", "丙丙", "丁丁", "戊戊"],
    );
}

#[test]
fn a_note_in_brackets_with_a_colon_is_kept() {
    nothing_is_lost(
        "正文。\n\n[注]: 以上数据截至6月底。\n\n末段。\n",
        &["以上数据截至6月底"],
    );
}

#[test]
fn a_cell_beyond_the_head_of_a_table_is_kept() {
    nothing_is_lost(
        "表：甲\n\n| 单位 | 家数 |\n|---|---|\n| 青禾县 | 3 | 其中新签两家 |\n",
        &["其中新签两家"],
    );
}

#[test]
fn a_hash_in_a_title_is_kept() {
    let project = Project::new();
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 关于整治 #1号楼的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
    );
    let run = project.pages();
    assert!(
        run.code == Some(1)
            || run.stderr.contains('#')
            || project.text("output/a/2026/1/index.html").contains("1号楼")
    );
}

#[test]
fn a_sign_between_numbers_is_kept() {
    nothing_is_lost("尺寸为3*4米和5*6米。\n", &["3*4米和5*6米"]);
}

#[test]
fn nothing_that_runs_is_published() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for (name, text) in [
        ("x.html", "<script>alert(1)</script>"),
        ("x.svg", svg),
        ("x.xhtml", "<script/>"),
        ("x.js", "alert(1)"),
    ] {
        let project = Project::new();
        project.put(&format!("content/a/2026/1/{name}"), text);
        project.put(
            "content/a/2026/1/正文.md",
            format!("正文，[甲]({name})。\n"),
        );
        let run = project.pages();
        assert!(
            !project.has(&format!("output/a/2026/1/files/{name}")),
            "{name}: {}",
            run.said()
        );
    }
}

#[test]
fn drawings_that_run_are_refused_however_they_are_written() {
    for svg in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\"\nonload=\"alert(1)\"></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"\tonload=\"alert(1)\"></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0\"><a xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"java&#115;cript:alert(1)\"><text>甲</text></a></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:s=\"http://www.w3.org/2000/svg\"><s:script>alert(1)</s:script></svg>",
    ] {
        let project = Project::new();
        project.put("content/a/2026/1/x.svg", svg);
        project.put("content/a/2026/1/正文.md", "正文。\n\n![甲](x.svg)\n");
        assert_eq!(project.pages().code, Some(1), "{svg}");
    }
}

#[test]
fn full_width_brackets_around_a_list_are_reported() {
    let project = Project::new();
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 甲\n日期: 2026-07-08\n正文: [正文.md]\n署名: ［甲，乙］\n",
    );
    assert!(!project.run(&["check"]).said().contains("没有发现问题"));
}

#[test]
fn a_heading_without_its_space_is_reported() {
    let project = Project::new();
    project.put("content/a/2026/1/正文.md", "#启动仪式\n\n正文。\n");
    assert!(!project.run(&["check"]).said().contains("没有发现问题"));
}

#[test]
fn a_front_matter_after_an_empty_line_is_one() {
    let project = Project::new();
    project.put(
        "content/a/2026/1/正文.md",
        "\n---\n标题: 甲项\n---\n正文。\n",
    );
    project.pages().expect(0);
    let html = project.text("output/a/2026/1/index.html");
    assert!(html.contains("一、</span>甲项") && !html.contains("标题: 甲项"));
}

#[test]
fn paragraphs_pasted_from_word_stay_apart() {
    let project = Project::new();
    project.put(
        "content/a/2026/1/正文.md",
        "　　一、基本情况\n　　召开会议3次。\n　　建立台账2本。\n",
    );
    let run = project.pages();
    let html = project.text("output/a/2026/1/index.html");
    assert!(
        run.stderr.contains("JB") || !html.contains("一、基本情况　　召开会议"),
        "{}",
        run.said()
    );
}

#[test]
fn a_list_item_without_its_space_is_pointed_at() {
    let project = Project::new();
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 甲\n日期: 2026-07-08\n正文:\n  -正文.md\n  - 标题: 乙\n    正文: [二.md]\n",
    );
    let said = project.run(&["check"]).said();
    assert!(said.contains("issue.yaml:4:"), "{said}");
}

#[test]
fn the_advice_for_an_indent_keeps_the_indent() {
    let project = Project::new();
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 甲\n日期: 2026-07-08\n正文:\n  - 标题: 乙\n\t正文: [正文.md]\n",
    );
    let said = project.run(&["check"]).said();
    assert!(
        said.contains("    正文: [正文.md]") && !said.contains("写成 正文"),
        "{said}"
    );
}

#[test]
fn one_fault_is_one_finding() {
    for text in [&b"\xb8\xf7\xcf\xd8"[..], b"---\n\xe7\x94\xb2\n"] {
        let project = Project::new();
        project.put("content/a/2026/1/正文.md", text);
        let said = project.run(&["check"]).said();
        assert!(said.contains("共 1 个错误"), "{said}");
    }
}
