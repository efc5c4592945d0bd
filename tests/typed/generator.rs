//! Fragments as offices type them: sentences with the signs of plain text, marks and slips in them, in every shape that a line can have.
//!
//! The same number gives the same fragment on every machine.

/// A source of numbers that looks random and is not.
pub struct Seed(u64);

impl Seed {
    pub fn new(number: u64) -> Self {
        Self(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66_D1CE_4E5B)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        // splitmix64: every bit of the result depends on every bit of the state.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) >> 33).expect("31 bits") % limit
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    fn chance(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
}

/// Clauses of an invented federation.
const CLAUSES: &[&str] = &[
    "全市新建基层工会126家",
    "青禾县率先完成建会任务",
    "白石区把集体协商纳入年度考核",
    "走访企业48户",
    "职工满意度达到96.5%",
    "比上年同期提高3.2个百分点",
    "各级工会要压实责任",
    "重点指标序时进度偏慢",
    "督查组随机抽取12个乡镇",
    "帮助困难职工解决就医难题",
    "“十四五”期间累计培训2.3万人次",
    "按照《工会法》第十条的规定",
    "联系电话：0399-5512345",
    "办公室主任周明远介绍",
    "截至9月30日",
    "其中货车司机占31.4%",
    "线上平台日均访问3,200次",
    "少数单位台账不全、底数不清",
    "整改率100%",
    "省总工会副主席到会指导",
    "3月4日上午9:30召开推进会",
    "劳模（含先进工作者）217名",
    "A类企业应建尽建",
    "GB/T 9704—2012的要求已经落实",
    "服务站24小时开放",
    "问题清单见附件2",
    "下一步要抓好三件事",
    "一是抓培训，二是抓督导",
    "会员实名制采集率排名第1",
    "经费收缴入库1 260万元",
];

/// Signs that are text where they stand, or that a tool could take for marks.
const SIGNS: &[&str] = &[
    "*",
    "**",
    "***",
    "****",
    "~",
    "~~",
    "~~~",
    "_",
    "__",
    "____",
    "________",
    "`",
    "``",
    "```",
    "\\",
    "\\\\",
    "\\n",
    "\\*",
    "\\~",
    "\\[",
    "\\]",
    "\\<",
    "\\|",
    "\\#",
    "\\>",
    "\\-",
    "\\_",
    "\\`",
    "\\&",
    "\\!",
    "\\\"",
    "\\（",
    "<",
    ">",
    "<>",
    "<=",
    ">=",
    "->",
    "=>",
    "<政府工作报告>",
    "<b>",
    "</b>",
    "<br>",
    "<br/>",
    "<div>",
    "<p class=\"a\">",
    "<font color=red>",
    "<!",
    "<?xml?>",
    "<![CDATA[a]]>",
    "<x",
    "<lianxi@example.cn>",
    "<https://example.cn/a?b=1&c=2>",
    "<www.example.cn>",
    "<1%",
    "<2025年>",
    "<a.b>",
    "[x]",
    "[ ]",
    "[1]",
    "[注]",
    "[]",
    "[",
    "]",
    "[[甲]]",
    "[a]: b",
    "[甲][乙]",
    "【重点】",
    "【",
    "】",
    "［附］",
    "〔2026〕3号",
    "(",
    ")",
    "（",
    "）",
    "（一）",
    "（1）",
    "()",
    "[](",
    "](",
    "![",
    "!",
    "！",
    "{名称}",
    "{",
    "}",
    "｛名称｝",
    "{{ 甲 }}",
    "{% raw %}",
    "${a}",
    "|",
    "||",
    "｜",
    "\\|",
    "&",
    "&&",
    "&amp;",
    "&lt;",
    "&gt;",
    "&nbsp;",
    "&emsp;",
    "&copy;",
    "&hearts;",
    "&#8212;",
    "&#x4e2d;",
    "&notanentity;",
    "&#0;",
    "&#",
    "AT&T",
    "a&b=c",
    "&lt",
    "&quot;",
    "&ensp;",
    "&mdash;",
    "$",
    "$1$",
    "$$a$$",
    "$x^2$",
    "^",
    "^1^",
    "[^1]x",
    "@",
    "@张三",
    "#",
    "##",
    "#1号",
    "#话题#",
    "# ",
    "＃",
    "+",
    "++",
    "-",
    "--",
    "---",
    "----",
    "——",
    "———",
    "－",
    "＊",
    "＊＊",
    "～",
    "=",
    "==",
    "===",
    ":",
    "::",
    "：",
    ":smile:",
    ";",
    "'",
    "\"",
    "''",
    "``甲``",
    "´",
    "…",
    "...",
    "%",
    "%%",
    "%a",
    "‰",
    "5%%",
    "/",
    "//",
    "\\\\server\\share\\a_b",
    "D:\\资料\\新建",
    "https://example.cn/a_b_c",
    "http://example.cn/（甲）",
    "www.example.cn",
    "a@example.cn",
    "file_name_1.txt",
    "2*3*4",
    "2 * 3",
    "138****1234",
    "张**",
    "李*",
    "3~5",
    "3~~5",
    "A_B_C",
    "_甲_",
    "__甲__",
    "*甲*",
    "**甲**",
    "~~甲~~",
    "***甲***",
    "~甲~",
    "`甲`",
    "==甲==",
    "++甲++",
    "^甲^",
    ">95分",
    "> 95分",
    "- 0.8%",
    "-0.8%",
    "+5.3%",
    "+ 5.3%",
    "1986. ",
    "1. ",
    "1.",
    "1) ",
    "12)",
    "2026. 3. 16",
    "1、",
    "一、",
    "①",
    "●",
    "· ",
    "◆",
    "√",
    "➢",
    "※",
    "★",
    "□",
    "☆",
    "\t",
    "　",
    "  ",
    "    ",
    "　　",
    "\u{A0}",
    "换行\\",
    "\\ ",
    "\\　",
    "〈",
    "〉",
    "《",
    "》",
    "「",
    "」",
    "·",
    "•",
    "–",
    "—",
    "―",
    "−",
    "×",
    "÷",
    "℃",
    "㎡",
    "№",
    "①②",
    "Ⅲ",
    "½",
    "\r\n",
    "[TOC]",
    "[toc]",
    "~甲",
    "甲~",
    "---甲",
    ":---:",
    "|---|",
    "/*甲*/",
    "//甲",
    "<<",
    ">>",
    "<<<",
    ">>>",
    "《<甲>》",
    "==甲==",
    "++甲++",
    "[[甲|乙]]",
    "$$x^2$$",
    "[!NOTE]",
    ":::",
    "!!! 甲",
    "D:\\新建 文件夹\\*.docx",
    "D:\\资料\\[2026]台账",
    "第一条",
    "第1条，",
    "第一章 ",
    "……",
    "。。。",
    "①②",
    "㈠",
    "⑴",
    "１．",
    "㎡",
    "𠮷",
    "️",
    "\u{2028}",
    "\u{B}",
    "**：",
    "：**",
    "**，",
    "，**",
    "*，",
    "，*",
    "~~，",
    "，~~",
];

/// Marks with which a piece of text is put into brackets, as it is meant or as it is mistyped.
const AROUND: &[(&str, &str)] = &[
    ("**", "**"),
    ("**", "**"),
    ("**", "**"),
    ("*", "*"),
    ("***", "***"),
    ("~~", "~~"),
    ("`", "`"),
    ("``", "``"),
    ("[", "](https://example.cn/a)"),
    ("[", "](台账.csv)"),
    ("[", "](进度 台账.csv)"),
    ("[", "](https://example.cn/甲（乙）)"),
    ("[", "]（台账.csv）"),
    ("[", "](台账.csv \"说明\")"),
    ("[", "](https://example.cn/通知 公告.html)"),
    ("![", "](现场.png)"),
    ("！[", "](现场.png)"),
    ("![", "](现场 照片.png)"),
    ("[", "][1]"),
    ("[", "]"),
    ("【", "】（台账.csv）"),
    ("［", "］(台账.csv)"),
    ("**", "＊＊"),
    ("＊＊", "＊＊"),
    ("** ", " **"),
    ("**", " **"),
    ("*", "**"),
    ("**", "*"),
    ("~", "~"),
    ("_", "_"),
    ("__", "__"),
    ("<u>", "</u>"),
    ("<b>", "</b>"),
    ("<", ">"),
    ("“", "”"),
    ("（", "）"),
    ("《", "》"),
    ("$", "$"),
    ("==", "=="),
    ("<!-- ", " -->"),
    ("<!--", "-->"),
    ("%%", "%%"),
    ("**[", "](https://example.cn/)**"),
    ("[**", "**](https://example.cn/)"),
    ("**`", "`**"),
    ("`**", "**`"),
    ("<https://example.cn/", ">"),
    ("\\[", "\\]"),
    ("[^", "]: "),
];

const REMARKS: &[&str] = &[
    "<!-- 数字待核实 -->",
    "%%先别发%%",
    "【此处待核】",
    "【待补】",
    "【基层动态】",
    "<!--",
    "-->",
    "[//]: # (写给同事)",
    "<!-- 多行",
    "[comment]: <> (甲)",
    "[王丽1]",
    "%% 甲",
    "<!-->",
    "<!--->",
    "<!-- a -- b -->",
    "<!-- > -->",
];

fn char_place(seed: &mut Seed, text: &str) -> usize {
    let places: Vec<usize> = text
        .char_indices()
        .map(|(place, _)| place)
        .chain([text.len()])
        .collect();
    match seed.below(6) {
        0 => 0,
        1 => text.len(),
        _ => places[seed.below(places.len())],
    }
}

fn insert(seed: &mut Seed, text: &mut String, what: &str) {
    let place = char_place(seed, text);
    text.insert_str(place, what);
}

/// A line of text.
fn text(seed: &mut Seed) -> String {
    let mut text = String::new();
    for clause in 0..1 + seed.below(3) {
        if clause > 0 {
            text.push_str(seed.pick(&["，", "，", "。", "；", "、", ",", "：", " "]));
        }
        text.push_str(seed.pick(CLAUSES));
    }
    if !seed.chance(3) {
        text.push_str(seed.pick(&["。", "。", "；", "：", "！"]));
    }
    for _ in 0..[0, 0, 1, 1, 2, 3][seed.below(6)] {
        match seed.below(8) {
            0..4 => {
                let sign = seed.pick(SIGNS);
                insert(seed, &mut text, sign);
            }
            4..7 => {
                let (before, after) = AROUND[seed.below(AROUND.len())];
                let one = char_place(seed, &text);
                let other = char_place(seed, &text);
                text.insert_str(one.max(other), after);
                text.insert_str(one.min(other), before);
            }
            _ => {
                let remark = seed.pick(REMARKS);
                insert(seed, &mut text, remark);
            }
        }
    }
    text
}

fn short(seed: &mut Seed) -> String {
    let mut text = seed
        .pick(&[
            "青禾县",
            "白石区",
            "12",
            "3.5%",
            "1,200",
            "",
            "进度",
            "备注",
            "√",
            "—",
            "3~5",
            "*",
            "王**",
        ])
        .to_owned();
    if seed.chance(6) {
        let sign = seed.pick(SIGNS);
        insert(seed, &mut text, sign);
    }
    text
}

fn table(seed: &mut Seed, out: &mut String) {
    let columns = 1 + seed.below(4);
    if seed.chance(2) {
        out.push_str(seed.pick(&[
            "表：各单位进度\n\n",
            "表：各单位进度\n",
            "表1　各单位进度\n",
            "单位：家\n",
            "表:进度\n\n",
        ]));
    }
    let bar = if seed.chance(10) { "｜" } else { "|" };
    let ends = !seed.chance(8);
    for row in 0..2 + seed.below(4) {
        if row == 1 && !seed.chance(6) {
            let rule = seed.pick(&["---", ":--", "--:", ":-:", "-", "－－－", "------"]);
            let count = if seed.chance(12) {
                columns + 1
            } else {
                columns
            };
            out.push_str(&format!("|{}\n", format!("{rule}|").repeat(count)));
            continue;
        }
        let count = if seed.chance(25) {
            1 + seed.below(columns + 1)
        } else {
            columns
        };
        let cells: Vec<String> = (0..count).map(|_| short(seed)).collect();
        let row = cells.join(&format!(" {bar} "));
        out.push_str(&if ends {
            format!("{bar} {row} {bar}\n")
        } else {
            format!("{row}\n")
        });
    }
    if seed.chance(2) {
        out.push_str(seed.pick(&[
            "注：数据截至9月底。\n",
            "资料来源：市统计局\n",
            "下一步继续推进。\n",
        ]));
    }
}

/// One line, or a few that belong together.
fn shape(seed: &mut Seed, out: &mut String) {
    match seed.below(29) {
        0..6 => out.push_str(&(text(seed) + "\n")),
        6 => out.push_str(&format!(
            "{} {}\n",
            "#".repeat(1 + seed.below(4)),
            text(seed)
        )),
        7 => {
            let mark = seed.pick(&[
                "# ",
                "## ",
                "#",
                "＃ ",
                "＃",
                "# **",
                "#　",
                "#\t",
                " # ",
                "　# ",
                "    # ",
                "####### ",
                "# 一、",
                "## （一）",
                "# 1. ",
            ]);
            out.push_str(&format!("{mark}{}\n", text(seed)));
        }
        8 | 9 => {
            let mark = seed.pick(&[
                "- ", "* ", "+ ", "-", "－ ", "–", "·", "● ", "◆", "√ ", "➢ ", "•", "□ ", "- [ ] ",
                "- [x] ", "-\t", "-　", "— ",
            ]);
            for _ in 0..1 + seed.below(3) {
                out.push_str(&format!("{mark}{}\n", text(seed)));
                if seed.chance(4) {
                    let inner = seed.pick(&[
                        "  - ", "    - ", "\t- ", "   1. ", "  ", "    ", "　　", " - ", "      - ",
                    ]);
                    out.push_str(&format!("{inner}{}\n", text(seed)));
                }
            }
        }
        10 | 11 => {
            let start = if seed.chance(6) {
                1 + seed.below(40)
            } else {
                1
            };
            let after = seed.pick(&[". ", ". ", ". ", ".", "、", ") ", "）", "．", ".　", ".\t"]);
            let before = seed.pick(&["", "", "", "（", " ", "  ", "　　"]);
            for number in start..start + 1 + seed.below(4) {
                out.push_str(&format!("{before}{number}{after}{}\n", text(seed)));
                if seed.chance(4) {
                    let inner = seed.pick(&["    1. ", "  1. ", "   - ", "\t1. ", "   ", "    "]);
                    out.push_str(&format!("{inner}{}\n", text(seed)));
                }
            }
        }
        12 | 13 => {
            let mark = seed.pick(&[
                "> ", "> ", ">", "＞", ">> ", "> > ", ">　", " > ", "> - ", "> # ", "> 1. ",
            ]);
            for _ in 0..1 + seed.below(3) {
                out.push_str(&format!("{mark}{}\n", text(seed)));
            }
            if seed.chance(4) {
                out.push_str(">\n");
            }
        }
        14 | 15 => table(seed, out),
        16 => {
            let fence = seed.pick(&[
                "```",
                "```",
                "````",
                "~~~",
                "```yaml",
                "```文本",
                "   ```",
                "``` a b",
            ]);
            out.push_str(&format!("{fence}\n"));
            for _ in 0..1 + seed.below(3) {
                let line = if seed.chance(3) {
                    "  ".to_owned() + &text(seed)
                } else {
                    text(seed)
                };
                out.push_str(&(line + "\n"));
            }
            if !seed.chance(8) {
                out.push_str(
                    seed.pick(&["```\n", "```\n", "````\n", "~~~\n", "   ```\n", "```甲\n"]),
                );
            }
        }
        17 => out.push_str(seed.pick(&[
            "![督查现场](现场.png)\n",
            "![现场](现场 照片.png)\n",
            "![](现场.png)\n",
            "！[现场](现场.png)\n",
            "![**现场**](现场.png) ![二](现场.png)\n",
            "![现场](现场.png)正在走访。\n",
            "![表题](台账.csv)\n",
            "  ![现场](现场.png)\n",
            "- ![现场](现场.png)\n",
            "![现场](现场.png \"题\")\n",
            "![现场][1]\n",
        ])),
        18 => {
            let indent = seed.pick(&[
                "　　",
                "    ",
                "\t",
                "  ",
                "\u{A0}\u{A0}",
                "　",
                "        ",
                "&emsp;&emsp;",
                "\u{3000}\t",
            ]);
            out.push_str(&format!("{indent}{}\n", text(seed)));
        }
        19 => {
            let number = seed.pick(&[
                "一、",
                "（一）",
                "1.",
                "1、",
                "（1）",
                "①",
                "一是",
                "第一，",
                "1) ",
                "(1)",
                "1 ",
                "一.",
                "1．",
                "2.1 ",
                "1.1.1 ",
                "１．",
            ]);
            out.push_str(&format!("{number}{}\n", text(seed)));
        }
        20 => out.push_str(seed.pick(&[
            "---\n",
            "***\n",
            "___\n",
            "———\n",
            "===\n",
            "－－－\n",
            "- - -\n",
            "* * *\n",
            "------\n",
            "--\n",
            "=\n",
            "-\n",
            "*\n",
            "#\n",
            "##\n",
            ">\n",
            "|\n",
            "```\n",
            "~~~\n",
            "+\n",
            "1.\n",
            "1)\n",
            "·\n",
            "：\n",
            "\\\n",
            "| |\n",
            "|---|\n",
            "…\n",
            "&nbsp;\n",
            "　\n",
            "<br>\n",
            "**\n",
            "~~\n",
            "\\---\n",
            "[]\n",
            "![]()\n",
            "[甲]\n",
            "- 1 -\n",
            "－ 12 －\n",
            ">>>>>>> b\n",
            "<<<<<<< HEAD\n",
            ">>>> 甲\n",
            "建制率^注^为95%\n",
            "面积100m^2^和H~2~O\n",
            "1. 【待补】\n2. 乙\n",
            "2.\n3. 丙\n",
            "表：进度\n单位：万元\n|甲|乙|\n|---|---|\n|1|2|\n",
            "表：进度\n\n填报单位：青禾县\n|甲|乙|\n|---|---|\n|1|2|\n",
            "表：进度\n单位：万元\n填报时间：6月\n|甲|乙|\n|---|---|\n|1|2|\n",
            "&nbsp;表：进度\n|甲|乙|\n|---|---|\n|1|2|\n",
            "**表：进度**\n|甲|乙|\n|---|---|\n|1|2|\n注：数据截至6月。\n",
            "单位：万元\n|甲|乙|\n|---|---|\n|1|2|\n",
            "![](现场.png)\n图：走访\n",
            "![](现场.png)\n**图1　走访**\n",
            "###### 乙\n",
            "$$\nx=1\n$$\n",
        ])),
        21 => {
            let cells: Vec<String> = (0..2 + seed.below(3)).map(|_| short(seed)).collect();
            let mut rows = cells.join("\t") + "\n";
            if !seed.chance(3) {
                let cells: Vec<String> = (0..cells.len()).map(|_| short(seed)).collect();
                rows.push_str(&(cells.join("\t") + "\n"));
            }
            out.push_str(&rows);
        }
        22 => {
            let remark = seed.pick(REMARKS);
            out.push_str(&format!("{remark}\n"));
        }
        23 => out.push_str(seed.pick(&[
            "[甲]: https://example.cn\n",
            "[注]: 数据截至九月底。\n",
            "[^1]: 见附表。\n",
            "[甲]:\n",
            "[1]: <台账.csv>\n",
            "[TOC]\n",
            "[甲]：乙\n",
            "*[HTML]: 甲\n",
            ": 定义\n",
            "!!! note\n",
            ":::\n",
            "::: warning\n",
            "{: .red}\n",
            "@[TOC](目录)\n",
            "\\newpage\n",
            "%% 注\n",
            "甲  \n",
            "甲\\\n",
            "$$\n",
        ])),
        24 => {
            let sign = seed.pick(SIGNS);
            out.push_str(&format!("{sign}{}\n", text(seed)));
        }
        25 => {
            let mark = seed.pick(&[
                "<div>",
                "</div>",
                "<table><tr><td>",
                "<p>",
                "<script>",
                "<!DOCTYPE html>",
                "<?php",
                "<pre>",
                "<br>",
                "<center>",
                "<img src=\"a.png\">",
                "<hr/>",
            ]);
            out.push_str(&format!("{mark}{}\n", text(seed)));
        }
        27 => {
            let name = seed.pick(&["1", "2", "注", "a"]);
            let line = text(seed);
            let under = text(seed);
            out.push_str(&format!("{line}[^{name}]\n[^{name}]: {under}\n"));
        }
        26 => {
            let line = text(seed);
            let under = seed.pick(&["===\n", "---\n", "***\n", "——\n", "...\n", "=\n", "-\n"]);
            out.push_str(&format!("{line}\n{under}"));
        }
        _ => out.push_str(&format!("{}\n", short(seed))),
    }
}

/// Changes a text at one place, as a finger or a paste does.
fn slip(seed: &mut Seed, text: &mut String) {
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
    if places.is_empty() {
        return;
    }
    let place = places[seed.below(places.len())];
    let length = text[place..].chars().next().map_or(0, char::len_utf8);
    match seed.below(5) {
        0 => {
            text.replace_range(place..place + length, "");
        }
        1 => {
            let again = text[place..place + length].to_owned();
            text.insert_str(place, &again);
        }
        2 => {
            let sign = seed.pick(SIGNS);
            text.replace_range(place..place + length, sign);
        }
        3 => text.insert(place, '\n'),
        _ => {
            let sign = seed.pick(SIGNS);
            text.insert_str(place, sign);
        }
    }
}

/// The fragment of this number.
pub fn fragment(number: u64) -> String {
    let mut seed = Seed::new(number);
    let mut out = String::new();
    for _ in 0..1 + seed.below(5) {
        shape(&mut seed, &mut out);
        if seed.chance(3) {
            out.push('\n');
        }
    }
    if seed.chance(4) {
        for _ in 0..1 + seed.below(3) {
            slip(&mut seed, &mut out);
        }
    }
    // Front matter begins with a line of `---`, which is another matter.
    if out.trim_start().starts_with("---") {
        out.insert_str(0, "正文如下。\n");
    }
    out
}
