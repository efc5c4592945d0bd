//! What is asked of all units together: ranks, the highest and lowest, who reaches the target.

use rust_decimal::Decimal;

use super::aggregate::NoNumber;
use super::asked::Asked;
use super::query::Property;
use super::rank::{Ranked, ranking};
use super::reply::{QueryAnswer, QueryProblem};
use super::scene::Units;
use super::targets::reaches;
use super::words;

impl<'a> Asked<'_, 'a> {
    pub(super) fn rank(&self, property: Property) -> Result<QueryAnswer, QueryProblem> {
        let Some(Units::One(unit)) = self.units else {
            return Err(QueryProblem::new(
                "名次是一个单位的名次，没有说是哪个单位",
                format!("写成 {}", self.metric.quoted(".名次@单位的名称")),
            ));
        };
        let category = self
            .scene
            .units
            .units
            .get(unit)
            .and_then(|unit| unit.category.clone());
        let among: Option<Vec<usize>> = (property == Property::RankInCategory).then(|| {
            let units = self.scene.units.units.iter().enumerate();
            let same = units.filter(|(_, other)| other.category == category);
            same.map(|(index, _)| index).collect()
        });
        let ranked = self.ranked(among.as_deref());
        let found = ranked.iter().find(|ranked| ranked.item == unit);
        match found {
            Some(found) => self.said(found.rank.to_string(), property),
            None => Err(self.missing(NoNumber::NoValue, "本期")),
        }
    }

    fn ranked(&self, among: Option<&[usize]>) -> Vec<Ranked<usize>> {
        let values = self.scene.values(self.index, among);
        ranking(values, self.metric.better, self.metric.dense_ranks)
    }

    /// Of all units compared with one another.
    pub(super) fn all(&self, property: Property) -> Result<QueryAnswer, QueryProblem> {
        use Property as P;
        let among = match self.units {
            Some(Units::Some(units)) => Some(units),
            _ => None,
        };
        let ranked = self.ranked(among);
        if ranked.is_empty() {
            return Err(self.missing(NoNumber::NoValue, "本期"));
        }
        let name = |ranked: &Ranked<usize>| self.scene.name(ranked.item);
        let extreme = |highest: bool| {
            let values = ranked.iter().map(|ranked| ranked.value);
            if highest { values.max() } else { values.min() }.unwrap_or_default()
        };
        let holders = |value: Decimal| -> Vec<&str> {
            let at = ranked.iter().filter(|ranked| ranked.value == value);
            at.map(name).collect()
        };
        let text = match property {
            P::Highest => words::names(&holders(extreme(true))),
            P::Lowest => words::names(&holders(extreme(false))),
            P::HighestValue => self.in_words(extreme(true)),
            P::LowestValue => self.in_words(extreme(false)),
            P::First(count) => {
                let best = ranked.iter().filter(|ranked| ranked.rank <= count);
                words::names(&best.map(name).collect::<Vec<_>>())
            }
            P::Last(count) => {
                let bound = ranked.len().saturating_sub(count);
                // Who shares a rank with the first of them is among them.
                let first = ranked.get(bound).map_or(usize::MAX, |ranked| ranked.rank);
                let worst = ranked.iter().filter(|ranked| ranked.rank >= first);
                words::names(&worst.map(name).collect::<Vec<_>>())
            }
            P::Count => ranked.len().to_string(),
            P::Reaching | P::ReachingCount | P::Missing | P::MissingCount => {
                let units: Vec<usize> = ranked.iter().map(|ranked| ranked.item).collect();
                let wants = matches!(property, P::Reaching | P::ReachingCount);
                let found = self.reaching(&units, wants)?;
                match property {
                    P::Reaching | P::Missing => words::names(&found),
                    _ => found.len().to_string(),
                }
            }
            _ => {
                return Err(QueryProblem::new(
                    format!("“{}”不能这样问", property.word()),
                    "见编写指南“引用数字”",
                ));
            }
        };
        self.said(text, property)
    }

    /// The units that reach their targets, or those that do not, in the order of the register.
    fn reaching(&self, units: &[usize], wants: bool) -> Result<Vec<&'a str>, QueryProblem> {
        let mut any = false;
        let mut sorted = units.to_vec();
        sorted.sort_unstable();
        let mut found = Vec::new();
        for unit in sorted {
            let target = self.scene.target(self.index, Units::One(unit));
            let value = self.scene.of_unit(self.index, unit);
            let (Some(target), Ok(value)) = (target, value) else {
                continue;
            };
            any = true;
            if reaches(self.metric, value, target) == wants {
                found.push(self.scene.name(unit));
            }
        }
        if any {
            Ok(found)
        } else {
            Err(QueryProblem::new(
                format!("“{}”没有登记各单位的目标", self.metric.name),
                "在 metrics.yaml 里给它写上“目标”",
            ))
        }
    }
}
