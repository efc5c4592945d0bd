//! The end of a document of which only a part is certain: what stays is said.

use super::*;

const ISSUE: &str = "标题: 关于进度的通报\n日期: 2026-07-08\n正文: [正文.md]\n";

fn tidied(text: &str) -> (String, Vec<String>) {
    let known = Known::new(
        Some(ISSUE),
        Some("名称: 通报\n版式: 公文\n"),
        "正文.md",
        Vec::new(),
    );
    let tidied = tidy(text, &known);
    let why = tidied.left.iter().map(|left| left.why.clone()).collect();
    (apply(text, &tidied.edits), why)
}

#[test]
fn a_date_is_not_taken_from_under_a_signature_that_stays_without_a_word() {
    for signature in [
        "沈玉",
        "联合督查小分队成员",
        "云汀市总工会（代章）",
        "云汀市总工会　云汀市妇联",
        "云汀市总工会、云汀市人社局",
        "《云汀工运》编写人员",
    ] {
        let (text, why) = tidied(&format!("抓好落实。\n\n{signature}\n2026年7月8日\n"));
        assert_eq!(text, format!("抓好落实。\n\n{signature}\n"));
        assert!(
            why.len() == 1 && why[0].contains("像是署名"),
            "{signature}: {why:?}"
        );
    }
    for sentence in ["抓好落实。", "现通报如下：", "# 总体情况"] {
        let (_, why) = tidied(&format!("{sentence}\n\n2026年7月8日\n"));
        assert!(why.is_empty(), "{sentence}: {why:?}");
    }
}

#[test]
fn the_end_of_a_document_is_moved_whole_or_said() {
    let files = vec!["督查方案.md".to_owned(), "问题清单.xlsx".to_owned()];
    let known = Known::new(Some(ISSUE), None, "正文.md", files);
    let whole = |text: &str| {
        let tidied = tidy(text, &known);
        let why: Vec<String> = tidied.left.iter().map(|left| left.why.clone()).collect();
        (apply(text, &tidied.edits), tidied.added.clone(), why)
    };
    let text = "抓好落实。\n\n附件1：督查方案\n附件2：问题清单\n\n云汀市总工会办公室\n2026年7月8日\n抄送：市委办公室。\n（共印60份）\n";
    let (result, added, why) = whole(text);
    assert_eq!(result, "抓好落实。\n", "{why:?}");
    assert_eq!(
        added,
        [
            "附件:\n  - 文件: 督查方案.md\n    标题: 督查方案\n  - 文件: 问题清单.xlsx\n    标题: 问题清单",
            "署名: 云汀市总工会办公室",
            "抄送: 市委办公室",
            "份数: 60",
        ]
    );
    for last in [
        "（内部掌握）",
        "校对：王丽",
        "云汀市总工会网站：www.example.cn",
        "——完——",
        "第 3 页",
    ] {
        let (_, _, why) = whole(&format!(
            "抓好落实。\n\n云汀市总工会\n2026年7月8日\n抄送：市委办公室。\n{last}\n"
        ));
        assert!(
            why.iter().any(|why| why.contains("认不出来的一行")),
            "{last}: {why:?}"
        );
    }
}
