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

/// Whether anything is drawn for a character.
fn needs_glyph(c: char) -> bool {
    !c.is_whitespace() && !c.is_control()
}
