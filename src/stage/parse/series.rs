//! `series.yaml`: what the issues of one series have in common.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::choices::NUMERALS;
use super::dated::{self, Gap};
use super::elements::StandardElementsSpec;
use super::filing::FilingSpec;
use super::metric_targets::with_codes;
use super::names::{self, Change, NameEntry};
use super::printed_words::{Field, take_off_given};
use super::{format, keys, publication, read, register_words};
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::MetricRegistry;
use crate::model::{Audience, Dated, FileId, Layout, Series, Span, Spanned, UnitRegistry};
use crate::source::markdown::guard::LineEnds;
use crate::source::yaml::Node;
use crate::source::{Fields, Key, Sources, value, whole_number};
use crate::zh::label::LabelStyle;

/// A series as its file says, with what only the phases need.
#[derive(Clone, Debug)]
pub struct SeriesSpec {
    /// What backends need.
    pub series: Arc<Series>,
    /// Masthead, marks, seals and places.
    pub elements: StandardElementsSpec,
    /// The rules for numbers.
    pub rules: NumberRules,
    /// The number styles of headings (编号样式), one for each level that may be used.
    pub styles: Vec<LabelStyle>,
    /// The signatures (署名) of an issue that names none.
    pub signatures: Vec<Spanned<String>>,
    /// The printing office (印发机关).
    pub office: Option<Spanned<String>>,
    /// The number of copies (份数).
    pub copies: Option<Spanned<u32>>,
    /// The units that must report (应报单位); none for all.
    pub expected_units: Option<Vec<Spanned<String>>>,
    /// Lists of recipients by name.
    pub lists: BTreeMap<String, Vec<NameEntry>>,
    /// The standing recipients (常用发送) by the Chinese key of their kind.
    pub standing: BTreeMap<&'static str, Change>,
    /// The units that the series knows.
    pub units: Arc<UnitRegistry>,
    /// The metrics (指标) that the series knows.
    pub metrics: Arc<MetricRegistry>,
    /// What a line end means (换行) in fragments that do not say it themselves.
    pub line_ends: Option<LineEnds>,
    /// The audience (受众) of the series, and of issues that do not say it themselves; in a plan, the site's where the series does not say it.
    pub audience: Option<Audience>,
    /// Whether a Word file of each issue lies beside its page (Word版); in a plan, the site's where the series does not say it.
    pub word_files: Option<bool>,
    /// Where its issues are filed (归档).
    pub filing: FilingSpec,
}

/// How the issues of a series are numbered.
#[derive(Clone, Debug, Default)]
pub struct NumberRules {
    /// The rule of the document number (文号).
    pub document: Option<NumberPattern>,
    /// The rule of the issue number (期号).
    pub issue: Option<NumberPattern>,
    /// The rule of the number of a supplement (增刊期号).
    pub supplement: Option<NumberPattern>,
    /// The rule of the index number (索引号); what follows its last `-` has five digits.
    pub index: Option<NumberPattern>,
    /// Whether issue numbers are written in Chinese numerals.
    pub han: bool,
    /// How many issues had come out before the first in the archive (总期起点).
    pub total_start: u32,
}

/// A rule: fixed text with places for numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberPattern {
    /// The parts in order.
    pub parts: Vec<RulePart>,
    /// Where the rule is written.
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulePart {
    /// Printed as it is.
    Text(String),
    /// `{年}`
    Year,
    /// `{号}`
    Number,
    /// `{期}`
    Issue,
    /// `{总期}`
    Total,
    /// `{增刊}`
    Supplement,
}

impl NumberPattern {
    /// Whether the rule prints `part`.
    #[must_use]
    pub fn uses(&self, part: &RulePart) -> bool {
        self.parts.contains(part)
    }
}

/// A series as it was on each day.
#[derive(Clone, Debug)]
pub struct SeriesFile {
    /// What it says.
    pub specs: Dated<SeriesSpec>,
    /// Times for which a key with versions has none.
    pub gaps: Vec<Gap>,
}

/// Reads the `series.yaml` of the folder `folder`; `units` and `metrics` are the registers that it may use.
pub fn parse(
    sources: &Sources,
    file: FileId,
    folder: &str,
    units: &Dated<Arc<UnitRegistry>>,
    metrics: &Dated<Arc<MetricRegistry>>,
    sink: &mut Sink,
) -> Option<SeriesFile> {
    let yaml = read::yaml(sources, file, sink)?;
    register_words::check(yaml.root(), sink);
    let mut timeline = dated::timeline(&yaml, sink);
    timeline.starts.extend(units.starts());
    timeline.starts.extend(metrics.starts());
    let specs = Dated::made(&timeline.starts, |period| {
        let mut own = Sink::default();
        let yaml = dated::at(&yaml, period.from);
        let units = units.on(period.from).clone();
        let metrics = Arc::new(with_codes(metrics.on(period.from), &units));
        let spec = spec(yaml.root(), folder, units, metrics, &mut own);
        sink.append_new(own);
        spec
    })?;
    Some(SeriesFile {
        specs,
        gaps: timeline.gaps,
    })
}

/// A series at one time.
fn spec(
    root: Node<'_>,
    folder: &str,
    units: Arc<UnitRegistry>,
    metrics: Arc<MetricRegistry>,
    sink: &mut Sink,
) -> Option<SeriesSpec> {
    let mut fields = Fields::open(root, &format::SERIES, sink)?;
    let name = fields
        .require(keys::NAME, sink)
        .and_then(|node| value::text(node, "名称", sink));
    let layout = fields
        .require(keys::LAYOUT, sink)
        .and_then(|node| value::choice(node, "版式", Layout::ALL, sink));
    let mut line = |key: Key, sink: &mut Sink| {
        let node = fields.get(key, sink)?;
        value::text(node, key.zh, sink)
    };
    let description = line(keys::ABSTRACT, sink).map(|line| line.value);
    let office = take_off_given(line(keys::OFFICE, sink), Field::Office, sink);
    let audience = publication::audience(&mut fields, sink);
    let line_ends = fields
        .get(keys::LINE_ENDS, sink)
        .and_then(|node| value::line_ends(node, sink));
    let word_files = word_files(&mut fields, sink);
    let elements = StandardElementsSpec::of_series(&mut fields, sink);
    let rules = rules(&mut fields, sink);
    let styles = fields
        .get(keys::STYLES, sink)
        .map_or_else(LabelStyle::standard, |node| styles(node, sink));
    let signatures = fields
        .get(keys::SIGNATURES, sink)
        .map(|node| names::signatures(node, sink))
        .unwrap_or_default();
    let mut lines = |key: Key, sink: &mut Sink| -> Option<Vec<Spanned<String>>> {
        let node = fields.get(key, sink)?;
        Some(value::lines(node, key.zh, sink))
    };
    let plain = |lines: Option<Vec<Spanned<String>>>| -> Vec<String> {
        lines
            .unwrap_or_default()
            .into_iter()
            .map(|line| line.value)
            .collect()
    };
    let publishers = plain(lines(keys::UNIT, sink));
    let expected_units = lines(keys::EXPECTED_UNITS, sink);
    let copies = fields
        .get(keys::COPIES, sink)
        .and_then(|node| whole_number::read(node, "份数", sink));
    let lists = fields
        .get(keys::LISTS, sink)
        .map(|node| named_lists(node, sink))
        .unwrap_or_default();
    let standing = fields
        .get(keys::STANDING, sink)
        .and_then(|node| {
            let mut fields = Fields::open(node, &format::STANDING, sink)?;
            let recipients = names::recipients(&mut fields, None, sink);
            fields.finish(sink);
            Some(recipients)
        })
        .unwrap_or_default();
    let filing = FilingSpec::read(&mut fields, sink);
    fields.finish(sink);
    if let Some(expected) = &expected_units {
        for unit in expected {
            super::units::find_of_any_time(&units, unit, sink);
        }
    }
    Some(SeriesSpec {
        series: Arc::new(Series {
            code: folder.to_owned(),
            name: name?.value,
            description,
            layout: layout?,
            publishers,
            word_files: word_files.unwrap_or(false),
        }),
        elements,
        rules,
        styles,
        signatures,
        office,
        copies,
        expected_units,
        lists,
        standing,
        units,
        metrics,
        line_ends,
        audience: audience.map(|audience| audience.value),
        word_files,
        filing,
    })
}

/// Whether Word files are wanted (Word版), where that is said.
pub fn word_files(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<bool> {
    let node = fields.get(keys::WORD_FILES, sink)?;
    value::boolean(node, keys::WORD_FILES.zh, sink)
}

fn named_lists(node: Node<'_>, sink: &mut Sink) -> BTreeMap<String, Vec<NameEntry>> {
    let Some(entries) = node.entries() else {
        sink.push(
            Diagnostic::new(code::WRONG_TYPE, node.span, "“名单”应当是几个有名字的列表")
                .help("写成：名单: {各县区: [青禾县总工会, 白石区总工会]}"),
        );
        return BTreeMap::new();
    };
    entries
        .into_iter()
        .filter_map(|(key, list)| {
            let name = key.text()?;
            let entries = names::entries(list, &name, sink);
            Some((name, entries))
        })
        .collect()
}

/// Reads a list of number styles, at most four (GB/T 9704-2012, 7.3.3, knows no fifth level).
pub fn styles(node: Node<'_>, sink: &mut Sink) -> Vec<LabelStyle> {
    // Not read as lines of text: the full-width space of `第一章　` belongs to the style.
    let samples: Vec<Spanned<String>> = node
        .items()
        .unwrap_or_else(|| vec![node])
        .into_iter()
        .filter_map(|node| {
            Some(Spanned {
                value: node.text()?.trim_matches(' ').to_owned(),
                span: node.span,
            })
        })
        .collect();
    if samples.is_empty() || samples.len() > 4 {
        sink.push(
            Diagnostic::new(code::BAD_VALUE, node.span, "编号样式应当有一到四级")
                .help("写成：编号: [一、, （一）, 1., （1）]"),
        );
    }
    let unread: Vec<&Spanned<String>> = samples
        .iter()
        .take(4)
        .filter(|sample| LabelStyle::from_sample(&sample.value).is_none())
        .collect();
    if let Some(first) = unread.first() {
        let names: Vec<&str> = unread.iter().map(|sample| sample.value.as_str()).collect();
        let message = format!("看不出“{}”是什么编号样式", names.join("”“"));
        sink.push(Diagnostic::new(code::BAD_VALUE, first.span, message).help(
            "用第一号作样子，一级一个号：一、 （一） 1. （1） ①；不编号写 无；1.1 一类的多级编号没有",
        ));
        // Of headings without a style nothing more is said.
        return LabelStyle::standard();
    }
    let samples = samples.iter().take(4);
    samples
        .filter_map(|sample| LabelStyle::from_sample(&sample.value))
        .collect()
}

fn rules(fields: &mut Fields<'_>, sink: &mut Sink) -> NumberRules {
    let mut one = |key: Key, allowed: &[&str], needed: &str, sink: &mut Sink| {
        let node = fields.get(key, sink)?;
        let typed = value::text(node, key.zh, sink)?;
        rule(&typed, allowed, needed, sink)
    };
    let document = one(keys::NUMBER_RULE, &["年", "号", "期"], "号", sink);
    let issue = one(keys::ISSUE_RULE, &["年", "期", "总期"], "期", sink);
    let supplement = one(keys::SUPPLEMENT_RULE, &["年", "增刊"], "增刊", sink);
    let index = one(keys::INDEX_NUMBER, &["年", "号", "期"], "号", sink);
    NumberRules {
        document,
        issue,
        supplement,
        index,
        han: fields
            .get(keys::NUMERALS, sink)
            .and_then(|node| value::choice(node, "期号数字", NUMERALS, sink))
            .unwrap_or(false),
        total_start: fields
            .get(keys::TOTAL_START, sink)
            .and_then(|node| whole_number::read(node, "总期起点", sink))
            .map_or(0, |number| number.value),
    }
}

fn rule(
    typed: &Spanned<String>,
    allowed: &[&str],
    needed: &str,
    sink: &mut Sink,
) -> Option<NumberPattern> {
    let mut parts = Vec::new();
    let mut rest = typed.value.as_str();
    let places: Vec<String> = allowed.iter().map(|name| format!("{{{name}}}")).collect();
    let wrong = |message: String, sink: &mut Sink| {
        sink.push(
            Diagnostic::new(code::BAD_RULE, typed.span, message)
                .help(format!("可以用的有 {}", places.join(" "))),
        );
    };
    if typed.value.contains(['｛', '｝']) {
        wrong("规则里的花括号是全角的，会照样印出来".to_owned(), sink);
        return None;
    }
    while let Some(open) = rest.find('{') {
        if open > 0 {
            parts.push(RulePart::Text(rest[..open].to_owned()));
        }
        let Some(length) = rest[open..].find('}') else {
            wrong("规则里的“{”没有配对的“}”".to_owned(), sink);
            return None;
        };
        let name = &rest[open + 1..open + length];
        let part = match name {
            "年" => RulePart::Year,
            "号" => RulePart::Number,
            "期" => RulePart::Issue,
            "总期" => RulePart::Total,
            "增刊" => RulePart::Supplement,
            _ => RulePart::Text(String::new()),
        };
        if !allowed.contains(&name) {
            wrong(format!("这里不能用“{{{name}}}”"), sink);
            return None;
        }
        parts.push(part);
        rest = &rest[open + length + 1..];
    }
    if !rest.is_empty() {
        parts.push(RulePart::Text(rest.to_owned()));
    }
    let numbered = parts.iter().any(|part| {
        matches!(
            part,
            RulePart::Number | RulePart::Issue | RulePart::Total | RulePart::Supplement
        )
    });
    if !numbered {
        wrong(format!("规则里缺少“{{{needed}}}”，各期会是同一个号"), sink);
        return None;
    }
    Some(NumberPattern {
        parts,
        span: typed.span,
    })
}
