//! `问题` in a fragment's front matter: what it says of problems, one entry each.

use super::{format, keys, units};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{
    ProblemEntry, ProblemPart, ProblemStatus, ProblemUnit, Span, Spanned, UnitRegistry,
};
use crate::source::yaml::Node;
use crate::source::{Fields, Key, value};

/// An entry as it was typed: its units are not looked up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedProblem {
    entry: ProblemEntry,
    units: Vec<Spanned<String>>,
}

/// How an entry is written, for whoever left something out.
const EXAMPLE: &str = "{编号: 2026-青禾-1, 内容: 台账不全, 责任单位: 青禾县, 时限: 2026-04-30}";

/// Reads the list of entries; one entry may stand without a list.
pub fn problems(node: Node<'_>, sink: &mut Sink) -> Vec<TypedProblem> {
    let nodes = node.items().unwrap_or_else(|| vec![node]);
    nodes
        .into_iter()
        .filter_map(|node| problem(node, sink))
        .collect()
}

fn problem(node: Node<'_>, sink: &mut Sink) -> Option<TypedProblem> {
    if node.entries().is_none() {
        let message = format!("“问题”的一项应当写明编号和内容，这里是{}", node.kind());
        let finding = Diagnostic::new(code::WRONG_TYPE, node.span, message);
        sink.push(finding.help(format!("写成 - {EXAMPLE}")));
        return None;
    }
    let mut fields = Fields::open(node, &format::PROBLEM, sink)?;
    let mut entry = ProblemEntry::default();
    let number = fields
        .require(keys::STYLES, sink)
        .and_then(|node| value::text(node, "编号", sink));
    let mut reader = PartReader {
        fields: &mut fields,
        parts: Vec::new(),
    };
    entry.content = reader.text(keys::CONTENT, ProblemPart::Content, sink);
    if let Some(word @ ("无" | "没有" | "暂无" | "无问题")) = entry.content.as_deref() {
        let message = format!("这里登记的问题是“{word}”");
        let place = number.as_ref().map_or(node.span, |number| number.span);
        let finding = Diagnostic::new(code::BAD_VALUE, place, message);
        sink.push(finding.help("没有问题，删去“问题”，写 零报: 是"));
        return None;
    }
    entry.kind = reader.text(keys::CATEGORY, ProblemPart::Kind, sink);
    entry.basis = reader.text(keys::BASIS, ProblemPart::Basis, sink);
    entry.measures = reader.text(keys::MEASURES, ProblemPart::Measures, sink);
    entry.explanation = reader.text(keys::EXPLANATION, ProblemPart::Explanation, sink);
    entry.leader = reader.names(keys::LEADER, ProblemPart::Leader, sink);
    entry.found_on = reader.date(keys::FOUND_ON, ProblemPart::FoundOn, sink);
    entry.deadline = reader.date(keys::DEADLINE, ProblemPart::Deadline, sink);
    entry.done_on = reader.date(keys::DONE_ON, ProblemPart::DoneOn, sink);
    if let Some(node) = reader.take(keys::STATUS, ProblemPart::Status, sink) {
        entry.status = value::choice(node, "状态", ProblemStatus::WORDS, sink);
    }
    let units = reader.take(keys::RESPONSIBLE, ProblemPart::Units, sink);
    let units = units.map_or_else(Vec::new, |node| value::references(node, "责任单位", sink));
    entry.places.parts.extend(reader.parts);
    fields.finish(sink);
    let number = number.filter(|number| !number.value.is_empty())?;
    entry.places.parts.insert(ProblemPart::Number, number.span);
    entry.number = number.value;
    Some(TypedProblem { entry, units })
}

/// Reads part by part, and keeps where each stands.
struct PartReader<'a, 'f> {
    fields: &'f mut Fields<'a>,
    parts: Vec<(ProblemPart, Span)>,
}

impl<'a> PartReader<'a, '_> {
    fn take(&mut self, key: Key, part: ProblemPart, sink: &mut Sink) -> Option<Node<'a>> {
        let node = self.fields.get(key, sink)?;
        self.parts.push((part, node.span));
        Some(node)
    }

    fn text(&mut self, key: Key, part: ProblemPart, sink: &mut Sink) -> Option<String> {
        let node = self.take(key, part, sink)?;
        let text = value::text(node, key.zh, sink)?.value;
        // What is registered stays for all later issues and for the list of open problems, and a figure does not.
        if text.contains("{{") {
            let message = format!(
                "问题的“{}”里不能引用数字：登记的文字以后各期都要用，数会变",
                key.zh
            );
            let finding = Diagnostic::new(code::BAD_QUOTATION, node.span, message);
            sink.push(finding.help("直接写当时的数，不写花括号"));
        }
        (!text.is_empty()).then_some(text)
    }

    /// Several names, with 、 between them.
    fn names(&mut self, key: Key, part: ProblemPart, sink: &mut Sink) -> Option<String> {
        let node = self.take(key, part, sink)?;
        let names = value::lines(node, key.zh, sink).into_iter();
        let names: Vec<String> = names.map(|name| name.value).collect();
        (!names.is_empty()).then(|| names.join("、"))
    }

    fn date(
        &mut self,
        key: Key,
        part: ProblemPart,
        sink: &mut Sink,
    ) -> Option<crate::zh::date::IssueDate> {
        let node = self.take(key, part, sink)?;
        value::date(node, key.zh, sink).map(|date| date.value)
    }
}

impl TypedProblem {
    /// The entry with its units as `registry` has them, and `reporter` as the unit that says so. Units that the register does not have are reported; where
    /// there is no register they stand as they were typed.
    pub fn resolved(
        &self,
        registry: Option<&UnitRegistry>,
        reporter: Option<&Spanned<String>>,
        sink: &mut Sink,
    ) -> ProblemEntry {
        let registry = registry.filter(|registry| !registry.units.is_empty());
        let mut entry = self.entry.clone();
        let unit = |typed: &Spanned<String>, sink: &mut Sink| match registry {
            None => Some(as_typed(typed)),
            Some(registry) => {
                let unit = registry.units.get(units::find(registry, typed, sink)?)?;
                Some(ProblemUnit {
                    code: unit.code.clone(),
                    name: unit.name.clone(),
                })
            }
        };
        entry.units = self
            .units
            .iter()
            .map(|typed| unit(typed, sink).unwrap_or_else(|| as_typed(typed)))
            .collect();
        if let Some(typed) = reporter {
            // That it is in no register is said of the fragment.
            entry.reporter = unit(typed, &mut Sink::default());
            let parts = &mut entry.places.parts;
            parts.entry(ProblemPart::Units).or_insert(typed.span);
        }
        entry
    }
}

fn as_typed(typed: &Spanned<String>) -> ProblemUnit {
    ProblemUnit {
        code: String::new(),
        name: typed.value.clone(),
    }
}
