//! The front matter of a fragment (片头).

use super::key_table;
use crate::model::ProblemStatus;
use crate::source::key_table::ValueKind::{
    Cell, Date, Flag, Lines, Named, Of, Several, Text, Word,
};
use crate::source::key_table::words;
use crate::source::value::LINE_ENDS;

key_table! {
    /// A fragment's front matter.
    FRONT "front" "片头":
    UNIT: Text, "写的是哪个单位：登记表里的代号、名称、全称、简称或别名", "青禾县";
    TITLE: Lines, "文章的标题；单位的片段不用写", "启动仪式已经召开";
    SUBTITLE: Text, "副题，“——”自动加", "青禾县的做法";
    EDITOR_NOTE: Text, "这一篇的编者按，印在正文前", "现将青禾县的做法印发。";
    SOURCE: Text, "供稿的单位，印在文末的括号里", "青禾县总工会";
    METRICS: Named(&Cell), "报的数：指标的名称和数", "{要约书: 312, 签订企业: 38}";
    PROBLEMS: Several(&Of(&PROBLEM)), "报的问题：第一次写内容，以后只写变了什么", "[{编号: 青禾-1, 内容: 台账不全, 时限: 2026-05-31}]";
    NIL: Flag, "没有情况", "是";
    SENT_ON: Date, "什么时候报来的", "2026-04-03";
    LINE_ENDS: Word(|| words(LINE_ENDS)), "按一次回车是另起一段（段落），还是接着上一行（续行）", "续行";
}

key_table! {
    /// What a fragment says of a problem.
    PROBLEM "problem" "问题":
    STYLES (required): Text, "自己起，同一个系列里不能重复，以后不能改", "2026-青禾-1";
    CONTENT: Text, "第一次报时必填；以后不用再写", "服务站三个月没有值班记录";
    RESPONSIBLE: Lines, "责任单位；不写就是片头的单位", "青禾县";
    LEADER: Lines, "责任领导", "林致远";
    MEASURES: Text, "整改措施", "排出值班表";
    CATEGORY: Text, "问题的类别", "阵地建设";
    BASIS: Text, "依据", "《督查方案》第三条";
    DEADLINE: Date, "到哪一天为止；只能往后延", "2026-05-31";
    STATUS: Word(|| words(ProblemStatus::WORDS)), "不写就是整改中", "已整改";
    FOUND_ON: Date, "发现的日期；不写就是登记它的那一期的日期", "2026-03-02";
    DONE_ON: Date, "整改完的日期；不写就是这一期的日期", "2026-05-20";
    EXPLANATION: Text, "印在“完成情况”里", "抽查两次都在岗";
}
