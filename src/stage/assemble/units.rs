//! `按: …`: the units' fragments in the order of the register, under headings for groups and units.

use std::collections::BTreeSet;

use super::folder::Folder;
use super::fragment::{fragment_part, joined_title, of_unit};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Delivery, Reporting, SilentUnits, Spanned};
use crate::stage::parse::outline::UnitsItem;
use crate::stage::parse::{IssueSpec, SeriesSpec};
use crate::stage::part::Part;
use crate::stage::wanted_units::{expected, groups};
use crate::zh::label::typed_number;

/// The parts for one `按: …`.
pub fn parts(
    item: &UnitsItem,
    spec: &IssueSpec,
    series: &SeriesSpec,
    folder: &mut Folder<'_>,
    reporting: &Reporting,
    sink: &mut Sink,
) -> Vec<Part> {
    let registry = &series.units;
    let Some(groups) = groups(item, registry, folder.has_reports(), sink) else {
        folder.mark_units_used();
        return Vec::new();
    };
    let wanted: BTreeSet<usize> = groups
        .iter()
        .flat_map(|group| group.units.iter().copied())
        .collect();
    let mut fragments = folder.unit_fragments(item.folder.as_ref(), &wanted, sink);
    let expected = expected(spec, series, &wanted, sink);
    // With a folder of its own, the outline is about what stands there: who delivered elsewhere may have forgotten this part.
    let has_delivered = |unit: usize| match item.folder {
        Some(_) => fragments.contains_key(&unit),
        // Figures in a spreadsheet are a report too.
        None => {
            let code = &registry.units[unit].code;
            let mut units = reporting.units.iter();
            folder.has_fragment_of(unit)
                || units.any(|unit| unit.code == *code && unit.delivery != Delivery::Silent)
        }
    };
    let silent: Vec<String> = wanted
        .iter()
        .filter(|unit| expected.contains(unit) && !has_delivered(**unit))
        .map(|unit| registry.units[*unit].name.clone())
        .collect();
    let is_silent = !silent.is_empty();
    let has_any = !fragments.is_empty();
    if is_silent && !folder.unclear {
        folder.silent.push(SilentUnits {
            place: item.by.span,
            units: silent,
            folder: item.folder.as_ref().map(|folder| folder.value.clone()),
        });
    }
    let by_unit = item.by.value == "单位";
    let mut parts = Vec::new();
    for group in groups {
        let names: Vec<&str> = group
            .units
            .iter()
            .map(|unit| registry.units[*unit].name.as_str())
            .collect();
        let units: Vec<Part> = group
            .units
            .iter()
            .filter_map(|unit| {
                let fragment = fragments.remove(unit)?;
                // A 零报, or what only brings data, has nothing to stand under a heading.
                if fragment.drafts.is_empty() && fragment.head.title.is_empty() {
                    return None;
                }
                let name = registry.units[*unit].name.as_str();
                let own_title = joined_title(&fragment);
                let mut title = title(item.unit_title.as_ref(), item, name, name, sink);
                // A number in its name was typed in the register, and is to be mended there.
                if item.unit_title.is_none() && typed_number(name).is_some() {
                    title.span = registry.units[*unit].span;
                }
                let code = registry.units[*unit].code.clone();
                let part = Part::Heading {
                    title,
                    children: vec![fragment_part(fragment)],
                };
                Some(of_unit(Some(code), own_title, part))
            })
            .collect();
        if units.is_empty() {
            continue;
        }
        if by_unit {
            parts.extend(units);
        } else {
            let title = title(
                item.group_title.as_ref(),
                item,
                &group.name,
                &names.join("、"),
                sink,
            );
            parts.push(Part::Heading {
                title,
                children: units,
            });
        }
    }
    if parts.is_empty() && !has_any && !folder.unclear && !is_silent {
        sink.push(
            Diagnostic::new(
                code::EMPTY,
                item.by.span,
                format!("按“{}”排列，却一个单位的片段也没有", item.by.value),
            )
            .help("单位片段的片头要写 单位: 登记表里的代号或名称"),
        );
    }
    parts
}

/// A heading from its template; `{名称}` and `{单位}` are filled in.
fn title(
    template: Option<&Spanned<String>>,
    item: &UnitsItem,
    name: &str,
    units: &str,
    sink: &mut Sink,
) -> Spanned<String> {
    let Some(template) = template else {
        return Spanned {
            value: name.to_owned(),
            span: item.by.span,
        };
    };
    if let Some(wide) = [
        "｛名称｝",
        "｛单位｝",
        "｛名称}",
        "｛单位}",
        "{名称｝",
        "{单位｝",
    ]
    .into_iter()
    .find(|wide| template.value.contains(wide))
    {
        let half = wide.replace('｛', "{").replace('｝', "}");
        let fixed = template.value.replace('｛', "{").replace('｝', "}");
        let message = format!("“{wide}”的花括号是全角的，会照样印出来，不会换成“{half}”代表的字");
        sink.push(
            Diagnostic::new(code::BAD_RULE, template.span, message)
                .help(format!("改用半角：\"{fixed}\"")),
        );
    }
    // Filled from left to right in one pass, so that a brace in a name is never taken for a place.
    let mut value = String::new();
    let mut rest = template.value.as_str();
    while let Some(open) = rest.find('{') {
        value.push_str(&rest[..open]);
        let filled = [("{名称}", name), ("{单位}", units)]
            .into_iter()
            .find_map(|(place, text)| Some((rest[open..].strip_prefix(place)?, text)));
        match filled {
            Some((after, text)) => {
                value.push_str(text);
                rest = after;
            }
            None => {
                sink.push(
                    Diagnostic::new(
                        code::BAD_RULE,
                        template.span,
                        "标题里的花括号只能是 {名称} 或 {单位}",
                    )
                    .help("例如 标题: \"{名称}（联系单位：{单位}）\""),
                );
                value.push('{');
                rest = &rest[open + 1..];
            }
        }
    }
    value.push_str(rest);
    Spanned {
        value,
        span: template.span,
    }
}
