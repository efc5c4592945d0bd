//! Whatever is edited after issuing, nothing slips through: an issue that can still be built says what it said when it went out, and one that cannot is named
//! with the place.
//!
//! `ROUNDS=1000 cargo test --test suite nothing_slips` goes more rounds; `SEED=7` other ones.

use std::collections::BTreeMap;

use jianbao::model::IssueId;
use jianbao::pdf::{Fonts, Options, Typst, TypstUnavailable};
use jianbao::pipeline::{
    BuildEvent, Issuing, IssuingOutcome, Reporter, Typesetting, assembly, issue,
};
use jianbao::render::text;
use jianbao::source::files::decode;
use jianbao::source::{SourceFile, Sources};
use jianbao::zh::date::IssueDate;

/// A project of a few files in which everything has its part in the text of some issue.
const FILES: &[(&str, &str)] = &[
    ("site.yaml", "名称: 云汀市总工会简报资料库\n"),
    (
        "units.yaml",
        "单位:\n  - {代号: qinghe, 名称: 青禾县, 别名: [青禾]}\n  - {代号: baishi, 名称: 白石区}\n  - {代号: lanpu, 名称: 岚浦县}\n分组:\n  联系领导:\n    - {名称: 林致远, 单位: [qinghe, lanpu]}\n    - {名称: 沈若兰, 单位: [baishi]}\n",
    ),
    (
        "ducha/series.yaml",
        "名称: 督查通报\n版式: 公文\n报头: 云汀市总工会督查通报\n文号: 云工督查字〔{年}〕{号}号\n署名: [云汀市总工会]\n印发机关: 云汀市总工会办公室\n份数: 80\n编号: [一、, （一）, 1., （1）]\n名单:\n  市领导机关: [市委办公室, 市政府办公室]\n常用发送:\n  主送: [各县（市）区总工会]\n  抄送: [{名单: 市领导机关}, 省总工会办公室]\n",
    ),
    (
        "ducha/2026/1/issue.yaml",
        "标题: [关于集体协商, 推进情况的通报]\n日期: 2026-03-27\n正文:\n  - 导语.md\n  - 按: 联系领导\n    标题: \"{名称}（联系单位：{单位}）\"\n  - 标题: 下一步要求\n    正文: [要求.md]\n抄送: {增加: [市人力资源和社会保障局]}\n附件: [进度.csv]\n",
    ),
    (
        "ducha/2026/1/导语.md",
        "截至3月20日，应发出要约的企业2912家，已发出2565家。\n\n| 单位 | 应发 | 已发 |\n|---|---|---|\n| 青禾县 | 420 | 398 |\n| 白石区 | 388 | 352 |\n",
    ),
    (
        "ducha/2026/1/qinghe.md",
        "---\n单位: 青禾县\n---\n1. 召开启动大会，168人参加。\n2. 开展法律体检，查出问题44个。\n",
    ),
    (
        "ducha/2026/1/baishi.md",
        "---\n单位: baishi\n---\n签订合同**38份**，覆盖企业112家。\n",
    ),
    (
        "ducha/2026/1/lanpu.md",
        "---\n单位: 岚浦县\n---\n# 做法\n建立台账。\n\n# 不足\n~~进度偏慢~~，仍有21家未签。\n",
    ),
    (
        "ducha/2026/1/要求.md",
        "要抓紧补签。\n\n> 应签尽签。\n\n要按月报送。\n",
    ),
    ("ducha/2026/1/进度.csv", "单位,数量\n青禾县,38\n白石区,45\n"),
    (
        "jianbao/series.yaml",
        "名称: 工运简报\n版式: 简报\n报头: 工运简报\n期号: 第{期}期（总第{总期}期）\n总期起点: 100\n单位: [云汀市总工会办公室]\n常用发送:\n  报: [省总工会]\n  送: [市委, 市政府]\n  发: [各县（市）区总工会]\n",
    ),
    (
        "jianbao/2026/1/issue.yaml",
        "日期: 2026-04-02\n要目: true\n正文:\n  - 栏目: 基层动态\n    文章: [一.md, 二.md]\n",
    ),
    (
        "jianbao/2026/1/一.md",
        "---\n标题: 青禾县开展送岗位活动\n来源: 青禾县总工会\n---\n提供岗位1200个。\n",
    ),
    (
        "jianbao/2026/1/二.md",
        "---\n标题: 白石区培训班组长\n副题: 以石桥镇为例\n---\n培训班组长86人。\n",
    ),
    (
        "jianbao/2026/2/issue.yaml",
        "标题: 一季度工作综述\n日期: 2026-04-20\n正文: [正文.md]\n",
    ),
    (
        "jianbao/2026/2/正文.md",
        "一季度，各级工会走访企业520家。\n",
    ),
];

/// What an editor types, and what slips from the keyboard.
const TYPED: &[&str] = &[
    "0",
    "7",
    "、",
    "。",
    "市档案馆",
    "周明远",
    "**",
    "~~",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "  ",
    "：",
    ",",
    "}",
    "[",
    "更正",
    "。）",
    "青禾县",
    "qinghe",
    "<!-- 备注 -->",
    "\\",
    "|",
    "\u{200B}",
    "\t",
];

struct Silent;

impl Reporter for Silent {
    fn report(&self, _: BuildEvent<'_>) {}
    fn typst(&self) -> Result<Typst, TypstUnavailable> {
        panic!("nothing is set here")
    }
}

pub(super) type Files = BTreeMap<String, String>;

pub(super) fn sources(files: &Files) -> Sources {
    let files = files.iter().map(|(path, text)| SourceFile {
        path: path.clone(),
        content: decode(text.as_bytes().to_vec()),
    });
    Sources::new("", files.collect())
}

/// The files with a record in every issue.
pub(super) fn issued() -> Files {
    let mut files: Files = FILES
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    let fonts = Fonts::read(&[]).unwrap();
    let options = Options::default();
    for id in issues() {
        let sources = sources(&files);
        let known = BTreeMap::new();
        let request = Issuing {
            known: &known,
            typesetting: Typesetting {
                sources: &sources,
                layouts: &[],
                fonts: &fonts,
                options: &options,
            },
            issue: &id,
            date: None,
            today: IssueDate::parse("2026-05-01").unwrap(),
            again: None,
            pdf: false,
        };
        match issue(&request, &Silent).unwrap() {
            IssuingOutcome::Written(issued) => {
                files.insert(issued.path, issued.record.to_text());
            }
            other => panic!("{id}: {other:?}"),
        }
    }
    files
}

fn issues() -> Vec<String> {
    let of = |path: &str| path.strip_suffix("/issue.yaml").map(str::to_owned);
    FILES.iter().filter_map(|(path, _)| of(path)).collect()
}

/// What each issue says to those who read it, as its plain text has it, which is made without any of the code under test; none where it cannot be built.
/// What has become of the issue since is no part of what went out.
fn said(sources: &Sources) -> BTreeMap<IssueId, (Option<String>, Vec<String>)> {
    let plan = assembly::plan(sources);
    let issues = plan.issues.iter().map(|planned| {
        let (document, sink) = assembly::assemble(sources, &plan, planned).finished();
        let mut errors: Vec<String> = Vec::new();
        for finding in sink.errors() {
            assert!(finding.place.is_some(), "{}", finding.message);
            if finding.code.id == "JB4001" {
                let names = finding.message.contains(&planned.id.path());
                assert!(
                    names && finding.message.contains('：'),
                    "{}",
                    finding.message
                );
                assert!(finding.help.is_some());
            }
            errors.push(finding.message.clone());
        }
        let text = document.map(|document| {
            let text = String::from_utf8(text::issue(&document)).unwrap();
            let lines = text.lines().skip_while(|line| {
                let line = line.trim_start_matches('\u{FEFF}');
                line.starts_with('〔') || line.trim().is_empty()
            });
            let lines: Vec<&str> = lines
                .map(|line| line.trim_start_matches('\u{FEFF}'))
                .collect();
            lines.join("\n")
        });
        (planned.id.clone(), (text, errors))
    });
    let mut all: BTreeMap<_, _> = issues.collect();
    // What is wrong with a register or a series is said once for all of its issues.
    let shared: Vec<String> = plan.sink.errors().map(|e| e.message.clone()).collect();
    for (_, errors) in all.values_mut() {
        errors.extend(shared.iter().cloned());
    }
    all
}

/// The numbers of a round (xorshift).
pub(super) struct Dice(u64);

impl Dice {
    /// Those of one round.
    pub(super) fn new(seed: u64, round: u64) -> Self {
        let mut dice = Self(
            seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .wrapping_add(round + 1),
        );
        for _ in 0..5 {
            dice.throw(2);
        }
        dice
    }

    pub(super) fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % sides.max(1)
    }
}

/// One edit of one file, records among them.
fn edit(files: &mut Files, dice: &mut Dice) -> String {
    let paths: Vec<String> = files.keys().cloned().collect();
    let path = paths[dice.throw(paths.len())].clone();
    let text = files[&path].clone();
    let places: Vec<usize> = (0..=text.len())
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    let at = places[dice.throw(places.len())];
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = dice.throw(lines.len());
    let (new, what) = match dice.throw(8) {
        0 => {
            let typed = TYPED[dice.throw(TYPED.len())];
            (
                format!("{}{typed}{}", &text[..at], &text[at..]),
                format!("{typed:?} at {at}"),
            )
        }
        1 => {
            let mut new = text.clone();
            if at < new.len() {
                new.remove(at);
            }
            (new, format!("one character less at {at}"))
        }
        2 => {
            let digit = char::from(b'0' + u8::try_from(dice.throw(10)).unwrap());
            let digits: Vec<usize> = text
                .match_indices(|c: char| c.is_ascii_digit())
                .map(|(at, _)| at)
                .collect();
            let mut new = text.clone();
            if !digits.is_empty() {
                let at = digits[dice.throw(digits.len())];
                new.replace_range(at..=at, &digit.to_string());
            }
            (new, format!("a digit is {digit}"))
        }
        3 if !lines.is_empty() => {
            lines.remove(line);
            (lines.concat(), format!("line {line} goes"))
        }
        4 if !lines.is_empty() => {
            lines.insert(line, lines[line]);
            (lines.concat(), format!("line {line} twice"))
        }
        5 if !lines.is_empty() => {
            let other = dice.throw(lines.len());
            lines.swap(line, other);
            (
                lines.concat(),
                format!("lines {line} and {other} change places"),
            )
        }
        6 => {
            let names = [
                "青禾县",
                "白石区",
                "林致远",
                "沈若兰",
                "市委办公室",
                "省总工会",
            ];
            let (from, to) = (names[dice.throw(6)], names[dice.throw(6)]);
            (text.replacen(from, to, 1), format!("{from} becomes {to}"))
        }
        _ => {
            files.remove(&path);
            return format!("{path} goes");
        }
    };
    files.insert(path.clone(), new);
    format!("{path}: {what}")
}

#[test]
fn nothing_slips_through_after_issuing() {
    let number = |name: &str, default: u64| {
        std::env::var(name).map_or(default, |value| value.parse().unwrap())
    };
    let (rounds, seed) = (number("ROUNDS", 60), number("SEED", 20260408));
    let files = issued();
    let before = said(&sources(&files));
    assert!(
        before.len() == 3
            && before
                .values()
                .all(|(text, errors)| text.is_some() && errors.is_empty())
    );
    let (mut same, mut stopped) = (0, 0);
    for round in 0..rounds {
        let mut dice = Dice::new(seed, round);
        let mut changed = files.clone();
        let edits: Vec<String> = (0..=dice.throw(3))
            .map(|_| edit(&mut changed, &mut dice))
            .collect();
        let after = said(&sources(&changed));
        for (id, (text, _)) in &before {
            // A folder without its issue.yaml is no issue; what the site had stays, and that is said at the build.
            let Some((now, errors)) = after.get(id) else {
                continue;
            };
            // One whose record is gone is noticed by the site: see the test of records that are gone.
            if !changed.contains_key(&format!("{id}/印发.yaml")) {
                continue;
            }
            match now {
                Some(_) => {
                    assert_eq!(now, text, "round {round}, {id}: {edits:?}");
                    same += 1;
                }
                None => {
                    assert!(!errors.is_empty(), "round {round}, {id}: {edits:?}");
                    stopped += 1;
                }
            }
        }
    }
    println!(
        "{rounds} rounds: {same} texts as they were issued, {stopped} named as changed or wrong"
    );
    assert!(same > 0 && stopped > 0);
}
