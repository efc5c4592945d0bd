//! From values to places.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A range of values laid over a range of places, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// `low` at `from` and `high` at `to`.
    pub(super) fn new(low: f64, high: f64, from: f64, to: f64) -> Self {
        // A range of nothing is one of something.
        let high = if high > low { high } else { low + 1.0 };
        Self {
            low,
            high,
            from,
            to,
        }
    }

    /// Where `value` stands.
    pub(super) fn place(&self, value: f64) -> f64 {
        let part = (value - self.low) / (self.high - self.low);
        self.from + part.clamp(0.0, 1.0) * (self.to - self.from)
    }
}

/// A value as a place on a chart needs it.
pub(super) fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// A count, to take a distance so many times.
pub(super) fn times(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

/// The steps of an axis that holds `low` to `high`: 1, 2 or 5 times a power of ten apart, about `count` of them, from at or under `low` to at or over `high`,
/// each with its label.
pub(super) fn steps(low: f64, high: f64, count: u32) -> Vec<(f64, String)> {
    let span = if high > low { high - low } else { 1.0 };
    let rough = span / f64::from(count.max(1));
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * power);
    let first = (low / step + 1e-9).floor();
    let last = (high / step - 1e-9).ceil();
    let decimals = if step >= 1.0 {
        0
    } else {
        (-step.log10() - 1e-9)
            .ceil()
            .max(0.0)
            .to_usize()
            .unwrap_or(0)
    };
    let mut steps = Vec::new();
    let mut at = first;
    while at <= last && steps.len() < 50 {
        let value = at * step;
        // No -0.
        let value = if value == 0.0 { 0.0 } else { value };
        steps.push((value, format!("{value:.decimals$}")));
        at += 1.0;
    }
    steps
}
