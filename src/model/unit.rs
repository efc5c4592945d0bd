//! Units (单位) and their groups (分组).

use super::Span;

/// A unit (单位) that reports, or is reported on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its code (代号), ASCII, used in file names and addresses.
    pub code: String,
    /// The name that is printed (名称).
    pub name: String,
    /// Other names by which a writer may call it: full name (全称), short name (简称), aliases (别名).
    pub other_names: Vec<String>,
    /// Its kind (类别), e.g. 县（市）区.
    pub category: Option<String>,
    /// Where it is registered.
    pub span: Span,
}

/// One group of a grouping: a leader with the units that they look after, say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The group's name.
    pub name: String,
    /// Its units, as indices into [`super::UnitRegistry::units`], in the order of the register file.
    pub units: Vec<usize>,
}
