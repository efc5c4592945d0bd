//! The parts of a Word file, read within bounds: nothing that a small file unpacks to fills the memory.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};

use crate::import::decoded::decoded;
use crate::import::error::ImportError;
use crate::source::package_path::below;

/// No file has more parts.
const MOST_PARTS: usize = 20_000;
/// The longest part of text: that of a document of two thousand pages is shorter.
const MOST_TEXT: u64 = 48 << 20;
/// The largest picture.
const MOST_PICTURE: u64 = 64 << 20;
/// All that is unpacked of one file.
const MOST_UNPACKED: u64 = 400 << 20;

/// A Word file.
pub struct WordPackage<'b> {
    archive: zip::ZipArchive<Cursor<&'b [u8]>>,
    /// From the name of each part in lower case to the name as it is.
    names: BTreeMap<String, String>,
    unpacked: u64,
}

/// Where a relation of a part leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRelation {
    /// The last word of its type: `image`.
    pub kind: String,
    /// A part of the package, or an address.
    pub target: String,
    /// Whether it leads out of the file, where nobody follows it.
    pub external: bool,
}

/// Relations by their ids.
pub type WordRelations = BTreeMap<String, WordRelation>;

impl<'b> WordPackage<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, ImportError> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ImportError::Damaged(error.to_string()))?;
        if archive.len() > MOST_PARTS {
            return Err(ImportError::TooLarge(format!(
                "里面有 {} 个部件",
                archive.len()
            )));
        }
        let names = archive.file_names().flatten().map(|name| {
            let name = name.to_string();
            (name.replace('\\', "/").to_ascii_lowercase(), name)
        });
        Ok(Self {
            names: names.collect(),
            archive,
            unpacked: 0,
        })
    }

    /// Whether there is a part whose name ends with `ending`.
    pub fn has(&self, ending: &str) -> bool {
        self.names.keys().any(|name| name.ends_with(ending))
    }

    /// The names of the parts in a folder.
    pub fn below(&self, folder: &str) -> Vec<String> {
        let names = self.names.keys().filter(|name| name.starts_with(folder));
        names.cloned().collect()
    }

    fn bytes(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(name) = self.names.get(&path.to_ascii_lowercase()) else {
            return Ok(None);
        };
        let part = self.archive.by_name(name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(words) if words.contains("assword") => {
                ImportError::Encrypted
            }
            error => ImportError::Damaged(error.to_string()),
        })?;
        let mut bytes = Vec::new();
        let allowed = most.min(MOST_UNPACKED.saturating_sub(self.unpacked));
        part.take(allowed + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| ImportError::Damaged(error.to_string()))?;
        if bytes.len() as u64 > allowed {
            return Err(ImportError::TooLarge(format!(
                "{path} 展开以后超过 {} MB",
                allowed >> 20
            )));
        }
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The text of a part; none where there is none.
    pub fn text(&mut self, path: &str) -> Result<Option<String>, ImportError> {
        let Some(bytes) = self.bytes(path, MOST_TEXT)? else {
            return Ok(None);
        };
        let (text, _) = decoded(&bytes).map_err(|_| ImportError::Damaged(path.to_owned()))?;
        Ok(Some(text))
    }

    /// The bytes of a picture; none where there is none, or it is too large.
    pub fn picture(&mut self, path: &str) -> Option<Vec<u8>> {
        self.bytes(path, MOST_PICTURE).ok().flatten()
    }

    /// The relations of the part at `path`; of the package itself for an empty path.
    pub fn relations(&mut self, path: &str) -> Result<WordRelations, ImportError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let place = match folder {
            "" => format!("_rels/{name}.rels"),
            folder => format!("{folder}/_rels/{name}.rels"),
        };
        let Some(text) = self.text(&place)? else {
            return Ok(WordRelations::new());
        };
        let document = parse(&text, &place)?;
        let relations = document
            .descendants()
            .filter(|node| is(*node, "Relationship"));
        Ok(relations
            .filter_map(|node| {
                let external = attribute(node, "TargetMode") == Some("External");
                let typed = attribute(node, "Target")?;
                let relation = WordRelation {
                    kind: attribute(node, "Type")?.rsplit('/').next()?.to_owned(),
                    target: if external {
                        typed.to_owned()
                    } else {
                        below(folder, typed)
                    },
                    external,
                };
                Some((attribute(node, "Id")?.to_owned(), relation))
            })
            .collect())
    }
}

/// The tree of the part `path`.
pub fn parse<'t>(text: &'t str, path: &str) -> Result<Document<'t>, ImportError> {
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        nodes_limit: 6_000_000,
        ..roxmltree::ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => ImportError::TooLarge(format!("{path} 的内容太多")),
        error => ImportError::Damaged(format!("{path}：{error}")),
    })
}

/// Whether `node` is an element of this name, in whatever space: strict and transitional files differ in it.
pub fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The attribute `name` of `node`, in whatever space.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut attributes = node.attributes();
    attributes
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

/// The first child of `node` with the name.
pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// The value `w:val` of the child `name` of `node`.
pub fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|child| attribute(child, "val"))
}

/// Whether the switch `name` of `node` is on or off; none where it is not there.
pub fn switch(node: Node<'_, '_>, name: &str) -> Option<bool> {
    let child = child(node, name)?;
    Some(!matches!(
        attribute(child, "val"),
        Some("0" | "false" | "off" | "none")
    ))
}
