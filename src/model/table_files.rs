//! The tables of an issue as files of their own: what they are called, and where they lie beside the page.

use super::{AttachmentBody, Block, Document, FigurePicture, Table, plain_text, walk};

/// The folder of these files beside the page. What writers put beside it lies in `files/`, so neither takes the place of the other.
const FOLDER: &str = "tables/";

/// The endings of the files of a table, with what readers call each.
pub const TABLE_ENDINGS: [(&str, &str); 2] = [("xlsx", "Excel"), ("csv", "CSV")];

/// A table with its name for readers.
#[derive(Clone, Debug)]
pub struct NamedTable<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its number and caption, or the title of the attachment that it is; 表格 where it has neither.
    pub name: String,
}

impl NamedTable<'_> {
    /// The path of its file with this ending, relative to the page: named after the anchor, which stays while other parts of the issue are edited.
    #[must_use]
    pub fn file(&self, ending: &str) -> String {
        format!("{FOLDER}{}.{ending}", self.table.anchor)
    }
}

/// Whether a file of a table may lie at this path beside a page.
#[must_use]
pub fn is_table_file(path: &str) -> bool {
    let name = path
        .strip_prefix(FOLDER)
        .and_then(|name| name.split_once('.'));
    name.is_some_and(|(anchor, ending)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        TABLE_ENDINGS.iter().any(|(known, _)| *known == ending)
            && anchor.starts_with("t-")
            && anchor.chars().all(plain)
    })
}

impl Document {
    /// Every table that is printed with the issue and has cells, and the figures behind its charts, in reading order; none before the issue is numbered.
    #[must_use]
    pub fn named_tables(&self) -> Vec<NamedTable<'_>> {
        let mut tables = Vec::new();
        named(&self.editor_note, "", &mut tables);
        named(&self.body, "", &mut tables);
        for attachment in &self.attachments {
            if let AttachmentBody::Blocks(blocks) = &attachment.body {
                named(blocks, &attachment.head.title, &mut tables);
            }
        }
        tables
    }
}

fn named<'a>(blocks: &'a [Block], title: &str, tables: &mut Vec<NamedTable<'a>>) {
    for block in walk(blocks) {
        let (table, label, caption) = match block {
            Block::Table(table) => (&**table, &table.label, &table.caption),
            Block::Figure(figure) => match &figure.picture {
                FigurePicture::Chart(chart) => (&chart.table, &figure.label, &figure.caption),
                FigurePicture::File { .. } => continue,
            },
            _ => continue,
        };
        if table.anchor.is_empty()
            || table.columns == 0
            || (table.head.is_empty() && table.rows.is_empty())
        {
            continue;
        }
        let mut name = label.clone();
        let caption = plain_text(caption);
        if !name.is_empty() && !caption.is_empty() {
            name.push('　');
        }
        name.push_str(&caption);
        if name.is_empty() {
            name.push_str(if title.is_empty() { "表格" } else { title });
        }
        tables.push(NamedTable { table, name });
    }
}
