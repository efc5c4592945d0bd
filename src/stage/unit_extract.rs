//! What one unit (单位) gets of an issue: its own findings, and its rows of the tables.
//!
//! Whatever was written by or about the unit stays as it is. Of everything else only tables stay, with the rows (or the columns) that are the unit's; what names
//! other units goes.

use std::collections::BTreeSet;

use super::assemble::Assembled;
use super::part::{AttachmentPart, AttachmentPartBody, Part};
use crate::model::{
    Block, Cell, Document, DocumentNumbers, FileId, Imprint, Inline, Span, Spanned, Table,
    UnitRegistry, column_places, plain_text,
};
use crate::source::Draft;

/// A unit by all its names, and the names of all others.
#[derive(Clone, Debug)]
pub struct ExtractedUnit {
    code: String,
    /// The current ones first.
    names: Vec<String>,
    /// How many of them are current.
    current: usize,
    others: Vec<String>,
}

impl ExtractedUnit {
    /// The unit of `registry` at `index`.
    #[must_use]
    pub fn of(registry: &UnitRegistry, index: usize) -> Option<Self> {
        let unit = registry.units.get(index)?;
        let history = &registry.history;
        let mut names = vec![unit.name.clone()];
        names.extend(unit.other_names.iter().cloned());
        let current = names.len();
        let is_former = |name: &&str| {
            let mut known = history.named(name).iter();
            known.any(|(code, _)| *code == unit.code)
        };
        names.extend(history.all_names().filter(is_former).map(str::to_owned));
        let mut others: Vec<String> = Vec::new();
        for other in registry
            .units
            .iter()
            .filter(|other| other.code != unit.code)
        {
            others.push(other.name.clone());
            others.extend(other.other_names.iter().cloned());
        }
        others.extend(history.all_names().map(str::to_owned));
        others.retain(|name| !names.contains(name) && name.chars().count() > 1);
        Some(Self {
            code: unit.code.clone(),
            names,
            current,
            others,
        })
    }

    /// Its fullest name, by which it is addressed.
    fn address(&self) -> String {
        let current = self.names.iter().take(self.current);
        let longest = current.max_by_key(|name| name.chars().count());
        longest.cloned().unwrap_or_default()
    }

    /// What of an assembled issue is the unit's, addressed to nobody else.
    pub(super) fn keep(&self, assembled: &mut Assembled) {
        assembled.editor_note.clear();
        assembled.body = self.parts(std::mem::take(&mut assembled.body));
        assembled.attachments = self.attachments(std::mem::take(&mut assembled.attachments));
        assembled.units.retain(|(code, _)| *code == self.code);
        assembled.imprint = Imprint::default();
        let place = assembled.recipients.as_ref().map(|line| line.span);
        let place = place.unwrap_or(Span::file_start(FileId(0)));
        assembled.recipients = Some(Spanned::new(self.address(), place));
    }

    /// The document as it is sent: it says what it was taken from, and has no number, no contents and nothing of a whole issue.
    pub(super) fn sent(&self, mut document: Document) -> Document {
        let date = document.head.date;
        let from = match document.head.numbers.main() {
            Some(number) => format!("{number}摘送"),
            None => format!("{}摘送", document.full_title()),
        };
        document.head.subtitle = Some(Spanned::new(from, date.span));
        if self.names_others(&document.full_title()) {
            let title = format!("{}摘送", document.series.name);
            document.head.title = vec![Spanned::new(title, date.span)];
        }
        document.head.numbers = DocumentNumbers::default();
        document.head.remark = None;
        document.head.elements.copy_number = None;
        document.head.elements.attendance.clear();
        document.contents_list = false;
        document.unit_histories.clear();
        document.problems.clear();
        document.reported.clear();
        let shown: BTreeSet<String> = document
            .figures()
            .filter_map(|figure| figure.path().map(str::to_owned))
            .collect();
        document.assets.retain(|asset| shown.contains(&asset.path));
        document
    }

    /// Whether `text` is the unit's name, or a list of names with it.
    fn is_named(&self, text: &str) -> bool {
        let squeezed =
            |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        let mut parts = text.split(['、', '，', ',', '；', '\n']);
        parts.any(|part| {
            let part = squeezed(part);
            // 青禾县（含高新区） is the unit as long as no other stands in the brackets.
            let bare = part.split(['（', '(']).next().unwrap_or_default();
            let is_bare = bare.len() < part.len() && !self.names_others(&part);
            let is_name = |name: &String| {
                let name = squeezed(name);
                name == part || is_bare && name == bare
            };
            self.names.iter().any(is_name)
        })
    }

    /// The rows of tables of the whole issue that name the unit as a part of something else, 青禾县柳林镇, and are in no unit's extract: the cells that do.
    #[must_use]
    pub fn left_out(&self, document: &Document) -> Vec<String> {
        const LONGEST: usize = 20;
        let mut cells = Vec::new();
        for block in document.blocks() {
            let Block::Table(table) = block else {
                continue;
            };
            for row in &table.rows {
                let texts: Vec<String> = row.iter().map(|cell| plain_text(&cell.content)).collect();
                let names = |text: &&String| {
                    let is_short = text.chars().count() <= LONGEST;
                    is_short && self.names.iter().any(|name| text.contains(name.as_str()))
                };
                if texts
                    .iter()
                    .any(|text| self.is_named(text) || self.names_others(text))
                {
                    continue;
                }
                cells.extend(texts.iter().find(names).cloned());
            }
        }
        cells
    }

    /// Whether `text` names another unit.
    fn names_others(&self, text: &str) -> bool {
        let mut rest = text.to_owned();
        for name in &self.names {
            rest = rest.replace(name.as_str(), "\u{FFFC}");
        }
        self.others.iter().any(|name| rest.contains(name.as_str()))
    }

    fn is_quiet(&self, content: &[Inline]) -> bool {
        !self.names_others(&plain_text(content))
    }

    /// What of `parts` is the unit's.
    #[must_use]
    pub fn parts(&self, parts: Vec<Part>) -> Vec<Part> {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Part::OfUnit { ref unit, .. } if *unit == self.code => kept.push(part),
                Part::OfUnit { .. } | Part::MetricTable(_) | Part::MetricChart(_) => {}
                Part::Drafts(drafts) => {
                    let tables = self.tables(drafts);
                    if !tables.is_empty() {
                        kept.push(Part::Drafts(tables));
                    }
                }
                Part::Heading { title, children } => {
                    let children = self.parts(children);
                    if children.is_empty() {
                        continue;
                    }
                    // A heading with the names of a group says who else is in it.
                    match self.names_others(&title.value) {
                        true => kept.extend(children),
                        false => kept.push(Part::Heading { title, children }),
                    }
                }
                Part::Column { title, children } => {
                    let children = self.parts(children);
                    if !children.is_empty() {
                        kept.push(Part::Column { title, children });
                    }
                }
                // An article that is no unit's is everybody's.
                Part::Article(_) => {}
            }
        }
        kept
    }

    /// The attachments of which something is the unit's.
    #[must_use]
    pub fn attachments(&self, attachments: Vec<AttachmentPart>) -> Vec<AttachmentPart> {
        let kept = attachments.into_iter().filter_map(|attachment| {
            if self.names_others(&attachment.head.title) {
                return None;
            }
            let body = match attachment.body {
                AttachmentPartBody::Drafts(drafts) => {
                    let tables = self.tables(drafts);
                    (!tables.is_empty()).then_some(AttachmentPartBody::Drafts(tables))?
                }
                AttachmentPartBody::Table(table) => {
                    AttachmentPartBody::Table(Box::new(self.table(*table)?))
                }
                AttachmentPartBody::Picture(..) | AttachmentPartBody::File { .. } => return None,
            };
            Some(AttachmentPart {
                head: attachment.head,
                body,
            })
        });
        kept.collect()
    }

    fn tables(&self, drafts: Vec<Draft>) -> Vec<Draft> {
        let tables = drafts.into_iter().filter_map(|draft| match draft {
            Draft::Table(table) => Some(Draft::Table(Box::new(self.table(*table)?))),
            Draft::Heading { .. }
            | Draft::Paragraph { .. }
            | Draft::List { .. }
            | Draft::Quote { .. }
            | Draft::Code { .. }
            | Draft::Figure { .. }
            | Draft::Chart { .. }
            | Draft::Figures { .. }
            | Draft::Rule(_) => None,
        });
        tables.collect()
    }

    /// The table with the rows of the unit, or with its columns; none where it has neither.
    fn table(&self, mut table: Table) -> Option<Table> {
        let columns = table.columns as usize;
        let head = grid(&table.head, table.columns);
        let body = grid(&table.rows, table.columns);
        let text = |cell: &Option<Cell>| {
            cell.as_ref()
                .map_or_else(String::new, |cell| plain_text(&cell.content))
        };
        let rows: Vec<&Vec<Option<Cell>>> = body
            .iter()
            .filter(|row| row.iter().any(|cell| self.is_named(&text(cell))))
            .collect();
        let is_other = |name: &str| !self.is_named(name) && self.names_others(name);
        let foreign: Vec<bool> = (0..columns)
            .map(|column| head.iter().any(|row| is_other(&text(&row[column]))))
            .collect();
        let own =
            (0..columns).any(|column| head.iter().any(|row| self.is_named(&text(&row[column]))));
        // With units over its columns a table has a row for each thing that is told of all of them.
        let kept: Vec<&Vec<Option<Cell>>> = match (rows.is_empty(), own) {
            (false, _) => rows,
            (true, true) => body.iter().collect(),
            (true, false) => return None,
        };
        let columns: Vec<usize> = (0..columns).filter(|column| !foreign[*column]).collect();
        let narrowed = |row: &Vec<Option<Cell>>| narrowed(row, &columns);
        table.rows = kept.into_iter().map(narrowed).collect();
        if foreign.contains(&true) {
            table.head = head.iter().map(narrowed).collect();
            table.columns = u32::try_from(columns.len()).unwrap_or(table.columns);
        }
        table.row_heights.clear();
        if !self.is_quiet(&table.caption) {
            table.caption.clear();
        }
        // What counts all rows is not true of these.
        let counts = |note: &str| note.starts_with('共');
        table.note = table
            .note
            .filter(|note| !self.names_others(note) && !counts(note));
        table.before.retain(|line| !self.names_others(line));
        Some(table)
    }
}

/// Every cell at every place that it covers.
fn grid(rows: &[Vec<Cell>], columns: u32) -> Vec<Vec<Option<Cell>>> {
    let places = column_places(rows, columns);
    let mut grid = vec![vec![None; columns as usize]; rows.len()];
    for (at, (row, places)) in rows.iter().zip(&places).enumerate() {
        for (cell, place) in row.iter().zip(places) {
            for below in 0..cell.rowspan as usize {
                for beside in 0..cell.colspan as usize {
                    let slot = grid
                        .get_mut(at + below)
                        .and_then(|row: &mut Vec<Option<Cell>>| row.get_mut(place + beside));
                    if let Some(slot) = slot {
                        *slot = Some(cell.clone());
                    }
                }
            }
        }
    }
    grid
}

/// The cells of a row at `columns`, one beside another where one covered several.
fn narrowed(row: &[Option<Cell>], columns: &[usize]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut last: Option<&Cell> = None;
    for column in columns {
        let Some(cell) = row.get(*column).and_then(Option::as_ref) else {
            continue;
        };
        let goes_on = last.is_some_and(|before| {
            before.colspan > 1 && before.span == cell.span && before.content == cell.content
        });
        match cells.last_mut() {
            Some(open) if goes_on => open.colspan += 1,
            _ => cells.push(Cell {
                colspan: 1,
                rowspan: 1,
                ..cell.clone()
            }),
        }
        last = Some(cell);
    }
    cells
}
