//! 版记 and page numbers: clauses 7.4 and 7.5.

use super::{FOOT, LEFT, RIGHT, SMALL, em, face, pages, yes};
use crate::layout::figure::Strength::{Normal, Rule};
use crate::layout::figure::{Table, tint};

#[test]
fn imprint_and_page_numbers() {
    let mut t = Table::new("版记和页码");
    let sheets = pages("wen");
    let page = sheets.last().expect("a page");
    let rules = page.rules_from(100.0);
    let [first, inner, last] = &rules[..] else {
        panic!("版记 has {} lines", rules.len())
    };
    t.number(
        "首条分隔线粗细",
        ("7.4.1", Normal),
        0.35,
        0.02,
        first.thickness(),
    );
    t.number(
        "中间分隔线粗细",
        ("7.4.1", Normal),
        0.25,
        0.02,
        inner.thickness(),
    );
    t.number(
        "末条分隔线粗细",
        ("7.4.1", Normal),
        0.35,
        0.02,
        last.thickness(),
    );
    for (name, rule) in [("首条", first), ("中间", inner), ("末条", last)] {
        t.number(
            &format!("{name}分隔线与版心等宽"),
            ("7.4.1", Rule),
            156.0,
            0.2,
            rule.width(),
        );
        t.words(
            &format!("{name}分隔线颜色"),
            ("5.2.4", Normal),
            "黑",
            tint(rule.colour),
        );
    }
    t.number(
        "末条分隔线与版心下边缘重合",
        ("7.4.1", Rule),
        FOOT,
        0.3,
        last.centre(),
    );
    let copied = page.row("抄送：");
    let end = page.row("12工作部门");
    let office = page.row("云汀市总工会办公室");
    t.number(
        "抄送字号4号",
        ("7.4.2", Normal),
        14.0,
        0.1,
        copied.first().size,
    );
    t.words("抄送字体", ("7.4.2", Normal), "仿宋", face(copied.first()));
    t.number(
        "抄送左空一字",
        ("7.4.2", Rule),
        1.0,
        0.05,
        (copied.left() - LEFT) / SMALL,
    );
    // Names are whole, so a line ends where a name does.
    t.words(
        "抄送右边至少空一字",
        ("7.4.2", Rule),
        "是",
        yes((RIGHT - copied.right()) / SMALL > 0.7),
    );
    t.number(
        "抄送回行与冒号后首字对齐",
        ("7.4.2", Rule),
        copied.at("市委").x,
        0.1,
        end.left(),
    );
    t.words(
        "抄送后为全角冒号",
        ("7.4.2", Rule),
        "是",
        yes(copied.text().starts_with("抄送：")),
    );
    t.words(
        "最后一个抄送机关后为句号",
        ("7.4.2", Rule),
        "。",
        &end.last().text,
    );
    t.words(
        "抄送在首条分隔线下",
        ("7.4.2", Rule),
        "是",
        yes(copied.top() > first.bottom && end.bottom() < inner.top),
    );
    t.number(
        "印发机关左空一字",
        ("7.4.3", Rule),
        1.0,
        0.05,
        (office.left() - LEFT) / SMALL,
    );
    t.number(
        "印发日期右空一字",
        ("7.4.3", Rule),
        1.0,
        0.05,
        (RIGHT - office.right()) / SMALL,
    );
    t.number(
        "印发机关字号4号",
        ("7.4.3", Normal),
        14.0,
        0.1,
        office.first().size,
    );
    t.words(
        "印发机关字体",
        ("7.4.3", Normal),
        "仿宋",
        face(office.first()),
    );
    t.words(
        "印发日期后加“印发”",
        ("7.4.3", Rule),
        "是",
        yes(office.text().ends_with("2026年7月9日印发")),
    );
    t.words(
        "印发机关在末条分隔线之上",
        ("7.4.3", Rule),
        "是",
        yes(office.top() > inner.bottom && office.bottom() < last.top),
    );

    for (index, sheet) in sheets.iter().enumerate() {
        let number = index + 1;
        let rows = sheet.artifacts();
        assert_eq!(rows.len(), 1, "one page number on page {number}");
        let row = &rows[0];
        t.words(
            &format!("第{number}页页码连续，两侧一字线"),
            ("7.5", Rule),
            &format!("— {number} —"),
            &row.text(),
        );
        // The ink of the dash of Noto Serif CJK SC lies 0.2675 em above the base line.
        let dash = row.y() - 0.2675 * em(row.first());
        t.number(
            &format!("第{number}页一字线至版心下边缘"),
            ("7.5", Rule),
            7.0,
            0.3,
            dash - FOOT,
        );
        if number % 2 == 1 {
            t.number(
                &format!("第{number}页（单）页码居右空一字"),
                ("7.5", Rule),
                1.0,
                0.1,
                (RIGHT - row.right()) / SMALL,
            );
        } else {
            t.number(
                &format!("第{number}页（双）页码居左空一字"),
                ("7.5", Rule),
                1.0,
                0.1,
                (row.left() - LEFT) / SMALL,
            );
        }
    }
    let rows = sheets[0].artifacts();
    let digit = rows[0].at("1");
    t.number("页码字号4号", ("7.5", Normal), 14.0, 0.1, digit.size);
    t.words("页码字体", ("7.5", Normal), "宋体", face(digit));
    t.number(
        "页码为半角（字宽）",
        ("7.5", Normal),
        0.5,
        0.1,
        digit.width / em(digit),
    );
    t.check(40);
}
