//! Recipients that are too many for their place: 主送 that would push the text off page 1 stands in 版记 (7.3.2) on paper as on the page and in the
//! plain text, and that is said; 版记 is tightened before it is refused.

use std::path::Path;

use crate::layout::sheet::{Row, Sheet, sheets};
use crate::layout::site::{Issue, built, plain};

fn issue(key: &str, head: &str, title: &str, to: &[String], copies: &[String]) -> Issue {
    Issue::new(
        key,
        &format!(
            "名称: 通知\n版式: 公文\n{head}文号: 云{key}〔{{年}}〕{{号}}号\n印发机关: 云汀市总工会办公室\n"
        ),
        &format!(
            "号: 1\n日期: 2026-11-18\n标题: {title}\n主送: [{}]\n抄送: [{}]\n署名: [云汀市总工会]\n正文: [正文.md]\n",
            to.join(", "),
            copies.join(", ")
        ),
        &[("正文.md", format!("{}。\n", plain(400)))],
    )
}

fn names(count: usize, what: &str) -> Vec<String> {
    (1..=count)
        .map(|n| format!("云汀市第{n:02}{what}"))
        .collect()
}

const ONE: &str = "报头: 云汀市总工会\n报头后缀: 文件\n";

/// How many offices a head has.
fn offices_of(head: &str) -> usize {
    head.matches("第").count()
}

/// The rows of a page that hold 主送.
fn to(page: &Sheet) -> Vec<Row> {
    let rows = page.rows().into_iter();
    rows.filter(|row| row.text().contains("01行业")).collect()
}

#[test]
fn main_recipients_stand_on_the_page_and_in_the_text_where_they_stand_on_paper() {
    let title = "关于做好新就业形态劳动者集中入会工作的通知";
    let heads = [
        ("一", ONE.to_owned()),
        (
            "三",
            format!(
                "报头: [{}]\n报头后缀: 文件\n",
                names(3, "总工会").join(", ")
            ),
        ),
        (
            "五",
            format!(
                "报头: [{}]\n报头后缀: 文件\n",
                names(5, "总工会").join(", ")
            ),
        ),
        (
            "八",
            format!(
                "报头: [{}]\n报头后缀: 文件\n",
                names(8, "总工会").join(", ")
            ),
        ),
        (
            "十二",
            format!(
                "报头: [{}]\n报头后缀: 文件\n",
                names(12, "总工会").join(", ")
            ),
        ),
        ("无", String::new()),
    ];
    let mut issues = Vec::new();
    let mut keys = Vec::new();
    for (place, (_, head)) in heads.iter().enumerate() {
        for (length, what) in [(1, "行业工会"), (3, "行业新就业形态劳动者联合工会")]
        {
            // The head of twelve and a long title leave no line to the text.
            if length > 1 && offices_of(head) > 10 {
                continue;
            }
            for count in [1, 2, 4, 7, 9, 11, 13, 15, 17, 19, 22, 25, 30, 40, 50] {
                let key = format!("z{place}{length}{count}");
                let title = title.repeat(length);
                issues.push(issue(
                    &key,
                    head,
                    &title,
                    &names(count, what),
                    &names(2, "室"),
                ));
                keys.push(key);
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let site = built(&issues, folder.path());
    let (mut moved, mut stayed) = (0, 0);
    let mut wrong = Vec::new();
    for key in &keys {
        let id = format!("{key}/2026/1");
        let pages = sheets(site.pdf(&id));
        let under_title = !to(&pages[0]).is_empty() && to(&pages[0])[0].first().size > 15.0;
        let page = site.page(&id).contains("<p class=\"recipients\">");
        let text = site
            .text(&format!("{id}/{key}-2026-1.txt"))
            .replace('\n', "");
        let text = text.find("01行业").expect("主送") < text.find("各级工会").expect("text");
        let said = site.diagnostics.contains(&format!("{id}：主送留在标题下"));
        if (page, text, said) != (under_title, under_title, !under_title) {
            wrong.push(format!(
                "{key}: on paper {under_title}, page {page}, text {text}, said {said}"
            ));
        }
        if under_title { stayed += 1 } else { moved += 1 }
    }
    println!("{moved} moved, {stayed} stayed, {} differ", wrong.len());
    assert!(moved > 20 && stayed > 20, "{moved} moved, {stayed} stayed");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The size of the row of the last page that holds these words.
fn size(pages: &[Sheet], words: &str) -> f64 {
    pages.last().expect("a page").row(words).first().size
}

#[test]
fn an_imprint_is_tightened_before_it_is_refused() {
    let none: [String; 0] = [];
    let long = "新就业形态劳动者联合工会";
    let cases = [
        (
            "duanzhu",
            names(80, "工作部门"),
            names(1, "室"),
            "小四号",
            12.0,
        ),
        ("changzhu", names(60, long), names(1, "室"), "五号", 10.5),
        (
            "chaosong",
            none.to_vec(),
            names(80, "工作部门"),
            "小四号",
            12.0,
        ),
        ("qishi", names(70, "部门"), names(1, "室"), "", 14.0),
    ];
    let issues: Vec<Issue> = cases
        .iter()
        .map(|(key, to, copies, _, _)| {
            let mut issue = issue(key, ONE, "关于开展集体协商的通报", to, copies);
            issue.issue = issue.issue.replace("主送: []\n", "");
            issue
        })
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let site = built(&issues, Path::new(folder.path()));
    for (key, to, copies, said, wanted) in cases {
        let pages = sheets(site.pdf(&format!("{key}/2026/1")));
        let all: String = pages
            .iter()
            .flat_map(Sheet::rows)
            .map(|row| row.text())
            .collect();
        for name in to.iter().chain(&copies) {
            assert!(all.contains(name), "{key}: {name} is not printed\n{all}");
        }
        let last = to.iter().chain(&copies).next_back().expect("a name");
        let size = size(&pages, last);
        assert!((size - wanted).abs() < 0.1, "{key}: {size} pt");
        let message = format!("{key}/2026/1：版记用4号字会超过一页，改用{said}，");
        assert_eq!(
            site.diagnostics.contains(&message),
            !said.is_empty(),
            "{key}: {}",
            site.diagnostics
        );
        let rules = pages.last().expect("a page").rules_from(100.0);
        let foot = rules.last().expect("版记").centre();
        assert!(
            (foot - 262.0).abs() < 0.3,
            "{key}: 版记 ends at {foot:.2} mm"
        );
    }
}
