//! `units.yaml`: the register of units (单位登记表) and their groups (分组).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::dated::{self, Gap};
use super::path::{is_device, split_names};
use super::unit_doubts;
use super::unit_lives::{self, Became};
use super::{format, keys, read, register_words};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Dated, FileId, Group, Period, Span, Spanned, Unit, UnitHistory, UnitRegistry};
use crate::source::fields::nearest_of;
use crate::source::yaml::Node;
use crate::source::{Fields, Sources, value};

/// A register as it was on each day.
#[derive(Clone, Debug, Default)]
pub struct UnitsFile {
    /// What it says.
    pub registers: Dated<Arc<UnitRegistry>>,
    /// Times for which a key with versions has none.
    pub gaps: Vec<Gap>,
}

/// Reads a register.
pub fn parse(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<UnitsFile> {
    let yaml = read::yaml(sources, file, sink)?;
    register_words::check(yaml.root(), sink);
    let timeline = dated::timeline(&yaml, sink);
    let mut history = UnitHistory::default();
    let mut became = Vec::new();
    // Where a unit could not be read, a group that names it would be blamed for the same slip.
    let mut complete = true;
    // Units before groups: a group may name a unit that there is at another time only.
    let units = Dated::made(&timeline.starts, |period| {
        let mut own = Sink::default();
        let yaml = dated::at(&yaml, period.from);
        let registry = units(yaml.root(), period, &mut became, &mut own);
        complete &= !own.has_errors();
        sink.append_new(own);
        let registry = registry?;
        for unit in &registry.units {
            history.note(unit, period);
        }
        Some(registry)
    })?;
    unit_lives::settle(&mut history, became, sink);
    let history = Arc::new(history);
    let registers = Dated::made(&timeline.starts, |period| {
        let mut own = Sink::default();
        let yaml = dated::at(&yaml, period.from);
        let mut registry = units.on(period.from).clone();
        registry.history = history.clone();
        groupings(yaml.root(), &mut registry, complete, &mut own);
        sink.append_new(own);
        Some(Arc::new(registry))
    })?;
    Some(UnitsFile {
        registers,
        gaps: timeline.gaps,
    })
}

/// The units of a register at one time.
fn units(
    root: Node<'_>,
    period: Period,
    became: &mut Vec<Became>,
    sink: &mut Sink,
) -> Option<UnitRegistry> {
    let mut fields = Fields::open(root, &format::UNITS, sink)?;
    let mut registry = UnitRegistry::default();
    let mut places: BTreeMap<String, Span> = BTreeMap::new();
    if let Some(node) = fields.require(keys::UNIT, sink) {
        for item in list(node, "单位", sink) {
            if let Some(unit) = unit(item, period, became, sink) {
                register(&mut registry, &mut places, unit, sink);
            }
        }
    }
    fields.get(keys::GROUPINGS, sink);
    fields.finish(sink);
    unit_doubts::categories(&registry, sink);
    Some(registry)
}

/// The groups of a register at one time, of its units at that time.
fn groupings(root: Node<'_>, registry: &mut UnitRegistry, complete: bool, sink: &mut Sink) {
    let entries = root.entries().unwrap_or_default().into_iter();
    let key = keys::GROUPINGS;
    let mut found = entries.filter(|(name, node)| {
        let name = name.text().unwrap_or_default();
        (name == key.zh || name == key.en) && !node.is_null()
    });
    let Some((_, node)) = found.next() else {
        return;
    };
    for (name, groups) in node.entries().unwrap_or_default() {
        let Some(name) = name.text() else { continue };
        let mut read = Vec::new();
        for item in list(groups, &name, sink) {
            if let Some(found) = group(item, registry, complete, &read, sink) {
                read.push(found);
            }
        }
        registry.groupings.insert(name, read);
    }
    if node.entries().is_none() {
        sink.push(wrong_type(node, "分组", "联系领导: [{名称: …, 单位: […]}]"));
    }
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

fn unit(node: Node<'_>, period: Period, became: &mut Vec<Became>, sink: &mut Sink) -> Option<Unit> {
    let mut fields = Fields::open(node, &format::UNIT, sink)?;
    let unit_code = fields
        .require(keys::CODE, sink)
        .and_then(|node| value::text(node, "代号", sink));
    let name = fields
        .require(keys::NAME, sink)
        .and_then(|node| value::text(node, "名称", sink));
    let name = name.map(|line| line.value);
    let before = fields
        .get(keys::FORMER_NAMES, sink)
        .and_then(|node| unit_lives::former_name(node, period, sink));
    let present = unit_lives::other_names(&mut fields, sink);
    let mut aliases: Vec<String> = Vec::new();
    if let Some(node) = fields.get(keys::ALIASES, sink) {
        let lines = value::lines(node, "别名", sink);
        if node.items().is_none() {
            unit_doubts::aliases(&lines, sink);
        }
        aliases = lines.into_iter().map(|line| line.value).collect();
    }
    let category = fields
        .get(keys::CATEGORY, sink)
        .and_then(|node| value::text(node, "类别", sink));
    let later = unit_lives::became(&mut fields, sink);
    fields.finish(sink);
    let (unit_code, name) = (unit_code?, name?);
    if !is_code(&unit_code.value) {
        sink.push(
            Diagnostic::new(
                code::BAD_VALUE,
                unit_code.span,
                format!("代号“{}”不能用在网址里", unit_code.value),
            )
            .help(match is_device(&unit_code.value) {
                true => "Windows 不能有这个名字的文件夹，换一个代号",
                false => "代号只用小写英文字母、数字和连字符，如 qinghe",
            }),
        );
        return None;
    }
    if let Some(later) = later {
        became.push(Became {
            code: unit_code.value.clone(),
            later,
        });
    }
    // The names of another time are not those of this one.
    let (name, mut other_names) = before.unwrap_or((name, present));
    other_names.extend(aliases);
    Some(Unit {
        code: unit_code.value,
        name,
        other_names,
        category: category.map(|line| line.value),
        span: node.span,
    })
}

/// Whether `code` can be part of an address: lower-case letters, digits and hyphens, beginning with a letter or digit. What Windows takes for a device
/// (`con`, `aux`) cannot be a folder there, and a site may be copied to any disk.
#[must_use]
pub fn is_code(code: &str) -> bool {
    !code.is_empty()
        && code.len() <= 64
        && !is_device(code)
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

fn group(
    node: Node<'_>,
    registry: &UnitRegistry,
    complete: bool,
    known: &[Group],
    sink: &mut Sink,
) -> Option<Group> {
    let mut fields = Fields::open(node, &format::GROUP, sink)?;
    let name = fields
        .require(keys::NAME, sink)
        .and_then(|node| value::text(node, "名称", sink));
    let units = fields
        .require(keys::UNIT, sink)
        .map(|node| value::references(node, "单位", sink))
        .unwrap_or_default();
    fields.finish(sink);
    if let Some(name) = &name {
        unit_doubts::group(name, !units.is_empty(), node.span, known, sink);
    }
    let units = units
        .iter()
        .filter(|unit| complete || registry.find(&unit.value).is_some())
        .filter_map(|unit| find_of_any_time(registry, unit, sink))
        .collect();
    Some(Group {
        name: name?.value,
        units,
    })
}

/// The unit that a register names. One that there is not at this time is passed over: the register says so itself. An unknown one is reported with the
/// nearest known.
pub fn find_of_any_time(
    registry: &UnitRegistry,
    name: &Spanned<String>,
    sink: &mut Sink,
) -> Option<usize> {
    if registry.history.named(&name.value).is_empty() {
        return find(registry, name, sink);
    }
    registry.find_by_any_name(&name.value)
}

/// The unit that an issue names. One named as at another time is said, one that there is not at this time is an error, and an unknown one is reported with
/// the nearest known.
pub fn find(registry: &UnitRegistry, name: &Spanned<String>, sink: &mut Sink) -> Option<usize> {
    let found = registry.find(&name.value);
    if found.is_some() {
        return found;
    }
    if !registry.history.named(&name.value).is_empty() {
        return unit_lives::of_another_time(registry, name, sink);
    }
    let diagnostic = Diagnostic::new(
        code::UNKNOWN_UNIT,
        name.span,
        format!("单位登记表里没有“{}”", name.value),
    );
    let known = registry.by_name.keys().map(String::as_str);
    let nearest = nearest_of(&name.value, known.chain(registry.history.all_names()));
    let parts = split_names(&name.value);
    let is_list = parts.len() > 1 && parts.iter().any(|part| registry.find(part).is_some());
    sink.push(match nearest {
        _ if is_list => diagnostic.help(format!(
            "几个单位写成列表，各项之间用半角逗号：[{}]",
            parts.join(", ")
        )),
        Some(nearest) => diagnostic.help(format!("是否为“{nearest}”？")),
        None => diagnostic.help("先在 units.yaml 里登记这个单位"),
    });
    None
}
