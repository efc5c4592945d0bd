//! Which files have changed while a preview runs: the stamps by which it knows whether an issue is still what it was made from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// After which change each file was as it is now.
#[derive(Clone, Debug, Default)]
pub struct ChangedFiles {
    /// How many changes there have been.
    count: u64,
    /// The last change of each file that has changed at all.
    last: BTreeMap<String, u64>,
}

impl ChangedFiles {
    /// The same after one more change, of the files at `paths`.
    #[must_use]
    pub fn and(&self, paths: &BTreeSet<String>) -> Self {
        let mut next = self.clone();
        next.count += 1;
        next.last
            .extend(paths.iter().map(|path| (path.clone(), next.count)));
        next
    }

    /// A stamp of everything below `folder`, an empty path being all of it: another one after each change there.
    #[must_use]
    pub fn stamp(&self, folder: &str) -> String {
        let below = match folder {
            "" => self.last.values().max(),
            _ => {
                let from = format!("{folder}/");
                let (first, end) = (Bound::Included(&from), Bound::Unbounded);
                self.last
                    .range::<String, _>((first, end))
                    .take_while(|(path, _)| path.starts_with(&from))
                    .map(|(_, change)| change)
                    .max()
            }
        };
        below.copied().unwrap_or_default().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::ChangedFiles;

    #[test]
    fn a_change_alters_the_stamps_of_the_folders_around_it() {
        let change = |files: &ChangedFiles, path: &str| files.and(&[path.to_owned()].into());
        let none = ChangedFiles::default();
        let one = change(&none, "a/2026/1/正文.md");
        let stamps = |files: &ChangedFiles| {
            ["", "a", "a/2026/1", "a/2026/10", "b"].map(|folder| files.stamp(folder))
        };
        assert_eq!(stamps(&none), ["0", "0", "0", "0", "0"]);
        assert_eq!(stamps(&one), ["1", "1", "1", "0", "0"]);
        assert_eq!(
            stamps(&change(&one, "b/series.yaml")),
            ["2", "1", "1", "0", "2"]
        );
        assert_eq!(
            stamps(&change(&one, "a/2026/1/正文.md")),
            ["2", "2", "2", "0", "0"]
        );
    }
}
