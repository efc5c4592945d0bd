//! The register of units (单位登记表) and their groups (分组).

use std::collections::BTreeMap;

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
    /// Its units, as indices into [`UnitRegistry::units`], in the order of the register file.
    pub units: Vec<usize>,
}

/// All units known to a series, in the order in which they are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitRegistry {
    /// The units in their order.
    pub units: Vec<Unit>,
    /// The groupings by name, e.g. 联系领导; each an ordered list of groups.
    pub groupings: BTreeMap<String, Vec<Group>>,
    /// From each code and name to the unit.
    pub by_name: BTreeMap<String, usize>,
}

impl UnitRegistry {
    /// The unit that goes by `name`: its code, name, full name, short name or an alias.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The categories (类别) in the order in which the register first names them.
    #[must_use]
    pub fn categories(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (index, unit) in self.units.iter().enumerate() {
            let Some(category) = &unit.category else {
                continue;
            };
            match groups.iter_mut().find(|group| &group.name == category) {
                Some(group) => group.units.push(index),
                None => groups.push(Group {
                    name: category.clone(),
                    units: vec![index],
                }),
            }
        }
        groups
    }
}
