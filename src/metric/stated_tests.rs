//! What is taken for a number of a metric, and what contradicts the data.

use rust_decimal::Decimal;

use super::Scene;
use super::stated::{contradiction, stated};
use super::tests::{issue, registry, units};

/// What is said of the numbers in `text`, typed in the fragment of the unit `own`.
fn said(text: &str, own: Option<usize>) -> Vec<String> {
    let (registry, units) = (registry(), units());
    let number = Decimal::from;
    let before = issue(
        1,
        1,
        &[("签订", "jia", number(30)), ("建会", "jia", number(40))],
    );
    let now = issue(
        2,
        2,
        &[
            ("签订", "jia", number(36)),
            ("建会", "jia", number(40)),
            ("签订", "yi", number(20)),
            ("建会", "yi", number(30)),
        ],
    );
    let scene = Scene::new(&registry, &units, &now, vec![&before]);
    let amounts = stated(&registry, text).into_iter();
    amounts
        .filter_map(|amount| {
            let said = contradiction(&scene, &amount, &text[..amount.range.start], own)?;
            Some(format!(
                "{}：{}是{}，{}{}",
                &text[amount.range],
                said.whose,
                said.reported,
                said.quotation,
                if said.only_digits { "，位数" } else { "" }
            ))
        })
        .collect()
}

#[test]
fn a_number_that_contradicts_is_found_and_any_that_may_be_meant_is_not() {
    let jia = Some(0);
    for (text, own, expected) in [
        ("本月签订63家", jia, Some("63家：jia是36家，{{签订}}")),
        ("签订企业63家", jia, None),
        ("签订总数达到63家", jia, Some("63家：jia是36家，{{签订}}")),
        ("签订 ６３ 家", jia, Some("６３ 家：jia是36家，{{签订}}")),
        (
            "建制率为91.0％",
            jia,
            Some("91.0％：jia是90.0%，{{建制率}}"),
        ),
        ("签订 ３６ 家", jia, None),
        ("yi签订22家", jia, Some("22家：yi是20家，{{签订@yi}}")),
        (
            "全市签订60家",
            None,
            Some("60家：合计是56家，{{签订.合计}}"),
        ),
        ("建制率91.0%", jia, Some("91.0%：jia是90.0%，{{建制率}}")),
        ("建制率90%", jia, Some("90%：jia是90.0%，{{建制率}}，位数")),
        // This issue's, all together, the one before, the difference, the year so far.
        ("签订36家", jia, None),
        ("签订56家", jia, None),
        ("全市签订56家", jia, None),
        ("签订30家", jia, None),
        ("签订6家", jia, None),
        ("签订66家", jia, None),
        // Not said as exactly as a number of the data, or not of it.
        ("签订约60家", jia, None),
        ("签订60家左右", jia, None),
        ("要约后签订63家", jia, Some("63家：jia是36家，{{签订}}")),
        ("签订增加60家", jia, None),
        ("签订63份", jia, None),
        ("签订6.3万家", jia, None),
        ("jia、yi分别签订35家、21家", None, None),
        // Nobody reported it.
        ("职工63人", jia, None),
    ] {
        let found = said(text, own);
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(found, expected, "{text}");
    }
}

proptest::proptest! {
    /// Any text is read, and every number found stands in it behind a name.
    #[test]
    fn any_text_is_read(text in "([签订建会制率职工家人份%0-9.,。：共 a万]|签订|建制率){0,30}") {
        let registry = registry();
        for amount in stated(&registry, &text) {
            let name = &registry.metrics[amount.metric].name;
            proptest::prop_assert!(text[..amount.range.start].contains(name.as_str()));
            proptest::prop_assert!(text[amount.range].starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ','));
        }
    }
}
