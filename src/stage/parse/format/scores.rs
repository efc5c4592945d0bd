//! `计分.yaml`: how contributions (供稿) are counted.

use super::key_table;
use crate::contribution::{TextKind, TextReuse};
use crate::model::Audience;
use crate::source::key_table::ValueKind::{Decimal, Lines, ListOf, Of, Text, Word};
use crate::source::key_table::words;

key_table! {
    /// `计分.yaml`.
    SCORES "scores" "计分.yaml":
    NAME: Text, "计分办法的名称，印在统计表下面", "2026年信息报送计分办法";
    OWN_SERIES (required): ListOf(&Of(&OWN_RULE)), "资料库里的哪些系列计入，用一篇几分；没有写的系列不计", "[{系列: jianbao, 分值: 3}]";
    OUTLETS: ListOf(&Of(&OUTLET)), "别的刊物：上级的简报、报纸，用一篇几分", "[{名称: 市委《云汀信息》, 分值: 5}]";
    REPORTING: Of(&SENT_RULE), "报送一篇（不论用没用）几分；不写就不计", "{分值: 0.5, 封顶: 10}";
    REUSE: Word(|| words(TextReuse::WORDS)), "同一篇用了几处：累计（不写就是它），还是只计最高的", "最高";
    REGISTER: Lines, "来稿登记表：文件名，或 文件名#工作表；没有采用的、外刊采用的记在里面", "供稿登记.csv";
    AUDIENCE: Word(|| words(Audience::ALL)), "统计的网页给谁看；不写就是内部，公开的资料库里没有这一页", "内部";
}

key_table! {
    /// A series that counts.
    OWN_RULE "own-rule" "本刊":
    SERIES (required): Text, "系列的文件夹名", "jianbao";
    COLUMN: Text, "只说这个栏目；别的栏目另写一项", "要闻";
    TEXT_KIND: Word(|| words(TextKind::WORDS)), "文章（不写就是它），还是各单位的片段", "文章";
    POINTS (required): Decimal, "用一篇几分", "3";
}

key_table! {
    /// A paper of others.
    OUTLET "outlet" "外刊":
    NAME (required): Text, "刊物的名称，登记表里照这样写", "市委《云汀信息》";
    ALIASES: Lines, "登记表里的别的写法", "[云汀信息]";
    POINTS (required): Decimal, "用一篇几分", "5";
}

key_table! {
    /// Points for sending.
    SENT_RULE "sent-rule" "报送":
    POINTS (required): Decimal, "报送一篇几分", "0.5";
    CAP: Decimal, "一个单位一年最多几分", "10";
}
