//! Issues that strain the layout. Each page of each must keep to the type area and the grid, whatever it holds.

use std::collections::BTreeMap;

use crate::layout::sheet::{Glyph, Row, Sheet};
use crate::layout::site::{Issue, plain, printed};

/// The type area, with the tenth of a millimetre that rounding takes.
const LEFT: f64 = 28.0 - 0.1;
const RIGHT: f64 = 184.0 + 0.1;
const TOP: f64 = 37.0 - 0.1;
const FOOT: f64 = 262.0 + 0.2;
/// 3号, in points.
const THREE: f64 = 15.79;
const DATE: &str = "2026年11月18日";

/// What a case asks for besides the text.
#[derive(Clone, Default)]
struct Case {
    key: String,
    series: String,
    issue: String,
    files: Vec<(String, String)>,
}

impl Case {
    /// A document of one office with a short title; `body` is its text.
    fn new(key: &str, body: String) -> Self {
        Self {
            key: key.to_owned(),
            series: format!("名称: 通知\n版式: 公文\n文号: 云{key}〔{{年}}〕{{号}}号\n"),
            issue: "号: 1\n日期: 2026-11-18\n正文: [正文.md]\n".to_owned(),
            files: vec![("正文.md".to_owned(), body)],
        }
    }

    fn series(mut self, lines: &str) -> Self {
        self.series.push_str(lines);
        self
    }

    fn issue(mut self, lines: &str) -> Self {
        self.issue.push_str(lines);
        self
    }

    fn titled(self, title: &str) -> Self {
        self.issue(&format!("标题: {title}\n"))
    }

    fn usual(self) -> Self {
        self.series("报头: 云汀市总工会\n报头后缀: 文件\n印发机关: 云汀市总工会办公室\n")
            .issue("署名: [云汀市总工会]\n主送: [各县（市）区总工会]\n抄送: [市委办公室]\n")
    }

    fn file(mut self, name: &str, text: String) -> Self {
        self.files.push((name.to_owned(), text));
        self
    }

    fn into_issue(self) -> Issue {
        let files: Vec<(&str, String)> = self
            .files
            .iter()
            .map(|(name, text)| (name.as_str(), text.clone()))
            .collect();
        Issue::new(&self.key, &self.series, &self.issue, &files)
    }
}

const TITLE: &str = "关于集体协商工作的通知";

/// Where ink begins and ends: a bracket or a mark at the edge stands on half of its place.
fn ink(glyph: &Glyph) -> (f64, f64) {
    let half = glyph.width / 2.0;
    if "（《“‘【〔".contains(&glyph.text) {
        (glyph.x + half, glyph.right())
    } else if "）》”’】〕，。、；：！？".contains(&glyph.text) {
        (glyph.x, glyph.right() - half)
    } else {
        (glyph.x, glyph.right())
    }
}

fn span(row: &Row) -> (f64, f64) {
    (ink(row.first()).0, ink(row.last()).1)
}

fn shown(row: &Row) -> String {
    row.text().chars().take(16).collect()
}

/// What is wrong with a page, each in a line.
fn faults_of_page(page: &Sheet) -> Vec<String> {
    let mut out = Vec::new();
    let rows = page.rows();
    for row in &rows {
        let (left, right) = span(row);
        let top = if row.first().size > 30.0 {
            row.top() + 0.5
        } else {
            row.top()
        };
        if left < LEFT || right > RIGHT || top < TOP || row.bottom() > FOOT {
            out.push(format!(
                "outside the type area: {left:.2}–{right:.2}, {top:.2}–{:.2}: {}",
                row.bottom(),
                shown(row)
            ));
        }
        for pair in row.0.windows(2) {
            if pair[0].right() - pair[1].x > 0.6 * pair[0].width {
                out.push(format!("letters lie on each other: {}", shown(row)));
                break;
            }
        }
    }
    for (index, row) in rows.iter().enumerate() {
        for other in &rows[index + 1..] {
            let apart = row.bottom() - other.top() < 0.1 || row.top() - other.bottom() > -0.1;
            let beside = row.0.iter().all(|g| {
                let (left, right) = ink(g);
                other.0.iter().all(|o| {
                    let (from, to) = ink(o);
                    right <= from + 0.1 || to <= left + 0.1
                })
            });
            if !apart && !beside {
                out.push(format!("{} and {} overlap", shown(row), shown(other)));
            }
        }
        for rule in &page.rules {
            if rule.centre() > row.top() + 0.1 && rule.centre() < row.bottom() - 0.1 {
                out.push(format!("a line goes through {}", shown(row)));
            }
        }
    }
    let three = |row: &&Row| (row.first().size - THREE).abs() < 0.1;
    let lines = rows.iter().filter(three).count();
    if lines > 22 {
        out.push(format!("{lines} lines"));
    }
    out
}

fn is_text(row: &Row) -> bool {
    let text = row.text();
    let phrase = plain(31 * 3);
    // A row of text is a piece of the phrase it is made of, but for a full stop at its end.
    let piece = text.trim_end_matches('。');
    !piece.is_empty() && phrase.contains(piece) && (row.first().size - THREE).abs() < 0.1
}

/// What is wrong with an issue. `signed`: it bears a date, which must share its page with text; `lined`: it has 版记 with lines.
fn faults(pages: &[Sheet], signed: bool, lined: bool) -> Vec<String> {
    let mut out = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let found = faults_of_page(page);
        out.extend(found.iter().map(|f| format!("page {}: {f}", index + 1)));
    }
    if !pages[0].rows().iter().any(is_text) {
        out.push("page 1 shows no text".to_owned());
    }
    if lined {
        let last = pages.last().expect("a page");
        let rules = last.rules_from(100.0);
        match rules.last() {
            Some(rule) if (rule.centre() - 262.0).abs() < 0.3 => {}
            Some(rule) => out.push(format!("版记 ends at {:.2} mm", rule.centre())),
            None => out.push("the last page has no 版记".to_owned()),
        }
    }
    if signed {
        let with_date = pages.iter().position(|p| p.find(DATE).is_some());
        match with_date {
            Some(at) => {
                let page = &pages[at];
                let date = page.row(DATE);
                // 附件说明 belongs to the document as much as the text does.
                let holds = |r: &Row| is_text(r) || r.text().contains("附表");
                if !page.rows().iter().any(|r| holds(r) && r.y() < date.y()) {
                    out.push(format!("page {}: 署名 and date without text", at + 1));
                }
            }
            None => out.push("no date".to_owned()),
        }
    }
    out
}

/// Prints the cases and fails with all their faults.
fn run(cases: Vec<Case>, signed: bool, lined: bool) -> BTreeMap<String, Vec<Sheet>> {
    let issues: Vec<Issue> = cases.into_iter().map(Case::into_issue).collect();
    let pages = printed(&issues);
    let mut wrong = Vec::new();
    for (key, pages) in &pages {
        for fault in faults(pages, signed, lined) {
            wrong.push(format!("{key}: {fault}"));
        }
    }
    println!("{} cases, {} faults", pages.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    pages
}

#[test]
fn titles_of_8_to_60_characters() {
    let words = "关于进一步做好全市工会系统职工权益维护和集体协商集中要约行动以及劳动争议调解组织建设与新就业形态劳动者入会服务有关工作情况督查结果的通报";
    let mut cases = Vec::new();
    for length in [8, 12, 19, 20, 21, 22, 30, 39, 40, 41, 50, 60] {
        let head: String = words.chars().take(length - 3).collect();
        let title = format!("{head}的通报");
        assert_eq!(title.chars().count(), length);
        let case = Case::new(&format!("ti{length}"), format!("{}。\n", plain(500)));
        cases.push(case.usual().titled(&title));
    }
    let pages = run(cases, true, true);
    for (key, pages) in pages {
        let large = pages[0].rows();
        let title: Vec<&Row> = large
            .iter()
            .filter(|r| (r.first().size - 22.0).abs() < 0.1)
            .collect();
        let length: usize = title.iter().map(|r| r.text().chars().count()).sum();
        assert_eq!(key, format!("ti{length}"), "the whole title is printed");
        for row in &title {
            let count = row.text().chars().count();
            assert!(count > 2 && count <= 20, "{key}: a line of {count}");
            assert!(
                (row.centre() - 106.0).abs() < 1.0,
                "{key}: {} is not centred",
                row.text()
            );
        }
    }
}

const OFFICES: [&str; 7] = [
    "云汀市总工会",
    "云汀市人力资源和社会保障局",
    "云汀市财政局",
    "云汀市工业和信息化局",
    "云汀市工商业联合会",
    "共青团云汀市委员会",
    "云汀市妇女联合会",
];

#[test]
fn joint_issues_of_1_to_7_offices() {
    let mut cases = Vec::new();
    for count in 1..=7 {
        let offices = OFFICES[..count].join(", ");
        for (name, seal) in [("wu", ""), ("yin", "用印: 印章\n")] {
            let case = Case::new(&format!("lian{name}{count}"), format!("{}。\n", plain(700)));
            cases.push(
                case.series(&format!(
                    "报头: [{offices}]\n报头后缀: 文件\n印发机关: 云汀市总工会办公室\n"
                ))
                .issue(&format!(
                    "署名: [{offices}]\n主送: [各县（市）区总工会]\n抄送: [市委办公室]\n{seal}"
                ))
                .titled(TITLE),
            );
        }
    }
    let pages = run(cases, true, true);
    for (key, pages) in pages {
        let marks = pages[0].rows();
        let large = marks
            .iter()
            .filter(|r| r.first().size > 16.5 && r.first().colour[0] > 0.5);
        let count: usize = large.filter(|r| r.text().contains("云汀市")).count();
        assert!(
            key.ends_with(&count.to_string()),
            "{key}: {count} names in the mark"
        );
    }
}

#[test]
fn lists_of_1_to_9_attachments() {
    let mut cases = Vec::new();
    for (count, length) in (1..=9).flat_map(|n| [300, 380, 460, 540].map(|l| (n, l))) {
        let names: Vec<String> = (1..=count).map(|n| format!("件{n}.md")).collect();
        let mut case = Case::new(
            &format!("fu{count}chang{length}"),
            format!("{}。\n", plain(length)),
        )
        .usual()
        .titled(TITLE)
        .issue(&format!("附件: [{}]\n", names.join(", ")));
        for (index, name) in names.iter().enumerate() {
            let title: String = "附表说明材料清单汇总情况统计台账"
                .chars()
                .cycle()
                .take(6 + index * 5)
                .collect();
            case = case.file(name, format!("---\n标题: {title}\n---\n{}。\n", plain(90)));
        }
        cases.push(case);
    }
    let pages = run(cases, true, true);
    for (key, pages) in pages {
        let count: usize = key[2..3].parse().expect("a number");
        let marked = pages
            .iter()
            .filter(|p| {
                let first = &p.rows()[0];
                first.text().starts_with("附件") && first.first().font.contains("Sans")
            })
            .count();
        assert_eq!(marked, count, "{key}: each attachment on its own page");
    }
}

#[test]
fn lists_of_60_recipients() {
    let names: Vec<String> = (1..=60).map(|n| format!("市第{n:02}工作部门")).collect();
    let list = names.join(", ");
    let (former, latter) = (names[..30].join(", "), names[30..].join(", "));
    let base = |key: &str, length: usize| {
        Case::new(key, format!("{}。\n", plain(length)))
            .series("报头: 云汀市总工会\n报头后缀: 文件\n印发机关: 云汀市总工会办公室\n")
            .issue("署名: [云汀市总工会]\n")
            .titled(TITLE)
    };
    let cases = vec![
        base("chao", 300).issue(&format!("抄送: [{list}]\n")),
        base("zhu", 300).issue(&format!("主送: [{list}]\n抄送: [市委办公室]\n")),
        base("liang", 300).issue(&format!("主送: [{former}]\n抄送: [{latter}]\n")),
        base("banji", 900).issue(&format!(
            "主送: [{list}]\n主送位置: 版记\n抄送: [市委办公室]\n"
        )),
        base("ou", 900).issue(&format!("抄送: [{list}]\n版记在偶数页: true\n")),
    ];
    let pages = run(cases, true, true);
    for (key, pages) in pages {
        let all: String = pages
            .iter()
            .flat_map(Sheet::rows)
            .map(|r| r.text())
            .collect();
        assert!(
            all.contains("第01工作部门") && all.contains("第60工作部门"),
            "{key}"
        );
    }
}

/// Rows of text on a page.
fn text_rows(page: &Sheet) -> usize {
    page.rows().iter().filter(|r| is_text(r)).count()
}

#[test]
fn text_that_ends_at_line_1_20_21_and_22() {
    // How many lines of text page 1 holds is counted in print.
    let sample = Case::new("yang", format!("{}。\n", plain(2000)))
        .usual()
        .titled(TITLE);
    let first = text_rows(&printed(&[sample.into_issue()])["yang"][0]);
    assert!((5..15).contains(&first), "{first} lines of text on page 1");
    let closings = [
        ("kong", ""),
        ("shu", "署名: [云汀市总工会]\n"),
        ("yin", "署名: [云汀市总工会]\n用印: 印章\n"),
        (
            "ming",
            "署名: [云汀市总工会]\n签名章: [{职务: 主席, 姓名: 林致远}]\n",
        ),
        (
            "fu",
            "署名: [云汀市总工会]\n附件: [甲.md, 乙.md]\n附注: 此件公开发布\n",
        ),
    ];
    let mut signed = Vec::new();
    let mut bare = Vec::new();
    for line in [1, 2, 20, 21, 22] {
        // One paragraph, and paragraphs of two lines: what holds together differs.
        for (shape, paragraph) in [("chang", usize::MAX), ("duan", 2)] {
            for (name, closing) in &closings {
                let mut left = first + line;
                let mut text = String::new();
                while left > 0 {
                    let lines = left.min(paragraph);
                    // Two characters of indent, and the full stop ends the last line half way.
                    text.push_str(&format!("{}。\n\n", plain(lines * 28 - 2 - 14)));
                    left -= lines;
                }
                let mut case = Case::new(&format!("hang{name}{shape}{line}"), text)
                    .series("报头: 云汀市总工会\n报头后缀: 文件\n印发机关: 云汀市总工会办公室\n")
                    .issue(&format!(
                        "主送: [各县（市）区总工会]\n抄送: [市委办公室]\n{closing}"
                    ))
                    .titled(TITLE);
                if *name == "fu" {
                    for file in ["甲.md", "乙.md"] {
                        case = case.file(
                            file,
                            format!("---\n标题: 附表{file}\n---\n{}。\n", plain(90)),
                        );
                    }
                }
                if name.is_empty() || *name == "kong" {
                    bare.push(case.issue("日期位置: 题下\n"));
                } else {
                    signed.push(case);
                }
            }
        }
    }
    run(signed, true, true);
    run(bare, false, true);
}
