//! Issues put together by chance — layouts, offices, titles, 按语, notes, lengths, tables, endings, closings — and read back from the finished PDF:
//! page 1 shows text (7.3.3), 署名, date and 来源 share their page with text (7.3.5.5), and 附注 begins two characters in (7.3.6).
//! `JIANBAO_RANDOM_ISSUES=1000` makes a thousand. What the program refuses it must refuse by name.

use crate::layout::sheet::{Row, Sheet};
use crate::layout::site::{Issue, plain, printed_or_refused};

const OFFICES: [&str; 13] = [
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
    "云汀市卫生健康委员会",
];
const WORDS: &str = "关于进一步做好全市工会系统职工权益维护和集体协商集中要约行动以及劳动争议调解组织建设与新就业形态劳动者入会服务有关工作情况督查";
const REMARK: &str = "联系人见附页";
const SOURCE: &str = "望川区供稿";
const DATE: &str = "2026年11月18日";

/// A row of numbers that is the same on every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("small")
    }

    /// True in one of `times` cases.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

fn names(prefix: &str, count: usize) -> String {
    let names: Vec<String> = (1..=count).map(|n| format!("{prefix}{n:02}部门")).collect();
    names.join(", ")
}

fn table(chance: &mut Chance) -> String {
    let mut out = "表：进度\n\n| 单位 | 情况 |\n|---|---|\n".to_owned();
    for _ in 0..1 + chance.below(12) {
        let most = if chance.once_in(4) { 300 } else { 40 };
        let length = chance.below(most);
        out.push_str(&format!("| 青禾县 | {}。 |\n", plain(1 + length)));
    }
    if chance.once_in(3) {
        out.push_str(&format!("\n注：{}。\n", plain(10)));
    }
    out
}

/// Paragraphs, and one of the blocks that may end a text.
fn text(chance: &mut Chance) -> String {
    let mut text = String::new();
    if chance.once_in(4) {
        text.push_str(&format!("## {}\n\n", plain(4 + chance.below(20))));
    }
    let mut notes = String::new();
    for index in 0..1 + chance.below(8) {
        if index == 0 && chance.once_in(5) {
            text.push_str(&format!("{}[^1]，", plain(2 + chance.below(40))));
            notes = format!("\n[^1]: {}。\n", plain(4 + chance.below(80)));
        }
        text.push_str(&format!("{}。\n\n", plain(4 + chance.below(200))));
        if chance.once_in(6) {
            text.push_str(&format!("{}\n", table(chance)));
        }
    }
    let end = plain(4 + chance.below(60));
    text.push_str(&match chance.below(8) {
        0 => format!("> {end}。\n"),
        1 => format!("```\n{end}\n{end}\n```\n"),
        2 => format!("{end}。\n\n---\n"),
        3 => format!("- {end}。\n- {end}。\n"),
        4 => table(chance),
        5 => format!("{end}。\n\n## {end}\n"),
        6 => format!("{}。\n\n> {end}。\n>\n> - {end}。\n", plain(100)),
        _ => format!("{end}。\n"),
    });
    text + &notes
}

/// A document that is signed and dated at its end.
fn document(key: &str, chance: &mut Chance) -> Issue {
    let count = if chance.once_in(2) {
        1
    } else {
        1 + chance.below(OFFICES.len())
    };
    let offices = OFFICES[..count].join(", ");
    let layout = chance.of(&["公文", "公文", "公文", "信函"]);
    let title: String = WORDS.chars().take(6 + chance.below(50)).collect();
    let closing = match chance.below(3) {
        0 if count <= 12 => "用印: 印章\n",
        1 if count <= 3 => "签名章: [{职务: 主席, 姓名: 林致远}]\n",
        _ => "",
    };
    let series = format!(
        "名称: 通知\n版式: {layout}\n文号: 云{key}〔{{年}}〕{{号}}号\n报头: [{offices}]\n{}印发机关: 云汀市总工会办公室\n",
        if layout == "公文" {
            "报头后缀: 文件\n"
        } else {
            ""
        }
    );
    let mut issue = format!(
        "号: 1\n日期: 2026-11-18\n标题: {title}的通报\n署名: [{offices}]\n附注: {REMARK}\n{closing}正文: [正文.md]\n"
    );
    if !chance.once_in(5) {
        let count = if chance.once_in(6) {
            20 + chance.below(30)
        } else {
            1 + chance.below(3)
        };
        issue.push_str(&format!("主送: [{}]\n", names("甲", count)));
    }
    if !chance.once_in(5) {
        let count = if chance.once_in(6) {
            20 + chance.below(40)
        } else {
            1 + chance.below(5)
        };
        issue.push_str(&format!("抄送: [{}]\n", names("乙", count)));
    }
    if chance.once_in(8) {
        issue.push_str(&format!(
            "按语: 编者{}。\n",
            "按语的话".repeat(1 + chance.below(12))
        ));
    }
    if chance.once_in(6) {
        issue.push_str("密级: 内部\n紧急程度: 特急\n");
    }
    if layout == "公文" && chance.once_in(6) {
        issue.push_str("签发人: [林致远]\n");
    }
    let mut files = vec![("正文.md".to_owned(), text(chance))];
    let attachments = if chance.once_in(3) {
        1 + chance.below(9)
    } else {
        0
    };
    let mut listed = Vec::new();
    for n in 0..attachments {
        let name = format!("件{n}.md");
        let title: String = "附表说明材料清单汇总情况"
            .chars()
            .cycle()
            .take(6 + chance.below(40))
            .collect();
        files.push((name.clone(), format!("---\n标题: {title}\n---\n附页。\n")));
        listed.push(name);
    }
    if attachments > 0 {
        issue.push_str(&format!("附件: [{}]\n", listed.join(", ")));
    }
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone()))
        .collect();
    Issue::new(key, &series, &issue, &files)
}

/// A 简报 of articles, the last of which says where it comes from.
fn bulletin(key: &str, chance: &mut Chance) -> Issue {
    let series =
        "名称: 简报\n版式: 简报\n报头: 云汀工作简报\n期号: 第{期}期\n单位: [云汀市总工会办公室]\n";
    let count = 1 + chance.below(3);
    let mut files = Vec::new();
    for n in 0..count {
        let title: String = WORDS.chars().take(6 + chance.below(40)).collect();
        files.push((
            format!("文{n}.md"),
            format!("---\n标题: {title}\n来源: {SOURCE}\n---\n{}", text(chance)),
        ));
    }
    let listed: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let issue = format!(
        "日期: 2026-11-18\n正文:\n  - 文章: [{}]\n本期印发: [市委办公室]\n",
        listed.join(", ")
    );
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone()))
        .collect();
    Issue::new(key, series, &issue, &files)
}

fn issue(key: &str, chance: &mut Chance) -> Issue {
    if chance.once_in(5) {
        bulletin(key, chance)
    } else {
        document(key, chance)
    }
}

/// Whether a row is a piece of the phrase that the text is made of, or has four characters of it in a row.
fn is_text(row: &Row) -> bool {
    let phrase = plain(62);
    let text = row.text();
    let chars: Vec<char> = text.chars().filter(|c| !"。•".contains(*c)).collect();
    let piece: String = chars.iter().collect();
    let four = |four: &[char]| phrase.contains(&four.iter().collect::<String>());
    // A cell of one character is text as well.
    text.starts_with("青禾县")
        || (!piece.is_empty() && phrase.contains(&piece))
        || chars.windows(4).any(four)
}

/// The characters that stand outside of the type area, at its sides or below it: a mark at an edge has half of its place empty.
fn outside(page: &Sheet) -> Option<String> {
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let glyphs = page.glyphs.iter().filter(|glyph| !glyph.artifact);
    glyphs
        .filter(|glyph| glyph.text.chars().all(han) && glyph.squeeze > 0.99)
        .find(|glyph| glyph.x < 27.8 || glyph.right() > 184.3 || glyph.bottom() > 262.3)
        .map(|glyph| {
            let (right, bottom) = (glyph.right(), glyph.bottom());
            format!(
                "{} at {:.1}–{right:.1}, {bottom:.1} mm",
                glyph.text, glyph.x
            )
        })
}

fn faults(issue: &Issue, pages: &[Sheet]) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(pages.iter().filter_map(outside));
    if !pages[0].rows().iter().any(is_text) {
        out.push("page 1 shows no text".to_owned());
    }
    let closes = |words: &str| {
        let mut out = Vec::new();
        for page in pages {
            let rows = page.rows();
            // 版记 has a date of its own.
            let closing = |row: &&Row| row.text().contains(words) && !row.text().contains("印发");
            for row in rows.iter().filter(closing) {
                // 附件说明 is part of the text.
                let holds = |other: &&Row| {
                    other.y() < row.y()
                        && (is_text(other)
                            || other.text().contains("附件：")
                            || other.text().contains("附表"))
                };
                if !rows.iter().any(|other| holds(&other)) {
                    out.push(format!("{words} without text"));
                }
            }
        }
        out
    };
    if issue.series.contains("简报") {
        out.extend(closes(SOURCE));
        return out;
    }
    out.extend(closes(DATE));
    if !pages.iter().any(|page| page.find(DATE).is_some()) {
        out.push("no date".to_owned());
    }
    let rows = pages.iter().flat_map(Sheet::rows);
    match rows.into_iter().find(|row| row.text().contains(REMARK)) {
        None => out.push("no 附注".to_owned()),
        // The bracket's place is a character, its ink the right half of it.
        Some(row) if (row.left() - 39.14).abs() > 3.0 => {
            out.push(format!("附注 at {:.1} mm", row.left()));
        }
        Some(_) => {}
    }
    out
}

/// Says what an issue is made of.
fn shown(issue: &Issue) {
    println!("{}{}{:?}", issue.series, issue.issue, issue.files);
}

#[test]
fn issues_put_together_by_chance_keep_the_rules_of_the_page() {
    let count = std::env::var("JIANBAO_RANDOM_ISSUES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(24);
    let seed = std::env::var("JIANBAO_RANDOM_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(0x9704_2012);
    let mut chance = Chance(seed);
    let issues: Vec<Issue> = (0..count)
        .map(|n| issue(&format!("sui{n}"), &mut chance))
        .collect();
    let (mut wrong, mut refused) = (Vec::new(), 0);
    for part in issues.chunks(100) {
        let (pages, missing, said) = printed_or_refused(part);
        for issue in part {
            if let Some(pages) = pages.get(&issue.key) {
                let found = faults(issue, pages);
                if !found.is_empty() {
                    shown(issue);
                }
                wrong.extend(
                    found
                        .into_iter()
                        .map(|fault| format!("{}: {fault}\n{}", issue.key, issue.issue)),
                );
            }
        }
        refused += missing.len();
        for key in missing {
            let by_name = said.lines().any(|line| {
                line.contains(&format!("{key}/2026/1："))
                    && (line.contains("JB9003") || line.contains("JB9004"))
            });
            if !by_name {
                wrong.push(format!("{key} is not printed and nothing says why\n{said}"));
            }
            let finding = said
                .lines()
                .find(|line| line.contains(&format!("{key}/2026/1：")) && line.contains("错误"));
            println!("refused: {}", finding.unwrap_or_default());
            part.iter().filter(|issue| issue.key == key).for_each(shown);
        }
    }
    println!("{count} issues, {refused} refused, {} faults", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused * 20 <= count, "{refused} of {count} refused");
}
