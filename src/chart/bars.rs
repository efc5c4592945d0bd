//! Bars one under the other.

use super::canvas::{Anchor, Canvas, Fill, SIZE, WIDTH, width_of};
use super::data::BarChart;
use super::legend::{self, LegendMark};
use super::scale::{Scale, float, times};

/// How thick a bar is, and how far rows stand apart, in points.
const THICK: f64 = 14.0;
const GAP: f64 = 9.0;
/// From the edge of the plot to the words beside it.
const MARGIN: f64 = 6.0;
/// Names take at most this part of the width; longer ones are broken into two lines.
const NAMES: f64 = 0.34;

pub(super) fn draw(chart: &BarChart) -> Canvas {
    let mut canvas = Canvas::default();
    let widest = |words: &mut dyn Iterator<Item = &str>| words.map(width_of).fold(0.0, f64::max);
    let names = widest(&mut chart.bars.iter().map(|bar| bar.name.as_str())).min(WIDTH * NAMES);
    let all = || {
        chart
            .bars
            .iter()
            .flat_map(|bar| bar.values.iter().flatten())
    };
    let printed = widest(
        &mut all()
            .map(|value| value.printed.as_str())
            .chain(chart.bars.iter().map(|bar| bar.missing.as_str())),
    );
    let (left, right) = (names + MARGIN, WIDTH - printed - MARGIN);

    let marks = chart.bars.iter().filter_map(|bar| bar.target.as_ref());
    let line = chart.line.as_ref().map(|line| &line.value);
    let values = all()
        .chain(marks)
        .chain(line)
        .map(|value| float(value.value));
    let (low, high) = values.fold((0.0, 0.0), |(low, high): (f64, f64), value| {
        (low.min(value), high.max(value))
    });
    let scale = Scale::new(low, high, left, right);
    let zero = scale.place(0.0);

    let mut y = legend::draw(&mut canvas, &legend(chart), &chart.measure);
    let top = y;
    let row = THICK * times(chart.series.len().max(1));
    for bar in &chart.bars {
        name(&mut canvas, &bar.name, names, y + row / 2.0);
        for (index, value) in bar.values.iter().enumerate() {
            let at = y + THICK * times(index);
            let Some(value) = value else {
                canvas.text(left + MARGIN, at + THICK / 2.0, Anchor::Start, &bar.missing);
                continue;
            };
            let place = scale.place(float(value.value));
            let (from, to) = (zero.min(place), zero.max(place));
            canvas.fill(from, at, to - from, THICK, fill(index, bar.short));
            canvas.text(WIDTH - 1.0, at + THICK / 2.0, Anchor::End, &value.printed);
        }
        if let Some(target) = &bar.target {
            let x = scale.place(float(target.value));
            canvas.line((x, y - 3.0), (x, y + row + 3.0), 2.0, "");
        }
        y += row + GAP;
    }
    canvas.line((zero, top - 4.0), (zero, y - GAP + 4.0), 1.0, "");
    if let Some(line) = &chart.line {
        let x = scale.place(float(line.value.value));
        canvas.line((x, top - 4.0), (x, y - GAP + 4.0), 1.0, "4 3");
    }
    canvas.set_height(y - GAP + 6.0);
    canvas
}

fn fill(series: usize, short: bool) -> Fill {
    match (series, short) {
        (0, true) => Fill::Rising,
        (0, false) => Fill::Solid,
        (1, _) => Fill::Pale,
        _ => Fill::Upright,
    }
}

/// A name before its bars, in two lines where it is long.
fn name(canvas: &mut Canvas, name: &str, width: f64, middle: f64) {
    let right = width;
    if width_of(name) <= width + 0.5 {
        canvas.text(right, middle, Anchor::End, name);
        return;
    }
    let half = name.chars().count().div_ceil(2);
    let first: String = name.chars().take(half).collect();
    let second: String = name.chars().skip(half).collect();
    canvas.text_within(right, middle - SIZE * 0.5, Anchor::End, &first, width);
    canvas.text_within(right, middle + SIZE * 0.5, Anchor::End, &second, width);
}

/// What the shapes mean.
fn legend(chart: &BarChart) -> Vec<(LegendMark, String)> {
    let mut entries: Vec<(LegendMark, String)> = Vec::new();
    let any_short = chart.bars.iter().any(|bar| bar.short);
    if chart.series.len() > 1 || any_short {
        let series = chart.series.iter().enumerate();
        entries.extend(
            series.map(|(index, name)| (LegendMark::Fill(fill(index, false)), name.clone())),
        );
    }
    if any_short {
        entries.push((LegendMark::Fill(Fill::Rising), chart.short_words.clone()));
    }
    if chart.bars.iter().any(|bar| bar.target.is_some()) {
        entries.push((LegendMark::Target, "目标".to_owned()));
    }
    if let Some(line) = &chart.line {
        let words = format!("{}{}", line.name, line.value.printed);
        entries.push((LegendMark::Dashed, words));
    }
    entries
}
