//! `JB9xxx`: found when the PDF is set.

use super::explanation::Explanation;
use crate::diag::code;

/// In the order of the codes.
pub const ALL: &[Explanation] = &[
    Explanation {
        code: code::MISSING_GLYPH,
        name: "字体里没有的字",
        what: "排版用的字体都没有这个字。",
        why: "印出来是一个空框。",
        source: "docs/guide.md",
        wrong: &[("", "字体里没有的生僻字\n")],
        right: &[(
            "",
            "换一个写法，或在 templates/fonts/ 里加一个有这个字的字体\n",
        )],
    },
    Explanation {
        code: code::TYPESETTING,
        name: "排不出来",
        what: "typst 不接受这一期。",
        why: "不是内容的错，请把这一期交给维护的人看。",
        source: "实务",
        wrong: &[("", "（内容里不会有）\n")],
        right: &[("", "（内容里不会有）\n")],
    },
    Explanation {
        code: code::REFUSED,
        name: "版式容不下",
        what: "机关太多、名称太长等，版式放不下。",
        why: "硬排会压住别的字，或排到纸外面去。",
        source: "GB/T 9704-2012，7.2.4",
        wrong: &[("", "发文机关标志里写了排不进版心的机关\n")],
        right: &[("", "写机关的规范化简称\n")],
    },
];
