//! `issue.yaml`: one issue.

use super::key_table;
use super::outline::OUTLINE_FILES;
use super::series::{ELEMENTS, RECIPIENTS};
use super::site::FILING;
use crate::model::Audience;
use crate::source::key_table::ValueKind::{
    Date, Either, Flag, Lines, Of, Outline, Several, Text, Usually, UsuallySeveral, Whole, Word,
};
use crate::source::key_table::words;
use crate::stage::parse::choices::{DATE_PLACES, URGENCIES};

key_table! {
    /// `issue.yaml`.
    ISSUE "issue" "issue.yaml" besides RECIPIENTS, ELEMENTS, FILING:
    TITLE: Lines, "标题，一行，或多行的列表；全部由文章组成的简报可以没有", "关于第二季度集体协商推进情况的通报";
    SUBTITLE: Text, "印在标题下，“——”自动加", "截至2026年6月30日";
    DATE (required): Date, "成文日期；只知道月份时写 2026-07", "2026-07-08";
    BODY (required): Outline, "提纲：印哪些片段，按什么次序", "[正文.md]";
    ATTACHMENTS: Several(&Either(&[Text, Of(&ATTACHMENT)])), "附件，编号自动加；表格、文字、图片印出来，其他文件供下载", "[进度表.yaml]";
    NUMBER: Whole, "发文字号里的号；不写时取文件夹名", "3";
    ISSUE: Whole, "期号；不写时取文件夹名", "3";
    TOTAL: Whole, "总期号，一般自动推算", "123";
    SUPPLEMENT: Whole, "增刊的号，与正刊分开编号", "1";
    DATE_PLACE: Word(|| words(DATE_PLACES)), "日期印在哪里", "文末";
    EDITOR_NOTE: Text, "编者按：一段文字，或一个 .md 文件名", "现将青禾县的做法印发，供各地借鉴。";
    CONTENTS: Flag, "首页印“本期要目”", "是";
    SIGNATURES: Lines, "落款单位；联合发文一个单位一项；不写时用系列的", "[云汀市总工会]";
    REMARK: Text, "附注，印在日期下的括号里", "联系人：张明，电话：88880000";
    COPY_NUMBER: Whole, "份号，1 到 999999", "12";
    SECRECY: Usually(|| vec!["内部资料　注意保存", "秘密★6个月", "机密★1年", "绝密★长期"]), "密级和保密期限；标了密级的不进任何资料库", "机密★1年";
    URGENCY: Word(|| words(URGENCIES)), "紧急程度", "特急";
    APPROVERS: Lines, "上行文的签发人", "[林致远]";
    MEETING_TIME: Lines, "纪要：会议的时间", "2026年3月4日上午";
    MEETING_PLACE: Lines, "纪要：会议的地点", "三楼会议室";
    CHAIR: Lines, "纪要：主持人", "林致远";
    PRESENT: Lines, "纪要：出席人员", "[沈若兰, 周明远]";
    EXCUSED: Lines, "纪要：请假人员", "[张明]";
    OBSERVERS: Lines, "纪要：列席人员", "[王丽]";
    RECORDER: Lines, "纪要：记录人", "李晓";
    PRINTED_SHORT: Either(&[Date, crate::source::key_table::ValueKind::Names]), "印发的日期，记录不见了会报错；写名单时是“本期印发”", "2026-04-08";
    OFFICE: Text, "版记里的印发机关；不写时用系列的", "云汀市总工会办公室";
    PRINT_DATE: Date, "版记里的印发日期，要写到日", "2026-07-09";
    COPIES: Whole, "版记里的“共印N份”；不写时用系列的", "60";
    STYLES: UsuallySeveral(|| vec!["一、", "（一）", "1.", "（1）", "①", "无"]), "本期标题编号的样式，一级一项，最多四级", "[一、, （一）, 1., （1）]";
    EXPECTED_UNITS: Lines, "本期必须交片段的单位；不写时用系列的", "[青禾县, 白石区]";
    CLOSING: Date, "报送的最后一天，过了算迟报", "2026-04-05";
    METRICS: Lines, "报数的表格：文件名，或 文件名#工作表", "月报.xlsx#汇总";
    TOPICS: Lines, "主题词，供资料库归类", "[集体协商, 督查]";
    OVERVIEW: Text, "内容概述，不超过 300 字，供目录使用", "通报第二季度集体协商推进情况。";
    INDEX_NUMBER: Text, "公开目录的索引号，一般由系列的规则自动编", "YHG01/2026-00012";
    AUDIENCE: Word(|| words(Audience::ALL)), "受众：内部的不进公开的资料库；不写时看系列", "内部";
    DRAFT: Flag, "还没定稿，只在预览里看", "是";
    FORMER: Lines, "移动以前的 系列/年/期，旧网址自动转过来", "[jianbao/2025/3]";
    CORRECTED: Several(&Of(&CORRECTED)), "印发以后改正的，每次一项", "{日期: 2026-03-20, 说明: 第二页“完成数”应为 128}";
    SUPERSEDED: Several(&Of(&SUPERSEDED)), "已经废止", "{日期: 2026-05-01, 由: ducha/2026/7}";
    WITHDRAWN: Several(&Of(&WITHDRAWN)), "已经撤回", "{日期: 2026-04-01, 说明: 数据有误}";
}

key_table! {
    /// A correction.
    CORRECTED "corrected" "更正":
    DATE (required): Date, "改正的日期", "2026-03-20";
    EXPLANATION: Text, "改正了什么", "第二页“完成数”应为 128";
    SEE: Text, "刊登更正的一期：系列/年/期", "ducha/2026/5";
}

key_table! {
    /// What takes the issue out of force.
    SUPERSEDED "superseded" "废止":
    DATE (required): Date, "废止的日期", "2026-05-01";
    EXPLANATION: Text, "为什么", "办法已经修订";
    REPLACED_BY: Text, "代替它的一期：系列/年/期", "ducha/2026/7";
}

key_table! {
    /// What takes the issue back.
    WITHDRAWN "withdrawn" "撤回":
    DATE (required): Date, "撤回的日期", "2026-04-01";
    EXPLANATION: Text, "为什么", "数据有误";
    SEE: Text, "有关的一期：系列/年/期", "ducha/2026/5";
}

key_table! {
    /// An attachment.
    ATTACHMENT "attachment" "附件" besides OUTLINE_FILES:
    FILE (required): Text, "文件名", "流程.png";
}
