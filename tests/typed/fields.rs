//! What is typed into fields stands in the page and in the data of the print, or something is said at its place: titles, 按语, recipients, headings of the
//! outline, captions, heads and cells of tables in YAML, CSV and Markdown, titles of attachments and articles.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jianbao::diag::{Diagnostic, Severity};
use jianbao::pipeline::assembly;
use jianbao::render::html::{self, IssueLinks};
use jianbao::render::typst;
use jianbao::source::Sources;

use super::generator::Seed;
use super::{TEMPLATES, file};

/// A field: what it is called, in which file of the issue it stands, and that file with `{}` where its value goes.
struct Place {
    name: &'static str,
    path: &'static str,
    template: &'static str,
    syntax: Syntax,
}

/// How a value is written into its file.
#[derive(Clone, Copy, PartialEq)]
enum Syntax {
    /// A value of YAML after its key, on a line of its own.
    Block,
    /// An item of a YAML list in brackets.
    Flow,
    /// A field of CSV.
    Csv,
    /// A cell of a Markdown table.
    MarkdownCell,
}

const ISSUE: &str = "issue.yaml";
const HEAD: &str = "标题: 关于{n}号事项的通报\n日期: 2026-07-08\n正文: [正文.md]\n";

const PLACES: &[Place] = &[
    Place {
        name: "标题",
        path: ISSUE,
        template: "标题: {}\n日期: 2026-07-08\n正文: [正文.md]\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "标题行",
        path: ISSUE,
        template: "标题: [关于有关事项, {}]\n日期: 2026-07-08\n正文: [正文.md]\n",
        syntax: Syntax::Flow,
    },
    Place {
        name: "副题",
        path: ISSUE,
        template: "副题: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "按语",
        path: ISSUE,
        template: "按语: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "附注",
        path: ISSUE,
        template: "附注: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "主送",
        path: ISSUE,
        template: "主送: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "主送项",
        path: ISSUE,
        template: "主送: [市直各单位, {}]\n",
        syntax: Syntax::Flow,
    },
    Place {
        name: "抄送项",
        path: ISSUE,
        template: "抄送: [市委办公室, {}]\n",
        syntax: Syntax::Flow,
    },
    Place {
        name: "署名",
        path: ISSUE,
        template: "署名: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "主题项",
        path: ISSUE,
        template: "主题: [督查, {}]\n",
        syntax: Syntax::Flow,
    },
    Place {
        name: "印发机关",
        path: ISSUE,
        template: "印发机关: {}\n印发日期: 2026-07-09\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "时间",
        path: ISSUE,
        template: "时间: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "地点",
        path: ISSUE,
        template: "地点: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "主持",
        path: ISSUE,
        template: "主持: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "签发人",
        path: ISSUE,
        template: "签发人: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "报头",
        path: ISSUE,
        template: "报头: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "本期印发",
        path: ISSUE,
        template: "本期印发: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "出席项",
        path: ISSUE,
        template: "出席: [周敏, {}]\n",
        syntax: Syntax::Flow,
    },
    Place {
        name: "文章副题",
        path: "文.md",
        template: "---\n标题: 有关情况\n副题: {}\n---\n文章正文。\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "文章按语",
        path: "文.md",
        template: "---\n标题: 有关情况\n按语: {}\n---\n文章正文。\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "栏目",
        path: ISSUE,
        template: "日期: 2026-07-08\n标题: 关于有关事项的通报\n正文:\n  - 正文.md\n  - 栏目: {}\n    文章: [文.md]\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "提纲标题",
        path: ISSUE,
        template: "标题: 关于有关事项的通报\n日期: 2026-07-08\n正文:\n  - 标题: {}\n    正文: [正文.md]\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "图题",
        path: ISSUE,
        template: "标题: 关于有关事项的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - 图: 现场.png\n    标题: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "表题",
        path: ISSUE,
        template: "标题: 关于有关事项的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - 表: 台账.csv\n    标题: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "附件标题",
        path: ISSUE,
        template: "附件:\n  - 文件: 台账.csv\n    标题: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "文章标题",
        path: "文.md",
        template: "---\n标题: {}\n---\n正文如下。\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "文章来源",
        path: "文.md",
        template: "---\n标题: 动态\n来源: {}\n---\n正文如下。\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "表格标题",
        path: "表.yaml",
        template: "标题: {}\n列: [单位, 数]\n行:\n  - [青禾县, 1]\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "计量单位",
        path: "表.yaml",
        template: "标题: 进度\n计量单位: {}\n列: [单位, 数]\n行:\n  - [青禾县, 1]\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "表注",
        path: "表.yaml",
        template: "标题: 进度\n列: [单位, 数]\n行:\n  - [青禾县, 1]\n注: {}\n",
        syntax: Syntax::Block,
    },
    Place {
        name: "表前",
        path: "表.yaml",
        template: "标题: 进度\n表前: [填报时间：, {}]\n列: [单位, 数]\n行:\n  - [青禾县, 1]\n",
        syntax: Syntax::Flow,
    },
    Place {
        name: "列名",
        path: "表.yaml",
        template: "标题: 进度\n列: [单位, {}]\n行:\n  - [青禾县, 1]\n",
        syntax: Syntax::Flow,
    },
    Place {
        name: "格子",
        path: "表.yaml",
        template: "标题: 进度\n列: [单位, 数]\n行:\n  - [青禾县, {}]\n",
        syntax: Syntax::Flow,
    },
    Place {
        name: "CSV表头",
        path: "台账.csv",
        template: "单位,{}\n青禾县,12\n",
        syntax: Syntax::Csv,
    },
    Place {
        name: "CSV格子",
        path: "台账.csv",
        template: "单位,数量\n青禾县,{}\n白石区,3\n",
        syntax: Syntax::Csv,
    },
    Place {
        name: "正文表头",
        path: "正文.md",
        template: "表：进度\n\n| 单位 | {} |\n|---|---|\n| 青禾县 | 1 |\n",
        syntax: Syntax::MarkdownCell,
    },
    Place {
        name: "正文格子",
        path: "正文.md",
        template: "表：进度\n\n| 单位 | 数 |\n|---|---|\n| 青禾县 | {} |\n",
        syntax: Syntax::MarkdownCell,
    },
];

/// Values that mean something to YAML, to a spreadsheet or to Markdown, or that offices type as they are.
const VALUES: &[&str] = &[
    "1.10",
    "2026-04",
    "2026-04-08",
    "二〇二六年四月八日",
    "２０２６年",
    "１２家",
    "null",
    "Null",
    "~",
    "yes",
    "No",
    "true",
    "off",
    "是",
    "无",
    "07",
    "0x1F",
    "1e5",
    "1_000",
    "12:30",
    "3:2",
    "1,200",
    "+5.3%",
    "-0.8%",
    "50%",
    ".5",
    "=1+2",
    "12E3",
    "∞",
    "—",
    "——",
    "/",
    "……",
    "*",
    "√",
    "×",
];

/// Pieces of values.
const CLAUSES: &[&str] = &[
    "重点工作进展",
    "市直各产业工会",
    "集体协商推进情况",
    "青禾县总工会",
    "完成率96.5%",
    "5~7家",
    "“十四五”规划",
    "《工会法》实施",
    "（含新业态）",
    "C#培训",
    "A&B项目",
    "GB/T 9704—2012",
    "张　三",
    "3月4日",
    "2 026年",
    "甲、乙、丙",
    "甲，乙；丙",
    "第1号",
    "#3车间",
    "王**",
    "138****1234",
    "D:\\资料\\新建",
    "a_b_c",
    "\\n",
    "3*5*7",
    "<b>重点</b>",
    "<br>",
    "&nbsp;",
    "&amp;",
    "{名称}",
    "｛名称｝",
    "［附］",
    "【重点】",
    "[注]",
    "[网页](https://example.cn)",
    "![图](现场.png)",
    "**要点**",
    "*着重*",
    "~~旧~~",
    "`代码`",
    "<!-- 待核 -->",
    "%%先别发%%",
    "【此处待核】",
    "http://example.cn/a",
    "lgh@example.cn",
    "的的",
    "情况情况",
    "：",
    "。",
    "单位：",
    "注：",
    "表1　",
    "图1 ",
    "附件：",
    "附件1：",
    "抄送：",
    "主送：",
    "编者按：",
    "——",
    "（",
    "）",
    "\t",
    "　",
    "  ",
    "\u{A0}",
    "\u{200B}",
    "１．",
    "1. ",
    "一、",
    "（一）",
    "- ",
    "> ",
    "# ",
    " #",
    ": ",
    "'",
    "\"",
    "“",
    "”",
    "|",
    "\\|",
    "｜",
    "@",
    "%",
    "!",
    "&",
    "*",
    "?",
    "`",
    "~",
    "^",
    "$",
    "null",
    "𠮷",
    "臺灣",
    "⼯会",
    "👍",
    "甲\t乙",
    "甲｜乙",
    "甲|乙|丙",
    "||",
    "==重点==",
    "(120)",
    "12 34",
    "\\\\server\\share 1\\*.docx",
    "# 总体",
    "第一条生产线",
    "……",
    "①②③",
    "A.甲 B.乙",
    "’90年代",
];

fn value(seed: &mut Seed) -> String {
    if seed.below(5) == 0 {
        return seed.pick(VALUES).to_owned();
    }
    let mut text = String::new();
    for _ in 0..1 + seed.below(4) {
        text.push_str(seed.pick(CLAUSES));
    }
    text
}

/// A value as it may be written: the bytes for the file.
fn written(seed: &mut Seed, value: &str, syntax: Syntax, indent: &str) -> String {
    let quoted = |value: &str| {
        format!(
            "\"{}\"",
            value
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\t', "\\t")
        )
    };
    let single = |value: &str| format!("'{}'", value.replace('\'', "''"));
    match syntax {
        Syntax::MarkdownCell => value.to_owned(),
        Syntax::Csv if value.contains([',', '"', '\n']) || seed.below(4) == 0 => {
            format!("\"{}\"", value.replace('"', "\"\""))
        }
        Syntax::Csv => value.to_owned(),
        Syntax::Flow => match seed.below(3) {
            0 => quoted(value),
            1 => single(value),
            _ => value.to_owned(),
        },
        Syntax::Block => {
            let places: Vec<usize> = value
                .char_indices()
                .map(|(place, _)| place)
                .skip(1)
                .collect();
            let split =
                (!places.is_empty()).then(|| value.split_at(places[seed.below(places.len())]));
            match (seed.below(7), split) {
                (0, _) => quoted(value),
                (1, _) => single(value),
                // Continued lines, and lines that are kept.
                (2, Some((first, rest))) => format!("{first}\n{indent}  {rest}"),
                (3, Some((first, rest))) => {
                    format!("|\n{indent}  {first}\n{indent}  {rest}")
                }
                (4, Some((first, rest))) => {
                    format!(">\n{indent}  {first}\n{indent}  {rest}")
                }
                _ => value.to_owned(),
            }
        }
    }
}

fn squeezed(text: &str) -> String {
    let text = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control());
    text.filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}'))
        .collect()
}

/// What is read of a page.
fn text_of(page: &str) -> String {
    let body = page.split_once("<main").map_or(page, |(_, body)| body);
    let mut text = String::new();
    let mut rest = body;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = rest[open..].split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    squeezed(&decoded(&text))
}

fn decoded(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    let text = text.to_owned();
    pairs
        .into_iter()
        .fold(text, |text, (entity, c)| text.replace(entity, c))
}

fn strings(value: &serde_json::Value, all: &mut String) {
    match value {
        serde_json::Value::String(text) => all.push_str(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, all)),
        serde_json::Value::Object(fields) => {
            // A name stands before the mark that follows it.
            let parts = ["name", "mark"];
            for part in parts.iter().filter_map(|key| fields.get(*key)) {
                strings(part, all);
            }
            for (_, field) in fields
                .iter()
                .filter(|(key, _)| !parts.contains(&key.as_str()))
            {
                strings(field, all);
            }
        }
        _ => {}
    }
}

/// Findings that say of the place they point at that it is not printed as it was typed.
const CHANGES: &[&str] = &[
    "JB0009", "JB0019", "JB0031", "JB0033", "JB0035", "JB0037", "JB0039", "JB0050", "JB1010",
    "JB1011",
];

/// Fields in which each line of a `|` stands by itself.
const KEEPS_LINES: [&str; 6] = ["按语", "表注", "时间", "地点", "主持", "签发人"];

/// Fields that may be lists.
const LISTS: &[&str] = &[
    "标题",
    "主送",
    "署名",
    "文章标题",
    "按语",
    "表注",
    "时间",
    "地点",
    "主持",
    "签发人",
    "报头",
];

struct Case {
    place: &'static Place,
    typed: String,
    /// The value as its file has it.
    written: String,
    files: Vec<(String, String)>,
}

fn case(number: u64, folder: &str) -> Case {
    let mut seed = Seed::new(number.wrapping_add(77_000_000));
    let place = &PLACES[seed.below(PLACES.len())];
    let typed = value(&mut seed);
    let before = place.template.split("{}").next().unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    let as_written = written(&mut seed, &typed, place.syntax, &indent);
    let text = place.template.replacen("{}", &as_written, 1);
    let mut issue = HEAD.replace("{n}", &number.to_string());
    let body = match place.path {
        "文.md" => "[正文.md, {文章: 文.md}]",
        "表.yaml" => "[正文.md, {表: 表.yaml}]",
        "台账.csv" => "[正文.md, {表: 台账.csv, 标题: 进度}]",
        _ => "[正文.md]",
    };
    issue = issue.replace("[正文.md]", body);
    let mut files = BTreeMap::from([
        ("正文.md".to_owned(), "正文如下。\n".to_owned()),
        ("台账.csv".to_owned(), "单位,数量\n青禾县,12\n".to_owned()),
        ("现场.png".to_owned(), String::new()),
    ]);
    if place.name == "栏目" {
        let article = "---\n标题: 有关情况\n---\n文章正文。\n";
        files.insert("文.md".to_owned(), article.to_owned());
    }
    match (place.path, place.template.contains("日期: 2026-07-08")) {
        (ISSUE, true) => issue = text,
        (ISSUE, false) => issue.push_str(&text),
        (path, _) => drop(files.insert(path.to_owned(), text)),
    }
    files.insert(ISSUE.to_owned(), issue);
    let files = files
        .into_iter()
        .map(|(name, text)| (format!("{folder}/{name}"), text));
    Case {
        place,
        typed,
        written: as_written,
        files: files.collect(),
    }
}

/// What is silent about a case; none where nothing is.
fn fault(
    case: &Case,
    findings: &[Diagnostic],
    page: Option<(String, String, String)>,
    sources: &Sources,
    folder: &str,
) -> Option<String> {
    let in_issue = |found: &&Diagnostic| {
        found
            .place
            .is_none_or(|place| sources.path(place.file).starts_with(folder))
    };
    if let Some(bare) = findings.iter().find(|found| found.help.is_none()) {
        return Some(format!("{} says not what to write instead", bare.code.id));
    }
    let Some((page, raw, data)) = page else {
        let refused = findings
            .iter()
            .filter(in_issue)
            .any(|found| found.code.severity == Severity::Error);
        return (!refused).then(|| "no page, and nobody is told why".to_owned());
    };
    let here = |found: &&Diagnostic| {
        found.place.is_some_and(|place| {
            sources.path(place.file) == format!("{folder}/{}", case.place.path)
        })
    };
    let changed = findings
        .iter()
        .filter(here)
        .any(|found| CHANGES.contains(&found.code.id));
    if changed {
        return None;
    }
    // In brackets a half-width comma parts two items, and a line that is kept is a paragraph.
    let parts: Vec<&str> = match case.place.syntax {
        Syntax::Flow => case.typed.split(',').collect(),
        _ if KEEPS_LINES.contains(&case.place.name) && is_block(&case.written) => {
            case.written.lines().skip(1).map(str::trim).collect()
        }
        _ => vec![case.typed.as_str()],
    };
    let mut parts = parts.into_iter();
    parts.find_map(|part| missing(case, part, &page, &raw, &data))
}

/// Whether the first line of a value only says that its lines are kept or joined.
fn is_block(written: &str) -> bool {
    let first = written.lines().next().unwrap_or_default();
    written.contains('\n') && matches!(first.trim(), "|" | ">")
}

/// Whether a comment ends a line of a value: a `#` behind a blank, with a blank or nothing behind it.
fn has_comment(written: &str) -> bool {
    written.lines().any(|line| {
        let chars: Vec<char> = [' '].into_iter().chain(line.chars()).collect();
        let is_blank = |c: Option<&char>| c.is_none_or(|c| matches!(c, ' ' | '\t' | '-' | '#'));
        (1..chars.len()).any(|at| {
            chars[at] == '#' && is_blank(chars.get(at - 1)) && is_blank(chars.get(at + 1))
        })
    })
}

/// What of a typed part is not there.
fn missing(case: &Case, part: &str, page: &str, raw: &str, data: &str) -> Option<String> {
    let mut typed = squeezed(part);
    let (mut page, mut data) = (page.to_owned(), data.to_owned());
    let is_yaml = matches!(case.place.syntax, Syntax::Block | Syntax::Flow);
    // A comment, as the guide has it, a list in brackets, nothing in quotation marks, and the marks of lines that are kept or joined.
    // In brackets `!` alone is a tag of nothing, of which no place is known.
    if case.written.starts_with("!:") && case.place.syntax == Syntax::Flow {
        return None;
    }
    let is_list = case.place.syntax == Syntax::Flow || LISTS.contains(&case.place.name);
    if is_yaml
        && (has_comment(&case.written)
            || (is_list && typed.starts_with('[') && typed.ends_with(']'))
            || matches!(case.written.trim(), "''" | "\"\""))
    {
        return None;
    }
    if is_yaml && is_block(&case.written) {
        let rest: String = case.written.lines().skip(1).map(squeezed).collect();
        typed = if KEEPS_LINES.contains(&case.place.name) {
            typed
        } else {
            rest
        };
    }
    if case.place.syntax == Syntax::MarkdownCell {
        typed = marks_off(&case.typed)?;
    }
    // What the guide says of these fields: a title in one line is broken at a bar.
    if matches!(case.place.name, "标题" | "文章标题") {
        typed = typed.replace(['|', '｜'], "");
        page = page.replace(['|', '｜'], "");
        data = data.replace(['|', '｜'], "");
    }
    // Recipients: 无 is nobody, and the stop at the end is the program's own.
    if matches!(case.place.name, "主送" | "主送项" | "抄送项") {
        if typed == "无" {
            return None;
        }
        typed = typed.trim_end_matches(['：', ':', '。']).to_owned();
    }
    // Topics stand in no text of the print.
    let printed = case.place.name != "主题项";
    if !page.contains(&typed) && (printed || !raw.contains(&typed)) {
        return Some(format!("{typed:?} is not in the page"));
    }
    (printed && !data.contains(&typed))
        .then(|| format!("{typed:?} is not in the data of the print"))
}

/// A Markdown cell without the marks that work there; none where that is not so plain.
fn marks_off(typed: &str) -> Option<String> {
    let marks = [
        "**", "~~", "`", "](", "<!--", "%%", "&nbsp;", "&amp;", "\\", "*着重*", "|", "<b>", "<br>",
    ];
    (!marks.iter().any(|mark| typed.contains(mark)) && !typed.contains('|'))
        .then(|| squeezed(typed))
}

#[test]
fn what_is_typed_into_a_field_stands_in_the_page() {
    let count: u64 = std::env::var("TYPED_FIELDS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(2000);
    let from: u64 = std::env::var("TYPED_FROM")
        .ok()
        .and_then(|from| from.parse().ok())
        .unwrap_or(0);
    let mut faults = String::new();
    let mut wrong = 0;
    let mut refused = 0;
    for batch in (from..from + count).collect::<Vec<_>>().chunks(50) {
        let mut files = vec![
            file("site.yaml".to_owned(), "名称: 资料库\n".into()),
            file(
                "a/series.yaml".to_owned(),
                "名称: 通报\n版式: 公文\n印发机关: 办公室\n".into(),
            ),
        ];
        let folder = |place: usize| format!("a/2026/{}", place + 1);
        let cases: Vec<Case> = batch
            .iter()
            .enumerate()
            .map(|(place, number)| case(*number, &folder(place)))
            .collect();
        for case in &cases {
            files.extend(
                case.files
                    .iter()
                    .map(|(path, text)| file(path.clone(), text.clone().into_bytes())),
            );
        }
        let sources = Sources::new("", files);
        let plan = assembly::plan(&sources);
        let site = plan.site.as_ref().expect("a site");
        for (place, case) in cases.iter().enumerate() {
            let folder = folder(place);
            let issue = plan
                .issues
                .iter()
                .find(|issue| issue.id.path() == folder)
                .expect("the issue");
            let (document, sink) = assembly::assemble(&sources, &plan, issue).finished();
            let page = document.map(|document| {
                let page = html::issue_page(&TEMPLATES, site, &document, &IssueLinks::default())
                    .expect("a page");
                let data: serde_json::Value =
                    serde_json::from_slice(&typst::data(&document, "", &[])).expect("JSON");
                let mut all = String::new();
                strings(&data, &mut all);
                let page = String::from_utf8_lossy(&page.bytes);
                // Of a tab nothing is seen in print.
                assert!(!all.contains('\t'), "a tab in the print: {all}");
                (text_of(&page), squeezed(&decoded(&page)), squeezed(&all))
            });
            refused += u64::from(page.is_none());
            let findings = sink.into_sorted();
            if let Some(fault) = fault(case, &findings, page, &sources, &folder) {
                wrong += 1;
                if wrong <= 60 {
                    let codes: Vec<&str> = findings.iter().map(|found| found.code.id).collect();
                    let text = case
                        .files
                        .iter()
                        .find(|(path, _)| *path == format!("{folder}/{}", case.place.path));
                    let text = text.map_or("", |(_, text)| text.as_str());
                    let _ = writeln!(
                        faults,
                        "--- {} {} {codes:?}\n{text}\n=== {fault}\n",
                        batch[place], case.place.name
                    );
                }
            }
        }
    }
    println!("{count} fields, {refused} refused");
    assert!(wrong == 0, "{faults}\n{wrong} of {count} silent");
}

#[test]
fn minutes_say_of_their_meeting_what_was_typed_in_the_order_of_the_guide() {
    let project = crate::support::project::Project::new();
    project.put(
        "content/a/series.yaml",
        "名称: 会议纪要\n版式: 纪要\n报头: 云汀市总工会会议纪要\n期号: 第{期}号\n",
    );
    project.issue(1, "会议研究了集体协商工作。\n");
    let issue = project.path("content/a/2026/1/issue.yaml");
    let text = std::fs::read_to_string(&issue).expect("a text");
    let more = "记录: 何静\n主持: 林致远\n出席: [周明, 陈思齐]\n地点: 三楼会议室\n时间: 7月8日上午\n列席: 孙立\n";
    std::fs::write(&issue, text + more).expect("written");
    let run = project.run(&["build", "--no-pdf"]);
    assert!(
        run.said().is_empty() || !run.said().contains("[JB"),
        "{}",
        run.said()
    );
    let output = project.output();
    let page = String::from_utf8_lossy(&output["a/2026/1/index.html"]).into_owned();
    let page = squeezed(&text_of(&page));
    let wanted =
        "时间：7月8日上午地点：三楼会议室主持：林致远出席：周明、陈思齐列席：孙立记录：何静";
    assert!(page.contains(wanted), "{page}");
}

#[test]
fn a_joint_letter_bears_the_sponsor_alone_and_both_sign() {
    let project = crate::support::project::Project::new();
    project.put(
        "content/a/series.yaml",
        "名称: 函\n版式: 信函\n报头: [云汀市总工会, 云汀市人社局]\n署名: [云汀市总工会, 云汀市人社局]\n文号: 云工函〔{年}〕{号}号\n",
    );
    project.issue(1, "商请派员参加。\n");
    project
        .run(&["issue", "a/2026/1", "--date", "2026-07-09", "--no-pdf"])
        .expect(0);
    project.run(&["build", "--no-pdf"]).expect(0);
    let page = project.text("output/a/2026/1/index.html");
    let page = squeezed(&text_of(&page));
    assert!(page.contains("云汀市总工会云工函〔2026〕1号"), "{page}");
    assert!(page.contains("云汀市总工会云汀市人社局2026年"), "{page}");
}
