//! How a value stands to its target (目标).

use rust_decimal::Decimal;

use super::{Direction, Metric};

/// Whether `value` is at least as good as `target`.
#[must_use]
pub fn reaches(metric: &Metric, value: Decimal, target: Decimal) -> bool {
    match metric.better {
        Direction::Higher => value >= target,
        Direction::Lower => value <= target,
    }
}

/// What is missing to `target`; 0 where it is reached.
#[must_use]
pub(super) fn shortfall(metric: &Metric, value: Decimal, target: Decimal) -> Decimal {
    let missing = match metric.better {
        Direction::Higher => target - value,
        Direction::Lower => value - target,
    };
    missing.max(Decimal::ZERO)
}
