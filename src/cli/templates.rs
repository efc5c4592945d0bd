//! `jianbao templates`: the program's own templates as files, to begin from; and what is said of files among the templates that nothing uses.

use std::fmt;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::console::Console;
use super::environment;
use super::error::CommandError;
use super::exit::Exit;
use super::folder::write_with_parents;
use super::subcommand::Subcommand;
use super::target::check_folder;
use crate::project::{BUILTIN_LAYOUTS, TemplateFiles};
use crate::render::html::BUILTIN_PAGES;
use crate::source::fields::nearest_of;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "templates",
    about: "把内置的网页模板和版式写进一个文件夹，供改成自己的样子；不改的不必留",
    arguments: |command| {
        command.arg(
            Arg::new("folder")
                .value_name("文件夹")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("写到哪里；项目的 templates 文件夹，或另一个空的文件夹"),
        )
    },
    run,
};

#[allow(clippy::disallowed_methods, reason = "the edge to the terminal")]
fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folder = matches.get_one::<PathBuf>("folder").cloned();
    let folder = folder.unwrap_or_else(|| PathBuf::from("templates"));
    check_folder(&folder, &environment::folders(matches))?;
    let pages = BUILTIN_PAGES
        .iter()
        .map(|(name, text)| (folder.join("html").join(name), text.as_bytes()));
    let layouts = BUILTIN_LAYOUTS
        .iter()
        .map(|(name, bytes)| (folder.join("typst").join(name), *bytes));
    let files: Vec<(PathBuf, &[u8])> = pages.chain(layouts).collect();
    // What somebody has made their own stays.
    let (own, new): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.exists());
    if let (Some((path, _)), true) = (own.first(), new.is_empty()) {
        return Err(CommandError::TemplateExists(path.clone()));
    }
    for (path, bytes) in &new {
        write_with_parents(path, bytes)?;
    }
    console.print(&format!(
        "写了 {} 个文件到 {}：html 是网页，typst 是 PDF 的版式。改哪个留哪个，其余的删去，就还用内置的，以后升级也跟着变",
        new.len(),
        folder.display()
    ));
    for (path, _) in &own {
        console.line(&format!("{} 已经有了，没有动", path.display()));
    }
    Ok(Exit::Done)
}

/// A file among the templates that takes the place of none of the program's own and that no other names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedTemplate {
    /// Its path below the templates folder.
    path: String,
    /// The template that it may have been meant for, or what to do about it.
    meant: Option<String>,
    /// Whether it lies where nothing is read.
    astray: bool,
}

impl fmt::Display for UnusedTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.astray {
            write!(f, "警告：模板文件夹里的 {} 没有用到：", self.path)?;
            return f.write_str(self.meant.as_deref().unwrap_or_default());
        }
        write!(f, "警告：模板 {} 没有用到：没有这个名字的模板", self.path)?;
        match &self.meant {
            Some(meant) => write!(f, "，是不是 {meant}？"),
            None => write!(f, "，别的模板也没有用到它；改名或移走"),
        }
    }
}

/// What of `files` nothing uses.
pub fn unused_templates(files: &TemplateFiles) -> Vec<UnusedTemplate> {
    let pages: Vec<&str> = BUILTIN_PAGES.iter().map(|(name, _)| *name).collect();
    let layouts: Vec<&str> = BUILTIN_LAYOUTS.iter().map(|(name, _)| *name).collect();
    let html = files
        .html
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()));
    let typst = files
        .typst
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let mut unused = of("html", &html.collect::<Vec<_>>(), &pages);
    unused.extend(of("typst", &typst.collect::<Vec<_>>(), &layouts));
    unused.extend(files.astray.iter().map(|path| UnusedTemplate {
        path: path.clone(),
        meant: Some(advice(path, &pages, &layouts)),
        astray: true,
    }));
    unused
}

/// What to do about a file that lies where nothing is read.
fn advice(path: &str, pages: &[&str], layouts: &[&str]) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_lowercase();
    let layout = layouts
        .iter()
        .find(|layout| layout.rsplit('/').next() == Some(name));
    let place = match (&*ending, layout) {
        _ if pages.contains(&name) => format!("html/{name}"),
        (_, Some(layout)) => format!("typst/{layout}"),
        ("ttf" | "otf" | "ttc" | "otc", _) => format!("fonts/local/{name}"),
        ("html" | "css" | "js", _) => "html/".to_owned(),
        ("typ", _) => "typst/".to_owned(),
        ("yaml" | "yml", _) => "fonts/fonts.yaml".to_owned(),
        _ if path.starts_with("fonts/") => {
            return "字体文件是 ttf、otf、ttc 才用得上，换成这样的".to_owned();
        }
        _ => return "只读 html、typst、fonts 这几个文件夹，别的移走".to_owned(),
    };
    format!("要用的，放到 {place}")
}

fn of(folder: &str, files: &[(&str, &[u8])], known: &[&str]) -> Vec<UnusedTemplate> {
    let names_it = |name: &str| {
        let short = name.rsplit('/').next().unwrap_or(name);
        files.iter().any(|(other, bytes)| {
            *other != name
                && bytes
                    .windows(short.len())
                    .any(|part| part == short.as_bytes())
        })
    };
    let unused = files
        .iter()
        .filter(|(name, _)| !known.contains(name) && !names_it(name));
    unused
        .map(|(name, _)| UnusedTemplate {
            path: format!("{folder}/{name}"),
            meant: nearest_of(name, known.iter().copied()).map(str::to_owned),
            astray: false,
        })
        .collect()
}
