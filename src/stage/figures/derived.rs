//! A quotient that was reported though it is computed from two other figures, and says something else than they do.

use rust_decimal::Decimal;

use super::reader::{FiguresReader, typed_again};
use crate::diag::{Diagnostic, code};
use crate::metric::aggregate::of_unit;
use crate::metric::{Aggregation, Amount, Metric, ReportedAmount};

/// Says which quotients do not agree with the figures that they are computed from, which are what is printed.
pub fn say_disagreeing(reader: &mut FiguresReader<'_>) {
    let mut findings = Vec::new();
    for (code, figures) in &reader.figures.of_metric {
        let found = reader.metrics.find(code);
        let Some((index, metric)) = found.and_then(|at| Some((at, reader.metrics.get(at)?))) else {
            continue;
        };
        if !matches!(metric.aggregation, Aggregation::Ratio { .. }) {
            continue;
        }
        let units = figures.of_unit.iter();
        let units = units.map(|(unit, figure)| (Some(unit.as_str()), figure));
        let all = figures
            .whole
            .iter()
            .map(|figure| (None, figure))
            .chain(units);
        for (unit, reported) in all {
            let computed = of_unit(reader.metrics, index, &reader.figures, unit);
            if let Ok(computed) = computed
                && let Some(computed) = other_than(reported, computed)
            {
                findings.push(said(metric, reported, computed));
            }
        }
    }
    for finding in findings {
        reader.sink.push(finding);
    }
}

/// The computed value, to one digit more than was reported, where the two are further apart than rounding or cutting off explains.
fn other_than(reported: &ReportedAmount, computed: Decimal) -> Option<Decimal> {
    let number = reported.amount.number()?;
    let unit = Decimal::new(1, reported.digits.min(20));
    let apart = computed.checked_sub(number)?.abs();
    (apart > unit).then(|| computed.round_dp(reported.digits.min(20) + 1).normalize())
}

fn said(metric: &Metric, reported: &ReportedAmount, computed: Decimal) -> Diagnostic {
    let message = format!(
        "“{}”这里是{}，由分子、分母算出来是{}，印的是算出来的",
        metric.name,
        typed_again(metric, reported.amount),
        typed_again(metric, Amount::Number(computed)),
    );
    Diagnostic::new(code::FIGURES_DISAGREE, reported.place.span, message)
        .help("核对分子、分母和这个数；它由程序算，可以不报")
}
