//! What has to be said under a table of figures.

use rust_decimal::Decimal;

use super::query::Property;
use super::rank::ranking;
use super::scene::Scene;
use super::table_request::{TableColumn, TableRequest};
use super::{Aggregation, words};

/// What has to be said under a table: how ties count, and that shares may not add up.
pub(super) fn note(scene: &Scene<'_>, asked: &TableRequest) -> Option<String> {
    let has = |property: Property| asked.columns.contains(&TableColumn::Of(property));
    let mut lines: Vec<String> = Vec::new();
    if has(Property::Rank) || has(Property::RankInCategory) {
        let tied = asked.metrics.iter().find_map(|index| {
            let metric = scene.metrics.get(*index)?;
            let ranked = ranking(
                scene.values(*index, None),
                metric.better,
                metric.dense_ranks,
            );
            ranked
                .iter()
                .any(|ranked| ranked.tied)
                .then_some(metric.dense_ranks)
        });
        match tied {
            Some(true) => lines.push("数值相同的名次并列，其后的名次接着数。".to_owned()),
            Some(false) => lines.push("数值相同的名次并列，其后的名次空出并列的位数。".to_owned()),
            None => {}
        }
    }
    let points = asked.columns.iter().any(|column| {
        matches!(
            column,
            TableColumn::Of(
                Property::SincePrevious
                    | Property::SinceYearBefore
                    | Property::GrowthSincePrevious
                    | Property::GrowthSinceYearBefore
            )
        )
    });
    let shares = asked
        .metrics
        .iter()
        .filter_map(|index| scene.metrics.get(*index));
    let shares: Vec<&str> = shares
        .filter(|metric| metric.is_share())
        .map(|metric| metric.name.as_str())
        .collect();
    if points && !shares.is_empty() {
        lines.push(format!("{}的增减为百分点。", shares.join("、")));
    }
    if points && asked.total {
        lines.extend(others(scene, asked));
    }
    if has(Property::Light) {
        let lights = asked.metrics.iter().filter_map(|index| {
            let metric = scene.metrics.get(*index)?;
            Some(metric.lights?.words(metric))
        });
        let lights: Vec<String> = lights.collect();
        if !lights.is_empty() {
            lines.push(format!("{}。", lights.join("；")));
        }
    }
    if has(Property::Share) && !asked.exact_shares {
        let rounded_sum = |index: &usize| {
            let values = scene.values(*index, None);
            let whole = scene.together(*index, None).ok()?;
            let shares = values
                .iter()
                .map(|(_, value)| words::percent(*value, whole));
            let shares: Option<Vec<Decimal>> = shares
                .map(|share| Some(words::rounded(share?, words::SHARE_DECIMALS)))
                .collect();
            Some(shares?.into_iter().sum::<Decimal>())
        };
        let off = asked.metrics.iter().filter_map(rounded_sum);
        if off.into_iter().any(|sum| sum != Decimal::ONE_HUNDRED) {
            lines.push("因四舍五入，占比合计可能不等于100%。".to_owned());
        }
    }
    (!lines.is_empty()).then(|| match lines.as_slice() {
        [one] => one.clone(),
        several => several
            .iter()
            .enumerate()
            .map(|(index, line)| format!("{}. {line}", index + 1))
            .collect::<Vec<_>>()
            .join("\n"),
    })
}

/// What the totals are not of: units that reported before and not now, or the other way round, where totals are compared.
fn others(scene: &Scene<'_>, asked: &TableRequest) -> Option<String> {
    let (mut gone, mut come): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for index in &asked.metrics {
        let metric = scene.metrics.get(*index)?;
        let adds_up = matches!(metric.aggregation, Aggregation::Sum | Aggregation::Last);
        let before = scene.previous(*index).ok().flatten();
        let Some(before) = before.filter(|_| adds_up) else {
            continue;
        };
        let (g, c) = scene.other_units(*index, before, None);
        gone.extend(
            g.into_iter()
                .filter(|name| !gone.contains(name))
                .collect::<Vec<_>>(),
        );
        come.extend(
            c.into_iter()
                .filter(|name| !come.contains(name))
                .collect::<Vec<_>>(),
        );
    }
    match (gone.is_empty(), come.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("本期合计不含没有报的{}。", gone.join("、"))),
        (true, false) => Some(format!("上期合计不含没有报的{}。", come.join("、"))),
        (false, false) => Some(format!(
            "本期合计不含没有报的{}，上期合计不含没有报的{}。",
            gone.join("、"),
            come.join("、")
        )),
    }
}
