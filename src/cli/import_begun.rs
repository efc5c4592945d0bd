//! Imports that were begun and not finished, as the power failed or somebody closed the window: what they wrote is written down before, so that the same file imported
//! again goes on under the same names and makes no second fragment.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::console::Console;
use super::error::CommandError;
use super::folder::write_with_parents;
use super::import_files as files;
use super::typed_file;
use crate::import::Imported;
use crate::publish::PublishError;
use crate::stage::discover::SENT_IN;

/// The note, beside what was sent in.
const NOTE: &str = "没有做完.txt";

const HEAD: &str = "# 下面的文件是还没有做完的导入写的。把同一份来稿再导入一次，就照同样的名字写完；不要了的，删去这些文件和这一张单子。";

/// What the imports of an issue are writing.
#[derive(Debug)]
pub struct BegunImports {
    note: PathBuf,
    /// Names below the issue's folder by the checksum of what was sent in.
    files: BTreeMap<String, Vec<String>>,
}

impl BegunImports {
    /// Those in the folder `issue`; `known` are the checksums of what was finished.
    #[must_use]
    pub fn read(issue: &Path, known: &BTreeMap<String, String>) -> Self {
        let note = issue.join(SENT_IN).join(NOTE);
        let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let text = typed_file::text(&note).unwrap_or_default();
        for (sum, name) in text.lines().filter_map(|line| line.split_once("  ")) {
            if !known.contains_key(sum) {
                files
                    .entry(sum.to_owned())
                    .or_default()
                    .push(name.to_owned());
            }
        }
        Self { note, files }
    }

    /// What an import of the file with this checksum wrote or was to write.
    #[must_use]
    pub fn names(&self, sum: &str) -> &[String] {
        self.files.get(sum).map_or(&[], Vec::as_slice)
    }

    /// Writes what was `made` of the file `name` into the issue (its folder, and as it is typed), and keeps the file itself there.
    ///
    /// # Errors
    /// A file that lies there, or what the system refused; the same import may be done again.
    pub fn import(
        &mut self,
        (folder, id): (&Path, &str),
        name: &str,
        bytes: &[u8],
        made: &Imported,
        console: &Console,
    ) -> Result<(), CommandError> {
        let files = made.files.iter();
        let mut new: Vec<(String, Vec<u8>)> = files
            .map(|file| (file.name.clone(), file.bytes.clone()))
            .collect();
        if let Some(fragment) = &made.name {
            new.push((fragment.clone(), made.text.clone().into_bytes()));
        }
        let sum = files::checksum(bytes);
        let names: Vec<String> = new.iter().map(|(name, _)| name.clone()).collect();
        let before = self.names(&sum).to_vec();
        let missing = files::missing(folder, &new, &before)?;
        self.begin(&sum, &names)?;
        let stands = |name: &String| folder.join(name).symlink_metadata().is_ok();
        if let Err(error) = files::write_missing(&missing) {
            // Where nothing was written there is nothing to go on with; what is said of the first refusal counts.
            if !self.names(&sum).iter().any(stands) {
                let _ = self.end(&sum);
            }
            return Err(error);
        }
        let report = format!("{name}\n\n{}\n", made.report.lines().join("\n"));
        let kept = files::keep(folder, name, bytes, &report)?;
        self.end(&sum)?;
        for file in &names {
            console.result(&format!("写了 {id}/{file}"));
        }
        // What lies there has other names now, so that the earlier run's would stand beside these.
        let left = before.iter().filter(|file| !names.contains(file));
        for file in left.filter(|file| stands(file)) {
            console.result(&format!(
                "{id}/{file} 是同一份来稿上次没有做完时写的：核对以后删去"
            ));
        }
        console.result(&format!("原件和导入报告留在 {id}/{SENT_IN}/{kept}"));
        Ok(())
    }

    /// Says what is not finished, and what stands of it.
    pub fn say_rest(&self, console: &Console) {
        let folder = self.note.parent().and_then(Path::parent);
        let folder = folder.unwrap_or(Path::new("."));
        for names in self.files.values() {
            let names = names.iter().map(String::as_str);
            let stand: Vec<&str> = names
                .filter(|name| folder.join(name).symlink_metadata().is_ok())
                .collect();
            let stand = match stand.is_empty() {
                true => "还没有写出文件".to_owned(),
                false => format!("已经写了 {}", stand.join("、")),
            };
            console.result(&format!(
                "有一份来稿上次没有导入完（{stand}）：把它再导入一次，加 --write；不要了的，删去这些文件和 {SENT_IN}/{NOTE}"
            ));
        }
    }

    /// Writes down what is about to be written, with what an earlier run wrote under other names.
    fn begin(&mut self, sum: &str, names: &[String]) -> Result<(), CommandError> {
        let noted = self.files.entry(sum.to_owned()).or_default();
        for name in names {
            if !noted.contains(name) {
                noted.push(name.clone());
            }
        }
        self.write()
    }

    /// Nothing is left to do for this one.
    fn end(&mut self, sum: &str) -> Result<(), CommandError> {
        self.files.remove(sum);
        self.write()
    }

    #[allow(clippy::disallowed_methods, reason = "the terminal")]
    fn write(&self) -> Result<(), CommandError> {
        if self.files.is_empty() {
            return match fs::remove_file(&self.note) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    Err(PublishError::io("删除", &self.note)(error).into())
                }
                _ => Ok(()),
            };
        }
        let mut text = format!("{HEAD}\n");
        for (sum, names) in &self.files {
            for name in names {
                text.push_str(&format!("{sum}  {name}\n"));
            }
        }
        Ok(write_with_parents(&self.note, text.as_bytes())?)
    }
}
