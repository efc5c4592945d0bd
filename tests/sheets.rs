//! Tables as Excel and WPS save them, through the program: what the sheet shows is printed, and what is not is said at its cell.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read and write files and start the program"
)]

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::support::project::{Project, Run};

/// The page of an issue that shows the table `file` with the bytes `bytes`, and what was said.
pub fn shown(mark: &str, file: &str, bytes: impl AsRef<[u8]>) -> (String, Run) {
    let project = Project::new();
    project.issue(1, &format!("进度如下。\n\n{mark}\n"));
    project.put(&format!("content/a/2026/1/{file}"), bytes);
    let run = project.run(&["build", "--no-pdf"]);
    let page = project
        .output()
        .get("a/2026/1/index.html")
        .map(|page| String::from_utf8(page.clone()).unwrap())
        .unwrap_or_default();
    let check = project.run(&["check"]);
    assert_eq!(
        check.code,
        run.code,
        "check and build agree\n{}",
        check.said()
    );
    (page, run)
}

/// The cells of the only table of a page, row by row.
pub fn cells(page: &str) -> Vec<Vec<String>> {
    let table = page.split_once("<table").map_or("", |(_, rest)| rest);
    let table = table.split_once("</table>").map_or("", |(table, _)| table);
    table
        .split("<tr")
        .skip(1)
        .map(|row| {
            row.split("<t")
                .skip(1)
                .filter(|cell| cell.starts_with(['d', 'h']) && !cell.starts_with("head"))
                .map(|cell| {
                    let cell = cell.split_once('>').map_or("", |(_, cell)| cell);
                    let text = cell.split("</t").next().unwrap_or_default();
                    text.replace("<br>", "/").replace("<wbr>", "")
                })
                .collect()
        })
        .collect()
}

pub fn book(fill: impl Fn(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

/// The package `bytes` with one part changed.
pub fn rewritten(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = false;
    for index in 0..from.len() {
        let mut file = from.by_index(index).unwrap();
        let name = file.name().unwrap().to_string();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == part {
            let text = String::from_utf8(content.clone()).unwrap();
            let changed = change(text.clone());
            found = changed != text;
            content = changed.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&content).unwrap();
    }
    assert!(found, "{part} is changed");
    to.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_is_printed_as_its_sheet_looks() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.set_name("汇总").unwrap();
        let plain = Format::new();
        sheet
            .merge_range(0, 0, 0, 3, "各县区建会进度", &plain)
            .unwrap();
        sheet.write(1, 0, "单位：家").unwrap();
        sheet.merge_range(2, 0, 3, 0, "单位", &plain).unwrap();
        sheet.merge_range(2, 1, 2, 2, "建会", &plain).unwrap();
        sheet.merge_range(2, 3, 3, 3, "截至", &plain).unwrap();
        sheet.write(3, 1, "家数").unwrap();
        sheet.write(3, 2, "比例").unwrap();
        let thousands = Format::new().set_num_format("#,##0");
        let percent = Format::new().set_num_format("0.0%");
        let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        for (row, name, count, part) in [(4, "青禾县", 1234.0, 0.985), (5, "白石区", 98.0, 1.0)]
        {
            sheet.write(row, 0, name).unwrap();
            sheet.write_with_format(row, 1, count, &thousands).unwrap();
            sheet.write_with_format(row, 2, part, &percent).unwrap();
            let day = ExcelDateTime::from_ymd(2026, 6, 30).unwrap();
            sheet.write_with_format(row, 3, &day, &date).unwrap();
        }
        sheet.write(6, 0, "注：数据由各县区填报。").unwrap();
    });
    let (page, run) = shown("![](进度.xlsx)", "进度.xlsx", bytes);
    assert_eq!(run.code, Some(0), "{}", run.said());
    assert_eq!(
        cells(&page),
        [
            vec!["单位", "建会", "截至"],
            vec!["家数", "比例"],
            vec!["青禾县", "1,234", "98.5%", "2026年6月30日"],
            vec!["白石区", "98", "100.0%", "2026年6月30日"],
        ]
    );
    for text in ["各县区建会进度", "单位：家", "数据由各县区填报。"] {
        assert!(page.contains(text), "{text}");
    }
    assert_eq!(run.stderr.matches("JB0053").count(), 2, "{}", run.stderr);
    assert!(run.stderr.contains("工作表“汇总”第 1 行"), "{}", run.stderr);
}

#[test]
fn what_a_sheet_does_not_show_is_said_at_its_cell() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet
            .write_row(0, 0, ["单位", "数", "比例", "备用"])
            .unwrap();
        for (row, name) in [(1, "青禾县"), (2, "白石区"), (3, "临河市"), (4, "望川区")]
        {
            sheet.write(row, 0, name).unwrap();
            sheet
                .write(row, 1, f64::from(row) * 10.0 + 0.1 + 0.2)
                .unwrap();
            sheet.write(row, 2, 1.0 / 3.0).unwrap();
            sheet.write(row, 3, "内部").unwrap();
        }
        sheet.set_row_hidden(3).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    let (page, run) = shown("![进度](进度.xlsx)", "进度.xlsx", &bytes);
    assert_eq!(run.code, Some(0), "{}", run.said());
    assert!(page.contains("10.3") && !page.contains("10.30000"));
    assert!(!page.contains("临河市") && !page.contains("内部"), "hidden");
    for word in ["第 4 行", "第 D 列", "Sheet1!C2"] {
        assert!(run.stderr.contains(word), "{word}\n{}", run.stderr);
    }
    let wrong = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["单位", "数"]).unwrap();
        sheet.write(1, 0, "青禾县").unwrap();
        sheet
            .write(1, 1, Formula::new("=1/0").set_result("#DIV/0!"))
            .unwrap();
    });
    let (page, run) = shown("![进度](进度.xlsx)", "进度.xlsx", wrong);
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(page.is_empty());
    assert!(
        run.stderr.contains("Sheet1!B2") && run.stderr.contains("#DIV/0!"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_format_that_shows_something_else_is_followed_or_said_at_its_cell() {
    let cases = [
        (7.0, "0\"家\"", "7家", None),
        (7.0, ";;;", "", Some("Sheet1!B2 有内容，但格式是不显示")),
        (-7.0, "0;;0", "", Some("Sheet1!B2 有内容，但格式是不显示")),
        (
            25_000.0,
            "[>=10000]0.0,\"万\";0",
            "25000",
            Some("Sheet1!B2 的格式读不懂"),
        ),
        (46_268.0, "\"周\"aaa", "周四", None),
        (
            46_268.5,
            "mm:ss.0",
            "2026/9/3 12:00:00",
            Some("Sheet1!B2 的格式读不懂"),
        ),
    ];
    for (value, format, expected, word) in cases {
        let bytes = book(|book| {
            let sheet = book.add_worksheet();
            sheet.write_row(0, 0, ["单位", "数"]).unwrap();
            sheet.write_row(1, 0, ["青禾县"]).unwrap();
            let format = Format::new().set_num_format(format);
            sheet.write_with_format(1, 1, value, &format).unwrap();
            sheet.write_row(2, 0, ["白石区", "2"]).unwrap();
        });
        let (page, run) = shown("![进度](进度.xlsx)", "进度.xlsx", bytes);
        assert_eq!(run.code, Some(0), "{format}: {}", run.said());
        assert_eq!(cells(&page)[1], ["青禾县", expected], "{format}");
        let count = run.stderr.matches("警告[").count();
        assert_eq!(count, usize::from(word.is_some()), "{}", run.stderr);
        assert!(run.stderr.contains(word.unwrap_or("")), "{}", run.stderr);
    }
}

#[test]
fn marks_and_remarks_are_said_at_their_cell() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet().set_name("汇总").unwrap();
        for (row, line) in [
            ["单位", "情况"],
            ["青禾县", "**已完成**"],
            ["白石区", "未完成"],
        ]
        .iter()
        .enumerate()
        {
            for (column, text) in line.iter().enumerate() {
                sheet
                    .write_string(row as u32, column as u16, *text)
                    .unwrap();
            }
        }
    });
    let (page, run) = shown("![进度](进度.xlsx)", "进度.xlsx", bytes);
    assert_eq!(run.said().matches("[JB3007]").count(), 1, "{}", run.said());
    assert!(
        run.said().contains("汇总!B2：“**”在这里不起作用"),
        "{}",
        run.said()
    );
    assert!(page.contains("**已完成**"));
    let bytes = book(|book| {
        let sheet = book.add_worksheet().set_name("汇总").unwrap();
        sheet.write_string(0, 0, "单位").unwrap();
        sheet.write_string(0, 1, "情况").unwrap();
        sheet.write_string(1, 0, "青禾县").unwrap();
        sheet.write_string(1, 1, "已完成<!-- 待核 -->").unwrap();
    });
    let (page, run) = shown("![进度](进度.xlsx)", "进度.xlsx", bytes);
    assert_eq!(run.said().matches("[JB3008]").count(), 1, "{}", run.said());
    assert!(
        run.said().contains("汇总!B2：这是写给同事的备注"),
        "{}",
        run.said()
    );
    assert!(page.is_empty());
}

#[test]
fn the_calendar_of_old_macintoshes_has_its_own_days() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["单位", "截至"]).unwrap();
        sheet.write_row(1, 0, ["青禾县"]).unwrap();
        let format = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\" aaaa");
        sheet.write_with_format(1, 1, 44_806.0, &format).unwrap();
    });
    let bytes = rewritten(&bytes, "xl/workbook.xml", |text| {
        text.replace("<workbookPr", "<workbookPr date1904=\"1\"")
    });
    let (page, run) = shown("![进度](进度.xlsx)", "进度.xlsx", bytes);
    assert_eq!(run.code, Some(0), "{}", run.said());
    assert_eq!(cells(&page)[1], ["青禾县", "2026年9月3日 星期四"]);
}

#[test]
fn a_sheet_of_which_it_cannot_be_told_what_is_hidden_is_refused() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["单位", "数"]).unwrap();
        sheet.write_row(1, 0, ["青禾县", "秘而不宣"]).unwrap();
        sheet.set_row_hidden(1).unwrap();
    });
    for odd in ["hidden=\"ja\"", "hidden=\"1"] {
        let bytes = rewritten(&bytes, "xl/worksheets/sheet1.xml", |text| {
            text.replace("hidden=\"1\"", odd)
        });
        let (page, run) = shown("![进度](进度.xlsx)", "进度.xlsx", bytes);
        assert_eq!(run.code, Some(1), "{odd}: {}", run.said());
        assert!(run.stderr.contains("打不开"), "{}", run.stderr);
        assert!(!page.contains("秘而不宣"), "{odd}");
    }
}

#[test]
fn a_workbook_that_cannot_be_read_is_an_error() {
    let project = Project::new();
    project.issue(1, "进度如下。\n\n![进度](进度.xlsx)\n");
    let path = project.path("content/a/2026/1/进度.xlsx");
    std::os::unix::fs::symlink("没有这个文件.xlsx", path).unwrap();
    let run = project.run(&["check"]);
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(run.stderr.contains("进度.xlsx"), "{}", run.stderr);
}

#[test]
fn one_of_several_sheets_is_named() {
    let bytes = book(|book| {
        for (name, text) in [("一季度", "甲"), ("二季度", "乙"), ("底稿", "丙")] {
            let sheet = book.add_worksheet();
            sheet.set_name(name).unwrap();
            sheet.write_row(0, 0, ["单位", "数"]).unwrap();
            sheet.write(1, 0, text).unwrap();
            sheet.write(1, 1, 7).unwrap();
        }
        book.worksheet_from_name("底稿").unwrap().set_hidden(true);
    });
    let (_, run) = shown("![进度](进度.xlsx)", "进度.xlsx", &bytes);
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(run.stderr.contains("“一季度”、“二季度”"), "{}", run.stderr);
    assert!(run.stderr.contains("进度.xlsx#一季度") && !run.stderr.contains("底稿"));
    let (page, run) = shown("![进度](进度.xlsx#二季度)", "进度.xlsx", &bytes);
    assert_eq!(run.code, Some(0), "{}", run.said());
    assert_eq!(cells(&page)[1], ["乙", "7"]);
    let empty = book(|book| {
        book.add_worksheet().set_name("空").unwrap();
        book.add_worksheet().write(0, 0, "单位").unwrap();
    });
    let (_, run) = shown("![进度](进度.xlsx#空)", "进度.xlsx", &empty);
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(run.stderr.contains("工作表“空”是空的"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("JB").count(), 1, "{}", run.stderr);
    let (_, run) = shown("![进度](进度.xlsx#三季度)", "进度.xlsx", &bytes);
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(run.stderr.contains("没有工作表“三季度”"), "{}", run.stderr);
}

#[test]
fn what_is_no_workbook_is_refused() {
    for (name, bytes, word) in [
        ("a.xlsx", b"PK\x03\x04".as_slice(), "打不开"),
        ("b.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "旧格式"),
        ("c.xlsx", b"", "打不开"),
    ] {
        let (_, run) = shown(&format!("![进度]({name})"), name, bytes);
        assert_eq!(run.code, Some(1), "{}", run.said());
        assert!(run.stderr.contains(word), "{word}\n{}", run.stderr);
    }
}

#[test]
fn csv_is_read_as_it_is_saved() {
    let expected = [vec!["单位", "数"], vec!["青禾县", "1"], vec!["白石区", "2"]];
    let plain = "单位,数\n青禾县,1\n白石区,2\n";
    let gbk = encoding_rs::GB18030.encode(plain).0.into_owned();
    let utf16 = |big: bool| -> Vec<u8> {
        let units = "\u{FEFF}".encode_utf16().chain(plain.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let cases: [(&str, Vec<u8>, &str); 11] = [
        ("plain", plain.into(), ""),
        ("GBK", gbk, "JB0053"),
        ("UTF-16LE", utf16(false), "JB0053"),
        ("UTF-16BE", utf16(true), "JB0053"),
        ("semicolons", plain.replace(',', ";").into(), "JB0040"),
        ("tabs", plain.replace(',', "\t").into(), "JB0040"),
        ("Chinese commas", plain.replace(',', "，").into(), "JB0040"),
        (
            "empty rows and columns",
            format!(",,,\n{}", plain.replace('\n', ",,\n")).into(),
            "",
        ),
        ("a title", format!("建会进度表,\n{plain}").into(), "JB0053"),
        (
            "a note",
            format!("{plain}注：据各县区上报。,\n").into(),
            "JB0053",
        ),
        (
            "a unit of measure",
            format!("单位：家,\n{plain}").into(),
            "JB0053",
        ),
    ];
    for (name, bytes, code) in cases {
        let (page, run) = shown("![进度](进度.csv)", "进度.csv", bytes);
        assert_eq!(run.code, Some(0), "{name}: {}", run.said());
        assert_eq!(cells(&page), expected, "{name}");
        let findings = run.stderr.matches("JB").count();
        assert_eq!(
            findings,
            // That its title gives way to the caption is said in the same finding.
            usize::from(!code.is_empty()),
            "{name}\n{}",
            run.stderr
        );
        assert!(run.stderr.contains(code), "{name}\n{}", run.stderr);
    }
    // A title that was counted as a row of the head, and a comma in a field of a file that semicolons part.
    let (page, _) = shown(
        "![进度](进度.csv)",
        "进度.csv",
        "单位;数\n\"青禾县, 新区\";1\n白石区;2\n",
    );
    assert_eq!(cells(&page)[1], ["青禾县, 新区", "1"]);
    let (page, _) = shown(
        "![进度](进度.csv)",
        "进度.csv",
        "单位,做法\n青禾县,\"走访\n座谈\"\n白石区,无\n",
    );
    assert_eq!(cells(&page)[1], ["青禾县", "走访/座谈"]);
}

#[test]
fn odd_tables_are_said() {
    let cases = [
        ("单位,数\n", "只有表头"),
        ("单位,数,\n青禾县,1,是\n白石区,2,否\n", "第 3 列没有列名"),
        ("单位,数\n青禾县,1\n白石区,2\n青禾县,1\n", "出现了两次"),
        ("单位,数\n青禾县,#DIV/0!\n白石区,2\n", "#DIV/0!"),
        ("单位,数\n青禾县,####\n白石区,2\n", "####"),
        ("单位,电话\n青禾县,1.38E+10\n白石区,2\n", "1.38E+10"),
    ];
    for (text, word) in cases {
        let (_, run) = shown("![进度](进度.csv)", "进度.csv", text);
        assert_eq!(run.code, Some(0), "{}", run.said());
        assert_eq!(
            run.stderr.matches("警告[").count(),
            1,
            "{text}\n{}",
            run.stderr
        );
        assert!(run.stderr.contains(word), "{word}\n{}", run.stderr);
    }
    // A list of cases names a unit again and again, and says nothing odd.
    let cases = "单位,问题,时限\n青禾县,台账不全,9月\n青禾县,未开会,9月\n白石区,无,9月\n";
    let (_, run) = shown("![问题](问题.csv)", "问题.csv", cases);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
}

#[test]
fn what_stands_above_a_table_is_printed_or_said() {
    let plain = "单位,数\n青禾县,1\n白石区,2\n";
    let expected = [vec!["单位", "数"], vec!["青禾县", "1"], vec!["白石区", "2"]];
    let titled = format!("建会进度表,\n{plain}");
    let (page, run) = shown("![各地进度](进度.csv)", "进度.csv", &titled);
    assert!(page.contains("各地进度") && !page.contains("建会进度表"));
    assert!(run.stderr.contains("“建会进度表”没有印"), "{}", run.stderr);
    let (_, run) = shown("![建会 进度表](进度.csv)", "进度.csv", &titled);
    assert!(!run.stderr.contains("没有印"), "{}", run.stderr);

    let measured = format!("金额单位：万元,\n{plain}");
    let (page, _) = shown("![进度](进度.csv)", "进度.csv", measured);
    assert!(page.contains("单位：万元") && !page.contains("金额单位"));

    let twice = format!("建会进度表,\n（上半年）,\n{plain}");
    let (page, run) = shown("![](进度.csv)", "进度.csv", twice);
    assert_eq!(cells(&page), expected);
    assert!(page.contains("建会进度表") && page.contains("（上半年）"));
    assert_eq!(run.stderr.matches("JB0053").count(), 1, "{}", run.stderr);
}

#[test]
fn a_head_of_two_rows_is_not_cut_unsaid() {
    let head = |rows: &str| -> (Vec<Vec<String>>, Run) {
        let project = Project::new();
        project.put(
            "content/a/2026/1/issue.yaml",
            "标题: 通报\n日期: 2026-07-08\n正文: [正文.md, {表: 进度.csv, 表头: 2}]\n",
        );
        project.put("content/a/2026/1/进度.csv", rows);
        let run = project.run(&["build", "--no-pdf"]).expect(0);
        let page = project.text("output/a/2026/1/index.html");
        let head = page.split_once("<thead").map_or("", |(_, rest)| rest);
        let head = head.split_once("</thead>").map_or("", |(head, _)| head);
        (cells(&format!("<table{head}</table>")), run)
    };
    let (rows, run) =
        head("建会进度表,,\n单位,家数,家数\n单位,2025,2026\n青禾县,1,2\n白石区,2,3\n");
    assert_eq!(rows, [vec!["单位", "家数"], vec!["2025", "2026"]]);
    assert!(!run.stderr.contains("连表题"), "{}", run.stderr);
    let (rows, run) = head("建会进度表,\n单位,家数\n青禾县,15\n白石区,2\n");
    assert_eq!(rows, [["单位", "家数"]]);
    assert!(run.stderr.contains("连表题数在里面"), "{}", run.stderr);
}

#[test]
fn a_quotation_mark_within_a_cell_parts_nothing() {
    let (page, run) = shown(
        "![规格](规格.csv)",
        "规格.csv",
        "名称;别名,规格\n甲;乙,6\"\n丙\"长,8\n",
    );
    assert_eq!(run.code, Some(0), "{}", run.said());
    assert_eq!(
        cells(&page),
        [
            ["名称;别名", "规格"],
            ["甲;乙", "6&quot;"],
            ["丙&quot;长", "8"]
        ],
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("JB0040"), "{}", run.stderr);
}

#[test]
fn what_nobody_sees_in_a_cell_is_said() {
    let text = "单位,数\n青\u{200B}禾县,1\n白石\u{AD}区,2\n";
    let sheet = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["单位", "数"]).unwrap();
        sheet.write_row(1, 0, ["青\u{200B}禾县", "1"]).unwrap();
        sheet.write_row(2, 0, ["白石\u{AD}区", "2"]).unwrap();
    });
    for (name, bytes, place) in [
        ("进度.csv", text.as_bytes(), "进度.csv:2:1"),
        ("进度.xlsx", &sheet, "第 2 行"),
    ] {
        let (page, run) = shown(&format!("![进度]({name})"), name, bytes);
        assert_eq!(cells(&page)[1], ["青禾县", "1"]);
        assert!(run.stderr.contains("U+200B"), "{}", run.stderr);
        assert!(run.stderr.contains("有 2 格"), "{}", run.stderr);
        assert!(run.stderr.contains(place), "{}", run.stderr);
        assert_eq!(run.stderr.matches("警告[").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn an_empty_csv_is_said_whatever_else_is_wrong() {
    let (_, run) = shown(
        "[某处](没有.docx)\n\n![进度](进度.csv)",
        "进度.csv",
        ",,\n,,\n",
    );
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(run.stderr.contains("CSV 文件里没有内容"), "{}", run.stderr);
}

#[test]
fn a_group_is_not_blamed_for_a_unit_that_cannot_be_read() {
    let project = Project::new();
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: baishi, 名: 白石区}\n分组:\n  片区:\n    - {名称: 北片, 单位: [qinghe, baishi]}\n",
    );
    let run = project.run(&["check"]).expect(1);
    assert!(!run.stderr.contains("JB1005"), "{}", run.stderr);
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: qinghe, 名称: 青禾县}\n分组:\n  片区:\n    - {名称: 北片, 单位: [qinghe, baishi]}\n",
    );
    let run = project.run(&["check"]).expect(1);
    assert!(run.stderr.contains("baishi"), "{}", run.stderr);
}
