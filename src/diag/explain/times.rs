//! `JB104x`: registers with time (自, 至, 曾用名).

use super::explanation::Explanation;
use crate::diag::code;

/// In the order of the codes.
pub const ALL: &[Explanation] = &[
    Explanation {
        code: code::BAD_TIME,
        name: "看不出什么时候有效",
        what: "“自”“至”“为”写的各版时间重叠、中间有空、先后颠倒，或看不出是哪一版；写在不分时间的项里，或并入、拆分、改名没有写日期。",
        why: "一期按它成文那天有效的一版排；看不出是哪一版，就不能替您猜。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/series.yaml",
            "名称: 督查通报\n版式: 公文\n份数: [{至: 2026-06-30, 为: 80}, {自: 2026-06-15, 为: 95}]\n",
        )],
        right: &[(
            "ducha/series.yaml",
            "名称: 督查通报\n版式: 公文\n份数: [{至: 2026-06-30, 为: 80}, {自: 2026-07-01, 为: 95}]\n",
        )],
    },
    Explanation {
        code: code::NO_VERSION,
        name: "成文那天没有规定",
        what: "登记表里分时间写的一项，在这一期的成文日期没有一版。",
        why: "多半是改的时候漏写了原来的：原来各期的这一项会不声不响地没有了。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/series.yaml",
            "名称: 督查通报\n版式: 公文\n份数: [{自: 2026-08-01, 为: 95}]\n",
        )],
        right: &[(
            "ducha/series.yaml",
            "名称: 督查通报\n版式: 公文\n份数: [{至: 2026-07-31, 为: 80}, {自: 2026-08-01, 为: 95}]\n",
        )],
    },
    Explanation {
        code: code::NAME_OF_ANOTHER_TIME,
        name: "用了别的时候的名称",
        what: "片段或提纲里的单位，写的是它以前或以后的名称。",
        why: "一期印它成文时单位的名称，与写的不同。",
        source: "docs/guide.md",
        wrong: &[
            (
                "units.yaml",
                "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: shiqiao, 名称: 石桥市, 曾用名: [{名称: 石桥县, 至: 2026-06-30}]}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n应报单位: [青禾县]\n正文: [正文.md, {按: 单位, 只含: [石桥市]}]\n",
            ),
            ("ducha/2026/1/a.md", "---\n单位: 石桥县\n---\n签订38份。\n"),
        ],
        right: &[
            (
                "units.yaml",
                "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: shiqiao, 名称: 石桥市, 曾用名: [{名称: 石桥县, 至: 2026-06-30}]}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n应报单位: [青禾县]\n正文: [正文.md, {按: 单位, 只含: [石桥市]}]\n",
            ),
            ("ducha/2026/1/a.md", "---\n单位: 石桥市\n---\n签订38份。\n"),
        ],
    },
    Explanation {
        code: code::UNIT_OF_ANOTHER_TIME,
        name: "成文时没有这个单位",
        what: "片段或提纲里的单位，在这一期成文时已经撤销、合并，或者还没有成立。",
        why: "不知道该印在哪里；不说就印，读者会以为这个单位还在。",
        source: "docs/guide.md",
        wrong: &[
            (
                "units.yaml",
                "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: beixin, 名称: 北新区, 至: 2026-06-30, 并入: qinghe}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n应报单位: [青禾县]\n正文: [正文.md, {按: 单位, 只含: [青禾县]}]\n",
            ),
            ("ducha/2026/1/a.md", "---\n单位: 北新区\n---\n签订38份。\n"),
        ],
        right: &[
            (
                "units.yaml",
                "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: beixin, 名称: 北新区, 至: 2026-06-30, 并入: qinghe}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n应报单位: [青禾县]\n正文: [正文.md, {按: 单位, 只含: [青禾县]}]\n",
            ),
            ("ducha/2026/1/a.md", "---\n单位: 青禾县\n---\n签订38份。\n"),
        ],
    },
    Explanation {
        code: code::NO_EFFECT,
        name: "放在这里不起作用",
        what: "site.yaml、series.yaml 或 units.yaml 放在读不到的文件夹里，或者没有系列用它。",
        why: "改了它，什么也不会变。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/units.yaml",
            "单位:\n  - {代号: qinghe, 名称: 青禾县}\n",
        )],
        right: &[("units.yaml", "单位:\n  - {代号: qinghe, 名称: 青禾县}\n")],
    },
    Explanation {
        code: code::CHANGE_IN_THE_MONTH,
        name: "只写到月，月中又有变化",
        what: "这一期的日期只写到月，而登记表在这个月里有变化。",
        why: "看不出这一期在变化以前还是以后，程序按这个月的第一天算。",
        source: "docs/guide.md",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07\n正文: [正文.md]\n",
            ),
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n份数: [{至: 2026-07-14, 为: 80}, {自: 2026-07-15, 为: 95}]\n",
            ),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
            ),
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n份数: [{至: 2026-07-14, 为: 80}, {自: 2026-07-15, 为: 95}]\n",
            ),
        ],
    },
];
