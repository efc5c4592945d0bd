//! The sheet that charts are drawn on: shapes and words, with their places in points, as SVG.

use std::fmt::Write as _;

/// How wide every chart is: the type area (版心), 156 mm, in points.
pub const WIDTH: f64 = 442.2;

/// The size of the words, in points: 小四.
pub(super) const SIZE: f64 = 12.0;

/// Where words stand from their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a shape is filled. No two look alike in black and white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    Solid,
    Rising,
    Pale,
    Upright,
    Crossed,
    Falling,
    Level,
    Blank,
}

impl Fill {
    /// All, those most unlike one another first.
    pub(super) const ALL: [Self; 8] = [
        Self::Solid,
        Self::Rising,
        Self::Pale,
        Self::Upright,
        Self::Crossed,
        Self::Falling,
        Self::Level,
        Self::Blank,
    ];
}

/// The faces of a page; print puts its own in their place (`parts/figure.typ`).
const FONTS: &str = "FangSong, STFangsong, serif";
const INK: &str = "#1a1a1a";
const DEEP: &str = "#2b5c8a";
const PALE: &str = "#b9cfe3";
/// From one line of a hatching to the next.
const HATCH: f64 = 5.0;

/// A drawing that grows.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
    height: f64,
}

/// A number as SVG has it, to a hundredth of a point.
fn number(value: f64) -> String {
    let mut text = format!("{value:.2}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// How wide `text` is at [`SIZE`], in points: Chinese characters are square, others about half as wide.
pub(super) fn width_of(text: &str) -> f64 {
    text.chars()
        .map(|c| if c.is_ascii() { 0.58 } else { 1.0 })
        .sum::<f64>()
        * SIZE
}

impl Canvas {
    pub(super) fn set_height(&mut self, height: f64) {
        self.height = height;
    }

    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing into a text cannot fail.
        let _ = self.body.write_fmt(element);
        self.body.push('\n');
    }

    /// Words whose middle line is at `y`.
    pub(super) fn text(&mut self, x: f64, y: f64, anchor: Anchor, text: &str) {
        self.text_within(x, y, anchor, text, f64::INFINITY);
    }

    /// Words that are no wider than `most`: smaller where they would be.
    pub(super) fn text_within(&mut self, x: f64, y: f64, anchor: Anchor, text: &str, most: f64) {
        let wide = width_of(text);
        let size = match wide > most {
            true => format!(" font-size=\"{}\"", number(SIZE * most / wide)),
            false => String::new(),
        };
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (number(x), number(y + SIZE * 0.36));
        let text = escaped(text);
        self.add(format_args!(
            "<text class=\"chart-ink\" x=\"{x}\" y=\"{y}\"{anchor}{size} fill=\"{INK}\">{text}</text>"
        ));
    }

    /// A straight stroke.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, dashes: &str) {
        let dashes = match dashes {
            "" => String::new(),
            dashes => format!(" stroke-dasharray=\"{dashes}\""),
        };
        self.add(format_args!(
            "<path class=\"chart-stroke\" d=\"M{} {}L{} {}\" stroke=\"{INK}\" stroke-width=\"{}\"{dashes}/>",
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            number(width)
        ));
    }

    /// A thin line behind everything, to read values by.
    pub(super) fn guide(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.add(format_args!(
            "<path class=\"chart-guide\" d=\"M{} {}L{} {}\" stroke=\"#cccccc\" stroke-width=\"0.5\"/>",
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1)
        ));
    }

    /// A line through `points`, with dashes after `dashes`.
    pub(super) fn course(&mut self, points: &[(f64, f64)], dashes: &str) {
        let mut path = String::new();
        for (index, (x, y)) in points.iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            path.push(letter);
            path.push_str(&format!("{} {}", number(*x), number(*y)));
        }
        let dashes = match dashes {
            "" => String::new(),
            dashes => format!(" stroke-dasharray=\"{dashes}\""),
        };
        self.add(format_args!(
            "<path class=\"chart-course\" d=\"{path}\" fill=\"none\" stroke=\"{DEEP}\" stroke-width=\"1.5\"{dashes}/>"
        ));
    }

    /// A closed shape through `points`; filled, or white inside.
    pub(super) fn shape(&mut self, points: &[(f64, f64)], filled: bool) {
        let mut path = String::new();
        for (index, (x, y)) in points.iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            path.push(letter);
            path.push_str(&format!("{} {}", number(*x), number(*y)));
        }
        let (class, fill) = if filled {
            ("chart-bar", DEEP)
        } else {
            ("chart-blank", "#ffffff")
        };
        self.add(format_args!(
            "<path class=\"{class}\" d=\"{path}Z\" fill=\"{fill}\" stroke=\"{DEEP}\"/>"
        ));
    }

    /// A disc about a point; filled, or white inside.
    pub(super) fn disc(&mut self, (x, y): (f64, f64), radius: f64, filled: bool) {
        let (class, fill) = if filled {
            ("chart-bar", DEEP)
        } else {
            ("chart-blank", "#ffffff")
        };
        self.add(format_args!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\" stroke=\"{DEEP}\"/>",
            number(x),
            number(y),
            number(radius)
        ));
    }

    /// A box from its upper left corner.
    pub(super) fn fill(&mut self, x: f64, y: f64, width: f64, height: f64, fill: Fill) {
        let (class, colour) = match fill {
            Fill::Solid => ("chart-bar", DEEP),
            Fill::Pale => ("chart-pale", PALE),
            _ => ("chart-blank", "#ffffff"),
        };
        self.add(format_args!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{colour}\" stroke=\"{DEEP}\" stroke-width=\"0.75\"/>",
            number(x),
            number(y),
            number(width),
            number(height)
        ));
        let mut path = String::new();
        let mut stroke = |from: (f64, f64), to: (f64, f64)| {
            path.push_str(&format!(
                "M{} {}L{} {}",
                number(from.0),
                number(from.1),
                number(to.0),
                number(to.1)
            ));
        };
        if matches!(fill, Fill::Rising | Fill::Crossed) {
            slanted(x, y, width, height, true, &mut stroke);
        }
        if matches!(fill, Fill::Falling | Fill::Crossed) {
            slanted(x, y, width, height, false, &mut stroke);
        }
        let mut at = HATCH;
        while matches!(fill, Fill::Upright) && at < width {
            stroke((x + at, y), (x + at, y + height));
            at += HATCH;
        }
        at = HATCH;
        while matches!(fill, Fill::Level) && at < height {
            stroke((x, y + at), (x + width, y + at));
            at += HATCH;
        }
        if !path.is_empty() {
            self.add(format_args!(
                "<path class=\"chart-hatch\" d=\"{path}\" stroke=\"{DEEP}\" stroke-width=\"0.75\"/>"
            ));
        }
    }

    /// The whole drawing; `description` is what it shows, in words.
    pub(super) fn finish(self, description: &str) -> String {
        let (width, height) = (number(WIDTH), number(self.height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {width} {height}\" width=\"{width}pt\" height=\"{height}pt\" role=\"img\" \
             aria-label=\"{}\" font-family=\"{FONTS}\" font-size=\"{}\">\n{}</svg>",
            escaped(description),
            number(SIZE),
            self.body
        )
    }
}

/// Slanted lines across a box, cut at its edges.
fn slanted(
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    rising: bool,
    stroke: &mut dyn FnMut((f64, f64), (f64, f64)),
) {
    // Each line begins at `offset` on the lower edge and runs to the upper one, `height` further on.
    let mut offset = HATCH - (height / HATCH).ceil() * HATCH;
    while offset < width {
        let from = offset.max(0.0);
        let to = (offset + height).min(width);
        if to > from {
            let (low, high) = (y + height - (from - offset), y + height - (to - offset));
            match rising {
                true => stroke((x + from, low), (x + to, high)),
                false => stroke((x + width - from, low), (x + width - to, high)),
            }
        }
        offset += HATCH;
    }
}
