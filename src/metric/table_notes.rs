//! What has to be said under a table of figures.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::ended::Fate;
use super::query::Property;
use super::rank::ranking;
use super::scene::Scene;
use super::table_request::{RowKind, TableColumn, TableRequest};
use super::{Aggregation, IssueFigures, words};

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
    lines.extend(merged(scene, asked));
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
        let others = scene.other_units(*index, before, None);
        add_new(&mut gone, others.gone);
        add_new(&mut come, others.come);
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

fn add_new<'n>(known: &mut Vec<&'n str>, names: Vec<&'n str>) {
    for name in names {
        if !known.contains(&name) {
            known.push(name);
        }
    }
}

/// What of units that are no longer there is in the figures of earlier issues: added to those of the units that they have become, or in the totals alone.
fn merged(scene: &Scene<'_>, asked: &TableRequest) -> Vec<String> {
    if matches!(asked.rows, RowKind::Issues) {
        return Vec::new();
    }
    let mut added: BTreeMap<&str, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    let used = before_now(scene, asked);
    let joined = used.iter().flat_map(|(index, issues, _)| {
        issues
            .iter()
            .flat_map(|issue| scene.joined_in(*index, issue))
    });
    for joined in joined {
        let (from, missing) = added.entry(&joined.to).or_default();
        add_new(from, vec![scene.name_of(&joined.from)]);
        add_new(
            missing,
            joined
                .missing
                .iter()
                .map(|code| scene.name_of(code))
                .collect(),
        );
    }
    let mut lines: Vec<String> = Vec::new();
    for (to, (from, missing)) in added {
        let to = scene.name_of(to);
        let missing = match missing.as_slice() {
            [] => String::new(),
            names => format!("，有的期没有{}的数", names.join("、")),
        };
        lines.push(format!(
            "{to}以前各期的数含并入的{}{missing}。",
            from.join("、")
        ));
    }
    for words in apart(scene, asked) {
        lines.push(format!("{words}。"));
    }
    lines
}

/// What of units that are no longer there is in the totals of earlier issues and in no row, in words.
pub(super) fn apart(scene: &Scene<'_>, asked: &TableRequest) -> Vec<String> {
    if matches!(asked.rows, RowKind::Issues) {
        return Vec::new();
    }
    let mut lines: Vec<String> = Vec::new();
    for (index, issues, year) in before_now(scene, asked) {
        let Some(metric) = scene.metrics.get(index) else {
            continue;
        };
        for issue in issues.into_iter().chain(year) {
            for ended in scene.ended_units(index, issue) {
                let (name, metric) = (ended.name, &metric.name);
                let line = match ended.fate {
                    Fate::Merged(to) => {
                        format!(
                            "“{metric}”不能相加，{}以前各期的数不含并入的{name}",
                            scene.name_of(to)
                        )
                    }
                    Fate::Split(parts) => {
                        let parts: Vec<&str> =
                            parts.iter().map(|part| scene.name_of(part)).collect();
                        format!("{name}的数没有分给{}，只在合计里", parts.join("、"))
                    }
                    Fate::Gone => format!("合计含已经撤销的{name}以前的数，各行里没有"),
                };
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
    }
    lines
}

/// For each metric of a table the issues before this one that it shows figures of, and those of the year together where it shows them. What has been added up over
/// the year is no longer in any issue: stocks of units that are gone are forgotten there.
type BeforeNow<'s> = Vec<(usize, Vec<&'s IssueFigures>, Option<&'s IssueFigures>)>;

fn before_now<'s>(scene: &'s Scene<'_>, asked: &TableRequest) -> BeforeNow<'s> {
    use Property as P;
    let has = |wanted: &[Property]| {
        let mut columns = asked.columns.iter();
        columns
            .any(|column| matches!(column, TableColumn::Of(property) if wanted.contains(property)))
    };
    let previous = has(&[P::Previous, P::SincePrevious, P::GrowthSincePrevious]);
    let year_before = has(&[P::YearBefore, P::SinceYearBefore, P::GrowthSinceYearBefore]);
    let so_far = has(&[P::YearSoFar, P::YearCompletion]);
    let metrics = asked.metrics.iter().copied();
    metrics
        .map(|index| {
            let mut issues: Vec<&IssueFigures> = Vec::new();
            if previous {
                issues.extend(scene.previous(index).ok().flatten());
            }
            if year_before {
                issues.extend(scene.year_before(index).ok().flatten());
            }
            if asked.columns.contains(&TableColumn::Issues) {
                issues.extend(scene.issues(asked.issue_count));
            }
            let year = so_far.then(|| scene.year_so_far(index).ok()).flatten();
            if year.is_some()
                && scene
                    .metrics
                    .get(index)
                    .is_some_and(|metric| metric.aggregation != Aggregation::Last)
            {
                issues.extend(scene.issues_of_year());
            }
            issues.retain(|issue| issue.id != scene.now.id);
            (index, issues, year)
        })
        .collect()
}
