//! The parts of a workbook as a package, and the relations between them: what the reader of workbooks does not tell is read from them.

use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;

use super::error::WorkbookError;
use crate::source::package_path::below;

/// The parts of a workbook that say where its sheets lie are no longer than this.
const MOST_INDEX: u64 = 4 << 20;

/// The parts of a workbook.
pub(super) struct Package<'b>(zip::ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, WorkbookError> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes));
        archive.map(Self).map_err(|_| WorkbookError::Damaged)
    }

    /// The part at `path`, whichever case and slashes its name is written in.
    pub(super) fn part(
        &mut self,
        path: &str,
    ) -> Result<zip::read::ZipFile<'_, Cursor<&'b [u8]>>, WorkbookError> {
        let names = self.0.file_names().flatten();
        let found = names
            .map(|name| name.to_string())
            .find(|name| name.replace('\\', "/").eq_ignore_ascii_case(path))
            .ok_or(WorkbookError::Damaged)?;
        self.0.by_name(&found).map_err(|_| WorkbookError::Damaged)
    }

    pub(super) fn text(&mut self, path: &str) -> Result<String, WorkbookError> {
        let mut text = String::new();
        let part = self.part(path)?;
        part.take(MOST_INDEX + 1)
            .read_to_string(&mut text)
            .map_err(|_| WorkbookError::Damaged)?;
        if text.len() as u64 > MOST_INDEX {
            return Err(WorkbookError::TooLarge);
        }
        Ok(text)
    }

    /// The paths that the relations `is_meant` of the part `from` lead to.
    pub(super) fn all_related(
        &mut self,
        from: &str,
        is_meant: impl Fn(roxmltree::Node<'_, '_>) -> bool,
    ) -> Result<Vec<String>, WorkbookError> {
        let (folder, name) = from.rsplit_once('/').unwrap_or(("", from));
        let relations = match folder {
            "" => format!("_rels/{name}.rels"),
            folder => format!("{folder}/_rels/{name}.rels"),
        };
        if !self.has(&relations) {
            return Ok(Vec::new());
        }
        let relations = self.text(&relations)?;
        let relations =
            roxmltree::Document::parse(&relations).map_err(|_| WorkbookError::Damaged)?;
        let targets = relations
            .descendants()
            .filter(|node| node.tag_name().name() == "Relationship" && is_meant(*node))
            .filter_map(|node| node.attribute("Target"));
        Ok(targets.map(|target| below(folder, target)).collect())
    }

    /// The path that the first relation `is_meant` of the part `from` leads to.
    fn related(
        &mut self,
        from: &str,
        is_meant: impl Fn(roxmltree::Node<'_, '_>) -> bool,
    ) -> Result<String, WorkbookError> {
        let found = self.all_related(from, is_meant)?;
        found.into_iter().next().ok_or(WorkbookError::Damaged)
    }

    /// Whether there is a part at `path`.
    fn has(&self, path: &str) -> bool {
        let mut names = self.0.file_names().flatten();
        names.any(|name| name.replace('\\', "/").eq_ignore_ascii_case(path))
    }

    /// Where the workbook itself lies in the package.
    pub(super) fn book_path(&mut self) -> Result<String, WorkbookError> {
        self.related("", |node| is_of(node, "officeDocument"))
    }

    /// Where the sheet lies in the package.
    pub(super) fn sheet_path(&mut self, name: &str) -> Result<String, WorkbookError> {
        let path = self.book_path()?;
        let book = self.text(&path)?;
        let book = roxmltree::Document::parse(&book).map_err(|_| WorkbookError::Damaged)?;
        // The space of the name `id` is another one in strict workbooks.
        let id = book
            .descendants()
            .find(|node| node.tag_name().name() == "sheet" && node.attribute("name") == Some(name))
            .and_then(|sheet| {
                sheet
                    .attributes()
                    .find(|attribute| attribute.name() == "id")
            })
            .ok_or(WorkbookError::Damaged)?;
        self.related(&path, |node| node.attribute("Id") == Some(id.value()))
    }
}

/// Whether a relation is of the kind that ends so: `officeDocument`, `comments`.
pub(super) fn is_of(relation: roxmltree::Node<'_, '_>, kind: &str) -> bool {
    let own = relation.attribute("Type").unwrap_or_default();
    own.rsplit('/').next() == Some(kind)
}

/// What an element says under `name`.
pub(super) fn value(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, WorkbookError> {
    let attribute = element
        .try_get_attribute(name)
        .map_err(|_| WorkbookError::Damaged)?;
    Ok(attribute.map(|attribute| attribute.value.trim().to_owned()))
}
