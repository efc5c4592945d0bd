//! What the records office takes over of a year (归档): whole, the same bytes again, and with codes that never change.

use std::collections::BTreeMap;
use std::process::Command;

use crate::support::pdf;
use crate::support::project::{Project, files};

const FOLDER: &str = "归档/Z109-WS·2026-D30-BGS-0001";

/// Two issues that went out, one that did not, and one that is classified.
fn project() -> Project {
    let project = Project::new();
    project.put(
        "content/site.yaml",
        "名称: 甲库\n单位: 云汀市总工会\n全宗号: z109\n机构: BGS\n",
    );
    project.put(
        "content/a/series.yaml",
        "名称: 甲系列\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n保管期限: 30年\n署名: [云汀市总工会]\n",
    );
    project.issue(1, "全市签订集体合同128份。\n\n[名册](会员 名册.xlsx)\n");
    project.put("content/a/2026/1/会员 名册.xlsx", "PK一");
    project.issue(2, "第二期。\n");
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 第2期通报\n日期: 2026-07-08\n保管期限: 永久\n正文: [正文.md]\n",
    );
    project.issue(3, "第三期，还没有印发。\n");
    project.issue(4, "线索涉及柳湾劳务公司。\n");
    project.put(
        "content/a/2026/4/issue.yaml",
        "标题: 第4期摘报\n日期: 2026-07-09\n密级: 机密★1年\n正文: [正文.md]\n",
    );
    for issue in ["a/2026/1", "a/2026/2", "a/2026/4"] {
        project
            .run(&["issue", issue, "--date", "2026-07-09"])
            .expect(0);
    }
    project.run(&["build"]).expect(0);
    project
}

fn folder(project: &Project, name: &str) -> BTreeMap<String, Vec<u8>> {
    let paths = files(&project.path(name)).into_iter();
    paths
        .map(|path| {
            let bytes = project.read(&format!("{name}/{path}"));
            (path, bytes)
        })
        .collect()
}

#[test]
fn what_is_issued_is_filed_whole_and_the_same_bytes_again() {
    let project = project();
    let run = project.run(&["archive", "2026"]).expect(0);
    assert!(run.stdout.contains("可以归档 2 件"), "{}", run.said());
    assert!(!project.has("content/归档.yaml") && !project.has("归档"));
    let run = project.run(&["archive", "2026", "--to", "归档"]).expect(0);
    let said = run.said();
    for words in [
        "归档 2 件，新编档号 2 个",
        "a/2026/3：还没有印发",
        "a/2026/4：标有密级（机密）",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let filed = folder(&project, "归档");
    let names: Vec<&str> = filed.keys().map(String::as_str).collect();
    for name in [
        "SHA256SUMS",
        "Z109-WS·2026-D30-BGS-0001/SHA256SUMS",
        "Z109-WS·2026-D30-BGS-0001/a-2026-1.pdf",
        "Z109-WS·2026-D30-BGS-0001/元数据.xml",
        "Z109-WS·2026-D30-BGS-0001/源文件/issue.yaml",
        "Z109-WS·2026-D30-BGS-0001/源文件/会员 名册.xlsx",
        "Z109-WS·2026-D30-BGS-0001/源文件/印发.yaml",
        "Z109-WS·2026-D30-BGS-0001/源文件/正文.md",
        "Z109-WS·2026-Y-BGS-0001/a-2026-2.pdf",
        "归档说明.txt",
        "归档文件目录.csv",
        "归档文件目录.html",
        "归档文件目录.xlsx",
    ] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    let pdf = &filed["Z109-WS·2026-D30-BGS-0001/a-2026-1.pdf"];
    assert!(*pdf == project.read("output/a/2026/1/a-2026-1.pdf"));
    assert!(pdf::text(pdf).contains("128份"));
    for (folder, file) in [("归档", "SHA256SUMS"), (FOLDER, "SHA256SUMS")] {
        let checked = Command::new("sha256sum")
            .args(["--strict", "-c", file])
            .current_dir(project.path(folder))
            .output()
            .unwrap();
        assert!(checked.status.success(), "{checked:?}");
    }
    let xml = project.text(&format!("{FOLDER}/元数据.xml"));
    for words in [
        "<全宗号>Z109</全宗号>",
        "<年度>2026</年度>",
        "<保管期限>30年</保管期限>",
        "<机构或问题>BGS</机构或问题>",
        "<室编件号>0001</室编件号>",
        "<题名>第1期通报</题名>",
        "<文件编号>云工督查字〔2026〕1号</文件编号>",
        "<责任者>云汀市总工会</责任者>",
        "<日期>20260708</日期>",
        "<文种>通报</文种>",
        "<密级>公开</密级>",
        "<格式信息>PDF/A-2a</格式信息>",
        "<计算机文件名>源文件/会员 名册.xlsx</计算机文件名>",
        "<业务行为>印发</业务行为>",
        "<业务行为>归档</业务行为>",
    ] {
        assert!(xml.contains(words), "{words}: {xml}");
    }
    let list = project.text("归档/归档文件目录.csv");
    assert_eq!(
        list.lines().next().unwrap().trim_start_matches('\u{FEFF}'),
        "序号,档号,文号,责任者,题名,日期,密级,页数,备注"
    );
    assert!(
        list.contains(
            "2,Z109-WS·2026-D30-BGS-0001,云工督查字〔2026〕1号,云汀市总工会,第1期通报,20260708,,1,"
        ),
        "{list}"
    );
    let page = project.text("归档/归档文件目录.html");
    assert!(page.contains("<td>Z109-WS·2026-Y-BGS-0001</td>"), "{page}");
    // The same again, in place and elsewhere, today and later.
    let register = project.text("content/归档.yaml");
    let run = project.run(&["archive", "2026", "--to", "归档"]).expect(0);
    assert!(run.said().contains("没有变化"), "{}", run.said());
    project
        .run(&["archive", "2026", "--to", "另一处/归档"])
        .expect(0);
    assert!(folder(&project, "另一处/归档") == filed);
    assert_eq!(project.text("content/归档.yaml"), register);
    // Of what is classified no file says anything, and of what is not issued each says why.
    for (path, bytes) in &filed {
        let text = String::from_utf8_lossy(bytes);
        for words in ["a/2026/4", "第4期", "摘报", "机密"] {
            assert!(!text.contains(words), "{path}: {words}");
        }
    }
    assert!(
        project
            .text("归档/归档说明.txt")
            .contains("a/2026/3《第3期通报》：还没有印发")
    );
    // The register is nobody's but the archive's, and a build does not mind it.
    let run = project.run(&["build"]).expect(0);
    assert!(!run.said().contains("归档.yaml"), "{}", run.said());
    for (path, bytes) in project.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("归档.yaml") && !text.contains("D30-BGS"),
            "{path}"
        );
    }
}

#[test]
fn codes_stay_when_more_is_filed_and_when_an_issue_moves() {
    let project = project();
    let archive = ["archive", "2026", "--to", "归档"];
    project.run(&archive).expect(0);
    let before = project.text("content/归档.yaml");
    project
        .run(&["issue", "a/2026/3", "--date", "2026-07-09"])
        .expect(0);
    project.run(&["build"]).expect(0);
    let run = project.run(&archive).expect(0);
    assert!(
        run.said().contains("归档 3 件，新编档号 1 个"),
        "{}",
        run.said()
    );
    let after = project.text("content/归档.yaml");
    let entry = "- 档号: Z109-WS·2026-D30-BGS-0001\n  期: a/2026/1\n";
    assert!(before.contains(entry) && after.contains(entry), "{after}");
    assert!(project.has("归档/Z109-WS·2026-D30-BGS-0002/a-2026-3.pdf"));
    // Classified ones only where that is asked for.
    let run = project
        .run(&[
            "archive",
            "2026",
            "--to",
            "涉密",
            "--audience",
            "classified",
        ])
        .expect(0);
    assert!(run.said().contains("归档 4 件"), "{}", run.said());
    let xml = project.text("涉密/Z109-WS·2026-D30-BGS-0003/元数据.xml");
    assert!(xml.contains("<密级>机密</密级>") && xml.contains("<保密期限>1年</保密期限>"));
    project.run(&archive).expect(0);
    for (path, bytes) in folder(&project, "归档") {
        assert!(!String::from_utf8_lossy(&bytes).contains("柳湾"), "{path}");
    }
}

#[test]
fn a_code_that_would_change_is_an_error_until_there_is_a_reason() {
    let project = project();
    let archive = ["archive", "2026", "--to", "归档"];
    project.run(&archive).expect(0);
    let filed = folder(&project, "归档");
    let series = project.text("content/a/series.yaml");
    project.put("content/a/series.yaml", series.replace("30年", "10年"));
    let run = project.run(&archive).expect(1);
    let said = run.said();
    assert!(
        said.contains("JB4008") && said.contains("a/2026/1"),
        "{said}"
    );
    assert!(said.contains("a/series.yaml:4:"), "{said}");
    assert!(folder(&project, "归档") == filed);
    project.run(&["archive", "2026", "--again", " "]).expect(2);
    let again = [&archive[..], &["--again", "重新鉴定"]].concat();
    project.run(&again).expect(0);
    let register = project.text("content/归档.yaml");
    assert!(register.contains("注销: \"重新鉴定\""), "{register}");
    assert!(project.has("归档/Z109-WS·2026-D10-BGS-0001") && !project.has(FOLDER));
    // What was filed and is gone is no silent gap.
    project.remove("content/a/2026/2");
    let run = project.run(&archive).expect(1);
    assert!(run.said().contains("a/2026/2 归过档"), "{}", run.said());
}

#[test]
fn a_pdf_or_a_text_that_is_not_what_went_out_is_named() {
    let project = project();
    let path = "output/a/2026/1/a-2026-1.pdf";
    let whole = project.read(path);
    let mut forged = whole.clone();
    forged[100] ^= 1;
    project.put(path, &forged);
    let archive = ["archive", "2026", "--to", "归档"];
    let run = project.run(&archive).expect(1);
    assert!(run.said().contains("JB4007"), "{}", run.said());
    assert!(run.said().contains("a-2026-1.pdf"), "{}", run.said());
    assert!(!project.has("归档") && !project.has("content/归档.yaml"));
    // One that is gone is set anew, with the same bytes.
    project.remove(path);
    project.run(&archive).expect(0);
    assert!(project.read(&format!("{FOLDER}/a-2026-1.pdf")) == whole);
    project.issue(1, "全市签订集体合同138份。\n\n[名册](会员 名册.xlsx)\n");
    let run = project.run(&archive).expect(1);
    assert!(run.said().contains("JB4001"), "{}", run.said());
    project.remove("content/a/2026/1/印发.yaml");
    let run = project.run(&archive).expect(1);
    assert!(run.said().contains("JB4002"), "{}", run.said());
}

#[test]
fn a_folder_that_holds_something_else_is_never_written_over() {
    let project = project();
    let archive = ["archive", "2026", "--to", "归档"];
    project.put("归档/照片.jpg", "别人的");
    let run = project.run(&archive).expect(3);
    assert!(run.said().contains("照片.jpg"), "{}", run.said());
    assert!(!project.has("content/归档.yaml"));
    project.remove("归档/照片.jpg");
    project.run(&archive).expect(0);
    // A note that somebody put there, a list that somebody went on with, another year.
    project.put("归档/备注.txt", "十号柜");
    let run = project.run(&archive).expect(3);
    assert!(run.said().contains("备注.txt"), "{}", run.said());
    project.remove("归档/备注.txt");
    let list = project.text("归档/归档文件目录.csv");
    project.put("归档/归档文件目录.csv", format!("{list}3,,,,,,,,手写\r\n"));
    let run = project.run(&archive).expect(3);
    assert!(
        run.said().contains("归档文件目录.csv 被改动过"),
        "{}",
        run.said()
    );
    project.put("归档/归档文件目录.csv", &list);
    project.put(
        "content/a/2027/1/issue.yaml",
        "标题: 明年\n日期: 2027-01-08\n正文: [正文.md]\n",
    );
    project.put("content/a/2027/1/正文.md", "明年。\n");
    project
        .run(&["issue", "a/2027/1", "--date", "2027-01-09"])
        .expect(0);
    let run = project.run(&["archive", "2027", "--to", "归档"]).expect(3);
    assert!(run.said().contains("年度：2026"), "{}", run.said());
    project.run(&archive).expect(0);
    for target in ["content/归档", "output/归档"] {
        project.run(&["archive", "2026", "--to", target]).expect(2);
    }
    // Nothing is left beside it.
    for entry in std::fs::read_dir(project.root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(!name.starts_with(".jianbao-"), "{name}");
    }
}

#[test]
fn what_filing_must_know_is_asked_for_once_and_what_is_wrong_is_said_at_its_place() {
    let project = project();
    project.put("content/site.yaml", "名称: 甲库\n");
    let run = project.run(&["archive", "2026", "--to", "归档"]).expect(1);
    let said = run.said();
    assert_eq!(said.matches("JB4006").count(), 1, "{said}");
    assert!(said.contains("site.yaml:1:"), "{said}");
    project.put(
        "content/site.yaml",
        "名称: 甲库\n全宗号: 32\n机构: 办公室\n",
    );
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 第2期通报\n日期: 2026-07-08\n保管期限: 短期\n正文: [正文.md]\n",
    );
    let run = project.run(&["check"]).expect(1);
    let said = run.said();
    for words in [
        "“32”不能作全宗号",
        "“办公室”不能作机构代码",
        "“保管期限”不能是“短期”",
        "site.yaml:2:",
        "a/2026/2/issue.yaml:3:",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_register_that_was_touched_is_not_believed() {
    let project = project();
    let archive = ["archive", "2026", "--to", "归档"];
    project.run(&archive).expect(0);
    let register = project.text("content/归档.yaml");
    for broken in [
        register.replace("BGS-0001", "BGS-0007"),
        register[..register.len() / 2].to_owned(),
        String::new(),
        format!("<<<<<<< HEAD\n{register}"),
    ] {
        project.put("content/归档.yaml", &broken);
        let run = project.run(&archive).expect(1);
        assert!(run.said().contains("JB4003"), "{}", run.said());
        assert_eq!(project.text("content/归档.yaml"), broken);
    }
    project.put("content/归档.yaml", register.replace('\n', "\r\n"));
    project.run(&archive).expect(0);
}

#[test]
fn a_year_without_anything_issued_is_not_filed() {
    let project = Project::new();
    project.put(
        "content/site.yaml",
        "名称: 甲库\n全宗号: Z109\n保管期限: 30年\n",
    );
    let run = project.run(&["archive", "2026", "--to", "归档"]).expect(1);
    assert!(run.said().contains("没有印发过的一期"), "{}", run.said());
    assert!(
        run.said().contains("a/2026/1：还没有印发"),
        "{}",
        run.said()
    );
    assert!(!project.has("归档"));
    project
        .run(&["issue", "a/2026/1", "--no-pdf", "--date", "2026-07-09"])
        .expect(0);
    let run = project.run(&["archive", "2026", "--to", "归档"]).expect(1);
    assert!(run.said().contains("没有记下 PDF"), "{}", run.said());
    assert!(run.said().contains("--again \"补记PDF\""), "{}", run.said());
    project.run(&["archive", "今年"]).expect(2);
}

/// What went out is never replaced by what only says the same.
#[test]
fn a_pdf_that_is_gone_and_would_come_out_otherwise_is_not_filed() {
    let project = project();
    let path = "output/a/2026/1/a-2026-1.pdf";
    let whole = project.read(path);
    project.remove(path);
    let theme = include_str!("../templates/typst/theme.typ");
    project.put("templates/typst/theme.typ", theme);
    let archive = ["archive", "2026", "--to", "归档"];
    // The program's own layout as a file: the same bytes.
    project.run(&archive).expect(0);
    assert!(project.read(&format!("{FOLDER}/a-2026-1.pdf")) == whole);
    project.remove("归档");
    project.remove("content/归档.yaml");
    let other = theme.replacen("22pt", "21pt", 1);
    assert_ne!(other, theme);
    project.put("templates/typst/theme.typ", other);
    let run = project.run(&archive).expect(1);
    let said = run.said();
    assert!(
        said.contains("a/2026/1") || said.contains("a-2026-1"),
        "{said}"
    );
    assert!(said.contains("JB4004") || said.contains("JB4007"), "{said}");
    assert!(!project.has("归档") && !project.has("content/归档.yaml"));
    assert!(!project.has(path), "nor is it published");
    let run = project.run(&["build"]).expect(1);
    assert!(run.said().contains("JB4004"), "{}", run.said());
    assert!(!project.has(path));
}

#[test]
fn a_folder_of_another_archive_is_never_written_over() {
    let project = project();
    let archive = ["archive", "2026", "--to", "归档"];
    project.run(&archive).expect(0);
    let before = folder(&project, "归档");
    // Another archive, or the same name with another fonds (全宗), and no register yet.
    project.remove("content/归档.yaml");
    for (name, fonds) in [("乙库", "z109"), ("甲库", "z200")] {
        project.put(
            "content/site.yaml",
            format!("名称: {name}\n单位: 云汀市总工会\n全宗号: {fonds}\n机构: BGS\n"),
        );
        let run = project.run(&archive).expect(3);
        let words = "另一份归档（资料库：甲库，全宗：Z109，年度：2026）";
        assert!(run.said().contains(words), "{}", run.said());
        assert!(folder(&project, "归档") == before);
        assert!(!project.has("content/归档.yaml"), "no code is given out");
    }
}
