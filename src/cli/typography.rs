//! What PDFs are set with: the project's layouts, its fonts, and the table of which font serves which role.

use std::path::Path;

use clap::ArgMatches;

use super::fonts;
use crate::pdf::{Fonts, Template};
use crate::project::{FontTable, ProjectError, TemplateFiles};

/// Where the layouts read which families serve which role.
const FONTS_FILE: &str = "fonts.json";

/// Layouts and fonts.
pub struct Typography {
    /// The layouts by name.
    pub layouts: Vec<Template>,
    pub fonts: Fonts,
}

impl Typography {
    /// Those of the project whose templates folder is `templates`, with `--strict-fonts` as the arguments say.
    ///
    /// # Errors
    /// As [`Typography::read`].
    pub fn of(matches: &ArgMatches, templates: &Path) -> Result<Self, ProjectError> {
        let files = TemplateFiles::read(templates)?;
        Self::read(files.typst, templates, matches.get_flag("strict-fonts"))
    }

    /// The layouts `typst` with the fonts of the folder `templates`; with `strict`, a substitute for a font of the table is refused (`--strict-fonts`).
    ///
    /// # Errors
    /// What cannot be read, or which fonts are missing.
    pub fn read(
        typst: Vec<Template>,
        templates: &Path,
        strict: bool,
    ) -> Result<Self, ProjectError> {
        let (fonts, table) = fonts::table(templates)?;
        if strict {
            refuse_substitutes(&table)?;
        }
        // The layouts read which families are there; what the project or we ourselves wrote down is only the default.
        let mut layouts = typst;
        layouts.retain(|(name, _)| name != FONTS_FILE);
        layouts.push((FONTS_FILE.to_owned(), table.to_json()));
        Ok(Self { layouts, fonts })
    }
}

/// `--strict-fonts`: an office that must not print with a substitute is told of each.
fn refuse_substitutes(table: &FontTable) -> Result<(), ProjectError> {
    let missing: Vec<(String, String)> = table
        .roles
        .iter()
        .filter_map(|role| Some((role.name.to_owned(), role.substituted()?.to_owned())))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(ProjectError::Substitutes { missing })
}
