//! A page as it is printed, read from the content stream: every glyph and every line in millimetres from the upper left corner of the paper.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

const MM: f64 = 25.4 / 72.0;

/// A colour as three parts from 0 to 1.
pub type Colour = [f64; 3];

/// One drawn character.
#[derive(Clone, Debug)]
pub struct Glyph {
    pub text: String,
    /// Left edge of its place and how wide that is.
    pub x: f64,
    pub width: f64,
    /// The base line.
    pub y: f64,
    /// Height of the em, in points.
    pub size: f64,
    /// Width of the em as a part of its height.
    pub squeeze: f64,
    /// The face, without the tag of the subset.
    pub font: String,
    pub colour: Colour,
    /// No part of the text: the page number.
    pub artifact: bool,
}

impl Glyph {
    /// Upper edge of the em box, which lies 0.88 em above the base line.
    pub fn top(&self) -> f64 {
        self.y - 0.88 * self.size * MM
    }

    pub fn bottom(&self) -> f64 {
        self.y + 0.12 * self.size * MM
    }

    pub fn right(&self) -> f64 {
        self.x + self.width
    }
}

/// A drawn line or filled rectangle.
#[derive(Clone, Debug)]
pub struct Rule {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub colour: Colour,
}

impl Rule {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn thickness(&self) -> f64 {
        self.bottom - self.top
    }

    pub fn centre(&self) -> f64 {
        (self.top + self.bottom) / 2.0
    }
}

/// The glyphs of one base line, from left to right.
#[derive(Clone, Debug)]
pub struct Row(pub Vec<Glyph>);

impl Row {
    pub fn text(&self) -> String {
        let all: String = self.0.iter().map(|g| g.text.as_str()).collect();
        all.trim().to_owned()
    }

    fn inked(&self) -> impl DoubleEndedIterator<Item = &Glyph> {
        self.0.iter().filter(|g| !g.text.trim().is_empty())
    }

    pub fn first(&self) -> &Glyph {
        self.inked().next().expect("a glyph")
    }

    pub fn last(&self) -> &Glyph {
        self.inked().next_back().expect("a glyph")
    }

    pub fn left(&self) -> f64 {
        self.first().x
    }

    pub fn right(&self) -> f64 {
        self.last().right()
    }

    pub fn centre(&self) -> f64 {
        (self.left() + self.right()) / 2.0
    }

    pub fn y(&self) -> f64 {
        self.first().y
    }

    pub fn top(&self) -> f64 {
        self.0.iter().map(Glyph::top).fold(f64::MAX, f64::min)
    }

    pub fn bottom(&self) -> f64 {
        self.0.iter().map(Glyph::bottom).fold(f64::MIN, f64::max)
    }

    /// The glyph with which `text` begins in this row.
    pub fn at(&self, text: &str) -> &Glyph {
        let whole: String = self.0.iter().map(|g| g.text.as_str()).collect();
        let start = whole
            .find(text)
            .unwrap_or_else(|| panic!("no {text} in {whole}"));
        let mut passed = 0;
        self.0
            .iter()
            .find(|g| {
                passed += g.text.len();
                passed > start
            })
            .expect("a glyph")
    }
}

/// One page.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
}

impl Sheet {
    /// The text, row by row from the top, without what stands outside the text.
    pub fn rows(&self) -> Vec<Row> {
        rows(self.glyphs.iter().filter(|g| !g.artifact))
    }

    /// The page number and what else is no text.
    pub fn artifacts(&self) -> Vec<Row> {
        rows(self.glyphs.iter().filter(|g| g.artifact))
    }

    /// The first row that holds `text`.
    pub fn row(&self, text: &str) -> Row {
        self.find(text).unwrap_or_else(|| {
            let all: Vec<String> = self.rows().iter().map(Row::text).collect();
            panic!("no row with {text} in\n{}", all.join("\n"))
        })
    }

    pub fn find(&self, text: &str) -> Option<Row> {
        self.rows().into_iter().find(|r| r.text().contains(text))
    }

    /// The rules from the top, those of at least `width` mm.
    pub fn rules_from(&self, width: f64) -> Vec<Rule> {
        let mut wide: Vec<Rule> = self.rules.clone();
        wide.retain(|r| r.width() >= width);
        wide.sort_by(|a, b| a.top.total_cmp(&b.top));
        wide
    }
}

fn rows<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> Vec<Row> {
    let mut all: Vec<Glyph> = glyphs.filter(|g| !g.text.is_empty()).cloned().collect();
    all.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut out: Vec<Row> = Vec::new();
    for glyph in all {
        match out.last_mut() {
            Some(row) if (row.0[0].y - glyph.y).abs() < 0.15 => row.0.push(glyph),
            _ => out.push(Row(vec![glyph])),
        }
    }
    out.retain(|row| !row.text().is_empty());
    for row in &mut out {
        row.0.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    out
}

/// The pages of a PDF.
pub fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let pages = document.get_pages();
    pages.values().map(|page| read(&document, *page)).collect()
}

type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

struct Font<'a> {
    encoding: Encoding<'a>,
    widths: BTreeMap<u16, f64>,
    default_width: f64,
    name: String,
}

impl<'a> Font<'a> {
    fn read(document: &'a Document, font: &'a Dictionary) -> Self {
        let list = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .expect("a composite font");
        let (_, first) = document.dereference(&list[0]).expect("a font");
        let below = first.as_dict().expect("a font");
        let mut widths = BTreeMap::new();
        let entries = below.get_deref(b"W", document).and_then(Object::as_array);
        let mut rest = entries.map_or(&[][..], |w| w);
        while let [from, second, after @ ..] = rest {
            let code = u16::try_from(from.as_i64().expect("a code")).expect("two bytes");
            if let Ok(list) = second.as_array() {
                widths.extend((code..).zip(list.iter().map(number)));
                rest = after;
            } else {
                let last = u16::try_from(second.as_i64().expect("a code")).expect("two bytes");
                widths.extend((code..=last).map(|code| (code, number(&after[0]))));
                rest = &after[1..];
            }
        }
        let base = below.get(b"BaseFont").and_then(Object::as_name);
        let base = String::from_utf8_lossy(base.expect("a name")).into_owned();
        Self {
            encoding: font.get_font_encoding(document).expect("an encoding"),
            widths,
            default_width: below.get(b"DW").map_or(1000.0, number),
            name: base
                .split_once('+')
                .map_or(base.clone(), |(_, n)| n.to_owned()),
        }
    }
}

/// What q saves and Q restores.
#[derive(Clone)]
struct State<'f, 'a> {
    matrix: Matrix,
    fill: Colour,
    stroke: Colour,
    line: f64,
    font: Option<(&'f Font<'a>, f64)>,
}

fn read(document: &Document, page: ObjectId) -> Sheet {
    let dictionary = document.get_dictionary(page).expect("a page");
    let paper = dictionary.get_deref(b"MediaBox", document);
    let paper: Vec<f64> = paper
        .and_then(Object::as_array)
        .expect("a MediaBox")
        .iter()
        .map(number)
        .collect();
    let height = paper[3] - paper[1];
    let fonts: BTreeMap<Vec<u8>, Font<'_>> = document
        .get_page_fonts(page)
        .expect("fonts")
        .into_iter()
        .map(|(name, font)| (name, Font::read(document, font)))
        .collect();
    let content = document.get_and_decode_page_content(page).expect("content");
    let mut sheet = Sheet {
        width: (paper[2] - paper[0]) * MM,
        height: height * MM,
        glyphs: Vec::new(),
        rules: Vec::new(),
    };
    let mut state = State {
        matrix: IDENTITY,
        fill: [0.0; 3],
        stroke: [0.0; 3],
        line: 1.0,
        font: None,
    };
    let mut saved: Vec<State<'_, '_>> = Vec::new();
    let mut text_matrix = IDENTITY;
    let mut marked: Vec<bool> = Vec::new();
    let mut path: Vec<(f64, f64)> = Vec::new();
    for Operation { operator, operands } in &content.operations {
        let numbers: Vec<f64> = operands.iter().filter_map(maybe).collect();
        match operator.as_str() {
            "q" => saved.push(state.clone()),
            "Q" => state = saved.pop().expect("as many q as Q"),
            "cm" => state.matrix = times(&six(&numbers), &state.matrix),
            "w" => state.line = numbers[0],
            "g" | "rg" | "k" | "sc" | "scn" => state.fill = colour(&numbers),
            "G" | "RG" | "K" | "SC" | "SCN" => state.stroke = colour(&numbers),
            "BMC" | "BDC" => {
                marked.push(operands[0].as_name().expect("a tag") == b"Artifact");
            }
            "EMC" => {
                marked.pop();
            }
            "BT" => text_matrix = IDENTITY,
            "Tm" => text_matrix = six(&numbers),
            "Tf" => {
                let font = &fonts[operands[0].as_name().expect("a font")];
                state.font = Some((font, numbers[0]));
            }
            "Td" | "TD" | "T*" | "'" | "\"" | "Tc" | "Tw" | "Tz" | "Ts" | "TL" | "v" | "y" => {
                panic!("typst does not write {operator}")
            }
            "Tj" | "TJ" => {
                let (font, size) = state.font.expect("a font");
                let artifact = marked.contains(&true);
                let pen = Pen {
                    font,
                    size,
                    state: &state,
                    artifact,
                    height,
                };
                pen.show(operands, &mut text_matrix, &mut sheet.glyphs);
            }
            "m" | "l" => path.push((numbers[0], numbers[1])),
            "c" => path.extend([
                (numbers[0], numbers[1]),
                (numbers[2], numbers[3]),
                (numbers[4], numbers[5]),
            ]),
            "re" => path.extend([
                (numbers[0], numbers[1]),
                (numbers[0] + numbers[2], numbers[1] + numbers[3]),
            ]),
            "n" => path.clear(),
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => {
                let stroked = matches!(operator.as_str(), "S" | "s");
                if let Some(rule) = drawn(&path, &state, stroked, height) {
                    sheet.rules.push(rule);
                }
                path.clear();
            }
            _ => {}
        }
    }
    sheet
}

/// The box of what is drawn; a straight line has its thickness across.
fn drawn(path: &[(f64, f64)], state: &State<'_, '_>, stroked: bool, height: f64) -> Option<Rule> {
    let m = &state.matrix;
    let placed: Vec<(f64, f64)> = path
        .iter()
        .map(|(x, y)| (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]))
        .collect();
    let [mut left, mut right, mut low, mut high] = [f64::MAX, f64::MIN, f64::MAX, f64::MIN];
    for (x, y) in &placed {
        left = left.min(*x);
        right = right.max(*x);
        low = low.min(*y);
        high = high.max(*y);
    }
    if placed.is_empty() {
        return None;
    }
    if stroked {
        let half = state.line * m[3].abs().max(m[1].abs()) / 2.0;
        // The ends of a line are cut off straight.
        if high - low < 0.01 {
            (low, high) = (low - half, high + half);
        } else if right - left < 0.01 {
            (left, right) = (left - half, right + half);
        }
    }
    Some(Rule {
        left: left * MM,
        right: right * MM,
        top: (height - high) * MM,
        bottom: (height - low) * MM,
        colour: if stroked { state.stroke } else { state.fill },
    })
}

/// What a string is shown with.
struct Pen<'s, 'f, 'a> {
    font: &'f Font<'a>,
    size: f64,
    state: &'s State<'f, 'a>,
    artifact: bool,
    height: f64,
}

impl Pen<'_, '_, '_> {
    fn show(&self, operands: &[Object], text_matrix: &mut Matrix, out: &mut Vec<Glyph>) {
        for operand in operands {
            match operand {
                Object::String(bytes, _) => {
                    for code in bytes.chunks_exact(2) {
                        self.glyph(code, text_matrix, out);
                    }
                }
                Object::Array(inner) => self.show(inner, text_matrix, out),
                other => advance(text_matrix, -number(other) / 1000.0 * self.size),
            }
        }
    }

    fn glyph(&self, code: &[u8], text_matrix: &mut Matrix, out: &mut Vec<Glyph>) {
        let place = times(text_matrix, &self.state.matrix);
        assert!(
            place[1].abs() < 1e-6 && place[2].abs() < 1e-6,
            "the text is not turned"
        );
        let number = u16::from_be_bytes([code[0], code[1]]);
        let wide = self.font.widths.get(&number);
        let wide = wide.unwrap_or(&self.font.default_width) / 1000.0 * self.size;
        out.push(Glyph {
            text: Document::decode_text(&self.font.encoding, code).expect("a character"),
            x: place[4] * MM,
            width: wide * place[0] * MM,
            y: (self.height - place[5]) * MM,
            size: self.size * place[3].abs(),
            squeeze: place[0] / place[3].abs(),
            font: self.font.name.clone(),
            colour: self.state.fill,
            artifact: self.artifact,
        });
        advance(text_matrix, wide);
    }
}

fn advance(text_matrix: &mut Matrix, by: f64) {
    text_matrix[4] += by * text_matrix[0];
    text_matrix[5] += by * text_matrix[1];
}

fn colour(numbers: &[f64]) -> Colour {
    match *numbers {
        [grey] => [grey; 3],
        [r, g, b] => [r, g, b],
        [c, m, y, k] => [c, m, y].map(|part| (1.0 - part) * (1.0 - k)),
        _ => panic!("no colour: {numbers:?}"),
    }
}

fn maybe(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

fn number(object: &Object) -> f64 {
    maybe(object).expect("a number")
}

fn six(numbers: &[f64]) -> Matrix {
    std::array::from_fn(|index| numbers[index])
}
