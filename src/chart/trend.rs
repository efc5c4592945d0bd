//! Lines over issues.

use super::canvas::{Anchor, Canvas, SIZE, WIDTH, width_of};
use super::data::{ChartValue, TrendChart};
use super::legend::{self, LegendMark};
use super::scale::{Scale, float, steps, times};

/// How tall the plot is, in points.
const HEIGHT: f64 = 170.0;
pub(super) fn draw(chart: &TrendChart) -> Canvas {
    let mut canvas = Canvas::default();
    let values: Vec<f64> = chart
        .lines
        .iter()
        .flat_map(|line| line.values.iter().flatten())
        .map(|value| float(value.value))
        .collect();
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = if values.is_empty() {
        (0.0, 1.0)
    } else {
        (low, high)
    };
    // From 0 on where that costs less than half of the plot.
    let low = if low >= 0.0 && low < high * 0.5 {
        0.0
    } else {
        low
    };
    let ticks = steps(low, high, 4);
    let axis = ticks
        .iter()
        .map(|(_, label)| width_of(label))
        .fold(0.0, f64::max);

    let entries = chart.lines.iter().enumerate();
    let mut entries: Vec<(LegendMark, String)> = entries
        .map(|(number, line)| (LegendMark::Course(number), line.name.clone()))
        .collect();
    if let [_] = entries.as_slice() {
        entries.clear();
    }
    let top = legend::draw(&mut canvas, &entries, &chart.measure) + SIZE;
    let bottom = top + HEIGHT;
    let left = axis + 6.0;
    let first = ticks.first().map_or(0.0, |(value, _)| *value);
    let last = ticks.last().map_or(1.0, |(value, _)| *value);
    let over = Scale::new(first, last, bottom, top);
    for (value, label) in &ticks {
        let y = over.place(*value);
        canvas.guide((left, y), (WIDTH, y));
        canvas.text(axis, y, Anchor::End, label);
    }
    canvas.line((left, bottom), (WIDTH, bottom), 1.0, "");

    // Half a step stays free on either side.
    let count = times(chart.issues.len().max(1));
    let step = (WIDTH - left) / count;
    let x = |index: usize| left + step * (times(index) + 0.5);
    let widest = chart
        .issues
        .iter()
        .map(|name| width_of(name))
        .fold(0.0, f64::max);
    let mut every = 1;
    while step * times(every) < widest + 4.0 && every < chart.issues.len() {
        every += 1;
    }
    for (index, name) in chart.issues.iter().enumerate() {
        canvas.line((x(index), bottom), (x(index), bottom + 3.0), 1.0, "");
        // The last one is always named.
        if (chart.issues.len() - 1 - index).is_multiple_of(every) {
            canvas.text(x(index), bottom + 3.0 + SIZE * 0.7, Anchor::Middle, name);
        }
    }
    let numbers = chart.lines.len() == 1
        && values.len() <= 16
        && printed(chart).all(|printed| width_of(printed) + 4.0 < step);
    for (number, line) in chart.lines.iter().enumerate() {
        let mut piece: Vec<(f64, f64)> = Vec::new();
        for (index, value) in line.values.iter().enumerate() {
            match value {
                Some(value) => piece.push((x(index), over.place(float(value.value)))),
                None => flush(&mut canvas, &mut piece, number),
            }
        }
        flush(&mut canvas, &mut piece, number);
        for (index, value) in line.values.iter().enumerate() {
            let Some(value) = value else { continue };
            let point = (x(index), over.place(float(value.value)));
            legend::point(&mut canvas, point, number);
            if numbers {
                let below = aside(&over, &line.values, index);
                // No number stands in the axis.
                let fits = point.1 + below + SIZE * 0.6 < bottom;
                let at = point.1 + if fits { below } else { -SIZE * 0.9 };
                canvas.text(point.0, at, Anchor::Middle, &value.printed);
            }
        }
    }
    canvas.set_height(bottom + SIZE * 1.6);
    canvas
}

/// How far under a point its number stands: on the side where the line is not.
fn aside(over: &Scale, values: &[Option<ChartValue>], index: usize) -> f64 {
    let place = |index: Option<usize>| {
        let value = values.get(index?)?.as_ref()?;
        Some(over.place(float(value.value)))
    };
    let own = place(Some(index)).unwrap_or_default();
    let beside = [place(index.checked_sub(1)), place(index.checked_add(1))];
    let rises: f64 = beside.iter().flatten().map(|other| own - other).sum();
    // Above, unless the line comes from there.
    if rises > 1.0 { SIZE } else { -SIZE * 0.9 }
}

fn printed(chart: &TrendChart) -> impl Iterator<Item = &str> {
    let values = chart
        .lines
        .iter()
        .flat_map(|line| line.values.iter().flatten());
    values.map(|value| value.printed.as_str())
}

fn flush(canvas: &mut Canvas, piece: &mut Vec<(f64, f64)>, number: usize) {
    if piece.len() > 1 {
        canvas.course(piece, legend::dashes(number));
    }
    piece.clear();
}
