//! Keys whose value is one word out of a few: the words, and what each means.

use crate::metric::Direction;
use crate::model::{Align, RecipientsPlace};

/// 用印
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealWord {
    None,
    Seal,
    Stamp,
}

/// 用印
pub const SEALS: &[(SealWord, &str)] = &[
    (SealWord::None, "无"),
    (SealWord::Seal, "印章"),
    (SealWord::Stamp, "签名章"),
];

/// 主送位置
pub const RECIPIENTS_PLACES: &[(RecipientsPlace, &str)] = &[
    (RecipientsPlace::Automatic, "题下"),
    (RecipientsPlace::Imprint, "版记"),
];

/// 紧急程度
pub const URGENCIES: &[(&str, &str)] = &[("特急", "特急"), ("加急", "加急")];

/// 日期位置: whether the date stands under the title.
pub const DATE_PLACES: &[(bool, &str)] = &[(false, "文末"), (true, "题下")];

/// 期号数字: whether issue numbers are written in Chinese numerals.
pub const NUMERALS: &[(bool, &str)] = &[(false, "阿拉伯"), (true, "汉字")];

/// 对齐
pub const ALIGNS: &[(Align, &str)] = &[
    (Align::Left, "左"),
    (Align::Center, "中"),
    (Align::Right, "右"),
    (Align::Decimal, "小数点"),
];

/// 方向
pub const DIRECTIONS: &[(Direction, &str)] = &[
    (Direction::Higher, "越高越好"),
    (Direction::Lower, "越低越好"),
];

/// 并列: whether equal ranks take no places (1、2、2、3).
pub const TIES: &[(bool, &str)] = &[(false, "占位"), (true, "不占位")];

/// 汇总
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AggregationWord {
    Sum,
    Mean,
    WeightedMean,
    Ratio,
    Last,
    Count,
    Day,
    Score,
}

/// 汇总
pub const AGGREGATIONS: &[(AggregationWord, &str)] = &[
    (AggregationWord::Sum, "合计"),
    (AggregationWord::Mean, "平均"),
    (AggregationWord::WeightedMean, "加权平均"),
    (AggregationWord::Ratio, "比率"),
    (AggregationWord::Last, "末期值"),
    (AggregationWord::Count, "计数"),
    (AggregationWord::Day, "日期"),
    (AggregationWord::Score, "得分"),
];
