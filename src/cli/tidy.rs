//! `jianbao tidy`: turns text pasted from Word into what the format wants; shows the difference, and writes only when told to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use super::{args, environment, typed_file};
use crate::publish::rewrite;
use crate::source::Content;
use crate::source::files::decode;
use crate::tidy::diff::LineChange;
use crate::tidy::{Known, PastedElement, Tidied, add_to_issue, apply, diff, tidy};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "tidy",
    about: "整理从 Word 粘贴来的片段：手写的编号、项目符号、表格、文末的署名日期等改成规定的写法。\n先列出要改的地方，加 --write 才写进文件；一个字也不会丢",
    arguments: |command| {
        command
            .override_usage("jianbao tidy <文件或系列/年/期> [选项]")
            .arg(
                Arg::new("target")
                    .value_name("文件或系列/年/期")
                    .required(true)
                    .help("一个片段，如 content/ducha/2026/3/正文.md；或一期的全部片段，如 ducha/2026/3"),
            )
            .arg(args::flag("write", "照列出的改，写进文件"))
            .arg(args::content())
    },
    run,
};

/// The ending of fragments; a text that a unit sent in as `.txt` can be tidied before it gets its name.
const ENDINGS: [&str; 2] = ["md", "txt"];

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let working = environment::working();
    let folders = environment::folders(matches);
    let typed = matches
        .get_one::<String>("target")
        .map_or("", String::as_str);
    let target = Target::find(typed, &working, &folders.content)?;
    let mut texts = Texts::default();
    let mut tidied = 0;
    for path in &target.fragments {
        if !tidy_one(path, &target, &working, &mut texts, console)?.is_clean() {
            tidied += 1;
        }
    }
    if texts.changed.is_empty() {
        console.result(&match target.fragments.as_slice() {
            [_] => "没有要整理的，文件没有改。".to_owned(),
            all => format!("{} 个片段都没有要整理的，文件没有改。", all.len()),
        });
        return Ok(Exit::Done);
    }
    if !matches.get_flag("write") {
        console.result(&format!(
            "以上只是预览，文件没有改。照此改写 {tidied} 个片段，运行：jianbao tidy {} --write",
            typed
        ));
        return Ok(Exit::Done);
    }
    // What is moved stands in its new place before it leaves the old one: whatever happens between, nothing is lost.
    let (issue, fragments): (Vec<_>, Vec<_>) = texts
        .changed
        .iter()
        .partition(|(path, _)| path.ends_with("issue.yaml"));
    for (path, text) in issue.into_iter().chain(fragments) {
        write(path, text)?;
        console.result(&format!("改写了 {}", shown(path, &working)));
    }
    Ok(Exit::Done)
}

/// What is to be tidied.
struct Target {
    fragments: Vec<PathBuf>,
    /// The folder of the issue, where there is one.
    issue: Option<PathBuf>,
}

impl Target {
    fn find(typed: &str, working: &Path, content: &Path) -> Result<Self, CommandError> {
        let candidates = [working.join(typed), content.join(typed.trim_matches('/'))];
        for path in &candidates {
            if path.is_file() {
                let ending = path.extension().and_then(|ending| ending.to_str());
                if !ending
                    .is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
                {
                    return Err(CommandError::NotAFragment(path.clone()));
                }
                let mut folders = path.ancestors().skip(1).take(4);
                return Ok(Self {
                    fragments: vec![path.clone()],
                    issue: folders
                        .find(|folder| folder.join("issue.yaml").is_file())
                        .map(Path::to_owned),
                });
            }
            if path.join("issue.yaml").is_file() {
                let mut fragments = below(path);
                fragments.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
                return Ok(Self {
                    fragments,
                    issue: Some(path.clone()),
                });
            }
        }
        Err(CommandError::NothingToTidy(typed.to_owned()))
    }

    /// The path of `path` below the issue's folder, with forward slashes.
    fn name(&self, path: &Path) -> String {
        let below = self
            .issue
            .as_ref()
            .and_then(|issue| path.strip_prefix(issue).ok());
        let parts = below.unwrap_or(path).components();
        let parts = parts.map(|part| part.as_os_str().to_string_lossy().into_owned());
        parts.collect::<Vec<_>>().join("/")
    }

    fn files(&self) -> Vec<String> {
        let Some(issue) = &self.issue else {
            return Vec::new();
        };
        below(issue)
            .into_iter()
            .filter(|path| !path.ends_with("issue.yaml"))
            .map(|path| self.name(&path))
            .collect()
    }
}

/// The files below `folder` that the archive would read, in the order of their paths.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_aside = name.to_string_lossy().starts_with(['.', '~', '#']);
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !is_aside => folders.push(entry.path()),
                Ok(kind) if kind.is_file() && !is_aside => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files.sort();
    files
}

/// Texts as they are, and as they will be: one file's changes are seen by the next.
#[derive(Default)]
struct Texts {
    changed: BTreeMap<PathBuf, String>,
}

impl Texts {
    fn read(&self, path: &Path) -> Result<String, CommandError> {
        if let Some(text) = self.changed.get(path) {
            return Ok(text.clone());
        }
        let wrong = |reason: String| CommandError::Tidy {
            path: path.to_owned(),
            reason,
        };
        match decode(typed_file::read(path).map_err(|error| wrong(error.to_string()))?) {
            Content::Text(text) => Ok(text),
            Content::NotUtf8 { looks_like, .. } => Err(wrong(format!(
                "文件的编码像是 {looks_like}，先用记事本另存为 UTF-8"
            ))),
            _ => Err(wrong("这不是文字文件".to_owned())),
        }
    }
}

fn tidy_one(
    path: &Path,
    target: &Target,
    working: &Path,
    texts: &mut Texts,
    console: &Console,
) -> Result<Tidied, CommandError> {
    let text = texts.read(path)?;
    let issue_file = target.issue.as_ref().map(|issue| issue.join("issue.yaml"));
    let issue = issue_file
        .as_ref()
        .map(|path| texts.read(path))
        .transpose()?;
    let series = target
        .issue
        .as_ref()
        .and_then(|issue| Some(issue.parent()?.parent()?.join("series.yaml")))
        .filter(|path| path.is_file())
        .map(|path| texts.read(&path))
        .transpose()?;
    let known = Known::new(
        issue.as_deref(),
        series.as_deref(),
        &target.name(path),
        target.files(),
    );
    let tidied = tidy(&text, &known);
    if !tidied.is_clean() || !tidied.left.is_empty() {
        show(path, &text, &tidied, working, console);
    }
    if let (Some(file), Some(issue), false) = (issue_file, issue, tidied.added.is_empty()) {
        texts
            .changed
            .insert(file, add_to_issue(&issue, &tidied.added));
    }
    if !tidied.edits.is_empty() {
        texts
            .changed
            .insert(path.to_owned(), apply(&text, &tidied.edits));
    }
    Ok(tidied)
}

fn shown(path: &Path, working: &Path) -> String {
    path.strip_prefix(working)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The lines of a change.
fn place(change: &LineChange) -> String {
    if change.first == change.last {
        change.first.to_string()
    } else {
        format!("{}～{}", change.first, change.last)
    }
}

/// Prints what changes and what is left.
fn show(path: &Path, text: &str, tidied: &Tidied, working: &Path, console: &Console) {
    let summary = match tidied.summary() {
        summary if summary.is_empty() => String::new(),
        summary => format!("：{summary}"),
    };
    console.result(&format!("{}{summary}", shown(path, working)));
    let (spaces, changes): (Vec<_>, Vec<_>) = diff::changes(text, &tidied.edits)
        .into_iter()
        .partition(|change| change.elements == [PastedElement::Indent]);
    for change in changes {
        let place = place(&change);
        let names: Vec<&str> = change
            .elements
            .iter()
            .map(|element| element.words().1)
            .collect();
        let why = match change.why.as_str() {
            "" => String::new(),
            why => format!("，{why}"),
        };
        console.result(&format!("  第{place}行　{}{why}", names.join("、")));
        for line in &change.before {
            console.removed(&line.replace('\t', "→"));
        }
        for line in &change.after {
            console.added(line);
        }
    }
    // Nothing to read: only white space goes.
    if !spaces.is_empty() {
        let places: Vec<String> = spaces.iter().map(place).collect();
        console.result(&format!("  第{}行　去掉段首的空格", places.join("、")));
    }
    if !tidied.added.is_empty() {
        console.result("  issue.yaml 末尾加上");
        for line in tidied.added.iter().flat_map(|lines| lines.lines()) {
            console.added(line);
        }
    }
    if !tidied.left.is_empty() {
        console.result("  没有动的：");
    }
    for left in &tidied.left {
        let name = left.element.map_or("", |element| element.words().1);
        let between = if name.is_empty() { "" } else { "：" };
        console.result(&format!("  第{}行　{name}{between}{}", left.line, left.why));
    }
    console.result("");
}

/// Writes `text` to `path`, with the byte order mark that the file had.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    const MARK: &[u8] = "\u{FEFF}".as_bytes();
    let marked = fs::read(path).is_ok_and(|bytes| bytes.starts_with(MARK));
    let mark = if marked { MARK } else { &[] };
    Ok(rewrite(path, &[mark, text.as_bytes()].concat())?)
}
