//! How far the characters of full lines stand apart: the marks of a line are drawn closer before its characters are drawn apart, and a line of
//! characters alone holds 28 of them (5.2.3).

use crate::layout::sheet::{Row, Sheet};
use crate::layout::site::{Issue, plain, printed};

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
}

/// A part of a sentence: words alone, or with marks, numbers or letters among them.
fn part(chance: &mut Chance) -> String {
    let words = |chance: &mut Chance, most: usize| {
        let skipped = chance.below(60);
        let length = 2 + chance.below(most);
        plain(80)
            .chars()
            .skip(skipped)
            .take(length)
            .collect::<String>()
    };
    match chance.below(12) {
        0 => format!("“{}”", words(chance, 7)),
        1 => format!("（{}）", words(chance, 7)),
        2 => format!("《{}》", words(chance, 9)),
        3 => format!("{}.{}万人", 1 + chance.below(99), 1 + chance.below(9)),
        4 => format!("{}%", 1 + chance.below(100)),
        5 => format!("2026年{}月{}日", 1 + chance.below(12), 1 + chance.below(28)),
        6 => "GB/T 9704".to_owned(),
        _ => words(chance, 12),
    }
}

fn paragraph(chance: &mut Chance) -> String {
    let mut out = String::new();
    for _ in 0..5 + chance.below(10) {
        out.push_str(&part(chance));
        let skipped = chance.below(60);
        out.extend(plain(80).chars().skip(skipped).take(1 + chance.below(6)));
        out.push(['，', '，', '，', '、', '；', '：'][chance.below(6)]);
    }
    out.pop();
    out + "。"
}

fn is_han(text: &str) -> bool {
    text.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// How much farther than their own width two characters of a row stand apart at most, as part of the width.
fn stretch(row: &Row) -> f64 {
    let apart = row.0.windows(2).filter_map(|two| {
        let together = is_han(&two[0].text) && is_han(&two[1].text);
        together.then(|| (two[1].x - two[0].x) / (two[0].size * 25.4 / 72.0) - 1.0)
    });
    apart.fold(0.0, f64::max)
}

/// The lines that are filled to the right edge and go on in the next.
fn full(pages: &[Sheet]) -> Vec<Row> {
    let rows: Vec<Row> = pages.iter().flat_map(Sheet::rows).collect();
    let goes_on = |row: &Row| (row.left() - 28.0).abs() < 3.0;
    rows.windows(2)
        .filter(|two| two[0].right() > 180.0 && goes_on(&two[1]))
        .map(|two| Row(two[0].0.clone()))
        .collect()
}

#[test]
fn marks_are_drawn_closer_before_characters_are_drawn_apart() {
    let mut chance = Chance(9704);
    let mut text = String::new();
    for _ in 0..160 {
        text.push_str(&paragraph(&mut chance));
        text.push_str("\n\n");
    }
    for length in 30..60 {
        text.push_str(&format!("{}。\n\n", plain(length)));
    }
    let issue = Issue::new(
        "jinmi",
        "名称: 通知\n版式: 公文\n文号: 云〔{年}〕{号}号\n",
        "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n正文: [正文.md]\n",
        &[("正文.md", text)],
    );
    let pages = printed(&[issue]).remove("jinmi").expect("pages");
    let lines = full(&pages);
    assert!(lines.len() > 300, "{}", lines.len());
    let widest = lines.iter().map(stretch).fold(0.0, f64::max);
    println!("{} full lines, widest {widest:.3}", lines.len());
    let apart: Vec<&Row> = lines.iter().filter(|row| stretch(row) > 0.0405).collect();
    let said: Vec<String> = apart
        .iter()
        .map(|row| format!("{:.3} {}", stretch(row), row.text()))
        .collect();
    // Only a number that keeps its unit may force a little more, and rarely.
    assert!(
        apart
            .iter()
            .all(|row| row.text().contains(|c: char| c.is_ascii_digit()) && stretch(row) < 0.06),
        "{}",
        said.join("\n")
    );
    assert!(apart.len() * 100 <= lines.len(), "{}", said.join("\n"));
    // Without a mark or a letter nothing forces another number; a full stop may be kept from the beginning of the next line.
    let plain_lines: Vec<String> = lines
        .iter()
        .map(Row::text)
        .filter(|text| is_han(text))
        .collect();
    let kept = plain_lines
        .iter()
        .filter(|text| [26, 28].contains(&text.chars().count()))
        .count();
    println!("{kept} of {} plain lines hold 28", plain_lines.len());
    assert!(
        plain_lines.len() > 30 && kept * 10 >= plain_lines.len() * 9,
        "{kept} of {}",
        plain_lines.len()
    );
}

/// ××县: the sign is one of the Chinese face, as wide as a character, and not that of the Latin one.
#[test]
fn a_cross_is_as_wide_as_a_character() {
    let issue = Issue::new(
        "cha",
        "名称: 通知\n版式: 公文\n文号: 云〔{年}〕{号}号\n",
        "号: 1\n日期: 2026-11-18\n标题: 关于有关事项的通知\n正文: [正文.md]\n",
        &[("正文.md", "××县总工会\n\n> ××县总工会\n".to_owned())],
    );
    let pages = printed(&[issue]).remove("cha").expect("pages");
    let rows: Vec<Row> = pages.iter().flat_map(Sheet::rows).collect();
    let rows: Vec<&Row> = rows
        .iter()
        .filter(|row| row.text().contains("××县"))
        .collect();
    assert_eq!(rows.len(), 2);
    for row in rows {
        let apart = row.at("县").x - row.at("×").x;
        assert!((apart - 2.0 * 5.571).abs() < 0.06, "{apart}");
    }
}
