//! Charts (图表) made of figures: bars against a target, the course over issues, shares of a whole. Numbers in, one drawing (SVG) out, the same in page and PDF.
//!
//! The drawings are read in black and white: what differs in colour differs in hatching, in the mark or in the stroke too. They carry no identifiers, so that
//! several stand in one page, and no styles; the page's style sheet may colour them by class.

mod bars;
mod canvas;
mod data;
mod legend;
mod scale;
mod share;
mod trend;
mod words;

#[cfg(test)]
mod tests;

pub use canvas::WIDTH;
pub use data::{
    Bar, BarChart, ChartData, ChartValue, ReferenceLine, ShareChart, TrendChart, TrendLine,
};
pub use words::in_words;

/// A finished drawing: SVG without a declaration, as wide as the type area (版心), with every text in it escaped. Only [`draw`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartDrawing(String);

impl ChartDrawing {
    /// The SVG.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.0
    }
}

/// The drawing of `data`.
#[must_use]
pub fn draw(data: &ChartData) -> ChartDrawing {
    let description = in_words(data);
    let canvas = match data {
        ChartData::Bars(chart) => bars::draw(chart),
        ChartData::Trend(chart) => trend::draw(chart),
        ChartData::Share(chart) => share::draw(chart),
    };
    ChartDrawing(canvas.finish(&description))
}
