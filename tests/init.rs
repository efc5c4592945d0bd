//! `jianbao init`: what an office has before it has anything.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write files and start the program"
)]

use crate::support::project::{Project, files};

/// A new office's folder, filled with these kinds; and what was said.
fn office(name: &str, kinds: &str, more: &[&str]) -> (Project, String) {
    let project = Project::new();
    project.remove("content");
    let mut args = vec![
        "init",
        "--name",
        name,
        "--kinds",
        kinds,
        "--date",
        "2026-03-05",
    ];
    args.extend(more);
    let run = project.run(&args).expect(0);
    (project, run.said())
}

/// Takes the marks of what is still to be written out of every file, and makes the issues no drafts.
fn write_it(project: &Project) {
    for path in files(&project.path("content")) {
        let path = format!("content/{path}");
        let text = project.text(&path);
        let text = text
            .replace("【待填】", "本单位")
            .replace("草稿: true\n", "");
        project.put(&path, text);
    }
}

#[test]
fn every_kind_is_without_a_finding_once_it_is_written() {
    let all = "通报,简报,专题简报,通知,函,纪要,总结";
    let project = Project::new();
    project.put(
        "danwei.txt",
        "单位\t类别\t联系领导\n青禾县\t县（市）区\t林致远\n汀钢公司\t企业\t沈若兰\n",
    );
    let list = project.path("danwei.txt");
    let list = list.to_str().unwrap();
    for kind in all.split(',').chain([all]) {
        let (project, _) = office(
            "云汀市总工会",
            kind,
            &["--code", "云工", "--unit-list", list],
        );
        for folder in [
            "tongbao", "jianbao", "zhuanti", "tongzhi", "han", "jiyao", "zongjie",
        ] {
            if project.has(&format!("content/{folder}/series.yaml"))
                && !project.has(&format!("content/{folder}/2026/1"))
            {
                project
                    .run(&["new", folder, "--date", "2026-03-05"])
                    .expect(0);
            }
        }
        write_it(&project);
        let run = project.pages().expect(0);
        for kind in ["错误[", "警告["] {
            // The offices that must report have not yet; that is no slip of the files.
            let said = run.said();
            let found: Vec<&str> = said
                .lines()
                .filter(|line| line.starts_with(kind) && !line.contains("没有交片段"))
                .collect();
            assert_eq!(found, Vec::<&str>::new(), "{said}");
        }
    }
}

#[test]
fn a_list_as_excel_saves_it_is_read() {
    let project = Project::new();
    // 青禾县,县区 in GBK.
    project.put(
        "danwei.csv",
        b"\xc7\xe0\xba\xcc\xcf\xd8,\xcf\xd8\xc7\xf8\r\n",
    );
    let list = project.path("danwei.csv");
    let (project, said) = office(
        "云汀市总工会",
        "通报",
        &["--unit-list", list.to_str().unwrap()],
    );
    assert!(said.contains("GBK"), "{said}");
    let register = project.text("content/units.yaml");
    assert!(
        register.contains("{代号: qinghexian, 名称: 青禾县, 类别: 县区}"),
        "{register}"
    );
}

#[test]
fn the_first_issue_can_be_printed() {
    let (project, _) = office("云汀市总工会", "通报", &["--code", "云工"]);
    write_it(&project);
    project.run(&["build"]).expect(0);
    assert!(project.has("output/tongbao/2026/1/tongbao-2026-1.pdf"));
    let text = project.text("output/tongbao/2026/1/tongbao-2026-1.txt");
    for words in [
        "云汀市总工会通报",
        "云工通报〔2026〕1号",
        "云汀市总工会办公室",
    ] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_name_is_kept_as_it_was_typed() {
    for name in ["甲: 乙", "[甲] 乙", "甲 # 乙", "“甲”局", "a, {b}", "甲'乙"] {
        let (project, _) = office(name, "通报,简报", &["--code", "云工"]);
        write_it(&project);
        let run = project.pages();
        let said = run.said();
        assert!(!said.contains("JB0002"), "{name}: {said}");
        let page = project.text("output/tongbao/2026/1/tongbao-2026-1.txt");
        assert!(page.contains(&format!("{name}通报")), "{name}: {page}");
    }
}

#[test]
fn nothing_that_is_there_is_touched_and_nothing_is_left_half() {
    let project = Project::new();
    let before = files(&project.path("content"));
    let run = project.run(&["init", "--name", "云汀市总工会"]).expect(2);
    assert!(run.said().contains("已经有内容了"), "{}", run.said());
    assert_eq!(files(&project.path("content")), before);

    project.remove("content");
    let run = project.run(&["init"]).expect(2);
    assert!(run.said().contains("--name"), "{}", run.said());
    let run = project
        .run(&["init", "--name", "甲", "--kinds", "简抱"])
        .expect(2);
    assert!(run.said().contains("简报、专题简报"), "{}", run.said());
    project
        .run(&["init", "--name", "甲", "--kinds", "、"])
        .expect(2);
    let run = project
        .run(&["init", "--name", "甲", "--code", "{年}"])
        .expect(2);
    assert!(run.said().contains("花括号"), "{}", run.said());
    project.put("danwei.txt", "青禾县\n青禾县\n甲,乙,丙,丁\n");
    let run = project
        .run(&["init", "--name", "甲", "--unit-list", "danwei.txt"])
        .expect(2);
    let said = run.said();
    assert!(
        said.contains("第 2 行") && said.contains("第 3 行"),
        "{said}"
    );
    let run = project
        .run(&["init", "--name", "甲", "--unit-list", "没有.txt"])
        .expect(2);
    assert!(run.said().contains("没有.txt"), "{}", run.said());
    assert!(!project.has("content"));
}

#[test]
fn a_list_is_read_as_csv_and_what_is_no_part_of_a_name_is_said() {
    let project = Project::new();
    project.put(
        "名单.csv",
        "\"汀江钢铁,有限公司\",企业\n1.青禾县\n2、白石区\n临江区、岚浦县,县区\n",
    );
    let list = project.path("名单.csv");
    let list = list.to_str().unwrap();
    let (made, said) = office("云汀市总工会", "通报", &["--unit-list", list]);
    let register = made.text("content/units.yaml");
    for unit in [
        "名称: \"汀江钢铁,有限公司\", 类别: 企业",
        "名称: 青禾县}",
        "名称: 白石区}",
        "名称: 临江区, 类别: 县区",
        "名称: 岚浦县, 类别: 县区",
    ] {
        assert!(register.contains(unit), "{unit}: {register}");
    }
    for words in ["没有写进登记表：1.青禾县，2、白石区", "第 4 行 2 个"] {
        assert!(said.contains(words), "{said}");
    }
    made.pages();
}
