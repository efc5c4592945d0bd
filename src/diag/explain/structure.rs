//! `JB1xxx`: how an issue is put together.

use super::explanation::Explanation;
use crate::diag::code;

/// In the order of the codes.
pub const ALL: &[Explanation] = &[
    Explanation {
        code: code::MISSING_FILE,
        name: "找不到的文件",
        what: "写了文件名，文件夹里没有这个文件。",
        why: "缺的那一段不会印出来。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, 结语.md]\n",
        )],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, 结语.md]\n",
            ),
            ("ducha/2026/1/结语.md", "各单位要抓好落实。\n"),
        ],
    },
    Explanation {
        code: code::OUTSIDE,
        name: "内容文件夹以外的文件",
        what: "路径通到内容文件夹以外去了。",
        why: "换一台机器就没有这个文件，也可能把不该公开的带进来。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, ../../../../结语.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    Explanation {
        code: code::DUPLICATE_UNIT,
        name: "一个单位两份片段",
        what: "同一个单位在同一处交了两份片段。",
        why: "不知道印哪一份。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n应报单位: [青禾县]\n正文: [正文.md, {按: 单位}]\n",
            ),
            ("ducha/2026/1/a.md", "---\n单位: 青禾县\n---\n签订38份。\n"),
            ("ducha/2026/1/b.md", "---\n单位: 青禾县\n---\n签订39份。\n"),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n应报单位: [青禾县]\n正文: [正文.md, {按: 单位}]\n",
            ),
            ("ducha/2026/1/b.md", "---\n单位: 青禾县\n---\n签订39份。\n"),
        ],
    },
    Explanation {
        code: code::UNKNOWN_UNIT,
        name: "没有登记的单位",
        what: "写的单位在单位登记表里没有。",
        why: "排不了顺序，也归不到这个单位的档案里。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, a.md]\n",
            ),
            ("ducha/2026/1/a.md", "---\n单位: 青和县\n---\n签订38份。\n"),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, a.md]\n",
            ),
            ("ducha/2026/1/a.md", "---\n单位: 青禾县\n---\n签订38份。\n"),
        ],
    },
    Explanation {
        code: code::USED_TWICE,
        name: "片段用了两次",
        what: "同一个片段在提纲里写了两处。",
        why: "同一段文字会印两遍。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, 正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    Explanation {
        code: code::UNKNOWN_GROUP,
        name: "没有的分组或名单",
        what: "写的分组、类别、名单没有登记过。",
        why: "不知道印哪些单位。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, {按: 片区}]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    Explanation {
        code: code::TOO_DEEP,
        name: "层次太深",
        what: "标题超过了编号样式的级数。",
        why: "公文的结构层次最多四级，再往下没有编号。",
        source: "GB/T 9704-2012，7.3.3",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "# 甲\n\n## 乙\n\n### 丙\n\n#### 丁\n\n##### 戊\n\n正文。\n",
        )],
        right: &[(
            "ducha/2026/1/正文.md",
            "# 甲\n\n## 乙\n\n### 丙\n\n#### 丁\n\n1. 戊\n",
        )],
    },
    Explanation {
        code: code::EMPTY,
        name: "空的片段或分组",
        what: "片段没有正文，或按单位编排的地方一个片段也没有。",
        why: "多半是存错了文件，或片头漏写了“单位”。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, 结语.md]\n",
            ),
            ("ducha/2026/1/结语.md", ""),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, 结语.md]\n",
            ),
            ("ducha/2026/1/结语.md", "各单位要抓好落实。\n"),
        ],
    },
    Explanation {
        code: code::DUPLICATE_NAME,
        name: "重名",
        what: "两个单位、分组、名单或系列用了同一个名字。",
        why: "写这个名字时，不知道指哪一个。",
        source: "实务",
        wrong: &[(
            "units.yaml",
            "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: qinghe2, 名称: 青禾县}\n",
        )],
        right: &[(
            "units.yaml",
            "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: qinghe2, 名称: 青禾开发区}\n",
        )],
    },
    Explanation {
        code: code::JOINED_LINES,
        name: "会接成一段的行",
        what: "几行看着像各自一段，中间却没有空行；或者 YAML 里一个值接着写了几行。",
        why: "写了 换行: 续行 的，没有空行隔开的行会接成一段；YAML 把接着写的几行接成一行。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "---\n换行: 续行\n---\n召开会议3次。\n印发通知2份。\n",
        )],
        right: &[("ducha/2026/1/正文.md", "# 基本情况\n\n召开会议3次。\n")],
    },
    Explanation {
        code: code::NO_SPACE_AFTER_HASH,
        name: "“#”后面没有空格",
        what: "标题的“#”后面没有空格。",
        why: "那样不是标题，“#”会印出来。",
        source: "docs/guide.md",
        wrong: &[("ducha/2026/1/正文.md", "#启动仪式\n\n正文。\n")],
        right: &[("ducha/2026/1/正文.md", "# 启动仪式\n\n正文。\n")],
    },
    Explanation {
        code: code::LIST_NUMBERS,
        name: "列表的号跳了",
        what: "列表里手写的号没有依次往下数；或者附件的文件名、标题里手写的号不是它排的次序。",
        why: "各条、各个附件由程序依次编号，印出来的号会与写的不同。",
        source: "docs/guide.md",
        wrong: &[("ducha/2026/1/正文.md", "1. 甲\n2. 乙\n4. 丙\n")],
        right: &[("ducha/2026/1/正文.md", "1. 甲\n2. 乙\n3. 丙\n")],
    },
    Explanation {
        code: code::UNKNOWN_ISSUE,
        name: "没有的一期",
        what: "“见”“由”写的那一期资料库里没有，或就是这一期自己。",
        why: "读者点过去是空的。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n更正: {日期: 2026-07-20, 说明: 第二段“完成数”应为 128, 见: ducha/2026/9}\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n更正: {日期: 2026-07-20, 说明: 第二段“完成数”应为 128}\n",
        )],
    },
    Explanation {
        code: code::CIRCLE,
        name: "互相废止",
        what: "几期互相废止，绕成了一圈。",
        why: "不知道哪一期有效。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n废止: {日期: 2026-10-12, 由: ducha/2026/2}\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n废止: {日期: 2026-10-12, 由: ducha/2026/1}\n",
            ),
            ("ducha/2026/2/正文.md", "各县区继续推进。\n"),
        ],
        right: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n废止: {日期: 2026-10-12, 由: ducha/2026/2}\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/正文.md", "各县区继续推进。\n"),
        ],
    },
    Explanation {
        code: code::FORMER_ADDRESS,
        name: "不能用的原址",
        what: "“原址”是现有的一期，或两期争同一个原址。",
        why: "一个地址只能通向一期。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n原址: ducha/2026/2\n",
            ),
            (
                "ducha/2026/2/issue.yaml",
                "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-12\n正文: [正文.md]\n",
            ),
            ("ducha/2026/2/正文.md", "各县区继续推进。\n"),
        ],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n原址: ducha/2025/9\n",
        )],
    },
    Explanation {
        code: code::LONG_ABSTRACT,
        name: "概述太长",
        what: "“概述”超过了目录能收的字数。",
        why: "登记系统会截断它。",
        source: "GB/T 33480（党政机关电子公文元数据规范）；实务",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n概述: 通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。通报各县区推进集体协商的进度、做法和问题。\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n概述: 通报各县区推进集体协商的进度、做法和问题。\n",
        )],
    },
    Explanation {
        code: code::INTERNAL_MARK,
        name: "内部资料却公开",
        what: "标了“内部资料”，受众又写了公开。",
        why: "两处说法相反，程序按更严的办。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n密级: 内部资料　注意保存\n受众: 公开\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n密级: 内部资料　注意保存\n受众: 内部\n",
        )],
    },
    Explanation {
        code: code::UNCLEAR_MARK,
        name: "看不清的密级、受众或草稿",
        what: "有一行像是密级、受众或草稿，却没有读成。",
        why: "这几行决定谁看得到这一期；看不清的时候，谁也不给看。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n密级:\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
];
