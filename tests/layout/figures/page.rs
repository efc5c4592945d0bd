//! The paper, the type area, the grid and the text on it: clauses 3, 5 and 7.3.3.

use super::{
    CHAR, FOOT, PITCH, SIZE, THREE, TOP, blank_lines, bracket, face, from_left, page_with, pages,
    yes,
};
use crate::layout::figure::Strength::{Normal, Rule};
use crate::layout::figure::{Table, class, tint};
use crate::layout::sheet::Row;

#[test]
fn page_and_grid() {
    let mut t = Table::new("纸张和版心");
    let sheets = pages("wen");
    let page = &sheets[1];
    let rows = page.rows();
    let full: Vec<&Row> = rows.iter().filter(|r| r.0.len() == 28).collect();
    let line = full[2];
    t.number("纸张宽", ("5.1", Rule), 210.0, 0.1, page.width);
    t.number("纸张高", ("5.1", Rule), 297.0, 0.1, page.height);
    t.number("天头", ("5.2.1", Rule), 37.0, 0.5, rows[0].top());
    t.number("订口", ("5.2.1", Rule), 28.0, 0.5, line.left());
    t.number(
        "版心宽",
        ("5.2.1", Rule),
        156.0,
        0.5,
        line.right() - line.left(),
    );
    let last = &rows[21];
    t.number(
        "版心高",
        ("5.2.1", Rule),
        225.0,
        0.5,
        last.bottom() - rows[0].top(),
    );
    t.number(
        "右白边",
        ("5.2.1", Rule),
        26.0,
        0.5,
        page.width - line.right(),
    );
    t.number(
        "下白边",
        ("5.2.1", Rule),
        35.0,
        0.5,
        page.height - last.bottom(),
    );
    t.number("每页行数", ("5.2.3", Normal), 22.0, 0.0, rows.len() as f64);
    t.number(
        "每行字数",
        ("5.2.3", Normal),
        28.0,
        0.0,
        line.0.len() as f64,
    );
    t.number(
        "字距",
        ("3, 5.2.3", Normal),
        CHAR,
        0.01,
        line.0[10].x - line.0[9].x,
    );
    t.number(
        "行距（字高加八分之七）",
        ("3, 5.2.3", Normal),
        PITCH,
        0.02,
        rows[11].y() - rows[10].y(),
    );
    t.number(
        "22行累计行距",
        ("5.2.3", Normal),
        21.0 * PITCH,
        0.1,
        last.y() - rows[0].y(),
    );
    let glyph = line.first();
    t.number("正文字号", ("5.2.2", Normal), THREE, SIZE, glyph.size);
    t.words("正文字体", ("5.2.2", Normal), "仿宋", class(&glyph.font));
    t.words("正文颜色", ("5.2.4", Normal), "黑", tint(glyph.colour));
    t.number("正文字不变形", ("5.2.2", Normal), 1.0, 0.001, glyph.squeeze);
    let same = sheets.iter().map(|s| s.rows()[0].top());
    let spread = same.map(|top| (top - TOP).abs()).fold(0.0, f64::max);
    t.number("各页首行上沿之差", ("5.2.1", Rule), 0.0, 0.5, spread);
    t.check(18);
}

#[test]
fn text_and_headings() {
    let mut t = Table::new("正文和层次");
    let sheets = pages("wen");
    let body = sheets[0].row("各级工会要认真");
    let rows = sheets[1].rows();
    t.words("首页显示正文", ("7.3.3", Rule), "是", yes(body.y() < FOOT));
    t.number(
        "自然段左空二字",
        ("7.3.3", Rule),
        2.0,
        0.02,
        from_left(body.left()),
    );
    t.number(
        "回行顶格",
        ("7.3.3", Rule),
        0.0,
        0.02,
        from_left(rows[3].left()),
    );
    for (text, words, expected) in [
        ("一、总体要求", "第一层“一、”", "黑体"),
        ("（一）指导思想", "第二层“（一）”", "楷体"),
        ("基本原则", "第三层“1.”", "仿宋"),
        ("协商为先", "第四层“（1）”", "仿宋"),
    ] {
        let page = page_with("wen", text);
        let row = page.row(text);
        t.words(
            &format!("{words}字体"),
            ("7.3.3", Normal),
            expected,
            face(row.last()),
        );
        t.number(
            &format!("{words}字号"),
            ("7.3.3", Normal),
            THREE,
            SIZE,
            row.last().size,
        );
        t.number(
            &format!("{words}左空二字"),
            ("7.3.3", Rule),
            2.0,
            0.02,
            from_left(row.left()) + bracket(&row),
        );
        t.words(
            &format!("{words}颜色"),
            ("5.2.4", Normal),
            "黑",
            tint(row.last().colour),
        );
        let rows = page.rows();
        let at = rows.iter().position(|r| r.y() == row.y()).expect("a row");
        if let Some(next) = rows.get(at + 1) {
            t.number(
                &format!("{words}下一行紧接"),
                ("5.2.3", Normal),
                0.0,
                0.02,
                blank_lines(&row, next),
            );
        }
    }
    let heading = page_with("wen", "基本原则").row("基本原则").text();
    t.words(
        "第三层的写法",
        ("7.3.3", Rule),
        "是",
        yes(heading.starts_with("1.")),
    );
    t.check(20);
}
