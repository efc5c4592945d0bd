//! The small language of quotations: `{{指标}}`, `{{指标.属性}}`, `{{指标.属性@对象}}`.
//!
//! ```text
//! 引用 = "{{" 主语 { "." 属性 } [ "@" 对象 ] "}}"
//! 主语 = 指标的名称、代号或别名 | 应报单位 | 已报单位 | 未报单位 | 达标单位 | 未达标单位 …
//! 属性 = 合计 | 平均 | 名次 | 最高 | 前三 | 较上期 | …
//! 对象 = 单位、类别或分组里一组的名称 | 指标（只在达标单位、未达标单位后面）
//! ```

use crate::zh::numeral::parse_han;

/// A quotation, taken apart. What its words mean is found out when it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query<'t> {
    /// What stands first.
    pub subject: &'t str,
    /// What stands after the points.
    pub properties: Vec<&'t str>,
    /// What stands after `@`.
    pub object: Option<&'t str>,
}

/// Why what stands in the braces is no quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// Nothing stands there.
    #[error("花括号里什么也没有")]
    Empty,
    /// A point without a word after it.
    #[error("点的后面缺少要什么")]
    NoProperty,
    /// An `@` without a name after it.
    #[error("“@”的后面缺少单位、类别或分组的名称")]
    NoObject,
}

/// Takes apart what stands between `{{` and `}}`. Points and signs may be full-width.
///
/// # Errors
/// [`QueryError`] says what is missing.
pub fn parse(text: &str) -> Result<Query<'_>, QueryError> {
    let (before, object) = match text.split_once(['@', '＠']) {
        Some((before, object)) => (before, Some(object.trim())),
        None => (text, None),
    };
    let mut parts = before.split(['.', '．', '·']).map(str::trim);
    let subject = parts.next().unwrap_or_default();
    let properties: Vec<&str> = parts.collect();
    if subject.is_empty() {
        return Err(QueryError::Empty);
    }
    if properties.iter().any(|property| property.is_empty()) {
        return Err(QueryError::NoProperty);
    }
    if object.is_some_and(str::is_empty) {
        return Err(QueryError::NoObject);
    }
    Ok(Query {
        subject,
        properties,
        object,
    })
}

/// What may be asked of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// 合计: all units together, as the metric adds up.
    Total,
    /// 平均: the arithmetic mean of the units' values.
    Mean,
    /// 最高: the units with the highest value.
    Highest,
    /// 最高值
    HighestValue,
    /// 最低: the units with the lowest value.
    Lowest,
    /// 最低值
    LowestValue,
    /// 前三, 前5: the best units.
    First(usize),
    /// 后三: the worst units, the worst last.
    Last(usize),
    /// 名次
    Rank,
    /// 类内名次: the rank within the unit's category.
    RankInCategory,
    /// 占比: the share in the total.
    Share,
    /// 上期: the value in the issue before.
    Previous,
    /// 较上期: the difference from the issue before.
    SincePrevious,
    /// 环比: the growth since the issue before.
    GrowthSincePrevious,
    /// 上年同期: the value of a year before.
    YearBefore,
    /// 较上年同期: the difference from a year before.
    SinceYearBefore,
    /// 同比: the growth since a year before.
    GrowthSinceYearBefore,
    /// 累计: over the issues of the year.
    YearSoFar,
    /// 目标
    Target,
    /// 完成率: the share of the target that is reached.
    Completion,
    /// 累计完成率: of the year so far.
    YearCompletion,
    /// 亮灯: green, yellow or red.
    Light,
    /// 差额: what is missing to the target.
    Shortfall,
    /// 达标单位
    Reaching,
    /// 达标单位数
    ReachingCount,
    /// 未达标单位
    Missing,
    /// 未达标单位数
    MissingCount,
    /// 报数单位数: how many units have a value.
    Count,
}

/// Every property with its word; `前N` and `后N` are read by themselves.
pub const WORDS: &[(&str, Property)] = &[
    ("合计", Property::Total),
    ("平均", Property::Mean),
    ("最高", Property::Highest),
    ("最高值", Property::HighestValue),
    ("最低", Property::Lowest),
    ("最低值", Property::LowestValue),
    ("名次", Property::Rank),
    ("类内名次", Property::RankInCategory),
    ("占比", Property::Share),
    ("上期", Property::Previous),
    ("较上期", Property::SincePrevious),
    ("环比", Property::GrowthSincePrevious),
    ("上年同期", Property::YearBefore),
    ("较上年同期", Property::SinceYearBefore),
    ("同比", Property::GrowthSinceYearBefore),
    ("累计", Property::YearSoFar),
    ("目标", Property::Target),
    ("完成率", Property::Completion),
    ("累计完成率", Property::YearCompletion),
    ("差额", Property::Shortfall),
    ("亮灯", Property::Light),
    ("达标单位", Property::Reaching),
    ("达标单位数", Property::ReachingCount),
    ("未达标单位", Property::Missing),
    ("未达标单位数", Property::MissingCount),
    ("报数单位数", Property::Count),
];

impl Property {
    /// Whether a column (列) of a table may show it, besides 本期 and 各期.
    #[must_use]
    pub fn is_column(self) -> bool {
        matches!(
            self,
            Self::Rank
                | Self::RankInCategory
                | Self::Share
                | Self::Previous
                | Self::SincePrevious
                | Self::GrowthSincePrevious
                | Self::YearBefore
                | Self::SinceYearBefore
                | Self::GrowthSinceYearBefore
                | Self::YearSoFar
                | Self::Target
                | Self::Completion
                | Self::YearCompletion
                | Self::Shortfall
                | Self::Light
        )
    }

    /// The property that `word` names.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let known = WORDS.iter().find(|(known, _)| *known == word);
        let counted = |first: char| {
            let count = word.strip_prefix(first)?;
            let count = count.strip_suffix('名').unwrap_or(count);
            let number = count.parse::<usize>().ok();
            let han = || parse_han(count).and_then(|n| usize::try_from(n).ok());
            number
                .or_else(han)
                .filter(|count| (1..=1000).contains(count))
        };
        known
            .map(|(_, property)| *property)
            .or_else(|| counted('前').map(Self::First))
            .or_else(|| counted('后').map(Self::Last))
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> String {
        let known = WORDS.iter().find(|(_, property)| *property == self);
        match (known, self) {
            (Some((word, _)), _) => (*word).to_owned(),
            (None, Self::First(count)) => format!("前{count}"),
            (None, Self::Last(count)) => format!("后{count}"),
            (None, _) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_has_a_subject_properties_and_an_object() {
        let query = parse(" 要约书.合计 @ 县（市）区 ").expect("a query");
        assert_eq!(query.subject, "要约书");
        assert_eq!(query.properties, ["合计"]);
        assert_eq!(query.object, Some("县（市）区"));
        assert_eq!(
            parse("建制率．名次＠青禾县").map(|query| query.object),
            Ok(Some("青禾县"))
        );
        assert_eq!(parse(" "), Err(QueryError::Empty));
        assert_eq!(parse("要约书."), Err(QueryError::NoProperty));
        assert_eq!(parse("要约书@"), Err(QueryError::NoObject));
    }

    #[test]
    fn every_property_has_a_word() {
        for (word, property) in WORDS {
            assert_eq!(Property::of(word), Some(*property));
            assert_eq!(property.word(), *word);
        }
        assert_eq!(Property::of("前三"), Some(Property::First(3)));
        assert_eq!(Property::of("后5名"), Some(Property::Last(5)));
        assert_eq!(Property::of("前"), None);
        assert_eq!(Property::of("冠军"), None);
    }
}
