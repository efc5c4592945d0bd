//! What of a register is most likely meant otherwise: several aliases in one, categories that differ in the width of their brackets only, groups that are two
//! or none.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Group, Span, Spanned, UnitRegistry};
use crate::zh::text::loosely;

/// Says of aliases that are several in one text; in a list each item is meant as one.
pub fn aliases(aliases: &[Spanned<String>], sink: &mut Sink) {
    for alias in aliases
        .iter()
        .filter(|alias| alias.contains(['、', '，', '；']))
    {
        let names: Vec<&str> = alias.split(['、', '，', '；']).map(str::trim).collect();
        let message = format!("“{}”会当作一个别名", alias.value);
        let finding = Diagnostic::new(code::CHINESE_COMMA, alias.span, message);
        sink.push(finding.help(format!(
            "几个别名写成列表，用半角逗号隔开：[{}]",
            names.join(", ")
        )));
    }
}

/// Says of categories that look the same and are not.
pub fn categories(registry: &UnitRegistry, sink: &mut Sink) {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for unit in &registry.units {
        let Some(category) = unit.category.as_deref() else {
            continue;
        };
        let first = *known.entry(loosely(category)).or_insert(category);
        if first != category {
            let message =
                format!("类别“{category}”与前面的“{first}”只差全角半角或空格，会分成两类");
            let finding = Diagnostic::new(code::DUPLICATE_NAME, unit.span, message);
            sink.push(finding.help(format!("写成一样：类别: {first}")));
        }
    }
}

/// Says of a group that it has no units, or that it is the second of its name; `known` are those before it.
pub fn group(name: &str, has_units: bool, place: Span, known: &[Group], sink: &mut Sink) {
    if !has_units {
        let message = format!("“{name}”一组里没有单位，不会印出来");
        let finding = Diagnostic::new(code::EMPTY, place, message);
        sink.push(finding.help("写上单位：单位: [qinghe, baishi]；不要的话删去这一组"));
    }
    if known.iter().any(|group| group.name == name) {
        let message = format!("“{name}”已经是前面一组的名称，会印成两组");
        let finding = Diagnostic::new(code::DUPLICATE_NAME, place, message);
        sink.push(finding.help("合成一组；是两个人，名称里加以区别"));
    }
}
