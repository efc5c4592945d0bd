//! The issues whose figures are measured.

use crate::layout::site::{Issue, plain};

/// A document with every element of the standard that can stand in one without 签发人 and seal; five pages.
pub fn document() -> Issue {
    let series = "名称: 通知
版式: 公文
报头: 云汀市总工会
报头后缀: 文件
文号: 云工发〔{年}〕{号}号
署名: [云汀市总工会及其有关单位]
印发机关: 云汀市总工会办公室
";
    let issue = format!(
        "标题: 关于做好集体协商工作的通知
号: 1
份号: 12
密级: 机密★1年
紧急程度: 特急
日期: 2026-07-08
印发日期: 2026-07-09
主送: [各县（市）区总工会, 市直各产业工会, 市直机关工会工作委员会, 各直属企业工会]
正文: [正文.md]
附件:
  - 甲.md
  - 乙.md
附注: 此件公开发布
抄送: [{}]
",
        (1..=12)
            .map(|n| format!("市委第{n}工作部门办公室"))
            .collect::<Vec<_>>()
            .join(", ")
    );
    let body = format!(
        "{}。\n\n# 总体要求\n\n{}。\n\n## 指导思想\n\n{}。\n\n### 基本原则\n\n{}。\n\n#### 协商为先\n\n{}。\n",
        plain(700),
        plain(60),
        plain(40),
        plain(30),
        plain(20)
    );
    let long = format!("---\n标题: {}\n---\n{}。\n", plain(36), plain(100));
    let short = format!("---\n标题: 工作方案\n---\n{}。\n", plain(100));
    Issue::new(
        "wen",
        series,
        &issue,
        &[("正文.md", body), ("甲.md", long), ("乙.md", short)],
    )
}

/// An upward document of three offices with 签发人; its 署名 is shorter than its date.
pub fn upward() -> Issue {
    let series = "名称: 请示
版式: 公文
报头: [云汀市总工会, 云汀市财政局, 云汀市人力资源和社会保障局]
报头后缀: 文件
文号: 云工报〔{年}〕{号}号
署名: [市总工会]
";
    let issue = "标题: 关于建立集体协商制度的请示
号: 1
日期: 2026-11-18
签发人: [林致远, 周明, 陈思齐]
主送: 省总工会
正文: [正文.md]
附件: [甲.md]
";
    let attachment = format!("---\n标题: 协商办法\n---\n{}。\n", plain(60));
    Issue::new(
        "shang",
        series,
        issue,
        &[
            ("正文.md", format!("{}。\n", plain(420))),
            ("甲.md", attachment),
        ],
    )
}

fn signed(key: &str, extra: &str) -> Issue {
    let series = format!(
        "名称: 决定
版式: 公文
报头: 云汀市总工会
报头后缀: 文件
文号: 云工{key}〔{{年}}〕{{号}}号
"
    );
    let issue = format!(
        "标题: 关于建立集体协商制度的决定
号: 1
日期: 2026-11-18
正文: [正文.md]
署名: [云汀市总工会]
{extra}"
    );
    Issue::new(
        key,
        &series,
        &issue,
        &[("正文.md", format!("{}。\n", plain(420)))],
    )
}

/// With room for three seals.
pub fn sealed_jointly() -> Issue {
    let series = "名称: 意见
版式: 公文
报头: [云汀市总工会, 云汀市财政局, 云汀市教育局]
报头后缀: 文件
文号: 云工意〔{年}〕{号}号
署名: [云汀市总工会, 云汀市财政局, 云汀市教育局]
用印: 印章
";
    let issue = "标题: 关于加强集体协商工作的意见
号: 1
日期: 2026-11-18
正文: [正文.md]
";
    let body = format!("{}。\n", plain(420));
    Issue::new("lian", series, issue, &[("正文.md", body)])
}

/// The document of `signed` for paper that bears the red parts already, its 版记 on an even page.
pub fn overprinted() -> Issue {
    let series = "名称: 公告
版式: 公文
报头: 云汀市总工会
报头后缀: 文件
文号: 云工告〔{年}〕{号}号
署名: [云汀市总工会]
印发机关: 云汀市总工会办公室
套打: true
版记在偶数页: true
";
    let issue = "标题: 关于建立集体协商制度的公告
号: 1
日期: 2026-11-18
正文: [正文.md]
";
    let body = format!("{}。\n", plain(20));
    Issue::new("tao", series, issue, &[("正文.md", body)])
}

/// With room for a seal.
pub fn sealed() -> Issue {
    signed("yin", "用印: 印章\n")
}

/// With room for a 签名章.
pub fn stamped() -> Issue {
    signed("ming", "签名章: [{职务: 主席, 姓名: 林致远}]\n")
}

/// A 简报 with two articles.
pub fn bulletin() -> Issue {
    let series = "名称: 工会简报
版式: 简报
报头: 工会简报
期号: 第{期}期（总第{总期}期）
总期起点: 10
单位: 云汀市总工会办公室
份数: 60
常用发送:
  报: [省总工会]
  送: [市委办公室]
  发: [各县区总工会]
";
    let issue = "日期: 2026-07-08
份号: 7
密级: 内部资料　注意保存
要目: true
正文:
  - 栏目: 基层动态
    文章: [一.md, 二.md]
";
    let article = |title: &str| {
        format!(
            "---\n标题: {title}\n来源: 青禾县总工会\n---\n{}。\n",
            plain(120)
        )
    };
    Issue::new(
        "jian",
        series,
        issue,
        &[
            ("一.md", article("集体协商集中要约行动启动")),
            ("二.md", article("职工书屋送书进班组")),
        ],
    )
}

/// A letter of two pages.
pub fn letter() -> Issue {
    let series = "名称: 函
版式: 信函
报头: 云汀市总工会
文号: 云工函〔{年}〕{号}号
署名: [云汀市总工会]
印发机关: 云汀市总工会办公室
";
    let issue = "标题: 关于商请支持集体协商工作的函
号: 1
份号: 12
密级: 秘密★6个月
日期: 2026-07-08
主送: 市财政局
正文: [正文.md]
抄送: [市委办公室]
";
    Issue::new(
        "han",
        series,
        issue,
        &[("正文.md", format!("{}。\n", plain(900)))],
    )
}

/// Minutes with all three lists of names.
pub fn minutes() -> Issue {
    let series = "名称: 纪要
版式: 纪要
报头: 云汀市总工会会议纪要
期号: 第{期}期
署名: [云汀市总工会]
";
    let names: Vec<String> = (1..=14).map(|n| format!("与会者{n:02}")).collect();
    let issue = format!(
        "标题: 关于集体协商工作的会议纪要
期: 1
日期: 2026-07-08
正文: [正文.md]
出席: [{}]
请假: [周明]
列席: [陈思齐]
",
        names.join(", ")
    );
    Issue::new(
        "jiyao",
        series,
        &issue,
        &[("正文.md", format!("{}。\n", plain(420)))],
    )
}

/// An order with a stamp, whose main recipients stand in the imprint.
pub fn command() -> Issue {
    let series = "名称: 总工会令
版式: 命令
报头: 云汀市总工会
报头后缀: 令
期号: 第{总期}号
总期起点: 11
单位: 云汀市总工会
印发机关: 云汀市总工会办公室
签名章: {职务: 主席, 姓名: 林致远}
常用发送:
  主送: [各县区总工会]
  抄送: [市委办公室]
";
    let issue = "日期: 2026-11-18
正文: [正文.md]
";
    Issue::new(
        "ling",
        series,
        issue,
        &[("正文.md", format!("{}。\n", plain(420)))],
    )
}

pub fn all() -> Vec<Issue> {
    vec![
        document(),
        upward(),
        sealed(),
        sealed_jointly(),
        overprinted(),
        stamped(),
        bulletin(),
        letter(),
        minutes(),
        command(),
    ]
}
