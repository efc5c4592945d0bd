//! `JB2xxx`: numbers and dates.

use super::explanation::Explanation;
use crate::diag::code;

/// In the order of the codes.
pub const ALL: &[Explanation] = &[
    Explanation {
        code: code::DUPLICATE_NUMBER,
        name: "重号",
        what: "两期用了同一个文号、期号或索引号。",
        why: "一个号只能查到一期。",
        source: "GB/T 9704-2012，7.2.5",
        wrong: &[
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n号: 1\n",
            ),
            (
                "ducha/2026/b/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n号: 1\n",
            ),
            ("ducha/2026/b/正文.md", "各县区继续推进。\n"),
        ],
        right: &[
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/正文.md", "各县区继续推进。\n"),
        ],
    },
    Explanation {
        code: code::NUMBER_AND_FOLDER,
        name: "号与文件夹不符",
        what: "写的号不是文件夹的号。",
        why: "地址里一个号，纸上另一个号，查的人会找错。",
        source: "实务",
        wrong: &[
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n号: 3\n",
            ),
        ],
        right: &[
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n",
            ),
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n号: 1\n",
            ),
        ],
    },
    Explanation {
        code: code::DATE_AND_FOLDER,
        name: "日期与年份不符",
        what: "成文日期不在文件夹的那一年。",
        why: "文号里的年份会错。",
        source: "GB/T 9704-2012，7.2.5",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2025-07-08\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    Explanation {
        code: code::DATE_BACKWARD,
        name: "日期倒退",
        what: "后面的号，成文日期反而早。",
        why: "编号按时间先后；倒了就有一个写错。",
        source: "实务",
        wrong: &[
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-06-12\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/正文.md", "各县区继续推进。\n"),
        ],
        right: &[
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/正文.md", "各县区继续推进。\n"),
        ],
    },
    Explanation {
        code: code::NUMBER_GAP,
        name: "缺号",
        what: "两个号中间少了一个。",
        why: "查档的人会以为丢了一期。",
        source: "实务",
        wrong: &[
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n",
            ),
            (
                "ducha/2026/4/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n",
            ),
            ("ducha/2026/4/正文.md", "各县区继续推进。\n"),
        ],
        right: &[
            (
                "ducha/series.yaml",
                "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/正文.md", "各县区继续推进。\n"),
        ],
    },
    Explanation {
        code: code::BAD_RULE,
        name: "编号规则不对",
        what: "文号、期号、索引号或标题的写法里，花括号里的词不认识，或少了必须的一个。",
        why: "编不出号。",
        source: "GB/T 9704-2012，7.2.5",
        wrong: &[(
            "ducha/series.yaml",
            "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年份}〕{号}号\n",
        )],
        right: &[(
            "ducha/series.yaml",
            "名称: 督查通报\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n",
        )],
    },
    Explanation {
        code: code::AMENDED_EARLY,
        name: "更正早于成文",
        what: "更正、废止、撤回的日期早于那一期的成文日期。",
        why: "还没有印发，不会有更正；日期写错了。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n更正: {日期: 2026-03-20, 说明: 第二段“完成数”应为 128}\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n更正: {日期: 2026-07-20, 说明: 第二段“完成数”应为 128}\n",
        )],
    },
];
