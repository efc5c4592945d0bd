//! Random bytes, and valid files with random faults, through everything short of typst.

use std::sync::LazyLock;

use jianbao::diag::human;
use jianbao::model::{FileId, IssueId};
use jianbao::pipeline::assembly;
use jianbao::pipeline::{Selection, check};
use jianbao::render::html::{self, IssueLinks, Templates};
use jianbao::render::typst;
use jianbao::source::files::decode;
use jianbao::source::{Content, SourceFile, Sources};
use proptest::prelude::*;

const ISSUE: &str = "标题: [关于集体协商的, 通报]\n副题: 截至6月底\n号: 3\n日期: 2026-07-08\n主送: [甲, 乙]\n按语: 按。\n正文:\n  - 正文.md\n  - 按: 联系领导\n    标题: \"{名称}（{单位}）\"\n  - 标题: 概况\n    正文: [二.md]\n  - 栏目: 动态\n    文章: [三.md]\n  - 表: 表.yaml\n  - 图: 图.svg\n    标题: 现场\n附件:\n  - 表.csv\n  - {文件: 表.yaml, 标题: 进度}\n署名: [云汀市总工会]\n抄送: {增加: [市委]}\n编号: [一、, （一）, 1., （1）]\n主题: [集体协商]\n";
const FRAGMENT: &str = "---\n单位: 青禾县\n标题: [甲, 乙]\n来源: 丙\n---\n# 一、启动。\n\n正文**重点：**内容，[链接](https://a.cn)和[表](表.csv)。\n\n1. 甲\n    1. 乙\n2. 丙\n\n> 引用\n\n表：进度\n\n| 单位 | 数 |\n|---|--:|\n| 甲 | 1 |\n\n![图](图.png)\n\n<b>乙</b>\n\n```\n代码\n```\n";
const TEXT: &str = "# 进展\n\n1. 甲\n2. 乙\n\n## 问题。\n\n`代码`，*着重*，~~删~~。\\\n换行\n";
const ARTICLE: &str = "---\n标题: [甲, 乙]\n副题: 丁\n来源: 丙\n---\n# 启动\n\n![表题](表.csv)\n";
const TABLE: &str = "标题: 进度\n计量单位: 家\n表前: [填报：]\n列:\n  - 单位\n  - 要约: [企业数, 职工数]\n对齐: [左, 右, 右]\n行:\n  - [青禾县, 1, \"1.10\"]\n  - [{文: 合计, 跨列: 2}, 3]\n注: 完。\n";
const CSV: &str = "单位,数,数\n单位,甲,乙\n青禾县,1,\"二,三\"\n";
const SERIES: &str = "名称: 督查通报\n版式: 公文\n报头: 通报\n文号: 云工督查字〔{年}〕{号}号\n编号: [一、, （一）, 1., （1）]\n名单:\n  各县: [青禾县]\n常用发送:\n  抄送: [{名单: 各县}, [甲, 乙]]\n应报单位: [青禾县]\n";
const UNITS: &str = "单位:\n  - {代号: qinghe, 名称: 青禾县, 别名: [青禾], 类别: 县}\n  - {代号: baishi, 名称: 白石区, 类别: 区}\n分组:\n  联系领导:\n    - {名称: 林致远, 单位: [qinghe, baishi]}\n";

/// The files of a project that is right, by their path.
const FILES: &[(&str, &str)] = &[
    ("site.yaml", "名称: 资料库\n系列: [a]\n"),
    ("units.yaml", UNITS),
    ("a/series.yaml", SERIES),
    ("a/2026/3/issue.yaml", ISSUE),
    ("a/2026/3/正文.md", "导语。\n"),
    ("a/2026/3/二.md", TEXT),
    ("a/2026/3/三.md", ARTICLE),
    ("a/2026/3/units/a.md", FRAGMENT),
    ("a/2026/3/表.yaml", TABLE),
    ("a/2026/3/表.csv", CSV),
    (
        "a/2026/3/图.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>",
    ),
];

/// One black pixel.
const PNG: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41\x54\x78\xda\x63\x60\x00\x00\x00\x02\x00\x01\xe5\x27\xde\xfc\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

/// How many files there are: the texts, and the picture behind them.
const COUNT: usize = FILES.len() + 1;

/// The bytes of the file `index` as they are right.
fn right(index: usize) -> &'static [u8] {
    FILES.get(index).map_or(PNG, |(_, text)| text.as_bytes())
}

fn sources(changed: usize, bytes: Vec<u8>) -> Sources {
    let files = (0..COUNT).map(|index| {
        let bytes = if index == changed {
            bytes.clone()
        } else {
            right(index).to_vec()
        };
        let path = FILES.get(index).map_or("a/2026/3/图.png", |(path, _)| path);
        // Nothing that begins like a picture is read as a text, however short it is.
        let content = if bytes.starts_with(&PNG[..4]) {
            Content::Binary {
                size: bytes.len() as u64,
                head: bytes,
            }
        } else {
            decode(bytes)
        };
        SourceFile {
            path: path.to_owned(),
            content,
        }
    });
    Sources::new("", files.collect())
}

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::new(&[]).unwrap());

/// Checks, says what is wrong, and draws what can be drawn.
fn go(sources: &Sources) -> usize {
    let found = check(sources, &Selection::default(), None);
    let said = human::render(&found, sources, false);
    for (at, diagnostic) in found.iter().enumerate() {
        assert!(said.contains(diagnostic.code.id), "{at}");
        if let Some(place) = diagnostic.place {
            let text = sources.text(place.file);
            assert!(
                text.get(place.range().start.min(text.len())..).is_some(),
                "{diagnostic:?} begins inside a character"
            );
        }
    }
    let plan = assembly::plan(sources);
    let mut drawn = 0;
    for issue in &plan.issues {
        let Some(document) = assembly::assemble(sources, &plan, issue).document else {
            continue;
        };
        let data = typst::data(&document, "/issue", &[]);
        serde_json::from_slice::<serde_json::Value>(&data).expect("data is JSON");
        if let Some(site) = &plan.site {
            let page = html::issue_page(&TEMPLATES, site, &document, &IssueLinks::default())
                .expect("a page");
            let page = String::from_utf8(page.bytes).expect("UTF-8");
            let read = super::shape::check(&page).unwrap_or_else(|fault| panic!("{fault}\n{page}"));
            assert!(!read.elements.iter().any(|element| element == "script"));
            assert!(!read.attributes.iter().any(|name| name.starts_with("on")));
            drawn += 1;
        }
    }
    drawn
}

#[test]
fn the_project_that_is_changed_is_right() {
    let sources = sources(usize::MAX, Vec::new());
    assert_eq!(
        human::render(
            &check(&sources, &Selection::default(), None)
                .into_iter()
                .filter(|d| d.is_error())
                .collect::<Vec<_>>(),
            &sources,
            false
        ),
        ""
    );
    assert_eq!(go(&sources), 1);
}

/// One fault: bytes cut out, put in, doubled or exchanged.
fn faults() -> impl Strategy<Value = Vec<(u8, prop::sample::Index, prop::sample::Index, Vec<u8>)>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![
            "：",
            "　",
            "\t",
            "\n",
            "\r\n",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "#",
            "|",
            ">",
            "&a ",
            "*a",
            "!!int ",
            "? ",
            ": ",
            "---\n",
            "...\n",
            "<<: ",
            "%",
            "@",
            "`",
            "**",
            "~~",
            "<b>",
            "](",
            "![",
            "\\",
            "\u{202e}",
            "\u{0}",
            "\u{FEFF}",
            "𠮷",
            "－",
            "4294967295",
            "18446744073709551616",
            "-1",
            "0",
            "1e9",
            ".inf",
            "null",
            "~",
            "2026-02-30",
            "{年}",
            "{",
            "正文.md",
            "..",
            "/",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec(
        (
            0u8..4,
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
            piece,
        ),
        1..6,
    )
}

fn broken(
    bytes: &[u8],
    faults: &[(u8, prop::sample::Index, prop::sample::Index, Vec<u8>)],
) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (kind, from, length, piece) in faults {
        let from = from.index(bytes.len() + 1);
        let to = (from + length.index(12)).min(bytes.len());
        match kind {
            0 => {
                bytes.drain(from..to);
            }
            1 => {
                bytes.splice(from..from, piece.iter().copied());
            }
            2 => {
                let copy = bytes[from..to].to_vec();
                bytes.splice(from..from, copy);
            }
            _ => {
                bytes.splice(from..to, piece.iter().copied());
            }
        }
    }
    bytes
}

/// How many faults are tried; a night may try more with `PROPTEST_CASES`.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_faults_never_panic(file in 0..COUNT, faults in faults()) {
        go(&sources(file, broken(right(file), &faults)));
    }

    #[test]
    fn random_bytes_never_panic(file in 0..COUNT, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        go(&sources(file, bytes));
    }

    #[test]
    fn random_marks_never_panic(
        file in 0..COUNT,
        text in "([甲a1 ：:，,。#*_~`\\-+>|!\\[\\](){}<>&\"'\\\\\n\t　]|\n\n|\n- |\n1\\. |: |---\n|\\*\\*|\\| ){0,60}",
    ) {
        go(&sources(file, text.into_bytes()));
    }
}

#[test]
fn an_id_of_other_sources_is_harmless() {
    let sources = sources(usize::MAX, Vec::new());
    let far = FileId(u32::MAX);
    assert_eq!(
        (sources.path(far), sources.text(far), sources.size(far)),
        ("", "", 0)
    );
    let id = IssueId {
        series: "x".to_owned(),
        year: 1,
        folder: "y".to_owned(),
    };
    assert!(
        !assembly::plan(&sources)
            .issues
            .iter()
            .any(|issue| issue.id == id)
    );
}
