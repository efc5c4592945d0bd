//! A sheet of texts as a table, with what stands above and below it.

use std::collections::BTreeMap;

use super::manuscript::{
    Manuscript, ManuscriptElement, SentCell, SentParagraph, SentTable, SentText, TextPiece,
};
use super::standard_element::StandardElement;
use crate::model::printed;
use crate::source::workbook::{Merged, SheetCell};
use crate::stage::parse::table_words::{TableSurroundings, surroundings};
use crate::zh::label::typed_number;

/// No table that is printed has more cells.
pub const MOST_CELLS: usize = 60_000;

/// A sheet as rows and columns of texts, each in parts of which some are struck out.
pub type SheetTexts = BTreeMap<(u32, u32), SheetText>;

/// The text of a cell.
#[derive(Clone, Debug, Default)]
pub struct SheetText(Vec<(String, bool)>);

impl SheetText {
    /// Text of one look.
    pub fn plain(text: &str) -> Self {
        Self(vec![(text.to_owned(), false)])
    }

    /// What a cell of a workbook shows.
    pub fn of(cell: &SheetCell) -> Self {
        match &cell.struck {
            Some(struck) => Self(struck.parts.clone()),
            None => Self::plain(&cell.text),
        }
    }

    /// Its text.
    pub fn text(&self) -> String {
        self.0.iter().map(|(part, _)| part.as_str()).collect()
    }

    /// A paragraph for each line.
    fn paragraphs(&self) -> Vec<SentParagraph> {
        let mut all = vec![SentParagraph::default()];
        for (part, struck) in &self.0 {
            for (place, line) in part.lines().enumerate() {
                if place > 0 {
                    all.push(SentParagraph::default());
                }
                let piece = TextPiece::Text(SentText {
                    text: line.to_owned(),
                    struck: *struck,
                    ..SentText::default()
                });
                all.last_mut()
                    .into_iter()
                    .for_each(|last| last.pieces.push(piece.clone()));
            }
        }
        all.retain(|paragraph| !paragraph.pieces.is_empty());
        all
    }
}

/// Puts a sheet into `sent` as a table; rows above it that say one thing are lines of text.
pub fn put(sent: &mut Manuscript, name: &str, texts: &SheetTexts, merged: &[Merged]) {
    if texts.len() > MOST_CELLS {
        let all: Vec<String> = texts.values().map(SheetText::text).collect();
        sent.leave_out(&format!("工作表“{name}”格子太多"), &all.join("　"));
        return;
    }
    let covers = |place: (u32, u32)| {
        merged.iter().find(move |(top, bottom, left, right)| {
            (*top..=*bottom).contains(&place.0) && (*left..=*right).contains(&place.1)
        })
    };
    let mut rows: Vec<u32> = texts.keys().map(|(row, _)| *row).collect();
    rows.dedup();
    let mut columns: Vec<u32> = texts.keys().map(|(_, column)| *column).collect();
    for (top, _, left, right) in merged {
        // A head may reach over columns of which nothing else says anything.
        if texts.contains_key(&(*top, *left)) && right - left < 200 {
            columns.extend(*left..=*right);
        }
    }
    columns.sort_unstable();
    columns.dedup();
    let count = |all: &[u32], from: u32, to: u32| {
        all.iter()
            .filter(|at| (from..=to).contains(*at))
            .count()
            .max(1)
    };
    let mut table = SentTable {
        columns: columns.len(),
        ..SentTable::default()
    };
    let text_at = |row: u32, column: u32| texts.get(&(row, column));
    let whole: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let cells = columns.iter().map(|column| text_at(*row, *column));
            cells
                .map(|text| text.map(SheetText::text).unwrap_or_default())
                .collect()
        })
        .collect();
    let around = surroundings(&whole);
    let own_rows = &rows[around.rows_above..rows.len() - around.rows_below];
    let mut above = Vec::new();
    for row in own_rows {
        let own: Vec<&SheetText> = columns
            .iter()
            .filter_map(|column| text_at(*row, *column))
            .collect();
        // What stands alone above the head is its title.
        if let ([only], true, true) = (own.as_slice(), table.rows.is_empty(), columns.len() > 1) {
            above.push(title(only));
            continue;
        }
        let mut cells = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let place = (*row, *column);
            let area = covers(place);
            if area.is_some_and(|(top, _, left, _)| {
                let first_row = rows.iter().find(|row| *row >= top);
                let first_column = columns.iter().find(|column| *column >= left);
                (first_row, first_column) != (Some(row), Some(column))
            }) {
                continue;
            }
            let (source, colspan, rowspan) =
                area.map_or((place, 1, 1), |(top, bottom, left, right)| {
                    (
                        (*top, *left),
                        count(&columns, *left, *right),
                        count(&rows, *top, *bottom),
                    )
                });
            let paragraphs = texts
                .get(&source)
                .map(SheetText::paragraphs)
                .unwrap_or_default();
            cells.push(SentCell {
                paragraphs,
                column: at,
                colspan,
                rowspan,
            });
        }
        table.rows.push(cells);
    }
    if table.columns < 2 || table.rows.len() < 2 {
        let lines_of = |rows: &[Vec<String>]| -> Vec<SentParagraph> {
            let texts = rows.iter().flatten().filter(|text| !text.is_empty());
            texts.map(|text| SentParagraph::plain(text)).collect()
        };
        let mut first = lines_of(&whole[..around.rows_above]);
        first
            .iter_mut()
            .for_each(|paragraph| paragraph.look.centered = true);
        let cells = table.rows.into_iter().flatten();
        let paragraphs = first.into_iter().chain(above);
        let paragraphs = paragraphs.chain(cells.flat_map(|cell| cell.paragraphs));
        let last = lines_of(&whole[rows.len() - around.rows_below..]);
        sent.elements
            .extend(paragraphs.chain(last).map(ManuscriptElement::Paragraph));
        return;
    }
    put_with(sent, table, around, above);
}

/// Puts a table into `sent` with what stands around it, each said to be what it is; titles that are none of these lie between.
fn put_with(
    sent: &mut Manuscript,
    table: SentTable,
    around: TableSurroundings,
    above: Vec<SentParagraph>,
) {
    for label in &around.labels {
        sent.leave_out("附件的号（由程序印）", label);
    }
    let mut element = |text: &str, element: StandardElement| {
        let mut paragraph = SentParagraph::plain(text);
        paragraph.look.element = Some(element);
        sent.elements.push(ManuscriptElement::Paragraph(paragraph));
    };
    let mut above = above.into_iter().map(|paragraph| paragraph.text());
    let title = around.title.or_else(|| above.next());
    if let Some(title) = title {
        element(&title.replace('\n', ""), StandardElement::TableCaption);
    }
    for line in around.before.into_iter().chain(above) {
        element(&line, StandardElement::TableLine);
    }
    if let Some(measure) = around.measure {
        element(&printed::MEASURE.text(&measure), StandardElement::TableLine);
    }
    sent.elements.push(ManuscriptElement::Table(table));
    if !around.notes.is_empty() {
        let mut paragraph = SentParagraph::plain(&note(&around.notes));
        paragraph.look.element = Some(StandardElement::TableNote);
        sent.elements.push(ManuscriptElement::Paragraph(paragraph));
    }
}

/// The notes below a table as one text: a line each where they are counted, otherwise one after the other, so that none gets a number.
fn note(lines: &[String]) -> String {
    let is_counted = |(at, line): (usize, &String)| {
        let number = typed_number(line).map(|number| number.value);
        number.and_then(|number| usize::try_from(number).ok()) == Some(at + 1)
    };
    if lines.iter().enumerate().all(is_counted) {
        return lines.join("\n");
    }
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() && !text.ends_with(['。', '；', '！', '？', '.', ';']) {
            text.push('　');
        }
        text.push_str(line);
    }
    text
}

fn title(text: &SheetText) -> SentParagraph {
    let mut paragraph = SentParagraph::plain(&text.text());
    paragraph.look.centered = true;
    paragraph
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_above_a_table_is_text_and_merged_cells_are_one() {
        let mut sent = Manuscript::default();
        let cells = [
            ((0, 0), "进度表"),
            ((1, 0), "单位"),
            ((1, 1), "签订"),
            ((2, 1), "企业"),
            ((2, 2), "职工"),
            ((3, 0), "青禾县"),
            ((3, 1), "3"),
            ((3, 2), "9"),
        ];
        let texts = cells
            .into_iter()
            .map(|(place, text)| (place, SheetText::plain(text)))
            .collect();
        put(
            &mut sent,
            "",
            &texts,
            &[(0, 0, 0, 2), (1, 2, 0, 0), (1, 1, 1, 2)],
        );
        let [
            ManuscriptElement::Paragraph(title),
            ManuscriptElement::Table(table),
        ] = sent.elements.as_slice()
        else {
            panic!("{:?}", sent.elements);
        };
        assert_eq!(title.text(), "进度表");
        let spans: Vec<Vec<(usize, usize)>> = table
            .rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|cell| (cell.colspan, cell.rowspan))
                    .collect()
            })
            .collect();
        assert_eq!(
            spans,
            [
                vec![(1, 2), (2, 1)],
                vec![(1, 1), (1, 1)],
                vec![(1, 1), (1, 1), (1, 1)]
            ]
        );
    }
}
