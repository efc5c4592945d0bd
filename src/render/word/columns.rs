//! How large the text of a table is and how wide its columns are, as `templates/typst/parts/fit.typ` decides it for paper: short columns keep what they need, columns of
//! sentences share the rest.

use crate::model::table::column_places;
use crate::model::{Align, Cell, Table};

use super::measures::hundredths;
use crate::model::Inline;
use crate::model::InlineKind;

/// Sizes in half points: the largest that fits well, and those for very many columns.
const SIZES: [i64; 3] = [28, 24, 21];
const CROWDED: [i64; 3] = [21, 18, 15];
/// What the edges of a cell take, in twips.
pub(super) const PADDING: i64 = 140;
/// Part of the width, in hundredths, that short columns may take at a comfortable size.
const SHARE: i64 = 72;
/// Cells of so many characters stay on one line where they can, in hundredths.
const NAME: i64 = 950;
/// A word of so many characters may break.
const TOKEN: usize = 12;

/// The size of a table's text and the widths of its columns.
#[derive(Clone, Debug)]
pub(super) struct ColumnPlan {
    /// In half points.
    pub size: i64,
    /// In twips; they add up to the width of the table.
    pub widths: Vec<i64>,
    /// For each column of numbers that stand on the point, the widest part before it and after it, in hundredths of the size.
    pub points: Vec<Option<(i64, i64)>>,
}

impl ColumnPlan {
    /// That of `table`, which is `width` wide.
    pub(super) fn of(table: &Table, width: i64) -> Self {
        let columns = table.columns as usize;
        let points = points(table);
        let (wanted, least) = needs(table, &points);
        let total = |list: &[i64], size: i64| {
            scaled(list.iter().sum(), size) + PADDING * i64::from(table.columns)
        };
        let comfortable = SIZES.into_iter().find(|size| {
            total(&wanted, *size) <= width || total(&least, *size) <= width * SHARE / 100
        });
        let crowded = CROWDED
            .into_iter()
            .find(|size| total(&least, *size) <= width);
        let size = comfortable.or(crowded).unwrap_or(CROWDED[2]);
        let least = unbroken_names(&wanted, least, size, width);
        Self {
            size,
            widths: share(&wanted, &least, size, width, columns),
            points,
        }
    }
}

/// Hundredths of `size` half points in twips.
fn scaled(hundredths: i64, size: i64) -> i64 {
    hundredths * size / 10
}

/// The text of a cell with its line ends.
pub(super) fn cell_text(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        inline.walk(&mut |inline| match &inline.kind {
            InlineKind::Text(own) | InlineKind::Code(own) => text.push_str(own),
            InlineKind::Computed(computed) => text.push_str(&computed.text),
            InlineKind::Note(note) => text.push_str(&note.label),
            InlineKind::Break => text.push('\n'),
            InlineKind::Strong(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strike(_)
            | InlineKind::Link { .. } => {}
        });
    }
    text
}

fn cell_width(text: &str) -> i64 {
    text.lines().map(hundredths).max().unwrap_or(0)
}

/// A number parted before its point, for a cell that stands on it.
pub(super) fn parted(cell: &Cell) -> Option<(String, String)> {
    if cell.align != Align::Decimal || cell.colspan != 1 {
        return None;
    }
    let text = cell_text(&cell.content);
    let digit = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[digit..];
    let length = rest
        .find(|c: char| !c.is_ascii_digit() && c != ',')
        .unwrap_or(rest.len());
    let (before, after) = text.split_at(digit + length);
    Some((before.to_owned(), after.to_owned()))
}

fn points(table: &Table) -> Vec<Option<(i64, i64)>> {
    let mut points = vec![None; table.columns as usize];
    let fractions = table.fractions();
    let places = column_places(&table.rows, table.columns);
    for (row, places) in table.rows.iter().zip(&places) {
        for (cell, place) in row.iter().zip(places) {
            let (Some((before, after)), Some(point)) = (parted(cell), points.get_mut(*place))
            else {
                continue;
            };
            let digits = i64::from(fractions.get(*place).copied().unwrap_or(0));
            let least = if digits > 0 { 28 + 50 * digits } else { 0 };
            let (widest_before, widest_after) = point.get_or_insert((0, least));
            *widest_before = (*widest_before).max(hundredths(&before));
            *widest_after = (*widest_after).max(hundredths(&after));
        }
    }
    points
}

/// For each column the width of its longest cell on one line, and the least that breaks no number and leaves three characters a line.
fn needs(table: &Table, points: &[Option<(i64, i64)>]) -> (Vec<i64>, Vec<i64>) {
    let columns = table.columns as usize;
    let mut wanted = vec![100; columns];
    let mut least = vec![100; columns];
    let mut four = vec![false; columns];
    for rows in [&table.head, &table.rows] {
        for (row, places) in rows.iter().zip(column_places(rows, table.columns)) {
            for (cell, place) in row.iter().zip(places) {
                if cell.colspan > 1 || place >= columns {
                    continue;
                }
                let text = cell_text(&cell.content);
                let width = cell_width(&text);
                wanted[place] = wanted[place].max(width);
                four[place] |= width == 400;
                let mut need = if width == 400 { 200 } else { width.min(300) };
                for token in text.split(|c: char| !('!'..='~').contains(&c)) {
                    if token.len() >= 2 {
                        let kept: String = token.chars().take(TOKEN).collect();
                        need = need.max(hundredths(&kept));
                    }
                }
                least[place] = least[place].max(need);
            }
        }
    }
    for place in 0..columns {
        if four[place] && least[place] > 200 {
            least[place] = least[place].max(400);
        }
        if let Some(Some((before, after))) = points.get(place) {
            wanted[place] = wanted[place].max(before + after);
            least[place] = least[place].max(before + after);
        }
    }
    (wanted, least)
}

/// Names of units, heads and other short cells stay on one line while columns of sentences keep their share: the narrowest columns first.
fn unbroken_names(wanted: &[i64], mut least: Vec<i64>, size: i64, width: i64) -> Vec<i64> {
    let columns = i64::try_from(wanted.len()).unwrap_or(0);
    let room = width * SHARE / 100 - PADDING * columns;
    let mut order: Vec<usize> = (0..wanted.len()).filter(|x| wanted[*x] <= NAME).collect();
    order.sort_by_key(|x| wanted[*x]);
    for x in order {
        let more = (wanted[x] - least[x]).max(0);
        if scaled(least.iter().sum::<i64>() + more, size) > room {
            break;
        }
        least[x] += more;
    }
    least
}

/// Widths that add up to `width`: each column has its least, or more where that keeps its longest cell within the number of lines found by bisection.
fn share(wanted: &[i64], least: &[i64], size: i64, width: i64, columns: usize) -> Vec<i64> {
    // Lines in tenths.
    let at = |lines: i64| -> Vec<i64> {
        wanted
            .iter()
            .zip(least)
            .map(|(wanted, least)| {
                scaled((*wanted.min(least)).max(wanted * 10 / lines), size) + PADDING
            })
            .collect()
    };
    let (mut low, mut high) = (10, 10_000);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if at(middle).iter().sum::<i64>() > width {
            low = middle;
        } else {
            high = middle;
        }
    }
    let widths = at(high);
    let total = widths.iter().sum::<i64>().max(1);
    let mut widths: Vec<i64> = widths.iter().map(|own| own * width / total).collect();
    // What rounding left goes to the last column.
    let rest = width - widths.iter().sum::<i64>();
    if let Some(last) = columns.checked_sub(1).and_then(|last| widths.get_mut(last)) {
        *last += rest;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_add_up_and_sentences_have_what_is_left() {
        let widths = share(&[400, 5_000, 300], &[400, 300, 300], 28, 8_845, 3);
        assert_eq!(widths.iter().sum::<i64>(), 8_845);
        assert!(widths[1] > 2 * widths[0], "{widths:?}");
    }
}
