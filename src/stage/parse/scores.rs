//! `计分.yaml`: how contributions (供稿) are counted, and which list the office keeps of them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::dated;
use super::metric_targets::decimal;
use super::{format, keys, publication, read};
use crate::contribution::{Outlet, OwnRule, ScoreRules, SentRule, TextKind, TextReuse};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Audience, Dated, FileId, Spanned};
use crate::source::fields::nearest_of;
use crate::source::yaml::Node;
use crate::source::{Fields, Key, KeyTable, Sources, value};

/// The rules as they were at each time, with what is the same at all times.
#[derive(Clone, Debug, Default)]
pub struct ScoresFile {
    pub rules: Dated<ScoreRules>,
    /// 受众 of the page; for those inside where nothing is said.
    pub audience: Audience,
    /// 登记: the lists that the office keeps, by their files.
    pub registers: Vec<Spanned<String>>,
}

/// Reads the rules; `series` are the folders of the archive's series.
pub fn parse(
    sources: &Sources,
    file: FileId,
    series: &BTreeSet<&str>,
    sink: &mut Sink,
) -> Option<ScoresFile> {
    let yaml = read::yaml(sources, file, sink)?;
    let timeline = dated::timeline(&yaml, sink);
    let mut audience = Audience::Internal;
    let mut registers: Vec<Spanned<String>> = Vec::new();
    let rules = Dated::made(&timeline.starts, |period| {
        let mut own = Sink::default();
        let yaml = dated::at(&yaml, period.from);
        let rules = rules(yaml.root(), series, &mut audience, &mut registers, &mut own);
        sink.append_new(own);
        rules
    })?;
    Some(ScoresFile {
        rules,
        audience,
        registers,
    })
}

fn rules(
    root: Node<'_>,
    series: &BTreeSet<&str>,
    audience: &mut Audience,
    registers: &mut Vec<Spanned<String>>,
    sink: &mut Sink,
) -> Option<ScoreRules> {
    let mut fields = Fields::open(root, &format::SCORES, sink)?;
    let name = fields
        .get(keys::NAME, sink)
        .and_then(|node| value::text(node, "名称", sink));
    let own = fields.require(keys::OWN_SERIES, sink);
    let own = own.map(|node| each(node, keys::OWN_SERIES, &format::OWN_RULE, sink, own_rule));
    let outlets = fields.get(keys::OUTLETS, sink);
    let outlets = outlets.map(|node| each(node, keys::OUTLETS, &format::OUTLET, sink, outlet));
    let sent = fields
        .get(keys::REPORTING, sink)
        .and_then(|node| sent_rule(node, sink));
    let reuse = fields
        .get(keys::REUSE, sink)
        .and_then(|node| value::choice(node, keys::REUSE.zh, TextReuse::WORDS, sink));
    if let Some(node) = fields.get(keys::REGISTER, sink) {
        for named in value::references(node, keys::REGISTER.zh, sink) {
            if registers.iter().all(|known| known.value != named.value) {
                registers.push(named);
            }
        }
    }
    if let Some(said) = publication::audience(&mut fields, sink) {
        *audience = said.value;
    }
    fields.finish(sink);
    let own = own?;
    for rule in &own {
        if series.contains(rule.series.as_str()) {
            continue;
        }
        let message = format!("没有“{}”这个系列", rule.series);
        let finding = Diagnostic::new(code::BAD_VALUE, rule.span, message);
        let nearest = nearest_of(&rule.series, series.iter().copied());
        sink.push(match nearest {
            Some(near) => finding.help(format!("是否为“{near}”？")),
            None => finding.help("写系列的文件夹名，如 系列: jianbao"),
        });
    }
    Some(ScoreRules {
        name: name.map(|name| name.value),
        own,
        outlets: outlets.unwrap_or_default(),
        sent,
        reuse: reuse.unwrap_or_default(),
    })
}

/// Reads each item of a list of mappings.
fn each<T>(
    node: Node<'_>,
    key: Key,
    table: &'static KeyTable,
    sink: &mut Sink,
    read: fn(Fields<'_>, &mut Sink) -> Option<T>,
) -> Vec<T> {
    let Some(items) = node.items() else {
        let message = format!("“{}”应当是一个列表，这里是{}", key.zh, node.kind());
        let finding = Diagnostic::new(code::WRONG_TYPE, node.span, message);
        sink.push(finding.help(format!("写成 {}: [{}]", key.zh, table.smallest())));
        return Vec::new();
    };
    let items = items.into_iter();
    items
        .filter_map(|item| read(Fields::open(item, table, sink)?, sink))
        .collect()
}

fn own_rule(mut fields: Fields<'_>, sink: &mut Sink) -> Option<OwnRule> {
    let span = fields.span();
    let series = fields
        .require(keys::SERIES, sink)
        .and_then(|node| value::text(node, "系列", sink));
    let column = fields
        .get(keys::COLUMN, sink)
        .and_then(|node| value::text(node, "栏目", sink));
    let kind = fields
        .get(keys::TEXT_KIND, sink)
        .and_then(|node| value::choice(node, keys::TEXT_KIND.zh, TextKind::WORDS, sink));
    let points = points(&mut fields, sink);
    fields.finish(sink);
    let series = series?;
    Some(OwnRule {
        span: match series.value.is_empty() {
            true => span,
            false => series.span,
        },
        series: series.value,
        column: column.map(|column| column.value),
        kind: kind.unwrap_or_default(),
        points: points?,
    })
}

fn outlet(mut fields: Fields<'_>, sink: &mut Sink) -> Option<Outlet> {
    let name = fields
        .require(keys::NAME, sink)
        .and_then(|node| value::text(node, "名称", sink));
    let aliases = fields
        .get(keys::ALIASES, sink)
        .map(|node| value::lines(node, "别名", sink))
        .unwrap_or_default();
    let points = points(&mut fields, sink);
    fields.finish(sink);
    let name = name?;
    Some(Outlet {
        span: name.span,
        name: name.value,
        aliases: aliases.into_iter().map(|alias| alias.value).collect(),
        points: points?,
    })
}

fn sent_rule(node: Node<'_>, sink: &mut Sink) -> Option<SentRule> {
    let mut fields = Fields::open(node, &format::SENT_RULE, sink)?;
    let points = points(&mut fields, sink);
    let cap = fields
        .get(keys::CAP, sink)
        .and_then(|node| not_negative(node, "封顶", sink));
    fields.finish(sink);
    Some(SentRule {
        points: points?,
        cap,
    })
}

fn points(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<Decimal> {
    let node = fields.require(keys::POINTS, sink)?;
    not_negative(node, "分值", sink)
}

fn not_negative(node: Node<'_>, name: &str, sink: &mut Sink) -> Option<Decimal> {
    let number = decimal(node, name, sink)?;
    if number.is_sign_negative() && !number.is_zero() {
        let message = format!("“{name}”不能是负数");
        let finding = Diagnostic::new(code::BAD_VALUE, node.span, message);
        sink.push(finding.help("写 0 或大于 0 的数，如 3 或 0.5"));
        return None;
    }
    Some(number)
}
