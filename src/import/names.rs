//! Names of the files that an import makes: taken from captions, fit for every system, none twice.

use std::collections::BTreeSet;

/// Names that are taken, those of files that lie there already among them.
#[derive(Clone, Debug, Default)]
pub struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// With the names of what lies in the folder already.
    #[must_use]
    pub fn with(taken: impl IntoIterator<Item = String>) -> Self {
        let taken = taken.into_iter().map(|name| name.to_lowercase());
        Self {
            taken: taken.collect(),
        }
    }

    /// Makes free again what the same import took when it was begun before.
    pub fn release(&mut self, names: &[String]) {
        for name in names {
            let file = name.rsplit('/').next().unwrap_or(name);
            self.taken.remove(&file.to_lowercase());
        }
    }

    /// A name that begins with `wanted` and has the ending; a number tells it from others of that name.
    pub fn take(&mut self, wanted: &str, ending: &str) -> String {
        let stem = stem(wanted);
        let mut name = format!("{stem}.{ending}");
        let mut number = 2;
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{stem}-{number}.{ending}");
            number += 1;
        }
        name
    }
}

/// `wanted` without what a file's name may not have, and no longer than people read.
#[must_use]
pub fn stem(wanted: &str) -> String {
    const LONGEST: usize = 30;
    let fits = |c: &char| {
        !c.is_control()
            && !c.is_whitespace()
            && !"/\\:*?\"<>|#%{}[]()（）!！&`~^$@+=;,'．.".contains(*c)
    };
    let name: String = wanted.chars().filter(fits).take(LONGEST).collect();
    let name = name.trim_matches(['-', '_']).to_owned();
    if name.is_empty() {
        "来稿".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_given_twice() {
        let mut names = FileNames::with(["走访.jpg".to_owned()]);
        assert_eq!(names.take("走访", "jpg"), "走访-2.jpg");
        assert_eq!(names.take("走访", "jpg"), "走访-3.jpg");
        assert_eq!(names.take("a/b: ？（一）", "png"), "ab？一.png");
        assert_eq!(names.take("..", "png"), "来稿.png");
    }
}
