//! The program's own templates: what serves a project that has none, file by file.

/// Name and source of each; a file of the same name in the project's `templates/html/` takes its place.
pub const BUILTIN: &[(&str, &str)] = &[
    (
        "base.html",
        include_str!("../../../templates/html/base.html"),
    ),
    (
        "issue.html",
        include_str!("../../../templates/html/issue.html"),
    ),
    (
        "opening.html",
        include_str!("../../../templates/html/opening.html"),
    ),
    (
        "home.html",
        include_str!("../../../templates/html/home.html"),
    ),
    (
        "series.html",
        include_str!("../../../templates/html/series.html"),
    ),
    (
        "year.html",
        include_str!("../../../templates/html/year.html"),
    ),
    (
        "months.html",
        include_str!("../../../templates/html/months.html"),
    ),
    (
        "month.html",
        include_str!("../../../templates/html/month.html"),
    ),
    (
        "terms.html",
        include_str!("../../../templates/html/terms.html"),
    ),
    (
        "term.html",
        include_str!("../../../templates/html/term.html"),
    ),
    (
        "contributions.html",
        include_str!("../../../templates/html/contributions.html"),
    ),
    (
        "problems.html",
        include_str!("../../../templates/html/problems.html"),
    ),
    (
        "moved.html",
        include_str!("../../../templates/html/moved.html"),
    ),
    ("404.html", include_str!("../../../templates/html/404.html")),
    (
        "lists.html",
        include_str!("../../../templates/html/lists.html"),
    ),
    (
        "search.html",
        include_str!("../../../templates/html/search.html"),
    ),
    (
        "style.css",
        include_str!("../../../templates/html/style.css"),
    ),
    ("site.js", include_str!("../../../templates/html/site.js")),
    ("icon.svg", include_str!("../../../templates/html/icon.svg")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a test that reads the templates")]
    fn the_list_is_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/html");
        let entries = std::fs::read_dir(folder).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string());
        let mut names: Vec<String> = names.map(|name| name.expect("UTF-8")).collect();
        names.sort();
        let mut known: Vec<&str> = BUILTIN.iter().map(|(name, _)| *name).collect();
        known.sort_unstable();
        assert_eq!(names, known);
    }
}
