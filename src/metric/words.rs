//! Numbers in words, as official texts write them: `95.1%`, `增加12份`, `下降1.2个百分点`. Rounding happens here and nowhere else, halves away from zero (四舍五入).

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Amount, Metric};

/// How many digits follow the point of a percentage of which nobody says it.
pub const SHARE_DECIMALS: u32 = 1;

/// How many digits `value` has behind the point, without zeros at its end.
#[must_use]
pub fn digits(value: Decimal) -> u32 {
    value.normalize().scale()
}

/// `value` as it is printed, rounded.
#[must_use]
pub fn rounded(value: Decimal, decimals: u32) -> Decimal {
    let mut value = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(decimals);
    if value.is_zero() {
        value.set_sign_negative(false);
    }
    value
}

/// `value` with so many digits behind the point.
#[must_use]
pub fn plain(value: Decimal, decimals: u32) -> String {
    rounded(value, decimals).to_string()
}

/// A value of `metric` as a text has it: with its sign where it is a share, and otherwise without its unit of measure.
#[must_use]
pub fn value(metric: &Metric, value: Decimal, decimals: u32) -> String {
    let number = plain(value, decimals);
    let sign = if metric.is_share() {
        metric.measure.as_str()
    } else {
        ""
    };
    format!("{number}{sign}")
}

/// A value as it was reported, where it need not be computed with: a day stays a day.
#[must_use]
pub fn amount(metric: &Metric, amount: Amount, decimals: u32) -> String {
    match amount {
        Amount::Number(number) => value(metric, number, decimals),
        Amount::Done(true) => "是".to_owned(),
        Amount::Done(false) => "否".to_owned(),
        Amount::Day(day) => day.arabic(),
    }
}

/// How `now` differs from `before`, as printed: `增加12份`, `减少3份`, `提高1.2个百分点`, `持平`. The difference is that of the printed numbers, so that readers who
/// subtract find the same.
#[must_use]
pub fn difference(metric: &Metric, now: Decimal, before: Decimal, decimals: u32) -> String {
    let by = rounded(now, decimals) - rounded(before, decimals);
    if by.is_zero() {
        return "持平".to_owned();
    }
    let size = plain(by.abs(), decimals);
    let (up, down, measure) = match metric.measure.as_str() {
        "%" => ("提高", "下降", "个百分点"),
        "‰" => ("提高", "下降", "个千分点"),
        measure => ("增加", "减少", measure),
    };
    let word = if by.is_sign_negative() { down } else { up };
    format!("{word}{size}{measure}")
}

/// By how much `now` has grown since `before`, in hundredths: `增长4.0%`, `下降4.0%`, `持平`; none where `before` is 0 or less, of which a growth would mean nothing. The growth of a share is its difference.
#[must_use]
pub fn growth(metric: &Metric, now: Decimal, before: Decimal, decimals: u32) -> Option<String> {
    if metric.is_share() {
        return Some(difference(metric, now, before, decimals));
    }
    if before.is_sign_negative() {
        return None;
    }
    let by = now.checked_sub(before)?;
    let share = by
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(before.abs())?;
    let size = rounded(share.abs(), SHARE_DECIMALS);
    Some(if size.is_zero() {
        "持平".to_owned()
    } else if share.is_sign_negative() {
        format!("下降{size}%")
    } else {
        format!("增长{size}%")
    })
}

/// `part` of `whole` in hundredths, not rounded; none where the whole is 0.
#[must_use]
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// Shares of a whole in hundredths with `decimals` digits that add up to 100 exactly: each is rounded down, and those that lost most get what is left
/// (largest remainder, 最大余额法). None where the whole is 0.
#[must_use]
pub fn shares_of_hundred(parts: &[Decimal], decimals: u32) -> Option<Vec<Decimal>> {
    let mut whole = Decimal::ZERO;
    for part in parts {
        whole = whole.checked_add(*part)?;
    }
    let exact: Option<Vec<Decimal>> = parts.iter().map(|part| percent(*part, whole)).collect();
    let exact = exact?;
    let mut shares: Vec<Decimal> = exact
        .iter()
        .map(|share| share.round_dp_with_strategy(decimals, RoundingStrategy::ToNegativeInfinity))
        .collect();
    let step = Decimal::new(1, decimals);
    let given: Decimal = shares.iter().copied().sum();
    let left = (Decimal::ONE_HUNDRED - given).checked_div(step)?.round();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| (exact[*b] - shares[*b]).cmp(&(exact[*a] - shares[*a])));
    let left = usize::try_from(left).unwrap_or(0);
    for index in order.into_iter().take(left) {
        shares[index] += step;
    }
    for share in &mut shares {
        share.rescale(decimals);
    }
    Some(shares)
}

/// Names one after another: `甲、乙、丙`; 无 where there is none.
#[must_use]
pub fn names(names: &[&str]) -> String {
    match names {
        [] => "无".to_owned(),
        names => names.join("、"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::{Aggregation, Direction, MetricTargets};
    use crate::model::{FileId, Span};
    use proptest::prelude::*;
    use std::str::FromStr;

    fn metric(measure: &str, decimals: Option<u32>) -> Metric {
        Metric {
            code: "m".to_owned(),
            name: "指标".to_owned(),
            measure: measure.to_owned(),
            aggregation: Aggregation::Sum,
            decimals,
            targets: MetricTargets::default(),
            better: Direction::Higher,
            dense_ranks: false,
            lights: None,
            span: Span::file_start(FileId(0)),
        }
    }

    fn number(text: &str) -> Decimal {
        Decimal::from_str(text).expect("a number")
    }

    #[test]
    fn numbers_are_rounded_as_people_do_and_padded() {
        for (value, decimals, printed) in [
            ("95.05", 1, "95.1"),
            ("95.04", 1, "95.0"),
            ("-0.04", 1, "0.0"),
            ("-0.05", 1, "-0.1"),
            ("2.5", 0, "3"),
            ("1234567", 0, "1234567"),
            ("3", 2, "3.00"),
        ] {
            assert_eq!(plain(number(value), decimals), printed);
        }
    }

    #[test]
    fn differences_are_said_with_their_direction() {
        let copies = metric("份", Some(0));
        let share = metric("%", Some(1));
        let say = |metric: &Metric, a: &str, b: &str| {
            difference(metric, number(a), number(b), metric.decimals.unwrap_or(0))
        };
        assert_eq!(say(&copies, "312", "300"), "增加12份");
        assert_eq!(say(&copies, "297", "300"), "减少3份");
        assert_eq!(say(&copies, "300", "300"), "持平");
        assert_eq!(say(&share, "95.1", "93.9"), "提高1.2个百分点");
        // 95.14 and 93.86 are printed 95.1 and 93.9.
        assert_eq!(say(&share, "95.14", "93.86"), "提高1.2个百分点");
        assert_eq!(
            growth(&copies, number("312"), number("300"), 0).as_deref(),
            Some("增长4.0%")
        );
        assert_eq!(growth(&copies, number("312"), number("0"), 0), None);
        for (now, before) in [("-6", "-4"), ("4", "-3")] {
            assert_eq!(
                growth(&copies, number(now), number(before), 0),
                None,
                "{now} {before}"
            );
        }
        assert_eq!(
            growth(&share, number("95.1"), number("93.9"), 1).as_deref(),
            Some("提高1.2个百分点")
        );
    }

    proptest! {
        /// Shares that are made to add up do, and none is further from its exact value than one step.
        #[test]
        fn shares_add_up_to_a_hundred(parts in proptest::collection::vec(0_u32..100_000, 1..40), decimals in 0_u32..3) {
            let parts: Vec<Decimal> = parts.into_iter().map(Decimal::from).collect();
            let whole: Decimal = parts.iter().copied().sum();
            match shares_of_hundred(&parts, decimals) {
                None => prop_assert!(whole.is_zero()),
                Some(shares) => {
                    prop_assert_eq!(shares.iter().copied().sum::<Decimal>(), Decimal::ONE_HUNDRED);
                    for (share, part) in shares.iter().zip(&parts) {
                        let exact = part * Decimal::ONE_HUNDRED / whole;
                        prop_assert!((share - exact).abs() < Decimal::new(1, decimals));
                    }
                }
            }
        }
    }
}
