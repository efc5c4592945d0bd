//! The order of the results: a table of queries with the issue that must come first.

use serde_json::json;

use super::browser;
use super::search::open_to_ask;
use super::site::{self, By};

/// The table.
fn table() -> Vec<(String, String)> {
    let file = super::support::root().join("tests/data/search/ranking.tsv");
    let text = std::fs::read_to_string(file).expect("the table");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once('\t'));
    rows.map(|(query, first)| (query.to_owned(), first.to_owned()))
        .collect()
}

#[test]
fn search_ranks_the_wanted_issue_first() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let rows = table();
    assert!(rows.len() >= 40, "{}", rows.len());
    open_to_ask(
        &mut tab,
        &site::sample().address(By::Http, "search/index.html"),
    );
    let queries: Vec<&String> = rows.iter().map(|(query, _)| query).collect();
    let answers = tab.evaluate(&format!(
        "(async (queries) => {{ const answers = []; for (const query of queries) \
         answers.push((await jianbaoSearch.ask(query, {{}})).results.map((result) => result.issue.path)); return answers; }})({})",
        json!(queries)
    ));
    let mut faults = Vec::new();
    for ((query, wanted), found) in rows.iter().zip(answers.as_array().expect("a list")) {
        if found[0] != json!(wanted) {
            faults.push(format!(
                "{query}: {wanted} is wanted, but the page has {found}"
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
