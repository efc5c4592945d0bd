//! `units.yaml`: the register of units (单位登记表).

use super::key_table;
use crate::source::key_table::ValueKind::{Date, Lines, ListOf, Named, Of, Several, Text};

key_table! {
    /// `units.yaml`.
    UNITS "units" "units.yaml":
    UNIT (required): ListOf(&Of(&UNIT)), "登记的单位，先后就是印出来的先后", "[{代号: qinghe, 名称: 青禾县}]";
    GROUPINGS: Named(&ListOf(&Of(&GROUP))), "分组：起个名字（如 联系领导），下面一组一项", "{联系领导: [{名称: 林致远, 单位: [qinghe]}]}";
}

key_table! {
    /// A unit of the register.
    UNIT "unit" "单位":
    CODE (required): Text, "用在网址里，只用小写英文字母、数字和连字符，定了不改", "qinghe";
    NAME (required): Text, "现在的名称，印在各处", "青禾县";
    FULL_NAME: Lines, "全称", "青禾县总工会";
    SHORT_NAME: Lines, "简称", "青禾";
    ALIASES: Lines, "别的写法，片段里写了也认得", "[青禾县工会]";
    CATEGORY: Text, "类别，如县（市）区、产业工会；提纲里可以按类别分组", "县（市）区";
    FORMER_NAMES: Several(&Of(&FORMER_NAME)), "改名以前的名称，写明用到哪一天", "[{名称: 石桥县, 至: 2026-06-30}]";
    MERGED: Text, "撤销以后并入哪个单位，与“至”一起写", "qinghe";
    SPLIT: Lines, "撤销以后分成哪几个单位，与“至”一起写", "[hedong, hexi]";
}

key_table! {
    /// A name that a unit had before.
    FORMER_NAME "former-name" "曾用名":
    NAME (required): Text, "原来的名称", "石桥县";
    FULL_NAME: Lines, "原来的全称", "石桥县总工会";
    SHORT_NAME: Lines, "原来的简称", "石桥";
    FROM: Date, "第一天；不写就从头起", "2020-01-01";
    UNTIL: Date, "最后一天", "2026-06-30";
}

key_table! {
    /// A group of units.
    GROUP "group" "分组":
    NAME (required): Text, "这一组的名称，如联系领导的姓名", "林致远";
    UNIT (required): Lines, "组里的单位，写代号或名称", "[qinghe, baishi]";
}
