//! Adding up: the value of a unit, of several units together, and over several issues.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::figures::MetricFigures;
use super::registry::ScorePart;
use super::{Aggregation, Amount, IssueFigures, Metric, MetricRegistry, ReportedAmount};

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// Nothing was reported.
    NoValue,
    /// The numerator was reported and the denominator was not.
    NoDenominator,
    /// The denominator is 0.
    ZeroDenominator,
    /// The number is too large to be computed with.
    TooLarge,
}

/// A value, or why there is none.
pub type Computation = Result<Decimal, NoNumber>;

/// The value of the metric at `index` for the unit of the code `unit`; without a unit, what the office itself says.
///
/// # Errors
/// Why there is none.
pub fn of_unit(
    metrics: &MetricRegistry,
    index: usize,
    figures: &IssueFigures,
    unit: Option<&str>,
) -> Computation {
    let metric = metrics.get(index).ok_or(NoNumber::NoValue)?;
    if !metric.is_derived() {
        return reported(metric, figures, unit);
    }
    computed(metrics, index, figures, unit, &mut BTreeMap::new())
}

/// What was reported of the metric itself.
fn reported(metric: &Metric, figures: &IssueFigures, unit: Option<&str>) -> Computation {
    let figure = figures.get(&metric.code, unit).ok_or(NoNumber::NoValue)?;
    // A day that is there counts as one.
    Ok(figure.amount.number().unwrap_or(Decimal::ONE))
}

/// As [`of_unit`]. What is computed is kept in `known`: a metric that several are made of is computed once. The register admits no circles and no more than a
/// few layers.
fn computed(
    metrics: &MetricRegistry,
    index: usize,
    figures: &IssueFigures,
    unit: Option<&str>,
    known: &mut BTreeMap<usize, Computation>,
) -> Computation {
    if let Some(known) = known.get(&index) {
        return *known;
    }
    let metric = metrics.get(index).ok_or(NoNumber::NoValue)?;
    let own = |metric| reported(metric, figures, unit);
    let value = match &metric.aggregation {
        Aggregation::Ratio {
            numerator,
            denominator,
        } => {
            let numerator = computed(metrics, *numerator, figures, unit, known);
            let denominator = computed(metrics, *denominator, figures, unit, known);
            match (numerator, denominator) {
                (Ok(numerator), Ok(denominator)) => quotient(metric, numerator, denominator),
                (Ok(_), Err(_)) => own(metric).map_err(|_| NoNumber::NoDenominator),
                (Err(_), _) => own(metric),
            }
        }
        Aggregation::Score(parts) => {
            let value = |part| computed(metrics, part, figures, unit, known);
            match score(parts, value) {
                Ok(None) => own(metric),
                Ok(Some(sum)) => Ok(sum),
                Err(gap) => Err(gap),
            }
        }
        Aggregation::Sum
        | Aggregation::Mean
        | Aggregation::WeightedMean { .. }
        | Aggregation::Last
        | Aggregation::Count
        | Aggregation::Day => own(metric),
    };
    known.insert(index, value);
    value
}

/// The points of all parts that have a value, as `value` has it; none where no part has one.
fn score(
    parts: &[ScorePart],
    mut value: impl FnMut(usize) -> Computation,
) -> Result<Option<Decimal>, NoNumber> {
    let mut sum = None;
    for part in parts {
        let Ok(value) = value(part.metric) else {
            continue;
        };
        let points = value.checked_mul(part.points).ok_or(NoNumber::TooLarge)?;
        let points = part.cap.map_or(points, |cap| points.min(cap));
        let before: Decimal = sum.unwrap_or_default();
        sum = Some(before.checked_add(points).ok_or(NoNumber::TooLarge)?);
    }
    Ok(sum)
}

/// The value of the metric at `index` for several units together: those of these codes, or all that reported. Where no unit reported, what the office itself
/// says of all.
///
/// # Errors
/// Why there is none.
pub fn together(
    metrics: &MetricRegistry,
    index: usize,
    figures: &IssueFigures,
    units: Option<&[&str]>,
) -> Computation {
    let computed = computed_together(metrics, index, figures, units);
    match units {
        None if computed == Err(NoNumber::NoValue) => of_unit(metrics, index, figures, None),
        _ => computed,
    }
}

fn computed_together(
    metrics: &MetricRegistry,
    index: usize,
    figures: &IssueFigures,
    units: Option<&[&str]>,
) -> Computation {
    let metric = metrics.get(index).ok_or(NoNumber::NoValue)?;
    let values = |index: usize| values(metrics, index, figures, units);
    match &metric.aggregation {
        Aggregation::Sum | Aggregation::Last | Aggregation::Count | Aggregation::Day => {
            sum(values(index).into_iter().map(|(_, value)| value))
        }
        Aggregation::Mean | Aggregation::Score(_) => {
            let values = values(index);
            let count = Decimal::from(values.len());
            let sum = sum(values.into_iter().map(|(_, value)| value))?;
            sum.checked_div(count).ok_or(NoNumber::NoValue)
        }
        Aggregation::WeightedMean { weight } => weighted(&values(index), &values(*weight)),
        Aggregation::Ratio {
            numerator,
            denominator,
        } => {
            let (above, below) = (values(*numerator), values(*denominator));
            // Only units of which both are known: with a numerator more, the ratio of all would not be that of those.
            let both = |units: &[(&str, Decimal)], others: &[(&str, Decimal)]| {
                let is_there = |unit: &str| {
                    others
                        .binary_search_by(|(other, _)| (*other).cmp(unit))
                        .is_ok()
                };
                let kept = units.iter().filter(|(unit, _)| is_there(unit));
                sum(kept.map(|(_, value)| *value))
            };
            match (both(&above, &below), both(&below, &above)) {
                (Ok(above), Ok(below)) => quotient(metric, above, below),
                _ if !above.is_empty() => Err(NoNumber::NoDenominator),
                _ => Err(NoNumber::NoValue),
            }
        }
    }
}

/// The values of the units that have one, by their codes in order.
#[must_use]
pub fn values<'f>(
    metrics: &MetricRegistry,
    index: usize,
    figures: &'f IssueFigures,
    units: Option<&[&str]>,
) -> Vec<(&'f str, Decimal)> {
    let mut codes: Vec<&str> = Vec::new();
    for source in sources(metrics, index) {
        if let Some(of_metric) = metrics
            .get(source)
            .and_then(|metric| figures.of_metric.get(&metric.code))
        {
            codes.extend(of_metric.of_unit.keys().map(String::as_str));
        }
    }
    codes.sort_unstable();
    codes.dedup();
    codes
        .into_iter()
        .filter(|code| units.is_none_or(|units| units.contains(code)))
        .filter_map(|code| Some((code, of_unit(metrics, index, figures, Some(code)).ok()?)))
        .collect()
}

/// The metric itself, and those that it is computed from.
#[must_use]
pub fn sources(metrics: &MetricRegistry, index: usize) -> Vec<usize> {
    let mut all = vec![index];
    let mut is_known = vec![false; metrics.metrics.len()];
    if let Some(known) = is_known.get_mut(index) {
        *known = true;
    }
    let mut next = 0;
    while let Some(index) = all.get(next).copied() {
        next += 1;
        let more: Vec<usize> = match metrics.get(index).map(|metric| &metric.aggregation) {
            Some(Aggregation::Ratio {
                numerator,
                denominator,
            }) => vec![*numerator, *denominator],
            Some(Aggregation::Score(parts)) => parts.iter().map(|part| part.metric).collect(),
            _ => Vec::new(),
        };
        for source in more {
            if let Some(known) = is_known.get_mut(source)
                && !std::mem::replace(known, true)
            {
                all.push(source);
            }
        }
    }
    all
}

/// As [`sources`], and those that they are weighed by.
#[must_use]
pub fn inputs(metrics: &MetricRegistry, index: usize) -> Vec<usize> {
    let mut all = sources(metrics, index);
    let weights = all
        .iter()
        .filter_map(|index| match metrics.get(*index)?.aggregation {
            Aggregation::WeightedMean { weight } => Some(weight),
            _ => None,
        });
    let weights: Vec<usize> = weights.collect();
    all.extend(weights);
    all.sort_unstable();
    all.dedup();
    all
}

fn sum(values: impl Iterator<Item = Decimal>) -> Computation {
    let mut sum = None;
    for value in values {
        let before: Decimal = sum.unwrap_or_default();
        sum = Some(before.checked_add(value).ok_or(NoNumber::TooLarge)?);
    }
    sum.ok_or(NoNumber::NoValue)
}

/// The mean of `values`, each counting as often as its weight says; both by unit.
fn weighted(values: &[(&str, Decimal)], weights: &[(&str, Decimal)]) -> Computation {
    let mut total = Decimal::ZERO;
    let mut weight_sum = Decimal::ZERO;
    let mut any = false;
    for (unit, value) in values {
        let Ok(place) = weights.binary_search_by(|(other, _)| (*other).cmp(unit)) else {
            continue;
        };
        let weight = weights[place].1;
        any = true;
        let product = value.checked_mul(weight).ok_or(NoNumber::TooLarge)?;
        total = total.checked_add(product).ok_or(NoNumber::TooLarge)?;
        weight_sum = weight_sum.checked_add(weight).ok_or(NoNumber::TooLarge)?;
    }
    match (any, values.is_empty()) {
        (true, _) if weight_sum.is_zero() => Err(NoNumber::ZeroDenominator),
        (true, _) => total.checked_div(weight_sum).ok_or(NoNumber::TooLarge),
        (false, true) => Err(NoNumber::NoValue),
        (false, false) => Err(NoNumber::NoDenominator),
    }
}

fn quotient(metric: &Metric, numerator: Decimal, denominator: Decimal) -> Computation {
    if denominator.is_zero() {
        return Err(NoNumber::ZeroDenominator);
    }
    let scaled = numerator
        .checked_mul(metric.scale())
        .ok_or(NoNumber::TooLarge)?;
    scaled.checked_div(denominator).ok_or(NoNumber::TooLarge)
}

/// The figures of several issues as those of one, the oldest first: what flows is added up, what stands is the last, a mean is that of the values, and what
/// was done once is done. Only the metrics `asked` for are worked out. Nothing where there is no issue.
#[must_use]
pub fn over_issues(
    metrics: &MetricRegistry,
    asked: &[usize],
    issues: &[&IssueFigures],
) -> Option<IssueFigures> {
    let last = issues.last()?;
    let mut merged = IssueFigures::new(last.id.clone(), last.date);
    for metric in asked.iter().filter_map(|index| metrics.get(*index)) {
        let mut of_metric = MetricFigures::default();
        let all: Vec<&MetricFigures> = issues
            .iter()
            .filter_map(|issue| issue.of_metric.get(&metric.code))
            .collect();
        of_metric.whole = merge(metric, all.iter().filter_map(|one| one.whole.as_ref()));
        let mut units: BTreeMap<&String, Vec<&ReportedAmount>> = BTreeMap::new();
        for (unit, figure) in all.iter().flat_map(|one| &one.of_unit) {
            units.entry(unit).or_default().push(figure);
        }
        for (unit, figures) in units {
            if let Some(figure) = merge(metric, figures.into_iter()) {
                of_metric.of_unit.insert(unit.clone(), figure);
            }
        }
        if of_metric != MetricFigures::default() {
            merged.of_metric.insert(metric.code.clone(), of_metric);
        }
    }
    Some(merged)
}

fn merge<'f>(
    metric: &Metric,
    figures: impl Iterator<Item = &'f ReportedAmount>,
) -> Option<ReportedAmount> {
    let figures: Vec<&ReportedAmount> = figures.collect();
    let last = figures.last()?;
    let numbers = || figures.iter().filter_map(|figure| figure.amount.number());
    let amount = match metric.aggregation {
        Aggregation::Sum => Amount::Number(sum(numbers()).ok()?),
        Aggregation::Mean | Aggregation::WeightedMean { .. } => {
            let count = Decimal::from(numbers().count());
            Amount::Number(sum(numbers()).ok()?.checked_div(count)?)
        }
        Aggregation::Count => Amount::Done(
            figures
                .iter()
                .any(|figure| figure.amount == Amount::Done(true)),
        ),
        Aggregation::Day => figures.first()?.amount,
        // A ratio or a score that was typed as such cannot be added up; the last one stands.
        Aggregation::Last | Aggregation::Ratio { .. } | Aggregation::Score(_) => last.amount,
    };
    Some(ReportedAmount {
        amount,
        digits: last.digits,
        place: last.place.clone(),
    })
}
