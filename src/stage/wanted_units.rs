//! The units that an issue is about and those that have to report for it (应报单位), by its outline and the register.

use std::collections::BTreeSet;

use super::parse::outline::UnitsItem;
use super::parse::units::find;
use super::parse::{IssueSpec, OutlineItem, SeriesSpec};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Group, UnitRegistry};
use crate::source::fields::nearest_of;

/// The units that have to report for an issue anywhere in its outline, in the order of the register; where the outline has no place for units, those that the
/// issue or its series names. What is wrong is said where the outline is filled.
#[must_use]
pub fn of_issue(spec: &IssueSpec, series: &SeriesSpec) -> BTreeSet<usize> {
    let mut unheard = Sink::default();
    let mut has_place = false;
    let mut all = BTreeSet::new();
    OutlineItem::all(&spec.outline, &mut |item| {
        let OutlineItem::Units(item) = item else {
            return;
        };
        has_place = true;
        let groups = groups(item, &series.units, true, &mut unheard).unwrap_or_default();
        let wanted: BTreeSet<usize> = groups.into_iter().flat_map(|group| group.units).collect();
        let expected = expected(spec, series, &wanted, &mut unheard);
        all.extend(wanted.intersection(&expected));
    });
    match has_place {
        true => all,
        false => expected(spec, series, &all, &mut unheard),
    }
}

/// The groups that `按` names, narrowed to what `只含` names; none where that cannot be found out, which has been reported.
pub fn groups(
    item: &UnitsItem,
    registry: &UnitRegistry,
    has_reports: bool,
    sink: &mut Sink,
) -> Option<Vec<Group>> {
    let all = match item.by.value.as_str() {
        "单位" => vec![Group {
            name: String::new(),
            units: (0..registry.units.len()).collect(),
        }],
        "类别" => registry.categories(),
        name => {
            let Some(groups) = registry.groupings.get(name) else {
                // That there is no register at all has been said.
                if registry.units.is_empty() && has_reports {
                    return None;
                }
                let known = registry
                    .groupings
                    .keys()
                    .map(String::as_str)
                    .chain(["单位", "类别"]);
                let names: Vec<&str> = known.collect();
                let diagnostic = Diagnostic::new(
                    code::UNKNOWN_GROUP,
                    item.by.span,
                    format!("单位登记表里没有“{name}”这种分组"),
                );
                sink.push(match nearest_of(name, names.iter().copied()) {
                    Some(nearest) => diagnostic.help(format!("是否为“{nearest}”？")),
                    None => diagnostic.help(format!("可以写：{}", names.join("、"))),
                });
                return None;
            };
            groups.clone()
        }
    };
    if item.only.is_empty() {
        return Some(all);
    }
    let mut whole_groups = BTreeSet::new();
    let mut single_units = BTreeSet::new();
    let mut all_known = true;
    for name in &item.only {
        if all.iter().any(|group| group.name == name.value) {
            whole_groups.insert(name.value.as_str());
        } else if !registry.history.named(&name.value).is_empty() {
            single_units.extend(find(registry, name, sink));
        } else {
            all_known = false;
            let names = all.iter().map(|group| group.name.as_str());
            if let Some(nearest) = nearest_of(&name.value, names) {
                sink.push(
                    Diagnostic::new(
                        code::UNKNOWN_GROUP,
                        name.span,
                        format!("“{}”里没有“{}”", item.by.value, name.value),
                    )
                    .help(format!("是否为“{nearest}”？")),
                );
            } else {
                find(registry, name, sink);
            }
        }
    }
    if !all_known {
        return None;
    }
    Some(
        all.into_iter()
            .map(|group| Group {
                units: if whole_groups.contains(group.name.as_str()) {
                    group.units
                } else {
                    let keep = |unit: &usize| single_units.contains(unit);
                    group.units.into_iter().filter(keep).collect()
                },
                name: group.name,
            })
            .filter(|group| !group.units.is_empty())
            .collect(),
    )
}

/// The units that must report: what the issue says, or the series, or else all that are wanted.
pub fn expected(
    spec: &IssueSpec,
    series: &SeriesSpec,
    wanted: &BTreeSet<usize>,
    sink: &mut Sink,
) -> BTreeSet<usize> {
    match (&spec.expected_units, &series.expected_units) {
        (Some(units), _) => units
            .iter()
            .filter_map(|unit| find(&series.units, unit, sink))
            .collect(),
        // Unknown names of the series have been reported with the series.
        (None, Some(units)) => units
            .iter()
            .filter_map(|unit| series.units.find_by_any_name(&unit.value))
            .collect(),
        (None, None) => wanted.clone(),
    }
}
