//! `jianbao check`: everything wrong with the content, without building anything.

use clap::ArgMatches;

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use super::{args, environment};
use crate::diag::{Diagnostic, code, human};
use crate::pipeline;

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "check",
    about: "检查内容，列出全部错误和警告，不生成任何文件",
    arguments: |command| command.arg(args::content()).args(args::selection("只检查")),
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folders = environment::folders(matches);
    let sources = environment::content(&folders.content)?;
    let selection = environment::selection(matches, &sources)?;
    // Fonts that cannot be read are the trouble of a build; the content can be checked all the same.
    let fonts = super::fonts::table(&folders.templates).ok();
    let fonts = fonts.as_ref().map(|(fonts, _)| fonts);
    let diagnostics = pipeline::check(&sources, &selection, fonts);
    console.diagnostics(&diagnostics, &sources);
    let summary = human::summary(&diagnostics);
    if summary.is_empty() {
        console.result("没有发现问题");
    } else {
        console.result(&format!("共 {summary}"));
    }
    let errors: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .collect();
    if errors.is_empty() {
        return Ok(Exit::Done);
    }
    // A draft is not finished, and no site shows it.
    let drafts = pipeline::drafts(&sources, &selection);
    let is_of_draft = |diagnostic: &&&Diagnostic| {
        // One that went out is no draft, whatever it says.
        diagnostic.code != code::ISSUED_DRAFT
            && diagnostic.place.is_some_and(|place| {
                let path = sources.path(place.file);
                drafts.iter().any(|draft| {
                    path.strip_prefix(draft.as_str())
                        .is_some_and(|rest| rest.starts_with('/'))
                })
            })
    };
    let in_drafts = errors.iter().filter(is_of_draft).count();
    if in_drafts > 0 {
        console.result(&format!(
            "其中 {in_drafts} 个错误在草稿里，不算数；写完去掉“草稿”再查"
        ));
    }
    if in_drafts == errors.len() {
        Ok(Exit::Done)
    } else {
        Ok(Exit::Content)
    }
}
