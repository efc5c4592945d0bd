//! Tables: real ones, with merged cells, a head that is repeated on each page, and widths that add up, by which WPS lays them out.

use super::columns::{ColumnPlan, PADDING, cell_text, parted};
use super::key;
use super::look::RunLook;
use super::measures::{HEIGHT, SIZE_SMALL, WIDTH, hundredths, millimetres};
use super::paragraph::{Indent, Tab, WordParagraph};
use super::run::push_tab;
use super::writing::Writing;
use super::xml::WordXml;
use crate::model::table::column_places;
use crate::model::{Align, Cell, Table};

/// The least height of a row that is there to be filled in by hand, in millimetres.
const BLANK_ROW: i64 = 10;

/// A place in the grid of a table.
#[derive(Clone, Copy)]
enum Slot<'a> {
    /// A cell begins here.
    Cell(&'a Cell),
    /// A cell from above goes on here, with so many columns.
    Covered(u32),
}

impl Writing<'_> {
    /// Writes a table with what stands above and below it.
    pub(super) fn table(&mut self, table: &Table, held: bool) {
        self.above_table(table);
        let width = if self.is_upright() { WIDTH } else { HEIGHT };
        let rows = table.head.len() + table.rows.len();
        if table.columns > 0 && rows > 0 {
            let plan = ColumnPlan::of(table, width);
            self.grid(table, &plan, width, held || table.note.is_some());
        }
        self.table_note(table, held);
        if table.note.is_none() && rows > 0 {
            // Two tables without anything between them would become one.
            let mut paragraph = WordParagraph::new("Anchor");
            paragraph.pitch = Some(160);
            paragraph.keep_next = held;
            self.paragraph(&paragraph);
        }
    }

    fn above_table(&mut self, table: &Table) {
        if !table.label.is_empty() || !table.caption.is_empty() {
            let key = key::part_of(&table.anchor, "caption");
            let mut paragraph = WordParagraph::new("Caption").known_by(key);
            let gap = if table.label.is_empty() || table.caption.is_empty() {
                ""
            } else {
                "　"
            };
            let mut runs = WordXml::default();
            self.push(
                &mut runs,
                &format!("{}{gap}", table.label),
                &RunLook::default(),
            );
            self.inlines(&mut runs, &table.caption, &RunLook::default());
            paragraph.runs = runs;
            self.paragraph(&paragraph);
        }
        if !table.before.is_empty() {
            let width = if self.is_upright() { WIDTH } else { HEIGHT };
            let count = i64::try_from(table.before.len()).unwrap_or(1);
            let lengths: i64 = table.before.iter().map(|text| hundredths(text)).sum();
            let one_line = lengths * SIZE_SMALL / 10 <= width * 8 / 10;
            let mut paragraph = WordParagraph::new("TableLine");
            for (at, text) in (0..).zip(&table.before) {
                let key = key::part_of(&table.anchor, &format!("before{}", at + 1));
                if at == 0 {
                    paragraph = paragraph.known_by(key);
                } else if one_line {
                    paragraph.tabs.push(Tab {
                        kind: "left",
                        at: width * at / count,
                    });
                    push_tab(&mut paragraph.runs);
                } else {
                    self.paragraph(&paragraph);
                    paragraph = WordParagraph::new("TableLine").known_by(key);
                }
                let mut runs = WordXml::default();
                self.push(&mut runs, text, &RunLook::default());
                paragraph.runs.append(&runs);
            }
            self.paragraph(&paragraph);
        }
        if let Some(measure) = table.printed_measure() {
            let key = key::part_of(&table.anchor, "measure");
            let mut paragraph = self.line("TableLine", &measure).known_by(key);
            paragraph.align = Some("right");
            self.paragraph(&paragraph);
        }
    }

    /// 注, each line of it under the first character of the one before.
    fn table_note(&mut self, table: &Table, held: bool) {
        let Some(note) = table.printed_note() else {
            return;
        };
        let word = hundredths(table.note_word()) * SIZE_SMALL / 10;
        let mut paragraph = self
            .line("TableNote", &note)
            .known_by(key::part_of(&table.anchor, "note"));
        paragraph.space = (80, 80);
        paragraph.keep_next = held;
        paragraph.indent = Some(Indent {
            left: word,
            hanging: word,
            ..Indent::default()
        });
        self.paragraph(&paragraph);
    }

    fn grid(&mut self, table: &Table, plan: &ColumnPlan, width: i64, held: bool) {
        let mut xml = WordXml::default();
        xml.raw("<w:tbl><w:tblPr>");
        xml.raw("<w:tblW");
        xml.attribute(" w:w=\"", width);
        xml.raw(" w:type=\"dxa\"/><w:jc w:val=\"left\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
        let upper = upper_margin(plan.size);
        for (open, margin) in [
            ("<w:top w:w=\"", upper),
            ("<w:left w:w=\"", 60),
            ("<w:bottom w:w=\"", upper),
            ("<w:right w:w=\"", 60),
        ] {
            xml.raw(open);
            xml.number(margin);
            xml.raw("\" w:type=\"dxa\"/>");
        }
        xml.raw("</w:tblCellMar><w:tblLook w:val=\"0000\"/></w:tblPr><w:tblGrid>");
        for width in &plan.widths {
            xml.value("<w:gridCol w:w=\"", width);
        }
        xml.raw("</w:tblGrid>");
        let head = table.head.len();
        for (first, rows) in [(0, &table.head), (head, &table.rows)] {
            let slots = slots(rows, table.columns);
            for (at, row) in slots.iter().enumerate() {
                let asked = (first > 0 || head == 0)
                    .then(|| table.row_heights.get(at).copied().flatten())
                    .flatten();
                let is_last = first + at + 1 == head + table.rows.len();
                self.row(
                    &mut xml,
                    table,
                    plan,
                    (first + at, row),
                    asked,
                    held && is_last,
                );
            }
        }
        xml.raw("</w:tbl>");
        self.body.append(&xml);
    }

    fn row(
        &mut self,
        xml: &mut WordXml,
        table: &Table,
        plan: &ColumnPlan,
        (number, slots): (usize, &Vec<(usize, Slot<'_>)>),
        asked: Option<u32>,
        held: bool,
    ) {
        let is_head = number < table.head.len();
        let is_blank = slots.iter().all(|(_, slot)| match slot {
            Slot::Cell(cell) => cell_text(&cell.content).trim().is_empty(),
            Slot::Covered(_) => true,
        });
        xml.raw("<w:tr><w:trPr><w:cantSplit/>");
        let height = match asked {
            Some(height) => Some(millimetres(i64::from(height))),
            None if is_blank && !is_head => Some(millimetres(BLANK_ROW)),
            None => None,
        };
        if let Some(height) = height {
            xml.raw("<w:trHeight");
            xml.attribute(" w:val=\"", height);
            xml.raw(" w:hRule=\"atLeast\"/>");
        }
        if is_head {
            xml.raw("<w:tblHeader/>");
        }
        xml.raw("</w:trPr>");
        for (place, slot) in slots {
            let span = match slot {
                Slot::Cell(cell) => cell.colspan,
                Slot::Covered(span) => *span,
            };
            let width: i64 = plan.widths.iter().skip(*place).take(span as usize).sum();
            xml.raw("<w:tc><w:tcPr><w:tcW");
            xml.attribute(" w:w=\"", width);
            xml.raw(" w:type=\"dxa\"/>");
            if span > 1 {
                xml.value("<w:gridSpan w:val=\"", span);
            }
            match slot {
                Slot::Cell(cell) if cell.rowspan > 1 => xml.raw("<w:vMerge w:val=\"restart\"/>"),
                Slot::Covered(_) => xml.raw("<w:vMerge/>"),
                Slot::Cell(_) => {}
            }
            xml.raw("<w:vAlign w:val=\"center\"/></w:tcPr>");
            let mut paragraph = WordParagraph::new("TableText");
            paragraph.pitch = Some(line_height(plan.size));
            paragraph.keep_next = held || is_head;
            if let Slot::Cell(cell) = slot {
                paragraph = paragraph.known_by(key::cell_of(&table.anchor, number + 1, place + 1));
                align(&mut paragraph, cell, plan, *place, width);
                let look = RunLook {
                    size: (plan.size != SIZE_SMALL).then_some(plan.size),
                    ..RunLook::default()
                };
                let mut runs = WordXml::default();
                self.inlines(&mut runs, &cell.content, &look);
                paragraph.runs = runs;
            }
            self.paragraph_into(xml, &paragraph);
            xml.raw("</w:tc>");
        }
        xml.raw("</w:tr>");
    }
}

/// How the text of a cell stands: numbers of a column in a block in its middle, their points under each other.
fn align(paragraph: &mut WordParagraph, cell: &Cell, plan: &ColumnPlan, place: usize, width: i64) {
    let point = plan.points.get(place).copied().flatten();
    paragraph.align = match (cell.align, parted(cell), point) {
        (Align::Decimal, Some((_, own)), Some((before, after))) => {
            let free = (width - PADDING - (before + after) * plan.size / 10).max(0) / 2;
            let missing = (after - hundredths(&own)).max(0) * plan.size / 10;
            paragraph.indent = Some(Indent {
                right: free + missing,
                ..Indent::default()
            });
            Some("right")
        }
        (Align::Left, ..) => Some("left"),
        (Align::Right, ..) => Some("right"),
        (Align::Center | Align::Decimal, ..) => None,
    };
}

/// How high a line of a table is; sizes are in half points.
fn line_height(size: i64) -> i64 {
    size * 145 / 10
}

/// The margin over and under the lines of a cell.
fn upper_margin(size: i64) -> i64 {
    (100 - size * 22 / 10).max(20)
}

/// What stands in each row, from left to right, with its first column.
fn slots(rows: &[Vec<Cell>], columns: u32) -> Vec<Vec<(usize, Slot<'_>)>> {
    let places = column_places(rows, columns);
    let mut slots: Vec<Vec<(usize, Slot<'_>)>> = vec![Vec::new(); rows.len()];
    for (at, (row, places)) in rows.iter().zip(places).enumerate() {
        for (cell, place) in row.iter().zip(places) {
            for covered in 0..cell.rowspan as usize {
                let Some(row) = slots.get_mut(at + covered) else {
                    break;
                };
                let slot = if covered == 0 {
                    Slot::Cell(cell)
                } else {
                    Slot::Covered(cell.colspan)
                };
                row.push((place, slot));
            }
        }
    }
    for row in &mut slots {
        row.sort_by_key(|(place, _)| *place);
    }
    slots
}

/// A table without lines that only puts things beside each other: its columns' widths.
pub(super) fn frame(xml: &mut WordXml, widths: &[i64]) {
    xml.raw("<w:tbl><w:tblPr><w:tblW");
    xml.attribute(" w:w=\"", widths.iter().sum::<i64>());
    xml.raw(" w:type=\"dxa\"/><w:jc w:val=\"left\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar><w:tblLook w:val=\"0000\"/></w:tblPr><w:tblGrid>");
    for width in widths {
        xml.value("<w:gridCol w:w=\"", width);
    }
    xml.raw("</w:tblGrid>");
}

/// A cell of such a table.
pub(super) fn frame_cell(xml: &mut WordXml, width: i64, vertical: &'static str, body: &WordXml) {
    xml.raw("<w:tc><w:tcPr><w:tcW");
    xml.attribute(" w:w=\"", width);
    xml.raw(" w:type=\"dxa\"/>");
    xml.value("<w:vAlign w:val=\"", vertical);
    xml.raw("</w:tcPr>");
    xml.append(body);
    xml.raw("</w:tc>");
}
