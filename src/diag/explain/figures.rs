//! Findings about figures (指标): what was reported, and what is quoted.

use super::Explanation;
use crate::diag::code;

pub const ALL: &[Explanation] = &[
    Explanation {
        code: code::UNKNOWN_METRIC,
        name: "没有登记的指标",
        what: "片头的“指标”、指标.csv 或指标登记表里提到一个没有登记的指标。",
        why: "没有登记，就不知道它的计量单位和怎样汇总；多半是写错了字，数会漏掉。",
        source: "docs/guide.md",
        wrong: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约数: 300}\n---\n青禾县发出要约书。\n",
            ),
        ],
        right: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 300}\n---\n青禾县发出要约书{{要约书}}份。\n",
            ),
        ],
    },
    Explanation {
        code: code::BAD_FIGURE,
        name: "不是数的值",
        what: "指标的值不是一个数，或者后面带着别的计量单位。",
        why: "不能拿来加、比、排名次；猜一个数会印错。",
        source: "docs/guide.md",
        wrong: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 约300}\n---\n青禾县发出要约书。\n",
            ),
        ],
        right: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 300}\n---\n青禾县发出要约书{{要约书}}份。\n",
            ),
        ],
    },
    Explanation {
        code: code::FIGURES_DISAGREE,
        name: "对不上的数",
        what: "同一个数在两处写得不一样，或者合计行与各行加起来不一样。",
        why: "只有一个是对的，印哪一个都可能错。",
        source: "docs/guide.md",
        wrong: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 300}\n---\n青禾县发出要约书{{要约书}}份。\n",
            ),
            ("ducha/2026/1/指标.csv", "单位,要约书\n青禾县,310\n"),
        ],
        right: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 300}\n---\n青禾县发出要约书{{要约书}}份。\n",
            ),
            ("ducha/2026/1/指标.csv", "单位,要约书\n青禾县,300\n"),
        ],
    },
    Explanation {
        code: code::BAD_QUOTATION,
        name: "引用不到的数",
        what: "花括号里引用的数找不到：名称写错、没有报，或者不能这样问。",
        why: "空着印出去，句子就断了；猜一个会印错。",
        source: "docs/guide.md",
        wrong: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 300}\n---\n青禾县发出要约书{{要约书.总数}}份。\n",
            ),
        ],
        right: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 300}\n---\n全市发出要约书{{要约书.合计}}份。\n",
            ),
        ],
    },
    Explanation {
        code: code::NO_QUOTIENT,
        name: "算不出的比率",
        what: "比率的分母是 0，或者环比、同比的那一期是负数，印成了“—”。",
        why: "多半是漏报了分母；确实是 0 或者负数的，比率没有意义。",
        source: "docs/guide.md",
        wrong: &[
            (
                "metrics.yaml",
                "指标:\n  - {名称: 签订企业, 计量单位: 家}\n  - {名称: 建会企业, 计量单位: 家}\n  - {名称: 建制率, 计量单位: \"%\", 汇总: 比率, 分子: 签订企业, 分母: 建会企业}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {签订企业: 0, 建会企业: 0}\n---\n青禾县建制率{{建制率}}。\n",
            ),
        ],
        right: &[
            (
                "metrics.yaml",
                "指标:\n  - {名称: 签订企业, 计量单位: 家}\n  - {名称: 建会企业, 计量单位: 家}\n  - {名称: 建制率, 计量单位: \"%\", 汇总: 比率, 分子: 签订企业, 分母: 建会企业}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {签订企业: 38, 建会企业: 40}\n---\n青禾县建制率{{建制率}}。\n",
            ),
        ],
    },
    Explanation {
        code: code::FIGURES_TAKEN,
        name: "怎样收的数",
        what: "指标文件里有几列没有收（不是登记的指标、是累计或上期的数），或者数换算了计量单位，或者看到的和存着的不一样。",
        why: "办公室的表常有序号、备注、名次，不用收；要是漏登记了指标，数就漏了，计量单位写错了，数就差一万倍。",
        source: "docs/guide.md",
        wrong: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 300}\n---\n青禾县发出要约书{{要约书}}份。\n",
            ),
            (
                "ducha/2026/1/指标.csv",
                "单位,要约书,宣传彩页\n青禾县,300,500\n",
            ),
        ],
        right: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文:\n  - 正文.md\n  - qinghe.md\n",
            ),
            (
                "ducha/2026/1/qinghe.md",
                "---\n单位: 青禾县\n指标: {要约书: 300}\n---\n青禾县发出要约书{{要约书}}份。\n",
            ),
            ("ducha/2026/1/指标.csv", "单位,要约书\n青禾县,300\n"),
        ],
    },
    Explanation {
        code: code::NOT_QUOTED,
        name: "没有登记表的引用",
        what: "文字里有像引用的花括号，这里却没有指标登记表，照样印了花括号。",
        why: "多半忘了放 metrics.yaml；印出去的会是花括号，不是数。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "全市发出要约书{{要约书.合计}}份。\n",
        )],
        right: &[("ducha/2026/1/正文.md", "全市发出要约书312份。\n")],
    },
    Explanation {
        code: code::OTHER_UNITS,
        name: "单位不一样的比较",
        what: "末期值（存量）的合计和上期比，这一期或者上期有单位没有报；或者比较、累计里有撤并的单位，它的数不能并到接替的单位上。",
        why: "合计少了一个单位，看上去是减少了，其实不是；各行加起来也不等于合计。",
        source: "实务",
        wrong: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yizhan, 名称: 驿站, 计量单位: 个, 汇总: 末期值}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第一季度情况的通报\n日期: 2026-04-08\n正文: [正文.md]\n",
            ),
            ("ducha/2026/1/指标.csv", "单位,驿站\n青禾县,11\n白石区,12\n"),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第二季度情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/指标.csv", "单位,驿站\n青禾县,12\n"),
            ("ducha/2026/2/正文.md", "驿站比上期{{驿站.合计.较上期}}。\n"),
        ],
        right: &[
            (
                "metrics.yaml",
                "指标:\n  - {代号: yizhan, 名称: 驿站, 计量单位: 个, 汇总: 末期值}\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第一季度情况的通报\n日期: 2026-04-08\n正文: [正文.md]\n",
            ),
            ("ducha/2026/1/指标.csv", "单位,驿站\n青禾县,11\n白石区,12\n"),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第二季度情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/指标.csv", "单位,驿站\n青禾县,12\n"),
            ("ducha/2026/2/正文.md", "已报单位有驿站{{驿站.合计}}个。\n"),
        ],
    },
];
