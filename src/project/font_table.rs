//! The table of fonts (字体表): which family serves which role, and what stands in where the one that is wanted is not there.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use read_fonts::types::NameId;
use read_fonts::{FileRef, FontRef, TableProvider};

use super::{FontTableFault, ProjectError, builtin};
use crate::zh::system_error::in_words;

/// The roles in the order of the table: as an office calls them, and as the layouts do.
const ROLES: [(&str, &str); 6] = [
    ("仿宋", "fangsong"),
    ("楷体", "kai"),
    ("黑体", "hei"),
    ("小标宋", "xiaobiaosong"),
    ("宋体", "song"),
    ("西文", "latin"),
];

/// Which fonts serve which role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontTable {
    /// One entry for each role, in the order of the table.
    pub roles: Vec<Role>,
}

/// One role with the families that serve it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The role (用途), e.g. 小标宋.
    pub name: &'static str,
    key: &'static str,
    /// The families that the office wants, the best first.
    pub wanted: Vec<String>,
    /// Those of them that are there, by the name that typst knows, each with its files.
    pub found: Vec<(String, Vec<PathBuf>)>,
    first_is_there: bool,
}

impl Role {
    /// The family that is wanted and not there, where another stands in for it.
    #[must_use]
    pub fn substituted(&self) -> Option<&str> {
        let first = self.wanted.first()?;
        (!self.first_is_there).then_some(first)
    }
}

impl FontTable {
    /// Reads `fonts/fonts.yaml` of the templates folder, or the program's own, and looks for the families in `files`.
    ///
    /// # Errors
    /// A table that cannot be read, a role that is unknown, or one for which no font is there; in Chinese.
    #[allow(clippy::disallowed_methods, reason = "reads the project")]
    pub fn read(templates: &Path, files: &[PathBuf]) -> Result<Self, ProjectError> {
        let path = templates.join("fonts/fonts.yaml");
        let own = match fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                return Err(ProjectError::FontTable {
                    path,
                    reason: in_words(&error),
                });
            }
        };
        let text = own.as_deref().unwrap_or(builtin::FONT_TABLE);
        let bad = |fault| ProjectError::BadFontTable {
            path: path.clone(),
            fault,
        };
        let wanted = parse(text).map_err(bad)?;
        let families = families(files);
        let mut roles = Vec::new();
        for (name, key) in ROLES {
            let wanted = wanted.get(name).cloned().unwrap_or_default();
            let found: Vec<(String, Vec<PathBuf>)> = wanted
                .iter()
                .filter_map(|family| families.get(family).cloned())
                .collect();
            if found.is_empty() {
                return Err(bad(FontTableFault::NoFont {
                    role: name.to_owned(),
                    wanted,
                }));
            }
            let first_is_there = wanted
                .first()
                .is_some_and(|first| families.contains_key(first));
            roles.push(Role {
                name,
                key,
                wanted,
                found,
                first_is_there,
            });
        }
        Ok(Self { roles })
    }

    /// The files of the families that serve each role, the best first.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Vec<Vec<PathBuf>>> {
        let files = |role: &Role| role.found.iter().map(|(_, files)| files.clone()).collect();
        let roles = self.roles.iter();
        roles
            .map(|role| (role.name.to_owned(), files(role)))
            .collect()
    }

    /// The table as the layouts read it, `fonts.json`.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let roles: BTreeMap<&str, Vec<&str>> = self
            .roles
            .iter()
            .map(|role| {
                let families = role.found.iter().map(|(family, _)| family.as_str());
                (role.key, families.collect())
            })
            .collect();
        serde_json::to_vec(&roles).unwrap_or_default()
    }
}

/// The families of each role, as the table names them.
fn parse(text: &str) -> Result<BTreeMap<String, Vec<String>>, FontTableFault> {
    let table: BTreeMap<String, Vec<String>> =
        serde_yaml::from_str(text).map_err(|_| FontTableFault::Form)?;
    for name in table.keys() {
        if !ROLES.iter().any(|(role, _)| role == name) {
            return Err(FontTableFault::UnknownRole {
                name: name.clone(),
                known: ROLES.iter().map(|(role, _)| *role).collect(),
            });
        }
    }
    Ok(table)
}

/// From every name of every family in `files`, in whatever language, to the name that typst knows it by and its files.
#[allow(clippy::disallowed_methods, reason = "reads the project")]
fn families(files: &[PathBuf]) -> BTreeMap<String, (String, Vec<PathBuf>)> {
    let mut families: BTreeMap<String, (String, Vec<PathBuf>)> = BTreeMap::new();
    for path in files {
        // A file that is no font is not typst's either.
        let Ok(bytes) = fs::read(path) else { continue };
        let Ok(file) = FileRef::new(&bytes) else {
            continue;
        };
        for font in file.fonts().flatten() {
            let names = names(&font);
            let Some(known) = names.first().cloned() else {
                continue;
            };
            for name in names {
                let (_, files) = families
                    .entry(name)
                    .or_insert_with(|| (known.clone(), Vec::new()));
                if !files.contains(path) {
                    files.push(path.clone());
                }
            }
        }
    }
    families
}

/// The family names of a font: the typographic ones before the others, each in the order of the font, as typst takes the first.
fn names(font: &FontRef<'_>) -> Vec<String> {
    let Ok(table) = font.name() else {
        return Vec::new();
    };
    [NameId::TYPOGRAPHIC_FAMILY_NAME, NameId::FAMILY_NAME]
        .into_iter()
        .flat_map(|id| {
            table
                .name_record()
                .iter()
                .filter(move |record| record.name_id() == id && record.is_unicode())
        })
        .filter_map(|record| record.string(table.string_data()).ok())
        .map(|name| name.to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/fonts");
        let names = builtin::FONTS.iter().map(|(name, _)| folder.join(name));
        names.collect()
    }

    #[test]
    fn the_default_table_is_served_by_the_fonts_that_come_along() {
        let table = FontTable::read(Path::new("/nowhere"), &files()).expect("a table");
        assert!(table.roles.iter().all(|role| role.substituted().is_none()));
        // What is embedded for projects without templates says the same.
        let embedded: serde_json::Value = builtin::TYPST
            .iter()
            .find(|(name, _)| *name == "fonts.json")
            .map(|(_, bytes)| serde_json::from_slice(bytes).expect("JSON"))
            .expect("fonts.json");
        let read: serde_json::Value = serde_json::from_slice(&table.to_json()).expect("JSON");
        assert_eq!(read, embedded);
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "reads the project")]
    fn a_font_that_is_not_there_is_stood_in_for_and_said() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("fonts")).expect("a folder");
        let text =
            builtin::FONT_TABLE.replace("\n小标宋: [Noto", "\n小标宋: [方正小标宋简体, Noto");
        fs::write(folder.path().join("fonts/fonts.yaml"), text).expect("a file");
        let table = FontTable::read(folder.path(), &files()).expect("a table");
        let role = &table.roles[3];
        assert_eq!(role.substituted(), Some("方正小标宋简体"));
        assert_eq!(role.found[0].0, "Noto Serif CJK SC");
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "reads the project")]
    fn a_table_that_names_no_font_at_all_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("fonts")).expect("a folder");
        for (text, words) in [
            ("小标宋: [没有]\n", "“仿宋”写的字体都没有"),
            ("大标宋: [甲]\n", "没有“大标宋”这种用途"),
            ("小标宋：[甲]\n", "写法有误"),
        ] {
            fs::write(folder.path().join("fonts/fonts.yaml"), text).expect("a file");
            let problem = FontTable::read(folder.path(), &files()).expect_err(text);
            assert!(problem.to_string().contains(words), "{problem}");
        }
    }
}
