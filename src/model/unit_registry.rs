//! The register of units (单位登记表) as it is at one time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Group, Unit, UnitHistory};

/// All units known to a series at some time, in the order in which they are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitRegistry {
    /// The units in their order.
    pub units: Vec<Unit>,
    /// The groupings by name, e.g. 联系领导; each an ordered list of groups.
    pub groupings: BTreeMap<String, Vec<Group>>,
    /// From each code and name to the unit.
    pub by_name: BTreeMap<String, usize>,
    /// What the register says about other times.
    pub history: Arc<UnitHistory>,
}

impl UnitRegistry {
    /// The unit that goes by `name`: its code, name, full name, short name or an alias.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// As [`UnitRegistry::find`], also by a name that the unit has at another time.
    #[must_use]
    pub fn find_by_any_name(&self, name: &str) -> Option<usize> {
        self.find(name).or_else(|| {
            let times = self.history.named(name).iter();
            times.rev().find_map(|(code, _)| self.find(code))
        })
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
