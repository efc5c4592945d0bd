//! What a quotation says: the answer in words, or what is wrong with it.

use super::asked::Asked;
use super::facts;
use super::objects::{QueryObject, find_units};
use super::query::{Property, Query};
use super::reply::{QueryAnswer, QueryProblem};
use super::scene::{Scene, Units};
use crate::source::fields::nearest_of;

/// Whether `word` is asked without a metric: 未报单位, 达标单位.
#[must_use]
pub fn is_fixed(word: &str) -> bool {
    facts::is_fact(word) || REACHING.contains(&word)
}

const REACHING: &[&str] = &["达标单位", "达标单位数", "未达标单位", "未达标单位数"];

/// The answer to `query`, asked in the fragment of the unit `own`, if it is one's.
///
/// # Errors
/// [`QueryProblem`] says which name is wrong, or which value is missing.
pub fn answer(
    scene: &Scene<'_>,
    query: &Query<'_>,
    own: Option<usize>,
) -> Result<QueryAnswer, QueryProblem> {
    if facts::is_fact(query.subject) {
        return facts::answer(scene, query);
    }
    if REACHING.contains(&query.subject) {
        let Some(object) = query.object else {
            return Err(QueryProblem::new(
                format!("“{}”没有说是哪个指标", query.subject),
                format!("写成 {{{{{}@指标的名称}}}}", query.subject),
            ));
        };
        let index = find_metric(scene, object)?;
        let property = property(query.subject)?;
        return Asked::new(scene, index, Some(Units::All))?.all(property);
    }
    let index = find_metric(scene, query.subject)?;
    let mut properties = Vec::new();
    for word in &query.properties {
        properties.push(property(word)?);
    }
    let (basis, property) = match properties.as_slice() {
        [] => (None, None),
        [basis @ (Property::Total | Property::Mean)] => (Some(*basis), None),
        [property] => (None, Some(*property)),
        [basis @ (Property::Total | Property::Mean), property] if takes_basis(*property) => {
            (Some(*basis), Some(*property))
        }
        _ => {
            return Err(QueryProblem::new(
                format!("“{}”不能这样连着写", query.properties.join(".")),
                "点后面写一个要什么；要合计的比较，写成 {{要约书.合计.较上期}}",
            ));
        }
    };
    let group;
    let units = match query.object {
        Some(object) => match find_units(scene, object)? {
            QueryObject::Unit(unit) => Some(Units::One(unit)),
            QueryObject::Group(units) => {
                group = units;
                Some(Units::Some(&group))
            }
        },
        None if basis.is_some() => Some(Units::All),
        None => own.map(Units::One),
    };
    let asked = Asked::new(scene, index, units)?;
    match property {
        Some(property) if is_of_all(property) => {
            // Of all units, wherever it is asked; a unit after @ is a slip.
            let among = match (query.object, units) {
                (Some(_), Some(Units::One(_))) => {
                    return Err(QueryProblem::new(
                        format!(
                            "“{}”是各单位相比，后面不能是一个单位",
                            query.properties.concat()
                        ),
                        "去掉“@”和后面的单位，或写一个类别",
                    ));
                }
                (Some(_), units) => units,
                (None, _) => Some(Units::All),
            };
            Asked::new(scene, index, among)?.all(property)
        }
        _ => asked.one(basis, property).map_err(|problem| {
            // Nobody's fragment: what is meant is written out with what was asked.
            match (units, query.properties.as_slice()) {
                (None, [word]) if problem.is_gap => problem.with_help(format!(
                    "合计写 {{{{{0}.合计.{word}}}}}，某个单位的写 {{{{{0}.{word}@单位的名称}}}}",
                    query.subject
                )),
                _ => problem,
            }
        }),
    }
}

fn property(word: &str) -> Result<Property, QueryProblem> {
    Property::of(word).ok_or_else(|| {
        let words = super::query::WORDS.iter().map(|(word, _)| *word);
        let help = match nearest_of(word, words) {
            Some(near) => format!("是否为“{near}”？"),
            None => {
                "可以写：合计、平均、名次、最高、前三、较上期、同比、完成率、占比……，见编写指南"
                    .to_owned()
            }
        };
        QueryProblem::new(format!("指标没有“{word}”可问"), help)
    })
}

/// Whether it is asked of all units together, whoever asks.
fn is_of_all(property: Property) -> bool {
    use Property as P;
    matches!(
        property,
        P::Highest
            | P::HighestValue
            | P::Lowest
            | P::LowestValue
            | P::First(_)
            | P::Last(_)
            | P::Reaching
            | P::ReachingCount
            | P::Missing
            | P::MissingCount
            | P::Count
    )
}

/// Whether it may follow 合计 or 平均.
fn takes_basis(property: Property) -> bool {
    use Property as P;
    matches!(
        property,
        P::Previous
            | P::SincePrevious
            | P::GrowthSincePrevious
            | P::YearBefore
            | P::SinceYearBefore
            | P::GrowthSinceYearBefore
            | P::YearSoFar
            | P::Target
            | P::Completion
            | P::YearCompletion
            | P::Shortfall
            | P::Light
            | P::Share
    )
}

fn find_metric(scene: &Scene<'_>, name: &str) -> Result<usize, QueryProblem> {
    scene.metrics.find(name).ok_or_else(|| {
        let names = scene.metrics.by_name.keys().map(String::as_str);
        // The closure lets words of the program stand in one line with names that live shorter.
        let others = facts::words()
            .chain(REACHING.iter().copied())
            .map(|word: &str| word);
        let help = match nearest_of(name, names.chain(others)) {
            Some(near) => format!("是否为“{near}”？要照样印出花括号，写成 \\{{{{"),
            None => "先在 metrics.yaml 里登记这个指标；要照样印出花括号，写成 \\{{".to_owned(),
        };
        QueryProblem::new(format!("没有登记“{name}”这个指标"), help)
    })
}
