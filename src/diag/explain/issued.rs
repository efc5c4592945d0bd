//! `JB4xxx`: what was issued.

use super::explanation::Explanation;
use crate::diag::code;

/// In the order of the codes.
pub const ALL: &[Explanation] = &[
    Explanation {
        code: code::ISSUED_CHANGED,
        name: "已印发的文字会变",
        what: "这一期已经印发，记录在 印发.yaml 里；现在的片段、提纲、登记表或系列设置会使它的文字与印发时不同。",
        why: "印发出去的纸和资料库里的网页要一直是同一份；登记表换了领导、名单增了单位，只管以后，不管以前。",
        source: "DA/T 22-2015（归档文件不得更改）；GB/T 9704-2012，7.2.5（文号）",
        wrong: &[(
            "",
            "印发时写的是“签订集体合同38份”，现在片段里改成了45份。\n",
        )],
        right: &[(
            "",
            "改回38份；原来印错了，就在 issue.yaml 里写\n更正: {日期: 2026-07-20, 说明: 青禾县签订集体合同应为45份}\n再运行 jianbao issue ducha/2026/1，网页会写明改了什么。\n不要了写 撤回；重新印发运行 jianbao issue ducha/2026/1 --again 原因。\n",
        )],
    },
    Explanation {
        code: code::NOT_RECORDED,
        name: "印发没有记录",
        what: "issue.yaml 写了“印发”的日期，文件夹里却没有印发记录，或者两处日期不同；或者资料库知道这一期印发过，记录却不见了。",
        why: "没有记录，以后文字变了看不出来。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n印发: 2026-07-09\n正文: [正文.md]\n",
        )],
        right: &[(
            "",
            "印发的当天运行 jianbao issue ducha/2026/1，印发.yaml 就写好了；issue.yaml 里的“印发”可写可不写。\n",
        )],
    },
    Explanation {
        code: code::BAD_RECORD,
        name: "印发记录不可信",
        what: "印发记录 印发.yaml 被手改过、不完整、有合并冲突，或者是别的一期的。",
        why: "记录自己带着校验，动过一个字就不能再作凭据。",
        source: "实务",
        wrong: &[(
            "ducha/2026/1/印发.yaml",
            "格式: 1\n期: ducha/2026/1\n程序: jianbao 0.1.0\n",
        )],
        right: &[(
            "",
            "从 git 或备份里恢复原来的 印发.yaml；文字真要改，走“更正”，不改记录。\n",
        )],
    },
    Explanation {
        code: code::ISSUED_PDF_LOST,
        name: "印发的 PDF 不在了",
        what: "印发记录里有 PDF 的校验码，资料库里却没有这份 PDF，现在的模板、字体或程序也排不出同样的。网页照样生成，不放 PDF。",
        why: "已经印发的 PDF 不因为换了模板、字体或版本而重排。",
        source: "DA/T 22-2015（归档文件不得更改）",
        wrong: &[("", "资料库的文件夹清空了重新生成，模板也比印发时新。\n")],
        right: &[(
            "",
            "从备份里找回那份 PDF，放回原处再生成；找不回，运行 jianbao issue ducha/2026/1 --again \"原PDF遗失，重排\"，原因记入印发记录。\n",
        )],
    },
    Explanation {
        code: code::ISSUED_DRAFT,
        name: "印发过的一期标着草稿",
        what: "这一期有印发记录，issue.yaml 里又写着“草稿”。草稿不进资料库，它的网页和 PDF 会从资料库里移除。",
        why: "印发出去的还能查到，才叫存档；多半是从新的一期里照抄来的一行。",
        source: "DA/T 22-2015（归档文件应齐全）",
        wrong: &[("", "草稿: true\n")],
        right: &[(
            "",
            "删去“草稿”一行；收回不用的写 撤回: {日期: 2026-07-20, 说明: 数据有误}。\n",
        )],
    },
    Explanation {
        code: code::FILING_UNSAID,
        name: "归档要用的没有写",
        what: "jianbao archive 要给每一期编档号，全宗号或保管期限在 site.yaml、series.yaml、issue.yaml 里都没有写。",
        why: "档号由全宗号、年度、保管期限、机构和件号组成，编定以后不再变，不能猜。",
        source: "DA/T 22-2015，5.4（编号）",
        wrong: &[("", "名称: 云汀市总工会简报资料库\n")],
        right: &[(
            "",
            "全宗号写在 site.yaml，保管期限一般写在 series.yaml：\n全宗号: Z109\n保管期限: 30年\n机构: BGS\n",
        )],
    },
    Explanation {
        code: code::ISSUED_PDF_CHANGED,
        name: "PDF 不是印发的那一份",
        what: "资料库里这一期的 PDF 与印发记录里的校验码不符：被换过、被改动过，或者印发以后资料库还没有重新生成。",
        why: "归档的要是印发出去的那一份，一个字节也不差。",
        source: "GB/T 18894-2016（电子文件的真实性、完整性）",
        wrong: &[("", "在资料库的文件夹里另存了一份 PDF，盖住了原来的。\n")],
        right: &[(
            "",
            "先运行 jianbao build；还是不符，从备份里找回印发的那一份，放回原处。找不回，运行 jianbao issue ducha/2026/1 --again \"原PDF遗失，重排\"。\n",
        )],
    },
    Explanation {
        code: code::FILED_OTHERWISE,
        name: "归过档的一期会换档号",
        what: "归档登记 归档.yaml 里已经给了这一期档号，现在的全宗号、年度、保管期限或机构与那时不同；或者这一期现在不归档了。",
        why: "档号已经写在移交的目录、盒脊和归档章上，同一期不能有两个，也不能给别的一期。",
        source: "DA/T 22-2015，5.4（编号）",
        wrong: &[("", "归档以后把 series.yaml 的 保管期限: 30年 改成 永久。\n")],
        right: &[(
            "",
            "改回去；确实重新鉴定过，运行 jianbao archive 2026 --to 文件夹 --again \"重新鉴定，期限改为永久\"：原来的档号注销，原因记入归档登记，另编新号。\n",
        )],
    },
    Explanation {
        code: code::ACT_NOT_RECORDED,
        name: "更正、废止、撤回或移动还没有记下",
        what: "这一期已经印发，issue.yaml 里写了更正、废止、撤回或原址，印发记录里还没有。",
        why: "经过要看得出哪天做了什么；没有记下，网页上的经过就缺这一条。",
        source: "实务",
        wrong: &[("", "废止: {日期: 2026-12-01, 说明: 办法已经修订}\n")],
        right: &[("", "写好以后运行一次 jianbao issue ducha/2026/1。\n")],
    },
];
