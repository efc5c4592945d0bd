//! A new office's first year: mistakes of writers and editors, put one at a time into a clean archive. What was said of each in the beginning, and what is said now,
//! stands in `mistakes.txt`; `SNAPSHOTS=overwrite cargo test --test suite mistakes` writes it anew, and then somebody has to read it.

use std::collections::BTreeMap;

use Edit::{Append, Bytes, Copy, Move, Picture, Put, Replace};
use image::ImageFormat;

use crate::pictures::{encoded, phone_photo, scene};
use crate::support::project::Project;

/// What somebody does to the archive.
enum Edit {
    /// In a file, the first text becomes the second.
    Replace(&'static str, &'static str, &'static str),
    /// A text is added to a file.
    Append(&'static str, &'static str),
    Put(&'static str, &'static str),
    /// Bytes, in hexadecimal digits; `docx` is what Word saves.
    Bytes(&'static str, &'static str),
    Picture(&'static str, &'static str),
    /// A file, or all in a folder, goes elsewhere.
    Move(&'static str, &'static str),
    Copy(&'static str, &'static str),
}

const ISSUE: &str = "ducha/2026/1/issue.yaml";
const TOWN: &str = "ducha/2026/1/chengguan.md";
const NEWS: &str = "jianbao/2026/1/issue.yaml";

/// A clean archive of an invented federation.
const ARCHIVE: &[(&str, &str)] = &[
    (
        "site.yaml",
        "名称: 云汀市总工会简报资料库\n单位: 云汀市总工会办公室\n系列: [ducha, jianbao]\n",
    ),
    (
        "units.yaml",
        "单位:\n  - {代号: chengguan, 名称: 城关镇, 类别: 乡镇}\n  - {代号: baihua, 名称: 百花镇, 类别: 乡镇}\n  - {代号: jiaoyu, 名称: 教育局, 类别: 市直}\n  - {代号: weisheng, 名称: 卫生局, 类别: 市直}\n分组:\n  联系领导:\n    - {名称: 林致远, 单位: [chengguan, baihua]}\n    - {名称: 周明远, 单位: [jiaoyu, weisheng]}\n",
    ),
    (
        "ducha/series.yaml",
        "名称: 督查通报\n版式: 公文\n报头: 云汀市总工会督查通报\n文号: 云工督查字〔{年}〕{号}号\n署名: [云汀市总工会]\n常用发送:\n  抄送: [市委办公室, 市政府办公室]\n",
    ),
    (
        "ducha/2026/1/issue.yaml",
        "标题: 关于第一季度集体协商工作督查情况的通报\n日期: 2026-04-08\n主送: [各乡镇总工会, 市直各工会]\n正文:\n  - 导语.md\n  - 按: 联系领导\n    标题: \"{名称}联系单位\"\n  - 结语.md\n主题: [集体协商, 督查]\n",
    ),
    (
        "ducha/2026/1/导语.md",
        "根据年度工作安排，市总工会对集体协商工作进行了督查。现将情况通报如下。\n",
    ),
    (
        "ducha/2026/1/结语.md",
        "请各单位认真整改，按时报送整改情况。\n",
    ),
    (
        "ducha/2026/1/chengguan.md",
        "---\n单位: 城关镇\n---\n# 主要做法\n\n走访企业48户，签订合同36份。\n\n# 存在问题\n\n台账不够规范。\n",
    ),
    (
        "ducha/2026/1/baihua.md",
        "---\n单位: 百花镇\n---\n# 主要做法\n\n召开推进会三次，培训指导员20名。\n",
    ),
    (
        "ducha/2026/1/jiaoyu.md",
        "---\n单位: 教育局\n---\n# 主要做法\n\n把集体协商纳入校务公开。\n",
    ),
    (
        "ducha/2026/1/weisheng.md",
        "---\n单位: 卫生局\n---\n# 主要做法\n\n制定工作方案，明确责任分工。\n",
    ),
    (
        "ducha/2026/2/issue.yaml",
        "标题: 关于第二季度集体协商工作督查情况的通报\n日期: 2026-07-08\n正文:\n  - 导语.md\n  - 按: 联系领导\n    标题: \"{名称}联系单位\"\n主题: [集体协商]\n",
    ),
    ("ducha/2026/2/导语.md", "第二季度督查情况通报如下。\n"),
    (
        "ducha/2026/2/chengguan.md",
        "---\n单位: 城关镇\n---\n新签合同12份，覆盖职工3100人。\n",
    ),
    (
        "ducha/2026/2/baihua.md",
        "---\n单位: 百花镇\n---\n新签合同9份，覆盖职工2200人。\n",
    ),
    (
        "ducha/2026/2/jiaoyu.md",
        "---\n单位: 教育局\n---\n新签合同3份，覆盖教职工900人。\n",
    ),
    (
        "ducha/2026/2/weisheng.md",
        "---\n单位: 卫生局\n---\n新签合同5份，覆盖职工1400人。\n",
    ),
    (
        "jianbao/series.yaml",
        "名称: 工会简报\n版式: 简报\n报头: 云汀工会简报\n期号: 第{期}期\n单位: [云汀市总工会办公室]\n",
    ),
    (
        "jianbao/2026/1/issue.yaml",
        "日期: 2026-03-16\n要目: 是\n正文:\n  - 栏目: 基层动态\n    文章: [01.md, 02.md]\n主题: [家庭教育, 权益维护]\n",
    ),
    (
        "jianbao/2026/1/01.md",
        "---\n标题: 城关镇开展送法进企业活动\n来源: 城关镇总工会\n---\n城关镇总工会走进企业宣讲劳动法律。\n",
    ),
    (
        "jianbao/2026/1/02.md",
        "---\n标题: 百花镇举办家庭教育讲座\n来源: 百花镇总工会\n---\n百花镇总工会邀请专家授课。\n",
    ),
];

/// Each mistake, what was wrong with what was said of it in the beginning, and what is done.
const MISTAKES: &[(&str, &str, &[Edit])] = &[
    (
        "Tab 缩进",
        "2 findings",
        &[Replace(
            ISSUE,
            "    标题: \"{名称}联系单位\"",
            "\t标题: \"{名称}联系单位\"",
        )],
    ),
    (
        "漏了右方括号",
        "WRONG LINE: points below the real place",
        &[Replace(ISSUE, "市直各工会]", "市直各工会")],
    ),
    (
        "标题以半角引号开头",
        "vague: cause not named (indent OR special sign)",
        &[Replace(
            ISSUE,
            "标题: 关于第一季度",
            "标题: \"关于\"第一季度",
        )],
    ),
    (
        "键名写错 抄送单位",
        "lists 48 keys instead of 抄送",
        &[Append(ISSUE, "抄送单位: [县政协]\n")],
    ),
    (
        "要目: 要",
        "no 改法",
        &[Replace(NEWS, "要目: 是", "要目: 要")],
    ),
    (
        "键里有空格 标 题",
        "2 findings",
        &[Replace(ISSUE, "标题: 关于", "标 题: 关于")],
    ),
    (
        "主题: [家庭教育、权益维护]",
        "SILENT: one topic “家庭教育、权益维护” is made, topic pages split",
        &[Replace(
            NEWS,
            "[家庭教育, 权益维护]",
            "[家庭教育、权益维护]",
        )],
    ),
    (
        "抄送: 增加 县政协",
        "SILENT: the standing 抄送 list is replaced by the text “增加 县政协”",
        &[Append(ISSUE, "抄送: 增加 县政协\n")],
    ),
    (
        "花括号全角 ｛名称｝",
        "SILENT: “（一）｛名称｝联系单位” printed four times",
        &[Replace(ISSUE, "\"{名称}联系单位\"", "\"｛名称｝联系单位\"")],
    ),
    (
        "不加引号 {名称}联系",
        "vague: cause not named (indent OR special sign)",
        &[Replace(ISSUE, "\"{名称}联系单位\"", "{名称}联系单位")],
    ),
    (
        "附注自带括号",
        "SILENT: （（…）…） double brackets",
        &[Append(ISSUE, "附注: （联系人：周敏）\n")],
    ),
    (
        "标题里打回车（多行）",
        "WRONG LINE: points below the real place",
        &[Replace(ISSUE, "标题: 关于第一季度", "标题: 关于\n第一季度")],
    ),
    (
        "印发日期早于成文日期",
        "SILENT: 印发 date before 成文 date",
        &[Append(
            ISSUE,
            "印发机关: 云汀市总工会办公室\n印发日期: 2026-04-01\n",
        )],
    ),
    ("文号重复 号: 2", "2 findings", &[Append(ISSUE, "号: 2\n")]),
    (
        "代号重复",
        "2 findings",
        &[Replace("units.yaml", "代号: baihua", "代号: chengguan")],
    ),
    (
        "分组漏了一个单位",
        "several findings for one cause",
        &[Replace("units.yaml", "[jiaoyu, weisheng]", "[jiaoyu]")],
    ),
    (
        "units.yaml 全角花括号",
        "vague: cause not named (indent OR special sign)",
        &[Replace(
            "units.yaml",
            "{代号: baihua, 名称: 百花镇, 类别: 乡镇}",
            "｛代号: baihua, 名称: 百花镇, 类别: 乡镇｝",
        )],
    ),
    (
        "没有片头",
        "2 findings",
        &[Replace(TOWN, "---\n单位: 城关镇\n---\n", "")],
    ),
    (
        "片头前有一行标题文字",
        "2 findings",
        &[Replace(TOWN, "---\n单位", "城关镇汇报\n---\n单位")],
    ),
    (
        "标题用粗体 **一、主要做法**",
        "SILENT: heading lost, printed as text, numbering of the rest shifts",
        &[Replace(TOWN, "# 主要做法", "**一、主要做法**")],
    ),
    (
        "全角＃",
        "SILENT: heading lost, printed as text, numbering of the rest shifts",
        &[Replace(TOWN, "# 主要做法", "＃ 主要做法")],
    ),
    (
        "Word 粘贴 垂直制表符(手动换行)",
        "column wrong: whole line underlined, 6:1",
        &[Replace(TOWN, "户，", "户，\u{B}")],
    ),
    (
        "软连字符、分页符、控制字符",
        "column wrong: whole line underlined, 6:1",
        &[Replace(TOWN, "户，", "户\u{AD}，\u{C}\u{7}")],
    ),
    (
        "双波浪 3~~5户…10~~20",
        "SILENT: text struck out in print",
        &[Replace(TOWN, "走访企业48户", "走访企业3~~5户、10~~20人")],
    ),
    (
        "段落以 + 开头",
        "SILENT: sign turned into a bullet, −5.2% becomes 5.2%",
        &[Append(TOWN, "\n+ 5.2%的企业完成。\n+ 建立台账。\n")],
    ),
    (
        "Markdown 表没有分隔行",
        "SILENT: table printed as pipes in one line",
        &[Append(TOWN, "\n表：进度\n\n| 单位 | 数量 |\n| 甲 | 12 |\n")],
    ),
    (
        "全角竖线表格",
        "SILENT: table printed as pipes in one line",
        &[Append(
            TOWN,
            "\n表：进度\n\n｜单位｜数量｜\n｜---｜---｜\n｜甲｜12｜\n",
        )],
    ),
    (
        "emoji 与生僻字 𬭎㛃",
        "check SILENT, build stops (JB9001)",
        &[Append(TOWN, "\n职工𬭎㛃获奖👍。\n")],
    ),
    (
        "繁体/异体/康熙部首 ⼈",
        "check SILENT, build stops (JB9001)",
        &[Append(TOWN, "\n职⼯⼈数增加。\n")],
    ),
    (
        "片头写了标题（不是文章）",
        "cause (标题 in the front matter) not named",
        &[Replace(
            TOWN,
            "单位: 城关镇\n",
            "单位: 城关镇\n标题: 主要做法汇报\n",
        )],
    ),
    (
        "修订标记/批注残留 [王丽1]",
        "SILENT: Word/Markdown residue printed or eaten",
        &[Append(TOWN, "\n建立台账[王丽1]12本。\n")],
    ),
    (
        "任务列表 - [ ]",
        "SILENT: Word/Markdown residue printed or eaten",
        &[Append(TOWN, "\n- [ ] 建账\n- [x] 销号\n")],
    ),
    (
        "美元/反斜杠 \\n \\（",
        "SILENT: Word/Markdown residue printed or eaten",
        &[Append(TOWN, "\n费用$5元\\n共\\（三\\）项。\n")],
    ),
    ("docx 改名为 .md", "wrong diagnosis", &[Bytes(TOWN, "docx")]),
    (
        "已经乱码的文字（锟斤拷/mojibake）",
        "check SILENT, build stops (JB9001)",
        &[Append(TOWN, "\n锟斤拷锟斤拷 å·¥ä¼šå·¥ä½œ\n")],
    ),
    (
        "单位交来 .txt",
        "two findings, wrong advice (put it in the outline); extension not named",
        &[Move(TOWN, "ducha/2026/1/chengguan.txt")],
    ),
    (
        ".md.txt（记事本自动加）",
        "two findings, wrong advice (put it in the outline); extension not named",
        &[Move(TOWN, "ducha/2026/1/chengguan.md.txt")],
    ),
    (
        "文件名尾部空格 \"chengguan.md \"",
        "two findings, wrong advice (put it in the outline); extension not named",
        &[Move(TOWN, "ducha/2026/1/chengguan.md ")],
    ),
    (
        "._issue.yaml / ._chengguan.md（mac）, chengguan.md~, .chengguan.md.swp",
        "2 findings",
        &[
            Bytes("ducha/2026/1/._issue.yaml", "00051607"),
            Bytes("ducha/2026/1/._chengguan.md", "0005"),
            Put("ducha/2026/1/chengguan.md~", "x"),
            Bytes("ducha/2026/1/.chengguan.md.swp", "78"),
            Put("ducha/2026/1/chengguan.md.bak", "x"),
        ],
    ),
    (
        "系列文件夹中文 督查",
        "several findings for one cause",
        &[Move("ducha", "督查")],
    ),
    (
        "系列文件夹大写 Ducha",
        "several findings for one cause",
        &[Move("ducha", "Ducha")],
    ),
    (
        "issue.yml",
        "the file that has the wrong name is not named (N15b,c)",
        &[Move(ISSUE, "ducha/2026/1/issue.yml")],
    ),
    (
        "issue.yaml.txt",
        "the file that has the wrong name is not named (N15b,c)",
        &[Move(ISSUE, "ducha/2026/1/issue.yaml.txt")],
    ),
    (
        "NFD/全角文件名与提纲不一致 导语．md",
        "2 findings",
        &[Move("ducha/2026/1/导语.md", "ducha/2026/1/导语．md")],
    ),
    (
        "提纲写 导语 不写 .md",
        "no “是否为” though only .md / letter case differs",
        &[Replace(ISSUE, "导语.md", "导语")],
    ),
    (
        "首行是标题行",
        "SILENT: title row becomes the header row",
        &[
            Put(
                "ducha/2026/1/进度.csv",
                "各单位进度,\n单位,数量\n城关镇,12\n",
            ),
            Append(TOWN, "\n![进度](进度.csv)\n"),
        ],
    ),
    (
        "首行标题+表头: 2",
        "SILENT: title row becomes the header row",
        &[
            Put(
                "ducha/2026/1/进度.csv",
                "各单位进度表,,\n单位,建会,建会\n单位,数,率\n城关镇,12,90%\n",
            ),
            Replace(
                ISSUE,
                "  - 结语.md",
                "  - {表: 进度.csv, 表头: 2}\n  - 结语.md",
            ),
        ],
    ),
    (
        "分号分隔",
        "SILENT: one-column table with ; or tab in the cells",
        &[
            Put("ducha/2026/1/进度.csv", "单位;数量\n城关镇;12\n"),
            Append(TOWN, "\n![进度](进度.csv)\n"),
        ],
    ),
    (
        "制表符分隔 UTF-8",
        "SILENT: one-column table with ; or tab in the cells",
        &[
            Put("ducha/2026/1/进度.csv", "单位\t数量\n城关镇\t12\n"),
            Append(TOWN, "\n![进度](进度.csv)\n"),
        ],
    ),
    (
        "#DIV/0! #REF! ####",
        "SILENT: #DIV/0!, ####, 1.38E+10, header without rows, same unit twice are printed",
        &[
            Put(
                "ducha/2026/1/进度.csv",
                "单位,率,数,额\n城关镇,#DIV/0!,#REF!,####\n",
            ),
            Append(TOWN, "\n![进度](进度.csv)\n"),
        ],
    ),
    (
        "科学计数 1.38E+10 电话",
        "SILENT: #DIV/0!, ####, 1.38E+10, header without rows, same unit twice are printed",
        &[
            Put("ducha/2026/1/进度.csv", "单位,电话\n城关镇,1.38E+10\n"),
            Append(TOWN, "\n![进度](进度.csv)\n"),
        ],
    ),
    (
        "空文件",
        "no 改法",
        &[
            Put("ducha/2026/1/进度.csv", ""),
            Append(TOWN, "\n![进度](进度.csv)\n"),
        ],
    ),
    (
        "重复的单位行",
        "SILENT: #DIV/0!, ####, 1.38E+10, header without rows, same unit twice are printed",
        &[
            Put(
                "ducha/2026/1/进度.csv",
                "单位,数量\n城关镇,12\n百花镇,9\n城关镇,13\n",
            ),
            Append(TOWN, "\n![进度](进度.csv)\n"),
        ],
    ),
    (
        "反斜杠路径",
        "2 findings",
        &[
            Picture("ducha/2026/1/图/走访.png", "PNG"),
            Append(TOWN, "\n![走访](图\\走访.png)\n"),
        ],
    ),
    (
        "右括号全角",
        "WRONG PLACE: only “走访.png 没有被用到”; the raw code is printed",
        &[
            Picture("ducha/2026/1/走访.png", "PNG"),
            Append(TOWN, "\n![走访](走访.png）\n"),
        ],
    ),
    (
        "文件名带空格",
        "WRONG PLACE: only “走访.png 没有被用到”; the raw code is printed",
        &[
            Picture("ducha/2026/1/走访 1.png", "PNG"),
            Append(TOWN, "\n![走访](走访 1.png)\n"),
        ],
    ),
    (
        "HEIC",
        "right, but does not say how to convert",
        &[
            Bytes(
                "ducha/2026/1/走访.heic",
                "000000186674797068656963000000006d69663168656963000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            Append(TOWN, "\n![走访](走访.heic)\n"),
        ],
    ),
    (
        "CMYK JPEG",
        "check SILENT, build stops with a false cause, at a file that has nothing to do with it",
        &[
            Picture("ducha/2026/1/走访.jpg", "CMYK"),
            Append(TOWN, "\n![走访](走访.jpg)\n"),
        ],
    ),
    (
        "巨大 12000x9000",
        "SILENT: 12000x9000 / 30 MB published as it is (PDF 30 MB)",
        &[
            Picture("ducha/2026/1/走访.png", "PNG 3000x2250"),
            Append(TOWN, "\n![走访](走访.png)\n"),
        ],
    ),
    (
        "下载一半的 JPEG",
        "SILENT: two thirds of the photo blank in PDF and page",
        &[
            Picture("ducha/2026/1/走访.jpg", "half"),
            Append(TOWN, "\n![走访](走访.jpg)\n"),
        ],
    ),
    (
        "BMP",
        "right, but does not say how to convert",
        &[
            Picture("ducha/2026/1/走访.bmp", "BMP"),
            Append(TOWN, "\n![走访](走访.bmp)\n"),
        ],
    ),
    (
        "BMP 改名 jpg",
        "right, but does not say how to convert",
        &[
            Picture("ducha/2026/1/走访.jpg", "BMP"),
            Append(TOWN, "\n![走访](走访.jpg)\n"),
        ],
    ),
    (
        "EMF（Word 里复制出来）",
        "right, but does not say how to convert",
        &[
            Bytes(
                "ducha/2026/1/走访.emf",
                "0100000088000000000000000000000000000000000000000000000000000000000000000000000020454d4600000000000000000000000000000000",
            ),
            Append(TOWN, "\n![走访](走访.emf)\n"),
        ],
    ),
    (
        "引用大小写不同",
        "no “是否为” though only .md / letter case differs",
        &[
            Picture("ducha/2026/1/走访.PNG", "PNG"),
            Append(TOWN, "\n![走访](走访.png)\n"),
        ],
    ),
    (
        "docx 当图片",
        "right, but does not say how to convert",
        &[
            Bytes("ducha/2026/1/走访.docx", "docx"),
            Append(TOWN, "\n![走访](走访.docx)\n"),
        ],
    ),
    (
        "手机照片 EXIF 旋转+GPS",
        "SILENT: GPS kept in page and PDF",
        &[
            Picture("ducha/2026/1/走访.jpg", "phone"),
            Append(TOWN, "\n![走访](走访.jpg)\n"),
        ],
    ),
    (
        "文章列表里全角逗号",
        "several findings for one cause",
        &[Replace(NEWS, "[01.md, 02.md]", "[01.md，02.md]")],
    ),
    (
        "只含写错",
        "several findings for one cause",
        &[Replace(
            ISSUE,
            "  - 按: 联系领导\n",
            "  - 按: 联系领导\n    只含: [林志远]\n",
        )],
    ),
    (
        "附件没写标题的 docx",
        "SILENT",
        &[
            Bytes("ducha/2026/1/报名表.docx", "docx"),
            Append(ISSUE, "附件: [报名表.docx]\n"),
        ],
    ),
    ("issue.yaml 空", "2 findings", &[Put(ISSUE, "")]),
    (
        "密级 秘密 没写份号/期限",
        "SILENT",
        &[Append(ISSUE, "密级: 秘密\n")],
    ),
    (
        "相同标题的两期",
        "SILENT",
        &[Replace("ducha/2026/2/issue.yaml", "第二季度", "第一季度")],
    ),
    (
        "复制上期内容全没改",
        "SILENT",
        &[Copy(TOWN, "ducha/2026/2/chengguan.md")],
    ),
    (
        "片段正文单位与片头单位不符",
        "SILENT",
        &[Replace(TOWN, "走访企业48户", "百花镇走访企业48户")],
    ),
    (
        "docx 锁文件 .~城关镇.docx (WPS)",
        "3 findings",
        &[
            Put("ducha/2026/1/.~城关镇.docx", "x"),
            Put("ducha/2026/1/~$城关镇.docx", "x"),
            Put("ducha/2026/1/城关镇.docx.tmp", "x"),
        ],
    ),
];

/// Mistakes that are none any more: what was typed is understood, and nothing is lost or changed.
const UNDERSTOOD: &[&str] = &[
    "片头写了标题（不是文章）",
    "._issue.yaml / ._chengguan.md（mac）, chengguan.md~, .chengguan.md.swp",
    "反斜杠路径",
    "文件名带空格",
    "附件没写标题的 docx",
    "docx 锁文件 .~城关镇.docx (WPS)",
];

/// At most so many mistakes have more than one finding.
const MOST_WITH_SEVERAL: usize = 5;

fn picture(kind: &str) -> Vec<u8> {
    match kind {
        "PNG" => encoded(&scene(600, 400), ImageFormat::Png),
        "PNG 3000x2250" => encoded(&scene(3000, 2250), ImageFormat::Png),
        "CMYK" => include_bytes!("cmyk.jpg").to_vec(),
        "BMP" => encoded(&scene(600, 400), ImageFormat::Bmp),
        "half" => {
            let whole = encoded(&scene(600, 400), ImageFormat::Jpeg);
            whole[..whole.len() / 2].to_vec()
        }
        "phone" => phone_photo(6, 600, 400),
        other => panic!("{other}?"),
    }
}

fn bytes(digits: &str) -> Vec<u8> {
    if digits == "docx" {
        return [b"PK\x03\x04".as_slice(), &[0; 100]].concat();
    }
    let pairs = (0..digits.len()).step_by(2);
    let read = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("digits");
    pairs.map(read).collect()
}

fn apply(edit: &Edit, files: &mut BTreeMap<String, Vec<u8>>) {
    let text = |files: &BTreeMap<String, Vec<u8>>, path: &str| {
        String::from_utf8(files.get(path).cloned().unwrap_or_default()).expect("UTF-8")
    };
    match edit {
        Replace(path, from, to) => {
            let old = text(files, path);
            assert!(old.contains(from), "{path}: {from}");
            files.insert((*path).to_owned(), old.replacen(from, to, 1).into());
        }
        Append(path, more) => {
            let new = format!("{}{more}", text(files, path));
            files.insert((*path).to_owned(), new.into());
        }
        Put(path, text) => drop(files.insert((*path).to_owned(), (*text).into())),
        Bytes(path, digits) => drop(files.insert((*path).to_owned(), bytes(digits))),
        Picture(path, kind) => drop(files.insert((*path).to_owned(), picture(kind))),
        Copy(from, to) => {
            let bytes = files[*from].clone();
            files.insert((*to).to_owned(), bytes);
        }
        Move(from, to) => {
            let moved: Vec<String> = files
                .keys()
                .filter(|path| path.as_str() == *from || path.starts_with(&format!("{from}/")))
                .cloned()
                .collect();
            for path in moved {
                let bytes = files.remove(&path).expect("a file");
                files.insert(format!("{to}{}", &path[from.len()..]), bytes);
            }
        }
    }
}

/// The findings of `check` after the edits, as `错误JB0002`.
fn found(edits: &[Edit]) -> Vec<String> {
    let mut files: BTreeMap<String, Vec<u8>> = ARCHIVE
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect();
    for edit in edits {
        apply(edit, &mut files);
    }
    let project = Project::new();
    project.remove("content");
    for (path, bytes) in files {
        project.put(&format!("content/{path}"), bytes);
    }
    let said = project.run(&["check"]).said();
    let heads = said.lines().filter_map(|line| line.split_once("]: "));
    heads
        .filter(|(head, _)| head.contains("[JB"))
        .map(|(head, _)| head.replace('[', ""))
        .collect()
}

#[test]
fn no_mistake_of_the_first_year_is_silent_and_few_are_said_twice() {
    assert_eq!(found(&[]), Vec::<String>::new());
    let mut list = String::from("错处 | 起初 | 现在\n");
    let (mut silent, mut several) = (Vec::new(), Vec::new());
    for (name, before, edits) in MISTAKES {
        let found = found(edits);
        let understood = UNDERSTOOD.contains(name);
        let now = match found.as_slice() {
            [] if understood => "照写的人的意思，什么也没有丢".to_owned(),
            [] => {
                silent.push(*name);
                "没有说".to_owned()
            }
            found => found.join(" "),
        };
        if found.len() > 1 {
            several.push(*name);
        }
        list.push_str(&format!("{name} | {before} | {now}\n"));
    }
    assert_eq!(silent, Vec::<&str>::new());
    assert!(several.len() <= MOST_WITH_SEVERAL, "{several:?}");
    let path = crate::support::root().join("tests/typed/mistakes.txt");
    let expected = snapbox::Data::read_from(&path, None).raw();
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .eq(snapbox::Data::text(list).raw(), expected);
}
