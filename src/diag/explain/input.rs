//! `JB0xxx`: what cannot be read.

use super::Explanation;
use crate::diag::code;

/// In the order of the codes.
pub const ALL: &[Explanation] = &[
    Explanation {
        code: code::NOT_UTF8,
        name: "不是 UTF-8 的文字",
        what: "文字文件存成了 GBK、UTF-16 等别的编码。",
        why: "按错的编码读，汉字会变成别的字，程序不猜。",
        source: "实务",
        wrong: &[("", "用记事本另存为“ANSI”的 正文.md\n")],
        right: &[("", "另存为时，编码选“UTF-8”\n")],
    },
    Explanation {
        code: code::BAD_YAML,
        name: "读不了的 YAML",
        what: "YAML 的写法有误：冒号、缩进、引号、括号不成对等。",
        why: "一处写错，后面的内容就不知道属于谁。",
        source: "YAML 1.2",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题：关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    Explanation {
        code: code::UNKNOWN_KEY,
        name: "不认识的键",
        what: "写了格式里没有的键。",
        why: "写错的键不起作用，写的人却以为起了作用。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n抄送单位: [县政协]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n抄送: [县政协]\n",
        )],
    },
    Explanation {
        code: code::MISSING_KEY,
        name: "缺少必须的键",
        what: "少了必须写的一行，如标题、日期、名称。",
        why: "缺了它，这一期印不全。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    Explanation {
        code: code::WRONG_TYPE,
        name: "值的类型不对",
        what: "键后面写的不是它要的那一类：该写文字写了列表，该写数字写了文字等。",
        why: "硬要读，就会读成别的意思。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n份数: 六十\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n份数: 60\n",
        )],
    },
    Explanation {
        code: code::BAD_DATE,
        name: "不成立的日期",
        what: "历法里没有的日期，或看不懂的写法。",
        why: "成文日期决定编号和先后，不能猜。",
        source: "GB/T 9704-2012，7.3.5.4",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-06-31\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-06-30\n正文: [正文.md]\n",
        )],
    },
    Explanation {
        code: code::DUPLICATE_KEY,
        name: "键写了两次",
        what: "同一个键写了两次，或中文、英文各写了一次。",
        why: "只能算一个，另一个会不声不响地丢掉。",
        source: "YAML 1.2",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n标题: 另一个标题\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    Explanation {
        code: code::TOO_LARGE,
        name: "文件太大",
        what: "文字文件超过 4 MiB。",
        why: "片段不会这么长，多半是放错了文件。",
        source: "实务",
        wrong: &[("", "5 MB 的 正文.md\n")],
        right: &[("", "分成几个片段，或作为附件给人下载\n")],
    },
    Explanation {
        code: code::INVISIBLE,
        name: "看不见的字符",
        what: "文字里有零宽字符、方向控制符等看不见的字符，已去掉。",
        why: "它们从网页和聊天软件里带来，会让检索找不到字，或把字序颠倒。",
        source: "实务",
        wrong: &[("ducha/2026/1/正文.md", "推进\u{200B}有力。\n")],
        right: &[("ducha/2026/1/正文.md", "推进有力。\n")],
    },
    Explanation {
        code: code::RAW_HTML,
        name: "HTML 按文字显示",
        what: "正文里写了 HTML 标签。",
        why: "这里不认 HTML，标签会原样印出来。",
        source: "docs/guide.md",
        wrong: &[("ducha/2026/1/正文.md", "第一段<br>第二段。\n")],
        right: &[("ducha/2026/1/正文.md", "第一段。\n\n第二段。\n")],
    },
    Explanation {
        code: code::BAD_LINK,
        name: "不能用的链接",
        what: "链接没有去处，或通向不许的地方。",
        why: "读者点不开；有的地址还会运行程序。",
        source: "docs/guide.md",
        wrong: &[("ducha/2026/1/正文.md", "详见[台账](ftp://example.cn/a)。\n")],
        right: &[(
            "ducha/2026/1/正文.md",
            "详见[台账](https://example.cn/a)。\n",
        )],
    },
    Explanation {
        code: code::BAD_VALUE,
        name: "不能用的值",
        what: "值不在这个键可以写的范围里。",
        why: "程序不猜写的人想要哪一个。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n号: 0\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
    Explanation {
        code: code::OPEN_FRONT_MATTER,
        name: "片头没有结束",
        what: "片段开头写了“---”，却没有第二行“---”。",
        why: "分不清哪里是片头，哪里是正文。",
        source: "docs/guide.md",
        wrong: &[(
            "ducha/2026/1/正文.md",
            "---\n标题: 总体情况\n\n推进有力。\n",
        )],
        right: &[(
            "ducha/2026/1/正文.md",
            "---\n标题: 总体情况\n---\n推进有力。\n",
        )],
    },
    Explanation {
        code: code::BAD_FOLDER,
        name: "文件夹名不对",
        what: "系列、年份、期的文件夹名不能用在网址里，或放错了层。",
        why: "网址由文件夹名来，读者收藏的地址不能有歧义。",
        source: "docs/guide.md",
        wrong: &[
            (
                "Ducha/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
            ),
            ("Ducha/2026/1/正文.md", "推进有力。\n"),
            ("Ducha/series.yaml", "名称: 督查通报\n版式: 公文\n"),
        ],
        right: &[
            (
                "tongbao/2026/1/issue.yaml",
                "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
            ),
            ("tongbao/2026/1/正文.md", "推进有力。\n"),
            ("tongbao/series.yaml", "名称: 督查通报\n版式: 公文\n"),
        ],
    },
    Explanation {
        code: code::BAD_PICTURE,
        name: "不能用的图片",
        what: "图片损坏，或不是能印的格式。",
        why: "印到那一页才发现，整期都排不出来。",
        source: "docs/guide.md",
        wrong: &[
            (
                "ducha/2026/1/正文.md",
                "现场见图1。\n\n![签约现场](现场.svg)\n",
            ),
            ("ducha/2026/1/现场.svg", "这不是图\n"),
        ],
        right: &[("ducha/2026/1/正文.md", "现场签约38份。\n")],
    },
    Explanation {
        code: code::BAD_TABLE,
        name: "读不了的表格",
        what: "表格的行列对不齐，或表格文件写法有误。",
        why: "少一格，后面的数字就到了别的栏里。",
        source: "docs/guide.md",
        wrong: &[
            (
                "ducha/2026/1/正文.md",
                "进度见表1。\n\n![签约进度](进度.csv)\n",
            ),
            ("ducha/2026/1/进度.csv", "单位,份数\n青禾县,38,2\n"),
        ],
        right: &[
            (
                "ducha/2026/1/正文.md",
                "进度见表1。\n\n![签约进度](进度.csv)\n",
            ),
            ("ducha/2026/1/进度.csv", "单位,份数\n青禾县,38\n"),
        ],
    },
    Explanation {
        code: code::CHINESE_COMMA,
        name: "列表里的全角逗号",
        what: "方括号里用了中文逗号，整个列表成了一项。",
        why: "两个单位会印成一个名字。",
        source: "YAML 1.2",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n署名: [云汀市总工会，云汀市人社局]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n署名: [云汀市总工会, 云汀市人社局]\n",
        )],
    },
    Explanation {
        code: code::UNREADABLE,
        name: "读不了的文件",
        what: "系统不让读这个文件。",
        why: "里面可能是某个单位的片段，不能当它没有。",
        source: "实务",
        wrong: &[("", "没有读权限的 qinghe.md\n")],
        right: &[("", "改正文件的权限，或从备份里取回\n")],
    },
    Explanation {
        code: code::SWALLOWED,
        name: "被当作注释的文字",
        what: "值里有空格加“#”，后面的字被 YAML 当作注释丢掉了。",
        why: "标题会少半截，而且看不出来。",
        source: "YAML 1.2",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于整治 #1号楼消防隐患的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: \"关于整治 #1号楼消防隐患的通报\"\n日期: 2026-07-08\n正文: [正文.md]\n",
        )],
    },
];
