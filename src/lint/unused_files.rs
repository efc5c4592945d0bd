//! JB1003: a file in an issue's folder that the issue does not use.

use super::{FinishedIssue, Judge, Rule};
use crate::diag::{Explanation, Sink, code};
use crate::model::{FileId, Misnamed, Noticed, Span};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB1003"),
        name: "没有用到的文件",
        what: "这一期的文件夹里有文件，提纲、附件和正文都没有用到它。",
        why: "片段交了却没有写进提纲，就不会印出来，谁也看不见它缺了。",
        source: "实务",
        wrong: &[("ducha/2026/1/结语.md", "各单位要抓好落实。\n")],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, 结语.md]\n",
            ),
            ("ducha/2026/1/结语.md", "各单位要抓好落实。\n"),
        ],
    },
    judge: Judge::Issue(check),
};

fn check(issue: &FinishedIssue<'_>, sink: &mut Sink) {
    let folder = issue.id.path();
    let silent: Vec<&str> = silent(issue.noticed).collect();
    for unused in &issue.noticed.unused {
        let path = issue.sources.path(unused.file);
        let name = path.get(folder.len() + 1..).unwrap_or(path);
        // What looks like a link to it and is none has been said where it stands.
        let is_named = |(_, text): (FileId, &str)| begins_link(text, name);
        if issue.texts(&["md"]).into_iter().any(is_named) {
            continue;
        }
        let place = Span::file_start(unused.file);
        let owner = match silent.as_slice() {
            [] => String::new(),
            units => format!("；还没有片段的单位：{}", units.join("、")),
        };
        let finding = match (&unused.unit, &unused.misnamed) {
            (Some(unit), _) if !unused.taken.is_empty() => {
                let taken = unused.taken.join("、");
                RULE.found(place, format!("“{unit}”的片段 {name} 里的{taken}收了，文字没有印"))
                    .help(format!(
                        "文字要印，把这个单位写进 {folder}/issue.yaml 的提纲或 units.yaml 的分组；不印，删去文字，片头留着"
                    ))
            }
            (Some(unit), _) => RULE
                .found(place, format!("“{unit}”的片段 {name} 没有被用到"))
                .help(format!(
                    "提纲和分组里没有这个单位：写进 {folder}/issue.yaml 的提纲或 units.yaml 的分组，或移走这个文件"
                )),
            (None, Some(Misnamed::Ending(right))) => RULE
                .found(place, format!("“{name}”不是片段，不会印出来：文件名要以 .md 结尾{owner}"))
                .help(format!("是片段，改名为 {right}（在资源管理器的“查看”里勾选“文件扩展名”才看得到结尾）；不是，就移走")),
            (None, Some(Misnamed::WordFile(right))) => RULE
                .found(place, format!("“{name}”是 Word 文件，不会印出来{owner}"))
                .help(format!(
                    "是片段，打开它，把文字复制到 {right}，再运行 jianbao tidy；是附件，写进 {folder}/issue.yaml 的附件；都不是，就移走"
                )),
            (None, None) if unused.is_fragment && !silent.is_empty() => RULE
                .found(place, format!("片段 {name} 没有写明是哪个单位的，不会印出来{owner}"))
                .help(format!(
                    "在文件的最前面写三行：---，单位: {}，---；不是单位的片段，写进 {folder}/issue.yaml 的提纲",
                    silent[0]
                )),
            (None, None) => {
                let kind = if unused.is_fragment { "片段" } else { "文件" };
                RULE.found(place, format!("{kind} {name} 没有被用到"))
                    .help(format!(
                        "在 {folder}/issue.yaml 的提纲或附件里写上它，或移走这个文件"
                    ))
            }
        };
        sink.push(finding);
    }
}

/// Whether `text` has something that was meant to lead to the file `name`: `[…](name`, `[…] (name`, `[[name`, `src="name"`.
fn begins_link(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let is_around = |c: char| c.is_whitespace() || "\"'“”‘’<《./".contains(c);
        let before = text[..at].trim_end_matches(is_around);
        let opened = before.strip_suffix(['(', '（']);
        let opened = opened.map(|before| before.trim_end_matches([' ', '　']));
        opened.is_some_and(|before| before.ends_with([']', '】', '］']))
            || ["[[", "【【", "src=", "href=", "SRC=", "HREF="]
                .iter()
                .any(|open| before.ends_with(open))
    })
}

/// The units that had to report and did not.
fn silent(noticed: &Noticed) -> impl Iterator<Item = &str> {
    let places = noticed.silent.iter();
    places.flat_map(|silent| silent.units.iter().map(String::as_str))
}

/// Whether the files of which it is said that nobody knows whose they are could be those of all units that are missing.
pub fn explain_silence(noticed: &Noticed) -> bool {
    let strays = noticed.unused.iter().filter(|unused| {
        unused.unit.is_none() && (unused.is_fragment || unused.misnamed.is_some())
    });
    strays.count() >= silent(noticed).count()
}
