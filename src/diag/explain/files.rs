//! `JB005x`: pictures, files for download and workbooks as they are delivered.

use super::explanation::Explanation;
use crate::diag::code;

/// In the order of the codes.
pub const ALL: &[Explanation] = &[
    Explanation {
        code: code::PICTURE_CHANGED,
        name: "图片处理过再用",
        what: "照片里的拍摄地点、姓名、设备序列号去掉了；横着存的照片转正了；比印刷需要大得多的照片缩小了；BMP、TIFF、CMYK 的图片换了存法。",
        why: "手机照片里有拍摄地点和机主的信息，公开出去收不回来；几千万像素的照片印出来看不出差别，却让网页和 PDF 大几十倍。",
        source: "个人信息保护法；实务",
        wrong: &[("", "手机里直接发来的 IMG_2031.jpg，4000×3000，带拍摄地点\n")],
        right: &[(
            "",
            "不用处理：网页和 PDF 里是转正、缩小、去掉附带信息的图片，文件夹里的原图没有动\n",
        )],
    },
    Explanation {
        code: code::PICTURE_CARRIES,
        name: "供下载的文件带着个人信息",
        what: "供下载的 HEIC、TIFF 等照片里有拍摄地点、姓名或设备序列号，文档、表格、PDF 里有作者、批注、修订或隐藏的工作表，程序不改这种文件。",
        why: "读者下载以后看得到在哪里、用谁的手机拍的，是谁写的，删去了什么。",
        source: "个人信息保护法",
        wrong: &[("", "附件: [现场.heic]，照片里有拍摄地点\n")],
        right: &[("", "另存为 现场.jpg 再用，程序会去掉这些\n")],
    },
    Explanation {
        code: code::TABLE_TAKEN,
        name: "表格文件里表头以外的东西",
        what: "CSV 或工作簿里，表头上面有标题、填报单位、计量单位、“附件1”，表格下面有注，中间有空列，或者 CSV 存成了 GBK、UTF-16，程序照它的意思读了。",
        why: "表格软件存出来的文件常常带着这些；认错了，标题会变成表头，所以说一声。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/进度.csv",
                "各县区建会进度表,,\n单位,应建,已建\n青禾县,120,98\n白石区,90,85\n",
            ),
            ("ducha/2026/1/正文.md", "进度如下。\n\n![](进度.csv)\n"),
        ],
        right: &[
            (
                "ducha/2026/1/进度.csv",
                "单位,应建,已建\n青禾县,120,98\n白石区,90,85\n",
            ),
            (
                "ducha/2026/1/正文.md",
                "进度如下。\n\n![各县区建会进度表](进度.csv)\n",
            ),
        ],
    },
    Explanation {
        code: code::TABLE_ODD,
        name: "表格文件里可疑的地方",
        what: "只有表头没有数据，有的列没有列名，同一个单位出现两次，来稿登记里同一篇在同一个刊物登记了两次，工作簿里隐藏了行或列，有批注、页眉页脚、被合并的格子盖住的字，小数没有定位数，长号码的后几位变成了 0。",
        why: "表格软件里看不出来，印出来就错了。",
        source: "实务",
        wrong: &[
            (
                "ducha/2026/1/进度.csv",
                "单位,应建,已建\n青禾县,120,98\n白石区,90,85\n青禾县,120,98\n",
            ),
            (
                "ducha/2026/1/正文.md",
                "进度如下。\n\n![建会进度](进度.csv)\n",
            ),
        ],
        right: &[
            (
                "ducha/2026/1/进度.csv",
                "单位,应建,已建\n青禾县,120,98\n白石区,90,85\n",
            ),
            (
                "ducha/2026/1/正文.md",
                "进度如下。\n\n![建会进度](进度.csv)\n",
            ),
        ],
    },
    Explanation {
        code: code::UNPRINTED,
        name: "写了而不会印",
        what: "写的值哪里也不会印：信函写了印发机关、印发日期，写了报头后缀而没有写报头，写了总期而系列的期号规则不印它，写了要目而没有文章和标题。",
        why: "写的人以为印了，印出来却没有。",
        source: "GB/T 9704-2012，10.1；docs/guide.md",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n报头后缀: 文件\n",
        )],
        right: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n报头: [云汀市总工会, 云汀市人社局]\n报头后缀: 文件\n",
        )],
    },
];
