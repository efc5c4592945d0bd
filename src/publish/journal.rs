//! The journal: what a build writes that the manifest does not know yet, noted before it is written. A build that ends before its manifest leaves it, and the
//! next one knows by it what lies in the folder.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::manifest::read_regular;
use crate::model::Audience;

/// The name of the file; it begins with a dot, so that no web server of ours hands it out.
pub const JOURNAL: &str = ".jianbao.journal";

/// Notes what is about to be written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: Option<File>,
    noted: BTreeSet<String>,
}

/// What a build left that did not come to its end.
#[derive(Debug, Default)]
pub struct LeftBehind {
    /// The files that it wrote, or was about to write, and that were not there before.
    pub files: BTreeSet<String>,
    /// For whom it was; the strictest where several did not end.
    pub audience: Option<Audience>,
}

impl Journal {
    /// The journal of the folder `root`, with what an earlier build left in it.
    ///
    /// # Errors
    /// A journal that cannot be read.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn open(root: &Path) -> io::Result<(Self, Option<LeftBehind>)> {
        let path = root.join(JOURNAL);
        let left = match read_regular(&path) {
            Ok(bytes) => Some(LeftBehind::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let journal = Self {
            path,
            file: None,
            noted: BTreeSet::new(),
        };
        Ok((journal, left))
    }

    /// Notes for whom the build is.
    ///
    /// # Errors
    /// A disk that takes nothing.
    pub fn audience(&mut self, audience: Audience) -> io::Result<()> {
        let words = Audience::ALL.iter().find(|(known, _)| *known == audience);
        self.line(&format!("受众 {}", words.map_or("", |(_, word)| word)))
    }

    /// Notes a file that is about to be written.
    ///
    /// # Errors
    /// A disk that takes nothing; then nothing may be written.
    pub fn note(&mut self, path: &str) -> io::Result<()> {
        if self.noted.insert(path.to_owned()) {
            self.line(&format!("文件 {path}"))?;
        }
        Ok(())
    }

    /// Waits until what is noted is on the disk.
    ///
    /// # Errors
    /// What the system refused.
    pub fn sync(&self) -> io::Result<()> {
        self.file.as_ref().map_or(Ok(()), File::sync_data)
    }

    /// Removes the journal: the manifest knows everything.
    ///
    /// # Errors
    /// What the system refused.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn close(self) -> io::Result<()> {
        drop(self.file);
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn line(&mut self, line: &str) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let mut file = OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(&self.path)?;
                // The last line of a build that was killed may be cut off.
                file.write_all(b"\n")?;
                self.file.insert(file)
            }
        };
        file.write_all(format!("{line}\n").as_bytes())
    }
}

impl LeftBehind {
    fn parse(text: &str) -> Self {
        let mut left = Self::default();
        for line in text.lines() {
            match line.split_once(' ') {
                Some(("文件", path)) => {
                    left.files.insert(path.to_owned());
                }
                Some(("受众", word)) => {
                    let named = Audience::ALL.iter().find(|(_, known)| *known == word);
                    let named = named.map_or(Audience::Internal, |(audience, _)| *audience);
                    if left.audience != Some(Audience::Internal) {
                        left.audience = Some(named);
                    }
                }
                _ => {}
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(
        clippy::disallowed_methods,
        reason = "as a build that was killed leaves it"
    )]
    fn of_builds_that_did_not_end_all_is_known_and_the_strictest_audience() {
        let folder = tempfile::tempdir().expect("a folder");
        let begin = |audience: Audience, path: &str| {
            let (mut journal, _) = Journal::open(folder.path()).expect("a journal");
            journal.audience(audience).expect("a line");
            journal.note(path).expect("a line");
        };
        begin(Audience::Public, "a/1/index.html");
        // The last line of one that was killed is cut off; what comes after it is a line of its own.
        let path = folder.path().join(JOURNAL);
        let text = fs::read_to_string(&path).expect("the journal");
        fs::write(&path, format!("{text}文件 a/4/ind")).expect("written");
        begin(Audience::Internal, "a/2/index.html");
        begin(Audience::Public, "a/3/index.html");
        let (journal, left) = Journal::open(folder.path()).expect("a journal");
        let left = left.expect("what was left");
        assert_eq!(left.audience, Some(Audience::Internal));
        for number in [1, 2, 3] {
            assert!(
                left.files.contains(&format!("a/{number}/index.html")),
                "{left:?}"
            );
        }
        journal.close().expect("removed");
        assert!(!path.exists());
    }
}
