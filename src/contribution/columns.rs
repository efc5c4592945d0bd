//! The columns of a table of contributions: the same on paper, on the page, in the workbook and in the terminal.

use rust_decimal::Decimal;

use super::tally::{ContributionTally, TallyPlace, UnitTally};

/// Which units a table has (供稿).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContributionPart {
    /// 全部
    All,
    /// 有供稿: those that sent anything.
    Contributing,
    /// 未供稿
    Silent,
    /// 未采用: those of which nothing was used.
    Unused,
}

impl ContributionPart {
    /// Each with its word.
    pub const WORDS: &[(Self, &str)] = &[
        (Self::All, "全部"),
        (Self::Contributing, "有供稿"),
        (Self::Silent, "未供稿"),
        (Self::Unused, "未采用"),
    ];

    /// Whether `unit` is of this part.
    #[must_use]
    pub fn has(self, unit: &UnitTally) -> bool {
        match self {
            Self::All => true,
            Self::Contributing => unit.sent > 0,
            Self::Silent => unit.sent == 0,
            Self::Unused => unit.used == 0,
        }
    }
}

/// A column, or several that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContributionColumn {
    /// 名次
    Rank,
    /// 单位
    Unit,
    /// 类别
    Category,
    /// 报送
    Sent,
    /// 采用
    Used,
    /// 采用率
    Rate,
    /// 各月: uses, a column for each month.
    Months,
    /// 各刊: uses, a column for each series and each paper of others.
    Places,
    /// 得分
    Points,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScoreCell {
    /// A name.
    Text(String),
    /// A count, or points.
    Number(Decimal),
    /// Hundredths; none of nothing.
    Rate(Option<Decimal>),
}

impl ScoreCell {
    /// As it is printed.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Rate(Some(rate)) => format!("{rate}%"),
            Self::Rate(None) => "—".to_owned(),
        }
    }
}

impl ContributionColumn {
    /// Each with its word.
    pub const WORDS: &[(Self, &str)] = &[
        (Self::Rank, "名次"),
        (Self::Unit, "单位"),
        (Self::Category, "类别"),
        (Self::Sent, "报送"),
        (Self::Used, "采用"),
        (Self::Rate, "采用率"),
        (Self::Months, "各月"),
        (Self::Places, "各刊"),
        (Self::Points, "得分"),
    ];

    /// What a table has that names no columns.
    pub const USUAL: &[Self] = &[
        Self::Rank,
        Self::Unit,
        Self::Sent,
        Self::Used,
        Self::Rate,
        Self::Places,
        Self::Points,
    ];

    /// Everything, for those who keep books.
    pub const WHOLE: &[Self] = &[
        Self::Rank,
        Self::Unit,
        Self::Category,
        Self::Sent,
        Self::Used,
        Self::Rate,
        Self::Months,
        Self::Places,
        Self::Points,
    ];

    /// The heads of its columns in `tally`; `name` is what a place is called.
    #[must_use]
    pub fn heads(
        self,
        tally: &ContributionTally,
        name: &dyn Fn(&TallyPlace) -> String,
    ) -> Vec<String> {
        match self {
            Self::Months => months(tally).map(|month| format!("{month}月")).collect(),
            Self::Places => tally.places.iter().map(name).collect(),
            _ => {
                let mut words = Self::WORDS.iter().filter(|(column, _)| *column == self);
                words
                    .next()
                    .map(|(_, word)| (*word).to_owned())
                    .into_iter()
                    .collect()
            }
        }
    }

    /// Its cells for `unit`.
    #[must_use]
    pub fn cells(self, tally: &ContributionTally, unit: &UnitTally) -> Vec<ScoreCell> {
        let count = |count: usize| ScoreCell::Number(Decimal::from(count));
        match self {
            Self::Rank => vec![count(unit.rank)],
            Self::Unit => vec![ScoreCell::Text(unit.unit.name.clone())],
            Self::Category => vec![ScoreCell::Text(
                unit.unit.category.clone().unwrap_or_else(|| "—".to_owned()),
            )],
            Self::Sent => vec![count(unit.sent)],
            Self::Used => vec![count(unit.used)],
            Self::Rate => vec![ScoreCell::Rate(unit.rate())],
            Self::Months => months(tally)
                .filter_map(|month| unit.by_month.get(usize::from(month) - 1))
                .map(|uses| count(*uses))
                .collect(),
            Self::Places => unit.by_place.iter().map(|uses| count(*uses)).collect(),
            Self::Points => vec![ScoreCell::Number(unit.points)],
        }
    }
}

/// The months of a tally.
fn months(tally: &ContributionTally) -> std::ops::RangeInclusive<u8> {
    tally.period.0.month..=tally.period.1.month
}

impl ContributionTally {
    /// The units of the table, those with the most points first; within one rank in the order of the register.
    #[must_use]
    pub fn ranked(&self) -> Vec<&UnitTally> {
        let mut units: Vec<&UnitTally> = self.units.iter().collect();
        units.sort_by_key(|unit| unit.rank);
        units
    }

    /// What stands under the table.
    #[must_use]
    pub fn note(&self) -> String {
        let sent: usize = self.units.iter().map(|unit| unit.sent).sum();
        let used: usize = self.units.iter().map(|unit| unit.used).sum();
        let uses: usize = self.units.iter().flat_map(|unit| &unit.by_place).sum();
        let mut note = format!(
            "{}至{}，共报送{sent}篇，采用{used}篇",
            self.period.0.arabic(),
            self.period.1.arabic()
        );
        if uses != used {
            note.push_str(&format!("（{uses}篇次）"));
        }
        if !self.rules.is_empty() {
            note.push_str(&format!("；得分按{}计算", self.rules.join("、")));
        }
        let tied = self
            .ranked()
            .windows(2)
            .any(|pair| pair[0].rank == pair[1].rank);
        if tied {
            note.push_str("；得分相同的名次并列");
        }
        note.push('。');
        note
    }
}
