//! How many digits follow the point of a number that is printed (小数): as many as the register says, or as many as the most exact of the numbers has that it is
//! made of or stands beside, so that 12.5 is not printed as 13 because this issue has whole numbers.

use rust_decimal::Decimal;

use super::query::Property;
use super::{Aggregation, IssueFigures, Scene, words};

impl Scene<'_> {
    /// How many digits follow the point of every value of a metric in this issue: as many as the register says, or one for what is computed, or as many as
    /// the most exact of the reported values has.
    #[must_use]
    pub fn decimals(&self, metric: usize) -> u32 {
        self.decimals_over(metric, &[self.now])
    }

    /// As [`Scene::decimals`], where the values of several issues stand beside one another.
    #[must_use]
    pub fn decimals_over(&self, metric: usize, issues: &[&IssueFigures]) -> u32 {
        let Some(metric) = self.metrics.get(metric) else {
            return 0;
        };
        let reported = || {
            let figures = issues
                .iter()
                .filter_map(|issue| issue.of_metric.get(&metric.code));
            let all =
                figures.flat_map(|figures| figures.whole.iter().chain(figures.of_unit.values()));
            all.map(|one| one.digits).max().unwrap_or(0)
        };
        metric.decimals.unwrap_or_else(|| match metric.aggregation {
            Aggregation::Ratio { .. } | Aggregation::Score(_) => words::SHARE_DECIMALS,
            Aggregation::Mean | Aggregation::WeightedMean { .. } => {
                reported().max(words::SHARE_DECIMALS)
            }
            Aggregation::Sum | Aggregation::Last | Aggregation::Count | Aggregation::Day => {
                reported()
            }
        })
    }

    /// As [`Scene::decimals`], of what `property` says, which looks at other issues too.
    #[must_use]
    pub fn decimals_of(&self, metric: usize, property: Property) -> u32 {
        use Property as P;
        let mut issues = vec![self.now];
        match property {
            P::Previous | P::SincePrevious | P::GrowthSincePrevious => {
                issues.extend(self.previous(metric).ok().flatten());
            }
            P::YearBefore | P::SinceYearBefore | P::GrowthSinceYearBefore => {
                issues.extend(self.year_before(metric).ok().flatten());
            }
            P::YearSoFar | P::YearCompletion => issues.extend(self.issues_of_year()),
            _ => {}
        }
        self.decimals_over(metric, &issues)
    }

    /// As [`Scene::decimals`], of a target (目标) or of what lacks to it: never fewer than the target has where it is registered.
    #[must_use]
    pub fn decimals_to(&self, metric: usize, target: Decimal) -> u32 {
        self.decimals(metric).max(words::digits(target))
    }
}
