//! What is a mark in a line of text, and what is none.

use super::*;

#[test]
fn a_line_that_is_nothing_but_a_mark_is_read_however_it_is_set_off() {
    for line in [
        "密级：机密",
        "密级：机密，不得外传。",
        "密级：秘密，由办公室负责解释",
        "密級：機密",
        "密级 机密",
        "（机密）",
        "机　密",
        "机密★1年 特急",
        "000012　机密★1年",
        "密级: 机密★1年　份号 001",
        "机密★1年　　　　签发人：张三",
        "签发人：张三　机密",
        "云工发〔2026〕3号　机密★1年",
        "# 机密★1年",
        "## 密级：机密",
        "> 机密★1年",
        "- 机密★1年",
        "| 机密★1年 |",
        "[机密★1年]",
        "机密★一年",
        "机密 ☆ 1 年",
        "绝密★启用前",
        "密级：机密,",
        "**机密**★1年",
        "【秘密】",
        "<!-- 密级：机密 -->",
        "%%密级：机密%%",
        "TOP SECRET",
        "秘密",
    ] {
        assert_eq!(said(line), Some(MarkSaid::Classified), "{line}");
    }
    for line in [
        "内部资料，注意保存",
        "内部资料　注意保存",
        "仅供内部",
        "本件为内部，不得公开",
        "（内部文件）",
    ] {
        assert_eq!(said(line), Some(MarkSaid::Internal), "{line}");
    }
}

#[test]
fn prose_is_no_mark() {
    for line in [
        "",
        "商业秘密保护",
        "保护商业秘密专项行动",
        "保密工作会议",
        "机密性、完整性、可用性",
        "绝密飞行",
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "密级分为三等：",
        "密级：",
        "- 机密",
        "2. 秘密",
        "| 机密 | 3 |",
        "| 关于某事的报告 | 机密★1年 |",
        "机密级岗位3个",
        "机密文件要专人保管",
        "## 涉密人员",
        "## 机密文件",
        "秘密文件3件",
        "工作秘密",
        "内部审计",
        "内部交流",
        "## 内部资料",
        "公开 3件",
        "此件公开发布",
        "（此件公开）",
        "首页左上角印“机密★1年”，用3号黑体字，顶格编排在版心左上角第二行。",
        "紧急程度：特急",
        "份号：000012",
    ] {
        assert_eq!(said(line), None, "{line}");
    }
}

#[test]
fn out_of_place_every_word_of_a_mark_counts() {
    for value in [
        "机密 1年",
        "(机密)",
        "特急 机密",
        "机密★特急",
        "此件为机密文件",
        "机密件，不上网",
        "密极、机密",
        "涉密",
        "密级：机密",
    ] {
        assert_eq!(
            said_out_of_place(value),
            Some(MarkSaid::Classified),
            "{value}"
        );
    }
    for value in [
        "内部",
        "仅内部",
        "内部资料 不得外传",
        "仅供内部",
        "internal",
        "內部",
        "内部使用",
    ] {
        assert_eq!(
            said_out_of_place(value),
            Some(MarkSaid::Internal),
            "{value}"
        );
    }
    for value in [
        "商业秘密保护",
        "保密工作",
        "绝密飞行",
        "内部审计要点",
        "公开",
        "3",
        "特急",
        "此件公开发布",
    ] {
        assert_eq!(said_out_of_place(value), None, "{value}");
    }
    assert!(has_dated_level("石塘片区摘报（机密★1年）"));
    assert!(!has_dated_level("秘密花园★"));
}

#[test]
fn only_what_is_known_is_the_mark_of_a_paper_for_those_inside() {
    for mark in [
        "内部",
        "内部资料",
        "内部资料　注意保存",
        "内部文件，严禁外传",
        "内部刊物",
    ] {
        assert!(is_internal(mark), "{mark}");
    }
    for mark in [
        "内部绝mi",
        "内部机密★1年",
        "内部★1年",
        "内部资料★秘",
        "内部吗",
        "内部资料（秘密）",
        "内布",
        "",
    ] {
        assert!(!is_internal(mark), "{mark}");
    }
}
