//! `units.yaml`: the register of units (单位登记表) and their groups (分组).

use std::collections::BTreeMap;

use super::{keys, read};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Group, Span, Spanned, Unit, UnitRegistry};
use crate::source::fields::nearest_of;
use crate::source::yaml::Node;
use crate::source::{Fields, Sources, value};

/// Reads a register.
pub fn parse(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<UnitRegistry> {
    let yaml = read::yaml(sources, file, sink)?;
    let mut fields = Fields::open(yaml.root(), "units.yaml", sink)?;
    let mut registry = UnitRegistry::default();
    let mut places: BTreeMap<String, Span> = BTreeMap::new();
    let example = "单位: [{代号: qinghe, 名称: 青禾县}]";
    if let Some(node) = fields.require(keys::UNIT, example, sink) {
        for item in list(node, "单位", sink) {
            if let Some(unit) = unit(item, sink) {
                register(&mut registry, &mut places, unit, sink);
            }
        }
    }
    if let Some(node) = fields.get(keys::GROUPINGS, sink) {
        for (name, groups) in node.entries().unwrap_or_default() {
            let Some(name) = name.text() else { continue };
            let groups = list(groups, &name, sink)
                .into_iter()
                .filter_map(|item| group(item, &registry, sink))
                .collect();
            registry.groupings.insert(name, groups);
        }
        if node.entries().is_none() {
            sink.push(wrong_type(node, "分组", "联系领导: [{名称: …, 单位: […]}]"));
        }
    }
    fields.finish(sink);
    Some(registry)
}

fn list<'a>(node: Node<'a>, name: &str, sink: &mut Sink) -> Vec<Node<'a>> {
    node.items().unwrap_or_else(|| {
        sink.push(wrong_type(node, name, "每项一行，以“- ”开头"));
        Vec::new()
    })
}

fn wrong_type(node: Node<'_>, name: &str, example: &str) -> Diagnostic {
    Diagnostic::new(
        code::WRONG_TYPE,
        node.span,
        format!("“{name}”的写法不对，这里是{}", node.kind()),
    )
    .help(format!("写成：{example}"))
}

fn unit(node: Node<'_>, sink: &mut Sink) -> Option<Unit> {
    let mut fields = Fields::open(node, "单位", sink)?;
    let example = "{代号: qinghe, 名称: 青禾县}";
    let unit_code = fields
        .require(keys::CODE, example, sink)
        .and_then(|node| value::text(node, "代号", sink));
    let name = fields
        .require(keys::NAME, example, sink)
        .and_then(|node| value::text(node, "名称", sink));
    let mut other_names = Vec::new();
    for key in [keys::FULL_NAME, keys::SHORT_NAME, keys::ALIASES] {
        if let Some(node) = fields.get(key, sink) {
            other_names.extend(
                value::lines(node, key.zh, sink)
                    .into_iter()
                    .map(|l| l.value),
            );
        }
    }
    let category = fields
        .get(keys::CATEGORY, sink)
        .and_then(|node| value::text(node, "类别", sink));
    fields.finish(sink);
    let (unit_code, name) = (unit_code?, name?);
    if !is_code(&unit_code.value) {
        sink.push(
            Diagnostic::new(
                code::BAD_VALUE,
                unit_code.span,
                format!("代号“{}”不能用在网址里", unit_code.value),
            )
            .help("代号只用小写英文字母、数字和连字符，如 qinghe"),
        );
        return None;
    }
    Some(Unit {
        code: unit_code.value,
        name: name.value,
        other_names,
        category: category.map(|line| line.value),
        span: node.span,
    })
}

/// Whether `code` can be part of an address: lower-case letters, digits and hyphens, beginning with a letter or digit.
#[must_use]
pub fn is_code(code: &str) -> bool {
    !code.is_empty()
        && code.len() <= 64
        && !code.starts_with('-')
        && code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn register(
    registry: &mut UnitRegistry,
    places: &mut BTreeMap<String, Span>,
    unit: Unit,
    sink: &mut Sink,
) {
    let index = registry.units.len();
    let mut names = vec![unit.code.clone(), unit.name.clone()];
    names.extend(unit.other_names.iter().cloned());
    names.sort();
    names.dedup();
    for name in names {
        if let Some(first) = places.get(&name) {
            sink.push(
                Diagnostic::new(
                    code::DUPLICATE_NAME,
                    unit.span,
                    format!("“{name}”已经是另一个单位的代号或名称"),
                )
                .related(*first, "那个单位在这里")
                .help("每个代号、名称、简称、别名只能属于一个单位"),
            );
            continue;
        }
        places.insert(name.clone(), unit.span);
        registry.by_name.insert(name, index);
    }
    registry.units.push(unit);
}

fn group(node: Node<'_>, registry: &UnitRegistry, sink: &mut Sink) -> Option<Group> {
    let mut fields = Fields::open(node, "分组", sink)?;
    let example = "{名称: 林致远, 单位: [qinghe, baishi]}";
    let name = fields
        .require(keys::NAME, example, sink)
        .and_then(|node| value::text(node, "名称", sink));
    let units = fields
        .require(keys::UNIT, example, sink)
        .map(|node| value::lines(node, "单位", sink))
        .unwrap_or_default();
    fields.finish(sink);
    let units = units
        .iter()
        .filter_map(|unit| find(registry, unit, sink))
        .collect();
    Some(Group {
        name: name?.value,
        units,
    })
}

/// The unit of that name; an unknown one is reported with the nearest known.
pub fn find(registry: &UnitRegistry, name: &Spanned<String>, sink: &mut Sink) -> Option<usize> {
    let found = registry.find(&name.value);
    if found.is_none() {
        let diagnostic = Diagnostic::new(
            code::UNKNOWN_UNIT,
            name.span,
            format!("单位登记表里没有“{}”", name.value),
        );
        let nearest = nearest_of(&name.value, registry.by_name.keys().map(String::as_str));
        sink.push(match nearest {
            Some(nearest) => diagnostic.help(format!("是否为“{nearest}”？")),
            None => diagnostic.help("先在 units.yaml 里登记这个单位"),
        });
    }
    found
}
