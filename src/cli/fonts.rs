//! `jianbao fonts`: which face serves which role, and what stands in for what.

use std::path::Path;

use clap::ArgMatches;

use super::console::Console;
use super::error::CommandError;
use super::exit::Exit;
use super::subcommand::Subcommand;
use super::{args, environment};
use crate::pdf::{Fonts, Places, Scratch};
use crate::project::{FontTable, ProjectError, fonts};

pub const SUBCOMMAND: Subcommand = Subcommand {
    name: "fonts",
    about: "列出每种用途用哪种字体，哪些是替代",
    arguments: |command| command.arg(args::templates()),
    run,
};

fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, CommandError> {
    let folders = environment::folders(matches);
    let (_, table) = table(&folders.templates)?;
    for role in &table.roles {
        let Some((family, files)) = role.found.first() else {
            continue;
        };
        let note = role
            .substituted()
            .map(|wanted| format!("（代替 {wanted}）"))
            .unwrap_or_default();
        let files: Vec<String> = files
            .iter()
            .map(|file| {
                let below = file.strip_prefix(&folders.root).unwrap_or(file);
                below.display().to_string()
            })
            .collect();
        console.print(&format!(
            "{}：{family}{note}　{}",
            role.name,
            files.join("、")
        ));
    }
    Ok(Exit::Done)
}

/// The fonts of a project and what they serve for.
///
/// # Errors
/// Why there are none.
pub fn table(templates: &Path) -> Result<(Fonts, FontTable), ProjectError> {
    let cache = Places::of_this_process(None, None).cache;
    let mut temporary = None;
    let folders = fonts(templates, cache.as_deref(), &mut |files| {
        let folder = Scratch::with(files)?;
        let path = folder.path().to_owned();
        temporary = Some(folder);
        Ok(path)
    })?;
    let fonts = Fonts::read(&folders).map_err(|error| ProjectError::fonts(templates, &error))?;
    let fonts = fonts.kept_in(temporary);
    let table = FontTable::read(templates, fonts.files())?;
    Ok((fonts.serving(table.files()), table))
}
