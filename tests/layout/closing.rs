//! What stands at the end of an issue where room is short: 版记 that stays with the text, names of a meeting, a long 署名; and what is refused, at the
//! key that is to blame.

use crate::layout::sheet::{Sheet, sheets};
use crate::layout::site::{Issue, plain, printed, printed_or_refused};

fn text_of(pages: &[Sheet]) -> Vec<String> {
    pages
        .iter()
        .flat_map(Sheet::rows)
        .map(|row| row.text())
        .collect()
}

#[test]
fn a_line_left_over_keeps_the_imprint_on_the_page_of_the_text() {
    let issue = Issue::new(
        "banji",
        "名称: 通知\n版式: 公文\n文号: 云〔{年}〕{号}号\n报头: 云汀市总工会\n报头后缀: 文件\n印发机关: 云汀市总工会办公室\n",
        "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n主送: [各县]\n署名: [云汀市总工会]\n正文: [正文.md]\n",
        &[("正文.md", format!("{}。\n", plain(4 * 28 - 10)))],
    );
    let pages = printed(&[issue]).remove("banji").expect("pages");
    assert_eq!(pages.len(), 1);
    let page = &pages[0];
    let date = page.row("2026年11月18日");
    let foot = page.row("云汀市总工会办公室");
    // One line of the grid is left, and 2.5 mm between text and 版记.
    assert!((262.0 - date.bottom()) < 12.0, "{}", date.bottom());
    let line = page.rules_from(100.0);
    let line = line
        .iter()
        .find(|rule| rule.centre() > date.bottom())
        .expect("the first line of 版记");
    assert!(
        line.top - date.bottom() > 2.4,
        "{}",
        line.top - date.bottom()
    );
    assert!(foot.bottom() < 262.0);
}

#[test]
fn a_meeting_has_no_title_its_names_are_whole_and_fill_the_page() {
    let people = "林致远, 沈若, 顾长河, 方晓, 彭立新, 欧阳明远, 王强, 李四光, 赵钱, 孙李周, 吴郑, 冯陈褚, 卫蒋, 韩杨, 朱秦尤, 许何, 吕施张";
    let series = "名称: 会议纪要\n版式: 纪要\n报头: 云汀市总工会会议纪要\n期号: 第{期}期\n单位: 云汀市总工会办公室\n印发机关: 云汀市总工会办公室\n";
    let issues: Vec<Issue> = (0..4)
        .map(|more| {
            Issue::new(
                &format!("jiyao{more}"),
                series,
                &format!("日期: 2026-11-18\n地点: 三楼\n出席: [{people}]\n请假: [孔曹, 严华金]\n正文: [正文.md]\n"),
                &[("正文.md", format!("{}。\n\n", plain(80)).repeat(6 + more))],
            )
        })
        .collect();
    for (key, pages) in printed(&issues) {
        let rows = text_of(&pages);
        for name in people.split(", ") {
            assert!(
                rows.iter().any(|row| row.contains(name)),
                "{key}: {name} is torn\n{rows:#?}"
            );
        }
        let row = pages
            .iter()
            .find_map(|page| page.find("沈若"))
            .expect("a name");
        let apart = row.at("若").x - row.at("沈").x;
        assert!((apart - 2.0 * 5.571).abs() < 0.2, "{apart}");
        let place = pages
            .iter()
            .find_map(|page| page.find("三楼"))
            .expect("a place");
        assert!((place.at("楼").x - place.at("三").x - 5.571).abs() < 0.2);
        // Nothing that could stand on a page is put off to the next one.
        for page in &pages[..pages.len() - 1] {
            let last = page.rows().last().expect("a row").bottom();
            assert!(262.0 - last < 3.0 * 10.45, "{key}: {last}");
        }
    }
}

#[test]
fn a_long_signature_stays_two_characters_from_the_edge() {
    let name = "中国教科文卫体工会云汀市委员会新就业形态劳动者工作委员会";
    let issue = Issue::new(
        "shuming",
        "名称: 通知\n版式: 公文\n文号: 云〔{年}〕{号}号\n",
        &format!(
            "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n署名: [{name}]\n正文: [正文.md]\n"
        ),
        &[("正文.md", format!("{}。\n", plain(60)))],
    );
    let pages = printed(&[issue]).remove("shuming").expect("pages");
    let row = pages[0].row("中国教科文卫体工会");
    assert!(row.right() < 184.0 - 2.0 * 5.571 + 0.2, "{}", row.right());
    assert!(text_of(&pages).concat().contains(name));
}

#[test]
fn a_refusal_points_at_the_key_that_is_to_blame() {
    let names: Vec<String> = (1..=60)
        .map(|n| format!("云汀市总工会第{n}工作部门办公室"))
        .collect();
    let names = names.join(", ");
    let columns = vec!["栏"; 60].join(", ");
    let series = |key: &str| {
        format!("名称: 通知\n版式: 公文\n文号: 云{key}〔{{年}}〕{{号}}号\n报头: 云汀市总工会\n")
    };
    let issue = "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n正文: [正文.md]\n";
    let text = ("正文.md", format!("{}。\n", plain(60)));
    let table = (
        "表.yaml",
        format!("标题: 进度\n列: [{columns}]\n行:\n  - [{columns}]\n"),
    );
    let issues = [
        Issue::new(
            "zhusong",
            &series("zhusong"),
            &format!("{issue}主送: [{names}, {names}]\n"),
            std::slice::from_ref(&text),
        ),
        Issue::new(
            "chaosong",
            &series("chaosong"),
            &format!("{issue}copied: [{names}, {names}]\n"),
            std::slice::from_ref(&text),
        ),
        Issue::new(
            "biaoge",
            &series("biaoge"),
            &issue.replace("正文.md]", "正文.md, {表: 表.yaml}]"),
            &[text, table],
        ),
    ];
    let (_, missing, said) = printed_or_refused(&issues);
    assert_eq!(missing, ["zhusong", "chaosong", "biaoge"], "{said}");
    for place in [
        "zhusong/2026/1/issue.yaml:5:1",
        "chaosong/2026/1/issue.yaml:5:1",
        "biaoge/2026/1/issue.yaml:4:17",
    ] {
        assert!(said.contains(place), "{place}\n{said}");
    }
}

/// What is red in a page: letters and lines.
fn red(pages: &[Sheet]) -> usize {
    let reddish = |colour: [f64; 3]| colour[0] > 0.5 && colour[1] < 0.3;
    let glyphs = pages.iter().flat_map(|page| &page.glyphs);
    glyphs.filter(|glyph| reddish(glyph.colour)).count()
}

/// 套打 belongs to who prints: the archive keeps what was issued, with its red head.
#[test]
fn the_archive_keeps_the_red_head_that_print_leaves_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put("site.yaml", "名称: 资料库\n");
    put(
        "a/series.yaml",
        "名称: 通知\n版式: 公文\n报头: 云汀市总工会\n报头后缀: 文件\n文号: 云〔{年}〕{号}号\n套打: 是\n",
    );
    put(
        "a/2026/1/issue.yaml",
        "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n正文: [正文.md]\n",
    );
    put("a/2026/1/正文.md", "如下。\n");
    let built = crate::support::build_site(folder.path());
    let archived = sheets(&built.files["a/2026/1/a-2026-1.pdf"]);
    let printed = crate::support::printed(folder.path(), "a/2026/1").expect("a PDF");
    assert_eq!(red(&archived), "云汀市总工会文件".chars().count());
    assert_eq!(red(&sheets(&printed)), 0);
}

/// 7.3.5.1: the rows of 署名 over seals stay inside the type area, however long the names are.
#[test]
fn names_over_seals_stay_in_the_type_area() {
    let offices = [
        "澄江市人力资源和社会保障局",
        "澄江市工商业联合会",
        "澄江市企业联合会澄江市企业家协会",
        "澄江市工业和信息化局",
        "澄江市住房和城乡建设局",
    ];
    let issues: Vec<Issue> = (2..=offices.len())
        .map(|count| {
            let names = offices[..count].join(", ");
            Issue::new(
                &format!("yin{count}"),
                &format!("名称: 通知\n版式: 公文\n文号: 云yin{count}〔{{年}}〕{{号}}号\n"),
                &format!("号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n署名: [{names}]\n用印: 印章\n正文: [正文.md]\n"),
                &[("正文.md", format!("{}。\n", plain(60)))],
            )
        })
        .collect();
    for (key, pages) in printed(&issues) {
        for row in pages.iter().flat_map(Sheet::rows) {
            assert!(
                row.left() > 27.9 && row.right() < 184.1,
                "{key}: {:.1}–{:.1} {}",
                row.left(),
                row.right(),
                row.text()
            );
        }
    }
}

const OFFICES: [&str; 12] = [
    "云汀市总工会",
    "云汀市人力资源和社会保障局",
    "云汀市财政局",
    "云汀市工业和信息化局",
    "云汀市工商业联合会",
    "共青团云汀市委员会",
    "云汀市妇女联合会",
    "云汀市教育局",
    "云汀市司法局",
    "云汀市民政局",
    "云汀市交通运输局",
    "云汀市应急管理局",
];

/// An issue of so many offices, all with a seal.
fn sealed(key: &str, count: usize, extra: &str, text: &str) -> Issue {
    let offices = OFFICES[..count].join(", ");
    Issue::new(
        key,
        &format!(
            "名称: 通知\n版式: 公文\n文号: 云{key}〔{{年}}〕{{号}}号\n报头: [{offices}]\n报头后缀: 文件\n印发机关: 云汀市总工会办公室\n"
        ),
        &format!(
            "号: 1\n日期: 2026-11-18\n标题: 关于印发集体协商实施方案的通知\n主送: [各县]\n署名: [{offices}]\n用印: 印章\n附注: 此件公开发布\n{extra}正文: [正文.md]\n"
        ),
        &[
            ("正文.md", text.to_owned()),
            ("件.md", "---\n标题: 实施方案\n---\n附页。\n".to_owned()),
        ],
    )
}

/// 7.3.5.1 and 7.3.5.5: twelve seals move together and leave the last lines of the text their page, whatever the text ends in; where page 1 cannot hold
/// a text of two lines with what closes it, the text is parted, and one of a single line leaves 附件说明 to the page of 署名.
#[test]
fn twelve_seals_share_their_page_with_text() {
    let table = "表：进度\n\n| 单位 | 情况 |\n|---|---|\n| 青禾县 | 已经完成。 |\n";
    let (long, two) = (
        format!("{}。\n\n", plain(300)),
        format!("{}。\n", plain(40)),
    );
    let attached = "附件: [件.md]\n";
    let issues = [
        sealed("duan", 12, "", &two),
        sealed("liu", 6, attached, &two),
        sealed("yihang", 4, attached, &format!("{}。\n", plain(20))),
        sealed("chang", 12, attached, &long),
        sealed("biao", 12, attached, &format!("{long}{table}")),
        sealed("yin", 12, "", &format!("{long}> {}。\n", plain(40))),
        sealed("dian", 12, "", &format!("{long}- {}。\n", plain(20))),
    ];
    for (key, pages) in printed(&issues) {
        let page = pages
            .iter()
            .find(|page| {
                page.find("2026年11月18日")
                    .is_some_and(|row| !row.text().contains("印发"))
            })
            .expect("a date");
        let date = page.row("2026年11月18日");
        let first = page.rows().into_iter().next().expect("a row");
        assert!(
            first.text().contains(&plain(62)[..6])
                || plain(62).contains(first.text().trim_end_matches('。'))
                || ["附件：", "单位"]
                    .iter()
                    .any(|word| first.text().contains(word)),
            "{key}: {}",
            first.text()
        );
        let remark = page.row("此件公开发布");
        assert!(remark.y() > date.y() && remark.bottom() < 262.3, "{key}");
        assert!(
            pages[0]
                .rows()
                .iter()
                .any(|row| row.text().contains("各级工会")),
            "{key}"
        );
        // Seals of 42 mm neither cross nor touch.
        let rows: Vec<f64> = ["云汀市财政局", "云汀市司法局"]
            .iter()
            .filter_map(|name| Some(page.find(name)?.y()))
            .collect();
        if let [first, second] = rows[..] {
            assert!(second - first > 2.0 * 43.9, "{key}: {first} {second}");
        }
    }
}

/// What is padded inside a quotation is set in by nothing but its own figures: 署名 and date stand after it where they stand after a paragraph.
#[test]
fn what_closes_the_text_stands_where_it_does_whatever_the_text_ends_in() {
    let ends = [
        ("duan", format!("{}。\n", plain(30))),
        ("yin", format!("> {}。\n", plain(30))),
        (
            "yinlie",
            format!("> {}。\n>\n> - {}。\n", plain(30), plain(8)),
        ),
        ("lie", format!("- {}。\n", plain(30))),
        ("ma", "```\n原样\n```\n".to_owned()),
        (
            "biao",
            "表：进度\n\n| 单位 | 情况 |\n|---|---|\n| 青禾县 | 已经完成。 |\n".to_owned(),
        ),
    ];
    for seal in [0, 1] {
        let issues: Vec<Issue> = ends
            .iter()
            .map(|(key, end)| {
                let mut issue = sealed(
                    &format!("{key}{seal}"),
                    3,
                    "",
                    &format!("{}。\n\n{end}", plain(60)),
                );
                if seal == 0 {
                    issue.issue = issue.issue.replace("用印: 印章\n", "");
                }
                issue
            })
            .collect();
        let places: Vec<(String, f64, f64)> = printed(&issues)
            .into_iter()
            .map(|(key, pages)| {
                let left = |words: &str| {
                    let mut rows = pages.iter().flat_map(Sheet::rows);
                    let row =
                        rows.find(|row| row.text().contains(words) && !row.text().contains("印发"));
                    row.expect("a row").at(words).x
                };
                (key, left("2026年11月18日"), left("（此件公开发布）"))
            })
            .collect();
        let (_, date, remark) = places[0];
        for (key, other, another) in &places {
            assert!(
                (other - date).abs() < 0.1 && (another - remark).abs() < 0.1,
                "{key}: {places:?}"
            );
        }
    }
}

/// Lines of 附注 and of the names of a meeting end where their words do, and are not drawn apart.
#[test]
fn no_line_of_a_remark_or_of_names_is_drawn_apart() {
    let remark = "联系人：林致远，电话：0123-4567890，邮箱：lin.zhiyuan@yunting-gonghui.example.cn";
    let people = "卫蒋, 韩杨, 朱秦尤, 许何（市财政局）, 吕施张（市人力资源和社会保障局）";
    let text = [("正文.md", format!("{}。\n", plain(60)))];
    let issues = [
        Issue::new(
            "fuzhu",
            "名称: 通知\n版式: 公文\n文号: 云fuzhu〔{年}〕{号}号\n",
            &format!(
                "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n署名: [云汀市总工会]\n附注: {remark}\n正文: [正文.md]\n"
            ),
            &text,
        ),
        Issue::new(
            "liexi",
            "名称: 会议纪要\n版式: 纪要\n报头: 云汀市总工会会议纪要\n期号: 第{期}期\n单位: 云汀市总工会办公室\n",
            &format!("日期: 2026-11-18\n列席: [{people}]\n正文: [正文.md]\n"),
            &text,
        ),
    ];
    for (key, pages) in printed(&issues) {
        for (first, second) in [("联", "系"), ("朱", "秦"), ("许", "何")] {
            let row = pages
                .iter()
                .find_map(|page| page.find(&format!("{first}{second}")));
            let Some(row) = row else { continue };
            let apart = row.at(second).x - row.at(first).x;
            assert!(
                (apart - 5.571).abs() < 0.06,
                "{key}: {first}{second} {apart}"
            );
        }
        if let Some(row) = pages.iter().find_map(|page| page.find("朱秦尤")) {
            // A comma and no more between two names.
            let apart = row.at("朱").x - row.at("杨").x;
            assert!(apart < 2.0 * 5.571 + 0.1, "{key}: {apart}");
        }
    }
}
