//! Where the numbers that an issue quotes (引用) come from: each once, with what the page has of it.

use std::collections::BTreeMap;

use crate::model::{
    Block, ComputedText, Document, FileId, InlineKind, LineQuotation, Span, Table, plain_text,
};

/// The quoted numbers of an issue, each once, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct FigureSources {
    /// The place in the list of each, by its words and where it comes from.
    places: BTreeMap<(String, String), usize>,
    pub(super) numbers: Vec<ComputedText>,
    /// Those in lines without marks.
    lines: Vec<LineQuotation>,
    /// The `id` of what each file gave to the page.
    pub(super) written: BTreeMap<FileId, String>,
    /// What stands over the columns of the tables, each with the label and the `id` of the first table that has it.
    pub(super) columns: BTreeMap<String, (String, String)>,
}

impl FigureSources {
    /// Those of `document`. Of an issue that quotes nothing nothing is looked at.
    pub(super) fn of(document: &Document) -> Self {
        let mut found = Self {
            lines: document.quoted_lines.clone(),
            ..Self::default()
        };
        for quoted in &document.quoted_lines {
            found.add(&quoted.computed);
        }
        for block in document.blocks() {
            for inline in block.texts().into_iter().flatten() {
                inline.walk(&mut |inline| {
                    if let InlineKind::Computed(computed) = &inline.kind {
                        found.add(computed);
                    }
                });
            }
        }
        if !found.numbers.is_empty() {
            for block in &document.body {
                found.write_down(block, None);
            }
            for block in document.blocks() {
                if let Block::Table(table) = block {
                    found.name_columns(table);
                }
            }
        }
        found
    }

    fn add(&mut self, computed: &ComputedText) {
        if !computed.source.is_empty() && !self.places.contains_key(&key(computed)) {
            self.places.insert(key(computed), self.numbers.len());
            self.numbers.push(computed.clone());
        }
    }

    /// Notes what the file of `block` gave first; of a text in an `article` the article.
    fn write_down(&mut self, block: &Block, article: Option<&str>) {
        let first = match block {
            Block::Heading(heading) => Some((heading.span.file, &heading.anchor)),
            Block::Paragraph(paragraph) => Some((paragraph.span.file, &paragraph.anchor)),
            Block::Table(table) => Some((table.span.file, &table.anchor)),
            Block::Article(article) => Some((article.span.file, &article.anchor)),
            Block::List(_)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Figure(_)
            | Block::Figures(_)
            | Block::Column(_)
            | Block::Rule(_) => None,
        };
        if let Some((file, own)) = first.filter(|(_, anchor)| !anchor.is_empty()) {
            let leading = || article.unwrap_or(own).to_owned();
            self.written.entry(file).or_insert_with(leading);
        }
        let inside = if let Block::Article(article) = block {
            Some(article.anchor.as_str())
        } else {
            article
        };
        for child in block.children() {
            self.write_down(child, inside);
        }
    }

    fn name_columns(&mut self, table: &Table) {
        for cell in table.head.iter().flatten() {
            let head = plain_text(&cell.content);
            // Over a column stands the metric with its unit of measure.
            let name = head.split('（').next().unwrap_or_default().trim();
            if !name.is_empty() && !table.anchor.is_empty() {
                let label = match table.label.as_str() {
                    "" => "表格",
                    label => label,
                };
                let place = || (label.to_owned(), table.anchor.clone());
                self.columns.entry(name.to_owned()).or_insert_with(place);
            }
        }
    }

    /// The numbers quoted in the line typed at `place`, or in the line of which that is a part.
    pub(super) fn in_line(&self, place: Span) -> impl Iterator<Item = &LineQuotation> {
        self.lines.iter().filter(move |quoted| {
            let line = quoted.line;
            line.file == place.file && line.start <= place.start && place.end <= line.end
        })
    }

    /// The `id` of what the list says of `computed`.
    pub(super) fn anchor(&self, computed: &ComputedText) -> Option<String> {
        let place = self.places.get(&key(computed))?;
        Some(anchor_at(*place))
    }
}

fn key(computed: &ComputedText) -> (String, String) {
    (computed.text.clone(), computed.source.clone())
}

/// The `id` of the entry at `place`.
pub(super) fn anchor_at(place: usize) -> String {
    format!("figure-source-{}", place + 1)
}
