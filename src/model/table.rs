//! Tables: a head of one or more rows, merged cells, lines above and below.

use super::{Inline, Span, Spanned};

/// How the text of a cell stands between its left and right edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle, the practice of official tables.
    #[default]
    Center,
    /// At the right edge.
    Right,
    /// On the decimal point of the column.
    Decimal,
}

/// One cell; the cells that it covers are absent from the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub content: Vec<Inline>,
    /// How many columns it covers, at least 1.
    pub colspan: u32,
    /// How many rows it covers, at least 1.
    pub rowspan: u32,
    /// How its text stands.
    pub align: Align,
    /// Where it was typed: in Markdown between the bars, in YAML as the value, in CSV as the field without its quotation marks.
    pub span: Span,
}

/// A table whose rows all cover the same number of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// `表1`, `表2`, … in order of the document; empty for a table that is an attachment by itself and has that attachment's title.
    pub label: String,
    /// What the caption says after the number; may be empty.
    pub caption: Vec<Inline>,
    /// The number of columns.
    pub columns: u32,
    /// Short texts that stand in one line over the table (表前), e.g. who filled it in.
    pub before: Vec<Spanned<String>>,
    /// The unit of measure (计量单位) at the right above the table.
    pub measure: Option<Spanned<String>>,
    /// The rows of the head, repeated on every page.
    pub head: Vec<Vec<Cell>>,
    /// The rows of data.
    pub rows: Vec<Vec<Cell>>,
    /// How high each row of data is at least (行高), in millimetres, for what is filled in by hand; none where its text decides. May be shorter than `rows`.
    pub row_heights: Vec<Option<u32>>,
    /// Whether it is laid across the page, turned by a quarter (横排).
    pub landscape: bool,
    /// The note under the table, without the word 注.
    pub note: Option<Spanned<String>>,
    /// The `id` in the page, made from the caption, or from the cells where there is none: unique in the document and stable while its neighbours
    /// change. Empty until the table is numbered.
    pub anchor: String,
    /// Where the table was typed.
    pub span: Span,
}

impl Table {
    /// For each column, the largest number of digits after the point among the cells that stand on the point.
    #[must_use]
    pub fn fractions(&self) -> Vec<u32> {
        let mut fractions = vec![0; self.columns as usize];
        let places = column_places(&self.rows, self.columns);
        for (row, places) in self.rows.iter().zip(&places) {
            for (cell, place) in row.iter().zip(places) {
                if let (Align::Decimal, Some(most)) = (cell.align, fractions.get_mut(*place)) {
                    *most = (*most).max(fraction_digits(&super::plain_text(&cell.content)));
                }
            }
        }
        fractions
    }

    /// Sets the cells of the rows column by column: as `typed`, or else a column of numbers to the right, one with long texts to the left, any
    /// other in the middle. A cell that covers several columns stands in the middle.
    pub fn align_columns(&mut self, typed: &[Option<Align>]) {
        let places = column_places(&self.rows, self.columns);
        let mut columns: Vec<ColumnKind> = vec![ColumnKind::default(); self.columns as usize];
        for (row, places) in self.rows.iter().zip(&places) {
            for (cell, place) in row.iter().zip(places) {
                if let (1, Some(kind)) = (cell.colspan, columns.get_mut(*place)) {
                    kind.see(&super::plain_text(&cell.content));
                }
            }
        }
        for (row, places) in self
            .head
            .iter()
            .zip(column_places(&self.head, self.columns))
        {
            for (cell, place) in row.iter().zip(places) {
                if let (1, Some(kind)) = (cell.colspan, columns.get_mut(place)) {
                    let name = super::plain_text(&cell.content);
                    kind.ordinal |= ORDINALS.contains(&name.trim());
                }
            }
        }
        for (row, places) in self.rows.iter_mut().zip(&places) {
            for (cell, place) in row.iter_mut().zip(places) {
                let asked = typed.get(*place).copied().flatten();
                cell.align = match (asked, columns.get(*place)) {
                    (Some(align), _) => align,
                    (None, Some(kind)) if cell.colspan == 1 => kind.align(),
                    (None, _) => Align::Center,
                };
            }
        }
    }
}

/// The first column that each cell of these rows covers, row by row; the rows are the head of a table or its data.
#[must_use]
pub fn column_places(rows: &[Vec<Cell>], columns: u32) -> Vec<Vec<usize>> {
    let mut open = vec![0_u32; columns as usize];
    rows.iter()
        .map(|row| {
            let mut place = 0;
            let mut covered: Vec<(usize, u32)> = Vec::new();
            let places = row
                .iter()
                .map(|cell| {
                    while open.get(place).is_some_and(|rows| *rows > 0) {
                        place += 1;
                    }
                    let first = place;
                    for _ in 0..cell.colspan {
                        covered.push((place, cell.rowspan));
                        place += 1;
                    }
                    first
                })
                .collect();
            for rows in &mut open {
                *rows = rows.saturating_sub(1);
            }
            for (column, rowspan) in covered {
                if let Some(rows) = open.get_mut(column) {
                    *rows = rowspan.saturating_sub(1);
                }
            }
            places
        })
        .collect()
}

/// What the cells of a column have in common.
#[derive(Clone, Copy, Default)]
struct ColumnKind {
    numbers: bool,
    other: bool,
    long: bool,
    ordinal: bool,
}

/// Columns under these names hold numbers that count things off rather than measure them; they stand in the middle.
const ORDINALS: [&str; 5] = ["序号", "编号", "名次", "排名", "年份"];

/// A column with a text longer than this many characters stands at the left.
const LONG_TEXT: usize = 12;

impl ColumnKind {
    fn see(&mut self, text: &str) {
        let text = text.trim();
        let number = text.contains(|c: char| c.is_ascii_digit())
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || "+-−.,，%％‰".contains(c));
        if number {
            self.numbers = true;
        } else if !matches!(text, "" | "-" | "—" | "－" | "/" | "——") {
            self.other = true;
            self.long |= text.chars().count() > LONG_TEXT;
        }
    }

    fn align(self) -> Align {
        match self {
            Self { ordinal: true, .. } => Align::Center,
            Self { long: true, .. } => Align::Left,
            // Whole numbers and those with a fraction stand alike, or a table with both looks torn.
            Self {
                numbers: true,
                other: false,
                ..
            } => Align::Decimal,
            Self { .. } => Align::Center,
        }
    }
}

/// How many digits follow the point of a number.
fn fraction_digits(text: &str) -> u32 {
    let digits = text.split_once('.').map_or(0, |(_, rest)| {
        rest.chars().take_while(char::is_ascii_digit).count()
    });
    u32::try_from(digits).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FileId;

    fn cell(text: &str, rowspan: u32) -> Cell {
        Cell {
            content: vec![Inline::text(text, Span::file_start(FileId(0)))],
            colspan: 1,
            rowspan,
            align: Align::Center,
            span: Span::file_start(FileId(0)),
        }
    }

    /// A cell that reaches down moves the cells of the next row to the right, and the columns stay what they are.
    #[test]
    fn columns_are_aligned_under_merged_cells() {
        let long = "一段说明文字超过了十二个汉字";
        let mut table = Table {
            anchor: String::new(),
            label: String::new(),
            caption: Vec::new(),
            columns: 3,
            before: Vec::new(),
            measure: None,
            head: Vec::new(),
            row_heights: Vec::new(),
            landscape: false,
            rows: vec![
                vec![cell("甲", 2), cell(long, 1), cell("10", 1)],
                vec![cell("短", 1), cell("—", 1)],
            ],
            note: None,
            span: Span::file_start(FileId(0)),
        };
        table.align_columns(&[]);
        let aligns: Vec<Vec<Align>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.align).collect())
            .collect();
        assert_eq!(
            aligns,
            [
                vec![Align::Center, Align::Left, Align::Decimal],
                vec![Align::Left, Align::Decimal]
            ]
        );
    }
}
