//! Who sent how many texts (供稿统计): counted by the program, and by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use jianbao::pipeline::preview::Preview;
use jianbao::render;
use jianbao::stage::discover::discover;

use crate::support::project::{Project, files};

const RULES: &str = "名称: 甲办法\n本刊:\n  - {系列: b, 分值: 3}\n  - {系列: b, 栏目: 要闻, 分值: 5}\n  - {系列: a, 种类: 片段, 分值: 0.5}\n外刊:\n  - {名称: 市委《信息》, 别名: [市委信息], 分值: 4.25}\n报送: {分值: 0.1, 封顶: 0.3}\n登记: 登记.csv\n";

const UNITS: &str = "单位:\n  - {代号: jia, 名称: 甲县, 曾用名: [{名称: 甲乡, 至: 2026-03-31}]}\n  - {代号: yi, 名称: 乙区, 别名: [乙区总工会]}\n  - {代号: bing, 名称: 丙区, 至: 2026-06-30, 并入: yi}\n  - {代号: ding, 名称: 丁局}\n";

fn article(project: &Project, path: &str, title: &str, source: &str) {
    project.put(
        &format!("content/b/2026/{path}"),
        format!("---\n标题: {title}\n来源: {source}\n---\n正文一段。\n"),
    );
}

/// Two issues of a bulletin, one of a circular by units, and a list.
fn office() -> Project {
    let project = Project::new();
    project.put("content/units.yaml", UNITS);
    project.put("content/计分.yaml", RULES);
    project.put(
        "content/登记.csv",
        "日期,单位,标题,刊物\n2026-02-01,乙区,没有用的一篇,\n2026-02-02,乙区总工会,两处都用的一篇,市委信息\n2026-05-01,丙区,丙区的一篇,未采用\n2026-05-02,乙区,又一篇没有用的,—\n",
    );
    project.put(
        "content/b/series.yaml",
        "名称: 乙刊\n版式: 简报\n报头: 乙刊\n期号: 第{期}期\n",
    );
    for (number, date) in [(1, "2026-02-10"), (2, "2026-05-10")] {
        project.put(
            &format!("content/b/2026/{number}/issue.yaml"),
            format!("日期: {date}\n正文:\n  - 栏目: 要闻\n    文章: [1.md]\n  - 栏目: 动态\n    文章: [2.md]\n"),
        );
    }
    article(&project, "1/1.md", "两处都用的一篇", "乙区总工会");
    article(&project, "1/2.md", "甲的一篇", "甲乡");
    article(&project, "2/1.md", "甲的又一篇", "甲县");
    article(&project, "2/2.md", "甲和乙一起的", "甲县、乙区");
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 通报\n日期: 2026-07-08\n正文:\n  - 按: 单位\n",
    );
    project.remove("content/a/2026/1/正文.md");
    for unit in ["甲县", "乙区"] {
        project.put(
            &format!("content/a/2026/1/{unit}.md"),
            format!("---\n单位: {unit}\n---\n正文一段。\n"),
        );
    }
    project
}

/// The table that was said: by unit, its cells.
fn table(said: &str) -> BTreeMap<String, Vec<String>> {
    let rows = said
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    let rows = rows.filter(|line| !line.contains('年'));
    rows.map(|line| {
        let cells: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        (cells[1].clone(), cells)
    })
    .collect()
}

#[test]
fn what_was_sent_and_used_is_counted_as_by_hand() {
    let project = office();
    let said = project.run(&["contributions", "2026"]).expect(0).stdout;
    let table = table(&said);
    let row = |unit: &str| {
        table
            .get(unit)
            .unwrap_or_else(|| panic!("{said}"))
            .join(" ")
    };
    // 名次 单位 报送 采用 采用率 乙刊 甲系列 市委《信息》 得分.
    // 乙: one used twice (5 + 4.25), one together with 甲 (3), a fragment (0.5), two unused, one of 丙, which is a part of it: six texts, 0.3 for sending.
    assert_eq!(row("乙区"), "1 乙区 6 3 50.0% 2 1 1 13.05");
    // 甲: 3 under its former name, 5, 3 together with 乙, 0.5: four texts, 0.3 for sending.
    assert_eq!(row("甲县"), "2 甲县 4 4 100.0% 3 1 0 11.8");
    assert_eq!(row("丁局"), "3 丁局 0 0 — 0 0 0 0");
    assert!(!table.contains_key("丙区"), "{said}");
    assert!(
        said.contains("共报送10篇，采用7篇（8篇次）；得分按甲办法计算"),
        "{said}"
    );

    let said = project
        .run(&["contributions", "--unit", "丙区"])
        .expect(0)
        .stdout;
    assert!(
        said.contains("乙区：报送6篇，采用3篇，得13.05分（其中报送0.3分），第1名"),
        "{said}"
    );
    assert!(
        said.contains("两处都用的一篇　乙刊（b/2026/1） 5分、市委《信息》 4.25分，计9.25分"),
        "{said}"
    );
    assert!(said.contains("丙区的一篇　未采用"), "{said}");

    // Only the best use counts.
    project.put("content/计分.yaml", format!("{RULES}重复采用: 最高\n"));
    let said = project.run(&["contributions"]).expect(0).stdout;
    assert!(said.contains("8.8"), "{said}");
    // Rules with time: from May on an article is worth 4.
    project.put(
        "content/计分.yaml",
        RULES.replace(
            "{系列: b, 分值: 3}",
            "{系列: b, 分值: 3, 至: 2026-04-30}\n  - {系列: b, 分值: 4, 自: 2026-05-01}",
        ),
    );
    let said = project.run(&["contributions"]).expect(0).stdout;
    assert!(said.contains("14.05") && said.contains("12.8"), "{said}");
}

#[test]
fn page_and_workbook_say_the_same_and_only_to_those_who_may_read_it() {
    let project = office();
    // A third issue, for those inside.
    project.put(
        "content/b/2026/3/issue.yaml",
        "日期: 2026-08-10\n受众: 内部\n正文:\n  - 栏目: 动态\n    文章: [1.md]\n",
    );
    article(&project, "3/1.md", "内部的一篇", "丁局");
    project.run(&["build", "--no-pdf"]).expect(0);
    let page = project.text("output/contributions/index.html");
    assert!(
        page.contains("内部的一篇") && page.contains(">13.05<"),
        "{page}"
    );
    assert!(
        project
            .text("output/index.html")
            .contains("contributions/index.html")
    );
    let mut book: Xlsx<_> =
        calamine::open_workbook(project.path("output/contributions.xlsx")).unwrap();
    let sheet = book.worksheet_range("2026年").unwrap();
    let cell = |row: u32, column: u32| sheet.get_value((row, column)).cloned().unwrap();
    assert_eq!(cell(1, 1), Data::String("乙区".to_owned()));
    let last = u32::try_from(sheet.width()).unwrap() - 1;
    assert_eq!(cell(0, last), Data::String("得分".to_owned()));
    assert_eq!(cell(1, last), Data::Float(13.05));
    let texts = book.worksheet_range("2026年逐篇").unwrap();
    assert!(
        texts
            .rows()
            .any(|row| row[2] == Data::String("没有用的一篇".to_owned()))
    );
    // The same bytes again.
    let before = std::fs::read(project.path("output/contributions.xlsx")).unwrap();
    project
        .run(&["contributions", "--to", "统计.xlsx"])
        .expect(0);
    assert_eq!(std::fs::read(project.path("统计.xlsx")).unwrap(), before);
    project
        .run(&["contributions", "--to", "content/统计.xlsx"])
        .expect(2);

    // Where nothing is said, it is for those inside.
    project
        .run(&[
            "build",
            "--no-pdf",
            "--audience",
            "public",
            "--output",
            "public",
        ])
        .expect(0);
    assert!(!project.has("public/contributions") && !project.has("public/contributions.xlsx"));
    assert!(!project.text("public/index.html").contains("contributions"));
    // The office lets everybody see it: what is internal is in no count.
    project.put("content/计分.yaml", format!("{RULES}受众: 公开\n"));
    project
        .run(&[
            "build",
            "--no-pdf",
            "--audience",
            "public",
            "--output",
            "public",
        ])
        .expect(0);
    for path in files(&project.path("public")) {
        if let Ok(text) = std::fs::read_to_string(project.path(&format!("public/{path}"))) {
            assert!(!text.contains("内部的一篇"), "{path}");
        }
    }
    let page = project.text("public/contributions/index.html");
    let row = &page[page.find(">丁局<").unwrap()..];
    let cells: Vec<&str> = row
        .split("<td>")
        .skip(1)
        .take(3)
        .map(|it| &it[..1])
        .collect();
    assert_eq!(cells, ["3", "0", "0"], "{page}");
    // Without rules there is no page, and what stands goes.
    project.remove("content/计分.yaml");
    project.run(&["build", "--no-pdf"]).expect(0);
    assert!(!project.has("output/contributions"));
    let said = project.run(&["contributions"]).expect(2).said();
    assert!(said.contains("本刊:"), "{said}");
}

/// “Cannot know” is never “is not there”.
#[test]
fn rules_or_a_list_that_cannot_be_read_take_nothing_away_and_count_nothing() {
    let told = ["contributions/index.html", "contributions.xlsx"];
    let project = office();
    project.pages().expect(0);
    let before: Vec<Vec<u8>> = told
        .iter()
        .map(|path| project.read(&format!("output/{path}")))
        .collect();
    let list = project.text("content/登记.csv");
    for (path, text) in [
        ("content/计分.yaml", "本刊: [\n"),
        ("content/计分.yaml", ""),
        ("content/计分.yaml", "-"),
        ("content/登记.csv", "-"),
    ] {
        match text {
            "-" => project.remove(path),
            text => project.put(path, text),
        }
        if path.ends_with("yaml") && text == "-" {
            // Under a name that was meant for it.
            project.put("content/计分.yml", RULES);
        }
        for _ in 0..2 {
            let said = project.pages().said();
            for (path, bytes) in told.iter().zip(&before) {
                assert!(project.has(&format!("output/{path}")), "{text} {said}");
                assert!(project.read(&format!("output/{path}")) == *bytes, "{said}");
            }
            project.run(&["verify", "output"]).expect(0);
        }
        project.put("content/计分.yaml", RULES);
        project.put("content/登记.csv", &list);
        if project.has("content/计分.yml") {
            project.remove("content/计分.yml");
        }
        project.pages().expect(0);
    }
    // An issue that is marked meanwhile may be named there.
    project.put("content/计分.yaml", "本刊: [\n");
    let issue = project.text("content/b/2026/1/issue.yaml");
    project.put(
        "content/b/2026/1/issue.yaml",
        format!("密级: 机密★1年\n{issue}"),
    );
    project.pages().expect(1);
    assert!(
        !told
            .iter()
            .any(|path| project.has(&format!("output/{path}")))
    );
}

#[test]
fn a_series_that_the_site_does_not_name_has_no_column() {
    let project = office();
    project.put("content/计分.yaml", format!("{RULES}受众: 公开\n"));
    let named = |audience: &str| -> Vec<String> {
        project
            .run(&[
                "build",
                "--no-pdf",
                "--audience",
                audience,
                "--output",
                audience,
            ])
            .expect(0);
        let site = files(&project.path(audience)).into_iter();
        site.filter(|path| {
            let bytes = project.read(&format!("{audience}/{path}"));
            String::from_utf8_lossy(&bytes).contains("乙刊")
        })
        .collect()
    };
    let page = "contributions/index.html".to_owned();
    assert!(named("public").contains(&page));
    project.remove("public");
    let series = project.text("content/b/series.yaml");
    project.put("content/b/series.yaml", format!("{series}受众: 内部\n"));
    assert_eq!(named("public"), Vec::<String>::new());
    // Nor by its code.
    let html = project.text(&format!("public/{page}"));
    assert!(html.contains(">甲系列<") && !html.contains(">b<"), "{html}");
    assert!(named("internal").contains(&page));
}

#[test]
fn an_outline_asks_for_the_table_and_it_follows_every_change() {
    let project = office();
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 供稿情况\n日期: 2026-07-20\n正文:\n  - 表: 供稿情况\n    供稿: 全部\n    列: [名次, 单位, 报送, 采用, 得分]\n  - 表: 上半年\n    供稿: 有供稿\n    列: [单位, 各月]\n    自: 2026-01-01\n    至: 2026-06-30\n",
    );
    project.run(&["build", "--no-pdf"]).expect(0);
    let text = project.text("output/a/2026/2/a-2026-2.txt");
    assert!(text.contains("13.05"), "{text}");
    assert!(
        text.contains("2026年1月1日至2026年7月20日，共报送10篇"),
        "{text}"
    );
    assert!(text.contains("6月") && !text.contains("7月\t"), "{text}");
    // A change of another series is seen by the next build.
    article(&project, "2/2.md", "甲一个的", "甲县");
    project.run(&["build", "--no-pdf"]).expect(0);
    let text = project.text("output/a/2026/2/a-2026-2.txt");
    assert!(text.contains("共报送9篇"), "{text}");
    // An issue that everybody may read says nothing of one that only few may.
    let hidden = project.text("content/b/2026/2/issue.yaml");
    project.put(
        "content/b/2026/2/issue.yaml",
        format!("受众: 内部\n{hidden}"),
    );
    project.run(&["build", "--no-pdf"]).expect(0);
    let text = project.text("output/a/2026/2/a-2026-2.txt");
    assert!(text.contains("共报送7篇"), "{text}");
    // The next issue asks again.
    project.run(&["new", "a", "--date", "2026-10-20"]).expect(0);
    let outline = project.text("content/a/2026/3/issue.yaml");
    assert!(outline.contains("供稿: 全部"), "{outline}");
    project.remove("content/计分.yaml");
    let said = project.run(&["check"]).expect(1).said();
    assert!(said.contains("新建 计分.yaml"), "{said}");
}

/// A preview draws an issue again when a text is sent in another series, or the office counts otherwise.
#[test]
fn a_preview_follows_what_a_table_of_contributions_counts() {
    let project = office();
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 供稿情况\n日期: 2026-07-20\n正文:\n  - 表: 供稿情况\n    供稿: 全部\n    列: [单位, 采用, 得分]\n",
    );
    let read = || Arc::new(discover(&project.path("content")).unwrap());
    let text = |preview: &Preview| {
        let shown = preview.issues()["a/2026/2"].shown.clone().unwrap();
        String::from_utf8(render::text::issue(&shown.document)).unwrap()
    };
    let mut preview = Preview::new(read());
    for (path, change) in [
        (
            "b/2026/2/2.md",
            "---\n标题: 另一篇\n来源: 丁局\n---\n正文一段。\n".to_owned(),
        ),
        ("计分.yaml", RULES.replace("分值: 3}", "分值: 7}")),
    ] {
        let before = text(&preview);
        project.put(&format!("content/{path}"), change);
        preview = preview.again(read(), &BTreeSet::from([path.to_owned()]));
        assert_ne!(text(&preview), before, "{path}");
        assert_eq!(text(&preview), text(&Preview::new(read())), "{path}");
    }
}

#[test]
fn a_table_that_everybody_may_read_has_no_column_for_a_series_of_those_inside() {
    let project = office();
    let outline =
        "日期: 2026-07-20\n正文:\n  - 表: 供稿情况\n    供稿: 全部\n    列: [单位, 各刊, 采用]\n";
    project.put(
        "content/a/2026/2/issue.yaml",
        format!("标题: 供稿情况\n{outline}"),
    );
    project.put(
        "content/a/2026/3/issue.yaml",
        format!("标题: 内部供稿情况\n受众: 内部\n{outline}"),
    );
    let has_column = |number: u32| {
        project.pages().expect(0);
        let text = project.text(&format!("output/a/2026/{number}/a-2026-{number}.txt"));
        text.contains("乙刊")
    };
    assert!(has_column(2) && has_column(3));
    let series = project.text("content/b/series.yaml");
    project.put("content/b/series.yaml", format!("{series}受众: 内部\n"));
    assert!(!has_column(2) && has_column(3));
}

#[test]
fn what_cannot_be_counted_is_said_with_its_place() {
    let project = office();
    project.put(
        "content/登记.csv",
        "单位填报：办公室\n日期,单位,标题,刊物\n二月,乙区,甲,\n2026-02-02,乙局,乙,\n2026-02-03,乙区,,\n2026-02-04,乙区,丁,市委《信悉》\n2026-02-05,乙区,戊,乙刊第1期\n",
    );
    project.put(
        "content/计分.yaml",
        "本刊:\n  - {系列: c, 分值: 3}\n  - {系列: b, 分值: -1}\n  - {系列: b, 分职: 1}\n外刊: [{名称: 市委《信息》, 分值: 三分}]\n登记: [登记.csv, 没有.csv]\n重复采用: 平均\n",
    );
    let said = project.run(&["check"]).expect(1).said();
    for words in [
        "没有“c”这个系列",
        "“分值”不能是负数",
        "是否为“分值”？",
        "“分值”应当是一个数，这里是“三分”",
        "没有.csv",
        "“重复采用”不能是“平均”",
        "计分.yaml:2:",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    project.put("content/计分.yaml", RULES);
    let said = project.run(&["check"]).expect(1).said();
    for words in [
        "登记.csv:3:",
        "“二月”不是能识别的日期",
        "单位登记表里没有“乙局”",
        "没有写标题",
        "没有“市委《信悉》”",
        "是否为“市委《信息》”？",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("登记.csv:7:"), "{said}");
    project.put("content/登记.csv", "甲,乙\n1,2\n");
    let said = project.run(&["check"]).expect(1).said();
    assert!(said.contains("看不出哪一行是表头"), "{said}");
}

/// The uses by unit of the sample's bulletin, counted from its files without the program.
#[test]
fn the_sample_is_counted_as_its_files_say() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let units = std::fs::read_to_string(root.join("units.yaml")).unwrap();
    for line in units.lines().filter(|line| line.contains("代号:")) {
        let words = line
            .split([':', ',', '{', '}', '[', ']'])
            .map(|word| word.trim().to_owned());
        let words: Vec<String> = words.collect();
        let place = words.iter().position(|word| word == "名称").unwrap();
        named
            .entry(words[place + 1].clone())
            .or_default()
            .extend(words);
    }
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for path in files(&root.join("jianbao/2026")) {
        let text = std::fs::read(root.join("jianbao/2026").join(&path)).unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        for line in text.lines().filter_map(|line| line.strip_prefix("来源: ")) {
            for source in line.split('、') {
                let unit = named.iter().find(|(_, names)| names.contains(source));
                if let Some((unit, _)) = unit {
                    *uses.entry(unit.clone()).or_default() += 1;
                }
            }
        }
    }
    let project = Project::new();
    let content = root.to_str().unwrap();
    let said = project
        .run(&["contributions", "2026", "--content", content])
        .expect(0)
        .stdout;
    let table = table(&said);
    assert_eq!(table.len(), named.len(), "{said}");
    for (unit, cells) in &table {
        let counted: usize = cells[5].parse().unwrap();
        assert_eq!(
            counted,
            uses.get(unit).copied().unwrap_or(0),
            "{unit}: {said}"
        );
    }
}

#[test]
fn a_text_is_one_whatever_stands_around_its_title_and_is_counted_once_in_a_paper() {
    let project = office();
    let list = "日期,单位,标题,刊物\n2026-02-01,乙区,没有用的一篇,\n2026-02-02,乙区总工会,两处都用的一篇,市委信息\n";
    project.put("content/登记.csv", list);
    // The tally, without what is said of the list before it.
    let counted = || {
        let run = project.run(&["contributions", "2026", "--unit", "乙区"]);
        let said = run.expect(0).stdout;
        let lines = said.lines().skip_while(|line| !line.starts_with("乙区："));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let before = counted();
    for (line, said) in [
        ("2026-02-03,乙区,《没有用的一篇》,", 0),
        ("2026-02-03,乙区,“没有用的一篇”,", 0),
        ("2026-02-03,乙区,没有用的一篇。,", 0),
        ("2026-02-03,乙区,《两处都用的一篇》。,市委信息", 1),
        ("2026-02-02,乙区,两处都用的一篇,市委《信息》", 1),
    ] {
        project.put("content/登记.csv", format!("{list}{line}\n"));
        assert_eq!(counted(), before, "{line}");
        let run = project.run(&["check"]).said();
        assert_eq!(run.matches("警告[JB0054]").count(), said, "{line}: {run}");
        let named = "“两处都用的一篇”在“市委《信息》”登记了两次（2026-02-02和";
        assert_eq!(run.matches(named).count(), said, "{line}: {run}");
    }
    // Another title is another text.
    for line in [
        "2026-02-03,乙区,《没有用的一篇》续,",
        "2026-02-03,乙区,《甲》和《乙》,",
    ] {
        project.put("content/登记.csv", format!("{list}{line}\n"));
        assert_ne!(counted(), before, "{line}");
    }
}
