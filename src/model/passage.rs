//! The parts of an issue that are about one unit (单位), or that it wrote.

use serde::{Deserialize, Serialize};

/// A finding on a unit, or an article of it, for the unit's dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPassage {
    /// The code of the unit.
    pub unit: String,
    /// The title of an article, or of a fragment with a title of its own; none where the unit's text simply stands under its name.
    pub title: Option<String>,
    /// The `id` in the page that leads there.
    pub anchor: String,
    /// How the text begins: whole sentences, at most [`UnitPassage::EXCERPT`] characters; a first sentence that is longer ends at a comma, with an ellipsis.
    pub excerpt: String,
}

impl UnitPassage {
    /// The most characters of an excerpt.
    pub const EXCERPT: usize = 90;
}
