//! Kinds of slips, five cases and more of each: what is said of each file, once for one cause; and what looks like one and is right.

use jianbao::pipeline::{self, Selection};
use jianbao::source::Sources;

use super::file;

pub(super) const ISSUE: &str =
    "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n";

/// What is said of a small archive with these files: the codes and the words.
pub(super) fn found(files: &[(&str, Vec<u8>)]) -> Vec<String> {
    let mut all = vec![
        ("site.yaml", "名称: 资料库\n".into()),
        (
            "a/series.yaml",
            "名称: 通报\n版式: 纪要\n文号: 云工〔{年}〕{号}号\n期号: 第{期}期（总第{总期}期）\n"
                .into(),
        ),
        ("a/2026/1/issue.yaml", ISSUE.into()),
        ("a/2026/1/正文.md", "各县区推进有力。\n".into()),
    ];
    for (path, bytes) in files {
        all.retain(|(known, _): &(&str, Vec<u8>)| known != path);
        all.push((path, bytes.clone()));
    }
    let all = all
        .into_iter()
        .map(|(path, bytes)| {
            if path.ends_with(".csv") {
                let content = jianbao::source::files::decode_file(path, bytes);
                let path = path.to_owned();
                return jianbao::source::SourceFile { path, content };
            }
            file(path.to_owned(), bytes)
        })
        .collect();
    let sources = Sources::new("", all);
    let found = pipeline::check(&sources, &Selection::default(), None);
    let words = found.iter().map(|finding| {
        let help = finding.help.clone().unwrap_or_default();
        format!("{} {} {help}", finding.code.id, finding.message)
    });
    words.collect()
}

pub(super) fn of_fragment(text: &str) -> Vec<String> {
    found(&[("a/2026/1/正文.md", text.into())])
}

pub(super) fn of_issue(more: &str) -> Vec<String> {
    let issue = format!("{ISSUE}{more}\n");
    found(&[("a/2026/1/issue.yaml", issue.into())])
}

/// Each case draws one finding, which holds these words.
pub(super) fn each_is_said_once(say: impl Fn(&str) -> Vec<String>, cases: &[(&str, &str)]) {
    for (typed, words) in cases {
        let found = say(typed);
        assert!(
            found.len() == 1 && found[0].contains(words),
            "{typed}\n→ {found:#?}"
        );
    }
}

pub(super) fn none_is_said(say: impl Fn(&str) -> Vec<String>, cases: &[&str]) {
    for typed in cases {
        let found = say(typed);
        assert!(found.is_empty(), "{typed}\n→ {found:#?}");
    }
}

#[test]
fn a_level_of_headings_that_is_left_out_is_said() {
    each_is_said_once(
        of_fragment,
        &[
            (
                "# 甲\n### 乙\n正文。",
                "JB1022 标题跳过了一级：上面是第1级“一、甲”，这里是第3级",
            ),
            ("# 甲\n正文。\n#### 乙\n正文。", "JB1022"),
            ("# 甲\n## 乙\n#### 丙\n正文。", "上面是第2级“（一）乙”"),
            ("## 甲\n正文。", "JB1022 标题从第2级“（一）甲”开始"),
            ("正文。\n### 甲\n正文。", "标题从第3级"),
            ("# 甲\n### 乙\n正文。\n# 丙\n### 丁\n正文。", "（共 2 处）"),
        ],
    );
    none_is_said(
        of_fragment,
        &[
            "# 甲\n## 乙\n### 丙\n正文。\n# 丁\n正文。",
            "# 甲\n## 乙\n### 丙\n#### 丁\n正文。\n## 戊\n正文。",
        ],
    );
    let few = "编号: [一、, 1., （1）]";
    let issue = format!("{ISSUE}{few}\n");
    let files = |text: &str| {
        found(&[
            ("a/2026/1/issue.yaml", issue.clone().into()),
            ("a/2026/1/正文.md", text.into()),
        ])
    };
    none_is_said(files, &["# 甲\n## 乙\n### 丙\n正文。"]);
}

#[test]
fn marks_of_other_programs_are_said_once() {
    each_is_said_once(
        of_fragment,
        &[
            ("建制率^注^为95%。", "JB0032 “^注^”是别的软件的记号"),
            ("面积100m^2^，", "“^2^”写成“²”"),
            (
                "表：占地\n\n| 单位 | m^2^ |\n|---|---|\n| 青禾县 | 5 |",
                "“^2^”写成“²”",
            ),
            ("- H~2~O和其他\n- CO2", "“~2~”写成“₂”"),
            ("> CO~2~排放量\n> 下降", "“~2~”写成“₂”"),
            (
                "+ 甲\n+ 乙\n+ 丙",
                "JB0032 “+”当作文字照样印出来，不成为列表（共 3 处）",
            ),
            ("::: tip\n甲\n:::\n乙", "JB0032 行首的“:::”是别的软件的记号"),
            ("~~~\n代码\n~~~", "（共 2 处）"),
            ("$$\nx=1\n$$", "（共 2 处）"),
            (">>>> 甲\n乙", "JB0032 几个“>”当作引用里的引用"),
            (">>>>>> 甲", "JB0032 几个“>”"),
            (
                "甲&lt;乙&gt;丙&amp;丁",
                "JB0033 “&lt;”“&gt;”“&amp;”是字符的代码",
            ),
        ],
    );
    none_is_said(
        of_fragment,
        &[
            "温度31~33℃，湿度5~7成，第（一）~（三）项。",
            "x^2+y^2=z^2，约10^4个。",
            "+5.3%",
            "好的~收到~",
        ],
    );
}

#[test]
fn page_numbers_that_were_pasted_are_no_list() {
    each_is_said_once(
        of_fragment,
        &[
            ("甲。\n- 1 -\n乙。", "JB0032 像是粘贴来的页码"),
            ("甲。\n- 12 -", "页码"),
            ("甲。\n－ 3 －\n乙。", "页码"),
            ("甲。\n– 4 –\n乙。", "页码"),
            ("  - 102 -\n甲。", "页码"),
        ],
    );
    none_is_said(of_fragment, &["- 1项\n- 2项", "- 5\n- 6", "甲\n— 2 —\n乙"]);
}

#[test]
fn what_a_merge_left_behind_is_said_once() {
    each_is_said_once(
        of_fragment,
        &[
            ("<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> gai\n", "JB3002"),
            ("甲\n>>>>>>> gai-biao\n乙", "JB3002"),
            ("<<<<<<< HEAD\n甲", "JB3002"),
            ("=======\n乙\n>>>>>>> 3f2ac10 (改表)\n", "JB3002"),
            ("<<<<<<< 本机\n甲\n=======\n乙\n>>>>>>> 服务器\n", "JB3002"),
        ],
    );
}

#[test]
fn a_place_that_is_not_written_yet_keeps_its_number() {
    each_is_said_once(
        of_fragment,
        &[
            ("1. 甲\n2. 【待补】\n3. 丙", "JB0037"),
            ("1. 【待核】\n2. 乙", "JB0037"),
            ("甲\n\n1. 乙\n2. 【待补充】\n3. 丁\n4. 戊", "JB0037"),
            ("1. [待填]\n2. 乙\n3. 丙", "JB0037"),
            ("1. ％％待定％％\n2. 乙", "JB0031"),
        ],
    );
}

#[test]
fn captions_in_bold_and_lines_over_a_table_are_what_they_are() {
    let table = "| 单位 | 数 |\n|---|---|\n| 青禾县 | 5 |";
    for (above, words) in [
        ("**表：进度**", "JB0033 表题的字体由程序定"),
        ("**表1　进度**", "JB0033"),
        ("**表1 进度**\n", "JB0033"),
        ("__表：进度__", ""),
    ] {
        let said = of_fragment(&format!("{above}\n{table}"));
        assert_eq!(
            said.iter().any(|said| said.contains("JB1012")),
            words.is_empty(),
            "{above}: {said:#?}"
        );
        assert!(said.iter().any(|said| said.contains(words)), "{said:#?}");
    }
    for above in [
        "表：进度\n单位：万元",
        "表：进度\n\n单位：万元\n",
        "表：进度\n填报单位：青禾县　填报时间：6月",
        "表：进度\n填报单位：青禾县\n单位：万元",
        "表：进度\n单位：万元\n填报单位：青禾县",
    ] {
        none_is_said(of_fragment, &[&format!("{above}\n{table}")]);
    }
    each_is_said_once(
        of_fragment,
        &[(&format!("进度如下。\n单位：万元\n{table}"), "JB1012")],
    );
}

#[test]
fn what_is_typed_under_a_table_is_judged_once() {
    let table = "表：进度\n\n| 单位 | 数 |\n|---|---|\n| 青禾县 | 5 |\n";
    for (note, words) in [
        ("注：甲~~乙~~丙", "JB0032"),
        ("注：甲<br>乙", "JB0010"),
        ("注：<b>甲</b>", "JB0010"),
        ("注：甲\\n乙", "JB0032"),
        ("注：==甲==", "JB0032"),
    ] {
        each_is_said_once(of_fragment, &[(&format!("{table}{note}"), words)]);
    }
}

#[test]
fn names_line_under_line_are_said() {
    each_is_said_once(
        of_issue,
        &[
            (
                "署名:\n  云汀市总工会\n  云汀市人社局",
                "JB0017 这几行会接成一个名称",
            ),
            ("署名: 云汀市总工会\n  云汀市人社局", "JB0017"),
            ("签发人:\n  林致远\n  周明远", "JB0017"),
            ("出席:\n  -林致远\n  -周明远", "JB0017"),
            ("出席:\n  · 林致远\n  · 周明远", "JB0017"),
            ("列席:\n  林致远\n  周明远", "JB0017"),
            ("主题:\n  集体协商\n  督查", "JB0017 这几行会接成一个名称"),
            ("主送:\n  青禾县\n  白石区", "JB0017"),
        ],
    );
    none_is_said(
        of_issue,
        &[
            "署名:\n  - 云汀市总工会\n  - 云汀市人社局",
            "署名: |\n  云汀市总工会\n  云汀市人社局",
            "出席: 林致远、周明远、\n  沈玉",
            "出席: [林致远,\n  周明远]",
        ],
    );
}

#[test]
fn a_comma_in_a_number_parts_nothing_without_a_word() {
    each_is_said_once(
        of_issue,
        &[
            (
                "主送: [职工1,234人以上的企业, 各县区]",
                "JB0017 半角逗号把“职工1,234人以上的企业”分成了两项",
            ),
            ("出席: [代表1,200名]", "JB0017"),
            ("抄送: [各县区, 第3,4工作组]", "JB0017"),
            ("署名: [云汀市总工会第1,2工作组]", "JB0017"),
            ("主题: [目标1,000万, 督查]", "JB0017"),
        ],
    );
    none_is_said(
        of_issue,
        &[
            "主送: [青禾县, 白石区]",
            "出席: [林致远,周明远]",
            "主送: [第1, 2组]",
        ],
    );
}

#[test]
fn a_placeholder_in_brackets_is_no_list() {
    each_is_said_once(
        of_issue,
        &[
            ("主送: [待填]", "JB3008"),
            ("署名: [待定]", "JB3008"),
            ("抄送: [待补充]", "JB3008"),
            ("签发人: [待核]", "JB3008"),
            ("主题: [待填]", "JB3008"),
        ],
    );
    none_is_said(of_issue, &["主送: [青禾县]", "署名: [云汀市总工会]"]);
}

#[test]
fn numbers_are_read_with_the_words_around_them_and_that_is_said() {
    each_is_said_once(
        of_issue,
        &[
            ("号: 1号", "JB0039 “1号”取作 1"),
            ("号: 第1号", "JB0039"),
            ("号: 01", "JB0039 “01”取作 1"),
            ("期: 第1期", "JB0039"),
            ("总期: 总第120期", "JB0039"),
            ("份数: 60份\n印发机关: 办公室", "JB0039"),
            ("份数: （共印60份）\n印发机关: 办公室", "JB0039"),
            ("份数: 060\n印发机关: 办公室", "JB0039"),
        ],
    );
    none_is_said(
        of_issue,
        &[
            "期: １",
            "号: 1",
            "份数: 60\n印发机关: 办公室",
            "份号: 000012",
        ],
    );
    each_is_said_once(
        of_issue,
        &[
            ("份数: 约60份\n印发机关: 办公室", "JB0005"),
            ("期: 第一期", "JB0005"),
        ],
    );
}

#[test]
fn one_cause_of_broken_yaml_is_one_finding() {
    let whole = |text: &str| found(&[("a/2026/1/issue.yaml", text.into())]);
    let rest = "日期: 2026-07-08\n正文: [正文.md]\n";
    for (title, words) in [
        ("标题: #3号楼情况的通报\n", "JB0004"),
        ("标题: null\n", "JB0004"),
        ("标题: |\n", "JB0004"),
        ("标题: {甲}\n", "JB0005"),
        ("标题: [[甲]]\n", "JB0005"),
        (" 标题: 关于甲的通报\n", "JB0002 这一行前面多了空格"),
    ] {
        each_is_said_once(whole, &[(&format!("{title}{rest}"), words)]);
    }
    let outline = |text: &str| {
        whole(&format!(
            "标题: 关于甲的通报\n日期: 2026-07-08\n正文:\n{text}"
        ))
    };
    each_is_said_once(
        outline,
        &[
            ("  - 标题: [甲，乙]\n    正文: [正文.md]\n", "JB0005"),
            ("  - 标题: # 甲\n    正文: [正文.md]\n", "JB0004"),
            ("  - 章节: 甲\n    正文: [正文.md]\n", "JB0003"),
            ("  - 标题: {甲}\n    正文: [正文.md]\n", "JB0005"),
            ("  - 小标题: 甲\n    正文: [正文.md]\n", "JB0003"),
        ],
    );
    each_is_said_once(
        of_issue,
        &[
            ("主送: {甲}", "JB0003"),
            ("主送: [{甲}]", "JB0003"),
            ("主题: [甲，乙]", "JB0017"),
            ("主题: 【甲、乙】", "JB0017"),
            ("抄送:\n  - 甲\n  - |", "JB0019"),
            ("署名:\n  - >\n  - 乙", "JB0019"),
        ],
    );
    for front in [
        "来源: *甲",
        "来源: [甲]乙",
        "副题: 甲: 乙",
        "来源: \"甲\"乙",
        "来源: @甲",
    ] {
        let issue = "标题: 关于甲的通报\n日期: 2026-07-08\n正文: [正文.md, {文章: 文.md}]\n";
        let article = format!("---\n标题: 动态\n{front}\n---\n正文。\n");
        let said = found(&[
            ("a/2026/1/issue.yaml", issue.into()),
            ("a/2026/1/文.md", article.into()),
        ]);
        assert!(said.len() == 1 && said[0].contains("JB0002"), "{said:#?}");
    }
}

#[test]
fn a_head_that_does_not_fit_any_row_is_said_once() {
    let issue = format!("{ISSUE}附件: [表.csv]\n");
    let table = |text: &str| {
        found(&[
            ("a/2026/1/issue.yaml", issue.clone().into()),
            ("a/2026/1/表.csv", text.into()),
        ])
    };
    each_is_said_once(
        table,
        &[
            (
                "单位,完成1,234万元\n青禾县,1\n白石区,2\n",
                "JB0016 表头有 3 列，下面的 2 行都是 2 格",
            ),
            ("单位,数,率,序\n青禾县,1\n白石区,2\n", "JB0016 表头有 4 列"),
            (
                "单位,数,率\n青禾县,1\n白石区,2\n云溪县,3\n",
                "下面的 3 行都是 2 格",
            ),
            ("单位,数\n青禾县,1,2\n白石区,2\n", "JB0016 这一行有 3 格"),
            (
                "单位,数\n青禾县,1,2,3\n白石区,2,3,4\n",
                "下面的 2 行都是 4 格",
            ),
        ],
    );
}

#[test]
fn big5_is_read_or_named() {
    let big5 = |text: &str| encoding_rs::BIG5.encode(text).0.into_owned();
    let issue = format!("{ISSUE}附件: [表.csv]\n");
    for table in [
        "單位,數量\n青禾縣,12\n",
        "姓名,電話,備註\n陳大文,5512345,已辦\n",
        "縣區,完成率\n白石區,95%\n青禾縣,96%\n",
        "項目,金額\n培訓費,1200\n",
        "工會名稱,會員\n總工會,1\n",
    ] {
        let said = found(&[
            ("a/2026/1/issue.yaml", issue.clone().into()),
            ("a/2026/1/表.csv", big5(table)),
        ]);
        assert!(
            said.len() == 1 && said[0].contains("这个 CSV 是 Big5 编码"),
            "{said:#?}"
        );
    }
    let said = found(&[(
        "a/2026/1/正文.md",
        big5("各縣區推進有力，完成率超過九成。\n"),
    )]);
    assert!(
        said.len() == 1 && said[0].contains("像是 Big5"),
        "{said:#?}"
    );
}

#[test]
fn a_bar_in_an_address_or_a_code_ends_no_cell() {
    let fragments: Vec<String> = [
        "甲\t`a|b`丙\n1\t2\n",
        "甲\t[乙](https://example.cn/a|b)丙\n1\t2\n",
        "甲\t<https://example.cn/a|b>丙\n1\t2\n",
        "甲\t乙\n1\t`a|b`丙\n",
        "甲\t乙\n[1](https://example.cn/a|b)\t丙\n",
    ]
    .map(str::to_owned)
    .to_vec();
    for (fragment, outcome) in fragments.iter().zip(super::outcomes(&fragments)) {
        let lines = outcome.lines.expect("a page");
        let seen: String = lines.iter().map(super::page::Line::squeezed).collect();
        assert!(seen.contains('丙'), "{fragment}: {seen}");
    }
}
