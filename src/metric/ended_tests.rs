//! Figures of units that are no longer there, against sums done by hand.

use rust_decimal::Decimal;
use std::sync::Arc;

use super::answer::answer;
use super::query::{Property, parse};
use super::reply::QueryDoubt;
use super::table::{doubts, table};
use super::table_request::{RowKind, TableColumn, TableRequest};
use super::tests::{issue, registry, units};
use super::{IssueFigures, Scene};
use crate::model::{FileId, Period, Span, Table, UnitHistory, UnitRegistry};
use crate::zh::date::IssueDate;

fn number(value: i64) -> Decimal {
    Decimal::from(value)
}

/// `jia` and `yi` are there today; `bing` was merged into `jia`, `ding` split into `jia` and `yi`, `wu` done away with.
fn today() -> UnitRegistry {
    let mut register = units();
    let mut history = UnitHistory::default();
    let until = IssueDate::new(2026, 5, Some(31)).ok();
    for (place, unit) in register.units.iter().enumerate() {
        let until = until.filter(|_| place > 1);
        history.note(unit, Period { from: None, until });
    }
    for (place, became) in [(2, vec!["jia"]), (3, vec!["jia", "yi"])] {
        history.units[place].became = became.into_iter().map(str::to_owned).collect();
    }
    register.units.truncate(2);
    register.by_name.retain(|_, place| *place < 2);
    register.history = Arc::new(history);
    register
}

fn asked(metrics: &[usize]) -> TableRequest {
    let columns = [
        Property::Previous,
        Property::SincePrevious,
        Property::YearSoFar,
    ];
    TableRequest {
        metrics: metrics.to_vec(),
        rows: RowKind::Units,
        columns: [TableColumn::Now]
            .into_iter()
            .chain(columns.map(TableColumn::Of))
            .collect(),
        total: true,
        subtotals: false,
        order: None,
        only: None,
        exact_shares: false,
        issue_count: None,
    }
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    let rows = table.rows.iter();
    rows.map(|row| {
        row.iter()
            .map(|cell| crate::model::plain_text(&cell.content))
            .collect()
    })
    .collect()
}

fn issues(bing: bool, others: bool) -> [IssueFigures; 3] {
    let mut first = vec![
        ("签订", "jia", number(10)),
        ("职工", "jia", number(100)),
        ("平均分", "jia", number(90)),
    ];
    let mut second = vec![
        ("签订", "jia", number(20)),
        ("职工", "jia", number(110)),
        ("平均分", "jia", number(91)),
    ];
    if bing {
        first.extend([
            ("签订", "bing", number(5)),
            ("职工", "bing", number(50)),
            ("平均分", "bing", number(70)),
        ]);
        second.extend([
            ("签订", "bing", number(7)),
            ("职工", "bing", number(60)),
            ("平均分", "bing", number(71)),
        ]);
    }
    if others {
        first.extend([
            ("签订", "wu", number(1)),
            ("职工", "wu", number(9)),
            ("职工", "ding", number(30)),
        ]);
    }
    let third = [
        ("签订", "jia", number(40)),
        ("签订", "yi", number(3)),
        ("职工", "jia", number(180)),
        ("职工", "yi", number(8)),
        ("平均分", "jia", number(80)),
    ];
    [
        issue(1, 4, &first),
        issue(2, 5, &second),
        issue(3, 7, &third),
    ]
}

#[test]
fn what_was_merged_counts_for_what_it_has_become() {
    let (metrics, units) = (registry(), today());
    let [first, second, now] = issues(true, false);
    let scene = Scene::new(&metrics, &units, &now, vec![&first, &second]);
    let made = table(&scene, &asked(&[0, 3]), Span::file_start(FileId(0)));
    // 签订: before 20+7, of the year 10+5+20+7+40. 职工: before 110+60, of the year what stands now.
    assert_eq!(
        rows(&made),
        [
            vec!["jia", "40", "27", "+13", "82", "180", "170", "+10", "180"],
            vec!["yi", "3", "—", "—", "3", "8", "—", "—", "8"],
            vec!["合计", "43", "27", "+16", "85", "188", "170", "+18", "188"],
        ]
    );
    let note = made.note.map(|note| note.value).unwrap_or_default();
    assert!(note.contains("jia以前各期的数含并入的bing。"), "{note}");
    assert!(doubts(&scene, &asked(&[0, 3])).is_empty());
    let said = |query: &str| {
        let query = parse(query).expect("a query");
        answer(&scene, &query, None).map(|answer| (answer.text, answer.doubt))
    };
    for (query, text) in [
        ("签订.上期@jia", "27"),
        ("签订.累计@jia", "82"),
        ("职工.上期@jia", "170"),
        ("职工.合计.累计", "188"),
    ] {
        assert_eq!(said(query), Ok((text.to_owned(), None)), "{query}");
    }
    let query = parse("签订.上期@jia").expect("a query");
    let origins = answer(&scene, &query, None).expect("an answer").origins;
    assert_eq!(origins.len(), 1, "one file: {origins:?}");
    // Means cannot be added up: the value before is that of jia alone, and this is said.
    let (text, doubt) = said("平均分.上期@jia").expect("an answer");
    assert_eq!(text, "91.0");
    assert!(
        matches!(&doubt, Some(QueryDoubt::OtherUnits(why)) if why.contains("不含并入的bing")),
        "{doubt:?}"
    );
    assert_eq!(
        doubts(&scene, &asked(&[5])),
        ["“平均分”不能相加，jia以前各期的数不含并入的bing"]
    );
}

#[test]
fn what_one_of_those_merged_did_not_report_is_said() {
    let (metrics, units) = (registry(), today());
    let first = issue(1, 4, &[("签订", "bing", number(5))]);
    let now = issue(2, 7, &[("签订", "jia", number(40))]);
    let scene = Scene::new(&metrics, &units, &now, vec![&first]);
    let query = parse("签订.较上期@jia").expect("a query");
    let answer = answer(&scene, &query, None).expect("an answer");
    assert_eq!(answer.text, "增加35家");
    let Some(QueryDoubt::OtherUnits(why)) = answer.doubt else {
        panic!("{:?}", answer.doubt);
    };
    assert!(why.contains("没有jia的数"), "{why}");
}

#[test]
fn what_has_no_one_place_to_go_stays_in_the_totals_and_no_stock_counts_twice() {
    let (metrics, units) = (registry(), today());
    let [first, _, now] = issues(false, true);
    let scene = Scene::new(&metrics, &units, &now, vec![&first]);
    let made = table(&scene, &asked(&[0, 3]), Span::file_start(FileId(0)));
    // 签订: 10+1 before. 职工: 100+9+30 before; of the year 180+8, without those that are gone.
    assert_eq!(
        rows(&made),
        [
            vec!["jia", "40", "10", "+30", "50", "180", "100", "+80", "180"],
            vec!["yi", "3", "—", "—", "3", "8", "—", "—", "8"],
            vec!["合计", "43", "11", "+32", "54", "188", "139", "+49", "188"],
        ]
    );
    assert_eq!(
        doubts(&scene, &asked(&[0, 3])),
        [
            "合计含已经撤销的wu以前的数，各行里没有",
            "ding的数没有分给jia、yi，只在合计里"
        ]
    );
    let query = parse("职工.合计.较上期").expect("a query");
    let answer = answer(&scene, &query, None).expect("an answer");
    let Some(QueryDoubt::OtherUnits(why)) = answer.doubt else {
        panic!("{:?}", answer.doubt);
    };
    // yi had none before, but what it was made of had.
    assert!(
        why.contains("上期有已经撤并的wu的数") && !why.contains("yi"),
        "{why}"
    );
}
