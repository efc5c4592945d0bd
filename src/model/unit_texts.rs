//! What of an issue is about single units (单位).

use std::collections::BTreeSet;

use super::FileId;

/// What of an issue is about single units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitTexts {
    /// The files of which a unit is the writer or the matter.
    pub files: BTreeSet<FileId>,
    /// Every name by which a unit of the register is called.
    pub names: Vec<String>,
}
