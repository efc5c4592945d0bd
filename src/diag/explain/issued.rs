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
];
