//! Merged groups that go over pages say their name on each of them, upright and on their side.

use lopdf::Document;

use super::tags::pdf;

/// A table of `rows` rows, all of one group.
fn table(rows: usize, landscape: &str) -> String {
    let mut out = format!("标题: 问题整改清单\n{landscape}列: [督查组, 问题, 整改情况]\n行:\n");
    for row in 0..rows {
        let group = if row == 0 {
            format!("{{文: 第三督查组, 跨行: {rows}}}, ")
        } else {
            String::new()
        };
        out.push_str(&format!("  - [{group}事项{row:02}, 已建立台账逐项销号]\n"));
    }
    out + "注: 数据截至6月底。\n"
}

#[test]
fn a_group_says_its_name_on_each_page_that_it_covers() {
    for landscape in ["", "横排: 是\n"] {
        let bytes = pdf(
            "名称: 通知\n版式: 公文\n报头: 云汀市总工会\n文号: 云〔{年}〕{号}号\n",
            "日期: 2026-11-18\n标题: 关于整改情况的通知\n正文: [正文.md, {表: 表.yaml}, 结语.md]\n",
            &[
                ("正文.md", "如下。\n".to_owned()),
                ("结语.md", "特此通知。\n".to_owned()),
                ("表.yaml", table(70, landscape)),
            ],
        );
        let document = Document::load_mem(&bytes).expect("a PDF");
        let mut seen = 0;
        for page in document.get_pages().into_keys() {
            let text: String = document
                .extract_text(&[page])
                .expect("text")
                .split_whitespace()
                .collect();
            let rows = text.matches("事项").count();
            let names = text.matches("第三督查组").count();
            let heads = text.matches("整改情况").count() - text.matches("关于整改情况").count();
            if rows > 0 {
                seen += 1;
                assert_eq!((names, heads), (1, 1), "page {page}: {text}");
            }
            assert_eq!(
                text.contains("数据截至"),
                text.contains("事项69"),
                "page {page}"
            );
        }
        assert!(seen > 1, "{seen} pages{landscape}");
    }
}
