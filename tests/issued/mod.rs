//! What was issued stays issued: the record, what is said where the text departs from it, and how that is settled.

mod drawn;
mod slips;
mod stays;
mod years;

use crate::support::pdf;
use crate::support::project::Project;

const ISSUE: &str = "a/2026/1";
const RECORD: &str = "content/a/2026/1/印发.yaml";
const PAGE: &str = "output/a/2026/1/index.html";
const PDF: &str = "output/a/2026/1/a-2026-1.pdf";
const YAML: &str = "标题: 第1期通报\n日期: 2026-07-08\n正文: [正文.md]\n";

/// A project whose first issue is built, and issued.
fn issued() -> Project {
    let project = Project::new();
    project.issue(1, "全市签订集体合同128份。\n");
    project.run(&["build"]).expect(0);
    project
        .run(&["issue", ISSUE, "--date", "2026-07-09"])
        .expect(0);
    project.run(&["build"]).expect(0);
    project
}

#[test]
fn a_text_that_went_out_changes_only_by_an_act() {
    let project = issued();
    let (page, pdf) = (project.read(PAGE), project.read(PDF));
    project.issue(1, "全市签订集体合同138份。\n");
    for command in ["build", "check"] {
        let run = project.run(&[command]).expect(1);
        let said = run.said();
        assert!(said.contains("JB4001"), "{said}");
        assert!(said.contains("128份"), "{said}");
        assert!(said.contains("会成为“全市签订集体合同138份。”"), "{said}");
        assert!(said.contains("a/2026/1/正文.md:1:"), "{said}");
    }
    project.run(&["print", ISSUE]).expect(1);
    assert!(project.read(PAGE) == page && project.read(PDF) == pdf);
    // Without a reason it cannot be issued again, and the record stays.
    let record = project.text(RECORD);
    project.run(&["issue", ISSUE]).expect(1);
    assert_eq!(project.text(RECORD), record);

    // A correction that is recorded goes to the page, and the text is fixed again.
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("{YAML}更正: {{日期: 2026-07-20, 说明: 合同应为138份}}\n"),
    );
    let run = project.run(&["build"]).expect(1);
    assert!(
        run.said().contains("jianbao issue a/2026/1"),
        "{}",
        run.said()
    );
    let run = project.run(&["issue", ISSUE]).expect(0);
    assert!(run.said().contains("2026年7月20日更正"), "{}", run.said());
    project.run(&["build"]).expect(0);
    let words = "原“全市签订集体合同128份。”，改为“全市签订集体合同138份。”";
    for path in [PAGE, "output/a/2026/1/a-2026-1.txt"] {
        assert!(project.text(path).contains(words), "{path}");
    }
    // The page has what was done to it, and the mark where it was put right leads to what it says of that.
    let html = project.text(PAGE);
    for words in [
        "<a href=\"#amendment-1\">更正</a>",
        "id=\"amendment-1\"",
        "138份。 <a class=\"correction\" href=\"#amendment-1\">更正</a></p>",
    ] {
        assert!(html.contains(words), "{words}");
    }
    let data = project.text("output/a/2026/1/issue.json");
    assert!(data.contains("改为“全市签订集体合同138份。”"), "{data}");
    assert!(project.read(PDF) != pdf);
    let run = project.run(&["issue", ISSUE]).expect(0);
    assert!(run.said().contains("没有变化"), "{}", run.said());
    project.issue(1, "全市签订集体合同148份。\n");
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("{YAML}更正: {{日期: 2026-07-20, 说明: 合同应为138份}}\n"),
    );
    project.run(&["build"]).expect(1);
    project.run(&["issue", ISSUE]).expect(1);

    // So does a second issuing, with its reason.
    project.run(&["issue", ISSUE, "--again", " "]).expect(2);
    project
        .run(&["issue", ISSUE, "--date", "2026-08-01", "--again", "补印"])
        .expect(0);
    project.run(&["build"]).expect(0);
    let record = project.text(RECORD);
    let acts = [
        "事项: 印发\n",
        "事项: 更正\n",
        "事项: 重新印发\n  原因: \"补印\"\n",
    ];
    let places: Vec<_> = acts.iter().map(|act| record.find(act).unwrap()).collect();
    assert!(places.is_sorted());
    assert!(
        record.contains("  段：全市签订集体合同148份。\n"),
        "{record}"
    );
}

#[test]
fn what_a_withdrawal_took_out_is_not_shown_again() {
    let project = issued();
    project.issue(1, "（内容略）\n");
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("{YAML}撤回: {{日期: 2026-07-20, 说明: 数据有误}}\n"),
    );
    project.run(&["issue", ISSUE]).expect(0);
    project.run(&["build"]).expect(0);
    for (path, bytes) in project.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("128份"), "{path}");
    }
}

#[test]
fn a_record_that_is_gone_or_damaged_is_an_error_and_changes_nothing() {
    let project = issued();
    let (page, record) = (project.read(PAGE), project.text(RECORD));
    project.issue(1, "全市签订集体合同138份。\n");
    project.remove(RECORD);
    let run = project.run(&["build"]).expect(1);
    assert!(run.said().contains("印发.yaml 不见了"), "{}", run.said());
    assert!(project.read(PAGE) == page);
    // And again at the next build.
    project.run(&["build"]).expect(1);
    project.put(RECORD, record.replace("128", "138"));
    let run = project.run(&["build"]).expect(1);
    assert!(run.said().contains("JB4003"), "{}", run.said());
    project.run(&["issue", ISSUE]).expect(1);
    project.put(RECORD, [0xFF, 0x00, 0x80]);
    let run = project.run(&["build"]).expect(1);
    assert!(run.said().contains("JB4003"), "{}", run.said());
    assert!(project.read(PAGE) == page);
    // Line ends as git gives them on Windows are no damage.
    project.put(RECORD, record.replace('\n', "\r\n"));
    project.issue(1, "全市签订集体合同128份。\n");
    project.run(&["build"]).expect(0);
    assert!(project.read(PAGE) == page);
}

#[test]
fn a_pdf_that_went_out_is_never_set_again() {
    let project = issued();
    let pdf = project.read(PDF);
    // Another layout.
    let theme = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/typst/theme.typ");
    let theme = std::fs::read_to_string(theme).unwrap();
    project.put(
        "templates/typst/theme.typ",
        format!("{theme}\n// Another.\n"),
    );
    let run = project.run(&["build"]).expect(0);
    assert!(run.said().contains("排版 PDF 0 份"), "{}", run.said());
    assert!(project.read(PDF) == pdf);
    // The same bytes are made again where they are lost.
    project.remove(PDF);
    project.run(&["build"]).expect(0);
    assert!(project.read(PDF) == pdf);
    // Others are not: the page is drawn without, and the file that is put back is taken.
    let other = theme.replace("#let size-title = 22pt", "#let size-title = 20pt");
    assert_ne!(theme, other);
    project.put("templates/typst/theme.typ", other);
    project.remove(PDF);
    let run = project.run(&["build"]).expect(1);
    assert!(run.said().contains("JB4004"), "{}", run.said());
    assert!(!project.has(PDF));
    assert!(!project.text(PAGE).contains("a-2026-1.pdf"));
    project.put(PDF, &pdf);
    let run = project.run(&["build"]).expect(0);
    assert!(run.said().contains("排版 PDF 0 份"), "{}", run.said());
    assert!(project.read(PDF) == pdf);
    assert!(project.text(PAGE).contains("a-2026-1.pdf"));
    // Or it is issued again.
    project.remove(PDF);
    project
        .run(&["issue", ISSUE, "--again", "原PDF遗失，重排"])
        .expect(0);
    project.run(&["build"]).expect(0);
    assert!(project.has(PDF) && project.read(PDF) != pdf);
}

#[test]
fn pictures_and_files_that_went_along_are_held_too() {
    let project = Project::new();
    project.issue(1, "[名册](mingce.xlsx)\n");
    project.put("content/a/2026/1/mingce.xlsx", "PK一");
    project
        .run(&["issue", ISSUE, "--date", "2026-07-09", "--no-pdf"])
        .expect(0);
    project.pages().expect(0);
    project.put("content/a/2026/1/mingce.xlsx", "PK二");
    let run = project.pages().expect(1);
    assert!(run.said().contains("mingce.xlsx"), "{}", run.said());
}

#[test]
fn what_is_not_ready_does_not_go_out() {
    let project = Project::new();
    project.put("content/a/2026/1/issue.yaml", format!("{YAML}草稿: true\n"));
    project.run(&["issue", ISSUE, "--no-pdf"]).expect(1);
    project.put("content/a/2026/1/issue.yaml", YAML);
    project
        .run(&["issue", ISSUE, "--no-pdf", "--date", "2026-07-01"])
        .expect(2);
    project.issue(1, "【待填】\n");
    project.run(&["issue", ISSUE, "--no-pdf"]).expect(1);
    assert!(!project.has(RECORD));
    project.run(&["issue", "a/2026/9"]).expect(2);
}

#[test]
fn a_record_is_published_nowhere() {
    let project = issued();
    // Classified: it goes out on paper, and its record stays with its fragments.
    project.issue(2, "线索涉及柳湾劳务公司。\n");
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 石塘片区线索摘报\n日期: 2026-07-08\n密级: 机密★1年\n正文: [正文.md]\n",
    );
    project
        .run(&["issue", "a/2026/2", "--date", "2026-07-09"])
        .expect(0);
    assert!(project.text("content/a/2026/2/印发.yaml").contains("柳湾"));
    let run = project.run(&["build", "--embed-sources"]).expect(0);
    assert!(!run.said().contains("印发.yaml"), "{}", run.said());
    for (path, bytes) in project.output() {
        for word in ["印发.yaml", "校验: ", "柳湾", "石塘", "a/2026/2"] {
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!found, "{path}: {word}");
        }
    }
    // Nobody can put it there either.
    for text in ["[记录](印发.yaml)\n", "![记录](印发.yaml)\n"] {
        project.issue(3, text);
        project.put("content/a/2026/3/印发.yaml", project.text(RECORD));
        project.pages().expect(1);
        assert!(!project.has("output/a/2026/3"));
    }
    project.remove("content/a/2026/3");
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("{YAML}附件: [印发.yaml]\n"),
    );
    project.pages().expect(1);
}

#[test]
fn texts_that_are_published_and_not_issued_are_named_when_they_change() {
    let project = issued();
    project.issue(2, "第二期。\n");
    project.issue(3, "第三期。\n");
    let run = project.pages().expect(0);
    assert!(!run.said().contains("文字与上次"), "{}", run.said());
    project.issue(2, "第二期，改了。\n");
    let run = project.pages().expect(0);
    let said = run.said();
    assert!(
        said.contains("已发布的 1 期文字与上次生成的不同：a/2026/2。"),
        "{said}"
    );
    let run = project.pages().expect(0);
    assert!(!run.said().contains("文字与上次"), "{}", run.said());
}

#[test]
fn an_issue_that_moved_keeps_its_record() {
    let project = issued();
    let record = project.text(RECORD);
    project.remove("content/a/2026/1");
    project.put(
        "content/a/2026/x1/issue.yaml",
        format!("{YAML}原址: [a/2026/1]\n"),
    );
    project.put("content/a/2026/x1/正文.md", "全市签订集体合同128份。\n");
    project.put("content/a/2026/x1/印发.yaml", record);
    // That it was moved is an act, and nothing else is.
    let run = project.run(&["build", "--remove"]).expect(0);
    let said = run.said();
    assert!(
        said.contains("JB4009") && said.contains("这次移动还没有记下"),
        "{said}"
    );
    assert!(said.contains("a/2026/x1/issue.yaml:4:6"), "{said}");
    let run = project
        .run(&["issue", "a/2026/x1", "--date", "2026-09-01"])
        .expect(0);
    assert!(run.said().contains("2026年9月1日移动"), "{}", run.said());
    let run = project.run(&["build"]).expect(0);
    assert!(!run.said().contains("JB4"), "{}", run.said());
    let page = project.text("output/a/2026/x1/index.html");
    assert!(page.contains("移动（原址 a/2026/1）"), "{page}");
    let record = project.text("content/a/2026/x1/印发.yaml");
    assert!(record.contains("期: a/2026/x1\n"), "{record}");
    assert!(record.contains("原因: \"原址 a/2026/1\""), "{record}");
    assert!(record.contains("PDF: {页数: 1"), "{record}");
    // A folder that was moved is no reason for another text.
    let record = record.replace("期: a/2026/x1\n", "期: a/2026/1\n");
    let (body, _) = record.rsplit_once("校验: ").unwrap();
    let sum = sha256(body.as_bytes());
    project.put(
        "content/a/2026/x1/印发.yaml",
        format!("{body}校验: {sum}\n"),
    );
    project.put("content/a/2026/x1/正文.md", "全市签订集体合同138份。\n");
    project.run(&["issue", "a/2026/x1"]).expect(1);
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn an_amendment_that_nobody_recorded_is_said() {
    let project = issued();
    let issue = "content/a/2026/1/issue.yaml";
    project.put(
        issue,
        format!("{YAML}废止: {{日期: 2026-12-01, 说明: 已修订}}\n"),
    );
    let run = project.pages().expect(0);
    assert!(run.said().contains("JB4009"), "{}", run.said());
    assert!(
        run.said().contains("a/2026/1/issue.yaml:4:"),
        "{}",
        run.said()
    );
    project.run(&["issue", ISSUE]).expect(0);
    let run = project.pages().expect(0);
    assert!(!run.said().contains("JB4009"), "{}", run.said());
    assert!(
        project.text(PAGE).contains("2026年12月1日</time>"),
        "{}",
        project.text(PAGE)
    );
}

/// The mark of a correction stands at the cell, the heading or the item that was put right, and nowhere else.
#[test]
fn what_was_put_right_is_marked_where_it_stands() {
    let project = Project::new();
    let text = |number: &str, heading: &str, item: &str| {
        let text = format!(
            "# {heading}\n\n表：签订情况\n\n| 单位 | 份数 |\n|---|---|\n| 青禾县 | {number} |\n| 澄江市 | 38 |\n\n- 第一项\n- {item}\n"
        );
        project.issue(1, &text);
    };
    text("38", "进展", "第二项");
    project.run(&["issue", ISSUE, "--no-pdf"]).expect(0);
    text("45", "进展情况", "第三项");
    let yaml = project.text("content/a/2026/1/issue.yaml");
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("{yaml}更正: {{日期: 2026-07-20, 说明: 核对后改正}}\n"),
    );
    project.run(&["issue", ISSUE, "--no-pdf"]).expect(0);
    project.pages().expect(0);
    let html = project.text(PAGE);
    let mark = " <a class=\"correction\" href=\"#amendment-1\">更正</a>";
    assert_eq!(html.matches(mark).count(), 3, "{html}");
    for words in ["45", "进展情况", "第三项"] {
        assert!(html.contains(&format!("{words}{mark}")), "{words}");
    }
}

/// A record says which PDF went out, so it is in none; nor does anything lead to it, whatever a site offers for download.
#[test]
fn a_record_travels_with_no_pdf_and_nothing_leads_to_it() {
    let project = Project::new();
    project.issue(1, "全市签订集体合同128份。\n");
    project
        .run(&["issue", ISSUE, "--date", "2026-07-09", "--no-pdf"])
        .expect(0);
    project.run(&["build", "--embed-sources"]).expect(0);
    let attached = pdf::attachments(&project.read(PDF));
    let texts: Vec<String> = attached
        .iter()
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert!(
        texts
            .iter()
            .any(|text| text.contains("全市签订集体合同128份"))
    );
    let record = project.text(RECORD);
    let checksum = record.lines().last().unwrap();
    assert!(
        !texts.iter().any(|text| text.contains(checksum)),
        "{texts:?}"
    );
    for name in pdf::everything(&project.read(PDF)) {
        let name = String::from_utf8_lossy(&name).into_owned();
        assert!(!name.contains("印发.yaml"), "{name}");
    }

    project.put("content/site.yaml", "名称: 甲库\n下载: [yaml, yml, md]\n");
    project.put("content/a/2026/3/另.md", "内部说明。\n");
    project.put("content/a/2026/3/数.yml", "甲: 1\n");
    project.put("content/a/2026/3/数.yaml", "甲: 1\n");
    for (text, line) in [
        ("[记录](印发.yaml)", ""),
        ("[记录](../1/印发.yaml)", ""),
        ("[数](数.yml)", ""),
        ("[数](数.yaml)", ""),
        ("[说明](另.md)", ""),
        ("![记录](印发.yaml)", ""),
        ("正文。", "附件: [{文件: 印发.yaml, 标题: 记录}]\n"),
        ("正文。", "附件: [印发.yaml]\n"),
        ("正文。", "附件: [{文件: ../1/印发.yaml, 标题: 记录}]\n"),
        ("正文。", "附件: [{文件: 数.yml, 标题: 数}]\n"),
    ] {
        // A record of another issue is a fault of its own, and must not hide that the others are refused.
        let path = "content/a/2026/3/印发.yaml";
        match text.contains("(印发") || line.contains("印发") {
            true => project.put(path, &record),
            false if project.has(path) => project.remove(path),
            false => {}
        }
        project.put("content/a/2026/3/正文.md", format!("{text}\n"));
        project.put(
            "content/a/2026/3/issue.yaml",
            format!("标题: 第3期\n日期: 2026-07-10\n{line}正文: [正文.md]\n"),
        );
        let run = project.pages();
        let site = project.output();
        let copied = site.keys().find(|path| {
            path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".md")
        });
        assert_eq!(copied, None, "{text} {line}");
        let led = site.iter().find(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            [".yaml\"", ".yml\"", ".md\"", checksum]
                .iter()
                .any(|words| text.contains(words))
        });
        assert!(
            led.is_none(),
            "{text} {line}: {:?}",
            led.map(|(path, _)| path)
        );
        assert_eq!(run.code, Some(1), "{text} {line}: {}", run.said());
    }
}
