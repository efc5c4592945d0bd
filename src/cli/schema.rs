//! `jianbao schema`: what the format is, for editors.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::folder::write_with_parents;
use super::subcommand::Subcommand;
use super::target::check_folder;
use super::{args, environment};
use crate::schema;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "schema",
    about: "写出各种文件的 JSON Schema，供 VS Code 等编辑器提示键名、说明和可以写的值\n\
            不写文件夹，就写进内容文件夹的 .vscode/jianbao；加上 --vscode，同时备好 VS Code 的设置",
    arguments: |command| {
        command
            .override_usage("jianbao schema [文件夹] [选项]")
            .arg(
                Arg::new("folder")
                    .value_name("文件夹")
                    .value_parser(value_parser!(PathBuf))
                    .help("写到哪里；默认是内容文件夹的 .vscode/jianbao"),
            )
            .arg(args::content())
            .arg(
                Arg::new("vscode")
                    .long("vscode")
                    .action(ArgAction::SetTrue)
                    .help("在内容文件夹里写 .vscode/settings.json 和片头的代码片段；已有的设置不动，只说要加什么"),
            )
    },
    run,
};

/// Where schemas lie in a content folder, as seen from it.
const USUAL: &str = ".vscode/jianbao";

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folders = environment::folders(matches);
    let content = folders.content.clone();
    let named = matches.get_one::<PathBuf>("folder");
    let folder = named.cloned().unwrap_or_else(|| content.join(USUAL));
    if !content.is_dir() && (named.is_none() || matches.get_flag("vscode")) {
        return Err(CommandError::NoContent(content));
    }
    check_folder(&folder, &folders)?;
    let files = schema::schemas();
    for (name, _) in &files {
        let path = folder.join(name);
        if let Some(text) = text_of(&path)
            && !schema::is_ours(&text)
        {
            return Err(CommandError::NotOurSchema(path));
        }
    }
    for (name, text) in &files {
        write_with_parents(&folder.join(name), text.as_bytes())?;
    }
    console.print(&format!(
        "写了 {} 个 JSON Schema 到 {}",
        files.len(),
        folder.display()
    ));
    if matches.get_flag("vscode") {
        vscode(&content, named.map(PathBuf::as_path), console)?;
    }
    Ok(Exit::Done)
}

/// Settings and snippets beside the content.
fn vscode(content: &Path, named: Option<&Path>, console: &Console) -> Result<(), CommandError> {
    let schemas = match named {
        None => format!("./{USUAL}"),
        Some(folder) => std::path::absolute(folder)
            .unwrap_or_else(|_| folder.to_owned())
            .display()
            .to_string()
            .replace('\\', "/"),
    };
    let settings = content.join(".vscode/settings.json");
    match text_of(&settings) {
        None => {
            write_with_parents(&settings, schema::settings(&schemas).as_bytes())?;
            console.print(&format!("写了 {}", settings.display()));
        }
        Some(own) => match schema::missing_settings(&schemas, &own) {
            None => console.print(&format!("{} 里已经有这些设置", settings.display())),
            Some(missing) => console.print(&format!(
                "{} 是您自己的设置，没有动。要用上这些 Schema，在里面加上：\n{missing}",
                settings.display()
            )),
        },
    }
    let snippets = content.join(".vscode").join(schema::SNIPPETS);
    if text_of(&snippets).is_none() {
        write_with_parents(&snippets, schema::snippets().as_bytes())?;
        console.print(&format!("写了 {}", snippets.display()));
    }
    console.line(
        "在 VS Code 里打开内容文件夹，装上扩展“YAML”（redhat.vscode-yaml）。键名用 Ctrl+Space 提示；\
         它被输入法占用时，改用 Ctrl+I，或在“首选项：打开键盘快捷方式”里给“触发建议”另设一个键。",
    );
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "the edge to the terminal")]
fn text_of(path: &Path) -> Option<String> {
    fs::read(path)
        .ok()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}
