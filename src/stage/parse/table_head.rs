//! The head of a table whose merged cells are written again and again, as CSV has them.

use super::table_grid::cell;
use crate::model::{Cell, Spanned};

/// Merges the cells of a head of several rows: equal neighbours in a row, and then equal or empty cells below one another.
pub fn merge_head(head: &[Vec<Spanned<String>>]) -> Vec<Vec<Cell>> {
    let columns = head.first().map_or(0, Vec::len);
    let text = |row: usize, column: usize| {
        head[row]
            .get(column)
            .map_or("", |field| field.value.as_str())
    };
    let mut covered = vec![vec![false; columns]; head.len()];
    let mut rows = Vec::new();
    for row in 0..head.len() {
        let mut cells = Vec::new();
        for column in 0..columns {
            if covered[row][column] {
                continue;
            }
            let title = text(row, column);
            let last = row + 1 == head.len();
            let mut width = 1;
            // In the last row equal names are columns of their own.
            while !last
                && !title.is_empty()
                && column + width < columns
                && !covered[row][column + width]
                && text(row, column + width) == title
            {
                width += 1;
            }
            let mut height = 1;
            while row + height < head.len()
                && (0..width).all(|offset| {
                    let below = text(row + height, column + offset);
                    below == title || (width == 1 && below.is_empty())
                })
            {
                height += 1;
            }
            for covered_row in covered.iter_mut().skip(row).take(height) {
                for place in covered_row.iter_mut().skip(column).take(width) {
                    *place = true;
                }
            }
            let Some(typed) = head[row].get(column) else {
                continue;
            };
            cells.push(cell(
                typed.clone(),
                u32::try_from(width).unwrap_or(1),
                u32::try_from(height).unwrap_or(1),
            ));
        }
        rows.push(cells);
    }
    rows
}
