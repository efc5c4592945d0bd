//! The parts of a whole, as one bar in pieces and a list of them.

use super::canvas::{Anchor, Canvas, Fill, SIZE, WIDTH, width_of};
use super::data::ShareChart;
use super::scale::{float, times};

/// How thick the bar is, in points.
const THICK: f64 = 34.0;

pub(super) fn draw(chart: &ShareChart) -> Canvas {
    let mut canvas = Canvas::default();
    let whole: f64 = chart
        .parts
        .iter()
        .map(|(_, value, _)| float(value.value))
        .sum();
    let whole = if whole > 0.0 { whole } else { 1.0 };
    let top = SIZE * 1.4;
    let mut x = 0.75;
    for ((_, value, share), fill) in chart.parts.iter().zip(Fill::ALL.into_iter().cycle()) {
        let width = float(value.value) / whole * (WIDTH - 1.5);
        canvas.fill(x, top, width, THICK, fill);
        if width_of(share) + 4.0 <= width {
            canvas.text(x + width / 2.0, top - SIZE * 0.7, Anchor::Middle, share);
        }
        x += width;
    }
    let mut y = top + THICK + SIZE * 1.3;
    let entries: Vec<String> = chart
        .parts
        .iter()
        .map(|(name, value, share)| format!("{name}　{}{}，{share}", value.printed, chart.measure))
        .collect();
    let widest = entries
        .iter()
        .map(|words| width_of(words))
        .fold(0.0, f64::max);
    let columns = if widest + 30.0 <= WIDTH / 2.0 { 2 } else { 1 };
    for (row, pair) in entries.chunks(columns).enumerate() {
        for (column, words) in pair.iter().enumerate() {
            let x = if column == 0 { 0.75 } else { WIDTH / 2.0 };
            let fill = Fill::ALL[(row * columns + column) % Fill::ALL.len()];
            canvas.fill(x, y - 5.0, 18.0, 10.0, fill);
            let most = WIDTH / times(columns) - 26.0;
            canvas.text_within(x + 24.0, y, Anchor::Start, words, most);
        }
        y += SIZE * 1.6;
    }
    canvas.set_height(y - SIZE * 0.6);
    canvas
}
