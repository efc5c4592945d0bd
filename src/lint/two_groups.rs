//! JB3004: a unit in two groups of one grouping.

use std::collections::BTreeMap;

use super::{Archive, Judge, Rule};
use crate::diag::{Explanation, Sink, code};

pub const RULE: Rule = Rule {
    explanation: Explanation {
        code: code::warning("JB3004"),
        name: "一个单位在两个分组里",
        what: "单位登记表的同一种分组里，一个单位写进了两组，或在一组里写了两次。",
        why: "按这种分组编排时，它的片段只会印在第一组里，第二组里不见了。",
        source: "实务",
        wrong: &[(
            "units.yaml",
            "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: baishi, 名称: 白石区}\n分组:\n  联系领导:\n    - {名称: 林致远, 单位: [qinghe, baishi]}\n    - {名称: 沈清和, 单位: [baishi]}\n",
        )],
        right: &[(
            "units.yaml",
            "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: baishi, 名称: 白石区}\n分组:\n  联系领导:\n    - {名称: 林致远, 单位: [qinghe]}\n    - {名称: 沈清和, 单位: [baishi]}\n",
        )],
    },
    judge: Judge::Archive(check),
};

fn check(archive: &Archive<'_>, sink: &mut Sink) {
    for registry in &archive.registers {
        for (grouping, groups) in &registry.groupings {
            let mut first: BTreeMap<usize, &str> = BTreeMap::new();
            for group in groups {
                for index in &group.units {
                    let Some(unit) = registry.units.get(*index) else {
                        continue;
                    };
                    let Some(before) = first.insert(*index, &group.name) else {
                        continue;
                    };
                    let message = if before == group.name {
                        format!("{}在分组“{grouping}”的“{before}”里写了两次", unit.name)
                    } else {
                        format!(
                            "{}在分组“{grouping}”里既在“{before}”，又在“{}”",
                            unit.name, group.name
                        )
                    };
                    let mut own = Sink::default();
                    own.push(
                        RULE.found(unit.span, message)
                            .help("在“分组”里只留一处；确实两边都管的，另设一种分组"),
                    );
                    // A register is there once for each time.
                    sink.append_new(own);
                }
            }
        }
    }
}
