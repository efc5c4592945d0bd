//! Which characters the fonts have, without setting a page: what typst would refuse is known beforehand.

use std::collections::BTreeSet;
use std::fs;

use read_fonts::{FileRef, TableProvider};

use super::fonts::Fonts;

impl Fonts {
    /// Those of `characters` that none of the fonts has. A font that cannot be read has none; that is said where a page is set.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub fn without_glyph(&self, characters: &BTreeSet<char>) -> BTreeSet<char> {
        let mut missing: BTreeSet<char> = characters
            .iter()
            .copied()
            .filter(|c| needs_glyph(*c))
            .collect();
        for file in self.files() {
            if missing.is_empty() {
                break;
            }
            let Ok(bytes) = fs::read(file) else { continue };
            let Ok(file) = FileRef::new(&bytes) else {
                continue;
            };
            for font in file.fonts().flatten() {
                if let Ok(map) = font.cmap() {
                    missing.retain(|c| map.map_codepoint(*c).is_none());
                }
            }
        }
        missing
    }
}

/// The weight (of 1 to 1000) in which the layouts ask for the face of a role, as `theme.typ` has it.
fn weight_of(role: &str) -> u16 {
    match role {
        "小标宋" => 700,
        "黑体" => 500,
        _ => 400,
    }
}

impl Fonts {
    /// Those of `characters` that the face of a role (用途) lacks, so that typst takes them from another one. None where it is not known what serves the role.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub fn missing_in_role(&self, role: &str, characters: &BTreeSet<char>) -> BTreeSet<char> {
        let families = self.families(role);
        if families.is_empty() {
            return BTreeSet::new();
        }
        let mut missing: BTreeSet<char> = characters
            .iter()
            .copied()
            .filter(|c| needs_glyph(*c))
            .collect();
        let wanted = weight_of(role);
        for files in families {
            if missing.is_empty() {
                break;
            }
            // Of a family typst takes the cut whose weight is the nearest, and does not look into the others.
            let mut nearest: Option<(u16, BTreeSet<char>)> = None;
            for file in files {
                let Ok(bytes) = fs::read(file) else { continue };
                let Ok(file) = FileRef::new(&bytes) else {
                    continue;
                };
                for font in file.fonts().flatten() {
                    let weight = font.os2().map_or(400, |os2| os2.us_weight_class());
                    let apart = weight.abs_diff(wanted);
                    let Ok(map) = font.cmap() else { continue };
                    if nearest.as_ref().is_none_or(|(known, _)| apart < *known) {
                        let lacks = |c: &char| map.map_codepoint(*c).is_none();
                        nearest = Some((apart, missing.iter().copied().filter(lacks).collect()));
                    }
                }
            }
            if let Some((_, left)) = nearest {
                missing = left;
            }
        }
        missing
    }
}

/// Whether anything is drawn for a character.
fn needs_glyph(c: char) -> bool {
    !c.is_whitespace() && !c.is_control()
}
