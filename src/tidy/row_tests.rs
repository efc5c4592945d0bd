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

#[test]
fn chapters_are_headings_and_clauses_under_them_are_not() {
    assert_eq!(
        whole_of(
            "第一章　总则\n\n第一条　为规范管理，制定本办法。\n\n第二章　附则\n\n第二条　本办法自印发之日起施行。\n"
        ),
        "# 总则\n\n第一条　为规范管理，制定本办法。\n\n# 附则\n\n第二条　本办法自印发之日起施行。\n"
    );
    let text = "第一部分 现状\n甲。\n第一节 概况\n乙。\n第二节 问题\n丙。\n第二部分 对策\n丁。\n";
    assert_eq!(
        whole_of(text),
        "# 现状\n甲。\n## 概况\n乙。\n## 问题\n丙。\n# 对策\n丁。\n"
    );
    // A number alone in its line has no words for a heading.
    for text in [
        "各单位落实情况如下。\n第三条\n各单位应当落实。\n",
        "第一章\n甲。\n",
        "（一）\n甲。\n",
    ] {
        assert_eq!(whole_of(text), text);
    }
}

#[test]
fn numbers_that_begin_again_below_a_heading_that_nobody_marked_stay() {
    let text = "如何要求公司支付加班费？\n（一）存在劳动关系\n要有合同。\n（二）存在加班事实\n要有证据。\n如何计算加班费？\n（一）标准工时制\n按小时。\n（二）综合计算工时制\n按周期。\n";
    assert_eq!(whole_of(text), text);
    let tidied = tidy(text, &Known::default());
    let told = |left: &Left| left.why.contains("从头编了几次");
    assert!(tidied.left.iter().any(told), "{:?}", tidied.left);
    // Where the heading between is marked, or has its number, the level is known.
    assert_eq!(
        whole_of("# 甲\n（一）乙\n丙。\n# 丁\n（一）戊\n己。\n"),
        "# 甲\n## 乙\n丙。\n# 丁\n## 戊\n己。\n"
    );
    assert_eq!(
        whole_of("一、甲\n（一）乙\n丙。\n二、丁\n（一）戊\n己。\n"),
        "# 甲\n## 乙\n丙。\n# 丁\n## 戊\n己。\n"
    );
    let text = "（1）申请执行书。申请执行书中应当写明理由。\n书写确有困难的，可以口头提出申请。\n（2）生效法律文书副本。\n";
    assert_eq!(whole_of(text), text);
}

#[test]
fn a_row_that_does_not_begin_with_one_is_said() {
    let tidied = tidy(
        "二、存在问题\n甲。\n三、下步打算\n乙。\n",
        &Known::default(),
    );
    assert!(tidied.edits.iter().any(Edit::has_to_be_checked));
    let tidied = tidy(
        "一、存在问题\n甲。\n二、下步打算\n乙。\n",
        &Known::default(),
    );
    assert!(!tidied.edits.iter().any(Edit::has_to_be_checked));
}
