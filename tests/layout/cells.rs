//! What is typed into lines and cells, read from the finished page: web addresses break at their marks, numbers keep their unit, columns of numbers
//! stand alike, notes and rows to be filled in have their room.

use crate::layout::sheet::{Glyph, Row, Sheet};
use crate::layout::site::{Issue, plain, printed};

/// The pages of an issue whose text is `text`, with one table file.
fn pages(key: &str, text: &str, table: &str) -> Vec<Sheet> {
    let issue = Issue::new(
        key,
        &format!("名称: 通知\n版式: 公文\n文号: 云{key}〔{{年}}〕{{号}}号\n"),
        "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n正文: [正文.md, {表: 表.yaml}]\n",
        &[("正文.md", text.to_owned()), ("表.yaml", table.to_owned())],
    );
    printed(&[issue]).remove(key).expect("pages")
}

const TABLE: &str = "标题: 进度\n列: [单位, 数]\n行:\n  - [青禾县, 1]\n";

#[test]
fn addresses_break_at_their_marks_and_numbers_keep_their_unit() {
    let mut text = String::new();
    for before in 1..28 {
        text.push_str(&format!(
            "{}https://www.yunting-gonghui.example.cn/notices/2026/09/labour-competition.html?type=download&lang=zh，逾期不补。\n\n",
            plain(before)
        ));
        text.push_str(&format!(
            "{}2026年9月30日前完成98.5%，比上期12月31日提高96.25％。\n\n",
            plain(before)
        ));
    }
    let rows: Vec<Row> = pages("wangzhi", &text, TABLE)
        .iter()
        .flat_map(Sheet::rows)
        .collect();
    let mut parted = 0;
    for two in rows.windows(2) {
        let (above, below) = (two[0].text(), two[1].text());
        let (last, first) = (above.chars().last().unwrap(), below.chars().next().unwrap());
        assert!(!"年月日%％".contains(first), "{above}\n{below}");
        if last.is_ascii_graphic()
            && first.is_ascii_graphic()
            && above.contains("gonghui") | below.contains("html")
        {
            parted += 1;
            assert!("/.?&-".contains(last), "{above}\n{below}");
        }
        // A mark at the end stands on half of its place.
        let inked = two[0].0.iter().filter(|g| !"，。 ".contains(&g.text));
        assert!(
            inked.map(Glyph::right).fold(0.0, f64::max) < 184.2,
            "{above}"
        );
    }
    assert!(parted > 20, "{parted}");
}

/// Where the digits of a number begin and end.
fn digits(page: &Sheet, unit: &str, nth: usize) -> Vec<Glyph> {
    let row = page.row(unit);
    let mut groups: Vec<Vec<Glyph>> = Vec::new();
    for glyph in row.0.into_iter().filter(|g| !g.text.trim().is_empty()) {
        if !glyph
            .text
            .contains(|c: char| c.is_ascii_digit() || c == '.')
        {
            continue;
        }
        match groups.last_mut() {
            Some(group) if glyph.x - group[group.len() - 1].right() < 1.0 => group.push(glyph),
            _ => groups.push(vec![glyph]),
        }
    }
    groups.remove(nth)
}

#[test]
fn columns_of_whole_numbers_and_of_fractions_stand_alike() {
    let table = "标题: 进度\n列: [单位, 企业数, 完成率]\n行:\n  - [青禾县, 120, 98.5]\n  - [安平区, 5, 100]\n  - [石桥县, 1300, 7.25]\n";
    let pages = pages("shuzi", "如下。\n", table);
    let page = &pages[0];
    let ends: Vec<f64> = ["青禾县", "安平区", "石桥县"]
        .iter()
        .map(|unit| digits(page, unit, 0).last().unwrap().right())
        .collect();
    assert!(
        ends.iter().all(|end| (end - ends[0]).abs() < 0.1),
        "{ends:?}"
    );
    // The block of whole numbers stands in the middle under its head, as that of fractions does.
    let head = page.row("企业数");
    let middle = head.at("业").x + head.at("业").width / 2.0;
    let widest = digits(page, "石桥县", 0);
    let centre = (widest[0].x + widest.last().unwrap().right()) / 2.0;
    assert!((centre - middle).abs() < 1.0, "{centre} under {middle}");
    let point = |unit: &str| {
        digits(page, unit, 1)
            .iter()
            .find(|g| g.text == ".")
            .map(|g| g.x)
    };
    assert!((point("青禾县").unwrap() - point("石桥县").unwrap()).abs() < 0.1);
}

#[test]
fn several_notes_stand_under_each_other_below_their_table() {
    let table =
        "标题: 进度\n列: [单位, 数]\n行:\n  - [青禾县, 1]\n注: [数据截至6月底。, 不含市直单位。]\n";
    let text = "如下。\n\n表：情况\n\n| 单位 | 数 |\n|---|---|\n| 安平区 | 2 |\n\n注：1. 另有三家在建。\n2. 口径同去年。\n\n正文又一段。\n";
    let pages = pages("zhu", text, table);
    let page = &pages[0];
    for (first, second) in [("数据截至", "不含市直"), ("另有三家", "口径同去年")] {
        let (above, below) = (page.row(first), page.row(second));
        assert!(above.text().starts_with("注：1."), "{}", above.text());
        assert!(below.text().starts_with("2."), "{}", below.text());
        assert!(
            (above.at("1").x - below.left()).abs() < 0.2,
            "{} {}",
            above.at("1").x,
            below.left()
        );
        assert!((above.first().size - 14.0).abs() < 0.1);
        assert!(below.y() - above.y() < 9.0);
    }
    assert!((page.row("正文又一段").left() - 39.14).abs() < 0.2);
}

#[test]
fn rows_without_text_are_high_enough_to_be_filled_in() {
    let table = "标题: 登记表\n表前: [填报单位：, 填报时间：]\n列: [姓名, 单位]\n行:\n  - ['', '']\n  - ['', '']\n  - [合计, '']\n";
    let pages = pages("kongbiao", "如下。\n", table);
    let page = &pages[0];
    let rules: Vec<f64> = page.rules_from(100.0).iter().map(|r| r.centre()).collect();
    let under: Vec<f64> = rules
        .into_iter()
        .filter(|y| *y > page.row("姓名").y())
        .collect();
    assert!(
        under[1] - under[0] >= 9.5 && under[2] - under[1] >= 9.5,
        "{under:?}"
    );
    assert!(under[3] - under[2] < 9.0, "{under:?}");
}

#[test]
fn words_stay_whole_in_captions_and_cells() {
    let table = "标题: 全市新就业形态劳动者集中入会和服务工作重点任务分解落实及完成情况统计表（青禾县总工会报）\n列: [情况]\n行:\n  - [安平经济技术开发区工会联合会把困难职工帮扶救助和职工书屋建设按计划推进，新就业形态劳动者集中入会行动进展顺利，劳动保护监督检查覆盖一百二十家企业]\n  - [青禾县总工会组织的集体协商要约行动按时完成，厂务公开民主管理工作检查全部结束，职工医疗互助保障参保人数稳步增加]\n";
    let pages = pages("ciyu", "如下。\n", table);
    let rows: Vec<String> = pages
        .iter()
        .flat_map(Sheet::rows)
        .map(|row| row.text())
        .collect();
    let all = rows.join("\n");
    for word in [
        "劳动者",
        "集中入会",
        "重点任务",
        "困难职工",
        "职工书屋",
        "新就业形态",
        "劳动保护",
        "监督检查",
        "集体协商",
        "厂务公开",
        "民主管理",
        "医疗互助",
        "经济技术开发区",
    ] {
        let torn = (1..word.chars().count()).any(|at| {
            let end: String = word.chars().take(at).collect();
            let begin: String = word.chars().skip(at).collect();
            all.contains(&format!("{end}\n{begin}"))
        });
        assert!(!torn, "{word} is torn\n{all}");
    }
    let caption = rows
        .iter()
        .position(|row| row.starts_with("表1"))
        .expect("a caption");
    assert!(
        rows[caption + 1].chars().count() >= 4,
        "{}",
        rows[caption + 1]
    );
}
