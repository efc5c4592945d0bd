//! Marks that are written in another way or place than 密级, 受众 and 草稿 in `issue.yaml`: the issue is held back and taken off, and prose about secrets is
//! left alone.

use crate::support::project::Project;

const HEAD: &str = "日期: 2026-07-08\n正文: [正文.md]\n";

/// One project in which every issue `a/2026/<n>` is published and then changed by one of `changes`, each a list of files and their new texts: those that
/// are found anywhere in a site afterwards, and those about which nothing is said.
fn overlooked(changes: &[Vec<(&str, String)>]) -> (Vec<String>, Vec<String>) {
    let project = Project::new();
    let folder = |number: usize| format!("content/a/2026/{}", number + 100);
    let word = |number: usize| format!("柳湾{number}号线索");
    for number in 0..changes.len() {
        let text = format!("标题: {}\n{HEAD}", word(number));
        project.put(&format!("{}/issue.yaml", folder(number)), text);
        project.put(&format!("{}/正文.md", folder(number)), "正文一段。\n");
    }
    project.pages().expect(0);
    for (number, files) in changes.iter().enumerate() {
        for (name, text) in files {
            let text = text.replace("@", &word(number));
            let path = format!("{}/{name}", folder(number));
            match text.as_str() {
                "-" => project.remove(&path),
                _ => project.put(&path, text),
            }
        }
    }
    let run = project.run(&["build", "--no-pdf", "--remove"]).expect(1);
    project.run(&[
        "build",
        "--no-pdf",
        "--audience",
        "public",
        "--output",
        "public",
    ]);
    let mut files = project.output();
    let public = project.tree("public");
    files.extend(
        public
            .into_iter()
            .map(|(path, bytes)| (format!("public/{path}"), bytes)),
    );
    let shown = |number: usize| {
        let word = word(number);
        files.iter().any(|(path, bytes)| {
            path.contains(&format!("a/2026/{}/", number + 100))
                || bytes
                    .windows(word.len())
                    .any(|part| part == word.as_bytes())
        })
    };
    let said = |number: usize| run.said().contains(&format!("a/2026/{}", number + 100));
    let named = |number: &usize| format!("{:?}", changes[*number]);
    let all = || 0..changes.len();
    (
        all()
            .filter(|number| shown(*number))
            .map(|number| named(&number))
            .collect(),
        all()
            .filter(|number| !said(*number))
            .map(|number| named(&number))
            .collect(),
    )
}

#[test]
fn any_sign_other_name_or_empty_file_takes_the_issue_off() {
    let lines = [
        "密级. 机密",
        "密级→机密",
        "密级-机密",
        "密级、机密",
        "密级|机密",
        "密级…机密",
        "(机密)",
        "机密 1年",
        "紧急程度: 特急 机密",
        "未定稿: 是",
        "征求意见稿: 是",
        "status: draft",
        "published: false",
        "公开: 暂不",
        "是否公开: 否",
        "visibility: internal",
        "发布范围: 仅内部",
        "仅供内部",
        "内部资料 不得外传",
        "备注: 此件为机密文件",
        "密级: 内部绝mi",
        "密级: 内部吗",
        "副题: （机密）",
        "报头: [机密★1年]",
        "概述: 密级：机密",
        "附注: （密级：机密，不得外传）",
    ];
    let mut changes: Vec<Vec<(&str, String)>> = lines
        .iter()
        .map(|line| vec![("issue.yaml", format!("标题: @\n{line}\n{HEAD}"))])
        .collect();
    changes.push(vec![(
        "issue.yaml",
        format!("标题: [机密★1年, \"@\"]\n{HEAD}"),
    )]);
    changes.push(vec![("issue.yaml", String::new())]);
    changes.push(vec![("issue.yaml", "# 密级: 机密\n".to_owned())]);
    let marked = format!("标题: @\n密级: 机密★1年\n{HEAD}");
    for name in ["issue.yaml.txt", "issue.json", "issue.yml"] {
        changes.push(vec![("issue.yaml", "-".to_owned()), (name, marked.clone())]);
        changes.push(vec![(name, marked.clone())]);
    }
    let (shown, unsaid) = overlooked(&changes);
    assert_eq!(shown, Vec::<String>::new());
    assert_eq!(unsaid, Vec::<String>::new());
}

#[test]
fn a_mark_at_the_head_of_a_text_or_table_takes_the_issue_off() {
    let heads = [
        "密级：机密，不得外传。",
        "密級：機密",
        "密级 机密",
        "（机密）",
        "机密★1年 特急",
        "000012　机密★1年",
        "密级: 机密★1年　份号 001",
        "# 机密★1年",
        "> 机密★1年",
        "- 机密★1年",
        "| 机密★1年 |",
        "[机密★1年]",
        "机密★一年",
        "绝密★启用前",
        "机密★1年　　　　签发人：张三",
        "<!-- 密级：机密 -->",
        "内部资料，注意保存",
        "---\nsecrecy: 机密\n---",
        "---\n密极: 机密\n---",
        "---\n密级:\n---",
        "---\n机密: 是\n---",
        "---\n草搞: 是\n---",
    ];
    let mut changes: Vec<Vec<(&str, String)>> = heads
        .iter()
        .map(|head| vec![("正文.md", format!("{head}\n\n@的正文。\n"))])
        .collect();
    let with_table = |name: &str| format!("标题: @\n附件: [{name}]\n{HEAD}");
    changes.push(vec![
        ("issue.yaml", with_table("附.csv")),
        ("附.csv", "密级：机密,\n甲,乙\n1,2\n".to_owned()),
    ]);
    changes.push(vec![
        ("issue.yaml", with_table("附.yaml")),
        (
            "附.yaml",
            "标题: 附\n表前: [密级：机密]\n列: [甲, 乙]\n行: [[1, 2]]\n".to_owned(),
        ),
    ]);
    let (shown, unsaid) = overlooked(&changes);
    assert_eq!(shown, Vec::<String>::new());
    assert_eq!(unsaid, Vec::<String>::new());
}

#[test]
fn a_mark_below_the_head_takes_the_issue_off_where_it_is_nothing_else() {
    let above = "又一段正文，说的是别的事。\n\n".repeat(20);
    let marks = [
        "密级：机密★1年",
        "机密★1年",
        "　　机密　★　1年",
        "密级：機密",
        "**密级：秘密**",
        "受众: 内部",
        "草稿: 是",
        "绝密★长期　　份号 000012",
    ];
    let mut changes: Vec<Vec<(&str, String)>> = marks
        .iter()
        .map(|mark| vec![("正文.md", format!("{above}{mark}\n\n@的正文。\n"))])
        .collect();
    // Of a second paper that was pasted below, in a file of its own, or at the end of a table.
    changes.push(vec![
        ("issue.yaml", format!("标题: @\n附件: [附.csv]\n{HEAD}")),
        (
            "附.csv",
            format!("甲,乙\n{}密级：机密,\n", "1,2\n".repeat(20)),
        ),
    ]);
    changes.push(vec![(
        "issue.yaml",
        format!("标题: @\n{HEAD}主题: [内部]\n"),
    )]);
    let (shown, unsaid) = overlooked(&changes);
    assert_eq!(shown, Vec::<String>::new());
    assert_eq!(unsaid, Vec::<String>::new());
}

#[test]
fn an_audience_of_the_whole_archive_that_cannot_be_read_is_the_stricter_one() {
    for line in [
        "受众: 内 部",
        "受众：内部",
        "受众:",
        "受众:\n  - 内部",
        "受从: 内部",
        "不公开: 是",
    ] {
        let project = Project::new();
        project.issue(2, "柳湾的线索。\n");
        project.put(
            "content/a/2026/3/issue.yaml",
            format!("标题: 石塘通报\n受众: 公开\n{HEAD}"),
        );
        project.put("content/a/2026/3/正文.md", "石塘的一段。\n");
        let build = |audience: &str| {
            let output = ["--audience", audience, "--output", audience];
            project.run(&[&["build", "--no-pdf"][..], &output].concat())
        };
        build("public").expect(0);
        build("internal").expect(0);
        project.put("content/site.yaml", format!("名称: 甲库\n{line}\n"));
        let said = build("public").expect(1).said();
        assert!(said.contains("site.yaml"), "{line}: {said}");
        let site = project.tree("public");
        let has = |word: &str| {
            let mut texts = site.values().map(|bytes| String::from_utf8_lossy(bytes));
            texts.any(|text| text.contains(word))
        };
        assert!(!has("柳湾") && has("石塘"), "{line}: {said}");
        assert!(!project.has("public/a/2026/2/index.html"), "{line}");
        build("internal").expect(1);
        assert!(project.has("internal/a/2026/2/index.html"), "{line}");
    }
}

#[test]
fn prose_about_secrets_is_no_mark() {
    let project = Project::new();
    for (number, title) in [
        "商业秘密保护专项行动启动",
        "全市保密工作会议召开",
        "电影《绝密飞行》进企业",
        "机密性测评情况",
        "内部审计要点",
    ]
    .iter()
    .enumerate()
    {
        let folder = format!("content/a/2026/{}", number + 2);
        project.put(
            &format!("{folder}/issue.yaml"),
            format!("标题: {title}\n副题: （征求意见稿）\n概述: |\n  密级、受众两项都要写。\n日期: 2026-07-08\n正文: [正文.md]\n"),
        );
        project.put(
            &format!("{folder}/正文.md"),
            format!(
                "{title}。\n\n国家秘密的密级分为绝密、机密、秘密三级：\n\n- 绝密\n- 机密\n- 秘密\n\n| 文件 | 密级 |\n|---|---|\n| 甲 | 机密★1年 |\n\n首页左上角印“机密★1年”，用3号黑体字。\n\n{}密级分为三等：\n\n- 机密★20年\n\n机密\n\n内部资料\n\n密级：机密、秘密两级各3份。\n",
                "又一段。\n\n".repeat(12)
            ),
        );
    }
    let run = project.pages();
    for number in 2..7 {
        let page = format!("output/a/2026/{number}/index.html");
        assert!(project.has(&page), "{}", run.said());
    }
    assert!(!run.said().contains("不收入资料库"), "{}", run.said());
}

#[test]
fn an_audience_that_is_written_twice_is_the_stricter_one() {
    let project = Project::sample(false);
    let rules = project.text("content/计分.yaml");
    assert!(!rules.contains("受众"));
    let build = |output: &str| {
        project.run(&[
            "build",
            "--no-pdf",
            "--audience",
            "public",
            "--output",
            output,
        ])
    };
    project.put("content/计分.yaml", format!("受众: 公开\n{rules}"));
    build("open").expect(0);
    let named = |output: &str| {
        let files = project.tree(output).into_keys();
        files.filter(|path| path.contains("contribution")).count()
    };
    assert!(named("open") > 0);
    project.put(
        "content/计分.yaml",
        format!("audience: 公开\n受众: 内部\n{rules}"),
    );
    let run = build("twice").expect(1);
    assert!(run.said().contains("写了两次"), "{}", run.said());
    assert_eq!(named("twice"), 0, "{}", run.said());
}
