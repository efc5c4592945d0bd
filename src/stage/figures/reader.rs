//! Takes down the figures of one issue, each once: what differs at two places is reported.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Sink, code};
use crate::metric::{
    Amount, FigurePlace, IssueFigures, Metric, MetricRegistry, ReportedAmount, amount, words,
};
use crate::model::{FileId, Span, TypedFigure, UnitRegistry};
use crate::source::Sources;
use crate::stage::parse::metrics::{amount_of, find};
use crate::stage::parse::units;

/// A value as it was typed.
pub(super) struct TypedAmount<'t> {
    /// With all its digits.
    pub(super) exact: &'t str,
    /// As it is seen.
    pub(super) shown: &'t str,
    /// What it is measured in where it does not say so itself; none where that is what is registered.
    pub(super) measure: Option<&'t str>,
}

/// Reads the figures of one issue.
pub(super) struct FiguresReader<'a> {
    pub(super) sources: &'a Sources,
    pub(super) metrics: &'a MetricRegistry,
    pub(super) units: &'a UnitRegistry,
    pub(super) figures: IssueFigures,
    /// The files of which it has been said that they have numbers in brackets.
    pub(super) in_brackets: BTreeSet<FileId>,
    pub(super) sink: &'a mut Sink,
}

impl FiguresReader<'_> {
    /// What a fragment says of a metric.
    pub(super) fn typed(&mut self, typed: &TypedFigure) {
        let unit = match &typed.unit {
            None => None,
            // An unknown unit has been said where the fragment is assembled.
            Some(unit) => match units::find(self.units, unit, &mut Sink::default()) {
                Some(unit) => Some(unit),
                None => return,
            },
        };
        let Some(metric) = find(self.metrics, &typed.metric, self.sink) else {
            return;
        };
        let place = FigurePlace {
            span: typed.value.span,
            cell: String::new(),
        };
        let typed = TypedAmount {
            exact: &typed.value,
            shown: &typed.value,
            measure: None,
        };
        self.take(metric, unit, &typed, place);
    }

    /// Takes down what was typed for a metric.
    pub(super) fn take(
        &mut self,
        metric: usize,
        unit: Option<usize>,
        typed: &TypedAmount<'_>,
        place: FigurePlace,
    ) {
        let Some(metric) = self.metrics.get(metric) else {
            return;
        };
        let amount = amount_of(
            typed.exact,
            typed.measure,
            metric,
            place.span,
            &place.cell,
            self.sink,
        );
        let Some(amount) = amount else {
            return;
        };
        self.say_brackets(typed.exact, amount, &place);
        let unit = unit.and_then(|unit| self.units.units.get(unit));
        let code = unit.map(|unit| unit.code.as_str());
        let reported = ReportedAmount {
            amount,
            digits: amount::seen_digits(typed.shown, typed.measure, metric),
            place: place.clone(),
        };
        let Some(first) = self.figures.put(&metric.code, code, reported) else {
            return;
        };
        if first.amount == amount {
            return;
        }
        let cell = place.cell.as_str();
        let said = format!("{cell}{}", if cell.is_empty() { "" } else { "：" });
        let whose = unit.map_or_else(String::new, |unit| format!("“{}”的", unit.name));
        let message = format!(
            "{said}{whose}“{}”这里是{}，另一处是{}",
            metric.name,
            typed_again(metric, amount),
            typed_again(metric, first.amount)
        );
        let other = match first.place.cell.as_str() {
            "" => "另一处在这里".to_owned(),
            cell => format!("另一处在{cell}"),
        };
        self.sink.push(
            Diagnostic::new(code::FIGURES_DISAGREE, place.span, message)
                .related(first.place.span, other)
                .help("核对哪一个对，改掉或删去另一个；一个数只写一处"),
        );
    }

    /// Says once for a file that accountants' brackets are taken for a minus.
    fn say_brackets(&mut self, typed: &str, amount: Amount, place: &FigurePlace) {
        let is_negative = amount.number().is_some_and(|n| n.is_sign_negative());
        if !is_negative {
            return;
        }
        if !typed.trim().starts_with(['(', '（']) || !self.in_brackets.insert(place.span.file) {
            return;
        }
        let cell = place.cell.as_str();
        let colon = if cell.is_empty() { "" } else { "：" };
        let message = format!("{cell}{colon}“{}”当作负数", typed.trim());
        let help = "是负数，可以不管；不是，去掉括号".to_owned();
        self.say(code::FIGURES_TAKEN, place.span, message, &help);
    }

    pub(super) fn say(&mut self, code: Code, span: Span, message: String, help: &str) {
        self.sink
            .push(Diagnostic::new(code, span, message).help(help));
    }
}

/// A value as it may be typed, with all its digits.
pub(super) fn typed_again(metric: &Metric, amount: Amount) -> String {
    let digits = amount.number().map_or(0, words::digits);
    words::amount(metric, amount, digits)
}
