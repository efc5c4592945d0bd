//! Numbers that somebody typed behind a metric's name (“新增入会122人”), held against what was reported.

use std::ops::Range;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::aggregate::of_unit;
use super::amount::half_width;
use super::scene::{Scene, Units};
use super::{Direction, IssueFigures, MetricRegistry, words};

/// A number behind a metric's name, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedAmount {
    /// Where the number stands in the text, with its unit of measure.
    pub range: Range<usize>,
    /// Where the name of the metric begins.
    pub name: usize,
    /// The metric, as an index into the register.
    pub metric: usize,
    /// The number, in the metric's unit of measure.
    pub number: Decimal,
    /// How many digits follow its point.
    pub decimals: u32,
}

/// A number that says something else than the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Whose number it was taken for: a unit's name, or 合计.
    pub whose: String,
    /// What the data says, as it is printed.
    pub reported: String,
    /// What to write instead: `{{新增入会@青禾县}}`.
    pub quotation: String,
    /// Whether only the number of digits differs.
    pub only_digits: bool,
}

/// What may stand between a metric's name and its number.
const BETWEEN: &[&str] = &[
    "总人数",
    "总数",
    "人数",
    "份数",
    "个数",
    "户数",
    "家数",
    "合计",
    "累计",
    "共计",
    "达到",
    "数",
    "共",
    "已",
    "达",
    "为",
    "是",
    "有",
    "：",
    ":",
];

/// The numbers that stand behind the names of metrics in `text`. Approximate ones (约300), those in 万 and those with another unit of measure are no such numbers.
#[must_use]
pub fn stated(metrics: &MetricRegistry, text: &str) -> Vec<StatedAmount> {
    let mut found: Vec<StatedAmount> = Vec::new();
    let mut place = 0;
    while let Some(c) = text[place..].chars().next() {
        let rest = &text[place..];
        let names = metrics.by_name.iter();
        let named = names
            .filter(|(name, _)| name.chars().count() > 1 && rest.starts_with(name.as_str()))
            .max_by_key(|(name, _)| name.len());
        let Some((name, metric)) = named else {
            place += c.len_utf8();
            continue;
        };
        let named = place;
        place += name.len();
        if let Some(amount) = amount_at(metrics, *metric, text, place) {
            place = amount.range.end;
            if !is_of_longer_name(&text[..named]) {
                found.push(StatedAmount {
                    name: named,
                    ..amount
                });
            }
        }
    }
    found
}

fn amount_at(
    metrics: &MetricRegistry,
    index: usize,
    text: &str,
    place: usize,
) -> Option<StatedAmount> {
    let metric = metrics.get(index).filter(|metric| metric.is_number())?;
    let mut start = place;
    while let Some(word) = BETWEEN
        .iter()
        .find(|word| text[start..].starts_with(**word))
    {
        start += word.len();
    }
    let mut rest = &text[start..];
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    (start, rest) = (start + blanks, &rest[blanks..]);
    let is_digit =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ".,．，".contains(c);
    let length = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let digits = rest[..length].trim_end_matches([',', '.', '，', '．']);
    let plain: String = digits.chars().map(half_width).collect();
    let plain = plain.replace(',', "");
    let typed = Decimal::from_str(&plain)
        .ok()
        .filter(|_| !plain.is_empty())?;
    let behind = &rest[digits.len()..];
    let space = behind.len() - behind.trim_start_matches(' ').len();
    let behind = &behind[space..];
    let measure = metric.measure.as_str();
    let ends = match measure {
        "" => !behind.starts_with(|c: char| c.is_alphanumeric() || "%‰％".contains(c)),
        measure => behind.starts_with(measure) || measure == "%" && behind.starts_with('％'),
    };
    let measured = behind.chars().take(measure.chars().count());
    let measure_length: usize = measured.map(char::len_utf8).sum();
    let after = behind.get(measure_length..).unwrap_or_default();
    let is_about = ["左右", "以上", "以下", "以内", "上下", "多", "余"]
        .iter()
        .any(|word| after.starts_with(word));
    if !ends || is_about {
        return None;
    }
    Some(StatedAmount {
        range: start..start + digits.len() + space + measure_length,
        name: place,
        metric: index,
        number: typed,
        decimals: typed.scale(),
    })
}

/// What the data says against `stated`; none where it says the same, or where nobody can tell. `sentence` is the text before the number, from the beginning of
/// its sentence; `own` is the unit whose fragment it is.
#[must_use]
pub fn contradiction(
    scene: &Scene<'_>,
    stated: &StatedAmount,
    sentence: &str,
    own: Option<usize>,
) -> Option<Contradiction> {
    // 分别: which number is whose is told by their order.
    if ["分别", "依次"].iter().any(|word| sentence.contains(word)) {
        return None;
    }
    if is_of_another_time(scene, sentence) || is_of_a_part(scene, stated, sentence) {
        return None;
    }
    let metric = scene.metrics.get(stated.metric)?;
    let named = last_unit(scene, sentence);
    let all = sentence.contains("全市") || sentence.contains("全县") || sentence.contains("全区");
    let candidates: Vec<Units<'_>> = match (named, own) {
        (Some(unit), _) => vec![Units::One(unit)],
        (None, Some(own)) if !all => vec![Units::One(own), Units::All],
        _ => vec![Units::All],
    };
    let says = |value: Decimal| {
        words::rounded(value, stated.decimals) == words::rounded(stated.number, stated.decimals)
    };
    let mut groups: Vec<Units<'_>> = candidates.clone();
    let categories = scene.units.categories();
    let others = scene.units.groupings.values().flatten();
    groups.extend(
        categories
            .iter()
            .chain(others)
            .map(|group| Units::Some(&group.units)),
    );
    if groups.iter().any(|units| {
        plausible(scene, stated.metric, *units)
            .into_iter()
            .any(says)
    }) {
        let decimals = scene.decimals(stated.metric);
        if !metric.is_share() || stated.decimals == decimals {
            return None;
        }
    }
    let (units, value) = candidates
        .iter()
        .find_map(|units| Some((*units, now(scene, stated.metric, *units, scene.now)?)))?;
    let (whose, rest) = match units {
        Units::One(unit) if Some(unit) == own => (scene.name(unit).to_owned(), String::new()),
        Units::One(unit) => (
            scene.name(unit).to_owned(),
            format!("@{}", scene.name(unit)),
        ),
        Units::Some(_) | Units::All => ("合计".to_owned(), ".合计".to_owned()),
    };
    Some(Contradiction {
        whose,
        reported: words::value(metric, value, scene.decimals(stated.metric))
            + if metric.is_share() {
                ""
            } else {
                &metric.measure
            },
        quotation: metric.quoted(&rest),
        only_digits: says(value),
    })
}

/// Whether the words before a metric's name make another name of it: 区域性|要约书, 未|建会企业, 人均|金额.
fn is_of_longer_name(before: &str) -> bool {
    const WORDS: &[&str] = &[
        "性", "型", "类", "级", "未", "非", "不", "拟", "应", "人均", "户均", "平均", "以上",
        "以下", "罚款", "其他", "其余", "部分", "重点", "专项", "新",
    ];
    WORDS.iter().any(|word| before.ends_with(word))
}

/// Whether the clause that ends `sentence` speaks of another time than the issue does: 去年, 上半年, another year or month.
fn is_of_another_time(scene: &Scene<'_>, sentence: &str) -> bool {
    const WORDS: &[&str] = &[
        "去年", "上年", "同期", "上月", "上季", "上期", "半年", "个月", "此前", "以往", "历年",
    ];
    let clause = last_clause(sentence);
    let date = scene.now.date;
    let number_before = |at: usize| -> Option<i64> {
        let before = clause[..at].trim_end();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        before[before.len() - digits..].parse().ok()
    };
    let is_other = |unit: char, own: &[i64]| {
        let mut places = clause.match_indices(unit);
        places.any(|(at, _)| number_before(at).is_some_and(|number| !own.contains(&number)))
    };
    let month = i64::from(date.month);
    // What is said in July is often of June.
    let months = [month, if month == 1 { 12 } else { month - 1 }];
    WORDS.iter().any(|word| clause.contains(word))
        || is_other('年', &[i64::from(date.year)])
        || is_other('月', &months)
}

/// Whether the number is one of a part of the units, or of a body below one: 其中, 其余单位, 青禾县柳林镇.
fn is_of_a_part(scene: &Scene<'_>, stated: &StatedAmount, sentence: &str) -> bool {
    const PARTS: &[&str] = &["其中", "其余", "其他", "另外", "另有", "部分", "有的"];
    const BELOW: &[&str] = &[
        "镇", "乡", "街道", "公司", "社区", "村", "园区", "集团", "厂", "学校", "医院",
    ];
    let clause = last_clause(sentence);
    let units = scene.units.units.iter();
    let names = units.flat_map(|unit| std::iter::once(&unit.name).chain(&unit.other_names));
    let ends = names.filter_map(|name| Some(clause.rfind(name.as_str())? + name.len()));
    let behind_unit = ends.max().unwrap_or(0);
    let name = (clause.len() + stated.name).saturating_sub(stated.range.start);
    let between = clause.get(behind_unit..name).unwrap_or_default();
    PARTS.iter().any(|word| clause.contains(word))
        || BELOW.iter().any(|word| between.contains(word))
}

/// What stands behind the last comma or stop.
fn last_clause(sentence: &str) -> &str {
    let parted = sentence.rsplit(['，', '。', '；', ';', ',', '（', '(', '：']);
    parted.into_iter().next().unwrap_or(sentence)
}

/// The unit that is named last in `sentence`, by any of its names.
fn last_unit(scene: &Scene<'_>, sentence: &str) -> Option<usize> {
    let units = scene.units.units.iter().enumerate();
    let places = units.filter_map(|(index, unit)| {
        let names = std::iter::once(&unit.name).chain(&unit.other_names);
        let ends = names.filter_map(|name| Some(sentence.rfind(name.as_str())? + name.len()));
        Some((ends.max()?, index))
    });
    places.max().map(|(_, index)| index)
}

/// Whatever may be meant by a number of `units`: this issue's, those that it is compared with, what they differ by, the target.
fn plausible(scene: &Scene<'_>, metric: usize, units: Units<'_>) -> Vec<Decimal> {
    let of = |figures: Option<&IssueFigures>| now(scene, metric, units, figures?);
    let own = of(Some(scene.now));
    let before = of(scene.previous(metric).ok().flatten());
    let year_before = of(scene.year_before(metric).ok().flatten());
    let so_far = of(scene.year_so_far(metric).ok());
    let target = scene.target(metric, units);
    let better = scene.metrics.get(metric).map(|metric| metric.better);
    let missing = own.zip(target).and_then(|(own, target)| match better {
        Some(Direction::Lower) => own.checked_sub(target),
        _ => target.checked_sub(own),
    });
    let mut values: Vec<Decimal> = [own, before, year_before, so_far, target, missing]
        .into_iter()
        .flatten()
        .collect();
    for other in [before, year_before, target].into_iter().flatten() {
        let by = own.and_then(|own| own.checked_sub(other));
        values.extend(by.map(|by| by.abs()));
    }
    if units == Units::All {
        let of_units = scene.values(metric, None);
        values.extend(of_units.iter().map(|(_, value)| *value).max());
        values.extend(of_units.iter().map(|(_, value)| *value).min());
        let mut of_units = of_units.iter().map(|(_, value)| *value);
        let count = Decimal::from(of_units.len());
        let sum = of_units.try_fold(Decimal::ZERO, Decimal::checked_add);
        values.extend(sum.and_then(|sum| sum.checked_div(count)));
    }
    values
}

fn now(
    scene: &Scene<'_>,
    metric: usize,
    units: Units<'_>,
    figures: &IssueFigures,
) -> Option<Decimal> {
    let value = match units {
        Units::One(unit) => of_unit(scene.metrics, metric, figures, Some(scene.code(unit))),
        Units::Some(units) => scene.together_in(metric, figures, Some(units)),
        Units::All => scene.together_in(metric, figures, None),
    };
    value.ok()
}
