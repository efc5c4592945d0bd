//! What shapes mean, over a chart.

use super::canvas::{Anchor, Canvas, Fill, SIZE, WIDTH, width_of};
use super::data::TrendChart;

/// A shape that is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LegendMark {
    /// A bar filled so.
    Fill(Fill),
    /// A target of one row.
    Target,
    /// A line across all rows.
    Dashed,
    /// The line at this place of a trend.
    Course(usize),
}

/// The dashes of the lines of a trend, one after the other.
const DASHES: [&str; TrendChart::MOST_LINES] = ["", "6 3", "2 2", "8 3 2 3", "1 3"];

/// The dashes of the line at `number`.
pub(super) fn dashes(number: usize) -> &'static str {
    DASHES.get(number).copied().unwrap_or_default()
}

/// Draws the `entries`, and the unit of measure at the right; returns where the chart may begin.
pub(super) fn draw(canvas: &mut Canvas, entries: &[(LegendMark, String)], measure: &str) -> f64 {
    if entries.is_empty() && measure.is_empty() {
        return 6.0;
    }
    let measure = match measure {
        "" => String::new(),
        measure => format!("单位：{measure}"),
    };
    let (mut x, mut y) = (0.0, SIZE * 0.8);
    canvas.text(WIDTH - 1.0, y, Anchor::End, &measure);
    for (mark, words) in entries {
        let taken = if y < SIZE { width_of(&measure) } else { 0.0 };
        let wide = 33.0 + width_of(words) + 14.0;
        if x > 0.0 && x + wide > WIDTH - taken {
            (x, y) = (0.0, y + SIZE * 1.5);
        }
        match mark {
            LegendMark::Fill(fill) => canvas.fill(x + 0.5, y - 5.0, 27.0, 10.0, *fill),
            LegendMark::Target => canvas.line((x + 14.0, y - 6.0), (x + 14.0, y + 6.0), 2.0, ""),
            LegendMark::Dashed => canvas.line((x, y), (x + 28.0, y), 1.0, "4 3"),
            LegendMark::Course(number) => {
                canvas.course(&[(x, y), (x + 28.0, y)], dashes(*number));
                point(canvas, (x + 14.0, y), *number);
            }
        }
        canvas.text_within(x + 33.0, y, Anchor::Start, words, WIDTH - taken - x - 34.0);
        x += wide;
    }
    y + SIZE * 1.4
}

/// The mark of the points of the line at `number`: no two alike.
pub(super) fn point(canvas: &mut Canvas, (x, y): (f64, f64), number: usize) {
    let r = 3.5;
    let square = [
        (x - r, y - r),
        (x + r, y - r),
        (x + r, y + r),
        (x - r, y + r),
    ];
    let triangle = [(x, y - r - 0.5), (x + r + 0.5, y + r), (x - r - 0.5, y + r)];
    let d = r + 1.0;
    let diamond = [(x, y - d), (x + d, y), (x, y + d), (x - d, y)];
    match number {
        0 => canvas.disc((x, y), r, true),
        1 => canvas.shape(&square, false),
        2 => canvas.shape(&triangle, true),
        3 => canvas.disc((x, y), r, false),
        _ => canvas.shape(&diamond, false),
    }
}
