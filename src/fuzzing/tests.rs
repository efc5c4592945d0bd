//! What fuzzing found, each under the name of its kind; and that the checks can fail.

use super::*;

#[track_caller]
fn holds(name: &str, texts: &[&str]) {
    let target = target(name).expect("a target");
    for text in texts {
        assert_eq!((target.check)(text), None, "{text:?}");
    }
}

#[test]
fn every_target_reads_something() {
    holds(
        "front_matter",
        &["---\n单位: 青禾县\n标题: 甲\n---\n正文。\n"],
    );
    holds(
        "markdown",
        &["# 一\n\n甲**乙**[丙](b.pdf)。\n\n1. 丁\n2. 戊\n"],
    );
    holds(
        "yaml",
        &["标题: 甲\n数: 1.10\n空: ~\n", "甲: {乙: [丙, 1]}\n"],
    );
    holds("outline", &["标题: 甲\n日期: 2026-07-08\n正文: [a.md]\n"]);
    holds(
        "registers",
        &["0名称: 资料库\n", "1单位:\n  - {代号: u1, 名称: 甲}\n"],
    );
    holds("table", &["单位,数\n甲,1\n", "列: [甲]\n行: [[1]]\n"]);
    holds(
        "workbook",
        &["<row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>"],
    );
    holds("record", &["格式: 1\n"]);
}

#[test]
fn a_number_with_a_wide_mark_is_read_where_lines_are_joined() {
    holds(
        "markdown",
        &[" 主要任务\n1）开展\n", " 甲\n2．3乙\n", " > 甲\n> 1、\n"],
    );
}

#[test]
fn a_table_that_vanishes_is_said() {
    holds(
        "table",
        &[
            "\u{200b}\n",
            "\u{feff}\u{200b},\u{200b}\n",
            "注：甲\n",
            "表：甲\n",
        ],
    );
}

#[test]
fn line_ends_of_one_reader_lose_no_value() {
    holds("yaml", &["- {文: 甲, 跨行:\u{2028}3}\n", "跨行:\u{85}乙\n"]);
}

#[test]
fn findings_begin_and_end_between_characters() {
    holds(
        "markdown",
        &[
            "!【待填】甲\n",
            "3. 四季!!【待填\n",
            "[甲](乙&lt;丙.xlsx)\n",
        ],
    );
}

#[test]
fn a_check_can_fail() {
    let lost =
        super::letters::Letters::of("甲乙1").missing_in(&super::letters::Letters::of("乙1"), "");
    assert_eq!(lost, Some('甲'));
}

#[test]
fn a_name_of_a_cell_that_is_none_is_damage() {
    let names = [
        "Aqqqqqqqqqqqqqq1",
        "XFE1",
        "A1048577",
        "A99999999999",
        "1",
        "A",
        "",
        "甲1",
    ];
    let sheet = |rest: &str| format!("<row r=\"1\"><c r=\"A1\"><v>1</v></c>{rest}");
    for name in names {
        let cell = sheet(&format!("<c r=\"{name}\"><v>2</v></c></row></sheetData>"));
        let merged = sheet(&format!(
            "</row></sheetData><mergeCells><mergeCell ref=\"true{name}:B2\"/></mergeCells>"
        ));
        holds("workbook", &[&cell, &merged]);
    }
}

#[test]
fn an_area_that_ends_before_it_begins_is_damage() {
    let sheet = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row></sheetData>";
    for area in ["AA1:B2", "A41:B2", "B2:A1", "A1:B2:C3"] {
        let text = format!("{sheet}<mergeCells><mergeCell ref=\"{area}\"/></mergeCells>");
        holds("workbook", &[&text]);
    }
}

#[test]
fn what_is_needed_and_comes_to_nothing_is_an_error() {
    holds(
        "registers",
        &[
            "0名称: ~",
            "3名称: 总结\n版式: ~",
            "3名称: </c>会议纪要\n版式: #纪要\n报头: 云汀市总工会\n期号: 第{期}期\n",
        ],
    );
    holds(
        "outline",
        &["标题: 关于写明号的通报\n号: 12\n日期: 2026-12-01\n正文: #文.md]\n"],
    );
    holds(
        "table",
        &[
            "列: #[[^1]: 序号, 问题]\n行:\n  - [1, 台账不全]\n",
            "列: ~\n行:\n  - [1, 台账不全]\n",
            "列: [甲, 乙]\n行: ~\n",
        ],
    );
}
