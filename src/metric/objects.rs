//! What stands after `@` in a quotation: a unit, a category, or a group.

use super::reply::QueryProblem;
use super::scene::Scene;
use crate::source::fields::nearest_of;

/// What was found under the name after `@`.
pub(super) enum QueryObject {
    /// One unit, as an index into the register.
    Unit(usize),
    /// The units of a category or of a group.
    Group(Vec<usize>),
}

/// The units that go by `name`.
///
/// # Errors
/// That there is none, with the nearest known.
pub(super) fn find_units(scene: &Scene<'_>, name: &str) -> Result<QueryObject, QueryProblem> {
    let units = scene.units;
    if let Some(unit) = units.find_by_any_name(name) {
        return Ok(QueryObject::Unit(unit));
    }
    let categories = units.categories();
    let groups = categories.iter().chain(units.groupings.values().flatten());
    if let Some(group) = groups.clone().find(|group| group.name == name) {
        return Ok(QueryObject::Group(group.units.clone()));
    }
    let names = units.by_name.keys().map(String::as_str);
    let help = match nearest_of(name, names.chain(groups.map(|group| group.name.as_str()))) {
        Some(near) => format!("是否为“{near}”？"),
        None => "“@”后面写登记表里的单位、类别或分组里一组的名称".to_owned(),
    };
    Err(QueryProblem::new(
        format!("单位登记表里没有“{name}”，也没有这个类别或分组"),
        help,
    ))
}
