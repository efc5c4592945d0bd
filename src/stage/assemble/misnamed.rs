//! Files that were probably meant to be fragments and are called otherwise.

use crate::model::Misnamed;

/// How a file would have to be called, or kept, to be a fragment, where its name looks like one's.
pub fn misnamed(path: &str) -> Option<Misnamed> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let looks = name.trim().replace('．', ".").to_lowercase();
    let endings = [".md.txt", ".txt", ".markdown", ".mdown", ".mkd", ".md"];
    let word = [".docx", ".doc", ".wps", ".rtf", ".odt"];
    let without = |ending: &&&str| {
        let stem = looks
            .strip_suffix(**ending)
            .filter(|stem| !stem.is_empty())?;
        // The stem as it was typed: only the ending is folded.
        let typed: String = name.trim().chars().take(stem.chars().count()).collect();
        Some(format!("{typed}.md"))
    };
    let renamed = endings.iter().find_map(|ending| without(&ending));
    let copied = || word.iter().find_map(|ending| without(&ending));
    renamed
        .map(Misnamed::Ending)
        .or_else(|| copied().map(Misnamed::WordFile))
}
