//! `series.yaml`, and what a series and its issues may both say: masthead, seal, places, recipients.

use super::key_table;
use super::site::FILING;
use crate::model::{Audience, Layout};
use crate::source::key_table::ValueKind::{
    Flag, Lines, Named, Names, Of, Several, Text, UsuallySeveral, Whole, Word,
};
use crate::source::key_table::words;
use crate::source::value::LINE_ENDS;
use crate::stage::parse::choices::{NUMERALS, RECIPIENTS_PLACES, SEALS};

key_table! {
    /// `series.yaml`.
    SERIES "series" "series.yaml" besides ELEMENTS, FILING:
    NAME (required): Text, "系列的名称", "督查通报";
    LAYOUT (required): Word(|| words(Layout::ALL)), "版式，照 GB/T 9704", "公文";
    ABSTRACT: Text, "一句话简介", "对全市重点工作的督查情况通报。";
    NUMBER_RULE: Text, "发文字号的规则，{年} {号} {期} 由程序填", "云工督查字〔{年}〕{号}号";
    ISSUE_RULE: Text, "期号的规则，{年} {期} {总期} 由程序填", "第{期}期（总第{总期}期）";
    SUPPLEMENT_RULE: Text, "增刊期号的规则，{年} {增刊} 由程序填", "增刊第{增刊}期";
    NUMERALS: Word(|| words(NUMERALS)), "期号用什么数字", "阿拉伯";
    INDEX_NUMBER: Text, "索引号的规则，{年} {号} {期} 由程序填；“-”后补零到五位", "YHG01/{年}-1{号}";
    TOTAL_START: Whole, "资料库收录的第一期之前已经出过的期数", "120";
    STYLES: UsuallySeveral(|| vec!["一、", "（一）", "1.", "（1）", "①", "无"]), "标题编号的样式，一级一项，最多四级；用第一号作样子", "[一、, （一）, 1., （1）]";
    SIGNATURES: Lines, "落款单位；联合发文一个单位一项", "[云汀市总工会]";
    UNIT: Lines, "编印单位，印在简报的报头", "[云汀市总工会办公室]";
    OFFICE: Text, "版记里的印发机关", "云汀市总工会办公室";
    COPIES: Whole, "版记里的“共印N份”", "60";
    EXPECTED_UNITS: Lines, "每期必须交片段的单位", "[青禾县, 白石区]";
    LISTS: Named(&Names), "给收文单位的名单起个名字，各处引用", "{各县区: [青禾县总工会, 白石区总工会]}";
    STANDING: Of(&STANDING), "每期都发给谁", "{抄送: [市委办公室, 市政府办公室]}";
    AUDIENCE: Word(|| words(Audience::ALL)), "受众：内部的不进公开的资料库", "公开";
    LINE_ENDS: Word(|| words(LINE_ENDS)), "片段里按一次回车是另起一段（段落，不写就是它），还是接着上一行（续行）", "段落";
    WORD_FILES: Flag, "每期配一份 Word 文件", "是";
}

key_table! {
    /// Masthead, seal and places.
    ELEMENTS "elements" "版式要素":
    MASTHEAD: Lines, "报头（发文机关标志）；联合发文写成列表；不写就印成白头件", "云汀市总工会督查通报";
    MASTHEAD_SUFFIX: Text, "几个机关联合发文时印在右边的字", "文件";
    SEAL: Word(|| words(SEALS)), "印章：给印章留出位置；签名章：另写“签名章”", "印章";
    STAMPS: Several(&Of(&STAMP)), "签名章上的职务和姓名", "[{职务: 主席, 姓名: 林致远}]";
    RECIPIENTS_PLACE: Word(|| words(RECIPIENTS_PLACES)), "主送机关印在题下还是版记里", "题下";
    IMPRINT_EVEN: Flag, "版记印在偶数页", "是";
    OVERPRINT: Flag, "`jianbao print` 定稿时不印红色部分，供预印好红头的纸使用；资料库里的 PDF 总是有红头", "是";
}

key_table! {
    /// Who gets it.
    STANDING "standing" "常用发送" besides RECIPIENTS:
}

key_table! {
    /// Recipients, as series and issue name them.
    RECIPIENTS "recipients" "发送":
    MAIN: Names, "主送，印在标题下", "[各县（市）区总工会]";
    COPIED: Names, "抄送", "[市委办公室, 市政府办公室]";
    REPORTED: Names, "报", "[省总工会]";
    SENT: Names, "送", "[市委各部门]";
    ISSUED: Names, "发", "[{名单: 各县区}, 市直各产业工会]";
    PRINTED: Names, "本期印发", "[各县（市）区总工会]";
    PRINTED_ALSO: Names, "本期增发", "[市档案馆]";
    PRINTED_SHORT: Names, "“本期印发”的另一种写法", "[各县（市）区总工会]";
}

key_table! {
    /// `{增加: …}`.
    ADDED "added" "名单":
    ADD (required): Names, "在系列的名单后增加", "[市政协办公室]";
}

key_table! {
    /// `{名单: …}`.
    LIST_REFERENCE "list-reference" "名单":
    LISTS (required): Text, "引用 series.yaml 里的名单", "各县区";
}

key_table! {
    /// A stamp with a signature.
    STAMP "stamp" "签名章":
    POST (required): Text, "职务，印出来", "主席";
    PERSON (required): Text, "姓名，是签名章上的", "林致远";
}
