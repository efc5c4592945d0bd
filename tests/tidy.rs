//! `jianbao tidy` as a writer finds it: the difference first, whole files or none, and a page that has what was typed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write files and start the program"
)]

use jianbao::tidy::{Known, apply, tidy};

use crate::support::project::Project;
use crate::support::{self, build_site, html};

const ISSUE: &str =
    "# 由办公室编\n标题: 关于巡查情况的通报\n日期: 2026-07-08   # 签发日\n正文: [正文.md]\n";
const PASTED: &str = "关于巡查情况的通报\n\n各片区工会：\n　　近日开展了巡查。\n　　一、总体情况\n　　（一）巡查有序推进。共查出隐患12处。\n　　**（二）整改及时**\n　　整改9处。\n　　●城区片区；\n　　●乡镇片区。\n单位\t隐患\n城区\t7\n乡镇\t5\n　　二、下一步打算\n　　继续巡查。\n\n附件：1.巡查表\n\n　　　　　　　　　　　　云汀市总工会\n　　　　　　　　　　　　2026年7月8日\n（联系人：方明，电话：0000-1234567）\n主题词：安全　巡查\n";

fn project() -> Project {
    let project = Project::new();
    project.put("content/ducha/series.yaml", "名称: 督查通报\n版式: 公文\n");
    project.put("content/ducha/2026/1/issue.yaml", ISSUE);
    project.put("content/ducha/2026/1/正文.md", PASTED);
    project.put("content/ducha/2026/1/巡查表.csv", "单位,隐患\n城区,7\n");
    project
}

fn read(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(path)).expect(path)
}

#[test]
fn the_difference_is_shown_and_nothing_written() {
    let project = project();
    let said = project.run(&["tidy", "ducha/2026/1"]).expect(0).stdout;
    for words in [
        "4 个手写标题编号",
        "2 个手写项目符号",
        "1 张用制表符隔开的表",
        "1 处署名",
        "- 　　一、总体情况",
        "+ # 总体情况",
        "+ | 城区 | 7 |",
        "issue.yaml 末尾加上",
        "+ 署名: 云汀市总工会",
        "只是预览，文件没有改",
        "jianbao tidy ducha/2026/1 --write",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(read(&project, "content/ducha/2026/1/正文.md"), PASTED);
    assert_eq!(read(&project, "content/ducha/2026/1/issue.yaml"), ISSUE);
}

#[test]
fn what_is_written_is_a_sound_issue_and_stays_as_it_is() {
    let project = project();
    let path = "content/ducha/2026/1/正文.md";
    let before = project.run(&["check"]).expect(0).stderr;
    assert_eq!(before.matches("[JB3010]").count(), 1, "{before}");
    let said = project.run(&["tidy", path, "--write"]).expect(0).stdout;
    assert!(
        said.contains("改写了") && !said.contains("只是预览"),
        "{said}"
    );
    let issue = read(&project, "content/ducha/2026/1/issue.yaml");
    assert!(issue.starts_with(ISSUE), "{issue}");
    let text = read(&project, path);
    assert!(
        text.starts_with("近日开展了巡查。\n# 总体情况\n## 巡查有序推进。\n共查出隐患12处。\n"),
        "{text}"
    );
    let after = project.run(&["check", "--deny", "warnings"]);
    assert!(!after.stderr.contains("JB3010"), "{}", after.stderr);
    let again = project
        .run(&["tidy", "ducha/2026/1", "--write"])
        .expect(0)
        .stdout;
    assert!(again.contains("没有要整理的"), "{again}");
    assert_eq!(read(&project, path), text);
    // No other file is left behind.
    let names = std::fs::read_dir(project.path("content/ducha/2026/1")).expect("the folder");
    assert_eq!(names.count(), 3);

    let site = build_site(&project.path("content"));
    let page = html::text(html::main(site.page("ducha/2026/1")), &[]);
    for shown in [
        "一、总体情况",
        "（一）巡查有序推进。共查出隐患12处。",
        "（二）整改及时",
        "附件：",
        "云汀市总工会",
        "联系人：方明，电话：0000-1234567",
    ] {
        assert!(
            support::squeezed(&page).contains(&support::squeezed(shown)),
            "{shown}: {page}"
        );
    }
}

#[test]
fn a_file_keeps_its_line_ends_and_its_byte_order_mark() {
    let project = project();
    let path = "content/ducha/2026/1/正文.md";
    let typed = format!("\u{FEFF}{}", PASTED.replace('\n', "\r\n"));
    project.put(path, &typed);
    project.run(&["tidy", path, "--write"]).expect(0);
    let text = read(&project, path);
    assert!(text.starts_with("\u{FEFF}近日"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn what_cannot_be_tidied_is_said() {
    let project = project();
    for target in ["没有", "content/ducha/series.yaml", "ducha/2026"] {
        let said = project.run(&["tidy", target]).expect(2).stderr;
        assert!(said.starts_with("错误："), "{said}");
    }
    let alone = project.path("粘贴.txt");
    std::fs::write(
        &alone,
        "一、总体情况\n推进有力。\n\n云汀市总工会\n2026年7月8日\n",
    )
    .expect("a file");
    let said = project.run(&["tidy", "粘贴.txt"]).expect(0).stdout;
    assert!(
        said.contains("没有这一期的 issue.yaml") && said.contains("+ # 总体情况"),
        "{said}"
    );
    std::fs::write(&alone, [0xD2, 0xBB, 0xA1, 0xA2]).expect("a file");
    assert!(
        project
            .run(&["tidy", "粘贴.txt"])
            .expect(1)
            .stderr
            .contains("GBK")
    );
}

/// Fragments that are as the format wants them stay as they are: those of the sample archive, and of every golden case.
#[test]
fn what_is_right_is_not_touched() {
    let mut count = 0;
    let sample = support::root().join("content");
    for (path, bytes) in support::files(&sample) {
        if !path.ends_with(".md") {
            continue;
        }
        let text = String::from_utf8(bytes).expect("UTF-8");
        let tidied = tidy(&text, &Known::new(None, None, &path, Vec::new()));
        assert_eq!(apply(&text, &tidied.edits), text, "{path}");
        assert!(tidied.left.is_empty(), "{path}: {:?}", tidied.left);
        count += 1;
    }
    assert!(count > 100, "only {count}");
}
