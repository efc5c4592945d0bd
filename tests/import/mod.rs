//! `jianbao import` (来稿): what a Word file shows is in the fragment or named in the report, bad files are refused in words, and nothing is overwritten.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write files and start the program"
)]

mod around;
mod office;
mod round_trip;
mod seeds;
mod struck;
mod word;

use std::collections::BTreeMap;

use jianbao::import::{FileNames, ImportError, ImportOptions, Imported, Revisions, fragment};
use word::{WordFile, cell, lists, root, row, run};

use crate::support::project::Project;

const PICTURE: &[u8] = include_bytes!("../../content/zhuanti/2026/12/流程.png");

fn import(name: &str, bytes: &[u8], revisions: Revisions) -> Imported {
    let options = ImportOptions {
        revisions,
        ..ImportOptions::default()
    };
    fragment(name, bytes, &options, &mut FileNames::default()).expect(name)
}

/// A report of a unit as office programs save one, with everything that is met in them.
fn report() -> WordFile {
    let centered = "<w:jc w:val=\"center\"/>";
    let right = "<w:jc w:val=\"right\"/>";
    let table = [
        row(&[
            cell("<w:vMerge w:val=\"restart\"/>", "乡镇"),
            cell("<w:gridSpan w:val=\"2\"/>", "签订合同"),
        ]),
        row(&[
            cell("<w:vMerge/>", ""),
            cell("", "企业数"),
            cell("", "职工数"),
        ]),
        row(&[cell("", "柳河镇"), cell("", "32"), cell("", "1,200")]),
        row(&[cell("<w:gridSpan w:val=\"2\"/>", "合计"), cell("", "1200")]),
    ];
    let simple = [
        row(&[cell("", "姓名"), cell("", "得分")]),
        row(&[cell("", "方　明"), cell("", "95|甲")]),
    ];
    let boxed = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><wps:txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:txbx></a:graphic></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        run("", "框所在的一段。"),
        run("", "框里的话。"),
        run("", "框里的话。")
    );
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\"/><a:graphic><a:blip r:embed=\"rPic\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    let revised = format!(
        "<w:p>{}<w:del w:author=\"王丽\"><w:r><w:delText>培训八十人</w:delText></w:r></w:del><w:ins w:author=\"赵强\">{}</w:ins>{}</w:p>",
        run("", "抓培训，"),
        run("", "培训一百二十人"),
        run("", "。")
    );
    WordFile::default()
        .part("rNum", "numbering", "numbering.xml", lists())
        .part(
            "rFoot",
            "footnotes",
            "footnotes.xml",
            root(
                "footnotes",
                &format!(
                    "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote>",
                    run("", "不含市直单位。")
                ),
            ),
        )
        .part(
            "rCom",
            "comments",
            "comments.xml",
            root(
                "comments",
                &format!(
                    "<w:comment w:id=\"7\" w:author=\"王丽\"><w:p>{}</w:p></w:comment>",
                    run("", "这个数再对一下")
                ),
            ),
        )
        .part(
            "rHead",
            "header",
            "header1.xml",
            root("hdr", &format!("<w:p>{}</w:p>", run("", "稿件页眉"))),
        )
        .part("rPic", "image", "media/image1.png", PICTURE)
        .paragraph(centered, "关于集体协商推进情况的报告")
        .text("市总工会：")
        .text("　　现将有关情况报告如下：")
        .numbered(1, 0, "总体情况")
        .xml(&format!(
            "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}<w:r><w:commentReference w:id=\"7\"/></w:r></w:p>",
            run("", "签订合同126份"),
            run("", "，覆盖职工8400人。")
        ))
        .numbered(1, 1, "要约行动开展。全县共发出要约书三百份。")
        .numbered(1, 2, "印制彩页3000份。")
        .numbered(1, 2, "建立台账12本。")
        .numbered(1, 0, "存在问题")
        .numbered(2, 0, "认识不到位；")
        .numbered(2, 0, "覆盖面不够。")
        .text("（一）手写编号的标题")
        .text("个别单位*号文件见[附件](a.doc)，人数<60。")
        .xml(&format!("<w:tbl>{}</w:tbl>", table.concat()))
        .xml(&boxed)
        .xml(picture)
        .paragraph(centered, "图1　工作流程")
        .xml(&format!("<w:tbl>{}</w:tbl>", simple.concat()))
        .xml(&revised)
        .xml(&format!("<w:p>{}</w:p>", run("<w:vanish/>", "藏起来的字")))
        .paragraph(right, "柳河县总工会")
        .paragraph(right, "2026年6月30日")
}

const EXPECTED: &str = "---\n标题: 关于集体协商推进情况的报告\n---\n现将有关情况报告如下：\n# 总体情况\n签订合同126份[^1]，覆盖职工8400人。\n<!-- 批注（王丽）：这个数再对一下 -->\n\
## 要约行动开展。\n全县共发出要约书三百份。\n1. 印制彩页3000份。\n2. 建立台账12本。\n# 存在问题\n- 认识不到位；\n- 覆盖面不够。\n## 手写编号的标题\n\
个别单位\\*号文件见\\[附件](a.doc)，人数<60。\n![](柳河县-表1.yaml)\n框所在的一段。\n框里的话。\n![工作流程](工作流程.png)\n\n| 姓名 | 得分 |\n|---|---|\n| 方明 | 95\\|甲 |\n\n\
抓培训，培训一百二十人。\n[^1]: 不含市直单位。\n";

#[test]
fn a_report_becomes_a_fragment_with_its_files() {
    let made = import("柳河县-.docx", &report().bytes(), Revisions::Accepted);
    let expected = EXPECTED
        .replace("\\*号", "*号")
        .replace("柳河县-表1", "柳河县表1");
    assert_eq!(made.text, expected);
    let names: Vec<&str> = made.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["柳河县表1.yaml", "工作流程.png"]);
    assert_eq!(made.files[1].bytes, PICTURE);
    let table = String::from_utf8_lossy(&made.files[0].bytes);
    assert_eq!(
        table,
        "列:\n  - 乡镇\n  - 签订合同: [企业数, 职工数]\n行:\n  - [柳河镇, '32', '1,200']\n  - [{文: 合计, 跨列: 2}, '1200']\n"
    );
    let said = made.report.lines().join("\n");
    for words in [
        "主送：市总工会：",
        "文末的署名：柳河县总工会",
        "文末的日期：2026年6月30日",
        "页眉：稿件页眉",
        "删去的修订（王丽）：培训八十人",
        "隐藏的文字：藏起来的字",
        "按全部接受处理",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("没有找到去处"), "{said}");
}

#[test]
fn revisions_are_accepted_or_refused_and_never_both() {
    let accepted = import("a.docx", &report().bytes(), Revisions::Accepted);
    let refused = import("a.docx", &report().bytes(), Revisions::Refused);
    assert!(accepted.text.contains("抓培训，培训一百二十人。"));
    assert!(!accepted.text.contains("八十"));
    assert!(refused.text.contains("抓培训，培训八十人。"));
    assert!(!refused.text.contains("一百二十"));
    let said = refused.report.lines().join("\n");
    assert!(
        said.contains("插入的修订（赵强）：培训一百二十人"),
        "{said}"
    );
}

/// How often each character is seen, but for those that are marks of ours or of numbers.
fn counted(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text
        .chars()
        .filter(|c| c.is_alphanumeric() || "，。；：“”（）".contains(*c))
    {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// The text of all runs, read from the bytes by means of their own.
fn runs(bytes: &[u8]) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut xml = String::new();
        if !part.name().expect("a name").ends_with(".xml") || part.read_to_string(&mut xml).is_err()
        {
            continue;
        }
        // What only an old program would show is there twice.
        let parts: Vec<&str> = xml.split("<mc:Fallback>").collect();
        for (place, part) in parts.into_iter().enumerate() {
            let part = match place {
                0 => part,
                _ => part.split("</mc:Fallback>").nth(1).unwrap_or_default(),
            };
            for mark in ["<w:t xml:space=\"preserve\">", "<w:t>", "<w:delText>"] {
                for run in part.split(mark).skip(1) {
                    let run = run.split('<').next().unwrap_or_default();
                    text.push_str(&run.replace("&lt;", "<").replace("&amp;", "&"));
                    text.push('\n');
                }
            }
        }
    }
    text
}

/// Complains about each character of `bytes` that is seen more often than in what was made of it and in the report; typed and automatic numbers are counted anew.
fn unaccounted(bytes: &[u8], made: &Imported) -> Vec<(char, usize, usize)> {
    let mut all = made.text.clone();
    for file in made
        .files
        .iter()
        .filter(|file| file.name.ends_with(".yaml"))
    {
        all.push_str(&String::from_utf8_lossy(&file.bytes));
    }
    let report = &made.report;
    for left in &report.left_out {
        all.push_str(&left.text);
    }
    let there = counted(&all);
    counted(&runs(bytes))
        .into_iter()
        .map(|(c, count)| (c, count, there.get(&c).copied().unwrap_or(0)))
        .filter(|(_, count, found)| count > found)
        .collect()
}

#[test]
fn every_character_is_in_the_result_or_named() {
    for revisions in [Revisions::Accepted, Revisions::Refused] {
        let bytes = report().bytes();
        let made = import("柳河县.docx", &bytes, revisions);
        // 图1 and （一）, which the program counts.
        let numbers = [('1', 1), ('图', 1), ('一', 1), ('（', 1), ('）', 1)];
        let mut missing = unaccounted(&bytes, &made);
        missing.retain(|(c, count, found)| {
            let counted = numbers.iter().find(|(number, _)| number == c);
            counted.is_none_or(|(_, most)| count - found > *most)
        });
        assert_eq!(missing, [], "{revisions:?}: {}", made.text);
    }
    // The count sees what is gone.
    let bytes = report().bytes();
    let mut made = import("柳河县.docx", &bytes, Revisions::Accepted);
    made.text = made.text.replace("台账", "");
    assert!(unaccounted(&bytes, &made).iter().any(|(c, ..)| *c == '账'));
}

#[test]
fn bad_files_are_refused_in_words_and_within_bounds() {
    let refused = |name: &str, bytes: &[u8]| {
        fragment(
            name,
            bytes,
            &ImportOptions::default(),
            &mut FileNames::default(),
        )
        .expect_err(name)
    };
    let whole = report().bytes();
    assert!(matches!(
        refused("a.docx", &whole[..whole.len() / 2]),
        ImportError::Damaged(_)
    ));
    let bomb = WordFile::default().part("r", "styles", "styles.xml", vec![b' '; 60 << 20]);
    assert!(matches!(
        refused("a.docx", &bomb.bytes()),
        ImportError::TooLarge(_)
    ));
    let entities = word::package_of(&[(
        "word/document.xml".to_owned(),
        b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document xmlns:w=\"w\"><w:body/></w:document>"
            .to_vec(),
    )]);
    assert!(matches!(
        refused("a.docx", &entities),
        ImportError::Damaged(_)
    ));
    let nested = format!(
        "{}{}",
        "<w:sdt><w:sdtContent>".repeat(500),
        "</w:sdtContent></w:sdt>".repeat(500)
    );
    let made = import(
        "a.docx",
        &WordFile::default().text("甲。").xml(&nested).bytes(),
        Revisions::Accepted,
    );
    assert_eq!(made.text, "甲。\n");
}

#[test]
fn macros_and_what_lies_outside_are_named_and_left_alone() {
    let picture = "<w:p><w:r><w:drawing><a:blip r:link=\"rOut\"/></w:drawing></w:r></w:p>";
    let file = WordFile::default()
        .part("rMacro", "vbaProject", "vbaProject.bin", b"macro")
        .outside("rOut", "image", "http://192.0.2.1/a.png")
        .outside("rLink", "hyperlink", "https://example.cn/a")
        .outside("rFile", "hyperlink", "file:///C:/a.doc")
        .xml(picture)
        .xml(&format!(
            "<w:p><w:hyperlink r:id=\"rLink\">{}</w:hyperlink></w:p>",
            run("", "网页")
        ))
        .xml(&format!(
            "<w:p><w:hyperlink r:id=\"rFile\">{}</w:hyperlink></w:p>",
            run("", "文件")
        ));
    let made = import("a.docm", &file.bytes(), Revisions::Accepted);
    assert_eq!(made.text, "[网页](https://example.cn/a)\n文件\n");
    let said = made.report.lines().join("\n");
    for words in [
        "宏（程序",
        "没有去取：http://192.0.2.1/a.png",
        "链接的地址（文字留下了）：file:///C:/a.doc",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn texts_in_any_encoding_are_read() {
    let text = "柳河县工作情况汇报\n　　一、总体情况\n　　建立台账12本，职工占比*过半，C:\\共享。\n　　1、甲乡镇：\n　　2、乙乡镇。\n\n　　　　　　　　　　　　柳河县总工会\n　　　　　　　　　　　　二○二六年六月三十日\n";
    let expected = "---\n标题: 柳河县工作情况汇报\n---\n# 总体情况\n建立台账12本，职工占比*过半，C:\\共享。\n1. 甲乡镇：\n2. 乙乡镇。\n";
    let gbk = encoding_rs::GB18030.encode(text).0.into_owned();
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [text.as_bytes().to_vec(), gbk, wide] {
        let made = import("a.txt", &bytes, Revisions::Accepted);
        assert_eq!(made.text, expected);
        assert!(made.report.lost.is_empty(), "{:?}", made.report.lost);
    }
}

fn project() -> Project {
    let project = Project::new();
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: liuhe, 名称: 柳河县, 全称: 柳河县总工会}\n",
    );
    project.put("content/ducha/series.yaml", "名称: 督查通报\n版式: 公文\n");
    project.put(
        "content/ducha/2026/1/issue.yaml",
        "标题: 关于集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 按: 单位\n",
    );
    project.put("柳河县二季度.docx", report().bytes());
    project
}

#[test]
fn it_is_shown_first_and_written_when_told_to() {
    let project = project();
    let args = ["import", "柳河县二季度.docx", "--to", "ducha/2026/1"];
    let said = project.run(&args).expect(0).stdout;
    for words in [
        "单位：柳河县（看文件名）",
        "+ # 总体情况",
        "以上只是预览，什么也没有写",
        "--to ducha/2026/1 --write",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!project.path("content/ducha/2026/1/柳河县.md").exists());
    let written: Vec<&str> = args.iter().copied().chain(["--write"]).collect();
    let said = project.run(&written).expect(0).stdout;
    assert!(said.contains("写了 ducha/2026/1/柳河县.md"), "{said}");
    let text = std::fs::read_to_string(project.path("content/ducha/2026/1/柳河县.md"))
        .expect("the fragment");
    assert!(
        text.starts_with("---\n单位: 柳河县\n---\n现将有关情况报告如下：\n# 总体情况\n"),
        "{text}"
    );
    // The original is kept as it came, is no part of the issue, and is not taken twice.
    let kept = std::fs::read(project.path("content/ducha/2026/1/来稿/柳河县二季度.docx"))
        .expect("the original");
    assert_eq!(kept, report().bytes());
    let checked = project.run(&["check"]).expect(0).stderr;
    assert!(
        !checked.contains("JB1003") && !checked.contains("来稿/"),
        "{checked}"
    );
    let again = project.run(&written).expect(0).stdout;
    assert!(again.contains("已经导入过"), "{again}");
    project.run(&["build", "--no-pdf"]).expect(0);
    let site = walkdir::WalkDir::new(project.path("output"))
        .into_iter()
        .flatten();
    let names: Vec<String> = site
        .map(|entry| entry.path().display().to_string())
        .collect();
    assert!(
        names
            .iter()
            .all(|name| !name.contains("来稿") && !name.ends_with(".docx")),
        "{names:?}"
    );
}

#[test]
fn metrics_in_a_table_are_offered_for_the_front_matter() {
    let project = project();
    project.put(
        "content/metrics.yaml",
        "指标:\n  - {代号: qiye, 名称: 签订企业, 计量单位: 家}\n  - {代号: zhigong, 名称: 覆盖职工, 计量单位: 人}\n",
    );
    let cases: [(&str, &[&[&str]], &str); 4] = [
        (
            "甲",
            &[
                &["单位", "签订企业（家）", "覆盖职工"],
                &["柳河县", "32", "1,200"],
            ],
            "# 指标: {签订企业: 32, 覆盖职工: '1,200'}",
        ),
        (
            "乙",
            &[&["签订企业", "32家"], &["覆盖职工", "1200"]],
            "# 指标: {签订企业: 32家, 覆盖职工: 1200}",
        ),
        ("丙", &[&["乡镇", "得分"], &["甲镇", "95"]], ""),
        ("丁", &[&["签订企业", "覆盖职工"], &["很多", "—"]], ""),
    ];
    for (name, rows, offered) in cases {
        let row = |cells: &&[&str]| {
            let cells = cells.iter().map(|cell| format!("<td>{cell}</td>"));
            format!("<tr>{}</tr>", cells.collect::<String>())
        };
        let rows: String = rows.iter().map(row).collect();
        let file = format!("柳河县{name}.html");
        project.put(
            &file,
            format!("<html><body><p>各项工作有序开展。</p><table>{rows}</table></body></html>"),
        );
        let args = ["import", &file, "--to", "ducha/2026/1", "--write"];
        let said = project.run(&args).expect(0).stdout;
        let written = said.lines().find_map(|line| line.split_once("写了 "));
        let (_, path) = written.unwrap_or_else(|| panic!("{said}"));
        let path = path
            .split([' ', '，', '。', '、'])
            .next()
            .unwrap_or_default();
        let text = project.text(&format!("content/{path}"));
        match offered {
            "" => assert!(!text.contains("指标"), "{text}"),
            offered => {
                assert!(text.contains(&format!("\n{offered}\n---\n")), "{text}");
                assert!(said.contains("签订企业、覆盖职工 是登记的指标"), "{said}");
            }
        }
    }
}

#[test]
fn nothing_that_lies_there_is_overwritten() {
    let project = project();
    project.put(
        "content/ducha/2026/1/柳河县.md",
        "---\n单位: 柳河县\n---\n自己写的。\n",
    );
    let said = project
        .run(&[
            "import",
            "柳河县二季度.docx",
            "--to",
            "ducha/2026/1",
            "--write",
        ])
        .expect(0)
        .stdout;
    assert!(said.contains("已经有“柳河县”的片段 柳河县.md"), "{said}");
    assert!(said.contains("写了 ducha/2026/1/柳河县-2.md"), "{said}");
    let old = std::fs::read_to_string(project.path("content/ducha/2026/1/柳河县.md"))
        .expect("the fragment");
    assert_eq!(old, "---\n单位: 柳河县\n---\n自己写的。\n");
}

const PAST: &str = "云汀市总工会督查通报\n云工督查字［2019］03号\n\n关于全市企业民主管理工作\n督查情况的通报\n各县区总工会：\n　　近期开展了督查，现通报如下：\n一、总体情况\n（一）柳河县\n　　建制率达到93.5%。\n（二）白沙区\n　　建制率达到88%。\n二、下一步打算\n　　请各单位抓好落实。\n附件：1.督查情况表\n　　　　　　　　　　　　　　　　　　云汀市总工会\n　　　　　　　　　　　　　　　　　　二o一九年三月十六日\n（联系人：方明，电话：0000-1234567）\n附件1\n督查情况表\n单位\t建制率\n柳河县\t93.5%\n白沙区\t88%\n主题词：民主管理　督查\n抄送：市委办公室、市政府办公室。\n云汀市总工会办公室　　2019年3月18日印发\n";

#[test]
fn a_past_issue_is_brought_in_whole_and_builds_to_its_text() {
    let project = project();
    project.put(
        "content/ducha/series.yaml",
        "名称: 督查通报\n版式: 公文\n报头: 云汀市总工会督查通报\n文号: 云工督查字〔{年}〕{号}号\n",
    );
    project.put("往期/2019督查.txt", encoding_rs::GB18030.encode(PAST).0);
    let args = ["import", "往期", "--as", "issue", "--to", "ducha"];
    let said = project.run(&args).expect(0).stdout;
    assert!(
        said.contains("→ ducha/2019/3") && said.contains("什么也没有写"),
        "{said}"
    );
    assert!(!said.contains("没有找到去处"), "{said}");
    let written: Vec<&str> = args.iter().copied().chain(["--write"]).collect();
    project.run(&written).expect(0);
    let read = |name: &str| {
        std::fs::read_to_string(project.path("content/ducha/2019/3").join(name)).expect(name)
    };
    assert_eq!(
        read("issue.yaml"),
        "标题: [关于全市企业民主管理工作, 督查情况的通报]\n号: 3\n日期: 2019-03-16\n主送: 各县区总工会\n正文: [正文.md]\n附件:\n  - 文件: 附件1表1.yaml\n    标题: 督查情况表\n署名: 云汀市总工会\n附注: 联系人：方明，电话：0000-1234567\n抄送: 市委办公室、市政府办公室\n印发机关: 云汀市总工会办公室\n印发日期: 2019-03-18\n主题: [民主管理, 督查]\n"
    );
    assert_eq!(
        read("正文.md"),
        "近期开展了督查，现通报如下：\n# 总体情况\n## 柳河县\n建制率达到93.5%。\n## 白沙区\n建制率达到88%。\n# 下一步打算\n请各单位抓好落实。\n"
    );
    let printed = project.path("本期.txt");
    project
        .run(&[
            "print",
            "ducha/2019/3",
            "--to",
            printed.to_str().expect("a path"),
        ])
        .expect(0);
    let text = std::fs::read_to_string(printed).expect("the text");
    for words in [
        "云工督查字〔2019〕3号",
        "各县区总工会：",
        "一、总体情况",
        "（二）白沙区",
        "二、下一步打算",
        "2019年3月16日",
        "抄送：市委办公室、市政府办公室",
        "督查情况表",
        "柳河县",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Done again, nothing is written over.
    let again = project.run(&written).expect(0).stdout;
    assert!(again.contains("ducha/2019/3 已经有了，没有写"), "{again}");
}
