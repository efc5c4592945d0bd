//! `jianbao merge`: what the leader changed in an exported Word file goes back into the fragments; shown first, written only when told to.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::{Arg, ArgMatches};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::pieces::marked_pieces;
use super::subcommand::Subcommand;
use super::{args, environment, typed_file};
use crate::merge::{ChangeFate, MergeChange, MergeChangeKind};
use crate::model::{FileId, Span};
use crate::pipeline::{MergeResult, merge};
use crate::publish::rewrite_all;
use crate::revision::changed_pieces;
use crate::source::Sources;
use crate::zh::system_error::in_words;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "merge",
    about: "把领导在导出的 Word 文件里改的字并回片段：一处一处列出原来怎样、改成怎样、谁改的，加 --write 才写进文件。\n程序算出的数、编号和放不回去的，指出来，不动",
    arguments: |command| {
        command
            .override_usage("jianbao merge <改过的.docx> <系列/年/期> [选项]")
            .arg(
                Arg::new("file")
                    .value_name("改过的.docx")
                    .required(true)
                    .value_parser(clap::value_parser!(PathBuf))
                    .help("用 jianbao print 或 build --docx 导出、在 Word 或 WPS 里改过的文件；修订开着或没有开都行"),
            )
            .arg(
                Arg::new("issue")
                    .value_name("系列/年/期")
                    .required(true)
                    .help("哪一期，如 ducha/2026/3"),
            )
            .arg(args::flag("write", "照列出的改，写进片段"))
            .arg(args::content())
    },
    run,
};

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let working = environment::working();
    let folders = environment::folders(matches);
    let typed = matches.get_one::<PathBuf>("file").cloned();
    let path = working.join(typed.unwrap_or_default());
    let issue = matches
        .get_one::<String>("issue")
        .map_or("", String::as_str)
        .trim_matches('/')
        .to_owned();
    let bytes = typed_file::read(&path).map_err(|error| CommandError::Unopened {
        path: path.clone(),
        reason: in_words(&error),
    })?;
    let sources = environment::content(&folders.content)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let result = merge(&sources, &issue, &name, &bytes)?;
    let (placed, left): (Vec<&MergeChange>, Vec<&MergeChange>) = result
        .merged
        .changes
        .iter()
        .partition(|change| change.fate == ChangeFate::Placed);
    for change in &placed {
        say(change, &sources, console);
    }
    if !left.is_empty() {
        console.result(&format!("没有放回片段的 {} 处：", left.len()));
        for change in &left {
            say(change, &sources, console);
        }
    }
    if !result.merged.looks.is_empty() {
        console.result("不是改字，没有放回片段的：");
        for look in &result.merged.looks {
            console.result(&format!("  {look}"));
        }
    }
    remarks(&result, console);
    let ends = match left.is_empty() && result.merged.looks.is_empty() {
        true => Exit::Done,
        false => Exit::Content,
    };
    if placed.is_empty() {
        let is_same = left.is_empty() && result.merged.looks.is_empty();
        console.result(match is_same {
            true => "文件里的字没有改过，片段没有动。",
            false => "没有能放回片段的，片段没有动。",
        });
        return Ok(ends);
    }
    if !matches.get_flag("write") {
        console.result(&format!(
            "以上只是预览，片段没有动。放回 {} 处，运行：jianbao merge {} {issue} --write",
            placed.len(),
            name
        ));
        return Ok(ends);
    }
    let texts = texts(&sources, &result.texts)?;
    rewrite_all(&texts)?;
    for (path, _) in &texts {
        let shown = path.strip_prefix(&working).unwrap_or(path);
        console.result(&format!("改写了 {}", shown.display()));
    }
    console.diagnostics(&result.findings, &sources.with_texts(&result.texts));
    Ok(ends)
}

/// The files as they are to be written, each with the byte-order mark that it had.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn texts(
    sources: &Sources,
    texts: &BTreeMap<FileId, String>,
) -> Result<Vec<(PathBuf, Vec<u8>)>, CommandError> {
    const MARK: &[u8] = "\u{FEFF}".as_bytes();
    let mut all = Vec::new();
    for (file, text) in texts {
        let path = sources.disk_path(*file);
        let failed = |reason: String| CommandError::Unopened {
            path: path.clone(),
            reason,
        };
        let now = fs::read(&path).map_err(|error| failed(in_words(&error)))?;
        let (mark, own) = match now.strip_prefix(MARK) {
            Some(own) => (MARK, own),
            None => (&[][..], now.as_slice()),
        };
        if own != sources.text(*file).as_bytes() {
            return Err(failed("刚才有人改过它，再运行一次".to_owned()));
        }
        all.push((path, [mark, text.as_bytes()].concat()));
    }
    Ok(all)
}

fn say(change: &MergeChange, sources: &Sources, console: &Console) {
    let kind = match change.kind {
        MergeChangeKind::Reworded => "改动",
        MergeChangeKind::Added => "增加一段",
        MergeChangeKind::Removed => "删去一段",
        MergeChangeKind::Moved => "移动",
        MergeChangeKind::Parted => "一段分成两段",
        MergeChangeKind::Joined => "两段并成一段",
    };
    let place = change
        .place
        .map_or(String::new(), |span| place(sources, span));
    let who: Vec<String> = change
        .revisers
        .iter()
        .filter(|reviser| !reviser.name.is_empty())
        .map(|reviser| match reviser.day.as_str() {
            "" => reviser.name.clone(),
            day => format!("{}，{day}", reviser.name),
        })
        .collect();
    let who = match who.is_empty() {
        true => String::new(),
        false => format!("（{}）", who.join("；")),
    };
    console.result(&format!("{place}{kind}{who}"));
    let (before, after) = changed_pieces(&change.before, &change.after);
    let one_line = |text: String| text.replace('\n', " ¶ ").replace('\t', "　");
    if !change.before.is_empty() {
        console.removed(&one_line(marked_pieces(&before)));
    }
    if !change.after.is_empty() && change.kind != MergeChangeKind::Moved {
        console.added(&one_line(marked_pieces(&after)));
    }
    if let ChangeFate::Left(reason) = &change.fate {
        console.result(&format!("      没有动：{reason}"));
    }
}

fn place(sources: &Sources, span: Span) -> String {
    let before = sources.text(span.file).get(..span.range().start);
    let line = before.unwrap_or_default().matches('\n').count() + 1;
    format!("{}:{line}　", sources.path(span.file))
}

fn remarks(result: &MergeResult, console: &Console) {
    if result.remarks.is_empty() {
        return;
    }
    console.result("文件里的批注（不进片段）：");
    for remark in &result.remarks {
        console.result(&format!("  {remark}"));
    }
}
