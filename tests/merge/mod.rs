//! What the leader changed in the exported Word file comes home: into the fragment it came from, and nothing else is touched.

pub mod file;

use std::collections::BTreeMap;

use self::file::{WordFile, alike};
use crate::support::office::converted;
use crate::support::project::{Project, Run};
use crate::support::squeezed;
use crate::word::paragraphs;

const ISSUE: &str = "ducha/2026/3";

fn project() -> Project {
    let project = Project::new();
    project.remove("content");
    for (path, text) in [
        ("site.yaml", "名称: 汀州市总工会简报资料库\n"),
        (
            "units.yaml",
            "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: baishi, 名称: 白石区}\n",
        ),
        (
            "metrics.yaml",
            "指标:\n  - {代号: yao, 名称: 要约书, 计量单位: 份}\n",
        ),
        (
            "ducha/series.yaml",
            "名称: 督查通报\n版式: 公文\n文号: 汀工督〔{年}〕{号}号\n署名: 汀州市总工会\n份数: 80\n常用发送:\n  抄送: [市委办公室, 市政府办公室]\n",
        ),
        (
            "ducha/2026/3/issue.yaml",
            "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-08\n主送: \"各县（市）区总工会\"\n正文:\n  - 导语.md\n  - 按: 单位\n  - 标题: 下一步要求\n    正文: [要求.md]\n  - {表: 进度.csv, 标题: 各单位进度}\n  - {表: 名单.xlsx, 标题: 联系人}\n",
        ),
        (
            "ducha/2026/3/导语.md",
            "第三季度，全市各级工会共发出要约书{{要约书.合计}}份，**覆盖职工**9.6万人。现将情况通报如下。\n\n总体看，进展平稳，但不平衡[^1]。\n\n[^1]: 平衡指各县（市）区差距不超过10个百分点。\n",
        ),
        (
            "ducha/2026/3/units/qinghe.md",
            "---\r\n单位: 青禾县\r\n指标: {要约书: 312}\r\n---\r\n发出要约书{{要约书}}份，签订合同96份。\r\n\r\n1. 建立台账。\r\n2. 逐户走访。\r\n",
        ),
        (
            "ducha/2026/3/units/baishi.md",
            "---\n单位: 白石区\n指标: {要约书: 205}\n---\n发出要约书{{要约书}}份。\n\n主要做法：组织专班，逐企推进。\n",
        ),
        (
            "ducha/2026/3/要求.md",
            "## 加强领导\n\n各级工会要把集体协商摆上重要日程。责任要实。措施要实。责任要实。\n\n## 强化督查\n\n按月调度，按季通报。\n\n对落后的单位约谈。\n\n| 时限 | 事项 |\n|---|---|\n| 10月底 | 自查 |\n| 11月底 |  |\n",
        ),
        (
            "ducha/2026/3/进度.csv",
            "单位,签订率,备注\n青禾县,96%,\n白石区,91%,较慢\n",
        ),
    ] {
        project.put(&format!("content/{path}"), text);
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in [["单位", "联系人"], ["青禾县", "李明"]].iter().enumerate() {
        for (column, cell) in line.iter().enumerate() {
            let place = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            sheet.write_string(place.0, place.1, *cell).unwrap();
        }
    }
    project.put(
        "content/ducha/2026/3/名单.xlsx",
        book.save_to_buffer().unwrap(),
    );
    project
}

fn exported(project: &Project) -> WordFile {
    project.run(&["print", ISSUE, "--to", "稿.docx"]).expect(0);
    let bytes = project.read("稿.docx");
    project.remove("稿.docx");
    // What print notes of a copy for review is no part of the content here.
    project.remove("content/ducha/2026/3/送审.yaml");
    WordFile::of(&bytes)
}

fn merge(project: &Project, file: &WordFile) -> Run {
    project.put("改.docx", file.bytes());
    project.run(&["merge", "改.docx", ISSUE, "--write"])
}

fn content(project: &Project) -> BTreeMap<String, Vec<u8>> {
    project.tree("content")
}

/// A change of the file, and what it makes of the content.
struct Case {
    what: &'static str,
    change: fn(&mut WordFile),
    /// Path below the issue, what stood there and what stands there then.
    files: &'static [(&'static str, &'static str, &'static str)],
    says: &'static [&'static str],
    code: i32,
}

const CASES: &[Case] = &[
    Case {
        what: "a word",
        change: |file| file.replace("进展平稳", "进展总体平稳"),
        files: &[("导语.md", "进展平稳", "进展总体平稳")],
        says: &["导语.md:3"],
        code: 0,
    },
    Case {
        what: "a number beside one that is computed, in a file with other line ends",
        change: |file| file.replace("签订合同96份", "签订合同98份"),
        files: &[("units/qinghe.md", "96份", "98份")],
        says: &["【96份】", "【98份】"],
        code: 0,
    },
    Case {
        what: "a sentence more",
        change: |file| file.replace("现将情况", "请认真落实。现将情况"),
        files: &[("导语.md", "现将情况", "请认真落实。现将情况")],
        says: &[],
        code: 0,
    },
    Case {
        what: "words in bold",
        change: |file| file.replace("覆盖职工", "覆盖一线职工"),
        files: &[("导语.md", "**覆盖职工**", "**覆盖一线职工**")],
        says: &[],
        code: 0,
    },
    Case {
        what: "a total that is computed",
        change: |file| file.replace("517", "527"),
        files: &[],
        says: &["没有放回片段的 1 处", "程序算出", "导语.md:1"],
        code: 1,
    },
    Case {
        what: "a paragraph more",
        change: |file| file.add_behind("按月调度", "发现问题及时通报。"),
        files: &[(
            "要求.md",
            "按季通报。\n",
            "按季通报。\n\n发现问题及时通报。\n",
        )],
        says: &["增加一段"],
        code: 0,
    },
    Case {
        what: "a paragraph less",
        change: |file| file.remove("按月调度"),
        files: &[("要求.md", "按月调度，按季通报。\n\n", "")],
        says: &["删去一段"],
        code: 0,
    },
    Case {
        what: "a paragraph that moves within its fragment",
        change: |file| file.move_behind("按月调度", "对落后"),
        files: &[(
            "要求.md",
            "按月调度，按季通报。\n\n对落后的单位约谈。\n",
            "对落后的单位约谈。\n\n按月调度，按季通报。\n",
        )],
        says: &["移动"],
        code: 0,
    },
    Case {
        what: "a paragraph that moves into another fragment",
        change: |file| file.move_behind("主要做法", "进展平稳"),
        files: &[
            ("units/baishi.md", "主要做法：组织专班，逐企推进。\n", ""),
            (
                "导语.md",
                "不平衡[^1]。\n",
                "不平衡[^1]。\n\n主要做法：组织专班，逐企推进。\n",
            ),
        ],
        says: &["移动"],
        code: 0,
    },
    Case {
        what: "a heading of a fragment",
        change: |file| file.replace("加强领导", "加强组织领导"),
        files: &[("要求.md", "## 加强领导", "## 加强组织领导")],
        says: &[],
        code: 0,
    },
    Case {
        what: "a heading of the outline, and its number by hand",
        change: |file| file.replace("下一步要求", "下步工作要求"),
        files: &[("issue.yaml", "标题: 下一步要求", "标题: 下步工作要求")],
        says: &["issue.yaml:7"],
        code: 0,
    },
    Case {
        what: "a name that stands in the register",
        change: |file| file.replace(">青禾县<", ">青禾<"),
        files: &[],
        says: &["没有动"],
        code: 1,
    },
    Case {
        what: "the title",
        change: |file| file.replace("推进情况", "进展情况"),
        files: &[("issue.yaml", "推进情况", "进展情况")],
        says: &["issue.yaml:1"],
        code: 0,
    },
    Case {
        what: "recipients in quotation marks",
        change: |file| file.replace("区总工会：", "区总工会、各\"产业\"工会："),
        files: &[(
            "issue.yaml",
            "\"各县（市）区总工会\"",
            "\"各县（市）区总工会、各\\\"产业\\\"工会\"",
        )],
        says: &[],
        code: 0,
    },
    Case {
        what: "a signature that the whole series uses",
        change: |file| file.replace("汀州市总工会</w:t>", "汀州市总工会办公室</w:t>"),
        files: &[],
        says: &["ducha/series.yaml", "别的期也用"],
        code: 1,
    },
    Case {
        what: "a cell of CSV",
        change: |file| file.replace("96%", "97%"),
        files: &[("进度.csv", "青禾县,96%", "青禾县,97%")],
        says: &[],
        code: 0,
    },
    Case {
        what: "a cell with commas and quotation marks",
        change: |file| file.replace("较慢", "较慢,&quot;需&quot;加快"),
        files: &[("进度.csv", "91%,较慢", "91%,\"较慢,\"\"需\"\"加快\"")],
        says: &[],
        code: 0,
    },
    Case {
        what: "a cell in Markdown with a bar",
        change: |file| file.replace("自查", "自查|互查"),
        files: &[("要求.md", "自查", "自查\\|互查")],
        says: &[],
        code: 0,
    },
    Case {
        what: "a cell of a workbook that becomes what another cell says, beside a change that has its place",
        change: |file| {
            file.replace("李明", "青禾县");
            file.replace("进展平稳", "进展较快");
        },
        files: &[("导语.md", "进展平稳", "进展较快")],
        says: &["没有放回片段的 1 处", "李明"],
        code: 1,
    },
    Case {
        what: "a cell of a workbook",
        change: |file| file.replace("李明", "李明远"),
        files: &[],
        says: &["没有动"],
        code: 1,
    },
    Case {
        what: "an item of a list",
        change: |file| file.replace("逐户走访", "逐户上门走访"),
        files: &[("units/qinghe.md", "逐户走访", "逐户上门走访")],
        says: &[],
        code: 0,
    },
    Case {
        what: "an item more",
        change: |file| file.add_behind("逐户走访", "3. 签字确认。"),
        files: &[(
            "units/qinghe.md",
            "逐户走访。\r\n",
            "逐户走访。\r\n3. 签字确认。\r\n",
        )],
        says: &["增加一段"],
        code: 0,
    },
    Case {
        what: "a heading more with a paragraph below it",
        change: |file| {
            let mut heading = String::new();
            file.paragraph_with("强化督查", |own| {
                heading = alike(own, "3. 严格考核");
                own.to_owned()
            });
            file.paragraph_with("对落后", |own| {
                format!("{own}{heading}{}", alike(own, "年底考核。"))
            });
        },
        files: &[(
            "要求.md",
            "约谈。\n",
            "约谈。\n\n## 严格考核\n\n年底考核。\n",
        )],
        says: &[],
        code: 0,
    },
    Case {
        what: "a paragraph parted by Enter",
        change: |file| {
            file.paragraph_with("按月调度", |own| {
                let first = own.replace("按月调度，按季通报。", "按月调度，");
                format!("{first}{}", alike(own, "按季通报。"))
            });
        },
        files: &[("要求.md", "按月调度，按季", "按月调度，\n\n按季")],
        says: &["一段分成两段"],
        code: 0,
    },
    Case {
        what: "a paragraph parted where its words stand a second time",
        change: |file| {
            file.paragraph_with("措施要实", |own| {
                let first = own.replace("措施要实。责任要实。", "措施要实。");
                format!("{first}{}", alike(own, "责任要实。"))
            });
        },
        files: &[("要求.md", "措施要实。责任", "措施要实。\n\n责任")],
        says: &["一段分成两段"],
        code: 0,
    },
    Case {
        what: "two paragraphs joined",
        change: |file| {
            file.remove("对落后");
            file.replace("按季通报。", "按季通报。对落后的单位约谈。");
        },
        files: &[("要求.md", "按季通报。\n\n对落后", "按季通报。对落后")],
        says: &["两段并成一段"],
        code: 0,
    },
    Case {
        what: "a short paragraph that a long addition makes another, with a sign that has no place",
        change: |file| {
            file.replace(
                "对落后的单位约谈。",
                "对落后的单位约谈。并要求各单位对照清单逐项整改，月底前把结果报送市总工会，逾期未报的通报批评【数据待核】",
            );
        },
        files: &[],
        says: &["改动", "没有动"],
        code: 1,
    },
    Case {
        what: "a short paragraph with a long addition",
        change: |file| {
            file.replace(
                "对落后的单位约谈。",
                "对落后的单位约谈。并要求各单位对照清单逐项整改，月底前把结果报送市总工会，逾期未报的通报批评。",
            );
        },
        files: &[(
            "要求.md",
            "单位约谈。",
            "单位约谈。并要求各单位对照清单逐项整改，月底前把结果报送市总工会，逾期未报的通报批评。",
        )],
        says: &[],
        code: 0,
    },
    Case {
        what: "a paragraph written anew in its place",
        change: |file| file.replace("对落后的单位约谈。", "甲乙丙*丁*戊己"),
        files: &[("要求.md", "对落后的单位约谈。", "甲乙丙\\*丁\\*戊己")],
        says: &["改动"],
        code: 0,
    },
    Case {
        what: "words in bold that are gone",
        change: |file| file.replace("覆盖职工", ""),
        files: &[("导语.md", "**覆盖职工**", "")],
        says: &[],
        code: 0,
    },
    Case {
        what: "words struck out by their font",
        change: |file| {
            file.paragraph_with("按月调度", |own| {
                own.replacen("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>", 1)
            });
        },
        files: &[],
        says: &["按月调度，按季通报。”划了删除线"],
        code: 1,
    },
    Case {
        what: "a bookmark that was lost",
        change: |file| {
            file.paragraph_with("按月调度", |own| {
                let start = own.find("<w:bookmarkStart").expect("a bookmark");
                let end = start + own[start..].find("/>").expect("its end") + 2;
                let rest = own[end..].replace("按月", "按旬");
                let last = rest.find("<w:bookmarkEnd").expect("its end");
                let close = last + rest[last..].find("/>").expect("closed") + 2;
                format!("{}{}{}", &own[..start], &rest[..last], &rest[close..])
            });
        },
        files: &[("要求.md", "按月调度", "按旬调度")],
        says: &[],
        code: 0,
    },
    Case {
        what: "revisions, with who and when",
        change: |file| file.track("按季", "按月"),
        files: &[("要求.md", "按季通报", "按月通报")],
        says: &["王处长，2026-10-09"],
        code: 0,
    },
    Case {
        what: "signs that are marks in a fragment",
        change: |file| file.replace("按月调度", "按**月**调度"),
        files: &[("要求.md", "按月调度", "按\\*\\*月\\*\\*调度")],
        says: &[],
        code: 0,
    },
    Case {
        what: "a note",
        change: |file| {
            file.change("word/footnotes.xml", |text| text.replacen("10个", "5个", 1));
        },
        files: &[("导语.md", "10个百分点", "5个百分点")],
        says: &[],
        code: 0,
    },
    Case {
        what: "nothing but looks",
        change: |file| {
            file.paragraph_with("按月调度", |own| {
                own.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
            });
        },
        files: &[],
        says: &["加粗改成了“按月调度，按季通报。”，片段没有动"],
        code: 1,
    },
    Case {
        what: "what the file says of its export is lost, and the fragments are as they were",
        change: |file| {
            let parts = WordFile::of(&file.bytes()).without("customXml");
            *file = parts;
            file.replace("进展平稳", "进展较快");
        },
        files: &[("导语.md", "进展平稳", "进展较快")],
        says: &[],
        code: 0,
    },
];

#[test]
fn each_change_goes_where_its_words_came_from_and_nothing_else_is_touched() {
    let project = project();
    let before = content(&project);
    let plain = exported(&project).bytes();
    for case in CASES {
        let mut file = WordFile::of(&plain);
        (case.change)(&mut file);
        let run = merge(&project, &file);
        let said = run.said();
        assert_eq!(run.code, Some(case.code), "{}\n{said}", case.what);
        for words in case.says {
            assert!(said.contains(words), "{}: {words}\n{said}", case.what);
        }
        let mut expected = before.clone();
        for (path, old, new) in case.files {
            let path = format!("{ISSUE}/{path}");
            let text = String::from_utf8(expected[&path].clone()).expect("UTF-8");
            assert!(text.contains(old), "{}: {old}", case.what);
            expected.insert(path, text.replacen(old, new, 1).into_bytes());
        }
        for (path, bytes) in content(&project) {
            let wanted = expected
                .get(&path)
                .map(|bytes| String::from_utf8_lossy(bytes));
            assert_eq!(
                Some(String::from_utf8_lossy(&bytes)),
                wanted,
                "{}: {path}\n{said}",
                case.what
            );
        }
        for (path, bytes) in &before {
            project.put(&format!("content/{path}"), bytes);
        }
    }
}

/// Every issue of the sample as it is exported has nothing changed; with a word more in a few places, each is in the fragments and printed, or named.
#[test]
fn every_sample_issue_comes_home() {
    let project = Project::sample(false);
    let before = content(&project);
    let issues: Vec<String> = before
        .keys()
        .filter_map(|path| path.strip_suffix("/issue.yaml").map(str::to_owned))
        .collect();
    assert!(issues.len() > 30, "{issues:?}");
    let mut seed = 20_261_127_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let (mut placed, mut left) = (0, 0);
    for issue in &issues {
        let print = ["print", issue.as_str(), "--final", "--to", "稿.docx"];
        project.run(&print).expect(0);
        let plain = project.read("稿.docx");
        let run = project.run(&["merge", "稿.docx", issue]).expect(0);
        assert!(run.said().contains("没有改过"), "{issue}: {}", run.said());

        let mut file = WordFile::of(&plain);
        let mut changed: Vec<String> = Vec::new();
        for _ in 0..3 {
            changed.extend(file.insert(&mut random, "新增"));
        }
        project.put("改.docx", file.bytes());
        let run = project.run(&["merge", "改.docx", issue, "--write"]);
        let said = run.said();
        assert!(matches!(run.code, Some(0 | 1)), "{issue}: {said}");
        project.run(&print).expect(0);
        let printed = paragraphs(&project.read("稿.docx")).concat();
        let printed = printed.replace(['【', '】'], "");
        for words in changed {
            let words = squeezed(&words.replace(['【', '】'], ""));
            let is_named = squeezed(&said.replace(['【', '】'], "")).contains(&words);
            match printed.contains(&words) {
                true => placed += 1,
                false if is_named => left += 1,
                false => panic!("{issue}: {words} is neither printed nor named\n{said}"),
            }
        }
        for (path, bytes) in &before {
            project.put(&format!("content/{path}"), bytes);
        }
        let _ = std::fs::remove_file(project.path(&format!("content/{issue}/送审.yaml")));
    }
    assert!(placed > left, "{placed} placed, {left} left");
}

#[test]
fn without_write_it_is_only_shown() {
    let project = project();
    let before = content(&project);
    let mut file = exported(&project);
    file.replace("进展平稳", "进展较快");
    project.put("改.docx", file.bytes());
    let run = project.run(&["merge", "改.docx", ISSUE]).expect(0);
    assert!(run.said().contains("只是预览"), "{}", run.said());
    assert_eq!(content(&project), before);
}

#[test]
fn what_the_fragments_changed_meanwhile_stays_and_both_is_said() {
    let project = project();
    let mut file = exported(&project);
    file.replace("进展平稳", "进展较快");
    file.replace("按季通报", "按月通报");
    let path = |name: &str| format!("content/{ISSUE}/{name}");
    for (name, old, new) in [
        ("要求.md", "按季通报", "按季度通报"),
        ("units/baishi.md", "逐企推进", "逐户推进"),
    ] {
        let text = project.text(&path(name)).replace(old, new);
        project.put(&path(name), text);
    }
    let run = merge(&project, &file).expect(1);
    let said = run.said();
    assert!(said.contains("导出以后片段里这一处也改过"), "{said}");
    assert!(project.text(&path("导语.md")).contains("进展较快"));
    assert!(project.text(&path("要求.md")).contains("按季度通报"));
    assert!(project.text(&path("units/baishi.md")).contains("逐户推进"));
    // Where the file has lost what it was, nobody can tell.
    let lost = WordFile::of(&file.bytes()).without("customXml");
    let text = project.text(&path("要求.md")).replace("约谈", "约谈问责");
    project.put(&path("要求.md"), text);
    let run = merge(&project, &lost).expect(1);
    assert!(run.said().contains("重新导出"), "{}", run.said());
}

#[test]
fn what_is_no_file_of_this_issue_is_refused() {
    let project = project();
    let file = exported(&project);
    let said = |name: &str, bytes: Vec<u8>, code: i32| {
        project.put(name, bytes);
        let run = project.run(&["merge", name, ISSUE, "--write"]).expect(code);
        run.said()
    };
    let mut cut = file.bytes();
    cut.truncate(2000);
    assert!(said("半.docx", cut, 1).contains("损坏了"));
    let mut other = WordFile::of(&file.bytes());
    other.change("docProps/custom.xml", |text| {
        text.replace(ISSUE, "ducha/2026/2")
    });
    assert!(said("别.docx", other.bytes(), 1).contains("从 ducha/2026/2 导出的"));
    assert!(said("字.docx", b"abc".to_vec(), 1).contains("字.docx"));
    let run = project.run(&["merge", "没有.docx", ISSUE]).expect(2);
    assert!(run.said().contains("没有这个文件"), "{}", run.said());
    project.run(&["issue", ISSUE, "--no-pdf"]).expect(0);
    let bytes = file.bytes();
    assert!(said("印.docx", bytes, 1).contains("已经印发"));
}

#[test]
fn what_libreoffice_saved_has_nothing_changed() {
    let project = project();
    project.put("稿.docx", exported(&project).bytes());
    if !converted(&project, "稿.docx", "docx", "存") {
        return;
    }
    let run = project.run(&["merge", "存/稿.docx", ISSUE]).expect(0);
    assert!(run.said().contains("没有改过"), "{}", run.said());
}
