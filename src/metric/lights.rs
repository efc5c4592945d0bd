//! Red, yellow and green (亮灯): how a value stands to the thresholds of its metric.

use rust_decimal::Decimal;

use super::registry::{Direction, LightBasis, Metric, SignalThresholds};
use super::words;
use crate::model::SignalLight;

/// The numbers that a light may stand for, each worked out when it is asked for.
pub(super) struct LightNumbers<'n, E> {
    /// The value of this issue.
    pub(super) now: &'n dyn Fn() -> Result<Decimal, E>,
    /// That of the year so far.
    pub(super) year_so_far: &'n dyn Fn() -> Result<Decimal, E>,
    /// What is to be reached.
    pub(super) target: &'n dyn Fn() -> Result<Decimal, E>,
    /// What to say where that is 0.
    pub(super) zero_target: &'n dyn Fn() -> E,
}

impl LightBasis {
    /// Each with its word.
    pub const WORDS: &[(Self, &str)] = &[
        (Self::Now, "本期"),
        (Self::YearSoFar, "累计"),
        (Self::Completion, "完成率"),
        (Self::YearCompletion, "累计完成率"),
    ];

    /// Whether it is a share of the target, of which more is always better.
    #[must_use]
    pub fn is_completion(self) -> bool {
        matches!(self, Self::Completion | Self::YearCompletion)
    }

    /// Whether it is of the year so far, not of one issue.
    #[must_use]
    pub fn is_of_year(self) -> bool {
        matches!(self, Self::YearSoFar | Self::YearCompletion)
    }

    fn word(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        let own = words.find(|(basis, _)| *basis == self);
        own.map_or("", |(_, word)| *word)
    }
}

impl SignalThresholds {
    /// The light of what `numbers` say, rounded as it is printed: `decimals` is how many digits follow the point of a value of the metric.
    ///
    /// # Errors
    /// Those of `numbers`.
    pub(super) fn light_of<E>(
        &self,
        metric: &Metric,
        decimals: u32,
        numbers: &LightNumbers<'_, E>,
    ) -> Result<SignalLight, E> {
        let plain = |value: Decimal| words::rounded(value, decimals);
        let share = |value: Decimal| {
            let share = words::percent(value, (numbers.target)()?);
            let share = share.ok_or_else(|| (numbers.zero_target)())?;
            Ok(words::rounded(share, words::SHARE_DECIMALS))
        };
        let value = match self.basis {
            LightBasis::Now => plain((numbers.now)()?),
            LightBasis::YearSoFar => plain((numbers.year_so_far)()?),
            LightBasis::Completion => share((numbers.now)()?)?,
            LightBasis::YearCompletion => share((numbers.year_so_far)()?)?,
        };
        Ok(self.light(metric, value))
    }

    /// The light of `value`, which is that of the basis as it is printed.
    #[must_use]
    pub fn light(&self, metric: &Metric, value: Decimal) -> SignalLight {
        let lower = metric.better == Direction::Lower && !self.basis.is_completion();
        let reaches = |threshold: Decimal| match lower {
            true => value <= threshold,
            false => value >= threshold,
        };
        if reaches(self.green) {
            SignalLight::Green
        } else if reaches(self.yellow) {
            SignalLight::Yellow
        } else {
            SignalLight::Red
        }
    }

    /// The rule, for the note under a table: `建会率85%及以上绿灯，80%及以上黄灯，其余红灯`.
    #[must_use]
    pub fn words(&self, metric: &Metric) -> String {
        let lower = metric.better == Direction::Lower && !self.basis.is_completion();
        let side = if lower { "及以下" } else { "及以上" };
        let (what, measure) = match self.basis {
            LightBasis::Now => (String::new(), metric.measure.as_str()),
            LightBasis::YearSoFar => (self.basis.word().to_owned(), metric.measure.as_str()),
            LightBasis::Completion | LightBasis::YearCompletion => {
                (self.basis.word().to_owned(), "%")
            }
        };
        format!(
            "{}{what}{}{measure}{side}绿灯，{}{measure}{side}黄灯，其余红灯",
            metric.name, self.green, self.yellow
        )
    }
}
