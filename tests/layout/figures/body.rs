//! Title, 主送, 附件说明, 署名, date, seals and attachments: clauses 7.3.1 to 7.3.7.

use super::{
    CHAR, FOOT, LEADING, LEFT, MIDDLE, PITCH, RIGHT, SIZE, THREE, TOP, above, blank_below,
    blank_lines, bracket, end_of, face, from_left, from_right, page_with, pages, yes,
};
use crate::layout::figure::Strength::{Normal, Practice, Rule};
use crate::layout::figure::{Table, tint};
use crate::layout::sheet::Sheet;

#[test]
fn title_and_recipients() {
    let mut t = Table::new("标题和主送机关");
    let page = &pages("wen")[0];
    let title = page.row("关于做好");
    let rule = &page.rules_from(100.0)[0];
    t.number(
        "标题字号2号",
        ("7.3.1", Normal),
        22.0,
        0.1,
        title.first().size,
    );
    t.words("标题字体", ("7.3.1", Normal), "小标宋", face(title.first()));
    t.words(
        "标题颜色",
        ("5.2.4", Normal),
        "黑",
        tint(title.first().colour),
    );
    t.number("标题居中", ("7.3.1", Rule), MIDDLE, 0.3, title.centre());
    t.number(
        "标题在红色分隔线下空二行",
        ("7.3.1", Rule),
        2.0,
        0.25,
        blank_below(rule.bottom, &title),
    );
    let main = page.row("各县（市）区");
    let next = page.row("各直属企业工会");
    t.number(
        "主送机关在标题下空一行",
        ("7.3.2", Rule),
        1.0,
        0.25,
        blank_below(title.bottom(), &main),
    );
    t.number("主送机关顶格", ("7.3.2", Rule), LEFT, 0.3, main.left());
    t.number("主送机关回行顶格", ("7.3.2", Rule), LEFT, 0.3, next.left());
    t.words(
        "主送机关后为全角冒号",
        ("7.3.2", Rule),
        "：",
        &next.last().text,
    );
    t.words(
        "主送机关字体",
        ("5.2.2", Normal),
        "仿宋",
        face(main.first()),
    );
    t.number(
        "主送机关字号",
        ("5.2.2", Normal),
        THREE,
        SIZE,
        main.first().size,
    );
    let body = page.row("各级工会要认真");
    t.number(
        "正文在主送机关下一行",
        ("7.3.3", Rule),
        0.0,
        0.02,
        blank_lines(&next, &body),
    );
    let attached = page_with("wen", "附件1");
    let (first, second) = (
        attached.row("各级工会"),
        attached.row("服务职工群众的基本职责各级"),
    );
    t.number(
        "多行标题的行距",
        ("7.3.1", Practice),
        PITCH,
        0.1,
        second.y() - first.y(),
    );
    t.check(13);
}

#[test]
fn attachments_and_signature() {
    let mut t = Table::new("附件说明、附件、署名、成文日期和附注");
    let page = page_with("wen", "此件公开发布");
    let list = page.row("附件：");
    let wrapped = page.row("工群众的基本职责各级工会要认");
    let second = page.row("2.工作方案");
    let before = above(page, &list);
    t.number(
        "附件说明在正文下空一行",
        ("7.3.4", Rule),
        1.0,
        0.02,
        blank_lines(&before, &list),
    );
    t.number(
        "附件说明左空二字",
        ("7.3.4", Rule),
        2.0,
        0.02,
        from_left(list.left()),
    );
    t.words(
        "“附件”后为全角冒号和阿拉伯数字",
        ("7.3.4", Rule),
        "是",
        yes(list.text().starts_with("附件：1.")),
    );
    t.number(
        "附件序号上下对齐",
        ("7.3.4", Rule),
        list.at("1").x,
        0.1,
        second.left(),
    );
    t.number(
        "名称回行与上一行首字对齐",
        ("7.3.4", Rule),
        list.at("各").x,
        0.1,
        wrapped.left(),
    );
    t.words(
        "附件名称后不加标点",
        ("7.3.4", Rule),
        "是",
        yes(second.text().ends_with("工作方案")),
    );
    t.words(
        "附件说明字体",
        ("5.2.2", Normal),
        "仿宋",
        face(list.first()),
    );
    let alone = page_with("shang", "附件：").row("附件：").text();
    t.words(
        "一个附件不编号",
        ("7.3.4", Practice),
        "附件：协商办法",
        &alone,
    );

    let signed = page.row("云汀市总工会及其有关单位");
    let date = page.row("2026年7月8日");
    t.number(
        "署名在附件说明下空一行",
        ("7.3.5.2", Rule),
        1.0,
        0.02,
        blank_lines(&second, &signed),
    );
    t.number(
        "署名右空二字",
        ("7.3.5.2", Rule),
        2.0,
        0.05,
        from_right(signed.right()),
    );
    t.number(
        "日期在署名下一行",
        ("7.3.5.2", Rule),
        0.0,
        0.02,
        blank_lines(&signed, &date),
    );
    t.number(
        "日期首字比署名首字右移二字",
        ("7.3.5.2", Rule),
        2.0,
        0.05,
        (date.left() - signed.left()) / CHAR,
    );
    t.words(
        "成文日期的写法",
        ("7.3.5.4", Rule),
        "2026年7月8日",
        &date.text(),
    );
    t.number(
        "署名字号",
        ("5.2.2", Normal),
        THREE,
        SIZE,
        signed.first().size,
    );
    let remark = page.row("此件公开发布");
    t.words(
        "附注加圆括号",
        ("7.3.6", Rule),
        "（此件公开发布）",
        &remark.text(),
    );
    t.number(
        "附注在日期下一行",
        ("7.3.6", Rule),
        0.0,
        0.02,
        blank_lines(&date, &remark),
    );
    t.number(
        "附注居左空二字",
        ("7.3.6", Rule),
        2.0,
        0.05,
        from_left(remark.left()) + bracket(&remark),
    );

    let page = page_with("shang", "附件：");
    let (signed, date) = (page.row("市总工会"), page.row("2026年11月18日"));
    t.number(
        "日期长于署名时日期右空二字",
        ("7.3.5.2", Rule),
        2.0,
        0.05,
        from_right(date.right()),
    );
    t.number(
        "日期长于署名时仍右移二字",
        ("7.3.5.2", Rule),
        2.0,
        0.05,
        (date.left() - signed.left()) / CHAR,
    );

    let page = page_with("yin", "2026年11月18日");
    let (signed, date) = (page.row("云汀市总工会"), page.row("2026年11月18日"));
    let body = above(page, &signed);
    t.number(
        "加盖印章，日期右空四字",
        ("7.3.5.1", Rule),
        4.0,
        0.05,
        from_right(date.right()),
    );
    t.number(
        "加盖印章，署名以日期为准居中",
        ("7.3.5.1", Rule),
        date.centre(),
        0.2,
        signed.centre(),
    );
    t.number(
        "加盖印章，日期在署名下一行",
        ("7.3.5.1", Rule),
        0.0,
        0.02,
        blank_lines(&signed, &date),
    );
    // 实务: a seal of 42 mm whose centre lies 4 mm above the middle of 署名 and date, which are then 居中心偏下.
    let top = (signed.top() + date.bottom()) / 2.0 - 4.0 - 21.0;
    t.number(
        "印章顶端距正文一行之内",
        ("7.3.5.1", Rule),
        PITCH / 2.0,
        PITCH / 2.0,
        top - body.bottom(),
    );

    let page = page_with("ming", "2026年11月18日");
    let (post, date) = (page.row("主席"), page.row("2026年11月18日"));
    let office = page.row("云汀市总工会");
    let body = above(page, &office);
    t.number(
        "签名章，日期右空四字",
        ("7.3.5.3", Rule),
        4.0,
        0.05,
        from_right(date.right()),
    );
    // The stamp is 40 mm × 20 mm (实务), its right edge four characters in.
    t.number(
        "签名章左空二字为职务",
        ("7.3.5.3", Rule),
        2.0,
        0.05,
        from_right(post.right()) - 4.0 - 40.0 / CHAR,
    );
    let middle = (office.top() + post.bottom()) / 2.0;
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

    let page = page_with("wen", "附件2");
    let label = page.row("附件2");
    let title = page.row("工作方案");
    t.words(
        "附件标识字体",
        ("7.3.7", Normal),
        "黑体",
        face(label.first()),
    );
    t.number(
        "附件标识字号",
        ("7.3.7", Normal),
        THREE,
        SIZE,
        label.first().size,
    );
    t.number("附件标识顶格", ("7.3.7", Rule), LEFT, 0.3, label.left());
    t.number(
        "附件标识在版心第一行",
        ("7.3.7", Rule),
        TOP,
        0.5,
        label.top(),
    );
    let slot = (title.top() + title.bottom()) / 2.0 - (label.top() + label.bottom()) / 2.0;
    t.number(
        "附件标题在版心第三行",
        ("7.3.7", Rule),
        3.0,
        0.15,
        slot / PITCH + 1.0,
    );
    t.number("附件标题居中", ("7.3.7", Rule), MIDDLE, 0.3, title.centre());
    t.number(
        "附件标题字号",
        ("7.3.7", Practice),
        22.0,
        0.1,
        title.first().size,
    );
    t.words(
        "附件另面编排",
        ("7.3.7", Rule),
        "附件2",
        &page.rows()[0].text(),
    );
    t.check(35);
}

#[test]
fn joint_seals_and_overprint() {
    let mut t = Table::new("联合行文用印、套打和版记在偶数页");
    let page = page_with("lian", "2026年11月18日");
    let date = page.row("2026年11月18日");
    let row = above(page, &date);
    let names = ["云汀市总工会", "云汀市财政局", "云汀市教育局"];
    let centres = names.map(|name| (row.at(name).x + end_of(&row, name).right()) / 2.0);
    t.words(
        "联合署名按发文机关顺序",
        ("7.3.5.1", Rule),
        "是",
        yes(centres.is_sorted()),
    );
    t.number(
        "最后一个署名以成文日期居中",
        ("7.3.5.1", Rule),
        date.centre(),
        0.2,
        centres[2],
    );
    // 实务: seals of 42 mm.
    t.words(
        "印章互不相交或相切",
        ("7.3.5.1", Rule),
        "是",
        yes(centres[1] - centres[0] > 42.0 && centres[2] - centres[1] > 42.0),
    );
    t.words(
        "首个印章不超出版心",
        ("7.3.5.1", Rule),
        "是",
        yes(centres[0] - 21.0 > LEFT - 0.1),
    );
    t.words(
        "末个印章不超出版心",
        ("7.3.5.1", Rule),
        "是",
        yes(centres[2] + 21.0 < RIGHT + 0.1),
    );
    t.number(
        "成文日期右空四字",
        ("7.3.5.1", Rule),
        4.0,
        0.05,
        from_right(date.right()),
    );

    let sheets = pages("tao");
    let red = |sheet: &Sheet| {
        let glyphs = sheet.glyphs.iter().filter(|g| tint(g.colour) != "黑");
        let rules = sheet.rules.iter().filter(|r| tint(r.colour) != "黑");
        glyphs.count() + rules.count()
    };
    let coloured: usize = sheets.iter().map(red).sum();
    t.number(
        "套打时不印红色",
        ("实务", Practice),
        0.0,
        0.0,
        coloured as f64,
    );
    let printed = pages("yin")[0].row("云工yin").y();
    t.number(
        "套打时发文字号位置不变",
        ("实务", Practice),
        printed,
        0.01,
        sheets[0].row("云工告").y(),
    );
    t.number(
        "版记在偶数页",
        ("实务", Practice),
        0.0,
        0.0,
        (sheets.len() % 2) as f64,
    );
    let end = sheets.last().expect("a page").rules_from(100.0);
    t.number(
        "版记独占一页时末线与版心下边缘重合",
        ("7.4.1", Rule),
        FOOT,
        0.3,
        end.last().expect("a line").centre(),
    );
    t.check(10);
}
