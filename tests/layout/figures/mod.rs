//! The figures, group by group. Lengths are in mm from the upper left corner of the paper, sizes in points.

mod body;
mod foot;
mod forms;
mod head;
mod page;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::layout::figure::class;
use crate::layout::sheet::{Glyph, Row, Sheet};
use crate::layout::{samples, site};

static PRINTED: LazyLock<BTreeMap<String, Vec<Sheet>>> =
    LazyLock::new(|| site::printed(&samples::all()));

/// The type area (5.2.1), and the units of clause 3 that follow from 5.2.3.
const LEFT: f64 = 28.0;
const TOP: f64 = 37.0;
const RIGHT: f64 = 184.0;
const FOOT: f64 = 262.0;
const MIDDLE: f64 = 106.0;
const CHAR: f64 = 156.0 / 28.0;
const PITCH: f64 = CHAR * 15.0 / 8.0;
/// 7/8 of a character: what is white between two lines.
const LEADING: f64 = PITCH - CHAR;
/// A character of 4号.
const SMALL: f64 = 14.0 * 25.4 / 72.0;
/// 3号 in points.
const THREE: f64 = 15.79;
/// How far a size may be from its 号 (3号 is 15.75 to 16).
const SIZE: f64 = 0.25;

fn pages(key: &str) -> &'static [Sheet] {
    &PRINTED[key]
}

/// The page of an issue that shows `text`.
fn page_with(key: &str, text: &str) -> &'static Sheet {
    let found = pages(key).iter().find(|page| page.find(text).is_some());
    found.unwrap_or_else(|| panic!("{key} nowhere shows {text}"))
}

/// The row right above another.
fn above(page: &Sheet, row: &Row) -> Row {
    let rows = page.rows();
    let found = rows.into_iter().take_while(|r| r.y() < row.y() - 0.1);
    found.last().expect("a row above")
}

/// Upper and lower edge of the ink of a glyph of 小标宋 above the base line, in em.
///
/// Taken from the outlines of Noto Serif CJK SC Bold.
fn ink(text: &str) -> (f64, f64) {
    let known = [
        ("云", 0.839, -0.087),
        ("汀", 0.826, -0.090),
        ("市", 0.851, -0.091),
        ("总", 0.853, -0.060),
        ("工", 0.784, -0.008),
        ("会", 0.855, -0.085),
        ("令", 0.857, -0.091),
        ("文", 0.847, -0.090),
        ("件", 0.848, -0.088),
        ("简", 0.855, -0.092),
        ("报", 0.849, -0.094),
        ("纪", 0.842, -0.059),
        ("要", 0.850, -0.090),
        ("议", 0.838, -0.087),
    ];
    let found = known.iter().find(|(c, ..)| *c == text);
    let (_, high, low) = found.unwrap_or_else(|| panic!("the ink of {text} is not known"));
    (*high, *low)
}

fn em(glyph: &Glyph) -> f64 {
    glyph.size * 25.4 / 72.0
}

/// Upper edge of the ink of a mark.
fn ink_top(row: &Row) -> f64 {
    let tops = row.0.iter().map(|g| g.y - ink(&g.text).0 * em(g));
    tops.fold(f64::MAX, f64::min)
}

/// Lower edge of the ink of a mark.
fn ink_foot(row: &Row) -> f64 {
    let feet = row.0.iter().map(|g| g.y - ink(&g.text).1 * em(g));
    feet.fold(f64::MIN, f64::max)
}

/// Blank lines between two rows of 3号: what their base lines are apart, in lines, less one.
fn blank_lines(above: &Row, below: &Row) -> f64 {
    (below.y() - above.y()) / PITCH - 1.0
}

/// Blank lines between an edge and the em box of a row. Where 2号 or a line stands on one side, the white of half a leading on both sides is
/// not to be had, so this is held to a quarter of a line.
fn blank_below(edge: f64, row: &Row) -> f64 {
    (row.top() - edge - LEADING / 2.0) / PITCH
}

/// Characters of 3号 from the left and from the right edge of the type area.
fn from_left(x: f64) -> f64 {
    (x - LEFT) / CHAR
}

fn from_right(x: f64) -> f64 {
    (RIGHT - x) / CHAR
}

fn face(glyph: &Glyph) -> &'static str {
    class(&glyph.font)
}

/// The last glyph of the first `text` in a row.
fn end_of<'a>(row: &'a Row, text: &str) -> &'a Glyph {
    let start = row.at(text).x;
    let count = text.chars().count();
    let rest: Vec<&Glyph> = row.0.iter().filter(|g| g.x >= start).collect();
    rest[count - 1]
}

fn yes(holds: bool) -> &'static str {
    if holds { "是" } else { "否" }
}

/// How much of the character a bracket at the start of a line gives up, in characters: it stands on half its width.
fn bracket(row: &Row) -> f64 {
    if row.left() < LEFT + 2.0 * CHAR - 0.3 * CHAR && "（《“【".contains(&row.first().text) {
        0.5
    } else {
        0.0
    }
}
