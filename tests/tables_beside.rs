//! The tables of an issue as files beside its page: every cell as it was typed, under an address that stays, whatever writers put beside it.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::support::project::Project;

const TABLE: &str = "| 单位 | 签订 | 比率 |\n|---|---|---|\n| 青禾县 | 1,234 | 95.30% |\n| 白石区 | 007 | =1+1 |\n| 东汀区 | -5 | — |\n";

fn with_table(before: &str) -> Project {
    let project = Project::new();
    project.issue(
        1,
        &format!("{before}表：各单位情况\n\n{TABLE}\n正文一段。\n"),
    );
    project
}

/// The paths of these files, relative to the site.
fn files(project: &Project) -> Vec<String> {
    let all = project.output().into_keys();
    all.filter(|path| path.contains("/tables/")).collect()
}

#[test]
fn every_cell_stands_in_both_files_as_it_was_typed() {
    let project = with_table("");
    project.pages().expect(0);
    let files = files(&project);
    let [csv, xlsx] = files.as_slice() else {
        panic!("{files:?}")
    };
    let text = project.text(&format!("output/{csv}"));
    assert!(text.starts_with('\u{FEFF}'));
    assert_eq!(
        text.trim_start_matches('\u{FEFF}'),
        "单位,签订,比率\r\n青禾县,\"1,234\",95.30%\r\n白石区,007,'=1+1\r\n东汀区,-5,—\r\n"
    );
    let bytes = project.read(&format!("output/{xlsx}"));
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("表格").expect("the sheet");
    let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    let text = |text: &str| Data::String(text.to_owned());
    assert!(rows[0][0].to_string().contains("各单位情况"), "{rows:?}");
    assert_eq!(rows[1], [text("单位"), text("签订"), text("比率")]);
    assert_eq!(
        rows[2],
        [text("青禾县"), Data::Float(1234.0), Data::Float(0.953)]
    );
    assert_eq!(rows[3], [text("白石区"), text("007"), text("=1+1")]);
    assert_eq!(rows[4], [text("东汀区"), Data::Float(-5.0), text("—")]);

    let page = project.text("output/a/2026/1/index.html");
    for path in &files {
        let name = path.strip_prefix("a/2026/1/").expect("beside the page");
        assert!(page.contains(&format!("href=\"{name}\"")), "{name}");
    }
    let before = project.output();
    project.run(&["build", "--no-pdf", "--full"]).expect(0);
    assert!(before == project.output(), "the same bytes");
}

#[test]
fn an_address_stays_while_the_rest_is_edited_and_goes_with_its_table() {
    let project = with_table("");
    project.pages().expect(0);
    let before = files(&project);
    project.issue(
        1,
        &format!("前面加一段。\n\n表：另一张\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n表：各单位情况\n\n{TABLE}"),
    );
    project.pages().expect(0);
    let after = files(&project);
    assert_eq!(after.len(), 4);
    assert!(
        before.iter().all(|path| after.contains(path)),
        "{before:?} {after:?}"
    );
    project.issue(1, "没有表了。\n");
    project.pages().expect(0);
    assert!(files(&project).is_empty());
    assert!(
        !project
            .text("output/a/2026/1/index.html")
            .contains("tables/")
    );
}

#[test]
fn tables_of_what_a_site_may_not_show_are_not_there() {
    let project = with_table("");
    let path = "content/a/2026/1/issue.yaml";
    let text = project.text(path);
    project.put(path, format!("{text}受众: 内部\n"));
    project
        .run(&["build", "--no-pdf", "--audience", "public"])
        .expect(0);
    assert!(files(&project).is_empty());
}
