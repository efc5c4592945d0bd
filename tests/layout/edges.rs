//! Nothing is printed outside the type area or over its neighbour, whatever was typed without a place where a line may part; code stands in letters of
//! equal widths.

use crate::layout::sheet::{Glyph, Row, Sheet};
use crate::layout::site::{Issue, printed, printed_or_refused};

/// The right edge of the type area (5.2.1) and a little.
const EDGE: f64 = 28.0 + 156.0 + 0.5;

fn issue(key: &str, text: &str) -> Issue {
    Issue::new(
        key,
        &format!("名称: 通知\n版式: 公文\n文号: 云{key}〔{{年}}〕{{号}}号\n"),
        "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n正文: [正文.md]\n",
        &[("正文.md", format!("各县区推进有力。\n\n{text}\n"))],
    )
}

/// A Markdown table of one row with `count` columns.
fn table(cell: &str, count: usize) -> String {
    let row = |word: &str| format!("|{}\n", format!("{word}|").repeat(count));
    format!("表：进度\n\n{}{}{}", row("列"), row("---"), row(cell))
}

/// Characters printed over one another in a row.
fn overlaps(row: &Row) -> Option<(Glyph, Glyph)> {
    let inked: Vec<&Glyph> = row.0.iter().filter(|g| !g.text.trim().is_empty()).collect();
    inked
        .windows(2)
        .find(|two| two[1].x < two[0].right() - 0.35 * two[0].width - 0.1)
        .map(|two| (two[0].clone(), two[1].clone()))
}

#[test]
fn no_run_of_signs_leaves_the_type_area_or_its_cell() {
    let parted: Vec<String> = "各县市区总工会要高度重视认真组织确保按时完成任务并报送总结材料"
        .chars()
        .map(String::from)
        .collect();
    let joined = parted.join("\u{a0}");
    let texts = [
        format!("姓名{}单位", "—".repeat(30)),
        format!("总体情况{}1", "…".repeat(32)),
        "★".repeat(30),
        format!("- {}", "×".repeat(34)),
        format!("> {}", "☆".repeat(40)),
        format!("# {joined}\n\n文。"),
        joined,
        "W".repeat(39),
        format!("```\n{{\"name\":\"{}\"}}\n```", "x".repeat(90)),
        format!("```\n{}\n```", "…".repeat(60)),
        format!("甲`{}`乙", "ab".repeat(60)),
        table("签字——————————", 3),
        table("★★★★★★★★★★", 4),
        table("日期…………………", 6),
        table("甲\u{a0}乙\u{a0}丙\u{a0}丁\u{a0}戊\u{a0}己", 6),
        table("签字——————————", 8),
        table("98.05%", 16),
        table("12345", 20),
    ];
    let issues: Vec<Issue> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| issue(&format!("bian{index}"), text))
        .collect();
    let pages = printed(&issues);
    for (index, text) in texts.iter().enumerate() {
        for row in pages[&format!("bian{index}")].iter().flat_map(Sheet::rows) {
            assert!(row.right() <= EDGE, "{text}\n{}", row.text());
            let over = overlaps(&row);
            assert!(over.is_none(), "{text}\n{}\n{over:?}", row.text());
        }
    }
}

#[test]
fn numbers_that_have_no_room_beside_one_another_are_refused() {
    let cells = [
        ("123,456.78", 16),
        ("98.05%", 24),
        ("2026-01-05", 18),
        ("13800138000", 12),
        ("12345", 24),
    ];
    let issues: Vec<Issue> = cells
        .iter()
        .enumerate()
        .map(|(index, (cell, count))| issue(&format!("lan{index}"), &table(cell, *count)))
        .collect();
    let (_, missing, said) = printed_or_refused(&issues);
    assert_eq!(missing.len(), cells.len(), "{said}");
    for (_, count) in cells {
        let words = format!("“表1进度”有{count}栏，数字、日期排不开");
        assert!(said.contains(&words), "{said}");
    }
    assert!(said.contains("写“横排: 是”，或减少栏数"), "{said}");
}

#[test]
fn columns_of_code_stand_under_one_another() {
    let code =
        "```\nname      count  甲\niiiWWW    12     乙\n长名字    3      丁\n```\n\n见`ls -l`。";
    let pages = printed(&[issue("daima", code)]).remove("daima");
    let rows: Vec<Row> = pages.expect("pages").iter().flat_map(Sheet::rows).collect();
    let row = |text: &str| {
        rows.iter()
            .find(|row| row.text().starts_with(text))
            .expect("a row")
    };
    let place = |row: &Row, text: &str| row.at(text).x;
    let (first, second, third) = (row("name"), row("iiiWWW"), row("长名字"));
    for (a, b) in [("count", "12"), ("甲", "乙")] {
        assert!((place(first, a) - place(second, b)).abs() < 0.2, "{a}");
    }
    for (a, b) in [("count", "3"), ("甲", "丁")] {
        assert!((place(first, a) - place(third, b)).abs() < 0.6, "{a}");
    }
    let inline = row("见ls");
    assert!(
        inline.at("ls").font.contains("LiberationMono"),
        "{inline:?}"
    );
    assert!(
        second.at("iii").font.contains("LiberationMono"),
        "{second:?}"
    );
}
