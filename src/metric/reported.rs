//! What an issue shows of its figures, unit by unit.

use super::scene::Scene;
use super::words;
use crate::model::ReportedMetric;

/// The values of `metrics` (indices into the register), as they are printed. A metric that nobody reported is left out, and so is one whose values are no
/// numbers.
#[must_use]
pub fn reported(scene: &Scene<'_>, metrics: &[usize]) -> Vec<ReportedMetric> {
    let of = |index: &usize| {
        let metric = scene
            .metrics
            .get(*index)
            .filter(|metric| metric.is_number())?;
        let decimals = scene.decimals(*index);
        let values: Vec<(String, String)> = scene
            .values(*index, None)
            .into_iter()
            .map(|(unit, value)| {
                let printed = words::value(metric, value, decimals);
                (scene.code(unit).to_owned(), printed)
            })
            .collect();
        (!values.is_empty()).then(|| ReportedMetric {
            name: metric.name.clone(),
            measure: if metric.is_share() {
                String::new()
            } else {
                metric.measure.clone()
            },
            values,
        })
    };
    metrics.iter().filter_map(of).collect()
}
