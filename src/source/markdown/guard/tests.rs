//! What the Markdown reader gets to see, with `⟨…⟩` for what is hidden from it and `«…»` for a mark that has been paired.

use proptest::prelude::*;

use super::*;

fn shown(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        match mark(c) {
            Some(mark) => shown.push_str(&format!("«{}»", mark.typed())),
            None if c.is_control() && c != '\n' => {
                shown.push_str(&format!("⟨{}⟩", restore(&c.to_string())));
            }
            None => shown.push(c),
        }
    }
    shown
}

fn seen(text: &str) -> String {
    shown(guard(text, LineEnds::Paragraph).text.trim_end())
}

fn codes(text: &str) -> Vec<&'static str> {
    let guarded = guard(text, LineEnds::Paragraph);
    guarded.slips.iter().map(|slip| slip.code.id).collect()
}

#[test]
fn emphasis_is_paired_beside_chinese_punctuation() {
    for (typed, expected) in [
        ("**甲：**乙", "«**»甲：«**»乙"),
        ("“**甲**”乙", "“«**»甲«**»”乙"),
        (
            "**甲（乙）**、**《丙》**和",
            "«**»甲（乙）«**»、«**»《丙》«**»和",
        ),
        ("要点：*先易后难*。", "要点：«*»先易后难«*»。"),
        ("，*着重*落实", "，«*»着重«*»落实"),
        ("*要点：*先易后难", "«*»要点：«*»先易后难"),
        ("，~~已经~~删除", "，«~~»已经«~~»删除"),
        ("。***又粗又斜（测）***的", "。«***»又粗又斜（测）«***»的"),
        ("**甲*乙*丙**", "«**»甲⟨*⟩乙⟨*⟩丙«**»"),
        ("**甲，*乙*丙**", "«**»甲，«*»乙«*»丙«**»"),
        (
            "**首先，**各单位**要抓好**。",
            "«**»首先，«**»各单位«**»要抓好«**»。",
        ),
        ("最**重要的**是人", "最«**»重要的«**»是人"),
    ] {
        assert_eq!(seen(typed), expected, "{typed}");
    }
}

#[test]
fn asterisks_and_tildes_that_are_text_stay() {
    for typed in [
        "附表中带*的为约束性指标，带*号的为否决指标。",
        "带*和带*号的指标，均须完成。",
        "股东（*周某、*吴某）到会，*ST云汀、*ST青禾停牌。",
        "豫D·**123、豫D·**456、豫D·**789三辆。",
        "邮箱zh**@a.cn、li**@a.cn。",
        "完成**家、**户，某**公司与某**集团合并，青禾县**镇**村。",
        "晴天，~~3天，~~5天。",
        "注：*为去年同期数，**为两年平均数。",
        "注：*表示约束性指标；带*，为否决指标。",
        "身份证号411***********1234，车牌澜A·1*5*7。",
        "电话138****1234和139****5678。",
        "长3*4*5米，2 * 3 = 6。",
        "张**、李**反映，王**和赵**也说。",
        "3~~5户，10~~20户。",
        "三月~~五月报名，六月~~八月培训。",
        "（一）~~（三）项，（四）~~（六）项。",
        "“十三五”~“十四五”，“一季度”~“二季度”。",
        "10℃~~15℃，16℃~~20℃。",
        "姓名：________，单位：____。",
        r"\\server\share 和 D:\资料\新建",
        r"换行\",
        "A_B_C 与 _甲_ 与 __乙__",
        "** 甲 **",
    ] {
        let text = seen(typed);
        assert!(!text.contains('«'), "{typed}: {text}");
        assert_eq!(
            restore(guard(typed, LineEnds::Paragraph).text.trim_end()),
            typed
        );
    }
}

#[test]
fn a_backslash_frees_only_a_mark() {
    for (typed, expected) in [
        (r"\*甲\*", "⟨*⟩甲⟨*⟩"),
        (r"\*\*甲\*\*", "⟨*⟩⟨*⟩甲⟨*⟩⟨*⟩"),
        (r"\# 甲", "⟨#⟩ 甲"),
        (r"\> 甲", "⟨>⟩ 甲"),
        (r"1\. 甲", "1⟨.⟩ 甲"),
        (r"\[甲](乙.txt)", "⟨[⟩甲⟨]⟩(乙.txt)"),
        (r"见 C:\共享\*", r"见 C:⟨\⟩共享⟨\⟩⟨*⟩"),
        (r"\\甲\乙\*", r"⟨\⟩⟨\⟩甲⟨\⟩乙⟨\⟩⟨*⟩"),
        (r"甲\n乙\（丙）", "甲⟨\\⟩n乙⟨\\⟩（丙）"),
    ] {
        assert_eq!(seen(typed), expected, "{typed}");
    }
}

#[test]
fn notes_under_a_table_are_counted_without_a_list() {
    assert!(codes("| 甲 |\n|---|\n| 1 |\n\n注：1. 截至6月底。\n2. 不含市直。").is_empty());
    assert!(!codes("截至6月底。\n2. 不含市直。").is_empty());
}

#[test]
fn signs_at_the_start_of_a_line_are_text() {
    for typed in [
        ">95分的3家；",
        "> 5个百分点，排名靠前。",
        "+5.3%为最高增幅；",
        "+ 5.3%为最高增幅；",
        "- 0.8%为最低增幅；",
        "-3.1%的降幅",
        "1986. 那一年",
        "2026. 10月起执行",
        "12) 号楼已封顶；",
        "#1号机组已并网；",
        "#3机组",
        "= 5",
        "* 为约束性指标",
        "___",
        "***",
        "~~~",
        "- - -",
        "|",
        "＞80%的单位",
    ] {
        let guarded = guard(typed, LineEnds::Paragraph);
        assert_eq!(restore(guarded.text.trim_end()), typed);
        let first = guarded.text.chars().find(|c| !c.is_ascii_digit());
        assert!(
            first.is_some_and(|c| c.is_control() || !c.is_ascii()),
            "{typed}: {}",
            shown(&guarded.text)
        );
    }
}

#[test]
fn each_line_is_a_paragraph_and_a_quotation_keeps_its_lines() {
    assert_eq!(seen("甲\n乙\n　　丙\n    丁"), "甲\n\n乙\n\n丙\n\n丁");
    assert_eq!(seen("> 甲\n> 乙"), "> 甲\n> 乙");
    assert_eq!(seen("甲\n> 乙\n丙"), "甲\n\n> 乙\n\n丙");
    let joined = guard("甲\n乙\n　　丙", LineEnds::Joined);
    assert_eq!(joined.text, "甲\n乙\n\n丙\n");
}

#[test]
fn items_are_indented_as_the_reader_wants() {
    for inner in ["  ", "   ", "    ", "\t"] {
        let text = format!("1. 甲\n{inner}1. 乙\n{inner}2. 丙\n2. 丁");
        assert_eq!(seen(&text), "1. 甲\n   1. 乙\n   2. 丙\n2. 丁");
    }
    assert_eq!(seen("- 甲\n乙"), "- 甲\n\n乙");
    assert_eq!(seen("- 甲\n  乙"), "- 甲\n\n  乙");
    assert_eq!(seen("－ 甲\n－ 乙"), "- 甲\n- 乙");
}

#[test]
fn what_only_looks_like_a_link_or_html_is_text_and_said() {
    for (typed, expected, said) in [
        ("<div>**甲**", "⟨<⟩div>«**»甲«**»", Some("JB0010")),
        ("</div>**甲**", "⟨<⟩/div>«**»甲«**»", None),
        ("《<甲>》", "《⟨<⟩甲>》", None),
        ("[甲](<乙.csv)", "⟨[⟩甲⟨]⟩(⟨<⟩乙.csv)", Some("JB0032")),
        ("![甲](乙.）png)丙", "!⟨[⟩甲⟨]⟩(乙.）png)丙", Some("JB0032")),
        (
            "[甲[乙](丙.txt)](丁.txt)",
            "⟨[⟩甲[乙](丙.txt)⟨]⟩(丁.txt)",
            Some("JB0032"),
        ),
        ("[甲`乙](丙.txt)`", "⟨[⟩甲`乙](丙.txt)`", None),
        (
            "[**甲](乙.txt)**",
            "[⟨*⟩⟨*⟩甲](乙.txt)⟨*⟩⟨*⟩",
            Some("JB0032"),
        ),
        ("[甲][1]", "⟨[⟩甲⟨]⟩⟨[⟩1⟨]⟩", None),
    ] {
        assert_eq!(seen(typed), expected, "{typed}");
        assert_eq!(codes(typed).first().copied(), said, "{typed}");
    }
}

#[test]
fn marks_stay_in_their_line() {
    assert_eq!(seen("> **甲\n> 乙**"), "> ⟨*⟩⟨*⟩甲\n> 乙⟨*⟩⟨*⟩");
    assert_eq!(codes("> **甲\n> 乙**"), ["JB0032"]);
    let joined = guard("**甲\n乙**", LineEnds::Joined);
    assert_eq!(shown(joined.text.trim_end()), "«**»甲\n乙«**»");
    // A picture stands after the line that it was typed in.
    assert_eq!(
        seen("> 甲![乙](丙.png)\n> 丁"),
        "> 甲![乙](丙.png)\n>\n> 丁"
    );
    assert_eq!(seen("甲\r# 乙"), "甲\n\n# 乙");
}

#[test]
fn lines_of_signs_are_text_and_said() {
    assert_eq!(seen("甲\n\n>\n乙"), "甲\n\n⟨>⟩\n\n乙");
    assert_eq!(codes(">"), ["JB0032"]);
    assert_eq!(codes("> 甲\n>\n> 乙"), [""; 0]);
    assert_eq!(codes("```文本\n甲\n```"), ["JB0032"]);
    assert_eq!(codes("```yaml\n甲\n```"), [""; 0]);
    // Cells that are filled with a dash are no rule.
    assert_eq!(
        seen("| 甲 | 乙 |\n| — | — |\n| 1 | 2 |"),
        "| 甲 | 乙 |\n|---|---|\n| — | — |\n| 1 | 2 |"
    );
    assert_eq!(codes("| 甲 |\n|－－－|\n| 1 |"), ["JB0033"]);
    assert_eq!(codes("| 甲 |\n| - |\n| 1 |"), ["JB0033"]);
    assert_eq!(codes("| 甲 |\n|:-:|\n| 1 |"), [""; 0]);
    // In a cell nothing begins a block, so that a backslash frees nothing.
    assert_eq!(seen("| 甲 |\n|---|\n| \\-1 |"), "| 甲 |\n|---|\n| ⟨\\⟩-1 |");
}

#[test]
fn a_table_ends_with_its_last_row() {
    assert_eq!(
        seen("表：甲\n| 乙 | 丙 |\n|---|---|\n| 1 | 2 |\n注：丁"),
        "表：甲\n\n| 乙 | 丙 |\n|---|---|\n| 1 | 2 |\n\n注：丁"
    );
    assert_eq!(
        seen("｜乙｜丙｜\n｜1｜2｜"),
        "| 乙 | 丙 |\n|---|---|\n| 1 | 2 |"
    );
    assert_eq!(seen("乙\t丙\n1\t2"), "| 乙 | 丙 |\n|---|---|\n| 1 | 2 |");
    assert_eq!(codes("| 乙 | 丙 |\n|---|---|\n| 1 |"), ["JB0016"]);
    assert_eq!(codes("| 乙 | 丙 |\n| 1 | 2 |"), ["JB0033"]);
    assert_eq!(codes("| 乙 | 丙 |"), ["JB0032"]);
}

#[test]
fn links_with_blanks_and_wide_brackets_are_understood_or_said() {
    for (typed, expected, said) in [
        ("[甲](乙 丙.txt)", "[甲](乙%20丙.txt)", None),
        (
            "![甲](屏幕 (终稿).png)",
            "![甲](屏幕%20\\(终稿\\).png)",
            None,
        ),
        ("[甲]（乙.txt）", "[甲](乙.txt)", Some("JB0033")),
        ("！[甲](乙.png)", "![甲](乙.png)", Some("JB0033")),
        ("[甲](乙.txt）", "[甲](乙.txt)", Some("JB0033")),
        ("【甲】（乙.txt）", "【甲】（乙.txt）", Some("JB0032")),
        ("[甲]（见附件）", "⟨[⟩甲⟨]⟩（见附件）", None),
        ("入会率[^1]", "入会率[^0]", Some("JB0034")),
        (r"入会率\[^1]", "入会率⟨[⟩^1⟨]⟩", None),
        ("入会率[王丽1]", "入会率⟨[⟩王丽1⟨]⟩", Some("JB0032")),
        ("- [x] 甲", "- ⟨[⟩x⟨]⟩ 甲", Some("JB0032")),
        ("[注]: 甲", "⟨[⟩注⟨]⟩⟨:⟩ 甲", None),
        ("[](甲.txt)", "[](甲.txt)", Some("JB0032")),
        ("![甲](乙.png \"丙\")", "![甲](乙.png)", Some("JB0032")),
        (
            "<甲@example.cn>和<a_b@example.cn>",
            "⟨<⟩甲@example.cn>和<a_b@example.cn>",
            None,
        ),
    ] {
        assert_eq!(seen(typed), expected, "{typed}");
        assert_eq!(codes(typed).first().copied(), said, "{typed}");
    }
}

proptest! {
    /// What is text comes back as it was typed, and every place that is asked for is one in the typed text.
    #[test]
    fn every_place_is_one_in_the_typed_text(text in "[甲，1*~_\\\\\\[\\]()：:\n>#|.a `<!%-]{0,60}") {
        for line_ends in [LineEnds::Paragraph, LineEnds::Joined] {
            let guarded = guard(&text, line_ends);
            for slip in &guarded.slips {
                prop_assert!(text.get(slip.range.clone()).is_some(), "{:?}", slip);
            }
            for (start, _) in guarded.text.char_indices() {
                let typed = guarded.typed(&(start..guarded.text.len()));
                prop_assert!(text.get(typed).is_some());
            }
        }
    }
}

#[test]
fn a_backslash_before_what_is_no_remark_is_text() {
    let text = |typed: &str| restore(guard(typed, LineEnds::Paragraph).text.trim_end());
    assert_eq!(text("甲\\【待核】乙"), "甲【待核】乙");
    assert_eq!(text("甲\\【基层动态】乙"), "甲\\【基层动态】乙");
}
