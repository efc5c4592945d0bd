//! 版头: clause 7.2.

use super::{
    LEFT, MIDDLE, SIZE, THREE, TOP, blank_below, blank_lines, em, face, from_left, from_right,
    ink_foot, ink_top, pages, yes,
};
use crate::layout::figure::Strength::{Normal, Practice, Rule};
use crate::layout::figure::{Table, tint};

#[test]
fn head_of_a_document() {
    let mut t = Table::new("版头");
    let page = &pages("wen")[0];
    let copy = page.row("000012");
    t.words("份号为六位数字", ("7.2.1", Rule), "000012", &copy.text());
    t.number("份号在版心第一行", ("7.2.1", Rule), TOP, 0.5, copy.top());
    t.number("份号顶格", ("7.2.1", Rule), LEFT, 0.5, copy.left());
    t.number(
        "份号字号",
        ("7.2.1", Normal),
        THREE,
        SIZE,
        copy.first().size,
    );
    let secrecy = page.row("机密");
    t.words(
        "密级和保密期限",
        ("7.2.2", Rule),
        "机密★1年",
        &secrecy.text(),
    );
    t.number(
        "密级在第二行",
        ("7.2.2", Rule),
        0.0,
        0.02,
        blank_lines(&copy, &secrecy),
    );
    t.number("密级顶格", ("7.2.2", Rule), LEFT, 0.5, secrecy.left());
    t.words("密级字体", ("7.2.2", Normal), "黑体", face(secrecy.first()));
    t.number(
        "密级字号",
        ("7.2.2", Normal),
        THREE,
        SIZE,
        secrecy.first().size,
    );
    let urgency = page.row("特急");
    t.number(
        "紧急程度在密级下一行",
        ("7.2.3", Rule),
        0.0,
        0.02,
        blank_lines(&secrecy, &urgency),
    );
    t.number("紧急程度顶格", ("7.2.3", Rule), LEFT, 0.5, urgency.left());
    t.words(
        "紧急程度字体",
        ("7.2.3", Normal),
        "黑体",
        face(urgency.first()),
    );

    let mark = page.row("云汀市总工会文件");
    t.number(
        "发文机关标志上边缘至版心上边缘",
        ("7.2.4", Rule),
        35.0,
        0.3,
        ink_top(&mark) - TOP,
    );
    t.number(
        "发文机关标志居中",
        ("7.2.4", Rule),
        MIDDLE,
        0.3,
        mark.centre(),
    );
    t.words(
        "发文机关标志字体",
        ("7.2.4", Normal),
        "小标宋",
        face(mark.first()),
    );
    t.words(
        "发文机关标志颜色",
        ("7.2.4", Rule),
        "红",
        tint(mark.first().colour),
    );
    t.number(
        "发文机关标志字号（小初至60磅）",
        ("7.2.4", Practice),
        48.0,
        12.0,
        mark.first().size,
    );

    let number = page.row("云工发");
    t.words(
        "发文字号的写法",
        ("7.2.5", Rule),
        "云工发〔2026〕1号",
        &number.text(),
    );
    t.number(
        "发文字号在标志下空二行",
        ("7.2.5", Rule),
        2.0,
        0.25,
        blank_below(ink_foot(&mark), &number),
    );
    t.number(
        "发文字号居中",
        ("7.2.5", Rule),
        MIDDLE,
        0.3,
        number.centre(),
    );
    t.words(
        "发文字号字体",
        ("7.2.5", Normal),
        "仿宋",
        face(number.first()),
    );
    t.number(
        "发文字号字号",
        ("7.2.5", Normal),
        THREE,
        SIZE,
        number.first().size,
    );

    let rule = &page.rules_from(100.0)[0];
    t.number(
        "红色分隔线至发文字号",
        ("7.2.7", Rule),
        4.0,
        0.3,
        rule.top - number.bottom(),
    );
    t.number(
        "红色分隔线与版心等宽",
        ("7.2.7", Rule),
        156.0,
        0.3,
        rule.width(),
    );
    t.number("红色分隔线左端", ("7.2.7", Rule), LEFT, 0.2, rule.left);
    t.words("红色分隔线颜色", ("7.2.7", Rule), "红", tint(rule.colour));
    t.number(
        "红色分隔线粗细",
        ("7.2.7", Practice),
        0.5,
        0.15,
        rule.thickness(),
    );
    t.check(27);
}

#[test]
fn head_of_an_upward_document() {
    let mut t = Table::new("上行文和联合行文的版头");
    let page = &pages("shang")[0];
    let first = page.row("签发人");
    let last = page.row("陈思齐");
    let number = last.at("云工报");
    t.number(
        "发文字号居左空一字",
        ("7.2.5", Rule),
        1.0,
        0.05,
        from_left(number.x),
    );
    t.number(
        "发文字号与最后一个签发人同行",
        ("7.2.5", Rule),
        0.0,
        0.1,
        number.y - last.at("陈思齐").y,
    );
    t.number(
        "签发人居右空一字",
        ("7.2.6", Rule),
        1.0,
        0.05,
        from_right(first.right()),
    );
    t.words(
        "签发人三字字体",
        ("7.2.6", Normal),
        "仿宋",
        face(first.at("签发人")),
    );
    t.words(
        "签发人姓名字体",
        ("7.2.6", Normal),
        "楷体",
        face(first.at("林致远")),
    );
    t.number(
        "签发人姓名字号",
        ("7.2.6", Normal),
        THREE,
        SIZE,
        first.at("林致远").size,
    );
    t.words(
        "签发人后为全角冒号",
        ("7.2.6", Rule),
        "是",
        yes(first.text().starts_with("签发人：")),
    );
    t.words(
        "每行排两个姓名",
        ("7.2.6", Normal),
        "是",
        yes(first.text().ends_with("周明")),
    );
    t.number(
        "回行与上一行第一个姓名对齐",
        ("7.2.6", Rule),
        first.at("林").x,
        0.1,
        last.at("陈").x,
    );
    let rule = &page.rules_from(100.0)[0];
    t.number(
        "红色分隔线至末行签发人",
        ("7.2.7", Rule),
        4.0,
        0.3,
        rule.top - last.bottom(),
    );

    let sponsor = page.row("云汀市总工会");
    let second = page.row("云汀市财政局");
    let third = page.row("云汀市人力资源和社会保障局");
    t.number(
        "联合标志上边缘至版心上边缘",
        ("7.2.4", Rule),
        35.0,
        0.3,
        ink_top(&sponsor) - TOP,
    );
    t.words(
        "主办机关排列在前",
        ("7.2.4", Rule),
        "是",
        yes(sponsor.y() < second.y() && second.y() < third.y()),
    );
    let suffix = second.at("文");
    t.number(
        "“文件”与联署名称上下居中",
        ("7.2.4", Rule),
        second.y(),
        0.5,
        suffix.y,
    );
    t.words(
        "“文件”在名称右侧",
        ("7.2.4", Rule),
        "是",
        yes(suffix.x > third.right()),
    );
    t.number(
        "联署名称两端对齐，左",
        ("7.2.4", Practice),
        third.left(),
        0.3,
        sponsor.left(),
    );
    t.number(
        "联署名称两端对齐，右",
        ("7.2.4", Practice),
        third.right(),
        0.3,
        sponsor.right(),
    );
    t.number(
        "联合标志整体居中",
        ("7.2.4", Rule),
        MIDDLE,
        0.5,
        (sponsor.left() + second.right()) / 2.0,
    );
    t.number(
        "签发人首行在标志下空二行",
        ("7.2.5", Rule),
        2.0,
        0.25,
        blank_below(third.y() + 0.09 * em(third.first()), &first),
    );
    t.check(18);
}
