//! `JB9xxx`: found when the PDF is set.

use super::explanation::Explanation;
use crate::diag::code;

/// In the order of the codes.
pub const ALL: &[Explanation] = &[
    Explanation {
        code: code::MISSING_GLYPH,
        name: "字体里没有的字",
        what: "排版用的字体都没有这个字。",
        why: "印出来是一个空框。送审稿里印成“〓”，只是警告；生成、印发是错误。",
        source: "docs/guide.md",
        wrong: &[("", "字体里没有的生僻字\n")],
        right: &[(
            "",
            "换一个写法，或在 templates/fonts/local/ 里加一个有这个字的字体\n",
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
    Explanation {
        code: code::PAGE_WITHOUT_TEXT,
        name: "该有正文的页上没有正文",
        what: "排好的页上，首页没有正文，或者署名、日期、来源单独落在没有正文的一页上。",
        why: "首页必须显示正文，署名和日期要和正文同页；版面能调的都已调过。",
        source: "GB/T 9704-2012，7.3.3、7.3.5.5",
        wrong: &[("", "正文以一张排满整页的表收尾，署名和日期落到下一页\n")],
        right: &[("", "在表后再写一段正文，或把表改成附件\n")],
    },
    Explanation {
        code: code::STAND_IN_FACE,
        name: "换了字体的字",
        what: "标题、正文等处的字体里没有这个字，印出来的是别的字体。",
        why: "一个字粗细、字形和旁边的不一样，一眼就看得出来。",
        source: "GB/T 9704-2012，5.2.2、7.2.4、7.3.1、7.3.3",
        wrong: &[("", "标题: 关于堯山公园管理的通知\n")],
        right: &[("", "标题: 关于尧山公园管理的通知\n")],
    },
];
