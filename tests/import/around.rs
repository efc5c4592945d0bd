//! What stands around a table in a workbook, and what stands out in a text: carried over as what it is, or named.

use jianbao::import::Revisions;

use super::import;
use super::word::{WordFile, run};

fn of_sheet(text: &str) -> (String, Vec<String>, String) {
    let imported = import("青禾县.csv", text.as_bytes(), Revisions::Accepted);
    let files = imported.files.iter();
    let files = files.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let said = imported.report.lines().join("\n");
    (imported.text.clone(), files.collect(), said)
}

#[test]
fn what_stands_around_a_table_is_carried_over_as_what_it_is() {
    let (text, files, said) = of_sheet(
        "附件1,\n青禾县经费统计表,\n填报单位：青禾县总工会,单位：万元\n项目,金额\n会费,1234.5\n补助,20\n注：数据截至6月底。,\n※带星号的为约束性指标,\n",
    );
    assert_eq!(text.trim(), "![](青禾县经费统计表.yaml)");
    for line in [
        "标题: 青禾县经费统计表\n",
        "计量单位: 万元\n",
        "表前: [填报单位：青禾县总工会]\n",
        "注: 数据截至6月底。※带星号的为约束性指标\n",
    ] {
        assert!(files[0].contains(line), "{line}: {files:?}");
    }
    assert!(
        !files[0].contains("[附件") && !files[0].contains("[注"),
        "{files:?}"
    );
    assert!(said.contains("附件的号（由程序印）：附件1"), "{said}");
    assert!(!said.contains("标题（"), "{said}");
}

#[test]
fn a_table_with_a_title_and_a_note_stays_in_the_text() {
    for (above, below, expected) in [
        (
            "经费统计表,\n",
            "注：数据截至6月底。,\n",
            "表：经费统计表\n\n| 项目 | 金额 |\n|---|---|\n| 会费 | 1 |\n| 补助 | 20 |\n\n注：数据截至6月底。",
        ),
        (
            "",
            "资料来源：市统计局。,\n",
            "| 补助 | 20 |\n\n资料来源：市统计局。",
        ),
        (
            "",
            "注：1.截至6月底。,\n2.不含市直。,\n",
            "| 补助 | 20 |\n\n注：1. 截至6月底。\n2. 不含市直。",
        ),
        ("", "", "| 补助 | 20 |"),
    ] {
        let sheet = format!("{above}项目,金额\n会费,1\n补助,20\n{below}");
        let (text, files, said) = of_sheet(&sheet);
        let plain = |text: &str| {
            text.lines()
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert!(plain(&text).ends_with(&plain(expected)), "{text}\n{said}");
        assert!(files.is_empty() && !said.contains("没有带过来"), "{said}");
    }
}

#[test]
fn what_stands_out_in_ways_that_have_no_mark_is_said_once() {
    let file = WordFile::default()
        .xml(&format!(
            "<w:p>{}{}{}{}</w:p>",
            run("", "要求"),
            run("<w:i/>", "务必"),
            run("", "按时"),
            run("<w:u w:val=\"single\"/>", "上报"),
        ))
        .xml(&format!(
            "<w:p>{}{}{}{}</w:p>",
            run("<w:i/>", "不得"),
            run("<w:i w:val=\"0\"/><w:u w:val=\"none\"/>", "拖延"),
            run("<w:highlight w:val=\"yellow\"/>", "12家"),
            run("<w:caps/>", "ceo名单"),
        ));
    let imported = import("来稿.docx", &file.bytes(), Revisions::Accepted);
    let said = imported.report.lines().join("\n");
    for words in [
        "斜体没有带过来，按平常的字放进来：“务必”“不得”；要突出的，写成 **要点**",
        "下划线没有带过来，按平常的字放进来：“上报”；",
        "标的颜色没有带过来，按平常的字放进来：“12家”；",
    ] {
        assert_eq!(said.matches(words).count(), 1, "{words}: {said}");
    }
    assert!(!said.contains("拖延"), "{said}");
    assert!(imported.text.contains("CEO名单"), "{}", imported.text);
}
