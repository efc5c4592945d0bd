//! The command line's grammar, its help, and what is said of a wrong one. All in Chinese; clap's own words are not shown.

use std::sync::OnceLock;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};

use super::console::Console;
use super::exit::Exit;
use super::subcommand::Subcommand;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}\n";
const SUBCOMMAND_TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n选项：\n{options}\n";

/// The subcommands that [`command`] was made of.
static KNOWN: OnceLock<&[&Subcommand]> = OnceLock::new();

/// The whole grammar again, for a subcommand that says what the others are; the list of them names it and cannot be named by it.
pub fn known_command() -> Command {
    command(KNOWN.get().copied().unwrap_or_default())
}

/// The whole grammar.
pub fn command(subcommands: &'static [&'static Subcommand]) -> Command {
    let subcommands = *KNOWN.get_or_init(|| subcommands);
    let mut command = Command::new("jianbao")
        .version(env!("CARGO_PKG_VERSION"))
        .about("jianbao（简报）：把多人撰写的片段汇编成简报、督查通报、通知，生成网页、PDF 和往期资料库")
        .help_template(TEMPLATE)
        .override_usage("jianbao <命令> [选项]")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("显示版本"),
        )
        .arg(help())
        .arg(
            Arg::new("quiet")
                .short('q')
                .long("quiet")
                .action(ArgAction::SetTrue)
                .global(true)
                .help("只说错误和警告"),
        )
        .arg(
            Arg::new("verbose")
                .short('v')
                .long("verbose")
                .action(ArgAction::SetTrue)
                .global(true)
                .help("多说一些过程"),
        );
    for subcommand in subcommands {
        let own = Command::new(subcommand.name)
            .about(subcommand.about)
            .help_template(SUBCOMMAND_TEMPLATE)
            .override_usage(format!("jianbao {} [选项]", subcommand.name))
            .disable_help_flag(true)
            .arg(help());
        command = command.subcommand((subcommand.arguments)(own));
    }
    command
}

fn help() -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("显示帮助")
}

/// An option that takes a folder or a file.
pub fn path(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .value_parser(value_parser!(std::path::PathBuf))
        .help(help)
}

/// `--content`, which every command that reads the content takes.
pub fn content() -> Arg {
    path("content", "文件夹", "内容文件夹，默认是项目的 content/")
}

/// `--templates`, which every command that draws takes.
pub fn templates() -> Arg {
    path("templates", "文件夹", "模板文件夹，默认是项目的 templates/").value_parser(existing_folder)
}

/// A folder that is there: one that is misspelt would silently be as if there were no templates.
#[allow(clippy::disallowed_methods, reason = "the edge to the terminal")]
fn existing_folder(typed: &str) -> std::io::Result<std::path::PathBuf> {
    let folder = std::path::PathBuf::from(typed);
    match folder.is_dir() {
        true => Ok(folder),
        false => Err(std::io::ErrorKind::NotFound.into()),
    }
}

/// `--typst`, which every command that sets PDFs takes.
pub fn typst() -> Arg {
    path(
        "typst",
        "文件",
        "typst 程序的位置（也可用环境变量 JIANBAO_TYPST）",
    )
}

/// An option that takes a text.
pub fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// The options that name a part of the archive; `verb` says what is done with it.
pub fn selection(verb: &str) -> [Arg; 2] {
    let option = |name: &'static str, value: &'static str, help: String| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    [
        option("series", "系列", format!("{verb}一个系列，如 ducha")),
        option(
            "issue",
            "系列/年/期",
            format!("{verb}一期，如 ducha/2026/3"),
        ),
    ]
}

/// An option without a value.
pub fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

/// Prints help and version as they are, and says what is wrong with a command line.
pub fn report(error: &clap::Error, console: &Console) -> Exit {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    // clap names the value as well, as in `--deny <warnings>`.
    let argument = context(ContextKind::InvalidArg);
    let argument = argument.split(" <").next().unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.print(&error.render().to_string());
            return Exit::Done;
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("没有“{argument}”这个选项")
        }
        ErrorKind::UnknownArgument => format!("“{argument}”是多余的"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "请写明命令".to_owned()
        }
        ErrorKind::ArgumentConflict => format!("“{argument}”写了两次，或与别的选项冲突"),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”后面缺少内容")
        }
        ErrorKind::TooManyValues => format!("“{argument}”后面的内容太多"),
        ErrorKind::ValueValidation if argument == "--templates" => format!(
            "没有模板文件夹“{}”。改正路径；想从内置的模板改起，先运行 jianbao templates <文件夹>",
            context(ContextKind::InvalidValue)
        ),
        ErrorKind::InvalidUtf8 => "命令行里有读不出的字符".to_owned(),
        _ => {
            let value = context(ContextKind::InvalidValue);
            if value.is_empty() {
                format!("“{argument}”后面缺少内容")
            } else {
                let valid = context(ContextKind::ValidValue);
                if valid.is_empty() {
                    format!("“{argument}”不能是“{value}”")
                } else {
                    format!("“{argument}”不能是“{value}”，可以写：{valid}")
                }
            }
        }
    };
    console.error(&message);
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .map(context)
        .find(|text| !text.is_empty());
    match suggestion {
        // Of several the nearest comes last.
        Some(suggestion) => {
            let nearest = suggestion.rsplit('、').next().unwrap_or_default();
            console.plain(&format!("是否为“{nearest}”？"));
        }
        None => console.plain("用法见 jianbao --help，某个命令的用法见 jianbao build --help"),
    }
    Exit::Usage
}
