//! 信函 and 纪要 (clause 10), and 简报 (practice).

use super::{
    CHAR, FOOT, LEADING, LEFT, MIDDLE, PITCH, RIGHT, SIZE, THREE, TOP, above, blank_below,
    blank_lines, end_of, face, from_left, from_right, ink_foot, ink_top, page_with, pages, yes,
};
use crate::layout::figure::Strength::{Normal, Practice, Rule};
use crate::layout::figure::{Table, tint};

#[test]
fn head_of_a_bulletin() {
    let mut t = Table::new("简报");
    let sheets = pages("jian");
    let page = &sheets[0];
    let mark = page.row("工会简报");
    t.number(
        "报头上边缘至版心上边缘",
        ("实务", Practice),
        20.0,
        0.3,
        ink_top(&mark) - TOP,
    );
    t.number("报头居中", ("实务", Practice), MIDDLE, 0.3, mark.centre());
    t.words(
        "报头颜色",
        ("实务", Practice),
        "红",
        tint(mark.first().colour),
    );
    t.words("报头字体", ("实务", Practice), "小标宋", face(mark.first()));
    let secrecy = page.row("内部资料");
    t.number(
        "“内部资料”在左上角",
        ("实务", Practice),
        LEFT,
        0.3,
        secrecy.left(),
    );
    t.number(
        "编号在右上角",
        ("实务", Practice),
        RIGHT,
        0.3,
        secrecy.right(),
    );
    let number = page.row("第1期");
    t.words(
        "期号的写法",
        ("实务", Practice),
        "第1期（总第11期）",
        &number.text(),
    );
    t.number(
        "期号在报头下空一行",
        ("实务", Practice),
        1.0,
        0.25,
        blank_below(ink_foot(&mark), &number),
    );
    // A full-width bracket ends the line: half its width is white.
    t.number("期号居中", ("实务", Practice), MIDDLE, 1.5, number.centre());
    let office = page.row("云汀市总工会办公室");
    t.number(
        "编印单位在期号下空一行",
        ("实务", Practice),
        1.0,
        0.05,
        blank_lines(&number, &office),
    );
    t.number(
        "编印单位左空一字",
        ("实务", Practice),
        1.0,
        0.05,
        from_left(office.left()),
    );
    t.number(
        "日期右空一字",
        ("实务", Practice),
        1.0,
        0.05,
        from_right(office.right()),
    );
    let rule = &page.rules_from(100.0)[0];
    t.number(
        "红线至编印单位",
        ("实务", Practice),
        4.0,
        0.3,
        rule.top - office.bottom(),
    );
    t.number(
        "红线粗细（2.25磅）",
        ("实务", Practice),
        0.794,
        0.05,
        rule.thickness(),
    );
    t.number(
        "红线与版心等宽",
        ("实务", Practice),
        156.0,
        0.2,
        rule.width(),
    );
    t.words("红线颜色", ("实务", Practice), "红", tint(rule.colour));
    let head = page.row("本期要目");
    t.words(
        "“本期要目”字体",
        ("实务", Practice),
        "黑体",
        face(head.first()),
    );
    t.number(
        "“本期要目”在红线下空二行",
        ("实务", Practice),
        2.0,
        0.3,
        blank_below(rule.bottom, &head),
    );
    t.number(
        "“本期要目”居中",
        ("实务", Practice),
        MIDDLE,
        0.3,
        head.centre(),
    );
    let article = sheets.last().expect("a page").row("职工书屋送书进班组");
    t.number(
        "文章标题字号小二",
        ("实务", Practice),
        18.0,
        0.1,
        article.first().size,
    );
    t.number(
        "文章标题居中",
        ("实务", Practice),
        MIDDLE,
        0.3,
        article.centre(),
    );
    let end = sheets.last().expect("a page");
    let last = end.rules_from(100.0);
    let last = last.last().expect("a line");
    t.number(
        "报尾末线与版心下边缘重合",
        ("实务", Practice),
        FOOT,
        0.3,
        last.centre(),
    );
    let rows: Vec<f64> = ["报：", "送：", "发："]
        .iter()
        .map(|w| end.row(w).y())
        .collect();
    t.words(
        "报、送、发自上而下",
        ("实务", Practice),
        "是",
        yes(rows.is_sorted()),
    );
    t.words(
        "共印份数在末线之上",
        ("实务", Practice),
        "是",
        yes(end.row("共印60份").bottom() < last.top),
    );
    t.check(24);
}

#[test]
fn letter() {
    let mut t = Table::new("信函格式");
    let sheets = pages("han");
    let page = &sheets[0];
    let mark = page.row("云汀市总工会");
    t.number(
        "标志上边缘至上页边",
        ("10.1", Rule),
        30.0,
        0.3,
        ink_top(&mark),
    );
    t.number("标志居中", ("10.1", Rule), MIDDLE, 1.1, mark.centre());
    t.words(
        "标志颜色",
        ("10.1", Normal),
        "红",
        tint(mark.first().colour),
    );
    t.words("标志字体", ("10.1", Normal), "小标宋", face(mark.first()));
    let rules = page.rules_from(100.0);
    let [upper, under, above, lowest] = &rules[..] else {
        panic!("a letter has {} lines", rules.len())
    };
    t.number(
        "标志下红色双线至标志",
        ("10.1", Rule),
        4.0,
        0.3,
        upper.top - ink_foot(&mark),
    );
    t.number(
        "首页下红色双线至下页边",
        ("10.1", Rule),
        20.0,
        0.3,
        page.height - lowest.bottom,
    );
    t.words(
        "上双线上粗下细",
        ("10.1", Rule),
        "是",
        yes(upper.thickness() > under.thickness() * 1.5),
    );
    t.words(
        "下双线上细下粗",
        ("10.1", Rule),
        "是",
        yes(lowest.thickness() > above.thickness() * 1.5),
    );
    for (name, rule) in [("一", upper), ("二", under), ("三", above), ("四", lowest)] {
        t.number(
            &format!("第{name}线长"),
            ("10.1", Rule),
            170.0,
            0.2,
            rule.width(),
        );
        t.number(
            &format!("第{name}线居中"),
            ("10.1", Rule),
            105.0,
            0.2,
            (rule.left + rule.right) / 2.0,
        );
        t.words(
            &format!("第{name}线颜色"),
            ("10.1", Rule),
            "红",
            tint(rule.colour),
        );
    }
    let copy = page.row("000012");
    let secrecy = page.row("秘密");
    t.number("份号顶格", ("10.1", Rule), LEFT, 0.3, copy.left());
    t.number(
        "发文字号顶版心右边缘",
        ("10.1", Rule),
        RIGHT,
        0.3,
        copy.right(),
    );
    t.number(
        "首行至第一条双线为字高八分之七",
        ("10.1", Rule),
        CHAR * 7.0 / 8.0,
        0.3,
        copy.top() - under.bottom,
    );
    t.number(
        "密级在份号下一行",
        ("10.1", Rule),
        0.0,
        0.02,
        blank_lines(&copy, &secrecy),
    );
    let title = page.row("关于商请");
    t.number(
        "标题在最后一个要素下空二行",
        ("10.1", Rule),
        2.0,
        0.25,
        blank_below(secrecy.bottom(), &title),
    );
    t.number("标题居中", ("7.3.1", Rule), MIDDLE, 0.3, title.centre());
    t.number(
        "首页不显示页码",
        ("10.1", Rule),
        0.0,
        0.0,
        page.artifacts().len() as f64,
    );
    t.words(
        "第二页显示页码",
        ("7.5", Rule),
        "— 2 —",
        &sheets[1].artifacts()[0].text(),
    );
    let end = sheets.last().expect("a page");
    t.number(
        "版记不加分隔线",
        ("10.1", Rule),
        0.0,
        0.0,
        end.rules_from(100.0).len() as f64,
    );
    t.words(
        "版记不加印发机关和印发日期",
        ("10.1", Rule),
        "是",
        yes(end.find("办公室印发").is_none() && end.find("总工会办公室").is_none()),
    );
    let copied = end.row("抄送：");
    t.number(
        "版记在末页版心最下方",
        ("10.1", Rule),
        FOOT,
        LEADING / 2.0,
        copied.bottom(),
    );
    t.check(31);
}

#[test]
fn minutes() {
    let mut t = Table::new("纪要格式");
    let sheets = pages("jiyao");
    let mark = sheets[0].row("会议纪要");
    t.number(
        "标志上边缘至版心上边缘",
        ("10.3", Rule),
        35.0,
        0.3,
        ink_top(&mark) - TOP,
    );
    t.number("标志居中", ("10.3", Rule), MIDDLE, 0.3, mark.centre());
    t.words(
        "标志颜色",
        ("10.3", Normal),
        "红",
        tint(mark.first().colour),
    );
    t.words("标志字体", ("10.3", Normal), "小标宋", face(mark.first()));
    let page = page_with("jiyao", "出席：");
    let present = page.row("出席：");
    let body = above(page, &present);
    let rows = page.rows();
    let at = rows
        .iter()
        .position(|r| r.y() == present.y())
        .expect("a row");
    t.number(
        "出席名单在正文下空一行",
        ("10.3", Rule),
        1.0,
        0.02,
        blank_lines(&body, &present),
    );
    t.number(
        "出席名单回行与冒号后首字对齐",
        ("10.3", Rule),
        present.at("与").x,
        0.1,
        rows[at + 1].left(),
    );
    for label in ["出席", "请假", "列席"] {
        let row = page.row(&format!("{label}："));
        t.number(
            &format!("“{label}”左空二字"),
            ("10.3", Rule),
            2.0,
            0.02,
            from_left(row.left()),
        );
        t.words(
            &format!("“{label}”字体"),
            ("10.3", Normal),
            "黑体",
            face(row.first()),
        );
        t.number(
            &format!("“{label}”字号"),
            ("10.3", Normal),
            THREE,
            SIZE,
            row.first().size,
        );
        let name = end_of(&row, &format!("{label}："));
        let name = row.0.iter().find(|g| g.x > name.x).expect("a name");
        t.words(
            &format!("“{label}”后姓名字体"),
            ("10.3", Normal),
            "仿宋",
            face(name),
        );
    }
    t.check(18);
}

#[test]
fn command() {
    let mut t = Table::new("命令（令）格式");
    let sheets = pages("ling");
    let page = &sheets[0];
    let mark = page.row("云汀市总工会令");
    t.words(
        "标志由发文机关全称加“令”组成",
        ("10.2", Rule),
        "云汀市总工会令",
        &mark.text(),
    );
    t.number(
        "标志上边缘至版心上边缘",
        ("10.2", Rule),
        20.0,
        0.3,
        ink_top(&mark) - TOP,
    );
    t.number("标志居中", ("10.2", Rule), MIDDLE, 0.3, mark.centre());
    t.words(
        "标志颜色",
        ("10.2", Normal),
        "红",
        tint(mark.first().colour),
    );
    t.words("标志字体", ("10.2", Normal), "小标宋", face(mark.first()));
    let number = page.row("第12号");
    t.words("令号的写法", ("10.2", Rule), "第12号", &number.text());
    t.number(
        "令号在标志下空二行",
        ("10.2", Rule),
        2.0,
        0.25,
        blank_below(ink_foot(&mark), &number),
    );
    t.number("令号居中", ("10.2", Rule), MIDDLE, 0.3, number.centre());
    t.words("令号字体", ("10.2", Normal), "仿宋", face(number.first()));
    t.number(
        "令号字号",
        ("10.2", Normal),
        THREE,
        SIZE,
        number.first().size,
    );
    let rows = page.rows();
    let at = rows.iter().position(|r| r.y() == number.y());
    let body = &rows[at.expect("a row") + 1];
    t.number(
        "正文在令号下空二行",
        ("10.2", Rule),
        2.0,
        0.02,
        blank_lines(&number, body),
    );
    t.number(
        "正文首行左空二字",
        ("7.3.3", Rule),
        2.0,
        0.05,
        from_left(body.left()),
    );
    t.number(
        "版头没有分隔线",
        ("10.2", Rule),
        0.0,
        0.0,
        page.rules_from(100.0)
            .iter()
            .filter(|rule| tint(rule.colour) == "红")
            .count() as f64,
    );
    let signed = page_with("ling", "2026年11月18日");
    let (post, date) = (signed.row("主席"), signed.row("2026年11月18日"));
    let body = above(signed, &post);
    t.words(
        "签名章左边只标职务",
        ("7.3.5.3", Rule),
        "主席",
        &post.text(),
    );
    // The stamp is 40 mm × 20 mm (实务), its right edge four characters in.
    t.number(
        "签名章右空四字，左空二字为职务",
        ("7.3.5.3", Rule),
        2.0,
        0.05,
        from_right(post.right()) - 4.0 - 40.0 / CHAR,
    );
    let middle = (post.top() + post.bottom()) / 2.0;
    t.number(
        "签名章在正文下空二行",
        ("7.3.5.3", Rule),
        2.0,
        0.25,
        (middle - 10.0 - body.bottom() - LEADING / 2.0) / PITCH,
    );
    t.number(
        "日期在签名章下空一行",
        ("7.3.5.3", Rule),
        1.0,
        0.25,
        blank_below(middle + 10.0, &date),
    );
    t.number(
        "日期右空四字",
        ("7.3.5.3", Rule),
        4.0,
        0.05,
        from_right(date.right()),
    );
    let end = sheets.last().expect("a page");
    t.words(
        "主送机关不在正文前，在版记里称“分送”",
        ("实务", Practice),
        "是",
        yes(end.find("分送：各县区总工会").is_some()
            && rows.iter().all(|row| !row.text().starts_with("各县区"))),
    );
    t.words(
        "分送在抄送之上",
        ("7.4.2", Rule),
        "是",
        yes(end.row("分送：").y() < end.row("抄送：").y()),
    );
    let last = end.rules_from(100.0);
    t.number(
        "版记末线与版心下边缘重合",
        ("7.4.1", Rule),
        FOOT,
        0.3,
        last.last().expect("a line").centre(),
    );
    t.check(21);
}
