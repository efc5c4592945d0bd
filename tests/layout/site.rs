//! Small projects written for measuring: each issue has a series of its own, and all are built in one go.

use std::collections::BTreeMap;
use std::path::Path;

use crate::layout::sheet::{Sheet, sheets};
use crate::support::{Built, build_site, printed as printed_alone};

/// An issue to be measured.
pub struct Issue {
    pub key: String,
    pub series: String,
    pub issue: String,
    pub files: Vec<(String, String)>,
}

impl Issue {
    pub fn new(key: &str, series: &str, issue: &str, files: &[(&str, String)]) -> Self {
        Self {
            key: key.to_owned(),
            series: series.to_owned(),
            issue: issue.to_owned(),
            files: files
                .iter()
                .map(|(name, text)| ((*name).to_owned(), text.clone()))
                .collect(),
        }
    }
}

/// `count` Han characters without any punctuation mark.
pub fn plain(count: usize) -> String {
    let phrase = "各级工会要认真履行维护职工合法权益竭诚服务职工群众的基本职责";
    phrase.chars().cycle().take(count).collect()
}

/// Builds the issues and reads their pages. What the program refuses is a fault of the test.
pub fn printed(issues: &[Issue]) -> BTreeMap<String, Vec<Sheet>> {
    let (pages, missing, diagnostics) = printed_or_refused(issues);
    assert!(
        missing.is_empty(),
        "not printed: {missing:?}\n{diagnostics}"
    );
    pages
}

/// The pages of the issues that are printed, the keys of those that are not, and what the program says.
pub fn printed_or_refused(issues: &[Issue]) -> (BTreeMap<String, Vec<Sheet>>, Vec<String>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path();
    let built = built(issues, content);
    let readable = |issue: &Issue| -> Option<Vec<Sheet>> {
        let path = format!("{0}/2026/1/{0}-2026-1.pdf", issue.key);
        // Only who prints leaves out the red parts (套打).
        let of_site = !issue.series.contains("套打");
        match built.files.get(&path).filter(|_| of_site) {
            Some(pdf) => Some(sheets(pdf)),
            // No site shows what is marked 密级.
            None => Some(sheets(&printed_alone(
                content,
                &format!("{}/2026/1", issue.key),
            )?)),
        }
    };
    let mut out = BTreeMap::new();
    let mut missing = Vec::new();
    for issue in issues {
        match readable(issue) {
            Some(pages) => {
                out.insert(issue.key.clone(), pages);
            }
            None => missing.push(issue.key.clone()),
        }
    }
    let said = format!("{}\n{:?}", built.diagnostics, built.outcome.environment);
    (out, missing, said)
}

/// Writes the issues into the folder `content` and builds a site of them.
pub fn built(issues: &[Issue], content: &Path) -> Built {
    write(content, "site.yaml", "名称: 版面测量\n单位: 云汀市总工会\n");
    for issue in issues {
        write(
            content,
            &format!("{}/series.yaml", issue.key),
            &issue.series,
        );
        let below = format!("{}/2026/1", issue.key);
        write(content, &format!("{below}/issue.yaml"), &issue.issue);
        for (name, text) in &issue.files {
            write(content, &format!("{below}/{name}"), text);
        }
    }
    build_site(content)
}

fn write(content: &Path, name: &str, text: &str) {
    let path = content.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}
