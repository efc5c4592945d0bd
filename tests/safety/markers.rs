//! Of issues and series that are not to be shown nothing is anywhere: a marker stands in each of their fields, and no file that a build leaves has one.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::project::{Project, Run, files, run};
use crate::support::{SET, pdf};

/// In every text of what is hidden, and in every name and address.
const MARKERS: [&str; 2] = ["暗记", "zqxvj"];

/// A picture of one point; a text in it says whose it is.
fn picture(text: &str) -> Vec<u8> {
    let mut crc = Vec::new();
    let mut chunk = |kind: &[u8], data: &[u8]| {
        crc.extend((data.len() as u32).to_be_bytes());
        let start = crc.len();
        crc.extend(kind);
        crc.extend(data);
        let mut sum = 0xFFFF_FFFF_u32;
        for byte in &crc[start..] {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
            }
        }
        crc.extend((!sum).to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(b"tEXt", &[b"Comment\0", text.as_bytes()].concat());
    // Two bytes, stored, in a stream of zlib.
    chunk(b"IDAT", &[0x78, 1, 1, 2, 0, 0xFD, 0xFF, 0, 0, 0, 2, 0, 1]);
    chunk(b"IEND", &[]);
    [b"\x89PNG\r\n\x1a\n", crc.as_slice()].concat()
}

/// An issue with a marker in every field that it can have. `lines` are the marks that hide it; `own` tells it from others.
fn hidden_issue(project: &Project, folder: &str, own: &str, lines: &str) {
    let number = folder.rsplit_once('/').unwrap().1;
    let issue = format!(
        "标题: [暗记标题一{own}, 暗记标题二{own}]\n副题: 暗记副题{own}\n{lines}日期: 2026-07-0{number}\n份号: 00{number}\n紧急程度: 特急\n\
         主送: [暗记主送]\n抄送: [暗记抄送]\n报: [暗记报]\n送: [暗记送]\n发: [暗记发]\n本期印发: [暗记印发]\n\
         签发人: [暗记签发人]\n署名: [暗记署名]\n附注: 暗记附注\n印发机关: 暗记印发机关\n印发日期: 2026-07-0{number}\n份数: 97{number}\n\
         按语: 暗记按语文字。\n主题: [暗记主题]\n概述: 暗记概述。\n索引号: zqxvj{own}\n原址: [zqxvjold/2025/{number}]\n\
         更正: {{日期: 2026-08-01, 说明: 暗记更正}}\n\
         正文:\n  - 暗记.md\n  - 标题: 暗记大标题\n    正文: [zqxvj.md]\n  - 按: 单位\n  - 表: 暗记表.yaml\n  - 图: zqxvj.png\n    标题: 暗记图题\n\
         附件:\n  - 暗记附件.md\n  - zqxvj.csv\n  - 文件: 暗记.xlsx\n    标题: 暗记下载\n"
    );
    let put = |name: &str, bytes: &[u8]| project.put(&format!("{folder}/{name}"), bytes);
    put("issue.yaml", issue.as_bytes());
    put("暗记.md", "暗记一段[^1]，[暗记链接](https://zqxvj.example/)，[下载](暗记.xlsx)。\n\n- 暗记列表\n\n| 暗记表头 | 乙 |\n|---|---|\n| 暗记格 | 1 |\n\n![暗记图](zqxvj.png)\n\n[^1]: 暗记注释。\n".as_bytes());
    put("zqxvj.md", "## 暗记小标题\n\n暗记又一段。\n".as_bytes());
    put(
        "units/1.md",
        "---\n单位: 青禾县\n---\n暗记青禾的一段。\n".as_bytes(),
    );
    put(
        "暗记表.yaml",
        "标题: 暗记表题\n计量单位: 暗记量\n列: [暗记列, 乙]\n行:\n  - [暗记行, 2]\n注: 暗记表注\n"
            .as_bytes(),
    );
    put("zqxvj.png", &picture("zqxvj 暗记"));
    put(
        "暗记附件.md",
        "---\n标题: 暗记附件题\n---\n暗记附件文字。\n".as_bytes(),
    );
    put("zqxvj.csv", "暗记项,数\n暗记值,3\n".as_bytes());
    put("暗记.xlsx", "PK\u{3}\u{4}zqxvj暗记".as_bytes());
    put("没用.md", "暗记没有用到的。\n".as_bytes());
}

/// Marks what is hidden, or leaves it as it was before somebody thought of that.
fn mark(project: &Project, is_marked: bool) {
    let lines = |lines: &'static str| if is_marked { lines } else { "" };
    for (number, own, mark) in [
        (2, "乙", "受众: 内部\n"),
        (3, "丙", "密级: 机密★1年\n"),
        (4, "丁", "草稿: 是\n"),
        (5, "戊", "密级：机密\n"),
    ] {
        hidden_issue(
            project,
            &format!("content/a/2026/{number}"),
            own,
            lines(mark),
        );
    }
    hidden_issue(project, "content/zqxvj/2026/1", "己", "");
    project.put(
        "content/zqxvj/series.yaml",
        format!(
            "名称: 暗记系列\n简介: 暗记简介\n版式: 公文\n报头: 暗记报头\n文号: 暗记字〔{{年}}〕{{号}}号\n署名: [暗记系列署名]\n单位: [暗记编印]\n印发机关: 暗记机关\n\
             名单:\n  暗记名单: [暗记甲]\n常用发送:\n  抄送: [{{名单: 暗记名单}}]\n{}",
            lines("受众: 内部\n")
        ),
    );
    project.put(
        "content/zqxvj/units.yaml",
        "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: zqxvjunit, 名称: 暗记单位, 全称: 暗记全称, 别名: [暗记别名], 类别: 暗记类}\n",
    );
}

/// An archive with one issue that everybody may see, which others speak of.
fn archive() -> Project {
    let project = Project::new();
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: qinghe, 名称: 青禾县}\n",
    );
    project.put(
        "content/a/series.yaml",
        "名称: 甲系列\n版式: 公文\n文号: 甲〔{年}〕{号}号\n",
    );
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 第1期通报\n日期: 2026-07-01\n正文: [正文.md, {按: 单位}]\n更正: {日期: 2026-08-01, 见: a/2026/2}\n废止: {日期: 2026-09-01, 由: zqxvj/2026/1}\n",
    );
    project.put(
        "content/a/2026/1/units/1.md",
        "---\n单位: 青禾县\n---\n青禾的一段。\n",
    );
    project.put("content/a/2026/6/正文.md", "正文。\n");
    project.put(
        "content/a/2026/6/issue.yaml",
        "标题: 第6期通报\n日期: 2026-07-06\n正文: [正文.md]\n",
    );
    project
}

/// The program with folders of its own for what is temporary and for the cache, so that these can be searched.
fn command(project: &Project, arguments: &[&str], has_typst: bool) -> Command {
    for folder in ["cache", "tmp"] {
        std::fs::create_dir_all(project.path(folder)).unwrap();
    }
    let mut command = project.command(arguments);
    let typst = if has_typst {
        SET.typst.program()
    } else {
        Path::new("/nowhere/typst")
    };
    command
        .env("XDG_CACHE_HOME", project.path("cache"))
        .env("TMPDIR", project.path("tmp"))
        .env("JIANBAO_TYPST", typst);
    command
}

fn holds_marker(bytes: &[u8]) -> bool {
    let has = |marker: &str| {
        bytes
            .windows(marker.len())
            .any(|part| part == marker.as_bytes())
    };
    let escaped = MARKERS[0]
        .chars()
        .map(|c| format!("\\u{:04x}", u32::from(c)))
        .collect::<String>();
    MARKERS.into_iter().any(has) || has(&escaped)
}

/// What a file says, however it is packed.
fn unpacked(path: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    if path.ends_with(".pdf")
        && bytes.starts_with(b"%PDF")
        && bytes.trim_ascii_end().ends_with(b"%%EOF")
    {
        return pdf::everything(bytes);
    }
    if path.ends_with("catalogue.xlsx") {
        use calamine::Reader;
        let cursor = std::io::Cursor::new(bytes.to_vec());
        let mut workbook = calamine::open_workbook_auto_from_rs(cursor).unwrap();
        let sheets = workbook.worksheets().into_iter();
        return sheets
            .map(|(name, range)| format!("{name} {range:?}").into_bytes())
            .collect();
    }
    // Word files, workbooks of tables, whatever else is a package.
    if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        let mut parts = vec![bytes.to_vec()];
        for index in 0..archive.len() {
            let mut part = Vec::new();
            std::io::Read::read_to_end(&mut archive.by_index(index).unwrap(), &mut part).unwrap();
            parts.push(part);
        }
        return parts;
    }
    vec![bytes.to_vec()]
}

/// The files of the site, of the cache and of what is temporary in which something hidden stands.
fn traces(project: &Project) -> Vec<String> {
    let mut found = Vec::new();
    for base in ["output", "cache", "tmp"] {
        for path in files(&project.path(base)) {
            let bytes = project.read(&format!("{base}/{path}"));
            if path.contains("zqxvj")
                || path.contains("暗记")
                || ["2", "3", "4", "5"]
                    .iter()
                    .any(|n| path.starts_with(&format!("a/2026/{n}/")))
                || unpacked(&path, &bytes)
                    .iter()
                    .any(|part| holds_marker(part))
            {
                found.push(format!("{base}/{path}"));
            }
        }
    }
    found
}

fn build(project: &Project, more: &[&str], has_typst: bool) -> Run {
    run(command(project, &[&["build"], more].concat(), has_typst))
}

/// How a folder came to be what it is before the last build.
type Before = fn(&Project);

#[test]
fn nothing_hidden_is_anywhere() {
    let histories: BTreeMap<&str, (Before, &[&str])> = BTreeMap::from([
        ("fresh", ((|_| {}) as Before, &[][..])),
        (
            "switched from internal",
            (
                |project| {
                    build(project, &["--embed-sources"], true).expect(1);
                    assert!(!traces(project).is_empty());
                },
                &["--replace"],
            ),
        ),
        (
            "marked since",
            (
                |project| {
                    mark(project, false);
                    build(project, &["--audience", "public"], true).expect(0);
                    assert!(traces(project).len() > 50);
                    mark(project, true);
                },
                &[],
            ),
        ),
        (
            "marked since, with an error",
            (
                |project| {
                    mark(project, false);
                    build(project, &["--audience", "public"], true).expect(0);
                    mark(project, true);
                    let path = "content/a/2026/6/issue.yaml";
                    project.put(path, project.text(path) + "不是键: 1\n");
                    let path = "content/a/2026/1/issue.yaml";
                    project.put(path, project.text(path) + "不是键: 1\n");
                },
                &[],
            ),
        ),
        (
            "killed before",
            (
                |project| {
                    mark(project, false);
                    for moment in [150, 400, 700, 1100, 1600] {
                        let mut command =
                            command(project, &["build", "--audience", "public"], true);
                        command.stdout(Stdio::null()).stderr(Stdio::null());
                        let mut child = command.spawn().unwrap();
                        std::thread::sleep(Duration::from_millis(moment));
                        child.kill().unwrap();
                        child.wait().unwrap();
                    }
                    mark(project, true);
                    let print = ["print", "a/2026/3", "--to", "secret.pdf"];
                    let mut child = command(project, &print, true).spawn().unwrap();
                    std::thread::sleep(Duration::from_millis(500));
                    child.kill().unwrap();
                    child.wait().unwrap();
                    // typst goes on for a moment after its parent was killed.
                    std::thread::sleep(Duration::from_secs(2));
                },
                &[],
            ),
        ),
    ]);
    for (name, (before, more)) in histories {
        for (how, options, has_typst) in [
            ("with PDFs", &[][..], true),
            ("--no-pdf", &["--no-pdf"][..], true),
            ("typst missing", &[][..], false),
        ] {
            let project = archive();
            mark(&project, true);
            before(&project);
            let said = build(
                &project,
                &[&["--audience", "public"][..], more, options].concat(),
                has_typst,
            );
            let gone = traces(&project);
            // What a killed process left in the cache is swept by the next that needs a folder there.
            let swept = if options.is_empty() && has_typst {
                &gone[..]
            } else {
                build(&project, &["--audience", "public"], true);
                &traces(&project)[..]
            };
            let in_site: Vec<&String> = gone
                .iter()
                .filter(|path| path.starts_with("output/"))
                .collect();
            assert!(
                in_site.is_empty(),
                "{name}, {how}: {in_site:#?}\n{}",
                said.said()
            );
            assert!(
                swept.is_empty(),
                "{name}, {how}: {swept:#?}\n{}",
                said.said()
            );
            assert!(project.has("output/index.html"));
            if !name.contains("error") {
                assert!(project.has("output/a/2026/1/index.html"), "{}", said.said());
            }
        }
    }
}

/// What is said of an issue may be about one that is left out, so none of it is kept for the next build then.
#[test]
fn of_an_issue_of_which_anything_is_said_nothing_is_kept_beside_one_that_is_left_out() {
    let kept = |project: &Project| -> Vec<String> {
        let all = files(&project.path("cache/jianbao/traces"));
        all.into_iter()
            .filter(|path| holds_marker(&project.read(&format!("cache/jianbao/traces/{path}"))))
            .collect()
    };
    for (left_out, line) in [
        ("nothing", ""),
        ("internal", "受众: 内部\n"),
        ("classified", "密级: 机密★1年\n"),
        ("a draft", "草稿: 是\n"),
    ] {
        let project = Project::new();
        // A warning in whose words the marker stands.
        project.issue(1, "增长{{暗记}}。\n");
        project.put("content/a/2026/2/正文.md", "第二期。\n");
        project.put(
            "content/a/2026/2/issue.yaml",
            format!("标题: 第二期通报\n{line}日期: 2026-07-09\n正文: [正文.md]\n"),
        );
        let public = ["--no-pdf", "--audience", "public"];
        for _ in 0..2 {
            let run = build(&project, &public, true);
            assert!(run.said().contains("暗记"), "{left_out}: {}", run.said());
            let kept = kept(&project);
            assert_eq!(
                kept.is_empty(),
                left_out != "nothing",
                "{left_out}: {kept:?}"
            );
            project.issue(3, "第三期。\n");
        }
    }
}
