//! Registers with time: what is written with `自` and `至` is valid from the one day to the other. This is the one reader of both, for every register.
//!
//! - An item of a list with `自` or `至` stands in the list only on those days: `{名称: 市委社会工作部, 自: 2026-07-01}`.
//! - A value may be a list of versions (`为`), of which one is valid at a time: `[{至: 2026-06-30, 为: 80}, {自: 2026-07-01, 为: 95}]`. A version ends where
//!   the next begins.
//!
//! [`timeline`] says on which days anything changes and what is wrong; [`at`] gives the file as it is at one time, without any of the three keys, so that
//! no other reader has to know of them. Names that a unit had before (曾用名) are left to the reader of units, who needs their days.

use std::collections::BTreeSet;

use super::keys;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Period, Span};
use crate::source::yaml::{Node, Yaml};
use crate::source::yaml_choice::Chosen;
use crate::source::{Key, value};
use crate::zh::date::IssueDate;

/// What is the same at all times: it names the series or decides who may see it.
pub const TIMELESS: &[Key] = &[
    keys::ABSTRACT,
    keys::AUDIENCE,
    keys::CODE,
    keys::DRAFT,
    keys::LINE_ENDS,
    keys::NAME,
    keys::SECRECY,
    keys::TOTAL_START,
    keys::WORD_FILES,
];

/// On which days a file says something else than the day before.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Those days.
    pub starts: BTreeSet<IssueDate>,
    /// Times for which a key with versions has none.
    pub gaps: Vec<Gap>,
}

/// A time for which a key with versions has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub key: String,
    /// The time.
    pub period: Period,
    /// Where the versions stand.
    pub span: Span,
}

/// Looks for every `自` and `至` of the document; what is wrong with them is reported.
pub fn timeline(yaml: &Yaml<'_>, sink: &mut Sink) -> Timeline {
    let mut timeline = Timeline::default();
    if is_dated(yaml.root()) {
        sink.push(
            Diagnostic::new(
                code::BAD_TIME,
                yaml.root().span,
                "“自”“至”写在了最外面，不知道说的是哪一项",
            )
            .help("写在有变化的那一项里，如 份数: [{至: 2026-06-30, 为: 80}, {自: 2026-07-01, 为: 95}]"),
        );
    }
    for (key, value) in yaml.root().entries().unwrap_or_default() {
        look(key, value, &mut timeline, sink);
    }
    timeline
}

/// The document as it is at the time `day`; no day stands for the time before all changes.
#[must_use]
pub fn at<'s>(yaml: &Yaml<'s>, day: Option<IssueDate>) -> Yaml<'s> {
    yaml.chosen(&|key, node| match key {
        Some(key) if is(key, keys::FORMER_NAMES) => Chosen::Whole(node),
        Some(key) if is(key, keys::FROM) || is(key, keys::UNTIL) => Chosen::Gone,
        _ => chosen(node, day),
    })
}

/// `自` or `至` of a mapping, read without a word about what is wrong, which [`timeline`] has said.
#[must_use]
pub fn period(node: Node<'_>) -> Period {
    let day = |key: Key| {
        let typed = field(node, key)?.text()?;
        IssueDate::parse(&typed).ok()
    };
    Period {
        from: day(keys::FROM).map(IssueDate::first_day),
        until: day(keys::UNTIL).map(IssueDate::last_day),
    }
}

/// The periods of versions, each of which ends where the next begins.
#[must_use]
pub fn successive(items: &[Node<'_>]) -> Vec<Period> {
    let mut periods: Vec<Period> = items.iter().map(|item| period(*item)).collect();
    for index in 1..periods.len() {
        let (before, this) = (periods[index - 1], periods[index]);
        if this.from.is_none() {
            periods[index].from = before.until.map(IssueDate::next_day);
        }
        if before.until.is_none() {
            periods[index - 1].until = this.from.map(IssueDate::previous_day);
        }
    }
    periods
}

fn chosen(node: Node<'_>, day: Option<IssueDate>) -> Chosen<'_> {
    let Some(items) = dated_items(node) else {
        return Chosen::Node(node);
    };
    if items.iter().all(|item| field(*item, keys::IS).is_some()) {
        let periods = successive(&items);
        let mut versions = items.iter().zip(periods);
        let valid = versions.find(|(_, period)| period.holds(day));
        let value = valid.and_then(|(version, _)| field(*version, keys::IS));
        return value.map_or(Chosen::Gone, |value| chosen(value, day));
    }
    let valid = items.into_iter().filter(|item| period(*item).holds(day));
    Chosen::Items(valid.map(bare).collect())
}

/// The items of a list of which at least one has a time. A single one may stand without the list.
fn dated_items(node: Node<'_>) -> Option<Vec<Node<'_>>> {
    if is_dated(node) {
        return Some(vec![node]);
    }
    let items = node.items()?;
    items.iter().any(|item| is_dated(*item)).then_some(items)
}

fn is_dated(node: Node<'_>) -> bool {
    field(node, keys::FROM).is_some() || field(node, keys::UNTIL).is_some()
}

/// A name with a time, without its time.
fn bare(item: Node<'_>) -> Node<'_> {
    let entries = item.entries().unwrap_or_default();
    let known = [keys::FROM, keys::UNTIL, keys::NAME];
    let only_a_name = |(key, _): &(Node<'_>, Node<'_>)| known.iter().any(|known| is(*key, *known));
    match field(item, keys::NAME) {
        Some(name) if is_dated(item) && entries.iter().all(only_a_name) => name,
        _ => item,
    }
}

fn field<'a>(node: Node<'a>, key: Key) -> Option<Node<'a>> {
    let entries = node.entries()?.into_iter();
    entries
        .filter(|(name, _)| is(*name, key))
        .map(|(_, value)| value)
        .next()
}

fn is(node: Node<'_>, key: Key) -> bool {
    node.text()
        .is_some_and(|name| name == key.zh || name == key.en)
}

/// Looks at the value of `key` and at everything in it.
fn look(key: Node<'_>, node: Node<'_>, timeline: &mut Timeline, sink: &mut Sink) {
    if let Some(items) = dated_items(node) {
        if let Some(timeless) = TIMELESS.iter().find(|timeless| is(key, **timeless)) {
            sink.push(timeless_key(*timeless, node));
            return;
        }
        look_at_items(key, node, &items, timeline, sink);
    }
    for (key, value) in node.entries().unwrap_or_default() {
        look(key, value, timeline, sink);
    }
    for item in node.items().unwrap_or_default() {
        if item.items().is_some() {
            // A list within a list is a class of names.
            look(key, item, timeline, sink);
        }
        for (key, value) in item.entries().unwrap_or_default() {
            look(key, value, timeline, sink);
        }
    }
}

fn look_at_items(
    key: Node<'_>,
    node: Node<'_>,
    items: &[Node<'_>],
    timeline: &mut Timeline,
    sink: &mut Sink,
) {
    for item in items {
        read_days(*item, sink);
    }
    let name = key.text().unwrap_or_default();
    if is(key, keys::FORMER_NAMES) {
        // Those without a day are reported by the reader of units.
        let dated: Vec<Node<'_>> = items.iter().copied().filter(|i| is_dated(*i)).collect();
        look_at_versions(&name, &dated, false, node.span, timeline, sink);
        return;
    }
    let versions = items
        .iter()
        .filter(|item| field(**item, keys::IS).is_some());
    match versions.count() {
        0 => {
            for item in items {
                note(period(*item), &mut timeline.starts);
            }
        }
        count if count == items.len() => {
            look_at_versions(&name, items, true, node.span, timeline, sink);
        }
        _ => sink.push(
            Diagnostic::new(
                code::BAD_TIME,
                node.span,
                format!("“{name}”里有的写了“为”，有的没有，看不出什么时候是哪一版"),
            )
            .help("每一版都写成 {自: 2026-07-01, 为: …} 或 {至: 2026-06-30, 为: …}；只是名单里多一个、少一个，写成 {名称: …, 自: 2026-07-01}"),
        ),
    }
}

fn timeless_key(key: Key, node: Node<'_>) -> Diagnostic {
    let message = format!("“{}”不分时间", key.zh);
    let help = if key == keys::NAME {
        "单位改名，“名称”写现在的，加上 曾用名: [{名称: 原来的名称, 至: 2026-06-30}]"
    } else {
        "只写一个值"
    };
    Diagnostic::new(code::BAD_TIME, node.span, message).help(help)
}

/// Reports days that cannot be read or are in the wrong order.
fn read_days(item: Node<'_>, sink: &mut Sink) {
    for key in [keys::FROM, keys::UNTIL] {
        if let Some(node) = field(item, key) {
            // What it says is in the finding.
            let _ = value::date(node, key.zh, sink);
        }
    }
    let Period {
        from: Some(from),
        until: Some(until),
    } = period(item)
    else {
        return;
    };
    if until < from {
        sink.push(
            Diagnostic::new(
                code::BAD_TIME,
                item.span,
                format!("“自”{}在“至”{}之后", from.arabic(), until.arabic()),
            )
            .help("“自”是第一天，“至”是最后一天，核对两个日期"),
        );
    }
}

fn look_at_versions(
    name: &str,
    items: &[Node<'_>],
    gaps_matter: bool,
    span: Span,
    timeline: &mut Timeline,
    sink: &mut Sink,
) {
    let periods = successive(items);
    for index in 1..periods.len() {
        let (before, this) = (periods[index - 1], periods[index]);
        let (Some(until), Some(from)) = (before.until, this.from) else {
            sink.push(
                Diagnostic::new(
                    code::BAD_TIME,
                    items[index].span,
                    format!("看不出“{name}”的这一版从哪天起"),
                )
                .related(items[index - 1].span, "前一版")
                .help("加上 自: 2026-07-01"),
            );
            continue;
        };
        if from <= until {
            let message = format!(
                "“{name}”的两版时间重叠，或先后写反了：前一版到{}，这一版从{}起",
                until.arabic(),
                from.arabic()
            );
            sink.push(
                Diagnostic::new(code::BAD_TIME, items[index].span, message)
                    .related(items[index - 1].span, "前一版")
                    .help("从早到晚写，一版的“至”是下一版“自”的前一天；后一版写了“自”，前一版的“至”可以不写"),
            );
        } else if until.next_day() != from && gaps_matter {
            let message = format!(
                "“{name}”在{}至{}之间没有规定",
                until.next_day().arabic(),
                from.previous_day().arabic()
            );
            sink.push(
                Diagnostic::new(code::BAD_TIME, items[index].span, message)
                    .related(items[index - 1].span, "前一版")
                    .help("改成前后相接；这一段时间确实没有，就加一版，“为:”后面空着"),
            );
        }
    }
    for period in &periods {
        note(*period, &mut timeline.starts);
    }
    if !gaps_matter {
        return;
    }
    let mut gap = |period: Period| {
        timeline.gaps.push(Gap {
            key: name.to_owned(),
            period,
            span,
        });
    };
    if let Some(from) = periods.first().and_then(|first| first.from) {
        gap(Period {
            from: None,
            until: Some(from.previous_day()),
        });
    }
    if let Some(until) = periods.last().and_then(|last| last.until) {
        gap(Period {
            from: Some(until.next_day()),
            until: None,
        });
    }
}

fn note(period: Period, starts: &mut BTreeSet<IssueDate>) {
    starts.extend(period.from);
    starts.extend(period.until.map(IssueDate::next_day));
}
