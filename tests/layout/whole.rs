//! Words and names that no line tears, whatever line they are typed into: headings of every level, 主送, 抄送, 要目, 副题, 来源, 编印单位, 附件说明.
//! Each text is put together from known words, and every line of the finished page that ends inside it must end between two of them.

use crate::layout::sheet::{Row, Sheet};
use crate::layout::site::{Issue, plain, printed};

const LEXICON: &str = include_str!("../../src/zh/lexicon.txt");

/// The names of the register.
const UNITS: [&str; 6] = [
    "云汀市安平经济技术开发区工会联合会",
    "石桥县新就业形态劳动者联合工会",
    "青禾县总工会",
    "澄江市工商业联合会",
    "云汀市快递物流行业工会联合会",
    "望岚县红十字会",
];

/// A row of numbers that is the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from((self.0 >> 33) % end as u64).expect("small")
    }

    fn one_of<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// The words of a text in their order.
struct Typed(Vec<&'static str>);

impl Typed {
    /// About `length` characters of long words of the lexicon, some names among them.
    fn words(chance: &mut Chance, length: usize) -> Self {
        let words: Vec<&'static str> = LEXICON
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            // What has four characters and more is read in one way only.
            .filter(|word| word.chars().count() >= 4)
            .collect();
        let mut out = Vec::new();
        let mut left = length;
        while left > 3 {
            let word = if chance.below(6) == 0 {
                chance.one_of(&UNITS)
            } else {
                chance.one_of(&words)
            };
            // A comma between two words, so that they are not read as one.
            out.extend([word, "、"]);
            left = left.saturating_sub(word.chars().count() + 1);
        }
        out.pop();
        Self(out)
    }

    fn names(chance: &mut Chance, count: usize) -> Self {
        let others = [
            "市委办公室",
            "市人大常委会办公室",
            "各县（市、区）总工会",
            "市直机关工会工作委员会",
            "市新就业形态劳动者权益保障工作专班",
            "市教育工会",
            "省总工会办公厅",
        ];
        let mut out = Vec::new();
        for _ in 0..count {
            let from: &[&str] = if chance.below(2) == 0 {
                &UNITS
            } else {
                &others
            };
            let name = chance.one_of(from);
            if !out.contains(&name) {
                out.push(name);
            }
        }
        Self(out)
    }

    fn text(&self) -> String {
        self.0.concat()
    }

    fn list(&self) -> String {
        format!("[{}]", self.0.join(", "))
    }

    /// Where it may end a line, in characters.
    fn ends(&self, between: usize) -> Vec<usize> {
        let mut at = 0;
        let mut out = Vec::new();
        for word in &self.0 {
            at += word.chars().count();
            out.push(at);
            at += between;
            out.push(at);
        }
        out
    }
}

/// What stands on the pages, the ends of lines marked.
fn lines(pages: &[Sheet]) -> String {
    let rows: Vec<String> = pages
        .iter()
        .flat_map(Sheet::rows)
        .map(|row| row.text())
        .collect();
    rows.join("\n")
}

/// The lines in which `text` stands, and where it is torn inside a word.
fn torn(all: &str, text: &str, ends: &[usize]) -> (usize, Vec<String>) {
    let wanted: Vec<char> = text.chars().collect();
    let shown: Vec<char> = all.chars().collect();
    let places: Vec<usize> = (0..shown.len()).filter(|at| shown[*at] != '\n').collect();
    let found: Vec<&[usize]> = places
        .windows(wanted.len())
        .filter(|window| window.iter().zip(&wanted).all(|(at, c)| shown[*at] == *c))
        .collect();
    if found.is_empty() {
        return (0, vec![format!("{text} is not printed")]);
    }
    let mut most = 1;
    let mut wrong = Vec::new();
    for place in found {
        let breaks: Vec<usize> = (1..wanted.len())
            .filter(|at| place[*at] - place[at - 1] > 1)
            .collect();
        most = most.max(breaks.len() + 1);
        for at in breaks.into_iter().filter(|at| !ends.contains(at)) {
            let (before, after) = wanted.split_at(at);
            wrong.push(format!(
                "{}\n    {}",
                before.iter().collect::<String>(),
                after.iter().collect::<String>()
            ));
        }
    }
    (most, wrong)
}

fn units() -> String {
    let mut out = String::from("单位:\n");
    for (index, name) in UNITS.iter().enumerate() {
        out.push_str(&format!("  - {{代号: d{index}, 名称: {name}}}\n"));
    }
    out
}

#[test]
fn no_line_tears_a_word_of_a_heading_or_a_name_of_a_list() {
    let mut chance = Chance(731);
    let mut issues = Vec::new();
    let mut typed: Vec<(String, String, Vec<usize>)> = Vec::new();
    for nth in 0..12 {
        let key = format!("ci{nth}");
        let mut text = String::new();
        let wanted = |one: &Typed, typed: &mut Vec<_>| {
            typed.push((key.clone(), one.text(), one.ends(0)));
            one.text()
        };
        for _ in 0..6 {
            for level in 1..=4 {
                let length = 20 + chance.below(45);
                let heading = wanted(&Typed::words(&mut chance, length), &mut typed);
                text.push_str(&format!(
                    "{} {heading}\n\n正文如下。\n\n",
                    "#".repeat(level)
                ));
            }
            let length = 20 + chance.below(30);
            let heading = wanted(&Typed::words(&mut chance, length), &mut typed);
            text.push_str(&format!(
                "#### {heading}。正文接着写下去，逐项抓好落实。\n\n"
            ));
        }
        let (to, copies) = (Typed::names(&mut chance, 9), Typed::names(&mut chance, 12));
        for (list, end) in [(&to, "："), (&copies, "。")] {
            let printed = list.0.join("、") + end;
            typed.push((key.clone(), printed, list.ends(1)));
        }
        let subtitle = wanted(&Typed::words(&mut chance, 34), &mut typed);
        let attached = wanted(&Typed::words(&mut chance, 45), &mut typed);
        issues.push(Issue::new(
            &key,
            &format!("名称: 通知\n版式: 公文\n文号: 云{key}〔{{年}}〕{{号}}号\n印发机关: 云汀市总工会办公室\n"),
            &format!(
                "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n副题: {subtitle}\n主送: {}\n抄送: {}\n正文: [正文.md]\n附件: [附.md]\n署名: [云汀市总工会]\n",
                to.list(),
                copies.list()
            ),
            &[
                ("正文.md", text),
                ("附.md", format!("---\n标题: {attached}\n---\n内容。\n")),
                ("../../../units.yaml", units()),
            ],
        ));
    }
    let pages = printed(&issues);
    judge(&pages, &typed);
}

#[test]
fn no_line_of_a_bulletin_tears_a_word() {
    let mut chance = Chance(1_918);
    let mut issues = Vec::new();
    let mut typed: Vec<(String, String, Vec<usize>)> = Vec::new();
    for nth in 0..8 {
        let key = format!("bao{nth}");
        let mut outline = String::new();
        let mut files = vec![("../../../units.yaml".to_owned(), units())];
        for article in 0..4 {
            let title = Typed::words(&mut chance, 30);
            let subtitle = Typed::words(&mut chance, 34);
            typed.push((key.clone(), subtitle.text(), subtitle.ends(0)));
            let name = format!("{article}.md");
            outline.push_str(&format!("{}{name}", if article > 0 { ", " } else { "" }));
            files.push((
                name,
                format!(
                    "---\n标题: {}\n副题: {}\n来源: {}、{}\n---\n## {}\n\n正文如下。\n",
                    title.text(),
                    subtitle.text(),
                    UNITS[0],
                    UNITS[1],
                    title.text()
                ),
            ));
            // In 要目 first, then as title and heading.
            typed.push((key.clone(), title.text(), title.ends(0)));
            typed.push((
                key.clone(),
                format!("（{}、{}）", UNITS[0], UNITS[1]),
                Typed(vec!["（", UNITS[0], "、", UNITS[1], "）"]).ends(0),
            ));
        }
        let files: Vec<(&str, String)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.clone()))
            .collect();
        issues.push(Issue::new(
            &key,
            "名称: 简报\n版式: 简报\n报头: 工运简报\n期号: 第{期}期\n单位: [云汀市安平经济技术开发区工会联合会办公室职工权益保障和新就业形态劳动者服务部]\n",
            &format!("期: 1\n日期: 2026-11-18\n要目: 是\n正文:\n  - 栏目: 基层动态\n    文章: [{outline}]\n"),
            &files,
        ));
    }
    let pages = printed(&issues);
    judge(&pages, &typed);
}

fn judge(
    pages: &std::collections::BTreeMap<String, Vec<Sheet>>,
    typed: &[(String, String, Vec<usize>)],
) {
    let mut wrong = Vec::new();
    let mut broken = 0;
    for (key, text, ends) in typed {
        let (count, found) = torn(&lines(&pages[key]), text, ends);
        broken += usize::from(count > 1);
        wrong.extend(found.into_iter().map(|one| format!("{key}: {one}")));
    }
    println!("{} texts, {broken} of them on several lines", typed.len());
    assert!(broken * 2 > typed.len(), "{broken} of {}", typed.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A title that has room on a line only if its digits were half a character wide is broken where its words end, not where the line does.
#[test]
fn a_title_with_digits_breaks_between_its_words() {
    let titles = [
        (
            "hetong",
            "关于2026年第三季度集体合同签订情况的通报",
            "集体合同",
        ),
        (
            "yusuan",
            "关于2025年财务决算和2026年财务预算的报告",
            "财务预算",
        ),
        (
            "zengzhang",
            "一季度全市规模以上工业增加值同比增长6.8%",
            "增加值",
        ),
    ];
    let issues: Vec<Issue> = titles
        .iter()
        .map(|(key, title, _)| {
            Issue::new(
                key,
                "名称: 通知\n版式: 公文\n报头: 云汀市总工会\n",
                &format!("日期: 2026-11-18\n标题: {title}\n正文: [正文.md]\n"),
                &[("正文.md", format!("{}。\n", plain(60)))],
            )
        })
        .collect();
    for (key, pages) in printed(&issues) {
        let (_, _, word) = titles.iter().find(|title| title.0 == key).expect("a title");
        let rows = pages[0].rows();
        let title = rows
            .iter()
            .filter(|row| row.first().size > 20.0 && row.first().size < 23.0);
        let lines: Vec<String> = title.map(Row::text).collect();
        assert_eq!(lines.len(), 2, "{key}: {lines:?}");
        assert!(
            lines.iter().any(|line| line.contains(word)),
            "{key}: {lines:?}"
        );
    }
}
