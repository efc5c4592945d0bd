//! Figures (指标) in workbooks as offices send them, and what stands in workbooks besides figures: nothing of it becomes something else without a word.

use rust_xlsxwriter::{Chart, ChartType, Format, FormatScript, Note, Shape, Workbook};

use crate::sheets::{book, cells, rewritten, shown};
use crate::support::project::{Project, Run};

/// A project with 金额 in 万元 and 要约书 in 份, and `bytes` as its 指标.xlsx.
fn project(bytes: &[u8], text: &str) -> Project {
    let project = Project::new();
    project.put(
        "content/units.yaml",
        "单位: [{代号: qinghe, 名称: 青禾县}, {代号: baishi, 名称: 白石区}]\n",
    );
    project.put(
        "content/metrics.yaml",
        "指标: [{代号: je, 名称: 金额, 计量单位: 万元}, {代号: yy, 名称: 要约书, 计量单位: 份}]\n",
    );
    project.issue(1, text);
    project.put("content/a/2026/1/指标.xlsx", bytes);
    project
}

/// What is said of `bytes` as 指标.xlsx, and the page.
fn taken(bytes: &[u8], text: &str) -> (Run, String) {
    let project = project(bytes, text);
    let run = project.run(&["build", "--no-pdf"]);
    let output = project.output();
    let page = output
        .get("a/2026/1/index.html")
        .cloned()
        .unwrap_or_default();
    (run, String::from_utf8(page).unwrap())
}

/// A sheet of figures under `head`, one row for each unit.
fn figures(head: &[&str], rows: &[(&str, &[f64])], format: &str) -> Vec<u8> {
    book(|book| {
        let sheet = book.add_worksheet();
        let format = Format::new().set_num_format(format);
        sheet.write_row(0, 0, head.iter().copied()).unwrap();
        for (row, (name, values)) in (1..).zip(rows) {
            sheet.write(row, 0, *name).unwrap();
            for (column, value) in (1..).zip(*values) {
                sheet
                    .write_with_format(row, column, *value, &format)
                    .unwrap();
            }
        }
    })
}

/// A sheet of which one cell is partly struck out and another partly raised.
fn marked() -> Vec<u8> {
    book(|book| {
        let struck = Format::new().set_font_strikethrough();
        let raised = Format::new().set_font_script(FormatScript::Superscript);
        let plain = Format::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["单位", "要约书", "备注"]).unwrap();
        sheet.write(1, 0, "青禾县").unwrap();
        sheet
            .write_rich_string(1, 1, &[(&struck, "30"), (&plain, "35")])
            .unwrap();
        sheet
            .write_rich_string(1, 2, &[(&plain, "5m"), (&raised, "2")])
            .unwrap();
        sheet.write(2, 0, "白石区").unwrap();
        sheet.write_with_format(2, 1, 7, &struck).unwrap();
        sheet.write(2, 2, "甲").unwrap();
    })
}

#[test]
fn what_is_struck_out_is_deleted_and_said_at_its_cell() {
    let (page, run) = shown("![进度](进度.xlsx)", "进度.xlsx", marked());
    assert_eq!(run.code, Some(0), "{}", run.said());
    assert_eq!(
        cells(&page)[1..],
        [vec!["青禾县", "35", "5m2"], vec!["白石区", "", "甲"]]
    );
    for words in [
        "Sheet1!B2 里的“30”划了删除线，当作删去，没有印，印成“35”",
        "Sheet1!B3 里的“7”划了删除线，当作删去，没有印，这一格空着",
        "Sheet1!C2 里的“2”是上标或下标，印成“5m2”",
    ] {
        assert!(run.stderr.contains(words), "{words}\n{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("JB0054").count(), 2, "{}", run.stderr);
}

#[test]
fn a_figure_that_is_struck_out_is_doubtful() {
    let (run, page) = taken(&marked(), "{{要约书.合计}}\n");
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(page.is_empty());
    for words in [
        "Sheet1!B2：“要约书”的值里的“30”划了删除线，剩下“35”",
        "Sheet1!B3：“要约书”的值里的“7”划了删除线",
    ] {
        assert!(run.stderr.contains(words), "{words}\n{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("[JB5002]").count(), 2, "{}", run.stderr);
    let raised = book(|book| {
        let raised = Format::new().set_font_script(FormatScript::Superscript);
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["单位", "要约书"]).unwrap();
        sheet.write(1, 0, "青禾县").unwrap();
        sheet
            .write_rich_string(1, 1, &[(&Format::new(), "10"), (&raised, "4")])
            .unwrap();
    });
    let (run, _) = taken(&raised, "{{要约书.合计}}\n");
    assert!(
        run.stderr
            .contains("Sheet1!B2：“要约书”的值“104”里的“4”是上标或下标"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_line_above_the_head_says_what_is_measured() {
    let sheet = |line: &str, head: &str, value: f64| {
        book(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "进度表").unwrap();
            sheet.write(1, 0, line).unwrap();
            sheet.write_row(2, 0, ["单位", head]).unwrap();
            sheet.write(3, 0, "青禾县").unwrap();
            sheet.write(3, 1, value).unwrap();
            sheet.write(4, 0, "合计").unwrap();
            sheet.write(4, 1, value).unwrap();
        })
    };
    for (line, head, value, text, printed) in [
        ("单位：元", "金额", 45_000.0, "{{金额.合计}}", "4.5"),
        ("（计量单位：亿元）", "金额", 1.5, "{{金额.合计}}", "15000"),
        (
            "填报单位：市总工会",
            "金额（元）",
            45_000.0,
            "{{金额.合计}}",
            "4.5",
        ),
        ("单位：元", "金额（万元）", 45.0, "{{金额.合计}}", "45"),
        ("计量单位：百份", "要约书", 3.0, "{{要约书.合计}}", "300"),
        ("单位：万元、份", "要约书", 3.0, "{{要约书.合计}}", "3"),
        ("单位：万元", "金额", 45.0, "{{金额.合计}}", "45"),
    ] {
        let (run, page) = taken(&sheet(line, head, value), &format!("共{text}。\n"));
        assert_eq!(run.code, Some(0), "{line}: {}", run.said());
        assert!(
            page.contains(&format!(">{printed}<")),
            "{line} {head}: {printed}"
        );
        let converts = printed != "45" && printed != "3";
        assert_eq!(
            run.stderr.contains("换算成"),
            converts,
            "{line}: {}",
            run.stderr
        );
    }
    for (line, head, words) in [
        (
            "计量单位：箱",
            "要约书",
            "Sheet1!A2：表上的计量单位“箱”和登记的不一样",
        ),
        (
            "单位：吨",
            "金额",
            "Sheet1!A2：表上的计量单位“吨”和登记的不一样，换算不了：登记的“金额”是万元",
        ),
        (
            "进度",
            "金额（吨）",
            "Sheet1!B3：这一列的计量单位“吨”和登记的不一样",
        ),
    ] {
        let (run, _) = taken(&sheet(line, head, 3.0), "正文。\n");
        assert_eq!(run.code, Some(1), "{line}: {}", run.said());
        assert!(run.stderr.contains(words), "{words}\n{}", run.stderr);
    }
}

#[test]
fn columns_of_one_metric_are_told_apart_or_disagree() {
    let two = figures(
        &["单位", "要约书", "要约书"],
        &[("青禾县", &[45.0, 46.0])],
        "0",
    );
    let (run, _) = taken(&two, "{{要约书.合计}}\n");
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(
        run.stderr.contains("[JB5003]: Sheet1!C2："),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("这里是46，另一处是45"),
        "{}",
        run.stderr
    );
    // 本月 and 累计, merged over the names or written once before empty cells.
    for merged in [true, false] {
        let bytes = book(|book| {
            let sheet = book.add_worksheet();
            let plain = Format::new();
            sheet.write(0, 0, "").unwrap();
            match merged {
                true => {
                    sheet.merge_range(0, 1, 0, 2, "本月", &plain).unwrap();
                    sheet.merge_range(0, 3, 0, 4, "累计", &plain).unwrap();
                }
                false => {
                    sheet.write(0, 1, "本月").unwrap();
                    sheet.write(0, 3, "累计").unwrap();
                }
            }
            sheet
                .write_row(1, 0, ["单位", "要约书", "金额", "要约书", "金额"])
                .unwrap();
            sheet.write(2, 0, "青禾县").unwrap();
            sheet.write_row(2, 1, [45, 3, 460, 30]).unwrap();
        });
        let (run, page) = taken(&bytes, "{{要约书.合计}}份，{{金额.合计}}万元。\n");
        assert_eq!(run.code, Some(0), "{}", run.said());
        assert!(page.contains(">45<") && page.contains(">3<"), "{merged}");
        let words = "这几列不是本期的数，没有收：累计要约书、累计金额";
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
    let only = figures(&["单位", "要约书（累计）"], &[("青禾县", &[460.0])], "0");
    let (run, _) = taken(&only, "正文。\n");
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert!(run.stderr.contains("本期的一列也没有"), "{}", run.stderr);
}

#[test]
fn figures_have_the_digits_that_are_seen() {
    let rows: &[(&str, &[f64])] = &[("青禾县", &[3.5]), ("白石区", &[2.0])];
    let bytes = figures(&["单位", "金额"], rows, "0.00");
    let text = "青禾{{金额@青禾县}}，白石{{金额@白石区}}，共{{金额.合计}}。\n";
    let (run, page) = taken(&bytes, text);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (Some(0), ""),
        "{}",
        run.said()
    );
    for printed in [">3.50<", ">2.00<", ">5.50<"] {
        assert!(page.contains(printed), "{printed}");
    }
    // 3.44 + 3.44 are 6.88: computed with all digits, printed with those that are seen.
    let rows: &[(&str, &[f64])] = &[("青禾县", &[3.44]), ("白石区", &[3.44])];
    let (run, page) = taken(&figures(&["单位", "金额"], rows, "0.0"), text);
    assert_eq!(run.code, Some(0), "{}", run.said());
    assert!(page.contains(">3.4<") && page.contains(">6.9<"));
    let words = "Sheet1!B2：看到的是 3.4，存着的是 3.44，这一列有 2 格这样";
    assert!(run.stderr.contains(words), "{}", run.stderr);
}

#[test]
fn a_hidden_row_and_a_date_are_said_once_and_as_what_they_are() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["单位", "要约书"]).unwrap();
        sheet.write(1, 0, "青禾县").unwrap();
        let date = Format::new().set_num_format("m/d/yyyy");
        sheet.write_with_format(1, 1, 45, &date).unwrap();
        sheet.write(2, 0, "白石区").unwrap();
        sheet.write(2, 1, 5).unwrap();
        sheet.set_row_hidden(2).unwrap();
    });
    let (run, _) = taken(&bytes, "共。\n\n![进度](指标.xlsx)\n");
    assert_eq!(run.code, Some(1), "{}", run.said());
    assert_eq!(run.stderr.matches("第 3 行").count(), 1, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("Sheet1!B2：“要约书”的值设成了日期格式，看到的是“2/14/1900”"),
        "{}",
        run.stderr
    );
}

#[test]
fn zeros_that_are_not_shown_are_not_printed_and_count() {
    let rows: &[(&str, &[f64])] = &[("青禾县", &[0.0]), ("白石区", &[2.0])];
    let bytes = figures(&["单位", "要约书"], rows, "0");
    let bytes = rewritten(&bytes, "xl/worksheets/sheet1.xml", |text| {
        text.replace("<sheetView ", "<sheetView showZeros=\"0\" ")
    });
    let (page, run) = shown("![进度](进度.xlsx)", "进度.xlsx", &bytes);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (Some(0), ""),
        "{}",
        run.said()
    );
    assert_eq!(cells(&page)[1..], [vec!["青禾县", ""], vec!["白石区", "2"]]);
    let (run, page) = taken(&bytes, "青禾{{要约书@青禾县}}份。\n");
    assert_eq!(run.code, Some(0), "{}", run.said());
    assert!(page.contains(">0<"));
}

#[test]
fn what_lies_over_the_cells_is_named() {
    let bytes = book(|book: &mut Workbook| {
        let sheet = book.add_worksheet().set_name("汇总").unwrap();
        sheet.write_row(0, 0, ["单位", "数"]).unwrap();
        sheet.write(1, 0, "青禾县").unwrap();
        sheet.write(1, 1, 3).unwrap();
        sheet.insert_note(1, 1, &Note::new("待核实")).unwrap();
        let mut chart = Chart::new(ChartType::Column);
        chart.add_series().set_values(("汇总", 1, 1, 1, 1));
        sheet.insert_chart(3, 3, &chart).unwrap();
        sheet
            .insert_shape(9, 0, &Shape::textbox().set_text("截至6月底"))
            .unwrap();
    });
    let (_, run) = shown("![进度](进度.xlsx)", "进度.xlsx", &bytes);
    assert_eq!(run.code, Some(0), "{}", run.said());
    for words in [
        "汇总!D4 处有一个图表，没有印",
        "汇总!A10 处有一个文本框“截至6月底”，没有印",
    ] {
        assert!(run.stderr.contains(words), "{words}\n{}", run.stderr);
    }
    let project = Project::new();
    project.put("青禾县.xlsx", &bytes);
    let run = project.run(&["import", "青禾县.xlsx", "--to", "a/2026/1"]);
    for words in [
        "汇总!B2 上的批注",
        "待核实",
        "汇总!D4 处的图表",
        "截至6月底",
    ] {
        assert!(run.said().contains(words), "{words}\n{}", run.said());
    }
}

#[test]
fn what_is_struck_out_comes_in_with_its_mark_or_is_named() {
    let project = Project::new();
    project.put("青禾县.xlsx", marked());
    let run = project.run(&["import", "青禾县.xlsx", "--to", "a/2026/1"]);
    for words in [
        // Between digits no mark is read.
        "| 青禾县 | 35 | 5m2 |",
        "“30”划了删除线，夹在字中间没有记号可用",
        "| 白石区 | ~~7~~ | 甲 |",
        "Sheet1!B2 里的“30”划了删除线",
        "Sheet1!B3 里的“7”划了删除线",
        "Sheet1!C2 里的“2”是上标或下标",
    ] {
        assert!(run.said().contains(words), "{words}\n{}", run.said());
    }
}
