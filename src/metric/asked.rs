//! One metric that a quotation asks about: the value of a unit or of several together, and what it is compared with.

use rust_decimal::Decimal;

use super::aggregate::{Computation, NoNumber, of_unit};
use super::lights::LightNumbers;
use super::query::Property;
use super::reply::{DASH, QueryAnswer, QueryDoubt, QueryProblem, hidden};
use super::scene::{Scene, Units};
use super::targets::shortfall;
use super::{Aggregation, Direction, IssueFigures, Metric, words};

/// A metric that is asked about, and of whom.
pub(super) struct Asked<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) index: usize,
    pub(super) metric: &'a Metric,
    /// None where it is not said and there is no unit of the fragment.
    pub(super) units: Option<Units<'s>>,
}

impl<'s, 'a> Asked<'s, 'a> {
    pub(super) fn new(
        scene: &'s Scene<'a>,
        index: usize,
        units: Option<Units<'s>>,
    ) -> Result<Self, QueryProblem> {
        let metric = scene
            .metrics
            .get(index)
            .ok_or_else(|| QueryProblem::new("没有登记这个指标", "见 metrics.yaml"))?;
        Ok(Self {
            scene,
            index,
            metric,
            units,
        })
    }

    /// Of one unit, or of several together.
    pub(super) fn one(
        &self,
        basis: Option<Property>,
        property: Option<Property>,
    ) -> Result<QueryAnswer, QueryProblem> {
        use Property as P;
        let now = self.scene.now;
        let value = || self.value(now, basis);
        let Some(property) = property else {
            return self.plain(basis);
        };
        match property {
            P::Rank | P::RankInCategory => self.rank(property),
            P::Share if !self.metric.adds_up() => Err(QueryProblem::new(
                format!("“{}”不是相加得合计的数，没有占比", self.metric.name),
                "占比用合计的指标；率直接写它的值",
            )),
            P::Share => {
                let own = self.number(value(), "本期")?;
                let whole = self.number(self.scene.together(self.index, None), "本期")?;
                let share = words::percent(own, whole).ok_or_else(|| self.zero("合计是 0"))?;
                let text = format!("{}%", words::plain(share, words::SHARE_DECIMALS));
                self.said(text, property)
            }
            P::Previous => {
                let before = self.before(basis)?;
                self.said(self.in_words_of(before, property), property)
            }
            P::SincePrevious | P::GrowthSincePrevious => {
                let now = self.number(value(), "本期")?;
                let before = self.before(basis)?;
                let grown = property == P::GrowthSincePrevious;
                self.compared(property, now, before, grown)
            }
            P::YearBefore => {
                let before = self.year_before(basis)?;
                self.said(self.in_words_of(before, property), property)
            }
            P::SinceYearBefore | P::GrowthSinceYearBefore => {
                let now = self.number(value(), "本期")?;
                let before = self.year_before(basis)?;
                self.compared(property, now, before, property == P::GrowthSinceYearBefore)
            }
            P::YearSoFar => {
                let sum = self.number(self.year_so_far(basis)?, "今年")?;
                self.said(self.in_words_of(sum, property), property)
            }
            P::Target => {
                let target = self.target()?;
                let decimals = self.scene.decimals_to(self.index, target);
                self.said(words::value(self.metric, target, decimals), property)
            }
            P::Completion | P::YearCompletion => {
                let now = match property {
                    P::Completion => self.number(value(), "本期")?,
                    _ => self.number(self.year_so_far(basis)?, "今年")?,
                };
                let target = self.target()?;
                if self.metric.better == Direction::Lower {
                    return Err(QueryProblem::new(
                        format!("“{}”越低越好，没有完成率", self.metric.name),
                        "改用 差额 或 达标单位数",
                    ));
                }
                let share = words::percent(now, target).ok_or_else(|| self.zero("目标是 0"))?;
                let text = format!("{}%", words::plain(share, words::SHARE_DECIMALS));
                self.said(text, property)
            }
            P::Light => {
                let thresholds = self.metric.lights.ok_or_else(|| {
                    QueryProblem::new(
                        format!("“{}”没有登记亮灯的界限", self.metric.name),
                        "在 metrics.yaml 里给它写上 亮灯: {绿: 95, 黄: 90}",
                    )
                })?;
                let light = thresholds.light_of(
                    self.metric,
                    self.decimals(),
                    &LightNumbers {
                        now: &|| self.number(value(), "本期"),
                        year_so_far: &|| self.number(self.year_so_far(basis)?, "今年"),
                        target: &|| self.target(),
                        zero_target: &|| self.zero("目标是 0"),
                    },
                )?;
                self.said(light.word().to_owned(), property)
            }
            P::Shortfall => {
                let (now, target) = (self.number(value(), "本期")?, self.target()?);
                let missing = shortfall(self.metric, now, target);
                let decimals = self.scene.decimals_to(self.index, target);
                let text = match self.metric.is_share() {
                    true => format!("{}个百分点", words::plain(missing, decimals)),
                    false => words::value(self.metric, missing, decimals),
                };
                self.said(text, property)
            }
            _ => Err(QueryProblem::new(
                format!("“{}”不能这样问", property.word()),
                "见编写指南“引用数字”",
            )),
        }
    }

    /// The value itself.
    fn plain(&self, basis: Option<Property>) -> Result<QueryAnswer, QueryProblem> {
        let now = self.scene.now;
        if let (Some(Units::One(unit)), None) = (self.units, basis)
            && !self.metric.is_number()
            && let Some(figure) = now.get(&self.metric.code, Some(self.scene.code(unit)))
        {
            return self.said(
                words::amount(self.metric, figure.amount, self.decimals()),
                None,
            );
        }
        match self.value(now, basis) {
            Ok(value) => self.said(self.in_words(value), basis),
            Err(NoNumber::ZeroDenominator) => Ok(QueryAnswer {
                text: DASH.to_owned(),
                source: self.source(basis),
                origins: self.origins(basis),
                doubt: Some(QueryDoubt::ZeroDenominator(format!(
                    "“{}”的分母是 0，印成“{DASH}”",
                    self.metric.name
                ))),
            }),
            Err(gap) => Err(self.missing(gap, "本期")),
        }
    }

    fn value(&self, figures: &IssueFigures, basis: Option<Property>) -> Computation {
        let scene = self.scene;
        let among: Option<&[usize]> = match (self.units, basis) {
            (Some(Units::One(unit)), _) => {
                return of_unit(scene.metrics, self.index, figures, Some(scene.code(unit)));
            }
            (Some(Units::Some(units)), _) => Some(units),
            (Some(Units::All), _) => None,
            (None, _) => return of_unit(scene.metrics, self.index, figures, None),
        };
        if basis != Some(Property::Mean) {
            return scene.together_in(self.index, figures, among);
        }
        let codes: Option<Vec<&str>> =
            among.map(|units| units.iter().map(|unit| scene.code(*unit)).collect());
        let values = super::aggregate::values(scene.metrics, self.index, figures, codes.as_deref());
        let count = Decimal::from(values.len());
        let mut sum = Decimal::ZERO;
        for (_, value) in values {
            sum = sum.checked_add(value).ok_or(NoNumber::TooLarge)?;
        }
        sum.checked_div(count).ok_or(NoNumber::NoValue)
    }

    fn year_so_far(&self, basis: Option<Property>) -> Result<Computation, QueryProblem> {
        let year = self.scene.year_so_far(self.index).map_err(hidden)?;
        Ok(self.value(year, basis))
    }

    fn before(&self, basis: Option<Property>) -> Result<Decimal, QueryProblem> {
        let issue = self
            .scene
            .previous(self.index)
            .map_err(hidden)?
            .ok_or_else(|| {
                QueryProblem::new(
                    format!("“{}”没有上期：前面各期都没有报过", self.metric.name),
                    "第一次报的，这一期先不写比较",
                )
            })?;
        self.number(self.value(issue, basis), &format!("上期（{}）", issue.id))
    }

    fn year_before(&self, basis: Option<Property>) -> Result<Decimal, QueryProblem> {
        let date = self.scene.now.date;
        let issue = self
            .scene
            .year_before(self.index)
            .map_err(hidden)?
            .ok_or_else(|| {
                let then = format!("{}年{}月", date.year.saturating_sub(1), date.month);
                QueryProblem::new(
                    format!("“{}”没有上年同期：{then}没有一期报过", self.metric.name),
                    "没有上年的数，就不写同比",
                )
            })?;
        self.number(
            self.value(issue, basis),
            &format!("上年同期（{}）", issue.id),
        )
    }

    fn target(&self) -> Result<Decimal, QueryProblem> {
        let units = self.units.unwrap_or(Units::All);
        self.scene.target(self.index, units).ok_or_else(|| {
            let help = match units {
                Units::All if !self.metric.targets.is_empty() => {
                    "“目标: 100”是各单位的；合计的写明总体：目标: {总体: 1200, 各单位: 100}"
                }
                _ => "在 metrics.yaml 里给它写上“目标”",
            };
            let message = format!("“{}”没有登记{}的目标", self.metric.name, self.whose());
            QueryProblem::new(message, help)
        })
    }

    fn compared(
        &self,
        property: Property,
        now: Decimal,
        before: Decimal,
        grown: bool,
    ) -> Result<QueryAnswer, QueryProblem> {
        if grown && !self.metric.is_share() && before.is_sign_negative() && !before.is_zero() {
            let message = format!(
                "“{}”比较的那一期是负数（{}），增减的百分数没有意义，印成“{DASH}”",
                self.metric.name,
                self.in_words_of(before, property)
            );
            let mut answer = self.said(DASH.to_owned(), property)?;
            answer.doubt = Some(QueryDoubt::NegativeBase(message));
            return Ok(answer);
        }
        let decimals = self.scene.decimals_of(self.index, property);
        let text = if grown {
            words::growth(self.metric, now, before, decimals)
                .ok_or_else(|| self.zero("比较的那一期是 0"))?
        } else {
            words::difference(self.metric, now, before, decimals)
        };
        self.said(text, property)
    }

    fn decimals(&self) -> u32 {
        self.scene.decimals(self.index)
    }

    pub(super) fn in_words(&self, value: Decimal) -> String {
        words::value(self.metric, value, self.decimals())
    }

    /// As [`Asked::in_words`], of what `property` says, which looks at other issues.
    fn in_words_of(&self, value: Decimal, property: Property) -> String {
        let decimals = self.scene.decimals_of(self.index, property);
        words::value(self.metric, value, decimals)
    }

    fn number(&self, outcome: Computation, when: &str) -> Result<Decimal, QueryProblem> {
        outcome.map_err(|gap| self.missing(gap, when))
    }

    fn whose(&self) -> String {
        match self.units {
            Some(Units::One(unit)) => format!("“{}”", self.scene.name(unit)),
            _ => "合计".to_owned(),
        }
    }

    pub(super) fn missing(&self, gap: NoNumber, when: &str) -> QueryProblem {
        let name = &self.metric.name;
        let below = match &self.metric.aggregation {
            Aggregation::Ratio { denominator, .. } => self.scene.metrics.get(*denominator),
            Aggregation::WeightedMean { weight } => self.scene.metrics.get(*weight),
            _ => None,
        };
        let below = below.map_or("分母", |metric| metric.name.as_str());
        let problem = match (gap, self.units) {
            (NoNumber::NoValue, None) => QueryProblem::new(
                format!("这里不是哪个单位的片段，不知道“{name}”是谁的"),
                format!(
                    "合计写 {}，某个单位的写 {}",
                    self.metric.quoted(".合计"),
                    self.metric.quoted("@单位的名称")
                ),
            ),
            (NoNumber::NoValue, Some(Units::One(unit))) => QueryProblem::new(
                format!("{when}没有“{}”的“{name}”", self.scene.name(unit)),
                "在它的片段片头里写上，例如 指标: {".to_owned() + &self.wanted().name + ": 300}",
            ),
            (NoNumber::NoValue, Some(_)) => QueryProblem::new(
                format!("{when}没有单位报“{name}”"),
                "在各单位片段的片头里写 指标，或放一个 指标.xlsx",
            ),
            (NoNumber::NoDenominator, _) => QueryProblem::new(
                format!("{when}{}“{name}”算不出来：没有“{below}”", self.of_whom()),
                format!("补报“{below}”"),
            ),
            (NoNumber::ZeroDenominator, _) => self.zero(&format!("“{below}”是 0")),
            (NoNumber::TooLarge, _) => {
                QueryProblem::new(format!("“{name}”的数太大，算不了"), "核对各单位报的数")
            }
        };
        match gap {
            NoNumber::NoValue | NoNumber::NoDenominator => problem.gap(),
            NoNumber::ZeroDenominator | NoNumber::TooLarge => problem,
        }
    }

    /// The metric that has to be reported for this one: of a ratio its numerator.
    fn wanted(&self) -> &Metric {
        match &self.metric.aggregation {
            Aggregation::Ratio { numerator, .. } => self.scene.metrics.get(*numerator),
            _ => None,
        }
        .unwrap_or(self.metric)
    }

    fn of_whom(&self) -> String {
        match self.units {
            Some(Units::One(unit)) => format!("“{}”的", self.scene.name(unit)),
            _ => String::new(),
        }
    }

    fn zero(&self, why: &str) -> QueryProblem {
        QueryProblem::new(
            format!("{}“{}”算不出来：{why}", self.of_whom(), self.metric.name),
            "这一处改用文字说明",
        )
    }

    fn source(&self, property: Option<Property>) -> String {
        let name = &self.metric.name;
        let whose = match self.units {
            Some(Units::One(unit)) => format!("（{}）", self.scene.name(unit)),
            Some(Units::Some(units)) => format!("（{}个单位）", units.len()),
            Some(Units::All) => {
                let count = self.scene.values(self.index, None).len();
                format!("（{count}个单位）")
            }
            None => String::new(),
        };
        match property {
            Some(property) => format!("{name}{whose}：{}", property.word()),
            None => format!("{name}{whose}"),
        }
    }

    pub(super) fn said(
        &self,
        text: String,
        property: impl Into<Option<Property>>,
    ) -> Result<QueryAnswer, QueryProblem> {
        let property = property.into();
        Ok(QueryAnswer {
            text,
            source: self.source(property),
            origins: self.origins(property),
            doubt: property.and_then(|property| self.other_units(property)),
        })
    }
}
