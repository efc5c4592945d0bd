//! A walk of chance edits: after each, what is built is byte for byte what a build of the whole gives, in the same folder and from nothing, and says the same.
//! `JIANBAO_RANDOM_EDITS=500` goes on for five hundred.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jianbao::pipeline::preview::{Preview, Previewed};
use jianbao::render;
use jianbao::stage::discover::discover;

use super::{ANEW, IN_PART, STANDS, said};
use crate::support::project::{Project, Run, files, is_beside_the_site};

/// A row of numbers that is the same on every run (xorshift).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    pub fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// A sentence with one of a hundred numbers, all of the same length.
    fn sentence(&mut self) -> String {
        let word = self.of(&["走访企业", "调解争议", "签订合同", "培训职工"]);
        format!("本月{word}{}家。", 100 + self.below(100))
    }
}

/// The folders of issues that there are.
fn issues(project: &Project) -> Vec<String> {
    let all = files(&project.path("content"));
    let names = all
        .iter()
        .filter_map(|path| path.strip_suffix("/issue.yaml"));
    names.map(|name| format!("content/{name}")).collect()
}

fn some_issue(project: &Project, chance: &mut Chance) -> Option<String> {
    let all = issues(project);
    (!all.is_empty()).then(|| all[chance.below(all.len())].clone())
}

pub fn new_issue(project: &Project, chance: &mut Chance) {
    let unit = chance.of(&["qinghe", "wangchuan"]);
    let brought = brought(chance, unit);
    let quoted = chance.of(&[
        "",
        "",
        "合计走访{{走访.合计}}家，今年累计{{走访.合计.累计}}家。\n\n",
        "较上期{{走访.合计.较上期}}，走访最多的是{{走访.最高}}。\n\n",
        "未整改的问题{{问题.未整改数}}个。\n\n",
    ]);
    put_issue(project, chance, &format!("单位: {unit}\n{brought}"), quoted);
}

/// An issue in some place; `front` is the front matter of its text, which begins with a paragraph and what is `quoted`.
fn put_issue(project: &Project, chance: &mut Chance, front: &str, quoted: &str) {
    let series = chance.of(&["a", "b"]);
    let number = 1 + chance.below(12);
    let folder = format!("content/{series}/2026/{number}");
    let topic = chance.of(&["集体协商", "劳动竞赛", "职工培训"]);
    project.put(
        &format!("{folder}/issue.yaml"),
        format!(
            "标题: 第{number}期\n日期: 2026-{number:02}-0{}\n正文: [正文.md]\n主题: [{topic}]\n",
            1 + chance.below(9)
        ),
    );
    let text = format!(
        "---\n{front}---\n\n{}\n\n{quoted}表：进度\n\n| 单位 | 数 |\n|---|---|\n| 甲 | {} |\n",
        chance.sentence(),
        chance.below(100)
    );
    project.put(&format!("{folder}/正文.md"), text);
}

/// What a fragment of `unit` brings besides its text: figures (指标), or problems (问题) that it finds or puts right.
fn brought(chance: &mut Chance, unit: &str) -> String {
    let number = 1 + chance.below(3);
    match chance.below(6) {
        0 | 1 => format!("指标: {{走访: {}}}\n", chance.below(90)),
        2 => format!(
            "问题:\n  - {{编号: {unit}-{number}, 内容: 没有值班记录{number}, 时限: 2026-0{}-20}}\n",
            1 + chance.below(9)
        ),
        3 => format!(
            "问题:\n  - {{编号: {unit}-{number}, 状态: 已整改, 完成日期: 2026-0{}-01, 说明: 已经上墙}}\n",
            1 + chance.below(9)
        ),
        _ => String::new(),
    }
}

/// The register of metrics (指标登记表).
pub fn metrics(name: &str) -> String {
    format!("指标:\n  - {{代号: zoufang, 名称: 走访, 计量单位: {name}}}\n")
}

/// Another drawing in a folder of its own, and an issue more that leads to it, by one of the ways to spell that.
fn shared_drawing(project: &Project, chance: &mut Chance) {
    project.put(
        "content/a/2026/30/图.svg",
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\"><rect width=\"{}\" height=\"50\"/></svg>\n",
            100 + chance.below(90)
        ),
    );
    if !project.has("content/a/2026/30/issue.yaml") {
        project.put(
            "content/a/2026/30/issue.yaml",
            "标题: 第30期\n日期: 2026-12-30\n正文: [正文.md]\n",
        );
        project.put("content/a/2026/30/正文.md", "见图。\n\n![图](图.svg)\n");
    }
    let Some(folder) = some_issue(project, chance) else {
        return;
    };
    let path = format!("{folder}/正文.md");
    let text = project.text(&path);
    if !text.contains("图.svg") {
        let way = chance.of(&["../../../a/2026/30/图.svg", "%2e%2E/../../a/2026/30/图.svg"]);
        project.put(&path, format!("{text}\n![走访情况]({way})\n"));
    }
}

/// Adds a line to an `issue.yaml`, or takes it out where it stands there.
fn toggle(project: &Project, folder: &str, line: &str) {
    let path = format!("{folder}/issue.yaml");
    let text = project.text(&path);
    let text = match text.contains(line) {
        true => text.replace(line, ""),
        false => format!("{text}{line}"),
    };
    project.put(&path, text);
}

/// One edit; what it was, in words.
pub fn edit(project: &Project, chance: &mut Chance) -> &'static str {
    let Some(folder) = some_issue(project, chance) else {
        new_issue(project, chance);
        return "a first issue";
    };
    let text_path = format!("{folder}/正文.md");
    match chance.below(30) {
        0..=3 => {
            new_issue(project, chance);
            "a new issue, or another in its place"
        }
        4 | 5 => {
            let text = project.text(&text_path);
            project.put(&text_path, format!("{text}\n{}\n", chance.sentence()));
            "a sentence more"
        }
        6 | 7 => {
            let text = project.text(&text_path);
            let (from, to) = (chance.below(10), chance.below(10));
            project.put(&text_path, text.replace(&from.to_string(), &to.to_string()));
            "other digits, as many bytes"
        }
        8 => {
            project.remove(&folder);
            "an issue less"
        }
        9 => {
            toggle(project, &folder, "草稿: 是\n");
            "a draft or none"
        }
        10 => {
            toggle(project, &folder, "受众: 内部\n");
            "internal or not"
        }
        11 => {
            toggle(project, &folder, "密级: 机密★1年\n");
            "classified or not"
        }
        12 => {
            toggle(project, &folder, "附件: [没有.yaml]\n");
            "an error or none"
        }
        13 => {
            let moved = format!(
                "content/{}/2026/{}",
                chance.of(&["a", "b"]),
                20 + chance.below(9)
            );
            if !project.has(&moved) {
                let former = folder.trim_start_matches("content/");
                let text = project.text(&format!("{folder}/issue.yaml"));
                let lines = text.lines().filter(|line| !line.starts_with("原址"));
                let text: Vec<&str> = lines.collect();
                let text = format!("{}\n原址: [{former}]\n", text.join("\n"));
                project.put(&format!("{moved}/issue.yaml"), text);
                project.put(&format!("{moved}/正文.md"), project.text(&text_path));
                project.remove(&folder);
            }
            "an issue moved"
        }
        14 => {
            toggle(
                project,
                &folder,
                "更正: {日期: 2026-12-30, 说明: 数字有误}\n",
            );
            "a correction or none"
        }
        15 => {
            let name = chance.of(&["青禾县", "青禾市", "望川区"]);
            project.put("content/units.yaml", units(name));
            "the register"
        }
        16 => {
            let series = chance.of(&["a", "b"]);
            let name = chance.of(&["工作简报", "督查通报", "信息快报"]);
            let layout = chance.of(&["公文", "简报", "信函"]);
            project.put(
                &format!("content/{series}/series.yaml"),
                format!("名称: {name}\n版式: {layout}\n"),
            );
            "a series"
        }
        17 => {
            let name = chance.of(&["甲库", "乙库"]);
            project.put("content/site.yaml", format!("名称: {name}\n"));
            "the site"
        }
        18 => {
            let colour = chance.of(&["#111", "#222"]);
            project.put(
                "templates/html/style.css",
                format!("body {{ color: {colour} }}\n"),
            );
            "a template"
        }
        19 => {
            if project.has("templates") {
                project.remove("templates");
            }
            "no template"
        }
        20 => {
            let pages: Vec<String> = files(&project.path("output"))
                .into_iter()
                .filter(|path| path.ends_with(".html"))
                .collect();
            if !pages.is_empty() {
                let page = format!("output/{}", pages[chance.below(pages.len())]);
                let text = project.text(&page).replace('期', "朝");
                project.put(&page, text);
            }
            "a page of the site, by hand"
        }
        21 => {
            let text = project.read(&text_path);
            project.put(&text_path, text);
            "the same bytes"
        }
        22 => {
            project.put(&format!("{folder}/备忘.txt"), chance.sentence());
            "a file that nothing uses"
        }
        24 | 25 => {
            let text = project.text(&text_path);
            let lines = text
                .lines()
                .filter(|line| !line.starts_with(['指', '问']) && !line.starts_with("  -"));
            let lines: Vec<&str> = lines.collect();
            let unit = chance.of(&["qinghe", "wangchuan"]);
            let front = format!("---\n单位: {unit}\n{}---\n", brought(chance, unit));
            let body = lines.join("\n");
            let body = body.splitn(3, "---\n").nth(2).unwrap_or_default();
            project.put(&text_path, format!("{front}{body}\n"));
            "other figures or problems"
        }
        26 => {
            if chance.below(3) == 0 && project.has("content/metrics.yaml") {
                project.remove("content/metrics.yaml");
            } else {
                let unit = chance.of(&["家", "户"]);
                project.put("content/metrics.yaml", metrics(unit));
            }
            "the register of metrics"
        }
        27 => {
            toggle(project, &folder, "报送: 全部单位\n");
            "who has to report, or nobody"
        }
        28 => {
            let path = format!("{folder}/指标.csv");
            match project.has(&path) {
                true => project.remove(&path),
                false => project.put(&path, format!("单位,走访\n青禾县,{}\n", chance.below(90))),
            }
            "figures in a table or none"
        }
        29 => {
            // The fragment of another issue, word for word.
            if let Some(other) = some_issue(project, chance) {
                project.put(&text_path, project.text(&format!("{other}/正文.md")));
            }
            "a text of another issue"
        }
        _ => {
            if project.has("output/.jianbao.manifest") && chance.below(3) == 0 {
                // A build that was broken may have made neither.
                for site in ["output", "whole"].iter().filter(|site| project.has(site)) {
                    project.remove(site);
                }
            }
            "all gone, sometimes"
        }
    }
}

pub fn units(name: &str) -> String {
    format!("单位:\n  - {{代号: qinghe, 名称: {name}}}\n  - {{代号: wangchuan, 名称: 望川街道}}\n")
}

pub fn site(project: &Project, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let paths = files(&project.path(folder)).into_iter();
    paths
        .filter(|path| !is_beside_the_site(path))
        .map(|path| {
            let bytes = project.read(&format!("{folder}/{path}"));
            (path, bytes)
        })
        .collect()
}

#[track_caller]
pub fn same(step: &str, ours: &BTreeMap<String, Vec<u8>>, theirs: &BTreeMap<String, Vec<u8>>) {
    let names =
        |site: &BTreeMap<String, Vec<u8>>| -> Vec<String> { site.keys().cloned().collect() };
    assert_eq!(names(ours), names(theirs), "{step}");
    for (path, bytes) in ours {
        assert!(*bytes == theirs[path], "{step}: {path} differs");
    }
}

/// What was said without what differs from folder to folder and from a first build to a second.
fn findings(run: &Run) -> String {
    let lines = run.stderr.lines();
    let lines: Vec<&str> = lines
        .filter(|line| !line.contains(STANDS) && !line.contains(ANEW) && !line.contains(IN_PART))
        .collect();
    lines.join("\n")
}

/// A preview that follows the files says and shows what one that begins with them does.
#[test]
fn after_any_edits_a_preview_is_as_one_begun_anew() {
    let mut chance = Chance(0xD1B5_4A32_D192_ED03);
    let project = Project::new();
    project.put("content/units.yaml", units("青禾县"));
    project.put("content/metrics.yaml", metrics("家"));
    (0..4).for_each(|_| new_issue(&project, &mut chance));
    let read = || Arc::new(discover(&project.path("content")).unwrap());
    let mut preview = Preview::new(read());
    let (mut assembled, mut all_issues) = (0, 0);
    for number in 0..60 {
        let before = project.tree("content");
        let step = format!("edit {number}, {}", edit(&project, &mut chance));
        let after = project.tree("content");
        let paths = before.keys().chain(after.keys());
        let changed = paths.filter(|path| before.get(*path) != after.get(*path));
        let changed: BTreeSet<String> = changed.cloned().collect();
        preview = preview.again(read(), &changed);
        let anew = Preview::new(read());
        assembled += preview.assembled();
        all_issues += anew.issues().len();
        for (path, anew) in anew.issues() {
            let ours = &preview.issues()[path];
            let words = |of: &Previewed| -> Vec<String> {
                let said = of.findings.iter();
                said.map(|finding| finding.message.clone()).collect()
            };
            assert_eq!(words(ours), words(anew), "{step}: {path}");
            // One with errors shows its last good state, which one begun anew does not have.
            let anew = anew.shown.as_ref().filter(|_| !anew.stale);
            if let (Some(ours), Some(anew)) = (&ours.shown, anew) {
                let [ours, anew] = [ours, anew].map(|it| render::text::issue(&it.document));
                assert!(ours == anew, "{step}: {path}");
            }
        }
    }
    // Many an edit concerns all of them; of the others most are not read again.
    assert!(
        assembled * 3 < all_issues * 2,
        "{assembled} of {all_issues}"
    );
}

#[test]
fn after_any_edits_the_site_is_that_of_a_whole_build() {
    let edits = std::env::var("JIANBAO_RANDOM_EDITS");
    let edits: usize = edits.map_or(20, |number| number.parse().unwrap());
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let project = Project::new();
    project.put("content/b/series.yaml", "名称: 乙系列\n版式: 简报\n");
    project.put("content/units.yaml", units("青禾县"));
    project.put("content/metrics.yaml", metrics("家"));
    for _ in 0..4 {
        new_issue(&project, &mut chance);
    }
    let mut in_part = 0;
    let mut audience = "internal";
    let mut anew = Vec::new();
    for number in 0..edits {
        let what = match chance.below(12) {
            0 => {
                audience = chance.of(&["internal", "public"]);
                "another audience"
            }
            1 => {
                shared_drawing(&project, &mut chance);
                "a drawing that issues of both series use"
            }
            _ => edit(&project, &mut chance),
        };
        let step = format!("edit {number}, {what}");
        let options = ["build", "--no-pdf", "--explain", "--remove", "--replace"];
        let with = |more: &[&str]| {
            let audience = ["--audience", audience];
            project.run(&[&options[..], &audience, more].concat())
        };
        let ours = with(&[]);
        let whole = with(&["--full", "--output", "whole"]);
        assert_eq!(
            ours.code,
            whole.code,
            "{step}: {} {}",
            ours.said(),
            whole.said()
        );
        assert_eq!(findings(&ours), findings(&whole), "{step}");
        in_part += usize::from(ours.stderr.contains(IN_PART));
        same(&step, &site(&project, "output"), &site(&project, "whole"));
        if ours.code == Some(0) && number % 4 == 0 {
            with(&["--output", "fresh"]).expect(0);
            same(&step, &site(&project, "output"), &site(&project, "fresh"));
            project.remove("fresh");
        }
        // Once all is said that is said once, the last build stands for the next, to the word.
        with(&[]);
        let (again, whole) = (with(&[]), with(&["--full"]));
        assert_eq!(again.code, whole.code, "{step}");
        assert_eq!(said(&again), said(&whole), "{step}");
        // Findings beside an issue that is left out leave no trace.
        let tells_hidden = whole.said().contains("未收入资料库");
        let mut lines = again.stderr.lines().filter(|_| !tells_hidden);
        let why = lines.find(|line| line.contains(ANEW));
        anew.extend(why.map(|why| format!("{step}: {why}")));
    }
    // Most edits concern few issues.
    assert!(in_part * 3 >= edits, "{in_part} of {edits}");
    assert!(anew.len() * 3 <= edits, "{anew:#?}");
}

#[test]
fn after_a_kill_the_site_is_that_of_a_whole_build() {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let project = Project::new();
    project.put("content/b/series.yaml", "名称: 乙系列\n版式: 简报\n");
    project.put("content/units.yaml", units("青禾县"));
    for _ in 0..6 {
        put_issue(&project, &mut chance, "单位: qinghe\n", "");
    }
    let start = Instant::now();
    project.pages().expect(0);
    let whole = start.elapsed();
    for moment in 0..6 {
        let folder = some_issue(&project, &mut chance).unwrap();
        let path = format!("{folder}/正文.md");
        let text = project.text(&path);
        project.put(&path, format!("{text}\n{}\n", chance.sentence()));
        let mut child = project
            .command(&["build", "--no-pdf"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole / 6 * moment + Duration::from_millis(1));
        let _ = child.kill();
        child.wait().unwrap();
        project.pages().expect(0);
        project
            .run(&["build", "--no-pdf", "--output", "fresh"])
            .expect(0);
        let step = format!("killed at {moment}");
        same(&step, &site(&project, "output"), &site(&project, "fresh"));
        project.remove("fresh");
    }
}
