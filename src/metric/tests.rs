//! What is added up, ranked and compared, against sums done another way, and by hand.

use rust_decimal::Decimal;

use super::aggregate::{NoNumber, of_unit, over_issues, together};
use super::answer::answer;
use super::query::parse;
use super::registry::ScorePart;
use super::{
    Aggregation, Amount, Direction, FigurePlace, IssueFigures, Metric, MetricRegistry,
    MetricTargets, ReportedAmount, Scene,
};
use crate::model::{FileId, IssueId, Span, Unit, UnitRegistry};
use crate::zh::date::IssueDate;
use proptest::prelude::*;

const UNITS: [&str; 5] = ["jia", "yi", "bing", "ding", "wu"];

fn span() -> Span {
    Span::file_start(FileId(0))
}

fn metric(name: &str, measure: &str, aggregation: Aggregation) -> Metric {
    Metric {
        code: name.to_owned(),
        name: name.to_owned(),
        measure: measure.to_owned(),
        aggregation,
        decimals: None,
        targets: MetricTargets::default(),
        better: Direction::Higher,
        dense_ranks: false,
        lights: None,
        span: span(),
    }
}

/// 签订, 建会, 建制率 = 签订 ÷ 建会, 职工 (a stock), 满意度 weighted by 职工, 平均分, 得分.
pub(super) fn registry() -> MetricRegistry {
    let score = vec![ScorePart {
        metric: 0,
        points: Decimal::new(5, 1),
        cap: Some(Decimal::from(20)),
    }];
    let ratio = Aggregation::Ratio {
        numerator: 0,
        denominator: 1,
    };
    let metrics = vec![
        metric("签订", "家", Aggregation::Sum),
        metric("建会", "家", Aggregation::Sum),
        metric("建制率", "%", ratio),
        metric("职工", "人", Aggregation::Last),
        metric("满意度", "%", Aggregation::WeightedMean { weight: 3 }),
        metric("平均分", "分", Aggregation::Mean),
        metric("得分", "分", Aggregation::Score(score)),
    ];
    let names = metrics.iter().enumerate();
    MetricRegistry {
        by_name: names
            .map(|(place, metric)| (metric.name.clone(), place))
            .collect(),
        metrics,
    }
}

pub(super) fn units() -> UnitRegistry {
    let mut registry = UnitRegistry::default();
    for (index, code) in UNITS.iter().enumerate() {
        registry.by_name.insert((*code).to_owned(), index);
        registry.units.push(Unit {
            code: (*code).to_owned(),
            name: (*code).to_owned(),
            other_names: Vec::new(),
            category: None,
            span: span(),
        });
    }
    registry
}

pub(super) fn issue(number: u16, month: u8, values: &[(&str, &str, Decimal)]) -> IssueFigures {
    let id = IssueId {
        series: "ducha".to_owned(),
        year: 2026,
        folder: number.to_string(),
    };
    let date = IssueDate::new(2026, month, Some(8)).expect("a date");
    let mut figures = IssueFigures::new(id, date);
    for (name, unit, value) in values {
        let reported = ReportedAmount {
            amount: Amount::Number(*value),
            digits: super::words::digits(*value),
            place: FigurePlace {
                span: span(),
                cell: String::new(),
            },
        };
        assert!(figures.put(name, Some(unit), reported).is_none());
    }
    figures
}

fn number(value: i64) -> Decimal {
    Decimal::from(value)
}

#[test]
fn a_ratio_of_all_is_that_of_the_sums_over_units_of_which_both_are_known() {
    let metrics = registry();
    let figures = issue(
        1,
        4,
        &[
            ("签订", "jia", number(38)),
            ("建会", "jia", number(40)),
            ("签订", "yi", number(0)),
            ("建会", "yi", number(10)),
            // Without a denominator it would push the ratio over 100%.
            ("签订", "bing", number(500)),
            ("建会", "ding", number(0)),
            ("签订", "ding", number(0)),
        ],
    );
    assert_eq!(together(&metrics, 2, &figures, None), Ok(number(76)));
    assert_eq!(of_unit(&metrics, 2, &figures, Some("jia")), Ok(number(95)));
    assert_eq!(
        of_unit(&metrics, 2, &figures, Some("bing")),
        Err(NoNumber::NoDenominator)
    );
    assert_eq!(
        of_unit(&metrics, 2, &figures, Some("ding")),
        Err(NoNumber::ZeroDenominator)
    );
    assert_eq!(
        of_unit(&metrics, 2, &figures, Some("wu")),
        Err(NoNumber::NoValue)
    );
}

#[test]
fn what_flows_is_added_over_issues_and_what_stands_is_the_last() {
    let metrics = registry();
    let first = issue(
        1,
        4,
        &[("签订", "jia", number(3)), ("职工", "jia", number(100))],
    );
    let second = issue(
        2,
        7,
        &[("签订", "jia", number(4)), ("职工", "jia", number(90))],
    );
    let year = over_issues(&metrics, &[0, 1, 2, 3], &[&first, &second]).expect("two issues");
    assert_eq!(together(&metrics, 0, &year, None), Ok(number(7)));
    assert_eq!(together(&metrics, 3, &year, None), Ok(number(90)));
}

#[test]
fn a_number_is_quoted_with_what_it_is_compared_with() {
    let (metrics, units) = (registry(), units());
    let before = issue(
        1,
        4,
        &[("签订", "jia", number(36)), ("建会", "jia", number(40))],
    );
    let now = issue(
        2,
        7,
        &[
            ("签订", "jia", number(38)),
            ("建会", "jia", number(40)),
            ("签订", "yi", number(38)),
            ("签订", "bing", number(2)),
        ],
    );
    let scene = Scene::new(&metrics, &units, &now, vec![&before]);
    let said = |query: &str, own: Option<usize>| {
        let query = parse(query).expect("a query");
        answer(&scene, &query, own).map(|answer| answer.text)
    };
    let right = [
        ("签订", Some(0), "38"),
        ("签订@yi", None, "38"),
        ("签订.合计", None, "78"),
        ("签订.名次", Some(1), "1"),
        ("签订.名次@bing", None, "3"),
        ("签订.最高", None, "jia、yi"),
        ("签订.后一", None, "bing"),
        ("签订.较上期", Some(0), "增加2家"),
        ("签订.合计.环比", None, "增长116.7%"),
        ("建制率", Some(0), "95.0%"),
        ("建制率.较上期", Some(0), "提高5.0个百分点"),
        ("得分", Some(0), "19.0"),
        ("签订.累计", Some(0), "74"),
        ("签订.报数单位数", None, "3"),
    ];
    for (query, own, text) in right {
        assert_eq!(said(query, own).as_deref(), Ok(text), "{query}");
    }
    for (query, own) in [
        ("签订", None),
        ("签订", Some(3)),
        ("签订.较上期", Some(1)),
        ("签订.同比", Some(0)),
        ("签订.完成率", Some(0)),
        ("签订.冠军", None),
        ("签约", None),
        ("签订@geng", None),
    ] {
        assert!(said(query, own).is_err(), "{query}");
    }
}

#[test]
fn what_fewer_may_read_is_not_told_as_a_difference() {
    let (metrics, units) = (registry(), units());
    let hidden = issue(1, 4, &[("签订", "jia", number(36))]);
    let now = issue(2, 7, &[("签订", "jia", number(38))]);
    let mut scene = Scene::new(&metrics, &units, &now, Vec::new());
    scene.withheld = vec![&hidden];
    for query in ["签订.上期", "签订.较上期", "签订.环比", "签订.累计"] {
        let query = parse(query).expect("a query");
        assert!(answer(&scene, &query, Some(0)).is_err(), "{query:?}");
    }
}

/// Values of 签订, 建会, 职工, 满意度 and 平均分 for some of the units, in thousandths.
fn reported() -> impl Strategy<Value = Vec<Option<[u32; 5]>>> {
    let unit = proptest::option::of(proptest::array::uniform5(0_u32..100_000));
    proptest::collection::vec(unit, UNITS.len())
}

proptest! {
    /// Sums, means, weighted means and ratios are those of whole numbers, multiplied out.
    #[test]
    fn totals_are_those_of_an_independent_calculation(values in reported()) {
        let metrics = registry();
        let names = ["签订", "建会", "职工", "满意度", "平均分"];
        let mut typed = Vec::new();
        for (unit, values) in UNITS.iter().zip(&values) {
            for (name, value) in names.iter().zip(values.iter().flatten()) {
                typed.push((*name, *unit, Decimal::new(i64::from(*value), 3)));
            }
        }
        let figures = issue(1, 4, &typed);
        let known: Vec<[u128; 5]> = values.iter().flatten().map(|v| v.map(u128::from)).collect();
        let sum = |place: usize| known.iter().map(|v| v[place]).sum::<u128>();
        let exact = |above: u128, below: u128| {
            let (above, below) = (i128::try_from(above).unwrap(), i128::try_from(below).unwrap());
            Decimal::from_i128_with_scale(above, 0) / Decimal::from_i128_with_scale(below, 0)
        };
        let near = |outcome: Result<Decimal, NoNumber>, wanted: Decimal| {
            let value = outcome.expect("a number");
            (value - wanted).abs() < Decimal::new(1, 12)
        };
        if known.is_empty() {
            prop_assert_eq!(together(&metrics, 0, &figures, None), Err(NoNumber::NoValue));
            return Ok(());
        }
        prop_assert!(near(together(&metrics, 0, &figures, None), exact(sum(0), 1000)));
        let count = u128::try_from(known.len()).unwrap();
        prop_assert!(near(together(&metrics, 5, &figures, None), exact(sum(4), 1000 * count)));
        let ratio = together(&metrics, 2, &figures, None);
        match sum(1) {
            0 => prop_assert_eq!(ratio, Err(NoNumber::ZeroDenominator)),
            below => prop_assert!(near(ratio, exact(100 * sum(0), below))),
        }
        let weighted = together(&metrics, 4, &figures, None);
        let products: u128 = known.iter().map(|v| v[2] * v[3]).sum();
        match sum(2) {
            0 => prop_assert_eq!(weighted, Err(NoNumber::ZeroDenominator)),
            below => prop_assert!(near(weighted, exact(products, 1000 * below))),
        }
    }
}
