//! Rows that belong together: cells of a table, numbers of headings.

use super::*;

/// The text after tidying, without what goes into `issue.yaml`.
fn whole_of(text: &str) -> String {
    let tidied = tidy(text, &Known::default());
    apply(text, &tidied.edits)
}

#[test]
fn empty_cells_keep_their_columns() {
    let tidied = whole_of("县区\t建会\t备注\n青禾县\t12\t\n\t合计\t3\n");
    assert_eq!(
        tidied,
        "| 县区 | 建会 | 备注 |\n|---|---|---|\n| 青禾县 | 12 | |\n| | 合计 | 3 |\n"
    );
}

#[test]
fn numbers_of_a_row_are_headings_together_or_not_at_all() {
    for text in [
        "（一）抓督导。\n建立台账。\n（二）抓培训：举办班次；\n（三）抓考核\n落实到人。\n",
        "一、问题？\n甲。\n二、“做法”\n乙。\n三、要求\n丙。\n",
        "一、概况\n二、要求。\n5家已办。\n三、问题\n乙。\n",
    ] {
        assert_eq!(whole_of(text), text);
        let tidied = tidy(text, &Known::default());
        assert!(
            tidied
                .left
                .iter()
                .any(|left| left.why.contains("有的是句子")),
            "{text}"
        );
    }
    // A number that is left out is said.
    let tidied = tidy("一、概况\n甲。\n三、要求\n乙。\n", &Known::default());
    assert!(tidied.edits.iter().any(|edit| edit.why.contains("接不上")));
    // What stands under a number that stays is not lifted.
    let text = "一、概况\n甲。\n（二）做法\n乙。\n1、先学\n丙。\n";
    assert!(whole_of(text).contains("1、先学"), "{}", whole_of(text));
}

#[test]
fn a_sentence_that_counts_is_no_item() {
    let text = "1.甲\n2.乙\n①先学②再做③后查\n";
    assert!(whole_of(text).contains("①先学②再做③后查"));
}
