//! `jianbao init`: the content folder of an office that begins, with its first issue.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::folder::{is_free, write_whole};
use super::subcommand::Subcommand;
use super::target::check_folder;
use super::{args, environment, questions, typed_file};
use crate::scaffold::{KINDS, Office, SeriesKind, UnitList, UnitListFault, unit_list};
use crate::source::files::{Content, decode_table};
use crate::zh::system_error::in_words;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "init",
    about: "新建资料库：问几句话，备好内容文件夹、单位登记表、各个系列和第一期\n选项写了的就不问；已有内容的文件夹不会动",
    arguments: |command| {
        command
            .override_usage("jianbao init [文件夹] [选项]")
            .arg(
                Arg::new("folder")
                    .value_name("文件夹")
                    .value_parser(value_parser!(PathBuf)),
            )
            .arg(args::text("name", "单位", "单位名称，如 云汀市总工会"))
            .arg(args::text(
                "editor",
                "部门",
                "编辑、印发的部门，默认是单位名称加“办公室”",
            ))
            .arg(args::text("code", "代字", "文号里的发文机关代字，如 云工"))
            .arg(args::text(
                "kinds",
                "种类",
                "要办哪些，如 通报,简报（默认）",
            ))
            .arg(args::path(
                "unit-list",
                "文件",
                "下属单位的名单：一行一个，后面可以写类别、联系领导（表格另存为文字文件）",
            ))
            .arg(args::text("date", "日期", "第一期的日期，默认是今天"))
    },
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folder = matches.get_one::<PathBuf>("folder");
    let content = folder
        .map_or_else(PathBuf::new, Clone::clone)
        .join("content");
    check_folder(&content, &environment::folders(matches))?;
    if !is_free(&content) {
        return Err(CommandError::ContentExists(content.display().to_string()));
    }
    let date = environment::date(matches.get_one::<String>("date"))?;
    let asked = matches.get_one::<String>("name").is_none() && questions::somebody_is_there();
    let (office, passed_over, mended) = office(matches, console)?;
    let (mut files, first) = office.with_first_issue(date)?;
    let names: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let in_folder = |(path, text): (String, String)| (format!("{}/{path}", first.id.path()), text);
    files.extend(first.files.into_iter().map(in_folder));
    match write_whole(&content, &files) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(CommandError::ContentExists(content.display().to_string()));
        }
        Err(error) => {
            return Err(CommandError::NewContent {
                folder: content.display().to_string(),
                reason: in_words(&error),
            });
        }
    }
    console.result(&format!("新建了 {}", content.display()));
    for path in names {
        console.line(&format!("  {path}"));
    }
    console.line(&format!("  {}/（第一期）", first.id));
    if !passed_over.is_empty() {
        console.line(&format!(
            "名单里的 {} 几列登记表用不上，没有写进去。",
            passed_over.join("、")
        ));
    }
    for line in mended {
        console.line(&line);
    }
    let place = folder.map_or_else(String::new, |folder| {
        format!("cd {}，再运行 ", folder.display())
    });
    console.line(&format!(
        "每个文件开头都有说明，用记事本打开看一看，不对就改。\n接着：{place}jianbao serve，在浏览器里边写边看；写法见编写指南（docs/guide.md）。"
    ));
    if !asked {
        return Ok(Exit::Done);
    }
    shown(&content, console)
}

/// Shows the first issue in the browser, where whoever answered the questions wants to see it.
#[cfg(feature = "serve")]
fn shown(content: &Path, console: &Console) -> Result<Exit, CommandError> {
    let answer = questions::ask("现在就预览第一期吗？（直接按回车就打开预览，写 n 就结束）：");
    if answer.is_none_or(|answer| !answer.is_empty()) {
        return Ok(Exit::Done);
    }
    let words = [
        "jianbao".into(),
        "serve".into(),
        "--content".into(),
        content.into(),
    ];
    let words: [std::ffi::OsString; 4] = words;
    let Ok(matches) = args::known_command().try_get_matches_from(words) else {
        return Ok(Exit::Done);
    };
    match matches.subcommand() {
        Some((_, matches)) => (super::serve::SUBCOMMAND.run)(matches, console),
        None => Ok(Exit::Done),
    }
}

/// Without the preview there is nothing to show.
#[cfg(not(feature = "serve"))]
fn shown(_: &Path, _: &Console) -> Result<Exit, CommandError> {
    Ok(Exit::Done)
}

/// What the options say, and what somebody answers; and what is said of the list of units.
fn office(
    matches: &ArgMatches,
    console: &Console,
) -> Result<(Office, Vec<String>, Vec<String>), CommandError> {
    let option = |name: &str| {
        let text = matches.get_one::<String>(name).map(|text| text.trim());
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let named = option("name");
    let asks = named.is_none() && questions::somebody_is_there();
    let asked = |name: &str, question: &str| {
        let answer = || asks.then(|| questions::ask(question)).flatten();
        option(name)
            .or_else(answer)
            .filter(|answer| !answer.is_empty())
    };
    let name = asked("name", "单位名称（如 云汀市总工会）：").ok_or(CommandError::NoOffice)?;
    let usual = format!("{name}办公室");
    let editor = asked(
        "editor",
        &format!("编辑、印发的部门（直接按回车就是“{usual}”）："),
    );
    let code = asked(
        "code",
        "文号里的代字，如 云工发〔2026〕1号 里的“云工”（没有就按回车）：",
    );
    if let Some(code) = code.as_ref().filter(|code| code.contains(['{', '}'])) {
        return Err(CommandError::OfficeCode(code.clone()));
    }
    let offered: Vec<String> = (1..)
        .zip(KINDS)
        .map(|(number, kind)| format!("  {number} {}　{}", kind.word, kind.purpose))
        .collect();
    let kinds = asked(
        "kinds",
        &format!(
            "要办哪些？\n{}\n写编号，用空格隔开（直接按回车就是 1 2）：",
            offered.join("\n")
        ),
    );
    let kinds = kinds_of(kinds.as_deref().unwrap_or("1 2"))?;
    let list = match matches.get_one::<PathBuf>("unit-list") {
        Some(file) => units_of(file, console)?,
        None if asks => {
            let typed = questions::ask_lines(
                "下属单位：一行一个，后面可以空两格写类别、联系领导，可以从 Excel 里整块复制粘贴；写完按一次空行（没有就直接按回车）：",
            );
            units("刚才输入的", &typed)?
        }
        None => UnitList::default(),
    };
    let office = Office {
        editor: editor.unwrap_or(usual),
        name,
        code,
        kinds,
        units: list.units,
    };
    Ok((office, list.passed_over, list.mended))
}

/// The kinds that `typed` names, each once.
fn kinds_of(typed: &str) -> Result<Vec<&'static SeriesKind>, CommandError> {
    let unknown = |asked: &str| CommandError::UnknownKind {
        asked: asked.to_owned(),
        known: KINDS.iter().map(|kind| kind.word.to_owned()).collect(),
    };
    let mut kinds: Vec<&'static SeriesKind> = Vec::new();
    let words = typed.split([',', '，', '、', ' ', '　', ';', '；']);
    for word in words.filter(|word| !word.is_empty()) {
        let kind = SeriesKind::find(word).ok_or_else(|| unknown(word))?;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() {
        return Err(unknown(typed));
    }
    Ok(kinds)
}

fn units_of(file: &Path, console: &Console) -> Result<UnitList, CommandError> {
    let unreadable = |reason: String| CommandError::Unreadable {
        file: file.display().to_string(),
        reason,
    };
    let bytes = typed_file::read(file).map_err(|error| unreadable(error.to_string()))?;
    match decode_table(bytes) {
        Content::Text(text) => units(&file.display().to_string(), &text),
        Content::Recoded { text, encoding } => {
            console.line(&format!(
                "单位名单是 {encoding} 编码，照此读了，核对汉字对不对。"
            ));
            units(&file.display().to_string(), &text)
        }
        _ => Err(unreadable(
            "不是 UTF-8 的文字文件。用记事本打开，另存为 UTF-8".to_owned(),
        )),
    }
}

fn units(file: &str, text: &str) -> Result<UnitList, CommandError> {
    unit_list(text).map_err(|faults: Vec<UnitListFault>| CommandError::UnitList {
        file: file.to_owned(),
        faults: faults
            .iter()
            .map(|fault| format!("  第 {} 行：{}", fault.line, fault.message))
            .collect::<Vec<_>>()
            .join("\n"),
    })
}
