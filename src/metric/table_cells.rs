//! What stands in the cells of a table of figures.

use rust_decimal::Decimal;

use super::aggregate::{Computation, of_unit};
use super::lights::LightNumbers;
use super::query::Property;
use super::rank::ranking;
use super::reply::DASH;
use super::scene::{Scene, Units};
use super::table_request::{Row, RowKind, RowUnits, TableColumn, TableRequest};
use super::targets::shortfall;
use super::{Direction, IssueFigures, words};

/// What a row shows in the columns of one kind.
pub(super) fn shown(
    scene: &Scene<'_>,
    asked: &TableRequest,
    index: usize,
    column: TableColumn,
    row: &Row,
    issues: &[&IssueFigures],
) -> Vec<String> {
    let dash = || DASH.to_owned();
    let now = match row.units {
        RowUnits::Issue(place) => issues.get(place).copied().unwrap_or(scene.now),
        _ => scene.now,
    };
    let is_over_issues = matches!(row.units, RowUnits::Issue(_)) || column == TableColumn::Issues;
    let decimals = match is_over_issues {
        true => scene.decimals_over(index, issues),
        false => scene.decimals(index),
    };
    let in_words = |value: Computation| {
        let metric = scene.metrics.get(index)?;
        Some(words::value(metric, value.ok()?, decimals))
    };
    match column {
        TableColumn::Now => {
            if let RowUnits::One(unit) = row.units
                && let Some(metric) = scene
                    .metrics
                    .get(index)
                    .filter(|metric| !metric.is_number())
                && let Some(reported) = now.get(&metric.code, Some(scene.code(unit)))
            {
                return vec![words::amount(metric, reported.amount, 0)];
            }
            vec![in_words(value(scene, index, row, now)).unwrap_or_else(dash)]
        }
        TableColumn::Issues => issues
            .iter()
            .map(|issue| in_words(value(scene, index, row, issue)).unwrap_or_else(dash))
            .collect(),
        TableColumn::Of(property) => {
            vec![of_property(scene, asked, index, property, row).unwrap_or_else(dash)]
        }
    }
}

pub(super) fn value(
    scene: &Scene<'_>,
    index: usize,
    row: &Row,
    figures: &IssueFigures,
) -> Computation {
    match &row.units {
        RowUnits::One(unit) => of_unit(scene.metrics, index, figures, Some(scene.code(*unit))),
        RowUnits::Some(units) => scene.together_in(index, figures, Some(units)),
        RowUnits::All | RowUnits::Issue(_) => scene.together_in(index, figures, None),
    }
}

pub(super) fn of_property(
    scene: &Scene<'_>,
    asked: &TableRequest,
    index: usize,
    property: Property,
    row: &Row,
) -> Option<String> {
    use Property as P;
    let metric = scene.metrics.get(index)?;
    let decimals = scene.decimals_of(index, property);
    let now = || value(scene, index, row, scene.now).ok();
    let before = || value(scene, index, row, scene.previous(index).ok()??).ok();
    let year_before = || value(scene, index, row, scene.year_before(index).ok()??).ok();
    let year_so_far = || value(scene, index, row, scene.year_so_far(index).ok()?).ok();
    let plain = |value: Decimal| words::value(metric, value, decimals);
    let percent = |share: Decimal| format!("{}%", words::plain(share, words::SHARE_DECIMALS));
    let target = || {
        scene.target(
            index,
            match &row.units {
                RowUnits::One(unit) => Units::One(*unit),
                RowUnits::Some(units) => Units::Some(units),
                RowUnits::All | RowUnits::Issue(_) => Units::All,
            },
        )
    };
    match property {
        P::Previous => before().map(plain),
        P::YearBefore => year_before().map(plain),
        P::SincePrevious => Some(signed_difference(now()?, before()?, decimals)),
        P::SinceYearBefore => Some(signed_difference(now()?, year_before()?, decimals)),
        P::GrowthSincePrevious if metric.is_share() => {
            Some(signed_difference(now()?, before()?, decimals))
        }
        P::GrowthSinceYearBefore if metric.is_share() => {
            Some(signed_difference(now()?, year_before()?, decimals))
        }
        P::GrowthSincePrevious => signed_growth(now()?, before()?),
        P::GrowthSinceYearBefore => signed_growth(now()?, year_before()?),
        P::YearSoFar => year_so_far().map(plain),
        P::Target => {
            target().map(|target| words::value(metric, target, scene.decimals_to(index, target)))
        }
        // Of what is better when lower nothing is completed.
        P::Completion | P::YearCompletion if metric.better == Direction::Lower => None,
        P::Completion => words::percent(now()?, target()?).map(percent),
        P::YearCompletion => words::percent(year_so_far()?, target()?).map(percent),
        P::Shortfall => {
            let (now, target) = (now()?, target()?);
            let decimals = scene.decimals_to(index, target);
            Some(words::plain(shortfall(metric, now, target), decimals))
        }
        P::Light => {
            let thresholds = metric.lights?;
            let numbers = LightNumbers {
                now: &|| now().ok_or(()),
                year_so_far: &|| year_so_far().ok_or(()),
                target: &|| target().ok_or(()),
                zero_target: &|| (),
            };
            let light = thresholds.light_of(metric, decimals, &numbers).ok()?;
            Some(light.word().to_owned())
        }
        // A rate is no part of a whole.
        P::Share if !metric.adds_up() => None,
        P::Share => {
            let whole = scene.together(index, None).ok()?;
            let exact = match &row.units {
                RowUnits::One(unit) if asked.exact_shares => exact_share(scene, index, *unit),
                RowUnits::Some(units) if asked.exact_shares => {
                    exact_share_of_group(scene, asked, index, units, whole)
                }
                _ => None,
            };
            if let Some(share) = exact {
                return Some(format!("{share}%"));
            }
            words::percent(now()?, whole).map(percent)
        }
        P::Rank | P::RankInCategory => {
            let RowUnits::One(unit) = row.units else {
                return Some(String::new());
            };
            let category = |unit: usize| {
                scene
                    .units
                    .units
                    .get(unit)
                    .and_then(|unit| unit.category.clone())
            };
            let values = scene.values(index, None).into_iter();
            let among = values
                .filter(|(other, _)| property == P::Rank || category(*other) == category(unit));
            let ranked = ranking(among.collect(), metric.better, metric.dense_ranks);
            let own = ranked.iter().find(|ranked| ranked.item == unit)?;
            Some(own.rank.to_string())
        }
        _ => None,
    }
}

/// The share of one unit, so that those of all add up to 100.
fn exact_share(scene: &Scene<'_>, index: usize, unit: usize) -> Option<Decimal> {
    let values = scene.values(index, None);
    let parts: Vec<Decimal> = values.iter().map(|(_, value)| *value).collect();
    let shares = words::shares_of_hundred(&parts, words::SHARE_DECIMALS)?;
    let place = values.iter().position(|(other, _)| *other == unit)?;
    shares.get(place).copied()
}

/// The share of one group, so that those of all add up to 100; none where the groups are not the `whole`.
fn exact_share_of_group(
    scene: &Scene<'_>,
    asked: &TableRequest,
    index: usize,
    own: &[usize],
    whole: Decimal,
) -> Option<Decimal> {
    let RowKind::Groups(_, groups) = &asked.rows else {
        return None;
    };
    let values = groups.iter().map(|(_, units)| {
        let value = scene.together_in(index, scene.now, Some(units));
        value.unwrap_or(Decimal::ZERO)
    });
    let values: Vec<Decimal> = values.collect();
    let mut sum = Decimal::ZERO;
    for value in &values {
        sum = sum.checked_add(*value)?;
    }
    let place = groups.iter().position(|(_, units)| units == own)?;
    let shares =
        words::shares_of_hundred(&values, words::SHARE_DECIMALS).filter(|_| sum == whole)?;
    shares.get(place).copied()
}

/// `+12`, `-3`, `0`: of the printed numbers, so that who subtracts finds the same.
fn signed_difference(now: Decimal, before: Decimal, decimals: u32) -> String {
    signed(
        words::rounded(now, decimals) - words::rounded(before, decimals),
        decimals,
    )
}

/// `+4.0%`; none since 0 or less, where it means nothing.
fn signed_growth(now: Decimal, before: Decimal) -> Option<String> {
    if before.is_sign_negative() {
        return None;
    }
    let by = now.checked_sub(before)?;
    let share = words::percent(by, before.abs())?;
    Some(format!("{}%", signed(share, words::SHARE_DECIMALS)))
}

fn signed(value: Decimal, decimals: u32) -> String {
    let rounded = words::rounded(value, decimals);
    let sign = if rounded.is_zero() || rounded.is_sign_negative() {
        ""
    } else {
        "+"
    };
    format!("{sign}{rounded}")
}
